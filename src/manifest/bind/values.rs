//! Single values: texts, words, dates, numbers, addresses, paths.

use super::Binder;
use crate::args;
use crate::calendar::{Duration, NoDate, When};
use crate::diagnostic::{Code, Diagnostic, Edit, did_you_mean};
use crate::manifest::node::{Kind, NodeId, Scalar};
use crate::manifest::{codes, names};
use crate::schema::shapes::{self, NoPath};
use crate::schema::{EnumId, FieldId, Refined, Type};
use crate::source::Span;
use crate::text::{Args, Message, Text};

const REPLACE: Text = Text::new("write `{text}`", "`{text}` と書く");
const ADD: Text = Text::new("add `{text}`", "`{text}` を加える");
const MEANT: Text = Text::new("; did you mean `{name}`?", "。`{name}` のことですか?");
pub(super) const NO_ENTRY: Text = Text::new("write `[]` if there is none", "ない場合は `[]` と書いてください");
const YES_IS_TEXT: Text =
    Text::new("`{text}` is a text here, not a boolean", "`{text}` はここでは真偽値ではなく文字列です");

/// Puts a text where nothing stands.
pub(super) fn insert(span: Span, text: String) -> Edit {
    Edit { span, text }
}

/// What an insertion does.
pub(super) fn add(text: &str) -> Message {
    ADD.with(args!["text" => text])
}

impl Binder<'_> {
    /// Checks a value that holds no others.
    pub(super) fn leaf(&mut self, value: NodeId, ty: &Type, under: FieldId) {
        let key = &self.schema.field(under).name;
        let document = &self.facts.document;
        let kind = document.kind(value);
        let text = document.text(value);
        match (ty, kind) {
            (Type::Boolean, Kind::Boolean(_)) => {}
            (Type::Boolean, Kind::Text(_)) => self.not_a_boolean(value, ty, under),
            (Type::Number, Kind::Number(_)) => {}
            (Type::Percentage, Kind::Number(_) | Kind::Text(_)) => {
                let text = text.unwrap_or_default().to_owned();
                if !is_percentage(&text) {
                    self.bad(&codes::BAD_PERCENTAGE, value, args!["text" => text]);
                }
            }
            (Type::Date, Kind::Number(_) | Kind::Text(_)) => {
                let text = text.unwrap_or_default();
                if let Err(reason) = When::parse(text) {
                    let detail = no_date(reason);
                    let args = args!["text" => text, "detail" => detail];
                    self.bad(&codes::BAD_DATE, value, args);
                }
            }
            (Type::Duration, Kind::Number(_) | Kind::Text(_)) => {
                let text = text.unwrap_or_default();
                if Duration::parse(text).is_none() {
                    let args = args!["text" => text];
                    self.bad(&codes::BAD_DURATION, value, args);
                }
            }
            (Type::Word(words), Kind::Text(_)) => self.word(value, *words, key),
            (Type::Text(refined) | Type::Prose(refined), Kind::Text(_)) => {
                self.yes_or_no(value);
                self.refined(value, refined, key);
            }
            (Type::Text(refined) | Type::Prose(refined), Kind::Mapping(_)) => self.by_language(value, refined, key),
            (Type::Person, Kind::Text(_)) => self.yes_or_no(value),
            (Type::Key(refined), Kind::Text(_)) => {
                if text.unwrap_or_default().trim().is_empty() {
                    return self.bad(&codes::BLANK_ID, value, Vec::new());
                }
                self.yes_or_no(value);
                self.refined(value, refined, key);
            }
            (Type::Reference(_), Kind::Text(_)) if self.in_explanations => {}
            (Type::Reference(record), Kind::Text(_)) => self.references.push((value, *record, under)),
            (Type::Path(refined), Kind::Text(_)) => self.path(value, refined, key),
            (Type::Url { https }, Kind::Text(_)) => self.url(value, *https),
            (Type::Email, Kind::Text(_)) => {
                let text = text.unwrap_or_default();
                if !shapes::is_email(text) {
                    let args = args!["text" => text];
                    self.bad(&codes::BAD_EMAIL, value, args);
                }
            }
            (Type::Country, Kind::Text(_)) => {
                let text = text.unwrap_or_default();
                if !shapes::is_country(text) {
                    let guess = shapes::meant_country(text).map(|name| MEANT.with(args!["name" => name]));
                    let args = args!["text" => text, "guess" => guess];
                    self.bad(&codes::BAD_COUNTRY, value, args);
                }
            }
            (Type::Language, Kind::Text(_)) => {
                let text = text.unwrap_or_default();
                if !shapes::is_language(text) {
                    let guess = shapes::meant_language(text).map(|name| MEANT.with(args!["name" => name]));
                    let args = args!["text" => text, "guess" => guess];
                    self.bad(&codes::BAD_LANGUAGE, value, args);
                }
            }
            (ty, Kind::Number(_) | Kind::Boolean(_)) if ty.is_textual() || matches!(ty, Type::Reference(_)) => {
                self.unquoted(value, key);
            }
            _ => self.wrong_type(value, ty, under),
        }
    }

    pub(super) fn wrong_type(&mut self, value: NodeId, ty: &Type, under: FieldId) {
        self.malformed(value);
        let found = Message::plain(names::of_kind(self.facts.document.kind(value)));
        let expected = Message::plain(names::of_type(ty));
        let span = self.place(value);
        let args = args!["key" => &self.schema.field(under).name, "expected" => expected, "found" => found];
        self.tell(Diagnostic::new(&codes::WRONG_TYPE, args).at(span));
    }

    /// Notes a path that names a document.
    pub(super) fn paper(&mut self, record: NodeId, value: NodeId) {
        if !matches!(self.facts.document.kind(value), Kind::Text(_)) {
            return;
        }
        let text = self.facts.document.text(value).unwrap_or_default();
        if let Ok(path) = shapes::normal_path(text).map(|path| Box::from(&*path))
            && !text.trim().is_empty()
        {
            self.facts.papers.push((record, path));
        }
    }

    fn bad(&mut self, code: &'static Code, value: NodeId, args: Args) {
        self.malformed(value);
        let span = self.facts.document.span(value);
        self.tell(Diagnostic::new(code, args).at(span));
    }

    /// A change that writes another value in the place of one.
    fn replace(&self, value: NodeId, text: &str) -> (Message, Vec<Edit>) {
        let span = self.facts.document.node(self.facts.document.target(value)).span;
        (REPLACE.with(args!["text" => text]), vec![Edit { span, text: text.to_owned() }])
    }

    /// A change that writes another text in the place of one, between the same quotes.
    fn replace_text(&self, value: NodeId, text: &str) -> (Message, Vec<Edit>) {
        let (title, mut edits) = self.replace(value, text);
        for edit in &mut edits {
            let written = super::document_text(&self.facts.document, edit.span);
            if let Some(quote) = written.chars().next().filter(|sign| matches!(sign, '"' | '\'')) {
                edit.text = format!("{quote}{text}{quote}");
            }
        }
        (title, edits)
    }

    /// Whether a text stands without quotes.
    fn is_plain(&self, value: NodeId) -> bool {
        let node = self.facts.document.node(self.facts.document.target(value));
        matches!(&node.kind, Kind::Text(Scalar::Slice(start, end)) if (*start, *end) == (node.span.start, node.span.end))
    }

    fn not_a_boolean(&mut self, value: NodeId, ty: &Type, under: FieldId) {
        let text = self.facts.document.text(value).unwrap_or_default().to_owned();
        let right = match text.to_ascii_lowercase().as_str() {
            "yes" | "y" | "on" | "true" => "true",
            "no" | "n" | "off" | "false" => "false",
            _ => return self.wrong_type(value, ty, under),
        };
        self.malformed(value);
        let span = self.facts.document.span(value);
        let (title, edits) = self.replace(value, right);
        let args = args!["text" => text, "key" => &self.schema.field(under).name, "right" => right];
        self.tell(Diagnostic::new(&codes::NOT_A_BOOLEAN, args).at(span).fix(title, edits));
    }

    /// A text that older readers of YAML take for a boolean.
    fn yes_or_no(&mut self, value: NodeId) {
        let text = self.facts.document.text(value).unwrap_or_default();
        if is_old_boolean(text) && self.is_plain(value) {
            let text = text.to_owned();
            let (title, edits) = self.replace(value, &format!("\"{text}\""));
            let span = self.facts.document.span(value);
            self.tell(Diagnostic::new(&codes::YES_OR_NO, args!["text" => text]).at(span).fix(title, edits));
        }
    }

    fn unquoted(&mut self, value: NodeId, key: &str) {
        self.malformed(value);
        let target = self.facts.document.target(value);
        let text = super::document_text(&self.facts.document, self.facts.document.node(target).span);
        let found = Message::plain(names::of_kind(self.facts.document.kind(value)));
        let (title, edits) = self.replace(value, &format!("\"{text}\""));
        let span = self.facts.document.span(value);
        let args = args!["key" => key, "text" => text, "found" => found];
        self.tell(Diagnostic::new(&codes::UNQUOTED, args).at(span).fix(title, edits));
    }

    fn word(&mut self, value: NodeId, words: EnumId, key: &str) {
        let text = self.facts.document.text(value).unwrap_or_default();
        let list = &self.schema.words(words).words;
        if list.iter().any(|word| word.word == text) {
            return;
        }
        let text = text.to_owned();
        self.malformed(value);
        let span = self.facts.document.span(value);
        if let Some(meant) = list.iter().find(|word| word.is_also(&text)) {
            let (title, edits) = self.replace_text(value, &meant.word);
            let args = args!["right" => &meant.word, "word" => text];
            self.tell(Diagnostic::new(&codes::SYNONYM, args).at(span).fix(title, edits));
            return;
        }
        let guess = did_you_mean(&text, list.iter().map(|word| word.word.as_str()));
        let legal: Vec<String> = list.iter().map(|word| format!("`{}`", word.word)).collect();
        let hint = is_old_boolean(&text).then(|| YES_IS_TEXT.with(args!["text" => &text]));
        let may_be_empty = self.at.is_some_and(|at| matches!(self.schema.field(at).ty, Type::List { least: 0, .. }));
        let is_none = may_be_empty && !text.contains('…') && (is_nobody(&text) || crate::words::is_placeholder(&text));
        let args = args!["word" => text, "key" => key, "guess" => guess, "words" => legal];
        let mut diagnostic = Diagnostic::new(&codes::UNKNOWN_WORD, args).at(span);
        diagnostic.help.extend(hint);
        if is_none {
            let own = Message { text: codes::UNKNOWN_WORD.help, args: diagnostic.args.clone() };
            diagnostic.help.extend([Message::plain(NO_ENTRY), own]);
        }
        self.tell(diagnostic);
    }

    fn refined(&mut self, value: NodeId, refined: &Refined, key: &str) {
        let text = self.facts.document.text(value).unwrap_or_default();
        if refined.characters > 0 {
            let (count, least) = (text.trim().chars().count(), refined.characters as usize);
            if count < least {
                let args = args!["key" => key, "least" => least, "count" => count];
                return self.bad(&codes::TOO_SHORT, value, args);
            }
        }
        if let Some(like) = refined.like.as_ref().filter(|like| !shapes::is_like(text, like)) {
            let args = args!["text" => text, "like" => like];
            self.bad(&codes::NOT_LIKE, value, args);
        }
    }

    /// One text a language.
    fn by_language(&mut self, value: NodeId, refined: &Refined, key: &str) {
        let mut index = 0;
        while let Some(entry) = self.facts.document.entries(value).get(index).copied() {
            index += 1;
            let language = self.facts.document.text(entry.key).unwrap_or_default();
            if !shapes::is_language(language) {
                let args = args!["key" => key, "language" => language];
                self.bad(&codes::TEXT_LANGUAGE, entry.key, args);
                self.malformed(value);
                continue;
            }
            match self.facts.document.kind(entry.value) {
                Kind::Text(_) => self.refined(entry.value, refined, key),
                Kind::Number(_) | Kind::Boolean(_) => self.unquoted(entry.value, key),
                kind => {
                    let found = Message::plain(names::of_kind(kind));
                    let expected = Message::plain(names::of_type(&Type::Text(Refined::default())));
                    let args = args!["key" => key, "expected" => expected, "found" => found];
                    self.bad(&codes::WRONG_TYPE, entry.value, args);
                }
            }
            if self.facts.is_malformed(entry.value) {
                self.malformed(value);
            }
        }
    }

    fn path(&mut self, value: NodeId, refined: &Refined, key: &str) {
        let text = self.facts.document.text(value).unwrap_or_default();
        let detail = match shapes::normal_path(text) {
            Ok(_) => return self.refined(value, refined, key),
            Err(NoPath::Outside) => {
                let args = args!["text" => text];
                return self.bad(&codes::PATH_OUTSIDE, value, args);
            }
            Err(NoPath::Backslash) => Text::new("`\\` stands for `/`", "`/` の代わりに `\\` が使われています"),
            Err(NoPath::Absolute) => Text::new("it begins outside the repository", "リポジトリの外から始まっています"),
            Err(NoPath::Address) => Text::new("it is a web address", "ウェブのアドレスです"),
        };
        let args = args!["text" => text, "detail" => Message::plain(detail)];
        self.bad(&codes::BAD_PATH, value, args);
    }

    fn url(&mut self, value: NodeId, https: bool) {
        let text = self.facts.document.text(value).unwrap_or_default();
        let code = if !shapes::is_url(text) {
            &codes::BAD_URL
        } else if https && !text.starts_with("https://") {
            &codes::NOT_HTTPS
        } else {
            return;
        };
        let args = args!["text" => text];
        self.bad(code, value, args);
    }
}

/// A word for an empty list that can also be a word of another kind.
pub(super) fn is_nobody(text: &str) -> bool {
    let words = ["nobody", "no one", "noone", "no-one", "誰もいない", "だれもいない", "いない", "いません"];
    words.contains(&crate::words::fold(text).trim())
}

fn is_percentage(text: &str) -> bool {
    let number = text.strip_suffix('%').unwrap_or(text).trim_end();
    let digits = number.bytes().all(|byte| byte.is_ascii_digit() || byte == b'.');
    digits && number.parse::<f64>().is_ok_and(|number| (0.0..=100.0).contains(&number))
}

fn is_old_boolean(text: &str) -> bool {
    text.len() <= 3 && ["yes", "no", "on", "off", "y", "n"].iter().any(|word| word.eq_ignore_ascii_case(text))
}

fn no_date(reason: NoDate) -> Message {
    match reason {
        NoDate::Shape => Message::plain(Text::new("it is not written YYYY-MM-DD", "YYYY-MM-DD の形ではありません")),
        NoDate::Month => Message::plain(Text::new("there are twelve months", "月は1から12までです")),
        NoDate::Day(last) => Text::new("that month ends on day {last}", "その月は{last}日までです")
            .with(args!["last" => usize::from(last)]),
    }
}
