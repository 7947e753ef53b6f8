//! The paths that git tracks, out of its index (versions 2 to 4), read as a stream and never held whole.
//!
//! The list is that of the work tree which holds the root, so it may stand in a folder above the root, or, for a linked
//! work tree or a submodule, where the file `.git` says. Nothing else is opened there but the settings that tell the
//! length of a hash; what it names counts only below the root.

use std::fs::{self, File};
use std::io::{self, BufRead, BufReader, Read};
use std::path::{Path, PathBuf};

use super::beneath::{self, Beneath};
use crate::workspace::Problem;

/// What marks a work tree: the folder of git, or a file that says where it is.
const GIT: &str = ".git";

/// The longest path that is taken for one.
const LONGEST: usize = 64 << 10;

/// Settings of git that are read to learn how long its hashes are.
const SETTINGS: u64 = 1 << 20;

/// Bytes that are read at once.
const AT_ONCE: usize = 64 << 10;

/// Tells every tracked path below a root that is given without links, relative to it; some twice, in the order of the
/// list.
pub(super) fn tracked(root: &Path, each: &mut dyn FnMut(&[u8])) -> Result<(), Problem> {
    let is_marked = |folder: &&Path| fs::symlink_metadata(folder.join(GIT)).is_ok();
    let Some(top) = root.ancestors().find(is_marked) else { return Ok(()) };
    let (mut before, mut up) = (Vec::new(), String::new());
    for part in root.strip_prefix(top).unwrap_or(Path::new("")).components() {
        before.extend(part.as_os_str().as_encoded_bytes());
        before.push(b'/');
        up.push_str("../");
    }
    let mut below = |path: &[u8]| path.strip_prefix(before.as_slice()).into_iter().for_each(&mut *each);
    read(top, &mut below).map_err(|_| {
        let index = if top.join(GIT).is_dir() { ".git/index" } else { GIT };
        Problem::NotUnderstood { path: format!("{up}{index}") }
    })
}

/// The folder of git that belongs to a work tree.
struct Git {
    beneath: Beneath,
    /// Where its index stands.
    own: PathBuf,
    settings: PathBuf,
}

impl Git {
    fn of(top: &Path) -> io::Result<Self> {
        let beneath = Beneath::new(top)?;
        let about = fs::symlink_metadata(top.join(GIT))?;
        if about.is_dir() {
            return Ok(Self { beneath, own: GIT.into(), settings: Path::new(GIT).join("config") });
        }
        let mut text = Vec::new();
        regular(&beneath, Path::new(GIT))?.take(LONGEST as u64).read_to_end(&mut text)?;
        let written = text.strip_prefix(b"gitdir: ").ok_or_else(malformed)?.trim_ascii_end();
        Self::elsewhere(&fs::canonicalize(top.join(beneath::path(written)))?)
    }

    /// Of a work tree whose file `.git` names a folder. WHY: whoever made the file chose the path, so it is refused
    /// unless it has the shape that git gives it.
    fn elsewhere(folder: &Path) -> io::Result<Self> {
        let is_git = |folder: &Path| folder.file_name().is_some_and(|name| name.as_encoded_bytes().ends_with(b".git"));
        let tree = folder.file_name().zip(folder.parent()).filter(|(_, trees)| trees.ends_with("worktrees"));
        let tree = tree.and_then(|(name, trees)| Some((Path::new("worktrees").join(name), trees.parent()?)));
        let is_module = |common: &&Path| is_git(common) && folder.starts_with(common.join("modules"));
        match tree {
            Some((own, common)) if is_git(common) || common.ancestors().any(|up| is_module(&up)) => {
                Ok(Self { beneath: Beneath::new(common)?, own, settings: "config".into() })
            }
            None if folder.ancestors().any(|up| is_module(&up)) => {
                Ok(Self { beneath: Beneath::new(folder)?, own: PathBuf::new(), settings: "config".into() })
            }
            _ => Err(malformed()),
        }
    }

    /// Whether the repository says `objectformat = sha256`.
    fn has_long_hashes(&self) -> bool {
        let mut text = String::new();
        let read =
            regular(&self.beneath, &self.settings).and_then(|file| file.take(SETTINGS).read_to_string(&mut text));
        let says = |line: &str| {
            let line = line.to_ascii_lowercase();
            line.split_once('=').is_some_and(|(key, value)| {
                key.trim() == "objectformat" && value.trim().trim_matches('"').starts_with("sha256")
            })
        };
        read.is_ok() && text.lines().any(says)
    }
}

fn read(top: &Path, each: &mut dyn FnMut(&[u8])) -> io::Result<()> {
    let git = Git::of(top)?;
    let file = match regular(&git.beneath, &git.own.join("index")) {
        // Nothing was ever added.
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(()),
        file => file?,
    };
    let hash = if git.has_long_hashes() { 32 } else { 20 };
    let shared = entries(&mut BufReader::with_capacity(AT_ONCE, file), hash, each)?;
    let Some(shared) = shared else { return Ok(()) };
    let name: String = shared.iter().map(|byte| format!("{byte:02x}")).collect();
    let file = regular(&git.beneath, &git.own.join(format!("sharedindex.{name}")))?;
    entries(&mut BufReader::with_capacity(AT_ONCE, file), hash, each).map(drop)
}

fn regular(beneath: &Beneath, path: &Path) -> io::Result<File> {
    let file = beneath.file(path)?;
    if file.metadata()?.is_file() { Ok(file) } else { Err(malformed()) }
}

/// Tells the name of every entry; the hash of the index that this one shares entries with, if there is one.
fn entries(index: &mut impl BufRead, hash: usize, each: &mut dyn FnMut(&[u8])) -> io::Result<Option<Vec<u8>>> {
    if take::<4>(index)? != *b"DIRC" {
        return Err(malformed());
    }
    let version = number(index)?;
    if !(2..=4).contains(&version) {
        return Err(malformed());
    }
    let (mut name, mut rest) = (Vec::new(), Vec::new());
    for _ in 0..number(index)? {
        // Times, device, inode, mode, owner, size; then the hash.
        skip(index, 40 + hash as u64)?;
        let flags = u16::from_be_bytes(take::<2>(index)?);
        let is_extended = version >= 3 && flags & 0x4000 != 0;
        if is_extended {
            skip(index, 2)?;
        }
        if version == 4 {
            let stays = name.len().checked_sub(drop_from_end(index)?).ok_or_else(malformed)?;
            name.truncate(stays);
        } else {
            name.clear();
        }
        rest.clear();
        let read = index.by_ref().take(LONGEST as u64).read_until(0, &mut rest)?;
        if rest.pop() != Some(0) || name.len() + rest.len() > LONGEST {
            return Err(malformed());
        }
        name.extend_from_slice(&rest);
        if version < 4 {
            // One to eight zeros end an entry, so that it is a multiple of eight long.
            let length = 42 + hash + if is_extended { 2 } else { 0 } + read;
            skip(index, (length.next_multiple_of(8) - length) as u64)?;
        }
        each(&name);
    }
    shared(index, hash)
}

/// Looks through what follows the entries, up to the hash at the end.
fn shared(index: &mut impl BufRead, hash: usize) -> io::Result<Option<Vec<u8>>> {
    loop {
        // A name of four bytes and a length, or the hash.
        let kind = take::<8>(index)?;
        if kind.starts_with(b"link") {
            let mut name = vec![0; hash];
            index.read_exact(&mut name)?;
            return Ok(name.iter().any(|byte| *byte != 0).then_some(name));
        }
        let length = match kind {
            [a, _, _, _, length @ ..] if a.is_ascii_alphabetic() => {
                length.iter().fold(0u64, |sum, byte| sum << 8 | u64::from(*byte))
            }
            _ => return Ok(None),
        };
        // The hash may look like an extension; then there is less than that would have.
        if skip(index, length).is_err() {
            return Ok(None);
        }
    }
}

fn malformed() -> io::Error {
    io::ErrorKind::InvalidData.into()
}

fn take<const N: usize>(from: &mut (impl BufRead + ?Sized)) -> io::Result<[u8; N]> {
    let mut bytes = [0; N];
    from.read_exact(&mut bytes)?;
    Ok(bytes)
}

fn number(from: &mut impl BufRead) -> io::Result<u32> {
    take::<4>(from).map(u32::from_be_bytes)
}

fn skip(from: &mut impl BufRead, mut bytes: u64) -> io::Result<()> {
    while bytes > 0 {
        let there = from.fill_buf()?.len();
        if there == 0 {
            return Err(io::ErrorKind::UnexpectedEof.into());
        }
        let now = usize::try_from(bytes).unwrap_or(usize::MAX).min(there);
        from.consume(now);
        bytes -= now as u64;
    }
    Ok(())
}

/// How many bytes of the name before are left out, as git writes such a number.
fn drop_from_end(from: &mut impl BufRead) -> io::Result<usize> {
    let mut value = 0usize;
    loop {
        let [byte] = take::<1>(from)?;
        value = value << 7 | usize::from(byte & 0x7F);
        if byte & 0x80 == 0 {
            return Ok(value);
        }
        value += 1;
        if value > LONGEST {
            return Err(malformed());
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// An index: for each entry its flags beside the length of its name, then what stands where its name does.
    fn written(version: u8, hash: usize, entries: &[(u16, &[u8])], after: &[u8]) -> Vec<u8> {
        let mut bytes = [b"DIRC\0\0\0".as_slice(), &[version, 0, 0, 0, u8::try_from(entries.len()).unwrap()]].concat();
        for (flags, name) in entries {
            let start = bytes.len();
            bytes.extend(vec![0; 40 + hash]);
            bytes.extend(flags.to_be_bytes());
            if flags & 0x4000 != 0 {
                bytes.extend([0; 2]);
            }
            bytes.extend(*name);
            bytes.push(0);
            if version < 4 {
                bytes.resize(start + (bytes.len() - start).next_multiple_of(8), 0);
            }
        }
        bytes.extend(after);
        bytes.extend(vec![0xFE; hash]);
        bytes
    }

    fn read(bytes: &[u8], hash: usize) -> io::Result<(Vec<String>, Option<Vec<u8>>)> {
        let mut paths = Vec::new();
        // In pieces, as a file may come.
        let mut index = BufReader::with_capacity(5, bytes);
        let shared = entries(&mut index, hash, &mut |name| paths.push(String::from_utf8_lossy(name).into_owned()))?;
        Ok((paths, shared))
    }

    #[test]
    fn every_version_and_length_of_a_hash() {
        let names = ["a", "a/bc", "a/bcdefgh", "b/統治.yaml"].map(str::to_owned);
        let plain: Vec<(u16, &[u8])> = names.iter().map(|name| (0, name.as_bytes())).collect();
        for hash in [20, 32] {
            let extension = b"TREE\0\0\0\x03xyz";
            assert_eq!(read(&written(2, hash, &plain, extension), hash).unwrap(), (names.to_vec(), None));
            let mut some = plain.clone();
            some[1].0 = 0x4000;
            assert_eq!(read(&written(3, hash, &some, b""), hash).unwrap().0, names);
            let packed: [(u16, &[u8]); 3] = [(0, b"\0a/x"), (0x4000, b"\x01yz"), (0, b"\x02q")];
            assert_eq!(read(&written(4, hash, &packed, b""), hash).unwrap().0, ["a/x", "a/yz", "a/q"]);
        }
    }

    #[test]
    fn one_that_shares_entries_names_the_other() {
        let link = |name: u8| [b"link\0\0\0\x14".as_slice(), &[name; 20]].concat();
        let shares = written(2, 20, &[(0, b"a")], &link(7));
        assert_eq!(read(&shares, 20).unwrap(), (vec!["a".to_owned()], Some(vec![7; 20])));
        assert_eq!(read(&written(2, 20, &[], &link(0)), 20).unwrap(), (vec![], None));
    }

    #[test]
    fn what_is_none_is_refused_and_ends() {
        let sound = written(4, 20, &[(0, b"\0abc"), (0, b"\x01d")], b"");
        for length in 0..sound.len() - 20 {
            assert!(read(&sound[..length], 20).is_err(), "{length}");
        }
        for wrong in [
            b"".to_vec(),
            b"DIRX\0\0\0\x02\0\0\0\0".to_vec(),
            written(1, 20, &[], b""),
            written(5, 20, &[], b""),
            written(4, 20, &[(0, b"\x05abc")], b""),
            written(4, 20, &[(0, b"\xFF\xFF\xFF\xFF\xFF\xFF\xFF\xFF\xFF\xFF\x7Fabc")], b""),
            written(2, 20, &[(0, &[b'x'; LONGEST + 1])], b""),
        ] {
            assert!(read(&wrong, 20).is_err());
        }
        // More entries are said than there are.
        let mut many = sound;
        many[8..12].fill(0xFF);
        assert!(read(&many, 20).is_err());
    }
}
