//! The default pack never claims more than its source.
//!
//! Read as text, so that it holds whatever the checks of the language let through.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::disallowed_methods,
    reason = "a test that cannot read its files, or meets what it does not expect, fails"
)]

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

/// An expectation as its source lines say it.
#[derive(Default)]
struct Listed {
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
fn guidance_is_never_a_must_and_examples_never_decide() {
    let sources = sources();
    let rows = rows(&sources);
    for (name, listed) in expectations(&sources) {
        let weak = |strength: &String| strength.ends_with("(example)") || strength.starts_with("desirable");
        let expected = if listed.cites.iter().all(|row| rows.get(row).is_some_and(weak)) { "may" } else { "should" };
        assert_eq!(listed.modality, expected, "the modality of `{name}`");
    }
}
