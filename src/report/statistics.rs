//! How often what was found: a row for each expectation, and for each sort of mistake with the field concerned.

use std::collections::BTreeMap;
use std::io;

use serde_json::json;

use super::{Report, Style, summary};
use crate::diagnostic::{Diagnostic, Level};
use crate::source::SourceMap;
use crate::text::{Arg, Lang, visible};

/// What is counted as one sort.
#[derive(PartialEq, Eq, PartialOrd, Ord)]
struct Sort<'a> {
    level: Level,
    /// The expectation, else the code.
    what: &'a str,
    /// Whether `what` is an expectation.
    is_expectation: bool,
    /// The field of the manifest, where it is about one.
    field: Option<&'a str>,
}

/// Writes a line for each sort, the most frequent first, their sum, and the summary.
pub(super) fn write(report: &Report, _: &SourceMap, style: &Style, out: &mut dyn io::Write) -> io::Result<()> {
    let rows = count(report);
    let total: usize = rows.iter().map(|(_, count)| count).sum();
    let digits = total.to_string().len();
    for (sort, count) in &rows {
        let field = sort.field.map(|field| format!(" {}", visible(field))).unwrap_or_default();
        writeln!(out, "{count:>digits$} {}[{}]{field}", sort.level.word(), visible(sort.what))?;
    }
    match style.lang {
        Lang::En => writeln!(out, "{total} in total\n")?,
        Lang::Ja => writeln!(out, "{total} 件（合計）\n")?,
    }
    for line in summary::lines(report, style) {
        writeln!(out, "{line}")?;
    }
    Ok(())
}

/// Writes the same as one JSON object.
pub(super) fn write_json(report: &Report, _: &SourceMap, style: &Style, out: &mut dyn io::Write) -> io::Result<()> {
    let rows = count(report);
    let total: usize = rows.iter().map(|(_, count)| count).sum();
    let row = |(sort, count): &(Sort<'_>, usize)| {
        let (expectation, code) = if sort.is_expectation { (Some(sort.what), None) } else { (None, Some(sort.what)) };
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

/// Every sort and how often it was found: what is open once for each subject, a mistake once for each place.
fn count(report: &Report) -> Vec<(Sort<'_>, usize)> {
    let mut counts: BTreeMap<Sort<'_>, usize> = BTreeMap::new();
    for finding in &report.findings {
        let (sort, times) = sort(finding);
        *counts.entry(sort).or_default() += times;
    }
    let mut rows: Vec<(Sort<'_>, usize)> = counts.into_iter().collect();
    rows.sort_by(|(a, one), (b, other)| (b.level, other).cmp(&(a.level, one)).then_with(|| a.cmp(b)));
    rows
}

fn sort(finding: &Diagnostic) -> (Sort<'_>, usize) {
    let of =
        |what, is_expectation| Sort { level: finding.level, what, is_expectation, field: finding.field.as_deref() };
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
