//! What the readers of all formats share: nodes within the limits, and mappings without a key twice.

use rustc_hash::FxHashMap;

use crate::args;
use crate::diagnostic::{Code, Diagnostic};
use crate::limits::{DUPLICATE_KEYS, Limits};
use crate::manifest::codes;
use crate::manifest::node::{Document, Entry, Kind, NodeId, Origin, Scalar};
use crate::source::{FileId, SourceText, Span};
use crate::text::{Args, Message, Text};

/// One text on its way into a document.
pub(super) struct Builder<'a> {
    pub(super) document: &'a mut Document,
    pub(super) file: FileId,
    pub(super) text: SourceText,
    pub(super) diagnostics: Vec<Diagnostic>,
    /// Set when reading cannot go on; the text then has no root.
    pub(super) stopped: bool,
    pub(super) depth: usize,
    nodes: usize,
    scalar: usize,
    expansion: usize,
    expanded: usize,
    /// The entries of the mapping that is finished now, and the prints of their keys.
    entries: Vec<Entry>,
    prints: Vec<u64>,
}

/// Keys of a mapping that are compared each with all before it.
const FEW_KEYS: usize = 32;

/// "the first one is here"
pub(super) const FIRST: Text = Text::new("first here", "最初はここ");

impl<'a> Builder<'a> {
    pub(super) fn new(document: &'a mut Document, file: FileId, text: &SourceText, limits: &Limits) -> Self {
        Self {
            document,
            file,
            text: text.clone(),
            diagnostics: Vec::new(),
            stopped: false,
            depth: limits.get("depth"),
            nodes: limits.get("nodes"),
            scalar: limits.get("scalar-bytes"),
            expansion: limits.get("alias-expansion"),
            expanded: 0,
            entries: Vec::new(),
            prints: Vec::new(),
        }
    }

    pub(super) fn span(&self, start: usize, end: usize) -> Span {
        Span::new(self.file, start, end)
    }

    pub(super) fn error(&mut self, code: &'static Code, span: Span, args: Args) {
        self.diagnostics.push(Diagnostic::new(code, args).at(span));
    }

    /// An error after which nothing more is read.
    pub(super) fn stop(&mut self, code: &'static Code, span: Span, args: Args) {
        self.error(code, span, args);
        self.stopped = true;
    }

    pub(super) fn too_deep(&mut self, span: Span, limit: usize) {
        self.stop(&codes::TOO_DEEP, span, args!["limit" => limit]);
    }

    /// Adds a node, unless there are too many.
    pub(super) fn push(&mut self, span: Span, kind: Kind) -> NodeId {
        if self.document.len() >= self.nodes && !self.stopped {
            let limit = self.nodes;
            self.stop(&codes::TOO_MANY, Span::point(span.file, span.range().start), args!["limit" => limit]);
        }
        self.document.push(span, kind)
    }

    /// The scalar of a decoded text: a slice, where the bytes `start..` of the file are the same.
    pub(super) fn scalar(&mut self, decoded: &str, start: usize) -> Scalar {
        if decoded.len() > self.scalar {
            let limit = self.scalar;
            self.stop(&codes::TOO_LONG, Span::point(self.file, start), args!["limit" => limit]);
        }
        let end = start + decoded.len();
        if self.text.as_bytes().get(start..end) == Some(decoded.as_bytes()) {
            Scalar::Slice(start as u32, end as u32)
        } else {
            Scalar::Owned(decoded.into())
        }
    }

    /// Makes keys and values, which alternate, the entries of a mapping.
    pub(super) fn finish_mapping(&mut self, mapping: NodeId, pairs: &[NodeId]) {
        let mut entries = std::mem::take(&mut self.entries);
        entries.clear();
        let mut merges = Vec::new();
        let mut first_merge = None;
        for pair in pairs.chunks_exact(2) {
            let &[key, value] = pair else { continue };
            if !matches!(self.document.kind(key), Kind::Text(_)) {
                let found = Message::plain(super::names::of_kind(self.document.kind(key)));
                let span = self.document.span(key);
                self.error(&codes::KEY_NOT_TEXT, span, args!["found" => found]);
            } else if self.is_merge(key) {
                merges.push(value);
                let span = self.document.span(key);
                match first_merge {
                    Some(first) => self.duplicate("<<", Some(first), span),
                    None => first_merge = Some(span),
                }
            } else {
                entries.push(Entry { key, value, field: None, origin: Origin::Written });
            }
        }
        self.refuse_duplicates(&entries);
        if !merges.is_empty() {
            self.merge(&mut entries, &merges);
        }
        let run = self.document.push_entries(entries.iter().copied());
        self.entries = entries;
        self.document.node_mut(mapping).kind = Kind::Mapping(run);
    }

    /// `<<` is a merge only where it stands plain; in the other formats it always has quotes.
    fn is_merge(&self, key: NodeId) -> bool {
        let node = self.document.node(key);
        node.span.end - node.span.start == 2 && self.document.text(key) == Some("<<")
    }

    fn refuse_duplicates(&mut self, entries: &[Entry]) {
        let mut twice = Vec::new();
        if entries.len() <= FEW_KEYS {
            self.prints.clear();
            for (index, entry) in entries.iter().enumerate() {
                let text = self.document.text(entry.key);
                let print = print(text.unwrap_or_default());
                if self.prints.contains(&print) {
                    let earlier = entries.iter().take(index).find(|earlier| self.document.text(earlier.key) == text);
                    twice.extend(earlier.map(|earlier| (earlier.key, entry.key)));
                }
                self.prints.push(print);
            }
        } else {
            let mut seen = FxHashMap::default();
            for entry in entries {
                match seen.entry(self.document.text(entry.key)) {
                    std::collections::hash_map::Entry::Occupied(earlier) => twice.push((*earlier.get(), entry.key)),
                    std::collections::hash_map::Entry::Vacant(slot) => {
                        slot.insert(entry.key);
                    }
                }
            }
        }
        // Further ones would say nothing new; a file of nothing else must not cost more than the text it is.
        twice.truncate(DUPLICATE_KEYS);
        for (first, second) in twice {
            let key = self.document.text(second).unwrap_or_default().to_owned();
            let (first, second) = (self.document.span(first), self.document.span(second));
            self.duplicate(&key, Some(first), second);
        }
    }

    pub(super) fn duplicate(&mut self, key: &str, first: Option<Span>, second: Span) {
        let mut diagnostic = Diagnostic::new(&codes::DUPLICATE_KEY, args!["key" => key]).at(second);
        if let Some(first) = first {
            diagnostic = diagnostic.label(first, Message::plain(FIRST));
        }
        self.diagnostics.push(diagnostic);
    }

    /// Takes over the keys of merged mappings which the mapping does not say itself; the first mapping wins.
    fn merge(&mut self, entries: &mut Vec<Entry>, merges: &[NodeId]) {
        let mut known: rustc_hash::FxHashSet<Box<str>> =
            entries.iter().filter_map(|entry| self.document.text(entry.key)).map(Box::from).collect();
        for merged in merges {
            let sources = match self.document.kind(*merged) {
                Kind::Sequence(_) => self.document.items(*merged).to_vec(),
                _ => vec![*merged],
            };
            for source in sources {
                let use_span = self.document.span(source);
                if !matches!(self.document.kind(source), Kind::Mapping(_)) {
                    self.error(&codes::MERGE, use_span, Vec::new());
                    continue;
                }
                let more = self.document.entries(source).to_vec();
                self.expanded += more.len();
                if self.expanded > self.expansion {
                    let limit = self.expansion;
                    self.stop(&codes::ALIAS_EXPANSION, use_span, args!["limit" => limit]);
                    return;
                }
                for entry in more {
                    if known.insert(Box::from(self.document.text(entry.key).unwrap_or_default())) {
                        entries.push(Entry { origin: Origin::Merged(use_span), ..entry });
                    }
                }
            }
        }
    }
}

/// A number that is the same for two keys that are the same, and hardly ever for others.
fn print(key: &str) -> u64 {
    let bytes = key.as_bytes();
    match (bytes.first_chunk(), bytes.last_chunk()) {
        (Some(first), Some(last)) => {
            u64::from_le_bytes(*first) ^ u64::from_le_bytes(*last).rotate_left(29) ^ bytes.len() as u64
        }
        _ => bytes.iter().fold(1, |print, byte| print << 8 | u64::from(*byte)),
    }
}
