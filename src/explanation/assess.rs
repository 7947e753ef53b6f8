//! What one explanation is worth: every fault it has, from its own fields and from what it names.
//!
//! [`super::reconcile`] resolves the clause, the point and the subjects; [`faults`] decides, for every command and output.

use crate::calendar::{Date, Duration, Unit, When};
use crate::diagnostic::did_you_mean;
use crate::explanation::messages as m;
use crate::explanation::read::PROSE;
use crate::explanation::{Exhibit, Explanation, Fault, Located, State};
use crate::manifest::facts::{Facts, Found};
use crate::manifest::node::NodeId;
use crate::paper::{Paper, Papers};
use crate::policy::{Expectation, ExplanationSet, KINDS, Modality, PolicySet, Softener};
use crate::schema::RecordId;
use crate::source::Span;
use crate::text::Message;
use crate::verdict::{Truth, Verdict};
use crate::{args, words};

/// Least words of a reason, where its kind asks for one.
const REASON_WORDS: usize = 25;
/// How long a `not-known` may last.
pub const NOT_KNOWN: Duration = Duration { count: 90, unit: Unit::Day };
/// Within so many days of its end an explanation `expires-soon`.
const SOON_DAYS: i64 = 30;

/// What an explanation is judged against.
pub(super) struct Ground<'a> {
    pub(super) policies: &'a PolicySet,
    pub(super) facts: &'a Facts,
    pub(super) papers: &'a Papers,
    pub(super) as_of: Date,
}

/// What an explanation names, as far as it exists.
#[derive(Default)]
pub(super) struct Named<'a> {
    /// The clause.
    pub(super) clause: Option<&'a Expectation>,
    /// Its subjects.
    pub(super) subjects: Vec<NamedSubject<'a>>,
    /// What could not be found, and what needs no explanation as a whole.
    pub(super) faults: Vec<Fault>,
}

/// A subject that an explanation names.
pub(super) struct NamedSubject<'a> {
    /// `system/credit`, and where the explanation names it.
    pub(super) id: &'a Located<String>,
    /// Its record and the record's type.
    pub(super) record: Option<(NodeId, RecordId)>,
    /// Index of the clause's evaluation for it.
    pub(super) evaluation: Option<usize>,
    /// What there is to explain.
    pub(super) standing: Standing,
}

/// What a subject leaves to be explained.
#[derive(Clone, PartialEq)]
pub(super) enum Standing {
    /// These labels are open, and the explanation speaks of each; false if one of them is.
    Open(Vec<String>, Truth),
    /// These are open, and the explanation does not speak of each.
    Several(Vec<String>),
    /// What is named is met.
    Complies,
    /// The clause does not concern it.
    Idle(Verdict),
}

/// All that is wrong with an explanation. The gravest fault names its state.
pub(super) fn faults(ground: &Ground<'_>, explanation: &Explanation, named: Named<'_>) -> Vec<Fault> {
    let must = named.clause.is_some_and(|clause| clause.modality == Modality::Must);
    let mut judge =
        Judge { ground, explanation, clause: named.clause, subjects: &named.subjects, faults: named.faults };
    judge.need();
    if must {
        // No field could mend it: the only way out of a `must` is that it does not apply.
        judge.expectation(State::Inadmissible, m::MUST.with(args!["clause" => judge.clause_id()]));
    } else if !judge.faults.iter().any(|fault| matches!(fault.state, State::Unused | State::Overtaken)) {
        // What nothing needs is deleted, not mended.
        judge.kind();
        judge.fields();
        judge.evidence();
        judge.decision();
        judge.times();
    }
    judge.faults.sort_by_key(|fault| fault.state);
    judge.faults
}

/// The fields that a kind asks for beside those of every explanation, and the least words of a reason.
#[must_use]
pub fn needed(kind: &str) -> (&'static [&'static str], usize) {
    match kind {
        "transition" => (&["plan", "risk"], 0),
        "alternative" => (&["instead", "evidence", "risk"], REASON_WORDS),
        "infeasible" => (&["reason", "instead", "risk"], REASON_WORDS),
        "proportionality" => (&["reason", "risk"], REASON_WORDS),
        "conflict" => (&["conflicts_with", "risk"], 0),
        "confidentiality" | "elsewhere" => (&["where"], 0),
        "not-known" => (&["plan"], 0),
        _ => (&[], 0),
    }
}

struct Judge<'a> {
    ground: &'a Ground<'a>,
    explanation: &'a Explanation,
    clause: Option<&'a Expectation>,
    subjects: &'a [NamedSubject<'a>],
    faults: Vec<Fault>,
}

impl<'a> Judge<'a> {
    fn clause_id(&self) -> String {
        self.clause.map(|clause| clause.id.clone()).unwrap_or_default()
    }

    fn set(&self) -> Option<&'a ExplanationSet> {
        self.ground.policies.sets.get(self.clause?.set?)
    }

    fn fault(&mut self, state: State, field: &str, span: Span, message: Message) {
        self.faults.push(Fault { state, field: field.to_owned(), message, span });
    }

    fn expectation(&mut self, state: State, message: Message) {
        let span = self.explanation.expectation.as_ref().map_or(self.explanation.id.span, |text| text.span);
        self.fault(state, "expectation", span, message);
    }

    fn missing(&mut self, field: &str) {
        let span = self.explanation.id.span;
        self.fault(State::Insufficient, field, span, m::MISSING.with(args!["field" => field]));
    }

    fn kind(&mut self) {
        let Some(kind) = &self.explanation.kind else { return self.missing("kind") };
        let name = kind.value.as_str();
        if !KINDS.contains(&name) {
            let message = m::NO_KIND.with(args!["name" => name, "hint" => did_you_mean(name, KINDS)]);
            return self.fault(State::Insufficient, "kind", kind.span, message);
        }
        let Some((set, kinds)) = self.set().and_then(|set| Some((set, set.kinds.as_ref()?))) else { return };
        let always = match name {
            "not-known" => {
                !self.subjects.iter().any(|subject| matches!(&subject.standing, Standing::Open(_, Truth::False)))
            }
            "proportionality" => self.clause.is_some_and(|clause| clause.softener == Some(Softener::WithinReason)),
            _ => false,
        };
        if !always && !kinds.iter().any(|accepted| accepted == name) {
            let message = m::KIND_REFUSED.with(args!["set" => &set.name, "kinds" => kinds.clone(), "kind" => name]);
            self.fault(State::Inadmissible, "kind", kind.span, message);
        }
    }

    /// Fields that the clause, the kind or the set ask for; and placeholders, in whichever field they stand.
    fn fields(&mut self) {
        let explanation = self.explanation;
        if explanation.about.is_empty() {
            self.missing("about");
        }
        let kind = explanation.kind.as_ref().map_or("", |kind| kind.value.as_str());
        let (needed, reason_words) = needed(kind);
        let mut needed: Vec<&str> = needed.to_vec();
        if let Some(set) = self.set() {
            needed.extend(set.needs.iter().map(String::as_str));
            if set.instead_with_evidence {
                needed.extend(["instead", "evidence"]);
            }
        }
        let mut seen: Vec<&str> = Vec::new();
        for field in needed {
            if !seen.contains(&field) {
                seen.push(field);
                if !self.is_there(field) {
                    self.missing(field);
                }
            }
        }
        for (field, text) in &explanation.prose {
            let count = words::count(&text.value);
            if words::is_placeholder(&text.value) {
                let message = m::PLACEHOLDER.with(args!["field" => *field, "text" => text.value.trim()]);
                self.fault(State::Insufficient, field, text.span, message);
            } else if *field == "reason" && count < reason_words {
                let message = m::SHORT.with(args!["field" => *field, "count" => count, "least" => reason_words]);
                self.fault(State::Insufficient, field, text.span, message);
            }
        }
    }

    /// Whether a field stands there; one that an explanation does not have counts as there, as the check of the policy
    /// refuses it.
    fn is_there(&self, field: &str) -> bool {
        let explanation = self.explanation;
        match field {
            "evidence" => !explanation.evidence.is_empty(),
            "record" => explanation.record,
            "by" => explanation.by.is_some(),
            "until" => explanation.until.is_some(),
            "revisit_by" => explanation.revisit_by.is_some(),
            _ => !PROSE.contains(&field) || explanation.prose(field).is_some(),
        }
    }

    /// A file that is named has to be there and say something; an address or a holder is not inspected.
    fn evidence(&mut self) {
        for exhibit in &self.explanation.evidence {
            let path = match &exhibit.value {
                Exhibit::File(path) => path,
                Exhibit::Address(text) | Exhibit::Holder(text) => {
                    if words::is_placeholder(text) {
                        let message = m::PLACEHOLDER.with(args!["field" => "evidence", "text" => text.trim()]);
                        self.fault(State::Insufficient, "evidence", exhibit.span, message);
                    }
                    continue;
                }
            };
            let fault = match self.ground.papers.get(path) {
                None | Some(Paper::Missing) => m::NO_FILE,
                Some(Paper::Outside | Paper::NotAFile | Paper::TooLarge | Paper::Unreadable) => m::NO_READING,
                Some(Paper::Read(content)) if content.words == 0 || content.placeholder => m::EMPTY_FILE,
                Some(Paper::Read(_) | Paper::NotText) => continue,
            };
            self.fault(State::Insufficient, "evidence", exhibit.span, fault.with(args!["path" => path]));
        }
    }

    fn decision(&mut self) {
        let explanation = self.explanation;
        if let Some(by) = explanation.by.as_ref().filter(|by| words::is_placeholder(&by.value)) {
            let message = m::NOBODY.with(args!["text" => by.value.trim()]);
            self.fault(State::Unapproved, "decided.by", by.span, message);
        }
        let Some(role) = &explanation.role else { return self.missing("decided.role") };
        let Some((record, node)) = self.role(&role.value) else {
            let message =
                m::NO_ROLE.with(args!["name" => &role.value, "hint" => did_you_mean(&role.value, self.roles())]);
            return self.fault(State::Unapproved, "decided.role", role.span, message);
        };
        let Some(set) = self.set() else { return };
        if !set.decision_by.is_empty() {
            self.function(set, role, self.text(node, record, "function"));
        }
        if set.four_eyes {
            self.four_eyes(role, self.text(node, record, "holder"));
        }
    }

    fn function(&mut self, set: &ExplanationSet, role: &Located<String>, function: Option<&str>) {
        let functions = set.decision_by.clone();
        let message = match function {
            None => m::NO_FUNCTION.with(args!["role" => &role.value, "functions" => functions]),
            Some(function) if !set.decision_by.iter().any(|word| word == function) => {
                m::WRONG_FUNCTION.with(args!["role" => &role.value, "function" => function, "functions" => functions])
            }
            Some("system-owner") => return self.owns(role),
            Some(_) => return,
        };
        self.fault(State::Unapproved, "decided.role", role.span, message);
    }

    fn owns(&mut self, role: &Located<String>) {
        for subject in self.subjects {
            if self.owner(subject) != Some(role.value.as_str()) {
                let message = m::NOT_THE_OWNER.with(args!["role" => &role.value, "subject" => &subject.id.value]);
                self.fault(State::Unapproved, "decided.role", role.span, message);
            }
        }
    }

    fn four_eyes(&mut self, role: &Located<String>, holder: Option<&str>) {
        let deciders = [holder, self.explanation.by.as_ref().map(|by| by.value.as_str())];
        for subject in self.subjects {
            let Some(owner) = self.owner(subject) else { continue };
            let person = self.role(owner).and_then(|(record, node)| self.text(node, record, "holder"));
            let message = if owner == role.value {
                m::FOUR_EYES.with(args!["role" => &role.value, "subject" => &subject.id.value])
            } else if let Some(person) = person.filter(|person| deciders.contains(&Some(person))) {
                m::SAME_HOLDER.with(args!["holder" => person, "subject" => &subject.id.value])
            } else {
                continue;
            };
            self.fault(State::Unapproved, "decided.role", role.span, message);
        }
    }

    fn times(&mut self) {
        let explanation = self.explanation;
        let kind = explanation.kind.as_ref().map_or("", |kind| kind.value.as_str());
        let revisited = explanation.revisit_by.is_some() || explanation.prose("revisit_when").is_some();
        if explanation.until.is_none() && (!revisited || matches!(kind, "transition" | "not-known")) {
            self.missing("until");
        } else if explanation.until.is_none() {
            for field in ["revisit_when", "revisit_by"] {
                if !self.is_there(field) {
                    self.missing(field);
                }
            }
        }
        let Some(decided) = &explanation.decided else { return self.missing("decided.date") };
        if decided.value.first > self.ground.as_of {
            let message =
                m::NOT_YET.with(args!["date" => written(decided.value), "today" => self.ground.as_of.to_string()]);
            self.fault(State::Unapproved, "decided.date", decided.span, message);
        }
        let Some(end) = explanation.end() else { return };
        let field = if explanation.until.is_some() { "until" } else { "revisit_by" };
        self.length(kind, field, end, decided);
        self.remaining(field, end);
    }

    /// Partial dates: an explanation runs to the last day its end could be, and from the first day it was decided.
    fn length(&mut self, kind: &str, field: &str, end: &Located<When>, decided: &Located<When>) {
        let shown = written(end.value);
        if end.value.last < decided.value.first {
            let message = m::ENDS_FIRST.with(args!["field" => field, "end" => shown, "date" => written(decided.value)]);
            return self.fault(State::Contradictory, field, end.span, message);
        }
        let last = decided.value.first.plus(NOT_KNOWN);
        if kind == "not-known" && end.value.last > last {
            let message = m::TOO_FAR.with(args![
                "field" => field, "end" => shown.clone(), "days" => NOT_KNOWN.count as usize, "last" => last.to_string()
            ]);
            self.fault(State::Insufficient, field, end.span, message);
        }
        let Some(lasts) = self.set().and_then(|set| set.lasts) else { return };
        let from = self.explanation.renewed.as_ref().map_or(decided.value.first, |date| {
            if date.value.last <= self.ground.as_of {
                date.value.first.max(decided.value.first)
            } else {
                decided.value.first
            }
        });
        let last = from.plus(lasts);
        if end.value.last > last {
            let message = m::TOO_LONG.with(args![
                "field" => field, "end" => shown, "lasts" => lasts.to_string(), "from" => from.to_string(),
                "last" => last.to_string()
            ]);
            self.fault(State::OverLong, field, end.span, message);
        }
    }

    fn remaining(&mut self, field: &str, end: &Located<When>) {
        let days = self.ground.as_of.days_until(end.value.last);
        let shown = written(end.value);
        if days < 0 {
            self.fault(State::Expired, field, end.span, m::PAST.with(args!["field" => field, "end" => shown]));
        } else if days <= SOON_DAYS {
            let days = usize::try_from(days).unwrap_or_default();
            let message = m::SOON.with(args!["field" => field, "end" => shown, "days" => days]);
            self.fault(State::ExpiresSoon, field, end.span, message);
        }
    }

    /// Whether there is anything left to explain.
    fn need(&mut self) {
        let mut idle: Vec<&NamedSubject<'a>> = Vec::new();
        let (mut open, mut complies) = (false, false);
        for subject in self.subjects {
            match &subject.standing {
                Standing::Open(..) => open = true,
                Standing::Several(points) => {
                    open = true;
                    let message =
                        m::SEVERAL_OPEN.with(args!["subject" => &subject.id.value, "points" => points.clone()]);
                    self.expectation(State::Insufficient, message);
                }
                Standing::Complies => {
                    complies = true;
                    idle.push(subject);
                }
                Standing::Idle(_) => idle.push(subject),
            }
        }
        let Some(first) = idle.first() else { return };
        if open {
            let subjects = idle.iter().map(|subject| subject.id.value.clone()).collect::<Vec<_>>();
            let span = first.id.span;
            self.fault(State::OverBroad, "about", span, m::NOT_OPEN.with(args!["subjects" => subjects]));
        } else if complies {
            self.expectation(State::Overtaken, Message::plain(m::ALL_COMPLY));
        } else {
            let clause = self.clause_id();
            let message = if first.standing == Standing::Idle(Verdict::NotInForce) {
                m::NOT_IN_FORCE.with(args!["clause" => clause])
            } else {
                m::NOT_APPLICABLE.with(args!["clause" => clause, "subject" => &first.id.value])
            };
            self.fault(State::Unused, "about", first.id.span, message);
        }
    }

    fn role(&self, id: &str) -> Option<(RecordId, NodeId)> {
        let record = self.ground.policies.schema.find_record("Role")?;
        Some((record, self.ground.facts.resolve(record, id)?))
    }

    fn roles(&self) -> impl Iterator<Item = &'a str> {
        let record = self.ground.policies.schema.find_record("Role");
        record.into_iter().flat_map(|record| self.ground.facts.ids(record))
    }

    /// Id of the role that owns a subject.
    fn owner(&self, subject: &NamedSubject<'_>) -> Option<&'a str> {
        let (node, record) = subject.record?;
        self.text(node, record, "owner")
    }

    fn text(&self, node: NodeId, of: RecordId, name: &str) -> Option<&'a str> {
        let (schema, facts) = (&self.ground.policies.schema, self.ground.facts);
        match facts.field(schema, node, of, schema.find_field(of, name)?) {
            Found::Value(value) => facts.document.text(value).map(str::trim).filter(|text| !text.is_empty()),
            Found::Absent | Found::Declined(_) => None,
        }
    }
}

/// A date as it is said: its last day, which is the whole of a complete one.
fn written(date: When) -> String {
    date.last.to_string()
}
