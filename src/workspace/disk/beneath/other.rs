//! By paths, where the system has no other way: what is opened is looked at before, and again once it is open.

use std::ffi::OsStr;
use std::fs::{self, File};
use std::io;
use std::path::{Path, PathBuf};

use super::{Buffer, Entry};

/// A path that git has written, which it does in UTF-8.
pub(in crate::workspace::disk) fn path(bytes: &[u8]) -> PathBuf {
    PathBuf::from(String::from_utf8_lossy(bytes).into_owned())
}

/// A folder, and what stands below it.
#[derive(Debug)]
pub(in crate::workspace::disk) struct Beneath {
    root: PathBuf,
}

impl Beneath {
    /// Below a folder, given without links.
    pub(in crate::workspace::disk) fn new(root: &Path) -> io::Result<Self> {
        Ok(Self { root: root.to_path_buf() })
    }

    /// Opens what stands at a path, if no part of it is a link.
    pub(in crate::workspace::disk) fn file(&self, path: &Path) -> io::Result<File> {
        let full = self.unlinked(path)?;
        if fs::symlink_metadata(&full)?.is_file() { File::open(full) } else { Err(io::ErrorKind::InvalidInput.into()) }
    }

    /// Reads the entries of a folder, if no part of its path is a link.
    pub(in crate::workspace::disk) fn list(
        &self,
        path: &Path,
        _: &mut Buffer,
        each: &mut dyn FnMut(&OsStr, Entry),
    ) -> io::Result<()> {
        for found in fs::read_dir(self.unlinked(path)?)? {
            let found = found?;
            let entry = match found.file_type()? {
                kind if kind.is_file() => Entry::File,
                kind if kind.is_dir() => Entry::Folder,
                _ => Entry::Other,
            };
            each(&found.file_name(), entry);
        }
        Ok(())
    }

    fn unlinked(&self, path: &Path) -> io::Result<PathBuf> {
        let mut full = self.root.clone();
        for part in path.components() {
            full.push(part);
            if fs::symlink_metadata(&full)?.is_symlink() {
                return Err(io::ErrorKind::InvalidInput.into());
            }
        }
        Ok(full)
    }
}
