//! A file system that exists only in memory, for tests.

use std::collections::BTreeMap;

use super::{Files, Kind, Problem, Search, Walked, normalise};

/// Files by their path.
#[derive(Clone, Debug, Default)]
pub struct Memory {
    files: BTreeMap<String, Vec<u8>>,
}

impl Memory {
    /// Adds a file.
    #[must_use]
    pub fn with(mut self, path: &str, bytes: impl Into<Vec<u8>>) -> Self {
        self.files.insert(path.to_owned(), bytes.into());
        self
    }

    fn is_directory(&self, path: &str) -> bool {
        path.is_empty() || self.below(path).next().is_some()
    }

    fn below<'a>(&'a self, folder: &'a str) -> impl Iterator<Item = &'a String> {
        let start = if folder.is_empty() { String::new() } else { format!("{folder}/") };
        self.files.range(start.clone()..).map(|(path, _)| path).take_while(move |path| path.starts_with(&start))
    }
}

impl Files for Memory {
    fn read(&self, path: &str, limit: usize) -> Result<Vec<u8>, Problem> {
        let clean = normalise(path)?;
        let path = path.to_owned();
        match self.files.get(&clean) {
            Some(bytes) if bytes.len() > limit => Err(Problem::TooLarge { path, limit }),
            Some(bytes) => Ok(bytes.clone()),
            None if self.is_directory(&clean) => Err(Problem::NotAFile { path }),
            None => Err(Problem::NotFound { path }),
        }
    }

    fn stat(&self, path: &str) -> Result<Kind, Problem> {
        if path.is_empty() {
            return Ok(Kind::Directory);
        }
        let clean = normalise(path)?;
        if self.files.contains_key(&clean) {
            Ok(Kind::File)
        } else if self.is_directory(&clean) {
            Ok(Kind::Directory)
        } else {
            Err(Problem::NotFound { path: path.to_owned() })
        }
    }

    fn seek(&self, search: &Search<'_>) -> Walked {
        let clean = if search.under.is_empty() { Ok(String::new()) } else { normalise(search.under) };
        let mut walked = Walked::default();
        match clean {
            Ok(clean) if self.files.contains_key(&clean) => walked.paths.push(clean),
            Ok(clean) if self.is_directory(&clean) => {
                walked.paths.extend(self.below(&clean).cloned());
                let noted = walked.paths.iter().flat_map(|path| search.wanted.noted(path, &clean));
                walked.noted = noted.map(str::to_owned).collect();
                walked.noted.sort_unstable();
                walked.noted.dedup();
            }
            Ok(_) => walked.problems.push(Problem::NotFound { path: search.under.to_owned() }),
            Err(problem) => walked.problems.push(problem),
        }
        walked.paths.retain(|path| search.wanted.takes(path));
        walked
    }
}
