//! What stands at a path of a policy: walks records and references, and says how far it came. Allocates nothing.

use std::cell::Cell;

use crate::calendar::Date;
use crate::manifest::Facts;
use crate::manifest::facts::Found;
use crate::manifest::node::{Kind, NodeId};
use crate::paper::{Paper, Papers};
use crate::policy::{Path, PolicySet, Root, Slot};
use crate::schema::{FieldId, RecordId, Schema, Type};
use crate::verdict::Truth;
use crate::words;

use super::gists::Gists;

/// How deep a value is looked into for anything stated.
const STATED_DEPTH: u32 = 16;

/// How much may still be looked at: shared by all that is judged of one manifest, because quantifiers inside one
/// another, and definitions that hold them, could otherwise take for ever.
#[derive(Clone, Debug)]
pub(super) struct Steps(Cell<usize>);

impl Steps {
    pub fn of(policies: &PolicySet) -> Self {
        Self(Cell::new(policies.limits.get("judgement-steps")))
    }

    /// Whether so many things may be looked at; once not, nothing more may.
    pub fn take(&self, count: usize) -> bool {
        let left = self.0.get().saturating_sub(count);
        self.0.set(left);
        left > 0
    }

    pub fn are_spent(&self) -> bool {
        self.0.get() == 0
    }
}

/// All that a verdict rests on.
#[derive(Clone, Copy)]
pub(super) struct Judge<'a> {
    pub policies: &'a PolicySet,
    pub schema: &'a Schema,
    pub facts: &'a Facts,
    pub papers: &'a Papers,
    pub today: Date,
    /// The block of the organisation when it is not written here: all about it is unknown, not silent.
    pub unwritten: Option<FieldId>,
    pub steps: &'a Steps,
    pub gists: &'a Gists,
}

impl<'a> Judge<'a> {
    /// What judges a manifest that writes of its organisation.
    pub fn new(
        policies: &'a PolicySet,
        facts: &'a Facts,
        papers: &'a Papers,
        today: Date,
        (steps, gists): (&'a Steps, &'a Gists),
    ) -> Self {
        Self { policies, schema: &policies.schema, facts, papers, today, unwritten: None, steps, gists }
    }
}

/// What a path leads to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Place<'a> {
    /// Nothing can be said of it: it is any record, or it lies behind a reference that leads nowhere.
    Unknown,
    /// A step is missing.
    Absent,
    /// `{ declined: "why" }`, there or on the way.
    Declined(NodeId),
    /// A reference that leads nowhere.
    Dangling(NodeId),
    /// A value that cannot be read, there or on the way, which has been told.
    Malformed(NodeId),
    /// A value as written; a reference is not followed.
    Node(NodeId),
    /// A literal word of the policy.
    Word(&'a str),
}

/// A subject or an item: what stands there, and the record that further steps start from.
#[derive(Clone, Copy, Debug)]
pub(super) struct Bound<'a> {
    pub place: Place<'a>,
    pub record: Option<NodeId>,
}

impl<'a> Bound<'a> {
    pub const UNKNOWN: Self = Self { place: Place::Unknown, record: None };

    pub fn record(node: NodeId) -> Self {
        Self { place: Place::Node(node), record: Some(node) }
    }

    pub fn malformed(node: NodeId) -> Self {
        Self { place: Place::Malformed(node), record: None }
    }

    pub fn word(word: &'a str) -> Self {
        Self { place: Place::Word(word), record: None }
    }
}

/// An item in scope and those around it: a stack in the call frames of the quantifiers.
pub(super) struct Item<'a> {
    pub slot: Slot,
    pub bound: Bound<'a>,
    pub outer: Option<&'a Item<'a>>,
}

/// What is in scope of a condition.
#[derive(Clone, Copy)]
pub(super) struct Env<'a> {
    pub subject: Bound<'a>,
    pub item: Option<&'a Item<'a>>,
}

impl<'a> Env<'a> {
    pub fn of(subject: Bound<'a>) -> Self {
        Self { subject, item: None }
    }

    pub fn item(&self, slot: Slot) -> Bound<'a> {
        let mut item = self.item;
        while let Some(this) = item {
            if this.slot == slot {
                return this.bound;
            }
            item = this.outer;
        }
        Bound::UNKNOWN
    }
}

/// A path walked.
#[derive(Clone, Copy, Debug)]
pub(super) struct Trail<'a> {
    pub place: Place<'a>,
    /// How many steps were taken before one was missing; for a block that is missing itself, `None`.
    pub taken: Option<usize>,
    /// The record that lacks the next step.
    pub lacking: Option<NodeId>,
    /// The record that the value is or refers to.
    pub record: Option<NodeId>,
}

impl<'a> Judge<'a> {
    /// Walks a path.
    pub fn walk<'e>(&self, env: Env<'e>, path: &Path) -> Trail<'e> {
        let (bound, _) = self.root(env, path.root);
        let (mut place, mut record) = (bound.place, bound.record);
        if place == Place::Absent {
            return Trail { place, taken: None, lacking: None, record: None };
        }
        for (index, field) in path.steps.iter().enumerate() {
            let Some(node) = record else {
                let place = match place {
                    Place::Absent | Place::Declined(_) | Place::Malformed(_) => place,
                    Place::Node(node) if self.is_null(node) => Place::Absent,
                    _ => Place::Unknown,
                };
                return Trail { place, taken: Some(index), lacking: None, record: None };
            };
            let declared = self.schema.field(*field);
            match self.facts.field(self.schema, node, declared.record, *field) {
                Found::Absent => {
                    return Trail { place: Place::Absent, taken: Some(index), lacking: Some(node), record: None };
                }
                Found::Declined(why) => {
                    return Trail { place: Place::Declined(why), taken: Some(index), lacking: None, record: None };
                }
                Found::Malformed(at) => {
                    return Trail { place: Place::Malformed(at), taken: Some(index), lacking: None, record: None };
                }
                Found::Value(value) => {
                    let bound = self.bind(value, &declared.ty);
                    (place, record) = (bound.place, bound.record);
                }
            }
        }
        Trail { place, taken: Some(path.steps.len()), lacking: None, record }
    }

    /// What a path begins with, and the record in which that was looked for.
    pub fn root<'e>(&self, env: Env<'e>, root: Root) -> (Bound<'e>, Option<NodeId>) {
        match root {
            Root::Subject(_) => (env.subject, env.subject.record),
            Root::Item(slot) => {
                let bound = env.item(slot);
                (bound, bound.record)
            }
            Root::Block(field) => {
                let at = self.facts.root();
                let found = at.map(|root| self.facts.field(self.schema, root, Schema::ROOT, field));
                let bound = match found {
                    None | Some(Found::Absent) if self.unwritten == Some(field) => Bound::UNKNOWN,
                    None | Some(Found::Absent) => Bound { place: Place::Absent, record: None },
                    Some(Found::Declined(why)) => Bound { place: Place::Declined(why), record: None },
                    Some(Found::Malformed(at)) => Bound::malformed(at),
                    Some(Found::Value(value)) => self.bind(value, &self.schema.field(field).ty),
                };
                (bound, at)
            }
        }
    }

    /// A value of a type, its reference followed for the steps to come.
    pub fn bind<'e>(&self, value: NodeId, ty: &Type) -> Bound<'e> {
        let record = match ty {
            Type::Reference(_) if self.is_null(value) => None,
            Type::Reference(target) => {
                let record = self.facts.document.text(value).and_then(|id| self.facts.resolve(*target, id));
                if record.is_none() {
                    return Bound { place: Place::Dangling(value), record };
                }
                record
            }
            _ if self.is_null(value) => None,
            _ => Some(value),
        };
        Bound { place: Place::Node(value), record }
    }

    pub fn is_null(&self, node: NodeId) -> bool {
        matches!(self.facts.document.kind(node), Kind::Null)
    }

    /// The items of a list; none for what is no list.
    pub fn list(&self, node: NodeId) -> Option<&'a [NodeId]> {
        match self.facts.document.kind(node) {
            Kind::Sequence(_) => Some(self.facts.document.items(node)),
            _ => None,
        }
    }

    /// The word and reason of an item `{ word: { declined: "why" } }` of a list of words.
    pub fn declined_word(&self, item: NodeId, ty: &Type) -> Option<&'a str> {
        if ty.record().is_some_and(|_| !matches!(ty, Type::Reference(_))) || self.facts.is_malformed(item) {
            return None;
        }
        match self.facts.document.entries(item) {
            [only] if self.facts.declined(only.value).is_some() => self.facts.document.text(only.key),
            _ => None,
        }
    }

    /// Whether a value says anything; where only what is malformed might, that is not known.
    pub fn says_anything(&self, node: NodeId, ty: &Type) -> Truth {
        match self.stated(node, ty) {
            false if self.facts.is_doubtful(node) => Truth::Unknown,
            stated => Truth::of(stated),
        }
    }

    /// Whether a value says anything (language.md 5.1, R5).
    pub fn stated(&self, node: NodeId, ty: &Type) -> bool {
        self.stated_within(node, ty, STATED_DEPTH)
    }

    fn stated_within(&self, node: NodeId, ty: &Type, depth: u32) -> bool {
        let document = &self.facts.document;
        let Some(depth) = depth.checked_sub(1) else { return false };
        if self.facts.declined(node).is_some() || self.facts.is_malformed(node) {
            return false;
        }
        match (document.kind(node), ty) {
            (Kind::Null, _) => false,
            (_, Type::Reference(target)) => {
                document.text(node).is_some_and(|id| self.facts.resolve(*target, id).is_some())
            }
            (_, Type::Record(record) | Type::Partial(record)) if self.schema.is_document(*record) => {
                self.document_stated(node, *record)
            }
            (Kind::Mapping(_), Type::Record(_) | Type::Partial(_)) => document.entries(node).iter().any(|entry| {
                entry.field.is_some_and(|field| self.stated_within(entry.value, &self.schema.field(field).ty, depth))
            }),
            (_, Type::Record(record) | Type::Partial(record)) => self
                .facts
                .short_field(self.schema, node, *record)
                .is_some_and(|field| self.stated_within(node, &self.schema.field(field).ty, depth)),
            (Kind::Sequence(_), _) => {
                let item_ty = ty.item().unwrap_or(ty);
                self.steps.take(document.items(node).len());
                document.items(node).iter().any(|item| {
                    self.declined_word(*item, item_ty).is_none() && self.stated_within(*item, item_ty, depth)
                })
            }
            (Kind::Mapping(_), _) => {
                document.entries(node).iter().any(|entry| self.stated_within(entry.value, ty, depth))
            }
            // A word of an enum says what it says, also where the word is `none`.
            (Kind::Text(_), Type::Word(_)) => document.text(node).is_some_and(|text| !text.trim().is_empty()),
            (Kind::Text(_), Type::Prose(_)) => document.text(node).is_some_and(|text| !words::is_no_answer(text)),
            (Kind::Text(_), _) => document.text(node).is_some_and(|text| !words::is_placeholder(text)),
            _ => true,
        }
    }

    fn document_stated(&self, node: NodeId, record: RecordId) -> bool {
        match self.presented(node, record) {
            Presented::File(_, path) => !words::is_placeholder(path) && self.paper_stated(path),
            Presented::Elsewhere(_, text) => !words::is_placeholder(text),
            Presented::Declined(_) | Presented::Malformed(_) | Presented::Nothing => false,
        }
    }

    /// How a document is presented.
    pub fn presented(&self, node: NodeId, record: RecordId) -> Presented<'a> {
        let text = |field: FieldId| match self.facts.field(self.schema, node, record, field) {
            Found::Value(value) => Some((value, self.facts.document.text(value).unwrap_or_default())),
            _ => None,
        };
        let file = self.schema.document_file(record);
        if let Some(field) = file {
            match self.facts.field(self.schema, node, record, field) {
                Found::Declined(why) => return Presented::Declined(why),
                Found::Malformed(at) => return Presented::Malformed(at),
                Found::Value(value) => {
                    let text = self.facts.document.text(value).unwrap_or_default();
                    // A path of shared facts is one of the repository that keeps them.
                    let is_here = !self.facts.is_vendored(self.facts.document.span(value));
                    return if is_here { Presented::File(value, text) } else { Presented::Elsewhere(value, text) };
                }
                Found::Absent => {}
            }
        }
        let elsewhere = ["url", "held_by"].iter().find_map(|name| text(self.schema.find_field(record, name)?));
        match elsewhere {
            Some((value, text)) => Presented::Elsewhere(value, text),
            None if self.facts.is_doubtful(node) => Presented::Malformed(node),
            None => Presented::Nothing,
        }
    }

    /// What is known of a file.
    pub fn paper(&self, path: &str) -> &'a Paper {
        let path = path.trim();
        let plain = path.strip_prefix("./").unwrap_or(path);
        self.papers.get(path).or_else(|| self.papers.get(plain)).unwrap_or(&Paper::Missing)
    }

    /// Whether there is a file, and it is no template that nobody filled in.
    pub fn paper_stated(&self, path: &str) -> bool {
        match self.paper(path) {
            Paper::Missing | Paper::Outside | Paper::NotAFile => false,
            Paper::Read(content) => !content.placeholder,
            Paper::TooLarge(_) | Paper::NotText | Paper::Unreadable => true,
        }
    }
}

/// How a document is presented.
#[derive(Clone, Copy, Debug)]
pub(super) enum Presented<'a> {
    /// A file of the repository.
    File(NodeId, &'a str),
    /// An address or a holder.
    Elsewhere(NodeId, &'a str),
    /// A reason in place of the file.
    Declined(NodeId),
    /// A path, address or holder that cannot be read.
    Malformed(NodeId),
    /// A record that names none of them.
    Nothing,
}
