//! Every mistake of a manifest fires where it stands, in both languages; what is legal is bound as it is meant.

#![allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    clippy::string_slice,
    clippy::panic,
    reason = "a test may fail loudly"
)]

#[path = "support/manifest_schema.rs"]
mod manifest_schema;

use std::collections::BTreeSet;

use manifest_schema::{ids, judge};
use tadashi::diagnostic::Level;
use tadashi::manifest::codes;
use tadashi::manifest::node::{NodeId, Origin};
use tadashi::schema::Schema;
use tadashi::text::Lang;

/// Code, file, text, what the caret marks, and a part of the English message or advice.
type Case = (&'static str, &'static str, &'static str, &'static str, &'static str);

const CASES: &[Case] = &[
    ("manifest/empty", "a.yaml", "", "", "says nothing"),
    ("manifest/empty", "a.yaml", "# only a comment\n", "", "says nothing"),
    ("manifest/empty", "a.yaml", " \n\n", "", "says nothing"),
    ("manifest/empty", "a.yaml", "---\n", "", "says nothing"),
    ("manifest/empty", "a.json", "", "", "says nothing"),
    ("manifest/empty", "a.toml", "\u{FEFF}# x\n", "", "says nothing"),
    ("manifest/syntax", "a.yaml", "tadashi: 1\nsystems: [\n", "", "bracket left open"),
    ("manifest/syntax", "a.yaml", "tadashi: 1\na: b: c\n", ":", "cannot stand here"),
    ("manifest/syntax", "a.yaml", "tadashi: 1\nname: \"東京\n", "\"", "never closed"),
    ("manifest/syntax", "a.yaml", "tadashi: 1\n\tname: x\n", "\t", "use spaces"),
    ("manifest/syntax", "a.yaml", "# x\n%YAML 3.0\n---\ntadashi: 1\n", "%YAML 3.0", "written in YAML 1.2"),
    ("manifest/syntax", "a.yaml", "%YAML 1.1\n---\ntadashi: 1\n", "%YAML 1.1", "written in YAML 1.2"),
    ("manifest/syntax", "a.yaml", "\u{FEFF}%YAML 1.2\r\n%STRICT off\r\n---\r\n", "%STRICT off", "can only be"),
    ("manifest/syntax", "a.json", "{\"tadashi\": 1,}", ",", "no `,` may stand"),
    ("manifest/syntax", "a.json", "{\"tadashi\": 1 // x\n}", "// x", ".jsonc"),
    ("manifest/syntax", "a.jsonc", "{\"tadashi\": 'x'}", "'", "double quotes"),
    ("manifest/syntax", "a.json", "{\"tadashi\": \"x\n\"}", "\n", "as an escape"),
    ("manifest/syntax", "a.jsonc", "{\"a\tb\": 1}", "\t", "as an escape"),
    ("manifest/syntax", "a.toml", "tadashi = one\n", "one", "stands in quotes"),
    ("manifest/duplicate-key", "a.yaml", "tadashi: 1\nroles: []\nroles: []\n", "roles", "twice"),
    ("manifest/duplicate-key", "a.json", "{\"tadashi\": 1, \"tadashi\": 2}", "\"tadashi\"", "twice"),
    ("manifest/duplicate-key", "a.toml", "tadashi = 1\ntadashi = 2\n", "tadashi", "twice"),
    ("manifest/second-document", "a.yaml", "tadashi: 1\n---\ntadashi: 1\n", "---", "second document"),
    ("manifest/tag", "a.yaml", "tadashi: 1\nroles: !include x.yaml\n", "!include", "without the tag"),
    ("manifest/unknown-alias", "a.yaml", "tadashi: 1\nroles: *nobody\n", "*nobody", "`nobody`"),
    ("manifest/alias-in-itself", "a.yaml", "tadashi: 1\nroles: &r [*r]\n", "*r", "inside the value"),
    ("manifest/merge", "a.yaml", "tadashi: 1\n<<: 3\n", "3", "mappings only"),
    ("manifest/key-not-text", "a.yaml", "tadashi: 1\n2026: x\n", "2026", "a number"),
    ("manifest/key-not-text", "a.yaml", "tadashi: 1\n? [a]\n: x\n", "[a]", "a list"),
    ("manifest/no-front-matter", "a.md", "# Heading\n", "", "no front matter"),
    ("manifest/no-front-matter", "a.md", "---\ntadashi: 1\n", "", "no front matter"),
    ("manifest/not-a-mapping", "a.yaml", "- a\n- b\n", "- a", "a list"),
    ("manifest/not-a-mapping", "a.json", "\"x\"", "\"x\"", "a text"),
    ("manifest/no-manifest", "a.yaml", "apiVersion: v1\nkind: Pod\n", "apiVersion", "no manifest"),
    ("manifest/format-missing", "a.yaml", "governance: 1\nsystems: []\n", "governance", "`tadashi: 1` is missing"),
    ("manifest/format-number", "a.yaml", "tadashi: 2\n", "2", "reads 1"),
    ("manifest/format-number", "a.yaml", "tadashi: \"1\"\n", "\"1\"", "reads 1"),
    ("manifest/unknown-key", "a.yaml", "tadashi: 1\nsytems: []\n", "sytems", "did you mean `systems`?"),
    ("manifest/unknown-key", "a.yaml", "tadashi: 1\npurpose: x\n", "purpose", "is a key of `System`"),
    ("manifest/unknown-key", "a.yaml", "tadashi: 1\nshared: { id: x }\n", "id", "no key `id`"),
    ("manifest/wrong-type", "a.yaml", "tadashi: 1\nsystems: [{ id: a, since: [1] }]\n", "[1]", "a date, found a list"),
    ("manifest/wrong-type", "a.yaml", "tadashi: 1\norganisation: [x]\n", "[x]", "a mapping, found a list"),
    ("manifest/wrong-type", "a.yaml", "tadashi: 1\nsystems:\n  -\n", "", "found nothing"),
    (
        "manifest/unknown-word",
        "a.yaml",
        "tadashi: 1\nsystems: [{ id: a, stage: deplyed }]\n",
        "deplyed",
        "did you mean `deployed`?",
    ),
    ("manifest/unknown-word", "a.yaml", "tadashi: 1\nsystems: [{ id: a, stage: no }]\n", "no", "`no` is a text here"),
    ("manifest/synonym", "a.yaml", "tadashi: 1\nsystems: [{ id: a, stage: live }]\n", "live", "says `deployed`"),
    ("manifest/synonym", "a.yaml", "tadashi: 1\nsystems: [{ id: a, stage: 運用中 }]\n", "運用中", "says `deployed`"),
    (
        "manifest/bad-date",
        "a.yaml",
        "tadashi: 1\nsystems: [{ id: a, since: 2026-02-30 }]\n",
        "2026-02-30",
        "ends on day 28",
    ),
    ("manifest/bad-date", "a.yaml", "tadashi: 1\nsystems: [{ id: a, since: 31.3.2026 }]\n", "31.3.2026", "YYYY-MM-DD"),
    ("manifest/bad-duration", "a.yaml", "tadashi: 1\nsystems: [{ id: a, kept: 90 }]\n", "90", "no duration"),
    ("manifest/bad-percentage", "a.yaml", "tadashi: 1\nsystems: [{ id: a, tested: 120% }]\n", "120%", "no percentage"),
    ("manifest/bad-country", "a.yaml", "tadashi: 1\norganisation: { countries: [UK] }\n", "UK", "did you mean `GB`?"),
    (
        "manifest/bad-language",
        "a.yaml",
        "tadashi: 1\nsystems: [{ id: a, languages: [jp] }]\n",
        "jp",
        "did you mean `ja`?",
    ),
    ("manifest/bad-email", "a.yaml", "tadashi: 1\nroles: [{ id: a, mail: nobody }]\n", "nobody", "no e-mail"),
    (
        "manifest/bad-url",
        "a.yaml",
        "tadashi: 1\nmodels: [{ id: M-01, source: example.jp }]\n",
        "example.jp",
        "no web address",
    ),
    (
        "manifest/not-https",
        "a.yaml",
        "tadashi: 1\nsystems: [{ id: a, site: \"http://a.jp\" }]\n",
        "\"http://a.jp\"",
        "does not begin with",
    ),
    (
        "manifest/bad-path",
        "a.yaml",
        "tadashi: 1\nsystems: [{ id: a, notice: docs\\a.md }]\n",
        "docs\\a.md",
        "`\\` stands for `/`",
    ),
    ("manifest/bad-path", "a.yaml", "tadashi: 1\ninclude: [/etc/passwd]\n", "/etc/passwd", "outside"),
    ("manifest/bad-path", "a.yaml", "tadashi: 1\ninclude: [\"https://a.jp/x\"]\n", "\"https://a.jp/x\"", "web address"),
    (
        "manifest/path-outside",
        "a.yaml",
        "tadashi: 1\ninclude: [a/../../b.yaml]\n",
        "a/../../b.yaml",
        "leaves the repository",
    ),
    (
        "manifest/too-short",
        "a.yaml",
        "tadashi: 1\norganisation: { policy: ab }\n",
        "ab",
        "at least 3 characters, found 2",
    ),
    ("manifest/not-like", "a.yaml", "tadashi: 1\nmodels: [{ id: M-1 }]\n", "M-1", "`M-##`"),
    ("manifest/too-few", "a.yaml", "tadashi: 1\nsystems: [{ id: a, users: [] }]\n", "[]", "at least 1 items, found 0"),
    ("manifest/missing-key", "a.yaml", "tadashi: 1\nsystems:\n  - name: x\n", "", "lacks its key `id`"),
    ("manifest/missing-key", "a.yaml", "tadashi: 1\nadoption: 2026-03-31\n", "", "lacks its key `because`"),
    (
        "manifest/dangling-reference",
        "a.yaml",
        "tadashi: 1\nroles: [lead]\nsystems: [{ id: a, owner: leed }]\n",
        "leed",
        "did you mean `lead`?",
    ),
    ("manifest/blank-id", "a.yaml", "tadashi: 1\nroles: [{ id: \" \" }]\n", "\" \"", "blank"),
    ("manifest/duplicate-id", "a.yaml", "tadashi: 1\nroles: [lead, { id: 'lead' }]\n", "'lead'", "the id `lead`"),
    (
        "manifest/repeated-word",
        "a.yaml",
        "tadashi: 1\nsystems: [{ id: a, users: [staff, public, staff] }]\n",
        "staff",
        "stands twice",
    ),
    (
        "manifest/declined-without-reason",
        "a.yaml",
        "tadashi: 1\nsystems: [{ id: a, stage: { declined: TBD } }]\n",
        "{ declined: TBD }",
        "needs a reason",
    ),
    (
        "manifest/declined-without-reason",
        "a.yaml",
        "tadashi: 1\nsystems: [{ id: a, users: [staff, { public: { declined: \"\" } }] }]\n",
        "{ declined: \"\" }",
        "needs a reason",
    ),
    (
        "manifest/declined-required",
        "a.yaml",
        "tadashi: 1\nsystems: [{ id: { declined: it has none } }]\n",
        "{ declined: it has none }",
        "cannot be declined",
    ),
    ("manifest/unquoted", "a.yaml", "tadashi: 1\nmodels: [{ id: M-01, version: 3.10 }]\n", "3.10", "write `\"3.10\"`"),
    ("manifest/unquoted", "a.yaml", "tadashi: 1\norganisation: { name: true }\n", "true", "a boolean"),
    ("manifest/not-a-list", "a.yaml", "tadashi: 1\nsystems: [{ id: a, users: staff }]\n", "staff", "found a text"),
    ("manifest/not-a-list", "a.yaml", "tadashi: 1\nsystems:\n  id: a\n", "id: a", "found a mapping"),
    (
        "manifest/text-language",
        "a.yaml",
        "tadashi: 1\norganisation: { name: { japan: x } }\n",
        "japan",
        "`japan` is no language tag",
    ),
    (
        "manifest/not-a-boolean",
        "a.yaml",
        "tadashi: 1\nsystems: [{ id: a, personal_data: yes }]\n",
        "yes",
        "write `true`",
    ),
    // What a Japanese keyboard types for the signs of YAML.
    ("manifest/syntax", "a.yaml", "tadashi：1\nsystems: []\n", "：", "write `:` and a space"),
    (
        "manifest/syntax",
        "a.yaml",
        "tadashi: 1\nsystems:\n  - id: a\n    stage：deployed\n    users: [staff]\n",
        "：",
        "full-width `：`",
    ),
    ("manifest/syntax", "a.yaml", "tadashi: 1\nsystems:\n  - id: a\n    stage：deployed\n", "：", "full-width `：`"),
    (
        "manifest/unknown-key",
        "a.yaml",
        "tadashi: 1\nsystems:\n  - id: a\n　　stage: deployed\n",
        "　　stage",
        "plain spaces",
    ),
    (
        "manifest/syntax",
        "a.yaml",
        "tadashi: 1\nsystems:\n  - id: a\n    users: [staff］\n    stage: pilot\n",
        "］",
        "write `]`",
    ),
    ("manifest/syntax", "a.yaml", "tadashi: 1\nsystems:\n  ー id: a\n    stage: pilot\n", "ー", "write `-`"),
    ("manifest/not-a-list", "a.yaml", "tadashi: 1\nsystems:\n  ・ id: a\n", "・ id: a", "write `-`"),
    ("manifest/not-a-mapping", "a.yaml", "tadashi：1\n", "tadashi：1", "write `:` and a space"),
    ("manifest/not-a-list", "a.yaml", "tadashi: 1\nsystems: [{ id: a, users: ［staff］ }]\n", "［staff］", "write `[`"),
    (
        "manifest/unknown-word",
        "a.yaml",
        "tadashi: 1\nsystems: [{ id: a, users: [staff、public] }]\n",
        "staff、public",
        "write `,`",
    ),
    ("manifest/unknown-key", "a.yaml", "tadashi: 1\n　systems: []\n", "　systems", "plain spaces"),
    ("manifest/bad-duration", "a.yaml", "tadashi: 1\nsystems: [{ id: a, kept: ５年 }]\n", "５年", "write `5`"),
    (
        "manifest/bad-date",
        "a.yaml",
        "tadashi: 1\nsystems: [{ id: a, since: ２０２６-03-31 }]\n",
        "２０２６-03-31",
        "write `2026`",
    ),
    ("manifest/format-number", "a.yaml", "tadashi: １\n", "１", "write `1` in place of"),
    ("manifest/format-number", "a.yaml", "tadashi: '1'\n", "'1'", "take the quotes away"),
    // A sample that was copied and not filled in.
    ("manifest/too-short", "a.yaml", "tadashi: 1\norganisation: { policy: … }\n", "…", "replace the `…`"),
    ("manifest/unknown-word", "a.yaml", "tadashi: 1\nsystems: [{ id: a, users: […] }]\n", "…", "replace the `…`"),
    ("manifest/bad-percentage", "a.yaml", "tadashi: 1\nsystems: [{ id: a, tested: …% }]\n", "…%", "replace the `…`"),
    (
        "manifest/unknown-word",
        "a.yaml",
        "tadashi: 1\nsystems: [{ id: a, acts_as: [nobody] }]\n",
        "nobody",
        "`[]` if there is none",
    ),
    (
        "manifest/unknown-word",
        "a.yaml",
        "tadashi: 1\nsystems: [{ id: a, acts_as: [n/a] }]\n",
        "n/a",
        "`[]` if there is none",
    ),
    (
        "manifest/dangling-reference",
        "a.yaml",
        "tadashi: 1\nroles: [f, e, d, c, b, a]\nsystems: [{ id: a, owner: bob }]\n",
        "bob",
        "known: `a`, `b`, `c`, `d`, `e`, …), or add",
    ),
    (
        "manifest/dangling-reference",
        "a.yaml",
        "tadashi: 1\nsystems: [{ id: a, owner: bob }]\n",
        "bob",
        "add `roles: [{ id: bob",
    ),
    ("manifest/yes-or-no", "a.yaml", "tadashi: 1\norganisation: { name: no }\n", "no", "is a text here"),
];

/// Codes that need more than one text of their own: see the tests below, and `tests/ui/facts`.
const ELSEWHERE: [&str; 8] = [
    "manifest/too-deep",
    "manifest/too-long",
    "manifest/too-many-values",
    "manifest/alias-expansion",
    "manifest/block-twice",
    "manifest/overrides-shared",
    "manifest/and-more",
    "manifest/and-more-hints",
];

#[test]
fn every_mistake_is_told_at_its_place() {
    let mut fired: BTreeSet<&str> = ELSEWHERE.into();
    for (code, path, text, caret, words) in CASES {
        let (_, diagnostics, _) = judge(&[(path, text)]);
        assert_eq!(ids(&diagnostics), [*code], "{text}");
        let diagnostic = &diagnostics[0];
        assert_eq!(&text[diagnostic.place().unwrap().range()], *caret, "{text}");
        let mut all = vec![diagnostic.message(Lang::En)];
        all.extend(diagnostic.advice(Lang::En));
        assert!(all.iter().any(|said| said.contains(words)), "{all:?} lacks {words:?}");
        for lang in [Lang::En, Lang::Ja] {
            for said in
                std::iter::once(diagnostic.message(lang)).chain(diagnostic.advice(lang)).chain(diagnostic.reasons(lang))
            {
                assert!(!said.is_empty() && !said.contains("{k") && !said.contains("{g"), "{said}");
            }
        }
        assert!(diagnostic.message(Lang::Ja).chars().any(|c| c as u32 > 0x3000), "{code}");
        fired.insert(code);
    }
    for code in codes::ALL {
        assert!(fired.contains(code.id), "no case fires {}", code.id);
        assert_eq!(code.stops, code.level == Level::Error, "{}", code.id);
        let places = |text: &str| {
            text.split('{').skip(1).map(|rest| rest.split('}').next().unwrap().to_owned()).collect::<BTreeSet<_>>()
        };
        for text in [code.message, code.why, code.help] {
            assert!(!text.en.is_empty() && !text.ja.is_empty() && !text.en.ends_with('.'), "{}", code.id);
            assert_eq!(places(text.en), places(text.ja), "{}", code.id);
        }
    }
}

#[test]
fn a_fix_settles_its_mistake() {
    for (_, path, text, ..) in CASES {
        let (_, diagnostics, _) = judge(&[(path, text)]);
        let Some(fix) = &diagnostics[0].fix else { continue };
        let mut fixed = (*text).to_owned();
        for edit in fix.edits.iter().rev() {
            fixed.replace_range(edit.span.range(), &edit.text);
        }
        let (_, after, _) = judge(&[(path, &fixed)]);
        assert!(!ids(&after).contains(&diagnostics[0].code.id), "{fixed}");
    }
}

#[test]
fn anchors_aliases_and_merges_point_at_their_use() {
    let text = "tadashi: 1\norganisation:\n  policy: &doc { file: docs/a.md, title: x }\nsystems:\n  - &base { id: a, stage: pilot, notice: *doc }\n  - { <<: *base, id: b }\n  - { id: c, impact: &i { level: routine } }\n  - { id: d, impact: *i }\n";
    let (facts, diagnostics, schema) = judge(&[("a.yaml", text)]);
    assert_eq!(diagnostics, []);
    let system = schema.find_record("System").unwrap();
    let b = facts.resolve(system, "b").unwrap();
    let stage = facts.entry(b, schema.find_field(system, "stage").unwrap()).unwrap();
    assert_eq!(facts.document.text(stage.value), Some("pilot"));
    let Origin::Merged(used) = stage.origin else { panic!("{:?}", stage.origin) };
    assert_eq!(&text[used.range()], "*base");
    let d = facts.resolve(system, "d").unwrap();
    let impact = facts.entry(d, schema.find_field(system, "impact").unwrap()).unwrap().value;
    assert_eq!(&text[facts.document.span(impact).range()], "*i");
    assert_eq!(&text[facts.document.node(facts.document.target(impact)).span.range()], "{ level: routine }");
    let paths: Vec<&str> = facts.papers().iter().map(|(_, path)| &**path).collect();
    assert_eq!(paths, ["docs/a.md"; 3]);
}

#[test]
fn an_anchor_may_serve_two_kinds_of_records() {
    // `title` is a key of Role and of Document; `id` of one alone.
    let text = "tadashi: 1\nroles: [&x { id: r, title: t }]\nsystems: [{ id: a, notice: *x }]\n";
    let (facts, diagnostics, schema) = judge(&[("a.yaml", text)]);
    assert_eq!(ids(&diagnostics), ["manifest/unknown-key"]);
    let role = schema.find_record("Role").unwrap();
    let role_node = facts.resolve(role, "r").unwrap();
    assert!(facts.entry(role_node, schema.find_field(role, "title").unwrap()).is_some());
}

#[test]
fn several_files_are_one_manifest() {
    let main = "tadashi: 1\norganisation: { acts_as: [provider], feedback: ai@example.jp }\ninclude: [core/*/ai.yaml]\nroles: [lead]\nsystems:\n  - first\nshared: { owner: lead }\n";
    let other = "tadashi: 1\nshared: { stage: pilot, acts_as: [developer] }\nsystems: [{ id: second, builds_on: [first] }, third]\n";
    let (facts, diagnostics, schema) = judge(&[("a.yaml", main), ("b.yaml", other)]);
    assert_eq!(diagnostics, []);
    let root = facts.root().unwrap();
    let system = schema.find_record("System").unwrap();
    let get = |record: NodeId, name: &str| facts.entry(record, schema.find_field(system, name).unwrap()).copied();
    let systems = facts.entry(root, schema.find_field(Schema::ROOT, "systems").unwrap()).unwrap().value;
    let systems = facts.document.items(systems).to_vec();
    assert_eq!(systems.len(), 3);
    let says = |record: NodeId, name: &str| {
        get(record, name).map(|entry| {
            let value = facts.document.items(entry.value).first().copied().unwrap_or(entry.value);
            (facts.document.text(value).unwrap_or_default().to_owned(), entry.origin)
        })
    };
    assert_eq!(says(systems[0], "id"), Some(("first".into(), Origin::Written)));
    assert_eq!(says(systems[0], "owner"), Some(("lead".into(), Origin::Shared)));
    assert_eq!(says(systems[0], "stage"), None);
    assert_eq!(says(systems[0], "acts_as"), Some(("provider".into(), Origin::Fallback)));
    assert_eq!(says(systems[0], "feedback"), Some(("ai@example.jp".into(), Origin::Fallback)));
    for node in &systems[1..] {
        assert_eq!(says(*node, "owner"), None);
        assert_eq!(says(*node, "stage"), Some(("pilot".into(), Origin::Shared)));
        assert_eq!(says(*node, "acts_as"), Some(("developer".into(), Origin::Shared)));
    }
    assert_eq!(facts.resolve(system, "third"), Some(systems[2]));

    let again = "tadashi: 1\norganisation: { name: x }\nsystems: [first]\n";
    let (_, diagnostics, _) = judge(&[("a.yaml", main), ("b.yaml", again)]);
    assert_eq!(ids(&diagnostics), ["manifest/block-twice", "manifest/duplicate-id"]);
    for diagnostic in &diagnostics {
        let files: Vec<u32> = diagnostic.labels.iter().map(|label| label.span.file.0).collect();
        assert_eq!(files, [1, 0]);
    }
}

#[test]
fn both_places_of_a_duplicate_are_marked() {
    for (path, text) in [
        ("a.yaml", "tadashi: 1\nroles: []\nmodels: []\nroles: []\n"),
        ("a.toml", "tadashi = 1\nroles = []\nmodels = [{ id = 'M-01', roles = 1 }]\nroles = []\n"),
    ] {
        let (_, diagnostics, _) = judge(&[(path, text)]);
        let places: Vec<usize> = diagnostics[0].labels.iter().map(|label| label.span.start as usize).collect();
        assert_eq!(places, [text.rfind("roles").unwrap(), text.find("roles").unwrap()], "{path}");
    }
    // Twice in a mapping that is merged; and an own key over a merged one, which is no mistake.
    let text = "tadashi: 1\nsystems: [&s { id: a, stage: pilot, stage: retired }, { <<: *s, id: b }]\n";
    assert_eq!(ids(&judge(&[("a.yaml", text)]).1), ["manifest/duplicate-key"]);
    let many: String = (0..20).map(|n| format!("k{n}: 1\n")).collect();
    assert!(ids(&judge(&[("a.yaml", &format!("tadashi: 1\n{many}k3: 2\n"))]).1).contains(&"manifest/duplicate-key"));
}

#[test]
fn what_is_legal_is_not_told() {
    let text = "tadashi: 1\n\
organisation:\n  name: { en: Example, ja: 例示 }\n  acts_as: [provider, { developer: { declined: We train nothing here. } }]\n  countries: [JP, NO]\n  policy: https://example.jp/policy\n  feedback:\n    contact: ai@example.jp\n\
roles: [{ id: lead, holder: 山田 }]\n\
shared:\n\
systems:\n  - id: a\n    since: 2026\n    tested: 86\n    kept: 3 years\n    stage: { declined: Nobody has decided. }\n    impact: routine\n    safeguards: [redaction, { kind: sandbox, document: ./docs//s.md }]\n    personal_data: false\n    builds_on: []\n    users: [staff, { public: { declined: Not offered to the public. } }]\n    name: \"yes\"\n    notice:\n      file: docs/n.md\n      approved: lead\n    paths: [core/**]\n\
models: []\n\
explanations:\n  - { id: EX-1, about: system a, reason: 検討の結果、必要ないと判断しました }\n  - { id: EX-2, about: [system a, organisation], decided: { role: nobody } }\n";
    let (facts, diagnostics, schema) = judge(&[("a.yaml", text)]);
    assert_eq!(diagnostics, []);
    let paths: Vec<&str> = facts.papers().iter().map(|(_, path)| &**path).collect();
    assert_eq!(paths, ["docs/s.md", "docs/n.md"]);
    assert!(facts.resolve(schema.find_record("Explanation").unwrap(), "EX-2").is_some());
    assert!(facts.resolve(schema.find_record("Role").unwrap(), "nobody").is_none());
}

#[test]
fn many_mistakes_are_counted() {
    let keys: String = (0..150).map(|n| format!("k{n}: 1\n")).collect();
    let (_, diagnostics, _) = judge(&[("a.yaml", &format!("tadashi: 1\n{keys}"))]);
    assert_eq!(diagnostics.len(), 101);
    assert_eq!(diagnostics[100].message(Lang::En), "… and 50 more mistakes in this file");
    let hints: String = (0..130).map(|n| format!("  - {{ id: r{n}, title: no }}\n")).collect();
    let (_, diagnostics, _) = judge(&[("a.yaml", &format!("tadashi: 1\nroles:\n{hints}"))]);
    assert_eq!((diagnostics.len(), diagnostics[100].code.id), (101, "manifest/and-more-hints"));
}

#[test]
fn the_json_schema_says_what_the_loader_takes() {
    let schema = manifest_schema::schema();
    let json = tadashi::schema::json_schema(&schema);
    assert_eq!(json.to_string(), tadashi::schema::json_schema(&schema).to_string());
    assert_eq!(json["$schema"], "https://json-schema.org/draft/2020-12/schema");
    assert_eq!(json["properties"]["tadashi"]["const"], 1);
    assert_eq!(json["required"][0], "tadashi");
    assert_eq!(json["additionalProperties"], false);
    assert_eq!(json["properties"]["systems"]["description"], "the systems");
    assert!(json["properties"]["shared"]["anyOf"][0]["properties"]["id"].is_null());
    assert_eq!(json["$defs"]["Level"]["oneOf"][0]["description"], "it is routine");
    assert_eq!(json["$defs"]["Document"]["anyOf"][1]["minLength"], 3);
    assert_eq!(json["$defs"]["Document"]["anyOf"][2]["pattern"], "^https://[^ /]");
    assert_eq!(json["$defs"]["Model"]["anyOf"][1]["pattern"], "^M-[0-9][0-9]$");
    assert!(json["$defs"]["Adoption"]["anyOf"].is_null());
    let text = json.to_string();
    for reference in text.split("#/$defs/").skip(1) {
        let name = reference.split('"').next().unwrap();
        assert!(!json["$defs"][name].is_null(), "{name}");
    }
}

#[test]
fn a_word_for_none_is_no_list_of_one() {
    for none in ["none", "なし", "n/a", "nobody", "No one", "nil", "いない"] {
        let (_, diagnostics, _) = judge(&[("a.yaml", &format!("tadashi: 1\nsystems: {none}\n"))]);
        let [only] = diagnostics.as_slice() else { panic!("{diagnostics:?}") };
        assert_eq!((only.code.id, only.fix.is_none()), ("manifest/not-a-list", true), "{none}");
        assert!(only.advice(Lang::En).iter().any(|help| help.contains("`[]` if there is none")), "{none}");
    }
    // Neither a full-width sign nor a sample is a word to put in brackets.
    for text in ["［staff］", "・ staff", "…"] {
        let (_, diagnostics, _) = judge(&[("a.yaml", &format!("tadashi: 1\nsystems: [{{ id: a, users: {text} }}]\n"))]);
        assert_eq!(diagnostics.iter().map(|only| only.fix.is_none()).collect::<Vec<_>>(), [true], "{text}");
        assert!(!diagnostics[0].advice(Lang::En).iter().any(|help| help.contains("if there is none")), "{text}");
    }
}
