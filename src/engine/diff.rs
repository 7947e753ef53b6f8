//! Two packs against each other: which clauses differ, and which verdicts move, and which way, in the scenes of the first
//! one's tests and in manifests. A pack and its overlay, two versions, or any two packs over the same schema.

use std::collections::{BTreeMap, BTreeSet};

use crate::calendar::Date;
use crate::diagnostic::Level;
use crate::engine::packs::Origin;
use crate::engine::{Checked, Options, check_each, codes, policies};
use crate::judge::Judgement;
use crate::limits::Limits;
use crate::overlay;
use crate::policy::{Modality, PolicySet, Test};
use crate::syntax::tree::Expect;
use crate::testing;
use crate::verdict::{Evaluation, Truth, Verdict};
use crate::workspace::Files;

mod clauses;

pub use clauses::{Change, ClauseChange, Fate};

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

/// Which way something differs.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Way {
    /// The second asks for more.
    Stricter,
    /// The second asks for less.
    Looser,
    /// Neither can be said.
    Other,
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

/// A verdict with what makes it weigh.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Outcome {
    /// The verdict.
    pub verdict: Verdict,
    /// Labels that deviate.
    pub deviates: Vec<String>,
    /// Labels that are unknown.
    pub unknown: Vec<String>,
    /// How loud it is, where it is open.
    pub level: Option<Level>,
    /// Whether the clause is a `may`, which only notes.
    pub is_note: bool,
}

/// A comparison: none where a pack or manifest could not be read, which the report says.
pub struct Compared {
    /// How they differ.
    pub difference: Option<Difference>,
    /// What was found on the way.
    pub checked: Checked,
}

/// One of the packs, as a command line names it.
#[derive(Clone, Copy)]
pub struct Side<'a> {
    /// Where it is taken from.
    pub origin: Origin<'a>,
    /// The version it must have, `name@version`.
    pub version: Option<&'a str>,
}

/// Compares two packs over the tests of the first and over the manifests at or below the targets; where no target is
/// named, over those of the repository, if it has any.
#[must_use]
pub fn diff(files: &dyn Files, from: Side<'_>, to: Side<'_>, targets: &[String], options: &Options<'_>) -> Compared {
    let (first, second) = (Loaded::new(files, from, options), Loaded::new(files, to, options));
    let (first, second) = match (first, second) {
        (Ok(first), Ok(second)) => (first, second),
        (Err(checked), _) | (_, Err(checked)) => return Compared { difference: None, checked: *checked },
    };
    let as_of = first.checked.report.as_of;
    let (a, b) = (overlay::apply(&first.policies, as_of), overlay::apply(&second.policies, as_of));
    let pairs = Pairs::new(&a, &b);
    let mut moves = Vec::new();
    let (scenes, unjudged) = scenes(&first, &pairs, &mut moves);
    let manifests = match manifests(files, (from, to), targets, options, &mut moves) {
        Ok(manifests) => manifests,
        Err(checked) => return Compared { difference: None, checked: *checked },
    };
    let clauses = clauses::compare(&pairs, &first.checked.sources, &second.checked.sources);
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
    fn new(files: &dyn Files, side: Side<'_>, options: &Options<'_>) -> Result<Self, Box<Checked>> {
        let (policies, mut checked) = policies(files, &of_side(side, options));
        let Some(policies) = policies else { return Err(Box::new(checked)) };
        if let (Some(asked), Some(pack)) = (side.version, policies.packs.first())
            && !super::packs::is_version(&pack.version, asked)
        {
            let args = crate::args!["name" => &pack.name, "found" => &pack.version, "asked" => asked];
            checked.report.findings.push(crate::diagnostic::Diagnostic::new(&codes::PACK_VERSION, args));
            return Err(Box::new(checked));
        }
        Ok(Self { policies, checked })
    }

    fn name(&self) -> (String, String) {
        self.policies.packs.first().map(|pack| (pack.name.clone(), pack.version.clone())).unwrap_or_default()
    }
}

fn of_side<'a>(side: Side<'a>, options: &Options<'a>) -> Options<'a> {
    Options {
        as_of: options.as_of,
        now: options.now,
        packs: vec![side.origin],
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
}

impl<'a> Pairs<'a> {
    fn new(a: &'a PolicySet, b: &'a PolicySet) -> Self {
        let name = |set: &'a PolicySet, pack: usize| set.packs.get(pack).map_or("", |pack| pack.name.as_str());
        let of = |clause: &'a crate::policy::Expectation| {
            let pack = b.packs.iter().position(|pack| pack.name == name(a, clause.pack))?;
            b.clause(pack, &clause.name)
        };
        let second: Vec<_> = a.expectations.iter().map(of).collect();
        let first = second.iter().enumerate().filter_map(|(index, other)| Some(((*other)?, index))).collect();
        Self { a, b, second, first }
    }
}

/// Judges the scenes of the first pack's tests by both; gives how many, and those that the second cannot judge.
fn scenes(first: &Loaded, pairs: &Pairs<'_>, moves: &mut Vec<Move>) -> (usize, Vec<String>) {
    let set = &first.policies;
    let tests: Vec<&Test> = set.tests.iter().collect();
    let judged =
        |policies| testing::judged_by(policies, &set.fixtures, &tests, &first.checked.sources, &Limits::default());
    let (mine, its) = (judged(pairs.a), judged(pairs.b));
    let (mut count, mut unjudged) = (0, Vec::new());
    for (test, (mine, its)) in tests.iter().zip(mine.into_iter().zip(its)) {
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
        let ids: BTreeMap<&str, &str> = self
            .a
            .expectations
            .iter()
            .zip(&self.second)
            .filter_map(|(clause, other)| Some((clause.id.as_str(), self.b.expectations.get((*other)?)?.id.as_str())))
            .collect();
        let renamed = verdicts.into_iter().map(|((clause, subject), outcome)| {
            let id = ids.get(clause.as_str()).map_or_else(|| clause.clone(), |id| (*id).to_owned());
            ((id, subject), (clause, outcome))
        });
        renamed.collect()
    }
}

fn verdicts(policies: &PolicySet, judgement: &Judgement) -> Verdicts {
    let verdict = |evaluation: &Evaluation| {
        let clause = policies.expectations.get(evaluation.expectation)?;
        Some(((clause.id.clone(), evaluation.subject.id.clone()), Outcome::of(policies, evaluation)?))
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

/// Judges the manifests by both; gives their paths.
fn manifests(
    files: &dyn Files,
    sides: (Side<'_>, Side<'_>),
    targets: &[String],
    options: &Options<'_>,
    moves: &mut Vec<Move>,
) -> Result<Vec<String>, Box<Checked>> {
    let everywhere = [String::new()];
    let asked = if targets.is_empty() { &everywhere } else { targets };
    let run = |side: Side<'_>| {
        let mut found: BTreeMap<String, (Verdicts, PolicySet)> = BTreeMap::new();
        let checked = check_each(files, asked, &of_side(side, options), &mut |case| {
            found.insert(case.path.to_owned(), (verdicts(case.policies, case.judgement), case.policies.clone()));
        });
        let none = |code: &str| targets.is_empty() && code == codes::NO_MANIFEST.id;
        let stops = checked
            .report
            .findings
            .iter()
            .any(|finding| finding.code.stops && finding.level == Level::Error && !none(finding.code.id));
        if stops { Err(Box::new(checked)) } else { Ok(found) }
    };
    let (mine, mut its) = (run(sides.0)?, run(sides.1)?);
    let mut paths = Vec::new();
    for (path, (mine, a)) in mine {
        let Some((its, b)) = its.remove(&path) else { continue };
        compare(&Place::Manifest(path.clone()), &Pairs::new(&a, &b).renamed(mine), its, moves);
        paths.push(path);
    }
    Ok(paths)
}

impl Outcome {
    fn of(policies: &PolicySet, evaluation: &Evaluation) -> Option<Self> {
        let clause = policies.expectations.get(evaluation.expectation)?;
        let open = matches!(evaluation.verdict, Verdict::Deviates | Verdict::Unknown);
        let labels = |deviating: bool| {
            let open = evaluation.open.iter().filter(|finding| (finding.truth == Truth::False) == deviating);
            open.map(|finding| finding.label.clone()).collect()
        };
        Some(Self {
            verdict: evaluation.verdict,
            deviates: if open { labels(true) } else { Vec::new() },
            unknown: if open { labels(false) } else { Vec::new() },
            level: open.then_some(clause.level),
            is_note: clause.modality == Modality::May,
        })
    }

    /// How much it weighs: what does not concern a subject least, then what is met, noted, explained, open.
    fn weight(&self) -> (u8, Option<Level>, u8) {
        match self.verdict {
            Verdict::NotInForce => (1, None, 0),
            Verdict::NotApplicable => (2, None, 0),
            Verdict::Complies => (3, None, 0),
            Verdict::Unknown | Verdict::Deviates if self.is_note => {
                (4, None, u8::from(self.verdict == Verdict::Deviates))
            }
            Verdict::Explained => (5, None, 0),
            Verdict::Unknown => (6, self.level, 0),
            Verdict::Deviates => (6, self.level, 1),
        }
    }

    fn way(from: Option<&Self>, to: Option<&Self>) -> Way {
        let weight = |outcome: Option<&Self>| outcome.map_or((0, None, 0), Self::weight);
        match weight(from).cmp(&weight(to)) {
            std::cmp::Ordering::Less => Way::Stricter,
            std::cmp::Ordering::Greater => Way::Looser,
            std::cmp::Ordering::Equal => {
                let labels = |outcome: Option<&Self>| -> BTreeSet<String> {
                    outcome
                        .iter()
                        .flat_map(|outcome| outcome.deviates.iter().chain(&outcome.unknown))
                        .cloned()
                        .collect()
                };
                let (from, to) = (labels(from), labels(to));
                match (to.is_superset(&from), from.is_superset(&to)) {
                    (true, false) => Way::Stricter,
                    (false, true) => Way::Looser,
                    _ => Way::Other,
                }
            }
        }
    }
}

impl Way {
    /// The word in JSON.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::Stricter => "stricter",
            Self::Looser => "looser",
            Self::Other => "other",
        }
    }
}

impl Difference {
    /// Whether any clause or verdict is looser under the second.
    #[must_use]
    pub fn loosens(&self) -> bool {
        self.moves.iter().any(|moved| moved.way == Way::Looser)
            || self.clauses.iter().any(|clause| clause.ways().contains(&Way::Looser))
    }
}
