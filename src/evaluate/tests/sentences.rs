//! Each sentence of language.md 5.1: true, false, absent, declined.

use super::build::*;
use crate::policy::{Relation, Root, Set, Value};
use crate::schema::RecordId;
use crate::verdict::Truth::{self, False as F, Silent as S, True as T, Unknown as U};

const DECLINED: &str = "{ declined: No such thing. }";

/// Asserts a row of the table: values and what they come to, then absent and declined.
#[track_caller]
fn row(field: &str, relation: &Relation, values: &[(&str, Truth)], absent: Truth, declined: Truth) {
    let cond = sys(field, relation.clone());
    for (value, expected) in values {
        assert_eq!(system(&format!("{field}: {value}")).truth(&cond), *expected, "{field}: {value} {relation:?}");
    }
    assert_eq!(system("").truth(&cond), absent, "{field} absent {relation:?}");
    assert_eq!(system(&format!("{field}: {DECLINED}")).truth(&cond), declined, "{field} declined {relation:?}");
}

#[test]
fn stated() {
    let texts = [("Ranks applicants", T), ("TBD", F), ("未定", F), ("\"\"", F), ("~", F)];
    row("name", &STATED, &texts, S, F);
    let inverse = texts.map(|(value, truth)| (value, !truth));
    row("name", &Relation::Stated { negated: true }, &inverse, T, F);
    row("name", &Relation::StatedOrDeclined, &texts, S, T);
    row("name", &Relation::Declined { negated: false }, &[("Ranks", F)], F, T);
    row("stage", &STATED, &[("none", T)], S, F);
    row("ok", &STATED, &[("false", T)], S, F);
    row("count", &STATED, &[("0", T)], S, F);
    row("users", &STATED, &[("[]", F), ("[low]", T), ("[{ low: { declined: Why not. } }]", F)], S, F);
    row("users", &Relation::StatedOrDeclined, &[("[{ low: { declined: Why not. } }]", T)], S, T);
    row("impact", &STATED, &[("{ because: - }", F), ("{ level: low }", T), ("{}", F), ("low", T)], S, F);
    row("owner", &STATED, &[("lead", T), ("nobody", F)], S, F);
    row("name", &STATED, &[("{ en: -, ja: 審査 }", T), ("{ en: -, ja: 未定 }", F)], S, F);
}

#[test]
fn a_document_is_stated_where_its_file_is() {
    let cond = sys("doc", STATED);
    assert_eq!(system("doc: a.md").truth(&cond), F);
    assert_eq!(system("doc: a.md").paper("a.md", "Some words").truth(&cond), T);
    assert_eq!(system("doc: { file: ./a.md }").paper("a.md", "Some words").truth(&cond), T);
    assert_eq!(system("doc: a.md").paper("a.md", "# Plan\n\n- Owner: TBD\n").truth(&cond), F);
    assert_eq!(system("doc: a.md").paper("a.md", "# Plan\n").truth(&cond), T);
    assert_eq!(system("doc: \"https://example.jp/a\"").truth(&cond), T);
    assert_eq!(system("doc: { held_by: Legal }").truth(&cond), T);
    assert_eq!(system("doc: { held_by: tbd }").truth(&cond), F);
    assert_eq!(system("doc: { reviewed: 2026-01-01 }").truth(&cond), F);
}

#[test]
fn stated_in_words_and_fields() {
    let three = Relation::StatedInWords(3);
    row(
        "purpose",
        &three,
        &[("one two three", T), ("one two", F), ("N/A", F), ("{ en: a, ja: 担当者が判断 }", T)],
        S,
        F,
    );
    let fields = vec![field("Impact", "level"), field("Impact", "because")];
    let all = Relation::StatesAll { or_declines: false, fields: fields.clone() };
    let values = [
        ("{ level: low, because: It ranks. }", T),
        ("{ level: low, because: tbd }", F),
        ("{ level: low }", S),
        ("{ level: low, because: { declined: Why. } }", F),
    ];
    row("impact", &all, &values, S, F);
    let or = Relation::StatesAll { or_declines: true, fields };
    row("impact", &or, &[("{ level: low, because: { declined: Why. } }", T), ("{ level: low }", S)], S, T);
}

#[test]
fn equal_to_words_numbers_dates_and_truths() {
    row("stage", &eq("pilot"), &[("pilot", T), ("deployed", F), ("~", U)], U, F);
    let two = |negated| Relation::OneOf { negated, values: words(&["pilot", "deployed"]) };
    row("stage", &two(false), &[("deployed", T), ("none", F)], U, F);
    row("stage", &two(true), &[("deployed", F), ("none", T), ("~", U)], U, F);
    // A placeholder is not known to differ.
    row("name", &Relation::OneOf { negated: true, values: words(&["JP"]) }, &[("TBD", U), ("US", T), ("JP", F)], U, F);
    row("name", &eq("審査"), &[("{ en: Review, ja: 審査 }", T), ("{ en: Review }", F)], U, F);
    let one = |value| Relation::OneOf { negated: false, values: vec![value] };
    row("ok", &one(Value::Boolean(true)), &[("true", T), ("false", F), ("~", U)], U, F);
    row("count", &one(Value::Number(3.0)), &[("3", T), ("3.0", T), ("4", F)], U, F);
    row("date", &one(Value::Date(date("2026-03-01"))), &[("2026-03-01", T), ("2026-03", U), ("2025", F)], U, F);
    row("owner", &eq("lead"), &[("lead", T), ("legal", F)], U, F);
    row("kept", &one(Value::Duration(months(12))), &[("1 year", T), ("11 months", F), ("365 days", U)], U, F);
}

#[test]
fn membership() {
    let list = |a: &[&str]| Set::Values(words(a));
    row("users", &Relation::Includes(text("low")), &[("[low, high]", T), ("[high]", F), ("[]", F), ("~", U)], U, F);
    let all = Relation::IncludesAll(list(&["low", "high"]));
    row("users", &all, &[("[high, low]", T), ("[low]", F)], U, F);
    let any = Relation::IncludesAny(list(&["low", "high"]));
    row("users", &any, &[("[low]", T), ("[pilot]", F), ("[]", F)], U, F);
    let none = Relation::IncludesNone(list(&["low", "high"]));
    row("users", &none, &[("[low]", F), ("[pilot]", T), ("[]", T), ("~", U)], U, F);
    let or = Relation::IncludesOrDeclinesAll(words(&["low", "high"]));
    let values = [("[low, { high: { declined: Why. } }]", T), ("[low]", F), ("[low, high]", T)];
    row("users", &or, &values, U, F);
    // A declined word is no member.
    row("users", &Relation::Includes(text("low")), &[("[{ low: { declined: Why. } }]", F)], U, F);
}

#[test]
fn membership_in_another_list() {
    let none = sys("users", Relation::IncludesNone(Set::Path(Box::new(path("organisation.acts_as")))));
    let with = |org: &str, users: &str| {
        world(&format!("{{ organisation: {{ {org} }}, systems: [{{ id: s, users: {users} }}] }}")).truth(&none)
    };
    assert_eq!(with("acts_as: [low]", "[high]"), T);
    assert_eq!(with("acts_as: [low]", "[low]"), F);
    assert_eq!(with("name: x", "[low]"), U);
    assert_eq!(with("name: x", "[]"), T);
    assert_eq!(with("acts_as: { declined: Why. }", "[low]"), F);
}

#[test]
fn amounts() {
    row("count", &Relation::AtLeast(Value::Number(2.0)), &[("2", T), ("1", F), ("~", U)], U, F);
    row("count", &Relation::AtMost(Value::Number(2.0)), &[("2", T), ("3", F)], U, F);
    row("share", &Relation::AtLeast(Value::Number(80.0)), &[("80%", T), ("79.5%", F), ("81", T)], U, F);
    let kept = Relation::AtLeast(Value::Duration(months(12)));
    row("kept", &kept, &[("1 year", T), ("11 months", F), ("400 days", U)], U, F);
}

#[test]
fn dates() {
    let day = || Value::Date(date("2026-03-10"));
    let values = |a, b, c| [("2026-03-09", a), ("2026-03-10", b), ("2026-03-11", c), ("2026-03", U), ("2025", a)];
    row("date", &Relation::Before(day()), &values(T, F, F), U, F);
    row("date", &Relation::After(day()), &values(F, F, T), U, F);
    row("date", &Relation::OnOrBefore(day()), &values(T, T, F), U, F);
    row("date", &Relation::OnOrAfter(day()), &values(F, T, T), U, F);
    // A partial date decides where the missing part cannot turn the answer.
    row("date", &Relation::OnOrBefore(Value::Date(date("2026-03-31"))), &[("2026-03", T)], U, F);
    row("date", &Relation::Before(Value::Today), &[("2026-06-30", T), ("2026-07-01", F), ("2026", U)], U, F);
}

#[test]
fn spans_of_time_include_both_ends() {
    // 2026-07-01 less 12 months is 2025-07-01.
    let last = Relation::WithinLast(Value::Duration(months(12)));
    let values = [
        ("2025-07-01", T),
        ("2025-06-30", F),
        ("2026-07-01", T),
        ("2026-07-02", F),
        ("2025-07", T),
        ("2026", U),
        ("2024", F),
    ];
    row("date", &last, &values, U, F);
    let next = Relation::WithinNext(Value::Duration(months(1)));
    row("date", &next, &[("2026-07-01", T), ("2026-08-01", T), ("2026-08-02", F), ("2026-06-30", F)], U, F);
    // Clamped: 2026-03-31 less a month is 2026-02-28.
    let month = sys("date", Relation::WithinLast(Value::Duration(months(1))));
    assert_eq!(system("date: 2026-02-28").on("2026-03-31").truth(&month), T);
    assert_eq!(system("date: 2026-02-27").on("2026-03-31").truth(&month), F);
    let own = sys("date", Relation::WithinLast(Value::Path(Box::new(path("system.kept")))));
    assert_eq!(system("date: 2026-06-01, kept: 1 month").truth(&own), T);
    assert_eq!(system("date: 2026-06-01").truth(&own), U);
}

#[test]
fn spans_of_time_beside_another_date() {
    let release = || Value::Path(Box::new(path("system.start")));
    let of = |relation: Relation, fields: &str| system(fields).truth(&sys("date", relation));
    let prior = || Relation::WithinBefore(months(6), release());
    assert_eq!(of(prior(), "date: 2025-09-01, start: 2025-09-01"), T);
    assert_eq!(of(prior(), "date: 2025-03-01, start: 2025-09-01"), T);
    assert_eq!(of(prior(), "date: 2025-02-28, start: 2025-09-01"), F);
    assert_eq!(of(prior(), "date: 2025-09-02, start: 2025-09-01"), F);
    assert_eq!(of(prior(), "date: 2025-09-01"), U);
    let later = || Relation::WithinAfter(days(3), release());
    assert_eq!(of(later(), "date: 2025-09-04, start: 2025-09-01"), T);
    assert_eq!(of(later(), "date: 2025-09-05, start: 2025-09-01"), F);
    assert_eq!(of(later(), "start: 2025-09-01"), U);
}

#[test]
fn due_is_true_while_the_time_runs() {
    let due = || sys("date", Relation::DueWithin(days(3), Value::Path(Box::new(path("system.start")))));
    let of = |fields: &str| system(fields).truth(&due());
    assert_eq!(of("date: 2026-06-04, start: 2026-06-01"), T);
    assert_eq!(of("date: 2026-06-05, start: 2026-06-01"), F);
    assert_eq!(of("date: 2026-05-31, start: 2026-06-01"), F);
    assert_eq!(of("start: 2026-06-28"), T);
    assert_eq!(of("start: 2026-06-27"), F);
    assert_eq!(of("start: 2026-06"), U);
    assert_eq!(of("date: ~, start: 2026-06-27"), F);
    assert_eq!(of("date: 2026-06-05"), U);
    assert_eq!(of(""), U);
    assert_eq!(of("date: { declined: Why. }, start: 2026-06-28"), F);
}

#[test]
fn references_identity_and_definitions() {
    let trained = |negated| sys("owner", Relation::Meets { negated, definition: 0 });
    let of = |fields: &str, cond: &_| {
        let relation = Relation::WithinLast(Value::Duration(months(12)));
        system(fields).define("Role", "trained", is(path("role.trained"), relation)).truth(cond)
    };
    assert_eq!(of("owner: lead", &trained(false)), T);
    assert_eq!(of("owner: legal", &trained(false)), U);
    assert_eq!(of("owner: nobody", &trained(false)), U);
    assert_eq!(of("", &trained(false)), U);
    assert_eq!(of("owner: { declined: Why. }", &trained(false)), F);
    assert_eq!(of("owner: { declined: Why. }", &trained(true)), F);
    assert_eq!(of("owner: lead", &trained(true)), F);
    assert_eq!(of("owner: lead", &sys("owner.function", eq("high"))), T);
    assert_eq!(of("owner: nobody", &sys("owner.function", eq("high"))), U);

    let own = Relation::Same { negated: false, thing: Root::Subject(RecordId(0)) };
    let flow = there(crate::policy::Quantity::Some, "roles", Some(item("roles", "", own.clone())));
    assert_eq!(system("").truth(&flow), F);
    let reviewer = Relation::Same { negated: false, thing: Root::Item(0) };
    let owns = there(crate::policy::Quantity::Some, "roles", Some(sys("owner", reviewer)));
    assert_eq!(system("owner: legal").truth(&owns), T);
    assert_eq!(system("").truth(&owns), U);
}

#[test]
fn a_declined_block_declines_all_in_it() {
    let cond = |relation| sys("impact.level", relation);
    let world = system(&format!("impact: {DECLINED}"));
    assert_eq!(world.truth(&cond(eq("low"))), F);
    assert_eq!(world.truth(&cond(Relation::StatedOrDeclined)), T);
    assert_eq!(system("impact: ~").truth(&cond(STATED)), S);
}

#[test]
fn a_malformed_manifest_is_unknown_and_never_a_panic() {
    let values = ["3", "[a, b]", "{ a: b }", "true", "~", "[[[]]]", "{ declined: x }"];
    let relations = [
        STATED,
        eq("low"),
        Relation::Includes(text("low")),
        Relation::AtLeast(Value::Number(1.0)),
        Relation::Before(Value::Today),
        Relation::DueWithin(days(1), Value::Path(Box::new(path("system.start")))),
        Relation::StatedInWords(2),
        Relation::IncludesNone(Set::Path(Box::new(path("system.users")))),
    ];
    for value in values {
        for name in ["name", "impact", "impact.level", "users", "owner", "owner.function", "doc", "date", "tests"] {
            for relation in &relations {
                let first = name.split('.').next().unwrap();
                let _ = system(&format!("{first}: {value}, start: {value}")).truth(&sys(name, relation.clone()));
            }
        }
    }
}
