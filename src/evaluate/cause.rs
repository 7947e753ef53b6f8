//! The cause that lies in one sentence: what was expected, what was found, where, and what to type.

use std::sync::Arc;

use crate::calendar::Duration;
use crate::manifest::facts::Found;
use crate::manifest::node::{Kind, NodeId};
use crate::paper::Paper;
use crate::policy::{Path, Relation, Root, Set, Value};
use crate::schema::{FieldId, Type};
use crate::source::Span;
use crate::text::{Arg, Message, Text};
use crate::verdict::Truth;
use crate::words;

use super::blame::Sink;
use super::lookup::{Bound, Env, Judge, Place, Presented, Trail};
use super::messages as say;
use super::spot::Spot;
use super::suggest::{self, Asked, Bare};

/// A bare value of more bytes is not written out where it is to become a field of a mapping.
const MOST_BARE: usize = 80;

/// A cause before it knows under which condition it stands.
#[derive(Debug)]
pub(super) struct Draft {
    pub truth: Truth,
    pub policy: Span,
    pub spot: Spot,
    pub missing: Option<String>,
    /// Whether `missing` is a path from the top of the manifest, not below a record.
    pub rooted: bool,
    pub message: Message,
    pub help: Option<Arc<Message>>,
    /// Whether it has been told as a mistake of the manifest.
    pub told: bool,
}

impl Draft {
    pub fn new(truth: Truth, policy: Span, spot: Spot, message: Message) -> Self {
        Self { truth, policy, spot, missing: None, rooted: false, message, help: None, told: false }
    }

    pub fn help(mut self, help: impl Into<Option<Message>>) -> Self {
        self.help = help.into().map(Arc::new);
        self
    }
}

impl<'a> Judge<'a> {
    /// A key that is not there.
    pub fn missing(&self, env: Env<'_>, span: Span, path: &Path, truth: Truth, text: Text) -> Draft {
        self.missing_for(env, span, path, truth, text, Asked::Any)
    }

    /// The same, where a sentence asks for some words.
    fn missing_for(&self, env: Env<'_>, span: Span, path: &Path, truth: Truth, text: Text, asked: Asked) -> Draft {
        let trail = self.walk(env, path);
        let steps = trail.taken.map_or(0, |taken| taken + 1).min(path.steps.len());
        let block = match path.root {
            Root::Block(field) => Some(field),
            _ => None,
        };
        let names = block.iter().chain(path.steps.iter().take(steps)).map(|field| &*self.schema.field(*field).name);
        let names: Vec<&str> = names.collect();
        let missing = if names.is_empty() { path.text.to_string() } else { names.join(".") };
        let rest: Vec<FieldId> = match (trail.taken, block) {
            (Some(taken), _) => path.steps.iter().skip(taken).copied().collect(),
            (None, block) => block.into_iter().chain(path.steps.iter().copied()).collect(),
        };
        Draft {
            missing: Some(missing),
            rooted: block.is_some(),
            help: match (asked, self.bare(path, &trail)) {
                (Asked::Any, None) => self.add(rest),
                (asked, bare) => suggest::add(self.schema, &rest, asked, bare.as_ref()).map(Arc::new),
            },
            ..Draft::new(truth, span, self.spot(env, path), text.with(vec![("path", (&path.text).into())]))
        }
    }

    /// What to type where keys are missing, one in the other.
    pub fn add(&self, missing: Vec<FieldId>) -> Option<Arc<Message>> {
        self.gists.help(missing, |missing| suggest::add(self.schema, missing, Asked::Any, None))
    }

    /// The bare value that stands for the record in which a key is missing: no key can be added to it as it stands.
    fn bare(&self, path: &Path, trail: &Trail<'_>) -> Option<Bare> {
        let (node, taken) = (trail.lacking?, trail.taken?);
        let document = &self.facts.document;
        if matches!(document.kind(node), Kind::Mapping(_) | Kind::Null) {
            return None;
        }
        let of = self.schema.field(*path.steps.get(taken)?).record;
        let first = self.facts.short_field(self.schema, node, of)?;
        let span = document.span(document.target(node));
        let written = document.source(span.file).and_then(|text| text.get(span.range()));
        let is_short = |text: &&str| text.len() <= MOST_BARE && !text.contains('\n');
        let value = written.filter(is_short).unwrap_or("…").to_owned();
        let under = match (taken.checked_sub(1), path.root) {
            (Some(before), _) => path.steps.get(before).copied(),
            (None, Root::Block(field)) => Some(field),
            (None, _) => None,
        };
        let under = under.filter(|field| matches!(self.schema.field(*field).ty, Type::Record(_)));
        Some(Bare { under, first, value })
    }

    /// A list that a quantifier runs over and that is no list.
    pub fn list_open(&self, env: Env<'_>, span: Span, path: &Path, truth: Truth, sink: &mut Sink<'_>) {
        self.no_value(env, span, path, truth, sink);
    }

    /// A path that leads to no value to compare.
    fn no_value(&self, env: Env<'_>, span: Span, path: &Path, truth: Truth, sink: &mut Sink<'_>) {
        let path_arg = || vec![("path", (&path.text).into())];
        match self.walk(env, path).place {
            Place::Absent => sink.push(self.missing(env, span, path, truth, say::NOT_SAID)),
            Place::Declined(why) => {
                let reason = self.facts.declined(why).unwrap_or_default();
                let args = vec![("path", (&path.text).into()), ("reason", reason.into())];
                sink.push(Draft::new(truth, span, self.spot(env, path), say::DECLINED.with(args)));
            }
            Place::Dangling(node) => {
                let draft = self.dangling(span, node, &path.ty);
                sink.push(Draft { truth, ..draft });
            }
            Place::Malformed(node) => sink.push(self.malformed(span, node, &path.text)),
            Place::Unknown => match self.dangling_on(env, path) {
                Some((node, ty)) => sink.push(self.dangling(span, node, &ty)),
                None => sink.push(Draft::new(truth, span, self.spot(env, path), say::CANNOT_KNOW.with(path_arg()))),
            },
            Place::Node(node) if self.is_null(node) => {
                let help = Message::plain(say::FILL);
                sink.push(Draft::new(truth, span, self.spot(env, path), say::BLANK.with(path_arg())).help(help));
            }
            Place::Node(_) | Place::Word(_) => {
                sink.push(Draft::new(truth, span, self.spot(env, path), say::CANNOT_KNOW.with(path_arg())));
            }
        }
    }

    /// The reference on the way of a path that leads nowhere.
    fn dangling_on(&self, env: Env<'_>, path: &Path) -> Option<(NodeId, Type)> {
        let (mut bound, _) = self.root(env, path.root);
        let mut ty = Type::Boolean;
        for field in &path.steps {
            if let Place::Dangling(node) = bound.place {
                return Some((node, ty));
            }
            let declared = self.schema.field(*field);
            ty = declared.ty.clone();
            bound = self.bind(self.facts.entry(bound.record?, *field)?.value, &declared.ty);
        }
        None
    }

    /// A reference that leads nowhere.
    pub fn dangling(&self, span: Span, node: NodeId, ty: &Type) -> Draft {
        let record = ty.record().map(|record| self.schema.record(record));
        let noun = record.map_or("record", |record| record.noun.as_deref().unwrap_or(&record.name));
        let args = vec![("found", self.shown(node).into()), ("noun", noun.into())];
        Draft::new(Truth::Unknown, span, self.node_spot(node), say::DANGLING.with(args))
    }

    /// A value that cannot be read: what is said of it is not known, for a reason that has been told.
    pub fn malformed(&self, span: Span, node: NodeId, path: &str) -> Draft {
        let message = say::MALFORMED.with(vec![("path", path.into())]);
        Draft { told: true, ..Draft::new(Truth::Unknown, span, self.node_spot(node), message) }
    }

    /// An item of `for the latest` without a date.
    pub fn undated(&self, span: Span, bound: Bound<'_>, by: FieldId) -> Draft {
        let of = self.schema.field(by);
        let unread = match (bound.place, bound.record) {
            (Place::Malformed(node), _) => Some(node),
            (_, Some(record)) => match self.facts.field(self.schema, record, of.record, by) {
                Found::Malformed(node) => Some(node),
                _ => None,
            },
            _ => None,
        };
        if let Some(node) = unread {
            return self.malformed(span, node, &of.name);
        }
        let name = &self.schema.field(by).name;
        let gap = bound.record.map(|record| self.facts.gap(self.facts.document.target(record)));
        Draft {
            missing: Some(name.to_string()),
            help: self.add(vec![by]),
            ..Draft::new(
                Truth::Unknown,
                span,
                Spot { manifest: gap, origin: None },
                say::UNDATED.with(vec![("path", name.into())]),
            )
        }
    }

    /// Why a sentence is not as wanted.
    pub fn blame_sentence(
        &self,
        env: Env<'_>,
        span: Span,
        path: &Path,
        relation: &Relation,
        want: bool,
        sink: &mut Sink<'_>,
    ) {
        let found = self.sentence(env, path, relation);
        let truth = match (want, found) {
            (true, Truth::True) | (false, Truth::False | Truth::Silent) => return,
            (true, truth) => truth,
            (false, Truth::True) => Truth::False,
            (false, Truth::Unknown) => Truth::Unknown,
        };
        let trail = self.walk(env, path);
        if let (Relation::Meets { negated, definition }, Place::Node(_), Some(record)) =
            (relation, trail.place, trail.record)
        {
            if let Some(definition) = self.policies.definitions.get(*definition) {
                let block = if let Root::Block(field) = path.root { Some(field) } else { None };
                let below: Vec<&str> =
                    block.iter().chain(&path.steps).map(|field| &*self.schema.field(*field).name).collect();
                let outer = (sink.prefix.clone(), sink.rooted);
                if !below.is_empty() {
                    (sink.prefix, sink.rooted) = (below.join("."), block.is_some());
                }
                self.blame(Env::of(Bound::record(record)), &definition.cond, want != *negated, sink);
                (sink.prefix, sink.rooted) = outer;
            }
            return;
        }
        match trail.place {
            Place::Absent if found == Truth::True => {
                sink.push(self.missing(env, span, path, truth, say::HOLDS_BY_SILENCE));
            }
            Place::Absent => match relation {
                Relation::DueWithin(period, start) => self.blame_due(env, span, path, (*period, start), truth, sink),
                _ => {
                    let asked = if want && !sink.gate { self.asked_words(env, relation) } else { Asked::Any };
                    sink.push(self.missing_for(env, span, path, truth, say::NOT_SAID, asked));
                }
            },
            Place::Declined(_) | Place::Node(_) | Place::Dangling(_) | Place::Word(_) if found == Truth::True => {
                sink.push(Draft::new(truth, span, self.spot(env, path), self.holds(env, path)));
            }
            Place::Node(node) => {
                if truth == Truth::Unknown && self.right_side(env, span, relation, truth, sink) {
                    return;
                }
                if truth == Truth::Unknown && self.facts.is_doubtful(node) {
                    return sink.push(self.malformed(span, node, &path.text));
                }
                self.blame_value(env, span, path, node, relation, truth, sink);
            }
            Place::Word(word) => {
                let args = vec![("found", word.into())];
                sink.push(Draft::new(truth, span, Spot::default(), say::UNREADABLE_VALUE.with(args)));
            }
            Place::Declined(_) | Place::Dangling(_) | Place::Malformed(_) | Place::Unknown => {
                self.no_value(env, span, path, truth, sink);
            }
        }
    }

    /// `x is due within P after y` where x is not said: its time is over, or not known.
    fn blame_due(
        &self,
        env: Env<'_>,
        span: Span,
        path: &Path,
        (period, start): (Duration, &Value),
        truth: Truth,
        sink: &mut Sink<'_>,
    ) {
        let missing = self.missing(env, span, path, truth, say::NOT_SAID);
        match self.date(env, start) {
            Ok(start) if truth == Truth::False => {
                let day = start.last.plus(period).to_string();
                let message = say::OVERDUE.with(vec![("path", (&path.text).into()), ("day", day.into())]);
                let help = path.steps.last().map(|field| {
                    let yaml = suggest::line(self.schema, *field, "YYYY-MM-DD");
                    say::ADD_LATER.with(vec![("yaml", yaml.into())])
                });
                sink.push(Draft { message, ..missing }.help(help));
            }
            Ok(_) => {
                let message = say::PARTIAL.with(vec![("found", self.value_text(env, start).into())]);
                let spot = start.path().map_or(missing.spot, |start| self.spot(env, start));
                sink.push(Draft::new(truth, span, spot, message).help(Message::plain(say::WHOLE_DATE)));
            }
            Err(_) => {
                let relation = Relation::DueWithin(period, start.clone());
                if !self.right_side(env, span, &relation, truth, sink) {
                    let args = vec![("found", self.value_text(env, start).into())];
                    sink.push(Draft::new(truth, span, missing.spot, say::UNREADABLE_VALUE.with(args)));
                }
            }
        }
    }

    fn holds(&self, env: Env<'_>, path: &Path) -> Message {
        let found = match self.walk(env, path).place {
            Place::Node(node) | Place::Declined(node) | Place::Dangling(node) => self.shown(node),
            Place::Word(word) => word.to_owned(),
            Place::Absent | Place::Malformed(_) | Place::Unknown => path.text.to_string(),
        };
        say::HOLDS.with(vec![("found", found.into())])
    }

    /// Pushes a cause for each value on the right that is not there; says whether there was one.
    fn right_side(&self, env: Env<'_>, span: Span, relation: &Relation, truth: Truth, sink: &mut Sink<'_>) -> bool {
        let mut any = false;
        for path in relation.paths() {
            match self.walk(env, path).place {
                Place::Node(node) if !self.is_null(node) && !self.facts.is_doubtful(node) => continue,
                Place::Node(node) if !self.is_null(node) => sink.push(self.malformed(span, node, &path.text)),
                _ => self.no_value(env, span, path, truth, sink),
            }
            any = true;
        }
        any
    }

    /// Why a value does not state anything.
    pub fn unstated(&self, node: NodeId, ty: &Type, path: &str) -> (Message, Option<Message>) {
        let named = || vec![("path", path.into())];
        let text = self.facts.document.text(node);
        let dots = text.is_some_and(|text| text.contains('…'));
        let fill = Some(Message::plain(if dots { say::DOTS } else { say::FILL }));
        if let Type::Record(record) | Type::Partial(record) = ty
            && self.schema.is_document(*record)
            && !self.is_null(node)
        {
            return match self.presented(node, *record) {
                Presented::File(_, file) if !words::is_placeholder(file) => {
                    let args = vec![("file", file.into())];
                    match self.paper(file) {
                        Paper::Read(_) => (say::FILE_PLACEHOLDER.with(args), Some(Message::plain(say::FILL_FILE))),
                        _ => (say::NO_FILE.with(args), Some(Message::plain(say::ADD_FILE))),
                    }
                }
                Presented::File(_, text) | Presented::Elsewhere(_, text) => {
                    (say::PLACEHOLDER.with(vec![("found", text.into()), ("path", path.into())]), fill)
                }
                Presented::Declined(_) | Presented::Malformed(_) | Presented::Nothing => {
                    (say::NO_DOCUMENT.with(named()), Some(Message::plain(say::NAME_DOCUMENT)))
                }
            };
        }
        match (self.facts.document.kind(node), text) {
            (Kind::Null, _) => (say::BLANK.with(named()), fill),
            (Kind::Text(_), Some(text)) if text.trim().is_empty() => (say::BLANK.with(named()), fill),
            (Kind::Text(_), Some(text)) => {
                (say::PLACEHOLDER.with(vec![("found", text.into()), ("path", path.into())]), fill)
            }
            (Kind::Sequence(run), _) if run.len == 0 => (say::EMPTY_LIST.with(named()), None),
            _ => (say::NOTHING_IN_IT.with(named()), fill),
        }
    }

    /// A value as a reader knows it, cut to one line.
    pub fn shown(&self, node: NodeId) -> String {
        let document = &self.facts.document;
        let text = match document.kind(node) {
            Kind::Null => "null".to_owned(),
            Kind::Boolean(value) => value.to_string(),
            Kind::Text(_) | Kind::Number(_) => document.text(node).unwrap_or_default().to_owned(),
            Kind::Sequence(_) => {
                let items = document.items(node).iter().take(12);
                let items: Vec<&str> = items.map(|item| document.text(*item).unwrap_or("…")).collect();
                format!("[{}]", items.join(", "))
            }
            Kind::Mapping(_) => match self.facts.declined(node) {
                Some(reason) => format!("declined: {reason}"),
                None => document
                    .entries(node)
                    .first()
                    .and_then(|entry| document.text(entry.value))
                    .unwrap_or("{…}")
                    .to_owned(),
            },
            Kind::Alias(_) => String::new(),
        };
        let short: String = text.chars().take(80).collect();
        if short.len() < text.len() { format!("{short}…") } else { short }
    }

    /// A value of the policy as a reader knows it.
    pub fn value_text(&self, env: Env<'_>, value: &Value) -> String {
        let place = match value {
            Value::Text(text) => return text.to_string(),
            Value::Number(number) => return number.to_string(),
            Value::Date(date) => return date.to_string(),
            Value::Today => return self.today.to_string(),
            Value::Duration(duration) => return duration.to_string(),
            Value::Boolean(value) => return value.to_string(),
            Value::Item(slot) => env.item(*slot).place,
            Value::Path(path) => self.walk(env, path).place,
        };
        match (place, value) {
            (Place::Node(node), _) => self.shown(node),
            (Place::Word(word), _) => word.to_owned(),
            (_, Value::Path(path)) => path.text.to_string(),
            _ => String::new(),
        }
    }

    /// The words that a sentence asks for of what is not there.
    fn asked_words(&self, env: Env<'_>, relation: &Relation) -> Asked {
        let named = |values: &[Value]| -> Vec<String> {
            values.iter().map(|value| format!("`{}`", self.value_text(env, value))).collect()
        };
        match relation {
            Relation::OneOf { negated: false, values } => Asked::First(named(values)),
            Relation::Includes(value) => Asked::All(named(std::slice::from_ref(value))),
            Relation::IncludesAny(Set::Values(values)) => Asked::One(named(values)),
            Relation::IncludesAll(Set::Values(values)) | Relation::IncludesOrDeclinesAll(values) => {
                Asked::All(named(values))
            }
            _ => Asked::Any,
        }
    }

    /// Values of the policy for "expected …".
    pub fn expected(&self, env: Env<'_>, values: &[Value]) -> Arg {
        let mut names: Vec<String> = values.iter().map(|value| format!("`{}`", self.value_text(env, value))).collect();
        match (names.len(), names.pop()) {
            (1, Some(only)) => Arg::Text(only),
            (_, Some(last)) => {
                names.push(last);
                say::ONE_OF.with(vec![("values", names.into())]).into()
            }
            (_, None) => Arg::Text(String::new()),
        }
    }
}
