//! The command line: one command a file, each reads its options, calls the library and prints.
//!
//! Takes arguments and two streams; gives an exit code. Only here are the environment and the clock read.

mod check;
mod clock;
mod completions;
mod given;
mod init;
mod explain;
mod man;
mod options;
mod packs;
mod report;
mod run;
mod schema;
mod show;
mod stream;
mod test;
mod why;

use std::ffi::OsString;
use std::io::{self, IsTerminal as _, Write as _};
use std::process::ExitCode;

use clap::{ArgMatches, CommandFactory as _, FromArgMatches as _, Parser, Subcommand};

use crate::text::{Lang, Text, is_hidden, visible_lines};

pub use clock::now;
pub use stream::{Stream, Streams};

/// Judge AI governance manifests: comply or explain.
///
/// Tadashi judges the AI governance manifest of a repository, `ai-governance.yaml`, against the expectations of policy
/// packs. For every system, model, dataset, vendor and for the organisation it tells what complies, what is explained,
/// what deviates and what is not said, with the line of the manifest, the clause and what to type.
#[derive(Debug, Parser)]
#[command(
    name = "tadashi",
    version,
    args_conflicts_with_subcommands = true,
    subcommand_negates_reqs = true,
    max_term_width = 100,
    after_help = EXIT_CODES,
    after_long_help = LONG_HELP
)]
struct Cli {
    #[command(subcommand)]
    command: Option<Command>,
    #[command(flatten)]
    check: check::Check,
}

#[derive(Debug, Subcommand)]
#[command(defer = true)]
enum Command {
    Check(check::Check),
    Init(init::Init),
    Explain(explain::Explain),
    Test(test::Test),
    Show(show::Show),
    Packs(packs::Packs),
    Why(why::WhyCommand),
    Report(report::Report),
    Schema(schema::Schema),
    Completions(completions::Completions),
    Man(man::Man),
}

const EXIT_CODES: &str = "\
Exit codes:
  0  no finding at or above --fail-on
  1  there are such findings
  2  something could not be judged: wrong usage, an unreadable file, a malformed manifest or policy";

const LONG_HELP: &str = "\
Examples:
  tadashi                                 judge every manifest below this folder
  tadashi services/credit                 judge those below a folder
  tadashi check my.yaml --lang ja         judge one file, report in Japanese
  tadashi check --as-of 2026-07-01        judge as of a day, for a report that can be repeated
  tadashi check --format concise          one line a finding
  tadashi explain jp.aigb/use-limits system/faq
                                          write the skeleton of an explanation
  tadashi show jp.aigb/human-judgement    read a clause
  tadashi why human-judgement credit      read how a verdict came about
  tadashi report --public                 the register of what is complied with and explained
  tadashi report --upcoming --within 90d  what ends and falls due
  tadashi test policies/acme              run the tests written in a pack

Exit codes:
  0  no finding at or above --fail-on
  1  there are such findings
  2  something could not be judged: wrong usage, an unreadable file, a malformed manifest or policy";

/// Runs with the arguments, the environment and the streams of the process.
#[must_use]
pub fn main() -> ExitCode {
    let (out, err) = (io::stdout(), io::stderr());
    // https://no-color.org: set to anything that is not empty.
    let plain = std::env::var_os("NO_COLOR").is_some_and(|value| !value.is_empty())
        || std::env::var_os("TERM").is_some_and(|value| value == "dumb");
    let (out_color, err_color) = (out.is_terminal() && !plain, err.is_terminal() && !plain);
    let mut streams = Streams { out: Stream::new(out.lock(), out_color), err: Stream::new(err.lock(), err_color) };
    ExitCode::from(run(std::env::args_os(), &mut streams))
}

/// Runs a command line, the name of the program first; gives the exit code.
pub fn run(arguments: impl IntoIterator<Item = OsString>, streams: &mut Streams<'_>) -> u8 {
    let arguments: Vec<OsString> = arguments.into_iter().collect();
    // The words of clap quote arguments as they are.
    let steers = arguments.iter().any(|argument| argument.to_string_lossy().contains(is_hidden));
    let mut lang = Lang::default();
    let mut parse = |mut command: clap::Command| {
        command.try_get_matches_from_mut(&arguments).and_then(|matches| {
            lang = asked(&matches);
            Cli::from_arg_matches(&matches)
        })
    };
    // What is said of a command line speaks of commands that are not run, and that are otherwise not made.
    let cli = parse(command()).or_else(|_| {
        let mut whole = command();
        whole.build();
        parse(whole)
    });
    let code = match cli {
        Ok(Cli { command: Some(command), .. }) => match command {
            Command::Check(check) => check.run(streams),
            Command::Init(init) => init.run(streams),
            Command::Explain(explain) => explain.run(streams),
            Command::Test(test) => test.run(streams),
            Command::Show(show) => show.run(streams),
            Command::Packs(packs) => packs.run(streams),
            Command::Why(why) => why.run(streams),
            Command::Report(report) => report.run(streams),
            Command::Schema(schema) => schema.run(streams),
            Command::Completions(completions) => completions.run(streams),
            Command::Man(man) => man.run(streams),
        },
        Ok(Cli { command: None, check }) => check.run(streams),
        Err(error) => {
            let (stream, code) = if error.use_stderr() { (&mut streams.err, 2) } else { (&mut streams.out, 0) };
            let words = error.render();
            let words = match stream.color && !steers {
                true => words.ansi().to_string(),
                false => visible_lines(&words.to_string()),
            };
            stream.print(&words).map(|()| code)
        }
    };
    let code = code.and_then(|code| streams.out.flush().map(|()| code));
    code.unwrap_or_else(|error| {
        // Standard error is the last place to say it; if that fails too, the exit code is left.
        let _ = streams.err.print(&UNWRITABLE.with(crate::args!["error" => error.to_string()]).fill(lang));
        2
    })
}

const UNWRITABLE: Text =
    Text::new("error: standard output cannot be written: {error}\n", "エラー: 標準出力に書き込めません（{error}）\n");

/// The language that a command line names.
fn asked(matches: &ArgMatches) -> Lang {
    let innermost = std::iter::successors(Some(matches), |at| at.subcommand().map(|(_, below)| below)).last();
    let named = innermost.and_then(|at| at.try_get_one::<Lang>("lang").ok().flatten());
    named.copied().unwrap_or_default()
}

/// The whole command line, for help, completions and man pages.
fn command() -> clap::Command {
    Cli::command()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Standard output, standard error and the exit code of a command line.
    fn run_with(arguments: &[&str], color: bool) -> (String, String, u8) {
        let (mut out, mut err) = (Vec::new(), Vec::new());
        let arguments = std::iter::once("tadashi").chain(arguments.iter().copied()).map(OsString::from);
        let mut streams = Streams { out: Stream::new(&mut out, color), err: Stream::new(&mut err, color) };
        let code = run(arguments, &mut streams);
        drop(streams);
        (String::from_utf8(out).unwrap(), String::from_utf8(err).unwrap(), code)
    }

    fn run_plain(arguments: &[&str]) -> (String, String, u8) {
        run_with(arguments, false)
    }

    #[test]
    fn the_definition_is_sound() {
        command().debug_assert();
    }

    #[test]
    fn help_goes_to_output_and_wrong_usage_to_error() {
        for arguments in [&["--help"][..], &["-h"], &["check", "--help"], &["help", "man"], &["--version"]] {
            let (out, err, code) = run_plain(arguments);
            assert!(!out.is_empty() && err.is_empty() && code == 0, "{arguments:?}");
        }
        for arguments in [
            &["--unknown"][..],
            &["check", "--format", "xml"],
            &["--as-of", "2026-02-30"],
            &["--as-of", "20260101"],
            &["--lang", "fr"],
            &["--fail-on", "explain"],
            &["show"],
            &["completions", "cmd"],
        ] {
            let (out, err, code) = run_plain(arguments);
            assert!(out.is_empty() && err.starts_with("error: ") && code == 2, "{arguments:?}: {err}");
        }
        let (help, _, _) = run_plain(&["-h"]);
        let commands = help.split("Commands:\n").nth(1).unwrap().split("\n\n").next().unwrap();
        for line in commands.lines().filter(|line| !line.starts_with("   ")) {
            assert!(line.split_whitespace().count() > 2, "{line:?} does not say what the command is for");
        }
        assert!(run_plain(&["--as-of", "2026-02-30"]).1.contains("that month has the days 01 to 28"));
        assert!(run_with(&["--help"], true).0.contains('\u{1b}'));
        assert!(!run_with(&["--help"], false).0.contains('\u{1b}'));
    }

    #[test]
    fn a_path_that_is_not_there_is_reported_in_the_format_asked_for() {
        let (out, err, code) = run_plain(&["chekc", "--format", "concise", "--as-of", "2026-07-01"]);
        assert_eq!((err.as_str(), code), ("", 2));
        assert_eq!(
            out,
            "error[workspace/no-such-path]: there is no file or folder `chekc`; did you mean `check`?\n\
             1 error\npart of the input could not be judged\nas of 2026-07-01; no pack; 0 manifests\n"
        );
        let (out, _, code) = run_plain(&["check", "/none.yaml", "--format", "json", "--lang", "ja"]);
        let value: serde_json::Value = serde_json::from_str(&out).unwrap();
        assert_eq!((value["exit_code"].as_u64(), value["language"].as_str(), code), (Some(2), Some("ja"), 2));
        assert_eq!(run_plain(&["test", "none/at/all"]).2, 2);
        for (config, said) in [("nosuch.toml", "there is no file or folder `nosuch.toml`"), (".", "`.` is not a file")]
        {
            let (out, _, code) = run_plain(&["check", "--config", config]);
            assert!(code == 2 && out.contains(said) && out.contains("name a configuration file"), "{out}");
        }
        let (out, err, code) = run_plain(&["report", "--format", "ics"]);
        assert!(out.is_empty() && code == 2, "{out}");
        assert!(err.contains("add `--upcoming`") && err.contains("Usage: tadashi report"), "{err}");
    }

    #[test]
    fn packs_are_compared_in_words_and_for_programs() {
        let diff = |more: &[&str]| {
            let arguments = ["packs", "diff", "jp.aigb@1.2", "examples/overlay/policies/sora", "--as-of", "2026-07-01"];
            run_plain(&[&arguments[..], more].concat())
        };
        let (out, err, code) = diff(&["examples/overlay"]);
        assert_eq!((err.as_str(), code), ("", 0));
        assert!(out.starts_with("jp.aigb 1.2.0 -> sora.ai 2.1.0, as of 2026-07-01\n"), "{out}");
        assert!(
            out.contains("  jp.aigb/literacy (tightened by sora.ai)\n    level [stricter] warning -> error\n"),
            "{out}"
        );
        let (out, _, code) = diff(&["examples/overlay", "--lang", "ja", "--fail-on", "looser"]);
        assert_eq!(code, 1);
        assert!(out.contains("重大度 [厳しくなる] warning → error"), "{out}");
        let (out, _, _) = diff(&["examples/overlay", "--format", "json"]);
        let value: serde_json::Value = serde_json::from_str(&out).unwrap();
        assert_eq!((value["format"].as_str(), value["version"].as_u64()), (Some("tadashi-packs-diff"), Some(1)));
        assert!(value["summary"]["looser"].as_u64() > Some(0));
        for wrong in [&["packs"][..], &["packs", "diff", "jp.aigb"], &["packs", "diff", "jp.aigb@9", "jp.aigb"]] {
            let (out, err, code) = run_plain(wrong);
            assert_eq!((out.as_str(), code), ("", 2), "{wrong:?}");
            assert!(!err.is_empty(), "{wrong:?}");
        }
    }

    #[test]
    fn completions_and_man_pages() {
        for shell in ["bash", "elvish", "fish", "powershell", "zsh"] {
            assert!(run_plain(&["completions", shell]).0.contains("tadashi"), "{shell}");
        }
        assert!(run_plain(&["man"]).0.contains("Exit codes"));
        let folder = std::env::temp_dir().join(format!("tadashi-man-{}", std::process::id()));
        assert_eq!(run_plain(&["man", folder.to_str().unwrap()]).2, 0);
        let mut names: Vec<_> =
            folder.read_dir().unwrap().map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect();
        names.sort_unstable();
        assert_eq!(
            names,
            ["check", "completions", "explain", "init", "man", "packs", "report", "schema", "show", "test", "why"]
                .iter()
                .map(|name| format!("tadashi-{name}.1"))
                .chain(["tadashi.1".to_owned()])
                .collect::<Vec<_>>()
        );
        std::fs::remove_dir_all(&folder).unwrap();
        assert_eq!(run_plain(&["man", "/dev/null/x"]).2, 2);
    }

    /// A stream whose writes fail.
    struct Broken(io::ErrorKind);

    impl io::Write for Broken {
        fn write(&mut self, _: &[u8]) -> io::Result<usize> {
            Err(self.0.into())
        }
        fn flush(&mut self) -> io::Result<()> {
            Err(self.0.into())
        }
    }

    #[test]
    fn a_closed_pipe_is_no_failure_and_a_full_disk_is() {
        for (kind, arguments, expected) in [
            (io::ErrorKind::BrokenPipe, "completions bash", 0),
            (io::ErrorKind::BrokenPipe, "--help", 0),
            (io::ErrorKind::BrokenPipe, "check /none --format json", 2),
            (io::ErrorKind::StorageFull, "completions bash", 2),
            (io::ErrorKind::StorageFull, "check . --format json", 2),
            (io::ErrorKind::StorageFull, "show jp.aigb --lang ja", 2),
        ] {
            let mut err = Vec::new();
            let mut streams = Streams { out: Stream::new(Broken(kind), false), err: Stream::new(&mut err, false) };
            let code = run(format!("tadashi {arguments}").split(' ').map(OsString::from), &mut streams);
            drop(streams);
            assert_eq!(code, expected, "{arguments}");
            assert_eq!(err.is_empty(), kind == io::ErrorKind::BrokenPipe, "{arguments}");
            let said = String::from_utf8(err).unwrap();
            assert_eq!(said.contains("標準出力に書き込めません"), arguments.ends_with("--lang ja"), "{said}");
        }
    }
}
