//! What a condition can name: the subject, the items of quantifiers, the blocks of the manifest, and definitions.

use crate::args;
use crate::check::codes;
use crate::check::relations::describe;
use crate::diagnostic::{DID_YOU_MEAN, Diagnostic, did_you_mean};
use crate::limits::QUANTIFIERS;
use crate::policy::{Definition, Path, Root, Slot};
use crate::schema::{FieldId, RecordId, Schema, Type};
use crate::source::{SourceMap, Span};
use crate::syntax::tree;
use crate::text::{Message, Text};

/// What a binder stands for.
#[derive(Clone, Debug)]
pub(super) enum Binder {
    /// An item of a list of this type.
    Item(Type),
    /// A literal word.
    Words(Vec<(String, Span)>),
    /// An item of a list that could not be resolved; nothing more is said of it.
    Poison,
}

/// What a bare name means in scope.
#[derive(Clone, Debug)]
pub(super) enum Thing {
    /// A record: the subject or an item.
    Record(Root, RecordId),
    /// An item that is no record.
    Value(Slot, Type),
    /// A literal word.
    Words(Slot),
    /// Unresolved; silence.
    Poison,
}

/// The subject of a condition.
#[derive(Clone, Debug)]
pub(super) enum Subject {
    /// A record under its noun.
    Record(String, RecordId),
    /// A noun that the schema does not know: paths that begin with it are not complained about again.
    Poison(String),
    /// The organisation, or nothing: only blocks can be named.
    None,
}

/// Where definitions are looked up.
pub(super) struct Definitions<'a> {
    /// Those that are visible from this pack and stand before.
    pub known: &'a [Definition],
    /// Packs whose definitions are visible.
    pub visible: &'a [usize],
    /// Records and words of those that stand later.
    pub later: &'a [(RecordId, String)],
    /// Records and words of all that are written, unsound ones too: what is wrong with those has been said.
    pub declared: &'a [(RecordId, String)],
}

/// The names of one condition, and what was wrong with it.
pub(super) struct Scope<'a> {
    schema: &'a Schema,
    sources: &'a SourceMap,
    definitions: Definitions<'a>,
    subject: Subject,
    binders: Vec<(String, Binder)>,
    diagnostics: &'a mut Vec<Diagnostic>,
    sound: bool,
}

impl<'a> Scope<'a> {
    /// A scope in which only the subject and the blocks can be named.
    pub(super) fn new(
        schema: &'a Schema,
        sources: &'a SourceMap,
        definitions: Definitions<'a>,
        subject: Subject,
        diagnostics: &'a mut Vec<Diagnostic>,
    ) -> Self {
        Self { schema, sources, definitions, subject, binders: Vec::new(), diagnostics, sound: true }
    }

    /// Whether nothing was wrong so far.
    pub(super) fn is_sound(&self) -> bool {
        self.sound
    }

    pub(super) fn schema(&self) -> &'a Schema {
        self.schema
    }

    /// The text of the policy.
    pub(super) fn slice(&self, span: Span) -> String {
        self.sources.slice(span).to_owned()
    }

    /// Notes that something is wrong that has been said before.
    pub(super) fn unsound(&mut self) {
        self.sound = false;
    }

    pub(super) fn report(&mut self, diagnostic: Diagnostic) {
        self.sound = false;
        self.diagnostics.push(diagnostic);
    }

    /// Runs `inside` with a new name in scope.
    pub(super) fn bind<T>(
        &mut self,
        name: &tree::Word,
        binder: Binder,
        inside: impl FnOnce(&mut Self) -> T,
    ) -> Option<(Slot, T)> {
        let hidden = if self.thing(&name.text).is_some() {
            Some(Text::new("something else", "別のもの"))
        } else if self.schema.find_field(Schema::ROOT, &name.text).is_some() {
            Some(Text::new("a block of the manifest", "マニフェストのブロック"))
        } else {
            None
        };
        if let Some(what) = hidden {
            let args = args!["name" => &name.text, "what" => what.with(Vec::new())];
            self.report(Diagnostic::new(&codes::BINDER_HIDES, args).at(name.span));
        }
        let slot = self.binders.len();
        let deep = self.binders.iter().filter(|(_, binder)| !matches!(binder, Binder::Words(_))).count() + 1;
        if deep > QUANTIFIERS && !matches!(binder, Binder::Words(_)) {
            let args = args!["depth" => deep, "most" => QUANTIFIERS];
            self.report(Diagnostic::new(&codes::TOO_DEEP, args).at(name.span));
        }
        self.binders.push((name.text.clone(), binder));
        let value = inside(self);
        self.binders.pop();
        Some((Slot::try_from(slot).ok()?, value))
    }

    /// Checks what stands inside a quantifier whose list is unsound, without a word about its item.
    pub(super) fn bind_poison<T>(&mut self, name: &tree::Word, inside: impl FnOnce(&mut Self) -> T) {
        self.sound = false;
        self.binders.push((name.text.clone(), Binder::Poison));
        let _ = inside(self);
        self.binders.pop();
    }

    /// What a bare name means: an item, innermost first, or the subject.
    pub(super) fn thing(&self, name: &str) -> Option<Thing> {
        let found = self.binders.iter().enumerate().rev().find(|(_, (binder, _))| binder == name);
        if let Some((slot, (_, binder))) = found {
            let slot = Slot::try_from(slot).ok()?;
            return Some(match binder {
                Binder::Item(ty) => match ty.record() {
                    Some(record) => Thing::Record(Root::Item(slot), record),
                    None => Thing::Value(slot, ty.clone()),
                },
                Binder::Words(_) => Thing::Words(slot),
                Binder::Poison => Thing::Poison,
            });
        }
        match &self.subject {
            Subject::Record(noun, record) if noun == name => Some(Thing::Record(Root::Subject(*record), *record)),
            // Any noun may be the one that was meant.
            Subject::Poison(noun) if noun == name || self.schema.find_noun(name).is_some() => Some(Thing::Poison),
            _ => None,
        }
    }

    /// The words of the literal list behind a slot.
    pub(super) fn words_of(&self, slot: Slot) -> Vec<(String, Span)> {
        match self.binders.get(slot as usize) {
            Some((_, Binder::Words(words))) => words.clone(),
            _ => Vec::new(),
        }
    }

    /// The definition of a word for a record.
    pub(super) fn definition(&self, record: RecordId, word: &str) -> Option<usize> {
        self.definitions
            .known
            .iter()
            .position(|d| d.record == record && d.word == word && self.definitions.visible.contains(&d.pack))
    }

    pub(super) fn definition_comes_later(&self, record: RecordId, word: &str) -> bool {
        self.definitions.later.iter().any(|(of, later)| *of == record && later == word)
    }

    pub(super) fn definition_is_unsound(&self, record: RecordId, word: &str) -> bool {
        self.definitions.declared.iter().any(|(of, declared)| *of == record && declared == word)
    }

    pub(super) fn definition_words(&self, record: RecordId) -> impl Iterator<Item = &str> {
        let visible = self.definitions.visible;
        let known = self.definitions.known.iter();
        known.filter(move |d| d.record == record && visible.contains(&d.pack)).map(|d| d.word.as_str())
    }

    /// A typed path; none if a name in it is unknown, which has then been said.
    pub(super) fn path(&mut self, path: &tree::Path) -> Option<Path> {
        let (first, rest) = path.segments.split_first()?;
        let (root, mut ty) = match self.thing(&first.text) {
            Some(Thing::Record(root, record)) => (root, Type::Record(record)),
            Some(Thing::Value(slot, ty)) => (Root::Item(slot), ty),
            Some(Thing::Words(_)) => {
                self.report(Diagnostic::new(&codes::WORD_ALONE, args!["name" => &first.text]).at(first.span));
                return None;
            }
            Some(Thing::Poison) => {
                self.unsound();
                return None;
            }
            None => match self.schema.find_field(Schema::ROOT, &first.text) {
                Some(_) if first.text == "explanations" => {
                    self.report(Diagnostic::new(&codes::READS_EXPLANATIONS, Vec::new()).at(first.span));
                    return None;
                }
                Some(block) => (Root::Block(block), self.schema.field(block).ty.clone()),
                None => {
                    self.unknown_name(first);
                    return None;
                }
            },
        };
        let mut steps = Vec::new();
        let mut so_far = first.text.clone();
        for segment in rest {
            match &ty {
                Type::List { item, .. } => {
                    let noun = item.record().and_then(|record| self.schema.record(record).noun.clone());
                    let item = noun.unwrap_or_else(|| "item".into());
                    let args = args!["path" => &so_far, "item" => item, "field" => &segment.text];
                    self.report(Diagnostic::new(&codes::THROUGH_LIST, args).at(path.span));
                    return None;
                }
                other => {
                    let Some(record) = other.record() else {
                        let args = args![
                            "path" => &so_far, "type" => describe(self.schema, other), "field" => &segment.text,
                        ];
                        self.report(Diagnostic::new(&codes::NO_PARTS, args).at(segment.span));
                        return None;
                    };
                    let field = self.field(record, segment, &so_far)?;
                    steps.push(field);
                    ty = self.schema.field(field).ty.clone();
                }
            }
            so_far.push('.');
            so_far.push_str(&segment.text);
        }
        Some(Path { root, steps, ty, text: so_far.into(), span: path.span })
    }

    /// A field of a record; says so if there is none.
    pub(super) fn field(&mut self, record: RecordId, name: &tree::Word, path: &str) -> Option<FieldId> {
        if let Some(field) = self.schema.find_field(record, &name.text) {
            return Some(field);
        }
        let declared = self.schema.record(record);
        let names: Vec<&str> = declared.fields.iter().map(|field| self.schema.field(*field).name.as_str()).collect();
        let hint = did_you_mean(&name.text, names.iter().copied())
            .or_else(|| self.deeper(record, &name.text).map(|path| DID_YOU_MEAN.with(args!["name" => path])));
        let fields: Vec<String> = names.iter().map(|name| (*name).to_owned()).collect();
        let args = args![
            "record" => &declared.name, "path" => path, "field" => &name.text, "hint" => hint, "fields" => fields,
        ];
        self.report(Diagnostic::new(&codes::UNKNOWN_FIELD, args).at(name.span));
        None
    }

    /// A field of that name one block deeper: `oversight.mode` for `mode`.
    fn deeper(&self, record: RecordId, name: &str) -> Option<String> {
        self.schema.record(record).fields.iter().find_map(|field| {
            let declared = self.schema.field(*field);
            let Type::Record(inner) = declared.ty else { return None };
            self.schema.find_field(inner, name).map(|_| format!("{}.{name}", declared.name))
        })
    }

    fn unknown_name(&mut self, word: &tree::Word) {
        let mut names: Vec<&str> = self.binders.iter().map(|(name, _)| name.as_str()).collect();
        if let Subject::Record(noun, _) = &self.subject {
            names.push(noun);
        }
        let blocks = &self.schema.record(Schema::ROOT).fields;
        names.extend(blocks.iter().map(|block| self.schema.field(*block).name.as_str()));
        let hint: Option<Message> = self
            .last_name(&word.text)
            .map(|path| DID_YOU_MEAN.with(args!["name" => path]))
            .or_else(|| did_you_mean(&word.text, names.iter().copied()));
        let list: Vec<String> = names.iter().map(|name| format!("`{name}`")).collect();
        let args = args!["name" => &word.text, "hint" => hint, "names" => list];
        self.report(Diagnostic::new(&codes::UNKNOWN_NAME, args).at(word.span));
    }

    /// Somebody typed a last name alone: `acts_as`, meant `system.acts_as`.
    fn last_name(&self, name: &str) -> Option<String> {
        let subject = match &self.subject {
            Subject::Record(noun, record) => Some((noun.clone(), *record)),
            _ => None,
        };
        let items = self.binders.iter().rev().filter_map(|(binder, kind)| match kind {
            Binder::Item(ty) => Some((binder.clone(), ty.record()?)),
            _ => None,
        });
        let organisation = self
            .schema
            .find_field(Schema::ROOT, "organisation")
            .and_then(|field| Some(("organisation".to_owned(), self.schema.field(field).ty.record()?)));
        items.chain(subject).chain(organisation).find_map(|(root, record)| {
            if self.schema.find_field(record, name).is_some() {
                return Some(format!("{root}.{name}"));
            }
            self.deeper(record, name).map(|path| format!("{root}.{path}"))
        })
    }
}
