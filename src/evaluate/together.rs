//! Messages that say the same of several things, as one; what is to be added below one key, as one mapping.

use crate::text::{Arg, Message, Text};

use super::messages::{ADD, ADD_EACH, ADD_WORD, ADD_WORDS, ALL_WORDS, IF_SO_ADD, LACKS, ONE_WORD};

/// Each message once; those that differ only in what a list lacks, or in what to add to it, as one.
#[must_use]
pub fn together(messages: Vec<Message>) -> Vec<Message> {
    let mut out: Vec<Message> = Vec::new();
    for message in same(messages) {
        match out.iter_mut().find_map(|known| joined(known, &message).map(|both| (known, both))) {
            Some((known, both)) => *known = both,
            None => out.push(message),
        }
    }
    out
}

/// Messages that differ only in what a list lacks, or in what to add to it, as one.
fn same(messages: Vec<Message>) -> Vec<Message> {
    let mut out: Vec<Message> = Vec::new();
    for message in messages {
        let place = match message.text {
            text if text == LACKS => "expected",
            text if text == IF_SO_ADD => "values",
            text if text == ADD_WORDS => "words",
            _ => "",
        };
        let rest = |message: &Message| -> Vec<(&'static str, Arg)> {
            message.args.iter().filter(|(name, _)| *name != place).cloned().collect()
        };
        let same = |known: &&mut Message| known.text == message.text && rest(known) == rest(&message);
        match out.iter_mut().find(same) {
            None => out.push(message),
            Some(known) => {
                let more = message.args.iter().filter(|(name, _)| *name == place).flat_map(|(_, arg)| names(arg));
                if let Some((_, arg)) = known.args.iter_mut().find(|(name, _)| *name == place) {
                    let mut all = names(arg);
                    all.extend(more);
                    all.dedup();
                    *arg = Arg::List(all);
                }
            }
        }
    }
    out
}

/// Two keys to add below the same key, as one: a block that stands twice would be a duplicate key.
fn joined(known: &Message, message: &Message) -> Option<Message> {
    if let ([found, ("add", Arg::Message(Some(one)))], [other_found, ("add", Arg::Message(Some(other)))]) =
        (known.args.as_slice(), message.args.as_slice())
    {
        let both = (found == other_found).then(|| joined(one, other))??;
        return Some(known.text.with(vec![found.clone(), ("add", both.into())]));
    }
    let ((one, mut each), (other, more)) = (proposed(known)?, proposed(message)?);
    let yaml = (one != other).then(|| united(one, other))??;
    each.extend(more.into_iter().filter(|message| !each.contains(message)).collect::<Vec<_>>());
    Some(match each.is_empty() {
        true => ADD.with(vec![("yaml", yaml.into())]),
        false => ADD_EACH.with(vec![("yaml", yaml.into()), ("each", each.into())]),
    })
}

/// The keys that a message says to add, and what it says of their words.
fn proposed(message: &Message) -> Option<(&str, Vec<Message>)> {
    let (("yaml", Arg::Text(yaml)), rest) = message.args.split_first()? else { return None };
    // The words are those of the innermost key, which is the last.
    let key = yaml.rsplit(['{', ',']).next()?.split_once(':')?.0.trim();
    let of_key = |text: Text, words: &Arg| text.with(vec![("key", key.into()), ("words", words.clone())]);
    let each = match rest {
        [] if message.text == ADD => Vec::new(),
        [("words", words)] if message.text == ADD_WORD => vec![of_key(ONE_WORD, words)],
        [("words", words)] if message.text == ADD_WORDS => vec![of_key(ALL_WORDS, words)],
        [("each", Arg::Messages(each))] => each.clone(),
        _ => return None,
    };
    Some((yaml, each))
}

/// Two mappings under the same key, as one; none where a value differs.
fn united(one: &str, other: &str) -> Option<String> {
    let inside = |yaml| -> Option<(&str, Vec<&str>)> {
        let (key, inside) = str::strip_suffix(yaml, " }")?.split_once("{ ")?;
        (key.is_empty() || key.ends_with(": ")).then(|| (key, entries(inside)))
    };
    let ((key, entries), (other_key, more)) = (inside(one)?, inside(other)?);
    if key != other_key {
        return None;
    }
    let mut all: Vec<String> = entries.into_iter().map(str::to_owned).collect();
    for entry in more {
        let name = |entry: &str| entry.split_once(':').map(|(name, _)| name.to_owned());
        match all.iter_mut().find(|known| name(known) == name(entry)) {
            Some(known) if known == entry => {}
            Some(known) => *known = united(known, entry)?,
            None => all.push(entry.to_owned()),
        }
    }
    Some(format!("{key}{{ {} }}", all.join(", ")))
}

/// The entries of a mapping in one line.
fn entries(inside: &str) -> Vec<&str> {
    let mut depth = 0_usize;
    let outer = move |sign: char| {
        match sign {
            '{' | '[' => depth += 1,
            '}' | ']' => depth = depth.saturating_sub(1),
            _ => {}
        }
        sign == ',' && depth == 0
    };
    inside.split(outer).map(str::trim).collect()
}

fn names(arg: &Arg) -> Vec<String> {
    match arg {
        Arg::Text(name) => vec![name.clone()],
        Arg::List(names) => names.clone(),
        _ => Vec::new(),
    }
}
