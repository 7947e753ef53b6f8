//! The tree of one policy file, as it is written: names unresolved, every part with its span.
//!
//! There is always a tree. An item that could not be read is [`Item::Broken`], a refused or broken condition is
//! [`CondKind::Broken`]; in both cases a diagnostic has been given, and later stages stay silent about them.

use serde::{Deserialize, Serialize};

use crate::calendar::{Date, Duration};
use crate::source::Span;

mod condition;
mod shape;
mod test;

pub use condition::{Cond, CondKind, ListExpr, Operand, Path, Quantity, Relation, Set, ValueList};
pub use shape::{Field, Member, TypeExpr, TypeKind};
pub use test::{Change, ChangeValue, Expect, Expected, Fixture, Given, Target, TargetStep, Test, WithFile};

/// A name, word or handle, with its place.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Word {
    /// As written.
    pub text: String,
    /// Where.
    pub span: Span,
}

/// A text in quotes.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Quoted {
    /// Its value: escapes resolved; of a `"""` text the common indent and the blank first and last line are gone.
    pub text: String,
    /// Where, quotes included.
    pub span: Span,
    /// Where, without the quotes; the raw text of a `"""` block, e.g. the YAML of a fixture.
    pub inner: Span,
}

/// A sentence and its Japanese twin: `"…" ja "…"`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Sentence {
    /// English.
    pub en: Quoted,
    /// Japanese.
    pub ja: Option<Quoted>,
}

/// `title "…"`, `title ja "…"`, `help "…"`: one line in one language.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Line {
    /// `ja` or `en`; none means English.
    pub lang: Option<Word>,
    /// The text.
    pub text: Quoted,
    /// The whole line.
    pub span: Span,
}

/// A value with its place.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct At<T> {
    /// The value.
    pub value: T,
    /// Where.
    pub span: Span,
}

/// A file of policies, schema, overlay or tests.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct File {
    /// What opens it; none where it could not be read.
    pub header: Option<Header>,
    /// In the order of the text.
    pub items: Vec<Item>,
}

/// What opens a file.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub enum Header {
    /// `pack jp.aigb version 1.2.0 { … }`
    Pack(PackHeader),
    /// `part of jp.aigb`
    Part {
        /// The pack.
        pack: Word,
        /// The header.
        span: Span,
    },
    /// `schema ai-governance version 1`
    Schema {
        /// The schema.
        name: Word,
        /// Its version.
        version: At<u32>,
        /// The header.
        span: Span,
    },
}

/// `pack NAME version V { … }`
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct PackHeader {
    /// The pack.
    pub name: Word,
    /// `1.2.0`
    pub version: Word,
    /// In English and Japanese.
    pub titles: Vec<Line>,
    /// Edition of the language.
    pub language: Option<At<u32>>,
    /// The schema it speaks about.
    pub schema: Option<(Word, At<u32>)>,
    /// Who publishes it.
    pub publisher: Option<Quoted>,
    /// Its licence.
    pub licence: Option<Quoted>,
    /// The header.
    pub span: Span,
}

/// One item of a file.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub enum Item {
    /// `use PACK version V from "PATH"`; `from` may be left out for an embedded or vendored pack.
    Use {
        /// The pack.
        pack: Word,
        /// The version.
        version: Word,
        /// Where it stands.
        from: Option<Quoted>,
        /// The item.
        span: Span,
    },
    /// `instrument HANDLE { … }`
    Instrument(Instrument),
    /// `clauses of HANDLE { … }`
    Clauses {
        /// The instrument.
        handle: Word,
        /// Its rows.
        rows: Vec<ClauseRow>,
        /// The item.
        span: Span,
    },
    /// `record R called noun { … }`
    Record {
        /// Name of the type.
        name: Word,
        /// `called noun`
        noun: Option<Word>,
        /// Its fields.
        fields: Vec<Field>,
        /// The item.
        span: Span,
    },
    /// `manifest { … }`
    Manifest {
        /// The top-level blocks.
        fields: Vec<Field>,
        /// The item.
        span: Span,
    },
    /// `enum E { … }`
    Enum {
        /// Name of the type.
        name: Word,
        /// Its words.
        members: Vec<Member>,
        /// The item.
        span: Span,
    },
    /// `extend R { … }`
    Extend {
        /// The record.
        record: Word,
        /// New fields.
        fields: Vec<Field>,
        /// The item.
        span: Span,
    },
    /// `extend E with [ … ]`, `extend R.field with [ … ]`
    ExtendWords {
        /// The enum, or the record of the field.
        target: Word,
        /// The field whose `one of` grows.
        field: Option<Word>,
        /// New words.
        members: Vec<Member>,
        /// The item.
        span: Span,
    },
    /// `by default explanation NAME { … }`
    ExplanationSet {
        /// `ordinary`, `strict`, …
        name: Word,
        /// Its lines.
        lines: Vec<SetLine>,
        /// The item.
        span: Span,
    },
    /// `by default evidence …`
    EvidenceDefault {
        /// The tests.
        tests: Vec<EvidenceTest>,
        /// The item.
        span: Span,
    },
    /// `a NOUN is WORD when CONDITION`
    Definition {
        /// The noun of a record.
        noun: Word,
        /// The word defined.
        word: Word,
        /// When it is so.
        when: Cond,
        /// The item.
        span: Span,
    },
    /// `expectation ID { … }`
    Expectation(Expectation),
    /// `tighten X { … }`, `relax X { … }`, `drop X { … }`
    Overlay(Overlay),
    /// `fixture NAME … """…"""`
    Fixture(Fixture),
    /// `test "…" { … }`
    Test(Test),
    /// An item that could not be read; a diagnostic says why.
    Broken(Span),
}

/// `instrument HANDLE { … }`
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Instrument {
    /// `AIGB`
    pub handle: Word,
    /// Titles in English and Japanese.
    pub titles: Vec<Line>,
    /// Who issued it.
    pub issuer: Option<Quoted>,
    /// Edition, and its date.
    pub edition: Option<(Quoted, Option<At<Date>>)>,
    /// Its address.
    pub url: Option<Quoted>,
    /// `statute`, `guidance`, …
    pub status: Option<Word>,
    /// Number of the last article.
    pub articles: Option<At<u32>>,
    /// Editions that this one took the place of.
    pub replaces: Vec<Quoted>,
    /// The item.
    pub span: Span,
}

/// A row of `clauses of`.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct ClauseRow {
    /// `"Part 2, C. 3) ②"`
    pub id: Quoted,
    /// What it is about.
    pub subject: Sentence,
    /// `important`
    pub strength: Word,
    /// `consider`
    pub softener: Option<Word>,
    /// `maps to HANDLE "…"`
    pub maps: Vec<(Word, Quoted)>,
    /// Numbers that it had before.
    pub formerly: Vec<Quoted>,
    /// The row.
    pub span: Span,
}

/// A line of an explanation set.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub enum SetLine {
    /// `needs FIELD`, `needs instead with evidence`
    Needs {
        /// The field.
        field: Word,
        /// `with evidence`
        with_evidence: bool,
    },
    /// `needs decision by F or G`
    DecisionBy(Vec<Word>),
    /// `needs decision by someone other than the owner`
    FourEyes(Span),
    /// `lasts at most P`
    Lasts(At<Duration>),
    /// `renewable N times`, `not renewable` (0)
    Renewable(At<u32>),
    /// `accepts kinds [ … ]`
    Accepts(Vec<Word>),
}

/// `expectation ID { … }`
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Expectation {
    /// Its id.
    pub name: Word,
    /// English and Japanese.
    pub titles: Vec<Line>,
    /// What it rests on.
    pub cites: Vec<Cites>,
    /// Since when.
    pub force: Option<Force>,
    /// To whom; none where it could not be read.
    pub applies: Option<Applies>,
    /// How strong; none where it could not be read.
    pub modality: Option<At<Modality>>,
    /// The points that decide.
    pub points: Vec<Point>,
    /// The points of a trailing `may`.
    pub notes: Vec<Point>,
    /// The documents.
    pub evidence: Vec<Evidence>,
    /// `explanation NAME`
    pub explanation: Option<Word>,
    /// Old ids.
    pub formerly: Vec<Word>,
    /// What to do.
    pub help: Vec<Line>,
    /// Whether something in it was wrong, which has been said: it is not whole, and nothing is missed in it.
    pub torn: bool,
    /// The item.
    pub span: Span,
}

/// `cites HANDLE "row"`
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Cites {
    /// The instrument.
    pub handle: Word,
    /// The row.
    pub row: Quoted,
    /// The line.
    pub span: Span,
}

/// `announced D`, `in force from D until D`
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Force {
    /// When it was made known.
    pub announced: Option<At<Date>>,
    /// First day in force.
    pub from: Option<At<Date>>,
    /// Last day in force.
    pub until: Option<At<Date>>,
    /// The lines.
    pub span: Span,
}

/// `applies to …`
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Applies {
    /// The noun; none for `the organisation`.
    pub noun: Option<Word>,
    /// `where …`
    pub filter: Option<Cond>,
    /// The line.
    pub span: Span,
}

/// How strong an expectation is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum Modality {
    /// Gives notes.
    May,
    /// Comply or explain.
    Should,
    /// Binds.
    Must,
}

impl Modality {
    /// The word of the language.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::May => "may",
            Self::Should => "should",
            Self::Must => "must",
        }
    }
}

/// `- label "sentence" ja "…": CONDITION`
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Point {
    /// Its label.
    pub label: Word,
    /// What it says.
    pub sentence: Option<Sentence>,
    /// The condition.
    pub cond: Cond,
    /// The point.
    pub span: Span,
}

/// `- label "…" ja "…": [for every b in L [where C],] file PATH …`
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Evidence {
    /// Its label.
    pub label: Word,
    /// What it says.
    pub sentence: Option<Sentence>,
    /// `for every b in L where C`
    pub every: Option<EvidenceEvery>,
    /// The document.
    pub path: Path,
    /// What it must hold.
    pub tests: Vec<EvidenceTest>,
    /// `when C`
    pub when: Option<Cond>,
    /// The line.
    pub span: Span,
}

/// `for every b in L where C` of an evidence line.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct EvidenceEvery {
    /// The binder.
    pub binder: Word,
    /// The list.
    pub list: Path,
    /// `where …`
    pub filter: Option<Cond>,
}

/// What a document must hold.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub enum EvidenceTest {
    /// `at least N words`
    Words(At<u32>),
    /// `reviewed within the last P`
    Reviewed(At<Duration>),
    /// `mentions any of [ … ]`
    Mentions(Vec<Quoted>),
}

/// `tighten`, `relax` or `drop` of a clause of another pack.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Overlay {
    /// Which way.
    pub kind: OverlayKind,
    /// `jp.aigb`
    pub pack: Word,
    /// `human-judgement`
    pub clause: Word,
    /// `level error`
    pub level: Option<Word>,
    /// `to must`
    pub modality: Option<At<Modality>>,
    /// `cites HANDLE "row"`
    pub cites: Vec<Cites>,
    /// `also` points
    pub also: Vec<Point>,
    /// More evidence.
    pub evidence: Vec<Evidence>,
    /// `explanation SET`
    pub explanation: Option<Word>,
    /// Other force.
    pub force: Option<Force>,
    /// `without point, …`
    pub without: Vec<Word>,
    /// `only where C`
    pub only: Option<Cond>,
    /// `because "…" ja "…"`
    pub because: Option<Sentence>,
    /// `decided by F on D`
    pub decided: Option<(Word, At<Date>)>,
    /// `until D`
    pub until: Option<At<Date>>,
    /// Whether something in it was wrong, which has been said: it is not whole, and nothing is missed in it.
    pub torn: bool,
    /// The item.
    pub span: Span,
}

/// Which way an overlay goes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum OverlayKind {
    /// Only stricter.
    Tighten,
    /// Only looser, with an account.
    Relax,
    /// Takes the clause away, with an account.
    Drop,
}

impl OverlayKind {
    /// The word of the language.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::Tighten => "tighten",
            Self::Relax => "relax",
            Self::Drop => "drop",
        }
    }
}
