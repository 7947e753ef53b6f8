//! TOML: tables `[[explanations]]`, added at the end of the file and taken out where they stand.

use rustc_hash::FxHashSet;

use super::lines::{is_comment, line, line_break, line_start, next_line};
use super::record::{Field, Record, Value};
use super::{Holder, KEY, Sheet, replace};
use crate::calendar::When;
use crate::diagnostic::Edit;
use crate::manifest::node::NodeId;

/// The ways to add records; none of them reads well where the list stands in brackets already.
pub(super) fn add(sheet: &Sheet, records: &[Record]) -> Vec<Vec<Edit>> {
    let (text, eol) = (&sheet.text, line_break(&sheet.text));
    let mut block = String::new();
    for record in records {
        block.push_str(&format!("{eol}[[{KEY}]]{eol}"));
        for field in &record.fields {
            write(field, "", eol, &mut block);
        }
    }
    let end = text.len();
    if !text.ends_with('\n') {
        block = format!("{eol}{}", block.strip_suffix(eol).unwrap_or(&block));
    }
    let mut ways = vec![vec![replace(end..end, block.clone())]];
    // `explanations = []` says that there are none, and gives way to the first.
    if let Holder::Key(key, value) = sheet.holder() {
        let (key, value) = (sheet.document.span(key).range(), sheet.document.span(value).range());
        let (start, after) = (line_start(text, key.start), next_line(text, value.end));
        let alone = text.get(start..key.start).is_some_and(|before| before.trim().is_empty())
            && text.get(value.end..after).is_some_and(|rest| rest.trim().is_empty());
        if alone && sheet.explanations().is_empty() {
            ways.push(vec![replace(start..after, ""), replace(end..end, block)]);
        }
    }
    ways
}

/// The edits that take tables out, each with the comment lines directly above its header.
pub(super) fn remove(sheet: &Sheet, gone: &FxHashSet<usize>) -> Option<Vec<Edit>> {
    let text = &sheet.text;
    let mut edits = Vec::new();
    for (_, span) in sheet.explanations().into_iter().enumerate().filter(|(index, _)| gone.contains(index)) {
        let mut header = line_start(text, span.start as usize);
        while !is_header(line(text, header), "[[") {
            header = line_start(text, header.checked_sub(1)?);
        }
        let mut start = header;
        while start > 0 && is_comment(line(text, line_start(text, start - 1))) {
            start = line_start(text, start - 1);
        }
        let mut end = next_line(text, span.end as usize);
        let mut tail = end;
        while tail < text.len() && !line(text, tail).trim_start().starts_with('[') {
            tail = next_line(text, tail);
            // Comments and blank lines before the next header stay with it, but for the blank lines at once behind.
            if line(text, end).trim().is_empty() {
                end = tail;
            }
        }
        edits.push(replace(start..end, ""));
    }
    Some(edits)
}

/// The edit that adds a text field behind the id of a table.
pub(super) fn field(sheet: &Sheet, item: NodeId, name: &str, value: &str) -> Option<Edit> {
    let text = &sheet.text;
    let value = serde_json::to_string(value).ok()?;
    if sheet.starts_with(sheet.document.span(item).start, '{') {
        let last = sheet.document.span(sheet.written(item).last()?.value).end as usize;
        return Some(replace(last..last, format!(", {name} = {value}")));
    }
    let end = sheet.document.span(sheet.document.get(item, "id")?).end as usize;
    let (at, eol) = (next_line(text, end), line_break(text));
    let line = format!("{name} = {value}");
    Some(replace(
        at..at,
        if text.ends_with('\n') || at < text.len() { format!("{line}{eol}") } else { format!("{eol}{line}") },
    ))
}

fn is_header(line: &str, bracket: &str) -> bool {
    line.trim_start().strip_prefix(bracket).is_some_and(|rest| rest.trim_start().starts_with(KEY))
}

fn write(field: &Field, above: &str, eol: &str, out: &mut String) {
    let name = format!("{above}{}", field.name);
    for note in &field.notes {
        out.push_str(&format!("# {note}{eol}"));
    }
    match &field.value {
        // Dates are values of their own.
        Value::Text(text) if When::parse(text).is_ok_and(|date| date.first == date.last) => {
            out.push_str(&format!("{name} = {text}{eol}"));
        }
        Value::Text(text) => {
            out.push_str(&format!("{name} = {}{eol}", serde_json::to_string(text).unwrap_or_default()));
        }
        Value::BlankText => out.push_str(&format!("{name} = \"\"{eol}")),
        Value::BlankList => out.push_str(&format!("{name} = []{eol}")),
        // There is no blank date or word: a comment holds its place.
        Value::Blank => out.push_str(&format!("# {name} = {eol}")),
        Value::Fields(fields) => {
            for inner in fields {
                write(inner, &format!("{name}."), eol, out);
            }
        }
    }
}
