//! What to type: the YAML of a key that is missing.

use crate::schema::{FieldId, RecordId, Schema, Type};
use crate::text::Message;

use super::messages as say;

/// How many words of an enum a suggestion lists.
const MOST_WORDS: usize = 16;

/// How many fields of a record a sample shows.
const SAMPLED: usize = 2;

/// The words of a list or an enum that a sentence asks for.
pub(super) enum Asked {
    /// Whichever they are.
    Any,
    /// One of these; others may be as true, and are listed with them, but these are never left out.
    First(Vec<String>),
    /// One of these.
    One(Vec<String>),
    /// All of these.
    All(Vec<String>),
}

/// A bare value that stands for a record.
pub(super) struct Bare {
    /// The key that it stands under; none in a list.
    pub under: Option<FieldId>,
    /// The field that it is the value of.
    pub first: FieldId,
    /// The value as it is written.
    pub value: String,
}

/// `name: value`
pub(super) fn line(schema: &Schema, field: FieldId, value: &str) -> String {
    format!("{}: {value}", schema.field(field).name)
}

/// The keys that are missing, one in the other, with a sample of the value and the words it may be.
pub(super) fn add(schema: &Schema, missing: &[FieldId], asked: Asked, bare: Option<&Bare>) -> Option<Message> {
    let (last, outer) = missing.split_last()?;
    let declared = schema.field(*last);
    if outer.is_empty() && declared.record == Schema::ROOT && declared.ty.item().is_some() {
        let yaml = format!("{}:", declared.name);
        return Some(say::ADD_LIST.with(vec![("yaml", yaml.into())]));
    }
    let innermost = line(schema, *last, &sample(schema, &declared.ty));
    let yaml =
        outer.iter().rev().fold(innermost, |inner, field| format!("{}: {{ {inner} }}", schema.field(*field).name));
    let yaml = match bare {
        Some(bare) => {
            let all = format!("{{ {}, {yaml} }}", line(schema, bare.first, &bare.value));
            bare.under.map_or_else(|| all.clone(), |under| line(schema, under, &all))
        }
        None => yaml,
    };
    let words = words(schema, &declared.ty);
    let (text, words) = match (words, asked) {
        (_, Asked::One(asked)) if asked.len() > 1 => (say::ADD_WORD, asked),
        (_, Asked::One(asked) | Asked::All(asked)) if !asked.is_empty() => (say::ADD_WORDS, asked),
        (Some(words), Asked::First(mut asked)) if words.len() > MOST_WORDS => {
            let rest: Vec<String> = words.into_iter().filter(|word| !asked.contains(word)).collect();
            asked.extend(rest);
            (say::ADD_WORD, cut(asked))
        }
        (Some(words), _) => (say::ADD_WORD, cut(words)),
        (None, _) => (say::ADD, Vec::new()),
    };
    let mut args = vec![("yaml", yaml.into())];
    if !words.is_empty() {
        args.push(("words", words.into()));
    }
    let add = text.with(args);
    Some(match bare {
        Some(bare) => say::IN_PLACE.with(vec![("found", (&bare.value).into()), ("add", add.into())]),
        None => add,
    })
}

fn sample(schema: &Schema, ty: &Type) -> String {
    match ty {
        Type::Date => "YYYY-MM-DD".to_owned(),
        Type::List { item, .. } => match &**item {
            // A text would do for a document.
            Type::Record(record) if !schema.is_document(*record) => format!("[{}]", entry(schema, *record)),
            _ => "[…]".to_owned(),
        },
        Type::Percentage => "…%".to_owned(),
        _ => "…".to_owned(),
    }
}

/// The first fields of a record that stands in a list, those that it needs before the others.
fn entry(schema: &Schema, record: RecordId) -> String {
    let mut fields = schema.record(record).fields.clone();
    fields.sort_by_key(|field| !schema.field(*field).required);
    let shown = fields.iter().take(SAMPLED).map(|field| {
        let value = match schema.field(*field).ty {
            Type::List { .. } => "[…]".to_owned(),
            ref ty => sample(schema, ty),
        };
        line(schema, *field, &value)
    });
    format!("{{ {} }}", shown.collect::<Vec<_>>().join(", "))
}

fn cut(mut words: Vec<String>) -> Vec<String> {
    if words.len() > MOST_WORDS {
        words.truncate(MOST_WORDS);
        words.push("…".to_owned());
    }
    words
}

fn words(schema: &Schema, ty: &Type) -> Option<Vec<String>> {
    match ty.item().unwrap_or(ty) {
        Type::Boolean => Some(["true", "false"].map(|word| format!("`{word}`")).to_vec()),
        Type::Word(id) => Some(schema.words(*id).words.iter().map(|word| format!("`{}`", word.word)).collect()),
        _ => None,
    }
}
