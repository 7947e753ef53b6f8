//! The files of packs, gathered: each name to one place, each place to its files, and the packs that packs use.

use super::{Extent, Member, Origin, Stands, embedded_names, is_vendored, vendored_names};
use crate::args;
use crate::diagnostic::{Diagnostic, did_you_mean};
use crate::embedded;
use crate::engine::codes;
use crate::limits::Limits;
use crate::policy::version;
use crate::source::{FileId, SourceMap, SourceText, Span};
use crate::syntax;
use crate::syntax::tree::{File, Header, Item, PackHeader, Word};
use crate::text::Text;
use crate::workspace::{self, Files, Kind, Problem, Walked, lock};

/// Where a pack looks for the packs that it uses, before it looks into the program.
#[derive(Clone, Copy)]
pub(super) struct Home<'a> {
    pub files: &'a dyn Files,
    /// Whether that is the repository that is judged, which its lock holds.
    pub is_judged: bool,
}

impl Home<'_> {
    /// Where a pack stands that is used from a folder.
    fn stands(self, folder: &str) -> Stands {
        if self.is_judged { Stands::Vendored(folder.to_owned()) } else { Stands::Given(folder.to_owned()) }
    }
}

/// Packs while they are gathered.
pub(super) struct Loader<'a> {
    /// The repository that is judged.
    pub files: &'a dyn Files,
    /// One without files: what the program has is looked for nowhere else.
    pub nothing: &'a dyn Files,
    pub extent: Extent,
    pub sources: &'a mut SourceMap,
    pub limits: &'a Limits,
    pub diagnostics: &'a mut Vec<Diagnostic>,
    pub trees: Vec<File>,
    /// The home of each tree.
    pub homes: Vec<Home<'a>>,
    pub members: Vec<Member>,
    /// Where packs are named that could not be taken.
    pub missing: Vec<Span>,
}

impl<'a> Loader<'a> {
    /// Takes a pack in.
    pub fn take(&mut self, origin: Origin<'a>) {
        let judged = Home { files: self.files, is_judged: true };
        match origin {
            Origin::Given { files, path } => {
                let home = Home { files, is_judged: false };
                self.take_folder(files, path, home, home.stands(path), None);
            }
            Origin::Brought { files } => self.take_folder(files, "", judged, Stands::Own(String::new()), None),
            Origin::Embedded { name } => {
                let (pack, asked) = version::split(name);
                match embedded::find(pack, asked) {
                    Some(found) => self.take_embedded(found, Home { files: self.nothing, is_judged: false }, None),
                    None => self.take_path(name, judged, None),
                }
            }
            Origin::Named { name, place } => {
                let (pack, asked) = version::split(name);
                if name.contains('/') || !self.take_named(pack, asked, judged, place) {
                    self.take_path(name, judged, place);
                }
            }
        }
    }

    /// A vendored or embedded pack; false if none has that name.
    fn take_named(&mut self, name: &str, asked: &str, home: Home<'a>, place: Option<Span>) -> bool {
        let folder = format!("{}/{name}", lock::PACKS);
        let is_vendored = is_vendored(home.files, name);
        let found = embedded::find(name, asked);
        let is_embedded = embedded::newest(name).is_some();
        if !is_vendored && !is_embedded {
            return false;
        }
        if let Some(known) = self.members.iter().find(|member| member.name == name) {
            let fits = asked.is_empty() || version::is_of(&known.version, asked);
            let is_same = known.stands == Stands::Embedded && found.is_some_and(|found| found.version == known.version);
            if !(fits && (is_same || known.stands == home.stands(&folder))) {
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
        let mut version = None;
        if is_vendored {
            let here = (self.trees.len(), self.members.len(), self.diagnostics.len());
            self.take_folder(home.files, &folder, home, home.stands(&folder), place);
            version = self.version(name);
            if asked.is_empty() || version.as_deref().is_none_or(|found| version::is_of(found, asked)) {
                if is_embedded {
                    let of = embedded::newest(name).map(|folder| folder.version);
                    let args = args!["name" => name, "path" => folder, "version" => version.clone().unwrap_or_default(), "embedded" => of.unwrap_or_default()];
                    self.report(Diagnostic::new(&codes::IN_PLACE_OF_EMBEDDED, args), place);
                }
                return true;
            }
            self.trees.truncate(here.0);
            self.homes.truncate(here.0);
            self.members.truncate(here.1);
            self.diagnostics.truncate(here.2);
        }
        match found {
            Some(found) => self.take_embedded(found, home, place),
            None => {
                let mut names: Vec<String> = embedded::packs()
                    .iter()
                    .filter(|folder| folder.name == name)
                    .map(|folder| format!("`{name}@{}`", folder.version))
                    .collect();
                names.extend(version.map(|version| format!("`{name}@{version}`")));
                let args = args!["name" => name, "asked" => asked, "names" => names];
                self.report(Diagnostic::new(&codes::NO_VERSION, args), place);
            }
        }
        true
    }

    fn take_embedded(&mut self, folder: &'static embedded::Folder, home: Home<'a>, place: Option<Span>) {
        let member = Member::embedded(folder, place, self.sources);
        for ((path, text), (_, file)) in folder.files.iter().zip(&member.files) {
            self.take_tree(*file, path, text, home);
        }
        self.members.push(member);
    }

    /// A file of the schema.
    pub fn take_schema(&mut self, path: &str, text: &'static str) {
        let file = self.sources.add(path, SourceText::Embedded(text));
        self.take_tree(file, path, text, Home { files: self.nothing, is_judged: false });
    }

    fn take_tree(&mut self, file: FileId, path: &str, text: &str, home: Home<'a>) {
        let stored = if self.extent == Extent::Clauses { embedded::tree(path, file) } else { None };
        let read = || syntax::parse(file, text, self.limits);
        let tree = stored.unwrap_or_else(|| read().into_value(self.diagnostics));
        self.trees.push(tree);
        self.homes.push(home);
    }

    /// A folder or file of a repository.
    fn take_path(&mut self, path: &str, home: Home<'a>, place: Option<Span>) {
        if !matches!(home.files.stat(path), Ok(Kind::File | Kind::Directory)) {
            let vendored = vendored_names(home.files);
            let (name, _) = version::split(path);
            let known = embedded::names().into_iter().chain(vendored.iter().map(String::as_str));
            let hint = did_you_mean(name, known);
            let mut names = embedded_names();
            names.extend(vendored.iter().map(|name| format!("`{name}`")));
            let args = args!["name" => path, "hint" => hint, "names" => names];
            return self.report(Diagnostic::new(&codes::UNKNOWN_PACK, args), place);
        }
        let clean = workspace::normalise(path).unwrap_or_else(|_| path.to_owned());
        let is_copy = lock::is_vendored(&clean) || !home.is_judged;
        let stands = if is_copy { home.stands(&clean) } else { Stands::Own(clean.clone()) };
        self.take_folder(home.files, &clean, home, stands, place);
    }

    fn report(&mut self, diagnostic: Diagnostic, place: Option<Span>) {
        self.diagnostics.push(match place {
            Some(place) => diagnostic.at(place),
            None => diagnostic,
        });
    }

    fn take_folder(&mut self, files: &dyn Files, path: &str, home: Home<'a>, stands: Stands, place: Option<Span>) {
        let Walked { paths, odd, mut problems, .. } = files.policies(path);
        // What cannot be read as a file would leave out its clauses without a word.
        let why_not = |path: String| match files.stat(&path) {
            Err(problem) => Some(problem),
            Ok(_) if path.ends_with(".tadashi") => Some(Problem::NotAFile { path }),
            Ok(Kind::Directory) => Some(Problem::LinkedFolder { path }),
            Ok(_) => None,
        };
        problems.extend(odd.into_iter().filter_map(why_not));
        for problem in &problems {
            self.report(workspace::codes::diagnose(problem, "policy-bytes"), place);
        }
        if paths.is_empty() && problems.is_empty() {
            self.report(
                Diagnostic::new(&codes::EMPTY_PACK, args!["path" => if path.is_empty() { "." } else { path }]),
                place,
            );
        }
        let within = |found: &str| {
            let rest = found.strip_prefix(path)?;
            let is_whole = path.is_empty() || rest.is_empty();
            if is_whole { Some(rest.to_owned()) } else { rest.strip_prefix('/').map(str::to_owned) }
        };
        let is_copy = matches!(stands, Stands::Vendored(_));
        // A path that is a link, or leads through one, gives files of other names.
        if let Some(real) = paths.iter().find(|found| within(found).is_none()) {
            let code = if is_copy { &codes::LINKED_PACK } else { &codes::LINKED_FOLDER };
            return self.report(Diagnostic::new(code, args!["path" => path, "real" => real]), place);
        }
        let (first, told, mut taken) = (self.trees.len(), self.diagnostics.len(), Vec::new());
        for path in paths {
            match workspace::load(files, self.sources, &path, self.limits, "policy-bytes") {
                Ok(file) => {
                    self.parse(file, home);
                    taken.push((within(&path).filter(|rest| !rest.is_empty()).unwrap_or_else(|| path.clone()), file));
                }
                Err(diagnostic) => self.diagnostics.push(*diagnostic),
            }
        }
        let headers: Vec<PackHeader> = self.trees.iter().skip(first).filter_map(pack_header).cloned().collect();
        if headers.is_empty() {
            self.offer_header(path, first, told);
        }
        if let (Some(header), Some((lock::PACKS, folder))) = (headers.first(), path.rsplit_once('/'))
            && header.name.text != folder
        {
            let args = args!["path" => path, "name" => &header.name.text, "parent" => lock::PACKS];
            return self.diagnostics.push(Diagnostic::new(&codes::OTHER_NAME, args).at(header.name.span));
        }
        for header in headers {
            let (name, version) = (header.name.text, header.version.text);
            self.members.push(Member { name, version, stands: stands.clone(), place, files: taken.clone() });
        }
    }

    /// Where no file has the header of a pack, the one that is needed first is that, and not the one of a part.
    fn offer_header(&mut self, path: &str, first: usize, told: usize) {
        const HEADER: Text = Text::new(
            "begin the first file with `pack {name} version 1.0.0 { title \"…\" title ja \"…\" language 1 schema ai-governance 1 }`, and the others with `part of {name}`",
            "最初のファイルは `pack {name} version 1.0.0 { title \"…\" title ja \"…\" language 1 schema ai-governance 1 }` で、他のファイルは `part of {name}` で始めてください",
        );
        let folder =
            if path.ends_with(".tadashi") { path.rsplit_once('/').map_or("", |(folder, _)| folder) } else { path };
        let last = folder.rsplit('/').next().unwrap_or_default();
        let is_name = last.starts_with(|c: char| c.is_ascii_lowercase())
            && last.chars().all(|c| c.is_ascii_alphanumeric() || matches!(c, '-' | '_'));
        let part = self.trees.iter().skip(first).find_map(|tree| match &tree.header {
            Some(Header::Part { pack, .. }) => Some(pack.text.as_str()),
            _ => None,
        });
        let name = part.unwrap_or(if is_name { last } else { "NAME" });
        let found = self.diagnostics.iter_mut().skip(told);
        for found in found.filter(|found| found.code.id == syntax::codes::NO_HEADER.id) {
            found.help.push(HEADER.with(args!["name" => name]));
        }
    }

    fn parse(&mut self, file: FileId, home: Home<'a>) {
        let text = self.sources.get(file).text.clone();
        let tree = syntax::parse(file, &text, self.limits).into_value(self.diagnostics);
        self.trees.push(tree);
        self.homes.push(home);
    }

    /// The packs that packs use, each once; a version or place that differs is said.
    pub fn take_used(&mut self) {
        let mut at = 0;
        while let (Some(tree), Some(&home)) = (self.trees.get(at), self.homes.get(at)) {
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
                let told = self.diagnostics.len();
                let known = self.members.iter().find(|member| member.name == pack.text);
                match (known, from) {
                    // Nothing of the judged repository stands for what a given pack uses.
                    (Some(known), _) if !home.is_judged && known.is_of_judged() => {
                        let second = format!("{}@{}", pack.text, version.text);
                        let args = args!["name" => &pack.text, "first" => known.shown(), "second" => second];
                        self.report(Diagnostic::new(&codes::TWO_PLACES, args), Some(pack.span));
                        continue;
                    }
                    (Some(known), from) => {
                        let folder = from.as_ref().and_then(|from| workspace::normalise(&from.text).ok());
                        let first = known.shown();
                        if let (Some(from), Some(second)) = (from, folder.filter(|folder| *folder != first)) {
                            let args = args!["name" => &pack.text, "first" => first, "second" => second];
                            self.report(Diagnostic::new(&codes::TWO_PLACES, args), Some(from.span));
                            continue;
                        }
                    }
                    (None, Some(from)) => match (workspace::normalise(&from.text), home.files.stat(&from.text)) {
                        (Ok(path), Ok(_)) => {
                            self.take_folder(home.files, &path, home, home.stands(&path), Some(from.span));
                        }
                        (Err(problem), _) | (_, Err(problem)) => {
                            self.report(workspace::codes::diagnose(&problem, "policy-bytes"), Some(from.span));
                        }
                    },
                    (None, None) => {
                        let line = if self.is_here(&pack.text, &version.text) { version.text.as_str() } else { "" };
                        if !self.take_named(&pack.text, line, home, Some(pack.span)) {
                            self.take_path(&pack.text, home, Some(pack.span));
                        }
                    }
                }
                if self.version(&pack.text).is_none() && self.diagnostics.len() > told {
                    self.missing.push(pack.span);
                }
                if version.text.is_empty() {
                    self.offer_version(&pack);
                    continue;
                }
                if let Some(found) = self.version(&pack.text).filter(|found| !version::is_of(found, &version.text)) {
                    let args = args!["name" => &pack.text, "found" => found, "asked" => &version.text];
                    self.report(Diagnostic::new(&codes::PACK_VERSION, args), Some(version.span));
                }
            }
        }
    }

    /// Says which version a `use` without one can name.
    fn offer_version(&mut self, pack: &Word) {
        const VERSION: Text =
            Text::new("write `version {version}` here", "ここに `version {version}` と書いてください");
        let Some(found) = self.version(&pack.text) else { return };
        let line = found.split('.').take(2).collect::<Vec<_>>().join(".");
        let lacks = |known: &&mut Diagnostic| {
            let place = known.place().filter(|place| place.file == pack.span.file && place.start >= pack.span.end);
            known.code.id == syntax::codes::UNEXPECTED.id && place.is_some()
        };
        let first =
            self.diagnostics.iter_mut().filter(lacks).min_by_key(|known| known.place().map(|place| place.start));
        if let Some(first) = first {
            first.help = vec![VERSION.with(args!["version" => line])];
        }
    }

    /// Says of each part that stands outside the folder of its pack, which it would join unseen.
    pub fn hold_parts(&mut self) {
        let path_of = |file: FileId| self.sources.get(file).path.as_str();
        let is_in = |file: FileId, header: &PackHeader| {
            let folder = path_of(header.span.file).rsplit_once('/').map_or("", |(folder, _)| folder);
            let below =
                path_of(file).strip_prefix(folder).is_some_and(|rest| folder.is_empty() || rest.starts_with('/'));
            let mut of_name = self.members.iter().filter(|member| member.name == header.name.text);
            let has = |member: &Member, file: FileId| member.files.iter().any(|(_, known)| *known == file);
            // Of an embedded or vendored pack all files are known; those of one's own may be named one by one.
            below
                && of_name.any(|member| matches!(member.stands, Stands::Own(_) | Stands::Given(_)) || has(member, file))
        };
        let headers: Vec<&PackHeader> = self.trees.iter().filter_map(pack_header).collect();
        let mut found = Vec::new();
        for tree in &self.trees {
            let Some(Header::Part { pack, .. }) = &tree.header else { continue };
            let mut of_name = headers.iter().filter(|header| header.name.text == pack.text).peekable();
            if let Some(first) = of_name.peek().copied()
                && !of_name.any(|header| is_in(pack.span.file, header))
            {
                let args = args!["path" => path_of(pack.span.file), "name" => &pack.text];
                found.push(Diagnostic::new(&codes::PART_ELSEWHERE, args).at(pack.span).at(first.name.span));
            }
        }
        self.diagnostics.extend(found);
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
