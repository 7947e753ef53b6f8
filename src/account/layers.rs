//! The overlays of a clause, each with what it changes and the account it gives.

use rustc_hash::FxHashMap;
use serde::Serialize;

use crate::engine::Case;
use crate::policy::{Life, Overlay, OverlayKind};
use crate::text::{Lang, Said, Str, Text};

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
    pub added: Vec<Str>,
    /// Labels that it takes away.
    pub taken: Vec<Str>,
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

/// The overlays of a case by the clause that they change.
pub(super) struct Layers<'a> {
    case: &'a Case<'a>,
    all: Vec<(String, &'a Overlay)>,
    of: FxHashMap<String, Vec<usize>>,
    titles: FxHashMap<&'a str, &'a Said>,
}

impl<'a> Layers<'a> {
    pub(super) fn new(case: &'a Case<'a>) -> Self {
        let policies = case.policies;
        let all: Vec<(String, &Overlay)> = policies.overlays.iter().map(|overlay| (overlay.id(), overlay)).collect();
        let (mut of, mut titles) = (FxHashMap::<String, Vec<usize>>::default(), FxHashMap::default());
        for (index, (id, _)) in all.iter().enumerate() {
            of.entry(id.clone()).or_default().push(index);
        }
        if !all.is_empty() {
            for clause in policies.expectations.iter().chain(&policies.dropped) {
                titles.entry(clause.id.as_str()).or_insert(&clause.title);
            }
        }
        Self { case, all, of, titles }
    }

    /// Every overlay, in the order in which they are applied.
    pub(super) fn all(&self, lang: Lang, public: bool) -> Vec<Layer> {
        self.all.iter().map(|(id, overlay)| self.layer(id, overlay, lang, public)).collect()
    }

    /// Those of one clause.
    pub(super) fn of(&self, clause: &str, lang: Lang, public: bool) -> Vec<Layer> {
        let of = self.of.get(clause).into_iter().flatten().filter_map(|index| self.all.get(*index));
        of.map(|(id, overlay)| self.layer(id, overlay, lang, public)).collect()
    }

    fn layer(&self, id: &str, overlay: &Overlay, lang: Lang, public: bool) -> Layer {
        let (case, policies) = (self.case, self.case.policies);
        let set = overlay.set.and_then(|set| policies.sets.get(set)).map(|set| set.name.as_str());
        let mut changes = overlay.lines(set);
        let only_where = changes.iter_mut().find(|line| line.starts_with("only where"));
        if let (Some(only), Some(line)) = (&overlay.only, only_where) {
            *line = format!("only where {}", one_line(case.sources.slice(only.span)));
        }
        let points = overlay.also.iter().map(|point| &point.label);
        let life = overlay.life(case.as_of);
        Layer {
            title: self.titles.get(id).map(|title| one_line(title.get(lang))),
            expectation: id.to_owned(),
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
