//! The files of a repository on the disk. Nothing outside the root is opened, whatever a path or a link says.

use std::fs::{self, File};
use std::io::{self, Read as _, Write as _};
use std::path::{Component, Path, PathBuf};

use ignore::WalkBuilder;

use super::changed::Change;
use super::{Files, Kind, Problem, Walked, normalise};

/// Bytes reserved for a file by what it says of its length, which for a sparse one may be any number.
const AT_ONCE: usize = 64 << 20;

/// What became of a file that was to be made.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Created {
    /// It is there, whole.
    Written,
    /// Something of that name was there, and stays.
    Exists,
}

/// Makes a file and the folders above it; what is there already is left as it is.
///
/// # Errors
/// It cannot be written; then nothing of it is left.
pub fn create(path: &Path, bytes: &[u8]) -> io::Result<Created> {
    if let Some(folder) = path.parent() {
        fs::create_dir_all(folder)?;
    }
    let mut file = match File::create_new(path) {
        Err(error) if error.kind() == io::ErrorKind::AlreadyExists => return Ok(Created::Exists),
        made => made?,
    };
    let written = file.write_all(bytes).and_then(|()| file.sync_all());
    if written.is_err() {
        let _ = fs::remove_file(path);
    }
    written.map(|()| Created::Written)
}

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

    /// Makes a change of a file, whole or not at all: the new text is written beside it and takes its name. Its
    /// permissions are kept, and a link is followed only within the repository.
    ///
    /// # Errors
    /// The file is no longer what the change says it was, or cannot be written.
    pub fn make(&self, change: &Change) -> Result<(), Problem> {
        let path = change.path.as_str();
        let limit = change.before.as_ref().map_or(0, String::len).saturating_add(1);
        match (self.read(path, limit), &change.before) {
            (Ok(bytes), Some(before)) if bytes == before.as_bytes() => {}
            (Err(Problem::NotFound { .. }), None) => {}
            (Ok(_) | Err(Problem::NotFound { .. } | Problem::TooLarge { .. }), _) => {
                return Err(Problem::Changed { path: path.to_owned() });
            }
            (Err(problem), _) => return Err(problem),
        }
        let unwritable = |error: &io::Error| Problem::Unwritable { path: path.to_owned(), kind: error.kind() };
        let target = if change.before.is_some() { self.resolve(path)? } else { self.place(path)? };
        match &change.after {
            Some(text) => replace(&target, text.as_bytes()).map_err(|error| unwritable(&error)),
            None => fs::remove_file(&target).map_err(|error| unwritable(&error)),
        }
    }

    /// Where a file that does not exist would be; the folders on its way are made.
    fn place(&self, path: &str) -> Result<PathBuf, Problem> {
        let joined = self.root.join(normalise(path)?);
        let outside = || Problem::Outside { path: path.to_owned() };
        let folder = joined.parent().ok_or_else(outside)?;
        let (there, real) = nearest(folder).ok_or_else(outside)?;
        if !real.starts_with(&self.root) {
            return Err(outside());
        }
        let real = real.join(folder.strip_prefix(&there).unwrap_or(Path::new("")));
        fs::create_dir_all(&real).map_err(|error| Problem::Unwritable { path: path.to_owned(), kind: error.kind() })?;
        Ok(real.join(joined.file_name().ok_or_else(outside)?))
    }

    fn relative(&self, path: &Path, shown: &str) -> Result<String, Problem> {
        let below = path.strip_prefix(&self.root).map_err(|_| Problem::Outside { path: shown.to_owned() })?;
        slashed(below).ok_or_else(|| Problem::NotUnicode { path: shown.to_owned() })
    }

    /// The real place of a path, all links followed, if it is below the root.
    fn resolve(&self, path: &str) -> Result<PathBuf, Problem> {
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

/// Names that are tried for a file beside another.
const MOST_NAMES: u32 = 100;

/// Writes a file beside another and gives it the other's name and permissions.
fn replace(target: &Path, bytes: &[u8]) -> io::Result<()> {
    let name = target.file_name().unwrap_or_default().to_string_lossy();
    let open = |number: u32| {
        let beside = target.with_file_name(format!(".{name}.{number}.tmp"));
        let file = fs::OpenOptions::new().write(true).create_new(true).open(&beside)?;
        Ok::<_, io::Error>((beside, file))
    };
    let taken = |made: &io::Result<(PathBuf, File)>| {
        made.as_ref().is_err_and(|error| error.kind() == io::ErrorKind::AlreadyExists)
    };
    let (beside, mut file) = (0..MOST_NAMES)
        .map(open)
        .find(|made| !taken(made))
        .unwrap_or_else(|| Err(io::Error::from(io::ErrorKind::AlreadyExists)))?;
    let filled = file
        .write_all(bytes)
        .and_then(|()| fs::metadata(target).map_or(Ok(()), |about| file.set_permissions(about.permissions())))
        .and_then(|()| file.sync_all())
        .and_then(|()| fs::rename(&beside, target));
    if filled.is_err() {
        // Nothing is left of a change that was not made; that it could not be made is what is told.
        let _ = fs::remove_file(&beside);
    }
    filled
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
    let small = fs::metadata(&configuration).is_ok_and(|about| about.is_file() && about.len() < 1 << 20);
    let mut text = String::new();
    small
        && File::open(&configuration).is_ok_and(|mut file| file.read_to_string(&mut text).is_ok())
        && super::configuration::is_root(&text)
}
