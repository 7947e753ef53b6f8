//! Causes: the smallest ones, with their places in both files, and what to type.

use super::build::*;
use crate::manifest::node::Origin;
use crate::policy::{Quantity, Relation, Set, Value};
use crate::text::Lang;
use crate::verdict::{Because, Truth};

#[test]
fn a_false_conjunction_blames_what_is_false() {
    let cond = and(vec![
        placed(sys("stage", eq("pilot")), 10),
        placed(sys("name", STATED), 20),
        placed(sys("impact.level", eq("low")), 30),
        placed(sys("ok", STATED), 40),
    ]);
    let world = system("stage: deployed, ok: true, impact: { level: high }");
    let causes = world.causes(&cond);
    assert_eq!(causes.len(), 2);
    assert_eq!((causes[0].policy, world.slice(causes[0].manifest)), (at(10), "deployed"));
    assert_eq!(said(&causes[0]), "`deployed`; expected `pilot`");
    assert_eq!(help(&causes[0]), "when that is so, write `stage: pilot`");
    assert_eq!((causes[1].policy, world.slice(causes[1].manifest)), (at(30), "high"));
    assert_eq!(causes[1].message.fill(Lang::Ja), "`high` です。`low` が必要です");
    // Without a false part, all that is not said.
    let causes = system("stage: pilot, ok: true").causes(&cond);
    let missing: Vec<_> = causes.iter().map(|cause| cause.missing.as_deref().unwrap()).collect();
    assert_eq!(missing, ["name", "impact"]);
}

#[test]
fn what_is_missing_and_where_it_would_go() {
    let world = system("name: x1, impact: { reliance: low }");
    let cause = world.causes(&sys("impact.level", eq("low"))).remove(0);
    assert_eq!(cause.missing.as_deref(), Some("impact.level"));
    assert_eq!(said(&cause), "`system.impact.level` is not said");
    assert_eq!(help(&cause), "add `level: …`, with one of `none`, `pilot`, `deployed`, `low`, `high`");
    let gap = cause.manifest.unwrap();
    assert!(gap.is_empty() && world.text[..gap.start as usize].ends_with("reliance: low"));
    let cause = system("name: x1").causes(&sys("impact.level", eq("low"))).remove(0);
    assert_eq!(cause.missing.as_deref(), Some("impact"));
    assert!(help(&cause).starts_with("add `impact: { level: … }`"));
    let cause = system("").causes(&there(Quantity::Some, "flows", None)).remove(0);
    assert_eq!(cause.missing.as_deref(), Some("flows"));
    assert_eq!(help(&cause), "write its entries under `flows:`, or `flows: []` if there is none");
}

/// No key can be added to a bare value: the whole mapping is said, with that value in it.
#[test]
fn what_is_missing_beside_a_bare_value() {
    let world = system("name: x1, impact: low, doc: \"a.md\", tests: [2026-01-01]");
    let cause = world.causes(&sys("impact.reliance", eq("low"))).remove(0);
    let words = "`none`, `pilot`, `deployed`, `low`, `high`";
    assert_eq!(
        help(&cause),
        format!("in place of `low`, add `impact: {{ level: low, reliance: … }}`, with one of {words}")
    );
    let cause = world.causes(&sys("doc.reviewed", STATED)).remove(0);
    assert_eq!(help(&cause), "in place of `\"a.md\"`, add `doc: { file: \"a.md\", reviewed: YYYY-MM-DD }`");
    // In a list there is no key, and what is said of one value is not said of another.
    let cause = world.causes(&every("system.tests", None, item("system.tests", "method", eq("high")))).remove(0);
    assert!(help(&cause).starts_with("in place of `2026-01-01`, add `{ date: 2026-01-01, method: … }`"));
    let other = system("impact: high");
    let cause = other.causes(&sys("impact.because", STATED)).remove(0);
    assert_eq!(help(&cause), "in place of `high`, add `impact: { level: high, because: … }`");
}

/// A sample that was copied and not filled in.
#[test]
fn a_sample_left_in_is_to_be_replaced() {
    let help_of = |yaml: &str| help(&system(yaml).causes(&sys("name", STATED)).remove(0));
    assert_eq!(help_of("name: …"), "replace the `…` with what holds");
    assert_eq!(help_of("name: TBD"), "write what holds in place of it");
}

/// Keys that belong below one key are proposed together: typed one by one they would be a duplicate key.
#[test]
fn proposals_for_one_parent_are_one() {
    let together = |yaml: &str, paths: &[&str]| {
        let world = system(yaml);
        let causes = paths.iter().map(|path| world.causes(&sys(path, STATED)).remove(0));
        let help: Vec<_> = causes.filter_map(|cause| cause.help.as_deref().cloned()).collect();
        crate::evaluate::together(help).iter().map(|help| help.fill(Lang::En)).collect::<Vec<_>>()
    };
    let words = "`none`, `pilot`, `deployed`, `low`, `high`";
    assert_eq!(
        together("name: x1", &["impact.level", "doc.file", "impact.because", "impact.reliance", "impact.because"]),
        [
            format!(
                "add `impact: {{ level: …, because: …, reliance: … }}`; `level` takes one of {words}; `reliance` takes one of {words}"
            ),
            "add `doc: { file: … }`".to_owned(),
        ]
    );
    assert_eq!(
        together("impact: low", &["impact.because", "impact.reliance"]),
        [format!(
            "in place of `low`, add `impact: {{ level: low, because: …, reliance: … }}`; `reliance` takes one of {words}"
        )]
    );
    // Words that are asked for one by one are one list.
    let world = system("name: x1");
    let users = |word: &str| sys("users", Relation::Includes(Value::Text(word.into())));
    let help = ["low", "high"].map(|word| world.causes(&users(word)).remove(0).help.as_deref().cloned().unwrap());
    let help = crate::evaluate::together(help.to_vec());
    assert_eq!(
        help.iter().map(|help| help.fill(Lang::En)).collect::<Vec<_>>(),
        ["add `users: […]`, with `low`, `high`"]
    );
    // What is there as a mapping takes each key as it is.
    assert_eq!(together("doc: { url: x }", &["doc.held_by", "doc.reviewed"]).len(), 2);
}

#[test]
fn every_branch_of_an_alternative() {
    let cond = or(vec![sys("stage", eq("pilot")), and(vec![sys("ok", STATED), sys("stage", eq("none"))])]);
    let causes = system("stage: deployed, ok: true").causes(&cond);
    let all: Vec<String> = causes.iter().map(said).collect();
    assert_eq!(all, ["`deployed`; expected `pilot`", "`deployed`; expected `none`"]);
    // Where one is only not said, that is what to say.
    let causes = system("stage: deployed").causes(&or(vec![sys("stage", eq("pilot")), sys("name", STATED)]));
    let missing: Vec<Option<&str>> = causes.iter().map(|cause| cause.missing.as_deref()).collect();
    assert_eq!(missing, [Some("name")]);
}

#[test]
fn a_consequence_says_under_which_condition_it_is_asked() {
    let cond = if_then(placed(sys("stage", eq("deployed")), 50), placed(sys("name", STATED), 60));
    let causes = system("stage: deployed").causes(&cond);
    assert_eq!((causes[0].policy, causes[0].because), (at(60), Some(Because { span: at(50), unless: false })));
    let causes = system("").causes(&cond);
    assert_eq!(causes.len(), 2);
    assert_eq!((causes[0].missing.as_deref(), causes[0].because), (Some("stage"), None));
}

#[test]
fn each_item_that_fails() {
    let cond = every("system.tests", None, item("system.tests", "method", eq("high")));
    let world = system("tests: [{ method: low }, { method: high }, { method: none }, { date: 2026-01-01 }]");
    let causes = world.causes(&cond);
    let found: Vec<&str> = causes.iter().map(|cause| world.slice(cause.manifest)).collect();
    assert_eq!(found, ["low", "none"]);
}

#[test]
fn there_is_none_names_the_list_and_the_nearest_miss() {
    let list = "system.tests";
    let filter = || and(vec![item(list, "method", eq("high")), item(list, "date", Relation::Before(Value::Today))]);
    let world = system("tests: [{ method: low, date: 2027-01-01 }, { method: low, date: 2026-01-01 }]");
    let causes = world.causes(&there(Quantity::Some, list, Some(filter())));
    assert_eq!(causes.len(), 2);
    assert_eq!(said(&causes[0]), "none of the 2 in `system.tests` is as asked");
    assert!(world.slice(causes[0].manifest).starts_with("[{ method: low"));
    assert_eq!(said(&causes[1]), "`low`; expected `high`");
    assert!(world.text[..causes[1].manifest.unwrap().start as usize].matches("method").count() == 2);
    let none = there(Quantity::None, list, Some(item(list, "method", eq("low"))));
    let causes = world.causes(&none);
    assert_eq!(causes.len(), 2);
    assert_eq!(said(&causes[0]), "this one in `system.tests` is not allowed here");
    assert_eq!(world.slice(causes[0].manifest), "{ method: low, date: 2027-01-01 }");
    let causes = world.causes(&there(Quantity::AtLeast(3), list, None));
    assert_eq!(said(&causes[0]), "2 in `system.tests`; expected at least 3");
    // Below a `not`, the same the other way round.
    let causes = world.causes(&not(there(Quantity::Some, list, Some(item(list, "method", eq("low"))))));
    assert_eq!(causes.len(), 2);
    let causes = world.causes(&not(none_of(list)));
    assert_eq!(said(&causes[0]), "none of the 2 in `system.tests` is as asked");
}

fn none_of(list: &str) -> crate::policy::Cond {
    there(Quantity::None, list, Some(item(list, "method", eq("high"))))
}

#[test]
fn what_is_said_of_each_relation() {
    let one = |fields: &str, relation: Relation, field: &str| {
        let causes = system(fields).causes(&sys(field, relation));
        assert_eq!(causes.len(), 1, "{causes:#?}");
        said(&causes[0])
    };
    let year = || Relation::WithinLast(Value::Duration(months(12)));
    assert_eq!(one("date: 2025-05-12", year(), "date"), "`2025-05-12` is more than 12 months before 2026-07-01");
    assert_eq!(one("date: 2026-08-01", year(), "date"), "`2026-08-01` is after 2026-07-01");
    assert_eq!(one("date: 2026", year(), "date"), "`2026` leaves open which day, and the day decides");
    assert_eq!(one("name: a b", Relation::StatedInWords(4), "name"), "2 words; expected at least 4");
    let values = words(&["low", "high"]);
    assert_eq!(
        one("stage: pilot", Relation::OneOf { negated: false, values: values.clone() }, "stage"),
        "`pilot`; expected one of `low`, `high`"
    );
    assert_eq!(
        one("users: [low]", Relation::IncludesAll(Set::Values(values.clone())), "users"),
        "`system.users` does not include `high`"
    );
    assert_eq!(
        one("users: [low]", Relation::IncludesNone(Set::Values(values)), "users"),
        "`system.users` includes `low`"
    );
    assert_eq!(one("count: 3", Relation::AtMost(Value::Number(0.0)), "count"), "`3`; expected at most `0`");
    let kept = Relation::AtLeast(Value::Duration(months(3)));
    assert_eq!(one("kept: 90 days", kept, "kept"), "`90 days` cannot be compared with `3 months`");
    let due = || Relation::DueWithin(days(3), Value::Path(Box::new(path("system.start"))));
    assert_eq!(one("start: 2026-06-01", due(), "date"), "`system.date` is not said, and was due by 2026-06-04");
    assert_eq!(one("date: 2026-06-09", due(), "date"), "`system.start` is not said");
    assert_eq!(one("owner: nobody", eq("low"), "owner.function"), "`nobody` leads nowhere: no role has this id");
    assert_eq!(
        one("stage: { declined: Too small. }", eq("pilot"), "stage"),
        "`system.stage` is declined (“Too small.”), which is not accepted here"
    );
    assert_eq!(one("doc: a.md", STATED, "doc"), "no file at `a.md`");
}

#[test]
fn a_definition_is_blamed_by_its_own_sentence() {
    let cond = sys("owner", Relation::Meets { negated: false, definition: 0 });
    let inner = placed(is(path("role.function"), eq("high")), 800);
    let world = system("owner: legal").define("Role", "fit", inner);
    let cause = world.causes(&cond).remove(0);
    assert_eq!((cause.policy, world.slice(cause.manifest)), (at(800), "low"));
    let negated = sys("owner", Relation::Meets { negated: true, definition: 0 });
    let world = system("owner: lead").define("Role", "fit", placed(is(path("role.function"), eq("high")), 800));
    assert_eq!(said(&world.causes(&negated)[0]), "`high` is what must not be the case here");
}

#[test]
fn a_value_that_is_only_used_shows_where_it_comes_from() {
    let world = system("name: &n tbd, purpose: *n");
    let cause = world.causes(&sys("purpose", STATED)).remove(0);
    assert_eq!((world.slice(cause.manifest), world.slice(cause.origin)), ("*n", "tbd"));

    let mut world = system("stage: deployed");
    let root = world.facts.root().unwrap();
    let list = world.facts.document.get(root, "systems").unwrap();
    let system = world.facts.document.items(list)[0];
    world.facts.document.entries_mut(system)[1].origin = Origin::Shared;
    let cause = world.causes(&sys("stage", eq("pilot"))).remove(0);
    assert!(cause.manifest.unwrap().is_empty());
    assert_eq!(world.slice(cause.origin), "deployed");
}

#[test]
fn causes_beyond_the_bound_are_counted() {
    let items = vec!["{ method: low }"; 70].join(", ");
    let cond = every("system.tests", None, item("system.tests", "method", eq("high")));
    let causes = system(&format!("tests: [{items}]")).causes(&cond);
    assert_eq!(causes.len(), 51);
    assert_eq!(said(&causes[50]), "and 20 more causes");
    assert!(causes.iter().all(|cause| cause.truth == Truth::False));
}

#[test]
fn a_fact_missing_in_a_definition_is_named_from_the_subject() {
    let cond = sys("impact", Relation::Meets { negated: false, definition: 0 });
    let level = || {
        let mut path = path("system.impact.level");
        path.steps.remove(0);
        is(path, eq("high"))
    };
    let world = system("impact: { reliance: low }").define("Impact", "weighty", level());
    assert_eq!(world.causes(&cond)[0].missing.as_deref(), Some("impact.level"));
    let elsewhere = and(vec![level(), is(path("organisation.name"), STATED)]);
    let world = system("impact: { level: high }").define("Impact", "weighty", elsewhere);
    assert_eq!(world.causes(&cond)[0].missing.as_deref(), Some("organisation"));
}
