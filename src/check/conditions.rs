//! Conditions: every path, word, definition and value is resolved and typed.

use crate::args;
use crate::check::codes;
use crate::check::relations::{Needs, describe, row_of};
use crate::check::scope::{Binder, Scope, Thing};
use crate::diagnostic::{Diagnostic, did_you_mean};
use crate::policy::{Cond, CondKind, ListOf, Path, Relation, Root, Set, Slot, Value};
use crate::schema::{EnumId, Type};
use crate::syntax::tree::{self, Operand};
use crate::text::{Arg, Text};

/// Quantifiers nest at most so deep (language.md, section 1); literal lists do not count.
pub const QUANTIFIER_DEPTH: usize = 3;

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
                        (ListOf::Words(words.iter().map(|(text, _)| text.clone()).collect()), Binder::Words(words))
                    }
                    tree::ListExpr::Path(path) => match self.list(path) {
                        Some((path, item)) => (ListOf::Path(path), Binder::Item(item)),
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
        let enum_word =
            matches!(&path.ty, Type::Word(id) if self.schema().words(*id).words.iter().any(|w| w.word == word.text));
        let thing = self.thing(&word.text);
        let definition = record.and_then(|record| self.definition(record, &word.text));
        let mut meanings: Vec<Text> = Vec::new();
        const A_WORD: Text = Text::new("a word of the schema", "スキーマの語");
        const A_THING: Text = Text::new("the thing called so here", "ここでその名で呼ばれるもの");
        const A_DEFINITION: Text = Text::new("a definition", "定義");
        if enum_word {
            meanings.push(A_WORD);
        }
        if thing.is_some() {
            meanings.push(A_THING);
        }
        if definition.is_some() {
            meanings.push(A_DEFINITION);
        }
        if let [first, second, ..] = meanings[..] {
            let args =
                args!["word" => &word.text, "first" => first.with(Vec::new()), "second" => second.with(Vec::new())];
            self.report(Diagnostic::new(&codes::AMBIGUOUS, args).at(word.span));
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
            (_, Some(record)) => {
                self.unknown_definition(record, word);
                None
            }
            _ => Some(Relation::OneOf { negated, values: vec![self.value(path, &path.ty, value)?] }),
        }
    }

    fn unknown_definition(&mut self, record: crate::schema::RecordId, word: &tree::Word) {
        if self.definition_comes_later(record, &word.text) {
            self.report(Diagnostic::new(&codes::DEFINED_LATER, args!["word" => &word.text]).at(word.span));
            return;
        }
        let hint = did_you_mean(&word.text, self.definition_words(record))
            .unwrap_or_else(|| codes::NOTHING_CALLED_SO.with(Vec::new()));
        let of = self.schema().record(record);
        let noun = of.noun.clone().unwrap_or_else(|| of.name.clone());
        let args = args!["record" => &of.name, "noun" => noun, "word" => &word.text, "hint" => hint];
        self.report(Diagnostic::new(&codes::UNKNOWN_DEFINITION, args).at(word.span));
    }

    fn values(&mut self, path: &Path, ty: &Type, list: &tree::ValueList) -> Option<Vec<Value>> {
        let values: Vec<_> = list.values.iter().map(|value| self.value(path, ty, value)).collect();
        values.into_iter().collect()
    }

    fn set(&mut self, path: &Path, set: &tree::Set) -> Option<Set> {
        let item = path.ty.item()?.clone();
        match set {
            tree::Set::Values(list) => Some(Set::Values(self.values(path, &item, list)?)),
            tree::Set::Path(other) => {
                let (other, other_item) = self.list(other)?;
                if !compatible(&item, &other_item) {
                    let text = other.text.clone();
                    return self.wrong_value(path, &item, &text, &other_item, other.span);
                }
                Some(Set::Path(other))
            }
        }
    }

    /// A value that is compared with something of type `ty`, found at `path`.
    pub(super) fn value(&mut self, path: &Path, ty: &Type, operand: &Operand) -> Option<Value> {
        let date = matches!(ty, Type::Date);
        match (operand, ty) {
            (Operand::Broken(_), _) => {
                self.unsound();
                None
            }
            (Operand::Word(word), _) => self.word(path, ty, word),
            (Operand::Path(other), _) => {
                let other = self.path(other)?;
                if !compatible(ty, &other.ty) {
                    let text = other.text.clone();
                    let found = other.ty.clone();
                    return self.wrong_value(path, ty, &text, &found, other.span);
                }
                Some(Value::Path(other))
            }
            (Operand::Text(text), Type::Word(id)) => self.enum_word(*id, &text.text, text.span),
            (Operand::Text(text), Type::Reference(_)) => Some(Value::Text(text.text.clone())),
            (Operand::Text(text), ty) if ty.is_textual() => Some(Value::Text(text.text.clone())),
            (Operand::Number(at), Type::Number | Type::Percentage) | (Operand::Percent(at), Type::Percentage) => {
                Some(Value::Number(at.value))
            }
            (Operand::Date(at), _) if date => Some(Value::Date(at.value)),
            (Operand::Today(_), _) if date => Some(Value::Today),
            (Operand::Duration(at), Type::Duration) => Some(Value::Duration(at.value)),
            (Operand::Boolean(at), Type::Boolean) => Some(Value::Boolean(at.value)),
            (operand, _) => {
                let found = match operand {
                    Operand::Text(_) => Text::new("a text", "文字列"),
                    Operand::Number(_) => Text::new("a number", "数値"),
                    Operand::Percent(_) => Text::new("a percentage", "割合"),
                    Operand::Date(_) | Operand::Today(_) => Text::new("a date", "日付"),
                    Operand::Duration(_) => Text::new("a duration", "期間"),
                    _ => Text::new("`true` or `false`", "真偽値"),
                };
                let span = operand.span();
                let value = self.slice(span);
                let args = args![
                    "path" => &path.text, "type" => describe(self.schema(), ty), "value" => value,
                    "found" => found.with(Vec::new()), "example" => example(ty),
                ];
                self.report(Diagnostic::new(&codes::WRONG_VALUE, args).at(span));
                None
            }
        }
    }

    /// A bare word on the right: an item of a literal list, a path to a block, a word of the enum.
    fn word(&mut self, path: &Path, ty: &Type, word: &tree::Word) -> Option<Value> {
        match self.thing(&word.text) {
            Some(Thing::Poison) => return None,
            Some(Thing::Words(slot)) => return self.literal_item(path, ty, word, slot),
            Some(Thing::Value(slot, of)) if compatible(ty, &of) => {
                let (root, steps) = (Root::Item(slot), Vec::new());
                return Some(Value::Path(Path { root, steps, ty: of, text: word.text.clone(), span: word.span }));
            }
            _ => {}
        }
        match ty {
            Type::Word(id) => self.enum_word(*id, &word.text, word.span),
            Type::Reference(record) | Type::Record(record) => {
                self.unknown_definition(*record, word);
                None
            }
            ty if ty.is_textual() => {
                let args = args!["path" => &path.text, "type" => describe(self.schema(), ty), "word" => &word.text];
                self.report(Diagnostic::new(&codes::TEXT_UNQUOTED, args).at(word.span));
                None
            }
            _ => {
                let args = args![
                    "path" => &path.text, "type" => describe(self.schema(), ty), "value" => &word.text,
                    "found" => Text::new("a word", "語").with(Vec::new()), "example" => example(ty),
                ];
                self.report(Diagnostic::new(&codes::WRONG_VALUE, args).at(word.span));
                None
            }
        }
    }

    /// `system.notice.says includes word`, where `word` runs over a literal list: each of its words must fit.
    fn literal_item(&mut self, path: &Path, ty: &Type, word: &tree::Word, slot: Slot) -> Option<Value> {
        let words = self.words_of(slot);
        if let Type::Word(id) = ty {
            let sound: Vec<_> = words.iter().map(|(text, span)| self.enum_word(*id, text, *span)).collect();
            sound.into_iter().collect::<Option<Vec<_>>>()?;
        } else if !ty.is_textual() {
            self.wrong_value_text(&path.text, Text::new("a word", "語"), word.span, &example(ty));
            return None;
        }
        Some(Value::Item(slot))
    }

    fn enum_word(&mut self, id: EnumId, text: &str, span: crate::source::Span) -> Option<Value> {
        let declared = self.schema().words(id);
        if declared.words.iter().any(|word| word.word == text) {
            return Some(Value::Text(text.to_owned()));
        }
        let said = declared.words.iter().find(|word| word.synonyms.iter().any(|synonym| synonym == text));
        let hint = match said {
            Some(word) => Some(codes::SCHEMA_SAYS.with(args!["name" => &word.word])),
            None => did_you_mean(text, declared.words.iter().map(|word| word.word.as_str())),
        };
        let words: Vec<&str> = declared.words.iter().map(|word| word.word.as_str()).collect();
        // The words of the schema stand as the schema writes them, in every language.
        let args = args!["word" => text, "words" => words.join(", "), "enum" => &declared.name, "hint" => hint];
        self.report(Diagnostic::new(&codes::UNKNOWN_ENUM_WORD, args).at(span));
        None
    }

    fn wrong_value<T>(
        &mut self,
        path: &Path,
        ty: &Type,
        value: &str,
        found: &Type,
        span: crate::source::Span,
    ) -> Option<T> {
        let args = args![
            "path" => &path.text, "type" => describe(self.schema(), ty), "value" => value,
            "found" => describe(self.schema(), found), "example" => example(ty),
        ];
        self.report(Diagnostic::new(&codes::WRONG_VALUE, args).at(span));
        None
    }

    fn wrong_value_text(&mut self, path: &str, needs: Text, span: crate::source::Span, example: &str) {
        let value = self.slice(span);
        let args = args![
            "path" => path, "type" => needs.with(Vec::new()), "value" => value,
            "found" => Arg::from(Text::new("something else", "別のもの").with(Vec::new())), "example" => example,
        ];
        self.report(Diagnostic::new(&codes::WRONG_VALUE, args).at(span));
    }
}

/// Whether values of two types can be compared.
fn compatible(a: &Type, b: &Type) -> bool {
    match (a, b) {
        (Type::Word(x), Type::Word(y)) => x == y,
        (Type::Reference(x) | Type::Record(x), Type::Reference(y) | Type::Record(y)) => x == y,
        (Type::Number | Type::Percentage, Type::Number | Type::Percentage) => true,
        (a, b) if a.is_textual() => b.is_textual(),
        (Type::List { item: x, .. }, Type::List { item: y, .. }) => compatible(x, y),
        (a, b) => std::mem::discriminant(a) == std::mem::discriminant(b),
    }
}

/// A value of a type, as one would type it.
fn example(ty: &Type) -> String {
    let example = match ty {
        Type::Number => "`3`",
        Type::Percentage => "`80%`",
        Type::Boolean => "`true`",
        Type::Date => "`2026-03-31`",
        Type::Duration => "`12 months`",
        _ => "`\"…\"`",
    };
    example.to_owned()
}
