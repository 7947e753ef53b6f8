//! What a judgement comes to: truth values, verdicts, and the smallest causes of each open point.
//!
//! Plain data, made by [`crate::evaluate`] and completed by [`crate::explanation`]; nothing here is put into words.

use std::ops::Deref;
use std::sync::Arc;

use crate::manifest::node::NodeId;
use crate::source::Span;
use crate::text::{Message, Str};

/// The value of a condition (language.md 5.1).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Truth {
    /// It holds.
    True,
    /// What is said falls short or says no.
    False,
    /// False by silence.
    Silent,
    /// Not known.
    Unknown,
}

impl Truth {
    /// `A and B`: F > S > U > T.
    #[must_use]
    pub fn and(self, other: Self) -> Self {
        let rank = |truth| match truth {
            Self::False => 0,
            Self::Silent => 1,
            Self::Unknown => 2,
            Self::True => 3,
        };
        if rank(self) <= rank(other) { self } else { other }
    }

    /// `A or B`: T > U > S > F.
    #[must_use]
    pub fn or(self, other: Self) -> Self {
        let rank = |truth| match truth {
            Self::True => 0,
            Self::Unknown => 1,
            Self::Silent => 2,
            Self::False => 3,
        };
        if rank(self) <= rank(other) { self } else { other }
    }

    /// S counts as F: within `if`, `where`, `when` and `applies`.
    #[must_use]
    pub fn firm(self) -> Self {
        if self == Self::Silent { Self::False } else { self }
    }

    /// From a plain answer.
    #[must_use]
    pub fn of(holds: bool) -> Self {
        if holds { Self::True } else { Self::False }
    }
}

/// `not`: of S is T.
impl std::ops::Not for Truth {
    type Output = Self;

    fn not(self) -> Self {
        match self {
            Self::True => Self::False,
            Self::False | Self::Silent => Self::True,
            Self::Unknown => Self::Unknown,
        }
    }
}

/// What is judged.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Subject {
    /// `system/credit`, `organisation`
    pub id: String,
    /// Its record; none for an organisation that is not written.
    pub node: Option<NodeId>,
    /// The place a report points at: the record's id, or the block's key.
    pub span: Span,
}

/// What a clause comes to for a subject.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Verdict {
    /// Every point holds.
    Complies,
    /// Open, and adequately explained.
    Explained,
    /// What is said falls short or says no.
    Deviates,
    /// Something is not said.
    Unknown,
    /// The clause does not concern this subject.
    NotApplicable,
    /// Not yet, or no longer.
    NotInForce,
}

impl Verdict {
    /// The word in JSON and tests.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::Complies => "complies",
            Self::Explained => "explained",
            Self::Deviates => "deviates",
            Self::Unknown => "unknown",
            Self::NotApplicable => "not-applicable",
            Self::NotInForce => "not-in-force",
        }
    }
}

/// One cause of an open point, as small as it can be.
#[derive(Clone, Debug, PartialEq)]
pub struct Cause {
    /// The place of the manifest: the value, or an empty span where the missing key would go.
    pub manifest: Option<Span>,
    /// Where the value comes from, when the place only uses it: an anchor, `shared`, the organisation's default.
    pub origin: Option<Span>,
    /// What it comes to, which the causes of other subjects may share.
    pub gist: Arc<Gist>,
}

impl Deref for Cause {
    type Target = Gist;

    fn deref(&self) -> &Gist {
        &self.gist
    }
}

/// What a cause comes to, wherever it lies.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Gist {
    /// Why the point is open because of this: [`Truth::False`], `Silent` or `Unknown`.
    pub truth: Truth,
    /// The sentence of the policy.
    pub policy: Span,
    /// What is missing there, as a path below the subject (`oversight.mode`); none if something stands there.
    pub missing: Option<String>,
    /// Whether that is a path from the top of the manifest: `organisation.policy`.
    pub rooted: bool,
    /// What was expected and found.
    pub message: Message,
    /// What to type, where that can be said.
    pub help: Option<Arc<Message>>,
    /// The condition of the policy under which it is asked at all (`if …`, `unless …`), where it stands under one.
    pub because: Option<Because>,
    /// Whether it has been told as a mistake of the manifest: a value that cannot be read.
    pub told: bool,
}

/// The condition under which a sentence is asked.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Because {
    /// Where it stands.
    pub span: Span,
    /// Whether the sentence is asked where it does not hold: `unless …`.
    pub unless: bool,
}

/// How one point or evidence came out.
#[derive(Clone, Debug, PartialEq)]
pub struct Finding {
    /// Its label; `applies` for the scope.
    pub label: Str,
    /// Its value.
    pub truth: Truth,
    /// Empty when it holds.
    pub causes: Vec<Cause>,
}

/// A file read as evidence of a subject.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Exhibit {
    /// The label of the evidence.
    pub label: Str,
    /// The path, as the manifest names it.
    pub file: String,
    /// Where the manifest names it.
    pub place: Option<Span>,
}

/// A clause for a subject.
#[derive(Clone, Debug, PartialEq)]
pub struct Evaluation {
    /// Index in [`crate::policy::PolicySet::expectations`].
    pub expectation: usize,
    /// The subject.
    pub subject: Subject,
    /// Of the clause itself; for one not in force, what it would be is in `preview`.
    pub verdict: Verdict,
    /// What the verdict would be, of a clause not yet in force.
    pub preview: Option<Verdict>,
    /// The open points and evidence that decide, in the order of the clause.
    pub open: Vec<Finding>,
    /// The points of a trailing `may` that are not met.
    pub notes: Vec<Finding>,
    /// Complies only because a list is empty.
    pub vacuous: bool,
    /// Presented but not read: addresses and holders, by label of the evidence.
    pub not_inspected: Vec<Str>,
    /// Files that were read as evidence.
    pub exhibits: Vec<Exhibit>,
    /// It waits for a whole list that is not said (`flows`), not for this subject.
    pub missing_list: bool,
    /// It is about an organisation whose facts are a copy here: it is judged in the repository that writes them.
    pub elsewhere: bool,
    /// Labels that hold because something was declined with a reason; reports list them.
    pub declined: Vec<Str>,
    /// Indices of the accepted explanations that make it [`Verdict::Explained`]; filled by [`crate::explanation`].
    pub explained_by: Vec<usize>,
}
