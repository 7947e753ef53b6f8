//! `--without-explanations` judges as if the manifest gave none; `--fail-on explained` fails for what is only explained.
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

use std::fs;
use std::path::Path;
use std::process::Command;

use serde_json::Value;
use tadashi::calendar::Date;
use tadashi::engine::{self, Checked, Options};
use tadashi::workspace::Files;
use tadashi::workspace::disk::Disk;
use tadashi::workspace::memory::Memory;

fn options(without_explanations: bool) -> Options<'static> {
    Options { as_of: Date::parse(common::AS_OF).ok(), without_explanations, ..Options::default() }
}

fn check(files: &dyn Files, without: bool) -> Checked {
    engine::check(files, &[String::new()], &options(without))
}

/// A manifest without its block `explanations:`, taken out line by line.
fn stripped(text: &str) -> String {
    let mut out = String::new();
    let mut inside = false;
    for line in text.split_inclusive('\n') {
        let top = !line.starts_with([' ', '-', '#', '\n', '\r', ']', '}']);
        inside = if top { line.starts_with("explanations:") } else { inside };
        if !inside {
            out.push_str(line);
        }
    }
    out
}

/// A case without any explanation, nor a file or setting that is about some; none if it cannot be told how.
fn bare(case: &Path) -> Option<Memory> {
    let disk = Disk::new(case).unwrap();
    let mut files = Memory::default();
    for path in disk.walk("").paths {
        let bytes = fs::read(case.join(&path)).unwrap();
        let Ok(text) = String::from_utf8(bytes.clone()) else {
            files = files.with(&path, bytes);
            continue;
        };
        let manifest = path.rsplit('/').next().unwrap().starts_with("ai-governance.");
        if path.contains("/explanations/") || path.starts_with("explanations/") {
            continue;
        } else if path.ends_with("tadashi.toml") {
            let kept: String = text.split_inclusive('\n').filter(|line| !line.starts_with("explanations")).collect();
            files = files.with(&path, kept);
        } else if path.starts_with(".tadashi/") {
            // A copy is held to the lock, and its explanations do not count here.
            files = files.with(&path, text);
        } else if path.ends_with(".yaml") || path.ends_with(".yml") {
            files = files.with(&path, stripped(&text));
        } else if manifest && text.contains("explanations") {
            return None;
        } else {
            files = files.with(&path, text);
        }
    }
    Some(files)
}

#[test]
fn it_equals_a_manifest_without_explanations() {
    let (mut seen, mut explained) = (0, 0);
    for case in common::ui_cases().into_iter().chain(common::examples()) {
        // In memory there is neither a link nor a device.
        if common::name(&case).starts_with("workspace/") {
            continue;
        }
        let Some(files) = bare(&case) else { continue };
        let (asked, removed) = (check(&Disk::new(&case).unwrap(), true), check(&files, false));
        // What is no YAML cannot be left out either.
        if asked.report.findings.iter().any(|finding| finding.code.id == "manifest/syntax") {
            continue;
        }
        assert_eq!(asked.report.judged, removed.report.judged, "{}", common::name(&case));
        assert_eq!(asked.report.summary, removed.report.summary, "{}", common::name(&case));
        let exit = |checked: &Checked| checked.report.exit_code(checked.fail_on);
        assert_eq!(exit(&asked), exit(&removed), "{}", common::name(&case));
        assert!(asked.report.explanations.is_empty() && asked.report.summary.explained == 0);
        seen += 1;
        explained += common::check(&case, None).report.summary.explained;
    }
    assert!(seen > 20 && explained > 5, "{seen} cases with {explained} explained verdicts were seen");
}

fn run(arguments: &[&str], folder: &Path) -> (String, i32) {
    let output = Command::new(env!("CARGO_BIN_EXE_tadashi"))
        .args(arguments)
        .args(["--as-of", common::AS_OF])
        .current_dir(folder)
        .output()
        .unwrap();
    (String::from_utf8(output.stdout).unwrap(), output.status.code().unwrap())
}

const MANIFEST: &str = "tadashi: 1
organisation: { name: Example KK }
roles: [{ id: officer, function: ai-officer }]
systems: [{ id: a, stage: deployed }]
explanations:
  - id: EX-1
    expectation: acme/purpose#said
    about: system/a
    kind: not-known
    plan: The product lead writes it down by 2026-08-01.
    decided: { role: officer, date: 2026-06-15 }
    until: 2026-09-01
";

/// A repository in which one verdict is explained and nothing is found.
struct Folder(std::path::PathBuf);

impl Folder {
    fn new(name: &str) -> Self {
        let path = std::env::temp_dir().join(format!("tadashi-{name}-{}", std::process::id()));
        fs::create_dir_all(path.join("acme")).unwrap();
        fs::write(path.join("tadashi.toml"), "root = true\npacks = [\"acme\"]\n").unwrap();
        fs::write(path.join("ai-governance.yaml"), MANIFEST).unwrap();
        fs::write(path.join("acme/acme.tadashi"), common::ACME).unwrap();
        Self(path)
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        let _ = fs::remove_dir_all(&self.0);
    }
}

#[test]
fn the_report_says_so_and_who_audits_may_fail_on_it() {
    let folder = Folder::new("auditor");
    let path = &folder.0;
    let (text, code) = run(&["check"], path);
    assert!(text.contains("1 explained") && code == 0, "{text}");
    for level in ["error", "warning", "note"] {
        assert_eq!(run(&["check", "--fail-on", level], path).1, 0, "{level}");
    }
    let (json, code) = run(&["check", "--fail-on", "explained", "--format", "json"], path);
    let value: Value = serde_json::from_str(&json).unwrap();
    assert_eq!((code, value["fail_on"].as_str(), value["exit_code"].as_u64()), (1, Some("explained"), Some(1)));
    assert_eq!(value["without_explanations"].as_bool(), Some(false));

    let (text, code) = run(&["check", "--without-explanations"], path);
    assert!(text.contains("judged as if no explanation had been given (--without-explanations)"), "{text}");
    assert!(text.contains("1 unknown") && code == 1, "{text}");
    let (text, _) = run(&["check", "--without-explanations", "--lang", "ja", "--format", "concise"], path);
    assert!(text.contains("説明がないものとして判定しました"), "{text}");
    let (json, _) = run(&["check", "--without-explanations", "--format", "json"], path);
    let value: Value = serde_json::from_str(&json).unwrap();
    assert_eq!(value["without_explanations"].as_bool(), Some(true));

    // It fails for warnings too, and where nothing is explained it is no stricter.
    fs::write(path.join("ai-governance.yaml"), MANIFEST.replace("stage: deployed", "purpose: Drafts minutes."))
        .unwrap();
    let (text, code) = run(&["check", "--fail-on", "explained"], path);
    assert!(text.contains("1 complies") && text.contains("warning") && code == 1, "{text}");
    let complies =
        MANIFEST.split("explanations:").next().unwrap().replace("stage: deployed", "purpose: Drafts minutes.");
    fs::write(path.join("ai-governance.yaml"), complies).unwrap();
    assert_eq!(run(&["check", "--fail-on", "explained"], path).1, 0);
}
