//! Phrases that the grammar takes only to be answered with a hint of their own.

use crate::args;
use crate::diagnostic::Code;

use super::super::codes;
use super::super::grammar::Rule;
use super::super::tree::Path;
use super::conditions::Join;
use super::{AFTER_IS, FOUND, Lower, Node, is};
use crate::source::Span;
use crate::syntax::expected::RELATION;
use crate::text::Message;

impl<'t> Lower<'t> {
    /// `every b in L …`, `the latest b in L …`
    pub(super) fn refused_start(&mut self, node: Node<'t>) {
        let span = self.span(&node);
        let mut place = span;
        let (mut word, mut binder, mut list, mut latest) = ("every", String::new(), String::new(), false);
        for child in node.into_inner() {
            match child.as_rule() {
                Rule::k_each => word = "each",
                Rule::k_latest => latest = true,
                Rule::name => {
                    binder = child.as_str().to_owned();
                    place.end = self.span(&child).end;
                }
                Rule::path => list = child.as_str().to_owned(),
                _ => {}
            }
        }
        if latest {
            self.report(&codes::FOR_LATEST, args!["binder" => binder, "list" => list], place);
        } else {
            self.report(&codes::FOR_EVERY, args!["word" => word, "binder" => binder, "list" => list], place);
        }
    }

    /// What is joined bare to a `there is …`.
    pub(super) fn refused_joined(&mut self, node: &Node<'t>) {
        if let Some(word) = node.clone().into_inner().next() {
            let span = self.span(&word);
            self.report(&codes::JOINED_THERE, args!["join" => word.as_str()], span);
        }
    }

    /// `A and not B`, `A and if …`, `A and there is …`
    pub(super) fn refused_nested(&mut self, node: Node<'t>, join: Join) {
        let Some(first) = node.clone().into_inner().next() else { return };
        match first.as_rule() {
            Rule::k_there | Rule::k_for => {
                let span = self.span(&first);
                self.report(&codes::JOINED_THERE, args!["join" => join.word()], span);
            }
            Rule::k_every | Rule::k_each => self.refused_start(node),
            rule => {
                let span = self.span(&first);
                let word = if rule == Rule::k_the { "the latest" } else { first.as_str() };
                self.report(&codes::PARENTHESES, args!["join" => join.word(), "word" => word], span);
            }
        }
    }

    /// `… and before B`
    pub(super) fn refused_again(&mut self, node: Node<'t>, join: Join) {
        let Some(first) = node.into_inner().next() else { return };
        let span = self.span(&first);
        let word = match first.as_rule() {
            Rule::k_is | Rule::k_includes | Rule::k_states => first.as_str().to_owned(),
            _ => format!("is {}", first.as_str()),
        };
        self.report(&codes::SAY_AGAIN, args!["join" => join.word(), "path" => "x", "word" => word], span);
    }

    /// Relations of other languages.
    pub(super) fn refused_relation(&mut self, path: &Path, node: Node<'t>) {
        let mut inner = node.into_inner();
        let (Some(first), rest) = (inner.next(), inner.next()) else { return };
        let span = self.span(&first);
        let shown = self.slice(path.span.start as usize, path.span.end as usize).to_owned();
        match first.as_rule() {
            Rule::refused_symbol => self.report(&codes::SYMBOL, args!["symbol" => first.as_str()], span),
            Rule::k_has => {
                let digits: String = rest
                    .map(|rest| {
                        rest.as_str()
                            .chars()
                            .skip_while(|c| !c.is_ascii_digit())
                            .take_while(char::is_ascii_digit)
                            .take(6)
                            .collect()
                    })
                    .unwrap_or_default();
                let count = digits.parse::<usize>().unwrap_or(2);
                self.report(&codes::HAS, args!["count" => count, "path" => shown], span);
            }
            Rule::k_exists => self.report(&codes::DECLARED, args!["word" => "exists"], span),
            Rule::k_matches => self.report(&codes::MATCHES, Vec::new(), span),
            Rule::refused_list => {
                let (record, field) = shown.rsplit_once('.').unwrap_or(("RECORD", &shown));
                let mut fields = field.to_owned();
                for name in first.into_inner().filter(|child| child.as_rule() == Rule::name) {
                    fields.push_str(", ");
                    fields.push_str(name.as_str());
                }
                self.report(&codes::STATES_ALL, args!["record" => record, "fields" => fields], path.span.to(span));
            }
            // The word alone, without the relation that follows it.
            _ if first.as_str().split_whitespace().next().is_some_and(|word| AFTER_IS.contains(&word)) => {
                let word = first.as_str().split_whitespace().next().unwrap_or_default();
                let start = span.start as usize;
                let args = args![
                    "expected" => Message::plain(RELATION), "found" => FOUND.with(args!["found" => word]),
                    "hint" => is(word),
                ];
                self.report(&codes::UNEXPECTED, args, Span::new(self.file, start, start + word.len()));
            }
            _ => {
                let mut names: Vec<&str> = first.as_str().split_whitespace().collect();
                // The relation after them.
                names.pop();
                let found = format!("{shown} {}", names.join(" "));
                // `duty for system` is a field of what comes last.
                let wanted = match names.as_slice() {
                    ["for" | "of", rest @ ..] if !rest.is_empty() => format!("{}.{shown}", rest.join(".")),
                    _ => format!("{shown}.{}", names.join(".")),
                };
                self.report(&codes::BLANK_PATH, args!["found" => found, "wanted" => wanted], path.span);
            }
        }
    }

    /// `year`, `three months`
    pub(super) fn refused_count(&mut self, node: &Node<'t>) {
        const NUMBERS: [(&str, u32); 12] = [
            ("a", 1),
            ("one", 1),
            ("two", 2),
            ("three", 3),
            ("four", 4),
            ("five", 5),
            ("six", 6),
            ("seven", 7),
            ("eight", 8),
            ("nine", 9),
            ("ten", 10),
            ("twelve", 12),
        ];
        let span = self.span(node);
        let mut words = node.as_str().split_whitespace();
        let first = words.next().unwrap_or_default();
        let unit = words.next().unwrap_or(first);
        let count = NUMBERS.iter().find(|(word, _)| *word == first).map_or(1, |(_, count)| *count);
        self.report(&codes::COUNT_NEEDED, args!["wanted" => format!("{count} {unit}")], span);
    }

    /// The code of a section of older drafts and of other words, by what opens it.
    pub(super) fn old_word(word: &str, after: &str) -> Option<&'static Code> {
        let next = after.split_whitespace().next().unwrap_or_default();
        Some(match word {
            "level" => &codes::LEVEL_HERE,
            "revision" => &codes::REVISION_HERE,
            "maps" => &codes::MAPS_HERE,
            "quoting" => &codes::QUOTING_HERE,
            "approach" => &codes::APPROACH_HERE,
            "needs" if next == "departs" => &codes::NEEDS_DEPARTS,
            "not" | "explanation" if next.starts_with("accepted") || next == "not" => &codes::NOT_ACCEPTED,
            "replace" => &codes::REPLACE,
            _ => return None,
        })
    }
}
