//! What can keep a run from judging anything at all, and what a run can only partly do.

use crate::diagnostic::{Code, Level};
use crate::text::Text;

const fn error(id: &'static str, message: Text, why: Text, help: Text) -> Code {
    Code { id, level: Level::Error, stops: true, message, why, help }
}

/// Nothing to judge.
pub static NO_MANIFEST: Code = error(
    "engine/no-manifest",
    Text::new("no manifest in `{path}`", "`{path}` にマニフェストがありません"),
    Text::new(
        "where nothing is declared nothing was judged, and that is no pass",
        "何も宣言されていなければ何も判定されておらず、適合ではありません",
    ),
    Text::new(
        "write `ai-governance.yaml` at the root of the repository: `tadashi: 1`, then `organisation:` and `systems:`; or name a file",
        "リポジトリの最上位に `ai-governance.yaml` を書いてください（`tadashi: 1`、`organisation:`、`systems:`）。又はファイルを指定してください",
    ),
);
/// A pattern of the configuration that matches nothing.
pub static PATTERN_MATCHES_NOTHING: Code = error(
    "engine/pattern-matches-nothing",
    Text::new("`{pattern}` matches no file", "`{pattern}` に一致するファイルがありません"),
    Text::new(
        "a pattern that matches nothing would drop a manifest without a word",
        "一致しないパターンは、マニフェストを黙って取りこぼします",
    ),
    Text::new(
        "correct it, or take it away; patterns begin at the root of the repository",
        "直すか、消してください。パターンはリポジトリの最上位から書きます",
    ),
);
/// No pack at all.
pub static NO_PACK: Code = error(
    "engine/no-pack",
    Text::new(
        "no pack is named, so there is nothing to judge by",
        "パックが指定されていないため、判定の基準がありません",
    ),
    Text::new(
        "a run without expectations would pass everything",
        "期待事項のない実行では、全てが適合になってしまいます",
    ),
    Text::new(
        "write `packs = [\"{default}\"]` in tadashi.toml",
        "tadashi.toml に `packs = [\"{default}\"]` と書いてください",
    ),
);
/// A pack that is neither embedded nor a folder.
pub static UNKNOWN_PACK: Code = error(
    "engine/unknown-pack",
    Text::new("no pack is called `{name}`{hint}", "`{name}` というパックはありません{hint}"),
    Text::new(
        "a pack is embedded by name, or is a folder of the repository",
        "パックは、組み込みのものを名前で指定するか、リポジトリのフォルダで指定します",
    ),
    Text::new("embedded packs: {names}", "組み込みのパック: {names}"),
);
/// A folder without policies.
pub static EMPTY_PACK: Code = error(
    "engine/empty-pack",
    Text::new("`{path}` holds no `.tadashi` file", "`{path}` に `.tadashi` ファイルがありません"),
    Text::new(
        "a pack without expectations would pass everything",
        "期待事項のないパックでは、全てが適合になってしまいます",
    ),
    Text::new(
        "name the folder that holds `pack NAME version …`",
        "`pack NAME version …` のあるフォルダを指定してください",
    ),
);
/// Packs that hold no expectation.
pub static NO_EXPECTATION: Code = error(
    "engine/no-expectation",
    Text::new("the packs of this run hold no expectation", "この実行のパックに期待事項がありません"),
    Text::new(
        "a run without expectations would pass everything",
        "期待事項のない実行では、全てが適合になってしまいます",
    ),
    Text::new(
        "name a pack that holds some; embedded packs: {names}",
        "期待事項のあるパックを指定してください。組み込みのパック: {names}",
    ),
);
/// Another version than the one asked for.
pub static PACK_VERSION: Code = error(
    "engine/pack-version",
    Text::new(
        "`{name}` is at version {found}; `{asked}` is asked for",
        "`{name}` の版は {found} ですが、`{asked}` が求められています",
    ),
    Text::new("a clause may have changed between the versions", "版の間で期待事項が変わっている可能性があります"),
    Text::new(
        "write `version {found}` after reading what changed",
        "変更点を確認してから `version {found}` と書いてください",
    ),
);
/// A file included twice, or by itself.
pub static INCLUDED_TWICE: Code = error(
    "engine/included-twice",
    Text::new("`{path}` is already part of this manifest", "`{path}` は既にこのマニフェストの一部です"),
    Text::new(
        "a file that counts twice, or includes itself, has no clear meaning",
        "二度数えられるファイルや自分自身を取り込むファイルは、意味が定まりません",
    ),
    Text::new("include it once", "取り込むのは一度だけにしてください"),
);
/// More files than the limit.
pub static TOO_MANY_INCLUDES: Code = error(
    "engine/too-many-includes",
    Text::new(
        "more than {limit} files are included (limit `includes`)",
        "取り込むファイルが {limit} を超えています（制限 `includes`）",
    ),
    Text::new("every input is bounded, so that a check ends", "検査が必ず終わるよう、入力には上限があります"),
    Text::new(
        "narrow the pattern, or raise `includes` under `[limits]` in tadashi.toml",
        "パターンを絞るか、tadashi.toml の `[limits]` で `includes` を上げてください",
    ),
);
/// A time zone that no table knows.
pub static UNKNOWN_TIMEZONE: Code = Code {
    id: "engine/unknown-timezone",
    level: Level::Warning,
    stops: false,
    message: Text::new(
        "no time zone is called `{name}`; today is read in UTC",
        "`{name}` という時間帯はありません。今日の日付は UTC で読みます",
    ),
    why: Text::new("what is due today depends on where today is", "今日が期限のものは、どこの今日かによって変わります"),
    help: Text::new(
        "write a name of the IANA table, e.g. `Asia/Tokyo`",
        "`Asia/Tokyo` のような IANA の名前を書いてください",
    ),
};
/// A repository inside the repository.
pub static NESTED_ROOT: Code = Code {
    id: "engine/nested-root",
    level: Level::Note,
    stops: false,
    message: Text::new(
        "`{path}` belongs to a repository of its own (`root = true`) and is not judged here",
        "`{path}` は別のリポジトリ（`root = true`）に属するため、ここでは判定しません",
    ),
    why: Text::new("its paths begin at its own root", "そのパスは、自身の最上位から始まります"),
    help: Text::new(
        "judge it by itself: `tadashi check {folder}`",
        "`tadashi check {folder}` で個別に判定してください",
    ),
};
/// A link that has the name of a manifest.
pub static LINKED_MANIFEST: Code = Code {
    id: "engine/linked-manifest",
    level: Level::Warning,
    stops: false,
    message: Text::new("`{path}` is a link and was not followed", "`{path}` はリンクのため、たどりませんでした"),
    why: Text::new(
        "links are not followed, so that each manifest is judged once, where it stands",
        "各マニフェストを実際の場所で一度だけ判定するため、リンクはたどりません",
    ),
    help: Text::new(
        "name the file it points at `ai-governance.yaml`, or list it under `manifests` in tadashi.toml",
        "リンク先のファイルの名前を `ai-governance.yaml` にするか、tadashi.toml の `manifests` に書いてください",
    ),
};
/// A pack without tests.
pub static NO_TESTS: Code = error(
    "engine/no-tests",
    Text::new("no test stands in `{path}`", "`{path}` にテストがありません"),
    Text::new(
        "a pack without tests shows nothing about its clauses",
        "テストのないパックでは、期待事項の働きを確かめられません",
    ),
    Text::new(
        "write `test \"…\" { given … expect … }` beside each clause",
        "各期待事項のそばに `test \"…\" { given … expect … }` を書いてください",
    ),
);

/// Every row of this layer.
pub static ALL: &[&Code] = &[
    &NO_MANIFEST,
    &PATTERN_MATCHES_NOTHING,
    &NO_PACK,
    &UNKNOWN_PACK,
    &EMPTY_PACK,
    &NO_EXPECTATION,
    &PACK_VERSION,
    &INCLUDED_TWICE,
    &TOO_MANY_INCLUDES,
    &UNKNOWN_TIMEZONE,
    &NESTED_ROOT,
    &LINKED_MANIFEST,
    &NO_TESTS,
];
