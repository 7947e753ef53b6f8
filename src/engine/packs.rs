//! From the names of packs to a checked [`PolicySet`]: embedded packs, folders, and the packs that these use.

use crate::args;
use crate::check::check;
use crate::diagnostic::{Diagnostic, did_you_mean};
use crate::embedded;
use crate::engine::codes;
use crate::limits::Limits;
use crate::policy::PolicySet;
use crate::source::{FileId, SourceMap, Span};
use crate::syntax;
use crate::syntax::tree::{File, Header, Item};
use crate::workspace::{self, Files, Kind};

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

/// Loads packs, the schema and what they use, and checks them together.
pub fn load(
    files: &dyn Files,
    origins: &[Origin<'_>],
    extent: Extent,
    sources: &mut SourceMap,
    limits: &Limits,
    diagnostics: &mut Vec<Diagnostic>,
) -> PolicySet {
    let mut loader = Loader { files, extent, sources, limits, diagnostics, trees: Vec::new() };
    for origin in origins {
        loader.take(*origin);
    }
    loader.take_used();
    if !loader.trees.iter().any(|tree| matches!(tree.header, Some(Header::Schema { .. }))) {
        loader.take_embedded(embedded::SCHEMA);
    }
    let trees = loader.trees;
    let policies = check(&trees, sources, limits).into_value(diagnostics);
    if policies.expectations.is_empty() && !diagnostics.iter().any(|diagnostic| diagnostic.code.stops) {
        diagnostics.push(Diagnostic::new(&codes::NO_EXPECTATION, args!["names" => embedded_names()]));
    }
    policies
}

/// Embedded packs, for a message.
fn embedded_names() -> Vec<String> {
    embedded::packs().iter().map(|name| format!("`{name}`")).collect()
}

struct Loader<'a> {
    files: &'a dyn Files,
    extent: Extent,
    sources: &'a mut SourceMap,
    limits: &'a Limits,
    diagnostics: &'a mut Vec<Diagnostic>,
    trees: Vec<File>,
}

impl Loader<'_> {
    fn take(&mut self, origin: Origin<'_>) {
        match origin {
            Origin::Given { files, path } => self.take_folder(files, path, None),
            Origin::Named { name, .. } if embedded::files(name).next().is_some() => self.take_embedded(name),
            Origin::Named { name, place } => match self.files.stat(name) {
                Ok(Kind::File | Kind::Directory) => self.take_folder(self.files, name, place),
                _ => {
                    let hint = did_you_mean(name, embedded::packs());
                    let args = args!["name" => name, "hint" => hint, "names" => embedded_names()];
                    self.report(Diagnostic::new(&codes::UNKNOWN_PACK, args), place);
                }
            },
        }
    }

    fn report(&mut self, diagnostic: Diagnostic, place: Option<Span>) {
        self.diagnostics.push(match place {
            Some(place) => diagnostic.at(place),
            None => diagnostic,
        });
    }

    fn take_embedded(&mut self, name: &str) {
        for (path, text) in embedded::files(name) {
            let file = self.sources.add(path, text);
            let read = if self.extent == Extent::Clauses { syntax::parse_clauses } else { syntax::parse };
            let tree = read(file, text, self.limits).into_value(self.diagnostics);
            self.trees.push(tree);
        }
    }

    fn take_folder(&mut self, files: &dyn Files, path: &str, place: Option<Span>) {
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
        for path in paths {
            match workspace::load(files, self.sources, path, self.limits, "policy-bytes") {
                Ok(file) => self.parse(file),
                Err(diagnostic) => self.diagnostics.push(*diagnostic),
            }
        }
    }

    fn parse(&mut self, file: FileId) {
        let text = std::sync::Arc::clone(&self.sources.get(file).text);
        let tree = syntax::parse(file, &text, self.limits).into_value(self.diagnostics);
        self.trees.push(tree);
    }

    /// The packs that packs use, each once; a version that differs is said.
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
                if self.version(&pack.text).is_none() {
                    match from {
                        Some(from) if self.files.stat(&from.text).is_ok() => {
                            self.take_folder(self.files, &from.text, Some(from.span));
                        }
                        _ => self.take(Origin::Named { name: &pack.text, place: Some(pack.span) }),
                    }
                }
                if let Some(found) = self.version(&pack.text).filter(|found| !is_version(found, &version.text)) {
                    let args = args!["name" => &pack.text, "found" => found, "asked" => &version.text];
                    self.report(Diagnostic::new(&codes::PACK_VERSION, args), Some(version.span));
                }
            }
        }
    }

    fn version(&self, name: &str) -> Option<String> {
        self.trees.iter().find_map(|tree| match &tree.header {
            Some(Header::Pack(header)) if header.name.text == name => Some(header.version.text.clone()),
            _ => None,
        })
    }
}

/// Whether `found` is the version asked for, or one of its line: 1.2.3 is a 1.2.
pub(super) fn is_version(found: &str, asked: &str) -> bool {
    found.strip_prefix(asked).is_some_and(|rest| rest.is_empty() || rest.starts_with('.'))
}

#[cfg(test)]
mod tests {
    use super::is_version;

    #[test]
    fn a_version_is_of_its_line() {
        assert!(is_version("1.2.3", "1.2") && is_version("1.2", "1.2") && is_version("1.2.0", "1"));
        assert!(!is_version("1.20", "1.2") && !is_version("2.0", "1"));
    }
}
