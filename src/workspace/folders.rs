//! What a run learns of the folders of a repository: its manifests, the files that patterns name, the settings that hold.
//!
//! Looked up once and shared by threads; the order in which they ask changes no answer.

use std::collections::{BTreeMap, BTreeSet, VecDeque};
use std::num::NonZeroUsize;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use super::configuration::FILE;
use super::discovery::{self, Expanded, Globs};
use super::{Files, Kind, Problem, Search, Wanted, is_below};

/// The first folder of [`super::configuration::EXPLANATIONS`]: where there is none, nothing is looked for in it.
const GOVERNANCE: &str = "governance";

/// Patterns whose files are remembered.
const REMEMBERED: usize = 16;

/// The folders of a repository, as far as they were asked for.
pub struct Folders<'a> {
    files: &'a dyn Files,
    threads: Option<NonZeroUsize>,
    known: Mutex<Known>,
}

/// What was found below a folder.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Manifests {
    /// Those that are meant.
    pub found: Expanded,
    /// Files with the name of a manifest that the globs do not name, sorted; without globs those that have nearly that
    /// name.
    pub others: Vec<String>,
    /// What has such a name, is no file, and is meant; sorted.
    pub odd: Vec<String>,
}

#[derive(Default)]
struct Known {
    /// Folders that were asked for; with what was noted below them, once they were searched.
    asked: BTreeMap<String, Option<Vec<String>>>,
    /// The files that may match a pattern, of the last ones.
    expanded: VecDeque<(String, Arc<Vec<String>>)>,
    /// What stands where settings are noted.
    settings: BTreeMap<String, Setting>,
    /// The nearest settings of folders that were not searched.
    nearest: BTreeMap<String, Option<String>>,
    said: BTreeSet<Problem>,
    unsaid: Vec<Problem>,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Setting {
    Readable,
    Missing,
    Unusable,
}

impl<'a> Folders<'a> {
    /// Those of `files`; a search takes `threads`, or as many as can run at once.
    #[must_use]
    pub fn new(files: &'a dyn Files, threads: Option<NonZeroUsize>) -> Self {
        Self { files, threads, known: Mutex::default() }
    }

    /// Takes in that a folder, or the folder of a file, was asked for: it counts also where git ignores it.
    pub fn ask(&self, folder: &str) {
        self.lock().asked.entry(folder.to_owned()).or_default();
    }

    /// The manifests at or below a folder that was asked for: those that globs name, else those that have the name of
    /// one; also those that git tracks although it ignores them.
    pub fn manifests(&self, under: &str, globs: Option<&[&str]>) -> Manifests {
        self.ask(under);
        let seek = |under: &str, asked, wanted: &dyn Wanted| {
            self.files.seek(&Search { under, asked, tracked: true, ignored: false, threads: self.threads, wanted })
        };
        let wanted = Names { globs: globs.map(|globs| Globs::new(globs.iter().copied())) };
        let mut walked = seek(under, Some(under), &wanted);
        for tracked in &walked.tracked {
            self.ask(folder_of(tracked));
        }
        walked.paths.append(&mut walked.tracked);
        // Whether a glob names anything is asked of the whole repository.
        if let Some(globs) = wanted.globs.as_ref().filter(|globs| !under.is_empty() && !globs.is_empty()) {
            let elsewhere = seek("", None, globs);
            walked.paths.extend(elsewhere.paths.into_iter().chain(elsewhere.tracked));
            walked.odd.extend(elsewhere.odd);
            walked.problems.extend(elsewhere.problems);
        }
        walked.paths.sort_unstable();
        walked.paths.dedup();
        self.say(walked.problems);
        self.lock().asked.insert(under.to_owned(), Some(walked.noted));
        if globs.is_none() {
            let (paths, others) = walked.paths.into_iter().partition(|path| discovery::is_manifest(path));
            return Manifests { found: Expanded { paths, ..Expanded::default() }, others, odd: walked.odd };
        }
        let found = discovery::manifests(&walked.paths, under, globs);
        let is_other = |path: &String| {
            discovery::is_manifest(path) && is_below(path, under) && found.paths.binary_search(path).is_err()
        };
        walked.paths.retain(is_other);
        walked.odd.retain(|path| wanted.globs.as_ref().is_some_and(|globs| globs.takes(path)));
        Manifests { found, others: walked.paths, odd: walked.odd }
    }

    /// The files that a pattern names; only the folder before its first `*` is looked through.
    pub fn expand(&self, pattern: &str) -> Expanded {
        let Some((folder, ending)) = discovery::by_ending(pattern) else {
            return discovery::expand(&self.files_of(pattern), [pattern]);
        };
        let files = self.files_in(folder);
        let paths: Vec<String> = files.iter().filter(|path| path.ends_with(ending)).cloned().collect();
        let empty = if paths.is_empty() { vec![0] } else { Vec::new() };
        Expanded { paths, empty, faulty: Vec::new() }
    }

    /// The path of the settings that hold for a path: the nearest ones in its folder or above.
    pub fn nearest(&self, path: &str) -> Option<String> {
        let mut known = self.lock();
        let mut folder = folder_of(path);
        if let Some((asked, noted)) = known.searched(folder) {
            // Only folders that hold something of that name are looked at again.
            let in_reach = up(folder).take_while(|at| is_below(at, asked)).map(settings_of);
            let candidates: Vec<String> = in_reach.filter(|path| noted.binary_search(path).is_ok()).collect();
            let is_root = asked.is_empty();
            let above = asked.rsplit_once('/').map_or(0, |(above, _)| above.len());
            for candidate in candidates {
                match self.setting(&mut known, &candidate) {
                    Setting::Readable => return Some(candidate),
                    Setting::Unusable => return None,
                    Setting::Missing => {}
                }
            }
            if is_root {
                return None;
            }
            folder = folder.get(..above).unwrap_or_default();
        }
        let (mut nearest, mut passed) = (None, Vec::new());
        for at in up(folder) {
            if let Some(known) = known.nearest.get(at) {
                nearest.clone_from(known);
                break;
            }
            passed.push(at);
            let candidate = settings_of(at);
            match self.setting(&mut known, &candidate) {
                Setting::Readable => nearest = Some(candidate),
                Setting::Unusable => {}
                Setting::Missing => continue,
            }
            break;
        }
        for at in passed {
            known.nearest.insert(at.to_owned(), nearest.clone());
        }
        nearest
    }

    /// What went wrong since this was asked last, sorted, each problem once in all.
    pub fn problems(&self) -> Vec<Problem> {
        let mut problems = std::mem::take(&mut self.lock().unsaid);
        problems.sort_unstable();
        problems
    }

    /// The files of the repository that match a pattern, sorted.
    fn files_of(&self, pattern: &str) -> Arc<Vec<String>> {
        let wanted = Globs::new([pattern]);
        let Some(under) = wanted.only_folder() else { return Arc::default() };
        self.remembered(pattern.to_owned(), under, &wanted)
    }

    /// The files of a folder and none below it, sorted.
    pub fn files_in(&self, folder: &str) -> Arc<Vec<String>> {
        if self.lock().has_no_governance(folder) {
            return Arc::default();
        }
        self.remembered(format!("{folder}/"), folder, &Beside { folder })
    }

    fn remembered(&self, key: String, under: &str, wanted: &dyn Wanted) -> Arc<Vec<String>> {
        let known = self.lock();
        if let Some((_, files)) = known.expanded.iter().find(|(of, _)| *of == key) {
            return Arc::clone(files);
        }
        let asked = up(under).find(|at| known.asked.contains_key(*at)).map(str::to_owned);
        drop(known);
        let (asked, threads) = (asked.as_deref(), self.threads);
        let search = Search { under, asked, tracked: true, ignored: false, threads, wanted };
        let mut walked = self.files.seek(&search);
        // A folder that is not there holds nothing.
        walked.problems.retain(|problem| !matches!(problem, Problem::NotFound { .. }) || problem.path() != under);
        walked.paths.append(&mut walked.tracked);
        for path in walked.odd {
            match self.files.stat(&path) {
                // A link within the repository may be named like any file.
                Ok(Kind::File) => walked.paths.push(path),
                Ok(_) if wanted.takes(&path) => walked.problems.push(Problem::NotAFile { path }),
                Ok(Kind::Directory) => walked.problems.push(Problem::LinkedFolder { path }),
                Ok(Kind::Other) => {}
                Err(problem) => walked.problems.push(problem),
            }
        }
        walked.paths.retain(|path| wanted.takes(path));
        walked.paths.sort_unstable();
        self.say(walked.problems);
        let files = Arc::new(walked.paths);
        let mut known = self.lock();
        known.expanded.truncate(REMEMBERED - 1);
        known.expanded.push_front((key, Arc::clone(&files)));
        files
    }

    fn setting(&self, known: &mut Known, path: &str) -> Setting {
        if let Some(setting) = known.settings.get(path) {
            return *setting;
        }
        let (setting, problem) = match self.files.stat(path) {
            Ok(Kind::File) => (Setting::Readable, None),
            Ok(_) => (Setting::Unusable, Some(Problem::NotAFile { path: path.to_owned() })),
            Err(Problem::NotFound { .. }) => (Setting::Missing, None),
            Err(problem) => (Setting::Unusable, Some(problem)),
        };
        known.say(problem);
        if setting != Setting::Missing {
            known.settings.insert(path.to_owned(), setting);
        }
        setting
    }

    /// Takes in what went wrong, each problem once.
    pub fn say(&self, problems: impl IntoIterator<Item = Problem>) {
        self.lock().say(problems);
    }

    fn lock(&self) -> MutexGuard<'_, Known> {
        self.known.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Known {
    /// The nearest folder at or above one that was asked for, if it was searched; with what was noted.
    fn searched(&self, folder: &str) -> Option<(&str, &[String])> {
        let (asked, noted) = up(folder).find_map(|at| self.asked.get_key_value(at))?;
        Some((asked.as_str(), noted.as_deref()?))
    }

    /// Whether a folder is known not to be there, since nothing was noted where explanations stand by default.
    fn has_no_governance(&self, folder: &str) -> bool {
        let above = folder_of(folder);
        if above.rsplit('/').next() != Some(GOVERNANCE) {
            return false;
        }
        let searched = self.searched(folder_of(above));
        searched.is_some_and(|(_, noted)| noted.binary_search_by(|path| path.as_str().cmp(above)).is_err())
    }

    fn say(&mut self, problems: impl IntoIterator<Item = Problem>) {
        for problem in problems {
            if self.said.insert(problem.clone()) {
                self.unsaid.push(problem);
            }
        }
    }
}

/// Files with the name of a manifest, and those that globs name.
struct Names {
    globs: Option<Globs>,
}

impl Wanted for Names {
    fn takes(&self, path: &str) -> bool {
        match &self.globs {
            Some(globs) => discovery::is_manifest(path) || globs.takes(path),
            None => discovery::is_manifest(path) || discovery::is_manifest_misspelt(path),
        }
    }

    fn is_odd(&self, path: &str, is_folder: bool) -> bool {
        discovery::is_manifest(path) || self.globs.as_ref().is_some_and(|globs| globs.is_odd(path, is_folder))
    }

    fn notes(&self, name: &str) -> bool {
        name == FILE || name == GOVERNANCE
    }
}

/// The files of one folder.
struct Beside<'a> {
    folder: &'a str,
}

impl Wanted for Beside<'_> {
    fn takes(&self, path: &str) -> bool {
        folder_of(path) == self.folder
    }

    fn enters(&self, folder: &str) -> bool {
        is_below(self.folder, folder)
    }

    fn is_odd(&self, path: &str, _is_folder: bool) -> bool {
        const ENDINGS: [&str; 6] = ["yaml", "yml", "md", "json", "jsonc", "toml"];
        self.takes(path) && path.rsplit_once('.').is_some_and(|(_, ending)| ENDINGS.contains(&ending))
    }
}

fn folder_of(path: &str) -> &str {
    path.rsplit_once('/').map_or("", |(folder, _)| folder)
}

/// A folder, and those above it up to the root.
fn up(folder: &str) -> impl Iterator<Item = &str> {
    std::iter::successors(Some(folder), |at| (!at.is_empty()).then(|| folder_of(at)))
}

fn settings_of(folder: &str) -> String {
    if folder.is_empty() { FILE.to_owned() } else { format!("{folder}/{FILE}") }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::workspace::memory::Memory;

    #[test]
    fn the_nearest_settings_hold() {
        let files = Memory::default().with("tadashi.toml", "").with("a/tadashi.toml", "");
        let files = files.with("a/b/ai-governance.yaml", "").with("c/ai-governance.yaml", "");
        for searched in [None, Some(""), Some("a/b"), Some("a")] {
            let folders = Folders::new(&files, None);
            if let Some(folder) = searched {
                folders.manifests(folder, None);
            }
            assert_eq!(folders.nearest("a/b/m.yaml").as_deref(), Some("a/tadashi.toml"), "{searched:?}");
            assert_eq!(folders.nearest("a/b/m.yaml").as_deref(), Some("a/tadashi.toml"), "{searched:?}");
            assert_eq!(folders.nearest("c/m.yaml").as_deref(), Some("tadashi.toml"), "{searched:?}");
            assert_eq!(folders.nearest("").as_deref(), Some("tadashi.toml"), "{searched:?}");
        }
        assert_eq!(Folders::new(&Memory::default(), None).nearest("c/m.yaml"), None);
    }

    #[test]
    fn what_stands_where_settings_do_and_is_no_file_is_a_problem_once() {
        let files = Memory::default().with("a/tadashi.toml/x", "").with("a/ai-governance.yaml", "").with("b.yaml", "");
        let files = files.with("a/b/ai-governance.yaml", "");
        for searched in [false, true] {
            let folders = Folders::new(&files, None);
            if searched {
                folders.manifests("", None);
            }
            assert_eq!((folders.nearest("a/m.yaml"), folders.nearest("a/b/m.yaml")), (None, None));
            assert_eq!(folders.problems(), [Problem::NotAFile { path: "a/tadashi.toml".to_owned() }]);
            assert_eq!(folders.problems(), []);
        }
    }

    #[test]
    fn patterns_are_looked_for_where_they_can_match() {
        let files = Memory::default().with("a/governance/explanations/x.md", "").with("a/governance/y.md", "");
        let files = files.with("a/governance/explanations/z.yaml", "").with("b/ai-governance.yaml", "");
        let folders = Folders::new(&files, None);
        folders.manifests("", None);
        assert_eq!(folders.expand("a/governance/explanations/*.md").paths, ["a/governance/explanations/x.md"]);
        assert_eq!(folders.expand("a/governance/**").paths.len(), 3);
        assert_eq!(folders.expand("a/governance/*/z.*").paths, ["a/governance/explanations/z.yaml"]);
        for none in ["b/governance/explanations/*.md", "governance/explanations/*.md", "none/*.md", "a/*.md"] {
            let expanded = folders.expand(none);
            assert_eq!((expanded.paths.len(), expanded.empty), (0, vec![0]), "{none}");
        }
        folders.say(vec![Problem::NotFound { path: "b".to_owned() }, Problem::NotFound { path: "a".to_owned() }]);
        let problems = folders.problems();
        assert_eq!(problems.iter().map(Problem::path).collect::<Vec<_>>(), ["a", "b"]);
        assert_eq!(folders.expand("b/gone.yaml").paths, ["b/gone.yaml"]);
        assert_eq!(folders.expand("a/[").faulty.len(), 1);
        assert_eq!(folders.problems(), []);
    }

    #[test]
    fn globs_of_the_settings_and_what_they_leave_out() {
        let files = Memory::default().with("a/ai-governance.yaml", "").with("a/own.yaml", "").with("b/own.yaml", "");
        let folders = Folders::new(&files, None);
        let found = folders.manifests("a", Some(&["*/own.yaml", "b/o*.yaml", "none/*"]));
        assert_eq!((found.found.paths, found.found.empty), (vec!["a/own.yaml".to_owned()], vec![2]));
        assert_eq!(found.others, ["a/ai-governance.yaml"]);
    }
}
