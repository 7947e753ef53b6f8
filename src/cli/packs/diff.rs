//! `tadashi packs diff`: what another pack, another version or an overlay would change.

mod json;
mod words;

use std::io::{self, Write as _};
use std::path::PathBuf;

use clap::{Args, ValueEnum};

use crate::calendar::Date;
use crate::cli::check::{Pack, locate};
use crate::cli::options::{self, Look};
use crate::cli::{Streams, now};
use crate::diagnostic::Level;
use crate::engine::Options;
use crate::engine::diff::{self, Compared};
use crate::report::write_findings;
use crate::source::SourceMap;
use crate::workspace::{Problem, codes};

/// Print which clauses and verdicts differ between two packs
///
/// Judges the scenes of the first pack's tests, and the manifests of the repository, by the first pack and by the second,
/// and prints which verdicts move and which way. A pack is one that is embedded, a folder, or `name@version`; an overlay
/// is compared with its upstream as `tadashi packs diff jp.aigb policies/acme`. Overlays are applied as of the day.
#[derive(Debug, Args)]
pub(super) struct Diff {
    /// The pack to begin from
    #[arg(value_name = "FROM")]
    from: String,
    /// The pack to compare with it
    #[arg(value_name = "TO")]
    to: String,
    /// Manifests, or folders that hold some [default: this folder, if it holds any]
    #[arg(value_name = "PATH")]
    paths: Vec<PathBuf>,
    /// Apply overlays and judge manifests as of this day, YYYY-MM-DD [default: today]
    #[arg(long, value_name = "DATE", value_parser = options::date)]
    as_of: Option<Date>,
    /// How to write it
    #[arg(long, value_name = "FORMAT", default_value = "text")]
    format: Format,
    /// Exit with 1 if any clause or verdict is looser
    #[arg(long, value_name = "WHAT")]
    fail_on: Option<FailOn>,
    /// Do not read tadashi.toml
    #[arg(long)]
    no_config: bool,
    #[command(flatten)]
    look: Look,
}

#[derive(Clone, Copy, Debug, ValueEnum)]
enum Format {
    /// for people
    Text,
    /// one JSON object; see docs/overlays.md
    Json,
}

#[derive(Clone, Copy, Debug, ValueEnum)]
enum FailOn {
    /// the second pack asks for less anywhere
    Looser,
}

impl Diff {
    pub fn run(&self, streams: &mut Streams<'_>) -> io::Result<u8> {
        let compared = match self.compare() {
            Ok(compared) => compared,
            Err(problem) => {
                let finding = codes::diagnose_argument(&problem, &[]);
                let style = self.look.style(&streams.err, self.look.lang.unwrap_or_default(), Level::Error);
                write_findings(&[finding], &SourceMap::default(), &style, &mut streams.err)?;
                streams.err.flush()?;
                return Ok(2);
            }
        };
        let Compared { difference, checked } = compared;
        let Some(difference) = difference else {
            let style = self.look.style(&streams.err, checked.lang, Level::Error);
            write_findings(&checked.report.findings, &checked.sources, &style, &mut streams.err)?;
            streams.err.flush()?;
            return Ok(2);
        };
        match self.format {
            Format::Text => streams.out.print(&words::write(&difference, checked.lang))?,
            Format::Json => writeln!(streams.out, "{}", crate::text::json(&json::value(&difference, checked.lang))?)?,
        }
        Ok(u8::from(self.fail_on.is_some() && difference.loosens()))
    }

    fn compare(&self) -> Result<Compared, Problem> {
        let (disk, targets) = locate(&self.paths)?;
        // Without a path the repository is looked through, and need not hold a manifest.
        let targets = if self.paths.is_empty() && targets.iter().all(String::is_empty) { Vec::new() } else { targets };
        let (from, to) = (Pack::find(&disk, &self.from)?, Pack::find(&disk, &self.to)?);
        let options = Options {
            as_of: self.as_of,
            now: now(),
            lang: self.look.lang,
            no_config: self.no_config,
            ..Options::default()
        };
        Ok(diff::diff(&disk, from.origin(), to.origin(), &targets, &options))
    }
}
