//! Other people's instruments beside those we ship: an edition that was replaced, a number that has moved, an article
//! that does not exist, a strength above ours. What we ship was compared with its source row by row; see its README.

use crate::args;
use crate::check::codes;
use crate::diagnostic::Diagnostic;
use crate::policy::{Instrument, PolicySet, Row};
use crate::text::Said;

/// An instrument as an embedded pack has it.
pub struct Known {
    /// The pack.
    pub pack: String,
    /// The instrument with its rows.
    pub instrument: Instrument,
}

/// What the instruments of some packs say otherwise than those we ship; `own` tells which packs are looked at.
#[must_use]
pub fn against_known(policies: &PolicySet, own: &dyn Fn(usize) -> bool, known: &[Known]) -> Vec<Diagnostic> {
    let mut diagnostics = Vec::new();
    for instrument in policies.instruments.iter().filter(|instrument| instrument.packs.iter().any(|pack| own(*pack))) {
        for known in known.iter().filter(|known| is_same(instrument, &known.instrument)) {
            edition(instrument, known, &mut diagnostics);
            for row in instrument.rows.iter().filter(|row| row.packs.iter().any(|pack| own(*pack))) {
                numbers(instrument, row, known, &mut diagnostics);
            }
        }
    }
    diagnostics
}

fn is_same(instrument: &Instrument, known: &Instrument) -> bool {
    let names = |instrument: &Instrument| -> Vec<String> { names(instrument).map(str::to_lowercase).collect() };
    let ours = names(known);
    names(instrument).iter().any(|name| ours.contains(name))
}

/// What people call an instrument: its handle, and its titles without what follows a comma or stands in brackets.
pub fn names(instrument: &Instrument) -> impl Iterator<Item = &str> {
    let titles = std::iter::once(&instrument.title.en).chain(&instrument.title.ja);
    let stem = |title: &str| title.find([',', '(', '（']).unwrap_or(title.len());
    let stems = titles.filter_map(move |title| title.get(..stem(title))).map(str::trim);
    std::iter::once(instrument.handle.as_str()).chain(stems).filter(|name| !name.is_empty())
}

fn edition(instrument: &Instrument, known: &Known, diagnostics: &mut Vec<Diagnostic>) {
    let ours = &known.instrument;
    let Some(edition) = &instrument.edition else { return };
    let now = ours.edition.clone().unwrap_or_default();
    let date = ours.dated.map(|date| date.to_string()).unwrap_or_default();
    if ours.replaces.contains(edition) {
        let args = args![
            "edition" => edition, "instrument" => &instrument.handle, "now" => now, "date" => date, "pack" => &known.pack,
        ];
        diagnostics.push(Diagnostic::new(&codes::SUPERSEDED_EDITION, args).at(instrument.span));
    } else if let (true, Some(found)) = (*edition == now, instrument.dated.filter(|found| ours.dated != Some(*found))) {
        if ours.dated.is_none() {
            return;
        }
        let args = args![
            "edition" => edition, "instrument" => &instrument.handle, "found" => found.to_string(), "date" => date,
            "pack" => &known.pack,
        ];
        diagnostics.push(Diagnostic::new(&codes::OTHER_DATE, args).at(instrument.span));
    }
}

fn numbers(instrument: &Instrument, row: &Row, known: &Known, diagnostics: &mut Vec<Diagnostic>) {
    let ours = &known.instrument;
    if ours.is_beyond(&row.id) {
        let last = ours.articles.unwrap_or_default() as usize;
        let args = args!["instrument" => &instrument.handle, "row" => &row.id, "last" => last];
        diagnostics.push(Diagnostic::new(&codes::BEYOND_LAST, args).at(row.span));
        return;
    }
    // WHY: an old number may be a new one too; only the subject tells which of the two is meant.
    let present = ours.rows.iter().any(|known| known.number() == row.number() && is_about(known, row));
    if let Some(now) = ours.renumbered(&row.id).filter(|now| !present && is_about(now, row)) {
        let args = args![
            "instrument" => &instrument.handle, "row" => &row.id, "now" => &now.id, "subject" => now.subject.clone(),
        ];
        diagnostics.push(Diagnostic::new(&codes::OLD_NUMBER, args).at(row.span));
        return;
    }
    let same_edition = instrument.edition.is_none() || instrument.edition == ours.edition;
    let Some(same) = ours.rows.iter().find(|known| same_edition && known.id == row.id) else { return };
    if row.strength < same.strength {
        let args = args![
            "instrument" => &instrument.handle, "row" => &row.id, "found" => row.strength.word(),
            "known" => same.strength.word(), "pack" => &known.pack,
        ];
        diagnostics.push(Diagnostic::new(&codes::ABOVE_KNOWN, args).at(row.span));
    }
}

/// Whether two rows are about one thing: a content word of four letters or more in common, or the same Japanese.
fn is_about(known: &Row, row: &Row) -> bool {
    let words = |said: &Said| -> Vec<String> {
        let text = said.en.to_lowercase();
        text.split(|c: char| !c.is_alphanumeric()).filter(|word| word.len() > 3).map(str::to_owned).collect()
    };
    let ours = words(&known.subject);
    words(&row.subject).iter().any(|word| ours.contains(word))
        || (row.subject.ja.is_some() && row.subject.ja == known.subject.ja)
}
