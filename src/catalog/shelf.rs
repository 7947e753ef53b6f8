//! Pages of the packs that the binary carries, also of those that the run does not judge by.
//!
//! Each pack is read by itself: two packs, and two versions of one, may name a thing alike.

use super::Page;
use crate::embedded::{self, Folder};
use crate::engine::packs::{Extent, Origin, load};
use crate::limits::Limits;
use crate::policy::{PolicySet, version};
use crate::source::SourceMap;
use crate::text::Lang;
use crate::workspace::memory::Memory;

/// The page of a clause, point, pack, instrument or row of an embedded pack; `jp.aigb@1.1` names a version, all else is
/// looked for in the newest. Packs of `known` have been looked through, unless a version is asked for.
pub(super) fn page(known: &PolicySet, id: &str, lang: Lang) -> Option<String> {
    let (pack, asked) = version::split(id);
    // `jp.aigb@1.1/clause`: the version ends where the clause begins.
    let (asked, rest) = asked.split_once('/').map_or((asked, None), |(asked, rest)| (asked, Some(rest)));
    if let Some(folder) = embedded::find(pack, asked).filter(|_| !asked.is_empty()) {
        let within = rest.map_or_else(|| pack.to_owned(), |rest| format!("{pack}/{rest}"));
        return page_of(folder, &within, lang);
    }
    others(known).find_map(|folder| page_of(folder, id, lang))
}

/// Names of the embedded packs, of their versions, clauses and instruments; without those of the packs of `known`.
pub(super) fn names(known: &PolicySet) -> Vec<String> {
    let mut names: Vec<String> = embedded::packs().iter().map(|folder| folder.spelling()).collect();
    for folder in others(known) {
        let (policies, _) = read(folder);
        names.extend(policies.expectations.into_iter().flat_map(|clause| [clause.id.into(), clause.name.into()]));
        names.extend(policies.instruments.into_iter().map(|instrument| instrument.handle));
    }
    names
}

fn others(known: &PolicySet) -> impl Iterator<Item = &'static Folder> {
    let is_known = |name: &str| known.packs.iter().any(|pack| pack.name == name);
    embedded::names().into_iter().filter(move |name| !is_known(name)).filter_map(embedded::newest)
}

fn page_of(folder: &Folder, id: &str, lang: Lang) -> Option<String> {
    let (policies, sources) = read(folder);
    Page { policies: &policies, sources: &sources, lang }.of_pack(id)
}

/// An embedded pack by itself, with its texts.
pub(super) fn read(folder: &Folder) -> (PolicySet, SourceMap) {
    let (name, mut sources, limits) = (folder.spelling(), SourceMap::default(), Limits::default());
    let origin = Origin::Named { name: &name, place: None };
    // An embedded pack is sound: its tests say so.
    let mut diagnostics = Vec::new();
    let loaded = load(&Memory::default(), &[origin], Extent::Clauses, &mut sources, &limits, &mut diagnostics);
    (loaded.policies, sources)
}
