//! `tadashi explain`: the skeleton of an explanation, printed or written where it belongs.

use std::io::{self, Write as _};
use std::path::PathBuf;

use clap::Args;

use super::check::{Pack, locate};
use super::options::{self, By, Look};
use super::{Streams, now};
use crate::calendar::Date;
use crate::diagnostic::{Diagnostic, Level};
use crate::edit::record::Record;
use crate::engine::explain::{Question, Skeleton, explain};
use crate::engine::{Checked, Options};
use crate::policy::KINDS;
use crate::report::write_findings;
use crate::source::SourceMap;
use crate::text::{Lang, Text, visible};
use crate::workspace::codes;
use crate::workspace::disk::Disk;

/// Write the skeleton of an explanation: the fields it needs, all prose blank
///
/// One block for each open point. Without --into it is printed. What is known is filled in: the point, the latest day
/// allowed, the print of the expectation; what a person has to say and decide is left blank, so that the skeleton
/// itself is insufficient.
#[derive(Debug, Args)]
pub(super) struct Explain {
    /// For example jp.aigb/human-judgement, or jp.aigb/human-judgement#judged for one point
    #[arg(value_name = "EXPECTATION")]
    expectation: String,
    /// For example system/credit, or organisation
    #[arg(value_name = "SUBJECT")]
    subject: String,
    /// A manifest, or a folder that holds some [default: this folder]
    #[arg(value_name = "PATH")]
    path: Option<PathBuf>,
    /// Why it is not met: a kind of explanation [default: not-known for what is unknown, else left blank]
    #[arg(long, value_name = "KIND", help = kinds())]
    kind: Option<String>,
    /// Write it there: a manifest, a YAML file of explanations, or a new Markdown record
    #[arg(long, value_name = "FILE")]
    into: Option<PathBuf>,
    /// Its id [default: the next EX-1, EX-2, …]
    #[arg(long, value_name = "ID")]
    id: Option<String>,
    /// Judge as of this day, YYYY-MM-DD [default: today]
    #[arg(long, value_name = "DATE", value_parser = options::date)]
    as_of: Option<Date>,
    #[command(flatten)]
    by: By,
    #[command(flatten)]
    look: Look,
}

const WROTE: Text = Text::new("wrote {id} to {place}", "{id} を {place} に書きました");
const FILL_IN: Text = Text::new("fill in:", "次の欄を埋めてください:");

fn kinds() -> String {
    format!("Why it is not met, one of {} [default: not-known for what is unknown, else left blank]", KINDS.join(", "))
}

impl Explain {
    pub fn run(&self, streams: &mut Streams<'_>) -> io::Result<u8> {
        let paths: Vec<PathBuf> = self.path.iter().cloned().collect();
        let found = locate(&paths).and_then(|(disk, targets)| {
            let into = self.into.as_ref().map(|path| disk.inside_to_be(path).map(|inside| self.folded(inside)));
            let packs = self.by.find(&disk)?;
            Ok((disk, targets, into.transpose()?, packs))
        });
        let (disk, targets, into, packs) = match found {
            Ok(found) => found,
            Err(problem) => {
                let refusal = vec![codes::diagnose_argument(&problem, &[])];
                return self.refuse(&refusal, &SourceMap::default(), self.look.lang.unwrap_or_default(), streams);
            }
        };
        let packs = packs.iter().map(Pack::origin).collect();
        let options = Options { as_of: self.as_of, now: now(), packs, lang: self.look.lang, ..Options::default() };
        let question = Question {
            expectation: &self.expectation,
            subject: &self.subject,
            kind: self.kind.as_deref(),
            id: self.id.as_deref(),
            into: into.as_deref(),
        };
        let explained = explain(&disk, &targets, &options, &question);
        let Checked { sources, lang, .. } = explained.checked;
        match explained.result {
            Err(refusals) => self.refuse(&refusals, &sources, lang, streams),
            Ok(skeleton) if into.is_none() => {
                streams.out.print(&Record::list(&skeleton.records, "  "))?;
                Ok(0)
            }
            Ok(skeleton) => self.write(&disk, &skeleton, lang, streams),
        }
    }

    /// A path that ends in `/` names a folder, also one that is to be made.
    fn folded(&self, inside: String) -> String {
        let written = self.into.as_ref().map(|path| path.to_string_lossy().ends_with(std::path::is_separator));
        if written == Some(true) { format!("{inside}/") } else { inside }
    }

    fn write(&self, disk: &Disk, skeleton: &Skeleton, lang: Lang, streams: &mut Streams<'_>) -> io::Result<u8> {
        for change in &skeleton.changes {
            if let Err(problem) = disk.make(change) {
                let refusal = vec![codes::diagnose(&problem, "file-bytes")];
                return self.refuse(&refusal, &SourceMap::default(), lang, streams);
            }
        }
        let mut id = "";
        for blank in &skeleton.blanks {
            if blank.id != id {
                id = &blank.id;
                let (shown, place) = (visible(id).into_owned(), visible(&blank.path).into_owned());
                let wrote = WROTE.with(crate::args!["id" => shown, "place" => place]).fill(lang);
                writeln!(streams.out, "{wrote}\n{}", FILL_IN.raw(lang))?;
            }
            writeln!(streams.out, "  {}:{}: {}: {}", visible(&blank.path), blank.line, blank.field, blank.wants)?;
        }
        Ok(0)
    }

    /// Exit code 1 where there is nothing to explain, 2 where the question or the input is wrong.
    fn refuse(
        &self,
        refusals: &[Diagnostic],
        sources: &SourceMap,
        lang: Lang,
        streams: &mut Streams<'_>,
    ) -> io::Result<u8> {
        let style = self.look.style(&streams.err, lang, Level::Error);
        write_findings(refusals, sources, &style, &mut streams.err)?;
        streams.err.flush()?;
        Ok(if refusals.iter().any(|refusal| refusal.code.stops) { 2 } else { 1 })
    }
}
