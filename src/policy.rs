//! Policies, resolved and ready to run: every name is an id, every condition is typed. Only sound clauses are in it.
//!
//! Made by [`crate::check`]; read by evaluation, explanations, tests and reports. Holds no manifest.

use serde::{Deserialize, Serialize};

use crate::calendar::{Date, Duration};
use crate::diagnostic::Level;
use crate::limits::Limits;
use crate::schema::{EnumId, FieldId, RecordId, Schema};
use crate::source::Span;
use crate::syntax::tree;
pub use crate::syntax::tree::{Modality, OverlayKind, Quantity};
use crate::text::{Said, Str};

mod change;
mod condition;
mod fingerprint;
mod ids;
mod overlay;
mod sets;
mod source;
pub mod version;

pub use condition::{Cond, CondKind, ListOf, Path, Relation, Root, Set, Slot, Value};
pub use fingerprint::{fingerprint, overlay_print};
pub use ids::Ids;
pub use overlay::{Life, Overlay, SOON_DAYS};
pub use sets::{ExplanationSet, LineAgainst};
pub use source::{Citation, Instrument, Row, Softener, Status, Strength};

/// Everything that a run judges by.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct PolicySet {
    /// The shape of the manifest, extensions included.
    pub schema: Schema,
    /// In the order in which they were named.
    pub packs: Vec<Pack>,
    /// Source texts.
    pub instruments: Vec<Instrument>,
    /// Definitions; one uses only earlier ones.
    pub definitions: Vec<Definition>,
    /// Named sets of what explanations need.
    pub sets: Vec<ExplanationSet>,
    /// In the order of packs and files.
    pub expectations: Vec<Expectation>,
    /// Changes to clauses of other packs, in the order in which they are applied.
    pub overlays: Vec<Overlay>,
    /// Clauses that an overlay has taken away, once overlays are applied; the last of their layers is that overlay.
    pub dropped: Vec<Expectation>,
    /// Manifests that tests share.
    #[serde(skip)]
    pub fixtures: Vec<Fixture>,
    /// Tests, to be run against their own pack alone.
    #[serde(skip)]
    pub tests: Vec<Test>,
    /// What bounds a judgement by them.
    #[serde(skip)]
    pub limits: Limits,
}

/// A pack.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Pack {
    /// `jp.aigb`
    pub name: String,
    /// `1.2.0`
    pub version: String,
    /// Its title.
    pub title: Said,
    /// The day on which the lock took it; none for a pack that is not locked.
    pub taken: Option<Date>,
    /// Indices of the packs that it uses itself.
    pub uses: Vec<usize>,
    /// Its header.
    pub span: Span,
}

/// `a NOUN is WORD when CONDITION`
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Definition {
    /// The pack.
    pub pack: usize,
    /// Of which records it speaks; the record is [`Root::Subject`] of the condition.
    pub record: RecordId,
    /// The word.
    pub word: String,
    /// When it is so.
    pub cond: Cond,
    /// Where it is defined.
    pub span: Span,
}

/// Functions that a role may have and a set may name as decider (language.md 7.4).
pub const FUNCTIONS: [&str; 12] = [
    "executive",
    "ai-officer",
    "system-owner",
    "data-owner",
    "legal",
    "privacy",
    "security",
    "procurement",
    "reviewer",
    "developer",
    "operator",
    "auditor",
];

/// Kinds of explanations (language.md 7.2).
pub const KINDS: [&str; 8] = [
    "transition",
    "alternative",
    "infeasible",
    "proportionality",
    "conflict",
    "confidentiality",
    "elsewhere",
    "not-known",
];

/// States of explanations that a test may name (language.md 7.5).
pub const EXPLANATION_STATES: [&str; 16] = [
    "accepted",
    "insufficient",
    "expired",
    "expires-soon",
    "unapproved",
    "over-long",
    "perpetual",
    "contradictory",
    "inadmissible",
    "dangling",
    "boilerplate",
    "restating",
    "over-broad",
    "overtaken",
    "unused",
    "outdated",
];

/// One thing a source asks.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Expectation {
    /// Index of its pack.
    pub pack: usize,
    /// Without the pack: `human-judgement`.
    pub name: Str,
    /// With it: `jp.aigb/human-judgement`.
    pub id: Str,
    /// Its title.
    pub title: Said,
    /// What it rests on; at least one.
    pub citations: Vec<Citation>,
    /// The strength of what is cited.
    pub strength: Strength,
    /// The softener of what is cited.
    pub softener: Option<Softener>,
    /// What it claims.
    pub modality: Modality,
    /// How loud an open point is.
    pub level: Level,
    /// When it is in force.
    pub force: Force,
    /// Whom it concerns.
    pub scope: Scope,
    /// The points that decide.
    pub points: Vec<Point>,
    /// The points of a trailing `may`.
    pub notes: Vec<Point>,
    /// The documents.
    pub evidence: Vec<Evidence>,
    /// Index in [`PolicySet::sets`]; none for a `must`.
    pub set: Option<usize>,
    /// Old ids, without the pack.
    pub formerly: Vec<Str>,
    /// What to do.
    pub help: Option<Said>,
    /// Indices in [`PolicySet::overlays`] of those that have been applied to it, in their order.
    pub layers: Vec<usize>,
    /// Its name in the policy.
    pub name_span: Span,
    /// The whole clause.
    pub span: Span,
}

/// When a clause is in force.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Force {
    /// Made known; without `from` it is only a preview.
    pub announced: Option<Date>,
    /// First day.
    pub from: Option<Date>,
    /// Last day.
    pub until: Option<Date>,
}

/// Whom a clause concerns.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Scope {
    /// None: the organisation.
    pub each: Option<Each>,
    /// `where …`
    pub filter: Option<Cond>,
    /// `only where …` of overlays: it concerns no subject of which one of these is known not to hold.
    pub only: Vec<Cond>,
    /// The line.
    pub span: Span,
}

/// `each NOUN`
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Each {
    /// The records.
    pub record: RecordId,
    /// The top-level list that holds them.
    pub list: FieldId,
}

/// One labelled condition.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Point {
    /// Its label.
    pub label: Str,
    /// What it says.
    pub said: Said,
    /// When it is met.
    pub cond: Cond,
    /// The label in the policy.
    pub label_span: Span,
    /// The point.
    pub span: Span,
}

/// A document that shows a point is real.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Evidence {
    /// Its label.
    pub label: Str,
    /// What it says.
    pub said: Said,
    /// `for every b in L where C`
    pub every: Option<EvidenceEvery>,
    /// A field that is a document.
    pub path: Path,
    /// Least number of words; 0 for any.
    pub words: u32,
    /// How long ago the last review may be.
    pub reviewed: Option<Duration>,
    /// One of these must stand in it; empty: none asked.
    pub mentions: Vec<Str>,
    /// `when C`
    pub when: Option<Cond>,
    /// The label in the policy.
    pub label_span: Span,
    /// The line.
    pub span: Span,
}

/// `for every b in L where C` of an evidence line.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct EvidenceEvery {
    /// Where the item is kept while its condition runs.
    pub slot: Slot,
    /// The list.
    pub list: Path,
    /// `where …`
    pub filter: Option<Cond>,
}

/// A manifest that tests share.
#[derive(Clone, Debug, PartialEq)]
pub struct Fixture {
    /// The pack.
    pub pack: usize,
    /// As written.
    pub tree: tree::Fixture,
}

/// A test of a pack.
#[derive(Clone, Debug, PartialEq)]
pub struct Test {
    /// The pack.
    pub pack: usize,
    /// As written; its clauses, labels and subjects are known to exist.
    pub tree: tree::Test,
    /// Index in [`PolicySet::fixtures`], where a fixture is given.
    pub fixture: Option<usize>,
}

impl PolicySet {
    /// A clause by `pack/clause`; old ids do not count.
    #[must_use]
    pub fn find(&self, id: &str) -> Option<usize> {
        self.expectations.iter().position(|expectation| expectation.id == id)
    }

    /// A pack and all that it uses, also through others; ascending.
    #[must_use]
    pub fn below(&self, pack: usize) -> Vec<usize> {
        let mut found = vec![pack];
        let mut at = 0;
        while let Some(next) = found.get(at).and_then(|index| self.packs.get(*index)) {
            for used in &next.uses {
                if !found.contains(used) {
                    found.push(*used);
                }
            }
            at += 1;
        }
        found.sort_unstable();
        found
    }

    /// The overlay that decided a clause: the last that was applied to it; none for a clause as its pack has it.
    #[must_use]
    pub fn decider(&self, clause: &Expectation) -> Option<&Overlay> {
        self.overlays.get(*clause.layers.last()?)
    }

    /// Whether an overlay that was applied to a clause names a lower level or modality for it.
    #[must_use]
    pub fn quietened(&self, clause: &Expectation) -> bool {
        let mut layers = clause.layers.iter().filter_map(|layer| self.overlays.get(*layer));
        layers.any(|layer| layer.kind == OverlayKind::Relax && (layer.level.is_some() || layer.modality.is_some()))
    }

    /// The words that name an enum's word or text for a person.
    #[must_use]
    pub fn enum_words(&self, id: EnumId) -> Vec<&str> {
        self.schema.words(id).words.iter().map(|word| word.word.as_str()).collect()
    }

    /// The row a citation names.
    #[must_use]
    pub fn cited(&self, citation: Citation) -> Option<(&Instrument, &Row)> {
        let instrument = self.instruments.get(citation.instrument)?;
        Some((instrument, instrument.rows.get(citation.row)?))
    }
}

impl Expectation {
    /// Whether a label is a deciding point or evidence of this clause; `applies` always is.
    #[must_use]
    pub fn decides(&self, label: &str) -> bool {
        label == "applies"
            || self.points.iter().any(|point| point.label == label)
            || self.evidence.iter().any(|evidence| evidence.label == label)
    }
}
