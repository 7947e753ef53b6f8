//! `tadashi show`: every embedded pack can be looked into, also those that the run does not judge by.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::disallowed_methods,
    reason = "a test that cannot load its packs fails"
)]

use std::sync::LazyLock;

use tadashi::catalog;
use tadashi::embedded;
use tadashi::engine::{self, Checked, Options};
use tadashi::policy::PolicySet;
use tadashi::text::Lang;
use tadashi::workspace::memory::Memory;

/// The page of an id where nothing is configured.
fn shown(id: &str, lang: Lang) -> String {
    find(id, lang).unwrap_or_else(|| panic!("nothing is called `{id}`"))
}

fn find(id: &str, lang: Lang) -> Option<String> {
    let (policies, checked) = &*DEFAULT;
    catalog::show(policies.as_ref().unwrap(), &checked.sources, id, lang)
}

static DEFAULT: LazyLock<(Option<PolicySet>, Checked)> =
    LazyLock::new(|| engine::policies(&Memory::default(), &Options::default()));

#[test]
fn every_embedded_pack_has_a_page_with_its_version_and_its_instruments() {
    for folder in embedded::packs() {
        let page = shown(&folder.spelling(), Lang::En);
        assert!(page.starts_with(&format!("{} {}\n", folder.name, folder.version)), "{page}");
        assert!(page.contains("clauses in its table: "), "{page}");
        assert!(shown(&folder.spelling(), Lang::Ja).contains("条項表の条項数: "));
    }
    let page = shown("jp.appi", Lang::En);
    assert!(page.contains("numbering in force since 2023-04; 2023-04-01; https://laws.e-gov.go.jp/"), "{page}");
    assert!(
        page.contains("promulgated 2026-07-17; https://"),
        "the day of an edition that is a day stands once: {page}"
    );
    assert!(page.contains("  transfer-abroad (must): "), "{page}");
}

#[test]
fn what_another_pack_brings_is_found_by_id_name_and_citation() {
    let clause = shown("jp.appi/transfer-abroad", Lang::En);
    assert_eq!(shown("transfer-abroad", Lang::En), clause);
    assert!(shown("APPI", Lang::En).contains("Article 27"));
    assert!(shown("APPI \"Article 27\"", Lang::En).contains("third parties (law)"));
    assert_eq!(find("jp.appi/no-such-clause", Lang::En), None);
    assert_eq!(find("APPI \"Article 999\"", Lang::En), None);
}

#[test]
fn a_version_is_asked_for_by_its_number() {
    assert!(shown("jp.aigb@1.1/human-judgement", Lang::En).contains("version 1.1, Part 2"));
    assert!(shown("jp.aigb/human-judgement", Lang::En).contains("version 1.2, Part 2"));
    assert!(shown("jp.aigb@1.2", Lang::En).starts_with("jp.aigb 1.2.0\n"));
    assert_eq!(find("jp.aigb@0.9", Lang::En), None);
}

#[test]
fn a_clause_says_when_it_applies_and_what_each_point_asks() {
    let page = shown("jp.aigb/human-judgement", Lang::En);
    assert!(page.contains("where: system is in-use and system is about-people\n"), "{page}");
    assert!(page.contains("  - judged: "), "{page}");
    assert!(page.contains("      system.oversight.mode is one of ["), "{page}");
    assert!(shown("jp.aigb/human-judgement", Lang::Ja).contains("適用条件: system is in-use"));
    let point = shown("jp.aigb/human-judgement#judged", Lang::En);
    assert!(point.ends_with("or system.oversight.mode is declined\n"), "{point}");
}

#[test]
fn a_slip_in_the_name_of_another_pack_is_answered_with_the_name() {
    let near = catalog::suggestions(DEFAULT.0.as_ref().unwrap(), "jp.appi/transfer-abroda");
    assert_eq!(near.first().map(String::as_str), Some("jp.appi/transfer-abroad"));
}

#[test]
fn a_field_names_every_expectation_that_reads_it() {
    assert!(shown("system.oversight.mode", Lang::En).contains("read by: "));
    assert!(shown("system.oversight.mode", Lang::Ja).contains("参照する期待事項: "));
    let unread = shown("system.paths", Lang::En);
    assert!(!unread.contains("read by"), "{unread}");
}

#[test]
fn a_field_lists_the_record_that_it_holds_and_not_the_one_that_it_refers_to() {
    let page = shown("organisation.training", Lang::En);
    assert!(page.contains("list of TrainingRound") && page.contains("\n  audiences ("), "{page}");
    let page = shown("model.vendor", Lang::En);
    assert!(!page.contains("contract ("), "{page}");
}

#[test]
fn what_an_explanation_needs_is_said_in_the_language_of_the_page() {
    let line = |lang: Lang, head: &str| {
        let page = shown("jp.aigb/incident-response", lang);
        page.lines().find(|line| line.starts_with(head)).map(str::to_owned).unwrap_or_default()
    };
    let (en, ja) = (line(Lang::En, "explanation: "), line(Lang::Ja, "説明: "));
    assert!(en.contains("; lasts at most 12 months; renewable 1"), "{en}");
    assert!(ja.contains("。期間は12か月以内。更新は1回まで"), "{ja}");
    assert!(ja.contains("決定できる職能は ") && !ja.contains("needs"), "{ja}");
}
