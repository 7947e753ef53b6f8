//! The grace period of the first months: what is unknown is but a warning.

use crate::args;
use crate::diagnostic::{Code, Diagnostic, Level};
use crate::findings::codes;
use crate::judge::{GRACE_DAYS, Grace, GraceState};
use crate::text::Args;
use crate::verdict::Verdict;

/// Softens what is unknown while the grace period runs; says so where it is not granted.
#[must_use]
pub fn with_grace(findings: &mut [Diagnostic], grace: Grace) -> Option<Diagnostic> {
    let (code, args): (&'static Code, Args) = match grace.state {
        GraceState::Runs(until) => {
            let unknown = |one: &&mut Diagnostic| {
                let verdict = one.about.as_ref().and_then(|about| about.verdict);
                verdict == Some(Verdict::Unknown.word()) && one.level == Level::Error
            };
            for finding in findings.iter_mut().filter(unknown) {
                finding.level = Level::Warning;
                finding.why.push(codes::IN_GRACE.with(args!["date" => until.to_string()]));
            }
            return None;
        }
        GraceState::Over(until) => (&codes::GRACE_OVER, args!["date" => until.to_string()]),
        GraceState::TooLong(until) => {
            let most = usize::try_from(GRACE_DAYS).unwrap_or_default();
            (&codes::GRACE_TOO_LONG, args!["date" => until.to_string(), "most" => most])
        }
        GraceState::Unreasoned => (&codes::GRACE_UNREASONED, Vec::new()),
    };
    Some(Diagnostic::new(code, args).at(grace.span))
}
