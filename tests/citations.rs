//! The shipped pack cites rows that it has, its rows are those of the text with their strength, and its READMEs list what it says.
//!
//! Read as text, so that it holds whatever the checks of the language let through.
#![allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    clippy::expect_used,
    clippy::panic,
    clippy::disallowed_methods,
    reason = "a test that cannot read its files, or meets what it does not expect, fails"
)]

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

/// An expectation as its source lines say it.
#[derive(Default)]
struct Listed {
    title: String,
    title_ja: String,
    modality: String,
    cites: Vec<String>,
}

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("policies/jp.aigb")
}

fn sources() -> Vec<String> {
    let mut paths: Vec<PathBuf> = fs::read_dir(folder()).unwrap().map(|entry| entry.unwrap().path()).collect();
    paths.retain(|path| path.extension().is_some_and(|extension| extension == "tadashi"));
    paths.sort();
    paths.iter().map(|path| fs::read_to_string(path).unwrap()).collect()
}

fn quoted(line: &str) -> Option<&str> {
    line.split('"').nth(1)
}

/// The id of each row of `clauses of AIGB`, and its strength with its softener.
fn rows(sources: &[String]) -> BTreeMap<String, String> {
    let lines = sources.iter().flat_map(|source| source.lines());
    let table = lines.skip_while(|line| *line != "clauses of AIGB {").skip(1).take_while(|line| *line != "}");
    let row = |line: &str| {
        let after = line.split(" strength ").nth(1).unwrap_or_else(|| panic!("no strength in `{line}`"));
        let strength = after.split(" maps to ").next().unwrap_or(after).trim();
        (quoted(line).expect("a row begins with its id").to_owned(), strength.to_owned())
    };
    table.filter(|line| line.trim_start().starts_with('"')).map(row).collect()
}

/// The lines of a table under `policies/`, without its head, each by its columns.
fn tsv(name: &str) -> Vec<Vec<String>> {
    let text = fs::read_to_string(folder().join("..").join(name)).unwrap();
    text.lines().skip(1).map(|line| line.split('\t').map(str::to_owned).collect()).collect()
}

fn expectations(sources: &[String]) -> BTreeMap<String, Listed> {
    let mut found = BTreeMap::<String, Listed>::new();
    let mut name = String::new();
    for line in sources.iter().flat_map(|source| source.lines()) {
        if let Some(id) = line.strip_prefix("expectation ") {
            id.trim_end_matches(" {").clone_into(&mut name);
        } else if line == "}" {
            name.clear();
        }
        if name.is_empty() {
            continue;
        }
        let listed = found.entry(name.clone()).or_default();
        let said = quoted(line).unwrap_or_default().to_owned();
        match line.split_whitespace().collect::<Vec<_>>().as_slice() {
            ["title", "ja", ..] => listed.title_ja = said,
            ["title", ..] => listed.title = said,
            ["cites", "AIGB", ..] => listed.cites.push(said),
            [word @ ("must" | "should" | "may")] if listed.modality.is_empty() => {
                (*word).clone_into(&mut listed.modality)
            }
            _ => {}
        }
    }
    found
}

#[test]
fn every_expectation_cites_rows_and_every_idle_row_has_its_reason() {
    let sources = sources();
    let rows = rows(&sources);
    let expectations = expectations(&sources);
    assert!(rows.len() > 200 && expectations.len() > 100);
    let mut cited = BTreeSet::new();
    for (name, listed) in &expectations {
        assert!(!listed.cites.is_empty(), "`{name}` cites no row");
        for row in &listed.cites {
            assert!(rows.contains_key(row), "`{name}` cites `{row}`, which is no row");
            cited.insert(row.as_str());
        }
    }
    let ledger: BTreeMap<String, String> =
        tsv("ledger.tsv").into_iter().map(|line| (line[0].clone(), line[1].clone())).collect();
    for line in tsv("rows-p1.tsv").iter().filter(|line| line[1] == "jp.aigb") {
        let expected = if cited.contains(line[3].as_str()) { "encoded" } else { "not-encoded" };
        assert_eq!(
            ledger.get(&line[0]).map(String::as_str),
            Some(expected),
            "the ledger on {} (`{}`)",
            line[0],
            line[3]
        );
    }
}

#[test]
fn the_rows_are_those_of_the_text_with_their_strength() {
    let rows = rows(&sources());
    let listed: BTreeMap<String, String> = tsv("rows-p1.tsv")
        .into_iter()
        .filter(|line| line[1] == "jp.aigb")
        .map(|line| (line[3].clone(), line[4].clone()))
        .collect();
    assert_eq!(rows, listed);
}

#[test]
fn guidance_is_never_a_must_and_examples_never_decide() {
    let sources = sources();
    let rows = rows(&sources);
    for (name, listed) in expectations(&sources) {
        let weak = |strength: &String| strength.ends_with("(example)") || strength.starts_with("desirable");
        let expected = if listed.cites.iter().all(|row| rows.get(row).is_some_and(weak)) { "may" } else { "should" };
        assert_eq!(listed.modality, expected, "the modality of `{name}`");
    }
}

#[test]
fn the_readmes_list_every_expectation_as_the_pack_says_it() {
    let sources = sources();
    let rows = rows(&sources);
    for (file, ja) in [("README.md", false), ("README.ja.md", true)] {
        let readme = fs::read_to_string(folder().join(file)).unwrap();
        for (name, listed) in expectations(&sources) {
            let line = readme.lines().find(|line| line.starts_with(&format!("| `{name}` |")));
            let line = line.unwrap_or_else(|| panic!("{file} does not list `{name}`"));
            let deciding =
                listed.cites.iter().filter_map(|row| rows.get(row)).find(|strength| !strength.ends_with("(example)"));
            let strength = deciding.cloned().unwrap_or_else(|| "important (example)".to_owned());
            let title = if ja { listed.title_ja } else { listed.title };
            let cites = listed.cites.join(if ja { "、" } else { "; " });
            let end = format!("| {} | {title} | {cites} | {strength} |", listed.modality);
            assert!(line.ends_with(&end), "{file} lists `{name}` otherwise than the pack says it:\n{line}\n{end}");
        }
    }
}
