//! What only follows from a slip that has been told: a name is not unknown because its declaration could not be read.

use rustc_hash::FxHashSet;

use crate::check::codes;
use crate::diagnostic::{Code, Diagnostic};
use crate::policy::PolicySet;
use crate::source::{SourceMap, Span};
use crate::syntax::tree::{File, Header, Item};
use crate::text::Arg;

/// What says that a name is not there.
const UNKNOWN: [&Code; 13] = [
    &codes::UNKNOWN_PACK,
    &codes::UNKNOWN_TYPE,
    &codes::UNKNOWN_NOUN,
    &codes::UNKNOWN_NAME,
    &codes::UNKNOWN_FIELD,
    &codes::UNKNOWN_ENUM_WORD,
    &codes::UNKNOWN_INSTRUMENT,
    &codes::UNKNOWN_ROW,
    &codes::UNKNOWN_DEFINITION,
    &codes::UNKNOWN_SET,
    &codes::UNKNOWN_CLAUSE,
    &codes::UNKNOWN_LABEL,
    &codes::UNKNOWN_IN_TEST,
];

/// Words at the start of an item among which its name is: `by default explanation NAME`.
const HEAD: usize = 4;

/// The mistakes without those that follow from an item that could not be read, from a file that is part of no pack, or
/// from a pack that is used and not there.
pub(super) fn left_out(
    files: &[File],
    sources: &SourceMap,
    set: &PolicySet,
    diagnostics: Vec<Diagnostic>,
) -> Vec<Diagnostic> {
    let is_unknown = |found: &Diagnostic| UNKNOWN.iter().any(|code| code.id == found.code.id);
    if !diagnostics.iter().any(is_unknown) {
        return diagnostics;
    }
    let is_pack = |name: &str| set.packs.iter().any(|pack| pack.name == name);
    let mut unread: FxHashSet<String> = FxHashSet::default();
    let mut missing: Vec<(&str, Span)> = Vec::new();
    for file in files {
        let is_taken = match &file.header {
            Some(Header::Part { pack, .. }) => is_pack(&pack.text),
            Some(Header::Pack(_) | Header::Schema { .. }) => true,
            None => false,
        };
        for item in &file.items {
            match item {
                Item::Broken(span) => unread.extend(head(sources.slice(*span))),
                Item::Use { pack, .. } if !is_pack(&pack.text) => missing.push((&pack.text, pack.span)),
                _ if !is_taken => unread.extend(name(item).map(str::to_ascii_lowercase)),
                _ => {}
            }
        }
    }
    let text = |found: &Diagnostic, name: &str| match found.arg(name) {
        Some(Arg::Text(text)) => Some(text.to_ascii_lowercase()),
        _ => None,
    };
    let follows = |found: &Diagnostic| {
        let names = ["name", "noun", "record", "enum", "instrument", "word", "clause"];
        let of_unread = names.iter().any(|name| text(found, name).is_some_and(|text| unread.contains(&text)));
        // What the pack would have brought is known by nobody; that it is not there is said where it is used.
        let brings = [&codes::UNKNOWN_INSTRUMENT, &codes::UNKNOWN_DEFINITION, &codes::UNKNOWN_SET];
        let of_missing = !missing.is_empty() && brings.iter().any(|code| code.id == found.code.id);
        let again = found.code.id == codes::UNKNOWN_PACK.id
            && missing.iter().any(|(pack, _)| text(found, "name").as_deref() == Some(pack))
            && !missing.iter().any(|(_, span)| Some(*span) == found.place());
        of_unread || of_missing || again
    };
    diagnostics.into_iter().filter(|found| !is_unknown(found) || !follows(found)).collect()
}

/// The first words of an item, in lower case.
fn head(text: &str) -> impl Iterator<Item = String> {
    let head = text.split(['{', '"']).next().unwrap_or_default();
    head.split_whitespace().take(HEAD).map(str::to_ascii_lowercase)
}

/// The name that an item declares.
fn name(item: &Item) -> Option<&str> {
    Some(match item {
        Item::Instrument(tree) => &tree.handle.text,
        Item::Clauses { handle: name, .. }
        | Item::Record { name, .. }
        | Item::Enum { name, .. }
        | Item::ExplanationSet { name, .. }
        | Item::Definition { word: name, .. } => &name.text,
        Item::Expectation(tree) => &tree.name.text,
        Item::Fixture(tree) => &tree.name.text,
        _ => return None,
    })
}
