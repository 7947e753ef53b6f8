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
use tadashi::text::{Lang, is_hidden};
use tadashi::verdict::{Truth, Verdict};
use tadashi::workspace::disk::Disk;

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
                let findings = |of: &'_ [tadashi::verdict::Finding]| -> Vec<(String, Truth)> {
                    let of = of.iter().filter(|finding| finding.label != "applies");
                    of.map(|finding| (finding.label.clone(), finding.truth)).collect()
                };
                let same = |kind: &dyn Fn(PartKind) -> bool, of: &[tadashi::verdict::Finding]| {
                    let open: Vec<_> = open(kind).into_iter().map(|(label, truth)| (label.to_owned(), truth)).collect();
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
                let applies = traced.scope.as_ref().is_none_or(|scope| scope.truth == Truth::True);
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
