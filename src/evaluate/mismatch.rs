//! How a value differs from what a sentence asks: one message a relation.

use crate::calendar::When;
use crate::manifest::node::NodeId;
use crate::policy::{Path, Relation, Set, Value};
use crate::schema::Type;
use crate::source::Span;
use crate::text::{Arg, Message, Text};
use crate::verdict::Truth;
use crate::words;

use super::blame::Sink;
use super::cause::Draft;
use super::compare::{before, minus, plus};
use super::lookup::{Env, Judge, Place};
use super::messages as say;
use super::suggest;
use super::truth::item_type;

impl<'a> Judge<'a> {
    /// A cause for a value that is there and is not as the sentence asks, or cannot be compared with it.
    #[expect(clippy::too_many_arguments, reason = "the parts of one sentence, read at one place")]
    pub fn blame_value(
        &self,
        env: Env<'_>,
        span: Span,
        path: &Path,
        node: NodeId,
        relation: &Relation,
        truth: Truth,
        sink: &mut Sink<'_>,
    ) {
        let spot = self.spot(env, path);
        let mut push = |(message, help): (Message, Option<Message>)| {
            sink.push(Draft::new(truth, span, spot, message).help(help));
        };
        let shown = self.shown(node);
        let if_so = |value: &str| {
            let field = path.steps.last()?;
            let yaml = suggest::line(self.schema, *field, value);
            Some(say::IF_SO.with(vec![("yaml", yaml.into())]))
        };
        let found_expected =
            |text: Text, expected: Arg| text.with(vec![("found", shown.as_str().into()), ("expected", expected)]);
        if truth == Truth::Unknown {
            let unclear = self.unclear(env, path, node, relation, &shown);
            push(unclear);
            return;
        }
        match relation {
            Relation::Stated { negated: true } => {
                push((say::HOLDS.with(vec![("found", shown.into())]), None));
            }
            Relation::Stated { negated: false } | Relation::StatedOrDeclined => {
                push(self.unstated(node, &path.ty, &path.text));
            }
            Relation::Declined { .. } => {
                push((say::NOT_DECLINED.with(vec![("path", (&path.text).into())]), None));
            }
            Relation::StatedInWords(_) if !self.stated(node, &path.ty) => {
                push(self.unstated(node, &path.ty, &path.text));
            }
            Relation::StatedInWords(least) => {
                let count = self.word_count(node);
                let args = vec![("count", count.into()), ("least", (*least as usize).into())];
                push((say::TOO_FEW_WORDS.with(args), None));
            }
            Relation::StatesAll { or_declines, fields } => {
                let record = self.walk(env, path).record;
                for field in fields {
                    if self.states(record, *field, *or_declines) == truth {
                        let part = self.below(path, *field);
                        let whole = Relation::Stated { negated: false };
                        self.blame_sentence(env, span, &part, &whole, true, sink);
                    }
                }
            }
            Relation::OneOf { negated: false, values } => {
                let help = match values.as_slice() {
                    [only] => if_so(&self.value_text(env, only)),
                    _ => None,
                };
                push((found_expected(say::EXPECTED, self.expected(env, values)), help));
            }
            Relation::OneOf { negated: true, values } => {
                push((found_expected(say::EXPECTED_NOT, self.expected(env, values)), None));
            }
            Relation::Same { negated, thing } => {
                let other = self.root(env, *thing).0;
                let name = match other.place {
                    Place::Node(other) => self.shown(other),
                    _ => String::new(),
                };
                let text = if *negated { say::EXPECTED_NOT } else { say::EXPECTED };
                push((found_expected(text, format!("`{name}`").into()), None));
            }
            Relation::AtLeast(value) => {
                push((found_expected(say::AT_LEAST, self.value_text(env, value).into()), None));
            }
            Relation::AtMost(value) => {
                push((found_expected(say::AT_MOST, self.value_text(env, value).into()), None));
            }
            Relation::Includes(_)
            | Relation::IncludesAll(_)
            | Relation::IncludesAny(_)
            | Relation::IncludesNone(_)
            | Relation::IncludesOrDeclinesAll(_) => push(self.not_included(env, path, node, relation)),
            _ => {
                if let Some(message) = self.date_differs(env, node, relation, &shown) {
                    push((message, None));
                } else {
                    push((say::UNREADABLE_VALUE.with(vec![("found", shown.into())]), None));
                }
            }
        }
    }

    /// The path of a field of what stands at a path.
    pub fn below(&self, path: &Path, field: crate::schema::FieldId) -> Path {
        let declared = self.schema.field(field);
        let mut part = path.clone();
        part.steps.push(field);
        part.ty = declared.ty.clone();
        part.text = format!("{}.{}", path.text, declared.name).into();
        part
    }

    /// Why a value that is there decides nothing.
    fn unclear(
        &self,
        env: Env<'_>,
        path: &Path,
        node: NodeId,
        relation: &Relation,
        shown: &str,
    ) -> (Message, Option<Message>) {
        let found = || vec![("found", Arg::from(shown))];
        let blank = self.is_null(node)
            || path.ty.is_textual() && self.facts.document.text(node).is_some_and(words::is_placeholder);
        if blank {
            return self.unstated(node, &path.ty, &path.text);
        }
        let partial = |when: When| when.first != when.last;
        if self.when(node).is_some_and(partial) {
            return (say::PARTIAL.with(found()), Some(Message::plain(say::WHOLE_DATE)));
        }
        if let Relation::AtLeast(value) | Relation::AtMost(value) = relation {
            let args = vec![("found", shown.into()), ("expected", self.value_text(env, value).into())];
            let help = self.length(node).map(|_| Message::plain(say::IN_MONTHS));
            return (say::INCOMPARABLE.with(args), help);
        }
        if let Some(right) = date_of(relation)
            && self.when(node).is_some()
            && self.date(env, right).is_ok_and(partial)
        {
            let args = vec![("found", self.value_text(env, right).into())];
            return (say::PARTIAL.with(args), Some(Message::plain(say::WHOLE_DATE)));
        }
        (say::UNREADABLE_VALUE.with(found()), None)
    }

    fn not_included(&self, env: Env<'_>, path: &Path, node: NodeId, relation: &Relation) -> (Message, Option<Message>) {
        let items = self.facts.document.items(node);
        let ty = item_type(path);
        let wanted = |set: &Set, keep: Truth| -> Vec<String> {
            match set {
                Set::Values(values) => values
                    .iter()
                    .filter(|value| self.member(env, items, ty, value) == keep)
                    .map(|value| format!("`{}`", self.value_text(env, value)))
                    .collect(),
                Set::Path(other) => match self.walk(env, other).place {
                    Place::Node(list) => self
                        .members(self.facts.document.items(list), item_type(other))
                        .filter(|item| self.has(items, ty, *item) == keep)
                        .map(|item| format!("`{}`", self.shown(item)))
                        .collect(),
                    _ => Vec::new(),
                },
            }
        };
        let say_so = |text: Text, names: Vec<String>, help: bool| {
            let add = help.then(|| say::IF_SO_ADD.with(vec![("values", names.clone().into())]));
            (text.with(vec![("path", (&path.text).into()), ("expected", names.into())]), add)
        };
        match relation {
            Relation::IncludesAll(set) => say_so(say::LACKS, wanted(set, Truth::False), true),
            Relation::IncludesAny(set) => say_so(say::LACKS_ANY, wanted(set, Truth::False), false),
            Relation::IncludesNone(set) => say_so(say::HAS_EXTRA, wanted(set, Truth::True), false),
            Relation::IncludesOrDeclinesAll(values) => {
                let lacking = values.iter().filter(|value| {
                    !self.declines(env, items, ty, value) && self.member(env, items, ty, value) == Truth::False
                });
                let names = lacking.map(|value| format!("`{}`", self.value_text(env, value))).collect();
                say_so(say::LACKS, names, true)
            }
            Relation::Includes(value) => say_so(say::LACKS, vec![format!("`{}`", self.value_text(env, value))], true),
            _ => say_so(say::LACKS, Vec::new(), false),
        }
    }

    /// How a date lies wrong.
    fn date_differs(&self, env: Env<'_>, node: NodeId, relation: &Relation, shown: &str) -> Option<Message> {
        let x = self.when(node)?;
        let against = |text: Text, day: When| text.with(vec![("found", shown.into()), ("day", shown_when(day).into())]);
        let beyond = |text: Text, period: crate::calendar::Duration, day: When| {
            let period = period.said();
            text.with(vec![("found", shown.into()), ("period", period.into()), ("day", shown_when(day).into())])
        };
        let today: When = self.today.into();
        Some(match relation {
            Relation::Before(y) => against(say::NOT_BEFORE, self.date(env, y).ok()?),
            Relation::After(y) => against(say::NOT_AFTER, self.date(env, y).ok()?),
            Relation::OnOrBefore(y) => against(say::LATER, self.date(env, y).ok()?),
            Relation::OnOrAfter(y) => against(say::EARLIER, self.date(env, y).ok()?),
            Relation::WithinLast(period) => {
                let period = self.duration(env, period).ok()?;
                if before(x, minus(today, period)) == Truth::True {
                    beyond(say::TOO_LONG_AGO, period, today)
                } else {
                    against(say::LATER, today)
                }
            }
            Relation::WithinNext(period) => {
                let period = self.duration(env, period).ok()?;
                if before(plus(today, period), x) == Truth::True {
                    beyond(say::TOO_FAR_OFF, period, today)
                } else {
                    against(say::EARLIER, today)
                }
            }
            Relation::WithinBefore(period, y) => {
                let y = self.date(env, y).ok()?;
                if before(y, x) == Truth::True { against(say::LATER, y) } else { beyond(say::TOO_LONG_AGO, *period, y) }
            }
            Relation::WithinAfter(period, y) | Relation::DueWithin(period, y) => {
                let y = self.date(env, y).ok()?;
                if before(x, y) == Truth::True {
                    against(say::EARLIER, y)
                } else {
                    beyond(say::TOO_FAR_OFF, *period, y)
                }
            }
            _ => return None,
        })
    }

    /// Whether a type is a document, whose file evidence reads.
    pub fn document_record(&self, ty: &Type) -> Option<crate::schema::RecordId> {
        ty.record().filter(|record| self.schema.is_document(*record))
    }
}

/// A date, or the stretch that a partial date leaves open.
fn shown_when(when: When) -> String {
    if when.first == when.last { when.first.to_string() } else { format!("{}–{}", when.first, when.last) }
}

fn date_of(relation: &Relation) -> Option<&Value> {
    match relation {
        Relation::Before(value)
        | Relation::After(value)
        | Relation::OnOrBefore(value)
        | Relation::OnOrAfter(value)
        | Relation::WithinBefore(_, value)
        | Relation::WithinAfter(_, value)
        | Relation::DueWithin(_, value) => Some(value),
        _ => None,
    }
}
