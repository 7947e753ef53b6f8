//! `tadashi report`: the register of the examples as it is committed, what stays out of a public one, and the calendar.
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
use std::path::{Path, PathBuf};

use tadashi::account::statement::statement;
use tadashi::account::{markdown, statement::Statement};
use tadashi::calendar::Date;
use tadashi::engine::{self, Case, Options};
use tadashi::text::{Lang, is_hidden};
use tadashi::workspace::Files;
use tadashi::workspace::disk::Disk;
use tadashi::workspace::memory::Memory;

fn each(files: &dyn Files, look: &mut dyn FnMut(&Case<'_>)) {
    let options = Options { as_of: Date::parse(common::AS_OF).ok(), ..Options::default() };
    let _ = engine::check_each(files, &[String::new()], &options, look);
}

fn statements(files: &dyn Files, lang: Lang, public: bool) -> Vec<Statement> {
    let mut statements = Vec::new();
    each(files, &mut |case| statements.push(statement(case, lang, public)));
    statements
}

fn page(files: &dyn Files, lang: Lang, public: bool) -> String {
    markdown::write(&statements(files, lang, public), lang)
}

fn cases() -> Vec<PathBuf> {
    common::ui_cases().into_iter().chain(common::examples()).collect()
}

#[test]
fn the_statements_of_the_examples_are_as_committed() {
    let writes = std::env::var_os("TADASHI_WRITE_EXPECTED").is_some();
    for (example, lang, public, name) in [
        ("lender", Lang::En, false, "STATEMENT.md"),
        ("lender", Lang::Ja, false, "STATEMENT.ja.md"),
        ("town-office-ja", Lang::Ja, true, "STATEMENT.ja.md"),
        ("overlay", Lang::En, false, "STATEMENT.md"),
        ("overlay", Lang::Ja, true, "STATEMENT.ja.md"),
    ] {
        let folder = common::root().join("examples").join(example);
        let text = page(&Disk::new(&folder).unwrap(), lang, public);
        let path = folder.join(name);
        if writes {
            fs::write(&path, &text).unwrap();
        }
        let expected = fs::read_to_string(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
        assert!(text == expected, "{} differs:\n{text}", path.display());
    }
}

/// Headings of a page, and what is left of a line without its code and escapes.
fn plain(page: &str) -> (usize, Vec<String>) {
    let headings = page.lines().filter(|line| line.starts_with('#')).count();
    let lines = page.lines().map(|line| {
        let mut out = String::new();
        let mut rest = line;
        while let Some(c) = rest.chars().next() {
            if c == '\\' {
                rest = rest.char_indices().nth(2).map_or("", |(at, _)| &rest[at..]);
            } else if c == '`' {
                let fence = rest.len() - rest.trim_start_matches('`').len();
                let close = "`".repeat(fence);
                let inside = &rest[fence..];
                let end = inside.find(&close).unwrap_or_else(|| panic!("code is not closed: {line}"));
                rest = &inside[end + fence..];
            } else {
                out.push(c);
                rest = &rest[c.len_utf8()..];
            }
        }
        out
    });
    (headings, lines.collect())
}

#[test]
fn every_verdict_is_in_it_and_nothing_that_people_wrote_is_markup() {
    let mut seen = 0;
    for path in cases() {
        let disk = Disk::new(&path).unwrap();
        let checked = common::check(&path, Some(Lang::En));
        for (lang, public) in [(Lang::En, false), (Lang::En, true), (Lang::Ja, false), (Lang::Ja, true)] {
            let told = statements(&disk, lang, public);
            let clauses = || told.iter().flat_map(|told| &told.instruments).flat_map(|instrument| &instrument.clauses);
            let idle = told.iter().flat_map(|told| &told.instruments).flat_map(|instrument| &instrument.idle).count();
            let summary = checked.report.summary;
            let name = common::name(&path);
            assert_eq!(clauses().map(|clause| clause.complies.len()).sum::<usize>(), summary.complies, "{name}");
            assert_eq!(clauses().map(|clause| clause.explained.len()).sum::<usize>(), summary.explained, "{name}");
            let open = clauses().map(|clause| clause.open.len()).sum::<usize>();
            assert_eq!(open, summary.deviates + summary.unknown, "{name}");
            assert!(clauses().count() + idle > 0 || told.is_empty(), "{name}");
            let page = markdown::write(&told, lang);
            assert!(page.chars().all(|c| c == '\n' || !is_hidden(c)), "{name}: {page}");
            for (_, line) in
                [plain(&page)].iter().flat_map(|(count, lines)| lines.iter().map(move |line| (count, line)))
            {
                let markup = ['<', '>', '[', ']', '|', '&', '$', '~'].iter().any(|c| line.contains(*c));
                assert!(!markup && !line.contains("://"), "{name}: {line}");
            }
            seen += page.len();
        }
    }
    assert!(seen > 10_000);
}

fn repository(name: &str, plan: &str) -> Memory {
    let manifest = format!(
        "tadashi: 1
organisation: {{ name: {name} }}
roles: [{{ id: officer, function: ai-officer, title: AI officer, holder: Hanako Holder }}]
systems: [{{ id: a, stage: deployed }}, {{ id: b, stage: deployed }}]
explanations:
  - id: EX-OPEN
    expectation: acme/purpose#said
    about: system/a
    kind: not-known
    plan: {plan}
    decided: {{ role: officer, date: 2026-06-15, by: Taro Decider }}
    until: 2026-09-01
  - id: EX-SECRET
    expectation: acme/purpose#said
    about: system/b
    kind: not-known
    visibility: internal
    plan: Project Nightjar settles it with the buyer by 2026-08-10.
    evidence: [{{ held_by: Vault Seven }}]
    decided: {{ role: officer, date: 2026-06-16, by: Jiro Hidden }}
    until: 2026-09-02
"
    );
    Memory::default()
        .with("tadashi.toml", "root = true\npacks = [\"acme\"]\n")
        .with("acme/acme.tadashi", common::ACME)
        .with("ai-governance.yaml", manifest)
}

#[test]
fn what_is_internal_stays_out_but_not_that_there_is_a_departure() {
    let files = repository("Example KK", "The product lead writes it down by 2026-08-01.");
    let (all, public) = (page(&files, Lang::En, false), page(&files, Lang::En, true));
    for secret in ["EX-SECRET", "Nightjar", "Vault Seven", "Jiro Hidden", "Taro Decider"] {
        assert!(all.contains(secret), "{secret}:\n{all}");
        assert!(!public.contains(secret), "{secret}:\n{public}");
    }
    for page in [&all, &public] {
        assert!(!page.contains("Hanako Holder"), "{page}");
        assert!(page.contains("EX-OPEN") && page.contains("AI officer") && page.contains("2026-08-01"), "{page}");
        assert!(page.contains("2 explained"), "{page}");
    }
    assert!(public.contains("- **Explained:** `system/b` (explained internally)"), "{public}");
    assert!(public.contains("- **Departs from:** `said` says what it is for"), "{public}");
    assert!(public.contains("2026-09-02"), "{public}");
    let json = serde_json::to_string(&statements(&files, Lang::Ja, true)).unwrap();
    assert!(!json.contains("Nightjar") && !json.contains("EX-SECRET") && !json.contains("Hidden"), "{json}");
    assert!(page(&files, Lang::Ja, true).contains("- **説明あり:** `system/b`（内部限りの説明あり）"));
}

#[test]
fn hostile_words_change_no_line_of_the_page() {
    let plain_page = page(&repository("Example KK", "The lead writes it by 2026-08-01."), Lang::En, false);
    let name = r##""</h1><script>x</script>\n# Ha | [a](https://e.example) \u202e ``` `b` www.e.example""##;
    let plan =
        r##""2026-08-01\n\n# Heading\n- item\n| a | b |\n<img src=x onerror=y> \u202e ![i](j) **x** &amp; $x$""##;
    let hostile = page(&repository(name, plan), Lang::En, false);
    let (headings, lines) = plain(&hostile);
    assert_eq!((headings, lines.len()), (plain(&plain_page).0, plain_page.lines().count()), "{hostile}");
    for line in lines {
        assert!(!line.contains(['<', '>', '[', '|', '&', '$']) && !line.contains("://"), "{line}");
        assert!(!line.contains("www.") && line.matches("**").count() <= 2, "{line}");
    }
    assert!(hostile.contains(r"\\u\{202e\}") && hostile.chars().all(|c| c == '\n' || !is_hidden(c)), "{hostile}");
}

#[test]
fn two_runs_give_the_same_bytes() {
    let path: &Path = &common::root().join("examples/monorepo");
    let run = || page(&Disk::new(path).unwrap(), Lang::Ja, false);
    assert_eq!(run(), run());
}

#[test]
fn what_is_loosened_is_listed_with_its_account_also_in_public() {
    let disk = Disk::new(&common::root().join("examples/overlay")).unwrap();
    for public in [false, true] {
        let told = statements(&disk, Lang::En, public);
        let listed: Vec<(&str, &str, bool, bool)> = told[0]
            .loosened
            .iter()
            .map(|one| (one.expectation.as_str(), one.overlay, one.holds, one.place.is_none()))
            .collect();
        let expected = [
            ("jp.aigb/status-statement", "relax", true, public),
            ("jp.aigb/vendor-responsibility", "relax", true, public),
            ("jp.aigb/base-model", "drop", true, public),
            ("jp.aigb/governance-cycle", "relax", false, public),
        ];
        assert_eq!(listed, expected);
        assert!(told[0].loosened.iter().all(|one| one.title.is_some() && one.because.is_some()));
        let (en, ja) = (page(&disk, Lang::En, public), page(&disk, Lang::Ja, public));
        assert!(en.contains("- **Until:** 2026-05-31 (ended; the clause of its pack is back)"), "{en}");
        assert!(en.contains("- **Changed:** tightened by `sora.ai`: `level error`"), "{en}");
        assert!(en.contains("- **Changed:** dropped by `sora.ai`\n"), "{en}");
        assert!(ja.contains("- **期限:** 2026-05-31（終了。元のパックの定めに戻っています）"), "{ja}");
        assert!(ja.contains("`sora.ai` による削除"), "{ja}");
        assert!(!en.contains("policies/sora"), "{en}");
    }
}

#[test]
fn what_nobody_is_asked_for_is_no_departure_in_public_either() {
    let files = repository("Example KK", "The lead writes it by 2026-08-01.");
    let may = common::ACME.replace("\n  should\n", "\n  may\n");
    let page = page(&files.with("acme/acme.tadashi", may), Lang::En, true);
    let open = page.lines().find(|line| line.contains("`system/a`")).unwrap();
    assert!(open.ends_with("`system/a` (not required, noted only)"), "{page}");
}
