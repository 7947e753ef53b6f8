//! What a run judges by, held to `tadashi.lock`: a change behind the lock stops the run.

use crate::args;
use crate::calendar::Date;
use crate::diagnostic::Diagnostic;
use crate::embedded;
use crate::engine::Run;
use crate::engine::codes as engine_codes;
use crate::engine::packs::{Loaded, Member, Stands};
use crate::source::{SourceMap, Span};
use crate::workspace::lock::{self, Found, Lock, codes};
use crate::workspace::{Files, digest};

/// Letters of a hash that a message shows, its prefix included; the lock has all of them.
const SHOWN: usize = 19;

impl Run<'_> {
    /// The lock of the repository, read once.
    pub(super) fn lock(&mut self) -> &Found {
        let limits = crate::limits::Limits::default();
        if self.lock.is_none() {
            let found = lock::load(self.files, &mut self.sources, &limits, &mut self.findings);
            if let Found::Read(lock) = &found {
                self.findings.extend(entries_of_nothing(lock, self.files));
            }
            self.lock = Some(found);
        }
        self.lock.get_or_insert(Found::Nothing)
    }

    /// Holds packs to the lock, and tells each the day on which it was taken; gives what does not hold.
    pub(super) fn hold_packs(&mut self, loaded: &mut Loaded) -> Vec<Diagnostic> {
        let found = self.lock().clone();
        let mut diagnostics = Vec::new();
        for member in &loaded.members {
            match hold(member, &found, &self.sources) {
                Ok(taken) => {
                    let packs = loaded.policies.packs.iter_mut();
                    packs.filter(|pack| pack.name == member.name).for_each(|pack| pack.taken = taken);
                }
                Err(diagnostic) => diagnostics.push(*diagnostic),
            }
        }
        diagnostics.retain(|diagnostic| diagnostic.code.stops || !self.findings.contains(diagnostic));
        diagnostics
    }
}

/// The day on which the lock took a pack as it is; none for one that needs no lock, or that the lock has otherwise.
///
/// # Errors
/// The lock does not hold what is there.
pub(super) fn hold(member: &Member, found: &Found, sources: &SourceMap) -> Result<Option<Date>, Box<Diagnostic>> {
    let at = |diagnostic: Diagnostic| match member.place {
        Some(place) => diagnostic.at(place),
        None => diagnostic,
    };
    match (&member.stands, found) {
        // What a command line names is compared or tried, not judged by every day.
        (Stands::Own(folder), Found::Read(lock)) if member.place.is_some() => {
            let packs = lock.packs.iter().map(|pack| (&pack.name, &pack.version));
            let embedded = lock.embedded.iter().map(|pack| (&pack.name, &pack.version));
            let Some((_, version)) = packs.chain(embedded).find(|(name, _)| **name == member.name) else {
                return Ok(None);
            };
            let args = args!["path" => folder, "name" => &member.name, "version" => version];
            Err(Box::new(at(Diagnostic::new(&codes::NAME_OF_LOCKED, args))))
        }
        (Stands::Own(_) | Stands::Given(_), _) | (_, Found::Malformed) | (Stands::Embedded, Found::Nothing) => Ok(None),
        (Stands::Embedded, Found::Read(lock)) => {
            let name = &member.name;
            let Some(entry) = lock.embedded(name, &member.version) else {
                return Err(Box::new(at(Diagnostic::new(&codes::EMBEDDED_NOT_LOCKED, args!["name" => name]))));
            };
            if entry.hash == member.hash(sources) {
                return Ok(Some(entry.taken));
            }
            let same = entry.version == member.version;
            let hash = |hash: &str| if same { format!(" ({})", short(hash)) } else { String::new() };
            let args = args![
                "name" => name,
                "found" => format!("{}{}", member.version, hash(&member.hash(sources))),
                "locked" => format!("{}{}", entry.version, hash(&entry.hash)),
                "taken" => entry.taken.to_string(),
            ];
            let diagnostic = Diagnostic::new(&codes::EMBEDDED_CHANGED, args);
            Err(Box::new(entry.place.into_iter().fold(diagnostic, Diagnostic::at)))
        }
        (Stands::Vendored(folder), Found::Nothing) => {
            Err(Box::new(at(Diagnostic::new(&codes::NO_LOCK, args!["path" => folder]))))
        }
        (Stands::Vendored(folder), Found::Read(lock)) => {
            let Some(entry) = lock.pack(&member.name) else {
                return Err(Box::new(at(Diagnostic::new(&codes::NOT_LOCKED, args!["path" => folder]))));
            };
            let place = |diagnostic: Diagnostic| entry.place.into_iter().fold(diagnostic, Diagnostic::at);
            if entry.folder != *folder {
                let args = args!["name" => &member.name, "locked" => &entry.folder, "found" => folder];
                return Err(Box::new(place(Diagnostic::new(&codes::OTHER_FOLDER, args))));
            }
            let files = member.hashes(sources);
            let hash = digest::of_files(&files);
            if hash == entry.hash {
                return Ok(Some(entry.taken));
            }
            let changed = changed(&entry.files, &files);
            Err(Box::new(place(differs(folder, &changed, &entry.hash, &hash))))
        }
    }
}

/// What is said of a configured folder whose pack has the name of an embedded one.
pub(super) fn name_of_embedded(member: &Member) -> Option<Diagnostic> {
    let Stands::Own(folder) = &member.stands else { return None };
    let embedded = embedded::newest(&member.name)?.version;
    let args = args!["path" => folder, "name" => &member.name, "version" => &member.version, "embedded" => embedded];
    Some(Diagnostic::new(&engine_codes::NAME_OF_EMBEDDED, args).at(member.place?))
}

/// Whether the lock holds a file of shared facts as it is.
///
/// # Errors
/// It does not.
pub(super) fn hold_file(path: &str, text: &str, place: Span, found: &Found) -> Result<(), Box<Diagnostic>> {
    let lock = match found {
        Found::Malformed => return Ok(()),
        Found::Nothing => {
            let args = args!["path" => path];
            return Err(Box::new(Diagnostic::new(&codes::FACTS_WITHOUT_LOCK, args).at(place)));
        }
        Found::Read(lock) => lock,
    };
    let Some(entry) = lock.shared(path) else {
        return Err(Box::new(Diagnostic::new(&codes::NOT_LOCKED, args!["path" => path]).at(place)));
    };
    let hash = digest::of_file(text);
    if hash == entry.hash {
        return Ok(());
    }
    let diagnostic = differs(path, &[], &entry.hash, &hash).at(place);
    Err(Box::new(entry.place.into_iter().fold(diagnostic, Diagnostic::at)))
}

fn differs(path: &str, changed: &[String], locked: &str, found: &str) -> Diagnostic {
    let files = (!changed.is_empty()).then(|| codes::CHANGED_FILES.with(args!["files" => changed.to_vec()]));
    let args = args!["path" => path, "files" => files, "locked" => short(locked), "found" => short(found)];
    Diagnostic::new(&codes::CHANGED, args)
}

fn changed(locked: &[(String, String)], found: &[(String, String)]) -> Vec<String> {
    differing(locked, found).into_iter().map(|path| format!("`{path}`")).collect()
}

/// The files that are not as they were, that are new or that are gone.
pub(super) fn differing(locked: &[(String, String)], found: &[(String, String)]) -> Vec<String> {
    let differing =
        locked.iter().filter(|file| !found.contains(file)).chain(found.iter().filter(|file| !locked.contains(file)));
    let mut paths: Vec<String> = differing.map(|(path, _)| path.clone()).collect();
    paths.sort();
    paths.dedup();
    paths
}

/// The beginning of a hash.
fn short(hash: &str) -> String {
    hash.chars().take(SHOWN).collect()
}

/// The entries whose pack or file is gone.
pub(super) fn entries_of_nothing(lock: &Lock, files: &dyn Files) -> Vec<Diagnostic> {
    let packs = lock.packs.iter().map(|pack| (&pack.folder, pack.place, files.stat(&pack.folder).is_ok()));
    let known = |pack: &lock::Embedded| embedded::newest(&pack.name).is_some();
    let embedded = lock.embedded.iter().map(|pack| (&pack.name, pack.place, known(pack)));
    let facts = lock.facts.iter().map(|facts| (&facts.file, facts.place, files.stat(&facts.file).is_ok()));
    let gone = packs.chain(embedded).chain(facts).filter(|(_, _, is_there)| !is_there);
    gone.map(|(name, place, _)| {
        let diagnostic = Diagnostic::new(&codes::ENTRY_OF_NOTHING, args!["name" => name]);
        place.into_iter().fold(diagnostic, Diagnostic::at)
    })
    .collect()
}
