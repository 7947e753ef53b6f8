//! One line a finding, for editors, `grep` and logs.

use std::io;

use super::{Report, Style, code_of, sentence, summary};
use crate::diagnostic::Diagnostic;
use crate::source::SourceMap;
use crate::text::visible;

/// Writes `path:line:column: level[code]: message` lines, then the summary.
pub(super) fn write(report: &Report, sources: &SourceMap, style: &Style, out: &mut dyn io::Write) -> io::Result<()> {
    findings(report.shown(), sources, style, out)?;
    summary::write(report, style, out)
}

/// Writes a line for every finding.
pub(super) fn findings<'a>(
    findings: impl IntoIterator<Item = &'a Diagnostic>,
    sources: &SourceMap,
    style: &Style,
    out: &mut dyn io::Write,
) -> io::Result<()> {
    for finding in findings {
        if let Some(span) = finding.place() {
            let at = sources.position(span);
            write!(out, "{}:{}:{}: ", visible(&sources.get(span.file).path), at.line, at.column)?;
        }
        let message = sentence(&finding.message(style.lang));
        writeln!(out, "{}[{}]: {message}", finding.level.word(), visible(&code_of(finding)))?;
    }
    Ok(())
}
