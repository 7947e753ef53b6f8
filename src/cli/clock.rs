//! The one clock of Tadashi.

use std::time::{SystemTime, UNIX_EPOCH};

/// Seconds since 1970-01-01 UTC; 0 if the system's clock stands before it.
#[must_use]
pub fn now() -> i64 {
    #[expect(clippy::disallowed_methods, reason = "this is the one clock; a verdict is given its date")]
    let since = SystemTime::now().duration_since(UNIX_EPOCH);
    since.map_or(0, |since| i64::try_from(since.as_secs()).unwrap_or(i64::MAX))
}
