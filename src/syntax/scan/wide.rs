//! Characters beyond ASCII outside texts: signs of a Japanese keyboard and quotes of other kinds are answered once, and
//! read as the signs that were meant.

use crate::args;

use super::super::codes;
use super::{Kind, Scanner};

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
