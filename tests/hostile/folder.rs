//! A folder on the disk and the program run in it.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};

/// A folder of its own for each test, removed at its end.
pub struct Folder(pub PathBuf);

impl Folder {
    pub fn new(name: &str) -> Self {
        let path = std::env::temp_dir().join(format!("tadashi-hostile-{}-{name}", std::process::id()));
        let _ = fs::remove_dir_all(&path);
        fs::create_dir_all(&path).unwrap();
        Self(path)
    }

    /// A repository with a pack of one clause, and a manifest that does not meet it.
    pub fn repository(name: &str) -> Self {
        let folder = Self::new(name);
        folder.file("tadashi.toml", "root = true\npacks = [\"acme\"]\n");
        folder.file("acme/a.tadashi", crate::common::ACME);
        folder.file("ai-governance.yaml", MANIFEST);
        folder
    }

    pub fn file(&self, path: &str, bytes: impl AsRef<[u8]>) -> &Self {
        let path = self.0.join(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, bytes).unwrap();
        self
    }

    pub fn path(&self, path: &str) -> PathBuf {
        self.0.join(path)
    }

    /// The names in the folder, sorted.
    pub fn names(&self) -> Vec<String> {
        let entries = fs::read_dir(&self.0).unwrap();
        let mut names: Vec<String> = entries.map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect();
        names.sort();
        names
    }

    pub fn command(&self, arguments: &str) -> Command {
        let mut command = tadashi(&self.0);
        command.args(arguments.split_whitespace());
        command
    }

    pub fn run(&self, arguments: &[&str]) -> Said {
        Said::of(tadashi(&self.0).args(arguments).output().unwrap())
    }

    /// Runs it as `sh` does, after some commands of the shell.
    pub fn shell(&self, before: &str, arguments: &str) -> Said {
        let program = env!("CARGO_BIN_EXE_tadashi");
        let mut shell = Command::new("sh");
        shell.current_dir(&self.0).stdin(Stdio::null());
        Said::of(shell.arg("-c").arg(format!("{before}; exec {program} {arguments}")).output().unwrap())
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        let _ = fs::remove_dir_all(&self.0);
    }
}

/// One system whose purpose is not said.
pub const MANIFEST: &str = "tadashi: 1\norganisation:\n  name: A\nsystems:\n- {id: s, name: Credit scoring}\n";

/// What the program wrote, and its exit code; none where it was killed.
pub struct Said {
    pub out: String,
    pub err: String,
    pub code: Option<i32>,
}

impl Said {
    fn of(output: Output) -> Self {
        let text = |bytes: Vec<u8>| String::from_utf8(bytes).expect("what is written is UTF-8");
        Self { out: text(output.stdout), err: text(output.stderr), code: output.status.code() }
    }
}

fn tadashi(folder: &Path) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_tadashi"));
    command.current_dir(folder).stdin(Stdio::null()).env("NO_COLOR", "1");
    command
}
