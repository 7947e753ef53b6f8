//! Evidence: named, there, long enough, reviewed, or held elsewhere (language.md 6).

use super::build::*;
use crate::paper::Paper;
use crate::policy::{Evidence, EvidenceEvery, Softener};
use crate::text::Said;
use crate::verdict::Truth::{self, False as F, Silent as S, True as T, Unknown as U};
use crate::verdict::{Evaluation, Verdict};

fn line() -> Evidence {
    Evidence {
        label: "proof".into(),
        said: Said::default(),
        every: None,
        path: path("system.doc"),
        words: 3,
        reviewed: None,
        mentions: Vec::new(),
        when: None,
        label_span: at(0),
        span: at(700),
    }
}

fn judged(world: World, line: Evidence, softener: Option<Softener>) -> Evaluation {
    let mut clause = clause(each_system(None), Vec::new());
    clause.evidence.push(line);
    clause.softener = softener;
    world.clause(clause).evaluate().remove(0)
}

#[track_caller]
fn came_out(world: World, line: Evidence, truth: Truth, message: &str) {
    let evaluation = judged(world, line, None);
    let found = evaluation.open.first();
    assert_eq!(found.map_or(T, |finding| finding.truth), truth, "{found:#?}");
    let said = found.and_then(|finding| finding.causes.first()).map(said).unwrap_or_default();
    assert_eq!(said, message);
}

const LONG: &str = "One two three four.";

#[test]
fn a_file_is_named_and_there_and_says_enough() {
    came_out(system(""), line(), S, "`system.doc` is not said");
    came_out(system("doc: a.md"), line(), F, "no file at `a.md`");
    came_out(system("doc: TBD"), line(), F, "`TBD` only fills the place of `system.doc`");
    came_out(system("doc: ~"), line(), F, "`system.doc` is left blank");
    came_out(system("doc: { reviewed: 2026-01-01 }"), line(), S, "`system.doc` names no file, address or holder");
    came_out(system("doc: a.md").paper("a.md", LONG), line(), T, "");
    came_out(system("doc: a.md").paper("a.md", "Two words"), line(), F, "`a.md` has 2 words; expected at least 3");
    came_out(
        system("doc: a.md").paper("a.md", "# Plan\n\n- Owner: TBD\n"),
        line(),
        F,
        "`a.md` holds only placeholders",
    );
    let any = Evidence { words: 0, ..line() };
    came_out(system("doc: a.md").paper("a.md", "# A heading\n"), any, F, "`a.md` says nothing besides headings");
    came_out(system("doc: a.md").file("a.md", Paper::Outside), line(), F, "`a.md` is outside the repository");
    came_out(system("doc: a.md").file("a.md", Paper::TooLarge(50)), line(), F, "`a.md` is larger than 50 bytes");
    came_out(system("doc: a.md").file("a.md", Paper::Unreadable), line(), U, "`a.md` could not be read");
}

#[test]
fn reviews_come_from_the_entry_or_the_front_matter() {
    let reviewed = || Evidence { reviewed: Some(months(12)), ..line() };
    let doc = |date: &str| system(&format!("doc: {{ file: a.md, reviewed: {date} }}")).paper("a.md", LONG);
    came_out(doc("2025-07-01"), reviewed(), T, "");
    came_out(
        doc("2025-06-30"),
        reviewed(),
        F,
        "the last review, `2025-06-30`, is more than 12 months before 2026-07-01",
    );
    came_out(doc("2026-07-02"), reviewed(), F, "the last review, `2026-07-02`, is after 2026-07-01");
    came_out(doc("2025"), reviewed(), U, "`2025-01-01–2025-12-31` leaves open which day, and the day decides");
    let bare = || system("doc: a.md");
    came_out(bare().paper("a.md", LONG), reviewed(), U, "no review of `a.md` is dated");
    came_out(bare().paper("a.md", "---\nreviewed: 2026-01-01\n---\nOne two three."), reviewed(), T, "");
}

#[test]
fn every_fault_of_a_document_is_blamed() {
    let strict = Evidence { reviewed: Some(months(12)), mentions: vec!["AI".into(), "人工知能".into()], ..line() };
    let world = system("doc: { file: a.md, reviewed: 2020-01-01 }").paper("a.md", "Short");
    let evaluation = judged(world, strict.clone(), None);
    assert_eq!(evaluation.open[0].causes.len(), 3);
    let world = system("doc: { file: a.md, reviewed: 2026-01-01 }").paper("a.md", "An ai writes this");
    assert_eq!(judged(world, strict, None).verdict, Verdict::Complies);
}

#[test]
fn addresses_and_holders_count_as_presented() {
    for doc in ["\"https://example.jp/x\"", "{ held_by: Legal department }"] {
        let reviewed = Evidence { reviewed: Some(months(12)), ..line() };
        let evaluation = judged(system(&format!("doc: {doc}")), reviewed, None);
        assert_eq!(evaluation.verdict, Verdict::Complies);
        assert_eq!(evaluation.not_inspected, ["proof"]);
    }
    let evaluation = judged(system("doc: a.pdf").file("a.pdf", Paper::NotText), line(), None);
    assert_eq!((evaluation.verdict, evaluation.not_inspected.len()), (Verdict::Complies, 1));
}

#[test]
fn a_reason_is_enough_where_the_source_asks_for_consideration() {
    for doc in ["{ declined: Too small. }", "{ file: { declined: Too small. } }"] {
        let world = || system(&format!("doc: {doc}"));
        assert_eq!(judged(world(), line(), None).verdict, Verdict::Deviates);
        assert_eq!(judged(world(), line(), Some(Softener::WithinReason)).verdict, Verdict::Deviates);
        let evaluation = judged(world(), line(), Some(Softener::Consider));
        assert_eq!(evaluation.verdict, Verdict::Complies);
        assert_eq!(evaluation.declined, ["proof"]);
    }
}

#[test]
fn when_it_is_asked() {
    let asked = || Evidence { when: Some(sys("stage", eq("deployed"))), ..line() };
    came_out(system("stage: pilot"), asked(), T, "");
    came_out(system("stage: deployed"), asked(), S, "`system.doc` is not said");
    came_out(system(""), asked(), U, "`system.stage` is not said");
    came_out(system("doc: a.md").paper("a.md", LONG), asked(), T, "");
}

#[test]
fn every_item_shows_its_document() {
    let list = path("system.tests");
    let every = |filter| Evidence {
        every: Some(EvidenceEvery { slot: 0, list: path("system.tests"), filter }),
        path: path_from("item.report", Some((0, &list))),
        ..line()
    };
    let high = || Some(item("system.tests", "method", eq("high")));
    came_out(system(""), every(None), U, "`system.tests` is not said");
    came_out(
        system("tests: [{ report: a.md }, { report: b.md }]").paper("a.md", LONG),
        every(None),
        F,
        "no file at `b.md`",
    );
    came_out(system("tests: [{ method: low }]"), every(high()), T, "");
    came_out(system("tests: [{ date: 2026-01-01 }]"), every(high()), U, "`item.method` is not said");
    came_out(system("tests: [{ report: a.md }]").paper("a.md", LONG), every(high()), T, "");
    let evaluation = judged(system("tests: []"), every(None), None);
    assert!(evaluation.vacuous && evaluation.verdict == Verdict::Complies);
}
