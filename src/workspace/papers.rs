//! The documents that manifests name, read once.

use std::collections::BTreeMap;

use super::{Files, Problem, decode::decode};
use crate::limits::Limits;
use crate::paper::{Content, Paper, Papers};

/// What the repository holds of each path, under the path as it was written.
pub fn papers<'a>(files: &dyn Files, paths: impl IntoIterator<Item = &'a str>, limits: &Limits) -> Papers {
    Shelf::default().papers(files, paths, limits)
}

/// So many bytes of text are kept for the next manifest.
const KEPT_BYTES: usize = 1 << 20;

/// So many documents are kept for the next manifest, also those that are not there.
const KEPT: usize = 1_000;

/// Documents that were read, kept for the next manifest of a run that names them.
#[derive(Debug, Default)]
pub struct Shelf {
    known: BTreeMap<String, Paper>,
    bytes: usize,
    /// The limit that they were read by.
    limit: usize,
}

impl Shelf {
    /// What the repository holds of each path, under the path as it was written.
    pub fn papers<'a>(
        &mut self,
        files: &dyn Files,
        paths: impl IntoIterator<Item = &'a str>,
        limits: &Limits,
    ) -> Papers {
        let limit = limits.get("evidence-bytes");
        if limit != self.limit {
            *self = Self { limit, ..Self::default() };
        }
        let mut papers = Papers::new();
        for path in paths {
            if !papers.contains_key(path) {
                papers.insert(path.to_owned(), self.paper(files, path));
            }
        }
        papers
    }

    fn paper(&mut self, files: &dyn Files, path: &str) -> Paper {
        if let Some(known) = self.known.get(path) {
            return known.clone();
        }
        let paper = paper(files, path, self.limit);
        let bytes = if let Paper::Read(content) = &paper { content.text.len() } else { 0 };
        if self.bytes + bytes > KEPT_BYTES || self.known.len() >= KEPT {
            self.known.clear();
            self.bytes = 0;
        }
        if bytes <= KEPT_BYTES {
            self.known.insert(path.to_owned(), paper.clone());
            self.bytes += bytes;
        }
        paper
    }
}

fn paper(files: &dyn Files, path: &str, limit: usize) -> Paper {
    match files.read(path, limit) {
        Ok(bytes) if is_binary_document(&bytes) => Paper::NotText,
        Ok(bytes) => decode(bytes).map_or(Paper::Unreadable, |text| Paper::Read(Content::read(&text).into())),
        Err(Problem::NotFound { .. }) => Paper::Missing,
        Err(Problem::Outside { .. } | Problem::Malformed { .. }) => Paper::Outside,
        Err(Problem::NotAFile { .. }) => Paper::NotAFile,
        Err(Problem::TooLarge { limit, .. }) => Paper::TooLarge(limit),
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
        assert_eq!(papers.get("a/big.md"), Some(&Paper::TooLarge(50)));
        assert_eq!(papers.get("a"), Some(&Paper::NotAFile));
        assert_eq!(papers.get("b.md"), Some(&Paper::Missing));
        assert_eq!(papers.get("../c.md"), Some(&Paper::Outside));
        assert_eq!(papers.len(), 7);
    }

    #[test]
    fn a_document_is_read_once_for_several_manifests_and_anew_by_another_limit() {
        let before = Memory::default().with("a.md", "AI is used with care.");
        let after = Memory::default().with("a.md", "Changed.");
        let words = |papers: &Papers| match papers.get("a.md") {
            Some(Paper::Read(content)) => content.words,
            _ => 0,
        };
        let (mut shelf, mut limits) = (Shelf::default(), Limits::default());
        assert_eq!(words(&shelf.papers(&before, ["a.md"], &limits)), 5);
        assert_eq!(words(&shelf.papers(&after, ["a.md"], &limits)), 5);
        limits.set("evidence-bytes", 50);
        assert_eq!(words(&shelf.papers(&after, ["a.md"], &limits)), 1);
    }

    #[test]
    fn what_is_kept_is_bounded() {
        let long = "word ".repeat(KEPT_BYTES / 10);
        let files = ["a", "b", "c"].iter().fold(Memory::default(), |files, path| files.with(path, long.as_str()));
        let mut shelf = Shelf::default();
        let paths = (0..KEPT * 2).map(|at| format!("missing-{at}")).chain(["a", "b", "c"].map(str::to_owned));
        for path in paths {
            shelf.papers(&files, [path.as_str()], &Limits::default());
            assert!(shelf.known.len() <= KEPT && shelf.bytes <= KEPT_BYTES);
        }
        assert!(shelf.bytes > 0);
    }
}
