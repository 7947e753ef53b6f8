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
        "type `tadashi init`, which writes `ai-governance.yaml` from a few questions; or name a file",
        "`tadashi init` を実行すると、質問に答えるだけで `ai-governance.yaml` を作成できます。又はファイルを指定してください",
    ),
);
/// Where a file has nearly the name of a manifest.
pub const NEARLY_NAMED: Text = Text::new(
    "{names} may be meant for it: rename it to `ai-governance.yaml`, or name it on the command line",
    "{names} がマニフェストのつもりであれば、名前を `ai-governance.yaml` に変えるか、コマンドラインでそのファイルを指定してください",
);
/// A pattern of the configuration that matches nothing.
pub static PATTERN_MATCHES_NOTHING: Code = error(
    "engine/pattern-matches-nothing",
    Text::new("`{pattern}` matches no file", "`{pattern}` に一致するファイルがありません"),
    Text::new(
        "a pattern that matches nothing would drop the files that it is meant for without a word",
        "一致しないパターンは、対象とするファイルを黙って取りこぼします",
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
    Text::new("there is no pack or folder `{name}`{hint}", "`{name}` というパックもフォルダもありません{hint}"),
    Text::new(
        "a pack is embedded by name, stands in `.tadashi/packs` by name, or is a folder of the repository",
        "パックは、組み込みのもの又は `.tadashi/packs` のものを名前で指定するか、リポジトリのフォルダで指定します",
    ),
    Text::new(
        "packs that can be named: {names}; `tadashi packs add FOLDER` takes another",
        "名前で指定できるパック: {names}。ほかのパックは `tadashi packs add FOLDER` で取り込めます",
    ),
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
        "name the folder that holds `pack NAME version …`, and see that git does not ignore it",
        "`pack NAME version …` のあるフォルダを指定し、git が無視していないことも確かめてください",
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
/// Not one clause of the run applies to anything.
pub static NOTHING_JUDGED: Code = error(
    "engine/nothing-judged",
    Text::new(
        "every expectation of this run applies to nothing here, so nothing was judged",
        "この実行の期待事項は、どれもここに適用対象がなく、何も判定されませんでした",
    ),
    Text::new(
        "a run that judges nothing would pass everything",
        "何も判定しない実行では、全てが適合になってしまいます",
    ),
    Text::new(
        "state what there is in the manifest, e.g. under `systems`, or name a pack that applies: `tadashi packs list`",
        "`systems` などにあるものをマニフェストに書くか、適用対象のあるパックを指定してください。一覧は `tadashi packs list` で見られます",
    ),
);
/// Clauses of an own pack that apply to nothing.
pub static APPLIES_TO_NOTHING: Code = Code {
    id: "engine/applies-to-nothing",
    level: Level::Note,
    stops: false,
    message: Text::new(
        "expectations that apply to nothing here: {names} (number: {count})",
        "ここに適用対象がない期待事項: {names}（{count} 件）",
    ),
    why: Text::new(
        "a clause that matches nothing neither passes nor fails, and a misspelt word can be the reason",
        "適用対象のない期待事項は、適合でも不適合でもありません。語の書き誤りが原因のこともあります",
    ),
    help: Text::new(
        "if one of them ought to apply, read whom it concerns with `tadashi show {first}`, and see what the manifest states of that",
        "適用されるはずのものがあれば、`tadashi show {first}` で対象を読み、マニフェストの記載を確かめてください",
    ),
};
/// Another version than the one asked for.
pub static PACK_VERSION: Code = error(
    "engine/pack-version",
    Text::new(
        "`{name}` is at version {found}; `{asked}` is asked for",
        "`{name}` の版は {found} ですが、`{asked}` が求められています",
    ),
    Text::new("a clause may have changed between the versions", "版の間で期待事項が変わっている可能性があります"),
    Text::new(
        "write `version {found}` after reading what changed, or name `{name}@{asked}` in tadashi.toml where that version is there: `tadashi packs list`",
        "変更点を確認してから `version {found}` と書くか、その版があれば tadashi.toml に `{name}@{asked}` と書いてください。版の一覧は `tadashi packs list` で見られます",
    ),
);
/// A version that is not there.
pub static NO_VERSION: Code = error(
    "engine/no-such-version",
    Text::new("`{name}` is not here in version `{asked}`", "`{name}` に `{asked}` の版はありません"),
    Text::new("a clause may have changed between the versions", "版の間で期待事項が変わっている可能性があります"),
    Text::new("write one of: {names}", "次のいずれかを書いてください: {names}"),
);
/// A pack in two versions, or from two places.
pub static TWO_PLACES: Code = error(
    "engine/two-places",
    Text::new(
        "`{name}` is asked for twice: as `{first}` and as `{second}`",
        "`{name}` が `{first}` と `{second}` の2通りで指定されています",
    ),
    Text::new(
        "a run judges by one version of a pack, from one place",
        "1回の実行で用いるパックは、1つの版、1つの場所のものに限ります",
    ),
    Text::new(
        "name it once, in tadashi.toml or with `use`; to see what differs between two versions, type `tadashi packs diff`",
        "tadashi.toml か `use` のどちらかで1度だけ指定してください。版の違いは `tadashi packs diff` で見られます",
    ),
);
/// A vendored pack that hides an embedded one.
pub static IN_PLACE_OF_EMBEDDED: Code = Code {
    id: "engine/in-place-of-embedded",
    level: Level::Warning,
    stops: false,
    message: Text::new(
        "`{path}` ({version}) stands in place of the embedded `{name}` ({embedded})",
        "組み込みの `{name}`（{embedded}）の代わりに `{path}`（{version}）を使っています",
    ),
    why: Text::new(
        "a vendored pack comes before an embedded one of the same name, and nobody should have to guess which one judged",
        "同じ名前では取り込んだパックが優先されます。どちらで判定したかは明らかでなければなりません",
    ),
    help: Text::new(
        "remove the folder and type `tadashi packs update` to judge by the embedded one, or write `{name}@{embedded}` in tadashi.toml",
        "組み込みのものを使うには、フォルダを消して `tadashi packs update` を実行するか、tadashi.toml に `{name}@{embedded}` と書いてください",
    ),
};
/// A vendored pack that is a link.
pub static LINKED_PACK: Code = error(
    "engine/linked-pack",
    Text::new("`{path}` is a link", "`{path}` はリンクです"),
    Text::new(
        "what a lock holds must stand where it is locked; a link can be pointed elsewhere",
        "ロックが固定する内容は、その場所に実物が必要です。リンクの先は変えられます",
    ),
    Text::new(
        "put the files themselves there: `tadashi packs add FOLDER`",
        "実物のファイルを置いてください: `tadashi packs add FOLDER`",
    ),
);
/// A pack of one's own that is reached through a link.
pub static LINKED_FOLDER: Code = error(
    "engine/linked-folder",
    Text::new("`{path}` leads through a link to `{real}`", "`{path}` はリンクで `{real}` につながっています"),
    Text::new(
        "a link can lead to a pack that the lock holds, past the lock",
        "リンクを使うと、ロックが固定するパックを、ロックの確認なしに使えてしまいます",
    ),
    Text::new(
        "name the folder that holds the files themselves, or put them in `{path}`",
        "実物のファイルがあるフォルダを指定するか、`{path}` に実物を置いてください",
    ),
);
/// A pack of one's own that has the name of an embedded one.
pub static NAME_OF_EMBEDDED: Code = Code {
    id: "engine/name-of-embedded",
    level: Level::Warning,
    stops: false,
    message: Text::new(
        "`{path}` has the name of the embedded `{name}` ({embedded}) and says it is version {version}",
        "`{path}` は組み込みの `{name}`（{embedded}）と同じ名前で、版は {version} となっています",
    ),
    why: Text::new(
        "nothing holds it to what is published under that name, so its result is not that of the embedded pack",
        "その名前で公開された内容と同じとは限らないため、組み込みのパックによる結果とは言えません",
    ),
    help: Text::new(
        "give it a name of its own, or write `{name}` in tadashi.toml to judge by the embedded one",
        "別の名前を付けるか、組み込みのものを使うには tadashi.toml に `{name}` と書いてください",
    ),
};
/// A part outside the folder of its pack.
pub static PART_ELSEWHERE: Code = error(
    "engine/part-elsewhere",
    Text::new(
        "`{path}` is a part of `{name}`, but does not stand in the folder of that pack",
        "`{path}` は `{name}` の一部とされていますが、そのパックのフォルダにありません",
    ),
    Text::new(
        "a part that stands elsewhere would change a pack unseen, also one that the lock holds",
        "別の場所にある部分は、ロックが固定するパックであっても、気付かれずに内容を変えてしまいます",
    ),
    Text::new(
        "move it beside the file that begins with `pack {name}`, or make it a part of the pack of its own folder",
        "`pack {name}` で始まるファイルと同じフォルダに移すか、そのフォルダのパックの一部にしてください",
    ),
);
/// A vendored pack in a folder of another name.
pub static OTHER_NAME: Code = error(
    "engine/other-name",
    Text::new("`{path}` holds the pack `{name}`", "`{path}` にあるのはパック `{name}` です"),
    Text::new(
        "a vendored pack stands in the folder of its name, so that the name finds it and no other",
        "取り込んだパックは、名前で一つに決まるよう、その名前のフォルダに置きます",
    ),
    Text::new("rename the folder to `{parent}/{name}`", "フォルダの名前を `{parent}/{name}` に変えてください"),
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
    level: Level::Warning,
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
/// Settings below the root that judge by fewer packs.
pub static FEWER_PACKS: Code = Code {
    id: "engine/fewer-packs",
    level: Level::Warning,
    stops: false,
    message: Text::new(
        "`{path}` leaves out packs of the settings above it: {names}",
        "`{path}` では、上位の設定が指定するパックが使われません: {names}",
    ),
    why: Text::new(
        "what stands below it is not judged by what the repository is judged by",
        "その下にあるマニフェストは、リポジトリ全体の基準では判定されません",
    ),
    help: Text::new(
        "add them to its `packs`; settings take nothing from those above them",
        "その `packs` に加えてください。設定は上位の設定を引き継ぎません",
    ),
};
/// Files with the name of a manifest that the settings do not name.
pub static MANIFESTS_LEFT_OUT: Code = Code {
    id: "engine/manifests-left-out",
    level: Level::Warning,
    stops: false,
    message: Text::new(
        "files with the name of a manifest that `manifests` leaves out: {names} (number: {count})",
        "`manifests` に含まれない、マニフェストの名前のファイルがあります: {names}（{count} 件）",
    ),
    why: Text::new("what they declare is not judged", "そこで宣言された内容は判定されません"),
    help: Text::new(
        "add them to `manifests` in tadashi.toml, or give them another name",
        "tadashi.toml の `manifests` に加えるか、別の名前に変えてください",
    ),
};
/// A file that has nearly the name of a manifest, beside manifests that were found.
pub static NEARLY_A_MANIFEST: Code = Code {
    id: "engine/nearly-a-manifest",
    level: Level::Error,
    stops: true,
    message: Text::new(
        "`{path}` has nearly the name of a manifest, and is not judged",
        "`{path}` はマニフェストに似た名前ですが、判定の対象になりません",
    ),
    why: Text::new(
        "a manifest is found by its name, letter by letter; what this file declares would go unseen",
        "マニフェストは1文字も違わない名前で探すため、このファイルの宣言が見落とされます",
    ),
    help: Text::new(
        "rename it to `{right}`, or give it a name of its own if it is none",
        "`{right}` に変えてください。マニフェストでなければ、別の名前にしてください",
    ),
};
/// Files that look like explanations and stand where none is looked for.
pub static EXPLANATIONS_LEFT_OUT: Code = Code {
    id: "engine/explanations-left-out",
    level: Level::Warning,
    stops: false,
    message: Text::new(
        "files that look like explanations and are not read: {names} (number: {count})",
        "説明と思われるが、読まれていないファイルがあります: {names}（{count} 件）",
    ),
    why: Text::new(
        "what they explain counts as unexplained",
        "そこで説明されている事項は、説明がないものとして扱われます",
    ),
    help: Text::new(
        "move them to `{folder}` as `.yaml`, `.yml` or `.md`, or name them under `explanations` in tadashi.toml",
        "`.yaml`、`.yml` 又は `.md` として `{folder}` に移すか、tadashi.toml の `explanations` で指定してください",
    ),
};
/// A link that has the name of a manifest, and leads to nothing that was judged.
pub static LINKED_MANIFEST: Code = Code {
    id: "engine/linked-manifest",
    level: Level::Error,
    stops: true,
    message: Text::new(
        "`{path}` is a link and was not followed, and what it points at is not judged",
        "`{path}` はリンクのためたどらず、リンク先も判定していません",
    ),
    why: Text::new(
        "links are not followed, so that each manifest is judged once, where it stands; this one is judged nowhere",
        "各マニフェストを実際の場所で一度だけ判定するため、リンクはたどりません。このままではどこでも判定されません",
    ),
    help: Text::new(
        "put the file itself there, or name the file it points at `ai-governance.yaml`, or list that file under `manifests` in tadashi.toml",
        "リンクの代わりにファイルそのものを置くか、リンク先のファイルの名前を `ai-governance.yaml` にするか、リンク先を tadashi.toml の `manifests` に書いてください",
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
    &NOTHING_JUDGED,
    &APPLIES_TO_NOTHING,
    &PACK_VERSION,
    &NO_VERSION,
    &TWO_PLACES,
    &IN_PLACE_OF_EMBEDDED,
    &LINKED_PACK,
    &LINKED_FOLDER,
    &NAME_OF_EMBEDDED,
    &PART_ELSEWHERE,
    &OTHER_NAME,
    &INCLUDED_TWICE,
    &TOO_MANY_INCLUDES,
    &UNKNOWN_TIMEZONE,
    &NESTED_ROOT,
    &FEWER_PACKS,
    &MANIFESTS_LEFT_OUT,
    &EXPLANATIONS_LEFT_OUT,
    &LINKED_MANIFEST,
    &NEARLY_A_MANIFEST,
    &NO_TESTS,
];
