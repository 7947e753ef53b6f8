//! The tree of nodes bound to the schema: every key its field, every value of its type, every reference resolved.
//!
//! One walk over the records of each text, led by the schema; then the texts are joined, and what `shared` and `else`
//! say is put in the places of what is absent.

mod hints;
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
use crate::text::{Message, Text};

/// So many ids are named where a reference leads nowhere.
const IDS: usize = 5;

const KNOWN_IDS: Text = Text::new(
    "correct the id (known: {ids}), or add the record",
    "id を直すか（使える id: {ids}）、その項目を書き足してください",
);
const ADD_ENTRY: Text =
    Text::new("there is none yet; add `{yaml}`", "まだ1つもありません。`{yaml}` を書き足してください");
const UNQUOTE: Text = Text::new("take the quotes away: `{version}`", "引用符を取って `{version}` と書いてください");

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
        ambiguous: FxHashSet::default(),
        in_explanations: false,
        is_vital: false,
        at: None,
        falling_back: Vec::new(),
        near: 0,
        depth: limits.get("depth"),
        most: limits.get("mistakes"),
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
    binder.keep_lacks(&roots);
    binder.fall_back();
    binder.resolve();
    binder.finish()
}

struct Binder<'s> {
    schema: &'s Schema,
    facts: Facts,
    told: Vec<Told>,
    by_file: FxHashMap<FileId, usize>,
    /// Values that name a record, to be looked up when all records are known.
    references: Vec<(NodeId, RecordId, FieldId)>,
    /// Ids that several records have.
    ambiguous: FxHashSet<(RecordId, Box<str>)>,
    /// Set under blocks that say what else is read, or what is excused: a mistake there leaves nothing to judge.
    is_vital: bool,
    /// The field that is being bound.
    at: Option<FieldId>,
    /// Set under `explanations`: who an explanation names is judged with it, not here.
    in_explanations: bool,
    /// Records with fields that fall back on others.
    falling_back: Vec<(NodeId, RecordId)>,
    /// Where in its record the last field was found; manifests mostly keep the order of the schema.
    near: usize,
    depth: usize,
    /// So many mistakes of a file are listed; the rest are counted.
    most: usize,
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
            self.facts.broken = true;
            let found = Message::plain(names::of_kind(kind));
            let span = self.place(root);
            self.tell(Diagnostic::new(&codes::NOT_A_MAPPING, args!["found" => found]).at(span));
            return false;
        }
        if !self.has_format(root) {
            self.facts.broken = true;
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
            let found = document_text(document, span);
            let is_quoted = matches!(document.kind(value), Kind::Text(_)) && written.parse() == Ok(self.schema.version);
            self.facts.broken = true;
            let mut diagnostic =
                Diagnostic::new(&codes::FORMAT_NUMBER, args!["found" => found, "version" => version]).at(span);
            if is_quoted {
                let edit = values::insert(span, version.to_string());
                diagnostic = diagnostic.help(UNQUOTE.with(args!["version" => version]));
                diagnostic = diagnostic.fix(UNQUOTE.with(args!["version" => version]), vec![edit]);
            }
            self.tell(diagnostic);
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
        for (value, target, under) in std::mem::take(&mut self.references) {
            let Some(id) = self.facts.document.text(value) else { continue };
            if self.facts.resolve(target, id).is_some() {
                // Which record is meant cannot be known; that they share the id has been told.
                if !self.ambiguous.is_empty() && self.ambiguous.contains(&(target, Box::from(id))) {
                    self.malformed(value);
                }
                continue;
            }
            let span = self.facts.document.span(value);
            let id = id.to_owned();
            let is_full = self.is_full(span.file);
            let guess = if is_full { None } else { did_you_mean(&id, self.facts.ids(target)) };
            let help = if is_full { None } else { self.referable(target, &id) };
            let record = self.schema.record(target).name.clone();
            let args = args!["record" => record, "id" => id, "guess" => guess];
            self.malformed(value);
            let mut diagnostic = Diagnostic::new(&codes::DANGLING, args).at(span).of(self.schema.path_of(under));
            diagnostic.help.extend(help);
            self.tell(diagnostic);
        }
    }

    /// The ids that a reference may name or, where there is none, the entry to add.
    fn referable(&self, target: RecordId, id: &str) -> Option<Message> {
        let mut ids: Vec<&str> = self.facts.ids(target).collect();
        if !ids.is_empty() {
            let more = ids.len() > IDS;
            ids.sort_unstable();
            let mut ids: Vec<String> = ids.into_iter().take(IDS).map(|id| format!("`{id}`")).collect();
            ids.extend(more.then(|| "…".to_owned()));
            return Some(KNOWN_IDS.with(args!["ids" => ids]));
        }
        // A sample that nobody filled in names nothing.
        if id.contains('…') {
            return None;
        }
        let record = self.schema.record(target);
        let (list, key) = (self.schema.field(record.list?), record.key?);
        let is_plain = id.chars().all(|c| c.is_alphanumeric() || matches!(c, '-' | '_'));
        let id = if is_plain { id.to_owned() } else { format!("{id:?}") };
        let mut entry = format!("{}: {id}", self.schema.field(key).name);
        for field in record.fields.iter().map(|field| self.schema.field(*field)) {
            if field.required && field.name != self.schema.field(key).name {
                entry.push_str(&format!(", {}: …", field.name));
            }
        }
        Some(ADD_ENTRY.with(args!["yaml" => format!("{}: [{{ {entry} }}]", list.name)]))
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
                self.ambiguous.insert((record, Box::from(id.as_str())));
                let of = key.map(|key| self.schema.path_of(key)).unwrap_or_default();
                let record = self.schema.record(record).name.clone();
                self.tell(
                    Diagnostic::new(&codes::DUPLICATE_ID, args!["record" => record, "id" => id])
                        .at(span)
                        .label(first, Message::plain(FIRST))
                        .of(of),
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
        told.is_some_and(|told| told.errors.len() >= self.most)
    }

    /// Tells, however much is told already, what ends the binding.
    fn stop(&mut self, diagnostic: Diagnostic) {
        self.stopped = true;
        self.facts.broken = true;
        if let Some(told) = diagnostic.place().and_then(|span| self.told(span.file)) {
            told.errors.push(diagnostic);
        }
    }

    /// Notes that what a value says is not known. Whoever calls it tells the mistake.
    fn malformed(&mut self, value: NodeId) {
        self.facts.malformed.insert((value, None));
    }

    /// What the roots lack, the mapping of all blocks lacks too.
    fn keep_lacks(&mut self, roots: &[(NodeId, Role)]) {
        let Some(joined) = self.facts.document.root else { return };
        if self.facts.malformed.is_empty() || roots.len() < 2 {
            return;
        }
        let of_root = |(node, field): &(NodeId, Option<FieldId>)| {
            let is_root = roots.iter().any(|(root, _)| self.facts.document.target(*root) == *node);
            field.filter(|field| is_root && self.facts.entry(joined, *field).is_none())
        };
        let lacks: Vec<FieldId> = self.facts.malformed.iter().filter_map(of_root).collect();
        for field in lacks {
            self.lacking(joined, field);
        }
    }

    /// Notes the same of what a record lacks at a field.
    fn lacking(&mut self, record: NodeId, field: FieldId) {
        let record = self.facts.document.target(record);
        self.facts.malformed.insert((record, Some(field)));
    }

    fn tell(&mut self, mut diagnostic: Diagnostic) {
        self.facts.broken |= self.is_vital && diagnostic.level == Level::Error;
        let Some(span) = diagnostic.place() else { return };
        if !self.is_full(span.file) {
            let at = || self.at.map(|field| self.schema.path_of(field).into_boxed_str());
            diagnostic.field = diagnostic.field.take().or_else(at);
            diagnostic = self.hint(diagnostic);
        }
        let most = self.most;
        let Some(told) = self.told(span.file) else { return };
        let (list, more) = match diagnostic.level {
            Level::Error => (&mut told.errors, &mut told.more),
            Level::Note | Level::Warning => (&mut told.warnings, &mut told.more_hints),
        };
        if list.len() < most {
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
