//! Where a cause points: the value, the place that only uses it, or the gap where a key would go.

use crate::manifest::node::{Kind, NodeId, Origin};
use crate::policy::{Path, Root};
use crate::source::Span;

use super::lookup::{Env, Judge, Place};

/// Where a cause points in the manifest.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Spot {
    pub manifest: Option<Span>,
    pub origin: Option<Span>,
}

impl<'a> Judge<'a> {
    /// Where a path leads to, and where its value comes from if the place only uses it.
    pub fn spot(&self, env: Env<'_>, path: &Path) -> Spot {
        let document = &self.facts.document;
        let (bound, at) = self.root(env, path.root);
        let mut used = None;
        let mut value = None;
        let mut record = bound.record;
        match (path.root, bound.place) {
            (Root::Block(field), _) => match at.and_then(|root| self.facts.entry(root, field)) {
                Some(entry) => value = Some(entry.value),
                None => return Spot { manifest: at.map(|root| self.facts.gap(root)), origin: None },
            },
            (_, Place::Node(node) | Place::Declined(node) | Place::Dangling(node) | Place::Malformed(node)) => {
                value = Some(node)
            }
            _ => {}
        }
        if let Some(node) = value {
            used = self.alias(node);
        }
        for field in &path.steps {
            let Some(node) = record else { break };
            // Behind a reference a new record begins, with a place of its own.
            if value.is_some_and(|value| value != node) {
                used = self.alias(node);
            }
            let Some(entry) = self.facts.entry(node, *field) else {
                if matches!(document.kind(node), Kind::Mapping(_) | Kind::Null) {
                    let gap = self.facts.gap(document.target(node));
                    return Spot { manifest: used.or(Some(gap)), origin: used.map(|_| gap) };
                }
                // The short form of a record: the value itself.
                value = Some(node);
                break;
            };
            used = used.or(match entry.origin {
                Origin::Written => self.alias(entry.value),
                Origin::Merged(at) => Some(at),
                Origin::Shared | Origin::Fallback => Some(self.facts.gap(node)),
            });
            value = Some(entry.value);
            record = match self.bind(entry.value, &self.schema.field(*field).ty) {
                _ if self.facts.declined(entry.value).is_some() => None,
                bound => bound.record,
            };
        }
        let Some(value) = value else {
            return Spot { manifest: at.map(|node| document.span(node)), origin: None };
        };
        match used {
            Some(used) => Spot { manifest: Some(used), origin: Some(document.span(document.target(value))) },
            None => Spot { manifest: Some(document.span(value)), origin: None },
        }
    }

    /// Where a value stands that was reached without a path.
    pub fn node_spot(&self, node: NodeId) -> Spot {
        let document = &self.facts.document;
        let origin = self.alias(node).map(|_| document.span(document.target(node)));
        Spot { manifest: Some(document.span(node)), origin }
    }

    fn alias(&self, node: NodeId) -> Option<Span> {
        let document = &self.facts.document;
        matches!(document.node(node).kind, Kind::Alias(_)).then(|| document.span(node))
    }
}
