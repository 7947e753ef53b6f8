//! `tadashi.lock`: what the repository judges by, as it was taken: packs and shared facts with the hashes of their
//! contents and the days on which they were taken.
//!
//! Takes its text; gives a [`Lock`] and everything wrong with it, or the one text of a [`Lock`].

use std::fmt::Write as _;

use crate::calendar::Date;
use crate::diagnostic::{Diagnostic, Outcome};
use crate::limits::Limits;
use crate::source::{SourceMap, Span};

use super::{Files, Problem};

pub mod codes;
mod read;

pub use read::read;

/// The name of the file, at the root of the repository.
pub const FILE: &str = "tadashi.lock";

/// The version of its format.
pub const VERSION: u64 = 1;

/// Where vendored packs stand, each in the folder of its name.
pub const PACKS: &str = ".tadashi/packs";

/// Everything below it was copied here and is locked.
pub const VENDORED: &str = ".tadashi/";

/// Whether a path is one of, or below, a folder of copies, wherever that folder is.
#[must_use]
pub fn is_vendored(path: &str) -> bool {
    path.split('/').any(|part| part.eq_ignore_ascii_case(VENDORED.trim_end_matches('/')))
}

/// What was taken; each list sorted by name or path.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Lock {
    /// Packs that stand in the repository.
    pub packs: Vec<Pack>,
    /// Packs of the binary that the repository judges by.
    pub embedded: Vec<Embedded>,
    /// Files of shared facts.
    pub facts: Vec<SharedFile>,
}

/// A pack that stands in the repository.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Pack {
    /// `acme.ai`
    pub name: String,
    /// `3.0.0`
    pub version: String,
    /// Where it stands.
    pub folder: String,
    /// Where it came from, as whoever added it said.
    pub from: Option<String>,
    /// The hash of its contents.
    pub hash: String,
    /// The day on which it was taken.
    pub taken: Date,
    /// The ids of its expectations, the old ones that it still answers to included.
    pub ids: Vec<String>,
    /// Its files, relative to its folder, and the hash of each.
    pub files: Vec<(String, String)>,
    /// Where this entry stands in the lock.
    pub place: Option<Span>,
}

/// A pack of the binary.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Embedded {
    /// `jp.aigb`
    pub name: String,
    /// `1.2.0`
    pub version: String,
    /// The hash of its contents.
    pub hash: String,
    /// The day on which it was taken.
    pub taken: Date,
    /// Where this entry stands in the lock.
    pub place: Option<Span>,
}

/// A file of shared facts.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SharedFile {
    /// Its path.
    pub file: String,
    /// The hash of its contents.
    pub hash: String,
    /// The day on which it was taken.
    pub taken: Date,
    /// Where this entry stands in the lock.
    pub place: Option<Span>,
}

impl Lock {
    /// The entry of a pack that stands in the repository.
    #[must_use]
    pub fn pack(&self, name: &str) -> Option<&Pack> {
        self.packs.iter().find(|pack| pack.name == name)
    }

    /// The entry of a version of an embedded pack, else that of another version of it.
    #[must_use]
    pub fn embedded(&self, name: &str, version: &str) -> Option<&Embedded> {
        let mut of_name = self.embedded.iter().filter(|pack| pack.name == name);
        let exact = of_name.clone().find(|pack| pack.version == version);
        exact.or_else(|| of_name.next())
    }

    /// The entry of a file of shared facts.
    #[must_use]
    pub fn shared(&self, file: &str) -> Option<&SharedFile> {
        self.facts.iter().find(|facts| facts.file == file)
    }

    /// Whether it holds no entry.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.packs.is_empty() && self.embedded.is_empty() && self.facts.is_empty()
    }

    /// Its text: the same bytes for the same entries, whatever their order.
    #[must_use]
    pub fn text(&self) -> String {
        let mut text = format!("{HEAD}version = {VERSION}\n");
        let mut packs: Vec<&Pack> = self.packs.iter().collect();
        packs.sort_by_key(|pack| &pack.name);
        for pack in packs {
            let _ = write!(
                text,
                "\n[[pack]]\nname = {}\nversion = {}\nfolder = {}\n",
                quoted(&pack.name),
                quoted(&pack.version),
                quoted(&pack.folder)
            );
            if let Some(from) = &pack.from {
                let _ = writeln!(text, "from = {}", quoted(from));
            }
            let _ = writeln!(text, "hash = {}\ntaken = {}", quoted(&pack.hash), pack.taken);
            list(&mut text, "ids", pack.ids.iter().cloned());
            list(&mut text, "files", pack.files.iter().map(|(path, hash)| format!("{hash}  {path}")));
        }
        let mut embedded: Vec<&Embedded> = self.embedded.iter().collect();
        embedded.sort_by_key(|pack| (&pack.name, &pack.version));
        for Embedded { name, version, hash, taken, .. } in embedded {
            let (name, version, hash) = (quoted(name), quoted(version), quoted(hash));
            let _ =
                write!(text, "\n[[embedded]]\nname = {name}\nversion = {version}\nhash = {hash}\ntaken = {taken}\n");
        }
        let mut facts: Vec<&SharedFile> = self.facts.iter().collect();
        facts.sort_by_key(|facts| &facts.file);
        for SharedFile { file, hash, taken, .. } in facts {
            let _ = write!(text, "\n[[facts]]\nfile = {}\nhash = {}\ntaken = {taken}\n", quoted(file), quoted(hash));
        }
        text
    }
}

const HEAD: &str = "\
# What this repository judges by, as it was taken. `tadashi packs add` and `tadashi packs update` write this file;\n\
# commit it, and read what changed before you update it.\n";

/// What a repository has of a lock.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Found {
    /// None.
    Nothing,
    /// One that cannot be relied on, which has been said.
    Malformed,
    /// This.
    Read(Lock),
}

/// Reads the lock of a repository, and says what is wrong with it.
pub fn load(files: &dyn Files, sources: &mut SourceMap, limits: &Limits, diagnostics: &mut Vec<Diagnostic>) -> Found {
    if matches!(files.stat(FILE), Err(Problem::NotFound { .. })) {
        return Found::Nothing;
    }
    let file = match super::load(files, sources, FILE, limits, "file-bytes") {
        Ok(file) => file,
        Err(diagnostic) => {
            diagnostics.push(*diagnostic);
            return Found::Malformed;
        }
    };
    let text = sources.get(file).text.clone();
    let Outcome { value, diagnostics: found } = read(file, &text);
    let is_sound = found.is_empty();
    diagnostics.extend(found);
    if is_sound { Found::Read(value) } else { Found::Malformed }
}

fn list(text: &mut String, name: &str, items: impl Iterator<Item = String>) {
    let mut items: Vec<String> = items.collect();
    // Files are sorted by their path, which stands behind the hash.
    let key = |item: &String| item.split_once("  ").map_or_else(|| item.clone(), |(_, path)| path.to_owned());
    items.sort_by_cached_key(key);
    let _ = writeln!(text, "{name} = [");
    for item in items {
        let _ = writeln!(text, "  {},", quoted(&item));
    }
    text.push_str("]\n");
}

/// A text as a basic string of TOML.
fn quoted(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 2);
    out.push('"');
    for c in text.chars() {
        match c {
            '"' | '\\' => {
                out.push('\\');
                out.push(c);
            }
            c if crate::text::is_hidden(c) || c.is_control() => {
                let _ = write!(out, "\\U{:08X}", c as u32);
            }
            c => out.push(c),
        }
    }
    out.push('"');
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    fn lock() -> Lock {
        let day = Date::parse("2026-07-01").unwrap();
        let pack = |name: &str| Pack {
            name: name.to_owned(),
            version: "3.0.0".to_owned(),
            folder: format!("{PACKS}/{name}"),
            from: Some("a \"quoted\"\u{1b} name\\".to_owned()),
            hash: super::super::digest::of_file("x"),
            taken: day,
            ids: vec!["b".to_owned(), "a".to_owned()],
            files: vec![("z.tadashi".to_owned(), super::super::digest::of_text("z"))],
            place: None,
        };
        let hash = super::super::digest::of_file("y");
        Lock {
            packs: vec![pack("b.b"), pack("a.a")],
            embedded: vec![Embedded {
                name: "jp.aigb".to_owned(),
                version: "1.2.0".to_owned(),
                hash: hash.clone(),
                taken: day,
                place: None,
            }],
            facts: vec![SharedFile { file: ".tadashi/facts/x.yaml".to_owned(), hash, taken: day, place: None }],
        }
    }

    #[test]
    fn what_is_written_is_read_and_written_again_byte_for_byte() {
        let text = lock().text();
        let mut sources = SourceMap::default();
        let file = sources.add(FILE, text.as_str());
        let Outcome { value, diagnostics } = read(file, &text);
        assert_eq!(diagnostics, []);
        assert_eq!(value.text(), text);
        assert_eq!(value.pack("a.a").and_then(|pack| pack.from.clone()), lock().packs[0].from);
        let place = value.embedded("jp.aigb", "1.3.0").and_then(|entry| entry.place).unwrap();
        assert!(sources.slice(place).starts_with("\"sha256:"), "{}", sources.slice(place));
    }

    #[test]
    fn whatever_is_cut_off_is_told_or_means_the_same() {
        let text = lock().text();
        for cut in (0..text.len()).filter(|cut| text.is_char_boundary(*cut)) {
            let part = text.get(..cut).unwrap_or_default();
            let mut sources = SourceMap::default();
            let file = sources.add(FILE, part);
            let Outcome { value, diagnostics } = read(file, part);
            let is_whole = value.packs.iter().all(|pack| lock().packs.iter().any(|known| known.hash == pack.hash));
            assert!(!diagnostics.is_empty() || is_whole, "{part}");
            assert!(diagnostics.iter().all(|told| part.get(told.labels[0].span.range()).is_some()), "{part}");
        }
    }
}
