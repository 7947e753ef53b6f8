//! From the names of packs to a checked [`PolicySet`]: embedded packs, folders, vendored packs, and the packs that
//! these use. One version of a pack a run.

use std::sync::Arc;

use crate::args;
use crate::check::{against_known, check};
use crate::diagnostic::{Diagnostic, did_you_mean};
use crate::embedded;
use crate::engine::codes;
use crate::limits::Limits;
use crate::policy::{PolicySet, version};
use crate::source::{FileId, SourceMap, Span};
use crate::syntax;
use crate::syntax::tree::{File, Header, Item, PackHeader};
use crate::workspace::{self, Files, Kind, digest, lock};

mod known;

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
    /// A folder or file that the command line names; it may stand outside the repository.
    Given {
        /// What it stands in.
        files: &'a dyn Files,
        /// Its path there.
        path: &'a str,
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
            Stands::Vendored(folder) | Stands::Own(folder) => folder.clone(),
        }
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
    let mut loader = Loader { files, extent, sources, limits, diagnostics, trees: Vec::new(), members: Vec::new() };
    for origin in origins {
        loader.take(*origin);
    }
    loader.take_used();
    if !loader.trees.iter().any(|tree| matches!(tree.header, Some(Header::Schema { .. }))) {
        for (path, text) in embedded::schema() {
            loader.take_text(path, text);
        }
    }
    let (trees, members) = (loader.trees, loader.members);
    let policies = check(&trees, sources, limits).into_value(diagnostics);
    let is_embedded =
        |name: &str| members.iter().any(|member| member.name == name && member.stands == Stands::Embedded);
    let own = |pack: usize| policies.packs.get(pack).is_some_and(|pack| !is_embedded(&pack.name));
    diagnostics.extend(against_known(&policies, &own, &known::instruments(&policies, &own, limits)));
    if policies.expectations.is_empty() && !diagnostics.iter().any(|diagnostic| diagnostic.code.stops) {
        diagnostics.push(Diagnostic::new(&codes::NO_EXPECTATION, args!["names" => embedded_names()]));
    }
    Loaded { policies, members }
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

/// Embedded packs as they are spelt, for a message.
fn embedded_names() -> Vec<String> {
    embedded::packs().iter().map(|folder| format!("`{}`", folder.spelling())).collect()
}

struct Loader<'a> {
    files: &'a dyn Files,
    extent: Extent,
    sources: &'a mut SourceMap,
    limits: &'a Limits,
    diagnostics: &'a mut Vec<Diagnostic>,
    trees: Vec<File>,
    members: Vec<Member>,
}

impl Loader<'_> {
    fn take(&mut self, origin: Origin<'_>) {
        match origin {
            Origin::Given { files, path } => self.take_folder(files, path, Stands::Own(path.to_owned()), None),
            Origin::Named { name, place } => {
                let (pack, asked) = version::split(name);
                if name.contains('/') || !self.take_named(pack, asked, place) {
                    self.take_path(name, place);
                }
            }
        }
    }

    /// A vendored or embedded pack; false if none has that name.
    fn take_named(&mut self, name: &str, asked: &str, place: Option<Span>) -> bool {
        let folder = format!("{}/{name}", lock::PACKS);
        let is_vendored = self.files.stat(&folder) == Ok(Kind::Directory);
        let found = embedded::find(name, asked);
        let is_embedded = embedded::newest(name).is_some();
        if !is_vendored && !is_embedded {
            return false;
        }
        if let Some(known) = self.members.iter().find(|member| member.name == name) {
            let fits = asked.is_empty() || version::is_of(&known.version, asked);
            let is_same = known.stands == Stands::Embedded && found.is_some_and(|found| found.version == known.version);
            if !(fits && (is_same || known.stands == Stands::Vendored(folder.clone()))) {
                let first = known.shown();
                let second = if is_vendored {
                    folder
                } else {
                    found.map_or(asked.to_owned(), |found| format!("{name}@{}", found.version))
                };
                self.report(
                    Diagnostic::new(&codes::TWO_PLACES, args!["name" => name, "first" => first, "second" => second]),
                    place,
                );
            }
            return true;
        }
        if is_vendored {
            let here = (self.trees.len(), self.members.len(), self.diagnostics.len());
            self.take_folder(self.files, &folder, Stands::Vendored(folder.clone()), place);
            let version = self.version(name);
            if asked.is_empty() || version.as_deref().is_none_or(|found| version::is_of(found, asked)) {
                if is_embedded {
                    let of = embedded::newest(name).map(|folder| folder.version);
                    let args = args!["name" => name, "path" => folder, "version" => version.unwrap_or_default(), "embedded" => of.unwrap_or_default()];
                    self.report(Diagnostic::new(&codes::IN_PLACE_OF_EMBEDDED, args), place);
                }
                return true;
            }
            self.trees.truncate(here.0);
            self.members.truncate(here.1);
            self.diagnostics.truncate(here.2);
        }
        match found {
            Some(found) => self.take_embedded(found, place),
            None => {
                let mut names: Vec<String> = embedded::packs()
                    .iter()
                    .filter(|folder| folder.name == name)
                    .map(|folder| format!("`{name}@{}`", folder.version))
                    .collect();
                names.extend(is_vendored.then(|| format!("`{folder}`")));
                let args = args!["name" => name, "asked" => asked, "names" => names];
                self.report(Diagnostic::new(&codes::NO_VERSION, args), place);
            }
        }
        true
    }

    fn take_embedded(&mut self, folder: &'static embedded::Folder, place: Option<Span>) {
        let mut files = Vec::with_capacity(folder.files.len());
        for ((path, text), (relative, _)) in folder.files.iter().zip(folder.relative_files()) {
            files.push((relative.to_owned(), self.take_text(path, text)));
        }
        let (name, version) = (folder.name.to_owned(), folder.version.to_owned());
        self.members.push(Member { name, version, stands: Stands::Embedded, place, files });
    }

    fn take_text(&mut self, path: &str, text: &'static str) -> FileId {
        let file = self.sources.add(path, text);
        let stored = if self.extent == Extent::Clauses { embedded::tree(path, file) } else { None };
        let read = || syntax::parse(file, text, self.limits);
        let tree = stored.unwrap_or_else(|| read().into_value(self.diagnostics));
        self.trees.push(tree);
        file
    }

    /// A folder or file of the repository.
    fn take_path(&mut self, path: &str, place: Option<Span>) {
        if !matches!(self.files.stat(path), Ok(Kind::File | Kind::Directory)) {
            let vendored = vendored_names(self.files);
            let (name, _) = version::split(path);
            let known = embedded::names().into_iter().chain(vendored.iter().map(String::as_str));
            let hint = did_you_mean(name, known);
            let mut names = embedded_names();
            names.extend(vendored.iter().map(|name| format!("`{name}`")));
            let args = args!["name" => path, "hint" => hint, "names" => names];
            return self.report(Diagnostic::new(&codes::UNKNOWN_PACK, args), place);
        }
        let clean = workspace::normalise(path).unwrap_or_else(|_| path.to_owned());
        let is_copy = clean.starts_with(lock::VENDORED);
        let stands = if is_copy { Stands::Vendored(clean.clone()) } else { Stands::Own(clean.clone()) };
        self.take_folder(self.files, &clean, stands, place);
    }

    fn report(&mut self, diagnostic: Diagnostic, place: Option<Span>) {
        self.diagnostics.push(match place {
            Some(place) => diagnostic.at(place),
            None => diagnostic,
        });
    }

    fn take_folder(&mut self, files: &dyn Files, path: &str, stands: Stands, place: Option<Span>) {
        let walked = files.walk(path);
        for problem in &walked.problems {
            self.report(workspace::codes::diagnose(problem, "policy-bytes"), place);
        }
        let is_policy = |path: &&String| path.rsplit_once('.').is_some_and(|(_, extension)| extension == "tadashi");
        let paths: Vec<&String> = walked.paths.iter().filter(is_policy).collect();
        if paths.is_empty() && walked.problems.is_empty() {
            self.report(
                Diagnostic::new(&codes::EMPTY_PACK, args!["path" => if path.is_empty() { "." } else { path }]),
                place,
            );
        }
        let within = |found: &str| found.strip_prefix(path).map(|rest| rest.trim_start_matches('/').to_owned());
        let is_copy = matches!(stands, Stands::Vendored(_));
        // A folder that is a link leads to files of other names.
        if is_copy && paths.iter().any(|found| within(found).is_none()) {
            return self.report(Diagnostic::new(&codes::LINKED_PACK, args!["path" => path]), place);
        }
        let (first, mut taken) = (self.trees.len(), Vec::new());
        for path in paths {
            match workspace::load(files, self.sources, path, self.limits, "policy-bytes") {
                Ok(file) => {
                    self.parse(file);
                    taken.push((within(path).filter(|rest| !rest.is_empty()).unwrap_or_else(|| path.clone()), file));
                }
                Err(diagnostic) => self.diagnostics.push(*diagnostic),
            }
        }
        let headers: Vec<PackHeader> = self.trees.iter().skip(first).filter_map(pack_header).cloned().collect();
        if let (true, Some(header), Some((lock::PACKS, folder))) = (is_copy, headers.first(), path.rsplit_once('/')) {
            if header.name.text != folder {
                let args = args!["path" => path, "name" => &header.name.text, "parent" => lock::PACKS];
                self.diagnostics.push(Diagnostic::new(&codes::OTHER_NAME, args).at(header.name.span));
            }
        }
        for header in headers {
            let (name, version) = (header.name.text, header.version.text);
            self.members.push(Member { name, version, stands: stands.clone(), place, files: taken.clone() });
        }
    }

    fn parse(&mut self, file: FileId) {
        let text = Arc::clone(&self.sources.get(file).text);
        let tree = syntax::parse(file, &text, self.limits).into_value(self.diagnostics);
        self.trees.push(tree);
    }

    /// The packs that packs use, each once; a version or place that differs is said.
    fn take_used(&mut self) {
        let mut at = 0;
        while let Some(tree) = self.trees.get(at) {
            at += 1;
            let uses: Vec<_> = tree
                .items
                .iter()
                .filter_map(|item| match item {
                    Item::Use { pack, version, from, .. } => Some((pack.clone(), version.clone(), from.clone())),
                    _ => None,
                })
                .collect();
            for (pack, version, from) in uses {
                let known = self.members.iter().find(|member| member.name == pack.text);
                match (known, from) {
                    (Some(known), from) => {
                        let folder = from.as_ref().and_then(|from| workspace::normalise(&from.text).ok());
                        let first = known.shown();
                        if let (Some(from), Some(second)) = (from, folder.filter(|folder| *folder != first)) {
                            let args = args!["name" => &pack.text, "first" => first, "second" => second];
                            self.report(Diagnostic::new(&codes::TWO_PLACES, args), Some(from.span));
                        }
                    }
                    (None, Some(from)) => match (workspace::normalise(&from.text), self.files.stat(&from.text)) {
                        (Ok(path), Ok(_)) => {
                            self.take_folder(self.files, &path, Stands::Vendored(path.clone()), Some(from.span));
                        }
                        (Err(problem), _) | (_, Err(problem)) => {
                            self.report(workspace::codes::diagnose(&problem, "policy-bytes"), Some(from.span));
                        }
                    },
                    (None, None) => {
                        let line = if self.is_here(&pack.text, &version.text) { version.text.as_str() } else { "" };
                        if !self.take_named(&pack.text, line, Some(pack.span)) {
                            self.take_path(&pack.text, Some(pack.span));
                        }
                    }
                }
                if let Some(found) = self.version(&pack.text).filter(|found| !version::is_of(found, &version.text)) {
                    let args = args!["name" => &pack.text, "found" => found, "asked" => &version.text];
                    self.report(Diagnostic::new(&codes::PACK_VERSION, args), Some(version.span));
                }
            }
        }
    }

    /// Whether an embedded pack of that version is there; where it is not, the message about the newest one says more.
    fn is_here(&self, name: &str, asked: &str) -> bool {
        embedded::find(name, asked).is_some()
    }

    fn version(&self, name: &str) -> Option<String> {
        self.members.iter().find(|member| member.name == name).map(|member| member.version.clone())
    }
}

fn pack_header(tree: &File) -> Option<&PackHeader> {
    match &tree.header {
        Some(Header::Pack(header)) => Some(header),
        _ => None,
    }
}
