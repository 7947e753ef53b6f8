//! Verdicts: scope, force, missing lists, the organisation, emptiness and reasons (language.md 10 and 11).

use std::sync::Arc;

use super::build::*;
use crate::policy::{Force, Quantity, Relation};
use crate::source::Span;
use crate::verdict::Verdict;

fn row(subject: &str, verdict: Verdict, open: &str) -> (String, Verdict, String) {
    (subject.to_owned(), verdict, open.to_owned())
}

fn staged() -> crate::policy::Expectation {
    let points = vec![
        point("named", sys("name", STATED)),
        point("low", sys("impact.level", eq("low"))),
        point("ok", sys("ok", STATED)),
    ];
    clause(each_system(Some(sys("stage", eq("deployed")))), points)
}

#[test]
fn every_subject_and_every_point_is_judged() {
    let text = "{ systems: [
        { id: a, stage: deployed, name: x1, impact: { level: low }, ok: true },
        { id: b, stage: deployed, impact: { level: high } },
        { id: c, stage: pilot },
        { name: y1 },
        { id: e, stage: deployed, name: x1, ok: true } ] }";
    let world = world(text).clause(staged());
    let expected = [
        row("system/a", Verdict::Complies, ""),
        row("system/b", Verdict::Deviates, "named, low, ok"),
        row("system/c", Verdict::NotApplicable, ""),
        row("system/[4]", Verdict::Unknown, "applies"),
        row("system/e", Verdict::Unknown, "low"),
    ];
    assert_eq!(world.verdicts(), expected);
    let gate = &world.evaluate()[3].open[0].causes[0];
    assert_eq!(gate.missing.as_deref(), Some("stage"));
}

#[test]
fn what_is_the_same_for_many_subjects_is_kept_once() {
    let world = world("{ systems: [{ id: a, stage: deployed }, { id: b, stage: deployed }] }").clause(staged());
    let evaluations = world.evaluate();
    let [a, b] = [0, 1].map(|at| &evaluations[at].open[0].causes[0]);
    assert!(Arc::ptr_eq(&a.gist, &b.gist), "{a:?} {b:?}");
    assert_ne!(a.manifest, b.manifest);
    let other = &evaluations[0].open[1].causes[0];
    assert_ne!(a.gist, other.gist);
}

#[test]
fn force_and_preview() {
    let forced = |announced: Option<&str>, from: Option<&str>, until: Option<&str>| {
        let mut clause = staged();
        clause.force = Force { announced: announced.map(date), from: from.map(date), until: until.map(date) };
        let world = system("stage: deployed, name: x1, ok: true, impact: { level: high }").clause(clause);
        let evaluation = world.evaluate().remove(0);
        (evaluation.verdict, evaluation.preview, evaluation.open.len())
    };
    let (not, deviates) = (Verdict::NotInForce, Verdict::Deviates);
    assert_eq!(forced(Some("2026-01-01"), None, None), (not, Some(deviates), 1));
    assert_eq!(forced(None, Some("2026-07-02"), None), (not, Some(deviates), 1));
    assert_eq!(forced(Some("2026-01-01"), Some("2026-07-01"), None), (deviates, None, 1));
    assert_eq!(forced(None, Some("2026-01-01"), Some("2026-07-01")), (deviates, None, 1));
    assert_eq!(forced(None, None, Some("2026-06-30")), (not, None, 0));
}

#[test]
fn a_list_that_is_not_said_is_one_unknown() {
    for systems in ["", "systems: ~", "systems: { declined: Why. }"] {
        let world = world(&format!("{{ organisation: {{ name: A }}, {systems} }}")).clause(staged());
        let evaluation = world.evaluate().remove(0);
        assert_eq!(evaluation.subject.id, "organisation");
        assert_eq!((evaluation.verdict, evaluation.missing_list), (Verdict::Unknown, true));
        assert_eq!(evaluation.open[0].label, "applies");
        assert_eq!(evaluation.open[0].causes[0].missing.as_deref(), Some("systems"));
        assert!(evaluation.open[0].causes[0].manifest.is_some());
    }
    // Whatever the systems are, the scope is false.
    let never = is(path("organisation.name"), eq("B"));
    let world = world("{ organisation: { name: A } }")
        .clause(clause(each_system(Some(crate_and(never, sys("stage", STATED)))), Vec::new()));
    let evaluation = world.evaluate().remove(0);
    assert_eq!((evaluation.verdict, evaluation.missing_list), (Verdict::NotApplicable, false));
    assert!(super::build::world("{ systems: [] }").clause(staged()).evaluate().is_empty());
}

fn crate_and(a: crate::policy::Cond, b: crate::policy::Cond) -> crate::policy::Cond {
    and(vec![a, b])
}

#[test]
fn the_organisation_is_judged_where_it_is_written() {
    let named = || clause(the_organisation(None), vec![point("named", is(path("organisation.name"), STATED))]);
    let judged = |text: &str| world(text).clause(named()).verdicts().remove(0);
    assert_eq!(judged("{ organisation: { name: A } }"), row("organisation", Verdict::Complies, ""));
    assert_eq!(judged("{ organisation: A }"), row("organisation", Verdict::Complies, ""));
    assert_eq!(judged("{ organisation: { policy: p.md } }"), row("organisation", Verdict::Unknown, "named"));
    assert_eq!(judged("{ systems: [] }"), row("organisation", Verdict::Unknown, "applies"));

    let mut copied = world("{ organisation: { name: A } }").clause(named());
    copied.facts.vendored.push(MANIFEST);
    let evaluation = copied.evaluate().remove(0);
    assert!(evaluation.elsewhere && evaluation.verdict == Verdict::NotApplicable);

    let filter = there(Quantity::Some, "systems", Some(item("systems", "stage", eq("deployed"))));
    let scoped = clause(the_organisation(Some(filter)), Vec::new());
    let world = world("{ systems: [{ id: a, stage: pilot }] }").clause(scoped);
    assert_eq!(world.verdicts(), [row("organisation", Verdict::NotApplicable, "")]);
}

#[test]
fn emptiness_and_reasons_are_told() {
    let mut it = clause(
        each_system(None),
        vec![point("tested", every("system.tests", None, item("system.tests", "method", STATED)))],
    );
    let of = |it: &crate::policy::Expectation, fields: &str| system(fields).clause(it.clone()).evaluate().remove(0);
    assert!(of(&it, "tests: []").vacuous);
    assert!(!of(&it, "tests: [{ method: low }]").vacuous);
    it.points.push(point("named", or(vec![sys("name", STATED), sys("name", Relation::Declined { negated: false })])));
    let evaluation = of(&it, "tests: [], name: { declined: Why. }");
    assert_eq!((evaluation.verdict, evaluation.vacuous), (Verdict::Complies, false));
    assert_eq!(evaluation.declined, ["named"]);
    assert!(of(&it, "tests: [], name: Ranks").declined.is_empty());
    it.notes.push(point("staged", sys("stage", eq("pilot"))));
    let evaluation = of(&it, "tests: [], name: Ranks");
    assert_eq!((evaluation.verdict, evaluation.notes[0].label.as_str()), (Verdict::Complies, "staged"));
}

#[test]
fn an_empty_document_gives_no_panic() {
    let mut world = world("{}").clause(staged()).clause(clause(the_organisation(None), Vec::new()));
    assert_eq!(world.evaluate().len(), 2);
    world.facts.document.root = None;
    let evaluations = world.evaluate();
    assert_eq!(evaluations.len(), 2);
    assert_eq!(evaluations[1].subject.span, Span::point(MANIFEST, 0));
}
