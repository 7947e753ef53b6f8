//! Instruments and their tables of clauses: the law as data.

use rustc_hash::{FxHashMap, FxHashSet};

use crate::args;
use crate::check::codes;
use crate::check::shapes::said;
use crate::diagnostic::{Diagnostic, did_you_mean};
use crate::policy::{Citation, Instrument, Pack, Row, Softener, Status, Strength};
use crate::syntax::tree::{self, Item, Line, Word};
use crate::text::{Said, Text};

const AN_INSTRUMENT: Text = Text::new("instrument", "規範文書");
const A_CLAUSE: Text = Text::new("clause", "条項");

/// Where instruments and their rows stand. WHY: a file may have tens of thousands of each, and every one of them asks.
#[derive(Default)]
pub(super) struct Places {
    instruments: FxHashMap<String, usize>,
    /// For each instrument, by its number.
    rows: FxHashMap<usize, FxHashMap<String, usize>>,
    /// Numbers of rows whose strength is no word: what is wrong with them has been said.
    unsound: FxHashSet<(usize, String)>,
}

impl Places {
    fn row(&self, instrument: usize, number: &str) -> Option<usize> {
        self.rows.get(&instrument)?.get(number).copied()
    }

    fn is_unsound(&self, instrument: usize, number: &str) -> bool {
        !self.unsound.is_empty() && self.unsound.contains(&(instrument, number.to_owned()))
    }
}

/// The English and Japanese line of a title or help; English stands in where only one is there.
pub(super) fn lines(lines: &[Line]) -> Option<Said> {
    let find = |ja: bool| lines.iter().find(|line| (line.lang.as_ref().is_some_and(|lang| lang.text == "ja")) == ja);
    let (en, ja) = (find(false), find(true));
    let en_text = en.or(ja)?.text.text.clone();
    Some(Said { en: en_text.into(), ja: ja.map(|line| (&line.text.text).into()) })
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

/// Instruments of a pack, without their rows. What another pack declares alike is one instrument.
pub(super) fn instruments(
    pack: usize,
    packs: &[Pack],
    items: &[&Item],
    known: &mut Vec<Instrument>,
    places: &mut Places,
    diagnostics: &mut Vec<Diagnostic>,
) {
    for item in items {
        let Item::Instrument(tree) = item else { continue };
        let first = places.instruments.get(&tree.handle.text).copied();
        if let Some(first) = first.and_then(|first| known.get(first)).filter(|first| first.packs.contains(&pack)) {
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
        let made = Instrument {
            handle: tree.handle.text.clone(),
            packs: vec![pack],
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
        };
        match first.and_then(|first| known.get_mut(first)) {
            Some(first) => unite(first, made, packs, diagnostics),
            None => {
                places.instruments.insert(made.handle.clone(), known.len());
                known.push(made);
            }
        }
    }
}

/// Takes an instrument into the one that another pack declares; says so where they are not the same text.
fn unite(first: &mut Instrument, made: Instrument, packs: &[Pack], diagnostics: &mut Vec<Diagnostic>) {
    const TITLE: Text = Text::new("title", "表題");
    const EDITION: Text = Text::new("edition", "版");
    const DATE: Text = Text::new("date", "日付");
    const STATUS: Text = Text::new("status", "状態");
    let pairs = [
        (TITLE, first.title == made.title),
        (EDITION, first.edition == made.edition),
        (DATE, first.dated == made.dated),
        (STATUS, first.status == made.status),
    ];
    if let Some((what, _)) = pairs.into_iter().find(|(_, alike)| !alike) {
        let args = args![
            "name" => &made.handle, "what" => what.with(Vec::new()), "pack" => names(packs, &made.packs),
            "other" => names(packs, &first.packs),
        ];
        diagnostics.push(Diagnostic::new(&codes::OTHER_INSTRUMENT, args).at(made.span).at(first.span));
    }
    first.issuer = first.issuer.take().or(made.issuer);
    first.url = first.url.take().or(made.url);
    first.articles = first.articles.or(made.articles);
    let others = made.replaces.into_iter().filter(|edition| !first.replaces.contains(edition));
    let others: Vec<String> = others.collect();
    first.replaces.extend(others);
    first.packs.extend(made.packs);
}

fn names(packs: &[Pack], of: &[usize]) -> String {
    let names = of.iter().filter_map(|pack| packs.get(*pack)).map(|pack| pack.name.as_str());
    names.collect::<Vec<_>>().join(", ")
}

/// The tables `clauses of`.
pub(super) fn rows(
    pack: usize,
    packs: &[Pack],
    visible: &[usize],
    items: &[&Item],
    known: &mut [Instrument],
    places: &mut Places,
    diagnostics: &mut Vec<Diagnostic>,
) {
    for item in items {
        let Item::Clauses { handle, rows, .. } = item else { continue };
        let Some(index) = find(visible, known, places, handle, diagnostics) else { continue };
        for row in rows {
            const STRENGTH: Text = Text::new("strength", "強さの語");
            const SOFTENER: Text = Text::new("softener", "緩和の語");
            let strength = known_word(&row.strength, STRENGTH, &Strength::ALL, diagnostics);
            let softener =
                row.softener.as_ref().and_then(|word| known_word(word, SOFTENER, &Softener::ALL, diagnostics));
            let Some(instrument) = known.get_mut(index) else { continue };
            let Some(strength) = strength else {
                places.unsound.insert((index, row.id.text.clone()));
                continue;
            };
            if matches!(strength, Strength::Law | Strength::Endeavour) && !instrument.status.binds() {
                let args = args![
                    "strength" => strength.word(), "instrument" => &instrument.handle, "status" => instrument.status.word(),
                ];
                diagnostics.push(Diagnostic::new(&codes::STRENGTH_UNBOUND, args).at(row.strength.span));
            }
            let first = places.row(index, &row.id.text);
            if let Some(first) =
                first.and_then(|first| instrument.rows.get(first)).filter(|first| first.packs.contains(&pack))
            {
                let args = args!["what" => A_CLAUSE.with(Vec::new()), "name" => &row.id.text];
                diagnostics.push(Diagnostic::new(&codes::DECLARED_TWICE, args).at(row.id.span).at(first.span));
                continue;
            }
            if row.subject.ja.is_none() {
                let args = args!["what" => A_CLAUSE.with(Vec::new()), "name" => &row.id.text];
                diagnostics.push(Diagnostic::new(&codes::UNTRANSLATED, args).at(row.subject.en.span));
            }
            let made = Row {
                id: (&row.id.text).into(),
                subject: said(&row.subject),
                strength,
                softener,
                maps: row.maps.iter().map(|(handle, id)| ((&handle.text).into(), (&id.text).into())).collect(),
                formerly: row.formerly.iter().map(|old| (&old.text).into()).collect(),
                packs: vec![pack],
                span: row.id.span,
            };
            match first.and_then(|first| instrument.rows.get_mut(first)) {
                Some(first) => unite_rows(&instrument.handle, first, made, packs, diagnostics),
                None => {
                    places.rows.entry(index).or_default().insert(row.id.text.clone(), instrument.rows.len());
                    instrument.rows.push(made);
                }
            }
        }
    }
}

/// Takes a row into that of another pack; says so where they differ.
fn unite_rows(instrument: &str, first: &mut Row, made: Row, packs: &[Pack], diagnostics: &mut Vec<Diagnostic>) {
    const STRENGTH: Text = Text::new("strength", "強さ");
    const SOFTENER: Text = Text::new("softener", "緩和の語");
    const SUBJECT: Text = Text::new("subject", "内容");
    let pairs = [
        (STRENGTH, first.strength == made.strength),
        (SOFTENER, first.softener == made.softener),
        (SUBJECT, first.subject == made.subject),
    ];
    if let Some((what, _)) = pairs.into_iter().find(|(_, alike)| !alike) {
        let args = args![
            "row" => &made.id, "instrument" => instrument, "what" => what.with(Vec::new()),
            "pack" => names(packs, &made.packs), "other" => names(packs, &first.packs),
        ];
        diagnostics.push(Diagnostic::new(&codes::OTHER_ROW, args).at(made.span).at(first.span));
    }
    let maps: Vec<_> = made.maps.into_iter().filter(|to| !first.maps.contains(to)).collect();
    first.maps.extend(maps);
    let formerly: Vec<_> = made.formerly.into_iter().filter(|old| !first.formerly.contains(old)).collect();
    first.formerly.extend(formerly);
    first.packs.extend(made.packs);
}

/// Numbers: none beyond the last article, and none that once was another clause's without words beside it.
pub(super) fn numbers(known: &[Instrument], diagnostics: &mut Vec<Diagnostic>) {
    for instrument in known {
        let mut formerly: FxHashMap<&str, &Row> = FxHashMap::default();
        for row in &instrument.rows {
            for old in &row.formerly {
                formerly.entry(old).or_insert(row);
            }
        }
        for row in &instrument.rows {
            if instrument.is_beyond(&row.id) {
                let last = instrument.articles.unwrap_or_default() as usize;
                let args = args!["instrument" => &instrument.handle, "row" => &row.id, "last" => last];
                diagnostics.push(Diagnostic::new(&codes::BEYOND_LAST, args).at(row.span));
            }
            let now = formerly.get(row.id.as_str()).filter(|now| row.number() == row.id && now.number() != row.id);
            if let Some(now) = now {
                let args = args![
                    "instrument" => &instrument.handle, "row" => &row.id, "now" => &now.id, "subject" => &row.subject.en,
                ];
                diagnostics.push(Diagnostic::new(&codes::NUMBER_ALONE, args).at(row.span).at(now.span));
            }
        }
    }
}

/// What rows map to: the instrument is known, and so is the row where the pack sees a table of it. An instrument that
/// only a pack beside it declares may be named too: to say what is about the same asks nobody to be judged by it.
pub(super) fn crosswalks(
    visible: &[usize],
    items: &[&Item],
    known: &[Instrument],
    places: &Places,
    diagnostics: &mut Vec<Diagnostic>,
) {
    for item in items {
        let Item::Clauses { rows, .. } = item else { continue };
        for (handle, row) in rows.iter().flat_map(|row| &row.maps) {
            let named = places.instruments.get(&handle.text).and_then(|index| known.get(*index));
            if named.is_some_and(|instrument| !is_seen(visible, &instrument.packs)) {
                continue;
            }
            let Some(index) = find(visible, known, places, handle, diagnostics) else { continue };
            let Some(instrument) = known.get(index) else { continue };
            let found = places.row(index, &row.text).and_then(|row| instrument.rows.get(row));
            let is_known = found.is_some_and(|row| is_seen(visible, &row.packs));
            if !is_known && !places.is_unsound(index, &row.text) && seen_rows(visible, instrument).next().is_some() {
                diagnostics.push(unknown_row(visible, instrument, row));
            }
        }
    }
}

/// Whether a pack sees what some packs have: it means the same whatever stands beside it.
fn is_seen(visible: &[usize], packs: &[usize]) -> bool {
    packs.iter().any(|pack| visible.contains(pack))
}

/// The rows of an instrument that a pack sees.
fn seen_rows<'a>(visible: &'a [usize], instrument: &'a Instrument) -> impl Iterator<Item = &'a Row> {
    instrument.rows.iter().filter(|row| is_seen(visible, &row.packs))
}

fn find(
    visible: &[usize],
    known: &[Instrument],
    places: &Places,
    handle: &Word,
    diagnostics: &mut Vec<Diagnostic>,
) -> Option<usize> {
    let seen = |instrument: &Instrument| is_seen(visible, &instrument.packs);
    let index = places.instruments.get(&handle.text).copied().filter(|index| known.get(*index).is_some_and(seen));
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
    places: &Places,
    cites: &tree::Cites,
    diagnostics: &mut Vec<Diagnostic>,
) -> Option<Citation> {
    let index = find(visible, known, places, &cites.handle, diagnostics)?;
    let instrument = known.get(index)?;
    let row = places.row(index, &cites.row.text);
    let found = row.filter(|row| instrument.rows.get(*row).is_some_and(|row| is_seen(visible, &row.packs)));
    if found.is_none() && !places.is_unsound(index, &cites.row.text) {
        diagnostics.push(unknown_row(visible, instrument, &cites.row));
    }
    Some(Citation { instrument: index, row: found?, span: cites.span })
}

fn unknown_row(visible: &[usize], instrument: &Instrument, row: &tree::Quoted) -> Diagnostic {
    if let Some(now) = instrument.renumbered(&row.text) {
        let args = args![
            "instrument" => &instrument.handle, "row" => &row.text, "now" => &now.id, "subject" => now.subject.clone(),
        ];
        return Diagnostic::new(&codes::OLD_NUMBER, args).at(row.span).at(now.span);
    }
    const MEANT: Text = Text::new("; did you mean \"{name}\"?", "。「{name}」のことですか?");
    let ids: Vec<&str> = seen_rows(visible, instrument).map(|row| row.id.as_str()).collect();
    // A row is often asked for by its number with words of one's own in brackets.
    let number = row.text.split(" (").next().unwrap_or_default();
    let near = crate::diagnostic::nearest(&row.text, ids.iter().copied());
    let best = near.first().copied().or_else(|| ids.iter().copied().find(|id| *id == number));
    let best = best.or_else(|| ids.iter().copied().find(|id| !number.is_empty() && id.starts_with(number)));
    let hint = best.map(|name| MEANT.with(args!["name" => name]));
    let args = args!["instrument" => &instrument.handle, "row" => &row.text, "hint" => hint];
    Diagnostic::new(&codes::UNKNOWN_ROW, args).at(row.span)
}
