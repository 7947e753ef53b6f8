//! Words of the language beside its sentences, as `tadashi show` explains them: strengths, kinds, quantifiers and so on.

use crate::explanation::needed;
use crate::policy::{FUNCTIONS, KINDS, PolicySet, Softener, Status, Strength};
use crate::text::{Lang, Text};

/// A word that stands for itself.
struct Word {
    word: &'static str,
    meaning: Text,
    example: &'static str,
}

const fn word(word: &'static str, meaning: Text, example: &'static str) -> Word {
    Word { word, meaning, example }
}

/// How strong, how many, and how sentences are joined (language.md, sections 4 and 5).
const WORDS: [Word; 15] = [
    word(
        "must",
        Text::new("rests on what binds; takes no explanation", "拘束力のあるものに基づく。説明は認められない"),
        "must",
    ),
    word("should", Text::new("comply or explain", "満たすか、説明する"), "should"),
    word("may", Text::new("gives notes, never a verdict", "注記だけを出し、判定には影響しない"), "may"),
    word("and", Text::new("both hold; binds tighter than `or`", "両方が成り立つ。`or` より強く結び付く"), "A and B"),
    word("or", Text::new("one of them holds", "いずれかが成り立つ"), "A or B"),
    word("not", Text::new("it does not hold; stands before parentheses", "成り立たない。括弧の前に書く"), "not ( A )"),
    word("if", Text::new("asked only where the condition holds", "条件が成り立つ場合にだけ求める"), "if A then B"),
    word(
        "unless",
        Text::new("asked only where the condition does not hold", "条件が成り立たない場合にだけ求める"),
        "A unless B",
    ),
    word(
        "for every",
        Text::new(
            "each item of the list, or each word; an empty list passes",
            "一覧の全ての項目、又は全ての語。空の一覧では満たされる",
        ),
        "for every b in L where C, D",
    ),
    word(
        "for the latest",
        Text::new("the item or items of the greatest date", "日付が最も新しい項目"),
        "for the latest b in L by date, D",
    ),
    word(
        "there is",
        Text::new("at least one item of the list", "一覧の少なくとも一つの項目"),
        "there is a b in L where C",
    ),
    word("there is no", Text::new("no item of the list", "一覧のどの項目もそうでない"), "there is no b in L where C"),
    word(
        "where",
        Text::new("only the items of which this holds", "これが成り立つ項目に限る"),
        "for every b in L where C, D",
    ),
    word(
        "when",
        Text::new("this document is asked only where this holds", "これが成り立つ場合にだけ文書を求める"),
        "file system.risk.report when system is weighty",
    ),
    word("today", Text::new("the as-of date of the run", "判定日"), "organisation.reviews.next is on or after today"),
];

/// The page of a word: one of the language, a strength, softener, status, kind, function or definition.
pub(super) fn page(policies: &PolicySet, id: &str, lang: Lang) -> Option<String> {
    if let Some(known) = WORDS.iter().find(|known| known.word == id) {
        return Some(format!("{id}\n\n{}\n\n  {}\n", known.meaning.raw(lang), known.example));
    }
    definition(policies, id).or_else(|| listed(id, lang))
}

/// Every word that [`page`] knows, definitions left out.
pub(super) fn all() -> impl Iterator<Item = &'static str> {
    let words = WORDS.iter().map(|known| known.word);
    let strengths = Strength::ALL.iter().map(|(word, _)| *word);
    let softeners = Softener::ALL.iter().map(|(word, _)| *word);
    let statuses = Status::ALL.iter().map(|(word, _)| *word);
    words.chain(strengths).chain(softeners).chain(statuses).chain(KINDS).chain(FUNCTIONS)
}

fn definition(policies: &PolicySet, id: &str) -> Option<String> {
    let found = policies.definitions.iter().find(|definition| definition.word == id)?;
    let record = policies.schema.record(found.record);
    let noun = record.noun.as_deref().unwrap_or(&record.name);
    let pack = policies.packs.get(found.pack)?;
    Some(format!("a {noun} is {id}\n\n{} {}\n", pack.name, pack.version))
}

fn listed(id: &str, lang: Lang) -> Option<String> {
    const STRENGTH: Text = Text::new("a strength of a source's wording", "出典の表現の強さ");
    const MOST: Text = Text::new("strongest modality", "使える最も強い表現");
    const LEVEL: Text = Text::new("level of a finding", "指摘の重大度");
    const SOFTENER: Text = Text::new("a softener of a source's wording", "出典の緩和表現");
    const REASON: Text =
        Text::new("a recorded reason is as good as the thing", "記録された理由があれば、実施したのと同じに扱う");
    const STATUS: Text = Text::new("a status of a source text", "規範文書の位置付け");
    const KIND: Text = Text::new("a kind of explanation; needs besides", "説明の種類。ほかに必要な欄");
    const FUNCTION: Text =
        Text::new("a function of a role, named by those who decide", "役割の機能。決定者を示すのに使う");
    let find = |words: &[(&'static str, Strength)]| words.iter().find(|(word, _)| *word == id).map(|(_, it)| *it);
    if let Some(strength) = find(&Strength::ALL) {
        let (most, level) = (strength.modality().word(), strength.level().name(lang));
        let (heads, what) = ((MOST.raw(lang), LEVEL.raw(lang)), STRENGTH.raw(lang));
        return Some(format!("{id}\n\n{what}\n{}: {most}\n{}: {level}\n", heads.0, heads.1));
    }
    if let Some((_, softener)) = Softener::ALL.iter().find(|(word, _)| *word == id) {
        let reason = if softener.accepts_reason() { format!("{}\n", REASON.raw(lang)) } else { String::new() };
        return Some(format!("{id}\n\n{}\n{reason}", SOFTENER.raw(lang)));
    }
    if KINDS.contains(&id) {
        return Some(format!("{id}\n\n{}: {}\n", KIND.raw(lang), needed(id).0.join(", ")));
    }
    let plain = |what: Text| Some(format!("{id}\n\n{}\n", what.raw(lang)));
    if Status::ALL.iter().any(|(word, _)| *word == id) {
        return plain(STATUS);
    }
    if FUNCTIONS.contains(&id) { plain(FUNCTION) } else { None }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_word_has_a_page_in_both_languages() {
        let policies = PolicySet::default();
        for word in all() {
            let (en, ja) = (page(&policies, word, Lang::En), page(&policies, word, Lang::Ja));
            assert!(en.is_some() && ja.is_some() && en != ja, "{word}");
        }
    }
}
