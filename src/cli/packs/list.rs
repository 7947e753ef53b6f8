//! `tadashi packs list`: every pack that could be named here.

use std::io::{self, Write as _};

use clap::{Args, ValueEnum};
use serde_json::{Value, json};

use super::{lang, problem, refuse, tell};
use crate::cli::check::locate;
use crate::cli::options::Look;
use crate::cli::{Streams, now};
use crate::engine::Options;
use crate::engine::vendoring::{self, Line, State};
use crate::text::{Lang, Text, fill, visible};

/// List every pack that can be named here: embedded, vendored, and this repository's own
#[derive(Debug, Args)]
pub(super) struct List {
    /// How to write the list
    #[arg(long, value_name = "FORMAT", default_value = "text")]
    format: Format,
    #[command(flatten)]
    look: Look,
}

/// How a list is written.
#[derive(Clone, Copy, Debug, ValueEnum)]
enum Format {
    /// for people
    Text,
    /// one JSON object; see docs/packs.md
    Json,
}

impl List {
    pub fn run(&self, streams: &mut Streams<'_>) -> io::Result<u8> {
        let (disk, _) = match locate(&[]) {
            Ok(located) => located,
            Err(found) => return refuse(problem(&found), &self.look, streams),
        };
        let (lines, checked) =
            vendoring::list(&disk, &Options { now: now(), lang: self.look.lang, ..Options::default() });
        match self.format {
            Format::Text => text(&lines, lang(&self.look, &checked), &mut streams.out)?,
            Format::Json => {
                let value = json!({
                    "format": "tadashi-packs",
                    "version": 1,
                    "packs": lines.iter().map(value).collect::<Vec<_>>(),
                });
                writeln!(streams.out, "{}", crate::text::json(&value)?)?;
            }
        }
        streams.out.flush()?;
        tell(&checked, &self.look, streams)
    }
}

fn value(line: &Line) -> Value {
    json!({
        "spelling": line.spelling,
        "name": line.name,
        "version": line.version,
        "title": { "en": line.title.en, "ja": line.title.ja },
        "origin": line.origin,
        "folder": line.folder,
        "expectations": line.expectations,
        "overlays": line.overlays,
        "active": line.active,
        "lock": line.lock.word(),
        "hash": line.hash,
    })
}

fn text(lines: &[Line], lang: Lang, out: &mut dyn io::Write) -> io::Result<()> {
    let rows: Vec<[String; 5]> = lines
        .iter()
        .map(|line| {
            let mut count = match lang {
                Lang::En => {
                    format!("{} expectation{}", line.expectations, if line.expectations == 1 { "" } else { "s" })
                }
                Lang::Ja => format!("期待事項 {} 件", line.expectations),
            };
            if line.overlays > 0 {
                count.push_str(&match lang {
                    Lang::En => format!(", {} overlay{}", line.overlays, if line.overlays == 1 { "" } else { "s" }),
                    Lang::Ja => format!("、上乗せ {} 件", line.overlays),
                });
            }
            let mark = if line.active { "*" } else { " " };
            let origin = line.folder.clone().unwrap_or_else(|| fill(ORIGIN, &[], lang));
            [
                format!("{mark} {}", line.spelling),
                line.version.clone(),
                count,
                origin,
                fill(state(line.lock), &[], lang),
            ]
        })
        .collect();
    let width = |at: usize| {
        let cells = rows.iter().filter_map(|row| row.get(at));
        cells.map(|cell| wide(cell)).max().unwrap_or(0)
    };
    let widths: Vec<usize> = (0..5).map(width).collect();
    for row in &rows {
        let mut written = String::new();
        for (cell, width) in row.iter().zip(&widths) {
            written.push_str(&visible(cell));
            written.push_str(&" ".repeat(width.saturating_sub(wide(cell)) + 2));
        }
        writeln!(out, "{}", written.trim_end())?;
    }
    writeln!(out, "{}", fill(LEGEND, &[], lang))
}

/// Columns on a terminal: CJK letters take two.
fn wide(text: &str) -> usize {
    text.chars().map(|c| if crate::words::is_cjk(c) { 2 } else { 1 }).sum()
}

const ORIGIN: Text = Text::new("embedded", "組み込み");
const LEGEND: Text = Text::new("* judged by here", "* このリポジトリの判定に使用");

const fn state(state: State) -> Text {
    match state {
        State::Locked => Text::new("locked", "ロック済み"),
        State::Changed => Text::new("differs from the lock", "ロックと異なる"),
        State::NotLocked => Text::new("not in the lock", "ロックにない"),
        State::Free => Text::new("", ""),
    }
}
