//! Each quantifier of language.md 5.2: list absent, empty, mixed.

use super::build::*;
use crate::policy::{Cond, CondKind, ListOf, Quantity, Relation, Value};
use crate::verdict::Truth::{self, False as F, Silent as S, True as T, Unknown as U};

const LIST: &str = "system.tests";

fn high() -> Cond {
    item(LIST, "method", eq("high"))
}

fn tests(items: &str) -> String {
    format!("tests: {items}")
}

#[track_caller]
fn row(cond: &Cond, absent: Truth, empty: Truth, others: &[(&str, Truth)]) {
    assert_eq!(system("").truth(cond), absent, "absent");
    assert_eq!(system(&tests("~")).truth(cond), absent, "null");
    assert_eq!(system(&tests("[]")).truth(cond), empty, "[]");
    assert_eq!(system(&tests("{ declined: Why. }")).truth(cond), F, "declined");
    for (items, expected) in others {
        assert_eq!(system(&tests(items)).truth(cond), *expected, "{items}");
    }
}

#[test]
fn for_every() {
    let mixed = [
        ("[{ method: high }, { method: high }]", T),
        ("[{ method: high }, { method: low }]", F),
        ("[{ method: low }, { date: 2026-01-01 }]", F),
        ("[{ method: high }, { date: 2026-01-01 }]", U),
    ];
    row(&every(LIST, None, high()), U, T, &mixed);
    row(&every(LIST, None, item(LIST, "method", STATED)), U, T, &[("[{ date: 2026 }, { method: low }]", S)]);
    // An item that may not belong counts only where it could change the answer.
    let filter = || Some(item(LIST, "method", eq("high")));
    let dated = item(LIST, "date", Relation::Before(Value::Today));
    let mixed = [
        ("[{ method: low, date: 2027-01-01 }]", T),
        ("[{ date: 2026-01-01 }]", T),
        ("[{ date: 2027-01-01 }]", U),
        ("[{ date: 2027-01-01 }, { method: high, date: 2027-01-01 }]", F),
    ];
    row(&every(LIST, filter(), dated), U, T, &mixed);
}

#[test]
fn for_every_literal_word() {
    let body = sys("users", Relation::Includes(Value::Item(0)));
    let list = ListOf::Words(vec!["low".into(), "high".into()]);
    let cond = cond(CondKind::ForEvery { slot: 0, list, filter: None, body: Box::new(body) });
    assert_eq!(system("users: [high, low]").truth(&cond), T);
    assert_eq!(system("users: [high]").truth(&cond), F);
    assert_eq!(system("").truth(&cond), U);
}

#[test]
fn for_the_latest() {
    let cond = latest(LIST, field("Test", "date"), None, high());
    let mixed = [
        ("[{ date: 2026-01-01, method: low }, { date: 2026-02-01, method: high }]", T),
        ("[{ date: 2026-03-01, method: low }, { date: 2026-02-01, method: high }]", F),
        ("[{ date: 2026-02-01, method: low }, { date: 2026-02-01, method: high }]", F),
        ("[{ date: 2026-02-01, method: high }, { method: high }]", U),
        // Which is the later is open, but not what it says.
        ("[{ date: 2026-02, method: high }, { date: 2026-02-10, method: high }]", T),
        ("[{ date: 2026-02, method: low }, { date: 2026-02-10, method: high }]", U),
        ("[{ date: 2026-01, method: low }, { date: 2026-02-10, method: high }]", T),
        ("[{ date: 2026, method: high }]", T),
    ];
    row(&cond, U, F, &mixed);
    let filtered = latest(LIST, field("Test", "date"), Some(high()), item(LIST, "report", STATED));
    let mixed = [
        ("[{ date: 2026-02-01, method: low }]", F),
        ("[{ date: 2026-02-01, report: { held_by: Us } }]", U),
        ("[{ date: 2026-02-01 }, { date: 2026-03-01, method: high, report: { held_by: Us } }]", T),
    ];
    row(&filtered, U, F, &mixed);
}

#[test]
fn there_is() {
    let unknown = "[{ method: low }, { date: 2026-01-01 }]";
    let one = "[{ method: high }, { date: 2026-01-01 }]";
    let two = "[{ method: high }, { method: high }]";
    let none = "[{ method: low }]";
    let of = |quantity| there(quantity, LIST, Some(high()));
    row(&of(Quantity::Some), U, F, &[(unknown, U), (one, T), (none, F)]);
    row(&of(Quantity::None), U, T, &[(unknown, U), (one, F), (none, T)]);
    row(&of(Quantity::AtLeast(2)), U, F, &[(unknown, F), (one, U), (two, T)]);
    row(&of(Quantity::AtMost(1)), U, T, &[(unknown, T), (one, U), (two, F)]);
    row(&there(Quantity::Some, LIST, None), U, F, &[(none, T)]);
}

#[test]
fn an_item_that_leads_nowhere_is_unknown_by_itself() {
    let list = "system.reviewers";
    let trained = item(list, "function", eq("high"));
    let of = |ids: &str, cond: &Cond| system(&format!("reviewers: {ids}")).truth(cond);
    let all = every(list, None, trained.clone());
    assert_eq!(of("[lead]", &all), T);
    assert_eq!(of("[lead, nobody]", &all), U);
    assert_eq!(of("[legal, nobody]", &all), F);
    assert_eq!(of("[nobody]", &every(list, None, item(list, "", STATED))), F);
    assert_eq!(of("[lead, nobody]", &there(Quantity::Some, list, Some(trained))), T);
    assert_eq!(of("[nobody]", &there(Quantity::Some, list, None)), U);
}

#[test]
fn silence_is_a_no_under_a_condition() {
    let silent = || sys("name", STATED);
    let unknown = || sys("stage", eq("pilot"));
    let no = || sys("ok", Relation::OneOf { negated: false, values: vec![Value::Boolean(true)] });
    let world = system("ok: false");
    assert_eq!(world.truth(&if_then(silent(), no())), T);
    assert_eq!(world.truth(&if_then(unknown(), no())), U);
    assert_eq!(world.truth(&if_then(unknown(), not(no()))), T);
    assert_eq!(world.truth(&if_then(not(silent()), no())), F);
    let unless = |when, then| cond(CondKind::If { when: Box::new(when), unless: true, then: Box::new(then) });
    assert_eq!(world.truth(&unless(silent(), no())), F);
    assert_eq!(world.truth(&unless(not(no()), no())), T);
    assert_eq!(world.truth(&and(vec![silent(), unknown()])), S);
    assert_eq!(world.truth(&or(vec![silent(), unknown()])), U);
    assert_eq!(world.truth(&or(vec![silent(), no()])), S);
    assert_eq!(world.truth(&not(or(vec![silent(), no()]))), T);
}
