//! Tadashi, a linter for AI governance: comply-or-explain expectations, judged against a repository's manifest.
//!
//! The modules stand in the order in which data passes through them; each uses only those above it
//! (`tests/layers.rs` checks this). ARCHITECTURE.md draws the way of the data.

pub mod source;
pub mod text;
pub mod diagnostic;
pub mod calendar;
pub mod words;
pub mod limits;
pub mod schema;
pub mod syntax;
pub mod policy;
pub mod check;
pub mod manifest;
pub mod overlay;
pub mod edit;
pub mod paper;
pub mod verdict;
pub mod evaluate;
pub mod explanation;
pub mod judge;
pub mod testing;
pub mod findings;
pub mod workspace;
pub mod embedded;
pub mod report;
pub mod engine;
pub mod catalog;
pub mod account;
pub mod cli;
