//! What was presented as evidence: each document, how long it is and when it was reviewed.

use crate::calendar::When;
use crate::paper::Paper;
use crate::policy::Evidence;
use crate::verdict::Truth;

use super::super::lookup::{Env, Judge, Place, Presented};
use super::super::truth::{inside, item_in, item_type};
use super::turns::outlived;
use super::{Budget, MOST_STEPS, Part, PartKind, Turn, Value};

/// A document that an evidence line asks for.
#[derive(Clone, Debug, PartialEq)]
pub struct Document {
    /// What stands where it would be named.
    pub value: Value,
    /// The file, where it is one.
    pub file: Option<String>,
    /// Its words besides front matter and headings, where it could be read.
    pub words: Option<usize>,
    /// When its content was last reviewed.
    pub reviewed: Option<When>,
    /// The day on which that review is too old.
    pub turn: Option<Turn>,
}

impl<'a> Judge<'a> {
    /// How an evidence line came out.
    pub(super) fn shown_by(&self, env: Env<'_>, line: &Evidence, accepts_reason: bool) -> Part {
        let shown = self.evidence(env, line, accepts_reason);
        let mut budget = Budget(MOST_STEPS);
        // Inside `for every` the condition is asked of each item, and of none where it speaks of them.
        let when = line.when.as_ref().filter(|_| line.every.is_none());
        let mut part = Part {
            kind: PartKind::Evidence,
            label: line.label.clone(),
            truth: shown.truth,
            step: when.map(|when| self.step(env, when, &mut budget)),
            documents: Vec::new(),
            vacuous: shown.vacuous,
            declined: shown.declined,
            not_inspected: shown.not_inspected,
        };
        if shown.truth.is_none() {
            return part;
        }
        let Some(every) = &line.every else {
            part.documents.extend(self.document_of(env, line));
            return part;
        };
        let items = self.items(env, &every.list).unwrap_or_default();
        for bound in self.bound(items, item_type(&every.list)).take(MOST_STEPS) {
            let item = item_in(env, every.slot, bound);
            let env = inside(env, &item);
            if self.belongs(env, every.filter.as_ref()) != Truth::False {
                part.documents.extend(self.document_of(env, line));
            }
        }
        part
    }

    fn document_of(&self, env: Env<'_>, line: &Evidence) -> Option<Document> {
        if self.belongs(env, line.when.as_ref()) == Truth::False {
            return None;
        }
        let mut document =
            Document { value: self.value_at(env, &line.path), file: None, words: None, reviewed: None, turn: None };
        let trail = self.walk(env, &line.path);
        let Place::Node(node) = trail.place else { return Some(document) };
        if self.is_null(node) {
            return Some(document);
        }
        match self.document_record(&line.path.ty) {
            Some(record) => {
                let node = trail.record.unwrap_or(node);
                document.reviewed = self.reviewed(node, record);
                if let Presented::File(_, file) = self.presented(node, record) {
                    document.file = Some(file.to_owned());
                }
            }
            None => document.file = self.facts.document.text(node).map(str::to_owned),
        }
        if let Some(Paper::Read(content)) = document.file.as_ref().map(|file| self.paper(file)) {
            document.words = Some(content.words);
            document.reviewed = document.reviewed.or(content.reviewed);
        }
        if let (Some(period), Some(reviewed)) = (line.reviewed, document.reviewed) {
            document.turn = Some(Turn { day: outlived(reviewed.first, period), due: false });
        }
        Some(document)
    }
}
