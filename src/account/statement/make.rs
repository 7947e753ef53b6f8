//! Verdicts and explanations as the parts of a register.

use crate::engine::Case;
use crate::explanation::{Exhibit, Explanation, State};
use crate::policy::Expectation;
use crate::text::{Lang, Text};
use crate::verdict::{Evaluation, Finding, Truth, Verdict};

use super::super::layers::{Layer, Layers};
use super::super::names::Names;
use super::super::why::{Field, sources};
use super::super::{one_line, prose, text_in, words};
use super::{Account, Clause, Complies, Explained, Instrument, Open, Point, Preview, Refused};

/// Makes the parts of a register.
pub(super) struct Maker<'a> {
    pub(super) case: &'a Case<'a>,
    pub(super) lang: Lang,
    pub(super) public: bool,
    pub(super) layers: Layers<'a>,
    pub(super) names: Names<'a>,
}

impl<'a> Maker<'a> {
    /// Source texts with their clauses; a clause stands under the row that it cites first.
    pub(super) fn instruments(&self) -> Vec<Instrument> {
        let policies = self.case.policies;
        let first = |clause: &Expectation| {
            let citation = clause.citations.first();
            citation.map_or((usize::MAX, 0), |citation| (citation.instrument, citation.row))
        };
        let mut order: Vec<usize> = (0..policies.expectations.len()).collect();
        order.sort_by_key(|index| (policies.expectations.get(*index).map(first), *index));
        let mut out: Vec<(usize, Instrument)> = Vec::new();
        for index in order {
            let Some(clause) = policies.expectations.get(index) else { continue };
            let (instrument, _) = first(clause);
            if out.last().is_none_or(|(last, _)| *last != instrument) {
                out.push((instrument, self.instrument(instrument)));
            }
            let Some((_, under)) = out.last_mut() else { continue };
            let told = self.clause(index, clause);
            let concerns = told.complies.len() + told.explained.len() + told.open.len() + told.not_in_force.len();
            if concerns == 0 {
                under.idle.push(told.id);
            } else {
                under.clauses.push(told);
            }
        }
        out.into_iter().map(|(_, instrument)| instrument).collect()
    }

    fn instrument(&self, index: usize) -> Instrument {
        let Some(instrument) = self.case.policies.instruments.get(index) else {
            return Instrument { title: String::new(), facts: Vec::new(), clauses: Vec::new(), idle: Vec::new() };
        };
        let title = one_line(instrument.title.get(self.lang));
        let edition = instrument.edition.as_ref().map(|text| one_line(text)).filter(|text| !title.contains(text));
        let dated = instrument.dated.map(|date| date.to_string());
        let issuer = instrument.issuer.as_ref().map(|text| one_line(text));
        let status = crate::findings::codes::status(instrument.status).raw(self.lang).to_owned();
        let facts = edition.into_iter().chain(dated).chain(issuer).chain([status]).collect();
        Instrument { title, facts, clauses: Vec::new(), idle: Vec::new() }
    }

    fn clause(&self, index: usize, clause: &'a Expectation) -> Clause {
        let mut told = Clause {
            id: clause.id.clone(),
            title: one_line(clause.title.get(self.lang)),
            modality: clause.modality.word(),
            sources: sources(self.case, clause, self.lang),
            layers: self.layers(clause),
            complies: Vec::new(),
            explained: Vec::new(),
            open: Vec::new(),
            from: clause.force.from.filter(|from| *from > self.case.as_of).map(|from| from.to_string()),
            not_in_force: Vec::new(),
            not_applicable: 0,
            elsewhere: 0,
        };
        for evaluation in self.case.judgement.of_clause(index) {
            let subject = one_line(&evaluation.subject.id);
            match evaluation.verdict {
                Verdict::Complies => told.complies.push(Complies {
                    subject,
                    vacuous: evaluation.vacuous,
                    declined: evaluation.declined.clone(),
                    not_inspected: evaluation.not_inspected.clone(),
                }),
                Verdict::Explained => told.explained.push(Explained {
                    subject,
                    points: self.points(clause, &evaluation.open),
                    accounts: self.accounts(evaluation),
                }),
                Verdict::Deviates | Verdict::Unknown => told.open.push(Open {
                    subject,
                    verdict: evaluation.verdict.word(),
                    points: self.points(clause, &evaluation.open),
                    refused: self.refused(evaluation),
                    of: evaluation.verdict,
                }),
                Verdict::NotInForce => told.not_in_force.push(Preview {
                    subject,
                    verdict: evaluation.preview.map(Verdict::word),
                    of: evaluation.preview,
                }),
                Verdict::NotApplicable if evaluation.elsewhere => told.elsewhere += 1,
                Verdict::NotApplicable => told.not_applicable += 1,
            }
        }
        told
    }

    /// The overlays that are applied to a clause.
    fn layers(&self, clause: &Expectation) -> Vec<Layer> {
        let mut layers = self.layers.of(&clause.id, self.lang, self.public);
        layers.retain(|layer| layer.holds);
        layers
    }

    fn points(&self, clause: &Expectation, open: &[Finding]) -> Vec<Point> {
        const APPLIES: Text = Text::new("whether it applies", "適用の有無");
        let said = |label: &str| {
            let points = clause.points.iter().map(|point| (&point.label, &point.said));
            let evidence = clause.evidence.iter().map(|line| (&line.label, &line.said));
            let found = points.chain(evidence).find(|(own, _)| *own == label);
            found.map_or_else(|| APPLIES.raw(self.lang).to_owned(), |(_, said)| one_line(said.get(self.lang)))
        };
        let point = |finding: &Finding| Point {
            label: finding.label.clone(),
            says: said(&finding.label),
            truth: words::truth_word(finding.truth),
            // What the manifest says of itself may be internal; what the clause asks is not.
            causes: if self.public { Vec::new() } else { self.causes(finding) },
            met: words::met(Some(finding.truth)),
        };
        open.iter().map(point).collect()
    }

    fn causes(&self, finding: &Finding) -> Vec<String> {
        let deciding = finding.causes.iter().filter(|cause| cause.truth != Truth::True);
        let mut words: Vec<String> = deciding.map(|cause| cause.message.fill(self.lang)).collect();
        words.dedup();
        words
    }

    fn accounts(&self, evaluation: &Evaluation) -> Vec<Account> {
        let judgement = self.case.judgement;
        let state = |at: usize| judgement.assessment(at).map(|one| one.state);
        let account = |at: &usize| Some(self.account(judgement.explanations.get(*at)?, state(*at)));
        evaluation.explained_by.iter().filter_map(account).collect()
    }

    fn account(&self, explanation: &Explanation, state: Option<State>) -> Account {
        let until = explanation.end().map(|end| end.value.last.to_string());
        if self.public && explanation.internal {
            return Account { internal: true, until, ..Account::default() };
        }
        let field = |(field, title): &(&'static str, Text)| {
            let said = prose(explanation, field, self.lang)?;
            Some(Field { field, title: title.raw(self.lang).to_owned(), text: one_line(said) })
        };
        let exhibit = |exhibit: &Exhibit| match exhibit {
            Exhibit::File(text) | Exhibit::Address(text) | Exhibit::Holder(text) => one_line(text),
        };
        let evidence: Vec<String> = explanation.evidence.iter().map(|one| exhibit(&one.value)).collect();
        let by = explanation.by.as_ref().map(|by| one_line(&by.value));
        Account {
            internal: explanation.internal,
            id: Some(one_line(&explanation.id.value)),
            state: state.map(State::word),
            kind: explanation.kind.as_ref().map(|kind| one_line(&kind.value)),
            kind_says: explanation.kind.as_ref().map(|kind| words::kind(&kind.value).raw(self.lang).to_owned()),
            says: words::FIELDS.iter().filter_map(field).collect(),
            documents: evidence.len(),
            evidence: if self.public { Vec::new() } else { evidence },
            decided: explanation.decided.as_ref().map(|date| date.value.last.to_string()),
            role: explanation.role.as_ref().map(|role| self.role(role.value.trim())),
            by: by.filter(|_| !self.public),
            until,
        }
    }

    /// The title of a role, else its id; never its holder.
    fn role(&self, id: &str) -> String {
        let (policies, facts) = (self.case.policies, self.case.facts);
        let title = policies.schema.find_record("Role").and_then(|of| {
            let title = policies.schema.find_field(of, "title")?;
            let entry = facts.entry(facts.resolve(of, id)?, title)?;
            text_in(self.case, entry.value, self.lang)
        });
        title.unwrap_or_else(|| one_line(id))
    }

    fn refused(&self, evaluation: &Evaluation) -> Vec<Refused> {
        let judgement = self.case.judgement;
        let refused = |index: &usize| {
            let one = judgement.assessments.get(*index)?;
            let explanation = judgement.explanations.get(one.explanation)?;
            let id = (!(self.public && explanation.internal)).then(|| one_line(&explanation.id.value));
            Some(Refused { id, state: one.state.word() })
        };
        let all = self.names.refused(evaluation.expectation, &evaluation.subject.id);
        all.iter().filter_map(refused).collect()
    }
}
