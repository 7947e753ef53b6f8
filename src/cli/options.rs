//! Options that several commands share, and how their values are read.

use clap::builder::{PossibleValue, PossibleValuesParser, TypedValueParser};
use clap::{Args, ValueEnum};

use std::io::{self, Write as _};

use super::check::{Pack, locate};
use super::{Stream, Streams, now};
use crate::calendar::{Date, NoDate};
use crate::diagnostic::Level;
use crate::engine::{self, Options};
use crate::policy::PolicySet;
use crate::report::{OUTPUTS, Output, Style, write_findings};
use crate::source::SourceMap;
use crate::text::Lang;
use crate::workspace::configuration::{LANGUAGES, LEVELS};
use crate::workspace::disk::Disk;
use crate::workspace::{Problem, codes};

/// Columns of a report; not asked of the terminal, so that a report is the same everywhere.
const WIDTH: usize = 100;

/// Threads that may be asked for.
const MOST_THREADS: usize = 256;

/// The word of [`Threshold::Explained`].
const EXPLAINED: &str = "explained";

/// How something is printed.
#[derive(Debug, Args)]
pub(super) struct Look {
    /// Language of the report [default: that of tadashi.toml, else en]
    #[arg(long, value_name = "LANGUAGE", value_parser = lang())]
    pub lang: Option<Lang>,
    /// When to use colours; NO_COLOR is honoured
    #[arg(long, value_name = "WHEN", default_value = "auto")]
    pub color: Color,
}

/// The packs that a command judges by.
#[derive(Debug, Args)]
pub(super) struct By {
    /// Judge by this pack, embedded or a folder, instead of those of tadashi.toml; may be given more than once
    #[arg(long = "pack", value_name = "NAME|FOLDER")]
    packs: Vec<String>,
}

impl By {
    pub fn find(&self, disk: &Disk) -> Result<Vec<Pack>, Problem> {
        self.packs.iter().map(|pack| Pack::find(disk, pack)).collect()
    }
}

/// The policies that a command speaks about.
#[derive(Debug, Args)]
pub(super) struct Packs {
    /// Embedded packs by name, or folders, instead of those of tadashi.toml; may be given more than once
    #[arg(long = "pack", value_name = "NAME|FOLDER")]
    packs: Vec<String>,
    #[command(flatten)]
    pub look: Look,
}

impl Packs {
    /// The checked policies with their texts; if they are unsound, what is wrong is printed and the exit code given.
    pub fn load(&self, streams: &mut Streams<'_>) -> io::Result<Result<(PolicySet, SourceMap), u8>> {
        let loaded = locate(&[]).and_then(|(disk, _)| {
            let packs = self.packs.iter().map(|pack| Pack::find(&disk, pack)).collect::<Result<Vec<_>, _>>()?;
            let packs = packs.iter().map(Pack::origin).collect();
            let options = Options { now: now(), packs, lang: self.look.lang, ..Options::default() };
            Ok(engine::policies(&disk, &options))
        });
        let (findings, sources) = match loaded {
            Ok((Some(policies), checked)) => return Ok(Ok((policies, checked.sources))),
            Ok((None, checked)) => (checked.report.findings, checked.sources),
            Err(problem) => (vec![codes::diagnose_argument(&problem, &[])], SourceMap::default()),
        };
        let style = self.look.style(&streams.err, self.look.lang.unwrap_or_default(), Level::Error);
        write_findings(&findings, &sources, &style, &mut streams.err)?;
        streams.err.flush()?;
        Ok(Err(2))
    }
}

/// When to use colours.
#[derive(Clone, Copy, Debug, ValueEnum)]
pub(super) enum Color {
    /// on a terminal, unless NO_COLOR is set
    Auto,
    /// also into a file or a pipe
    Always,
    /// not at all
    Never,
}

impl Look {
    pub fn style(&self, stream: &Stream<'_>, lang: Lang, fail_on: Level) -> Style {
        let color = match self.color {
            Color::Auto => stream.color,
            Color::Always => true,
            Color::Never => false,
        };
        Style { lang, color, width: WIDTH, fail_on }
    }
}

pub(super) fn lang() -> impl TypedValueParser<Value = Lang> {
    PossibleValuesParser::new(LANGUAGES.map(|(word, _)| word))
        .map(|word| LANGUAGES.iter().find(|(known, _)| *known == word).map_or(Lang::En, |(_, lang)| *lang))
}

/// From where on a check fails.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Threshold {
    /// From findings of this level on.
    At(Level),
    /// From warnings on, and for every explained verdict: what an auditor looks at, and no `may`.
    Explained,
}

impl Threshold {
    /// The level from which findings fail it.
    pub fn level(self) -> Level {
        match self {
            Self::At(level) => level,
            Self::Explained => Level::Warning,
        }
    }
}

pub(super) fn threshold() -> impl TypedValueParser<Value = Threshold> {
    let words = LEVELS.iter().map(|(word, _)| *word).chain([EXPLAINED]).collect::<Vec<_>>();
    PossibleValuesParser::new(words).map(|word| {
        let level = LEVELS.iter().find(|(known, _)| *known == word);
        level.map_or(Threshold::Explained, |(_, level)| Threshold::At(*level))
    })
}

pub(super) fn output() -> impl TypedValueParser<Value = Output> {
    let names = OUTPUTS.map(|output| PossibleValue::new(output.name).help(output.about.en));
    PossibleValuesParser::new(names).map(|name| {
        let [first, ..] = OUTPUTS;
        OUTPUTS.into_iter().find(|output| output.name == name).unwrap_or(first)
    })
}

pub(super) fn threads(text: &str) -> Result<usize, String> {
    let most = 1_usize..=MOST_THREADS;
    text.parse().ok().filter(|count| most.contains(count)).ok_or_else(|| format!("expected 1 to {MOST_THREADS}"))
}

pub(super) fn date(text: &str) -> Result<Date, String> {
    Date::parse(text).map_err(|error| match error {
        NoDate::Shape => "expected a day as YYYY-MM-DD".to_owned(),
        NoDate::Month => "a year has the months 01 to 12".to_owned(),
        NoDate::Day(last) => format!("that month has the days 01 to {last:02}"),
    })
}
