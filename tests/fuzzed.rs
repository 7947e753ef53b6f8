//! What the fuzzer found once: every file of `tests/fuzzed/<target>/` is given to its target again.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::string_slice,
    clippy::disallowed_methods,
    reason = "a test that cannot read its files, or meets what it does not expect, fails"
)]

mod common;
#[path = "support/dice.rs"]
mod dice;
#[path = "fuzzed/targets.rs"]
mod targets;

use std::fs;
use std::path::PathBuf;

use dice::Dice;

/// The cases of a target, sorted.
fn cases(target: &str) -> Vec<PathBuf> {
    let folder = common::root().join("tests/fuzzed").join(target);
    let mut cases: Vec<PathBuf> = fs::read_dir(&folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    cases.sort();
    cases
}

fn holds(target: &str, bytes: &[u8], what: &dyn Fn() -> String) {
    let found = std::panic::catch_unwind(|| targets::run(target, bytes));
    assert!(found.is_ok(), "{target}: {}", what());
}

#[test]
fn what_was_found_stays_mended() {
    for (target, _) in targets::TARGETS {
        for case in cases(target) {
            holds(target, &fs::read(&case).unwrap(), &|| case.display().to_string());
        }
    }
}

const PIECES: [&str; 32] = [
    "[",
    "]",
    "{",
    "}",
    "(",
    ")",
    ":",
    " - ",
    "\n",
    "\n\n",
    "\"",
    "'",
    "\"\"\"",
    "&a ",
    "*a",
    "<<: *a",
    "|",
    ">-",
    "#",
    "\t",
    "東",
    "🎌",
    "\u{FEFF}",
    "\u{202E}",
    "\r\n",
    "=",
    ",",
    "---\n",
    "~",
    "\\",
    "2026-02-30",
    "\0",
];

/// The same on any machine without a fuzzer: sound texts with some bytes replaced, doubled or taken out.
#[test]
fn changed_texts_keep_what_must_hold() {
    let mut dice = Dice::new(31);
    for (target, _) in targets::TARGETS {
        let sound = fs::read(common::root().join("tests/fuzzed").join(target).join("sound")).unwrap();
        for _ in 0..if target == "check" { 40 } else { 200 } {
            let mut bytes = sound.clone();
            for _ in 0..=dice.roll(3) {
                let start = dice.roll(bytes.len());
                let end = (start + dice.roll(12)).min(bytes.len());
                let again = bytes[start..end].to_vec();
                let new = match dice.roll(3) {
                    0 => [again.clone(), again].concat(),
                    1 => Vec::new(),
                    _ => dice.pick(&PIECES).as_bytes().to_vec(),
                };
                bytes.splice(start..end, new);
            }
            holds(target, &bytes, &|| format!("{:?}", String::from_utf8_lossy(&bytes)));
        }
    }
}
