//! Tests written in packs: each builds a manifest from its fixture, has it judged like any other, by its own pack alone,
//! and compares. Takes checked policies and their texts; gives counts and what went wrong. Reads no file.

mod change;
pub mod codes;
mod coverage;
mod expect;
mod scene;

use std::collections::BTreeSet;

use crate::diagnostic::{Diagnostic, Level};
use crate::explanation;
use crate::judge::judge;
use crate::limits::Limits;
use crate::policy::{PolicySet, Test};
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
        let own = own_pack(policies, pack);
        let mut stage = Stage::new(&own, sources, limits);
        for test in policies.tests.iter().filter(|test| test.pack == pack) {
            let wrong = run_one(&mut stage, test);
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

/// The clauses of one pack, with all that they use.
fn own_pack(policies: &PolicySet, pack: usize) -> PolicySet {
    PolicySet {
        schema: policies.schema.clone(),
        packs: policies.packs.clone(),
        instruments: policies.instruments.clone(),
        definitions: policies.definitions.clone(),
        sets: policies.sets.clone(),
        expectations: policies.expectations.iter().filter(|clause| clause.pack == pack).cloned().collect(),
        overlays: Vec::new(),
        fixtures: policies.fixtures.clone(),
        tests: Vec::new(),
    }
}

/// Why a test fails; nothing if it passes.
fn run_one(stage: &mut Stage<'_>, test: &Test) -> Vec<Diagnostic> {
    let scene = match stage.scene(test) {
        Ok(scene) => scene,
        Err(wrong) => return wrong,
    };
    let mut wrong = Vec::new();
    let explanations = explanation::read(&stage.policies.schema, &scene.facts).into_value(&mut wrong);
    let judgement = judge(stage.policies, &scene.facts, &scene.papers, explanations, scene.as_of);
    wrong.retain(|diagnostic| diagnostic.level == Level::Error);
    wrong.extend(expect::compare(stage.policies, &test.tree, &judgement));
    wrong
}
