//! Where an item begins: the words that open one, and the shapes by which it is known from a word of a condition.

use super::japanese;
use super::scan::{Chunk, Kind, Token};

/// Words that open a header or an item.
pub(super) const ITEM_WORDS: [&str; 19] = [
    "pack",
    "part",
    "schema",
    "use",
    "instrument",
    "clauses",
    "record",
    "manifest",
    "enum",
    "extend",
    "by",
    "a",
    "an",
    "expectation",
    "tighten",
    "relax",
    "drop",
    "fixture",
    "test",
];

/// Cuts a file into its header and items.
pub(super) fn chunks(text: &str, tokens: &[Token], fatal: &[usize]) -> Vec<Chunk> {
    let mut starts: Vec<usize> = Vec::new();
    let mut ends: Vec<usize> = Vec::new();
    let mut before: Option<&Token> = None;
    for (index, token) in tokens.iter().enumerate() {
        let opens = before.is_none_or(|before| before.kind == Kind::Braces)
            || token.forced
            || starts_item(text, tokens.get(index..).unwrap_or_default());
        if opens {
            ends.extend(before.map(|before| before.end));
            starts.push(token.start);
        }
        before = Some(token);
    }
    ends.extend(before.map(|before| before.end));
    let mut fatal = fatal.to_vec();
    fatal.sort_unstable();
    let mut chunks: Vec<Chunk> = Vec::with_capacity(starts.len());
    for (index, (start, end)) in starts.iter().zip(ends).enumerate() {
        let next = starts.get(index + 1).copied().unwrap_or(usize::MAX);
        let first = fatal.partition_point(|at| at < start);
        let broken = fatal.get(first).is_some_and(|at| *at < next);
        chunks.push(Chunk { start: *start, end, broken });
    }
    chunks
}

fn starts_item(text: &str, tokens: &[Token]) -> bool {
    let [token, rest @ ..] = tokens else { return false };
    if token.kind != Kind::Word {
        return false;
    }
    let word = text.get(token.start..token.end).unwrap_or_default();
    if certain(word, text.get(token.end..).unwrap_or_default()) {
        return true;
    }
    if !token.first {
        return false;
    }
    let next = rest.first().and_then(|next| text.get(next.start..next.end)).unwrap_or_default();
    if japanese::word(word, |word| ITEM_WORDS.contains(&word)).is_some() {
        return true;
    }
    if ITEM_WORDS.contains(&word) {
        let margin =
            text.get(..token.start).is_none_or(|before| before.is_empty() || before.ends_with(['\n', '\u{FEFF}']));
        let relation =
            matches!(next, "is" | "are" | "in" | "includes" | "states" | "has" | "," | ")" | "and" | "or" | "");
        let third = rest.get(1).and_then(|third| text.get(third.start..third.end)).unwrap_or_default();
        return match word {
            // `by date` and `a round in …` go on a condition.
            "by" => margin && next != "date",
            "a" | "an" => margin && third != "in",
            _ => !relation,
        };
    }
    // A word nobody knows that leads to a brace on its line is a misspelt item.
    rest.iter().take(3).take_while(|next| !next.first).any(|next| next.kind == Kind::Braces)
}

/// Whether a word and what follows it can only be the start of an item.
pub(super) fn certain(word: &str, after: &str) -> bool {
    let mut words = after.trim_start_matches([' ', '\t']).split([' ', '\t', '\r', '\n', '"', '{']);
    let mut next = || words.next().unwrap_or_default();
    let name = |text: &str| text.starts_with(|c: char| c.is_ascii_lowercase());
    let type_name = |text: &str| text.starts_with(|c: char| c.is_ascii_uppercase());
    let quote = after.trim_start_matches([' ', '\t']).starts_with('"');
    let relation = |text: &str| matches!(text, "is" | "are" | "in" | "includes" | "states");
    match word {
        "expectation" | "fixture" => {
            let next = next();
            name(next) && !relation(next) && !next.ends_with([':', ','])
        }
        "test" => quote,
        "instrument" | "record" | "enum" | "extend" => type_name(next()),
        "clauses" | "part" => next() == "of",
        "tighten" | "relax" | "drop" => next().contains('/'),
        "by" => next() == "default",
        "pack" | "use" => {
            let pack = next();
            name(pack) && words.find(|word| !word.is_empty()) == Some("version")
        }
        "schema" => {
            let schema = next();
            name(schema) && words.find(|word| !word.is_empty()) == Some("version")
        }
        "a" | "an" => {
            let noun = next();
            name(noun) && words.find(|word| !word.is_empty()) == Some("is")
        }
        "manifest" => after.trim_start_matches([' ', '\t']).starts_with('{'),
        _ => false,
    }
}

/// The first item at the left margin inside a text that should have been closed before it.
pub(super) fn first_inside(text: &str) -> Option<usize> {
    text.match_indices('\n').map(|(at, _)| at + 1).find(|at| {
        let line = text.get(*at..).unwrap_or_default();
        let end = line.find(|c: char| !c.is_ascii_lowercase()).unwrap_or(line.len());
        let (word, after) = line.split_at_checked(end).unwrap_or_default();
        matches!(word, "expectation" | "fixture" | "test" | "clauses" | "instrument" | "tighten" | "relax" | "drop")
            && certain(word, after)
    })
}
