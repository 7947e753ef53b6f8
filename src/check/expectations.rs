//! Expectations: sections, scope, points and evidence, and whether the clause claims no more than its source.

use rustc_hash::FxHashMap;

use crate::args;
use crate::check::Declared;
use crate::check::codes;
use crate::check::relations::describe;
use crate::check::scope::{Definitions, Scope, Subject};
use crate::check::shapes::said;
use crate::check::sources::{citation, lines};
use crate::diagnostic::{Diagnostic, Level, did_you_mean};
use crate::policy::{
    Citation, Cond, CondKind, Each, Evidence, EvidenceEvery, Expectation, Force, Modality, Point, PolicySet, Relation,
    Scope as Applies, Softener, Strength,
};
use crate::schema::{Schema, Type};
use crate::source::{SourceMap, Span};
use crate::syntax::tree::{self, EvidenceTest};
use crate::text::{Said, Str, Text};

/// What a pack's clauses are checked against.
pub(super) struct Context<'a> {
    pub set: &'a PolicySet,
    pub sources: &'a SourceMap,
    /// Index of the pack.
    pub pack: usize,
    /// The pack and those it uses.
    pub visible: &'a [usize],
    /// `by default evidence …` of the pack.
    pub evidence: &'a [EvidenceTest],
    /// What the packs write, sound or not.
    pub declared: &'a Declared,
}

impl<'a> Context<'a> {
    /// The definitions that a clause can use.
    pub fn definitions(&self) -> Definitions<'a> {
        Definitions {
            known: &self.set.definitions,
            visible: self.visible,
            later: &[],
            declared: &self.declared.definitions,
        }
    }

    /// The row that a clause or overlay cites; says so if there is none.
    pub fn citation(&self, cites: &tree::Cites, diagnostics: &mut Vec<Diagnostic>) -> Option<Citation> {
        citation(self.visible, &self.set.instruments, &self.declared.places, cites, diagnostics)
    }
}

/// A sound clause; none if anything in it is unsound, which has then been said.
pub(super) fn expectation(
    context: &Context<'_>,
    tree: &tree::Expectation,
    diagnostics: &mut Vec<Diagnostic>,
) -> Option<Expectation> {
    let before = diagnostics.len();
    let title = title(tree, diagnostics);
    let citations = citations(context, tree, diagnostics);
    let (subject, each) = subject(context, tree, diagnostics);
    let mut sound = !tree.torn;

    let filter = tree.applies.as_ref().and_then(|applies| applies.filter.as_ref());
    let filter = match filter {
        Some(cond) => {
            let cond = cond_of(context, &subject, cond, diagnostics);
            sound &= cond.is_some();
            cond
        }
        None => None,
    };
    let mut labels = Labels::new(&tree.name.text);
    let decides = points(context, &subject, &tree.points, &mut labels, diagnostics);
    let notes = points(context, &subject, &tree.notes, &mut labels, diagnostics);
    let evidence = evidence(context, &subject, &tree.evidence, &mut labels, diagnostics);
    sound &= decides.is_some() && notes.is_some() && evidence.is_some();
    let set = explanation_set(context, tree, diagnostics);
    let (strength, softener) = strength(context, tree, citations.as_deref().unwrap_or_default(), diagnostics);
    let modality = tree.modality?.value;
    if let Some(points) = &decides {
        room_for_reason(softener, modality, points, diagnostics);
    }
    let faults = diagnostics.get(before..).unwrap_or_default();
    if !sound || faults.iter().any(|fault| fault.code.stops) {
        return None;
    }
    let force = tree.force.as_ref().map_or_else(Force::default, force);
    let pack = context.set.packs.get(context.pack)?;
    Some(Expectation {
        pack: context.pack,
        name: (&tree.name.text).into(),
        id: format!("{}/{}", pack.name, tree.name.text).into(),
        title: title?,
        citations: citations?,
        strength,
        softener,
        modality,
        level: if modality == Modality::May { Level::Note } else { strength.level() },
        force,
        scope: Applies { each, filter, only: Vec::new(), span: tree.applies.as_ref()?.span },
        points: decides?,
        notes: notes?,
        evidence: evidence?,
        set,
        formerly: tree.formerly.iter().map(|word| Str::from(&word.text)).collect(),
        help: lines(&tree.help),
        layers: Vec::new(),
        name_span: tree.name.span,
        span: tree.span,
    })
}

/// When a clause is in force.
pub(super) fn force(tree: &tree::Force) -> Force {
    let value = |at: Option<tree::At<crate::calendar::Date>>| at.map(|at| at.value);
    Force { announced: value(tree.announced), from: value(tree.from), until: value(tree.until) }
}

fn title(tree: &tree::Expectation, diagnostics: &mut Vec<Diagnostic>) -> Option<Said> {
    let title = lines(&tree.titles);
    match &title {
        None => section_missing(tree, "title", "\"…\"", diagnostics),
        Some(title) if title.ja.is_none() => section_missing(tree, "title ja", "\"…\"", diagnostics),
        Some(_) => {}
    }
    if let (Some(Said { ja: None, .. }), Some(line)) = (lines(&tree.help), tree.help.first()) {
        let args = args!["what" => "help", "name" => &tree.name.text];
        diagnostics.push(Diagnostic::new(&codes::UNTRANSLATED, args).at(line.span));
    }
    title
}

fn section_missing(tree: &tree::Expectation, section: &str, example: &str, diagnostics: &mut Vec<Diagnostic>) {
    // It may be what could not be read.
    if tree.torn {
        return;
    }
    let args = args!["name" => &tree.name.text, "section" => section, "example" => example];
    diagnostics.push(Diagnostic::new(&codes::SECTION_MISSING, args).at(tree.name.span));
}

fn citations(
    context: &Context<'_>,
    tree: &tree::Expectation,
    diagnostics: &mut Vec<Diagnostic>,
) -> Option<Vec<Citation>> {
    if tree.cites.is_empty() {
        section_missing(tree, "cites", "HANDLE \"…\"", diagnostics);
        return None;
    }
    let cited = tree.cites.iter().map(|cites| context.citation(cites, diagnostics));
    let cited: Vec<_> = cited.collect();
    cited.into_iter().collect()
}

fn subject(
    context: &Context<'_>,
    tree: &tree::Expectation,
    diagnostics: &mut Vec<Diagnostic>,
) -> (Subject, Option<Each>) {
    let Some(applies) = &tree.applies else {
        section_missing(tree, "applies", "to each system", diagnostics);
        // Whatever the points name may be the subject.
        return (Subject::Poison(String::new()), None);
    };
    let Some(noun) = &applies.noun else { return (Subject::None, None) };
    let schema = &context.set.schema;
    let Some(record) = schema.find_noun(&noun.text) else {
        let nouns: Vec<&str> = subjects(schema).collect();
        let hint = did_you_mean(&noun.text, nouns.iter().copied());
        let nouns: Vec<String> = nouns.iter().map(|noun| format!("`{noun}`")).collect();
        let args = args!["noun" => &noun.text, "hint" => hint, "nouns" => nouns];
        diagnostics.push(Diagnostic::new(&codes::UNKNOWN_NOUN, args).at(noun.span));
        return (Subject::Poison(noun.text.clone()), None);
    };
    let Some(list) = schema.record(record).list else {
        diagnostics.push(Diagnostic::new(&codes::NESTED_NOUN, args!["noun" => &noun.text]).at(noun.span));
        return (Subject::Record(noun.text.clone(), record), None);
    };
    (Subject::Record(noun.text.clone(), record), Some(Each { record, list }))
}

/// Nouns that can be subjects.
pub(super) fn subjects(schema: &Schema) -> impl Iterator<Item = &str> {
    schema.records.iter().filter(|record| record.list.is_some()).filter_map(|record| record.noun.as_deref())
}

fn cond_of(
    context: &Context<'_>,
    subject: &Subject,
    cond: &tree::Cond,
    diagnostics: &mut Vec<Diagnostic>,
) -> Option<Cond> {
    let definitions = context.definitions();
    let mut scope = Scope::new(&context.set.schema, context.sources, definitions, subject.clone(), diagnostics);
    let cond = scope.cond(cond);
    cond.filter(|_| scope.is_sound())
}

/// Labels of conditions and evidence share one name space, in which `applies` is taken. WHY a map: a clause may have tens
/// of thousands.
pub(super) struct Labels<'a> {
    clause: &'a str,
    seen: FxHashMap<String, Option<Span>>,
}

impl<'a> Labels<'a> {
    pub(super) fn new(clause: &'a str) -> Self {
        Self { clause, seen: FxHashMap::from_iter([("applies".to_owned(), None)]) }
    }

    pub(super) fn add(&mut self, label: &tree::Word, diagnostics: &mut Vec<Diagnostic>) {
        let Some(first) = self.seen.get(&label.text) else {
            self.seen.insert(label.text.clone(), Some(label.span));
            return;
        };
        let args = args!["clause" => self.clause, "label" => &label.text];
        let diagnostic = Diagnostic::new(&codes::LABEL_TWICE, args).at(label.span);
        diagnostics.push(match first {
            Some(first) => diagnostic.at(*first),
            None => diagnostic,
        });
    }
}

pub(super) fn points(
    context: &Context<'_>,
    subject: &Subject,
    trees: &[tree::Point],
    labels: &mut Labels<'_>,
    diagnostics: &mut Vec<Diagnostic>,
) -> Option<Vec<Point>> {
    let points: Vec<_> = trees
        .iter()
        .map(|tree| {
            labels.add(&tree.label, diagnostics);
            match &tree.sentence {
                None => {
                    let args = args!["name" => &tree.label.text];
                    diagnostics.push(Diagnostic::new(&codes::NO_SENTENCE, args).at(tree.label.span));
                }
                Some(sentence) if sentence.ja.is_none() => {
                    let args = args!["what" => Text::new("point", "項目").with(Vec::new()), "name" => &tree.label.text];
                    diagnostics.push(Diagnostic::new(&codes::NO_JAPANESE, args).at(sentence.en.span));
                }
                Some(_) => {}
            }
            let cond = cond_of(context, subject, &tree.cond, diagnostics)?;
            let said = tree.sentence.as_ref().map(said)?;
            let (label, label_span) = (Str::from(&tree.label.text), tree.label.span);
            Some(Point { label, said, cond, label_span, span: tree.span })
        })
        .collect();
    points.into_iter().collect()
}

pub(super) fn evidence(
    context: &Context<'_>,
    subject: &Subject,
    trees: &[tree::Evidence],
    labels: &mut Labels<'_>,
    diagnostics: &mut Vec<Diagnostic>,
) -> Option<Vec<Evidence>> {
    let items: Vec<_> = trees
        .iter()
        .map(|tree| {
            labels.add(&tree.label, diagnostics);
            if let Some(sentence) = tree.sentence.as_ref().filter(|sentence| sentence.ja.is_none()) {
                let args = args!["what" => Text::new("evidence", "証跡").with(Vec::new()), "name" => &tree.label.text];
                diagnostics.push(Diagnostic::new(&codes::UNTRANSLATED, args).at(sentence.en.span));
            }
            evidence_item(context, subject, tree, diagnostics)
        })
        .collect();
    items.into_iter().collect()
}

fn evidence_item(
    context: &Context<'_>,
    subject: &Subject,
    tree: &tree::Evidence,
    diagnostics: &mut Vec<Diagnostic>,
) -> Option<Evidence> {
    let schema = &context.set.schema;
    let definitions = context.definitions();
    let mut scope = Scope::new(schema, context.sources, definitions, subject.clone(), diagnostics);
    let document = |scope: &mut Scope<'_>| {
        let path = scope.path(&tree.path)?;
        if path.ty.record().is_none_or(|record| !schema.is_document(record)) {
            let args = args!["path" => &path.text, "type" => describe(schema, &path.ty)];
            scope.report(Diagnostic::new(&codes::NOT_A_DOCUMENT, args).at(path.span));
            return None;
        }
        Some(path)
    };
    let when = |scope: &mut Scope<'_>| match &tree.when {
        Some(cond) => scope.cond(cond).map(Some),
        None => Some(None),
    };
    let (every, path, when) = match &tree.every {
        None => (None, document(&mut scope), when(&mut scope)),
        Some(every) => match scope.list(&every.list) {
            None => {
                scope.bind_poison(&every.binder, |scope| {
                    document(scope);
                    when(scope)
                });
                (None, None, None)
            }
            Some((list, item)) => {
                let (slot, (filter, path, when)) =
                    scope.bind(&every.binder, crate::check::scope::Binder::Item(item), |scope| {
                        let filter = match &every.filter {
                            Some(cond) => scope.cond(cond).map(Some),
                            None => Some(None),
                        };
                        (filter, document(scope), when(scope))
                    })?;
                (filter.map(|filter| EvidenceEvery { slot, list, filter }), path, when)
            }
        },
    };
    if !scope.is_sound() {
        return None;
    }
    let (path, when) = (path?, when?);
    let (mut words, mut reviewed, mut mentions) = (0, None, Vec::new());
    // What the line itself says comes last and wins over the pack's default.
    for test in context.evidence.iter().chain(&tree.tests) {
        match test {
            EvidenceTest::Words(at) => words = at.value,
            EvidenceTest::Reviewed(at) => reviewed = Some(at.value),
            EvidenceTest::Mentions(texts) => mentions = texts.iter().map(|text| Str::from(&text.text)).collect(),
        }
    }
    let said = match &tree.sentence {
        Some(sentence) => said(sentence),
        None => meaning(schema, &path),
    };
    let (label, label_span) = (Str::from(&tree.label.text), tree.label.span);
    Some(Evidence { label, said, every, path, words, reviewed, mentions, when, label_span, span: tree.span })
}

/// Without a sentence the field's meaning is printed.
fn meaning(schema: &Schema, path: &crate::policy::Path) -> Said {
    let meaning = path.steps.last().and_then(|field| schema.field(*field).meaning.clone());
    meaning.unwrap_or_else(|| Said { en: path.text.clone(), ja: None })
}

fn explanation_set(
    context: &Context<'_>,
    tree: &tree::Expectation,
    diagnostics: &mut Vec<Diagnostic>,
) -> Option<usize> {
    let must = tree.modality.is_some_and(|modality| modality.value == Modality::Must);
    if must {
        if let Some(name) = &tree.explanation {
            diagnostics.push(Diagnostic::new(&codes::MUST_EXPLAINED, Vec::new()).at(name.span));
        }
        return None;
    }
    match &tree.explanation {
        Some(name) => set_named(context, name, diagnostics),
        None => context.set.sets.iter().position(|set| set.pack == context.pack && set.name == "ordinary"),
    }
}

/// The explanation set of a name.
pub(super) fn set_named(context: &Context<'_>, name: &tree::Word, diagnostics: &mut Vec<Diagnostic>) -> Option<usize> {
    let sets = &context.set.sets;
    let own = sets.iter().position(|set| set.pack == context.pack && set.name == name.text);
    let found =
        own.or_else(|| sets.iter().position(|set| context.visible.contains(&set.pack) && set.name == name.text));
    if found.is_none() {
        let names = sets.iter().filter(|set| context.visible.contains(&set.pack)).map(|set| set.name.as_str());
        let args = args!["name" => &name.text, "hint" => did_you_mean(&name.text, names)];
        diagnostics.push(Diagnostic::new(&codes::UNKNOWN_SET, args).at(name.span));
    }
    found
}

/// The strength and softener of what is cited, and whether the clause claims more.
fn strength(
    context: &Context<'_>,
    tree: &tree::Expectation,
    citations: &[Citation],
    diagnostics: &mut Vec<Diagnostic>,
) -> (Strength, Option<Softener>) {
    let rows: Vec<_> = citations.iter().filter_map(|citation| Some(context.set.cited(*citation)?.1)).collect();
    let deciding: Vec<_> = rows.iter().filter(|row| row.softener != Some(Softener::Example)).collect();
    let Some(first) = deciding.first().copied().or(rows.first()) else { return (Strength::Encouraged, None) };
    let modality = tree.modality;
    if deciding.is_empty() {
        if let Some(modality) = modality.filter(|modality| modality.value != Modality::May) {
            let args = args!["modality" => modality.value.word()];
            diagnostics.push(Diagnostic::new(&codes::EXAMPLE_DECIDES, args).at(modality.span));
        }
        return (first.strength, first.softener);
    }
    let mut mixed = |what: Text, words: Vec<&str>| {
        let place = tree.cites.get(1).or(tree.cites.first()).map(|cites| cites.span);
        let list = words.join("; ");
        let args = args!["what" => what.with(Vec::new()), "list" => list];
        let mut diagnostic = Diagnostic::new(&codes::MIXED_STRENGTH, args);
        if let Some(place) = place {
            diagnostic = diagnostic.at(place);
        }
        diagnostics.push(diagnostic);
    };
    if deciding.iter().any(|row| row.strength != first.strength) {
        mixed(Text::new("strength", "強さ"), deciding.iter().map(|row| row.strength.word()).collect());
        return (first.strength, first.softener);
    }
    if deciding.iter().any(|row| row.softener != first.softener) {
        let words = deciding.iter().map(|row| row.softener.map_or("–", Softener::word)).collect();
        mixed(Text::new("softener", "緩和表現"), words);
        return (first.strength, first.softener);
    }
    if let Some(modality) = modality.filter(|modality| modality.value > first.strength.modality()) {
        let most = first.strength.modality().word();
        let args = args!["modality" => modality.value.word(), "strength" => first.strength.word(), "most" => most];
        let mut diagnostic = Diagnostic::new(&codes::OVERCLAIMS, args).at(modality.span);
        if let Some(cites) = tree.cites.first() {
            diagnostic = diagnostic.at(cites.span);
        }
        diagnostics.push(diagnostic);
    }
    (first.strength, first.softener)
}

/// Under `consider` and `as-needed` every deciding point takes a recorded reason too.
fn room_for_reason(
    softener: Option<Softener>,
    modality: Modality,
    points: &[Point],
    diagnostics: &mut Vec<Diagnostic>,
) {
    let Some(softener) = softener.filter(|softener| softener.accepts_reason() && modality != Modality::May) else {
        return;
    };
    for point in points.iter().filter(|point| !accepts_declined(&point.cond)) {
        let args = args!["softener" => softener.word()];
        diagnostics.push(Diagnostic::new(&codes::NO_ROOM_FOR_REASON, args).at(point.cond.span));
    }
}

fn accepts_declined(cond: &Cond) -> bool {
    match &cond.kind {
        CondKind::And(parts) | CondKind::Or(parts) => parts.iter().any(accepts_declined),
        CondKind::Not(_) | CondKind::There { filter: None, .. } => false,
        CondKind::If { then, .. } => accepts_declined(then),
        CondKind::ForEvery { body, .. } | CondKind::ForLatest { body, .. } => accepts_declined(body),
        CondKind::There { filter: Some(filter), .. } => accepts_declined(filter),
        CondKind::Is { path, relation } => match relation {
            Relation::StatedOrDeclined
            | Relation::Declined { negated: false }
            | Relation::StatesAll { or_declines: true, .. }
            | Relation::IncludesOrDeclinesAll(_) => true,
            // A definition may take a reason by itself; whoever writes it decides.
            Relation::Meets { .. } => matches!(path.ty, Type::Record(_) | Type::Reference(_)),
            _ => false,
        },
    }
}
