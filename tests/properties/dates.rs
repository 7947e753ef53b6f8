//! Laws of days, against a calendar that knows only how long each month is.

use tadashi::calendar::{Date, Duration, NoDate, Unit, When};
use tadashi::embedded;
use tadashi::explanation;
use tadashi::judge::judge;
use tadashi::limits::Limits;
use tadashi::manifest::node::Document;
use tadashi::manifest::{Role, YAML, bind, parse_into};
use tadashi::paper::Papers;
use tadashi::policy::PolicySet;
use tadashi::source::SourceMap;
use tadashi::verdict::Verdict;
use tadashi::{check, syntax};

use crate::dice::Dice;

/// Year, month, day.
type Day = (i64, i64, i64);

fn is_leap(year: i64) -> bool {
    year % 4 == 0 && year % 100 != 0 || year % 400 == 0
}

fn last_of(year: i64, month: i64) -> i64 {
    match month {
        2 if is_leap(year) => 29,
        2 => 28,
        4 | 6 | 9 | 11 => 30,
        _ => 31,
    }
}

/// Days since 0001-01-01.
fn number((year, month, day): Day) -> i64 {
    let before = year - 1;
    let years = before * 365 + before / 4 - before / 100 + before / 400;
    years + (1..month).map(|month| last_of(year, month)).sum::<i64>() + day - 1
}

fn day_after((year, month, day): Day) -> Day {
    if day < last_of(year, month) {
        (year, month, day + 1)
    } else if month < 12 {
        (year, month + 1, 1)
    } else {
        (year + 1, 1, 1)
    }
}

/// The day so many months later or earlier; the last of its month where the month is too short.
fn months_from((year, month, day): Day, months: i64) -> Day {
    let at = year * 12 + month - 1 + months;
    let (year, month) = (at.div_euclid(12), at.rem_euclid(12) + 1);
    (year, month, day.min(last_of(year, month)))
}

/// The number of the day so much later, or earlier where `sign` is -1.
fn shifted(day: Day, duration: Duration, sign: i64) -> i64 {
    let count = sign * i64::from(duration.count);
    match duration.unit {
        Unit::Day => number(day) + count,
        Unit::Week => number(day) + 7 * count,
        Unit::Month => number(months_from(day, count)),
        Unit::Year => number(months_from(day, 12 * count)),
    }
}

fn date((year, month, day): Day) -> Date {
    Date::new(year as i16, month as i8, day as i8).unwrap()
}

fn day(date: Date) -> Day {
    let (year, month, day) = date.into();
    (year.into(), month.into(), day.into())
}

fn any_day(dice: &mut Dice, years: std::ops::Range<i64>) -> Day {
    let year = years.start + dice.roll((years.end - years.start) as usize) as i64;
    let month = 1 + dice.roll(12) as i64;
    // The ends of months are where days go wrong.
    let day =
        if dice.roll(3) == 0 { last_of(year, month) } else { 1 + dice.roll(last_of(year, month) as usize) as i64 };
    (year, month, day)
}

#[test]
fn every_day_of_four_centuries_follows_the_one_before() {
    let mut at = (1899, 12, 31);
    while at < (2300, 1, 1) {
        let next = day_after(at);
        let one = Duration { count: 1, unit: Unit::Day };
        assert_eq!(date(at).plus(one), date(next));
        assert_eq!(date(next).minus(one), date(at));
        assert_eq!(date(at).days_until(date(next)), 1);
        assert!(date(at) < date(next));
        at = next;
    }
}

#[test]
fn a_text_is_a_date_where_the_calendar_has_the_day() {
    for year in [0, 1, 4, 100, 400, 1900, 1999, 2000, 2023, 2024, 2026, 2100, 9996, 9999] {
        for month in 0..=13 {
            for day in 0..=32 {
                let text = format!("{year:04}-{month:02}-{day:02}");
                let exists = year >= 1 && (1..=12).contains(&month) && (1..=last_of(year, month)).contains(&day);
                let read = Date::parse(&text);
                assert_eq!(read.is_ok(), exists, "{text}");
                match read {
                    Ok(read) => assert_eq!(read.to_string(), text),
                    Err(NoDate::Day(last)) => assert_eq!(i64::from(last), last_of(year, month), "{text}"),
                    Err(NoDate::Month) => assert!(!(1..=12).contains(&month), "{text}"),
                    Err(NoDate::Shape) => assert_eq!(year, 0, "{text}"),
                }
                assert_eq!(When::parse(&text), read.map(When::from), "{text}");
            }
        }
    }
}

#[test]
fn a_partial_date_is_all_its_days() {
    for year in [1, 1900, 2000, 2023, 2024, 9999] {
        let whole = When::parse(&format!("{year:04}")).unwrap();
        assert_eq!((day(whole.first), day(whole.last)), ((year, 1, 1), (year, 12, 31)));
        for month in 1..=12 {
            let part = When::parse(&format!("{year:04}-{month:02}")).unwrap();
            assert_eq!((day(part.first), day(part.last)), ((year, month, 1), (year, month, last_of(year, month))));
        }
    }
}

#[test]
fn time_is_added_as_on_a_wall_calendar() {
    let mut dice = Dice::new(11);
    for _ in 0..20_000 {
        let from = any_day(&mut dice, 1000..3000);
        let unit = *dice.pick(&[Unit::Day, Unit::Week, Unit::Month, Unit::Year]);
        let duration = Duration { count: dice.roll(900) as u32, unit };
        assert_eq!(number(day(date(from).plus(duration))), shifted(from, duration, 1), "{from:?} + {duration}");
        assert_eq!(number(day(date(from).minus(duration))), shifted(from, duration, -1), "{from:?} - {duration}");
        assert_eq!(Duration::parse(&duration.to_string()), Some(duration));
        let other = any_day(&mut dice, 1000..3000);
        assert_eq!(date(from).days_until(date(other)), number(other) - number(from));
        assert_eq!(date(from).cmp(&date(other)), from.cmp(&other));
        // More time never ends earlier.
        let longer = Duration { count: duration.count + dice.roll(40) as u32, unit };
        assert!(date(from).plus(longer) >= date(from).plus(duration), "{from:?} {duration} {longer}");
        assert!(date(from).minus(longer) <= date(from).minus(duration), "{from:?} {duration} {longer}");
    }
}

#[test]
fn time_beyond_the_calendar_ends_with_it() {
    let (first, last) = (date((1, 1, 1)), date((9999, 12, 31)));
    for unit in [Unit::Day, Unit::Week, Unit::Month, Unit::Year] {
        for count in [0, 1, 12, 10_000, u32::MAX] {
            let duration = Duration { count, unit };
            assert!(first.minus(duration) == first && last.plus(duration) == last, "{duration}");
            assert!(first.plus(duration) >= first && last.minus(duration) <= last, "{duration}");
            assert!(day(last.minus(duration)).0 >= 1, "{duration}");
        }
    }
}

#[test]
fn lengths_that_compare_compare_alike_from_every_day() {
    let mut dice = Dice::new(12);
    for _ in 0..5000 {
        let mut length = || Duration {
            count: dice.roll(60) as u32,
            unit: *dice.pick(&[Unit::Day, Unit::Week, Unit::Month, Unit::Year]),
        };
        let (a, b) = (length(), length());
        let from = any_day(&mut dice, 1990..2100);
        if let Some(order) = a.compare(b) {
            assert_eq!(date(from).plus(a).cmp(&date(from).plus(b)), order, "{from:?} {a} {b}");
            assert_eq!(b.compare(a), Some(order.reverse()));
        }
    }
}

const PERIODS: [&str; 6] = ["1 day", "2 weeks", "90 days", "1 month", "12 months", "1 year"];

/// A pack with a clause for every period and way of comparing, of which none is said twice.
fn policies() -> (PolicySet, Vec<String>) {
    let mut sentences: Vec<String> = Vec::new();
    for period in PERIODS {
        sentences.push(format!("incident.detected is within the last {period}"));
        sentences.push(format!("incident.detected is within the next {period}"));
        sentences.push(format!("incident.detected is within {period} before incident.reported"));
        sentences.push(format!("incident.detected is within {period} after incident.reported"));
    }
    for words in ["before", "after", "on or before", "on or after"] {
        sentences.push(format!("incident.detected is {words} incident.reported"));
    }
    let mut text = "pack own version 1.0.0 {
  title \"Own\" title ja \"自社\" language 1 schema ai-governance 1 publisher \"Own\" licence \"Apache-2.0\"
}
instrument RULES { title \"Rules\" title ja \"規程\" issuer \"Own\" edition \"1\" dated 2020-01-01 status guidance }
clauses of RULES { \"1\" \"days\" ja \"日\" strength should }
by default explanation ordinary { lasts at most 12 months }
"
    .to_owned();
    let expectation = |name: &str, force: &str, point: &str| {
        format!(
            "expectation {name} {{\n  title \"Title of {name}\" title ja \"{name}の題\"\n  cites RULES \"1\"\n  {force}\n  \
             applies to each incident\n  should\n    - p \"says {name}\" ja \"{name}を示す\": {point}\n}}\n"
        )
    };
    for (index, sentence) in sentences.iter().enumerate() {
        text += &expectation(&format!("c{index}"), "", sentence);
    }
    text += &expectation("force", "in force from 2024-01-31 until 2024-02-29", "incident.id is stated");
    let limits = Limits::default();
    let mut sources = SourceMap::default();
    let schema = embedded::schema().iter();
    let mut trees: Vec<_> = schema.filter_map(|(path, text)| embedded::tree(path, sources.add(*path, *text))).collect();
    let file = sources.add("own.tadashi", text.as_str());
    let read = syntax::parse(file, &text, &limits);
    assert_eq!(read.diagnostics, []);
    trees.push(read.value);
    let checked = check::check(&trees, &sources, &limits);
    assert_eq!(checked.diagnostics, []);
    (checked.value, sentences)
}

/// The verdicts of every clause, in the order of clauses, then incidents.
fn verdicts(policies: &PolicySet, manifest: &str, as_of: Date) -> Vec<Verdict> {
    let limits = Limits::default();
    let mut sources = SourceMap::default();
    let file = sources.add("ai-governance.yaml", manifest);
    let (text, mut document) = (manifest.into(), Document::default());
    let root = parse_into(&mut document, file, &text, &YAML, &limits).value.unwrap();
    let bound = bind(&policies.schema, document, &[(root, file, Role::Main)], &limits);
    assert_eq!(bound.diagnostics, []);
    let explanations = explanation::read(&policies.schema, &bound.value).value;
    let judgement = judge(policies, &bound.value, &Papers::default(), explanations, as_of);
    judgement.evaluations.iter().map(|evaluation| evaluation.verdict).collect()
}

/// Every day that a written date could be.
fn days_of(written: &str) -> Vec<i64> {
    let when = When::parse(written).unwrap();
    (number(day(when.first))..=number(day(when.last))).collect()
}

/// Whether a sentence holds for every day, for none, or for some that a date could be.
fn holds(sentence: &str, detected: &str, reported: &str, today: Day) -> Verdict {
    let duration = PERIODS.iter().find(|period| sentence.contains(**period)).and_then(|period| Duration::parse(period));
    let now = number(today);
    let around = |day: Day, sign| duration.map_or(0, |duration| shifted(day, duration, sign));
    let (mut yes, mut no) = (false, false);
    for y in days_of(reported) {
        let (first, last) = if sentence.contains("the last") {
            (around(today, -1), now)
        } else if sentence.contains("the next") {
            (now, around(today, 1))
        } else if sentence.contains("is within") && sentence.contains(" before ") {
            (around(from_number(y), -1), y)
        } else if sentence.contains("is within") {
            (y, around(from_number(y), 1))
        } else if sentence.contains("on or before") {
            (i64::MIN, y)
        } else if sentence.contains("on or after") {
            (y, i64::MAX)
        } else if sentence.contains("before") {
            (i64::MIN, y - 1)
        } else {
            (y + 1, i64::MAX)
        };
        for x in days_of(detected) {
            let holds = first <= x && x <= last;
            (yes, no) = (yes || holds, no || !holds);
        }
    }
    match (yes, no) {
        (true, false) => Verdict::Complies,
        (false, true) => Verdict::Deviates,
        _ => Verdict::Unknown,
    }
}

fn from_number(number_of: i64) -> Day {
    let mut year = number_of / 366 + 1;
    while number((year + 1, 1, 1)) <= number_of {
        year += 1;
    }
    let month = (1..=12).rev().find(|month| number((year, *month, 1)) <= number_of).unwrap();
    (year, month, number_of - number((year, month, 1)) + 1)
}

#[test]
fn sentences_about_days_hold_where_every_day_that_could_be_meant_fits() {
    let (policies, sentences) = policies();
    let mut dice = Dice::new(13);
    let mut todays = vec![(2024, 2, 29), (2025, 2, 28), (2024, 3, 31), (2026, 7, 1), (2026, 12, 31), (2027, 1, 1)];
    todays.extend((0..6).map(|_| any_day(&mut dice, 2020..2030)));
    let mut seen = [0; 3];
    for today in todays {
        let mut written = |near: i64| {
            // On the days where a period begins or ends, one beside them, or anywhere around.
            let edge = shifted(
                from_number(near),
                Duration::parse(dice.pick::<&str>(&PERIODS)).unwrap(),
                [-1, 0, 1][dice.roll(3)],
            );
            let (year, month, day) = from_number(edge + [-1, 0, 1, dice.roll(50) as i64][dice.roll(4)]);
            match dice.roll(20) {
                0..4 => format!("{year:04}-{month:02}"),
                4 => format!("{year:04}"),
                _ => format!("{year:04}-{month:02}-{day:02}"),
            }
        };
        let rows: Vec<(String, String)> = (0..25)
            .map(|_| {
                let reported = written(number(today));
                let middle = days_of(&reported)[0];
                (written(if middle % 2 == 0 { middle } else { number(today) }), reported)
            })
            .collect();
        let incidents: String = rows
            .iter()
            .enumerate()
            .map(|(row, (detected, reported))| {
                // A year alone is a number unless it is quoted.
                format!("  - {{ id: I-{row}, detected: \"{detected}\", reported: \"{reported}\" }}\n")
            })
            .collect();
        let manifest = format!("tadashi: 1\nincidents:\n{incidents}");
        let found = verdicts(&policies, &manifest, date(today));
        assert_eq!(found.len(), (sentences.len() + 1) * rows.len());
        for (sentence, found) in sentences.iter().zip(found.chunks(rows.len())) {
            for ((detected, reported), found) in rows.iter().zip(found) {
                let expected = holds(sentence, detected, reported, today);
                assert_eq!(*found, expected, "{sentence}; detected {detected}, reported {reported}, today {today:?}");
                seen[match expected {
                    Verdict::Complies => 0,
                    Verdict::Deviates => 1,
                    _ => 2,
                }] += 1;
            }
        }
    }
    assert!(seen.iter().all(|seen| *seen > 100), "{seen:?}");
}

#[test]
fn the_first_and_the_last_day_of_force_are_in_force() {
    let (policies, sentences) = policies();
    for (today, in_force) in [
        ((2024, 1, 30), false),
        ((2024, 1, 31), true),
        ((2024, 2, 28), true),
        ((2024, 2, 29), true),
        ((2024, 3, 1), false),
    ] {
        let found = verdicts(&policies, "tadashi: 1\nincidents:\n  - id: I-1\n", date(today));
        assert_eq!(found[sentences.len()] == Verdict::Complies, in_force, "{today:?}");
    }
}
