//! `tadashi man`: manual pages, one for each command.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use clap::Args;
use clap_mangen::Man as Page;

use super::{Streams, command};

/// Print the manual page, or write one for each command into a folder
#[derive(Debug, Args)]
pub(super) struct Man {
    /// The folder; made if it is not there
    #[arg(value_name = "FOLDER")]
    folder: Option<PathBuf>,
}

impl Man {
    pub fn run(&self, streams: &mut Streams<'_>) -> io::Result<u8> {
        let Some(folder) = &self.folder else {
            let (_, page) = pages()?.swap_remove(0);
            streams.out.print(&String::from_utf8_lossy(&page))?;
            return Ok(0);
        };
        match write_all(folder) {
            Ok(()) => Ok(0),
            Err(error) => {
                let shown = folder.to_string_lossy();
                let shown = crate::text::visible(&shown);
                streams.err.print(&format!("error: manual pages cannot be written to `{shown}`: {error}\n"))?;
                Ok(2)
            }
        }
    }
}

/// Names of files and their pages, that of the program first.
fn pages() -> io::Result<Vec<(String, Vec<u8>)>> {
    let mut program = command().disable_help_subcommand(true);
    program.build();
    let mut pages = Vec::new();
    for command in std::iter::once(&program).chain(program.get_subcommands().filter(|command| !command.is_hide_set())) {
        let page = Page::new(command.clone()).source(concat!("tadashi ", env!("CARGO_PKG_VERSION"))).manual("Tadashi");
        let mut text = Vec::new();
        page.render(&mut text)?;
        pages.push((page.get_filename(), text));
    }
    Ok(pages)
}

/// Writes every page whole, or leaves what was there: first beside its place, then by renaming.
fn write_all(folder: &Path) -> io::Result<()> {
    fs::create_dir_all(folder)?;
    for (name, page) in pages()? {
        let beside = folder.join(format!(".{name}.{}.new", std::process::id()));
        let written = fs::write(&beside, page).and_then(|()| fs::rename(&beside, folder.join(name)));
        if written.is_err() {
            // What is left of it is of no use; that it may not go away does not matter more.
            let _ = fs::remove_file(&beside);
        }
        written?;
    }
    Ok(())
}
