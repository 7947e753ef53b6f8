//! The language: text to tree. Always gives a tree; every mistake is a diagnostic at its byte.
//!
//! Only `grammar` and `lower` know pest. No name of a grammar rule leaves this module.

pub mod codes;
mod expected;
mod grammar;
mod items;
mod japanese;
mod lower;
mod scan;
pub mod tree;

use crate::diagnostic::{Diagnostic, Outcome};
use crate::limits::{Limits, POLICY_MISTAKES};
use crate::source::{FileId, Span};

/// Mistakes after which no further item is read, so that a file of nothing else costs little.
const MOST_FOUND: usize = 2_000;

/// Reads a file: a tree of all that could be read, and every mistake at its byte, in the order of the text.
#[must_use]
pub fn parse(file: FileId, text: &str, limits: &Limits) -> Outcome<tree::File> {
    read(file, text, limits, |_| true)
}

/// Reads a file without its fixtures and tests, which a check of a manifest does not ask for.
#[must_use]
pub fn parse_clauses(file: FileId, text: &str, limits: &Limits) -> Outcome<tree::File> {
    read(file, text, limits, |word| !matches!(word, "fixture" | "test"))
}

/// Reads the header, and those items whose first word is wanted.
fn read(file: FileId, text: &str, limits: &Limits, is_wanted: impl Fn(&str) -> bool) -> Outcome<tree::File> {
    let scan::Scan { text: readable, chunks, mut diagnostics } = scan::scan(file, text, limits);
    let mut value = tree::File::default();
    let mut lower = lower::Lower::new(file, &readable, text);
    if chunks.is_empty() {
        lower.report(&codes::NO_HEADER, Vec::new(), Span::point(file, 0));
    }
    for (index, chunk) in chunks.iter().enumerate() {
        if chunk.broken || lower.diagnostics.len() >= MOST_FOUND {
            value.items.push(tree::Item::Broken(Span::new(file, chunk.start, chunk.end)));
        } else if index == 0 || is_wanted(lower::leading_word(readable.get(chunk.start..chunk.end).unwrap_or_default()))
        {
            lower.entry(chunk.start, chunk.end, index == 0, &mut value);
        }
    }
    diagnostics.append(&mut lower.diagnostics);
    diagnostics.sort_by_key(|diagnostic| diagnostic.place().map_or((0, 0), |span| (span.start, span.end)));
    if diagnostics.len() > POLICY_MISTAKES {
        diagnostics.truncate(POLICY_MISTAKES);
        let place = diagnostics.last().and_then(Diagnostic::place).unwrap_or(Span::point(file, 0));
        diagnostics.push(Diagnostic::new(&codes::MORE, Vec::new()).at(place));
    }
    Outcome { value, diagnostics }
}
