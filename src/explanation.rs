//! Explanations: read from the manifest and from files of their own, judged on their own, then reconciled with the
//! evaluations. Evaluation never sees one; one function decides what an explanation is worth.

mod assess;
mod budget;
pub mod codes;
mod criteria;
mod deciders;
mod messages;
mod read;
mod reconcile;
mod record;
mod sameness;
mod stock;
#[cfg(test)]
mod tests;
pub use assess::{NOT_KNOWN, needed};
pub use budget::{Budget, over_budget};
pub use codes::diagnostics;
pub use criteria::Check;
pub use deciders::{Decider, deciders, may_have_an_owner};
pub use read::{read, without, wrap};
pub use reconcile::{parts, reconcile};
pub use record::{holds_more, record};

use crate::calendar::{Date, When};
use crate::source::Span;
use crate::text::Message;

/// A value of an explanation and where it stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Located<T> {
    /// The value.
    pub value: T,
    /// Where.
    pub span: Span,
}

/// A document that an explanation names; only a file is read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Exhibit {
    /// Its path in the repository.
    File(String),
    /// Its address.
    Address(String),
    /// Who holds it.
    Holder(String),
}

/// The organisation's account of a deviation, as written. Every field but the id may be missing.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Explanation {
    /// Its id.
    pub id: Located<String>,
    /// `pack/clause#point` or `pack/clause`.
    pub expectation: Option<Located<String>>,
    /// One subject or several.
    pub about: Vec<Located<String>>,
    /// One of [`crate::policy::KINDS`].
    pub kind: Option<Located<String>>,
    /// Prose fields that are there, by name: `reason`, `risk`, `instead`, `plan`, `conflicts_with`, `where`, `departs`,
    /// `revisit_when`. A field given in several languages is here once for each, English first.
    pub prose: Vec<(&'static str, Located<String>)>,
    /// Documents named as evidence.
    pub evidence: Vec<Located<Exhibit>>,
    /// Id of the deciding role.
    pub role: Option<Located<String>>,
    /// Name of the decider.
    pub by: Option<Located<String>>,
    /// When it was decided.
    pub decided: Option<Located<When>>,
    /// In the order in which they are written.
    pub renewals: Vec<Renewal>,
    /// The record of the decision.
    pub record: Option<Located<Exhibit>>,
    /// The print of the clause that it was written for.
    pub fingerprint: Option<Located<String>>,
    /// Last day.
    pub until: Option<Located<When>>,
    /// Instead of `until`, with `revisit_when`.
    pub revisit_by: Option<Located<When>>,
    /// Kept out of public reports.
    pub internal: bool,
    /// The whole block.
    pub span: Span,
}

/// A decision to keep an explanation for longer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Renewal {
    /// When.
    pub date: Option<Located<When>>,
    /// Id of the role that decided.
    pub by: Option<Located<String>>,
    /// What changed since, in each language that is given.
    pub changed: Vec<Located<String>>,
    /// The whole entry.
    pub span: Span,
}

impl Explanation {
    /// A prose field by its name, if it is there; of several languages the first.
    #[must_use]
    pub fn prose(&self, name: &str) -> Option<&Located<String>> {
        self.prose.iter().find(|(field, _)| *field == name).map(|(_, text)| text)
    }

    /// The date it ends on, that day included: `until` or `revisit_by`, the earlier of the two.
    #[must_use]
    pub fn end(&self) -> Option<&Located<When>> {
        self.until.iter().chain(&self.revisit_by).min_by_key(|end| end.value.last)
    }

    /// The first day of the latest decision by a day: the first one, or a renewal that has taken place.
    #[must_use]
    pub fn decided_last(&self, as_of: Date) -> Option<Date> {
        let renewals = self.renewals.iter().filter_map(|renewal| renewal.date.as_ref());
        let past = renewals.filter(|date| date.value.last <= as_of).map(|date| date.value.first);
        Some(past.fold(self.decided.as_ref()?.value.first, Date::max))
    }
}

/// What an explanation is worth (language.md 7.5), the gravest first. Two states say how far a fault goes, and share
/// their word with a lighter one.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum State {
    /// Names a clause, point or subject that does not exist.
    Dangling,
    /// For a `must`, or of a kind the set refuses.
    Inadmissible,
    /// Says word for word what an earlier explanation says.
    Copied,
    /// A field is missing, a placeholder or too short; or an open point is not mentioned.
    Insufficient,
    /// The role is not found, has the wrong function, or is the owner where four eyes are asked.
    Unapproved,
    /// Its dates contradict one another, or the manifest says the opposite.
    Contradictory,
    /// Renewed too often, or without anything having changed.
    Perpetual,
    /// Beyond what the set allows.
    OverLong,
    /// Its last day is past.
    Expired,
    /// The clause has changed since it was written, and the time to look again is over.
    Lapsed,
    /// The clause does not apply, is not in force, or is `may`.
    Unused,
    /// Everything it names complies now.
    Overtaken,
    /// Says nearly what another explanation says, or is itself copied by later ones.
    Boilerplate,
    /// Says the clause again.
    Restating,
    /// Names subjects or points that do not deviate.
    OverBroad,
    /// The clause has changed since it was written.
    Outdated,
    /// Ends within 30 days.
    ExpiresSoon,
    /// Everything holds.
    Accepted,
}

impl State {
    /// Every state with its word.
    pub const ALL: [(&'static str, Self); 18] = [
        ("dangling", Self::Dangling),
        ("inadmissible", Self::Inadmissible),
        ("boilerplate", Self::Copied),
        ("insufficient", Self::Insufficient),
        ("unapproved", Self::Unapproved),
        ("contradictory", Self::Contradictory),
        ("perpetual", Self::Perpetual),
        ("over-long", Self::OverLong),
        ("expired", Self::Expired),
        ("outdated", Self::Lapsed),
        ("unused", Self::Unused),
        ("overtaken", Self::Overtaken),
        ("boilerplate", Self::Boilerplate),
        ("restating", Self::Restating),
        ("over-broad", Self::OverBroad),
        ("outdated", Self::Outdated),
        ("expires-soon", Self::ExpiresSoon),
        ("accepted", Self::Accepted),
    ];

    /// The word of the design.
    #[must_use]
    pub fn word(self) -> &'static str {
        Self::ALL.iter().find(|(_, state)| *state == self).map_or("", |(word, _)| word)
    }

    /// Whether an explanation in this state still makes a verdict `explained`: what is left is hygiene, and only reported.
    #[must_use]
    pub const fn holds(self) -> bool {
        matches!(
            self,
            Self::Boilerplate | Self::Restating | Self::OverBroad | Self::Outdated | Self::ExpiresSoon | Self::Accepted
        )
    }
}

/// One thing that is wrong with an explanation.
#[derive(Clone, Debug, PartialEq)]
pub struct Fault {
    /// The state it puts the explanation in.
    pub state: State,
    /// The field that lacks or is wrong: `risk`.
    pub field: String,
    /// What is wrong with it.
    pub message: Message,
    /// Where: the field, or the explanation where the field is missing.
    pub span: Span,
}

/// What a reader may want to know of an explanation's words; it changes no state.
#[derive(Clone, Debug, PartialEq)]
pub struct Remark {
    /// Which.
    pub kind: RemarkKind,
    /// Where.
    pub span: Span,
}

/// The kinds of remarks.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum RemarkKind {
    /// These phrases would fit any organisation.
    Stock(Vec<String>),
    /// Nothing in it is of its own: no id of the manifest, no number, date or file.
    NothingOwn,
}

/// What one explanation came to. All faults are listed; the gravest names the state.
#[derive(Clone, Debug, PartialEq)]
pub struct Assessment {
    /// Index of the explanation.
    pub explanation: usize,
    /// Its state.
    pub state: State,
    /// All that is wrong.
    pub faults: Vec<Fault>,
    /// What is worth a look.
    pub remarks: Vec<Remark>,
    /// Every criterion, in the order in which they are asked.
    pub checks: Vec<Check>,
}
