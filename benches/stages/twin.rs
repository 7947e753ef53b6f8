//! The same manifest in JSON, for tools that read nothing else.

use tadashi::limits::Limits;
use tadashi::manifest;
use tadashi::manifest::node::{Document, Entry, Kind, NodeId};
use tadashi::source::FileId;

/// A manifest of YAML in JSON.
pub fn json(yaml: &str) -> String {
    let mut document = Document::default();
    let read = manifest::parse_into(&mut document, FileId(0), &yaml.into(), &manifest::YAML, &Limits::default());
    value(&document, read.value.expect("a manifest")).to_string()
}

fn value(document: &Document, node: NodeId) -> serde_json::Value {
    let text = || document.text(node).unwrap_or_default();
    match document.kind(node) {
        Kind::Null | Kind::Alias(_) => serde_json::Value::Null,
        Kind::Boolean(truth) => (*truth).into(),
        Kind::Number(_) => serde_json::from_str(text()).expect("a number"),
        Kind::Text(_) => text().into(),
        Kind::Sequence(_) => document.items(node).iter().map(|item| value(document, *item)).collect(),
        Kind::Mapping(_) => {
            let entry =
                |entry: &Entry| (document.text(entry.key).unwrap_or_default().to_owned(), value(document, entry.value));
            serde_json::Value::Object(document.entries(node).iter().map(entry).collect())
        }
    }
}
