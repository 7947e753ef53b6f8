//! Overlays: `tighten`, `relax` and `drop`.

use crate::args;

use super::super::codes;
use super::super::grammar::Rule;
use super::super::tree::{Overlay, OverlayKind};
use super::sections::{Reading, section_name};
use super::{Lower, Node};

impl<'t> Lower<'t> {
    pub(super) fn overlay(&mut self, node: Node<'t>) -> Option<Overlay> {
        let span = self.span(&node);
        let mut children = node.into_inner();
        let first = children.next()?;
        let keyword = self.span(&first);
        let kind = match first.as_rule() {
            Rule::k_tighten => OverlayKind::Tighten,
            Rule::k_relax => OverlayKind::Relax,
            _ => OverlayKind::Drop,
        };
        let mut names = children.next()?.into_inner();
        let (pack, clause) = (self.word(&names.next()?), self.word(&names.next()?));
        let mut overlay = Overlay {
            kind,
            pack,
            clause,
            level: None,
            modality: None,
            cites: Vec::new(),
            also: Vec::new(),
            evidence: Vec::new(),
            explanation: None,
            force: None,
            without: Vec::new(),
            only: None,
            because: None,
            decided: None,
            until: None,
            torn: false,
            span,
        };
        let mut reading = Reading::default();
        let before = self.diagnostics.len();
        for child in children {
            let (rule, whole) = (child.as_rule(), self.span(&child));
            if rule == Rule::broken_section {
                self.broken_section(child, &mut reading, first.as_str());
                reading.before = Some(whole);
                continue;
            }
            reading.before = Some(whole);
            let section = section_name(rule);
            if section.is_empty() {
                continue;
            }
            if rule != Rule::cites && reading.seen.contains(&section) {
                let place = self.keyword(&child);
                self.twice(section, place);
            } else if rule != Rule::cites || !reading.seen.contains(&section) {
                reading.seen.push(section);
            }
            self.overlay_section(child, &mut overlay);
        }
        overlay.torn = self.diagnostics.len() > before;
        // A broken section may be the account itself.
        if kind != OverlayKind::Tighten && !overlay.torn {
            let missing: Vec<String> = [
                (overlay.because.is_none(), "because"),
                (overlay.decided.is_none(), "decided by"),
                (overlay.until.is_none(), "until"),
            ]
            .iter()
            .filter(|(missing, _)| *missing)
            .map(|(_, word)| format!("`{word}`"))
            .collect();
            if !missing.is_empty() {
                self.report(&codes::ACCOUNT, args!["kind" => first.as_str(), "missing" => missing], keyword);
            }
        }
        Some(overlay)
    }

    fn overlay_section(&mut self, node: Node<'t>, overlay: &mut Overlay) {
        match node.as_rule() {
            Rule::level => overlay.level = self.words(node).pop(),
            Rule::to_modality => {
                let modality = node.into_inner().find(|child| child.as_rule() == Rule::modality);
                overlay.modality = modality.and_then(|modality| self.modality(&modality));
            }
            Rule::cites => overlay.cites.extend(self.cites(node)),
            Rule::also => {
                let points = node.into_inner().filter(|child| child.as_rule() != Rule::k_also);
                overlay.also.extend(points.filter_map(|child| self.point(child)));
            }
            Rule::evidence => overlay.evidence.extend(self.evidence(node)),
            Rule::explanation => overlay.explanation = self.words(node).pop(),
            Rule::announced | Rule::in_force => self.force(node, &mut overlay.force),
            Rule::without => overlay.without.extend(self.words(node)),
            Rule::only => {
                let cond = node.into_inner().find(|child| matches!(child.as_rule(), Rule::cond | Rule::broken_cond));
                overlay.only = cond.map(|cond| self.cond(cond));
            }
            Rule::because => {
                let said = node.into_inner().find(|child| child.as_rule() == Rule::said);
                overlay.because = said.and_then(|said| self.sentence(said));
            }
            Rule::decided => {
                let (mut by, mut on) = (None, None);
                for child in node.into_inner() {
                    match child.as_rule() {
                        Rule::name | Rule::other_function => by = Some(self.function(&child)),
                        Rule::date => on = self.date(&child),
                        _ => {}
                    }
                }
                overlay.decided = by.zip(on);
            }
            Rule::until => {
                let date = node.into_inner().find(|child| child.as_rule() == Rule::date);
                overlay.until = date.and_then(|date| self.date(&date));
            }
            _ => {}
        }
    }
}
