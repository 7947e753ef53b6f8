//! YAML 1.2 with the core schema: parser events to nodes in one pass, every value with its bytes.
//!
//! The parser counts characters and is generous with ends: a quoted text's span takes in a comment behind it, a
//! block's begins at its anchor. Places are therefore settled here, from the text itself.

mod input;

use std::borrow::Cow;

use saphyr_parser::{Event, Marker, Parser, ScalarStyle, ScanError, Tag};

use crate::args;
use crate::diagnostic::{Diagnostic, Outcome};
use crate::limits::{Limits, YAML_KEY};
use crate::manifest::build::Builder;
use crate::manifest::codes;
use crate::manifest::core_schema::core_kind;
use crate::manifest::node::{Document, Kind, NodeId, Scalar};
use crate::manifest::{wide, yaml_errors};
use crate::source::{FileId, SourceText, Span};
use crate::text::Message;

/// So many lines that say something are searched for what the parser stumbles over.
const LINES_BEFORE: usize = 2;

/// Reads a whole text.
pub(super) fn read(
    document: &mut Document,
    file: FileId,
    text: &SourceText,
    limits: &Limits,
) -> Outcome<Option<NodeId>> {
    let start = if text.starts_with('\u{FEFF}') { 3 } else { 0 };
    read_range(document, file, text, start..text.len(), limits)
}

/// Reads a stretch of a text.
pub(super) fn read_range(
    document: &mut Document,
    file: FileId,
    text: &SourceText,
    range: std::ops::Range<usize>,
    limits: &Limits,
) -> Outcome<Option<NodeId>> {
    let part = text.get(range.clone()).unwrap_or_default();
    let mut reader = Reader {
        build: Builder::new(document, file, text, limits),
        ascii: part.is_ascii(),
        text: part,
        base: range.start,
        near: (0, 0),
        pending: Vec::new(),
        frames: Vec::new(),
        anchors: Vec::new(),
        root: None,
        documents: 0,
    };
    reader.directives();
    let mut parser = Parser::new(input::Rest::new(part));
    while !reader.build.stopped {
        match parser.next_event() {
            None | Some(Ok((Event::StreamEnd, _))) => break,
            Some(Ok((event, span))) => reader.event(event, span),
            Some(Err(error)) => {
                reader.syntax(&error);
                break;
            }
        }
    }
    let root = reader.root.filter(|_| !reader.build.stopped);
    Outcome { value: root, diagnostics: reader.build.diagnostics }
}

/// A list or mapping that is not finished.
struct Frame {
    node: NodeId,
    is_mapping: bool,
    /// The first of its children among the pending ones.
    first: usize,
    /// The place of its bracket or brace, in flow style.
    bracket: Option<usize>,
    anchor: usize,
}

struct Reader<'a> {
    build: Builder<'a>,
    /// The stretch that is read; it begins at byte `base` of the file.
    text: &'a str,
    base: usize,
    ascii: bool,
    /// A character and its byte, near the last place that was asked for.
    near: (usize, usize),
    /// Children of all unfinished lists and mappings; keys and values alternate.
    pending: Vec<NodeId>,
    frames: Vec<Frame>,
    /// The node of each anchor, and whether it is finished.
    anchors: Vec<Option<(NodeId, bool)>>,
    root: Option<NodeId>,
    documents: usize,
}

impl Reader<'_> {
    /// Refuses lines before the document that say it is written in another language. WHY: the parser passes them over,
    /// and `yes` in YAML 1.1 is not what it is in 1.2.
    fn directives(&mut self) {
        let mut at = 0;
        for line in self.text.split_inclusive(['\n', '\r']) {
            let said = line.trim_end();
            let mut words = said.split_whitespace();
            match words.next() {
                Some("%TAG") => {}
                Some("%YAML")
                    if words.next() == Some("1.2") && words.next().is_none_or(|word| word.starts_with('#')) => {}
                Some(_) if said.starts_with('%') => {
                    let detail = Message::plain(yaml_errors::DIRECTIVE);
                    let span = self.span(at, at + said.len());
                    return self.build.stop(&codes::SYNTAX, span, args!["format" => "YAML", "detail" => detail]);
                }
                Some(word) if !word.starts_with('#') => return,
                _ => {}
            }
            at += line.len();
        }
    }

    fn event(&mut self, event: Event<'_>, span: saphyr_parser::Span) {
        match event {
            Event::DocumentStart(_) => {
                self.documents += 1;
                if self.documents > 1 {
                    let at = self.byte(span.start);
                    let dashes = self.text.get(at..at + 3) == Some("---");
                    let span = self.span(at, if dashes { at + 3 } else { at });
                    self.build.error(&codes::SECOND_DOCUMENT, span, Vec::new());
                    self.build.stopped = true;
                }
            }
            Event::Scalar(value, style, anchor, tag) => self.scalar(&value, style, anchor, tag, span),
            Event::SequenceStart(anchor, tag) => self.open(false, anchor, tag, span),
            Event::MappingStart(anchor, tag) => self.open(true, anchor, tag, span),
            Event::SequenceEnd | Event::MappingEnd => self.close(span),
            Event::Alias(anchor) => self.alias(anchor, span),
            Event::Nothing | Event::StreamStart | Event::StreamEnd | Event::DocumentEnd => {}
        }
    }

    /// The byte of a marker, within the stretch. Markers come nearly in order, so the way from the last is short.
    fn byte(&mut self, marker: Marker) -> usize {
        let wanted = marker.index();
        if self.ascii {
            return wanted.min(self.text.len());
        }
        let bytes = self.text.as_bytes();
        let begins = |at: usize| bytes.get(at).is_none_or(|byte| byte & 0xC0 != 0x80);
        let (mut chars, mut at) = self.near;
        while chars < wanted && at < bytes.len() {
            at += 1;
            while !begins(at) {
                at += 1;
            }
            chars += 1;
        }
        while chars > wanted && at > 0 {
            at -= 1;
            while !begins(at) {
                at -= 1;
            }
            chars -= 1;
        }
        self.near = (chars, at);
        at
    }

    fn span(&self, start: usize, end: usize) -> Span {
        self.build.span(self.base + start, self.base + end)
    }

    fn byte_at(&self, at: usize) -> u8 {
        self.text.as_bytes().get(at).copied().unwrap_or(0)
    }

    /// Where a value begins whose anchor or tag begins at `at`.
    fn skip_properties(&self, mut at: usize) -> usize {
        loop {
            match self.byte_at(at) {
                b'&' | b'!' => {
                    let rest = self.text.get(at..).unwrap_or_default();
                    at += rest.find([' ', '\t', '\r', '\n']).unwrap_or(rest.len());
                }
                b' ' | b'\t' | b'\r' | b'\n' => at += 1,
                b'#' => {
                    let rest = self.text.get(at..).unwrap_or_default();
                    at += rest.find('\n').unwrap_or(rest.len());
                }
                _ => return at,
            }
        }
    }

    /// Refuses tags that are not of the core schema; false where one was refused.
    #[inline]
    fn check_tag(&mut self, tag: Option<&Tag>, at: usize) -> bool {
        let Some(tag) = tag else { return true };
        let core = ["str", "int", "float", "bool", "null", "seq", "map"];
        if tag.is_yaml_core_schema() && core.contains(&tag.suffix.as_str()) {
            return true;
        }
        let rest = self.text.get(at..).unwrap_or_default();
        let from = rest.find('!').unwrap_or(0);
        let end = rest.get(from..).and_then(|tail| tail.find([' ', '\t', '\r', '\n'])).map_or(rest.len(), |n| from + n);
        let span = self.span(at + from, at + end);
        let name = rest.get(from..end).unwrap_or_default().to_owned();
        self.build.error(&codes::TAG, span, args!["tag" => name]);
        false
    }

    fn scalar(
        &mut self,
        value: &str,
        style: ScalarStyle,
        anchor: usize,
        tag: Option<Cow<'_, Tag>>,
        span: saphyr_parser::Span,
    ) {
        let mut start = self.byte(span.start);
        let has_properties = anchor > 0 || tag.is_some();
        let is_known = self.check_tag(tag.as_deref(), start);
        let mut end = self.byte(span.end);
        let absent = value.is_empty() && style == ScalarStyle::Plain;
        if absent {
            start = if has_properties { end } else { self.absent(start) };
            end = start;
        } else {
            if has_properties {
                start = self.skip_properties(start);
            }
            (start, end) = self.extent(style, start, end.max(start));
        }
        let bytes = self.span(start, end);
        let inner = match style {
            ScalarStyle::SingleQuoted | ScalarStyle::DoubleQuoted => start + 1,
            _ => start,
        };
        // What a refused tag makes of a value nobody knows; it is told once.
        let kind = if absent && tag.is_none() || !is_known {
            Kind::Null
        } else {
            let scalar = self.build.scalar(value, self.base + inner);
            self.resolve(value, style, tag.as_deref(), scalar)
        };
        let node = self.build.push(bytes, kind);
        self.finished(node, anchor);
    }

    /// What the core schema makes of a scalar.
    fn resolve(&self, value: &str, style: ScalarStyle, tag: Option<&Tag>, scalar: Scalar) -> Kind {
        let suffix = tag.map(|tag| tag.suffix.as_str());
        if suffix == Some("str") || style != ScalarStyle::Plain && suffix.is_none() {
            return Kind::Text(scalar);
        }
        core_kind(value, scalar)
    }

    /// The place of a value that is not written: behind its `:` or `-`.
    fn absent(&self, near: usize) -> usize {
        let frame = self.frames.last();
        let last = self.pending.len();
        if frame.is_some_and(|frame| frame.is_mapping && (last - frame.first) % 2 == 1) {
            let key = self.pending.last().map(|key| self.build.document.span(*key).end as usize - self.base);
            let key = key.unwrap_or(near);
            let rest = self.text.get(key..).unwrap_or_default();
            let blanks = rest.len() - rest.trim_start_matches([' ', '\t']).len();
            return if self.byte_at(key + blanks) == b':' { key + blanks + 1 } else { key };
        }
        self.text.get(..near).map_or(near, |before| before.trim_end_matches([' ', '\t', '\r', '\n']).len())
    }

    /// The first and one past the last byte of a scalar that the parser places at `start..end`.
    fn extent(&self, style: ScalarStyle, start: usize, end: usize) -> (usize, usize) {
        let bytes = self.text.as_bytes();
        match style {
            ScalarStyle::Plain => (start, end),
            ScalarStyle::SingleQuoted | ScalarStyle::DoubleQuoted => {
                let quote = if style == ScalarStyle::SingleQuoted { b'\'' } else { b'"' };
                let mut at = start + 1;
                while let Some(byte) = bytes.get(at).filter(|_| at < end) {
                    if *byte == b'\\' && quote == b'"' {
                        at += 2;
                    } else if *byte == quote {
                        if quote == b'\'' && bytes.get(at + 1) == Some(&quote) {
                            at += 2;
                        } else {
                            return (start, at + 1);
                        }
                    } else {
                        at += 1;
                    }
                }
                (start, end)
            }
            ScalarStyle::Literal | ScalarStyle::Folded => {
                let body = self.text.get(start..end).unwrap_or_default();
                let trimmed = body.trim_end_matches([' ', '\t', '\r', '\n']).len();
                (start, start + trimmed)
            }
        }
    }

    fn open(&mut self, is_mapping: bool, anchor: usize, tag: Option<Cow<'_, Tag>>, span: saphyr_parser::Span) {
        let mut start = self.byte(span.start);
        self.check_tag(tag.as_deref(), start);
        if anchor > 0 || tag.is_some() {
            start = self.skip_properties(start);
        }
        if self.frames.len() >= self.build.depth {
            let (span, limit) = (self.span(start, start), self.build.depth);
            return self.build.too_deep(span, limit);
        }
        let bracket = (self.byte_at(start) == if is_mapping { b'{' } else { b'[' }).then_some(start);
        if bracket.is_none() && !is_mapping && self.byte_at(start) != b'-' {
            // The parser's place is behind the dash.
            let before = self.text.get(..start).unwrap_or_default();
            start = before.rfind('-').unwrap_or(start);
        }
        let node = self.build.push(self.span(start, start), Kind::Null);
        self.anchor(anchor, node, false);
        self.frames.push(Frame { node, is_mapping, first: self.pending.len(), bracket, anchor });
    }

    fn close(&mut self, span: saphyr_parser::Span) {
        let Some(frame) = self.frames.pop() else { return };
        let mut bytes = self.build.document.span(frame.node);
        let children = self.pending.get(frame.first..).unwrap_or_default();
        let end = match (frame.bracket, children.last()) {
            (None, Some(last)) => self.build.document.span(*last).end,
            // The parser takes the blanks behind a closing bracket for a part of it.
            _ => (self.base + self.byte(span.start) + 1).min(self.base + self.text.len()) as u32,
        };
        let children = self.pending.get(frame.first..).unwrap_or_default();
        if let (None, true, Some(first)) = (frame.bracket, frame.is_mapping, children.first()) {
            bytes.start = self.build.document.span(*first).start;
        }
        bytes.end = end.max(bytes.start);
        self.build.document.node_mut(frame.node).span = bytes;
        if frame.is_mapping {
            self.build.finish_mapping(frame.node, children);
        } else {
            let run = self.build.document.push_items(children.iter().copied());
            self.build.document.node_mut(frame.node).kind = Kind::Sequence(run);
        }
        self.pending.truncate(frame.first);
        self.finished(frame.node, frame.anchor);
    }

    fn alias(&mut self, anchor: usize, span: saphyr_parser::Span) {
        let (start, end) = (self.byte(span.start), self.byte(span.end));
        let bytes = self.span(start, end);
        match self.anchors.get(anchor).copied().flatten() {
            Some((target, true)) => {
                let node = self.build.push(bytes, Kind::Alias(target));
                self.finished(node, 0);
            }
            _ => self.build.stop(&codes::ALIAS_IN_ITSELF, bytes, Vec::new()),
        }
    }

    fn anchor(&mut self, anchor: usize, node: NodeId, finished: bool) {
        if anchor > 0 {
            if self.anchors.len() <= anchor {
                self.anchors.resize(anchor + 1, None);
            }
            if let Some(slot) = self.anchors.get_mut(anchor) {
                *slot = Some((node, finished));
            }
        }
    }

    fn finished(&mut self, node: NodeId, anchor: usize) {
        self.anchor(anchor, node, true);
        if self.frames.is_empty() {
            // `---` alone is a document that says nothing.
            let nothing = matches!(self.build.document.node(node).kind, Kind::Null);
            if !nothing {
                self.root = self.root.or(Some(node));
            }
        } else {
            self.pending.push(node);
        }
    }

    /// The tab that indents a line, from `at` on; the parser names the text before it.
    fn indenting_tab(&self, at: usize) -> Option<usize> {
        let mut start = at;
        for line in self.text.get(at..)?.split_inclusive('\n') {
            let indent = line.len() - line.trim_start_matches([' ', '\t']).len();
            let tab = line.get(..indent).and_then(|indent| indent.find('\t'));
            if let Some(tab) = tab.filter(|_| start > at || self.text.get(..at).is_none_or(|text| text.ends_with('\n')))
            {
                return Some(start + tab);
            }
            start += line.len();
        }
        None
    }

    /// A full-width sign near the place where the parser stumbles, which is at or behind it: on that line, or on one of
    /// the last before it that say something.
    fn wide_sign(&self, at: usize) -> Option<(usize, usize, Message)> {
        let end = self.text.get(at..)?.find('\n').map_or(self.text.len(), |end| at + end);
        let mut end = end;
        let mut looked = 0;
        while looked < LINES_BEFORE {
            let before = self.text.get(..end)?;
            let start = before.rfind('\n').map_or(0, |newline| newline + 1);
            let line = before.get(start..)?;
            if let Some((place, length, message)) = wide::in_line(line) {
                return Some((start + place, length, message));
            }
            let said = line.trim_start();
            looked += usize::from(!said.is_empty() && !said.starts_with('#'));
            end = start.checked_sub(1)?;
        }
        None
    }

    fn syntax(&mut self, error: &ScanError) {
        let at = self.byte(*error.marker());
        if let Some((place, length, message)) = self.wide_sign(at) {
            let span = self.span(place, place + length);
            let detail = Message::plain(yaml_errors::WIDE);
            let diagnostic = Diagnostic::new(&codes::SYNTAX, args!["format" => "YAML", "detail" => detail]);
            self.build.diagnostics.push(diagnostic.at(span).help(message));
            self.build.stopped = true;
            return;
        }
        let is_tab = error.info().contains("found a tab");
        if let Some(tab) = is_tab.then(|| self.indenting_tab(at)).flatten() {
            let span = self.span(tab, tab + 1);
            let detail = Message::plain(yaml_errors::TAB);
            return self.build.stop(&codes::SYNTAX, span, args!["format" => "YAML", "detail" => detail]);
        }
        let line = self.text.get(..at).and_then(|before| before.rfind('\n')).map_or(0, |newline| newline + 1);
        match yaml_errors::read(error.info()) {
            yaml_errors::Reason::UnknownAlias => {
                let rest = self.text.get(at..).unwrap_or_default();
                let end = rest.find([' ', '\t', '\r', '\n', ',', ']', '}']).unwrap_or(rest.len());
                let name = rest.get(..end).unwrap_or_default().trim_start_matches('*').to_owned();
                let span = self.span(at, at + end);
                self.build.stop(&codes::UNKNOWN_ALIAS, span, args!["name" => name]);
            }
            yaml_errors::Reason::TooDeep => {
                let (span, limit) = (self.span(at, at), self.build.depth);
                self.build.too_deep(span, limit);
            }
            yaml_errors::Reason::UnknownTag => {
                let rest = self.text.get(at..).unwrap_or_default();
                let end = rest.find([' ', '\t', '\r', '\n']).unwrap_or(rest.len());
                let name = rest.get(..end).unwrap_or_default().to_owned();
                let span = self.span(at, at + end);
                self.build.stop(&codes::TAG, span, args!["tag" => name]);
            }
            // The parser gives up on a long key and then stumbles over its colon.
            yaml_errors::Reason::NoKeyHere(_) if at - line > YAML_KEY => {
                let span = self.span(line, line);
                self.build.stop(&codes::TOO_LONG, span, args!["limit" => YAML_KEY]);
            }
            yaml_errors::Reason::NoKeyHere(detail) | yaml_errors::Reason::Other(detail) => {
                let width = self.text.get(at..).and_then(|rest| rest.chars().next()).filter(|c| !c.is_whitespace());
                let span = self.span(at, at + width.map_or(0, char::len_utf8));
                let detail = Message::plain(detail);
                self.build.stop(&codes::SYNTAX, span, args!["format" => "YAML", "detail" => detail]);
            }
        }
    }
}
