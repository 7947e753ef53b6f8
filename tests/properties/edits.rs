//! Laws of edits: what is not replaced stays, what is taken out of a list is gone and nothing else is.

use std::collections::BTreeMap;

use tadashi::diagnostic::Edit;
use tadashi::edit::{Sheet, apply, diff};
use tadashi::limits::Limits;
use tadashi::manifest::node::Document;
use tadashi::manifest::{format_of, parse_into};
use tadashi::source::{FileId, SourceText, Span};

use crate::dice::Dice;

const PIECES: [&str; 10] = ["a", "bc", "東", "🎌", "\n", "\r\n", " ", "é", ":", "x y z"];

#[test]
fn edits_replace_what_they_name_and_keep_the_rest() {
    let mut dice = Dice::new(21);
    for _ in 0..3000 {
        let text = dice.text(&PIECES, 20);
        let mut borders: Vec<usize> = (0..=text.len()).filter(|at| text.is_char_boundary(*at)).collect();
        let wanted = 2 * dice.roll(5);
        while borders.len() > wanted.max(2) {
            borders.remove(dice.roll(borders.len()));
        }
        let mut edits: Vec<Edit> = borders
            .chunks_exact(2)
            .map(|pair| Edit { span: Span::new(FileId(0), pair[0], pair[1]), text: dice.text(&PIECES, 3) })
            .collect();
        // From the last to the first, no edit moves another.
        let mut expected = text.clone();
        edits.iter().rev().for_each(|edit| expected.replace_range(edit.span.range(), &edit.text));
        if edits.len() > 1 && dice.roll(2) == 0 {
            edits.reverse();
        }
        assert_eq!(apply(&text, &edits).as_deref(), Some(expected.as_str()), "{text:?} {edits:?}");
        // A carriage return by itself steers a terminal: the diff writes it out, and cannot be applied there.
        let steers = |text: &str| text.replace("\r\n", "").contains('\r');
        if !steers(&text) && !steers(&expected) {
            patched(&text, &expected);
        }
    }
}

#[test]
fn edits_that_overlap_or_cut_a_character_are_refused() {
    let edit = |start, end| Edit { span: Span::new(FileId(0), start, end), text: "x".into() };
    assert_eq!(apply("abcdef", &[edit(0, 3), edit(2, 4)]), None);
    assert_eq!(apply("abcdef", &[edit(2, 4), edit(0, 3)]), None);
    for (start, end) in [(0, 1), (1, 3), (1, 1), (4, 4), (0, 9)] {
        assert_eq!(apply("東", &[edit(start, end)]), None, "{start}..{end}");
    }
}

/// Follows a unified diff the plain way.
fn patched(before: &str, after: &str) {
    let diff = diff::unified("a", Some(before), Some(after));
    if before == after {
        assert_eq!(diff, "");
        return;
    }
    let old: Vec<&str> = before.split_inclusive('\n').collect();
    let (mut out, mut at, mut last) = (String::new(), 0, None);
    for line in diff.split_inclusive('\n').skip_while(|line| !line.starts_with("@@")) {
        let (sign, rest) = line.split_at(1);
        match sign {
            "@" => {
                let range = line[4..].split(' ').next().unwrap();
                let (start, count) = range.split_once(',').unwrap_or((range, "1"));
                let start: usize = start.parse().unwrap();
                // A hunk of no old line names the line before it.
                let start = if count == "0" { start } else { start - 1 };
                out.extend(old[at..start].iter().copied());
                at = start;
            }
            "\\" => {
                if last != Some("-") {
                    out.pop();
                }
            }
            "-" => at += 1,
            " " | "+" => {
                out.push_str(rest);
                at += usize::from(sign == " ");
            }
            _ => panic!("{line:?} in {diff}"),
        }
        last = Some(sign);
    }
    out.extend(old[at..].iter().copied());
    assert_eq!(out, after, "{diff}");
}

/// A manifest with explanations of these ids, in a format and one of several ways to write it.
fn manifest(format: &str, way: usize, ids: &[String]) -> String {
    let rows = |row: &dyn Fn(&String) -> String, between: &str| ids.iter().map(row).collect::<Vec<_>>().join(between);
    match (format, way) {
        ("yaml", 0) => {
            let rows = rows(
                &|id| format!("- id: {id} # 注\n  reason: |\n    なぜなら {id}\n\n    more\n  about: [organisation]\n"),
                "",
            );
            format!("tadashi: 1\n# 上\nexplanations:\n{rows}systems: []\n")
        }
        ("yaml", 1) => {
            let rows = rows(&|id| format!("  # of {id}\n  - {{ id: {id}, reason: 'it''s, so' }}\n"), "\n");
            format!("\u{FEFF}systems: []\r\nexplanations:\n{rows}")
        }
        ("yaml", _) => {
            let rows = rows(&|id| format!("{{ id: {id}, about: [a, b] }}"), ", ");
            format!("explanations: [ {rows} ] # end\nsystems: []\n")
        }
        ("json", 0) => {
            let rows = rows(&|id| format!("    {{\"id\": \"{id}\", \"reason\": \"\\u6771, ]\"}}"), ",\n");
            format!("{{\n  \"tadashi\": 1,\n  \"explanations\": [\n{rows}\n  ],\n  \"systems\": []\n}}\n")
        }
        ("json", _) => {
            let rows = rows(&|id| format!("{{\"id\":\"{id}\"}}"), ",");
            format!("{{\"explanations\":[{rows}],\"systems\":[]}}")
        }
        (_, 0) => {
            let rows =
                rows(&|id| format!("# of {id}\n[[explanations]]\nid = \"{id}\"\nreason = '''\n[[x]]\n'''\n"), "\n");
            format!("tadashi = 1\n\n{rows}\n[[systems]]\nid = \"s\"\n")
        }
        _ => {
            let rows = rows(&|id| format!("{{ id = \"{id}\", about = [\"a\"] }}"), ", ");
            format!("tadashi = 1\nexplanations = [ {rows} ]\n")
        }
    }
}

/// The ids of the explanations that stand in a text, and the keys of its root.
fn read(path: &str, text: &str) -> (Vec<String>, Vec<String>) {
    let (text, mut document) = (SourceText::from(text), Document::default());
    let outcome = parse_into(&mut document, FileId(0), &text, format_of(path).unwrap(), &Limits::default());
    assert_eq!(outcome.diagnostics, [], "{}", &*text);
    let root = outcome.value.unwrap();
    let keys = document.entries(root).iter().map(|entry| document.text(entry.key).unwrap().to_owned()).collect();
    let list = document.get(root, "explanations").map_or(&[][..], |list| document.items(list));
    let id = |item| document.text(document.get(item, "id").unwrap()).unwrap().to_owned();
    (list.iter().map(|item| id(*item)).collect(), keys)
}

#[test]
fn explanations_taken_out_are_gone_and_the_others_are_not() {
    let mut dice = Dice::new(22);
    let limits = Limits::default();
    for (format, ways) in [("yaml", 3), ("json", 2), ("toml", 2)] {
        let path = format!("a.{format}");
        for way in 0..ways {
            for count in 1..7 {
                for _ in 0..12 {
                    let ids: Vec<String> = (0..count).map(|n| format!("E-{n}")).collect();
                    let text = manifest(format, way, &ids);
                    assert_eq!(read(&path, &text).0, ids);
                    let sheet = Sheet::read(&path, &text, &limits).unwrap();
                    let gone: Vec<usize> = (0..count).filter(|_| dice.roll(2) == 0).collect();
                    let (without, refused) = sheet.without(&path, &gone, &limits);
                    if (format, way) == ("toml", 1) {
                        // Tables in one line stay, and that is said.
                        assert_eq!((without.as_deref(), refused), (Some(text.as_str()), gone));
                        continue;
                    }
                    assert_eq!(refused, [0; 0], "{text}");
                    let (left, keys) = read(&path, &without.unwrap());
                    let kept = ids.iter().enumerate().filter(|(at, _)| !gone.contains(at)).map(|(_, id)| id.clone());
                    assert_eq!(left, kept.collect::<Vec<_>>(), "{text}");
                    let others =
                        |keys: Vec<String>| keys.into_iter().filter(|key| key != "explanations").collect::<Vec<_>>();
                    assert_eq!(others(keys), others(read(&path, &text).1), "{text}");

                    let prints = BTreeMap::from([("E-0", "0123456789abcdef"), ("E-3", "fedcba9876543210")]);
                    let (with, done) = sheet.with_field(&path, "fingerprint", &prints, &limits).unwrap();
                    let expected: Vec<&str> =
                        prints.keys().copied().filter(|id| ids.iter().any(|own| own == id)).collect();
                    assert_eq!(done, expected, "{text}");
                    assert_eq!(read(&path, &with).0, ids, "{text}");
                    assert!(with.contains("0123456789abcdef"), "{text}");
                }
            }
        }
    }
}
