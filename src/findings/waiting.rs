//! Facts that clauses wait for: each is asked for once, with all the clauses that wait.

use std::collections::BTreeMap;

use rustc_hash::FxHashSet;

use crate::args;
use crate::diagnostic::{About, Code, Diagnostic, Label, Level};
use crate::findings::codes;
use crate::policy::{Expectation, PolicySet};
use crate::schema::{FieldId, Schema};
use crate::source::Span;
use crate::verdict::{Cause, Evaluation, Truth, Verdict};

/// The missing paths, if the clause waits at its scope for facts that are not said.
pub(super) fn gate(evaluation: &Evaluation) -> Option<Vec<(&str, &Cause)>> {
    let [only] = evaluation.open.as_slice() else { return None };
    if evaluation.verdict != Verdict::Unknown || only.label != "applies" || only.causes.is_empty() {
        return None;
    }
    // A branch that says no does not keep the scope open.
    let open = only.causes.iter().filter(|cause| cause.truth != Truth::False);
    open.map(|cause| Some((cause.missing.as_deref()?, cause)))
        .collect::<Option<Vec<_>>>()
        .filter(|gaps| !gaps.is_empty())
}

/// One finding for each fact that clauses wait for.
pub(super) fn waiting(policies: &PolicySet, evaluations: &[Evaluation]) -> Vec<Diagnostic> {
    struct Wait<'a> {
        evaluation: &'a Evaluation,
        path: &'a str,
        cause: &'a Cause,
        /// Where it would stand: in several entries, where it is a field of those.
        places: Vec<Span>,
        known: FxHashSet<Span>,
        /// Indices of clauses, ascending.
        clauses: Vec<usize>,
    }
    let mut waits: Vec<Wait<'_>> = Vec::new();
    let mut index: BTreeMap<(&str, &str, bool), usize> = BTreeMap::new();
    for evaluation in evaluations {
        let clause = evaluation.expectation;
        if policies.expectations.get(clause).is_none() {
            continue;
        }
        for (path, cause) in gate(evaluation).unwrap_or_default() {
            let at = *index.entry((&evaluation.subject.id, path, is_rooted(evaluation, cause))).or_insert_with(|| {
                let (places, known, clauses) = (Vec::new(), FxHashSet::default(), Vec::new());
                waits.push(Wait { evaluation, path, cause, places, known, clauses });
                waits.len() - 1
            });
            let Some(wait) = waits.get_mut(at) else { continue };
            let place = cause.manifest.unwrap_or(evaluation.subject.span);
            if wait.known.insert(place) {
                wait.places.push(place);
            }
            // Evaluations are in the order of clauses.
            if wait.clauses.last() != Some(&clause) {
                wait.clauses.push(clause);
            }
        }
    }
    // Once the fact that most wait for is said, the others may not be asked for any more.
    let mut by_subject: BTreeMap<&str, Vec<&Wait<'_>>> = BTreeMap::new();
    for wait in &waits {
        by_subject.entry(&wait.evaluation.subject.id).or_default().push(wait);
    }
    let outweighed = |wait: &Wait<'_>| {
        let same = by_subject.get(wait.evaluation.subject.id.as_str());
        same.into_iter()
            .flatten()
            .any(|other| other.clauses.len() > wait.clauses.len() && are_among(&wait.clauses, &other.clauses))
    };
    let kept: Vec<bool> = waits.iter().map(|wait| !outweighed(wait)).collect();
    let mut findings = Vec::new();
    for (wait, _) in waits.into_iter().zip(kept).filter(|(_, kept)| *kept) {
        let code = code(&policies.schema, wait.evaluation, wait.path, wait.cause);
        let clauses: Vec<&Expectation> =
            wait.clauses.iter().filter_map(|clause| policies.expectations.get(*clause)).collect();
        let count = clauses.len();
        let text = if count == 1 { codes::ONE_WAITS } else { codes::SEVERAL_WAIT };
        let names: Vec<String> = clauses.iter().map(|clause| format!("`{}`", clause.id)).collect();
        let args = args![
            "subject" => &wait.evaluation.subject.id, "path" => wait.path, "waiting" => text.with(args!["count" => count]),
            "expectations" => names,
        ];
        let level = clauses.iter().map(|clause| clause.level).max().unwrap_or(Level::Error);
        let field = field_of(wait.evaluation, wait.path, wait.cause);
        let mut diagnostic = Diagnostic::new(code, args).level(level).of(field);
        let message = || Some(codes::NOT_SAID.with(args!["path" => wait.path]));
        diagnostic.labels = wait.places.iter().map(|span| Label { span: *span, message: message() }).collect();
        if code.id == codes::GATE_NOT_SAID.id || code.id == codes::ENTRY_NOT_SAID.id {
            diagnostic.help.extend(wait.cause.help.as_deref().cloned());
        }
        // Of several clauses the names are enough.
        if let [only] = clauses.as_slice() {
            diagnostic = diagnostic.at(only.scope.filter.as_ref().map_or(only.scope.span, |filter| filter.span));
        }
        diagnostic.about = Some(Box::new(About {
            expectations: clauses.iter().map(|clause| clause.id.clone()).collect(),
            points: vec!["applies".into()],
            subjects: vec![wait.evaluation.subject.id.clone()],
            explanation: None,
            verdict: Some(Verdict::Unknown.word()),
        }));
        findings.push(diagnostic);
    }
    findings
}

/// Whether all of some numbers are among others, both ascending.
fn are_among(some: &[usize], others: &[usize]) -> bool {
    let mut others = others.iter();
    some.iter().all(|one| others.any(|other| other == one))
}

/// Whether what is not there is a path from the top of the manifest.
fn is_rooted(evaluation: &Evaluation, cause: &Cause) -> bool {
    cause.rooted || evaluation.missing_list
}

/// The field that is not there, as `tadashi show` takes it.
fn field_of(evaluation: &Evaluation, path: &str, cause: &Cause) -> String {
    match evaluation.subject.id.split('/').next() {
        Some(kind) if !is_rooted(evaluation, cause) && !kind.is_empty() => format!("{kind}.{path}"),
        _ => path.to_owned(),
    }
}

/// What is not there: the organisation, a list of the manifest, a field of some entry of it, or of the subject.
fn code(schema: &Schema, evaluation: &Evaluation, path: &str, cause: &Cause) -> &'static Code {
    if !evaluation.missing_list && evaluation.subject.id != "organisation" {
        return &codes::GATE_NOT_SAID;
    }
    let is_list = |field: FieldId| schema.field(field).ty.item().is_some();
    match schema.find_field(Schema::ROOT, path).filter(|_| is_rooted(evaluation, cause)) {
        Some(_) if path == "organisation" => &codes::ORGANISATION_NOT_SAID,
        Some(field) if is_list(field) => &codes::LIST_NOT_SAID,
        _ if is_rooted(evaluation, cause) => &codes::GATE_NOT_SAID,
        _ => &codes::ENTRY_NOT_SAID,
    }
}
