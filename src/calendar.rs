//! Days, partial dates and spans of time, as policies and manifests write them. Reads no clock.

use std::fmt;

use serde::{Deserialize, Serialize};

use crate::text::{Arg, Message, Text};

/// A day of the Gregorian calendar, years 1 to 9999.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(into = "(i16, i8, i8)", try_from = "(i16, i8, i8)")]
pub struct Date(jiff::civil::Date);

impl From<Date> for (i16, i8, i8) {
    fn from(date: Date) -> Self {
        (date.0.year(), date.0.month(), date.0.day())
    }
}

impl TryFrom<(i16, i8, i8)> for Date {
    type Error = String;

    fn try_from((year, month, day): (i16, i8, i8)) -> Result<Self, Self::Error> {
        jiff::civil::Date::new(year, month, day).map(Self).map_err(|error| error.to_string())
    }
}

/// Why a text is no date.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NoDate {
    /// Not `YYYY-MM-DD` (nor, for a partial date, `YYYY-MM` or `YYYY`).
    Shape,
    /// The month is not 1 to 12.
    Month,
    /// That month has no such day; the last it has is given.
    Day(u8),
}

impl Date {
    /// A day, if the calendar has it.
    #[must_use]
    pub fn new(year: i16, month: i8, day: i8) -> Option<Self> {
        jiff::civil::Date::new(year, month, day).ok().filter(|_| year >= 1).map(Self)
    }

    /// Reads `YYYY-MM-DD`, and nothing else.
    ///
    /// # Errors
    /// Says what is wrong with the text.
    pub fn parse(text: &str) -> Result<Self, NoDate> {
        match When::parse(text)? {
            When { first, last } if first == last => Ok(first),
            _ => Err(NoDate::Shape),
        }
    }

    /// The day `duration` later; a day that the month lacks becomes its last (2026-01-31 + 1 month = 2026-02-28).
    #[must_use]
    pub fn plus(self, duration: Duration) -> Self {
        self.shifted(duration, 1)
    }

    /// The day `duration` earlier, clamped alike.
    #[must_use]
    pub fn minus(self, duration: Duration) -> Self {
        self.shifted(duration, -1)
    }

    fn shifted(self, duration: Duration, sign: i64) -> Self {
        let count = sign * i64::from(duration.count);
        let span = match duration.unit {
            Unit::Day => jiff::Span::new().try_days(count),
            Unit::Week => jiff::Span::new().try_weeks(count),
            Unit::Month => jiff::Span::new().try_months(count),
            Unit::Year => jiff::Span::new().try_years(count),
        };
        // Beyond the calendar: its first or last day, so that a comparison still has a meaning.
        let first = jiff::civil::Date::constant(1, 1, 1);
        let end = if sign > 0 { jiff::civil::Date::MAX } else { first };
        Self(span.map_or(end, |span| self.0.saturating_add(span)).max(first))
    }

    /// The day on which a moment falls, `seconds` after 1970-01-01 UTC; in a time zone of the IANA table, else in UTC.
    #[must_use]
    pub fn today(seconds: i64, zone: Option<&str>) -> Self {
        let moment = jiff::Timestamp::from_second(seconds).unwrap_or(jiff::Timestamp::UNIX_EPOCH);
        let zone = zone.and_then(|zone| jiff::tz::TimeZone::get(zone).ok()).unwrap_or(jiff::tz::TimeZone::UTC);
        Self(moment.to_zoned(zone).date())
    }

    /// Whether the IANA table has a time zone of that name.
    #[must_use]
    pub fn is_zone(name: &str) -> bool {
        jiff::tz::TimeZone::get(name).is_ok()
    }

    /// Days from `self` to `later`, negative if `later` is earlier.
    #[must_use]
    pub fn days_until(self, later: Self) -> i64 {
        self.0.until(later.0).map_or(0, |span| i64::from(span.get_days()))
    }
}

impl fmt::Display for Date {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:04}-{:02}-{:02}", self.0.year(), self.0.month(), self.0.day())
    }
}

/// A date that may lack its day or month: all the days it could be.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct When {
    /// The earliest day it could be.
    pub first: Date,
    /// The latest day it could be.
    pub last: Date,
}

impl When {
    /// Reads `YYYY-MM-DD`, `YYYY-MM` or `YYYY`.
    ///
    /// # Errors
    /// Says what is wrong with the text.
    pub fn parse(text: &str) -> Result<Self, NoDate> {
        let number = |part: &str, digits: usize| {
            (part.len() == digits && part.bytes().all(|b| b.is_ascii_digit()))
                .then(|| part.parse::<i16>().ok())
                .flatten()
                .ok_or(NoDate::Shape)
        };
        let mut parts = text.split('-');
        let (year, month, day) = (parts.next(), parts.next(), parts.next());
        if parts.next().is_some() {
            return Err(NoDate::Shape);
        }
        let year = number(year.unwrap_or_default(), 4)?;
        let Some(month) = month else {
            let day = |m, d| Date::new(year, m, d).ok_or(NoDate::Shape);
            return Ok(Self { first: day(1, 1)?, last: day(12, 31)? });
        };
        let month = number(month, 2)? as i8;
        let first = Date::new(year, month, 1).ok_or(if year == 0 { NoDate::Shape } else { NoDate::Month })?;
        let last = Date(first.0.last_of_month());
        let Some(day) = day else {
            return Ok(Self { first, last });
        };
        let date = Date::new(year, month, number(day, 2)? as i8).ok_or(NoDate::Day(last.0.day() as u8))?;
        Ok(Self { first: date, last: date })
    }
}

impl From<Date> for When {
    fn from(date: Date) -> Self {
        Self { first: date, last: date }
    }
}

/// What a [`Duration`] counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Unit {
    /// Days.
    Day,
    /// Weeks of seven days.
    Week,
    /// Months.
    Month,
    /// Years of twelve months.
    Year,
}

/// A length of time, as written: `3 months`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Duration {
    /// How many.
    pub count: u32,
    /// Of what.
    pub unit: Unit,
}

impl Duration {
    /// Reads `3 months`, `1 year`, `90 days`.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let text = text.trim();
        let digits = text.find(|c: char| !c.is_ascii_digit())?;
        let (count, unit) = text.split_at(digits);
        let unit = match unit.trim_start() {
            "day" | "days" => Unit::Day,
            "week" | "weeks" => Unit::Week,
            "month" | "months" => Unit::Month,
            "year" | "years" => Unit::Year,
            _ => return None,
        };
        // Ten thousand of anything is beyond the calendar's use; a bound keeps the arithmetic far from its edges.
        count.parse().ok().filter(|count| *count <= 10_000).map(|count| Self { count, unit })
    }

    /// Whether `self` is longer, shorter or equal, where both count days and weeks, or both months and years.
    #[must_use]
    pub fn compare(self, other: Self) -> Option<std::cmp::Ordering> {
        let (a, b) = (self.in_family(), other.in_family());
        (a.0 == b.0).then(|| a.1.cmp(&b.1))
    }

    fn in_family(self) -> (bool, u32) {
        match self.unit {
            Unit::Day => (false, self.count),
            Unit::Week => (false, self.count * 7),
            Unit::Month => (true, self.count),
            Unit::Year => (true, self.count * 12),
        }
    }
}

impl Duration {
    /// The length of time in words.
    #[must_use]
    pub fn said(self) -> Message {
        let one = self.count == 1;
        let text = match self.unit {
            Unit::Day if one => Text::new("{count} day", "{count}日"),
            Unit::Day => Text::new("{count} days", "{count}日"),
            Unit::Week if one => Text::new("{count} week", "{count}週間"),
            Unit::Week => Text::new("{count} weeks", "{count}週間"),
            Unit::Month if one => Text::new("{count} month", "{count}か月"),
            Unit::Month => Text::new("{count} months", "{count}か月"),
            Unit::Year if one => Text::new("{count} year", "{count}年"),
            Unit::Year => Text::new("{count} years", "{count}年"),
        };
        text.with(vec![("count", Arg::Number(i64::from(self.count)))])
    }
}

impl fmt::Display for Duration {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let unit = match self.unit {
            Unit::Day => "day",
            Unit::Week => "week",
            Unit::Month => "month",
            Unit::Year => "year",
        };
        write!(f, "{} {unit}{}", self.count, if self.count == 1 { "" } else { "s" })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn date(text: &str) -> Date {
        Date::parse(text).unwrap_or_else(|error| unreachable!("{text}: {error:?}"))
    }

    #[test]
    fn only_whole_dates_of_the_calendar() {
        assert_eq!(Date::parse("2026-02-30"), Err(NoDate::Day(28)));
        assert_eq!(Date::parse("2024-02-29").map(|d| d.to_string()), Ok("2024-02-29".to_owned()));
        assert_eq!(Date::parse("2026-13-01"), Err(NoDate::Month));
        for text in
            ["20261121", "2026-1-2", "2026-11-21 07:32:00", "2026-W47-6", "", "２０２６-01-01", "2026-01", "+026-01-01"]
        {
            assert_eq!(Date::parse(text), Err(NoDate::Shape), "{text}");
        }
    }

    #[test]
    fn partial_dates_are_all_the_days_they_could_be() {
        assert_eq!(When::parse("2026-02"), Ok(When { first: date("2026-02-01"), last: date("2026-02-28") }));
        assert_eq!(When::parse("2026"), Ok(When { first: date("2026-01-01"), last: date("2026-12-31") }));
    }

    #[test]
    fn months_are_clamped() {
        let months = |count| Duration { count, unit: Unit::Month };
        assert_eq!(date("2026-01-31").plus(months(1)), date("2026-02-28"));
        assert_eq!(date("2026-03-31").minus(months(1)), date("2026-02-28"));
        assert_eq!(date("2024-02-29").plus(Duration { count: 1, unit: Unit::Year }), date("2025-02-28"));
        assert_eq!(date("0001-01-01").minus(months(1)), date("0001-01-01"));
        assert_eq!(date("9999-01-01").plus(Duration { count: 9999, unit: Unit::Year }), date("9999-12-31"));
    }

    #[test]
    fn today_depends_on_where() {
        let evening = 1_782_860_400; // 2026-06-30 23:00 UTC
        assert_eq!(Date::today(evening, None), date("2026-06-30"));
        assert_eq!(Date::today(evening, Some("Asia/Tokyo")), date("2026-07-01"));
        assert_eq!(Date::today(evening, Some("Asia/Tokio")), date("2026-06-30"));
    }

    #[test]
    fn durations_compare_within_a_family() {
        let parse = |text| Duration::parse(text).unwrap_or_else(|| unreachable!("{text}"));
        assert_eq!(parse("2 weeks").compare(parse("14 days")), Some(std::cmp::Ordering::Equal));
        assert_eq!(parse("1 year").compare(parse("11 months")), Some(std::cmp::Ordering::Greater));
        assert_eq!(parse("30 days").compare(parse("1 month")), None);
        assert_eq!(Duration::parse("99999999999 days"), None);
        assert_eq!(Duration::parse("three days"), None);
    }
}
