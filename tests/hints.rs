//! Every phrase that the language refuses, and what it says instead: one wrong input, exactly one diagnostic.

mod common;

use tadashi::calendar::Date;
use tadashi::engine::{self, Options};
use tadashi::text::Lang;
use tadashi::workspace::memory::Memory;

const PACK: &str = r#"
pack own.rules version 1.0.0 {
  title    "Rules of the house"
  title ja "社内規程"
  language 1
  schema   ai-governance 1
}
instrument HOUSE { title "House rules" title ja "AI利用規程" issuer "Board" edition "2026" dated 2026-01-05 status internal }
clauses of HOUSE {
  "1" "owners" ja "責任者"  strength important
  "2" "records" ja "記録"  strength should
  "3" "judgement" ja "判断"  strength important (consider)
  "4" "examples" ja "例示"  strength important (example)
}
a system is in-use when system.stage is one of [pilot, deployed]
a system is provided when system.acts_as includes provider
"#;

/// A clause in parts, each of which a case may put wrong.
struct Clause<'a> {
    cites: &'a str,
    applies: &'a str,
    modality: &'a str,
    point: &'a str,
    tail: &'a str,
}

const SOUND: Clause<'static> = Clause {
    cites: r#"HOUSE "1""#,
    applies: "each system where system is in-use",
    modality: "should",
    point: r#"it "is so" ja "そうである": system.owner is stated"#,
    tail: "",
};

impl Clause<'_> {
    fn text(&self) -> String {
        format!(
            "expectation x {{\n  title \"T\"\n  title ja \"題\"\n  cites {}\n  applies to {}\n  {}\n    - {}\n  {}\n}}\n",
            self.cites, self.applies, self.modality, self.point, self.tail
        )
    }
}

fn condition(condition: &str) -> String {
    Clause { point: &format!(r#"it "is so" ja "そうである": {condition}"#), ..SOUND }.text()
}

fn about(applies: &str, condition: &str) -> String {
    Clause { applies, point: &format!(r#"it "is so" ja "そうである": {condition}"#), ..SOUND }.text()
}

fn cited(cites: &str) -> String {
    Clause { cites, ..SOUND }.text()
}

fn ending(tail: &str) -> String {
    Clause { tail, ..SOUND }.text()
}

fn evidence(line: &str) -> String {
    ending(&format!("evidence\n    - proof \"the proof\" ja \"証跡\": {line}"))
}

fn diagnostics(part: &str) -> Vec<String> {
    let files = Memory::default()
        .with("tadashi.toml", "packs = [\"policies\"]\n")
        .with("policies/00-pack.tadashi", PACK)
        .with("policies/10-part.tadashi", format!("part of own.rules\n{part}"))
        .with("ai-governance.yaml", "tadashi: 1\norganisation: { name: Example KK }\n");
    let options = Options { as_of: Date::parse(common::AS_OF).ok(), lang: Some(Lang::En), ..Options::default() };
    let checked = engine::check(&files, &[String::new()], &options);
    common::write(&checked, "concise")
        .lines()
        .filter(|line| line.contains(".tadashi:") && line.contains(": error["))
        .map(str::to_owned)
        .collect()
}

#[test]
fn the_clause_that_is_put_wrong_is_sound() {
    assert_eq!(diagnostics(&SOUND.text()), Vec::<String>::new());
}

#[test]
fn every_refused_phrase_is_answered_once_and_with_its_hint() {
    let review = "for every review in organisation.reviews.held, review.date is stated";
    let cases: Vec<(String, &str)> = vec![
        // Names.
        (about("each sytem where sytem is in-use", "system.owner is stated"), "the schema has no list of things called `sytem`; did you mean `system`?"),
        (condition("system.overside.mode is in-the-loop"), "System `system` has no field `overside`; did you mean `oversight`?"),
        (condition("system.oversight.mode is in-teh-loop"), "`in-teh-loop` is not one of [none, after-the-fact, on-the-loop, in-the-loop]; did you mean `in-the-loop`?"),
        (condition("system.stage is live"), "`live` is not one of [planned, development, pilot, deployed, suspended, retired]; this schema says `deployed`"),
        (about("each system where system is in-uze", "system.owner is stated"), "no definition says when a System is `in-uze`; did you mean `in-use`?"),
        (condition("system.owner is legal-counsel"), "no definition says when a Role is `legal-counsel`, and nothing here is called so (an id is written in quotes)"),
        (condition("acts_as includes developer"), "nothing here is called `acts_as`; did you mean `system.acts_as`?"),
        (about("each vendor", "vendor.country is US"), "a text stands in quotes: \"US\""),
        (about("each vendor", "vendor.country is one of [\"JP\", US]"), "a text stands in quotes: \"US\""),
        (about("each vendor", "vendor.country is not 日本"), "a text stands in quotes: \"日本\""),
        (condition("system.owner is 責任者"), "a text stands in quotes: \"責任者\""),
        (condition("system.stage is one of [試行中, deployed]"), "this schema says `pilot`"),
        (condition("system.stage is 試行"), "did you mean `pilot`?"),
        (condition("system.owner is state"), "did you mean `is stated`?"),
        (condition("system.owner stated"), "did you mean `is stated`?"),
        (condition("system.owner stated and system.name is stated"), "did you mean `is stated`?"),
        // Sources.
        (cited(r#"HOUSE "1 (person)""#), r#"HOUSE has no clause "1 (person)" in its table; did you mean "1"?"#),
        (cited(r#"HUOSE "1""#), "no instrument is called `HUOSE`; did you mean `HOUSE`?"),
        (Clause { modality: "must", ..SOUND }.text(), "`must` claims more than a source that says `important`"),
        (cited("HOUSE \"1\"\n  cites HOUSE \"2\""), "its sources differ in strength (important; should); split it, so that each clause claims what its source says"),
        (Clause { cites: r#"HOUSE "3""#, ..SOUND }.text(), "the source says `consider`; the point must also accept a recorded reason"),
        (Clause { cites: r#"HOUSE "4""#, ..SOUND }.text(), "the source gives this only as an example; write the points under `may`"),
        // Modality.
        (Clause { modality: "", ..SOUND }.text(), "how strong is it? write `must`, `should` or `may` before the points"),
        (Clause { modality: "shall", ..SOUND }.text(), "`shall` is not a word here; write `must`, `should` or `may`"),
        (ending("must\n    - other \"so\" ja \"そう\": system.risk.report is stated"), "a clause has one modality that decides; write a second clause"),
        // Signs.
        (Clause { point: "it \"is so\" ja \"そうである\" system.owner is stated", ..SOUND }.text(), "a colon stands before the condition"),
        (Clause { point: "it \"is so\" ja \"そうである\"： system.owner is stated", ..SOUND }.text(), "write the half-width colon `:`"),
        (Clause { point: "it “is so” ja \"そうである\": system.owner is stated", ..SOUND }.text(), "a text stands in straight double quotes: \"…\""),
        (Clause { point: "it \"is so\" ja 「そうである」: system.owner is stated", ..SOUND }.text(), "a text stands in straight double quotes: \"…\""),
        (condition("system.oversight.appeal.overdue > 3"), "conditions have no symbols; write `is at least`, `is at most`, `is` or `is not`"),
        // A word where a sentence begins.
        (condition("system.personal_data"), "if this is yes or no, add `is true`"),
        (condition("for every act in system.agent.actions where act.undoable, act.asks_first is true"), "if this is yes or no, add `is true`"),
        (condition("system.oversight.mode is in-the-loop or on-the-loop"), "after `or` a new sentence begins; did you mean `is one of [… , on-the-loop]`"),
        (condition("system.impact.level is not routine or significant"), "`is none of [… , significant]`"),
        (condition("system.risk.covers includes bias and security"), "or `includes all of [… , security]`?"),
        (condition("system.upstream.checked is after 2026-01-01 and before today"), "after `and` say again what is compared"),
        (condition("system.logs.method and frequency and kept are stated"), "write `RECORD states all of [a, b]`"),
        // Quantifiers.
        (condition("every model in system.models is stated"), "write `for every model in system.models, …`"),
        (about("the organisation", "the latest review in organisation.reviews.held is within the last 12 months"), "write `for the latest review in organisation.reviews.held by DATE, …`"),
        (condition("system.evaluations has at least 2"), "write `there are at least 2 … in …` or `includes`"),
        (condition("system.evaluations.report is stated"), "is a list; write `for every "),
        (condition("for every word in system.purpose, word is stated"), "`system.purpose` is prose, not a list"),
        (about("every system", "system.owner is stated"), "write `each system`"),
        (about("each review", "review.date is stated"), "stands inside other records"),
        // Joining.
        (condition("system.owner is stated and not system.personal_data is true"), "put it in parentheses"),
        (condition("system.owner is stated and if system is provided then system.terms is stated"), "put it in parentheses"),
        (condition("there is no model in models where (model.source is stated) and there is no vendor in vendors where vendor.country is \"US\""), "put each `there is …` in parentheses"),
        (condition(&format!("system.owner is stated and {review}")), "put each `there is …` in parentheses"),
        (condition("system.owner is stated, except system is provided"), "`except` is not a word here; write `unless`"),
        // Comparing.
        (condition("system.logs.because is at least 15 words"), "write `is stated in at least 15 words`"),
        (about("the organisation", "organisation.reviews.next is not before today"), "write `is on or after`"),
        (about("each incident", "incident.reported is within 3 days of incident.detected"), "`of` could mean before or after; write one of them"),
        (condition("system.oversight.appeal.overdue is more than 3"), "write `is at least` or `is at most`"),
        (condition("system.stage is not one of [planned, retired]"), "write `is none of […]`"),
        (condition("system.upstream.checked is 6 months before today"), "write `is on or before` a date, or `is within the last 6 months`"),
        (condition("system.purpose is within the last 3 months"), "`within the last` needs a date; `system.purpose` is prose"),
        (condition("system.impact.level is at least significant"), "`at least` needs a number, percentage or duration"),
        // Words.
        (condition("system.name matches \"SYS-*\""), "patterns stand in the schema: `text like \"SYS-####\"`"),
        (condition("system.agent.actions is declared"), "write `is stated`, `is declined` or `is stated or declined`"),
        (condition("duty for system is stated"), "a path has dots and no blanks"),
        // Evidence.
        (evidence("file system.purpose"), "`system.purpose` is prose, not a file"),
        (evidence("each file in system.documents"), "write `for every b in L, file b.document`"),
        (evidence("file system.risk.report mentions all of [\"bias\", \"harm\"]"), "write `mentions any of […]`"),
        (evidence("link system.risk.report"), "a Document may be an address"),
        (evidence("file system.risk.report not shared"), "it is tested for all evidence"),
        // What is said elsewhere, or always so.
        (ending("level error"), "`level` is not said in a clause"),
        (ending("revision 2"), "`revision` is not said in a clause"),
        (cited("HOUSE \"1\"\n  maps to HOUSE \"2\""), "`maps to` is said in the row of `clauses of`"),
        (cited("HOUSE \"1\" quoting \"the person\""), "`quoting` is not said in a clause"),
        (ending("approach comply-or-explain"), "`approach` is not said in a clause"),
        (ending("explanation not accepted"), "`not accepted` is not said"),
        ("by default explanation ordinary {\n  needs departs\n}\n".to_owned(), "`departs` is never needed"),
        // Declared twice, and changed without an account.
        (Clause { point: "a \"is so\" ja \"そう\": system.owner is stated\n    - a \"is so\" ja \"そう\": system.name is stated", ..SOUND }.text(), "x: two points are called `a`"),
        ("extend System { owner : text \"who\" }\n".to_owned(), "System already has a field `owner`; an extension adds and never redefines"),
        ("relax own.rules/x {\n  to may\n}\n".to_owned() + &SOUND.text(), "a `relax` says why, who decided and until when"),
        ("replace own.rules/x {\n  because \"Ours.\" ja \"当社の。\"\n}\n".to_owned() + &SOUND.text(), "`replace` is not a word here"),
    ];
    let mut wrong = Vec::new();
    for (input, hint) in &cases {
        let found = diagnostics(input);
        if found.len() != 1 || !found[0].contains(hint) {
            wrong.push(format!("{input}\nexpected once: {hint}\nfound: {found:#?}\n"));
        }
    }
    assert!(wrong.is_empty(), "{}\n{} of {}", wrong.join("\n"), wrong.len(), cases.len());
}
