//! A module imports only modules that stand above it in `src/lib.rs`, and ARCHITECTURE.md lists the same modules.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::string_slice,
    clippy::disallowed_methods,
    reason = "a test that cannot read its files, or meets what it does not expect, fails"
)]

use std::fs;
use std::path::{Path, PathBuf};

fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

fn modules() -> Vec<String> {
    let lib = fs::read_to_string(root().join("src/lib.rs")).unwrap();
    lib.lines().filter_map(|line| line.strip_prefix("pub mod ")?.strip_suffix(';')).map(str::to_owned).collect()
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

/// The top modules that a source names behind `crate::`, tests left out.
fn imports(source: &str) -> Vec<String> {
    let code = source.split("#[cfg(test)]").next().unwrap();
    let code: String = code.lines().filter(|line| !line.trim_start().starts_with("//")).collect::<Vec<_>>().join("\n");
    let mut found = Vec::new();
    for (at, _) in code.match_indices("crate::") {
        let rest = &code[at + "crate::".len()..];
        let group = rest.strip_prefix('{').map(|rest| &rest[..rest.find("};").unwrap_or(rest.len())]);
        let names: Vec<&str> = match group {
            Some(group) => group.split(',').map(str::trim).collect(),
            None => vec![rest],
        };
        for name in names {
            let name: String = name.chars().take_while(|c| c.is_ascii_lowercase() || *c == '_').collect();
            if !name.is_empty() {
                found.push(name);
            }
        }
    }
    found
}

#[test]
fn modules_import_only_what_stands_above_them() {
    let modules = modules();
    let place = |name: &str| modules.iter().position(|module| module == name);
    let mut files = Vec::new();
    sources(&root().join("src"), &mut files);
    let mut looked_at = 0;
    let mut wrong = Vec::new();
    for file in files {
        let below = file.strip_prefix(root().join("src")).unwrap();
        let top = below.iter().next().unwrap().to_string_lossy().trim_end_matches(".rs").to_owned();
        let is_test = below.file_stem().is_some_and(|stem| stem == "tests");
        let Some(own) = place(&top).filter(|_| !is_test) else { continue };
        for import in imports(&fs::read_to_string(&file).unwrap()) {
            let Some(other) = place(&import) else { continue };
            looked_at += 1;
            if other > own {
                wrong.push(format!("{} imports {import}, which stands below {top}", below.display()));
            }
        }
    }
    assert_eq!(wrong, Vec::<String>::new());
    assert!(looked_at > 100, "only {looked_at} imports were seen");
}

#[test]
fn every_source_is_in_a_declared_module() {
    let modules = modules();
    let mut files = Vec::new();
    sources(&root().join("src"), &mut files);
    for file in files {
        let below = file.strip_prefix(root().join("src")).unwrap();
        let top = below.iter().next().unwrap().to_string_lossy().trim_end_matches(".rs").to_owned();
        let is_root = ["lib", "main", "build"].contains(&top.as_str());
        assert!(modules.contains(&top) || is_root, "{}", below.display());
        assert_ne!(file.file_name().unwrap(), "mod.rs");
    }
}

#[test]
fn the_architecture_lists_the_modules_in_order() {
    let page = fs::read_to_string(root().join("ARCHITECTURE.md")).unwrap();
    let listed: Vec<String> = page
        .lines()
        .filter_map(|line| line.strip_prefix("| `")?.split_once("` |"))
        .map(|(name, _)| name.to_owned())
        .collect();
    assert_eq!(listed, modules());
}
