//! The one order of judgement, for every command and every test: evaluate first, reconcile after.

use crate::calendar::Date;
use crate::evaluate;
use crate::explanation::{self, Assessment, Explanation};
use crate::manifest::Facts;
use crate::paper::Papers;
use crate::policy::PolicySet;
use crate::verdict::Evaluation;

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
    let mut evaluations = evaluate::evaluate(policies, facts, papers, as_of);
    let assessments = explanation::reconcile(policies, facts, papers, &mut evaluations, &explanations, as_of);
    Judgement { evaluations, explanations, assessments }
}
