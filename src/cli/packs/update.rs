//! `tadashi packs update`: the lock made anew after a deliberate change.

use std::io::{self, Write as _};

use clap::Args;

use super::{lang, problem, refuse, tell};
use crate::calendar::Date;
use crate::cli::check::locate;
use crate::cli::options::{self, Look};
use crate::cli::{Streams, now};
use crate::engine::Options;
use crate::engine::vendoring::{self, Change, Updated};
use crate::text::{Lang, visible};
use crate::workspace::disk::Disk;
use crate::workspace::{Problem, lock};

/// Lock packs and shared facts as they are now
///
/// For after a change that somebody decided on: read it first. What has not changed keeps the day on which it was taken.
#[derive(Debug, Args)]
pub(super) struct Update {
    /// The day on which what changed was taken, YYYY-MM-DD [default: today]
    #[arg(long, value_name = "DATE", value_parser = options::date)]
    as_of: Option<Date>,
    /// Lock a pack also where it has lost ids or its version says too little
    #[arg(long)]
    force: bool,
    #[command(flatten)]
    look: Look,
}

impl Update {
    pub fn run(&self, streams: &mut Streams<'_>) -> io::Result<u8> {
        let (disk, _) = match locate(&[]) {
            Ok(located) => located,
            Err(found) => return refuse(problem(&found), &self.look, streams),
        };
        let options = Options { as_of: self.as_of, now: now(), lang: self.look.lang, ..Options::default() };
        let Updated { text, changes, files, looser, checked } = vendoring::update(&disk, &options, self.force);
        let lang = lang(&self.look, &checked);
        let code = tell(&checked, &self.look, streams)?;
        if code != 0 {
            super::looser(&looser, lang, streams)?;
            return Ok(code);
        }
        for (change, what) in &changes {
            writeln!(streams.out, "{} {}", word(*change, lang), visible(what))?;
        }
        for file in &files {
            writeln!(streams.out, "  {}", visible(file))?;
        }
        if !files.is_empty() {
            let hint = match lang {
                Lang::En => "`tadashi packs diff FROM TO` shows what another text of a pack changes",
                Lang::Ja => "`tadashi packs diff FROM TO` で、パックの変更が判定に与える影響を確認できます",
            };
            writeln!(streams.out, "{hint}")?;
        }
        super::looser(&looser, lang, streams)?;
        let words = match (text, lang) {
            (None, Lang::En) => "nothing to lock: no pack and no facts were copied here",
            (None, Lang::Ja) => "ロックするものはありません。取り込んだパックや共有された事項がありません",
            (Some(text), _) if is_there(&disk, &text) => match lang {
                Lang::En => "tadashi.lock is up to date",
                Lang::Ja => "tadashi.lock は最新です",
            },
            (Some(text), _) => {
                if let Err(found) = disk.replace_file(lock::FILE, text.as_bytes()) {
                    return refuse(problem(&found), &self.look, streams);
                }
                match lang {
                    Lang::En => "wrote tadashi.lock; commit it",
                    Lang::Ja => "tadashi.lock を書きました。コミットしてください",
                }
            }
        };
        writeln!(streams.out, "{words}")?;
        Ok(0)
    }
}

fn is_there(disk: &Disk, text: &str) -> bool {
    use crate::workspace::Files as _;
    let read: Result<Vec<u8>, Problem> = disk.read(lock::FILE, text.len());
    read.is_ok_and(|bytes| bytes == text.as_bytes())
}

fn word(change: Change, lang: Lang) -> &'static str {
    match (change, lang) {
        (Change::Added, Lang::En) => "added  ",
        (Change::Added, Lang::Ja) => "追加",
        (Change::Changed, Lang::En) => "changed",
        (Change::Changed, Lang::Ja) => "変更",
        (Change::Removed, Lang::En) => "removed",
        (Change::Removed, Lang::Ja) => "削除",
    }
}
