//! Laws of texts: places in them, words, escapes, paths.

use serde_json::Value;
use tadashi::source::{Position, SourceMap};
use tadashi::text::{is_hidden, json, visible};
use tadashi::words::{arguing, count, different, fold, is_cjk, tokens};
use tadashi::workspace::normalise;

use crate::dice::Dice;

const LETTERS: [&str; 24] = [
    "a",
    "b c",
    "é",
    "e\u{301}",
    "東",
    "京都",
    "が",
    "か\u{3099}",
    "각",
    "👨\u{200D}👩",
    "🎌",
    "𠮷",
    "\n",
    "\r\n",
    "\r",
    "\t",
    " ",
    "\u{3000}",
    "\u{FEFF}",
    "\u{202E}",
    "\0",
    "'",
    ".",
    "-",
];

/// Lines, characters and UTF-16 units counted from the first byte.
fn counted(text: &str, at: usize) -> Position {
    let (mut line, mut column, mut utf16) = (1, 1, 0);
    for (place, c) in text.char_indices() {
        if place + c.len_utf8() > at {
            break;
        }
        match c {
            '\n' => (line, column, utf16) = (line + 1, 1, 0),
            '\u{FEFF}' if place == 0 => {}
            _ => (column, utf16) = (column + 1, utf16 + c.len_utf16() as u32),
        }
    }
    Position { line, column, utf16 }
}

#[test]
fn a_place_is_what_counting_from_the_start_gives() {
    let mut dice = Dice::new(1);
    for round in 0..120 {
        // Some texts are longer than the stretches between which an index remembers its counts.
        let text = dice.text(&LETTERS, if round % 10 == 0 { 3000 } else { 40 });
        let mut sources = SourceMap::default();
        let file = sources.add("a", text.as_str());
        let source = sources.get(file);
        let step = if text.len() > 400 { 97 } else { 1 };
        for at in (0..=text.len() + 2).step_by(step) {
            assert_eq!(source.position(at), counted(&text, at.min(text.len())), "byte {at} of {text:?}");
        }
        assert_eq!(source.line_count(), text.matches('\n').count() + 1);
        for (line, written) in text.split('\n').enumerate() {
            let range = source.line_range(line);
            assert_eq!(&text[range.clone()], written.trim_end_matches('\r'), "line {line} of {text:?}");
            assert_eq!(source.line_of(range.start), line);
        }
    }
}

const WORDS: [&str; 22] = [
    "a",
    "The",
    "lender",
    "don't",
    "2026",
    "é",
    "ﬁ",
    "Ａ",
    "東京",
    "が",
    "判断する",
    "각",
    "𠮷",
    " ",
    "  ",
    "\n",
    "、",
    "。",
    ", ",
    "-",
    "…",
    "\u{3000}",
];
const BREAKS: [&str; 9] = [" ", "\n", "\t", "\u{3000}", ".", "、", "。", " - ", "…"];

#[test]
fn more_text_never_has_fewer_words() {
    let mut dice = Dice::new(2);
    for _ in 0..3000 {
        let (text, more) = (dice.text(&WORDS, 12), dice.text(&WORDS, 6));
        assert!(count(&format!("{text}{more}")) >= count(&text), "{text:?} {more:?}");
        // What follows the last letter of Chinese or Japanese makes another pair of it, perhaps one that was there.
        assert!(different(&format!("{text} {more}")) + 1 >= different(&text), "{text:?} {more:?}");
        let (text, more) = (text.replace(is_cjk, "x"), more.replace(is_cjk, "y"));
        assert!(different(&format!("{text} {more}")) >= different(&text), "{text:?} {more:?}");
    }
}

#[test]
fn words_of_two_texts_are_those_of_each() {
    let mut dice = Dice::new(3);
    for _ in 0..3000 {
        let (a, b) = (dice.text(&WORDS, 12), dice.text(&WORDS, 12));
        let both = count(&format!("{a} {b}"));
        let each = count(&a) + count(&b);
        // Two letters of Chinese or Japanese count as one word; an odd one of each text makes a pair.
        let odd = [&a, &b].iter().all(|text| text.chars().filter(|c| is_cjk(*c)).count() % 2 == 1);
        assert_eq!(both, each + usize::from(odd), "{a:?} {b:?}");
    }
}

#[test]
fn blanks_and_punctuation_around_words_make_none() {
    let mut dice = Dice::new(4);
    for _ in 0..3000 {
        let text = dice.text(&WORDS, 12);
        let (before, after) = (dice.text(&BREAKS, 4), dice.text(&BREAKS, 4));
        assert_eq!(count(&format!("{before}{text}{after}")), count(&text), "{before:?} {text:?} {after:?}");
        assert_eq!(count(&text.replace(' ', " \n ")), count(&text), "{text:?}");
        assert_eq!(count(&before), 0);
    }
}

#[test]
fn a_word_again_is_no_other_word() {
    let mut dice = Dice::new(5);
    for _ in 0..1000 {
        let text = dice.text(&WORDS, 12);
        assert!(different(&text) <= tokens(&text).len(), "{text:?}");
        let again = format!("{text} {text} {text}");
        // The pair where one end meets the other start is new once.
        assert!(different(&again) <= different(&text) + 1, "{text:?}");
        assert_eq!(different(&format!("{again} {text}")), different(&again), "{text:?}");
    }
}

#[test]
fn markup_around_a_text_argues_nothing() {
    let mut dice = Dice::new(6);
    let around = [
        ("<p>", "</p>"),
        ("<b class=x>", "</b>"),
        ("**", "**"),
        ("# ", "\n"),
        ("- ", "\n"),
        ("[", "](docs/a.md)"),
        ("> ", ""),
        ("`", "`"),
        ("&nbsp;", "&#160;"),
        ("![a b c](x.png) ", ""),
        ("<!-- a b c -->", ""),
        ("", " https://example.jp/a/b"),
    ];
    for _ in 0..1000 {
        let text = dice.text(&WORDS, 8).trim().to_owned();
        let (before, after) = dice.pick(&around);
        let marked = format!("{before}{text}{after}");
        assert!(arguing(&marked) <= arguing(&text), "{marked:?}: {} {}", arguing(&marked), arguing(&text));
    }
}

#[test]
fn a_text_in_its_form_for_comparison_stays_as_it_is() {
    let mut dice = Dice::new(7);
    for _ in 0..3000 {
        let text = dice.text(&WORDS, 12) + &dice.text(&LETTERS, 4);
        assert_eq!(fold(&fold(&text)), fold(&text), "{text:?}");
    }
}

/// Any character, more often one that is awkward.
fn character(dice: &mut Dice) -> char {
    let around = [0, 0x80, 0x600, 0x2000, 0x2060, 0xD7FF, 0xFE00, 0xFFF0, 0xE0000, 0x10_FFFF];
    let code = if dice.roll(3) == 0 { dice.roll(0x11_0000) } else { dice.pick(&around) + dice.roll(0x90) };
    char::from_u32(code as u32).unwrap_or('\u{FFFF}')
}

#[test]
fn no_escape_leaves_what_a_terminal_obeys() {
    let mut dice = Dice::new(8);
    for _ in 0..4000 {
        let text: String = (0..dice.roll(12)).map(|_| character(&mut dice)).collect();
        let shown = visible(&text);
        assert!(!shown.chars().any(is_hidden), "{text:?}");
        assert!(shown.chars().all(|c| c == '\t' || !c.is_control()), "{text:?}");
        assert_eq!(visible(&shown), shown);
        if !text.chars().any(is_hidden) {
            assert_eq!(shown, text);
        }
        let value =
            Value::from([(text.clone(), Value::from(text.clone()))].into_iter().collect::<serde_json::Map<_, _>>());
        let written = json(&value).unwrap();
        assert!(!written.chars().any(|c| c != '\n' && is_hidden(c)), "{text:?}");
        assert_eq!(serde_json::from_str::<Value>(&written).unwrap(), value);
    }
}

#[test]
fn a_path_has_one_spelling() {
    let mut dice = Dice::new(9);
    let parts = ["a", "b.md", "文書", ".", "..", "", "/", "//", "./", "C:", "c:x", "~", " ", "...", "\\", "\0"];
    for _ in 0..5000 {
        let written = (0..dice.roll(6)).map(|_| *dice.pick(&parts)).collect::<Vec<_>>().join("/");
        let Ok(clean) = normalise(&written) else { continue };
        if !clean.is_empty() {
            assert_eq!(normalise(&clean).as_deref(), Ok(clean.as_str()), "{written:?}");
        }
        assert!(!clean.starts_with('/') && !clean.ends_with('/') && !clean.contains("//"), "{written:?}");
        assert!(clean.split('/').all(|part| part != "." && part != ".."), "{written:?}");
        assert_eq!(normalise(&format!("./{written}/.")).as_deref(), Ok(clean.as_str()), "{written:?}");
    }
}
