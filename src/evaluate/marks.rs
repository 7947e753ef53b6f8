//! How a condition that holds came to hold: only by an empty list, or by a recorded reason.

use crate::policy::{Cond, CondKind, ListOf, PolicySet, Relation};
use crate::verdict::Truth;

use super::lookup::{Bound, Env, Judge, Place};
use super::truth::{count_truth, inside, item_in, item_type};

/// What to look for.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Mark {
    /// It holds only because a list of `for every` is empty.
    Vacuous,
    /// It holds because something was declined.
    Declined,
}

impl<'a> Judge<'a> {
    /// Whether a condition that is true bears a mark.
    pub fn marked(&self, env: Env<'_>, cond: &Cond, mark: Mark) -> bool {
        match &cond.kind {
            CondKind::And(all) => match mark {
                Mark::Vacuous => all.iter().all(|part| self.marked(env, part, mark)),
                Mark::Declined => all.iter().any(|part| self.marked(env, part, mark)),
            },
            CondKind::Or(any) => {
                let mut held = any.iter().filter(|part| self.truth(env, part) == Truth::True).peekable();
                held.peek().is_some() && held.all(|part| self.marked(env, part, mark))
            }
            CondKind::Not(_) | CondKind::ForLatest { .. } if mark == Mark::Vacuous => false,
            CondKind::Not(_) => false,
            CondKind::If { when, unless, then } => {
                self.asked(env, when, *unless) == Truth::True && self.marked(env, then, mark)
            }
            CondKind::ForEvery { slot, list, filter, body } => match list {
                ListOf::Words(words) => words.iter().any(|word| {
                    let item = item_in(env, *slot, Bound::word(word));
                    mark == Mark::Declined && self.marked(inside(env, &item), body, mark)
                }),
                ListOf::Path(path) => match (self.items(env, path), mark) {
                    (Ok(items), Mark::Vacuous) => items.is_empty(),
                    (Ok(items), Mark::Declined) => self.bound(items, item_type(path)).any(|bound| {
                        let item = item_in(env, *slot, bound);
                        let env = inside(env, &item);
                        self.belongs(env, filter.as_deref()) == Truth::True
                            && self.truth(env, body) == Truth::True
                            && self.marked(env, body, mark)
                    }),
                    (Err(_), _) => false,
                },
            },
            CondKind::ForLatest { slot, list, by, filter, body } => self.items(env, list).is_ok_and(|items| {
                let latest = self.latest(env, *slot, items, list, *by, filter.as_deref());
                latest.items.iter().any(|bound| self.marked(inside(env, &item_in(env, *slot, *bound)), body, mark))
            }),
            CondKind::There { quantity, slot, list, filter } => {
                let Some(filter) = filter.as_deref().filter(|_| mark == Mark::Declined) else { return false };
                // Where one more would not have been needed, what was declined decides nothing.
                let Ok(items) = self.items(env, list) else { return false };
                let by_reason = self.bound(items, item_type(list)).filter(|bound| {
                    let item = item_in(env, *slot, *bound);
                    let env = inside(env, &item);
                    self.belongs(env, Some(filter)) == Truth::True && self.marked(env, filter, mark)
                });
                let (sure, maybe) = self.count(env, *slot, items, list, Some(filter));
                let without = sure.saturating_sub(by_reason.count());
                count_truth(*quantity, without, maybe) != Truth::True
            }
            CondKind::Is { path, relation } => mark == Mark::Declined && self.by_reason(env, path, relation),
        }
    }

    fn by_reason(&self, env: Env<'_>, path: &crate::policy::Path, relation: &Relation) -> bool {
        let trail = self.walk(env, path);
        match relation {
            Relation::Meets { negated: false, definition } => {
                match (self.policies.definitions.get(*definition), trail.record) {
                    (Some(definition), Some(record)) => {
                        self.marked(Env::of(Bound::record(record)), &definition.cond, Mark::Declined)
                    }
                    _ => false,
                }
            }
            Relation::StatedOrDeclined | Relation::Declined { negated: false } => match trail.place {
                Place::Declined(_) => true,
                Place::Node(node) => !self.stated(node, &path.ty),
                _ => false,
            },
            Relation::StatesAll { or_declines: true, fields } => match trail.place {
                Place::Declined(_) => true,
                _ => fields.iter().any(|field| self.states(trail.record, *field, false) != Truth::True),
            },
            Relation::IncludesOrDeclinesAll(values) => {
                let Place::Node(node) = trail.place else { return false };
                let items = self.facts.document.items(node);
                let ty = item_type(path);
                values.iter().any(|value| self.member(env, items, ty, value) != Truth::True)
            }
            _ => false,
        }
    }
}

/// Whether a condition could ever bear a mark, so that most are not looked at twice.
pub(super) fn may_bear(policies: &PolicySet, cond: &Cond, mark: Mark) -> bool {
    let within = |cond: &Cond| may_bear(policies, cond, mark);
    match &cond.kind {
        CondKind::And(parts) | CondKind::Or(parts) => parts.iter().any(within),
        CondKind::Not(_) => false,
        CondKind::If { then, .. } => within(then),
        CondKind::ForEvery { body, list, .. } => {
            mark == Mark::Vacuous && matches!(list, ListOf::Path(_)) || within(body)
        }
        CondKind::ForLatest { body, .. } => within(body),
        CondKind::There { filter, .. } => filter.as_deref().is_some_and(within),
        CondKind::Is { relation, .. } => {
            mark == Mark::Declined
                && match relation {
                    Relation::Meets { negated: false, definition } => {
                        policies.definitions.get(*definition).is_some_and(|definition| within(&definition.cond))
                    }
                    Relation::StatedOrDeclined
                    | Relation::Declined { negated: false }
                    | Relation::StatesAll { or_declines: true, .. }
                    | Relation::IncludesOrDeclinesAll(_) => true,
                    _ => false,
                }
        }
    }
}
