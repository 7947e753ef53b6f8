//! What the repository has taken from elsewhere: listed, verified against the lock, locked anew, added to.
//!
//! Takes a file system; gives texts and files to be written. Writes nothing itself.

use std::sync::Arc;

use crate::args;
use crate::diagnostic::Diagnostic;
use crate::embedded;
use crate::engine::locked::{differing, hold, hold_file};
use crate::engine::one::One;
use crate::engine::packs::succession::{locked, of_ids, succession};
use crate::engine::packs::{self, Extent, Member, Origin, Stands, codes};
use crate::engine::{Checked, Options, Run};
use crate::limits::Limits;
use crate::manifest::Role;
use crate::manifest::node::Document;
use crate::policy::{PolicySet, version};
use crate::source::{FileId, Span};
use crate::text::Arg;
use crate::workspace::archive::Brought;
use crate::workspace::lock::{self, Embedded, Found, Lock, SharedFile};
use crate::workspace::memory::Memory;
use crate::workspace::{Files, Kind, digest};

mod listing;

pub use listing::{Line, State, list};

/// Packs and shared facts, each as the lock has it.
pub struct Verified {
    /// Packs that were looked at.
    pub packs: usize,
    /// Files of shared facts that were looked at.
    pub facts: usize,
    /// Whether there is a lock; without one nothing needs it, or it is among what does not hold.
    pub has_lock: bool,
    /// What does not hold.
    pub checked: Checked,
}

/// What became of an entry of the lock.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Change {
    /// It is new.
    Added,
    /// Its content is another.
    Changed,
    /// It is gone.
    Removed,
}

/// A lock made anew.
pub struct Updated {
    /// Its text; none where something is wrong, or where there is nothing to lock.
    pub text: Option<String>,
    /// What changed: the pack with its version, or the file.
    pub changes: Vec<(Change, String)>,
    /// Files of vendored packs that are not as they were locked: path from the root.
    pub files: Vec<String>,
    /// What overlays loosen that the lock did not hold.
    pub looser: Vec<String>,
    /// What is wrong.
    pub checked: Checked,
}

/// A pack that may be added.
pub struct Added {
    /// What is to be written; none where something is wrong.
    pub taken: Option<Taken>,
    /// What is wrong.
    pub checked: Checked,
}

/// What is to be written for a pack.
pub struct Taken {
    /// `acme.ai`
    pub name: String,
    /// `3.0.0`
    pub version: String,
    /// The version that it replaces.
    pub replaces: Option<String>,
    /// Where it is to stand.
    pub folder: String,
    /// What overlays loosen that the version before did not.
    pub looser: Vec<String>,
    /// The text of the lock; none where all is as it was.
    pub lock: Option<String>,
}

/// Compares everything that was taken with the lock.
#[must_use]
pub fn verify(files: &dyn Files, options: &Options<'_>) -> Verified {
    let mut run = Run::new(files, options);
    let Collected { members, facts, active } = run.collect();
    let found = run.lock().clone();
    for (member, _) in &members {
        let held = hold(member, &found, &run.sources);
        run.findings.extend(held.err().map(|diagnostic| *diagnostic));
    }
    for (path, file, place) in &facts {
        let held = hold_file(path, &run.sources.get(*file).text, *place, &found);
        run.findings.extend(held.err().map(|diagnostic| *diagnostic));
    }
    if let Found::Read(lock) = &found {
        let active: Vec<&Member> = members.iter().take(active).map(|(member, _)| member).collect();
        run.findings.extend(unused(lock, &active, files));
    }
    run.once();
    let is_held = |member: &Member| !matches!(member.stands, Stands::Own(_) | Stands::Given(_));
    let packs = members.iter().filter(|(member, _)| is_held(member)).count();
    let has_lock = found != Found::Nothing;
    Verified { packs, facts: facts.len(), has_lock, checked: run.finish("") }
}

/// The packs of the lock that are there and that nothing judges by.
fn unused(lock: &Lock, active: &[&Member], files: &dyn Files) -> Vec<Diagnostic> {
    let is_used = |name: &str, embedded: bool| {
        active.iter().any(|member| member.name == name && (member.stands == Stands::Embedded) == embedded)
    };
    let packs = lock.packs.iter().filter(|pack| !is_used(&pack.name, false) && files.stat(&pack.folder).is_ok());
    let packs = packs.map(|pack| (&pack.name, pack.place));
    let known = |pack: &&Embedded| !is_used(&pack.name, true) && embedded::newest(&pack.name).is_some();
    let embedded = lock.embedded.iter().filter(known).map(|pack| (&pack.name, pack.place));
    let tell = |(name, place): (&String, Option<Span>)| {
        let diagnostic = Diagnostic::new(&lock::codes::UNUSED, args!["name" => name]);
        place.into_iter().fold(diagnostic, Diagnostic::at)
    };
    packs.chain(embedded).map(tell).collect()
}

/// Locks everything that was taken as it is now; what has not changed keeps its day. An id that a pack has lost since it
/// was locked is an error, unless `force` says otherwise.
#[must_use]
pub fn update(files: &dyn Files, options: &Options<'_>, force: bool) -> Updated {
    let mut run = Run::new(files, options);
    let collected = run.collect();
    // A lock that cannot be read is written anew; what it held is unknown.
    let mut unread = Vec::new();
    let old = match lock::load(files, &mut run.sources, &Limits::default(), &mut unread) {
        Found::Read(lock) => lock,
        Found::Nothing | Found::Malformed => Lock::default(),
    };
    let day = run.report.as_of;
    let mut new = Lock::default();
    let (mut looser, mut touched) = (Vec::new(), Vec::new());
    for (member, policies) in &collected.members {
        let hash = member.hash(&run.sources);
        match &member.stands {
            Stands::Own(_) | Stands::Given(_) => {}
            Stands::Embedded => {
                let kept = old.embedded(&member.name, &member.version).filter(|entry| entry.hash == hash);
                let taken = kept.map_or(day, |entry| entry.taken);
                let (name, version) = (member.name.clone(), member.version.clone());
                new.embedded.push(Embedded { name, version, hash, taken, place: None });
            }
            Stands::Vendored(folder) => {
                let earlier = old.pack(&member.name);
                let entry = entry(member, folder, policies, &run, earlier, None);
                if let Some(earlier) = earlier.filter(|earlier| earlier.hash != entry.hash) {
                    let found = of_ids(&earlier.ids, &member.name, policies);
                    let faults = found.faults(&member.name, &earlier.version, &member.version);
                    run.findings.extend(faults.into_iter().map(|fault| softened(fault, force)));
                    looser.extend(found.looser);
                    let paths = differing(&earlier.files, &entry.files);
                    touched.extend(paths.into_iter().map(|path| format!("{folder}/{path}")));
                } else if earlier.is_none() {
                    looser.extend(of_ids(&[], &member.name, policies).looser);
                }
                new.packs.push(entry);
            }
        }
    }
    for (path, file, _) in &collected.facts {
        let hash = digest::of_file(&run.sources.get(*file).text);
        let taken = old.shared(path).filter(|entry| entry.hash == hash).map_or(day, |entry| entry.taken);
        new.facts.push(SharedFile { file: path.clone(), hash, taken, place: None });
    }
    for pair in new
        .packs
        .iter()
        .enumerate()
        .filter_map(|(at, pack)| Some((new.packs.iter().take(at).find(|it| it.name == pack.name)?, pack)))
    {
        let args = args!["name" => &pair.0.name, "first" => &pair.0.folder, "second" => &pair.1.folder];
        run.findings.push(Diagnostic::new(&crate::engine::codes::TWO_PLACES, args));
    }
    let changes = changes(&old, &new);
    run.once();
    let checked = run.finish("");
    let is_sound = checked.report.exit_code(crate::diagnostic::Level::Error) < 2;
    let is_needed = !new.packs.is_empty() || !new.facts.is_empty() || files.stat(lock::FILE).is_ok();
    Updated { text: (is_sound && is_needed).then(|| new.text()), changes, files: touched, looser, checked }
}

/// Whether a pack may be taken into the repository, and what is then to be written.
#[must_use]
pub fn add(files: &dyn Files, brought: &Brought, from: (&str, &str), force: bool, options: &Options<'_>) -> Added {
    let mut run = Run::new(files, options);
    let taken = run.take(brought, from, force);
    run.once();
    let checked = run.finish("");
    let is_sound = checked.report.exit_code(crate::diagnostic::Level::Error) < 2;
    Added { taken: taken.filter(|_| is_sound), checked }
}

/// What a repository judges by or has taken, whether or not it is used.
struct Collected {
    members: Vec<(Member, Arc<PolicySet>)>,
    /// How many of them, the first ones, a configuration judges by.
    active: usize,
    facts: Vec<(String, FileId, Span)>,
}

impl Run<'_> {
    /// Every pack and every file of shared facts that anything in the repository names, and every vendored pack.
    fn collect(&mut self) -> Collected {
        let manifests = if self.files.stat("") == Ok(Kind::Directory) { self.manifests() } else { Vec::new() };
        let mut members: Vec<(Member, Arc<PolicySet>)> = Vec::new();
        let mut seen: Vec<Vec<String>> = Vec::new();
        for path in manifests.iter().map(String::as_str).chain([""]) {
            let config = self.configuration(path);
            let key = self.pack_names(&config);
            if !seen.contains(&key) {
                let origins: Vec<Origin<'_>> = match &config.packs {
                    Some(packs) => {
                        packs.iter().map(|pack| Origin::Named { name: &pack.text, place: Some(pack.span) }).collect()
                    }
                    None => vec![Origin::Named { name: embedded::DEFAULT_PACK, place: None }],
                };
                self.load(&origins, &mut members);
                seen.push(key);
            }
        }
        let active = members.len();
        for name in packs::vendored_names(self.files) {
            if !members.iter().any(|(member, _)| member.name == name && member.stands != Stands::Embedded) {
                let folder = format!("{}/{name}", lock::PACKS);
                self.load(&[Origin::Named { name: &folder, place: None }], &mut members);
            }
        }
        let mut facts = self.copies(&manifests);
        facts.sort_by(|a, b| a.0.cmp(&b.0));
        facts.dedup_by(|a, b| a.0 == b.0);
        Collected { members, active, facts }
    }

    /// Every copy of other repositories' facts that a manifest names.
    fn copies(&mut self, manifests: &[String]) -> Vec<(String, FileId, Span)> {
        let ground = self.ground(&[]);
        self.findings.append(&mut self.report.findings);
        let mut all = Vec::new();
        for path in manifests {
            if self.is_part(path) {
                continue;
            }
            let config = self.configuration(path);
            let mut one = One::new(&ground);
            let mut document = Document::default();
            if let Some(part) = one.part(&mut document, path, Role::Main, &config) {
                one.include(&mut document, &mut vec![part], path, &config);
            }
            let One { sources, mut findings, parts, copies, .. } = one;
            let to = self.sources.absorb(sources);
            findings.iter_mut().for_each(|finding| finding.refile(&to));
            self.findings.append(&mut findings);
            self.parts.extend(parts);
            let refiled = |span: Span| Span { file: to(span.file), ..span };
            all.extend(copies.into_iter().map(|(path, file, place)| (path, to(file), refiled(place))));
        }
        self.report_problems();
        all
    }

    /// The manifests of the repository; none is no fault here.
    fn manifests(&mut self) -> Vec<String> {
        let before = self.findings.len();
        let manifests = self.discover(&[String::new()]);
        let told = self.findings.split_off(before);
        let nested: Vec<String> = told
            .iter()
            .filter(|finding| finding.code.id == crate::engine::codes::NESTED_ROOT.id)
            .filter_map(|finding| match finding.arg("folder") {
                Some(Arg::Text(folder)) => Some(format!("{folder}/")),
                _ => None,
            })
            .collect();
        // What belongs to a repository below is its own matter.
        let is_ours = |finding: &Diagnostic| {
            let path = finding.place().map(|place| self.sources.get(place.file).path.as_str());
            !path.is_some_and(|path| nested.iter().any(|folder| path.starts_with(folder)))
        };
        let says = |finding: &Diagnostic| {
            let unsaid = [crate::engine::codes::NO_MANIFEST.id, crate::engine::codes::NESTED_ROOT.id];
            !unsaid.contains(&finding.code.id) && is_ours(finding)
        };
        let ours: Vec<Diagnostic> = told.into_iter().filter(says).collect();
        self.findings.extend(ours);
        manifests
    }

    fn load(&mut self, origins: &[Origin<'_>], members: &mut Vec<(Member, Arc<PolicySet>)>) {
        let limits = Limits::default();
        let loaded = packs::load(self.files, origins, Extent::Clauses, &mut self.sources, &limits, &mut self.findings);
        let policies = Arc::new(loaded.policies);
        for member in loaded.members {
            let is_known = |(known, _): &(Member, _)| {
                known.name == member.name && known.version == member.version && known.stands == member.stands
            };
            if !members.iter().any(is_known) {
                members.push((member, Arc::clone(&policies)));
            }
        }
    }

    /// What is said of several configurations is said once.
    fn once(&mut self) {
        let mut kept: Vec<Diagnostic> = Vec::new();
        for finding in self.findings.drain(..) {
            let same = |known: &Diagnostic| known.code.id == finding.code.id && known.args == finding.args;
            // Nothing to judge is no fault of a pack that is only kept.
            if !kept.iter().any(same) {
                kept.push(finding);
            }
        }
        self.findings = kept;
    }

    fn take(&mut self, brought: &Brought, (shown, from): (&str, &str), force: bool) -> Option<Taken> {
        let memory = brought.iter().fold(Memory::default(), |files, (path, bytes)| files.with(path, bytes.clone()));
        let limits = Limits::default();
        let tell = |run: &mut Self, diagnostic: Diagnostic| run.findings.push(diagnostic);
        if !brought.keys().any(|path| path.ends_with(".tadashi")) {
            tell(self, Diagnostic::new(&codes::NO_PACK, args!["path" => shown]));
            return None;
        }
        let given = [Origin::Brought { files: &memory }];
        let loaded = packs::load(self.files, &given, Extent::Whole, &mut self.sources, &limits, &mut self.findings);
        let own: Vec<&Member> =
            loaded.members.iter().filter(|member| matches!(member.stands, Stands::Own(_))).collect();
        let member = match own.as_slice() {
            [one] => *one,
            [] => {
                tell(self, Diagnostic::new(&codes::NO_PACK, args!["path" => shown]));
                return None;
            }
            several => {
                let names: Vec<String> = several.iter().map(|member| format!("`{}`", member.name)).collect();
                tell(self, Diagnostic::new(&codes::SEVERAL, args!["path" => shown, "names" => names]));
                return None;
            }
        };
        let old = match self.lock().clone() {
            Found::Read(lock) => lock,
            Found::Nothing => Lock::default(),
            Found::Malformed => return None,
        };
        let folder = format!("{}/{}", lock::PACKS, member.name);
        let mut earlier = None;
        if self.files.stat(&folder).is_ok() {
            let mut known = Vec::new();
            // Who replaces an unsound pack need not hear what is wrong with it.
            let before = self.findings.len();
            self.load(&[Origin::Named { name: &folder, place: None }], &mut known);
            self.findings.truncate(before);
            earlier = known.into_iter().find(|(known, _)| known.name == member.name);
        }
        let is_same = |known: &Member| known.hash(&self.sources) == member.hash(&self.sources);
        let mut looser = match &earlier {
            None => of_ids(&[], &member.name, &loaded.policies).looser,
            Some(_) => Vec::new(),
        };
        if let Some((known, policies)) = earlier.as_ref().filter(|(known, _)| !is_same(known)) {
            looser = succession(&member.name, policies, &loaded.policies).looser;
            let faults = self.faults(member, &loaded.policies, known, policies);
            self.findings.extend(faults.into_iter().map(|fault| softened(fault, force)));
        }
        let entry = entry(member, &folder, &loaded.policies, self, old.pack(&member.name), Some(from));
        let is_kept = earlier.as_ref().is_some_and(|(known, _)| is_same(known))
            && old.pack(&member.name).is_some_and(|known| known.hash == entry.hash);
        let mut new = old.clone();
        new.packs.retain(|pack| pack.name != member.name);
        new.packs.push(entry);
        // The embedded pack of that name no longer judges; those that this one uses do.
        new.embedded.retain(|pack| pack.name != member.name);
        for used in loaded.members.iter().filter(|used| used.stands == Stands::Embedded) {
            if !new.embedded.iter().any(|known| known.name == used.name) {
                let (name, version, hash) = (used.name.clone(), used.version.clone(), used.hash(&self.sources));
                new.embedded.push(Embedded { name, version, hash, taken: self.report.as_of, place: None });
            }
        }
        Some(Taken {
            name: member.name.clone(),
            version: member.version.clone(),
            replaces: earlier.map(|(known, _)| known.version),
            folder,
            looser,
            lock: (!is_kept).then(|| new.text()),
        })
    }

    /// What is wrong with putting one pack in the place of another.
    fn faults(&self, member: &Member, new: &PolicySet, known: &Member, old: &PolicySet) -> Vec<Diagnostic> {
        let (name, from, to) = (&member.name, &known.version, &member.version);
        if version::order(from, to).is_ge() {
            let args = args!["name" => name, "from" => from, "to" => to];
            return vec![Diagnostic::new(&codes::NOT_NEWER, args)];
        }
        succession(name, old, new).faults(name, from, to)
    }
}

/// A fault as loud as it is where somebody insists.
fn softened(fault: Diagnostic, force: bool) -> Diagnostic {
    if force { fault.level(crate::diagnostic::Level::Warning) } else { fault }
}

fn entry(
    member: &Member,
    folder: &str,
    policies: &PolicySet,
    run: &Run<'_>,
    earlier: Option<&lock::Pack>,
    from: Option<&str>,
) -> lock::Pack {
    let files = member.hashes(&run.sources);
    let hash = digest::of_files(&files);
    let kept = earlier.filter(|earlier| earlier.hash == hash);
    lock::Pack {
        name: member.name.clone(),
        version: member.version.clone(),
        folder: folder.to_owned(),
        from: from.map(str::to_owned).or_else(|| earlier.and_then(|earlier| earlier.from.clone())),
        taken: kept.map_or(run.report.as_of, |earlier| earlier.taken),
        ids: locked(&member.name, policies),
        hash,
        files,
        place: None,
    }
}

/// What differs between two locks, by name.
fn changes(old: &Lock, new: &Lock) -> Vec<(Change, String)> {
    fn all(lock: &Lock) -> Vec<(String, String, &str)> {
        let pack = |name: &str, version: &str| format!("{name} {version}");
        let packs = lock.packs.iter().map(|it| (it.folder.clone(), pack(&it.name, &it.version), it.hash.as_str()));
        let embedded = lock.embedded.iter().map(|it| (it.name.clone(), pack(&it.name, &it.version), it.hash.as_str()));
        let facts = lock.facts.iter().map(|it| (it.file.clone(), it.file.clone(), it.hash.as_str()));
        packs.chain(embedded).chain(facts).collect()
    }
    let (before, after) = (all(old), all(new));
    let mut changes = Vec::new();
    for (key, shown, hash) in &after {
        match before.iter().find(|(known, ..)| known == key) {
            None => changes.push((Change::Added, shown.clone())),
            Some((_, _, known)) if known != hash => changes.push((Change::Changed, shown.clone())),
            Some(_) => {}
        }
    }
    let gone = before.iter().filter(|(key, ..)| !after.iter().any(|(known, ..)| known == key));
    changes.extend(gone.map(|(_, shown, _)| (Change::Removed, shown.clone())));
    changes
}
