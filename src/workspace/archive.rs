//! A pack that somebody brings: the files of a folder, of a `.tar.gz` or of a `.zip`, none of which can leave the
//! place where they will stand.
//!
//! Takes a path of the command line; gives the files in memory, or why they are refused. Writes nothing.

use std::collections::BTreeMap;
use std::fs::{self, File};
use std::io::{self, Cursor, Read};
use std::path::Path;

use flate2::bufread::GzDecoder;
use unicode_normalization::UnicodeNormalization as _;

use super::normalise;
use crate::args;
use crate::diagnostic::Diagnostic;
use crate::limits::{ARCHIVE_DEPTH, Limits};
use crate::text::{Message, Text};

pub mod codes;

/// Files by their path below the folder of the pack.
pub type Brought = BTreeMap<String, Vec<u8>>;

/// Reads what stands at a path: the policies of a pack, and the documents beside them.
///
/// # Errors
/// It cannot be read, is larger than the limits, or holds what a pack never holds.
pub fn read(path: &Path, limits: &Limits) -> Result<Brought, Box<Diagnostic>> {
    let shown = path.to_string_lossy().into_owned();
    let mut taker =
        Taker { shown: &shown, limits, taken: BTreeMap::new(), folded: BTreeMap::new(), entries: 0, bytes: 0 };
    let about = fs::metadata(path).map_err(|error| taker.unreadable(&error))?;
    let name = shown.to_ascii_lowercase();
    if about.is_dir() {
        taker.folder(path, "", 0)?;
    } else if name.ends_with(".tar.gz") || name.ends_with(".tgz") {
        let bytes = taker.bytes_of(path)?;
        taker.tar(&bytes)?;
    } else if name.ends_with(".zip") {
        let bytes = taker.bytes_of(path)?;
        taker.zip(bytes)?;
    } else {
        return Err(Box::new(Diagnostic::new(&codes::UNKNOWN_FORMAT, args!["path" => &shown])));
    }
    Ok(below_common_folder(taker.taken))
}

struct Taker<'a> {
    shown: &'a str,
    limits: &'a Limits,
    taken: Brought,
    /// Paths as a file system sees them that tells neither capitals from small letters nor the ways to write `é`.
    folded: BTreeMap<String, String>,
    entries: usize,
    bytes: usize,
}

type Done<T = ()> = Result<T, Box<Diagnostic>>;

impl Taker<'_> {
    fn unreadable(&self, error: &io::Error) -> Box<Diagnostic> {
        // Bounded streams end early; that is what the limit is for.
        let detail = error.to_string();
        Box::new(Diagnostic::new(&codes::UNREADABLE, args!["path" => self.shown, "detail" => detail]))
    }

    fn too_large(&self) -> Box<Diagnostic> {
        let args = args!["path" => self.shown, "limit" => self.limits.get("archive-bytes"), "name" => "archive-bytes"];
        Box::new(Diagnostic::new(&codes::TOO_LARGE, args))
    }

    fn damaged(&self, what: Text) -> Box<Diagnostic> {
        let args = args!["path" => self.shown, "detail" => Message::plain(what)];
        Box::new(Diagnostic::new(&codes::UNREADABLE, args))
    }

    fn refuse(&self, entry: &str, what: Text) -> Box<Diagnostic> {
        let args = args!["path" => self.shown, "entry" => entry, "what" => Message::plain(what)];
        Box::new(Diagnostic::new(&codes::REFUSED, args))
    }

    /// The bytes of the archive itself.
    fn bytes_of(&self, path: &Path) -> Done<Vec<u8>> {
        let limit = self.limits.get("archive-bytes");
        let file = File::open(path).map_err(|error| self.unreadable(&error))?;
        let mut bytes = Vec::new();
        let read = file.take((limit as u64).saturating_add(1)).read_to_end(&mut bytes);
        read.map_err(|error| self.unreadable(&error))?;
        if bytes.len() > limit { Err(self.too_large()) } else { Ok(bytes) }
    }

    /// Counts an entry, whatever it is.
    fn count(&mut self) -> Done {
        self.entries += 1;
        let limit = self.limits.get("archive-files");
        if self.entries > limit {
            let args = args!["path" => self.shown, "limit" => limit, "name" => "archive-files"];
            return Err(Box::new(Diagnostic::new(&codes::TOO_MANY, args)));
        }
        Ok(())
    }

    /// Takes a file in, if a pack keeps such files.
    fn take(&mut self, entry: &str, content: &mut dyn Read) -> Done {
        let path = self.safe(entry)?;
        if let Some(first) = self.folded.insert(path.nfc().collect::<String>().to_lowercase(), path.clone()) {
            let args = args!["path" => self.shown, "first" => first, "second" => path];
            return Err(Box::new(Diagnostic::new(&codes::TWICE, args)));
        }
        if !is_kept(&path) {
            return Ok(());
        }
        let left = self.limits.get("archive-bytes").saturating_sub(self.bytes);
        let mut bytes = Vec::new();
        let read = content.take((left as u64).saturating_add(1)).read_to_end(&mut bytes);
        read.map_err(|error| self.unreadable(&error))?;
        if bytes.len() > left {
            return Err(self.too_large());
        }
        self.bytes += bytes.len();
        self.taken.insert(path, bytes);
        Ok(())
    }

    /// The path of an entry, if it stays where it is unpacked, on every system.
    fn safe(&self, entry: &str) -> Done<String> {
        let odd = |part: &str| part.ends_with(['.', ' ']) || part.contains(':');
        match normalise(entry) {
            Ok(path) if !path.is_empty() && !entry.chars().any(char::is_control) && !path.split('/').any(odd) => {
                Ok(path)
            }
            _ => Err(self.refuse(entry, codes::PATH)),
        }
    }

    fn folder(&mut self, folder: &Path, below: &str, depth: usize) -> Done {
        if depth > ARCHIVE_DEPTH {
            return Err(self.refuse(below, codes::DEEP));
        }
        #[expect(
            clippy::disallowed_methods,
            reason = "what git ignores is not asked: nothing of the repository is read here"
        )]
        let entries = fs::read_dir(folder).map_err(|error| self.unreadable(&error))?;
        for entry in entries {
            let entry = entry.map_err(|error| self.unreadable(&error))?;
            self.count()?;
            let Some(name) = entry.file_name().to_str().map(str::to_owned) else {
                return Err(self.refuse(&entry.file_name().to_string_lossy(), codes::PATH));
            };
            let path = if below.is_empty() { name.clone() } else { format!("{below}/{name}") };
            let kind = entry.file_type().map_err(|error| self.unreadable(&error))?;
            if kind.is_dir() {
                // History and settings of a checkout are no part of a pack.
                if !name.starts_with('.') {
                    self.folder(&entry.path(), &path, depth + 1)?;
                }
            } else if kind.is_file() {
                let mut file = File::open(entry.path()).map_err(|error| self.unreadable(&error))?;
                self.take(&path, &mut file)?;
            } else {
                return Err(self.refuse(&path, codes::LINK));
            }
        }
        Ok(())
    }

    /// What a gzip stream holds, if it is whole, sound by its own check sum and alone.
    fn unpacked(&self, bytes: &[u8]) -> Done<Vec<u8>> {
        // Everything unpacked, the headers included, is bounded, not only what is kept.
        let most = self.limits.get("archive-bytes").saturating_mul(2);
        let mut stream = GzDecoder::new(bytes).take((most as u64).saturating_add(1));
        let mut plain = Vec::new();
        stream.read_to_end(&mut plain).map_err(|error| self.unreadable(&error))?;
        if plain.len() > most {
            return Err(self.too_large());
        }
        if stream.into_inner().into_inner().is_empty() { Ok(plain) } else { Err(self.damaged(codes::MORE)) }
    }

    fn tar(&mut self, bytes: &[u8]) -> Done {
        const BLOCK: u64 = 512;
        let plain = self.unpacked(bytes)?;
        let mut end = 0;
        let mut archive = tar::Archive::new(plain.as_slice());
        let entries = archive.entries().map_err(|error| self.unreadable(&error))?;
        for entry in entries {
            let mut entry = entry.map_err(|error| self.unreadable(&error))?;
            self.count()?;
            let size = entry.size().checked_next_multiple_of(BLOCK).unwrap_or(u64::MAX);
            end = entry.raw_file_position().saturating_add(size);
            let raw = entry.path_bytes().into_owned();
            let Ok(path) = String::from_utf8(raw) else {
                return Err(self.refuse(&String::from_utf8_lossy(&entry.path_bytes()), codes::PATH));
            };
            match entry.header().entry_type() {
                tar::EntryType::Directory => {
                    if !path.trim_matches(['.', '/']).is_empty() {
                        self.safe(path.trim_end_matches('/'))?;
                    }
                }
                tar::EntryType::Regular | tar::EntryType::Continuous => self.take(&path, &mut entry)?,
                tar::EntryType::XGlobalHeader => {}
                _ => return Err(self.refuse(&path, codes::LINK)),
            }
        }
        // Two blocks of zeros end it; where they lack, or something follows, it is not what its author packed.
        let rest = usize::try_from(end).ok().and_then(|end| plain.get(end..)).unwrap_or_default();
        let is_ended = rest.len() as u64 >= 2 * BLOCK && rest.iter().all(|byte| *byte == 0);
        if is_ended { Ok(()) } else { Err(self.damaged(codes::NO_END)) }
    }

    fn zip(&mut self, bytes: Vec<u8>) -> Done {
        let unreadable =
            |taker: &Self, error: zip::result::ZipError| taker.unreadable(&io::Error::other(error.to_string()));
        let mut archive =
            zip::ZipArchive::new(Cursor::new(bytes.as_slice())).map_err(|error| unreadable(self, error))?;
        // Of two entries with one name the reader knows one, and other readers the other.
        if entries(&bytes, archive.central_directory_start()) != archive.len() {
            return Err(self.damaged(codes::NAMES));
        }
        for index in 0..archive.len() {
            self.count()?;
            let mut entry = archive.by_index(index).map_err(|error| unreadable(self, error))?;
            let Ok(path) = std::str::from_utf8(entry.name_raw()).map(str::to_owned) else {
                return Err(self.refuse(&String::from_utf8_lossy(entry.name_raw()), codes::PATH));
            };
            if local_name(&bytes, entry.header_start()) != Some(entry.name_raw()) {
                return Err(self.damaged(codes::NAMES));
            }
            const KIND: u32 = 0o170_000;
            const FILE: u32 = 0o100_000;
            let kind = entry.unix_mode().map_or(0, |mode| mode & KIND);
            if entry.is_dir() {
                self.safe(path.trim_end_matches('/'))?;
            } else if kind == 0 || kind == FILE {
                self.take(&path, &mut entry)?;
            } else {
                return Err(self.refuse(&path, codes::LINK));
            }
        }
        Ok(())
    }
}

/// Two bytes of a zip, as a number.
fn short(bytes: &[u8], at: usize) -> Option<usize> {
    let pair = bytes.get(at..at.checked_add(2)?)?;
    Some(usize::from(u16::from_le_bytes(pair.try_into().ok()?)))
}

/// The entries that the directory of a zip lists.
fn entries(bytes: &[u8], start: u64) -> usize {
    let after = |at: usize| {
        let head = bytes.get(at..)?;
        if !head.starts_with(b"PK\x01\x02") {
            return None;
        }
        at.checked_add(46 + short(head, 28)? + short(head, 30)? + short(head, 32)?)
    };
    std::iter::successors(usize::try_from(start).ok().and_then(after), |at| after(*at)).count()
}

/// The name that a zip writes before the content of an entry.
fn local_name(bytes: &[u8], start: u64) -> Option<&[u8]> {
    let head = bytes.get(usize::try_from(start).ok()?..)?;
    if !head.starts_with(b"PK\x03\x04") {
        return None;
    }
    head.get(30..30 + short(head, 26)?)
}

/// Policies, and the documents that say what they are and on what terms.
fn is_kept(path: &str) -> bool {
    let name = path.rsplit('/').next().unwrap_or(path);
    let (stem, extension) = name.rsplit_once('.').unwrap_or((name, ""));
    let document = ["LICENSE", "LICENCE", "NOTICE"].contains(&stem) && matches!(extension, "" | "txt");
    !path.split('/').any(|part| part.starts_with('.')) && (matches!(extension, "tadashi" | "md") || document)
}

/// The files below the folder that holds all policies: archives often wrap a pack in a folder of its version.
fn below_common_folder(files: Brought) -> Brought {
    let is_policy = |path: &&String| path.ends_with(".tadashi");
    let mut folders = files.keys().filter(is_policy).map(|path| path.rsplit_once('/').map_or("", |(folder, _)| folder));
    let Some(first) = folders.next() else { return files };
    let mut common: Vec<&str> = first.split('/').filter(|part| !part.is_empty()).collect();
    for folder in folders {
        let same = common.iter().zip(folder.split('/')).take_while(|(a, b)| **a == *b).count();
        common.truncate(same);
    }
    if common.is_empty() {
        return files;
    }
    let prefix = format!("{}/", common.join("/"));
    let below = files.iter().filter_map(|(path, bytes)| Some((path.strip_prefix(&prefix)?.to_owned(), bytes.clone())));
    below.collect()
}
