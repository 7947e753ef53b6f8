//! Expectations and overlays: their sections, in order, and what stands where no section is.

use crate::args;
use crate::diagnostic::did_you_mean;
use crate::source::Span;

use super::super::codes;
use super::super::grammar::Rule;
use super::super::japanese;
use super::super::tree::{Applies, At, Cites, Expectation, Force, Line, Modality, Point};
use super::{Lower, Node};

/// The sections of an expectation, in their order.
pub(super) const SECTIONS: [&str; 12] = [
    "title",
    "cites",
    "announced",
    "in force",
    "applies",
    "must",
    "should",
    "may",
    "evidence",
    "explanation",
    "formerly",
    "help",
];

/// The sections of an overlay; they have no order.
const OVERLAY_SECTIONS: [&str; 13] = [
    "level",
    "to",
    "cites",
    "also",
    "evidence",
    "explanation",
    "announced",
    "in force",
    "without",
    "only",
    "because",
    "decided",
    "until",
];

/// Words of other languages that say how strong something is.
const OTHER_MODALITIES: [&str; 10] =
    ["shall", "will", "need", "needs", "required", "recommended", "ought", "can", "could", "would"];

/// The place of a section in the order; the modalities share one.
fn rank(section: &str) -> usize {
    let at = SECTIONS.iter().position(|known| *known == section).unwrap_or(0);
    match section {
        "must" | "should" | "may" => 5,
        _ => at,
    }
}

fn names(sections: &[&str]) -> Vec<String> {
    sections.iter().map(|name| format!("`{name}`")).collect()
}

/// How far a clause or overlay has been read.
#[derive(Default)]
pub(super) struct Reading {
    pub seen: Vec<&'static str>,
    last: Option<&'static str>,
    /// Whether the modality has been answered already.
    modality_said: bool,
    /// The section before.
    pub before: Option<Span>,
}

impl<'t> Lower<'t> {
    pub(super) fn expectation(&mut self, node: Node<'t>) -> Option<Expectation> {
        let span = self.span(&node);
        let before = self.diagnostics.len();
        let mut reading = Reading::default();
        let (mut name, mut titles, mut cites, mut force) = (None, Vec::new(), Vec::new(), None);
        let (mut applies, mut modality, mut points, mut notes) = (None, None, Vec::new(), Vec::new());
        let (mut evidence, mut explanation, mut formerly, mut help) = (Vec::new(), None, Vec::new(), Vec::new());
        for child in node.into_inner() {
            let (rule, whole) = (child.as_rule(), self.span(&child));
            match rule {
                Rule::name => name = Some(self.word(&child)),
                Rule::broken_section => self.broken_section(child, &mut reading, "expectation"),
                Rule::requirement => {
                    self.requirement(child, &mut reading, (&mut modality, &mut points, &mut notes));
                }
                Rule::title
                | Rule::cites
                | Rule::announced
                | Rule::in_force
                | Rule::applies
                | Rule::evidence
                | Rule::explanation
                | Rule::formerly
                | Rule::help => {
                    let place = self.keyword(&child);
                    let section = section_name(rule);
                    let many = matches!(rule, Rule::title | Rule::cites | Rule::help);
                    self.in_order(section, place, &mut reading, many);
                    match rule {
                        Rule::title => {
                            let line = self.line(child);
                            self.one_language("title", line, &mut titles);
                        }
                        Rule::help => {
                            let line = self.line(child);
                            self.one_language("help", line, &mut help);
                        }
                        Rule::cites => cites.extend(self.cites(child)),
                        Rule::applies => {
                            self.slipped = false;
                            applies = self.applies(child);
                            // The points after a misspelt modality have lost it.
                            reading.modality_said |= self.slipped;
                        }
                        Rule::evidence => evidence.extend(self.evidence(child)),
                        Rule::explanation => explanation = self.words(child).pop(),
                        Rule::formerly => formerly.extend(self.words(child)),
                        _ => self.force(child, &mut force),
                    }
                }
                _ => {}
            }
            reading.before = Some(whole);
        }
        Some(Expectation {
            name: name?,
            titles,
            cites,
            force,
            applies,
            modality,
            points,
            notes,
            evidence,
            explanation,
            formerly,
            help,
            torn: self.diagnostics.len() > before,
            span,
        })
    }

    /// `title` and `help` stand once a language.
    fn one_language(&mut self, section: &str, line: Option<Line>, lines: &mut Vec<Line>) {
        let Some(line) = line else { return };
        let lang = |line: &Line| line.lang.as_ref().map_or("en".to_owned(), |word| word.text.clone());
        if lines.iter().any(|other| lang(other) == lang(&line)) {
            let keyword = Span { end: line.span.start + section.len() as u32, ..line.span };
            self.twice(section, keyword);
        } else {
            lines.push(line);
        }
    }

    /// The first token of a section.
    pub(super) fn keyword(&self, node: &Node<'t>) -> Span {
        let first = node.clone().into_inner().next();
        first.map_or(self.span(node), |first| self.span(&first))
    }

    /// Says once what stands in the wrong place or twice.
    fn in_order(&mut self, section: &'static str, place: Span, reading: &mut Reading, many: bool) {
        let after = reading.last.filter(|last| rank(last) > rank(section));
        if !many && reading.seen.contains(&section) {
            self.twice(section, place);
        } else if let Some(other) = after {
            let order = names(&SECTIONS);
            // The first section that it should have stood before says most.
            let first = reading.seen.iter().find(|seen| rank(seen) > rank(section)).copied().unwrap_or(other);
            self.report(
                &codes::SECTION_ORDER,
                args!["section" => section, "other" => first, "sections" => order],
                place,
            );
        } else {
            reading.last = Some(section);
        }
        if !reading.seen.contains(&section) {
            reading.seen.push(section);
        }
    }

    fn requirement(
        &mut self,
        node: Node<'t>,
        reading: &mut Reading,
        (modality, points, notes): (&mut Option<At<Modality>>, &mut Vec<Point>, &mut Vec<Point>),
    ) {
        let mut read = Vec::new();
        let (mut found, mut slipped) = (None, false);
        self.slipped = false;
        for child in node.into_inner() {
            match child.as_rule() {
                Rule::modality => found = self.modality(&child),
                _ => {
                    let before = self.diagnostics.len();
                    read.extend(self.point(child));
                    // After a misspelt section its lines look like points.
                    if slipped {
                        self.diagnostics.truncate(before);
                    }
                    slipped |= self.slipped;
                }
            }
        }
        let Some(found) = found else { return };
        let word = found.value.word();
        match modality {
            None => {
                self.in_order(word, found.span, reading, false);
                *modality = Some(found);
                *points = read;
            }
            Some(first) if found.value == Modality::May && first.value != Modality::May => {
                self.in_order(word, found.span, reading, false);
                *notes = read;
            }
            Some(first) if first.value == found.value => self.twice(word, found.span),
            Some(_) => self.report(&codes::TWO_MODALITIES, Vec::new(), found.span),
        }
    }

    pub(super) fn modality(&self, node: &Node<'_>) -> Option<At<Modality>> {
        let value = match node.as_str() {
            "must" => Modality::Must,
            "should" => Modality::Should,
            "may" => Modality::May,
            _ => return None,
        };
        Some(At { value, span: self.span(node) })
    }

    pub(super) fn cites(&mut self, node: Node<'t>) -> Option<Cites> {
        let span = self.span(&node);
        let mut inner = node.into_inner();
        let handle = inner.find(|child| child.as_rule() == Rule::handle)?;
        let row = inner.find(|child| child.as_rule() == Rule::string)?;
        Some(Cites { handle: self.word(&handle), row: self.quoted(&row), span })
    }

    pub(super) fn force(&mut self, node: Node<'t>, force: &mut Option<Force>) {
        let span = self.span(&node);
        let force = force.get_or_insert(Force { announced: None, from: None, until: None, span });
        force.span = force.span.to(span);
        let announced = node.as_rule() == Rule::announced;
        let mut until = false;
        for child in node.into_inner() {
            match child.as_rule() {
                Rule::k_until => until = true,
                Rule::date => {
                    let date = self.date(&child);
                    match (announced, until) {
                        (true, _) => force.announced = date,
                        (_, false) => force.from = date,
                        (_, true) => force.until = date,
                    }
                }
                _ => {}
            }
        }
    }

    fn applies(&mut self, node: Node<'t>) -> Option<Applies> {
        let span = self.span(&node);
        let (mut noun, mut filter) = (None, None);
        for child in node.into_inner() {
            match child.as_rule() {
                Rule::name => noun = Some(self.word(&child)),
                Rule::refused_each => {
                    let place = self.span(&child);
                    let found = child.as_str().trim_end().to_owned();
                    noun = self.words(child).pop();
                    let shown = noun.as_ref().map(|noun| noun.text.clone()).unwrap_or_default();
                    // `all systems` and `any systems` name them by their plural; one of them is meant.
                    let one = match found.starts_with("every") {
                        true => shown,
                        false => shown.strip_suffix('s').unwrap_or(&shown).to_owned(),
                    };
                    if let Some(noun) = &mut noun {
                        noun.text.clone_from(&one);
                    }
                    self.report(&codes::EACH_SUBJECT, args!["found" => found, "noun" => one], place);
                }
                Rule::cond | Rule::broken_cond => filter = Some(self.cond(child)),
                _ => {}
            }
        }
        Some(Applies { noun, filter, span })
    }

    /// What stands where a section should begin: a section with a mistake in it, an old word, or an unknown one.
    pub(super) fn broken_section(&mut self, node: Node<'t>, reading: &mut Reading, item: &str) {
        let span = self.span(&node);
        let Some(first) = node.into_inner().next() else { return };
        let (word, place) = (first.as_str(), self.span(&first));
        let after = self.slice(place.end as usize, span.end as usize);
        let clause = item == "expectation";
        let sections: &[&str] = if clause { &SECTIONS } else { &OVERLAY_SECTIONS };
        if word == "-" {
            // The points of a modality that has been answered already.
            if !std::mem::replace(&mut reading.modality_said, true) {
                self.report(&codes::NO_MODALITY, Vec::new(), place);
            }
            return;
        }
        // On the line of the section before it, it is a mistake of that section.
        let same_line = reading.before.filter(|before| {
            !self.slice(before.end as usize, place.start as usize).contains('\n')
                && self.slice(before.start as usize, before.end as usize).chars().any(|c| c.is_ascii_lowercase())
        });
        let is_section = |word: &str| sections.iter().any(|section| section.split(' ').next() == Some(word));
        let (found, len) = self.token_at(place.start as usize, span.end as usize);
        if same_line.is_none()
            && let Some(meant) = japanese::word(&found, is_section)
        {
            let place = Span::new(self.file, place.start as usize, place.start as usize + len);
            self.report(&codes::JAPANESE_WORD, args!["word" => found, "meant" => meant], place);
            reading.modality_said |= matches!(meant, "must" | "should" | "may" | "evidence");
            return;
        }
        let known = sections.iter().any(|section| section.split(' ').next() == Some(word)) || word == "in";
        let old = Self::old_word(word, after).filter(|_| clause || !known);
        if let Some(code) = old {
            self.report(code, Vec::new(), place);
        } else if let Some(before) =
            same_line.filter(|_| !known && first.as_str() != "{" && reading.seen.last().is_some())
        {
            self.again(Rule::section_entry, before.to(span));
        } else if known {
            self.again(Rule::section_entry, span);
            reading.modality_said |= matches!(word, "must" | "should" | "may" | "also");
        } else if clause && OTHER_MODALITIES.contains(&word) {
            let shown = if after.trim_start().starts_with("to") { format!("{word} to") } else { word.to_owned() };
            self.report(&codes::OTHER_MODALITY, args!["word" => shown], place);
            reading.modality_said = true;
        } else {
            let hint = did_you_mean(word, sections.iter().copied());
            let near = crate::diagnostic::nearest(word, ["must", "should", "may", "also"]);
            reading.modality_said |= !near.is_empty() || after.trim_start().is_empty();
            let shown = if place.range().len() > 40 { "…".to_owned() } else { word.to_owned() };
            self.report(
                &codes::UNKNOWN_SECTION,
                args!["word" => shown, "item" => item, "hint" => hint, "sections" => names(sections)],
                place,
            );
        }
    }
}

/// The words of a section; nothing for what is no section.
pub(super) fn section_name(rule: Rule) -> &'static str {
    match rule {
        Rule::title => "title",
        Rule::cites => "cites",
        Rule::announced => "announced",
        Rule::in_force => "in force",
        Rule::applies => "applies",
        Rule::evidence => "evidence",
        Rule::explanation => "explanation",
        Rule::formerly => "formerly",
        Rule::help => "help",
        Rule::level => "level",
        Rule::to_modality => "to",
        Rule::also => "also",
        Rule::without => "without",
        Rule::only => "only",
        Rule::because => "because",
        Rule::decided => "decided",
        Rule::until => "until",
        _ => "",
    }
}
