//! Overlays: what they name, layer after layer; whether `tighten` only tightens and `relax` only loosens what the layers
//! below have left; and the account that loosening gives. They are applied in [`crate::overlay`].

use std::collections::BTreeMap;

use rustc_hash::FxHashMap;

use crate::args;
use crate::check::codes;
use crate::check::expectations::{self, Context, Labels};
use crate::check::scope::{Scope, Subject};
use crate::check::shapes::said;
use crate::check::sources::known_word;
use crate::diagnostic::{Diagnostic, Level, did_you_mean};
use crate::policy::{Expectation, FUNCTIONS, Overlay, OverlayKind, PolicySet};
use crate::source::Span;
use crate::syntax::tree;
use crate::text::{Str, Text};

mod account;
mod direction;

const LEVELS: [(&str, Level); 3] = [("error", Level::Error), ("warning", Level::Warning), ("note", Level::Note)];

/// The clauses as the layers so far have left them, each of which is taken to hold.
pub(super) struct Layers {
    /// Clauses by their pack and name, or a name they had formerly where no clause has that name now.
    names: FxHashMap<(usize, Str), usize>,
    changed: BTreeMap<usize, Changed>,
    given: account::Reasons,
}

impl Layers {
    /// None yet, above the clauses of some policies.
    pub(super) fn new(set: &PolicySet) -> Self {
        let mut names = FxHashMap::default();
        let clauses = || set.expectations.iter().enumerate();
        for (index, clause) in clauses() {
            names.entry((clause.pack, clause.name.clone())).or_insert(index);
        }
        for (index, clause) in clauses() {
            for old in &clause.formerly {
                names.entry((clause.pack, old.clone())).or_insert(index);
            }
        }
        Self { names, changed: BTreeMap::new(), given: account::Reasons::default() }
    }
}

/// A clause with layers.
struct Changed {
    present: Expectation,
    /// What it must not fall below, because from then on it rests on a statute or regulation.
    floor: Option<Expectation>,
    /// Every label that it has or had.
    labels: Vec<(Str, Span)>,
    /// The packs of its layers, and where.
    by: Vec<(usize, Span)>,
    /// The pack that dropped it.
    dropped: Option<usize>,
}

impl Changed {
    fn new(context: &Context<'_>, clause: &Expectation) -> Self {
        Self {
            present: clause.clone(),
            floor: clause.statute(context.set).map(|_| clause.clone()),
            labels: labels(clause),
            by: Vec::new(),
            dropped: None,
        }
    }
}

fn labels(clause: &Expectation) -> Vec<(Str, Span)> {
    let points = clause.points.iter().chain(&clause.notes).map(|point| (point.label.clone(), point.label_span));
    points.chain(clause.evidence.iter().map(|line| (line.label.clone(), line.label_span))).collect()
}

/// A sound overlay; none if anything in it is unsound, which has then been said.
pub(super) fn overlay(
    context: &Context<'_>,
    tree: &tree::Overlay,
    layers: &mut Layers,
    diagnostics: &mut Vec<Diagnostic>,
) -> Option<Overlay> {
    // That its account is not whole has been said when it was read.
    let whole = tree.because.is_some() && tree.decided.is_some() && tree.until.is_some();
    if tree.kind != OverlayKind::Tighten && !whole {
        return None;
    }
    let before = diagnostics.len();
    let Layers { names, changed, given } = layers;
    let (target, clause) = target(context, tree, names, diagnostics)?;
    let below = changed.entry(target).or_insert_with(|| Changed::new(context, clause));
    layer(context, tree, below, diagnostics);
    let sound_place = diagnostics.get(before..).unwrap_or_default().iter().all(|fault| !fault.code.stops);
    below.by.push((context.pack, tree.span));
    if !sound_place {
        return None;
    }
    let made = lines(context, tree, below, target, diagnostics);
    direction::check(context, tree, &made, &below.present, diagnostics);
    account::check(tree, &made, &below.present, given, diagnostics);
    let mut after = below.present.clone();
    after.change_by(context.set, &made);
    if made.kind == OverlayKind::Relax && after.points.is_empty() && after.evidence.is_empty() {
        let place = tree.without.first().map_or(tree.clause.span, |label| label.span);
        diagnostics.push(Diagnostic::new(&codes::NOTHING_LEFT, args!["clause" => &clause.id]).at(place));
    }
    loosens_statute(context, tree, below.floor.as_ref(), &after, diagnostics);
    let faults = diagnostics.get(before..).unwrap_or_default();
    if tree.torn || faults.iter().any(|fault| fault.code.stops && fault.level == Level::Error) {
        return None;
    }
    let cites_statute =
        || after.citations.len() > below.present.citations.len() && after.statute(context.set).is_some();
    if made.kind == OverlayKind::Tighten && (below.floor.is_none() && cites_statute()) {
        below.floor = Some(after.clone());
    }
    if made.kind == OverlayKind::Drop {
        below.dropped = Some(context.pack);
    }
    for label in labels(&after) {
        if !below.labels.iter().any(|known| known.0 == label.0) {
            below.labels.push(label);
        }
    }
    // The layer's index in the set, where it is put next.
    after.layers.push(context.set.overlays.len());
    below.present = after;
    Some(made)
}

/// The clause that an overlay names, and its index.
fn target<'a>(
    context: &Context<'a>,
    tree: &tree::Overlay,
    names: &FxHashMap<(usize, Str), usize>,
    diagnostics: &mut Vec<Diagnostic>,
) -> Option<(usize, &'a Expectation)> {
    let set = context.set;
    let visible = || context.visible.iter().filter_map(|pack| Some((*pack, set.packs.get(*pack)?.name.as_str())));
    let Some((pack, _)) = visible().find(|(_, name)| *name == tree.pack.text) else {
        let hint = did_you_mean(&tree.pack.text, visible().map(|(_, name)| name));
        let args = args!["name" => &tree.pack.text, "hint" => hint];
        diagnostics.push(Diagnostic::new(&codes::UNKNOWN_PACK, args).at(tree.pack.span));
        return None;
    };
    let target = names.get(&(pack, Str::from(&tree.clause.text)));
    let found = target.and_then(|target| Some((*target, set.expectations.get(*target)?)));
    let Some((target, clause)) = found else {
        if context.declared.clauses.contains(&(pack, tree.clause.text.clone())) {
            return None;
        }
        let names = set.expectations.iter().filter(|clause| clause.pack == pack).map(|clause| clause.name.as_str());
        let hint = did_you_mean(&tree.clause.text, names);
        let args = args!["pack" => &tree.pack.text, "name" => &tree.clause.text, "hint" => hint];
        diagnostics.push(Diagnostic::new(&codes::UNKNOWN_CLAUSE, args).at(tree.clause.span));
        return None;
    };
    if pack == context.pack {
        diagnostics.push(Diagnostic::new(&codes::OVERLAY_OWN, args!["clause" => &clause.id]).at(tree.clause.span));
        return None;
    }
    if clause.name != tree.clause.text {
        let old = format!("{}/{}", tree.pack.text, tree.clause.text);
        let args = args!["old" => old, "clause" => &clause.id];
        diagnostics.push(Diagnostic::new(&codes::OVERLAY_OLD_ID, args).at(tree.clause.span));
    }
    Some((target, clause))
}

/// Whether the overlay finds its place above the layers that there are: one a pack, and each pack above the last.
fn layer(context: &Context<'_>, tree: &tree::Overlay, below: &Changed, diagnostics: &mut Vec<Diagnostic>) {
    let clause = &below.present.id;
    let name = |pack: usize| context.set.packs.get(pack).map(|pack| pack.name.clone()).unwrap_or_default();
    if let Some((_, first)) = below.by.iter().find(|(pack, _)| *pack == context.pack) {
        diagnostics.push(Diagnostic::new(&codes::OVERLAY_TWICE, args!["clause" => clause]).at(tree.span).at(*first));
        return;
    }
    let used = context.set.below(context.pack);
    if let Some((other, first)) = below.by.iter().find(|(pack, _)| !used.contains(pack)) {
        let args = args!["clause" => clause, "pack" => name(context.pack), "other" => name(*other)];
        diagnostics.push(Diagnostic::new(&codes::OVERLAY_SIBLINGS, args).at(tree.span).at(*first));
    } else if let Some(dropper) = below.dropped {
        let args = args!["clause" => clause, "pack" => name(dropper), "kind" => tree.kind.word()];
        diagnostics.push(Diagnostic::new(&codes::OVERLAY_DROPPED, args).at(tree.clause.span));
    }
}

fn lines(
    context: &Context<'_>,
    tree: &tree::Overlay,
    below: &Changed,
    target: usize,
    diagnostics: &mut Vec<Diagnostic>,
) -> Overlay {
    let clause = &below.present;
    let subject = match clause.scope.each {
        Some(each) => {
            let noun = context.set.schema.record(each.record).noun.clone().unwrap_or_default();
            Subject::Record(noun.into(), each.record)
        }
        None => Subject::None,
    };
    let mut labels = Labels::new(&clause.name);
    for (label, span) in &below.labels {
        labels.add(&tree::Word { text: label.to_string(), span: *span }, diagnostics);
    }
    let also = expectations::points(context, &subject, &tree.also, &mut labels, diagnostics);
    let evidence = expectations::evidence(context, &subject, &tree.evidence, &mut labels, diagnostics);
    without(tree, clause, diagnostics);
    let only = tree.only.as_ref().and_then(|cond| {
        let definitions = context.definitions();
        Scope::new(&context.set.schema, context.sources, definitions, subject.clone(), diagnostics).cond(cond)
    });
    const A_LEVEL: Text = Text::new("level", "重大度");
    const A_FUNCTION: Text = Text::new("function of a role", "役割の機能");
    let functions = FUNCTIONS.map(|name| (name, ()));
    if let Some((function, _)) = &tree.decided {
        known_word(function, A_FUNCTION, &functions, diagnostics);
    }
    let citations = tree.cites.iter().filter_map(|cites| context.citation(cites, diagnostics)).collect();
    Overlay {
        pack: context.pack,
        kind: tree.kind,
        target: Some(target),
        target_pack: tree.pack.text.clone(),
        clause: clause.name.clone(),
        level: tree.level.as_ref().and_then(|word| known_word(word, A_LEVEL, &LEVELS, diagnostics)),
        modality: tree.modality.map(|at| at.value),
        citations,
        also: also.unwrap_or_default(),
        evidence: evidence.unwrap_or_default(),
        set: tree.explanation.as_ref().and_then(|name| expectations::set_named(context, name, diagnostics)),
        force: tree.force.as_ref().map(expectations::force),
        without: tree.without.iter().map(|word| Str::from(&word.text)).collect(),
        only,
        because: tree.because.as_ref().map(said),
        decided: tree.decided.as_ref().map(|(function, date)| (function.text.clone(), date.value)),
        until: tree.until.map(|at| at.value),
        until_span: tree.until.map(|at| at.span),
        decided_span: tree.decided.as_ref().map(|(function, date)| Span { end: date.span.end, ..function.span }),
        head: Span { end: tree.clause.span.end, ..tree.span },
        span: tree.span,
    }
}

fn without(tree: &tree::Overlay, clause: &Expectation, diagnostics: &mut Vec<Diagnostic>) {
    let points = clause.points.iter().map(|point| point.label.as_str());
    let names: Vec<&str> = points.chain(clause.evidence.iter().map(|line| line.label.as_str())).collect();
    for label in tree.without.iter().filter(|label| !names.contains(&label.text.as_str())) {
        let hint = did_you_mean(&label.text, names.iter().copied());
        let names: Vec<String> = names.iter().map(|name| format!("`{name}`")).collect();
        let args = args!["clause" => &clause.id, "name" => &label.text, "hint" => hint, "names" => names];
        diagnostics.push(Diagnostic::new(&codes::UNKNOWN_LABEL, args).at(label.span));
    }
}

/// What rests on a statute or regulation keeps at least what it asked when it began to.
fn loosens_statute(
    context: &Context<'_>,
    tree: &tree::Overlay,
    floor: Option<&Expectation>,
    after: &Expectation,
    diagnostics: &mut Vec<Diagnostic>,
) {
    let Some(floor) = floor.filter(|_| tree.kind != OverlayKind::Tighten) else { return };
    let keeps = tree.kind == OverlayKind::Relax && after.below(context.set, floor).is_empty();
    if let (false, Some(instrument)) = (keeps, floor.statute(context.set)) {
        let args = args![
            "clause" => &floor.id, "instrument" => instrument.title.clone(), "status" => instrument.status.word(),
            "kind" => tree.kind.word(),
        ];
        diagnostics.push(Diagnostic::new(&codes::BINDING_LOOSENED, args).at(tree.clause.span));
    }
}
