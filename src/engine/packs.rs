//! From the names of packs to a checked [`PolicySet`]: embedded packs, folders, vendored packs, and the packs that
//! these use. One version of a pack a run.

use crate::args;
use crate::check::{against_known, check};
use crate::diagnostic::{Diagnostic, Outcome};
use crate::embedded;
use crate::engine::codes as engine_codes;
use crate::limits::Limits;
use crate::policy::{PolicySet, version};
use crate::source::{FileId, SourceMap, SourceText, Span};
use crate::syntax::tree::Header;
use crate::workspace::memory::Memory;
use crate::workspace::{Files, Kind, digest, lock};

pub mod codes;
mod known;
mod loader;
pub mod succession;

use loader::Loader;

/// Where a pack is taken from.
#[derive(Clone, Copy)]
pub enum Origin<'a> {
    /// By its name, or as a folder of the repository that is checked.
    Named {
        /// As written.
        name: &'a str,
        /// Where it is written.
        place: Option<Span>,
    },
    /// An embedded one by its name, whatever the repository has under that name.
    Embedded {
        /// As written.
        name: &'a str,
    },
    /// A folder or file of another repository that the command line names. What it uses is looked up there, or in the
    /// program, and never in the repository that is checked.
    Given {
        /// What it stands in.
        files: &'a dyn Files,
        /// Its path there.
        path: &'a str,
    },
    /// A pack that is about to be taken into the repository, where what it uses is looked up.
    Brought {
        /// Its files alone.
        files: &'a dyn Files,
    },
}

/// How much of the embedded packs is read; their tests are sound, and only the command that runs them needs them.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Extent {
    /// All but fixtures and tests.
    Clauses,
    /// Everything.
    Whole,
}

/// Where a pack that was loaded stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Stands {
    /// In the binary.
    Embedded,
    /// Below `.tadashi/`, or where a `use … from` says: a copy, which the lock holds.
    Vendored(String),
    /// In a folder that the configuration or the command line names: the repository's own, which its history holds.
    Own(String),
    /// In another repository, from which the command line gives it or a pack that uses it; no lock of this one holds it.
    Given(String),
}

/// A pack that was loaded.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Member {
    /// `acme.ai`
    pub name: String,
    /// `3.0.0`
    pub version: String,
    /// Where it stands.
    pub stands: Stands,
    /// Where it is asked for.
    pub place: Option<Span>,
    /// Its files, relative to its folder, sorted.
    pub files: Vec<(String, FileId)>,
}

impl Member {
    /// An embedded pack, whose files come into the texts of this run.
    fn embedded(folder: &embedded::Folder, place: Option<Span>, sources: &mut SourceMap) -> Self {
        let files = folder.files.iter().zip(folder.relative_files());
        let files = files
            .map(|((path, text), (relative, _))| (relative.to_owned(), sources.add(*path, SourceText::Embedded(text))));
        Self {
            name: folder.name.to_owned(),
            version: folder.version.to_owned(),
            stands: Stands::Embedded,
            place,
            files: files.collect(),
        }
    }

    /// Its files with the hash of each.
    #[must_use]
    pub fn hashes(&self, sources: &SourceMap) -> Vec<(String, String)> {
        let hash = |file: &FileId| digest::of_text(&sources.get(*file).text);
        self.files.iter().map(|(path, file)| (path.clone(), hash(file))).collect()
    }

    /// The hash of its contents.
    #[must_use]
    pub fn hash(&self, sources: &SourceMap) -> String {
        digest::of_files(&self.hashes(sources))
    }

    /// Where it stands, for a message: a folder, or the name of an embedded pack with its version.
    fn shown(&self) -> String {
        match &self.stands {
            Stands::Embedded => format!("{}@{}", self.name, self.version),
            Stands::Vendored(folder) | Stands::Own(folder) | Stands::Given(folder) => folder.clone(),
        }
    }

    /// Whether it is a file of the repository that is judged.
    fn is_of_judged(&self) -> bool {
        matches!(self.stands, Stands::Vendored(_) | Stands::Own(_))
    }
}

/// What a run judges by.
#[derive(Clone, Debug, Default)]
pub struct Loaded {
    /// The policies, checked together.
    pub policies: PolicySet,
    /// Where each pack came from, in the order in which they were taken.
    pub members: Vec<Member>,
}

/// Loads packs, the schema and what they use, and checks them together.
pub fn load(
    files: &dyn Files,
    origins: &[Origin<'_>],
    extent: Extent,
    sources: &mut SourceMap,
    limits: &Limits,
    diagnostics: &mut Vec<Diagnostic>,
) -> Loaded {
    if let Some(mut loaded) = stored(files, origins, extent, sources) {
        loaded.policies.limits = limits.clone();
        return loaded;
    }
    let nothing = Memory::default();
    let mut loader = Loader {
        files,
        nothing: &nothing,
        extent,
        sources,
        limits,
        diagnostics,
        trees: Vec::new(),
        homes: Vec::new(),
        members: Vec::new(),
        missing: Vec::new(),
    };
    for origin in origins {
        loader.take(*origin);
    }
    loader.take_used();
    loader.hold_parts();
    if !loader.trees.iter().any(|tree| matches!(tree.header, Some(Header::Schema { .. }))) {
        for (path, text) in embedded::schema() {
            loader.take_schema(path, text);
        }
    }
    let (trees, members, missing) = (loader.trees, loader.members, loader.missing);
    let Outcome { value: policies, diagnostics: found } = check(&trees, sources, limits);
    // Why a pack is not here has been said; and to map to what an embedded pack declares, no pack need be judged by it.
    let unknown = |found: &Diagnostic| found.code.id == crate::check::codes::UNKNOWN_INSTRUMENT.id;
    let mapped = if found.iter().any(unknown) { known::mapped(&trees) } else { Vec::new() };
    let said = |found: &Diagnostic, place| missing.contains(&place) || unknown(found) && mapped.contains(&place);
    diagnostics.extend(found.into_iter().filter(|found| found.place().is_none_or(|place| !said(found, place))));
    let is_embedded =
        |name: &str| members.iter().any(|member| member.name == name && member.stands == Stands::Embedded);
    let own = |pack: usize| policies.packs.get(pack).is_some_and(|pack| !is_embedded(&pack.name));
    diagnostics.extend(against_known(&policies, &own, &known::instruments(&policies, &own, limits)));
    if policies.expectations.is_empty() && !diagnostics.iter().any(|diagnostic| diagnostic.code.stops) {
        diagnostics.push(Diagnostic::new(&engine_codes::NO_EXPECTATION, args!["names" => embedded_names()]));
    }
    Loaded { policies, members }
}

/// One embedded pack by itself, as it was checked when the tool was built: what most runs judge by.
fn stored(files: &dyn Files, origins: &[Origin<'_>], extent: Extent, sources: &mut SourceMap) -> Option<Loaded> {
    let (name, place, is_embedded) = match (origins, extent) {
        ([Origin::Named { name, place }], Extent::Clauses) => (name, *place, false),
        ([Origin::Embedded { name }], Extent::Clauses) => (name, None, true),
        _ => return None,
    };
    let (pack, asked) = version::split(name);
    let folder = embedded::find(pack, asked).filter(|_| is_embedded || !is_vendored(files, pack))?;
    let policies = folder.policies(sources.next())?;
    let member = Member::embedded(folder, place, sources);
    for (path, text) in embedded::schema() {
        sources.add(*path, SourceText::Embedded(text));
    }
    Some(Loaded { policies, members: vec![member] })
}

/// The names of the vendored packs: the folders in `.tadashi/packs` that hold files.
#[must_use]
pub fn vendored_names(files: &dyn Files) -> Vec<String> {
    if files.stat(lock::PACKS) != Ok(Kind::Directory) {
        return Vec::new();
    }
    let walked = files.walk(lock::PACKS);
    let name = |path: &String| {
        path.strip_prefix(lock::PACKS)?.strip_prefix('/')?.split_once('/').map(|(name, _)| name.to_owned())
    };
    let mut names: Vec<String> = walked.paths.iter().filter_map(name).collect();
    names.dedup();
    names
}

/// Whether a pack of that name is vendored, sound or not.
fn is_vendored(files: &dyn Files, name: &str) -> bool {
    files.stat(&format!("{}/{name}", lock::PACKS)) == Ok(Kind::Directory)
}

/// Embedded packs as they are spelt, for a message.
fn embedded_names() -> Vec<String> {
    embedded::packs().iter().map(|folder| format!("`{}`", folder.spelling())).collect()
}
