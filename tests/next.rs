//! `check --next` asks for one addition, the one that settles most, and does not ask for it again once it is written.
#![allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    clippy::panic,
    reason = "a test that meets what it does not expect fails"
)]

mod common;

use serde_json::Value;
use tadashi::calendar::Date;
use tadashi::engine::{Options, check};
use tadashi::workspace::memory::Memory;

const TWO: &str = "tadashi: 1
organisation: { name: Example KK }
systems:
  - { id: hr, purpose: Ranks applicants for a recruiter., stage: deployed, users: [staff] }
  - { id: faq, purpose: Answers questions about opening hours., stage: deployed, users: [consumers] }
";

fn report(manifest: &str, next: bool, format: &str) -> String {
    let files = Memory::default().with("ai-governance.yaml", manifest);
    let as_of = Date::parse("2026-07-01").ok();
    common::write(&check(&files, &[String::new()], &Options { as_of, next, ..Options::default() }), format)
}

fn next(manifest: &str) -> Value {
    serde_json::from_str::<Value>(&report(manifest, true, "json")).unwrap()["next"].take()
}

#[test]
fn what_several_systems_lack_is_asked_for_once_under_their_shared_block() {
    let found = next(TWO);
    let path = found["args"]["path"].as_str().unwrap();
    assert!(path.starts_with("shared."), "{path}");
    assert_eq!(found["about"]["subjects"], serde_json::json!(["system/faq", "system/hr"]));
    assert!(found["args"]["settles"].as_u64().unwrap() > 0);
}

#[test]
fn what_is_written_is_not_asked_for_again() {
    let (mut shared, mut lists) = (Vec::new(), String::new());
    let mut asked = Vec::new();
    for _ in 0..4 {
        let manifest = format!("{TWO}shared: {{ {} }}\n{lists}", shared.join(", "));
        let path = next(&manifest)["args"]["path"].as_str().unwrap().to_owned();
        assert!(!asked.contains(&path), "`{path}` was asked for before: {asked:?}");
        match path.as_str() {
            "shared.impact" => shared.push("impact: routine"),
            "shared.acts_as" => shared.push("acts_as: [business-user]"),
            "shared.affected" => shared.push("affected: []"),
            "shared.personal_data" => shared.push("personal_data: false"),
            list if !list.contains('.') => lists.push_str(&format!("{list}: []\n")),
            other => panic!("what is to be written for `{other}`?"),
        }
        asked.push(path);
    }
}

#[test]
fn people_are_shown_one_step_and_the_counts_of_all() {
    let (all, one) = (report(TWO, false, "concise"), report(TWO, true, "concise"));
    assert!(all.lines().count() > one.lines().count());
    assert!(one.contains("next: say `shared."), "{one}");
    let summary = |text: &str| text.lines().rev().take(3).map(str::to_owned).collect::<Vec<_>>();
    assert_eq!(summary(&all), summary(&one));
}

#[test]
fn nothing_unknown_is_said_and_a_manifest_that_cannot_be_read_is_no_next_step() {
    let nothing = report("tadashi: 1\norganisation: { name: A }\n", true, "json");
    let value: Value = serde_json::from_str(&nothing).unwrap();
    assert!(value["next"]["code"].is_string(), "{nothing}");
    let broken = report("tadashi: 1\nsystems: [\n", true, "concise");
    assert!(broken.contains("error[manifest/") && !broken.contains("next:"), "{broken}");
}
