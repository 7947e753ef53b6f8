//! What git would ignore, by the `.gitignore` files of a folder and of those above it up to the root.

use std::io::{BufRead as _, Read as _};
use std::path::Path;
use std::sync::Arc;

use ignore::Match;
use ignore::gitignore::{Gitignore, GitignoreBuilder};

use super::beneath::Beneath;
use crate::limits::Limits;
use crate::workspace::Problem;

/// The name of such a file.
pub(super) const FILE: &str = ".gitignore";

/// The rules that hold in a folder.
#[derive(Clone, Debug, Default)]
pub(super) struct Rules(Option<Arc<Level>>);

#[derive(Debug)]
struct Level {
    own: Gitignore,
    above: Rules,
}

impl Rules {
    /// With those of a folder, if it has any.
    pub(super) fn with(&self, beneath: &Beneath, folder: &Path, problems: &mut Vec<Problem>) -> Self {
        let path = folder.join(FILE);
        // What cannot be read ignores nothing: more is judged then, not less.
        let Ok(file) = beneath.file(&path) else { return self.clone() };
        // WHY: git follows no link there, and reading a pipe would wait for a writer.
        if !file.metadata().is_ok_and(|about| about.is_file()) {
            return self.clone();
        }
        let limit = Limits::default().get("gitignore-bytes");
        let mut text = Vec::new();
        if file.take((limit as u64).saturating_add(1)).read_to_end(&mut text).is_err() {
            return self.clone();
        }
        if text.len() > limit {
            problems.push(Problem::TooLarge { path: path.to_string_lossy().into_owned(), limit });
            return self.clone();
        }
        let own = compile(folder, &text);
        if own.is_empty() { self.clone() } else { Self(Some(Arc::new(Level { own, above: self.clone() }))) }
    }

    /// Whether an entry of that folder is ignored; a rule nearer to it counts more.
    pub(super) fn ignore(&self, path: &Path, is_folder: bool) -> bool {
        let mut at = self;
        while let Some(level) = &at.0 {
            match level.own.matched(path, is_folder) {
                Match::None => at = &level.above,
                Match::Ignore(_) => return true,
                Match::Whitelist(_) => return false,
            }
        }
        false
    }
}

/// The lines up to the first that is not Unicode; one that is no pattern is passed over, as git does.
fn compile(folder: &Path, text: &[u8]) -> Gitignore {
    let mut builder = GitignoreBuilder::new(folder);
    for (at, line) in text.lines().map_while(Result::ok).enumerate() {
        let line = if at == 0 { line.trim_start_matches('\u{FEFF}') } else { &line };
        let _ = builder.add_line(None, line);
    }
    builder.build().unwrap_or_else(|_| Gitignore::empty())
}
