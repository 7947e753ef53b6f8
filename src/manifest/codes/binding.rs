//! Mistakes of a manifest against its schema.

use super::{error, warning};
use crate::diagnostic::Code;
use crate::text::Text;

const UNJUDGED: Text = Text::new("what cannot be read cannot be judged", "読み取れないものは判定できません");
const CLOSED: Text =
    Text::new("a key that nobody reads would pass without a word", "誰も読まないキーは、気付かれないまま残ります");

/// A file whose root is no mapping.
pub static NOT_A_MAPPING: Code = error(
    "manifest/not-a-mapping",
    Text::new(
        "a manifest is a mapping of keys, but this is {found}",
        "マニフェストはキーと値のマッピングですが、これは{found}です",
    ),
    UNJUDGED,
    Text::new("begin it with `tadashi: 1`", "`tadashi: 1` から書き始めてください"),
);
/// Another tool's file.
pub static NO_MANIFEST: Code = error(
    "manifest/no-manifest",
    Text::new(
        "this is no manifest: it has no `tadashi: {version}`",
        "これはマニフェストではありません: `tadashi: {version}` がありません",
    ),
    Text::new("a file of another tool would be misread", "他のツールのファイルは誤って読まれるおそれがあります"),
    Text::new(
        "name a file that begins with `tadashi: {version}`",
        "`tadashi: {version}` で始まるファイルを指定してください",
    ),
);
/// A manifest without its format number.
pub static FORMAT_MISSING: Code = error(
    "manifest/format-missing",
    Text::new("the format number `tadashi: {version}` is missing", "形式の番号 `tadashi: {version}` がありません"),
    Text::new("the number says by which rules the file is read", "この番号で、どの規則に従って読むかが決まります"),
    Text::new("write `tadashi: {version}` in the first line", "1行目に `tadashi: {version}` と書いてください"),
);
/// A format number of another edition.
pub static FORMAT_NUMBER: Code = error(
    "manifest/format-number",
    Text::new(
        "the format number is `{found}`, but this program reads {version}",
        "形式の番号が `{found}` ですが、このプログラムが読むのは {version} です",
    ),
    Text::new("the number says by which rules the file is read", "この番号で、どの規則に従って読むかが決まります"),
    Text::new("write `tadashi: {version}`", "`tadashi: {version}` と書いてください"),
);
/// A key that the schema does not have.
pub static UNKNOWN_KEY: Code = error(
    "manifest/unknown-key",
    Text::new("`{record}` has no key `{key}`{guess}", "`{record}` にキー `{key}` はありません{guess}"),
    CLOSED,
    Text::new("correct the key, or take it away", "キーを直すか、消してください"),
);
/// A value of another type.
pub static WRONG_TYPE: Code = error(
    "manifest/wrong-type",
    Text::new(
        "`{key}` expects {expected}, found {found}",
        "`{key}` には{expected}が必要ですが、{found}が書かれています",
    ),
    UNJUDGED,
    Text::new("write {expected}", "{expected}を書いてください"),
);
/// A word that is not in its list.
pub static UNKNOWN_WORD: Code = error(
    "manifest/unknown-word",
    Text::new("`{word}` is no word for `{key}`{guess}", "`{word}` は `{key}` に書ける語ではありません{guess}"),
    Text::new("policies compare words of a closed list", "ポリシーは決まった語を比べます"),
    Text::new("write one of {words}", "次のいずれかを書いてください: {words}"),
);
/// A word of another vocabulary.
pub static SYNONYM: Code = error(
    "manifest/synonym",
    Text::new("this schema says `{right}`, not `{word}`", "このスキーマでは `{word}` ではなく `{right}` と書きます"),
    Text::new("policies compare words of a closed list", "ポリシーは決まった語を比べます"),
    Text::new("write `{right}`", "`{right}` と書いてください"),
);
/// A text that is no date.
pub static BAD_DATE: Code = error(
    "manifest/bad-date",
    Text::new("`{text}` is no date: {detail}", "`{text}` は日付ではありません: {detail}"),
    UNJUDGED,
    Text::new(
        "write 2026-03-31, or 2026-03 or 2026 where the rest is not known",
        "2026-03-31 のように書いてください。日や月が分からなければ 2026-03 又は 2026 と書けます",
    ),
);
/// A text that is no duration.
pub static BAD_DURATION: Code = error(
    "manifest/bad-duration",
    Text::new("`{text}` is no duration", "`{text}` は期間ではありません"),
    UNJUDGED,
    Text::new(
        "write a number and a unit: `90 days`, `2 weeks`, `6 months`, `1 year`",
        "数と単位を書いてください: `90 days`、`2 weeks`、`6 months`、`1 year`",
    ),
);
/// A value that is no percentage.
pub static BAD_PERCENTAGE: Code = error(
    "manifest/bad-percentage",
    Text::new("`{text}` is no percentage", "`{text}` は百分率ではありません"),
    UNJUDGED,
    Text::new("write `86%`, or a number from 0 to 100", "`86%` 又は 0 から 100 までの数を書いてください"),
);
/// A text that is no country.
pub static BAD_COUNTRY: Code = error(
    "manifest/bad-country",
    Text::new("`{text}` is no country code{guess}", "`{text}` は国コードではありません{guess}"),
    UNJUDGED,
    Text::new(
        "write the two capital letters of ISO 3166, such as `JP`",
        "ISO 3166 の大文字2字を書いてください (例: `JP`)",
    ),
);
/// A text that is no language.
pub static BAD_LANGUAGE: Code = error(
    "manifest/bad-language",
    Text::new("`{text}` is no language tag{guess}", "`{text}` は言語タグではありません{guess}"),
    UNJUDGED,
    Text::new("write a tag such as `ja` or `en`", "`ja` や `en` のような言語タグを書いてください"),
);
/// A text that is no e-mail address.
pub static BAD_EMAIL: Code = error(
    "manifest/bad-email",
    Text::new("`{text}` is no e-mail address", "`{text}` はメールアドレスではありません"),
    UNJUDGED,
    Text::new("write an address such as `ai@example.jp`", "`ai@example.jp` のように書いてください"),
);
/// A text that is no address.
pub static BAD_URL: Code = error(
    "manifest/bad-url",
    Text::new("`{text}` is no web address", "`{text}` はウェブのアドレスではありません"),
    UNJUDGED,
    Text::new("write the whole address, beginning with `https://`", "`https://` から始まるアドレスを書いてください"),
);
/// An address without encryption.
pub static NOT_HTTPS: Code = error(
    "manifest/not-https",
    Text::new("`{text}` does not begin with `https://`", "`{text}` が `https://` で始まっていません"),
    Text::new(
        "what is read over plain http may have been changed on the way",
        "http で読んだ内容は、途中で変えられている可能性があります",
    ),
    Text::new("write the `https://` address", "`https://` のアドレスを書いてください"),
);
/// A text that is no path.
pub static BAD_PATH: Code = error(
    "manifest/bad-path",
    Text::new(
        "`{text}` is no path in the repository: {detail}",
        "`{text}` はリポジトリ内のパスではありません: {detail}",
    ),
    Text::new(
        "paths stand for the same file on every machine",
        "パスは、どの環境でも同じファイルを指さなければなりません",
    ),
    Text::new(
        "write the path from the root of the repository, with `/`",
        "リポジトリの最上位からのパスを `/` 区切りで書いてください",
    ),
);
/// A path out of the repository.
pub static PATH_OUTSIDE: Code = error(
    "manifest/path-outside",
    Text::new("`{text}` leaves the repository", "`{text}` はリポジトリの外を指しています"),
    Text::new(
        "only files of the repository can be checked by everybody who has it",
        "リポジトリ内のファイルだけが、誰にでも確認できます",
    ),
    Text::new(
        "write a path inside the repository, from its root",
        "リポジトリの最上位から、その中のパスを書いてください",
    ),
);
/// A text below its least length.
pub static TOO_SHORT: Code = error(
    "manifest/too-short",
    Text::new(
        "`{key}` asks for at least {least} characters, found {count}",
        "`{key}` には{least}文字以上が必要ですが、{count}文字しかありません",
    ),
    Text::new("so short a text cannot say what is asked", "これほど短い文では、求められる内容を表せません"),
    Text::new("say it in full", "省略せずに書いてください"),
);
/// A text of another form.
pub static NOT_LIKE: Code = error(
    "manifest/not-like",
    Text::new("`{text}` does not look like `{like}`", "`{text}` は `{like}` の形になっていません"),
    Text::new(
        "`#` stands for a digit, `?` for a character, `*` for any characters",
        "`#` は数字1字、`?` は任意の1字、`*` は任意の文字列を表します",
    ),
    Text::new("write it in that form", "その形で書いてください"),
);
/// A list with too few items.
pub static TOO_FEW: Code = error(
    "manifest/too-few",
    Text::new(
        "`{key}` asks for at least {least} items, found {count}",
        "`{key}` には{least}個以上が必要ですが、{count}個しかありません",
    ),
    UNJUDGED,
    Text::new(
        "add what is missing, or leave the key out if it is not known",
        "足りないものを書き足すか、分からなければキーを省いてください",
    ),
);
/// A required key that is not there.
pub static MISSING_KEY: Code = error(
    "manifest/missing-key",
    Text::new("`{record}` lacks its key `{key}`", "`{record}` に必須のキー `{key}` がありません"),
    Text::new("without it nobody can say what is meant", "これがないと、何を指すのか分かりません"),
    Text::new("add `{key}`", "`{key}` を書き足してください"),
);
/// A reference to nothing.
pub static DANGLING: Code = error(
    "manifest/dangling-reference",
    Text::new("no {record} has the id `{id}`{guess}", "id が `{id}` の {record} はありません{guess}"),
    Text::new("a reference names a record of this manifest", "参照は、このマニフェストの項目を指します"),
    Text::new("correct the id, or add the record", "id を直すか、その項目を書き足してください"),
);
/// An id that is blank.
pub static BLANK_ID: Code = error(
    "manifest/blank-id",
    Text::new("the id is blank", "id が空です"),
    Text::new("everything that is judged is named by its id", "判定の対象はすべて id で呼ばれます"),
    Text::new("write a short name, such as `credit`", "`credit` のような短い名前を書いてください"),
);
/// An id that two records have.
pub static DUPLICATE_ID: Code = error(
    "manifest/duplicate-id",
    Text::new("two records of type {record} have the id `{id}`", "id が `{id}` の {record} が2つあります"),
    Text::new("a reference to it could mean either", "参照がどちらを指すのか分かりません"),
    Text::new("give one of them another id", "どちらかの id を変えてください"),
);
/// A word that stands twice in a list.
pub static REPEATED_WORD: Code = error(
    "manifest/repeated-word",
    Text::new("`{word}` stands twice in this list", "この一覧に `{word}` が2回あります"),
    Text::new("a list of words is a set", "語の一覧は集合です"),
    Text::new("take one of them away", "どちらかを消してください"),
);
/// A declined value without a reason.
pub static DECLINED_REASON: Code = error(
    "manifest/declined-without-reason",
    Text::new("a declined value needs a reason", "見送りには理由が必要です"),
    Text::new(
        "a reason tells a decision from something forgotten",
        "理由があってはじめて、判断の結果であって忘れたのではないと分かります",
    ),
    Text::new(
        "write `declined: \"…\"` with one sentence that says why",
        "`declined: \"…\"` に理由を一文で書いてください",
    ),
);
/// A required value that is declined.
pub static DECLINED_REQUIRED: Code = error(
    "manifest/declined-required",
    Text::new("`{key}` cannot be declined", "`{key}` は見送ることができません"),
    Text::new("without it nobody can say what is meant", "これがないと、何を指すのか分かりません"),
    Text::new("write its value", "値を書いてください"),
);
/// A number or boolean where a text is expected.
pub static UNQUOTED: Code = error(
    "manifest/unquoted",
    Text::new(
        "`{key}` expects a text, but `{text}` without quotes is {found}",
        "`{key}` には文字列が必要ですが、引用符のない `{text}` は{found}です",
    ),
    Text::new("as a number, 3.10 is 3.1", "数としては、3.10 は 3.1 と同じです"),
    Text::new("write `\"{text}\"`", "`\"{text}\"` と書いてください"),
);
/// A single value where a list is expected.
pub static NOT_A_LIST: Code = error(
    "manifest/not-a-list",
    Text::new("`{key}` expects a list, found {found}", "`{key}` には一覧が必要ですが、{found}が書かれています"),
    UNJUDGED,
    Text::new("put it in brackets: `[…]`", "角括弧で囲んでください: `[…]`"),
);
/// A key of a text by language that is no language.
pub static TEXT_LANGUAGE: Code = error(
    "manifest/text-language",
    Text::new(
        "`{key}` is a text, or one text a language; `{language}` is no language tag",
        "`{key}` は文字列か、言語ごとの文字列です。`{language}` は言語タグではありません",
    ),
    UNJUDGED,
    Text::new(
        "write a text, or one text under each of `en` and `ja`",
        "文字列を書くか、`en` と `ja` の下にそれぞれ文字列を書いてください",
    ),
);
/// A word where `true` or `false` is expected.
pub static NOT_A_BOOLEAN: Code = error(
    "manifest/not-a-boolean",
    Text::new(
        "`{text}` is a text here, and `{key}` expects `true` or `false`",
        "`{text}` はここでは文字列です。`{key}` には `true` 又は `false` が必要です",
    ),
    Text::new(
        "YAML 1.2 knows only `true` and `false`; older readers took more words",
        "YAML 1.2 の真偽値は `true` と `false` だけです。古い版では他の語も真偽値でした",
    ),
    Text::new("write `{right}`", "`{right}` と書いてください"),
);
/// A word that older readers take for a boolean.
pub static YES_OR_NO: Code = warning(
    "manifest/yes-or-no",
    Text::new(
        "`{text}` is a text here, but some YAML readers take it for a boolean",
        "`{text}` はここでは文字列ですが、真偽値として読むツールもあります",
    ),
    Text::new("two programs would read two different values", "プログラムによって違う値になります"),
    Text::new("write `\"{text}\"`", "`\"{text}\"` と書いてください"),
);
/// A block that two files write.
pub static BLOCK_TWICE: Code = error(
    "manifest/block-twice",
    Text::new("`{key}` stands in two files", "`{key}` が2つのファイルにあります"),
    Text::new(
        "lists of several files are joined, but such a block is written once",
        "一覧は複数のファイルのものが結合されますが、このブロックは1か所にだけ書きます",
    ),
    Text::new("keep it in one of them", "どちらか一方のファイルにだけ書いてください"),
);
/// A value that differs from the one that is shared.
pub static OVERRIDES_SHARED: Code = error(
    "manifest/overrides-shared",
    Text::new("`{key}` says something else than the shared facts", "`{key}` が、共有された事項と異なります"),
    Text::new(
        "what the organisation shares holds in all its repositories; one of them may add to it, not replace it",
        "組織が共有する事項は全てのリポジトリに当てはまります。各リポジトリは書き足せますが、置き換えられません",
    ),
    Text::new(
        "take the line away, or have the shared facts changed where they are kept",
        "この行を消すか、共有元のリポジトリで事項を変えてもらってください",
    ),
);
/// More mistakes than are listed.
pub static MORE: Code = error(
    "manifest/and-more",
    Text::new("… and {count} more mistakes in this file", "… このファイルにはほかに{count}個の誤りがあります"),
    Text::new("one slip often causes many", "1つの誤りが多くの誤りを生むことがあります"),
    Text::new("correct the first ones and run again", "先に挙げたものを直して、もう一度実行してください"),
);
/// More hints than are listed.
pub static MORE_HINTS: Code = warning(
    "manifest/and-more-hints",
    Text::new("… and {count} more hints in this file", "… このファイルにはほかに{count}個の注意があります"),
    Text::new("one habit often causes many", "同じ書き方が多くの注意を生むことがあります"),
    Text::new("look at the first ones and run again", "先に挙げたものを直して、もう一度実行してください"),
);
