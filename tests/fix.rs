//! `tadashi check --fix` and `--diff`, over many layouts: what is mended, and that every other byte stays.
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
use std::path::{Path, PathBuf};

use tadashi::cli::{Stream, Streams, run};
use tadashi::engine::Options;
use tadashi::engine::fix::{Fixed, fix};
use tadashi::text::Lang;
use tadashi::workspace::disk::Disk;
use tadashi::workspace::memory::Memory;
use tadashi::workspace::{Files, changed};

const POLICY: &str = r#"
pack own.rules version 1.0.0 { title "Own" title ja "自社" language 1 schema ai-governance 1 }
instrument RULE { title "Rule" title ja "規則" issuer "Us" edition "1" dated 2026-01-01 status guidance }
clauses of RULE { "1" "terms" ja "条件" strength should "2" "later" ja "後" strength should "3" "over" ja "前" strength should }
by default explanation ordinary { lasts at most 12 months }
expectation terms {
  title "Terms" title ja "利用条件"
  cites RULE "1"
  applies to each system where system.stage is deployed
  should
    - terms "has terms" ja "利用条件がある": system.terms is stated
    - name "has a name" ja "名称がある": system.name is stated
  formerly conditions
}
expectation later {
  title "Later" title ja "後"
  cites RULE "2"
  in force from 2027-01-01
  applies to each system
  should
    - terms "has terms" ja "利用条件がある": system.terms is stated
}
expectation over {
  title "Over" title ja "前"
  cites RULE "3"
  in force from 2020-01-01 until 2025-12-31
  applies to each system
  should
    - terms "has terms" ja "利用条件がある": system.terms is stated
}
"#;

/// Systems: `a` has everything, `b` has no terms, `c` is planned.
const SYSTEMS: &str = "tadashi: 1 # 版
organisation: { name: 例示株式会社 }
roles: [ { id: officer, function: ai-officer } ]
# the systems
systems:
  - { id: a, name: A, purpose: Answers., stage: deployed, terms: { url: \"https://a.example/terms\" } }
  - { id: b, name: B, purpose: Answers., stage: deployed }   # no terms yet
  - { id: c, name: C, purpose: Answers., stage: planned }
";

fn repository(manifest: &str) -> Memory {
    Memory::default()
        .with("tadashi.toml", "root = true\npacks = [\"policies\"]\n")
        .with("policies/own.tadashi", POLICY)
        .with("ai-governance.yaml", manifest)
}

fn mend(files: &dyn Files) -> Fixed {
    let options = Options {
        as_of: tadashi::calendar::Date::parse(common::AS_OF).ok(),
        lang: Some(Lang::En),
        ..Options::default()
    };
    fix(files, &[String::new()], &options)
}

/// The text of a file after mending; none where it is deleted. Mending again changes nothing.
fn after(files: &Memory, path: &str) -> Option<String> {
    let fixed = mend(files);
    let mut then = changed::Changed::new(files);
    for change in &fixed.changes {
        then.set(&change.path, change.before.clone(), change.after.clone());
    }
    let again = mend(&then);
    assert!(again.changes.is_empty() && again.done.is_empty(), "{:?}", again.changes);
    assert_eq!(
        common::write(&again.checked, "json"),
        common::write(&fixed.checked, "json"),
        "what was judged is what was written"
    );
    then.read(path, usize::MAX).ok().map(|bytes| String::from_utf8(bytes).unwrap())
}

fn titles(files: &Memory) -> Vec<String> {
    mend(files).done.iter().map(|(path, title)| format!("{path}: {}", title.fill(Lang::En))).collect()
}

fn block(id: &str, expectation: &str, about: &str) -> String {
    format!(
        "- id: {id}
  expectation: own.rules/{expectation}
  about: {about}
  kind: transition
  plan: The text for {id} is agreed with counsel on 2026-08-20 and published on 2026-09-01.
  risk: Readers of {id} learn late what they may use it for.
  decided: {{ role: officer, date: 2026-06-01 }}
  until: 2026-11-30
  fingerprint: PRINT
"
    )
}

/// Blocks with the right print.
fn printed(text: &str) -> String {
    let fixed = mend(&repository(&format!(
        "{SYSTEMS}explanations:\n{}",
        block("E", "terms#terms", "system/b").replace("  fingerprint: PRINT\n", "")
    )));
    let text_after = fixed.changes[0].after.clone().unwrap();
    let print = text_after.lines().last().unwrap().trim().strip_prefix("fingerprint: ").unwrap().to_owned();
    text.replace("PRINT", &print)
}

#[test]
fn what_nothing_needs_goes_and_every_other_byte_stays() {
    let kept = printed(&block("KEPT", "terms#terms", "system/b"));
    let overtaken = block("OVERTAKEN", "terms#terms", "system/a");
    let met = block("MET", "terms#name", "system/b");
    let unused = block("UNUSED", "terms#terms", "system/c");
    let over = block("OVER", "over#terms", "[system/a, system/b]");
    let indent = |text: &str, by: &str| text.lines().map(|line| format!("{by}{line}\n")).collect::<String>();
    for gone in [&overtaken, &met, &unused, &over] {
        let layouts: Vec<(String, String)> = vec![
            (format!("{SYSTEMS}explanations:\n{kept}{gone}"), format!("{SYSTEMS}explanations:\n{kept}")),
            (
                format!("{SYSTEMS}explanations:\n{gone}{kept}# 終わり"),
                format!("{SYSTEMS}explanations:\n{kept}# 終わり"),
            ),
            (
                format!(
                    "explanations: # 説明\n{}  # above\n\n  # its own\n{}\n{SYSTEMS}",
                    indent(&kept, "  "),
                    indent(gone, "  ")
                ),
                format!("explanations: # 説明\n{}  # above\n\n{SYSTEMS}", indent(&kept, "  ")),
            ),
            (format!("{SYSTEMS}explanations:\n{gone}\n# kept\n"), format!("{SYSTEMS}explanations: []\n\n# kept\n")),
            (
                format!("{SYSTEMS}explanations: &all # 一覧\n    # of the list\n{}", indent(gone, "    ")),
                format!("{SYSTEMS}explanations: &all [] # 一覧\n    # of the list\n"),
            ),
        ];
        for (before, expected) in layouts {
            assert_eq!(after(&repository(&before), "ai-governance.yaml").unwrap(), expected, "{before}");
            let crlf = |text: &str| format!("\u{FEFF}{}", text.replace('\n', "\r\n"));
            assert_eq!(after(&repository(&crlf(&before)), "ai-governance.yaml").unwrap(), crlf(&expected), "{before}");
        }
    }
}

#[test]
fn flow_lists_anchors_and_the_other_formats() {
    let flow = |id: &str, about: &str| {
        format!(
            "{{ id: {id}, expectation: own.rules/terms#terms, about: {about}, kind: transition, plan: \"Text of {id}, 2026-09-01.\", risk: \"Readers of {id} learn late.\", decided: {{ role: officer, date: 2026-06-01 }}, until: 2026-11-30, fingerprint: PRINT }}"
        )
    };
    let (kept, gone) = (printed(&flow("K", "system/b")), flow("G", "system/a"));
    for (before, expected) in [
        (format!("[ {kept}, {gone} ] # c"), format!("[ {kept} ] # c")),
        (format!("[ {gone}, {kept} ] # c"), format!("[ {kept} ] # c")),
        (format!("[{gone}]"), "[]".to_owned()),
        (format!("[\n  {gone}, # of G\n  {kept}, # of K\n]"), format!("[\n   # of G\n  {kept}, # of K\n]")),
    ] {
        let manifest = |list: &str| format!("explanations: {list}\n{SYSTEMS}");
        assert_eq!(after(&repository(&manifest(&before)), "ai-governance.yaml").unwrap(), manifest(&expected));
    }
    // What another block uses stays, and all else goes.
    let anchored = block("G", "terms#terms", "system/a").replace("risk: ", "risk: &risk ");
    let user = printed(&block("K", "terms#terms", "system/b"))
        .replace("risk: Readers of K learn late what they may use it for.", "risk: *risk");
    let also = block("H", "terms#terms", "system/a");
    let files = repository(&format!("{SYSTEMS}explanations:\n{anchored}{also}{user}"));
    let fixed = mend(&files);
    assert_eq!(fixed.changes[0].after.as_deref().unwrap(), format!("{SYSTEMS}explanations:\n{anchored}{user}"));
    let json = "{\n  \"tadashi\": 1,\n  \"organisation\": { \"name\": \"例\" },\n  \"roles\": [ { \"id\": \"officer\" } ],\n  \"systems\": [ { \"id\": \"a\", \"name\": \"A\", \"purpose\": \"Answers.\", \"stage\": \"live\", \"terms\": { \"url\": \"https://a.example\" } } ],\n  // all\n  \"explanations\": [\n    { \"id\": \"E\", \"expectation\": \"own.rules/terms\", \"about\": \"system/a\" }\n  ]\n}\n";
    let files = Memory::default()
        .with("tadashi.toml", "root = true\npacks = [\"policies\"]\n")
        .with("policies/own.tadashi", POLICY)
        .with("ai-governance.jsonc", json);
    let expected = json
        .replace("\"live\"", "\"deployed\"")
        .replace("[\n    { \"id\": \"E\", \"expectation\": \"own.rules/terms\", \"about\": \"system/a\" }\n  ]", "[]");
    assert_eq!(after(&files, "ai-governance.jsonc").unwrap(), expected);
}

#[test]
fn what_is_mechanical_is_completed() {
    let explanation = block("E", "conditions#terms", "system/b").replace("  fingerprint: PRINT\n", "");
    let manifest =
        SYSTEMS.replace("stage: deployed }", "stage: \"live\" }").replace("terms: {", "personal_data: yes, terms: {");
    let files = repository(&format!("{manifest}explanations:\n{explanation}"));
    let mended = after(&files, "ai-governance.yaml").unwrap();
    assert!(
        mended.contains("stage: \"deployed\" }   # no terms yet") && mended.contains("personal_data: true, terms"),
        "{mended}"
    );
    assert!(
        mended.contains("  expectation: own.rules/terms#terms\n")
            && mended.contains("  until: 2026-11-30\n  fingerprint: "),
        "{mended}"
    );
    assert_eq!(
        titles(&files),
        [
            "ai-governance.yaml: write `true`",
            "ai-governance.yaml: write `deployed`",
            "ai-governance.yaml: write `own.rules/terms`",
            "ai-governance.yaml: adds to explanation `E` the print of the expectation it was accepted for",
        ]
    );
    let lines = |text: &str| text.lines().filter(|line| line.contains('#')).count();
    assert_eq!(lines(&mended), lines(&manifest) + 1, "comments are kept");
}

#[test]
fn what_may_be_needed_stays() {
    for (text, why) in [
        (block("E", "later#terms", "system/a"), "it is not in force yet"),
        (block("E", "terms#terms", "[system/a, system/b]"), "one of its subjects needs it"),
        (block("E", "terms#terms", "system/a").replace("own.rules", "other.pack"), "its pack takes no part"),
        (block("E", "terms#none", "system/a"), "it names what does not exist"),
        (block("E", "terms#terms", "system/none"), "it names what does not exist"),
        (block("E", "terms#terms", "organisation"), "it is about somebody else, and was meant for another"),
    ] {
        let manifest = format!("{SYSTEMS}explanations:\n{}", printed(&text));
        assert_eq!(after(&repository(&manifest), "ai-governance.yaml").unwrap(), manifest, "{why}");
    }
    let gone = format!("{SYSTEMS}explanations:\n{}", block("E", "terms#terms", "system/a"));
    assert_eq!(mend(&repository(&gone)).changes.len(), 1);
    // Where anything could not be judged, or packs are left out, nothing is deleted.
    let files = repository(&gone).with("x/ai-governance.yaml", "tadashi: 1\nsystms: []\n");
    assert!(mend(&files).changes.is_empty());
    for options in [
        Options { no_config: true, ..Options::default() },
        Options { without_explanations: true, ..Options::default() },
        Options {
            packs: vec![tadashi::engine::packs::Origin::Named { name: "policies", place: None }],
            ..Options::default()
        },
    ] {
        let options = Options { as_of: tadashi::calendar::Date::parse(common::AS_OF).ok(), ..options };
        assert!(fix(&repository(&gone), &[String::new()], &options).changes.is_empty());
    }
}

#[test]
fn files_of_explanations_go_with_the_last_of_them() {
    let own = |id: &str, about: &str| block(id, "terms#terms", about);
    let record = "---\nexpectation: own.rules/terms#terms\nabout: system/a\nkind: transition\n---\n## Plan\nSoon.\n";
    let files = repository(SYSTEMS)
        .with("governance/explanations/one.yaml", own("ONE", "system/a").replace("- id", "  id"))
        .with("governance/explanations/list.yaml", format!("{}{}", own("L1", "system/a"), own("L2", "system/c")))
        .with(
            "governance/explanations/mixed.yaml",
            format!("# 記録\n{}{}", own("M1", "system/a"), printed(&own("M2", "system/b"))),
        )
        .with("governance/explanations/keyed.yaml", format!("tadashi: 1\nexplanations:\n{}", own("K1", "system/a")))
        .with("governance/explanations/2026-01.md", record);
    assert_eq!(after(&files, "governance/explanations/one.yaml"), None);
    assert_eq!(after(&files, "governance/explanations/list.yaml"), None);
    assert_eq!(after(&files, "governance/explanations/2026-01.md"), None);
    assert_eq!(after(&files, "governance/explanations/keyed.yaml").unwrap(), "tadashi: 1\nexplanations: []\n");
    let mixed = format!("# 記録\n{}", printed(&own("M2", "system/b")));
    assert_eq!(after(&files, "governance/explanations/mixed.yaml").unwrap(), mixed);
}

#[test]
fn a_file_that_holds_more_is_not_deleted() {
    let own = |id: &str| block(id, "terms#terms", "system/a");
    let record = "---\nexpectation: own.rules/terms#terms\nabout: system/a\nkind: transition\n---\n";
    let path = |name: &str| format!("governance/explanations/{name}");
    for (name, text, left) in [
        ("above.yaml", format!("# 記録\n# more\n\n{}", own("A")), "# 記録\n# more\n\n[]\n"),
        ("below.yaml", format!("{}\n# later\n", own("B")), "[]\n\n# later\n"),
        ("both.yaml", format!("# x\n\n# of C\n{}{}\n# y\n", own("C"), own("D")), "# x\n\n[]\n\n# y\n"),
        ("own.yaml", format!("# of E\n{}", own("E")), ""),
        ("plan.md", format!("{record}# Terms\n\n## Plan\nSoon.\n\n### Steps\nOne.\n"), ""),
        ("notes.md", format!("{record}## Plan\nSoon.\n\n## Minutes\nWe met.\n"), "same"),
        ("prose.md", format!("{record}\nWe met.\n\n## Plan\nSoon.\n"), "same"),
        ("title.md", format!("{record}# Terms\nWe met.\n\n## Plan\nSoon.\n"), "same"),
    ] {
        let files = repository(SYSTEMS).with(&path(name), text.as_str());
        let fixed = mend(&files);
        let said =
            fixed.done.iter().any(|(of, message)| *of == path(name) && message.fill(Lang::En).contains("by hand"));
        assert_eq!(said, left == "same", "{name}");
        match left {
            "same" => assert!(fixed.changes.is_empty(), "{name}"),
            "" => assert_eq!(after(&files, &path(name)), None, "{name}"),
            left => assert_eq!(after(&files, &path(name)).unwrap(), left, "{name}"),
        }
    }
}

#[test]
fn what_is_locked_is_not_edited() {
    let vendored =
        format!("tadashi: 1\norganisation: {{ name: X }}\nexplanations:\n{}", block("V", "terms#terms", "system/a"));
    for path in [".tadashi/facts/x.yaml", "copies/x.yaml"] {
        let manifest = SYSTEMS.replace("organisation: { name: 例示株式会社 }", &format!("facts: [{path}]"));
        let files = repository(&manifest).with(path, vendored.as_str());
        // The explanations of a copy count where they were written, and are mended there.
        let fixed = mend(&files);
        assert!(!common::write(&fixed.checked, "json").contains("explanation/overtaken"), "{path}");
        assert!(fixed.changes.is_empty(), "{path}");
    }
}

/// One file that several manifests read keeps what one of them needs.
#[test]
fn a_shared_file_keeps_what_one_manifest_needs() {
    let shared = printed(&block("S", "terms#terms", "system/b"));
    let files = repository(SYSTEMS)
        .with("tadashi.toml", "root = true\npacks = [\"policies\"]\nexplanations = [\"shared.yaml\"]\n")
        .with("x/ai-governance.yaml", SYSTEMS.replace("id: b, ", "id: b, terms: { url: \"https://b.example\" }, "))
        .with("shared.yaml", shared.as_str());
    assert_eq!(after(&files, "shared.yaml").unwrap(), shared);
    assert!(common::write(&mend(&files).checked, "json").contains("explanation/overtaken"));
    let neither =
        files.with("ai-governance.yaml", SYSTEMS.replace("id: b, ", "id: b, terms: { url: \"https://b.example\" }, "));
    assert_eq!(after(&neither, "shared.yaml").unwrap(), "[]\n", "the settings name it");
}

/// A folder of its own, taken away at the end.
struct Folder(PathBuf);

impl Folder {
    fn new(name: &str, manifest: &str) -> Self {
        let path = std::env::temp_dir().join(format!("tadashi-fix-{}-{name}", std::process::id()));
        let _ = fs::remove_dir_all(&path);
        fs::create_dir_all(path.join("policies")).unwrap();
        fs::write(path.join("tadashi.toml"), "root = true\npacks = [\"policies\"]\n").unwrap();
        fs::write(path.join("policies/own.tadashi"), POLICY).unwrap();
        fs::write(path.join("ai-governance.yaml"), manifest).unwrap();
        Self(path)
    }

    fn run(&self, arguments: &[&str]) -> (String, String, u8) {
        let (mut out, mut err) = (Vec::new(), Vec::new());
        let mut streams = Streams { out: Stream::new(&mut out, false), err: Stream::new(&mut err, false) };
        let at = self.0.to_str().unwrap();
        let all = ["tadashi", "check", at, "--as-of", common::AS_OF]
            .into_iter()
            .chain(arguments.iter().copied())
            .map(Into::into);
        let code = run(all.collect::<Vec<std::ffi::OsString>>(), &mut streams);
        drop(streams);
        (String::from_utf8(out).unwrap(), String::from_utf8(err).unwrap(), code)
    }

    fn manifest(&self) -> String {
        fs::read_to_string(self.0.join("ai-governance.yaml")).unwrap()
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        let _ = fs::remove_dir_all(&self.0);
    }
}

/// What the missing first line hid is wrong without it too.
#[test]
fn a_first_line_is_added_though_it_reveals_more() {
    let system = |id: &str| format!("  - {{ id: {id}, purpose: Answers., personal_data: maybe }}\n");
    let body = format!("systems:\n{}{}{}", system("a"), system("b"), system("c"));
    let files = repository(&body);
    assert_eq!(after(&files, "ai-governance.yaml").unwrap(), format!("tadashi: 1\n{body}"));
    assert_eq!(titles(&files), ["ai-governance.yaml: add `tadashi: 1`"]);
    assert_eq!(mend(&files).checked.report.exit_code(tadashi::diagnostic::Level::Error), 2);
    let quoted = repository(&format!("tadashi: \"1\"\n{body}"));
    assert_eq!(after(&quoted, "ai-governance.yaml").unwrap(), format!("tadashi: 1\n{body}"));
    // A word for an empty list is not made a list of one word.
    let none = repository("tadashi: 1\nsystems:\n  - { id: a, purpose: Answers., affected: nobody }\n");
    assert!(mend(&none).changes.is_empty());
}

#[test]
fn a_diff_writes_nothing_and_a_fix_writes_what_it_showed() {
    let before = format!("{SYSTEMS}explanations:\n{}", block("E", "terms#terms", "system/a"));
    let folder = Folder::new("diff", &before);
    fs::create_dir_all(folder.0.join("governance/explanations")).unwrap();
    let own = folder.0.join("governance/explanations/own.yaml");
    fs::write(&own, block("F", "terms#terms", "system/a")).unwrap();
    let (diff, err, code) = folder.run(&["--diff"]);
    assert_eq!((code, err.as_str(), folder.manifest()), (1, "", before));
    assert!(diff.contains("-  - id: E\n") || diff.contains("-- id: E\n"), "{diff}");
    assert!(
        diff.contains("--- a/governance/explanations/own.yaml\n+++ /dev/null\n@@ -1,9 +0,0 @@\n-- id: F\n"),
        "{diff}"
    );
    // The diff is one that git applies, to the same bytes.
    let copy = Folder::new("applied", &folder.manifest());
    fs::create_dir_all(copy.0.join("governance/explanations")).unwrap();
    fs::copy(&own, copy.0.join("governance/explanations/own.yaml")).unwrap();
    fs::write(copy.0.join("x.diff"), &diff).unwrap();
    let applied = std::process::Command::new("git").args(["apply", "x.diff"]).current_dir(&copy.0).status();
    let (out, err, code) = folder.run(&["--fix"]);
    assert_eq!(code, 1, "the terms of `b` are still missing: {out}");
    assert!(out.contains("system/b") && !out.contains("overtaken"), "{out}");
    assert!(err.contains("ai-governance.yaml: removes explanation `E`: overtaken"), "{err}");
    assert_eq!(folder.manifest(), format!("{SYSTEMS}explanations: []\n"));
    assert!(!own.exists());
    if applied.is_ok_and(|status| status.success()) {
        assert_eq!(copy.manifest(), folder.manifest());
        assert!(!copy.0.join("governance/explanations/own.yaml").exists());
    }
    assert_eq!(folder.run(&["--diff"]), (String::new(), String::new(), 0));
    let names: Vec<_> = fs::read_dir(&folder.0).unwrap().map(|entry| entry.unwrap().file_name()).collect();
    assert!(names.iter().all(|name| !name.to_string_lossy().ends_with(".tmp")), "{names:?}");
    let broken = Folder::new("broken", "tadashi: 1\nsystms: []\n");
    let (out, err, code) = broken.run(&["--diff"]);
    assert_eq!((out.as_str(), code), ("", 2));
    assert!(err.contains("manifest/unknown-key"), "{err}");
}

#[cfg(unix)]
#[test]
fn links_and_permissions() {
    use std::os::unix::fs::{PermissionsExt as _, symlink};
    let before = format!("{SYSTEMS}explanations:\n{}", block("E", "terms#terms", "system/a"));
    let folder = Folder::new("links", &before);
    let path = folder.0.join("ai-governance.yaml");
    fs::set_permissions(&path, fs::Permissions::from_mode(0o640)).unwrap();
    fs::rename(&path, folder.0.join("real.yaml")).unwrap();
    symlink("real.yaml", &path).unwrap();
    fs::write(
        folder.0.join("tadashi.toml"),
        "root = true\npacks = [\"policies\"]\nmanifests = [\"ai-governance.yaml\"]\n",
    )
    .unwrap();
    assert_eq!(folder.run(&["--fix"]).2, 1);
    assert!(path.is_symlink(), "the link stays, and what it points at is changed");
    let real = folder.0.join("real.yaml");
    assert_eq!(fs::read_to_string(&real).unwrap(), format!("{SYSTEMS}explanations: []\n"));
    assert_eq!(fs::metadata(&real).unwrap().permissions().mode() & 0o777, 0o640);
    // Outside the repository nothing is read or written.
    let disk = Disk::new(&folder.0).unwrap();
    symlink(std::env::temp_dir(), folder.0.join("out")).unwrap();
    let change = |path: &str, before: Option<&str>| changed::Change {
        path: path.to_owned(),
        before: before.map(str::to_owned),
        after: Some("x".to_owned()),
    };
    for path in ["out/tadashi-fix-x.yaml", "out/deeper/x.yaml", "../x.yaml"] {
        assert!(disk.make(&change(path, None)).is_err(), "{path}");
    }
    assert!(!Path::new(&std::env::temp_dir().join("tadashi-fix-x.yaml")).exists());
    // What somebody changed in the meantime is left alone.
    assert!(disk.make(&change("real.yaml", Some("old"))).is_err());
    assert!(disk.make(&change("real.yaml", None)).is_err());
    assert!(disk.make(&change("gone.yaml", Some("old"))).is_err());
    assert!(disk.make(&change("new/deep/x.yaml", None)).is_ok());
    assert_eq!(fs::read_to_string(folder.0.join("new/deep/x.yaml")).unwrap(), "x");
}

#[test]
fn every_example_and_case_is_mended_once() {
    let cases: Vec<PathBuf> = common::examples().into_iter().chain(common::ui_cases()).collect();
    let mut mended = 0;
    for case in cases {
        let disk = Disk::new(&case).unwrap();
        let fixed = mend(&disk);
        let mut then = changed::Changed::new(&disk);
        for change in &fixed.changes {
            then.set(&change.path, change.before.clone(), change.after.clone());
        }
        if !fixed.changes.is_empty() {
            let again = mend(&then);
            assert!(again.changes.is_empty(), "{}: {:?}", common::name(&case), again.done);
            mended += 1;
        }
        let verdicts = |checked: &tadashi::engine::Checked| {
            checked
                .report
                .judged
                .iter()
                .map(|one| format!("{} {} {:?}", one.expectation, one.subject, one.deviates))
                .collect::<Vec<_>>()
        };
        let plain = common::check(&case, Some(Lang::En));
        if plain.report.exit_code(plain.fail_on) < 2 {
            assert_eq!(verdicts(&plain), verdicts(&fixed.checked), "{}: no verdict is moved", common::name(&case));
        }
    }
    assert!(mended > 5, "{mended}");
}
