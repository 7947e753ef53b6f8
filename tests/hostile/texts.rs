//! Files that are no text, cannot be read or are gone when they are read, in every place that reads one.

use std::io;

use tadashi::text::Lang;
use tadashi::workspace::memory::Memory;
use tadashi::workspace::{Files, Problem};

use super::{codes_of, is_sound, pack};
use crate::common;

/// Where a repository holds files that are read, and what stands in each.
fn places() -> Vec<(&'static str, String)> {
    let policy = pack("system.documents is stated").replace(
        "  should\n",
        "  evidence\n    - f \"a file\" ja \"a\": system.incident_response in at least 3 words\n  should\n",
    );
    vec![
        ("ai-governance.yaml", "tadashi: 1\norganisation:\n  name: A\ninclude: [more.yaml]\nsystems:\n- {id: s, name: S, documents: [{file: doc.md}]}\n".to_owned()),
        ("more.yaml", "roles:\n- {id: lead, name: B, function: high}\n".to_owned()),
        ("tadashi.toml", "root = true\npacks = [\"acme\"]\n".to_owned()),
        ("acme/a.tadashi", policy.replace("  evidence\n    - f \"a file\" ja \"a\": system.incident_response in at least 3 words\n", "")),
        ("governance/explanations/a.yaml", "- {id: EX-1, expectation: acme/e, about: [system/s]}\n".to_owned()),
        ("governance/explanations/b.md", "---\nid: EX-2\nexpectation: acme/e\nabout: [system/s]\n---\nText.\n".to_owned()),
        ("tadashi.lock", "version = 1\n".to_owned()),
    ]
}

fn repository() -> Memory {
    places().iter().fold(Memory::default(), |files, (path, text)| files.with(path, text.as_str()))
}

#[test]
fn a_file_that_cannot_be_read_or_is_gone_stops_the_check() {
    assert!(
        !codes_of(&repository()).iter().any(|code| code.starts_with("workspace/")),
        "{:?}",
        codes_of(&repository())
    );
    for (path, _) in places() {
        let path_of = || path.to_owned();
        for (problem, code) in [
            (Problem::NotFound { path: path_of() }, "workspace/not-found"),
            (Problem::Unreadable { path: path_of(), kind: io::ErrorKind::PermissionDenied }, "workspace/unreadable"),
            (
                Problem::Unreadable { path: path_of(), kind: io::ErrorKind::StaleNetworkFileHandle },
                "workspace/unreadable",
            ),
            (Problem::NotAFile { path: path_of() }, "workspace/not-a-file"),
            (Problem::Outside { path: path_of() }, "workspace/outside"),
            (Problem::Changed { path: path_of() }, "workspace/changed"),
            (Problem::TooLarge { path: path_of(), limit: 3 }, "workspace/too-large"),
        ] {
            let files = repository().failing(path, problem);
            assert_eq!(is_sound(&files, &|| format!("{path} {code}")), 2);
            let told = common::write(&common::check_files(&files, Some(Lang::En)), "concise");
            assert!(told.contains(&format!("[{code}]")), "{path}: {code} is not in {told}");
            assert!(told.contains(path), "{path}: {told}");
        }
    }
}

/// Bytes that are no UTF-8 text, made of a text, and what is said of them.
fn spoilt(text: &str) -> Vec<(Vec<u8>, &'static str)> {
    let units: Vec<u16> = text.encode_utf16().collect();
    let little = || units.iter().flat_map(|unit| unit.to_le_bytes());
    let big = || units.iter().flat_map(|unit| unit.to_be_bytes());
    let with = |first: &[u8], rest: Vec<u8>| [first, &rest].concat();
    let cut = text.floor_char_boundary(text.len() / 2);
    vec![
        (with(&[0xFF, 0xFE], little().collect()), "workspace/utf-16"),
        (with(&[0xFE, 0xFF], big().collect()), "workspace/utf-16"),
        (little().collect(), "workspace/utf-16"),
        (big().collect(), "workspace/utf-16"),
        ([text.as_bytes(), b"\xFF"].concat(), "workspace/not-utf8"),
        ([&text.as_bytes()[..cut], b"\xE3\x81", &text.as_bytes()[cut..]].concat(), "workspace/not-utf8"),
        // Overlong, and half of a pair.
        ([text.as_bytes(), b"\xC0\xAF"].concat(), "workspace/not-utf8"),
        ([text.as_bytes(), b"\xED\xA0\x80"].concat(), "workspace/not-utf8"),
        ([text.as_bytes(), b"\0"].concat(), "workspace/nul-byte"),
        ([&text.as_bytes()[..cut], b"\0", &text.as_bytes()[cut..]].concat(), "workspace/nul-byte"),
    ]
}

#[test]
fn what_is_no_text_is_named_with_its_byte_wherever_it_stands() {
    for (path, text) in places() {
        for (bytes, code) in spoilt(&text) {
            let wrong = std::str::from_utf8(&bytes).map_err(|error| error.valid_up_to());
            let byte = match (code, wrong) {
                ("workspace/not-utf8", Err(at)) => Some(at + 1),
                ("workspace/nul-byte", _) => bytes.iter().position(|byte| *byte == 0).map(|at| at + 1),
                _ => None,
            };
            let files = repository().with(path, bytes);
            let checked = common::check_files(&files, Some(Lang::En));
            let said = common::write(&checked, "concise");
            let line =
                said.lines().find(|line| line.contains(code)).unwrap_or_else(|| panic!("{path}: {code}: {said}"));
            assert!(line.contains(path), "{line}");
            assert!(byte.is_none_or(|byte| line.contains(&format!("byte {byte}"))), "{line} {byte:?}");
            assert_eq!(is_sound(&files, &|| format!("{path} {code}")), 2);
        }
    }
    // Of a document it is a finding about the document: what is there cannot be read.
    for (bytes, _) in spoilt("A policy of many words that are there to be read.") {
        let manifest =
            "tadashi: 1\norganisation: {name: A}\nsystems:\n- {id: s, name: S, documents: [{name: d, file: doc.md}]}\n";
        let files = Memory::default()
            .with("ai-governance.yaml", manifest)
            .with("doc.md", bytes)
            .with("tadashi.toml", "packs = [\"jp.aigb\"]\n");
        assert_ne!(is_sound(&files, &|| "a document".to_owned()), 0);
    }
}

/// Places of the findings: file, line, column, in the order of the report.
fn spots(files: &dyn Files) -> Vec<(String, String, u64, u64)> {
    let checked = common::check_files(files, Some(Lang::En));
    let value: serde_json::Value = serde_json::from_str(&common::write(&checked, "json")).unwrap();
    let findings = value["findings"].as_array().unwrap();
    let mut spots = Vec::new();
    for finding in findings {
        for label in finding["labels"].as_array().into_iter().flatten() {
            let number = |key: &str| label["start"][key].as_u64().or_else(|| label[key].as_u64()).unwrap_or_default();
            spots.push((finding["code"].to_string(), label["file"].to_string(), number("line"), number("column")));
        }
    }
    assert!(!spots.is_empty(), "{value:#}");
    spots
}

#[test]
fn a_byte_order_mark_and_carriage_returns_move_no_column() {
    // A mistake in the first line and in a later one, behind wide letters, in every place.
    let broken: Vec<(&str, String)> = places()
        .into_iter()
        .map(|(path, text)| match path {
            "ai-governance.yaml" => (path, format!("{text}審査: 名簿\nroles: [{{id: 甲, nmae: 乙}}]\n")),
            "more.yaml" => (path, format!("{text}nmae: 審査\n")),
            "tadashi.toml" => (path, format!("{text}pakcs = [\"審査\"]\n")),
            "acme/a.tadashi" => (path, text.replace("documents is stated", "documnets is stated")),
            "governance/explanations/a.yaml" => (path, text.replace("about", "abuot")),
            "governance/explanations/b.md" => (path, text.replace("about", "abuot")),
            _ => (path, format!("{text}審査 = 1\n")),
        })
        .collect();
    let with = |change: &dyn Fn(&str) -> String| {
        broken.iter().fold(Memory::default(), |files, (path, text)| files.with(path, change(text)))
    };
    let plain = spots(&with(&|text| text.to_owned()));
    assert_eq!(spots(&with(&|text| format!("\u{FEFF}{text}"))), plain);
    assert_eq!(spots(&with(&|text| text.replace('\n', "\r\n"))), plain);
    assert_eq!(spots(&with(&|text| format!("\u{FEFF}{}", text.replace('\n', "\r\n")))), plain);
}

#[test]
fn paths_out_of_the_repository_are_refused_in_every_place_that_takes_one() {
    let outside = [
        "../secret.yaml",
        "a/../../secret.yaml",
        "/etc/hostname",
        "C:/secret.yaml",
        "a\\\\secret.yaml",
        "a\\0b.yaml",
        "file:///etc/hostname",
        "~/secret.yaml",
        "../*.yaml",
        "**/../../*.yaml",
    ];
    let acme = pack("system.purpose is stated");
    for path in outside {
        let quoted = format!("\"{path}\"");
        let of_manifest =
            |field: &str| format!("tadashi: 1\norganisation: {{name: A}}\n{}\n", field.replace("{}", &quoted));
        let manifests = [
            of_manifest("include: [{}]"),
            of_manifest("facts: [{file: {}, from: x}]"),
            of_manifest("systems:\n- {id: s, name: S, purpose: Why., documents: [{file: {}}]}"),
            of_manifest("systems:\n- {id: s, name: S, purpose: Why., paths: [{}]}"),
        ];
        for manifest in manifests {
            let files = Memory::default()
                .with("ai-governance.yaml", manifest.as_str())
                .with("acme/a.tadashi", acme.as_str())
                .with("tadashi.toml", "packs = [\"acme\"]\n");
            let found = codes_of(&files);
            let exit = is_sound(&files, &|| manifest.clone());
            // `~` and `file:` are names as any other; nothing of that name is there.
            let is_name = path.starts_with(['~', 'f']) || path.contains("\\0");
            assert!(exit > 0 || is_name && manifest.contains("s, name"), "{manifest}: {found:?}");
        }
        // TOML has no `\0`.
        let toml = quoted.replace("\\0", "\\u0000");
        for settings in [
            format!("packs = [{toml}]\n"),
            format!("manifests = [{toml}]\npacks = [\"acme\"]\n"),
            format!("explanations = [{toml}]\npacks = [\"acme\"]\n"),
        ] {
            let files = Memory::default()
                .with(
                    "ai-governance.yaml",
                    super::folder::MANIFEST.replace("scoring", "scoring, purpose: To judge credit."),
                )
                .with("acme/a.tadashi", acme.as_str())
                .with("tadashi.toml", settings.as_str());
            let exit = is_sound(&files, &|| settings.clone());
            assert!(
                exit == 2 || path.starts_with(['~', 'f']) && settings.starts_with("explanations"),
                "{settings}: {:?}",
                codes_of(&files)
            );
        }
        let policy = acme
            .replace("  publisher", &format!("  use other 1.0 from {}\n  publisher", quoted.replace("\\0", "\u{0}")));
        let files = Memory::default()
            .with("ai-governance.yaml", super::folder::MANIFEST)
            .with("acme/a.tadashi", policy.as_str())
            .with("tadashi.toml", "packs = [\"acme\"]\n");
        assert_eq!(is_sound(&files, &|| policy.clone()), 2, "{path}: {:?}", codes_of(&files));
    }
}
