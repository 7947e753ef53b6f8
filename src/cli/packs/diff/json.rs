//! The comparison for programs: version 1 of the format that docs/overlays.md describes.

use serde_json::{Value, json};

use crate::engine::diff::{ClauseChange, Difference, Fate, Move, Outcome, Place, Way};
use crate::text::Lang;

/// One JSON object.
pub(super) fn value(difference: &Difference, lang: Lang) -> Value {
    let pack = |(name, version): &(String, String)| json!({ "name": name, "version": version });
    let count = |way: Way| difference.moves.iter().filter(|moved| moved.way == way).count();
    let fate = |word: &str| difference.clauses.iter().filter(|clause| clause.fate.word() == word).count();
    json!({
        "format": "tadashi-packs-diff",
        "version": 1,
        "language": if lang == Lang::Ja { "ja" } else { "en" },
        "as_of": difference.as_of.to_string(),
        "from": pack(&difference.from),
        "to": pack(&difference.to),
        "clauses": difference.clauses.iter().map(clause).collect::<Vec<_>>(),
        "verdicts": difference.moves.iter().map(moved).collect::<Vec<_>>(),
        "manifests": difference.manifests,
        "summary": {
            "scenes": difference.scenes,
            "unjudged": difference.unjudged,
            "stricter": count(Way::Stricter),
            "looser": count(Way::Looser),
            "other": count(Way::Other),
            "clauses_changed": fate("changed"),
            "clauses_renamed": fate("renamed"),
            "clauses_added": fate("added"),
            "clauses_removed": fate("removed"),
        },
    })
}

fn clause(clause: &ClauseChange) -> Value {
    let changes: Vec<Value> = clause
        .changes
        .iter()
        .map(|change| json!({ "what": change.what, "from": change.from, "to": change.to, "way": change.way.word() }))
        .collect();
    let formerly = match &clause.fate {
        Fate::Renamed(old) => Some(old),
        Fate::Added | Fate::Removed | Fate::Kept => None,
    };
    json!({
        "expectation": clause.id,
        "fate": clause.fate.word(),
        "formerly": formerly,
        "decided_by": clause.decided_by.as_ref().map(|by| json!({ "pack": by.pack, "overlay": clause.overlay() })),
        "changes": changes,
    })
}

fn moved(moved: &Move) -> Value {
    let (test, manifest) = match &moved.place {
        Place::Test(pack, name) => (Some(json!({ "pack": pack, "name": name })), None),
        Place::Manifest(path) => (None, Some(path)),
    };
    json!({
        "test": test,
        "manifest": manifest,
        "expectation": moved.expectation,
        "subject": moved.subject,
        "from": moved.from.as_ref().map(outcome),
        "to": moved.to.as_ref().map(outcome),
        "way": moved.way.word(),
    })
}

fn outcome(outcome: &Outcome) -> Value {
    json!({
        "verdict": outcome.verdict.word(),
        "level": outcome.level.map(crate::diagnostic::Level::word),
        "deviates": outcome.deviates,
        "unknown": outcome.unknown,
    })
}
