//! A verdict and what it rests on, in the words of a language.

use crate::args;
use crate::engine::Case;
use crate::evaluate::trace::{self, Is, PartKind, Step, What};
use crate::explanation::{Assessment, Check, Explanation, RemarkKind};
use crate::policy::{Evidence, Expectation, Overlay, OverlayKind};
use crate::report;
use crate::source::Span;
use crate::text::{Lang, Text};
use crate::verdict::{Cause, Evaluation, Finding, Truth, Verdict};

use super::super::layers::Layers;
use super::super::{Place, one_line, prose, words};
use super::{
    Criterion, DecidedBy, Document, Field, Force, Only, Part, Reason, Scope, Shown, Told, Value, Why, named, sources,
};

/// A clause and a subject, told in a language; without an evaluation where an overlay drops the clause.
pub(super) struct Teller<'a> {
    pub(super) case: &'a Case<'a>,
    pub(super) clause: &'a Expectation,
    pub(super) evaluation: Option<&'a Evaluation>,
    pub(super) subject: &'a str,
    pub(super) lang: Lang,
}

impl Teller<'_> {
    /// The verdict, with all its parts or with one.
    pub(super) fn why(&self, point: Option<&str>) -> Why {
        let Self { case, clause, evaluation, subject, lang } = *self;
        let traced = evaluation
            .and_then(|evaluation| trace::trace(case.policies, case.facts, case.papers, evaluation, case.as_of))
            .unwrap_or_default();
        let decider = report::DecidedBy::of(case.policies, clause);
        let preview = evaluation.and_then(|evaluation| evaluation.preview);
        let pack = case.policies.packs.get(clause.pack);
        let date = |date: Option<crate::calendar::Date>| date.map(|date| date.to_string());
        let asked = |label: &str| point.is_none_or(|point| point == label);
        Why {
            manifest: case.path.to_owned(),
            as_of: case.as_of.to_string(),
            expectation: clause.id.clone(),
            point: point.map(str::to_owned),
            subject: subject.to_owned(),
            verdict: evaluation.map_or("dropped", |evaluation| evaluation.verdict.word()),
            preview: preview.map(Verdict::word),
            title: one_line(clause.title.get(lang)),
            sources: sources(case, clause, lang),
            modality: clause.modality.word(),
            level: clause.level.name(lang),
            pack: pack.map_or(String::new(), |pack| format!("{} {}", pack.name, pack.version)),
            decided_by: DecidedBy { pack: decider.pack, overlay: decider.overlay.map(OverlayKind::word) },
            layers: Layers::new(case).of(&clause.id, lang, false),
            force: Force {
                announced: date(clause.force.announced),
                from: date(clause.force.from),
                until: date(clause.force.until),
            },
            scope: Scope {
                says: self.policy(clause.scope.span),
                condition: traced.scope.as_ref().map(|step| self.step(step)),
                only: traced.only.iter().map(|step| self.only(step)).collect(),
                causes: self.causes("applies"),
            },
            parts: traced.parts.iter().filter(|part| asked(&part.label)).map(|part| self.part(part)).collect(),
            explanations: self.explanations(point),
            of: evaluation.map(|evaluation| evaluation.verdict),
            would_be: preview,
        }
    }

    fn policy(&self, span: Span) -> String {
        one_line(self.case.sources.slice(span))
    }

    fn place(&self, span: Span) -> Place {
        Place::of(self.case.sources, span)
    }

    /// The overlays that have been applied to the clause.
    fn overlays(&self) -> impl Iterator<Item = &Overlay> {
        self.clause.layers.iter().filter_map(|layer| self.case.policies.overlays.get(*layer))
    }

    fn pack_of(&self, overlay: &Overlay) -> Option<String> {
        self.case.policies.packs.get(overlay.pack).map(|pack| one_line(&pack.name))
    }

    fn only(&self, step: &Step) -> Only {
        let own = |overlay: &&Overlay| overlay.only.as_ref().is_some_and(|only| only.span == step.policy);
        Only {
            pack: self.overlays().find(own).and_then(|overlay| self.pack_of(overlay)).unwrap_or_default(),
            condition: self.step(step),
            leaves_out: step.truth.firm() == Truth::False,
        }
    }

    /// The pack of the overlay that added a label.
    fn added_by(&self, label: &str) -> Option<String> {
        let adds = |overlay: &&Overlay| {
            let points = overlay.also.iter().map(|point| &point.label);
            points.chain(overlay.evidence.iter().map(|line| &line.label)).any(|own| own == label)
        };
        self.overlays().find(adds).and_then(|overlay| self.pack_of(overlay))
    }

    fn part(&self, part: &trace::Part) -> Part {
        let clause = self.clause;
        let points = clause.points.iter().chain(&clause.notes);
        let says = points.filter(|point| point.label == part.label).map(|point| &point.said);
        let line = clause.evidence.iter().find(|line| line.label == part.label);
        let line = line.filter(|_| part.kind == PartKind::Evidence);
        let says = line.map(|line| &line.said).or_else(|| says.into_iter().next());
        let documents = part.documents.iter().map(|document| Document {
            named: self.value(&document.value),
            file: document.file.clone(),
            words: document.words,
            reviewed: document.reviewed.map(|when| when.last.to_string()),
        });
        Part {
            kind: match part.kind {
                PartKind::Point => "point",
                PartKind::Evidence => "evidence",
                PartKind::Note => "note",
            },
            label: part.label.clone(),
            added_by: self.added_by(&part.label),
            says: says.map(|said| one_line(said.get(self.lang))).unwrap_or_default(),
            truth: part.truth.map(words::truth_word),
            condition: part.step.as_ref().map(|step| self.step(step)),
            needs: line.map(|line| self.needs(line)).unwrap_or_default(),
            documents: documents.collect(),
            causes: self.causes(&part.label),
            vacuous: part.vacuous,
            declined: part.declined,
            not_inspected: part.not_inspected,
            met: words::met(part.truth),
        }
    }

    fn needs(&self, line: &Evidence) -> Vec<String> {
        const WORDS: Text = Text::new("at least {count} words", "{count}語以上");
        const REVIEWED: Text = Text::new("reviewed within the last {period}", "直近 {period} 以内に見直したもの");
        const MENTIONS: Text = Text::new("mentions one of: {words}", "次のいずれかに触れるもの: {words}");
        let mut needs = Vec::new();
        if line.words > 0 {
            needs.push(WORDS.with(args!["count" => line.words as usize]));
        }
        needs.extend(line.reviewed.map(|period| REVIEWED.with(args!["period" => period.to_string()])));
        if !line.mentions.is_empty() {
            needs.push(MENTIONS.with(args!["words" => line.mentions.clone()]));
        }
        needs.iter().map(|need| need.fill(self.lang)).collect()
    }

    fn causes(&self, label: &str) -> Vec<Reason> {
        let found = self.evaluation.into_iter().flat_map(|evaluation| evaluation.open.iter().chain(&evaluation.notes));
        let causes = found.filter(|finding: &&Finding| finding.label == label).flat_map(|finding| &finding.causes);
        causes.map(|cause| self.cause(cause)).collect()
    }

    fn cause(&self, cause: &Cause) -> Reason {
        Reason {
            message: cause.message.fill(self.lang),
            place: cause.manifest.map(|span| self.place(span)),
            origin: cause.origin.map(|span| self.place(span)),
            help: cause.help.as_ref().map(|help| help.fill(self.lang)),
        }
    }

    fn step(&self, step: &Step) -> Shown {
        let (what, sentence) = match &step.what {
            What::All => ("all", self.policy(step.policy)),
            What::Any => ("any", self.policy(step.policy)),
            What::Not => ("not", self.policy(step.policy)),
            What::If => ("if", self.policy(step.policy)),
            What::Unless => ("unless", self.policy(step.policy)),
            What::Quantifier => ("list", self.policy(step.policy)),
            What::Item(name) => ("item", one_line(name)),
            What::Definition => ("definition", self.policy(step.policy)),
            What::Sentence => ("sentence", self.policy(step.policy)),
        };
        Shown {
            what,
            sentence,
            place: self.place(step.policy),
            truth: words::truth_word(step.truth),
            values: step.values.iter().map(|value| self.value(value)).collect(),
            parts: step.steps.iter().map(|step| self.step(step)).collect(),
            more: step.more,
            answer: words::truth(step.truth),
        }
    }

    fn value(&self, value: &trace::Value) -> Value {
        let (is, text) = match &value.is {
            Is::Said(text) => ("said", Some(one_line(text))),
            Is::Items(count) => ("items", Some(count.to_string())),
            Is::NotSaid => ("not-said", None),
            Is::Declined(why) => ("declined", Some(one_line(why))),
            Is::Dangling(text) => ("dangling", Some(one_line(text))),
            Is::Unknown => ("not-known", None),
        };
        Value {
            path: one_line(&value.path),
            is,
            value: text,
            place: value.place.map(|span| self.place(span)),
            origin: value.origin.map(|span| self.place(span)),
        }
    }

    fn explanations(&self, point: Option<&str>) -> Vec<Told> {
        let judgement = self.case.judgement;
        let names = |explanation: &Explanation| {
            let names = named(explanation, self.clause, self.subject);
            names.is_some_and(|label| point.is_none() || label.is_none() || label == point)
        };
        let assessed = judgement.assessments.iter();
        let assessed = assessed.filter_map(|one| Some((judgement.explanations.get(one.explanation)?, one)));
        assessed.filter(|(explanation, _)| names(explanation)).map(|(told, one)| self.told(told, one)).collect()
    }

    /// What no state rests on and a reader may want to know.
    fn remark(&self, kind: &RemarkKind) -> String {
        const STOCK: Text = Text::new("stock phrases: {phrases}", "決まり文句: {phrases}");
        const NOTHING: Text =
            Text::new("no id, number, date or file of its own", "固有のID、数、日付又はファイルがありません");
        match kind {
            RemarkKind::Stock(phrases) => STOCK.with(args!["phrases" => phrases.clone()]).fill(self.lang),
            RemarkKind::NothingOwn => NOTHING.raw(self.lang).to_owned(),
        }
    }

    fn told(&self, explanation: &Explanation, assessment: &Assessment) -> Told {
        let lang = self.lang;
        let text = |located: &crate::explanation::Located<String>| one_line(&located.value);
        let field = |(field, title): &(&'static str, Text)| {
            let said = prose(explanation, field, lang)?;
            Some(Field { field, title: title.raw(lang).to_owned(), text: one_line(said) })
        };
        let criterion = |check: &Check| Criterion {
            criterion: check.asks.fill(lang),
            outcome: match &check.faults {
                None => "not-asked",
                Some(faults) if faults.is_empty() => "met",
                Some(faults) if faults.iter().all(|fault| fault.state.holds()) => "reported",
                Some(_) => "missed",
            },
            faults: check.faults.iter().flatten().map(|fault| fault.message.fill(lang)).collect(),
        };
        Told {
            id: text(&explanation.id),
            expectation: explanation.expectation.as_ref().map(text).unwrap_or_default(),
            place: self.place(explanation.id.span),
            kind: explanation.kind.as_ref().map(text),
            kind_says: explanation.kind.as_ref().map(|kind| words::kind(&kind.value).raw(lang).to_owned()),
            role: explanation.role.as_ref().map(text),
            by: explanation.by.as_ref().map(text),
            decided: explanation.decided.as_ref().map(|date| date.value.last.to_string()),
            until: explanation.end().map(|date| date.value.last.to_string()),
            says: words::FIELDS.iter().filter_map(field).collect(),
            state: assessment.state.word(),
            holds: assessment.state.holds(),
            criteria: assessment.checks.iter().map(criterion).collect(),
            remarks: assessment.remarks.iter().map(|remark| self.remark(&remark.kind)).collect(),
            worth: words::holds(assessment.state),
        }
    }
}
