//! The files of a repository on the disk. Nothing outside the root is opened, whatever a path or a link says.

use std::fs::{self, File};
use std::io::{self, Read as _};
use std::path::{Component, Path, PathBuf};

use ignore::WalkBuilder;

use super::{Files, Kind, Problem, Walked, normalise};

/// Bytes reserved for a file by what it says of its length, which for a sparse one may be any number.
const AT_ONCE: usize = 64 << 20;

/// The repository below a root.
#[derive(Clone, Debug)]
pub struct Disk {
    /// Absolute, without links.
    root: PathBuf,
}

impl Disk {
    /// A repository whose root is `root`.
    ///
    /// # Errors
    /// There is no such folder.
    pub fn new(root: &Path) -> Result<Self, Problem> {
        let real = fs::canonicalize(root).map_err(|error| refused(&root.to_string_lossy(), &error))?;
        Ok(Self { root: real })
    }

    /// A repository whose root is `root`, which is made where there is none.
    ///
    /// # Errors
    /// It cannot be made.
    pub fn made(root: &Path) -> Result<Self, Problem> {
        let unwritable =
            |error: io::Error| Problem::Unwritable { path: root.to_string_lossy().into_owned(), kind: error.kind() };
        fs::create_dir_all(root).map_err(unwritable)?;
        Self::new(root)
    }

    /// The repository that a path given on a command line belongs to, and every given path relative to its root: the
    /// nearest folder at or above the first path that holds `.git` or a `tadashi.toml` with `root = true`, else the
    /// path's own folder.
    ///
    /// # Errors
    /// A path does not exist, or the paths are not of one repository.
    pub fn locate(paths: &[PathBuf]) -> Result<(Self, Vec<String>), Problem> {
        let mut real = Vec::with_capacity(paths.len());
        for path in paths {
            let shown = path.to_string_lossy();
            real.push((fs::canonicalize(path).map_err(|error| refused(&shown, &error))?, shown.into_owned()));
        }
        let first = real.first().map(|(path, _)| path.clone()).unwrap_or_default();
        let folder = if first.is_dir() { first.as_path() } else { first.parent().unwrap_or(&first) };
        let disk = Self { root: folder.ancestors().find(|up| is_root(up)).unwrap_or(folder).to_path_buf() };
        let inside = real.iter().map(|(path, shown)| disk.relative(path, shown)).collect::<Result<_, _>>()?;
        Ok((disk, inside))
    }

    /// Where the repository is, absolute.
    #[must_use]
    pub fn root(&self) -> &Path {
        &self.root
    }

    /// A path of the command line, relative to the root.
    ///
    /// # Errors
    /// It does not exist, or is not in this repository.
    pub fn inside(&self, path: &Path) -> Result<String, Problem> {
        let shown = path.to_string_lossy();
        let real = fs::canonicalize(path).map_err(|error| refused(&shown, &error))?;
        self.relative(&real, &shown)
    }

    /// A path of the command line that may not exist yet, relative to the root.
    ///
    /// # Errors
    /// It is not in this repository.
    pub fn inside_to_be(&self, path: &Path) -> Result<String, Problem> {
        let shown = path.to_string_lossy();
        let full = std::path::absolute(path).map_err(|error| refused(&shown, &error))?;
        let (there, real) = nearest(&full).ok_or_else(|| Problem::Outside { path: shown.clone().into_owned() })?;
        let rest = full.strip_prefix(&there).unwrap_or(Path::new(""));
        if rest.components().any(|part| part == Component::ParentDir) {
            return Err(Problem::Malformed { path: shown.into_owned() });
        }
        // Joined part by part: an empty rest would leave a final `/`.
        self.relative(&rest.components().fold(real, |path, part| path.join(part)), &shown)
    }

    fn relative(&self, path: &Path, shown: &str) -> Result<String, Problem> {
        let below = path.strip_prefix(&self.root).map_err(|_| Problem::Outside { path: shown.to_owned() })?;
        slashed(below).ok_or_else(|| Problem::NotUnicode { path: shown.to_owned() })
    }

    /// The real place of a path, all links followed, if it is below the root.
    pub(super) fn resolve(&self, path: &str) -> Result<PathBuf, Problem> {
        // The root itself is the empty path, as in `walk`.
        let clean = if path.is_empty() { String::new() } else { normalise(path)? };
        let joined = self.root.join(&clean);
        match fs::canonicalize(&joined) {
            Ok(real) if real.starts_with(&self.root) => Ok(real),
            Ok(_) => Err(Problem::Outside { path: path.to_owned() }),
            Err(error) => {
                // WHY: what is said of a path behind a link to elsewhere must not depend on what stands there.
                let there = joined.ancestors().find_map(|up| fs::canonicalize(up).ok());
                match there {
                    Some(real) if !real.starts_with(&self.root) => Err(Problem::Outside { path: path.to_owned() }),
                    _ => Err(refused(path, &error)),
                }
            }
        }
    }
}

impl Files for Disk {
    fn read(&self, path: &str, limit: usize) -> Result<Vec<u8>, Problem> {
        let real = self.resolve(path)?;
        let about = fs::metadata(&real).map_err(|error| refused(path, &error))?;
        // WHY: before it is opened, because opening a pipe waits for a writer.
        if !about.is_file() {
            return Err(Problem::NotAFile { path: path.to_owned() });
        }
        let too_large = || Problem::TooLarge { path: path.to_owned(), limit };
        if about.len() > limit as u64 {
            return Err(too_large());
        }
        let file = File::open(&real).map_err(|error| refused(path, &error))?;
        let mut bytes = Vec::with_capacity(usize::try_from(about.len()).unwrap_or(0).min(AT_ONCE));
        // WHY: a file may grow between the two, and some of /proc say a length of 0.
        file.take((limit as u64).saturating_add(1)).read_to_end(&mut bytes).map_err(|error| refused(path, &error))?;
        if bytes.len() > limit { Err(too_large()) } else { Ok(bytes) }
    }

    fn stat(&self, path: &str) -> Result<Kind, Problem> {
        let real = self.resolve(path)?;
        let about = fs::metadata(&real).map_err(|error| refused(path, &error))?;
        Ok(match about.file_type() {
            kind if kind.is_file() => Kind::File,
            kind if kind.is_dir() => Kind::Directory,
            _ => Kind::Other,
        })
    }

    fn walk(&self, under: &str) -> Walked {
        let mut found = Walked::default();
        let start = if under.is_empty() { Ok(String::new()) } else { normalise(under) };
        let real = start.and_then(|clean| if clean.is_empty() { Ok(self.root.clone()) } else { self.resolve(&clean) });
        let target = match real {
            Ok(target) => target,
            Err(problem) => {
                found.problems.push(problem);
                return found;
            }
        };
        // WHY: from the root, so that every `.gitignore` on the way counts, and none above the root; and without what
        // only this machine knows (`core.excludesFile`, `.git/info/exclude`), so that all see the same files.
        let walk = WalkBuilder::new(&self.root)
            .hidden(false)
            .parents(false)
            .ignore(false)
            .git_global(false)
            .git_exclude(false)
            .require_git(false)
            .follow_links(false)
            .filter_entry(move |entry| {
                let path = entry.path();
                entry.file_name() != ".git" && (path.starts_with(&target) || target.starts_with(path))
            })
            .build();
        for entry in walk {
            match entry {
                Ok(entry) => self.take(&entry, &mut found),
                Err(error) => found.problems.push(self.stumbled(&error)),
            }
        }
        found.paths.sort_unstable();
        found.odd.sort_unstable();
        found.problems.sort_unstable();
        found
    }
}

impl Disk {
    fn take(&self, entry: &ignore::DirEntry, found: &mut Walked) {
        let below = entry.path().strip_prefix(&self.root).unwrap_or(entry.path());
        let kind = entry.file_type();
        match slashed(below) {
            Some(path) if kind.is_some_and(|kind| kind.is_file()) => found.paths.push(path),
            Some(path) if super::discovery::is_manifest(&path) => found.odd.push(path),
            // A file of such a name is not one that anything could name; a folder may hold one that is.
            None if kind.is_some_and(|kind| kind.is_dir()) => {
                found.problems.push(Problem::NotUnicode { path: below.to_string_lossy().into_owned() });
            }
            _ => {}
        }
    }

    fn stumbled(&self, error: &ignore::Error) -> Problem {
        let path = place(error).and_then(|path| path.strip_prefix(&self.root).ok()).unwrap_or(Path::new("."));
        let kind = error.io_error().map_or(io::ErrorKind::Other, io::Error::kind);
        Problem::Unreadable { path: path.to_string_lossy().into_owned(), kind }
    }
}

/// The nearest path at or above one that exists, and where it really is.
fn nearest(path: &Path) -> Option<(PathBuf, PathBuf)> {
    path.ancestors().find_map(|up| Some((up.to_path_buf(), fs::canonicalize(up).ok()?)))
}

fn place(error: &ignore::Error) -> Option<&Path> {
    match error {
        ignore::Error::WithPath { path, .. } => Some(path),
        ignore::Error::WithDepth { err, .. } | ignore::Error::WithLineNumber { err, .. } => place(err),
        ignore::Error::Loop { child, .. } => Some(child),
        _ => None,
    }
}

/// A relative path with `/`, if it is Unicode.
fn slashed(path: &Path) -> Option<String> {
    let parts: Option<Vec<&str>> = path
        .components()
        .map(|part| match part {
            Component::Normal(name) => name.to_str(),
            _ => None,
        })
        .collect();
    parts.map(|parts| parts.join("/"))
}

fn refused(path: &str, error: &io::Error) -> Problem {
    let path = path.to_owned();
    match error.kind() {
        // `a.md/b`: a file on the way.
        io::ErrorKind::NotFound | io::ErrorKind::NotADirectory => Problem::NotFound { path },
        kind => Problem::Unreadable { path, kind },
    }
}

/// Whether a folder is the root of a repository.
fn is_root(folder: &Path) -> bool {
    if folder.join(".git").exists() {
        return true;
    }
    let configuration = folder.join(super::configuration::FILE);
    let small = fs::metadata(&configuration)
        .is_ok_and(|about| about.is_file() && about.len() < crate::limits::ROOT_BYTES as u64);
    let mut text = String::new();
    small
        && File::open(&configuration).is_ok_and(|mut file| file.read_to_string(&mut text).is_ok())
        && super::configuration::is_root(&text)
}
