//! What commands share: the packs they judge by, the packs they count, and the help for what they do not find.
#![expect(clippy::unwrap_used, reason = "a test whose command cannot be run fails")]

mod common;

use std::process::Command;

use tadashi::engine::packs::Origin;
use tadashi::engine::{self, Options};
use tadashi::workspace::memory::Memory;

/// What a command prints, and its exit code.
fn run(arguments: &[&str]) -> (String, i32) {
    let command = Command::new(env!("CARGO_BIN_EXE_tadashi")).args(arguments).current_dir(common::root()).output();
    let output = command.unwrap();
    let text = String::from_utf8(output.stdout).unwrap() + &String::from_utf8(output.stderr).unwrap();
    (text, output.status.code().unwrap())
}

#[test]
fn why_report_and_explain_judge_by_the_packs_that_are_named() {
    let folder = "examples/lender";
    let as_of = ["--as-of", common::AS_OF];
    let by = ["--pack", "jp.appi"];
    let (clause, subject) = ("jp.appi/purpose-specified", "system/credit");
    for (command, code) in
        [(vec!["why", clause, subject], 0), (vec!["explain", clause, subject], 1), (vec!["report"], 0)]
    {
        let arguments = [command.as_slice(), &[folder], &as_of].concat();
        let (text, found) = run(&[arguments.as_slice(), &by].concat());
        assert_eq!(found, code, "{arguments:?}: {text}");
        assert!(text.contains("purpose-specified") || text.contains("purpose of use"), "{arguments:?}: {text}");
        let (text, found) = run(&[arguments.as_slice(), &["--pack", "jp.aibg"]].concat());
        assert_eq!(found, 2, "{arguments:?}: {text}");
        assert!(text.contains("jp.aigb"), "{arguments:?}: {text}");
    }
}

#[test]
fn the_tests_of_used_packs_are_counted_apart() {
    let pack = "pack shop version 1.0.0 { title \"Shop\" title ja \"ショップ\" language 1 schema ai-governance 1 }\n\
                use jp.aigb version 1.2\n\
                test \"nothing\" { on 2026-07-01 given \"\"\"\ntadashi: 1\n\"\"\" expect nothing else }\n";
    let files = Memory::default().with("policies/shop.tadashi", pack);
    let packs = vec![Origin::Named { name: "policies", place: None }];
    let tested = engine::test(&files, &Options { packs, ..Options::default() });
    let all: usize = tested.packs.iter().map(|(_, passed, failed)| passed + failed).sum();
    assert_eq!(all, tested.passed + tested.failed);
    assert!(
        matches!(tested.packs.as_slice(), [(shop, 1, 0), (aigb, 100.., 0)]
        if shop == "shop 1.0.0" && aigb.starts_with("jp.aigb 1.2.")),
        "{:?}",
        tested.packs
    );
}

#[test]
fn what_cannot_be_shown_is_answered_with_what_can() {
    for (id, near) in [("Measure", ""), ("xx/human-judgement", "`human-judgement`"), ("judgement", "human-judgement")] {
        let (text, code) = run(&["show", id]);
        assert_eq!(code, 2);
        assert!(text.starts_with(&format!("error: nothing is called `{id}`")), "{text}");
        assert!(text.contains(near) && text.contains("\n  help: ") && text.contains("`tadashi show PACK`"), "{text}");
    }
}
