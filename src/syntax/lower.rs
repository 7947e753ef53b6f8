//! Pairs to tree: what every part of it needs. The parts are in `lower/`.
//!
//! A refused phrase gives its diagnostic here; where its meaning is clear, the tree holds what was meant.

mod conditions;
mod instruments;
mod items;
mod overlays;
mod points;
mod refused;
mod relations;
mod sections;
mod tests;
mod values;

use pest::iterators::Pair;
use rustc_hash::FxHashSet;

use crate::args;
use crate::diagnostic::{Code, DID_YOU_MEAN, Diagnostic, did_you_mean};
use crate::source::{FileId, Span};
use crate::text::{Args, Message, Text};

use super::codes;
use super::expected::{self, Expected};
use super::grammar::{Failure, Rule, read};
use super::items::ITEM_WORDS;
use super::japanese;
use super::tree::{File, Item};

type Node<'t> = Pair<'t, Rule>;

/// Turns the pairs of one file into its tree, slice by slice.
pub(super) struct Lower<'t> {
    file: FileId,
    text: &'t str,
    /// The file as it is written, where `text` has other signs of the same length.
    written: &'t str,
    /// First byte of the slice that is being read.
    base: usize,
    /// Whether a misspelt section was taken for a part of the point before it.
    slipped: bool,
    /// What stands where a name was expected.
    no_names: FxHashSet<String>,
    pub diagnostics: Vec<Diagnostic>,
}

const FOUND: Text = Text::new("`{found}`", "`{found}`");
const FOUND_TEXT: Text = Text::new("a text in quotes", "引用符で囲んだ文字列");
const FOUND_END: Text = Text::new("the end of it", "その終わり");

impl<'t> Lower<'t> {
    pub fn new(file: FileId, text: &'t str, written: &'t str) -> Self {
        Self { file, text, written, base: 0, slipped: false, no_names: FxHashSet::default(), diagnostics: Vec::new() }
    }

    pub fn report(&mut self, code: &'static Code, args: Args, span: Span) {
        let span = self.whole(span.start as usize, span.end as usize);
        self.diagnostics.push(Diagnostic::new(code, args).at(span));
    }

    /// One header or item.
    pub fn entry(&mut self, start: usize, end: usize, first: bool, file: &mut File) {
        self.base = start;
        let slice = self.slice(start, end);
        let span = Span::new(self.file, start, end);
        let word = leading_word(slice);
        let (shown, len) = self.token_at(start, end);
        if word.is_empty()
            && let Some(meant) = japanese::word(&shown, |word| ITEM_WORDS.contains(&word))
        {
            let place = Span::new(self.file, start, start + len);
            self.report(&codes::JAPANESE_WORD, args!["word" => shown, "meant" => meant], place);
            file.items.push(Item::Broken(span));
            return;
        }
        let header = matches!(word, "pack" | "part" | "schema");
        let place = Span::new(self.file, start, start + if word.is_empty() { len } else { word.len() });
        if first && !header {
            // A misspelt header is answered as such.
            match did_you_mean(word, ["pack", "part", "schema"]) {
                Some(hint) if !ITEM_WORDS.contains(&word) => {
                    self.report(&codes::UNKNOWN_ITEM, args!["word" => word, "hint" => hint], place);
                    file.items.push(Item::Broken(span));
                    return;
                }
                _ => self.report(&codes::NO_HEADER, Vec::new(), Span::point(self.file, start)),
            }
        } else if header && !first {
            self.report(&codes::HEADER_TWICE, args!["word" => word], place);
            file.items.push(Item::Broken(span));
            return;
        }
        if word == "replace" {
            self.report(&codes::REPLACE, Vec::new(), place);
            file.items.push(Item::Broken(span));
            return;
        }
        if !ITEM_WORDS.contains(&word) {
            let shown = if word.is_empty() { shown } else { word.to_owned() };
            let hint = did_you_mean(word, ITEM_WORDS);
            self.report(&codes::UNKNOWN_ITEM, args!["word" => shown, "hint" => hint], place);
            file.items.push(Item::Broken(span));
            return;
        }
        match read(Rule::entry, slice) {
            Ok(mut pairs) => {
                if let Some(node) = pairs.next().and_then(|entry| entry.into_inner().next()) {
                    self.item(node, file);
                }
            }
            Err(failure) => {
                self.unexpected(start, end, &failure);
                file.items.push(Item::Broken(span));
            }
        }
    }

    /// Reads a broken stretch again by the rule it should have kept to, for the byte of its mistake.
    fn again(&mut self, rule: Rule, span: Span) {
        if self.diagnostics.len() >= super::MOST_FOUND {
            return;
        }
        let (start, end) = (span.start as usize, span.end as usize);
        let slice = self.slice(start, end);
        match read(rule, slice) {
            Err(failure) => self.unexpected(start, end, &failure),
            // It can be read alone, so what follows it is wrong.
            Ok(_) => {
                let failure = Failure { at: slice.len(), expected: vec![Rule::EOI], gave_up: false };
                self.unexpected(start, self.text.len(), &failure);
            }
        }
    }

    fn slice(&self, start: usize, end: usize) -> &'t str {
        self.text.get(start..end).unwrap_or_default()
    }

    /// Says what was expected and what stands there instead.
    fn unexpected(&mut self, start: usize, end: usize, failure: &Failure) {
        let at = start + failure.at;
        if failure.gave_up {
            self.report(&codes::TOO_LONG, Vec::new(), Span::new(self.file, start, end));
            return;
        }
        // The grammar stops before a comment too.
        let at = self.after_blanks(at, end);
        let slice = self.slice(start, end);
        let before = start + slice.get(..at - start).unwrap_or_default().trim_end_matches(is_blank).len();
        let (found, len) = self.token_at(at, end);
        let expected = expected::describe(&failure.expected);
        if failure.expected.contains(&Rule::colon) && self.slice(start, before).ends_with('"') {
            self.report(&codes::NO_COLON, Vec::new(), self.gap(before, at, len));
            return;
        }
        let is_word = found.starts_with(char::is_alphanumeric);
        if is_word && expected.has_name() && !self.no_names.insert(found.clone()) && self.is_test() {
            // A test of what could not be named.
            return;
        }
        // A word that begins a line after a whole condition may be a misspelt section.
        let section = failure.expected.contains(&Rule::k_and) && self.slice(before, at).contains('\n');
        if self.other_letters(&found, &expected, section, Span::new(self.file, at, at + len)) {
            return;
        }
        let is_keyword = |word: &str| expected.keywords.iter().any(|keyword| keyword == word);
        let hint = match len {
            0 => None,
            _ if is_keyword("is") && AFTER_IS.contains(&found.as_str()) => Some(is(&found)),
            _ => did_you_mean(&found, expected.keywords.iter().map(String::as_str)).or(expected.name(&found)).or_else(
                || {
                    let hint = if section { did_you_mean(&found, sections::SECTIONS) } else { None };
                    self.slipped |= hint.is_some();
                    hint
                },
            ),
        };
        let said: Message = match (len, found.starts_with('"')) {
            (0, _) => Message::plain(FOUND_END),
            (_, true) => Message::plain(FOUND_TEXT),
            _ => FOUND.with(args!["found" => found.as_str()]),
        };
        let ends = len == 0 || matches!(found.as_str(), "}" | "-" | ")" | "]");
        let span = if hint.is_none() && (ends || expected.missing) {
            self.gap(before, at, len)
        } else {
            Span::new(self.file, at, at + len)
        };
        self.report(&codes::UNEXPECTED, args!["expected" => expected.message, "found" => said, "hint" => hint], span);
    }

    /// Whether the item that is being read is a test.
    fn is_test(&self) -> bool {
        leading_word(self.slice(self.base, self.text.len())) == "test"
    }

    /// Answers a word in other letters than those of the language, where its meaning is clear or a path could stand.
    fn other_letters(&mut self, found: &str, expected: &Expected, section: bool, place: Span) -> bool {
        if !found.starts_with(|c: char| !c.is_ascii() && c.is_alphabetic()) {
            return false;
        }
        let is_section =
            |word: &str| section && sections::SECTIONS.iter().any(|known| known.split(' ').next() == Some(word));
        let is_keyword = |word: &str| expected.keywords.iter().any(|keyword| keyword == word);
        if let Some(meant) = japanese::word(found, is_keyword).or_else(|| japanese::word(found, is_section)) {
            self.slipped |= section;
            self.report(&codes::JAPANESE_WORD, args!["word" => found, "meant" => meant], place);
        } else if expected.path {
            self.report(&codes::NAME_LETTERS, args!["found" => found, "example" => "system.owner"], place);
        } else {
            return false;
        }
        true
    }

    /// Where something is missing: the token that stands in its place, or the end of the one before where the next is
    /// on another line.
    fn gap(&self, before: usize, at: usize, len: usize) -> Span {
        if len == 0 || self.slice(before, at).contains('\n') {
            Span::point(self.file, before)
        } else {
            Span::new(self.file, at, at + len)
        }
    }

    fn after_blanks(&self, mut at: usize, end: usize) -> usize {
        loop {
            let rest = self.slice(at, end);
            let blanks = rest.len() - rest.trim_start_matches(is_blank).len();
            at += blanks;
            let rest = self.slice(at, end);
            if !rest.starts_with('#') {
                return at;
            }
            at += rest.find('\n').unwrap_or(rest.len());
        }
    }

    /// The token at a byte, cut short where it is long, and its length.
    fn token_at(&self, at: usize, end: usize) -> (String, usize) {
        // A long one is cut, so that a text of many mistakes is not read again for each.
        let end = (at..=end.min(at + 400)).rev().find(|end| self.text.is_char_boundary(*end)).unwrap_or(end);
        let rest = self.slice(at, end);
        let Some(first) = rest.chars().next() else { return (String::new(), 0) };
        let len = if first == '"' {
            let close = rest.get(1..).and_then(|rest| rest.find(['"', '\n'])).map_or(rest.len(), |at| at + 1);
            if rest.get(close..).is_some_and(|rest| rest.starts_with('"')) { close + 1 } else { close }
        } else if first.is_alphanumeric() || first == '_' {
            rest.find(|c: char| !(c.is_alphanumeric() || matches!(c, '_' | '-' | '.'))).unwrap_or(rest.len())
        } else {
            first.len_utf8()
        };
        let found = rest.get(..len).unwrap_or_default();
        let shown = match found.char_indices().nth(40) {
            Some((cut, _)) => format!("{}…", found.get(..cut).unwrap_or_default()),
            None => found.to_owned(),
        };
        (shown, len)
    }

    /// From the first byte of a node to the end of its last token; blanks and comments that the grammar took besides
    /// do not count.
    fn span(&self, node: &Node<'_>) -> Span {
        self.whole(self.base + node.as_span().start(), self.base + last_byte(node))
    }

    /// A stretch that takes whole characters of the file.
    fn whole(&self, mut start: usize, mut end: usize) -> Span {
        while !self.written.is_char_boundary(start) {
            start -= 1;
        }
        while end < self.written.len() && !self.written.is_char_boundary(end) {
            end += 1;
        }
        Span::new(self.file, start, end)
    }
}

/// Words that follow `is`.
const AFTER_IS: [&str; 13] = [
    "stated",
    "declined",
    "not",
    "one",
    "none",
    "at",
    "within",
    "due",
    "on",
    "before",
    "after",
    "explained",
    "unknown",
];

/// "; did you mean `is stated`?"
fn is(word: &str) -> Message {
    DID_YOU_MEAN.with(args!["name" => format!("is {word}")])
}

fn last_byte(node: &Node<'_>) -> usize {
    let mut inner = node.clone().into_inner();
    while let Some(last) = inner.next_back() {
        let span = last.as_span();
        if span.start() == span.end() {
            continue;
        }
        let end = last_byte(&last);
        return end;
    }
    let span = node.as_span();
    span.start() + node.as_str().trim_end_matches(is_blank).len()
}

fn is_blank(c: char) -> bool {
    matches!(c, ' ' | '\t' | '\r' | '\n' | '\u{3000}' | '\u{FEFF}')
}

pub(super) fn leading_word(text: &str) -> &str {
    let end = text.find(|c: char| !(c.is_ascii_alphanumeric() || matches!(c, '_' | '-'))).unwrap_or(text.len());
    text.get(..end).unwrap_or_default()
}
