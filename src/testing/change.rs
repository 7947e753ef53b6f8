//! The changes that a test makes to its fixture: `but PATH is VALUE`, `but without PATH`.
//!
//! Works on the tree before it is bound. What stands on the way is copied, so that a change of one use of an anchor
//! leaves the others as they are.

use crate::args;
use crate::calendar::Date;
use crate::diagnostic::{Diagnostic, did_you_mean};
use crate::limits::Limits;
use crate::manifest::node::{Document, Entry, Kind, NodeId, Origin, Scalar};
use crate::schema::{RecordId, Schema, Type};
use crate::source::{SourceMap, Span};
use crate::syntax::tree::{Change, ChangeValue, Operand, Quoted, Target, TargetStep, Word};
use crate::testing::codes;
use crate::testing::scene::read_yaml;

/// Changes the document of one test.
pub(super) struct Editor<'a> {
    pub(super) document: &'a mut Document,
    pub(super) schema: &'a Schema,
    pub(super) sources: &'a SourceMap,
    pub(super) limits: &'a Limits,
    pub(super) as_of: Date,
}

/// What is done at the place.
#[derive(Clone, Copy)]
enum Deed {
    Put { value: NodeId, declined: bool },
    Take,
}

impl Editor<'_> {
    /// Makes one change; gives the new root.
    ///
    /// # Errors
    /// The place does not exist, or the YAML put there is wrong.
    pub(super) fn apply(&mut self, root: NodeId, change: &Change) -> Result<NodeId, Vec<Diagnostic>> {
        let deed = match &change.value {
            None => Deed::Take,
            Some(value) => Deed::Put { value: self.value(value)?, declined: matches!(value, ChangeValue::Declined(_)) },
        };
        let record = (!self.schema.records.is_empty()).then_some(Schema::ROOT);
        let root = self.mapping(root, record);
        let Some(root) = root else { return Err(vec![*nothing_there(&change.target)]) };
        self.walk(root, record, &change.target, deed).map_err(|wrong| vec![*wrong])?;
        Ok(root)
    }

    /// Goes down the steps of a target and does the deed at its end. Every mapping on the way is a fresh copy.
    fn walk(
        &mut self,
        root: NodeId,
        record: Option<RecordId>,
        target: &Target,
        deed: Deed,
    ) -> Result<(), Box<Diagnostic>> {
        let (mut node, mut record) = (root, record);
        for (index, step) in target.steps.iter().enumerate() {
            let last = index + 1 == target.steps.len();
            let ty = self.field_type(record, &step.key)?;
            let stands = self.document.get(node, &step.key.text);
            if let Some(pick) = &step.pick {
                let item = ty.as_ref().and_then(Type::item).and_then(Type::record);
                let Some(list) = stands else { return Err(nothing_there(target)) };
                let Some(next) = self.pick(node, list, step, pick, item, last.then_some(deed))? else { return Ok(()) };
                (node, record) = (next, item);
                continue;
            }
            match (last, deed) {
                (true, Deed::Put { value, .. }) => {
                    self.set(node, &step.key, value);
                    return Ok(());
                }
                (true, Deed::Take) => {
                    return if stands.is_some() {
                        self.remove(node, &step.key.text);
                        Ok(())
                    } else {
                        Err(nothing_there(target))
                    };
                }
                (false, Deed::Take) if stands.is_none() => return Err(nothing_there(target)),
                (false, _) => {
                    let inner = ty.as_ref().and_then(Type::record);
                    let below = stands.unwrap_or_else(|| self.document.push(step.key.span, Kind::Null));
                    let Some(child) = self.mapping(below, inner) else { return Err(nothing_there(target)) };
                    self.set(node, &step.key, child);
                    (node, record) = (child, inner);
                }
            }
        }
        Ok(())
    }

    /// Picks an item of a list: does the deed to it, or gives it as a mapping to go further down.
    fn pick(
        &mut self,
        node: NodeId,
        list: NodeId,
        step: &TargetStep,
        pick: &Word,
        record: Option<RecordId>,
        deed: Option<Deed>,
    ) -> Result<Option<NodeId>, Box<Diagnostic>> {
        let mut items = self.document.items(list).to_vec();
        let place = self.place(&items, &pick.text, record);
        let next = match (place, deed) {
            (Some(place), Some(Deed::Put { value, declined })) => {
                let value = if declined && record.is_none() { self.wrapped(pick, value) } else { value };
                items.splice(place..=place, [value]);
                None
            }
            // A word that is declined stands in the list with its reason.
            (None, Some(Deed::Put { value, declined: true })) if record.is_none() => {
                items.push(self.wrapped(pick, value));
                None
            }
            (Some(place), Some(Deed::Take)) => {
                items.remove(place);
                None
            }
            (Some(place), None) => {
                let item = items.get(place).copied().unwrap_or(list);
                let Some(child) = self.mapping(item, record) else {
                    return Err(self.no_item(&items, step, pick, record));
                };
                items.splice(place..=place, [child]);
                Some(child)
            }
            (None, _) => return Err(self.no_item(&items, step, pick, record)),
        };
        let span = self.document.span(list);
        let run = self.document.push_items(items);
        let list = self.document.push(span, Kind::Sequence(run));
        self.set(node, &step.key, list);
        Ok(next)
    }

    /// Where an item stands: by its id, by its word, else by its place from 1.
    fn place(&self, items: &[NodeId], pick: &str, record: Option<RecordId>) -> Option<usize> {
        let by_name = items.iter().position(|item| self.name(*item, record).is_some_and(|name| name == pick));
        by_name.or_else(|| pick.parse::<usize>().ok()?.checked_sub(1).filter(|place| *place < items.len()))
    }

    /// Id of a record, or the word that an item is.
    fn name(&self, item: NodeId, record: Option<RecordId>) -> Option<&str> {
        if let Some(text) = self.document.text(item) {
            return Some(text);
        }
        match record {
            Some(record) => {
                let key = self.schema.record(record).key?;
                self.document.text(self.document.get(item, &self.schema.field(key).name)?)
            }
            // `{ decisions: { declined: … } }`
            None => self.document.entries(item).first().and_then(|entry| self.document.text(entry.key)),
        }
    }

    fn no_item(&self, items: &[NodeId], step: &TargetStep, pick: &Word, record: Option<RecordId>) -> Box<Diagnostic> {
        let hint = did_you_mean(&pick.text, items.iter().filter_map(|item| self.name(*item, record)));
        let args = args!["list" => &step.key.text, "pick" => &pick.text, "hint" => hint];
        Box::new(Diagnostic::new(&codes::NO_ITEM, args).at(pick.span))
    }

    /// The type of a field; none below a value whose type is not known.
    fn field_type(&self, record: Option<RecordId>, key: &Word) -> Result<Option<Type>, Box<Diagnostic>> {
        let Some(record) = record else { return Ok(None) };
        if let Some(field) = self.schema.find_field(record, &key.text) {
            return Ok(Some(self.schema.field(field).ty.clone()));
        }
        let declared = self.schema.record(record);
        let names = declared.fields.iter().map(|field| self.schema.field(*field).name.as_str());
        let args = args![
            "record" => &declared.name, "name" => &key.text, "hint" => did_you_mean(&key.text, names)
        ];
        Err(Box::new(Diagnostic::new(&codes::NO_FIELD, args).at(key.span)))
    }

    /// A fresh copy of a value as a mapping: a short form is written out, nothing and `declined` become an empty one.
    /// None for a list, or for a bare value of no record.
    fn mapping(&mut self, node: NodeId, record: Option<RecordId>) -> Option<NodeId> {
        let span = self.document.span(node);
        let entries = match self.document.kind(node) {
            Kind::Mapping(_) => {
                let entries = self.document.entries(node);
                let declined = |entry: &&Entry| entries.len() == 1 && self.document.text(entry.key) == Some("declined");
                entries.iter().filter(|entry| !declined(entry)).copied().collect()
            }
            Kind::Null => Vec::new(),
            Kind::Sequence(_) => return None,
            Kind::Boolean(_) | Kind::Number(_) | Kind::Text(_) | Kind::Alias(_) => {
                let first = self.short_field(node, record?)?;
                vec![self.entry(&first, span, node)]
            }
        };
        let run = self.document.push_entries(entries);
        Some(self.document.push(span, Kind::Mapping(run)))
    }

    /// The name of the field that a bare value stands for, as [`crate::manifest::Facts::short_field`] has it.
    fn short_field(&self, node: NodeId, record: RecordId) -> Option<String> {
        let fields = &self.schema.record(record).fields;
        let first = *fields.first()?;
        let address = self.document.text(node).is_some_and(|text| text.contains("://"));
        let url = || fields.iter().copied().find(|field| matches!(self.schema.field(*field).ty, Type::Url { .. }));
        let path = matches!(self.schema.field(first).ty, Type::Path(_));
        let field = if address && path { url().unwrap_or(first) } else { first };
        Some(self.schema.field(field).name.to_string())
    }

    fn entry(&mut self, key: &str, span: Span, value: NodeId) -> Entry {
        let key = self.document.push(span, Kind::Text(Scalar::Owned(key.into())));
        Entry { key, value, field: None, origin: Origin::Written }
    }

    fn set(&mut self, mapping: NodeId, key: &Word, value: NodeId) {
        let place =
            self.document.entries(mapping).iter().position(|entry| self.document.text(entry.key) == Some(&key.text));
        match place.and_then(|place| self.document.entries_mut(mapping).get_mut(place)) {
            Some(entry) => {
                entry.value = value;
                entry.origin = Origin::Written;
            }
            None => {
                let entry = self.entry(&key.text, key.span, value);
                self.document.extend_mapping(mapping, &[entry]);
            }
        }
    }

    fn remove(&mut self, mapping: NodeId, key: &str) {
        let kept: Vec<Entry> = self
            .document
            .entries(mapping)
            .iter()
            .filter(|entry| self.document.text(entry.key) != Some(key))
            .copied()
            .collect();
        let run = self.document.push_entries(kept);
        self.document.node_mut(mapping).kind = Kind::Mapping(run);
    }

    /// `{ word: value }`
    fn wrapped(&mut self, word: &Word, value: NodeId) -> NodeId {
        let entry = self.entry(&word.text, word.span, value);
        let run = self.document.push_entries([entry]);
        self.document.push(word.span, Kind::Mapping(run))
    }

    fn value(&mut self, value: &ChangeValue) -> Result<NodeId, Vec<Diagnostic>> {
        Ok(match value {
            ChangeValue::Value(operand) => self.operand(operand),
            ChangeValue::List(list) => {
                let items: Vec<NodeId> = list.values.iter().map(|operand| self.operand(operand)).collect();
                let run = self.document.push_items(items);
                self.document.push(list.span, Kind::Sequence(run))
            }
            ChangeValue::Declined(why) => {
                let reason = self.owned(why.span, &why.text);
                let entry = self.entry("declined", why.span, reason);
                let run = self.document.push_entries([entry]);
                self.document.push(why.span, Kind::Mapping(run))
            }
            ChangeValue::Yaml(yaml) => read_yaml(self.document, self.sources, yaml, self.limits)?,
        })
    }

    fn operand(&mut self, operand: &Operand) -> NodeId {
        let span = operand.span();
        match operand {
            Operand::Word(word) => self.owned(span, &word.text),
            Operand::Text(Quoted { text, .. }) => self.owned(span, text),
            Operand::Today(_) => self.owned(span, &self.as_of.to_string()),
            Operand::Boolean(at) => self.document.push(span, Kind::Boolean(at.value)),
            Operand::Number(_) => {
                let number = Scalar::Owned(self.sources.slice(span).into());
                self.document.push(span, Kind::Number(number))
            }
            Operand::Path(_) | Operand::Percent(_) | Operand::Date(_) | Operand::Duration(_) => {
                self.owned(span, self.sources.slice(span))
            }
            Operand::Broken(_) => self.document.push(span, Kind::Null),
        }
    }

    fn owned(&mut self, span: Span, text: &str) -> NodeId {
        self.document.push(span, Kind::Text(Scalar::Owned(text.into())))
    }
}

fn nothing_there(target: &Target) -> Box<Diagnostic> {
    let mut path = String::new();
    for step in &target.steps {
        if !path.is_empty() {
            path.push('.');
        }
        path.push_str(&step.key.text);
        if let Some(pick) = &step.pick {
            path.push('[');
            path.push_str(&pick.text);
            path.push(']');
        }
    }
    Box::new(Diagnostic::new(&codes::NOTHING_THERE, args!["target" => path]).at(target.span))
}
