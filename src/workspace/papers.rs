//! The documents that a manifest names, read once.

use super::{Files, Problem, decode::decode};
use crate::limits::Limits;
use crate::paper::{Content, Paper, Papers};

/// What the repository holds of each path, under the path as it was written.
pub fn papers<'a>(files: &dyn Files, paths: impl IntoIterator<Item = &'a str>, limits: &Limits) -> Papers {
    let limit = limits.get("evidence-bytes");
    let mut papers = Papers::new();
    for path in paths {
        if !papers.contains_key(path) {
            papers.insert(path.to_owned(), paper(files, path, limit));
        }
    }
    papers
}

fn paper(files: &dyn Files, path: &str, limit: usize) -> Paper {
    match files.read(path, limit) {
        Ok(bytes) if is_binary_document(&bytes) => Paper::NotText,
        Ok(bytes) => decode(bytes).map_or(Paper::Unreadable, |text| Paper::Read(Content::read(&text))),
        Err(Problem::NotFound { .. }) => Paper::Missing,
        Err(Problem::Outside { .. } | Problem::Malformed { .. }) => Paper::Outside,
        Err(Problem::NotAFile { .. }) => Paper::NotAFile,
        Err(Problem::TooLarge { .. }) => Paper::TooLarge,
        Err(_) => Paper::Unreadable,
    }
}

/// First bytes of documents that people keep and that are not text: PDF, office files old and new, images.
const BINARY: [&[u8]; 7] =
    [b"%PDF-", b"PK\x03\x04", b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1", b"\x89PNG\r\n", b"\xFF\xD8\xFF", b"GIF8", b"II*\0"];

fn is_binary_document(bytes: &[u8]) -> bool {
    BINARY.iter().any(|magic| bytes.starts_with(magic))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::workspace::memory::Memory;

    #[test]
    fn each_state_of_a_document() {
        let files = Memory::default()
            .with("a/policy.md", "AI is used with care.")
            .with("a/policy.pdf", b"%PDF-1.7\n\xE2\xE3".to_vec())
            .with("a/old.txt", b"\x93\xFA\x96\x7B".to_vec())
            .with("a/big.md", "x".repeat(100));
        let mut limits = Limits::default();
        limits.set("evidence-bytes", 50);
        let paths = ["a/policy.md", "a/policy.pdf", "a/old.txt", "a/big.md", "a", "b.md", "../c.md", "a/policy.md"];
        let papers = papers(&files, paths, &limits);
        assert!(matches!(papers.get("a/policy.md"), Some(Paper::Read(content)) if content.words == 5));
        assert_eq!(papers.get("a/policy.pdf"), Some(&Paper::NotText));
        assert_eq!(papers.get("a/old.txt"), Some(&Paper::Unreadable));
        assert_eq!(papers.get("a/big.md"), Some(&Paper::TooLarge));
        assert_eq!(papers.get("a"), Some(&Paper::NotAFile));
        assert_eq!(papers.get("b.md"), Some(&Paper::Missing));
        assert_eq!(papers.get("../c.md"), Some(&Paper::Outside));
        assert_eq!(papers.len(), 7);
    }
}
