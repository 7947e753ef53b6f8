//! The tree of nodes bound to the schema: every key its field, every value of its type, every reference resolved.
//!
//! One walk over the records of each text, led by the schema; then the texts are joined, and what `shared` and `else`
//! say is put in the places of what is absent.

mod join;
mod records;
mod shared;
mod values;

use rustc_hash::{FxHashMap, FxHashSet};

use crate::args;
use crate::diagnostic::{Diagnostic, Level, Outcome, did_you_mean};
use crate::limits::Limits;
use crate::manifest::build::FIRST;
use crate::manifest::facts::Facts;
use crate::manifest::node::{Document, Entry, Kind, NodeId};
use crate::manifest::{codes, names};
use crate::schema::{FieldId, RecordId, Schema};
use crate::source::{FileId, Span};
use crate::text::Message;

/// How a text came to a manifest.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Role {
    /// The manifest itself.
    Main,
    /// A file that `include` names.
    Included,
    /// A copy of another repository's facts.
    Vendored,
}

/// Binds the texts of one manifest to the schema. The root of the facts is one mapping of all blocks; none, where no
/// text is a manifest.
#[must_use]
pub fn bind(schema: &Schema, document: Document, parts: &[(NodeId, FileId, Role)], limits: &Limits) -> Outcome<Facts> {
    let mut binder = Binder {
        schema,
        facts: Facts { document, ..Facts::default() },
        told: Vec::new(),
        by_file: FxHashMap::default(),
        references: Vec::new(),
        in_explanations: false,
        falling_back: Vec::new(),
        near: 0,
        depth: limits.get("depth"),
        expansion: limits.get("alias-expansion"),
        expanded: 0,
        stopped: false,
    };
    let mut roots = Vec::with_capacity(parts.len());
    for (root, file, role) in parts {
        if *role == Role::Vendored {
            binder.facts.vendored.push(*file);
        }
        if binder.part(*root) {
            roots.push((*root, *role));
        }
    }
    binder.facts.document.root = binder.join(&roots);
    binder.fall_back();
    binder.resolve();
    binder.finish()
}

/// At most this many mistakes of a file are listed; the rest are counted.
const MOST: usize = 100;

struct Binder<'s> {
    schema: &'s Schema,
    facts: Facts,
    told: Vec<Told>,
    by_file: FxHashMap<FileId, usize>,
    /// Values that name a record, to be looked up when all records are known.
    references: Vec<(NodeId, RecordId)>,
    /// Set under `explanations`: who an explanation names is judged with it, not here.
    in_explanations: bool,
    /// Records with fields that fall back on others.
    falling_back: Vec<(NodeId, RecordId)>,
    /// Where in its record the last field was found; manifests mostly keep the order of the schema.
    near: usize,
    depth: usize,
    expansion: usize,
    expanded: usize,
    /// Set when aliases grow beyond their limit.
    stopped: bool,
}

/// What is told of one file.
#[derive(Default)]
struct Told {
    errors: Vec<Diagnostic>,
    warnings: Vec<Diagnostic>,
    more: Option<(Span, usize)>,
    more_hints: Option<(Span, usize)>,
}

impl Binder<'_> {
    /// Binds one text; false where it is no manifest.
    fn part(&mut self, root: NodeId) -> bool {
        let kind = self.facts.document.kind(root);
        if !matches!(kind, Kind::Mapping(_)) {
            let found = Message::plain(names::of_kind(kind));
            let span = self.place(root);
            self.tell(Diagnostic::new(&codes::NOT_A_MAPPING, args!["found" => found]).at(span));
            return false;
        }
        if !self.has_format(root) {
            return false;
        }
        self.record(root, Schema::ROOT, None, 0);
        self.share(root);
        true
    }

    /// Whether a text says which format it has. Nothing else is told of one that does not.
    fn has_format(&mut self, root: NodeId) -> bool {
        let Some(field) = self.schema.find_field(Schema::ROOT, "tadashi") else { return true };
        let name = self.schema.field(field).name.as_str();
        let version = self.schema.version as usize;
        let document = &self.facts.document;
        let Some(value) = document.get(root, name) else {
            let first = document.entries(root).first();
            let known = document.entries(root).iter().any(|entry| {
                document.text(entry.key).is_some_and(|key| self.schema.find_field(Schema::ROOT, key).is_some())
            });
            let place = first.map_or(document.span(root), |entry| document.span(entry.key));
            let code = if known { &codes::FORMAT_MISSING } else { &codes::NO_MANIFEST };
            let mut diagnostic = Diagnostic::new(code, args!["version" => version]).at(place);
            let source = document.source(place.file).unwrap_or_default();
            let after = source.get(place.end as usize..).unwrap_or_default();
            let line_start =
                source.get(..place.start as usize).is_none_or(|before| before.is_empty() || before.ends_with('\n'));
            if known && after.starts_with(':') && line_start {
                let line = after.split_inclusive('\n').next().unwrap_or_default();
                let end = if line.ends_with("\r\n") { "\r\n" } else { "\n" };
                let words = format!("tadashi: {version}{end}");
                let edit = values::insert(Span::point(place.file, place.start as usize), words);
                diagnostic = diagnostic.fix(values::add(&format!("tadashi: {version}")), vec![edit]);
            }
            self.tell(diagnostic);
            return false;
        };
        let written = document.text(value).unwrap_or_default().to_owned();
        let is_number = matches!(document.kind(value), Kind::Number(_));
        let is_nothing = matches!(document.kind(value), Kind::Null);
        if !is_nothing && (!is_number || written.parse() != Ok(self.schema.version)) {
            let span = document.span(value);
            let found = if written.is_empty() { document_text(document, span) } else { written };
            self.tell(Diagnostic::new(&codes::FORMAT_NUMBER, args!["found" => found, "version" => version]).at(span));
        }
        true
    }

    /// The place of a value, at most one line long where it is a block.
    fn place(&self, node: NodeId) -> Span {
        let span = self.facts.document.span(node);
        let source = self.facts.document.source(span.file).unwrap_or_default();
        let text = source.get(span.range()).unwrap_or_default();
        match text.find('\n') {
            Some(end) => {
                let line = text.get(..end).unwrap_or_default().trim_end();
                Span::new(span.file, span.start as usize, span.start as usize + line.len())
            }
            None => span,
        }
    }

    /// Looks up every reference.
    fn resolve(&mut self) {
        for (value, target) in std::mem::take(&mut self.references) {
            let Some(id) = self.facts.document.text(value) else { continue };
            if self.facts.resolve(target, id).is_some() {
                continue;
            }
            let span = self.facts.document.span(value);
            let id = id.to_owned();
            let guess = if self.is_full(span.file) { None } else { did_you_mean(&id, self.facts.ids(target)) };
            let record = self.schema.record(target).name.clone();
            let args = args!["record" => record, "id" => id, "guess" => guess];
            self.tell(Diagnostic::new(&codes::DANGLING, args).at(span));
        }
    }

    /// Notes the id of a record.
    fn register(&mut self, record: RecordId, node: NodeId, value: NodeId) {
        let Some(id) = self.facts.document.text(value) else { return };
        let id: Box<str> = Box::from(id);
        if id.trim().is_empty() {
            return;
        }
        let span = self.facts.document.span(value);
        match self.facts.keys.entry(record).or_default().entry(id) {
            std::collections::hash_map::Entry::Vacant(slot) => {
                slot.insert(node);
            }
            std::collections::hash_map::Entry::Occupied(earlier) => {
                let (first, id) = (*earlier.get(), earlier.key().to_string());
                // What is shared stands once; what else says of it is joined to it.
                if self.is_same_record(first, node) {
                    if !self.is_shared(first) {
                        self.facts.keys.entry(record).or_default().insert(Box::from(id), node);
                    }
                    return;
                }
                let key = self.schema.record(record).key;
                let first = key.and_then(|key| self.facts.entry(first, key)).map_or(first, |entry| entry.value);
                let first = self.facts.document.span(first);
                let record = self.schema.record(record).name.clone();
                self.tell(
                    Diagnostic::new(&codes::DUPLICATE_ID, args!["record" => record, "id" => id])
                        .at(span)
                        .label(first, Message::plain(FIRST)),
                );
            }
        }
    }

    /// Makes the value behind an alias the user's own, so that it can be bound to other fields here than elsewhere.
    fn own(&mut self, value: NodeId) {
        let Kind::Alias(target) = self.facts.document.node(value).kind else { return };
        let copy = self.copy(self.facts.document.target(target), self.facts.document.span(value), 0);
        if !self.stopped {
            self.facts.document.node_mut(value).kind = Kind::Alias(copy);
        }
    }

    /// A copy of a value; aliases within stay aliases. Merges of merges can nest deeper than any text.
    fn copy(&mut self, node: NodeId, used: Span, depth: usize) -> NodeId {
        self.expanded += 1;
        if depth > self.depth && !self.stopped {
            self.stop(Diagnostic::new(&codes::TOO_DEEP, args!["limit" => self.depth]).at(used));
        }
        if self.stopped {
            return node;
        }
        if self.expanded > self.expansion {
            self.stop(Diagnostic::new(&codes::ALIAS_EXPANSION, args!["limit" => self.expansion]).at(used));
            return node;
        }
        let mut kind = self.facts.document.node(node).kind.clone();
        match &mut kind {
            Kind::Sequence(run) => {
                let items = self.facts.document.items(node).to_vec();
                let items: Vec<NodeId> = items.into_iter().map(|item| self.copy(item, used, depth + 1)).collect();
                *run = self.facts.document.push_items(items);
            }
            Kind::Mapping(run) => {
                let entries = self.facts.document.entries(node).to_vec();
                let entries: Vec<Entry> = entries
                    .into_iter()
                    .map(|entry| Entry { value: self.copy(entry.value, used, depth + 1), ..entry })
                    .collect();
                *run = self.facts.document.push_entries(entries);
            }
            // Nothing binds a scalar, so it need not be copied.
            Kind::Null | Kind::Boolean(_) | Kind::Number(_) | Kind::Text(_) => return node,
            Kind::Alias(_) => {}
        }
        let span = self.facts.document.span(node);
        self.facts.document.push(span, kind)
    }

    /// The field that a key names.
    fn find(&mut self, record: RecordId, key: NodeId) -> Option<FieldId> {
        let name = self.facts.document.text(key).unwrap_or_default();
        let fields = &self.schema.record(record).fields;
        let is_named = |field: &FieldId| self.schema.field(*field).name == name;
        let (before, behind) = fields.split_at(self.near.min(fields.len()));
        let at = match behind.iter().position(is_named) {
            Some(at) => before.len() + at,
            None => before.iter().position(is_named)?,
        };
        self.near = if at + 1 == fields.len() { 0 } else { at + 1 };
        fields.get(at).copied()
    }

    fn told(&mut self, file: FileId) -> Option<&mut Told> {
        let next = self.told.len();
        let at = *self.by_file.entry(file).or_insert(next);
        if at == next {
            self.told.push(Told::default());
        }
        self.told.get_mut(at)
    }

    /// Whether more mistakes of a file are only counted.
    fn is_full(&self, file: FileId) -> bool {
        let told = self.by_file.get(&file).and_then(|at| self.told.get(*at));
        told.is_some_and(|told| told.errors.len() >= MOST)
    }

    /// Tells, however much is told already, what ends the binding.
    fn stop(&mut self, diagnostic: Diagnostic) {
        self.stopped = true;
        if let Some(told) = diagnostic.place().and_then(|span| self.told(span.file)) {
            told.errors.push(diagnostic);
        }
    }

    fn tell(&mut self, diagnostic: Diagnostic) {
        let Some(span) = diagnostic.place() else { return };
        let Some(told) = self.told(span.file) else { return };
        let (list, more) = match diagnostic.level {
            Level::Error => (&mut told.errors, &mut told.more),
            Level::Note | Level::Warning => (&mut told.warnings, &mut told.more_hints),
        };
        if list.len() < MOST {
            list.push(diagnostic);
        } else {
            more.get_or_insert((span, 0)).1 += 1;
        }
    }

    fn finish(mut self) -> Outcome<Facts> {
        let mut diagnostics = Vec::new();
        for told in &mut self.told {
            let mut own: Vec<Diagnostic> = told.errors.drain(..).chain(told.warnings.drain(..)).collect();
            own.sort_by_key(|diagnostic| diagnostic.place());
            diagnostics.append(&mut own);
            for (code, more) in [(&codes::MORE, told.more), (&codes::MORE_HINTS, told.more_hints)] {
                if let Some((span, count)) = more {
                    diagnostics.push(Diagnostic::new(code, args!["count" => count]).at(span));
                }
            }
        }
        // What stands behind an alias is bound at every use; its mistakes are told once.
        let mut seen = FxHashSet::default();
        diagnostics.retain(|diagnostic| {
            let place = diagnostic.place();
            place.is_none_or(|place| place.is_empty() || seen.insert((diagnostic.code.id, place)))
        });
        Outcome { value: self.facts, diagnostics }
    }
}

fn document_text(document: &Document, span: Span) -> String {
    document.source(span.file).and_then(|text| text.get(span.range())).unwrap_or_default().to_owned()
}
