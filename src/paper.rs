//! What the repository holds of the documents that a manifest names: read once by the workspace, judged as data.
//!
//! Evaluation asks [`Papers`] and never a file system, so that pack tests run on virtual files through the same code.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::sync::Arc;

use crate::calendar::When;
use crate::words;

/// What is known of one document.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Paper {
    /// No such file.
    Missing,
    /// The path leaves the repository, also through a link; it was not opened.
    Outside,
    /// A directory or a device.
    NotAFile,
    /// Larger than the limit `evidence-bytes`, which is this.
    TooLarge(usize),
    /// Neither UTF-8 text nor a known binary document; presented, but not inspected.
    NotText,
    /// It could not be read.
    Unreadable,
    /// Its text; several manifests may name it.
    Read(Arc<Content>),
}

/// The text of a document, as far as evidence asks for it.
#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub struct Content {
    /// All of it.
    pub text: String,
    /// Words besides front matter and headings.
    pub words: usize,
    /// `reviewed:` of its front matter.
    pub reviewed: Option<When>,
    /// Nothing stands in it but placeholders.
    pub placeholder: bool,
}

/// Documents by their path in the repository.
pub type Papers = BTreeMap<String, Paper>;

impl Content {
    /// Reads a document: front matter (`---` … `---`) for `reviewed`, the rest for its words.
    #[must_use]
    pub fn read(text: &str) -> Self {
        let (front, body) = split_front_matter(text);
        let shown = without_comments(body);
        let prose: Vec<&str> = shown.lines().filter(|line| !line.trim_start().starts_with('#')).collect();
        let counted: Vec<&str> = prose.iter().copied().filter(|line| !is_unfilled(line)).collect();
        Self {
            words: counted.iter().map(|line| words::count(line)).sum(),
            placeholder: prose.iter().any(|line| is_unfilled(line))
                && counted.iter().all(|line| words::count(line) == 0),
            reviewed: front.and_then(reviewed),
            text: text.to_owned(),
        }
    }
}

/// Front matter and body of a Markdown text; no front matter where it is not opened by a first line `---` and closed
/// by a line `---` or `...`.
#[must_use]
pub fn split_front_matter(text: &str) -> (Option<&str>, &str) {
    let start = text.strip_prefix('\u{FEFF}').unwrap_or(text);
    let Some(after) = start.strip_prefix("---\n").or_else(|| start.strip_prefix("---\r\n")) else {
        return (None, start);
    };
    let mut at = 0;
    for line in after.split_inclusive('\n') {
        let end = at + line.len();
        if matches!(line.trim_end_matches(['\n', '\r']), "---" | "...") {
            return (after.get(..at), after.get(end..).unwrap_or_default());
        }
        at = end;
    }
    (None, start)
}

fn reviewed(front: &str) -> Option<When> {
    let value = front.lines().find_map(|line| line.strip_prefix("reviewed:"))?;
    let value = value.split(" #").next().unwrap_or_default().trim().trim_matches(['"', '\'']);
    When::parse(value).ok()
}

/// A text without its HTML comments, which no reader sees; one that is never closed runs to the end.
fn without_comments(text: &str) -> Cow<'_, str> {
    let Some((before, mut rest)) = text.split_once("<!--") else { return Cow::Borrowed(text) };
    let mut shown = before.to_owned();
    while let Some((_, after)) = rest.split_once("-->") {
        let (before, next) = after.split_once("<!--").unwrap_or((after, ""));
        shown.push_str(before);
        rest = next;
    }
    Cow::Owned(shown)
}

/// Blanks that a template leaves in a line, also in the middle of a sentence.
const BLANKS: [&str; 5] = ["TODO", "TBD", "〇〇", "○○", "◯◯"];

/// A line that a template left to be filled: a placeholder after its label or bullet, or a blank somewhere in it.
fn is_unfilled(line: &str) -> bool {
    let line = line.trim().trim_start_matches(['-', '*', '|', ' ']);
    let value = line.rsplit_once([':', '：']).map_or(line, |(_, value)| value);
    !line.is_empty() && !value.trim().is_empty() && words::is_placeholder(value)
        || BLANKS.iter().any(|blank| line.contains(blank))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_without_front_matter_and_headings() {
        let content =
            Content::read("---\nreviewed: 2026-05-10 # by us\n---\n# A heading of six words here\n\nOne two three.\n");
        assert_eq!(content.words, 3);
        assert_eq!(content.reviewed, When::parse("2026-05-10").ok());
        assert!(!content.placeholder);
    }

    #[test]
    fn an_unfilled_template_is_a_placeholder() {
        assert!(Content::read("# Risk\n\n- Owner: TBD\n- 対応: 未定\n").placeholder);
        assert!(!Content::read("# Risk\n\n- Owner: TBD\n- A refused applicant may not learn why.\n").placeholder);
    }

    #[test]
    fn a_blank_in_a_sentence_keeps_its_line_from_counting() {
        assert!(Content::read("# 対応方針\n\n連絡を受けた者は、〇〇課に報告する。\n").placeholder);
        assert_eq!(Content::read("連絡を受けた者は、〇〇課に報告する。\nOne two three.\n").words, 3);
    }

    #[test]
    fn comments_are_no_text_over_how_many_lines_they_run() {
        let content =
            Content::read("<!-- Say who\ndecides, and\n\nwhen. --> Ann does.<!-- a --> Daily. <!-- b\nc d e\n");
        assert_eq!(content.words, 3);
        assert!(Content::read("<!-- Say\nwho decides. -->\n- Decides: TBD\n").placeholder);
        assert_eq!(Content::read("a --> b <!").words, 2);
    }

    #[test]
    fn front_matter_needs_both_fences() {
        assert_eq!(split_front_matter("---\na: 1\nb"), (None, "---\na: 1\nb"));
        assert_eq!(split_front_matter("---\r\na: 1\r\n---\r\nb"), (Some("a: 1\r\n"), "b"));
    }
}
