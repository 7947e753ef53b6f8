//! Explanations out of a bound manifest: the records under its top-level `explanations`, as they are written.
//!
//! Fields are found by their names in the schema; one that the schema lacks, that is blank, declined or no text or date
//! is left out, and [`super::reconcile`] says what that means.

use crate::calendar::When;
use crate::diagnostic::Outcome;
use crate::explanation::{Exhibit, Explanation, Located, Renewal};
use crate::manifest::facts::{Facts, Found};
use crate::manifest::node::{Document, Entry, Kind, NodeId, Origin, Scalar};
use crate::schema::{RecordId, Schema};
use crate::source::Span;

/// The prose fields of an explanation.
pub(super) const PROSE: [&str; 8] =
    ["reason", "risk", "instead", "plan", "conflicts_with", "where", "departs", "revisit_when"];

/// The explanations of a manifest and of all that it includes, in their order. Binding has already said what is
/// malformed; a record without an id is left out.
#[must_use]
pub fn read(schema: &Schema, facts: &Facts) -> Outcome<Vec<Explanation>> {
    Outcome::sound(all(schema, facts).unwrap_or_default())
}

/// The root of a file of explanations, one mapping or a list of them, as a manifest that holds nothing else; to be
/// bound like an included file. A file that says `explanations:` itself is one already.
pub fn wrap(document: &mut Document, root: NodeId) -> NodeId {
    if document.get(root, "explanations").is_some() {
        return root;
    }
    let span = document.span(root);
    let place = Span::point(span.file, span.start as usize);
    let list = match document.kind(root) {
        Kind::Sequence(_) => root,
        _ => {
            let run = document.push_items([root]);
            document.push(span, Kind::Sequence(run))
        }
    };
    // The format number too: a file of its own is bound like a whole manifest.
    let version = document.push(place, Kind::Number(Scalar::Owned("1".into())));
    let entries = [("tadashi", version), ("explanations", list)].map(|(name, value)| {
        let key = document.push(place, Kind::Text(Scalar::Owned(name.into())));
        Entry { key, value, field: None, origin: Origin::Written }
    });
    let run = document.push_entries(entries);
    document.push(span, Kind::Mapping(run))
}

/// The root of a manifest as if it gave no explanation.
pub fn without(document: &mut Document, root: NodeId) -> NodeId {
    if document.get(root, "explanations").is_none() {
        return root;
    }
    let kept = document.entries(root).iter().filter(|entry| document.text(entry.key) != Some("explanations"));
    let kept: Vec<Entry> = kept.copied().collect();
    let (span, run) = (document.span(root), document.push_entries(kept));
    document.push(span, Kind::Mapping(run))
}

fn all(schema: &Schema, facts: &Facts) -> Option<Vec<Explanation>> {
    if schema.records.is_empty() {
        return None;
    }
    let field = schema.find_field(Schema::ROOT, "explanations")?;
    let ty = &schema.field(field).ty;
    let of = ty.item().unwrap_or(ty).record()?;
    let reader = Reader { schema, facts };
    let list = reader.value(facts.root()?, Schema::ROOT, "explanations")?;
    Some(facts.document.items(list).iter().filter_map(|record| reader.explanation(*record, of)).collect())
}

struct Reader<'a> {
    schema: &'a Schema,
    facts: &'a Facts,
}

impl Reader<'_> {
    fn explanation(&self, record: NodeId, of: RecordId) -> Option<Explanation> {
        let text = |name| self.text(self.value(record, of, name)?);
        let date = |name| self.date(self.value(record, of, name)?);
        let decided = self.block(record, of, "decided");
        let decision = |name| decided.and_then(|(node, of)| self.value(node, of, name));
        Some(Explanation {
            id: text("id")?,
            expectation: text("expectation"),
            about: self.list(record, of, "about").into_iter().filter_map(|node| self.text(node)).collect(),
            kind: text("kind"),
            prose: PROSE
                .iter()
                .flat_map(|name| self.texts(self.value(record, of, name)).into_iter().map(|text| (*name, text)))
                .collect(),
            evidence: self.evidence(record, of),
            role: decision("role").and_then(|node| self.text(node)),
            by: decision("by").and_then(|node| self.text(node)),
            decided: decision("date").and_then(|node| self.date(node)),
            renewals: self.renewals(record, of),
            record: decided.and_then(|(node, of)| {
                let inner = self.schema.field(self.schema.find_field(of, "record")?).ty.record()?;
                self.exhibit(self.value(node, of, "record")?, inner)
            }),
            // A blank one is a fault of its own.
            fingerprint: self.value(record, of, "fingerprint").and_then(|node| {
                let value = self.facts.document.text(node)?.to_owned();
                Some(Located { value, span: self.facts.document.span(node) })
            }),
            until: date("until"),
            revisit_by: date("revisit_by"),
            internal: text("visibility").is_some_and(|word| word.value == "internal"),
            span: self.facts.document.span(record),
        })
    }

    fn evidence(&self, record: NodeId, of: RecordId) -> Vec<Located<Exhibit>> {
        let Some(document) = self.item_record(of, "evidence") else { return Vec::new() };
        self.list(record, of, "evidence").into_iter().filter_map(|node| self.exhibit(node, document)).collect()
    }

    fn exhibit(&self, node: NodeId, document: RecordId) -> Option<Located<Exhibit>> {
        let text = |name| self.text(self.value(node, document, name)?);
        let named = |found: Located<String>, kind: fn(String) -> Exhibit| Located {
            value: kind(found.value),
            span: found.span,
        };
        text("file")
            .map(|found| named(found, Exhibit::File))
            .or_else(|| text("url").map(|found| named(found, Exhibit::Address)))
            .or_else(|| text("held_by").map(|found| named(found, Exhibit::Holder)))
    }

    fn renewals(&self, record: NodeId, of: RecordId) -> Vec<Renewal> {
        let Some(renewal) = self.item_record(of, "renewals") else { return Vec::new() };
        let read = |node: NodeId| Renewal {
            date: self.value(node, renewal, "date").and_then(|node| self.date(node)),
            by: self.value(node, renewal, "by").and_then(|node| self.text(node)),
            changed: self.texts(self.value(node, renewal, "changed")),
            span: self.facts.document.span(node),
        };
        self.list(record, of, "renewals").into_iter().map(read).collect()
    }

    fn value(&self, record: NodeId, of: RecordId, name: &str) -> Option<NodeId> {
        let field = self.schema.find_field(of, name)?;
        match self.facts.field(self.schema, record, of, field) {
            Found::Value(node) => Some(node),
            Found::Absent | Found::Declined(_) | Found::Malformed(_) => None,
        }
    }

    fn block(&self, record: NodeId, of: RecordId, name: &str) -> Option<(NodeId, RecordId)> {
        let inner = self.schema.field(self.schema.find_field(of, name)?).ty.record()?;
        Some((self.value(record, of, name)?, inner))
    }

    fn item_record(&self, of: RecordId, name: &str) -> Option<RecordId> {
        self.schema.field(self.schema.find_field(of, name)?).ty.item()?.record()
    }

    /// The items of a list; a single value stands for a list of one.
    fn list(&self, record: NodeId, of: RecordId, name: &str) -> Vec<NodeId> {
        let Some(node) = self.value(record, of, name) else { return Vec::new() };
        match self.facts.document.kind(node) {
            Kind::Sequence(_) => self.facts.document.items(node).to_vec(),
            Kind::Null => Vec::new(),
            _ => vec![node],
        }
    }

    /// A text that is not blank; of one that is given a language, the English or else the first.
    fn text(&self, node: NodeId) -> Option<Located<String>> {
        self.texts(Some(node)).into_iter().next()
    }

    /// Every language of a text that is not blank, English first.
    fn texts(&self, node: Option<NodeId>) -> Vec<Located<String>> {
        let (document, Some(node)) = (&self.facts.document, node) else { return Vec::new() };
        let mut nodes = match document.kind(node) {
            Kind::Mapping(_) => document.entries(node).iter().map(|entry| (entry.key, entry.value)).collect(),
            _ => vec![(node, node)],
        };
        nodes.sort_by_key(|(language, _)| document.text(*language) != Some("en"));
        let read = |(_, node)| {
            let text = document.text(node)?;
            (!text.trim().is_empty()).then(|| Located { value: text.to_owned(), span: document.span(node) })
        };
        nodes.into_iter().filter_map(read).collect()
    }

    fn date(&self, node: NodeId) -> Option<Located<When>> {
        let text = self.facts.document.text(node)?;
        Some(Located { value: When::parse(text.trim()).ok()?, span: self.facts.document.span(node) })
    }
}
