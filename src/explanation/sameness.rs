//! Which explanations say the same: runs of words compared across all explanations of a manifest, without order of who
//! is compared with whom, in time that grows with the number of texts.
//!
//! Texts with the same runs are one class, so that a sentence that stands a thousand times costs as much as one. Classes
//! that are alike share one of their rarest runs; only those are indexed, and the length of each list is bounded.

use std::collections::BTreeSet;

use rustc_hash::{FxHashMap, FxHashSet};

use crate::explanation::Explanation;
use crate::limits::COMPARED;
use crate::words;

/// From this share of common runs on two texts are alike; in hundredths.
const ALIKE: usize = 60;
/// Above this share of runs that the clause has too, a text restates it; in hundredths.
const RESTATING: usize = 30;
/// Fields that argue. The others name a thing, which may well be the same: a place, a provision, a day.
pub(super) const ARGUING: [&str; 4] = ["reason", "risk", "instead", "plan"];

/// A run of words or letters by their numbers; 0 fills a shorter one.
type Run = [u32; 4];

/// What a text has in common with another explanation.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Echo {
    /// Word for word what an earlier explanation says.
    Copy {
        /// Index of that explanation.
        of: usize,
    },
    /// Later explanations say it word for word.
    Copied {
        /// Index of the first of them.
        by: usize,
        /// How many.
        times: usize,
    },
    /// What another says, where that is no copy, or nearly so.
    Alike {
        /// Index of that explanation.
        to: usize,
        /// Whether it is word for word the same.
        same: bool,
    },
}

/// The texts of all explanations, compared; by explanation and place in its prose.
pub(super) struct Sameness {
    echoes: FxHashMap<(usize, usize), Echo>,
}

impl Sameness {
    /// What one text of an explanation shares with another explanation.
    pub(super) fn echo(&self, explanation: usize, prose: usize) -> Option<&Echo> {
        self.echoes.get(&(explanation, prose))
    }

    /// Compares all texts that argue, as they stand and with the ids of their own subjects left out: another name in the
    /// same sentence does not make it another sentence.
    pub(super) fn of(explanations: &[Explanation]) -> Self {
        let mut numbers = Numbers::default();
        let (mut classes, mut nameless) = (Classes::default(), Classes::default());
        for (index, explanation) in explanations.iter().enumerate() {
            let own = own_ids(explanation);
            for (place, (field, text)) in explanation.prose.iter().enumerate() {
                if !argues(explanation, field) || words::is_no_answer(&text.value) {
                    continue;
                }
                let tokens = words::tokens(&text.value);
                nameless.add(numbers.runs(masked(&tokens, &own)), (index, place));
                classes.add(numbers.runs(tokens), (index, place));
            }
        }
        let mut echoes = FxHashMap::default();
        let kin = Kin::of(explanations);
        for (classes, same) in [(&classes, true), (&nameless, false)] {
            classes.all.iter().for_each(|class| copies(explanations, &kin, class, same, &mut echoes));
        }
        let classes = classes.all;
        // Of each class the first member, and the first that is no sibling of that one: one of them is none of anybody.
        let firsts: Vec<Vec<usize>> = classes.iter().map(|class| kin.firsts(class)).collect();
        near(&classes, numbers.next_run as usize, |class, near| {
            let others = firsts.get(near).map_or(&[][..], Vec::as_slice);
            let mut all = true;
            for (index, place) in &class.members {
                match others.iter().find(|other| !kin.siblings(*index, **other)) {
                    Some(to) => drop(echoes.entry((*index, *place)).or_insert(Echo::Alike { to: *to, same: false })),
                    None => all = false,
                }
            }
            all
        });
        Self { echoes }
    }
}

/// Whether a text says again what the others say: three in ten of its runs are theirs. Each run counts as often as it
/// stands there, so that saying it over and over is no way out.
pub(super) fn restates<'a>(text: &str, said: impl IntoIterator<Item = &'a str>) -> bool {
    let mut numbers = Numbers::default();
    let theirs: FxHashSet<u32> = said.into_iter().flat_map(|said| numbers.runs(words::tokens(said))).collect();
    let own = numbers.every_run(words::tokens(text));
    let shared = own.iter().filter(|run| theirs.contains(run)).count();
    shared * 100 > own.len() * RESTATING
}

/// Whether two texts say the same, word for word or nearly.
pub(super) fn says_the_same(one: &str, other: &str) -> bool {
    let mut numbers = Numbers::default();
    let (one, other) = (numbers.runs(words::tokens(one)), numbers.runs(words::tokens(other)));
    is_alike(&one, &other)
}

/// Texts as runs of words, to be compared with one another.
#[derive(Default)]
pub(super) struct Repeats(Numbers);

impl Repeats {
    /// The runs of a text.
    pub(super) fn runs(&mut self, text: &str) -> Vec<u32> {
        self.0.runs(words::tokens(text))
    }
}

/// Texts that have the same runs, and where they stand.
struct Class {
    /// Sorted, each once.
    runs: Vec<u32>,
    members: Vec<(usize, usize)>,
}

/// Classes by their runs, in the order of their first texts.
#[derive(Default)]
struct Classes {
    all: Vec<Class>,
    by_runs: FxHashMap<Vec<u32>, usize>,
}

impl Classes {
    fn add(&mut self, runs: Vec<u32>, member: (usize, usize)) {
        let class = *self.by_runs.entry(runs).or_insert_with_key(|runs| {
            self.all.push(Class { runs: runs.clone(), members: Vec::new() });
            self.all.len() - 1
        });
        if let Some(class) = self.all.get_mut(class) {
            class.members.push(member);
        }
    }
}

/// Numbers for words and for runs of them.
#[derive(Default)]
struct Numbers {
    words: FxHashMap<String, u32>,
    runs: FxHashMap<Run, u32>,
    next_run: u32,
}

impl Numbers {
    /// The runs of a text: three words, or four letters of Chinese or Japanese; a shorter text is one run.
    fn runs(&mut self, tokens: Vec<String>) -> Vec<u32> {
        let mut runs = self.every_run(tokens);
        runs.sort_unstable();
        runs.dedup();
        runs
    }

    /// The same in the order of the text, each as often as it stands there.
    fn every_run(&mut self, tokens: Vec<String>) -> Vec<u32> {
        let tokens: Vec<(u32, bool)> = tokens
            .into_iter()
            .map(|token| {
                let cjk = token.chars().any(words::is_cjk);
                let next = self.words.len() as u32 + 1;
                (*self.words.entry(token).or_insert(next), cjk)
            })
            .collect();
        words::runs(&tokens, |(_, cjk)| *cjk)
            .map(|run| {
                let mut padded: Run = [0; 4];
                padded.iter_mut().zip(run).for_each(|(slot, (word, _))| *slot = *word);
                *self.runs.entry(padded).or_insert_with(|| {
                    self.next_run += 1;
                    self.next_run - 1
                })
            })
            .collect()
    }
}

fn argues(explanation: &Explanation, field: &str) -> bool {
    // Whoever does not know yet asks everywhere the same way.
    let asks = field == "plan" && explanation.kind.as_ref().is_some_and(|kind| kind.value == "not-known");
    ARGUING.contains(&field) && !asks
}

/// Ids as words: their places in the order in which they were named, and by the first word of some how long these are.
#[derive(Default)]
struct OwnIds {
    places: FxHashMap<Vec<String>, usize>,
    lengths: FxHashMap<String, BTreeSet<usize>>,
}

impl OwnIds {
    fn add(&mut self, place: usize, id: Vec<String>) {
        if let Some(first) = id.first() {
            self.lengths.entry(first.clone()).or_default().insert(id.len());
            self.places.entry(id).or_insert(place);
        }
    }

    /// How many words the id has that stands at the start of some words; of several the one that was named first.
    fn at(&self, words: &[String]) -> Option<usize> {
        let lengths = self.lengths.get(words.first()?)?.iter();
        let found = lengths.filter_map(|length| Some((*self.places.get(words.get(..*length)?)?, *length)));
        found.min().map(|(_, length)| length)
    }
}

/// The ids of an explanation's subjects, and its own.
fn own_ids(explanation: &Explanation) -> OwnIds {
    let subjects = explanation.about.iter().map(|about| about.value.rsplit('/').next().unwrap_or_default());
    let mut ids = OwnIds::default();
    for (place, id) in subjects.chain([explanation.id.value.as_str()]).enumerate() {
        ids.add(place, words::tokens(id));
    }
    ids
}

/// The words with each of the ids as one mark, so that a text with another id in it is no other text.
fn masked(tokens: &[String], ids: &OwnIds) -> Vec<String> {
    let mut out = Vec::with_capacity(tokens.len());
    let mut rest = tokens;
    while let Some(token) = rest.first() {
        let id = ids.at(rest);
        rest = rest.get(id.unwrap_or(1)..).unwrap_or_default();
        out.push(id.map_or_else(|| token.clone(), |_| "*".to_owned()));
    }
    out
}

/// What the members of a class share; `same` where that is all their words, not all but the ids of their subjects.
fn copies(
    explanations: &[Explanation],
    kin: &Kin,
    class: &Class,
    same: bool,
    echoes: &mut FxHashMap<(usize, usize), Echo>,
) {
    let Some(&(first, _)) = class.members.first() else { return };
    let is_plan = |index: usize, place: usize| {
        explanations.get(index).and_then(|one| one.prose.get(place)).is_some_and(|(field, _)| *field == "plan")
    };
    let mut others: Vec<usize> =
        class.members.iter().map(|(index, _)| *index).filter(|index| *index != first).collect();
    others.dedup();
    let Some(&by) = others.first() else { return };
    for (index, place) in &class.members {
        let echo = if *index == first {
            Echo::Copied { by, times: others.len() }
        } else if is_plan(*index, *place) || kin.siblings(first, *index) {
            // One release may close several gaps, and the points of one clause may have one account.
            Echo::Alike { to: first, same }
        } else {
            Echo::Copy { of: first }
        };
        // What is a copy as it stands stays one, whatever it is without its names.
        let known = echoes.entry((*index, *place)).or_insert_with(|| echo.clone());
        if matches!(echo, Echo::Copy { .. }) && !matches!(known, Echo::Copy { .. }) {
            *known = echo;
        }
    }
}

/// Which explanations are of one clause and the same subjects, a block for each point: those of one number.
struct Kin(Vec<usize>);

impl Kin {
    fn of(explanations: &[Explanation]) -> Self {
        let mut numbers: FxHashMap<(&str, Vec<&str>), usize> = FxHashMap::default();
        let mut all = Vec::with_capacity(explanations.len());
        for (index, explanation) in explanations.iter().enumerate() {
            let clause = explanation.expectation.as_ref().and_then(|written| written.value.split('#').next());
            let mut about: Vec<&str> = explanation.about.iter().map(|about| about.value.trim()).collect();
            about.sort_unstable();
            // One that names no clause has no siblings.
            all.push(clause.map_or(index, |clause| *numbers.entry((clause.trim(), about)).or_insert(index)));
        }
        Self(all)
    }

    fn siblings(&self, one: usize, other: usize) -> bool {
        self.0.get(one) == self.0.get(other)
    }

    fn firsts(&self, class: &Class) -> Vec<usize> {
        let mut members = class.members.iter().map(|(index, _)| *index);
        let Some(first) = members.next() else { return Vec::new() };
        std::iter::once(first).chain(members.find(|other| !self.siblings(first, *other))).collect()
    }
}

/// Gives `found` each class with others that are alike, until it needs no more of that class.
fn near(classes: &[Class], runs: usize, mut found: impl FnMut(&Class, usize) -> bool) {
    let mut counts = vec![0_u32; runs];
    for run in classes.iter().flat_map(|class| &class.runs) {
        if let Some(count) = counts.get_mut(*run as usize) {
            *count += 1;
        }
    }
    let count = |run: &u32| (counts.get(*run as usize).copied().unwrap_or_default(), *run);
    // Two alike classes share at least one of the runs that come first when the rarest stand first.
    let rarest: Vec<Vec<u32>> = classes
        .iter()
        .map(|class| {
            let mut runs = class.runs.clone();
            runs.sort_unstable_by_key(count);
            runs.truncate(class.runs.len() - (class.runs.len() * ALIKE).div_ceil(100) + 1);
            runs
        })
        .collect();
    let mut holders: FxHashMap<u32, Vec<usize>> = FxHashMap::default();
    for (class, runs) in rarest.iter().enumerate() {
        for run in runs.iter().filter(|run| count(run).0 > 1) {
            let list = holders.entry(*run).or_default();
            if list.len() < COMPARED {
                list.push(class);
            }
        }
    }
    for (index, (class, runs)) in classes.iter().zip(&rarest).enumerate() {
        let mut seen: Vec<usize> = Vec::new();
        let candidates = runs.iter().filter_map(|run| holders.get(run)).flatten();
        for candidate in candidates.copied().filter(|candidate| *candidate != index) {
            if seen.len() >= COMPARED {
                break;
            }
            if seen.contains(&candidate) {
                continue;
            }
            seen.push(candidate);
            let other = classes.get(candidate);
            if other.is_some_and(|other| is_alike(&class.runs, &other.runs)) && found(class, candidate) {
                break;
            }
        }
    }
}

/// Whether two sorted sets of runs have enough in common.
pub(super) fn is_alike(one: &[u32], other: &[u32]) -> bool {
    let (small, large) = (one.len().min(other.len()), one.len().max(other.len()));
    if small == 0 || small * 100 < large * ALIKE {
        return false;
    }
    let (mut a, mut b, mut shared) = (0, 0, 0);
    while let (Some(left), Some(right)) = (one.get(a), other.get(b)) {
        shared += usize::from(left == right);
        a += usize::from(left <= right);
        b += usize::from(right <= left);
    }
    shared * 100 >= (one.len() + other.len() - shared) * ALIKE
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn near_copies_are_compared_once_each() {
        let mut numbers = Numbers::default();
        let mut classes = Classes::default();
        for index in 0..1_000 {
            let text =
                format!("the supplier keeps its own list and shows it to the officer in every quarter, number {index}");
            classes.add(numbers.runs(words::tokens(&text)), (index, 0));
        }
        let (mut found, runs) = (0, numbers.next_run as usize);
        near(&classes.all, runs, |_, _| {
            found += 1;
            true
        });
        assert_eq!(found, 1_000);
        // Where no answer will do, each is still held against a bounded number.
        let mut found = 0;
        near(&classes.all, runs, |_, _| {
            found += 1;
            false
        });
        assert!(found <= 1_000 * COMPARED, "{found}");
    }

    #[test]
    fn an_id_is_masked_whatever_else_begins_like_it() {
        let words = |text: &str| words::tokens(text);
        let ids = |ids: &[&str]| {
            let mut own = OwnIds::default();
            for (place, id) in ids.iter().enumerate() {
                own.add(place, words(id));
            }
            own
        };
        let masked = |text: &str, own: &[&str]| masked(&words(text), &ids(own)).join(" ");
        assert_eq!(masked("sys 12 waits", &["sys 1", "sys 12"]), "* waits");
        assert_eq!(masked("sys 12 waits", &["sys", "sys 12"]), "* 12 waits");
        assert_eq!(masked("sys 12 waits", &["sys 12", "sys"]), "* waits");
        assert_eq!(masked("sys 12 waits", &["other"]), "sys 12 waits");
    }
}
