//! The named limits that keep every input bounded in time and memory; docs/limits.md is printed from this table.

use crate::text::Text;

/// One limit.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Limit {
    /// Its name in messages and in `[limits]` of `tadashi.toml`.
    pub name: &'static str,
    /// What it is when nothing else is said.
    pub default: u64,
    /// What it bounds, and what happens beyond it.
    pub meaning: Text,
}

/// Every limit, in the order in which an input meets them.
pub const LIMITS: [Limit; 16] = [
    Limit {
        name: "file-bytes",
        default: 64 << 20,
        meaning: Text::new(
            "size of one manifest, policy or explanation file, in bytes; a larger file is not read",
            "マニフェスト、ポリシー又は説明の1ファイルの大きさ（バイト）。超えるファイルは読まない",
        ),
    },
    Limit {
        name: "scalar-bytes",
        default: 1 << 20,
        meaning: Text::new(
            "size of one key or one text of a manifest, in bytes; a larger one is an error",
            "マニフェストの1つのキー又は値の大きさ（バイト）。超えるとエラー",
        ),
    },
    Limit {
        name: "depth",
        default: 64,
        meaning: Text::new("nesting of a manifest; deeper is an error", "マニフェストの入れ子の深さ。超えるとエラー"),
    },
    Limit {
        name: "nodes",
        default: 4_000_000,
        meaning: Text::new("values in one manifest; more is an error", "1つのマニフェストの値の数。超えるとエラー"),
    },
    Limit {
        name: "alias-expansion",
        default: 100_000,
        meaning: Text::new(
            "values reached through aliases of one manifest; more is an error",
            "1つのマニフェストでエイリアスを通して読む値の数。超えるとエラー",
        ),
    },
    Limit {
        name: "mistakes",
        default: 100,
        meaning: Text::new(
            "mistakes of one manifest file that are listed one by one; more are counted",
            "マニフェスト1ファイルの誤りを個別に示す数。超える分は数だけを示す",
        ),
    },
    Limit {
        name: "policy-bytes",
        default: 4 << 20,
        meaning: Text::new(
            "size of one policy file, in bytes; a larger file is not read",
            "ポリシー1ファイルの大きさ（バイト）。超えるファイルは読まない",
        ),
    },
    Limit {
        name: "policy-depth",
        default: 32,
        meaning: Text::new(
            "nesting of brackets and conditions of a policy, checked before parsing; deeper is an error",
            "ポリシーの括弧及び条件の入れ子の深さ。構文解析の前に検査し、超えるとエラー",
        ),
    },
    Limit {
        name: "policy-terms",
        default: 1_000,
        meaning: Text::new(
            "sentences joined by `and` and `or` in one condition, checked before parsing; more is an error",
            "1つの条件で `and` 及び `or` により結ぶ文の数。構文解析の前に検査し、超えるとエラー",
        ),
    },
    Limit {
        name: "definition-sentences",
        default: 2_000,
        meaning: Text::new(
            "sentences of one definition with those that it uses written out, whatever the configuration says; more is an error",
            "使っている定義を展開したときの、1つの定義の文の数。設定では変えられない。超えるとエラー",
        ),
    },
    Limit {
        name: "definition-levels",
        default: 32,
        meaning: Text::new(
            "definitions that use one another in a row, whatever the configuration says; more is an error",
            "定義が定義を使う段数。設定では変えられない。超えるとエラー",
        ),
    },
    Limit {
        name: "evidence-bytes",
        default: 4 << 20,
        meaning: Text::new(
            "size of one document read as evidence, in bytes; a larger one deviates",
            "証跡として読む1文書の大きさ（バイト）。超えると不適合",
        ),
    },
    Limit {
        name: "includes",
        default: 2_000,
        meaning: Text::new(
            "files that one manifest includes; more is an error",
            "1つのマニフェストが取り込むファイルの数。超えるとエラー",
        ),
    },
    Limit {
        name: "gitignore-bytes",
        default: 1 << 20,
        meaning: Text::new(
            "size of one `.gitignore`, in bytes, whatever the configuration says; a larger one is an error, and ignores nothing",
            "1つの `.gitignore` の大きさ（バイト）。設定では変えられない。超えるとエラーとなり、その内容は使わない",
        ),
    },
    Limit {
        name: "archive-bytes",
        default: 64 << 20,
        meaning: Text::new(
            "size of a pack that `tadashi packs add` takes, packed and unpacked, in bytes, whatever the configuration says; a larger one is refused",
            "`tadashi packs add` で取り込むパックの圧縮前後の大きさ（バイト）。設定では変えられない。超えると取り込まない",
        ),
    },
    Limit {
        name: "archive-files",
        default: 5_000,
        meaning: Text::new(
            "entries of a folder or archive that `tadashi packs add` looks through, whatever the configuration says; more are refused",
            "`tadashi packs add` で調べるフォルダ又はアーカイブの項目の数。設定では変えられない。超えると取り込まない",
        ),
    },
];

/// The limits of a run.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Limits {
    values: [u64; LIMITS.len()],
}

impl Default for Limits {
    fn default() -> Self {
        Self { values: LIMITS.map(|limit| limit.default) }
    }
}

impl Limits {
    /// The value of a limit by its name; 0 for a name that [`LIMITS`] does not have.
    #[must_use]
    pub fn get(&self, name: &str) -> usize {
        LIMITS
            .iter()
            .zip(self.values)
            .find(|(limit, _)| limit.name == name)
            .map_or(0, |(_, value)| usize::try_from(value).unwrap_or(usize::MAX))
    }

    /// Sets a limit; false if there is none of that name.
    pub fn set(&mut self, name: &str, value: u64) -> bool {
        match LIMITS.iter().position(|limit| limit.name == name).and_then(|index| self.values.get_mut(index)) {
            Some(slot) => {
                *slot = value;
                true
            }
            None => false,
        }
    }
}
