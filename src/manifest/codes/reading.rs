//! Mistakes of a text as such, whatever its schema.

use super::error;
use crate::diagnostic::Code;
use crate::text::Text;

/// A file without any value.
pub static EMPTY: Code = error(
    "manifest/empty",
    Text::new("this file says nothing", "このファイルには何も書かれていません"),
    Text::new(
        "an empty manifest cannot be told from one that was lost",
        "空のマニフェストは、失われたものと区別できません",
    ),
    Text::new("begin it with `tadashi: 1`", "`tadashi: 1` から書き始めてください"),
);
/// A text that its format does not allow.
pub static SYNTAX: Code = error(
    "manifest/syntax",
    Text::new("this is not {format}: {detail}", "{format} として読めません: {detail}"),
    Text::new("nothing after this place could be read for certain", "この位置より後は確実に読み取れません"),
    Text::new("correct the place that is marked", "示された箇所を直してください"),
);
/// A key written twice in one mapping.
pub static DUPLICATE_KEY: Code = error(
    "manifest/duplicate-key",
    Text::new("the key `{key}` stands twice in one mapping", "同じマッピングにキー `{key}` が2回あります"),
    Text::new("one of the two values would be lost without a word", "どちらかの値が知らないうちに失われます"),
    Text::new(
        "keep one of them; if both are needed, put what they say under one `{key}`",
        "どちらか一方だけを残してください。両方要るなら、1つの `{key}` の下にまとめてください",
    ),
);
/// A second document in one file.
pub static SECOND_DOCUMENT: Code = error(
    "manifest/second-document",
    Text::new("a second document begins here", "ここから2つ目の文書が始まっています"),
    Text::new(
        "a manifest is one document; what follows would not be judged",
        "マニフェストは1つの文書です。これより後は判定されません",
    ),
    Text::new(
        "take the `---` away, or move the rest to a file of its own",
        "`---` を消すか、残りを別のファイルに移してください",
    ),
);
/// A tag outside the core schema.
pub static TAG: Code = error(
    "manifest/tag",
    Text::new("the tag `{tag}` is not known here", "タグ `{tag}` はここでは使えません"),
    Text::new("a tag could change the meaning of a value", "タグは値の意味を変えることがあります"),
    Text::new("write the value without the tag", "タグを付けずに値を書いてください"),
);
/// An alias without its anchor.
pub static UNKNOWN_ALIAS: Code = error(
    "manifest/unknown-alias",
    Text::new("nothing before this place is called `{name}`", "これより前に `{name}` という名前のアンカーがありません"),
    Text::new(
        "an alias repeats a value that was named with `&` before",
        "エイリアスは、前に `&` で名付けた値を繰り返します",
    ),
    Text::new(
        "name the value with an anchor first, or write the value here",
        "先にアンカーで名付けるか、ここに値を書いてください",
    ),
);
/// An alias inside the value that it names.
pub static ALIAS_IN_ITSELF: Code = error(
    "manifest/alias-in-itself",
    Text::new("this alias stands inside the value that it repeats", "このエイリアスは、それが繰り返す値の中にあります"),
    Text::new("such a value would have no end", "値が無限に続いてしまいます"),
    Text::new("write the value out", "値をそのまま書いてください"),
);
/// A merge of something else than mappings.
pub static MERGE: Code = error(
    "manifest/merge",
    Text::new("`<<` merges mappings only", "`<<` で取り込めるのはマッピングだけです"),
    Text::new("the keys of another mapping are taken over here", "ここには別のマッピングのキーが取り込まれます"),
    Text::new(
        "write `<<: *name`, where `&name` names a mapping",
        "`&name` でマッピングに名前を付け、`<<: *name` と書いてください",
    ),
);
/// A key that is no text.
pub static KEY_NOT_TEXT: Code = error(
    "manifest/key-not-text",
    Text::new("a key is a text, but this is {found}", "キーは文字列でなければなりませんが、これは{found}です"),
    Text::new("every key of a manifest is the name of a field", "マニフェストのキーはすべて項目の名前です"),
    Text::new("write a name, in quotes if need be", "名前を書いてください。必要なら引用符で囲んでください"),
);
/// Nesting beyond the limit.
pub static TOO_DEEP: Code = error(
    "manifest/too-deep",
    Text::new("more than {limit} values stand inside one another", "値の入れ子が{limit}段を超えています"),
    Text::new(
        "the limit `depth` keeps every file readable in bounded time",
        "上限 `depth` は、どのファイルも限られた時間で読めるようにするためのものです",
    ),
    Text::new(
        "write it flatter, or raise `depth` under `[limits]` in `tadashi.toml`",
        "入れ子を浅くするか、`tadashi.toml` の `[limits]` で `depth` を大きくしてください",
    ),
);
/// A key or text beyond the limit.
pub static TOO_LONG: Code = error(
    "manifest/too-long",
    Text::new("a key or text here is longer than {limit} bytes", "ここのキー又は文字列が{limit}バイトを超えています"),
    Text::new(
        "the limit `scalar-bytes` keeps every file readable in bounded time",
        "上限 `scalar-bytes` は、どのファイルも限られた時間で読めるようにするためのものです",
    ),
    Text::new(
        "put long texts in a document of their own and name its path, or raise `scalar-bytes` under `[limits]` in `tadashi.toml`",
        "長い文章は別の文書に書いてそのパスを書くか、`tadashi.toml` の `[limits]` で `scalar-bytes` を大きくしてください",
    ),
);
/// More values than the limit.
pub static TOO_MANY: Code = error(
    "manifest/too-many-values",
    Text::new("the manifest has more than {limit} values", "マニフェストの値が{limit}個を超えています"),
    Text::new(
        "the limit `nodes` keeps every file readable in bounded time",
        "上限 `nodes` は、どのファイルも限られた時間で読めるようにするためのものです",
    ),
    Text::new(
        "divide it into several manifests, or raise `nodes` under `[limits]` in `tadashi.toml`",
        "いくつかのマニフェストに分けるか、`tadashi.toml` の `[limits]` で `nodes` を大きくしてください",
    ),
);
/// More values through aliases than the limit.
pub static ALIAS_EXPANSION: Code = error(
    "manifest/alias-expansion",
    Text::new("aliases repeat more than {limit} values", "エイリアスが繰り返す値が{limit}個を超えています"),
    Text::new(
        "the limit `alias-expansion` stops files that grow without end",
        "上限 `alias-expansion` は、際限なく膨らむファイルを止めるためのものです",
    ),
    Text::new(
        "write the values out, use fewer aliases, or raise `alias-expansion` under `[limits]` in `tadashi.toml`",
        "値をそのまま書くか、エイリアスを減らすか、`tadashi.toml` の `[limits]` で `alias-expansion` を大きくしてください",
    ),
);
/// A Markdown file without front matter.
pub static NO_FRONT_MATTER: Code = error(
    "manifest/no-front-matter",
    Text::new("this Markdown file has no front matter", "この Markdown ファイルにはフロントマターがありません"),
    Text::new(
        "of a Markdown file only the front matter is read as a manifest",
        "Markdown ファイルでは、フロントマターだけをマニフェストとして読みます",
    ),
    Text::new(
        "write the facts between a first line `---` and another line `---`",
        "1行目の `---` と次の `---` の行の間に書いてください",
    ),
);
