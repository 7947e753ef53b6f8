//! What the tests of a pack do not show: clauses without a test of each outcome, and points that are never open.
//! Judged by what tests say, whether they pass or not.

use std::collections::BTreeSet;

use rustc_hash::FxHashMap;

use crate::args;
use crate::diagnostic::{Code, Diagnostic};
use crate::policy::{Expectation, Overlay, PolicySet};
use crate::source::Span;
use crate::syntax::tree::{Expect, Expected, Word};
use crate::testing::codes;
use crate::text::Str;

/// A warning for each outcome of a clause that no test of its pack shows, and one for each point that is never open.
#[must_use]
pub(super) fn coverage(policies: &PolicySet) -> Vec<Diagnostic> {
    let mut said = Sayings::default();
    for test in &policies.tests {
        for expect in &test.tree.expects {
            if let Expect::Verdict { clause, .. } = expect {
                said.entry((test.pack, clause.text.as_str())).or_default().push(expect);
            }
        }
    }
    let of_clauses = policies.expectations.iter().flat_map(|clause| of_clause(&said, clause));
    of_clauses.chain(policies.overlays.iter().flat_map(|overlay| of_overlay(policies, &said, overlay))).collect()
}

/// What the tests of each pack expect of a clause, by the name that they call it.
type Sayings<'a> = FxHashMap<(usize, &'a str), Vec<&'a Expect>>;

/// A test of its pack names what an overlay changes; the points that it adds are shown open, like any other. No test
/// can show a level, a set, or what was dropped.
fn of_overlay(policies: &PolicySet, said: &Sayings<'_>, overlay: &Overlay) -> Vec<Diagnostic> {
    let Some(clause) = overlay.target.and_then(|target| policies.expectations.get(target)) else { return Vec::new() };
    let shown = shown(said, overlay.pack, clause);
    let narrows = !overlay.without.is_empty() || overlay.only.is_some();
    let moves_verdicts = narrows || overlay.modality.is_some() || overlay.force.is_some();
    if !shown.any && moves_verdicts {
        let args = args!["kind" => overlay.kind.word(), "clause" => &clause.id];
        return vec![Diagnostic::new(&codes::OVERLAY_NEVER_TESTED, args).at(overlay.head)];
    }
    let points = overlay.also.iter().map(|point| (&point.label, point.label_span));
    let added = points.chain(overlay.evidence.iter().map(|evidence| (&evidence.label, evidence.label_span)));
    let never = added.filter(|(label, _)| !shown.labels.contains(label.as_str()));
    let row = |(label, span): (&Str, Span)| {
        Diagnostic::new(&codes::POINT_NEVER_OPEN, args!["clause" => &clause.id, "point" => label]).at(span)
    };
    never.map(row).collect()
}

/// What tests say of one clause.
#[derive(Default)]
struct Shown<'a> {
    any: bool,
    complies: bool,
    open: bool,
    out_of_scope: bool,
    labels: BTreeSet<&'a str>,
}

fn of_clause(said: &Sayings<'_>, clause: &Expectation) -> Vec<Diagnostic> {
    let shown = shown(said, clause.pack, clause);
    let row = |code: &'static Code| Diagnostic::new(code, args!["clause" => &clause.name]).at(clause.name_span);
    if !shown.any {
        return vec![row(&codes::NEVER_TESTED)];
    }
    let mut missing = Vec::new();
    if !shown.complies {
        missing.push(row(&codes::NEVER_COMPLIES));
    }
    if !shown.open {
        missing.push(row(&codes::NEVER_OPEN));
    }
    if !shown.out_of_scope && clause.scope.filter.is_some() {
        missing.push(row(&codes::NEVER_OUT_OF_SCOPE));
    }
    let points = clause.points.iter().chain(&clause.notes).map(|point| (&point.label, point.label_span));
    let labels = points.chain(clause.evidence.iter().map(|evidence| (&evidence.label, evidence.label_span)));
    missing.extend(labels.filter(|(label, _)| !shown.labels.contains(label.as_str())).map(|(label, span)| {
        Diagnostic::new(&codes::POINT_NEVER_OPEN, args!["clause" => &clause.name, "point" => label]).at(span)
    }));
    missing
}

fn shown<'a>(said: &Sayings<'a>, pack: usize, clause: &Expectation) -> Shown<'a> {
    let mut shown = Shown::default();
    let by_name = said.get(&(pack, clause.name.as_str())).filter(|_| pack == clause.pack);
    for expect in said.get(&(pack, clause.id.as_str())).into_iter().chain(by_name).flatten() {
        let Expect::Verdict { verdict, noting, .. } = expect else { continue };
        shown.any = true;
        shown.note(noting);
        match verdict {
            // A clause of `may` points only ever complies, and notes what is not met.
            Expected::Complies { .. } => {
                shown.complies = true;
                shown.open |= !noting.is_empty();
            }
            Expected::Deviates { at, unknown, .. } => {
                shown.open = true;
                shown.note(at);
                shown.note(unknown);
            }
            Expected::Unknown { at, .. } => {
                shown.open |= at.iter().any(|label| label.text != "applies");
                shown.note(at);
            }
            Expected::Explained => shown.open = true,
            Expected::NotApplicable => shown.out_of_scope = true,
            Expected::NotInForce => {}
        }
    }
    shown
}

impl<'a> Shown<'a> {
    fn note(&mut self, labels: &'a [Word]) {
        self.labels.extend(labels.iter().map(|label| label.text.as_str()));
    }
}
