//! The READMEs of the packs: each lists every expectation as the pack says it, in both languages.
//!
//! `just docs` writes the rows anew; what stands around them is written by hand.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::disallowed_methods,
    reason = "a test that cannot read its files, or meets what it does not expect, fails"
)]

mod common;

use std::fs;

use tadashi::embedded::{self, Folder};
use tadashi::engine::packs::Origin;
use tadashi::engine::{self, Options};
use tadashi::policy::{Expectation, PolicySet};
use tadashi::text::Lang;
use tadashi::workspace::memory::Memory;

const READMES: [(&str, Lang); 2] = [("README.md", Lang::En), ("README.ja.md", Lang::Ja)];

fn policies(folder: &Folder) -> PolicySet {
    let name = folder.spelling();
    let packs = vec![Origin::Named { name: &name, place: None }];
    engine::policies(&Memory::default(), &Options { packs, ..Options::default() }).0.unwrap()
}

/// Whom a clause speaks of, as the READMEs call it.
fn subject(policies: &PolicySet, clause: &Expectation, lang: Lang) -> String {
    let noun = clause.scope.each.and_then(|each| policies.schema.record(each.record).noun.clone());
    let noun = noun.map_or_else(|| "organisation".to_owned(), String::from);
    if lang == Lang::En {
        return noun;
    }
    let known = [
        ("system", "AIシステム"),
        ("model", "AIモデル"),
        ("dataset", "データセット"),
        ("vendor", "供給者"),
        ("flow", "データの流れ"),
        ("incident", "インシデント"),
        ("organisation", "組織"),
    ];
    known.iter().find(|(own, _)| *own == noun).unwrap_or_else(|| panic!("no Japanese for `{noun}`")).1.to_owned()
}

/// A row of the table. The handle is left out where the head of the table names the one instrument.
fn row(policies: &PolicySet, clause: &Expectation, lang: Lang, bare: bool) -> String {
    let mut cites: Vec<String> = Vec::new();
    for citation in &clause.citations {
        let (instrument, row) = policies.cited(*citation).unwrap();
        cites.push(if bare { row.id.to_string() } else { format!("{} {}", instrument.handle, row.id) });
    }
    let softener = clause.softener.map_or(String::new(), |softener| format!(" ({})", softener.word()));
    format!(
        "| `{}` | {} | {} | {} | {} | {}{softener} |",
        clause.name,
        subject(policies, clause, lang),
        clause.modality.word(),
        clause.title.get(lang),
        cites.join(if lang == Lang::En { "; " } else { "、" }),
        clause.strength.word(),
    )
}

#[test]
fn the_readme_of_each_pack_lists_every_expectation_as_the_pack_says_it() {
    let writes = std::env::var_os("TADASHI_WRITE_DOCS").is_some();
    for folder in embedded::packs() {
        let policies = policies(folder);
        for (file, lang) in READMES {
            let path = common::root().join("policies").join(folder.folder).join(file);
            let page = fs::read_to_string(&path).unwrap();
            let place = path.display();
            assert!(page.contains(folder.version), "{place} does not name version {}", folder.version);
            let head =
                page.lines().find(|line| line.starts_with("| expectation |") || line.starts_with("| 期待事項 |"));
            let head = head.unwrap_or_else(|| panic!("{place} has no table of expectations"));
            let bare = !head.contains("| cites |") && !head.contains("| 引用 |");
            let clauses = &policies.expectations;
            let first = clauses.first().unwrap().citations.first().unwrap().instrument;
            let one = clauses.iter().flat_map(|clause| &clause.citations).all(|cited| cited.instrument == first);
            assert!(one || !bare, "{place}: the head of the table names one instrument, and the pack cites several");
            let mut listed: Vec<&str> = Vec::new();
            let mut lines: Vec<String> = Vec::new();
            for line in page.lines() {
                let name = line.strip_prefix("| `").and_then(|rest| rest.split_once("` |")).map(|(name, _)| name);
                let clause = name.and_then(|name| clauses.iter().find(|clause| clause.name == name));
                let Some(clause) = clause else {
                    lines.push(line.to_owned());
                    continue;
                };
                listed.push(&clause.name);
                let said = row(&policies, clause, lang, bare);
                assert!(
                    writes || line == said,
                    "{place} lists `{}` otherwise than its pack says it:\n{line}\n{said}",
                    clause.name
                );
                lines.push(said);
            }
            listed.sort_unstable();
            let mut all: Vec<&str> = clauses.iter().map(|clause| clause.name.as_str()).collect();
            all.sort_unstable();
            assert_eq!(listed, all, "{place} lists each expectation once");
            if writes {
                fs::write(&path, lines.join("\n") + "\n").unwrap();
            }
        }
    }
}

#[test]
fn no_readme_lists_what_its_pack_does_not_have() {
    for folder in embedded::packs() {
        let policies = policies(folder);
        for (file, _) in READMES {
            let page = fs::read_to_string(common::root().join("policies").join(folder.folder).join(file)).unwrap();
            let table = page
                .lines()
                .skip_while(|line| !line.starts_with("| expectation |") && !line.starts_with("| 期待事項 |"));
            for line in table.skip(2).take_while(|line| line.starts_with('|')) {
                let name = line.split('`').nth(1).unwrap_or_default();
                let known = policies.expectations.iter().any(|clause| clause.name == name);
                assert!(known, "{}/{file}: {line}", folder.folder);
            }
        }
    }
}
