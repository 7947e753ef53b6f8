//! `tadashi show`: documentation of one thing.

use std::io;

use clap::Args;

use super::Streams;
use super::options::Packs;
use crate::catalog;
use crate::text::{Lang, visible};

/// Print the documentation of a clause, point, instrument, word or code
#[derive(Debug, Args)]
pub(super) struct Show {
    /// For example jp.aigb/human-judgement, or the code of a finding
    #[arg(value_name = "ID")]
    id: String,
    #[command(flatten)]
    packs: Packs,
}

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
        streams.err.print(&words)?;
        Ok(2)
    }
}
