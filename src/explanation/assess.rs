//! What one explanation is worth: every fault it has, from its own fields and from what it names.
//!
//! [`super::reconcile`] resolves the clause, the point and the subjects; [`worth`] decides, for every command and output.

mod asked;
mod decision;
mod prose;
mod times;

pub use times::NOT_KNOWN;

use rustc_hash::FxHashSet;

use crate::args;
use crate::calendar::{Date, When};
use crate::diagnostic::did_you_mean;
use crate::explanation::criteria::{self as c, Check};
use crate::explanation::messages as m;
use crate::explanation::read::PROSE;
use crate::explanation::sameness::Sameness;
use crate::explanation::{Exhibit, Explanation, Fault, Located, Remark, State};
use crate::manifest::facts::{Facts, Found};
use crate::manifest::node::NodeId;
use crate::paper::{Paper, Papers};
use crate::policy::{Expectation, ExplanationSet, KINDS, Modality, PolicySet, Softener};
use crate::schema::RecordId;
use crate::source::Span;
use crate::text::{Message, Str};
use crate::verdict::{Truth, Verdict};
use crate::words;

use asked::Asked;

/// Least words of a reason, where its kind asks for one.
const REASON_WORDS: usize = 25;

/// Least words of a document that is named as evidence; a number of our own.
const EVIDENCE_WORDS: usize = 10;

/// What explanations are judged against.
pub(super) struct Ground<'a> {
    pub(super) policies: &'a PolicySet,
    pub(super) facts: &'a Facts,
    pub(super) papers: &'a Papers,
    pub(super) as_of: Date,
    /// All of the manifest.
    pub(super) explanations: &'a [Explanation],
    /// Which of them say the same.
    pub(super) sameness: Sameness,
    /// Every id of the manifest.
    pub(super) ids: FxHashSet<&'a str>,
    /// The papers that are the text of the manifest, of what it includes or of an explanation, under whatever name.
    pub(super) own: FxHashSet<&'a str>,
}

/// What an explanation names, as far as it exists.
#[derive(Default)]
pub(super) struct Named<'a> {
    /// The clause.
    pub(super) clause: Option<&'a Expectation>,
    /// Its subjects.
    pub(super) subjects: Vec<NamedSubject<'a>>,
    /// What could not be found, and what needs no explanation as a whole.
    pub(super) faults: Vec<Fault>,
}

/// A subject that an explanation names.
pub(super) struct NamedSubject<'a> {
    /// `system/credit`, and where the explanation names it.
    pub(super) id: &'a Located<String>,
    /// Its record and the record's type.
    pub(super) record: Option<(NodeId, RecordId)>,
    /// Index of the clause's evaluation for it.
    pub(super) evaluation: Option<usize>,
    /// What there is to explain.
    pub(super) standing: Standing,
    /// Points that are open because the manifest says otherwise, and not because a document is missing.
    pub(super) denied: Vec<Str>,
}

/// What a subject leaves to be explained.
#[derive(Clone, PartialEq)]
pub(super) enum Standing {
    /// These labels are open, and the explanation speaks of each; false if one of them is.
    Open(Vec<Str>, Truth),
    /// These are open, and the explanation does not speak of each.
    Several(Vec<Str>),
    /// What is named is met.
    Complies,
    /// The clause does not concern it.
    Idle(Verdict),
}

/// What an explanation came to.
pub(super) struct Worth {
    /// All that is wrong with it, the gravest first; that one names its state.
    pub(super) faults: Vec<Fault>,
    /// What is worth a look.
    pub(super) remarks: Vec<Remark>,
    /// Every criterion.
    pub(super) checks: Vec<Check>,
}

/// What an explanation is worth: the one function that decides it.
pub(super) fn worth(ground: &Ground<'_>, index: usize, named: Named<'_>) -> Worth {
    let Named { clause, subjects, faults } = named;
    let Some(explanation) = ground.explanations.get(index) else {
        return Worth { faults, remarks: Vec::new(), checks: Vec::new() };
    };
    let must = clause.is_some_and(|clause| clause.modality == Modality::Must);
    let checks = vec![Check { asks: Message::plain(c::NAMES), faults: Some(faults.clone()) }];
    let mut judge =
        Judge { ground, index, explanation, clause, subjects: &subjects, faults, remarks: Vec::new(), checks };
    let mut needed = false;
    judge.check(true, vec![Asked::all(c::NEEDED)], |judge| needed = judge.need());
    judge.check(clause.is_some(), vec![Asked::all(c::ADMISSIBLE)], |judge| {
        if must {
            // No field could mend it: the only way out of a `must` is that it does not apply.
            judge.expectation(State::Inadmissible, m::MUST.with(args!["clause" => judge.clause_id()]));
        }
    });
    // What nothing needs is deleted, not mended.
    judge.criteria(needed && !must);
    judge.faults.sort_by_key(|fault| fault.state);
    // What has to be written anew is not looked at for its style.
    judge.remarks.retain(|_| judge.faults.iter().all(|fault| fault.state.holds()));
    Worth { faults: judge.faults, remarks: judge.remarks, checks: judge.checks }
}

/// The fields that a kind asks for beside those of every explanation, and the least words of a reason.
#[must_use]
pub fn needed(kind: &str) -> (&'static [&'static str], usize) {
    match kind {
        "transition" => (&["plan", "risk"], 0),
        "alternative" => (&["instead", "evidence", "risk"], REASON_WORDS),
        "infeasible" => (&["reason", "instead", "risk"], REASON_WORDS),
        "proportionality" => (&["reason", "risk"], REASON_WORDS),
        "conflict" => (&["conflicts_with", "risk"], 0),
        "confidentiality" | "elsewhere" => (&["where"], 0),
        "not-known" => (&["plan"], 0),
        _ => (&[], 0),
    }
}

struct Judge<'a> {
    ground: &'a Ground<'a>,
    index: usize,
    explanation: &'a Explanation,
    clause: Option<&'a Expectation>,
    subjects: &'a [NamedSubject<'a>],
    faults: Vec<Fault>,
    remarks: Vec<Remark>,
    checks: Vec<Check>,
}

impl<'a> Judge<'a> {
    fn clause_id(&self) -> Str {
        self.clause.map(|clause| clause.id.clone()).unwrap_or_default()
    }

    fn kind_word(&self) -> &'a str {
        self.explanation.kind.as_ref().map_or("", |kind| kind.value.as_str())
    }

    fn set(&self) -> Option<&'a ExplanationSet> {
        self.ground.policies.sets.get(self.clause?.set?)
    }

    fn fault(&mut self, state: State, field: &str, span: Span, message: Message) {
        self.faults.push(Fault { state, field: field.to_owned(), message, span });
    }

    fn expectation(&mut self, state: State, message: Message) {
        let span = self.explanation.expectation.as_ref().map_or(self.explanation.id.span, |text| text.span);
        self.fault(state, "expectation", span, message);
    }

    fn missing(&mut self, field: &str) {
        let span = self.explanation.id.span;
        self.missing_at(field, span);
    }

    fn missing_at(&mut self, field: &str, span: Span) {
        self.fault(State::Insufficient, field, span, m::MISSING.with(args!["field" => field]));
    }

    /// Whether there is anything left to explain; if not, what is said of that is all there is to say.
    fn need(&mut self) -> bool {
        let mut idle: Vec<&NamedSubject<'a>> = Vec::new();
        let (mut open, mut complies) = (false, false);
        for subject in self.subjects {
            match &subject.standing {
                Standing::Open(..) => open = true,
                Standing::Several(points) => {
                    open = true;
                    let message =
                        m::SEVERAL_OPEN.with(args!["subject" => &subject.id.value, "points" => points.clone()]);
                    self.expectation(State::Insufficient, message);
                }
                Standing::Complies => {
                    complies = true;
                    idle.push(subject);
                }
                Standing::Idle(_) => idle.push(subject),
            }
        }
        let unused = self.faults.iter().any(|fault| fault.state == State::Unused);
        let Some(first) = idle.first() else { return !unused };
        if open {
            let subjects = idle.iter().map(|subject| subject.id.value.clone()).collect::<Vec<_>>();
            let span = first.id.span;
            self.fault(State::OverBroad, "about", span, m::NOT_OPEN.with(args!["subjects" => subjects]));
            return !unused;
        }
        if let Some(kind) = self.explanation.kind.as_ref().filter(|kind| complies && says_cannot(&kind.value)) {
            // What cannot be done and is done: one of the two is wrong, and deleting the explanation would hide which.
            let subjects = idle.iter().filter(|subject| subject.standing == Standing::Complies);
            let subjects: Vec<String> = subjects.map(|subject| subject.id.value.clone()).collect();
            let message = m::IS_DONE.with(args!["kind" => &kind.value, "subjects" => subjects]);
            self.fault(State::Contradictory, "kind", kind.span, message);
        } else if complies {
            self.expectation(State::Overtaken, Message::plain(m::ALL_COMPLY));
        } else {
            let clause = self.clause_id();
            let message = if first.standing == Standing::Idle(Verdict::NotInForce) {
                m::NOT_IN_FORCE.with(args!["clause" => clause])
            } else {
                m::NOT_APPLICABLE.with(args!["clause" => clause, "subject" => &first.id.value])
            };
            self.fault(State::Unused, "about", first.id.span, message);
        }
        false
    }

    fn kind(&mut self) {
        let Some(kind) = &self.explanation.kind else { return self.missing("kind") };
        let name = kind.value.as_str();
        if !KINDS.contains(&name) {
            let message = m::NO_KIND.with(args!["name" => name, "hint" => did_you_mean(name, KINDS)]);
            return self.fault(State::Insufficient, "kind", kind.span, message);
        }
        if matches!(name, "elsewhere" | "confidentiality") {
            for subject in self.subjects.iter().filter(|subject| !subject.denied.is_empty()) {
                let message = m::NOT_DONE
                    .with(args!["kind" => name, "subject" => &subject.id.value, "points" => subject.denied.clone()]);
                self.fault(State::Contradictory, "kind", kind.span, message);
            }
        }
        let deviates = self.subjects.iter().any(|subject| matches!(&subject.standing, Standing::Open(_, Truth::False)));
        if name == "not-known" && deviates {
            return self.fault(State::Inadmissible, "kind", kind.span, Message::plain(m::IS_KNOWN));
        }
        let Some((set, kinds)) = self.set().and_then(|set| Some((set, set.kinds.as_ref()?))) else { return };
        let always = match name {
            "not-known" => true,
            "proportionality" => self.clause.is_some_and(|clause| clause.softener == Some(Softener::WithinReason)),
            _ => false,
        };
        if !always && !kinds.iter().any(|accepted| accepted == name) {
            let message = m::KIND_REFUSED.with(args!["set" => &set.name, "kinds" => kinds.clone(), "kind" => name]);
            self.fault(State::Inadmissible, "kind", kind.span, message);
        }
    }

    /// Fields that the clause, the kind or the set ask for.
    fn fields(&mut self) {
        let explanation = self.explanation;
        if explanation.about.is_empty() {
            self.missing("about");
        }
        for field in self.needed_fields() {
            if !self.is_there(field) {
                self.missing(field);
            }
        }
    }

    /// The fields that the kind or the set ask for, each once.
    fn needed_fields(&self) -> Vec<&'a str> {
        let mut needed: Vec<&str> = needed(self.kind_word()).0.to_vec();
        if let Some(set) = self.set() {
            needed.extend(set.needs.iter().map(String::as_str));
            if set.instead_with_evidence {
                needed.extend(["instead", "evidence"]);
            }
        }
        let mut seen: Vec<&str> = Vec::new();
        needed.retain(|field| {
            !seen.contains(field) && {
                seen.push(field);
                true
            }
        });
        needed
    }

    /// Whether a field stands there; one that an explanation does not have counts as there, as the check of the policy
    /// refuses it.
    fn is_there(&self, field: &str) -> bool {
        let explanation = self.explanation;
        match field {
            "evidence" => !explanation.evidence.is_empty(),
            "record" => explanation.record.is_some(),
            "by" => explanation.by.is_some(),
            "until" => explanation.until.is_some(),
            "revisit_by" => explanation.revisit_by.is_some(),
            _ => !PROSE.contains(&field) || explanation.prose(field).is_some(),
        }
    }

    /// A file that is named has to be there and say something; an address or a holder is not inspected.
    fn evidence(&mut self) {
        let explanation = self.explanation;
        let record = explanation.record.iter().map(|record| ("decided.record", record));
        for (field, exhibit) in explanation.evidence.iter().map(|exhibit| ("evidence", exhibit)).chain(record) {
            let path = match &exhibit.value {
                Exhibit::File(path) => path,
                Exhibit::Address(text) | Exhibit::Holder(text) => {
                    if words::is_no_answer(text) {
                        let message = m::PLACEHOLDER.with(args!["field" => field, "text" => text.trim()]);
                        self.fault(State::Insufficient, field, exhibit.span, message);
                    }
                    continue;
                }
            };
            let fault = match self.ground.papers.get(path) {
                _ if self.is_own_input(path) => m::OWN_INPUT,
                None | Some(Paper::Missing) => m::NO_FILE,
                Some(Paper::Outside | Paper::NotAFile | Paper::TooLarge(_) | Paper::Unreadable) => m::NO_READING,
                Some(Paper::Read(content)) if content.words == 0 || content.placeholder => m::EMPTY_FILE,
                // A record may be short; what shows that something is done instead says what.
                Some(Paper::Read(content)) if field == "evidence" && content.words < EVIDENCE_WORDS => m::THIN_FILE,
                Some(Paper::Read(_) | Paper::NotText) => continue,
            };
            self.fault(
                State::Insufficient,
                field,
                exhibit.span,
                fault.with(args!["path" => path, "least" => EVIDENCE_WORDS]),
            );
        }
    }

    /// Whether a file is what the tool reads itself: its settings, a policy, or the text of the manifest, of what it
    /// includes or of an explanation, under whatever name.
    fn is_own_input(&self, path: &str) -> bool {
        let name = path.rsplit('/').next().unwrap_or(path);
        matches!(name, "tadashi.toml" | "tadashi.lock")
            || name.ends_with(".tadashi")
            || path.split('/').any(|part| part == ".tadashi")
            || self.ground.own.contains(path)
    }

    fn role(&self, id: &str) -> Option<(RecordId, NodeId)> {
        let record = self.ground.policies.schema.find_record("Role")?;
        Some((record, self.ground.facts.resolve(record, id)?))
    }

    fn roles(&self) -> impl Iterator<Item = &'a str> {
        let record = self.ground.policies.schema.find_record("Role");
        record.into_iter().flat_map(|record| self.ground.facts.ids(record))
    }

    fn text(&self, node: NodeId, of: RecordId, name: &str) -> Option<&'a str> {
        let (schema, facts) = (&self.ground.policies.schema, self.ground.facts);
        match facts.field(schema, node, of, schema.find_field(of, name)?) {
            Found::Value(value) => facts.document.text(value).map(str::trim).filter(|text| !text.is_empty()),
            Found::Absent | Found::Declined(_) | Found::Malformed(_) => None,
        }
    }
}

/// Kinds that say a thing cannot or may not be done.
fn says_cannot(kind: &str) -> bool {
    matches!(kind, "infeasible" | "conflict")
}

/// A date as it is said: its last day, which is the whole of a complete one.
fn written(date: When) -> String {
    date.last.to_string()
}
