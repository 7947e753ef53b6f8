//! What keeps a pack from being taken into the repository.

use crate::diagnostic::{Code, Level};
use crate::text::Text;

const fn error(id: &'static str, message: Text, why: Text, help: Text) -> Code {
    Code { id, level: Level::Error, stops: true, message, why, help }
}

/// No pack at all.
pub static NO_PACK: Code = error(
    "packs/no-pack",
    Text::new("`{path}` holds no pack", "`{path}` にパックがありません"),
    Text::new(
        "a pack is a folder of `.tadashi` files, one of which begins with `pack NAME version …`",
        "パックは `.tadashi` ファイルのフォルダで、その一つが `pack NAME version …` で始まります",
    ),
    Text::new("name the folder or archive of a pack", "パックのフォルダ又はアーカイブを指定してください"),
);
/// Several packs.
pub static SEVERAL: Code = error(
    "packs/several",
    Text::new("`{path}` holds several packs: {names}", "`{path}` に複数のパックがあります: {names}"),
    Text::new("each pack is taken by itself", "パックは1つずつ取り込みます"),
    Text::new(
        "name the folder of one of them: `tadashi packs add {path}/FOLDER`",
        "そのうち1つのフォルダを指定してください: `tadashi packs add {path}/FOLDER`",
    ),
);
/// Not newer than what is there.
pub static NOT_NEWER: Code = error(
    "packs/not-newer",
    Text::new(
        "`{name}` {to} is not newer than {from}, which is here",
        "`{name}` {to} は、ここにある {from} より新しくありません",
    ),
    Text::new(
        "two different texts of one version, or a step back, are mostly a slip",
        "同じ版の別の内容や、古い版への差替えは、多くの場合は誤りです",
    ),
    Text::new(
        "take a newer version, or type `--force` if this is meant",
        "新しい版を取り込むか、意図したものであれば `--force` を付けてください",
    ),
);
/// Ids that would die.
pub static IDS_LOST: Code = error(
    "packs/ids-lost",
    Text::new(
        "`{name}` {to} has lost ids of {from}: {ids}",
        "`{name}` {to} では、{from} にあった id が失われています: {ids}",
    ),
    Text::new(
        "explanations name clauses by their ids; a clause that is renamed says `formerly`",
        "説明は id で期待事項を指します。名前を変えた期待事項は `formerly` で旧 id を示します",
    ),
    Text::new(
        "ask the publisher to write `formerly ID` in the clauses that follow them, or type `--force` and mend the explanations",
        "後継の期待事項に `formerly ID` と書くよう発行元に求めるか、`--force` を付けて取り込み、説明を直してください",
    ),
);
/// A version that says too little.
pub static TOO_LOW: Code = error(
    "packs/version-too-low",
    Text::new(
        "`{name}` goes from {from} to {to}, but what changed needs at least {least}: {changes}",
        "`{name}` は {from} から {to} になりましたが、変更の内容からは {least} 以上が必要です: {changes}",
    ),
    Text::new(
        "a new or changed clause raises the second number, a field or word taken away the first",
        "期待事項の追加や変更では2番目の数、項目や語の削除では1番目の数を上げます",
    ),
    Text::new(
        "ask the publisher for the right number, or type `--force` after reading what changed",
        "正しい版の番号を発行元に求めるか、変更点を確認してから `--force` を付けてください",
    ),
);

/// Every row.
pub static ALL: &[&Code] = &[&NO_PACK, &SEVERAL, &NOT_NEWER, &IDS_LOST, &TOO_LOW];
