//! The READMEs: what they tell a reader to type is typed, and what they show is what comes out.
//!
//! A line of a `sh` block that begins with `cargo run` is run in this repository, one that begins with `tadashi` in a
//! folder that holds the files of the README. `# exit N` says how it ends.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::disallowed_methods,
    reason = "a test that cannot read its files, or meets what it does not expect, fails"
)]

mod common;
mod markdown;

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use markdown::blocks;
use tadashi::source::FileId;
use tadashi::workspace::configuration;

const READMES: [&str; 2] = ["README.md", "README.ja.md"];

fn page(name: &str) -> String {
    fs::read_to_string(common::root().join(name)).unwrap()
}

/// The lines of the `sh` blocks, without their comments, and how each ends.
fn commands(page: &str) -> Vec<(String, i32)> {
    let blocks = blocks(page).into_iter().filter(|block| block.kind == "sh");
    let lines = blocks.flat_map(|block| block.text.lines().map(str::to_owned).collect::<Vec<_>>());
    lines
        .filter(|line| !line.trim().is_empty())
        .map(|line| {
            let (command, comment) = line.split_once('#').unwrap_or((&line, ""));
            let exit = comment.split_once("exit ").map_or("0", |(_, code)| code.trim());
            (command.trim().to_owned(), exit.get(..1).unwrap_or_default().parse().expect(&line))
        })
        .collect()
}

/// A folder of its own for one test, with the files that a README shows.
struct Folder(PathBuf);

impl Folder {
    fn empty(name: &str) -> Self {
        let path = std::env::temp_dir().join(format!("tadashi-{name}-{}", std::process::id()));
        fs::create_dir_all(&path).unwrap();
        Self(path)
    }

    fn of(name: &str, page: &str) -> Self {
        let folder = Self::empty(name);
        let path = &folder.0;
        fs::create_dir_all(path.join("policies/acme")).unwrap();
        let block = |kind: &str| blocks(page).into_iter().find(|block| block.kind == kind).unwrap().text;
        fs::write(path.join("ai-governance.yaml"), block("yaml")).unwrap();
        fs::write(path.join("policies/acme/acme.tadashi"), block("tadashi")).unwrap();
        folder
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        // A folder that stays behind in the temporary ones harms no other run.
        let _ = fs::remove_dir_all(&self.0);
    }
}

/// What a command prints, and how it ends.
fn run(arguments: &str, folder: &Path) -> (String, i32) {
    let mut command = Command::new(env!("CARGO_BIN_EXE_tadashi"));
    let output = command.args(arguments.split_whitespace()).current_dir(folder).output().unwrap();
    let text = String::from_utf8(output.stdout).unwrap() + &String::from_utf8(output.stderr).unwrap();
    (text, output.status.code().unwrap())
}

#[test]
fn commands_end_as_the_readme_says_and_print_what_it_shows() {
    for name in READMES {
        let page = page(name);
        let folder = Folder::of(name, &page);
        let mut printed = String::new();
        for (command, exit) in commands(&page) {
            let (arguments, place) = if let Some((_, arguments)) = command.split_once(" -- ") {
                (arguments, common::root())
            } else if let Some(arguments) = command.strip_prefix("tadashi ") {
                (arguments, folder.0.clone())
            } else {
                continue;
            };
            let arguments = arguments.split(" > ").next().unwrap_or_default();
            let (text, code) = run(arguments, &place);
            assert_eq!(code, exit, "{name}: {command}\n{text}");
            printed.push_str(&text);
            if !arguments.contains("--lang") && arguments.starts_with("check") {
                printed.push_str(&run(&format!("{arguments} --lang ja"), &place).0);
            }
        }
        let lines = |text: &str| -> Vec<String> { text.lines().map(|line| line.trim_end().to_owned()).collect() };
        let known = lines(&printed);
        for block in blocks(&page).into_iter().filter(|block| block.kind == "text") {
            // What is left out is marked; all else stands line below line.
            for shown in lines(block.text.trim_end()).split(|line| line == "…").filter(|part| !part.is_empty()) {
                let is_printed = known.windows(shown.len()).any(|printed| printed == shown);
                assert!(is_printed, "{name}: no command prints\n{}\n{printed}", shown.join("\n"));
            }
        }
    }
}

#[test]
fn both_readmes_say_the_same_commands_and_files() {
    let [en, ja] = READMES.map(page);
    assert_eq!(commands(&en), commands(&ja));
    assert!(commands(&en).len() >= 8);
    for kind in ["yaml", "tadashi", "toml"] {
        let of = |page: &str| -> Vec<String> {
            blocks(page).into_iter().filter(|block| block.kind == kind).map(|block| block.text).collect()
        };
        assert_eq!(of(&en), of(&ja), "{kind}");
    }
    let headings = |page: &str| page.lines().filter(|line| line.starts_with("## ")).count();
    assert_eq!(headings(&en), headings(&ja));
}

#[test]
fn the_test_command_is_that_of_the_gate() {
    assert!(commands(&page("README.md")).iter().any(|(command, _)| command == "cargo test"));
    let gate = common::root().join(".ci/run");
    // The gate does not belong to the packaged crate.
    if gate.exists() {
        assert!(fs::read_to_string(gate).unwrap().lines().any(|line| line.starts_with("cargo test")));
    }
}

#[test]
fn the_configuration_is_sound() {
    for block in blocks(&page("README.md")).into_iter().filter(|block| block.kind == "toml") {
        let read = configuration::read(FileId(0), &block.text);
        assert!(read.diagnostics.is_empty(), "{:?}", read.diagnostics);
    }
}

#[test]
fn the_table_of_packs_is_that_of_the_list() {
    // A folder of its own: what else lies in the folder for temporary files is nothing to this test.
    let folder = Folder::empty("packs-list");
    let output = run("packs list --format json", &folder.0).0;
    let listed: serde_json::Value = serde_json::from_str(&output).unwrap();
    let listed = listed["packs"].as_array().unwrap();
    for (name, on) in READMES.into_iter().zip(["on", "使用"]) {
        let page = page(name);
        let (_, table) = page.split_once("<!-- printed: packs ").unwrap();
        let (table, _) = table.split_once("<!-- end -->").unwrap();
        let rows: Vec<Vec<&str>> = table
            .lines()
            .filter(|line| line.starts_with("| `"))
            .map(|line| line.trim_matches('|').split('|').map(str::trim).collect())
            .collect();
        assert_eq!(rows.len(), listed.len(), "{name}");
        for (row, pack) in rows.iter().zip(listed) {
            assert_eq!(row[0], format!("`{}`", pack["spelling"].as_str().unwrap()), "{name}");
            assert_eq!(row[1], pack["version"].as_str().unwrap(), "{name}");
            assert_eq!(row[2], pack["expectations"].to_string(), "{name}");
            assert!(!row[3].is_empty() && row[4].starts_with('`'), "{name}: {row:?}");
            assert_eq!(row[5] == on, pack["active"].as_bool().unwrap(), "{name}: {row:?}");
        }
    }
}
