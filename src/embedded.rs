//! The schema and the packs that the binary carries: one entry a folder of `policies/`. The newest version of a pack
//! stands in the folder of its name, an earlier one in `NAME-VERSION`.

use crate::policy::{PolicySet, version};
use crate::schema::Schema;
use crate::source::FileId;
use crate::syntax::tree::File;
use crate::text::{Lang, Str};

include!(concat!(env!("OUT_DIR"), "/embedded.rs"));

/// The folder of the schema.
pub const SCHEMA: &str = "schema";

/// The pack that a check judges by when nothing else is said.
pub const DEFAULT_PACK: &str = "jp.aigb";

/// A folder of `policies/`, as it was when the binary was built.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Folder {
    /// Below `policies/`: `jp.aigb-1.1`.
    pub folder: &'static str,
    /// The name of its pack; empty for the schema.
    pub name: &'static str,
    /// The version of its pack.
    pub version: &'static str,
    /// Paths and texts, sorted by path.
    pub files: &'static [(&'static str, &'static str)],
    /// The handles of the instruments that its pack declares.
    pub instruments: &'static [&'static str],
    /// The stored trees of these files, in their order.
    trees: &'static [&'static [u8]],
    /// What these files and those of the schema are checked to; empty where that cannot be known before a run.
    checked: &'static [u8],
}

impl Folder {
    /// How `tadashi.toml` names it: `jp.aigb` for the newest, `jp.aigb@1.1.0` for another.
    #[must_use]
    pub fn spelling(&self) -> String {
        if newest(self.name) == Some(self) { self.name.to_owned() } else { format!("{}@{}", self.name, self.version) }
    }

    /// Its files as a vendored copy of the pack would have them.
    pub fn relative_files(&self) -> impl Iterator<Item = (&'static str, &'static str)> {
        let start = "policies/".len() + self.folder.len() + 1;
        self.files.iter().map(move |(path, text)| (path.get(start..).unwrap_or(path), *text))
    }

    /// The policies that its files, and behind them those of the schema, are checked to, without tests; `first` is the
    /// number of its first file in this run, and the others follow. None where trees have to be checked.
    #[must_use]
    pub fn policies(&self, first: FileId) -> Option<PolicySet> {
        first.while_reading(|| Str::while_reading(TEXTS, || postcard::from_bytes(self.checked).ok()))
    }
}

/// The tree of an embedded file without its tests, as it was read when the binary was built; `file` is its number in
/// this run. None for a file that is not embedded, or that has a mistake.
#[must_use]
pub fn tree(path: &str, file: FileId) -> Option<File> {
    let folder = path.strip_prefix("policies/")?.split('/').next()?;
    let folder = FOLDERS.iter().find(|known| known.folder == folder)?;
    let at = folder.files.iter().position(|(known, _)| *known == path)?;
    let bytes = folder.trees.get(at)?;
    file.while_reading(|| postcard::from_bytes(bytes).ok())
}

/// Paths and texts of the schema.
#[must_use]
pub fn schema() -> &'static [(&'static str, &'static str)] {
    FOLDERS.iter().find(|folder| folder.folder == SCHEMA).map_or(&[], |folder| folder.files)
}

/// The schema of the manifest, read; without what packs add to it.
#[must_use]
pub fn manifest_schema() -> Schema {
    let folder = FOLDERS.iter().find(|folder| folder.folder == SCHEMA);
    folder.and_then(|folder| folder.policies(FileId(0))).unwrap_or_default().schema
}

/// Templates of documents in a language: the names and texts of the files under `templates/`.
pub fn templates(lang: Lang) -> impl Iterator<Item = (&'static str, &'static str)> {
    let folder = if lang == Lang::Ja { "templates/ja/" } else { "templates/en/" };
    TEMPLATES.iter().filter_map(move |(path, text)| Some((path.strip_prefix(folder)?, *text)))
}

/// The embedded packs: by name, the newest version of each first.
#[must_use]
pub fn packs() -> Vec<&'static Folder> {
    let mut packs: Vec<&Folder> = FOLDERS.iter().filter(|folder| !folder.name.is_empty()).collect();
    packs.sort_by(|a, b| a.name.cmp(b.name).then_with(|| version::order(b.version, a.version)));
    packs
}

/// The names of the embedded packs, sorted, each once.
#[must_use]
pub fn names() -> Vec<&'static str> {
    let mut names: Vec<&str> = packs().iter().map(|folder| folder.name).collect();
    names.dedup();
    names
}

/// Whether an embedded pack declares an instrument.
#[must_use]
pub fn has_instrument(handle: &str) -> bool {
    FOLDERS.iter().any(|folder| folder.instruments.contains(&handle))
}

/// The newest embedded version of a pack.
#[must_use]
pub fn newest(name: &str) -> Option<&'static Folder> {
    find(name, "")
}

/// The newest embedded pack of a name that is of a version, or of its line: `1.1` finds 1.1.3. An empty version is
/// any.
#[must_use]
pub fn find(name: &str, asked: &str) -> Option<&'static Folder> {
    let of_name = FOLDERS.iter().filter(|folder| folder.name == name && !name.is_empty());
    let fits = of_name.filter(|folder| asked.is_empty() || version::is_of(folder.version, asked));
    fits.max_by(|a, b| version::order(a.version, b.version))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::check::check;
    use crate::limits::Limits;
    use crate::source::SourceMap;
    use crate::syntax;
    use crate::syntax::tree::Header;

    #[test]
    fn the_default_pack_and_the_schema_are_there() {
        assert!(newest(DEFAULT_PACK).is_some());
        assert!(!schema().is_empty());
        assert!(find(DEFAULT_PACK, "0.1").is_none() && find("", "").is_none());
    }

    #[test]
    fn stored_trees_are_those_of_the_texts() {
        let limits = Limits::default();
        for (index, (path, text)) in FOLDERS.iter().flat_map(|folder| folder.files).enumerate() {
            let file = FileId(u32::try_from(index).unwrap() + 7);
            let read = syntax::parse_clauses(file, text, &limits);
            assert!(read.diagnostics.is_empty(), "{path}");
            assert_eq!(tree(path, file), Some(read.value), "{path}");
        }
        assert_eq!(tree("policies/schema/none.tadashi", FileId(0)), None);
    }

    #[test]
    fn stored_policies_are_those_that_the_trees_are_checked_to() {
        for folder in FOLDERS {
            // The files of a run have other numbers than those of the build.
            let mut sources = SourceMap::default();
            sources.add("ai-governance.yaml", "");
            let first = FileId(1);
            let around = if folder.folder == SCHEMA { &[] } else { schema() };
            let files = folder.files.iter().chain(around);
            let trees: Vec<File> = files.map(|(path, text)| tree(path, sources.add(*path, *text)).unwrap()).collect();
            let checked = check(&trees, &sources, &Limits::default());
            assert!(checked.diagnostics.is_empty(), "{}", folder.folder);
            assert!(folder.policies(first) == Some(checked.value), "{}", folder.folder);
        }
    }

    #[test]
    fn the_instruments_of_a_folder_are_those_that_its_files_declare() {
        for folder in FOLDERS {
            let files = folder.files.iter().map(|(_, text)| syntax::parse(FileId(0), text, &Limits::default()).value);
            let items = files.flat_map(|file| file.items);
            let declared: Vec<String> = items
                .filter_map(|item| match item {
                    syntax::tree::Item::Instrument(tree) => Some(tree.handle.text),
                    _ => None,
                })
                .collect();
            assert_eq!(folder.instruments, declared, "{}", folder.folder);
        }
        assert!(has_instrument("APPI") && !has_instrument("APP"));
    }

    #[test]
    fn folders_are_named_by_the_headers_of_their_packs() {
        for pack in packs() {
            let headers: Vec<(String, String)> = pack
                .files
                .iter()
                .filter_map(|(_, text)| match syntax::parse(FileId(0), text, &Limits::default()).value.header {
                    Some(Header::Pack(header)) => Some((header.name.text, header.version.text)),
                    _ => None,
                })
                .collect();
            assert_eq!(headers, [(pack.name.to_owned(), pack.version.to_owned())], "{}", pack.folder);
            let is_newest = newest(pack.name) == Some(pack);
            let line = pack.folder.strip_prefix(pack.name).unwrap_or("?");
            let fits = line.strip_prefix('-').is_some_and(|line| version::is_of(pack.version, line));
            assert!(if is_newest { line.is_empty() } else { fits }, "policies/{} holds {}", pack.folder, pack.version);
        }
    }
}
