//! The templates for documents: as they are they show nothing, filled in they do, and both languages have the same.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::disallowed_methods,
    reason = "a test that cannot read its files, or meets what it does not expect, fails"
)]

mod common;

use std::fs;

use tadashi::workspace::memory::Memory;

const PACK: &str = r#"pack docs version 1.0.0 {
  title "Documents"
  title ja "文書"
  language 1
  schema ai-governance 1
}
instrument RULE { title "Rule" title ja "規則" issuer "Us" edition "1" dated 2026-01-01 status internal }
clauses of RULE { "1" "documents" ja "文書" strength should }
by default explanation ordinary { needs decision by ai-officer }
expectation shown {
  title    "A document is there and says something"
  title ja "内容のある文書がある"
  cites    RULE "1"
  applies to each system
  should
    - there "names it" ja "文書を示している": system.terms is stated
  evidence
    - text "the text" ja "本文": file system.terms at least 40 words
}
"#;

const MANIFEST: &str = "tadashi: 1
systems: [ { id: s, terms: doc.md } ]
";

/// What a check says of a manifest that names this document; nothing where it is accepted.
fn found(text: &str) -> String {
    let memory = Memory::default()
        .with("tadashi.toml", "packs = [\"docs\"]\n")
        .with("docs/00.tadashi", PACK)
        .with("ai-governance.yaml", MANIFEST)
        .with("doc.md", text);
    let checked = common::check_files(&memory, None);
    let report = common::write(&checked, "concise");
    report.lines().take(checked.report.findings.len()).map(|line| format!("{line}\n")).collect()
}

fn names(lang: &str) -> Vec<String> {
    let entries = fs::read_dir(common::root().join("templates").join(lang)).unwrap();
    let mut names: Vec<String> =
        entries.map(|entry| entry.unwrap().file_name().to_string_lossy().into_owned()).collect();
    names.sort();
    names
}

#[test]
fn both_languages_have_the_same_templates() {
    assert_eq!(names("en"), names("ja"));
    assert_eq!(names("en").len(), 7);
}

#[test]
fn a_template_shows_nothing_until_it_is_filled_in() {
    let languages = [
        ("en", "TBD", "The head of the credit desk decided so on 2026-05-01, in writing."),
        ("ja", "〇〇", "融資課長が、令和8年5月1日に書面により決定した。"),
    ];
    for (lang, blank, words) in languages {
        for name in names(lang) {
            let text = fs::read_to_string(common::root().join("templates").join(lang).join(&name)).unwrap();
            assert!(text.starts_with("---\nreviewed:\n---\n# "), "{lang}/{name}");
            // Its headings and the day of its review alone do not fill it in.
            for unfilled in [text.clone(), text.replace("reviewed:", "reviewed: 2026-05-01")] {
                let found = found(&unfilled);
                assert!(found.contains("deviates at `there`") && found.contains("`text`"), "{lang}/{name}: {found}");
            }
            assert_eq!(found(&text.replace(blank, words)), "", "{lang}/{name}");
        }
    }
}
