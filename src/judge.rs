//! The one order of judgement, for every command and every test: evaluate first, reconcile after.

use crate::explanation::{Assessment, Explanation};
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
