//! Conditions and definitions: paths, words, values and quantifiers.

use super::{WHY_NAMES, error};
use crate::diagnostic::Code;
use crate::text::Text;

/// A name that nothing in scope has.
pub static UNKNOWN_NAME: Code = error(
    "check/unknown-name",
    Text::new("nothing here is called `{name}`{hint}", "ここに `{name}` と呼ばれるものはありません{hint}"),
    WHY_NAMES,
    Text::new("a path begins with {names}", "パスは {names} のいずれかで始めてください"),
);
/// A field that a record lacks.
pub static UNKNOWN_FIELD: Code = error(
    "check/unknown-field",
    Text::new(
        "{record} `{path}` has no field `{field}`{hint}",
        "{record} `{path}` に項目 `{field}` はありません{hint}",
    ),
    WHY_NAMES,
    Text::new("its fields are {fields}", "使える項目は {fields} です"),
);
/// A step below a value that has no parts.
pub static NO_PARTS: Code = error(
    "check/no-parts",
    Text::new("`{path}` is {type} and has no field `{field}`", "`{path}` は{type}であり、項目 `{field}` を持ちません"),
    WHY_NAMES,
    Text::new("end the path at `{path}`", "パスを `{path}` で終えてください"),
);
/// A step through a list.
pub static THROUGH_LIST: Code = error(
    "check/through-list",
    Text::new(
        "`{path}` is a list; write `for every {item} in {path}, {item}.{field} …`",
        "`{path}` は一覧です。`for every {item} in {path}, {item}.{field} …` と書いてください",
    ),
    Text::new(
        "a sentence about a list must say whether it means every item or some item",
        "一覧についての文は、全ての項目か、ある項目かを示す必要があります",
    ),
    Text::new(
        "or `there is a {item} in {path} where {item}.{field} …`",
        "又は `there is a {item} in {path} where {item}.{field} …` と書いてください",
    ),
);
/// A literal word on the left.
pub static WORD_ALONE: Code = error(
    "check/word-alone",
    Text::new(
        "`{name}` is one of the words after `in`; it can only stand on the right of a sentence",
        "`{name}` は `in` の後の語です。文の右側にだけ書けます",
    ),
    WHY_NAMES,
    Text::new("write `x includes {name}` or `x is {name}`", "`x includes {name}` 又は `x is {name}` と書いてください"),
);
/// A condition over the explanations.
pub static READS_EXPLANATIONS: Code = error(
    "check/reads-explanations",
    Text::new("a policy does not read `explanations`", "ポリシーは `explanations` を読みません"),
    Text::new(
        "explanations are judged after the clauses; a clause that reads them would judge its own excuse",
        "説明は期待事項の後に判定します。期待事項が説明を読むと、自らの言い訳を判定することになります",
    ),
    Text::new(
        "ask for what the manifest states elsewhere, such as `organisation.reviews`",
        "`organisation.reviews` など、マニフェストの他の事項について書いてください",
    ),
);
/// A quantifier over something that is no list.
pub static NOT_A_LIST: Code = error(
    "check/not-a-list",
    Text::new("`{path}` is {type}, not a list", "`{path}` は{type}であり、一覧ではありません"),
    WHY_NAMES,
    Text::new("name a list after `in`", "`in` の後には一覧を書いてください"),
);
/// A relation that does not fit its left side.
pub static WRONG_TYPE: Code = error(
    "check/wrong-type",
    Text::new(
        "`{relation}` needs {needs}; `{path}` is {type}",
        "`{relation}` には{needs}が必要ですが、`{path}` は{type}です",
    ),
    WHY_NAMES,
    Text::new("{advice}", "{advice}"),
);
/// A value that does not fit the left side.
pub static WRONG_VALUE: Code = error(
    "check/wrong-value",
    Text::new("`{path}` is {type}; `{value}` is {found}", "`{path}` は{type}ですが、`{value}` は{found}です"),
    WHY_NAMES,
    Text::new("write {example}", "{example} のように書いてください"),
);
/// A value that no manifest could hold there.
pub static NO_SUCH_VALUE: Code = error(
    "check/no-such-value",
    Text::new(
        "`{path}` is {type}; {value} is none{hint}",
        "`{path}` は{type}ですが、{value} はその形ではありません{hint}",
    ),
    Text::new(
        "a manifest with that value is refused, so the sentence would never hold",
        "その値を書いたマニフェストは受け付けられないため、この文は決して成り立ちません",
    ),
    Text::new(
        "write the value as a manifest would write it: a country is `\"JP\"`, a language `\"ja\"`, a share 0 to 100",
        "マニフェストに書く形で書いてください（国は `\"JP\"`、言語は `\"ja\"`、割合は0から100まで）",
    ),
);
/// A word that the enum lacks.
pub static UNKNOWN_ENUM_WORD: Code = error(
    "check/unknown-enum-word",
    Text::new("`{word}` is not one of [{words}]{hint}", "`{word}` は [{words}] のいずれでもありません{hint}"),
    WHY_NAMES,
    Text::new(
        "write one of the words of the schema; `tadashi show {enum}` says what each means",
        "スキーマの語を書いてください。各語の意味は `tadashi show {enum}` で確かめられます",
    ),
);
/// Text without quotes.
pub static TEXT_UNQUOTED: Code = error(
    "check/text-unquoted",
    Text::new(
        "`{path}` is {type}; a text stands in quotes: \"{word}\"",
        "`{path}` は{type}です。文字列は引用符で囲んでください: \"{word}\"",
    ),
    Text::new(
        "a bare word is a word of the schema, a thing in scope or a definition",
        "引用符のない語は、スキーマの語、文脈中のもの又は定義を指します",
    ),
    Text::new("write \"{word}\"", "\"{word}\" と書いてください"),
);
/// A word where a definition was meant.
pub static UNKNOWN_DEFINITION: Code = error(
    "check/unknown-definition",
    Text::new(
        "no definition says when a {record} is `{word}`{hint}",
        "{record} が `{word}` であるとはどういうことか、定義がありません{hint}",
    ),
    WHY_NAMES,
    Text::new("define it before: `a {noun} is {word} when …`", "`a {noun} is {word} when …` と先に定義してください"),
);
/// The same, when nothing resembles it.
pub const NOTHING_CALLED_SO: Text = Text::new(
    ", and nothing here is called so (an id is written in quotes)",
    "。そのような名前のものもありません（識別子は引用符で囲みます）",
);
/// "; this schema says `deployed`"
pub const SCHEMA_SAYS: Text = Text::new("; this schema says `{name}`", "。このスキーマでは `{name}` と書きます");
/// A definition that uses itself or one that stands below.
pub static DEFINED_LATER: Code = error(
    "check/defined-later",
    Text::new(
        "`{word}` is defined further below, or by itself",
        "`{word}` の定義は、より後ろにあるか、自分自身を使っています",
    ),
    Text::new(
        "a definition uses only earlier ones, so that none runs in a circle",
        "循環を防ぐため、定義は前にある定義だけを使えます",
    ),
    Text::new("move the definition of `{word}` above this one", "`{word}` の定義をこの定義より前に移してください"),
);
/// A definition that grows beyond the limit when those it uses are written out.
pub static DEFINITION_GROWS: Code = error(
    "check/definition-grows",
    Text::new(
        "with the definitions that it uses, `{word}` passes the limit of {limit}",
        "使っている定義を合わせると、`{word}` は上限の {limit} を超えます",
    ),
    Text::new(
        "definitions that use others several times double at every step, and every condition must be judged soon",
        "他の定義を何度も使う定義は段階ごとに倍増し、判定が終わらなくなるためです",
    ),
    Text::new(
        "say it with fewer definitions inside one another, or use each only once",
        "定義の入れ子を減らすか、同じ定義を使う回数を減らしてください",
    ),
);
/// A bare word with two meanings.
pub static AMBIGUOUS: Code = error(
    "check/ambiguous",
    Text::new(
        "`{word}` could mean {first} or {second}; rename one",
        "`{word}` は{first}とも{second}とも読めます。どちらかの名前を変えてください",
    ),
    Text::new(
        "a clause that can be read two ways can be argued two ways",
        "二通りに読める期待事項は、二通りに主張されます",
    ),
    Text::new("choose another name for {second}", "{second}の名前を変えてください"),
);
/// A binder that hides something.
pub static BINDER_HIDES: Code = error(
    "check/binder-hides",
    Text::new(
        "`{name}` already means {what} here; choose a new word",
        "`{name}` はここでは既に{what}を指しています。別の語にしてください",
    ),
    Text::new(
        "a hidden name makes a reader follow the wrong thing",
        "名前が隠れると、読み手が別のものを読み取ってしまいます",
    ),
    Text::new(
        "for example `{name}-2`, or a word that says more",
        "例えば `{name}-2`、又はより具体的な語にしてください",
    ),
);
/// Quantifiers too deep.
pub static TOO_DEEP: Code = error(
    "check/too-deep",
    Text::new(
        "quantifiers stand {depth} deep; at most {most} can be followed",
        "量化が{depth}重になっています。追えるのは{most}重までです",
    ),
    Text::new(
        "a clause that nobody can read aloud convinces nobody",
        "声に出して読めない期待事項は、誰も納得させられません",
    ),
    Text::new(
        "put the inner one into a definition: `a NOUN is WORD when …`",
        "内側を `a NOUN is WORD when …` という定義にしてください",
    ),
);
/// Evidence that is no document.
pub static NOT_A_DOCUMENT: Code = error(
    "check/not-a-document",
    Text::new("`{path}` is {type}, not a file", "`{path}` は{type}であり、文書ではありません"),
    Text::new(
        "evidence is a document: a file, an address or a holder",
        "証跡になるのは文書、つまりファイル、アドレス又は保管者です",
    ),
    Text::new("name a field whose type is a Document", "型が Document の項目を指定してください"),
);
/// `by` that is no date.
pub static NOT_A_DATE_FIELD: Code = error(
    "check/not-a-date-field",
    Text::new(
        "`for the latest … by {field}` needs a date; `{field}` is {type}",
        "`for the latest … by {field}` には日付が必要ですが、`{field}` は{type}です",
    ),
    WHY_NAMES,
    Text::new("name a date field of the records in the list", "一覧のレコードの日付の項目を指定してください"),
);
