//! The targets of the fuzzer: what each does with any bytes, and what holds whatever they are.

use std::collections::BTreeMap;

use tadashi::calendar::Date;
use tadashi::check;
use tadashi::diagnostic::{Diagnostic, Level};
use tadashi::edit::Sheet;
use tadashi::embedded;
use tadashi::engine::{self, Checked, Options};
use tadashi::explanation;
use tadashi::limits::Limits;
use tadashi::manifest::node::{Document, NodeId};
use tadashi::manifest::{Role, bind, format_of, parse_into};
use tadashi::report::{Style, write_findings};
use tadashi::schema::Schema;
use tadashi::source::{SourceMap, SourceText, Span};
use tadashi::syntax;
use tadashi::testing;
use tadashi::text::{Lang, is_hidden};
use tadashi::workspace::memory::Memory;

use crate::common;

/// A target by its name.
pub type Target = fn(&[u8]);

/// Every target.
pub const TARGETS: [(&str, Target); 6] = [
    ("policy", policy),
    ("manifest_yaml", |bytes| manifest("yaml", bytes)),
    ("manifest_json", manifest_json),
    ("manifest_toml", |bytes| manifest("toml", bytes)),
    ("manifest_md", |bytes| manifest("md", bytes)),
    ("check", |bytes| _ = whole(bytes)),
];

/// Gives bytes to a target.
pub fn run(name: &str, bytes: &[u8]) {
    let (_, target) = TARGETS.iter().find(|(known, _)| *known == name).unwrap();
    target(bytes);
}

/// A policy by itself: parsed, checked beside the schema, its tests run.
pub fn policy(bytes: &[u8]) {
    let Ok(text) = std::str::from_utf8(bytes) else { return };
    let limits = Limits::default();
    let mut sources = SourceMap::default();
    let mut trees: Vec<_> =
        embedded::schema().iter().filter_map(|(path, text)| embedded::tree(path, sources.add(*path, *text))).collect();
    let file = sources.add("policies/own/own.tadashi", text);
    let read = syntax::parse(file, text, &limits);
    let again = syntax::parse(file, text, &limits);
    assert!(read.value == again.value && read.diagnostics == again.diagnostics, "a second reading differs");
    every_span(&serde_json::to_value(&read.value).unwrap(), text);
    assert!(!text.trim().is_empty() || is_wrong(&read.diagnostics), "a policy that says nothing is sound");
    said(&sources, &read.diagnostics);

    let is_sound = !is_wrong(&read.diagnostics);
    trees.push(read.value);
    let set = check::check(&trees, &sources, &limits);
    said(&sources, &set.diagnostics);
    if is_sound && !is_wrong(&set.diagnostics) {
        said(&sources, &testing::run(&set.value, &sources, &limits).diagnostics);
    }
}

/// JSON, and JSON with comments; what the first takes in silence, any reader of JSON takes.
pub fn manifest_json(bytes: &[u8]) {
    manifest("json", bytes);
    manifest("jsonc", bytes);
    let Ok(text) = std::str::from_utf8(bytes) else { return };
    let mut sources = SourceMap::default();
    let file = sources.add("a.json", text);
    let (text, mut document) = (SourceText::from(text), Document::default());
    let read = parse_into(&mut document, file, &text, format_of("a.json").unwrap(), &Limits::default());
    if read.diagnostics.is_empty() {
        let own = text.strip_prefix('\u{FEFF}').unwrap_or(&text);
        // Between values any blank is one to us, also the wide one of Japanese keyboards.
        let blank = |c: char| if c.is_whitespace() && !matches!(c, '\n' | '\r' | '\t') { ' ' } else { c };
        match serde_json::from_str::<serde_json::Value>(&own.chars().map(blank).collect::<String>()) {
            Err(error) if !error.to_string().contains("number out of range") => panic!("it is no JSON: {error}"),
            _ => {}
        }
    }
}

/// A manifest of a format: read, bound to the schema, its explanations taken out.
pub fn manifest(format: &str, bytes: &[u8]) {
    thread_local! {
        static SCHEMA: Schema = embedded::manifest_schema();
    }
    let Ok(text) = std::str::from_utf8(bytes) else { return };
    let path = format!("a.{format}");
    let mut sources = SourceMap::default();
    let file = sources.add(&path, text);
    let text = SourceText::from(text);
    let read = || {
        let (limits, mut document, mut told) = (Limits::default(), Document::default(), Vec::new());
        let outcome = parse_into(&mut document, file, &text, format_of(&path).unwrap(), &limits);
        let Some(root) = outcome.into_value(&mut told) else {
            assert!(is_wrong(&told), "nothing was read and nothing is said");
            return told;
        };
        for node in (0..document.len()).map(|node| document.node(NodeId(node as u32))) {
            assert!(text.get(node.span.range()).is_some(), "{:?} is no span of the text", node.span);
        }
        SCHEMA.with(|schema| {
            let facts = bind(schema, document, &[(root, file, Role::Main)], &limits).into_value(&mut told);
            explanation::read(schema, &facts).into_value(&mut told);
        });
        told
    };
    let told = read();
    said(&sources, &told);
    assert!(told == read(), "a second reading differs");
    edited(&path, &text);
}

/// Explanations of a manifest taken out of it, one and all, and a field added to each: what comes out can be read.
fn edited(path: &str, text: &str) {
    let limits = Limits::default();
    let Some(sheet) = Sheet::read(path, text, &limits) else { return };
    let count = sheet.explanations().len();
    if count == 0 || count > 20 {
        return;
    }
    let is_read = |text: Option<String>| {
        assert!(text.is_none_or(|text| Sheet::read(path, &text, &limits).is_some()), "an edit breaks the text");
    };
    is_read(sheet.without(path, &[0], &limits).0);
    is_read(sheet.without(path, &(0..count).collect::<Vec<_>>(), &limits).0);
    let values = BTreeMap::from([("a", "0000000000000000"), ("E-1", "0000000000000000")]);
    is_read(sheet.with_field(path, "fingerprint", &values, &limits).map(|(text, _)| text));
}

/// What stands between the parts of an input of [`whole`].
pub const BORDER: &[u8] = b"\n%%%\n";

/// A repository, judged and written in every way. The first byte chooses formats, the second options; then, between
/// borders: a manifest, a policy, an explanation, a document. Without a policy the default pack judges. Gives the exit
/// code.
pub fn whole(bytes: &[u8]) -> Option<u8> {
    let [formats, options, rest @ ..] = bytes else { return None };
    let parts = parts(rest);
    let part = |index: usize| parts.get(index).copied().unwrap_or_default();
    let own = ["yaml", "json", "jsonc", "toml", "md"][usize::from(formats % 5)];
    let explanation = ["yaml", "md"][usize::from(formats / 5 % 2)];
    let mut files = Memory::default()
        .with(&format!("ai-governance.{own}"), part(0))
        .with(&format!("governance/explanations/a.{explanation}"), part(2))
        .with("docs/a.md", part(3))
        .with("CHANGELOG.md", part(3));
    if !part(1).is_empty() {
        files = files.with("tadashi.toml", "packs = [\"policies/own\"]\n").with("policies/own/own.tadashi", part(1));
    }
    let options = |lang| Options {
        as_of: Date::parse(common::AS_OF).ok(),
        lang: Some(lang),
        next: options & 1 != 0,
        without_explanations: options & 2 != 0,
        without_overlays: options & 4 != 0,
        explained_fails: options & 8 != 0,
        ..Options::default()
    };
    let judged = |lang| engine::check(&files, &[String::new()], &options(lang));
    let mut first = judged(Lang::En);
    let (exit, _) = reported(&first);
    // Only what is written depends on the language.
    first.lang = Lang::Ja;
    assert!(reported(&first) == reported(&judged(Lang::Ja)), "two runs differ");
    let nothing = |part: &[u8]| part.iter().all(u8::is_ascii_whitespace);
    let is_text = |part: &[u8]| std::str::from_utf8(part).is_ok();
    if nothing(part(0)) || !is_text(part(0)) || !is_text(part(1)) || (nothing(part(1)) && !part(1).is_empty()) {
        assert_eq!(exit, 2, "what cannot be judged passes");
    }
    Some(exit)
}

/// The parts of an input of [`whole`], at most four.
fn parts(mut bytes: &[u8]) -> Vec<&[u8]> {
    let mut parts = Vec::new();
    while parts.len() < 3
        && let Some(at) = bytes.windows(BORDER.len()).position(|window| window == BORDER)
    {
        parts.push(&bytes[..at]);
        bytes = &bytes[at + BORDER.len()..];
    }
    parts.push(bytes);
    parts
}

/// What holds for a report; gives its exit code and its texts.
fn reported(checked: &Checked) -> (u8, [String; 3]) {
    spans(&checked.sources, &checked.report.findings);
    let exit = checked.report.exit_code(checked.fail_on);
    assert!(exit <= 2);
    let texts = ["graphical", "concise", "json"].map(|format| common::write(checked, format));
    texts.iter().for_each(|text| is_plain(text));
    let json: serde_json::Value = serde_json::from_str(&texts[2]).unwrap();
    assert_eq!(json["exit_code"], exit);
    (exit, texts)
}

/// What holds for findings, and for their words in both languages.
fn said(sources: &SourceMap, findings: &[Diagnostic]) {
    spans(sources, findings);
    for lang in [Lang::En, Lang::Ja] {
        let style = Style { lang, color: false, width: 100, fail_on: Level::Error };
        let mut out = Vec::new();
        write_findings(findings, sources, &style, &mut out).unwrap();
        is_plain(&String::from_utf8(out).unwrap());
    }
}

/// Every place lies in its text, on the borders of characters; edits are in order and do not overlap.
fn spans(sources: &SourceMap, findings: &[Diagnostic]) {
    let is_true = |span: Span| sources.get(span.file).text.get(span.range()).is_some();
    for finding in findings {
        for label in &finding.labels {
            assert!(is_true(label.span), "{}: {:?} is no span of its text", finding.code.id, label.span);
        }
        for edits in finding.fix.iter().map(|fix| &fix.edits) {
            assert!(edits.iter().all(|edit| is_true(edit.span)), "{}: an edit outside its text", finding.code.id);
            let in_order = edits.windows(2).all(|pair| pair[0].span.end <= pair[1].span.start);
            assert!(in_order, "{}: edits overlap", finding.code.id);
        }
    }
}

/// Every span of a stored tree lies in its text, on the borders of characters.
fn every_span(tree: &serde_json::Value, text: &str) {
    match tree {
        serde_json::Value::Object(map) => {
            if let (3, Some(start), Some(end)) = (map.len(), map.get("start"), map.get("end"))
                && map.contains_key("file")
            {
                let range = start.as_u64().unwrap() as usize..end.as_u64().unwrap() as usize;
                assert!(text.get(range.clone()).is_some(), "{range:?} is no span of the text");
            }
            map.values().for_each(|value| every_span(value, text));
        }
        serde_json::Value::Array(list) => list.iter().for_each(|value| every_span(value, text)),
        _ => {}
    }
}

/// Nothing that a terminal would obey.
fn is_plain(text: &str) {
    let raw = text.chars().find(|c| *c != '\n' && is_hidden(*c));
    assert_eq!(raw, None, "a report holds it raw");
}

fn is_wrong(findings: &[Diagnostic]) -> bool {
    findings.iter().any(|finding| finding.level == Level::Error)
}
