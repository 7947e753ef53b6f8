//! From verdicts to findings: what a report shows a person. Each is said once, with all its places.
//!
//! A missing gate is one finding a subject, a missing list one finding, and equal findings of several subjects are one.
//! Takes the finished judgement; decides nothing.

use std::borrow::Cow;
use std::collections::BTreeMap;

use rustc_hash::FxHashMap;

use crate::args;
use crate::diagnostic::{About, Code, Diagnostic};
use crate::judge::Judgement;
use crate::policy::{Expectation, Modality, PolicySet, Softener};
use crate::text::{Args, Lang, Message, Said};
use crate::verdict::{Evaluation, Finding, Truth, Verdict};

pub mod codes;
mod grace;
mod next;
mod layers;
mod places;
mod shared;
mod waiting;

pub use grace::with_grace;
use layers::layers;
pub use next::{Next, next};
use places::places;
use shared::shared_evidence;
use waiting::{gate, waiting};

/// So many subjects of one finding are named in its message, the rest counted; more than that are not listed to be
/// copied.
const NAMED: usize = 4;

/// The findings of one manifest, in the order of clauses; explanations are spoken of by [`crate::explanation`].
#[must_use]
pub fn findings(policies: &PolicySet, judgement: &Judgement) -> Vec<Diagnostic> {
    if let Some(clause) = judgement.gave_up {
        return vec![gave_up(policies, clause)];
    }
    let evaluations = untold(&judgement.evaluations);
    let mut findings = waiting(policies, &evaluations);
    for group in equal(policies, &evaluations, Kind::Open) {
        findings.extend(open(policies, &group));
    }
    for group in equal(policies, &evaluations, Kind::Notes) {
        findings.extend(notes(policies, &group));
    }
    for group in equal(policies, &evaluations, Kind::Preview) {
        findings.extend(preview(policies, &group));
    }
    findings.extend(shared_evidence(policies, &evaluations));
    findings
}

/// The evaluations without what has been told as a mistake of the manifest.
fn untold(evaluations: &[Evaluation]) -> Cow<'_, [Evaluation]> {
    let told = |finding: &Finding| finding.causes.iter().any(|cause| cause.told);
    if !evaluations.iter().any(|one| one.open.iter().chain(&one.notes).any(told)) {
        return Cow::Borrowed(evaluations);
    }
    let mut evaluations = evaluations.to_vec();
    for one in &mut evaluations {
        for findings in [&mut one.open, &mut one.notes] {
            findings.retain_mut(|finding| {
                let was_told = told(finding);
                finding.causes.retain(|cause| !cause.told);
                !was_told || !finding.causes.is_empty()
            });
        }
    }
    Cow::Owned(evaluations)
}

/// That a manifest could not be judged within the limit, said at the clause where that was seen.
#[must_use]
pub fn gave_up(policies: &PolicySet, clause: usize) -> Diagnostic {
    let clause = policies.expectations.get(clause);
    let id = clause.map(|clause| clause.id.clone()).unwrap_or_default();
    let args = args!["clause" => id, "limit" => policies.limits.get("judgement-steps")];
    let diagnostic = Diagnostic::new(&codes::TOO_MANY_STEPS, args);
    clause.into_iter().fold(diagnostic, |diagnostic, clause| diagnostic.at(clause.span))
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

fn open(policies: &PolicySet, group: &Group<'_>) -> Option<Diagnostic> {
    let (first, findings) = group.first()?;
    let clause = policies.expectations.get(first.expectation)?;
    let (deviates, unknown): (Vec<_>, Vec<_>) = findings.iter().partition(|finding| finding.truth == Truth::False);
    let code: &'static Code = match (deviates.is_empty(), unknown.is_empty()) {
        _ if clause.modality == Modality::May => &codes::NOTE,
        (false, true) => &codes::DEVIATES,
        (true, _) => &codes::UNKNOWN,
        (false, false) => &codes::DEVIATES_AND_UNKNOWN,
    };
    let all: Vec<&Finding> = findings.iter().collect();
    let points = match (clause.modality, deviates.is_empty()) {
        (Modality::May, _) => &all,
        (_, true) => &unknown,
        (_, false) => &deviates,
    };
    let args = args![
        "subjects" => named(&subjects(group)), "points" => sentences(clause, points), "unknown" => sentences(clause, &unknown),
    ];
    let diagnostic = Diagnostic::new(code, args).level(clause.level);
    let verdict = if deviates.is_empty() { Verdict::Unknown } else { Verdict::Deviates };
    let mut diagnostic = complete(policies, clause, group, diagnostic, Some(verdict.word()));
    diagnostic.help.push(way_out(clause, group, findings, deviates.is_empty()));
    Some(diagnostic)
}

fn notes(policies: &PolicySet, group: &Group<'_>) -> Option<Diagnostic> {
    let (first, findings) = group.first()?;
    let clause = policies.expectations.get(first.expectation)?;
    let points: Vec<_> = findings.iter().collect();
    let args = args!["subjects" => named(&subjects(group)), "points" => sentences(clause, &points)];
    Some(leave_it(complete(policies, clause, group, Diagnostic::new(&codes::NOTE, args), None)))
}

fn preview(policies: &PolicySet, group: &Group<'_>) -> Option<Diagnostic> {
    let (first, findings) = group.first()?;
    let clause = policies.expectations.get(first.expectation)?;
    let points: Vec<_> = findings.iter().collect();
    let when = match clause.force.from {
        Some(date) => codes::FROM.with(args!["date" => date.to_string()]),
        None => codes::ANNOUNCED.with(Vec::new()),
    };
    let args = args!["subjects" => named(&subjects(group)), "when" => when, "points" => sentences(clause, &points)];
    let diagnostic = Diagnostic::new(&codes::PREVIEW, args);
    Some(leave_it(complete(policies, clause, group, diagnostic, Some(Verdict::NotInForce.word()))))
}

/// Whatever else is advised, a note asks for nothing.
fn leave_it(mut diagnostic: Diagnostic) -> Diagnostic {
    diagnostic.help.push(Message::plain(diagnostic.code.help));
    diagnostic
}

fn subjects(group: &Group<'_>) -> Vec<String> {
    group.iter().map(|(evaluation, _)| evaluation.subject.id.clone()).collect()
}

/// The subjects as a message names them: the first few, and how many more.
fn named(subjects: &[String]) -> Message {
    let names: Vec<String> = subjects.iter().take(NAMED).cloned().collect();
    let more = subjects.len().saturating_sub(NAMED);
    let text = if more > 0 { codes::SUBJECTS_AND_MORE } else { codes::SUBJECTS };
    text.with(args!["subjects" => names, "more" => more])
}

/// "`label` (what it says)", for each.
fn sentences(clause: &Expectation, findings: &[&Finding]) -> Vec<Message> {
    let points = clause.points.iter().chain(&clause.notes).map(|point| (point.label.as_str(), &point.said));
    let evidence = clause.evidence.iter().map(|evidence| (evidence.label.as_str(), &evidence.said));
    // WHY: a clause may have tens of thousands of points, all of them open.
    let mut known: FxHashMap<&str, &Said> = FxHashMap::default();
    for (label, said) in points.chain(evidence) {
        known.entry(label).or_insert(said);
    }
    let said = |label: &str| known.get(label).map_or_else(|| clause.title.clone(), |said| (*said).clone());
    findings
        .iter()
        .map(|finding| codes::POINT.with(args!["label" => &finding.label, "said" => said(&finding.label)]))
        .collect()
}

fn way_out(clause: &Expectation, group: &Group<'_>, findings: &[Finding], unknown: bool) -> Message {
    if clause.modality == Modality::Must {
        return Message::plain(codes::BINDING);
    }
    if clause.modality == Modality::May {
        return Message::plain(codes::LEAVE);
    }
    let subjects = subjects(group);
    let several = (subjects.len() > 1).then(|| Message::plain(codes::SHARED_WAY));
    // Without a label the skeleton has an entry for each open point.
    let reference = match findings {
        [only] => format!("{}#{}", clause.id, only.label),
        _ => clause.id.to_string(),
    };
    let subject = subjects.first().cloned().unwrap_or_default();
    let args: Args = args!["reference" => reference, "subject" => subject, "several" => several];
    let advised =
        clause.help.is_some() || findings.iter().flat_map(|finding| &finding.causes).any(|c| c.help.is_some());
    if unknown {
        return codes::EXPLAIN_UNKNOWN.with(args);
    }
    let way = codes::EXPLAIN.with(args);
    if advised { codes::OR.with(args!["way" => way]) } else { way }
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
                "status" => codes::status(instrument.status).with(Vec::new()),
            ];
            diagnostic.why.push(codes::SOURCE.with(args));
        }
    }
    // What is only noted is so in every layer.
    if verdict.is_some() {
        layers(policies, clause, &mut diagnostic);
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
