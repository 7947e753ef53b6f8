//! The language: text to tree. Always gives a tree; every mistake is a diagnostic at its byte.
//!
//! Only `grammar` and `lower` know pest. No name of a grammar rule leaves this module.

pub mod tree;
