//! Full-width characters in the place of the signs that a manifest is written with: where they stand, and what was meant.

use crate::args;
use crate::text::{Message, Text};

const SIGN: Text = Text::new(
    "write `{sign}` in place of the full-width `{found}`",
    "全角の `{found}` を半角の `{sign}` に直してください",
);
const SPACED: Text = Text::new(
    "write `{sign}` and a space in place of the full-width `{found}`",
    "全角の `{found}` を半角の `{sign}` と空白に直してください",
);
const BLANK: Text = Text::new(
    "write plain spaces in place of the full-width blank that stands here",
    "ここにある全角の空白を半角の空白に直してください",
);

/// So many characters of a text are named at most.
const NAMED: usize = 3;

/// What is typed with a Japanese keyboard for a character of ASCII.
fn meant(c: char) -> Option<char> {
    match c {
        '\u{3000}' => Some(' '),
        '、' | '､' => Some(','),
        // The signs and letters from `！` to `～` stand in the order of ASCII.
        '！'..='～' => char::from_u32(c as u32 - ('！' as u32 - '!' as u32)),
        _ => None,
    }
}

/// What is typed for the dash of a list.
const fn is_bullet(c: char) -> bool {
    matches!(c, '・' | '･' | 'ー' | '－' | '−' | '–' | '—' | '‐')
}

/// What to type for the full-width characters of a text that should be a word, a date or a number.
pub(super) fn in_value(text: &str) -> Vec<Message> {
    if text.is_ascii() {
        return Vec::new();
    }
    let plain = |c: char| c.is_ascii() || meant(c).is_some() || is_bullet(c);
    // Beside letters of Japanese, signs are those of Japanese; but a figure is a figure.
    let is_plain = text.chars().all(plain);
    let counts = |c: char| meant(c).is_some_and(|meant| is_plain || meant.is_ascii_digit());
    let mut out: Vec<Message> = Vec::new();
    for run in text.split(|c| !counts(c)).filter(|run| !run.is_empty()) {
        let message = match run.chars().filter_map(meant).collect::<String>().trim() {
            "" => Message::plain(BLANK),
            ":" => SPACED.with(args!["sign" => ":", "found" => run.trim()]),
            sign => SIGN.with(args!["sign" => sign, "found" => run.trim()]),
        };
        if !out.contains(&message) {
            out.push(message);
        }
        if out.len() == NAMED {
            break;
        }
    }
    if out.is_empty() {
        out.extend(in_line(text).map(|(_, _, message)| message));
    }
    out
}

/// The first full-width character of a line of YAML that stands where only a sign of YAML has a meaning: its place, its
/// length, and what to type.
pub(super) fn in_line(line: &str) -> Option<(usize, usize, Message)> {
    if line.is_ascii() {
        return None;
    }
    let told = |at: usize, text: Text, sign: &str| {
        let c = line.get(at..)?.chars().next()?;
        let message = text.with(args!["sign" => sign, "found" => c.to_string()]);
        Some((at, c.len_utf8(), if c == '\u{3000}' { Message::plain(BLANK) } else { message }))
    };
    let next = |at: usize| line.get(at..).and_then(|rest| rest.chars().next());
    let blanks = |at: usize| at + line.get(at..).map_or(0, |rest| rest.len() - rest.trim_start_matches(' ').len());
    let mut at = blanks(0);
    while line.get(at..).is_some_and(|rest| rest.starts_with("- ")) {
        at = blanks(at + 1);
    }
    let first = next(at)?;
    let behind = next(at + first.len_utf8());
    if first == '\u{3000}' {
        return told(at, BLANK, " ");
    }
    let item = line.get(at + first.len_utf8()..)?.trim_start();
    if is_bullet(first) && item.starts_with(|c: char| c.is_ascii_alphanumeric()) {
        return if behind == Some(' ') { told(at, SIGN, "-") } else { told(at, SPACED, "-") };
    }
    let is_key = |c: char| c.is_ascii_alphanumeric() || matches!(c, '_' | '-');
    let rest = line.get(at..)?;
    let key = rest.len() - rest.trim_start_matches(is_key).len();
    if key > 0 {
        let colon = blanks(at + key);
        match next(colon)? {
            '：' if next(colon + '：'.len_utf8()) == Some(' ') => return told(colon, SIGN, ":"),
            '：' => return told(colon, SPACED, ":"),
            ':' => at = blanks(colon + 1),
            _ => return None,
        }
    }
    if next(at) == Some('\u{3000}') {
        return told(at, BLANK, " ");
    }
    let opens = next(at).filter(|c| matches!(c, '[' | '{' | '［' | '｛'))?;
    if !opens.is_ascii() {
        return told(at, SIGN, if opens == '［' { "[" } else { "{" });
    }
    // Within brackets, what stands beside a word of ASCII.
    let mut quote = None;
    let mut before = ' ';
    for (place, c) in line.get(at..)?.char_indices() {
        match (quote, c) {
            (None, '"' | '\'') => quote = Some(c),
            (Some(open), _) if open == c => quote = None,
            (None, '：') if before.is_ascii() => return told(at + place, SPACED, ":"),
            (None, '，' | '、' | '､') if before.is_ascii() => return told(at + place, SIGN, ","),
            (None, '］') => return told(at + place, SIGN, "]"),
            (None, '｝') => return told(at + place, SIGN, "}"),
            _ => {}
        }
        before = c;
    }
    None
}

#[cfg(test)]
mod tests {
    use super::{in_line, in_value};
    use crate::text::Lang;

    #[test]
    fn signs_of_a_line() {
        for (line, found, said) in [
            ("    stage：deployed", "：", "write `:` and a space in place of the full-width `：`"),
            ("  - id： a", "：", "write `:` in place of the full-width `：`"),
            ("  ー id: a", "ー", "write `-` in place of the full-width `ー`"),
            ("  ・id: a", "・", "write `-` and a space in place of the full-width `・`"),
            ("　　stage: x", "\u{3000}", "write plain spaces in place of the full-width blank that stands here"),
            ("users: ［staff］", "［", "write `[` in place of the full-width `［`"),
            ("users: [staff、public]", "、", "write `,` in place of the full-width `、`"),
            ("users: [staff］", "］", "write `]` in place of the full-width `］`"),
            ("impact: { level：low }", "：", "write `:` and a space in place of the full-width `：`"),
        ] {
            let (at, length, message) = in_line(line).unwrap_or_else(|| panic!("{line}"));
            assert_eq!((line.get(at..at + length), message.fill(Lang::En).as_str()), (Some(found), said), "{line}");
        }
        for line in
            ["name: 東京：本社", "purpose: 与信、審査", "name: [\"東京、大阪\"]", "ーー", "東京：x", "x: データ"]
        {
            assert_eq!(in_line(line), None, "{line}");
        }
    }

    #[test]
    fn signs_of_a_value() {
        let said = |text: &str| in_value(text).iter().map(|said| said.fill(Lang::En)).collect::<Vec<_>>();
        assert_eq!(said("５年"), ["write `5` in place of the full-width `５`"]);
        assert_eq!(
            said("２０２６-０３"),
            ["write `2026` in place of the full-width `２０２６`", "write `03` in place of the full-width `０３`"]
        );
        assert_eq!(said("staff、public"), ["write `,` in place of the full-width `、`"]);
        assert_eq!(
            said("［staff］"),
            ["write `[` in place of the full-width `［`", "write `]` in place of the full-width `］`"]
        );
        assert_eq!(said("level：low"), ["write `:` and a space in place of the full-width `：`"]);
        assert_eq!(said("・ id: 与信"), ["write `-` in place of the full-width `・`"]);
        assert_eq!(said("社員（国内）"), Vec::<String>::new());
        assert_eq!(said("2026-03-31"), Vec::<String>::new());
    }
}
