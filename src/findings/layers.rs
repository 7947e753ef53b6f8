//! Which layers a clause has: an overlay that changed it is said where the clause is, with the place of the overlay.

use crate::args;
use crate::diagnostic::{Diagnostic, Label};
use crate::findings::codes;
use crate::policy::{Expectation, OverlayKind, PolicySet};
use crate::text::{Message, Said, Str, Text};

/// Adds to a finding each overlay that its clause has: as a place, and among the reasons.
pub(super) fn layers(policies: &PolicySet, clause: &Expectation, diagnostic: &mut Diagnostic) {
    for overlay in clause.layers.iter().filter_map(|layer| policies.overlays.get(*layer)) {
        let pack = policies.packs.get(overlay.pack).map(|pack| pack.name.clone()).unwrap_or_default();
        let text: Text = match overlay.kind {
            OverlayKind::Tighten => codes::TIGHTENED,
            OverlayKind::Relax | OverlayKind::Drop => codes::RELAXED,
        };
        let by: Message = text.with(args!["pack" => &pack]);
        diagnostic.labels.push(Label { span: overlay.head, message: Some(by.clone()) });
        let because =
            overlay.because.as_ref().map(|said| codes::LAYER_BECAUSE.with(args!["because" => one_line(said)]));
        diagnostic.why.push(codes::LAYER.with(args!["by" => by, "because" => because]));
    }
}

/// A text over several lines, on one.
fn one_line(said: &Said) -> Said {
    let line = |text: &str| -> Str { text.split_whitespace().collect::<Vec<_>>().join(" ").into() };
    Said { en: line(&said.en), ja: said.ja.as_deref().map(line) }
}
