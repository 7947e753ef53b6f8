//! Source texts, byte spans, and the one table that turns a byte offset into a line and a column.
//!
//! Takes texts as they are read; gives [`FileId`]s, [`Span`]s and [`Position`]s. Everything below a report speaks in
//! bytes; a [`Position`] is made only when something is printed. Reads no file.

use std::cell::Cell;
use std::ops::Deref;
use std::sync::{Arc, OnceLock};

use serde::{Deserialize, Deserializer, Serialize, Serializer};

/// A text in the [`SourceMap`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct FileId(pub u32);

thread_local! {
    /// The file that a stored value which is being read counts its files from.
    static READ: Cell<FileId> = const { Cell::new(FileId(0)) };
}

impl FileId {
    /// Runs `read` so that the files of every span it deserializes are counted from this one: a stored value knows the
    /// bytes and the order of its files, but not which numbers they have in this run.
    pub fn while_reading<T>(self, read: impl FnOnce() -> T) -> T {
        let before = READ.replace(self);
        let value = read();
        READ.set(before);
        value
    }
}

impl Serialize for FileId {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_u32(self.0)
    }
}

impl<'de> Deserialize<'de> for FileId {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        u32::deserialize(deserializer).map(|index| Self(READ.get().0.saturating_add(index)))
    }
}

/// A stretch of one text: bytes `start..end`, on character borders.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Span {
    /// The text it is in.
    pub file: FileId,
    /// First byte.
    pub start: u32,
    /// One past the last byte; equal to `start` for a place between two characters.
    pub end: u32,
}

impl Span {
    /// The bytes `start..end` of `file`.
    #[must_use]
    pub fn new(file: FileId, start: usize, end: usize) -> Self {
        // INVARIANT: no text is larger than `limits::SOURCE_BYTES`, far below 4 GiB.
        let clamp = |n: usize| u32::try_from(n).unwrap_or(u32::MAX);
        Self { file, start: clamp(start), end: clamp(end.max(start)) }
    }

    /// The place before byte `at`.
    #[must_use]
    pub fn point(file: FileId, at: usize) -> Self {
        Self::new(file, at, at)
    }

    /// From the start of `self` to the end of `other`, which stands in the same file.
    #[must_use]
    pub fn to(self, other: Self) -> Self {
        Self { file: self.file, start: self.start.min(other.start), end: self.end.max(other.end) }
    }

    /// The bytes as a range.
    #[must_use]
    pub fn range(self) -> std::ops::Range<usize> {
        self.start as usize..self.end as usize
    }

    /// Whether it holds no byte.
    #[must_use]
    pub fn is_empty(self) -> bool {
        self.start == self.end
    }
}

/// A place as a person or an editor counts it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Position {
    /// Line, from 1.
    pub line: u32,
    /// Column in characters, from 1.
    pub column: u32,
    /// Column in UTF-16 units, from 0, as the language server protocol counts.
    pub utf16: u32,
}

/// A whole text: a piece of the binary, or one that was read. Cloning it copies no byte.
#[derive(Clone, Debug)]
pub enum SourceText {
    /// Embedded in the tool.
    Embedded(&'static str),
    /// Read in this run.
    Read(Arc<str>),
}

impl Deref for SourceText {
    type Target = str;

    fn deref(&self) -> &str {
        match self {
            Self::Embedded(text) => text,
            Self::Read(text) => text,
        }
    }
}

impl From<&str> for SourceText {
    fn from(text: &str) -> Self {
        Self::Read(text.into())
    }
}

impl From<String> for SourceText {
    fn from(text: String) -> Self {
        Self::Read(text.into())
    }
}

impl From<Arc<str>> for SourceText {
    fn from(text: Arc<str>) -> Self {
        Self::Read(text)
    }
}

/// One text with the path it was read from, relative to the repository, with `/`.
#[derive(Debug)]
pub struct Source {
    /// How reports name it.
    pub path: String,
    /// The whole text, a byte-order mark included.
    pub text: SourceText,
    index: OnceLock<Index>,
}

impl Source {
    fn index(&self) -> &Index {
        self.index.get_or_init(|| Index::new(&self.text))
    }

    /// The text of a span; empty if the span is not one of this text.
    #[must_use]
    pub fn slice(&self, span: Span) -> &str {
        self.text.get(span.range()).unwrap_or_default()
    }

    /// How many lines it has, at least 1.
    #[must_use]
    pub fn line_count(&self) -> usize {
        self.index().lines.len()
    }

    /// The line that holds byte `at`, from 0.
    #[must_use]
    pub fn line_of(&self, at: usize) -> usize {
        self.index().line_of(at)
    }

    /// The bytes of line `line` (from 0), without its line break.
    #[must_use]
    pub fn line_range(&self, line: usize) -> std::ops::Range<usize> {
        let lines = &self.index().lines;
        let start = lines.get(line).copied().unwrap_or(self.text.len() as u32) as usize;
        let end = lines.get(line + 1).map_or(self.text.len(), |next| *next as usize);
        let text = self.text.get(start..end).unwrap_or_default();
        start..start + text.trim_end_matches(['\n', '\r']).len()
    }

    /// Line and column of byte `at`. A byte inside a character counts as the character's first.
    #[must_use]
    pub fn position(&self, at: usize) -> Position {
        self.index().position(&self.text, at)
    }
}

/// Every this many bytes the index notes how many characters came before, so that a column in a line of many
/// megabytes costs no more than one in a short line.
const CHECKPOINT: usize = 1024;

/// Characters and UTF-16 units that begin in some bytes of a text.
fn counted(bytes: &[u8]) -> (u32, u32) {
    let chars = bytes.iter().filter(|byte| **byte & 0xC0 != 0x80).count() as u32;
    let pairs = bytes.iter().filter(|byte| **byte >= 0xF0).count() as u32;
    (chars, chars + pairs)
}

#[derive(Debug)]
struct Index {
    /// First byte of each line.
    lines: Vec<u32>,
    /// Characters and UTF-16 units before byte `i * CHECKPOINT`; empty for an ASCII text, where both equal the byte.
    marks: Vec<(u32, u32)>,
    len: usize,
}

impl Index {
    fn new(text: &str) -> Self {
        // Searches and counts that become vector code: a large text is indexed for the sake of one line.
        let lines = std::iter::once(0).chain(text.match_indices('\n').map(|(at, _)| at as u32 + 1)).collect();
        let mut marks = Vec::new();
        if !text.is_ascii() {
            let (mut chars, mut units) = (0u32, 0u32);
            for chunk in text.as_bytes().chunks(CHECKPOINT) {
                marks.push((chars, units));
                let (more_chars, more_units) = counted(chunk);
                chars += more_chars;
                units += more_units;
            }
        }
        Self { lines, marks, len: text.len() }
    }

    fn line_of(&self, at: usize) -> usize {
        self.lines.partition_point(|start| *start as usize <= at).saturating_sub(1)
    }

    /// Characters and UTF-16 units before byte `at`.
    fn before(&self, text: &str, at: usize) -> (u32, u32) {
        let Some(&(chars, units)) = self.marks.get(at / CHECKPOINT).or(self.marks.last()) else {
            return (at as u32, at as u32);
        };
        let from = (at / CHECKPOINT).min(self.marks.len() - 1) * CHECKPOINT;
        let (more_chars, more_units) = counted(text.as_bytes().get(from..at).unwrap_or_default());
        (chars + more_chars, units + more_units)
    }

    fn position(&self, text: &str, at: usize) -> Position {
        let mut at = at.min(self.len);
        while !text.is_char_boundary(at) {
            at -= 1;
        }
        let line = self.line_of(at);
        let start = self.lines.get(line).copied().unwrap_or(0) as usize;
        let (line_chars, line_units) = self.before(text, start);
        let (chars, units) = self.before(text, at);
        // A byte-order mark is no character that a person sees.
        let mark = u32::from(line == 0 && at > 0 && text.starts_with('\u{FEFF}'));
        Position { line: line as u32 + 1, column: chars - line_chars + 1 - mark, utf16: units - line_units - mark }
    }
}

/// Every text of a run, in the order in which they were added; possibly above those of another map, which it shares.
#[derive(Debug, Default)]
pub struct SourceMap {
    below: Option<Arc<Self>>,
    sources: Vec<Source>,
}

impl SourceMap {
    /// An empty map above another: the texts below keep their ids, and are shared.
    #[must_use]
    pub fn above(below: &Arc<Self>) -> Self {
        Self { below: Some(Arc::clone(below)), sources: Vec::new() }
    }

    /// Adds a text under the path that reports will show.
    pub fn add(&mut self, path: impl Into<String>, text: impl Into<SourceText>) -> FileId {
        let file = self.next();
        self.sources.push(Source { path: path.into(), text: text.into(), index: OnceLock::new() });
        file
    }

    /// The number that the next text will have.
    #[must_use]
    pub fn next(&self) -> FileId {
        FileId(self.len() as u32)
    }

    /// How many texts there are.
    #[must_use]
    pub fn len(&self) -> usize {
        self.first() + self.sources.len()
    }

    /// Whether there is no text.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// How many texts are below.
    fn first(&self) -> usize {
        self.below.as_ref().map_or(0, |below| below.len())
    }

    /// Takes over the texts of a map that stands above the same one; gives the id that each has here.
    pub fn absorb(&mut self, other: Self) -> impl Fn(FileId) -> FileId + use<> {
        let (first, shift) = (other.first() as u32, self.sources.len() as u32);
        self.sources.extend(other.sources);
        move |file| if file.0 < first { file } else { FileId(file.0 + shift) }
    }

    /// Forgets the texts that nothing speaks of any more, those below left out; their paths stay.
    pub fn release(&mut self, is_idle: impl Fn(FileId) -> bool) {
        let first = self.first();
        for (index, source) in self.sources.iter_mut().enumerate() {
            if is_idle(FileId((first + index) as u32)) {
                source.text = SourceText::Embedded("");
                source.index = OnceLock::new();
            }
        }
    }

    /// The text of an id that this map gave out.
    #[must_use]
    #[expect(clippy::indexing_slicing, reason = "an id is only made by `add`, and a source is never taken away")]
    pub fn get(&self, file: FileId) -> &Source {
        match &self.below {
            Some(below) if (file.0 as usize) < below.len() => below.get(file),
            Some(below) => &self.sources[file.0 as usize - below.len()],
            None => &self.sources[file.0 as usize],
        }
    }

    /// The text of a span.
    #[must_use]
    pub fn slice(&self, span: Span) -> &str {
        self.get(span.file).slice(span)
    }

    /// Line and column of the start of a span.
    #[must_use]
    pub fn position(&self, span: Span) -> Position {
        self.get(span.file).position(span.start as usize)
    }

    /// The order in which places are reported: by path, then by byte.
    #[must_use]
    pub fn place_key(&self, span: Span) -> (&str, u32, u32) {
        (&self.get(span.file).path, span.start, span.end)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_count_characters_and_utf16_units() {
        let mut map = SourceMap::default();
        let file = map.add("a.yaml", "名前: 東京\n👨x: 1\r\nend");
        let at = |needle: &str| map.get(file).position(map.get(file).text.find(needle).unwrap_or(usize::MAX));
        assert_eq!(at("東"), Position { line: 1, column: 5, utf16: 4 });
        assert_eq!(at("x:"), Position { line: 2, column: 2, utf16: 2 });
        assert_eq!(at("end"), Position { line: 3, column: 1, utf16: 0 });
    }

    #[test]
    fn checkpoints_change_no_column() {
        let text: String = "あa".repeat(3000);
        let mut map = SourceMap::default();
        let file = map.add("a", text.as_str());
        for (column, (at, _)) in text.char_indices().enumerate() {
            assert_eq!(map.get(file).position(at).column as usize, column + 1);
        }
    }

    #[test]
    fn a_byte_order_mark_takes_no_column() {
        let mut map = SourceMap::default();
        let file = map.add("a", "\u{FEFF}a: b");
        assert_eq!(map.get(file).position(3).column, 1);
        assert_eq!(map.get(file).position(6).column, 4);
    }
}
