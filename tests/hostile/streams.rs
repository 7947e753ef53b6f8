//! Where the program writes: a full disk, a reader who leaves, a kill in the middle.
#![cfg(unix)]

use std::fs::{self, OpenOptions};
use std::process::Stdio;

use super::folder::{Folder, MANIFEST, Said};

/// Commands that print, in a repository.
const PRINTING: [&str; 24] = [
    "check --format graphical",
    "check --format concise",
    "check --format json",
    "check --next",
    "why purpose system/s",
    "why purpose system/s --format json",
    "explain acme/purpose system/s",
    "report",
    "report --format json",
    "report --upcoming",
    "report --upcoming --format ics",
    "report --upcoming --format json",
    "show acme/purpose",
    "schema",
    "test acme",
    "packs list",
    "packs diff acme acme",
    "packs diff acme acme --format json",
    "packs verify",
    "completions bash",
    "man",
    "help",
    "--help",
    "--version",
];

#[test]
fn a_full_disk_behind_standard_output_is_told() {
    let folder = Folder::repository("full-out");
    for command in PRINTING {
        let full = OpenOptions::new().write(true).open("/dev/full").unwrap();
        let output = folder.command(command).stdout(full).stderr(Stdio::piped()).output().unwrap();
        let err = String::from_utf8(output.stderr).unwrap();
        // What has nothing to print cannot fail to print it.
        let printed = !folder.run(&command.split(' ').collect::<Vec<_>>()).out.is_empty();
        if printed {
            assert_eq!(output.status.code(), Some(2), "{command}: {err}");
            assert!(err.contains("standard output cannot be written: No space left on device"), "{command}: {err}");
        }
        assert!(!err.contains("panicked"), "{command}: {err}");
    }
}

#[test]
fn a_full_disk_behind_both_streams_leaves_the_exit_code() {
    let folder = Folder::repository("full-both");
    for command in ["check", "check missing", "show missing", "--missing", "explain no such", "test missing"] {
        let full = || OpenOptions::new().write(true).open("/dev/full").unwrap();
        let status = folder.command(command).stdout(full()).stderr(full()).status().unwrap();
        assert_eq!(status.code(), Some(2), "{command}");
    }
}

#[test]
fn a_reader_who_leaves_is_no_failure() {
    let folder = Folder::repository("closed");
    for command in PRINTING {
        let expected = folder.run(&command.split(' ').collect::<Vec<_>>()).code;
        let mut child = folder.command(command).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
        drop(child.stdout.take());
        let output = child.wait_with_output().unwrap();
        let err = String::from_utf8(output.stderr).unwrap();
        assert_eq!(output.status.code(), expected, "{command}: {err}");
        assert!(!err.contains("panicked") && !err.contains("written"), "{command}: {err}");
    }
}

/// Commands that write files, what they write, and what must be there before and after.
const WRITING: [(&str, &str); 6] = [
    ("init --yes new", "new/ai-governance.yaml"),
    ("init --yes --documents new", "new/ai-governance.yaml"),
    ("explain acme/purpose system/s --into governance/explanations/a.md", "governance/explanations/a.md"),
    ("explain acme/purpose system/s --into ai-governance.yaml", "ai-governance.yaml"),
    ("man pages", "pages/tadashi.1"),
    ("packs add ../source-%/other", ".tadashi/packs/other"),
];

fn prepared(name: &str) -> (Folder, Folder) {
    let folder = Folder::repository(name);
    let source = Folder::new(&format!("source-{name}"));
    source.file("other/a.tadashi", crate::common::ACME.replace("pack acme", "pack other"));
    (folder, source)
}

fn arguments(command: &str, source: &Folder) -> String {
    command.replace("../source-%/other", source.path("other").to_str().unwrap())
}

fn shown(said: &Said) -> String {
    format!("{:?}\n{}\n{}", said.code, said.out, said.err)
}

#[test]
fn a_write_that_is_killed_leaves_nothing_under_the_name() {
    for (index, (command, path)) in WRITING.iter().enumerate() {
        let (folder, source) = prepared(&format!("killed-{index}"));
        let before = fs::read_to_string(folder.path(path)).ok();
        // The first byte beyond the size that is allowed kills the program.
        let said = folder.shell("ulimit -c 0; ulimit -f 0", &arguments(command, &source));
        assert_eq!(said.code, None, "{command}: {}", shown(&said));
        assert_eq!(fs::read_to_string(folder.path(path)).ok(), before, "{command}");
        assert_eq!(folder.path(path).exists(), before.is_some(), "{command}");
        // What it left is in no one's way.
        let said = folder.run(&arguments(command, &source).split(' ').collect::<Vec<_>>());
        assert_eq!(said.code, Some(0), "{command}: {}", shown(&said));
        assert!(folder.path(path).exists(), "{command}");
    }
}

#[test]
fn a_write_that_fails_is_told_and_leaves_nothing() {
    for (index, (command, path)) in WRITING.iter().enumerate() {
        let (folder, source) = prepared(&format!("failed-{index}"));
        let before = fs::read_to_string(folder.path(path)).ok();
        let said = folder.shell("trap '' XFSZ; ulimit -f 0", &arguments(command, &source));
        assert_eq!(said.code, Some(2), "{command}: {}", shown(&said));
        assert!(said.err.contains("cannot be written"), "{command}: {}", shown(&said));
        assert_eq!(fs::read_to_string(folder.path(path)).ok(), before, "{command}");
        let parent = folder.path(path).parent().unwrap().to_path_buf();
        let left: Vec<_> = fs::read_dir(&parent).into_iter().flatten().map(|entry| entry.unwrap().path()).collect();
        let left: Vec<_> =
            left.iter().filter(|path| path.file_name().unwrap().to_str().unwrap().starts_with(".")).collect();
        let known = [folder.path(".tadashi")];
        assert!(left.iter().all(|path| known.contains(path)), "{command}: {left:?}");
    }
}

#[test]
fn what_is_there_is_not_written_over() {
    let folder = Folder::repository("there");
    let said = folder.run(&["init", "--yes", "."]);
    assert_ne!(said.code, Some(0), "{}", shown(&said));
    assert_eq!(fs::read_to_string(folder.path("ai-governance.yaml")).unwrap(), MANIFEST);
    // A link is not followed out of the repository either.
    let outside = Folder::new("there-outside");
    std::os::unix::fs::symlink(outside.path("made.yaml"), folder.path("new.yaml")).unwrap();
    let said = folder.run(&["explain", "acme/purpose", "system/s", "--into", "new.yaml"]);
    assert_eq!(said.code, Some(2), "{}", shown(&said));
    assert_eq!(outside.names(), Vec::<String>::new());
}

#[test]
fn an_interrupt_ends_the_program_and_leaves_the_files() {
    let folder = Folder::repository("interrupt");
    // More than a pipe holds is written, and nobody reads it: the program cannot come to its end.
    let systems: String =
        (0..2_000).map(|n| format!("- {{id: s{n}, name: Credit scoring, purpose: Why.}}\n")).collect();
    folder.file("ai-governance.yaml", format!("tadashi: 1\norganisation:\n  name: A\nsystems:\n{systems}"));
    let before = fs::read(folder.path("ai-governance.yaml")).unwrap();
    let mut child =
        folder.command("check --fix --format json").stdout(Stdio::piped()).stderr(Stdio::null()).spawn().unwrap();
    std::thread::sleep(std::time::Duration::from_millis(50));
    // Whoever runs the tests in the background of a shell has them ignore an interrupt, and the program with them.
    let status = fs::read_to_string("/proc/self/status").unwrap_or_default();
    let ignored = status.lines().find_map(|line| u64::from_str_radix(line.strip_prefix("SigIgn:")?.trim(), 16).ok());
    let signal = if ignored.unwrap_or(0) & 0b10 == 0 { "-INT" } else { "-TERM" };
    let killed = std::process::Command::new("kill").args([signal, &child.id().to_string()]).status().unwrap();
    assert!(killed.success());
    assert_eq!(child.wait().unwrap().code(), None);
    assert_eq!(fs::read(folder.path("ai-governance.yaml")).unwrap(), before);
    assert_eq!(folder.names(), ["acme", "ai-governance.yaml", "tadashi.toml"]);
}
