//! What holds for every report, whatever it is about: run over every ui case and every example.
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
use std::path::PathBuf;
use std::sync::LazyLock;

use serde_json::Value;
use tadashi::calendar::Date;
use tadashi::diagnostic::Level;
use tadashi::engine::{self, Checked, Options};
use tadashi::judge::judge;
use tadashi::policy::EXPLANATION_STATES;
use tadashi::text::Lang;
use tadashi::workspace::disk::Disk;
use tadashi::workspace::memory::Memory;

const FORMATS: [&str; 3] = ["graphical", "concise", "json"];

/// A case, checked and written once for all laws.
struct Case {
    path: PathBuf,
    name: String,
    en: Written,
    ja: Written,
}

/// One language of a case.
struct Written {
    /// In the order of [`FORMATS`].
    texts: [String; 3],
    findings: usize,
    stops: bool,
    exit: u8,
    manifests: Vec<String>,
}

impl Written {
    fn of(checked: &Checked) -> Self {
        let report = &checked.report;
        Self {
            texts: FORMATS.map(|format| common::write(checked, format)),
            findings: report.findings.len(),
            stops: report.findings.iter().any(|f| f.code.stops && f.level == Level::Error),
            exit: report.exit_code(checked.fail_on),
            manifests: report.manifests.clone(),
        }
    }

    fn json(&self) -> Value {
        serde_json::from_str(&self.texts[2]).unwrap()
    }
}

static CASES: LazyLock<Vec<Case>> = LazyLock::new(|| {
    let paths: Vec<PathBuf> = common::ui_cases().into_iter().chain(common::examples()).collect();
    assert!(paths.len() > 20, "only {} cases", paths.len());
    let written = |path: &PathBuf, lang| Written::of(&common::check(path, Some(lang)));
    let case = |path: PathBuf| Case {
        name: common::name(&path),
        en: written(&path, Lang::En),
        ja: written(&path, Lang::Ja),
        path,
    };
    paths.into_iter().map(case).collect()
});

fn labels(report: &Value) -> impl Iterator<Item = &Value> {
    let findings = report["findings"].as_array().unwrap().iter();
    findings.flat_map(|finding| finding["labels"].as_array().unwrap())
}

/// Lines and columns counted the slow way, from the first character.
fn naive(text: &str, byte: usize) -> (u64, u64) {
    let (mut line, mut column) = (1, 1);
    for (at, c) in text.char_indices() {
        if at >= byte {
            break;
        }
        match c {
            '\n' => (line, column) = (line + 1, 1),
            '\u{FEFF}' if at == 0 => {}
            _ => column += 1,
        }
    }
    (line, column)
}

#[test]
fn positions_agree_with_a_naive_counter_and_bytes_lie_on_character_borders() {
    let mut seen = 0;
    for case in CASES.iter() {
        let report = case.en.json();
        for label in labels(&report) {
            let path = label["path"].as_str().unwrap();
            let text = [case.path.join(path), common::root().join(path)]
                .into_iter()
                .find_map(|path| fs::read_to_string(path).ok());
            let Some(text) = text else { continue };
            let (start, end) =
                (label["start_byte"].as_u64().unwrap() as usize, label["end_byte"].as_u64().unwrap() as usize);
            assert!(start <= end && end <= text.len(), "{}: {label}", case.name);
            assert!(text.is_char_boundary(start) && text.is_char_boundary(end), "{}: {label}", case.name);
            let expected = naive(&text, start);
            let found = (label["line"].as_u64().unwrap(), label["column"].as_u64().unwrap());
            assert_eq!(found, expected, "{}: {label}", case.name);
            seen += 1;
        }
    }
    assert!(seen > 50, "only {seen} labels were seen");
}

#[test]
fn both_languages_find_the_same_at_the_same_places() {
    fn bare(value: &mut Value) {
        match value {
            Value::Object(map) => {
                for key in ["message", "why", "help", "title"] {
                    map.remove(key);
                }
                map.values_mut().for_each(bare);
            }
            Value::Array(list) => list.iter_mut().for_each(bare),
            _ => {}
        }
    }
    for case in CASES.iter() {
        let (mut en, mut ja) = (case.en.json(), case.ja.json());
        for report in [&mut en, &mut ja] {
            if let Value::Object(map) = report {
                map.remove("language");
                map.remove("lang");
            }
            bare(report);
            // A fix of a text says its title in a language; what it does is the same.
        }
        assert_eq!(en["findings"].as_array().unwrap().len(), ja["findings"].as_array().unwrap().len(), "{}", case.name);
        for (a, b) in en["findings"].as_array().unwrap().iter().zip(ja["findings"].as_array().unwrap()) {
            assert_eq!(
                (&a["code"], &a["labels"], &a["about"]),
                (&b["code"], &b["labels"], &b["about"]),
                "{}",
                case.name
            );
        }
        assert_eq!(en["verdicts"], ja["verdicts"], "{}", case.name);
    }
}

#[test]
fn two_runs_give_the_same_bytes_also_when_manifests_are_named_in_another_order() {
    let mut several = 0;
    for case in CASES.iter() {
        let disk = Disk::new(&case.path).unwrap();
        let again = Written::of(&common::check_files(&disk, Some(Lang::En)));
        assert_eq!(case.en.texts, again.texts, "{}", case.name);
        let mut manifests = case.en.manifests.clone();
        if manifests.len() > 1 {
            several += 1;
            let forward = Written::of(&common::check_targets(&disk, &manifests));
            manifests.reverse();
            let backward = Written::of(&common::check_targets(&disk, &manifests));
            assert_eq!(forward.texts, backward.texts, "{}", case.name);
        }
    }
    assert!(several > 0, "no case has several manifests");
}

#[test]
fn findings_told_as_they_come_are_those_of_the_whole_report_on_any_number_of_threads() {
    for case in CASES.iter() {
        let disk = Disk::new(&case.path).unwrap();
        for (index, format) in FORMATS.iter().enumerate().take(2) {
            let told = common::told(&disk, format, 3);
            assert_eq!(told, case.en.texts[index], "{} {format}", case.name);
        }
    }
    // More manifests than are judged at once, every third of them with something to say.
    let text = fs::read_to_string(common::root().join("examples/lender/ai-governance.yaml")).unwrap();
    let mut files = Memory::default();
    for index in 0..70 {
        let text = if index % 3 == 0 { text.replace("tested: 2025-08-28", "tested: 2020-01-01") } else { text.clone() };
        files = files.with(&format!("unit-{index:03}/ai-governance.yaml"), text);
    }
    let whole = |threads| {
        let options = Options { as_of: Date::parse(common::AS_OF).ok(), threads: Some(threads), ..Options::default() };
        Written::of(&engine::check(&files, &[String::new()], &options)).texts
    };
    let one = whole(1);
    assert_eq!(one, whole(4));
    assert_eq!(common::told(&files, "concise", 4), one[1]);
}

#[test]
fn no_report_holds_an_absolute_path_an_escape_or_an_unfilled_place() {
    let root = common::root().display().to_string();
    let mut places: Vec<String> = Vec::new();
    for code in tadashi::catalog::codes() {
        for text in [code.message, code.why, code.help] {
            for part in text.en.split('{').skip(1) {
                let name: String = part.chars().take_while(|c| c.is_ascii_lowercase() || *c == '_').collect();
                if part[name.len()..].starts_with('}') && !name.is_empty() {
                    places.push(format!("{{{name}}}"));
                }
            }
        }
    }
    for case in CASES.iter() {
        for text in case.en.texts.iter().chain(&case.ja.texts) {
            assert!(!text.contains(&root), "{}: an absolute path", case.name);
            let hidden = text.chars().any(|c| c != '\n' && tadashi::text::is_hidden(c));
            assert!(!hidden, "{}: a raw control character", case.name);
            let unfilled = places.iter().find(|place| text.contains(*place));
            assert_eq!(unfilled, None, "{}", case.name);
        }
    }
}

#[test]
fn concise_is_one_line_a_finding() {
    for case in CASES.iter() {
        let text = &case.en.texts[1];
        let lines = text.lines().filter(|line| {
            ["error[", "warning[", "note["]
                .iter()
                .any(|level| line.starts_with(level) || line.contains(&format!(": {level}")))
        });
        assert_eq!(lines.count(), case.en.findings, "{}:\n{text}", case.name);
    }
}

#[test]
fn exit_codes_follow_from_the_findings() {
    for case in CASES.iter() {
        assert_eq!(case.en.exit == 2, case.en.stops, "{}", case.name);
        assert_eq!(case.en.json()["exit_code"].as_u64().unwrap(), u64::from(case.en.exit), "{}", case.name);
        assert_eq!(case.en.exit, case.ja.exit, "{}", case.name);
    }
}

/// Put behind those that are there, an explanation settles what it names, and nothing else.
#[test]
fn an_explanation_changes_no_verdict_but_those_it_names() {
    let mut changed = 0;
    for case in CASES.iter() {
        let disk = Disk::new(&case.path).unwrap();
        let options = Options { as_of: Date::parse(common::AS_OF).ok(), ..Options::default() };
        let _ = engine::check_each(&disk, &[String::new()], &options, &mut |judged| {
            let all = &judged.judgement.explanations;
            let verdicts = |count: usize| {
                judge(judged.policies, judged.facts, judged.papers, all[..count].to_vec(), judged.as_of).evaluations
            };
            for (count, explanation) in all.iter().enumerate() {
                for (before, after) in verdicts(count).iter().zip(verdicts(count + 1)) {
                    if before.verdict == after.verdict {
                        continue;
                    }
                    changed += 1;
                    let clause = &judged.policies.expectations[after.expectation];
                    let named = &explanation.expectation.as_ref().unwrap().value;
                    let named = named.split(['/', '#']).nth(1).unwrap();
                    assert!(clause.name == named || clause.formerly.iter().any(|old| old == named), "{}", case.name);
                    assert!(explanation.about.iter().any(|one| one.value == after.subject.id), "{}", case.name);
                }
            }
        });
    }
    assert!(changed > 15, "only {changed} verdicts were explained");
}

#[test]
fn the_example_of_explanations_shows_every_state() {
    let report = CASES.iter().find(|case| case.name == "examples/explanations").unwrap().en.json();
    let lines = report["explanations"].as_array().unwrap();
    let states: BTreeSet<&str> = lines.iter().map(|line| line["state"].as_str().unwrap()).collect();
    assert_eq!(states, BTreeSet::from(EXPLANATION_STATES));
    let findings = report["findings"].as_array().unwrap();
    for state in EXPLANATION_STATES.iter().filter(|state| **state != "accepted") {
        let code = format!("explanation/{state}");
        assert!(findings.iter().any(|finding| finding["code"] == code.as_str()), "{state}");
    }
}
