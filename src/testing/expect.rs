//! What a test expects against what was judged. Labels are exact sets; what a test names and nobody knows is an error
//! that stops, never a pass.

use std::collections::BTreeSet;

use crate::args;
use crate::diagnostic::{Diagnostic, Level, did_you_mean};
use crate::explanation::State;
use crate::judge::Judgement;
use crate::policy::{self, PolicySet};
use crate::source::Span;
use crate::syntax::tree::{Expect, Expected, Test, Word};
use crate::testing::{Stand, codes};
use crate::text::{Message, Str, Text};
use crate::verdict::{Evaluation, Finding, Truth, Verdict};

/// Every expectation of a test that is not met, and every name in it that nobody knows.
pub(super) fn compare(stand: &Stand, test: &policy::Test, judgement: &Judgement) -> Vec<Diagnostic> {
    let comparison = Comparison { stand, policies: &stand.policies, pack: test.pack, test: &test.tree, judgement };
    test.tree.expects.iter().flat_map(|expect| comparison.one(expect)).collect()
}

struct Comparison<'a> {
    stand: &'a Stand,
    policies: &'a PolicySet,
    /// The pack of the test, whose clauses are named without it.
    pack: usize,
    test: &'a Test,
    judgement: &'a Judgement,
}

impl<'a> Comparison<'a> {
    fn one(&self, expect: &Expect) -> Vec<Diagnostic> {
        match expect {
            Expect::Verdict { clause, subject, verdict, noting, span } => {
                self.verdict(clause, subject, verdict, noting, *span).into_iter().collect()
            }
            Expect::Explanation { id, state, lacking, span } => {
                self.explanation(id, state, lacking, *span).into_iter().collect()
            }
            Expect::NothingElse(span) => self.nothing_else(*span),
        }
    }

    fn clause(&self, clause: &Word) -> Option<usize> {
        self.stand.clause(&clause.text)
    }

    fn evaluation(&self, clause: &Word, subject: &Word) -> Result<&'a Evaluation, Box<Diagnostic>> {
        let Some(index) = self.clause(clause) else {
            let names = self.policies.expectations.iter().map(|known| known.name.as_str());
            let args = args!["name" => &clause.text, "hint" => did_you_mean(&clause.text, names)];
            return Err(Box::new(Diagnostic::new(&codes::NO_CLAUSE, args).at(clause.span)));
        };
        let of_clause = || self.judgement.of_clause(index).iter();
        of_clause().find(|found| found.subject.id == subject.text).ok_or_else(|| {
            let hint = did_you_mean(&subject.text, of_clause().map(|found| found.subject.id.as_str()));
            let args = args!["name" => &subject.text, "clause" => &clause.text, "hint" => hint];
            Box::new(Diagnostic::new(&codes::NO_SUBJECT, args).at(subject.span))
        })
    }

    fn verdict(
        &self,
        clause: &Word,
        subject: &Word,
        expected: &Expected,
        noting: &[Word],
        span: Span,
    ) -> Option<Diagnostic> {
        let found = match self.evaluation(clause, subject) {
            Ok(found) => found,
            Err(wrong) => return Some(*wrong),
        };
        let wanted = Outcome::expected(expected, noting);
        let actual = Outcome::actual(found);
        if wanted.is_met_by(&actual) {
            return None;
        }
        let args = args![
            "test" => &self.test.name.text, "clause" => &clause.text, "subject" => &subject.text,
            "expected" => wanted.message(), "actual" => actual.message()
        ];
        let mut diagnostic = Diagnostic::new(&codes::VERDICT_DIFFERS, args).at(span);
        for finding in found.open.iter().chain(&found.notes) {
            if !wanted.names(&finding.label) {
                diagnostic = with_cause(diagnostic, finding);
            }
        }
        Some(diagnostic)
    }

    fn explanation(&self, id: &Word, state: &Word, lacking: &[Word], span: Span) -> Option<Diagnostic> {
        let explanations = &self.judgement.explanations;
        let Some(index) = explanations.iter().position(|known| known.id.value == id.text) else {
            let hint = did_you_mean(&id.text, explanations.iter().map(|known| known.id.value.as_str()));
            let args = args!["name" => &id.text, "hint" => hint];
            return Some(Diagnostic::new(&codes::NO_EXPLANATION, args).at(id.span));
        };
        let Some(&(wanted, _)) = State::ALL.iter().find(|(word, _)| *word == state.text) else {
            let hint = did_you_mean(&state.text, State::ALL.map(|(word, _)| word));
            let args = args!["name" => &state.text, "hint" => hint];
            return Some(Diagnostic::new(&codes::NO_STATE, args).at(state.span));
        };
        let found = self.judgement.assessments.iter().find(|assessment| assessment.explanation == index)?;
        let lacks: BTreeSet<String> =
            found.faults.iter().filter(|fault| fault.state.word() == wanted).map(|fault| spelt(&fault.field)).collect();
        let fields: BTreeSet<String> = lacking.iter().map(|field| spelt(&field.text)).collect();
        if found.state.word() == wanted && (lacking.is_empty() || lacks == fields) {
            return None;
        }
        let faults: Vec<Message> = found.faults.iter().map(|fault| fault.message.clone()).collect();
        let because = (!faults.is_empty()).then(|| BECAUSE.with(args!["faults" => faults]));
        let lack = (!lacking.is_empty()).then(|| {
            FOR_LACK.with(args!["fields" => lacking.iter().map(|field| field.text.clone()).collect::<Vec<_>>()])
        });
        let args = args![
            "test" => &self.test.name.text, "id" => &id.text, "expected" => &state.text, "lack" => lack,
            "actual" => found.state.word(), "because" => because
        ];
        Some(Diagnostic::new(&codes::EXPLANATION_DIFFERS, args).at(span))
    }

    /// Whatever is open at level error and not expected by another line.
    fn nothing_else(&self, span: Span) -> Vec<Diagnostic> {
        let named: BTreeSet<(Option<usize>, &str)> = self
            .test
            .expects
            .iter()
            .filter_map(|expect| match expect {
                Expect::Verdict { clause, subject, .. } => Some((self.clause(clause), subject.text.as_str())),
                Expect::Explanation { .. } | Expect::NothingElse(_) => None,
            })
            .collect();
        let open = self.judgement.evaluations.iter().filter(|found| {
            matches!(found.verdict, Verdict::Deviates | Verdict::Unknown)
                && !named.contains(&(Some(found.expectation), found.subject.id.as_str()))
        });
        open.filter_map(|found| {
            let clause = self.policies.expectations.get(found.expectation).filter(|one| one.level == Level::Error)?;
            let name = if clause.pack == self.pack { &clause.name } else { &clause.id };
            let args = args![
                "test" => &self.test.name.text, "clause" => name, "subject" => &found.subject.id,
                "actual" => Outcome::actual(found).message()
            ];
            let diagnostic = Diagnostic::new(&codes::SOMETHING_ELSE, args).at(span);
            Some(found.open.iter().fold(diagnostic, with_cause))
        })
        .collect()
    }
}

/// A verdict with its labels, expected or found.
struct Outcome {
    verdict: Verdict,
    preview: bool,
    deviates: BTreeSet<Str>,
    unknown: BTreeSet<Str>,
    /// None: not asked.
    noting: Option<BTreeSet<Str>>,
}

impl Outcome {
    fn expected(expected: &Expected, noting: &[Word]) -> Self {
        let set = |words: &[Word]| words.iter().map(|word| Str::from(&word.text)).collect::<BTreeSet<_>>();
        let none = BTreeSet::new;
        let (verdict, preview, deviates, unknown) = match expected {
            Expected::Complies { preview } => (Verdict::Complies, *preview, none(), none()),
            Expected::Deviates { at, unknown, preview } => (Verdict::Deviates, *preview, set(at), set(unknown)),
            Expected::Unknown { at, preview } => (Verdict::Unknown, *preview, none(), set(at)),
            Expected::Explained => (Verdict::Explained, false, none(), none()),
            Expected::NotApplicable => (Verdict::NotApplicable, false, none(), none()),
            Expected::NotInForce => (Verdict::NotInForce, false, none(), none()),
        };
        let asked = verdict == Verdict::Complies || !noting.is_empty();
        Self { verdict, preview, deviates, unknown, noting: asked.then(|| set(noting)) }
    }

    fn actual(found: &Evaluation) -> Self {
        let (verdict, preview) = match found.preview {
            Some(preview) if found.verdict == Verdict::NotInForce => (preview, true),
            _ => (found.verdict, false),
        };
        let labels = |deviating: bool| {
            let open = found.open.iter().filter(|finding| (finding.truth == Truth::False) == deviating);
            open.map(|finding| finding.label.clone()).collect()
        };
        Self {
            verdict,
            preview,
            deviates: labels(true),
            unknown: labels(false),
            noting: Some(found.notes.iter().map(|finding| finding.label.clone()).collect()),
        }
    }

    fn is_met_by(&self, actual: &Self) -> bool {
        if self.verdict == Verdict::NotInForce {
            return actual.preview || actual.verdict == Verdict::NotInForce;
        }
        let labels = match self.verdict {
            Verdict::Deviates | Verdict::Unknown => self.deviates == actual.deviates && self.unknown == actual.unknown,
            _ => true,
        };
        self.verdict == actual.verdict
            && self.preview == actual.preview
            && labels
            && (self.noting.is_none() || self.noting == actual.noting)
    }

    fn names(&self, label: &str) -> bool {
        self.deviates.contains(label)
            || self.unknown.contains(label)
            || self.noting.as_ref().is_some_and(|labels| labels.contains(label))
    }

    fn message(&self) -> Message {
        let list = |labels: &BTreeSet<Str>| labels.iter().cloned().collect::<Vec<_>>();
        let noting = self.noting.as_ref().filter(|labels| !labels.is_empty());
        let message = match self.verdict {
            Verdict::Complies => {
                let noting = noting.map(|labels| NOTING.with(args!["labels" => list(labels)]));
                COMPLIES.with(args!["noting" => noting])
            }
            Verdict::Deviates => {
                let and = (!self.unknown.is_empty()).then(|| AND_UNKNOWN.with(args!["labels" => list(&self.unknown)]));
                DEVIATES.with(args!["labels" => list(&self.deviates), "and" => and])
            }
            Verdict::Unknown => UNKNOWN.with(args!["labels" => list(&self.unknown)]),
            Verdict::Explained => Message::plain(EXPLAINED),
            Verdict::NotApplicable => Message::plain(NOT_APPLICABLE),
            Verdict::NotInForce => Message::plain(NOT_IN_FORCE),
        };
        if self.preview { PREVIEW.with(args!["verdict" => message]) } else { message }
    }
}

/// Adds where a finding comes from: the sentence of the policy and the place of the fixture.
fn with_cause(diagnostic: Diagnostic, finding: &Finding) -> Diagnostic {
    let Some(cause) = finding.causes.first() else { return diagnostic };
    let said = AT_LABEL.with(args!["label" => &finding.label, "cause" => cause.message.clone()]);
    let diagnostic = diagnostic.label(cause.policy, said);
    match cause.manifest {
        Some(span) => diagnostic.at(span),
        None => diagnostic,
    }
}

/// A field as tests may write it: without the block it stands in, with `_`.
fn spelt(field: &str) -> String {
    field.rsplit('.').next().unwrap_or(field).replace('-', "_")
}

const COMPLIES: Text = Text::new("complies{noting}", "適合{noting}");
const NOTING: Text = Text::new(", noting {labels}", "（注記: {labels}）");
const DEVIATES: Text = Text::new("deviates at {labels}{and}", "不適合 ({labels}){and}");
const AND_UNKNOWN: Text = Text::new(" and is unknown at {labels}", "、不明 ({labels})");
const UNKNOWN: Text = Text::new("is unknown at {labels}", "不明 ({labels})");
const EXPLAINED: Text = Text::new("is explained", "説明あり");
const NOT_APPLICABLE: Text = Text::new("does not apply", "適用対象外");
const NOT_IN_FORCE: Text = Text::new("is not in force", "効力期間外");
const PREVIEW: Text = Text::new("is not in force (preview: {verdict})", "効力期間外（予告: {verdict}）");
const AT_LABEL: Text = Text::new("{label}: {cause}", "{label}: {cause}");
const BECAUSE: Text = Text::new(" ({faults})", "（{faults}）");
const FOR_LACK: Text = Text::new(" for lack of {fields}", "（不足: {fields}）");
