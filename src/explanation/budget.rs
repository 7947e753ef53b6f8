//! How many explanations an organisation allows itself for a pack.

use crate::args;
use crate::diagnostic::{Diagnostic, did_you_mean};
use crate::explanation::reconcile::{parts, split_id};
use crate::explanation::{Assessment, Explanation, codes};
use crate::policy::PolicySet;
use crate::source::Span;

/// The most explanations of a pack's clauses that may hold at a time, for one manifest.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Budget {
    /// The pack.
    pub pack: String,
    /// The most.
    pub most: usize,
    /// Where it is set.
    pub span: Span,
}

/// Budgets that are exceeded, and those of packs that take no part. No verdict depends on one: what is too much is for the organisation to say.
#[must_use]
pub fn over_budget(
    policies: &PolicySet,
    budgets: &[Budget],
    explanations: &[Explanation],
    assessments: &[Assessment],
) -> Vec<Diagnostic> {
    let packs = || policies.packs.iter().map(|pack| pack.name.as_str());
    let of = |assessment: &Assessment| {
        let expectation = explanations.get(assessment.explanation)?.expectation.as_ref()?;
        split_id(parts(&expectation.value).0).0
    };
    let over = |budget: &Budget| {
        if !packs().any(|pack| pack == budget.pack) {
            let args = args!["pack" => &budget.pack, "hint" => did_you_mean(&budget.pack, packs())];
            return Some(Diagnostic::new(&codes::BUDGET_OF_NO_PACK, args).at(budget.span));
        }
        let holding = assessments.iter().filter(|assessment| assessment.state.holds());
        let count = holding.filter(|assessment| of(assessment) == Some(budget.pack.as_str())).count();
        let args = args!["pack" => &budget.pack, "count" => count, "most" => budget.most];
        (count > budget.most).then(|| Diagnostic::new(&codes::OVER_BUDGET, args).at(budget.span))
    };
    budgets.iter().filter_map(over).collect()
}
