//! The report for people: what is wrong, the lines of every file it concerns, why it matters, and what to type.
//!
//! miette draws the lines and wraps the words; which lines, and everything around them, is decided here.

use std::fmt;
use std::io;

use miette::{GraphicalReportHandler, GraphicalTheme, LabeledSpan, SourceCode, ThemeCharacters, ThemeStyles};

use super::excerpt::{Excerpt, Mark};
use super::{Report, Style, code_of, sentence, summary};
use crate::diagnostic::{Diagnostic, Label, Level};
use crate::source::{FileId, SourceMap};
use crate::text::{Lang, Text, visible};

/// Labels of one finding whose lines are shown; the places of further ones are listed.
const SHOWN: usize = 8;
/// Places of one finding that are listed; of further ones only the number is said.
const LISTED: usize = 20;

const WHY: Text = Text::new("why:", "なぜ:");
const HELP: Text = Text::new("help:", "対処:");
const FIX: Text = Text::new("fix:", "修正:");
const AT: Text = Text::new("at:", "場所:");
const ALSO: Text = Text::new("also at:", "ほかの場所:");

/// Writes every finding, then the summary.
pub(super) fn write(report: &Report, sources: &SourceMap, style: &Style, out: &mut dyn io::Write) -> io::Result<()> {
    findings(report.shown(), sources, style, out)?;
    summary::write(report, style, out)
}

/// Writes every finding, each with an empty line after it.
pub(super) fn findings<'a>(
    findings: impl IntoIterator<Item = &'a Diagnostic>,
    sources: &SourceMap,
    style: &Style,
    out: &mut dyn io::Write,
) -> io::Result<()> {
    let painter = Painter::new(style);
    for finding in findings {
        out.write_all(painter.finding(finding, sources).as_bytes())?;
        writeln!(out)?;
    }
    Ok(())
}

/// Words after a head, broken at the width, their further lines below the first.
pub(super) fn hanging(indent: usize, head: &str, words: &str, style: &Style) -> String {
    let painter = Painter::new(style);
    let within = columns(head);
    let column = if head.is_empty() { indent } else { indent + within + 1 };
    let width = painter.width.saturating_sub(column).max(30);
    let drawn = painter.words("", Tone::Beside, words, width);
    let mut out = format!("{}{head}", " ".repeat(indent));
    for (index, line) in drawn.lines().enumerate() {
        if index > 0 {
            out.push('\n');
            out.push_str(&" ".repeat(column));
        } else if !head.is_empty() {
            out.push(' ');
        }
        out.push_str(line.trim_start());
    }
    out.truncate(out.trim_end().len());
    out.push('\n');
    out
}

/// How loud a stretch of text is.
#[derive(Clone, Copy)]
enum Tone {
    Of(Level),
    Beside,
}

struct Painter {
    lang: Lang,
    width: usize,
    styles: ThemeStyles,
}

impl Painter {
    fn new(style: &Style) -> Self {
        let styles = if style.color { ThemeStyles::ansi() } else { ThemeStyles::none() };
        Self { lang: style.lang, width: style.width.clamp(40, 400), styles }
    }

    fn finding(&self, finding: &Diagnostic, sources: &SourceMap) -> String {
        let lang = self.lang;
        let tone = Tone::Of(finding.level);
        let head = format!("{}[{}]:", finding.level.name(lang), visible(&code_of(finding)));
        let mut out = self.paragraph("", &head, tone, &finding.message(lang));
        // What the head says is not said again at the only place.
        let said = finding.labels.iter().filter(|label| label.message.is_some()).count() > 1;
        let headline = finding.message(lang);
        let (shown, rest) = finding.labels.split_at(finding.labels.len().min(SHOWN));
        for (index, (file, labels)) in by_file(shown).into_iter().enumerate() {
            let source = sources.get(file);
            if source.text.is_empty() {
                out.push_str(&self.paragraph("  ", AT.raw(lang), Tone::Beside, &source.path));
                continue;
            }
            let mark = |label: &&Label| {
                let message = label.message.as_ref().map(|message| sentence(&message.fill(lang)));
                Mark::new(
                    source,
                    label.span.range(),
                    message.filter(|message| !message.is_empty() && (said || !headline.contains(message.as_str()))),
                )
            };
            let marks: Vec<Mark> = labels.iter().map(mark).collect();
            // Of a policy, whose lines are long, those that are marked; of all else also the lines around.
            let around = !source.path.ends_with(".tadashi") || index == 0;
            for excerpt in Excerpt::of(source, &marks, around) {
                out.push_str(&self.excerpt(excerpt, if index == 0 { tone } else { Tone::Beside }));
            }
        }
        if !rest.is_empty() {
            out.push_str(&self.paragraph("  ", ALSO.raw(lang), Tone::Beside, &self.places(rest, sources)));
        }
        out.push_str(&self.items(WHY.raw(lang), &finding.reasons(lang)));
        out.push_str(&self.items(HELP.raw(lang), &finding.advice(lang)));
        let fix = finding.fix.as_ref().map(|fix| fix.title.fill(lang));
        if let Some(fix) = fix.filter(|fix| !finding.advice(lang).contains(fix)) {
            out.push_str(&self.paragraph("  ", FIX.raw(lang), Tone::Beside, &fix));
        }
        out
    }

    fn places(&self, labels: &[Label], sources: &SourceMap) -> String {
        let place = |label: &Label| {
            let at = sources.position(label.span);
            format!("{}:{}:{}", sources.get(label.span.file).path, at.line, at.column)
        };
        let listed: Vec<String> = labels.iter().take(LISTED).map(place).collect();
        let more = labels.len().saturating_sub(LISTED);
        match self.lang {
            Lang::En if more > 0 => format!("{}, and {more} more", listed.join(", ")),
            Lang::En => listed.join(", "),
            Lang::Ja if more > 0 => format!("{}、ほか {more} か所", listed.join("、")),
            Lang::Ja => listed.join("、"),
        }
    }

    /// Several things under one head, which is said once; the further lines of each stand further in.
    fn items(&self, head: &str, items: &[String]) -> String {
        let within = columns(head);
        let blank = " ".repeat(within);
        let heads = std::iter::once(head).chain(std::iter::repeat(blank.as_str()));
        heads.zip(items).map(|(head, item)| self.hung(head, within, item)).collect()
    }

    fn hung(&self, head: &str, within: usize, words: &str) -> String {
        let drawn = self.words(head, Tone::Beside, words, self.width.saturating_sub(within + 3).max(30));
        let further = format!("  {}", " ".repeat(within + 1));
        let lines = drawn.lines().enumerate();
        lines.map(|(index, line)| format!("{}{line}\n", if index == 0 { "  " } else { &further })).collect()
    }

    /// Words after a head, broken at the width and indented below it.
    fn paragraph(&self, indent: &str, head: &str, tone: Tone, words: &str) -> String {
        self.words(head, tone, words, self.width).lines().map(|line| format!("{indent}{line}\n")).collect()
    }

    fn words(&self, head: &str, tone: Tone, words: &str, width: usize) -> String {
        let mut theme = self.theme(tone);
        // miette puts an icon before a message and a bar before its further lines: here the head, and nothing.
        theme.characters.error = head.to_owned();
        theme.characters.vbar = ' ';
        // miette stands every line four columns in and leaves two at the end.
        let room = width.saturating_sub(6);
        let drawn = self.draw(theme, width, &Shown { words: glued(&sentence(words), room), excerpt: None });
        let line = |line: &str| {
            let line: String = line.chars().filter(|c| *c != JOINER).collect();
            let line = line.replace(GLUE, " ");
            format!("{}\n", line.strip_prefix("  ").unwrap_or(&line).trim_end())
        };
        drawn.lines().map(line).collect()
    }

    fn excerpt(&self, excerpt: Excerpt, tone: Tone) -> String {
        let drawn = self.draw(self.theme(tone), self.width, &Shown { words: String::new(), excerpt: Some(excerpt) });
        // The first line is that of the message, which has been written.
        drawn.lines().skip(1).map(|line| format!("{}\n", line.trim_end())).collect()
    }

    /// Box drawing, with heads and underlines in the colour of a tone.
    fn theme(&self, tone: Tone) -> GraphicalTheme {
        let here = match tone {
            Tone::Of(Level::Error) => self.styles.error,
            Tone::Of(Level::Warning) => self.styles.warning,
            Tone::Of(Level::Note) | Tone::Beside => self.styles.advice,
        };
        let styles = ThemeStyles { error: here, highlights: vec![here], ..self.styles.clone() };
        GraphicalTheme { characters: ThemeCharacters::unicode(), styles }
    }

    fn draw(&self, theme: GraphicalTheme, width: usize, shown: &Shown) -> String {
        let handler = GraphicalReportHandler::new_themed(theme)
            .with_width(width)
            .with_links(false)
            .without_cause_chain()
            .without_syntax_highlighting();
        let mut drawn = String::new();
        // Writing into a string does not fail, and an excerpt holds all of its labels.
        let _ = handler.render_report(&mut drawn, shown);
        drawn
    }
}

/// Stands for a blank at which no line is broken.
const GLUE: char = '\u{A0}';
/// Keeps what stands before and after it on one line.
const JOINER: char = '\u{2060}';

/// What stands between backticks is to be typed or looked for, and an id is one word: neither is broken over two lines
/// if it fits into one.
fn glued(words: &str, room: usize) -> String {
    // Brackets and points that may stand around it, in either language.
    const AROUND: usize = 8;
    let room = room.saturating_sub(AROUND);
    let mut out = String::new();
    for (index, part) in words.split('`').enumerate() {
        if index > 0 {
            out.push('`');
        }
        let is_quoted = index % 2 == 1;
        if is_quoted && columns(part) <= room {
            out.push(JOINER);
            for c in part.chars() {
                out.push(if c == ' ' { GLUE } else { c });
                out.push(JOINER);
            }
            continue;
        }
        for word in part.split_inclusive(|c: char| !c.is_ascii_graphic()) {
            join(word, room, &mut out);
        }
    }
    out
}

/// A word of ASCII, and what it ends at: not broken at its hyphens, slashes and the like.
fn join(word: &str, room: usize, out: &mut String) {
    let fits = word.len() <= room;
    let mut before: Option<char> = None;
    for c in word.chars() {
        if fits && before.is_some_and(|before| before.is_ascii_punctuation()) && c.is_ascii_graphic() {
            out.push(JOINER);
        }
        out.push(c);
        before = Some(c);
    }
}

/// No fewer than a text takes on a terminal.
fn columns(text: &str) -> usize {
    text.chars().map(|c| if c.is_ascii() { 1 } else { 2 }).sum()
}

/// The labels of each file, in the order in which the files first come up.
fn by_file(labels: &[Label]) -> Vec<(FileId, Vec<&Label>)> {
    let mut files: Vec<(FileId, Vec<&Label>)> = Vec::new();
    for label in labels {
        match files.iter_mut().find(|(file, _)| *file == label.span.file) {
            Some((_, of)) => of.push(label),
            None => files.push((label.span.file, vec![label])),
        }
    }
    files
}

/// What miette is given to draw: words, or an excerpt with its labels.
#[derive(Debug)]
struct Shown {
    words: String,
    excerpt: Option<Excerpt>,
}

impl fmt::Display for Shown {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.words)
    }
}

impl std::error::Error for Shown {}

impl miette::Diagnostic for Shown {
    fn source_code(&self) -> Option<&dyn SourceCode> {
        self.excerpt.as_ref().map(|excerpt| excerpt as &dyn SourceCode)
    }

    fn labels(&self) -> Option<Box<dyn Iterator<Item = LabeledSpan> + '_>> {
        let labels = self.excerpt.as_ref()?.labels.iter().enumerate();
        Some(Box::new(labels.map(|(index, (range, message))| {
            let span = (range.start, range.len());
            if index == 0 {
                LabeledSpan::new_primary_with_span(message.clone(), span)
            } else {
                LabeledSpan::new_with_span(message.clone(), span)
            }
        })))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_to_be_typed_and_ids_stay_on_one_line() {
        let command = "tadashi explain jp.aigb/stakeholders-informed#informed system/customer-chat";
        let style = Style { lang: Lang::En, color: false, width: 100, fail_on: Level::Error };
        for before in 1..40 {
            let words = format!("{}`{command}` writes `archive-bytes`, archive-files, a/b-c", "word ".repeat(before));
            let drawn = hanging(2, "help:", &words, &style);
            for whole in [command, "`archive-bytes`,", "archive-files,", "a/b-c"] {
                assert!(drawn.lines().any(|line| line.contains(whole)), "{whole}\n{drawn}");
            }
            assert!(drawn.lines().all(|line| line.chars().count() <= 100), "{drawn}");
        }
        // What does not fit is broken at its blanks, and only what has none anywhere.
        let narrow = Style { width: 50, ..style };
        let drawn = hanging(2, "help:", &format!("type `{command}`"), &narrow);
        assert!(drawn.lines().any(|line| line.contains("system/customer-chat")), "{drawn}");
        let drawn = hanging(2, "", &"a-".repeat(500), &narrow);
        assert!(drawn.lines().count() > 20 && drawn.lines().all(|line| line.len() <= 50), "{drawn}");
    }
}
