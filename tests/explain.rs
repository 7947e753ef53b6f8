//! `tadashi explain`, as somebody meets it: for every open point of every example, printed and into every place, and
//! what the check says of the skeleton afterwards.
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

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use serde_json::Value;
use tadashi::cli::{Stream, Streams, run};

/// A copy of a folder, taken away at the end.
struct Copy(PathBuf);

impl Copy {
    fn of(folder: &Path, name: &str) -> Self {
        let path = std::env::temp_dir().join(format!("tadashi-explain-{}-{name}", std::process::id()));
        let _ = fs::remove_dir_all(&path);
        copy(folder, &path);
        Self(path)
    }

    fn path(&self, inner: &str) -> String {
        self.0.join(inner).to_str().unwrap().to_owned()
    }

    fn read(&self, inner: &str) -> String {
        fs::read_to_string(self.0.join(inner)).unwrap()
    }
}

impl Drop for Copy {
    fn drop(&mut self) {
        let _ = fs::remove_dir_all(&self.0);
    }
}

fn copy(from: &Path, to: &Path) {
    fs::create_dir_all(to).unwrap();
    for entry in fs::read_dir(from).unwrap() {
        let (path, name) = entry.map(|entry| (entry.path(), entry.file_name())).unwrap();
        if path.is_dir() {
            copy(&path, &to.join(name));
        } else {
            fs::copy(&path, to.join(name)).unwrap();
        }
    }
}

fn tadashi(arguments: &[&str]) -> (String, String, u8) {
    let (mut out, mut err) = (Vec::new(), Vec::new());
    let mut streams = Streams { out: Stream::new(&mut out, false), err: Stream::new(&mut err, false) };
    let all = ["tadashi"].iter().chain(arguments).chain(&["--as-of", common::AS_OF]).map(Into::into);
    let code = run(all.collect::<Vec<std::ffi::OsString>>(), &mut streams);
    drop(streams);
    (String::from_utf8(out).unwrap(), String::from_utf8(err).unwrap(), code)
}

/// Whether a report says something, wherever its lines break.
fn says(report: &str, words: &str) -> bool {
    let bare = |text: &str| text.split_whitespace().collect::<String>();
    bare(report).contains(&bare(words))
}

fn report(repository: &Copy) -> Value {
    let (out, _, code) = tadashi(&["check", &repository.path(""), "--format", "json", "--lang", "en"]);
    assert_ne!(code, 2, "{out}");
    serde_json::from_str(&out).unwrap()
}

/// Every open point of a repository that no explanation speaks of: manifest, `pack/clause#point`, subject.
fn open(report: &Value) -> Vec<(String, String, String)> {
    let texts = |value: &Value| {
        value.as_array().unwrap().iter().map(|text| text.as_str().unwrap().to_owned()).collect::<Vec<_>>()
    };
    let mut open = Vec::new();
    for verdict in report["verdicts"].as_array().unwrap() {
        let word = verdict["verdict"].as_str().unwrap();
        if word == "deviates" || word == "unknown" {
            let labels: Vec<String> = [texts(&verdict["deviates"]), texts(&verdict["unknown"])].concat();
            let name = |field: &str| verdict[field].as_str().unwrap().to_owned();
            open.extend(
                labels
                    .into_iter()
                    .map(|label| (name("manifest"), format!("{}#{label}", name("expectation")), name("subject"))),
            );
        }
    }
    open
}

/// The fields that the check says are missing of an explanation, and its state.
fn missing(report: &Value, id: &str) -> (String, BTreeSet<String>) {
    let explanations = report["explanations"].as_array().unwrap();
    let state = explanations.iter().find(|line| line["id"] == id).unwrap_or_else(|| panic!("{id}"))["state"].clone();
    let finding = report["findings"].as_array().unwrap().iter().find(|finding| finding["about"]["explanation"] == id);
    let message = finding.map_or("", |finding| finding["message"].as_str().unwrap());
    let (missing, others): (Vec<&str>, Vec<&str>) = message
        .split_once(": ")
        .map_or("", |(_, faults)| faults)
        .split("; ")
        .partition(|fault| fault.ends_with(" is missing"));
    // That a kind does not fit what the manifest says is a fault of the question.
    assert!(others.iter().all(|fault| fault.contains("says that it is done")), "{message}");
    let fields = missing.iter().map(|fault| fault.split('`').nth(1).unwrap().to_owned()).collect();
    (state.as_str().unwrap().to_owned(), fields)
}

/// The blanks that the command says a person has to fill in.
fn blanks(out: &str) -> BTreeSet<String> {
    out.lines().filter_map(|line| line.strip_prefix("  ")?.split(": ").nth(1).map(str::to_owned)).collect()
}

/// One question, into one place: the file changes nowhere else, and the check finds exactly what is blank.
fn round_trip(example: &Path, question: &(String, String, String), kind: Option<&str>, into: &str, name: &str) {
    let repository = Copy::of(example, name);
    let before = fs::read_to_string(repository.0.join(into)).unwrap_or_default();
    let at = repository.path(&question.0);
    let place = repository.path(into);
    let mut arguments = vec!["explain", &question.1, &question.2, &at, "--into", &place];
    arguments.extend(kind.iter().flat_map(|kind| ["--kind", kind]));
    let (out, err, code) = tadashi(&arguments);
    assert_eq!(code, 0, "{arguments:?}\n{err}");
    let id = out.split_whitespace().find(|word| word.starts_with("EX-")).unwrap().to_owned();
    let after = repository.read(into);
    let kept = after.lines().filter(|line| before.lines().any(|old| old == *line)).count();
    assert!(kept >= before.lines().count(), "{arguments:?}\n{after}");
    let (state, fields) = missing(&report(&repository), &id);
    assert_eq!((state.as_str(), &fields), ("insufficient", &blanks(&out)), "{arguments:?}\n{after}");
    // What was written is found where the command says.
    for line in out.lines().filter_map(|line| line.strip_prefix("  ")) {
        let mut parts = line.split(": ");
        let (place, field) = (parts.next().unwrap(), parts.next().unwrap());
        let (path, number) = place.rsplit_once(':').unwrap();
        let text = repository.read(path);
        let words = text.lines().nth(number.parse::<usize>().unwrap() - 1).unwrap();
        let field = field.rsplit('.').next().unwrap();
        let is_heading = into.ends_with(".md") && words.starts_with("## ");
        assert!(is_heading || words.trim_start().starts_with(&format!("{field}:")), "{line}: {words}");
    }
    if into != question.0 {
        return;
    }
    // Asked again, there is nothing left to explain.
    let (_, err, code) = tadashi(&["explain", &question.1, &question.2, &at]);
    assert_eq!(code, 1, "{err}");
    assert!(err.contains("engine/already-explained") && err.contains(&id), "{err}");
}

#[test]
fn every_open_point_of_every_example_has_a_skeleton() {
    let mut asked = 0;
    for example in common::examples() {
        let name = example.file_name().unwrap().to_string_lossy().into_owned();
        let repository = Copy::of(&example, &name);
        let known = report(&repository);
        for (index, question) in open(&known).iter().enumerate() {
            let (out, err, code) = tadashi(&["explain", &question.1, &question.2, &repository.path(&question.0)]);
            if code == 1 {
                let known = ["engine/already-explained", "`must`", "`may`"];
                assert!(known.iter().any(|words| says(&err, words)), "{question:?}\n{err}");
                continue;
            }
            assert_eq!(code, 0, "{question:?}\n{err}");
            assert!(out.starts_with("  - id: EX-") && out.contains("    fingerprint: "), "{out}");
            asked += 1;
            let folder = question.0.rsplit_once('/').map_or(String::new(), |(folder, _)| format!("{folder}/"));
            let own = |name: &str| format!("{folder}governance/explanations/{name}");
            let into = match index % 3 {
                0 => question.0.clone(),
                1 => own("new.yaml"),
                _ => own("new.md"),
            };
            round_trip(&example, question, None, &into, &format!("{name}-{index}"));
        }
    }
    assert!(asked > 20, "{asked}");
}

fn small(name: &str, manifest: (&str, &str)) -> Copy {
    let path = std::env::temp_dir().join(format!("tadashi-explain-small-{}-{name}", std::process::id()));
    let _ = fs::remove_dir_all(&path);
    fs::create_dir_all(&path).unwrap();
    let source = Copy(path.clone());
    fs::write(path.join("tadashi.toml"), "root = true\npacks = [\"jp.aigb\"]\n").unwrap();
    fs::write(path.join(manifest.0), manifest.1).unwrap();
    source
}

const FAQ: &str = "tadashi: 1
organisation: { name: Example KK, acts_as: [provider] }
roles: [ { id: officer, function: ai-officer } ]
systems:
  - id: faq
    purpose: Answers questions about opening hours.
    stage: deployed
    acts_as: [provider]
    owner: officer
    users: [consumers]
    affected: []
    impact: { level: significant }
    limits: []
    out_of_scope: []
";

#[test]
fn every_kind_asks_for_its_own_fields_and_no_others() {
    let source = small("kinds", ("ai-governance.yaml", FAQ));
    let question = ("ai-governance.yaml".to_owned(), "jp.aigb/use-limits#outside".to_owned(), "system/faq".to_owned());
    for kind in tadashi::policy::KINDS {
        if kind == "not-known" {
            let (_, err, code) = tadashi(&["explain", &question.1, "faq", &source.path(""), "--kind", kind]);
            assert_eq!(code, 2, "{err}");
            assert!(err.contains("`jp.aigb/use-limits` accepts no explanation of kind `not-known`"), "{err}");
            continue;
        }
        for into in ["ai-governance.yaml", "governance/explanations/new.md"] {
            let name = format!("kind-{kind}-{}", into.len());
            round_trip(&source.0, &question, Some(kind), into, &name);
        }
    }
}

#[test]
fn one_role_is_offered_and_never_a_day() {
    let source = small("role", ("ai-governance.yaml", FAQ));
    let of = || tadashi(&["explain", "use-limits#outside", "faq", &source.path(""), "--kind", "transition"]).0;
    let skeleton = of();
    assert!(skeleton.contains("      role: officer\n") && skeleton.contains("      date:\n"), "{skeleton}");
    assert!(skeleton.contains("    until: 2027-07-01\n"), "{skeleton}");
    assert!(skeleton.contains("    plan:\n") && skeleton.contains("    risk:\n") && !skeleton.contains("reason"));
    let two = FAQ.replace("function: ai-officer }", "function: ai-officer }, { id: law, function: legal }");
    fs::write(source.0.join("ai-governance.yaml"), two).unwrap();
    assert!(of().contains("      # may decide: law (legal), officer (ai-officer)\n      role:\n"), "{}", of());
    fs::write(source.0.join("ai-governance.yaml"), FAQ.replace("ai-officer", "auditor")).unwrap();
    assert!(of().contains("# no role of this manifest may decide") && of().contains("      role:\n"), "{}", of());
}

/// Nobody owns the organisation, and a file does not say for ever that nobody may decide.
#[test]
fn functions_that_may_decide_are_those_that_could() {
    let source = small("functions", ("ai-governance.yaml", &FAQ.replace("ai-officer", "auditor")));
    let of = |subject: &str, clause: &str, into: &[&str]| {
        let path = source.path("");
        let mut arguments = vec!["explain", clause, subject, &path, "--kind", "transition"];
        arguments.extend(into);
        tadashi(&arguments).0
    };
    let line = |text: &str| text.lines().find(|line| line.contains("whose function is")).unwrap_or_default().to_owned();
    let organisation = line(&of("organisation", "jp.aigb/literacy", &[]));
    assert!(organisation.contains("ai-officer") && !organisation.contains("system-owner"), "{organisation}");
    let system = line(&of("faq", "use-limits#outside", &[]));
    assert!(system.contains("no role of this manifest may decide") && system.contains("system-owner"), "{system}");
    let into = source.path("ai-governance.yaml");
    of("faq", "use-limits#outside", &["--into", &into]);
    let written = fs::read_to_string(into).unwrap();
    assert!(written.contains("# a role of `roles` whose function is") && !written.contains("no role of"), "{written}");
}

/// The roles that a skeleton names are those that the check accepts, and no others.
#[test]
fn whoever_is_said_to_may_decide_may() {
    let lender = common::root().join("examples/lender");
    for (role, may) in [("ai-officer", true), ("counsel", true), ("credit-lead", false), ("desk-lead", true)] {
        let repository = Copy::of(&lender, &format!("decides-{role}"));
        let question = ["explain", "human-judgement", "minutes", &repository.path("")];
        let skeleton = tadashi(&question).0;
        let named = skeleton.lines().find(|line| line.contains("may decide")).unwrap();
        assert_eq!(named.contains(&format!("{role} (")), may, "{named}");
        let filled = skeleton.replace("role:", &format!("role: {role}")).replace("date:", "date: 2026-07-01");
        let filled = filled
            .replace("plan:", "plan: The owner of the desk asks the staff by 2026-08-01 whose words the drafts hold.");
        let manifest = repository.read("ai-governance.yaml");
        fs::write(repository.0.join("ai-governance.yaml"), format!("{manifest}{filled}")).unwrap();
        let (state, _) = states(&report(&repository), "EX-6");
        assert_eq!(state == "accepted", may, "{role} {state}");
    }
}

fn states(report: &Value, id: &str) -> (String, Value) {
    let line = report["explanations"].as_array().unwrap().iter().find(|line| line["id"] == id).unwrap().clone();
    (line["state"].as_str().unwrap().to_owned(), line)
}

#[test]
fn every_format_of_a_manifest_takes_one() {
    let json = r#"{
    "tadashi": 1,
    "organisation": { "name": "例示" },
    "roles": [ { "id": "officer", "function": "ai-officer" } ],
    "systems": [
        { "id": "faq", "purpose": "Answers questions.", "stage": "deployed", "acts_as": ["provider"], "users": ["consumers"], "affected": [], "impact": { "level": "significant" }, "limits": [], "out_of_scope": [] }
    ]
}
"#;
    let toml = "tadashi = 1 # 版\nsystems = [ { id = \"faq\", purpose = \"Answers questions.\", stage = \"deployed\", acts_as = [\"provider\"], users = [\"consumers\"], affected = [], impact = { level = \"significant\" }, limits = [], out_of_scope = [] } ]\n[organisation]\nname = \"例示\"\n[[roles]]\nid = \"officer\"\nfunction = \"ai-officer\"\n";
    for (name, text) in [
        ("ai-governance.yaml", FAQ.to_owned()),
        ("ai-governance.yaml", format!("\u{FEFF}{}", FAQ.replace('\n', "\r\n"))),
        ("ai-governance.yaml", format!("{FAQ}explanations: []   # まだない\n# 終わり")),
        ("ai-governance.yaml", format!("{FAQ}explanations: [ ]")),
        ("ai-governance.yaml", format!("explanations:\n\n{FAQ}# 終わり\n")),
        ("ai-governance.md", format!("---\n{FAQ}---\n# 本文\n")),
        ("ai-governance.json", json.to_owned()),
        ("ai-governance.jsonc", json.replace("    \"tadashi\": 1,", "    // 版\n    \"tadashi\": 1,")),
        ("ai-governance.toml", toml.to_owned()),
    ] {
        let source = small(&format!("format-{}", text.len()), (name, &text));
        let before = report(&source);
        for (kind, id) in [("transition", "EX-1"), ("infeasible", "EX-2")] {
            let point = if id == "EX-1" { "use-limits#outside" } else { "use-limits#purpose" };
            let (out, err, code) =
                tadashi(&["explain", point, "faq", &source.path(name), "--into", &source.path(name), "--kind", kind]);
            if id == "EX-2" {
                assert_eq!(code, 1, "{err}");
                continue;
            }
            assert_eq!(code, 0, "{name}: {err}");
            let (state, fields) = missing(&report(&source), id);
            assert_eq!((state.as_str(), &fields), ("insufficient", &blanks(&out)), "{name}\n{}", source.read(name));
        }
        let after = source.read(name);
        let rest: Vec<&str> = text.lines().filter(|line| !line.contains("explanations")).collect();
        let mut lines = after.lines();
        for line in rest {
            assert!(
                lines.any(|other| other == line || other == format!("{line},")),
                "{name}: {line:?} is gone or elsewhere\n{after}"
            );
        }
        assert_eq!(after.contains("\r\n"), text.contains("\r\n"));
        assert_eq!(after.replace("\r\n", "").contains('\n'), !text.contains("\r\n"));
        assert_eq!(after.starts_with('\u{FEFF}'), text.starts_with('\u{FEFF}'));
        assert_eq!(report(&source)["verdicts"], before["verdicts"], "{name}");
    }
}

#[test]
fn what_cannot_be_written_is_refused_and_nothing_changes() {
    let source = small("refused", ("ai-governance.yaml", FAQ));
    let at = source.path("");
    let own = source.path("governance/explanations/one.yaml");
    fs::create_dir_all(source.0.join("governance/explanations")).unwrap();
    fs::write(&own, "id: EX-1\nexpectation: jp.aigb/use-limits#purpose\nabout: system/faq\n").unwrap();
    let all = || {
        let mut paths: Vec<_> = walk(&source.0).into_iter().map(|path| (fs::read(&path).unwrap(), path)).collect();
        paths.sort();
        paths
    };
    let before = all();
    for (into, code) in [
        (own.as_str(), "engine/no-place"),
        (&source.path("elsewhere/x.yaml"), "engine/not-read"),
        (&source.path(".tadashi/facts/x.yaml"), "engine/locked"),
        (&source.path("tadashi.lock"), "engine/locked"),
        (&source.path("x.json"), "engine/no-place"),
        (&source.path("tadashi.toml"), "engine/not-read"),
        (&std::env::temp_dir().join("x.yaml").to_string_lossy(), "workspace/other-repository"),
    ] {
        let (out, err, exit) = tadashi(&["explain", "use-limits#outside", "faq", &at, "--into", into]);
        assert_eq!((exit, out.as_str()), (2, ""), "{into}");
        assert!(err.contains(code), "{into}: {err}");
        assert_eq!(before, all(), "{into}");
    }
    for (expectation, subject, more, code, exit) in [
        ("use-limts", "faq", &[][..], "engine/no-such-expectation", 2),
        ("jp.aigb/use-limits#outsid", "faq", &[], "engine/no-such-point", 2),
        ("use-limits", "system/fax", &[], "engine/no-such-subject", 2),
        ("use-limits#outside", "faq", &["--kind", "transitoin"], "did you mean `transition`", 2),
        ("use-limits#outside", "faq", &["--id", "EX-1"], "engine/id-not-free", 2),
        ("use-limits#outside", "faq", &["--id", "a b"], "engine/id-not-free", 2),
        ("use-limits#purpose", "faq", &[], "engine/nothing-to-explain", 1),
        ("use-limits", "organisation", &[], "is about `system`", 1),
    ] {
        let (out, err, code_found) = tadashi(&[&["explain", expectation, subject, &at], more].concat());
        assert_eq!((code_found, out.as_str()), (exit, ""), "{expectation} {subject}: {err}");
        assert!(says(&err, code), "{expectation} {subject}: {err}");
    }
    // What cannot be read may be what was asked about.
    fs::create_dir_all(source.0.join("b")).unwrap();
    fs::write(source.0.join("b/ai-governance.yaml"), "tadashi: 1\nsystems: [\n").unwrap();
    let (_, err, exit) = tadashi(&["explain", "use-limits#purpose", "faq", &at]);
    assert_eq!(exit, 2, "{err}");
    assert!(err.contains("engine/nothing-to-explain") && err.contains("manifest/syntax"), "{err}");
    fs::remove_dir_all(source.0.join("b")).unwrap();
    fs::write(source.0.join("ai-governance.yaml"), "tadashi: 1\nsystms: []\n").unwrap();
    let (_, err, exit) = tadashi(&["explain", "use-limits", "faq", &at]);
    assert_eq!(exit, 2);
    assert!(err.contains("manifest/unknown-key"), "{err}");
}

fn walk(folder: &Path) -> Vec<PathBuf> {
    let entries = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
    entries.flat_map(|path| if path.is_dir() { walk(&path) } else { vec![path] }).collect()
}

/// A policy of one's own, for what no embedded clause has.
const OWN: &str = r#"
pack own.rules version 1.0.0 { title "Own" title ja "自社" language 1 schema ai-governance 1 }
instrument LAW { title "Law" title ja "法" issuer "State" edition "1" dated 2026-01-01 status statute }
instrument RULE { title "Rule" title ja "規則" issuer "Us" edition "1" dated 2026-01-01 status guidance }
clauses of LAW { "1" "names" ja "名称" strength law }
clauses of RULE { "1" "terms" ja "条件" strength should "2" "later" ja "後" strength should }
by default explanation ordinary {
  needs decision by legal or system-owner
  lasts at most 12 months
}
by default explanation strict {
  needs instead with evidence
  needs record
  needs decision by someone other than the owner
  lasts at most 3 months
  accepts kinds [infeasible, alternative]
}
expectation named {
  title "A system has a name" title ja "名称がある"
  cites LAW "1"
  applies to each system
  must
    - name "says its name" ja "名称を示す": system.name is stated
}
expectation terms {
  title "Terms" title ja "利用条件"
  cites RULE "1"
  applies to each system
  should
    - terms "has terms" ja "利用条件がある": system.terms is stated
    - limits "says limits" ja "限界を示す": there are at least 2 limits in system.limits
  explanation strict
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
"#;

fn own(name: &str) -> Copy {
    let source = small(name, ("ai-governance.yaml", &FAQ.replace("limits: []", "limits: [One]")));
    fs::create_dir_all(source.0.join("policies")).unwrap();
    fs::write(source.0.join("policies/own.tadashi"), OWN).unwrap();
    fs::write(source.0.join("tadashi.toml"), "root = true\npacks = [\"policies\"]\n").unwrap();
    source
}

#[test]
fn sets_shape_the_skeleton_and_musts_have_none() {
    let source = own("own");
    let at = source.path("");
    let ask = |arguments: &[&str]| tadashi(&[&["explain"], arguments, &[at.as_str()]].concat());
    let (_, err, code) = ask(&["named", "faq"]);
    assert_eq!(code, 1);
    assert!(err.contains("engine/cannot-be-explained") && err.contains("LAW 1"), "{err}");
    let (_, err, code) = ask(&["later", "faq", "--lang", "ja"]);
    assert_eq!(code, 1);
    assert!(says(&err, "`own.rules/later` は現在効力を有しません"), "{err}");
    let (out, _, code) = ask(&["terms", "faq", "--kind", "infeasible"]);
    assert_eq!((code, out.matches("- id: EX-").count()), (0, 2), "{out}");
    let names: Vec<&str> = out.lines().take_while(|line| !line.contains("EX-2")).map(str::trim).collect();
    let names: Vec<&str> = names.into_iter().filter(|line| !line.starts_with('#')).collect();
    let fields: Vec<&str> = names.iter().map(|line| line.trim_start_matches("- ").split(':').next().unwrap()).collect();
    assert_eq!(
        fields,
        [
            "id",
            "expectation",
            "about",
            "kind",
            "reason",
            "risk",
            "instead",
            "evidence",
            "decided",
            "role",
            "date",
            "record",
            "until",
            "fingerprint"
        ]
    );
    assert!(out.contains("until: 2026-10-01") && out.contains("at least 25 words"), "{out}");
    // The only role owns the system, and somebody else has to decide.
    assert!(out.contains("# no role of this manifest may decide"), "{out}");
    let (_, err, code) = ask(&["conditions#terms", "faq", "--kind", "conflict"]);
    assert_eq!(code, 2);
    assert!(says(&err, "write one of `alternative`, `infeasible`") && says(&err, "own.rules/terms"), "{err}");
    let into = source.path("governance/explanations/both.md");
    let (_, err, code) = ask(&["terms", "faq", "--into", &into]);
    assert_eq!(code, 2);
    assert!(err.contains("engine/one-point") && err.contains("`own.rules/terms#terms`"), "{err}");
    let (out, err, code) = ask(&["terms", "faq", "--into", &source.path("governance/explanations/")]);
    assert_eq!(code, 0, "{err}");
    assert!(
        out.contains("governance/explanations/EX-1.yaml") && out.contains("governance/explanations/EX-2.yaml"),
        "{out}"
    );
    assert_eq!(report(&source)["explanations"].as_array().unwrap().len(), 2);
}

#[test]
fn a_subject_that_is_open_in_several_manifests_is_asked_for() {
    let source = small("several", ("ai-governance.yaml", FAQ));
    fs::create_dir_all(source.0.join("b")).unwrap();
    fs::write(source.0.join("b/ai-governance.yaml"), FAQ).unwrap();
    let (_, err, code) = tadashi(&["explain", "use-limits", "faq", &source.path("")]);
    assert_eq!(code, 2);
    assert!(says(&err, "name one of them at the end: ai-governance.yaml, b/ai-governance.yaml"), "{err}");
    let (out, err, code) = tadashi(&["explain", "use-limits", "faq", &source.path("b")]);
    assert_eq!(code, 0, "{err}");
    assert!(out.contains("(b/ai-governance.yaml:"), "{out}");
}

/// The page shows what the command prints; `just docs` writes it anew.
#[test]
fn the_page_shows_what_is_printed() {
    let path = common::root().join("docs/explain-and-fix.md");
    let page = fs::read_to_string(&path).unwrap();
    let start = page.find("```yaml\n").unwrap() + 8;
    let end = start + page[start..].find("```").unwrap();
    let command = page.lines().find(|line| line.starts_with("tadashi explain ")).unwrap();
    let mut arguments: Vec<&str> = command.split_whitespace().skip(1).collect();
    let lender = common::root().join("examples/lender");
    arguments.insert(3, lender.to_str().unwrap());
    let (out, err, code) = tadashi(&arguments);
    assert_eq!(code, 0, "{err}");
    if std::env::var_os("TADASHI_WRITE_DOCS").is_some() {
        fs::write(&path, format!("{}{out}{}", &page[..start], &page[end..])).unwrap();
    } else {
        assert_eq!(&page[start..end], out);
    }
}
