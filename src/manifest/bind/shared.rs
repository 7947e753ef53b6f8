//! What another repository shares, joined with what this one says: added to, never overridden.

use rustc_hash::FxHashMap;

use super::{Binder, codes};
use crate::args;
use crate::diagnostic::Diagnostic;
use crate::manifest::node::{Entry, Kind, NodeId, Origin, Run};
use crate::schema::{FieldId, RecordId, Type};
use crate::text::{Message, Text};

/// Blocks of a copy that hold for the repository it was made in, and are judged there.
const STAYS_THERE: [&str; 6] = ["facts", "include", "shared", "adoption", "observed", "explanations"];

const SHARED: Text = Text::new("shared here", "共有されている値");

impl Binder<'_> {
    /// Whether a node stands in a copy of another repository's facts.
    pub(super) fn is_shared(&self, node: NodeId) -> bool {
        self.facts.is_vendored(self.facts.document.span(node))
    }

    /// Whether a block of a copy says nothing here.
    pub(super) fn stays_there(&self, field: FieldId) -> bool {
        STAYS_THERE.contains(&self.schema.field(field).name.as_str())
    }

    /// One entry out of several, some of which are shared: the shared one, with what the others add to it.
    pub(super) fn join_shared(&mut self, field: FieldId, entries: &[Entry]) -> Option<Entry> {
        let base = *entries.iter().find(|entry| self.is_shared(entry.key)).or(entries.first())?;
        for other in entries.iter().filter(|other| other.value != base.value) {
            self.unite(field, base.value, *other);
        }
        Some(base)
    }

    /// Brings what an entry says to the value that is shared; a value that says otherwise is an error.
    fn unite(&mut self, field: FieldId, base: NodeId, other: Entry) {
        let (document, ty) = (&self.facts.document, &self.schema.field(field).ty);
        let is_blank = |node: NodeId| matches!(document.kind(node), Kind::Null);
        if is_blank(other.value) || self.same(base, other.value) {
            return;
        }
        let declined = self.facts.declined(base).is_some() || self.facts.declined(other.value).is_some();
        match ty {
            Type::Record(record) if !declined && !is_blank(base) => {
                let record = *record;
                self.unite_records(record, base, other.value);
            }
            Type::List { .. } if !declined => self.unite_lists(field, base, other),
            _ => self.overrides(field, base, other),
        }
    }

    fn unite_records(&mut self, record: RecordId, base: NodeId, other: NodeId) {
        for node in [base, other] {
            if !matches!(self.facts.document.kind(node), Kind::Mapping(_))
                && let Some(field) = self.facts.short_field(self.schema, node, record)
            {
                self.widen(node, field);
            }
        }
        let mut more = Vec::new();
        for entry in self.facts.document.entries(other).to_vec() {
            let Some(field) = entry.field.filter(|_| entry.origin != Origin::Shared) else { continue };
            match self.facts.entry(base, field).copied() {
                Some(known) => self.unite(field, known.value, entry),
                None if matches!(self.facts.document.kind(entry.value), Kind::Null) => {}
                None => more.push(entry),
            }
        }
        self.facts.document.extend_mapping(base, &more);
    }

    fn unite_lists(&mut self, field: FieldId, base: NodeId, other: Entry) {
        let (shared, own) = (self.facts.document.items(base).to_vec(), self.facts.document.items(other.value).to_vec());
        let are_lists = [base, other.value].map(|node| matches!(self.facts.document.kind(node), Kind::Sequence(_)));
        // `[]` says that there is none; an item beside it says otherwise.
        if are_lists != [true, true] || shared.is_empty() || own.is_empty() {
            return self.overrides(field, base, other);
        }
        let all = self.united(field, shared, &own);
        let run = self.facts.document.push_items(all);
        self.become_list(base, run);
    }

    /// The items of several lists: a record that is shared stands once, with what others add to it.
    pub(super) fn united(&mut self, field: FieldId, shared: Vec<NodeId>, own: &[NodeId]) -> Vec<NodeId> {
        let mut all = shared;
        let Some(record) = self.schema.field(field).ty.item().and_then(Type::record) else {
            for item in own {
                if !all.iter().any(|known| self.same(*known, *item)) {
                    all.push(*item);
                }
            }
            return all;
        };
        let mut known: FxHashMap<Box<str>, NodeId> = FxHashMap::default();
        for item in all.clone() {
            self.id_of(record, item).map(|id| known.entry(id).or_insert(item));
        }
        for item in own {
            let id = self.id_of(record, *item);
            match id.as_ref().and_then(|id| known.get(id)).copied().filter(|known| self.is_same_record(*known, *item)) {
                Some(known) => self.unite_records(record, known, *item),
                None => {
                    all.push(*item);
                    id.map(|id| known.entry(id).or_insert(*item));
                }
            }
        }
        all
    }

    fn id_of(&self, record: RecordId, node: NodeId) -> Option<Box<str>> {
        self.facts.id(self.schema, node, record).map(Box::from)
    }

    /// Whether two records of one id are one record of which several files speak: one is shared, and not in one file.
    pub(super) fn is_same_record(&self, a: NodeId, b: NodeId) -> bool {
        let file = |node| self.facts.document.span(node).file;
        file(a) != file(b) && (self.is_shared(a) || self.is_shared(b))
    }

    fn become_list(&mut self, node: NodeId, run: Run) {
        let target = self.facts.document.target(node);
        self.facts.document.node_mut(target).kind = Kind::Sequence(run);
    }

    fn overrides(&mut self, field: FieldId, base: NodeId, other: Entry) {
        let (first, second) = (self.facts.document.span(base), self.facts.document.span(other.value));
        let args = args!["key" => &self.schema.field(field).name];
        self.malformed(base);
        self.tell(Diagnostic::new(&codes::OVERRIDES_SHARED, args).at(second).label(first, Message::plain(SHARED)));
    }

    /// Whether two values say the same.
    fn same(&self, a: NodeId, b: NodeId) -> bool {
        let document = &self.facts.document;
        match (document.kind(a), document.kind(b)) {
            (Kind::Null, Kind::Null) => true,
            (Kind::Boolean(a), Kind::Boolean(b)) => a == b,
            (Kind::Number(_), Kind::Number(_)) | (Kind::Text(_), Kind::Text(_)) => document.text(a) == document.text(b),
            (Kind::Sequence(_), Kind::Sequence(_)) => {
                let (a, b) = (document.items(a), document.items(b));
                a.len() == b.len() && a.iter().zip(b).all(|(a, b)| self.same(*a, *b))
            }
            (Kind::Mapping(_), Kind::Mapping(_)) => {
                let (a, b) = (document.entries(a), document.entries(b));
                let is_in = |entry: &Entry| {
                    let key = document.text(entry.key);
                    b.iter().any(|other| document.text(other.key) == key && self.same(entry.value, other.value))
                };
                a.len() == b.len() && a.iter().all(is_in)
            }
            _ => false,
        }
    }
}
