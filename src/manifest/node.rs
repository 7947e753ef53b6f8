//! A manifest as one tree of nodes, whatever format it was written in; every key and value with its bytes.
//!
//! An arena without lifetimes: a plain scalar is a slice of its text, a decoded one owns its value. An alias is a node
//! that points at its anchor, so an alias bomb costs nothing here.

use crate::schema::FieldId;
use crate::source::{FileId, SourceText, Span};

/// A node of a [`Document`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct NodeId(pub u32);

/// One value and its place.
#[derive(Clone, Debug)]
pub struct Node {
    /// The value's bytes: quotes, brackets and braces included; of a block mapping or list from its first key or dash
    /// to the end of its last value; empty for a value that is not there (`key:`).
    pub span: Span,
    /// What it is.
    pub kind: Kind,
}

/// What a node is. Scalars follow the core schema of YAML 1.2 in every format.
#[derive(Clone, Debug)]
pub enum Kind {
    /// `null`, `~`, or no value at all.
    Null,
    /// `true`, `false`
    Boolean(bool),
    /// A number, as written.
    Number(Scalar),
    /// A text; dates too, also TOML's own.
    Text(Scalar),
    /// A list.
    Sequence(Run),
    /// A mapping.
    Mapping(Run),
    /// `*anchor`: the value of another node; the span is that of the alias.
    Alias(NodeId),
}

/// The text of a scalar.
#[derive(Clone, Debug)]
pub enum Scalar {
    /// Bytes of the file, as they stand.
    Slice(u32, u32),
    /// Decoded: escapes, folding, several lines.
    Owned(Box<str>),
}

/// A stretch of [`Document`]'s items or entries.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Run {
    /// First.
    pub start: u32,
    /// How many.
    pub len: u32,
}

/// A key and its value.
#[derive(Clone, Copy, Debug)]
pub struct Entry {
    /// A text node.
    pub key: NodeId,
    /// Its value.
    pub value: NodeId,
    /// The field of the schema; set when the document is bound, none for an unknown key.
    pub field: Option<FieldId>,
    /// How it came here.
    pub origin: Origin,
}

/// How an entry came into its mapping.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Origin {
    /// Written there.
    Written,
    /// Merged by `<<`; the span is the use.
    Merged(Span),
    /// From `shared` of the same file.
    Shared,
    /// From the field named as its `else`, e.g. `organisation.acts_as`.
    Fallback,
}

/// One tree over the texts of a manifest: its own file and what it includes.
#[derive(Clone, Debug, Default)]
pub struct Document {
    nodes: Vec<Node>,
    items: Vec<NodeId>,
    entries: Vec<Entry>,
    texts: Vec<(FileId, SourceText)>,
    /// The root; none for a document that could not be read.
    pub root: Option<NodeId>,
}

impl Document {
    /// Makes the text known whose slices later nodes may be.
    pub fn add_text(&mut self, file: FileId, text: SourceText) {
        let at = self.texts.partition_point(|(known, _)| *known < file);
        self.texts.insert(at, (file, text));
    }

    /// Adds a node.
    pub fn push(&mut self, span: Span, kind: Kind) -> NodeId {
        self.nodes.push(Node { span, kind });
        NodeId(self.nodes.len() as u32 - 1)
    }

    /// Adds the items of a list, to be named by a [`Kind::Sequence`].
    pub fn push_items(&mut self, items: impl IntoIterator<Item = NodeId>) -> Run {
        let start = self.items.len() as u32;
        self.items.extend(items);
        Run { start, len: self.items.len() as u32 - start }
    }

    /// Adds the entries of a mapping, to be named by a [`Kind::Mapping`].
    pub fn push_entries(&mut self, entries: impl IntoIterator<Item = Entry>) -> Run {
        let start = self.entries.len() as u32;
        self.entries.extend(entries);
        Run { start, len: self.entries.len() as u32 - start }
    }

    /// How many nodes there are.
    #[must_use]
    pub fn len(&self) -> usize {
        self.nodes.len()
    }

    /// Whether there is no node.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.nodes.is_empty()
    }

    /// A node as written; an alias is not followed.
    #[must_use]
    #[expect(clippy::indexing_slicing, reason = "ids are only made by `push`, and nodes are never taken away")]
    pub fn node(&self, id: NodeId) -> &Node {
        &self.nodes[id.0 as usize]
    }

    /// Changes a node, e.g. when a reader learns where it ends.
    #[expect(clippy::indexing_slicing, reason = "ids are only made by `push`, and nodes are never taken away")]
    pub fn node_mut(&mut self, id: NodeId) -> &mut Node {
        &mut self.nodes[id.0 as usize]
    }

    /// The node that an alias stands for, else the node itself. Readers refuse an alias inside its own anchor.
    #[must_use]
    #[inline]
    pub fn target(&self, id: NodeId) -> NodeId {
        let mut id = id;
        while let Kind::Alias(anchor) = self.node(id).kind {
            id = anchor;
        }
        id
    }

    /// What a node is, aliases followed.
    #[must_use]
    #[inline]
    pub fn kind(&self, id: NodeId) -> &Kind {
        &self.node(self.target(id)).kind
    }

    /// Where a value is used: the span of the alias, for an alias.
    #[must_use]
    #[inline]
    pub fn span(&self, id: NodeId) -> Span {
        self.node(id).span
    }

    /// The items of a list; none for anything else.
    #[must_use]
    pub fn items(&self, id: NodeId) -> &[NodeId] {
        match self.kind(id) {
            Kind::Sequence(run) => {
                self.items.get(run.start as usize..(run.start + run.len) as usize).unwrap_or_default()
            }
            _ => &[],
        }
    }

    /// The entries of a mapping; none for anything else.
    #[must_use]
    pub fn entries(&self, id: NodeId) -> &[Entry] {
        match self.kind(id) {
            Kind::Mapping(run) => {
                self.entries.get(run.start as usize..(run.start + run.len) as usize).unwrap_or_default()
            }
            _ => &[],
        }
    }

    /// The entries of a mapping, to be bound to fields.
    pub fn entries_mut(&mut self, id: NodeId) -> &mut [Entry] {
        match *self.kind(id) {
            Kind::Mapping(run) => {
                self.entries.get_mut(run.start as usize..(run.start + run.len) as usize).unwrap_or_default()
            }
            _ => &mut [],
        }
    }

    /// Adds entries to a mapping that is already made (defaults of `shared`).
    pub fn extend_mapping(&mut self, id: NodeId, more: &[Entry]) {
        let id = self.target(id);
        if let Kind::Mapping(_) = self.node(id).kind {
            let all: Vec<Entry> = self.entries(id).iter().chain(more).copied().collect();
            let run = self.push_entries(all);
            self.node_mut(id).kind = Kind::Mapping(run);
        }
    }

    /// The text of a text or number, aliases followed; none for anything else.
    #[must_use]
    #[inline]
    pub fn text(&self, id: NodeId) -> Option<&str> {
        let node = self.node(self.target(id));
        match &node.kind {
            Kind::Text(scalar) | Kind::Number(scalar) => Some(self.scalar(node.span.file, scalar)),
            _ => None,
        }
    }

    #[inline]
    fn scalar<'a>(&'a self, file: FileId, scalar: &'a Scalar) -> &'a str {
        match scalar {
            Scalar::Owned(text) => text,
            Scalar::Slice(start, end) => {
                self.source(file).and_then(|text| text.get(*start as usize..*end as usize)).unwrap_or_default()
            }
        }
    }

    /// The text of a file of this document.
    #[must_use]
    #[inline]
    pub fn source(&self, file: FileId) -> Option<&str> {
        // Nearly always there is one file.
        if let [(known, text)] = self.texts.as_slice() {
            return (*known == file).then_some(text);
        }
        let at = self.texts.binary_search_by_key(&file, |(known, _)| *known).ok()?;
        self.texts.get(at).map(|(_, text)| &**text)
    }

    /// The entry of a mapping by the text of its key; for readers of small documents (`tadashi.toml`, front matter).
    /// Bound documents are read by [`crate::manifest::Facts`].
    #[must_use]
    pub fn get(&self, mapping: NodeId, key: &str) -> Option<NodeId> {
        self.entries(mapping).iter().find(|entry| self.text(entry.key) == Some(key)).map(|entry| entry.value)
    }

    /// The texts whose slices the nodes are, by file.
    #[must_use]
    pub fn texts(&self) -> &[(FileId, SourceText)] {
        &self.texts
    }
}
