//! Fixtures and tests as written: a manifest, changes to it, and what is expected.

use serde::{Deserialize, Serialize};

use super::{At, Operand, Quoted, ValueList, Word};
use crate::calendar::Date;
use crate::source::Span;

/// `fixture NAME on D with file … """yaml"""`
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Fixture {
    /// Its name.
    pub name: Word,
    /// The as-of date.
    pub on: Option<At<Date>>,
    /// Files that exist.
    pub files: Vec<WithFile>,
    /// The manifest.
    pub yaml: Quoted,
    /// The item.
    pub span: Span,
}

/// `test "…" { … }`
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Test {
    /// What it shows.
    pub name: Quoted,
    /// The as-of date, if not the fixture's.
    pub on: Option<At<Date>>,
    /// What is judged.
    pub given: Given,
    /// `but …`
    pub changes: Vec<Change>,
    /// Files that exist; one of the fixture's path replaces it.
    pub files: Vec<WithFile>,
    /// What is expected.
    pub expects: Vec<Expect>,
    /// The item.
    pub span: Span,
}

/// What a test judges.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub enum Given {
    /// A fixture.
    Fixture(Word),
    /// A manifest of its own.
    Yaml(Quoted),
}

/// `but PATH is VALUE`, `but without PATH`
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Change {
    /// The place.
    pub target: Target,
    /// What is put there; none takes it away.
    pub value: Option<ChangeValue>,
    /// The line.
    pub span: Span,
}

/// `systems[hr].oversight.mode`
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Target {
    /// At least one.
    pub steps: Vec<TargetStep>,
    /// The whole.
    pub span: Span,
}

/// `systems[hr]`
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct TargetStep {
    /// The key.
    pub key: Word,
    /// An id, or a place from 1.
    pub pick: Option<Word>,
}

/// What a `but` puts in a place.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub enum ChangeValue {
    /// One value.
    Value(Operand),
    /// A list.
    List(ValueList),
    /// `declined "why"`
    Declined(Quoted),
    /// `"""yaml"""`
    Yaml(Quoted),
}

/// `with file "p" of N words reviewed D containing "…"`
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct WithFile {
    /// Its path.
    pub path: Quoted,
    /// How many words.
    pub words: Option<At<u32>>,
    /// When it was reviewed.
    pub reviewed: Option<At<Date>>,
    /// A text in it.
    pub containing: Option<Quoted>,
    /// The whole.
    pub span: Span,
}

/// What a test expects.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub enum Expect {
    /// `expect CLAUSE for SUBJECT VERDICT [, noting a, b]`
    Verdict {
        /// The clause.
        clause: Word,
        /// `system/hr`, `organisation`
        subject: Word,
        /// What it comes to.
        verdict: Expected,
        /// Exactly these `may` points are not met.
        noting: Vec<Word>,
        /// The line.
        span: Span,
    },
    /// `expect explanation EX-1 is STATE [for lack of f, g]`
    Explanation {
        /// Its id.
        id: Word,
        /// The state.
        state: Word,
        /// The fields that lack.
        lacking: Vec<Word>,
        /// The line.
        span: Span,
    },
    /// `expect nothing else`
    NothingElse(Span),
}

/// A verdict as a test writes it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub enum Expected {
    /// `complies`, `would comply`
    Complies {
        /// `would`: of a clause not yet in force.
        preview: bool,
    },
    /// `deviates at a, b [and is unknown at c]`, `would deviate at a`
    Deviates {
        /// The labels that deviate.
        at: Vec<Word>,
        /// The labels that are unknown besides.
        unknown: Vec<Word>,
        /// `would`
        preview: bool,
    },
    /// `is unknown at a`, `would be unknown at a`
    Unknown {
        /// The labels.
        at: Vec<Word>,
        /// `would`
        preview: bool,
    },
    /// `is explained`
    Explained,
    /// `does not apply`
    NotApplicable,
    /// `is not in force`
    NotInForce,
}
