//! Overlays at work: policies as loaded to policies as a day judges by them. An account that has ended, or is not yet
//! given, changes nothing: the clause of its pack holds, and that is said.
//!
//! That an overlay is sound, and goes the way its word says, was checked when it was loaded.

use crate::args;
use crate::calendar::Date;
use crate::diagnostic::Diagnostic;
use crate::manifest::Facts;
use crate::manifest::facts::Found;
use crate::policy::{Life, Overlay, OverlayKind, PolicySet};
use crate::schema::Schema;

pub mod codes;

/// The policies of a run as of a day: every overlay that holds is applied to its clause, layer after layer.
#[must_use]
pub fn apply(policies: &PolicySet, as_of: Date) -> PolicySet {
    apply_where(policies, as_of, |_| true, |_| true)
}

/// The policies of a run as if no overlay loosened anything: what tightens stays.
#[must_use]
pub fn unloosened(mut policies: PolicySet) -> PolicySet {
    policies.overlays.retain(|overlay| overlay.kind == OverlayKind::Tighten);
    policies
}

/// What a pack decides by itself, as of a day: its own clauses, and those that it overlays, as its own overlays and those
/// of the packs that it uses leave them.
#[must_use]
pub fn apply_for(policies: &PolicySet, pack: usize, as_of: Date) -> PolicySet {
    let below = policies.below(pack);
    let own = |index: usize| {
        policies.expectations.get(index).is_some_and(|clause| clause.pack == pack)
            || policies.overlays.iter().any(|overlay| overlay.pack == pack && overlay.target == Some(index))
    };
    apply_where(policies, as_of, |overlay| below.contains(&overlay.pack), own)
}

/// What a pack and those that it uses say by themselves, among policies that say more: the same schema, and neither the
/// clauses nor the overlays of other packs.
#[must_use]
pub fn only(policies: &PolicySet, pack: usize) -> PolicySet {
    let below = policies.below(pack);
    let mut kept = policies.clone();
    kept.expectations.retain(|clause| below.contains(&clause.pack));
    kept.overlays.retain(|overlay| below.contains(&overlay.pack));
    kept.tests.retain(|test| below.contains(&test.pack));
    let place = |target: usize| {
        let id = &policies.expectations.get(target)?.id;
        kept.expectations.iter().position(|clause| clause.id == *id)
    };
    for overlay in &mut kept.overlays {
        overlay.target = overlay.target.and_then(place);
    }
    kept
}

fn apply_where(
    base: &PolicySet,
    as_of: Date,
    takes_part: impl Fn(&Overlay) -> bool,
    is_judged: impl Fn(usize) -> bool,
) -> PolicySet {
    let mut applied = base.clone();
    let mut dropped = vec![false; base.expectations.len()];
    for (index, overlay) in base.overlays.iter().enumerate() {
        let Some(target) = overlay.target.filter(|_| takes_part(overlay) && overlay.life(as_of).holds()) else {
            continue;
        };
        if let Some(clause) = applied.expectations.get_mut(target) {
            clause.change(base, index);
        }
        if let Some(dropped) = dropped.get_mut(target).filter(|_| overlay.kind == OverlayKind::Drop) {
            *dropped = true;
        }
    }
    let mut places = Vec::with_capacity(dropped.len());
    let clauses = std::mem::take(&mut applied.expectations);
    for (index, (clause, dropped)) in clauses.into_iter().zip(dropped).enumerate() {
        let stays = !dropped && is_judged(index);
        places.push(stays.then_some(applied.expectations.len()));
        if stays {
            applied.expectations.push(clause);
        } else if dropped {
            applied.dropped.push(clause);
        }
    }
    for overlay in &mut applied.overlays {
        overlay.target = overlay.target.and_then(|target| places.get(target).copied().flatten());
    }
    applied
}

/// What there is to say of the accounts of loosening on a day: those that have ended, end soon, or are not yet given.
#[must_use]
pub fn accounts(policies: &PolicySet, as_of: Date) -> Vec<Diagnostic> {
    let said = |overlay: &Overlay| {
        let args = |date: Date| {
            args![
                "kind" => overlay.kind.word(), "clause" => overlay.id(), "pack" => &overlay.target_pack,
                "date" => date.to_string(), "today" => as_of.to_string(),
            ]
        };
        let until = |code, date| Diagnostic::new(code, args(date)).at(overlay.until_span.unwrap_or(overlay.head));
        match (overlay.life(as_of), overlay.until, &overlay.decided) {
            (Life::Over, Some(end), _) => Some(until(&codes::EXPIRED, end)),
            (Life::EndsSoon(days), Some(end), _) => {
                let mut diagnostic = until(&codes::EXPIRES_SOON, end);
                diagnostic.args.push(("days", days.into()));
                Some(diagnostic)
            }
            (Life::NotYet, _, Some((_, on))) => {
                let place = overlay.decided_span.unwrap_or(overlay.head);
                Some(Diagnostic::new(&codes::NOT_YET_DECIDED, args(*on)).at(place))
            }
            _ => None,
        }
    };
    policies.overlays.iter().filter_map(said).collect()
}

/// The accounts that name a function which no role of a manifest has; a manifest without roles says nothing about it.
#[must_use]
pub fn deciders(policies: &PolicySet, facts: &Facts, as_of: Date) -> Vec<Diagnostic> {
    let Some(functions) = functions(&policies.schema, facts) else { return Vec::new() };
    let in_effect = policies.overlays.iter().filter(|overlay| overlay.life(as_of).holds());
    in_effect
        .filter_map(|overlay| {
            let (function, _) = overlay.decided.as_ref().filter(|(function, _)| !functions.contains(function))?;
            let args = args!["kind" => overlay.kind.word(), "clause" => overlay.id(), "function" => function];
            let place = overlay.decided_span.unwrap_or(overlay.head);
            Some(Diagnostic::new(&codes::NOBODY_DECIDES, args).at(place))
        })
        .collect()
}

/// The functions of the roles of a manifest; none where it has no roles.
fn functions(schema: &Schema, facts: &Facts) -> Option<Vec<String>> {
    if schema.records.is_empty() {
        return None;
    }
    let list = schema.find_field(Schema::ROOT, "roles")?;
    let entry = facts.entry(facts.root()?, list)?;
    let roles = facts.document.items(entry.value);
    let record = schema.find_record("Role")?;
    let field = schema.find_field(record, "function")?;
    let function = |role| match facts.field(schema, role, record, field) {
        Found::Value(value) => facts.document.text(value).map(|text| text.trim().to_owned()),
        Found::Absent | Found::Declined(_) | Found::Malformed(_) => None,
    };
    (!roles.is_empty()).then(|| roles.iter().filter_map(|role| function(*role)).collect())
}
