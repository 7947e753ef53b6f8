//! The few lines of a text that a finding shows, made safe for a terminal.
//!
//! Takes a text and the labels in it; gives miette a source of its own that holds only those lines, long ones cut
//! around their labels. So the cost of a finding does not grow with its text.

use std::collections::BTreeMap;
use std::ops::Range;

use miette::{MietteError, MietteSpanContents, SourceCode, SourceSpan, SpanContents};

use crate::source::Source;
use crate::text::{is_hidden, visible};

/// A line longer than this, in bytes, is cut.
const LONG: usize = 200;
/// Of a cut line, what is shown before the label.
const BEFORE: usize = 60;
/// A label over more lines than this underlines only its first.
const MOST_LINES: usize = 8;

/// A label on its way to an [`Excerpt`].
#[derive(Clone, Debug)]
pub(super) struct Mark {
    /// Bytes of the source.
    pub range: Range<usize>,
    /// What is said there.
    pub message: Option<String>,
}

impl Mark {
    /// A stretch that lies in the text, on borders of characters; a long one is cut to its first line.
    pub fn new(source: &Source, range: Range<usize>, message: Option<String>) -> Self {
        let start = floor(&source.text, range.start);
        let mut end = floor(&source.text, range.end).max(start);
        let first = source.line_of(start);
        // A line break at the end is nothing to underline.
        let stretch = source.text.get(start..end).unwrap_or_default();
        let seen = start + stretch.trim_end_matches(['\n', '\r']).len();
        end = if seen > start { seen } else { end };
        if source.line_of(end.saturating_sub(1).max(start)) - first >= MOST_LINES {
            end = source.line_range(first).end.max(start);
        }
        Self { range: start..end, message }
    }

    fn lines(&self, source: &Source) -> std::ops::RangeInclusive<usize> {
        let last = self.range.end.saturating_sub(1).max(self.range.start);
        source.line_of(self.range.start)..=source.line_of(last)
    }

    /// Whether two marks cannot be shown in one excerpt: they overlap on a line, or share a line that must be cut.
    fn clashes(&self, other: &Self, source: &Source) -> bool {
        let (mine, theirs) = (self.lines(source), other.lines(source));
        let shared = (*mine.start()).max(*theirs.start())..=(*mine.end()).min(*theirs.end());
        if shared.is_empty() {
            return false;
        }
        let overlap = self.range.start < other.range.end && other.range.start < self.range.end;
        overlap
            || self.range.start == other.range.start
            || mine.clone().count() + theirs.clone().count() > 2
            || source.line_range(*shared.start()).len() > LONG
    }
}

/// The lines around some marks of one text.
#[derive(Debug)]
pub(super) struct Excerpt {
    name: String,
    text: String,
    rows: Vec<Row>,
    /// Where each mark begins: its byte in `text`, its line and column in the source, from 0.
    places: Vec<(usize, usize, usize)>,
    /// Bytes of `text` of each mark, and what is said there.
    pub labels: Vec<(Range<usize>, Option<String>)>,
}

#[derive(Debug)]
struct Row {
    /// Line in the source, from 0.
    line: usize,
    /// First byte in the excerpt.
    start: usize,
    /// Pairs of bytes, of the source and of the excerpt, for each character shown and the end.
    bytes: Vec<(usize, usize)>,
}

impl Excerpt {
    /// Shows the marks, and the lines `around` them, in as few excerpts as can show them, in the order of the first mark of each.
    pub fn of(source: &Source, marks: &[Mark], around: bool) -> Vec<Self> {
        let mut layers: Vec<Vec<&Mark>> = Vec::new();
        for mark in marks {
            match layers.iter_mut().find(|layer| !layer.iter().any(|other| mark.clashes(other, source))) {
                Some(layer) => layer.push(mark),
                None => layers.push(vec![mark]),
            }
        }
        layers.iter().map(|layer| Self::new(source, layer, around)).collect()
    }

    fn new(source: &Source, marks: &[&Mark], around: bool) -> Self {
        // Each line to show, and the byte that must be in view if the line is cut.
        let mut lines: BTreeMap<usize, Option<usize>> = BTreeMap::new();
        for mark in marks {
            let within = mark.lines(source);
            let next = within.end() + 1;
            // What follows the last line break of a text is no line, unless it is pointed at.
            let last = if around && next < source.line_count() && source.line_range(next).start < source.text.len() {
                next
            } else {
                *within.end()
            };
            for line in within.start().saturating_sub(usize::from(around))..=last {
                lines.entry(line).or_default();
            }
            lines.insert(*within.start(), Some(mark.range.start));
        }
        let mut out = Self {
            name: visible(&source.path).into_owned(),
            text: String::new(),
            rows: Vec::new(),
            places: Vec::new(),
            labels: Vec::new(),
        };
        for (line, anchor) in lines {
            out.push(source, line, anchor);
        }
        for mark in marks {
            let range = out.byte(source, mark.range.start)..out.byte(source, mark.range.end);
            let at = source.position(mark.range.start);
            out.places.push((range.start, at.line as usize - 1, at.column as usize - 1));
            out.labels.push((range, mark.message.clone()));
        }
        out
    }

    fn push(&mut self, source: &Source, line: usize, anchor: Option<usize>) {
        let whole = source.line_range(line);
        let shown = if whole.len() <= LONG {
            whole.clone()
        } else {
            let from = anchor.unwrap_or(whole.start).saturating_sub(BEFORE).max(whole.start);
            let from = floor(&source.text, from.min(whole.end));
            from..floor(&source.text, (from + LONG).min(whole.end))
        };
        let start = self.text.len();
        if shown.start > whole.start {
            self.text.push('…');
        }
        let mut bytes = Vec::new();
        for (at, character) in source.text.get(shown.clone()).unwrap_or_default().char_indices() {
            bytes.push((shown.start + at, self.text.len()));
            match character {
                '\u{FEFF}' if shown.start + at == 0 => {}
                // The picture of a control character is as wide as a letter, so that the underline stays in its place.
                c if (c as u32) < 0x20 && c != '\t' => {
                    self.text.push(char::from_u32(0x2400 + c as u32).unwrap_or('\u{FFFD}'));
                }
                c if is_hidden(c) => self.text.push('\u{FFFD}'),
                c => self.text.push(c),
            }
        }
        bytes.push((shown.end, self.text.len()));
        if shown.end < whole.end {
            self.text.push('…');
        }
        self.text.push('\n');
        self.rows.push(Row { line, start, bytes });
    }

    /// The byte of the excerpt that shows a byte of the source; the nearest one shown, where that is cut away.
    fn byte(&self, source: &Source, at: usize) -> usize {
        // The end of a label that takes the line break in stands at the end of the line before.
        let line = source.line_of(at);
        let row = self.rows.iter().rev().find(|row| row.line <= line).or(self.rows.first());
        let Some(row) = row else { return 0 };
        let index = row.bytes.partition_point(|(byte, _)| *byte < at);
        row.bytes.get(index).or(row.bytes.last()).map_or(row.start, |(_, shown)| *shown)
    }

    fn row_of(&self, at: usize) -> usize {
        self.rows.partition_point(|row| row.start <= at).saturating_sub(1)
    }

    /// Whether the lines of two neighbouring rows are neighbours.
    fn follows(&self, row: usize) -> bool {
        matches!((self.rows.get(row), self.rows.get(row + 1)), (Some(a), Some(b)) if a.line + 1 == b.line)
    }
}

impl SourceCode for Excerpt {
    fn read_span<'a>(
        &'a self,
        span: &SourceSpan,
        before: usize,
        after: usize,
    ) -> Result<Box<dyn SpanContents<'a> + 'a>, MietteError> {
        let end = span.offset() + span.len();
        let mut first = self.row_of(span.offset());
        let mut last = self.row_of(end.saturating_sub(1).max(span.offset()));
        if (first..last).any(|row| !self.follows(row)) {
            return Err(MietteError::OutOfBounds);
        }
        for _ in 0..before {
            first -= usize::from(first > 0 && self.follows(first - 1));
        }
        for _ in 0..after {
            last += usize::from(self.follows(last));
        }
        let start = self.rows.get(first).map_or(0, |row| row.start);
        let end = self.rows.get(last + 1).map_or(self.text.len(), |row| row.start);
        let data = self.text.as_bytes().get(start..end).ok_or(MietteError::OutOfBounds)?;
        let here = if before == 0 && after == 0 {
            self.places.iter().find(|(at, _, _)| *at == span.offset()).map(|(_, line, column)| (*line, *column))
        } else {
            None
        };
        let (line, column) = here.unwrap_or((self.rows.get(first).map_or(0, |row| row.line), 0));
        let span = SourceSpan::from((start, end - start));
        let count = last - first + 1;
        Ok(Box::new(MietteSpanContents::new_named(self.name.clone(), data, span, line, column, count)))
    }
}

/// The last border of a character at or before a byte.
fn floor(text: &str, at: usize) -> usize {
    text.floor_char_boundary(at)
}
