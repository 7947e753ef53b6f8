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

/// `name: value`
pub(super) fn line(schema: &Schema, field: FieldId, value: &str) -> String {
    format!("{}: {value}", schema.field(field).name)
}

/// The keys that are missing, one in the other, with a sample of the value and the words it may be.
pub(super) fn add(schema: &Schema, missing: &[FieldId], asked: Asked) -> Option<Message> {
    let (last, outer) = missing.split_last()?;
    let declared = schema.field(*last);
    if outer.is_empty() && declared.record == Schema::ROOT && declared.ty.item().is_some() {
        let yaml = format!("{}:", declared.name);
        return Some(say::ADD_LIST.with(vec![("yaml", yaml.into())]));
    }
    let innermost = line(schema, *last, &sample(schema, &declared.ty));
    let yaml =
        outer.iter().rev().fold(innermost, |inner, field| format!("{}: {{ {inner} }}", schema.field(*field).name));
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
        (None, _) => return Some(say::ADD.with(vec![("yaml", yaml.into())])),
    };
    Some(text.with(vec![("yaml", yaml.into()), ("words", words.into())]))
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
