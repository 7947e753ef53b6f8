//! Tests of packs: what passes, what fails, and what stops.

use tadashi::check::check;
use tadashi::diagnostic::Diagnostic;
use tadashi::limits::Limits;
use tadashi::source::SourceMap;
use tadashi::syntax::parse;
use tadashi::testing::{TestOutcome, run};
use tadashi::text::Lang;

const SCHEMA: &str = r#"schema ai-governance version 1

record Document {
  file     : path
  url      : https url
  held_by  : text
  reviewed : date
}
record Decision {
  role   : reference to Role
  by     : person
  date   : date
  record : Document
}
record Role called role {
  id       : required key
  function : one of [ai-officer, system-owner, legal]
  holder   : person
}
record Oversight {
  mode      : one of [in-the-loop, on-the-loop]
  reviewers : list of reference to Role
}
record System called system {
  id        : required key
  stage     : one of [pilot, deployed, retired]
  owner     : reference to Role
  oversight : Oversight
  keeps     : list of one of [inputs, outputs]
  card      : Document
}
record Explanation {
  id            : required key
  expectation   : text
  about         : list of at least 1 text
  kind          : one of [transition, alternative, infeasible, proportionality, conflict, confidentiality, elsewhere, not-known]
  reason        : prose
  risk          : prose
  instead       : prose
  evidence      : list of Document
  plan          : prose
  conflicts_with : text
  where         : text
  decided       : Decision
  until         : date
  revisit_when  : text
  revisit_by    : date
}
manifest {
  tadashi      : required number
  roles        : list of Role
  systems      : list of System
  explanations : list of Explanation
}
"#;

const PACK: &str = r#"pack x.y version 1.0.0 {
  title "A pack"
  title ja "パック"
  language 1
  schema ai-governance 1
}
instrument RULE { title "Rule" title ja "規則" issuer "Us" edition "1" dated 2026-01-01 status guidance }
clauses of RULE {
  "1" "people" ja "人"  strength should
}
by default explanation ordinary {
  needs decision by ai-officer or system-owner
  lasts at most 12 months
}
expectation judged {
  title    "A person judges"
  title ja "人が判断する"
  cites    RULE "1"
  applies to each system where system.stage is one of [pilot, deployed]
  should
    - mode "says how" ja "方法を述べる":
        system.oversight.mode is in-the-loop
    - people "says who" ja "判断する者を述べる":
        system.oversight.reviewers is stated or declined
  may
    - kept "keeps inputs" ja "入力を残す":
        system.keeps includes inputs
  evidence
    - card "the card is there" ja "文書がある": file system.card at least 40 words
}
fixture hr on 2026-07-01 with file "card.md" of 40 words """
  tadashi: 1
  roles: [ { id: lead, function: system-owner }, { id: officer, function: ai-officer } ]
  systems:
    - id: hr
      stage: deployed
      owner: lead
      oversight: { mode: in-the-loop, reviewers: [lead] }
      keeps: [inputs]
      card: card.md
    - { id: old, stage: retired }
"""
"#;

fn outcome(tests: &str) -> (TestOutcome, SourceMap) {
    let mut sources = SourceMap::default();
    let schema = sources.add("schema.tadashi", SCHEMA);
    let pack = sources.add("pack.tadashi", format!("{PACK}{tests}"));
    let limits = Limits::default();
    let mut found: Vec<Diagnostic> = Vec::new();
    let files = [schema, pack].map(|file| parse(file, &sources.get(file).text, &limits).into_value(&mut found));
    let policies = check(&files, &sources, &limits).into_value(&mut found);
    found.retain(|diagnostic| diagnostic.code.stops);
    assert!(found.is_empty(), "{:#?}", messages(&found));
    assert!(!policies.tests.is_empty(), "no test is sound");
    (run(&policies, &sources, &limits), sources)
}

fn messages(found: &[Diagnostic]) -> Vec<String> {
    found.iter().map(|diagnostic| format!("{}: {}", diagnostic.code.id, diagnostic.message(Lang::En))).collect()
}

/// The messages of a pack with one test, coverage left out.
fn one(body: &str) -> (usize, Vec<String>, bool) {
    let (outcome, _) = outcome(&format!("test \"it\" {{\n{body}\n}}\n"));
    let own: Vec<Diagnostic> =
        outcome.diagnostics.into_iter().filter(|one| one.level == tadashi::diagnostic::Level::Error).collect();
    (outcome.passed, messages(&own), own.iter().any(|one| one.code.stops))
}

fn passes(body: &str) {
    assert_eq!(one(body), (1, vec![], false), "{body}");
}

fn fails(body: &str, message: &str) {
    assert_eq!(one(body), (0, vec![message.to_owned()], false), "{body}");
}

fn stops(body: &str, message: &str) {
    assert_eq!(one(body), (0, vec![message.to_owned()], true), "{body}");
}

#[test]
fn verdicts_are_compared_with_exact_labels() {
    passes(
        "given hr\nexpect judged for system/hr complies\nexpect judged for system/old does not apply\nexpect nothing else",
    );
    fails(
        "given hr\nexpect judged for system/hr deviates at mode",
        "test/verdict-differs: test `it`: expected that `judged` for `system/hr` deviates at mode, but it complies",
    );
    fails(
        "given hr\nbut without systems[hr].oversight\nexpect judged for system/hr is unknown at mode",
        "test/verdict-differs: test `it`: expected that `judged` for `system/hr` is unknown at mode, \
         but it is unknown at mode, people",
    );
    passes("given hr\nbut systems[hr].keeps is []\nexpect judged for system/hr complies, noting kept");
    fails(
        "given hr\nbut systems[hr].keeps is []\nexpect judged for system/hr complies",
        "test/verdict-differs: test `it`: expected that `judged` for `system/hr` complies, \
         but it complies, noting kept",
    );
}

#[test]
fn changes_reach_every_place() {
    passes("given hr\nbut systems[hr].oversight.mode is on-the-loop\nexpect judged for system/hr deviates at mode");
    passes("given hr\nbut systems[1].oversight.mode is on-the-loop\nexpect judged for system/hr deviates at mode");
    passes(
        "given hr\nbut systems[hr].oversight.mode is declined \"It only sorts.\"\nexpect judged for system/hr deviates at mode",
    );
    passes(
        "given hr\nbut without systems[hr].oversight.reviewers[lead]\nexpect judged for system/hr deviates at people",
    );
    passes("given hr\nbut without systems[hr]\nexpect nothing else");
    passes("given hr\nbut without systems\nexpect judged for organisation is unknown at applies");
    // Where nothing stands, what lies between is made; a short form is written out.
    passes(
        "given hr\nbut systems[old].stage is pilot\nbut systems[old].oversight.mode is in-the-loop\n\
            expect judged for system/old is unknown at people, card, noting kept",
    );
    passes("given hr\nbut systems[hr].card.reviewed is 2026-01-01\nexpect judged for system/hr complies");
    passes(
        "given hr\nbut systems is \"\"\"\n    - { id: new, stage: retired }\n\"\"\"\nexpect judged for system/new does not apply",
    );
}

#[test]
fn files_are_those_of_the_test() {
    passes("given hr\nwith file \"card.md\" of 39 words\nexpect judged for system/hr deviates at card");
    passes("given hr\nbut systems[hr].card is \"other.md\"\nexpect judged for system/hr deviates at card");
    passes(
        "given hr\nbut systems[hr].card is \"other.md\"\nwith file \"other.md\"\nexpect judged for system/hr complies",
    );
}

const EXPLAINED: &str = r#"given hr
but systems[hr].oversight.mode is on-the-loop
but explanations is """
  - id: EX-1
    expectation: x.y/judged#mode
    about: system/hr
    kind: transition
    plan: The autumn release adds the step.
    risk: A mistake is seen a day late.
    decided: { role: officer, date: 2026-06-01 }
    until: 2027-05-31
"""
"#;

#[test]
fn explanations_are_tested_too() {
    passes(&format!("{EXPLAINED}expect judged for system/hr is explained\nexpect explanation EX-1 is accepted"));
    passes(&format!(
        "{EXPLAINED}but without explanations[EX-1].risk\nexpect explanation EX-1 is insufficient for lack of risk\n\
         expect judged for system/hr deviates at mode"
    ));
    fails(
        &format!("{EXPLAINED}but explanations[EX-1].until is 2026-06-30\nexpect explanation EX-1 is accepted"),
        "test/explanation-differs: test `it`: expected explanation `EX-1` to be accepted, \
         but it is expired (`until` 2026-06-30 was its last day)",
    );
    passes(&format!("on 2027-05-31\n{EXPLAINED}expect explanation EX-1 is expires-soon"));
    passes(&format!("on 2027-06-01\n{EXPLAINED}expect explanation EX-1 is expired"));
}

#[test]
fn what_nobody_knows_stops() {
    stops(
        "given hr\nexpect judged for system/hx complies",
        "test/no-subject: `judged` is not judged for `system/hx`: its manifest has no such subject; \
         did you mean `system/hr`?",
    );
    stops(
        "given hr\nbut systems[hx].stage is pilot\nexpect nothing else",
        "test/no-item: `systems` has no item `hx`; did you mean `hr`?",
    );
    stops(
        "given hr\nbut systems[hr].stge is pilot\nexpect nothing else",
        "test/no-field: `System` has no field `stge`; did you mean `stage`?",
    );
    stops(
        "given hr\nbut without systems[old].owner\nexpect nothing else",
        "test/nothing-there: nothing stands at `systems[old].owner` to be changed",
    );
    stops(
        "given hr\nexpect explanation EX-9 is accepted",
        "test/no-explanation: the manifest holds no explanation `EX-9`",
    );
}

#[test]
fn nothing_else_means_nothing_else() {
    fails(
        "given hr\nbut systems[hr].oversight.mode is on-the-loop\nexpect nothing else",
        "test/something-else: test `it`: expected nothing else, but `judged` for `system/hr` deviates at mode",
    );
}

#[test]
fn a_broken_fixture_fails_where_it_is_broken() {
    let (outcome, sources) = outcome(
        "fixture bad on 2026-07-01 \"\"\"\n  tadashi: 1\n  systems: [ { id: a, stgae: pilot } ]\n\"\"\"\n\
         test \"one\" { given bad expect nothing else }\ntest \"two\" { given bad expect nothing else }\n",
    );
    assert_eq!(outcome.failed, 2);
    let stops: Vec<&Diagnostic> = outcome.diagnostics.iter().filter(|one| one.code.stops).collect();
    assert_eq!(stops.len(), 1, "{:?}", messages(&outcome.diagnostics));
    assert_eq!(stops.first().and_then(|one| one.place()).map(|span| sources.slice(span)), Some("stgae"));
}

#[test]
fn what_no_test_shows_is_a_warning() {
    let (outcome, _) = outcome("test \"it\" { given hr expect judged for system/hr complies }\n");
    assert_eq!(
        messages(&outcome.diagnostics),
        [
            "test/never-open: no test shows `judged` to deviate or to be unknown",
            "test/never-out-of-scope: no test shows where `judged` does not apply",
            "test/point-never-open: no test shows `judged` open at `mode`",
            "test/point-never-open: no test shows `judged` open at `people`",
            "test/point-never-open: no test shows `judged` open at `kept`",
            "test/point-never-open: no test shows `judged` open at `card`",
        ]
    );
}
