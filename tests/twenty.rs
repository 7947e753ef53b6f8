//! The twenty rules of the benchmark: each planted defect is found, as that rule and as nothing else.
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
#[path = "../benches/stages/twenty.rs"]
mod twenty;

use std::io::Write as _;
use std::process::{Command, Stdio};

use serde_json::Value;
use tadashi::calendar::Date;
use tadashi::engine::packs::Origin;
use tadashi::engine::{self, Checked, Options};
use tadashi::text::Lang;
use tadashi::workspace::disk::Disk;
use tadashi::workspace::memory::Memory;
use twenty::{DEFECTS, SOUND, planted, unit};

fn judged(files: &[(&str, String)]) -> Checked {
    let tree = files.iter().fold(Memory::default(), |tree, (path, text)| tree.with(path, text.clone()));
    let disk = Disk::new(&common::root()).unwrap();
    let options = Options {
        as_of: Date::parse("2026-06-30").ok(),
        lang: Some(Lang::En),
        config: Some((&disk, "benches/twenty/tadashi.toml")),
        packs: vec![Origin::Given { files: &disk, path: "benches/twenty" }],
        only_counts: true,
        ..Options::default()
    };
    engine::check(&tree, &[String::new()], &options)
}

/// The counts by rule, and whether all that was found is one of them; by the same program as the benchmark's.
fn counts(checked: &Checked) -> (Vec<u64>, bool) {
    let mut awk = Command::new("awk")
        .arg("-f")
        .arg(common::root().join("benches/twenty/rules.awk"))
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    awk.stdin.take().unwrap().write_all(common::write(checked, "statistics").as_bytes()).unwrap();
    let out = awk.wait_with_output().unwrap();
    let object: Value = serde_json::from_slice(&out.stdout).unwrap();
    let count = |rule| object["findings"][format!("R{rule:02}")].as_u64().unwrap();
    let counts: Vec<u64> = (1..=20).map(count).collect();
    assert_eq!(object["total"].as_u64().unwrap(), counts.iter().sum::<u64>());
    (counts, out.status.code() == Some(0))
}

fn only(rules: &[usize]) -> Vec<u64> {
    (1..=20).map(|rule| rules.iter().filter(|planted| **planted == rule).count() as u64).collect()
}

/// What the program of the benchmark prints for a folder, and how it ends.
fn printed(folder: &std::path::Path) -> (String, Option<i32>) {
    let mut program = Command::new(common::root().join("benches/twenty-rules"));
    let out = program.arg(folder).env("TADASHI", env!("CARGO_BIN_EXE_tadashi")).output().unwrap();
    (String::from_utf8(out.stdout).unwrap(), out.status.code())
}

#[cfg(unix)]
#[test]
fn where_nothing_is_counted_nothing_is_printed() {
    let folder = std::env::temp_dir().join(format!("tadashi-twenty-{}", std::process::id()));
    assert_eq!(printed(&folder), (String::new(), Some(3)));
    std::fs::create_dir_all(&folder).unwrap();
    assert_eq!(printed(&folder), (String::new(), Some(3)));
    std::fs::write(folder.join("unit.yaml"), SOUND).unwrap();
    let (out, code) = printed(&folder);
    assert!(out.ends_with("\"total\": 0}\n") && code == Some(0), "{out}");
    std::fs::write(folder.join("unit.yaml"), "schema: [\n").unwrap();
    let (out, code) = printed(&folder);
    assert!(out.ends_with("\"total\": 0}\n") && code == Some(2), "{out}");
    std::fs::remove_dir_all(&folder).unwrap();
}

#[test]
fn a_sound_manifest_breaks_no_rule() {
    let checked = judged(&[("unit.yaml", SOUND.to_owned())]);
    assert_eq!(common::write(&checked, "concise").lines().nth(1), Some("nothing found"));
    assert_eq!(counts(&checked), (only(&[]), true));
}

#[test]
fn every_defect_is_found_as_its_rule_and_as_nothing_else() {
    for defect in DEFECTS {
        let checked = judged(&[("a/unit.yaml", planted(SOUND, &defect))]);
        let report = common::write(&checked, "concise");
        assert_eq!(counts(&checked), (only(&[defect.rule]), true), "{defect:?}\n{report}");
        assert_ne!(checked.report.exit_code(checked.fail_on), 0, "{defect:?}");
    }
}

#[test]
fn defects_do_not_hide_one_another() {
    // The last of each rule, for rules that leave the others their place.
    let together = [1, 2, 4, 5, 8, 10, 11, 12, 13, 14, 15, 16, 17, 18, 20];
    let mut text = SOUND.to_owned();
    for rule in together {
        let defect = DEFECTS.iter().rev().find(|defect| defect.rule == rule && text.contains(defect.here)).unwrap();
        text = planted(&text, defect);
    }
    let checked = judged(&[("unit.yaml", text)]);
    assert_eq!(counts(&checked), (only(&together), true), "{}", common::write(&checked, "concise"));
}

#[test]
fn counts_are_those_of_all_files() {
    let files: Vec<(String, String)> =
        DEFECTS.iter().enumerate().map(|(at, defect)| (format!("{at}/x.yaml"), planted(SOUND, defect))).collect();
    let files: Vec<(&str, String)> = files.iter().map(|(path, text)| (path.as_str(), text.clone())).collect();
    let rules: Vec<usize> = DEFECTS.iter().map(|defect| defect.rule).collect();
    assert_eq!(counts(&judged(&files)), (only(&rules), true));
}

#[test]
fn the_manifests_of_the_benchmark_hold_what_is_planted_in_them() {
    let units: Vec<(String, Option<usize>)> = (0..60).map(|number| unit(number, 40)).collect();
    let rules: Vec<usize> = units.iter().filter_map(|(_, rule)| *rule).collect();
    assert!((12..36).contains(&rules.len()), "{rules:?}");
    let paths: Vec<String> = (0..units.len()).map(|number| format!("{number}.yaml")).collect();
    let files: Vec<(&str, String)> = paths.iter().zip(units).map(|(path, (text, _))| (path.as_str(), text)).collect();
    assert_eq!(counts(&judged(&files)), (only(&rules), true));
}

#[test]
fn what_is_awkward_is_told() {
    let cases: [(&str, String, &str); 9] = [
        (
            "a duplicate key hides a defect",
            SOUND.replace("    status: production\n", "    status: production\n    status: pilot\n"),
            "manifest/duplicate-key",
        ),
        ("a second document is bad", format!("{SOUND}---\nschema: ai-governance/v0\n"), "manifest/second-document"),
        ("empty", String::new(), "manifest/empty"),
        ("only a comment", "# nothing\n".to_owned(), "manifest/empty"),
        ("only blanks", " \n\n".to_owned(), "manifest/empty"),
        ("a syntax error", SOUND.replace("vendors:\n", "vendors:\n - x: [\n"), "manifest/syntax"),
        ("no mapping", "- schema\n".to_owned(), "manifest/not-a-mapping"),
        ("an unknown key", format!("{SOUND}sytems: []\n"), "manifest/unknown-key"),
        ("an alias of nothing", SOUND.replace("vendor: VEN-002", "vendor: *v"), "manifest/unknown-alias"),
    ];
    for (what, text, code) in cases {
        let checked = judged(&[("good.yaml", SOUND.to_owned()), ("odd.yaml", text)]);
        assert_eq!(checked.report.exit_code(checked.fail_on), 2, "{what}");
        let report = common::write(&checked, "concise");
        assert!(report.contains(&format!("[{code}]")), "{what}: {report}");
        assert_eq!(counts(&checked), (only(&[]), false), "{what}");
    }
}

#[test]
fn what_only_looks_awkward_is_judged() {
    let crlf = format!("\u{FEFF}{}", SOUND.replace('\n', "\r\n"));
    let tagged = SOUND.replace("contact: desk@harbour.example", "contact: !!str desk@harbour.example");
    let merged = SOUND
        .replace("governance_lead: {", "governance_lead: &lead {")
        .replace("owner: { name: Kim Berg, email: kim@harbour.example }", "owner: { <<: *lead, team: quay }");
    for text in [crlf, tagged, merged] {
        assert_eq!(counts(&judged(&[("unit.yaml", text.clone())])), (only(&[]), true), "{text}");
        let old = text.replace("2026-02-03", "2024-02-03");
        assert_eq!(counts(&judged(&[("unit.yaml", old)])), (only(&[10]), true));
    }
}

#[test]
fn an_alias_bomb_is_bounded() {
    let mut text = "a: &a0 [x, x, x, x, x, x, x, x, x]\n".to_owned();
    for level in 1..12 {
        let below = format!("*a{}, ", level - 1).repeat(9);
        text.push_str(&format!("b{level}: &a{level} [{below}]\n"));
    }
    text.push_str(SOUND);
    let checked = judged(&[("unit.yaml", text.clone())]);
    assert_eq!(checked.report.exit_code(checked.fail_on), 2);
    // Where it stands at a key that nobody knows, beside one that cannot be read.
    let hidden = text.replace("{ date: \"2026-02-03\", score: 41 }", "{ bomb: *a11, date: 5 }");
    assert_eq!(counts(&judged(&[("unit.yaml", hidden)])).0, only(&[10]));
    // Where it stands at a key that is read.
    let checked = judged(&[("unit.yaml", text.replace("languages: [en, nb]", "languages: *a11"))]);
    assert_eq!(checked.report.exit_code(checked.fail_on), 2);
    assert!(!counts(&checked).1);
}

#[test]
fn the_judged_tree_cannot_change_by_what_it_is_judged() {
    let bad = SOUND.replace("interval_days: 30", "interval_days: 91");
    let settings = "root = true\npacks = []\nmanifests = [\"none/*.yaml\"]\n[limits]\nfile-bytes = 1\n".to_owned();
    let checked = judged(&[
        ("tadashi.toml", settings.clone()),
        ("a/tadashi.toml", settings),
        ("a/.tadashi/packs/bench.twenty/rules.tadashi", "pack bench.twenty version 9.0.0 {}".to_owned()),
        ("a/unit.yml.yaml", bad),
    ]);
    assert_eq!(counts(&checked), (only(&[13]), true), "{}", common::write(&checked, "concise"));
}

#[test]
fn statistics_count_clauses_and_fields() {
    let bad =
        SOUND.replace("dpa_signed: true", "dpa_signed: false").replace("kim@harbour.example }\n    v", "kim }\n    v");
    let checked = judged(&[("a.yaml", bad), ("b.yaml", SOUND.replace("SYS-0003", "SYS-0001"))]);
    let text = common::write(&checked, "statistics");
    assert_eq!(
        text.lines().take(4).collect::<Vec<_>>(),
        [
            "2 error[bench.twenty/r16-agreed]",
            "1 error[manifest/bad-email] owner.email",
            "1 error[manifest/duplicate-id] system.id",
            "4 in total",
        ]
    );
    let object: Value = serde_json::from_str(&common::write(&checked, "statistics-json")).unwrap();
    assert_eq!(object["exit_code"], 2);
    assert_eq!(object["total"], 4);
    assert_eq!(
        object["counts"][1],
        serde_json::json!({
            "count": 1, "level": "error", "expectation": null, "code": "manifest/bad-email", "field": "owner.email"
        })
    );
}

#[test]
fn mistakes_beyond_those_listed_are_counted() {
    let words: Vec<String> = (0..150).map(|at| format!("      - {{ id: I-{at}, severity: grave }}\n")).collect();
    let text = SOUND.replace("    incidents:\n", &format!("    incidents:\n{}", words.concat()));
    // The configuration of the benchmark raises the limit.
    assert_eq!(counts(&judged(&[("a.yaml", text)])).0[16], 150);
}

#[test]
fn nothing_malformed_makes_a_finding_vanish() {
    let bad = SOUND.replace("Crane Data, dpa_signed: true", "Crane Data, dpa_signed: false");
    let lines: Vec<&str> = bad.lines().collect();
    for (at, line) in lines.iter().enumerate() {
        let Some((key, _)) = line.split_once(':').filter(|_| !line.contains('{')) else { continue };
        let slip = format!("{key}z:");
        for instead in ["5", "\"\"", "[[]]", "{ x: y }", "{ declined: n/a }"] {
            // What stood below a key that now has a value goes with it.
            let indent = line.len() - line.trim_start().len();
            let deeper = |other: &&&str| other.len() - other.trim_start().len() > indent;
            let below = lines.iter().skip(at + 1).take_while(deeper).count();
            for written in [format!("{key}: {instead}"), format!("{slip} {instead}")] {
                let mut all: Vec<&str> = lines.iter().take(at).copied().collect();
                all.push(&written);
                all.extend(lines.iter().skip(at + 1 + below));
                let checked = judged(&[("unit.yaml", format!("{}\n", all.join("\n")))]);
                let report = common::write(&checked, "concise");
                assert_ne!(checked.report.exit_code(checked.fail_on), 0, "{written}\n{report}");
                let is_hidden = report.contains("manifest/syntax") || written.trim_start().starts_with("vendors");
                assert!(is_hidden || report.contains("r16-agreed"), "{written}\n{report}");
            }
        }
    }
}
