//! The only place that strings the stages together: discover, load, parse, check, evaluate, reconcile, find.
//!
//! Takes a file system and options; gives a finished [`Report`] with the texts it speaks of. Prints nothing, reads no
//! clock; two runs over the same files give the same bytes.

use std::collections::{BTreeMap, BTreeSet};
use std::num::NonZeroUsize;
use std::sync::Arc;

use crate::args;
use crate::calendar::Date;
use crate::diagnostic::{Diagnostic, Level};
use crate::embedded;
use crate::findings::{self, Next};
use crate::judge::Judgement;
use crate::limits::Limits;
use crate::manifest::Facts;
use crate::paper::Papers;
use crate::policy::{Pack, PolicySet};
use crate::report::{PackLine, Report};
use crate::source::{FileId, SourceMap, Span};
use crate::testing;
use crate::text::Lang;
use crate::workspace::configuration::{self, Configuration, Written};
use crate::workspace::folders::Folders;
use crate::workspace::{self, Files, lock};

mod applied;
pub mod codes;
pub mod init;
mod locked;
pub mod diff;
mod discover;
pub mod explain;
pub mod fix;
mod ground;
mod many;
mod one;
pub mod packs;
mod queue;
pub mod vendoring;

use many::check_by;
pub use many::{Telling, Words, check, check_each, check_telling};

/// What a command line asks for; what it leaves out is looked up in `tadashi.toml`.
#[derive(Default)]
pub struct Options<'a> {
    /// The as-of date; else today where the organisation is.
    pub as_of: Option<Date>,
    /// Seconds since 1970-01-01 UTC, from which "today" is made; read once, by the command line.
    pub now: i64,
    /// Packs to judge by instead of the configured ones.
    pub packs: Vec<packs::Origin<'a>>,
    /// The language of the report.
    pub lang: Option<Lang>,
    /// The level from which a check fails.
    pub fail_on: Option<Level>,
    /// Whether `tadashi.toml` is left unread.
    pub no_config: bool,
    /// A configuration that holds in place of every `tadashi.toml` of the repository, and its path there.
    pub config: Option<(&'a dyn Files, &'a str)>,
    /// Whether verdicts are only counted, as an output that does not list them needs no more.
    pub only_counts: bool,
    /// Whether to judge as if no explanation had been given.
    pub without_explanations: bool,
    /// Whether to judge as if no overlay loosened: what tightens is applied, what relaxes or drops is not.
    pub without_overlays: bool,
    /// Whether a verdict that is explained fails the check.
    pub explained_fails: bool,
    /// Whether to say which single addition would settle most of what is unknown.
    pub next: bool,
    /// How many threads judge manifests; none: as many as the machine runs at once. It changes no byte of a report.
    pub threads: Option<usize>,
}

/// A finished check.
pub struct Checked {
    /// What was found.
    pub report: Report,
    /// The texts it speaks of.
    pub sources: SourceMap,
    /// The language asked for, else configured, else English.
    pub lang: Lang,
    /// The level asked for, else configured, else error.
    pub fail_on: Level,
    /// What manifests were judged by, where findings were told as they came.
    pub judged_by: Vec<Arc<PolicySet>>,
}

/// One manifest as it was judged, for commands that tell more than its findings.
pub struct Case<'a> {
    /// Path of the manifest.
    pub path: &'a str,
    /// What it was judged by.
    pub policies: &'a PolicySet,
    /// What it says.
    pub facts: &'a Facts,
    /// What the repository holds of its documents.
    pub papers: &'a Papers,
    /// What it came to.
    pub judgement: &'a Judgement,
    /// The texts that all of these speak of.
    pub sources: &'a SourceMap,
    /// The day it was judged as of.
    pub as_of: Date,
}

/// In the order in which a report has them: by place, the loudest first.
fn sort(findings: &mut [Diagnostic], sources: &SourceMap) {
    findings.sort_by(|a, b| {
        let key = |finding: &Diagnostic| finding.place().map(|span| sources.place_key(span));
        (key(a), b.level, a.code.id).cmp(&(key(b), a.level, b.code.id))
    });
}

/// The language in which a check of these targets would report.
#[must_use]
pub fn language(files: &dyn Files, targets: &[String], options: &Options<'_>) -> Lang {
    let mut run = Run::new(files, options);
    let target = targets.first().map_or("", String::as_str);
    let config = run.configuration_of(target);
    options.lang.or(config.language).unwrap_or_default()
}

/// A finished run of the tests of packs.
pub struct Tested {
    /// Tests that passed.
    pub passed: usize,
    /// Tests that failed.
    pub failed: usize,
    /// Each pack and its version, with how many of its tests passed and failed; those of the packs it uses too.
    pub packs: Vec<(String, usize, usize)>,
    /// What was found: failures, gaps in coverage, faults of the packs.
    pub checked: Checked,
}

/// Runs the tests written in packs, each against its own pack; the configured packs where none is named.
#[must_use]
pub fn test(files: &dyn Files, options: &Options<'_>) -> Tested {
    let mut run = Run::new(files, options);
    let config = run.configuration("");
    let (mut passed, mut failed, mut packs) = (0, 0, Vec::new());
    if let Some(policies) = run.policies(&config, packs::Extent::Whole) {
        if policies.tests.is_empty() {
            let names: Vec<&str> = policies.packs.iter().map(|pack| pack.name.as_str()).collect();
            run.findings.push(Diagnostic::new(&codes::NO_TESTS, args!["path" => names.join(", ")]));
        }
        let outcome = testing::run(&policies, &run.sources, &config.limits);
        (passed, failed) = (outcome.passed, outcome.failed);
        let name = |pack: &Pack| format!("{} {}", pack.name, pack.version);
        let counts = outcome.packs.into_iter();
        packs = policies.packs.iter().map(name).zip(counts).map(|(name, (met, not))| (name, met, not)).collect();
        run.findings.extend(outcome.diagnostics);
    }
    Tested { passed, failed, packs, checked: run.finish("") }
}

/// Runs the tests of every embedded pack, each version by itself: by name, the newest version first.
#[must_use]
pub fn test_all(now: i64, lang: Option<Lang>) -> Vec<(&'static embedded::Folder, Tested)> {
    // What stands in a repository takes no part.
    let nothing = workspace::memory::Memory::default();
    let run = |folder: &'static embedded::Folder| {
        let name = folder.spelling();
        let packs = vec![packs::Origin::Named { name: &name, place: None }];
        (folder, test(&nothing, &Options { now, packs, lang, ..Options::default() }))
    };
    embedded::packs().into_iter().map(run).collect()
}

/// The policies of the named or configured packs, and what is wrong with them.
#[must_use]
pub fn policies(files: &dyn Files, options: &Options<'_>) -> (Option<PolicySet>, Checked) {
    let mut run = Run::new(files, options);
    let config = run.configuration("");
    let policies = run.policies(&config, packs::Extent::Whole);
    (policies, run.finish(""))
}

struct Run<'a> {
    files: &'a dyn Files,
    options: &'a Options<'a>,
    sources: SourceMap,
    findings: Vec<Diagnostic>,
    /// Configurations by their path, read once.
    configurations: BTreeMap<String, Arc<Configuration>>,
    /// The folders of the repository.
    folders: Arc<Folders<'a>>,
    /// What holds where nothing is configured.
    default: Arc<Configuration>,
    /// Files that are part of a manifest that was judged.
    parts: BTreeSet<String>,
    /// Files with the name of a manifest that the settings do not name, and where these do not.
    left_out: Vec<(Vec<String>, Span)>,
    /// Files that have nearly the name of a manifest.
    nearly_named: Vec<String>,
    /// Links with the name of a manifest.
    linked: Vec<String>,
    /// What was found of the lock; none before it is needed.
    lock: Option<lock::Found>,
    /// What was said of accounts of loosening, each once a run: the code, the place and the words.
    accounts: BTreeSet<(&'static str, Option<Span>, String)>,
    /// The language and the threshold of the report, once its ground is laid.
    lang: Lang,
    fail_on: Level,
    report: Report,
    /// The best addition so far, over all manifests.
    next: Option<Next>,
    /// The clauses that applied to something.
    applied: applied::Applied,
    /// Whether every manifest so far could be judged.
    is_whole: bool,
}

impl<'a> Run<'a> {
    fn new(files: &'a dyn Files, options: &'a Options<'a>) -> Self {
        let as_of = options.as_of.unwrap_or_else(|| Date::today(options.now, None));
        let mut report = Report::new(as_of);
        report.without_explanations = options.without_explanations;
        report.without_overlays = options.without_overlays;
        report.explained_fails = options.explained_fails;
        Self {
            files,
            options,
            sources: SourceMap::default(),
            findings: Vec::new(),
            configurations: BTreeMap::new(),
            folders: Arc::new(Folders::new(files, options.threads.and_then(NonZeroUsize::new))),
            default: Arc::default(),
            parts: BTreeSet::new(),
            left_out: Vec::new(),
            nearly_named: Vec::new(),
            linked: Vec::new(),
            lock: None,
            accounts: BTreeSet::new(),
            lang: options.lang.unwrap_or_default(),
            fail_on: options.fail_on.unwrap_or(Level::Error),
            report,
            next: None,
            applied: applied::Applied::default(),
            is_whole: true,
        }
    }

    /// Whether a file was read as part of another manifest.
    fn is_part(&self, path: &str) -> bool {
        self.parts.contains(path)
    }

    /// The nearest configuration of a path; the default where there is none.
    fn configuration(&mut self, path: &str) -> Arc<Configuration> {
        let (files, nearest) = match self.options.config {
            Some((files, given)) => (files, Some(given.to_owned())),
            None if self.options.no_config => (self.files, None),
            None => (self.files, self.nearest(path)),
        };
        let Some(nearest) = nearest else { return Arc::clone(&self.default) };
        if let Some(known) = self.configurations.get(&nearest) {
            return Arc::clone(known);
        }
        let read = match workspace::load(files, &mut self.sources, &nearest, &Limits::default(), "file-bytes") {
            Ok(file) => {
                let text = self.sources.get(file).text.clone();
                configuration::read(file, &text).into_value(&mut self.findings)
            }
            Err(diagnostic) => {
                self.findings.push(*diagnostic);
                Configuration::default()
            }
        };
        let read = Arc::new(read);
        self.configurations.insert(nearest, Arc::clone(&read));
        read
    }

    /// The settings of a folder; empty for the root.
    fn configuration_of(&mut self, folder: &str) -> Arc<Configuration> {
        self.configuration(&if folder.is_empty() { ".".to_owned() } else { format!("{folder}/.") })
    }

    /// The names of the packs that hold, as a key.
    fn pack_names(&self, config: &Configuration) -> Vec<String> {
        if !self.options.packs.is_empty() {
            return Vec::new();
        }
        let written = config.packs.as_ref().map(|packs| packs.iter().map(|pack| pack.text.clone()).collect());
        written.unwrap_or_else(|| vec![embedded::DEFAULT_PACK.to_owned()])
    }

    /// The policies that hold; none if they are unsound, which has then been said.
    fn policies(&mut self, config: &Configuration, extent: packs::Extent) -> Option<PolicySet> {
        let default = [Written { text: embedded::DEFAULT_PACK.to_owned(), span: Span::point(FileId(0), 0) }];
        let configured = config.packs.as_deref();
        let mut origins = self.options.packs.clone();
        if origins.is_empty() {
            let named = configured.unwrap_or(&default).iter();
            origins = named
                .map(|pack| packs::Origin::Named { name: &pack.text, place: configured.map(|_| pack.span) })
                .collect();
        }
        if origins.is_empty() {
            let args = args!["default" => embedded::DEFAULT_PACK];
            self.findings.push(Diagnostic::new(&codes::NO_PACK, args));
            return None;
        }
        let mut diagnostics = Vec::new();
        let mut loaded = packs::load(self.files, &origins, extent, &mut self.sources, &config.limits, &mut diagnostics);
        diagnostics.extend(self.hold_packs(&mut loaded));
        // The tests of a pack are no result that somebody could take for another's.
        if extent == packs::Extent::Clauses {
            let borrowed = loaded.members.iter().filter_map(locked::name_of_embedded);
            diagnostics.extend(borrowed.filter(|diagnostic| !self.findings.contains(diagnostic)));
        }
        let unsound = self.lock() == &lock::Found::Malformed
            || diagnostics.iter().any(|diagnostic| diagnostic.code.stops && diagnostic.level == Level::Error);
        self.findings.extend(diagnostics);
        for member in &loaded.members {
            let line = self.pack_line(member);
            if !self.report.packs.contains(&line) {
                self.report.packs.push(line);
            }
        }
        (!unsound).then_some(loaded.policies)
    }

    fn pack_line(&self, member: &packs::Member) -> PackLine {
        let (origin, folder) = match &member.stands {
            packs::Stands::Embedded => ("embedded", None),
            packs::Stands::Vendored(folder) => ("vendored", Some(folder.clone())),
            packs::Stands::Own(folder) | packs::Stands::Given(folder) => ("folder", Some(folder.clone())),
        };
        let hash = (!self.options.only_counts).then(|| member.hash(&self.sources));
        PackLine { name: member.name.clone(), version: member.version.clone(), origin, folder, hash }
    }

    /// Sorts, and completes the report.
    fn finish(mut self, target: &str) -> Checked {
        let config = self.configuration_of(target);
        sort(&mut self.findings, &self.sources);
        self.report.findings.append(&mut self.findings);
        if self.options.next && !self.report.manifests.is_empty() {
            let nothing = || Diagnostic::new(&findings::codes::NEXT_NOTHING, Vec::new());
            self.report.next = Some(self.next.map_or_else(nothing, |next| next.diagnostic));
        }
        Checked {
            report: self.report,
            lang: self.options.lang.or(config.language).unwrap_or_default(),
            fail_on: self.options.fail_on.or(config.fail_on).unwrap_or(Level::Error),
            sources: self.sources,
            judged_by: Vec::new(),
        }
    }
}
