//! Which roles of a manifest may decide an explanation: those that [`super::assess`] would find no fault with.

use crate::explanation::stock;
use crate::manifest::facts::{Facts, Found};
use crate::manifest::node::NodeId;
use crate::policy::{ExplanationSet, PolicySet};
use crate::schema::RecordId;

/// A role that may decide.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Decider {
    /// Its id.
    pub role: String,
    /// Its function; none where the manifest says none.
    pub function: Option<String>,
}

/// Whether a subject is a record that a role may own; the organisation is none.
#[must_use]
pub fn may_have_an_owner(policies: &PolicySet, subject: &str) -> bool {
    let schema = &policies.schema;
    let of = subject.split_once('/').and_then(|(noun, _)| schema.find_noun(noun));
    of.is_some_and(|of| schema.find_field(of, "owner").is_some())
}

/// The roles that may decide an explanation of a set about a subject, by their id.
#[must_use]
pub fn deciders(policies: &PolicySet, facts: &Facts, set: Option<&ExplanationSet>, subject: &str) -> Vec<Decider> {
    let schema = &policies.schema;
    let text =
        |node: NodeId, of: RecordId, name: &str| match facts.field(schema, node, of, schema.find_field(of, name)?) {
            Found::Value(value) => facts.document.text(value).map(str::trim).filter(|text| !text.is_empty()),
            Found::Absent | Found::Declined(_) | Found::Malformed(_) => None,
        };
    let Some(record) = schema.find_record("Role") else { return Vec::new() };
    let of = subject.split_once('/').and_then(|(noun, id)| Some((schema.find_noun(noun)?, id)));
    let owner = of.and_then(|(of, id)| text(facts.resolve(of, id)?, of, "owner"));
    let may_have_an_owner = may_have_an_owner(policies, subject);
    let holder = |role: &str| facts.resolve(record, role).and_then(|node| text(node, record, "holder"));
    let may = |role: &str, function: Option<&str>| {
        let is_somebody = holder(role).is_none_or(|person| !stock::is_nobody(person));
        let Some(set) = set else { return is_somebody };
        let by_function = set.decision_by.is_empty()
            || function.is_some_and(|function| {
                set.decision_by.iter().any(|word| word == function)
                    && (function != "system-owner" || owner == Some(role))
            });
        let is_owner = match owner {
            None => may_have_an_owner,
            Some(owner) => {
                let is_same = match (holder(owner), holder(role)) {
                    (Some(owner), Some(other)) => stock::is_same_person(owner, other),
                    // Nobody can tell.
                    (None, Some(_)) => true,
                    (_, None) => false,
                };
                owner == role || is_same
            }
        };
        by_function && is_somebody && !(set.four_eyes && is_owner)
    };
    let roles = facts.ids(record).filter_map(|role| {
        let function = text(facts.resolve(record, role)?, record, "function");
        may(role, function).then(|| Decider { role: role.to_owned(), function: function.map(str::to_owned) })
    });
    let mut found: Vec<Decider> = roles.collect();
    found.sort();
    found
}
