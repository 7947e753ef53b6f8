//! The overlays of a clause, each with what it changes and the account it gives.

use serde::Serialize;

use crate::engine::Case;
use crate::policy::{Life, Overlay, OverlayKind};
use crate::text::{Lang, Text};

use super::{Place, one_line};

/// One overlay of a clause.
#[derive(Clone, Debug, Serialize)]
pub struct Layer {
    /// `pack/clause` of what it changes.
    pub expectation: String,
    /// The title of that clause, also of one that is dropped.
    pub title: Option<String>,
    /// The pack it stands in.
    pub pack: String,
    /// `tighten`, `relax`, `drop`
    pub overlay: &'static str,
    /// What it changes, as the language writes it: `level warning`.
    pub changes: Vec<String>,
    /// Labels that it adds.
    pub added: Vec<String>,
    /// Labels that it takes away.
    pub taken: Vec<String>,
    /// Why.
    pub because: Option<String>,
    /// The function that decided.
    pub decided_by: Option<String>,
    /// When.
    pub decided: Option<String>,
    /// Last day.
    pub until: Option<String>,
    /// `in-effect`, `expires-soon`, `not-yet-decided`, `expired`
    pub state: &'static str,
    /// Whether it is applied.
    pub holds: bool,
    /// Where it stands; none in what is made public.
    pub place: Option<Place>,
    #[serde(skip)]
    pub(super) kind: OverlayKind,
    #[serde(skip)]
    pub(super) life: Life,
}

/// The overlays that a case has, in the order in which they are applied; those of one clause, or of all.
pub(super) fn layers(case: &Case<'_>, clause: Option<&str>, lang: Lang, public: bool) -> Vec<Layer> {
    let overlays = case.policies.overlays.iter().map(|overlay| (overlay, overlay.id()));
    let asked = overlays.filter(|(_, id)| clause.is_none_or(|clause| clause == id));
    asked.map(|(overlay, id)| layer(case, overlay, id, lang, public)).collect()
}

fn layer(case: &Case<'_>, overlay: &Overlay, id: String, lang: Lang, public: bool) -> Layer {
    let policies = case.policies;
    let set = overlay.set.and_then(|set| policies.sets.get(set)).map(|set| set.name.as_str());
    let mut changes = overlay.lines(set);
    if let (Some(only), Some(line)) = (&overlay.only, changes.iter_mut().find(|line| line.starts_with("only where"))) {
        *line = format!("only where {}", one_line(case.sources.slice(only.span)));
    }
    let mut clauses = policies.expectations.iter().chain(&policies.dropped);
    let points = overlay.also.iter().map(|point| &point.label);
    let life = overlay.life(case.as_of);
    Layer {
        title: clauses.find(|clause| clause.id == id).map(|clause| one_line(clause.title.get(lang))),
        expectation: id,
        pack: policies.packs.get(overlay.pack).map(|pack| one_line(&pack.name)).unwrap_or_default(),
        overlay: overlay.kind.word(),
        changes,
        added: points.chain(overlay.evidence.iter().map(|line| &line.label)).cloned().collect(),
        taken: overlay.without.clone(),
        because: overlay.because.as_ref().map(|said| one_line(said.get(lang))),
        decided_by: overlay.decided.as_ref().map(|(by, _)| one_line(by)),
        decided: overlay.decided.as_ref().map(|(_, date)| date.to_string()),
        until: overlay.until.map(|until| until.to_string()),
        state: life.word(),
        holds: life.holds(),
        place: (!public).then(|| Place::of(case.sources, overlay.head)),
        kind: overlay.kind,
        life,
    }
}

impl Layer {
    /// What it does to a clause, for a reader: `tightened by`.
    pub(super) const fn by(&self) -> Text {
        match self.kind {
            OverlayKind::Tighten => Text::new("tightened by", "厳格化"),
            OverlayKind::Relax => Text::new("relaxed by", "緩和"),
            OverlayKind::Drop => Text::new("dropped by", "削除"),
        }
    }

    /// What there is to say where it is not applied.
    pub(super) const fn idle(&self) -> Option<Text> {
        match self.life {
            Life::Over => {
                Some(Text::new("ended; the clause of its pack is back", "終了。元のパックの定めに戻っています"))
            }
            Life::NotYet => Some(Text::new("not yet decided; not applied", "決定前のため適用していません")),
            Life::Always | Life::Runs | Life::EndsSoon(_) => None,
        }
    }
}
