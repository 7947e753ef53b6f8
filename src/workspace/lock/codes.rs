//! What can be wrong with `tadashi.lock`, and with what it holds the repository to.

use crate::diagnostic::{Code, Level};
use crate::text::Text;

const fn error(id: &'static str, message: Text, why: Text, help: Text) -> Code {
    Code { id, level: Level::Error, stops: true, message, why, help }
}

const fn warning(id: &'static str, message: Text, why: Text, help: Text) -> Code {
    Code { id, level: Level::Warning, stops: false, message, why, help }
}

const UNREAD: Text = Text::new(
    "a lock that cannot be read holds nothing to what was taken",
    "読めないロックでは、取り込んだ内容を固定できません",
);
const REWRITE: Text = Text::new(
    "take the file from the last commit, or type `tadashi packs update` after reading what changed",
    "直前のコミットのファイルに戻すか、変更点を確認してから `tadashi packs update` を実行してください",
);
const BEHIND: Text = Text::new(
    "what a repository is judged by must not change without anybody deciding it",
    "判定の基準が、誰も決めないまま変わってはなりません",
);

/// Not TOML.
pub static SYNTAX: Code = error(
    "lock/syntax",
    Text::new("the lock is not TOML: {detail}", "ロックを TOML として読めません（{detail}）"),
    UNREAD,
    REWRITE,
);
/// A key that entries do not have.
pub static UNKNOWN_KEY: Code = error(
    "lock/unknown-key",
    Text::new("the lock has no key `{key}`", "ロックに `{key}` というキーはありません"),
    Text::new("a misspelt key would silently hold nothing", "綴りを誤ったキーは、気づかれないまま効きません"),
    Text::new("use one of: {known}", "次のいずれかを使ってください: {known}"),
);
/// A value that is not as the tool writes it.
pub static WRONG_VALUE: Code = error(
    "lock/wrong-value",
    Text::new("`{key}` expects {expected}", "`{key}` には{expected}が必要です"),
    UNREAD,
    REWRITE,
);
/// A key that is not there.
pub static MISSING_KEY: Code = error(
    "lock/missing-key",
    Text::new("`{key}` is missing in `{file}`", "`{file}` に `{key}` がありません"),
    UNREAD,
    REWRITE,
);
/// A format of another program.
pub static FORMAT_NUMBER: Code = error(
    "lock/format-number",
    Text::new(
        "the lock has the format {found}, but this program reads {version}",
        "ロックの形式は {found} ですが、このプログラムが読むのは {version} です",
    ),
    UNREAD,
    Text::new(
        "use the version of tadashi that wrote it, or type `tadashi packs update`",
        "ロックを書いた版の tadashi を使うか、`tadashi packs update` を実行してください",
    ),
);
/// Two entries of one name.
pub static TWICE: Code = error(
    "lock/twice",
    Text::new("the lock holds `{name}` twice", "ロックに `{name}` が2回あります"),
    Text::new("only one of them can be what was taken", "取り込んだ内容はどちらか一方のはずです"),
    Text::new(
        "keep one of the entries, as after a merge; then type `tadashi packs verify`",
        "マージの後などに残った項目の一方を消し、`tadashi packs verify` を実行してください",
    ),
);
/// Changed since it was taken.
pub static CHANGED: Code = error(
    "lock/changed",
    Text::new(
        "`{path}` is not as the lock took it{files}: locked {locked}, found {found}",
        "`{path}` がロックの内容と異なります{files}（ロック {locked}、現在 {found}）",
    ),
    BEHIND,
    Text::new(
        "put back what was taken, or read what changed and type `tadashi packs update`",
        "取り込んだときの内容に戻すか、変更点を確認してから `tadashi packs update` を実行してください",
    ),
);
/// The files that changed, behind the message of [`CHANGED`].
pub const CHANGED_FILES: Text = Text::new("; changed: {files}", "。変更のあったファイル: {files}");
/// A pack or file that an existing lock does not hold.
pub static NOT_LOCKED: Code = error(
    "lock/not-locked",
    Text::new("`{path}` is not in `tadashi.lock`", "`{path}` が `tadashi.lock` にありません"),
    BEHIND,
    Text::new(
        "read it, then type `tadashi packs update` and commit the lock",
        "内容を確認してから `tadashi packs update` を実行し、ロックをコミットしてください",
    ),
);
/// A vendored pack where there is no lock.
pub static NO_LOCK: Code = error(
    "lock/none",
    Text::new(
        "`{path}` was copied here, and there is no `tadashi.lock` that holds it",
        "`{path}` は取り込んだものですが、固定する `tadashi.lock` がありません",
    ),
    BEHIND,
    Text::new(
        "type `tadashi packs update` and commit the lock; a pack of this repository itself stands outside `.tadashi/` and is named as a folder in tadashi.toml",
        "`tadashi packs update` を実行し、ロックをコミットしてください。このリポジトリ自身のパックは `.tadashi/` の外に置き、tadashi.toml にフォルダで指定します",
    ),
);
/// A version in the lock that the files do not have.
pub static OTHER_FOLDER: Code = error(
    "lock/other-folder",
    Text::new(
        "the lock took `{name}` in `{locked}`, but it is used from `{found}`",
        "ロックは `{locked}` の `{name}` を取り込んでいますが、`{found}` のものが使われています",
    ),
    BEHIND,
    REWRITE_OR_MOVE,
);
/// A pack of one's own with the name of a locked one.
pub static NAME_OF_LOCKED: Code = error(
    "lock/name-of-locked",
    Text::new(
        "`{path}` has the name of `{name}` {version}, which the lock holds",
        "`{path}` は、ロックが固定する `{name}` {version} と同じ名前です",
    ),
    BEHIND,
    Text::new(
        "give it a name of its own, name the locked pack in tadashi.toml, or read the folder and type `tadashi packs update`",
        "別の名前を付けるか、ロックにあるパックを tadashi.toml で指定してください。意図した変更なら、内容を確認してから `tadashi packs update` を実行してください",
    ),
);
const REWRITE_OR_MOVE: Text = Text::new(
    "move the pack back, or read it and type `tadashi packs update`",
    "パックを元の場所に戻すか、内容を確認してから `tadashi packs update` を実行してください",
);
/// Shared facts where there is no lock.
pub static FACTS_WITHOUT_LOCK: Code = warning(
    "lock/facts-without-lock",
    Text::new(
        "`{path}` is a copy of shared facts, and there is no `tadashi.lock` that holds it",
        "`{path}` は共有された事項の写しですが、固定する `tadashi.lock` がありません",
    ),
    Text::new(
        "anybody could change the copy and nobody would see that it differs from the original",
        "写しを書き換えても、原本との違いに誰も気づけません",
    ),
    Text::new(
        "type `tadashi packs update` and commit the lock",
        "`tadashi packs update` を実行し、ロックをコミットしてください",
    ),
);
/// An entry of what is not there.
pub static ENTRY_OF_NOTHING: Code = warning(
    "lock/entry-of-nothing",
    Text::new("the lock holds `{name}`, which is not there", "ロックに `{name}` がありますが、実物がありません"),
    Text::new(
        "what was taken may have been removed without a decision",
        "取り込んだものが、決定のないまま消された可能性があります",
    ),
    Text::new(
        "put it back, or type `tadashi packs update` to take it out of the lock",
        "元に戻すか、`tadashi packs update` でロックから外してください",
    ),
);
/// An entry that no configuration uses.
pub static UNUSED: Code = warning(
    "lock/unused",
    Text::new(
        "the lock holds `{name}`, which no configuration of this repository uses",
        "ロックの `{name}` は、このリポジトリのどの設定でも使われていません",
    ),
    Text::new(
        "an entry in the lock looks as if the repository were judged by it",
        "ロックにあると、その基準で判定しているように見えます",
    ),
    Text::new(
        "name the pack under `packs` in tadashi.toml, or remove it and type `tadashi packs update`",
        "tadashi.toml の `packs` で指定するか、削除してから `tadashi packs update` を実行してください",
    ),
);
/// An embedded pack that another version of the program brought.
pub static EMBEDDED_CHANGED: Code = warning(
    "lock/embedded-changed",
    Text::new(
        "this program brings `{name}` {found}, but the lock took {locked} on {taken}",
        "このプログラムの `{name}` は {found} ですが、ロックは {taken} に {locked} を取り込んでいます",
    ),
    Text::new(
        "another version of the program may judge otherwise; explanations of clauses that changed are outdated from the day the lock takes them",
        "プログラムの版が違うと判定が変わることがあります。変わった期待事項への説明は、ロックが新しい版を取り込んだ日から古い説明として扱います",
    ),
    Text::new(
        "read what changed, then type `tadashi packs update`",
        "変更点を確認してから `tadashi packs update` を実行してください",
    ),
);
/// An embedded pack that an existing lock does not hold.
pub static EMBEDDED_NOT_LOCKED: Code = warning(
    "lock/embedded-not-locked",
    Text::new("the lock does not hold the embedded `{name}`", "組み込みの `{name}` がロックにありません"),
    Text::new(
        "without an entry nobody sees when another version of the program changes it",
        "項目がないと、プログラムの版によって内容が変わっても気づけません",
    ),
    Text::new("type `tadashi packs update`", "`tadashi packs update` を実行してください"),
);

/// Every row.
pub static ALL: &[&Code] = &[
    &SYNTAX,
    &UNKNOWN_KEY,
    &WRONG_VALUE,
    &MISSING_KEY,
    &FORMAT_NUMBER,
    &TWICE,
    &CHANGED,
    &NOT_LOCKED,
    &NO_LOCK,
    &OTHER_FOLDER,
    &NAME_OF_LOCKED,
    &FACTS_WITHOUT_LOCK,
    &ENTRY_OF_NOTHING,
    &UNUSED,
    &EMBEDDED_CHANGED,
    &EMBEDDED_NOT_LOCKED,
];
