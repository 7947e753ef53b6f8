//! Typed conditions: every path knows its fields, every relation its values.

use serde::{Deserialize, Serialize};

use crate::calendar::{Date, Duration};
use crate::schema::{FieldId, RecordId, Type};
use crate::source::Span;
use crate::syntax::tree::Quantity;
use crate::text::Str;

/// A place for the item of a quantifier: its depth, from 0.
pub type Slot = u8;

/// A typed condition.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Cond {
    /// Which.
    pub kind: CondKind,
    /// Where in the policy.
    pub span: Span,
}

/// The kinds of conditions.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
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
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub enum ListOf {
    /// A list of the manifest.
    Path(Box<Path>),
    /// Literal words.
    Words(Vec<Str>),
}

/// Where a path begins.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Root {
    /// What is judged; in a definition, the record it is said of. `organisation` as subject is [`Root::Block`].
    Subject(RecordId),
    /// An item of a quantifier.
    Item(Slot),
    /// A top-level block of the manifest.
    Block(FieldId),
}

/// A typed path.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Path {
    /// Where it begins.
    pub root: Root,
    /// The fields that follow; a step behind a reference follows it.
    pub steps: Vec<FieldId>,
    /// The type of what it leads to.
    pub ty: Type,
    /// As written: `system.oversight.mode`.
    pub text: Str,
    /// Where in the policy.
    pub span: Span,
}

/// A typed relation.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
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
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub enum Set {
    /// Literal.
    Values(Vec<Value>),
    /// A path to a list.
    Path(Box<Path>),
}

/// A value on the right of a relation.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub enum Value {
    /// A word of an enum, or a text.
    Text(Str),
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
    Path(Box<Path>),
}

impl Relation {
    /// The paths on its right: values and lists of the manifest that it compares with.
    #[must_use]
    pub fn paths(&self) -> Vec<&Path> {
        match self {
            Self::Stated { .. }
            | Self::StatedOrDeclined
            | Self::Declined { .. }
            | Self::StatedInWords(_)
            | Self::StatesAll { .. }
            | Self::Meets { .. }
            | Self::Same { .. } => Vec::new(),
            Self::OneOf { values, .. } | Self::IncludesOrDeclinesAll(values) => {
                values.iter().filter_map(Value::path).collect()
            }
            Self::IncludesAll(set) | Self::IncludesAny(set) | Self::IncludesNone(set) => match set {
                Set::Values(values) => values.iter().filter_map(Value::path).collect(),
                Set::Path(path) => vec![path],
            },
            Self::Includes(value)
            | Self::AtLeast(value)
            | Self::AtMost(value)
            | Self::Before(value)
            | Self::After(value)
            | Self::OnOrBefore(value)
            | Self::OnOrAfter(value)
            | Self::WithinLast(value)
            | Self::WithinNext(value)
            | Self::WithinBefore(_, value)
            | Self::WithinAfter(_, value)
            | Self::DueWithin(_, value) => value.path().into_iter().collect(),
        }
    }
}

impl Value {
    /// The path, where the value stands in the manifest.
    #[must_use]
    pub fn path(&self) -> Option<&Path> {
        match self {
            Self::Path(path) => Some(path),
            _ => None,
        }
    }
}
