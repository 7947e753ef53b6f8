//! One file as the evidence of several subjects: hygiene, which never changes a verdict.

use std::collections::BTreeMap;

use crate::args;
use crate::diagnostic::{About, Diagnostic, Level};
use crate::findings::{codes, named};
use crate::limits::PLACES;
use crate::policy::PolicySet;
use crate::source::Span;
use crate::verdict::Evaluation;

/// From so many subjects on, one file for all of them is a warning (language.md, section 6).
const MANY_SUBJECTS: usize = 4;

/// The same file as the same evidence of several subjects: hygiene, which never changes a verdict.
pub(super) fn shared_evidence(policies: &PolicySet, evaluations: &[Evaluation]) -> Vec<Diagnostic> {
    /// Subjects, and where each names the file.
    type Users<'a> = Vec<(&'a Evaluation, Option<Span>)>;
    let mut uses: BTreeMap<(usize, &str, &str), Users<'_>> = BTreeMap::new();
    for evaluation in evaluations {
        for exhibit in &evaluation.exhibits {
            let of = uses.entry((evaluation.expectation, &exhibit.label, &exhibit.file)).or_default();
            if of.last().is_none_or(|(last, _)| last.subject.id != evaluation.subject.id) {
                of.push((evaluation, exhibit.place));
            }
        }
    }
    let several = uses.into_iter().filter(|(_, of)| of.len() > 1);
    several
        .filter_map(|((expectation, label, file), of)| {
            let clause = policies.expectations.get(expectation)?;
            let subjects: Vec<String> = of.iter().map(|(evaluation, _)| evaluation.subject.id.clone()).collect();
            let args = args!["file" => file, "label" => label, "count" => of.len(), "subjects" => named(&subjects)];
            let level = if of.len() >= MANY_SUBJECTS { Level::Warning } else { Level::Note };
            let mut diagnostic = Diagnostic::new(&codes::EVIDENCE_SHARED, args).level(level.min(clause.level));
            for (evaluation, place) in of.iter().take(PLACES) {
                diagnostic = diagnostic.at(place.unwrap_or(evaluation.subject.span));
            }
            diagnostic.about = Some(Box::new(About {
                expectations: vec![clause.id.clone()],
                points: vec![label.into()],
                subjects,
                explanation: None,
                verdict: None,
            }));
            Some(diagnostic)
        })
        .collect()
}
