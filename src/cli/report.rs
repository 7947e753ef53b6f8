//! `tadashi report`: the register, and the calendar of what ends when.

use std::io;
use std::path::PathBuf;

use clap::{Args, ValueEnum};

use super::options::{self, By, Look};
use super::run::{self, Run};
use super::{Streams, command};
use crate::account::statement::{Statement, statement};
use crate::account::upcoming::{Entry, upcoming};
use crate::account::{calendar_file, markdown};
use crate::calendar::{Date, Duration};
use crate::diagnostic::Level;
use crate::text::{self, Lang};

/// Print the register: per instrument and clause what is complied with, explained and open
///
/// With --upcoming, the calendar of what ends, falls due or comes into force.
#[derive(Debug, Args)]
pub(super) struct Report {
    /// Manifests, or folders that hold some [default: this folder]
    #[arg(value_name = "PATH")]
    paths: Vec<PathBuf>,
    /// Judge as of this day, YYYY-MM-DD [default: today]
    #[arg(long, value_name = "DATE", value_parser = options::date)]
    as_of: Option<Date>,
    #[command(flatten)]
    by: By,
    /// Leave out what is internal: explanations marked so, names of persons, documents, values
    #[arg(long)]
    public: bool,
    /// Print what ends, falls due or comes into force
    #[arg(long)]
    upcoming: bool,
    /// Up to this day, or for so long: 90d, 3 months, 2026-12-31 [default: all]
    #[arg(long, value_name = "TIME|DATE", requires = "upcoming", value_parser = within)]
    within: Option<Within>,
    /// How to write it [default: markdown; with --upcoming, text]
    #[arg(long, value_name = "FORMAT")]
    format: Option<Format>,
    #[command(flatten)]
    look: Look,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum Format {
    /// the register, to be kept or published
    Markdown,
    /// the calendar, for people
    Text,
    /// the calendar, for calendars (iCalendar, RFC 5545)
    Ics,
    /// either, for programs
    Json,
}

/// How far a calendar goes.
#[derive(Clone, Copy, Debug)]
enum Within {
    Time(Duration),
    Day(Date),
}

fn within(text: &str) -> Result<Within, String> {
    if let Ok(day) = options::date(text) {
        return Ok(Within::Day(day));
    }
    let units = [('d', "days"), ('w', "weeks"), ('m', "months"), ('y', "years")];
    let short = units.iter().find_map(|(letter, unit)| Some(format!("{} {unit}", text.strip_suffix(*letter)?)));
    let time = Duration::parse(text).or_else(|| Duration::parse(&short?));
    time.map(Within::Time).ok_or_else(|| "expected a time as 90d or 3 months, or a day as YYYY-MM-DD".to_owned())
}

/// What a case came to, in a language.
struct Pages {
    as_of: Date,
    statement: Option<Statement>,
    entries: Vec<Entry>,
}

impl Report {
    pub fn run(&self, streams: &mut Streams<'_>) -> io::Result<u8> {
        let default = if self.upcoming { Format::Text } else { Format::Markdown };
        let format = self.format.unwrap_or(default);
        let fits = format == Format::Json || self.upcoming != (format == Format::Markdown);
        if !fits {
            return refuse(format, streams);
        }
        let judge = Run { paths: &self.paths, by: &self.by, as_of: self.as_of, look: &self.look };
        let mut pages: Vec<[Option<Pages>; 2]> = Vec::new();
        let judged = judge.each(&mut |case| {
            // The language may be that of a configuration that is known only at the end of the run.
            pages.push([Lang::En, Lang::Ja].map(|lang| {
                let wanted = self.look.lang.is_none_or(|asked| asked == lang);
                wanted.then(|| {
                    let last = self.within.map(|within| match within {
                        Within::Day(day) => day,
                        Within::Time(time) => case.as_of.plus(time),
                    });
                    Pages {
                        as_of: case.as_of,
                        statement: (!self.upcoming).then(|| statement(case, lang, self.public)),
                        entries: if self.upcoming { upcoming(case, last, lang, self.public) } else { Vec::new() },
                    }
                })
            }));
        });
        let (checked, code) = run::finish(judged, &self.look, streams)?;
        let lang = checked.lang;
        let pages: Vec<Pages> =
            pages.into_iter().filter_map(|[en, ja]| if lang == Lang::Ja { ja } else { en }).collect();
        if pages.is_empty() {
            return Ok(2);
        }
        let as_of = pages.first().map_or(checked.report.as_of, |page| page.as_of);
        let statements: Vec<Statement> = pages.iter().filter_map(|page| page.statement.clone()).collect();
        let mut entries: Vec<Entry> = pages.into_iter().flat_map(|page| page.entries).collect();
        entries.sort();
        // Several manifests may be judged by the same clauses.
        entries.dedup_by(|a, b| (a.day, &a.title, &a.place) == (b.day, &b.title, &b.place));
        let style = self.look.style(&streams.out, lang, Level::Error);
        let printed = match format {
            Format::Markdown => markdown::write(&statements, lang),
            Format::Text => calendar_file::text(&entries, as_of, &style),
            Format::Ics => calendar_file::ics(&entries, as_of, lang),
            Format::Json if self.upcoming => format!("{}\n", text::json(&entries)?),
            Format::Json => format!("{}\n", text::json(&statements)?),
        };
        streams.out.print(&printed)?;
        Ok(code)
    }
}

/// A format that the other of the two reports is written in.
fn refuse(format: Format, streams: &mut Streams<'_>) -> io::Result<u8> {
    let words = match format {
        Format::Markdown => "--upcoming is written as text, ics or json",
        _ => "this format is that of the calendar: add `--upcoming`",
    };
    let mut command = command();
    command.build();
    let mut report = command.find_subcommand("report").cloned().unwrap_or(command);
    let error = report.error(clap::error::ErrorKind::ArgumentConflict, words);
    streams.err.print(&error.render().to_string())?;
    Ok(2)
}
