//! Which packs use which: the order in which definitions may build on one another and overlays are applied.

use crate::args;
use crate::check::{Parts, codes};
use crate::diagnostic::Diagnostic;
use crate::policy::PolicySet;
use crate::source::Span;
use crate::syntax::tree::Item;

/// Notes in each pack which packs it uses; gives all packs in an order in which what is used comes first.
pub(super) fn order(packs: &[Parts<'_>], set: &mut PolicySet, diagnostics: &mut Vec<Diagnostic>) -> Vec<usize> {
    for (pack, parts) in set.packs.iter_mut().zip(packs) {
        // The first is the pack itself.
        pack.uses = parts.visible.iter().skip(1).copied().collect();
    }
    let mut walk = Walk { packs, set, diagnostics, way: Vec::new(), order: Vec::new() };
    for pack in 0..packs.len() {
        walk.visit(pack);
    }
    walk.order
}

struct Walk<'a> {
    packs: &'a [Parts<'a>],
    set: &'a PolicySet,
    diagnostics: &'a mut Vec<Diagnostic>,
    /// From the pack that was begun with to the one looked at.
    way: Vec<usize>,
    order: Vec<usize>,
}

impl Walk<'_> {
    fn visit(&mut self, first: usize) {
        let uses = |set: &PolicySet, pack: usize| set.packs.get(pack).map(|pack| pack.uses.clone()).unwrap_or_default();
        let mut open = vec![(first, uses(self.set, first).into_iter())];
        if self.order.contains(&first) {
            return;
        }
        self.way = vec![first];
        while let Some((pack, rest)) = open.last_mut() {
            let pack = *pack;
            match rest.next() {
                Some(used) if self.way.contains(&used) => self.circle(pack, used),
                Some(used) if self.order.contains(&used) => {}
                Some(used) => {
                    self.way.push(used);
                    open.push((used, uses(self.set, used).into_iter()));
                }
                None => {
                    self.order.push(pack);
                    self.way.pop();
                    open.pop();
                }
            }
        }
    }

    fn circle(&mut self, from: usize, to: usize) {
        let name = |pack: &usize| self.set.packs.get(*pack).map(|pack| pack.name.clone()).unwrap_or_default();
        let begins = self.way.iter().position(|pack| *pack == to).unwrap_or_default();
        let mut names: Vec<String> = self.way.iter().skip(begins).map(|pack| format!("`{}`", name(pack))).collect();
        names.push(format!("`{}`", name(&to)));
        let diagnostic = Diagnostic::new(&codes::CYCLIC_USE, args!["packs" => names]);
        self.diagnostics.push(match self.place(from, &name(&to)) {
            Some(place) => diagnostic.at(place),
            None => diagnostic,
        });
    }

    /// Where a pack writes `use` of another.
    fn place(&self, from: usize, name: &str) -> Option<Span> {
        self.packs.get(from)?.items.iter().find_map(|item| match item {
            Item::Use { pack, .. } if pack.text == name => Some(pack.span),
            _ => None,
        })
    }
}
