//! `tadashi packs add`: a pack from a folder or an archive, copied and locked.

use std::io::{self, Write as _};
use std::path::{Path, PathBuf};

use clap::Args;

use super::{lang, problem, refuse, tell};
use crate::calendar::Date;
use crate::cli::check::locate;
use crate::cli::options::{self, Look};
use crate::cli::{Streams, now};
use crate::engine::Options;
use crate::engine::vendoring::{self, Added, Taken};
use crate::limits::Limits;
use crate::text::Lang;
use crate::workspace::{archive, lock};

/// Copy a pack into .tadashi/packs and lock it
///
/// The pack is on this disk already, as a folder, a .tar.gz or a .zip; nothing is fetched. A newer version replaces an
/// older one if it keeps every id and its number says what changed. It is taken whole or not at all.
#[derive(Debug, Args)]
pub(super) struct Add {
    /// The folder or archive that holds the pack
    #[arg(value_name = "FOLDER|ARCHIVE")]
    pack: PathBuf,
    /// Where it came from, for the lock [default: the name of the folder or archive]
    #[arg(long, value_name = "TEXT")]
    from: Option<String>,
    /// Take it although it is not newer, has lost ids, or its version says too little
    #[arg(long)]
    force: bool,
    /// The day on which it is taken, YYYY-MM-DD [default: today]
    #[arg(long, value_name = "DATE", value_parser = options::date)]
    as_of: Option<Date>,
    #[command(flatten)]
    look: Look,
}

impl Add {
    pub fn run(&self, streams: &mut Streams<'_>) -> io::Result<u8> {
        let (disk, _) = match locate(&[]) {
            Ok(located) => located,
            Err(found) => return refuse(problem(&found), &self.look, streams),
        };
        let brought = match archive::read(&self.pack, &Limits::default()) {
            Ok(brought) => brought,
            Err(finding) => return refuse(*finding, &self.look, streams),
        };
        let options = Options { as_of: self.as_of, now: now(), lang: self.look.lang, ..Options::default() };
        let (shown, from) = (self.pack.to_string_lossy(), self.from.clone().unwrap_or_else(|| last_name(&self.pack)));
        let Added { taken, checked } = vendoring::add(&disk, &brought, (&shown, &from), self.force, &options);
        let code = tell(&checked, &self.look, streams)?;
        let Some(taken) = taken else { return Ok(code.max(2)) };
        let lang = lang(&self.look, &checked);
        if let Some(text) = &taken.lock {
            let written = disk
                .replace_folder(&taken.folder, &brought)
                .and_then(|()| disk.replace_file(lock::FILE, text.as_bytes()));
            if let Err(found) = written {
                return refuse(problem(&found), &self.look, streams);
            }
        }
        writeln!(streams.out, "{}", done(&taken, lang))?;
        super::looser(&taken.looser, lang, streams)?;
        Ok(0)
    }
}

/// The last part of a path: what stands before it belongs to this machine alone.
fn last_name(path: &Path) -> String {
    let real = std::fs::canonicalize(path).unwrap_or_else(|_| path.to_path_buf());
    real.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default()
}

fn done(taken: &Taken, lang: Lang) -> String {
    let Taken { name, version, replaces, folder, lock, .. } = taken;
    match (lang, lock, replaces) {
        (Lang::En, None, _) => format!("{name} {version} is here already, and locked"),
        (Lang::Ja, None, _) => format!("{name} {version} は取込み済みで、ロックもされています"),
        (Lang::En, Some(_), None) => {
            format!(
                "took {name} {version} into {folder} and locked it; name it in tadashi.toml: `packs = [\"{name}\"]`"
            )
        }
        (Lang::Ja, Some(_), None) => {
            format!(
                "{name} {version} を {folder} に取り込み、ロックしました。tadashi.toml に `packs = [\"{name}\"]` と書くと使われます"
            )
        }
        (Lang::En, Some(_), Some(old)) => {
            format!(
                "took {name} {version} into {folder} in place of {old} and locked it; read what changed before you commit"
            )
        }
        (Lang::Ja, Some(_), Some(old)) => {
            format!(
                "{folder} の {name} を {old} から {version} に替え、ロックしました。コミットする前に変更点を確認してください"
            )
        }
    }
}
