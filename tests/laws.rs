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

use std::fs;
use std::path::PathBuf;

use serde_json::Value;
use tadashi::text::Lang;
use tadashi::workspace::disk::Disk;

fn cases() -> Vec<PathBuf> {
    let mut cases = common::ui_cases();
    cases.extend(common::examples());
    assert!(cases.len() > 20, "only {} cases", cases.len());
    cases
}

fn json(case: &std::path::Path, lang: Lang) -> Value {
    serde_json::from_str(&common::write(&common::check(case, Some(lang)), "json")).unwrap()
}

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
    for case in cases() {
        let report = json(&case, Lang::En);
        for label in labels(&report) {
            let path = label["path"].as_str().unwrap();
            let text =
                [case.join(path), common::root().join(path)].into_iter().find_map(|path| fs::read_to_string(path).ok());
            let Some(text) = text else { continue };
            let (start, end) =
                (label["start_byte"].as_u64().unwrap() as usize, label["end_byte"].as_u64().unwrap() as usize);
            assert!(start <= end && end <= text.len(), "{}: {label}", common::name(&case));
            assert!(text.is_char_boundary(start) && text.is_char_boundary(end), "{}: {label}", common::name(&case));
            let expected = naive(&text, start);
            let found = (label["line"].as_u64().unwrap(), label["column"].as_u64().unwrap());
            assert_eq!(found, expected, "{}: {label}", common::name(&case));
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
    for case in cases() {
        let (mut en, mut ja) = (json(&case, Lang::En), json(&case, Lang::Ja));
        for report in [&mut en, &mut ja] {
            if let Value::Object(map) = report {
                map.remove("language");
                map.remove("lang");
            }
            bare(report);
            // A fix of a text says its title in a language; what it does is the same.
        }
        assert_eq!(
            en["findings"].as_array().unwrap().len(),
            ja["findings"].as_array().unwrap().len(),
            "{}",
            common::name(&case)
        );
        for (a, b) in en["findings"].as_array().unwrap().iter().zip(ja["findings"].as_array().unwrap()) {
            assert_eq!(
                (&a["code"], &a["labels"], &a["about"]),
                (&b["code"], &b["labels"], &b["about"]),
                "{}",
                common::name(&case)
            );
        }
        assert_eq!(en["verdicts"], ja["verdicts"], "{}", common::name(&case));
    }
}

#[test]
fn two_runs_give_the_same_bytes_also_when_files_are_found_in_another_order() {
    for case in cases() {
        let disk = Disk::new(&case).unwrap();
        for format in ["graphical", "concise", "json"] {
            let first = common::write(&common::check_files(&disk, Some(Lang::En)), format);
            let again = common::write(&common::check_files(&common::Backwards(&disk), Some(Lang::En)), format);
            assert_eq!(first, again, "{}", common::name(&case));
        }
    }
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
    for case in cases() {
        for lang in [Lang::En, Lang::Ja] {
            let checked = common::check(&case, Some(lang));
            for format in ["graphical", "concise", "json"] {
                let text = common::write(&checked, format);
                assert!(!text.contains(&root), "{}: an absolute path", common::name(&case));
                assert!(
                    !text.chars().any(|c| c != '\n' && tadashi::text::is_hidden(c)),
                    "{}: a raw control character",
                    common::name(&case)
                );
                let unfilled = places.iter().find(|place| text.contains(*place));
                assert_eq!(unfilled, None, "{}", common::name(&case));
            }
        }
    }
}

#[test]
fn concise_is_one_line_a_finding() {
    for case in cases() {
        let checked = common::check(&case, Some(Lang::En));
        let text = common::write(&checked, "concise");
        let findings = checked.report.findings.len();
        let lines = text.lines().filter(|line| {
            ["error[", "warning[", "note["]
                .iter()
                .any(|level| line.starts_with(level) || line.contains(&format!(": {level}")))
        });
        assert_eq!(lines.count(), findings, "{}:\n{text}", common::name(&case));
    }
}

#[test]
fn exit_codes_follow_from_the_findings() {
    for case in cases() {
        let checked = common::check(&case, None);
        let report = json(&case, Lang::En);
        let stops =
            checked.report.findings.iter().any(|f| f.code.stops && f.level == tadashi::diagnostic::Level::Error);
        let exit = checked.report.exit_code(checked.fail_on);
        assert_eq!(exit == 2, stops, "{}", common::name(&case));
        assert_eq!(report["exit_code"].as_u64().unwrap(), u64::from(exit), "{}", common::name(&case));
    }
}
