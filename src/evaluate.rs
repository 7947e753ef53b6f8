//! Judges every clause for every subject: policies and a manifest's facts to verdicts with their causes.
//!
//! Pure: reads no file, clock or explanation. A first pass finds truths and stops early; only what is open is looked
//! at again for its causes.

mod blame;
mod cause;
mod compare;
mod evidence;
mod gists;
mod lookup;
mod marks;
mod messages;
mod mismatch;
mod sentence;
mod spot;
mod suggest;
mod together;
pub use together::together;
pub mod trace;
mod truth;

#[cfg(test)]
mod tests;

use crate::calendar::Date;
use crate::manifest::Facts;
use crate::manifest::facts::Found;
use crate::manifest::node::NodeId;
use crate::paper::Papers;
use crate::policy::{Each, Expectation, Force, PolicySet, Softener};
use crate::schema::{FieldId, Schema};
use crate::source::{FileId, Span};
use crate::text::{Message, Text};
use crate::verdict::{Cause, Evaluation, Exhibit, Finding, Subject, Truth, Verdict};

use cause::Draft;
use gists::Gists;
use lookup::{Bound, Env, Judge, Place, Steps};
use marks::{Mark, may_bear};
use messages as say;
use spot::Spot;

/// Steps that a verdict takes by itself; it is also kept.
const STEPS_OF_A_VERDICT: usize = 20;

/// The verdict of every clause for every subject it may concern: clauses in their order, subjects in the manifest's.
///
/// # Errors
/// The limit `judgement-steps` was passed at the clause of this index.
pub fn evaluate(policies: &PolicySet, facts: &Facts, papers: &Papers, as_of: Date) -> Result<Vec<Evaluation>, usize> {
    evaluate_some(policies, facts, papers, as_of, &|_| true)
}

/// The same of some clauses, by their index.
///
/// # Errors
/// As [`evaluate`] does.
pub fn evaluate_some(
    policies: &PolicySet,
    facts: &Facts,
    papers: &Papers,
    as_of: Date,
    is_asked: &dyn Fn(usize) -> bool,
) -> Result<Vec<Evaluation>, usize> {
    let (steps, gists) = (Steps::of(policies), Gists::default());
    let judge = Judge::new(policies, facts, papers, as_of, (&steps, &gists));
    let organisation = judge.organisation();
    let mut out = Vec::with_capacity(policies.expectations.len());
    let mut lists: Vec<(FieldId, Vec<Subject>)> = Vec::new();
    for (index, clause) in policies.expectations.iter().enumerate().filter(|(index, _)| is_asked(*index)) {
        let clause = Clause::new(policies, index, clause);
        match clause.expectation.scope.each {
            None => out.push(judge.of_organisation(&clause, &organisation)),
            Some(each) => match judge.subject_list(each.list) {
                Ok(items) => {
                    if !lists.iter().any(|(list, _)| *list == each.list) {
                        lists.push((each.list, judge.subjects(each, items)));
                    }
                    let subjects = lists.iter().find(|(list, _)| *list == each.list);
                    for subject in subjects.map(|(_, subjects)| subjects.as_slice()).unwrap_or_default() {
                        if !steps.take(STEPS_OF_A_VERDICT) {
                            return Err(index);
                        }
                        // Who keeps the original judges it.
                        if facts.is_vendored(subject.span) {
                            let beside = clause.evaluation(subject, Verdict::NotApplicable);
                            out.push(Evaluation { elsewhere: true, ..beside });
                            continue;
                        }
                        let bound = subject.node.map_or(Bound::UNKNOWN, |node| judge.subject_bound(node));
                        out.push(judge.of_subject(&clause, subject, Env::of(bound)));
                    }
                }
                Err(place) => out.push(judge.of_missing_list(&clause, each, place, &organisation.subject)),
            },
        }
        if !steps.take(STEPS_OF_A_VERDICT) {
            return Err(index);
        }
    }
    Ok(out)
}

/// A clause with what is known of it before any subject is.
struct Clause<'p> {
    index: usize,
    expectation: &'p Expectation,
    accepts_reason: bool,
    /// For each point, whether it could hold by an empty list, or by a reason.
    marks: Vec<(bool, bool)>,
}

impl<'p> Clause<'p> {
    fn new(policies: &PolicySet, index: usize, expectation: &'p Expectation) -> Self {
        let bears = |mark| move |cond| may_bear(policies, cond, mark);
        let (vacuous, declined) = (bears(Mark::Vacuous), bears(Mark::Declined));
        Self {
            index,
            expectation,
            accepts_reason: expectation.softener.is_some_and(Softener::accepts_reason),
            marks: expectation.points.iter().map(|point| (vacuous(&point.cond), declined(&point.cond))).collect(),
        }
    }

    fn evaluation(&self, subject: &Subject, verdict: Verdict) -> Evaluation {
        Evaluation {
            expectation: self.index,
            subject: subject.clone(),
            verdict,
            preview: None,
            open: Vec::new(),
            notes: Vec::new(),
            vacuous: false,
            not_inspected: Vec::new(),
            exhibits: Vec::new(),
            missing_list: false,
            elsewhere: false,
            declined: Vec::new(),
            explained_by: Vec::new(),
        }
    }

    /// Unknown at `applies`, for one cause.
    fn unknown_scope(&self, subject: &Subject, cause: Cause) -> Evaluation {
        let applies = Finding { label: "applies".into(), truth: Truth::Unknown, causes: vec![cause] };
        Evaluation { open: vec![applies], ..self.evaluation(subject, Verdict::Unknown) }
    }
}

/// The organisation as a subject.
struct Organisation {
    subject: Subject,
    /// Its block, for paths.
    block: Option<FieldId>,
    written: bool,
    elsewhere: bool,
}

/// Whether a clause is judged on a day.
#[derive(Clone, Copy, PartialEq, Eq)]
enum InForce {
    Yes,
    NotYet,
    Over,
}

fn in_force(force: Force, today: Date) -> InForce {
    if force.until.is_some_and(|until| today > until) {
        InForce::Over
    } else if force.from.is_some_and(|from| today < from) || force.announced.is_some() && force.from.is_none() {
        InForce::NotYet
    } else {
        InForce::Yes
    }
}

impl<'a> Judge<'a> {
    fn organisation(&self) -> Organisation {
        let block = self.schema_field("organisation");
        let root = self.facts.root();
        let entry = root.zip(block).and_then(|(root, block)| self.facts.entry(root, block));
        let written = entry.filter(|entry| matches!(self.facts.found(entry.value), Found::Value(_)));
        let written = written.filter(|entry| !self.is_null(entry.value));
        let nowhere = Span::point(FileId(0), 0);
        let span = match entry {
            Some(entry) => self.facts.document.span(entry.key),
            None => root.map_or(nowhere, |root| self.facts.gap(root)),
        };
        Organisation {
            subject: Subject { id: "organisation".to_owned(), node: written.map(|entry| entry.value), span },
            block,
            written: written.is_some(),
            elsewhere: written.is_some() && self.facts.is_vendored(span),
        }
    }

    fn schema_field(&self, name: &str) -> Option<FieldId> {
        // A schema without records has no manifest either.
        (!self.schema.records.is_empty()).then(|| self.schema.find_field(Schema::ROOT, name)).flatten()
    }

    /// The items of a subject list, or what stands in its place.
    fn subject_list(&self, list: FieldId) -> Result<&'a [NodeId], Place<'static>> {
        let entry = self.facts.root().and_then(|root| self.facts.entry(root, list));
        let found = self.facts.root().map(|root| self.facts.field(self.schema, root, Schema::ROOT, list));
        match (found, entry) {
            (Some(Found::Malformed(at)), _) => Err(Place::Malformed(at)),
            (Some(Found::Declined(why)), _) => Err(Place::Declined(why)),
            (_, Some(entry)) => self.list(entry.value).ok_or(Place::Node(entry.value)),
            _ => Err(Place::Absent),
        }
    }

    fn subject_bound(&self, node: NodeId) -> Bound<'static> {
        if self.facts.is_malformed(node) { Bound::malformed(node) } else { Bound::record(node) }
    }

    fn subjects(&self, each: Each, items: &[NodeId]) -> Vec<Subject> {
        let record = self.schema.record(each.record);
        let noun = record.noun.as_deref().unwrap_or(&record.name);
        let key = record.key;
        let subject = |(index, node): (usize, &NodeId)| {
            let id = self.facts.id(self.schema, *node, each.record);
            // A record whose id another one has is named by its place: nothing else may be taken for what is said of it.
            let is_own = |id: &&str| {
                let known = self.facts.resolve(each.record, id).map(|known| self.facts.document.target(known));
                known.is_none_or(|known| known == self.facts.document.target(*node))
            };
            let id = id.filter(|id| self.facts.malformed.is_empty() || is_own(id));
            let entry = key.and_then(|key| self.facts.entry(*node, key));
            Subject {
                id: id.map_or_else(|| format!("{noun}/[{}]", index + 1), |id| format!("{noun}/{id}")),
                node: Some(*node),
                span: self.facts.document.span(entry.map_or(*node, |entry| entry.value)),
            }
        };
        // Nothing can be judged of an item that is not there.
        let is_there = |(_, node): &(usize, &NodeId)| !(self.is_null(**node) && self.facts.is_malformed(**node));
        items.iter().enumerate().filter(is_there).map(subject).collect()
    }

    fn of_organisation(&self, clause: &Clause<'_>, organisation: &Organisation) -> Evaluation {
        let subject = &organisation.subject;
        if organisation.elsewhere {
            return Evaluation { elsewhere: true, ..clause.evaluation(subject, Verdict::NotApplicable) };
        }
        if organisation.written {
            let bound = subject.node.map_or(Bound::UNKNOWN, Bound::record);
            return self.of_subject(clause, subject, Env::of(bound));
        }
        let judge = Judge { unwritten: organisation.block, ..*self };
        let missing = Spot { manifest: Some(subject.span), origin: None };
        judge.in_time(clause, subject, || {
            let block = organisation.block;
            let found = self.facts.root().zip(block);
            let found = found.map(|(root, block)| self.facts.field(self.schema, root, Schema::ROOT, block));
            let draft = Draft {
                told: matches!(found, Some(Found::Malformed(_))),
                missing: Some("organisation".to_owned()),
                rooted: true,
                help: block.and_then(|block| self.add(vec![block])),
                ..open_scope(clause, missing, say::NOT_SAID, "organisation")
            };
            judge.without_subject(clause, subject, draft)
        })
    }

    fn of_missing_list(&self, clause: &Clause<'_>, each: Each, place: Place<'_>, organisation: &Subject) -> Evaluation {
        let name = &self.schema.field(each.list).name;
        let root = self.facts.root();
        let key = root.and_then(|root| self.facts.entry(root, each.list)).map(|entry| entry.key);
        let gap = root.map(|root| self.facts.gap(root));
        let spot = Spot { manifest: key.map(|key| self.facts.document.span(key)).or(gap), origin: None };
        let mut draft = open_scope(clause, spot, say::NOT_SAID, name);
        match place {
            Place::Declined(why) => {
                let reason = self.facts.declined(why).unwrap_or_default();
                draft.message = say::DECLINED.with(vec![("path", name.into()), ("reason", reason.into())]);
            }
            Place::Node(_) => draft.message = say::BLANK.with(vec![("path", name.into())]),
            Place::Malformed(_) => draft.told = true,
            _ => {}
        }
        draft.missing = Some(name.to_string());
        draft.help = self.add(vec![each.list]);
        self.in_time(clause, organisation, || {
            let evaluation = self.without_subject(clause, organisation, draft);
            Evaluation { missing_list: evaluation.verdict == Verdict::Unknown, ..evaluation }
        })
    }

    /// Not applicable if the scope is false whoever the subject is; else unknown at `applies`.
    fn without_subject(&self, clause: &Clause<'_>, subject: &Subject, draft: Draft) -> Evaluation {
        let filter = clause.expectation.scope.filter.as_ref();
        let nobody = Env::of(Bound::UNKNOWN);
        if self.belongs(nobody, filter) == Truth::False || self.is_left_out(clause, nobody) {
            return clause.evaluation(subject, Verdict::NotApplicable);
        }
        let mut sink = blame::Sink::new(self.gists);
        sink.push(draft);
        let mut evaluation = sink.finish().into_iter().map(|cause| clause.unknown_scope(subject, cause));
        evaluation.next().unwrap_or_else(|| clause.evaluation(subject, Verdict::Unknown))
    }

    /// The verdict on a day: of the clause itself, or a preview of what it would be.
    fn in_time(&self, clause: &Clause<'_>, subject: &Subject, judged: impl FnOnce() -> Evaluation) -> Evaluation {
        match in_force(clause.expectation.force, self.today) {
            InForce::Yes => judged(),
            InForce::Over => clause.evaluation(subject, Verdict::NotInForce),
            InForce::NotYet => {
                let judged = judged();
                Evaluation { preview: Some(judged.verdict), verdict: Verdict::NotInForce, ..judged }
            }
        }
    }

    /// Whether an overlay's `only where` is known not to hold. Where that is not known the clause stays: loosening takes
    /// only what is shown.
    fn is_left_out(&self, clause: &Clause<'_>, env: Env<'_>) -> bool {
        clause.expectation.scope.only.iter().any(|only| self.truth(env, only).firm() == Truth::False)
    }

    fn of_subject(&self, clause: &Clause<'_>, subject: &Subject, env: Env<'_>) -> Evaluation {
        self.in_time(clause, subject, || self.judged(clause, subject, env))
    }

    fn judged(&self, clause: &Clause<'_>, subject: &Subject, env: Env<'_>) -> Evaluation {
        let expectation = clause.expectation;
        if self.is_left_out(clause, env) {
            return clause.evaluation(subject, Verdict::NotApplicable);
        }
        if let Some(filter) = &expectation.scope.filter {
            match self.truth(env, filter).firm() {
                Truth::True => {}
                Truth::Unknown => {
                    let causes = self.causes_of_gate(env, filter);
                    let applies = Finding { label: "applies".into(), truth: Truth::Unknown, causes };
                    return Evaluation { open: vec![applies], ..clause.evaluation(subject, Verdict::Unknown) };
                }
                _ => return clause.evaluation(subject, Verdict::NotApplicable),
            }
        }
        let mut out = clause.evaluation(subject, Verdict::Complies);
        let mut all = Truth::True;
        let (mut asked, mut vacuous) = (0, 0);
        for (point, (may_be_vacuous, may_be_declined)) in expectation.points.iter().zip(&clause.marks) {
            asked += 1;
            let truth = self.truth(env, &point.cond);
            all = all.and(truth);
            if truth != Truth::True {
                out.open.push(Finding { label: point.label.clone(), truth, causes: self.causes(env, &point.cond) });
                continue;
            }
            vacuous += usize::from(*may_be_vacuous && self.marked(env, &point.cond, Mark::Vacuous));
            if *may_be_declined && self.marked(env, &point.cond, Mark::Declined) {
                out.declined.push(point.label.clone());
            }
        }
        for line in &expectation.evidence {
            let shown = self.evidence(env, line, clause.accepts_reason);
            let Some(truth) = shown.truth else { continue };
            asked += 1;
            all = all.and(truth);
            vacuous += usize::from(shown.vacuous);
            let exhibit = |(file, place)| Exhibit { label: line.label.clone(), file, place };
            out.exhibits.extend(shown.files.into_iter().map(exhibit));
            if shown.not_inspected {
                out.not_inspected.push(line.label.clone());
            }
            if truth != Truth::True {
                out.open.push(Finding { label: line.label.clone(), truth, causes: shown.causes });
            } else if shown.declined {
                out.declined.push(line.label.clone());
            }
        }
        for point in &expectation.notes {
            let truth = self.truth(env, &point.cond);
            if truth != Truth::True {
                let causes = self.causes(env, &point.cond);
                out.notes.push(Finding { label: point.label.clone(), truth, causes });
            }
        }
        out.verdict = match all {
            Truth::True => Verdict::Complies,
            Truth::False => Verdict::Deviates,
            Truth::Silent | Truth::Unknown => Verdict::Unknown,
        };
        out.vacuous = out.verdict == Verdict::Complies && asked > 0 && vacuous == asked;
        out
    }
}

fn open_scope(clause: &Clause<'_>, spot: Spot, text: Text, name: &str) -> Draft {
    let message: Message = text.with(vec![("path", name.into())]);
    Draft::new(Truth::Unknown, clause.expectation.scope.span, spot, message)
}
