//! One line a finding, for editors, `grep` and logs.

use std::io;

use super::{Report, Style, code_of, sentence, summary};
use crate::diagnostic::Diagnostic;
use crate::source::SourceMap;
use crate::text::visible;

/// Writes `path:line:column: level[code]: message` lines, then the summary.
pub(super) fn write(report: &Report, sources: &SourceMap, style: &Style, out: &mut dyn io::Write) -> io::Result<()> {
    report.shown().into_iter().try_for_each(|finding| line(finding, sources, style, out))?;
    for line in summary::lines(report, style) {
        writeln!(out, "{line}")?;
    }
    Ok(())
}

/// Writes the lines of some findings.
pub(super) fn findings(
    findings: &[Diagnostic],
    sources: &SourceMap,
    style: &Style,
    out: &mut dyn io::Write,
) -> io::Result<()> {
    findings.iter().try_for_each(|finding| line(finding, sources, style, out))
}

fn line(finding: &Diagnostic, sources: &SourceMap, style: &Style, out: &mut dyn io::Write) -> io::Result<()> {
    if let Some(span) = finding.place() {
        let at = sources.position(span);
        write!(out, "{}:{}:{}: ", visible(&sources.get(span.file).path), at.line, at.column)?;
    }
    let message = sentence(&finding.message(style.lang));
    writeln!(out, "{}[{}]: {message}", finding.level.word(), visible(&code_of(finding)))
}
