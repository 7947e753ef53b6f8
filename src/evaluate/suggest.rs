//! What to type: the YAML of a key that is missing.

use crate::schema::{FieldId, Schema, Type};
use crate::text::Message;

use super::messages as say;

/// How many words of an enum a suggestion lists.
const MOST_WORDS: usize = 16;

/// `name: value`
pub(super) fn line(schema: &Schema, field: FieldId, value: &str) -> String {
    format!("{}: {value}", schema.field(field).name)
}

/// The keys that are missing, one in the other, with a sample of the value and the words it may be.
pub(super) fn add(schema: &Schema, missing: &[FieldId]) -> Option<Message> {
    let (last, outer) = missing.split_last()?;
    let declared = schema.field(*last);
    if outer.is_empty() && declared.record == Schema::ROOT && declared.ty.item().is_some() {
        let yaml = format!("{}:", declared.name);
        return Some(say::ADD_LIST.with(vec![("yaml", yaml.into())]));
    }
    let innermost = line(schema, *last, sample(&declared.ty));
    let yaml =
        outer.iter().rev().fold(innermost, |inner, field| format!("{}: {{ {inner} }}", schema.field(*field).name));
    Some(match words(schema, &declared.ty) {
        Some(words) => say::ADD_WORD.with(vec![("yaml", yaml.into()), ("words", words.into())]),
        None => say::ADD.with(vec![("yaml", yaml.into())]),
    })
}

fn sample(ty: &Type) -> &'static str {
    match ty {
        Type::Date => "YYYY-MM-DD",
        Type::List { .. } => "[…]",
        Type::Percentage => "…%",
        _ => "…",
    }
}

fn words(schema: &Schema, ty: &Type) -> Option<Vec<String>> {
    match ty.item().unwrap_or(ty) {
        Type::Boolean => Some(["true", "false"].map(|word| format!("`{word}`")).to_vec()),
        Type::Word(id) => {
            let words = &schema.words(*id).words;
            let named = words.iter().take(MOST_WORDS).map(|word| format!("`{}`", word.word));
            let more = (words.len() > MOST_WORDS).then(|| "…".to_owned());
            Some(named.chain(more).collect())
        }
        _ => None,
    }
}
