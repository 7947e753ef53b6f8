//! Every mistake that reading a policy can find, with its words. One row a mistake.

use crate::diagnostic::{Code, Level};
use crate::text::Text;

const ONE: Text = Text::new(
    "one sentence has one reading, for people and for the tool",
    "1つの文は、人にもツールにも1通りにしか読めないものとします",
);
const WORD: Text = Text::new(
    "the language has one word for each meaning, so that clauses read alike",
    "同じ意味には同じ語を使い、条項の読み方をそろえます",
);
const READ: Text = Text::new(
    "a policy that cannot be read is not judged, rather than judged in part",
    "読めないポリシーは、一部だけを判定することはせず、判定しません",
);
const ORDER: Text = Text::new("every clause reads in the same order", "どの条項も同じ順序で読めるようにします");
const LIMIT: Text = Text::new(
    "every input is bounded, so that checking always ends",
    "検査が必ず終わるよう、入力の大きさには上限があります",
);
const SIGN: Text = Text::new("the signs of the language are half-width", "この言語の記号は半角です");
const OWED: Text = Text::new(
    "what is looser owes an account, and the account ends",
    "緩和には説明が必要であり、その説明には期限があります",
);
const OLD: Text = Text::new("each thing is said in one place only", "同じことは1か所だけに書きます");
const VALUE: Text = Text::new("a value is checked before it is compared", "値は比べる前に検査します");

/// What may follow `is`.
pub const VALUE_OR_RELATION: Text = Text::new(
    "a value or a relation such as `stated`, `one of […]` or `at least`",
    "値又は `stated`、`one of […]`、`at least` などの関係",
);

/// A table of rows; each is an error that stops judgement.
macro_rules! rows {
    ($($(#[$doc:meta])* $name:ident $id:literal $message:expr, $why:expr, $help:expr;)*) => {
        $($(#[$doc])* pub static $name: Code =
            Code { id: $id, level: Level::Error, stops: true, message: $message, why: $why, help: $help };)*

        /// Every row.
        pub static ALL: &[&Code] = &[$(&$name),*];
    };
}

rows! {
    /// Something else should stand here.
    UNEXPECTED "syntax/unexpected"
        Text::new("expected {expected}, found {found}{hint}", "{expected}が必要ですが、{found}があります{hint}"),
        READ,
        Text::new("write {expected} here", "ここに{expected}を書いてください");

    /// A word that opens no item.
    UNKNOWN_ITEM "syntax/unknown-item"
        Text::new("no item begins with `{word}`{hint}", "`{word}` で始まる項目はありません{hint}"),
        READ,
        Text::new("begin with `expectation`, `test`, `fixture`, `a … is … when`, `record` or another item of the language", "`expectation`、`test`、`fixture`、`a … is … when`、`record` などで始めてください");

    /// A word that opens no section.
    UNKNOWN_SECTION "syntax/unknown-section"
        Text::new("no section of `{item}` is called `{word}`{hint}", "`{item}` に `{word}` という節はありません{hint}"),
        READ,
        Text::new("the sections are {sections}", "使える節は {sections} です");

    /// A file without a header.
    NO_HEADER "syntax/no-header"
        Text::new("a file opens with `pack`, `part of` or `schema`", "ファイルは `pack`、`part of` 又は `schema` で始まります"),
        READ,
        Text::new("write `part of PACK` in the first line, or `pack NAME version 1.0.0 { … }` where a pack of your own begins", "最初の行に `part of PACK` を書いてください。自らのパックの最初のファイルは `pack 名前 version 1.0.0 { … }` で始めてください");

    /// A header that is not the first thing of its file.
    HEADER_TWICE "syntax/header-not-first"
        Text::new("`{word}` opens a file and stands before everything else", "`{word}` はファイルの先頭に1つだけ書きます"),
        READ,
        Text::new("one file has one header: take this one away or move it to a file of its own", "1ファイルに見出しは1つです。削除するか、別のファイルに移してください");

    /// A bracket without its end.
    UNCLOSED_BRACKET "syntax/unclosed-bracket"
        Text::new("this `{open}` is never closed", "この `{open}` が閉じられていません"),
        READ,
        Text::new("write `{close}` where it ends", "終わりに `{close}` を書いてください");

    /// A closing bracket without its start.
    STRAY_BRACKET "syntax/stray-bracket"
        Text::new("nothing is open here that `{sign}` could close", "`{sign}` に対応する開き括弧がありません"),
        READ,
        Text::new("take `{sign}` away, or open it before", "`{sign}` を削除するか、対応する括弧を開いてください");

    /// A text without its end.
    UNCLOSED_TEXT "syntax/unclosed-text"
        Text::new("this text has no closing `{quote}`", "この文字列には閉じる `{quote}` がありません"),
        READ,
        Text::new("write `{quote}` at its end; a text over several lines stands between `\"\"\"`", "終わりに `{quote}` を書いてください。複数行の文字列は `\"\"\"` で囲みます");

    /// An escape that the language does not have.
    BAD_ESCAPE "syntax/bad-escape"
        Text::new("`{escape}` means nothing in a text", "文字列の中の `{escape}` には意味がありません"),
        READ,
        Text::new("write `\\\"`, `\\\\`, `\\n` or `\\t`; a backslash itself is `\\\\`", "`\\\"`、`\\\\`、`\\n`、`\\t` が使えます。バックスラッシュ自体は `\\\\` と書いてください");

    /// Nesting beyond the limit.
    TOO_DEEP "syntax/too-deep"
        Text::new("brackets and conditions are nested more than {limit} deep", "括弧及び条件の入れ子が {limit} 段を超えています"),
        LIMIT,
        Text::new("give a part a name with `a … is … when …`, or raise `policy-depth`", "一部を `a … is … when …` で定義するか、`policy-depth` を上げてください");

    /// A condition of too many sentences.
    TOO_MANY_TERMS "syntax/too-many-sentences"
        Text::new("more than {limit} sentences are joined in one condition", "1つの条件に {limit} を超える文が結ばれています"),
        LIMIT,
        Text::new("write `is one of […]`, several points, or raise `policy-terms`", "`is one of […]` や複数の項目に分けるか、`policy-terms` を上げてください");

    /// An item that is too much work to read.
    TOO_LONG "syntax/too-long"
        Text::new("this item takes too many steps to read", "この項目は、読み取りに要する手順が多すぎます"),
        LIMIT,
        Text::new("split it", "分割してください");

    /// Mistakes beyond those listed.
    MORE "syntax/more-mistakes"
        Text::new("this file has further mistakes, which are not listed", "このファイルには、ほかにも誤りがあります"),
        LIMIT,
        Text::new("mend those above first", "まず上の誤りを直してください");

    /// Quotes of another kind.
    CURLY_QUOTES "syntax/curly-quotes"
        Text::new("a text stands in straight double quotes: \"…\"", "文字列は半角の二重引用符 \"…\" で囲みます"),
        SIGN,
        Text::new("write `\"` on both sides", "両端に `\"` を書いてください");

    /// A full-width colon.
    WIDE_COLON "syntax/full-width-colon"
        Text::new("`{found}` is full-width; write the half-width colon `{sign}`", "`{found}` は全角です。半角の `{sign}` を書いてください"),
        SIGN,
        Text::new("write `{sign}`", "`{sign}` と書いてください");

    /// A full-width comma or bracket.
    WIDE_SIGN "syntax/full-width-sign"
        Text::new("`{found}` is full-width; write the half-width `{sign}`", "`{found}` は全角です。半角の `{sign}` を書いてください"),
        SIGN,
        Text::new("write `{sign}`", "`{sign}` と書いてください");

    /// A full stop outside a text.
    FULL_STOP "syntax/full-stop"
        Text::new("nothing here ends with `{sign}`", "ここでは `{sign}` は使いません"),
        SIGN,
        Text::new("take `{sign}` away", "`{sign}` を削除してください");

    /// A sign of another keyboard or language, where the meaning is clear.
    OTHER_SIGN "syntax/other-sign"
        Text::new("`{found}` is no sign of the language; write `{sign}`", "`{found}` は使えません。`{sign}` を書いてください"),
        SIGN,
        Text::new("write `{sign}`", "`{sign}` と書いてください");

    /// A Japanese word where the language has a word of its own.
    JAPANESE_WORD "syntax/japanese-word"
        Text::new("`{word}` is not a word of the language; did you mean `{meant}`?", "`{word}` は使えません。`{meant}` のことですか?"),
        WORD,
        Text::new("write `{meant}`; Japanese stands in texts in quotes", "`{meant}` と書いてください。日本語は引用符の中に書きます");

    /// A name in letters that no name has.
    NAME_LETTERS "syntax/name-letters"
        Text::new("`{found}` is not written in the letters a to z; a name is written as in `{example}`", "`{found}` は半角英字ではありません。名前は `{example}` のように半角英小文字で書きます"),
        WORD,
        Text::new("write the name as the schema has it, e.g. `{example}`", "スキーマの名前を `{example}` のように書いてください");

    /// A comparison written as a symbol.
    SYMBOL "syntax/symbol"
        Text::new("`{symbol}` is a symbol; conditions have no symbols; write `is at least`, `is at most`, `is` or `is not`", "`{symbol}` は記号です。条件に記号は使いません。`is at least`、`is at most`、`is` 又は `is not` と書いてください"),
        WORD,
        Text::new("for dates write `is before`, `is after`, `is on or before` or `is on or after`", "日付には `is before`、`is after`、`is on or before`、`is on or after` を使ってください");

    /// A day that its month lacks.
    NO_SUCH_DAY "syntax/no-such-day"
        Text::new("`{date}` is no day of the calendar: that month has {last} days", "`{date}` は暦にない日です。その月は {last} 日までです"),
        VALUE,
        Text::new("write a day from 1 to {last}", "1 から {last} までの日を書いてください");

    /// A month beyond December.
    NO_SUCH_MONTH "syntax/no-such-month"
        Text::new("`{date}` has no month from 01 to 12", "`{date}` の月は 01 から 12 までではありません"),
        VALUE,
        Text::new("dates are written year, month, day: `2026-03-31`", "日付は年、月、日の順に `2026-03-31` のように書いてください");

    /// A date of another shape.
    DATE_SHAPE "syntax/date-shape"
        Text::new("`{date}` is not written as a date of a policy, Western year-month-day with two digits each: `{wanted}`", "`{date}` はポリシーの日付の書き方ではありません。`{wanted}` のように半角の西暦で、月日を2桁で書きます"),
        VALUE,
        Text::new("write the whole date, e.g. `{wanted}`", "日付を `{wanted}` のようにすべて書いてください");

    /// A duration beyond the calendar.
    LONG_DURATION "syntax/duration-too-long"
        Text::new("`{duration}` is longer than any duration of the language", "`{duration}` は、この言語で書ける期間を超えています"),
        VALUE,
        Text::new("write at most 10000 days, weeks, months or years", "10000 日、週、月又は年までで書いてください");

    /// A count that is too large.
    BIG_NUMBER "syntax/number-too-large"
        Text::new("`{number}` is larger than any count of the language", "`{number}` は、この言語で書ける数を超えています"),
        VALUE,
        Text::new("write a smaller number", "より小さい数を書いてください");

    /// A duration without a number in digits.
    COUNT_NEEDED "syntax/count-needed"
        Text::new("a duration is a number and a unit: write `{wanted}`", "期間は数と単位で `{wanted}` のように書きます"),
        VALUE,
        Text::new("write `{wanted}`", "`{wanted}` と書いてください");

    /// A text without quotes.
    TEXT_QUOTES "syntax/text-without-quotes"
        Text::new("a text stands in quotes: \"{text}\"", "文字列は引用符で囲みます: \"{text}\""),
        WORD,
        Text::new("write `\"{text}\"`; words of the schema are lower case", "`\"{text}\"` と書いてください。スキーマの語は小文字です");

    /// A section in the wrong place.
    SECTION_ORDER "syntax/section-order"
        Text::new("`{section}` stands before `{other}`", "`{section}` は `{other}` より前に書きます"),
        ORDER,
        Text::new("the order is {sections}", "順序は {sections} です");

    /// A section that is there twice.
    SECTION_TWICE "syntax/section-twice"
        Text::new("`{section}` stands here a second time", "`{section}` が2回書かれています"),
        ORDER,
        Text::new("join the two, or take one away", "1つにまとめるか、一方を削除してください");

    /// Points without a modality.
    NO_MODALITY "syntax/no-modality"
        Text::new("how strong is it? write `must`, `should` or `may` before the points", "強さが示されていません。項目の前に `must`、`should` 又は `may` を書いてください"),
        ORDER,
        Text::new("`should` is comply-or-explain; `must` binds; `may` gives notes", "`should` は遵守又は説明、`must` は義務、`may` は注記です");

    /// `shall`, `will` and their like.
    OTHER_MODALITY "syntax/not-a-modality"
        Text::new("`{word}` is not a word here; write `must`, `should` or `may`", "`{word}` は使えません。`must`、`should` 又は `may` と書いてください"),
        WORD,
        Text::new("`should` is comply-or-explain; `must` binds; `may` gives notes", "`should` は遵守又は説明、`must` は義務、`may` は注記です");

    /// A second modality that decides.
    TWO_MODALITIES "syntax/two-modalities"
        Text::new("a clause has one modality that decides; write a second clause", "判定を決める強さは1条項に1つです。別の条項に分けてください"),
        ORDER,
        Text::new("only a block `may` can follow `must` or `should`", "`must` 又は `should` の後に書けるのは `may` だけです");

    /// A point without its colon.
    NO_COLON "syntax/no-colon"
        Text::new("a colon stands before the condition", "条件の前にコロン `:` が必要です"),
        READ,
        Text::new("write `:` after the sentence of the point", "項目の文の後に `:` を書いてください");

    /// `every` where a subject is named.
    EACH_SUBJECT "syntax/each-subject"
        Text::new("`{found}` says more than one subject; write `each {noun}`", "`{found}` ではなく `each {noun}` と書いてください"),
        WORD,
        Text::new("a clause judges one subject at a time: `applies to each {noun} where …`", "条項は対象を1つずつ判定します: `applies to each {noun} where …`");

    /// Loosening without its account.
    ACCOUNT "syntax/no-account"
        Text::new("a `{kind}` says why, who decided and until when; missing: {missing}", "`{kind}` には理由、決定者及び期限が必要です。不足: {missing}"),
        OWED,
        Text::new("write `because \"…\"`, `decided by FUNCTION on DATE` and `until DATE`", "`because \"…\"`、`decided by 職能 on 日付`、`until 日付` を書いてください");

    /// `level` inside a clause.
    LEVEL_HERE "syntax/level-in-clause"
        Text::new("`level` is not said in a clause: it follows from the strength of the row it cites", "条項に `level` は書きません。引用する行の強さから決まります"),
        OLD,
        Text::new("an overlay may set it: `level error` inside `tighten PACK/CLAUSE`", "上乗せでは `tighten PACK/CLAUSE` の中の `level error` で変えられます");

    /// `revision` inside a clause.
    REVISION_HERE "syntax/revision-in-clause"
        Text::new("`revision` is not said in a clause: its fingerprint tells when it has changed", "条項に `revision` は書きません。変更は指紋から分かります"),
        OLD,
        Text::new("take the line away; the pack has a version", "行を削除してください。版はパックに書きます");

    /// `maps to` inside a clause.
    MAPS_HERE "syntax/maps-in-clause"
        Text::new("`maps to` is said in the row of `clauses of`, not in a clause", "`maps to` は条項ではなく `clauses of` の行に書きます"),
        OLD,
        Text::new("move it to the row that the clause cites", "条項が引用する行に移してください");

    /// `quoting` inside a clause.
    QUOTING_HERE "syntax/quoting-in-clause"
        Text::new("`quoting` is not said in a clause: the cited row names number and subject", "条項に `quoting` は書きません。番号と主題は引用する行にあります"),
        OLD,
        Text::new("say it in the title, in your own words", "題名に自分の言葉で書いてください");

    /// `approach` inside a clause.
    APPROACH_HERE "syntax/approach-in-clause"
        Text::new("`approach` is not said in a clause: `should` is always comply-or-explain, `must` never", "条項に `approach` は書きません。`should` は常に遵守又は説明、`must` は義務です"),
        OLD,
        Text::new("take the line away", "行を削除してください");

    /// `needs departs`.
    NEEDS_DEPARTS "syntax/needs-departs"
        Text::new("`departs` is never needed: what is not done is printed by the tool", "`departs` を求める必要はありません。行わないことはツールが表示します"),
        OLD,
        Text::new("take the line away", "行を削除してください");

    /// `not accepted`.
    NOT_ACCEPTED "syntax/not-accepted"
        Text::new("`not accepted` is not said: a `must` takes no explanation, and a set lists what it `accepts kinds [ … ]`", "`not accepted` は書きません。`must` は説明を受け付けず、組では `accepts kinds [ … ]` で示します"),
        OLD,
        Text::new("take the line away, or name a set: `explanation strict`", "行を削除するか、`explanation strict` のように組を指定してください");

    /// `replace`.
    REPLACE "syntax/replace"
        Text::new("`replace` is not a word here: write `drop` with its account, and a clause of your own", "`replace` は使えません。理由等を付けて `drop` し、自らの条項を書いてください"),
        OLD,
        Text::new("write `drop PACK/CLAUSE` with `because`, `decided by` and `until`, then an `expectation`", "`drop PACK/CLAUSE` に `because`、`decided by`、`until` を書き、別に `expectation` を書いてください");

    /// `link` in an evidence line.
    LINK "syntax/link"
        Text::new("`link` is not a word here; write `file PATH`: a Document may be an address", "`link` は使えません。`file PATH` と書いてください。文書は所在でもかまいません"),
        WORD,
        Text::new("write `file` and the path of a Document", "`file` の後に文書へのパスを書いてください");

    /// `each file in L`.
    EACH_FILE "syntax/each-file"
        Text::new("`each file in …` is not said; write `for every b in L, file b.document`", "`each file in …` とは書きません。`for every b in L, file b.document` と書いてください"),
        ONE,
        Text::new("name each item of the list, then its document", "リストの各要素に名前を付け、その文書を示してください");

    /// `mentions all of`.
    MENTIONS_ALL "syntax/mentions-all"
        Text::new("`mentions all of` is not a test; write `mentions any of […]`", "`mentions all of` は使えません。`mentions any of […]` と書いてください"),
        WORD,
        Text::new("write one evidence line for each word that must be there", "必要な語ごとに証跡の行を書いてください");

    /// `not shared`.
    NOT_SHARED "syntax/not-shared"
        Text::new("`not shared` is not said: it is tested for all evidence", "`not shared` は書きません。すべての証跡について検査されます"),
        OLD,
        Text::new("take the words away", "削除してください");

    /// A path where a sentence was to be.
    BARE "syntax/bare-path"
        Text::new("`{path}` alone is no sentence; if this is yes or no, add `is true`", "`{path}` だけでは文になりません。はい・いいえの欄なら `is true` を付けてください"),
        ONE,
        Text::new("say what is asked of it: `is true`, `is stated`, `is …`", "`is true`、`is stated`、`is …` のように、何を問うかを書いてください");

    /// A word after `or` where a sentence begins.
    OR_WORD "syntax/word-after-join"
        Text::new("after `{join}` a new sentence begins; did you mean `is one of [… , {word}]`, `is none of [… , {word}]`, or a whole sentence?", "`{join}` の後は新しい文です。`is one of [… , {word}]`、`is none of [… , {word}]` 又は1つの文のことですか?"),
        ONE,
        Text::new("write the words as a list", "語はリストにしてください");

    /// A word after `includes … and`.
    INCLUDES_WORD "syntax/word-after-includes"
        Text::new("after `{join}` a new sentence begins; did you mean `includes any of [… , {word}]`, or `includes all of [… , {word}]`?", "`{join}` の後は新しい文です。`includes any of [… , {word}]` 又は `includes all of [… , {word}]` のことですか?"),
        ONE,
        Text::new("write the words as a list", "語はリストにしてください");

    /// A relation after `and` without its path.
    SAY_AGAIN "syntax/say-again"
        Text::new("after `{join}` say again what is compared", "`{join}` の後には、何を比べるかをもう一度書いてください"),
        ONE,
        Text::new("begin with the path: `{path} {word} …`", "`{path} {word} …` のように、パスから書いてください");

    /// `a and b are stated`.
    STATES_ALL "syntax/several-are-stated"
        Text::new("several fields are named at once; write `RECORD states all of [a, b]`, here `{record} states all of [{fields}]`", "複数の欄をまとめて書いています。`RECORD states all of [a, b]`、ここでは `{record} states all of [{fields}]` と書いてください"),
        ONE,
        Text::new("write `{record} states all of [{fields}]`", "`{record} states all of [{fields}]` と書いてください");

    /// `every` without `for`.
    FOR_EVERY "syntax/every-without-for"
        Text::new("`{word} {binder}` opens no sentence; write `for every {binder} in {list}, …`", "`{word} {binder}` では文を始められません。`for every {binder} in {list}, …` と書いてください"),
        ONE,
        Text::new("then say of each what is asked: `{binder}.…`", "続けて、各要素について `{binder}.…` と書いてください");

    /// `the latest` without `for`.
    FOR_LATEST "syntax/latest-without-for"
        Text::new("`the latest` opens no sentence; write `for the latest {binder} in {list} by DATE, …`", "`the latest` では文を始められません。`for the latest {binder} in {list} by DATE, …` と書いてください"),
        ONE,
        Text::new("DATE is the date field of `{binder}`", "DATE は `{binder}` の日付の欄です");

    /// `is at least N words`.
    STATED_WORDS "syntax/words-of-a-text"
        Text::new("a text has no size of its own; write `is stated in at least {count} words`", "文章の長さは直接比べません。`is stated in at least {count} words` と書いてください"),
        WORD,
        Text::new("write `is stated in at least {count} words`", "`is stated in at least {count} words` と書いてください");

    /// `not before`, `not after`.
    NOT_WHEN "syntax/not-before"
        Text::new("`not {word}` is not said of dates; write `{wanted}`", "日付に `not {word}` は使いません。`{wanted}` と書いてください"),
        WORD,
        Text::new("write `{wanted}`", "`{wanted}` と書いてください");

    /// `not within`, `not at least`.
    NOT_BOUND "syntax/not-within"
        Text::new("`not` does not stand before `{word}`; write `not ( … )` around the sentence", "`not` は `{word}` の前に置けません。文を `not ( … )` で囲んでください"),
        ONE,
        Text::new("write `not ( {path} is {word} … )`", "`not ( {path} is {word} … )` と書いてください");

    /// `within P of y`.
    WITHIN_OF "syntax/within-of"
        Text::new("`of` could mean before or after; write one of them", "`of` では前か後か分かりません。どちらかを書いてください"),
        ONE,
        Text::new("write `is within … before …` or `is within … after …`; for an open matter `is due within … after …`", "`is within … before …` 又は `is within … after …` と、未了の事柄には `is due within … after …` と書いてください");

    /// `and not`, `and if`.
    PARENTHESES "syntax/parentheses"
        Text::new("`{word}` does not stand bare after `{join}`; put it in parentheses", "`{join}` の後に `{word}` をそのまま置けません。括弧で囲んでください"),
        ONE,
        Text::new("write `{join} ( {word} … )`; for `not`, `not ( … )`", "`{join} ( {word} … )`、`not` は `not ( … )` と書いてください");

    /// `not` without parentheses.
    BARE_NOT "syntax/bare-not"
        Text::new("`not` covers a sentence; put it in parentheses: `not ( … )`", "`not` は文にかかります。括弧で `not ( … )` と囲んでください"),
        ONE,
        Text::new("write `not ( … )`, or `is not …` inside the sentence", "`not ( … )` 又は文の中で `is not …` と書いてください");

    /// `there is …` joined without parentheses.
    JOINED_THERE "syntax/joined-there"
        Text::new("nothing is joined to it bare; put each `there is …` in parentheses, `for every …` too", "そのまま他の文と結べません。`there is …` や `for every …` はそれぞれ括弧で囲んでください"),
        ONE,
        Text::new("write `( there is … ) {join} ( … )`", "`( there is … ) {join} ( … )` と書いてください");

    /// `except`.
    EXCEPT "syntax/except"
        Text::new("`except` is not a word here; write `unless`", "`except` は使えません。`unless` と書いてください"),
        WORD,
        Text::new("write `unless` and a whole sentence", "`unless` の後に1つの文を書いてください");

    /// `has`.
    HAS "syntax/has"
        Text::new("`has` is not a word here; write `there are at least {count} … in …` or `includes`", "`has` は使えません。`there are at least {count} … in …` 又は `includes` と書いてください"),
        WORD,
        Text::new("write `there are at least {count} … in {path}`", "`there are at least {count} … in {path}` と書いてください");

    /// `more than`, `less than`.
    MORE_THAN "syntax/more-than"
        Text::new("`{word} than` is not said; write `is at least` or `is at most`", "`{word} than` は使いません。`is at least` 又は `is at most` と書いてください"),
        WORD,
        Text::new("both ends are included; for dates write `is after` or `is before`", "境界の値を含みます。日付には `is after` 又は `is before` を使ってください");

    /// `matches`.
    MATCHES "syntax/matches"
        Text::new("`matches` is not a word here; patterns stand in the schema: `text like \"SYS-####\"`", "`matches` は使えません。書式はスキーマに `text like \"SYS-####\"` と書きます"),
        WORD,
        Text::new("give the field a type with `like` in its record", "レコードの欄の型に `like` を付けてください");

    /// `is declared`, `exists`.
    DECLARED "syntax/declared"
        Text::new("`{word}` is not a word here; write `is stated`, `is declined` or `is stated or declined`", "`{word}` は使えません。`is stated`、`is declined` 又は `is stated or declined` と書いてください"),
        WORD,
        Text::new("`stated`: there is a value; `declined`: a reason stands in its place", "`stated` は値があること、`declined` は代わりに理由があることです");

    /// `is not one of`.
    NOT_ONE_OF "syntax/not-one-of"
        Text::new("`is not one of` has a word of its own; write `is none of […]`", "`is not one of` には専用の語があります。`is none of […]` と書いてください"),
        WORD,
        Text::new("write `is none of […]`", "`is none of […]` と書いてください");

    /// `is 6 months before today`.
    NEAR_TODAY "syntax/months-before"
        Text::new("a date is not a length of time; write `is on or before` a date, or `is within the last {duration}`", "日付は期間ではありません。`is on or before` と日付、又は `is within the last {duration}` と書いてください"),
        ONE,
        Text::new("to ask for a stretch of time between two dates write `is within {duration} before …`", "2つの日付の間隔を問うには `is within {duration} before …` と書いてください");

    /// Blanks inside a path.
    BLANK_PATH "syntax/blank-in-path"
        Text::new("a path has dots and no blanks: `{found}` could be `{wanted}`", "パスは空白ではなく点で区切ります。`{found}` は `{wanted}` のことかもしれません"),
        ONE,
        Text::new("write the fields with dots, as in `system.oversight.mode`", "`system.oversight.mode` のように点で区切ってください");

    /// `for every` or `if` without its second half.
    NO_BODY "syntax/no-body"
        Text::new("`{word}` is not finished: {expected} is missing", "`{word}` の文が終わっていません。{expected}がありません"),
        READ,
        Text::new("write {expected} after it", "続けて{expected}を書いてください");
}
