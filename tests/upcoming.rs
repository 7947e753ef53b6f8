//! `tadashi report --upcoming`: each entry comes true on its day, and the calendar file is one that calendars read.
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

use std::path::{Path, PathBuf};
use std::process::Command;

use tadashi::account::calendar_file;
use tadashi::account::upcoming::{Entry, upcoming};
use tadashi::calendar::{Date, Duration, Unit};
use tadashi::diagnostic::Level;
use tadashi::engine::{self, Options};
use tadashi::report::{Loosened, Style};
use tadashi::text::Lang;
use tadashi::verdict::Verdict;
use tadashi::workspace::Files;
use tadashi::workspace::disk::Disk;
use tadashi::workspace::memory::Memory;

fn as_of() -> Date {
    Date::parse(common::AS_OF).unwrap()
}

fn entries(files: &dyn Files, lang: Lang) -> Vec<Entry> {
    let mut entries = Vec::new();
    let options = Options { as_of: Some(as_of()), ..Options::default() };
    let _ = engine::check_each(files, &[String::new()], &options, &mut |case| {
        entries.extend(upcoming(case, None, lang, false));
    });
    entries
}

fn cases() -> Vec<PathBuf> {
    common::ui_cases().into_iter().chain(common::examples()).collect()
}

/// The labels that are open for a clause and subject on a day, and the verdict.
fn open(files: &dyn Files, day: Date, expectation: &str, subject: &str) -> (Vec<String>, Verdict) {
    let options = Options { as_of: Some(day), ..Options::default() };
    let report = engine::check(files, &[String::new()], &options).report;
    let judged = report.judged.into_iter().find(|one| one.expectation == expectation && one.subject == subject);
    let judged = judged.unwrap_or_else(|| panic!("{expectation} {subject}"));
    (judged.deviates.into_iter().chain(judged.unknown).map(String::from).collect(), judged.verdict)
}

/// One manifest with everything that can end.
fn repository() -> Memory {
    Memory::default()
        .with("tadashi.toml", "root = true\npacks = [\"acme\"]\n")
        .with(
            "acme/acme.tadashi",
            "pack acme version 1.0.0 {
  title \"Acme\"
  title ja \"アクメ\"
  language 1
  schema ai-governance 1
  publisher \"Acme\"
  licence \"Apache-2.0\"
}
instrument RULES { title \"Acme rules\" title ja \"アクメ規程\" issuer \"Acme\" edition \"1\" dated 2026-01-01 status guidance }
clauses of RULES { \"1\" \"purpose\" ja \"目的\" strength should }
by default evidence at least 1 words reviewed within the last 12 months
by default explanation ordinary { lasts at most 6 months not renewable }
expectation purpose {
  title \"The purpose is said\"
  title ja \"目的を示す\"
  cites RULES \"1\"
  applies to each system
  should
    - said \"says what it is for\" ja \"目的を示している\": system.purpose is stated
}
expectation later {
  title \"Limits are said; a long title; with a comma, and more than seventy-five bytes of it\"
  title ja \"限界を示す、及びその他の長い題名であって七十五バイトを超えるもの\"
  cites RULES \"1\"
  in force from 2026-10-01 until 2028-03-31
  applies to each system
  should
    - limits \"says its limits\" ja \"限界を示している\": system.limits is stated
}
expectation reported {
  title \"An incident is reported\"
  title ja \"インシデントを報告する\"
  cites RULES \"1\"
  applies to each incident
  should
    - timely \"within three months\" ja \"三か月以内\": incident.reported is due within 3 months after incident.detected
}
expectation reviewed {
  title \"It is reviewed\"
  title ja \"見直す\"
  cites RULES \"1\"
  applies to the organisation
  should
    - held \"within a year, or minutes\" ja \"一年以内\":
        (there is a review in organisation.reviews.held where review.date is within the last 12 months)
        or organisation.policy is stated
    - fresh \"within two years\" ja \"二年以内\":
        there is a review in organisation.reviews.held where review.date is within the last 2 years
  evidence
    - paper \"the policy\" ja \"方針\": file organisation.policy
}
",
        )
        .with("p.md", "The policy of Example KK.\n")
        .with(
            "ai-governance.yaml",
            "tadashi: 1
organisation:
  name: Example KK
  policy: { file: p.md, reviewed: 2025-08-31 }
  reviews: { held: [{ date: 2025-07-31, by: officer }, { date: 2025-02-28, by: officer }] }
roles: [{ id: officer, function: ai-officer }]
systems: [{ id: a, stage: deployed }]
incidents: [{ id: i, severity: minor, detected: 2026-05-31 }]
adoption: { until: 2026-12-15, because: First year of our programme. }
explanations:
  - id: EX-1
    expectation: acme/purpose#said
    about: system/a
    kind: not-known
    plan: The product lead writes it down by 2026-08-01.
    decided: { role: officer, date: 2026-06-15 }
    until: 2026-09-01
",
        )
}

#[test]
fn everything_that_can_end_is_in_it() {
    let found = entries(&repository(), Lang::En);
    let found: Vec<(String, &str)> = found.iter().map(|entry| (entry.day.to_string(), entry.what)).collect();
    let expected = [
        ("2026-08-31", "due"),
        ("2026-09-01", "explanation-ends"),
        // The review of 2025-08-31 still counts on the last of August.
        ("2026-09-01", "review-lapses"),
        // A `not-known` may last 90 days, whatever its set allows.
        ("2026-09-13", "renewal-limit"),
        ("2026-10-01", "clause-begins"),
        ("2026-12-15", "grace-ends"),
        ("2027-08-01", "review-lapses"),
        ("2028-03-31", "clause-ends"),
    ];
    let expected: Vec<(String, &str)> = expected.iter().map(|(day, what)| ((*day).to_owned(), *what)).collect();
    assert_eq!(found, expected);
    let text = |lang| {
        let style = Style { lang, color: false, width: 100, fail_on: Level::Error };
        calendar_file::text(&entries(&repository(), lang), as_of(), &style)
    };
    insta::assert_snapshot!("upcoming-en", text(Lang::En));
    insta::assert_snapshot!("upcoming-ja", text(Lang::Ja));
    insta::assert_snapshot!("upcoming-ics", calendar_file::ics(&entries(&repository(), Lang::Ja), as_of(), Lang::Ja));
}

/// Whether the overlay that an entry names is applied on a day.
fn applied(files: &dyn Files, day: Date, title: &str, expectation: &str) -> bool {
    let options = Options { as_of: Some(day), ..Options::default() };
    let loosened = engine::check(files, &[String::new()], &options).report.loosened;
    let own = |one: &Loosened| one.expectation == expectation && title.contains(&format!("by `{}`", one.pack));
    loosened.iter().filter(|one| own(one)).all(|one| one.life.holds())
}

#[test]
fn each_entry_comes_true_on_its_day() {
    let day = Duration { count: 1, unit: Unit::Day };
    let (mut ends, mut lapses, mut layers) = (0, 0, 0);
    let memory = repository();
    let disks: Vec<Disk> = cases().iter().map(|path| Disk::new(path).unwrap()).collect();
    for files in disks.iter().map(|disk| disk as &dyn Files).chain([&memory as &dyn Files]) {
        for entry in entries(files, Lang::En) {
            let written = entry.expectation.clone().unwrap_or_default();
            let (clause, label) = written.split_once('#').unwrap_or((&written, ""));
            match entry.what {
                "review-lapses" | "due" => {
                    lapses += 1;
                    let first = if entry.what == "due" { entry.day.plus(day) } else { entry.day };
                    let on = |day| open(files, day, clause, &entry.subjects[0]).0.iter().any(|open| open == label);
                    assert!(on(first) && !on(first.minus(day)), "{entry:?}");
                }
                "explanation-ends" => {
                    ends += 1;
                    for subject in &entry.subjects {
                        let (_, after) = open(files, entry.day.plus(day), clause, subject);
                        assert_ne!(after, Verdict::Explained, "{entry:?}");
                    }
                }
                "overlay-ends" | "overlay-begins" => {
                    layers += 1;
                    // From the day after its end, and before its beginning, it is not applied.
                    let ends = entry.what == "overlay-ends";
                    let (on, off) = (entry.day, if ends { entry.day.plus(day) } else { entry.day.minus(day) });
                    let holds = |day| applied(files, day, &entry.title, &written);
                    assert!(holds(on) && !holds(off), "{entry:?}");
                }
                _ => {}
            }
        }
    }
    assert!(layers > 2, "{layers} overlays were seen");
    assert!(ends > 3 && lapses > 5, "{ends} ends and {lapses} lapses were seen");
}

/// Name, parameters, value.
type Property = (String, Vec<(String, String)>, String);

/// A component of a calendar, read the slow way: its name, its properties, the components in it.
#[derive(Debug, Default)]
struct Component {
    name: String,
    properties: Vec<Property>,
    inside: Vec<Component>,
}

impl Component {
    fn all(&self, name: &str) -> Vec<&str> {
        self.properties.iter().filter(|(own, ..)| own == name).map(|(.., value)| value.as_str()).collect()
    }

    fn only(&self, name: &str) -> &str {
        let all = self.all(name);
        assert_eq!(all.len(), 1, "{name} in {self:?}");
        all[0]
    }
}

/// Reads an iCalendar object as RFC 5545 says it is written.
fn parse(bytes: &[u8]) -> Component {
    assert!(bytes.ends_with(b"\r\n"), "the last line is ended");
    let mut lines: Vec<Vec<u8>> = Vec::new();
    let mut rest = bytes;
    while !rest.is_empty() {
        let end = rest.windows(2).position(|two| two == b"\r\n").expect("a line ends with CRLF");
        let (line, after) = (&rest[..end], &rest[end + 2..]);
        assert!(line.len() <= 75, "{} bytes: {}", line.len(), String::from_utf8_lossy(line));
        assert!(!line.contains(&b'\n') && !line.contains(&b'\r'), "a bare line break");
        std::str::from_utf8(line).expect("folding cuts no character");
        match line.strip_prefix(b" ") {
            Some(more) => lines.last_mut().expect("nothing to unfold").extend_from_slice(more),
            None => lines.push(line.to_vec()),
        }
        rest = after;
    }
    let mut stack = vec![Component::default()];
    for line in lines {
        let line = String::from_utf8(line).unwrap();
        let (head, value) = line.split_once(':').unwrap_or_else(|| panic!("no value: {line}"));
        let mut parts = head.split(';');
        let name = parts.next().unwrap().to_owned();
        assert!(!name.is_empty() && name.chars().all(|c| c.is_ascii_uppercase() || c == '-'), "{line}");
        let parameters = parts.map(|part| part.split_once('=').unwrap()).map(|(a, b)| (a.to_owned(), b.to_owned()));
        let parameters: Vec<(String, String)> = parameters.collect();
        match name.as_str() {
            "BEGIN" => stack.push(Component { name: value.to_owned(), ..Component::default() }),
            "END" => {
                let done = stack.pop().unwrap();
                assert_eq!(done.name, value);
                stack.last_mut().unwrap().inside.push(done);
            }
            _ => stack.last_mut().unwrap().properties.push((name, parameters, value.to_owned())),
        }
    }
    assert_eq!(stack.len(), 1, "what begins ends");
    let mut top = stack.pop().unwrap();
    assert_eq!(top.inside.len(), 1);
    top.inside.pop().unwrap()
}

/// A text of the format as it was before it was escaped.
fn unescaped(text: &str) -> String {
    let mut out = String::new();
    let mut chars = text.chars();
    while let Some(c) = chars.next() {
        match c {
            '\\' => match chars.next().expect("an escape is whole") {
                'n' | 'N' => out.push('\n'),
                c @ ('\\' | ';' | ',') => out.push(c),
                c => panic!("\\{c} is no escape"),
            },
            ';' | ',' => panic!("unescaped {c} in {text}"),
            c => out.push(c),
        }
    }
    out
}

#[test]
fn the_calendar_file_is_as_rfc_5545_asks() {
    let memory = repository();
    let disks: Vec<Disk> = cases().iter().map(|path| Disk::new(path).unwrap()).collect();
    let mut seen = 0;
    for files in disks.iter().map(|disk| disk as &dyn Files).chain([&memory as &dyn Files]) {
        for lang in [Lang::En, Lang::Ja] {
            let entries = entries(files, lang);
            let text = calendar_file::ics(&entries, as_of(), lang);
            assert_eq!(text, calendar_file::ics(&entries, as_of(), lang));
            let calendar = parse(text.as_bytes());
            assert_eq!((calendar.name.as_str(), calendar.only("VERSION")), ("VCALENDAR", "2.0"));
            assert!(calendar.only("PRODID").starts_with("-//"));
            assert_eq!(calendar.inside.len(), entries.len());
            let mut uids: Vec<&str> = calendar.inside.iter().map(|event| event.only("UID")).collect();
            uids.sort_unstable();
            uids.dedup();
            assert_eq!(uids.len(), entries.len(), "two events share a UID");
            for (event, entry) in calendar.inside.iter().zip(&entries) {
                seen += 1;
                assert_eq!(event.name, "VEVENT");
                assert_eq!(event.only("DTSTAMP"), "20260701T000000Z");
                let start = event.properties.iter().find(|(name, ..)| name == "DTSTART").unwrap();
                assert_eq!(start.1, [("VALUE".to_owned(), "DATE".to_owned())]);
                assert_eq!(start.2, entry.day.to_string().replace('-', ""));
                assert_eq!(unescaped(event.only("SUMMARY")), entry.title);
                assert!(unescaped(event.only("DESCRIPTION")).starts_with(&entry.advice));
                let [alarm] = event.inside.as_slice() else { panic!("{event:?}") };
                assert_eq!((alarm.name.as_str(), alarm.only("ACTION")), ("VALARM", "DISPLAY"));
                assert_eq!(
                    (alarm.only("TRIGGER"), unescaped(alarm.only("DESCRIPTION"))),
                    ("-P30D", entry.title.clone())
                );
            }
        }
    }
    assert!(seen > 20, "only {seen} events were seen");
}

#[test]
fn a_uid_stays_when_the_day_moves() {
    let before = entries(&repository(), Lang::En);
    let bytes = repository().read("ai-governance.yaml", usize::MAX).unwrap();
    let moved = String::from_utf8(bytes).unwrap().replace("until: 2026-09-01", "until: 2026-08-20");
    let after = entries(&repository().with("ai-governance.yaml", moved), Lang::Ja);
    let uid = |entries: &[Entry]| {
        let entry = entries.iter().find(|entry| entry.what == "explanation-ends").unwrap();
        (entry.uid.clone(), entry.day)
    };
    assert_eq!(uid(&before).0, uid(&after).0);
    assert_ne!(uid(&before).1, uid(&after).1);
}

fn run(arguments: &[&str], folder: &Path) -> (String, i32) {
    let output = Command::new(env!("CARGO_BIN_EXE_tadashi"))
        .arg("report")
        .args(arguments)
        .args(["--as-of", common::AS_OF])
        .current_dir(folder)
        .output()
        .unwrap();
    let text = String::from_utf8(output.stdout).unwrap() + &String::from_utf8(output.stderr).unwrap();
    (text, output.status.code().unwrap())
}

#[test]
fn the_command_takes_a_horizon_and_refuses_what_does_not_fit() {
    let lender = common::root().join("examples/lender");
    let (all, code) = run(&["--upcoming"], &lender);
    assert!(code == 0 && all.contains("2026-11-30 (in 152 days)") && all.contains("2027-"), "{all}");
    for within in ["180d", "6 months", "2026-11-30", "1y"] {
        let (text, code) = run(&["--upcoming", "--within", within], &lender);
        assert!(code == 0 && text.contains("EX-1"), "{within}: {text}");
        assert_eq!(text.contains("2027-04"), within == "1y", "{within}: {text}");
    }
    assert!(run(&["--upcoming", "--within", "30d"], &lender).0.contains("nothing ends or falls due"));
    let (json, code) = run(&["--upcoming", "--format", "json"], &lender);
    let value: serde_json::Value = serde_json::from_str(&json).unwrap();
    assert!(code == 0 && value[0]["what"] == "explanation-ends" && value[0]["place"]["line"].is_u64(), "{json}");
    let (public, _) = run(&["--upcoming", "--public", "--format", "json"], &lender);
    let value: serde_json::Value = serde_json::from_str(&public).unwrap();
    assert!(value[0]["place"].is_null(), "{public}");
    for arguments in [
        &["--format", "ics"][..],
        &["--upcoming", "--format", "markdown"],
        &["--within", "90d"],
        &["--upcoming", "--within", "soon"],
    ] {
        let (text, code) = run(arguments, &lender);
        assert!(code == 2 && text.starts_with("error: "), "{arguments:?}: {text}");
    }
    assert_eq!(run(&["/none/at/all"], &lender).1, 2);
}

#[test]
fn the_overlays_of_a_policy_end_in_it_and_those_that_have_ended_are_not() {
    let overlay = Disk::new(&common::root().join("examples/overlay")).unwrap();
    let of = |lang| entries(&overlay, lang).into_iter().filter(|entry| entry.what.starts_with("overlay-"));
    let found: Vec<(String, String, String)> = of(Lang::En)
        .zip(of(Lang::Ja))
        .map(|(en, ja)| {
            assert_eq!(en.uid, ja.uid);
            (en.day.to_string(), en.title, ja.title)
        })
        .collect();
    let expected = [
        ("2026-07-20", "relax jp.aigb/vendor-responsibility"),
        ("2027-02-20", "drop jp.aigb/base-model"),
        ("2027-02-20", "relax jp.aigb/status-statement"),
    ]
    .map(|(day, what)| {
        (day.to_owned(), format!("last day of `{what}` by `sora.ai`"), format!("`sora.ai` の `{what}` の末日"))
    });
    let mut found = found;
    found.sort();
    assert_eq!(found, expected);
    // Before it is decided, an overlay begins on that day.
    let mut begins = Vec::new();
    let options = Options { as_of: Date::parse("2026-02-01").ok(), ..Options::default() };
    let _ = engine::check_each(&overlay, &[String::new()], &options, &mut |case| {
        begins.extend(upcoming(case, Date::parse("2026-05-31").ok(), Lang::En, true));
    });
    let begins: Vec<String> = begins
        .into_iter()
        .filter(|entry| entry.what.starts_with("overlay-"))
        .map(|entry| format!("{} {} {}", entry.day, entry.what, entry.expectation.unwrap()))
        .collect();
    let expected = [
        "2026-02-20 overlay-begins jp.aigb/base-model",
        "2026-02-20 overlay-begins jp.aigb/status-statement",
        "2026-02-20 overlay-begins jp.aigb/vendor-responsibility",
        "2026-05-31 overlay-ends jp.aigb/governance-cycle",
    ];
    assert_eq!(begins, expected);
}
