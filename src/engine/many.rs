//! All manifests of a run: what each is judged by, on how many threads, and what they come to together.

use std::io;
use std::sync::{Arc, Mutex};

use crate::diagnostic::{Diagnostic, Level};
use crate::engine::ground::{Ground, Layered};
use crate::engine::one::{One, Outcome};
use crate::engine::queue::work_all;
use crate::engine::{Case, Checked, Options, Run, packs, sort};
use crate::findings::Next;
use crate::limits::Limits;
use crate::overlay;
use crate::policy::PolicySet;
use crate::report::Told;
use crate::source::SourceMap;
use crate::text::Lang;
use crate::workspace::configuration::Configuration;
use crate::workspace::{Files, lock};

/// Judges every manifest at or below the targets: paths of the repository, files or folders.
#[must_use]
pub fn check(files: &dyn Files, targets: &[String], options: &Options<'_>) -> Checked {
    let mut run = Run::new(files, options);
    let tasks = run.tasks(targets, &|policies| policies);
    let ground = run.ground(targets);
    let work = |task: &Task| One::new(&ground).judge(&task.policies, &task.path, &task.config, &mut |_| {});
    let mut take = |task: &Task, outcome| {
        run.fold(&task.path, outcome);
        Ok(())
    };
    // Taking in does not fail here.
    let _ = judge_all(&tasks, options.threads, &work, &mut take);
    run.complete(targets)
}

/// Puts findings into words; several threads do at once.
pub type Words<'a> = dyn Fn(&[Diagnostic], &SourceMap, Lang, Level) -> Vec<u8> + Sync + 'a;

/// What is to be done with findings as they come.
pub struct Telling<'a> {
    /// Puts those of one manifest, or of the run, into words.
    pub words: &'a Words<'a>,
    /// Takes the words of each manifest, in the order of the manifests.
    pub take: &'a mut dyn FnMut(&[u8]) -> io::Result<()>,
}

/// Like [`check`], but every finding is told as soon as its manifest is judged, and then forgotten: the report only
/// counts them, so that memory does not grow with the number of manifests.
///
/// # Errors
/// The words are not taken; the manifests that are left are not judged.
pub fn check_telling(
    files: &dyn Files,
    targets: &[String],
    options: &Options<'_>,
    telling: Telling<'_>,
) -> io::Result<Checked> {
    let mut run = Run::new(files, options);
    let tasks = run.tasks(targets, &|policies| policies);
    let ground = run.ground(targets);
    let (lang, fail_on) = (run.lang, run.fail_on);
    let words = |findings: &[Diagnostic], sources: &SourceMap| {
        if findings.is_empty() { Vec::new() } else { (telling.words)(findings, sources, lang, fail_on) }
    };
    let before = std::mem::take(&mut run.report.findings);
    run.report.told.join(Told::of(&before));
    (telling.take)(&words(&before, &run.sources))?;
    let work = |task: &Task| {
        let mut outcome = One::new(&ground).judge(&task.policies, &task.path, &task.config, &mut |_| {});
        let findings = std::mem::take(&mut outcome.findings);
        (words(&findings, &outcome.sources), Told::of(&findings), Outcome { sources: SourceMap::default(), ..outcome })
    };
    let mut take = |task: &Task, (words, told, outcome): (Vec<u8>, Told, Outcome)| {
        if run.is_part(&task.path) {
            return Ok(());
        }
        run.report.told.join(told);
        run.count(&task.path, outcome);
        (telling.take)(&words)
    };
    judge_all(&tasks, options.threads, &work, &mut take)?;
    let mut judged_by: Vec<Arc<PolicySet>> = tasks.iter().map(|task| Arc::clone(&task.policies.loaded)).collect();
    judged_by.dedup_by(|a, b| Arc::ptr_eq(a, b));
    Ok(Checked { judged_by, ..run.complete(targets) })
}

/// Like [`check`]; `each` sees every manifest that could be judged, in the order of their depth and path.
#[must_use]
pub fn check_each(
    files: &dyn Files,
    targets: &[String],
    options: &Options<'_>,
    each: &mut dyn FnMut(&Case<'_>),
) -> Checked {
    check_by(files, targets, options, &|policies| policies, each)
}

/// Like [`check_each`], by what is made of the policies that were loaded.
pub(super) fn check_by(
    files: &dyn Files,
    targets: &[String],
    options: &Options<'_>,
    made_of: &dyn Fn(PolicySet) -> PolicySet,
    each: &mut dyn FnMut(&Case<'_>),
) -> Checked {
    let mut run = Run::new(files, options);
    let tasks = run.tasks(targets, made_of);
    let ground = run.ground(targets);
    for task in &tasks {
        if !run.is_part(&task.path) {
            let outcome = One::new(&ground).judge(&task.policies, &task.path, &task.config, each);
            run.fold(&task.path, outcome);
        }
    }
    run.complete(targets)
}

/// A manifest to be judged.
struct Task {
    path: String,
    config: Arc<Configuration>,
    policies: Arc<Layered>,
}

/// Does the work of all tasks, on as many threads as asked for; takes its results in the order of the tasks.
fn judge_all<T: Send>(
    tasks: &[Task],
    threads: Option<usize>,
    work: &(dyn Fn(&Task) -> T + Sync),
    take: &mut dyn FnMut(&Task, T) -> io::Result<()>,
) -> io::Result<()> {
    // To ask the system takes time that one manifest need not wait for.
    let threads = || threads.unwrap_or_else(|| std::thread::available_parallelism().map_or(1, usize::from));
    work_all(tasks, if tasks.len() > 1 { threads() } else { 1 }, work, take)
}

impl<'a> Run<'a> {
    /// The manifests to be judged, each with what it is judged by. A manifest above may include those below, so the
    /// shallow ones come first.
    fn tasks(&mut self, targets: &[String], made_of: &dyn Fn(PolicySet) -> PolicySet) -> Vec<Task> {
        let mut order = self.discover(targets);
        order.sort_by_cached_key(|path| (path.matches('/').count(), path.clone()));
        // Packs are read once for all settings that name them; limits of a judgement are part of what is read.
        let mut policies: Vec<(Vec<String>, Limits, Option<Arc<Layered>>)> = Vec::new();
        let mut last: Option<(Arc<Configuration>, Option<Arc<Layered>>)> = None;
        let mut tasks = Vec::with_capacity(order.len());
        for path in order {
            let config = self.configuration(&path);
            let by = match &last {
                Some((known, by)) if Arc::ptr_eq(known, &config) => by.clone(),
                _ => {
                    self.report_fewer_packs(&path, &config);
                    let key = self.pack_names(&config);
                    let known = policies.iter().find(|(names, limits, _)| *names == key && *limits == config.limits);
                    let by = match known {
                        Some((_, _, by)) => by.clone(),
                        None => {
                            let loaded = self.policies(&config, packs::Extent::Clauses).map(made_of);
                            let strict =
                                |all| if self.options.without_overlays { overlay::unloosened(all) } else { all };
                            let by = loaded.map(strict).map(Layered::new).map(Arc::new);
                            policies.push((key, config.limits.clone(), by.clone()));
                            by
                        }
                    };
                    last = Some((Arc::clone(&config), by.clone()));
                    by
                }
            };
            tasks.extend(by.map(|policies| Task { path, config, policies }));
        }
        tasks
    }

    /// Ends what is done before manifests are judged: what was found so far comes first in the report.
    pub(super) fn ground(&mut self, targets: &[String]) -> Ground<'a> {
        let target = targets.first().map_or("", String::as_str);
        let config = self.configuration_of(target);
        self.lang = self.options.lang.or(config.language).unwrap_or_default();
        // The strictest, so that no path that is named besides makes another less strict.
        let thresholds = targets.iter().map(|target| {
            let config = self.configuration_of(target);
            config.fail_on.unwrap_or(Level::Error)
        });
        let strictest = thresholds.min().unwrap_or(Level::Error);
        self.fail_on = self.options.fail_on.unwrap_or(strictest);
        let sources = Arc::new(std::mem::take(&mut self.sources));
        self.sources = SourceMap::above(&sources);
        sort(&mut self.findings, &self.sources);
        self.report.findings.append(&mut self.findings);
        Ground {
            files: self.files,
            options: self.options,
            sources,
            lock: self.lock.clone().unwrap_or(lock::Found::Nothing),
            folders: Arc::clone(&self.folders),
            shelf: Mutex::default(),
        }
    }

    /// Takes in what one manifest came to, its findings and their texts too.
    fn fold(&mut self, path: &str, mut outcome: Outcome) {
        if self.is_part(path) {
            return;
        }
        let to = self.sources.absorb(std::mem::take(&mut outcome.sources));
        let next = outcome.verdicts.as_mut().and_then(|verdicts| verdicts.next.as_mut());
        let next = next.map(|next| &mut next.diagnostic);
        outcome.findings.iter_mut().chain(next).for_each(|finding| finding.refile(&to));
        self.report.findings.append(&mut outcome.findings);
        self.count(path, outcome);
    }

    /// Takes in what one manifest came to, but for its findings.
    fn count(&mut self, path: &str, outcome: Outcome) {
        self.parts.extend(outcome.parts);
        let Some(mut verdicts) = outcome.verdicts else {
            self.is_whole = false;
            return;
        };
        match verdicts.applies.take() {
            Some(applies) => self.applied.join(&verdicts.policies, applies),
            None => self.is_whole = false,
        }
        if self.report.manifests.is_empty() {
            self.report.as_of = verdicts.as_of;
        }
        self.report.manifests.push(path.to_owned());
        self.report.summary.join(&verdicts.summary);
        self.report.grace = self.report.grace.max(verdicts.grace);
        self.report.open_but_lowered += verdicts.open_but_lowered;
        self.report.judged.append(&mut verdicts.judged);
        self.report.explanations.append(&mut verdicts.explanations);
        for diagnostic in verdicts.accounts {
            let key = (diagnostic.code.id, diagnostic.place(), diagnostic.message(Lang::En));
            if self.accounts.insert(key) {
                self.findings.push(diagnostic);
            }
        }
        for loosened in verdicts.loosened {
            if self.accounts.insert((loosened.life.word(), Some(loosened.place), String::new())) {
                self.report.loosened.push(loosened);
            }
        }
        let better = |next: &Next, best: &Next| (next.settles, next.waits) > (best.settles, best.waits);
        if verdicts.next.as_ref().is_some_and(|next| self.next.as_ref().is_none_or(|best| better(next, best))) {
            self.next = verdicts.next;
        }
    }

    /// What is left to say when all manifests are judged.
    fn complete(mut self, targets: &[String]) -> Checked {
        self.report_left_out();
        self.report_nearly_named();
        self.report_linked();
        if self.is_whole {
            let is_own = |name: &str| self.report.packs.iter().any(|pack| pack.name == name && pack.origin == "folder");
            let (unapplied, diagnostics) = self.applied.unapplied(is_own);
            self.report.unapplied = unapplied;
            self.findings.extend(diagnostics);
        }
        self.report_problems();
        let (lang, fail_on) = (self.lang, self.fail_on);
        Checked { lang, fail_on, ..self.finish(targets.first().map_or("", String::as_str)) }
    }
}
