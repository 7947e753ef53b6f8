//! Overlays: whether `tighten` only tightens, `relax` only loosens, and loosening gives its account.
//!
//! They are checked here; applying them is not part of this stage.

use crate::args;
use crate::check::codes;
use crate::check::expectations::{self, Context, Labels};
use crate::check::scope::{Scope, Subject};
use crate::check::shapes::said;
use crate::check::sources::{citation, known_word};
use crate::diagnostic::{Diagnostic, Level, did_you_mean};
use crate::policy::{Expectation, FUNCTIONS, Modality, Overlay, OverlayKind, Status, Strength};
use crate::syntax::tree;
use crate::text::Text;

const LEVELS: [(&str, Level); 3] = [("error", Level::Error), ("warning", Level::Warning), ("note", Level::Note)];

/// A checked overlay; none where its clause does not exist.
pub(super) fn overlay(
    context: &Context<'_>,
    tree: &tree::Overlay,
    earlier: &[Overlay],
    diagnostics: &mut Vec<Diagnostic>,
) -> Option<Overlay> {
    let loaded =
        context.set.packs.iter().position(|pack| pack.name == tree.pack.text && pack_is_visible(context, &pack.name));
    let Some(pack) = loaded else {
        let names = context.visible.iter().filter_map(|pack| Some(context.set.packs.get(*pack)?.name.as_str()));
        let args = args!["name" => &tree.pack.text, "hint" => did_you_mean(&tree.pack.text, names)];
        diagnostics.push(Diagnostic::new(&codes::UNKNOWN_PACK, args).at(tree.pack.span));
        return None;
    };
    let clauses = || context.set.expectations.iter().enumerate().filter(move |(_, clause)| clause.pack == pack);
    let Some((target, clause)) = clauses().find(|(_, clause)| clause.name == tree.clause.text) else {
        if context.declared.clauses.iter().any(|(of, name)| *of == pack && *name == tree.clause.text) {
            return None;
        }
        let hint = did_you_mean(&tree.clause.text, clauses().map(|(_, clause)| clause.name.as_str()));
        let args = args!["pack" => &tree.pack.text, "name" => &tree.clause.text, "hint" => hint];
        diagnostics.push(Diagnostic::new(&codes::UNKNOWN_CLAUSE, args).at(tree.clause.span));
        return None;
    };
    if let Some(first) = earlier.iter().find(|overlay| overlay.pack == context.pack && overlay.target == Some(target)) {
        diagnostics
            .push(Diagnostic::new(&codes::OVERLAY_TWICE, args!["clause" => &clause.id]).at(tree.span).at(first.span));
    }
    let checked = lines(context, tree, clause, target, diagnostics);
    direction(context, tree, clause, diagnostics);
    account(tree, diagnostics);
    loosens_statute(context, tree, clause, diagnostics);
    Some(checked)
}

fn pack_is_visible(context: &Context<'_>, name: &str) -> bool {
    context.visible.iter().any(|pack| context.set.packs.get(*pack).is_some_and(|pack| pack.name == name))
}

fn lines(
    context: &Context<'_>,
    tree: &tree::Overlay,
    clause: &Expectation,
    target: usize,
    diagnostics: &mut Vec<Diagnostic>,
) -> Overlay {
    let subject = match clause.scope.each {
        Some(each) => {
            let noun = context.set.schema.record(each.record).noun.clone().unwrap_or_default();
            Subject::Record(noun, each.record)
        }
        None => Subject::None,
    };
    let mut labels = Labels::new(&clause.name);
    for label in clause.points.iter().chain(&clause.notes).map(|point| (&point.label, point.label_span)) {
        labels.add(&tree::Word { text: label.0.clone(), span: label.1 }, diagnostics);
    }
    let also = expectations::points(context, &subject, &tree.also, &mut labels, diagnostics);
    let evidence = expectations::evidence(context, &subject, &tree.evidence, &mut labels, diagnostics);
    for label in tree.without.iter().filter(|label| !clause.decides(&label.text)) {
        let names = clause
            .points
            .iter()
            .map(|point| point.label.as_str())
            .chain(clause.evidence.iter().map(|e| e.label.as_str()));
        let names: Vec<&str> = names.collect();
        let hint = did_you_mean(&label.text, names.iter().copied());
        let names: Vec<String> = names.iter().map(|name| format!("`{name}`")).collect();
        let what = Text::new("point", "項目").with(Vec::new());
        let args = args!["what" => what, "name" => &label.text, "hint" => hint, "names" => names];
        diagnostics.push(Diagnostic::new(&codes::UNKNOWN_IN_TEST, args).at(label.span));
    }
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
    let cited =
        tree.cites.iter().filter_map(|cites| citation(context.visible, &context.set.instruments, cites, diagnostics));
    let citations = cited.collect();
    Overlay {
        pack: context.pack,
        kind: tree.kind,
        target: Some(target),
        target_pack: tree.pack.text.clone(),
        clause: tree.clause.text.clone(),
        level: tree.level.as_ref().and_then(|word| known_word(word, A_LEVEL, &LEVELS, diagnostics)),
        modality: tree.modality.map(|at| at.value),
        citations,
        also: also.unwrap_or_default(),
        evidence: evidence.unwrap_or_default(),
        set: tree.explanation.as_ref().and_then(|name| expectations::set_named(context, name, diagnostics)),
        force: tree.force.as_ref().map(expectations::force),
        without: tree.without.iter().map(|word| word.text.clone()).collect(),
        only,
        because: tree.because.as_ref().map(said),
        decided: tree.decided.as_ref().map(|(function, date)| (function.text.clone(), date.value)),
        until: tree.until.map(|at| at.value),
        span: tree.span,
    }
}

/// A line that goes against the word of its overlay.
fn direction(context: &Context<'_>, tree: &tree::Overlay, clause: &Expectation, diagnostics: &mut Vec<Diagnostic>) {
    const TIGHTEN: Text = Text::new("tighten", "厳しく");
    const RELAX: Text = Text::new("relax", "緩和");
    const DROP: Text = Text::new("drop", "削除");
    let kind = match tree.kind {
        OverlayKind::Tighten => TIGHTEN,
        OverlayKind::Relax => RELAX,
        OverlayKind::Drop => DROP,
    };
    let mut against = |line: String, span, advice: Text| {
        let args = args![
            "line" => line, "kind" => kind.with(Vec::new()), "clause" => &clause.id, "advice" => advice.with(Vec::new()),
        ];
        diagnostics.push(Diagnostic::new(&codes::WRONG_DIRECTION, args).at(span));
    };
    const OTHER_WORD: Text = Text::new("write it in an overlay that goes that way", "その向きの上乗せに書いてください");
    let tighten = tree.kind == OverlayKind::Tighten;
    let level = tree.level.as_ref().and_then(|word| LEVELS.iter().find(|(name, _)| *name == word.text));
    if let (Some((name, level)), Some(word)) = (level, &tree.level)
        && ((tighten && *level <= clause.level) || (!tighten && *level >= clause.level))
    {
        const LEVEL: Text = Text::new("name a level that lies that way", "その向きにある重大度を書いてください");
        against(format!("level {name}"), word.span, LEVEL);
    }
    if let Some(to) = tree.modality {
        if (tighten && to.value <= clause.modality) || (!tighten && to.value >= clause.modality) {
            const MODALITY: Text =
                Text::new("name a modality that lies that way", "その向きにある強さを書いてください");
            against(format!("to {}", to.value.word()), to.span, MODALITY);
        }
        if tighten && to.value == Modality::Must {
            let binds = tree.cites.iter().any(|cites| {
                let found = context.set.instruments.iter().find(|i| i.handle == cites.handle.text);
                found
                    .is_some_and(|i| i.rows.iter().any(|row| row.id == cites.row.text && row.strength == Strength::Law))
            });
            if !binds {
                const CITES: Text = Text::new(
                    "cite a row of strength `law` that from then on carries it: `cites HANDLE \"…\"`",
                    "以後の根拠となる強さ `law` の条項を `cites HANDLE \"…\"` で引用してください",
                );
                against("to must".to_owned(), to.span, CITES);
            }
        }
    }
    if tighten {
        if let Some(label) = tree.without.first() {
            against(format!("without {}", label.text), label.span, OTHER_WORD);
        }
        if let Some(only) = &tree.only {
            against("only where …".to_owned(), only.span, OTHER_WORD);
        }
    } else if let Some(span) = tree.also.first().map(|p| p.span).or(tree.evidence.first().map(|e| e.span)) {
        against("also …".to_owned(), span, OTHER_WORD);
    }
}

/// The `because` of what loosens is more than a placeholder, and a new `must` has one. That `relax` and `drop` have their
/// lines at all is a matter of syntax.
fn account(tree: &tree::Overlay, diagnostics: &mut Vec<Diagnostic>) {
    let kind = match tree.kind {
        OverlayKind::Tighten => "tighten … to must",
        OverlayKind::Relax => "relax",
        OverlayKind::Drop => "drop",
    };
    let must = tree.modality.is_some_and(|to| to.value == Modality::Must);
    let place = match &tree.because {
        Some(because) if crate::words::is_placeholder(&because.en.text) => Some(because.en.span),
        None if tree.kind == OverlayKind::Tighten && must => Some(tree.clause.span),
        _ => None,
    };
    if let Some(place) = place {
        diagnostics
            .push(Diagnostic::new(&codes::NO_ACCOUNT, args!["kind" => kind, "line" => "because \"…\""]).at(place));
    }
}

fn loosens_statute(
    context: &Context<'_>,
    tree: &tree::Overlay,
    clause: &Expectation,
    diagnostics: &mut Vec<Diagnostic>,
) {
    if tree.kind == OverlayKind::Tighten {
        return;
    }
    let binding = clause.citations.iter().find_map(|citation| {
        let (instrument, _) = context.set.cited(*citation)?;
        matches!(instrument.status, Status::Statute | Status::Regulation).then_some(instrument)
    });
    if let Some(instrument) = binding {
        let kind = if tree.kind == OverlayKind::Relax { "relax" } else { "drop" };
        let args = args![
            "clause" => &clause.id, "instrument" => instrument.title.clone(), "status" => instrument.status.word(), "kind" => kind,
        ];
        diagnostics.push(Diagnostic::new(&codes::BINDING_LOOSENED, args).at(tree.clause.span));
    }
}
