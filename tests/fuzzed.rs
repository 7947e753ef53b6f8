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
#[path = "fuzzed/targets.rs"]
mod targets;

use std::fs;

#[test]
fn what_was_found_stays_mended() {
    for (target, _) in targets::TARGETS {
        let folder = common::root().join("tests/fuzzed").join(target);
        let mut cases: Vec<_> = fs::read_dir(&folder).unwrap().map(|entry| entry.unwrap().path()).collect();
        cases.sort();
        for case in cases {
            let bytes = fs::read(&case).unwrap();
            let found = std::panic::catch_unwind(|| targets::run(target, &bytes));
            assert!(found.is_ok(), "{}", case.display());
        }
    }
}
