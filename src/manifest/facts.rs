//! A manifest bound to its schema: what the evaluator reads.
//!
//! Keys are fields, references resolve, `shared` and `else` defaults are in their places, the files of an `include`
//! are one. Made by [`crate::manifest::bind`]; answers only "what stands at this field of this record".

use rustc_hash::{FxHashMap, FxHashSet};

use crate::manifest::node::{Document, Entry, Kind, NodeId};
use crate::schema::{FieldId, RecordId, Schema, Type};
use crate::source::{FileId, Span};

/// What stands at a field.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Found {
    /// The key is not there.
    Absent,
    /// `{ declined: "why" }`: the mapping.
    Declined(NodeId),
    /// A value, which may be blank.
    Value(NodeId),
    /// A value that cannot be read, or nothing where something is required: what it says is not known. The mistake has
    /// been told.
    Malformed(NodeId),
}

/// How deep a value is looked into for anything malformed.
const DOUBT_DEPTH: u32 = 16;

/// A manifest and what it includes, bound to the schema.
#[derive(Clone, Debug, Default)]
pub struct Facts {
    /// The tree.
    pub document: Document,
    /// Records with an id, by their type and id.
    pub(crate) keys: FxHashMap<RecordId, FxHashMap<Box<str>, NodeId>>,
    /// Every place that names a file as a document: the record (or its short form) and the path written there.
    pub(crate) papers: Vec<(NodeId, Box<str>)>,
    /// Files that are copies of other repositories' facts: read, but the organisation in them is judged elsewhere.
    pub(crate) vendored: Vec<FileId>,
    /// Values that cannot be read, and what a record lacks at a required field: for each a mistake was told.
    pub(crate) malformed: FxHashSet<(NodeId, Option<FieldId>)>,
    /// Set where nothing of it may be judged: another format, a part that is missing, an explanation that is malformed.
    pub(crate) broken: bool,
}

impl Facts {
    /// The mapping of all blocks; an `include`d file's lists are joined to the manifest's own.
    #[must_use]
    pub fn root(&self) -> Option<NodeId> {
        self.document.root
    }

    /// What stands at a field of a record. A bare value is a record's short form: it stands for the first field that
    /// takes it (see [`Self::short_field`]).
    #[must_use]
    pub fn field(&self, schema: &Schema, record: NodeId, of: RecordId, field: FieldId) -> Found {
        // What `shared` says does not stand for what the record itself was meant to say.
        if !self.malformed.is_empty() && self.lacks(record, field) {
            return Found::Malformed(record);
        }
        match self.document.kind(record) {
            Kind::Mapping(_) => match self.entry(record, field) {
                Some(entry) => self.found(entry.value),
                None => Found::Absent,
            },
            Kind::Null => Found::Absent,
            _ if self.short_field(schema, record, of) == Some(field) => self.found(record),
            _ => Found::Absent,
        }
    }

    /// The entry of a field in a mapping.
    #[must_use]
    pub fn entry(&self, record: NodeId, field: FieldId) -> Option<&Entry> {
        self.document.entries(record).iter().find(|entry| entry.field == Some(field))
    }

    /// Value, declined or malformed.
    #[must_use]
    pub fn found(&self, value: NodeId) -> Found {
        if self.is_malformed(value) {
            return Found::Malformed(value);
        }
        if self.declined(value).is_some() { Found::Declined(value) } else { Found::Value(value) }
    }

    /// Whether a value cannot be read.
    #[must_use]
    pub fn is_malformed(&self, value: NodeId) -> bool {
        !self.malformed.is_empty() && self.malformed.contains(&(value, None))
    }

    /// Whether a record has nothing at a field that must be there.
    fn lacks(&self, record: NodeId, field: FieldId) -> bool {
        self.malformed.contains(&(self.document.target(record), Some(field)))
    }

    /// Whether a value, or anything in it, cannot be read.
    #[must_use]
    pub fn is_doubtful(&self, value: NodeId) -> bool {
        !self.malformed.is_empty() && self.holds_malformed(value, DOUBT_DEPTH)
    }

    fn holds_malformed(&self, value: NodeId, depth: u32) -> bool {
        let Some(depth) = depth.checked_sub(1) else { return false };
        self.is_malformed(value)
            || self.document.items(value).iter().any(|item| self.holds_malformed(*item, depth))
            || self.document.entries(value).iter().any(|entry| self.holds_malformed(entry.value, depth))
    }

    /// The reason, if the value is `{ declined: "why" }` and nothing else.
    #[must_use]
    pub fn declined(&self, value: NodeId) -> Option<&str> {
        match self.document.entries(value) {
            [only] if self.document.text(only.key) == Some("declined") => {
                Some(self.document.text(only.value).unwrap_or_default())
            }
            _ => None,
        }
    }

    /// The field that a bare value of a record stands for: its first, or its `url` where the value is an address and
    /// the first field is a path.
    #[must_use]
    pub fn short_field(&self, schema: &Schema, value: NodeId, of: RecordId) -> Option<FieldId> {
        let fields = &schema.record(of).fields;
        let address = self.document.text(value).is_some_and(|text| text.contains("://"));
        let first = *fields.first()?;
        if address && matches!(schema.field(first).ty, Type::Path(_)) {
            let url = fields.iter().copied().find(|field| matches!(schema.field(*field).ty, Type::Url { .. }));
            return url.or(Some(first));
        }
        Some(first)
    }

    /// The record that an id names.
    #[must_use]
    pub fn resolve(&self, target: RecordId, id: &str) -> Option<NodeId> {
        self.keys.get(&target)?.get(id).copied()
    }

    /// The ids of all records of a type, in no order.
    pub fn ids(&self, of: RecordId) -> impl Iterator<Item = &str> {
        self.keys.get(&of).into_iter().flat_map(|ids| ids.keys().map(|id| &**id))
    }

    /// The id of a record.
    #[must_use]
    pub fn id(&self, schema: &Schema, record: NodeId, of: RecordId) -> Option<&str> {
        let key = schema.record(of).key?;
        self.document.text(self.entry(record, key)?.value)
    }

    /// Every place that names a file as a document.
    #[must_use]
    pub fn papers(&self) -> &[(NodeId, Box<str>)] {
        &self.papers
    }

    /// Whether a place stands in a copy of another repository's facts.
    #[must_use]
    pub fn is_vendored(&self, span: Span) -> bool {
        self.vendored.contains(&span.file)
    }

    /// Where a key would go that is not there: the end of the record's own line or last entry, empty.
    #[must_use]
    pub fn gap(&self, record: NodeId) -> Span {
        let span = self.document.span(record);
        let last = self.document.entries(record).iter().rev().map(|entry| self.document.span(entry.value));
        let last =
            last.filter(|value| value.file == span.file && span.range().contains(&(value.end.max(1) as usize - 1)));
        let end = last.max_by_key(|value| value.end).map_or(span.end, |value| value.end);
        Span::point(span.file, end as usize)
    }
}
