//! Explanation sets: what explanations of a clause need, and which of two sets asks for more, line by line.

use serde::{Deserialize, Serialize};

use std::cmp::Ordering;

use crate::calendar::Duration;
use crate::source::Span;

/// What explanations of a clause need.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct ExplanationSet {
    /// The pack.
    pub pack: usize,
    /// `ordinary`, `strict`, …
    pub name: String,
    /// Fields needed besides those of the kind.
    pub needs: Vec<String>,
    /// `instead` needs evidence.
    pub instead_with_evidence: bool,
    /// Functions that may decide; none: any.
    pub decision_by: Vec<String>,
    /// Not the owner of the subject.
    pub four_eyes: bool,
    /// The longest an explanation may last.
    pub lasts: Option<Duration>,
    /// How often it may be renewed; none: not said.
    pub renewable: Option<u32>,
    /// Kinds accepted; none: all.
    pub kinds: Option<Vec<String>>,
    /// Where it is written.
    pub span: Span,
}

/// A line in which a set asks for less than another; none where it has no such line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LineAgainst {
    /// The line of the set that asks for less.
    pub less: Option<String>,
    /// The line of the other.
    pub more: Option<String>,
}

impl ExplanationSet {
    /// Its lines as the language writes them.
    #[must_use]
    pub fn lines(&self) -> Vec<String> {
        let mut lines: Vec<String> = self.needs.iter().map(|field| self.need(field)).collect();
        lines.extend(self.deciders());
        lines.extend(self.four_eyes.then(|| FOUR_EYES.to_owned()));
        lines.extend(self.lasts.map(lasting));
        lines.extend(self.renewable.map(renewals));
        lines.extend(self.accepted());
        lines
    }

    /// The lines in which it asks for less than another set, or for something that cannot be compared.
    #[must_use]
    pub fn less_than(&self, other: &Self) -> Vec<LineAgainst> {
        let mut found = Vec::new();
        let mut against = |less, more| found.push(LineAgainst { less, more });
        for field in other.needs.iter().filter(|field| !self.needs.contains(field)) {
            against(None, Some(other.need(field)));
        }
        if other.instead_with_evidence && !self.instead_with_evidence && self.needs.iter().any(|need| need == "instead")
        {
            against(Some(self.need("instead")), Some(other.need("instead")));
        }
        let may = |set: &Self, by: &String| set.decision_by.is_empty() || set.decision_by.contains(by);
        let wider = match (self.decision_by.is_empty(), other.decision_by.is_empty()) {
            (_, true) => false,
            (true, false) => true,
            (false, false) => self.decision_by.iter().any(|by| !may(other, by)),
        };
        if wider {
            against(self.deciders(), other.deciders());
        }
        if other.four_eyes && !self.four_eyes {
            against(None, Some(FOUR_EYES.to_owned()));
        }
        let longer = match (self.lasts, other.lasts) {
            (_, None) => false,
            (None, Some(_)) => true,
            // Days against months have no order: what cannot be compared is not stricter.
            (Some(mine), Some(theirs)) => !matches!(mine.compare(theirs), Some(Ordering::Less | Ordering::Equal)),
        };
        if longer {
            against(self.lasts.map(lasting), other.lasts.map(lasting));
        }
        if other.renewable.is_some_and(|theirs| self.renewable.is_none_or(|mine| mine > theirs)) {
            against(self.renewable.map(renewals), other.renewable.map(renewals));
        }
        let more_kinds = other.kinds.as_ref().is_some_and(|theirs| {
            self.kinds.as_ref().is_none_or(|mine| mine.iter().any(|kind| !theirs.contains(kind)))
        });
        if more_kinds {
            against(self.accepted(), other.accepted());
        }
        found
    }

    fn need(&self, field: &str) -> String {
        if field == "instead" && self.instead_with_evidence {
            return "needs instead with evidence".to_owned();
        }
        format!("needs {field}")
    }

    fn deciders(&self) -> Option<String> {
        (!self.decision_by.is_empty()).then(|| format!("needs decision by {}", self.decision_by.join(" or ")))
    }

    fn accepted(&self) -> Option<String> {
        self.kinds.as_ref().map(|kinds| format!("accepts kinds [{}]", kinds.join(", ")))
    }
}

const FOUR_EYES: &str = "needs decision by someone other than the owner";

fn lasting(lasts: Duration) -> String {
    format!("lasts at most {lasts}")
}

fn renewals(times: u32) -> String {
    match times {
        0 => "not renewable".to_owned(),
        1 => "renewable 1 time".to_owned(),
        _ => format!("renewable {times} times"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::calendar::Unit;
    use crate::source::FileId;

    fn set() -> ExplanationSet {
        ExplanationSet {
            pack: 0,
            name: "ordinary".to_owned(),
            needs: vec!["risk".to_owned()],
            instead_with_evidence: false,
            decision_by: vec!["legal".to_owned(), "ai-officer".to_owned()],
            four_eyes: false,
            lasts: Some(Duration { count: 12, unit: Unit::Month }),
            renewable: Some(1),
            kinds: None,
            span: Span::point(FileId(0), 0),
        }
    }

    fn lines(set: &ExplanationSet, than: &ExplanationSet) -> Vec<String> {
        let side = |line: Option<String>| line.unwrap_or_else(|| "-".to_owned());
        set.less_than(than).into_iter().map(|line| format!("{} < {}", side(line.less), side(line.more))).collect()
    }

    #[test]
    fn a_set_asks_for_no_less_than_itself() {
        assert!(set().less_than(&set()).is_empty());
    }

    #[test]
    fn each_line_is_compared_by_itself() {
        let other = ExplanationSet {
            needs: Vec::new(),
            decision_by: vec!["legal".to_owned()],
            lasts: Some(Duration { count: 90, unit: Unit::Day }),
            renewable: None,
            kinds: Some(vec!["transition".to_owned()]),
            four_eyes: true,
            ..set()
        };
        assert_eq!(
            lines(&set(), &other),
            [
                "needs decision by legal or ai-officer < needs decision by legal",
                "- < needs decision by someone other than the owner",
                "lasts at most 12 months < lasts at most 90 days",
                "- < accepts kinds [transition]",
            ]
        );
        assert_eq!(
            lines(&other, &set()),
            ["- < needs risk", "lasts at most 90 days < lasts at most 12 months", "- < renewable 1 time"]
        );
        let anybody = ExplanationSet { decision_by: Vec::new(), ..set() };
        assert_eq!(lines(&anybody, &set()), ["- < needs decision by legal or ai-officer"]);
        assert!(lines(&set(), &anybody).is_empty());
    }
}
