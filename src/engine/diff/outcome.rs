//! A verdict with what makes it weigh, and which way one lies from another.

use std::collections::BTreeSet;

use crate::diagnostic::Level;
use crate::policy::{Modality, PolicySet};
use crate::text::Str;
use crate::verdict::{Evaluation, Truth, Verdict};

/// Which way something differs.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Way {
    /// The second asks for more.
    Stricter,
    /// The second asks for less.
    Looser,
    /// Neither can be said.
    Other,
}

/// A verdict with what makes it weigh.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Outcome {
    /// The verdict.
    pub verdict: Verdict,
    /// Labels that deviate.
    pub deviates: Vec<Str>,
    /// Labels that are unknown.
    pub unknown: Vec<Str>,
    /// How loud it is, where it is open.
    pub level: Option<Level>,
    /// Whether the clause is a `may`, which only notes.
    pub is_note: bool,
}

impl Outcome {
    pub(super) fn of(policies: &PolicySet, evaluation: &Evaluation) -> Option<Self> {
        let clause = policies.expectations.get(evaluation.expectation)?;
        let open = matches!(evaluation.verdict, Verdict::Deviates | Verdict::Unknown);
        let labels = |deviating: bool| {
            let open = evaluation.open.iter().filter(|finding| (finding.truth == Truth::False) == deviating);
            open.map(|finding| finding.label.clone()).collect()
        };
        Some(Self {
            verdict: evaluation.verdict,
            deviates: if open { labels(true) } else { Vec::new() },
            unknown: if open { labels(false) } else { Vec::new() },
            level: open.then_some(clause.level),
            is_note: clause.modality == Modality::May,
        })
    }

    /// How much it weighs: what does not concern a subject least, then what is met, noted, explained, open.
    fn weight(&self) -> (u8, Option<Level>, u8) {
        match self.verdict {
            Verdict::NotInForce => (1, None, 0),
            Verdict::NotApplicable => (2, None, 0),
            Verdict::Complies => (3, None, 0),
            Verdict::Unknown | Verdict::Deviates if self.is_note => {
                (4, None, u8::from(self.verdict == Verdict::Deviates))
            }
            Verdict::Explained => (5, None, 0),
            Verdict::Unknown => (6, self.level, 0),
            Verdict::Deviates => (6, self.level, 1),
        }
    }

    pub(super) fn way(from: Option<&Self>, to: Option<&Self>) -> Way {
        let weight = |outcome: Option<&Self>| outcome.map_or((0, None, 0), Self::weight);
        match weight(from).cmp(&weight(to)) {
            std::cmp::Ordering::Less => Way::Stricter,
            std::cmp::Ordering::Greater => Way::Looser,
            std::cmp::Ordering::Equal => {
                let labels = |outcome: Option<&Self>| -> BTreeSet<Str> {
                    outcome
                        .iter()
                        .flat_map(|outcome| outcome.deviates.iter().chain(&outcome.unknown))
                        .cloned()
                        .collect()
                };
                let (from, to) = (labels(from), labels(to));
                match (to.is_superset(&from), from.is_superset(&to)) {
                    (true, false) => Way::Stricter,
                    (false, true) => Way::Looser,
                    _ => Way::Other,
                }
            }
        }
    }
}

impl Way {
    /// The word in JSON.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::Stricter => "stricter",
            Self::Looser => "looser",
            Self::Other => "other",
        }
    }
}
