//! Manifests: text in one of several formats to one tree of nodes, and the tree bound to the schema.

pub mod facts;
pub mod node;
pub use facts::Facts;

use crate::diagnostic::Outcome;
use crate::limits::Limits;
use crate::manifest::node::{Document, NodeId};
use crate::schema::Schema;
use crate::source::FileId;
use std::sync::Arc;

/// Stub.
#[derive(Clone, Copy, Debug)]
pub enum Format {
    /// Stub.
    Yaml,
}
/// Stub.
#[derive(Clone, Copy, Debug)]
pub enum Role {
    /// Stub.
    Main,
}
/// Stub.
pub fn parse_into(
    _document: &mut Document,
    _file: FileId,
    _text: &Arc<str>,
    _format: &Format,
    _limits: &Limits,
) -> Outcome<Option<NodeId>> {
    Outcome::sound(None)
}
/// Stub.
#[must_use]
pub fn bind(
    _schema: &Schema,
    document: Document,
    _parts: &[(NodeId, FileId, Role)],
    _limits: &Limits,
) -> Outcome<Facts> {
    Outcome::sound(Facts { document, ..Facts::default() })
}
