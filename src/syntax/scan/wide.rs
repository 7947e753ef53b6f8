//! Characters beyond ASCII outside texts: signs of a Japanese keyboard and quotes of other kinds are answered once, and
//! read as the signs that were meant.

use crate::args;

use super::super::codes;
use super::super::japanese;
use super::{Kind, Scanner};

/// So many characters of a word are looked at.
const LONGEST: usize = 64;

impl Scanner<'_> {
    /// A character beyond ASCII; true for a blank.
    pub(super) fn wide(&mut self) -> bool {
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
        if matches!(c, '※' | '＃') {
            self.comment(len);
            return true;
        }
        if self.line_start && !self.stack.is_empty() && matches!(c, 'ー' | '・' | '･' | '•' | '●' | '―' | '‐')
        {
            self.report(&codes::OTHER_SIGN, args!["found" => c.to_string(), "sign" => "-"], start, start + len);
            self.patches.push((start, start + len, start, b'-'));
            self.token(Kind::Sign, start, start + len);
            self.at += len;
            return false;
        }
        if self.wide_word(c) {
            return false;
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

    /// Letters and digits beyond ASCII; true if there are any.
    fn wide_word(&mut self, c: char) -> bool {
        let start = self.at;
        let before = self.text.get(..start).unwrap_or_default();
        let is_word = |c: char| c.is_ascii_alphanumeric() || matches!(c, '_' | '-' | '.' | '/');
        let begin = before.trim_end_matches(is_word).len();
        if !c.is_alphanumeric() && (begin == start || !matches!(japanese::half(c), Some('-' | '.' | '/' | '_'))) {
            return false;
        }
        let rest = self.text.get(start..).unwrap_or_default();
        let goes_on = |c: char| c.is_alphanumeric() || matches!(japanese::half(c), Some('-' | '.' | '/' | '_'));
        // What is cut is no date; a long text is not looked through again at every letter.
        let end = start + rest.chars().take(LONGEST).take_while(|c| goes_on(*c)).map(char::len_utf8).sum::<usize>();
        let word = self.text.get(begin..end).unwrap_or_default();
        if let Some(date) = japanese::date(word) {
            self.report(&codes::DATE_SHAPE, args!["date" => word, "wanted" => &date], begin, end);
            self.put(begin, end, &date);
        } else if let Some(duration) = japanese::duration(word) {
            // Alone after `within` it would need `before` or `after`.
            let after = self.text.get(end..).unwrap_or_default().split_whitespace().next();
            let is_span = self.text.get(..begin).unwrap_or_default().trim_end().ends_with("within")
                && !matches!(after, Some("before" | "after" | "of"));
            let wanted = if is_span { format!("the last {duration}") } else { duration };
            self.report(&codes::COUNT_NEEDED, args!["wanted" => wanted], begin, end);
            self.fatal.push(start);
        } else if let Some(half) = japanese::half_width(word) {
            self.report(&codes::WIDE_SIGN, args!["found" => word, "sign" => &half], begin, end);
            match half.contains(|c: char| c.is_ascii_alphabetic()) {
                // Words may open levels, which are counted as they are read.
                true => self.fatal.push(start),
                false => self.put(begin, end, &half),
            }
        } else if c.is_alphanumeric() {
            let len = rest.find(|c: char| c.is_ascii() || !c.is_alphanumeric()).unwrap_or(rest.len());
            self.token(Kind::Word, start, start + len);
            self.at += len;
            return true;
        } else {
            return false;
        }
        match self.tokens.last_mut().filter(|token| self.stack.is_empty() && begin < start && token.end == start) {
            Some(token) => token.end = end,
            None => self.token(Kind::Word, start, end),
        }
        self.at = end;
        true
    }

    /// Puts ASCII in the place of a stretch that is longer.
    fn put(&mut self, begin: usize, end: usize, ascii: &str) {
        let signs = ascii.bytes().chain(std::iter::repeat(b' '));
        self.patches.extend((begin..end).zip(signs).map(|(at, sign)| (at, at + 1, at, sign)));
    }

    /// `'…'`; false for what is no quote.
    pub(super) fn single_quote(&mut self) -> bool {
        let start = self.at;
        let before = self.text.get(..start).unwrap_or_default();
        let line = self.text.get(start + 1..self.line_end(start)).unwrap_or_default();
        if before.ends_with(|c: char| c.is_alphanumeric()) || !line.contains('\'') {
            return false;
        }
        self.wide_text(start, 1, ['\'', '\'', '\'']);
        true
    }

    /// `// …`; false for what is no comment.
    pub(super) fn slashes(&mut self) -> bool {
        let before = self.text.get(..self.at).unwrap_or_default();
        let is_comment =
            self.byte(self.at + 1) == Some(b'/') && (before.is_empty() || before.ends_with([' ', '\t', '\n']));
        if is_comment {
            self.comment(2);
        }
        is_comment
    }

    /// A comment that begins with another sign.
    fn comment(&mut self, len: usize) {
        let start = self.at;
        let found = self.text.get(start..start + len).unwrap_or_default();
        self.report(&codes::OTHER_SIGN, args!["found" => found, "sign" => "#"], start, start + len);
        self.patches.push((start, start + len, start, b'#'));
        self.at = self.line_end(start);
    }

    /// A text in quotes of another kind: one report, and it is read as if they were straight.
    fn wide_text(&mut self, start: usize, len: usize, close: [char; 3]) {
        let inside = self.text.get(start + len..).unwrap_or_default();
        let [right, left, straight] = close;
        let found = inside.find([right, left, straight, '\n']);
        let Some(at) = found.filter(|at| inside.as_bytes().get(*at) != Some(&b'\n')) else {
            let end = start + len + found.unwrap_or(inside.len());
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
