//! Counting words and knowing blanks, for texts in English and Japanese.

/// How many words a text has: runs of letters or digits; two CJK letters count as one (language.md 5.1).
///
/// ```
/// assert_eq!(tadashi::words::count("A person decides, in 24 hours."), 6);
/// assert_eq!(tadashi::words::count("担当者が判断する"), 4);
/// ```
#[must_use]
pub fn count(text: &str) -> usize {
    let (mut words, mut cjk, mut in_word) = (0, 0, false);
    for c in text.chars() {
        if is_cjk(c) {
            cjk += 1;
            in_word = false;
        } else if c.is_alphanumeric() {
            words += usize::from(!in_word);
            in_word = true;
        } else if !(in_word && matches!(c, '\'' | '’')) {
            in_word = false;
        }
    }
    words + cjk / 2
}

/// Whether a character is a Chinese character, kana or Korean syllable.
#[must_use]
pub fn is_cjk(c: char) -> bool {
    matches!(c, '\u{3005}'..='\u{3007}' | '\u{3040}'..='\u{30FF}' | '\u{31F0}'..='\u{31FF}' | '\u{3400}'..='\u{4DBF}'
        | '\u{4E00}'..='\u{9FFF}' | '\u{AC00}'..='\u{D7AF}' | '\u{F900}'..='\u{FAFF}' | '\u{FF66}'..='\u{FF9F}'
        | '\u{20000}'..='\u{323AF}')
}

/// Texts that fill a field and say nothing. Compared without case, blanks, or a final stop.
const PLACEHOLDERS: [&str; 36] = [
    "-",
    "--",
    "---",
    "…",
    "...",
    "?",
    "??",
    "???",
    "n/a",
    "na",
    "none",
    "nil",
    "null",
    "tbd",
    "tba",
    "tbc",
    "todo",
    "fixme",
    "xxx",
    "unknown",
    "lorem ipsum",
    "not applicable",
    "to be determined",
    "to be decided",
    "placeholder",
    "未定",
    "検討中",
    "なし",
    "無し",
    "特になし",
    "特に無し",
    "該当なし",
    "未記入",
    "不明",
    "調整中",
    "未作成",
];

/// Whether a text is blank or a placeholder as a whole: `-`, `TBD`, `未定`, `〇〇` and their like.
///
/// ```
/// use tadashi::words::is_placeholder;
/// assert!(is_placeholder(" T.B.D. ") && is_placeholder("特になし。") && is_placeholder("〇〇") && is_placeholder(""));
/// assert!(!is_placeholder("None of the outputs is stored."));
/// ```
#[must_use]
pub fn is_placeholder(text: &str) -> bool {
    let text = text.trim().trim_matches(['<', '>', '[', ']', '(', ')', '"', '「', '」', '（', '）', '【', '】']);
    let plain = text.trim_end_matches(['.', '。', '!', '！', '．']).trim().to_lowercase();
    if plain.is_empty() {
        return true;
    }
    let bare = plain.replace(['.', ' ', '\u{3000}'], "");
    let empty_marks = plain.chars().all(|c| {
        matches!(
            c,
            '〇' | '○'
                | '●'
                | '◯'
                | '△'
                | '_'
                | '-'
                | '*'
                | 'x'
                | '?'
                | '？'
                | '…'
                | '・'
                | '.'
                | 'ー'
                | '―'
                | '—'
        )
    });
    empty_marks
        || PLACEHOLDERS.iter().any(|word| *word == plain || word.replace(['.', ' '], "") == bare && !bare.is_empty())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_of_two_scripts() {
        assert_eq!(count(""), 0);
        assert_eq!(count("don't stop"), 2);
        assert_eq!(count("AIの利用は2026年から"), 2 + 3);
        assert_eq!(count("a-b c_d"), 4);
    }

    #[test]
    fn placeholders_as_the_whole_of_a_text() {
        for text in ["N/A", "n.a.", "To be determined", "検討中", "<TODO>", "---", "○○", "[TBD]", "unknown"] {
            assert!(is_placeholder(text), "{text}");
        }
        for text in ["Nothing is stored", "A", "0", "検討中の案は三つある", "x-ray review"] {
            assert!(!is_placeholder(text), "{text}");
        }
    }
}
