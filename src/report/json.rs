//! The report for programs: version 1 of the format that docs/json.md describes.
//!
//! Written out field by field, so that a change of an inner type changes no byte of it.

use std::io;

use serde_json::{Map, Value, json};

use super::{ExplanationLine, Judged, Loosened, PackLine, Report, Style};
use crate::diagnostic::{About, Diagnostic, Edit, Fix, Label};
use crate::source::{SourceMap, Span};
use crate::text::{Arg, Lang};

/// The version of the format; a reader may rely on every field of it.
const VERSION: u32 = 1;

/// Writes one JSON object.
pub(super) fn write(report: &Report, sources: &SourceMap, style: &Style, out: &mut dyn io::Write) -> io::Result<()> {
    let lang = style.lang;
    let summary = &report.summary;
    let tally = report.tally();
    let value = json!({
        "format": "tadashi-report",
        "version": VERSION,
        "language": if lang == Lang::Ja { "ja" } else { "en" },
        "as_of": report.as_of.to_string(),
        "packs": report.packs.iter().map(pack).collect::<Vec<_>>(),
        "manifests": report.manifests,
        "without_explanations": report.without_explanations,
        "grace": report.grace.map(|day| day.to_string()),
        "without_overlays": report.without_overlays,
        "findings": report.findings.iter().map(|each| finding(each, sources, lang)).collect::<Vec<_>>(),
        "next": report.next.as_ref().map(|next| finding(next, sources, lang)),
        "verdicts": report.judged.iter().map(verdict).collect::<Vec<_>>(),
        "explanations": report.explanations.iter().map(explanation).collect::<Vec<_>>(),
        "loosened": report.loosened.iter().map(|each| loosened(each, sources)).collect::<Vec<_>>(),
        "summary": {
            "complies": summary.complies,
            "explained": summary.explained,
            "next_end": summary.next_end.map(|day| day.to_string()),
            "deviates": summary.deviates,
            "unknown": summary.unknown,
            "not_applicable": summary.not_applicable,
            "not_in_force": summary.not_in_force,
            "elsewhere": summary.elsewhere,
            "open_but_lowered": report.open_but_lowered,
            "errors": tally.errors,
            "warnings": tally.warnings,
            "notes": tally.notes,
        },
        "fail_on": if report.explained_fails { "explained" } else { style.fail_on.word() },
        "exit_code": report.exit_code(style.fail_on),
    });
    writeln!(out, "{}", crate::text::json(&value)?)
}

fn pack(line: &PackLine) -> Value {
    json!({
        "name": line.name,
        "version": line.version,
        "origin": line.origin,
        "folder": line.folder,
        "hash": line.hash,
    })
}

fn finding(finding: &Diagnostic, sources: &SourceMap, lang: Lang) -> Value {
    let args: Map<String, Value> =
        finding.args.iter().map(|(name, value)| ((*name).to_owned(), arg(value, lang))).collect();
    json!({
        "code": finding.code.id,
        "level": finding.level.word(),
        "stops": finding.code.stops,
        "message": finding.message(lang),
        "why": finding.reasons(lang),
        "help": finding.advice(lang),
        "args": args,
        "about": finding.about.as_deref().map(about),
        "labels": finding.labels.iter().map(|each| label(each, sources, lang)).collect::<Vec<_>>(),
        "fix": finding.fix.as_ref().map(|each| fix(each, sources, lang)),
    })
}

fn arg(arg: &Arg, lang: Lang) -> Value {
    match arg {
        Arg::Text(text) => json!(text),
        Arg::Number(number) => json!(number),
        Arg::Said(said) => json!({ "en": said.en, "ja": said.ja }),
        Arg::List(names) => json!(names),
        Arg::Message(message) => json!(message.as_ref().map(|message| message.fill(lang))),
        Arg::Messages(messages) => json!(messages.iter().map(|message| message.fill(lang)).collect::<Vec<_>>()),
    }
}

fn about(about: &About) -> Value {
    json!({
        "expectations": about.expectations,
        "points": about.points,
        "subjects": about.subjects,
        "explanation": about.explanation,
        "verdict": about.verdict,
    })
}

fn label(label: &Label, sources: &SourceMap, lang: Lang) -> Value {
    let mut value = place(label.span, sources);
    value.insert("message".to_owned(), json!(label.message.as_ref().map(|message| message.fill(lang))));
    Value::Object(value)
}

fn fix(fix: &Fix, sources: &SourceMap, lang: Lang) -> Value {
    let edit = |edit: &Edit| {
        let mut value = place(edit.span, sources);
        value.insert("text".to_owned(), json!(edit.text));
        Value::Object(value)
    };
    json!({ "title": fix.title.fill(lang), "edits": fix.edits.iter().map(edit).collect::<Vec<_>>() })
}

fn place(span: Span, sources: &SourceMap) -> Map<String, Value> {
    let source = sources.get(span.file);
    let (start, end) = (source.position(span.start as usize), source.position(span.end as usize));
    let fields = [
        ("path", json!(source.path)),
        ("start_byte", json!(span.start)),
        ("end_byte", json!(span.end)),
        ("line", json!(start.line)),
        ("column", json!(start.column)),
        ("end_line", json!(end.line)),
        ("end_column", json!(end.column)),
    ];
    fields.into_iter().map(|(name, value)| (name.to_owned(), value)).collect()
}

fn verdict(judged: &Judged) -> Value {
    json!({
        "manifest": judged.manifest,
        "expectation": judged.expectation,
        "subject": judged.subject,
        "verdict": judged.verdict.word(),
        "preview": judged.preview.map(crate::verdict::Verdict::word),
        "deviates": judged.deviates,
        "unknown": judged.unknown,
        "notes": judged.notes,
        "vacuous": judged.vacuous,
        "not_inspected": judged.not_inspected,
        "declined": judged.declined,
        "explained_by": judged.explained_by,
        "decided_by": {
            "pack": judged.decided_by.pack,
            "overlay": judged.decided_by.overlay.map(crate::policy::OverlayKind::word),
        },
    })
}

fn loosened(loosened: &Loosened, sources: &SourceMap) -> Value {
    json!({
        "expectation": loosened.expectation,
        "pack": loosened.pack,
        "overlay": loosened.kind.word(),
        "changes": loosened.changes,
        "because": { "en": loosened.because.en, "ja": loosened.because.ja },
        "decided": { "function": loosened.function, "date": loosened.decided.to_string() },
        "until": loosened.until.to_string(),
        "state": loosened.life.word(),
        "holds": loosened.life.holds(),
        "place": place(loosened.place, sources),
    })
}

fn explanation(line: &ExplanationLine) -> Value {
    json!({
        "id": line.id,
        "state": line.state.word(),
        "holds": line.state.holds(),
        "expectation": line.expectation,
        "until": line.until.map(|day| day.to_string()),
    })
}
