//! What the embedded packs know of instruments that other packs declare too.

use crate::check::{Known, check, names};
use crate::embedded;
use crate::limits::Limits;
use crate::policy::{Instrument, PolicySet};
use crate::source::{SourceMap, SourceText, Span};
use crate::syntax::tree::{File, Item};

/// The instruments of embedded packs that own packs declare too. An embedded pack is read for this only if its text names
/// such an instrument, so that nobody else waits for it; of several versions the newest is.
pub(super) fn instruments(policies: &PolicySet, own: &dyn Fn(usize) -> bool, limits: &Limits) -> Vec<Known> {
    let is_own = |instrument: &&Instrument| instrument.packs.iter().any(|pack| own(*pack));
    let theirs = policies.instruments.iter().filter(is_own);
    // Handles stand behind `instrument`, titles in quotes; both as they are written.
    let names: Vec<String> = theirs
        .flat_map(|own| [' ', '"'].map(|before| names(own).map(move |name| format!("{before}{name}"))))
        .flatten()
        .collect();
    let mut known = Vec::new();
    for pack in embedded::names().into_iter().filter_map(embedded::newest) {
        if !pack.files.iter().any(|(_, text)| names.iter().any(|named| stands(text, named))) {
            continue;
        }
        let mut sources = SourceMap::default();
        let files = pack.files.iter().chain(embedded::schema());
        let trees =
            files.filter_map(|(path, text)| embedded::tree(path, sources.add(*path, SourceText::Embedded(text))));
        let trees: Vec<File> = trees.collect();
        let shipped = check(&trees, &sources, limits).value;
        let instruments = shipped.instruments.into_iter();
        known.extend(instruments.map(|instrument| Known { pack: pack.name.to_owned(), instrument }));
    }
    known
}

/// Whether a name stands in a text, and not only as the beginning of another.
fn stands(text: &str, name: &str) -> bool {
    let goes_on = |rest: &str| rest.starts_with(|c: char| c.is_alphanumeric() || c == '-' || c == '_');
    text.match_indices(name).any(|(at, _)| text.get(at + name.len()..).is_some_and(|rest| !goes_on(rest)))
}

/// Where tables map to instruments that an embedded pack declares, whether it is loaded or not.
pub(super) fn mapped(trees: &[File]) -> Vec<Span> {
    let rows = trees.iter().flat_map(|tree| &tree.items).flat_map(|item| match item {
        Item::Clauses { rows, .. } => rows.as_slice(),
        _ => &[],
    });
    let handles = rows.flat_map(|row| &row.maps).map(|(handle, _)| handle);
    handles.filter(|handle| embedded::has_instrument(&handle.text)).map(|handle| handle.span).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_that_only_begins_another_does_not_stand_there() {
        let text =
            "instrument AIGB-DRAFT {\n  title \"AI guidelines (draft)\"\n  title ja \"個人情報の保護に関する法律\"";
        assert!(!stands(text, " AIGB") && stands(text, " AIGB-DRAFT"));
        assert!(!stands(text, "\"AI guide") && stands(text, "\"AI guidelines"));
        assert!(!stands(text, "\"個人情報") && stands(text, "\"個人情報の保護に関する法律"));
    }
}
