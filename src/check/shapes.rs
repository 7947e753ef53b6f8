//! The schema of the manifest, from `record`, `enum`, `manifest` and `extend` items: every type resolved.

use rustc_hash::FxHashMap;

use crate::args;
use crate::check::codes;
use crate::diagnostic::{Diagnostic, did_you_mean};
use crate::schema::{Enum, EnumId, EnumWord, Field, FieldId, Record, RecordId, Refined, Schema, Type};
use crate::source::Span;
use crate::syntax::tree::{self, Item, TypeKind, Word};
use crate::text::{Said, Str, Text};

const A_RECORD: Text = Text::new("record", "レコード");
const AN_ENUM: Text = Text::new("enum", "enum");
const A_FIELD: Text = Text::new("field", "項目");
const A_WORD: Text = Text::new("word", "語");

/// Builds the schema; what cannot be resolved is left out and said.
pub(super) fn build(name: &str, version: u32, items: &[&Item], diagnostics: &mut Vec<Diagnostic>) -> Schema {
    let mut builder = Builder {
        schema: Schema { name: name.to_owned(), version, ..Schema::default() },
        places: FxHashMap::default(),
        diagnostics,
    };
    builder.declare(items);
    builder.fill(items);
    builder.extend_words(items);
    builder.link(items);
    builder.schema
}

/// A sentence as it is said.
pub(super) fn said(sentence: &tree::Sentence) -> Said {
    Said { en: (&sentence.en.text).into(), ja: sentence.ja.as_ref().map(|ja| (&ja.text).into()) }
}

struct Builder<'a> {
    schema: Schema,
    /// Where each type is declared.
    places: FxHashMap<String, Span>,
    diagnostics: &'a mut Vec<Diagnostic>,
}

impl Builder<'_> {
    /// Names of records and enums first, so that fields may name types that stand below.
    fn declare(&mut self, items: &[&Item]) {
        let manifest = items.iter().find_map(|item| match item {
            Item::Manifest { span, .. } => Some(*span),
            _ => None,
        });
        let Some(span) = manifest else {
            return;
        };
        self.record("manifest", None, span);
        for item in items {
            match item {
                Item::Record { name, noun, .. } if self.is_new(name, A_RECORD) => {
                    self.record(&name.text, noun.as_ref().map(|noun| noun.text.clone()), name.span);
                }
                Item::Enum { name, members, .. } if self.is_new(name, AN_ENUM) => {
                    let words = self.members(members);
                    self.schema.enums.push(Enum { name: (&name.text).into(), words });
                }
                _ => {}
            }
        }
    }

    fn record(&mut self, name: &str, noun: Option<String>, span: Span) {
        let record = Record {
            name: name.into(),
            noun: noun.map(Str::from),
            fields: Vec::new(),
            key: None,
            list: None,
            shared: None,
            span,
        };
        self.schema.records.push(record);
    }

    fn is_new(&mut self, name: &Word, what: Text) -> bool {
        match self.places.insert(name.text.clone(), name.span) {
            None => true,
            Some(first) => {
                let args = args!["what" => what.with(Vec::new()), "name" => &name.text];
                self.diagnostics.push(Diagnostic::new(&codes::DECLARED_TWICE, args).at(name.span).at(first));
                false
            }
        }
    }

    fn members(&mut self, members: &[tree::Member]) -> Vec<EnumWord> {
        let mut words: Vec<EnumWord> = Vec::new();
        for member in members {
            if words.iter().any(|word| word.word == member.word.text) {
                let args = args!["what" => A_WORD.with(Vec::new()), "name" => &member.word.text];
                self.diagnostics.push(Diagnostic::new(&codes::DECLARED_TWICE, args).at(member.word.span));
                continue;
            }
            words.push(EnumWord {
                word: (&member.word.text).into(),
                synonyms: member.synonyms.iter().map(|synonym| (&synonym.text).into()).collect(),
                meaning: member.meaning.as_ref().map(said),
            });
        }
        words
    }

    fn fill(&mut self, items: &[&Item]) {
        for item in items {
            match item {
                Item::Manifest { fields, .. } => self.fields(Schema::ROOT, fields, false),
                Item::Record { name, fields, .. } => {
                    if let Some(record) = self.schema.find_record(&name.text) {
                        self.fields(record, fields, false);
                    }
                }
                _ => {}
            }
        }
        for item in items {
            if let Item::Extend { record, fields, .. } = item {
                match self.schema.find_record(&record.text) {
                    Some(id) => self.fields(id, fields, true),
                    None => self.unknown_type(record),
                }
            }
        }
    }

    fn fields(&mut self, record: RecordId, fields: &[tree::Field], extension: bool) {
        for field in fields {
            if let Some(first) = self.schema.find_field(record, &field.name.text) {
                let of = self.schema.record(record).name.clone();
                let first = self.schema.field(first).span;
                let what = A_FIELD.with(Vec::new());
                let diagnostic = if extension {
                    let args = args!["record" => of, "what" => what, "name" => &field.name.text];
                    Diagnostic::new(&codes::EXTENSION_REDEFINES, args)
                } else {
                    Diagnostic::new(&codes::DECLARED_TWICE, args!["what" => what, "name" => &field.name.text])
                };
                self.diagnostics.push(diagnostic.at(field.name.span).at(first));
                continue;
            }
            let path = format!("{}.{}", self.schema.record(record).name, field.name.text);
            let Some(ty) = self.ty(&field.ty, &path) else { continue };
            let id = FieldId(self.schema.fields.len() as u16);
            self.schema.fields.push(Field {
                name: (&field.name.text).into(),
                record,
                required: field.required,
                fallback: None,
                meaning: field.meaning.as_ref().map(said),
                span: field.name.span,
                ty: ty.clone(),
            });
            if let Some(record) = self.schema.records.get_mut(record.0 as usize) {
                record.fields.push(id);
                if matches!(ty, Type::Key(_)) && record.key.is_none() {
                    record.key = Some(id);
                }
            }
        }
    }

    fn ty(&mut self, ty: &tree::TypeExpr, path: &str) -> Option<Type> {
        Some(match &ty.kind {
            TypeKind::List { least, item } => {
                Type::List { item: Box::new(self.ty(item, path)?), least: least.unwrap_or(0) }
            }
            TypeKind::Reference(name) => Type::Reference(self.record_named(name)?),
            TypeKind::Partial(name) => Type::Partial(self.record_named(name)?),
            TypeKind::OneOf(members) => {
                let words = self.members(members);
                self.schema.enums.push(Enum { name: path.into(), words });
                Type::Word(EnumId(self.schema.enums.len() as u16 - 1))
            }
            TypeKind::HttpsUrl => Type::Url { https: true },
            TypeKind::AtLeast { base, characters } => {
                self.refined(base, Refined { characters: *characters, like: None })?
            }
            TypeKind::Like { base, pattern } => {
                self.refined(base, Refined { characters: 0, like: Some(pattern.text.clone()) })?
            }
            TypeKind::Base(word) => self.refined(word, Refined::default())?,
            TypeKind::Named(name) => {
                if let Some(record) = self.schema.find_record(&name.text) {
                    Type::Record(record)
                } else if let Some(words) = self.schema.find_enum(&name.text) {
                    Type::Word(words)
                } else {
                    self.unknown_type(name);
                    return None;
                }
            }
        })
    }

    fn refined(&mut self, base: &Word, refined: Refined) -> Option<Type> {
        Some(match base.text.as_str() {
            "text" => Type::Text(refined),
            "prose" => Type::Prose(refined),
            "path" => Type::Path(refined),
            "key" => Type::Key(refined),
            "number" => Type::Number,
            "percentage" => Type::Percentage,
            "boolean" => Type::Boolean,
            "date" => Type::Date,
            "duration" => Type::Duration,
            "url" => Type::Url { https: false },
            "email" => Type::Email,
            "country" => Type::Country,
            "language" => Type::Language,
            "person" => Type::Person,
            _ => {
                self.unknown_type(base);
                return None;
            }
        })
    }

    fn record_named(&mut self, name: &Word) -> Option<RecordId> {
        let record = self.schema.find_record(&name.text);
        if record.is_none() {
            self.unknown_type(name);
        }
        record
    }

    fn unknown_type(&mut self, name: &Word) {
        const LEAVES: [&str; 14] = [
            "text",
            "prose",
            "number",
            "percentage",
            "boolean",
            "date",
            "duration",
            "path",
            "url",
            "email",
            "country",
            "key",
            "language",
            "person",
        ];
        let records = self.schema.records.iter().map(|record| record.name.as_str());
        let enums = self.schema.enums.iter().map(|e| e.name.as_str()).filter(|name| !name.contains('.'));
        let names: Vec<&str> =
            LEAVES.into_iter().chain(records.filter(|name| *name != "manifest")).chain(enums).collect();
        let hint = did_you_mean(&name.text, names.iter().copied());
        let names: Vec<String> = names.iter().map(|name| format!("`{name}`")).collect();
        let args = args!["name" => &name.text, "hint" => hint, "names" => names];
        self.diagnostics.push(Diagnostic::new(&codes::UNKNOWN_TYPE, args).at(name.span));
    }

    fn extend_words(&mut self, items: &[&Item]) {
        for item in items {
            let Item::ExtendWords { target, field, members, .. } = item else { continue };
            let id = match field {
                None => self.schema.find_enum(&target.text),
                Some(field) => self.schema.find_record(&target.text).and_then(|record| {
                    let field = self.schema.find_field(record, &field.text)?;
                    let ty = &self.schema.field(field).ty;
                    match ty.item().unwrap_or(ty) {
                        Type::Word(id) => Some(*id),
                        _ => None,
                    }
                }),
            };
            let Some(id) = id else {
                if field.is_none() && self.schema.find_record(&target.text).is_none() {
                    self.unknown_type(target);
                } else {
                    let name =
                        field.as_ref().map_or(target.text.clone(), |field| format!("{}.{}", target.text, field.text));
                    self.diagnostics
                        .push(Diagnostic::new(&codes::NOT_EXTENSIBLE, args!["name" => name]).at(target.span));
                }
                continue;
            };
            for (member, word) in members.iter().zip(self.members(members)) {
                let name = self.schema.words(id).name.clone();
                if self.schema.words(id).words.iter().any(|old| old.word == word.word) {
                    let args = args!["record" => name, "what" => A_WORD.with(Vec::new()), "name" => word.word];
                    self.diagnostics.push(Diagnostic::new(&codes::EXTENSION_REDEFINES, args).at(member.word.span));
                } else if let Some(target) = self.schema.enums.get_mut(id.0 as usize) {
                    target.words.push(word);
                }
            }
        }
    }

    /// Top-level lists, shared blocks and `else` paths, once every field is known.
    fn link(&mut self, items: &[&Item]) {
        let Some(root) = self.schema.records.first() else { return };
        for field in root.fields.clone() {
            let (list, shared) = match &self.schema.field(field).ty {
                Type::List { item, .. } => (item.record().filter(|_| matches!(**item, Type::Record(_))), None),
                Type::Partial(record) => (None, Some(*record)),
                _ => (None, None),
            };
            if let Some(record) = list.and_then(|id| self.schema.records.get_mut(id.0 as usize)) {
                record.list.get_or_insert(field);
            }
            if let Some(record) = shared.and_then(|id| self.schema.records.get_mut(id.0 as usize)) {
                record.shared.get_or_insert(field);
            }
        }
        for item in items {
            let (record, fields) = match item {
                Item::Record { name, fields, .. } | Item::Extend { record: name, fields, .. } => {
                    (self.schema.find_record(&name.text), fields)
                }
                Item::Manifest { fields, .. } => (Some(Schema::ROOT), fields),
                _ => continue,
            };
            for field in fields {
                let (Some(record), Some(path)) = (record, &field.fallback) else { continue };
                let steps = self.steps(path);
                let id = self.schema.find_field(record, &field.name.text);
                if let (Some(steps), Some(field)) = (steps, id.and_then(|id| self.schema.fields.get_mut(id.0 as usize)))
                {
                    field.fallback = Some(steps);
                }
            }
        }
    }

    fn steps(&mut self, path: &tree::Path) -> Option<Vec<FieldId>> {
        let mut record = Some(Schema::ROOT);
        let mut steps = Vec::new();
        for segment in &path.segments {
            let Some(field) = record.and_then(|record| self.schema.find_field(record, &segment.text)) else {
                let names: Vec<String> = record.map_or_else(Vec::new, |record| {
                    let fields = &self.schema.record(record).fields;
                    fields.iter().map(|field| format!("`{}`", self.schema.field(*field).name)).collect()
                });
                let args = args!["name" => &segment.text, "hint" => None::<crate::text::Message>, "names" => names];
                self.diagnostics.push(Diagnostic::new(&codes::UNKNOWN_NAME, args).at(segment.span));
                return None;
            };
            steps.push(field);
            record = self.schema.field(field).ty.record();
        }
        Some(steps)
    }
}
