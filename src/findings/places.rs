//! The places of a finding: the manifest's side first, then the policy's, each once.

use rustc_hash::FxHashSet;

use crate::args;
use crate::diagnostic::{Diagnostic, Label};
use crate::evaluate;
use crate::findings::{Group, codes};
use crate::limits::{CAUSES, PLACES};
use crate::policy::Expectation;
use crate::source::Span;
use crate::text::Message;
use crate::verdict::{Because, Finding};

/// The manifest's side first, then the policy's; each place once, with all there is to say of it.
pub(super) fn places(clause: &Expectation, group: &Group<'_>, diagnostic: &mut Diagnostic) {
    let mut left_out = 0;
    let mut manifest: Vec<(Span, Vec<Message>)> = Vec::new();
    let (mut origins, mut known_origins): (Vec<Span>, _) = (Vec::new(), FxHashSet::default());
    let (mut conditions, mut known_conditions): (Vec<Because>, _) = (Vec::new(), FxHashSet::default());
    let mut help: Vec<Message> = Vec::new();
    for (evaluation, findings) in group {
        for cause in findings.iter().flat_map(|finding| &finding.causes) {
            conditions.extend(cause.because.filter(|because| known_conditions.insert(*because)));
            origins.extend(cause.origin.filter(|origin| known_origins.insert(*origin)));
            let span = cause.manifest.unwrap_or(evaluation.subject.span);
            let full = manifest.len() >= PLACES;
            match manifest.iter_mut().find(|(known, _)| *known == span) {
                Some((_, messages)) if messages.contains(&cause.message) => {}
                Some((_, messages)) if messages.len() >= CAUSES => {
                    left_out += 1;
                    continue;
                }
                Some((_, messages)) => messages.push(cause.message.clone()),
                None if full => {
                    left_out += 1;
                    continue;
                }
                None => manifest.push((span, vec![cause.message.clone()])),
            }
            help.extend(cause.help.as_deref().filter(|advice| !help.contains(*advice)).cloned());
        }
    }
    // Where a value comes from is said, unless that place speaks for itself.
    origins.retain(|origin| !manifest.iter().any(|(known, _)| known == origin));
    manifest.extend(origins.into_iter().take(PLACES).map(|origin| (origin, vec![Message::plain(codes::ORIGIN)])));
    if manifest.is_empty() {
        manifest.extend(group.iter().take(PLACES).map(|(evaluation, _)| (evaluation.subject.span, Vec::new())));
    }
    for (span, messages) in manifest {
        let mut messages = evaluate::together(messages);
        let message = match messages.len() {
            0 | 1 => messages.pop(),
            _ => Some(codes::ALL_OF.with(args!["all" => messages])),
        };
        diagnostic.labels.push(Label { span, message });
    }
    let findings = group.first().map_or(&[][..], |(_, findings)| findings);
    let sentences: Vec<Span> = sentences_of(clause, findings).into_iter().take(PLACES).collect();
    // A condition that stands within what is shown is shown with it.
    conditions.retain(|because| !sentences.iter().any(|known| holds(*known, because.span)));
    diagnostic.labels.extend(sentences.into_iter().map(|span| Label { span, message: None }));
    let because = conditions.into_iter().take(PLACES);
    diagnostic.labels.extend(because.map(|Because { span, unless }| {
        let text = if unless { codes::BECAUSE_NOT } else { codes::BECAUSE };
        Label { span, message: Some(Message::plain(text)) }
    }));
    diagnostic.help.extend(evaluate::together(help));
    if left_out > 0 {
        diagnostic.help.push(codes::MORE.with(args!["count" => left_out]));
    }
}

/// Whether one stretch lies within another.
fn holds(outer: Span, inner: Span) -> bool {
    outer.file == inner.file && outer.start <= inner.start && inner.end <= outer.end
}

/// The sentences of the policy that are not as they should be: one stretch a point, and one for each definition.
fn sentences_of(clause: &Expectation, findings: &[Finding]) -> Vec<Span> {
    let (mut spans, mut known): (Vec<Span>, _) = (Vec::new(), FxHashSet::default());
    for finding in findings {
        let mut own: Option<Span> = None;
        for cause in &finding.causes {
            let span = cause.policy;
            if holds(clause.span, span) {
                own = Some(own.map_or(span, |known| known.to(span)));
            } else if known.insert(span) {
                spans.push(span);
            }
        }
        if finding.causes.is_empty() {
            let points = clause.points.iter().chain(&clause.notes);
            own = points.filter(|point| point.label == finding.label).map(|point| point.cond.span).next();
        }
        spans.extend(own.filter(|own| known.insert(*own)));
    }
    spans.sort_unstable_by_key(|span| (span.file != clause.span.file, span.file, span.start));
    spans
}
