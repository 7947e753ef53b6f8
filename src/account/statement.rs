//! The register of one manifest: for each instrument and clause what is complied with, explained and open.
//!
//! A statement of facts; what is internal stays out of a public one, but never that there is a departure.

use serde::Serialize;

use crate::engine::Case;
use crate::explanation::{Assessment, Exhibit, Explanation};
use crate::judge::{GraceState, grace};
use crate::policy::{Expectation, OverlayKind};
use crate::report::Summary;
use crate::text::{Lang, Text};
use crate::verdict::{Evaluation, Finding, Truth, Verdict};

use super::why::{Field, Source, named, sources};
use super::{manifest_text, one_line, words};

/// The register of one manifest.
#[derive(Clone, Debug, Serialize)]
pub struct Statement {
    /// The name of the organisation, where it is written.
    pub organisation: Option<String>,
    /// Path of the manifest.
    pub manifest: String,
    /// The day it was judged as of.
    pub as_of: String,
    /// The packs judged by: title, name and version.
    pub packs: Vec<Pack>,
    /// Whether what is internal was left out.
    pub public: bool,
    /// Last day of a grace period for what is not said.
    pub grace: Option<String>,
    /// Source texts with their clauses, in the order of the packs.
    pub instruments: Vec<Instrument>,
    /// Clauses of other packs that the organisation loosened or dropped.
    pub loosened: Vec<Loosened>,
    /// The counts in words.
    pub counts: String,
}

/// A pack.
#[derive(Clone, Debug, Serialize)]
pub struct Pack {
    /// `jp.aigb`
    pub name: String,
    /// `1.2.0`
    pub version: String,
    /// Its title.
    pub title: String,
}

/// A source text with the clauses that rest on it first.
#[derive(Clone, Debug, Serialize)]
pub struct Instrument {
    /// Its title.
    pub title: String,
    /// Edition, day, issuer and status, as far as they are known.
    pub facts: Vec<String>,
    /// Clauses that concern a subject.
    pub clauses: Vec<Clause>,
    /// Ids of clauses that concern none.
    pub idle: Vec<String>,
}

/// What a clause came to.
#[derive(Clone, Debug, Serialize)]
pub struct Clause {
    /// `pack/clause`
    pub id: String,
    /// Its title.
    pub title: String,
    /// `must`, `should`, `may`
    pub modality: &'static str,
    /// The rows it rests on.
    pub sources: Vec<Source>,
    /// Where it is complied with.
    pub complies: Vec<Complies>,
    /// Where a departure is explained.
    pub explained: Vec<Explained>,
    /// Where it is open.
    pub open: Vec<Open>,
    /// First day, of a clause not yet in force.
    pub from: Option<String>,
    /// Subjects for which it is not in force.
    pub not_in_force: Vec<Preview>,
    /// How many subjects it does not concern.
    pub not_applicable: usize,
    /// How many are judged in another repository.
    pub elsewhere: usize,
}

/// A subject that complies.
#[derive(Clone, Debug, Serialize)]
pub struct Complies {
    /// `system/credit`
    pub subject: String,
    /// It holds only because a list is empty.
    pub vacuous: bool,
    /// Labels that hold by a recorded reason.
    pub declined: Vec<String>,
    /// Evidence that was presented and not read.
    pub not_inspected: Vec<String>,
}

/// A departure that is explained.
#[derive(Clone, Debug, Serialize)]
pub struct Explained {
    /// `system/credit`
    pub subject: String,
    /// What is not as the clause asks.
    pub points: Vec<Point>,
    /// The explanations.
    pub accounts: Vec<Account>,
}

/// An explanation as the register prints it.
#[derive(Clone, Debug, Default, Serialize)]
pub struct Account {
    /// Whether it is internal, and all but its end withheld.
    pub internal: bool,
    /// Its id.
    pub id: Option<String>,
    /// Its kind.
    pub kind: Option<String>,
    /// What the kind says.
    pub kind_says: Option<String>,
    /// What it says, field by field.
    pub says: Vec<Field>,
    /// Documents.
    pub evidence: Vec<String>,
    /// How many documents there are.
    pub documents: usize,
    /// When it was decided.
    pub decided: Option<String>,
    /// The role that decided, and its title.
    pub role: Option<String>,
    /// The person that decided.
    pub by: Option<String>,
    /// Last day.
    pub until: Option<String>,
}

/// What is open for a subject.
#[derive(Clone, Debug, Serialize)]
pub struct Open {
    /// `system/credit`
    pub subject: String,
    /// The word of the verdict.
    pub verdict: &'static str,
    /// The open points.
    pub points: Vec<Point>,
    /// Explanations that do not hold: id, unless it is withheld, and state.
    pub refused: Vec<Refused>,
    #[serde(skip)]
    pub(super) of: Verdict,
}

/// An open point.
#[derive(Clone, Debug, Serialize)]
pub struct Point {
    /// Its label.
    pub label: String,
    /// What it says.
    pub says: String,
    /// The word of its truth.
    pub truth: &'static str,
    /// What was found.
    pub causes: Vec<String>,
    #[serde(skip)]
    pub(super) met: Text,
}

/// An explanation that does not hold.
#[derive(Clone, Debug, Serialize)]
pub struct Refused {
    /// Its id; none where that is withheld.
    pub id: Option<String>,
    /// The word of its state.
    pub state: &'static str,
}

/// What a clause would come to once in force.
#[derive(Clone, Debug, Serialize)]
pub struct Preview {
    /// `system/credit`
    pub subject: String,
    /// The word of that verdict; none where it is no longer in force.
    pub verdict: Option<&'static str>,
    #[serde(skip)]
    pub(super) of: Option<Verdict>,
}

/// A clause that the organisation loosened or dropped.
#[derive(Clone, Debug, Serialize)]
pub struct Loosened {
    /// `pack/clause`
    pub expectation: String,
    /// `relax`, `drop`
    pub how: &'static str,
    /// Why.
    pub because: Option<String>,
    /// The function that decided.
    pub decided_by: Option<String>,
    /// When.
    pub decided: Option<String>,
    /// Last day.
    pub until: Option<String>,
}

/// The register of a manifest.
#[must_use]
pub fn statement(case: &Case<'_>, lang: Lang, public: bool) -> Statement {
    let Case { policies, facts, judgement, .. } = *case;
    let mut summary = Summary::default();
    for evaluation in &judgement.evaluations {
        summary.add(evaluation);
    }
    for (_, explanation) in accepted(case) {
        summary.next_end = summary.next_end.into_iter().chain(explanation.end().map(|end| end.value.last)).min();
    }
    let pack = |pack: &crate::policy::Pack| Pack {
        name: one_line(&pack.name),
        version: one_line(&pack.version),
        title: one_line(pack.title.get(lang)),
    };
    let running = grace(&policies.schema, facts, case.as_of);
    let maker = Maker { case, lang, public };
    Statement {
        organisation: manifest_text(case, &["organisation", "name"], lang),
        manifest: case.path.to_owned(),
        as_of: case.as_of.to_string(),
        packs: policies.packs.iter().map(pack).collect(),
        public,
        grace: running.and_then(|grace| match grace.state {
            GraceState::Runs(until) => Some(until.to_string()),
            _ => None,
        }),
        instruments: maker.instruments(),
        loosened: maker.loosened(),
        counts: crate::report::counts(&summary, lang),
    }
}

/// Explanations that hold, with what they came to.
fn accepted<'a>(case: &Case<'a>) -> impl Iterator<Item = (&'a Assessment, &'a Explanation)> {
    let holding = case.judgement.assessments.iter().filter(|one| one.state.holds());
    let explanations = &case.judgement.explanations;
    holding.filter_map(move |one| Some((one, explanations.get(one.explanation)?)))
}

struct Maker<'a> {
    case: &'a Case<'a>,
    lang: Lang,
    public: bool,
}

impl<'a> Maker<'a> {
    fn instruments(&self) -> Vec<Instrument> {
        let policies = self.case.policies;
        // A clause stands under the row that it cites first.
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
            complies: Vec::new(),
            explained: Vec::new(),
            open: Vec::new(),
            from: clause.force.from.filter(|from| *from > self.case.as_of).map(|from| from.to_string()),
            not_in_force: Vec::new(),
            not_applicable: 0,
            elsewhere: 0,
        };
        let evaluations = self.case.judgement.evaluations.iter().filter(|one| one.expectation == index);
        for evaluation in evaluations {
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
                    refused: self.refused(clause, evaluation),
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
        let explanations = &self.case.judgement.explanations;
        evaluation.explained_by.iter().filter_map(|at| Some(self.account(explanations.get(*at)?))).collect()
    }

    fn account(&self, explanation: &Explanation) -> Account {
        let until = explanation.end().map(|end| end.value.last.to_string());
        if self.public && explanation.internal {
            return Account { internal: true, until, ..Account::default() };
        }
        let field = |(field, title): &(&'static str, Text)| {
            let said = super::prose(explanation, field, self.lang)?;
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
            super::text_in(self.case, entry.value, self.lang)
        });
        title.unwrap_or_else(|| one_line(id))
    }

    fn refused(&self, clause: &Expectation, evaluation: &Evaluation) -> Vec<Refused> {
        let explanations = &self.case.judgement.explanations;
        let assessed = self.case.judgement.assessments.iter().filter(|one| !one.state.holds());
        let assessed = assessed.filter_map(|one| Some((one, explanations.get(one.explanation)?)));
        assessed
            .filter(|(_, explanation)| named(explanation, clause, &evaluation.subject.id).is_some())
            .map(|(one, explanation)| Refused {
                id: (!(self.public && explanation.internal)).then(|| one_line(&explanation.id.value)),
                state: one.state.word(),
            })
            .collect()
    }

    fn loosened(&self) -> Vec<Loosened> {
        let overlays = self.case.policies.overlays.iter();
        let word = |kind| match kind {
            OverlayKind::Relax => Some("relax"),
            OverlayKind::Drop => Some("drop"),
            OverlayKind::Tighten => None,
        };
        overlays
            .filter_map(|overlay| {
                Some(Loosened {
                    expectation: format!("{}/{}", overlay.target_pack, overlay.clause),
                    how: word(overlay.kind)?,
                    because: overlay.because.as_ref().map(|said| one_line(said.get(self.lang))),
                    decided_by: overlay.decided.as_ref().map(|(by, _)| one_line(by)),
                    decided: overlay.decided.as_ref().map(|(_, date)| date.to_string()),
                    until: overlay.until.map(|until| until.to_string()),
                })
            })
            .collect()
    }
}
