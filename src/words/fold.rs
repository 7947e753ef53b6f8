//! One form for texts that look alike.

/// A text as a reader sees it, for comparison: lower case, full-width letters as half-width ones, Cyrillic and Greek
/// letters that look Latin as Latin ones where the word has Latin letters too, nothing that cannot be seen, no comments
/// of Markdown.
#[must_use]
pub fn fold(text: &str) -> String {
    let text = without_comments(text);
    let plain: String = text.chars().filter(|c| !is_unseen(*c)).flat_map(|c| half_width(c).to_lowercase()).collect();
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

/// Marks of no width, direction marks, variation selectors, soft hyphens.
const fn is_unseen(c: char) -> bool {
    matches!(c, '\u{AD}' | '\u{34F}' | '\u{61C}' | '\u{115F}' | '\u{1160}' | '\u{17B4}' | '\u{17B5}' | '\u{180B}'..='\u{180F}'
        | '\u{200B}'..='\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2060}'..='\u{206F}' | '\u{3164}' | '\u{FE00}'..='\u{FE0F}'
        | '\u{FEFF}' | '\u{FFA0}' | '\u{E0000}'..='\u{E0FFF}')
}

fn half_width(c: char) -> char {
    match c {
        '\u{FF01}'..='\u{FF5E}' => char::from_u32(c as u32 - 0xFEE0).unwrap_or(c),
        '\u{3000}' | '\u{A0}' => ' ',
        _ => c,
    }
}

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
        for text in ["None", "ＮＯＮＥ", "N\u{200B}one", "Nоnе", "None<!-- write here -->", "\u{FEFF}none"] {
            assert_eq!(fold(text), "none", "{text:?}");
        }
        assert_eq!(fold("なし（仮）"), "なし(仮)");
        assert_eq!(fold("причина"), "причина");
    }
}
