//! How often what was found: a row for each expectation, for each fact that several wait for, and for each sort of
//! mistake with the field concerned.

use std::collections::BTreeMap;
use std::io;

use serde_json::json;

use super::{Report, Style, summary};
use crate::diagnostic::{Diagnostic, Level};
use crate::source::SourceMap;
use crate::text::{Arg, Lang, visible};

/// How often each sort was found: what is open once for each subject, a mistake once for each place.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Statistics(BTreeMap<Sort, usize>);

impl Statistics {
    /// Of some findings.
    #[must_use]
    pub fn of(findings: &[Diagnostic]) -> Self {
        let mut counts = Self::default();
        for finding in findings {
            let (sort, times) = sort(finding);
            *counts.0.entry(sort).or_default() += times;
        }
        counts
    }

    /// Adds others.
    pub fn join(&mut self, other: Self) {
        for (sort, times) in other.0 {
            *self.0.entry(sort).or_default() += times;
        }
    }
}

/// What is counted as one sort.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Sort {
    level: Level,
    /// The expectation, else the code.
    what: Box<str>,
    /// Whether `what` is an expectation.
    is_expectation: bool,
    /// The field of the manifest, where it is about one.
    field: Option<Box<str>>,
}

/// Writes a line for each sort, the most frequent first, their sum, and the summary.
pub(super) fn write(report: &Report, _: &SourceMap, style: &Style, out: &mut dyn io::Write) -> io::Result<()> {
    let rows = count(report);
    let total: usize = rows.iter().map(|(_, count)| count).sum();
    let digits = total.to_string().len();
    for (sort, count) in &rows {
        let field = sort.field.as_deref().map(|field| format!(" {}", visible(field))).unwrap_or_default();
        writeln!(out, "{count:>digits$} {}[{}]{field}", sort.level.word(), visible(&sort.what))?;
    }
    match style.lang {
        Lang::En => writeln!(out, "{total} in total\n")?,
        Lang::Ja => writeln!(out, "{total} 件（合計）\n")?,
    }
    summary::write(report, style, out)
}

/// Writes the same as one JSON object.
pub(super) fn write_json(report: &Report, _: &SourceMap, style: &Style, out: &mut dyn io::Write) -> io::Result<()> {
    let rows = count(report);
    let total: usize = rows.iter().map(|(_, count)| count).sum();
    let row = |(sort, count): &(Sort, usize)| {
        let (expectation, code) = if sort.is_expectation { (Some(&sort.what), None) } else { (None, Some(&sort.what)) };
        json!({
            "count": count,
            "level": sort.level.word(),
            "expectation": expectation,
            "code": code,
            "field": sort.field,
        })
    };
    let object = json!({
        "as_of": report.as_of.to_string(),
        "manifests": report.manifests.len(),
        "exit_code": report.exit_code(style.fail_on),
        "counts": rows.iter().map(row).collect::<Vec<_>>(),
        "total": total,
    });
    serde_json::to_writer_pretty(&mut *out, &object)?;
    writeln!(out)
}

/// Every sort of a report, the loudest and most frequent first.
fn count(report: &Report) -> Vec<(Sort, usize)> {
    let mut counts = report.told.statistics.clone();
    counts.join(Statistics::of(&report.findings));
    let mut rows: Vec<(Sort, usize)> = counts.0.into_iter().collect();
    rows.sort_by(|(a, one), (b, other)| (b.level, other).cmp(&(a.level, one)).then_with(|| a.cmp(b)));
    rows
}

fn sort(finding: &Diagnostic) -> (Sort, usize) {
    let of = |what: &str, is_expectation: bool| {
        let field = finding.field.as_deref().filter(|_| !is_expectation).map(Box::from);
        Sort { level: finding.level, what: Box::from(what), is_expectation, field }
    };
    if let Some(about) = finding.about.as_deref().filter(|about| about.explanation.is_none())
        && let [only] = about.expectations.as_slice()
    {
        return (of(only, true), about.subjects.len().max(1));
    }
    // Mistakes beyond those that are listed are told as one, with their number.
    let times = match finding.arg("count") {
        Some(Arg::Number(count)) if MORE.contains(&finding.code.id) => usize::try_from(*count).unwrap_or(1),
        _ => 1,
    };
    (of(finding.code.id, false), times)
}

/// Codes that count what is not listed.
const MORE: [&str; 2] = ["manifest/and-more", "manifest/and-more-hints"];
