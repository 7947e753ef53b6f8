//! The schema of a manifest as JSON Schema (draft 2020-12), for editors and other tools.
//!
//! It accepts what the loader accepts, short forms and declined values included, but for what a shape cannot say:
//! that references resolve and that ids are unique.

use serde_json::{Map, Value, json};

use crate::schema::{Enum, Field, RecordId, Refined, Schema, Type};

const LANGUAGE: &str = "^[A-Za-z]{2,3}(-[A-Za-z0-9]{1,8})*$";
const DATE: &str = "^[0-9]{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12][0-9]|3[01]))?)?$";
const PATH: &str = "^(?![/~]|[A-Za-z]:|.*://)[^\\\\]*$";

/// The JSON Schema of a manifest; the same schema always gives the same bytes.
#[must_use]
pub fn json_schema(schema: &Schema) -> Value {
    let mut definitions = Map::new();
    definitions.insert("declined".to_owned(), declined());
    definitions.insert("text".to_owned(), text(&Refined::default()));
    for words in &schema.enums {
        definitions.insert(words.name.to_string(), enumeration(words));
    }
    for (index, record) in schema.records.iter().enumerate().skip(1) {
        definitions.insert(record.name.to_string(), record_or_short(schema, RecordId(index as u16)));
    }
    let mut root = Map::new();
    root.insert("$schema".to_owned(), json!("https://json-schema.org/draft/2020-12/schema"));
    root.insert("title".to_owned(), json!(format!("{} {}", schema.name, schema.version)));
    if !schema.records.is_empty() {
        root.append(&mut object(schema, Schema::ROOT, false));
    }
    root.insert("$defs".to_owned(), Value::Object(definitions));
    Value::Object(root)
}

/// A record, or what may stand for it.
fn record_or_short(schema: &Schema, id: RecordId) -> Value {
    let whole = Value::Object(object(schema, id, false));
    let mut forms = vec![whole.clone()];
    short_forms(schema, id, &mut Vec::new(), &mut forms);
    match forms.len() {
        1 => whole,
        _ => json!({ "anyOf": forms }),
    }
}

/// The values of its first field, where nothing else is required; of a record there, its own short forms, since a
/// mapping is never one.
fn short_forms(schema: &Schema, id: RecordId, seen: &mut Vec<RecordId>, forms: &mut Vec<Value>) {
    let record = schema.record(id);
    let Some(first) = record.fields.first().filter(|_| !seen.contains(&id)) else { return };
    if record.fields.iter().skip(1).any(|field| schema.field(*field).required) {
        return;
    }
    seen.push(id);
    let short = &schema.field(*first).ty;
    match short {
        Type::Record(inner) => short_forms(schema, *inner, seen, forms),
        Type::Partial(_) => {}
        Type::Text(refined) | Type::Prose(refined) => forms.push(string(refined)),
        short => forms.push(value(schema, short)),
    }
    if matches!(short, Type::Path(_)) {
        let url = record.fields.iter().map(|field| &schema.field(*field).ty).find(|ty| matches!(ty, Type::Url { .. }));
        forms.extend(url.map(|ty| value(schema, ty)));
    }
}

/// A closed object of the fields of a record; of a partial one, without its id and with nothing required.
fn object(schema: &Schema, id: RecordId, partial: bool) -> Map<String, Value> {
    let record = schema.record(id);
    let mut properties = Map::new();
    let mut required = Vec::new();
    for field in &record.fields {
        if partial && record.key == Some(*field) {
            continue;
        }
        let declared = schema.field(*field);
        properties.insert(declared.name.to_string(), property(schema, declared));
        if declared.required && !partial {
            required.push(json!(declared.name));
        }
    }
    let mut object = Map::new();
    object.insert("type".to_owned(), json!("object"));
    object.insert("properties".to_owned(), Value::Object(properties));
    if !required.is_empty() {
        object.insert("required".to_owned(), Value::Array(required));
    }
    object.insert("additionalProperties".to_owned(), json!(false));
    object
}

fn property(schema: &Schema, field: &Field) -> Value {
    let mut property = Map::new();
    if let Some(meaning) = &field.meaning {
        property.insert("description".to_owned(), json!(meaning.en));
    }
    if field.record == Schema::ROOT && field.name == "tadashi" {
        property.insert("const".to_owned(), json!(schema.version));
    } else if field.required {
        property.insert("allOf".to_owned(), json!([value(schema, &field.ty)]));
    } else {
        property.insert("anyOf".to_owned(), json!([value(schema, &field.ty), reference("declined")]));
    }
    Value::Object(property)
}

fn reference(name: &str) -> Value {
    // A name like `System.offered_as` needs no escape: `/` and `~` are in none.
    json!({ "$ref": format!("#/$defs/{name}") })
}

fn value(schema: &Schema, ty: &Type) -> Value {
    match ty {
        Type::Text(refined) | Type::Prose(refined) if *refined == Refined::default() => reference("text"),
        Type::Text(refined) | Type::Prose(refined) => text(refined),
        Type::Number => json!({ "type": "number" }),
        Type::Percentage => json!({ "anyOf": [
            { "type": "number", "minimum": 0, "maximum": 100 },
            { "type": "string", "pattern": "^(100|[0-9]{1,2}(\\.[0-9]+)?) *%?$" },
        ] }),
        Type::Boolean => json!({ "type": "boolean" }),
        Type::Date => json!({ "anyOf": [
            { "type": "string", "pattern": DATE },
            { "type": "integer", "minimum": 1000, "maximum": 9999 },
        ] }),
        Type::Duration => json!({ "type": "string", "pattern": "^[0-9]+ ?(day|week|month|year)s?$" }),
        Type::Path(refined) => {
            let mut path = string(refined);
            if let (Value::Object(object), None) = (&mut path, &refined.like) {
                object.insert("pattern".to_owned(), json!(PATH));
            }
            path
        }
        Type::Url { https: true } => json!({ "type": "string", "pattern": "^https://[^ /]" }),
        Type::Url { https: false } => json!({ "type": "string", "pattern": "^https?://[^ /]" }),
        Type::Key(refined) => {
            let least = refined.characters.max(1);
            string(&Refined { characters: least, ..refined.clone() })
        }
        Type::Language => json!({ "type": "string", "pattern": LANGUAGE }),
        Type::Country => json!({ "type": "string", "pattern": "^[A-Z]{2}$" }),
        Type::Person | Type::Reference(_) => json!({ "type": "string" }),
        Type::Email => json!({ "type": "string", "pattern": "^[^@ ]+@[^@ ]+\\.[^@ ]+$" }),
        Type::Word(words) => reference(&schema.words(*words).name),
        Type::Record(record) => reference(&schema.record(*record).name),
        Type::Partial(record) => Value::Object(object(schema, *record, true)),
        Type::List { item, least } => list(schema, item, *least),
    }
}

fn list(schema: &Schema, item: &Type, least: u32) -> Value {
    let mut list = Map::new();
    list.insert("type".to_owned(), json!("array"));
    let items = match item {
        Type::Word(words) => {
            let words = schema.words(*words);
            let names: Vec<&str> = words.words.iter().map(|word| word.word.as_str()).collect();
            json!({ "anyOf": [
                reference(&words.name),
                {
                    "type": "object",
                    "propertyNames": { "enum": names },
                    "additionalProperties": reference("declined"),
                    "minProperties": 1,
                    "maxProperties": 1,
                },
            ] })
        }
        item => value(schema, item),
    };
    list.insert("items".to_owned(), items);
    if least > 0 {
        list.insert("minItems".to_owned(), json!(least));
    }
    if matches!(item, Type::Word(_) | Type::Reference(_) | Type::Language | Type::Country) {
        list.insert("uniqueItems".to_owned(), json!(true));
    }
    match item {
        Type::Text(refined) if least > 0 => json!({ "anyOf": [Value::Object(list), string(refined)] }),
        _ => Value::Object(list),
    }
}

fn declined() -> Value {
    json!({
        "description": "somebody looked and says no, with the reason",
        "type": "object",
        "properties": { "declined": { "type": "string", "minLength": 1 } },
        "required": ["declined"],
        "additionalProperties": false,
    })
}

fn enumeration(words: &Enum) -> Value {
    if words.words.iter().all(|word| word.meaning.is_none()) {
        let names: Vec<&str> = words.words.iter().map(|word| word.word.as_str()).collect();
        return json!({ "enum": names });
    }
    let rows: Vec<Value> = words
        .words
        .iter()
        .map(|word| match &word.meaning {
            Some(meaning) => json!({ "const": word.word, "description": meaning.en }),
            None => json!({ "const": word.word }),
        })
        .collect();
    json!({ "oneOf": rows })
}

/// A text, or one a language.
fn text(refined: &Refined) -> Value {
    json!({ "anyOf": [
        string(refined),
        {
            "type": "object",
            "propertyNames": { "pattern": LANGUAGE },
            "additionalProperties": string(refined),
            "minProperties": 1,
        },
    ] })
}

fn string(refined: &Refined) -> Value {
    let mut string = Map::new();
    string.insert("type".to_owned(), json!("string"));
    if refined.characters > 0 {
        string.insert("minLength".to_owned(), json!(refined.characters));
    }
    if let Some(like) = &refined.like {
        string.insert("pattern".to_owned(), json!(pattern(like)));
    }
    Value::Object(string)
}

/// `SYS-####` as a regular expression.
fn pattern(like: &str) -> String {
    let mut out = String::from("^");
    for c in like.chars() {
        match c {
            '#' => out.push_str("[0-9]"),
            '?' => out.push('.'),
            '*' => out.push_str(".*"),
            c if c.is_alphanumeric() || matches!(c, '-' | '_' | ' ' | '/' | ':' | ',' | '@') => out.push(c),
            c => {
                out.push('\\');
                out.push(c);
            }
        }
    }
    out.push('$');
    out
}

#[cfg(test)]
mod tests {
    use super::pattern;

    #[test]
    fn patterns_are_anchored_and_escaped() {
        assert_eq!(pattern("SYS-####"), "^SYS-[0-9][0-9][0-9][0-9]$");
        assert_eq!(pattern("v*.?"), "^v.*\\..$");
    }
}
