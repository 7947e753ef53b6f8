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
pub mod folders;
pub mod lock;
pub mod memory;
mod papers;
pub mod write;

use std::borrow::Cow;
use std::io;
use std::num::NonZeroUsize;

pub use decode::load;
pub use papers::{Shelf, papers};

use crate::text::visible;

/// How the name of a file of policies ends.
const POLICY: &str = ".tadashi";

/// What stands at a path.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// A file that can be read to its end.
    File,
    /// A folder.
    Directory,
    /// A pipe, socket or device; never read.
    Other,
}

/// Everything the engine learns of a file system.
pub trait Files: Sync {
    /// The bytes of a file that has at most `limit`.
    ///
    /// # Errors
    /// The path names no file of the repository, or a larger one, or one that cannot be read.
    fn read(&self, path: &str, limit: usize) -> Result<Vec<u8>, Problem>;

    /// A path as people who judge a repository see it: with where the files are, if that is another one.
    fn shown<'p>(&self, path: &'p str) -> Cow<'p, str> {
        Cow::Borrowed(path)
    }

    /// What stands at a path.
    ///
    /// # Errors
    /// Nothing stands there, or it is outside the repository.
    fn stat(&self, path: &str) -> Result<Kind, Problem>;

    /// Where the links of a path lead to.
    ///
    /// # Errors
    /// Nothing stands there, or it is outside the repository.
    fn leads_to(&self, path: &str) -> Result<String, Problem> {
        normalise(path)
    }

    /// The wanted files at or below a folder that git would not ignore, links left out.
    fn seek(&self, search: &Search<'_>) -> Walked;

    /// Every file at or below a folder that git would not ignore, links left out.
    fn walk(&self, under: &str) -> Walked {
        let (asked, threads) = (None, None);
        self.seek(&Search { under, asked, tracked: false, ignored: false, threads, wanted: &Everything })
    }

    /// Every file of policies at or below a folder, also where git ignores it: no clause may go unseen by a rule that
    /// concerns something else.
    fn policies(&self, under: &str) -> Walked {
        let (asked, threads) = (None, None);
        self.seek(&Search { under, asked, tracked: false, ignored: true, threads, wanted: &Policies })
    }
}

/// A search through a folder.
#[derive(Clone, Copy)]
pub struct Search<'a> {
    /// The folder; empty for the root.
    pub under: &'a str,
    /// A folder at or above it that somebody asked for, so that it is looked through even where git ignores it.
    pub asked: Option<&'a str>,
    /// Whether files are found that git tracks although it ignores them.
    pub tracked: bool,
    /// Whether what git ignores is looked through too.
    pub ignored: bool,
    /// Threads that look; as many as can run at once where nothing is said.
    pub threads: Option<NonZeroUsize>,
    /// What is looked for.
    pub wanted: &'a dyn Wanted,
}

/// What a search looks for.
pub trait Wanted: Sync {
    /// Whether a file is wanted.
    fn takes(&self, path: &str) -> bool;

    /// Whether a folder below the one that is searched may hold what is wanted.
    fn enters(&self, _folder: &str) -> bool {
        true
    }

    /// Whether what stands at a path is odd because it is no file: a link, a pipe, or where `is_folder` a folder.
    fn is_odd(&self, path: &str, is_folder: bool) -> bool;

    /// Whether a link at a path is odd if it leads to a folder, whose files would be wanted if they stood there.
    fn leads_on(&self, _path: &str) -> bool {
        false
    }

    /// Whether entries of a name are noted, whatever they are and whether or not git ignores them.
    fn notes(&self, _name: &str) -> bool {
        false
    }
}

impl dyn Wanted + '_ {
    /// What is to be noted on the way from a folder to a path below it, the path included.
    fn noted<'p>(&self, path: &'p str, under: &str) -> impl Iterator<Item = &'p str> {
        let ends = path.match_indices('/').map(|(at, _)| at).chain([path.len()]);
        let on_the_way = ends.filter_map(|end| path.get(..end)).filter(move |part| part.len() > under.len());
        on_the_way.filter(|part| self.notes(part.rsplit('/').next().unwrap_or(part)))
    }
}

/// Whether a path is a folder or stands below it.
fn is_below(path: &str, folder: &str) -> bool {
    folder.is_empty() || path.strip_prefix(folder).is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
}

/// Every file is wanted.
struct Everything;

impl Wanted for Everything {
    fn takes(&self, _path: &str) -> bool {
        true
    }

    fn is_odd(&self, _path: &str, _is_folder: bool) -> bool {
        false
    }
}

/// The files of packs.
struct Policies;

impl Wanted for Policies {
    fn takes(&self, path: &str) -> bool {
        path.ends_with(POLICY)
    }

    fn is_odd(&self, path: &str, _is_folder: bool) -> bool {
        // The folder of copies has that name alone.
        path.ends_with(POLICY) && path.rsplit('/').next() != Some(POLICY)
    }

    fn leads_on(&self, _path: &str) -> bool {
        true
    }
}

/// The files found in a folder.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Walked {
    /// Their paths, sorted.
    pub paths: Vec<String>,
    /// What has the name of a wanted file and is none, and links that lead on: links, folders, pipes; sorted.
    pub odd: Vec<String>,
    /// Paths of entries that were to be noted, sorted.
    pub noted: Vec<String>,
    /// Files that git tracks although it ignores them, sorted; not among the paths.
    pub tracked: Vec<String>,
    /// Whether git ignores anything that may have been wanted.
    pub hides: bool,
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
    /// A path of the command line that a link leads out of the repository in which the link stands.
    #[error("`{}` is a link out of its repository", visible(path))]
    LinkOut {
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
    /// A link to a folder where files are looked for.
    #[error("`{}` is a link to a folder", visible(path))]
    LinkedFolder {
        /// Where the link stands.
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
    /// The list of what git tracks is none that is understood.
    #[error("`{}` is not understood", visible(path))]
    NotUnderstood {
        /// Where it stands.
        path: String,
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
            | Self::LinkOut { path }
            | Self::Malformed { path }
            | Self::NotAFile { path }
            | Self::LinkedFolder { path }
            | Self::TooLarge { path, .. }
            | Self::NotUnicode { path }
            | Self::Unwritable { path, .. }
            | Self::NotUnderstood { path }
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
    let parts: Vec<&str> = written.split('/').filter(|part| !part.is_empty() && *part != ".").collect();
    let clean = parts.join("/");
    // Also behind `./`: what is left would name a drive.
    let drive = matches!(clean.as_bytes(), [letter, b':', ..] if letter.is_ascii_alphabetic());
    if written.starts_with('/') || drive || parts.contains(&"..") {
        return Err(Problem::Outside { path: path() });
    }
    Ok(clean)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_spelling_a_path() {
        assert_eq!(normalise("./a//b/"), Ok("a/b".to_owned()));
        assert_eq!(normalise("."), Ok(String::new()));
        assert_eq!(normalise("統治/方針.md"), Ok("統治/方針.md".to_owned()));
        for outside in ["/etc/passwd", "../x", "a/../b", "C:/x", "./C:/x", "a/.."] {
            assert!(matches!(normalise(outside), Err(Problem::Outside { .. })), "{outside}");
        }
        for malformed in ["", "a\\b", "a\0b"] {
            assert!(matches!(normalise(malformed), Err(Problem::Malformed { .. })), "{malformed}");
        }
    }
}
