//! The print of a clause: what changes it, and what does not.

use tadashi::check::check;
use tadashi::diagnostic::Diagnostic;
use tadashi::limits::Limits;
use tadashi::policy::fingerprint;
use tadashi::source::SourceMap;
use tadashi::syntax::parse;
use tadashi::text::Lang;

const SCHEMA: &str = include_str!("../policies/schema/ai-governance-1.tadashi");

const PACK: &str = r#"pack x.y version 1.0.0 {
  title "A pack"
  title ja "パック"
  language 1
  schema ai-governance 1
}
instrument RULE { title "Rule" title ja "規則" issuer "Us" edition "1" dated 2026-01-01 status internal }
clauses of RULE {
  "1" "people" ja "人"  strength should
}
by default explanation ordinary { lasts at most 12 months }
a system is live when system.stage is one of [pilot, deployed]
expectation judged {
  title    "A person judges"
  title ja "人が判断する"
  cites    RULE "1"
  applies to each system where system is live
  should
    - mode "says how" ja "方法を述べる": system.oversight.mode is in-the-loop and system.oversight.can_stop is true
    - people "says who" ja "判断する者を述べる": system.oversight.reviewers is stated
  evidence
    - paper "the procedure" ja "手順書": file system.oversight.procedure at least 50 words reviewed within the last 12 months
}
"#;

fn print(pack: &str) -> String {
    let (limits, mut sources, mut found) = (Limits::default(), SourceMap::default(), Vec::<Diagnostic>::new());
    let files = [("schema.tadashi", SCHEMA), ("pack.tadashi", pack)].map(|(path, text)| {
        let file = sources.add(path, text);
        parse(file, text, &limits).into_value(&mut found)
    });
    let policies = check(&files, &sources, &limits).into_value(&mut found);
    let found: Vec<String> = found.iter().map(|one| one.message(Lang::En)).collect();
    let clause = policies.find("x.y/judged").and_then(|at| policies.expectations.get(at));
    fingerprint(&policies, clause.unwrap_or_else(|| unreachable!("{found:?}")))
}

fn changed(from: &str, to: &str) -> String {
    assert!(PACK.contains(from), "{from}");
    print(&PACK.replace(from, to))
}

#[test]
fn it_is_the_same_everywhere_and_no_number() {
    let own = print(PACK);
    assert_eq!(own, "b4d2843d4fdb");
    assert!(own.starts_with(|c: char| c.is_ascii_lowercase()) && own.parse::<f64>().is_err());
}

#[test]
fn layout_words_and_order_do_not_change_it() {
    let own = print(PACK);
    assert_eq!(changed("  should\n", "\n\n  # a comment\n  should\n"), own);
    assert_eq!(changed("\"says how\" ja \"方法を述べる\"", "\"how\" ja \"方法\""), own);
    assert_eq!(changed("A person judges", "Somebody judges"), own);
    assert_eq!(changed("[pilot, deployed]", "[deployed, pilot]"), own);
    assert_eq!(changed("version 1.0.0", "version 1.1.0"), own);
    let (mode, stop) = ("system.oversight.mode is in-the-loop", "system.oversight.can_stop is true");
    assert_eq!(changed(&format!("{mode} and {stop}"), &format!("{stop} and {mode}")), own);
    let earlier = "a system is idle when system.stage is retired\na system is live";
    assert_eq!(changed("a system is live", earlier), own);
    assert_eq!(changed("12 months }", "6 months }"), own);
}

#[test]
fn what_is_asked_changes_it() {
    let own = print(PACK);
    for (from, to) in [
        ("where system is live", "where system.stage is not retired"),
        ("[pilot, deployed]", "[pilot, deployed, suspended]"),
        (" and system.oversight.can_stop is true", ""),
        (" and system.oversight.can_stop", " or system.oversight.can_stop"),
        ("    - people \"says who\" ja \"判断する者を述べる\": system.oversight.reviewers is stated\n", ""),
        ("- people", "- persons"),
        ("50 words", "60 words"),
        ("within the last 12 months", "within the last 6 months"),
        ("  should\n", "  may\n"),
    ] {
        assert_ne!(changed(from, to), own, "{from} to {to}");
    }
}
