//! How an overlay changes a clause. Each line moves one way only, whatever the clause is by then: a layer below may have
//! expired, and what tightens must not loosen because of it.

use super::{Expectation, Force, Modality, Overlay, OverlayKind, PolicySet, Status, Strength};
use crate::diagnostic::Level;

impl Expectation {
    /// The clause with one more layer: an overlay of `base`, by its index there. A `drop` changes nothing else.
    pub fn change(&mut self, base: &PolicySet, index: usize) {
        if let Some(overlay) = base.overlays.get(index) {
            self.change_by(base, overlay);
            self.layers.push(index);
        }
    }

    /// The clause as one more overlay would have it, which `base` need not hold.
    pub fn change_by(&mut self, base: &PolicySet, overlay: &Overlay) {
        match overlay.kind {
            OverlayKind::Tighten => self.tighten(base, overlay),
            OverlayKind::Relax => self.relax(base, overlay),
            OverlayKind::Drop => {}
        }
    }

    /// What of this clause asks for less than `floor`: lines of the language.
    #[must_use]
    pub fn below(&self, base: &PolicySet, floor: &Self) -> Vec<String> {
        let mut found = Vec::new();
        if self.modality < floor.modality {
            found.push(format!("to {}", self.modality.word()));
        }
        if self.level < floor.level {
            found.push(format!("level {}", self.level.word()));
        }
        let labels = floor.points.iter().map(|p| &p.label).chain(floor.evidence.iter().map(|e| &e.label));
        found.extend(labels.filter(|label| !self.decides(label)).map(|label| format!("without {label}")));
        if self.scope.only.len() > floor.scope.only.len() {
            found.push("only where …".to_owned());
        }
        let sets = (self.set.and_then(|set| base.sets.get(set)), floor.set.and_then(|set| base.sets.get(set)));
        match sets {
            // A `must` has no set, because it takes no explanation.
            _ if self.modality == Modality::Must => {}
            (Some(mine), Some(its)) if !mine.less_than(its).is_empty() => {
                found.push(format!("explanation {}", mine.name));
            }
            _ => {}
        }
        found
    }

    /// Whether it rests on a statute or regulation.
    #[must_use]
    pub fn statute<'a>(&self, base: &'a PolicySet) -> Option<&'a super::Instrument> {
        self.citations.iter().find_map(|citation| {
            let (instrument, _) = base.cited(*citation)?;
            matches!(instrument.status, Status::Statute | Status::Regulation).then_some(instrument)
        })
    }

    fn tighten(&mut self, base: &PolicySet, overlay: &Overlay) {
        if let Some(to) = overlay.modality.filter(|to| *to > self.modality) {
            self.modality = to;
            self.carried_by(base, overlay);
            self.level = self.level.max(self.strength.level());
        }
        self.citations.extend(overlay.citations.iter().copied());
        self.level = overlay.level.map_or(self.level, |level| level.max(self.level));
        self.points.extend(overlay.also.iter().cloned());
        self.evidence.extend(overlay.evidence.iter().cloned());
        if let Some(index) = overlay.set {
            let (new, old) = (base.sets.get(index), self.set.and_then(|set| base.sets.get(set)));
            if new.is_some_and(|new| old.is_none_or(|old| new.less_than(old).is_empty())) {
                self.set = Some(index);
            }
        }
        if self.modality == Modality::Must {
            self.set = None;
        }
        if let Some(force) = overlay.force {
            self.force = self.force.wider(force);
        }
    }

    /// The row that an overlay cites carries a stronger modality from then on; room that the clause did not leave before
    /// is not made by it.
    fn carried_by(&mut self, base: &PolicySet, overlay: &Overlay) {
        let rows = overlay.citations.iter().filter_map(|citation| Some(base.cited(*citation)?.1));
        let Some(row) = rows.clone().find(|row| row.strength.carries(self.modality)) else { return };
        self.strength = row.strength;
        if row.softener.is_none() {
            self.softener = None;
        }
    }

    fn relax(&mut self, base: &PolicySet, overlay: &Overlay) {
        let was = self.modality;
        if let Some(to) = overlay.modality.filter(|to| *to < self.modality) {
            self.modality = to;
            if to == Modality::May {
                self.level = Level::Note;
            }
        }
        self.level = overlay.level.map_or(self.level, |level| level.min(self.level));
        self.points.retain(|point| !overlay.without.contains(&point.label));
        self.evidence.retain(|evidence| !overlay.without.contains(&evidence.label));
        self.scope.only.extend(overlay.only.iter().cloned());
        if was == Modality::Must && self.modality != Modality::Must {
            self.set = overlay.set.or_else(|| self.set_before(base));
        } else if let Some(index) = overlay.set.filter(|_| was != Modality::Must) {
            let (new, old) = (base.sets.get(index), self.set.and_then(|set| base.sets.get(set)));
            if let (Some(new), Some(old)) = (new, old)
                && old.less_than(new).is_empty()
            {
                self.set = Some(index);
            }
        }
    }

    /// The set that held before the clause became a `must`: of the last layer that names one, of the clause as its pack
    /// has it, or of that pack.
    fn set_before(&self, base: &PolicySet) -> Option<usize> {
        let of_layer = self.layers.iter().rev().find_map(|layer| base.overlays.get(*layer)?.set);
        let upstream = || base.expectations.get(base.find(&self.id)?)?.set;
        let ordinary = || base.sets.iter().position(|set| set.pack == self.pack && set.name == "ordinary");
        of_layer.or_else(upstream).or_else(ordinary)
    }
}

impl Force {
    /// In force whenever either is: the earlier beginning, the later end.
    #[must_use]
    pub fn wider(self, other: Self) -> Self {
        let always = self.from.is_none() && self.announced.is_none();
        let from = match (self.from, other.from) {
            _ if always => None,
            (Some(mine), Some(its)) => Some(mine.min(its)),
            (mine, its) => mine.or(its),
        };
        let until = match (self.until, other.until) {
            (Some(mine), Some(its)) => Some(mine.max(its)),
            (mine, _) => mine,
        };
        Self { announced: self.announced, from, until }
    }
}

impl Strength {
    /// Whether a clause may take a modality from it.
    #[must_use]
    pub fn carries(self, modality: Modality) -> bool {
        self.modality() >= modality
    }
}
