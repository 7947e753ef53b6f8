//! One document in every format gives one tree and the same facts.

#![allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    clippy::string_slice,
    clippy::panic,
    reason = "a test may fail loudly"
)]

#[path = "support/manifest_schema.rs"]
mod manifest_schema;

use std::fmt::Write as _;

use tadashi::limits::Limits;
use tadashi::manifest::node::{Document, Kind, NodeId, Origin};
use tadashi::manifest::{Facts, Role, bind, format_of, parse_into};
use tadashi::source::FileId;

const YAML: &str = r#"# a manifest
tadashi: 1
organisation:
  name: { ja: 例示ローン株式会社, en: "Example \"Lending\" KK" }
  acts_as: [provider, business-user]
  feedback: ai@example.jp
shared:
  users: [staff]
  tested: 86%
systems:
  - id: credit
    purpose: >
      Suggests a decision.
    since: 2026-03-31
    personal_data: true
    impact: { level: significant, because: 'it''s money' }
    count: 12
    builds_on: []
  - id: faq
    since: "2026-03"
    kept: 3 years
"#;

const JSON: &str = r#"{
  "tadashi": 1,
  "organisation": {
    "name": { "ja": "例示ローン株式会社", "en": "Example \"Lending\" KK" },
    "acts_as": ["provider", "business-user"],
    "feedback": "ai@example.jp"
  },
  "shared": { "users": ["staff"], "tested": "86%" },
  "systems": [
    {
      "id": "credit", "purpose": "Suggests a decision.\n", "since": "2026-03-31", "personal_data": true,
      "impact": { "level": "significant", "because": "it's money" }, "count": 12, "builds_on": []
    },
    { "id": "faq", "since": "2026-03", "kept": "3 \u0079ears" }
  ]
}
"#;

const TOML: &str = r#"# a manifest
tadashi = 1

[organisation]
name = { ja = "例示ローン株式会社", en = 'Example "Lending" KK' }
acts_as = ["provider", "business-user"]
feedback = "ai@example.jp"

[shared]
users = ["staff"]
tested = "86%"

[[systems]]
id = "credit"
purpose = """
Suggests a decision.
"""
since = 2026-03-31
personal_data = true
impact = { level = "significant", because = "it's money" }
count = 12
builds_on = []

[[systems]]
id = "faq"
since = "2026-03"
kept = "3 years"
"#;

fn every_format() -> Vec<(&'static str, String)> {
    let jsonc =
        JSON.replace("\"tadashi\": 1,", "// the format\n  \"tadashi\": 1, /* one */").replace("}\n  ]", "},\n  ]");
    vec![
        ("a.yaml", YAML.to_owned()),
        ("a.yml", format!("\u{FEFF}{}", YAML.replace('\n', "\r\n"))),
        ("a.json", JSON.to_owned()),
        ("b.json", format!("\u{FEFF}{}", JSON.replace('\n', "\r\n"))),
        ("a.jsonc", jsonc),
        ("a.toml", TOML.to_owned()),
        ("b.toml", format!("\u{FEFF}{TOML}")),
        ("README.md", format!("---\n{YAML}---\n# Heading\n\nkey: no value\n")),
    ]
}

fn read(path: &str, text: &str) -> (Document, NodeId) {
    let mut document = Document::default();
    let format = format_of(path).unwrap();
    let outcome = parse_into(&mut document, FileId(0), &text.into(), format, &Limits::default());
    assert_eq!(outcome.diagnostics, [], "{path}");
    let root = outcome.value.unwrap();
    (document, root)
}

fn dump(document: &Document, node: NodeId, out: &mut String, depth: usize) {
    match document.kind(node) {
        Kind::Sequence(_) => {
            out.push_str("[\n");
            for item in document.items(node) {
                let _ = write!(out, "{:depth$}- ", "");
                dump(document, *item, out, depth + 2);
            }
        }
        Kind::Mapping(_) => {
            out.push_str("{\n");
            for entry in document.entries(node) {
                let origin =
                    if entry.origin == Origin::Written { String::new() } else { format!("{:?} ", entry.origin) };
                let field = entry.field.map(|field| format!("#{} ", field.0)).unwrap_or_default();
                let _ = write!(out, "{:depth$}{origin}{field}{:?}: ", "", document.text(entry.key).unwrap());
                dump(document, entry.value, out, depth + 2);
            }
        }
        Kind::Null => out.push_str("null\n"),
        Kind::Boolean(value) => drop(writeln!(out, "{value}")),
        Kind::Number(_) => drop(writeln!(out, "number {}", document.text(node).unwrap())),
        Kind::Text(_) => drop(writeln!(out, "{:?}", document.text(node).unwrap())),
        Kind::Alias(_) => unreachable!("kinds follow aliases"),
    }
}

#[test]
fn every_format_gives_the_same_tree() {
    let mut first = None;
    for (path, text) in every_format() {
        let (document, root) = read(path, &text);
        let mut tree = String::new();
        dump(&document, root, &mut tree, 0);
        assert!(tree.contains("\"例示ローン株式会社\""), "{tree}");
        assert_eq!(&tree, first.get_or_insert_with(|| tree.clone()), "{path}");
    }
}

#[test]
fn every_format_gives_the_same_facts() {
    let schema = manifest_schema::schema();
    let mut first = None;
    for (path, text) in every_format() {
        let (document, root) = read(path, &text);
        let outcome = bind(&schema, document, &[(root, FileId(0), Role::Main)], &Limits::default());
        assert_eq!(outcome.diagnostics, [], "{path}");
        let facts: Facts = outcome.value;
        let mut tree = String::new();
        dump(&facts.document, facts.root().unwrap(), &mut tree, 0);
        assert!(tree.contains("Shared") && tree.contains("Fallback"), "{tree}");
        assert_eq!(&tree, first.get_or_insert_with(|| tree.clone()), "{path}");
    }
}

#[test]
fn values_stand_at_their_bytes_in_every_format() {
    for (path, text) in every_format() {
        let (document, root) = read(path, &text);
        let systems = document.get(root, "systems").unwrap();
        let first = document.items(systems)[0];
        let slice = |node: NodeId| &text[document.span(node).range()];
        let get = |key: &str| document.get(first, key).unwrap();
        assert_eq!(slice(get("id")).trim_matches('"'), "credit", "{path}");
        assert_eq!(slice(get("since")).trim_matches('"'), "2026-03-31", "{path}");
        assert_eq!(slice(get("personal_data")), "true", "{path}");
        assert_eq!(slice(get("count")), "12", "{path}");
        assert_eq!(slice(get("builds_on")), "[]", "{path}");
        assert!(slice(get("impact")).starts_with('{') && slice(get("impact")).ends_with('}'), "{path}");
        let organisation = document.get(root, "organisation").unwrap();
        let name = document.get(organisation, "name").unwrap();
        assert_eq!(slice(document.get(name, "ja").unwrap()).trim_matches('"'), "例示ローン株式会社", "{path}");
        assert_eq!(slice(document.get(organisation, "acts_as").unwrap()).chars().last(), Some(']'), "{path}");
    }
}

#[test]
fn the_end_of_a_name_says_the_format() {
    let name = |path: &str| format_of(path).map(|format| format.name);
    assert_eq!(name("governance/ai-governance.YAML"), Some("YAML"));
    assert_eq!(name("x.jsonc"), Some("JSONC"));
    assert_eq!(name("docs.d/README"), None);
    assert_eq!(name("yaml"), None);
}
