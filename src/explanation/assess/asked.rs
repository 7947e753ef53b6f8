//! What is asked, in which order; each criterion is noted while it is decided.

use crate::args;
use crate::explanation::assess::{Judge, needed};
use crate::explanation::criteria::{self as c, Check};
use crate::explanation::{Fault, State};
use crate::text::{Message, Text};

/// A criterion that a check decides.
pub(super) struct Asked {
    pub(super) asks: Message,
    /// Which faults are of it.
    pub(super) is: fn(&Fault) -> bool,
    /// Whether it is asked of this explanation at all.
    pub(super) here: bool,
}

impl Asked {
    /// Of which every fault of the check is.
    pub(super) fn all(text: Text) -> Self {
        Self::when(true, Message::plain(text))
    }

    /// The same, where it may not be asked.
    pub(super) fn when(here: bool, asks: Message) -> Self {
        Self { asks, is: |_| true, here }
    }

    /// Of which some faults of the check are.
    pub(super) fn of(is: fn(&Fault) -> bool, asks: Message) -> Self {
        Self { asks, is, here: true }
    }
}

impl Judge<'_> {
    /// Everything that is asked of an explanation that something needs; each is noted, also where it is not asked.
    pub(super) fn criteria(&mut self, needed: bool) {
        let (explanation, set) = (self.explanation, self.set());
        let plain = Message::plain;
        self.check(needed, vec![Asked::all(c::KIND)], Self::kind);

        let fields: Vec<String> = self.needed_fields().into_iter().map(str::to_owned).collect();
        let any = !fields.is_empty();
        self.check(needed, vec![Asked::when(any, c::FIELDS.with(args!["fields" => fields]))], Self::fields);

        let says = match self::needed(self.kind_word()).1 {
            0 => plain(c::SAYS),
            least => c::LONG.with(args!["count" => least]),
        };
        let prose = vec![
            Asked::of(|fault| matches!(fault.state, State::Copied | State::Boilerplate), plain(c::SAMENESS)),
            Asked::of(|fault| fault.state == State::Restating, plain(c::OWN)),
            Asked::of(|fault| fault.state == State::Insufficient, says),
        ];
        self.check(needed, prose, Self::prose);

        let documents = !explanation.evidence.is_empty() || explanation.record.is_some();
        self.check(needed, vec![Asked::when(documents, plain(c::EVIDENCE))], Self::evidence);

        let functions = set.map_or(&[][..], |set| set.decision_by.as_slice()).to_vec();
        let decided = match (set.is_some_and(|set| set.four_eyes), functions.is_empty()) {
            (false, true) => plain(c::DECIDED),
            (false, false) => c::DECIDED_BY.with(args!["functions" => functions]),
            (true, true) => plain(c::FOUR_EYES),
            (true, false) => c::FOUR_EYES_BY.with(args!["functions" => functions]),
        };
        self.check(needed, vec![Asked::when(true, decided)], Self::decision);

        let renewed = match set.and_then(|set| set.renewable) {
            Some(most) => c::RENEWED_AT_MOST.with(args!["count" => most as usize]),
            None => plain(c::RENEWED),
        };
        let any = !explanation.renewals.is_empty();
        self.check(needed, vec![Asked::when(any, renewed)], Self::renewals);
        self.check(needed, self.times_asked(), Self::times);
        let printed = explanation.fingerprint.is_some();
        self.check(needed, vec![Asked::when(printed, plain(c::SAME_CLAUSE))], Self::fingerprint);
    }

    /// Runs a check if it is asked, and notes what it came to by each criterion that it decides.
    pub(super) fn check(&mut self, asked: bool, criteria: Vec<Asked>, run: impl FnOnce(&mut Self)) {
        let before = self.faults.len();
        if asked {
            run(self);
        }
        let found = self.faults.get(before..).unwrap_or_default();
        for Asked { asks, is, here } in criteria {
            let own: Vec<Fault> = found.iter().filter(|fault| is(fault)).cloned().collect();
            let noted = asked && (here || !own.is_empty());
            self.checks.push(Check { asks, faults: noted.then_some(own) });
        }
    }
}
