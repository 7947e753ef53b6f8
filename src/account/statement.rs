//! The register of one manifest: for each instrument and clause what is complied with, explained and open.
//!
//! A statement of facts; what is internal stays out of a public one, but never that there is a departure.

use serde::Serialize;

use crate::engine::Case;
use crate::judge::{GraceState, grace};
use crate::policy::OverlayKind;
use crate::report::Summary;
use crate::text::{Lang, Str, Text};
use crate::verdict::Verdict;

use super::layers::{Layer, Layers};
use super::names::Names;
use super::why::{Field, Source};
use super::{manifest_text, one_line};

mod make;

use make::Maker;

/// The register of one manifest.
#[derive(Clone, Debug, Serialize)]
pub struct Statement {
    /// The name of the organisation, where it is written.
    pub organisation: Option<String>,
    /// Path of the manifest.
    pub manifest: String,
    /// The day it was judged as of.
    pub as_of: String,
    /// The packs judged by: title, name and version.
    pub packs: Vec<Pack>,
    /// Whether what is internal was left out.
    pub public: bool,
    /// Last day of a grace period for what is not said.
    pub grace: Option<String>,
    /// Source texts with their clauses, in the order of the packs.
    pub instruments: Vec<Instrument>,
    /// Accounts of loosening, also those that have ended or are not yet decided.
    pub loosened: Vec<Layer>,
    /// The counts in words.
    pub counts: String,
}

/// A pack.
#[derive(Clone, Debug, Serialize)]
pub struct Pack {
    /// `jp.aigb`
    pub name: String,
    /// `1.2.0`
    pub version: String,
    /// Its title.
    pub title: String,
}

/// A source text with the clauses that rest on it first.
#[derive(Clone, Debug, Serialize)]
pub struct Instrument {
    /// Its title.
    pub title: String,
    /// Edition, day, issuer and status, as far as they are known.
    pub facts: Vec<String>,
    /// Clauses that concern a subject.
    pub clauses: Vec<Clause>,
    /// Ids of clauses that concern none.
    pub idle: Vec<Str>,
}

/// What a clause came to.
#[derive(Clone, Debug, Serialize)]
pub struct Clause {
    /// `pack/clause`
    pub id: Str,
    /// Its title.
    pub title: String,
    /// `must`, `should`, `may`
    pub modality: &'static str,
    /// The rows it rests on.
    pub sources: Vec<Source>,
    /// The overlays that are applied to it.
    pub layers: Vec<Layer>,
    /// Where it is complied with.
    pub complies: Vec<Complies>,
    /// Where a departure is explained.
    pub explained: Vec<Explained>,
    /// Where it is open.
    pub open: Vec<Open>,
    /// First day, of a clause not yet in force.
    pub from: Option<String>,
    /// Subjects for which it is not in force.
    pub not_in_force: Vec<Preview>,
    /// How many subjects it does not concern.
    pub not_applicable: usize,
    /// How many are judged in another repository.
    pub elsewhere: usize,
}

/// A subject that complies.
#[derive(Clone, Debug, Serialize)]
pub struct Complies {
    /// `system/credit`
    pub subject: String,
    /// It holds only because a list is empty.
    pub vacuous: bool,
    /// Labels that hold by a recorded reason.
    pub declined: Vec<Str>,
    /// Evidence that was presented and not read.
    pub not_inspected: Vec<Str>,
}

/// A departure that is explained.
#[derive(Clone, Debug, Serialize)]
pub struct Explained {
    /// `system/credit`
    pub subject: String,
    /// What is not as the clause asks.
    pub points: Vec<Point>,
    /// The explanations.
    pub accounts: Vec<Account>,
}

/// An explanation as the register prints it.
#[derive(Clone, Debug, Default, Serialize)]
pub struct Account {
    /// Whether it is internal, and all but its end withheld.
    pub internal: bool,
    /// Its id.
    pub id: Option<String>,
    /// The word of its state: what is reported of it, though it holds.
    pub state: Option<&'static str>,
    /// Its kind.
    pub kind: Option<String>,
    /// What the kind says.
    pub kind_says: Option<String>,
    /// What it says, field by field.
    pub says: Vec<Field>,
    /// Documents.
    pub evidence: Vec<String>,
    /// How many documents there are.
    pub documents: usize,
    /// When it was decided.
    pub decided: Option<String>,
    /// The role that decided, and its title.
    pub role: Option<String>,
    /// The person that decided.
    pub by: Option<String>,
    /// Last day.
    pub until: Option<String>,
}

/// What is open for a subject.
#[derive(Clone, Debug, Serialize)]
pub struct Open {
    /// `system/credit`
    pub subject: String,
    /// The word of the verdict.
    pub verdict: &'static str,
    /// The open points.
    pub points: Vec<Point>,
    /// Explanations that do not hold: id, unless it is withheld, and state.
    pub refused: Vec<Refused>,
    #[serde(skip)]
    pub(super) of: Verdict,
}

/// An open point.
#[derive(Clone, Debug, Serialize)]
pub struct Point {
    /// Its label.
    pub label: Str,
    /// What it says.
    pub says: String,
    /// The word of its truth.
    pub truth: &'static str,
    /// What was found.
    pub causes: Vec<String>,
    #[serde(skip)]
    pub(super) met: Text,
}

/// An explanation that does not hold.
#[derive(Clone, Debug, Serialize)]
pub struct Refused {
    /// Its id; none where that is withheld.
    pub id: Option<String>,
    /// The word of its state.
    pub state: &'static str,
}

/// What a clause would come to once in force.
#[derive(Clone, Debug, Serialize)]
pub struct Preview {
    /// `system/credit`
    pub subject: String,
    /// The word of that verdict; none where it is no longer in force.
    pub verdict: Option<&'static str>,
    #[serde(skip)]
    pub(super) of: Option<Verdict>,
}

/// The register of a manifest.
#[must_use]
pub fn statement(case: &Case<'_>, lang: Lang, public: bool) -> Statement {
    let Case { policies, facts, judgement, .. } = *case;
    let mut summary = Summary::default();
    for evaluation in &judgement.evaluations {
        summary.add(evaluation);
    }
    let holding = judgement.assessments.iter().filter(|one| one.state.holds());
    let ends = holding.filter_map(|one| judgement.explanations.get(one.explanation)?.end());
    summary.next_end = ends.map(|end| end.value.last).min();
    let pack = |pack: &crate::policy::Pack| Pack {
        name: one_line(&pack.name),
        version: one_line(&pack.version),
        title: one_line(pack.title.get(lang)),
    };
    let running = grace(&policies.schema, facts, case.as_of);
    let layers = Layers::new(case);
    let mut loosened = layers.all(lang, public);
    loosened.retain(|layer| layer.kind != OverlayKind::Tighten);
    let maker = Maker { case, lang, public, layers, names: Names::new(case) };
    Statement {
        organisation: manifest_text(case, &["organisation", "name"], lang),
        manifest: case.path.to_owned(),
        as_of: case.as_of.to_string(),
        packs: policies.packs.iter().map(pack).collect(),
        public,
        grace: running.and_then(|grace| match grace.state {
            GraceState::Runs(until) => Some(until.to_string()),
            _ => None,
        }),
        instruments: maker.instruments(),
        loosened,
        counts: crate::report::counts(&summary, lang),
    }
}
