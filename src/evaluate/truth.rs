//! The truth of a condition (language.md 5.2 and 5.3). Stops as soon as the answer is known; causes are found later.

use crate::calendar::When;
use crate::manifest::facts::Found;
use crate::manifest::node::NodeId;
use crate::policy::{Cond, CondKind, ListOf, Path, Quantity, Slot};
use crate::schema::{FieldId, Type};
use crate::verdict::Truth;

use super::lookup::{Bound, Env, Item, Judge, Place};

impl<'a> Judge<'a> {
    /// The truth of a condition.
    pub fn truth(&self, env: Env<'_>, cond: &Cond) -> Truth {
        match &cond.kind {
            CondKind::And(all) => fold(all.iter().map(|part| self.truth(env, part)), Truth::True, Truth::and),
            CondKind::Or(any) => fold(any.iter().map(|part| self.truth(env, part)), Truth::False, Truth::or),
            CondKind::Not(inner) => !self.truth(env, inner),
            CondKind::If { when, unless, then } => match self.asked(env, when, *unless) {
                Truth::True => self.truth(env, then),
                Truth::Unknown if self.truth(env, then) != Truth::True => Truth::Unknown,
                _ => Truth::True,
            },
            CondKind::ForEvery { slot, list, filter, body } => {
                let filter = filter.as_deref();
                match list {
                    ListOf::Words(words) => {
                        let words = words.iter().map(|word| Bound::word(word));
                        self.for_every(env, *slot, words, filter, body)
                    }
                    ListOf::Path(path) => match self.items(env, path) {
                        Ok(items) => {
                            let items = self.bound(items, item_type(path));
                            self.for_every(env, *slot, items, filter, body)
                        }
                        Err(truth) => truth,
                    },
                }
            }
            CondKind::ForLatest { slot, list, by, filter, body } => match self.items(env, list) {
                Ok(items) => {
                    let latest = self.latest(env, *slot, items, list, *by, filter.as_deref());
                    latest.truth(|item| self.truth(inside(env, &item_in(env, *slot, item)), body))
                }
                Err(truth) => truth,
            },
            CondKind::There { quantity, slot, list, filter } => match self.items(env, list) {
                Ok(items) => {
                    let (sure, maybe) = self.count(env, *slot, items, list, filter.as_deref());
                    count_truth(*quantity, sure, maybe)
                }
                Err(truth) => truth,
            },
            CondKind::Is { path, relation } => self.sentence(env, path, relation),
        }
    }

    /// Whether the consequence of an `if` or `unless` is asked for.
    pub fn asked(&self, env: Env<'_>, when: &Cond, unless: bool) -> Truth {
        let truth = self.truth(env, when).firm();
        if unless { !truth } else { truth }
    }

    /// Whether an item belongs; without a `where` it does.
    pub fn belongs(&self, env: Env<'_>, filter: Option<&Cond>) -> Truth {
        filter.map_or(Truth::True, |filter| self.truth(env, filter).firm())
    }

    /// The items of a list, or what a quantifier comes to without it.
    pub fn items(&self, env: Env<'_>, path: &Path) -> Result<&'a [NodeId], Truth> {
        match self.walk(env, path).place {
            Place::Node(list) => self.list(list).ok_or(Truth::Unknown),
            Place::Declined(_) => Err(Truth::False),
            _ => Err(Truth::Unknown),
        }
    }

    /// The items as subjects of further sentences; words that are declined are not among them.
    pub fn bound<'i>(&'i self, items: &'i [NodeId], ty: &'i Type) -> impl Iterator<Item = Bound<'i>> + 'i {
        self.members(items, ty).map(move |item| match self.facts.found(item) {
            Found::Declined(_) => Bound { place: Place::Declined(item), record: None },
            Found::Malformed(_) => Bound::malformed(item),
            Found::Value(_) | Found::Absent => self.bind(item, ty),
        })
    }

    fn for_every<'e>(
        &self,
        env: Env<'e>,
        slot: Slot,
        items: impl Iterator<Item = Bound<'e>>,
        filter: Option<&Cond>,
        body: &Cond,
    ) -> Truth {
        let each = items.map(|bound| {
            let item = item_in(env, slot, bound);
            let env = inside(env, &item);
            self.one_of_every(env, filter, body)
        });
        fold(each, Truth::True, Truth::and)
    }

    /// What one item adds to `for every`: an uncertain member counts as unknown, unless it fits anyway.
    pub fn one_of_every(&self, env: Env<'_>, filter: Option<&Cond>, body: &Cond) -> Truth {
        match self.belongs(env, filter) {
            Truth::True => self.truth(env, body),
            Truth::Unknown if self.truth(env, body) != Truth::True => Truth::Unknown,
            _ => Truth::True,
        }
    }

    /// Whether an item counts for `there is`; one whose reference leads nowhere is unknown by itself.
    pub fn counts(&self, env: Env<'_>, bound: Bound<'_>, filter: Option<&Cond>) -> Truth {
        match (filter, bound.place) {
            (None, Place::Dangling(_) | Place::Malformed(_) | Place::Unknown) => Truth::Unknown,
            (None, Place::Declined(_)) => Truth::False,
            _ => self.belongs(env, filter),
        }
    }

    /// How many items match for sure, and how many may.
    pub fn count(
        &self,
        env: Env<'_>,
        slot: Slot,
        items: &[NodeId],
        list: &Path,
        filter: Option<&Cond>,
    ) -> (usize, usize) {
        let (mut sure, mut maybe) = (0, 0);
        for bound in self.bound(items, item_type(list)) {
            match self.counts(inside(env, &item_in(env, slot, bound)), bound, filter) {
                Truth::True => sure += 1,
                Truth::Unknown => maybe += 1,
                _ => {}
            }
        }
        (sure, maybe)
    }

    /// Which items may be the latest.
    pub fn latest<'e>(
        &'e self,
        env: Env<'e>,
        slot: Slot,
        items: &'e [NodeId],
        list: &'e Path,
        by: FieldId,
        filter: Option<&Cond>,
    ) -> Latest<'e> {
        let mut dated: Vec<(Bound<'e>, When, Truth)> = Vec::new();
        let mut undated = Vec::new();
        for bound in self.bound(items, item_type(list)) {
            let belongs = self.belongs(inside(env, &item_in(env, slot, bound)), filter);
            if belongs == Truth::False {
                continue;
            }
            match self.dated(bound, by) {
                Some(when) => dated.push((bound, when, belongs)),
                None => undated.push(bound),
            }
        }
        // An item that ends before a certain one begins cannot be the latest.
        let sure = dated.iter().filter(|(_, _, belongs)| *belongs == Truth::True).map(|(_, when, _)| when.first);
        let floor = sure.max();
        dated.retain(|(_, when, _)| floor.is_none_or(|floor| when.last >= floor));
        let certain = dated.iter().all(|(_, _, belongs)| *belongs == Truth::True)
            && (dated.len() == 1 || dated.iter().all(|(_, when, _)| when.first == when.last));
        Latest {
            undated,
            certain,
            maybe_none: floor.is_none(),
            items: dated.into_iter().map(|(bound, ..)| bound).collect(),
        }
    }

    fn dated(&self, bound: Bound<'_>, by: FieldId) -> Option<When> {
        let record = bound.record?;
        match self.facts.field(self.schema, record, self.schema.field(by).record, by) {
            Found::Value(value) => self.when(value),
            _ => None,
        }
    }
}

/// The items that `for the latest` may speak of.
pub(super) struct Latest<'e> {
    /// Those without a date: with one of them the answer is unknown.
    pub undated: Vec<Bound<'e>>,
    /// Those that may have the greatest date.
    pub items: Vec<Bound<'e>>,
    /// Whether all of `items` surely have it.
    pub certain: bool,
    /// Whether it may be that none matches.
    pub maybe_none: bool,
}

impl<'e> Latest<'e> {
    /// What the sentence comes to, given what is said of one item.
    pub fn truth(&self, of: impl Fn(Bound<'e>) -> Truth) -> Truth {
        if !self.undated.is_empty() {
            return Truth::Unknown;
        }
        if self.certain {
            let each = self.items.iter().map(|item| of(*item));
            return if self.items.is_empty() { Truth::False } else { fold(each, Truth::True, Truth::and) };
        }
        let mut outcomes = self.items.iter().map(|item| of(*item)).chain(self.maybe_none.then_some(Truth::False));
        let first = outcomes.next().unwrap_or(Truth::False);
        if outcomes.all(|other| other == first) { first } else { Truth::Unknown }
    }
}

/// The type of the items of a list.
pub(super) fn item_type(list: &Path) -> &Type {
    list.ty.item().unwrap_or(&list.ty)
}

/// The frame of an item.
pub(super) fn item_in<'e>(env: Env<'e>, slot: Slot, bound: Bound<'e>) -> Item<'e> {
    Item { slot, bound, outer: env.item }
}

/// The scope inside a quantifier.
pub(super) fn inside<'e>(env: Env<'e>, item: &'e Item<'e>) -> Env<'e> {
    Env { subject: env.subject, item: Some(item) }
}

/// What a count comes to.
pub(super) fn count_truth(quantity: Quantity, sure: usize, maybe: usize) -> Truth {
    let at_least = |n: usize| {
        if sure >= n {
            Truth::True
        } else if sure + maybe >= n {
            Truth::Unknown
        } else {
            Truth::False
        }
    };
    match quantity {
        Quantity::Some => at_least(1),
        Quantity::AtLeast(n) => at_least(n as usize),
        Quantity::None => !at_least(1),
        Quantity::AtMost(n) => !at_least(n as usize + 1),
    }
}

/// Joins truths until one decides: false for `and`, true for `or`.
fn fold(each: impl Iterator<Item = Truth>, start: Truth, join: fn(Truth, Truth) -> Truth) -> Truth {
    let decides = !start;
    let mut all = start;
    for truth in each {
        all = join(all, truth);
        if all == decides {
            break;
        }
    }
    all
}
