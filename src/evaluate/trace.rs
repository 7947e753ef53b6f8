//! How a clause came out for a subject, part by part, with the values that made it so; also of what holds.
//!
//! A cold walk for commands that tell of one verdict: it asks the same functions as the verdict, and decides nothing.

use crate::calendar::Date;
use crate::manifest::Facts;
use crate::paper::Papers;
use crate::policy::{Cond, CondKind, ListOf, Path, PolicySet, Relation, Slot, Softener};
use crate::source::Span;
use crate::text::Str;
use crate::verdict::{Evaluation, Truth};

use super::gists::Gists;
use super::lookup::{Bound, Env, Judge, Place, Steps};
use super::marks::Mark;
use super::truth::{inside, item_in, item_type};

mod documents;
mod turns;

pub use documents::Document;
pub use turns::may_turn;

/// Steps of one part that are listed; the rest is counted.
const MOST_STEPS: usize = 400;

/// How a clause came out for a subject.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Trace {
    /// The condition of the scope; none where every subject is concerned.
    pub scope: Option<Step>,
    /// What overlays narrow the scope to, in their order: a subject is left out where one is known not to hold.
    pub only: Vec<Step>,
    /// Points, evidence and notes, in the order of the clause; none where the clause does not concern the subject.
    pub parts: Vec<Part>,
}

/// What a part of a clause is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PartKind {
    /// A point that decides.
    Point,
    /// A document.
    Evidence,
    /// A point of a trailing `may`.
    Note,
}

/// How one point or evidence came out.
#[derive(Clone, Debug, PartialEq)]
pub struct Part {
    /// What it is.
    pub kind: PartKind,
    /// Its label.
    pub label: Str,
    /// Its value; none for evidence that is not asked.
    pub truth: Option<Truth>,
    /// Its condition; of evidence, that of its `when`.
    pub step: Option<Step>,
    /// The documents of evidence.
    pub documents: Vec<Document>,
    /// It holds only because a list is empty.
    pub vacuous: bool,
    /// It holds because something was declined with a reason.
    pub declined: bool,
    /// Evidence was presented but not read.
    pub not_inspected: bool,
}

/// A condition with its value and what that rests on.
#[derive(Clone, Debug, PartialEq)]
pub struct Step {
    /// What it is.
    pub what: What,
    /// Where in the policy.
    pub policy: Span,
    /// Its value.
    pub truth: Truth,
    /// What the manifest says where it looks.
    pub values: Vec<Value>,
    /// The conditions it is made of.
    pub steps: Vec<Step>,
    /// How many of those are not listed.
    pub more: usize,
    /// The day on which it ceases to hold if nothing is written until then.
    pub turn: Option<Turn>,
}

/// The sorts of conditions.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum What {
    /// `A and B`
    All,
    /// `A or B`
    Any,
    /// `not ( A )`
    Not,
    /// `if A then B`: A, then B if it is asked.
    If,
    /// `B unless A`: A, then B if it is asked.
    Unless,
    /// `for every …`, `for the latest …`, `there …`: its items.
    Quantifier,
    /// One item of a quantifier, by its name.
    Item(String),
    /// `x is DEFINITION`: the condition of that.
    Definition,
    /// Any other sentence.
    Sentence,
}

/// The first day on which something no longer holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Turn {
    /// That day.
    pub day: Date,
    /// Whether something is due until the day before; else it grows too old.
    pub due: bool,
}

/// What stands at a path.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Value {
    /// The path, as the policy writes it.
    pub path: String,
    /// What stands there.
    pub is: Is,
    /// Where, or where it would go.
    pub place: Option<Span>,
    /// Where it is written, when the place only uses it.
    pub origin: Option<Span>,
}

/// What stands at a path.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Is {
    /// This, cut to one line.
    Said(String),
    /// A list of so many.
    Items(usize),
    /// Nothing.
    NotSaid,
    /// A reason in its place.
    Declined(String),
    /// A reference that leads nowhere.
    Dangling(String),
    /// It cannot be known.
    Unknown,
}

/// How the clause of an evaluation came out for its subject; none for a clause that does not exist.
#[must_use]
pub fn trace(
    policies: &PolicySet,
    facts: &Facts,
    papers: &Papers,
    evaluation: &Evaluation,
    as_of: Date,
) -> Option<Trace> {
    let clause = policies.expectations.get(evaluation.expectation)?;
    let (steps, gists) = (Steps::of(policies), Gists::default());
    let mut judge = Judge::new(policies, facts, papers, as_of, (&steps, &gists));
    let organisation = evaluation.subject.id == "organisation";
    if evaluation.subject.node.is_none() {
        judge.unwritten = judge.organisation().block;
    }
    // A clause about records that stands for the whole list was judged of any record.
    let any = organisation && clause.scope.each.is_some();
    let bound = evaluation.subject.node.filter(|_| !any).map_or(Bound::UNKNOWN, Bound::record);
    let env = Env::of(bound);
    let walk = |cond: &Cond| judge.step(env, cond, &mut Budget(MOST_STEPS));
    let scope = clause.scope.filter.as_ref().map(walk);
    let mut trace = Trace { scope, only: clause.scope.only.iter().map(walk).collect(), parts: Vec::new() };
    let left_out = trace.only.iter().any(|only| only.truth.firm() == Truth::False);
    let concerned = !left_out && trace.scope.as_ref().is_none_or(|scope| scope.truth == Truth::True);
    if !concerned || evaluation.missing_list || evaluation.elsewhere || evaluation.subject.node.is_none() {
        return Some(trace);
    }
    let point = |kind, label: &str, cond| {
        let step = walk(cond);
        let holds = step.truth == Truth::True;
        Part {
            kind,
            label: label.into(),
            truth: Some(step.truth),
            vacuous: holds && judge.marked(env, cond, Mark::Vacuous),
            declined: holds && judge.marked(env, cond, Mark::Declined),
            step: Some(step),
            documents: Vec::new(),
            not_inspected: false,
        }
    };
    trace.parts.extend(clause.points.iter().map(|own| point(PartKind::Point, &own.label, &own.cond)));
    let accepts_reason = clause.softener.is_some_and(Softener::accepts_reason);
    trace.parts.extend(clause.evidence.iter().map(|line| judge.shown_by(env, line, accepts_reason)));
    trace.parts.extend(clause.notes.iter().map(|own| point(PartKind::Note, &own.label, &own.cond)));
    Some(trace)
}

/// How many more steps may be listed.
struct Budget(usize);

impl Budget {
    fn spend(&mut self) -> bool {
        let left = self.0 > 0;
        self.0 = self.0.saturating_sub(1);
        left
    }
}

impl<'a> Judge<'a> {
    fn step(&self, env: Env<'_>, cond: &Cond, budget: &mut Budget) -> Step {
        let mut step = Step {
            what: What::Sentence,
            policy: cond.span,
            truth: self.truth(env, cond),
            values: Vec::new(),
            steps: Vec::new(),
            more: 0,
            turn: None,
        };
        match &cond.kind {
            CondKind::And(parts) | CondKind::Or(parts) => {
                step.what = if matches!(cond.kind, CondKind::And(_)) { What::All } else { What::Any };
                self.below_all(env, parts, &mut step, budget);
            }
            CondKind::Not(inner) => {
                step.what = What::Not;
                self.below_all(env, std::slice::from_ref(&**inner), &mut step, budget);
            }
            CondKind::If { when, unless, then } => {
                step.what = if *unless { What::Unless } else { What::If };
                self.below_all(env, std::slice::from_ref(&**when), &mut step, budget);
                if self.asked(env, when, *unless) != Truth::False {
                    self.below_all(env, std::slice::from_ref(&**then), &mut step, budget);
                }
            }
            CondKind::ForEvery { slot, list, filter, body } => {
                step.what = What::Quantifier;
                let of = |env: Env<'_>| match self.belongs(env, filter.as_deref()) {
                    Truth::False => None,
                    _ => Some(self.one_of_every(env, filter.as_deref(), body)),
                };
                let parts: Vec<&Cond> = filter.as_deref().into_iter().chain([&**body]).collect();
                match list {
                    ListOf::Words(words) => {
                        let items: Vec<Bound<'_>> = words.iter().map(|word| Bound::word(word)).collect();
                        self.items_below(env, *slot, &items, &of, &parts, &mut step, budget);
                    }
                    ListOf::Path(path) => {
                        if let Some(items) = self.listed(env, path, &mut step) {
                            self.items_below(env, *slot, &items, &of, &parts, &mut step, budget);
                        }
                    }
                }
            }
            CondKind::ForLatest { slot, list, by, filter, body } => {
                step.what = What::Quantifier;
                if let (Some(_), Ok(items)) = (self.listed(env, list, &mut step), self.items(env, list)) {
                    let latest = self.latest(env, *slot, items, list, *by, filter.as_deref());
                    let undated = |_: Env<'_>| Some(Truth::Unknown);
                    self.items_below(env, *slot, &latest.undated, &undated, &[], &mut step, budget);
                    let of = |env: Env<'_>| Some(self.truth(env, body));
                    self.items_below(env, *slot, &latest.items, &of, &[body], &mut step, budget);
                }
            }
            CondKind::There { slot, list, filter, .. } => {
                step.what = What::Quantifier;
                if let Some(items) = self.listed(env, list, &mut step) {
                    let of = |env: Env<'_>| Some(self.counts(env, env.item(*slot), filter.as_deref()));
                    let parts: Vec<&Cond> = filter.as_deref().into_iter().collect();
                    self.items_below(env, *slot, &items, &of, &parts, &mut step, budget);
                }
            }
            CondKind::Is { path, relation } => self.sentence_step(env, path, relation, &mut step, budget),
        }
        step
    }

    fn below_all(&self, env: Env<'_>, parts: &[Cond], step: &mut Step, budget: &mut Budget) {
        for part in parts {
            if budget.spend() {
                step.steps.push(self.step(env, part, budget));
            } else {
                step.more += 1;
            }
        }
    }

    /// The items of a list, which is noted as what was found; none where there is no list.
    fn listed<'e>(&'e self, env: Env<'e>, path: &'e Path, step: &mut Step) -> Option<Vec<Bound<'e>>> {
        let mut value = self.value_at(env, path);
        let items = self.items(env, path).ok();
        if let Some(items) = items {
            value.is = Is::Items(items.len());
        }
        step.values.push(value);
        Some(self.bound(items?, item_type(path)).collect())
    }

    #[expect(clippy::too_many_arguments, reason = "the parts of one sentence, read at one place")]
    fn items_below<'e>(
        &'e self,
        env: Env<'e>,
        slot: Slot,
        items: &[Bound<'e>],
        of: &dyn Fn(Env<'_>) -> Option<Truth>,
        parts: &[&Cond],
        step: &mut Step,
        budget: &mut Budget,
    ) {
        for bound in items {
            let item = item_in(env, slot, *bound);
            let env = inside(env, &item);
            let Some(truth) = of(env) else { continue };
            if !budget.spend() {
                step.more += 1;
                continue;
            }
            let (name, spot) = match bound.place {
                Place::Word(word) => (word.to_owned(), None),
                Place::Node(node) | Place::Declined(node) | Place::Dangling(node) | Place::Malformed(node) => {
                    (self.shown(node), Some(self.node_spot(node)))
                }
                Place::Absent | Place::Unknown => (String::new(), None),
            };
            let mut below = Step {
                what: What::Item(name.clone()),
                policy: step.policy,
                truth,
                values: Vec::new(),
                steps: Vec::new(),
                more: 0,
                turn: None,
            };
            if let Some(spot) = spot {
                below.values.push(Value {
                    path: name.clone(),
                    is: Is::Said(name),
                    place: spot.manifest,
                    origin: spot.origin,
                });
            }
            for part in parts {
                self.below_all(env, std::slice::from_ref(*part), &mut below, budget);
            }
            step.steps.push(below);
        }
    }

    fn sentence_step(&self, env: Env<'_>, path: &Path, relation: &Relation, step: &mut Step, budget: &mut Budget) {
        if let Relation::Meets { definition, .. } = relation {
            step.what = What::Definition;
            let trail = self.walk(env, path);
            match (trail.record, self.policies.definitions.get(*definition)) {
                (Some(record), Some(definition)) if matches!(trail.place, Place::Node(_)) => {
                    let env = Env::of(Bound::record(record));
                    self.below_all(env, std::slice::from_ref(&definition.cond), step, budget);
                }
                _ => step.values.push(self.value_at(env, path)),
            }
            return;
        }
        match relation {
            Relation::StatesAll { fields, .. } if matches!(self.walk(env, path).place, Place::Node(_)) => {
                step.values.extend(fields.iter().map(|field| self.value_at(env, &self.below(path, *field))));
            }
            _ => step.values.push(self.value_at(env, path)),
        }
        step.values.extend(relation.paths().into_iter().map(|path| self.value_at(env, path)));
        if step.truth == Truth::True {
            step.turn = self.turn(env, path, relation);
        }
    }

    fn value_at(&self, env: Env<'_>, path: &Path) -> Value {
        let spot = self.spot(env, path);
        let is = match self.walk(env, path).place {
            Place::Node(node) if self.is_null(node) => Is::NotSaid,
            Place::Node(node) => Is::Said(self.shown(node)),
            Place::Word(word) => Is::Said(word.to_owned()),
            Place::Absent => Is::NotSaid,
            Place::Declined(why) => Is::Declined(self.facts.declined(why).unwrap_or_default().to_owned()),
            Place::Dangling(node) => Is::Dangling(self.shown(node)),
            Place::Malformed(_) | Place::Unknown => Is::Unknown,
        };
        Value { path: path.text.to_string(), is, place: spot.manifest, origin: spot.origin }
    }
}
