//! Policies checked before any manifest is read: trees to one [`PolicySet`], in which only sound clauses stand.
//!
//! Names are resolved, every condition is typed against the schema, strengths are weighed against their sources.
//! Everything wrong is said, each slip once.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use rustc_hash::{FxHashMap, FxHashSet};

use crate::args;
use crate::diagnostic::{Diagnostic, Level, Outcome, did_you_mean};
use crate::limits::{Limits, POLICY_MISTAKES};
use crate::policy::{Expectation, ExplanationSet, FUNCTIONS, Fixture, KINDS, Overlay, Pack, PolicySet};
use crate::schema::{RecordId, Schema};
use crate::source::{FileId, SourceMap, Span};
use crate::syntax;
use crate::syntax::tree::{self, EvidenceTest, File, Header, Item, SetLine};
use crate::text::Text;

pub mod codes;
mod conditions;
mod definitions;
mod expectations;
mod fixtures;
mod followers;
mod known;
mod operands;
mod overlays;
pub mod relations;
mod scope;
mod shapes;
mod sources;
mod uses;

use expectations::Context;
pub use known::{Known, against_known, names};

/// The edition of the language that this tool reads.
pub const LANGUAGE_EDITION: u32 = 1;

/// Checks the files of a run: one schema, and packs with their parts, in this order.
#[must_use]
pub fn check(files: &[File], sources: &SourceMap, limits: &Limits) -> Outcome<PolicySet> {
    let mut diagnostics = Vec::new();
    let mut set = PolicySet { limits: limits.clone(), ..PolicySet::default() };
    let (packs, schema) = group(files, sources, &mut set, &mut diagnostics);
    let order = uses::order(&packs, &mut set, &mut diagnostics);
    let items: Vec<&Item> = files.iter().flat_map(|file| &file.items).collect();
    match schema {
        Some((name, version)) => set.schema = shapes::build(&name, version, &items, &mut diagnostics),
        None => diagnostics.push(no_schema(files)),
    }
    if set.schema.records.is_empty() {
        return Outcome { value: set, diagnostics };
    }
    let mut places = sources::Places::default();
    for (index, pack) in packs.iter().enumerate() {
        sources::instruments(index, &set.packs, &pack.items, &mut set.instruments, &mut places, &mut diagnostics);
    }
    // What a pack uses comes before it, so that its definitions may build on those.
    let used_first = || order.iter().filter_map(|index| Some((*index, packs.get(*index)?)));
    for (index, pack) in used_first() {
        let Parts { visible, items, .. } = pack;
        sources::rows(index, &set.packs, visible, items, &mut set.instruments, &mut places, &mut diagnostics);
        definitions::definitions(index, pack, sources, limits, &mut set, &mut diagnostics);
        explanation_sets(index, pack, &mut set, &mut diagnostics);
    }
    for pack in &packs {
        sources::crosswalks(&pack.visible, &pack.items, &set.instruments, &places, &mut diagnostics);
    }
    sources::numbers(&set.instruments, &mut diagnostics);
    let declared = Declared {
        clauses: packs
            .iter()
            .enumerate()
            .flat_map(|(index, pack)| pack.clause_names().map(move |name| (index, name.to_owned())))
            .collect(),
        definitions: packs.iter().flat_map(|pack| pack.definitions(&set.schema)).collect(),
        places,
    };
    for (index, pack) in packs.iter().enumerate() {
        clauses(index, pack, sources, &declared, &mut set, &mut diagnostics);
    }
    let mut layers = overlays::Layers::new(&set);
    for (index, pack) in used_first() {
        overlays(index, pack, sources, &declared, &mut layers, &mut set, &mut diagnostics);
    }
    for (index, pack) in packs.iter().enumerate() {
        tests(index, pack, &mut set, &mut diagnostics);
    }
    let diagnostics = followers::left_out(files, sources, &set, diagnostics);
    Outcome { value: set, diagnostics: at_most(diagnostics) }
}

/// The mistakes without those beyond what anybody reads of one file.
fn at_most(diagnostics: Vec<Diagnostic>) -> Vec<Diagnostic> {
    let mut counts: BTreeMap<FileId, usize> = BTreeMap::new();
    let mut kept = Vec::new();
    for diagnostic in diagnostics {
        if let Some(span) = diagnostic.place().filter(|_| diagnostic.level == Level::Error) {
            let count = counts.entry(span.file).or_default();
            *count += 1;
            if *count == POLICY_MISTAKES + 1 {
                kept.push(Diagnostic::new(&syntax::codes::MORE, Vec::new()).at(span));
            }
            if *count > POLICY_MISTAKES {
                continue;
            }
        }
        kept.push(diagnostic);
    }
    kept
}

/// What one pack consists of.
struct Parts<'a> {
    items: Vec<&'a Item>,
    /// Its own index and those of the packs it uses.
    visible: Vec<usize>,
    evidence: Vec<EvidenceTest>,
}

/// What the packs write, sound or not: what is wrong with it has been said.
struct Declared {
    /// Packs and names of clauses.
    clauses: BTreeSet<(usize, String)>,
    /// Records and words of definitions.
    definitions: Vec<(RecordId, String)>,
    /// Instruments and their rows.
    places: sources::Places,
}

impl<'a> Parts<'a> {
    /// Names of its clauses, unsound ones too.
    fn clause_names(&self) -> impl Iterator<Item = &'a str> {
        self.items.iter().filter_map(|item| match item {
            Item::Expectation(tree) => Some(tree.name.text.as_str()),
            _ => None,
        })
    }

    /// Records and words of its definitions, unsound ones too.
    fn definitions(&self, schema: &Schema) -> Vec<(RecordId, String)> {
        let definition = |item: &&Item| match item {
            Item::Definition { noun, word, .. } => Some((schema.find_noun(&noun.text)?, word.text.clone())),
            _ => None,
        };
        self.items.iter().filter_map(definition).collect()
    }

    fn context<'b>(
        &'b self,
        pack: usize,
        sources: &'b SourceMap,
        set: &'b PolicySet,
        declared: &'b Declared,
    ) -> Context<'b> {
        Context { set, sources, pack, visible: &self.visible, evidence: &self.evidence, declared }
    }
}

fn group<'a>(
    files: &'a [File],
    sources: &SourceMap,
    set: &mut PolicySet,
    diagnostics: &mut Vec<Diagnostic>,
) -> (Vec<Parts<'a>>, Option<(String, u32)>) {
    let schema = files.iter().find_map(|file| match &file.header {
        Some(Header::Schema { name, version, .. }) => Some((name.text.clone(), version.value)),
        _ => None,
    });
    let mut packs: Vec<Parts<'a>> = Vec::new();
    for file in files {
        let Some(Header::Pack(header)) = &file.header else { continue };
        if let Some(first) = set.packs.iter().find(|pack| pack.name == header.name.text) {
            let args = args!["name" => &header.name.text];
            diagnostics.push(Diagnostic::new(&codes::PACK_TWICE, args).at(header.name.span).at(first.span));
            continue;
        }
        self::header(header, schema.as_ref(), diagnostics);
        set.packs.push(Pack {
            name: header.name.text.clone(),
            version: header.version.text.clone(),
            title: sources::lines(&header.titles).unwrap_or_default(),
            taken: None,
            uses: Vec::new(),
            span: header.name.span,
        });
        packs.push(Parts { items: Vec::new(), visible: vec![packs.len()], evidence: Vec::new() });
    }
    for file in files {
        let name = match &file.header {
            Some(Header::Pack(header)) => &header.name,
            Some(Header::Part { pack, .. }) => pack,
            Some(Header::Schema { .. }) | None => continue,
        };
        match set.packs.iter().position(|pack| pack.name == name.text).and_then(|index| packs.get_mut(index)) {
            Some(parts) => parts.items.extend(&file.items),
            None => {
                let hint = did_you_mean(&name.text, set.packs.iter().map(|pack| pack.name.as_str()));
                let args = args!["name" => &name.text, "hint" => hint];
                let mut diagnostic = Diagnostic::new(&codes::UNKNOWN_PACK, args).at(name.span);
                if !has_header(files, sources, name.span) {
                    diagnostic = diagnostic.help(codes::NO_PACK_HEADER.with(args!["name" => &name.text]));
                }
                diagnostics.push(diagnostic);
            }
        }
    }
    for parts in &mut packs {
        for item in &parts.items {
            match item {
                Item::Use { pack, .. } => match set.packs.iter().position(|known| known.name == pack.text) {
                    Some(index) => parts.visible.push(index),
                    None => {
                        let hint = did_you_mean(&pack.text, set.packs.iter().map(|pack| pack.name.as_str()));
                        let args = args!["name" => &pack.text, "hint" => hint];
                        diagnostics.push(Diagnostic::new(&codes::UNKNOWN_PACK, args).at(pack.span));
                    }
                },
                Item::EvidenceDefault { tests, span } => {
                    if !parts.evidence.is_empty() {
                        twice(Text::new("default", "既定"), "evidence", *span, *span, diagnostics);
                    }
                    parts.evidence.clone_from(tests);
                }
                _ => {}
            }
        }
    }
    (packs, schema)
}

/// Whether the folder of a file, or one around it, has the header of a pack.
fn has_header(files: &[File], sources: &SourceMap, part: Span) -> bool {
    let folder = |span: Span| sources.get(span.file).path.rsplit_once('/').map_or("", |(folder, _)| folder);
    files.iter().any(|file| match &file.header {
        Some(Header::Pack(header)) => Path::new(folder(part)).starts_with(folder(header.span)),
        _ => false,
    })
}

fn header(header: &tree::PackHeader, schema: Option<&(String, u32)>, diagnostics: &mut Vec<Diagnostic>) {
    let name = &header.name;
    let lacks = |line: &str, example: &str| {
        let args = args!["name" => &name.text, "line" => line, "example" => example];
        Diagnostic::new(&codes::HEADER_INCOMPLETE, args).at(name.span)
    };
    match sources::lines(&header.titles) {
        None => diagnostics.push(lacks("title", "\"…\"")),
        Some(title) if title.ja.is_none() => diagnostics.push(lacks("title ja", "\"…\"")),
        Some(_) => {}
    }
    match header.language {
        None => diagnostics.push(lacks("language", "1")),
        Some(language) if language.value != LANGUAGE_EDITION => {
            let args = args!["number" => language.value as usize];
            diagnostics.push(Diagnostic::new(&codes::UNKNOWN_LANGUAGE, args).at(language.span));
        }
        Some(_) => {}
    }
    match (&header.schema, schema) {
        (None, _) => diagnostics.push(lacks("schema", "ai-governance 1")),
        (Some((name, version)), Some((loaded, number))) if *loaded != name.text || *number != version.value => {
            let args = args![
                "name" => &name.text, "number" => version.value as usize, "loaded" => loaded, "version" => *number as usize,
            ];
            diagnostics.push(Diagnostic::new(&codes::UNKNOWN_SCHEMA, args).at(name.span));
        }
        _ => {}
    }
}

fn no_schema(files: &[File]) -> Diagnostic {
    let place = files.iter().find_map(|file| match &file.header {
        Some(Header::Pack(header)) => Some(header.name.span),
        Some(Header::Part { pack, .. }) => Some(pack.span),
        _ => None,
    });
    let diagnostic = Diagnostic::new(&codes::NO_SCHEMA, Vec::new());
    match place {
        Some(place) => diagnostic.at(place),
        None => diagnostic,
    }
}

fn twice(what: Text, name: &str, again: Span, first: Span, diagnostics: &mut Vec<Diagnostic>) {
    let args = args!["what" => what.with(Vec::new()), "name" => name];
    diagnostics.push(Diagnostic::new(&codes::DECLARED_TWICE, args).at(again).at(first));
}

/// Fields that a set may ask for.
const NEEDED_FIELDS: [&str; 8] = ["reason", "risk", "instead", "evidence", "plan", "record", "where", "conflicts_with"];

fn explanation_sets(index: usize, pack: &Parts<'_>, set: &mut PolicySet, diagnostics: &mut Vec<Diagnostic>) {
    for item in &pack.items {
        let Item::ExplanationSet { name, lines, .. } = item else { continue };
        if let Some(first) = set.sets.iter().find(|known| known.pack == index && known.name == name.text) {
            twice(Text::new("explanation set", "説明の組"), &name.text, name.span, first.span, diagnostics);
            continue;
        }
        let mut made = ExplanationSet {
            pack: index,
            name: name.text.clone(),
            needs: Vec::new(),
            instead_with_evidence: false,
            decision_by: Vec::new(),
            four_eyes: false,
            lasts: None,
            renewable: None,
            kinds: None,
            span: name.span,
        };
        const A_FIELD: Text = Text::new("field of an explanation", "説明の項目");
        const A_FUNCTION: Text = Text::new("function of a role", "役割の機能");
        const A_KIND: Text = Text::new("kind of explanation", "説明の種類");
        let mut known = |word: &tree::Word, what: Text, words: &[&'static str]| {
            let words: Vec<_> = words.iter().map(|word| (*word, ())).collect();
            sources::known_word(word, what, &words, diagnostics).map(|()| word.text.clone())
        };
        for line in lines {
            match line {
                SetLine::Needs { field, with_evidence } => {
                    made.instead_with_evidence |= *with_evidence;
                    made.needs.extend(known(field, A_FIELD, &NEEDED_FIELDS));
                }
                SetLine::DecisionBy(functions) => {
                    made.decision_by.extend(functions.iter().filter_map(|word| known(word, A_FUNCTION, &FUNCTIONS)));
                }
                SetLine::FourEyes(_) => made.four_eyes = true,
                SetLine::Lasts(duration) => made.lasts = Some(duration.value),
                SetLine::Renewable(times) => made.renewable = Some(times.value),
                SetLine::Accepts(kinds) => {
                    made.kinds = Some(kinds.iter().filter_map(|word| known(word, A_KIND, &KINDS)).collect());
                }
            }
        }
        set.sets.push(made);
    }
}

fn clauses(
    index: usize,
    pack: &Parts<'_>,
    sources: &SourceMap,
    declared: &Declared,
    set: &mut PolicySet,
    diagnostics: &mut Vec<Diagnostic>,
) {
    let mut sound = Vec::new();
    let mut seen: FxHashMap<&str, Span> = FxHashMap::default();
    for item in &pack.items {
        let Item::Expectation(tree) = item else { continue };
        let first = *seen.entry(&tree.name.text).or_insert(tree.name.span);
        if first != tree.name.span {
            let what = Text::new("expectation", "期待事項");
            twice(what, &tree.name.text, tree.name.span, first, diagnostics);
        }
        let context = pack.context(index, sources, set, declared);
        sound.extend(expectations::expectation(&context, tree, diagnostics));
    }
    set.expectations.extend(sound);
}

fn overlays(
    index: usize,
    pack: &Parts<'_>,
    sources: &SourceMap,
    declared: &Declared,
    layers: &mut overlays::Layers,
    set: &mut PolicySet,
    diagnostics: &mut Vec<Diagnostic>,
) {
    for item in &pack.items {
        let Item::Overlay(tree) = item else { continue };
        let context = pack.context(index, sources, set, declared);
        let overlay = overlays::overlay(&context, tree, layers, diagnostics);
        set.overlays.extend(overlay);
    }
}

fn tests(index: usize, pack: &Parts<'_>, set: &mut PolicySet, diagnostics: &mut Vec<Diagnostic>) {
    let mut fixtures: FxHashMap<&str, (usize, Span)> = FxHashMap::default();
    for item in &pack.items {
        let Item::Fixture(tree) = item else { continue };
        let (_, first) = *fixtures.entry(&tree.name.text).or_insert((set.fixtures.len(), tree.name.span));
        if first != tree.name.span {
            twice(Text::new("fixture", "フィクスチャ"), &tree.name.text, tree.name.span, first, diagnostics);
        }
        set.fixtures.push(Fixture { pack: index, tree: tree.clone() });
    }
    let overlaid = overlaid(index, set);
    let own = set.expectations.iter().filter(|clause| clause.pack == index);
    let mut clauses: FxHashMap<&str, &Expectation> = FxHashMap::default();
    for (name, clause) in own.flat_map(|clause| [(&clause.name, clause), (&clause.id, clause)]) {
        clauses.entry(name).or_insert(clause);
    }
    for clause in &overlaid {
        clauses.entry(&clause.id).or_insert(clause);
    }
    let known = fixtures::Known {
        pack: index,
        clauses,
        overlaid: &overlaid,
        declared: pack.clause_names().collect(),
        unsound: unsound_overlays(index, pack, set),
        fixtures,
    };
    let sound: Vec<_> = pack
        .items
        .iter()
        .filter_map(|item| match item {
            Item::Test(tree) => fixtures::test(&known, tree, diagnostics),
            _ => None,
        })
        .collect();
    set.tests.extend(sound);
}

/// What the overlays of a pack name that did not become overlays of the set.
fn unsound_overlays(index: usize, pack: &Parts<'_>, set: &PolicySet) -> Vec<String> {
    let sound: FxHashSet<Span> = set.overlays.iter().filter(|made| made.pack == index).map(|made| made.span).collect();
    let is_sound = |tree: &tree::Overlay| sound.contains(&tree.span);
    let overlays = pack.items.iter().filter_map(|item| match item {
        Item::Overlay(tree) if !is_sound(tree) => Some(format!("{}/{}", tree.pack.text, tree.clause.text)),
        _ => None,
    });
    overlays.collect()
}

/// The clauses that a pack overlays, with every point that its overlays and those below add: none is taken away, because
/// a test may show a day on which it is back.
fn overlaid(pack: usize, set: &PolicySet) -> Vec<Expectation> {
    let below = set.below(pack);
    let targets: BTreeSet<usize> =
        set.overlays.iter().filter(|overlay| overlay.pack == pack).filter_map(|overlay| overlay.target).collect();
    let mut layers: FxHashMap<usize, Vec<&Overlay>> = FxHashMap::default();
    for overlay in set.overlays.iter().filter(|overlay| below.contains(&overlay.pack)) {
        if let Some(target) = overlay.target {
            layers.entry(target).or_default().push(overlay);
        }
    }
    let clause = |target: &usize| {
        let mut clause = set.expectations.get(*target)?.clone();
        for overlay in layers.get(target).into_iter().flatten() {
            clause.points.extend(overlay.also.iter().cloned());
            clause.evidence.extend(overlay.evidence.iter().cloned());
        }
        Some(clause)
    };
    targets.iter().filter_map(clause).collect()
}
