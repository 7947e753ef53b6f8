//! Explanations of whole manifests: what a person sees of each state, in both languages, and at which place.

#![expect(clippy::unwrap_used, clippy::indexing_slicing, reason = "a test that cannot be set up fails")]

use tadashi::calendar::Date;
use tadashi::check::check;
use tadashi::diagnostic::{Diagnostic, Level};
use tadashi::explanation::{self, State};
use tadashi::judge::{Judgement, judge};
use tadashi::limits::Limits;
use tadashi::manifest::node::Document;
use tadashi::manifest::{Role, bind, format_of, parse_into};
use tadashi::paper::{Content, Paper, Papers};
use tadashi::policy::{PolicySet, fingerprint};
use tadashi::source::SourceMap;
use tadashi::syntax::parse;
use tadashi::text::Lang;
use tadashi::verdict::Verdict;

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
  "2" "law" ja "法"  strength law
}
by default explanation ordinary {
  needs decision by ai-officer or system-owner
  lasts at most 12 months
}
by default explanation strict {
  needs instead with evidence
  needs record
  needs decision by someone other than the owner
  lasts at most 3 months
}
expectation judged {
  title    "A person judges"
  title ja "人が判断する"
  cites    RULE "1"
  applies to each system where system.stage is not retired
  should
    - mode "says how" ja "方法を述べる": system.oversight.mode is in-the-loop
    - people "says who" ja "判断する者を述べる": system.oversight.reviewers is stated
  formerly human-oversight
}
expectation careful {
  title    "It stops"
  title ja "停止できる"
  cites    RULE "1"
  applies to each system where system.stage is not retired
  should
    - stop "can stop" ja "停止できる": system.oversight.can_stop is true
  explanation strict
}
expectation bound {
  title    "It is said what it is for"
  title ja "目的を述べる"
  cites    RULE "2"
  applies to each system
  must
    - purpose "says why" ja "目的を述べる": system.purpose is stated
}
"#;

/// `mode` of system/hr deviates, of system/faq it complies; system/old is out of scope.
const MANIFEST: &str = "tadashi: 1
organisation: { name: Example KK }
roles:
  - { id: lead, function: system-owner, holder: Sato Hanako }
  - { id: deputy, function: legal, holder: Sato Hanako }
  - { id: officer, function: ai-officer, holder: Mori Ken }
  - { id: silent, function: ai-officer }
systems:
  - { id: hr, stage: deployed, owner: lead, oversight: { mode: on-the-loop, reviewers: [lead], can_stop: false } }
  - { id: faq, stage: deployed, owner: lead, purpose: Answers., oversight: { mode: in-the-loop, reviewers: [lead], can_stop: true } }
  - { id: old, stage: retired, purpose: Nothing. }
";

struct Case {
    policies: PolicySet,
    sources: SourceMap,
    judgement: Judgement,
}

/// Judges the manifest with explanations in a file of their own.
fn judged(explanations: &str) -> Case {
    judged_when(explanations, None)
}

/// The same, where the lock took the pack on a day.
fn judged_when(explanations: &str, taken: Option<&str>) -> Case {
    let limits = Limits::default();
    let mut sources = SourceMap::default();
    let mut found: Vec<Diagnostic> = Vec::new();
    let files = [("schema.tadashi", SCHEMA), ("pack.tadashi", PACK)].map(|(path, text)| {
        let file = sources.add(path, text);
        parse(file, text, &limits).into_value(&mut found)
    });
    let mut policies = check(&files, &sources, &limits).into_value(&mut found);
    policies.packs[0].taken = taken.map(|day| Date::parse(day).unwrap());
    let mut document = Document::default();
    let mut parts = Vec::new();
    let texts = [
        ("ai-governance.yaml", MANIFEST, Role::Main),
        ("governance/explanations/ex.yaml", explanations, Role::Included),
    ];
    for (path, text, role) in texts {
        let file = sources.add(path, text);
        let text: tadashi::source::SourceText = sources.get(file).text.clone();
        let root = parse_into(&mut document, file, &text, format_of(path).unwrap(), &limits).into_value(&mut found);
        let root = root.unwrap();
        parts.push(match role {
            Role::Main => (root, file, role),
            _ => (explanation::wrap(&mut document, root), file, role),
        });
    }
    document.root = parts.first().map(|part| part.0);
    let facts = bind(&policies.schema, document, &parts, &limits).into_value(&mut found);
    found.retain(|one| one.level == Level::Error);
    let found: Vec<String> = found.iter().map(|one| one.message(Lang::En)).collect();
    assert_eq!(found, Vec::<String>::new());
    let papers: Papers = [
        ("test.md".to_owned(), Paper::Read(Content { words: 90, ..Content::default() }.into())),
        ("same.md".to_owned(), Paper::Read(Content::read(MANIFEST).into())),
        ("blank.md".to_owned(), Paper::Read(Content::default().into())),
        ("thin.md".to_owned(), Paper::Read(Content { words: 3, ..Content::default() }.into())),
    ]
    .into();
    let read = explanation::read(&policies.schema, &facts).value;
    let judgement = judge(&policies, &facts, &papers, read, Date::parse("2026-07-01").unwrap());
    Case { policies, sources, judgement }
}

impl Case {
    fn diagnostics(&self) -> Vec<Diagnostic> {
        explanation::diagnostics(&self.policies, &self.judgement.explanations, &self.judgement.assessments)
    }

    fn verdict(&self, clause: &str, subject: &str) -> Verdict {
        let index = self.policies.find(clause).unwrap();
        let found = self.judgement.evaluations.iter();
        found.clone().find(|one| one.expectation == index && one.subject.id == subject).unwrap().verdict
    }
}

/// A sound explanation of `mode`, with lines replaced: `risk:` takes a field away, `risk: x` sets it.
fn explanation(changes: &[&str]) -> String {
    let mut lines: Vec<String> = [
        "id: EX-1",
        "expectation: x.y/judged#mode",
        "about: system/hr",
        "kind: transition",
        "plan: Release 2 of 2026-09-01 adds the step.",
        "risk: A mistake is seen a day late.",
        "decided: { role: officer, date: 2026-06-01 }",
        "until: 2027-05-31",
    ]
    .map(str::to_owned)
    .into();
    for change in changes {
        let key = change.split(':').next().unwrap();
        lines.retain(|line| !line.starts_with(&format!("{key}:")));
        lines.push((*change).to_owned());
    }
    lines.join("\n") + "\n"
}

/// The state, what is said in both languages, and the text at the main place.
fn said(changes: &[&str]) -> (State, String, String, String) {
    let case = judged(&explanation(changes));
    let state = case.judgement.assessments.first().unwrap().state;
    let all = case.diagnostics();
    let Some(one) = all.first() else { return (state, String::new(), String::new(), String::new()) };
    let place = case.sources.slice(one.place().unwrap()).to_owned();
    (state, one.message(Lang::En), one.message(Lang::Ja), place)
}

fn is(changes: &[&str], state: State, en: &str, ja: &str, place: &str) {
    assert_eq!(said(changes), (state, en.to_owned(), ja.to_owned(), place.to_owned()), "{changes:?}");
}

#[test]
fn one_that_holds_is_not_reported_and_explains() {
    let case = judged(&explanation(&[]));
    assert_eq!(case.diagnostics(), []);
    assert_eq!(case.verdict("x.y/judged", "system/hr"), Verdict::Explained);
    assert_eq!(case.verdict("x.y/careful", "system/hr"), Verdict::Deviates);
    let list = judged(&format!("- {}", explanation(&[]).trim_end().replace('\n', "\n  ")));
    assert_eq!(list.verdict("x.y/judged", "system/hr"), Verdict::Explained);
}

#[test]
fn each_state_says_what_is_wrong_and_where() {
    is(
        &["expectation: x.y/jugded#mode"],
        State::Dangling,
        "explanation `EX-1` is dangling: no expectation `jugded`; did you mean `judged`?",
        "説明 `EX-1` の参照先がありません: 期待事項 `jugded` はありません。`judged` のことですか?",
        "x.y/jugded#mode",
    );
    is(
        &["expectation: x.y/bound"],
        State::Inadmissible,
        "explanation `EX-1` is inadmissible: `x.y/bound` is a `must`",
        "説明 `EX-1` は認められません: `x.y/bound` は `must` です",
        "x.y/bound",
    );
    is(
        &["risk:", "plan: TBD"],
        State::Insufficient,
        "explanation `EX-1` is insufficient: `risk` is missing; `plan` is only a placeholder, `TBD`",
        "説明 `EX-1` は不十分です: `risk` がありません。`plan` は仮の記入 `TBD` のままです",
        "EX-1",
    );
    is(
        &["kind: proportionality", "reason: It is only a chat window."],
        State::Insufficient,
        "explanation `EX-1` is insufficient: `reason` has 6 of 25 words",
        "説明 `EX-1` は不十分です: `reason` は25語必要ですが6語です",
        "It is only a chat window.",
    );
    is(
        &["decided: { role: support-lead, date: 2026-06-01 }"],
        State::Unapproved,
        "explanation `EX-1` is unapproved: no role is called `support-lead`",
        "説明 `EX-1` は承認されていません: 役割 `support-lead` はありません",
        "support-lead",
    );
    is(
        &["decided: { role: deputy, date: 2026-06-01 }"],
        State::Unapproved,
        "explanation `EX-1` is unapproved: role `deputy` is `legal`; the decision is by ai-officer, system-owner",
        "説明 `EX-1` は承認されていません: 役割 `deputy` は `legal` です。決定できるのは ai-officer、system-owner です",
        "deputy",
    );
    is(
        &["until: 2026-05-01"],
        State::Contradictory,
        "explanation `EX-1` contradicts itself: `until` 2026-05-01 is before the decision of 2026-06-01; \
         `until` 2026-05-01 was its last day",
        "説明 `EX-1` は矛盾しています: `until` 2026-05-01 は決定日 2026-06-01 より前です。`until` 2026-05-01 が最終日でした",
        "2026-05-01",
    );
    is(
        &["until: 2027-06-02"],
        State::OverLong,
        "explanation `EX-1` lasts too long: `until` 2027-06-02 is beyond 12 months from 2026-06-01; \
         2027-06-01 is the last day",
        "説明 `EX-1` の期間は長すぎます: `until` 2027-06-02 は 2026-06-01 から12か月を超えています。2027-06-01 が最終日です",
        "2027-06-02",
    );
    is(
        &["until: 2026-06-30"],
        State::Expired,
        "explanation `EX-1` has expired: `until` 2026-06-30 was its last day",
        "説明 `EX-1` は期限切れです: `until` 2026-06-30 が最終日でした",
        "2026-06-30",
    );
    is(
        &["until: 2026-07-01"],
        State::ExpiresSoon,
        "explanation `EX-1` expires soon: `until` 2026-07-01 is its last day, in 0 days",
        "説明 `EX-1` はまもなく期限切れになります: `until` 2026-07-01 が最終日で、残り0日です",
        "2026-07-01",
    );
    is(
        &["about: [system/hr, system/faq]"],
        State::OverBroad,
        "explanation `EX-1` is over-broad: there is nothing to explain for system/faq",
        "説明 `EX-1` の範囲は広すぎます: system/faq については説明すべき事項がありません",
        "system/faq",
    );
    is(
        &["about: system/faq", "risk:"],
        State::Overtaken,
        "explanation `EX-1` is overtaken: everything it names complies now",
        "説明 `EX-1` は不要になりました: 示された事項は全て適合しています",
        "x.y/judged#mode",
    );
    is(
        &["about: system/old"],
        State::Unused,
        "explanation `EX-1` is unused: `x.y/judged` does not apply to `system/old`",
        "説明 `EX-1` は使われていません: `x.y/judged` は `system/old` に適用されません",
        "system/old",
    );
}

#[test]
fn a_strict_set_asks_for_more() {
    let strict = ["expectation: x.y/careful", "until: 2026-09-01"];
    let with = |more: &[&str]| said(&[&strict[..], more].concat()).1;
    assert_eq!(
        with(&[]),
        "explanation `EX-1` is insufficient: `instead` is missing; `record` is missing; `evidence` is missing"
    );
    let decided = |role: &str| format!("decided: {{ role: {role}, date: 2026-06-01, record: test.md }}");
    let instead = "instead: A person reads the list to its end.";
    assert_eq!(with(&[&decided("officer"), instead, "evidence: [test.md]"]), "");
    assert_eq!(
        with(&[&decided("officer"), instead, "evidence: [blank.md, none.md, https://example.jp/a]"]),
        "explanation `EX-1` is insufficient: the evidence `blank.md` holds no text of its own; \
         the evidence `none.md` does not exist"
    );
    assert_eq!(
        with(&[&decided("lead"), instead, "evidence: [test.md]"]),
        "explanation `EX-1` is unapproved: role `lead` owns `system/hr`; somebody else decides"
    );
    assert_eq!(
        with(&[&decided("deputy"), instead, "evidence: [test.md]"]),
        "explanation `EX-1` is unapproved: `Sato Hanako` also owns `system/hr`; somebody else decides"
    );
    let by = |by: &str| {
        with(&[
            &format!("decided: {{ role: officer, date: 2026-06-01, record: test.md, by: {by} }}"),
            instead,
            "evidence: [test.md]",
        ])
    };
    for name in ["Hanako Sato", "Ms Sato Hanako", "Sato Hanako (Legal)", "SatoHanako"] {
        let said = "explanation `EX-1` is unapproved: `Sato Hanako` also owns `system/hr`; somebody else decides";
        assert_eq!(by(name), said, "{name}");
    }
    assert_eq!(by("lead"), "explanation `EX-1` is unapproved: role `lead` owns `system/hr`; somebody else decides");
    assert_eq!(by("Mori Ken"), "");
    assert_eq!(
        with(&[&decided("silent"), instead, "evidence: [test.md]"]),
        "explanation `EX-1` is unapproved: role `silent` has no `holder`, so nobody can tell that somebody other than \
         the owner of `system/hr` decided"
    );
}

#[test]
fn what_is_judged_is_no_evidence_of_itself() {
    let evidence = |path: &str| {
        said(&["kind: alternative", "instead: A person reads the list to its end.", &format!("evidence: [{path}]")]).1
    };
    for path in ["same.md", "tadashi.toml", "tadashi.lock", "policies/own.tadashi", ".tadashi/packs/a.md"] {
        let said = evidence(path);
        assert!(said.contains(&format!("the evidence `{path}` is what is judged here")), "{said}");
    }
    assert!(!evidence("test.md").contains("the evidence"));
}

#[test]
fn a_few_words_are_the_floor() {
    for text in ["aa", "qwerty", "risk risk risk", "nope", "idk", "https://example.jp/a/b/c", "リスク"] {
        for field in ["risk", "plan"] {
            assert_eq!(said(&[&format!("{field}: {text}")]).0, State::Insufficient, "{field}: {text}");
        }
    }
    for text in ["Refusals stay unseen.", "誤りに気付くのが遅れる。", "By 2026-11-30."] {
        assert_eq!(said(&[&format!("plan: {text}")]).0, State::Accepted, "{text}");
    }
}

#[test]
fn what_has_ended_is_not_renewed() {
    let early = "decided: { role: officer, date: 2019-06-01 }";
    let renewed = "renewals: [ { date: 2026-06-20, by: officer, changed: The vendor named a date. } ]";
    let (state, en, ..) = said(&[early, renewed]);
    assert_eq!(
        (state, en.as_str()),
        (
            State::OverLong,
            "explanation `EX-1` lasts too long: the renewal of 2026-06-20 came after 2020-06-01, the last day of what it renews"
        )
    );
    assert_eq!(said(&["revisit_by: 2026-06-30"]).0, State::Expired);
    assert_eq!(said(&["fingerprint: \"\""]).1, "explanation `EX-1` is insufficient: `fingerprint` is blank");
}

#[test]
fn very_many_renewals_are_too_many() {
    let one =
        |at: usize| format!("{{ date: 2026-06-20, by: officer, changed: \"Change {at} came from vendor {at}.\" }}");
    let all: Vec<String> = (0..4000).map(one).collect();
    let (state, en, ..) = said(&[&format!("renewals: [ {} ]", all.join(", "))]);
    assert_eq!(state, State::Perpetual);
    assert!(en.contains("renewed 4000 times, of 24 that are allowed"), "{en}");
}

#[test]
fn an_old_id_matches_and_is_noted() {
    let case = judged(&explanation(&["expectation: x.y/human-oversight#mode"]));
    assert_eq!(case.verdict("x.y/judged", "system/hr"), Verdict::Explained);
    let all = case.diagnostics();
    let messages: Vec<String> = all.iter().map(|one| one.message(Lang::En)).collect();
    assert_eq!(messages, ["explanation `EX-1` names `x.y/human-oversight`, which is called `x.y/judged` now"]);
    assert!(all.iter().all(|one| one.level == Level::Note));
}

#[test]
fn a_finding_names_what_it_is_about() {
    let case = judged(&explanation(&["risk:"]));
    let about = case.diagnostics().remove(0).about.unwrap();
    assert_eq!(about.expectations, ["x.y/judged"]);
    assert_eq!(about.points, ["mode"]);
    assert_eq!(about.subjects, ["system/hr"]);
    assert_eq!(about.explanation.as_deref(), Some("EX-1"));
    assert_eq!(about.verdict, Some("insufficient"));
}

#[test]
fn a_date_to_revisit_stands_for_the_last_day() {
    let by = ["until:", "revisit_when: The branch system is replaced.", "revisit_by: 2026-12-31"];
    assert_eq!(said(&[&by[..], &["kind: conflict", "conflicts_with: Article 9"]].concat()).0, State::Accepted);
    let transition = said(&by);
    assert_eq!(transition.1, "explanation `EX-1` is insufficient: `until` is missing");
    let alone = said(&["until:", "revisit_by: 2026-12-31", "kind: conflict", "conflicts_with: Article 9"]);
    assert_eq!(alone.1, "explanation `EX-1` is insufficient: `revisit_when` is missing");
}

#[test]
fn a_renewal_starts_the_time_anew() {
    let renewed = "renewals: [ { date: 2026-06-20, by: officer, changed: The vendor named a date. } ]";
    let early = "decided: { role: officer, date: 2025-07-02 }";
    assert_eq!(said(&[early]).0, State::OverLong);
    assert_eq!(said(&[early, renewed]).0, State::Accepted);
}

#[test]
fn a_renewal_is_a_decision_and_says_what_changed() {
    let early = "decided: { role: officer, date: 2025-07-02 }";
    let state = |renewals: &str| said(&[early, &format!("renewals: [ {renewals} ]")]);
    let sound = "{ date: 2026-06-20, by: officer, changed: The vendor named 2026-10-01. }";
    assert_eq!(state(sound).0, State::Accepted);
    for (renewals, expected, message) in [
        ("{ date: 2026-06-20, by: officer }", State::Insufficient, "`renewals.changed` is missing"),
        (
            "{ date: 2026-06-20, by: officer, changed: 変更なし。 }",
            State::Insufficient,
            "`renewals.changed` is only a placeholder, `変更なし。`",
        ),
        (
            "{ date: 2026-06-20, by: officer, changed: No change. }",
            State::Insufficient,
            "`renewals.changed` is only a placeholder, `No change.`",
        ),
        (
            "{ date: 2026-06-20, by: officer, changed: A mistake is seen a day late }",
            State::Perpetual,
            "`renewals.changed` says again what `risk` says",
        ),
        ("{ date: 2026-06-20, changed: The vendor moved. }", State::Insufficient, "`renewals.by` is missing"),
        (
            "{ date: 2026-06-20, by: deputy, changed: The vendor moved. }",
            State::Unapproved,
            "role `deputy` is `legal`; the decision is by ai-officer, system-owner",
        ),
        (
            "{ date: 2024-06-20, by: officer, changed: The vendor moved. }",
            State::Contradictory,
            "the renewal of 2024-06-20 is before the decision of 2025-07-02; \
             `until` 2027-05-31 is beyond 12 months from 2025-07-02; 2026-07-02 is the last day",
        ),
        (
            "{ date: 2026-07-02, by: officer, changed: The vendor moved. }",
            State::Unapproved,
            "`renewals.date` 2026-07-02 is after 2026-07-01, the day of this judgement; \
             `until` 2027-05-31 is beyond 12 months from 2025-07-02; 2026-07-02 is the last day",
        ),
    ] {
        let (found, en, ..) = state(renewals);
        let tail = en.split_once(": ").map_or("", |(_, tail)| tail);
        assert_eq!((found, tail), (expected, message), "{renewals}");
    }
}

#[test]
fn an_explanation_of_another_wording_holds_for_ninety_days() {
    let state = |print: &str, taken: Option<&str>| {
        let case = judged_when(&explanation(&[&format!("fingerprint: {print}")]), taken);
        let one = case.diagnostics().into_iter().next().map(|one| one.level);
        (case.judgement.assessments[0].state, one, case.verdict("x.y/judged", "system/hr"))
    };
    let policies = judged("[]").policies;
    let print = fingerprint(&policies, &policies.expectations[0]);
    assert_eq!(state(&print, Some("2025-01-01")), (State::Accepted, None, Verdict::Explained));
    assert_eq!(state("a00000000000", None), (State::Outdated, Some(Level::Warning), Verdict::Explained));
    assert_eq!(state("a00000000000", Some("2026-04-02")), (State::Outdated, Some(Level::Warning), Verdict::Explained));
    assert_eq!(state("a00000000000", Some("2026-04-01")), (State::Lapsed, Some(Level::Error), Verdict::Deviates));
}

#[test]
fn what_the_manifest_says_is_not_contradicted() {
    let said = |changes: &[&str]| said(changes).1;
    assert_eq!(
        said(&["kind: elsewhere", "where: The desk of the parent company."]),
        "explanation `EX-1` contradicts itself: kind `elsewhere` says that it is done, \
         and the manifest of `system/hr` says otherwise: mode"
    );
    assert_eq!(
        said(&["about: system/faq", "kind: conflict"]),
        "explanation `EX-1` contradicts itself: kind `conflict` says that it cannot be done, \
         and the manifest says that it is done for system/faq"
    );
}

/// Who wants a bad explanation accepted tries these.
#[test]
fn what_only_looks_like_an_answer() {
    for risk in [
        "None.",
        "（特になし）",
        "Ｔ．Ｂ．Ｄ．",
        "\"N\\u200Bone\"",
        "Nоnе",
        "None. None.",
        "<!-- later -->",
        "\"Risk: none\"",
        "\"3\"",
        "See question 7.",
        "同上",
        "検討中です。",
        "{ en: A mistake is seen a day late., ja: 未定 }",
        "\"**TBD**\"",
        "リスクはありません。",
        "Release 2 of 2026-09-01 adds the step!",
    ] {
        let (state, en, ..) = said(&[&format!("risk: {risk}")]);
        assert_eq!(state, State::Insufficient, "{risk}: {en}");
    }
    let reason = |text: &str| said(&["kind: proportionality", &format!("reason: {text}")]).0;
    assert_eq!(reason(&"for various reasons of ours ".repeat(8)), State::Insufficient);
    assert_eq!(reason(&"諸事情により見合わないため、".repeat(8)), State::Insufficient);
    assert_eq!(reason(&"A person judges, and says how and says who. ".repeat(4)), State::Insufficient);
    let instead = "instead: Two clerks read the list to its end.";
    let shown = |evidence: &str| said(&["kind: alternative", instead, &format!("evidence: {evidence}")]).0;
    assert_eq!(shown("[test.md]"), State::Accepted);
    for evidence in ["[thin.md]", "[none.md]", "[blank.md]", "[{ held_by: TBD }]"] {
        assert_eq!(shown(evidence), State::Insufficient, "{evidence}");
    }
}

/// The second of two explanations, which says what the first says.
fn twin(about: &str, changes: &[&str]) -> Vec<(State, Verdict)> {
    let first = explanation(&["risk: The 3 clerks of desk 4 see a mistake a day late."]);
    let second =
        explanation(&[&["id: EX-2", &format!("about: {about}"), "plan: Week 40 brings it."], changes].concat());
    let list = [first, second].map(|one| format!("- {}", one.trim_end().replace('\n', "\n  "))).join("\n");
    let case = judged(&list);
    let assessments = case.judgement.assessments.iter();
    let verdict = |index: usize| {
        let is_named = |one: &&tadashi::verdict::Evaluation| one.explained_by.contains(&index);
        case.judgement.evaluations.iter().find(is_named).map_or(Verdict::Deviates, |one| one.verdict)
    };
    assessments.enumerate().map(|(index, one)| (one.state, verdict(index))).collect()
}

#[test]
fn a_copy_explains_nothing_and_the_first_still_does() {
    let careful = "expectation: x.y/careful#stop";
    let risk = |text: &str| twin("system/hr", &[careful, "until: 2026-08-30", &format!("risk: {text}")]);
    let original = "The 3 clerks of desk 4 see a mistake a day late.";
    for text in [
        original,
        "THE 3 CLERKS (of desk 4) see a mistake a day late!!!",
        "The 3 сlerks of desk 4 see a mis\u{AD}take a day late.",
    ] {
        let found = risk(text);
        assert_eq!(found[0], (State::Boilerplate, Verdict::Explained), "{text}");
        assert_eq!(found[1].0, State::Copied, "{text}");
        assert_eq!(found[1].1, Verdict::Deviates, "{text}");
    }
    let added = risk(&format!("{original} Indeed."));
    assert_eq!(added[0], (State::Boilerplate, Verdict::Explained));
    // The points of one clause may have one account.
    assert_eq!(
        twin(
            "system/hr",
            &["expectation: x.y/judged#people", "risk: The 3 clerks of desk 4 see a mistake a day late."]
        )[0]
        .1,
        Verdict::Explained
    );
    assert_eq!(risk("A tenant waits for 9 days.")[0], (State::Accepted, Verdict::Explained));
}
