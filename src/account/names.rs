//! Which explanations name which clause for which subject: looked up once for all clauses and subjects of a case.

use rustc_hash::FxHashMap;

use crate::engine::Case;
use crate::explanation::{Explanation, parts};
use crate::policy::{Expectation, Ids};

/// The explanations of a case by what they name.
pub(super) struct Names<'a> {
    case: &'a Case<'a>,
    ids: Ids<'a>,
    /// Indices of assessments that do not hold, by clause and subject.
    refused: FxHashMap<(usize, &'a str), Vec<usize>>,
}

impl<'a> Names<'a> {
    pub(super) fn new(case: &'a Case<'a>) -> Self {
        let mut names = Self { case, ids: Ids::of(case.policies), refused: FxHashMap::default() };
        for (index, assessment) in case.judgement.assessments.iter().enumerate() {
            let explanation = case.judgement.explanations.get(assessment.explanation);
            let Some(explanation) = explanation.filter(|_| !assessment.state.holds()) else { continue };
            for clause in names.clauses(explanation) {
                for about in &explanation.about {
                    let refused = names.refused.entry((clause, about.value.trim())).or_default();
                    if refused.last() != Some(&index) {
                        refused.push(index);
                    }
                }
            }
        }
        names
    }

    /// The assessments that do not hold, of explanations that name a clause for a subject.
    pub(super) fn refused<'b>(&'b self, clause: usize, subject: &'b str) -> &'b [usize] {
        self.refused.get(&(clause, subject)).map_or(&[], Vec::as_slice)
    }

    /// The first clause that an explanation names, by its present id or an old one, and the label.
    pub(super) fn clause<'b>(&self, explanation: &'b Explanation) -> Option<(&'a Expectation, Option<&'b str>)> {
        let index = self.clauses(explanation).into_iter().min()?;
        let (_, label) = parts(&explanation.expectation.as_ref()?.value);
        Some((self.case.policies.expectations.get(index)?, label))
    }

    fn clauses(&self, explanation: &Explanation) -> Vec<usize> {
        let Some(written) = &explanation.expectation else { return Vec::new() };
        let (id, _) = parts(&written.value);
        let former = self.ids.formerly(id).iter().copied();
        let now = self.ids.find(id);
        now.into_iter().chain(former.filter(|former| Some(*former) != now)).collect()
    }
}
