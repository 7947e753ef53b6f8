//! What is seen to before the grammar: comments, quotes and brackets, nesting, signs of a Japanese keyboard, and where
//! each item begins and ends. One pass, linear, without recursion.

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
        self.diagnostics.push(Diagnostic::new(code, args).at(Span::new(self.file, start, end)));
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
        self.stack.push((sign, self.at, std::mem::take(&mut self.frame)));
        self.deeper(self.at, self.at + len);
        self.at += len;
    }

    fn closes(&mut self, sign: u8, len: usize) {
        let opener = match sign {
            b'}' => b'{',
            b')' => b'(',
            _ => b'[',
        };
        // A brace closes what was left open inside it; another bracket closes nothing but its like.
        let known = self
            .stack
            .iter()
            .rev()
            .take_while(|(open, ..)| *open != b'{' || opener == b'{')
            .any(|(open, ..)| *open == opener);
        if !known {
            self.report(&codes::STRAY_BRACKET, args!["sign" => char::from(sign).to_string()], self.at, self.at + len);
            self.fatal.push(self.at);
            self.token(Kind::Sign, self.at, self.at + len);
        }
        while known {
            let Some((open, from, frame)) = self.stack.pop() else { break };
            self.sentence();
            self.frame = frame;
            if open == opener {
                break;
            }
            self.unclosed(open, from);
        }
        self.at += len;
        if self.stack.is_empty()
            && let Some(last) = self.tokens.last_mut()
            && known
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
        self.unclosed(open, from);
        self.stack.clear();
        self.frame = Frame::default();
        self.chains = 0;
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
            "expect" | "when" => self.sentence(),
            "for" | "if" | "list" => {
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
                    if item.is_some() && !self.stack.is_empty() {
                        self.fatal.push(start);
                        self.stack.clear();
                        self.frame = Frame::default();
                        self.chains = 0;
                    }
                    self.quiet_end(item.is_none());
                }
            }
            return;
        }
        let end = self.line_end(start);
        let mut at = start + 1;
        while at < end {
            match self.byte(at) {
                Some(b'\\') => at += 2,
                Some(b'"') => break,
                _ => at += 1,
            }
        }
        if at < end {
            self.token(Kind::Text, start, at + 1);
            self.at = at + 1;
        } else {
            self.report(&codes::UNCLOSED_TEXT, args!["quote" => "\""], start, start + 1);
            self.fatal.push(start);
            self.token(Kind::Text, start, end);
            self.at = end;
        }
    }

    /// After a text that runs to the end of the file nothing more is said of the brackets around it.
    fn quiet_end(&mut self, at_end: bool) {
        if at_end {
            self.stack.clear();
            if let Some(last) = self.tokens.last_mut() {
                last.end = self.text.trim_end().len().max(last.end);
            }
        }
    }

    /// A character beyond ASCII; true for a blank.
    fn wide(&mut self) -> bool {
        let start = self.at;
        let Some(c) = self.text.get(start..).and_then(|rest| rest.chars().next()) else {
            self.at += 1;
            return true;
        };
        let len = c.len_utf8();
        if matches!(c, '\u{3000}' | '\u{FEFF}') {
            self.at += len;
            return true;
        }
        let close = match c {
            '“' | '”' | '„' => Some(['”', '“', '"']),
            '‘' | '’' => Some(['’', '‘', '\'']),
            '「' => Some(['」', '」', '"']),
            '『' => Some(['』', '』', '"']),
            '＂' => Some(['＂', '＂', '"']),
            _ => None,
        };
        if let Some(close) = close {
            self.wide_text(start, len, close);
            return false;
        }
        let sign = match c {
            '：' => b':',
            '，' | '、' | '､' => b',',
            '（' => b'(',
            '）' => b')',
            '｛' => b'{',
            '｝' => b'}',
            '［' => b'[',
            '］' => b']',
            '．' => b'.',
            '－' | '−' | '–' | '—' => b'-',
            '。' | '｡' | '；' => b' ',
            _ => {
                self.token(Kind::Sign, start, start + len);
                self.at += len;
                return false;
            }
        };
        if sign == b' ' {
            self.report(&codes::FULL_STOP, args!["sign" => c.to_string()], start, start + len);
        } else {
            let (code, name) = match sign {
                b':' => (&codes::WIDE_COLON, ":"),
                b',' => (&codes::WIDE_SIGN, ","),
                b'(' => (&codes::WIDE_SIGN, "("),
                b')' => (&codes::WIDE_SIGN, ")"),
                b'{' => (&codes::WIDE_SIGN, "{"),
                b'}' => (&codes::WIDE_SIGN, "}"),
                b'[' => (&codes::WIDE_SIGN, "["),
                b']' => (&codes::WIDE_SIGN, "]"),
                b'-' => (&codes::WIDE_SIGN, "-"),
                _ => (&codes::WIDE_SIGN, "."),
            };
            self.report(code, args!["found" => c.to_string(), "sign" => name], start, start + len);
        }
        self.patches.push((start, start + len, start, sign));
        match sign {
            b'(' | b'{' | b'[' => self.opens(sign, len),
            b')' | b'}' | b']' => self.closes(sign, len),
            _ => {
                if sign == b':' {
                    self.sentence();
                }
                self.token(Kind::Sign, start, start + len);
                self.at += len;
            }
        }
        false
    }

    /// A text in quotes of another kind: one report, and it is read as if they were straight.
    fn wide_text(&mut self, start: usize, len: usize, close: [char; 3]) {
        let end = self.line_end(start);
        let inside = self.text.get(start + len..end).unwrap_or_default();
        let Some(at) = inside.find(close) else {
            self.report(&codes::CURLY_QUOTES, Vec::new(), start, start + len);
            self.fatal.push(start);
            self.token(Kind::Text, start, end);
            self.at = end;
            return;
        };
        let shut = start + len + at;
        let shut_len = self.text.get(shut..).and_then(|rest| rest.chars().next()).map_or(1, char::len_utf8);
        self.report(&codes::CURLY_QUOTES, Vec::new(), start, shut + shut_len);
        self.patches.push((start, start + len, start + len - 1, b'"'));
        for (byte, _) in inside.get(..at).unwrap_or_default().match_indices(['"', '\\']) {
            let byte = start + len + byte;
            self.patches.push((byte, byte + 1, byte, b'\''));
        }
        self.patches.push((shut, shut + shut_len, shut, b'"'));
        self.token(Kind::Text, start, shut + shut_len);
        self.at = shut + shut_len;
    }
}

/// The text with each stretch blanked and its ASCII sign put in. Each stretch is whole characters, in order.
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
