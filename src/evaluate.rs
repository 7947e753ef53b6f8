//! (stub)
use crate::calendar::Date;
use crate::manifest::Facts;
use crate::paper::Papers;
use crate::policy::PolicySet;
use crate::verdict::Evaluation;

/// Stub.
#[must_use]
pub fn evaluate(_policies: &PolicySet, _facts: &Facts, _papers: &Papers, _as_of: Date) -> Vec<Evaluation> {
    Vec::new()
}
