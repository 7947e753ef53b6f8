//! Lists between brackets: JSON, and the flow style of YAML.

use rustc_hash::FxHashSet;

use super::lines::{indent, line, line_break, line_start, margin};
use super::record::{Field, Record, Value};
use super::{Holder, KEY, Sheet, replace, yaml};
use crate::diagnostic::Edit;
use crate::manifest::node::{Kind, NodeId};

/// The ways to add records.
pub(super) fn add(sheet: &Sheet, records: &[Record]) -> Vec<Vec<Edit>> {
    let list = match sheet.holder() {
        Holder::One => return Vec::new(),
        Holder::NoKey => return vec![add_key(sheet, records)],
        Holder::List => sheet.root,
        Holder::Key(_, list) => list,
    };
    let span = sheet.document.span(list).range();
    match sheet.document.node(list).kind {
        Kind::Sequence(_) => vec![add_items(sheet, list, records)],
        Kind::Null if span.is_empty() => {
            vec![vec![replace(span.clone(), format!(" {}", whole(sheet, span.start, records)))]]
        }
        Kind::Null => vec![vec![replace(span.clone(), whole(sheet, span.start, records))]],
        _ => Vec::new(),
    }
}

/// Records behind the last of a list.
pub(super) fn add_items(sheet: &Sheet, list: NodeId, records: &[Record]) -> Vec<Edit> {
    let text = &sheet.text;
    let span = sheet.document.span(list).range();
    let Some(last) = sheet.document.items(list).last() else {
        let is_bare = text.get(span.start + 1..span.end - 1).is_some_and(|inner| inner.trim().is_empty());
        if is_bare {
            return vec![replace(span.clone(), whole(sheet, span.start, records))];
        }
        let at = span.start + 1;
        let style = Style::at(sheet, span.start);
        let words: Vec<String> = records.iter().map(|record| style.record(record, 1)).collect();
        return vec![replace(at..at, format!("{}{}", style.turn(1), words.join(&format!(",{}", style.turn(1)))))];
    };
    let last = sheet.document.span(*last).range();
    let line = line_start(text, last.start);
    let before = text.get(line..last.start).unwrap_or_default();
    let style = Style::at(sheet, last.start);
    let alone = before.trim().is_empty() && !style.one_line;
    let gap = if alone { format!("{}{before}", line_break(text)) } else { " ".to_owned() };
    let words: String = records.iter().map(|record| format!(",{gap}{}", style.record(record, 0))).collect();
    vec![replace(last.end..last.end, words)]
}

/// The edits that take records out of a list between brackets.
pub(super) fn remove(sheet: &Sheet, gone: &FxHashSet<usize>) -> Option<Vec<Edit>> {
    let list = sheet.written_list()?;
    let (text, span) = (&sheet.text, sheet.document.span(list).range());
    let items: Vec<_> = sheet.document.items(list).iter().map(|item| sheet.document.span(*item).range()).collect();
    let between = |from: usize, to: usize| text.get(from..to).unwrap_or_default();
    let is_plain = |gap: &str| gap.chars().all(|c| c.is_whitespace() || c == ',');
    let edges = [between(span.start + 1, items.first()?.start), between(items.last()?.end, span.end - 1)];
    let gaps = || items.windows(2).filter_map(|pair| Some(between(pair.first()?.end, pair.last()?.start)));
    if gone.len() == items.len() && edges.into_iter().chain(gaps()).all(is_plain) {
        return Some(vec![replace(span, "[]")]);
    }
    let mut edits = Vec::new();
    let kept = (0..items.len()).find(|index| !gone.contains(index));
    for (index, item) in items.iter().enumerate().filter(|(index, _)| gone.contains(index)) {
        let next = items.get(index + 1).map_or(span.end - 1, |next| next.start);
        let before =
            index.checked_sub(1).and_then(|before| items.get(before)).map_or(span.start + 1, |before| before.end);
        // A kept one before it: the comma between goes with it. Else the comma behind it does.
        let is_first = kept.is_none_or(|kept| index < kept);
        let range = match is_first {
            true if is_plain(between(item.end, next)) && next < span.end - 1 => item.start..next,
            true => {
                let comma = comma(between(item.end, next)).map(|at| item.end + at);
                if let Some(comma) = comma {
                    edits.push(replace(comma..comma + 1, ""));
                }
                item.clone()
            }
            false if is_plain(between(before, item.start)) => before..item.end,
            false => {
                let comma = comma(between(before, item.start))? + before;
                edits.push(replace(comma..comma + 1, ""));
                item.clone()
            }
        };
        edits.push(replace(range, ""));
    }
    Some(edits)
}

/// The edit that adds a text field at the end of an object.
pub(super) fn field(sheet: &Sheet, item: NodeId, name: &str, value: &str) -> Option<Edit> {
    let text = &sheet.text;
    let last = sheet.written(item).last()?;
    let (key, end) = (sheet.document.span(last.key).start as usize, sheet.document.span(last.value).end as usize);
    let gap = match margin(text, key) {
        Some(margin) if !margin.is_empty() => format!("{}{margin}", line_break(text)),
        _ => " ".to_owned(),
    };
    let value = serde_json::to_string(value).ok()?;
    Some(replace(end..end, format!(",{gap}\"{name}\": {value}")))
}

/// A key of its own behind the last entry of the outermost mapping.
fn add_key(sheet: &Sheet, records: &[Record]) -> Vec<Edit> {
    let text = &sheet.text;
    let entries = sheet.document.entries(sheet.root);
    let Some((first, last)) = entries.first().zip(entries.last()) else { return Vec::new() };
    let (key, end) = (sheet.document.span(first.key).start as usize, sheet.document.span(last.value).end as usize);
    let before = text.get(line_start(text, key)..key).unwrap_or_default();
    let style = Style::at(sheet, key);
    let alone = before.trim().is_empty() && !before.is_empty() && !style.one_line;
    let gap = if alone { format!("{}{before}", line_break(text)) } else { " ".to_owned() };
    let name = if style.json { format!("\"{KEY}\"") } else { KEY.to_owned() };
    vec![replace(end..end, format!(",{gap}{name}: {}", whole(sheet, key, records)))]
}

/// A whole list, in the place of one that is empty.
fn whole(sheet: &Sheet, at: usize, records: &[Record]) -> String {
    let style = Style::at(sheet, at);
    let words: Vec<String> = records.iter().map(|record| style.record(record, 1)).collect();
    format!("[{}{}{}]", style.turn(1), words.join(&format!(",{}", style.turn(1))), style.turn(0))
}

/// How records are written at a place.
struct Style {
    /// With quotes around keys.
    json: bool,
    /// Without line breaks.
    one_line: bool,
    eol: &'static str,
    /// What the line of the place begins with.
    margin: String,
    /// One step of indentation.
    step: String,
}

impl Style {
    fn at(sheet: &Sheet, at: usize) -> Self {
        let text = &sheet.text;
        let json = !matches!(sheet.format.name, "YAML" | "Markdown");
        let first = sheet.document.entries(sheet.root).first();
        let step = first.map(|entry| {
            let key = sheet.document.span(entry.key).start as usize;
            indent(line(text, line_start(text, key))).to_owned()
        });
        let is_one_line = text.get(sheet.data()).is_none_or(|data| !data.trim_end().contains('\n'));
        Self {
            json,
            // A record of YAML between brackets stands on one line, as people write it there.
            one_line: is_one_line || !json,
            eol: line_break(text),
            margin: indent(line(text, line_start(text, at))).to_owned(),
            step: step.filter(|step| !step.is_empty()).unwrap_or_else(|| "  ".to_owned()),
        }
    }

    /// A new line, so many steps further in; on one line a blank or nothing.
    fn turn(&self, steps: usize) -> String {
        if self.one_line { String::new() } else { format!("{}{}{}", self.eol, self.margin, self.step.repeat(steps)) }
    }

    fn record(&self, record: &Record, steps: usize) -> String {
        self.fields(&record.fields, steps)
    }

    fn fields(&self, fields: &[Field], steps: usize) -> String {
        let words: Vec<String> = fields
            .iter()
            .map(|field| {
                let value = match &field.value {
                    Value::Text(text) if self.json => serde_json::to_string(text).unwrap_or_default(),
                    Value::Text(text) => yaml::scalar(text),
                    Value::BlankText => "\"\"".to_owned(),
                    Value::BlankList => "[]".to_owned(),
                    Value::Blank => "null".to_owned(),
                    Value::Fields(inner) => self.fields(inner, steps + 1),
                };
                if self.json { format!("\"{}\": {value}", field.name) } else { format!("{}: {value}", field.name) }
            })
            .collect();
        if self.one_line {
            return format!("{{ {} }}", words.join(", "));
        }
        let inner = self.turn(steps + 1);
        format!("{{{inner}{}{}}}", words.join(&format!(",{inner}")), self.turn(steps))
    }
}

/// The first comma of a gap that is in no comment.
fn comma(gap: &str) -> Option<usize> {
    let mut at = 0;
    while let Some(rest) = gap.get(at..) {
        let next = rest.find([',', '#', '/'])?;
        let tail = rest.get(next..)?;
        at += next;
        if tail.starts_with(',') {
            return Some(at);
        }
        let end = if tail.starts_with("/*") { tail.find("*/").map(|end| end + 2) } else { tail.find('\n') };
        at += end.unwrap_or(tail.len()).max(1);
    }
    None
}
