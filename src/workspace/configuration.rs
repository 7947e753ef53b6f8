//! `tadashi.toml`: which packs, manifests and explanations, the language, the threshold and the limits.
//!
//! Takes its text; gives a [`Configuration`] and everything wrong with it. All paths in it are relative to the root of
//! the repository. Without a file every setting has its default.

use std::ops::Range;

use toml::Spanned;
use toml::de::{DeTable, DeValue};

use super::{codes, discovery};
use crate::args;
use crate::diagnostic::{Diagnostic, Level, Outcome, did_you_mean};
use crate::explanation::Budget;
use crate::limits::{LIMITS, Limit, Limits};
use crate::source::{FileId, Span};
use crate::text::{Lang, Message, Text};

/// The name of the file.
pub const FILE: &str = "tadashi.toml";

/// Where explanations are looked for when nothing else is said.
pub const EXPLANATIONS: [&str; 3] =
    ["governance/explanations/*.yaml", "governance/explanations/*.yml", "governance/explanations/*.md"];

/// A text of the configuration and where it stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Written {
    /// As written.
    pub text: String,
    /// With its quotes.
    pub span: Span,
}

/// The settings of a file; what it does not say is `None`.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Configuration {
    /// Whether it marks the root of a repository.
    pub root: bool,
    /// Packs: names of embedded or vendored ones, or folders.
    pub packs: Option<Vec<Written>>,
    /// Globs of manifests.
    pub manifests: Option<Vec<Written>>,
    /// Globs of files with explanations.
    pub explanations: Option<Vec<Written>>,
    /// The most explanations that may hold, by pack.
    pub budgets: Vec<Budget>,
    /// The language of reports.
    pub language: Option<Lang>,
    /// The level from which a check fails.
    pub fail_on: Option<Level>,
    /// The limits, those that are not set at their defaults.
    pub limits: Limits,
}

impl Configuration {
    /// Globs of files with explanations, the default included.
    pub fn explanation_globs(&self) -> impl Iterator<Item = &str> {
        let written = self.explanations.iter().flatten().map(|glob| glob.text.as_str());
        written.chain(EXPLANATIONS.into_iter().filter(|_| self.explanations.is_none()))
    }
}

/// The words of `language`.
pub const LANGUAGES: [(&str, Lang); 2] = [("en", Lang::En), ("ja", Lang::Ja)];

/// The words of `fail_on`.
pub const LEVELS: [(&str, Level); 3] = [("error", Level::Error), ("warning", Level::Warning), ("note", Level::Note)];

/// Whether a text says `root = true`.
#[must_use]
pub(super) fn is_root(text: &str) -> bool {
    let (table, _) = DeTable::parse_recoverable(text);
    table.get_ref().get("root").and_then(|value| value.get_ref().as_bool()) == Some(true)
}

/// Reads the settings out of a text of the [`crate::source::SourceMap`].
#[must_use]
pub fn read(file: FileId, text: &str) -> Outcome<Configuration> {
    // A byte-order mark is not part of TOML; blanks keep every byte in its place.
    let unmarked = text.strip_prefix('\u{FEFF}').map(|rest| format!("   {rest}"));
    let (table, errors) = DeTable::parse_recoverable(unmarked.as_deref().unwrap_or(text));
    let mut reader = Reader { file, out: Outcome::default() };
    for error in errors {
        let span = error.span().unwrap_or_default();
        let detail = error.message().lines().next().unwrap_or_default();
        reader.push(Diagnostic::new(&codes::CONFIG_SYNTAX, args!["detail" => detail]), span);
    }
    for (key, value) in in_order(table.get_ref()) {
        match SETTINGS.iter().find(|setting| setting.key == key.get_ref().as_ref()) {
            Some(setting) => (setting.read)(&mut reader, setting, value),
            None => reader.unknown(key, SETTINGS.iter().map(|setting| setting.key)),
        }
    }
    reader.out.diagnostics.sort_by_key(Diagnostic::place);
    reader.out
}

/// One key of the file.
pub struct Setting {
    /// The key.
    pub key: &'static str,
    /// What it takes.
    pub expected: Text,
    /// What it sets, and what holds without it.
    pub about: Text,
    /// How it is written.
    pub example: &'static str,
    /// Takes a value in.
    read: fn(&mut Reader, &Setting, &Spanned<DeValue<'_>>),
}

const TEXTS: Text = Text::new("a list of texts", "文字列のリスト");
const WORD: Text = Text::new("a text", "文字列");

static SETTINGS: [Setting; 8] = [
    Setting {
        key: "root",
        expected: Text::new("`true` or `false`", "`true` か `false`"),
        about: Text::new(
            "this folder is the root of a repository; without it the nearest folder above with `.git` is",
            "このフォルダをリポジトリのルートとする。なければ `.git` のある直近の上位フォルダ",
        ),
        example: "root = true",
        read: |reader, setting, value| match value.get_ref().as_bool() {
            Some(root) => reader.out.value.root = root,
            None => reader.wrong(setting, value),
        },
    },
    Setting {
        key: "packs",
        expected: TEXTS,
        about: Text::new(
            "packs to judge by: names of embedded or vendored ones, with `@1.1` for a version, or folders; without it `jp.aigb`",
            "判定に用いるパック（組み込み又は取り込んだパックの名前（版は `@1.1` のように指定）、又はフォルダ）。なければ `jp.aigb`",
        ),
        example: "packs = [\"jp.aigb\", \"policies/acme\"]",
        read: |reader, setting, value| reader.out.value.packs = reader.texts(setting, value),
    },
    Setting {
        key: "manifests",
        expected: TEXTS,
        about: Text::new(
            "where the manifests are; without it every `ai-governance.*` that git does not ignore",
            "マニフェストの場所。なければ git が無視しないすべての `ai-governance.*`",
        ),
        example: "manifests = [\"ai-governance.yaml\", \"services/*/ai-governance.yaml\"]",
        read: |reader, setting, value| reader.out.value.manifests = reader.globs(setting, value),
    },
    Setting {
        key: "explanations",
        expected: TEXTS,
        about: Text::new(
            "where explanations are kept beside the manifest; without it `*.yaml`, `*.yml` and `*.md` of `governance/explanations/`",
            "マニフェスト以外の説明の場所。なければ `governance/explanations/` の `*.yaml`、`*.yml` 及び `*.md`",
        ),
        example: "explanations = [\"governance/explanations/*.yaml\"]",
        read: |reader, setting, value| reader.out.value.explanations = reader.globs(setting, value),
    },
    Setting {
        key: "budget",
        expected: Text::new("a table of whole numbers from 0, by pack", "パックごとの0以上の整数の表"),
        about: Text::new(
            "most explanations of a pack's expectations that may hold in one manifest; without it any number",
            "1つのマニフェストで、パックの期待事項について有効な説明の数の上限。なければ制限しない",
        ),
        example: "budget = { \"jp.aigb\" = 5 }",
        read: Reader::budget,
    },
    Setting {
        key: "language",
        expected: WORD,
        about: Text::new(
            "language of reports, `en` or `ja`; without it `en`",
            "報告の言語（`en` 又は `ja`）。なければ `en`",
        ),
        example: "language = \"ja\"",
        read: |reader, setting, value| reader.out.value.language = reader.word(setting, value, &LANGUAGES),
    },
    Setting {
        key: "fail_on",
        expected: WORD,
        about: Text::new(
            "level from which a check exits with 1: `error`, `warning` or `note`; without it `error`",
            "終了コード 1 とする重大度（`error`、`warning` 又は `note`）。なければ `error`",
        ),
        example: "fail_on = \"warning\"",
        read: |reader, setting, value| reader.out.value.fail_on = reader.word(setting, value, &LEVELS),
    },
    Setting {
        key: "limits",
        expected: Text::new("a table of whole numbers from 1", "1以上の整数の表"),
        about: Text::new(
            "bounds of the input, by the names in docs/limits.md",
            "入力の上限（名前は docs/limits.md を参照）",
        ),
        example: "limits = { file-bytes = 1000000 }",
        read: Reader::limits,
    },
];

struct Reader {
    file: FileId,
    out: Outcome<Configuration>,
}

impl Reader {
    fn push(&mut self, diagnostic: Diagnostic, span: Range<usize>) {
        self.out.diagnostics.push(diagnostic.at(Span::new(self.file, span.start, span.end)));
    }

    fn wrong(&mut self, setting: &Setting, value: &Spanned<DeValue<'_>>) {
        self.expects(setting.key, setting.expected, setting.example, value);
    }

    fn expects(&mut self, key: &str, expected: Text, example: &str, value: &Spanned<DeValue<'_>>) {
        // A value that the parser made up after a mistake of syntax, which has been reported.
        if value.span().is_empty() {
            return;
        }
        let filled = args![
            "key" => key,
            "expected" => Message::plain(expected),
            "found" => Message::plain(found(value.get_ref())),
            "example" => example,
        ];
        self.push(Diagnostic::new(&codes::CONFIG_WRONG_TYPE, filled), value.span());
    }

    fn unknown<'a>(&mut self, key: &Spanned<toml::de::DeString<'_>>, known: impl Iterator<Item = &'a str>) {
        let typed = key.get_ref().as_ref();
        let known: Vec<String> = known.map(str::to_owned).collect();
        let hint = did_you_mean(typed, known.iter().map(String::as_str));
        self.push(
            Diagnostic::new(&codes::CONFIG_UNKNOWN_KEY, args!["key" => typed, "hint" => hint, "known" => known]),
            key.span(),
        );
    }

    fn texts(&mut self, setting: &Setting, value: &Spanned<DeValue<'_>>) -> Option<Vec<Written>> {
        let Some(items) = value.get_ref().as_array() else {
            self.wrong(setting, value);
            return None;
        };
        let mut out = Vec::new();
        for item in items.iter() {
            match item.get_ref().as_str() {
                Some(text) => {
                    let span = Span::new(self.file, item.span().start, item.span().end);
                    out.push(Written { text: text.to_owned(), span });
                }
                None => self.wrong(setting, item),
            }
        }
        Some(out)
    }

    fn globs(&mut self, setting: &Setting, value: &Spanned<DeValue<'_>>) -> Option<Vec<Written>> {
        let written = self.texts(setting, value)?;
        for glob in &written {
            if let Some(detail) = discovery::fault(&glob.text) {
                let filled = args!["glob" => &glob.text, "detail" => detail];
                self.push(Diagnostic::new(&codes::CONFIG_BAD_GLOB, filled), glob.span.range());
            }
        }
        Some(written)
    }

    fn word<T: Copy>(
        &mut self,
        setting: &Setting,
        value: &Spanned<DeValue<'_>>,
        words: &[(&'static str, T)],
    ) -> Option<T> {
        let Some(typed) = value.get_ref().as_str() else {
            self.wrong(setting, value);
            return None;
        };
        if let Some((_, meaning)) = words.iter().find(|(word, _)| *word == typed) {
            return Some(*meaning);
        }
        let filled = args![
            "word" => typed,
            "key" => setting.key,
            "hint" => did_you_mean(typed, words.iter().map(|(word, _)| *word)),
            "known" => words.iter().map(|(word, _)| (*word).to_owned()).collect::<Vec<_>>(),
        ];
        self.push(Diagnostic::new(&codes::CONFIG_UNKNOWN_WORD, filled), value.span());
        None
    }

    fn budget(&mut self, setting: &Setting, value: &Spanned<DeValue<'_>>) {
        let Some(table) = value.get_ref().as_table() else {
            self.wrong(setting, value);
            return;
        };
        for (key, value) in in_order(table) {
            let number = value.get_ref().as_integer().filter(|number| number.radix() == 10);
            match number.and_then(|number| number.as_str().parse::<u32>().ok()) {
                Some(most) => self.out.value.budgets.push(Budget {
                    pack: key.get_ref().to_string(),
                    most: most as usize,
                    span: Span::new(self.file, key.span().start, value.span().end),
                }),
                None => self.expects(key.get_ref(), FROM_0, &format!("\"{}\" = 5", key.get_ref()), value),
            }
        }
    }

    fn limits(&mut self, setting: &Setting, value: &Spanned<DeValue<'_>>) {
        let Some(table) = value.get_ref().as_table() else {
            self.wrong(setting, value);
            return;
        };
        for (key, value) in in_order(table) {
            let name = key.get_ref().as_ref();
            let Some(limit) = LIMITS.iter().find(|limit| limit.name == name) else {
                let settable = LIMITS.iter().filter(|limit| limit.most().is_some());
                self.unknown(key, settable.map(|limit| limit.name));
                continue;
            };
            let number = value.get_ref().as_integer().filter(|number| number.radix() == 10);
            match number.and_then(|number| number.as_str().parse::<u64>().ok()).filter(|number| *number > 0) {
                Some(number) => self.limit(limit, number, value.span()),
                None => self.expects(name, FROM_1, &format!("{name} = {}", limit.default), value),
            }
        }
    }
}

impl Reader {
    fn limit(&mut self, limit: &Limit, number: u64, place: Range<usize>) {
        let (bound, smaller) = match limit.most() {
            None => (AS_IT_IS.with(args!["default" => limit.default.to_string()]), None),
            Some(most) if number > most => {
                let most = most.to_string();
                (AT_MOST.with(args!["most" => &most]), Some(OR_SMALLER.with(args!["most" => &most])))
            }
            Some(_) => {
                self.out.value.limits.set(limit.name, number);
                return;
            }
        };
        self.push(
            Diagnostic::new(
                &codes::CONFIG_LIMIT,
                args!["key" => limit.name, "value" => number.to_string(), "bound" => bound, "smaller" => smaller],
            ),
            place,
        );
    }
}

const FROM_0: Text = Text::new("a whole number from 0", "0以上の整数");
const FROM_1: Text = Text::new("a whole number from 1", "1以上の整数");
const OR_SMALLER: Text = Text::new(", or write at most {most}", "（又は {most} 以下の数を書いてください）");
const AS_IT_IS: Text = Text::new("it is fixed at {default}", "{default} に固定されています");
const AT_MOST: Text = Text::new("it is at most {most}", "{most} 以下としてください");

/// The entries as they stand in the text; the table has them by name.
fn in_order<'t, 'i>(table: &'t DeTable<'i>) -> Vec<(&'t Spanned<toml::de::DeString<'i>>, &'t Spanned<DeValue<'i>>)> {
    let mut entries: Vec<_> = table.iter().collect();
    entries.sort_by_key(|(key, _)| key.span().start);
    entries
}

fn found(value: &DeValue<'_>) -> Text {
    match value {
        DeValue::String(_) => Text::new("a text", "文字列"),
        DeValue::Integer(_) | DeValue::Float(_) => Text::new("a number", "数値"),
        DeValue::Boolean(_) => Text::new("a yes or no", "真偽値"),
        DeValue::Datetime(_) => Text::new("a date", "日付"),
        DeValue::Array(_) => Text::new("a list", "リスト"),
        DeValue::Table(_) => Text::new("a table", "表"),
    }
}

/// Every key of the file, for documentation.
#[must_use]
pub fn settings() -> &'static [Setting] {
    &SETTINGS
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::source::SourceMap;

    fn codes_of(text: &str) -> Vec<(&'static str, String)> {
        let mut sources = SourceMap::default();
        let file = sources.add(FILE, text);
        let read = read(file, text);
        let shown = |d: &Diagnostic| (d.code.id, sources.slice(d.place().unwrap()).to_owned());
        read.diagnostics.iter().map(shown).collect()
    }

    #[test]
    fn every_setting_is_read() {
        let text = "root = true\npacks = [\"jp.aigb\"]\nmanifests = [\"s/*/m.yaml\"]\nexplanations = []\nlanguage = \"ja\"\nfail_on = \"note\"\n[limits]\ndepth = 1_0\n";
        let mut sources = SourceMap::default();
        let file = sources.add(FILE, text);
        let Outcome { value, diagnostics } = read(file, text);
        assert_eq!(diagnostics, []);
        assert!(value.root && is_root(text));
        assert_eq!(value.packs.as_ref().map(|packs| sources.slice(packs[0].span)), Some("\"jp.aigb\""));
        assert_eq!((value.language, value.fail_on), (Some(Lang::Ja), Some(Level::Note)));
        assert_eq!(value.explanation_globs().count(), 0);
        assert_eq!(value.limits.get("depth"), 10);
        assert_eq!(Configuration::default().explanation_globs().collect::<Vec<_>>(), EXPLANATIONS);
    }

    #[test]
    fn what_is_wrong_in_a_table_is_told_of_its_entry() {
        let said = |text: &str| {
            let read = read(FileId(0), text);
            let words =
                |lang| read.diagnostics.iter().map(move |d| format!("{}|{}", d.message(lang), d.advice(lang)[0]));
            [words(Lang::En).collect::<Vec<_>>(), words(Lang::Ja).collect()].map(|all| all.join("\n"))
        };
        for (text, en, ja) in [
            (
                "[limits]\nfile-bytes = \"3MB\"",
                "`file-bytes` expects a whole number from 1, found a text|write it like this: `file-bytes = 67108864`",
                "`file-bytes` には1以上の整数を書きます（書かれているのは文字列）|次のように書いてください: `file-bytes = 67108864`",
            ),
            (
                "[budget]\n\"jp.aigb\" = 1.5",
                "`jp.aigb` expects a whole number from 0, found a number|write it like this: `\"jp.aigb\" = 5`",
                "`jp.aigb` には0以上の整数を書きます（書かれているのは数値）|次のように書いてください: `\"jp.aigb\" = 5`",
            ),
            (
                "limits = 3",
                "`limits` expects a table of whole numbers from 1, found a number|write it like this: `limits = { file-bytes = 1000000 }`",
                "`limits` には1以上の整数の表を書きます（書かれているのは数値）|次のように書いてください: `limits = { file-bytes = 1000000 }`",
            ),
            (
                "[limits]\narchive-files = 9",
                "the limit `archive-files` cannot be 9: it is fixed at 5000|take the line away",
                "上限 `archive-files` を 9 にすることはできません（5000 に固定されています）|この行を消してください",
            ),
            (
                "[limits]\ndepth = 900",
                "the limit `depth` cannot be 900: it is at most 250|take the line away, or write at most 250",
                "上限 `depth` を 900 にすることはできません（250 以下としてください）|この行を消してください（又は 250 以下の数を書いてください）",
            ),
        ] {
            assert_eq!(said(text), [en, ja]);
        }
        let [misspelt, _] = said("[limits]\nfile_bytes = 9");
        assert!(misspelt.contains("did you mean `file-bytes`?") && !misspelt.contains("archive-files"), "{misspelt}");
    }

    #[test]
    fn every_mistake_is_reported_at_its_place() {
        let text = "\u{FEFF}pakcs = []\nlanguage = \"jp\"\nfail_on = 3\nmanifests = [\"a/[\", 1, \"../x\"]\nroot =\n[limits]\ndpeth = 3\nnodes = -1\n";
        let shown: Vec<(&str, String)> = codes_of(text);
        let shown: Vec<(&str, &str)> = shown.iter().map(|(code, at)| (*code, at.as_str())).collect();
        assert_eq!(
            shown,
            [
                ("workspace/config-unknown-key", "pakcs"),
                ("workspace/config-unknown-word", "\"jp\""),
                ("workspace/config-wrong-type", "3"),
                ("workspace/config-bad-glob", "\"a/[\""),
                ("workspace/config-wrong-type", "1"),
                ("workspace/config-bad-glob", "\"../x\""),
                ("workspace/config-syntax", ""),
                ("workspace/config-unknown-key", "dpeth"),
                ("workspace/config-wrong-type", "-1"),
            ]
        );
    }
}
