//! Records and lists: the keys of a mapping, short forms, what is declined, ids.

use rustc_hash::FxHashMap;

use super::{Binder, values};
use crate::args;
use crate::diagnostic::{Diagnostic, did_you_mean, nearest};
use crate::manifest::build::FIRST;
use crate::manifest::node::{Kind, NodeId, Origin};
use crate::manifest::{codes, names, wide};
use crate::schema::{FieldId, RecordId, Schema, Type};
use crate::text::{Message, Text};
use crate::words;

/// Blocks that say what else is read, or what is excused.
const VITAL: [&str; 3] = ["facts", "include", "explanations"];

/// So many items at most stand for those that a list lacks; a policy counts to small numbers.
const MOST_PADDED: usize = 16;

/// Words of a list that are compared each with all before it.
const FEW_WORDS: usize = 8;

/// "`x` is a key of `y`"
const ELSEWHERE: Text = Text::new("`{key}` is a key of {records}", "`{key}` は {records} のキーです");

impl Binder<'_> {
    /// Binds a value to a record. `under` is the field that holds it; `None` for the root.
    pub(super) fn record(&mut self, node: NodeId, record: RecordId, under: Option<FieldId>, depth: usize) {
        match self.facts.document.kind(node) {
            Kind::Mapping(_) => self.mapping(node, record, false, depth),
            Kind::Null => {}
            _ => self.short_form(node, record, under, depth),
        }
    }

    /// Binds the keys of a mapping; of a partial record, all but its id.
    pub(super) fn mapping(&mut self, node: NodeId, record: RecordId, partial: bool, depth: usize) {
        if self.is_too_deep(node, depth) {
            return;
        }
        let schema = self.schema;
        let declared = schema.record(record);
        let mut index = 0;
        while let Some(entry) = self.facts.document.entries(node).get(index).copied() {
            if self.stopped {
                return;
            }
            let field = self.find(record, entry.key).filter(|field| !partial || declared.key != Some(*field));
            let mut value = entry.value;
            if matches!(entry.origin, Origin::Merged(_)) && self.is_container(value) {
                let used = self.facts.document.span(entry.key);
                value = self.copy(value, used, 0);
            }
            if let Some(slot) = self.facts.document.entries_mut(node).get_mut(index) {
                slot.field = field;
                slot.value = value;
            }
            match field {
                Some(field) => self.field(value, field, depth + 1),
                None => {
                    let name = self.facts.document.text(entry.key).unwrap_or_default().to_owned();
                    self.unknown_key(node, record, entry.key, &name);
                }
            }
            index += 1;
        }
        if partial {
            return;
        }
        for field in declared.fields.iter().copied().filter(|field| schema.field(*field).required) {
            let value = self.facts.entry(node, field).map(|entry| entry.value);
            if value.is_none_or(|value| matches!(self.facts.document.kind(value), Kind::Null)) {
                let place = value.map_or_else(|| self.facts.gap(node), |value| self.facts.document.span(value));
                match value {
                    Some(value) => self.malformed(value),
                    None => self.lacking(node, field),
                }
                self.missing(record, field, place);
            }
        }
        if let Some(entry) = declared.key.and_then(|key| self.facts.entry(node, key)).copied() {
            self.register(record, node, entry.value);
        }
        if let Some(entry) = schema.document_file(record).and_then(|file| self.facts.entry(node, file)).copied() {
            self.paper(node, entry.value);
        }
        self.note_fallback(node, record);
    }

    /// Binds a bare value that stands for a record.
    fn short_form(&mut self, node: NodeId, record: RecordId, under: Option<FieldId>, depth: usize) {
        let schema = self.schema;
        let declared = schema.record(record);
        let field = self.facts.short_field(schema, node, record);
        let is_list = matches!(self.facts.document.kind(node), Kind::Sequence(_));
        let (Some(field), Some(under)) = (field, under) else { return };
        let ty = &schema.field(field).ty;
        if is_list && ty.item().is_none() {
            return self.wrong_type(node, &Type::Record(record), under);
        }
        self.value(node, ty, under, depth);
        for missing in declared.fields.iter().copied() {
            if missing != field && schema.field(missing).required {
                let end = self.facts.document.span(node).range().end;
                let place = crate::source::Span::point(self.facts.document.span(node).file, end);
                self.lacking(node, missing);
                self.missing(record, missing, place);
            }
        }
        if declared.key == Some(field) {
            self.register(record, node, node);
        }
        if schema.document_file(record) == Some(field) {
            self.paper(node, node);
        }
        self.note_fallback(node, record);
    }

    fn note_fallback(&mut self, node: NodeId, record: RecordId) {
        let fields = &self.schema.record(record).fields;
        if fields.iter().any(|field| self.schema.field(*field).fallback.is_some()) {
            self.falling_back.push((node, record));
        }
    }

    /// Binds what stands at a field.
    fn field(&mut self, value: NodeId, field: FieldId, depth: usize) {
        let declared = self.schema.field(field);
        // The format number is checked before anything else.
        if declared.record == Schema::ROOT && declared.name == "tadashi" {
            return;
        }
        if self.is_container(value) {
            self.own(value);
        }
        if self.stopped || matches!(self.facts.document.kind(value), Kind::Null) {
            return;
        }
        if let Some(reason) = self.facts.declined(value) {
            let says_nothing = words::is_no_answer(reason);
            let span = self.facts.document.span(value);
            let path = if declared.required || says_nothing { self.schema.path_of(field) } else { String::new() };
            if declared.required {
                self.malformed(value);
                let args = args!["key" => &declared.name];
                self.tell(Diagnostic::new(&codes::DECLINED_REQUIRED, args).at(span).of(path));
            } else if says_nothing {
                self.malformed(value);
                self.tell(Diagnostic::new(&codes::DECLINED_REASON, Vec::new()).at(span).of(path));
            }
            return;
        }
        let outer = (self.in_explanations, self.is_vital, self.at.replace(field));
        if declared.record == Schema::ROOT {
            self.in_explanations |= declared.name == "explanations";
            self.is_vital |= VITAL.contains(&declared.name.as_str());
        }
        self.value(value, &declared.ty, field, depth);
        (self.in_explanations, self.is_vital, self.at) = outer;
    }

    /// Binds a value to a type; messages name the field `under` which it stands.
    pub(super) fn value(&mut self, value: NodeId, ty: &Type, under: FieldId, depth: usize) {
        match ty {
            Type::List { item, least } => self.list(value, item, *least as usize, under, depth),
            Type::Record(record) => self.record(value, *record, Some(under), depth),
            Type::Partial(record) => match self.facts.document.kind(value) {
                Kind::Mapping(_) => self.mapping(value, *record, true, depth),
                _ => self.wrong_type(value, ty, under),
            },
            leaf => self.leaf(value, leaf, under),
        }
    }

    fn list(&mut self, list: NodeId, item: &Type, least: usize, under: FieldId, depth: usize) {
        if self.is_too_deep(list, depth) {
            return;
        }
        let key = &self.schema.field(under).name;
        if !matches!(self.facts.document.kind(list), Kind::Sequence(_)) {
            // One text may stand for a list of at least one.
            let is_bare = matches!(self.facts.document.kind(list), Kind::Text(_));
            if is_bare && least > 0 && matches!(item, Type::Text(_)) {
                return self.leaf(list, item, under);
            }
            return self.not_a_list(list, key);
        }
        let mut count = 0;
        while let Some(value) = self.facts.document.items(list).get(count).copied() {
            if self.stopped {
                return;
            }
            count += 1;
            if self.is_container(value) {
                self.own(value);
            }
            match self.facts.document.kind(value) {
                Kind::Null => self.wrong_type(value, item, under),
                Kind::Mapping(_) if matches!(item, Type::Word(_)) => self.declined_word(value, item, under),
                _ => self.value(value, item, under, depth + 1),
            }
        }
        if count < least {
            let span = self.place(list);
            let args = args!["key" => key, "least" => least, "count" => count];
            self.tell(Diagnostic::new(&codes::TOO_FEW, args).at(span));
            self.pad(list, least - count);
        }
        if matches!(item, Type::Word(_) | Type::Reference(_) | Type::Language | Type::Country) {
            self.refuse_repeated(list);
        }
    }

    /// What is missing in a list is not known, so that no sentence holds by what is there.
    fn pad(&mut self, list: NodeId, missing: usize) {
        let end = crate::source::Span::point(self.place(list).file, self.place(list).range().end);
        let mut items = self.facts.document.items(list).to_vec();
        for _ in 0..missing.min(MOST_PADDED) {
            let item = self.facts.document.push(end, Kind::Null);
            self.malformed(item);
            items.push(item);
        }
        let run = self.facts.document.push_items(items);
        let list = self.facts.document.target(list);
        self.facts.document.node_mut(list).kind = Kind::Sequence(run);
    }

    /// `{ word: { declined: "why" } }` in a list of words.
    fn declined_word(&mut self, node: NodeId, item: &Type, under: FieldId) {
        let entry = match self.facts.document.entries(node) {
            [entry] if self.facts.declined(entry.value).is_some() => *entry,
            _ => return self.wrong_type(node, item, under),
        };
        self.leaf(entry.key, item, under);
        if self.facts.is_malformed(entry.key) {
            self.malformed(node);
        }
        if words::is_no_answer(self.facts.declined(entry.value).unwrap_or_default()) {
            self.malformed(node);
            let span = self.facts.document.span(entry.value);
            self.tell(Diagnostic::new(&codes::DECLINED_REASON, Vec::new()).at(span));
        }
    }

    /// R12: lists of words are sets.
    fn refuse_repeated(&mut self, list: NodeId) {
        let document = &self.facts.document;
        let word = |item: &NodeId| match document.entries(*item) {
            [entry] => entry.key,
            _ => *item,
        };
        let items = document.items(list);
        let text = |item: &NodeId| document.text(word(item));
        if items.len() <= FEW_WORDS {
            let is_new =
                |(at, item)| text(item).is_none_or(|own| items.iter().take(at).all(|other| text(other) != Some(own)));
            if items.iter().enumerate().all(is_new) {
                return;
            }
        }
        let mut seen: FxHashMap<&str, NodeId> = FxHashMap::default();
        let mut twice = Vec::new();
        for item in items {
            let word = word(item);
            let Some(text) = document.text(word) else { continue };
            match seen.entry(text) {
                std::collections::hash_map::Entry::Vacant(slot) => {
                    slot.insert(word);
                }
                std::collections::hash_map::Entry::Occupied(first) => {
                    twice.push((text.to_owned(), *first.get(), word, *item))
                }
            }
        }
        for (word, first, second, item) in twice {
            self.malformed(item);
            let (first, second) = (self.facts.document.span(first), self.facts.document.span(second));
            self.tell(
                Diagnostic::new(&codes::REPEATED_WORD, args!["word" => word])
                    .at(second)
                    .label(first, Message::plain(FIRST)),
            );
        }
    }

    fn unknown_key(&mut self, node: NodeId, record: RecordId, key: NodeId, name: &str) {
        let span = self.facts.document.span(key);
        let schema = self.schema;
        let declared = schema.record(record);
        let mut diagnostic;
        if self.is_full(span.file) {
            diagnostic = Diagnostic::new(&codes::UNKNOWN_KEY, Vec::new());
        } else {
            let document = &self.facts.document;
            let there =
                |field: &str| document.entries(node).iter().any(|entry| document.text(entry.key) == Some(field));
            let legal = declared.fields.iter().map(|field| schema.field(*field).name.as_str());
            let free: Vec<&str> = legal.filter(|field| !there(field)).collect();
            let guess = did_you_mean(name, free.iter().copied());
            let named = guess.is_some();
            // What was meant for these keys stands here, where it cannot be read.
            for meant in nearest(name, free).into_iter().filter_map(|meant| schema.find_field(record, meant)) {
                self.lacking(node, meant);
            }
            let args = args!["record" => &declared.name, "key" => name, "guess" => guess];
            diagnostic = Diagnostic::new(&codes::UNKNOWN_KEY, args);
            let elsewhere: Vec<String> = schema
                .records
                .iter()
                .filter(|other| other.name != declared.name)
                .filter(|other| other.fields.iter().any(|field| schema.field(*field).name == name))
                .map(|other| format!("`{}`", other.name))
                .take(3)
                .collect();
            if !elsewhere.is_empty() && !named {
                // WHY both: the key may be meant elsewhere, or another key here.
                let here = Message { text: codes::UNKNOWN_KEY.help, args: diagnostic.args.clone() };
                diagnostic = diagnostic.help(here);
                diagnostic = diagnostic.help(ELSEWHERE.with(args!["key" => name, "records" => elsewhere]));
            }
        }
        self.tell(diagnostic.at(span).of(declared.name.to_string()));
    }

    fn missing(&mut self, record: RecordId, field: FieldId, place: crate::source::Span) {
        let args = args!["record" => &self.schema.record(record).name, "key" => &self.schema.field(field).name];
        self.tell(Diagnostic::new(&codes::MISSING_KEY, args).at(place).of(self.schema.path_of(field)));
    }

    fn not_a_list(&mut self, value: NodeId, key: &str) {
        self.malformed(value);
        let kind = self.facts.document.kind(value);
        let found = Message::plain(names::of_kind(kind));
        let place = self.place(value);
        let mut diagnostic = Diagnostic::new(&codes::NOT_A_LIST, args!["key" => key, "found" => found]).at(place);
        let span = self.facts.document.span(value);
        let written = super::document_text(&self.facts.document, span);
        let is_more = written.contains([',', '[', ']', '{', '}', '#', '\n']) || written.contains(": ");
        // A full-width sign or a sample is mended first; it is no word to put in brackets.
        let is_word =
            !matches!(kind, Kind::Mapping(_)) && !written.contains('…') && wide::in_value(&written).is_empty();
        if is_word && (words::is_no_answer(&written) || values::is_nobody(&written)) {
            // WHY no list of one: `[none]` would be a word of the list.
            diagnostic = diagnostic.help(Message::plain(values::NO_ENTRY));
        } else if is_word && !is_more {
            let end = crate::source::Span::point(span.file, span.range().end);
            let start = crate::source::Span::point(span.file, span.range().start);
            let edits = vec![values::insert(start, "[".to_owned()), values::insert(end, "]".to_owned())];
            diagnostic = diagnostic.fix(values::add("[…]"), edits);
        }
        self.tell(diagnostic);
    }

    /// Aliases can lead deeper than any text nests.
    fn is_too_deep(&mut self, node: NodeId, depth: usize) -> bool {
        let too_deep = depth > self.depth * 2;
        if too_deep {
            let span = self.place(node);
            self.stop(Diagnostic::new(&codes::TOO_DEEP, args!["limit" => self.depth]).at(span));
        }
        too_deep
    }

    fn is_container(&self, node: NodeId) -> bool {
        matches!(self.facts.document.kind(node), Kind::Mapping(_) | Kind::Sequence(_))
    }
}
