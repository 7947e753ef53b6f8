//! Writing into the repository: a file or a folder is there whole, or as it was before.

use std::fs::{self, File};
use std::io::{self, Write as _};
use std::path::{Path, PathBuf};

use super::archive::Brought;
use super::disk::Disk;
use super::{Problem, normalise};

impl Disk {
    /// Puts a file in the place of what stands at a path.
    ///
    /// # Errors
    /// It cannot be written; what stood there still does.
    pub fn replace_file(&self, path: &str, bytes: &[u8]) -> Result<(), Problem> {
        let (target, parent) = self.slot(path)?;
        let staged = parent.join(format!(".{}.new", name(path)));
        let written = write_new(&staged, bytes).and_then(|()| fs::rename(&staged, &target));
        written.map_err(|error| {
            // The staged file is not the one that was asked for; whether it goes away changes nothing.
            let _ = fs::remove_file(&staged);
            Problem::Unwritable { path: path.to_owned(), kind: error.kind() }
        })
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

fn write_new(path: &Path, bytes: &[u8]) -> io::Result<()> {
    remove(path)?;
    let mut file = File::options().write(true).create_new(true).open(path)?;
    file.write_all(bytes)?;
    file.sync_all()
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
