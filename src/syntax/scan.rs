//! What is seen to before the grammar: comments, quotes and brackets, nesting, signs of a Japanese keyboard, and where
//! each item begins and ends. One pass, linear, without recursion.

mod wide;

use std::borrow::Cow;

use crate::args;
use crate::diagnostic::{Code, Diagnostic};
use crate::limits::Limits;
use crate::source::{FileId, Span};
use crate::text::Args;

use super::codes;

/// A header or item: bytes of the file.
#[derive(Clone, Copy, Debug)]
pub(super) struct Chunk {
    pub start: usize,
    pub end: usize,
    /// Not to be parsed: a diagnostic has been given already.
    pub broken: bool,
}

/// A text that the grammar can take.
pub(super) struct Scan<'t> {
    /// Of the same length as the file; signs of a Japanese keyboard have become ASCII and blanks.
    pub text: Cow<'t, str>,
    pub chunks: Vec<Chunk>,
    pub diagnostics: Vec<Diagnostic>,
}

/// Looks through a file.
pub(super) fn scan<'t>(file: FileId, text: &'t str, limits: &Limits) -> Scan<'t> {
    let odd = text.match_indices("\"\"\"").count() % 2 == 1;
    let mut scanner = Scanner {
        file,
        text,
        at: 0,
        line_start: true,
        odd,
        depth_limit: limits.get("policy-depth"),
        term_limit: limits.get("policy-terms"),
        stack: Vec::new(),
        frame: Frame::default(),
        chains: 0,
        over: 0,
        said_limit: false,
        tokens: Vec::new(),
        patches: Vec::new(),
        fatal: Vec::new(),
        diagnostics: Vec::new(),
    };
    scanner.run();
    let chunks = super::items::chunks(text, &scanner.tokens, &scanner.fatal);
    let text = match scanner.patches.is_empty() {
        true => Cow::Borrowed(text),
        false => patched(text, &scanner.patches),
    };
    Scan { text, chunks, diagnostics: scanner.diagnostics }
}

/// A token outside all braces.
#[derive(Clone, Copy, Debug)]
pub(super) struct Token {
    pub kind: Kind,
    pub start: usize,
    pub end: usize,
    /// The first of its line.
    pub first: bool,
    /// Begins an item whatever stands before it.
    pub forced: bool,
}

/// The kinds of [`Token`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    Word,
    Text,
    Braces,
    Sign,
}

/// What is counted of one bracket's inside, or of the file outside all brackets.
#[derive(Clone, Copy, Default)]
struct Frame {
    /// Words since the start of the sentence that open a level without a bracket.
    chain: usize,
    /// Sentences joined since then.
    terms: usize,
}

struct Scanner<'t> {
    file: FileId,
    text: &'t str,
    at: usize,
    line_start: bool,
    /// Whether the file has an odd number of `"""`, so that one of them is not closed.
    odd: bool,
    depth_limit: usize,
    term_limit: usize,
    /// Open brackets: the sign, its byte, and the frame around it.
    stack: Vec<(u8, usize, Frame)>,
    frame: Frame,
    chains: usize,
    /// Brackets open beyond the limit; their kinds are not looked at.
    over: usize,
    /// Whether the item has been said to pass a limit.
    said_limit: bool,
    tokens: Vec<Token>,
    /// Bytes to blank, and the ASCII sign to put at one of them.
    patches: Vec<(usize, usize, usize, u8)>,
    /// Bytes whose items are not to be parsed.
    fatal: Vec<usize>,
    diagnostics: Vec<Diagnostic>,
}

impl Scanner<'_> {
    fn run(&mut self) {
        while let Some(byte) = self.byte(self.at) {
            match byte {
                b'\n' => {
                    self.at += 1;
                    self.line_start = true;
                    continue;
                }
                b' ' | b'\t' | b'\r' => {
                    self.at += 1;
                    continue;
                }
                b'#' => {
                    self.at = self.line_end(self.at);
                    continue;
                }
                b'"' => self.string(),
                b'\'' if self.single_quote() => {}
                b'/' if self.slashes() => continue,
                b'{' | b'(' | b'[' => self.opens(byte, 1),
                b'}' | b')' | b']' => self.closes(byte, 1),
                b'0'..=b'9' | b'a'..=b'z' | b'A'..=b'Z' | b'_' => self.word(),
                0x80.. => {
                    if self.wide() {
                        continue;
                    }
                }
                _ => {
                    if byte == b':' {
                        self.sentence();
                    }
                    self.token(Kind::Sign, self.at, self.at + 1);
                    self.at += 1;
                }
            }
            self.line_start = false;
        }
        self.unclosed_before(self.at);
    }

    fn byte(&self, at: usize) -> Option<u8> {
        self.text.as_bytes().get(at).copied()
    }

    fn line_end(&self, from: usize) -> usize {
        self.text.get(from..).and_then(|rest| rest.find('\n')).map_or(self.text.len(), |end| from + end)
    }

    fn report(&mut self, code: &'static Code, args: Args, start: usize, end: usize) {
        if self.diagnostics.len() < super::MOST_FOUND {
            self.diagnostics.push(Diagnostic::new(code, args).at(Span::new(self.file, start, end)));
        }
    }

    fn token(&mut self, kind: Kind, start: usize, end: usize) {
        if self.stack.is_empty() {
            self.said_limit &= !self.line_start;
            self.tokens.push(Token { kind, start, end, first: self.line_start, forced: false });
        }
    }

    /// A new sentence begins: what was counted of the last one is over.
    fn sentence(&mut self) {
        self.chains -= self.frame.chain.min(self.chains);
        self.frame = Frame::default();
    }

    /// A limit is passed: said once an item.
    fn too_much(&mut self, code: &'static Code, limit: usize, start: usize, end: usize) {
        if !self.said_limit {
            self.said_limit = true;
            self.report(code, args!["limit" => limit], start, end);
            self.fatal.push(start);
        }
    }

    fn deeper(&mut self, start: usize, end: usize) {
        if self.stack.len() + self.chains > self.depth_limit {
            self.too_much(&codes::TOO_DEEP, self.depth_limit, start, end);
        }
    }

    fn opens(&mut self, sign: u8, len: usize) {
        let kind = if sign == b'{' { Kind::Braces } else { Kind::Sign };
        self.token(kind, self.at, self.at + len);
        if self.stack.len() > self.depth_limit {
            self.over += 1;
        } else {
            self.stack.push((sign, self.at, std::mem::take(&mut self.frame)));
            self.deeper(self.at, self.at + len);
        }
        self.at += len;
    }

    fn closes(&mut self, sign: u8, len: usize) {
        let opener = match sign {
            b'}' => b'{',
            b')' => b'(',
            _ => b'[',
        };
        if self.over > 0 {
            self.over -= 1;
            self.at += len;
            return;
        }
        // A brace closes what was left open inside it; another bracket closes nothing but its like.
        let inside = |(open, ..): &&(u8, usize, Frame)| *open != b'{' || opener == b'{';
        let known = self.stack.iter().rev().take_while(inside).any(|(open, ..)| *open == opener);
        if known {
            while let Some((open, from, frame)) = self.stack.pop() {
                self.sentence();
                self.frame = frame;
                if open == opener {
                    break;
                }
                self.unclosed(open, from);
            }
        } else {
            self.report(&codes::STRAY_BRACKET, args!["sign" => char::from(sign).to_string()], self.at, self.at + len);
            self.fatal.push(self.at);
            self.token(Kind::Sign, self.at, self.at + len);
        }
        self.at += len;
        if self.stack.is_empty()
            && known
            && let Some(last) = self.tokens.last_mut()
        {
            last.end = self.at;
        }
    }

    fn unclosed(&mut self, open: u8, from: usize) {
        let close = match open {
            b'{' => "}",
            b'(' => ")",
            _ => "]",
        };
        let len = self.text.get(from..).and_then(|rest| rest.chars().next()).map_or(1, char::len_utf8);
        self.report(
            &codes::UNCLOSED_BRACKET,
            args!["open" => char::from(open).to_string(), "close" => close],
            from,
            from + len,
        );
        self.fatal.push(from);
    }

    /// Everything that is open is not closed before `end`. One report: the innermost brace, else the innermost bracket.
    fn unclosed_before(&mut self, end: usize) {
        let Some(&(open, from, _)) = self.stack.iter().rev().find(|(open, ..)| *open == b'{').or(self.stack.last())
        else {
            return;
        };
        if self.over == 0 {
            self.unclosed(open, from);
        }
        self.reset();
        if let Some(last) = self.tokens.last_mut() {
            let inside = self.text.get(last.start..end).unwrap_or_default();
            last.end = last.start + inside.trim_end().len();
        }
    }

    fn word(&mut self) {
        let start = self.at;
        let rest = self.text.as_bytes().get(start..).unwrap_or_default();
        let len = rest
            .iter()
            .position(|b| !(b.is_ascii_alphanumeric() || matches!(b, b'_' | b'-' | b'.' | b'/')))
            .unwrap_or(rest.len());
        let word = self.text.get(start..start + len).unwrap_or_default();
        if self.line_start
            && !self.stack.is_empty()
            && (start == 0 || self.byte(start - 1) == Some(b'\n'))
            && super::items::certain(word, self.text.get(start + len..).unwrap_or_default())
        {
            // An item at the left margin: what is still open was never closed.
            self.unclosed_before(start);
            self.said_limit = false;
            self.tokens.push(Token { kind: Kind::Word, start, end: start + len, first: true, forced: true });
        } else {
            self.token(Kind::Word, start, start + len);
        }
        match word {
            "when" if self.is_definition() => self.sentence(),
            _ if self.opens_level(word, start + len) => {
                self.frame.chain += 1;
                self.chains += 1;
                self.deeper(start, start + len);
            }
            "and" | "or" => {
                self.frame.terms += 1;
                if self.frame.terms >= self.term_limit {
                    self.too_much(&codes::TOO_MANY_TERMS, self.term_limit, start, start + len);
                }
            }
            _ => {}
        }
        self.at = start + len;
    }

    /// Whether a word opens a level without a bracket. `expect … for a system` does not.
    fn opens_level(&self, word: &str, end: usize) -> bool {
        match word {
            "if" | "list" | "there" => true,
            "for" => {
                let rest = self.text.get(end..).unwrap_or_default();
                let rest = rest.trim_start_matches([' ', '\n', '\t', '\r', '\u{3000}', '\u{FEFF}']);
                let next = rest.split(|c: char| !c.is_ascii_alphanumeric() && c != '_' && c != '-').next();
                rest.starts_with('#') || matches!(next, Some("every" | "the"))
            }
            _ => false,
        }
    }

    /// Whether the last words are `a system is in-use when`. They cannot stand so in a condition, where a thing may well
    /// be called `when`.
    fn is_definition(&self) -> bool {
        let Some(last) = self.tokens.len().checked_sub(5).and_then(|from| self.tokens.get(from..)) else {
            return false;
        };
        let word = |token: &Token| self.text.get(token.start..token.end).unwrap_or_default();
        let [article, thing, is, ..] = last else { return false };
        self.stack.is_empty()
            && last.iter().all(|token| token.kind == Kind::Word)
            && matches!(word(article), "a" | "an")
            && word(thing) != "in"
            && word(is) == "is"
    }

    fn string(&mut self) {
        let start = self.at;
        let rest = self.text.get(start + 3..).unwrap_or_default();
        if self.text.get(start..).is_some_and(|text| text.starts_with("\"\"\"")) {
            let close = rest.find("\"\"\"");
            // Where one quote is missing, an item at the left margin inside a text shows which.
            let item = self
                .odd
                .then(|| super::items::first_inside(rest.get(..close.unwrap_or(rest.len())).unwrap_or_default()));
            match (close, item.flatten()) {
                (Some(close), None) => {
                    self.token(Kind::Text, start, start + close + 6);
                    self.at = start + close + 6;
                }
                (_, item) => {
                    self.report(&codes::UNCLOSED_TEXT, args!["quote" => "\"\"\""], start, start + 3);
                    self.fatal.push(start);
                    self.odd = false;
                    let end = item.map_or(self.text.len(), |at| start + 3 + at);
                    self.token(Kind::Text, start, start + 3);
                    self.at = end;
                    self.line_start = true;
                    self.quiet_end(item.is_none());
                }
            }
            return;
        }
        let mut at = start + 1;
        loop {
            match self.byte(at) {
                Some(b'\\') if self.byte(at + 1) != Some(b'\n') => at += 2,
                Some(b'"') => break,
                None | Some(b'\n') => {
                    let at = at.min(self.text.len());
                    self.report(&codes::UNCLOSED_TEXT, args!["quote" => "\""], start, start + 1);
                    self.fatal.push(start);
                    self.token(Kind::Text, start, at);
                    self.at = at;
                    return;
                }
                _ => at += 1,
            }
        }
        self.token(Kind::Text, start, at + 1);
        self.at = at + 1;
    }

    /// After a text that is not closed nothing more is said of the brackets around it.
    fn quiet_end(&mut self, at_end: bool) {
        self.reset();
        if at_end && let Some(last) = self.tokens.last_mut() {
            last.end = self.text.trim_end().len().max(last.end);
        }
    }

    /// Nothing is open any more.
    fn reset(&mut self) {
        self.stack.clear();
        self.frame = Frame::default();
        self.chains = 0;
        self.over = 0;
    }
}

/// The text with each stretch blanked and its ASCII sign put in, in order. Stretches that meet are whole characters
/// together.
fn patched<'t>(text: &'t str, patches: &[(usize, usize, usize, u8)]) -> Cow<'t, str> {
    let mut out = String::with_capacity(text.len());
    let mut done = 0;
    for &(start, end, put, sign) in patches {
        out.push_str(text.get(done..start).unwrap_or_default());
        (start..end).for_each(|at| out.push(if at == put { char::from(sign) } else { ' ' }));
        done = end;
    }
    out.push_str(text.get(done..).unwrap_or_default());
    if out.len() == text.len() { Cow::Owned(out) } else { Cow::Borrowed(text) }
}
