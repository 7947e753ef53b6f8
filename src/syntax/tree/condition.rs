//! Conditions as written: sentences, quantifiers and what joins them.

use serde::{Deserialize, Serialize};

use super::{At, Quoted, Word};
use crate::calendar::{Date, Duration};
use crate::source::Span;

/// A condition.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Cond {
    /// Which.
    pub kind: CondKind,
    /// Where, without surrounding blanks; with its parentheses where it has some.
    pub span: Span,
}

/// The kinds of conditions.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub enum CondKind {
    /// `A and B and …`: at least two.
    And(Vec<Cond>),
    /// `A or B or …`: at least two.
    Or(Vec<Cond>),
    /// `not ( A )`
    Not(Box<Cond>),
    /// `if A then B`
    If {
        /// A
        when: Box<Cond>,
        /// B
        then: Box<Cond>,
    },
    /// `A unless B`
    Unless {
        /// A
        then: Box<Cond>,
        /// B
        unless: Box<Cond>,
    },
    /// `for every b in L where C, D`
    ForEvery {
        /// b
        binder: Word,
        /// L
        list: ListExpr,
        /// C
        filter: Option<Box<Cond>>,
        /// D
        body: Box<Cond>,
    },
    /// `for the latest b in L by DATE where C, D`
    ForLatest {
        /// b
        binder: Word,
        /// L
        list: Path,
        /// The date field.
        by: Word,
        /// C
        filter: Option<Box<Cond>>,
        /// D
        body: Box<Cond>,
    },
    /// `there is a b in L where C` and its like
    There {
        /// How many.
        quantity: Quantity,
        /// b; may be a plural word.
        binder: Word,
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
    /// A phrase that was refused; a diagnostic says why.
    Broken,
}

/// How many there are.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Quantity {
    /// `there is a`
    Some,
    /// `there is no`
    None,
    /// `there are at least n`
    AtLeast(u32),
    /// `there are at most n`
    AtMost(u32),
}

/// What `for every` runs over.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub enum ListExpr {
    /// A list of the manifest.
    Path(Path),
    /// `[a, b, c]`
    Words(ValueList),
}

/// `[a, b, "c"]`
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct ValueList {
    /// Its values.
    pub values: Vec<Operand>,
    /// With its brackets.
    pub span: Span,
}

/// A literal list or a path to one.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub enum Set {
    /// `[a, b]`
    Values(ValueList),
    /// `model.forbids`
    Path(Path),
}

/// `system.oversight.mode`
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Path {
    /// At least one.
    pub segments: Vec<Word>,
    /// The whole.
    pub span: Span,
}

/// What is said of a path. One variant a row of [`crate::check`].
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub enum Relation {
    /// `is [not] stated`
    Stated {
        /// `not`
        negated: bool,
    },
    /// `is stated or declined`
    StatedOrDeclined,
    /// `is [not] declined`
    Declined {
        /// `not`
        negated: bool,
    },
    /// `is stated in at least N words`
    StatedInWords(At<u32>),
    /// `states [or declines] all of [f, g]`
    StatesAll {
        /// `or declines`
        or_declines: bool,
        /// Names of fields.
        fields: ValueList,
    },
    /// `is w`, `is not w`; w may be a definition or something in scope
    Is {
        /// `not`
        negated: bool,
        /// w
        value: Operand,
    },
    /// `is one of [ … ]`
    OneOf(ValueList),
    /// `is none of [ … ]`
    NoneOf(ValueList),
    /// `includes w`
    Includes(Operand),
    /// `includes all of L`
    IncludesAll(Set),
    /// `includes any of L`
    IncludesAny(Set),
    /// `includes none of L`
    IncludesNone(Set),
    /// `includes or declines all of [w, v]`
    IncludesOrDeclinesAll(ValueList),
    /// `is at least n`
    AtLeast(Operand),
    /// `is at most n`
    AtMost(Operand),
    /// `is before D`
    Before(Operand),
    /// `is after D`
    After(Operand),
    /// `is on or before D`
    OnOrBefore(Operand),
    /// `is on or after D`
    OnOrAfter(Operand),
    /// `is within the last P`; P a duration or a path to one
    WithinLast(Operand),
    /// `is within the next P`
    WithinNext(Operand),
    /// `is within P before y`
    WithinBefore(At<Duration>, Operand),
    /// `is within P after y`
    WithinAfter(At<Duration>, Operand),
    /// `is due within P after y`
    DueWithin(At<Duration>, Operand),
}

/// A value on the right of a relation.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub enum Operand {
    /// A bare word: a word of the type, a thing in scope or a definition.
    Word(Word),
    /// A path with at least one dot.
    Path(Path),
    /// `"text"`
    Text(Quoted),
    /// `3`, `0.5`
    Number(At<f64>),
    /// `80%`
    Percent(At<f64>),
    /// `2026-03-31`
    Date(At<Date>),
    /// `12 months`
    Duration(At<Duration>),
    /// `true`, `false`
    Boolean(At<bool>),
    /// `today`
    Today(Span),
    /// A value that could not be read, e.g. 2026-02-30; a diagnostic says why.
    Broken(Span),
}

impl Operand {
    /// Where it stands.
    #[must_use]
    pub fn span(&self) -> Span {
        match self {
            Self::Word(word) => word.span,
            Self::Path(path) => path.span,
            Self::Text(text) => text.span,
            Self::Number(at) | Self::Percent(at) => at.span,
            Self::Date(at) => at.span,
            Self::Duration(at) => at.span,
            Self::Boolean(at) => at.span,
            Self::Today(span) | Self::Broken(span) => *span,
        }
    }
}
