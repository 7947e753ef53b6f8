//! The calendar as text, and as iCalendar (RFC 5545) so that people are reminded.
//!
//! No clock: every event bears the as-of date as its stamp, and a UID that stays while the thing it is about does.

use crate::calendar::Date;
use crate::report::{Style, hanging};
use crate::text::{Lang, Text, visible};

use super::upcoming::Entry;

/// Longest line of the format, in bytes, without its end.
const LINE: usize = 75;

/// Entries as text.
#[must_use]
pub fn text(entries: &[Entry], as_of: Date, style: &Style) -> String {
    const NOTHING: Text = Text::new("nothing ends or falls due", "期限を迎えるものはありません");
    let lang = style.lang;
    if entries.is_empty() {
        return format!("{}\n", NOTHING.raw(lang));
    }
    let mut out = String::new();
    for entry in entries {
        let days = as_of.days_until(entry.day);
        let head = match (lang, days) {
            (Lang::En, 0) => format!("{} (today)", entry.day),
            (Lang::En, 1) => format!("{} (in 1 day)", entry.day),
            (Lang::En, _) => format!("{} (in {days} days)", entry.day),
            (Lang::Ja, 0) => format!("{}（当日）", entry.day),
            (Lang::Ja, _) => format!("{}（{days}日後）", entry.day),
        };
        out.push_str(&hanging(0, &head, "", style));
        out.push_str(&hanging(2, "", &entry.title, style));
        out.push_str(&hanging(2, "", &entry.advice, style));
        if let Some(place) = &entry.place {
            out.push_str(&hanging(2, "", &format!("`{place}`"), style));
        }
    }
    out
}

/// Entries as one iCalendar object.
#[must_use]
pub fn ics(entries: &[Entry], as_of: Date, lang: Lang) -> String {
    let mut out = String::new();
    for line in ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//Tadashi//tadashi report//EN", "CALSCALE:GREGORIAN"] {
        content(&mut out, line);
    }
    for entry in entries {
        event(&mut out, entry, as_of, lang);
    }
    content(&mut out, "END:VCALENDAR");
    out
}

fn event(out: &mut String, entry: &Entry, as_of: Date, lang: Lang) {
    let tag = if lang == Lang::Ja { "ja" } else { "en" };
    let place = entry.place.as_ref().map(|place| format!("\n{place}")).unwrap_or_default();
    content(out, "BEGIN:VEVENT");
    content(out, &format!("UID:{}", entry.uid));
    content(out, &format!("DTSTAMP:{}T000000Z", digits(as_of)));
    content(out, &format!("DTSTART;VALUE=DATE:{}", digits(entry.day)));
    content(out, &format!("SUMMARY;LANGUAGE={tag}:{}", escaped(&entry.title)));
    content(out, &format!("DESCRIPTION;LANGUAGE={tag}:{}", escaped(&format!("{}{place}", entry.advice))));
    content(out, &format!("CATEGORIES:{}", entry.what));
    content(out, "TRANSP:TRANSPARENT");
    content(out, "BEGIN:VALARM");
    content(out, "ACTION:DISPLAY");
    content(out, &format!("DESCRIPTION;LANGUAGE={tag}:{}", escaped(&entry.title)));
    content(out, "TRIGGER:-P30D");
    content(out, "END:VALARM");
    content(out, "END:VEVENT");
}

/// `20260701`
fn digits(day: Date) -> String {
    day.to_string().replace('-', "")
}

/// A text of the format: what separates is escaped, what is hidden is written out.
fn escaped(text: &str) -> String {
    let lines: Vec<String> =
        text.lines().map(|line| visible(line).replace('\\', "\\\\").replace(';', "\\;").replace(',', "\\,")).collect();
    lines.join("\\n")
}

/// A line of the format, folded between characters.
fn content(out: &mut String, line: &str) {
    let mut used = 0;
    for c in line.chars() {
        if used + c.len_utf8() > LINE {
            out.push_str("\r\n ");
            used = 1;
        }
        out.push(c);
        used += c.len_utf8();
    }
    out.push_str("\r\n");
}
