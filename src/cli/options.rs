//! Options that several commands share, and how their values are read.

use clap::builder::{PossibleValue, PossibleValuesParser, TypedValueParser};
use clap::{Args, ValueEnum};

use super::Stream;
use crate::calendar::{Date, NoDate};
use crate::diagnostic::Level;
use crate::report::{OUTPUTS, Output, Style};
use crate::text::Lang;
use crate::workspace::configuration::{LANGUAGES, LEVELS};

/// Columns of a report; not asked of the terminal, so that a report is the same everywhere.
const WIDTH: usize = 100;

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

fn lang() -> impl TypedValueParser<Value = Lang> {
    PossibleValuesParser::new(LANGUAGES.map(|(word, _)| word))
        .map(|word| LANGUAGES.iter().find(|(known, _)| *known == word).map_or(Lang::En, |(_, lang)| *lang))
}

pub(super) fn level() -> impl TypedValueParser<Value = Level> {
    PossibleValuesParser::new(LEVELS.map(|(word, _)| word))
        .map(|word| LEVELS.iter().find(|(known, _)| *known == word).map_or(Level::Error, |(_, level)| *level))
}

pub(super) fn output() -> impl TypedValueParser<Value = Output> {
    let names = OUTPUTS.map(|output| PossibleValue::new(output.name).help(output.about.en));
    PossibleValuesParser::new(names).map(|name| {
        let [first, ..] = OUTPUTS;
        OUTPUTS.into_iter().find(|output| output.name == name).unwrap_or(first)
    })
}

pub(super) fn date(text: &str) -> Result<Date, String> {
    Date::parse(text).map_err(|error| match error {
        NoDate::Shape => "expected a day as YYYY-MM-DD".to_owned(),
        NoDate::Month => "a year has the months 01 to 12".to_owned(),
        NoDate::Day(last) => format!("that month has the days 01 to {last:02}"),
    })
}
