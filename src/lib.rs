//! Tadashi, a linter for AI governance: comply-or-explain expectations, judged against a repository's manifest.
//!
//! The modules stand in the order in which data passes through them; each uses only those above it
//! (`tests/layers.rs` checks this). ARCHITECTURE.md draws the way of the data.

pub mod calendar;
pub mod catalog;
pub mod check;
pub mod cli;
pub mod diagnostic;
pub mod embedded;
pub mod engine;
pub mod evaluate;
pub mod explanation;
pub mod findings;
pub mod judge;
pub mod limits;
pub mod manifest;
pub mod paper;
pub mod policy;
pub mod report;
pub mod schema;
pub mod source;
pub mod syntax;
pub mod testing;
pub mod text;
pub mod verdict;
pub mod words;
pub mod workspace;
