//! The language as text: sound samples, wrong inputs with their hints, and what holds of every input.

#![expect(
    clippy::unwrap_used,
    clippy::panic,
    clippy::string_slice,
    reason = "a test that meets something else is to fail there"
)]

use tadashi::diagnostic::Diagnostic;
use tadashi::limits::Limits;
use tadashi::source::FileId;
use tadashi::syntax::tree::{
    ChangeValue, CondKind, Expect, Expected, File, Item, Modality, Operand, Relation, SetLine, TypeKind,
};
use tadashi::syntax::{codes, parse};
use tadashi::text::Lang;

const SOUND: &str = include_str!("syntax/sound.tadashi");

fn read(text: &str) -> (File, Vec<Diagnostic>) {
    let outcome = parse(FileId(0), text, &Limits::default());
    (outcome.value, outcome.diagnostics)
}

fn said(text: &str, diagnostics: &[Diagnostic]) -> Vec<String> {
    diagnostics
        .iter()
        .map(|d| format!("{} `{}`: {}", d.code.id, &text[d.place().unwrap().range()], d.message(Lang::En)))
        .collect()
}

fn sound(text: &str) -> File {
    let (file, diagnostics) = read(text);
    assert!(diagnostics.is_empty(), "{:#?}\n{text}", said(text, &diagnostics));
    file
}

/// An expectation with one condition.
fn point(cond: &str) -> String {
    clause(&format!("should\n    - a \"says so\" ja \"示す\": {cond}"))
}

/// An expectation with what follows `applies`.
fn clause(body: &str) -> String {
    format!(
        "part of jp.aigb\n\nexpectation x {{\n  title \"T\"\n  title ja \"題\"\n  cites AIGB \"1\"\n  applies to each system\n  {body}\n}}\n"
    )
}

fn the_condition(cond: &str) -> CondKind {
    match sound(&point(cond)).items.pop() {
        Some(Item::Expectation(mut x)) => x.points.pop().unwrap().cond.kind,
        other => panic!("{other:?}"),
    }
}

/// Exactly one diagnostic, with these words, under this text; an empty caret stands between two tokens.
fn one(text: &str, code: &str, hint: &str, caret: &str) {
    let found = answer(text, code, hint, caret);
    assert_eq!(found, None);
}

/// Every input of a table, so that one run shows all that differ.
fn all_of(table: impl IntoIterator<Item = (String, String, String, String)>) {
    let wrong: Vec<String> =
        table.into_iter().filter_map(|(text, code, hint, caret)| answer(&text, &code, &hint, &caret)).collect();
    assert!(wrong.is_empty(), "{}", wrong.join("\n\n"));
}

fn row(text: String, code: &str, hint: &str, caret: &str) -> (String, String, String, String) {
    (text, code.to_owned(), hint.to_owned(), caret.to_owned())
}

/// What differs from exactly one diagnostic with these words under this text.
fn answer(text: &str, code: &str, hint: &str, caret: &str) -> Option<String> {
    let (_, diagnostics) = read(text);
    let all = said(text, &diagnostics);
    let right = matches!(diagnostics.as_slice(), [one]
        if one.code.id == format!("syntax/{code}") && one.message(Lang::En).contains(hint)
            && &text[one.place().unwrap().range()] == caret);
    let shown: String = text.chars().take(400).collect();
    (!right).then(|| format!("wanted {code} `{caret}`: {hint}\nfound {all:#?}\n{shown}"))
}

#[test]
fn every_construct_of_the_language_is_read() {
    let file = sound(SOUND);
    assert!(file.header.is_some());
    assert!(file.items.iter().all(|item| !matches!(item, Item::Broken(_))));
    let clause = file.items.iter().find_map(|item| match item {
        Item::Expectation(x) if x.name.text == "everything" => Some(x),
        _ => None,
    });
    let clause = clause.unwrap();
    assert_eq!((clause.points.len(), clause.notes.len(), clause.evidence.len()), (28, 1, 3));
    assert_eq!((clause.titles.len(), clause.cites.len(), clause.help.len()), (2, 2, 2));
    assert_eq!(clause.modality.unwrap().value, Modality::Should);
    assert_eq!(clause.help[0].text.text, "Two lines of help,\n  the second with an indent.");
    assert_eq!(clause.explanation.as_ref().unwrap().text, "strict");
    assert!(clause.force.as_ref().is_some_and(|f| f.announced.is_some() && f.from.is_some() && f.until.is_some()));
    assert_eq!(clause.evidence[0].tests.len(), 1);
    assert!(clause.evidence[0].when.is_some() && clause.evidence[1].every.is_some());
}

#[test]
fn the_worked_examples_are_read() {
    for text in [JUDGEMENT, INCIDENT, OVERLAY] {
        sound(text);
    }
}

#[test]
fn types_and_members_hold_what_is_written() {
    let file = sound(SOUND);
    let (mut kinds, mut members) = (Vec::new(), Vec::new());
    for item in file.items {
        match item {
            Item::Record { fields, .. } => kinds.extend(fields),
            Item::Enum { members: found, .. } => members.extend(found),
            _ => {}
        }
    }
    let of = |name: &str| &kinds.iter().find(|field| field.name.text == name).unwrap().ty.kind;
    assert!(matches!(of("id"), TypeKind::Base(word) if word.text == "key"));
    assert!(matches!(of("names"), TypeKind::List { least: Some(1), .. }));
    assert!(matches!(of("why"), TypeKind::AtLeast { characters: 20, .. }));
    assert!(matches!(of("code"), TypeKind::Like { base, pattern } if base.text == "key" && pattern.text == "c-?"));
    assert!(matches!(of("kind"), TypeKind::OneOf(words) if words.len() == 2 && words[1].synonyms.len() == 2));
    let fallback = kinds.iter().find(|field| field.name.text == "acts_as").unwrap().fallback.as_ref().unwrap();
    assert_eq!(fallback.segments.len(), 2);
    let minor = members[0].meaning.as_ref().unwrap();
    assert_eq!((minor.en.text.as_str(), minor.ja.as_ref().unwrap().text.as_str()), ("minor", "軽微"));
}

#[test]
fn set_lines_and_tests_hold_what_is_written() {
    let file = sound(SOUND);
    let (mut lines, mut tests) = (Vec::new(), Vec::new());
    for item in file.items {
        match item {
            Item::ExplanationSet { lines: found, .. } => lines.extend(found),
            Item::Test(test) => tests.push(test),
            _ => {}
        }
    }
    assert!(
        lines.iter().any(|l| matches!(l, SetLine::Needs { field, with_evidence: true } if field.text == "instead"))
    );
    assert!(lines.iter().any(|l| matches!(l, SetLine::DecisionBy(by) if by.len() == 2)));
    assert_eq!(lines.iter().filter(|l| matches!(l, SetLine::FourEyes(_))).count(), 2);
    assert!(lines.iter().any(|l| matches!(l, SetLine::Renewable(n) if n.value == 0)));
    let test = &tests[0];
    assert_eq!((test.changes.len(), test.expects.len()), (7, 14));
    assert_eq!(test.changes[1].target.steps[1].pick.as_ref().unwrap().text, "3");
    assert!(matches!(&test.changes[6].value, Some(ChangeValue::Yaml(yaml)) if yaml.text == "- id: EX-1"));
    assert!(matches!(&test.changes[3].value, Some(ChangeValue::Declined(why)) if why.text == "Because \n of that."));
    let Expect::Verdict { verdict, noting, .. } = &test.expects[3] else { panic!() };
    let Expected::Deviates { at, unknown, preview: false } = verdict else { panic!() };
    assert_eq!((at.len(), unknown.len(), noting.len()), (2, 1, 1));
    assert!(matches!(&test.expects[8], Expect::Verdict { verdict: Expected::Complies { preview: true }, .. }));
    assert!(matches!(&test.expects[11], Expect::Explanation { lacking, .. } if lacking.len() == 2));
}

#[test]
fn and_binds_tighter_than_or_and_unless_weakest() {
    let CondKind::Unless { then, .. } = the_condition("a.a is b and a.c is d or a.e is f unless a.g is h") else {
        panic!()
    };
    let CondKind::Or(terms) = then.kind else { panic!() };
    assert!(matches!(&terms[0].kind, CondKind::And(terms) if terms.len() == 2));
    assert!(matches!(&terms[1].kind, CondKind::Is { .. }));
    assert!(matches!(the_condition("a.a is b and a.c is d and a.e is f"), CondKind::And(terms) if terms.len() == 3));
}

#[test]
fn a_comma_ends_a_where_and_may_stand_before_joining_words() {
    let cond = the_condition("for every b in l where b.a is c, and b.d is e, b.f is g, or b.h is i");
    let CondKind::ForEvery { filter, body, .. } = cond else { panic!() };
    assert!(matches!(filter.unwrap().kind, CondKind::And(_)));
    assert!(matches!(body.kind, CondKind::Or(_)));
    assert!(matches!(the_condition("if a.b is c, then a.d is e, unless a.f is g"), CondKind::If { .. }));
}

#[test]
fn words_paths_and_values_are_told_apart() {
    let value = |text: &str| match the_condition(&format!("a.b is {text}")) {
        CondKind::Is { relation: Relation::Is { value, .. }, .. } => value,
        other => panic!("{text}: {other:?}"),
    };
    assert!(matches!(value("pilot"), Operand::Word(_)));
    assert!(matches!(value("none"), Operand::Word(_)));
    assert!(matches!(value("notable"), Operand::Word(_)));
    assert!(matches!(value("model.id"), Operand::Path(path) if path.segments.len() == 2));
    assert!(matches!(value("\"JP\""), Operand::Text(_)));
    assert!(matches!(value("-2.5"), Operand::Number(n) if n.value == -2.5));
    assert!(matches!(value("80%"), Operand::Percent(n) if n.value == 80.0));
    assert!(matches!(value("3 months"), Operand::Duration(_)));
    assert!(matches!(value("2026-03-31"), Operand::Date(_)));
    assert!(matches!(value("today"), Operand::Today(_)));
    assert!(matches!(value("false"), Operand::Boolean(flag) if !flag.value));
}

#[test]
fn spans_hold_the_text_and_nothing_around_it() {
    let text = point("( a.b is c )  # a remark\n      or a.d is \"東京\"   # another\n");
    let file = sound(&text);
    let Item::Expectation(x) = &file.items[0] else { panic!() };
    let at = |span: tadashi::source::Span| &text[span.range()];
    let CondKind::Or(terms) = &x.points[0].cond.kind else { panic!() };
    assert_eq!(at(terms[0].span), "( a.b is c )");
    assert_eq!(at(terms[1].span), "a.d is \"東京\"");
    assert!(at(x.points[0].cond.span).ends_with("\"東京\""));
    assert!(at(x.points[0].span).starts_with("- a") && at(x.points[0].span).ends_with("\"東京\""));
    assert!(at(x.span).starts_with("expectation x") && at(x.span).ends_with('}'));
    let quoted = &x.points[0].sentence.as_ref().unwrap().ja.as_ref().unwrap();
    assert_eq!((at(quoted.span), at(quoted.inner)), ("\"示す\"", "示す"));
}

#[test]
fn marks_and_line_breaks_of_other_systems_move_nothing() {
    let plain = point("system.owner is > 3");
    let windows = format!("\u{FEFF}{}", plain.replace('\n', "\r\n"));
    one(&plain, "symbol", "write `is at least`", ">");
    one(&windows, "symbol", "write `is at least`", ">");
    sound(&format!("\u{FEFF}{}", SOUND.replace('\n', "\r\n")));
}

#[test]
fn refused_conditions_have_hints_of_their_own() {
    let mut table = Vec::new();
    for (cond, code, hint, caret) in [
        ("a.b is stated and there is no m in ms", "joined-there", "put each `there is …` in parentheses", "there"),
        ("there is a m in ms where m.a is b and there is a n in ns", "joined-there", "in parentheses", "there"),
        ("there is a m in ms unless a.b is c", "joined-there", "in parentheses", "unless"),
        ("a.b is within 30 days of c.d", "within-of", "`of` could mean before or after; write one of them", "of"),
        (
            "for every t in ts where t.asks_first, t.a is b",
            "bare-path",
            "if this is yes or no, add `is true`",
            "t.asks_first",
        ),
        ("a.personal_data", "bare-path", "add `is true`", "a.personal_data"),
        (
            "a.b is allowed or conditional",
            "word-after-join",
            "did you mean `is one of [… , conditional]`",
            "conditional",
        ),
        ("a.b is not low or medium or high", "word-after-join", "`is none of [… , medium]`", "medium"),
        ("a.b includes bias and security", "word-after-includes", "or `includes all of [… , security]`?", "security"),
        ("(a.b is c or d) and a.e is f", "word-after-join", "a new sentence begins", "d"),
        (
            "a.logs.method and frequency are stated",
            "several-are-stated",
            "`a.logs states all of [method, frequency]`",
            "a.logs.method and frequency are",
        ),
        ("a.b is after 2026-01-01 and before c.d", "say-again", "after `and` say again what is compared", "before"),
        ("a.b is after 2026-01-01 and is not c", "say-again", "say again", "is"),
        ("every m in a.ms is stated", "every-without-for", "write `for every m in a.ms, …`", "every m"),
        ("a.b is c and every m in a.ms is stated", "every-without-for", "`for every m in a.ms, …`", "every m"),
        (
            "the latest r in a.held is within the last 12 months",
            "latest-without-for",
            "write `for the latest r in a.held by DATE, …`",
            "the latest r",
        ),
        ("a.b is at least 15 words", "words-of-a-text", "write `is stated in at least 15 words`", "15 words"),
        ("a.b is not before c.d", "not-before", "write `is on or after`", "not before"),
        ("a.b is not within the last 3 months", "not-within", "`not ( … )`", "not within"),
        ("a.b is c and not a.d is e", "parentheses", "put it in parentheses", "not"),
        ("not a.d is e", "bare-not", "put it in parentheses", "not"),
        ("a.b is c or if a.d is e then a.f is g", "parentheses", "put it in parentheses", "if"),
        ("a.b is c, except a.d is e", "except", "`except` is not a word here; write `unless`", "except"),
        ("for every w in [JP], a.b is w", "text-without-quotes", "a text stands in quotes: \"JP\"", "JP"),
        ("for every w in [\"US\", 日本], a.b is w", "text-without-quotes", "\"日本\"", "日本"),
        ("a.evaluations has at least 3", "has", "write `there are at least 3 … in …` or `includes`", "has"),
        ("duty for x is stated", "blank-in-path", "a path has dots and no blanks", "duty"),
        ("system owner is stated", "blank-in-path", "could be `system.owner`", "system"),
        ("a.b is 6 months before today", "months-before", "`is within the last 6 months`", "6 months before today"),
        ("a.b > 3", "symbol", "conditions have no symbols", ">"),
        ("a.b >= 3 and a.c is d", "symbol", "write `is at least`", ">="),
        ("a.b == c", "symbol", "`is` or `is not`", "=="),
        ("a.b is more than 3", "more-than", "write `is at least` or `is at most`", "more than"),
        ("a.b is declared", "declared", "write `is stated`, `is declined` or `is stated or declined`", "declared"),
        ("a.b exists", "declared", "`exists` is not a word here; write `is stated`", "exists"),
        ("a.b exists and a.c is d", "declared", "`exists` is not a word here", "exists"),
        ("a.b 3", "unexpected", "expected `is`, `includes` or `states`, found `3`", "3"),
        ("a.b matches \"S-*\"", "matches", "patterns stand in the schema: `text like \"SYS-####\"`", "matches"),
        ("a.b is not one of [c, d]", "not-one-of", "write `is none of […]`", "not one of"),
        ("a.b is within the last year", "count-needed", "write `1 year`", "year"),
        ("a.b is within the last three months", "count-needed", "write `3 months`", "three months"),
        ("a.b is after 2026-02-30", "no-such-day", "that month has 28 days", "2026-02-30"),
        ("a.b is after 2026-13-01", "no-such-month", "no month from 01 to 12", "2026-13-01"),
        ("a.b is after 2026-2-3", "date-shape", "`2026-03-31`", "2026-2-3"),
        ("a.b is after 2026-03", "date-shape", "`2026-03-31`", "2026-03"),
        ("a.b is after 2026/03/31", "date-shape", "`2026-03-31`", "2026/03/31"),
        ("a.b is at least 99999999 days", "duration-too-long", "longer than any", "99999999 days"),
        ("a.b is c and", "unexpected", "expected a condition", ""),
        ("", "unexpected", "expected a condition", ""),
        ("a.b iss stated", "unexpected", "did you mean `is`?", "iss"),
        ("a.b is", "unexpected", "a value or a relation", ""),
        ("a.b is stated a.c is stated", "unexpected", "`and`", "a.c"),
        ("for every m in a.ms m.b is c", "unexpected", "`,`", "m.b"),
        ("for every m in a.ms", "no-body", "a comma and a condition", ""),
        ("if a.b is c", "no-body", "`then` and a condition", ""),
        ("a.b includes all of", "unexpected", "a list in `[ … ]`", ""),
        ("(a.b is c", "unclosed-bracket", "this `(` is never closed", "("),
        ("a.b is c)", "stray-bracket", "nothing is open here", ")"),
        ("a.b is one of [c; d]", "unexpected", "`,`", ";"),
        ("（a.b is c)", "full-width-sign", "write the half-width `(`", "（"),
        ("a.b is 「JP」", "curly-quotes", "straight double quotes", "「JP」"),
        ("a.b is one of [c， d]", "full-width-sign", "write the half-width `,`", "，"),
        ("a.b is \"x\\q\"", "bad-escape", "`\\q` means nothing", "\\q"),
        ("a.b is \"x", "unclosed-text", "no closing `\"`", "\""),
    ] {
        table.push(row(point(cond), code, hint, caret));
    }
    all_of(table);
}

#[test]
fn refused_sections_have_hints_of_their_own() {
    let mut table = Vec::new();
    const P: &str = "- a \"says so\" ja \"示す\": system.a is stated";
    for (body, code, hint, caret) in [
        (P.to_owned(), "no-modality", "how strong is it? write `must`, `should` or `may` before the points", "-"),
        (format!("{P}\n    {P}"), "no-modality", "how strong", "-"),
        (format!("shall\n {P}"), "not-a-modality", "`shall` is not a word here; write `must`", "shall"),
        (format!("will\n {P}\n {P}"), "not-a-modality", "`will` is not a word here", "will"),
        (format!("need to\n {P}"), "not-a-modality", "`need to` is not a word here", "need"),
        (format!("should\n {P}\n must\n {P}"), "two-modalities", "write a second clause", "must"),
        (format!("may\n {P}\n should\n {P}"), "two-modalities", "one modality that decides", "should"),
        (format!("should\n {P}\n should\n {P}"), "section-twice", "a second time", "should"),
        (
            "should\n - a \"says so\"\n  system.a is stated".to_owned(),
            "no-colon",
            "a colon stands before the condition",
            "",
        ),
        ("should\n - a \"says so\" system.a is stated".to_owned(), "no-colon", "a colon stands", "system.a"),
        (
            "should\n - a \"says so\"： system.a is stated".to_owned(),
            "full-width-colon",
            "write the half-width colon `:`",
            "：",
        ),
        (
            "should\n - A \"says so\": system.a is stated".to_owned(),
            "unexpected",
            "a name in lower case, found `A`; did you mean `a`?",
            "A",
        ),
        ("should".to_owned(), "unexpected", "expected a point", ""),
        (format!("shuold\n {P}"), "unknown-section", "did you mean `should`?", "shuold"),
        (format!("should\n {P}\n evidnce\n - a: file b.c"), "unexpected", "", "evidnce"),
        (format!("should\n {P}\n level error"), "level-in-clause", "strength of the row it cites", "level"),
        (format!("should\n {P}\n revision 2"), "revision-in-clause", "fingerprint", "revision"),
        (format!("should\n {P}\n maps to EU \"1\""), "maps-in-clause", "row of `clauses of`", "maps"),
        (format!("quoting \"abc\"\n should\n {P}"), "quoting-in-clause", "the cited row", "quoting"),
        (
            format!("approach comply-or-explain\n should\n {P}"),
            "approach-in-clause",
            "always comply-or-explain",
            "approach",
        ),
        (format!("must\n {P}\n explanation not accepted"), "not-accepted", "takes no explanation", "explanation"),
        (format!("must\n {P}\n replace jp.aigb/x"), "replace", "write `drop`", "replace"),
        (format!("should\n {P}\n cites AIGB \"2\""), "section-order", "`cites` stands before `applies`", "cites"),
        (
            format!("should\n {P}\n help \"a\"\n explanation strict"),
            "section-order",
            "`explanation` stands before `help`",
            "explanation",
        ),
        (format!("should\n {P}\n explanation a\n explanation b"), "section-twice", "`explanation`", "explanation"),
        (format!("should\n {P}\n help \"a\"\n help en \"b\""), "section-twice", "`help`", "help"),
        (format!("should\n {P}\n evidence\n - b: link a.b"), "link", "write `file PATH`", "link"),
        (
            format!("should\n {P}\n evidence\n - b: each file in a.b"),
            "each-file",
            "`for every b in L, file b.document`",
            "each",
        ),
        (
            format!("should\n {P}\n evidence\n - b: file a.b mentions all of [\"x\"]"),
            "mentions-all",
            "`mentions any of […]`",
            "mentions all",
        ),
        (
            format!("should\n {P}\n evidence\n - b: file a.b not shared"),
            "not-shared",
            "tested for all evidence",
            "not shared",
        ),
        (format!("should\n {P}\n evidence\n - b: a.b"), "unexpected", "`file`", "a.b"),
        (format!("should\n {P}\n explanation"), "unexpected", "a name in lower case", ""),
        (format!("should\n {P}\n formerly \"x\""), "unexpected", "found a text in quotes", "\"x\""),
    ] {
        table.push(row(clause(&body), code, hint, caret));
    }
    for (from, to, code, hint, caret) in [
        ("to each system", "to every system", "each-subject", "write `each system`", "every system"),
        ("cites AIGB", "cites aigb", "unexpected", "did you mean `AIGB`?", "aigb"),
        ("expectation x {", "expectation Xx-Y {", "unexpected", "did you mean `xx-y`?", "Xx-Y"),
        ("part of jp.aigb", "part of Shop", "unexpected", "in lower case, found `Shop`; did you mean `shop`?", "Shop"),
        ("to each system", "to all systems", "each-subject", "write `each system`", "all systems"),
        ("to each system", "to each system where system.a", "bare-path", "add `is true`", "system.a"),
        ("title \"T\"", "title “T”", "curly-quotes", "a text stands in straight double quotes: \"…\"", "“T”"),
        ("title ja \"題\"", "titel ja \"題\"", "unknown-section", "did you mean `title`?", "titel"),
        ("cites AIGB \"1\"", "cites \"1\"", "unexpected", "the handle of an instrument", "\"1\""),
        ("cites AIGB \"1\"", "announced 2026-02-30", "no-such-day", "28 days", "2026-02-30"),
        ("expectation x {", "expectation {", "unexpected", "a name in lower case", "{"),
        ("expectation x {", "expectaton x {", "unknown-item", "did you mean `expectation`?", "expectaton"),
        ("expectation x {", "expectation x ｛", "full-width-sign", "half-width `{`", "｛"),
        ("\n}", "\n", "unclosed-bracket", "this `{` is never closed", "{"),
        ("part of jp.aigb", "", "no-header", "a file opens with", ""),
        ("part of jp.aigb", "par of jp.aigb", "unknown-item", "did you mean `part`?", "par"),
    ] {
        table.push(row(point("system.a is stated").replacen(from, to, 1), code, hint, caret));
    }
    all_of(table);
}

#[test]
fn refused_items_have_hints_of_their_own() {
    let mut table = Vec::new();
    for (item, code, hint, caret) in [
        ("relax a.b/c {\n to may\n}", "no-account", "a `relax` says why, who decided and until when", "relax"),
        ("drop a.b/c { because \"x\" until 2027-01-01 }", "no-account", "missing: `decided by`", "drop"),
        ("tighten a.b/c { levle error }", "unknown-section", "did you mean `level`?", "levle"),
        ("replace a.b/c { }", "replace", "write `drop`", "replace"),
        ("by default explanation strict { needs departs }", "needs-departs", "printed by the tool", "needs departs"),
        ("by default explanation strict { lasts at most 3 moons }", "unexpected", "a duration such as `3 months`", "3"),
        ("enum E { a, b c }", "unexpected", "`,`", "c"),
        ("record R { a : list text }", "unexpected", "`of`", "text"),
        ("record R { a text }", "unexpected", "`:`", "text"),
        ("record R { a : required }", "unexpected", "a type", "}"),
        ("clauses of A { \"1\" \"x\" strenght law }", "unexpected", "did you mean `strength`?", "strenght"),
        ("instrument A { titel \"x\" }", "unexpected", "did you mean `title`?", "titel"),
        ("instrument A { status draft status draft }", "section-twice", "`status`", "status draft"),
        ("use a.b from \"c\"", "unexpected", "`version`", "from"),
        ("use a.b", "unexpected", "`version`", ""),
        ("use a.b versoin 1", "unexpected", "did you mean `version`?", "versoin"),
        ("a system is used then system.a is b", "unexpected", "`when`", "then"),
        ("a system is used when system.a is b or c", "word-after-join", "`is one of [… , c]`", "c"),
        ("pack a.b version 1 { }", "header-not-first", "opens a file", "pack"),
        ("test \"a\" { given x expect c for system/a complys }", "unexpected", "did you mean `complies`?", "complys"),
        (
            "test \"a\" { given x but a.b is 日本 expect c for system/a complies }",
            "text-without-quotes",
            "\"日本\"",
            "日本",
        ),
        ("test \"a\" { given x }", "unexpected", "`expect`", "}"),
        ("fixture a on 2026-01-01", "unexpected", "a text in quotes", ""),
        ("fixture a on 2026-02-31 \"\"\"x: 1\"\"\"", "no-such-day", "28 days", "2026-02-31"),
        ("fixture a \"\"\"x: 1", "unclosed-text", "no closing `\"\"\"`", "\"\"\""),
        ("}", "stray-bracket", "`}`", "}"),
    ] {
        table.push(row(format!("part of a.b\n{item}\n"), code, hint, caret));
    }
    one("", "no-header", "a file opens with", "");
    all_of(table);
}

#[test]
fn one_mistake_hides_no_other() {
    let text = "part of a.b\n\nexpectation x {\n  title \"T\n  cites A \"1\"\n}\nexpectaton y { }\n\
        expectation z {\n  applies to each system\n  should\n    - a \"a\": a.b > 3\n    - b \"b\" a.c is d\n    - c \"c\": a.d is\n  \
        help 3\n}\nrecord R { a : }\ntest \"t\" {\n  given f\n\nfixture f \"\"\"\na: 1\n\"\"\"\na s is u when s.a is b or c\n";
    let (file, diagnostics) = read(text);
    let ids: Vec<&str> = diagnostics.iter().map(|d| d.code.id).collect();
    assert_eq!(
        ids,
        [
            "syntax/unclosed-text",
            "syntax/unknown-item",
            "syntax/symbol",
            "syntax/no-colon",
            "syntax/unexpected",
            "syntax/unexpected",
            "syntax/unexpected",
            "syntax/unclosed-bracket",
            "syntax/word-after-join"
        ],
        "{:#?}",
        said(text, &diagnostics)
    );
    assert!(file.items.iter().any(|item| matches!(item, Item::Fixture(_))));
    assert!(file.items.iter().any(|item| matches!(item, Item::Expectation(x) if x.points.len() == 2)));
}

#[test]
fn a_text_of_several_lines_that_is_not_closed_hides_nothing_after_it() {
    let text = "part of a.b\nfixture a \"\"\"\n  x: 1\n\ntest \"t\" {\n  given a\n  expect nothing else\n}\nfixture b \"\"\"x: 1\"\"\"\n";
    let (file, diagnostics) = read(text);
    assert_eq!(diagnostics.len(), 1, "{:#?}", said(text, &diagnostics));
    assert_eq!(diagnostics[0].code.id, "syntax/unclosed-text");
    assert!(file.items.iter().any(|item| matches!(item, Item::Test(_))));
    assert!(file.items.iter().any(|item| matches!(item, Item::Fixture(_))));
}

#[test]
fn nesting_and_length_are_bounded_on_a_small_stack() {
    let work = || {
        let deep = |n: usize| point(&format!("{}a.b is c{}", "(".repeat(n), ")".repeat(n)));
        sound(&deep(31));
        one(&deep(100_000), "too-deep", "more than 32 deep", "(");
        let nots = |n: usize| point(&format!("{}a.b is c{}", "not (".repeat(n), ")".repeat(n)));
        sound(&nots(31));
        one(&nots(40), "too-deep", "more than 32 deep", "(");
        let ifs = |n: usize| point(&format!("{}a.b is c", "if a.b is c then ".repeat(n)));
        sound(&ifs(31));
        one(&ifs(50_000), "too-deep", "more than 32 deep", "if");
        let fors = |n: usize| point(&format!("{}a.b is c", "for every a in b, ".repeat(n)));
        sound(&fors(31));
        one(&fors(40), "too-deep", "more than 32 deep", "for");
        let lists = |n: usize| format!("part of a.b\nrecord R {{ a : {}text }}", "list of ".repeat(n));
        sound(&lists(31));
        one(&lists(40), "too-deep", "more than 32 deep", "list");
        let braces = format!("part of a.b\n{}", "expectation x { x {".repeat(50_000));
        assert!(!read(&braces).1.is_empty());
        let ands = |n: usize| point(&format!("a.b is c{}", " and a.b is c".repeat(n)));
        sound(&ands(999));
        one(&ands(100_000), "too-many-sentences", "more than 1000", "and");
        let mixed =
            point(&format!("{}a.b is{}", "(not (if a.b is c then (".repeat(8), "))".repeat(8) + &")".repeat(8)));
        assert_eq!(read(&mixed).1.len(), 1);
    };
    std::thread::Builder::new().stack_size(1 << 20).spawn(work).unwrap().join().unwrap();
}

#[test]
fn parentheses_take_no_exponential_time() {
    let cond = |tail: &str| format!("{}a.b is c{}{tail}", "(".repeat(30), ")".repeat(30));
    let start = std::time::Instant::now();
    sound(&point(&cond(" unless a.d is e")));
    assert_eq!(read(&point(&cond(" or or"))).1.len(), 1);
    assert!(start.elapsed().as_millis() < 500, "{:?}", start.elapsed());
}

/// Every span of a tree: read out of its debug form, so that no part can be forgotten.
fn spans(tree: &File) -> Vec<(usize, usize)> {
    let shown = format!("{tree:?}");
    let number = |text: &str| text.chars().take_while(char::is_ascii_digit).collect::<String>().parse::<usize>().ok();
    shown
        .split("Span { file: FileId(0), start: ")
        .skip(1)
        .filter_map(|rest| Some((number(rest)?, number(rest.split_once("end: ")?.1)?)))
        .collect()
}

/// What holds of every input: spans lie on borders of characters, and no name of a rule is shown.
fn laws(text: &str) {
    let (file, diagnostics) = read(text);
    for (start, end) in spans(&file) {
        assert!(start <= end && text.get(start..end).is_some(), "{start}..{end} of {text}");
    }
    for diagnostic in &diagnostics {
        let span = diagnostic.place().unwrap();
        assert!(text.get(span.range()).is_some(), "{span:?} of {text}");
        for lang in [Lang::En, Lang::Ja] {
            let words =
                [vec![diagnostic.message(lang)], diagnostic.reasons(lang), diagnostic.advice(lang)].concat().join(" ");
            for rule in ["refused_", "k_", "value_list", "broken_", "r_equal", "section_word", "EOI", "bare_end"] {
                assert!(!words.contains(rule) || text.contains(rule), "{words}");
            }
        }
    }
    if file.items.iter().any(|item| matches!(item, Item::Broken(_))) {
        assert!(!diagnostics.is_empty(), "broken without a word: {text}");
    }
    let broken = format!("{file:?}").contains("kind: Broken");
    assert!(!broken || !diagnostics.is_empty(), "broken without a word: {text}");
}

#[test]
fn laws_hold_of_sound_texts_and_of_every_truncation() {
    laws(SOUND);
    for text in [JUDGEMENT, INCIDENT, OVERLAY] {
        for (at, _) in text.char_indices() {
            laws(&text[..at]);
        }
    }
}

#[test]
fn laws_hold_of_texts_with_holes_and_swaps() {
    let mut seed = 20_260_701u64;
    let mut next = move |below: usize| {
        seed = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (seed >> 33) as usize % below.max(1)
    };
    let border = |text: &str, mut at: usize| {
        while !text.is_char_boundary(at) {
            at -= 1;
        }
        at
    };
    let signs = [
        "\"",
        "{",
        "}",
        "(",
        ")",
        "[",
        "]",
        ":",
        ",",
        "-",
        "\"\"\"",
        "：",
        "「",
        "”",
        "\n",
        " or ",
        " and not ",
        "#",
        "\\",
        "　",
    ];
    for round in 0..300 {
        let sample = [JUDGEMENT, INCIDENT, OVERLAY][round % 3];
        let mut text = sample.to_owned();
        for _ in 0..=next(3) {
            let start = border(&text, next(text.len()));
            let end = border(&text, (start + next(40)).min(text.len()));
            let sign = if next(2) == 0 { signs[next(signs.len())] } else { "" };
            text.replace_range(start..end.max(start), sign);
        }
        laws(&text);
    }
}

#[test]
fn every_code_speaks_both_languages_with_the_same_places() {
    let places = |text: &str| {
        let mut found: Vec<String> =
            text.split('{').skip(1).filter_map(|rest| rest.split_once('}').map(|(name, _)| name.to_owned())).collect();
        found.sort();
        found.dedup();
        found
    };
    let mut ids = std::collections::BTreeSet::new();
    for code in codes::ALL {
        assert!(ids.insert(code.id) && code.id.starts_with("syntax/") && code.stops, "{}", code.id);
        for text in [code.message, code.why, code.help] {
            assert!(!text.en.is_empty() && !text.ja.is_empty(), "{}", code.id);
            assert!(!text.en.ends_with('.') && !text.ja.ends_with('。'), "{}", code.id);
        }
        assert_eq!(places(code.message.en), places(code.message.ja), "{}", code.id);
        assert_eq!(places(code.help.en), places(code.help.ja), "{}", code.id);
    }
}

#[test]
fn a_file_of_many_mistakes_is_answered_in_part() {
    let text = format!("part of a.b\n{}", "x { }\n".repeat(5_000));
    let (_, diagnostics) = read(&text);
    assert_eq!(diagnostics.len(), 201);
    assert_eq!(diagnostics[200].code.id, "syntax/more-mistakes");
}

const JUDGEMENT: &str = include_str!("syntax/judgement.tadashi");
const INCIDENT: &str = include_str!("syntax/incident.tadashi");
const OVERLAY: &str = include_str!("syntax/overlay.tadashi");
