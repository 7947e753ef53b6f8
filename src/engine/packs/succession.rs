//! Whether a version of a pack may follow another: ids never die, and the number says what changed (language.md 13).

use std::collections::BTreeSet;

use crate::args;
use crate::diagnostic::Diagnostic;
use crate::engine::packs::codes;

use crate::policy::{Expectation, OverlayKind, PolicySet, fingerprint, overlay_print, version};
use crate::schema::Schema;
use crate::text::Str;

/// What changed from one version of a pack to the next.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Succession {
    /// Ids that the newer version neither has nor names in `formerly`.
    pub lost: Vec<String>,
    /// Clauses that it adds.
    pub added: Vec<String>,
    /// Clauses that ask something else than before.
    pub changed: Vec<String>,
    /// Overlays that are new, are other than before, or are gone: `drop jp.aigb/use-limits until 2027-03-31`.
    pub overlays: Vec<String>,
    /// Of these, what asks for less than before, where that can be told from the overlays alone.
    pub looser: Vec<String>,
    /// Fields and words of the manifest that it takes away: `Role.trained`.
    pub broken: Vec<String>,
}

/// Compares two versions of a pack, each loaded by itself.
#[must_use]
pub fn succession(name: &str, old: &PolicySet, new: &PolicySet) -> Succession {
    let mut found = of_ids(&locked(name, old), name, new);
    for clause in clauses(name, old) {
        let follows = clauses(name, new).find(|next| next.name == clause.name || next.formerly.contains(&clause.name));
        let asks = |set: &PolicySet, clause: &Expectation| (fingerprint(set, clause), clause.level);
        if follows.is_some_and(|next| asks(new, next) != asks(old, clause)) {
            found.changed.push(clause.name.to_string());
        }
    }
    let new_shape = shape(&new.schema);
    found.broken = shape(&old.schema).into_iter().filter(|part| !new_shape.contains(part)).collect();
    if old.schema.version != new.schema.version {
        found.broken.push(format!("{} {}", old.schema.name, old.schema.version));
    }
    found
}

/// Compares the ids of an earlier version with a newer one, where no more is known of the earlier one.
#[must_use]
pub fn of_ids(old: &[String], name: &str, new: &PolicySet) -> Succession {
    let kept = ids(name, new);
    let lost = old.iter().filter(|id| !is_overlay(id) && !kept.contains(id)).cloned().collect();
    let is_new = |clause: &&Expectation| {
        let had = |id: &Str| old.iter().any(|known| *known == *id);
        !had(&clause.name) && !clause.formerly.iter().any(had)
    };
    let added = clauses(name, new).filter(is_new).map(|clause| clause.name.to_string()).collect();
    let (before, after): (Vec<&String>, Vec<String>) =
        (old.iter().filter(|id| is_overlay(id)).collect(), overlays(name, new));
    let mut found = Succession { lost, added, ..Succession::default() };
    for entry in after.iter().filter(|entry| !before.contains(entry)) {
        found.overlays.push(shown(entry));
        if !entry.starts_with(OverlayKind::Tighten.word()) {
            found.looser.push(shown(entry));
        }
    }
    for entry in before.into_iter().filter(|entry| !after.contains(entry)) {
        // An overlay that became another one is in the list already.
        if after.iter().any(|other| target(other) == target(entry)) {
            continue;
        }
        found.overlays.push(shown(entry));
    }
    for entry in old.iter().filter(|id| id.starts_with(OverlayKind::Tighten.word()) && is_overlay(id)) {
        let is_there = after.iter().any(|other| kind(other) == kind(entry) && target(other) == target(entry));
        if !is_there {
            found.looser.push(format!("no more {}", shown(entry)));
        }
    }
    found
}

/// What the lock holds of a pack by name: its ids, and its overlays, each with what it changes as a print.
#[must_use]
pub fn locked(name: &str, policies: &PolicySet) -> Vec<String> {
    let mut all = ids(name, policies);
    all.extend(overlays(name, policies));
    all
}

/// The ids that a pack answers to, the old ones included, sorted.
#[must_use]
pub fn ids(name: &str, policies: &PolicySet) -> Vec<String> {
    let of = clauses(name, policies).flat_map(|clause| std::iter::once(&clause.name).chain(&clause.formerly));
    let sorted: BTreeSet<&Str> = of.collect();
    sorted.into_iter().map(Str::to_string).collect()
}

impl Succession {
    /// What is wrong with it, if the versions are these: ids that are lost, and a number that says too little.
    #[must_use]
    pub fn faults(&self, name: &str, from: &str, to: &str) -> Vec<Diagnostic> {
        let mut faults = Vec::new();
        if !self.lost.is_empty() {
            let args = args!["name" => name, "from" => from, "to" => to, "ids" => quoted(&self.lost)];
            faults.push(Diagnostic::new(&codes::IDS_LOST, args));
        }
        let (least, because) = if !self.broken.is_empty() {
            (0, &self.broken)
        } else if !self.added.is_empty() {
            (1, &self.added)
        } else if !self.changed.is_empty() {
            (1, &self.changed)
        } else {
            (1, &self.overlays)
        };
        let is_enough = version::raised(from, to).is_some_and(|raised| raised <= least);
        if !because.is_empty() && !is_enough {
            let next = version::next(from, least);
            let args = args!["name" => name, "from" => from, "to" => to, "least" => next, "changes" => quoted(because)];
            faults.push(Diagnostic::new(&codes::TOO_LOW, args));
        }
        faults
    }
}

fn clauses<'a>(name: &'a str, policies: &'a PolicySet) -> impl Iterator<Item = &'a Expectation> {
    let pack = policies.packs.iter().position(|pack| pack.name == name);
    policies.expectations.iter().filter(move |clause| Some(clause.pack) == pack)
}

/// The overlays of a pack as the lock writes them: `drop jp.aigb/use-limits until 2027-03-31 a0123456789b`.
fn overlays(name: &str, policies: &PolicySet) -> Vec<String> {
    let pack = policies.packs.iter().position(|pack| pack.name == name);
    let of_pack = policies.overlays.iter().filter(|overlay| Some(overlay.pack) == pack);
    let written: BTreeSet<String> = of_pack
        .map(|overlay| {
            let until = overlay.until.map(|until| format!(" until {until}")).unwrap_or_default();
            format!("{} {}{until} {}", overlay.kind.word(), overlay.id(), overlay_print(policies, overlay))
        })
        .collect();
    written.into_iter().collect()
}

/// No id has a space.
fn is_overlay(entry: &str) -> bool {
    entry.contains(' ')
}

/// An overlay without its print.
fn shown(entry: &str) -> String {
    entry.rsplit_once(' ').map_or_else(|| entry.to_owned(), |(shown, _)| shown.to_owned())
}

fn kind(entry: &str) -> Option<&str> {
    entry.split(' ').next()
}

fn target(entry: &str) -> Option<&str> {
    entry.split(' ').nth(1)
}

/// Every field and every word that a manifest may write.
fn shape(schema: &Schema) -> BTreeSet<String> {
    let fields = schema.fields.iter().map(|field| format!("{}.{}", schema.record(field.record).name, field.name));
    let words = schema.enums.iter().flat_map(|of| of.words.iter().map(|word| format!("{}: {}", of.name, word.word)));
    fields.chain(words).collect()
}

fn quoted(names: &[String]) -> Vec<String> {
    names.iter().map(|name| format!("`{name}`")).collect()
}
