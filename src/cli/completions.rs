//! `tadashi completions`: what a shell needs to complete a command line.

use std::io;

use clap::Args;
use clap_complete::Shell;

use super::{Streams, command};

/// Print completions for a shell
#[derive(Debug, Args)]
pub(super) struct Completions {
    /// The shell
    #[arg(value_enum)]
    shell: Shell,
}

impl Completions {
    pub fn run(&self, streams: &mut Streams<'_>) -> io::Result<u8> {
        // WHY: the generator panics if its writer fails; memory does not.
        let mut script = Vec::new();
        clap_complete::generate(self.shell, &mut command(), "tadashi", &mut script);
        streams.out.print(&String::from_utf8_lossy(&script))?;
        Ok(0)
    }
}
