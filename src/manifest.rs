//! Manifests: text in one of several formats to one tree of nodes, and the tree bound to the schema.

pub mod facts;
pub mod node;
pub use facts::Facts;
