//! How long an explanation holds: its dates, its renewals, and the clause it was written for.

use crate::args;
use crate::calendar::{Duration, Unit, When};
use crate::explanation::assess::asked::Asked;
use crate::explanation::assess::{Judge, written};
use crate::explanation::criteria as c;
use crate::explanation::messages as m;
use crate::explanation::{Fault, Located, State};
use crate::policy;
use crate::text::Message;

/// How long a `not-known` may last from its decision; a renewal does not lengthen it.
pub const NOT_KNOWN: Duration = Duration { count: 90, unit: Unit::Day };
/// Within so many days of its end an explanation `expires-soon`.
const SOON_DAYS: i64 = 30;
/// So long after the lock took a changed clause its explanations still hold.
const OUTDATED: Duration = Duration { count: 90, unit: Unit::Day };

impl Judge<'_> {
    /// What is asked of its dates.
    pub(super) fn times_asked(&self) -> Vec<Asked> {
        let lasts = match (self.kind_word(), self.set().and_then(|set| set.lasts)) {
            ("not-known", _) => Some(NOT_KNOWN),
            (_, lasts) => lasts,
        };
        let limited = lasts.map(|lasts| c::LASTS.with(args!["lasts" => lasts.said()]));
        let days = usize::try_from(SOON_DAYS).unwrap_or_default();
        // A `not-known` that runs too long is short of what its kind asks, and no matter of the set.
        let too_long = |fault: &Fault| fault.state == State::OverLong || fault.message.text == m::TOO_FAR;
        let dated = |fault: &Fault| {
            matches!(fault.state, State::Insufficient | State::Unapproved) && fault.message.text != m::TOO_FAR
        };
        vec![
            Asked::of(dated, Message::plain(c::DATED)),
            Asked::of(|fault| fault.state == State::Contradictory, Message::plain(c::IN_ORDER)),
            Asked {
                here: limited.is_some(),
                asks: limited.unwrap_or_else(|| Message::plain(c::LIMITED)),
                is: too_long,
            },
            Asked::of(
                |fault| matches!(fault.state, State::Expired | State::ExpiresSoon),
                c::RUNS.with(args!["days" => days]),
            ),
        ]
    }

    pub(super) fn times(&mut self) {
        let explanation = self.explanation;
        let kind = self.kind_word();
        let revisited = explanation.revisit_by.is_some() || explanation.prose("revisit_when").is_some();
        if explanation.until.is_none() && (!revisited || matches!(kind, "transition" | "not-known")) {
            self.missing("until");
        } else if explanation.until.is_none() {
            for field in ["revisit_when", "revisit_by"] {
                if !self.is_there(field) {
                    self.missing(field);
                }
            }
        }
        let Some(decided) = &explanation.decided else { return self.missing("decided.date") };
        if decided.value.first > self.ground.as_of {
            let today = self.ground.as_of.to_string();
            let date = written(decided.value);
            let message = m::NOT_YET.with(args!["field" => "decided.date", "date" => date, "today" => today]);
            self.fault(State::Unapproved, "decided.date", decided.span, message);
        }
        // `revisit_by` beside `until` is bounded as well, and the earlier of the two is the end.
        let ends = [("until", &explanation.until), ("revisit_by", &explanation.revisit_by)];
        let ends: Vec<(&str, &Located<When>)> =
            ends.into_iter().filter_map(|(field, end)| Some((field, end.as_ref()?))).collect();
        for (field, end) in &ends {
            self.length_of(kind, field, end, decided);
        }
        if let Some((field, end)) = ends.iter().min_by_key(|(_, end)| end.value.last) {
            self.remaining(field, end);
        }
    }

    /// Whether the clause is still the one that the explanation was written for.
    pub(super) fn fingerprint(&mut self) {
        let (Some(print), Some(clause)) = (&self.explanation.fingerprint, self.clause) else { return };
        if print.value.trim().is_empty() {
            return self.fault(State::Insufficient, "fingerprint", print.span, Message::plain(m::BLANK_PRINT));
        }
        let now = policy::fingerprint(self.ground.policies, clause);
        if print.value.trim().eq_ignore_ascii_case(&now) {
            return;
        }
        let taken = self.ground.policies.packs.get(clause.pack).and_then(|pack| pack.taken);
        let last = taken.map(|day| day.plus(OUTDATED));
        let clause = &clause.id;
        let (state, message) = match last {
            Some(last) if self.ground.as_of > last => (
                State::Lapsed,
                m::CHANGED_LONG_AGO.with(args!["clause" => clause, "print" => now, "last" => last.to_string()]),
            ),
            Some(last) => (
                State::Outdated,
                m::CHANGED_UNTIL.with(args!["clause" => clause, "print" => now, "last" => last.to_string()]),
            ),
            None => (State::Outdated, m::CHANGED.with(args!["clause" => clause, "print" => now])),
        };
        self.fault(state, "fingerprint", print.span, message);
    }

    /// Partial dates: an explanation runs to the last day its end could be, and from the first day it was decided.
    fn length_of(&mut self, kind: &str, field: &str, end: &Located<When>, decided: &Located<When>) {
        let shown = written(end.value);
        if end.value.last < decided.value.first {
            let message = m::ENDS_FIRST.with(args!["field" => field, "end" => shown, "date" => written(decided.value)]);
            return self.fault(State::Contradictory, field, end.span, message);
        }
        let last = decided.value.first.plus(NOT_KNOWN);
        if kind == "not-known" && end.value.last > last {
            let message = m::TOO_FAR.with(args![
                "field" => field, "end" => shown.clone(), "days" => NOT_KNOWN.count as usize, "last" => last.to_string()
            ]);
            self.fault(State::Insufficient, field, end.span, message);
        }
        let Some(lasts) = self.set().and_then(|set| set.lasts) else { return };
        let from = self.explanation.decided_last(self.ground.as_of).unwrap_or(decided.value.first);
        let last = from.plus(lasts);
        if end.value.last > last {
            let message = m::TOO_LONG.with(args![
                "field" => field, "end" => shown, "lasts" => lasts.said(), "from" => from.to_string(),
                "last" => last.to_string()
            ]);
            self.fault(State::OverLong, field, end.span, message);
        }
    }

    fn remaining(&mut self, field: &str, end: &Located<When>) {
        let days = self.ground.as_of.days_until(end.value.last);
        let shown = written(end.value);
        if days < 0 {
            self.fault(State::Expired, field, end.span, m::PAST.with(args!["field" => field, "end" => shown]));
        } else if days <= SOON_DAYS {
            let days = usize::try_from(days).unwrap_or_default();
            let message = m::SOON.with(args!["field" => field, "end" => shown, "days" => days]);
            self.fault(State::ExpiresSoon, field, end.span, message);
        }
    }
}
