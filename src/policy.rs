//! Policies, resolved and ready to run: every name is an id, every condition is typed. Only sound clauses are in it.
//!
//! Made by [`crate::check`]; read by evaluation, explanations, tests and reports. Holds no manifest.

use crate::calendar::{Date, Duration};
use crate::diagnostic::Level;
use crate::schema::{EnumId, FieldId, RecordId, Schema, Type};
use crate::source::Span;
use crate::syntax::tree;
pub use crate::syntax::tree::{Modality, OverlayKind, Quantity};
use crate::text::Said;

/// Everything that a run judges by.
#[derive(Clone, Debug, Default)]
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
    /// Changes to clauses of other packs; checked, not yet applied.
    pub overlays: Vec<Overlay>,
    /// Manifests that tests share.
    pub fixtures: Vec<Fixture>,
    /// Tests, to be run against their own pack alone.
    pub tests: Vec<Test>,
}

/// A pack.
#[derive(Clone, Debug, PartialEq)]
pub struct Pack {
    /// `jp.aigb`
    pub name: String,
    /// `1.2.0`
    pub version: String,
    /// Its title.
    pub title: Said,
    /// Its header.
    pub span: Span,
}

/// How binding a source text is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[expect(missing_docs, reason = "the words are those of language.md, section 3")]
pub enum Status {
    Statute,
    Regulation,
    Contract,
    Internal,
    Guidance,
    CodeOfConduct,
    Standard,
    Draft,
}

/// How strongly a clause of a source text is worded.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Strength {
    /// Binds.
    Law,
    /// A statutory duty of effort.
    Endeavour,
    /// 「べき」
    Should,
    /// 「重要である」
    Important,
    /// 「期待される」
    Expected,
    /// 「望ましい」
    Desirable,
    /// 「奨励」
    Encouraged,
}

impl Strength {
    /// Every strength with its word.
    pub const ALL: [(&'static str, Self); 7] = [
        ("law", Self::Law),
        ("endeavour", Self::Endeavour),
        ("should", Self::Should),
        ("important", Self::Important),
        ("expected", Self::Expected),
        ("desirable", Self::Desirable),
        ("encouraged", Self::Encouraged),
    ];

    /// The word of the language.
    #[must_use]
    pub fn word(self) -> &'static str {
        Self::ALL.iter().find(|(_, strength)| *strength == self).map_or("", |(word, _)| word)
    }

    /// The strongest modality that a clause may take from it.
    #[must_use]
    pub const fn modality(self) -> Modality {
        match self {
            Self::Law => Modality::Must,
            Self::Endeavour | Self::Should | Self::Important | Self::Expected => Modality::Should,
            Self::Desirable | Self::Encouraged => Modality::May,
        }
    }

    /// How loud a finding is by default.
    #[must_use]
    pub const fn level(self) -> Level {
        match self {
            Self::Law | Self::Should | Self::Important => Level::Error,
            Self::Endeavour | Self::Expected => Level::Warning,
            Self::Desirable | Self::Encouraged => Level::Note,
        }
    }
}

/// What the source text allows beside the thing itself.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[expect(missing_docs, reason = "the words are those of language.md, section 8")]
pub enum Softener {
    Consider,
    AsNeeded,
    WithinReason,
    ByMeansOf,
    Example,
    TakeCare,
}

impl Softener {
    /// Every softener with its word.
    pub const ALL: [(&'static str, Self); 6] = [
        ("consider", Self::Consider),
        ("as-needed", Self::AsNeeded),
        ("within-reason", Self::WithinReason),
        ("by-means-of", Self::ByMeansOf),
        ("example", Self::Example),
        ("take-care", Self::TakeCare),
    ];

    /// The word of the language.
    #[must_use]
    pub fn word(self) -> &'static str {
        Self::ALL.iter().find(|(_, softener)| *softener == self).map_or("", |(word, _)| word)
    }

    /// Whether a recorded reason is as good as the thing.
    #[must_use]
    pub const fn accepts_reason(self) -> bool {
        matches!(self, Self::Consider | Self::AsNeeded)
    }
}

impl Status {
    /// Every status with its word.
    pub const ALL: [(&'static str, Self); 8] = [
        ("statute", Self::Statute),
        ("regulation", Self::Regulation),
        ("contract", Self::Contract),
        ("internal", Self::Internal),
        ("guidance", Self::Guidance),
        ("code-of-conduct", Self::CodeOfConduct),
        ("standard", Self::Standard),
        ("draft", Self::Draft),
    ];

    /// The word of the language.
    #[must_use]
    pub fn word(self) -> &'static str {
        Self::ALL.iter().find(|(_, status)| *status == self).map_or("", |(word, _)| word)
    }

    /// Whether a row of such a text may say `law` or `endeavour`.
    #[must_use]
    pub const fn binds(self) -> bool {
        matches!(self, Self::Statute | Self::Regulation | Self::Contract | Self::Internal)
    }
}

/// A source text with an edition.
#[derive(Clone, Debug, PartialEq)]
pub struct Instrument {
    /// `AIGB`
    pub handle: String,
    /// The pack that declares it.
    pub pack: usize,
    /// Its title.
    pub title: Said,
    /// Who issued it.
    pub issuer: Option<String>,
    /// Its edition.
    pub edition: Option<String>,
    /// The day of the edition.
    pub dated: Option<Date>,
    /// Its address.
    pub url: Option<String>,
    /// How binding it is.
    pub status: Status,
    /// Its clauses.
    pub rows: Vec<Row>,
    /// Where it is declared.
    pub span: Span,
}

/// A clause of a source text.
#[derive(Clone, Debug, PartialEq)]
pub struct Row {
    /// `Part 2, C. 3) ②`
    pub id: String,
    /// What it is about.
    pub subject: Said,
    /// Strength of its wording.
    pub strength: Strength,
    /// What it allows besides.
    pub softener: Option<Softener>,
    /// Same topic elsewhere: instrument and clause.
    pub maps: Vec<(String, String)>,
    /// Where it stands.
    pub span: Span,
}

/// A row of an instrument that a clause cites.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Citation {
    /// Index in [`PolicySet::instruments`].
    pub instrument: usize,
    /// Index in its rows.
    pub row: usize,
    /// The line of the policy.
    pub span: Span,
}

/// `a NOUN is WORD when CONDITION`
#[derive(Clone, Debug, PartialEq)]
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

/// What explanations of a clause need.
#[derive(Clone, Debug, PartialEq)]
pub struct ExplanationSet {
    /// The pack.
    pub pack: usize,
    /// `ordinary`, `strict`, …
    pub name: String,
    /// Fields needed besides those of the kind.
    pub needs: Vec<String>,
    /// `instead` needs evidence.
    pub instead_with_evidence: bool,
    /// Functions that may decide; none: any.
    pub decision_by: Vec<String>,
    /// Not the owner of the subject.
    pub four_eyes: bool,
    /// The longest an explanation may last.
    pub lasts: Option<Duration>,
    /// How often it may be renewed; none: not said.
    pub renewable: Option<u32>,
    /// Kinds accepted; none: all.
    pub kinds: Option<Vec<String>>,
    /// Where it is written.
    pub span: Span,
}

/// One thing a source asks.
#[derive(Clone, Debug, PartialEq)]
pub struct Expectation {
    /// Index of its pack.
    pub pack: usize,
    /// Without the pack: `human-judgement`.
    pub name: String,
    /// With it: `jp.aigb/human-judgement`.
    pub id: String,
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
    pub formerly: Vec<String>,
    /// What to do.
    pub help: Option<Said>,
    /// Its name in the policy.
    pub name_span: Span,
    /// The whole clause.
    pub span: Span,
}

/// When a clause is in force.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub struct Force {
    /// Made known; without `from` it is only a preview.
    pub announced: Option<Date>,
    /// First day.
    pub from: Option<Date>,
    /// Last day.
    pub until: Option<Date>,
}

/// Whom a clause concerns.
#[derive(Clone, Debug, PartialEq)]
pub struct Scope {
    /// None: the organisation.
    pub each: Option<Each>,
    /// `where …`
    pub filter: Option<Cond>,
    /// The line.
    pub span: Span,
}

/// `each NOUN`
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Each {
    /// The records.
    pub record: RecordId,
    /// The top-level list that holds them.
    pub list: FieldId,
}

/// One labelled condition.
#[derive(Clone, Debug, PartialEq)]
pub struct Point {
    /// Its label.
    pub label: String,
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
#[derive(Clone, Debug, PartialEq)]
pub struct Evidence {
    /// Its label.
    pub label: String,
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
    pub mentions: Vec<String>,
    /// `when C`
    pub when: Option<Cond>,
    /// The label in the policy.
    pub label_span: Span,
    /// The line.
    pub span: Span,
}

/// `for every b in L where C` of an evidence line.
#[derive(Clone, Debug, PartialEq)]
pub struct EvidenceEvery {
    /// Where the item is kept while its condition runs.
    pub slot: Slot,
    /// The list.
    pub list: Path,
    /// `where …`
    pub filter: Option<Cond>,
}

/// A place for the item of a quantifier: its depth, from 0.
pub type Slot = u8;

/// A typed condition.
#[derive(Clone, Debug, PartialEq)]
pub struct Cond {
    /// Which.
    pub kind: CondKind,
    /// Where in the policy.
    pub span: Span,
}

/// The kinds of conditions.
#[derive(Clone, Debug, PartialEq)]
pub enum CondKind {
    /// All hold.
    And(Vec<Cond>),
    /// One holds.
    Or(Vec<Cond>),
    /// It does not hold.
    Not(Box<Cond>),
    /// `if A then B`; `B unless A` is the same with `A` negated.
    If {
        /// A
        when: Box<Cond>,
        /// Whether it was written `unless`.
        unless: bool,
        /// B
        then: Box<Cond>,
    },
    /// `for every b in L where C, D`
    ForEvery {
        /// Where b is kept.
        slot: Slot,
        /// L
        list: ListOf,
        /// C
        filter: Option<Box<Cond>>,
        /// D
        body: Box<Cond>,
    },
    /// `for the latest b in L by DATE where C, D`
    ForLatest {
        /// Where b is kept.
        slot: Slot,
        /// L
        list: Path,
        /// The date field of its records.
        by: FieldId,
        /// C
        filter: Option<Box<Cond>>,
        /// D
        body: Box<Cond>,
    },
    /// `there is a b in L where C` and its like
    There {
        /// How many.
        quantity: Quantity,
        /// Where b is kept.
        slot: Slot,
        /// L
        list: Path,
        /// C
        filter: Option<Box<Cond>>,
    },
    /// `x is …`
    Is {
        /// x
        path: Path,
        /// What is said of it.
        relation: Relation,
    },
}

/// What `for every` runs over.
#[derive(Clone, Debug, PartialEq)]
pub enum ListOf {
    /// A list of the manifest.
    Path(Path),
    /// Literal words.
    Words(Vec<String>),
}

/// Where a path begins.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Root {
    /// What is judged; in a definition, the record it is said of. `organisation` as subject is [`Root::Block`].
    Subject(RecordId),
    /// An item of a quantifier.
    Item(Slot),
    /// A top-level block of the manifest.
    Block(FieldId),
}

/// A typed path.
#[derive(Clone, Debug, PartialEq)]
pub struct Path {
    /// Where it begins.
    pub root: Root,
    /// The fields that follow; a step behind a reference follows it.
    pub steps: Vec<FieldId>,
    /// The type of what it leads to.
    pub ty: Type,
    /// As written: `system.oversight.mode`.
    pub text: String,
    /// Where in the policy.
    pub span: Span,
}

/// A typed relation.
#[derive(Clone, Debug, PartialEq)]
#[expect(missing_docs, reason = "each is one sentence of language.md 5.1, with a row in `check::relations`")]
pub enum Relation {
    Stated {
        negated: bool,
    },
    StatedOrDeclined,
    Declined {
        negated: bool,
    },
    StatedInWords(u32),
    StatesAll {
        or_declines: bool,
        fields: Vec<FieldId>,
    },
    /// Equal to one of the values (`is w` has one); negated: to none.
    OneOf {
        negated: bool,
        values: Vec<Value>,
    },
    /// `x is DEFINITION`; index in [`PolicySet::definitions`].
    Meets {
        negated: bool,
        definition: usize,
    },
    /// `x is THING`: the same record.
    Same {
        negated: bool,
        thing: Root,
    },
    Includes(Value),
    IncludesAll(Set),
    IncludesAny(Set),
    IncludesNone(Set),
    IncludesOrDeclinesAll(Vec<Value>),
    AtLeast(Value),
    AtMost(Value),
    Before(Value),
    After(Value),
    OnOrBefore(Value),
    OnOrAfter(Value),
    WithinLast(Value),
    WithinNext(Value),
    WithinBefore(Duration, Value),
    WithinAfter(Duration, Value),
    DueWithin(Duration, Value),
}

/// A literal list or a list of the manifest.
#[derive(Clone, Debug, PartialEq)]
pub enum Set {
    /// Literal.
    Values(Vec<Value>),
    /// A path to a list.
    Path(Path),
}

/// A value on the right of a relation.
#[derive(Clone, Debug, PartialEq)]
pub enum Value {
    /// A word of an enum, or a text.
    Text(String),
    /// A literal word that a `for every` runs over.
    Item(Slot),
    /// A number or percentage.
    Number(f64),
    /// A day.
    Date(Date),
    /// The as-of date.
    Today,
    /// A length of time.
    Duration(Duration),
    /// `true`, `false`
    Boolean(bool),
    /// What stands at a path.
    Path(Path),
}

/// `tighten`, `relax` or `drop`, checked.
#[derive(Clone, Debug, PartialEq)]
pub struct Overlay {
    /// The pack it stands in.
    pub pack: usize,
    /// Which way.
    pub kind: OverlayKind,
    /// Index in [`PolicySet::expectations`]; none where that pack is not loaded.
    pub target: Option<usize>,
    /// The pack of the clause.
    pub target_pack: String,
    /// The clause.
    pub clause: String,
    /// A level of its own.
    pub level: Option<Level>,
    /// A modality of its own.
    pub modality: Option<Modality>,
    /// What that modality rests on.
    pub citations: Vec<Citation>,
    /// More points.
    pub also: Vec<Point>,
    /// More evidence.
    pub evidence: Vec<Evidence>,
    /// Another explanation set.
    pub set: Option<usize>,
    /// Other force.
    pub force: Option<Force>,
    /// Points taken away.
    pub without: Vec<String>,
    /// A narrower scope.
    pub only: Option<Cond>,
    /// Why.
    pub because: Option<Said>,
    /// Which function decided, and when.
    pub decided: Option<(String, Date)>,
    /// Last day.
    pub until: Option<Date>,
    /// Where it stands.
    pub span: Span,
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
