//! A diagnostic as plain data: what is wrong, where, why it matters and what to type. Knows no layer and no output.
//!
//! Each layer keeps its own table of [`Code`]s; [`crate::catalog`] gathers them. A diagnostic names a row and carries
//! its arguments; the words are made by a report.

use serde::{Deserialize, Serialize};

use crate::source::{FileId, Span};
use crate::text::{Arg, Args, Lang, Message, Str, Text, fill};

/// How loud a finding is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum Level {
    /// For information.
    Note,
    /// Should be seen to.
    Warning,
    /// Fails a check by default.
    Error,
}

impl Level {
    /// The word a report prints and a command line takes.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::Note => "note",
            Self::Warning => "warning",
            Self::Error => "error",
        }
    }

    /// The word in a language.
    #[must_use]
    pub const fn name(self, lang: Lang) -> &'static str {
        match (self, lang) {
            (_, Lang::En) => self.word(),
            (Self::Note, Lang::Ja) => "注記",
            (Self::Warning, Lang::Ja) => "警告",
            (Self::Error, Lang::Ja) => "エラー",
        }
    }
}

/// One row of a layer's table: everything that can be said of a mistake before it is made.
#[derive(Debug, PartialEq, Eq)]
pub struct Code {
    /// `layer/what-is-wrong`; stable, never reused.
    pub id: &'static str,
    /// How loud by default.
    pub level: Level,
    /// Whether the input could not be judged because of it (exit 2), or it is a finding about the input (exit 1).
    pub stops: bool,
    /// What is wrong.
    pub message: Text,
    /// Why it matters.
    pub why: Text,
    /// What to type.
    pub help: Text,
}

/// A place, with what there is to say about it.
#[derive(Clone, Debug, PartialEq)]
pub struct Label {
    /// Where.
    pub span: Span,
    /// What is there; may be nothing.
    pub message: Option<Message>,
}

/// One change of a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Edit {
    /// What is replaced; empty for an insertion.
    pub span: Span,
    /// The new text.
    pub text: String,
}

/// A change that settles a diagnostic.
#[derive(Clone, Debug, PartialEq)]
pub struct Fix {
    /// What the change does.
    pub title: Message,
    /// In the order of the text, not overlapping.
    pub edits: Vec<Edit>,
}

/// Which expectation and which subjects a finding is about.
#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub struct About {
    /// `pack/clause`, for a gate or list that several clauses wait for all of them.
    pub expectations: Vec<Str>,
    /// Labels of the open points and evidence.
    pub points: Vec<Str>,
    /// `system/credit`, `organisation`.
    pub subjects: Vec<String>,
    /// Id of the explanation, where the finding is about one.
    pub explanation: Option<String>,
    /// The word of the verdict or of the explanation's state.
    pub verdict: Option<&'static str>,
}

/// Something to tell a person.
#[derive(Clone, Debug, PartialEq)]
pub struct Diagnostic {
    /// Its row.
    pub code: &'static Code,
    /// How loud, here.
    pub level: Level,
    /// What fills the texts of the row.
    pub args: Args,
    /// The first is the place; others explain it, also in other files.
    pub labels: Vec<Label>,
    /// Reasons in place of the row's: the clause and its source.
    pub why: Vec<Message>,
    /// Advice in place of the row's: what to type here.
    pub help: Vec<Message>,
    /// A change that settles it.
    pub fix: Option<Fix>,
    /// What it is about, where it is a finding of a judgement.
    pub about: Option<Box<About>>,
    /// The field that it is about, as `tadashi show` takes it; where it is a mistake of a manifest, or where several
    /// expectations wait for it.
    pub field: Option<Box<str>>,
}

impl Diagnostic {
    /// A diagnostic of a row, with its arguments: message lower case, no final period, what the user wrote in
    /// backticks, "expected X, found Y".
    #[must_use]
    pub fn new(code: &'static Code, args: Args) -> Self {
        Self {
            code,
            level: code.level,
            args,
            labels: Vec::new(),
            why: Vec::new(),
            help: Vec::new(),
            fix: None,
            about: None,
            field: None,
        }
    }

    /// Adds a place; the first one added is the main one.
    #[must_use]
    pub fn at(mut self, span: Span) -> Self {
        self.labels.push(Label { span, message: None });
        self
    }

    /// Adds a place with words of its own.
    #[must_use]
    pub fn label(mut self, span: Span, message: Message) -> Self {
        self.labels.push(Label { span, message: Some(message) });
        self
    }

    /// Names the field that it is about.
    #[must_use]
    pub fn of(mut self, field: String) -> Self {
        self.field = Some(field.into_boxed_str());
        self
    }

    /// Adds advice.
    #[must_use]
    pub fn help(mut self, message: Message) -> Self {
        self.help.push(message);
        self
    }

    /// Adds a reason.
    #[must_use]
    pub fn why(mut self, message: Message) -> Self {
        self.why.push(message);
        self
    }

    /// Adds a change that settles it.
    #[must_use]
    pub fn fix(mut self, title: Message, edits: Vec<Edit>) -> Self {
        self.fix = Some(Fix { title, edits });
        self
    }

    /// Sets how loud it is here.
    #[must_use]
    pub fn level(mut self, level: Level) -> Self {
        self.level = level;
        self
    }

    /// The main place.
    #[must_use]
    pub fn place(&self) -> Option<Span> {
        self.labels.first().map(|label| label.span)
    }

    /// The texts that it points into, with repetitions.
    pub fn files(&self) -> impl Iterator<Item = FileId> {
        let edits = self.fix.iter().flat_map(|fix| fix.edits.iter().map(|edit| edit.span));
        self.labels.iter().map(|label| label.span).chain(edits).map(|span| span.file)
    }

    /// Moves every place into the file that `to` names for its own, when texts of several maps come together.
    pub fn refile(&mut self, to: impl Fn(FileId) -> FileId) {
        let edits = self.fix.iter_mut().flat_map(|fix| fix.edits.iter_mut().map(|edit| &mut edit.span));
        for span in self.labels.iter_mut().map(|label| &mut label.span).chain(edits) {
            span.file = to(span.file);
        }
    }

    /// What is wrong, in words.
    #[must_use]
    pub fn message(&self, lang: Lang) -> String {
        fill(self.code.message, &self.args, lang)
    }

    /// Why it matters, in words: the clause and its source, where it is about one, else the row's own reason.
    #[must_use]
    pub fn reasons(&self, lang: Lang) -> Vec<String> {
        let own = self.why.is_empty().then(|| fill(self.code.why, &self.args, lang)).filter(|own| !own.is_empty());
        self.why.iter().map(|message| message.fill(lang)).chain(own).collect()
    }

    /// What to type, in words.
    #[must_use]
    pub fn advice(&self, lang: Lang) -> Vec<String> {
        let own = self.help.is_empty().then(|| fill(self.code.help, &self.args, lang)).filter(|own| !own.is_empty());
        self.help.iter().map(|message| message.fill(lang)).chain(own).collect()
    }

    /// An argument by name.
    #[must_use]
    pub fn arg(&self, name: &str) -> Option<&Arg> {
        self.args.iter().find(|(key, _)| *key == name).map(|(_, arg)| arg)
    }
}

/// What a stage made, and all that is wrong with what it was given. There is always a value.
#[derive(Clone, Debug, Default)]
pub struct Outcome<T> {
    /// The finished value; partial where the input was broken.
    pub value: T,
    /// In the order of the text.
    pub diagnostics: Vec<Diagnostic>,
}

impl<T> Outcome<T> {
    /// A value of sound input.
    pub fn sound(value: T) -> Self {
        Self { value, diagnostics: Vec::new() }
    }

    /// Passes the diagnostics on and keeps the value.
    pub fn into_value(self, diagnostics: &mut Vec<Diagnostic>) -> T {
        diagnostics.extend(self.diagnostics);
        self.value
    }
}

/// The names nearest to `typed` by edit distance, best first, at most three; none that is too far to be a slip.
#[must_use]
pub fn nearest<'a>(typed: &str, names: impl IntoIterator<Item = &'a str>) -> Vec<&'a str> {
    let letters: Vec<char> = typed.chars().collect();
    // A longer name may hold more slips; a name of one or two letters none but one.
    let mut most = letters.len().div_ceil(3).clamp(1, 4);
    let signs = signs(typed);
    let mut near: Vec<(usize, &str)> = Vec::new();
    for name in names.into_iter().take(LOOKED_AT).filter(|name| *name != typed) {
        // Each letter that only one of the two has is a slip.
        let other = self::signs(name);
        let least = (signs & !other).count_ones().max((other & !signs).count_ones()) as usize;
        // Capitals are one slip, however many they are.
        let is_same = name.eq_ignore_ascii_case(typed);
        if least > most && !is_same || near.iter().any(|(_, known)| *known == name) {
            continue;
        }
        let distance = if is_same { 1 } else { distance(&letters, name, most) };
        // A name of which nothing was written is no guess; of numbers the next one is.
        let is_number = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit());
        let is_shared = is_same
            || distance < letters.len().max(name.chars().count())
            || !typed.is_empty() && is_number(typed) && is_number(name);
        if distance <= most && is_shared {
            near.push((distance, name));
            near.sort_unstable();
            near.truncate(NEAREST);
            // Of more than three only a nearer one counts, or an equally near one that comes first.
            most = near.get(NEAREST - 1).map_or(most, |(worst, _)| *worst);
        }
    }
    near.into_iter().map(|(_, name)| name).collect()
}

/// So many names are offered.
const NEAREST: usize = 3;

/// So many names are compared with one that nobody knows: a manifest may have many thousands, and as many slips.
const LOOKED_AT: usize = 2_000;

/// Which letters stand in a word, as bits; letters may share one.
fn signs(word: &str) -> u64 {
    word.chars().fold(0, |signs, c| signs | 1 << (c as u32 % 64))
}

/// "; did you mean `x`?", or nothing.
#[must_use]
pub fn did_you_mean<'a>(typed: &str, names: impl IntoIterator<Item = &'a str>) -> Option<Message> {
    let near = nearest(typed, names);
    let first = *near.first()?;
    Some(DID_YOU_MEAN.with(crate::args!["name" => first]))
}

/// The tail of a message about a name nobody knows.
pub const DID_YOU_MEAN: Text = Text::new("; did you mean `{name}`?", "。`{name}` のことですか?");

/// Words of another finding, as a reason.
pub const AS_IT_IS: Text = Text::new("{words}", "{words}");

/// Edit distance with swaps of neighbours (optimal string alignment); stops early beyond `most`.
fn distance(a: &[char], b: &str, most: usize) -> usize {
    let b: Vec<char> = b.chars().collect();
    if a.len().abs_diff(b.len()) > most {
        return most + 1;
    }
    let mut before: Vec<usize> = Vec::new();
    let mut row: Vec<usize> = (0..=b.len()).collect();
    let at = |row: &[usize], index: usize| row.get(index).copied().unwrap_or(usize::MAX / 2);
    for (i, x) in a.iter().enumerate() {
        let mut next = vec![i + 1];
        for (j, y) in b.iter().enumerate() {
            let mut best = (at(&row, j) + usize::from(x != y)).min(at(&row, j + 1) + 1).min(at(&next, j) + 1);
            let swapped = i > 0 && j > 0 && a.get(i - 1) == Some(y) && b.get(j - 1) == Some(x);
            if swapped {
                best = best.min(at(&before, j - 1) + 1);
            }
            next.push(best);
        }
        if next.iter().min().is_some_and(|least| *least > most) {
            return most + 1;
        }
        before = std::mem::replace(&mut row, next);
    }
    at(&row, b.len())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nearest_names() {
        let names = ["system", "vendor", "model", "dataset"];
        assert_eq!(nearest("sytem", names), ["system"]);
        assert_eq!(nearest("sysetm", names), ["system"]);
        assert!(nearest("incident", names).is_empty());
        assert!(nearest("", names).is_empty());
        assert!(nearest("", ["a"]).is_empty() && nearest("項", ["a"]).is_empty() && nearest("b", ["a"]).is_empty());
        assert_eq!(nearest("A", ["a"]), ["a"]);
        let many: Vec<String> = (0..LOOKED_AT).map(|index| format!("number-{index}")).collect();
        assert!(nearest("systm", many.iter().map(String::as_str).chain(["system"])).is_empty());
        assert_eq!(nearest("systm", many.iter().skip(1).map(String::as_str).chain(["system"])), ["system"]);
        assert_eq!(nearest("OpenAI", ["open", "openai"]), ["openai"]);
        assert_eq!(nearest("aa", ["ab", "ca", "ac", "ab", "aab", "da"]), ["aab", "ab", "ac"]);
    }
}
