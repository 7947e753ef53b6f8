//! Texts that fill a field and say nothing, in English and Japanese.

use std::sync::LazyLock;

use rustc_hash::FxHashSet;

use crate::words::markup::{is_blank_form, without_addresses, without_markup};
use crate::words::nothing::only_denies;
use crate::words::{different, fold, is_cjk, tokens};

/// Texts that say nothing wherever they are the whole of a value. Compared without case, width, blanks and punctuation.
const PLACEHOLDERS: &str = "\
     n/a; na; none; none known; none at this time; none at present; nil; null; nothing; not applicable; \
     not available; no data; unknown; not known; unspecified; not specified; undefined; no comment; tbd; tba; \
     tbc; todo; fixme; xxx; wip; work in progress; to be determined; to be decided; to be confirmed; \
     to be announced; to be defined; to be done; to follow; not yet determined; not yet decided; \
     under consideration; under review; coming soon; will be added later; fill in; fill in later; fill me in; \
     see above; see below; as above; as below; same as above; same as below; ditto; idem; as stated above; \
     lorem ipsum; lorem ipsum dolor sit amet; placeholder; insert text here; your text here; write here; asdf; \
     未定; 検討中; なし; 無し; ナシ; 無; 特になし; 特に無し; 特にない; 特にありません; 特段なし; ありません; \
     該当なし; 該当無し; 該当せず; 該当しない; 該当しません; 該当ありません; 該当事項なし; 該当事項はありません; \
     適用外; 対象外; 未記入; 不明; 調整中; 作成中; 準備中; 確認中; 未作成; 未確認; 未検討; 要検討; 今後検討; \
     今後検討する; 検討する; 検討します; 追って記載; 追記予定; 後日記載; 記載予定; 仮; 同上; 同左; 上記のとおり; \
     上記の通り; 上記参照; 上記を参照; 上記と同じ; 上に同じ; 前述のとおり; 前述の通り; 以下同文; 変更なし; 変更はない; 変更はありません; 変わりなし; ここに記入; \
     記入してください; 〃";

/// Words that can be a name or a value, and say nothing where prose is asked for.
const NO_ANSWERS: &str = "\
     yes; no; ok; okay; same; same as others; same as the others; same reason; other; various; test; testing; \
     sample; example; dummy; foo; bar; blank; empty; later; soon; now; done; fixed; pending; in progress; \
     in discussion; ongoing; planned; accepted; acceptable; approved; low; low risk; minimal; negligible; minor; \
     no risk; no risks; no issue; no issues; no impact; no problem; no change; no reason; no reason given; \
     not required; not needed; not necessary; not relevant; irrelevant; not yet; business reasons; \
     business decision; management decision; as discussed; as agreed; see attached; see attachment; \
     see document; see reason; see risk; see plan; see comment; see comments; see ticket; because; reason; risk; \
     plan; instead; it is; it is retired; retired; to be retired; はい; いいえ; 同じ; 同様; 同文; 同前; その他; \
     諸事情; 諸般の事情; 諸事情による; 社内事情; 都合; 業務上の都合; 済; 済み; 対応済; 対応済み; 対応中; \
     対応予定; 予定; 実施予定; 要確認; 後日; 後で; 追って; 別途; 別途記載; 別紙; 別紙参照; 別紙のとおり; 参照; \
     上記; 前述; 不要; 必要なし; 必要ない; 問題なし; 問題ない; 問題ありません; 特に問題なし; 支障なし; 影響なし; \
     影響はない; リスクなし; リスク無し; リスクはない; リスクはありません; 低; 低い; 低リスク; 軽微; 微小; 許容; \
     許容範囲; 理由; リスク; 計画; 未対応; 未実施; 移行中; テスト; サンプル; 例";

/// More words than these are not looked at one by one.
const MOST_WORDS: usize = 12;

/// Ends of a Japanese sentence that add nothing to a placeholder.
const ENDS: &[&str] =
    &["です", "である", "であります", "でございます", "とする", "とします", "となる", "となります", "だ"];

/// Whether a text is blank or a placeholder as a whole: `-`, `TBD`, `未定`, `〇〇` and their like.
///
/// ```
/// use tadashi::words::is_placeholder;
/// assert!(is_placeholder(" T.B.D. ") && is_placeholder("特になし。") && is_placeholder("〇〇") && is_placeholder(""));
/// assert!(!is_placeholder("None of the outputs is stored."));
/// ```
#[must_use]
pub fn is_placeholder(text: &str) -> bool {
    if let Some(answer) = at_a_glance(text) {
        return answer;
    }
    says_nothing(&without_markup(&fold(text)), &|bare| PLACEHOLDER_LETTERS.contains(bare))
}

/// More letters than any placeholder of ASCII has.
const MOST_LETTERS: usize = 24;

/// The answer of [`is_placeholder`] for the many texts of which it needs no copy; none for those that need a closer look.
fn at_a_glance(text: &str) -> Option<bool> {
    let mut letters = [0; MOST_LETTERS + 1];
    let (mut count, mut first, mut before) = (0, None, b' ');
    for byte in text.bytes() {
        match byte {
            b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' => {
                let Some(letter) = letters.get_mut(count) else { break };
                *letter = byte.to_ascii_lowercase();
                count += 1;
            }
            b' ' | b':' | b'_' | b'@' | b'\'' | b'"' | b'(' | b')' => {}
            b'-' | b'/' if before != b' ' => {}
            // Behind these a new part begins.
            b'.' | b',' | b';' => first = first.or(Some(count)),
            _ if count > MOST_LETTERS => break,
            _ => return None,
        }
        before = byte;
    }
    let is_known = |count: usize| {
        let letters = letters.get(..count).unwrap_or_default();
        letters.iter().all(|letter| *letter == b'x')
            || std::str::from_utf8(letters).is_ok_and(|letters| PLACEHOLDER_LETTERS.contains(letters))
    };
    match first {
        // A row of `x` may be of any length.
        None if count > MOST_LETTERS => (!letters.iter().all(|letter| *letter == b'x')).then_some(false),
        None => Some(is_known(count)),
        // It is too long as a whole, and not every part of it says nothing.
        Some(first) if count > MOST_LETTERS && first > 0 && !is_known(first) => Some(false),
        Some(_) => None,
    }
}

/// How many different words argue in a text: addresses and markup are none.
#[must_use]
pub fn arguing(text: &str) -> usize {
    different(&without_addresses(&without_markup(&fold(text))))
}

/// Whether a text, as the whole of a field that asks for prose, says nothing: a placeholder, a word such as `same`, a
/// number, a letter.
///
/// ```
/// use tadashi::words::is_no_answer;
/// assert!(is_no_answer("Same.") && is_no_answer("3") && is_no_answer("（特になし）") && is_no_answer("Risk: none"));
/// assert!(!is_no_answer("The same vendor holds the only key."));
/// ```
#[must_use]
pub fn is_no_answer(text: &str) -> bool {
    let folded = fold(text);
    if folded.contains("lorem ipsum") || is_blank_form(&folded) {
        return true;
    }
    let folded = without_markup(&folded);
    let known = |bare: &str| {
        let is_short = bare.chars().nth(1).is_none() || !bare.chars().any(char::is_alphabetic);
        is_short || PLACEHOLDER_LETTERS.contains(bare) || NO_ANSWER_LETTERS.contains(bare)
    };
    if says_nothing(&folded, &known) {
        return true;
    }
    if points_elsewhere(&folded) || only_denies(&folded) || repeats(&folded, &known) {
        return true;
    }
    // `Risk: none`, `理由：検討中`: a label and a placeholder.
    let labelled = folded
        .split_once([':', '='])
        .filter(|(label, _)| label.split_whitespace().count() <= 2 && label.chars().count() <= 16);
    labelled.is_some_and(|(_, rest)| says_nothing(rest, &known))
}

/// A few words each of which says nothing, beside numbers: `TBD TBD`, `1) TBD`, `TBD (2026-07-01)`.
fn repeats(folded: &str, known: &dyn Fn(&str) -> bool) -> bool {
    let words = tokens(folded);
    let is_number = |word: &String| word.chars().all(char::is_numeric);
    let dated = words.iter().filter(|word| !is_number(word)).map(String::as_str).collect::<String>();
    words.len() <= MOST_WORDS && (known(&dated) || words.iter().all(|word| known(word) && !word.chars().any(is_cjk)))
}

/// A short text that only sends the reader on, and names no file or address: `See question 7.`, `別紙のとおり`.
fn points_elsewhere(folded: &str) -> bool {
    let text = folded.trim().trim_end_matches(['.', '。', ')', ' ']).trim_start_matches(['(', ' ']);
    let names_a_file =
        text.contains('/') || text.split_whitespace().any(|word| word.trim_end_matches('.').contains('.'));
    let english = ["see ", "refer to ", "please see ", "please refer to ", "cf. ", "as per ", "as described in "];
    let japanese =
        ["参照", "を参照してください", "のとおり", "の通り", "に記載", "に準じる", "に準ずる", "と同じ", "と同様"];
    let short = text.split_whitespace().count() <= 8 && text.chars().count() <= 60;
    let few = text.chars().count() <= 16;
    !names_a_file
        && (short && english.iter().any(|start| text.starts_with(start))
            || few && japanese.iter().any(|end| text.ends_with(end)))
}

/// Whether a folded text, or each part of it, is blank or known to say nothing.
fn says_nothing(folded: &str, known: &dyn Fn(&str) -> bool) -> bool {
    let nothing = |part: &str| {
        let bare = letters(part);
        // Marks alone, `〇〇`, `xxx`.
        if bare.chars().all(|c| matches!(c, '〇' | 'ー' | 'x')) || known(&bare) {
            return true;
        }
        ENDS.iter().filter_map(|end| bare.strip_suffix(end)).any(|stem| !stem.is_empty() && known(stem))
    };
    if nothing(folded) {
        return true;
    }
    let parts = folded.split(['.', '。', ',', '、', ';', '・', '|', '\n', '!']);
    let parts = parts.flat_map(|part| part.split(" / ")).flat_map(|part| part.split(" - "));
    parts.filter(|part| !part.trim().is_empty()).all(nothing)
}

static PLACEHOLDER_LETTERS: LazyLock<FxHashSet<String>> =
    LazyLock::new(|| PLACEHOLDERS.split(';').map(letters).collect());
static NO_ANSWER_LETTERS: LazyLock<FxHashSet<String>> = LazyLock::new(|| NO_ANSWERS.split(';').map(letters).collect());

/// The letters of a text; katakana as hiragana.
pub(super) fn letters(text: &str) -> String {
    let hiragana = |c: char| match c {
        '\u{30A1}'..='\u{30F6}' => char::from_u32(c as u32 - 0x60).unwrap_or(c),
        _ => c,
    };
    text.chars().filter(|c| c.is_alphanumeric() || *c == '〃').map(hiragana).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn placeholders_as_the_whole_of_a_text() {
        for text in [
            "N/A",
            "n.a.",
            "To be determined",
            "検討中",
            "<TODO>",
            "---",
            "○○",
            "[TBD]",
            "unknown",
            "None.",
            "（特になし）",
            "T.B.D.",
            "Ｎ／Ａ",
            "N\u{200B}/A",
            "See above",
            "**TBD**",
            "`none`",
            "_N/A_",
            "None. None.",
            "TBD; N/A",
            "検討中です。",
            "「未定」",
            "〃",
            "Nоne",
            "# TODO",
            "none\nnone",
            "<!-- why? -->",
            "…",
            "・なし",
            "None / N/A",
            "同上。",
        ] {
            assert!(is_placeholder(text), "{text}");
            assert!(is_no_answer(text), "{text}");
        }
        for text in [
            "Nothing is stored",
            "A",
            "0",
            "検討中の案は三つある",
            "x-ray review",
            "Yes",
            "low",
            "なしの産地を判別する",
        ] {
            assert!(!is_placeholder(text), "{text}");
        }
    }

    #[test]
    fn a_glance_says_what_a_closer_look_says() {
        assert!(PLACEHOLDER_LETTERS.iter().all(|known| !known.is_ascii() || known.len() <= MOST_LETTERS));
        let words =
            ["n", "a", "N/A", "none", "x", "xxx", "", "TBD", "unknown", "work in progress", "the lender decides"];
        let more =
            ["lorem ipsum dolor sit amet", "0", "未定", "<p>", "-", "**", "&nbsp;", "é", "to be determined by us all"];
        let row = "x".repeat(30);
        let all = || words.into_iter().chain(more).chain([row.as_str()]);
        let joints = [
            "", " ", ".", ". ", ",", "; ", " - ", "-", " / ", "/", ":", "!", "\n", "|", "・", "_", " (", ")", "](", "'",
        ];
        let closely =
            |text: &str| says_nothing(&without_markup(&fold(text)), &|bare| PLACEHOLDER_LETTERS.contains(bare));
        let mut seen = 0;
        for (a, b) in all().flat_map(|a| all().map(move |b| (a, b))) {
            for (joint, c) in joints.into_iter().flat_map(|joint| ["", ".", " none", "x", " b"].map(|c| (joint, c))) {
                let text = format!("{a}{joint}{b}{c}");
                if let Some(answer) = at_a_glance(&text) {
                    assert_eq!(answer, closely(&text), "{text:?}");
                    seen += 1;
                }
            }
        }
        assert!(seen > 5_000, "{seen}");
    }

    #[test]
    fn no_answers_where_prose_is_asked_for() {
        for text in [
            "same",
            "Yes.",
            "No risk.",
            "3",
            "3.",
            "A",
            "リスクなし",
            "同様です。",
            "Reason: TBD",
            "See question 7.",
            "規程第3条のとおり。",
            "理由：検討中",
            "低い。",
            "OK!",
            "1, 2",
            "TBD TBD",
            "none…none",
            "TBD (2026-07-01)",
            "1) TBD",
            "[TBD](tbd)",
            "<p>TBD</p>",
            "&nbsp;",
            "[risk here]",
            "<insert risk>",
            "![](x.png)",
            "ﾅｼ",
            "ﾄｸﾆﾅｼ",
            "Tbd¹",
            "Nöne",
            "There is no risk.",
            "リスクは特にない。",
        ] {
            assert!(is_no_answer(text), "{text}");
        }
        assert_eq!(
            (arguing("https://example.jp/a/b"), arguing("risk risk risk"), arguing("Tank 4 may overflow.")),
            (0, 1, 4)
        );
        for text in [
            "No applicant is told.",
            "The same vendor.",
            "Low light blinds it.",
            "低温では動かない。",
            "同じ係が両方を行う。",
            "Until 3 May: no log.",
            "Release 3 (2026-11) adds it.",
            "A (the vendor) holds it.",
        ] {
            assert!(!is_no_answer(text), "{text}");
        }
    }
}
