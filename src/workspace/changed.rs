//! A repository with some of its files changed in memory, so that a change can be judged before it is written.

use std::collections::BTreeMap;

use super::{Files, Kind, Problem, Search, Walked, is_below, normalise};

/// What becomes of one file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Change {
    /// Its path.
    pub path: String,
    /// Its text now; none where there is no such file.
    pub before: Option<String>,
    /// Its text then; none where it is deleted.
    pub after: Option<String>,
}

/// The files of a repository as they would be.
#[derive(Clone)]
pub struct Changed<'a> {
    base: &'a dyn Files,
    changes: BTreeMap<String, Change>,
}

impl<'a> Changed<'a> {
    /// The files as they are.
    #[must_use]
    pub fn new(base: &'a dyn Files) -> Self {
        Self { base, changes: BTreeMap::new() }
    }

    /// Sets what a file would be; `before` is what it is in this repository.
    pub fn set(&mut self, path: &str, before: Option<String>, after: Option<String>) {
        let change = Change { path: path.to_owned(), before, after: None };
        self.changes.entry(path.to_owned()).or_insert(change).after = after;
    }

    /// Every change, by path; what is as it was is none.
    #[must_use]
    pub fn changes(&self) -> Vec<Change> {
        self.changes.values().filter(|change| change.before != change.after).cloned().collect()
    }

    fn change(&self, path: &str) -> Option<&Change> {
        self.changes.get(&normalise(path).ok()?)
    }

    /// The files below a folder that are there because of a change.
    fn below<'b>(&'b self, folder: &'b str) -> impl Iterator<Item = &'b Change> {
        self.changes.values().filter(move |change| change.after.is_some() && is_below(&change.path, folder))
    }
}

impl Files for Changed<'_> {
    fn read(&self, path: &str, limit: usize) -> Result<Vec<u8>, Problem> {
        match self.change(path) {
            None => self.base.read(path, limit),
            Some(Change { after: None, .. }) => Err(Problem::NotFound { path: path.to_owned() }),
            Some(Change { after: Some(text), .. }) if text.len() > limit => {
                Err(Problem::TooLarge { path: path.to_owned(), limit })
            }
            Some(Change { after: Some(text), .. }) => Ok(text.clone().into_bytes()),
        }
    }

    fn stat(&self, path: &str) -> Result<Kind, Problem> {
        match self.change(path) {
            Some(Change { after: Some(_), .. }) => Ok(Kind::File),
            Some(Change { after: None, .. }) => Err(Problem::NotFound { path: path.to_owned() }),
            None => self.base.stat(path).or_else(|problem| match problem {
                Problem::NotFound { .. } if self.below(path).next().is_some() => Ok(Kind::Directory),
                problem => Err(problem),
            }),
        }
    }

    fn leads_to(&self, path: &str) -> Result<String, Problem> {
        self.base.leads_to(path)
    }

    fn seek(&self, search: &Search<'_>) -> Walked {
        let mut walked = self.base.seek(search);
        let stays = |path: &String| self.changes.get(path).is_none_or(|change| change.after.is_some());
        walked.paths.retain(stays);
        walked.tracked.retain(stays);
        let mut more = self.below(search.under).filter(|change| change.before.is_none()).peekable();
        if more.peek().is_some() {
            let missing = |problem: &Problem| matches!(problem, Problem::NotFound { .. });
            walked.problems.retain(|problem| !missing(problem) || problem.path() != search.under);
        }
        for change in more {
            walked.noted.extend(search.wanted.noted(&change.path, search.under).map(str::to_owned));
            if search.wanted.takes(&change.path) {
                walked.paths.push(change.path.clone());
            }
        }
        for list in [&mut walked.paths, &mut walked.noted] {
            list.sort_unstable();
            list.dedup();
        }
        walked
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::workspace::memory::Memory;

    #[test]
    fn files_as_they_would_be() {
        let base = Memory::default().with("a.yaml", "old").with("b/c.yaml", "gone");
        let mut files = Changed::new(&base);
        files.set("a.yaml", Some("old".into()), Some("new".into()));
        files.set("b/c.yaml", Some("gone".into()), None);
        files.set("d/e/f.yaml", None, Some("made".into()));
        assert_eq!(files.read("./a.yaml", 9), Ok(b"new".to_vec()));
        assert!(matches!(files.read("a.yaml", 2), Err(Problem::TooLarge { .. })));
        assert!(matches!(files.stat("b/c.yaml"), Err(Problem::NotFound { .. })));
        assert_eq!((files.stat("d/e"), files.stat("d/e/f.yaml")), (Ok(Kind::Directory), Ok(Kind::File)));
        assert_eq!(files.walk("").paths, ["a.yaml", "d/e/f.yaml"]);
        assert_eq!(files.walk("d/e"), Walked { paths: vec!["d/e/f.yaml".into()], ..Walked::default() });
        files.set("a.yaml", None, Some("old".into()));
        assert_eq!(
            files.changes().iter().map(|change| change.path.as_str()).collect::<Vec<_>>(),
            ["b/c.yaml", "d/e/f.yaml"]
        );
    }
}
