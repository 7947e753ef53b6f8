//! Layers in a report: which pack decided a verdict, and what overlays loosen with which account.

use crate::calendar::Date;
use crate::policy::{Expectation, Life, OverlayKind, PolicySet};
use crate::source::Span;
use crate::text::{Lang, Said};

/// The layer that decided a verdict: the pack that last changed the clause, and how.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DecidedBy {
    /// The pack.
    pub pack: String,
    /// Its overlay; none where the clause stands as its own pack has it.
    pub overlay: Option<OverlayKind>,
}

impl DecidedBy {
    /// Of a clause to which overlays have been applied.
    #[must_use]
    pub fn of(policies: &PolicySet, clause: &Expectation) -> Self {
        let decider = policies.decider(clause);
        let pack = decider.map_or(clause.pack, |overlay| overlay.pack);
        let pack = policies.packs.get(pack).map(|pack| pack.name.clone()).unwrap_or_default();
        Self { pack, overlay: decider.map(|overlay| overlay.kind) }
    }
}

/// An overlay that loosens, with its account.
#[derive(Clone, Debug, PartialEq)]
pub struct Loosened {
    /// The pack of the overlay.
    pub pack: String,
    /// `relax` or `drop`.
    pub kind: OverlayKind,
    /// `pack/clause`
    pub expectation: String,
    /// What it changes, as the language writes it: `level warning`.
    pub changes: Vec<String>,
    /// Why.
    pub because: Said,
    /// The function that decided.
    pub function: String,
    /// When it was decided.
    pub decided: Date,
    /// Its last day.
    pub until: Date,
    /// Whether it holds.
    pub life: Life,
    /// Where it stands.
    pub place: Span,
}

impl Loosened {
    /// Every overlay of some policies that loosens, as of a day.
    #[must_use]
    pub fn all(policies: &PolicySet, as_of: Date) -> Vec<Self> {
        let loosens = policies.overlays.iter().filter(|overlay| overlay.kind != OverlayKind::Tighten);
        let account = loosens.filter_map(|overlay| {
            let (function, decided) = overlay.decided.clone()?;
            let set = overlay.set.and_then(|set| policies.sets.get(set)).map(|set| set.name.as_str());
            Some(Self {
                pack: policies.packs.get(overlay.pack)?.name.clone(),
                kind: overlay.kind,
                expectation: overlay.id(),
                changes: overlay.lines(set),
                because: overlay.because.clone()?,
                function,
                decided,
                until: overlay.until?,
                life: overlay.life(as_of),
                place: overlay.head,
            })
        });
        account.collect()
    }

    /// One line for people.
    pub(super) fn line(&self, lang: Lang) -> String {
        let Self { pack, expectation, function, decided, until, .. } = self;
        let because = self.because.get(lang).split_whitespace().collect::<Vec<_>>().join(" ");
        let (en, ja) = match self.kind {
            OverlayKind::Drop => ("dropped", "削除"),
            OverlayKind::Relax | OverlayKind::Tighten => ("relaxed", "緩和"),
        };
        match lang {
            Lang::En => {
                let changes =
                    if self.changes.is_empty() { String::new() } else { format!(" ({})", self.changes.join(", ")) };
                let state = match self.life {
                    Life::Over => format!("until {until}, which is past: not applied"),
                    Life::NotYet => format!("until {until}, not yet decided: not applied"),
                    Life::Always | Life::Runs | Life::EndsSoon(_) => format!("until {until}"),
                };
                format!(
                    "{expectation} is {en} by {pack}{changes} {state}; decided by {function} on {decided}: {because}"
                )
            }
            Lang::Ja => {
                let changes =
                    if self.changes.is_empty() { String::new() } else { format!("（{}）", self.changes.join("、")) };
                let state = match self.life {
                    Life::Over => format!("{until} まで。期限切れのため適用しない"),
                    Life::NotYet => format!("{until} まで。決定前のため適用しない"),
                    Life::Always | Life::Runs | Life::EndsSoon(_) => format!("{until} まで"),
                };
                format!("{expectation}: {pack} により{ja}{changes}、{state}。{decided} {function} 決定: {because}")
            }
        }
    }
}
