//! The embedded packs: each holds by itself, and all of them together.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::disallowed_methods,
    reason = "a test that cannot read its files, or meets what it does not expect, fails"
)]

mod common;

use tadashi::calendar::Date;
use tadashi::embedded;
use tadashi::engine::packs::Origin;
use tadashi::engine::{self, Options};
use tadashi::source::FileId;
use tadashi::workspace::disk::Disk;
use tadashi::workspace::memory::Memory;

#[test]
fn every_embedded_pack_passes_its_tests_and_leaves_nothing_unshown() {
    let (mut packs, mut all) = (Vec::new(), 0);
    for (folder, tested) in engine::test_all(0, None) {
        let found = common::write(&tested.checked, "concise");
        assert!(tested.checked.report.findings.is_empty(), "{}:\n{found}", folder.spelling());
        assert_eq!(tested.failed, 0, "{}", folder.spelling());
        assert!(tested.passed > 0, "{} has no test", folder.spelling());
        packs.push(folder.spelling());
        all += tested.passed;
    }
    assert!(packs.contains(&"jp.aigb@1.1.0".to_owned()) && packs.contains(&"jp.sector-finance".to_owned()));
    assert!(packs.len() >= 13 && all >= 350, "{all} tests of {} packs", packs.len());
}

#[test]
fn all_packs_are_one_line_each_and_a_total() {
    let output = std::process::Command::new(env!("CARGO_BIN_EXE_tadashi")).args(["test", "--all"]).output().unwrap();
    let text = String::from_utf8(output.stdout).unwrap();
    assert_eq!(output.status.code(), Some(0), "{text}");
    let lines: Vec<&str> = text.lines().collect();
    let (total, packs) = lines.split_last().unwrap();
    assert_eq!(packs.len(), tadashi::embedded::packs().len());
    assert!(packs.iter().any(|line| line.starts_with("jp.aigb 1.1.0: ") && line.ends_with("all passed")), "{text}");
    let number = |line: &str| -> usize {
        let words = line.rsplit(": ").nth(1).unwrap_or_default();
        words.split(' ').find_map(|word| word.parse().ok()).unwrap_or_default()
    };
    let sum: usize = packs.iter().map(|line| number(line.split_once(": ").unwrap().1)).sum();
    assert_eq!(number(total), sum, "{text}");
}

#[test]
fn all_packs_together_judge_every_example() {
    let names = embedded::names();
    let mut judged = 0;
    for example in common::examples() {
        let mut origins: Vec<Origin<'_>> = names.iter().map(|name| Origin::Named { name, place: None }).collect();
        // Overlays of an example's own stand beside them.
        if example.join("policies").is_dir() {
            origins.push(Origin::Named { name: "policies", place: None });
        }
        let as_of = Date::parse(common::AS_OF).ok();
        let options = Options { as_of, packs: origins, ..Options::default() };
        let checked = engine::check(&Disk::new(&example).unwrap(), &[String::new()], &options);
        let exit = checked.report.exit_code(checked.fail_on);
        assert!(exit < 2, "{}:\n{}", common::name(&example), common::write(&checked, "concise"));
        assert!(checked.report.packs.len() >= names.len(), "{}", common::name(&example));
        judged += checked.report.manifests.len();
    }
    assert!(names.len() >= 12 && judged >= 12, "{judged} manifests by {} packs", names.len());
}

#[test]
fn a_run_reads_no_pack_that_it_does_not_judge_by() {
    let manifest = "tadashi: 1\norganisation: { name: Example KK }\nsystems: [ { id: desk } ]\n";
    let files = Memory::default().with("ai-governance.yaml", manifest);
    for name in embedded::names() {
        let packs = vec![Origin::Named { name, place: None }];
        let options = Options { as_of: Date::parse(common::AS_OF).ok(), packs, ..Options::default() };
        let checked = engine::check(&files, &[String::new()], &options);
        let files = (0..checked.sources.len()).map(|file| FileId(u32::try_from(file).unwrap()));
        let read = files.filter_map(|file| checked.sources.get(file).path.strip_prefix("policies/"));
        let mut folders: Vec<&str> = read.filter_map(|path| path.split('/').next()).collect();
        folders.sort_unstable();
        folders.dedup();
        assert_eq!(folders, [name, "schema"]);
    }
}
