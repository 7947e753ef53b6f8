//! Tests written in packs: each builds a manifest from its fixture, has it judged like any other, by its own pack alone and
//! the clauses that this pack overlays, and compares. Takes checked policies and their texts; gives counts and what went wrong. Reads no file.

mod change;
pub mod codes;
mod coverage;
mod expect;
mod scene;

use std::collections::{BTreeMap, BTreeSet};

use rustc_hash::{FxHashMap, FxHashSet};

use crate::calendar::Date;
use crate::diagnostic::{Diagnostic, Level};
use crate::explanation::{self, Explanation};
use crate::judge::{Judgement, judge_some};
use crate::limits::Limits;
use crate::overlay;
use crate::policy::{Fixture, PolicySet, Test};
use crate::source::SourceMap;
use crate::syntax::tree::Expect;
use crate::text::{Lang, Str};
use scene::Stage;

/// What the tests of all packs came to.
#[derive(Clone, Debug, Default)]
pub struct TestOutcome {
    /// Tests of which every expectation was met.
    pub passed: usize,
    /// All others.
    pub failed: usize,
    /// How many passed and failed of each pack, in the order of the packs.
    pub packs: Vec<(usize, usize)>,
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
        let mut by_day: BTreeMap<Date, Stand> = BTreeMap::new();
        let before = (outcome.passed, outcome.failed);
        for test in policies.tests.iter().filter(|test| test.pack == pack) {
            let wrong = run_one(&mut stage, test, |day| {
                by_day.entry(day).or_insert_with(|| Stand::new(overlay::apply_for(policies, pack, day), pack))
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
        outcome.packs.push((outcome.passed - before.0, outcome.failed - before.1));
    }
    outcome.diagnostics.extend(coverage::coverage(policies));
    outcome
}

/// What the scenes of tests come to under policies of any kind, overlays applied or not; none for a scene that cannot be
/// judged under them. `fixtures` are those that the tests name; of each scene only the clauses beside its test are judged.
#[must_use]
pub fn judged_by(
    policies: &PolicySet,
    fixtures: &[Fixture],
    tests: &[(&Test, FxHashSet<usize>)],
    sources: &SourceMap,
    limits: &Limits,
) -> Vec<Option<Judgement>> {
    let staged = PolicySet { fixtures: fixtures.to_vec(), ..policies.clone() };
    let mut stage = Stage::new(&staged, sources, limits);
    let judged = tests.iter().map(|(test, asked)| {
        let scene = stage.scene(test).ok()?;
        let explanations = explanation::read(&staged.schema, &scene.facts).value;
        let is_asked = |clause: usize| asked.contains(&clause);
        Some(judge_some(&staged, &scene.facts, &scene.papers, explanations, scene.as_of, &is_asked))
    });
    judged.collect()
}

/// Why a test fails; nothing if it passes.
fn run_one<'p>(stage: &mut Stage<'_>, test: &Test, stand: impl FnOnce(Date) -> &'p mut Stand) -> Vec<Diagnostic> {
    let scene = match stage.scene(test) {
        Ok(scene) => scene,
        Err(wrong) => return wrong,
    };
    let stand: &Stand = stand(scene.as_of);
    let policies = &stand.policies;
    let mut wrong = Vec::new();
    let explanations = explanation::read(&policies.schema, &scene.facts).into_value(&mut wrong);
    let asked = stand.asked(test, &explanations);
    let is_asked = |clause: usize| asked.as_ref().is_none_or(|asked| asked.contains(&clause));
    let judgement = judge_some(policies, &scene.facts, &scene.papers, explanations, scene.as_of, &is_asked);
    wrong.retain(|diagnostic| diagnostic.level == Level::Error);
    wrong.extend(expect::compare(stand, test, &judgement));
    wrong
}

/// What the tests of a pack are judged by on a day, with its clauses by the names that tests and explanations use.
struct Stand {
    policies: PolicySet,
    /// By id, and those of the pack by their names.
    clauses: FxHashMap<Str, usize>,
    /// By the ids that they had.
    former: FxHashMap<String, Vec<usize>>,
}

impl Stand {
    fn new(policies: PolicySet, pack: usize) -> Self {
        let (mut clauses, mut former) = (FxHashMap::default(), FxHashMap::<String, Vec<usize>>::default());
        for (index, clause) in policies.expectations.iter().enumerate() {
            clauses.entry(clause.id.clone()).or_insert(index);
            if clause.pack == pack {
                clauses.entry(clause.name.clone()).or_insert(index);
            }
            let of = clause.id.split_once('/').map_or("", |(of, _)| of);
            for old in &clause.formerly {
                former.entry(format!("{of}/{old}")).or_default().push(index);
            }
        }
        Self { policies, clauses, former }
    }

    fn clause(&self, name: &str) -> Option<usize> {
        self.clauses.get(name).copied()
    }

    /// The clauses that a test can tell from others: those that it names, and those that its explanations name. All,
    /// where it says that nothing else is open.
    fn asked(&self, test: &Test, explanations: &[Explanation]) -> Option<FxHashSet<usize>> {
        let mut asked = FxHashSet::default();
        for expect in &test.tree.expects {
            match expect {
                Expect::Verdict { clause, .. } => asked.extend(self.clause(&clause.text)),
                Expect::Explanation { .. } => {}
                Expect::NothingElse(_) => return None,
            }
        }
        for written in explanations.iter().filter_map(|explanation| explanation.expectation.as_ref()) {
            let (id, _) = explanation::parts(&written.value);
            asked.extend(self.clause(id));
            asked.extend(self.former.get(id).into_iter().flatten());
        }
        Some(asked)
    }
}
