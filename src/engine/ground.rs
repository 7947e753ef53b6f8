//! What all manifests of a run are judged on: the files, the options, the texts of policies and settings, the lock.
//!
//! Nothing here changes while manifests are judged, but for what is remembered of folders; threads share it, and the
//! order in which they come changes no verdict.

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, PoisonError};

use crate::calendar::Date;
use crate::engine::Options;
use crate::limits::Limits;
use crate::manifest::Facts;
use crate::overlay;
use crate::paper::Papers;
use crate::policy::PolicySet;
use crate::source::SourceMap;
use crate::workspace::folders::Folders;
use crate::workspace::lock::Found;
use crate::workspace::{self, Files, Shelf};

/// The ground of a run.
pub(super) struct Ground<'a> {
    pub files: &'a dyn Files,
    pub options: &'a Options<'a>,
    /// The texts of settings and policies.
    pub sources: Arc<SourceMap>,
    pub lock: Found,
    pub folders: Arc<Folders<'a>>,
    /// Documents that several manifests name.
    pub shelf: Mutex<Shelf>,
}

impl Ground<'_> {
    /// What the repository holds of the documents that a manifest names.
    pub(super) fn papers(&self, facts: &Facts, limits: &Limits) -> Papers {
        let named = facts.papers().iter().map(|(_, path)| &**path);
        // A thread does not wait for what it can read itself.
        match self.shelf.try_lock() {
            Ok(mut shelf) => shelf.papers(self.files, named, limits),
            Err(_) => workspace::papers(self.files, named, limits),
        }
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
