//! Who decided, and who renewed: roles of the manifest, their functions, four eyes.

use crate::args;
use crate::calendar::When;
use crate::diagnostic::did_you_mean;
use crate::explanation::assess::{Judge, NOT_KNOWN, NamedSubject, written};
use crate::explanation::messages as m;
use crate::explanation::sameness::{Repeats, is_alike};
use crate::explanation::{Located, Renewal, State, stock};
use crate::limits::RENEWALS;
use crate::policy::ExplanationSet;
use crate::text::Message;
use crate::words;

impl<'a> Judge<'a> {
    pub(super) fn decision(&mut self) {
        let explanation = self.explanation;
        if let Some(by) = explanation.by.as_ref().filter(|by| stock::is_nobody(&by.value)) {
            let message = m::NOBODY.with(args!["field" => "decided.by", "text" => by.value.trim()]);
            self.fault(State::Unapproved, "decided.by", by.span, message);
        }
        match &explanation.role {
            Some(role) => self.decider("decided.role", role, explanation.by.as_ref()),
            None => self.missing("decided.role"),
        }
    }

    /// Each renewal is a decision like the first, and says what changed since.
    pub(super) fn renewals(&mut self) {
        let renewals = &self.explanation.renewals;
        let most = self.set().and_then(|set| set.renewable).map_or(RENEWALS, |most| most as usize);
        if let Some(last) = renewals.last().filter(|_| renewals.len() > most.min(RENEWALS)) {
            let message = m::TOO_OFTEN.with(args!["count" => renewals.len(), "most" => most.min(RENEWALS)]);
            self.fault(State::Perpetual, "renewals", last.span, message);
        }
        let mut said = Repeats::default();
        let prose: Vec<(&'static str, Vec<u32>)> =
            self.explanation.prose.iter().map(|(field, text)| (*field, said.runs(&text.value))).collect();
        let mut before: Vec<Vec<u32>> = Vec::new();
        // More are too many already; the first of them are looked at.
        for renewal in renewals.iter().take(RENEWALS) {
            match &renewal.by {
                Some(role) => self.decider("renewals.by", role, None),
                None => self.missing_at("renewals.by", renewal.span),
            }
            self.renewed_on(renewal);
            let own: Vec<Vec<u32>> = renewal.changed.iter().map(|text| said.runs(&text.value)).collect();
            self.changed(renewal, &own, &before, &prose);
            before.extend(own);
        }
        self.renewed_in_time();
    }

    /// What has ended cannot be renewed: each renewal lies within the life of the decision before it.
    fn renewed_in_time(&mut self) {
        let explanation = self.explanation;
        let lasts = match self.kind_word() {
            "not-known" => Some(NOT_KNOWN),
            _ => self.set().and_then(|set| set.lasts),
        };
        let (Some(lasts), Some(decided)) = (lasts, &explanation.decided) else { return };
        let mut dates: Vec<&Located<When>> =
            explanation.renewals.iter().filter_map(|renewal| renewal.date.as_ref()).collect();
        dates.retain(|date| date.value.first <= self.ground.as_of);
        dates.sort_by_key(|date| date.value.first);
        let mut last = decided.value.last.plus(lasts);
        for date in dates {
            if date.value.first > last {
                let args = args!["date" => written(date.value), "last" => last.to_string()];
                self.fault(State::OverLong, "renewals.date", date.span, m::RENEWED_LATE.with(args));
            }
            last = date.value.last.plus(lasts);
        }
    }

    fn renewed_on(&mut self, renewal: &Renewal) {
        let Some(date) = &renewal.date else { return self.missing_at("renewals.date", renewal.span) };
        let shown = written(date.value);
        if date.value.first > self.ground.as_of {
            let today = self.ground.as_of.to_string();
            let message = m::NOT_YET.with(args!["field" => "renewals.date", "date" => shown, "today" => today]);
            self.fault(State::Unapproved, "renewals.date", date.span, message);
        } else if let Some(decided) = self.explanation.decided.as_ref().filter(|day| date.value.last < day.value.first)
        {
            let message = m::RENEWED_FIRST.with(args!["date" => shown, "decided" => written(decided.value)]);
            self.fault(State::Contradictory, "renewals.date", date.span, message);
        }
    }

    /// What changed is neither blank nor what was said before; the texts as runs of words, each made once.
    fn changed(
        &mut self,
        renewal: &Renewal,
        own: &[Vec<u32>],
        before: &[Vec<u32>],
        prose: &[(&'static str, Vec<u32>)],
    ) {
        if renewal.changed.is_empty() {
            return self.missing_at("renewals.changed", renewal.span);
        }
        for (text, own) in renewal.changed.iter().zip(own) {
            if words::is_no_answer(&text.value) {
                let message = m::PLACEHOLDER.with(args!["field" => "renewals.changed", "text" => text.value.trim()]);
                self.fault(State::Insufficient, "renewals.changed", text.span, message);
            } else if before.iter().any(|other| is_alike(other, own)) {
                self.fault(State::Perpetual, "renewals.changed", text.span, m::UNCHANGED.with(Vec::new()));
            } else if let Some((field, _)) = prose.iter().find(|(_, other)| is_alike(other, own)) {
                let message = m::CHANGED_NOTHING.with(args!["field" => *field]);
                self.fault(State::Perpetual, "renewals.changed", text.span, message);
            }
        }
    }

    /// Whether a role exists and may decide; the same for the first decision and for each renewal.
    fn decider(&mut self, field: &'static str, role: &Located<String>, by: Option<&Located<String>>) {
        let Some((record, node)) = self.role(role.value.trim()) else {
            let hint = did_you_mean(&role.value, self.roles());
            let message = m::NO_ROLE.with(args!["name" => &role.value, "hint" => hint]);
            return self.fault(State::Unapproved, field, role.span, message);
        };
        let holder = self.text(node, record, "holder");
        if let Some(holder) = holder.filter(|holder| stock::is_nobody(holder)) {
            let message = m::HELD_BY_NOBODY.with(args!["role" => &role.value, "text" => holder]);
            self.fault(State::Unapproved, field, role.span, message);
        }
        let Some(set) = self.set() else { return };
        if !set.decision_by.is_empty() {
            self.function(field, set, role, self.text(node, record, "function"));
        }
        if set.four_eyes {
            self.four_eyes(field, role, [holder, by.map(|by| by.value.as_str())]);
        }
    }

    fn function(&mut self, field: &str, set: &ExplanationSet, role: &Located<String>, function: Option<&str>) {
        let functions = set.decision_by.clone();
        let message = match function {
            None => m::NO_FUNCTION.with(args!["role" => &role.value, "functions" => functions]),
            Some(function) if !set.decision_by.iter().any(|word| word == function) => {
                m::WRONG_FUNCTION.with(args!["role" => &role.value, "function" => function, "functions" => functions])
            }
            Some("system-owner") => return self.owns(field, role),
            Some(_) => return,
        };
        self.fault(State::Unapproved, field, role.span, message);
    }

    fn owns(&mut self, field: &str, role: &Located<String>) {
        for subject in self.subjects {
            if self.owner(subject) != Some(role.value.trim()) {
                let message = m::NOT_THE_OWNER.with(args!["role" => &role.value, "subject" => &subject.id.value]);
                self.fault(State::Unapproved, field, role.span, message);
            }
        }
    }

    fn four_eyes(&mut self, field: &str, role: &Located<String>, deciders: [Option<&str>; 2]) {
        for subject in self.subjects {
            let message = match self.owner(subject) {
                None if self.may_have_an_owner(subject) => m::NO_OWNER.with(args!["subject" => &subject.id.value]),
                None => continue,
                Some(owner) if owner == role.value.trim() => {
                    m::FOUR_EYES.with(args!["role" => &role.value, "subject" => &subject.id.value])
                }
                Some(owner) => match self.same_person(owner, deciders, role, subject) {
                    Some(message) => message,
                    None => continue,
                },
            };
            self.fault(State::Unapproved, field, role.span, message);
        }
    }

    /// What speaks against it that somebody other than the holder of the owning role decided.
    fn same_person(
        &self,
        owner: &str,
        deciders: [Option<&str>; 2],
        role: &Located<String>,
        subject: &NamedSubject<'_>,
    ) -> Option<Message> {
        let subject = &subject.id.value;
        let person = self.role(owner).and_then(|(record, node)| self.text(node, record, "holder"));
        let names = || deciders.iter().flatten();
        if let Some(name) = names().find(|name| stock::is_same_person(name, owner)) {
            return Some(m::FOUR_EYES.with(args!["role" => *name, "subject" => subject]));
        }
        let unnamed = match person {
            Some(person) if names().any(|name| stock::is_same_person(name, person)) => {
                return Some(m::SAME_HOLDER.with(args!["holder" => person, "subject" => subject]));
            }
            Some(_) if names().next().is_none() => role.value.as_str(),
            None if names().next().is_some() => owner,
            _ => return None,
        };
        Some(m::NOBODY_CAN_TELL.with(args!["role" => unnamed, "subject" => subject]))
    }

    /// Id of the role that owns a subject.
    fn owner(&self, subject: &NamedSubject<'_>) -> Option<&'a str> {
        let (node, record) = subject.record?;
        self.text(node, record, "owner")
    }

    fn may_have_an_owner(&self, subject: &NamedSubject<'_>) -> bool {
        subject.record.is_some_and(|(_, record)| self.ground.policies.schema.find_field(record, "owner").is_some())
    }
}
