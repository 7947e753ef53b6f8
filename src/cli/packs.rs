//! `tadashi packs`: what the repository judges by.

mod diff;

use std::io;

use clap::{Args, Subcommand};

use super::Streams;

/// Compare packs
#[derive(Debug, Args)]
pub(super) struct Packs {
    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, Subcommand)]
enum Command {
    Diff(diff::Diff),
}

impl Packs {
    pub fn run(&self, streams: &mut Streams<'_>) -> io::Result<u8> {
        match &self.command {
            Command::Diff(diff) => diff.run(streams),
        }
    }
}
