//! Reports: one writer a file, all of the same [`Report`].

mod concise;
mod excerpt;
mod graphical;
mod json;
mod layers;
mod statistics;
mod summary;

use std::io;

pub use layers::{DecidedBy, Loosened};
pub use statistics::Statistics;

use crate::calendar::Date;
use crate::diagnostic::{Diagnostic, Level};
use crate::explanation::State;
use crate::limits::SENTENCE;
use crate::source::SourceMap;
use crate::text::{Lang, Str, Text};
use crate::verdict::{Evaluation, Verdict};

/// How a report is to look.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Style {
    /// The language of its sentences.
    pub lang: Lang,
    /// Whether it may hold colours, as a terminal takes them.
    pub color: bool,
    /// Columns to fill before a sentence is broken.
    pub width: usize,
    /// The level from which the check fails.
    pub fail_on: Level,
}

/// Puts a report into words.
pub type Write = fn(&Report, &SourceMap, &Style, &mut dyn io::Write) -> io::Result<()>;

/// Puts findings into words.
pub type WriteFindings = fn(&[Diagnostic], &SourceMap, &Style, &mut dyn io::Write) -> io::Result<()>;

/// A way to write a report.
#[derive(Clone, Copy, Debug)]
pub struct Output {
    /// What `--format` takes.
    pub name: &'static str,
    /// What it is for.
    pub about: Text,
    /// Whether it lists every verdict, and not only the findings.
    pub verdicts: bool,
    /// Its writer.
    pub write: Write,
    /// Writes some findings as its writer would, for reports that begin before all is judged; none if it has to have all.
    pub findings: Option<WriteFindings>,
}

/// Every output; the first is the default.
pub const OUTPUTS: [Output; 5] = [
    Output {
        name: "graphical",
        about: Text::new(
            "for people: the lines of the manifest and of the policy, the reason and what to type",
            "人が読むための形式。マニフェストとポリシーの該当行、理由、対処を示す",
        ),
        verdicts: false,
        write: graphical::write,
        findings: Some(write_findings),
    },
    Output {
        name: "concise",
        about: Text::new(
            "one line a finding, `path:line:column: level[code]: message`",
            "1指摘1行の形式。`path:line:column: level[code]: message`",
        ),
        verdicts: false,
        write: concise::write,
        findings: Some(|findings, sources, style, out| concise::findings(findings, sources, style, out)),
    },
    Output {
        name: "json",
        about: Text::new(
            "one JSON object with every finding, verdict and explanation; see docs/json.md",
            "すべての指摘、判定、説明を含む1つのJSONオブジェクト（docs/json.md を参照）",
        ),
        verdicts: true,
        write: json::write,
        findings: None,
    },
    Output {
        name: "statistics",
        about: Text::new(
            "how often each expectation is open and each mistake is made, with the field concerned",
            "期待事項ごと、誤りの種類と項目ごとの件数",
        ),
        verdicts: false,
        write: statistics::write,
        findings: Some(|_, _, _, _| Ok(())),
    },
    Output {
        name: "statistics-json",
        about: Text::new(
            "the same as one JSON object; see docs/json.md",
            "同じ内容の1つのJSONオブジェクト（docs/json.md を参照）",
        ),
        verdicts: false,
        write: statistics::write_json,
        findings: Some(|_, _, _, _| Ok(())),
    },
];

/// Writes findings for people, without a summary: for commands that end with words of their own.
///
/// # Errors
/// `out` does not take them.
pub fn write_findings(
    findings: &[Diagnostic],
    sources: &SourceMap,
    style: &Style,
    out: &mut dyn io::Write,
) -> io::Result<()> {
    graphical::findings(findings, sources, style, out)
}

/// What verdicts came to, in words: counts, never a percentage.
#[must_use]
pub fn counts(summary: &Summary, lang: Lang) -> String {
    summary::expectations(summary, lang)
}

/// Words after a head, broken at the width, their further lines below the first; Japanese too.
#[must_use]
pub fn hanging(indent: usize, head: &str, words: &str, style: &Style) -> String {
    graphical::hanging(indent, head, words, style)
}

/// What stands in brackets after the level: the clauses that a finding is about, else its code.
fn code_of(finding: &Diagnostic) -> String {
    const SHOWN: usize = 3;
    match &finding.about {
        Some(about) if about.explanation.is_none() && !about.expectations.is_empty() => {
            let more = about.expectations.len().saturating_sub(SHOWN);
            let shown: Vec<&str> = about.expectations.iter().take(SHOWN).map(Str::as_str).collect();
            let rest = if more > 0 { format!(", +{more}") } else { String::new() };
            format!("{}{rest}", shown.join(", "))
        }
        _ => finding.code.id.to_owned(),
    }
}

/// A sentence of a size that a person reads: one line, cut where somebody wrote a text of thousands of letters.
fn sentence(text: &str) -> String {
    let line = crate::text::visible(text);
    match line.char_indices().nth(SENTENCE) {
        Some((cut, _)) => format!("{}…", line.get(..cut).unwrap_or_default()),
        None => line.into_owned(),
    }
}

/// Everything a check found, ready to be put into words.
#[derive(Clone, Debug)]
pub struct Report {
    /// The day it was judged as of.
    pub as_of: Date,
    /// The manifests judged, by path.
    pub manifests: Vec<String>,
    /// The packs judged by.
    pub packs: Vec<PackLine>,
    /// First those of the settings and policies, then those of each manifest, then what was left to say; each part in
    /// the order of path, byte and code.
    pub findings: Vec<Diagnostic>,
    /// Findings that were told before, and are not kept.
    pub told: Told,
    /// The addition that would settle most of what is unknown, where that was asked for.
    pub next: Option<Diagnostic>,
    /// Every verdict, for outputs that list them.
    pub judged: Vec<Judged>,
    /// Every explanation: id, state, expectation as written, place.
    pub explanations: Vec<ExplanationLine>,
    /// Clauses that overlays loosen, also where everything complies.
    pub loosened: Vec<Loosened>,
    /// Clauses that applied to nothing, pack by pack; empty where not every manifest could be judged.
    pub unapplied: Vec<Unapplied>,
    /// Counts for the summary line.
    pub summary: Summary,
    /// Whether it was judged as if no explanation had been given.
    pub without_explanations: bool,
    /// The last day on which what is unknown is only a warning, where a manifest has such a grace period.
    pub grace: Option<Date>,
    /// Whether it was judged as if no overlay loosened anything.
    pub without_overlays: bool,
    /// Verdicts that are open, or noted by a `may`, under a clause of which an overlay lowered the level or modality.
    pub open_but_lowered: usize,
    /// Whether a verdict that is explained, or open but lowered, fails the check, as `--fail-on explained` asks.
    pub explained_fails: bool,
}

/// The clauses of a pack that applied to nothing in a whole run.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Unapplied {
    /// `jp.aigb`
    pub pack: String,
    /// Their ids, sorted.
    pub clauses: Vec<String>,
    /// How many clauses the pack has.
    pub of: usize,
}

/// A pack that a check judged by.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PackLine {
    /// `jp.aigb`
    pub name: String,
    /// `1.2.0`
    pub version: String,
    /// `embedded`, `vendored` or `folder`.
    pub origin: &'static str,
    /// Where it stands in the repository; none for an embedded one.
    pub folder: Option<String>,
    /// The hash of its contents, for outputs that print it.
    pub hash: Option<String>,
}

/// A verdict, for outputs that list all.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Judged {
    /// Path of the manifest.
    pub manifest: String,
    /// `pack/clause`
    pub expectation: Str,
    /// `system/credit`
    pub subject: String,
    /// What it came to.
    pub verdict: Verdict,
    /// Of a clause not yet in force: what it would be.
    pub preview: Option<Verdict>,
    /// Labels that deviate.
    pub deviates: Vec<Str>,
    /// Labels that are unknown.
    pub unknown: Vec<Str>,
    /// `may` points that are not met.
    pub notes: Vec<Str>,
    /// Holds only because a list is empty.
    pub vacuous: bool,
    /// Evidence that was presented but not read.
    pub not_inspected: Vec<Str>,
    /// Labels that hold because something was declined with a reason.
    pub declined: Vec<Str>,
    /// Ids of the explanations that carry it.
    pub explained_by: Vec<String>,
    /// The layer that decided it.
    pub decided_by: DecidedBy,
}

/// An explanation, for outputs that list all.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ExplanationLine {
    /// Its id.
    pub id: String,
    /// Its state.
    pub state: State,
    /// The expectation as written.
    pub expectation: String,
    /// Its last day, as written.
    pub until: Option<Date>,
}

/// What a run came to, in counts of (expectation, subject) pairs.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Summary {
    /// Verdicts `complies`.
    pub complies: usize,
    /// Verdicts `explained`.
    pub explained: usize,
    /// The day on which the next explanation in use ends.
    pub next_end: Option<Date>,
    /// Verdicts `deviates`.
    pub deviates: usize,
    /// Verdicts `unknown`.
    pub unknown: usize,
    /// Verdicts `not applicable`.
    pub not_applicable: usize,
    /// Verdicts `not in force`.
    pub not_in_force: usize,
    /// Clauses about the organisation that are judged in another repository.
    pub elsewhere: usize,
}

impl Summary {
    /// Counts a verdict.
    pub fn add(&mut self, evaluation: &Evaluation) {
        let count = match evaluation.verdict {
            Verdict::NotApplicable if evaluation.elsewhere => &mut self.elsewhere,
            Verdict::Complies => &mut self.complies,
            Verdict::Explained => &mut self.explained,
            Verdict::Deviates => &mut self.deviates,
            Verdict::Unknown => &mut self.unknown,
            Verdict::NotApplicable => &mut self.not_applicable,
            Verdict::NotInForce => &mut self.not_in_force,
        };
        *count += 1;
    }

    /// Adds the counts of another manifest.
    pub fn join(&mut self, other: &Self) {
        self.complies += other.complies;
        self.explained += other.explained;
        self.next_end = self.next_end.into_iter().chain(other.next_end).min();
        self.deviates += other.deviates;
        self.unknown += other.unknown;
        self.not_applicable += other.not_applicable;
        self.not_in_force += other.not_in_force;
        self.elsewhere += other.elsewhere;
    }
}

impl Report {
    /// A report in which nothing stands yet.
    #[must_use]
    pub fn new(as_of: Date) -> Self {
        Self {
            as_of,
            manifests: Vec::new(),
            packs: Vec::new(),
            findings: Vec::new(),
            told: Told::default(),
            next: None,
            judged: Vec::new(),
            explanations: Vec::new(),
            loosened: Vec::new(),
            unapplied: Vec::new(),
            summary: Summary::default(),
            without_explanations: false,
            grace: None,
            without_overlays: false,
            open_but_lowered: 0,
            explained_fails: false,
        }
    }

    /// What is written for people: every finding, or only the next step with what kept a part from being judged.
    fn shown(&self) -> Vec<&Diagnostic> {
        let stops = |finding: &&Diagnostic| finding.code.stops && finding.level == Level::Error;
        match &self.next {
            Some(next) => self.findings.iter().filter(stops).chain([next]).collect(),
            None => self.findings.iter().collect(),
        }
    }

    /// The findings, those told before included.
    #[must_use]
    pub fn tally(&self) -> Tally {
        let mut tally = self.told.tally;
        tally.join(Tally::of(&self.findings));
        tally
    }

    /// 2 if something could not be judged, 1 if a finding is at or above `fail_on` or a verdict fails that is explained or
    /// open where an overlay made it quieter, else 0 (language.md, decision 1).
    #[must_use]
    pub fn exit_code(&self, fail_on: Level) -> u8 {
        let tally = self.tally();
        if tally.stops > 0 {
            return 2;
        }
        let explained = self.explained_fails && self.summary.explained + self.open_but_lowered > 0;
        u8::from(explained || tally.from(fail_on) > 0)
    }
}

/// What is known of findings that are not kept.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Told {
    /// Their numbers.
    pub tally: Tally,
    /// How often each sort was found.
    pub statistics: Statistics,
}

impl Told {
    /// Of some findings.
    #[must_use]
    pub fn of(findings: &[Diagnostic]) -> Self {
        Self { tally: Tally::of(findings), statistics: Statistics::of(findings) }
    }

    /// Adds others.
    pub fn join(&mut self, other: Self) {
        self.tally.join(other.tally);
        self.statistics.join(other.statistics);
    }
}

/// Findings in numbers.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Tally {
    /// Errors.
    pub errors: usize,
    /// Warnings.
    pub warnings: usize,
    /// Notes.
    pub notes: usize,
    /// Errors because of which something could not be judged.
    pub stops: usize,
}

impl Tally {
    /// Of some findings.
    #[must_use]
    pub fn of(findings: &[Diagnostic]) -> Self {
        let mut tally = Self::default();
        for finding in findings {
            match finding.level {
                Level::Error => tally.errors += 1,
                Level::Warning => tally.warnings += 1,
                Level::Note => tally.notes += 1,
            }
            tally.stops += usize::from(finding.code.stops && finding.level == Level::Error);
        }
        tally
    }

    /// Adds others.
    pub const fn join(&mut self, other: Self) {
        self.errors += other.errors;
        self.warnings += other.warnings;
        self.notes += other.notes;
        self.stops += other.stops;
    }

    /// Those at or above a level.
    #[must_use]
    pub const fn from(&self, level: Level) -> usize {
        match level {
            Level::Error => self.errors,
            Level::Warning => self.errors + self.warnings,
            Level::Note => self.errors + self.warnings + self.notes,
        }
    }
}
