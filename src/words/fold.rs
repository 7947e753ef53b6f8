//! One form for texts that look alike.

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

/// A text as a reader sees it, for comparison: lower case, without accents, styles of letters (`𝐍`, `ⓝ`, `ɴ`, full and
/// half width) and raised figures, Cyrillic and Greek letters that look Latin as Latin ones where the word has Latin
/// letters too, nothing that cannot be seen, no comments of Markdown.
#[must_use]
pub fn fold(text: &str) -> String {
    let text = without_comments(text);
    if text.is_ascii() {
        return text.to_ascii_lowercase();
    }
    let seen = text.chars().filter(|c| !is_unseen(*c) && !is_raised_figure(*c));
    // What composes to one letter again is part of it: the voicing marks of kana, the parts of Korean syllables.
    let bare = seen.nfkc().nfd().filter(|c| !is_combining_mark(*c) || is_voicing(*c)).nfc();
    let bare = bare.filter(|c| !is_combining_mark(*c) && !is_unseen(*c));
    let plain: String = bare.flat_map(char::to_lowercase).map(plain_letter).collect();
    if plain.is_ascii() {
        return plain;
    }
    let mut out = String::with_capacity(plain.len());
    for word in plain.split_inclusive(|c: char| !c.is_alphanumeric()) {
        if word.chars().any(|c| c.is_ascii_alphabetic()) || word.chars().all(|c| !c.is_alphabetic() || latin(c) != c) {
            out.extend(word.chars().map(latin));
        } else {
            out.push_str(word);
        }
    }
    out
}

fn without_comments(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some((before, after)) = rest.split_once("<!--") {
        out.push_str(before);
        rest = after.split_once("-->").map_or("", |(_, behind)| behind);
    }
    out.push_str(rest);
    out
}

/// Marks of no width, direction marks, variation selectors, soft hyphens, letters that are blank.
const fn is_unseen(c: char) -> bool {
    matches!(c, '\u{AD}' | '\u{34F}' | '\u{61C}' | '\u{115F}' | '\u{1160}' | '\u{17B4}' | '\u{17B5}' | '\u{180B}'..='\u{180F}'
        | '\u{200B}'..='\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2060}'..='\u{206F}' | '\u{3164}' | '\u{FE00}'..='\u{FE0F}'
        | '\u{FEFF}' | '\u{FFA0}' | '\u{2800}' | '\u{FFF0}'..='\u{FFFB}' | '\u{1BCA0}'..='\u{1BCA3}' | '\u{1D173}'..='\u{1D17A}'
        | '\u{E0000}'..='\u{E0FFF}')
}

/// The voicing marks of kana.
const fn is_voicing(c: char) -> bool {
    matches!(c, '\u{3099}' | '\u{309A}')
}

/// Figures that point to a footnote.
const fn is_raised_figure(c: char) -> bool {
    matches!(c, '¹' | '²' | '³' | '\u{2070}' | '\u{2074}'..='\u{2079}')
}

/// Small capitals, letters in squares and strokes that no decomposition undoes.
fn plain_letter(c: char) -> char {
    let from = |first: u32| u8::try_from(c as u32 - first).ok().map_or(c, |place| char::from(b'a' + place));
    match c {
        '\0'..='\u{7F}' | '\u{3000}'..='\u{9FFF}' => c,
        '🄰'..='🅉' => from('🄰' as u32),
        '🅐'..='🅩' => from('🅐' as u32),
        '🅰'..='🆉' => from('🅰' as u32),
        '🇦'..='🇿' => from('🇦' as u32),
        _ => SMALL_CAPITALS.iter().find(|(styled, _)| *styled == c).map_or(c, |(_, plain)| *plain),
    }
}

const SMALL_CAPITALS: [(char, char); 32] = [
    ('ᴀ', 'a'),
    ('ʙ', 'b'),
    ('ᴄ', 'c'),
    ('ᴅ', 'd'),
    ('ᴇ', 'e'),
    ('ꜰ', 'f'),
    ('ɢ', 'g'),
    ('ʜ', 'h'),
    ('ɪ', 'i'),
    ('ᴊ', 'j'),
    ('ᴋ', 'k'),
    ('ʟ', 'l'),
    ('ᴍ', 'm'),
    ('ɴ', 'n'),
    ('ᴏ', 'o'),
    ('ᴘ', 'p'),
    ('ꞯ', 'q'),
    ('ʀ', 'r'),
    ('ꜱ', 's'),
    ('ᴛ', 't'),
    ('ᴜ', 'u'),
    ('ᴠ', 'v'),
    ('ᴡ', 'w'),
    ('ʏ', 'y'),
    ('ᴢ', 'z'),
    ('ø', 'o'),
    ('đ', 'd'),
    ('ħ', 'h'),
    ('ł', 'l'),
    ('ŧ', 't'),
    ('ı', 'i'),
    ('ɑ', 'a'),
];

const fn latin(c: char) -> char {
    match c {
        'а' | 'α' => 'a',
        'в' | 'β' => 'b',
        'с' => 'c',
        'ԁ' => 'd',
        'е' | 'ε' => 'e',
        'һ' => 'h',
        'і' | 'ι' => 'i',
        'ј' => 'j',
        'к' | 'κ' => 'k',
        'м' | 'μ' => 'm',
        'н' | 'η' | 'ν' => 'n',
        'о' | 'ο' => 'o',
        'р' | 'ρ' => 'p',
        'ѕ' => 's',
        'т' | 'τ' => 't',
        'у' | 'υ' => 'y',
        'х' | 'χ' => 'x',
        _ => c,
    }
}

#[cfg(test)]
mod tests {
    use super::fold;

    #[test]
    fn what_looks_alike_is_alike() {
        for text in [
            "None",
            "ＮＯＮＥ",
            "N\u{200B}one",
            "Nоnе",
            "None<!-- write here -->",
            "\u{FEFF}none",
            "Nöne",
            "𝐍𝐨𝐧𝐞",
            "ⓝⓞⓝⓔ",
            "ɴᴏɴᴇ",
            "🄽🄾🄽🄴",
            "None¹",
            "N\u{301}o\u{301}ne",
            "N\u{FFF9}o\u{2800}n\u{200B}e",
        ] {
            assert_eq!(fold(text), "none", "{text:?}");
        }
        assert_eq!(fold("なし（仮）"), "なし(仮)");
        assert_eq!((fold("ﾅｼ").as_str(), fold("ﾄｸﾆﾅｼ").as_str(), fold("ﾊﾞｸﾞ").as_str()), ("ナシ", "トクニナシ", "バグ"));
        assert_eq!((fold("ガイド、각").as_str(), fold("か\u{3099}").as_str()), ("ガイド、각", "が"));
        assert_eq!(fold("причина"), "причина");
    }
}
