//! What is left of a text without the marks of HTML and Markdown around it.

use crate::words::tokens;

/// A folded text without tags, character references, images and the targets of links.
pub(super) fn without_markup(folded: &str) -> String {
    let mut out = String::with_capacity(folded.len());
    let mut rest = folded;
    while let Some(at) = rest.find(['<', '&', ']', '!']) {
        let (before, mark) = rest.split_at(at);
        out.push_str(before);
        rest = match length(mark) {
            // An image has no words of its own.
            Some(length) if mark.starts_with('!') => mark.get(length..).unwrap_or_default(),
            Some(length) => {
                out.push(' ');
                mark.get(length..).unwrap_or_default()
            }
            None => {
                let mut chars = mark.chars();
                out.extend(chars.next());
                chars.as_str()
            }
        };
    }
    out.push_str(rest);
    out
}

/// How many bytes of what begins with a mark are markup. A search ends where another mark of its kind could begin, so
/// that each byte of a text is looked at a few times only.
fn length(mark: &str) -> Option<usize> {
    let until = |from: usize, end: char, other: [char; 2]| {
        let at = mark.get(from..)?.find(|c| c == end || c == '\n' || other.contains(&c))? + from;
        mark.get(at..)?.starts_with(end).then_some(at + end.len_utf8())
    };
    match mark.chars().next()? {
        '<' => {
            let is_opened = mark.get(1..)?.starts_with(|c: char| c.is_ascii_alphabetic() || c == '/');
            let length = if is_opened { until(1, '>', ['<', '<'])? } else { return None };
            (!mark.get(1..length)?.contains(['@', ':'])).then_some(length)
        }
        '&' => {
            let name = mark.bytes().skip(1).take_while(|byte| byte.is_ascii_alphanumeric() || *byte == b'#');
            let length = 1 + name.take(10).count();
            (length > 1 && mark.get(length..)?.starts_with(';')).then_some(length + 1)
        }
        ']' if mark.starts_with("](") => until(2, ')', [']', '[']),
        '!' if mark.starts_with("![") => {
            let alt = until(2, ']', ['[', '['])?;
            if mark.get(alt..)?.starts_with('(') { until(alt + 1, ')', ['[', ']']) } else { None }
        }
        _ => None,
    }
}

/// Whether a folded text is one blank to fill in: `[risk here]`, `{risk}`.
pub(super) fn is_blank_form(folded: &str) -> bool {
    let text = folded.trim().trim_end_matches('.');
    let between = |open, close| text.strip_prefix(open).and_then(|rest: &str| rest.strip_suffix(close));
    let inner = between('[', ']').or_else(|| between('{', '}'));
    inner.is_some_and(|inner| !inner.contains(['[', ']', '{', '}']) || inner.starts_with('{'))
        && tokens(text).len() <= 8
        && !text.contains(|c: char| c.is_ascii_digit())
}

/// A text without the addresses in it.
pub(super) fn without_addresses(text: &str) -> String {
    let is_address = |word: &&str| word.contains("://") || word.contains("www.") || word.contains("mailto:");
    text.split_whitespace().filter(|word| !is_address(word)).collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn markup_is_no_word() {
        for (text, bare) in [
            ("<p>tbd</p>", " tbd "),
            ("&nbsp;", " "),
            ("[tbd](tbd)", "[tbd "),
            ("![](x.png)", ""),
            ("a < b & c! d", "a < b & c! d"),
            ("<!", "<!"),
            ("a <sato@x.jp>", "a <sato@x.jp>"),
        ] {
            assert_eq!(without_markup(text), bare, "{text}");
        }
        for text in ["<", "&", "](", "<a ", "[a](", "![", "![](", "<a:", "&a"] {
            let many = text.repeat(50_000);
            assert_eq!(without_markup(&many).len(), many.len(), "{text}");
        }
        assert!(is_blank_form("[risk here]") && is_blank_form("{{risk}}") && !is_blank_form("[1] the lender [2]"));
        assert_eq!(without_addresses("see https://example.jp/a b"), "see b");
    }
}
