//! Definitions: each uses only earlier ones, and none grows beyond what can be judged.

use crate::args;
use crate::check::scope::{Definitions, Scope, Subject};
use crate::check::{Parts, codes, twice};
use crate::diagnostic::{Diagnostic, did_you_mean};
use crate::limits::Limits;
use crate::policy::{Cond, CondKind, Definition, PolicySet, Relation};
use crate::schema::Schema;
use crate::source::SourceMap;
use crate::syntax::tree::{self, Item};
use crate::text::Text;

pub(super) fn definitions(
    index: usize,
    pack: &Parts<'_>,
    sources: &SourceMap,
    limits: &Limits,
    set: &mut PolicySet,
    diagnostics: &mut Vec<Diagnostic>,
) {
    let schema = std::mem::take(&mut set.schema);
    let trees: Vec<_> = pack
        .items
        .iter()
        .filter_map(|item| match item {
            Item::Definition { noun, word, when, .. } => Some((noun, word, when)),
            _ => None,
        })
        .collect();
    let all = pack.definitions(&schema);
    let mut at = 0;
    let most = ["definition-sentences", "definition-levels", "definition-depth"].map(|name| limits.get(name));
    let mut sizes: Vec<Size> = Vec::new();
    for definition in &set.definitions {
        sizes.push(size(&definition.cond, &sizes));
    }
    for (noun, word, when) in &trees {
        let Some(record) = schema.find_noun(&noun.text) else {
            unknown_noun(&schema, noun, diagnostics);
            continue;
        };
        let later = all.get(at..).unwrap_or_default();
        at += 1;
        if let Some(first) =
            set.definitions.iter().find(|d| d.record == record && d.word == word.text && d.pack == index)
        {
            twice(Text::new("definition", "定義"), &word.text, word.span, first.span, diagnostics);
            continue;
        }
        let known = Definitions { known: &set.definitions, visible: &pack.visible, later, declared: &all };
        let subject = Subject::Record(noun.text.clone(), record);
        let mut scope = Scope::new(&schema, sources, known, subject, diagnostics);
        let cond = scope.cond(when);
        if let Some(cond) = cond.filter(|_| scope.is_sound()) {
            let span = word.span;
            let size = size(&cond, &sizes);
            let sizes_of = [size.sentences, size.levels, size.depth];
            if let Some((_, limit)) = sizes_of.iter().zip(most).find(|(is, most)| **is > *most) {
                let args = args!["word" => &word.text, "limit" => limit];
                diagnostics.push(Diagnostic::new(&codes::DEFINITION_GROWS, args).at(span));
                continue;
            }
            sizes.push(size);
            set.definitions.push(Definition { pack: index, record, word: word.text.clone(), cond, span });
        }
    }
    set.schema = schema;
}

/// What a definition comes to when the definitions in it are written out.
#[derive(Clone, Copy, Default)]
struct Size {
    sentences: usize,
    /// Definitions inside one another.
    levels: usize,
    /// Conditions inside one another.
    depth: usize,
}

impl Size {
    const SENTENCE: Self = Self { sentences: 1, levels: 0, depth: 1 };
}

/// Without it, a few dozen definitions that each use the one before twice would take for ever to judge.
fn size(cond: &Cond, known: &[Size]) -> Size {
    let sum = |parts: &[&Cond]| {
        parts.iter().map(|part| size(part, known)).fold(Size::default(), |sum, part| Size {
            sentences: sum.sentences.saturating_add(part.sentences),
            levels: sum.levels.max(part.levels),
            depth: sum.depth.max(part.depth + 1),
        })
    };
    match &cond.kind {
        CondKind::And(parts) | CondKind::Or(parts) => sum(&parts.iter().collect::<Vec<_>>()),
        CondKind::Not(inner) => sum(&[inner]),
        CondKind::If { when, then, .. } => sum(&[when, then]),
        CondKind::ForEvery { filter, body, .. } | CondKind::ForLatest { filter, body, .. } => {
            sum(&filter.iter().chain([body]).map(|cond| &**cond).collect::<Vec<_>>())
        }
        CondKind::There { filter, .. } => filter.as_ref().map_or(Size::SENTENCE, |cond| sum(&[cond])),
        CondKind::Is { relation: Relation::Meets { definition, .. }, .. } => {
            let used = known.get(*definition).copied().unwrap_or_default();
            Size { sentences: used.sentences.saturating_add(1), levels: used.levels + 1, depth: used.depth + 1 }
        }
        CondKind::Is { .. } => Size::SENTENCE,
    }
}

fn unknown_noun(schema: &Schema, noun: &tree::Word, diagnostics: &mut Vec<Diagnostic>) {
    let nouns: Vec<&str> = schema.records.iter().filter_map(|record| record.noun.as_deref()).collect();
    let hint = did_you_mean(&noun.text, nouns.iter().copied());
    let nouns: Vec<String> = nouns.iter().map(|noun| format!("`{noun}`")).collect();
    let args = args!["noun" => &noun.text, "hint" => hint, "nouns" => nouns];
    diagnostics.push(Diagnostic::new(&codes::UNKNOWN_NOUN, args).at(noun.span));
}
