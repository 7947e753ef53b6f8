use super::record::{Field, Record, Value};
use super::*;

fn record(id: &str) -> Record {
    let text = |text: &str| Value::Text(text.to_owned());
    Record {
        fields: vec![
            Field::new("id", text(id)).note("found: 見つかりません"),
            Field::new("expectation", text("x.y/a#it")),
            Field::new("plan", Value::BlankText).note("dated steps"),
            Field::new("evidence", Value::BlankList),
            Field::new(
                "decided",
                Value::Fields(vec![Field::new("role", Value::BlankText), Field::new("date", Value::Blank)]),
            ),
            Field::new("until", text("2026-12-31")),
        ],
    }
}

fn with(path: &str, text: &str) -> Option<String> {
    let limits = Limits::default();
    Sheet::read(path, text, &limits).unwrap().with(path, &[record("EX-9")], &limits)
}

const YAML: &str = "  - id: EX-9
    # found: 見つかりません
    expectation: x.y/a#it
    # dated steps
    plan:
    evidence:
    decided:
      role:
      date:
    until: 2026-12-31
";

#[test]
fn a_block_is_added_wherever_the_list_is() {
    for (before, after) in [
        ("tadashi: 1\n", format!("tadashi: 1\nexplanations:\n{YAML}")),
        ("tadashi: 1", format!("tadashi: 1\nexplanations:\n{}", YAML.trim_end())),
        ("tadashi: 1\nexplanations: [] # none\n# end\n", format!("tadashi: 1\nexplanations: # none\n{YAML}# end\n")),
        ("explanations:\n\ntadashi: 1\n", format!("explanations:\n{YAML}\ntadashi: 1\n")),
        ("explanations: ~\ntadashi: 1\n", format!("explanations:\n{YAML}tadashi: 1\n")),
        (
            "explanations:\n  - id: EX-1 # one\n    # of one\n  # of nobody\n\ntadashi: 1",
            format!("explanations:\n  - id: EX-1 # one\n    # of one\n{YAML}  # of nobody\n\ntadashi: 1"),
        ),
        (
            "- id: EX-1\n",
            format!(
                "- id: EX-1\n{}",
                YAML.lines().map(|l| format!("{}\n", l.replacen("  ", "", 1))).collect::<String>()
            ),
        ),
        ("tadashi: 1\n\nsystems: []\n...\n", format!("tadashi: 1\n\nsystems: []\n\nexplanations:\n{YAML}...\n")),
        (
            "explanations:\n  - id: EX-1\n    plan: |+\n      keep\n\n\ntadashi: 1\n",
            format!("explanations:\n  - id: EX-1\n    plan: |+\n      keep\n\n\n{YAML}tadashi: 1\n"),
        ),
    ] {
        assert_eq!(with("a.yaml", before).as_deref(), Some(after.as_str()), "{before}");
    }
}

#[test]
fn the_manner_of_the_file_is_kept() {
    let crlf = with("a.yaml", "\u{FEFF}tadashi: 1\r\nroles:\r\n- id: a\r\n").unwrap();
    assert!(crlf.starts_with("\u{FEFF}tadashi: 1\r\nroles:\r\n- id: a\r\nexplanations:\r\n- id: EX-9\r\n  # found"));
    assert!(crlf.split('\n').rev().skip(1).all(|line| line.ends_with('\r')));
    let wide = with("a.yaml", "explanations:\n    -   id: EX-1\n        plan: 計画\n").unwrap();
    assert!(wide.contains("\n    -   id: EX-9\n        # found"), "{wide}");
    let spaced = with("a.yaml", "explanations:\n- id: EX-1\n\n- id: EX-2\n\nroles: []\n").unwrap();
    assert!(spaced.contains("- id: EX-2\n\n- id: EX-9\n"), "{spaced}");
    let front = with("a.md", "---\ntadashi: 1\n---\n# 見出し\n").unwrap();
    assert_eq!(front, format!("---\ntadashi: 1\nexplanations:\n{YAML}---\n# 見出し\n"));
}

#[test]
fn between_brackets() {
    let one = "{ id: EX-9, expectation: x.y/a#it, plan: \"\", evidence: [], decided: { role: \"\", date: null }, until: 2026-12-31 }";
    assert_eq!(
        with("a.yaml", "explanations: [ { id: EX-1 }, ] # c\n").unwrap(),
        format!("explanations: [ {{ id: EX-1 }}, {one}, ] # c\n")
    );
    assert_eq!(with("a.yaml", "{ tadashi: 1 }\n").unwrap(), format!("{{ tadashi: 1, explanations: [{one}] }}\n"));
    assert_eq!(
        with("a.json", "{\n  \"tadashi\": 1\n}\n").unwrap(),
        r#"{
  "tadashi": 1,
  "explanations": [
    {
      "id": "EX-9",
      "expectation": "x.y/a#it",
      "plan": "",
      "evidence": [],
      "decided": {
        "role": "",
        "date": null
      },
      "until": "2026-12-31"
    }
  ]
}
"#
    );
    let more = with("a.jsonc", "{\n\t\"explanations\": [\n\t\t{ \"id\": \"EX-1\" }, // one\n\t]\n}").unwrap();
    assert!(
        more.starts_with("{\n\t\"explanations\": [\n\t\t{ \"id\": \"EX-1\" },\n\t\t{\n\t\t\t\"id\": \"EX-9\""),
        "{more}"
    );
    assert!(more.ends_with("\n\t\t}, // one\n\t]\n}"), "{more}");
}

#[test]
fn tables() {
    let table = "\n[[explanations]]\n# found: 見つかりません\nid = \"EX-9\"\nexpectation = \"x.y/a#it\"\n# dated steps\nplan = \"\"\nevidence = []\ndecided.role = \"\"\n# decided.date = \nuntil = 2026-12-31\n";
    assert_eq!(with("a.toml", "tadashi = 1\n").unwrap(), format!("tadashi = 1\n{table}"));
    assert_eq!(
        with("a.toml", "tadashi = 1\nexplanations = []\n[organisation]\n").unwrap(),
        format!("tadashi = 1\n[organisation]\n{table}")
    );
    assert_eq!(with("a.toml", "explanations = [ { id = \"EX-1\" } ]\n"), None);
}

#[test]
fn what_cannot_be_edited_alone_is_refused() {
    for text in ["a: &a []\nexplanations: *a\n", "id: EX-1\nexpectation: x\n", "explanations: text\n"] {
        assert_eq!(with("a.yaml", text), None, "{text}");
    }
}

fn without(path: &str, text: &str, gone: &[usize]) -> (Option<String>, Vec<usize>) {
    let limits = Limits::default();
    Sheet::read(path, text, &limits).unwrap().without(path, gone, &limits)
}

#[test]
fn blocks_are_taken_out_with_their_own_comments() {
    let text = "explanations: # all\n  # of the list\n  - id: A # a\n    plan: |\n      x\n    # in A\n\n  # kept\n\n  # of B\n  - id: B\n  # of C\n  -\n    id: C\n\n# end\n";
    let of = |gone: &[usize]| without("a.yaml", text, gone).0.unwrap();
    assert_eq!(of(&[0]), text.replace("  - id: A # a\n    plan: |\n      x\n    # in A\n", ""));
    assert_eq!(of(&[1]), text.replace("  # of B\n  - id: B\n", ""));
    assert_eq!(of(&[2]), text.replace("  # of C\n  -\n    id: C\n", ""));
    assert_eq!(of(&[0, 1, 2]), "explanations: [] # all\n  # of the list\n\n  # kept\n\n# end\n");
    assert_eq!(without("a.yaml", "- id: A\n", &[0]), (None, vec![]));
    assert_eq!(without("a.yaml", "explanations: &e\r\n- id: A\r\n", &[0]).0.unwrap(), "explanations: &e []\r\n");
}

#[test]
fn items_between_brackets_are_taken_out_with_a_comma() {
    let of = |path: &str, text: &str, gone: &[usize]| without(path, text, gone).0.unwrap();
    let yaml = "explanations: [{id: A}, {id: B}, {id: C}] # c\n";
    assert_eq!(of("a.yaml", yaml, &[0]), "explanations: [{id: B}, {id: C}] # c\n");
    assert_eq!(of("a.yaml", yaml, &[1]), "explanations: [{id: A}, {id: C}] # c\n");
    assert_eq!(of("a.yaml", yaml, &[1, 2]), "explanations: [{id: A}] # c\n");
    assert_eq!(of("a.yaml", yaml, &[0, 2]), "explanations: [{id: B}] # c\n");
    assert_eq!(of("a.yaml", yaml, &[0, 1, 2]), "explanations: [] # c\n");
    let json = "{\"explanations\": [\n  {\"id\": \"A\"}, // a, or\n  {\"id\": \"B\"}, // b\n]}\n";
    assert_eq!(of("a.jsonc", json, &[0]), "{\"explanations\": [\n   // a, or\n  {\"id\": \"B\"}, // b\n]}\n");
    assert_eq!(of("a.jsonc", json, &[1]), "{\"explanations\": [\n  {\"id\": \"A\"} // a, or\n  , // b\n]}\n");
}

#[test]
fn tables_are_taken_out_with_what_belongs_to_them() {
    let text = "tadashi = 1\n\n# of A\n[[explanations]]\nid = \"A\"\nplan = '''\n[x]\n'''\n[explanations.decided]\nrole = \"r\"\n\n# of roles\n[[roles]]\nid = \"r\"\n\n[[explanations]]\nid = \"B\"\n";
    assert_eq!(
        without("a.toml", text, &[0]).0.unwrap(),
        "tadashi = 1\n\n# of roles\n[[roles]]\nid = \"r\"\n\n[[explanations]]\nid = \"B\"\n"
    );
    assert_eq!(without("a.toml", text, &[1]).0.unwrap(), text.replace("[[explanations]]\nid = \"B\"\n", ""));
}

#[test]
fn an_anchor_that_is_used_elsewhere_stays() {
    let text = "explanations:\n- id: A\n  plan: &p x\n- id: B\n- id: C\n  plan: *p\n";
    assert_eq!(without("a.yaml", text, &[0, 1]), (Some(text.replace("- id: B\n", "")), vec![0]));
    assert_eq!(without("a.yaml", text, &[0]), (Some(text.to_owned()), vec![0]));
}

#[test]
fn a_field_is_added_at_the_end_of_its_block() {
    let limits = Limits::default();
    let of = |path: &str, text: &str| {
        let values = BTreeMap::from([("A", "ab12")]);
        let sheet = Sheet::read(path, text, &limits).unwrap();
        sheet.with_field(path, "fingerprint", &values, &limits).map(|(text, _)| text)
    };
    let with = |text: &str| of("a.yaml", text);
    for (before, after) in [
        (
            "- id: A\n  decided:\n    role: r # r\n- id: B\n",
            "- id: A\n  decided:\n    role: r # r\n  fingerprint: ab12\n- id: B\n",
        ),
        ("explanations: [{id: A, }]", "explanations: [{id: A, fingerprint: ab12, }]"),
        ("id: A\nexpectation: x", "id: A\nexpectation: x\nfingerprint: ab12"),
        ("-   id: A\r\n", "-   id: A\r\n    fingerprint: ab12\r\n"),
    ] {
        assert_eq!(with(before).as_deref(), Some(after));
    }
    assert_eq!(with("- id: A\n  fingerprint: x\n"), None);
    let json = "{\"explanations\": [\n  {\n    \"id\": \"A\"\n  }]}";
    assert_eq!(of("a.json", json).unwrap(), json.replace("\"A\"", "\"A\",\n    \"fingerprint\": \"ab12\""));
    let toml = "[[explanations]]\nid = \"A\"\n[explanations.decided]\nrole = \"r\"\n";
    assert_eq!(of("a.toml", toml).unwrap(), toml.replace("\"A\"\n", "\"A\"\nfingerprint = \"ab12\"\n"));
}

#[test]
fn edits_that_overlap_are_refused() {
    let edits = |ranges: &[(usize, usize)]| ranges.iter().map(|(a, b)| replace(*a..*b, "x")).collect::<Vec<_>>();
    assert_eq!(apply("日本", &edits(&[(3, 6), (0, 0)])).as_deref(), Some("x日x"));
    assert_eq!(apply("abc", &edits(&[(0, 2), (1, 3)])), None);
    assert_eq!(apply("日本", &edits(&[(1, 3)])), None);
    assert_eq!(apply("abc", &edits(&[(2, 9)])), None);
}

#[test]
fn diffs() {
    let old: String = (1..=20).map(|n| format!("{n}\n")).collect();
    let new = old.replace("\n5\n", "\nfive\n").replace("\n18\n", "\n").replace("20\n", "20");
    assert_eq!(
        diff::unified("a b.yaml", Some(&old), Some(&new)),
        "--- a/a b.yaml\n+++ b/a b.yaml\n@@ -2,7 +2,7 @@\n 2\n 3\n 4\n-5\n+five\n 6\n 7\n 8\n@@ -15,6 +15,5 @@\n 15\n 16\n 17\n-18\n 19\n-20\n+20\n\\ No newline at end of file\n"
    );
    // Each hunk begins where the lines that came and went before it have moved it.
    let old: String = (1..=60).map(|n| format!("{n}\n")).collect();
    let new = old.replace("\n10\n", "\n10\na\nb\n").replace("\n30\n", "\n").replace("\n50\n", "\nfifty\n");
    let diff = diff::unified("a", Some(&old), Some(&new));
    let hunks: Vec<&str> = diff.lines().filter(|line| line.starts_with("@@")).collect();
    assert_eq!(hunks, ["@@ -8,6 +8,8 @@", "@@ -27,7 +29,6 @@", "@@ -47,7 +48,7 @@"]);
    assert_eq!(diff::unified("a", Some("x\n"), None), "--- a/a\n+++ /dev/null\n@@ -1,1 +0,0 @@\n-x\n");
    assert_eq!(diff::unified("a", None, Some("x\n")), "--- /dev/null\n+++ b/a\n@@ -0,0 +1,1 @@\n+x\n");
    assert_eq!(diff::unified("a", Some("x"), Some("x")), "");
    let (many, other) = ("a\n".repeat(3000), "b\n".repeat(3000));
    assert_eq!(diff::unified("a", Some(&many), Some(&other)).lines().count(), 6003);
}

/// Whatever a text is, nothing panics; what is added is found, and taken out again it leaves the text as it was.
#[test]
fn texts_at_random() {
    let seeds = [
        (
            "a.yaml",
            "tadashi: 1\n# c\nexplanations:\n  - id: A\n    plan: |+\n      x\n\n  # d\n\n  - { id: B, about: [x, *y] }\nroles: [ { id: &y r } ] # 終\n",
        ),
        ("a.yaml", "explanations: &a [ {id: A}, # c\n {id: B}, ]\r\nx: *a\r\n"),
        ("a.yaml", "- id: A\n-\n  id: B # x\n- 'id': \"C\"\n  plan: >\n    y\n"),
        ("a.jsonc", "{ // c\n \"explanations\": [ {\"id\": \"A\"}, /* , */ {\"id\": \"B\"} ], \"x\": \"審査\" }\n"),
        (
            "a.toml",
            "tadashi = 1\n# c\n[[explanations]]\nid = \"A\"\n\n[explanations.decided]\nrole = \"r\"\n[[explanations]]\nid = \"B\"\n[x]\n",
        ),
        ("a.md", "---\ntadashi: 1\nexplanations:\n- id: A\n- id: B\n---\n# x\n"),
    ];
    let limits = Limits::default();
    let signs = [
        "", "\n", " ", "#", "-", "- ", ":", "[", "]", "{", "}", ",", "\"", "'", "&a ", "*a", "|", "\r\n", "あ",
        "\u{feff}", "...", "---\n", "=", "  ",
    ];
    let mut state = 7u64;
    let mut random = |below: usize| {
        state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        ((state >> 33) as usize) % below
    };
    let (mut read, mut added, mut removed) = (0, 0, 0);
    for round in 0..6_000 {
        let (path, seed) = seeds[round % seeds.len()];
        let mut text: Vec<char> = seed.chars().collect();
        for _ in 0..=random(3) {
            let (at, cut) = (random(text.len()), random(3));
            let end = (at + cut).min(text.len());
            text.splice(at..end, signs[random(signs.len())].chars());
        }
        let text: String = text.into_iter().collect();
        let Some(sheet) = Sheet::read(path, &text, &limits) else { continue };
        read += 1;
        let count = sheet.explanations().len();
        if let Some(more) = sheet.with(path, &[record("EX-9")], &limits) {
            added += 1;
            let after = Sheet::read(path, &more, &limits).unwrap();
            assert!(after.places("EX-9").is_some(), "{text:?}\n{more}");
            // Every sign that was there is there, in the same order, but for those that said that there are none.
            let mut signs = more.chars();
            let is_kept = |sign: char| "[]~ ".contains(sign) || signs.any(|other| other == sign);
            assert!(text.chars().all(is_kept), "{text:?}\n{more}");
            if let (Some(less), refused) = after.without(path, &[count], &limits)
                && refused.is_empty()
                && count > 0
                && path == "a.yaml"
            {
                removed += 1;
                let rest = Sheet::read(path, &less, &limits).unwrap();
                assert_eq!(rest.explanations().len(), count, "{text:?}\n{more}\n{less}");
                assert!(less.len() <= text.len() + 1, "{text:?}\n{less:?}");
            }
        }
        for gone in [&[0][..], &[1], &[0, 1]].into_iter().filter(|gone| gone.iter().all(|index| *index < count)) {
            let (less, refused) = sheet.without(path, gone, &limits);
            if let (Some(less), true) = (less, refused.is_empty()) {
                let rest = Sheet::read(path, &less, &limits).unwrap();
                assert_eq!(rest.explanations().len(), count - gone.len(), "{text:?}\n{less}");
            }
        }
    }
    assert!(read > 1_000 && added > 800 && removed > 100, "{read} {added} {removed}");
}
