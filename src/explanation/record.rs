//! Decision records in Markdown: the front matter holds the fields, a heading in either language the prose under it.

use std::ops::Range;

use crate::args;
use crate::diagnostic::{Diagnostic, Label, Outcome, nearest};
use crate::explanation::codes;
use crate::manifest::front_matter::{Section, sections};
use crate::manifest::node::{Document, Entry, Kind, NodeId, Origin, Scalar};
use crate::source::{FileId, Span};
use crate::words::fold;

/// Headings, without case: the field, the language of what stands under it, the heading.
const HEADINGS: &[(&str, &str, &str)] = &[
    ("reason", "en", "reason"),
    ("reason", "en", "reasons"),
    ("reason", "en", "why"),
    ("reason", "ja", "理由"),
    ("risk", "en", "risk"),
    ("risk", "en", "risks"),
    ("risk", "en", "remaining risk"),
    ("risk", "en", "residual risk"),
    ("risk", "ja", "リスク"),
    ("risk", "ja", "残るリスク"),
    ("risk", "ja", "残存リスク"),
    ("instead", "en", "instead"),
    ("instead", "en", "alternative"),
    ("instead", "ja", "代替策"),
    ("instead", "ja", "代替措置"),
    ("plan", "en", "plan"),
    ("plan", "ja", "計画"),
    ("where", "en", "where"),
    ("where", "ja", "保管場所"),
    ("conflicts_with", "en", "conflicts with"),
    ("conflicts_with", "ja", "抵触する規定"),
    ("departs", "en", "departs"),
    ("departs", "ja", "実施しない内容"),
    ("revisit_when", "en", "revisit when"),
    ("revisit_when", "ja", "見直しの契機"),
];

/// The root of a decision record: its front matter with the prose of its headings, and the name of the file as id where
/// the front matter says none. A heading that nobody knows is left alone, unless it looks like a slip of a known one.
pub fn record(document: &mut Document, root: NodeId, file: FileId, path: &str) -> Outcome<NodeId> {
    let mut outcome = Outcome::sound(root);
    // Anything else is no record, which is said when it is bound.
    if !matches!(document.kind(root), Kind::Mapping(_)) {
        return outcome;
    }
    let text = document.source(file).unwrap_or_default().to_owned();
    let span = |range: &Range<usize>| Span::new(file, range.start, range.end);
    let mut found: Vec<(&str, &str, Section)> = Vec::new();
    for section in sections(&text) {
        let title = text.get(section.title.clone()).unwrap_or_default();
        let Some((field, lang)) = known(title) else {
            outcome.diagnostics.extend(slip(title).map(|name| {
                let args = args!["heading" => title, "name" => name];
                Diagnostic::new(&codes::HEADING_SLIP, args).at(span(&section.title))
            }));
            continue;
        };
        let first = found
            .iter()
            .find(|(other, tongue, _)| *other == field && *tongue == lang)
            .map(|(.., section)| span(&section.title));
        let written = document.get(root, field).map(|value| document.span(value));
        if let Some(first) = first.or(written) {
            let mut diagnostic = Diagnostic::new(&codes::HEADING_TWICE, args!["heading" => title, "field" => field])
                .at(span(&section.title));
            diagnostic.labels.push(Label { span: first, message: None });
            outcome.diagnostics.push(diagnostic);
        } else {
            found.push((field, lang, section));
        }
    }
    let key = |document: &mut Document, name: &str, place: Span, value: NodeId| {
        let key = document.push(place, Kind::Text(Scalar::Owned(name.into())));
        Entry { key, value, field: None, origin: Origin::Written }
    };
    let mut entries: Vec<Entry> = document.entries(root).to_vec();
    if document.get(root, "id").is_none() {
        let name = path.rsplit('/').next().unwrap_or(path).trim_end_matches(".md");
        let place = document.entries(root).first().map_or(document.span(root), |entry| document.span(entry.key));
        let value = document.push(place, Kind::Text(Scalar::Owned(name.into())));
        entries.push(key(document, "id", place, value));
    }
    let fields: Vec<&str> = found.iter().map(|(field, ..)| *field).collect();
    for (at, (field, lang, section)) in found.iter().enumerate() {
        if fields.iter().take(at).any(|earlier| earlier == field) {
            continue;
        }
        let (place, value) = (span(&section.title), prose(document, file, section));
        let others: Vec<&(&str, &str, Section)> =
            found.iter().skip(at + 1).filter(|(other, ..)| other == field).collect();
        // One language is the text itself; several are a text by language.
        let value = if others.is_empty() {
            value
        } else {
            let mut languages = vec![key(document, lang, place, value)];
            for (_, lang, section) in others {
                let value = prose(document, file, section);
                languages.push(key(document, lang, span(&section.title), value));
            }
            let run = document.push_entries(languages);
            document.push(place, Kind::Mapping(run))
        };
        entries.push(key(document, field, place, value));
    }
    let place = document.span(root);
    let run = document.push_entries(entries);
    outcome.value = document.push(place, Kind::Mapping(run));
    outcome
}

fn prose(document: &mut Document, file: FileId, section: &Section) -> NodeId {
    let place = Span::new(file, section.body.start, section.body.end);
    document.push(place, Kind::Text(Scalar::Slice(place.start, place.end)))
}

/// Whether a text holds prose that is no part of the explanation in its front matter: before the first heading, or
/// under one that nobody knows and that stands below none that is known.
#[must_use]
pub fn holds_more(text: &str) -> bool {
    let sections = sections(text);
    let says = |range: Range<usize>| text.get(range).is_some_and(|part| !part.trim().is_empty());
    let begin = crate::manifest::front_matter::range(text).map_or(0, |front| front.end);
    let behind_mark = text.get(begin..).and_then(|rest| rest.find('\n')).map_or(text.len(), |at| begin + at);
    let line_of = |section: &Section| text.get(..section.title.start).and_then(|head| head.rfind('\n')).unwrap_or(0);
    let first = sections.first().map_or(text.len(), line_of);
    let mut ours: Option<Range<usize>> = None;
    says(behind_mark..first)
        || sections.iter().enumerate().any(|(index, section)| {
            if text.get(section.title.clone()).is_some_and(|title| known(title).is_some()) {
                ours = Some(section.body.clone());
                return false;
            }
            let is_below = ours.as_ref().is_some_and(|ours| ours.contains(&section.title.start));
            let next = sections.get(index + 1).map_or(section.body.end, line_of);
            !is_below && (section.level > 1 || says(section.body.start..section.body.end.min(next)))
        })
}

/// The field and the language of a heading: `Reason`, `1. Reason:`, `理由`, `Reason / 理由`.
fn known(title: &str) -> Option<(&'static str, &'static str)> {
    let find =
        |part: &str| HEADINGS.iter().find(|(.., name)| *name == plain(part)).map(|(field, lang, _)| (*field, *lang));
    let mut parts = title.split(['/', '／', '(', '（']).map(|part| find(part.trim_end_matches([')', '）'])));
    let first = parts.next()??;
    parts.all(|part| part.is_some_and(|(field, _)| field == first.0)).then_some(first)
}

fn plain(title: &str) -> String {
    let folded = fold(title);
    let bare = folded.trim_start_matches(|c: char| c.is_ascii_digit() || matches!(c, '.' | ')' | ' '));
    bare.trim_matches(|c: char| matches!(c, ':' | '*' | '_' | '`' | ' ')).to_owned()
}

/// The heading that was meant, where one letter or two are off.
fn slip(title: &str) -> Option<&'static str> {
    let typed = plain(title);
    let near = nearest(&typed, HEADINGS.iter().map(|(.., name)| *name));
    // Of short names nearly everything is one letter away.
    near.first().copied().filter(|name| name.chars().count() > 2 && typed.chars().count() > 2)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn headings_in_either_language() {
        for (title, expected) in [
            ("Reason", Some(("reason", "en"))),
            ("理由", Some(("reason", "ja"))),
            ("2. Residual risk:", Some(("risk", "en"))),
            ("**代替措置**", Some(("instead", "ja"))),
            ("Plan / 計画", Some(("plan", "en"))),
            ("残るリスク（Risk）", Some(("risk", "ja"))),
            ("Reason / 計画", None),
            ("Context", None),
        ] {
            assert_eq!(known(title), expected, "{title}");
        }
        assert_eq!(
            (slip("Raeson"), slip("残りリスク"), slip("Context"), slip("計面")),
            (Some("reason"), Some("残るリスク"), None, None)
        );
    }
}
