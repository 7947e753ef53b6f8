//! `tadashi test`: the tests that packs bring.

use std::io::{self, Write as _};

use clap::Args;

use super::check::{Pack, locate};
use super::options::Look;
use super::{Streams, now};
use crate::diagnostic::Level;
use crate::engine::{self, Options, Tested};
use crate::report::write_findings;
use crate::source::SourceMap;
use crate::text::Lang;
use crate::workspace::{Problem, codes};

/// Run the tests written in packs
///
/// Without a pack, the tests of the packs of tadashi.toml, else those of the embedded default.
#[derive(Debug, Args)]
pub(super) struct Test {
    /// Embedded packs by name, or folders with policies
    #[arg(value_name = "PACK|FOLDER")]
    packs: Vec<String>,
    /// Run the tests of every embedded pack, each version by itself; what no test shows fails too
    #[arg(long, conflicts_with = "packs")]
    all: bool,
    #[command(flatten)]
    look: Look,
}

impl Test {
    pub fn run(&self, streams: &mut Streams<'_>) -> io::Result<u8> {
        if self.all {
            return self.run_all(streams);
        }
        match self.test() {
            Ok(tested) => {
                let checked = &tested.checked;
                let style = self.look.style(&streams.out, checked.lang, Level::Error);
                write_findings(&checked.report.findings, &checked.sources, &style, &mut streams.out)?;
                // The tests of the packs that a pack uses are run too.
                for (pack, passed, failed) in tested.packs.iter().filter(|_| tested.packs.len() > 1) {
                    writeln!(streams.out, "{pack}: {}", count(checked.lang, *passed, *failed))?;
                }
                writeln!(streams.out, "{}", count(checked.lang, tested.passed, tested.failed))?;
                Ok(checked.report.exit_code(Level::Error).max(u8::from(tested.failed > 0)))
            }
            Err(problem) => {
                let finding = codes::diagnose_argument(&problem, &[]);
                let style = self.look.style(&streams.err, self.look.lang.unwrap_or_default(), Level::Error);
                write_findings(&[finding], &SourceMap::default(), &style, &mut streams.err)?;
                streams.err.flush()?;
                Ok(2)
            }
        }
    }

    /// One line a pack, and the total.
    fn run_all(&self, streams: &mut Streams<'_>) -> io::Result<u8> {
        let lang = self.look.lang.unwrap_or_default();
        let (mut passed, mut failed, mut exit) = (0, 0, 0);
        for (folder, tested) in engine::test_all(now(), Some(lang)) {
            let checked = &tested.checked;
            let style = self.look.style(&streams.out, lang, Level::Warning);
            write_findings(&checked.report.findings, &checked.sources, &style, &mut streams.out)?;
            let count = count(lang, tested.passed, tested.failed);
            writeln!(streams.out, "{} {}: {count}", folder.name, folder.version)?;
            passed += tested.passed;
            failed += tested.failed;
            exit = exit.max(checked.report.exit_code(Level::Warning)).max(u8::from(tested.failed > 0));
        }
        writeln!(streams.out, "{}", count(lang, passed, failed))?;
        Ok(exit)
    }

    fn test(&self) -> Result<Tested, Problem> {
        let (disk, _) = locate(&[])?;
        let packs = self.packs.iter().map(|pack| Pack::find(&disk, pack)).collect::<Result<Vec<_>, _>>()?;
        let packs = packs.iter().map(Pack::origin).collect();
        Ok(engine::test(&disk, &Options { now: now(), packs, lang: self.look.lang, ..Options::default() }))
    }
}

fn count(lang: Lang, passed: usize, failed: usize) -> String {
    let all = passed + failed;
    match (lang, failed) {
        (Lang::En, 0) if all == 0 => "no test was run".to_owned(),
        (Lang::Ja, 0) if all == 0 => "実行したテストはありません".to_owned(),
        (Lang::En, 0) => format!("{all} test{}: all passed", if all == 1 { "" } else { "s" }),
        (Lang::En, _) => format!("{all} test{}: {passed} passed, {failed} failed", if all == 1 { "" } else { "s" }),
        (Lang::Ja, 0) => format!("テスト {all} 件: すべて成功"),
        (Lang::Ja, _) => format!("テスト {all} 件: 成功 {passed}、失敗 {failed}"),
    }
}
