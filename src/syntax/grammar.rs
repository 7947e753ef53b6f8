//! The one place where pest runs: a rule and a text in, pairs or the place of the first failure out.

use std::num::NonZeroUsize;
use std::sync::Once;

use pest::Parser as _;
use pest::error::{ErrorVariant, InputLocation};
use pest::iterators::Pairs;

use crate::limits::PARSER_STEPS;

/// The parser that pest makes of the grammar.
#[derive(pest_derive::Parser)]
#[grammar = "grammar/tadashi.pest"]
struct Grammar;

/// Pairs of one slice of a file.
pub(super) type Found<'t> = Pairs<'t, Rule>;

/// Where a text could not be read any further.
pub(super) struct Failure {
    /// The byte, in the slice.
    pub at: usize,
    /// What could have stood there.
    pub expected: Vec<Rule>,
    /// Whether reading was given up because it took too many steps.
    pub gave_up: bool,
}

/// Reads one slice by one rule.
pub(super) fn read(rule: Rule, slice: &str) -> Result<Found<'_>, Failure> {
    static BOUND: Once = Once::new();
    // The bound is one of the process; it is always set to the same number, so that no order of threads matters.
    BOUND.call_once(|| pest::set_call_limit(NonZeroUsize::new(PARSER_STEPS)));
    Grammar::parse(rule, slice).map_err(|error| {
        let at = match error.location {
            InputLocation::Pos(at) | InputLocation::Span((at, _)) => at,
        };
        match error.variant {
            ErrorVariant::ParsingError { positives, .. } => Failure { at, expected: positives, gave_up: false },
            ErrorVariant::CustomError { .. } => Failure { at, expected: Vec::new(), gave_up: true },
        }
    })
}
