//! The front matter of a Markdown file, read as YAML where it stands; and the headings of what follows.

use std::ops::Range;

use crate::diagnostic::{Diagnostic, Outcome};
use crate::limits::Limits;
use crate::manifest::node::{Document, NodeId};
use crate::manifest::{codes, yaml};
use crate::source::{FileId, SourceText, Span};

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

/// A heading of a Markdown text and what stands under it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Section {
    /// How many `#` it has.
    pub level: usize,
    /// The bytes of its words.
    pub title: Range<usize>,
    /// The bytes under it, up to the next heading of its level or a higher one, without blanks around; empty where there
    /// is nothing.
    pub body: Range<usize>,
}

/// The headings behind the front matter, in their order. A line that begins with `#` inside a fence of code is none.
#[must_use]
pub fn sections(text: &str) -> Vec<Section> {
    let mut sections: Vec<Section> = Vec::new();
    let mut at = range(text).map_or(0, |front| front.end);
    let mut fence: Option<String> = None;
    let mut ends: Vec<usize> = Vec::new();
    let mut open: Vec<usize> = Vec::new();
    for line in text.get(at..).unwrap_or_default().split_inclusive('\n') {
        let plain = line.trim_end();
        let marks: String = plain.trim_start().chars().take_while(|c| matches!(c, '`' | '~')).collect();
        if let Some(opening) = &fence {
            if marks.starts_with(opening.as_str()) {
                fence = None;
            }
        } else if marks.len() >= 3 {
            fence = Some(marks);
        } else if let Some((level, title)) = heading(plain) {
            while let Some(last) = open.pop_if(|last| sections.get(*last).is_some_and(|section| section.level >= level))
            {
                ends.get_mut(last).into_iter().for_each(|end| *end = at);
            }
            open.push(sections.len());
            let title = at + title.start..at + title.end;
            sections.push(Section { level, title, body: at + line.len()..at + line.len() });
            ends.push(text.len());
        }
        at += line.len();
    }
    for (section, end) in sections.iter_mut().zip(ends) {
        let body = text.get(section.body.start..end).unwrap_or_default();
        let start = section.body.start + (body.len() - body.trim_start().len());
        section.body = if body.trim().is_empty() {
            section.title.end..section.title.end
        } else {
            start..start + body.trim().len()
        };
    }
    sections
}

/// The level of a heading and the place of its words in the line.
fn heading(line: &str) -> Option<(usize, Range<usize>)> {
    let indent = line.len() - line.trim_start_matches(' ').len();
    let rest = line.get(indent..)?;
    let level = rest.bytes().take_while(|byte| *byte == b'#').count();
    let behind = rest.get(level..)?;
    if indent > 3 || !(1..=6).contains(&level) || !behind.starts_with([' ', '\t', '\u{3000}']) {
        return None;
    }
    let title = behind.trim().trim_end_matches('#').trim_end();
    let start = indent + level + (behind.len() - behind.trim_start().len());
    Some((level, start..start + title.len()))
}

/// Reads the front matter of a text.
pub(super) fn read(
    document: &mut Document,
    file: FileId,
    text: &SourceText,
    limits: &Limits,
) -> Outcome<Option<NodeId>> {
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
    use super::{range, sections};

    #[test]
    fn headings_and_what_stands_under_them() {
        let text = "---\na: 1\n---\n# Title\n\n## Reason\n\nWhy.\n\n### More\nSo.\n\n```\n## no heading\n```\n## 理由 ##\n本文\n## Empty\n";
        let at = |range: &std::ops::Range<usize>| text.get(range.clone()).unwrap_or_default();
        let found: Vec<(usize, &str, &str)> =
            sections(text).iter().map(|s| (s.level, at(&s.title), at(&s.body))).collect();
        let why = "Why.\n\n### More\nSo.\n\n```\n## no heading\n```";
        assert_eq!(found[1], (2, "Reason", why));
        assert_eq!(found[2], (3, "More", "So.\n\n```\n## no heading\n```"));
        assert_eq!(found[3..], [(2, "理由", "本文"), (2, "Empty", "")]);
        assert!(sections("---\na: 1\n---\n#no heading\n    # code\n").is_empty());
    }

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
