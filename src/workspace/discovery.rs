//! Which files are meant: manifests by their name, and files by the globs of a manifest or a configuration.

use globset::{GlobBuilder, GlobMatcher};

use super::normalise;

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
    let below = |path: &str| path.strip_prefix(under).is_some_and(|rest| rest.is_empty() || rest.starts_with('/'));
    found.paths.retain(|path| under.is_empty() || below(path));
    found
}

/// What is wrong with a glob, if anything.
#[must_use]
pub fn fault(glob: &str) -> Option<String> {
    match normalise(glob) {
        Ok(glob) => compile(&glob).err(),
        Err(problem) => Some(problem.to_string()),
    }
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
