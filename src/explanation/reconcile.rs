//! Explanations against evaluations: what each one names is looked up, [`super::assess`] decides what it is worth, and
//! those that hold turn the verdicts they cover into `explained`. The only place where an explanation meets a verdict.

use rustc_hash::{FxHashMap, FxHashSet};

use crate::args;
use crate::calendar::Date;
use crate::diagnostic::did_you_mean;
use crate::explanation::assess::{Ground, Named, NamedSubject, Standing, Worth, worth};
use crate::explanation::messages as m;
use crate::explanation::sameness::Sameness;
use crate::explanation::{Assessment, Explanation, Fault, Located, State};
use crate::manifest::Facts;
use crate::manifest::node::NodeId;
use crate::paper::{Paper, Papers};
use crate::policy::{Expectation, Ids, Modality, Overlay, Point, PolicySet};
use crate::schema::{RecordId, Schema};
use crate::text::{Message, Str};
use crate::verdict::{Evaluation, Truth, Verdict};

/// Judges every explanation, and makes each open evaluation whose every open label is covered by an explanation that
/// holds [`Verdict::Explained`]. One assessment for each explanation, in their order.
pub fn reconcile(
    policies: &PolicySet,
    facts: &Facts,
    papers: &Papers,
    evaluations: &mut [Evaluation],
    explanations: &[Explanation],
    as_of: Date,
) -> Vec<Assessment> {
    if explanations.is_empty() {
        return Vec::new();
    }
    let ids = facts.keys.values().flat_map(|records| records.keys().map(|id| &**id)).collect();
    let sameness = Sameness::of(explanations);
    let own = own_texts(facts, papers);
    let ground = Ground { policies, facts, papers, as_of, explanations, sameness, ids, own };
    let (assessments, mut covers) = assess_all(&ground, evaluations, explanations);
    covers.sort_unstable();
    covers.dedup();
    for group in covers.chunk_by(|a, b| a.evaluation == b.evaluation) {
        let Some(evaluation) = group.first().and_then(|cover| evaluations.get_mut(cover.evaluation)) else { continue };
        if evaluation.open.iter().all(|finding| group.iter().any(|cover| cover.label == finding.label)) {
            evaluation.verdict = Verdict::Explained;
            evaluation.explained_by = group.iter().map(|cover| cover.explanation).collect();
            evaluation.explained_by.sort_unstable();
            evaluation.explained_by.dedup();
        }
    }
    assessments
}

/// The papers that are a text of the manifest itself.
fn own_texts<'a>(facts: &Facts, papers: &'a Papers) -> FxHashSet<&'a str> {
    let mut texts: FxHashMap<usize, Vec<&str>> = FxHashMap::default();
    for (_, text) in facts.document.texts() {
        texts.entry(text.len()).or_default().push(text);
    }
    let is_own = |paper: &Paper| match paper {
        Paper::Read(content) => texts.get(&content.text.len()).is_some_and(|texts| texts.contains(&&*content.text)),
        _ => false,
    };
    papers.iter().filter(|(_, paper)| is_own(paper)).map(|(path, _)| path.as_str()).collect()
}

/// The clause and point that an explanation names: `jp.aigb/human-judgement#judged` in its parts.
#[must_use]
pub fn parts(expectation: &str) -> (&str, Option<&str>) {
    match expectation.trim().split_once('#') {
        Some((clause, label)) => (clause.trim(), Some(label.trim())),
        None => (expectation.trim(), None),
    }
}

/// The pack and the clause in `pack/clause`.
pub(super) fn split_id(clause: &str) -> (Option<&str>, &str) {
    match clause.split_once('/') {
        Some((pack, name)) => (Some(pack), name),
        None => (None, clause),
    }
}

/// An explanation that holds for a label of an evaluation.
#[derive(PartialEq, Eq, PartialOrd, Ord)]
struct Cover {
    evaluation: usize,
    label: Str,
    explanation: usize,
}

fn assess_all(
    ground: &Ground<'_>,
    evaluations: &[Evaluation],
    explanations: &[Explanation],
) -> (Vec<Assessment>, Vec<Cover>) {
    let lookup = Lookup::new(ground.policies, ground.facts, evaluations);
    let mut covers = Vec::new();
    let assessments = explanations.iter().enumerate().map(|(index, explanation)| {
        let named = lookup.named(explanation);
        let targets: Vec<(usize, Str)> = named.subjects.iter().flat_map(NamedSubject::targets).collect();
        let Worth { faults, remarks, checks } = worth(ground, index, named);
        let state = faults.iter().map(|fault| fault.state).min().unwrap_or(State::Accepted);
        if state.holds() {
            covers.extend(targets.into_iter().map(|(evaluation, label)| Cover {
                evaluation,
                label,
                explanation: index,
            }));
        }
        Assessment { explanation: index, state, faults, remarks, checks }
    });
    (assessments.collect(), covers)
}

impl NamedSubject<'_> {
    /// The open labels that the explanation speaks of.
    fn targets(&self) -> Vec<(usize, Str)> {
        match (&self.standing, self.evaluation) {
            (Standing::Open(labels, _), Some(evaluation)) => {
                labels.iter().map(|label| (evaluation, label.clone())).collect()
            }
            _ => Vec::new(),
        }
    }
}

/// Finds what explanations name.
struct Lookup<'a> {
    policies: &'a PolicySet,
    facts: &'a Facts,
    evaluations: &'a [Evaluation],
    /// Clauses by `pack/clause`.
    clauses: Ids<'a>,
    /// Evaluations by clause and subject.
    judged: FxHashMap<(usize, &'a str), usize>,
}

impl<'a> Lookup<'a> {
    fn new(policies: &'a PolicySet, facts: &'a Facts, evaluations: &'a [Evaluation]) -> Self {
        let judged = evaluations
            .iter()
            .enumerate()
            .map(|(index, evaluation)| ((evaluation.expectation, evaluation.subject.id.as_str()), index))
            .collect();
        Self { policies, facts, evaluations, clauses: Ids::of(policies), judged }
    }

    fn named<'b>(&'b self, explanation: &'b Explanation) -> Named<'b> {
        let mut named = Named::default();
        let Some(expectation) = &explanation.expectation else {
            let message = m::MISSING.with(args!["field" => "expectation"]);
            named.faults.push(fault(State::Insufficient, "expectation", &explanation.id, message));
            self.subjects(explanation, None, None, &mut named);
            return named;
        };
        let (id, label) = parts(&expectation.value);
        let index = self.clauses.now_or_formerly(id);
        let clause = index.and_then(|index| self.policies.expectations.get(index));
        match clause {
            Some(clause) => {
                if let Some((state, message)) = self.wrong_label(clause, label) {
                    named.faults.push(fault(state, "expectation", expectation, message));
                }
            }
            None => {
                let (state, message) = self.no_clause(id);
                named.faults.push(fault(state, "expectation", expectation, message));
            }
        }
        named.clause = clause;
        // Beside a point that does not exist or does not decide, nothing can be said of what is open.
        let index = index.filter(|_| named.faults.is_empty());
        self.subjects(explanation, index, label, &mut named);
        named
    }

    fn subjects<'b>(
        &'b self,
        explanation: &'b Explanation,
        clause: Option<usize>,
        label: Option<&str>,
        named: &mut Named<'b>,
    ) {
        for id in &explanation.about {
            match self.record(id.value.trim()) {
                Ok(record) => {
                    let Some(clause) = clause else { continue };
                    let evaluation = self.judged.get(&(clause, id.value.trim())).copied();
                    let found = evaluation.and_then(|index| self.evaluations.get(index));
                    let standing = found
                        .map_or(Standing::Idle(Verdict::NotApplicable), |found| standing(found, label, explanation));
                    let points = self.policies.expectations.get(clause).map_or(&[][..], |clause| &clause.points);
                    let denied = found.map_or_else(Vec::new, |found| denied(found, label, points));
                    named.subjects.push(NamedSubject { id, record, evaluation, standing, denied });
                }
                Err(message) => named.faults.push(fault(State::Dangling, "about", id, message)),
            }
        }
    }

    /// The record of a subject; none for the organisation.
    fn record(&self, id: &str) -> Result<Option<(NodeId, RecordId)>, Message> {
        if id == "organisation" {
            return Ok(None);
        }
        if id.contains(['*', '?', '[', '{']) {
            return Err(m::PATTERN.with(args!["name" => id]));
        }
        let schema = &self.policies.schema;
        let (noun, key) = id.split_once('/').unwrap_or((id, ""));
        let Some(record) = schema.find_noun(noun) else {
            return Err(m::NO_SUBJECT.with(args!["name" => id, "hint" => self.near_subject(noun, key)]));
        };
        match self.facts.resolve(record, key) {
            Some(node) => Ok(Some((node, record))),
            None => {
                let near = crate::diagnostic::nearest(key, self.ids(record));
                let near = near.first().map(|other| format!("{noun}/{other}"));
                let hint = near.map(|name| crate::diagnostic::DID_YOU_MEAN.with(args!["name" => name]));
                Err(m::NO_SUBJECT.with(args!["name" => id, "hint" => hint]))
            }
        }
    }

    /// For an id without its noun: the subject that has it, or the organisation; else the noun that is nearest.
    fn near_subject(&self, noun: &str, key: &str) -> Option<Message> {
        let nouns = subject_nouns(&self.policies.schema);
        let name = if key.is_empty() {
            match nouns.iter().find(|(_, record)| self.facts.resolve(*record, noun).is_some()) {
                Some((of, _)) => format!("{of}/{noun}"),
                None => (*crate::diagnostic::nearest(noun, ["organisation"]).first()?).to_owned(),
            }
        } else {
            let words = nouns.iter().map(|(word, _)| *word);
            format!("{}/{key}", crate::diagnostic::nearest(noun, words).first()?)
        };
        Some(crate::diagnostic::DID_YOU_MEAN.with(args!["name" => name]))
    }

    fn ids(&self, record: RecordId) -> impl Iterator<Item = &str> {
        self.facts.ids(record)
    }

    /// What speaks against a label of a clause; a point that an overlay has taken away needs no explanation.
    fn wrong_label(&self, clause: &Expectation, label: Option<&str>) -> Option<(State, Message)> {
        let of_layer = |layer: &usize| self.policies.overlays.get(*layer);
        let without = |overlay: &&Overlay| overlay.without.iter().any(|gone| Some(gone.as_str()) == label);
        match clause.layers.iter().filter_map(of_layer).find(without) {
            Some(overlay) => {
                let args = args!["name" => label.unwrap_or_default(), "pack" => self.pack(overlay.pack)];
                Some((State::Unused, m::TAKEN_AWAY.with(args)))
            }
            None => wrong_label(clause, label),
        }
    }

    fn pack(&self, pack: usize) -> String {
        self.policies.packs.get(pack).map(|pack| pack.name.clone()).unwrap_or_default()
    }

    fn no_clause(&self, id: &str) -> (State, Message) {
        let (pack, name) = split_id(id);
        let is_dropped = |clause: &&Expectation| {
            clause.id == id || split_id(&clause.id).0 == pack && clause.formerly.iter().any(|old| old == name)
        };
        if let Some(clause) = self.policies.dropped.iter().find(is_dropped) {
            let by = self.policies.decider(clause).map(|overlay| self.pack(overlay.pack)).unwrap_or_default();
            return (State::Unused, m::DROPPED.with(args!["clause" => &clause.id, "pack" => by]));
        }
        let known = |pack: &str| self.policies.packs.iter().any(|known| known.name == pack);
        let clauses = self.policies.expectations.iter();
        let (typed, hint) = match pack {
            Some(pack) if known(pack) => {
                let own = clauses.filter(|clause| split_id(&clause.id).0 == Some(pack));
                (name, did_you_mean(name, own.map(|clause| clause.name.as_str())))
            }
            Some(pack) => {
                let hint = did_you_mean(id, clauses.map(|clause| clause.id.as_str()))
                    .or_else(|| did_you_mean(pack, self.policies.packs.iter().map(|known| known.name.as_str())));
                if hint.is_none() {
                    // Another run may judge by that pack: nothing is known of its clauses here.
                    return (State::Unused, m::NO_PACK.with(args!["name" => pack]));
                }
                (id, hint)
            }
            None => {
                let same = clauses.clone().find(|clause| clause.name == id);
                let near = || did_you_mean(id, clauses.map(|clause| clause.name.as_str()));
                let exact = |clause: &Expectation| crate::diagnostic::DID_YOU_MEAN.with(args!["name" => &clause.id]);
                (id, same.map(exact).or_else(near))
            }
        };
        (State::Dangling, m::NO_EXPECTATION.with(args!["name" => typed, "hint" => hint]))
    }
}

fn fault(state: State, field: &str, place: &Located<String>, message: Message) -> Fault {
    Fault { state, field: field.to_owned(), message, span: place.span }
}

/// What speaks against a label of a clause.
fn wrong_label(clause: &Expectation, label: Option<&str>) -> Option<(State, Message)> {
    if clause.modality == Modality::May {
        return Some((State::Unused, m::ONLY_MAY.with(args!["name" => &clause.id])));
    }
    let label = label?;
    let notes = || clause.notes.iter().map(|point| point.label.as_str());
    if clause.decides(label) {
        None
    } else if notes().any(|note| note == label) {
        Some((State::Unused, m::ONLY_MAY.with(args!["name" => label])))
    } else {
        let labels = clause.points.iter().map(|point| point.label.as_str());
        let labels = labels.chain(clause.evidence.iter().map(|evidence| evidence.label.as_str())).chain(["applies"]);
        let hint = did_you_mean(label, labels.chain(notes()));
        Some((State::Dangling, m::NO_POINT.with(args!["clause" => &clause.id, "name" => label, "hint" => hint])))
    }
}

fn standing(evaluation: &Evaluation, label: Option<&str>, explanation: &Explanation) -> Standing {
    match evaluation.verdict {
        Verdict::NotApplicable | Verdict::NotInForce => return Standing::Idle(evaluation.verdict),
        Verdict::Complies | Verdict::Explained | Verdict::Deviates | Verdict::Unknown => {}
    }
    let open = evaluation.open.iter().filter(|finding| label.is_none_or(|label| finding.label == label));
    let labels: Vec<Str> = open.clone().map(|finding| finding.label.clone()).collect();
    if labels.is_empty() {
        return Standing::Complies;
    }
    // One block for a whole clause will do while one point is open, or while it speaks of each by its label.
    if labels.len() > 1 && !labels.iter().all(|label| mentions(explanation, label)) {
        return Standing::Several(labels);
    }
    let deviates = open.clone().any(|finding| finding.truth == Truth::False);
    Standing::Open(labels, if deviates { Truth::False } else { Truth::Unknown })
}

/// The points that are open because the manifest says otherwise.
fn denied(evaluation: &Evaluation, label: Option<&str>, points: &[Point]) -> Vec<Str> {
    let is_point = |name: &str| points.iter().any(|point| point.label == name);
    let open = evaluation.open.iter().filter(|finding| finding.truth == Truth::False);
    let named = open.filter(|finding| label.is_none_or(|label| finding.label == label) && is_point(&finding.label));
    named.map(|finding| finding.label.clone()).collect()
}

/// Whether a label stands as a word of its own somewhere in the prose.
fn mentions(explanation: &Explanation, label: &str) -> bool {
    let part = |c: char| c.is_ascii_alphanumeric() || c == '-' || c == '_';
    explanation
        .prose
        .iter()
        .any(|(_, prose)| prose.value.split(|c| !part(c)).any(|word| word.eq_ignore_ascii_case(label)))
}

/// The nouns of records that are subjects, with their records.
fn subject_nouns(schema: &Schema) -> Vec<(&str, RecordId)> {
    let records = schema.records.iter().enumerate();
    records
        .filter(|(_, record)| record.list.is_some())
        .filter_map(|(index, record)| Some((record.noun.as_deref()?, RecordId(u16::try_from(index).ok()?))))
        .collect()
}
