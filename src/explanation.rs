//! Explanations: read from the manifest and from files of their own, judged on their own, then reconciled with the
//! evaluations. Evaluation never sees one; one function decides what an explanation is worth.

mod assess;
pub mod codes;
mod messages;
mod read;
mod reconcile;
#[cfg(test)]
mod tests;
pub use assess::needed;
pub use codes::diagnostics;
pub use read::{read, without, wrap};
pub use reconcile::reconcile;

use crate::calendar::When;
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
    /// `revisit_when`.
    pub prose: Vec<(&'static str, Located<String>)>,
    /// Documents named as evidence.
    pub evidence: Vec<Located<Exhibit>>,
    /// Id of the deciding role.
    pub role: Option<Located<String>>,
    /// Name of the decider.
    pub by: Option<Located<String>>,
    /// When it was decided.
    pub decided: Option<Located<When>>,
    /// When it was last renewed.
    pub renewed: Option<Located<When>>,
    /// Whether a record of the decision is named.
    pub record: bool,
    /// Last day.
    pub until: Option<Located<When>>,
    /// Instead of `until`, with `revisit_when`.
    pub revisit_by: Option<Located<When>>,
    /// Kept out of public reports.
    pub internal: bool,
    /// The whole block.
    pub span: Span,
}

impl Explanation {
    /// A prose field by its name, if it is there.
    #[must_use]
    pub fn prose(&self, name: &str) -> Option<&Located<String>> {
        self.prose.iter().find(|(field, _)| *field == name).map(|(_, text)| text)
    }

    /// The date it ends on, that day included: `until`, else `revisit_by`.
    #[must_use]
    pub fn end(&self) -> Option<&Located<When>> {
        self.until.as_ref().or(self.revisit_by.as_ref())
    }
}

/// What an explanation is worth (language.md 7.5), the gravest first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum State {
    /// Names a clause, point or subject that does not exist.
    Dangling,
    /// For a `must`, or of a kind the set refuses.
    Inadmissible,
    /// A field is missing, a placeholder or too short; or an open point is not mentioned.
    Insufficient,
    /// The role is not found, has the wrong function, or is the owner where four eyes are asked.
    Unapproved,
    /// `until` before `decided.date`.
    Contradictory,
    /// Beyond what the set allows.
    OverLong,
    /// Its last day is past.
    Expired,
    /// The clause does not apply, is not in force, or is `may`.
    Unused,
    /// Everything it names complies now.
    Overtaken,
    /// Names subjects or points that do not deviate.
    OverBroad,
    /// Ends within 30 days.
    ExpiresSoon,
    /// Everything holds.
    Accepted,
}

impl State {
    /// Every state with its word.
    pub const ALL: [(&'static str, Self); 12] = [
        ("dangling", Self::Dangling),
        ("inadmissible", Self::Inadmissible),
        ("insufficient", Self::Insufficient),
        ("unapproved", Self::Unapproved),
        ("contradictory", Self::Contradictory),
        ("over-long", Self::OverLong),
        ("expired", Self::Expired),
        ("unused", Self::Unused),
        ("overtaken", Self::Overtaken),
        ("over-broad", Self::OverBroad),
        ("expires-soon", Self::ExpiresSoon),
        ("accepted", Self::Accepted),
    ];

    /// The word of the design.
    #[must_use]
    pub fn word(self) -> &'static str {
        Self::ALL.iter().find(|(_, state)| *state == self).map_or("", |(word, _)| word)
    }

    /// Whether an explanation in this state still makes a verdict `explained`.
    #[must_use]
    pub const fn holds(self) -> bool {
        matches!(self, Self::OverBroad | Self::ExpiresSoon | Self::Accepted)
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

/// What one explanation came to. All faults are listed; the gravest names the state.
#[derive(Clone, Debug, PartialEq)]
pub struct Assessment {
    /// Index of the explanation.
    pub explanation: usize,
    /// Its state.
    pub state: State,
    /// All that is wrong.
    pub faults: Vec<Fault>,
}
