//! When a sentence that holds ceases to hold by the passing of time alone.

use crate::calendar::{Date, Duration, Unit};
use crate::policy::{Cond, CondKind, Evidence, Expectation, Path, PolicySet, Relation, Value};

use super::super::lookup::{Env, Judge, Place};
use super::Turn;

const DAY: Duration = Duration { count: 1, unit: Unit::Day };

impl<'a> Judge<'a> {
    /// The first day on which a sentence that is true is no longer, if nothing is written until then.
    pub fn turn(&self, env: Env<'_>, path: &Path, relation: &Relation) -> Option<Turn> {
        let found = match self.walk(env, path).place {
            Place::Node(node) if !self.is_null(node) => self.when(node),
            _ => None,
        };
        let day = match (relation, found) {
            (Relation::WithinLast(period), Some(x)) => outlived(x.first, self.duration(env, period).ok()?),
            (Relation::WithinNext(_) | Relation::OnOrAfter(Value::Today), Some(x)) => x.first.plus(DAY),
            (Relation::After(Value::Today), Some(x)) => x.first,
            (Relation::DueWithin(period, start), None) => {
                let last = self.date(env, start).ok()?.first.plus(*period);
                return Some(Turn { day: last.plus(DAY), due: true });
            }
            _ => return None,
        };
        Some(Turn { day, due: false })
    }
}

/// Whether a part of a clause could ever cease to hold by time alone, so that most are not looked at.
#[must_use]
pub fn may_turn(policies: &PolicySet, clause: &Expectation) -> bool {
    let evidence = |line: &Evidence| line.reviewed.is_some() || line.when.iter().any(|when| timed(policies, when));
    clause.evidence.iter().any(evidence) || clause.points.iter().any(|point| timed(policies, &point.cond))
}

fn timed(policies: &PolicySet, cond: &Cond) -> bool {
    let within = |cond: &Cond| timed(policies, cond);
    let filtered = |filter: &Option<Box<Cond>>| filter.as_deref().is_some_and(within);
    match &cond.kind {
        CondKind::And(parts) | CondKind::Or(parts) => parts.iter().any(within),
        CondKind::Not(inner) => within(inner),
        CondKind::If { when, then, .. } => within(when) || within(then),
        CondKind::ForEvery { filter, body, .. } | CondKind::ForLatest { filter, body, .. } => {
            filtered(filter) || within(body)
        }
        CondKind::There { filter, .. } => filtered(filter),
        CondKind::Is { relation, .. } => match relation {
            Relation::Meets { definition, .. } => {
                policies.definitions.get(*definition).is_some_and(|definition| within(&definition.cond))
            }
            Relation::WithinLast(_)
            | Relation::WithinNext(_)
            | Relation::DueWithin(..)
            | Relation::After(Value::Today)
            | Relation::OnOrAfter(Value::Today) => true,
            _ => false,
        },
    }
}

/// The first day that is more than `period` after `day`, as `within the last` counts: back from that day.
pub(super) fn outlived(day: Date, period: Duration) -> Date {
    // Months differ in length, so that several days may lead back to the same one.
    const MOST: usize = 8;
    let mut after = day.plus(period);
    for _ in 0..MOST {
        if after.minus(period) > day {
            break;
        }
        after = after.plus(DAY);
    }
    after
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_first_day_too_late_is_the_day_after_the_last_one_in_time() {
        for (day, period) in [
            ("2026-01-31", "1 month"),
            ("2026-02-28", "1 month"),
            ("2024-02-29", "1 year"),
            ("2026-04-20", "12 months"),
            ("2026-12-31", "2 weeks"),
            ("2026-08-31", "18 months"),
        ] {
            let (day, period) = (Date::parse(day).unwrap(), Duration::parse(period).unwrap());
            let after = outlived(day, period);
            assert!(after.minus(period) > day, "{day} {period}: {after}");
            assert!(after.minus(DAY).minus(period) <= day, "{day} {period}: {after}");
        }
    }
}
