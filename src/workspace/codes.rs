//! What can be wrong with files, folders and the configuration.

use std::io;

use super::Problem;
use crate::args;
use crate::diagnostic::{Code, Diagnostic, Level, did_you_mean};
use crate::text::{Message, Text};

/// Every row.
pub static ALL: &[&Code] = &[
    &NO_SUCH_PATH,
    &OTHER_REPOSITORY,
    &NOT_FOUND,
    &OUTSIDE,
    &BAD_PATH,
    &NOT_A_FILE,
    &LINKED_ON,
    &TOO_LARGE,
    &NAME_NOT_UNICODE,
    &UNREADABLE,
    &UNWRITABLE,
    &INDEX_UNREAD,
    &CHANGED,
    &NOT_UTF8,
    &UTF16,
    &NUL_BYTE,
    &CONFIG_SYNTAX,
    &CONFIG_UNKNOWN_KEY,
    &CONFIG_WRONG_TYPE,
    &CONFIG_UNKNOWN_WORD,
    &CONFIG_BAD_GLOB,
    &CONFIG_LIMIT,
];

/// A path of the command line does not exist.
pub static NO_SUCH_PATH: Code = Code {
    id: "workspace/no-such-path",
    level: Level::Error,
    stops: true,
    message: Text::new(
        "there is no file or folder `{path}`{hint}",
        "`{path}` というファイルやフォルダーはありません{hint}",
    ),
    why: Text::new("what is not there cannot be judged", "存在しないものは判定できません"),
    help: Text::new(
        "name a manifest or a folder, or run `tadashi --help` for the commands",
        "マニフェストかフォルダーを指定してください。コマンドの一覧は `tadashi --help` で見られます",
    ),
};

/// A path of the command line is of another repository than the first.
pub static OTHER_REPOSITORY: Code = Code {
    id: "workspace/other-repository",
    level: Level::Error,
    stops: true,
    message: Text::new(
        "`{path}` is not in the repository of the first path",
        "`{path}` は最初のパスと同じリポジトリにありません",
    ),
    why: Text::new(
        "all paths of a run are read from one repository",
        "1回の実行で読むパスは1つのリポジトリに限られます",
    ),
    help: Text::new("check each repository in a run of its own", "リポジトリごとに分けて実行してください"),
};

/// Nothing stands at a path.
pub static NOT_FOUND: Code = Code {
    id: "workspace/not-found",
    level: Level::Error,
    stops: true,
    message: Text::new("`{path}` does not exist", "`{path}` は存在しません"),
    why: Text::new("what is not there cannot be judged", "存在しないものは判定できません"),
    help: Text::new(
        "check the spelling; paths are relative to the root of the repository",
        "綴りを確かめてください。パスはリポジトリのルートからの相対パスです",
    ),
};

/// A path or link leaves the repository.
pub static OUTSIDE: Code = Code {
    id: "workspace/outside",
    level: Level::Error,
    stops: true,
    message: Text::new("`{path}` leaves the repository", "`{path}` はリポジトリの外を指しています"),
    why: Text::new(
        "a verdict must rest on what the repository holds, so nothing outside it is opened",
        "判定の根拠はリポジトリの中に限られるため、外のファイルは開きません",
    ),
    help: Text::new(
        "copy the file into the repository and write its path from the root, without `..`, a leading `/` or a link to elsewhere",
        "ファイルをリポジトリに置き、ルートからの相対パスを書いてください。`..`、先頭の `/`、外へのリンクは使えません",
    ),
};

/// Not a path.
pub static BAD_PATH: Code = Code {
    id: "workspace/bad-path",
    level: Level::Error,
    stops: true,
    message: Text::new("`{path}` is not a path of the repository", "`{path}` はリポジトリのパスとして読めません"),
    why: Text::new(
        "the same path must mean the same file on every machine",
        "同じパスはどの環境でも同じファイルを指す必要があります",
    ),
    help: Text::new(
        "write a path with `/` between its parts: `governance/ai-policy.md`",
        "`governance/ai-policy.md` のように `/` で区切ったパスを書いてください",
    ),
};

/// A folder, pipe or device.
pub static NOT_A_FILE: Code = Code {
    id: "workspace/not-a-file",
    level: Level::Error,
    stops: true,
    message: Text::new("`{path}` is not a file", "`{path}` はファイルではありません"),
    why: Text::new(
        "only files are read; folders, pipes and devices are not",
        "読むのはファイルだけで、フォルダー、パイプ、デバイスは読みません",
    ),
    help: Text::new("put a file there, or name one", "その場所にファイルを置くか、ファイルを指定してください"),
};

/// A link to a folder where files are looked for.
pub static LINKED_ON: Code = Code {
    id: "workspace/linked-folder",
    level: Level::Error,
    stops: true,
    message: Text::new(
        "`{path}` is a link to a folder, and was not looked through",
        "`{path}` はフォルダーへのリンクで、中を調べていません",
    ),
    why: Text::new(
        "files that stand where they are looked for are read, so that none is judged twice and none is left out unseen",
        "同じファイルを2度判定したり、知らないうちに除いたりしないよう、探す場所に実物があるファイルだけを読みます",
    ),
    help: Text::new(
        "put the folder itself there, or name its files by their own paths",
        "フォルダーの実物をそこに置くか、その中のファイルを実際のパスで指定してください",
    ),
};

/// Beyond a limit.
pub static TOO_LARGE: Code = Code {
    id: "workspace/too-large",
    level: Level::Error,
    stops: true,
    message: Text::new("`{path}` is larger than {limit} bytes", "`{path}` は {limit} バイトを超えています"),
    why: Text::new(
        "every input is bounded, so that a check always ends soon",
        "検査が必ずすぐに終わるよう、入力の大きさには上限があります",
    ),
    help: Text::new(
        "split the file, or raise `{name}` under `[limits]` in `tadashi.toml`",
        "ファイルを分けるか、`tadashi.toml` の `[limits]` で `{name}` を大きくしてください",
    ),
};

/// The name of a folder is not Unicode.
pub static NAME_NOT_UNICODE: Code = Code {
    id: "workspace/name-not-unicode",
    level: Level::Error,
    stops: true,
    message: Text::new("the name of `{path}` is not Unicode", "`{path}` の名前が Unicode ではありません"),
    why: Text::new(
        "no path can name it or what is below it, so that it would be left out of the judgement",
        "それ自体も、その下にあるものもパスで指せないため、判定から漏れます",
    ),
    help: Text::new(
        "rename it; if it holds nothing to be judged and git does not track it, name it in `.gitignore`",
        "名前を変えてください。判定するものがなく、git も追跡していなければ、`.gitignore` に書いてください",
    ),
};

/// The operating system refused to write.
pub static UNWRITABLE: Code = Code {
    id: "workspace/unwritable",
    level: Level::Error,
    stops: true,
    message: Text::new("`{path}` cannot be written: {reason}", "`{path}` に書き込めません（{reason}）"),
    why: Text::new(
        "a file is written whole or not at all; this one is as it was",
        "ファイルは全体を書くか、全く書かないかのどちらかです。このファイルは元のままです",
    ),
    help: Text::new(
        "make room on the disk, or give the user who runs the command the right to write in that folder",
        "ディスクの空きを確保するか、コマンドを実行する利用者にそのフォルダーへの書き込み権限を与えてください",
    ),
};

/// The list of what git tracks cannot be used.
pub static INDEX_UNREAD: Code = Code {
    id: "workspace/git-index",
    level: Level::Warning,
    stops: false,
    message: Text::new(
        "the list of tracked files in `{path}` cannot be read",
        "`{path}` にある追跡対象の一覧を読めません",
    ),
    why: Text::new(
        "a manifest that git tracks is judged even where `.gitignore` names it; without this list such a manifest may be left out",
        "git が追跡するマニフェストは `.gitignore` に該当しても判定しますが、この一覧を読めないと、判定から漏れるおそれがあります",
    ),
    help: Text::new(
        "run `git status`; if git reads the list, ask for such a manifest by its path",
        "`git status` を実行してください。git が一覧を読めるのであれば、該当するマニフェストをパスで指定してください",
    ),
};

/// A file that changed between reading and writing.
pub static CHANGED: Code = Code {
    id: "workspace/changed",
    level: Level::Error,
    stops: true,
    message: Text::new(
        "`{path}` has changed since it was read, and was left as it is",
        "`{path}` は読み込み後に変更されたため、元のままにしました",
    ),
    why: Text::new("what somebody else just wrote must not be lost", "他の人が書いた内容を失うことはできません"),
    help: Text::new("run the command again", "コマンドをもう一度実行してください"),
};

/// The operating system refused.
pub static UNREADABLE: Code = Code {
    id: "workspace/unreadable",
    level: Level::Error,
    stops: true,
    message: Text::new("`{path}` cannot be read: {reason}", "`{path}` を読めません（{reason}）"),
    why: Text::new("what could not be read must not count as sound", "読めなかったものを問題なしとは扱えません"),
    help: Text::new(
        "give the user who runs the check the right to read it",
        "検査を実行する利用者に読む権限を与えてください",
    ),
};

/// Bytes that are not UTF-8.
pub static NOT_UTF8: Code = Code {
    id: "workspace/not-utf8",
    level: Level::Error,
    stops: true,
    message: Text::new(
        "`{path}` is not UTF-8 text: see byte {byte}",
        "`{path}` は UTF-8 のテキストではありません（{byte} バイト目）",
    ),
    why: Text::new(
        "guessing an encoding could change what was written",
        "文字コードを推測すると、書かれた内容が変わるおそれがあります",
    ),
    help: Text::new("save the file as UTF-8", "UTF-8 で保存してください"),
};

/// A text in UTF-16.
pub static UTF16: Code = Code {
    id: "workspace/utf-16",
    level: Level::Error,
    stops: true,
    message: Text::new(
        "`{path}` is UTF-16 text: see byte {byte}",
        "`{path}` は UTF-16 のテキストです（{byte} バイト目）",
    ),
    why: Text::new("files are read as UTF-8 only", "ファイルは UTF-8 としてのみ読みます"),
    help: Text::new("save the file as UTF-8", "UTF-8 で保存してください"),
};

/// A zero byte.
pub static NUL_BYTE: Code = Code {
    id: "workspace/nul-byte",
    level: Level::Error,
    stops: true,
    message: Text::new("byte {byte} of `{path}` is zero", "`{path}` の {byte} バイト目がゼロです"),
    why: Text::new(
        "a text holds no such byte, so the file is damaged or binary",
        "テキストには含まれないバイトであり、ファイルが壊れているか、バイナリです",
    ),
    help: Text::new("check that the path names a text file", "パスがテキストファイルを指しているか確かめてください"),
};

/// `tadashi.toml` is not TOML.
pub static CONFIG_SYNTAX: Code = Code {
    id: "workspace/config-syntax",
    level: Level::Error,
    stops: true,
    message: Text::new("this is not TOML: {detail}", "TOML として読めません（{detail}）"),
    why: Text::new(
        "a setting that is not read would be a setting that is not kept",
        "読めない設定は守られない設定になります",
    ),
    help: Text::new(
        "write `key = value`, with texts in quotes",
        "`キー = 値` の形で書き、文字列は引用符で囲んでください",
    ),
};

/// A key that no setting has.
pub static CONFIG_UNKNOWN_KEY: Code = Code {
    id: "workspace/config-unknown-key",
    level: Level::Error,
    stops: true,
    message: Text::new("there is no setting `{key}`{hint}", "`{key}` という設定はありません{hint}"),
    why: Text::new("a misspelt setting would silently do nothing", "綴りを誤った設定は、気づかれないまま効きません"),
    help: Text::new("use one of: {known}", "次のいずれかを使ってください: {known}"),
};

/// A value of a wrong type.
pub static CONFIG_WRONG_TYPE: Code = Code {
    id: "workspace/config-wrong-type",
    level: Level::Error,
    stops: true,
    message: Text::new(
        "`{key}` expects {expected}, found {found}",
        "`{key}` には{expected}を書きます（書かれているのは{found}）",
    ),
    why: Text::new("the setting cannot be read as meant", "設定を意図どおりに読めません"),
    help: Text::new("write it like this: `{example}`", "次のように書いてください: `{example}`"),
};

/// A word that a setting does not take.
pub static CONFIG_UNKNOWN_WORD: Code = Code {
    id: "workspace/config-unknown-word",
    level: Level::Error,
    stops: true,
    message: Text::new("`{word}` is not a value of `{key}`{hint}", "`{word}` は `{key}` の値ではありません{hint}"),
    why: Text::new("a misspelt value would silently do nothing", "綴りを誤った値は、気づかれないまま効きません"),
    help: Text::new("use one of: {known}", "次のいずれかを使ってください: {known}"),
};

/// A pattern of paths that cannot be read.
pub static CONFIG_BAD_GLOB: Code = Code {
    id: "workspace/config-bad-glob",
    level: Level::Error,
    stops: true,
    message: Text::new(
        "`{glob}` is not a pattern of paths: {detail}",
        "`{glob}` はパスのパターンとして読めません（{detail}）",
    ),
    why: Text::new(
        "a pattern that matches nothing would hide the files it was meant for",
        "一致しないパターンは、対象のファイルを見落とします",
    ),
    help: Text::new(
        "write a path from the root of the repository; `*` stands for a name, `**` for any folders",
        "リポジトリのルートからのパスを書いてください。`*` は1つの名前、`**` は任意のフォルダーを表します",
    ),
};

/// A limit beyond what it can be set to.
pub static CONFIG_LIMIT: Code = Code {
    id: "workspace/config-limit",
    level: Level::Error,
    stops: true,
    message: Text::new(
        "the limit `{key}` cannot be {value}: {bound}",
        "上限 `{key}` を {value} にすることはできません（{bound}）",
    ),
    why: Text::new(
        "beyond it a check could fail in other ways than by saying so",
        "これを超えると、検査がその旨を報告せずに失敗するおそれがあります",
    ),
    help: Text::new("take the line away{smaller}", "この行を消してください{smaller}"),
};

/// What to type where a configuration is asked for.
pub const NAME_A_CONFIGURATION: Text = Text::new(
    "name a configuration file behind `--config`, such as `policy/tadashi.toml`",
    "`--config` には `policy/tadashi.toml` のような設定ファイルを指定してください",
);

/// A problem with a path of the command line; `commands` are words that could have been meant instead.
#[must_use]
pub fn diagnose_argument(problem: &Problem, commands: &[&str]) -> Diagnostic {
    let path = problem.path();
    match problem {
        Problem::NotFound { .. } => Diagnostic::new(
            &NO_SUCH_PATH,
            args!["path" => path, "hint" => did_you_mean(path, commands.iter().copied())],
        ),
        Problem::Outside { .. } => Diagnostic::new(&OTHER_REPOSITORY, args!["path" => path]),
        other => diagnose(other, "file-bytes"),
    }
}

/// A problem as a diagnostic without a place; `limit` names the limit that was asked for.
#[must_use]
pub fn diagnose(problem: &Problem, limit: &'static str) -> Diagnostic {
    let path = problem.path();
    match problem {
        Problem::NotFound { .. } => Diagnostic::new(&NOT_FOUND, args!["path" => path]),
        Problem::Outside { .. } | Problem::LinkOut { .. } => Diagnostic::new(&OUTSIDE, args!["path" => path]),
        Problem::Malformed { .. } => Diagnostic::new(&BAD_PATH, args!["path" => path]),
        Problem::NotAFile { .. } => Diagnostic::new(&NOT_A_FILE, args!["path" => path]),
        Problem::LinkedFolder { .. } => Diagnostic::new(&LINKED_ON, args!["path" => path]),
        Problem::TooLarge { limit: bytes, .. } => {
            let limit = if path.rsplit('/').next() == Some(".gitignore") { "gitignore-bytes" } else { limit };
            Diagnostic::new(&TOO_LARGE, args!["path" => path, "limit" => *bytes, "name" => limit])
        }
        Problem::NotUnicode { .. } => Diagnostic::new(&NAME_NOT_UNICODE, args!["path" => path]),
        Problem::Unwritable { kind, .. } => {
            Diagnostic::new(&UNWRITABLE, args!["path" => path, "reason" => reason(*kind)])
        }
        Problem::NotUnderstood { .. } => Diagnostic::new(&INDEX_UNREAD, args!["path" => path]),
        Problem::Changed { .. } => Diagnostic::new(&CHANGED, args!["path" => path]),
        Problem::Unreadable { kind, .. } => {
            Diagnostic::new(&UNREADABLE, args!["path" => path, "reason" => reason(*kind)])
        }
    }
}

fn reason(kind: io::ErrorKind) -> Message {
    Message::plain(match kind {
        io::ErrorKind::PermissionDenied => Text::new("permission denied", "権限がありません"),
        io::ErrorKind::StorageFull => Text::new("the disk is full", "ディスクに空きがありません"),
        io::ErrorKind::QuotaExceeded => Text::new("the quota is used up", "割り当てられた容量を使い切っています"),
        io::ErrorKind::FileTooLarge => {
            Text::new("the system allows no file that large", "システムが許すファイルの大きさを超えています")
        }
        io::ErrorKind::ReadOnlyFilesystem => {
            Text::new("the disk cannot be written to", "書き込みのできないディスクです")
        }
        io::ErrorKind::InvalidFilename => Text::new("the name is too long", "名前が長すぎます"),
        _ => Text::new("the system reports an error", "システムがエラーを返しました"),
    })
}
