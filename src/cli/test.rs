//! `tadashi test`: the tests that packs bring.

use std::io::{self, Write as _};

use clap::Args;

use super::check::{folder_or_name, locate};
use super::options::Look;
use super::{Streams, today_utc};
use crate::diagnostic::Level;
use crate::engine::{self, Options, Tested};
use crate::report::write_findings;
use crate::text::Lang;
use crate::workspace::{Problem, codes};

/// Run the tests written in packs
///
/// Without a pack, the tests of the packs of tadashi.toml, else those of the embedded ones.
#[derive(Debug, Args)]
pub(super) struct Test {
    /// Embedded packs by name, or folders with policies
    #[arg(value_name = "PACK|FOLDER")]
    packs: Vec<String>,
    #[command(flatten)]
    look: Look,
}

impl Test {
    pub fn run(&self, streams: &mut Streams<'_>) -> io::Result<u8> {
        let lang = self.look.lang.unwrap_or_default();
        let today = today_utc().ok_or_else(|| io::Error::other("the system has no date"))?;
        let options = Options {
            as_of: None,
            today_utc: today,
            packs: Vec::new(),
            lang: self.look.lang,
            fail_on: None,
            use_config: true,
        };
        match self.test(&options) {
            Ok(tested) => {
                let style = self.look.style(&streams.out, tested.lang, Level::Error);
                write_findings(&tested.report.findings, &tested.sources, &style, &mut streams.out)?;
                writeln!(streams.out, "{}", count(&tested))?;
                Ok(tested.report.exit_code(Level::Error).max(u8::from(tested.failed > 0)))
            }
            Err(problem) => {
                let finding = codes::diagnose_argument(&problem, &[]);
                let style = self.look.style(&streams.err, lang, Level::Error);
                write_findings(&[finding], &crate::source::SourceMap::default(), &style, &mut streams.err)?;
                streams.err.flush()?;
                Ok(2)
            }
        }
    }

    fn test(&self, options: &Options) -> Result<Tested, Problem> {
        let folder = self.packs.iter().find(|pack| pack.contains(std::path::is_separator));
        let (disk, _) = locate(&folder.map(Into::into).into_iter().collect::<Vec<_>>())?;
        let packs: Vec<String> = self.packs.iter().map(|pack| folder_or_name(&disk, pack)).collect::<Result<_, _>>()?;
        Ok(engine::test(&disk, &packs, options))
    }
}

fn count(tested: &Tested) -> String {
    let Tested { passed, failed, .. } = *tested;
    let all = passed + failed;
    match (tested.lang, failed) {
        (Lang::En, 0) => format!("{all} test{}: all passed", if all == 1 { "" } else { "s" }),
        (Lang::En, _) => format!("{all} test{}: {passed} passed, {failed} failed", if all == 1 { "" } else { "s" }),
        (Lang::Ja, 0) => format!("テスト {all} 件: すべて成功"),
        (Lang::Ja, _) => format!("テスト {all} 件: 成功 {passed}、失敗 {failed}"),
    }
}
