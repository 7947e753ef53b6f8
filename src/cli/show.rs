//! `tadashi show`: documentation of one thing.

use std::io;

use clap::Args;

use super::Streams;
use super::options::Packs;
use crate::catalog;
use crate::text::{Lang, Text, visible};

/// Print the documentation of a clause, point, instrument, word or code
#[derive(Debug, Args)]
pub(super) struct Show {
    /// For example jp.aigb/human-judgement, or the code of a finding
    #[arg(value_name = "ID")]
    id: String,
    #[command(flatten)]
    packs: Packs,
}

/// Where to look for what has no name like it.
const HELP: Text = Text::new(
    "help: clauses (`jp.aigb/human-judgement`), points (`…#judged`), packs, instruments, records and fields (`System`, `system.stage`), sentences (`is stated`) and codes can be shown; `tadashi show PACK` lists what a pack has, and `--pack FOLDER` names one of your own",
    "対処: 期待事項（`jp.aigb/human-judgement`）、項目（`…#judged`）、パック、規範文書、レコード及び欄（`System`、`system.stage`）、文（`is stated`）並びにコードを表示できます。パックの内容は `tadashi show パック` で一覧でき、自らのパックは `--pack フォルダ` で指定します",
);

impl Show {
    pub fn run(&self, streams: &mut Streams<'_>) -> io::Result<u8> {
        let (policies, sources) = match self.packs.load(streams)? {
            Ok(loaded) => loaded,
            Err(code) => return Ok(code),
        };
        let lang = self.packs.look.lang.unwrap_or_default();
        if let Some(page) = catalog::show(&policies, &sources, &self.id, lang) {
            streams.out.print(&page)?;
            return Ok(0);
        }
        let id = visible(&self.id);
        let near: Vec<String> =
            catalog::suggestions(&policies, &self.id).iter().map(|near| format!("`{near}`")).collect();
        let words = match (lang, near.is_empty()) {
            (Lang::En, true) => format!("error: nothing is called `{id}`\n"),
            (Lang::En, false) => format!("error: nothing is called `{id}`; did you mean {}?\n", near.join(", ")),
            (Lang::Ja, true) => format!("エラー: `{id}` というものはありません\n"),
            (Lang::Ja, false) => format!("エラー: `{id}` というものはありません。{} のことですか?\n", near.join("、")),
        };
        let help = HELP.raw(lang);
        streams.err.print(&format!("{words}  {help}\n"))?;
        Ok(2)
    }
}
