//! `tadashi why`: how one verdict came about.

use std::io;
use std::path::PathBuf;

use clap::{Args, ValueEnum};

use super::Streams;
use super::options::{By, Look};
use super::run::{self, Run};
use crate::account::why::{Why, why, write};
use crate::calendar::Date;
use crate::diagnostic::Level;
use crate::text::{self, Lang, Message};

/// Print how a verdict came about, point by point
///
/// The clause and its sources, whether it concerns the subject, every point with the values found and their places, also
/// of what holds; every explanation that names it, with each criterion it met or missed; the verdict.
#[derive(Debug, Args)]
pub(super) struct WhyCommand {
    /// For example jp.aigb/human-judgement, human-judgement or human-judgement#judged
    #[arg(value_name = "EXPECTATION")]
    expectation: String,
    /// For example system/credit, credit or organisation
    #[arg(value_name = "SUBJECT")]
    subject: String,
    /// Manifests, or folders that hold some [default: this folder]
    #[arg(value_name = "PATH")]
    paths: Vec<PathBuf>,
    /// Judge as of this day, YYYY-MM-DD [default: today]
    #[arg(long, value_name = "DATE", value_parser = super::options::date)]
    as_of: Option<Date>,
    #[command(flatten)]
    by: By,
    /// How to write it
    #[arg(long, value_name = "FORMAT", default_value = "text")]
    format: Format,
    #[command(flatten)]
    look: Look,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum Format {
    /// for people
    Text,
    /// one JSON list, an object for each manifest that has the subject
    Json,
}

impl WhyCommand {
    pub fn run(&self, streams: &mut Streams<'_>) -> io::Result<u8> {
        let judge = Run { paths: &self.paths, by: &self.by, as_of: self.as_of, look: &self.look };
        let mut told: Vec<(Option<Why>, Option<Why>)> = Vec::new();
        let mut missing: Option<Message> = None;
        let judged = judge.each(&mut |case| {
            // The language may be that of a configuration that is known only at the end of the run.
            let [en, ja] = [Lang::En, Lang::Ja].map(|lang| {
                let wanted = self.look.lang.is_none_or(|asked| asked == lang);
                wanted.then(|| why(case, &self.expectation, &self.subject, lang)).transpose()
            });
            match (en, ja) {
                (Ok(en), Ok(ja)) => told.push((en, ja)),
                (Err(message), _) | (_, Err(message)) => {
                    missing.get_or_insert(message);
                }
            }
        });
        let (checked, code) = run::finish(judged, &self.look, streams)?;
        let told: Vec<Why> =
            told.into_iter().filter_map(|(en, ja)| if checked.lang == Lang::Ja { ja } else { en }).collect();
        if told.is_empty() {
            if let Some(message) = missing {
                run::refuse(&message, checked.lang, streams)?;
            }
            return Ok(2);
        }
        let style = self.look.style(&streams.out, checked.lang, Level::Error);
        let pages = match self.format {
            Format::Json => format!("{}\n", text::json(&told)?),
            Format::Text => told.iter().map(|why| write(why, &style)).collect::<Vec<_>>().join("\n"),
        };
        streams.out.print(&pages)?;
        Ok(code)
    }
}
