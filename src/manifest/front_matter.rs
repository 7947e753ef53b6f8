//! The front matter of a Markdown file, read as YAML where it stands.

use std::ops::Range;
use std::sync::Arc;

use crate::diagnostic::{Diagnostic, Outcome};
use crate::limits::Limits;
use crate::manifest::node::{Document, NodeId};
use crate::manifest::{codes, yaml};
use crate::source::{FileId, Span};

/// The bytes between a first line `---` and a later line `---` or `...`, if the text has both. A fence begins in the
/// first column: an indented `---` belongs to a text of several lines.
#[must_use]
pub fn range(text: &str) -> Option<Range<usize>> {
    let start = if text.starts_with('\u{FEFF}') { 3 } else { 0 };
    let mut lines = text.get(start..)?.split_inclusive('\n');
    let fence = |line: &str| line.trim_end_matches(['\n', '\r', ' ', '\t']).to_owned();
    let first = lines.next()?;
    if fence(first) != "---" {
        return None;
    }
    let from = start + first.len();
    let mut at = from;
    for line in lines {
        if matches!(line.as_bytes(), [b'-', b'-', b'-', ..] | [b'.', b'.', b'.', ..])
            && matches!(fence(line).as_str(), "---" | "...")
        {
            return Some(from..at);
        }
        at += line.len();
    }
    None
}

/// Reads the front matter of a text.
pub(super) fn read(document: &mut Document, file: FileId, text: &Arc<str>, limits: &Limits) -> Outcome<Option<NodeId>> {
    match range(text) {
        Some(range) => yaml::read_range(document, file, text, range, limits),
        None => {
            let diagnostic = Diagnostic::new(&codes::NO_FRONT_MATTER, Vec::new()).at(Span::point(file, 0));
            Outcome { value: None, diagnostics: vec![diagnostic] }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::range;

    #[test]
    fn both_fences_in_the_first_column() {
        assert_eq!(range("---\na: 1\n---\nbody"), Some(4..9));
        assert_eq!(range("\u{FEFF}---\r\na: 1\r\n...\r\n"), Some(8..14));
        assert_eq!(range("---\na: |\n  ---\n---"), Some(4..15));
        for text in ["", "---", "---\na: 1\n", "# heading\n---\n---\n", " ---\n---\n"] {
            assert_eq!(range(text), None, "{text:?}");
        }
    }
}
