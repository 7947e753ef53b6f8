//! Conditions: every path, word, definition and value is resolved and typed.

use crate::args;
use crate::check::codes;
use crate::check::operands::{A_THING, is_name};
use crate::check::relations::{Needs, describe, row_of};
use crate::check::scope::{Binder, Scope, Thing};
use crate::diagnostic::{AS_IT_IS, DID_YOU_MEAN, Diagnostic, did_you_mean, nearest};
use crate::policy::{Cond, CondKind, ListOf, Path, Relation};
use crate::schema::Type;
use crate::syntax;
use crate::syntax::tree::{self, Operand};
use crate::text::Text;

impl Scope<'_> {
    /// A typed condition; none if anything in it is unsound, which has then been said.
    pub(super) fn cond(&mut self, cond: &tree::Cond) -> Option<Cond> {
        let kind = match &cond.kind {
            tree::CondKind::And(parts) => CondKind::And(self.all(parts)?),
            tree::CondKind::Or(parts) => CondKind::Or(self.all(parts)?),
            tree::CondKind::Not(inner) => CondKind::Not(Box::new(self.cond(inner)?)),
            tree::CondKind::If { when, then } => self.implication(when, then, false)?,
            tree::CondKind::Unless { then, unless } => self.implication(unless, then, true)?,
            tree::CondKind::ForEvery { binder, list, filter, body } => {
                let (list, item) = match list {
                    tree::ListExpr::Words(words) => {
                        let words = self.literal_words(words)?;
                        (ListOf::Words(words.iter().map(|(text, _)| text.into()).collect()), Binder::Words(words))
                    }
                    tree::ListExpr::Path(path) => match self.list(path) {
                        Some((path, item)) => (ListOf::Path(Box::new(path)), Binder::Item(item)),
                        None => {
                            self.bind_poison(binder, |scope| scope.filter_and_body(filter.as_deref(), Some(body)));
                            return None;
                        }
                    },
                };
                let (slot, (filter, body)) =
                    self.bind(binder, item, |scope| scope.filter_and_body(filter.as_deref(), Some(body)))?;
                CondKind::ForEvery { slot, list, filter: filter?, body: Box::new(body??) }
            }
            tree::CondKind::ForLatest { binder, list, by, filter, body } => {
                let Some((list, item)) = self.list(list) else {
                    self.bind_poison(binder, |scope| scope.filter_and_body(filter.as_deref(), Some(body)));
                    return None;
                };
                let by = self.date_field(by, &item, &list);
                let (slot, (filter, body)) = self
                    .bind(binder, Binder::Item(item), |scope| scope.filter_and_body(filter.as_deref(), Some(body)))?;
                CondKind::ForLatest { slot, list, by: by?, filter: filter?, body: Box::new(body??) }
            }
            tree::CondKind::There { quantity, binder, list, filter } => {
                let Some((list, item)) = self.list(list) else {
                    self.bind_poison(binder, |scope| scope.filter_and_body(filter.as_deref(), None));
                    return None;
                };
                let (slot, (filter, _)) =
                    self.bind(binder, Binder::Item(item), |scope| scope.filter_and_body(filter.as_deref(), None))?;
                CondKind::There { quantity: *quantity, slot, list, filter: filter? }
            }
            tree::CondKind::Is { path, relation } => {
                let path = self.path(path)?;
                let relation = self.relation(&path, relation)?;
                CondKind::Is { path, relation }
            }
            tree::CondKind::Broken => {
                self.unsound();
                return None;
            }
        };
        Some(Cond { kind, span: cond.span })
    }

    /// Every part is checked, also behind one that is unsound.
    fn all(&mut self, parts: &[tree::Cond]) -> Option<Vec<Cond>> {
        let parts: Vec<_> = parts.iter().map(|part| self.cond(part)).collect();
        parts.into_iter().collect()
    }

    fn implication(&mut self, when: &tree::Cond, then: &tree::Cond, unless: bool) -> Option<CondKind> {
        let (when, then) = (self.cond(when), self.cond(then));
        Some(CondKind::If { when: Box::new(when?), unless, then: Box::new(then?) })
    }

    /// Outer option: sound or not; inner: there or not.
    fn filter_and_body(
        &mut self,
        filter: Option<&tree::Cond>,
        body: Option<&tree::Cond>,
    ) -> (Option<Option<Box<Cond>>>, Option<Option<Cond>>) {
        let filter = match filter {
            Some(filter) => self.cond(filter).map(|cond| Some(Box::new(cond))),
            None => Some(None),
        };
        (filter, body.map(|body| self.cond(body)))
    }

    /// A path that leads to a list, and the type of its items.
    pub(super) fn list(&mut self, path: &tree::Path) -> Option<(Path, Type)> {
        let path = self.path(path)?;
        let Some(item) = path.ty.item().cloned() else {
            let found = describe(self.schema(), &path.ty);
            self.report(
                Diagnostic::new(&codes::NOT_A_LIST, args!["path" => &path.text, "type" => found]).at(path.span),
            );
            return None;
        };
        Some((path, item))
    }

    fn date_field(&mut self, by: &tree::Word, item: &Type, list: &Path) -> Option<crate::schema::FieldId> {
        let Some(record) = item.record() else {
            let found = describe(self.schema(), item);
            self.report(
                Diagnostic::new(&codes::NO_PARTS, args!["path" => &list.text, "type" => found, "field" => &by.text])
                    .at(by.span),
            );
            return None;
        };
        let field = self.field(record, by, &list.text)?;
        let ty = &self.schema().field(field).ty;
        if !matches!(ty, Type::Date) {
            let found = describe(self.schema(), ty);
            let args = args!["field" => &by.text, "type" => found];
            self.report(Diagnostic::new(&codes::NOT_A_DATE_FIELD, args).at(by.span));
            return None;
        }
        Some(field)
    }

    fn literal_words(&mut self, list: &tree::ValueList) -> Option<Vec<(String, crate::source::Span)>> {
        let mut words = Vec::new();
        for value in &list.values {
            match value {
                Operand::Word(word) => words.push((word.text.clone(), word.span)),
                Operand::Text(text) => words.push((text.text.clone(), text.span)),
                Operand::Broken(_) => {
                    self.unsound();
                    return None;
                }
                other => {
                    let span = other.span();
                    self.wrong_value_text("[…]", Text::new("a list of words", "語の一覧"), span, "`[a, b]`");
                    return None;
                }
            }
        }
        Some(words)
    }

    fn relation(&mut self, path: &Path, relation: &tree::Relation) -> Option<Relation> {
        use tree::Relation as R;
        let row = row_of(relation);
        if !row.needs.takes(&path.ty) {
            return self.wrong_type(path, row);
        }
        Some(match relation {
            R::Stated { negated } => Relation::Stated { negated: *negated },
            R::StatedOrDeclined => Relation::StatedOrDeclined,
            R::Declined { negated } => Relation::Declined { negated: *negated },
            R::StatedInWords(words) => Relation::StatedInWords(words.value),
            R::StatesAll { or_declines, fields } => {
                let record = path.ty.record()?;
                let fields: Vec<_> = self
                    .literal_words(fields)?
                    .into_iter()
                    .map(|(text, span)| self.field(record, &tree::Word { text, span }, &path.text))
                    .collect();
                Relation::StatesAll { or_declines: *or_declines, fields: fields.into_iter().collect::<Option<_>>()? }
            }
            R::Is { negated, value } => self.is(path, value, *negated)?,
            R::OneOf(list) => Relation::OneOf { negated: false, values: self.values(path, &path.ty, list)? },
            R::NoneOf(list) => Relation::OneOf { negated: true, values: self.values(path, &path.ty, list)? },
            R::Includes(value) => Relation::Includes(self.value(path, path.ty.item()?, value)?),
            R::IncludesAll(set) => Relation::IncludesAll(self.set(path, set)?),
            R::IncludesAny(set) => Relation::IncludesAny(self.set(path, set)?),
            R::IncludesNone(set) => Relation::IncludesNone(self.set(path, set)?),
            R::IncludesOrDeclinesAll(list) => {
                Relation::IncludesOrDeclinesAll(self.values(path, path.ty.item()?, list)?)
            }
            R::AtLeast(value) => Relation::AtLeast(self.value(path, &path.ty, value)?),
            R::AtMost(value) => Relation::AtMost(self.value(path, &path.ty, value)?),
            R::Before(value) => Relation::Before(self.value(path, &path.ty, value)?),
            R::After(value) => Relation::After(self.value(path, &path.ty, value)?),
            R::OnOrBefore(value) => Relation::OnOrBefore(self.value(path, &path.ty, value)?),
            R::OnOrAfter(value) => Relation::OnOrAfter(self.value(path, &path.ty, value)?),
            R::WithinLast(value) => Relation::WithinLast(self.value(path, &Type::Duration, value)?),
            R::WithinNext(value) => Relation::WithinNext(self.value(path, &Type::Duration, value)?),
            R::WithinBefore(span, value) => Relation::WithinBefore(span.value, self.value(path, &path.ty, value)?),
            R::WithinAfter(span, value) => Relation::WithinAfter(span.value, self.value(path, &path.ty, value)?),
            R::DueWithin(span, value) => Relation::DueWithin(span.value, self.value(path, &path.ty, value)?),
        })
    }

    fn wrong_type<T>(&mut self, path: &Path, row: &crate::check::relations::Row) -> Option<T> {
        const ORDERED: Text = Text::new(
            "words have no order: write `is one of […]`",
            "語に順序はありません。`is one of […]` と書いてください",
        );
        const INCLUDES: Text =
            Text::new("a list is compared with `includes …`", "一覧は `includes …` で比べてください");
        const IS: Text = Text::new(
            "a single value is compared with `is …` or `is one of […]`",
            "単一の値は `is …` 又は `is one of […]` で比べてください",
        );
        const OTHER: Text = Text::new("for example `{example}`", "例えば `{example}` のように書きます");
        let advice = match (&path.ty, row.needs) {
            (Type::Word(_), Needs::Measure) => ORDERED.with(Vec::new()),
            (Type::List { .. }, Needs::One) => INCLUDES.with(Vec::new()),
            (_, Needs::List) => IS.with(Vec::new()),
            _ => OTHER.with(args!["example" => row.example]),
        };
        let relation = row.form.strip_prefix("is ").unwrap_or(row.form);
        let args = args![
            "relation" => relation, "needs" => row.needs.text().with(Vec::new()), "path" => &path.text,
            "type" => describe(self.schema(), &path.ty), "advice" => advice,
        ];
        self.report(Diagnostic::new(&codes::WRONG_TYPE, args).at(path.span));
        None
    }

    /// `x is w`: a value, the same thing, or a definition.
    fn is(&mut self, path: &Path, value: &Operand, negated: bool) -> Option<Relation> {
        let Operand::Word(word) = value else {
            return Some(Relation::OneOf { negated, values: vec![self.value(path, &path.ty, value)?] });
        };
        let record = path.ty.record();
        let thing = self.thing(&word.text);
        let definition = record.and_then(|record| self.definition(record, &word.text));
        const A_DEFINITION: Text = Text::new("a definition", "定義");
        if thing.is_some() && definition.is_some() {
            self.ambiguous(word, A_THING, A_DEFINITION);
            return None;
        }
        if let Some(definition) = definition {
            return Some(Relation::Meets { negated, definition });
        }
        match (thing, record) {
            (Some(Thing::Poison), _) => None,
            (Some(Thing::Record(root, of)), Some(record)) if of == record => {
                Some(Relation::Same { negated, thing: root })
            }
            (_, record) if !self.is_word_of(&path.ty, &word.text) && self.misspelt_relation(record, word) => None,
            (_, Some(_)) if !is_name(word) => self.unquoted(path, &path.ty, word),
            (_, Some(record)) => {
                self.unknown_definition(record, word);
                None
            }
            _ => Some(Relation::OneOf { negated, values: vec![self.value(path, &path.ty, value)?] }),
        }
    }

    /// `is state`, where `is stated` was meant; a definition that is as near is the better guess.
    fn misspelt_relation(&mut self, record: Option<crate::schema::RecordId>, word: &tree::Word) -> bool {
        let is_defined = record.is_some_and(|record| {
            self.definition_is_unsound(record, &word.text)
                || self.definition_comes_later(record, &word.text)
                || !nearest(&word.text, self.definition_words(record)).is_empty()
        });
        let near = nearest(&word.text, ["stated", "declined"]);
        let is_slip = |meant: &&&str| meant.get(..4) == word.text.get(..4);
        let is_free = !is_defined && self.thing(&word.text).is_none();
        let Some(meant) = near.first().filter(is_slip).filter(|_| is_free) else { return false };
        let args = args![
            "expected" => syntax::codes::VALUE_OR_RELATION.with(Vec::new()),
            "found" => AS_IT_IS.with(args!["words" => format!("`{}`", word.text)]),
            "hint" => DID_YOU_MEAN.with(args!["name" => format!("is {meant}")]),
        ];
        self.report(Diagnostic::new(&syntax::codes::UNEXPECTED, args).at(word.span));
        true
    }

    pub(super) fn unknown_definition(&mut self, record: crate::schema::RecordId, word: &tree::Word) {
        if self.definition_comes_later(record, &word.text) {
            self.report(Diagnostic::new(&codes::DEFINED_LATER, args!["word" => &word.text]).at(word.span));
            return;
        }
        if self.definition_is_unsound(record, &word.text) {
            return self.unsound();
        }
        let hint = did_you_mean(&word.text, self.definition_words(record))
            .unwrap_or_else(|| codes::NOTHING_CALLED_SO.with(Vec::new()));
        let of = self.schema().record(record);
        let noun = of.noun.clone().unwrap_or_else(|| of.name.clone());
        let args = args!["record" => &of.name, "noun" => noun, "word" => &word.text, "hint" => hint];
        self.report(Diagnostic::new(&codes::UNKNOWN_DEFINITION, args).at(word.span));
    }
}
