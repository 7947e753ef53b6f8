//! Words of English and Japanese texts: how many there are, how many are different, which texts say nothing.

use rustc_hash::FxHashSet;

mod blank;
mod fold;
mod markup;
mod nothing;
mod stock;

pub use blank::{arguing, is_no_answer, is_placeholder};
pub use fold::fold;
pub use stock::phrases;

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
        } else if breaks(c) {
            in_word = false;
        }
    }
    words + cjk / 2
}

/// How many different words a text has, counted like [`count`]; of CJK letters each pair of neighbours is one.
///
/// ```
/// assert_eq!(tadashi::words::different("very very very very good"), 2);
/// ```
#[must_use]
pub fn different(text: &str) -> usize {
    let tokens = tokens(text);
    let (mut words, mut pairs) = (FxHashSet::default(), FxHashSet::default());
    for (at, token) in tokens.iter().enumerate() {
        if token.chars().any(is_cjk) {
            pairs.insert((token, tokens.get(at + 1)));
        } else {
            words.insert(token);
        }
    }
    words.len() + pairs.len() / 2
}

/// The words of a text for comparison, without case, width or punctuation; each CJK letter is one.
///
/// ```
/// assert_eq!(tadashi::words::tokens("A Person, 人が"), ["a", "person", "人", "が"]);
/// ```
#[must_use]
pub fn tokens(text: &str) -> Vec<String> {
    let mut tokens: Vec<String> = Vec::new();
    let mut in_word = false;
    for c in fold(text).chars() {
        if is_cjk(c) {
            tokens.push(c.to_string());
            in_word = false;
        } else if c.is_alphanumeric() {
            match tokens.last_mut().filter(|_| in_word) {
                Some(word) => word.push(c),
                None => tokens.push(c.to_string()),
            }
            in_word = true;
        } else if breaks(c) {
            in_word = false;
        }
    }
    tokens
}

/// The runs of words by which texts are compared: three in a row, or four letters of Chinese or Japanese; a shorter text
/// is one run.
pub fn runs<T>(tokens: &[T], is_letter: impl Fn(&T) -> bool) -> impl Iterator<Item = &[T]> {
    (0..tokens.len()).filter_map(move |at| {
        let length = if tokens.get(at).is_some_and(&is_letter) { 4 } else { 3 };
        tokens.get(at..at + length).or_else(|| (at == 0).then_some(tokens))
    })
}

/// Whether a character ends a word: white space and punctuation. A mark, a symbol or an unassigned character between
/// two letters does not make two words of one, nor does an apostrophe.
fn breaks(c: char) -> bool {
    c.is_whitespace()
        || c.is_ascii_punctuation() && c != '\''
        || matches!(c, '¡' | '«' | '»' | '¿' | '\u{2010}'..='\u{2018}' | '\u{201A}'..='\u{2027}' | '\u{2030}'..='\u{205E}'
            | '\u{2190}'..='\u{22FF}' | '\u{3001}'..='\u{3004}' | '\u{3008}'..='\u{3020}' | '\u{3030}' | '\u{30FB}'
            | '\u{FF01}'..='\u{FF0F}' | '\u{FF1A}'..='\u{FF20}' | '\u{FF3B}'..='\u{FF40}' | '\u{FF5B}'..='\u{FF65}')
}

/// Whether a character is a Chinese character, kana or Korean syllable.
#[must_use]
pub fn is_cjk(c: char) -> bool {
    matches!(c, '\u{3005}'..='\u{3007}' | '\u{3040}'..='\u{30FF}' | '\u{31F0}'..='\u{31FF}' | '\u{3400}'..='\u{4DBF}'
        | '\u{4E00}'..='\u{9FFF}' | '\u{AC00}'..='\u{D7AF}' | '\u{F900}'..='\u{FAFF}' | '\u{FF66}'..='\u{FF9F}'
        | '\u{20000}'..='\u{323AF}')
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
    fn marks_between_letters_make_no_words() {
        for mark in ['\u{301}', '\u{FFF9}', '\u{2800}', '\u{B7}', '\u{378}', '\u{200B}'] {
            let text: String = "The lender".chars().flat_map(|c| [c, mark]).collect();
            assert_eq!(tokens(&text), ["the", "lender"], "{mark:?}");
            assert_eq!(count(&text), 2, "{mark:?}");
        }
        assert_eq!(tokens("a-b, c/d e…f"), ["a", "b", "c", "d", "e", "f"]);
    }

    #[test]
    fn filler_has_few_different_words() {
        assert_eq!(different(&"because ".repeat(40)), 1);
        assert!(different(&"検討".repeat(30)) <= 2);
        assert_eq!(different("AIの利用は2026年から"), 2 + 3);
    }
}
