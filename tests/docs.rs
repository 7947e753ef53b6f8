//! The pages under docs/: parts that are printed from the code are as the code prints them, examples hold.
//!
//! `just docs` writes the printed parts anew.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::disallowed_methods,
    reason = "a test that cannot read its files, or meets what it does not expect, fails"
)]

mod common;
mod markdown;

use std::fs;
use std::path::PathBuf;

use markdown::{Block, blocks};
use tadashi::catalog::pages::printed;
use tadashi::engine::{self, Options};
use tadashi::policy::PolicySet;
use tadashi::text::Lang;
use tadashi::workspace::memory::Memory;

/// Every page for users, sorted.
fn pages() -> Vec<PathBuf> {
    let mut found: Vec<PathBuf> = ["README.md", "README.ja.md"].iter().map(|name| common::root().join(name)).collect();
    let docs = fs::read_dir(common::root().join("docs")).unwrap();
    found.extend(docs.map(|entry| entry.unwrap().path()).filter(|path| path.extension().is_some_and(|e| e == "md")));
    found.sort();
    found
}

fn policies() -> PolicySet {
    engine::policies(&Memory::default(), &Options::default()).0.unwrap()
}

/// A page with its printed parts as the code prints them now.
fn reprinted(page: &str, policies: &PolicySet) -> String {
    const OPEN: &str = "<!-- printed: ";
    const END: &str = "<!-- end -->";
    let mut out = String::new();
    let mut rest = page;
    while let Some((before, after)) = rest.split_once(OPEN) {
        let (name, after) = after.split_once(" -->").expect("a marker is closed");
        let (_, after) = after.split_once(END).expect("a printed part has an end");
        let text = printed(name, policies).unwrap_or_else(|| panic!("nothing is printed as `{name}`"));
        out.push_str(&format!("{before}{OPEN}{name} -->\n\n{text}\n{END}"));
        rest = after;
    }
    out + rest
}

#[test]
fn printed_parts_are_as_the_code_prints_them() {
    let policies = policies();
    let writes = std::env::var_os("TADASHI_WRITE_DOCS").is_some();
    for path in pages() {
        let page = fs::read_to_string(&path).unwrap();
        let now = reprinted(&page, &policies);
        if writes {
            fs::write(&path, &now).unwrap();
        } else {
            assert!(page == now, "{} is not as the code prints it: run `just docs`", path.display());
        }
    }
}

#[test]
fn policies_of_the_pages_hold_with_their_tests() {
    let mut count = 0;
    for path in pages() {
        let page = fs::read_to_string(&path).unwrap();
        for Block { text, line, .. } in blocks(&page).into_iter().filter(|block| block.kind == "tadashi") {
            let at = format!("{}:{line}", path.display());
            let findings = test_findings(&text);
            assert!(findings.0.is_empty(), "{at}:\n{}", findings.0);
            assert!(findings.1 > 0, "{at}: no test was run");
            count += 1;
        }
    }
    assert!(count >= 4, "only {count} policies stand in the pages");
}

/// What is wrong with a pack, or with a part of `jp.aigb`; and how many of its tests passed.
fn test_findings(text: &str) -> (String, usize) {
    let mut files = Memory::default().with("tadashi.toml", "packs = [\"policies/page\"]\n");
    files = files.with("policies/page/page.tadashi", text);
    if text.starts_with("part of jp.aigb") {
        for name in ["00-pack.tadashi", "01-clauses.tadashi"] {
            let part = fs::read_to_string(common::root().join("policies/jp.aigb").join(name)).unwrap();
            files = files.with(&format!("policies/page/{name}"), part);
        }
    }
    let tested = engine::test(&files, &Options::default());
    let findings = &tested.checked.report.findings;
    if findings.is_empty() && tested.failed == 0 {
        (String::new(), tested.passed)
    } else {
        (common::write(&tested.checked, "concise"), tested.passed)
    }
}

#[test]
fn manifests_of_the_pages_are_well_formed() {
    let mut count = 0;
    for path in pages() {
        let page = fs::read_to_string(&path).unwrap();
        for block in blocks(&page).into_iter().filter(|block| block.kind == "yaml") {
            if !block.text.starts_with("tadashi: 1") {
                continue;
            }
            let files = Memory::default().with("ai-governance.yaml", block.text.as_str());
            let checked = common::check_files(&files, Some(Lang::En));
            let exit = checked.report.exit_code(checked.fail_on);
            assert!(exit < 2, "{}:{}:\n{}", path.display(), block.line, common::write(&checked, "concise"));
            count += 1;
        }
    }
    assert!(count >= 4, "only {count} manifests stand in the pages");
}

#[test]
fn links_of_the_pages_lead_somewhere() {
    for path in pages() {
        let page = fs::read_to_string(&path).unwrap();
        for target in page.split("](").skip(1).filter_map(|rest| rest.split_once(')')).map(|(target, _)| target) {
            let file = target.split('#').next().unwrap_or_default();
            let elsewhere = target.contains("://") || file.is_empty();
            assert!(elsewhere || path.with_file_name(file).exists(), "{}: no `{target}`", path.display());
        }
    }
}
