//! The shape of a manifest, resolved: records, fields, words and their types.
//!
//! Built by [`crate::check`] from a schema file and the `extend` items of packs; read by the manifest loader, the type
//! checker and `tadashi schema`. Holds no policy.

mod json_schema;
pub(crate) mod shapes;

use serde::{Deserialize, Serialize};

use crate::source::Span;
use crate::text::{Said, Str};

pub use json_schema::json_schema;

/// A record type of a [`Schema`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct RecordId(pub u16);

/// A field of some record of a [`Schema`]; no two records share one.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct FieldId(pub u16);

/// An enum, or an inline `one of`, of a [`Schema`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct EnumId(pub u16);

/// The type of a field.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Type {
    /// `text`, with its refinements; may be one string a language.
    Text(Refined),
    /// `prose`: text of sentences; may be one string a language.
    Prose(Refined),
    /// A number.
    Number,
    /// `86%`, or a number from 0 to 100.
    Percentage,
    /// `true`, `false`
    Boolean,
    /// A day, or a partial date.
    Date,
    /// `3 months`
    Duration,
    /// A path in the repository, with `/`; may be a glob in `paths` and `include`.
    Path(Refined),
    /// An address.
    Url {
        /// Only `https://`.
        https: bool,
    },
    /// The id of a record.
    Key(Refined),
    /// A language tag, `ja`.
    Language,
    /// An ISO 3166 code, `JP`.
    Country,
    /// A person's name.
    Person,
    /// An e-mail address.
    Email,
    /// A word of an enum.
    Word(EnumId),
    /// The id of a record of the top-level list of such records.
    Reference(RecordId),
    /// A record.
    Record(RecordId),
    /// All fields of a record but its key: what every record of this file has unless it says otherwise.
    Partial(RecordId),
    /// A list.
    List {
        /// What it holds.
        item: Box<Type>,
        /// Least number of items.
        least: u32,
    },
}

impl Type {
    /// The item type of a list.
    #[must_use]
    pub fn item(&self) -> Option<&Type> {
        match self {
            Self::List { item, .. } => Some(item),
            _ => None,
        }
    }

    /// The record that a record or a reference leads to.
    #[must_use]
    pub fn record(&self) -> Option<RecordId> {
        match self {
            Self::Record(record) | Self::Reference(record) | Self::Partial(record) => Some(*record),
            _ => None,
        }
    }

    /// Whether it is a text of some sort, which may be compared with a quoted text.
    #[must_use]
    pub fn is_textual(&self) -> bool {
        matches!(
            self,
            Self::Text(_)
                | Self::Prose(_)
                | Self::Path(_)
                | Self::Url { .. }
                | Self::Key(_)
                | Self::Language
                | Self::Country
                | Self::Person
                | Self::Email
        )
    }
}

/// What a text must look like.
#[derive(Clone, Debug, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Refined {
    /// `at least N characters`; 0 for no bound.
    pub characters: u32,
    /// `like "SYS-####"`: `#` a digit, `?` a character, `*` any number of characters.
    pub like: Option<String>,
}

/// A record type.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Record {
    /// `System`; `manifest` for the manifest itself.
    pub name: Str,
    /// `system`
    pub noun: Option<Str>,
    /// In the order of the schema; the first is what a bare value stands for.
    pub fields: Vec<FieldId>,
    /// The field of type `key`.
    pub key: Option<FieldId>,
    /// The top-level list that holds such records, if there is exactly one.
    pub list: Option<FieldId>,
    /// The top-level `partial` block that fills what such records leave out.
    pub shared: Option<FieldId>,
    /// Where it is declared.
    pub span: Span,
}

/// A field.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Field {
    /// Its key, snake_case.
    pub name: Str,
    /// The record it belongs to.
    pub record: RecordId,
    /// What it holds.
    pub ty: Type,
    /// Without it the record says nothing.
    pub required: bool,
    /// `else organisation.acts_as`: fields to follow from the root when it is not said.
    pub fallback: Option<Vec<FieldId>>,
    /// What it means.
    pub meaning: Option<Said>,
    /// Where it is declared.
    pub span: Span,
}

/// A closed list of words.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Enum {
    /// `Stage`, or `System.offered_as` for an inline `one of`.
    pub name: Str,
    /// In the order of the schema.
    pub words: Vec<EnumWord>,
}

/// A word of an enum.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct EnumWord {
    /// The word.
    pub word: Str,
    /// Other vocabularies' words for it.
    pub synonyms: Vec<Str>,
    /// What it means.
    pub meaning: Option<Said>,
}

impl EnumWord {
    /// Whether another vocabulary, or Japanese, calls it so.
    #[must_use]
    pub fn is_also(&self, text: &str) -> bool {
        self.synonyms.iter().any(|other| *other == text) || self.japanese() == Some(text)
    }

    /// What it is called in Japanese.
    #[must_use]
    pub fn japanese(&self) -> Option<&str> {
        self.meaning.as_ref()?.ja.as_deref()
    }
}

/// The whole schema of a manifest.
#[derive(Clone, Debug, PartialEq, Default, Serialize, Deserialize)]
pub struct Schema {
    /// `ai-governance`
    pub name: String,
    /// 1
    pub version: u32,
    /// By [`RecordId`]; the first is the manifest itself.
    pub records: Vec<Record>,
    /// By [`FieldId`].
    pub fields: Vec<Field>,
    /// By [`EnumId`].
    pub enums: Vec<Enum>,
}

impl Schema {
    /// The record of the manifest itself.
    pub const ROOT: RecordId = RecordId(0);

    /// A record by id.
    #[must_use]
    #[expect(clippy::indexing_slicing, reason = "ids are only made for records of this schema")]
    pub fn record(&self, id: RecordId) -> &Record {
        &self.records[id.0 as usize]
    }

    /// A field by id.
    #[must_use]
    #[expect(clippy::indexing_slicing, reason = "ids are only made for fields of this schema")]
    pub fn field(&self, id: FieldId) -> &Field {
        &self.fields[id.0 as usize]
    }

    /// An enum by id.
    #[must_use]
    #[expect(clippy::indexing_slicing, reason = "ids are only made for enums of this schema")]
    pub fn words(&self, id: EnumId) -> &Enum {
        &self.enums[id.0 as usize]
    }

    /// The field of a record by its key.
    #[must_use]
    pub fn find_field(&self, record: RecordId, name: &str) -> Option<FieldId> {
        self.record(record).fields.iter().copied().find(|id| self.field(*id).name == name)
    }

    /// A field as `tadashi show` takes it: `system.stage`, or the key alone at the top of the manifest.
    #[must_use]
    pub fn path_of(&self, id: FieldId) -> String {
        let field = self.field(id);
        if field.record == Self::ROOT {
            return field.name.to_string();
        }
        let record = self.record(field.record);
        format!("{}.{}", record.noun.as_deref().unwrap_or(&record.name), field.name)
    }

    /// The record type by its name.
    #[must_use]
    pub fn find_record(&self, name: &str) -> Option<RecordId> {
        self.records.iter().position(|record| record.name == name).map(|index| RecordId(index as u16))
    }

    /// The record type by its noun.
    #[must_use]
    pub fn find_noun(&self, noun: &str) -> Option<RecordId> {
        self.records.iter().position(|record| record.noun.as_deref() == Some(noun)).map(|index| RecordId(index as u16))
    }

    /// The enum by its name.
    #[must_use]
    pub fn find_enum(&self, name: &str) -> Option<EnumId> {
        self.enums.iter().position(|e| e.name == name).map(|index| EnumId(index as u16))
    }

    /// A record that says where a document is: it has a field `file` of type `path`.
    #[must_use]
    pub fn is_document(&self, record: RecordId) -> bool {
        self.document_file(record).is_some()
    }

    /// The `file` field of a record that is a document.
    #[must_use]
    pub fn document_file(&self, record: RecordId) -> Option<FieldId> {
        let field = *self.record(record).fields.first()?;
        let declared = self.field(field);
        (declared.name == "file" && matches!(declared.ty, Type::Path(_))).then_some(field)
    }
}
