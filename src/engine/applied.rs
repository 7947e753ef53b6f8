//! Which clauses applied to something anywhere in a run: the verdicts of one manifest do not show it.

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::args;
use crate::diagnostic::Diagnostic;
use crate::engine::codes;
use crate::engine::discover::first_of;
use crate::judge::Judgement;
use crate::policy::PolicySet;
use crate::report::Unapplied;
use crate::source::Span;
use crate::verdict::Verdict;

/// The policies of the manifests that were judged, with the clauses that applied to something.
#[derive(Default)]
pub(super) struct Applied {
    by: Vec<(Arc<PolicySet>, Vec<bool>)>,
}

/// For each clause, whether it applies to a subject of one manifest, here or in the repository that answers for it;
/// none if the judgement was given up.
pub(super) fn applies(policies: &PolicySet, judgement: &Judgement) -> Option<Vec<bool>> {
    if judgement.gave_up.is_some() {
        return None;
    }
    let mut applies = vec![false; policies.expectations.len()];
    for evaluation in &judgement.evaluations {
        if let Some(clause) = applies.get_mut(evaluation.expectation) {
            *clause |= evaluation.verdict != Verdict::NotApplicable || evaluation.elsewhere;
        }
    }
    Some(applies)
}

impl Applied {
    /// Takes in what applied in one manifest.
    pub(super) fn join(&mut self, policies: &Arc<PolicySet>, applies: Vec<bool>) {
        match self.by.iter_mut().find(|(known, _)| Arc::ptr_eq(known, policies)) {
            None => self.by.push((Arc::clone(policies), applies)),
            Some((_, known)) => known.iter_mut().zip(applies).for_each(|(known, applies)| *known |= applies),
        }
    }

    /// Of each pack the clauses that applied to nothing; and what there is to tell of them: a note on those of the
    /// repository's own packs, which somebody here can correct, and an error if nothing applied at all. `is_own` tells
    /// the packs of the repository from those of others.
    pub(super) fn unapplied(&self, is_own: impl Fn(&str) -> bool) -> (Vec<Unapplied>, Vec<Diagnostic>) {
        let mut packs: BTreeMap<&str, BTreeMap<&str, (Span, bool)>> = BTreeMap::new();
        for (policies, applied) in &self.by {
            for (clause, applied) in policies.expectations.iter().zip(applied) {
                let Some(pack) = policies.packs.get(clause.pack) else { continue };
                let known = packs.entry(&pack.name).or_default().entry(&clause.id).or_insert((clause.name_span, false));
                known.1 |= applied;
            }
        }
        let nothing = !packs.is_empty() && !packs.values().flat_map(BTreeMap::values).any(|(_, applied)| *applied);
        let mut diagnostics = Vec::new();
        if nothing {
            diagnostics.push(Diagnostic::new(&codes::NOTHING_JUDGED, Vec::new()));
        }
        let mut unapplied = Vec::new();
        for (pack, clauses) in packs {
            let of = clauses.len();
            let (clauses, places): (Vec<String>, Vec<Span>) = clauses
                .into_iter()
                .filter(|(_, (_, applied))| !applied)
                .map(|(id, (place, _))| (id.to_owned(), place))
                .unzip();
            if clauses.is_empty() {
                continue;
            }
            if is_own(pack) && !nothing {
                diagnostics.push(note(&clauses, &places));
            }
            unapplied.push(Unapplied { pack: pack.to_owned(), clauses, of });
        }
        (unapplied, diagnostics)
    }
}

/// The note on clauses of an own pack, where they stand.
fn note(clauses: &[String], places: &[Span]) -> Diagnostic {
    let first = clauses.first().map_or("", String::as_str);
    let args = args!["names" => first_of(clauses), "count" => clauses.len(), "first" => first];
    places.iter().fold(Diagnostic::new(&codes::APPLIES_TO_NOTHING, args), |said, place| said.at(*place))
}
