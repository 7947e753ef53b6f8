//! A reader of flow YAML, bound to the small schema of these tests.

use crate::manifest::Facts;
use crate::manifest::node::{Document, Entry, Kind, NodeId, Origin, Scalar};
use crate::schema::{RecordId, Schema, Type};
use crate::source::Span;

use super::build::MANIFEST;

/// Reads `{ key: value, list: [a, &x b, *x] }`.
struct Reader<'t> {
    text: &'t str,
    at: usize,
    document: Document,
    anchors: Vec<(String, NodeId)>,
}

impl Reader<'_> {
    fn blanks(&mut self) {
        while self.text[self.at..].starts_with([' ', '\n', ',']) {
            self.at += 1;
        }
    }

    fn until(&mut self, ends: &[char]) -> (usize, usize) {
        let start = self.at;
        let rest = &self.text[start..];
        let end = start + rest.find(ends).unwrap_or(rest.len());
        self.at = end;
        (start, start + self.text[start..end].trim_end().len())
    }

    fn span(&self, start: usize) -> Span {
        Span::new(MANIFEST, start, self.at)
    }

    fn value(&mut self) -> NodeId {
        self.blanks();
        let start = self.at;
        match self.text[start..].chars().next() {
            Some('&') => {
                let (from, to) = self.until(&[' ']);
                let name = self.text[from + 1..to].to_owned();
                let node = self.value();
                self.anchors.push((name, node));
                node
            }
            Some('*') => {
                let (from, to) = self.until(&[',', '}', ']', ' ']);
                let name = &self.text[from + 1..to];
                let target = self.anchors.iter().rev().find(|(known, _)| known == name).unwrap().1;
                self.document.push(Span::new(MANIFEST, from, to), Kind::Alias(target))
            }
            Some('[') => {
                self.at += 1;
                let mut items = Vec::new();
                loop {
                    self.blanks();
                    if self.text[self.at..].starts_with(']') {
                        self.at += 1;
                        break;
                    }
                    items.push(self.value());
                }
                let run = self.document.push_items(items);
                self.document.push(self.span(start), Kind::Sequence(run))
            }
            Some('{') => {
                self.at += 1;
                let mut entries = Vec::new();
                loop {
                    self.blanks();
                    if self.text[self.at..].starts_with('}') {
                        self.at += 1;
                        break;
                    }
                    let (from, to) = self.until(&[':']);
                    self.at += 1;
                    let key = self
                        .document
                        .push(Span::new(MANIFEST, from, to), Kind::Text(Scalar::Owned(self.text[from..to].into())));
                    let value = self.value();
                    entries.push(Entry { key, value, field: None, origin: Origin::Written });
                }
                let run = self.document.push_entries(entries);
                self.document.push(self.span(start), Kind::Mapping(run))
            }
            _ => {
                let (from, to) = self.until(&[',', '}', ']', '\n']);
                let text = self.text[from..to].to_owned();
                let scalar = Scalar::Owned(text.trim_matches('"').into());
                let kind = match text.as_str() {
                    "" | "~" | "null" => Kind::Null,
                    "true" => Kind::Boolean(true),
                    "false" => Kind::Boolean(false),
                    _ if text.parse::<f64>().is_ok() => Kind::Number(scalar),
                    _ => Kind::Text(scalar),
                };
                self.document.push(Span::new(MANIFEST, from, to), kind)
            }
        }
    }
}

fn bind(
    document: &mut Document,
    schema: &Schema,
    node: NodeId,
    ty: &Type,
    facts: &mut Vec<(RecordId, String, NodeId)>,
) {
    match ty {
        Type::List { item, .. } => {
            for child in document.items(node).to_vec() {
                bind(document, schema, child, item, facts);
            }
        }
        Type::Record(record) => {
            let node = document.target(node);
            let keys: Vec<String> =
                document.entries(node).iter().map(|e| document.text(e.key).unwrap().to_owned()).collect();
            for (index, key) in keys.iter().enumerate() {
                let field = schema.find_field(*record, key);
                document.entries_mut(node)[index].field = field;
                let value = document.entries(node)[index].value;
                if let Some(field) = field {
                    if schema.record(*record).key == Some(field) {
                        facts.push((*record, document.text(value).unwrap().to_owned(), node));
                    }
                    bind(document, schema, value, &schema.field(field).ty, facts);
                }
            }
        }
        _ => {}
    }
}

pub fn facts(schema: &Schema, text: &str) -> Facts {
    let mut reader = Reader { text, at: 0, document: Document::default(), anchors: Vec::new() };
    reader.document.add_text(MANIFEST, text.into());
    let root = reader.value();
    let mut document = reader.document;
    document.root = Some(root);
    let mut keys = Vec::new();
    bind(&mut document, schema, root, &Type::Record(Schema::ROOT), &mut keys);
    let found = keys;
    let mut keys: rustc_hash::FxHashMap<RecordId, rustc_hash::FxHashMap<Box<str>, NodeId>> = Default::default();
    for (record, id, node) in found {
        keys.entry(record).or_default().insert(id.into_boxed_str(), node);
    }
    Facts { document, keys, ..Facts::default() }
}
