//! Clauses of two packs side by side: added, removed, renamed, and what of each is changed.

use rustc_hash::FxHashMap;

use crate::engine::diff::{Pairs, Way};
use crate::policy::{Cond, Evidence, Expectation, Modality, OverlayKind, Point, PolicySet};
use crate::report::DecidedBy;
use crate::source::{SourceMap, Span};
use crate::text::Str;

/// A clause that differs.
#[derive(Clone, Debug, PartialEq)]
pub struct ClauseChange {
    /// `pack/clause`, by its name in the second pack where it has one.
    pub id: Str,
    /// What became of it.
    pub fate: Fate,
    /// The layer of the second pack that decides it; of a dropped clause, the one that drops it.
    pub decided_by: Option<DecidedBy>,
    /// What differs.
    pub changes: Vec<Change>,
}

/// What became of a clause.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Fate {
    /// It is new.
    Added,
    /// It is gone.
    Removed,
    /// It had this id.
    Renamed(Str),
    /// It has its id.
    Kept,
}

/// One thing that differs in a clause.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Change {
    /// `modality`, `level`, `point judged`, …
    pub what: String,
    /// In the first; none where it is not there.
    pub from: Option<String>,
    /// In the second.
    pub to: Option<String>,
    /// Which way.
    pub way: Way,
}

impl ClauseChange {
    /// Which ways it differs, by itself and in its parts.
    #[must_use]
    pub fn ways(&self) -> Vec<Way> {
        let own = match self.fate {
            Fate::Added => Some(Way::Stricter),
            Fate::Removed => Some(Way::Looser),
            Fate::Renamed(_) | Fate::Kept => None,
        };
        own.into_iter().chain(self.changes.iter().map(|change| change.way)).collect()
    }
}

/// Every clause that differs: those of the first in its order, then what is new.
pub(super) fn compare(pairs: &Pairs<'_>, a: &SourceMap, b: &SourceMap) -> Vec<ClauseChange> {
    let mut found = Vec::new();
    let dropped: FxHashMap<&str, &Expectation> =
        pairs.b.dropped.iter().rev().map(|clause| (clause.id.as_str(), clause)).collect();
    for (clause, second) in pairs.a.expectations.iter().zip(&pairs.second) {
        let Some(other) = second.and_then(|second| pairs.b.expectations.get(second)) else {
            let dropped = dropped.get(clause.id.as_str());
            found.push(ClauseChange {
                id: clause.id.clone(),
                fate: Fate::Removed,
                decided_by: dropped.map(|dropped| DecidedBy::of(pairs.b, dropped)),
                changes: Vec::new(),
            });
            continue;
        };
        let fate = if clause.id == other.id { Fate::Kept } else { Fate::Renamed(clause.id.clone()) };
        let mut sides = Sides { a: (pairs.a, a, clause), b: (pairs.b, b, other), changes: Vec::new() };
        sides.compare();
        if fate == Fate::Kept && sides.changes.is_empty() {
            continue;
        }
        let decided_by = (!other.layers.is_empty()).then(|| DecidedBy::of(pairs.b, other));
        found.push(ClauseChange { id: other.id.clone(), fate, decided_by, changes: sides.changes });
    }
    for (index, clause) in pairs.b.expectations.iter().enumerate() {
        if !pairs.first.contains_key(&index) {
            let (id, fate) = (clause.id.clone(), Fate::Added);
            found.push(ClauseChange { id, fate, decided_by: None, changes: Vec::new() });
        }
    }
    found
}

type Side<'a> = (&'a PolicySet, &'a SourceMap, &'a Expectation);

struct Sides<'a> {
    a: Side<'a>,
    b: Side<'a>,
    changes: Vec<Change>,
}

impl Sides<'_> {
    fn compare(&mut self) {
        let (old, new) = (self.a.2, self.b.2);
        let way = |less: bool| if less { Way::Stricter } else { Way::Looser };
        if old.modality != new.modality {
            self.change("modality", old.modality.word(), new.modality.word(), way(old.modality < new.modality));
        }
        if old.level != new.level {
            self.change("level", old.level.word(), new.level.word(), way(old.level < new.level));
        }
        let (from, to) = (sources(self.a), sources(self.b));
        for gone in from.iter().filter(|row| !to.contains(row)) {
            self.part("source", Some(gone.clone()), None, Way::Other);
        }
        for come in to.iter().filter(|row| !from.contains(row)) {
            self.part("source", None, Some(come.clone()), Way::Other);
        }
        self.scope();
        self.force();
        let decides = new.modality != Modality::May || old.modality != Modality::May;
        let points = |side: Side<'_>| side.2.points.iter().map(|point| self::point(side, point)).collect();
        self.labelled("point", points(self.a), points(self.b), decides);
        let notes = |side: Side<'_>| side.2.notes.iter().map(|point| self::point(side, point)).collect();
        self.labelled("note", notes(self.a), notes(self.b), false);
        let evidence = |side: Side<'_>| side.2.evidence.iter().map(|line| self::evidence(side, line)).collect();
        self.labelled("evidence", evidence(self.a), evidence(self.b), decides);
        self.set();
    }

    fn part(&mut self, what: &str, from: Option<String>, to: Option<String>, way: Way) {
        self.changes.push(Change { what: what.to_owned(), from, to, way });
    }

    fn change(&mut self, what: &str, from: &str, to: &str, way: Way) {
        self.part(what, Some(from.to_owned()), Some(to.to_owned()), way);
    }

    fn scope(&mut self) {
        let whom = |side: Side<'_>| {
            let noun = side.2.scope.each.and_then(|each| side.0.schema.record(each.record).noun.clone());
            let filter = side.2.scope.filter.as_ref().map(|cond| format!(" where {}", text(side, cond.span)));
            format!("{}{}", noun.unwrap_or_else(|| "organisation".into()), filter.unwrap_or_default())
        };
        let (from, to) = (whom(self.a), whom(self.b));
        if from != to {
            self.change("applies to", &from, &to, Way::Other);
        }
        let only = |side: Side<'_>| side.2.scope.only.iter().map(|cond| text(side, cond.span)).collect::<Vec<_>>();
        let (from, to) = (only(self.a), only(self.b));
        for come in to.iter().filter(|cond| !from.contains(cond)) {
            self.part("only where", None, Some(come.clone()), Way::Looser);
        }
        for gone in from.iter().filter(|cond| !to.contains(cond)) {
            self.part("only where", Some(gone.clone()), None, Way::Stricter);
        }
    }

    fn force(&mut self) {
        let (old, new) = (self.a.2.force, self.b.2.force);
        if old == new {
            return;
        }
        let said = |force: crate::policy::Force| {
            let announced = force.announced.map(|date| format!("announced {date}"));
            let from = force.from.map(|date| format!("in force from {date}"));
            let until = force.until.map(|date| format!("until {date}"));
            let parts: Vec<String> = [announced, from, until].into_iter().flatten().collect();
            if parts.is_empty() { "always".to_owned() } else { parts.join(" ") }
        };
        let way = match (old.wider(new) == new, new.wider(old) == old) {
            (true, false) => Way::Stricter,
            (false, true) => Way::Looser,
            _ => Way::Other,
        };
        self.change("in force", &said(old), &said(new), way);
    }

    /// Labels with what they ask: one that comes asks for more, one that goes for less, if they decide.
    fn labelled(&mut self, what: &str, from: Vec<(String, String)>, to: Vec<(String, String)>, decides: bool) {
        let way = |way| if decides { way } else { Way::Other };
        for (label, asks) in &from {
            match to.iter().find(|(other, _)| other == label) {
                None => self.part(&format!("{what} {label}"), Some(asks.clone()), None, way(Way::Looser)),
                Some((_, now)) if now != asks => self.change(&format!("{what} {label}"), asks, now, Way::Other),
                Some(_) => {}
            }
        }
        for (label, asks) in to.iter().filter(|(label, _)| !from.iter().any(|(other, _)| other == label)) {
            self.part(&format!("{what} {label}"), None, Some(asks.clone()), way(Way::Stricter));
        }
    }

    fn set(&mut self) {
        let set = |side: Side<'_>| side.2.set.and_then(|set| side.0.sets.get(set)).cloned();
        let (Some(old), Some(new)) = (set(self.a), set(self.b)) else { return };
        let (less, more) = (new.less_than(&old), old.less_than(&new));
        let way = match (less.is_empty(), more.is_empty()) {
            (true, true) => return,
            (true, false) => Way::Stricter,
            (false, true) => Way::Looser,
            (false, false) => Way::Other,
        };
        let said = |set: &crate::policy::ExplanationSet| format!("{}: {}", set.name, set.lines().join("; "));
        self.change("explanation", &said(&old), &said(&new), way);
    }
}

/// What a clause cites, with the edition: a new edition is another source.
fn sources(side: Side<'_>) -> Vec<String> {
    let row = |citation: &crate::policy::Citation| {
        let (instrument, row) = side.0.cited(*citation)?;
        let edition = instrument.edition.as_ref().map(|edition| format!(" {edition}")).unwrap_or_default();
        Some(format!("{}{edition}, {} ({})", instrument.handle, row.id, row.strength.word()))
    };
    side.2.citations.iter().filter_map(row).collect()
}

fn point(side: Side<'_>, point: &Point) -> (String, String) {
    (point.label.to_string(), text(side, point.cond.span))
}

fn evidence(side: Side<'_>, line: &Evidence) -> (String, String) {
    let mut asks = format!("file {}", line.path.text);
    if line.words > 0 {
        asks.push_str(&format!(" at least {} words", line.words));
    }
    if let Some(reviewed) = line.reviewed {
        asks.push_str(&format!(" reviewed within the last {reviewed}"));
    }
    if !line.mentions.is_empty() {
        asks.push_str(&format!(" mentions any of {:?}", line.mentions));
    }
    let cond = |cond: &Cond| text(side, cond.span);
    if let Some(every) = &line.every {
        let filter = every.filter.as_ref().map(|filter| format!(" where {}", cond(filter))).unwrap_or_default();
        asks = format!("for every item in {}{filter}, {asks}", every.list.text);
    }
    if let Some(when) = &line.when {
        asks.push_str(&format!(" when {}", cond(when)));
    }
    (line.label.to_string(), asks)
}

/// A stretch of a policy with one blank between its words, so that layout makes no difference.
fn text(side: Side<'_>, span: Span) -> String {
    side.1.slice(span).split_whitespace().collect::<Vec<_>>().join(" ")
}

impl Fate {
    /// The word in JSON.
    #[must_use]
    pub const fn word(&self) -> &'static str {
        match self {
            Self::Added => "added",
            Self::Removed => "removed",
            Self::Renamed(_) => "renamed",
            Self::Kept => "changed",
        }
    }
}

impl ClauseChange {
    /// The word of the overlay that decides it, if one does.
    #[must_use]
    pub fn overlay(&self) -> Option<&'static str> {
        self.decided_by.as_ref()?.overlay.map(OverlayKind::word)
    }
}
