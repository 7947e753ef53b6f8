//! Short sentences made only of words that deny or put off: `There is no risk.`, `現時点ではなし`.

use crate::words::{blank, tokens};

/// So many words or letters at most make such a sentence.
const MOST: usize = 40;

/// Words that deny or put off; one of them has to stand there.
const DENYING: &str = " no none nothing nil not without unknown tbd tba tbc undecided unassessed undetermined n/a na ";

/// Words that add nothing to one that denies.
const FILLING: &str = " risk risks issue issues impact impacts effect effects concern concerns problem problems known \
     identified expected foreseen foreseeable anticipated remaining residual additional further other there is are was \
     were be been we i see of any at all this time the a moment present now currently presently so far yet \
     to add report say declare note assessed evaluated analysed analyzed know do does it exist exists \
     remain remains left here specific particular special applicable available still just simply really whatsoever \
     today on in for us that as ";

/// What a field may be about as a whole.
const TOPICS: [&str; 6] = ["risk", "issue", "impact", "effect", "concern", "problem"];

/// Parts of Japanese sentences that deny or put off.
const DENYING_JA: &str = "ない なし 無い 無し ありません ございません おりません いません ません 未定 不明 検討中 検討 \
     未検討 調整中 確認中 未確認 見当たらない 見当たりません 認識していない 把握していない 該当なし";

/// Parts that add nothing to them.
const FILLING_JA: &str = "りすく 残る 残存 残余 残って 特に 特段 とくに 現時点 現在 現状 当面 今のところ いまのところ 今後 予定 \
     該当 想定 され される れて して している している いる する します であるため であり である ため ので では には \
     でも です ます は が も に で の を と 等 など まだ 何 何も 問題 影響 懸念 課題 必要 事項 もの こと 内部 社内 関係者 \
     確認 調整 考えられ 考えて 思われ 認められ 詳細 内容 具体的 引き続き 追って 後日 近日中 なお ござ";

/// Whether a folded text is only such a sentence.
pub(super) fn only_denies(folded: &str) -> bool {
    if folded.len() > MOST * 16 {
        return false;
    }
    let words = tokens(folded);
    if words.is_empty() || words.len() > MOST {
        return false;
    }
    let within = |list: &str, word: &str| list.contains(&format!(" {word} "));
    if words.iter().all(|word| word.is_ascii()) {
        // `We have none` says what there is not; `We have no risks` denies all there is to say.
        let of_all = |word: &String| TOPICS.iter().any(|topic| word.starts_with(topic));
        let has = |word: &str| matches!(word, "have" | "has" | "had") && words.iter().any(of_all);
        return words.iter().any(|word| within(DENYING, word))
            && words.iter().all(|word| within(DENYING, word) || within(FILLING, word) || has(word));
    }
    let letters: Vec<char> = blank::letters(folded).chars().collect();
    // From each place the parts cover, whether one of them denied.
    let mut reached: Vec<[bool; 2]> = vec![[false; 2]; letters.len() + 1];
    if let Some(first) = reached.first_mut() {
        first[0] = true;
    }
    let parts = |list: &'static str, denies: bool| list.split_whitespace().map(move |part| (part, denies));
    for at in 0..letters.len() {
        let Some(&[plain, denied]) = reached.get(at) else { break };
        if !plain && !denied {
            continue;
        }
        for (part, denies) in parts(DENYING_JA, true).chain(parts(FILLING_JA, false)) {
            let length = part.chars().count();
            if !letters.get(at..at + length).is_some_and(|found| found.iter().copied().eq(part.chars())) {
                continue;
            }
            if let Some(next) = reached.get_mut(at + length) {
                next[1] |= denied || denies;
                next[0] |= plain && !denies;
            }
        }
    }
    reached.last().is_some_and(|[_, denied]| *denied)
}

#[cfg(test)]
mod tests {
    use super::only_denies;

    #[test]
    fn sentences_that_only_deny() {
        for text in [
            "none at all",
            "nothing to add",
            "no known risks",
            "there is no risk.",
            "we do not know",
            "not assessed",
            "we have no known risks",
            "未定(検討中)",
            "今後検討予定",
            "検討中であるため未定",
            "リスクは特にない",
            "残るリスクはない",
            "特にございません",
            "現時点ではなし",
        ] {
            assert!(only_denies(text), "{text}");
        }
        for text in [
            "there is no log of refusals.",
            "no applicant is told.",
            "we have none.",
            "not decided.",
            "we do not know the vendor.",
            "the risk is known.",
            "記録がない。",
            "検討中の案は三つある",
            "担当者がいない時間は判断できない。",
            "問題がある。",
        ] {
            assert!(!only_denies(text), "{text}");
        }
    }
}
