//! What ends, falls due or comes into force when: explanations, grace, overlays, reviews, due dates, clauses.

use serde::Serialize;

use crate::args;
use crate::calendar::{Date, Duration, Unit};
use crate::engine::Case;
use crate::evaluate::trace::{self, Part, PartKind, Step, Trace, Turn};
use crate::explanation::{Explanation, NOT_KNOWN};
use crate::judge::{GraceState, grace};
use crate::policy::{Expectation, Life};
use crate::source::Span;
use crate::text::{Lang, Message, Text};
use crate::verdict::{Evaluation, Truth};

use super::names::Names;
use super::{Place, manifest_text, one_line};

const DAY: Duration = Duration { count: 1, unit: Unit::Day };

/// A day on which something ends, falls due or begins.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
pub struct Entry {
    /// The day.
    #[serde(serialize_with = "written")]
    pub day: Date,
    /// The word of the sort of entry.
    pub what: &'static str,
    /// `pack/clause` or `pack/clause#point`, where it is about one.
    pub expectation: Option<String>,
    /// The subjects it is about.
    pub subjects: Vec<String>,
    /// Id of the explanation, where it is about one that may be named.
    pub explanation: Option<String>,
    /// What happens, in one line.
    pub title: String,
    /// What to do.
    pub advice: String,
    /// Where the date stands.
    pub place: Option<Place>,
    /// The same in every run for the same thing, whatever its day.
    pub uid: String,
}

fn written<S: serde::Serializer>(day: &Date, serializer: S) -> Result<S::Ok, S::Error> {
    serializer.collect_str(day)
}

const EXPLANATION: Text =
    Text::new("last day of the explanation `{id}`: {clause}, {subjects}", "説明 `{id}` の末日: {clause}（{subjects}）");
const INTERNAL: Text = Text::new(
    "last day of an internal explanation: {clause}, {subjects}",
    "内部限りの説明の末日: {clause}（{subjects}）",
);
const RENEW: Text = Text::new(
    "comply by then, or renew it and say what changed",
    "それまでに実施するか、変わった点を記して更新してください",
);
const RENEW_AT_MOST: Text = Text::new(
    "comply by then, or renew it and say what changed (renewals allowed: {count})",
    "それまでに実施するか、変わった点を記して更新してください（認められる更新: {count}回）",
);
const NO_RENEWAL: Text =
    Text::new("comply by then; it cannot be renewed", "それまでに実施してください。更新はできません");
const LIMIT: Text = Text::new(
    "last day to which `{id}` may run without a renewal: {clause}, {subjects}",
    "説明 `{id}` を更新せずに延ばせる最終日: {clause}（{subjects}）",
);
const INTERNAL_LIMIT: Text = Text::new(
    "last day to which an internal explanation may run without a renewal: {clause}, {subjects}",
    "内部限りの説明を更新せずに延ばせる最終日: {clause}（{subjects}）",
);
const LIMIT_ADVICE: Text =
    Text::new("a later end is refused without a renewal", "更新しない限り、これより後の期限は認められません");
const GRACE: Text = Text::new("last day of the grace period of `adoption`", "`adoption` の猶予の末日");
const GRACE_ADVICE: Text = Text::new(
    "say by then what is not said yet; from the next day it counts in full",
    "未記載の事項をそれまでに記載してください。翌日から通常どおり扱います",
);
const OVERLAY: Text = Text::new("last day of `{how} {clause}` by `{pack}`", "`{pack}` の `{how} {clause}` の末日");
const OVERLAY_BEGINS: Text = Text::new(
    "`{how} {clause}` by `{pack}` is decided and applies",
    "`{pack}` の `{how} {clause}` の決定日（適用開始）",
);
const OVERLAY_BEGINS_ADVICE: Text = Text::new(
    "see what the verdicts are then: `tadashi check --as-of`",
    "その日の判定は `tadashi check --as-of` で確認できます",
);
const OVERLAY_ADVICE: Text = Text::new(
    "from the next day the clause counts as its pack says it; comply, or decide anew",
    "翌日から元のパックの定めに戻ります。実施するか、改めて決定してください",
);
const STALE: Text = Text::new(
    "`{clause}` no longer holds for {subjects} from this day: {said}",
    "この日から `{clause}` が {subjects} で満たされなくなります: {said}",
);
const STALE_ADVICE: Text =
    Text::new("look at it again before, and write the new date", "その前に見直し、新しい日付を記載してください");
const DUE: Text = Text::new("due: `{clause}` for {subjects}: {said}", "期日: `{clause}`（{subjects}）: {said}");
const DUE_ADVICE: Text = Text::new("do it by then, and write the date", "それまでに行い、日付を記載してください");
const BEGINS: Text = Text::new("`{clause}` comes into force: {said}", "`{clause}` の効力発生日: {said}");
const BEGINS_ADVICE: Text = Text::new(
    "see what the verdicts would be: they stand in `tadashi check` as notes",
    "その後の判定は、`tadashi check` の注記で確認できます",
);
const ENDS: Text = Text::new("last day on which `{clause}` is in force: {said}", "`{clause}` の効力の末日: {said}");
const ENDS_ADVICE: Text = Text::new("from the next day it is not judged", "翌日から判定の対象外となります");

/// Everything from the as-of date on, by day; up to `last` where one is given.
#[must_use]
pub fn upcoming(case: &Case<'_>, last: Option<Date>, lang: Lang, public: bool) -> Vec<Entry> {
    let organisation = manifest_text(case, &["organisation", "name"], Lang::En).unwrap_or_default();
    let mut diary = Diary { case, lang, public, organisation, last, entries: Vec::new() };
    diary.explanations();
    diary.grace();
    diary.overlays();
    for clause in &case.policies.expectations {
        diary.force(clause);
    }
    for evaluation in &case.judgement.evaluations {
        diary.verdict(evaluation);
    }
    diary.entries.sort();
    diary.entries.dedup();
    diary.entries
}

struct Diary<'a> {
    case: &'a Case<'a>,
    lang: Lang,
    public: bool,
    organisation: String,
    last: Option<Date>,
    entries: Vec<Entry>,
}

/// An entry before its day is known to be asked for.
struct Draft<'a> {
    what: &'static str,
    expectation: Option<String>,
    subjects: Vec<String>,
    explanation: Option<&'a str>,
    /// The pack of the overlay.
    layer: Option<&'a str>,
    /// Whether the explanation may be named.
    named: bool,
    title: Message,
    advice: Message,
    place: Option<Span>,
}

impl Diary<'_> {
    fn is_asked(&self, day: Date) -> bool {
        day >= self.case.as_of && self.last.is_none_or(|last| day <= last)
    }

    fn add(&mut self, day: Date, draft: Draft<'_>) {
        if !self.is_asked(day) {
            return;
        }
        let subjects = draft.subjects.join(",");
        let mut identity = vec![
            self.organisation.as_str(),
            self.case.path,
            draft.what,
            draft.expectation.as_deref().unwrap_or_default(),
            subjects.as_str(),
            draft.explanation.unwrap_or_default(),
        ];
        identity.extend(draft.layer);
        self.entries.push(Entry {
            day,
            what: draft.what,
            uid: format!("{}-{:016x}@tadashi", draft.what, fingerprint(&identity)),
            expectation: draft.expectation,
            subjects: draft.subjects,
            explanation: draft.explanation.filter(|_| draft.named).map(one_line),
            title: draft.title.fill(self.lang),
            advice: draft.advice.fill(self.lang),
            place: draft.place.filter(|_| !self.public).map(|span| Place::of(self.case.sources, span)),
        });
    }

    fn explanations(&mut self) {
        let judgement = self.case.judgement;
        let names = Names::new(self.case);
        for assessment in judgement.assessments.iter().filter(|one| one.state.holds()) {
            let Some(explanation) = judgement.explanations.get(assessment.explanation) else { continue };
            self.explanation(explanation, &names);
        }
    }

    fn explanation(&mut self, explanation: &Explanation, names: &Names<'_>) {
        let Some(end) = explanation.end() else { return };
        let shown = !(self.public && explanation.internal);
        let Some((clause, label)) = names.clause(explanation) else { return };
        let written =
            Some(label.map_or_else(|| clause.id.to_string(), |label| format!("{}#{}", clause.id, one_line(label))));
        let subjects: Vec<String> = explanation.about.iter().map(|about| one_line(about.value.trim())).collect();
        let id = explanation.id.value.as_str();
        let args = || args!["id" => one_line(id), "clause" => written.clone().unwrap_or_default(), "subjects" => subjects.clone()];
        let set = clause.set.and_then(|set| self.case.policies.sets.get(set));
        let not_known = explanation.kind.as_ref().is_some_and(|kind| kind.value == "not-known");
        let advice = match set.and_then(|set| set.renewable) {
            _ if not_known => Message::plain(NO_RENEWAL),
            Some(0) => Message::plain(NO_RENEWAL),
            Some(count) => RENEW_AT_MOST.with(args!["count" => count as usize]),
            None => Message::plain(RENEW),
        };
        let draft = |what, title: Text, advice, place| Draft {
            what,
            expectation: written.clone(),
            subjects: subjects.clone(),
            explanation: Some(id),
            layer: None,
            named: shown,
            title: title.with(args()),
            advice,
            place: Some(place),
        };
        let title = if shown { EXPLANATION } else { INTERNAL };
        let ends = draft("explanation-ends", title, advice, end.span);
        let limit = set.and_then(|set| set.lasts).zip(explanation.decided.as_ref()).map(|(lasts, decided)| {
            let renewals = explanation.renewals.iter().filter_map(|renewal| renewal.date.as_ref());
            let past = renewals.filter(|date| date.value.last <= self.case.as_of).map(|date| date.value.first);
            let limit = past.fold(decided.value.first, Date::max).plus(lasts);
            if not_known { limit.min(decided.value.first.plus(NOT_KNOWN)) } else { limit }
        });
        let title = if shown { LIMIT } else { INTERNAL_LIMIT };
        let limited = draft("renewal-limit", title, Message::plain(LIMIT_ADVICE), end.span);
        self.add(end.value.last, ends);
        if let Some(limit) = limit.filter(|limit| *limit > end.value.last) {
            self.add(limit, limited);
        }
    }

    fn grace(&mut self) {
        let Some(grace) = grace(&self.case.policies.schema, self.case.facts, self.case.as_of) else { return };
        let GraceState::Runs(until) = grace.state else { return };
        let (title, advice) = (Message::plain(GRACE), Message::plain(GRACE_ADVICE));
        self.add(until, plain("grace-ends", None, title, advice, Some(grace.span)));
    }

    fn overlays(&mut self) {
        let policies = self.case.policies;
        for overlay in &policies.overlays {
            let (life, id) = (overlay.life(self.case.as_of), overlay.id());
            let (Some(until), false) = (overlay.until, matches!(life, Life::Always | Life::Over)) else { continue };
            let layer = policies.packs.get(overlay.pack).map(|pack| pack.name.as_str());
            let args = || args!["how" => overlay.kind.word(), "clause" => &id, "pack" => layer.unwrap_or_default()];
            let draft = |what, title: Text, advice| {
                let place = Some(overlay.head);
                Draft { layer, ..plain(what, Some(id.clone()), title.with(args()), Message::plain(advice), place) }
            };
            if let (Life::NotYet, Some((_, on))) = (life, &overlay.decided) {
                self.add(*on, draft("overlay-begins", OVERLAY_BEGINS, OVERLAY_BEGINS_ADVICE));
            }
            self.add(until, draft("overlay-ends", OVERLAY, OVERLAY_ADVICE));
        }
    }

    fn force(&mut self, clause: &Expectation) {
        let args = || args!["clause" => &clause.id, "said" => clause.title.clone()];
        let id = || Some(clause.id.to_string());
        // On its first day a clause is in force already.
        if let Some(from) = clause.force.from.filter(|from| *from > self.case.as_of) {
            let advice = Message::plain(BEGINS_ADVICE);
            self.add(from, plain("clause-begins", id(), BEGINS.with(args()), advice, Some(clause.name_span)));
        }
        if let Some(until) = clause.force.until {
            let advice = Message::plain(ENDS_ADVICE);
            self.add(until, plain("clause-ends", id(), ENDS.with(args()), advice, Some(clause.name_span)));
        }
    }

    /// What holds for a subject and ceases to by time alone.
    fn verdict(&mut self, evaluation: &Evaluation) {
        let Some(clause) = self.case.policies.expectations.get(evaluation.expectation) else { return };
        if !trace::may_turn(self.case.policies, clause) {
            return;
        }
        let Some(now) = self.traced(evaluation, self.case.as_of) else { return };
        for part in now.parts.iter().filter(|part| part.kind != PartKind::Note && part.truth == Some(Truth::True)) {
            let mut turns: Vec<(Turn, Option<Span>)> = Vec::new();
            for document in &part.documents {
                turns.extend(document.turn.map(|turn| (turn, document.value.place)));
            }
            part.step.iter().for_each(|step| gather(step, &mut turns));
            turns.sort_by_key(|(turn, _)| turn.day);
            // Whether the point holds on a day is asked once.
            turns.dedup_by_key(|(turn, _)| turn.day);
            // The first day on which the point itself is open: another branch may hold it up beyond the day of one.
            let ends = turns.into_iter().find(|(turn, _)| {
                self.is_asked(turn.day) && turn.day > self.case.as_of && !self.holds(evaluation, part, turn.day)
            });
            let Some((turn, place)) = ends else { continue };
            let label = format!("{}#{}", clause.id, part.label);
            let subjects = vec![one_line(&evaluation.subject.id)];
            let points = clause.points.iter().map(|point| (&point.label, &point.said));
            let evidence = clause.evidence.iter().map(|line| (&line.label, &line.said));
            let said = points.chain(evidence).find(|(own, _)| **own == part.label).map(|(_, said)| said.clone());
            let args = args!["clause" => &label, "subjects" => subjects.clone(), "said" => said.unwrap_or_default()];
            let (what, title, advice) =
                if turn.due { ("due", DUE, DUE_ADVICE) } else { ("review-lapses", STALE, STALE_ADVICE) };
            let day = if turn.due { turn.day.minus(DAY) } else { turn.day };
            let draft = plain(what, Some(label), title.with(args), Message::plain(advice), place);
            self.add(day, Draft { subjects, ..draft });
        }
    }

    fn traced(&self, evaluation: &Evaluation, day: Date) -> Option<Trace> {
        trace::trace(self.case.policies, self.case.facts, self.case.papers, evaluation, day)
    }

    /// Whether a part holds, or is not asked, on a day.
    fn holds(&self, evaluation: &Evaluation, part: &Part, day: Date) -> bool {
        let then = self.traced(evaluation, day).unwrap_or_default();
        let same = then.parts.iter().find(|other| other.label == part.label && other.kind == part.kind);
        same.and_then(|part| part.truth).is_none_or(|truth| truth == Truth::True)
    }
}

fn plain<'a>(
    what: &'static str,
    expectation: Option<String>,
    title: Message,
    advice: Message,
    place: Option<Span>,
) -> Draft<'a> {
    Draft { what, expectation, subjects: Vec::new(), explanation: None, layer: None, named: true, title, advice, place }
}

fn gather(step: &Step, turns: &mut Vec<(Turn, Option<Span>)>) {
    turns.extend(step.turn.map(|turn| (turn, step.values.first().and_then(|value| value.place))));
    step.steps.iter().for_each(|step| gather(step, turns));
}

/// A number that stands for some texts (FNV-1a): the same on every machine and in every version.
fn fingerprint(texts: &[&str]) -> u64 {
    let bytes = texts.iter().flat_map(|text| text.bytes().chain([0]));
    bytes.fold(0xcbf2_9ce4_8422_2325, |hash, byte| (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3))
}
