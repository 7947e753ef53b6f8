//! The command line of Tadashi.

fn main() {}
