//! What a judgement is told as, beside its findings: one verdict with all it rests on, the register, the calendar.
//!
//! Takes a manifest as it was judged ([`crate::engine::Case`]); decides nothing. Models are in the language asked for;
//! writers turn them into text, Markdown, iCalendar or JSON.

pub mod calendar_file;
pub mod layers;
pub mod markdown;
mod names;
pub mod statement;
pub mod upcoming;
pub mod why;
mod words;

use serde::Serialize;

use crate::engine::Case;
use crate::explanation::Explanation;
use crate::manifest::node::NodeId;
use crate::schema::Schema;
use crate::source::{SourceMap, Span};
use crate::text::{Lang, visible};

/// A place in a file.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
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

/// A prose field of an explanation; where it is given in several languages, in this one.
fn prose<'a>(explanation: &'a Explanation, field: &str, lang: Lang) -> Option<&'a str> {
    let given = || explanation.prose.iter().filter(|(name, _)| *name == field).map(|(_, said)| said.value.as_str());
    let japanese = given().find(|text| text.chars().any(crate::words::is_cjk)).filter(|_| lang == Lang::Ja);
    japanese.or_else(|| given().next())
}

/// What a block of the manifest says under a field, in a language where it is given in several.
fn manifest_text(case: &Case<'_>, path: &[&str], lang: Lang) -> Option<String> {
    let (schema, facts) = (&case.policies.schema, case.facts);
    let mut of = (!schema.records.is_empty()).then_some(Schema::ROOT);
    let mut node = facts.root()?;
    for name in path {
        let field = schema.find_field(of?, name)?;
        node = facts.entry(node, field)?.value;
        of = schema.field(field).ty.record();
    }
    text_in(case, node, lang)
}

/// A text of the manifest in a language, else in the first that it is given in.
fn text_in(case: &Case<'_>, node: NodeId, lang: Lang) -> Option<String> {
    let document = &case.facts.document;
    let wanted = if lang == Lang::Ja { "ja" } else { "en" };
    let entries = document.entries(node);
    let node = document.get(node, wanted).or_else(|| entries.first().map(|entry| entry.value)).unwrap_or(node);
    document.text(node).map(one_line).filter(|text| !text.is_empty())
}
