//! YAML, also as front matter: blocks added to and taken out of a list of blocks, in the manner of the file.

use rustc_hash::FxHashSet;

use super::lines::{indent, is_comment, line, line_break, line_start, next_line};
use super::record::{Field, Record, Value};
use super::{Holder, KEY, Sheet, flow, replace};
use crate::calendar::When;
use crate::diagnostic::Edit;
use crate::manifest::node::{Kind, NodeId};

/// Blanks that a list stands behind its key, where the file has no list to learn from.
const MARGIN: usize = 2;

/// The ways to add records, best first; none where the list is an alias or no list.
pub(super) fn add(sheet: &Sheet, records: &[Record]) -> Vec<Vec<Edit>> {
    let is_flow_root = sheet.starts_with(sheet.document.span(sheet.root).start, '{');
    match sheet.holder() {
        Holder::One => Vec::new(),
        Holder::List => to_list(sheet, sheet.root, records),
        Holder::NoKey if is_flow_root => flow::add(sheet, records),
        Holder::NoKey => at_the_end(sheet, records),
        Holder::Key(key, value) => match &sheet.document.node(value).kind {
            Kind::Sequence(_) if !is_flow_root && is_empty_pair(sheet, value) => {
                vec![below(sheet, key, value, records)]
            }
            Kind::Null if !is_flow_root => vec![below(sheet, key, value, records)],
            Kind::Sequence(_) => to_list(sheet, value, records),
            Kind::Null => flow::add(sheet, records),
            _ => Vec::new(),
        },
    }
}

/// The edits that take records out; none where the list is not one of blocks or of brackets.
pub(super) fn remove(sheet: &Sheet, gone: &FxHashSet<usize>) -> Option<Vec<Edit>> {
    let list = sheet.written_list()?;
    if sheet.starts_with(sheet.document.span(list).start, '[') {
        return flow::remove(sheet, gone);
    }
    let (text, items) = (&sheet.text, sheet.document.items(list));
    let start = sheet.document.span(list).start as usize;
    let margin = text.get(line_start(text, start)..start).filter(|margin| margin.trim().is_empty())?.len();
    let mut edits = Vec::new();
    let mut end = None;
    // Whether the last block that was taken out left a blank line behind it.
    let mut gap = false;
    for (index, item) in items.iter().enumerate() {
        let span = sheet.document.span(*item).range();
        // The line of the dash: the first behind the item before that says anything.
        let mut dash = end.unwrap_or(line_start(text, start));
        while dash < span.start && says_nothing(line(text, dash)) {
            dash = next_line(text, dash);
        }
        let own_end = own_lines(text, span.end, margin, sheet.data().end);
        if gone.contains(&index) {
            let above = end.map_or(dash, |before| comments_above(text, dash, before, margin));
            let mut until = own_end;
            let adjoins = end == Some(above) && index > 0 && gone.contains(&(index - 1));
            gap = if adjoins { gap } else { above > 0 && line(text, line_start(text, above - 1)).trim().is_empty() };
            while gap && until < sheet.data().end && line(text, until).trim().is_empty() {
                until = next_line(text, until);
            }
            edits.push(replace(above..until, ""));
            end = Some(until);
        } else {
            end = Some(own_end);
        }
    }
    if let (Holder::Key(key, _), true) = (sheet.holder(), gone.len() == items.len()) {
        let colon = sheet.document.span(key).end as usize + 1;
        let rest = line(text, colon);
        let anchor = rest.trim_start().starts_with('&').then(|| {
            let from = rest.len() - rest.trim_start().len();
            from + rest.get(from..).and_then(|name| name.find([' ', '\t'])).unwrap_or(rest.len() - from)
        });
        let at = colon + anchor.unwrap_or(0);
        edits.push(replace(at..at, " []"));
    }
    Some(edits)
}

/// The edit that adds a text field at the end of a record.
pub(super) fn field(sheet: &Sheet, item: NodeId, name: &str, value: &str) -> Option<Edit> {
    let text = &sheet.text;
    let last = sheet.written(item).map(|entry| sheet.document.span(entry.value).end).max()? as usize;
    let value = scalar(value);
    if sheet.starts_with(sheet.document.span(item).start, '{') {
        return Some(replace(last..last, format!(", {name}: {value}")));
    }
    let first = sheet.document.span(sheet.written(item).next()?.key).start as usize;
    let column = text.get(line_start(text, first)..first)?.chars().count();
    Some(insert(sheet, next_line(text, last), &format!("{}{name}: {value}{}", " ".repeat(column), line_break(text))))
}

/// Writes a record as an item of a list, `offset` blanks from its dash to its keys.
pub(super) fn write(record: &Record, margin: &str, offset: usize, eol: &str, out: &mut String) {
    let inner = format!("{margin}{}", " ".repeat(offset));
    let mut fields = record.fields.iter();
    if let Some(first) = fields.next() {
        let bare = Field { notes: Vec::new(), ..first.clone() };
        let mut words = String::new();
        write_field(&bare, &inner, eol, &mut words);
        let words = words.strip_prefix(&inner).unwrap_or(&words);
        out.push_str(&format!("{margin}-{}{words}", " ".repeat(offset.saturating_sub(1))));
        notes(&first.notes, &inner, eol, out);
    }
    for field in fields {
        write_field(field, &inner, eol, out);
    }
}

/// Writes a field of a block, its notes above it.
pub(super) fn write_field(field: &Field, margin: &str, eol: &str, out: &mut String) {
    notes(&field.notes, margin, eol, out);
    match &field.value {
        Value::Text(text) => out.push_str(&format!("{margin}{}: {}{eol}", field.name, scalar(text))),
        Value::Blank | Value::BlankText | Value::BlankList => out.push_str(&format!("{margin}{}:{eol}", field.name)),
        Value::Fields(fields) => {
            out.push_str(&format!("{margin}{}:{eol}", field.name));
            for inner in fields {
                write_field(inner, &format!("{margin}  "), eol, out);
            }
        }
    }
}

/// A text as a scalar that every reader of YAML takes for the same text, also between brackets.
pub(super) fn scalar(text: &str) -> String {
    let is_word = |text: &str| {
        let first = text.chars().next().is_some_and(char::is_alphabetic);
        let mut rest = text.chars();
        let old = ["true", "false", "null", "yes", "no", "on", "off", "y", "n"];
        first
            && rest.all(|c| c.is_alphanumeric() || matches!(c, '-' | '_' | '.' | '/' | '#'))
            && !old.contains(&text.to_ascii_lowercase().as_str())
    };
    if is_word(text) || When::parse(text).is_ok_and(|date| date.first == date.last) {
        text.to_owned()
    } else {
        serde_json::to_string(text).unwrap_or_default()
    }
}

fn notes(notes: &[String], margin: &str, eol: &str, out: &mut String) {
    for note in notes {
        out.push_str(&format!("{margin}# {note}{eol}"));
    }
}

/// Behind the last block of a list; where that would change the last text of it, behind the blank lines too.
fn to_list(sheet: &Sheet, list: NodeId, records: &[Record]) -> Vec<Vec<Edit>> {
    let (text, span) = (&sheet.text, sheet.document.span(list));
    if sheet.starts_with(span.start, '[') {
        return vec![flow::add_items(sheet, list, records)];
    }
    let start = span.start as usize;
    let Some(margin) = text.get(line_start(text, start)..start).filter(|margin| margin.trim().is_empty()) else {
        return Vec::new();
    };
    let items = sheet.document.items(list);
    // From the dash to the keys, as the last block of the file has it.
    let offset = items.last().and_then(|item| {
        let at = sheet.document.span(*item).start as usize;
        let before = text.get(line_start(text, at)..at)?.strip_prefix(margin)?.strip_prefix('-')?;
        (!before.is_empty() && before.chars().all(|c| c == ' ')).then_some(before.len() + 1)
    });
    let eol = line_break(text);
    let spaced = items.windows(2).last().is_some_and(|pair| {
        let [a, b] = pair else { return false };
        let (a, b) = (sheet.document.span(*a).end as usize, sheet.document.span(*b).start as usize);
        text.get(a..b).is_some_and(|gap| gap.lines().skip(1).any(|line| line.trim().is_empty()))
    });
    let mut block = String::new();
    for record in records {
        if spaced {
            block.push_str(eol);
        }
        write(record, margin, offset.unwrap_or(2), eol, &mut block);
    }
    let limit = sheet.data().end;
    let near = own_lines(text, span.end as usize, margin.len(), limit);
    let mut far = near;
    while far < limit && line(text, far).trim().is_empty() {
        far = next_line(text, far);
    }
    vec![vec![insert(sheet, near, &block)], vec![insert(sheet, far, &block)]]
}

/// Below a key whose value is blank or `[]`.
fn below(sheet: &Sheet, key: NodeId, value: NodeId, records: &[Record]) -> Vec<Edit> {
    let text = &sheet.text;
    let (key, value) = (sheet.document.span(key), sheet.document.span(value));
    let eol = line_break(text);
    let margin = margin_of_lists(sheet, key.start as usize);
    let mut block = String::new();
    for record in records {
        write(record, &margin, 2, eol, &mut block);
    }
    let mut edits = vec![insert(sheet, next_line(text, (value.end as usize).max(key.end as usize)), &block)];
    if !value.is_empty() {
        let before = text.get(..value.start as usize).unwrap_or_default();
        let from = before.trim_end_matches([' ', '\t']).len();
        edits.push(replace(from..value.end as usize, ""));
    }
    edits
}

/// A key of its own behind all others.
fn at_the_end(sheet: &Sheet, records: &[Record]) -> Vec<Vec<Edit>> {
    let (text, eol) = (&sheet.text, line_break(&sheet.text));
    let keys: Vec<usize> =
        sheet.document.entries(sheet.root).iter().map(|entry| sheet.document.span(entry.key).start as usize).collect();
    let Some(first) = keys.first().copied() else { return Vec::new() };
    let margin = indent(line(text, line_start(text, first)));
    let is_blank_above = |at: usize| {
        let start = line_start(text, at);
        start > 0 && line(text, line_start(text, start - 1)).trim().is_empty()
    };
    let spaced = keys.iter().skip(1).any(|key| is_blank_above(*key));
    let mut block = format!("{margin}{KEY}:{eol}");
    let inner = margin_of_lists(sheet, first);
    for record in records {
        write(record, &inner, 2, eol, &mut block);
    }
    let end = sheet.data().end;
    let after_root = next_line(text, sheet.document.span(sheet.root).end as usize);
    [end, after_root]
        .into_iter()
        .map(|at| {
            let is_spaced = text.get(..at).is_some_and(|before| before.trim_end_matches([' ', '\r']).ends_with("\n\n"));
            let block = if spaced && !is_spaced { format!("{eol}{block}") } else { block.clone() };
            vec![insert(sheet, at, &block)]
        })
        .collect()
}

/// How far the lists of this file stand behind their keys, as the blanks before a dash.
fn margin_of_lists(sheet: &Sheet, key: usize) -> String {
    let text = &sheet.text;
    let own = indent(line(text, line_start(text, key))).len();
    let learnt = sheet.document.entries(sheet.root).iter().find_map(|entry| {
        let span = sheet.document.span(entry.value);
        let is_block =
            matches!(sheet.document.node(entry.value).kind, Kind::Sequence(_)) && sheet.starts_with(span.start, '-');
        let start = span.start as usize;
        let margin = text.get(line_start(text, start)..start)?;
        (is_block && margin.chars().all(|c| c == ' ')).then_some(margin.len())
    });
    " ".repeat(learnt.filter(|margin| *margin >= own).unwrap_or(own + MARGIN))
}

/// Whether a list is written `[]`, with nothing but blanks inside.
fn is_empty_pair(sheet: &Sheet, list: NodeId) -> bool {
    let span = sheet.document.span(list).range();
    let inner = sheet.text.get(span).and_then(|text| text.strip_prefix('[')?.strip_suffix(']'));
    inner.is_some_and(|inner| inner.chars().all(|c| c == ' ' || c == '\t'))
}

/// Whole lines at a place between two lines; at the end of a text without a last line break, behind one.
fn insert(sheet: &Sheet, at: usize, block: &str) -> Edit {
    let before = sheet.text.get(..at).unwrap_or_default();
    if before.is_empty() || before.ends_with('\n') {
        return replace(at..at, block);
    }
    let eol = line_break(&sheet.text);
    replace(at..at, format!("{eol}{}", block.strip_suffix(eol).unwrap_or(block)))
}

/// The first line behind a block that ends at `end`: comments that are indented deeper than its dash are its own.
fn own_lines(text: &str, end: usize, margin: usize, limit: usize) -> usize {
    let mut at = next_line(text, end);
    while at < limit && is_comment(line(text, at)) && indent(line(text, at)).len() > margin {
        at = next_line(text, at);
    }
    at.min(limit.max(end))
}

/// The first of the comment lines that stand directly above a dash, and are its own.
fn comments_above(text: &str, dash: usize, from: usize, margin: usize) -> usize {
    let mut at = dash;
    while at > from {
        let above = line_start(text, at - 1);
        let words = line(text, above);
        if above < from || !is_comment(words) || indent(words).len() > margin {
            break;
        }
        at = above;
    }
    at
}

fn says_nothing(line: &str) -> bool {
    line.trim().is_empty() || is_comment(line)
}
