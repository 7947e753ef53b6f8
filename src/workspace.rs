//! The world outside: files, folders, configuration and documents, all learnt through [`Files`].
//!
//! Paths are relative to the root of the repository and use `/`. Gives texts, sorted lists of paths, a
//! [`configuration::Configuration`] and [`crate::paper::Papers`]; judges nothing.

pub mod archive;
pub mod changed;
pub mod codes;
pub mod configuration;
mod decode;
pub mod digest;
pub mod discovery;
pub mod disk;
pub mod lock;
pub mod memory;
mod papers;
pub mod write;

use std::io;

pub use decode::load;
pub use papers::{Shelf, papers};

use crate::text::visible;

/// What stands at a path.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// A file that can be read to its end.
    File,
    /// A folder.
    Directory,
    /// A pipe, socket or device; never opened.
    Other,
}

/// Everything the engine learns of a file system.
pub trait Files: Sync {
    /// The bytes of a file that has at most `limit`.
    ///
    /// # Errors
    /// The path names no file of the repository, or a larger one, or one that cannot be read.
    fn read(&self, path: &str, limit: usize) -> Result<Vec<u8>, Problem>;

    /// What stands at a path.
    ///
    /// # Errors
    /// Nothing stands there, or it is outside the repository.
    fn stat(&self, path: &str) -> Result<Kind, Problem>;

    /// Every file at or below a folder that git would not ignore, links left out.
    fn walk(&self, under: &str) -> Walked;
}

/// The files found in a folder.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Walked {
    /// Their paths, sorted.
    pub paths: Vec<String>,
    /// What has the name of a manifest and is no file: links, folders, pipes; sorted.
    pub odd: Vec<String>,
    /// What could not be looked into.
    pub problems: Vec<Problem>,
}

/// Why the world did not give what was asked for.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, thiserror::Error)]
pub enum Problem {
    /// Nothing stands at the path.
    #[error("`{}` does not exist", visible(path))]
    NotFound {
        /// As asked.
        path: String,
    },
    /// The path, or a link on its way, leaves the repository; it was not opened.
    #[error("`{}` leaves the repository", visible(path))]
    Outside {
        /// As asked.
        path: String,
    },
    /// Not a path at all: empty, or with a backslash or a NUL.
    #[error("`{}` is not a path with `/` between its parts", visible(path))]
    Malformed {
        /// As asked.
        path: String,
    },
    /// A folder, pipe or device where a file was asked for.
    #[error("`{}` is not a file", visible(path))]
    NotAFile {
        /// As asked.
        path: String,
    },
    /// Larger than the limit; not read to its end.
    #[error("`{}` is larger than {limit} bytes", visible(path))]
    TooLarge {
        /// As asked.
        path: String,
        /// The limit, in bytes.
        limit: usize,
    },
    /// A name on the disk that is not Unicode, so that no manifest can name it.
    #[error("the name of `{}` is not Unicode", visible(path))]
    NotUnicode {
        /// With the parts that are not Unicode replaced.
        path: String,
    },
    /// The operating system refused to write it.
    #[error("`{}` cannot be written: {reason}", visible(path), reason = io::Error::from(*kind))]
    Unwritable {
        /// As asked.
        path: String,
        /// How it refused.
        kind: io::ErrorKind,
    },
    /// Somebody else changed it in the meantime; it was left as it is.
    #[error("`{}` has changed in the meantime", visible(path))]
    Changed {
        /// As asked.
        path: String,
    },
    /// The operating system refused.
    #[error("`{}` cannot be read: {reason}", visible(path), reason = io::Error::from(*kind))]
    Unreadable {
        /// As asked.
        path: String,
        /// How it refused.
        kind: io::ErrorKind,
    },
}

impl Problem {
    /// The path it is about.
    #[must_use]
    pub fn path(&self) -> &str {
        match self {
            Self::NotFound { path }
            | Self::Outside { path }
            | Self::Malformed { path }
            | Self::NotAFile { path }
            | Self::TooLarge { path, .. }
            | Self::NotUnicode { path }
            | Self::Unwritable { path, .. }
            | Self::Changed { path }
            | Self::Unreadable { path, .. } => path,
        }
    }
}

/// The one spelling of a written path: no `./`, no doubled or final `/`; empty for the root itself.
///
/// # Errors
/// The path is absolute, uses `..`, or is no path.
pub fn normalise(written: &str) -> Result<String, Problem> {
    let path = || written.to_owned();
    if written.is_empty() || written.contains(['\\', '\0']) {
        return Err(Problem::Malformed { path: path() });
    }
    let drive = written.as_bytes().get(1) == Some(&b':') && written.starts_with(|c: char| c.is_ascii_alphabetic());
    if written.starts_with('/') || drive {
        return Err(Problem::Outside { path: path() });
    }
    let parts: Vec<&str> = written.split('/').filter(|part| !part.is_empty() && *part != ".").collect();
    if parts.contains(&"..") {
        return Err(Problem::Outside { path: path() });
    }
    Ok(parts.join("/"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_spelling_a_path() {
        assert_eq!(normalise("./a//b/"), Ok("a/b".to_owned()));
        assert_eq!(normalise("."), Ok(String::new()));
        assert_eq!(normalise("統治/方針.md"), Ok("統治/方針.md".to_owned()));
        for outside in ["/etc/passwd", "../x", "a/../b", "C:/x", "a/.."] {
            assert!(matches!(normalise(outside), Err(Problem::Outside { .. })), "{outside}");
        }
        for malformed in ["", "a\\b", "a\0b"] {
            assert!(matches!(normalise(malformed), Err(Problem::Malformed { .. })), "{malformed}");
        }
    }
}
