//! Which files are meant: manifests by their name, and files by the globs of a manifest or a configuration.

use globset::{GlobBuilder, GlobMatcher, GlobSet, GlobSetBuilder};

use super::{Wanted, is_below, normalise};
use crate::diagnostic::nearest;
use crate::text::is_hidden;

/// The name of a manifest, without its extension.
pub const STEM: &str = "ai-governance";

/// Extensions of a manifest that is found by its name.
pub const EXTENSIONS: [&str; 6] = ["yaml", "yml", "json", "jsonc", "toml", "md"];

/// Whether a path has the name of a manifest.
#[must_use]
pub fn is_manifest(path: &str) -> bool {
    let name = path.rsplit('/').next().unwrap_or(path);
    name.strip_prefix(STEM).and_then(|rest| rest.strip_prefix('.')).is_some_and(|rest| EXTENSIONS.contains(&rest))
}

/// Whether a path has the name of a manifest but for its case, the sign between the words, or what an editor adds:
/// `AI-Governance.YAML`, `ai_governance.yml`.
#[must_use]
pub fn is_manifest_misspelt(path: &str) -> bool {
    let name = path.rsplit('/').next().unwrap_or(path).trim_matches(|c: char| c.is_whitespace() || is_hidden(c));
    // Most names are told apart by their first letters.
    if !name.get(..2).is_some_and(|start| start.eq_ignore_ascii_case("ai")) || is_manifest(path) {
        return false;
    }
    let name = name.to_ascii_lowercase().replace(['_', ' '], "-");
    let name = name.strip_suffix(".txt").unwrap_or(&name);
    let Some((stem, ending)) = name.split_once('.') else { return false };
    // A page about governance is named like this too.
    (stem == STEM || stem == "aigovernance") && ending != "md" && EXTENSIONS.contains(&ending)
}

/// Whether a path has nearly the name of a manifest, so that it may be meant for one: `ai_governance.yaml`,
/// `ai-governance.yaml.txt`, `AI-Governace.yml`.
#[must_use]
pub fn is_nearly_manifest(path: &str) -> bool {
    let name = path.rsplit('/').next().unwrap_or(path).to_lowercase().replace(['_', ' '], "-");
    let stem = name.split('.').next().unwrap_or(&name);
    let is_near = stem == STEM || stem == "aigovernance" || stem.starts_with("ai") && !nearest(stem, [STEM]).is_empty();
    is_near && !is_manifest(path)
}

/// What globs name among the files of a repository.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Expanded {
    /// Sorted, each once.
    pub paths: Vec<String>,
    /// Indices of the globs that name no file.
    pub empty: Vec<usize>,
    /// Indices of those that are no globs, with what is wrong.
    pub faulty: Vec<(usize, String)>,
}

/// The files, out of a sorted list, that any of the globs names. A glob without `*`, `?`, `[` or `{` is the path it
/// says, whether or not the list has it: a file that git ignores can be named, and reading it tells if it is missing.
#[must_use]
pub fn expand<'a>(files: &[String], globs: impl IntoIterator<Item = &'a str>) -> Expanded {
    let mut out = Expanded::default();
    for (index, written) in globs.into_iter().enumerate() {
        let glob = match normalise(written) {
            Ok(glob) => glob,
            Err(problem) => {
                out.faulty.push((index, problem.to_string()));
                continue;
            }
        };
        if !is_glob(&glob) {
            out.paths.push(glob);
            continue;
        }
        match compile(&glob) {
            Ok(matcher) => {
                let before = out.paths.len();
                let folder = literal_folder(&glob);
                let from = files.partition_point(|path| path.as_str() < folder);
                let near = files.iter().skip(from).take_while(|path| path.starts_with(folder));
                out.paths.extend(near.filter(|path| matcher.is_match(path.as_str())).cloned());
                if out.paths.len() == before {
                    out.empty.push(index);
                }
            }
            Err(reason) => out.faulty.push((index, reason)),
        }
    }
    out.paths.sort_unstable();
    out.paths.dedup();
    out
}

/// The manifests at or below a folder, out of a sorted list: those that the globs of a configuration name, else those
/// that have the name of one.
#[must_use]
pub fn manifests(files: &[String], under: &str, globs: Option<&[&str]>) -> Expanded {
    let mut found = match globs {
        Some(globs) => expand(files, globs.iter().copied()),
        None => {
            let paths = files.iter().filter(|path| is_manifest(path)).cloned().collect();
            Expanded { paths, ..Expanded::default() }
        }
    };
    found.paths.retain(|path| is_below(path, under));
    found
}

/// The files that any of some globs names, to be looked for: only folders that can hold one are entered.
#[derive(Clone, Debug, Default)]
pub struct Globs {
    set: GlobSet,
    /// The folders before the first part that is a glob, and how many parts a path can have.
    reach: Vec<(String, usize)>,
}

impl Globs {
    /// Those that are globs; one that is a path, or none at all, names nothing that is to be looked for.
    #[must_use]
    pub fn new<'a>(globs: impl IntoIterator<Item = &'a str>) -> Self {
        let (mut set, mut reach) = (GlobSetBuilder::new(), Vec::new());
        for glob in globs.into_iter().filter_map(|written| normalise(written).ok()).filter(|glob| is_glob(glob)) {
            if let Ok(compiled) = GlobBuilder::new(&glob).literal_separator(true).build() {
                set.add(compiled);
                let parts = if glob.contains("**") { usize::MAX } else { parts(&glob) };
                reach.push((literal_folder(&glob).trim_end_matches('/').to_owned(), parts));
            }
        }
        // A set of globs that are good one by one can be too large; then all of their folders are looked through.
        let set = set.build().unwrap_or_else(|_| everything());
        Self { set, reach }
    }

    /// The folder before the first part of the only glob that is a glob.
    pub(super) fn only_folder(&self) -> Option<&str> {
        match self.reach.as_slice() {
            [(folder, _)] => Some(folder),
            _ => None,
        }
    }

    /// Whether there are none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.reach.is_empty()
    }
}

impl Wanted for Globs {
    fn takes(&self, path: &str) -> bool {
        self.set.is_match(path)
    }

    fn enters(&self, folder: &str) -> bool {
        let reaches = |(literal, most): &(String, usize)| {
            is_below(literal, folder) || is_below(folder, literal) && parts(folder) < *most
        };
        self.reach.iter().any(reaches)
    }

    fn is_odd(&self, path: &str, is_folder: bool) -> bool {
        // A `*` also names folders, which nobody means.
        self.takes(path) && (!is_folder || path.rsplit('/').next().is_some_and(|name| name.contains('.')))
    }

    fn leads_on(&self, path: &str) -> bool {
        self.enters(path)
    }
}

fn parts(path: &str) -> usize {
    path.split('/').count()
}

fn everything() -> GlobSet {
    let all = GlobBuilder::new("**").build().ok().and_then(|all| GlobSetBuilder::new().add(all).build().ok());
    all.unwrap_or_default()
}

/// What is wrong with a glob, if anything.
#[must_use]
pub fn fault(glob: &str) -> Option<String> {
    match normalise(glob) {
        Ok(glob) => compile(&glob).err(),
        Err(problem) => Some(problem.to_string()),
    }
}

/// The folder and the ending of a pattern for all files of a folder that end so: `a/b/*.md`.
pub(super) fn by_ending(pattern: &str) -> Option<(&str, &str)> {
    let (folder, name) = pattern.rsplit_once('/').unwrap_or(("", pattern));
    let ending = name.strip_prefix('*').filter(|ending| ending.starts_with('.') && !is_glob(ending))?;
    let is_plain = folder.is_empty() || !is_glob(folder) && normalise(folder).is_ok_and(|clean| clean == folder);
    (is_plain && !pattern.contains(['\\', '\0', ']', '}'])).then_some((folder, ending))
}

fn is_glob(path: &str) -> bool {
    path.contains(['*', '?', '[', '{'])
}

/// The folders before the first part that is a glob, with a final `/`: matches are a stretch of the sorted list.
pub(crate) fn literal_folder(glob: &str) -> &str {
    let special = glob.find(['*', '?', '[', '{']).unwrap_or(glob.len());
    let head = glob.get(..special).unwrap_or_default();
    head.rfind('/').and_then(|slash| head.get(..=slash)).unwrap_or_default()
}

fn compile(glob: &str) -> Result<GlobMatcher, String> {
    match GlobBuilder::new(glob).literal_separator(true).build() {
        Ok(glob) => Ok(glob.compile_matcher()),
        Err(error) => Err(error.kind().to_string()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_of_manifests() {
        for path in ["ai-governance.yaml", "a/b/ai-governance.jsonc", "ai-governance.md"] {
            assert!(is_manifest(path), "{path}");
        }
        for path in ["ai-governance", "my-ai-governance.yaml", "ai-governance.yaml/x", "ai-governance.yaml.bak"] {
            assert!(!is_manifest(path), "{path}");
        }
    }

    #[test]
    fn names_that_are_nearly_those_of_manifests() {
        for path in ["a/ai_governance.yaml", "ai-governance.yaml.txt", "AI-Governance.yml", "ai-governace.yaml"] {
            assert!(is_nearly_manifest(path), "{path}");
        }
        for path in ["ai-governance.yaml", "governance.md", "ai-policy.md", "README.md", "ai.yaml"] {
            assert!(!is_nearly_manifest(path), "{path}");
        }
    }

    #[test]
    fn manifests_below_a_folder() {
        let files =
            ["a/ai-governance.yaml", "a/own.yaml", "ab/ai-governance.yaml", "ai-governance.toml"].map(str::to_owned);
        assert_eq!(manifests(&files, "", None).paths.len(), 3);
        assert_eq!(manifests(&files, "a", None).paths, ["a/ai-governance.yaml"]);
        let globs = ["*/own.yaml", "gone.yaml"];
        assert_eq!(manifests(&files, "", Some(&globs)).paths, ["a/own.yaml", "gone.yaml"]);
        assert_eq!(manifests(&files, "a", Some(&globs)).paths, ["a/own.yaml"]);
    }

    #[test]
    fn only_folders_that_can_hold_a_match_are_entered() {
        let globs = Globs::new(["services/*/{s,t}.yaml", "docs/**/m.yaml", "plain.yaml", "a/[", "../*.yaml"]);
        for folder in ["services", "services/a", "docs", "docs/a/b/c"] {
            assert!(globs.enters(folder), "{folder}");
        }
        for folder in ["services/a/deep", "service", "servicesx", "a", "doc"] {
            assert!(!globs.enters(folder), "{folder}");
        }
        assert!(globs.takes("services/a/t.yaml") && globs.takes("docs/m.yaml"));
        assert!(!globs.takes("services/a/b/s.yaml") && !globs.takes("plain.yaml"));
        assert!(Globs::new(["plain.yaml"]).is_empty());
        let anywhere = Globs::new(["*.yaml", "**/own.yaml"]);
        assert!(anywhere.enters("a/b") && anywhere.takes("a/own.yaml") && !anywhere.takes("a/b.yaml"));
    }

    #[test]
    fn globs_stay_in_their_folder() {
        let files: Vec<String> =
            ["a/x.yaml", "services/a/s.yaml", "services/a/deep/s.yaml", "services/b/s.yaml", "z.yaml"]
                .map(str::to_owned)
                .to_vec();
        let found = expand(&files, ["services/*/s.yaml", "./z.yaml", "none/*.yaml", "a/[", "../*.yaml", "services/**"]);
        assert_eq!(
            found.paths,
            ["services/a/deep/s.yaml", "services/a/s.yaml", "services/b/s.yaml", "z.yaml"].map(str::to_owned)
        );
        assert_eq!(found.empty, [2]);
        assert_eq!(found.faulty.iter().map(|(index, _)| *index).collect::<Vec<_>>(), [3, 4]);
    }
}
