//! From verdicts to findings: what a report shows a person. Each is said once, with all its places.
//!
//! A missing gate is one finding a subject, a missing list one finding, and equal findings of several subjects are one.
//! Takes the finished judgement; decides nothing.

use std::collections::BTreeMap;

use crate::args;
use crate::diagnostic::{About, Code, Diagnostic, Label, Level};
use crate::judge::{GRACE_DAYS, Grace, GraceState, Judgement};
use crate::policy::{Expectation, Modality, PolicySet, Softener};
use crate::source::Span;
use crate::text::{Arg, Args, Lang, Message};
use crate::verdict::{Evaluation, Finding, Truth, Verdict};

pub mod codes;

/// So many places of one finding are shown; the rest is counted.
const PLACES: usize = 12;

/// The findings of one manifest, in the order of clauses; explanations are spoken of by [`crate::explanation`].
#[must_use]
pub fn findings(policies: &PolicySet, judgement: &Judgement) -> Vec<Diagnostic> {
    let mut findings = waiting(policies, &judgement.evaluations);
    for group in equal(policies, &judgement.evaluations, Kind::Open) {
        findings.extend(open(policies, &group));
    }
    let of_grace = judgement.grace.and_then(|grace| with_grace(&mut findings, grace));
    findings.extend(of_grace);
    for group in equal(policies, &judgement.evaluations, Kind::Notes) {
        findings.extend(notes(policies, &group));
    }
    for group in equal(policies, &judgement.evaluations, Kind::Preview) {
        findings.extend(preview(policies, &group));
    }
    findings.extend(shared_evidence(policies, &judgement.evaluations));
    findings
}

/// Softens what is unknown while the grace period runs; says so where it is not granted.
fn with_grace(findings: &mut [Diagnostic], grace: Grace) -> Option<Diagnostic> {
    let (code, args): (&'static Code, Args) = match grace.state {
        GraceState::Runs(until) => {
            let unknown = |one: &&mut Diagnostic| {
                let verdict = one.about.as_ref().and_then(|about| about.verdict);
                verdict == Some(Verdict::Unknown.word()) && one.level == Level::Error
            };
            for finding in findings.iter_mut().filter(unknown) {
                finding.level = Level::Warning;
                finding.why.push(codes::IN_GRACE.with(args!["date" => until.to_string()]));
            }
            return None;
        }
        GraceState::Over(until) => (&codes::GRACE_OVER, args!["date" => until.to_string()]),
        GraceState::TooLong(until) => {
            let most = usize::try_from(GRACE_DAYS).unwrap_or_default();
            (&codes::GRACE_TOO_LONG, args!["date" => until.to_string(), "most" => most])
        }
        GraceState::Unreasoned => (&codes::GRACE_UNREASONED, Vec::new()),
    };
    Some(Diagnostic::new(code, args).at(grace.span))
}

/// From so many subjects on, one file for all of them is a warning (language.md, section 6).
const MANY_SUBJECTS: usize = 4;

/// The same file as the same evidence of several subjects: hygiene, which never changes a verdict.
fn shared_evidence(policies: &PolicySet, evaluations: &[Evaluation]) -> Vec<Diagnostic> {
    /// Subjects, and where each names the file.
    type Users<'a> = Vec<(&'a Evaluation, Option<Span>)>;
    let mut uses: BTreeMap<(usize, &str, &str), Users<'_>> = BTreeMap::new();
    for evaluation in evaluations {
        for exhibit in &evaluation.exhibits {
            let of = uses.entry((evaluation.expectation, &exhibit.label, &exhibit.file)).or_default();
            if of.last().is_none_or(|(last, _)| last.subject.id != evaluation.subject.id) {
                of.push((evaluation, exhibit.place));
            }
        }
    }
    let several = uses.into_iter().filter(|(_, of)| of.len() > 1);
    several
        .filter_map(|((expectation, label, file), of)| {
            let clause = policies.expectations.get(expectation)?;
            let subjects: Vec<String> = of.iter().map(|(evaluation, _)| evaluation.subject.id.clone()).collect();
            let args = args!["file" => file, "label" => label, "count" => of.len(), "subjects" => subjects.clone()];
            let level = if of.len() >= MANY_SUBJECTS { Level::Warning } else { Level::Note };
            let mut diagnostic = Diagnostic::new(&codes::EVIDENCE_SHARED, args).level(level.min(clause.level));
            for (evaluation, place) in of.iter().take(PLACES) {
                diagnostic = diagnostic.at(place.unwrap_or(evaluation.subject.span));
            }
            diagnostic.about = Some(Box::new(About {
                expectations: vec![clause.id.clone()],
                points: vec![label.to_owned()],
                subjects,
                explanation: None,
                verdict: None,
            }));
            Some(diagnostic)
        })
        .collect()
}

/// Which findings of an evaluation are looked at.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Kind {
    Open,
    Notes,
    Preview,
}

impl Kind {
    fn of(self, evaluation: &Evaluation) -> &[Finding] {
        let is_open = matches!(evaluation.verdict, Verdict::Deviates | Verdict::Unknown);
        match self {
            Self::Open if is_open && gate(evaluation).is_none() => &evaluation.open,
            Self::Preview if matches!(evaluation.preview, Some(Verdict::Deviates | Verdict::Unknown)) => {
                &evaluation.open
            }
            Self::Notes if !matches!(evaluation.verdict, Verdict::NotApplicable | Verdict::NotInForce) => {
                &evaluation.notes
            }
            _ => &[],
        }
    }
}

/// Evaluations of one clause that say the same of several subjects.
type Group<'a> = Vec<(&'a Evaluation, &'a [Finding])>;

/// Groups by clause and by what is said, in the order of the first of each.
fn equal<'a>(policies: &PolicySet, evaluations: &'a [Evaluation], kind: Kind) -> Vec<Group<'a>> {
    let mut groups: Vec<Group<'a>> = Vec::new();
    let mut index: BTreeMap<(usize, String), usize> = BTreeMap::new();
    for evaluation in evaluations {
        let findings = kind.of(evaluation);
        if findings.is_empty() || policies.expectations.get(evaluation.expectation).is_none() {
            continue;
        }
        let key = (evaluation.expectation, signature(findings));
        match index.get(&key).and_then(|at| groups.get_mut(*at)) {
            Some(group) => group.push((evaluation, findings)),
            None => {
                index.insert(key, groups.len());
                groups.push(vec![(evaluation, findings)]);
            }
        }
    }
    groups
}

/// What two findings must share to be said once: labels, truths, and the words of their causes.
fn signature(findings: &[Finding]) -> String {
    let mut out = String::new();
    for finding in findings {
        out.push_str(&finding.label);
        out.push(if finding.truth == Truth::False { '!' } else { '?' });
        for cause in &finding.causes {
            out.push_str(&cause.message.fill(Lang::En));
            out.push_str(cause.missing.as_deref().unwrap_or_default());
            out.push('\n');
        }
    }
    out
}

/// The missing paths, if the clause waits at its scope for facts that are not said.
fn gate(evaluation: &Evaluation) -> Option<Vec<(&str, Option<Span>)>> {
    let [only] = evaluation.open.as_slice() else { return None };
    if evaluation.verdict != Verdict::Unknown || only.label != "applies" || only.causes.is_empty() {
        return None;
    }
    // A branch that says no does not keep the scope open.
    let open = only.causes.iter().filter(|cause| cause.truth != Truth::False);
    open.map(|cause| Some((cause.missing.as_deref()?, cause.manifest)))
        .collect::<Option<Vec<_>>>()
        .filter(|gaps| !gaps.is_empty())
}

/// One finding for each fact that clauses wait for.
fn waiting(policies: &PolicySet, evaluations: &[Evaluation]) -> Vec<Diagnostic> {
    struct Wait<'a> {
        evaluation: &'a Evaluation,
        path: &'a str,
        place: Option<Span>,
        clauses: Vec<&'a Expectation>,
    }
    let mut waits: Vec<Wait<'_>> = Vec::new();
    let mut index: BTreeMap<(&str, &str), usize> = BTreeMap::new();
    for evaluation in evaluations {
        let Some(expectation) = policies.expectations.get(evaluation.expectation) else { continue };
        for (path, place) in gate(evaluation).unwrap_or_default() {
            let at = *index.entry((&evaluation.subject.id, path)).or_insert_with(|| {
                waits.push(Wait { evaluation, path, place, clauses: Vec::new() });
                waits.len() - 1
            });
            if let Some(wait) =
                waits.get_mut(at).filter(|wait| !wait.clauses.iter().any(|known| known.id == expectation.id))
            {
                wait.clauses.push(expectation);
            }
        }
    }
    // Once the fact that most wait for is said, the others may not be asked for any more.
    let outweighed = |wait: &Wait<'_>| {
        waits.iter().any(|other| {
            other.evaluation.subject.id == wait.evaluation.subject.id
                && other.clauses.len() > wait.clauses.len()
                && wait.clauses.iter().all(|clause| other.clauses.iter().any(|known| known.id == clause.id))
        })
    };
    let kept: Vec<bool> = waits.iter().map(|wait| !outweighed(wait)).collect();
    let mut findings = Vec::new();
    for (wait, _) in waits.into_iter().zip(kept).filter(|(_, kept)| *kept) {
        let code: &'static Code = if !wait.evaluation.missing_list && wait.evaluation.subject.id != "organisation" {
            &codes::GATE_NOT_SAID
        } else if wait.path == "organisation" {
            &codes::ORGANISATION_NOT_SAID
        } else {
            &codes::LIST_NOT_SAID
        };
        let count = wait.clauses.len();
        let text = if count == 1 { codes::ONE_WAITS } else { codes::SEVERAL_WAIT };
        let names: Vec<String> = wait.clauses.iter().map(|clause| format!("`{}`", clause.id)).collect();
        let args = args![
            "subject" => &wait.evaluation.subject.id, "path" => wait.path, "waiting" => text.with(args!["count" => count]),
            "expectations" => names,
        ];
        let level = wait.clauses.iter().map(|clause| clause.level).max().unwrap_or(Level::Error);
        let mut diagnostic = Diagnostic::new(code, args).level(level);
        diagnostic = diagnostic.at(wait.place.unwrap_or(wait.evaluation.subject.span));
        for clause in wait.clauses.iter().take(PLACES) {
            diagnostic = diagnostic.at(clause.scope.filter.as_ref().map_or(clause.scope.span, |filter| filter.span));
        }
        diagnostic.about = Some(Box::new(About {
            expectations: wait.clauses.iter().map(|clause| clause.id.clone()).collect(),
            points: vec!["applies".to_owned()],
            subjects: vec![wait.evaluation.subject.id.clone()],
            explanation: None,
            verdict: Some(Verdict::Unknown.word()),
        }));
        findings.push(diagnostic);
    }
    findings
}

fn open(policies: &PolicySet, group: &Group<'_>) -> Option<Diagnostic> {
    let (first, findings) = group.first()?;
    let clause = policies.expectations.get(first.expectation)?;
    let (deviates, unknown): (Vec<_>, Vec<_>) = findings.iter().partition(|finding| finding.truth == Truth::False);
    let code: &'static Code = match (deviates.is_empty(), unknown.is_empty()) {
        (false, true) => &codes::DEVIATES,
        (true, _) => &codes::UNKNOWN,
        (false, false) => &codes::DEVIATES_AND_UNKNOWN,
    };
    let points = if deviates.is_empty() { &unknown } else { &deviates };
    let mut args = args![
        "subjects" => subjects(group), "points" => sentences(clause, points), "unknown" => sentences(clause, &unknown),
    ];
    args.push(("explain", Arg::from(way_out(clause, first, findings, deviates.is_empty()))));
    let diagnostic = Diagnostic::new(code, args).level(clause.level);
    let verdict = if deviates.is_empty() { Verdict::Unknown } else { Verdict::Deviates };
    Some(complete(policies, clause, group, diagnostic, Some(verdict.word())))
}

fn notes(policies: &PolicySet, group: &Group<'_>) -> Option<Diagnostic> {
    let (first, findings) = group.first()?;
    let clause = policies.expectations.get(first.expectation)?;
    let points: Vec<_> = findings.iter().collect();
    let args = args!["subjects" => subjects(group), "points" => sentences(clause, &points)];
    Some(complete(policies, clause, group, Diagnostic::new(&codes::NOTE, args), None))
}

fn preview(policies: &PolicySet, group: &Group<'_>) -> Option<Diagnostic> {
    let (first, findings) = group.first()?;
    let clause = policies.expectations.get(first.expectation)?;
    let points: Vec<_> = findings.iter().collect();
    let when = match clause.force.from {
        Some(date) => codes::FROM.with(args!["date" => date.to_string()]),
        None => codes::ANNOUNCED.with(Vec::new()),
    };
    let args = args!["subjects" => subjects(group), "when" => when, "points" => sentences(clause, &points)];
    let diagnostic = Diagnostic::new(&codes::PREVIEW, args);
    Some(complete(policies, clause, group, diagnostic, Some(Verdict::NotInForce.word())))
}

fn subjects(group: &Group<'_>) -> Vec<String> {
    group.iter().map(|(evaluation, _)| evaluation.subject.id.clone()).collect()
}

/// "`label` (what it says)", for each.
fn sentences(clause: &Expectation, findings: &[&Finding]) -> Vec<Message> {
    let said = |label: &str| {
        let points = clause.points.iter().chain(&clause.notes).map(|point| (&point.label, &point.said));
        let evidence = clause.evidence.iter().map(|evidence| (&evidence.label, &evidence.said));
        let found = points.chain(evidence).find(|(own, _)| *own == label);
        found.map_or_else(|| clause.title.clone(), |(_, said)| said.clone())
    };
    findings
        .iter()
        .map(|finding| codes::POINT.with(args!["label" => &finding.label, "said" => said(&finding.label)]))
        .collect()
}

fn way_out(clause: &Expectation, first: &Evaluation, findings: &[Finding], unknown: bool) -> Message {
    if clause.modality == Modality::Must {
        return Message::plain(codes::BINDING);
    }
    let reference = match findings {
        [only] => format!("{}#{}", clause.id, only.label),
        _ => format!("{}#POINT", clause.id),
    };
    let args: Args = args!["reference" => reference, "subject" => &first.subject.id];
    let text = if unknown { codes::EXPLAIN_UNKNOWN } else { codes::EXPLAIN };
    text.with(args)
}

/// Places, the clause and its source, advice, and what it is about.
fn complete(
    policies: &PolicySet,
    clause: &Expectation,
    group: &Group<'_>,
    mut diagnostic: Diagnostic,
    verdict: Option<&'static str>,
) -> Diagnostic {
    places(clause, group, &mut diagnostic);
    diagnostic.why.push(codes::AS_SAID.with(args!["text" => clause.title.clone()]));
    for citation in &clause.citations {
        if let Some((instrument, row)) = policies.cited(*citation) {
            let softener =
                row.softener.map(|softener: Softener| codes::SOFTENED.with(args!["word" => softener.word()]));
            let args = args![
                "instrument" => instrument.title.clone(), "row" => &row.id,
                "subject" => row.subject.clone(), "strength" => row.strength.word(), "softener" => softener,
                "status" => instrument.status.word(),
            ];
            diagnostic.why.push(codes::SOURCE.with(args));
        }
    }
    if let Some(help) = &clause.help {
        diagnostic.help.push(codes::AS_SAID.with(args!["text" => help.clone()]));
    }
    let labels = group.first().map_or(&[][..], |(_, findings)| findings);
    diagnostic.about = Some(Box::new(About {
        expectations: vec![clause.id.clone()],
        points: labels.iter().map(|finding| finding.label.clone()).collect(),
        subjects: subjects(group),
        explanation: None,
        verdict,
    }));
    diagnostic
}

/// The manifest's side first, then the policy's; each place once, with all there is to say of it.
fn places(clause: &Expectation, group: &Group<'_>, diagnostic: &mut Diagnostic) {
    let mut left_out = 0;
    let mut manifest: Vec<(Span, Vec<Message>)> = Vec::new();
    let mut policy: Vec<Span> = Vec::new();
    let mut conditions: Vec<Span> = Vec::new();
    for (evaluation, findings) in group {
        for finding in *findings {
            for cause in &finding.causes {
                if !policy.contains(&cause.policy) {
                    policy.push(cause.policy);
                }
                conditions.extend(cause.because.filter(|because| !conditions.contains(because)));
                if let Some(help) = cause.help.as_ref().filter(|help| !diagnostic.help.contains(help)) {
                    diagnostic.help.push(help.clone());
                }
                let span = cause.manifest.unwrap_or(evaluation.subject.span);
                let said = Some((span, cause.message.clone()));
                let origin = cause.origin.map(|origin| (origin, Message::plain(codes::ORIGIN)));
                for (span, message) in said.into_iter().chain(origin) {
                    let full = manifest.len() >= PLACES;
                    match manifest.iter_mut().find(|(known, _)| *known == span) {
                        Some((_, messages)) if messages.contains(&message) => {}
                        Some((_, messages)) => messages.push(message),
                        None if full => left_out += 1,
                        None => manifest.push((span, vec![message])),
                    }
                }
            }
            if finding.causes.is_empty() {
                let points = clause.points.iter().chain(&clause.notes);
                policy.extend(points.filter(|point| point.label == finding.label).map(|point| point.cond.span));
            }
        }
    }
    if manifest.is_empty() {
        manifest.extend(group.iter().take(PLACES).map(|(evaluation, _)| (evaluation.subject.span, Vec::new())));
    }
    for (span, messages) in manifest {
        let message = match messages.as_slice() {
            [] => None,
            [only] => Some(only.clone()),
            _ => Some(codes::ALL_OF.with(args!["all" => messages])),
        };
        diagnostic.labels.push(Label { span, message });
    }
    diagnostic.labels.extend(policy.into_iter().take(PLACES).map(|span| Label { span, message: None }));
    let because = conditions.into_iter().take(PLACES);
    diagnostic.labels.extend(because.map(|span| Label { span, message: Some(Message::plain(codes::BECAUSE)) }));
    if left_out > 0 {
        diagnostic.help.push(codes::MORE.with(args!["count" => left_out]));
    }
}
