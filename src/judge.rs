//! The one order of judgement, for every command and every test: evaluate first, reconcile after.

use crate::calendar::{Date, When};
use crate::evaluate;
use crate::explanation::{self, Assessment, Explanation};
use crate::manifest::Facts;
use crate::manifest::facts::Found;
use crate::paper::Papers;
use crate::policy::PolicySet;
use crate::schema::Schema;
use crate::source::Span;
use crate::verdict::Evaluation;
use crate::words;

/// A grace period lasts at most so many days from the as-of date (language.md, section 11).
pub const GRACE_DAYS: i64 = 180;

/// The grace period that a manifest asks for under `adoption`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Grace {
    /// Where it is asked for.
    pub span: Span,
    /// Whether it is granted.
    pub state: GraceState,
}

/// Whether a grace period is granted on the as-of date.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum GraceState {
    /// It runs until this day, included.
    Runs(Date),
    /// It ended on this day.
    Over(Date),
    /// It would last longer than [`GRACE_DAYS`].
    TooLong(Date),
    /// It does not say until when, or why.
    Unreasoned,
}

/// What a manifest comes to.
#[derive(Clone, Debug, Default)]
pub struct Judgement {
    /// One for each clause and subject, in the order of clauses and subjects.
    pub evaluations: Vec<Evaluation>,
    /// As read.
    pub explanations: Vec<Explanation>,
    /// One for each explanation, in their order.
    pub assessments: Vec<Assessment>,
}

impl Judgement {
    /// The evaluations of a clause, by its index, in the order of subjects.
    #[must_use]
    pub fn of_clause(&self, clause: usize) -> &[Evaluation] {
        let all = &self.evaluations;
        let start = all.partition_point(|evaluation| evaluation.expectation < clause);
        let end = all.partition_point(|evaluation| evaluation.expectation <= clause);
        all.get(start..end).unwrap_or_default()
    }

    /// What an explanation came to, by its index.
    #[must_use]
    pub fn assessment(&self, explanation: usize) -> Option<&Assessment> {
        self.assessments.get(explanation).filter(|assessment| assessment.explanation == explanation)
    }
}

/// What the facts of a manifest come to on a day: every clause is evaluated without its explanations, then the
/// explanations are held against what is open.
#[must_use]
pub fn judge(
    policies: &PolicySet,
    facts: &Facts,
    papers: &Papers,
    explanations: Vec<Explanation>,
    as_of: Date,
) -> Judgement {
    judge_some(policies, facts, papers, explanations, as_of, &|_| true)
}

/// The same of some clauses, by their index; what an explanation of another clause is worth says nothing then.
#[must_use]
pub fn judge_some(
    policies: &PolicySet,
    facts: &Facts,
    papers: &Papers,
    explanations: Vec<Explanation>,
    as_of: Date,
    is_asked: &dyn Fn(usize) -> bool,
) -> Judgement {
    let mut evaluations = evaluate::evaluate_some(policies, facts, papers, as_of, is_asked);
    let assessments = explanation::reconcile(policies, facts, papers, &mut evaluations, &explanations, as_of);
    Judgement { evaluations, explanations, assessments }
}

/// The grace period of a manifest; none where it asks for none.
#[must_use]
pub fn grace(schema: &Schema, facts: &Facts, as_of: Date) -> Option<Grace> {
    if schema.records.is_empty() {
        return None;
    }
    let block = schema.find_field(Schema::ROOT, "adoption")?;
    let entry = facts.entry(facts.root()?, block)?;
    // What cannot be read asks for nothing.
    if facts.is_doubtful(entry.value) {
        return None;
    }
    let record = schema.field(block).ty.record()?;
    let text = |name: &str, says_nothing: fn(&str) -> bool| {
        let field = schema.find_field(record, name)?;
        let Found::Value(value) = facts.field(schema, entry.value, record, field) else { return None };
        let says_something = |text: &&str| !says_nothing(text);
        let languages = facts.document.entries(value).iter().map(|language| language.value);
        std::iter::once(value).chain(languages).filter_map(|node| facts.document.text(node)).find(says_something)
    };
    let until = text("until", words::is_placeholder).and_then(|until| When::parse(until).ok()).map(|until| until.last);
    let state = match (until, text("because", words::is_no_answer)) {
        (Some(until), Some(_)) if until < as_of => GraceState::Over(until),
        (Some(until), Some(_)) if as_of.days_until(until) > GRACE_DAYS => GraceState::TooLong(until),
        (Some(until), Some(_)) => GraceState::Runs(until),
        _ => GraceState::Unreasoned,
    };
    Some(Grace { span: facts.document.span(entry.key), state })
}
