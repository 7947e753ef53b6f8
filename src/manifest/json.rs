//! JSON, strict, and JSON with comments and trailing commas.

use jsonc_parser::ast::{ObjectPropName, Value};
use jsonc_parser::common::Ranged;
use jsonc_parser::errors::{ParseError, ParseErrorKind};
use jsonc_parser::{CollectOptions, ParseOptions, parse_to_ast};

use crate::args;
use crate::diagnostic::Outcome;
use crate::limits::Limits;
use crate::manifest::build::Builder;
use crate::manifest::codes;
use crate::manifest::node::{Document, Kind, NodeId};
use crate::source::{FileId, SourceText};
use crate::text::{Message, Text};

/// Reads JSON.
pub(super) fn read_json(
    document: &mut Document,
    file: FileId,
    text: &SourceText,
    limits: &Limits,
) -> Outcome<Option<NodeId>> {
    read(document, file, text, limits, false)
}

/// Reads JSON with comments and trailing commas.
pub(super) fn read_jsonc(
    document: &mut Document,
    file: FileId,
    text: &SourceText,
    limits: &Limits,
) -> Outcome<Option<NodeId>> {
    read(document, file, text, limits, true)
}

fn read(
    document: &mut Document,
    file: FileId,
    text: &SourceText,
    limits: &Limits,
    comments: bool,
) -> Outcome<Option<NodeId>> {
    let base = if text.starts_with('\u{FEFF}') { 3 } else { 0 };
    let format = if comments { "JSONC" } else { "JSON" };
    let mut reader = Reader { build: Builder::new(document, file, text, limits), base, format };
    let options = ParseOptions {
        allow_comments: comments,
        allow_trailing_commas: comments,
        allow_loose_object_property_names: false,
        allow_missing_commas: false,
        allow_single_quoted_strings: false,
        allow_hexadecimal_numbers: false,
        allow_unary_plus_numbers: false,
        allow_bare_decimal_point_numbers: false,
        allow_non_finite_numbers: false,
        allow_extended_string_escapes: false,
    };
    let part = text.get(base..).unwrap_or_default();
    if let Some(at) = too_deep(part.as_bytes(), reader.build.depth, comments) {
        let (at, limit) = (base + at, reader.build.depth);
        reader.build.too_deep(reader.build.span(at, at), limit);
        return Outcome { value: None, diagnostics: reader.build.diagnostics };
    }
    let root = match parse_to_ast(part, &CollectOptions::default(), &options) {
        Ok(parsed) => parsed.value.map(|value| reader.value(&value, 0)),
        Err(error) => {
            reader.syntax(&error);
            None
        }
    };
    let root = root.filter(|_| !reader.build.stopped);
    Outcome { value: root, diagnostics: reader.build.diagnostics }
}

/// The byte of the bracket that opens one level too many. The parser would go into every level first, on the stack.
fn too_deep(text: &[u8], limit: usize, comments: bool) -> Option<usize> {
    let (mut depth, mut at) = (0_usize, 0);
    while let Some(byte) = text.get(at) {
        match (byte, text.get(at + 1)) {
            (b'{' | b'[', _) if depth >= limit => return Some(at),
            (b'{' | b'[', _) => depth += 1,
            (b'}' | b']', _) => depth = depth.saturating_sub(1),
            (b'"', _) => {
                at += 1;
                // The parser reads on over a line break, which is refused later.
                while let Some(byte) = text.get(at).filter(|byte| **byte != b'"') {
                    at += if *byte == b'\\' { 2 } else { 1 };
                }
            }
            (b'/', Some(b'/')) if comments => {
                at += text.get(at..)?.iter().position(|byte| matches!(byte, b'\n' | b'\r'))?;
            }
            (b'/', Some(b'*')) if comments => {
                at += 2 + text.get(at + 2..)?.windows(2).position(|pair| pair == b"*/")?;
            }
            _ => {}
        }
        at += 1;
    }
    None
}

struct Reader<'a> {
    build: Builder<'a>,
    base: usize,
    format: &'static str,
}

const CONTROL: Text = Text::new(
    "in a text, a line break or another control character is written as an escape: `\\n`, `\\u0000`",
    "文字列の中の改行などの制御文字は `\\n`、`\\u0000` のようにエスケープで書いてください",
);

impl Reader<'_> {
    /// Makes a value a node.
    fn value(&mut self, value: &Value<'_>, depth: usize) -> NodeId {
        let (start, end) = (self.base + value.start(), self.base + value.end());
        let span = self.build.span(start, end);
        if self.build.stopped {
            return self.build.document.push(span, Kind::Null);
        }
        let is_container = matches!(value, Value::Object(_) | Value::Array(_));
        if is_container && depth >= self.build.depth {
            let limit = self.build.depth;
            self.build.too_deep(self.build.span(start, start), limit);
            return self.build.document.push(span, Kind::Null);
        }
        match value {
            Value::NullKeyword(_) => self.build.push(span, Kind::Null),
            Value::BooleanLit(literal) => self.build.push(span, Kind::Boolean(literal.value)),
            Value::NumberLit(literal) => {
                let scalar = self.build.scalar(literal.value, start);
                self.build.push(span, Kind::Number(scalar))
            }
            Value::StringLit(literal) => {
                self.refuse_control(start, end);
                let scalar = self.build.scalar(&literal.value, start + 1);
                self.build.push(span, Kind::Text(scalar))
            }
            Value::Array(array) => {
                let node = self.build.push(span, Kind::Null);
                let items: Vec<NodeId> = array.elements.iter().map(|item| self.value(item, depth + 1)).collect();
                let run = self.build.document.push_items(items);
                self.build.document.node_mut(node).kind = Kind::Sequence(run);
                node
            }
            Value::Object(object) => {
                let node = self.build.push(span, Kind::Null);
                let mut pairs = Vec::with_capacity(object.properties.len() * 2);
                for property in &object.properties {
                    let (name, range) = match &property.name {
                        ObjectPropName::String(name) => (&*name.value, name.range),
                        ObjectPropName::Word(name) => (name.value, name.range),
                    };
                    let (start, end) = (self.base + range.start, self.base + range.end);
                    self.refuse_control(start, end);
                    let scalar = self.build.scalar(name, start + 1);
                    pairs.push(self.build.push(self.build.span(start, end), Kind::Text(scalar)));
                    pairs.push(self.value(&property.value, depth + 1));
                }
                self.build.finish_mapping(node, &pairs);
                node
            }
        }
    }

    /// The parser takes control characters in texts, which no other reader of JSON does.
    fn refuse_control(&mut self, start: usize, end: usize) {
        let written = self.build.text.as_bytes().get(start..end).unwrap_or_default();
        if let Some(at) = written.iter().position(|byte| *byte < b' ') {
            let span = self.build.span(start + at, start + at + 1);
            let args = args!["format" => self.format, "detail" => Message::plain(CONTROL)];
            self.build.stop(&codes::SYNTAX, span, args);
        }
    }

    fn syntax(&mut self, error: &ParseError) {
        let range = error.range();
        let (start, end) = (self.base + range.start, self.base + range.end);
        // An unclosed bracket reaches to the end of the text; its first character says enough.
        let end = if end - start > 80 { start + 1 } else { end };
        let end = (start..=end).rev().find(|at| self.build.text.is_char_boundary(*at)).unwrap_or(start);
        if matches!(error.kind(), ParseErrorKind::NestingDepthExceeded) {
            let limit = self.build.depth;
            return self.build.too_deep(self.build.span(start, start), limit);
        }
        let detail = Message::plain(detail(error.kind()));
        let span = self.build.span(start, end);
        self.build.stop(&codes::SYNTAX, span, args!["format" => self.format, "detail" => detail]);
    }
}

fn detail(kind: &ParseErrorKind) -> Text {
    match kind {
        ParseErrorKind::CommentsNotAllowed => Text::new(
            "comments need a file that ends in `.jsonc`",
            "コメントを書くには、ファイル名の末尾を `.jsonc` にしてください",
        ),
        ParseErrorKind::TrailingCommasNotAllowed => {
            Text::new("no `,` may stand behind the last value", "最後の値の後に `,` は書けません")
        }
        ParseErrorKind::ExpectedColonAfterObjectKey => {
            Text::new("a `:` is missing behind this key", "キーの後に `:` がありません")
        }
        ParseErrorKind::ExpectedObjectValue => {
            Text::new("a value is missing behind the `:`", "`:` の後に値がありません")
        }
        ParseErrorKind::ExpectedStringObjectProperty => {
            Text::new("a key stands in double quotes", "キーは二重引用符で囲んでください")
        }
        ParseErrorKind::SingleQuotedStringsNotAllowed => {
            Text::new("texts stand in double quotes", "文字列は二重引用符で囲んでください")
        }
        ParseErrorKind::ExpectedComma => Text::new("a `,` is missing here", "ここに `,` がありません"),
        ParseErrorKind::MultipleRootJsonValues => {
            Text::new("a second value begins here", "ここから2つ目の値が始まっています")
        }
        ParseErrorKind::UnterminatedArray => Text::new("this `[` is never closed", "この `[` が閉じられていません"),
        ParseErrorKind::UnterminatedObject => Text::new("this `{` is never closed", "この `{` が閉じられていません"),
        ParseErrorKind::UnterminatedCommentBlock => {
            Text::new("this comment is never closed", "このコメントが閉じられていません")
        }
        ParseErrorKind::String(jsonc_parser::ParseStringErrorKind::UnterminatedStringLiteral) => {
            Text::new("this quote is never closed", "この引用符が閉じられていません")
        }
        ParseErrorKind::String(_) => Text::new("no such escape", "このようなエスケープはありません"),
        ParseErrorKind::UnexpectedWord => Text::new(
            "a text stands in double quotes; without them only `true`, `false` and `null` do",
            "文字列は二重引用符で囲んでください。引用符なしで書けるのは `true`、`false`、`null` だけです",
        ),
        ParseErrorKind::BareDecimalPointNumbersNotAllowed
        | ParseErrorKind::ExpectedDigit
        | ParseErrorKind::ExpectedDigitFollowingNegativeSign
        | ParseErrorKind::ExpectedPlusMinusOrDigitInNumberLiteral
        | ParseErrorKind::HexadecimalNumbersNotAllowed
        | ParseErrorKind::NonFiniteNumbersNotAllowed
        | ParseErrorKind::UnaryPlusNumbersNotAllowed => {
            Text::new("this number is not written as JSON writes it", "数の書き方が JSON に合っていません")
        }
        _ => Text::new("a value or a closing bracket is expected here", "ここには値か閉じ括弧が必要です"),
    }
}
