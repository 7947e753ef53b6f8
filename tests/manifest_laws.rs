//! What holds for every manifest: places are those of a plain count, and no input brings the readers down.

#![allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    clippy::string_slice,
    clippy::panic,
    reason = "a test may fail loudly"
)]

#[path = "support/manifest_schema.rs"]
mod manifest_schema;

use manifest_schema::{ids, judge, judge_with};
use tadashi::limits::Limits;
use tadashi::manifest::node::{Document, Kind, NodeId};
use tadashi::manifest::{FORMATS, format_of, parse_into};
use tadashi::source::{FileId, SourceMap};

#[test]
fn limits_are_told() {
    let limit = |name: &str, value: u64, text: &str| {
        let mut limits = Limits::default();
        assert!(limits.set(name, value));
        ids(&judge_with(&[("a.yaml", text)], &limits).1)
    };
    assert_eq!(limit("depth", 3, "tadashi: 1\na: [[[x]]]\n"), ["manifest/too-deep"]);
    assert_eq!(limit("scalar-bytes", 20, "tadashi: 1\norganisation: { name: 'a text of more bytes' }\n"), [""; 0]);
    assert_eq!(
        limit("scalar-bytes", 19, "tadashi: 1\norganisation: { name: 'a text of more bytes' }\n"),
        ["manifest/too-long"]
    );
    assert_eq!(limit("nodes", 4, "tadashi: 1\nroles: []\nmodels: []\n"), ["manifest/too-many-values"]);
    for format in ["json", "toml", "jsonc"] {
        let deep = match format {
            "toml" => format!("a = {}1{}", "[".repeat(70), "]".repeat(70)),
            _ => format!("{}1{}", "[".repeat(70), "]".repeat(70)),
        };
        assert_eq!(ids(&judge(&[(&format!("a.{format}"), &deep)]).1), ["manifest/too-deep"], "{format}");
    }
}

#[test]
fn nesting_and_size_bring_nothing_down() {
    let n = 100_000;
    let deep = [
        ("a.yaml", "[".repeat(n)),
        ("a.yaml", "{a: ".repeat(n)),
        ("a.yaml", "- ".repeat(n)),
        ("a.yaml", "? ".repeat(n)),
        ("a.yaml", (0..1000).map(|depth| format!("{}a:\n", " ".repeat(depth))).collect()),
        ("a.json", "[".repeat(n)),
        ("a.json", "{\"a\":".repeat(n)),
        ("a.jsonc", format!("{}{}", "[".repeat(n), "]".repeat(n))),
        ("a.toml", format!("a = {}", "[".repeat(n))),
        ("a.toml", format!("a = {}", "{a = ".repeat(n))),
        ("a.toml", format!("a{} = 1", ".a".repeat(n))),
        ("a.toml", format!("[a{}]", ".a".repeat(n))),
    ];
    for (path, text) in deep {
        let (_, diagnostics, _) = judge(&[(path, &text)]);
        let codes = ids(&diagnostics);
        assert!(codes.contains(&"manifest/too-deep") || codes.contains(&"manifest/syntax"), "{path} {codes:?}");
    }
    let long = "k".repeat(10 << 20);
    assert_eq!(ids(&judge(&[("a.yaml", &format!("{long}: 1\n"))]).1), ["manifest/too-long"]);
    assert_eq!(ids(&judge(&[("a.yaml", &format!("a: {long}\n"))]).1), ["manifest/too-long"]);
    assert_eq!(ids(&judge(&[("a.json", &format!("{{\"{long}\": 1}}"))]).1), ["manifest/too-long"]);
}

#[test]
fn aliases_cost_what_is_read_through_them() {
    // Under a key that the schema does not know, a bomb is never opened.
    let mut bomb = String::from("tadashi: 1\na: &a [x, x, x, x, x, x, x, x, x]\n");
    for pair in "abcdefghi".as_bytes().windows(2) {
        let (from, to) = (pair[0] as char, pair[1] as char);
        bomb +=
            &format!("{to}: &{to} [*{from}, *{from}, *{from}, *{from}, *{from}, *{from}, *{from}, *{from}, *{from}]\n");
    }
    assert_eq!(ids(&judge(&[("a.yaml", &bomb)]).1), ["manifest/unknown-key"; 9]);
    // Under one that it knows, the expansion is counted.
    let mut bomb = String::from("tadashi: 1\nx0: &x0 { role: r, record: { approved: { by: a } } }\n");
    for n in 1..30 {
        bomb += &format!("x{n}: &x{n} {{ <<: [*x{}], record: {{ approved: *x{} }} }}\n", n - 1, n - 1);
    }
    bomb += "systems:\n";
    for n in 0..20_000 {
        bomb += &format!("  - {{ id: s{n}, impact: {{ decided: *x29 }} }}\n");
    }
    let codes = ids(&judge(&[("a.yaml", &bomb)]).1);
    assert!(codes.contains(&"manifest/alias-expansion"), "{codes:?}");
    // Merges of merges nest deeper than any text; a copy of them is bounded.
    let mut chain = String::from("tadashi: 1\nm0: &m0 { by: a }\n");
    for n in 1..20_000 {
        chain += &format!("m{n}: &m{n} {{ record: {{ approved: {{ <<: *m{} }} }} }}\n", n - 1);
    }
    chain += "systems: [{ id: a, impact: { decided: *m19999 } }]\n";
    assert!(ids(&judge(&[("a.yaml", &chain)]).1).contains(&"manifest/too-deep"));
}

/// Every node's text is what stands at its bytes, and columns are those that a plain count gives.
fn check_spans(path: &str, text: &str) {
    let mut document = Document::default();
    let outcome = parse_into(&mut document, FileId(0), &text.into(), format_of(path).unwrap(), &Limits::default());
    let mut sources = SourceMap::default();
    let file = sources.add(path, text);
    let mut spans: Vec<_> = (0..document.len()).map(|node| document.node(NodeId(node as u32)).span).collect();
    spans.extend(outcome.diagnostics.iter().flat_map(|diagnostic| diagnostic.labels.iter().map(|label| label.span)));
    for span in spans {
        let (start, end) = (span.start as usize, span.end as usize);
        assert!(start <= end && end <= text.len(), "{path} {span:?} {text:?}");
        assert!(text.is_char_boundary(start) && text.is_char_boundary(end), "{path} {span:?} {text:?}");
        let before = &text[..start];
        let line = before.matches('\n').count() as u32 + 1;
        let own = before.strip_prefix('\u{FEFF}').unwrap_or(before);
        let column = own.rsplit('\n').next().unwrap().chars().count() as u32 + 1;
        let position = sources.get(file).position(start);
        assert_eq!((position.line, position.column), (line, column), "{path} {text:?}");
    }
    for node in (0..document.len()).map(|node| NodeId(node as u32)) {
        if let Kind::Text(_) | Kind::Number(_) = &document.node(node).kind {
            let written = &text[document.span(node).range()];
            let value = document.text(node).unwrap();
            let plain = written.get(1..written.len().max(2) - 1).unwrap_or_default();
            assert!(
                value.is_empty()
                    || written == value
                    || plain == value
                    || written.contains(['\\', '\n', '\r', '\'', '_', '+'])
                    || value.ends_with('\n'),
                "{written:?} {value:?}"
            );
        }
    }
}

const AWKWARD: &str = "# 注記 comment\ntadashi: 1\norganisation: &o # behind\n  name: \"東京\\u3042\" # 後ろ\n  'feedback' : 'it''s' # x\n  forbids: [a, \"b\" , 'c', d e]\n  policy: {file: docs/方針.md, title: }\nsystems:\n- id: 信用 # x\n  purpose: |-\n    一行目\n    second\n\n  name: >\n    folded\n    text\n- id: b\n  impact: !!map {level: routine}\n  count: 0x1F\n  since:\n  builds_on: [信用, ]\n- <<: *x\n";

#[test]
fn spans_are_those_of_a_plain_count() {
    let good = AWKWARD.replace("- <<: *x\n", "");
    let document_of = |text: &str| {
        let mut document = Document::default();
        let outcome = parse_into(&mut document, FileId(0), &text.into(), &FORMATS[0], &Limits::default());
        assert_eq!(outcome.diagnostics, []);
        (document, outcome.value.unwrap())
    };
    for text in [good.clone(), good.replace('\n', "\r\n"), format!("\u{FEFF}{}", good.replace('\n', "\r\n"))] {
        check_spans("a.yaml", &text);
        let (document, root) = document_of(&text);
        let slice = |node: NodeId| &text[document.span(node).range()];
        let at = |node: NodeId, key: &str| document.get(node, key).unwrap();
        let organisation = at(root, "organisation");
        assert!(slice(organisation).starts_with("name:") && slice(organisation).ends_with("title: }"));
        assert_eq!(slice(at(organisation, "name")), "\"東京\\u3042\"");
        assert_eq!(document.text(at(organisation, "name")), Some("東京あ"));
        assert_eq!(slice(at(organisation, "feedback")), "'it''s'");
        assert_eq!(slice(at(organisation, "forbids")), "[a, \"b\" , 'c', d e]");
        let title = at(at(organisation, "policy"), "title");
        assert_eq!((slice(title), &text[..document.span(title).start as usize].chars().last()), ("", &Some(':')));
        let systems = at(root, "systems");
        assert!(slice(systems).starts_with("- id: 信用"), "{}", slice(systems));
        let [first, second] = document.items(systems) else { panic!() };
        assert!(slice(*first).starts_with("id: 信用"));
        assert_eq!(slice(at(*first, "purpose")).replace('\r', ""), "一行目\n    second");
        assert_eq!(document.text(at(*first, "name")), Some("folded text\n"));
        assert_eq!(slice(at(*second, "impact")), "{level: routine}");
        assert!(matches!(document.kind(at(*second, "count")), Kind::Number(_)));
        let since = document.span(at(*second, "since"));
        assert!(since.is_empty() && text[..since.start as usize].ends_with("since:"));
    }
}

#[test]
fn changed_and_cut_texts_bring_nothing_down() {
    let json = "{\"tadashi\": 1, \"systems\": [{\"id\": \"信用\", \"since\": \"2026-02-30\", \"x\": [1, null, \"\\u3042\"]}]} ";
    let toml = "tadashi = 1\n[organisation]\nname = '東京'\n[[systems]]\nid = \"a\"\nsince = 2026-03-31\nimpact = { level = 1_000 }\n";
    let front = format!("---\n{AWKWARD}---\n# 本文\n");
    let mut seed = 42_u64;
    let mut random = move |below: usize| {
        seed = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (seed >> 33) as usize % below.max(1)
    };
    let pieces = [
        "[", "]", "{", "}", ":", "- ", "\n", "\"", "'", "&a ", "*a", "!x ", "<<: *a", "|", ">", "#", "\t", "東",
        "\u{FEFF}", "\r", "%", "? ", "=", ",", "---\n", "~", "\\", "🎌",
    ];
    for (path, text) in [("a.yaml", AWKWARD), ("a.json", json), ("a.jsonc", json), ("a.toml", toml), ("a.md", &front)] {
        for cut in (0..text.len()).filter(|at| text.is_char_boundary(*at)) {
            check_spans(path, &text[..cut]);
            judge(&[(path, &text[..cut])]);
        }
        for _ in 0..1500 {
            let mut changed = text.to_owned();
            for _ in 0..=random(3) {
                let mut at = random(changed.len());
                while !changed.is_char_boundary(at) {
                    at -= 1;
                }
                let end =
                    (at + random(4)..).find(|end| changed.is_char_boundary(*end) || *end >= changed.len()).unwrap();
                changed.replace_range(at..end.min(changed.len()), pieces[random(pieces.len())]);
            }
            check_spans(path, &changed);
            judge(&[(path, &changed)]);
        }
    }
}

#[test]
fn three_thousand_systems_make_no_quadratic_step() {
    // Counted, not timed: the nodes and the text of the diagnostics grow as the systems do.
    let manifest = |count: usize| {
        let rows: String = (0..count)
            .map(|n| {
                format!("  - {{ id: s{n}, stage: pilot, owner: r{n}, builds_on: [s{}], notice: docs/{n}.md }}\n", n / 2)
            })
            .collect();
        let roles: String = (0..count).map(|n| format!("  - r{n}\n")).collect();
        format!(
            "tadashi: 1\nshared: {{ users: [staff], kept: 1 year }}\norganisation: {{ acts_as: [provider] }}\nroles:\n{roles}systems:\n{rows}"
        )
    };
    let (facts, diagnostics, schema) = judge(&[("a.yaml", &manifest(3000))]);
    assert_eq!(diagnostics, []);
    let (half, ..) = judge(&[("a.yaml", &manifest(1500))]);
    assert!(facts.document.len() < half.document.len() * 2 + 100);
    assert_eq!(facts.papers().len(), 3000);
    let system = schema.find_record("System").unwrap();
    let last = facts.resolve(system, "s2999").unwrap();
    assert_eq!(facts.document.entries(last).len(), 5 + 2 + 1);
}
