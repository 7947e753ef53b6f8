//! The one clock of Tadashi.

use std::time::{SystemTime, UNIX_EPOCH};

use crate::calendar::{Date, Duration, Unit};

/// Today, in UTC; 1970-01-01 if the system's clock stands before it.
#[must_use]
pub fn today_utc() -> Option<Date> {
    #[expect(clippy::disallowed_methods, reason = "this is the one clock; a verdict is given its date")]
    let seconds = SystemTime::now().duration_since(UNIX_EPOCH).map_or(0, |time| time.as_secs());
    let days = u32::try_from(seconds / 86_400).unwrap_or(u32::MAX);
    Date::new(1970, 1, 1).map(|first| first.plus(Duration { count: days, unit: Unit::Day }))
}
