//! Words, texts, numbers, dates and lists.

use crate::args;
use crate::calendar::{Date, Duration, NoDate};
use crate::source::Span;

use super::super::codes;
use super::super::grammar::Rule;
use super::super::tree::{At, Line, Operand, Path, Quoted, Sentence, ValueList, Word};
use super::{Lower, Node};

impl Lower<'_> {
    pub(super) fn word(&self, node: &Node<'_>) -> Word {
        Word { text: node.as_str().to_owned(), span: self.span(node) }
    }

    /// The names among the children of a node.
    pub(super) fn words(&self, node: Node<'_>) -> Vec<Word> {
        node.into_inner().filter(|child| child.as_rule() == Rule::name).map(|child| self.word(&child)).collect()
    }

    /// Who decides, as a word; what is no name is left to be answered as a function that nobody knows.
    pub(super) fn function(&self, node: &Node<'_>) -> Word {
        let Word { text, span } = self.word(node);
        Word { text: text.trim().trim_matches('"').to_owned(), span }
    }

    pub(super) fn quoted(&mut self, node: &Node<'_>) -> Quoted {
        let span = self.span(node);
        let raw = node.as_str();
        let block = raw.len() >= 6 && raw.starts_with("\"\"\"");
        let edge = if block { 3 } else { 1 };
        let start = self.base + node.as_span().start();
        let inner = Span::new(self.file, start + edge, start + raw.len().saturating_sub(edge));
        let body = raw.get(edge..raw.len().saturating_sub(edge)).unwrap_or_default();
        let text = if block { unindented(body) } else { self.unescaped(body, inner) };
        Quoted { text, span, inner }
    }

    fn unescaped(&mut self, body: &str, inner: Span) -> String {
        if !body.contains('\\') {
            return body.to_owned();
        }
        let mut out = String::with_capacity(body.len());
        let mut chars = body.char_indices();
        while let Some((at, c)) = chars.next() {
            if c != '\\' {
                out.push(c);
                continue;
            }
            match chars.next() {
                Some((_, '"')) => out.push('"'),
                Some((_, '\\')) => out.push('\\'),
                Some((_, 'n')) => out.push('\n'),
                Some((_, 't')) => out.push('\t'),
                other => {
                    let next = other.map(|(_, c)| c);
                    let start = inner.start as usize + at;
                    let end = start + 1 + next.map_or(0, char::len_utf8);
                    let escape: String = std::iter::once('\\').chain(next).collect();
                    self.report(
                        &codes::BAD_ESCAPE,
                        args!["escape" => escape.as_str()],
                        Span::new(self.file, start, end),
                    );
                    out.push_str(&escape);
                }
            }
        }
        out
    }

    pub(super) fn sentence(&mut self, node: Node<'_>) -> Option<Sentence> {
        let mut texts = node.into_inner().filter(|child| child.as_rule() == Rule::string);
        let en = texts.next()?;
        let en = self.quoted(&en);
        let ja = texts.next().map(|ja| self.quoted(&ja));
        Some(Sentence { en, ja })
    }

    /// `title ja "…"`
    pub(super) fn line(&mut self, node: Node<'_>) -> Option<Line> {
        let span = self.span(&node);
        let (mut lang, mut text) = (None, None);
        for child in node.into_inner() {
            match child.as_rule() {
                Rule::lang => lang = Some(self.word(&child)),
                Rule::string => text = Some(self.quoted(&child)),
                _ => {}
            }
        }
        text.map(|text| Line { lang, text, span })
    }

    pub(super) fn integer(&mut self, node: &Node<'_>) -> Option<At<u32>> {
        let span = self.span(node);
        match node.as_str().parse() {
            Ok(value) => Some(At { value, span }),
            Err(_) => {
                self.report(&codes::BIG_NUMBER, args!["number" => node.as_str()], span);
                None
            }
        }
    }

    pub(super) fn date(&mut self, node: &Node<'_>) -> Option<At<Date>> {
        let (text, span) = (node.as_str(), self.span(node));
        match Date::parse(text) {
            Ok(value) => return Some(At { value, span }),
            Err(NoDate::Day(last)) => {
                self.report(&codes::NO_SUCH_DAY, args!["date" => text, "last" => usize::from(last)], span);
            }
            Err(NoDate::Month) => self.report(&codes::NO_SUCH_MONTH, args!["date" => text], span),
            Err(NoDate::Shape) => {
                self.report(&codes::DATE_SHAPE, args!["date" => text, "wanted" => "2026-03-31"], span)
            }
        }
        None
    }

    pub(super) fn duration(&mut self, node: &Node<'_>) -> Option<At<Duration>> {
        let span = self.span(node);
        let parsed = Duration::parse(node.as_str()).map(|value| At { value, span });
        if parsed.is_none() {
            self.report(&codes::LONG_DURATION, args!["duration" => node.as_str()], span);
        }
        parsed
    }

    pub(super) fn path(&self, node: Node<'_>) -> Path {
        let span = self.span(&node);
        Path { segments: node.into_inner().map(|segment| self.word(&segment)).collect(), span }
    }

    /// Whether a node is one of the kinds that [`Self::operand`] takes.
    pub(super) fn is_operand(node: &Node<'_>) -> bool {
        matches!(
            node.as_rule(),
            Rule::path
                | Rule::string
                | Rule::date
                | Rule::percent
                | Rule::duration
                | Rule::number
                | Rule::boolean
                | Rule::today
                | Rule::foreign
        )
    }

    /// What is compared with something whose type may say which words there are.
    pub(super) fn operand(&mut self, node: Node<'_>) -> Operand {
        match node.as_rule() {
            Rule::foreign => Operand::Word(self.word(&node)),
            _ => self.value(node),
        }
    }

    /// A value that stands by itself: a bare word in other letters is a text without its quotes.
    pub(super) fn value(&mut self, node: Node<'_>) -> Operand {
        let span = self.span(&node);
        let number = |text: &str| text.parse::<f64>().map(|value| At { value, span });
        match node.as_rule() {
            Rule::path => {
                let path = self.path(node);
                match <[Word; 1]>::try_from(path.segments) {
                    Ok([word]) => Operand::Word(word),
                    Err(segments) => Operand::Path(Path { segments, span: path.span }),
                }
            }
            Rule::string => Operand::Text(self.quoted(&node)),
            Rule::date => self.date(&node).map_or(Operand::Broken(span), Operand::Date),
            Rule::duration => self.duration(&node).map_or(Operand::Broken(span), Operand::Duration),
            Rule::percent => {
                number(node.as_str().trim_end_matches('%')).map_or(Operand::Broken(span), Operand::Percent)
            }
            Rule::number => number(node.as_str()).map_or(Operand::Broken(span), Operand::Number),
            Rule::boolean => Operand::Boolean(At { value: node.as_str() == "true", span }),
            Rule::today => Operand::Today(span),
            _ => {
                self.report(&codes::TEXT_QUOTES, args!["text" => node.as_str()], span);
                Operand::Broken(span)
            }
        }
    }

    /// Values that something is compared with.
    pub(super) fn operands(&mut self, node: Node<'_>) -> ValueList {
        let span = self.span(&node);
        let values = node.into_inner().filter(Self::is_operand).map(|child| self.operand(child)).collect();
        ValueList { values, span }
    }

    /// Values that stand by themselves.
    pub(super) fn value_list(&mut self, node: Node<'_>) -> ValueList {
        let span = self.span(&node);
        let values = node.into_inner().filter(Self::is_operand).map(|child| self.value(child)).collect();
        ValueList { values, span }
    }
}

/// The lines of a `"""` text without their common indent and without a blank first and last line.
fn unindented(body: &str) -> String {
    let mut lines: Vec<&str> = body.split('\n').map(|line| line.strip_suffix('\r').unwrap_or(line)).collect();
    let blank = |line: &str| line.trim().is_empty();
    if lines.len() > 1 && lines.last().is_some_and(|line| blank(line)) {
        lines.pop();
    }
    let first = usize::from(lines.len() > 1 && lines.first().is_some_and(|line| blank(line)));
    // A first line that stands beside the quotes has no indent to count.
    let indent = lines
        .iter()
        .skip(1)
        .filter(|line| !blank(line))
        .map(|line| line.len() - line.trim_start_matches([' ', '\t']).len())
        .min()
        .unwrap_or(0);
    let mut out = String::with_capacity(body.len());
    for (index, line) in lines.iter().enumerate().skip(first) {
        if index > first {
            out.push('\n');
        }
        let line = if index == 0 { line } else { line.get(indent..).unwrap_or_default() };
        out.push_str(line);
    }
    if first == 0 && lines.len() == 1 { out.trim().to_owned() } else { out }
}
