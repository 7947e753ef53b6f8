//! What all manifests of a run are judged on: the files, the options, the texts of policies and settings, the lock.
//!
//! Nothing here changes while manifests are judged, but for what is remembered of folders that were looked through; so
//! that threads share it and the order in which they come changes no verdict.

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, PoisonError};

use crate::calendar::Date;
use crate::diagnostic::Diagnostic;
use crate::engine::Options;
use crate::overlay;
use crate::policy::PolicySet;
use crate::source::SourceMap;
use crate::workspace::lock::Found;
use crate::workspace::{self, Files, discovery};

/// The ground of a run.
pub(super) struct Ground<'a> {
    pub files: &'a dyn Files,
    pub options: &'a Options<'a>,
    /// The texts of settings and policies.
    pub sources: Arc<SourceMap>,
    pub lock: Found,
    /// The files below folders that were asked for; none for a folder that is not there.
    pub walked: Mutex<BTreeMap<String, Arc<Vec<String>>>>,
    /// What was found in looking through folders.
    pub found: Mutex<Vec<Diagnostic>>,
}

impl Ground<'_> {
    /// The files that a pattern names; only the folder before its first `*` is looked through.
    pub(super) fn expand(&self, pattern: &str) -> discovery::Expanded {
        let folder = discovery::literal_folder(pattern).trim_end_matches('/').to_owned();
        discovery::expand(&self.walked(&folder), [pattern])
    }

    /// What was found in looking through folders; taken once, when all are judged.
    pub(super) fn take_found(&self) -> Vec<Diagnostic> {
        std::mem::take(&mut self.found.lock().unwrap_or_else(PoisonError::into_inner))
    }

    /// Every file below a folder that git would not ignore; no folder, no files.
    fn walked(&self, folder: &str) -> Arc<Vec<String>> {
        let mut known = self.walked.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(walked) = known.get(folder) {
            return Arc::clone(walked);
        }
        if matches!(self.files.stat(folder), Err(workspace::Problem::NotFound { .. })) {
            return Arc::default();
        }
        let walked = self.files.walk(folder);
        let problems = walked.problems.iter().map(|problem| workspace::codes::diagnose(problem, "file-bytes"));
        self.found.lock().unwrap_or_else(PoisonError::into_inner).extend(problems);
        let paths = Arc::new(walked.paths);
        known.insert(folder.to_owned(), Arc::clone(&paths));
        paths
    }
}

/// Policies as they were loaded, and as overlays make them on each day that a manifest was judged as of.
pub(super) struct Layered {
    pub loaded: Arc<PolicySet>,
    by_day: Mutex<BTreeMap<Date, Arc<PolicySet>>>,
}

impl Layered {
    pub(super) fn new(loaded: PolicySet) -> Self {
        Self { loaded: Arc::new(loaded), by_day: Mutex::default() }
    }

    /// With the overlays that hold on a day.
    pub(super) fn on(&self, day: Date) -> Arc<PolicySet> {
        if self.loaded.overlays.is_empty() {
            return Arc::clone(&self.loaded);
        }
        let mut by_day = self.by_day.lock().unwrap_or_else(PoisonError::into_inner);
        let made = by_day.entry(day).or_insert_with(|| Arc::new(overlay::apply(&self.loaded, day)));
        Arc::clone(made)
    }
}
