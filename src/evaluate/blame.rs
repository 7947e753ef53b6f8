//! The smallest causes of a condition that is not as it should be (language.md 11, Blame). Nothing short-circuits.

use crate::limits::CAUSES;
use crate::manifest::node::NodeId;
use crate::policy::{Cond, CondKind, ListOf, Path, Quantity, Slot};
use crate::source::Span;
use crate::text::Message;
use crate::verdict::{Because, Cause, Gist, Truth};

use super::cause::Draft;
use super::gists::Gists;
use super::lookup::{Bound, Env, Judge, Place};
use super::messages as say;
use super::truth::{inside, item_in, item_type};

/// How many items are looked at for the nearest miss.
const NEAREST_AMONG: usize = 200;

/// Where causes gather.
pub(super) struct Sink<'g> {
    gists: &'g Gists,
    causes: Vec<Cause>,
    more: usize,
    /// The condition under which the sentences now looked at are asked.
    because: Option<Because>,
    /// Whether what is now looked at decides only if something is asked: no answer is better than another.
    pub(super) gate: bool,
    /// Where the record of the definition now looked at stands below the subject.
    pub(super) prefix: String,
    /// Whether that place is a path from the top of the manifest.
    pub(super) rooted: bool,
}

impl<'g> Sink<'g> {
    pub fn new(gists: &'g Gists) -> Self {
        let (causes, prefix) = (Vec::new(), String::new());
        Self { gists, causes, more: 0, because: None, gate: false, prefix, rooted: false }
    }

    /// Adds a cause, or counts it.
    pub fn push(&mut self, draft: Draft) {
        if self.causes.len() == CAUSES {
            self.more += 1;
            return;
        }
        let missing = draft.missing.filter(|_| !draft.told).map(|missing| match self.prefix.as_str() {
            "" => missing,
            _ if draft.rooted => missing,
            prefix => format!("{prefix}.{missing}"),
        });
        // Nearly every point has one cause, and a vector that grows by itself begins with room for four.
        if self.causes.is_empty() {
            self.causes.reserve_exact(1);
        }
        let gist = self.gists.shared(Gist {
            truth: draft.truth,
            policy: draft.policy,
            missing,
            rooted: draft.rooted || self.rooted,
            message: draft.message,
            help: draft.help,
            because: self.because,
            told: draft.told,
        });
        self.causes.push(Cause { manifest: draft.spot.manifest, origin: draft.spot.origin, gist });
    }

    /// How many causes there are.
    pub fn mark(&self) -> usize {
        self.causes.len()
    }

    /// Whether any cause since a mark has been told as a mistake of the manifest.
    pub fn has_told(&self, mark: usize) -> bool {
        self.causes.iter().skip(mark).any(|cause| cause.told)
    }

    /// Where what cannot be read alone could settle the answer, the other causes since a mark may not be asked for.
    pub fn settle(&mut self, mark: usize) {
        if self.has_told(mark) {
            let mut at = 0;
            self.causes.retain(|cause| {
                at += 1;
                at <= mark || cause.told
            });
        }
    }

    /// All causes; the last one counts those beyond the bound.
    pub fn finish(mut self) -> Vec<Cause> {
        if let (Some(last), 1..) = (self.causes.last(), self.more) {
            let gist = self.gists.shared(Gist {
                missing: None,
                message: say::MORE.with(vec![("count", self.more.into())]),
                help: None,
                told: self.causes.iter().all(|cause| cause.told),
                ..Gist::clone(&last.gist)
            });
            self.causes.push(Cause { gist, ..last.clone() });
        }
        self.causes
    }
}

impl<'a> Judge<'a> {
    /// Why a condition is not true.
    pub fn causes(&self, env: Env<'_>, cond: &Cond) -> Vec<Cause> {
        let mut sink = Sink::new(self.gists);
        self.blame(env, cond, true, &mut sink);
        sink.finish()
    }

    /// Why it is not known whether something is asked.
    pub fn causes_of_gate(&self, env: Env<'_>, cond: &Cond) -> Vec<Cause> {
        let mut sink = Sink::new(self.gists);
        self.blame_gate(env, cond, true, &mut sink);
        sink.finish()
    }

    /// The same as [`Self::blame`], of a condition under which something is asked.
    pub fn blame_gate(&self, env: Env<'_>, cond: &Cond, want: bool, sink: &mut Sink<'_>) {
        let outer = std::mem::replace(&mut sink.gate, true);
        self.blame(env, cond, want, sink);
        sink.gate = outer;
    }

    /// Why a condition is not as `want`ed: not true, or (below a `not`) not false.
    pub fn blame(&self, env: Env<'_>, cond: &Cond, want: bool, sink: &mut Sink<'_>) {
        match self.truth(env, cond) {
            _ if self.steps.are_spent() => return,
            Truth::True if want => return,
            Truth::False | Truth::Silent if !want => return,
            _ => {}
        }
        match &cond.kind {
            CondKind::And(parts) => self.blame_parts(env, cond, parts, want, sink),
            CondKind::Or(parts) => self.blame_parts(env, cond, parts, want, sink),
            CondKind::Not(inner) => self.blame(env, inner, !want, sink),
            CondKind::If { when, unless, then } => {
                if want && self.asked(env, when, *unless) == Truth::Unknown {
                    let mark = sink.mark();
                    self.blame_gate(env, when, *unless, sink);
                    if sink.has_told(mark) {
                        return sink.settle(mark);
                    }
                }
                let outer = sink.because.replace(Because { span: when.span, unless: *unless });
                self.blame(env, then, want, sink);
                sink.because = outer;
            }
            CondKind::ForEvery { slot, list, filter, body } => match list {
                ListOf::Words(words) => {
                    let items: Vec<Bound<'_>> = words.iter().map(|word| Bound::word(word)).collect();
                    self.blame_every(env, *slot, &items, filter.as_deref(), body, want, sink);
                }
                ListOf::Path(path) => match self.items(env, path) {
                    Ok(items) => {
                        let items: Vec<Bound<'_>> = self.bound(items, item_type(path)).collect();
                        if items.is_empty() {
                            // True, and under a `not` that is the cause.
                            self.blame_list(env, cond.span, path, say::LIST_EMPTY, Truth::False, sink);
                        }
                        self.blame_every(env, *slot, &items, filter.as_deref(), body, want, sink);
                    }
                    Err(truth) => self.list_open(env, cond.span, path, truth, sink),
                },
            },
            CondKind::ForLatest { slot, list, by, filter, body } => match self.items(env, list) {
                Ok(items) => {
                    let mark = sink.mark();
                    let latest = self.latest(env, *slot, items, list, *by, filter.as_deref());
                    for bound in &latest.undated {
                        sink.push(self.undated(cond.span, *bound, *by));
                    }
                    if !latest.undated.is_empty() {
                        return;
                    }
                    if latest.items.is_empty() {
                        self.none_matches(env, cond.span, *slot, items, list, filter.as_deref(), sink);
                        return;
                    }
                    if !latest.certain {
                        self.blame_list(env, cond.span, list, say::LATEST_OPEN, Truth::Unknown, sink);
                    }
                    for bound in &latest.items {
                        let item = item_in(env, *slot, *bound);
                        let env = inside(env, &item);
                        if let (Some(filter), Truth::Unknown) =
                            (filter.as_deref(), self.belongs(env, filter.as_deref()))
                        {
                            self.blame_gate(env, filter, true, sink);
                        }
                        self.blame(env, body, want, sink);
                    }
                    if self.truth(env, cond) == Truth::Unknown {
                        sink.settle(mark);
                    }
                }
                Err(truth) => self.list_open(env, cond.span, list, truth, sink),
            },
            CondKind::There { quantity, slot, list, filter } => match self.items(env, list) {
                Ok(items) => {
                    let there = There { quantity: *quantity, slot: *slot, items, list, filter: filter.as_deref() };
                    self.blame_there(env, cond.span, &there, want, sink);
                }
                Err(truth) => self.list_open(env, cond.span, list, truth, sink),
            },
            CondKind::Is { path, relation } => self.blame_sentence(env, cond.span, path, relation, want, sink),
        }
    }

    /// Where it is false, every part that is; where it is only not known, every part that is not said: what is said
    /// and falls short beside it would still do if that were.
    fn blame_parts(&self, env: Env<'_>, cond: &Cond, parts: &[Cond], want: bool, sink: &mut Sink<'_>) {
        let bad = |truth: Truth| if want { truth } else { !truth };
        let total = bad(self.truth(env, cond));
        let mark = sink.mark();
        for part in parts {
            let truth = bad(self.truth(env, part));
            if truth == Truth::True || (truth == Truth::False) != (total == Truth::False) {
                continue;
            }
            self.blame(env, part, want, sink);
        }
        let one_is_enough = matches!(cond.kind, CondKind::Or(_)) == want;
        if one_is_enough && total != Truth::False {
            sink.settle(mark);
        }
    }

    #[expect(clippy::too_many_arguments, reason = "the parts of one sentence, read at one place")]
    fn blame_every(
        &self,
        env: Env<'_>,
        slot: Slot,
        items: &[Bound<'_>],
        filter: Option<&Cond>,
        body: &Cond,
        want: bool,
        sink: &mut Sink<'_>,
    ) {
        let of = |bound: &Bound<'_>| self.one_of_every(inside(env, &item_in(env, slot, *bound)), filter, body);
        let all = items.iter().map(&of).fold(Truth::True, Truth::and);
        for bound in items {
            let truth = of(bound);
            if want && (truth == Truth::True || all == Truth::False && truth != Truth::False) {
                continue;
            }
            let item = item_in(env, slot, *bound);
            let env = inside(env, &item);
            match (self.belongs(env, filter), filter) {
                (Truth::Unknown, Some(filter)) => {
                    let mark = sink.mark();
                    self.blame_gate(env, filter, true, sink);
                    if sink.has_told(mark) {
                        sink.settle(mark);
                        continue;
                    }
                }
                (Truth::False, _) => continue,
                _ => {}
            }
            self.blame(env, body, want, sink);
        }
    }

    fn blame_there(&self, env: Env<'_>, span: Span, there: &There<'_>, want: bool, sink: &mut Sink<'_>) {
        let There { quantity, slot, items, list, filter } = *there;
        let (sure, maybe) = self.count(env, slot, items, list, filter);
        let more_wanted = matches!(quantity, Quantity::Some | Quantity::AtLeast(_)) == want;
        let bound_of = |quantity| match quantity {
            Quantity::AtLeast(n) | Quantity::AtMost(n) => n as usize,
            Quantity::Some | Quantity::None => 1,
        };
        let open = if more_wanted {
            // Wanted at least `least`; `at most n` that should not hold wants more than n.
            let least = if want { bound_of(quantity) } else { bound_of(quantity) + 1 };
            let least = if matches!(quantity, Quantity::None) { 1 } else { least };
            if sure + maybe < least {
                if sure == 0 {
                    self.none_matches(env, span, slot, items, list, filter, sink);
                } else {
                    let message = say::TOO_FEW.with(list_args(list, &[("count", sure), ("least", least)]));
                    self.push_list(env, span, list, message, Truth::False, sink);
                    self.nearest_miss(env, slot, items, list, filter, sink);
                }
            }
            sure < least && sure + maybe >= least
        } else {
            let most = match (quantity, want) {
                (Quantity::AtMost(n), _) => n as usize,
                (Quantity::AtLeast(n), _) => (n as usize).saturating_sub(1),
                _ => 0,
            };
            if sure > most {
                if most > 0 {
                    let message = say::TOO_MANY.with(list_args(list, &[("count", sure), ("most", most)]));
                    self.push_list(env, span, list, message, Truth::False, sink);
                }
                for bound in self.bound(items, item_type(list)) {
                    let item = item_in(env, slot, bound);
                    if let (Truth::True, Place::Node(node)) =
                        (self.counts(inside(env, &item), bound, filter), bound.place)
                    {
                        let message = say::ONE_OF_THEM.with(list_args(list, &[]));
                        sink.push(Draft::new(Truth::False, span, self.node_spot(node), message));
                    }
                }
            }
            sure <= most && sure + maybe > most
        };
        if !open {
            return;
        }
        let mark = sink.mark();
        for bound in self.bound(items, item_type(list)) {
            let item = item_in(env, slot, bound);
            let env = inside(env, &item);
            if self.counts(env, bound, filter) != Truth::Unknown {
                continue;
            }
            match (bound.place, filter) {
                (Place::Dangling(node), _) => sink.push(self.dangling(span, node, item_type(list))),
                (Place::Malformed(node), _) => sink.push(self.malformed(span, node, &list.text)),
                (_, Some(filter)) => self.blame(env, filter, true, sink),
                _ => {}
            }
        }
        sink.settle(mark);
    }

    /// The list, and the item that came nearest.
    #[expect(clippy::too_many_arguments, reason = "the parts of one sentence, read at one place")]
    fn none_matches(
        &self,
        env: Env<'_>,
        span: Span,
        slot: Slot,
        items: &[NodeId],
        list: &Path,
        filter: Option<&Cond>,
        sink: &mut Sink<'_>,
    ) {
        if items.is_empty() {
            self.blame_list(env, span, list, say::LIST_EMPTY, Truth::False, sink);
            return;
        }
        let message = say::NONE_MATCHES.with(list_args(list, &[("count", items.len())]));
        self.push_list(env, span, list, message, Truth::False, sink);
        self.nearest_miss(env, slot, items, list, filter, sink);
    }

    fn nearest_miss(
        &self,
        env: Env<'_>,
        slot: Slot,
        items: &[NodeId],
        list: &Path,
        filter: Option<&Cond>,
        sink: &mut Sink<'_>,
    ) {
        let Some(filter) = filter else { return };
        let distance = |bound: &Bound<'_>| {
            let item = item_in(env, slot, *bound);
            self.distance(inside(env, &item), filter)
        };
        let misses = self.bound(items, item_type(list)).take(NEAREST_AMONG);
        let nearest = misses.map(|bound| (distance(&bound), bound)).filter(|(far, _)| *far > 0);
        if let Some((_, bound)) = nearest.min_by_key(|(far, _)| *far) {
            let item = item_in(env, slot, bound);
            self.blame(inside(env, &item), filter, true, sink);
        }
    }

    /// How many sentences would have to change for a condition to hold.
    fn distance(&self, env: Env<'_>, cond: &Cond) -> usize {
        match &cond.kind {
            CondKind::And(parts) => parts.iter().map(|part| self.distance(env, part)).sum(),
            CondKind::Or(parts) => parts.iter().map(|part| self.distance(env, part)).min().unwrap_or(1),
            _ => usize::from(self.truth(env, cond) != Truth::True),
        }
    }

    fn blame_list(
        &self,
        env: Env<'_>,
        span: Span,
        list: &Path,
        text: crate::text::Text,
        truth: Truth,
        sink: &mut Sink<'_>,
    ) {
        self.push_list(env, span, list, text.with(list_args(list, &[])), truth, sink);
    }

    fn push_list(&self, env: Env<'_>, span: Span, list: &Path, message: Message, truth: Truth, sink: &mut Sink<'_>) {
        sink.push(Draft::new(truth, span, self.spot(env, list), message));
    }
}

struct There<'p> {
    quantity: Quantity,
    slot: Slot,
    items: &'p [NodeId],
    list: &'p Path,
    filter: Option<&'p Cond>,
}

impl Clone for There<'_> {
    fn clone(&self) -> Self {
        *self
    }
}
impl Copy for There<'_> {}

fn list_args(list: &Path, counts: &[(&'static str, usize)]) -> crate::text::Args {
    let counts = counts.iter().map(|(name, count)| (*name, (*count).into()));
    std::iter::once(("list", list.text.as_str().into())).chain(counts).collect()
}
