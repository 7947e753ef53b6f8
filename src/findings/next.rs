//! The one addition to a manifest that would settle most of what is unknown.
//!
//! Takes the finished judgement; a fact that several systems lack is asked for once, under their shared block.

use std::collections::{BTreeMap, BTreeSet};

use rustc_hash::FxHashSet;

use crate::args;
use crate::diagnostic::{About, Diagnostic, Label};
use crate::evaluate;
use crate::findings::codes;
use crate::judge::Judgement;
use crate::policy::PolicySet;
use crate::schema::Schema;
use crate::source::Span;
use crate::text::{Message, Str};
use crate::verdict::{Cause, Evaluation, Truth, Verdict};

/// An addition and what it would settle.
#[derive(Clone, Debug)]
pub struct Next {
    /// What to add, as a note at the place where it would stand.
    pub diagnostic: Diagnostic,
    /// Unknown verdicts that wait for nothing else.
    pub settles: usize,
    /// Unknown verdicts that wait for it, also beside others.
    pub waits: usize,
}

/// The addition that settles most; none where nothing is unknown for want of a key.
#[must_use]
pub fn next(policies: &PolicySet, judgement: &Judgement) -> Option<Next> {
    let unknown: Vec<&Evaluation> =
        judgement.evaluations.iter().filter(|evaluation| evaluation.verdict == Verdict::Unknown).collect();
    let mut facts: BTreeMap<Fact, Waiting<'_>> = BTreeMap::new();
    for evaluation in &unknown {
        let mut gaps: BTreeMap<&str, Vec<&Cause>> = BTreeMap::new();
        for (path, cause) in self::gaps(evaluation) {
            gaps.entry(path).or_default().push(cause);
        }
        for (path, causes) in &gaps {
            let own = Fact { shared: None, subject: evaluation.subject.id.clone(), path: (*path).to_owned() };
            for fact in shared(policies, evaluation, path).into_iter().chain([own]) {
                let waiting = facts.entry(fact).or_default();
                waiting.evaluations.push(evaluation);
                waiting.settles += usize::from(gaps.len() == 1 && is_only_silence(evaluation));
                waiting.causes.extend(causes);
            }
        }
    }
    // A block that would be shared by one system only is that system's own.
    let several = |fact: &Fact, waiting: &Waiting<'_>| fact.shared.is_none() || waiting.subjects().len() > 1;
    let best = facts.into_iter().filter(|(fact, waiting)| several(fact, waiting)).max_by(|(a, one), (b, other)| {
        (one.settles, one.evaluations.len()).cmp(&(other.settles, other.evaluations.len())).then_with(|| b.cmp(a))
    });
    best.map(|(fact, waiting)| told(policies, &fact, &waiting, unknown.len()))
}

/// A key that is not there.
#[derive(PartialEq, Eq, PartialOrd, Ord)]
struct Fact {
    /// The block that says it for all, where it is asked for there.
    shared: Option<String>,
    /// Whose it is; empty for all.
    subject: String,
    /// `oversight.mode`
    path: String,
}

#[derive(Default)]
struct Waiting<'a> {
    evaluations: Vec<&'a Evaluation>,
    causes: Vec<&'a Cause>,
    settles: usize,
}

impl Waiting<'_> {
    fn subjects(&self) -> BTreeSet<&str> {
        self.evaluations.iter().map(|evaluation| evaluation.subject.id.as_str()).collect()
    }
}

/// The keys whose absence leaves an evaluation open.
fn gaps(evaluation: &Evaluation) -> Vec<(&str, &Cause)> {
    let causes = evaluation.open.iter().flat_map(|finding| &finding.causes);
    causes.filter_map(|cause| Some((cause.missing.as_deref()?, cause))).collect()
}

/// Whether every cause is a key that is not there: what is said and cannot be judged is not settled by an addition.
fn is_only_silence(evaluation: &Evaluation) -> bool {
    let mut causes = evaluation.open.iter().flat_map(|finding| &finding.causes);
    causes.all(|cause| cause.missing.is_some() || cause.truth == Truth::False)
}

/// The same fact in the block that all records of the subject's list share.
fn shared(policies: &PolicySet, evaluation: &Evaluation, path: &str) -> Option<Fact> {
    let schema = &policies.schema;
    let clause = policies.expectations.get(evaluation.expectation)?;
    let each = clause.scope.each.filter(|_| !evaluation.missing_list)?;
    let block = schema.record(each.record).shared?;
    let first = path.split('.').next().unwrap_or(path);
    schema.find_field(each.record, first)?;
    Some(Fact { shared: Some(schema.field(block).name.to_string()), subject: String::new(), path: path.to_owned() })
}

fn told(policies: &PolicySet, fact: &Fact, waiting: &Waiting<'_>, unknown: usize) -> Next {
    let path = match &fact.shared {
        Some(block) => format!("{block}.{}", fact.path),
        None => fact.path.clone(),
    };
    let subjects: Vec<String> = waiting.subjects().into_iter().map(str::to_owned).collect();
    let clauses: BTreeSet<Str> = waiting
        .evaluations
        .iter()
        .filter_map(|evaluation| Some(policies.expectations.get(evaluation.expectation)?.id.clone()))
        .collect();
    let clauses: Vec<Str> = clauses.into_iter().collect();
    let named: Vec<String> = clauses.iter().map(|id| format!("`{id}`")).collect();
    // A list or block of the manifest itself is nobody's.
    let first = fact.path.split('.').next().unwrap_or(&fact.path);
    let is_block = policies.schema.find_field(Schema::ROOT, first).is_some();
    let of_itself = fact.shared.is_none()
        && waiting.evaluations.iter().all(|e| e.missing_list || (is_block && e.subject.id == "organisation"));
    let whose = (!of_itself).then(|| codes::WHOSE.with(args!["subjects" => subjects.clone()]));
    let args = args![
        "path" => &path, "whose" => whose, "settles" => waiting.settles,
        "waits" => waiting.evaluations.len(), "unknown" => unknown, "expectations" => named,
    ];
    let code = if waiting.settles > 0 { &codes::NEXT } else { &codes::NEXT_AMONG_OTHERS };
    let mut diagnostic = Diagnostic::new(code, args);
    let mut known = FxHashSet::default();
    let spans: Vec<Span> =
        waiting.causes.iter().filter_map(|cause| cause.manifest.filter(|span| known.insert(*span))).collect();
    let not_said = || codes::NOT_SAID.with(args!["path" => &fact.path]);
    diagnostic.labels = spans.into_iter().map(|span| Label { span, message: Some(not_said()) }).collect();
    let mut help: Vec<Message> = Vec::new();
    for advice in waiting.causes.iter().filter_map(|cause| cause.help.as_deref()) {
        if !help.contains(advice) {
            help.push(advice.clone());
        }
    }
    if let Some(block) = &fact.shared {
        diagnostic.help.push(codes::SHARED_BLOCK.with(args!["block" => block]));
    }
    diagnostic.help.extend(evaluate::together(help));
    diagnostic.about = Some(Box::new(About {
        expectations: clauses,
        points: Vec::new(),
        subjects,
        explanation: None,
        verdict: Some(Verdict::Unknown.word()),
    }));
    Next { diagnostic, settles: waiting.settles, waits: waiting.evaluations.len() }
}
