//! Judging for commands that tell of a judgement: what could not be judged goes to standard error.

use std::io;
use std::path::PathBuf;

use super::check::{Pack, locate};
use super::options::{By, Look};
use super::{Streams, now};
use crate::calendar::Date;
use crate::diagnostic::{Diagnostic, Level};
use crate::engine::{self, Case, Checked, Options};
use crate::report::{Report, write_findings};
use crate::source::SourceMap;
use crate::text::{Lang, Message, Text};
use crate::workspace::codes;

/// What a command is to judge.
pub(super) struct Run<'a> {
    /// Manifests or folders; none: this folder.
    pub paths: &'a [PathBuf],
    /// The packs to judge by; none: those of the configuration.
    pub by: &'a By,
    /// The as-of date.
    pub as_of: Option<Date>,
    /// The language.
    pub look: &'a Look,
}

impl Run<'_> {
    /// Judges; `each` sees every manifest that could be.
    pub fn each(&self, each: &mut dyn FnMut(&Case<'_>)) -> Checked {
        let judged = locate(self.paths).and_then(|(disk, targets)| {
            let packs = self.by.find(&disk)?;
            let packs = packs.iter().map(Pack::origin).collect();
            let (as_of, lang) = (self.as_of, self.look.lang);
            let options = Options { as_of, now: now(), packs, lang, only_counts: true, ..Options::default() };
            Ok(engine::check_each(&disk, &targets, &options, each))
        });
        judged.unwrap_or_else(|problem| {
            let mut report = Report::new(self.as_of.unwrap_or_else(|| Date::today(now(), None)));
            report.findings.push(codes::diagnose_argument(&problem, &[]));
            let lang = self.look.lang.unwrap_or_default();
            Checked { report, sources: SourceMap::default(), lang, fail_on: Level::Error, judged_by: Vec::new() }
        })
    }
}

/// Prints what could not be judged, and gives the exit code that this alone leads to.
pub(super) fn finish(checked: Checked, look: &Look, streams: &mut Streams<'_>) -> io::Result<(Checked, u8)> {
    let stops = |finding: &&Diagnostic| finding.code.stops && finding.level == Level::Error;
    let stopping: Vec<Diagnostic> = checked.report.findings.iter().filter(stops).cloned().collect();
    let style = look.style(&streams.err, checked.lang, Level::Error);
    write_findings(&stopping, &checked.sources, &style, &mut streams.err)?;
    io::Write::flush(&mut streams.err)?;
    Ok((checked, if stopping.is_empty() { 0 } else { 2 }))
}

/// Prints why a command cannot answer.
pub(super) fn refuse(message: &Message, lang: Lang, streams: &mut Streams<'_>) -> io::Result<()> {
    const ERROR: Text = Text::new("error", "エラー");
    streams.err.print(&format!("{}: {}\n", ERROR.raw(lang), message.fill(lang)))
}
