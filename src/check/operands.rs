//! What stands on the right of a sentence: words, texts, numbers, days and lists of them, checked against the type of
//! what they are compared with.

use crate::args;
use crate::check::codes;
use crate::check::relations::describe;
use crate::check::scope::{Scope, Thing};
use crate::diagnostic::{DID_YOU_MEAN, Diagnostic, did_you_mean, nearest};
use crate::policy::{Path, Root, Set, Slot, Value};
use crate::schema::shapes;
use crate::schema::{EnumId, EnumWord, Type};
use crate::syntax::tree::{self, Operand};
use crate::text::{Arg, Text};

pub(super) const A_WORD: Text = Text::new("a word of the schema", "スキーマの語");
pub(super) const A_THING: Text = Text::new("the thing called so here", "ここでその名で呼ばれるもの");

impl Scope<'_> {
    pub(super) fn values(&mut self, path: &Path, ty: &Type, list: &tree::ValueList) -> Option<Vec<Value>> {
        let values: Vec<_> = list.values.iter().map(|value| self.value(path, ty, value)).collect();
        values.into_iter().collect()
    }

    pub(super) fn set(&mut self, path: &Path, set: &tree::Set) -> Option<Set> {
        let item = path.ty.item()?.clone();
        match set {
            tree::Set::Values(list) => Some(Set::Values(self.values(path, &item, list)?)),
            tree::Set::Path(other) => {
                let (other, other_item) = self.list(other)?;
                if !compatible(&item, &other_item) {
                    let text = other.text.clone();
                    return self.wrong_value(path, &item, &text, &other_item, other.span);
                }
                Some(Set::Path(Box::new(other)))
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
                Some(Value::Path(Box::new(other)))
            }
            (Operand::Text(text), Type::Word(id)) => self.enum_word(*id, &text.text, text.span),
            (Operand::Text(text), Type::Reference(_)) => Some(Value::Text((&text.text).into())),
            (Operand::Text(text), ty) if ty.is_textual() => {
                self.shaped(path, ty, text)?;
                Some(Value::Text((&text.text).into()))
            }
            (Operand::Number(at), Type::Percentage) | (Operand::Percent(at), Type::Percentage)
                if !(0.0..=100.0).contains(&at.value) =>
            {
                self.no_such_value(path, ty, at.span, None);
                None
            }
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
        let thing = self.thing(&word.text);
        if thing.is_some() && self.is_word_of(ty, &word.text) {
            self.ambiguous(word, A_WORD, A_THING);
            return None;
        }
        match thing {
            Some(Thing::Poison) => return None,
            // The record itself: `incident.systems includes system`.
            Some(Thing::Record(root, of)) if ty.record() == Some(of) => {
                let (ty, steps) = (Type::Record(of), Vec::new());
                let path = Path { root, steps, ty, text: (&word.text).into(), span: word.span };
                return Some(Value::Path(Box::new(path)));
            }
            Some(Thing::Words(slot)) => return self.literal_item(path, ty, word, slot),
            Some(Thing::Value(slot, of)) if compatible(ty, &of) => {
                let (root, steps) = (Root::Item(slot), Vec::new());
                let path = Path { root, steps, ty: of, text: (&word.text).into(), span: word.span };
                return Some(Value::Path(Box::new(path)));
            }
            _ => {}
        }
        match ty {
            Type::Word(id) => self.enum_word(*id, &word.text, word.span),
            Type::Reference(record) | Type::Record(record) if is_name(word) => {
                self.unknown_definition(*record, word);
                None
            }
            ty if ty.is_textual() || ty.record().is_some() => self.unquoted(path, ty, word),
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

    /// A bare word that can only be a text.
    pub(super) fn unquoted<T>(&mut self, path: &Path, ty: &Type, word: &tree::Word) -> Option<T> {
        let args = args!["path" => &path.text, "type" => describe(self.schema(), ty), "word" => &word.text];
        self.report(Diagnostic::new(&codes::TEXT_UNQUOTED, args).at(word.span));
        None
    }

    pub(super) fn is_word_of(&self, ty: &Type, text: &str) -> bool {
        matches!(ty, Type::Word(id) if self.schema().words(*id).words.iter().any(|word| word.word == text))
    }

    pub(super) fn ambiguous(&mut self, word: &tree::Word, first: Text, second: Text) {
        let args = args!["word" => &word.text, "first" => first.with(Vec::new()), "second" => second.with(Vec::new())];
        self.report(Diagnostic::new(&codes::AMBIGUOUS, args).at(word.span));
    }

    /// Whether a text has the shape that a manifest must write there: one that has not would never be equal.
    fn shaped(&mut self, path: &Path, ty: &Type, text: &tree::Quoted) -> Option<()> {
        let (sound, meant) = match ty {
            Type::Country => (shapes::is_country(&text.text), shapes::meant_country(&text.text)),
            Type::Language => (shapes::is_language(&text.text), shapes::meant_language(&text.text).map(str::to_owned)),
            Type::Email => (shapes::is_email(&text.text), None),
            Type::Url { .. } => (shapes::is_url(&text.text), None),
            Type::Path(_) => (shapes::normal_path(&text.text).is_ok(), None),
            Type::Text(refined) | Type::Prose(refined) | Type::Key(refined) => {
                (refined.like.as_ref().is_none_or(|like| shapes::is_like(&text.text, like)), None)
            }
            _ => (true, None),
        };
        if sound {
            return Some(());
        }
        self.no_such_value(path, ty, text.span, meant);
        None
    }

    fn no_such_value(&mut self, path: &Path, ty: &Type, span: crate::source::Span, meant: Option<String>) {
        let hint = meant.map(|name| DID_YOU_MEAN.with(args!["name" => name]));
        let value = self.slice(span);
        let args = args!["path" => &path.text, "type" => describe(self.schema(), ty), "value" => value, "hint" => hint];
        self.report(Diagnostic::new(&codes::NO_SUCH_VALUE, args).at(span));
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
            return Some(Value::Text(text.into()));
        }
        let said = declared.words.iter().find(|word| word.is_also(text));
        let hint = match said {
            Some(word) => Some(codes::SCHEMA_SAYS.with(args!["name" => &word.word])),
            None => did_you_mean(text, declared.words.iter().map(|word| word.word.as_str())).or_else(|| {
                let near = *nearest(text, declared.words.iter().filter_map(EnumWord::japanese)).first()?;
                let word = declared.words.iter().find(|word| word.japanese() == Some(near))?;
                Some(DID_YOU_MEAN.with(args!["name" => &word.word]))
            }),
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

    pub(super) fn wrong_value_text(&mut self, path: &str, needs: Text, span: crate::source::Span, example: &str) {
        let value = self.slice(span);
        let args = args![
            "path" => path, "type" => needs.with(Vec::new()), "value" => value,
            "found" => Arg::from(Text::new("something else", "別のもの").with(Vec::new())), "example" => example,
        ];
        self.report(Diagnostic::new(&codes::WRONG_VALUE, args).at(span));
    }
}

/// Whether a word could be the name of a definition.
pub(super) fn is_name(word: &tree::Word) -> bool {
    word.text.starts_with(|c: char| c.is_ascii_lowercase())
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
