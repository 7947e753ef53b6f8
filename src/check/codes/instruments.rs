//! Editions and numbers of clauses: what was replaced, renumbered, or never existed.

use super::error;
use crate::diagnostic::{Code, Level};
use crate::text::Text;

const fn warning(id: &'static str, message: Text, why: Text, help: Text) -> Code {
    Code { id, level: Level::Warning, stops: false, message, why, help }
}

const WHY_NUMBERS: Text = Text::new(
    "a number from another numbering still looks right, and leads a reader to a clause about something else",
    "別の番号体系の番号はもっともらしく見えますが、読み手を別の内容の条項に導きます",
);

/// A number that a clause had before.
pub static OLD_NUMBER: Code = error(
    "check/old-number",
    Text::new(
        "\"{row}\" of {instrument} is an old number; {subject} is \"{now}\" now",
        "{instrument} の「{row}」は旧番号です。{subject}は、現在は「{now}」です",
    ),
    WHY_NUMBERS,
    Text::new("write \"{now}\"", "「{now}」と書いてください"),
);
/// A number that meant something else before, without words that tell the two apart.
pub static NUMBER_ALONE: Code = error(
    "check/number-alone",
    Text::new(
        "\"{row}\" of {instrument} stands without words, though that was once the number of \"{now}\"",
        "{instrument} の「{row}」に内容を示す語がありません。この番号はかつて「{now}」の番号でした",
    ),
    WHY_NUMBERS,
    Text::new(
        "put the subject into the id: \"{row} ({subject})\"",
        "番号に内容を添えてください（例: \"{row} ({subject})\"）",
    ),
);
/// An article beyond the last one.
pub static BEYOND_LAST: Code = error(
    "check/beyond-last-article",
    Text::new(
        "{instrument} has no \"{row}\": its last article is {last}",
        "{instrument} に「{row}」はありません。最後の条は第{last}条です",
    ),
    Text::new(
        "a citation that leads nowhere makes every other citation doubtful",
        "行き先のない引用は、他の引用の信頼も損ないます",
    ),
    Text::new("read the text and cite the article that says it", "原文を読み、その内容を定める条を引用してください"),
);
/// An edition that was replaced.
pub static SUPERSEDED_EDITION: Code = warning(
    "check/superseded-edition",
    Text::new(
        "edition \"{edition}\" of {instrument} was replaced by edition \"{now}\" of {date}",
        "{instrument} の版「{edition}」は {date} の版「{now}」に置き換えられています",
    ),
    Text::new(
        "numbers and wording change with the edition; a reader takes what is cited for what holds now",
        "番号や文言は版によって変わります。読み手は、引用されたものを現行と受け取ります",
    ),
    Text::new(
        "cite edition \"{now}\", clause by clause; tables of it: pack `{pack}`",
        "版「{now}」の条項を一つずつ確かめて引用してください。条項表はパック `{pack}` にあります",
    ),
);
/// The date of an edition is another one.
pub static OTHER_DATE: Code = warning(
    "check/other-date",
    Text::new(
        "edition \"{edition}\" of {instrument} is dated {found}; pack `{pack}` has {date}",
        "{instrument} の版「{edition}」の日付が {found} ですが、パック `{pack}` では {date} です",
    ),
    Text::new("a wrong date points at a text that does not exist", "日付が違えば、存在しない文書を示すことになります"),
    Text::new("compare with the printed text, and write its date", "原文の日付を確かめて書いてください"),
);
/// A clause whose strength is above that of the table we ship.
pub static ABOVE_KNOWN: Code = warning(
    "check/stronger-than-known",
    Text::new(
        "\"{row}\" of {instrument} is `{found}` here and `{known}` in pack `{pack}`",
        "{instrument} の「{row}」は、ここでは `{found}`、パック `{pack}` では `{known}` です",
    ),
    Text::new(
        "a strength above the verb of the source claims more than the source says",
        "原文の動詞より強い語は、原文以上のことを述べることになります",
    ),
    Text::new(
        "compare the verb with the printed text; write `{known}` if it is the same clause",
        "原文の動詞を確かめてください。同じ条項であれば `{known}` と書いてください",
    ),
);
/// Two packs declare one handle and do not agree on what it is.
pub static OTHER_INSTRUMENT: Code = error(
    "check/other-instrument",
    Text::new(
        "instrument `{name}` of pack `{pack}` has another {what} than that of pack `{other}`",
        "パック `{pack}` の規範文書 `{name}` は、パック `{other}` のものと{what}が異なります",
    ),
    Text::new(
        "a citation names its source by this handle; with two sources behind it nobody knows which is meant",
        "引用はこの名前で出典を示します。二つの文書が同じ名前を持つと、どちらを指すか分かりません",
    ),
    Text::new(
        "make title, edition, date and status agree, or rename one of the two instruments",
        "表題・版・日付・状態をそろえるか、どちらかの規範文書の名前を変えてください",
    ),
);
/// Two packs have one row of an instrument, and not alike.
pub static OTHER_ROW: Code = error(
    "check/other-row",
    Text::new(
        "\"{row}\" of {instrument} has another {what} in pack `{pack}` than in pack `{other}`",
        "{instrument} の「{row}」は、パック `{pack}` とパック `{other}` で{what}が異なります",
    ),
    Text::new(
        "a clause of a source has one verb; at least one of the two tables is wrong",
        "出典の一つの条項に動詞は一つです。少なくともどちらかの条項表が誤っています",
    ),
    Text::new(
        "compare both with the printed text, and mend the table that differs from it",
        "両方を原文と照合し、異なる方の条項表を直してください",
    ),
);
