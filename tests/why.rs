//! `tadashi why`: told of every verdict of every case, and read in both languages for a few.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::string_slice,
    clippy::disallowed_methods,
    reason = "a test that cannot read its files, or meets what it does not expect, fails"
)]

mod common;

use std::path::Path;

use tadashi::account::why::{Shown, Why, why, write};
use tadashi::calendar::Date;
use tadashi::diagnostic::Level;
use tadashi::engine::{self, Case, Options};
use tadashi::evaluate::trace::{PartKind, Step, trace};
use tadashi::report::Style;
use tadashi::text::{Lang, Str, is_hidden};
use tadashi::verdict::{Truth, Verdict};
use tadashi::workspace::disk::Disk;
use tadashi::workspace::memory::Memory;

fn each(path: &Path, look: &mut dyn FnMut(&Case<'_>)) {
    let options = Options { as_of: Date::parse(common::AS_OF).ok(), ..Options::default() };
    let _ = engine::check_each(&Disk::new(path).unwrap(), &[String::new()], &options, look);
}

fn style(lang: Lang) -> Style {
    Style { lang, color: false, width: 100, fail_on: Level::Error }
}

fn told(folder: &str, expectation: &str, subject: &str, lang: Lang) -> Result<Why, String> {
    let mut told = None;
    each(&common::root().join(folder), &mut |case| told = Some(why(case, expectation, subject, lang)));
    told.expect(folder).map_err(|message| message.fill(lang))
}

#[test]
fn read_in_both_languages() {
    for (name, folder, expectation, subject) in [
        ("explained", "examples/lender", "rated-people", "credit"),
        ("insufficient", "examples/lender", "jp.aigb/use-limits#outside", "system/faq"),
        ("documents", "examples/lender", "governance-cycle", "organisation"),
        ("deviates", "examples/lender", "bias-evaluated", "credit"),
        ("not-applicable", "examples/lender", "automation-bias", "faq"),
        ("unknown-scope", "examples/lender", "use-limits", "minutes"),
        ("declined", "examples/lender", "dataset-screened", "loans"),
        ("tightened", "examples/overlay", "human-judgement", "hiring"),
        ("relaxed", "examples/overlay", "status-statement", "organisation"),
        ("ended", "examples/overlay", "governance-cycle#held", "organisation"),
        ("dropped", "examples/overlay", "base-model", "hiring"),
        ("japanese", "examples/town-office-ja", "rated-people", "kyufu"),
    ] {
        let text = |lang| write(&told(folder, expectation, subject, lang).unwrap(), &style(lang));
        insta::assert_snapshot!(format!("{name}-en"), text(Lang::En));
        insta::assert_snapshot!(format!("{name}-ja"), text(Lang::Ja));
    }
}

#[test]
fn every_part_of_every_verdict_is_told_as_it_was_judged() {
    let mut seen = 0;
    for path in common::ui_cases().into_iter().chain(common::examples()) {
        each(&path, &mut |case| {
            for evaluation in &case.judgement.evaluations {
                seen += 1;
                let clause = &case.policies.expectations[evaluation.expectation];
                let about = format!("{}: {} {}", common::name(&path), clause.id, evaluation.subject.id);
                let traced = trace(case.policies, case.facts, case.papers, evaluation, case.as_of).unwrap();
                let open = |kind: &dyn Fn(PartKind) -> bool| -> Vec<(&str, Truth)> {
                    let parts = traced.parts.iter().filter(|part| kind(part.kind));
                    let open = parts.filter(|part| !matches!(part.truth, None | Some(Truth::True)));
                    open.map(|part| (part.label.as_str(), part.truth.unwrap())).collect()
                };
                let findings = |of: &'_ [tadashi::verdict::Finding]| -> Vec<(Str, Truth)> {
                    let of = of.iter().filter(|finding| finding.label != "applies");
                    of.map(|finding| (finding.label.clone(), finding.truth)).collect()
                };
                let same = |kind: &dyn Fn(PartKind) -> bool, of: &[tadashi::verdict::Finding]| {
                    let open: Vec<_> = open(kind).into_iter().map(|(label, truth)| (label.into(), truth)).collect();
                    assert_eq!(open, findings(of), "{about}");
                };
                // Beyond its last day a clause is not judged at all.
                if evaluation.verdict != Verdict::NotInForce || evaluation.preview.is_some() {
                    same(&|kind| kind != PartKind::Note, &evaluation.open);
                    same(&|kind| kind == PartKind::Note, &evaluation.notes);
                    for part in traced.parts.iter().filter(|part| part.kind != PartKind::Note) {
                        assert_eq!(part.declined, evaluation.declined.contains(&part.label), "{about} {}", part.label);
                        let seen = evaluation.not_inspected.contains(&part.label);
                        assert_eq!(part.not_inspected, seen, "{about} {}", part.label);
                    }
                }
                let left_out = traced.only.iter().any(|only| only.truth.firm() == Truth::False);
                assert!(
                    !left_out || matches!(evaluation.verdict, Verdict::NotApplicable | Verdict::NotInForce),
                    "{about}"
                );
                let applies = !left_out && traced.scope.as_ref().is_none_or(|scope| scope.truth == Truth::True);
                assert!(applies || traced.parts.is_empty(), "{about}");
                traced.scope.iter().for_each(sound);
                traced.parts.iter().filter_map(|part| part.step.as_ref()).for_each(sound);
                for assessment in &case.judgement.assessments {
                    // Each fault is one of a criterion, and of no other.
                    let noted = assessment.checks.iter().flat_map(|check| check.faults.iter().flatten());
                    let mut noted: Vec<_> = noted.cloned().collect();
                    noted.sort_by_key(|fault| fault.state);
                    assert_eq!(noted, assessment.faults, "{about}");
                }
                for lang in [Lang::En, Lang::Ja] {
                    let told = why(case, &clause.id, &evaluation.subject.id, lang)
                        .unwrap_or_else(|message| panic!("{about}: {}", message.fill(lang)));
                    assert_eq!(told.verdict, evaluation.verdict.word(), "{about}");
                    told.parts.iter().filter_map(|part| part.condition.as_ref()).for_each(placed);
                    let text = write(&told, &style(lang));
                    assert!(text.chars().all(|c| c == '\n' || !is_hidden(c)), "{about}: {text}");
                    assert!(!text.lines().any(|line| line.ends_with(' ')), "{about}: {text}");
                    let ids = told.explanations.iter().map(|told| &told.id);
                    for explanation in &evaluation.explained_by {
                        let id = &case.judgement.explanations[*explanation].id.value;
                        assert!(ids.clone().any(|told| told == id), "{about}: {id}");
                    }
                }
            }
        });
    }
    assert!(seen > 300, "only {seen} verdicts were seen");
}

/// What is made of others came out as they do.
fn sound(step: &Step) {
    use tadashi::evaluate::trace::What;
    let truths = || step.steps.iter().map(|step| step.truth);
    if step.more == 0 {
        match step.what {
            What::All => assert_eq!(step.truth, truths().fold(Truth::True, Truth::and)),
            What::Any => assert_eq!(step.truth, truths().fold(Truth::False, Truth::or)),
            What::Not => assert_eq!(step.truth, !truths().next().unwrap()),
            _ => {}
        }
    }
    step.steps.iter().for_each(sound);
}

/// Every sentence says what was found, or is made of such.
fn placed(shown: &Shown) {
    let says = !shown.values.is_empty() || !shown.parts.is_empty() || shown.more > 0;
    assert!(says || shown.what == "definition" || shown.what == "item", "{shown:?}");
    shown.parts.iter().for_each(placed);
}

#[test]
fn what_is_not_there_is_said_with_what_could_be_meant() {
    let refused = |expectation, subject, lang| told("examples/lender", expectation, subject, lang).unwrap_err();
    for (expectation, subject, words) in [
        ("rated-peopl", "credit", "no expectation is called `rated-peopl`; did you mean `rated-people`?"),
        ("rated-people#asks", "credit", "`jp.aigb/rated-people` has no point `asks`; did you mean `ask`?"),
        (
            "rated-people",
            "credti",
            "`jp.aigb/rated-people` was not judged for `credti`, but for: system/credit, system/faq, system/minutes; did you mean `system/credit`?",
        ),
        (
            "bias-evaluated",
            "vendor/cloudmind",
            "`jp.aigb/bias-evaluated` was not judged for `vendor/cloudmind`, but for: system/credit, system/faq, system/minutes",
        ),
    ] {
        assert_eq!(refused(expectation, subject, Lang::En), words);
    }
    assert_eq!(
        refused("rated-people", "credti", Lang::Ja),
        "`jp.aigb/rated-people` は `credti` について判定されていません。判定された対象: system/credit、system/faq、system/minutes。`system/credit` のことですか?"
    );
    assert_eq!(told("examples/lender", "rated-people#ask", "credit", Lang::En).unwrap().parts.len(), 1);
}

/// A pack, and one that narrows its clause to what is deployed, adds a point and takes one away.
fn layered(stage: &str) -> Memory {
    let head = |name: &str| {
        format!(
            "pack {name} version 1.0.0 {{\n  title \"P\"\n  title ja \"方針\"\n  language 1\n  schema ai-governance 1\n  publisher \"P\"\n  licence \"Apache-2.0\"\n}}\n"
        )
    };
    let upstream = "instrument RULES { title \"Rules\" title ja \"規程\" issuer \"P\" edition \"1\" dated 2026-01-01 status guidance }
clauses of RULES { \"1\" \"purpose\" ja \"目的\" strength should }
by default explanation ordinary { lasts at most 12 months }
expectation purpose {
  title \"The purpose is said\"
  title ja \"目的を示す\"
  cites RULES \"1\"
  applies to each system
  should
    - said \"says what it is for\" ja \"目的を示している\": system.purpose is stated
    - limits \"says its limits\" ja \"限界を示している\": system.limits is stated
}
";
    let overlay = "use acme version 1
relax acme/purpose {
  without limits
  only where system.stage is deployed
  because \"Pilots are looked at by the lab each week, and their aim changes too fast to write down.\" ja \"試行中のものは研究室が毎週確認しており、目的が頻繁に変わるため記載しない。\"
  decided by ai-officer on 2026-06-01
  until 2027-03-31
}
";
    Memory::default()
        .with("tadashi.toml", "root = true\npacks = [\"acme\", \"own\"]\n")
        .with("acme/acme.tadashi", head("acme") + upstream)
        .with("own/own.tadashi", head("own") + overlay)
        .with("ai-governance.yaml", format!("tadashi: 1\nsystems: [{{ id: a{stage} }}]\n"))
}

#[test]
fn what_an_overlay_narrows_is_told_by_whom() {
    for (stage, verdict, leaves_out, truth, parts) in [
        (", stage: deployed", "unknown", false, "holds", 1),
        (", stage: pilot", "not-applicable", true, "does-not-hold", 0),
        ("", "unknown", false, "not-known", 1),
    ] {
        let mut told = None;
        let options = Options { as_of: Date::parse(common::AS_OF).ok(), ..Options::default() };
        let checked = engine::check_each(&layered(stage), &[String::new()], &options, &mut |case| {
            told = Some(why(case, "purpose", "a", Lang::En));
        });
        let errors: Vec<_> = checked.report.findings.iter().map(|finding| finding.message(Lang::En)).collect();
        let told = told.unwrap_or_else(|| panic!("{errors:?}")).unwrap();
        assert_eq!((told.verdict, told.parts.len()), (verdict, parts), "{stage}");
        let [only] = told.scope.only.as_slice() else { panic!("{told:?}") };
        assert_eq!((only.pack.as_str(), only.condition.truth, only.leaves_out), ("own", truth, leaves_out), "{stage}");
        assert_eq!((told.decided_by.pack.as_str(), told.decided_by.overlay), ("own", Some("relax")));
        assert_eq!(told.layers[0].changes, ["without limits", "only where system.stage is deployed"]);
        let text = write(&told, &style(Lang::En));
        assert_eq!(text.contains("that is not known, so the clause stays"), stage.is_empty(), "{text}");
        assert!(text.contains("`limits`: taken away by `own`"), "{text}");
    }
}
