//! Source texts as data: instruments with their editions, and their clauses with the strength of their wording.

use serde::{Deserialize, Serialize};

use crate::calendar::Date;
use crate::diagnostic::Level;
use crate::source::Span;
use crate::syntax::tree::Modality;
use crate::text::{Said, Str};

/// How binding a source text is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[expect(missing_docs, reason = "the words are those of language.md, section 3")]
pub enum Status {
    Statute,
    Regulation,
    Contract,
    Internal,
    Guidance,
    CodeOfConduct,
    Standard,
    Draft,
}

/// How strongly a clause of a source text is worded.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum Strength {
    /// Binds.
    Law,
    /// A statutory duty of effort.
    Endeavour,
    /// 「べき」
    Should,
    /// 「重要である」
    Important,
    /// 「期待される」
    Expected,
    /// 「望ましい」
    Desirable,
    /// 「奨励」
    Encouraged,
}

impl Strength {
    /// Every strength with its word.
    pub const ALL: [(&'static str, Self); 7] = [
        ("law", Self::Law),
        ("endeavour", Self::Endeavour),
        ("should", Self::Should),
        ("important", Self::Important),
        ("expected", Self::Expected),
        ("desirable", Self::Desirable),
        ("encouraged", Self::Encouraged),
    ];

    /// The word of the language.
    #[must_use]
    pub fn word(self) -> &'static str {
        Self::ALL.iter().find(|(_, strength)| *strength == self).map_or("", |(word, _)| word)
    }

    /// The strongest modality that a clause may take from it.
    #[must_use]
    pub const fn modality(self) -> Modality {
        match self {
            Self::Law => Modality::Must,
            Self::Endeavour | Self::Should | Self::Important | Self::Expected => Modality::Should,
            Self::Desirable | Self::Encouraged => Modality::May,
        }
    }

    /// How loud a finding is by default.
    #[must_use]
    pub const fn level(self) -> Level {
        match self {
            Self::Law | Self::Should | Self::Important => Level::Error,
            Self::Endeavour | Self::Expected => Level::Warning,
            Self::Desirable | Self::Encouraged => Level::Note,
        }
    }
}

/// What the source text allows beside the thing itself.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[expect(missing_docs, reason = "the words are those of language.md, section 8")]
pub enum Softener {
    Consider,
    AsNeeded,
    WithinReason,
    ByMeansOf,
    Example,
    TakeCare,
}

impl Softener {
    /// Every softener with its word.
    pub const ALL: [(&'static str, Self); 6] = [
        ("consider", Self::Consider),
        ("as-needed", Self::AsNeeded),
        ("within-reason", Self::WithinReason),
        ("by-means-of", Self::ByMeansOf),
        ("example", Self::Example),
        ("take-care", Self::TakeCare),
    ];

    /// The word of the language.
    #[must_use]
    pub fn word(self) -> &'static str {
        Self::ALL.iter().find(|(_, softener)| *softener == self).map_or("", |(word, _)| word)
    }

    /// Whether a recorded reason is as good as the thing.
    #[must_use]
    pub const fn accepts_reason(self) -> bool {
        matches!(self, Self::Consider | Self::AsNeeded)
    }
}

impl Status {
    /// Every status with its word.
    pub const ALL: [(&'static str, Self); 8] = [
        ("statute", Self::Statute),
        ("regulation", Self::Regulation),
        ("contract", Self::Contract),
        ("internal", Self::Internal),
        ("guidance", Self::Guidance),
        ("code-of-conduct", Self::CodeOfConduct),
        ("standard", Self::Standard),
        ("draft", Self::Draft),
    ];

    /// The word of the language.
    #[must_use]
    pub fn word(self) -> &'static str {
        Self::ALL.iter().find(|(_, status)| *status == self).map_or("", |(word, _)| word)
    }

    /// Whether a row of such a text may say `law` or `endeavour`.
    #[must_use]
    pub const fn binds(self) -> bool {
        matches!(self, Self::Statute | Self::Regulation | Self::Contract | Self::Internal)
    }
}

/// A source text with an edition.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Instrument {
    /// `AIGB`
    pub handle: String,
    /// The packs that declare it: one, or several that agree on what it is.
    pub packs: Vec<usize>,
    /// Its title.
    pub title: Said,
    /// Who issued it.
    pub issuer: Option<String>,
    /// Its edition.
    pub edition: Option<String>,
    /// The day of the edition.
    pub dated: Option<Date>,
    /// Its address.
    pub url: Option<String>,
    /// How binding it is.
    pub status: Status,
    /// Number of the last article, where it counts articles.
    pub articles: Option<u32>,
    /// Editions that this one took the place of.
    pub replaces: Vec<String>,
    /// Its clauses.
    pub rows: Vec<Row>,
    /// Where it is declared.
    pub span: Span,
}

/// A clause of a source text.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Row {
    /// `Part 2, C. 3) ②`
    pub id: Str,
    /// What it is about.
    pub subject: Said,
    /// Strength of its wording.
    pub strength: Strength,
    /// What it allows besides.
    pub softener: Option<Softener>,
    /// Same topic elsewhere: instrument and clause.
    pub maps: Vec<(Str, Str)>,
    /// Numbers that it had before.
    pub formerly: Vec<Str>,
    /// The packs whose tables have it.
    pub packs: Vec<usize>,
    /// Where it stands.
    pub span: Span,
}

impl Row {
    /// Its number without the words in brackets that tell it from others: `Article 23` of `Article 23 (security)`.
    #[must_use]
    pub fn number(&self) -> &str {
        number(&self.id)
    }
}

impl Instrument {
    /// The row that had a number before, and has another one now.
    #[must_use]
    pub fn renumbered(&self, old: &str) -> Option<&Row> {
        let had = |row: &&Row| row.formerly.iter().any(|former| former == old || former == number(old));
        self.rows.iter().find(had).filter(|row| row.number() != number(old))
    }

    /// Whether a row's number is an article beyond the last one.
    #[must_use]
    pub fn is_beyond(&self, row: &str) -> bool {
        self.articles.zip(article(row)).is_some_and(|(last, number)| number > last)
    }
}

fn number(id: &str) -> &str {
    id.split(" (").next().unwrap_or(id).trim()
}

/// The number of an article: 27 of `Article 27(1)`, `Art. 27`, `Arts 27, 28` and `第27条`.
fn article(id: &str) -> Option<u32> {
    let words = ["Articles ", "Article ", "Arts ", "Art. ", "Art ", "第"];
    let rest = words.iter().find_map(|word| id.trim().strip_prefix(word))?;
    let digits = rest.find(|c: char| !c.is_ascii_digit()).map_or(rest, |end| rest.get(..end).unwrap_or_default());
    digits.parse().ok()
}

/// A row of an instrument that a clause cites.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Citation {
    /// Index in [`PolicySet::instruments`].
    pub instrument: usize,
    /// Index in its rows.
    pub row: usize,
    /// The line of the policy.
    pub span: Span,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_number_of_an_article() {
        for id in ["Article 27", "Article 27(1)", "Art. 27 (purpose)", "Arts 27, 28", "第27条第1項"] {
            assert_eq!(article(id), Some(27), "{id}");
        }
        assert_eq!(article("Part 2, C. 3) ②"), None);
        assert_eq!(article("Article 99999999999"), None);
    }
}
