//! The words of an explanation: placeholders, sameness and own words first, length after.

use crate::args;
use crate::explanation::assess::{Judge, needed};
use crate::explanation::messages as m;
use crate::explanation::sameness::{ARGUING, Echo, restates, says_the_same};
use crate::explanation::{Explanation, Located, Remark, RemarkKind, State, stock};
use crate::text::Said;
use crate::words;

/// Fields without a floor of their kind.
const FLOORED: [&str; 3] = ["risk", "plan", "instead"];
/// Least different words of them; a number of our own.
const LEAST_DIFFERENT: usize = 3;

impl<'a> Judge<'a> {
    /// Every prose field in every language; a field that says nothing, or what others say, is not counted as well.
    pub(super) fn prose(&mut self) {
        let explanation = self.explanation;
        let least = needed(self.kind_word()).1;
        for (place, (field, text)) in explanation.prose.iter().enumerate() {
            if words::is_no_answer(&text.value) {
                let message = m::PLACEHOLDER.with(args!["field" => *field, "text" => text.value.trim()]);
                self.fault(State::Insufficient, field, text.span, message);
                continue;
            }
            let different = words::arguing(&text.value);
            if FLOORED.contains(field) && different < LEAST_DIFFERENT {
                let args = args!["field" => *field, "count" => different, "least" => LEAST_DIFFERENT];
                self.fault(State::Insufficient, field, text.span, m::FEW.with(args));
                continue;
            }
            let said_before = self.echo(place, field, text) | self.repeats_a_field(place, field, text);
            if !said_before {
                self.restates(field, text);
                if *field == "reason" {
                    self.length(text, least);
                }
            }
        }
        self.remarks();
    }

    /// What another explanation says too; whether this one is the copy.
    fn echo(&mut self, place: usize, field: &str, text: &Located<String>) -> bool {
        let id = |index: usize| self.ground.explanations.get(index).map_or("", |one: &Explanation| &one.id.value);
        let (state, message) = match self.ground.sameness.echo(self.index, place) {
            Some(Echo::Copy { of }) => (State::Copied, m::COPY.with(args!["field" => field, "id" => id(*of)])),
            Some(Echo::Copied { .. }) if field == "plan" => return false,
            Some(Echo::Copied { by, times }) => {
                (State::Boilerplate, m::COPIED.with(args!["field" => field, "id" => id(*by), "count" => *times]))
            }
            Some(Echo::Alike { to, same }) => {
                let text = if *same { m::COPY } else { m::ALIKE };
                (State::Boilerplate, text.with(args!["field" => field, "id" => id(*to)]))
            }
            None => return false,
        };
        self.fault(state, field, text.span, message);
        state == State::Copied
    }

    /// Whether a field only repeats an earlier one of the same explanation.
    fn repeats_a_field(&mut self, place: usize, field: &str, text: &Located<String>) -> bool {
        let mut earlier = self.explanation.prose.iter().take(place);
        let twin = earlier.find(|(other, said)| *other != field && says_the_same(&said.value, &text.value));
        let Some((other, _)) = twin.filter(|(other, _)| ARGUING.contains(&field) && ARGUING.contains(other)) else {
            return false;
        };
        self.fault(
            State::Insufficient,
            field,
            text.span,
            m::SAME_FIELD.with(args!["field" => field, "other" => *other]),
        );
        true
    }

    /// Whether it says the clause again, in place of why it is not met.
    fn restates(&mut self, field: &str, text: &Located<String>) {
        let Some(clause) = self.clause.filter(|_| ARGUING.contains(&field)) else { return };
        let points = clause.points.iter().map(|point| &point.said);
        let evidence = clause.evidence.iter().map(|evidence| &evidence.said);
        let said = [&clause.title].into_iter().chain(points).chain(evidence).chain(&clause.help);
        let said = said.flat_map(|said: &Said| [Some(said.en.as_str()), said.ja.as_deref()]).flatten();
        if restates(&text.value, said) {
            self.fault(State::Restating, field, text.span, m::RESTATES.with(args!["field" => field]));
        }
    }

    /// The floor counts a word twice at most, so that filler does not reach it.
    fn length(&mut self, text: &Located<String>, least: usize) {
        let (count, different) = (words::count(&text.value), words::different(&text.value));
        let message = if count < least {
            m::SHORT.with(args!["field" => "reason", "count" => count, "least" => least])
        } else if different * 2 < least {
            m::FILLER.with(args!["field" => "reason", "count" => count, "different" => different])
        } else {
            return;
        };
        self.fault(State::Insufficient, "reason", text.span, message);
    }

    fn remarks(&mut self) {
        let explanation = self.explanation;
        let argues = |field: &str| ARGUING.contains(&field);
        // A reason has to be somebody's own; where none is asked for, whatever else is said.
        let only_reason = explanation.prose("reason").is_some();
        let mut own = !explanation.evidence.is_empty() && !only_reason;
        let mut first = None;
        for (field, text) in &explanation.prose {
            own |= (!only_reason || *field == "reason") && stock::is_own(&text.value, &self.ground.ids);
            if argues(field) && !words::is_no_answer(&text.value) {
                first = first.filter(|_| *field != "reason").or(Some(text.span));
                let phrases = words::phrases(&text.value);
                if !phrases.is_empty() {
                    self.remarks.push(Remark { kind: RemarkKind::Stock(phrases), span: text.span });
                }
            }
        }
        if let Some(span) = first.filter(|_| !own) {
            self.remarks.push(Remark { kind: RemarkKind::NothingOwn, span });
        }
    }
}
