//! Tests of a pack: every clause, label, fixture and state that one names exists, so that no test checks nothing.

use rustc_hash::FxHashMap;

use crate::args;
use crate::check::codes;
use crate::diagnostic::{Diagnostic, did_you_mean};
use crate::policy::{EXPLANATION_STATES, Expectation, Modality, Test};
use crate::source::Span;
use crate::syntax::tree::{self, Expect, Expected, Word};
use crate::text::Text;

/// What a test may name.
pub(super) struct Known<'a> {
    /// Index of the pack.
    pub pack: usize,
    /// Its sound clauses by name and id, and by id those of other packs that it overlays.
    pub clauses: FxHashMap<&'a str, &'a Expectation>,
    /// The latter, with the points that overlays add.
    pub overlaid: &'a [Expectation],
    /// All its clauses, unsound ones too: what was wrong with those has been said.
    pub declared: Vec<&'a str>,
    /// `pack/clause` of its unsound overlays: what is wrong with those has been said as well.
    pub unsound: Vec<String>,
    /// Fixtures of the pack by their name: the index of the first, and its place.
    pub fixtures: FxHashMap<&'a str, (usize, Span)>,
}

impl<'a> Known<'a> {
    /// A clause of the pack by its name, or one that it overlays by `pack/clause`.
    fn clause(&self, name: &str) -> Option<&Expectation> {
        self.clauses.get(name).copied()
    }
}

impl Known<'_> {
    /// Whether the pack writes something of that name, sound or not.
    fn has_declared(&self, name: &str) -> bool {
        self.declared.contains(&name) || self.unsound.iter().any(|known| known == name)
    }
}

/// A test whose names exist; none if one does not, which has then been said.
pub(super) fn test(known: &Known<'_>, tree: &tree::Test, diagnostics: &mut Vec<Diagnostic>) -> Option<Test> {
    let before = diagnostics.len();
    let fixture = match &tree.given {
        tree::Given::Yaml(_) => None,
        tree::Given::Fixture(name) => {
            let found = known.fixtures.get(name.text.as_str()).map(|(index, _)| *index);
            if found.is_none() {
                let mut names: Vec<(usize, &str)> =
                    known.fixtures.iter().map(|(name, (index, _))| (*index, *name)).collect();
                names.sort_unstable();
                let names: Vec<&str> = names.into_iter().map(|(_, name)| name).collect();
                unknown(Text::new("fixture", "フィクスチャ"), &name.text, name.span, &names, diagnostics);
            }
            found
        }
    };
    let mut sound = true;
    for expect in &tree.expects {
        match expect {
            Expect::Verdict { clause, verdict, noting, .. } => match known.clause(&clause.text) {
                Some(clause) => labels(clause, verdict, noting, diagnostics),
                None if known.has_declared(&clause.text) => sound = false,
                None => {
                    let what = Text::new("expectation", "期待事項");
                    let overlaid = known.overlaid.iter().map(|clause| clause.id.as_str());
                    let names: Vec<&str> = known.declared.iter().copied().chain(overlaid).collect();
                    unknown(what, &clause.text, clause.span, &names, diagnostics);
                }
            },
            Expect::Explanation { state, .. } if !EXPLANATION_STATES.contains(&state.text.as_str()) => {
                let what = Text::new("state of an explanation", "説明の状態");
                unknown(what, &state.text, state.span, &EXPLANATION_STATES, diagnostics);
            }
            Expect::Explanation { .. } | Expect::NothingElse(_) => {}
        }
    }
    (sound && diagnostics.len() == before).then(|| Test { pack: known.pack, tree: tree.clone(), fixture })
}

fn labels(clause: &Expectation, verdict: &Expected, noting: &[Word], diagnostics: &mut Vec<Diagnostic>) {
    let deciding: Vec<&str> = std::iter::once("applies")
        .chain(clause.points.iter().map(|point| point.label.as_str()))
        .chain(clause.evidence.iter().map(|evidence| evidence.label.as_str()))
        .collect();
    let deciding_point = match clause.modality {
        Modality::May => Text::new("point", "項目"),
        _ => Text::new("deciding point", "判定を左右する項目"),
    };
    let mut check = |labels: &[Word], names: &[&str], what: Text| {
        for label in labels.iter().filter(|label| !names.contains(&label.text.as_str())) {
            unknown(what, &label.text, label.span, names, diagnostics);
        }
    };
    match verdict {
        Expected::Deviates { at, unknown, .. } => {
            check(at, &deciding, deciding_point);
            check(unknown, &deciding, deciding_point);
        }
        Expected::Unknown { at, .. } => check(at, &deciding, deciding_point),
        Expected::Complies { .. } | Expected::Explained | Expected::NotApplicable | Expected::NotInForce => {}
    }
    if let (true, Some(first)) = (clause.notes.is_empty(), noting.first()) {
        let args = args!["clause" => &clause.name];
        diagnostics.push(Diagnostic::new(&codes::NOTHING_NOTED, args).at(first.span));
        return;
    }
    let notes: Vec<&str> = clause.notes.iter().map(|point| point.label.as_str()).collect();
    check(noting, &notes, Text::new("point of the trailing `may`", "末尾の `may` の項目"));
}

fn unknown(what: Text, name: &str, span: Span, names: &[&str], diagnostics: &mut Vec<Diagnostic>) {
    let hint = did_you_mean(name, names.iter().copied());
    let names: Vec<String> = names.iter().map(|name| format!("`{name}`")).collect();
    let args = args!["what" => what.with(Vec::new()), "name" => name, "hint" => hint, "names" => names];
    diagnostics.push(Diagnostic::new(&codes::UNKNOWN_IN_TEST, args).at(span));
}
