//! What evaluation says of a cause, in English and Japanese: one row a sentence.

use crate::text::Text;

macro_rules! rows {
    ($($name:ident: $en:literal, $ja:literal;)*) => {
        $(pub(super) const $name: Text = Text::new($en, $ja);)*
        /// Every row.
        #[cfg(test)]
        pub(super) const ALL: &[Text] = &[$($name),*];
    };
}

rows! {
    NOT_SAID: "`{path}` is not said", "`{path}` の記載がありません";
    BLANK: "`{path}` is left blank", "`{path}` が空欄です";
    PLACEHOLDER: "`{found}` only fills the place of `{path}`", "`{path}` の `{found}` は仮の記入です";
    EMPTY_LIST: "`{path}` is an empty list", "`{path}` は空のリストです";
    NOTHING_IN_IT: "nothing is stated in `{path}`", "`{path}` の中に記載がありません";
    DECLINED: "`{path}` is declined (“{reason}”), which is not accepted here",
        "`{path}` は見送り（「{reason}」）ですが、ここでは認められません";
    NOT_DECLINED: "`{path}` has a value, and no reason why it is declined",
        "`{path}` には値があり、見送りの理由ではありません";
    DANGLING: "`{found}` leads nowhere: no {noun} has this id", "`{found}` という id の {noun} がありません";
    CANNOT_KNOW: "`{path}` cannot be known here", "`{path}` はここでは分かりません";
    MALFORMED: "what `{path}` says cannot be read", "`{path}` の記載が読み取れません";
    HOLDS: "`{found}` is what must not be the case here", "`{found}` は、ここではあってはならない内容です";
    HOLDS_BY_SILENCE: "`{path}` is not said, and must be",
        "`{path}` の記載がありません。記載が必要です";
    EXPECTED: "`{found}`; expected {expected}", "`{found}` です。{expected} が必要です";
    EXPECTED_NOT: "`{found}`; expected anything but {expected}", "`{found}` です。{expected} 以外が必要です";
    TOO_FEW_WORDS: "{count} words; expected at least {least}", "{count} 語です。{least} 語以上が必要です";
    AT_LEAST: "`{found}`; expected at least `{expected}`", "`{found}` です。`{expected}` 以上が必要です";
    AT_MOST: "`{found}`; expected at most `{expected}`", "`{found}` です。`{expected}` 以下が必要です";
    INCOMPARABLE: "`{found}` cannot be compared with `{expected}`", "`{found}` と `{expected}` は比べられません";
    LACKS: "`{path}` does not include {expected}", "`{path}` に {expected} がありません";
    LACKS_ANY: "`{path}` includes none of {expected}", "`{path}` に {expected} のいずれもありません";
    HAS_EXTRA: "`{path}` includes {expected}", "`{path}` に {expected} があります";
    NOT_BEFORE: "`{found}` is not before {day}", "`{found}` は {day} より前ではありません";
    NOT_AFTER: "`{found}` is not after {day}", "`{found}` は {day} より後ではありません";
    LATER: "`{found}` is after {day}", "`{found}` は {day} より後です";
    EARLIER: "`{found}` is before {day}", "`{found}` は {day} より前です";
    TOO_LONG_AGO: "`{found}` is more than {period} before {day}", "`{found}` は {day} の{period}前より前です";
    TOO_FAR_OFF: "`{found}` is more than {period} after {day}", "`{found}` は {day} の{period}後より後です";
    OVERDUE: "`{path}` is not said, and was due by {day}", "`{path}` の記載がなく、期限（{day}）を過ぎています";
    PARTIAL: "`{found}` leaves open which day, and the day decides", "`{found}` では日が定まらず、判定できません";
    UNREADABLE_VALUE: "`{found}` cannot be compared here", "`{found}` はここでは比べられません";
    NO_FILE: "no file at `{file}`", "`{file}` にファイルがありません";
    OUTSIDE: "`{file}` is outside the repository", "`{file}` はリポジトリの外です";
    NOT_A_FILE: "`{file}` is not a file", "`{file}` はファイルではありません";
    TOO_LARGE: "`{file}` is larger than {limit} bytes", "`{file}` は {limit} バイトを超えています";
    UNREADABLE_FILE: "`{file}` could not be read", "`{file}` を読めません";
    FILE_PLACEHOLDER: "`{file}` holds only placeholders", "`{file}` の中は仮の記入だけです";
    FILE_EMPTY: "`{file}` says nothing besides headings", "`{file}` には見出しのほかに本文がありません";
    FILE_SHORT: "`{file}` has {count} words; expected at least {least}",
        "`{file}` は {count} 語です。{least} 語以上が必要です";
    FILE_LACKS: "`{file}` mentions none of {expected}", "`{file}` に {expected} のいずれも書かれていません";
    NOT_REVIEWED: "no review of `{file}` is dated", "`{file}` の確認日の記載がありません";
    REVIEW_STALE: "the last review, `{found}`, is more than {period} before {day}",
        "最後の確認（`{found}`）は {day} の{period}前より前です";
    REVIEW_LATER: "the last review, `{found}`, is after {day}", "最後の確認（`{found}`）は {day} より後です";
    NO_DOCUMENT: "`{path}` names no file, address or holder", "`{path}` にファイル、URL、保有者のいずれの記載もありません";
    NONE_MATCHES: "none of the {count} in `{list}` is as asked", "`{list}` の {count} 件に、求められているものがありません";
    LIST_EMPTY: "`{list}` is empty: there is none", "`{list}` は空で、該当するものがありません";
    TOO_FEW: "{count} in `{list}`; expected at least {least}",
        "`{list}` のうち該当するのは {count} 件です。{least} 件以上が必要です";
    TOO_MANY: "{count} in `{list}`; expected at most {most}",
        "`{list}` のうち該当するのは {count} 件です。{most} 件以下が必要です";
    ONE_OF_THEM: "this one in `{list}` is not allowed here", "`{list}` にこの項目があってはなりません";
    UNDATED: "`{path}` is not said, so which is the latest cannot be known",
        "`{path}` の記載がなく、どれが最新か分かりません";
    LATEST_OPEN: "which in `{list}` is the latest cannot be known", "`{list}` のどれが最新か分かりません";
    MORE: "and {count} more causes", "ほかに {count} 件の原因があります";
    ONE_OF: "one of {values}", "{values} のいずれか";

    ADD: "add `{yaml}`", "`{yaml}` を書いてください";
    ADD_WORD: "add `{yaml}`, with one of {words}", "`{yaml}` を、{words} のいずれかで書いてください";
    ADD_WORDS: "add `{yaml}`, with {words}", "{words} を含めて `{yaml}` を書いてください";
    ADD_EACH: "add `{yaml}`; {each}", "`{yaml}` を書いてください。{each}";
    ONE_WORD: "`{key}` takes one of {words}", "`{key}` には {words} のいずれかを書きます";
    ALL_WORDS: "`{key}` takes {words}", "`{key}` には {words} を含めます";
    IN_PLACE: "in place of `{found}`, {add}", "`{found}` の代わりに、{add}";
    ADD_LIST: "write its entries under `{yaml}`, or `{yaml} []` if there is none",
        "`{yaml}` の下に項目を書いてください。なければ `{yaml} []` と書いてください";
    ADD_LATER: "once it is done, add `{yaml}`", "済んだら `{yaml}` を書いてください";
    FILL: "write what holds in place of it", "実際の内容を書いてください";
    DOTS: "replace the `…` with what holds", "`…` を実際の内容に置き換えてください";
    FILL_FILE: "write in that file what holds, in place of the placeholders",
        "そのファイルの仮の記入を、実際の内容に書き換えてください";
    IF_SO: "when that is so, write `{yaml}`", "そのとおりになったら `{yaml}` と書いてください";
    IF_SO_ADD: "when that is so, add {values}", "そのとおりになったら {values} を加えてください";
    WHOLE_DATE: "write the whole date: `YYYY-MM-DD`", "日付を年月日（`YYYY-MM-DD`）で書いてください";
    IN_MONTHS: "say both in months or years, or both in days or weeks",
        "両方を月・年、又は両方を日・週で書いてください（例：`12 months`）";
    ADD_FILE: "write that file, or correct the path", "そのファイルを作るか、パスを直してください";
    SHORTEN: "name a shorter document, or raise `evidence-bytes` under `[limits]` in `tadashi.toml`",
        "より短い文書を指定するか、`tadashi.toml` の `[limits]` で `evidence-bytes` を大きくしてください";
    DATE_REVIEW: "add `reviewed: YYYY-MM-DD` to the document's entry, or to the front matter of the file",
        "文書の項目又はファイルの front matter に `reviewed: YYYY-MM-DD` を書いてください";
    NAME_DOCUMENT: "name a `file`, a `url`, or who holds it (`held_by`)",
        "`file`、`url`、又は保有者（`held_by`）を書いてください";
}
