//! From the text of `tadashi.lock` to its entries; whatever is not as the tool writes it is said, with its place.

use std::ops::Range;

use toml::Spanned;
use toml::de::{DeTable, DeValue};

use super::{Embedded, FILE, Lock, Pack, SharedFile, VERSION, codes};
use crate::args;
use crate::calendar::Date;
use crate::diagnostic::{Diagnostic, Outcome};
use crate::source::{FileId, Span};
use crate::text::{Message, Text};
use crate::workspace::{digest, normalise};

const NAME: Text = Text::new("the name of a pack", "パックの名前");
const PACK_VERSION: Text = Text::new("a version such as `\"1.2.0\"`", "`\"1.2.0\"` のような版");
const PATH: Text = Text::new("a path of this repository", "このリポジトリのパス");
const TEXT: Text = Text::new("a text", "文字列");
const HASH: Text = Text::new("`sha256:` and 64 hexadecimal digits", "`sha256:` と16進数64桁");
const DATE: Text = Text::new("a day such as `2026-07-01`", "`2026-07-01` のような日付");
const IDS: Text = Text::new("a list of texts", "文字列のリスト");
const FILES: Text = Text::new("a list of `\"HASH  PATH\"`", "`\"HASH  PATH\"` のリスト");
const ENTRIES: Text = Text::new("entries under double brackets", "二重の角括弧の下の項目");
const NUMBER: Text = Text::new("a whole number", "整数");

/// Reads the entries out of a text of the [`crate::source::SourceMap`].
#[must_use]
pub fn read(file: FileId, text: &str) -> Outcome<Lock> {
    // A byte-order mark is not part of TOML; blanks keep every byte in its place.
    let unmarked = text.strip_prefix('\u{FEFF}').map(|rest| format!("   {rest}"));
    let (table, errors) = DeTable::parse_recoverable(unmarked.as_deref().unwrap_or(text));
    let mut reader = Reader { file, out: Outcome::default() };
    for error in errors {
        let detail = error.message().lines().next().unwrap_or_default();
        reader.push(Diagnostic::new(&codes::SYNTAX, args!["detail" => detail]), error.span().unwrap_or_default());
    }
    // One slip of syntax makes many of its neighbours look wrong.
    if reader.out.diagnostics.is_empty() {
        reader.lock(table.get_ref());
    }
    reader.out.diagnostics.sort_by_key(Diagnostic::place);
    reader.out
}

type Value<'i> = Spanned<DeValue<'i>>;

struct Reader {
    file: FileId,
    out: Outcome<Lock>,
}

impl Reader {
    fn push(&mut self, diagnostic: Diagnostic, span: Range<usize>) {
        self.out.diagnostics.push(diagnostic.at(Span::new(self.file, span.start, span.end)));
    }

    fn wrong(&mut self, key: &str, expected: Text, value: &Value<'_>) {
        let args = args!["key" => key, "expected" => Message::plain(expected)];
        self.push(Diagnostic::new(&codes::WRONG_VALUE, args), value.span());
    }

    fn lock(&mut self, table: &DeTable<'_>) {
        self.keys(table, &["version", "pack", "embedded", "facts"]);
        match table.get("version") {
            None => self.push(Diagnostic::new(&codes::MISSING_KEY, args!["key" => "version", "file" => FILE]), 0..0),
            Some(value) => match value.get_ref().as_integer().map(|number| number.as_str().parse::<u64>()) {
                Some(Ok(VERSION)) => {}
                Some(number) => {
                    let found = number.map_or_else(|_| "?".to_owned(), |number| number.to_string());
                    let args = args!["found" => found, "version" => VERSION as usize];
                    self.push(Diagnostic::new(&codes::FORMAT_NUMBER, args), value.span());
                }
                None => self.wrong("version", NUMBER, value),
            },
        }
        for (at, entry) in self.entries(table, "pack") {
            let mut one = Entry::new(self, entry, at);
            one.known(&["name", "version", "folder", "from", "hash", "taken", "ids", "files"]);
            let (name, version, folder) = (one.name(), one.version(), one.path("folder"));
            let from = one.optional("from");
            let (hash, taken, place) = one.hash_and_day();
            let (ids, files) = (one.texts("ids", IDS), one.files());
            if let (Some(name), Some(version), Some(folder), Some((hash, taken))) =
                (name, version, folder, hash.zip(taken))
            {
                let twice = self.out.value.packs.iter().find(|known| known.name == name).and_then(|known| known.place);
                self.once(&name, place, twice);
                self.out.value.packs.push(Pack { name, version, folder, from, hash, taken, ids, files, place });
            }
        }
        for (at, entry) in self.entries(table, "embedded") {
            let mut one = Entry::new(self, entry, at);
            one.known(&["name", "version", "hash", "taken"]);
            let (name, version) = (one.name(), one.version());
            let (hash, taken, place) = one.hash_and_day();
            if let (Some(name), Some(version), Some((hash, taken))) = (name, version, hash.zip(taken)) {
                let same = |known: &&Embedded| known.name == name && known.version == version;
                let twice = self.out.value.embedded.iter().find(same).and_then(|known| known.place);
                self.once(&name, place, twice);
                self.out.value.embedded.push(Embedded { name, version, hash, taken, place });
            }
        }
        for (at, entry) in self.entries(table, "facts") {
            let mut one = Entry::new(self, entry, at);
            one.known(&["file", "hash", "taken"]);
            let file = one.path("file");
            let (hash, taken, place) = one.hash_and_day();
            if let (Some(file), Some((hash, taken))) = (file, hash.zip(taken)) {
                let twice = self.out.value.facts.iter().find(|known| known.file == file).and_then(|known| known.place);
                self.once(&file, place, twice);
                self.out.value.facts.push(SharedFile { file, hash, taken, place });
            }
        }
    }

    fn once(&mut self, name: &str, place: Option<Span>, first: Option<Span>) {
        if let (Some(place), Some(first)) = (place, first) {
            self.out.diagnostics.push(Diagnostic::new(&codes::TWICE, args!["name" => name]).at(place).at(first));
        }
    }

    fn keys(&mut self, table: &DeTable<'_>, known: &[&str]) {
        for (key, _) in table.iter() {
            let typed = key.get_ref().as_ref();
            if !known.contains(&typed) {
                let known: Vec<String> = known.iter().map(|key| (*key).to_owned()).collect();
                self.push(Diagnostic::new(&codes::UNKNOWN_KEY, args!["key" => typed, "known" => known]), key.span());
            }
        }
    }

    /// The entries under `[[name]]`.
    fn entries<'t, 'i>(&mut self, table: &'t DeTable<'i>, name: &str) -> Vec<(Range<usize>, &'t DeTable<'i>)> {
        let Some(value) = table.get(name) else { return Vec::new() };
        let Some(items) = value.get_ref().as_array() else {
            self.wrong(name, ENTRIES, value);
            return Vec::new();
        };
        let mut out = Vec::new();
        for item in items.iter() {
            match item.get_ref().as_table() {
                Some(entry) => out.push((item.span(), entry)),
                None => self.wrong(name, ENTRIES, item),
            }
        }
        out
    }
}

/// One entry while it is read.
struct Entry<'r, 't, 'i> {
    reader: &'r mut Reader,
    table: &'t DeTable<'i>,
    at: Range<usize>,
}

impl<'r, 't, 'i> Entry<'r, 't, 'i> {
    fn new(reader: &'r mut Reader, table: &'t DeTable<'i>, at: Range<usize>) -> Self {
        Self { reader, table, at }
    }

    fn known(&mut self, keys: &[&str]) {
        self.reader.keys(self.table, keys);
    }

    fn value(&mut self, key: &str) -> Option<&'t Value<'i>> {
        let found = self.table.get(key);
        if found.is_none() {
            let diagnostic = Diagnostic::new(&codes::MISSING_KEY, args!["key" => key, "file" => FILE]);
            self.reader.push(diagnostic, self.at.clone());
        }
        found
    }

    /// A text that is as it should be.
    fn text(&mut self, key: &str, expected: Text, is_right: impl Fn(&str) -> bool) -> Option<(String, Span)> {
        let value = self.value(key)?;
        let text = value.get_ref().as_str().filter(|text| is_right(text));
        if text.is_none() {
            self.reader.wrong(key, expected, value);
        }
        text.map(|text| (text.to_owned(), Span::new(self.reader.file, value.span().start, value.span().end)))
    }

    fn name(&mut self) -> Option<String> {
        self.text("name", NAME, |name| !name.is_empty() && !name.contains('/')).map(|(name, _)| name)
    }

    fn version(&mut self) -> Option<String> {
        let is_version =
            |text: &str| text.split('.').all(|part| !part.is_empty() && part.bytes().all(|b| b.is_ascii_digit()));
        self.text("version", PACK_VERSION, is_version).map(|(version, _)| version)
    }

    fn path(&mut self, key: &str) -> Option<String> {
        self.text(key, PATH, |path| normalise(path).is_ok_and(|clean| clean == path)).map(|(path, _)| path)
    }

    fn optional(&mut self, key: &str) -> Option<String> {
        self.table.get(key)?;
        self.text(key, TEXT, |_| true).map(|(text, _)| text)
    }

    fn hash_and_day(&mut self) -> (Option<String>, Option<Date>, Option<Span>) {
        let (hash, place) = self.text("hash", HASH, digest::is_hash).unzip();
        let taken = self.value("taken").and_then(|value| {
            let day = match value.get_ref() {
                DeValue::Datetime(day) => Date::parse(&day.to_string()).ok(),
                _ => None,
            };
            if day.is_none() {
                self.reader.wrong("taken", DATE, value);
            }
            day
        });
        (hash, taken, place)
    }

    fn texts(&mut self, key: &str, expected: Text) -> Vec<String> {
        let Some(value) = self.value(key) else { return Vec::new() };
        let Some(items) = value.get_ref().as_array() else {
            self.reader.wrong(key, expected, value);
            return Vec::new();
        };
        let mut out = Vec::new();
        for item in items.iter() {
            match item.get_ref().as_str() {
                Some(text) => out.push(text.to_owned()),
                None => self.reader.wrong(key, expected, item),
            }
        }
        out
    }

    fn files(&mut self) -> Vec<(String, String)> {
        let lines = self.texts("files", FILES);
        let pairs = lines.iter().filter_map(|line| line.split_once("  ").filter(|(hash, _)| digest::is_hex(hash)));
        let pairs: Vec<(String, String)> = pairs.map(|(hash, path)| (path.to_owned(), hash.to_owned())).collect();
        if let (true, Some(value)) = (pairs.len() < lines.len(), self.table.get("files")) {
            self.reader.wrong("files", FILES, value);
        }
        pairs
    }
}
