//! `tadashi check`: the main job.

use std::io::{self, Write as _};
use std::path::{Path, PathBuf};

use clap::Args;

use super::given::Given;
use super::options::{self, By, Look, Threshold};
use super::{Streams, command, now};
use crate::calendar::Date;
use crate::diagnostic::{Diagnostic, Level};
use crate::edit::diff::unified;
use crate::engine::fix::{Fixed, fix};
use crate::engine::packs::Origin;
use crate::engine::{self, Checked, Options, Telling};
use crate::report::{Output, Report, Style, WriteFindings, write_findings};
use crate::source::SourceMap;
use crate::text::{Lang, Message, Text};
use crate::workspace::disk::Disk;
use crate::workspace::{Files, Problem, codes};

/// Judge the manifests of a repository
///
/// A file is judged as a manifest whatever its name; below a folder, every `ai-governance.yaml` (also .yml, .json,
/// .jsonc, .toml and .md) that git does not ignore. The nearest tadashi.toml sets packs, language and threshold;
/// options here override it.
#[derive(Debug, Args)]
pub(super) struct Check {
    /// Manifests, or folders that hold some [default: this folder]
    #[arg(value_name = "PATH")]
    paths: Vec<PathBuf>,
    /// Judge as of this day, YYYY-MM-DD [default: today]
    #[arg(long, value_name = "DATE", value_parser = options::date)]
    as_of: Option<Date>,
    /// How to write the report
    #[arg(long, value_name = "FORMAT", value_parser = options::output(), default_value = "graphical")]
    format: Output,
    /// Exit with 1 from this level on; explained: for warnings, and for every verdict that is only explained or that is
    /// open where an overlay made it quieter [default: that of tadashi.toml, else error]
    #[arg(long, value_name = "LEVEL", value_parser = options::threshold())]
    fail_on: Option<Threshold>,
    /// Judge as if no explanation had been given
    #[arg(long)]
    without_explanations: bool,
    /// Judge as if no overlay loosened anything: relax and drop are not applied, tighten is
    #[arg(long)]
    without_overlays: bool,
    #[command(flatten)]
    by: By,
    /// Show only the one addition that would settle most of what is unknown
    #[arg(long)]
    next: bool,
    /// Do not read tadashi.toml
    #[arg(long)]
    no_config: bool,
    /// Judge by this configuration and by no tadashi.toml of the judged tree; packs in it are embedded ones or folders
    /// relative to it, and `root = true` makes the folder that is judged the root
    #[arg(long, value_name = "FILE", conflicts_with = "no_config")]
    config: Option<PathBuf>,
    /// Judge on so many threads, 1 to 256; the report is the same with any number [default: as many as the machine has]
    #[arg(long, value_name = "N", value_parser = options::threads)]
    threads: Option<usize>,
    /// Mend what has one right answer and delete explanations that nothing needs, then report what is left
    #[arg(long)]
    fix: bool,
    /// Print what --fix would change as a diff, and write nothing; exits with 1 if that is anything
    #[arg(long)]
    diff: bool,
    #[command(flatten)]
    look: Look,
}

const WROTE: Text = Text::new("{path}: {title}\n", "{path}: {title}\n");

impl Check {
    pub fn run(&self, streams: &mut Streams<'_>) -> io::Result<u8> {
        if self.diff {
            return self.print_diff(streams);
        }
        // The one next step is known when all are judged.
        if let (Some(findings), false) = (self.format.findings, self.fix || self.next) {
            return self.tell(findings, streams);
        }
        let checked = self.judge(streams).unwrap_or_else(|problem| Ok(self.refuse(&problem)))?;
        let style = self.look.style(&streams.out, checked.lang, checked.fail_on);
        (self.format.write)(&checked.report, &checked.sources, &style, &mut streams.out)?;
        Ok(checked.report.exit_code(checked.fail_on))
    }

    /// Writes the findings of each manifest as soon as it is judged.
    fn tell(&self, findings: WriteFindings, streams: &mut Streams<'_>) -> io::Result<u8> {
        let look = self.look.style(&streams.out, Lang::En, Level::Error);
        let words = |found: &[Diagnostic], sources: &SourceMap, lang: Lang, fail_on: Level| {
            let mut words = Vec::new();
            // A vector takes all.
            let _ = findings(found, sources, &Style { lang, fail_on, ..look }, &mut words);
            words
        };
        let mut take = |words: &[u8]| streams.out.write_all(words);
        let told = self.with(|disk, targets, options| {
            engine::check_telling(disk, targets, options, Telling { words: &words, take: &mut take })
        });
        let checked = told.unwrap_or_else(|problem| Ok(self.refuse(&problem)))?;
        let style = Style { lang: checked.lang, fail_on: checked.fail_on, ..look };
        (self.format.write)(&checked.report, &checked.sources, &style, &mut streams.out)?;
        // WHY: to free the policies takes a tenth of the time of a small check, and the program ends here.
        std::mem::forget(checked.judged_by);
        Ok(checked.report.exit_code(checked.fail_on))
    }

    fn judge(&self, streams: &mut Streams<'_>) -> Result<io::Result<Checked>, Problem> {
        self.with(|disk, targets, options| {
            if !self.fix {
                return Ok(engine::check(disk, targets, options));
            }
            let Fixed { mut checked, changes, done } = fix(disk, targets, options);
            let mut unwritten: Vec<String> = Vec::new();
            for change in &changes {
                if let Err(problem) = disk.make(change) {
                    checked.report.findings.push(codes::diagnose(&problem, "file-bytes"));
                    unwritten.push(change.path.clone());
                }
            }
            for (path, title) in done.iter().filter(|(path, _)| !unwritten.contains(path)) {
                let args = crate::args!["path" => path, "title" => title.clone()];
                write!(streams.err, "{}", WROTE.with(args).fill(checked.lang))?;
            }
            streams.err.flush()?;
            Ok(checked)
        })
    }

    /// The diff goes to standard output and nothing else does, so that it can be piped into `git apply`.
    fn print_diff(&self, streams: &mut Streams<'_>) -> io::Result<u8> {
        let fixed = self.with(|disk, targets, options| fix(disk, targets, options));
        let (findings, sources, lang, changes) = match fixed {
            Ok(Fixed { checked, changes, .. }) => {
                let stops = checked.report.findings.into_iter().filter(|finding| finding.code.stops).collect();
                (stops, checked.sources, checked.lang, changes)
            }
            Err(problem) => {
                let checked = self.refuse(&problem);
                (checked.report.findings, checked.sources, checked.lang, Vec::new())
            }
        };
        for change in &changes {
            let diff = unified(&change.path, change.before.as_deref(), change.after.as_deref());
            streams.out.print(&diff)?;
        }
        let style = self.look.style(&streams.err, lang, Level::Error);
        write_findings(&findings, &sources, &style, &mut streams.err)?;
        streams.err.flush()?;
        Ok(if findings.is_empty() { u8::from(!changes.is_empty()) } else { 2 })
    }

    /// The repository, the targets and the options that the command line names.
    fn with<T>(&self, run: impl FnOnce(&Disk, &[String], &Options<'_>) -> T) -> Result<T, Problem> {
        let given = self.config.as_deref().map(Given::find).transpose()?;
        let (disk, targets) = given.as_ref().map_or_else(|| locate(&self.paths), |given| given.locate(&self.paths))?;
        let mut packs = self.by.find(&disk)?;
        let mut config = None;
        if let Some(given) = &given {
            config = Some((&given.disk as &dyn Files, given.path.as_str()));
            if packs.is_empty() {
                packs = given.packs(&disk)?;
            }
        }
        let options = Options {
            as_of: self.as_of,
            now: now(),
            packs: packs.iter().map(Pack::origin).collect(),
            lang: self.look.lang,
            fail_on: self.fail_on.map(Threshold::level),
            no_config: self.no_config,
            config,
            threads: self.threads,
            only_counts: !self.format.verdicts,
            without_explanations: self.without_explanations,
            without_overlays: self.without_overlays,
            explained_fails: self.fail_on == Some(Threshold::Explained),
            next: self.next,
        };
        Ok(run(&disk, &targets, &options))
    }

    /// The report of a path that cannot be judged, in the format that was asked for.
    fn refuse(&self, problem: &Problem) -> Checked {
        let command = command();
        let commands: Vec<&str> = command.get_subcommands().map(clap::Command::get_name).collect();
        let mut report = Report::new(self.as_of.unwrap_or_else(|| Date::today(now(), None)));
        let is_config = self.config.as_ref().is_some_and(|config| config.to_string_lossy() == problem.path());
        report.findings.push(match is_config {
            true => codes::diagnose_argument(problem, &[]).help(Message::plain(codes::NAME_A_CONFIGURATION)),
            false => codes::diagnose_argument(problem, &commands),
        });
        Checked {
            report,
            sources: SourceMap::default(),
            lang: self.look.lang.unwrap_or_default(),
            fail_on: self.fail_on.map_or(Level::Error, Threshold::level),
            judged_by: Vec::new(),
        }
    }
}

/// The repository of some paths, or of this folder where none are given.
pub(super) fn locate(paths: &[PathBuf]) -> Result<(Disk, Vec<String>), Problem> {
    if paths.is_empty() { Disk::locate(&[PathBuf::from(".")]) } else { Disk::locate(paths) }
}

/// A pack that the command line names.
pub(super) enum Pack {
    /// An embedded one, or a folder of the repository.
    Named(String),
    /// An embedded one, whatever the repository has under that name.
    Embedded(String),
    /// A folder outside the repository: whoever types a command line may read any.
    Elsewhere(Disk, String),
}

impl Pack {
    /// What looks like a path is a folder, all else a name.
    pub fn find(disk: &Disk, pack: &str) -> Result<Self, Problem> {
        if !pack.contains(std::path::is_separator) && pack != "." {
            return Ok(Self::Named(pack.to_owned()));
        }
        match disk.inside(Path::new(pack)) {
            Ok(inside) => Ok(Self::Named(inside)),
            Err(Problem::Outside { .. }) => {
                Disk::of(Path::new(pack)).map(|(elsewhere, inside)| Self::Elsewhere(elsewhere, inside))
            }
            Err(problem) => Err(problem),
        }
    }

    pub fn origin(&self) -> Origin<'_> {
        match self {
            Self::Named(name) => Origin::Named { name, place: None },
            Self::Embedded(name) => Origin::Embedded { name },
            Self::Elsewhere(files, path) => Origin::Given { files, path },
        }
    }
}
