//! How one verdict came about: the clause and its sources, whom it concerns, every point with the values found, and
//! every explanation that names it.

use serde::Serialize;

use crate::engine::Case;
use crate::explanation::Explanation;
use crate::findings::codes::status;
use crate::policy::{Expectation, Softener};
use crate::text::{Lang, Message, Str, Text};
use crate::verdict::Verdict;

use super::layers::Layer;
use super::{Place, one_line};

mod find;
mod tell;
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
    pub expectation: Str,
    /// The point that was asked for; none: all.
    pub point: Option<String>,
    /// `system/credit`
    pub subject: String,
    /// The word of the verdict; `dropped` where an overlay took the clause away.
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
    /// The layer that decided the clause.
    pub decided_by: DecidedBy,
    /// The overlays of the clause, also those that are not applied.
    pub layers: Vec<Layer>,
    /// When it is in force.
    pub force: Force,
    /// Whom it concerns.
    pub scope: Scope,
    /// Points, evidence and notes.
    pub parts: Vec<Part>,
    /// The explanations that name it.
    pub explanations: Vec<Told>,
    #[serde(skip)]
    pub(super) of: Option<Verdict>,
    #[serde(skip)]
    pub(super) would_be: Option<Verdict>,
}

/// The layer that decided a clause.
#[derive(Clone, Debug, Serialize)]
pub struct DecidedBy {
    /// The pack.
    pub pack: String,
    /// `tighten`, `relax`, `drop`; none where the clause stands as its own pack has it.
    pub overlay: Option<&'static str>,
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
    /// What overlays narrow it to.
    pub only: Vec<Only>,
    /// Why it could not be told whether it applies.
    pub causes: Vec<Reason>,
}

/// What an overlay narrows a scope to: a subject is left out where it is known not to hold.
#[derive(Clone, Debug, Serialize)]
pub struct Only {
    /// The pack of the overlay.
    pub pack: String,
    /// How it came out.
    pub condition: Shown,
    /// Whether it leaves the subject out.
    pub leaves_out: bool,
}

/// One point, evidence or note.
#[derive(Clone, Debug, Serialize)]
pub struct Part {
    /// `point`, `evidence`, `note`
    pub kind: &'static str,
    /// Its label.
    pub label: Str,
    /// The pack of the overlay that added it; none where its own pack asks it.
    pub added_by: Option<String>,
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
    let (index, clause) = find::clause(case, name)?;
    if let Some(point) = point {
        find::point(case, clause, point)?;
    }
    let evaluation = index.map(|index| find::evaluation(case, index, clause, subject)).transpose()?;
    let subject = evaluation.map_or(subject, |evaluation| &evaluation.subject.id);
    Ok(tell::Teller { case, clause, evaluation, subject, lang }.why(point))
}

/// The point that an explanation names of a clause for a subject, if it names the clause and the subject at all.
pub(super) fn named<'a>(explanation: &'a Explanation, clause: &Expectation, subject: &str) -> Option<Option<&'a str>> {
    let label = names_clause(explanation, clause)?;
    explanation.about.iter().any(|about| about.value.trim() == subject).then_some(label)
}

/// The point that an explanation names of a clause, if it names the clause, by its id or an old one.
pub(super) fn names_clause<'a>(explanation: &'a Explanation, clause: &Expectation) -> Option<Option<&'a str>> {
    let written = explanation.expectation.as_ref()?.value.trim();
    let (id, label) = written.split_once('#').map_or((written, None), |(id, label)| (id.trim(), Some(label.trim())));
    let pack = clause.id.split_once('/').map_or("", |(pack, _)| pack);
    let old = || clause.formerly.iter().any(|old| format!("{pack}/{old}") == id);
    (id == clause.id || old()).then_some(label)
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
                softener: row.softener.map(Softener::word),
            }
        })
        .collect()
}
