//! Mistakes of policies that the type checker finds, each told once.

use tadashi::check::check;
use tadashi::diagnostic::Diagnostic;
use tadashi::limits::Limits;
use tadashi::source::SourceMap;
use tadashi::syntax::parse;
use tadashi::testing::run;
use tadashi::text::Lang;

const SCHEMA: &str = include_str!("../policies/schema/ai-governance-1.tadashi");
const HEAD: &str = r#"pack x.y version 1.0.0 {
  title "A pack"
  title ja "パック"
  language 1
  schema ai-governance 1
}
instrument RULE { title "Rule" title ja "規則" issuer "Us" edition "1" dated 2026-01-01 status guidance }
instrument OTHER { title "Other" title ja "他" issuer "Us" edition "1" dated 2026-01-01 status guidance }
clauses of OTHER { "2" "people" ja "人"  strength should }
"#;
const ROWS: &str = r#"clauses of RULE { "1" "people" ja "人"  strength should }
"#;

fn clause(condition: &str) -> String {
    format!(
        r#"expectation a {{
  title "A" title ja "あ"
  cites RULE "1"
  applies to each system
  should
    - it "says so" ja "示す": {condition}
}}
"#
    )
}

fn found(pack: &str) -> (SourceMap, tadashi::policy::PolicySet, Vec<String>) {
    let mut sources = SourceMap::default();
    let schema = sources.add("schema.tadashi", SCHEMA);
    let pack = sources.add("pack.tadashi", format!("{HEAD}{pack}"));
    let mut found: Vec<Diagnostic> = Vec::new();
    let files =
        [schema, pack].map(|file| parse(file, &sources.get(file).text, &Limits::default()).into_value(&mut found));
    let policies = check(&files, &sources, &Limits::default()).into_value(&mut found);
    let told = found.iter().map(|one| format!("{}: {}", one.code.id, one.message(Lang::En))).collect();
    (sources, policies, told)
}

fn told(pack: &str) -> Vec<String> {
    found(pack).2
}

/// What is wrong with a condition.
fn of(condition: &str) -> Vec<String> {
    told(&format!("{ROWS}{}", clause(condition)))
}

#[test]
fn a_crosswalk_names_a_row_where_there_is_a_table() {
    let row = |maps: &str| format!("clauses of RULE {{ \"1\" \"people\" ja \"人\"  strength should  maps to {maps} }}");
    assert_eq!(told(&row("OTHER \"2\"")), [""; 0]);
    assert_eq!(
        told(&row("OTHER \"3\"")),
        ["check/unknown-row: OTHER has no clause \"3\" in its table; did you mean \"2\"?"]
    );
    assert_eq!(told(&row("OTHE \"2\"")).len(), 1);
    let bare = "instrument BARE { title \"B\" title ja \"B\" status guidance }\n";
    assert_eq!(told(&format!("{bare}{}", row("BARE \"any\""))), [""; 0]);
}

#[test]
fn values_that_no_manifest_could_hold() {
    for (condition, message) in [
        (
            "system.supplied_by.country is \"jp\"",
            "`system.supplied_by.country` is a country; \"jp\" is none; did you mean `JP`?",
        ),
        (
            "system.notice.languages includes \"jp\"",
            "`system.notice.languages` is a language; \"jp\" is none; did you mean `ja`?",
        ),
        (
            "there is a round in organisation.training where round.completed is at least 120%",
            "`round.completed` is a percentage; 120% is none",
        ),
    ] {
        assert_eq!(of(condition), [format!("check/no-such-value: {message}")], "{condition}");
    }
    assert_eq!(of("system.supplied_by.country is one of [\"JP\", \"US\"]"), [""; 0]);
}

#[test]
fn a_policy_does_not_read_explanations() {
    assert_eq!(
        of("there is no e in explanations"),
        ["check/reads-explanations: a policy does not read `explanations`"]
    );
}

#[test]
fn a_word_that_could_mean_a_binder_or_a_word_of_the_schema() {
    let told = of("for every staff in system.models, system.users includes staff");
    assert_eq!(told.len(), 1);
    assert!(told.iter().all(|one| one.starts_with("check/ambiguous")), "{told:?}");
}

#[test]
fn an_unsound_definition_is_complained_about_once() {
    let bad = "a system is odd when system.stgae is deployed\na system is odder when system is odd\n";
    let told = told(&format!("{ROWS}{bad}{}", clause("system is odder and system is odd")));
    assert_eq!(told, ["check/unknown-field: System `system` has no field `stgae`; did you mean `stage`?"]);
}

#[test]
fn a_test_that_notes_what_nothing_notes() {
    let test =
        "test \"t\" { on 2026-07-01 given \"\"\"\n tadashi: 1\n\"\"\" expect a for system/s complies, noting it }\n";
    let told = told(&format!("{ROWS}{}{test}", clause("system.purpose is stated")));
    assert_eq!(told, ["check/nothing-noted: `a` has no block `may` at its end, so it notes nothing"]);
}

#[test]
fn a_list_of_references_includes_a_record_by_identity() {
    let rules = r#"a system is hurt when there is an incident in incidents where incident.systems includes system
expectation a {
  title "A" title ja "あ"
  cites RULE "1"
  applies to each system
  should
    - it "says so" ja "示す": system is hurt
    - other "says so" ja "示す": there is an incident in incidents where incident.systems includes none of [system]
}
test "by id, not by what a record says" {
  on 2026-07-01
  given """
  tadashi: 1
  systems: [ { id: s, name: t }, { id: t, name: s } ]
  incidents: [ { id: i, systems: [s] } ]
  """
  expect a for system/s deviates at other
  expect a for system/t deviates at it
}
"#;
    let (sources, policies, told) = found(&format!("{ROWS}{rules}"));
    assert_eq!(told, [""; 0]);
    let outcome = run(&policies, &sources, &Limits::default());
    assert_eq!((outcome.passed, outcome.failed), (1, 0));
}

#[test]
fn the_json_schema_takes_a_short_form_of_a_short_form() {
    let json = tadashi::schema::json_schema(&found(ROWS).1.schema);
    // `notice: docs/notice.md`: the first field of a notice is a document, whose first field is a path.
    assert_eq!(json["$defs"]["Notice"]["anyOf"][1], json["$defs"]["Document"]["anyOf"][1]);
}

/// Two packs beside one another, the second as given; the first has a row "1" of RULE.
fn beside(second: &str) -> Vec<String> {
    let first = format!("{HEAD}{ROWS}");
    let second =
        format!("pack a.b version 1.0.0 {{ title \"B\" title ja \"乙\" language 1 schema ai-governance 1 }}\n{second}");
    let mut sources = SourceMap::default();
    let texts = [SCHEMA.to_owned(), first, second];
    let files: Vec<_> = texts.into_iter().map(|text| sources.add("policy.tadashi", text)).collect();
    let mut found: Vec<Diagnostic> = Vec::new();
    let trees: Vec<_> = files
        .iter()
        .map(|file| parse(*file, &sources.get(*file).text, &Limits::default()).into_value(&mut found))
        .collect();
    let policies = check(&trees, &sources, &Limits::default()).into_value(&mut found);
    let handles = policies.instruments.iter().map(|instrument| instrument.handle.as_str());
    assert_eq!(handles.filter(|handle| *handle == "RULE").count(), 1);
    found.iter().map(|one| format!("{}: {}", one.code.id, one.message(Lang::En))).collect()
}

/// RULE with a change.
fn rule(from: &str, to: &str) -> String {
    const RULE: &str =
        "instrument RULE { title \"Rule\" title ja \"規則\" edition \"1\" dated 2026-01-01 status guidance }\n";
    assert!(from.is_empty() || RULE.contains(from), "{from}");
    if from.is_empty() { RULE.to_owned() } else { RULE.replacen(from, to, 1) }
}

#[test]
fn two_packs_may_declare_one_instrument_if_they_agree() {
    let rule_alike = rule("", "");
    assert_eq!(beside(&rule_alike), [""; 0]);
    // Each pack adds the rows that it needs, and may have those of the other too.
    assert_eq!(
        beside(&format!(
            "{rule_alike}clauses of RULE {{ \"1\" \"people\" ja \"人\" strength should\n \"2\" \"tools\" ja \"道具\" strength important }}\n{}",
            clause("system.purpose is stated").replace("RULE \"1\"", "RULE \"2\"")
        )),
        [""; 0]
    );
    for (from, to, what) in [
        ("\"Rule\"", "\"Rules\"", "title"),
        ("edition \"1\"", "edition \"2\"", "edition"),
        ("2026-01-01", "2026-01-02", "date"),
        ("guidance", "internal", "status"),
    ] {
        assert_eq!(
            beside(&rule(from, to)),
            [format!(
                "check/other-instrument: instrument `RULE` of pack `a.b` has another {what} than that of pack `x.y`"
            )]
        );
    }
    assert_eq!(
        beside(&(rule_alike.clone() + &rule_alike)),
        ["check/declared-twice: instrument `RULE` is declared twice"],
        "twice in one pack is a slip"
    );
}

#[test]
fn rows_that_two_packs_have_agree() {
    for (row, what) in [
        ("\"people\" ja \"人\" strength important", "strength"),
        ("\"people\" ja \"人\" strength should (consider)", "softener"),
        ("\"persons\" ja \"人\" strength should", "subject"),
    ] {
        let second = format!("{}clauses of RULE {{ \"1\" {row} }}\n", rule("", ""));
        assert_eq!(
            beside(&second),
            [format!("check/other-row: \"1\" of RULE has another {what} in pack `a.b` than in pack `x.y`")]
        );
    }
}

#[test]
fn a_pack_means_the_same_whatever_stands_beside_it() {
    let cites = clause("system.purpose is stated");
    assert_eq!(
        beside(&(rule("", "") + &cites)),
        ["check/unknown-row: RULE has no clause \"1\" in its table"],
        "the row is in the table of a pack that is not used"
    );
    let own = "instrument OWN { title \"Own\" title ja \"自\" status guidance }\n";
    let maps =
        |to: &str| format!("{own}clauses of OWN {{ \"1\" \"people\" ja \"人\" strength should maps to {to} }}\n");
    assert_eq!(beside(&maps("OTHER \"2\"")), [""; 0], "an instrument of a pack beside it may be mapped to");
    assert_eq!(beside(&maps("OTHR \"2\"")).len(), 1);
}
