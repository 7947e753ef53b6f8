//! Why an explanation is not written: nothing is called so (exit 2), or there is nothing to explain (exit 1).

use crate::diagnostic::{Code, Level};
use crate::text::Text;

const WRITTEN_FOR: Text = Text::new(
    "an explanation is written for one point of one expectation and for one subject",
    "説明は、一つの期待事項の一つの項目と一つの対象について書きます",
);
const HOLDS_ALONE: Text =
    Text::new("an explanation that nothing needs hides those that count", "不要な説明は、必要な説明を見えにくくします");
const ELSE_AS_IT_WAS: Text =
    Text::new("every other byte of a file stays as it is", "ファイルの他の部分は1バイトも変えません");

const fn usage(id: &'static str, message: Text, why: Text, help: Text) -> Code {
    Code { id, level: Level::Error, stops: true, message, why, help }
}

const fn nothing(id: &'static str, message: Text, why: Text, help: Text) -> Code {
    Code { id, level: Level::Error, stops: false, message, why, help }
}

/// An expectation that no pack of the run has.
pub static NO_EXPECTATION_CALLED: Code = usage(
    "engine/no-such-expectation",
    Text::new("no expectation is called `{name}`{hint}", "`{name}` という期待事項はありません{hint}"),
    WRITTEN_FOR,
    Text::new(
        "write `pack/clause`, as `tadashi check` prints it in brackets; this run judges by {packs}",
        "`tadashi check` が角括弧で示す `pack/clause` を書いてください。今回の判定基準: {packs}",
    ),
);
/// A name of expectations of several packs.
pub static SEVERAL_EXPECTATIONS: Code = usage(
    "engine/several-expectations",
    Text::new("several expectations are called `{name}`", "`{name}` という期待事項が複数あります"),
    WRITTEN_FOR,
    Text::new("write one of {names}", "次のいずれかを書いてください: {names}"),
);
/// A point that the expectation does not have.
pub static NO_POINT_CALLED: Code = usage(
    "engine/no-such-point",
    Text::new("`{clause}` has no point `{name}`{hint}", "`{clause}` に項目 `{name}` はありません{hint}"),
    WRITTEN_FOR,
    Text::new("its points: {names}", "項目: {names}"),
);
/// A subject that no manifest of the run has.
pub static NO_SUBJECT_CALLED: Code = usage(
    "engine/no-such-subject",
    Text::new("no subject is called `{name}`{hint}", "`{name}` という対象はありません{hint}"),
    WRITTEN_FOR,
    Text::new(
        "write `organisation`, or a noun and an id such as `system/credit`",
        "`organisation` か、`system/credit` のように種類と id を書いてください",
    ),
);
/// An id of several subjects.
pub static SEVERAL_SUBJECTS: Code = usage(
    "engine/several-subjects",
    Text::new("several subjects are called `{name}`", "`{name}` という対象が複数あります"),
    WRITTEN_FOR,
    Text::new("write one of {names}", "次のいずれかを書いてください: {names}"),
);
/// A subject of several manifests.
pub static SEVERAL_MANIFESTS: Code = usage(
    "engine/several-manifests",
    Text::new("`{name}` is open in several manifests", "`{name}` は複数のマニフェストで未充足です"),
    Text::new("an explanation belongs to one manifest", "説明は一つのマニフェストに属します"),
    Text::new("name one of them at the end: {names}", "末尾に次のいずれかを指定してください: {names}"),
);
/// A kind that there is not, or that the expectation does not accept.
pub static NO_KIND_CALLED: Code = usage(
    "engine/kind-not-accepted",
    Text::new(
        "`{clause}` accepts no explanation of kind `{name}`{hint}",
        "`{clause}` では種類 `{name}` の説明は認められません{hint}",
    ),
    Text::new("each kind needs fields of its own", "種類ごとに必要な欄が異なります"),
    Text::new("write one of {names}", "次のいずれかを書いてください: {names}"),
);
/// An id that is no id, or that another explanation has.
pub static BAD_ID: Code = usage(
    "engine/id-not-free",
    Text::new("`{name}` cannot be the id of this explanation", "`{name}` はこの説明の id にできません"),
    Text::new("each explanation is known by its own id", "説明は固有の id で区別します"),
    Text::new(
        "leave out `--id`, and it is called `{free}`; or write letters, digits, `-`, `_` and `.`",
        "`--id` を省くと `{free}` になります。指定する場合は英数字、`-`、`_`、`.` を使ってください",
    ),
);
/// One place for several explanations.
pub static ONE_POINT: Code = usage(
    "engine/one-point",
    Text::new("several points are open: {names}", "複数の項目が未充足です: {names}"),
    Text::new(
        "a Markdown record holds one explanation, and an id names one",
        "Markdown の記録は説明を一つだけ持ち、id は一つの説明を示します",
    ),
    Text::new("name one: `{clause}#{first}`", "一つを指定してください: `{clause}#{first}`"),
);
/// A clause that binds.
pub static BINDS: Code = nothing(
    "engine/cannot-be-explained",
    Text::new("`{clause}` cannot be explained: it is a `must`", "`{clause}` は `must` のため、説明では代えられません"),
    Text::new("it rests on what binds: {source}", "拘束力のある規範に基づきます: {source}"),
    Text::new(
        "meet it, or state the fact by which it does not apply: `tadashi show {clause}`",
        "満たすか、適用されないことを示す事実を書いてください: `tadashi show {clause}`",
    ),
);
/// Nothing is open.
pub static NOTHING: Code = nothing(
    "engine/nothing-to-explain",
    Text::new("there is nothing to explain: {reason}", "説明すべき事項はありません: {reason}"),
    HOLDS_ALONE,
    Text::new("`tadashi check` lists what is open", "未充足の事項は `tadashi check` で確認できます"),
);
/// An explanation speaks of it already.
pub static ALREADY: Code = nothing(
    "engine/already-explained",
    Text::new(
        "explanation `{id}` speaks of `{name}` already, and is {state}",
        "`{name}` については既に説明 `{id}` があります（{state}）",
    ),
    Text::new(
        "one account of a point is enough, and two may differ",
        "一つの項目の説明は一つで足り、二つあると食い違うおそれがあります",
    ),
    Text::new("change `{id}` instead, where it stands", "`{id}` を修正してください"),
);
/// A place that is never written to.
pub static LOCKED: Code = usage(
    "engine/locked",
    Text::new(
        "`{path}` is a copy that a lock holds, and is not edited",
        "`{path}` はロックされた写しのため編集しません",
    ),
    Text::new("it would no longer be what its source says", "編集すると元の内容と一致しなくなります"),
    Text::new("name a file of this repository's own", "このリポジトリ自身のファイルを指定してください"),
);
/// A file that cannot take one more explanation.
pub static NO_PLACE: Code = usage(
    "engine/no-place",
    Text::new("`{path}` cannot take an explanation", "`{path}` には説明を書き込めません"),
    ELSE_AS_IT_WAS,
    Text::new(
        "name a file ending in .yaml or .md, or leave out `--into` and paste what is printed",
        "末尾が .yaml 又は .md のファイルを指定するか、`--into` を省いて出力を貼り付けてください",
    ),
);
/// A file that no manifest would read.
pub static NOT_READ: Code = usage(
    "engine/not-read",
    Text::new(
        "`{manifest}` would not read an explanation in `{path}`",
        "`{path}` に書いた説明は `{manifest}` から読まれません",
    ),
    Text::new("an explanation that nobody reads explains nothing", "読まれない説明は何も説明しません"),
    Text::new(
        "write into `{manifest}` or below `{folder}`, or name the file under `explanations` in tadashi.toml",
        "`{manifest}` か `{folder}` の下に書くか、tadashi.toml の `explanations` にそのファイルを加えてください",
    ),
);

/// Every row.
pub static ALL: &[&Code] = &[
    &NO_EXPECTATION_CALLED,
    &SEVERAL_EXPECTATIONS,
    &NO_POINT_CALLED,
    &NO_SUBJECT_CALLED,
    &SEVERAL_SUBJECTS,
    &SEVERAL_MANIFESTS,
    &NO_KIND_CALLED,
    &BAD_ID,
    &ONE_POINT,
    &BINDS,
    &NOTHING,
    &ALREADY,
    &LOCKED,
    &NO_PLACE,
    &NOT_READ,
];

/// Why nothing is open.
pub(super) const COMPLIES: Text =
    Text::new("`{clause}` is met for `{subject}`", "`{subject}` は `{clause}` に適合しています");
pub(super) const POINT_MET: Text = Text::new(
    "`{point}` of `{clause}` is met for `{subject}`; open: {names}",
    "`{subject}` は `{clause}` の `{point}` を満たしています。未充足の項目: {names}",
);
pub(super) const NOT_APPLICABLE: Text =
    Text::new("`{clause}` does not apply to `{subject}`", "`{clause}` は `{subject}` に適用されません");
pub(super) const NOT_IN_FORCE: Text = Text::new("`{clause}` is not in force", "`{clause}` は現在効力を有しません");
pub(super) const ONLY_MAY: Text = Text::new("`{clause}` is only a `may`", "`{clause}` は `may` です");
pub(super) const FOR_ANOTHER: Text = Text::new(
    "`{clause}` is about {whom}, not about `{subject}`",
    "`{clause}` の対象は {whom} で、`{subject}` ではありません",
);
