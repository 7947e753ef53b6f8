//! Reports: one writer a file, all of the same [`Report`].

use crate::calendar::Date;
use crate::diagnostic::{Diagnostic, Level};
use crate::explanation::State;
use crate::verdict::Verdict;

/// Everything a check found, ready to be put into words.
#[derive(Clone, Debug)]
pub struct Report {
    /// The day it was judged as of.
    pub as_of: Date,
    /// The manifests judged, by path.
    pub manifests: Vec<String>,
    /// The packs judged by: name, version.
    pub packs: Vec<(String, String)>,
    /// In the order of path, byte and code.
    pub findings: Vec<Diagnostic>,
    /// Every verdict, for outputs that list them.
    pub judged: Vec<Judged>,
    /// Every explanation: id, state, expectation as written, place.
    pub explanations: Vec<ExplanationLine>,
    /// Counts for the summary line.
    pub summary: Summary,
}

/// A verdict, for outputs that list all.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Judged {
    /// Path of the manifest.
    pub manifest: String,
    /// `pack/clause`
    pub expectation: String,
    /// `system/credit`
    pub subject: String,
    /// What it came to.
    pub verdict: Verdict,
    /// Of a clause not yet in force: what it would be.
    pub preview: Option<Verdict>,
    /// Labels that deviate.
    pub deviates: Vec<String>,
    /// Labels that are unknown.
    pub unknown: Vec<String>,
    /// `may` points that are not met.
    pub notes: Vec<String>,
    /// Holds only because a list is empty.
    pub vacuous: bool,
    /// Evidence that was presented but not read.
    pub not_inspected: Vec<String>,
    /// Ids of the explanations that carry it.
    pub explained_by: Vec<String>,
}

/// An explanation, for outputs that list all.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ExplanationLine {
    /// Its id.
    pub id: String,
    /// Its state.
    pub state: State,
    /// The expectation as written.
    pub expectation: String,
    /// Its last day, as written.
    pub until: Option<Date>,
}

/// What a run came to, in counts of (expectation, subject) pairs.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Summary {
    /// Verdicts `complies`.
    pub complies: usize,
    /// Verdicts `explained`.
    pub explained: usize,
    /// The day on which the next explanation in use ends.
    pub next_end: Option<Date>,
    /// Verdicts `deviates`.
    pub deviates: usize,
    /// Verdicts `unknown`.
    pub unknown: usize,
    /// Verdicts `not applicable`.
    pub not_applicable: usize,
    /// Verdicts `not in force`.
    pub not_in_force: usize,
    /// Clauses about the organisation that are judged in another repository.
    pub elsewhere: usize,
}

impl Report {
    /// 2 if something could not be judged, 1 if a finding is at or above `fail_on`, else 0 (language.md, decision 1).
    #[must_use]
    pub fn exit_code(&self, fail_on: Level) -> u8 {
        if self.findings.iter().any(|finding| finding.code.stops && finding.level == Level::Error) {
            2
        } else {
            u8::from(self.findings.iter().any(|finding| finding.level >= fail_on))
        }
    }
}
