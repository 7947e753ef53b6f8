//! What a judgement is told as, beside its findings: one verdict with all it rests on, the register, the calendar.
//!
//! Takes a manifest as it was judged ([`crate::engine::Case`]); decides nothing. Models are in the language asked for;
//! writers turn them into text, Markdown, iCalendar or JSON.

pub mod why;
mod words;

use serde::Serialize;

use crate::source::{SourceMap, Span};
use crate::text::visible;

/// A place in a file.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Place {
    /// Path in the repository.
    pub path: String,
    /// From 1.
    pub line: u32,
    /// From 1, in characters.
    pub column: u32,
}

impl Place {
    /// The place where a span begins.
    #[must_use]
    pub fn of(sources: &SourceMap, span: Span) -> Self {
        let at = sources.position(span);
        Self { path: sources.get(span.file).path.clone(), line: at.line, column: at.column }
    }
}

impl std::fmt::Display for Place {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{}:{}:{}", visible(&self.path), self.line, self.column)
    }
}

/// A text on one line: what breaks it becomes a blank, what is hidden is written out.
fn one_line(text: &str) -> String {
    let words: Vec<&str> = text.split_whitespace().collect();
    visible(&words.join(" ")).into_owned()
}
