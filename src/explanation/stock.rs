//! What marks a text as somebody's own.

use rustc_hash::FxHashSet;

use crate::words::{self, fold};

/// Counters behind a number that is written in Chinese characters.
const COUNTERS: &str = "年月日時分秒回件人名社台部課割円箇か所度週点語枚頁章条項号倍";

/// Numbers, days and months as words.
const NUMBERS: [&str; 40] = [
    "two",
    "three",
    "four",
    "five",
    "six",
    "seven",
    "eight",
    "nine",
    "ten",
    "eleven",
    "twelve",
    "fifteen",
    "twenty",
    "thirty",
    "forty",
    "fifty",
    "hundred",
    "thousand",
    "million",
    "half",
    "twice",
    "monday",
    "tuesday",
    "wednesday",
    "thursday",
    "friday",
    "saturday",
    "sunday",
    "january",
    "february",
    "april",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
    "weekly",
    "yearly",
];

/// Whether a text names something of its own: an id of the manifest, a number or date, a file, a name.
pub(super) fn is_own(text: &str, ids: &FxHashSet<&str>) -> bool {
    if has_number(text) || has_name(text) {
        return true;
    }
    let part = |c: char| c.is_ascii_alphanumeric() || matches!(c, '-' | '_' | '/' | '.');
    let mut words = text.split(|c| !part(c)).map(|word| word.trim_matches('.')).filter(|word| !word.is_empty());
    words.any(|word| {
        NUMBERS.contains(&word.to_lowercase().as_str())
            || ids.contains(word)
            || word.rsplit_once('/').is_some_and(|(_, id)| ids.contains(id))
            || is_file(word)
    })
}

/// Digits of either width, and Chinese numbers with a counter: 三回.
fn has_number(text: &str) -> bool {
    let folded = fold(text);
    let mut before = None;
    for c in folded.chars() {
        let counted = before.is_some_and(|c| "一二三四五六七八九十百千万".contains(c)) && COUNTERS.contains(c);
        if c.is_ascii_digit() || counted && before != Some('一') {
            return true;
        }
        before = Some(c);
    }
    false
}

/// A word with a capital letter that does not begin a sentence, or that has several: `the Osaka office`, `HSI`.
fn has_name(text: &str) -> bool {
    // What every text about this matter names.
    const COMMON: [&str; 14] =
        ["AI", "I", "It", "IT", "TBD", "NA", "N/A", "GenAI", "ML", "LLM", "OK", "OMB", "The", "PII"];
    // A Latin word in a Japanese sentence does not begin it.
    let mut begins = !text.chars().any(words::is_cjk);
    let shouts = !text.chars().any(char::is_lowercase);
    let capitals = |word: &str| word.chars().filter(|c| c.is_uppercase()).count();
    for word in text.split(|c: char| c.is_whitespace() || words::is_cjk(c)) {
        let bare = word.trim_matches(|c: char| !c.is_alphanumeric());
        let bare = bare.split(['\'', '’']).next().unwrap_or_default();
        let named =
            bare.chars().any(char::is_lowercase) && capitals(bare) > 0 && !begins || capitals(bare) > 1 && !shouts;
        if named && !COMMON.contains(&bare) {
            return true;
        }
        if !bare.is_empty() {
            begins = word.ends_with(['.', '!', '?', ':', ';', '"', '”']);
        }
    }
    false
}

fn is_file(word: &str) -> bool {
    word.rsplit_once('.').is_some_and(|(name, end)| {
        name.len() > 1 && (2..=5).contains(&end.len()) && end.chars().all(|c| c.is_ascii_alphanumeric())
    })
}

/// Whether a name names nobody: `TBD`, `(maintainer; nobody was asked)`, 未定.
pub(super) fn is_nobody(name: &str) -> bool {
    const NONE: [&str; 8] = ["nobody", "noone", "none", "tbd", "tba", "unknown", "unassigned", "vacant"];
    const NONE_JA: [&str; 6] = ["未定", "不明", "担当者なし", "不在", "該当なし", "空席"];
    words::is_no_answer(name)
        || words::tokens(name).iter().any(|word| NONE.contains(&word.as_str()))
        || NONE_JA.iter().any(|none| name.contains(none))
}

/// Whether two names are of one person, whatever the order, the title, the blanks and what stands in brackets.
pub(super) fn is_same_person(one: &str, other: &str) -> bool {
    const TITLES: [&str; 11] = ["mr", "ms", "mrs", "miss", "dr", "prof", "sir", "san", "氏", "様", "殿"];
    let name = |text: &str| {
        let folded = fold(text);
        let (before, _) = folded.split_once(['(', '[', '/']).unwrap_or((&folded, ""));
        let bare = before.trim_end().trim_end_matches("さん");
        let mut words = words::tokens(if bare.trim().is_empty() { &folded } else { bare });
        words.retain(|word| !TITLES.contains(&word.as_str()));
        words.sort();
        words
    };
    let (one, other) = (name(one), name(other));
    if one.is_empty() || other.is_empty() {
        return false;
    }
    // `SatoHanako`: all words of the other, and nothing else.
    let joins = |joined: &[String], words: &[String]| {
        matches!(joined, [joined] if joined.len() == words.iter().map(String::len).sum::<usize>()
            && words.iter().all(|word| joined.contains(word.as_str())))
    };
    one == other || joins(&one, &other) || joins(&other, &one)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn something_of_its_own() {
        let ids = FxHashSet::from_iter(["credit", "vendor-a"]);
        for text in [
            "credit runs alone",
            "12 of them",
            "３件",
            "三回の試行",
            "see docs/plan.md",
            "the Osaka office",
            "当市のKinto端末",
            "system/credit",
            "2026年",
        ] {
            assert!(is_own(text, &ids), "{text}");
        }
        for text in ["It is not needed.", "必要に応じて対応する。", "e.g. later", "一般に用いる"] {
            assert!(!is_own(text, &ids), "{text}");
        }
    }

    #[test]
    fn names_of_one_person() {
        for name in
            ["Sato Hanako", "Ms Sato Hanako", "Sato Hanako (Legal)", "SatoHanako", "HANAKO SATO", "Sato, Hanako"]
        {
            assert!(is_same_person("Hanako Sato", name), "{name}");
        }
        assert!(is_same_person("佐藤 花子", "佐藤花子（法務部）") && is_same_person("佐藤花子さん", "佐藤花子"));
        assert!(!is_same_person("Hanako Sato", "Taro Sato") && !is_same_person("佐藤花子", "佐藤太郎"));
    }

    #[test]
    fn names_of_nobody() {
        assert!(is_nobody("(maintainer; nobody was asked)") && is_nobody("未定（後任）") && is_nobody("-"));
        assert!(!is_nobody("Sato Hanako") && !is_nobody("佐藤花子"));
    }
}
