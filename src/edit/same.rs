//! Whether two texts say the same but for the one thing that an edit was to change.

use super::{Holder, KEY, Sheet};
use crate::manifest::node::{Document, Kind, NodeId};

/// Whether `after` says what `before` says, where explanation `i` of `before` is the `kept[i]`th of `after`, or gone.
pub(super) fn but_for_list(before: &Sheet, after: &Sheet, kept: &[Option<usize>]) -> bool {
    let (old, new) = match (before.holder(), after.holder()) {
        (Holder::List, Holder::List) => (before.root, after.root),
        (Holder::Key(_, old), Holder::Key(_, new)) if rest(before, after) => (old, new),
        (Holder::NoKey, Holder::Key(..)) => return rest(before, after),
        // The last of the tables `[[explanations]]` takes the key with it.
        (Holder::Key(..), Holder::NoKey) => return kept.iter().all(Option::is_none) && rest(before, after),
        _ => return false,
    };
    let (old_items, new_items) = (before.document.items(old), after.document.items(new));
    kept.len() == old_items.len()
        && old_items.iter().zip(kept).all(|(item, kept)| match kept {
            None => true,
            Some(index) => {
                new_items.get(*index).is_some_and(|other| same(&before.document, *item, &after.document, *other, None))
            }
        })
}

/// Whether `after` says what `before` says but for a field of its explanations, which some did not have.
pub(super) fn but_for_field(before: &Sheet, after: &Sheet, name: &str) -> bool {
    let is_same = |(a, b): (&NodeId, &NodeId)| same(&before.document, *a, &after.document, *b, Some(name));
    let (old, new) = match (before.holder(), after.holder()) {
        (Holder::One, Holder::One) => return is_same((&before.root, &after.root)),
        (Holder::Key(_, old), Holder::Key(_, new)) if rest(before, after) => (old, new),
        (Holder::List, Holder::List) => (before.root, after.root),
        _ => return false,
    };
    let (old, new) = (before.document.items(old), after.document.items(new));
    old.len() == new.len() && old.iter().zip(new).all(is_same)
}

/// Whether everything beside the explanations is the same.
fn rest(before: &Sheet, after: &Sheet) -> bool {
    same(&before.document, before.root, &after.document, after.root, Some(KEY))
}

/// Whether two values are the same, but for the entry `without` of the outermost mapping. An alias is the same where
/// it has the same name: what its anchor says is compared at the anchor.
fn same(a: &Document, x: NodeId, b: &Document, y: NodeId, without: Option<&str>) -> bool {
    let written = |document: &Document, node: NodeId| {
        let span = document.span(node);
        document.source(span.file).and_then(|text| text.get(span.range())).map(str::to_owned)
    };
    match (&a.node(x).kind, &b.node(y).kind) {
        (Kind::Alias(_), Kind::Alias(_)) => written(a, x) == written(b, y),
        (Kind::Null, Kind::Null) => true,
        (Kind::Boolean(p), Kind::Boolean(q)) => p == q,
        (Kind::Number(_), Kind::Number(_)) | (Kind::Text(_), Kind::Text(_)) => a.text(x) == b.text(y),
        (Kind::Sequence(_), Kind::Sequence(_)) => {
            let (p, q) = (a.items(x), b.items(y));
            p.len() == q.len() && p.iter().zip(q).all(|(p, q)| same(a, *p, b, *q, None))
        }
        (Kind::Mapping(_), Kind::Mapping(_)) => {
            let entries = |document: &Document, node| {
                let all = document.entries(node).iter();
                all.filter(|entry| without.is_none() || document.text(entry.key) != without)
                    .copied()
                    .collect::<Vec<_>>()
            };
            let (p, q) = (entries(a, x), entries(b, y));
            p.len() == q.len()
                && p.iter().zip(&q).all(|(p, q)| a.text(p.key) == b.text(q.key) && same(a, p.value, b, q.value, None))
        }
        _ => false,
    }
}
