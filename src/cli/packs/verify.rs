//! `tadashi packs verify`: whether everything that was taken is as the lock has it.

use std::io::{self, Write as _};

use clap::Args;

use super::{lang, problem, refuse, tell};
use crate::cli::check::locate;
use crate::cli::options::Look;
use crate::cli::{Streams, now};
use crate::engine::Options;
use crate::engine::vendoring::{self, Verified};
use crate::text::{Lang, Text};

const UNLOCKED: Text = Text::new(
    "there is no tadashi.lock, and nothing here needs one: no pack and no shared facts were taken from elsewhere",
    "tadashi.lock はありません。外から取り込んだパックや共有された事項がないため、必要もありません",
);

/// Compare packs and shared facts with tadashi.lock; exit with 2 if one has changed
#[derive(Debug, Args)]
pub(super) struct Verify {
    #[command(flatten)]
    look: Look,
}

impl Verify {
    pub fn run(&self, streams: &mut Streams<'_>) -> io::Result<u8> {
        let (disk, _) = match locate(&[]) {
            Ok(located) => located,
            Err(found) => return refuse(problem(&found), &self.look, streams),
        };
        let options = Options { now: now(), lang: self.look.lang, ..Options::default() };
        let Verified { packs, facts, has_lock, checked } = vendoring::verify(&disk, &options);
        let code = tell(&checked, &self.look, streams)?;
        if code == 0 {
            let words = match lang(&self.look, &checked) {
                lang if !has_lock => UNLOCKED.raw(lang).to_owned(),
                Lang::En => {
                    let many = |number: usize| if number == 1 { "" } else { "s" };
                    let (of_packs, of_facts) = (many(packs), many(facts));
                    format!(
                        "compared with tadashi.lock: {packs} pack{of_packs}, {facts} file{of_facts} of shared facts"
                    )
                }
                Lang::Ja => format!("tadashi.lock と照合: パック {packs} 件、共有された事項のファイル {facts} 件"),
            };
            writeln!(streams.out, "{words}")?;
        }
        Ok(code)
    }
}
