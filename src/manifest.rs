//! Manifests: text in one of several formats to one tree of nodes, and the tree bound to the schema.
//!
//! A format is one row of [`FORMATS`]; all give the same nodes. [`bind`] then sets each key to its field of the schema,
//! joins the files of a manifest and fills in what `shared` and `else` say.

mod bind;
mod build;
pub mod codes;
mod core_schema;
pub mod facts;
pub mod front_matter;
mod json;
mod names;
pub mod node;
mod toml;
mod wide;
mod yaml;
mod yaml_errors;

use crate::diagnostic::{Diagnostic, Outcome};
use crate::limits::Limits;
use crate::manifest::node::{Document, NodeId};
use crate::source::{FileId, SourceText, Span};

pub use crate::schema::json_schema;
pub use bind::{Role, bind};
pub use facts::Facts;

/// How a format reads a text that the document knows: it gives the root.
pub type Read = fn(&mut Document, FileId, &SourceText, &Limits) -> Outcome<Option<NodeId>>;

/// A format that manifests are written in.
#[derive(Clone, Copy, Debug)]
pub struct Format {
    /// Its name in messages.
    pub name: &'static str,
    /// How the names of its files end, without the dot.
    pub extensions: &'static [&'static str],
    /// Its reader.
    pub read: Read,
}

/// YAML 1.2, the format of a file whose name says nothing else.
pub const YAML: Format = Format { name: "YAML", extensions: &["yaml", "yml"], read: yaml::read };

/// Every format.
pub const FORMATS: &[Format] = &[
    YAML,
    Format { name: "JSON", extensions: &["json"], read: json::read_json },
    Format { name: "JSONC", extensions: &["jsonc"], read: json::read_jsonc },
    Format { name: "TOML", extensions: &["toml"], read: toml::read },
    Format { name: "Markdown", extensions: &["md"], read: front_matter::read },
];

/// The format of a file by the end of its name.
#[must_use]
pub fn format_of(path: &str) -> Option<&'static Format> {
    let (_, extension) = path.rsplit('/').next()?.rsplit_once('.')?;
    FORMATS.iter().find(|format| format.extensions.iter().any(|known| known.eq_ignore_ascii_case(extension)))
}

/// Reads a text into a document and gives the text's root; none, with a reason, where it cannot be read or says
/// nothing.
pub fn parse_into(
    document: &mut Document,
    file: FileId,
    text: &SourceText,
    format: &Format,
    limits: &Limits,
) -> Outcome<Option<NodeId>> {
    document.add_text(file, text.clone());
    let mut outcome = (format.read)(document, file, text, limits);
    if outcome.value.is_none() && outcome.diagnostics.is_empty() {
        let start = if text.starts_with('\u{FEFF}') { 3 } else { 0 };
        outcome.diagnostics.push(Diagnostic::new(&codes::EMPTY, Vec::new()).at(Span::point(file, start)));
    }
    outcome
}
