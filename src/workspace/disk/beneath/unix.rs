//! By file descriptors: the system walks a path from the root and refuses every link on the way.

use std::ffi::OsStr;
use std::fs::File;
use std::io;
use std::os::fd::{AsFd as _, BorrowedFd, OwnedFd};
use std::os::unix::ffi::OsStrExt as _;
use std::path::{Component, Path};

use rustix::fs::{AtFlags, FileType, Mode, OFlags, openat};
use rustix::io::Errno;

use super::{Buffer, Entry};

/// A file is opened as it is: a pipe that has taken its place is not waited for, a terminal is not taken.
const FILE: OFlags = OFlags::RDONLY.union(OFlags::CLOEXEC).union(OFlags::NONBLOCK).union(OFlags::NOCTTY);
const FOLDER: OFlags = OFlags::RDONLY.union(OFlags::CLOEXEC).union(OFlags::DIRECTORY);

/// On the way a folder is not read, only passed.
#[cfg(any(target_os = "linux", target_os = "android"))]
const PASSED: OFlags = OFlags::PATH.union(OFlags::CLOEXEC).union(OFlags::DIRECTORY);
#[cfg(not(any(target_os = "linux", target_os = "android")))]
const PASSED: OFlags = FOLDER;

/// A path that git has written.
pub(in crate::workspace::disk) fn path(bytes: &[u8]) -> &Path {
    Path::new(OsStr::from_bytes(bytes))
}

/// A folder, and what stands below it.
#[derive(Debug)]
pub(in crate::workspace::disk) struct Beneath {
    root: OwnedFd,
    #[cfg(any(target_os = "linux", target_os = "android"))]
    at_once: std::sync::atomic::AtomicBool,
}

impl Beneath {
    /// Below a folder, given without links.
    pub(in crate::workspace::disk) fn new(root: &Path) -> io::Result<Self> {
        Ok(Self {
            root: openat(rustix::fs::CWD, root, PASSED, Mode::empty())?,
            #[cfg(any(target_os = "linux", target_os = "android"))]
            at_once: std::sync::atomic::AtomicBool::new(true),
        })
    }

    /// Opens what stands at a path, if no part of it is a link.
    pub(in crate::workspace::disk) fn file(&self, path: &Path) -> io::Result<File> {
        Ok(File::from(self.open(path, FILE)?))
    }

    /// Reads the entries of a folder, if no part of its path is a link.
    pub(in crate::workspace::disk) fn list(
        &self,
        path: &Path,
        buffer: &mut Buffer,
        each: &mut dyn FnMut(&OsStr, Entry),
    ) -> io::Result<()> {
        let folder = self.open(path, FOLDER)?;
        entries(&folder, buffer, &mut |name, kind| match name {
            b"." | b".." => {}
            name => each(OsStr::from_bytes(name), entry(folder.as_fd(), name, kind)),
        })
    }

    fn open(&self, path: &Path, flags: OFlags) -> io::Result<OwnedFd> {
        let path = if path.as_os_str().is_empty() { Path::new(".") } else { path };
        #[cfg(any(target_os = "linux", target_os = "android"))]
        if self.at_once.load(std::sync::atomic::Ordering::Relaxed) {
            use rustix::fs::{ResolveFlags, openat2};
            let beneath = ResolveFlags::BENEATH.union(ResolveFlags::NO_SYMLINKS);
            match openat2(&self.root, path, flags, Mode::empty(), beneath) {
                // WHY: an old system does not know the call, and some sandboxes forbid what they do not know.
                Err(Errno::NOSYS | Errno::PERM) => self.at_once.store(false, std::sync::atomic::Ordering::Relaxed),
                opened => return Ok(opened?),
            }
        }
        self.step_by_step(path, flags)
    }

    fn step_by_step(&self, path: &Path, flags: OFlags) -> io::Result<OwnedFd> {
        let mut folder: Option<OwnedFd> = None;
        let mut parts = path.components().peekable();
        while let Some(part) = parts.next() {
            let flags = if parts.peek().is_some() { PASSED } else { flags };
            if !matches!(part, Component::Normal(_) | Component::CurDir) {
                return Err(Errno::XDEV.into());
            }
            let at = folder.as_ref().map_or(self.root.as_fd(), OwnedFd::as_fd);
            folder = Some(openat(at, part.as_os_str(), flags | OFlags::NOFOLLOW, Mode::empty())?);
        }
        Ok(folder.ok_or(Errno::INVAL)?)
    }
}

#[cfg(any(target_os = "linux", target_os = "android"))]
fn entries(folder: &OwnedFd, buffer: &mut Buffer, each: &mut dyn FnMut(&[u8], FileType)) -> io::Result<()> {
    buffer.clear();
    buffer.reserve(ENTRIES);
    let mut listed = rustix::fs::RawDir::new(folder, buffer.spare_capacity_mut());
    while let Some(found) = listed.next() {
        let found = found?;
        each(found.file_name().to_bytes(), found.file_type());
    }
    Ok(())
}

/// Bytes of the entries that are asked for at once.
#[cfg(any(target_os = "linux", target_os = "android"))]
const ENTRIES: usize = 32 << 10;

#[cfg(not(any(target_os = "linux", target_os = "android")))]
fn entries(folder: &OwnedFd, _: &mut Buffer, each: &mut dyn FnMut(&[u8], FileType)) -> io::Result<()> {
    for found in rustix::fs::Dir::read_from(folder)? {
        let found = found?;
        each(found.file_name().to_bytes(), found.file_type());
    }
    Ok(())
}

fn entry(folder: BorrowedFd<'_>, name: &[u8], kind: FileType) -> Entry {
    // WHY: some file systems do not say in the list what an entry is.
    let kind = match kind {
        FileType::Unknown => rustix::fs::statat(folder, name, AtFlags::SYMLINK_NOFOLLOW)
            .map_or(FileType::Unknown, |about| FileType::from_raw_mode(about.st_mode)),
        kind => kind,
    };
    match kind {
        FileType::RegularFile => Entry::File,
        FileType::Directory => Entry::Folder,
        _ => Entry::Other,
    }
}

#[cfg(test)]
mod tests {
    use std::fs;

    use super::*;

    #[test]
    fn no_link_on_the_way_is_followed_at_once_or_step_by_step() {
        let folder = std::env::temp_dir().join(format!("tadashi-{}-beneath", std::process::id()));
        let _ = fs::remove_dir_all(&folder);
        fs::create_dir_all(folder.join("root/a/b")).unwrap();
        fs::write(folder.join("root/a/b/c"), "ours").unwrap();
        fs::write(folder.join("secret"), "theirs").unwrap();
        for (to, from) in [("a/b", "root/link"), ("../secret", "root/leak"), ("b/c", "root/a/file")] {
            std::os::unix::fs::symlink(to, folder.join(from)).unwrap();
        }
        let root = fs::canonicalize(folder.join("root")).unwrap();
        for at_once in [true, false] {
            let beneath = Beneath::new(&root).unwrap();
            #[cfg(any(target_os = "linux", target_os = "android"))]
            beneath.at_once.store(at_once, std::sync::atomic::Ordering::Relaxed);
            let opens = |path: &str| beneath.file(Path::new(path)).is_ok();
            assert!(opens("a/b/c"), "{at_once}");
            for path in ["link/c", "leak", "a/file", "../secret", "/etc/passwd"] {
                assert!(!opens(path), "{path} {at_once}");
            }
            let mut found = Vec::new();
            let mut list = |path: &str| {
                found.clear();
                let listed = beneath.list(Path::new(path), &mut Vec::new(), &mut |name, entry| {
                    found.push((name.to_string_lossy().into_owned(), entry));
                });
                found.sort_by(|a, b| a.0.cmp(&b.0));
                listed.map(|()| found.clone()).ok()
            };
            assert_eq!(list("a"), Some(vec![("b".to_owned(), Entry::Folder), ("file".to_owned(), Entry::Other)]));
            assert_eq!(list("").unwrap().len(), 3);
            assert_eq!((list("link"), list("a/b/c")), (None, None));
        }
        fs::remove_dir_all(&folder).unwrap();
    }
}
