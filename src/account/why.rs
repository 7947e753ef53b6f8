//! How one verdict came about: the clause and its sources, whom it concerns, every point with the values found, and
//! every explanation that names it.

use serde::Serialize;

use crate::args;
use crate::diagnostic::{DID_YOU_MEAN, did_you_mean, nearest};
use crate::engine::Case;
use crate::evaluate::trace::{self, Is, PartKind, Step, What};
use crate::explanation::{Assessment, Check, Explanation, RemarkKind};
use crate::findings::codes::status;
use crate::policy::{Evidence, Expectation};
use crate::source::Span;
use crate::text::{Lang, Message, Text};
use crate::verdict::{Cause, Evaluation, Finding, Verdict};

use super::{Place, one_line, words};

mod text;

pub use text::write;

/// How one verdict came about.
#[derive(Clone, Debug, Serialize)]
pub struct Why {
    /// Path of the manifest.
    pub manifest: String,
    /// The day it was judged as of.
    pub as_of: String,
    /// `pack/clause`
    pub expectation: String,
    /// The point that was asked for; none: all.
    pub point: Option<String>,
    /// `system/credit`
    pub subject: String,
    /// The word of the verdict.
    pub verdict: &'static str,
    /// Of a clause not in force: what it would be.
    pub preview: Option<&'static str>,
    /// The title of the clause: its aim.
    pub title: String,
    /// What it rests on.
    pub sources: Vec<Source>,
    /// `must`, `should`, `may`
    pub modality: &'static str,
    /// The level of a finding.
    pub level: &'static str,
    /// The pack that says it, with its version.
    pub pack: String,
    /// When it is in force.
    pub force: Force,
    /// Whom it concerns.
    pub scope: Scope,
    /// Points, evidence and notes.
    pub parts: Vec<Part>,
    /// The explanations that name it.
    pub explanations: Vec<Told>,
    #[serde(skip)]
    pub(super) of: Verdict,
    #[serde(skip)]
    pub(super) would_be: Option<Verdict>,
}

/// A row of an instrument.
#[derive(Clone, Debug, Serialize)]
pub struct Source {
    /// Its title.
    pub instrument: String,
    /// Its edition and day, as far as they are known.
    pub edition: Option<String>,
    /// How binding it is.
    pub status: String,
    /// The number of the row.
    pub row: String,
    /// What the row is about.
    pub subject: String,
    /// How strongly it is worded.
    pub strength: &'static str,
    /// What it allows besides.
    pub softener: Option<&'static str>,
}

/// When a clause is in force.
#[derive(Clone, Debug, Serialize)]
pub struct Force {
    /// When it was made known.
    pub announced: Option<String>,
    /// First day.
    pub from: Option<String>,
    /// Last day.
    pub until: Option<String>,
}

/// Whom a clause concerns.
#[derive(Clone, Debug, Serialize)]
pub struct Scope {
    /// The line of the policy.
    pub says: String,
    /// How its condition came out; none without one.
    pub condition: Option<Shown>,
    /// Why it could not be told whether it applies.
    pub causes: Vec<Reason>,
}

/// One point, evidence or note.
#[derive(Clone, Debug, Serialize)]
pub struct Part {
    /// `point`, `evidence`, `note`
    pub kind: &'static str,
    /// Its label.
    pub label: String,
    /// What it says.
    pub says: String,
    /// The word of its truth; none for evidence that is not asked.
    pub truth: Option<&'static str>,
    /// What holds it up, condition by condition.
    pub condition: Option<Shown>,
    /// What a document has to be.
    pub needs: Vec<String>,
    /// The documents.
    pub documents: Vec<Document>,
    /// Why it is open.
    pub causes: Vec<Reason>,
    /// It holds only because a list is empty.
    pub vacuous: bool,
    /// It holds by a recorded reason.
    pub declined: bool,
    /// It was presented but not read.
    pub not_inspected: bool,
    #[serde(skip)]
    pub(super) met: Text,
}

/// A condition with its value.
#[derive(Clone, Debug, Serialize)]
pub struct Shown {
    /// `all`, `any`, `not`, `if`, `unless`, `list`, `item`, `definition`, `sentence`
    pub what: &'static str,
    /// As the policy writes it; of an item its name.
    pub sentence: String,
    /// Where the policy writes it.
    pub place: Place,
    /// The word of its truth.
    pub truth: &'static str,
    /// What the manifest says.
    pub values: Vec<Value>,
    /// What it is made of.
    pub parts: Vec<Shown>,
    /// How many of those are not listed.
    pub more: usize,
    #[serde(skip)]
    pub(super) answer: Text,
}

/// A value of the manifest.
#[derive(Clone, Debug, Serialize)]
pub struct Value {
    /// Its path.
    pub path: String,
    /// `said`, `items`, `not-said`, `declined`, `dangling`, `not-known`
    pub is: &'static str,
    /// What is said, or the reason.
    pub value: Option<String>,
    /// Where it stands, or would.
    pub place: Option<Place>,
    /// Where it is written, when the place only uses it.
    pub origin: Option<Place>,
}

/// A document of evidence.
#[derive(Clone, Debug, Serialize)]
pub struct Document {
    /// Where it is named.
    pub named: Value,
    /// The file.
    pub file: Option<String>,
    /// Its words.
    pub words: Option<usize>,
    /// Last review.
    pub reviewed: Option<String>,
}

/// A cause of something open.
#[derive(Clone, Debug, Serialize)]
pub struct Reason {
    /// What is wrong.
    pub message: String,
    /// Where in the manifest.
    pub place: Option<Place>,
    /// Where the value comes from.
    pub origin: Option<Place>,
    /// What to type.
    pub help: Option<String>,
}

/// An explanation that names the clause and the subject.
#[derive(Clone, Debug, Serialize)]
pub struct Told {
    /// Its id.
    pub id: String,
    /// What it names, as written.
    pub expectation: String,
    /// Where it stands.
    pub place: Place,
    /// Its kind.
    pub kind: Option<String>,
    /// What the kind says.
    pub kind_says: Option<String>,
    /// The role that decided.
    pub role: Option<String>,
    /// The person that decided.
    pub by: Option<String>,
    /// When.
    pub decided: Option<String>,
    /// Last day.
    pub until: Option<String>,
    /// What it says, field by field.
    pub says: Vec<Field>,
    /// The word of its state.
    pub state: &'static str,
    /// Whether it makes the verdict explained.
    pub holds: bool,
    /// Every criterion, and what is wrong by it.
    pub criteria: Vec<Criterion>,
    /// What changes nothing and a reader may want to know.
    pub remarks: Vec<String>,
    #[serde(skip)]
    pub(super) worth: Text,
}

/// A field of an explanation.
#[derive(Clone, Debug, Serialize)]
pub struct Field {
    /// Its name.
    pub field: &'static str,
    /// What it is called.
    pub title: String,
    /// What it says.
    pub text: String,
}

/// One criterion that an explanation is held against.
#[derive(Clone, Debug, Serialize)]
pub struct Criterion {
    /// What is asked.
    pub criterion: String,
    /// `met`, `missed`, `not-asked`; `reported` where a fault leaves the explanation as it is
    pub outcome: &'static str,
    /// What is wrong, with the field.
    pub faults: Vec<String>,
}

/// Tells how the verdict of an expectation for a subject came about.
///
/// # Errors
/// Nothing has that name here; the message says what could have been meant.
pub fn why(case: &Case<'_>, expectation: &str, subject: &str, lang: Lang) -> Result<Why, Message> {
    let (name, point) = expectation.split_once('#').map_or((expectation, None), |(name, point)| (name, Some(point)));
    let (index, clause) = clause_called(case, name)?;
    if let Some(point) = point {
        known_point(clause, point)?;
    }
    let evaluation = evaluation_of(case, index, clause, subject)?;
    let teller = Teller { case, clause, evaluation, lang };
    teller.why(point)
}

const NO_CLAUSE: Text = Text::new("no expectation is called `{name}`{hint}", "期待事項 `{name}` はありません{hint}");
const SEVERAL: Text =
    Text::new("`{name}` is several expectations: {names}", "`{name}` に当たる期待事項は複数あります: {names}");
const NO_POINT: Text =
    Text::new("`{clause}` has no point `{name}`{hint}", "`{clause}` に項目 `{name}` はありません{hint}");
const NO_SUBJECT: Text = Text::new(
    "`{clause}` was not judged for `{name}`, but for: {names}{hint}",
    "`{clause}` は `{name}` について判定されていません。判定された対象: {names}{hint}",
);
const SEVERAL_SUBJECTS: Text =
    Text::new("`{name}` is several subjects: {names}", "`{name}` に当たる対象は複数あります: {names}");
const NO_SUBJECTS: Text = Text::new("`{clause}` was judged for no subject", "`{clause}` の対象は一つもありません");

fn clause_called<'a>(case: &Case<'a>, name: &str) -> Result<(usize, &'a Expectation), Message> {
    let clauses = &case.policies.expectations;
    let old = |clause: &Expectation| {
        let pack = clause.id.split_once('/').map_or("", |(pack, _)| pack);
        clause.formerly.iter().any(|old| old == name || name == format!("{pack}/{old}"))
    };
    let by = |test: &dyn Fn(&Expectation) -> bool| -> Vec<(usize, &'a Expectation)> {
        clauses.iter().enumerate().filter(|(_, clause)| test(clause)).collect()
    };
    let found = [by(&|clause| clause.id == name), by(&|clause| clause.name == name), by(&old)];
    let found = found.into_iter().find(|found| !found.is_empty()).unwrap_or_default();
    match found.as_slice() {
        [only] => Ok(*only),
        [] => {
            let ids = clauses.iter().map(|clause| clause.id.as_str());
            let names = clauses.iter().map(|clause| clause.name.as_str());
            let hint = did_you_mean(name, ids.chain(names));
            Err(NO_CLAUSE.with(args!["name" => name, "hint" => hint]))
        }
        several => {
            let names: Vec<String> = several.iter().map(|(_, clause)| clause.id.clone()).collect();
            Err(SEVERAL.with(args!["name" => name, "names" => names]))
        }
    }
}

fn known_point(clause: &Expectation, point: &str) -> Result<(), Message> {
    let points = clause.points.iter().chain(&clause.notes).map(|point| point.label.as_str());
    let labels = points.chain(clause.evidence.iter().map(|line| line.label.as_str())).chain(["applies"]);
    if labels.clone().any(|label| label == point) {
        return Ok(());
    }
    let hint = did_you_mean(point, labels);
    Err(NO_POINT.with(args!["clause" => &clause.id, "name" => point, "hint" => hint]))
}

fn evaluation_of<'a>(
    case: &Case<'a>,
    index: usize,
    clause: &Expectation,
    subject: &str,
) -> Result<&'a Evaluation, Message> {
    /// So many subjects are named beside one that is not there.
    const NAMED: usize = 8;
    let judged: Vec<&Evaluation> =
        case.judgement.evaluations.iter().filter(|evaluation| evaluation.expectation == index).collect();
    let bare = |id: &str| id.split_once('/').map_or("", |(_, key)| key).to_owned();
    let exact = judged.iter().find(|evaluation| evaluation.subject.id == subject);
    if let Some(found) = exact {
        return Ok(found);
    }
    let found: Vec<&&Evaluation> = judged.iter().filter(|evaluation| bare(&evaluation.subject.id) == subject).collect();
    match found.as_slice() {
        [only] => Ok(only),
        [] if judged.is_empty() => Err(NO_SUBJECTS.with(args!["clause" => &clause.id])),
        [] => {
            let ids: Vec<String> = judged.iter().map(|evaluation| evaluation.subject.id.clone()).collect();
            let keys: Vec<String> = ids.iter().map(|id| bare(id)).collect();
            let near = nearest(subject, ids.iter().map(String::as_str)).first().map(|id| (*id).to_owned());
            let near = near.or_else(|| {
                let key = *nearest(subject, keys.iter().map(String::as_str)).first()?;
                ids.iter().find(|id| bare(id) == key).cloned()
            });
            let hint = near.map(|name| DID_YOU_MEAN.with(args!["name" => name]));
            let mut names: Vec<String> = ids.iter().take(NAMED).cloned().collect();
            if ids.len() > NAMED {
                names.push("…".to_owned());
            }
            Err(NO_SUBJECT.with(args!["clause" => &clause.id, "name" => subject, "hint" => hint, "names" => names]))
        }
        several => {
            let names: Vec<String> = several.iter().map(|evaluation| evaluation.subject.id.clone()).collect();
            Err(SEVERAL_SUBJECTS.with(args!["name" => subject, "names" => names]))
        }
    }
}

struct Teller<'a> {
    case: &'a Case<'a>,
    clause: &'a Expectation,
    evaluation: &'a Evaluation,
    lang: Lang,
}

impl Teller<'_> {
    fn why(&self, point: Option<&str>) -> Result<Why, Message> {
        let Self { case, clause, evaluation, lang } = *self;
        let traced = trace::trace(case.policies, case.facts, case.papers, evaluation, case.as_of).unwrap_or_default();
        let pack = case.policies.packs.get(clause.pack);
        let date = |date: Option<crate::calendar::Date>| date.map(|date| date.to_string());
        let asked = |label: &str| point.is_none_or(|point| point == label);
        Ok(Why {
            manifest: case.path.to_owned(),
            as_of: case.as_of.to_string(),
            expectation: clause.id.clone(),
            point: point.map(str::to_owned),
            subject: evaluation.subject.id.clone(),
            verdict: evaluation.verdict.word(),
            preview: evaluation.preview.map(Verdict::word),
            title: one_line(clause.title.get(lang)),
            sources: sources(case, clause, lang),
            modality: clause.modality.word(),
            level: clause.level.name(lang),
            pack: pack.map_or(String::new(), |pack| format!("{} {}", pack.name, pack.version)),
            force: Force {
                announced: date(clause.force.announced),
                from: date(clause.force.from),
                until: date(clause.force.until),
            },
            scope: Scope {
                says: self.policy(clause.scope.span),
                condition: traced.scope.as_ref().map(|step| self.step(step)),
                causes: self.causes("applies"),
            },
            parts: traced.parts.iter().filter(|part| asked(&part.label)).map(|part| self.part(part)).collect(),
            explanations: self.explanations(point),
            of: evaluation.verdict,
            would_be: evaluation.preview,
        })
    }

    fn policy(&self, span: Span) -> String {
        one_line(self.case.sources.slice(span))
    }

    fn place(&self, span: Span) -> Place {
        Place::of(self.case.sources, span)
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
        let found = self.evaluation.open.iter().chain(&self.evaluation.notes);
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
            let names = named(explanation, self.clause, &self.evaluation.subject.id);
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
            let said = super::prose(explanation, field, lang)?;
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

/// The point that an explanation names of a clause for a subject, if it names the clause and the subject at all.
pub(super) fn named<'a>(explanation: &'a Explanation, clause: &Expectation, subject: &str) -> Option<Option<&'a str>> {
    let written = explanation.expectation.as_ref()?.value.trim();
    let (id, label) = written.split_once('#').map_or((written, None), |(id, label)| (id.trim(), Some(label.trim())));
    let pack = clause.id.split_once('/').map_or("", |(pack, _)| pack);
    let old = || clause.formerly.iter().any(|old| format!("{pack}/{old}") == id);
    let about = explanation.about.iter().any(|about| about.value.trim() == subject);
    (about && (id == clause.id || old())).then_some(label)
}

/// The rows that a clause rests on.
pub(super) fn sources(case: &Case<'_>, clause: &Expectation, lang: Lang) -> Vec<Source> {
    let cited = clause.citations.iter().filter_map(|citation| case.policies.cited(*citation));
    cited
        .map(|(instrument, row)| {
            let dated = instrument.dated.map(|date| date.to_string());
            let title = one_line(instrument.title.get(lang));
            // Many a title says the edition.
            let unsaid =
                instrument.edition.iter().map(|text| one_line(text)).filter(|edition| !title.contains(edition));
            let edition: Vec<String> = unsaid.chain(dated).collect();
            Source {
                instrument: title,
                edition: (!edition.is_empty()).then(|| edition.join(", ")),
                status: status(instrument.status).raw(lang).to_owned(),
                row: one_line(&row.id),
                subject: one_line(row.subject.get(lang)),
                strength: row.strength.word(),
                softener: row.softener.map(crate::policy::Softener::word),
            }
        })
        .collect()
}
