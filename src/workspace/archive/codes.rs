//! Why a folder or archive is not taken in.

use crate::diagnostic::{Code, Level};
use crate::text::Text;

const fn error(id: &'static str, message: Text, why: Text, help: Text) -> Code {
    Code { id, level: Level::Error, stops: true, message, why, help }
}

const NOTHING_WRITTEN: Text = Text::new(
    "a pack is taken whole or not at all; nothing was written",
    "パックは全体を取り込むか、全く取り込まないかのどちらかです。何も書き込んでいません",
);

/// Cannot be read.
pub static UNREADABLE: Code = error(
    "archive/unreadable",
    Text::new("`{path}` cannot be read: {detail}", "`{path}` を読めません（{detail}）"),
    NOTHING_WRITTEN,
    Text::new(
        "name a folder that holds `pack NAME version …`, or a sound .tar.gz or .zip of it",
        "`pack NAME version …` のあるフォルダ、又は壊れていない .tar.gz か .zip を指定してください",
    ),
);
/// What is wrong with a stream that has something behind it.
pub const MORE: Text = Text::new("something follows its end", "終わりの後に余分なデータがあります");
/// What is wrong with a tar that does not end as one.
pub const NO_END: Text = Text::new(
    "it is cut short, or something follows its end",
    "途中で切れているか、終わりの後に余分なデータがあります",
);
/// What is wrong with a zip that says two things of its names.
pub const NAMES: Text =
    Text::new("its directory and its entries differ in their names", "目録と中身の名前が一致しません");
/// Neither a folder nor a known archive.
pub static UNKNOWN_FORMAT: Code = error(
    "archive/unknown-format",
    Text::new("`{path}` is neither a folder nor an archive", "`{path}` はフォルダでもアーカイブでもありません"),
    Text::new("a pack comes as a folder, a .tar.gz or a .zip", "パックの形は、フォルダ、.tar.gz、.zip のいずれかです"),
    Text::new(
        "unpack it and type `tadashi packs add FOLDER`",
        "展開してから `tadashi packs add FOLDER` を実行してください",
    ),
);
/// An entry that a pack never holds.
pub static REFUSED: Code = error(
    "archive/refused",
    Text::new("`{entry}` in `{path}` is refused: {what}", "`{path}` の `{entry}` は取り込めません（{what}）"),
    NOTHING_WRITTEN,
    Text::new(
        "do not use this archive; ask its publisher for one that holds plain files only",
        "このアーカイブは使わず、通常のファイルだけを含むものを発行元に求めてください",
    ),
);
/// What is wrong with a path in an archive.
pub const PATH: Text = Text::new(
    "its path is absolute, leaves the folder, or is not a path on every system",
    "パスが絶対パスか、フォルダの外を指すか、環境によっては使えないものです",
);
/// What is wrong with an entry that is no file.
pub const LINK: Text = Text::new("it is a link or a device, not a file", "ファイルではなく、リンクかデバイスです");
/// What is wrong with folders in folders.
pub const DEEP: Text = Text::new("it lies too deep", "階層が深すぎます");
/// Two entries that are one on some systems.
pub static TWICE: Code = error(
    "archive/twice",
    Text::new("`{path}` holds both `{first}` and `{second}`", "`{path}` に `{first}` と `{second}` の両方があります"),
    Text::new(
        "on systems that take both for one name one would overwrite the other",
        "両者を同じ名前とみなす環境では、一方が他方を上書きします",
    ),
    Text::new("rename one of them in the pack", "パックの中で、どちらかの名前を変えてください"),
);
/// Beyond a limit of size.
pub static TOO_LARGE: Code = error(
    "archive/too-large",
    Text::new("`{path}` holds more than {limit} bytes", "`{path}` の内容が {limit} バイトを超えています"),
    Text::new(
        "what is unpacked is bounded by `{name}`, whatever an archive says of itself",
        "アーカイブの記載にかかわらず、展開する大きさには `{name}` の上限があります",
    ),
    Text::new(
        "take only the folder of the pack: unpack it and type `tadashi packs add FOLDER`",
        "パックのフォルダだけを取り込んでください。展開してから `tadashi packs add FOLDER` を実行します",
    ),
);
/// Beyond a limit of number.
pub static TOO_MANY: Code = error(
    "archive/too-many",
    Text::new("`{path}` holds more than {limit} entries", "`{path}` の項目が {limit} 個を超えています"),
    Text::new("what is looked through is bounded by `{name}`", "調べる項目の数には `{name}` の上限があります"),
    Text::new(
        "take only the folder of the pack: `tadashi packs add FOLDER`",
        "パックのフォルダだけを指定してください: `tadashi packs add FOLDER`",
    ),
);

/// Every row.
pub static ALL: &[&Code] = &[&UNREADABLE, &UNKNOWN_FORMAT, &REFUSED, &TWICE, &TOO_LARGE, &TOO_MANY];
