//! Overlays as data: what one changes, the account it gives, and whether that account holds on a day.

use serde::{Deserialize, Serialize};

use super::{Citation, Cond, Evidence, Force, Modality, OverlayKind, Point};
use crate::calendar::Date;
use crate::diagnostic::Level;
use crate::source::Span;
use crate::text::{Said, Str};

/// Within so many days of its end an account of loosening ends soon.
pub const SOON_DAYS: i64 = 30;

/// `tighten`, `relax` or `drop`, checked.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Overlay {
    /// The pack it stands in.
    pub pack: usize,
    /// Which way.
    pub kind: OverlayKind,
    /// Index in [`PolicySet::expectations`]; none where that pack is not loaded.
    pub target: Option<usize>,
    /// The pack of the clause.
    pub target_pack: String,
    /// The clause.
    pub clause: Str,
    /// A level of its own.
    pub level: Option<Level>,
    /// A modality of its own.
    pub modality: Option<Modality>,
    /// What that modality rests on.
    pub citations: Vec<Citation>,
    /// More points.
    pub also: Vec<Point>,
    /// More evidence.
    pub evidence: Vec<Evidence>,
    /// Another explanation set.
    pub set: Option<usize>,
    /// Other force.
    pub force: Option<Force>,
    /// Points taken away.
    pub without: Vec<Str>,
    /// A narrower scope.
    pub only: Option<Cond>,
    /// Why.
    pub because: Option<Said>,
    /// Which function decided, and when.
    pub decided: Option<(String, Date)>,
    /// Last day.
    pub until: Option<Date>,
    /// Where its last day is written.
    pub until_span: Option<Span>,
    /// Where its decider is written.
    pub decided_span: Option<Span>,
    /// Its first line: `relax jp.aigb/literacy`.
    pub head: Span,
    /// Where it stands.
    pub span: Span,
}

/// What an overlay comes to on a day.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Life {
    /// It owes no account, and holds always.
    Always,
    /// It is decided on a later day.
    NotYet,
    /// It holds.
    Runs,
    /// It holds, and ends in so many days, 0 for today.
    EndsSoon(usize),
    /// Its last day is past.
    Over,
}

impl Life {
    /// Whether the overlay is applied.
    #[must_use]
    pub const fn holds(self) -> bool {
        matches!(self, Self::Always | Self::Runs | Self::EndsSoon(_))
    }

    /// The word in JSON.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::Always | Self::Runs => "in-effect",
            Self::EndsSoon(_) => "expires-soon",
            Self::NotYet => "not-yet-decided",
            Self::Over => "expired",
        }
    }
}

impl Overlay {
    /// `pack/clause` of what it changes, by the clause's name now.
    #[must_use]
    pub fn id(&self) -> String {
        format!("{}/{}", self.target_pack, self.clause)
    }

    /// Whether it holds on a day; only what loosens has an account that begins and ends.
    #[must_use]
    pub fn life(&self, as_of: Date) -> Life {
        if self.kind == OverlayKind::Tighten {
            return Life::Always;
        }
        let (Some((_, on)), Some(until)) = (&self.decided, self.until) else { return Life::Over };
        if *on > as_of {
            return Life::NotYet;
        }
        match as_of.days_until(until) {
            days if days < 0 => Life::Over,
            days if days <= SOON_DAYS => Life::EndsSoon(usize::try_from(days).unwrap_or_default()),
            _ => Life::Runs,
        }
    }

    /// Its lines as the language writes them, those of the account left out: `level warning`, `without told`.
    #[must_use]
    pub fn lines(&self, set: Option<&str>) -> Vec<String> {
        let mut lines = Vec::new();
        lines.extend(self.level.map(|level| format!("level {}", level.word())));
        lines.extend(self.modality.map(|modality| format!("to {}", modality.word())));
        lines.extend(self.also.iter().map(|point| format!("also {}", point.label)));
        lines.extend(self.evidence.iter().map(|evidence| format!("evidence {}", evidence.label)));
        lines.extend(set.map(|set| format!("explanation {set}")));
        lines.extend(self.force.and_then(|force| force.from).map(|from| format!("in force from {from}")));
        lines.extend(self.without.iter().map(|label| format!("without {label}")));
        lines.extend(self.only.is_some().then(|| "only where …".to_owned()));
        lines
    }
}
