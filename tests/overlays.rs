//! Overlays: what always holds of `tighten`, `relax` and `drop`, over every scene of the tests of `jp.aigb`; layers;
//! tests of overlay packs; and what `packs diff` says.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::string_slice,
    reason = "a test that meets what it does not expect fails"
)]

mod common;

use std::collections::BTreeMap;
use std::fmt::Write as _;

use tadashi::calendar::Date;
use tadashi::diagnostic::Level;
use tadashi::engine::diff::{Fate, Place, Way, diff};
use tadashi::engine::packs::Origin;
use tadashi::engine::{self, Checked, Options};
use tadashi::judge::Judgement;
use tadashi::limits::Limits;
use tadashi::overlay;
use tadashi::policy::{Expectation, Modality, PolicySet, Test};
use tadashi::testing;
use tadashi::text::{Lang, Str};
use tadashi::verdict::Verdict;
use tadashi::workspace::memory::Memory;

const HEADER: &str = r#"pack acme.ai version 3 {
  title    "Acme policy"
  title ja "アクメの方針"
  language 1
  schema   ai-governance 1
}
use jp.aigb version 1.2
instrument BOARD { title "Board" title ja "取締役会" issuer "Acme" edition "1" dated 2026-02-20 status internal }
clauses of BOARD { "1" "review" ja "確認" strength law }
by default explanation loose { }
"#;

/// One account for each clause, in words of its own.
fn account(clause: &Expectation, index: usize) -> String {
    let words = ["north", "south", "east", "west", "upper", "lower", "old", "new"];
    let (a, b) = (words[index % 8], words[index / 8 % 8]);
    format!(
        "because \"Shop {index} of {}: in the {a} {b} hall number{index} staff{index} stand{index} beside{index} it{index}.\" ja \"{index}\"\n\
         decided by ai-officer on 2026-05-20\nuntil 2027-03-31\n",
        clause.name
    )
}

fn day(text: &str) -> Date {
    Date::parse(text).unwrap()
}

/// Holds accounts given on 2026-05-20.
const IN_EFFECT: &str = "2026-07-01";
const PAST: &str = "2027-04-01";

fn load(text: &str) -> (PolicySet, Checked) {
    let files = Memory::default().with("policies/acme/acme.tadashi", text);
    let packs = vec![Origin::Named { name: "policies/acme", place: None }];
    let (policies, checked) = engine::policies(&files, &Options { packs, ..Options::default() });
    let wrong: Vec<String> = checked
        .report
        .findings
        .iter()
        .filter(|finding| finding.level == Level::Error)
        .map(|finding| format!("{}: {}", finding.code.id, finding.message(Lang::En)))
        .collect();
    assert!(wrong.is_empty(), "{wrong:#?}\n{text}");
    (policies.unwrap(), checked)
}

/// An overlay pack with one overlay of each clause of `jp.aigb` for which `body` has one.
fn pack(kind: &str, body: impl Fn(&Expectation, usize) -> Option<String>) -> String {
    let upstream = load(&format!("{HEADER}expectation own {{ title \"a\" title ja \"a\" cites BOARD \"1\" applies to the organisation must - it \"b\" ja \"b\": organisation.name is stated }}")).0;
    let mut text = HEADER.to_owned();
    let clauses = upstream.expectations.iter().filter(|clause| clause.id.starts_with("jp.aigb/"));
    for (index, clause) in clauses.enumerate() {
        if let Some(body) = body(clause, index) {
            writeln!(text, "{kind} {} {{\n{body}}}", clause.id).unwrap();
        }
    }
    text
}

/// How much an outcome weighs: nothing asked or met, explained, open at a level.
type Weight = (u8, Option<Level>);

/// Weights by clause and subject.
type Weights = BTreeMap<(String, String), Weight>;

/// What stands between the braces of an overlay of a clause, where there is one.
type Body<'a> = &'a dyn Fn(&Expectation) -> Option<String>;

fn weights(policies: &PolicySet, judgement: &Judgement) -> Weights {
    judgement
        .evaluations
        .iter()
        .map(|evaluation| {
            let clause = &policies.expectations[evaluation.expectation];
            let weight = match evaluation.verdict {
                Verdict::Explained => (1, None),
                Verdict::Deviates | Verdict::Unknown if clause.modality != Modality::May => (2, Some(clause.level)),
                _ => (0, None),
            };
            ((clause.id.to_string(), evaluation.subject.id.clone()), weight)
        })
        .collect()
}

/// Weights in every scene of the tests of `jp.aigb`, first as that pack has them, then with the overlays of a day.
fn both(text: &str, on: &str) -> Vec<(String, Weights, Weights)> {
    let (set, checked) = load(text);
    assert!(set.overlays.len() > 5, "{} overlays", set.overlays.len());
    let applied = overlay::apply(&set, day(on));
    let tests: Vec<&Test> = set.tests.iter().collect();
    let judged = |policies: &PolicySet| {
        let all = || (0..policies.expectations.len()).collect();
        let tests: Vec<_> = tests.iter().map(|test| (*test, all())).collect();
        testing::judged_by(policies, &set.fixtures, &tests, &checked.sources, &Limits::default())
    };
    let (before, after) = (judged(&set), judged(&applied));
    let scenes: Vec<_> = tests
        .iter()
        .zip(before.iter().zip(&after))
        .map(|(test, (before, after))| {
            let (before, after) = (before.as_ref().unwrap(), after.as_ref().unwrap());
            (test.tree.name.text.clone(), weights(&set, before), weights(&applied, after))
        })
        .collect();
    assert!(scenes.len() > 50, "{} scenes", scenes.len());
    scenes
}

/// How many verdicts weigh more, and how many less, with the overlays.
fn moved(text: &str, on: &str) -> (usize, usize) {
    let (mut more, mut less) = (0, 0);
    for (_, before, after) in both(text, on) {
        for (key, was) in &before {
            let is = after.get(key).copied().unwrap_or((0, None));
            more += usize::from(is > *was);
            less += usize::from(is < *was);
        }
    }
    (more, less)
}

const EXTRA: &str =
    "also - extra \"a system is deployed\" ja \"稼働している\": there is a one in systems where one.stage is retired\n";

#[test]
fn tighten_never_turns_a_deviation_into_a_pass() {
    let not_may = |clause: &Expectation| clause.modality != Modality::May;
    let bodies: [(&str, Body<'_>); 5] = [
        ("also", &|_| Some(EXTRA.to_owned())),
        ("level", &|clause| (not_may(clause) && clause.level < Level::Error).then(|| "level error\n".to_owned())),
        ("strict", &|clause| not_may(clause).then(|| "explanation strict\n".to_owned())),
        ("must", &|_| Some("to must\ncites BOARD \"1\"\nbecause \"The board decided so.\" ja \"決議\"\n".to_owned())),
        ("evidence", &|_| Some("evidence - paper \"a paper\" ja \"文書\": file organisation.policy\n".to_owned())),
    ];
    let mut total = 0;
    for (name, body) in bodies {
        // Few clauses of the pack are below `error`.
        let text = pack("tighten", |clause, _| body(clause).or_else(|| Some(EXTRA.to_owned())));
        let (more, less) = moved(&text, IN_EFFECT);
        assert_eq!(less, 0, "{name}");
        total += more;
    }
    assert!(total > 100, "only {total} verdicts moved");
}

#[test]
fn relax_never_turns_a_pass_into_a_deviation() {
    let bodies: [(&str, Body<'_>); 5] = [
        ("level", &|clause| (clause.level > Level::Note).then(|| "level note\n".to_owned())),
        ("may", &|clause| (clause.modality > Modality::May).then(|| "to may\n".to_owned())),
        ("without", &|clause| {
            (clause.points.len() + clause.evidence.len() > 1).then(|| format!("without {}\n", clause.points[0].label))
        }),
        ("only", &|_| Some("only where there is a one in systems where one.impact.level is critical\n".to_owned())),
        ("loose", &|clause| (clause.modality != Modality::May).then(|| "explanation loose\n".to_owned())),
    ];
    for (name, body) in bodies {
        let text = pack("relax", |clause, index| Some(body(clause)? + &account(clause, index)));
        let (more, less) = moved(&text, IN_EFFECT);
        assert_eq!(more, 0, "{name}");
        assert!(less > 0 || name == "loose", "{name} moved nothing");
        assert_eq!(moved(&text, PAST), (0, 0), "{name}: an expired relax is no relax");
        assert_eq!(moved(&text, "2026-05-19"), (0, 0), "{name}: one that is not yet decided is none");
    }
}

#[test]
fn drop_takes_the_clause_and_nothing_else() {
    let text = pack("drop", |clause, index| (index % 2 == 0).then(|| account(clause, index)));
    let (set, _) = load(&text);
    let applied = overlay::apply(&set, day(IN_EFFECT));
    assert_eq!(applied.expectations.len() + applied.dropped.len(), set.expectations.len());
    for (name, before, after) in both(&text, IN_EFFECT) {
        for (key, was) in &before {
            let is = after.get(key);
            let dropped = applied.dropped.iter().any(|clause| clause.id == key.0);
            assert_eq!(is, (!dropped).then_some(was), "{name}: {key:?}");
        }
    }
    assert_eq!(moved(&text, PAST), (0, 0));
}

#[test]
fn an_overlay_moves_no_other_clause() {
    let text = pack("tighten", |_, index| (index < 6).then(|| EXTRA.to_owned()));
    let (set, _) = load(&text);
    let changed: Vec<String> = set.overlays.iter().map(|overlay| overlay.id()).collect();
    for (name, before, after) in both(&text, IN_EFFECT) {
        for (key, was) in before.iter().filter(|(key, _)| !changed.contains(&key.0)) {
            assert_eq!(after.get(key), Some(was), "{name}: {key:?}");
        }
    }
}

const UP: &str = r#"pack up.rules version 1 { title "Up" title ja "上流" language 1 schema ai-governance 1 }
instrument GUIDE { title "Guide" title ja "指針" issuer "M" edition "1" dated 2026-01-05 status guidance }
clauses of GUIDE { "1" "owners" ja "責任者" strength important }
a system is in-use when system.stage is one of [pilot, deployed]
expectation owned {
  title "Owned" title ja "責任者" cites GUIDE "1"
  applies to each system where system is in-use
  should
    - owner   "says who owns it" ja "責任者を示す": system.owner is stated
    - purpose "says what it is for" ja "目的を示す": system.purpose is stated
}
"#;

/// A pack that uses others and holds some items.
fn layer(name: &str, uses: &[&str], items: &str) -> String {
    let uses: String = uses.iter().map(|used| format!("use {used} version 1 from \"policies/{used}\"\n")).collect();
    format!(
        "pack {name} version 1 {{ title \"{name}\" title ja \"{name}\" language 1 schema ai-governance 1 }}\n{uses}{items}\n"
    )
}

const ACCOUNT: &str = "because \"The name of every tool in the shop tells a newcomer enough.\" ja \"道具の名称で足りる。\"\n\
    decided by ai-officer on 2026-05-20\nuntil 2026-12-31\n";
const MANIFEST: &str =
    "tadashi: 1\norganisation: { name: Example KK }\nsystems:\n  - { id: faq, stage: deployed, models: [] }\n";

fn check(packs: &[(&str, String)], first: &str, on: &str) -> Checked {
    let mut files = Memory::default().with("ai-governance.yaml", MANIFEST).with("policies/up.rules/up.tadashi", UP);
    for (name, text) in packs {
        files = files.with(&format!("policies/{name}/pack.tadashi"), text.as_str());
    }
    // What is named is the repository's own, and needs no lock.
    let used = packs.iter().map(|(name, _)| *name).chain(["up.rules"]).filter(|name| *name != first);
    let used: Vec<&str> = match first {
        "up.rules" => Vec::new(),
        "group" => vec!["up.rules"],
        _ => used.collect(),
    };
    let folders: Vec<String> = used.into_iter().chain([first]).map(|name| format!("policies/{name}")).collect();
    let packs = folders.iter().map(|name| Origin::Named { name, place: None }).collect();
    let checked =
        engine::check(&files, &[String::new()], &Options { as_of: Some(day(on)), packs, ..Options::default() });
    let stops: Vec<String> = checked
        .report
        .findings
        .iter()
        .filter(|f| f.code.stops)
        .map(|f| format!("{}: {}", f.code.id, f.message(Lang::En)))
        .collect();
    assert!(stops.is_empty(), "{stops:#?}");
    checked
}

/// Labels of `owned` that are open, its level, and the layer that decided.
fn owned(checked: &Checked) -> (Vec<Str>, String, Option<&'static str>) {
    let judged = checked.report.judged.iter().find(|judged| judged.expectation == "up.rules/owned").unwrap();
    (judged.unknown.clone(), judged.decided_by.pack.clone(), judged.decided_by.overlay.map(|kind| kind.word()))
}

#[test]
fn layers_are_applied_in_the_order_of_use_and_say_who_decided() {
    let group = layer(
        "group",
        &["up.rules"],
        "tighten up.rules/owned { also - users \"says who uses it\" ja \"利用者\": system.users is stated }",
    );
    let shop =
        layer("shop", &["group", "up.rules"], &format!("relax up.rules/owned {{ without users, purpose\n{ACCOUNT} }}"));
    let packs = [("group", group), ("shop", shop)];
    let labels = |labels: &[&str]| labels.iter().map(|label| Str::from(*label)).collect::<Vec<_>>();
    assert_eq!(owned(&check(&packs, "shop", IN_EFFECT)), (labels(&["owner"]), "shop".to_owned(), Some("relax")));
    // Over, and the layer below holds.
    assert_eq!(
        owned(&check(&packs, "shop", "2027-01-01")),
        (labels(&["owner", "purpose", "users"]), "group".to_owned(), Some("tighten"))
    );
    assert_eq!(
        owned(&check(&packs, "group", IN_EFFECT)),
        (labels(&["owner", "purpose", "users"]), "group".to_owned(), Some("tighten"))
    );
    assert_eq!(
        owned(&check(&packs, "up.rules", IN_EFFECT)),
        (labels(&["owner", "purpose"]), "up.rules".to_owned(), None)
    );
}

#[test]
fn what_tightens_above_an_expired_relax_still_only_tightens() {
    // `shop` raises to a warning what `group` lowered to a note; once that has ended, the error of upstream holds.
    let group = layer("group", &["up.rules"], &format!("relax up.rules/owned {{ level note\n{ACCOUNT} }}"));
    let shop = layer("shop", &["group", "up.rules"], "tighten up.rules/owned { level warning }");
    let packs = [("group", group), ("shop", shop)];
    let level = |on| {
        let checked = check(&packs, "shop", on);
        let of_clause = |finding: &&tadashi::diagnostic::Diagnostic| {
            finding.about.as_ref().is_some_and(|about| about.expectations == ["up.rules/owned"])
        };
        checked.report.findings.iter().find(of_clause).map(|finding| finding.level)
    };
    assert_eq!(level(IN_EFFECT), Some(Level::Warning));
    assert_eq!(level("2027-01-01"), Some(Level::Error));
}

#[test]
fn an_auditor_sees_what_an_overlay_made_quieter() {
    let judged = |body: &str, without_overlays, explained_fails| {
        let shop = layer("shop", &["up.rules"], body);
        let files = Memory::default()
            .with("ai-governance.yaml", MANIFEST)
            .with("policies/up.rules/up.tadashi", UP)
            .with("policies/shop/pack.tadashi", shop.as_str());
        let packs = ["policies/up.rules", "policies/shop"].map(|name| Origin::Named { name, place: None }).to_vec();
        let asked =
            Options { as_of: Some(day(IN_EFFECT)), packs, without_overlays, explained_fails, ..Options::default() };
        engine::check(&files, &[String::new()], &asked).report
    };
    let level = |report: &tadashi::report::Report| {
        let mut of_clause = report.findings.iter().filter(|finding| {
            finding.about.as_ref().is_some_and(|about| about.expectations.iter().any(|id| id == "up.rules/owned"))
        });
        of_clause.next().map(|finding| finding.level)
    };
    for line in ["level note", "to may"] {
        let relax = format!("relax up.rules/owned {{ {line}\n{ACCOUNT} }}");
        let quiet = judged(&relax, false, false);
        let open = quiet.open_but_lowered;
        assert!(open > 0 && level(&quiet).is_none_or(|level| level == Level::Note), "{line}: {open}");
        assert_eq!(quiet.exit_code(Level::Warning), 0, "{line}");
        assert_eq!(judged(&relax, false, true).exit_code(Level::Warning), 1, "{line}");
    }
    let loosened =
        ["relax up.rules/owned { level note", "relax up.rules/owned { without owner", "drop up.rules/owned {"];
    for head in loosened {
        let strict = judged(&format!("{head}\n{ACCOUNT} }}"), true, false);
        assert!(strict.without_overlays && strict.loosened.is_empty(), "{head}");
        assert_eq!((strict.open_but_lowered, level(&strict)), (0, Some(Level::Error)), "{head}");
    }
    // What tightens is no loosening.
    let tighten = "tighten up.rules/owned { also - users \"says who uses it\" ja \"利用者\": system.users is stated }";
    let strict = judged(tighten, true, false);
    let owned = strict.judged.iter().find(|judged| judged.expectation == "up.rules/owned").unwrap();
    assert!(owned.unknown.contains(&"users".into()), "{owned:?}");
}

#[test]
fn an_account_is_said_once_for_all_manifests() {
    let shop = layer("shop", &["up.rules"], &format!("relax up.rules/owned {{ level note\n{ACCOUNT} }}"));
    let files = Memory::default()
        .with("ai-governance.yaml", MANIFEST)
        .with("b/ai-governance.yaml", MANIFEST)
        .with("policies/up.rules/up.tadashi", UP)
        .with("policies/shop/pack.tadashi", shop.as_str());
    let packs = ["policies/up.rules", "policies/shop"].map(|name| Origin::Named { name, place: None }).to_vec();
    let options = Options { as_of: Some(day("2026-12-15")), packs, ..Options::default() };
    let report = engine::check(&files, &[String::new()], &options).report;
    assert_eq!(report.manifests.len(), 2);
    assert_eq!(report.findings.iter().filter(|finding| finding.code.id == "overlay/expires-soon").count(), 1);
    assert_eq!(report.loosened.len(), 1);
}

#[test]
fn extended_fields_and_definitions_of_upstream_are_read_by_the_overlay_pack() {
    let items = "extend System { shelf : text \"where it stands\" ja \"置き場所\" }\n\
        a system is on-show when system is in-use and system.shelf is stated\n\
        tighten up.rules/owned { also - shelf \"says where it stands\" ja \"置き場所を示す\": system is on-show }";
    let checked = check(&[("shop", layer("shop", &["up.rules"], items))], "shop", IN_EFFECT);
    assert_eq!(owned(&checked).0, ["owner", "purpose", "shelf"]);
}

fn test_of(items: &str) -> (usize, usize, Vec<String>) {
    let text = layer("shop", &["up.rules"], items);
    let files =
        Memory::default().with("policies/up.rules/up.tadashi", UP).with("policies/shop/pack.tadashi", text.as_str());
    let packs = ["policies/up.rules", "policies/shop"].map(|name| Origin::Named { name, place: None }).to_vec();
    let tested = engine::test(&files, &Options { packs, ..Options::default() });
    let said = tested.checked.report.findings.iter().filter(|finding| finding.level == Level::Error);
    (
        tested.passed,
        tested.failed,
        said.map(|finding| format!("{}: {}", finding.code.id, finding.message(Lang::En))).collect(),
    )
}

#[test]
fn tests_of_an_overlay_pack_state_verdicts_of_the_clauses_it_overlays() {
    const FIXTURE: &str = "fixture one on 2026-07-01 \"\"\"\n  tadashi: 1\n  systems: [ { id: faq, stage: deployed, owner: lead } ]\n  roles: [ { id: lead } ]\n\"\"\"\n";
    let overlay = format!("relax up.rules/owned {{ without purpose\n{ACCOUNT} }}\n{FIXTURE}");
    let passes = "test \"relaxed\" { given one expect up.rules/owned for system/faq complies expect nothing else }\n\
        test \"over\" { on 2027-01-01 given one expect up.rules/owned for system/faq is unknown at purpose }\n";
    assert_eq!(test_of(&format!("{overlay}{passes}")), (2, 0, vec![]));
    let fails = "test \"it\" { given one expect up.rules/owned for system/faq is unknown at purpose }\n";
    assert_eq!(
        test_of(&format!("{overlay}{fails}")),
        (0, 1, vec!["test/verdict-differs: test `it`: expected that `up.rules/owned` for `system/faq` is unknown at purpose, but it complies".to_owned()])
    );
    // What is wrong with an overlay is said there, and not again by the tests that name its clause.
    let (_, _, said) = test_of(&format!("tighten up.rules/owned {{ to must }}\n{FIXTURE}{fails}"));
    assert!(!said.is_empty() && said.iter().all(|said| !said.contains("unknown-in-test")), "{said:?}");
    // A clause that the pack does not overlay is not its own to test.
    let other = "test \"it\" { given one expect up.rules/owned for system/faq complies }\n";
    let own = "expectation own { title \"Own\" title ja \"自社\" cites GUIDE \"1\" applies to the organisation should - it \"is\" ja \"ある\": organisation.name is stated }\n";
    let (_, _, said) = test_of(&format!("{own}{FIXTURE}{other}"));
    assert!(
        said[0].starts_with("check/unknown-in-test: the test names expectation `up.rules/owned`, which does not exist"),
        "{said:?}"
    );
}

#[test]
fn diff_says_which_clauses_and_verdicts_move_and_which_way() {
    const NEW: &str = r#"pack up.rules version 2 { title "Up" title ja "上流" language 1 schema ai-governance 1 }
instrument GUIDE { title "Guide" title ja "指針" issuer "M" edition "2" dated 2026-06-05 status guidance }
clauses of GUIDE { "1" "owners" ja "責任者" strength important }
a system is in-use when system.stage is one of [pilot, deployed]
expectation accountable {
  title "Owned" title ja "責任者" cites GUIDE "1"
  applies to each system where system is in-use
  should
    - owner "says who owns it" ja "責任者を示す": system.owner   is stated
  formerly owned
}
expectation limited {
  title "Limited" title ja "限界" cites GUIDE "1"
  applies to each system where system is in-use
  should
    - limits "says its limits" ja "限界を示す": system.out_of_scope is stated
}
"#;
    const TEST: &str = "test \"nothing said\" { on 2026-07-01 given \"\"\"\n  tadashi: 1\n  systems: [ { id: hr, stage: pilot } ]\n\"\"\"\n\
        expect owned for system/hr is unknown at owner, purpose }\n";
    let up = format!("{UP}{TEST}");
    let files = Memory::default()
        .with("ai-governance.yaml", MANIFEST)
        .with("policies/one/up.tadashi", up.as_str())
        .with("policies/two/up.tadashi", NEW);
    let side = |name| Origin::Named { name, place: None };
    let options = Options { as_of: Some(day(IN_EFFECT)), ..Options::default() };
    let difference = diff(&files, side("policies/one"), side("policies/two"), &[], &options).difference.unwrap();
    let clauses: Vec<_> = difference.clauses.iter().map(|clause| (clause.id.as_str(), clause.fate.clone())).collect();
    assert_eq!(
        clauses,
        [("up.rules/accountable", Fate::Renamed("up.rules/owned".into())), ("up.rules/limited", Fate::Added)]
    );
    let changes: Vec<_> =
        difference.clauses[0].changes.iter().map(|change| (change.what.as_str(), change.way)).collect();
    // Layout changes nothing; a new edition is another source.
    assert_eq!(changes, [("source", Way::Other), ("source", Way::Other), ("point purpose", Way::Looser)]);
    let moves: Vec<_> = difference
        .moves
        .iter()
        .map(|moved| (moved.expectation.as_str(), moved.subject.as_str(), moved.from.is_some(), moved.way))
        .collect();
    assert_eq!(
        moves,
        [
            ("up.rules/owned", "system/hr", true, Way::Looser),
            ("up.rules/owned", "system/faq", true, Way::Looser),
            ("up.rules/limited", "system/faq", false, Way::Stricter),
        ]
    );
    assert_eq!((difference.scenes, difference.manifests.len(), difference.loosens()), (1, 1, true));
    let same = diff(&files, side("policies/two"), side("policies/two"), &[], &options).difference.unwrap();
    assert!(same.clauses.is_empty() && same.moves.is_empty() && !same.loosens());
    // There and back again: each way turns.
    let back = diff(&files, side("policies/two"), side("policies/one"), &[], &options).difference.unwrap();
    assert!(back.moves.iter().any(|moved| moved.way == Way::Stricter));
    assert!(back.clauses.iter().any(|clause| clause.fate == Fate::Removed));
    // A version that is not there cannot be compared.
    let compared = diff(&files, side("jp.aigb@0.3"), side("policies/two"), &[], &options);
    assert!(compared.difference.is_none());
    assert_eq!(compared.checked.report.exit_code(Level::Error), 2);
}

#[test]
fn an_overlay_that_extends_the_schema_is_compared_with_its_upstream_both_ways() {
    let files = tadashi::workspace::disk::Disk::new(&common::root().join("examples/overlay")).unwrap();
    let side = |name| Origin::Named { name, place: None };
    let options = Options { as_of: Some(day(IN_EFFECT)), ..Options::default() };
    let compared = |a, b| diff(&files, side(a), side(b), &[], &options).difference.unwrap();
    let (there, back) = (compared("jp.aigb", "policies/sora"), compared("policies/sora", "jp.aigb"));
    let of_manifest = |difference: &tadashi::engine::diff::Difference, way| {
        let moves =
            difference.moves.iter().filter(|moved| matches!(moved.place, Place::Manifest(_)) && moved.way == way);
        moves.count()
    };
    assert_eq!(there.manifests, ["ai-governance.yaml"]);
    assert!(of_manifest(&there, Way::Stricter) > 1 && of_manifest(&there, Way::Looser) > 1);
    assert_eq!(of_manifest(&there, Way::Stricter), of_manifest(&back, Way::Looser));
    assert_eq!(of_manifest(&there, Way::Looser), of_manifest(&back, Way::Stricter));
    assert!(there.unjudged.is_empty() && back.unjudged.is_empty());
}
