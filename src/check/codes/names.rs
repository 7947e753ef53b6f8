//! Packs, schemas, types, instruments and nouns: what a file declares and names.

use super::{WHY_NAMES, error};
use crate::diagnostic::Code;
use crate::text::Text;

/// A part of a pack that is not here.
pub static UNKNOWN_PACK: Code = error(
    "check/unknown-pack",
    Text::new("no pack called `{name}` is loaded{hint}", "`{name}` というパックは読み込まれていません{hint}"),
    Text::new(
        "a part belongs to the pack whose header names its version and schema",
        "部分ファイルは、版とスキーマを定めるパックに属します",
    ),
    Text::new(
        "correct the name; a pack of one's own begins with `pack NAME version …` and says `use {name} version …` to build on another",
        "名前を直してください。独自のパックは `pack 名前 version …` で始め、他のパックを基にする場合は `use {name} version …` と書きます",
    ),
);
/// Advice for a part where no file has a header.
pub(crate) const NO_PACK_HEADER: Text = Text::new(
    "begin one file of the folder with `pack {name} version 1.0.0 { … }` instead, or name the folder that has the header of `{name}`",
    "フォルダ内のファイルの1つを、代わりに `pack {name} version 1.0.0 { … }` で始めるか、`{name}` のヘッダがあるフォルダを指定してください",
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
