//! A small schema, made by hand, with a field of every type and every refinement; and a judge of texts by it.

#![allow(dead_code, reason = "each test uses what it needs")]

use tadashi::diagnostic::Diagnostic;
use tadashi::limits::Limits;
use tadashi::manifest::node::Document;
use tadashi::manifest::{Facts, Role, bind, format_of, parse_into};
use tadashi::schema::{Enum, EnumId, EnumWord, Field, FieldId, Record, RecordId, Refined, Schema, Type};
use tadashi::source::{FileId, Span};
use tadashi::text::{Said, Str};

/// Record, noun, and its fields: `name: [required ]TYPE`.
const RECORDS: &[(&str, &str, &[&str])] = &[
    (
        "manifest",
        "",
        &[
            "tadashi: required number",
            "organisation: rec Organisation",
            "include: list path",
            "roles: list rec Role",
            "shared: partial System",
            "systems: list rec System",
            "models: list rec Model",
            "adoption: rec Adoption",
            "explanations: list rec Explanation",
        ],
    ),
    (
        "Organisation",
        "",
        &[
            "name: text",
            "acts_as: list word Actor",
            "countries: list country",
            "policy: rec Document",
            "feedback: rec Feedback",
            "forbids: list text",
        ],
    ),
    ("Role", "role", &["id: required key", "function: word Function", "title: text", "holder: person", "mail: email"]),
    (
        "System",
        "system",
        &[
            "id: required key",
            "name: text",
            "purpose: prose",
            "stage: word Stage",
            "since: date",
            "acts_as: list word Actor else organisation.acts_as",
            "owner: ref Role",
            "builds_on: list ref System",
            "paths: list path",
            "users: list+1 word Audience",
            "impact: rec Impact",
            "models: list ref Model",
            "personal_data: boolean",
            "kept: duration",
            "tested: percentage",
            "languages: list language",
            "site: https",
            "notice: rec Document",
            "safeguards: list rec Safeguard",
            "feedback: rec Feedback else organisation.feedback",
            "count: number",
        ],
    ),
    ("Impact", "", &["level: word Level", "because: prose", "decided: rec Decision"]),
    ("Document", "", &["file: path 3", "url: https", "title: text", "reviewed: date", "approved: rec Decision"]),
    ("Decision", "", &["role: ref Role", "by: person", "date: date", "record: rec Document"]),
    ("Feedback", "", &["contact: text"]),
    ("Safeguard", "", &["kind: word Guard", "document: rec Document"]),
    ("Model", "model", &["id: required key M-##", "version: text", "source: url", "base: list ref Model"]),
    ("Adoption", "", &["until: required date", "because: required prose 10"]),
    (
        "Explanation",
        "explanation",
        &["id: required key", "about: list+1 text", "reason: prose 10", "decided: rec Decision"],
    ),
];

const ENUMS: &[(&str, &[&str])] = &[
    ("Actor", &["developer", "provider|deployer", "business-user|operator"]),
    ("Function", &["executive", "legal", "system-owner"]),
    ("Stage", &["planned|idea", "pilot|beta", "deployed|live|production", "retired"]),
    ("Audience", &["staff", "consumers", "public"]),
    ("Level", &["routine", "significant", "critical"]),
    ("Guard", &["redaction", "sandbox", "dry-run"]),
];

/// The schema.
pub fn schema() -> Schema {
    let span = Span::point(FileId(0), 0);
    let mut schema = Schema { name: "small".into(), version: 1, ..Schema::default() };
    schema.enums = ENUMS
        .iter()
        .map(|(name, words)| Enum {
            name: (*name).into(),
            words: words
                .iter()
                .map(|row| {
                    let mut parts = row.split('|').map(Str::from);
                    let word = parts.next().unwrap();
                    let en = || format!("it is {word}").into();
                    let meaning = match *name {
                        "Level" => Some(Said { en: en(), ja: None }),
                        "Stage" if word == "deployed" => Some(Said { en: en(), ja: Some("運用中".into()) }),
                        _ => None,
                    };
                    EnumWord { word, synonyms: parts.collect(), meaning }
                })
                .collect(),
        })
        .collect();
    let mut fallbacks = Vec::new();
    for (index, (name, noun, rows)) in RECORDS.iter().enumerate() {
        let mut fields = Vec::new();
        for row in *rows {
            let (field, ty) = row.split_once(": ").unwrap();
            let (required, ty) = ty.strip_prefix("required ").map_or((false, ty), |ty| (true, ty));
            let (ty, fallback) = ty.split_once(" else ").map_or((ty, None), |(ty, path)| (ty, Some(path)));
            let id = FieldId(schema.fields.len() as u16);
            fallbacks.extend(fallback.map(|path| (id, path)));
            let meaning = Some(Said { en: format!("the {field}").into(), ja: None });
            schema.fields.push(Field {
                name: field.into(),
                record: RecordId(index as u16),
                ty: ty_of(ty),
                required,
                fallback: None,
                meaning,
                span,
            });
            fields.push(id);
        }
        let key = fields.iter().copied().find(|id| matches!(schema.field(*id).ty, Type::Key(_)));
        let noun = (!noun.is_empty()).then(|| (*noun).into());
        schema.records.push(Record { name: (*name).into(), noun, fields, key, list: None, shared: None, span });
    }
    for index in 0..schema.records.len() {
        let holds =
            |field: &FieldId| schema.field(*field).ty.item().and_then(Type::record) == Some(RecordId(index as u16));
        let list = schema.record(Schema::ROOT).fields.iter().copied().find(holds);
        schema.records[index].list = list;
    }
    for (id, path) in fallbacks {
        let mut at = Schema::ROOT;
        let steps = path.split('.').map(|name| {
            let field = schema.find_field(at, name).unwrap();
            at = schema.field(field).ty.record().unwrap_or(at);
            field
        });
        let steps = steps.collect();
        schema.fields[id.0 as usize].fallback = Some(steps);
    }
    schema
}

/// Reads and binds files as one manifest; the first is the main one.
pub fn judge_with(files: &[(&str, &str)], limits: &Limits) -> (Facts, Vec<Diagnostic>, Schema) {
    let schema = schema();
    let mut document = Document::default();
    let mut diagnostics = Vec::new();
    let mut parts = Vec::new();
    for (index, (path, text)) in files.iter().enumerate() {
        let file = FileId(index as u32);
        let outcome = parse_into(&mut document, file, &(*text).into(), format_of(path).unwrap(), limits);
        let role = if index == 0 { Role::Main } else { Role::Included };
        parts.extend(outcome.into_value(&mut diagnostics).map(|root| (root, file, role)));
    }
    let facts = bind(&schema, document, &parts, limits).into_value(&mut diagnostics);
    (facts, diagnostics, schema)
}

/// The same, within the usual limits.
pub fn judge(files: &[(&str, &str)]) -> (Facts, Vec<Diagnostic>, Schema) {
    judge_with(files, &Limits::default())
}

/// The codes of diagnostics.
pub fn ids(diagnostics: &[Diagnostic]) -> Vec<&'static str> {
    diagnostics.iter().map(|diagnostic| diagnostic.code.id).collect()
}

fn ty_of(text: &str) -> Type {
    let (word, rest) = text.split_once(' ').unwrap_or((text, ""));
    let refined = || Refined {
        characters: rest.parse().unwrap_or(0),
        like: (!rest.is_empty() && rest.parse::<u32>().is_err()).then(|| rest.to_owned()),
    };
    let record = || RecordId(RECORDS.iter().position(|(name, ..)| *name == rest).unwrap() as u16);
    match word {
        "text" => Type::Text(refined()),
        "prose" => Type::Prose(refined()),
        "number" => Type::Number,
        "percentage" => Type::Percentage,
        "boolean" => Type::Boolean,
        "date" => Type::Date,
        "duration" => Type::Duration,
        "path" => Type::Path(refined()),
        "url" => Type::Url { https: false },
        "https" => Type::Url { https: true },
        "key" => Type::Key(refined()),
        "language" => Type::Language,
        "country" => Type::Country,
        "person" => Type::Person,
        "email" => Type::Email,
        "word" => Type::Word(EnumId(ENUMS.iter().position(|(name, _)| *name == rest).unwrap() as u16)),
        "ref" => Type::Reference(record()),
        "rec" => Type::Record(record()),
        "partial" => Type::Partial(record()),
        "list" => Type::List { item: Box::new(ty_of(rest)), least: 0 },
        "list+1" => Type::List { item: Box::new(ty_of(rest)), least: 1 },
        other => unreachable!("{other}"),
    }
}
