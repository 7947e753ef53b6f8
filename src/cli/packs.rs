//! `tadashi packs`: what the repository judges by and has taken from elsewhere.

mod add;
mod diff;
mod list;
mod update;
mod verify;

use std::io::{self, Write as _};

use clap::{Args, Subcommand};

use super::Streams;
use super::options::Look;
use crate::diagnostic::{Diagnostic, Level};
use crate::engine::Checked;
use crate::report::write_findings;
use crate::source::SourceMap;
use crate::text::{Lang, visible};
use crate::workspace::{Problem, codes};

/// List, take, lock and compare packs
///
/// A pack is embedded in tadashi, stands in `.tadashi/packs` as a locked copy, or is a folder of this repository.
/// `tadashi.lock` holds the hash of everything that was copied, and of shared facts; see docs/packs.md.
#[derive(Debug, Args)]
pub(super) struct Packs {
    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, Subcommand)]
enum Command {
    List(list::List),
    Add(add::Add),
    Update(update::Update),
    Verify(verify::Verify),
    Diff(diff::Diff),
}

impl Packs {
    pub fn run(&self, streams: &mut Streams<'_>) -> io::Result<u8> {
        match &self.command {
            Command::List(list) => list.run(streams),
            Command::Add(add) => add.run(streams),
            Command::Update(update) => update.run(streams),
            Command::Verify(verify) => verify.run(streams),
            Command::Diff(diff) => diff.run(streams),
        }
    }
}

/// The language that is asked for, else configured.
fn lang(look: &Look, checked: &Checked) -> Lang {
    look.lang.unwrap_or(checked.lang)
}

/// Prints what is wrong to standard error; gives the exit code, of which 1 is none of these commands' answers.
fn tell(checked: &Checked, look: &Look, streams: &mut Streams<'_>) -> io::Result<u8> {
    let style = look.style(&streams.err, lang(look, checked), Level::Error);
    write_findings(&checked.report.findings, &checked.sources, &style, &mut streams.err)?;
    streams.err.flush()?;
    Ok(if checked.report.exit_code(Level::Error) == 2 { 2 } else { 0 })
}

/// Prints what overlays newly loosen, and where to see what comes of it.
fn looser(overlays: &[String], lang: Lang, streams: &mut Streams<'_>) -> io::Result<()> {
    for overlay in overlays {
        let overlay = visible(overlay);
        match lang {
            Lang::En => writeln!(streams.out, "looser now: {overlay}; see `tadashi packs diff`")?,
            Lang::Ja => writeln!(streams.out, "緩くなった点: {overlay}（`tadashi packs diff` で確認できます）")?,
        }
    }
    Ok(())
}

/// Prints why nothing could be looked at.
fn refuse(finding: Diagnostic, look: &Look, streams: &mut Streams<'_>) -> io::Result<u8> {
    let style = look.style(&streams.err, look.lang.unwrap_or_default(), Level::Error);
    write_findings(&[finding], &SourceMap::default(), &style, &mut streams.err)?;
    streams.err.flush()?;
    Ok(2)
}

/// A path that could not be read or written, in words.
fn problem(problem: &Problem) -> Diagnostic {
    codes::diagnose(problem, "file-bytes")
}
