//! A text as the YAML parser reads it: byte by byte where it is ASCII.
//!
//! The parser asks for the next character some ten times before it takes it. Its own reader decodes each time, and has
//! it reserve room for long texts in every short one; that is a fifth of the time that reading takes.

use saphyr_parser::Input;

/// How many characters the parser takes before it looks whether there is room for more; a short text has room for so
/// many from the beginning.
const AT_ONCE: usize = 31;

/// What is left of a text.
pub(super) struct Rest<'a> {
    bytes: &'a [u8],
}

impl<'a> Rest<'a> {
    pub(super) fn new(text: &'a str) -> Self {
        Self { bytes: text.as_bytes() }
    }

    /// The next byte; 0 at the end.
    #[inline]
    fn byte(&self) -> u8 {
        self.bytes.first().copied().unwrap_or(0)
    }
}

/// The first character of some bytes, and those behind it.
#[inline]
fn split(bytes: &[u8]) -> Option<(char, &[u8])> {
    match bytes {
        [byte, rest @ ..] if byte.is_ascii() => Some((char::from(*byte), rest)),
        [] => None,
        _ => Some((wide(bytes), behind_wide(bytes))),
    }
}

/// The first character of some bytes, where it has several; kept apart, so that the way of the others is short.
#[inline(never)]
fn wide(bytes: &[u8]) -> char {
    let low = |byte: u8| u32::from(byte & 0x3F);
    let code = match *bytes {
        [a @ 0xE0..=0xEF, b, c, ..] => u32::from(a & 0x0F) << 12 | low(b) << 6 | low(c),
        [a @ 0xC0..=0xDF, b, ..] => u32::from(a & 0x1F) << 6 | low(b),
        [a, b, c, d, ..] => u32::from(a & 0x07) << 18 | low(b) << 12 | low(c) << 6 | low(d),
        _ => 0,
    };
    char::from_u32(code).unwrap_or(char::REPLACEMENT_CHARACTER)
}

/// What stands behind a character of several bytes.
#[inline]
fn behind_wide(bytes: &[u8]) -> &[u8] {
    let length = match bytes {
        [0xE0..=0xEF, ..] => 3,
        [0xF0..=0xFF, ..] => 4,
        _ => 2,
    };
    bytes.get(length..).unwrap_or_default()
}

#[inline]
fn is_flow(byte: u8) -> bool {
    matches!(byte, b',' | b'[' | b']' | b'{' | b'}')
}

#[inline]
fn is_blank_or_breakz(byte: u8) -> bool {
    matches!(byte, b' ' | b'\t' | b'\n' | b'\r' | 0)
}

/// Whether bytes begin with three of a sign and end there or go on with a blank or break.
#[inline]
fn is_fence(bytes: &[u8], sign: u8) -> bool {
    match bytes {
        [a, b, c, rest @ ..] => [*a, *b, *c] == [sign; 3] && rest.first().is_none_or(|next| is_blank_or_breakz(*next)),
        _ => false,
    }
}

impl Input for Rest<'_> {
    // The whole text is there from the beginning.
    #[inline]
    fn lookahead(&mut self, _: usize) {}

    #[inline]
    fn buflen(&self) -> usize {
        AT_ONCE
    }

    #[inline]
    fn bufmaxlen(&self) -> usize {
        AT_ONCE
    }

    #[inline]
    fn buf_is_empty(&self) -> bool {
        false
    }

    #[inline]
    fn raw_read_ch(&mut self) -> char {
        let Some((c, rest)) = split(self.bytes) else { return '\0' };
        self.bytes = rest;
        c
    }

    #[inline]
    fn raw_read_non_breakz_ch(&mut self) -> Option<char> {
        let (c, rest) = split(self.bytes)?;
        if matches!(c, '\0' | '\n' | '\r' | '\u{FEFF}') {
            return None;
        }
        self.bytes = rest;
        Some(c)
    }

    #[inline]
    fn skip(&mut self) {
        match self.bytes {
            [byte, rest @ ..] if byte.is_ascii() => self.bytes = rest,
            bytes => self.bytes = behind_wide(bytes),
        }
    }

    #[inline]
    fn skip_n(&mut self, count: usize) {
        for _ in 0..count {
            self.skip();
        }
    }

    #[inline]
    fn peek(&self) -> char {
        match self.bytes {
            [byte, ..] if byte.is_ascii() => char::from(*byte),
            [] => '\0',
            bytes => wide(bytes),
        }
    }

    #[inline]
    fn peek_nth(&self, n: usize) -> char {
        let mut bytes = self.bytes;
        for _ in 0..n {
            let Some((_, rest)) = split(bytes) else { return '\0' };
            bytes = rest;
        }
        split(bytes).map_or('\0', |(c, _)| c)
    }

    #[inline]
    fn peek_opt(&self) -> Option<char> {
        split(self.bytes).map(|(c, _)| c)
    }

    #[inline]
    fn next_is_document_indicator(&self) -> bool {
        self.next_is_document_start() || self.next_is_document_end()
    }

    #[inline]
    fn next_is_document_start(&self) -> bool {
        is_fence(self.bytes, b'-')
    }

    #[inline]
    fn next_is_document_end(&self) -> bool {
        is_fence(self.bytes, b'.')
    }

    #[inline]
    fn next_can_be_plain_scalar(&self, in_flow: bool) -> bool {
        match *self.bytes {
            [b':', next, ..] => !(is_blank_or_breakz(next) || in_flow && is_flow(next)),
            [b':'] => false,
            // A byte-order mark.
            [0xEF, 0xBB, 0xBF, ..] => false,
            [byte, ..] => !(in_flow && is_flow(byte)),
            [] => true,
        }
    }

    #[inline]
    fn next_is_blank_or_break(&self) -> bool {
        matches!(self.byte(), b' ' | b'\t' | b'\n' | b'\r')
    }

    #[inline]
    fn next_is_blank_or_breakz(&self) -> bool {
        is_blank_or_breakz(self.byte())
    }

    #[inline]
    fn next_is_blank(&self) -> bool {
        matches!(self.byte(), b' ' | b'\t')
    }

    #[inline]
    fn next_is_break(&self) -> bool {
        matches!(self.byte(), b'\n' | b'\r')
    }

    #[inline]
    fn next_is_breakz(&self) -> bool {
        matches!(self.byte(), b'\n' | b'\r' | 0)
    }

    #[inline]
    fn next_is_z(&self) -> bool {
        self.byte() == 0
    }

    fn skip_while_blank(&mut self) -> usize {
        let blanks = self.bytes.iter().take_while(|byte| matches!(byte, b' ' | b'\t')).count();
        self.bytes = self.bytes.get(blanks..).unwrap_or_default();
        blanks
    }
}

#[cfg(test)]
mod tests {
    use saphyr_parser::{Event, Parser};

    use super::Rest;

    fn assert_same(text: &str) {
        let (mut own, mut theirs) = (Parser::new(Rest::new(text)), Parser::new_from_str(text));
        loop {
            let event = own.next_event();
            assert_eq!(event, theirs.next_event(), "{text:?}");
            if !matches!(event, Some(Ok((event, _))) if event != Event::StreamEnd) {
                break;
            }
        }
    }

    const TEXTS: [&str; 9] = [
        "a: b\nc:\n  - d e  f # g\n  - \"h\\u00e9 \\\"i\n    j\"\n  - 'k''l'\n",
        "{a: [b, c: d, {e}], \"f\": g}\n",
        "a: |\n  b\n\n   c\n  d\ne: >-\n  f\n  g\n\n  h\ni: |2+\n    j\n\n\n",
        "a: &x !!str b\nc: *x\n<<: {d: e}\n? f\n: g\n",
        "--- a\n...\n--- b\n",
        "%YAML 1.2\n---\na: https://b.c/d?e#f\ng: h:i -j ?k\n- l\n",
        "組織:\n  名前: 例示 ユニット、株式会社 # 注\n  - \u{FEFF}x\n  絵: \"👨\u{85}\u{2028}\"\n",
        "a: one two three four five six seven eight nine ten eleven twelve thirteen\n  fourteen\n                                        fifteen\nb:\r\n  - c\r\n\td\r\n",
        "a: |\n                                  deep\n                                  b\n                                 c\n",
    ];

    /// The parser's own reader counts bytes in the name of a directive, and is wrong behind it.
    fn is_told_apart(text: &str) -> bool {
        text.starts_with('%') && !text.is_ascii()
    }

    #[test]
    fn the_events_of_every_text_are_those_of_the_parsers_own_reader() {
        for text in TEXTS {
            assert_same(text);
            for (at, c) in text.char_indices() {
                let (before, rest) = text.split_at(at);
                let behind = rest.split_at(c.len_utf8()).1;
                assert_same(before);
                for put in
                    ["", "\0", "\n", "\r", "\t", " ", "#", ":", "-", ",", "]", "\"", "'", "\u{FEFF}", "é", "名", "👨"]
                {
                    let changed = format!("{before}{put}{behind}");
                    if !is_told_apart(&changed) {
                        assert_same(&changed);
                    }
                }
            }
        }
    }
}
