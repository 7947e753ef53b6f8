//! Fields, types and words of a schema as written.

use serde::{Deserialize, Serialize};

use super::{Path, Quoted, Sentence, Word};
use crate::source::Span;

/// A field of a record.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Field {
    /// Its key.
    pub name: Word,
    /// Without it the record says nothing.
    pub required: bool,
    /// What it holds.
    pub ty: TypeExpr,
    /// `else organisation.acts_as`: where the value comes from when it is not said.
    pub fallback: Option<Path>,
    /// What it means.
    pub meaning: Option<Sentence>,
    /// The field.
    pub span: Span,
}

/// A type as written.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct TypeExpr {
    /// Which.
    pub kind: TypeKind,
    /// Where.
    pub span: Span,
}

/// The kinds of types.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub enum TypeKind {
    /// `list of [at least N] T`
    List {
        /// Least number of items.
        least: Option<u32>,
        /// Their type.
        item: Box<TypeExpr>,
    },
    /// `reference to R`
    Reference(Word),
    /// `partial R`
    Partial(Word),
    /// `one of [w, …]`
    OneOf(Vec<Member>),
    /// `https url`
    HttpsUrl,
    /// `text at least N characters`
    AtLeast {
        /// `text`, `prose`, `path`, `key`
        base: Word,
        /// How many characters.
        characters: u32,
    },
    /// `text like "SYS-####"`
    Like {
        /// `text`, `key`, …
        base: Word,
        /// The pattern.
        pattern: Quoted,
    },
    /// `text`, `date`, … by its word
    Base(Word),
    /// A record or enum
    Named(Word),
}

/// A word of an enum.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Member {
    /// The word; kebab-case, or quoted text.
    pub word: Word,
    /// Other vocabularies' words, answered with a hint.
    pub synonyms: Vec<Word>,
    /// What it means; for `word ja "…"` only the Japanese name is given and `en` is the word.
    pub meaning: Option<Sentence>,
}
