//! Comparing values: words, texts, numbers, dates and durations, each to true, false or unknown.

use std::cmp::Ordering;

use crate::calendar::{Duration, When};
use crate::manifest::node::{Kind, NodeId};
use crate::policy::Value;
use crate::schema::Type;
use crate::verdict::Truth;
use crate::words;

use super::lookup::{Env, Judge, Place};

impl<'a> Judge<'a> {
    /// Whether what stands at `node` equals a value of the policy.
    pub fn equal(&self, env: Env<'_>, node: NodeId, ty: &Type, value: &Value) -> Truth {
        if self.is_null(node) || self.facts.is_malformed(node) {
            return Truth::Unknown;
        }
        match value {
            Value::Text(text) => self.equals_text(node, ty, text),
            Value::Boolean(wanted) => match self.facts.document.kind(node) {
                Kind::Boolean(found) => Truth::of(found == wanted),
                _ => Truth::False,
            },
            Value::Number(wanted) => match self.number(node) {
                Some(found) => Truth::of(found.total_cmp(wanted) == Ordering::Equal),
                None => Truth::Unknown,
            },
            Value::Date(_) | Value::Today => match (self.when(node), self.date(env, value)) {
                (Some(found), Ok(wanted)) => same_day(found, wanted),
                _ => Truth::Unknown,
            },
            Value::Duration(wanted) => self
                .length(node)
                .and_then(|found| found.compare(*wanted))
                .map_or(Truth::Unknown, |order| Truth::of(order == Ordering::Equal)),
            Value::Item(slot) => self.equals_place(node, ty, env.item(*slot).place),
            Value::Path(path) => {
                let trail = self.walk(env, path);
                match (ty, trail.record) {
                    // Records are the same by identity, whatever they say.
                    (Type::Reference(_) | Type::Record(_), Some(record)) => {
                        let same = |own| self.facts.document.target(own) == self.facts.document.target(record);
                        Truth::of(self.bind(node, ty).record.is_some_and(same))
                    }
                    _ => self.equals_place(node, ty, trail.place),
                }
            }
        }
    }

    fn equals_place(&self, node: NodeId, ty: &Type, place: Place<'_>) -> Truth {
        match place {
            Place::Word(word) => self.equals_text(node, ty, word),
            Place::Node(other) => self.equals_node(node, ty, other),
            Place::Declined(_) => Truth::False,
            Place::Unknown | Place::Absent | Place::Dangling(_) | Place::Malformed(_) => Truth::Unknown,
        }
    }

    /// Whether two values of the manifest are the same.
    pub fn equals_node(&self, node: NodeId, ty: &Type, other: NodeId) -> Truth {
        let document = &self.facts.document;
        match (document.kind(node), document.kind(other)) {
            (Kind::Null, _) | (_, Kind::Null) => Truth::Unknown,
            _ if self.facts.is_malformed(node) || self.facts.is_malformed(other) => Truth::Unknown,
            (Kind::Boolean(a), Kind::Boolean(b)) => Truth::of(a == b),
            (Kind::Number(_), Kind::Number(_)) => match (self.number(node), self.number(other)) {
                (Some(a), Some(b)) => Truth::of(a.total_cmp(&b) == Ordering::Equal),
                _ => Truth::Unknown,
            },
            _ if *ty == Type::Date => match (self.when(node), self.when(other)) {
                (Some(a), Some(b)) => same_day(a, b),
                _ => Truth::Unknown,
            },
            (_, Kind::Mapping(_)) => document
                .entries(other)
                .iter()
                .filter_map(|entry| document.text(entry.value))
                .fold(Truth::False, |all, text| all.or(self.equals_text(node, ty, text))),
            _ => document.text(other).map_or(Truth::False, |text| self.equals_text(node, ty, text)),
        }
    }

    /// A text in several languages equals a text that one of them says. A blank or placeholder is not known to differ.
    fn equals_text(&self, node: NodeId, ty: &Type, wanted: &str) -> Truth {
        let document = &self.facts.document;
        match document.kind(node) {
            Kind::Null => Truth::Unknown,
            Kind::Mapping(_) => document
                .entries(node)
                .iter()
                .filter_map(|entry| document.text(entry.value))
                .fold(Truth::False, |all, found| all.or(text_equals(found, ty, wanted))),
            _ => document.text(node).map_or(Truth::False, |found| text_equals(found, ty, wanted)),
        }
    }

    /// The date of a scalar.
    pub fn when(&self, node: NodeId) -> Option<When> {
        When::parse(self.facts.document.text(node)?.trim()).ok()
    }

    /// The length of time of a scalar.
    pub fn length(&self, node: NodeId) -> Option<Duration> {
        Duration::parse(self.facts.document.text(node)?)
    }

    /// The number of a scalar, a per-cent sign left out.
    pub fn number(&self, node: NodeId) -> Option<f64> {
        number(self.facts.document.text(node)?)
    }

    /// The date on the right of a sentence; else what the sentence comes to without it.
    pub fn date(&self, env: Env<'_>, value: &Value) -> Result<When, Truth> {
        match value {
            Value::Date(date) => Ok((*date).into()),
            Value::Today => Ok(self.today.into()),
            _ => self.right(env, value).and_then(|node| self.when(node).ok_or(Truth::Unknown)),
        }
    }

    /// The length of time on the right of a sentence.
    pub fn duration(&self, env: Env<'_>, value: &Value) -> Result<Duration, Truth> {
        match value {
            Value::Duration(duration) => Ok(*duration),
            _ => self.right(env, value).and_then(|node| self.length(node).ok_or(Truth::Unknown)),
        }
    }

    fn right(&self, env: Env<'_>, value: &Value) -> Result<NodeId, Truth> {
        let place = match value {
            Value::Path(path) => self.walk(env, path).place,
            Value::Item(slot) => env.item(*slot).place,
            _ => Place::Unknown,
        };
        match place {
            Place::Node(node) => Ok(node),
            Place::Declined(_) => Err(Truth::False),
            _ => Err(Truth::Unknown),
        }
    }

    /// How the amount at `node` stands to the one on the right: number, percentage or duration.
    pub fn amount(&self, env: Env<'_>, node: NodeId, value: &Value) -> Result<Ordering, Truth> {
        let wanted = match value {
            Value::Number(number) => Amount::Number(*number),
            Value::Duration(duration) => Amount::Length(*duration),
            _ => {
                let right = self.right(env, value)?;
                match (self.number(right), self.length(right)) {
                    (Some(number), _) => Amount::Number(number),
                    (None, Some(length)) => Amount::Length(length),
                    (None, None) => return Err(Truth::Unknown),
                }
            }
        };
        match wanted {
            Amount::Number(wanted) => self.number(node).and_then(|found| found.partial_cmp(&wanted)),
            Amount::Length(wanted) => self.length(node).and_then(|found| found.compare(wanted)),
        }
        .ok_or(Truth::Unknown)
    }
}

enum Amount {
    Number(f64),
    Length(Duration),
}

fn text_equals(found: &str, ty: &Type, wanted: &str) -> Truth {
    if found == wanted {
        Truth::True
    } else if ty.is_textual() && words::is_placeholder(found) {
        Truth::Unknown
    } else {
        Truth::False
    }
}

/// A number as YAML 1.2 writes it, or a percentage; nothing that is not finite.
pub(super) fn number(text: &str) -> Option<f64> {
    let text = text.trim();
    let text = text.strip_suffix('%').map_or(text, str::trim_end);
    let radix = |digits: &str, radix| i64::from_str_radix(digits, radix).ok().map(|number| number as f64);
    if let Some(digits) = text.strip_prefix("0x") {
        return radix(digits, 16);
    }
    if let Some(digits) = text.strip_prefix("0o") {
        return radix(digits, 8);
    }
    // `parse` would also take `inf`, `nan` and their like.
    text.bytes().all(|b| b.is_ascii_digit() || matches!(b, b'.' | b'-' | b'+' | b'e' | b'E')).then_some(())?;
    text.parse().ok().filter(|number: &f64| number.is_finite())
}

/// Whether all days that `x` could be lie before all that `y` could be.
pub(super) fn before(x: When, y: When) -> Truth {
    if x.last < y.first {
        Truth::True
    } else if x.first >= y.last {
        Truth::False
    } else {
        Truth::Unknown
    }
}

/// Whether `x` lies from `first` to `last`, both included.
pub(super) fn between(x: When, first: When, last: When) -> Truth {
    (!before(x, first)).and(!before(last, x))
}

/// A partial date moved by a length of time.
pub(super) fn plus(when: When, period: Duration) -> When {
    When { first: when.first.plus(period), last: when.last.plus(period) }
}

/// A partial date moved back.
pub(super) fn minus(when: When, period: Duration) -> When {
    When { first: when.first.minus(period), last: when.last.minus(period) }
}

fn same_day(x: When, y: When) -> Truth {
    if x.last < y.first || y.last < x.first {
        Truth::False
    } else if x == y && x.first == x.last {
        Truth::True
    } else {
        Truth::Unknown
    }
}
