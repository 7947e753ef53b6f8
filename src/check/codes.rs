//! What can be wrong with a policy that reads well: names, types, strengths, and the account that loosening owes.

use crate::diagnostic::{Code, Level};
use crate::text::Text;

const fn error(id: &'static str, message: Text, why: Text, help: Text) -> Code {
    Code { id, level: Level::Error, stops: true, message, why, help }
}

const WHY_NAMES: Text = Text::new(
    "every name is checked before any manifest is read, so that no clause passes because of a slip",
    "書き誤りのために期待事項が素通りしないよう、名前はマニフェストを読む前に全て検査します",
);

/// A part of a pack that is not here.
pub static UNKNOWN_PACK: Code = error(
    "check/unknown-pack",
    Text::new("no pack called `{name}` is loaded{hint}", "`{name}` というパックは読み込まれていません{hint}"),
    Text::new(
        "a part belongs to the pack whose header names its version and schema",
        "部分ファイルは、版とスキーマを定めるパックに属します",
    ),
    Text::new(
        "load the folder that holds `pack {name} version …`, or correct the name",
        "`pack {name} version …` のあるフォルダを指定するか、名前を直してください",
    ),
);
/// Two packs of one name.
pub static PACK_TWICE: Code = error(
    "check/pack-twice",
    Text::new("pack `{name}` is declared twice", "パック `{name}` が二度宣言されています"),
    Text::new("one version of a pack is used in a run", "1回の実行で使えるのは1つのパックにつき1つの版です"),
    Text::new(
        "keep one header; the other files begin with `part of {name}`",
        "ヘッダは1つにし、他のファイルは `part of {name}` で始めてください",
    ),
);
/// A header line is missing.
pub static HEADER_INCOMPLETE: Code = error(
    "check/header-incomplete",
    Text::new("the header of `{name}` has no `{line}`", "`{name}` のヘッダに `{line}` がありません"),
    Text::new(
        "a reader must know what the pack is, and the tool which language and schema it is written for",
        "パックが何であり、どの言語版とスキーマのためのものかを示す必要があります",
    ),
    Text::new("add `{line} {example}`", "`{line} {example}` を加えてください"),
);
/// An edition of the language that this tool does not know.
pub static UNKNOWN_LANGUAGE: Code = error(
    "check/unknown-language",
    Text::new(
        "edition {number} of the language is not known; this tool reads edition 1",
        "言語の第{number}版は未対応です。このツールは第1版を読みます",
    ),
    Text::new(
        "a clause means what the edition says it was written for",
        "期待事項の意味は、書かれた言語の版によって決まります",
    ),
    Text::new("write `language 1`, or use a newer tool", "`language 1` と書くか、新しい版のツールを使ってください"),
);
/// A schema that is not loaded.
pub static UNKNOWN_SCHEMA: Code = error(
    "check/unknown-schema",
    Text::new(
        "schema `{name}` {number} is not loaded; this run has `{loaded}` {version}",
        "スキーマ `{name}` {number} は読み込まれていません。この実行では `{loaded}` {version} を使います",
    ),
    WHY_NAMES,
    Text::new("write `schema {loaded} {version}`", "`schema {loaded} {version}` と書いてください"),
);
/// No schema at all.
pub static NO_SCHEMA: Code = error(
    "check/no-schema",
    Text::new("no schema of the manifest is loaded", "マニフェストのスキーマが読み込まれていません"),
    Text::new(
        "without a schema no name of a clause can be checked",
        "スキーマがなければ、期待事項の名前を検査できません",
    ),
    Text::new(
        "load a file that begins with `schema NAME version N` and has a `manifest { … }`",
        "`schema NAME version N` で始まり `manifest { … }` を含むファイルを読み込んでください",
    ),
);
/// Two things of one name.
pub static DECLARED_TWICE: Code = error(
    "check/declared-twice",
    Text::new("{what} `{name}` is declared twice", "{what} `{name}` が二度宣言されています"),
    Text::new("a name that means two things means nothing", "一つの名前が二つの意味を持つことはできません"),
    Text::new("rename one of them", "どちらかの名前を変えてください"),
);
/// `extend` says again what is there.
pub static EXTENSION_REDEFINES: Code = error(
    "check/extension-redefines",
    Text::new(
        "{record} already has a {what} `{name}`; an extension adds and never redefines",
        "{record} には既に{what} `{name}` があります。`extend` は追加のみで、定義し直すことはできません",
    ),
    Text::new(
        "the clauses of other packs rely on the meaning it has",
        "他のパックの期待事項が、今の意味を前提にしています",
    ),
    Text::new("choose another name", "別の名前にしてください"),
);
/// A type nobody declares.
pub static UNKNOWN_TYPE: Code = error(
    "check/unknown-type",
    Text::new(
        "no record or list of words is called `{name}`{hint}",
        "`{name}` というレコードも語の一覧もありません{hint}",
    ),
    WHY_NAMES,
    Text::new("types are {names}", "使える型は {names} です"),
);
/// Something that can be extended only one way.
pub static NOT_EXTENSIBLE: Code = error(
    "check/not-extensible",
    Text::new("`{name}` holds no list of words to extend", "`{name}` には追加できる語の一覧がありません"),
    WHY_NAMES,
    Text::new(
        "extend an enum, or a field whose type is `one of […]`",
        "enum か、型が `one of […]` の項目を指定してください",
    ),
);
/// A word of the language that stands where only certain words can.
pub static UNKNOWN_WORD: Code = error(
    "check/unknown-word",
    Text::new("`{word}` is no {what}{hint}", "`{word}` という{what}はありません{hint}"),
    WHY_NAMES,
    Text::new("write one of {words}", "{words} のいずれかを書いてください"),
);
/// An instrument nobody declares.
pub static UNKNOWN_INSTRUMENT: Code = error(
    "check/unknown-instrument",
    Text::new("no instrument is called `{name}`{hint}", "`{name}` という規範文書は宣言されていません{hint}"),
    Text::new("a clause rests on a text that a reader can find", "期待事項は、読み手が確かめられる文書に基づきます"),
    Text::new(
        "declare it: `instrument {name} { title \"…\" title ja \"…\" status guidance }`",
        "`instrument {name} { title \"…\" title ja \"…\" status guidance }` と宣言してください",
    ),
);
/// A row that the table of clauses lacks.
pub static UNKNOWN_ROW: Code = error(
    "check/unknown-row",
    Text::new(
        "{instrument} has no clause \"{row}\" in its table{hint}",
        "{instrument} の条項表に「{row}」はありません{hint}",
    ),
    Text::new(
        "a citation is checked against the table, so that no number is cited by heart",
        "記憶による引用を防ぐため、引用は条項表と照合します",
    ),
    Text::new(
        "cite a row of `clauses of {instrument}`, or add the row after reading the text",
        "`clauses of {instrument}` の行を引用するか、原文を読んで行を加えてください",
    ),
);
/// `law` in a text that does not bind.
pub static STRENGTH_UNBOUND: Code = error(
    "check/strength-unbound",
    Text::new(
        "`{strength}` is too strong for {instrument}, whose status is `{status}`",
        "{instrument}（{status}）の条項に `{strength}` は強すぎます",
    ),
    Text::new(
        "only a statute, regulation, contract or internal decision binds",
        "拘束力を持つのは法律、規則、契約又は内部決定だけです",
    ),
    Text::new(
        "write `should`, `important`, `expected`, `desirable` or `encouraged`, as the text says",
        "原文に応じて `should`、`important`、`expected`、`desirable` 又は `encouraged` と書いてください",
    ),
);
/// A noun of no list.
pub static UNKNOWN_NOUN: Code = error(
    "check/unknown-noun",
    Text::new(
        "the schema has no list of things called `{noun}`{hint}",
        "スキーマに `{noun}` と呼ばれるものの一覧はありません{hint}",
    ),
    WHY_NAMES,
    Text::new(
        "write one of {nouns}, or `the organisation`",
        "{nouns} のいずれか、又は `the organisation` と書いてください",
    ),
);
/// A noun whose records stand inside others.
pub static NESTED_NOUN: Code = error(
    "check/nested-noun",
    Text::new(
        "`{noun}` stands inside other records and is no subject of its own",
        "`{noun}` は他のレコードの中にあり、それ自体を対象にはできません",
    ),
    Text::new("a subject is an entry of a top-level list", "対象になるのは最上位の一覧の項目です"),
    Text::new(
        "judge what holds it, and write `for every {noun} in …`",
        "それを含むものを対象にし、`for every {noun} in …` と書いてください",
    ),
);
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
/// Claims more than its source.
pub static OVERCLAIMS: Code = error(
    "check/modality-overclaims",
    Text::new(
        "`{modality}` claims more than a source that says `{strength}`",
        "`{modality}` は、`{strength}` とする出典より強い表現です",
    ),
    Text::new(
        "an expectation is never stronger than the verb of its source",
        "期待事項は、出典の表現より強くなりません",
    ),
    Text::new("write `{most}`", "`{most}` と書いてください"),
);
/// Sources of several strengths.
pub static MIXED_STRENGTH: Code = error(
    "check/mixed-strength",
    Text::new(
        "its sources differ in {what} ({list}); split it, so that each clause claims what its source says",
        "出典の{what}が異なります（{list}）。出典ごとに期待事項を分けてください",
    ),
    Text::new("one verdict cannot carry two strengths", "一つの判定に二つの強さを持たせることはできません"),
    Text::new("write one expectation for each", "それぞれに期待事項を書いてください"),
);
/// A softened source, and a point without room for a reason.
pub static NO_ROOM_FOR_REASON: Code = error(
    "check/no-room-for-reason",
    Text::new(
        "the source says `{softener}`; the point must also accept a recorded reason",
        "出典は `{softener}` としています。この項目は、記録された理由も認める必要があります",
    ),
    Text::new("the softener of the source belongs to what is asked", "出典の緩和表現は、求める内容の一部です"),
    Text::new(
        "write `… is stated or declined`, or add `or … is declined`",
        "`… is stated or declined` と書くか、`or … is declined` を加えてください",
    ),
);
/// An example that decides.
pub static EXAMPLE_DECIDES: Code = error(
    "check/example-decides",
    Text::new(
        "the source gives this only as an example; write the points under `may`",
        "出典はこれを例として挙げているだけです。項目は `may` の下に書いてください",
    ),
    Text::new(
        "what a source lists as examples is not asked of everybody",
        "出典が例示するものは、全員に求められているわけではありません",
    ),
    Text::new("write `may` instead of `{modality}`", "`{modality}` を `may` に変えてください"),
);
/// A section that an expectation must have.
pub static SECTION_MISSING: Code = error(
    "check/section-missing",
    Text::new("`{name}` has no `{section}`", "`{name}` に `{section}` がありません"),
    Text::new(
        "a clause says what it is called, what it rests on, whom it concerns and what it asks",
        "期待事項には、題名、出典、対象及び求める内容が必要です",
    ),
    Text::new("add `{section} {example}`", "`{section} {example}` を加えてください"),
);
/// A sentence without its twin.
pub static NO_JAPANESE: Code = error(
    "check/no-japanese",
    Text::new("{what} `{name}` has no Japanese sentence", "{what} `{name}` に日本語の文がありません"),
    Text::new(
        "every sentence that a reader sees exists in both languages",
        "読み手が目にする文は、必ず両方の言語で書きます",
    ),
    Text::new("write `ja \"…\"` after it", "その後に `ja \"…\"` を書いてください"),
);
/// A sentence that a report may show, in one language only.
pub static UNTRANSLATED: Code = Code {
    id: "check/untranslated",
    level: Level::Warning,
    stops: false,
    message: Text::new("{what} `{name}` has no Japanese sentence", "{what} `{name}` に日本語の文がありません"),
    why: Text::new("a reader of the Japanese report sees English here", "日本語の報告で、ここだけ英語になります"),
    help: Text::new("write `ja \"…\"` after it", "その後に `ja \"…\"` を書いてください"),
};
/// A point that says nothing to a person.
pub static NO_SENTENCE: Code = error(
    "check/no-sentence",
    Text::new("point `{name}` has no sentence", "項目 `{name}` に説明の文がありません"),
    Text::new("a report reads the sentence to whoever has to act", "報告では、対応する人にこの文を示します"),
    Text::new(
        "write `- {name} \"what it says\" ja \"…\": …`",
        "`- {name} \"what it says\" ja \"…\": …` と書いてください",
    ),
);
/// Two labels of one clause.
pub static LABEL_TWICE: Code = error(
    "check/label-twice",
    Text::new("{clause}: two points are called `{label}`", "{clause}: `{label}` という項目が二つあります"),
    Text::new("explanations and tests name points by their label", "説明とテストは、項目をラベルで指します"),
    Text::new(
        "rename one; `applies` is taken by the scope",
        "どちらかの名前を変えてください。`applies` は適用範囲のために使われています",
    ),
);
/// A set that is not there.
pub static UNKNOWN_SET: Code = error(
    "check/unknown-set",
    Text::new("no explanation set is called `{name}`{hint}", "`{name}` という説明の組はありません{hint}"),
    WHY_NAMES,
    Text::new(
        "declare it: `by default explanation {name} { … }`",
        "`by default explanation {name} { … }` と宣言してください",
    ),
);
/// A `must` that could be explained away.
pub static MUST_EXPLAINED: Code = error(
    "check/must-explained",
    Text::new("a `must` takes no explanation", "`must` に説明は認められません"),
    Text::new(
        "what binds is not settled by an account of why it is not done",
        "拘束力のある定めは、守らない理由を述べても満たされません",
    ),
    Text::new("take the line `explanation …` away", "`explanation …` の行を消してください"),
);
/// A test that names nothing.
pub static UNKNOWN_IN_TEST: Code = error(
    "check/unknown-in-test",
    Text::new(
        "the test names {what} `{name}`, which does not exist{hint}",
        "テストが指す{what} `{name}` は存在しません{hint}",
    ),
    Text::new("a test of nothing would always pass", "存在しないものを指すテストは、何も確かめません"),
    Text::new("name one of {names}", "{names} のいずれかを書いてください"),
);
/// A test that expects a note of a clause without any.
pub static NOTHING_NOTED: Code = error(
    "check/nothing-noted",
    Text::new(
        "`{clause}` has no block `may` at its end, so it notes nothing",
        "`{clause}` の末尾に `may` がないため、注記はありません",
    ),
    Text::new(
        "`noting` is for what may be left undone; points that decide are met, open or unknown",
        "`noting` は、行わなくてもよい事項のためのものです。判定する項目には、適合・不適合・不明のいずれかを書きます",
    ),
    Text::new("write `deviates at …` or `is unknown at …`", "`deviates at …` 又は `is unknown at …` と書いてください"),
);
/// An overlay of nothing.
pub static UNKNOWN_CLAUSE: Code = error(
    "check/unknown-clause",
    Text::new(
        "pack `{pack}` has no expectation `{name}`{hint}",
        "パック `{pack}` に期待事項 `{name}` はありません{hint}",
    ),
    WHY_NAMES,
    Text::new("`tadashi show {pack}` lists its expectations", "`tadashi show {pack}` で一覧を確かめられます"),
);
/// An overlay that goes the other way.
pub static WRONG_DIRECTION: Code = error(
    "check/wrong-direction",
    Text::new("`{line}` does not {kind} `{clause}`", "`{line}` は `{clause}` を{kind}するものではありません"),
    Text::new(
        "`tighten` only makes stricter and `relax` only looser, so that a reader can trust the word",
        "`tighten` は厳しくするだけ、`relax` は緩めるだけです。読み手はこの語を信頼します",
    ),
    Text::new("{advice}", "{advice}"),
);
/// Loosening without its account.
pub static NO_ACCOUNT: Code = error(
    "check/no-account",
    Text::new("a `{kind}` says why, in words of its own", "`{kind}` には、実質のある理由が必要です"),
    Text::new("loosening is an explanation at the level of the pack", "緩和は、パック単位の説明です"),
    Text::new("add `{line}`", "`{line}` を加えてください"),
);
/// Loosening what a statute says.
pub static BINDING_LOOSENED: Code = error(
    "check/binding-loosened",
    Text::new(
        "`{clause}` rests on {instrument}, a {status}; it cannot be loosened",
        "`{clause}` は{instrument}（{status}）に基づくため、緩和できません",
    ),
    Text::new("an organisation cannot set a statute or regulation aside", "法律や規則を組織が外すことはできません"),
    Text::new("take this `{kind}` away", "この `{kind}` を消してください"),
);
/// Two overlays of one clause.
pub static OVERLAY_TWICE: Code = error(
    "check/overlay-twice",
    Text::new("`{clause}` is changed twice in this pack", "このパックで `{clause}` が二度変更されています"),
    Text::new("there is no last one that wins", "後に書いた方が優先されることはありません"),
    Text::new("join the two", "一つにまとめてください"),
);
/// Overlays are checked, not applied.
pub static OVERLAY_NOT_APPLIED: Code = Code {
    id: "check/overlay-not-applied",
    level: Level::Warning,
    stops: false,
    message: Text::new(
        "`{kind} {clause}` is checked but not applied; the clause is judged as its pack has it",
        "`{kind} {clause}` は検査されますが、まだ適用されません。期待事項は元のパックのとおりに判定します",
    ),
    why: Text::new(
        "a change that is not applied must not look as if it were",
        "適用されない変更が、適用されたように見えてはなりません",
    ),
    help: Text::new("nothing to do; later versions apply overlays", "対応は不要です。上乗せの適用は今後の版で行います"),
};

/// Every row of this layer.
pub static ALL: &[&Code] = &[
    &UNKNOWN_PACK,
    &PACK_TWICE,
    &HEADER_INCOMPLETE,
    &UNKNOWN_LANGUAGE,
    &UNKNOWN_SCHEMA,
    &NO_SCHEMA,
    &DECLARED_TWICE,
    &EXTENSION_REDEFINES,
    &UNKNOWN_TYPE,
    &NOT_EXTENSIBLE,
    &UNKNOWN_WORD,
    &UNKNOWN_INSTRUMENT,
    &UNKNOWN_ROW,
    &STRENGTH_UNBOUND,
    &UNKNOWN_NOUN,
    &NESTED_NOUN,
    &UNKNOWN_NAME,
    &UNKNOWN_FIELD,
    &NO_PARTS,
    &THROUGH_LIST,
    &WORD_ALONE,
    &READS_EXPLANATIONS,
    &NOT_A_LIST,
    &WRONG_TYPE,
    &WRONG_VALUE,
    &NO_SUCH_VALUE,
    &UNKNOWN_ENUM_WORD,
    &TEXT_UNQUOTED,
    &UNKNOWN_DEFINITION,
    &DEFINED_LATER,
    &DEFINITION_GROWS,
    &AMBIGUOUS,
    &BINDER_HIDES,
    &TOO_DEEP,
    &NOT_A_DOCUMENT,
    &NOT_A_DATE_FIELD,
    &OVERCLAIMS,
    &MIXED_STRENGTH,
    &NO_ROOM_FOR_REASON,
    &EXAMPLE_DECIDES,
    &SECTION_MISSING,
    &NO_JAPANESE,
    &UNTRANSLATED,
    &NO_SENTENCE,
    &LABEL_TWICE,
    &UNKNOWN_SET,
    &MUST_EXPLAINED,
    &UNKNOWN_IN_TEST,
    &NOTHING_NOTED,
    &UNKNOWN_CLAUSE,
    &WRONG_DIRECTION,
    &NO_ACCOUNT,
    &BINDING_LOOSENED,
    &OVERLAY_TWICE,
    &OVERLAY_NOT_APPLIED,
];
