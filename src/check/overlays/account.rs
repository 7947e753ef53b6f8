//! The account that loosening owes: a reason in words of its own, a decision, and an end. Held to what explanations are
//! held to; whether the account holds on a day is asked when overlays are applied.

use std::collections::{BTreeMap, BTreeSet};

use crate::args;
use crate::calendar::{Duration, Unit};
use crate::check::codes;
use crate::diagnostic::{Diagnostic, Level};
use crate::policy::{Expectation, Modality, Overlay, OverlayKind};
use crate::source::Span;
use crate::syntax::tree;
use crate::text::{Said, Text};
use crate::words::{self, count, fold, is_cjk, is_placeholder};

/// How long an account lasts at most, from its decision.
const LASTS: Duration = Duration { count: 12, unit: Unit::Month };
/// Least words of a reason.
const LEAST_WORDS: usize = 8;
/// From this share of common shingles on two reasons are alike.
const ALIKE: f64 = 0.6;
/// From this share of a reason's shingles on it says the clause again.
const RESTATES: f64 = 0.3;
/// The same in Japanese, where a shingle is four letters, and endings alone give common ones.
const RESTATES_JA: f64 = 0.5;

/// So many reasons with one shingle are looked at; whoever shares one with more of them shares others too.
const SHARED: usize = 64;

/// The reasons that overlays have given so far.
#[derive(Default)]
pub(super) struct Reasons {
    given: Vec<Given>,
    /// Reasons by the shingles of their texts, English and Japanese apart.
    with: BTreeMap<(bool, Vec<String>), Vec<usize>>,
}

/// A reason that an overlay gave.
struct Given {
    id: String,
    span: Span,
    /// How many shingles its English and its Japanese text have.
    sizes: [usize; 2],
}

impl Reasons {
    /// The reason most like this one, and how alike they are in the language in which they are more so, from 0 to 1.
    fn nearest(&self, texts: &[BTreeSet<Vec<String>>; 2]) -> Option<(f64, &Given)> {
        let mut common: BTreeMap<usize, [usize; 2]> = BTreeMap::new();
        for (language, shingles) in [false, true].into_iter().zip(texts) {
            for shingle in shingles {
                for other in self.with.get(&(language, shingle.clone())).into_iter().flatten() {
                    let [en, ja] = common.entry(*other).or_default();
                    *(if language { ja } else { en }) += 1;
                }
            }
        }
        let [en, ja] = texts;
        let likeness = |(index, [in_en, in_ja]): (usize, [usize; 2])| {
            let given = self.given.get(index)?;
            let [its_en, its_ja] = given.sizes;
            let alike = alike(in_en, en.len(), its_en).max(alike(in_ja, ja.len(), its_ja));
            Some((alike, given))
        };
        // Of equals the first.
        common.into_iter().filter_map(likeness).reduce(|best, next| if next.0 > best.0 { next } else { best })
    }

    fn add(&mut self, id: &str, span: Span, texts: [BTreeSet<Vec<String>>; 2]) {
        let [en, ja] = &texts;
        self.given.push(Given { id: id.to_owned(), span, sizes: [en.len(), ja.len()] });
        for (language, shingles) in [false, true].into_iter().zip(texts) {
            for shingle in shingles {
                let with = self.with.entry((language, shingle)).or_default();
                if with.len() < SHARED {
                    with.push(self.given.len() - 1);
                }
            }
        }
    }
}

/// What is wrong with the account of an overlay; that `relax` and `drop` have their lines at all is a matter of syntax.
pub(super) fn check(
    tree: &tree::Overlay,
    made: &Overlay,
    clause: &Expectation,
    given: &mut Reasons,
    diagnostics: &mut Vec<Diagnostic>,
) {
    let loosens = made.kind != OverlayKind::Tighten;
    let kind = match made.kind {
        OverlayKind::Tighten => "tighten … to must",
        kind => kind.word(),
    };
    let needed = loosens || made.modality == Some(Modality::Must);
    let empty = |because: &tree::Sentence| {
        let texts = std::iter::once(&because.en).chain(&because.ja);
        texts.into_iter().find(|text| is_placeholder(&text.text)).cloned()
    };
    if tree.because.is_none() && needed && !loosens && !tree.torn {
        let args = args!["kind" => kind, "line" => "because \"…\""];
        diagnostics.push(Diagnostic::new(&codes::NO_ACCOUNT, args).at(tree.clause.span));
    } else if let Some(text) = tree.because.as_ref().and_then(empty) {
        let args = args!["kind" => kind, "text" => &text.text];
        diagnostics.push(Diagnostic::new(&codes::PLACEHOLDER, args).at(text.span));
    } else if let (true, Some(because), Some(said)) = (loosens, &tree.because, &made.because) {
        reason(because.en.span, said, made, clause, given, diagnostics);
    }
    if let Some(because) = tree.because.as_ref().filter(|because| because.ja.is_none()) {
        let what = Text::new("the reason of", "次の上乗せの理由:").with(Vec::new());
        let args = args!["what" => what, "name" => format!("{} {}", made.kind.word(), clause.id)];
        diagnostics.push(Diagnostic::new(&codes::UNTRANSLATED, args).at(because.en.span));
    }
    if loosens {
        times(tree, made, diagnostics);
    }
}

fn times(tree: &tree::Overlay, made: &Overlay, diagnostics: &mut Vec<Diagnostic>) {
    let (Some((_, on)), Some(until), Some(place)) = (&made.decided, made.until, tree.until) else { return };
    let last = on.plus(LASTS);
    let args = args!["until" => until.to_string(), "on" => on.to_string(), "last" => last.to_string()];
    if until < *on {
        diagnostics.push(Diagnostic::new(&codes::ACCOUNT_ENDS_FIRST, args).at(place.span));
    } else if until > last {
        diagnostics.push(Diagnostic::new(&codes::ACCOUNT_TOO_LONG, args).at(place.span));
    }
}

fn reason(
    span: Span,
    said: &Said,
    made: &Overlay,
    clause: &Expectation,
    given: &mut Reasons,
    diagnostics: &mut Vec<Diagnostic>,
) {
    let about = || args!["kind" => made.kind.word(), "clause" => &clause.id];
    let row = |code, mut more: crate::text::Args| {
        let mut args = about();
        args.append(&mut more);
        Diagnostic::new(code, args).at(span)
    };
    let plain = fold(&said.en);
    let phrases = words::phrases(&said.en);
    let bare = phrases.iter().fold(plain.clone(), |text, phrase| text.replace(phrase.as_str(), " "));
    match (phrases.first(), count(&plain)) {
        (Some(phrase), _) if count(&bare) < LEAST_WORDS => {
            diagnostics.push(row(&codes::ACCOUNT_STOCK, args!["phrase" => phrase]));
        }
        (_, words) if words < LEAST_WORDS => {
            diagnostics.push(row(&codes::ACCOUNT_THIN, args!["count" => words, "least" => LEAST_WORDS]));
        }
        (Some(phrase), _) => {
            diagnostics.push(row(&codes::ACCOUNT_STOCK, args!["phrase" => phrase]).level(Level::Note));
        }
        (None, _) => {}
    }
    const SAME: Text = Text::new("the same", "同じ文章");
    const NEARLY: Text = Text::new("nearly the same", "ほぼ同じ文章");
    let texts = [shingles(&said.en), said.ja.as_deref().map(shingles).unwrap_or_default()];
    if let Some((how_alike, other)) = given.nearest(&texts).filter(|(how_alike, _)| *how_alike >= ALIKE) {
        let same = how_alike >= 1.0;
        let how = if same { SAME } else { NEARLY };
        let copied = row(&codes::ACCOUNT_COPIED, args!["how" => how.with(Vec::new()), "other" => &other.id]);
        diagnostics.push(copied.at(other.span).level(if same { Level::Error } else { Level::Warning }));
    }
    given.add(&clause.id, span, texts);
    let own: BTreeSet<_> = spoken(clause)
        .flat_map(|said| {
            std::iter::once(said.en.as_str()).chain(said.ja.as_deref()).flat_map(shingles).collect::<Vec<_>>()
        })
        .collect();
    let restates = |text: &str| {
        let words = shingles(text);
        let most = if text.chars().any(is_cjk) { RESTATES_JA } else { RESTATES };
        share(words.intersection(&own).count(), words.len()) > most
    };
    if restates(&said.en) || said.ja.as_deref().is_some_and(restates) {
        diagnostics.push(row(&codes::ACCOUNT_RESTATES, Vec::new()));
    }
}

/// What a clause says to a reader.
fn spoken(clause: &Expectation) -> impl Iterator<Item = &Said> {
    let points = clause.points.iter().map(|point| &point.said).chain(clause.evidence.iter().map(|line| &line.said));
    std::iter::once(&clause.title).chain(points).chain(&clause.help)
}

/// How many of the shingles of two texts are common to both, from 0 to 1.
fn alike(common: usize, mine: usize, its: usize) -> f64 {
    share(common, (mine + its).saturating_sub(common))
}

#[expect(clippy::cast_precision_loss, reason = "counts of words are far below the precision of a float")]
fn share(some: usize, all: usize) -> f64 {
    if all == 0 { 0.0 } else { some as f64 / all as f64 }
}

/// The runs of words by which a text is compared.
fn shingles(text: &str) -> BTreeSet<Vec<String>> {
    let tokens = words::tokens(text);
    words::runs(&tokens, |token| token.chars().any(is_cjk)).map(<[String]>::to_vec).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn texts_alike_in_both_languages() {
        let alike = |first: &str, second: &str| {
            let mut reasons = Reasons::default();
            let texts = |text: &str| [shingles(text), BTreeSet::new()];
            reasons.add("a/b", Span::point(crate::source::FileId(0), 0), texts(first));
            reasons.nearest(&texts(second)).map_or(0.0, |(alike, _)| alike)
        };
        assert!(alike("The group has 30 staff.", "the group has 30 staff") >= 1.0);
        assert!(alike("毎週の勉強会で代える。", "毎週の勉強会で代える") >= 1.0);
        let nearly =
            alike("The group has thirty staff in one office only.", "The group has thirty staff in one office.");
        assert!((ALIKE..1.0).contains(&nearly), "{nearly}");
        assert!(alike("The group has 30 staff.", "No model is trained here.") < ALIKE);
        assert!(alike("", "") < ALIKE);
    }
}
