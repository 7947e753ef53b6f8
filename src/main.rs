//! The command line of Tadashi.

use std::process::ExitCode;

fn main() -> ExitCode {
    tadashi::cli::main()
}
