//! Several texts as one manifest, and what stands in the places of what is absent.

use rustc_hash::FxHashMap;

use super::{Binder, Role};
use crate::args;
use crate::diagnostic::Diagnostic;
use crate::manifest::build::FIRST;
use crate::manifest::codes;
use crate::manifest::node::{Entry, Kind, NodeId, Origin, Scalar};
use crate::schema::{FieldId, RecordId, Schema, Type};
use crate::source::Span;
use crate::text::Message;

impl Binder<'_> {
    /// Gives every record of a list what the partial block of its own text says and it does not.
    pub(super) fn share(&mut self, root: NodeId) {
        let entries = self.facts.document.entries(root).to_vec();
        for block in &entries {
            let Some(Type::Partial(record)) = block.field.map(|field| &self.schema.field(field).ty) else { continue };
            let defaults: Vec<Entry> = self
                .facts
                .document
                .entries(block.value)
                .iter()
                .filter(|entry| entry.field.is_some())
                .map(|entry| Entry { origin: Origin::Shared, ..*entry })
                .collect();
            for list in &entries {
                let item = list.field.and_then(|field| self.schema.field(field).ty.item());
                if defaults.is_empty() || item != Some(&Type::Record(*record)) {
                    continue;
                }
                for node in self.facts.document.items(list.value).to_vec() {
                    self.extend(node, *record, &defaults);
                }
            }
        }
    }

    /// Adds entries for the fields that a record does not have; a short form becomes a mapping first.
    fn extend(&mut self, node: NodeId, record: RecordId, defaults: &[Entry]) {
        let is_mapping = matches!(self.facts.document.kind(node), Kind::Mapping(_));
        let short = if is_mapping { None } else { self.facts.short_field(self.schema, node, record) };
        let more: Vec<Entry> = defaults
            .iter()
            .filter(|default| default.field.is_some() && default.field != short)
            .filter(|default| default.field.is_none_or(|field| self.facts.entry(node, field).is_none()))
            .copied()
            .collect();
        if more.is_empty() || matches!(self.facts.document.kind(node), Kind::Null) {
            return;
        }
        if let Some(field) = short {
            self.widen(node, field);
        }
        self.facts.document.extend_mapping(node, &more);
    }

    /// Makes the short form of a record the mapping that it stands for.
    pub(super) fn widen(&mut self, node: NodeId, field: FieldId) {
        let document = &mut self.facts.document;
        let node = document.target(node);
        let bare = document.node(node).clone();
        let name = Kind::Text(Scalar::Owned(self.schema.field(field).name.as_str().into()));
        let key = document.push(Span::point(bare.span.file, bare.span.range().start), name);
        let value = document.push(bare.span, bare.kind);
        let run = document.push_entries([Entry { key, value, field: Some(field), origin: Origin::Written }]);
        document.node_mut(node).kind = Kind::Mapping(run);
    }

    /// The one mapping of all blocks.
    pub(super) fn join(&mut self, roots: &[(NodeId, Role)]) -> Option<NodeId> {
        let (first, rest) = roots.split_first()?;
        if rest.is_empty() {
            return Some(first.0);
        }
        let mut blocks: Vec<(FieldId, Vec<Entry>)> = Vec::new();
        for (root, role) in roots {
            for entry in self.facts.document.entries(*root).to_vec() {
                let Some(field) = entry.field else { continue };
                let is_nothing = matches!(self.facts.document.kind(entry.value), Kind::Null);
                // A partial block holds for its own file only, where it is already spread.
                let stays_behind = matches!(self.schema.field(field).ty, Type::Partial(_)) && *role != Role::Main;
                let stays_there =
                    *role == Role::Vendored && (self.stays_there(field) || self.is_empty_list(entry.value));
                if is_nothing || stays_behind || stays_there {
                    continue;
                }
                match blocks.iter_mut().find(|(known, _)| *known == field) {
                    Some((_, entries)) => entries.push(entry),
                    None => blocks.push((field, vec![entry])),
                }
            }
        }
        let mut joined = Vec::with_capacity(blocks.len());
        for (field, entries) in blocks {
            joined.extend(self.join_block(field, &entries));
        }
        let span = self.facts.document.span(first.0);
        let run = self.facts.document.push_entries(joined);
        Some(self.facts.document.push(span, Kind::Mapping(run)))
    }

    /// `[]` in a copy says that there is none where it was written, and nothing of this repository.
    fn is_empty_list(&self, value: NodeId) -> bool {
        matches!(self.facts.document.kind(value), Kind::Sequence(_)) && self.facts.document.items(value).is_empty()
    }

    fn join_block(&mut self, field: FieldId, entries: &[Entry]) -> Option<Entry> {
        let (first, rest) = entries.split_first()?;
        if rest.is_empty() {
            return Some(*first);
        }
        let is_list = |entry: &Entry| matches!(self.facts.document.kind(entry.value), Kind::Sequence(_));
        let declared = self.schema.field(field);
        if entries.iter().all(is_list) {
            let items = |shared: bool| -> Vec<NodeId> {
                let of = entries.iter().filter(|entry| self.is_shared(entry.key) == shared);
                of.flat_map(|entry| self.facts.document.items(entry.value)).copied().collect()
            };
            let (shared, own) = (items(true), items(false));
            let items = if shared.is_empty() {
                own
            } else {
                let shared = self.united(field, Vec::new(), &shared);
                self.united(field, shared, &own)
            };
            let span = self.facts.document.span(first.value);
            let run = self.facts.document.push_items(items);
            let value = self.facts.document.push(span, Kind::Sequence(run));
            return Some(Entry { value, ..*first });
        }
        if matches!(declared.ty, Type::List { .. } | Type::Record(_)) {
            let own: Vec<Entry> = entries.iter().filter(|entry| !self.is_shared(entry.key)).copied().collect();
            if own.len() < entries.len() && own.len() < 2 {
                return self.join_shared(field, entries);
            }
            let Some((first, rest)) = own.split_first() else { return Some(*first) };
            for entry in rest {
                self.facts.broken = true;
                let (first, second) = (self.facts.document.span(first.key), self.facts.document.span(entry.key));
                self.tell(
                    Diagnostic::new(&codes::BLOCK_TWICE, args!["key" => &declared.name])
                        .at(second)
                        .label(first, Message::plain(FIRST)),
                );
            }
        }
        Some(*first)
    }

    /// Gives every record what the field named as its `else` says, where nothing else does.
    pub(super) fn fall_back(&mut self) {
        let mut found: FxHashMap<FieldId, Option<Entry>> = FxHashMap::default();
        for (node, record) in std::mem::take(&mut self.falling_back) {
            let mut defaults = Vec::new();
            for field in &self.schema.record(record).fields {
                let Some(path) = &self.schema.field(*field).fallback else { continue };
                let entry = *found.entry(*field).or_insert_with(|| {
                    let entry = follow(&self.facts, self.schema, path)?;
                    Some(Entry { field: Some(*field), origin: Origin::Fallback, ..entry })
                });
                defaults.extend(entry);
            }
            self.extend(node, record, &defaults);
        }
    }
}

/// The entry at the end of a path from the root.
fn follow(facts: &crate::manifest::Facts, schema: &Schema, path: &[FieldId]) -> Option<Entry> {
    let mut at = facts.root()?;
    let mut found = None;
    for field in path {
        let entry = facts.entry(at, *field).copied();
        // A short form on the way is the field it stands for.
        let short = || {
            let record = schema.field(*field).record;
            let is_bare = !matches!(facts.document.kind(at), Kind::Mapping(_) | Kind::Null);
            let stands_for = is_bare && facts.short_field(schema, at, record) == Some(*field);
            stands_for.then_some(Entry { key: at, value: at, field: Some(*field), origin: Origin::Written })
        };
        let entry = entry.or_else(short)?;
        at = entry.value;
        found = Some(entry);
    }
    found.filter(|entry| !matches!(facts.document.kind(entry.value), Kind::Null))
}
