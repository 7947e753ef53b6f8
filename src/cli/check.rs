//! `tadashi check`: the main job.

use std::io;
use std::path::{Path, PathBuf};

use clap::Args;

use super::options::{self, Look};
use super::{Streams, command, today_utc};
use crate::calendar::Date;
use crate::diagnostic::Level;
use crate::engine::{self, Checked, Options};
use crate::report::{Output, Report, Summary};
use crate::source::SourceMap;
use crate::workspace::disk::Disk;
use crate::workspace::{Problem, codes};

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
    /// Exit with 1 from this level on [default: that of tadashi.toml, else error]
    #[arg(long, value_name = "LEVEL", value_parser = options::level())]
    fail_on: Option<Level>,
    /// Judge by this pack, embedded or a folder, instead of those of tadashi.toml; may be given more than once
    #[arg(long = "pack", value_name = "NAME|FOLDER")]
    packs: Vec<String>,
    /// Do not read tadashi.toml
    #[arg(long)]
    no_config: bool,
    #[command(flatten)]
    look: Look,
}

impl Check {
    pub fn run(&self, streams: &mut Streams<'_>) -> io::Result<u8> {
        let today = today_utc().ok_or_else(|| io::Error::other("the system has no date"))?;
        let checked = self.judge(today).unwrap_or_else(|problem| self.refuse(&problem, today));
        let style = self.look.style(&streams.out, checked.lang, checked.fail_on);
        (self.format.write)(&checked.report, &checked.sources, &style, &mut streams.out)?;
        Ok(checked.report.exit_code(checked.fail_on))
    }

    fn judge(&self, today: Date) -> Result<Checked, Problem> {
        let (disk, targets) = locate(&self.paths)?;
        let packs = self.packs.iter().map(|pack| folder_or_name(&disk, pack)).collect::<Result<_, _>>()?;
        let options = Options {
            as_of: self.as_of,
            today_utc: today,
            packs,
            lang: self.look.lang,
            fail_on: self.fail_on,
            use_config: !self.no_config,
        };
        Ok(engine::check(&disk, &targets, &options))
    }

    /// The report of a path that cannot be judged, in the format that was asked for.
    fn refuse(&self, problem: &Problem, today: Date) -> Checked {
        let command = command();
        let commands: Vec<&str> = command.get_subcommands().map(clap::Command::get_name).collect();
        let report = Report {
            as_of: self.as_of.unwrap_or(today),
            manifests: Vec::new(),
            packs: Vec::new(),
            findings: vec![codes::diagnose_argument(problem, &commands)],
            judged: Vec::new(),
            explanations: Vec::new(),
            summary: Summary::default(),
        };
        Checked {
            report,
            sources: SourceMap::default(),
            lang: self.look.lang.unwrap_or_default(),
            fail_on: self.fail_on.unwrap_or(Level::Error),
        }
    }
}

/// The repository of some paths, or of this folder where none are given.
pub(super) fn locate(paths: &[PathBuf]) -> Result<(Disk, Vec<String>), Problem> {
    if paths.is_empty() { Disk::locate(&[PathBuf::from(".")]) } else { Disk::locate(paths) }
}

/// A pack of the command line: what looks like a path is a folder of the repository, all else a name.
pub(super) fn folder_or_name(disk: &Disk, pack: &str) -> Result<String, Problem> {
    let path = pack.contains(std::path::is_separator) || pack == ".";
    if path { disk.inside(Path::new(pack)) } else { Ok(pack.to_owned()) }
}
