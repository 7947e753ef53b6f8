//! The files of a repository on the disk. Nothing outside the root is opened, whatever a path or a link says, but the
//! list of what git tracks, where the root is a part of a repository.

use std::borrow::Cow;
use std::collections::BTreeSet;
use std::fs::{self, File, Metadata};
use std::io::{self, Read as _};
use std::path::{Component, Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError};

use self::beneath::Beneath;
use self::ignored::Rules;
use super::{Files, Kind, Problem, Search, Walked, is_below, normalise};

mod beneath;
mod ignored;
mod index;
mod walk;

/// Bytes reserved for a file by what it says of its length, which for a sparse one may be any number.
const AT_ONCE: usize = 64 << 20;

/// Bytes reserved for a file that says to have none.
const PROBE: usize = 8 << 10;

/// The repository below a root.
#[derive(Clone, Debug)]
pub struct Disk {
    /// Absolute, without links.
    root: PathBuf,
    /// How people who judge another repository see the root: `../gate`; empty for what is judged.
    seen: Arc<str>,
    beneath: Arc<Beneath>,
    /// The rules of the folders on the way to the last one that was searched, the root first.
    passed: Arc<Mutex<Vec<(PathBuf, Rules)>>>,
}

impl Disk {
    /// A repository whose root is `root`.
    ///
    /// # Errors
    /// There is no such folder.
    pub fn new(root: &Path) -> Result<Self, Problem> {
        let real = fs::canonicalize(root).map_err(|error| refused(&root.to_string_lossy(), &error))?;
        Self::at(real)
    }

    /// The repository below a folder that is given without links.
    fn at(root: PathBuf) -> Result<Self, Problem> {
        let beneath = Beneath::new(&root).map_err(|error| refused(&root.to_string_lossy(), &error))?;
        Ok(Self { root, seen: Arc::default(), beneath: Arc::new(beneath), passed: Arc::default() })
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
    /// A link that leads out of the repository in which it stands does not make another repository the one that is
    /// meant.
    ///
    /// # Errors
    /// A path does not exist or leaves its repository by a link, or the paths are not of one repository.
    pub fn locate(paths: &[PathBuf]) -> Result<(Self, Vec<String>), Problem> {
        Self::locate_by(paths, is_root)
    }

    /// The same by what a configuration from elsewhere says: with `root` the folder of
    /// the first path is the root, else the nearest folder with `.git`. No `tadashi.toml` of the repository is asked.
    ///
    /// # Errors
    /// A path does not exist or leaves its repository by a link, or the paths are not of one repository.
    pub fn locate_given(paths: &[PathBuf], root: bool) -> Result<(Self, Vec<String>), Problem> {
        Self::locate_by(paths, |folder| !root && folder.join(".git").exists())
    }

    fn locate_by(paths: &[PathBuf], is_root: impl Fn(&Path) -> bool) -> Result<(Self, Vec<String>), Problem> {
        let mut real = Vec::with_capacity(paths.len());
        for path in paths {
            let shown = path.to_string_lossy();
            let place = fs::canonicalize(path).map_err(|error| refused(&shown, &error))?;
            if leaves_by_link(path) {
                return Err(Problem::LinkOut { path: shown.into_owned() });
            }
            real.push((place, shown.into_owned()));
        }
        let first = real.first().map(|(path, _)| path.clone()).unwrap_or_default();
        let disk = Self::around(&first, is_root)?;
        let inside = real.iter().map(|(path, shown)| disk.relative(path, shown));
        // What is said of them depends neither on their order nor on how often one is named.
        let inside: BTreeSet<String> = inside.collect::<Result<_, _>>()?;
        Ok((disk, inside.into_iter().collect()))
    }

    /// The same, which people see at a path: `../gate`.
    #[must_use]
    pub fn seen_at(self, path: &Path) -> Self {
        let path = path.strip_prefix(".").unwrap_or(path).to_string_lossy();
        Self { seen: path.trim_end_matches('/').into(), ..self }
    }

    /// The repository of a path that somebody trusted names, and the path there: its links are followed wherever they
    /// lead.
    ///
    /// # Errors
    /// It does not exist.
    pub fn of(path: &Path) -> Result<(Self, String), Problem> {
        let shown = path.to_string_lossy();
        let real = fs::canonicalize(path).map_err(|error| refused(&shown, &error))?;
        let disk = Self::around(&real, is_root)?;
        let inside = disk.relative(&real, &shown)?;
        // A path that leads through links may name the root nowhere.
        let root = path.ancestors().nth(Path::new(&inside).components().count()).filter(|_| path.ends_with(&inside));
        Ok((root.into_iter().fold(disk, Self::seen_at), inside))
    }

    /// The repository of a path without links.
    fn around(path: &Path, is_root: impl Fn(&Path) -> bool) -> Result<Self, Problem> {
        let folder = if path.is_dir() { path } else { path.parent().unwrap_or(path) };
        Self::at(folder.ancestors().find(|up| is_root(up)).unwrap_or(folder).to_path_buf())
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
        let file = self.open(path)?;
        let about = file.metadata().map_err(|error| refused(path, &error))?;
        if !about.is_file() {
            return Err(Problem::NotAFile { path: path.to_owned() });
        }
        if about.len() > limit as u64 {
            return Err(Problem::TooLarge { path: path.to_owned(), limit });
        }
        content(path, file, usize::try_from(about.len()).unwrap_or(usize::MAX), limit)
    }

    fn shown<'p>(&self, path: &'p str) -> Cow<'p, str> {
        if self.seen.is_empty() { Cow::Borrowed(path) } else { Cow::Owned(format!("{}/{path}", self.seen)) }
    }

    fn stat(&self, path: &str) -> Result<Kind, Problem> {
        let (_, about) = self.place(path)?;
        Ok(match about.file_type() {
            kind if kind.is_file() => Kind::File,
            kind if kind.is_dir() => Kind::Directory,
            _ => Kind::Other,
        })
    }

    fn seek(&self, search: &Search<'_>) -> Walked {
        let mut found = Walked::default();
        if let Err(problem) = self.seek_into(search, &mut found) {
            found.problems.push(problem);
        }
        found.paths.sort_unstable();
        if search.tracked && found.hides {
            self.seek_tracked(search, &mut found);
        }
        found.odd.sort_unstable();
        found.noted.sort_unstable();
        found.problems.sort_unstable();
        found.problems.dedup();
        found
    }

    fn leads_to(&self, path: &str) -> Result<String, Problem> {
        let (real, _) = self.place(path)?;
        slashed(&real).ok_or_else(|| Problem::NotUnicode { path: real.to_string_lossy().into_owned() })
    }
}

impl Disk {
    /// Opens what stands at a path, if that is in the repository.
    fn open(&self, path: &str) -> Result<File, Problem> {
        let clean = normalise(path)?;
        match self.beneath.file(Path::new(&clean)) {
            Ok(file) => Ok(file),
            // No link was met, so it is this path that does not exist.
            Err(error) if error.kind() == io::ErrorKind::NotFound => Err(refused(path, &error)),
            Err(_) => self.open_resolved(path),
        }
    }

    /// Opens what stands where the links of a path lead to, as it was when they were followed.
    fn open_resolved(&self, path: &str) -> Result<File, Problem> {
        let real = self.resolve(path)?;
        let about = fs::symlink_metadata(&real).map_err(|error| refused(path, &error))?;
        // WHY: before it is opened, because opening a socket fails and opening a device does something.
        if !about.is_file() {
            return Err(Problem::NotAFile { path: path.to_owned() });
        }
        let below = real.strip_prefix(&self.root).unwrap_or(&real);
        self.beneath.file(below).map_err(|error| refused(path, &error))
    }

    /// Where the links of a path lead to, relative to the root, and what stands there.
    fn place(&self, path: &str) -> Result<(PathBuf, Metadata), Problem> {
        let clean = if path.is_empty() { String::new() } else { normalise(path)? };
        // Mostly there are none.
        match self.beneath.file(Path::new(&clean)).and_then(|file| file.metadata()) {
            Ok(about) => return Ok((PathBuf::from(clean), about)),
            Err(error) if error.kind() == io::ErrorKind::NotFound => return Err(refused(path, &error)),
            Err(_) => {}
        }
        let real = self.resolve(path)?;
        let about = fs::symlink_metadata(&real).map_err(|error| refused(path, &error))?;
        Ok((real.strip_prefix(&self.root).unwrap_or(&real).to_path_buf(), about))
    }

    /// Looks through a folder, by the rules of every `.gitignore` on the way to it and none above the root; and without
    /// what only this machine knows (`core.excludesFile`, `.git/info/exclude`), so that all see the same files.
    fn seek_into(&self, search: &Search<'_>, found: &mut Walked) -> Result<(), Problem> {
        let (below, about) = self.place(search.under)?;
        let (mut rules, mut path, mut is_fresh) = (Rules::default(), PathBuf::new(), false);
        for (depth, part) in below.components().enumerate() {
            if part.as_os_str() == ".git" {
                return Ok(());
            }
            if search.ignored {
                path.push(part);
                continue;
            }
            rules = match is_fresh {
                true => rules.with(&self.beneath, &path, &mut found.problems),
                false => self.rules_on_the_way(depth, &path, &rules, &mut found.problems),
            };
            path.push(part);
            let is_folder = about.is_dir() || path != below;
            if rules.ignore(&path, is_folder) {
                if !search.asked.is_some_and(|asked| Path::new(asked).starts_with(&path)) {
                    found.hides = true;
                    return Ok(());
                }
                // What ignores the folder that was asked for says nothing of what it holds.
                (rules, is_fresh) = (Rules::default(), true);
            }
            if is_folder && slashed(&path).is_none() {
                found.problems.push(Problem::NotUnicode { path: path.to_string_lossy().into_owned() });
            }
        }
        if about.is_dir() {
            let first = walk::Folder { path, rules };
            let below = walk::walk(&self.beneath, first, search);
            found.problems.extend(below.problems);
            (found.paths, found.odd, found.noted) = (below.paths, below.odd, below.noted);
            found.hides |= below.hides;
        } else if let Some(path) = slashed(&path) {
            match about.is_file() {
                true if search.wanted.takes(&path) => found.paths.push(path),
                false if search.wanted.is_odd(&path, false) => found.odd.push(path),
                _ => {}
            }
        }
        Ok(())
    }
}

impl Disk {
    /// The rules of a folder so deep below the root: many searches begin in folders that stand side by side.
    fn rules_on_the_way(&self, depth: usize, folder: &Path, above: &Rules, problems: &mut Vec<Problem>) -> Rules {
        let passed = || self.passed.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some((_, known)) = passed().get(depth).filter(|(of, _)| of == folder) {
            return known.clone();
        }
        let before = problems.len();
        let rules = above.with(&self.beneath, folder, problems);
        let mut passed = passed();
        passed.truncate(depth);
        // What went wrong is said each time.
        if passed.len() == depth && problems.len() == before {
            passed.push((folder.to_path_buf(), rules.clone()));
        }
        rules
    }

    /// What git tracks and was not found, since git ignores it.
    fn seek_tracked(&self, search: &Search<'_>, found: &mut Walked) {
        let Walked { paths, tracked, odd, problems, .. } = &mut *found;
        let listed = index::tracked(&self.root, &mut |bytes| {
            let path = &*String::from_utf8_lossy(bytes);
            let named = nameable(bytes);
            let is_known = || paths.binary_search_by(|known| known.as_str().cmp(path)).is_ok();
            if !is_below(path, search.under) || !search.wanted.takes(path) || (named.is_ok() && is_known()) {
                return;
            }
            let about = self.beneath.file(beneath::path(bytes).as_ref()).and_then(|file| file.metadata());
            match (named, about) {
                // Deleted since.
                (_, Err(error)) if error.kind() == io::ErrorKind::NotFound => {}
                (Err(problem), _) => problems.push(problem),
                (Ok(()), Ok(about)) if about.is_file() => tracked.push(path.to_owned()),
                _ if search.wanted.is_odd(path, false) => odd.push(path.to_owned()),
                _ => {}
            }
        });
        found.problems.extend(listed.err());
        for list in [&mut found.tracked, &mut found.odd] {
            list.sort_unstable();
            list.dedup();
        }
    }
}

/// Whether a path that git has written can be named here.
fn nameable(bytes: &[u8]) -> Result<(), Problem> {
    match std::str::from_utf8(bytes) {
        Ok(path) => normalise(path).map(drop),
        Err(error) => {
            let rest = bytes.get(error.valid_up_to()..).unwrap_or_default();
            let part = rest.iter().position(|byte| *byte == b'/').unwrap_or(rest.len());
            let first = bytes.get(..error.valid_up_to() + part).unwrap_or_default();
            Err(Problem::NotUnicode { path: String::from_utf8_lossy(first).into_owned() })
        }
    }
}

/// The bytes of a file that said its length.
fn content(path: &str, mut file: File, length: usize, limit: usize) -> Result<Vec<u8>, Problem> {
    // One more byte than the file says to have tells its end without asking again.
    let mut bytes = vec![0; length.min(AT_ONCE).saturating_add(1)];
    let mut read = 0;
    loop {
        let room = bytes.get_mut(read..).unwrap_or_default();
        let more = match file.read(room) {
            Ok(0) => break,
            Ok(more) => more,
            Err(error) if error.kind() == io::ErrorKind::Interrupted => continue,
            Err(error) => return Err(refused(path, &error)),
        };
        let is_short = more < room.len();
        read += more;
        if read > limit {
            return Err(Problem::TooLarge { path: path.to_owned(), limit });
        }
        if is_short && read == length {
            break;
        }
        if !is_short {
            // Some of /proc say a length of 0.
            bytes.resize(read.saturating_mul(2).clamp(PROBE, limit.saturating_add(1).max(PROBE)), 0);
        }
    }
    // WHY: half of an old text and half of a new one is neither.
    if length > 0 && read != length {
        return Err(Problem::Changed { path: path.to_owned() });
    }
    bytes.truncate(read);
    Ok(bytes)
}

/// Whether a link on the way to a path, or the path itself, leads out of the repository in which the link stands, or
/// into another one within it. A link that stands in no repository may lead anywhere, as `/tmp` does on some systems,
/// unless it is the path itself: then the folder that holds it counts as one.
fn leaves_by_link(path: &Path) -> bool {
    // Part by part: behind a final `/` a link would not be seen as one.
    let Ok(full) = std::path::absolute(path).map(|full| full.components().collect::<PathBuf>()) else { return true };
    let root = |place: &Path| place.ancestors().find(|up| is_root(up)).map(Path::to_path_buf);
    let leaves = |link: &Path| {
        let Some(Ok(folder)) = link.parent().map(fs::canonicalize) else { return true };
        let Ok(target) = fs::canonicalize(link) else { return true };
        match root(&folder) {
            Some(repository) => root(&target).as_ref() != Some(&repository),
            None => link == full && (!target.starts_with(&folder) || root(&target).is_some()),
        }
    };
    full.ancestors().filter(|up| up.is_symlink()).any(leaves)
}

/// The nearest path at or above one that exists, and where it really is.
fn nearest(path: &Path) -> Option<(PathBuf, PathBuf)> {
    path.ancestors().find_map(|up| Some((up.to_path_buf(), fs::canonicalize(up).ok()?)))
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
