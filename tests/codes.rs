//! The tables of diagnostics: both languages, the same places, every row listed and documented.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::string_slice,
    clippy::disallowed_methods,
    reason = "a test that cannot read its files, or meets what it does not expect, fails"
)]

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use tadashi::catalog;
use tadashi::text::Text;

fn places(text: &str) -> BTreeSet<String> {
    let mut found = BTreeSet::new();
    let mut rest = text;
    while let Some((_, after)) = rest.split_once('{') {
        let name: String = after.chars().take_while(|c| c.is_ascii_lowercase() || *c == '_').collect();
        if !name.is_empty() && after[name.len()..].starts_with('}') {
            found.insert(name);
        }
        rest = after;
    }
    found
}

fn check(id: &str, what: &str, text: Text) {
    assert!(!text.en.trim().is_empty() && !text.ja.trim().is_empty(), "{id}: {what} is blank in a language");
    assert_eq!(places(text.en), places(text.ja), "{id}: {what} has other places in Japanese");
    assert!(!text.en.ends_with('.') && !text.ja.ends_with('。'), "{id}: {what} ends in a period");
    let first = text.en.chars().next().unwrap();
    let next = text.en.chars().nth(1).unwrap_or(' ');
    assert!(!first.is_uppercase() || next.is_uppercase(), "{id}: {what} begins with a capital: {}", text.en);
    let japanese = |c: char| tadashi::words::is_cjk(c);
    let only_places = text.en.starts_with('{') && text.en.ends_with('}');
    assert!(only_places || text.ja.chars().any(japanese), "{id}: {what} is not Japanese: {}", text.ja);
    assert!(!text.en.chars().any(japanese) || what == "help" || what == "why", "{id}: {what} is not English");
}

#[test]
fn every_row_says_what_why_and_what_to_type_in_both_languages() {
    let mut ids = BTreeSet::new();
    for code in catalog::codes() {
        assert!(ids.insert(code.id), "{} stands twice", code.id);
        let (layer, name) = code.id.split_once('/').expect(code.id);
        let kebab = |text: &str| text.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-');
        assert!(kebab(layer) && kebab(name), "{}", code.id);
        check(code.id, "message", code.message);
        check(code.id, "why", code.why);
        check(code.id, "help", code.help);
    }
    assert!(ids.len() > 100, "only {} rows", ids.len());
}

fn sources(path: &Path, found: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(path).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            sources(&path, found);
        } else if path.extension().is_some_and(|extension| extension == "rs") {
            found.push(path);
        }
    }
}

#[test]
fn every_row_of_the_source_is_listed() {
    let mut files = Vec::new();
    sources(&PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("src"), &mut files);
    let listed: BTreeSet<String> = catalog::codes().map(|code| code.id.to_owned()).collect();
    let layers: BTreeSet<&str> = listed.iter().filter_map(|id| id.split('/').next()).collect();
    let mut declared = BTreeSet::new();
    for file in files.iter().filter(|file| file.to_string_lossy().contains("codes")) {
        let text = fs::read_to_string(file).unwrap();
        let quoted =
            text.split('"').filter(|part| part.split_once('/').is_some_and(|(layer, _)| layers.contains(layer)));
        let is_id =
            |part: &&str| part.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-' || b == b'/');
        declared.extend(quoted.filter(is_id).map(str::to_owned));
    }
    assert_eq!(declared, listed, "a row is missing in an `ALL`");
}
