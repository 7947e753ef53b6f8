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
pub const LIMITS: [Limit; 18] = [
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
            "errors, and as many warnings, of one manifest file that are listed one by one; more are counted",
            "マニフェスト1ファイルのエラーを個別に示す数（警告も同じ）。超える分は数だけを示す",
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
            "sentences of one definition with those that it uses written out; more is an error",
            "使っている定義を展開したときの、1つの定義の文の数。超えるとエラー",
        ),
    },
    Limit {
        name: "definition-levels",
        default: 32,
        meaning: Text::new(
            "definitions that use one another in a row; more is an error",
            "定義が定義を使う段数。超えるとエラー",
        ),
    },
    Limit {
        name: "definition-depth",
        default: 128,
        meaning: Text::new(
            "conditions inside one another in one definition with those that it uses written out; more is an error",
            "使っている定義を展開したときの、1つの定義の条件の入れ子の深さ。超えるとエラー",
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
        name: "judgement-steps",
        default: 50_000_000,
        meaning: Text::new(
            "sentences, items and letters that are looked at to judge one manifest; with more it is not judged, which is an error",
            "1つのマニフェストの判定で調べる文、項目及び文字の数。超えるとエラーとなり、そのマニフェストは判定しない",
        ),
    },
    Limit {
        name: "gitignore-bytes",
        default: 1 << 20,
        meaning: Text::new(
            "size of one `.gitignore`, in bytes; a larger one is an error, and ignores nothing",
            "1つの `.gitignore` の大きさ（バイト）。超えるとエラーとなり、その内容は使わない",
        ),
    },
    Limit {
        name: "archive-bytes",
        default: 64 << 20,
        meaning: Text::new(
            "size of a pack that `tadashi packs add` takes, packed and unpacked, in bytes; a larger one is refused",
            "`tadashi packs add` で取り込むパックの圧縮前後の大きさ（バイト）。超えると取り込まない",
        ),
    },
    Limit {
        name: "archive-files",
        default: 5_000,
        meaning: Text::new(
            "entries of a folder or archive that `tadashi packs add` looks through; more are refused",
            "`tadashi packs add` で調べるフォルダ又はアーカイブの項目の数。超えると取り込まない",
        ),
    },
];

/// The most that a configuration may set, where that is less than any number: what a parser, a stack or the offsets
/// of a text can bear.
const MOST: [(&str, u64); 8] = [
    ("file-bytes", 1 << 30),
    ("scalar-bytes", 1 << 30),
    ("depth", 250),
    ("nodes", 1 << 28),
    ("alias-expansion", 1 << 28),
    ("policy-bytes", 64 << 20),
    ("policy-depth", 64),
    ("evidence-bytes", 1 << 30),
];

/// Limits that no configuration sets.
const SET_BY_NONE: [&str; 6] = [
    "definition-sentences",
    "definition-levels",
    "definition-depth",
    "gitignore-bytes",
    "archive-bytes",
    "archive-files",
];

impl Limit {
    /// The most that a configuration may set it to; none where it may not set it.
    #[must_use]
    pub fn most(&self) -> Option<u64> {
        if SET_BY_NONE.contains(&self.name) {
            return None;
        }
        Some(MOST.iter().find(|(name, _)| *name == self.name).map_or(u64::MAX, |(_, most)| *most))
    }
}

/// A bound that is no matter of trust: what a reader or a format bears, or how much of one thing is told.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Bound {
    /// Its name in docs/limits.md.
    pub name: &'static str,
    /// The number.
    pub value: usize,
    /// What it bounds, and what happens beyond it.
    pub meaning: Text,
}

/// Steps after which reading one item of a policy is given up; a sound item of the largest size takes a tenth of it.
pub const PARSER_STEPS: usize = 400_000_000;
/// Quantifiers inside one another in one condition (language.md, section 1); literal lists do not count.
pub const QUANTIFIERS: usize = 3;
/// Characters of a key in YAML that does not stand behind a `?`.
pub const YAML_KEY: usize = 1_024;
/// Levels that the reader of TOML takes.
pub const TOML_DEPTH: usize = 80;
/// Bytes of a `tadashi.toml` that can make its folder a root.
pub const ROOT_BYTES: usize = 1 << 20;
/// Folders inside one another in a pack that is added.
pub const ARCHIVE_DEPTH: usize = 32;
/// Renewals of one explanation, whatever a set says; a number of our own.
pub const RENEWALS: usize = 24;
/// Classes of texts that are looked at for one run of words, and compared with one class. Texts that share a rare run
/// nearly always are alike, so the first few settle it.
pub const COMPARED: usize = 64;
/// Mistakes that are listed of one policy file, in its text and again in its names and types.
pub const POLICY_MISTAKES: usize = 200;
/// Keys of one mapping that are told to stand twice.
pub const DUPLICATE_KEYS: usize = 100;
/// Causes that are listed of one open point.
pub const CAUSES: usize = 50;
/// Places of one finding that are shown.
pub const PLACES: usize = 28;
/// Characters of one sentence that are shown.
pub const SENTENCE: usize = 2_000;

/// Every bound that is not in [`LIMITS`].
pub const BOUNDS: [Bound; 13] = [
    Bound {
        name: "parser steps",
        value: PARSER_STEPS,
        meaning: Text::new(
            "steps to read one item of a policy; beyond, the item is an error",
            "ポリシーの1項目の構文解析の手数。超えるとその項目はエラー",
        ),
    },
    Bound {
        name: "quantifiers",
        value: QUANTIFIERS,
        meaning: Text::new(
            "`for every` and `there is` inside one another in one condition; more is an error",
            "1つの条件の中の `for every` と `there is` の入れ子。超えるとエラー",
        ),
    },
    Bound {
        name: "YAML key",
        value: YAML_KEY,
        meaning: Text::new(
            "characters of a key in YAML before its `:`; a longer one is an error",
            "YAML で `:` の前に書くキーの文字数。超えるとエラー",
        ),
    },
    Bound {
        name: "TOML depth",
        value: TOML_DEPTH,
        meaning: Text::new(
            "nesting that TOML is read to, where `depth` allows more; deeper is an error",
            "`depth` がこれより大きい場合の TOML の入れ子の深さ。超えるとエラー",
        ),
    },
    Bound {
        name: "root",
        value: ROOT_BYTES,
        meaning: Text::new(
            "bytes of a `tadashi.toml` that is asked whether its folder is a root; a larger one does not make it one",
            "フォルダーがルートかどうかを調べる `tadashi.toml` のバイト数。超えるとルートとみなさない",
        ),
    },
    Bound {
        name: "archive depth",
        value: ARCHIVE_DEPTH,
        meaning: Text::new(
            "folders inside one another in what `tadashi packs add` takes; deeper is refused",
            "`tadashi packs add` で取り込むフォルダーの深さ。超えると取り込まない",
        ),
    },
    Bound {
        name: "renewals",
        value: RENEWALS,
        meaning: Text::new(
            "renewals of one explanation, whatever a policy allows; with more it is `perpetual`",
            "1つの説明の更新の回数（ポリシーの定めにかかわらない）。超えるとその説明は `perpetual`",
        ),
    },
    Bound {
        name: "explanations compared",
        value: COMPARED,
        meaning: Text::new(
            "explanations with words in common that one is compared with; further ones with the same words are not",
            "同じ語句をもつ説明のうち、1つの説明と比べる件数。超える分は比べない",
        ),
    },
    Bound {
        name: "mistakes of policies",
        value: POLICY_MISTAKES,
        meaning: Text::new(
            "mistakes that are listed of one policy file, in its text and again in its names and types; that there are more is said",
            "1つのポリシーファイルについて列挙する誤りの数（構文、及び名称と型のそれぞれ）。超えることは報告する",
        ),
    },
    Bound {
        name: "duplicate keys",
        value: DUPLICATE_KEYS,
        meaning: Text::new(
            "keys of one mapping that are told to stand twice; further ones are not told",
            "1つのマッピングで重複を報告するキーの数。超える分は報告しない",
        ),
    },
    Bound {
        name: "causes",
        value: CAUSES,
        meaning: Text::new(
            "causes that are listed of one open point; the rest is counted",
            "満たされない1項目について列挙する原因の数。残りは件数を示す",
        ),
    },
    Bound {
        name: "places",
        value: PLACES,
        meaning: Text::new(
            "places of one finding that are shown; the rest is counted",
            "1つの指摘で示す箇所の数。残りは件数を示す",
        ),
    },
    Bound {
        name: "sentence",
        value: SENTENCE,
        meaning: Text::new(
            "characters of one sentence that are shown; `…` stands for the rest, but not in JSON",
            "1文として表示する文字数。残りは `…` で示す（JSON を除く）",
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
