//! The report for programs: version 1 of the format that docs/json.md describes.
//!
//! Written out field by field, so that a change of an inner type changes no byte of it; and while it is made, so that
//! no list is held a second time.

use std::io;

use serde::ser::SerializeMap;
use serde::{Serialize, Serializer};

use super::{ExplanationLine, Judged, Loosened, PackLine, Report, Style, Unapplied};
use crate::diagnostic::{About, Diagnostic, Edit, Fix, Label};
use crate::policy::OverlayKind;
use crate::source::{SourceMap, Span};
use crate::text::{Arg, Args, Lang, Message, Said, Str, write_json};
use crate::verdict::Verdict;

/// The version of the format; a reader may rely on every field of it.
const VERSION: u32 = 1;

/// Writes one JSON object.
pub(super) fn write(report: &Report, sources: &SourceMap, style: &Style, out: &mut dyn io::Write) -> io::Result<()> {
    write_json(&Whole { report, sources, style }, &mut *out)?;
    writeln!(out)
}

/// The outermost object.
struct Whole<'a> {
    report: &'a Report,
    sources: &'a SourceMap,
    style: &'a Style,
}

impl Serialize for Whole<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let Self { report, sources, style } = *self;
        let lang = style.lang;
        let finding = |each| finding(each, sources, lang);
        let mut object = serializer.serialize_map(None)?;
        object.serialize_entry("format", "tadashi-report")?;
        object.serialize_entry("version", &VERSION)?;
        object.serialize_entry("language", if lang == Lang::Ja { "ja" } else { "en" })?;
        object.serialize_entry("as_of", &report.as_of.to_string())?;
        object.serialize_entry("packs", &list(&report.packs, pack))?;
        object.serialize_entry("manifests", &report.manifests)?;
        object.serialize_entry("without_explanations", &report.without_explanations)?;
        object.serialize_entry("grace", &report.grace.map(|day| day.to_string()))?;
        object.serialize_entry("without_overlays", &report.without_overlays)?;
        object.serialize_entry("findings", &list(&report.findings, finding))?;
        object.serialize_entry("next", &report.next.as_ref().map(finding))?;
        object.serialize_entry("verdicts", &list(&report.judged, verdict))?;
        object.serialize_entry("explanations", &list(&report.explanations, explanation))?;
        object.serialize_entry("loosened", &list(&report.loosened, |each| loosened(each, sources)))?;
        object.serialize_entry("unapplied", &list(&report.unapplied, unapplied))?;
        object.serialize_entry("summary", &summary(report))?;
        let fail_on = if report.explained_fails { "explained" } else { style.fail_on.word() };
        object.serialize_entry("fail_on", fail_on)?;
        object.serialize_entry("exit_code", &report.exit_code(style.fail_on))?;
        object.end()
    }
}

/// A list whose items are made while they are written.
struct List<'a, T, F>(&'a [T], F);

fn list<'a, T, U: Serialize, F: Fn(&'a T) -> U>(items: &'a [T], write: F) -> List<'a, T, F> {
    List(items, write)
}

impl<'a, T, U: Serialize, F: Fn(&'a T) -> U> Serialize for List<'a, T, F> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_seq(self.0.iter().map(&self.1))
    }
}

fn unapplied(unapplied: &Unapplied) -> impl Serialize {
    #[derive(Serialize)]
    struct Line<'a> {
        pack: &'a str,
        expectations: &'a [String],
        of: usize,
    }
    Line { pack: &unapplied.pack, expectations: &unapplied.clauses, of: unapplied.of }
}

fn pack(line: &PackLine) -> impl Serialize {
    #[derive(Serialize)]
    struct Pack<'a> {
        name: &'a str,
        version: &'a str,
        origin: &'static str,
        folder: Option<&'a str>,
        hash: Option<&'a str>,
    }
    let PackLine { name, version, origin, folder, hash } = line;
    Pack { name, version, origin, folder: folder.as_deref(), hash: hash.as_deref() }
}

#[derive(Serialize)]
struct Finding<'a> {
    code: &'static str,
    level: &'static str,
    stops: bool,
    message: String,
    why: Vec<String>,
    help: Vec<String>,
    args: Arguments<'a>,
    about: Option<Concerns<'a>>,
    labels: Vec<Labelled<'a>>,
    fix: Option<Mend<'a>>,
}

fn finding<'a>(finding: &'a Diagnostic, sources: &'a SourceMap, lang: Lang) -> Finding<'a> {
    Finding {
        code: finding.code.id,
        level: finding.level.word(),
        stops: finding.code.stops,
        message: finding.message(lang),
        why: finding.reasons(lang),
        help: finding.advice(lang),
        args: Arguments(&finding.args, lang),
        about: finding.about.as_deref().map(about),
        labels: finding.labels.iter().map(|label| labelled(label, sources, lang)).collect(),
        fix: finding.fix.as_ref().map(|each| fix(each, sources, lang)),
    }
}

struct Arguments<'a>(&'a Args, Lang);

impl Serialize for Arguments<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_map(self.0.iter().map(|(name, arg)| (name, Argument(arg, self.1))))
    }
}

struct Argument<'a>(&'a Arg, Lang);

impl Serialize for Argument<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let fill = |message: &Message| message.fill(self.1);
        match self.0 {
            Arg::Text(text) => text.serialize(serializer),
            Arg::Number(number) => number.serialize(serializer),
            Arg::Said(said) => both(said).serialize(serializer),
            Arg::List(names) => names.serialize(serializer),
            Arg::Message(message) => message.as_deref().map(fill).serialize(serializer),
            Arg::Messages(messages) => serializer.collect_seq(messages.iter().map(fill)),
        }
    }
}

#[derive(Serialize)]
struct Both<'a> {
    en: &'a str,
    ja: Option<&'a str>,
}

fn both(said: &Said) -> Both<'_> {
    Both { en: &said.en, ja: said.ja.as_deref() }
}

#[derive(Serialize)]
struct Concerns<'a> {
    expectations: &'a [Str],
    points: &'a [Str],
    subjects: &'a [String],
    explanation: Option<&'a str>,
    verdict: Option<&'static str>,
}

fn about(about: &About) -> Concerns<'_> {
    let About { expectations, points, subjects, explanation, verdict } = about;
    Concerns { expectations, points, subjects, explanation: explanation.as_deref(), verdict: *verdict }
}

#[derive(Serialize)]
struct Labelled<'a> {
    #[serde(flatten)]
    place: Place<'a>,
    message: Option<String>,
}

fn labelled<'a>(label: &Label, sources: &'a SourceMap, lang: Lang) -> Labelled<'a> {
    Labelled { place: place(label.span, sources), message: label.message.as_ref().map(|message| message.fill(lang)) }
}

#[derive(Serialize)]
struct Mend<'a> {
    title: String,
    edits: Vec<Change<'a>>,
}

#[derive(Serialize)]
struct Change<'a> {
    #[serde(flatten)]
    place: Place<'a>,
    text: &'a str,
}

fn fix<'a>(fix: &'a Fix, sources: &'a SourceMap, lang: Lang) -> Mend<'a> {
    let change = |edit: &'a Edit| Change { place: place(edit.span, sources), text: &edit.text };
    Mend { title: fix.title.fill(lang), edits: fix.edits.iter().map(change).collect() }
}

#[derive(Serialize)]
struct Place<'a> {
    path: &'a str,
    start_byte: u32,
    end_byte: u32,
    line: u32,
    column: u32,
    end_line: u32,
    end_column: u32,
}

fn place(span: Span, sources: &SourceMap) -> Place<'_> {
    let source = sources.get(span.file);
    let (start, end) = (source.position(span.start as usize), source.position(span.end as usize));
    Place {
        path: &source.path,
        start_byte: span.start,
        end_byte: span.end,
        line: start.line,
        column: start.column,
        end_line: end.line,
        end_column: end.column,
    }
}

fn verdict(judged: &Judged) -> impl Serialize {
    #[derive(Serialize)]
    struct Line<'a> {
        manifest: &'a str,
        expectation: &'a str,
        subject: &'a str,
        verdict: &'static str,
        preview: Option<&'static str>,
        deviates: &'a [Str],
        unknown: &'a [Str],
        notes: &'a [Str],
        vacuous: bool,
        not_inspected: &'a [Str],
        declined: &'a [Str],
        explained_by: &'a [String],
        decided_by: Layer<'a>,
    }
    #[derive(Serialize)]
    struct Layer<'a> {
        pack: &'a str,
        overlay: Option<&'static str>,
    }
    Line {
        manifest: &judged.manifest,
        expectation: &judged.expectation,
        subject: &judged.subject,
        verdict: judged.verdict.word(),
        preview: judged.preview.map(Verdict::word),
        deviates: &judged.deviates,
        unknown: &judged.unknown,
        notes: &judged.notes,
        vacuous: judged.vacuous,
        not_inspected: &judged.not_inspected,
        declined: &judged.declined,
        explained_by: &judged.explained_by,
        decided_by: Layer { pack: &judged.decided_by.pack, overlay: judged.decided_by.overlay.map(OverlayKind::word) },
    }
}

fn loosened<'a>(loosened: &'a Loosened, sources: &'a SourceMap) -> impl Serialize + use<'a> {
    #[derive(Serialize)]
    struct Line<'a> {
        expectation: &'a str,
        pack: &'a str,
        overlay: &'static str,
        changes: &'a [String],
        because: Both<'a>,
        decided: Decided<'a>,
        until: String,
        state: &'static str,
        holds: bool,
        place: Place<'a>,
    }
    #[derive(Serialize)]
    struct Decided<'a> {
        function: &'a str,
        date: String,
    }
    Line {
        expectation: &loosened.expectation,
        pack: &loosened.pack,
        overlay: loosened.kind.word(),
        changes: &loosened.changes,
        because: both(&loosened.because),
        decided: Decided { function: &loosened.function, date: loosened.decided.to_string() },
        until: loosened.until.to_string(),
        state: loosened.life.word(),
        holds: loosened.life.holds(),
        place: place(loosened.place, sources),
    }
}

fn explanation(line: &ExplanationLine) -> impl Serialize {
    #[derive(Serialize)]
    struct Line<'a> {
        id: &'a str,
        state: &'static str,
        holds: bool,
        expectation: &'a str,
        until: Option<String>,
    }
    Line {
        id: &line.id,
        state: line.state.word(),
        holds: line.state.holds(),
        expectation: &line.expectation,
        until: line.until.map(|day| day.to_string()),
    }
}

fn summary(report: &Report) -> impl Serialize {
    #[derive(Serialize)]
    struct Counts {
        complies: usize,
        explained: usize,
        next_end: Option<String>,
        deviates: usize,
        unknown: usize,
        not_applicable: usize,
        not_in_force: usize,
        elsewhere: usize,
        open_but_lowered: usize,
        errors: usize,
        warnings: usize,
        notes: usize,
    }
    let summary = &report.summary;
    let tally = report.tally();
    Counts {
        complies: summary.complies,
        explained: summary.explained,
        next_end: summary.next_end.map(|day| day.to_string()),
        deviates: summary.deviates,
        unknown: summary.unknown,
        not_applicable: summary.not_applicable,
        not_in_force: summary.not_in_force,
        elsewhere: summary.elsewhere,
        open_but_lowered: report.open_but_lowered,
        errors: tally.errors,
        warnings: tally.warnings,
        notes: tally.notes,
    }
}
