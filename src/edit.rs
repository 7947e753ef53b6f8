//! Edits of a manifest's text that leave every other byte as it is: records added to its list of explanations, and
//! records taken out of it. Every edit is read again and compared before anybody writes it.
//!
//! Takes texts and gives texts; reads and writes no file. [`diff`] shows what an edit changes.

pub mod diff;
mod flow;
mod lines;
pub mod record;
mod same;
mod toml;
mod yaml;

use std::collections::BTreeMap;

use rustc_hash::FxHashSet;

use crate::diagnostic::Edit;
use crate::limits::Limits;
use crate::manifest::node::{Document, Entry, Kind, NodeId, Origin};
use crate::manifest::{self, Format, front_matter};
use crate::source::{FileId, SourceText, Span};

use record::Record;

/// The key of a manifest that holds its explanations.
const KEY: &str = "explanations";
/// The file id of a text that is read by itself.
const ALONE: FileId = FileId(0);

/// A text that was read by itself, with its tree.
pub struct Sheet {
    text: SourceText,
    document: Document,
    root: NodeId,
    format: &'static Format,
}

/// Where a text keeps its explanations.
enum Holder {
    /// Under `explanations`; the key and its value.
    Key(NodeId, NodeId),
    /// Nowhere yet: a manifest without that key.
    NoKey,
    /// The text is a list of them.
    List,
    /// The text is one of them.
    One,
}

impl Sheet {
    /// Reads a text in the format that the path's name says; none if anything in it is malformed.
    #[must_use]
    pub fn read(path: &str, text: &str, limits: &Limits) -> Option<Self> {
        let format = manifest::format_of(path).unwrap_or(&manifest::YAML);
        let (text, mut document): (SourceText, _) = (SourceText::from(text), Document::default());
        let outcome = manifest::parse_into(&mut document, ALONE, &text, format, limits);
        let root = outcome.value.filter(|_| outcome.diagnostics.is_empty())?;
        Some(Self { text, document, root, format })
    }

    /// Where explanations stand in it, by the place of each.
    #[must_use]
    pub fn explanations(&self) -> Vec<Span> {
        match self.holder() {
            Holder::Key(_, list) => self.document.items(list).iter().map(|item| self.document.span(*item)).collect(),
            Holder::List => self.document.items(self.root).iter().map(|item| self.document.span(*item)).collect(),
            Holder::One => vec![self.document.span(self.root)],
            Holder::NoKey => Vec::new(),
        }
    }

    /// The text with explanations added at the end of its list; none where that cannot be done without touching
    /// anything else.
    #[must_use]
    pub fn with(&self, path: &str, records: &[Record], limits: &Limits) -> Option<String> {
        let ways = match self.format.name {
            "YAML" | "Markdown" => yaml::add(self, records),
            "TOML" => toml::add(self, records),
            _ => flow::add(self, records),
        };
        let count = self.explanations().len();
        ways.iter().find_map(|edits| {
            let text = apply(&self.text, edits)?;
            let after = Self::read(path, &text, limits)?;
            let kept: Vec<Option<usize>> = (0..count).map(Some).collect();
            let added = after.explanations().len() == count + records.len();
            (added && same::but_for_list(self, &after, &kept)).then_some(text)
        })
    }

    /// The text without some of its explanations, by their index; those that cannot be taken out alone stay, and their
    /// indices are given. No text where nothing but these explanations stands in it.
    #[must_use]
    pub fn without(&self, path: &str, gone: &[usize], limits: &Limits) -> (Option<String>, Vec<usize>) {
        let all = self.explanations().len();
        if !matches!(self.holder(), Holder::Key(..)) && gone.len() == all {
            return match self.notes() {
                None => (None, Vec::new()),
                Some(text) if Self::read(path, &text, limits).is_some() => (Some(text), Vec::new()),
                Some(_) => (Some(self.text.to_string()), gone.to_vec()),
            };
        }
        if let Some(text) = self.try_without(path, gone, limits) {
            return (Some(text), Vec::new());
        }
        // An anchor in one of them may be used elsewhere: each is tried by itself.
        let (good, bad): (Vec<usize>, Vec<usize>) = gone
            .iter()
            .take(EACH_BY_ITSELF)
            .partition(|index| self.try_without(path, std::slice::from_ref(index), limits).is_some());
        let rest = gone.iter().skip(EACH_BY_ITSELF).copied();
        let refused: Vec<usize> = bad.into_iter().chain(rest).collect();
        match self.try_without(path, &good, limits) {
            Some(text) if !good.is_empty() => (Some(text), refused),
            _ => (Some(self.text.to_string()), gone.to_vec()),
        }
    }

    /// What stands in a YAML list of explanations beside them, with an empty list in their place: comments that a blank
    /// line parts from them. None where there is nothing.
    fn notes(&self) -> Option<String> {
        let spans = self.explanations();
        let (first, last) = (spans.first()?.start as usize, spans.last()?.end as usize);
        if self.format.name != "YAML" {
            return None;
        }
        let is_comment = |line: &str| line.trim_start().starts_with('#');
        let (head, tail) = (self.text.get(..first)?, self.text.get(last..)?);
        // Up to the last blank line before the first of them; from the first one behind the last.
        let (mut above, mut at) = (0, 0);
        for line in head.split_inclusive('\n') {
            at += line.len();
            above = if line.trim().is_empty() && line.ends_with('\n') { at } else { above };
        }
        let (mut below, mut at) = (tail.len(), 0);
        for line in tail.split_inclusive('\n').skip(1) {
            at += line.len();
            if line.trim().is_empty() {
                below = tail.len().min(tail.find('\n').map_or(0, |end| end + 1) + at - line.len());
                break;
            }
        }
        let (above, below) = (head.get(..above)?, tail.get(below..)?);
        let says = above.lines().chain(below.lines()).any(is_comment);
        says.then(|| format!("{above}[]\n{below}"))
    }

    fn try_without(&self, path: &str, gone: &[usize], limits: &Limits) -> Option<String> {
        let gone = &FxHashSet::from_iter(gone.iter().copied());
        let edits = match self.format.name {
            "YAML" | "Markdown" => yaml::remove(self, gone)?,
            "TOML" => toml::remove(self, gone)?,
            _ => flow::remove(self, gone)?,
        };
        let text = apply(&self.text, &edits)?;
        let after = Self::read(path, &text, limits)?;
        let mut next = 0..;
        let kept: Vec<Option<usize>> = (0..self.explanations().len())
            .map(|index| if gone.contains(&index) { None } else { next.next() })
            .collect();
        let left = kept.iter().flatten().count();
        (after.explanations().len() == left && same::but_for_list(self, &after, &kept)).then_some(text)
    }

    /// The text with a field added to explanations, by their id, and the ids of those that did not have it; none where
    /// that changes nothing. One that cannot take it alone is left as it is.
    #[must_use]
    pub fn with_field(
        &self,
        path: &str,
        name: &str,
        values: &BTreeMap<&str, &str>,
        limits: &Limits,
    ) -> Option<(String, Vec<String>)> {
        let wanted: Vec<(NodeId, &str, &str)> = (0..self.explanations().len())
            .filter_map(|index| {
                let item = self.item(index)?;
                let id = self.document.text(self.document.get(item, "id")?)?;
                let value = values.get(id)?;
                self.document.get(item, name).is_none().then_some((item, id, *value))
            })
            .collect();
        let with = |rows: &[(NodeId, &str, &str)]| {
            let edit = |(item, _, value): &(NodeId, &str, &str)| match self.format.name {
                "YAML" | "Markdown" => yaml::field(self, *item, name, value),
                "TOML" => toml::field(self, *item, name, value),
                _ => flow::field(self, *item, name, value),
            };
            let text = apply(&self.text, &rows.iter().map(edit).collect::<Option<Vec<_>>>()?)?;
            same::but_for_field(self, &Self::read(path, &text, limits)?, name).then_some(text)
        };
        let ids = |rows: &[(NodeId, &str, &str)]| rows.iter().map(|(_, id, _)| (*id).to_owned()).collect();
        if let Some(text) = with(&wanted).filter(|_| !wanted.is_empty()) {
            return Some((text, ids(&wanted)));
        }
        let able = wanted.iter().take(EACH_BY_ITSELF).filter(|row| with(std::slice::from_ref(row)).is_some());
        let able: Vec<_> = able.copied().collect();
        Some((with(&able).filter(|_| !able.is_empty())?, ids(&able)))
    }

    /// Where the fields of the explanation with an id stand, those of its blocks by `block.field`; the id first.
    #[must_use]
    pub fn places(&self, id: &str) -> Option<Vec<(String, usize)>> {
        let document = &self.document;
        let mut items = (0..self.explanations().len()).filter_map(|index| self.item(index));
        let item = items.find(|item| document.get(*item, "id").and_then(|node| document.text(node)) == Some(id))?;
        let mut places = Vec::new();
        for entry in self.written(item) {
            let name = document.text(entry.key).unwrap_or_default();
            places.push((name.to_owned(), document.span(entry.key).start as usize));
            for inner in document.entries(entry.value) {
                let field = document.text(inner.key).unwrap_or_default();
                places.push((format!("{name}.{field}"), document.span(inner.key).start as usize));
            }
        }
        Some(places)
    }

    /// The entries that are written in a mapping itself.
    fn written(&self, mapping: NodeId) -> impl Iterator<Item = &Entry> {
        self.document.entries(mapping).iter().filter(|entry| entry.origin == Origin::Written)
    }

    fn item(&self, index: usize) -> Option<NodeId> {
        let list = match self.holder() {
            Holder::Key(_, list) => list,
            Holder::List => self.root,
            Holder::One => return (index == 0).then_some(self.root),
            Holder::NoKey => return None,
        };
        let item = *self.document.items(list).get(index)?;
        // A block that is written elsewhere is not changed through its alias.
        (!matches!(self.document.node(item).kind, Kind::Alias(_))).then_some(item)
    }

    fn holder(&self) -> Holder {
        let entries = self.document.entries(self.root);
        let found = entries.iter().find(|entry| self.document.text(entry.key) == Some(KEY));
        match (found, self.document.kind(self.root)) {
            (Some(entry), _) => Holder::Key(entry.key, entry.value),
            (None, Kind::Sequence(_)) => Holder::List,
            (None, _) if self.document.get(self.root, "expectation").is_some() => Holder::One,
            (None, _) => Holder::NoKey,
        }
    }

    /// The list of explanations, as it is written; an alias or a merged key is not.
    fn written_list(&self) -> Option<NodeId> {
        let list = match self.holder() {
            Holder::Key(_, list) => list,
            Holder::List => self.root,
            Holder::NoKey | Holder::One => return None,
        };
        matches!(self.document.node(list).kind, Kind::Sequence(_)).then_some(list)
    }

    /// The bytes that are data: of a Markdown file its front matter.
    fn data(&self) -> std::ops::Range<usize> {
        let start = if self.text.starts_with('\u{FEFF}') { 3 } else { 0 };
        let whole = start..self.text.len();
        if self.format.name == "Markdown" { front_matter::range(&self.text).unwrap_or(whole) } else { whole }
    }

    fn starts_with(&self, at: u32, sign: char) -> bool {
        self.text.get(at as usize..).is_some_and(|rest| rest.starts_with(sign))
    }
}

/// Removals that are tried one by one where they cannot be done together.
const EACH_BY_ITSELF: usize = 100;

/// A text with edits made; none where two of them overlap or one is not on the borders of characters.
#[must_use]
pub fn apply(text: &str, edits: &[Edit]) -> Option<String> {
    let mut order: Vec<&Edit> = edits.iter().collect();
    order.sort_by_key(|edit| (edit.span.start, edit.span.end));
    let mut out = String::with_capacity(text.len() + edits.iter().map(|edit| edit.text.len()).sum::<usize>());
    let mut at = 0;
    for edit in order {
        let range = edit.span.range();
        out.push_str(text.get(at..range.start)?);
        text.get(range.clone())?;
        out.push_str(&edit.text);
        at = range.end;
    }
    out.push_str(text.get(at..)?);
    Some(out)
}

fn replace(range: std::ops::Range<usize>, text: impl Into<String>) -> Edit {
    Edit { span: Span::new(ALONE, range.start, range.end), text: text.into() }
}

#[cfg(test)]
mod tests;
