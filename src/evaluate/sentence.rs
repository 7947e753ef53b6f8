//! The truth of one sentence: the table of language.md 5.1, a row an arm.

use crate::calendar::Duration;
use crate::manifest::facts::Found;
use crate::manifest::node::{Kind, NodeId};
use crate::policy::{Path, Relation, Set, Value};
use crate::schema::{FieldId, Type};
use crate::verdict::Truth;
use crate::words;

use super::compare::{before, between, minus, plus};
use super::lookup::{Bound, Env, Judge, Place, Trail};

impl<'a> Judge<'a> {
    /// The truth of `path relation`.
    pub fn sentence(&self, env: Env<'_>, path: &Path, relation: &Relation) -> Truth {
        let trail = self.walk(env, path);
        match relation {
            Relation::Meets { negated, definition } => return self.meets(trail, *definition, *negated),
            Relation::Same { negated, thing } => {
                let other = self.root(env, *thing).0;
                let same = match (trail.record, other.record) {
                    (Some(a), Some(b)) => Truth::of(self.facts.document.target(a) == self.facts.document.target(b)),
                    _ if matches!(trail.place, Place::Declined(_)) => return Truth::False,
                    _ => Truth::Unknown,
                };
                return if *negated { !same } else { same };
            }
            _ => {}
        }
        match trail.place {
            Place::Unknown | Place::Malformed(_) => Truth::Unknown,
            Place::Absent => self.of_absent(env, relation),
            Place::Declined(_) => of_declined(relation),
            Place::Dangling(_) => match relation {
                Relation::Stated { negated } | Relation::Declined { negated } => Truth::of(*negated),
                Relation::StatedOrDeclined => Truth::False,
                _ => Truth::Unknown,
            },
            Place::Word(word) => match relation {
                Relation::Stated { negated } => Truth::of(!*negated),
                Relation::OneOf { negated, values } => {
                    let found = values.iter().any(|value| matches!(value, Value::Text(text) if text == word));
                    Truth::of(found != *negated)
                }
                _ => Truth::Unknown,
            },
            Place::Node(node) => self.of_value(env, node, trail, &path.ty, relation),
        }
    }

    fn meets(&self, trail: Trail<'_>, definition: usize, negated: bool) -> Truth {
        let Some(definition) = self.policies.definitions.get(definition) else { return Truth::Unknown };
        let subject = match trail.place {
            Place::Declined(_) => return Truth::False,
            Place::Malformed(at) => Bound::malformed(at),
            Place::Dangling(_) | Place::Unknown | Place::Word(_) => Bound::UNKNOWN,
            Place::Absent => Bound { place: Place::Absent, record: None },
            Place::Node(_) => match trail.record {
                Some(record) => Bound::record(record),
                None => Bound { place: Place::Absent, record: None },
            },
        };
        let truth = self.truth(Env::of(subject), &definition.cond);
        if negated { !truth } else { truth }
    }

    fn of_absent(&self, env: Env<'_>, relation: &Relation) -> Truth {
        match relation {
            Relation::Stated { negated: true } | Relation::Declined { negated: true } => Truth::True,
            // WHY not silent: nobody declined it, and beside a date that has run out (`… is due … or … is declined`)
            // silence must not turn a lapse into something that is merely not said.
            Relation::Declined { negated: false } => Truth::False,
            Relation::Stated { negated: false } => Truth::Silent,
            Relation::StatedOrDeclined | Relation::StatedInWords(_) | Relation::StatesAll { .. } => Truth::Silent,
            Relation::DueWithin(period, start) => self.still_due(env, *period, start),
            _ => Truth::Unknown,
        }
    }

    /// `x is due within P after y` where x is not said: true while the time runs.
    fn still_due(&self, env: Env<'_>, period: Duration, start: &Value) -> Truth {
        match self.date(env, start) {
            Ok(start) => !before(plus(start, period), self.today.into()),
            Err(truth) => truth,
        }
    }

    fn of_value(&self, env: Env<'_>, node: NodeId, trail: Trail<'_>, ty: &Type, relation: &Relation) -> Truth {
        match relation {
            Relation::Stated { negated } => {
                let stated = self.says_anything(node, ty);
                if *negated { !stated } else { stated }
            }
            Relation::StatedOrDeclined => self.says_anything(node, ty).or(Truth::of(self.declines_a_word(node, ty))),
            Relation::Declined { negated } => Truth::of(*negated),
            Relation::StatedInWords(least) => {
                Truth::of(self.stated(node, ty) && self.word_count(node) >= *least as usize)
            }
            Relation::StatesAll { or_declines, fields } => {
                fields.iter().fold(Truth::True, |all, field| all.and(self.states(trail.record, *field, *or_declines)))
            }
            Relation::OneOf { negated, values } => {
                let found = values.iter().fold(Truth::False, |any, value| any.or(self.equal(env, node, ty, value)));
                if *negated { !found } else { found }
            }
            Relation::Includes(_)
            | Relation::IncludesAll(_)
            | Relation::IncludesAny(_)
            | Relation::IncludesNone(_)
            | Relation::IncludesOrDeclinesAll(_) => match self.list(node) {
                Some(items) => self.includes(env, items, ty.item().unwrap_or(ty), relation),
                None => Truth::Unknown,
            },
            Relation::AtLeast(least) => self.amount(env, node, least).map_or_else(|t| t, |o| Truth::of(o.is_ge())),
            Relation::AtMost(most) => self.amount(env, node, most).map_or_else(|t| t, |o| Truth::of(o.is_le())),
            Relation::DueWithin(period, start) if self.is_null(node) => self.still_due(env, *period, start),
            _ => self.of_date(env, node, relation),
        }
    }

    fn of_date(&self, env: Env<'_>, node: NodeId, relation: &Relation) -> Truth {
        let Some(x) = self.when(node) else { return Truth::Unknown };
        let against = |value, compare: fn(_, _) -> Truth| match self.date(env, value) {
            Ok(y) => compare(x, y),
            Err(truth) => truth,
        };
        let today = self.today.into();
        match relation {
            Relation::Before(y) => against(y, before),
            Relation::After(y) => against(y, |x, y| before(y, x)),
            Relation::OnOrBefore(y) => against(y, |x, y| !before(y, x)),
            Relation::OnOrAfter(y) => against(y, |x, y| !before(x, y)),
            Relation::WithinLast(period) => {
                self.duration(env, period).map_or_else(|t| t, |p| between(x, minus(today, p), today))
            }
            Relation::WithinNext(period) => {
                self.duration(env, period).map_or_else(|t| t, |p| between(x, today, plus(today, p)))
            }
            Relation::WithinBefore(period, y) => {
                self.date(env, y).map_or_else(|t| t, |y| between(x, minus(y, *period), y))
            }
            Relation::WithinAfter(period, y) | Relation::DueWithin(period, y) => {
                self.date(env, y).map_or_else(|t| t, |y| between(x, y, plus(y, *period)))
            }
            _ => Truth::Unknown,
        }
    }

    /// One field of `states all of […]`.
    pub fn states(&self, record: Option<NodeId>, field: FieldId, or_declines: bool) -> Truth {
        let Some(record) = record else { return Truth::Silent };
        let declared = self.schema.field(field);
        match self.facts.field(self.schema, record, declared.record, field) {
            Found::Absent => Truth::Silent,
            Found::Declined(_) => Truth::of(or_declines),
            Found::Malformed(_) => Truth::Unknown,
            Found::Value(value) => {
                let declines = or_declines && self.declines_a_word(value, &declared.ty);
                self.says_anything(value, &declared.ty).or(Truth::of(declines))
            }
        }
    }

    fn declines_a_word(&self, node: NodeId, ty: &Type) -> bool {
        let ty = ty.item().unwrap_or(ty);
        self.list(node).is_some_and(|items| items.iter().any(|item| self.declined_word(*item, ty).is_some()))
    }

    /// How long a text is; of one in several languages, the longest.
    pub fn word_count(&self, node: NodeId) -> usize {
        let document = &self.facts.document;
        match document.kind(node) {
            Kind::Mapping(_) => document
                .entries(node)
                .iter()
                .filter_map(|entry| document.text(entry.value))
                .map(words::count)
                .max()
                .unwrap_or(0),
            _ => document.text(node).map_or(0, words::count),
        }
    }

    fn includes(&self, env: Env<'_>, items: &[NodeId], ty: &Type, relation: &Relation) -> Truth {
        match relation {
            Relation::Includes(value) => self.member(env, items, ty, value),
            Relation::IncludesAll(set) => match self.unsaid(env, set) {
                Some(truth) => truth,
                None => self.over(env, items, ty, set, Truth::True, Truth::and),
            },
            Relation::IncludesAny(set) | Relation::IncludesNone(set) => {
                let none = matches!(relation, Relation::IncludesNone(_));
                let any = match self.unsaid(env, set) {
                    Some(Truth::False) => return Truth::False,
                    Some(_) if items.is_empty() => Truth::False,
                    Some(truth) => return truth,
                    None => self.over(env, items, ty, set, Truth::False, Truth::or),
                };
                if none { !any } else { any }
            }
            Relation::IncludesOrDeclinesAll(values) => values.iter().fold(Truth::True, |all, value| {
                all.and(if self.declines(env, items, ty, value) {
                    Truth::True
                } else {
                    self.member(env, items, ty, value)
                })
            }),
            _ => Truth::Unknown,
        }
    }

    /// What a sentence comes to because the list on its right is not there.
    fn unsaid(&self, env: Env<'_>, set: &Set) -> Option<Truth> {
        let Set::Path(path) = set else { return None };
        match self.walk(env, path).place {
            Place::Node(list) if self.list(list).is_some() => None,
            Place::Declined(_) => Some(Truth::False),
            _ => Some(Truth::Unknown),
        }
    }

    fn over(
        &self,
        env: Env<'_>,
        items: &[NodeId],
        ty: &Type,
        set: &Set,
        start: Truth,
        join: fn(Truth, Truth) -> Truth,
    ) -> Truth {
        match set {
            Set::Values(values) => {
                values.iter().fold(start, |all, value| join(all, self.member(env, items, ty, value)))
            }
            Set::Path(path) => {
                let Place::Node(list) = self.walk(env, path).place else { return Truth::Unknown };
                let wanted = path.ty.item().unwrap_or(&path.ty);
                self.facts
                    .document
                    .items(list)
                    .iter()
                    .filter(|other| self.declined_word(**other, wanted).is_none())
                    .fold(start, |all, other| join(all, self.has(items, ty, *other)))
            }
        }
    }

    /// Whether a value is in a list; a declined word is not.
    pub fn member(&self, env: Env<'_>, items: &[NodeId], ty: &Type, value: &Value) -> Truth {
        self.members(items, ty).fold(Truth::False, |any, item| any.or(self.equal(env, item, ty, value)))
    }

    /// Whether a value of the manifest is in a list.
    pub fn has(&self, items: &[NodeId], ty: &Type, other: NodeId) -> Truth {
        self.members(items, ty).fold(Truth::False, |any, item| any.or(self.equals_node(item, ty, other)))
    }

    /// The items of a list without its declined words.
    pub fn members<'i>(&'i self, items: &'i [NodeId], ty: &'i Type) -> impl Iterator<Item = NodeId> + 'i {
        items.iter().copied().filter(move |item| self.declined_word(*item, ty).is_none())
    }

    /// Whether a word is declined in a list.
    pub fn declines(&self, env: Env<'_>, items: &[NodeId], ty: &Type, value: &Value) -> bool {
        let wanted = match value {
            Value::Text(text) => Some(text.as_str()),
            Value::Item(slot) => match env.item(*slot).place {
                Place::Word(word) => Some(word),
                Place::Node(node) => self.facts.document.text(node),
                _ => None,
            },
            _ => None,
        };
        wanted.is_some() && items.iter().any(|item| self.declined_word(*item, ty) == wanted)
    }
}

fn of_declined(relation: &Relation) -> Truth {
    Truth::of(matches!(
        relation,
        Relation::StatedOrDeclined
            | Relation::Declined { negated: false }
            | Relation::StatesAll { or_declines: true, .. }
    ))
}
