//! Two packs against each other: which clauses differ, and which verdicts move, and which way, in the scenes of the first
//! one's tests and in manifests. A pack and its overlay, two versions, or any two packs over the same schema.

use std::collections::BTreeMap;

use rustc_hash::{FxHashMap, FxHashSet};

use crate::calendar::Date;
use crate::diagnostic::Level;
use crate::engine::packs::Origin;
use crate::engine::{Checked, Options, check_by, codes, policies};
use crate::judge::Judgement;
use crate::limits::Limits;
use crate::overlay;
use crate::policy::{Ids, Pack, PolicySet, Test};
use crate::source::SourceMap;
use crate::syntax::tree::Expect;
use crate::testing;
use crate::verdict::{Evaluation, Verdict};
use crate::workspace::Files;

mod clauses;
mod outcome;

pub use clauses::{Change, ClauseChange, Fate};
pub use outcome::{Outcome, Way};

/// How two packs differ.
#[derive(Clone, Debug, PartialEq)]
pub struct Difference {
    /// Name and version of the first.
    pub from: (String, String),
    /// Name and version of the second.
    pub to: (String, String),
    /// The day as of which overlays were applied and manifests judged.
    pub as_of: Date,
    /// Clauses that differ, those of the first pack first.
    pub clauses: Vec<ClauseChange>,
    /// Verdicts that differ: of tests in their order, then of manifests.
    pub moves: Vec<Move>,
    /// How many scenes of tests were judged by both.
    pub scenes: usize,
    /// Names of tests whose scene the second cannot judge.
    pub unjudged: Vec<String>,
    /// Manifests judged by both.
    pub manifests: Vec<String>,
}

/// Where a verdict was given.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Place {
    /// In the scene of a test, by the pack and the name of the test.
    Test(String, String),
    /// In a manifest, by its path.
    Manifest(String),
}

/// A verdict that differs.
#[derive(Clone, Debug, PartialEq)]
pub struct Move {
    /// Where.
    pub place: Place,
    /// `pack/clause`, as the first names it; as the second does where it is new.
    pub expectation: String,
    /// `system/credit`
    pub subject: String,
    /// Under the first; none where it is not judged.
    pub from: Option<Outcome>,
    /// Under the second.
    pub to: Option<Outcome>,
    /// Which way.
    pub way: Way,
}

/// A comparison: none where a pack or manifest could not be read, which the report says.
pub struct Compared {
    /// How they differ.
    pub difference: Option<Difference>,
    /// What was found on the way.
    pub checked: Checked,
}

/// Compares two packs over the tests of the first and over the manifests at or below the targets; where no target is
/// named, over those of the repository, if it has any.
#[must_use]
pub fn diff(
    files: &dyn Files,
    from: Origin<'_>,
    to: Origin<'_>,
    targets: &[String],
    options: &Options<'_>,
) -> Compared {
    let (first, second) = (Loaded::new(files, from, options), Loaded::new(files, to, options));
    let (first, second) = match (first, second) {
        (Ok(first), Ok(second)) => (first, second),
        (Err(checked), _) | (_, Err(checked)) => return Compared { difference: None, checked: *checked },
    };
    let as_of = first.checked.report.as_of;
    // An overlay may extend the schema, and a manifest may hold what it adds: then its upstream is judged with it.
    let (above, below) = (second.holding(&first), first.holding(&second));
    let mine = above.as_ref().map_or_else(|| first.by_itself(from), |held| second.by(to, held));
    let its = below.as_ref().map_or_else(|| second.by_itself(to), |held| first.by(from, held));
    let (a, b) = (overlay::apply(mine.policies, as_of), overlay::apply(its.policies, as_of));
    let pairs = Pairs::new(&a, &b);
    let mut moves = Vec::new();
    let (scenes, unjudged) = scenes(&first, &pairs, &mut moves);
    let by = |judge: &Judge<'_>| manifests(files, judge, targets, options);
    let manifests = match (by(&mine), by(&its)) {
        (Ok(mine), Ok(its)) => compare_manifests(mine, its, &mut moves),
        (Err(checked), _) | (_, Err(checked)) => return Compared { difference: None, checked: *checked },
    };
    let clauses = clauses::compare(&pairs, mine.sources, its.sources);
    let difference =
        Difference { from: first.name(), to: second.name(), as_of, clauses, moves, scenes, unjudged, manifests };
    Compared { difference: Some(difference), checked: second.checked }
}

/// A pack with all that it uses.
struct Loaded {
    policies: PolicySet,
    checked: Checked,
}

impl Loaded {
    fn new(files: &dyn Files, side: Origin<'_>, options: &Options<'_>) -> Result<Self, Box<Checked>> {
        let (policies, checked) = policies(files, &of_side(side, options));
        let Some(policies) = policies else { return Err(Box::new(checked)) };
        Ok(Self { policies, checked })
    }

    /// The first pack of another set, and what it says among these policies, if it is in them just as it is there.
    fn holding(&self, other: &Self) -> Option<(usize, PolicySet)> {
        let name = other.name();
        let is_it = |pack: &Pack| (&pack.name, &pack.version) == (&name.0, &name.1);
        // A pack is not its own upstream.
        let pack = self.policies.packs.iter().skip(1).position(is_it)? + 1;
        let held = overlay::only(&self.policies, pack);
        let pairs = Pairs::new(&other.policies, &held);
        let same = clauses::compare(&pairs, &other.checked.sources, &self.checked.sources).is_empty();
        same.then_some((pack, held))
    }

    fn by_itself<'a>(&'a self, side: Origin<'a>) -> Judge<'a> {
        Judge { policies: &self.policies, sources: &self.checked.sources, side, only: None }
    }

    fn by<'a>(&'a self, side: Origin<'a>, held: &'a (usize, PolicySet)) -> Judge<'a> {
        Judge { policies: &held.1, sources: &self.checked.sources, side, only: Some(held.0) }
    }

    fn name(&self) -> (String, String) {
        self.policies.packs.first().map(|pack| (pack.name.clone(), pack.version.clone())).unwrap_or_default()
    }
}

/// By what one side judges: its own policies, or what it says among those of the other.
struct Judge<'a> {
    policies: &'a PolicySet,
    sources: &'a SourceMap,
    /// What is loaded for it.
    side: Origin<'a>,
    /// The pack that is judged by alone.
    only: Option<usize>,
}

fn of_side<'a>(side: Origin<'a>, options: &Options<'a>) -> Options<'a> {
    Options {
        as_of: options.as_of,
        now: options.now,
        packs: vec![side],
        lang: options.lang,
        no_config: options.no_config,
        only_counts: true,
        ..Options::default()
    }
}

/// The clauses of two sets of policies, side by side.
struct Pairs<'a> {
    a: &'a PolicySet,
    b: &'a PolicySet,
    /// For each clause of the first, that of the second which has its id, or had it formerly.
    second: Vec<Option<usize>>,
    /// For each clause of the second, that of the first.
    first: BTreeMap<usize, usize>,
    /// The ids of the first that have a clause in the second, with its id there.
    ids: FxHashMap<&'a str, &'a str>,
}

impl<'a> Pairs<'a> {
    fn new(a: &'a PolicySet, b: &'a PolicySet) -> Self {
        let (mut now, mut formerly) = (FxHashMap::default(), FxHashMap::default());
        for (index, clause) in b.expectations.iter().enumerate() {
            now.entry((clause.pack, clause.name.as_str())).or_insert(index);
            for old in &clause.formerly {
                formerly.entry((clause.pack, old.as_str())).or_insert(index);
            }
        }
        let name = |set: &'a PolicySet, pack: usize| set.packs.get(pack).map_or("", |pack| pack.name.as_str());
        let of = |clause: &'a crate::policy::Expectation| {
            let pack = b.packs.iter().position(|pack| pack.name == name(a, clause.pack))?;
            let key = (pack, clause.name.as_str());
            now.get(&key).or_else(|| formerly.get(&key)).copied()
        };
        let second: Vec<Option<usize>> = a.expectations.iter().map(of).collect();
        let first = second.iter().enumerate().filter_map(|(index, other)| Some(((*other)?, index))).collect();
        let both = a.expectations.iter().zip(&second);
        let ids = both.filter_map(|(clause, other)| Some((&*clause.id, &*b.expectations.get((*other)?)?.id))).collect();
        Self { a, b, second, first, ids }
    }
}

/// Judges the scenes of the first pack's tests by both; gives how many, and those that the second cannot judge.
fn scenes(first: &Loaded, pairs: &Pairs<'_>, moves: &mut Vec<Move>) -> (usize, Vec<String>) {
    let set = &first.policies;
    let ids = Ids::of(pairs.a);
    let spoken_of = |test: &Test| -> FxHashSet<usize> {
        let pack = set.packs.get(test.pack).map_or("", |pack| pack.name.as_str());
        let names = test.tree.expects.iter().filter_map(|expect| match expect {
            Expect::Verdict { clause, .. } => Some(&clause.text),
            Expect::Explanation { .. } | Expect::NothingElse(_) => None,
        });
        names.flat_map(|name| [ids.find(name), ids.find(&format!("{pack}/{name}"))]).flatten().collect()
    };
    let in_second =
        |clauses: FxHashSet<usize>| clauses.iter().filter_map(|clause| *pairs.second.get(*clause)?).collect();
    let judged = |policies, tests: Vec<(&Test, FxHashSet<usize>)>| {
        testing::judged_by(policies, &set.fixtures, &tests, &first.checked.sources, &Limits::default())
    };
    let mine = judged(pairs.a, set.tests.iter().map(|test| (test, spoken_of(test))).collect());
    let its = judged(pairs.b, set.tests.iter().map(|test| (test, in_second(spoken_of(test)))).collect());
    let (mut count, mut unjudged) = (0, Vec::new());
    for (test, (mine, its)) in set.tests.iter().zip(mine.into_iter().zip(its)) {
        let (Some(mine), Some(its)) = (mine, its) else {
            unjudged.push(test.tree.name.text.clone());
            continue;
        };
        count += 1;
        let pack = set.packs.get(test.pack).map(|pack| pack.name.clone()).unwrap_or_default();
        let place = Place::Test(pack.clone(), test.tree.name.text.clone());
        let (mut mine, its) = (verdicts(pairs.a, &mine), verdicts(pairs.b, &its));
        // Of a scene only what its test speaks of: the rest is there by chance.
        mine.retain(|(clause, subject), _| speaks_of(test, &pack, clause, subject));
        let mine = pairs.renamed(mine);
        let its = its.into_iter().filter(|(key, _)| mine.contains_key(key)).collect();
        compare(&place, &mine, its, moves);
    }
    (count, unjudged)
}

/// Whether a test expects a verdict of a clause for a subject.
fn speaks_of(test: &Test, pack: &str, id: &str, about: &str) -> bool {
    test.tree.expects.iter().any(|expect| match expect {
        Expect::Verdict { clause, subject, .. } => {
            let own = id.strip_prefix(pack).and_then(|rest| rest.strip_prefix('/'));
            subject.text == about && (clause.text == id || own == Some(clause.text.as_str()))
        }
        Expect::Explanation { .. } | Expect::NothingElse(_) => false,
    })
}

/// Verdicts by clause and subject.
type Verdicts = BTreeMap<(String, String), Outcome>;

impl Pairs<'_> {
    /// Verdicts of the first by the ids of the second; with them the id that the first has.
    fn renamed(&self, verdicts: Verdicts) -> BTreeMap<(String, String), (String, Outcome)> {
        let renamed = verdicts.into_iter().map(|((clause, subject), outcome)| {
            let id = self.ids.get(clause.as_str()).map_or_else(|| clause.clone(), |id| (*id).to_owned());
            ((id, subject), (clause, outcome))
        });
        renamed.collect()
    }
}

fn verdicts(policies: &PolicySet, judgement: &Judgement) -> Verdicts {
    let verdict = |evaluation: &Evaluation| {
        let clause = policies.expectations.get(evaluation.expectation)?;
        Some(((clause.id.to_string(), evaluation.subject.id.clone()), Outcome::of(policies, evaluation)?))
    };
    judgement.evaluations.iter().filter_map(verdict).collect()
}

fn compare(
    place: &Place,
    mine: &BTreeMap<(String, String), (String, Outcome)>,
    mut its: Verdicts,
    moves: &mut Vec<Move>,
) {
    let mut found = |expectation: &str, subject: &str, from: Option<&Outcome>, to: Option<&Outcome>| {
        // Where one side does not judge, and the other asks nothing, nothing moves.
        let asks_nothing = |outcome: Option<&Outcome>| {
            outcome.is_none_or(|o| matches!(o.verdict, Verdict::NotApplicable | Verdict::NotInForce))
        };
        if from == to || (from.is_none() || to.is_none()) && asks_nothing(from) && asks_nothing(to) {
            return;
        }
        moves.push(Move {
            place: place.clone(),
            expectation: expectation.to_owned(),
            subject: subject.to_owned(),
            from: from.cloned(),
            to: to.cloned(),
            way: Outcome::way(from, to),
        });
    };
    for ((id, subject), (name, outcome)) in mine {
        let other = its.remove(&(id.clone(), subject.clone()));
        found(name, subject, Some(outcome), other.as_ref());
    }
    for ((id, subject), outcome) in &its {
        found(id, subject, None, Some(outcome));
    }
}

/// Verdicts of each manifest, and by what they were given.
type Judged = BTreeMap<String, (Verdicts, PolicySet)>;

/// Judges the manifests by one side.
fn manifests(
    files: &dyn Files,
    judge: &Judge<'_>,
    targets: &[String],
    options: &Options<'_>,
) -> Result<Judged, Box<Checked>> {
    let everywhere = [String::new()];
    let asked = if targets.is_empty() { &everywhere } else { targets };
    let mut found = Judged::new();
    let made_of = |policies| match judge.only {
        Some(pack) => overlay::only(&policies, pack),
        None => policies,
    };
    let checked = check_by(files, asked, &of_side(judge.side, options), &made_of, &mut |case| {
        found.insert(case.path.to_owned(), (verdicts(case.policies, case.judgement), case.policies.clone()));
    });
    let may_lack = |code: &str| targets.is_empty() && code == codes::NO_MANIFEST.id;
    let findings = checked.report.findings.iter();
    let mut stops = findings.filter(|finding| finding.code.stops && finding.level == Level::Error);
    if stops.any(|finding| !may_lack(finding.code.id)) { Err(Box::new(checked)) } else { Ok(found) }
}

/// Says what moves in each manifest that both sides judged; gives their paths.
fn compare_manifests(mine: Judged, mut its: Judged, moves: &mut Vec<Move>) -> Vec<String> {
    let mut paths = Vec::new();
    for (path, (mine, a)) in mine {
        let Some((its, b)) = its.remove(&path) else { continue };
        compare(&Place::Manifest(path.clone()), &Pairs::new(&a, &b).renamed(mine), its, moves);
        paths.push(path);
    }
    paths
}

impl Difference {
    /// Whether any clause or verdict is looser under the second.
    #[must_use]
    pub fn loosens(&self) -> bool {
        self.moves.iter().any(|moved| moved.way == Way::Looser)
            || self.clauses.iter().any(|clause| clause.ways().contains(&Way::Looser))
    }
}
