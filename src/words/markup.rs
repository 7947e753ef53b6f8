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

/// How many bytes of what begins with a mark are markup.
fn length(mark: &str) -> Option<usize> {
    let until = |from: &str, end: char| {
        let at = mark.strip_prefix(from)?.find([end, '\n']).map(|at| from.len() + at)?;
        mark.get(at..)?.starts_with(end).then_some(at + end.len_utf8())
    };
    match mark.chars().next()? {
        '<' => {
            let length = until("<", '>')?;
            let inner = mark.get(1..length)?;
            let is_tag =
                inner.starts_with(|c: char| c.is_ascii_alphabetic() || c == '/') && !inner.contains(['@', ':']);
            is_tag.then_some(length)
        }
        '&' => until("&", ';').filter(|length| {
            (3..=12).contains(length)
                && mark.chars().skip(1).take(length - 2).all(|c| c.is_ascii_alphanumeric() || c == '#')
        }),
        ']' => until("](", ')'),
        _ => {
            let alt = until("![", ']')?;
            let target = mark.get(alt..)?.strip_prefix('(')?.find([')', '\n'])?;
            Some(alt + target + 2)
        }
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
        assert!(is_blank_form("[risk here]") && is_blank_form("{{risk}}") && !is_blank_form("[1] the lender [2]"));
        assert_eq!(without_addresses("see https://example.jp/a b"), "see b");
    }
}
