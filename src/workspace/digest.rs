//! Content hashes of packs and files, the same on every system.
//!
//! SHA-256 of a text with `\r\n` read as `\n`, so that how git checks a file out changes no hash; of a pack, of the
//! lines `HASH  PATH` of its files, each ended by a NUL, in the order of the paths (as `sha256sum -z` prints them).

use std::fmt::Write as _;

use sha2::{Digest as _, Sha256};

/// What a hash begins with in the lock and in reports.
pub const PREFIX: &str = "sha256:";

/// The hash of a text, in hexadecimal.
#[must_use]
pub fn of_text(text: &str) -> String {
    let mut hash = Sha256::new();
    let mut lines = text.split("\r\n");
    hash.update(lines.next().unwrap_or_default());
    for line in lines {
        hash.update("\n");
        hash.update(line);
    }
    hex(&hash.finalize())
}

/// The hash of a pack from the paths and hashes of its files, with its prefix.
#[must_use]
pub fn of_files(files: &[(String, String)]) -> String {
    let mut sorted: Vec<&(String, String)> = files.iter().collect();
    sorted.sort();
    let mut hash = Sha256::new();
    for (path, text) in sorted {
        hash.update(format!("{text}  {path}\0"));
    }
    format!("{PREFIX}{}", hex(&hash.finalize()))
}

/// The hash of one file, with its prefix.
#[must_use]
pub fn of_file(text: &str) -> String {
    format!("{PREFIX}{}", of_text(text))
}

/// Whether a text is a hash as this tool writes it.
#[must_use]
pub fn is_hash(text: &str) -> bool {
    text.strip_prefix(PREFIX).is_some_and(is_hex)
}

/// Whether a text is 64 hexadecimal digits.
#[must_use]
pub fn is_hex(text: &str) -> bool {
    text.len() == 64 && text.bytes().all(|byte| matches!(byte, b'0'..=b'9' | b'a'..=b'f'))
}

fn hex(bytes: &[u8]) -> String {
    bytes.iter().fold(String::with_capacity(64), |mut text, byte| {
        let _ = write!(text, "{byte:02x}");
        text
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn known_hashes() {
        let abc = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";
        assert_eq!(of_text("abc"), abc);
        assert_eq!(of_text("a\r\nb\r\n"), of_text("a\nb\n"));
        assert_ne!(of_text("a\rb"), of_text("a\nb"));
        assert!(is_hash(&of_file("abc")) && is_hex(abc) && !is_hash(abc));
    }

    #[test]
    fn names_and_order_of_files() {
        let file = |path: &str, text: &str| (path.to_owned(), of_text(text));
        let two = of_files(&[file("b", "2"), file("a", "1")]);
        assert_eq!(two, of_files(&[file("a", "1"), file("b", "2")]));
        assert_ne!(two, of_files(&[file("a", "2"), file("b", "1")]));
        // One file whose name looks like two lines is not two files.
        let forged = file(&format!("a\n{}  b", of_text("2")), "1");
        assert_ne!(two, of_files(&[forged]));
    }
}
