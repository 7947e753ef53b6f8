//! Instruments and their tables of clauses: the law as data.

use crate::args;
use crate::check::codes;
use crate::check::shapes::said;
use crate::diagnostic::{Diagnostic, did_you_mean};
use crate::policy::{Citation, Instrument, Row, Softener, Status, Strength};
use crate::syntax::tree::{self, Item, Line, Word};
use crate::text::{Said, Text};

const AN_INSTRUMENT: Text = Text::new("instrument", "規範文書");
const A_CLAUSE: Text = Text::new("clause", "条項");

/// The English and Japanese line of a title or help; English stands in where only one is there.
pub(super) fn lines(lines: &[Line]) -> Option<Said> {
    let find = |ja: bool| lines.iter().find(|line| (line.lang.as_ref().is_some_and(|lang| lang.text == "ja")) == ja);
    let (en, ja) = (find(false), find(true));
    let en_text = en.or(ja)?.text.text.clone();
    Some(Said { en: en_text, ja: ja.map(|line| line.text.text.clone()) })
}

/// One word of a closed list, or a diagnostic with what was meant.
pub(super) fn known_word<T: Copy>(
    word: &Word,
    what: Text,
    words: &[(&'static str, T)],
    diagnostics: &mut Vec<Diagnostic>,
) -> Option<T> {
    if let Some((_, value)) = words.iter().find(|(name, _)| *name == word.text) {
        return Some(*value);
    }
    let hint = did_you_mean(&word.text, words.iter().map(|(name, _)| *name));
    let list: Vec<String> = words.iter().map(|(name, _)| format!("`{name}`")).collect();
    let args = args!["word" => &word.text, "what" => what.with(Vec::new()), "hint" => hint, "words" => list];
    diagnostics.push(Diagnostic::new(&codes::UNKNOWN_WORD, args).at(word.span));
    None
}

/// Instruments of a pack, without their rows.
pub(super) fn instruments(
    pack: usize,
    items: &[&Item],
    known: &mut Vec<Instrument>,
    diagnostics: &mut Vec<Diagnostic>,
) {
    for item in items {
        let Item::Instrument(tree) = item else { continue };
        if let Some(first) = known.iter().find(|known| known.handle == tree.handle.text) {
            let args = args!["what" => AN_INSTRUMENT.with(Vec::new()), "name" => &tree.handle.text];
            diagnostics.push(Diagnostic::new(&codes::DECLARED_TWICE, args).at(tree.handle.span).at(first.span));
            continue;
        }
        let title = lines(&tree.titles);
        if title.is_none() || tree.status.is_none() {
            let (line, example) = if title.is_none() { ("title", "\"…\"") } else { ("status", "guidance") };
            let args = args!["name" => &tree.handle.text, "line" => line, "example" => example];
            diagnostics.push(Diagnostic::new(&codes::HEADER_INCOMPLETE, args).at(tree.handle.span));
        }
        const WHAT: Text = Text::new("status of an instrument", "規範文書の状態");
        let status = tree.status.as_ref().and_then(|word| known_word(word, WHAT, &Status::ALL, diagnostics));
        known.push(Instrument {
            handle: tree.handle.text.clone(),
            pack,
            title: title.unwrap_or_default(),
            issuer: tree.issuer.as_ref().map(|text| text.text.clone()),
            edition: tree.edition.as_ref().map(|(edition, _)| edition.text.clone()),
            dated: tree.edition.as_ref().and_then(|(_, dated)| dated.map(|at| at.value)),
            url: tree.url.as_ref().map(|text| text.text.clone()),
            status: status.unwrap_or(Status::Guidance),
            articles: tree.articles.map(|last| last.value),
            replaces: tree.replaces.iter().map(|edition| edition.text.clone()).collect(),
            rows: Vec::new(),
            span: tree.handle.span,
        });
    }
}

/// The tables `clauses of`.
pub(super) fn rows(visible: &[usize], items: &[&Item], known: &mut [Instrument], diagnostics: &mut Vec<Diagnostic>) {
    for item in items {
        let Item::Clauses { handle, rows, .. } = item else { continue };
        let Some(index) = find(visible, known, handle, diagnostics) else { continue };
        for row in rows {
            const STRENGTH: Text = Text::new("strength", "強さの語");
            const SOFTENER: Text = Text::new("softener", "緩和の語");
            let strength = known_word(&row.strength, STRENGTH, &Strength::ALL, diagnostics);
            let softener =
                row.softener.as_ref().and_then(|word| known_word(word, SOFTENER, &Softener::ALL, diagnostics));
            let Some(instrument) = known.get_mut(index) else { continue };
            let Some(strength) = strength else { continue };
            if matches!(strength, Strength::Law | Strength::Endeavour) && !instrument.status.binds() {
                let args = args![
                    "strength" => strength.word(), "instrument" => &instrument.handle, "status" => instrument.status.word(),
                ];
                diagnostics.push(Diagnostic::new(&codes::STRENGTH_UNBOUND, args).at(row.strength.span));
            }
            if let Some(first) = instrument.rows.iter().find(|old| old.id == row.id.text) {
                let args = args!["what" => A_CLAUSE.with(Vec::new()), "name" => &row.id.text];
                diagnostics.push(Diagnostic::new(&codes::DECLARED_TWICE, args).at(row.id.span).at(first.span));
                continue;
            }
            if row.subject.ja.is_none() {
                let args = args!["what" => A_CLAUSE.with(Vec::new()), "name" => &row.id.text];
                diagnostics.push(Diagnostic::new(&codes::UNTRANSLATED, args).at(row.subject.en.span));
            }
            instrument.rows.push(Row {
                id: row.id.text.clone(),
                subject: said(&row.subject),
                strength,
                softener,
                maps: row.maps.iter().map(|(handle, id)| (handle.text.clone(), id.text.clone())).collect(),
                formerly: row.formerly.iter().map(|old| old.text.clone()).collect(),
                span: row.id.span,
            });
        }
    }
}

/// Numbers: none beyond the last article, and none that once was another clause's without words beside it.
pub(super) fn numbers(known: &[Instrument], diagnostics: &mut Vec<Diagnostic>) {
    for instrument in known {
        for row in &instrument.rows {
            if instrument.is_beyond(&row.id) {
                let last = instrument.articles.unwrap_or_default() as usize;
                let args = args!["instrument" => &instrument.handle, "row" => &row.id, "last" => last];
                diagnostics.push(Diagnostic::new(&codes::BEYOND_LAST, args).at(row.span));
            }
            if let Some(now) = instrument.renumbered(&row.id).filter(|_| row.number() == row.id) {
                let args = args![
                    "instrument" => &instrument.handle, "row" => &row.id, "now" => &now.id, "subject" => &row.subject.en,
                ];
                diagnostics.push(Diagnostic::new(&codes::NUMBER_ALONE, args).at(row.span).at(now.span));
            }
        }
    }
}

/// What rows map to: the instrument is known, and so is the row where the instrument has a table.
pub(super) fn crosswalks(visible: &[usize], items: &[&Item], known: &[Instrument], diagnostics: &mut Vec<Diagnostic>) {
    for item in items {
        let Item::Clauses { rows, .. } = item else { continue };
        for (handle, row) in rows.iter().flat_map(|row| &row.maps) {
            let Some(index) = find(visible, known, handle, diagnostics) else { continue };
            let Some(instrument) = known.get(index).filter(|instrument| !instrument.rows.is_empty()) else { continue };
            if !instrument.rows.iter().any(|known| known.id == row.text) {
                diagnostics.push(unknown_row(instrument, row));
            }
        }
    }
}

fn find(visible: &[usize], known: &[Instrument], handle: &Word, diagnostics: &mut Vec<Diagnostic>) -> Option<usize> {
    let seen = |instrument: &Instrument| visible.contains(&instrument.pack);
    let index = known.iter().position(|instrument| seen(instrument) && instrument.handle == handle.text);
    if index.is_none() {
        let names = known.iter().filter(|instrument| seen(instrument)).map(|instrument| instrument.handle.as_str());
        let hint = did_you_mean(&handle.text, names);
        let args = args!["name" => &handle.text, "hint" => hint];
        diagnostics.push(Diagnostic::new(&codes::UNKNOWN_INSTRUMENT, args).at(handle.span));
    }
    index
}

/// The row that a clause cites; says so if there is none.
pub(super) fn citation(
    visible: &[usize],
    known: &[Instrument],
    cites: &tree::Cites,
    diagnostics: &mut Vec<Diagnostic>,
) -> Option<Citation> {
    let index = find(visible, known, &cites.handle, diagnostics)?;
    let instrument = known.get(index)?;
    if let Some(row) = instrument.rows.iter().position(|row| row.id == cites.row.text) {
        return Some(Citation { instrument: index, row, span: cites.span });
    }
    diagnostics.push(unknown_row(instrument, &cites.row));
    None
}

fn unknown_row(instrument: &Instrument, row: &tree::Quoted) -> Diagnostic {
    if let Some(now) = instrument.renumbered(&row.text) {
        let args = args![
            "instrument" => &instrument.handle, "row" => &row.text, "now" => &now.id, "subject" => now.subject.clone(),
        ];
        return Diagnostic::new(&codes::OLD_NUMBER, args).at(row.span).at(now.span);
    }
    const MEANT: Text = Text::new("; did you mean \"{name}\"?", "。「{name}」のことですか?");
    let ids: Vec<&str> = instrument.rows.iter().map(|row| row.id.as_str()).collect();
    // A row is often asked for by its number with words of one's own in brackets.
    let number = row.text.split(" (").next().unwrap_or_default();
    let near = crate::diagnostic::nearest(&row.text, ids.iter().copied());
    let best = near.first().copied().or_else(|| ids.iter().copied().find(|id| *id == number));
    let best = best.or_else(|| ids.iter().copied().find(|id| !number.is_empty() && id.starts_with(number)));
    let hint = best.map(|name| MEANT.with(args!["name" => name]));
    let args = args!["instrument" => &instrument.handle, "row" => &row.text, "hint" => hint];
    Diagnostic::new(&codes::UNKNOWN_ROW, args).at(row.span)
}
