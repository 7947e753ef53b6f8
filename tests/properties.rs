//! Laws that hold for all values, tried on many: places, dates, truth values, words, escapes, paths, edits.
//!
//! The values look random and are the same in every run.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::string_slice,
    clippy::disallowed_methods,
    reason = "a test that meets what it does not expect fails"
)]

#[path = "support/dice.rs"]
mod dice;
#[path = "properties/dates.rs"]
mod dates;
#[path = "properties/edits.rs"]
mod edits;
#[path = "properties/texts.rs"]
mod texts;
#[path = "properties/truth.rs"]
mod truth;
