//! TOML: the same nodes as the other formats give; its dates become texts.

use toml::Spanned;
use toml::de::{DeTable, DeValue, Error};

use crate::args;
use crate::diagnostic::Outcome;
use crate::limits::{Limits, TOML_DEPTH};
use crate::manifest::build::Builder;
use crate::manifest::codes;
use crate::manifest::node::{Document, Kind, NodeId, Scalar};
use crate::source::{FileId, SourceText};
use crate::text::{Message, Said, Text};

/// Reads a text. All its mistakes are told at once.
pub(super) fn read(
    document: &mut Document,
    file: FileId,
    text: &SourceText,
    limits: &Limits,
) -> Outcome<Option<NodeId>> {
    let base = if text.starts_with('\u{FEFF}') { 3 } else { 0 };
    let part = text.get(base..).unwrap_or_default();
    let mut reader = Reader { build: Builder::new(document, file, text, limits), text: part, base };
    let (table, errors) = DeTable::parse_recoverable(part);
    if !errors.is_empty() {
        // One slip may leave a tail of others; the first few say what to do.
        for error in errors.iter().take(20) {
            reader.syntax(error, table.get_ref());
        }
        return Outcome { value: None, diagnostics: reader.build.diagnostics };
    }
    let root = (!table.get_ref().is_empty()).then(|| {
        let node = reader.build.push(reader.build.span(base, base), Kind::Null);
        reader.table(node, table.get_ref(), None, 0);
        node
    });
    let root = root.filter(|_| !reader.build.stopped);
    Outcome { value: root, diagnostics: reader.build.diagnostics }
}

struct Reader<'a> {
    build: Builder<'a>,
    text: &'a str,
    base: usize,
}

impl Reader<'_> {
    /// Makes a value a node. The parser itself nests no deeper than [`TOML_DEPTH`].
    fn value(&mut self, value: &Spanned<DeValue<'_>>, depth: usize) -> NodeId {
        let range = value.span();
        let (start, end) = (range.start, range.end.min(self.text.len()).max(range.start));
        let span = self.build.span(self.base + start, self.base + end);
        let is_container = matches!(value.get_ref(), DeValue::Array(_) | DeValue::Table(_));
        if is_container && depth >= self.build.depth {
            let limit = self.build.depth;
            self.build.too_deep(self.build.span(self.base + start, self.base + start), limit);
        }
        if self.build.stopped {
            return self.build.document.push(span, Kind::Null);
        }
        match value.get_ref() {
            DeValue::Boolean(value) => self.build.push(span, Kind::Boolean(*value)),
            DeValue::Integer(number) => {
                let kind = Kind::Number(self.number(&number.to_string(), start, end));
                self.build.push(span, kind)
            }
            DeValue::Float(number) => {
                let kind = Kind::Number(self.number(number.as_str(), start, end));
                self.build.push(span, kind)
            }
            DeValue::Datetime(_) => {
                let written = self.text.get(start..end).unwrap_or_default().to_owned();
                let scalar = self.build.scalar(&written, self.base + start);
                self.build.push(span, Kind::Text(scalar))
            }
            DeValue::String(text) => {
                let source = self.text.get(start..end).unwrap_or_default();
                let quotes = if source.starts_with("\"\"\"") || source.starts_with("'''") { 3 } else { 1 };
                let scalar = self.build.scalar(text, self.base + start + quotes);
                self.build.push(span, Kind::Text(scalar))
            }
            DeValue::Array(array) => {
                let node = self.build.push(span, Kind::Null);
                let items: Vec<NodeId> = array.iter().map(|item| self.value(item, depth + 1)).collect();
                if !self.text.get(start..).unwrap_or_default().starts_with('[') || self.is_header(start) {
                    self.cover(node, items.first().copied(), items.last().copied());
                }
                let run = self.build.document.push_items(items);
                self.build.document.node_mut(node).kind = Kind::Sequence(run);
                node
            }
            DeValue::Table(table) => {
                let node = self.build.push(span, Kind::Null);
                let inline = self.text.get(start..).unwrap_or_default().starts_with('{');
                self.table(node, table, inline.then_some(()), depth);
                node
            }
        }
    }

    /// Whether a bracket opens the header of a table, not a list.
    fn is_header(&self, at: usize) -> bool {
        let before = self.text.get(..at).unwrap_or_default();
        before.trim_end_matches([' ', '\t']).ends_with(['\n', '[']) && self.text.get(at..at + 2) == Some("[[")
            || before.trim_end_matches([' ', '\t']).is_empty()
    }

    fn number(&mut self, value: &str, start: usize, end: usize) -> Scalar {
        let written = self.text.get(start..end).unwrap_or_default();
        if written == value {
            self.build.scalar(value, self.base + start)
        } else {
            // As YAML writes it.
            let value = match value {
                "inf" | "+inf" => ".inf",
                "-inf" => "-.inf",
                "nan" | "+nan" | "-nan" => ".nan",
                other => other,
            };
            Scalar::Owned(value.into())
        }
    }

    /// Fills a mapping, in the order of the text.
    fn table(&mut self, node: NodeId, table: &DeTable<'_>, inline: Option<()>, depth: usize) {
        let mut rows: Vec<_> = table.iter().collect();
        rows.sort_by_key(|(key, _)| key.span().start);
        let mut pairs = Vec::with_capacity(rows.len() * 2);
        for (key, value) in rows {
            let range = key.span();
            let quoted = self.text.get(range.start..).unwrap_or_default().starts_with(['"', '\'']);
            let scalar = self.build.scalar(key.get_ref(), self.base + range.start + usize::from(quoted));
            let span = self.build.span(self.base + range.start, self.base + range.end);
            pairs.push(self.build.push(span, Kind::Text(scalar)));
            pairs.push(self.value(value, depth + 1));
        }
        if inline.is_none() {
            self.cover(node, pairs.first().copied(), pairs.last().copied());
        }
        self.build.finish_mapping(node, &pairs);
    }

    /// Lets a node reach from its first child to its last, as a block of YAML does.
    fn cover(&mut self, node: NodeId, first: Option<NodeId>, last: Option<NodeId>) {
        if let (Some(first), Some(last)) = (first, last) {
            let span = self.build.document.span(first).to(self.build.document.span(last));
            self.build.document.node_mut(node).span = span;
        }
    }

    fn syntax(&mut self, error: &Error, table: &DeTable<'_>) {
        let range = error.span().unwrap_or(0..0);
        let start =
            (0..=range.start.min(self.text.len())).rev().find(|at| self.text.is_char_boundary(*at)).unwrap_or(0);
        let wanted = range.end.clamp(start, self.text.len());
        let end = (start..=wanted).rev().find(|at| self.text.is_char_boundary(*at)).unwrap_or(start);
        let span = self.build.span(self.base + start, self.base + end);
        let message = error.message();
        if message.starts_with("duplicate key") {
            let key = self.text.get(start..end).unwrap_or_default().trim_matches(['"', '\'']).to_owned();
            let first = first_place(self.text, table, &key, start);
            let first = first.map(|range| self.build.span(self.base + range.start, self.base + range.end));
            self.build.duplicate(&key, first, span);
        } else if message.contains("recurs") {
            let limit = self.build.depth.min(TOML_DEPTH);
            self.build.too_deep(span, limit);
        } else {
            let known = ROWS.iter().find(|(part, _)| message.contains(part)).map_or(OTHER, |(_, text)| *text);
            let said = Said { en: message.into(), ja: None };
            let detail = Message { text: known, args: args!["said" => said] };
            self.build.error(&codes::SYNTAX, span, args!["format" => "TOML", "detail" => detail]);
        }
    }
}

/// The last place before `before` where a key of that text stands; tables that are written in one line are passed by.
fn first_place(text: &str, table: &DeTable<'_>, key: &str, before: usize) -> Option<std::ops::Range<usize>> {
    let mut found: Option<std::ops::Range<usize>> = None;
    let mut open = vec![table];
    let is_passed = |value: &Spanned<DeValue<'_>>| {
        text.get(value.span().start..).is_some_and(|text| text.starts_with('{')) && value.span().end <= before
    };
    while let Some(table) = open.pop() {
        for (name, value) in table {
            let span = name.span();
            if name.get_ref() == key && span.end <= before && found.as_ref().is_none_or(|old| old.start < span.start) {
                found = Some(span);
            }
            let items = match value.get_ref() {
                DeValue::Array(items) => items.iter().collect(),
                _ => vec![value],
            };
            open.extend(items.into_iter().filter(|item| !is_passed(item)).filter_map(|item| match item.get_ref() {
                DeValue::Table(inner) => Some(inner),
                _ => None,
            }));
        }
    }
    found
}

const OTHER: Text = Text::new("{said}", "TOML の文法に合っていません ({said})");

/// Part of the parser's words, and ours.
const ROWS: [(&str, Text); 9] = [
    ("string values must be quoted", Text::new("a text stands in quotes", "文字列は引用符で囲んでください")),
    ("unclosed array", Text::new("this `[` is never closed", "この `[` が閉じられていません")),
    ("missing comma", Text::new("a `,` is missing here", "ここに `,` がありません")),
    ("missing value", Text::new("a value is missing behind the `=`", "`=` の後に値がありません")),
    ("key with no value", Text::new("a key needs `=` and a value", "キーの後に `=` と値がありません")),
    ("unclosed", Text::new("this is never closed", "これが閉じられていません")),
    ("missing closing quote", Text::new("this quote is never closed", "この引用符が閉じられていません")),
    (
        "invalid unquoted key",
        Text::new(
            "a key has letters, digits, `_` and `-` only, or stands in quotes",
            "キーに使えるのは英数字と `_`、`-` だけです。それ以外は引用符で囲んでください",
        ),
    ),
    ("escape", Text::new("no such escape", "このようなエスケープはありません")),
];
