//! What a reader sees, in English and Japanese side by side.
//!
//! A [`Text`] is one row with both languages; a [`Message`] is a row and the things that fill its `{places}`. Nothing
//! is put into words before a report is written, so that every output can choose its language.

mod json;
mod stored;

use std::borrow::Cow;
use std::fmt::Write as _;

use serde::{Deserialize, Serialize};

pub use json::{json, write_json};
pub use stored::{Pool, Str};

/// The language of a report.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub enum Lang {
    /// English.
    #[default]
    En,
    /// Japanese.
    Ja,
}

/// One sentence in both languages. `{name}` stands for an argument.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Text {
    /// English.
    pub en: &'static str,
    /// Japanese.
    pub ja: &'static str,
}

impl Text {
    /// A row of the table of messages.
    #[must_use]
    pub const fn new(en: &'static str, ja: &'static str) -> Self {
        Self { en, ja }
    }

    /// The sentence in one language, its places unfilled.
    #[must_use]
    pub const fn raw(self, lang: Lang) -> &'static str {
        match lang {
            Lang::En => self.en,
            Lang::Ja => self.ja,
        }
    }

    /// The sentence with its places filled.
    #[must_use]
    pub fn with(self, args: Args) -> Message {
        Message { text: self, args }
    }
}

/// A sentence that a policy or manifest says in one or both languages.
#[derive(Clone, Debug, PartialEq, Eq, Default, Hash, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Said {
    /// English, or the only language there is.
    pub en: Str,
    /// Japanese, where given.
    pub ja: Option<Str>,
}

impl Said {
    /// The sentence in `lang`, else in the language there is.
    #[must_use]
    pub fn get(&self, lang: Lang) -> &str {
        match lang {
            Lang::Ja => self.ja.as_deref().unwrap_or(&self.en),
            Lang::En => &self.en,
        }
    }
}

/// What fills a place of a [`Text`].
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Arg {
    /// What somebody wrote; control characters are made visible.
    Text(String),
    /// A whole number.
    Number(i64),
    /// A sentence in two languages.
    Said(Said),
    /// A list of names, printed with commas; `、` in Japanese.
    List(Vec<String>),
    /// A message within the message; nothing when absent (for "did you mean").
    Message(Option<Box<Message>>),
    /// Several messages, printed with `; `.
    Messages(Vec<Message>),
}

impl From<&str> for Arg {
    fn from(value: &str) -> Self {
        Self::Text(value.to_owned())
    }
}
impl From<String> for Arg {
    fn from(value: String) -> Self {
        Self::Text(value)
    }
}
impl From<&String> for Arg {
    fn from(value: &String) -> Self {
        Self::Text(value.clone())
    }
}
impl From<usize> for Arg {
    fn from(value: usize) -> Self {
        Self::Number(i64::try_from(value).unwrap_or(i64::MAX))
    }
}
impl From<Str> for Arg {
    fn from(value: Str) -> Self {
        Self::Text(value.into())
    }
}
impl From<&Str> for Arg {
    fn from(value: &Str) -> Self {
        Self::Text(value.to_string())
    }
}
impl From<Said> for Arg {
    fn from(value: Said) -> Self {
        Self::Said(value)
    }
}
impl From<Vec<String>> for Arg {
    fn from(value: Vec<String>) -> Self {
        Self::List(value)
    }
}
impl From<Vec<Str>> for Arg {
    fn from(value: Vec<Str>) -> Self {
        Self::List(value.into_iter().map(String::from).collect())
    }
}
impl From<Message> for Arg {
    fn from(value: Message) -> Self {
        Self::Message(Some(Box::new(value)))
    }
}
impl From<Option<Message>> for Arg {
    fn from(value: Option<Message>) -> Self {
        Self::Message(value.map(Box::new))
    }
}
impl From<Vec<Message>> for Arg {
    fn from(value: Vec<Message>) -> Self {
        Self::Messages(value)
    }
}

/// Names and values of the places of a text.
pub type Args = Vec<(&'static str, Arg)>;

/// A text and its arguments; put into words by [`Message::fill`].
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Message {
    /// The row.
    pub text: Text,
    /// What fills it.
    pub args: Args,
}

impl Message {
    /// A text without places.
    #[must_use]
    pub fn plain(text: Text) -> Self {
        Self { text, args: Vec::new() }
    }

    /// The words, in one language.
    #[must_use]
    pub fn fill(&self, lang: Lang) -> String {
        fill(self.text, &self.args, lang)
    }
}

/// Puts a row and its arguments into words.
#[must_use]
pub fn fill(text: Text, args: &[(&'static str, Arg)], lang: Lang) -> String {
    let template = text.raw(lang);
    let mut out = String::with_capacity(template.len() + 32);
    let mut rest = template;
    while let Some((before, after)) = rest.split_once('{') {
        out.push_str(before);
        // A brace that is no place, e.g. of code shown to the reader, stays.
        let is_place = |name: &str| !name.is_empty() && name.bytes().all(|b| b.is_ascii_lowercase() || b == b'_');
        let Some((name, tail)) = after.split_once('}').filter(|(name, _)| is_place(name)) else {
            out.push('{');
            rest = after;
            continue;
        };
        match args.iter().find(|(key, _)| *key == name) {
            Some((_, arg)) => push_arg(&mut out, arg, lang),
            // A place without a value is left as it stands: a law of tests/laws.rs finds it.
            None => {
                let _ = write!(out, "{{{name}}}");
            }
        }
        rest = tail;
    }
    out.push_str(rest);
    out
}

fn push_arg(out: &mut String, arg: &Arg, lang: Lang) {
    match arg {
        Arg::Text(text) => out.push_str(&visible(text)),
        Arg::Number(number) => {
            let _ = write!(out, "{number}");
        }
        Arg::Said(said) => out.push_str(&visible(said.get(lang))),
        Arg::List(names) => {
            for (index, name) in names.iter().take(LISTED).enumerate() {
                if index > 0 {
                    out.push_str(if lang == Lang::Ja { "、" } else { ", " });
                }
                out.push_str(&visible(name));
            }
            push_more(out, names.len(), lang);
        }
        Arg::Message(message) => {
            if let Some(message) = message {
                out.push_str(&message.fill(lang));
            }
        }
        Arg::Messages(messages) => {
            for (index, message) in messages.iter().take(LISTED).enumerate() {
                if index > 0 {
                    out.push_str(if lang == Lang::Ja { "。" } else { "; " });
                }
                out.push_str(&message.fill(lang));
            }
            push_more(out, messages.len(), lang);
        }
    }
}

/// So much of a list stands in a sentence; the rest is counted.
const LISTED: usize = 50;

fn push_more(out: &mut String, all: usize, lang: Lang) {
    if let more @ 1.. = all.saturating_sub(LISTED) {
        let _ = match lang {
            Lang::En => write!(out, ", and {more} more"),
            Lang::Ja => write!(out, "、ほか {more} 件"),
        };
    }
}

/// Whether a character could steer a terminal, turn the direction of a line, or is there without being seen. Selectors
/// of variants (U+FE00, U+E0100) are not among them: Japanese names are written with them.
#[must_use]
pub fn is_hidden(c: char) -> bool {
    (c.is_control() && c != '\t')
        || matches!(c, '\u{AD}' | '\u{34F}' | '\u{61C}' | '\u{115F}' | '\u{1160}' | '\u{17B4}' | '\u{17B5}' | '\u{180E}'
            | '\u{200B}'..='\u{200F}' | '\u{2028}'..='\u{202E}' | '\u{2060}'..='\u{206F}' | '\u{3164}' | '\u{FEFF}'
            | '\u{FFA0}' | '\u{FFF0}'..='\u{FFFB}' | '\u{FDD0}'..='\u{FDEF}' | '\u{13430}'..='\u{1343F}'
            | '\u{1BCA0}'..='\u{1BCA3}' | '\u{1D173}'..='\u{1D17A}'
            | '\u{E0000}'..='\u{E00FF}')
        // No characters at all; XML and some terminals refuse them.
        || (c as u32 & 0xFFFE) == 0xFFFE
}

/// The text with every hidden character written out, e.g. `\u{202e}`; line breaks become `\n`.
#[must_use]
pub fn visible(text: &str) -> Cow<'_, str> {
    // Most texts are ASCII, and of that only control characters are hidden.
    let plain = |byte: &u8| matches!(byte, b'\t' | b' '..=b'~');
    if text.as_bytes().iter().all(plain) || !text.chars().any(is_hidden) {
        return Cow::Borrowed(text);
    }
    let mut out = String::with_capacity(text.len() + 16);
    for c in text.chars() {
        match c {
            '\n' => out.push_str("\\n"),
            '\r' => out.push_str("\\r"),
            c if is_hidden(c) => {
                let _ = write!(out, "\\u{{{:x}}}", c as u32);
            }
            c => out.push(c),
        }
    }
    Cow::Owned(out)
}

/// A page with every hidden character but its line breaks written out.
#[must_use]
pub fn visible_lines(page: &str) -> String {
    page.split('\n').map(visible).collect::<Vec<_>>().join("\n")
}

/// Builds [`Args`]: `args!["name" => value, …]`.
#[macro_export]
macro_rules! args {
    ($($name:literal => $value:expr),* $(,)?) => { vec![$(($name, $crate::text::Arg::from($value))),*] };
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn places_are_filled_in_both_languages() {
        let text =
            Text::new("`{word}` is not one of [{words}]{hint}", "`{word}` は [{words}] のいずれでもありません{hint}");
        let message =
            text.with(args!["word" => "a", "words" => vec!["b".to_owned(), "c".to_owned()], "hint" => None::<Message>]);
        assert_eq!(message.fill(Lang::En), "`a` is not one of [b, c]");
        assert_eq!(message.fill(Lang::Ja), "`a` は [b、c] のいずれでもありません");
    }

    #[test]
    fn a_long_list_is_counted() {
        let all = |count: usize| (0..count).map(|index| index.to_string()).collect::<Vec<_>>();
        let list = |count| Text::new("{all}", "{all}").with(args!["all" => all(count)]);
        assert!(list(LISTED).fill(Lang::En).ends_with("48, 49"));
        assert!(list(10_000).fill(Lang::En).ends_with("48, 49, and 9950 more"));
        assert!(list(10_000).fill(Lang::Ja).ends_with("48、49、ほか 9950 件"));
    }

    #[test]
    fn hidden_characters_become_visible() {
        assert_eq!(visible("a\u{1b}[31m\u{202e}b\n"), "a\\u{1b}[31m\\u{202e}b\\n");
        assert_eq!(visible("審査"), "審査");
    }
}
