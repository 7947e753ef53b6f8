//! Tests written in packs: each builds a manifest from its fixture, has it judged like any other, by its own pack alone and
//! the clauses that this pack overlays, and compares. Takes checked policies and their texts; gives counts and what went wrong. Reads no file.

mod change;
pub mod codes;
mod coverage;
mod expect;
mod scene;

use std::collections::{BTreeMap, BTreeSet};

use crate::calendar::Date;
use crate::diagnostic::{Diagnostic, Level};
use crate::explanation;
use crate::judge::{Judgement, judge};
use crate::limits::Limits;
use crate::overlay;
use crate::policy::{Fixture, PolicySet, Test};
use crate::source::SourceMap;
use crate::text::Lang;
use scene::Stage;

/// What the tests of all packs came to.
#[derive(Clone, Debug, Default)]
pub struct TestOutcome {
    /// Tests of which every expectation was met.
    pub passed: usize,
    /// All others.
    pub failed: usize,
    /// Why they failed, in the order of the tests; then what no test shows.
    pub diagnostics: Vec<Diagnostic>,
}

/// Runs every test. `sources` holds the texts of the policies, in which fixtures stand.
#[must_use]
pub fn run(policies: &PolicySet, sources: &SourceMap, limits: &Limits) -> TestOutcome {
    let mut outcome = TestOutcome::default();
    let mut seen = BTreeSet::new();
    for pack in 0..policies.packs.len() {
        let mut stage = Stage::new(policies, sources, limits);
        let mut by_day: BTreeMap<Date, PolicySet> = BTreeMap::new();
        for test in policies.tests.iter().filter(|test| test.pack == pack) {
            let wrong = run_one(&mut stage, test, |day| {
                by_day.entry(day).or_insert_with(|| overlay::apply_for(policies, pack, day))
            });
            if wrong.is_empty() {
                outcome.passed += 1;
            } else {
                outcome.failed += 1;
            }
            // A fixture that is wrong is wrong in all its tests; it is said once.
            outcome.diagnostics.extend(wrong.into_iter().filter(|diagnostic| {
                let place = diagnostic.place().map(|span| (span.file, span.start, span.end));
                seen.insert((diagnostic.code.id, place, diagnostic.message(Lang::En)))
            }));
        }
    }
    outcome.diagnostics.extend(coverage::coverage(policies));
    outcome
}

/// What the scenes of tests come to under policies of any kind, overlays applied or not; none for a scene that cannot be
/// judged under them. `fixtures` are those that the tests name.
#[must_use]
pub fn judged_by(
    policies: &PolicySet,
    fixtures: &[Fixture],
    tests: &[&Test],
    sources: &SourceMap,
    limits: &Limits,
) -> Vec<Option<Judgement>> {
    let staged = PolicySet { fixtures: fixtures.to_vec(), ..policies.clone() };
    let mut stage = Stage::new(&staged, sources, limits);
    let judged = tests.iter().map(|test| {
        let scene = stage.scene(test).ok()?;
        let explanations = explanation::read(&staged.schema, &scene.facts).value;
        Some(judge(&staged, &scene.facts, &scene.papers, explanations, scene.as_of))
    });
    judged.collect()
}

/// Why a test fails; nothing if it passes.
fn run_one<'p>(
    stage: &mut Stage<'_>,
    test: &Test,
    policies: impl FnOnce(Date) -> &'p mut PolicySet,
) -> Vec<Diagnostic> {
    let scene = match stage.scene(test) {
        Ok(scene) => scene,
        Err(wrong) => return wrong,
    };
    let policies: &PolicySet = policies(scene.as_of);
    let mut wrong = Vec::new();
    let explanations = explanation::read(&policies.schema, &scene.facts).into_value(&mut wrong);
    let judgement = judge(policies, &scene.facts, &scene.papers, explanations, scene.as_of);
    wrong.retain(|diagnostic| diagnostic.level == Level::Error);
    wrong.extend(expect::compare(policies, test, &judgement));
    wrong
}
