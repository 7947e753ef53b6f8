//! A short print of what a clause asks: the same for the same meaning, whatever its layout, wording or place.
//!
//! Every part becomes a number by FNV-1a, and a whole is hashed from its parts. Where order has no meaning the parts are
//! sorted first. Only names enter it, never indices or spans.

use crate::calendar::{Date, Duration, Unit};
use crate::policy::{
    Cond, CondKind, Evidence, Expectation, ListOf, Overlay, Path, PolicySet, Relation, Root, Set, Value,
};
use crate::schema::{FieldId, RecordId};
use crate::syntax::tree::{Modality, Quantity};

/// The print of a clause's modality, scope, deciding points and evidence, with the definitions that they use: twelve
/// hexadecimal digits, the first a letter, so that no manifest format takes it for a number.
#[must_use]
pub fn fingerprint(policies: &PolicySet, clause: &Expectation) -> String {
    let of = Printer { policies };
    let modality = match clause.modality {
        Modality::May => "may",
        Modality::Should => "should",
        Modality::Must => "must",
    };
    let each = clause.scope.each.map_or(0, |each| all("each", [of.record(each.record), of.field(each.list)]));
    let points = clause.points.iter().map(|point| all("point", [word(&point.label), of.cond(&point.cond)]));
    let evidence = clause.evidence.iter().map(|evidence| of.evidence(evidence));
    let print = all(
        "clause",
        [
            word(modality),
            all("scope", [each, of.filter(clause.scope.filter.as_ref())]),
            any("points", points),
            any("evidence", evidence),
        ],
    );
    short(print)
}

/// The print of what an overlay changes and until when, as short as that of a clause; its reason and decider do not count.
#[must_use]
pub fn overlay_print(policies: &PolicySet, overlay: &Overlay) -> String {
    let of = Printer { policies };
    let set = overlay.set.and_then(|set| policies.sets.get(set)).map_or("", |set| set.name.as_str());
    let day = |day: Option<Date>| day.map_or(0, |day| word(&day.to_string()));
    let force = overlay.force.map_or(0, |force| all("force", [force.announced, force.from, force.until].map(day)));
    let print = all(
        overlay.kind.word(),
        [
            word(&overlay.id()),
            overlay.level.map_or(0, |level| word(level.word())),
            overlay.modality.map_or(0, |modality| word(modality.word())),
            any("points", overlay.also.iter().map(|point| all("point", [word(&point.label), of.cond(&point.cond)]))),
            any("evidence", overlay.evidence.iter().map(|evidence| of.evidence(evidence))),
            word(set),
            force,
            any("without", overlay.without.iter().map(|label| word(label))),
            of.filter(overlay.only.as_ref()),
            day(overlay.until),
        ],
    );
    short(print)
}

const BASIS: u64 = 0xCBF2_9CE4_8422_2325;
const PRIME: u64 = 0x0100_0000_01B3;

fn bytes(from: u64, bytes: &[u8]) -> u64 {
    bytes.iter().fold(from, |hash, byte| (hash ^ u64::from(*byte)).wrapping_mul(PRIME))
}

fn word(text: &str) -> u64 {
    bytes(BASIS, text.as_bytes())
}

/// A whole of which the order of the parts is meaning.
fn all(name: &str, parts: impl IntoIterator<Item = u64>) -> u64 {
    parts.into_iter().fold(word(name), |hash, part| bytes(hash, &part.to_le_bytes()))
}

/// A whole of which the order of the parts means nothing.
fn any(name: &str, parts: impl IntoIterator<Item = u64>) -> u64 {
    let mut parts: Vec<u64> = parts.into_iter().collect();
    parts.sort_unstable();
    all(name, parts)
}

fn number(name: &str, number: impl Into<u64>) -> u64 {
    all(name, [number.into()])
}

fn flag(name: &str, negated: bool) -> u64 {
    number(name, u8::from(negated))
}

fn length(duration: Duration) -> u64 {
    let unit = match duration.unit {
        Unit::Day => "day",
        Unit::Week => "week",
        Unit::Month => "month",
        Unit::Year => "year",
    };
    number(unit, duration.count)
}

/// Twelve hexadecimal digits, the first a letter.
fn short(print: u64) -> String {
    let digits = format!("{print:016x}");
    let letter = ["a", "b", "c", "d", "e", "f"].get((print >> 60) as usize % 6).copied().unwrap_or("a");
    format!("{letter}{}", digits.get(5..).unwrap_or_default())
}

struct Printer<'a> {
    policies: &'a PolicySet,
}

impl Printer<'_> {
    fn record(&self, record: RecordId) -> u64 {
        word(&self.policies.schema.record(record).name)
    }

    fn field(&self, field: FieldId) -> u64 {
        word(&self.policies.schema.field(field).name)
    }

    fn filter(&self, filter: Option<&Cond>) -> u64 {
        filter.map_or(0, |cond| self.cond(cond))
    }

    fn evidence(&self, evidence: &Evidence) -> u64 {
        let every = evidence.every.as_ref().map_or(0, |every| {
            all("every", [number("slot", every.slot), self.path(&every.list), self.filter(every.filter.as_ref())])
        });
        all(
            "document",
            [
                word(&evidence.label),
                every,
                self.path(&evidence.path),
                number("words", evidence.words),
                evidence.reviewed.map_or(0, length),
                any("mentions", evidence.mentions.iter().map(|mention| word(mention))),
                self.filter(evidence.when.as_ref()),
            ],
        )
    }

    fn cond(&self, cond: &Cond) -> u64 {
        match &cond.kind {
            CondKind::And(parts) => any("and", parts.iter().map(|part| self.cond(part))),
            CondKind::Or(parts) => any("or", parts.iter().map(|part| self.cond(part))),
            CondKind::Not(inner) => all("not", [self.cond(inner)]),
            // `B unless A` is `if not A then B`, and is kept so.
            CondKind::If { when, unless: _, then } => all("if", [self.cond(when), self.cond(then)]),
            CondKind::ForEvery { slot, list, filter, body } => {
                let list = match list {
                    ListOf::Path(path) => self.path(path),
                    ListOf::Words(words) => any("words", words.iter().map(|text| word(text))),
                };
                all("every", [number("slot", *slot), list, self.filter(filter.as_deref()), self.cond(body)])
            }
            CondKind::ForLatest { slot, list, by, filter, body } => all(
                "latest",
                [
                    number("slot", *slot),
                    self.path(list),
                    self.field(*by),
                    self.filter(filter.as_deref()),
                    self.cond(body),
                ],
            ),
            CondKind::There { quantity, slot, list, filter } => {
                let quantity = match quantity {
                    Quantity::Some => number("at least", 1_u8),
                    Quantity::None => number("at most", 0_u8),
                    Quantity::AtLeast(count) => number("at least", *count),
                    Quantity::AtMost(count) => number("at most", *count),
                };
                all("there", [quantity, number("slot", *slot), self.path(list), self.filter(filter.as_deref())])
            }
            CondKind::Is { path, relation } => all("is", [self.path(path), self.relation(relation)]),
        }
    }

    fn path(&self, path: &Path) -> u64 {
        let steps = path.steps.iter().map(|step| self.field(*step));
        all("path", std::iter::once(self.root(path.root)).chain(steps))
    }

    fn root(&self, root: Root) -> u64 {
        match root {
            Root::Subject(record) => all("subject", [self.record(record)]),
            Root::Item(slot) => number("item", slot),
            Root::Block(field) => all("block", [self.field(field)]),
        }
    }

    fn relation(&self, relation: &Relation) -> u64 {
        match relation {
            Relation::Stated { negated } => flag("stated", *negated),
            Relation::StatedOrDeclined => word("stated or declined"),
            Relation::Declined { negated } => flag("declined", *negated),
            Relation::StatedInWords(count) => number("stated in words", *count),
            Relation::StatesAll { or_declines, fields } => all(
                "states all",
                [flag("or declines", *or_declines), any("fields", fields.iter().map(|field| self.field(*field)))],
            ),
            Relation::OneOf { negated, values } => all("one of", [flag("negated", *negated), self.values(values)]),
            Relation::Meets { negated, definition } => {
                // What the word means, not the word: a definition that changes changes what is asked.
                let cond = self.policies.definitions.get(*definition).map_or(0, |one| self.cond(&one.cond));
                all("meets", [flag("negated", *negated), cond])
            }
            Relation::Same { negated, thing } => all("same", [flag("negated", *negated), self.root(*thing)]),
            Relation::Includes(value) => all("includes all", [any("values", [self.value(value)])]),
            Relation::IncludesAll(set) => all("includes all", [self.set(set)]),
            Relation::IncludesAny(set) => all("includes any", [self.set(set)]),
            Relation::IncludesNone(set) => all("includes none", [self.set(set)]),
            Relation::IncludesOrDeclinesAll(values) => all("includes or declines", [self.values(values)]),
            Relation::AtLeast(value) => all("at least", [self.value(value)]),
            Relation::AtMost(value) => all("at most", [self.value(value)]),
            Relation::Before(value) => all("before", [self.value(value)]),
            Relation::After(value) => all("after", [self.value(value)]),
            Relation::OnOrBefore(value) => all("on or before", [self.value(value)]),
            Relation::OnOrAfter(value) => all("on or after", [self.value(value)]),
            Relation::WithinLast(value) => all("within last", [self.value(value)]),
            Relation::WithinNext(value) => all("within next", [self.value(value)]),
            Relation::WithinBefore(of, value) => all("within before", [length(*of), self.value(value)]),
            Relation::WithinAfter(of, value) => all("within after", [length(*of), self.value(value)]),
            Relation::DueWithin(of, value) => all("due within", [length(*of), self.value(value)]),
        }
    }

    fn set(&self, set: &Set) -> u64 {
        match set {
            Set::Values(values) => self.values(values),
            Set::Path(path) => self.path(path),
        }
    }

    fn values(&self, values: &[Value]) -> u64 {
        any("values", values.iter().map(|value| self.value(value)))
    }

    fn value(&self, value: &Value) -> u64 {
        match value {
            Value::Text(text) => all("text", [word(text)]),
            Value::Item(slot) => number("word", *slot),
            Value::Number(count) => number("number", count.to_bits()),
            Value::Date(date) => all("date", [word(&date.to_string())]),
            Value::Today => word("today"),
            Value::Duration(of) => length(*of),
            Value::Boolean(yes) => flag("boolean", *yes),
            Value::Path(path) => self.path(path),
        }
    }
}
