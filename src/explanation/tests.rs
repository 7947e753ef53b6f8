//! States of explanations on values made by hand; `tests/explanations.rs` has whole manifests.

use crate::calendar::{Date, Duration, Unit, When};
use crate::diagnostic::Level;
use crate::explanation::{Explanation, Located, State, reconcile};
use crate::manifest::Facts;
use crate::manifest::node::{Entry, Kind, Origin, Scalar};
use crate::paper::Papers;
use crate::policy::{Cond, CondKind, ExplanationSet, Force, Pack, Point, Scope, Strength};
use crate::policy::{Expectation, Modality, PolicySet};
use crate::schema::{Field, FieldId, Record, Refined, Type};
use crate::schema::{RecordId, Schema};
use crate::source::{FileId, Span};
use crate::text::{Lang, Said};
use crate::verdict::{Evaluation, Verdict};
use crate::verdict::{Finding, Subject, Truth};

const SPAN: Span = Span { file: FileId(0), start: 0, end: 0 };

fn located(text: &str) -> Located<String> {
    Located { value: text.to_owned(), span: SPAN }
}

fn day(text: &str) -> Date {
    Date::parse(text).unwrap_or_else(|error| unreachable!("{text}: {error:?}"))
}

fn when(text: &str) -> Located<When> {
    Located { value: When::from(day(text)), span: SPAN }
}

/// Two systems with an owner, two roles.
fn facts() -> (Schema, Facts) {
    let mut schema = Schema::default();
    let text = Type::Text(Refined::default());
    for (name, noun, fields) in [
        ("manifest", None, &[][..]),
        ("Role", Some("role"), &["id", "function", "holder"][..]),
        ("System", Some("system"), &["id", "owner"][..]),
    ] {
        let record = RecordId(schema.records.len() as u16);
        let ids: Vec<FieldId> = fields
            .iter()
            .map(|field| {
                schema.fields.push(Field {
                    name: (*field).into(),
                    record,
                    ty: text.clone(),
                    required: false,
                    fallback: None,
                    meaning: None,
                    span: SPAN,
                });
                FieldId(schema.fields.len() as u16 - 1)
            })
            .collect();
        schema.records.push(Record {
            name: name.into(),
            noun: noun.map(Into::into),
            key: ids.first().copied(),
            list: ids.first().copied(),
            fields: ids,
            shared: None,
            span: SPAN,
        });
    }
    let mut facts = Facts::default();
    for (record, values) in [
        (1, ["officer", "ai-officer", "Mori"]),
        (1, ["lead", "system-owner", "Sato"]),
        (2, ["hr", "lead", ""]),
        (2, ["faq", "lead", ""]),
    ] {
        let fields = schema.record(RecordId(record)).fields.clone();
        let entries: Vec<Entry> = fields
            .into_iter()
            .zip(values)
            .map(|(field, value)| {
                let mut node = |text: &str| facts.document.push(SPAN, Kind::Text(Scalar::Owned(text.into())));
                let (key, value) = (node("key"), node(value));
                Entry { key, value, field: Some(field), origin: Origin::Written }
            })
            .collect();
        let run = facts.document.push_entries(entries);
        let node = facts.document.push(SPAN, Kind::Mapping(run));
        facts.keys.entry(RecordId(record)).or_default().insert(values[0].into(), node);
    }
    (schema, facts)
}

fn policies(schema: Schema) -> PolicySet {
    let point = |label: &str| Point {
        label: label.into(),
        said: Said::default(),
        cond: Cond { kind: CondKind::And(Vec::new()), span: SPAN },
        label_span: SPAN,
        span: SPAN,
    };
    let set = ExplanationSet {
        pack: 0,
        name: "ordinary".to_owned(),
        needs: Vec::new(),
        instead_with_evidence: false,
        decision_by: vec!["ai-officer".to_owned(), "system-owner".to_owned()],
        four_eyes: false,
        lasts: Some(Duration { count: 12, unit: Unit::Month }),
        renewable: None,
        kinds: Some(vec!["transition".to_owned()]),
        span: SPAN,
    };
    let clause = Expectation {
        pack: 0,
        name: "human-judgement".into(),
        id: "jp.aigb/human-judgement".into(),
        title: Said::default(),
        citations: Vec::new(),
        strength: Strength::Should,
        softener: None,
        modality: Modality::Should,
        level: Level::Error,
        force: Force::default(),
        scope: Scope { each: None, filter: None, only: Vec::new(), span: SPAN },
        points: vec![point("judged"), point("judges")],
        notes: vec![point("product")],
        evidence: Vec::new(),
        set: Some(0),
        formerly: vec!["human-oversight".into()],
        help: None,
        layers: Vec::new(),
        name_span: SPAN,
        span: SPAN,
    };
    let pack = Pack {
        name: "jp.aigb".to_owned(),
        version: "1".to_owned(),
        title: Said::default(),
        taken: None,
        uses: Vec::new(),
        span: SPAN,
    };
    PolicySet { schema, packs: vec![pack], sets: vec![set], expectations: vec![clause], ..PolicySet::default() }
}

fn evaluation(subject: &str, open: &[(&str, Truth)]) -> Evaluation {
    let verdict = match open.iter().map(|(_, truth)| *truth).reduce(Truth::and) {
        None => Verdict::Complies,
        Some(Truth::False) => Verdict::Deviates,
        Some(_) => Verdict::Unknown,
    };
    let finding =
        |(label, truth): &(&str, Truth)| Finding { label: (*label).into(), truth: *truth, causes: Vec::new() };
    Evaluation {
        expectation: 0,
        subject: Subject { id: subject.to_owned(), node: None, span: SPAN },
        verdict,
        preview: None,
        open: open.iter().map(finding).collect(),
        notes: Vec::new(),
        vacuous: false,
        not_inspected: Vec::new(),
        exhibits: Vec::new(),
        missing_list: false,
        elsewhere: false,
        declined: Vec::new(),
        explained_by: Vec::new(),
    }
}

fn explanation() -> Explanation {
    Explanation {
        id: located("EX-1"),
        expectation: Some(located("jp.aigb/human-judgement#judged")),
        about: vec![located("system/hr")],
        kind: Some(located("transition")),
        prose: vec![("risk", located("Nobody sees it.")), ("plan", located("Built by autumn."))],
        evidence: Vec::new(),
        role: Some(located("officer")),
        by: None,
        decided: Some(when("2026-06-01")),
        renewals: Vec::new(),
        record: None,
        fingerprint: None,
        until: Some(when("2027-05-31")),
        revisit_by: None,
        internal: false,
        span: SPAN,
    }
}

/// The state and the messages of an explanation, where `judged` of system/hr deviates and system/faq complies.
fn worth(change: impl FnOnce(&mut Explanation, &mut PolicySet)) -> (State, Vec<String>, Verdict) {
    let (schema, facts) = facts();
    let mut policies = policies(schema);
    let mut one = explanation();
    change(&mut one, &mut policies);
    let mut found = vec![evaluation("system/hr", &[("judged", Truth::False)]), evaluation("system/faq", &[])];
    let today = day("2026-07-01");
    let mut all = reconcile(&policies, &facts, &Papers::new(), &mut found, &[one], today);
    let assessment = all.remove(0);
    let said = assessment.faults.iter().map(|fault| fault.message.fill(Lang::En)).collect();
    (assessment.state, said, found.first().map_or(Verdict::NotInForce, |one| one.verdict))
}

#[test]
fn one_that_holds_explains() {
    assert_eq!(worth(|_, _| ()), (State::Accepted, vec![], Verdict::Explained));
    assert_eq!(worth(|one, _| one.expectation = Some(located("jp.aigb/human-judgement"))).0, State::Accepted);
    assert_eq!(worth(|one, _| one.expectation = Some(located("jp.aigb/human-oversight#judged"))).0, State::Accepted);
    let until = worth(|one, _| one.until = Some(when("2026-07-01")));
    assert_eq!((until.0, until.2), (State::ExpiresSoon, Verdict::Explained));
    let broad = worth(|one, _| one.about.push(located("system/faq")));
    assert_eq!((broad.0, broad.2), (State::OverBroad, Verdict::Explained));
}

#[test]
fn every_open_label_has_to_be_covered() {
    let (schema, facts) = facts();
    let policies = policies(schema);
    let open = [("judged", Truth::False), ("judges", Truth::Silent)];
    let mut other = explanation();
    other.expectation = Some(located("jp.aigb/human-judgement#judges"));
    other.prose = vec![("risk", located("No reviewer is named.")), ("plan", located("The unit picks one in July."))];
    let judge = |explanations: &[Explanation]| {
        let mut found = vec![evaluation("system/hr", &open)];
        let today = day("2026-07-01");
        let states = reconcile(&policies, &facts, &Papers::new(), &mut found, explanations, today);
        let one = found.remove(0);
        (one.verdict, one.explained_by, states.iter().map(|one| one.state).collect::<Vec<_>>())
    };
    assert_eq!(judge(&[explanation()]), (Verdict::Deviates, vec![], vec![State::Accepted]));
    let both = judge(&[other, explanation()]);
    assert_eq!(both, (Verdict::Explained, vec![0, 1], vec![State::Accepted; 2]));
    let mut whole = explanation();
    whole.expectation = Some(located("jp.aigb/human-judgement"));
    assert_eq!(judge(&[whole]), (Verdict::Deviates, vec![], vec![State::Insufficient]));
}

#[test]
fn what_does_not_exist_is_dangling() {
    for (expectation, about, message) in [
        (
            "jp.aigb/human-judgment#judged",
            "system/hr",
            "no expectation `human-judgment`; did you mean `human-judgement`?",
        ),
        ("human-judgement", "system/hr", "no expectation `human-judgement`; did you mean `jp.aigb/human-judgement`?"),
        (
            "jp.aigb/human-judgement#judgd",
            "system/hr",
            "`jp.aigb/human-judgement` has no point `judgd`; did you mean `judged`?",
        ),
        ("jp.aigb/human-judgement#judged", "system/hrr", "no subject `system/hrr`; did you mean `system/hr`?"),
        ("jp.aigb/human-judgement#judged", "hr", "no subject `hr`; did you mean `system/hr`?"),
        ("jp.aigb/human-judgement#judged", "sistem/hr", "no subject `sistem/hr`; did you mean `system/hr`?"),
        ("jp.aigb/human-judgement#judged", "system/*", "`system/*` is a pattern; subjects are named one by one"),
    ] {
        let found = worth(|one, _| {
            one.expectation = Some(located(expectation));
            one.about = vec![located(about)];
        });
        assert_eq!(found, (State::Dangling, vec![message.to_owned()], Verdict::Deviates));
    }
}

#[test]
fn all_faults_are_listed_and_the_gravest_names_the_state() {
    let (state, said, verdict) = worth(|one, policies| {
        one.kind = Some(located("proportionality"));
        one.prose = vec![("reason", located("It is only a chat window."))];
        one.role = Some(located("support-lead"));
        policies.sets.clear();
    });
    assert_eq!((state, verdict), (State::Insufficient, Verdict::Deviates));
    assert_eq!(said, ["`risk` is missing", "`reason` has 6 of 25 words", "no role is called `support-lead`"]);
}

#[test]
fn each_state_has_its_own_fault() {
    let state = |change: fn(&mut Explanation, &mut PolicySet)| worth(change).0;
    let must: fn(&mut Explanation, &mut PolicySet) = |_, policies| policies.expectations[0].modality = Modality::Must;
    assert_eq!(state(must), State::Inadmissible);
    let may: fn(&mut Explanation, &mut PolicySet) = |_, policies| policies.expectations[0].modality = Modality::May;
    assert_eq!(state(may), State::Unused);
    assert_eq!(state(|one, _| one.kind = Some(located("elsewhere"))), State::Inadmissible);
    assert_eq!(state(|one, _| one.kind = Some(located("transitional"))), State::Insufficient);
    assert_eq!(state(|one, _| one.prose[0].1 = located("TBD")), State::Insufficient);
    assert_eq!(state(|one, _| one.until = None), State::Insufficient);
    assert_eq!(state(|one, _| one.role = Some(located("nobody"))), State::Unapproved);
    assert_eq!(state(|one, _| one.role = Some(located("lead"))), State::Accepted);
    assert_eq!(state(|_, policies| policies.sets[0].decision_by = vec!["legal".to_owned()]), State::Unapproved);
    assert_eq!(state(|one, _| one.by = Some(located("TBD"))), State::Unapproved);
    assert_eq!(state(|one, _| one.decided = Some(when("2026-07-02"))), State::Unapproved);
    let eyes: fn(&mut Explanation, &mut PolicySet) = |one, policies| {
        policies.sets[0].four_eyes = true;
        one.role = Some(located("lead"));
    };
    assert_eq!(state(eyes), State::Unapproved);
    assert_eq!(state(|one, _| one.until = Some(when("2026-05-31"))), State::Contradictory);
    assert_eq!(state(|one, _| one.until = Some(when("2027-06-01"))), State::Accepted);
    assert_eq!(state(|one, _| one.until = Some(when("2027-06-02"))), State::OverLong);
    assert_eq!(state(|one, _| one.until = Some(when("2026-06-30"))), State::Expired);
    assert_eq!(state(|one, _| one.about = vec![located("system/faq")]), State::Overtaken);
    assert_eq!(state(|one, _| one.about = vec![located("organisation")]), State::Unused);
    assert_eq!(state(|one, _| one.expectation = Some(located("eu.x/y"))), State::Unused);
    assert_eq!(state(|one, _| one.expectation = Some(located("jp.aigb/human-judgement#product"))), State::Unused);
}

#[test]
fn not_known_is_for_unknowns_and_ninety_days() {
    let (schema, facts) = facts();
    let policies = policies(schema);
    let state = |truth, until| {
        let mut one = explanation();
        one.kind = Some(located("not-known"));
        one.until = Some(when(until));
        let mut found = vec![evaluation("system/hr", &[("judged", truth)])];
        let today = day("2026-07-01");
        reconcile(&policies, &facts, &Papers::new(), &mut found, &[one], today).remove(0).state
    };
    assert_eq!(state(Truth::Unknown, "2026-08-30"), State::Accepted);
    assert_eq!(state(Truth::Silent, "2026-08-31"), State::Insufficient);
    assert_eq!(state(Truth::False, "2026-08-30"), State::Inadmissible);
}
