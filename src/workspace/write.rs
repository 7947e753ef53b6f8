//! Writing into the repository: a file or a folder is there whole, or as it was before. No folder on the way to what is
//! new may be a link, and a link to a file is followed only within the repository.

use std::fs::{self, File};
use std::io::{self, Write as _};
use std::path::{Path, PathBuf};

use super::archive::Brought;
use super::changed::Change;
use super::disk::Disk;
use super::{Files as _, Problem, normalise};

/// What became of a file that was to be made.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Created {
    /// It is there, whole.
    Written,
    /// Something of that name was there, and stays.
    Exists,
}

impl Disk {
    /// Makes a file and the folders above it; what is there already is left as it is.
    ///
    /// # Errors
    /// It cannot be written; then nothing of it is left.
    pub fn create(&self, path: &str, bytes: &[u8]) -> Result<Created, Problem> {
        let (target, _) = self.slot(path)?;
        create(&target, bytes).map_err(|error| Problem::Unwritable { path: path.to_owned(), kind: error.kind() })
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
        let target = if change.before.is_some() { self.resolve(path)? } else { self.slot(path)?.0 };
        match &change.after {
            Some(text) => replace(&target, text.as_bytes()).map_err(|error| unwritable(&error)),
            None => fs::remove_file(&target).map_err(|error| unwritable(&error)),
        }
    }

    /// Puts a file in the place of what stands at a path.
    ///
    /// # Errors
    /// It cannot be written; what stood there still does.
    pub fn replace_file(&self, path: &str, bytes: &[u8]) -> Result<(), Problem> {
        let (target, _) = self.slot(path)?;
        replace(&target, bytes).map_err(|error| Problem::Unwritable { path: path.to_owned(), kind: error.kind() })
    }

    /// Puts a folder with these files in the place of what stands at a path, which is removed.
    ///
    /// # Errors
    /// It cannot be written; what stood there still does.
    pub fn replace_folder(&self, path: &str, files: &Brought) -> Result<(), Problem> {
        let (target, parent) = self.slot(path)?;
        let refused = |error: io::Error| Problem::Unwritable { path: path.to_owned(), kind: error.kind() };
        // Beside the folder of packs, so that nothing half-written is ever taken for a pack.
        let beside = parent.parent().unwrap_or(&parent);
        let (staged, old) = (beside.join(format!(".new-{}", name(path))), beside.join(format!(".old-{}", name(path))));
        for left in [&staged, &old] {
            remove(left).map_err(refused)?;
        }
        let filled = files.iter().try_for_each(|(file, bytes)| {
            let file = staged.join(file);
            fs::create_dir_all(file.parent().unwrap_or(&staged))?;
            write_new(&file, bytes)
        });
        let swapped = filled.and_then(|()| {
            let was_there = fs::symlink_metadata(&target).is_ok();
            if was_there {
                fs::rename(&target, &old)?;
            }
            fs::rename(&staged, &target).inspect_err(|_| {
                if was_there {
                    let _ = fs::rename(&old, &target);
                }
            })
        });
        if let Err(error) = swapped {
            let _ = remove(&staged);
            return Err(refused(error));
        }
        remove(&old).map_err(refused)
    }

    /// The place of a path, no folder on the way to it being a link; the folders are made.
    fn slot(&self, path: &str) -> Result<(PathBuf, PathBuf), Problem> {
        let clean = normalise(path)?;
        let mut folder = self.root().to_path_buf();
        let parts: Vec<&str> = clean.split('/').collect();
        let (last, folders) = parts.split_last().ok_or_else(|| Problem::Malformed { path: path.to_owned() })?;
        for part in folders {
            folder.push(part);
            let refused = |error: io::Error| Problem::Unwritable { path: path.to_owned(), kind: error.kind() };
            match fs::symlink_metadata(&folder) {
                Ok(about) if about.is_dir() => {}
                Ok(_) => return Err(Problem::Outside { path: path.to_owned() }),
                Err(error) if error.kind() == io::ErrorKind::NotFound => fs::create_dir(&folder).map_err(refused)?,
                Err(error) => return Err(refused(error)),
            }
        }
        Ok((folder.join(last), folder))
    }
}

fn name(path: &str) -> &str {
    path.rsplit('/').next().unwrap_or(path)
}

/// Names that are tried for a file beside another.
const MOST_NAMES: u32 = 100;

/// Writes a file beside where it is to be, and gives it that name if nothing else has it.
fn create(target: &Path, bytes: &[u8]) -> io::Result<Created> {
    if fs::symlink_metadata(target).is_ok() {
        return Ok(Created::Exists);
    }
    let beside = write_beside(target, bytes)?;
    // WHY a link: it never takes the place of what somebody else made in the meantime, as a new name would.
    let made = match fs::hard_link(&beside, target) {
        Err(error) if error.kind() == io::ErrorKind::AlreadyExists => Ok(Created::Exists),
        // Not every file system has links.
        Err(_) if fs::symlink_metadata(target).is_err() => fs::rename(&beside, target).map(|()| Created::Written),
        linked => linked.map(|()| Created::Written),
    };
    // It has its name by now, or is of no use.
    let _ = fs::remove_file(&beside);
    made
}

/// Writes a file beside another and gives it the other's name and permissions; a link there gives way to it.
fn replace(target: &Path, bytes: &[u8]) -> io::Result<()> {
    let beside = write_beside(target, bytes)?;
    let about = fs::symlink_metadata(target).ok().filter(fs::Metadata::is_file);
    let named = about
        .map_or(Ok(()), |about| fs::set_permissions(&beside, about.permissions()))
        .and_then(|()| fs::rename(&beside, target));
    named.inspect_err(|_| {
        // Nothing is left of a change that was not made; that it could not be made is what is told.
        let _ = fs::remove_file(&beside);
    })
}

/// Writes a file under a name of its own in the folder of another.
fn write_beside(target: &Path, bytes: &[u8]) -> io::Result<PathBuf> {
    let name = target.file_name().unwrap_or_default().to_string_lossy();
    let write = |number: u32| {
        let beside = target.with_file_name(format!(".{name}.{number}.tmp"));
        write_new(&beside, bytes).map(|()| beside)
    };
    let taken =
        |made: &io::Result<PathBuf>| made.as_ref().is_err_and(|error| error.kind() == io::ErrorKind::AlreadyExists);
    let made = (0..MOST_NAMES).map(write).find(|made| !taken(made));
    made.unwrap_or_else(|| Err(io::Error::from(io::ErrorKind::AlreadyExists)))
}

/// Writes a file where nothing stands, whole or not at all.
fn write_new(path: &Path, bytes: &[u8]) -> io::Result<()> {
    let mut file = File::create_new(path)?;
    file.write_all(bytes).and_then(|()| file.sync_all()).inspect_err(|_| {
        let _ = fs::remove_file(path);
    })
}

/// Removes what stands at a path, if anything; a link itself, never what it leads to.
fn remove(path: &Path) -> io::Result<()> {
    match fs::symlink_metadata(path) {
        Ok(about) if about.is_dir() => fs::remove_dir_all(path),
        Ok(_) => fs::remove_file(path),
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(()),
        Err(error) => Err(error),
    }
}
