//! What the arguments of `tadashi why` name, or what could have been meant.

use crate::args;
use crate::diagnostic::{DID_YOU_MEAN, did_you_mean, nearest};
use crate::engine::Case;
use crate::policy::Expectation;
use crate::text::{Message, Str, Text};
use crate::verdict::Evaluation;

const NO_CLAUSE: Text = Text::new("no expectation is called `{name}`{hint}", "期待事項 `{name}` はありません{hint}");
const SEVERAL: Text =
    Text::new("`{name}` is several expectations: {names}", "`{name}` に当たる期待事項は複数あります: {names}");
const NO_POINT: Text =
    Text::new("`{clause}` has no point `{name}`{hint}", "`{clause}` に項目 `{name}` はありません{hint}");
const NO_SUBJECT: Text = Text::new(
    "`{clause}` was not judged for `{name}`, but for: {names}{hint}",
    "`{clause}` は `{name}` について判定されていません。判定された対象: {names}{hint}",
);
const SEVERAL_SUBJECTS: Text =
    Text::new("`{name}` is several subjects: {names}", "`{name}` に当たる対象は複数あります: {names}");
const NO_SUBJECTS: Text = Text::new("`{clause}` was judged for no subject", "`{clause}` の対象は一つもありません");

/// The clause of a name: its id, its name if that is unique, or an old id. A clause that an overlay drops has no index.
pub(super) fn clause<'a>(case: &Case<'a>, name: &str) -> Result<(Option<usize>, &'a Expectation), Message> {
    let judged = case.policies.expectations.iter().enumerate().map(|(index, clause)| (Some(index), clause));
    let clauses: Vec<(Option<usize>, &'a Expectation)> =
        judged.chain(case.policies.dropped.iter().map(|clause| (None, clause))).collect();
    let old = |clause: &Expectation| {
        let pack = clause.id.split_once('/').map_or("", |(pack, _)| pack);
        clause.formerly.iter().any(|old| old == name || name == format!("{pack}/{old}"))
    };
    let by = |test: &dyn Fn(&Expectation) -> bool| -> Vec<(Option<usize>, &'a Expectation)> {
        clauses.iter().copied().filter(|(_, clause)| test(clause)).collect()
    };
    let found = [by(&|clause| clause.id == name), by(&|clause| clause.name == name), by(&old)];
    let found = found.into_iter().find(|found| !found.is_empty()).unwrap_or_default();
    match found.as_slice() {
        [only] => Ok(*only),
        [] => {
            let ids = clauses.iter().map(|(_, clause)| clause.id.as_str());
            let names = clauses.iter().map(|(_, clause)| clause.name.as_str());
            let hint = did_you_mean(name, ids.chain(names));
            Err(NO_CLAUSE.with(args!["name" => name, "hint" => hint]))
        }
        several => {
            let names: Vec<String> = several.iter().map(|(_, clause)| clause.id.to_string()).collect();
            Err(SEVERAL.with(args!["name" => name, "names" => names]))
        }
    }
}

/// Whether a clause has a point, or had one that an overlay took away.
pub(super) fn point(case: &Case<'_>, clause: &Expectation, point: &str) -> Result<(), Message> {
    let points = clause.points.iter().chain(&clause.notes).map(|point| point.label.as_str());
    let labels = points.chain(clause.evidence.iter().map(|line| line.label.as_str())).chain(["applies"]);
    let overlays = clause.layers.iter().filter_map(|layer| case.policies.overlays.get(*layer));
    let labels = labels.chain(overlays.flat_map(|overlay| overlay.without.iter().map(Str::as_str)));
    if labels.clone().any(|label| label == point) {
        return Ok(());
    }
    let hint = did_you_mean(point, labels);
    Err(NO_POINT.with(args!["clause" => &clause.id, "name" => point, "hint" => hint]))
}

/// The evaluation of a clause for a subject, by its id or what follows the noun.
pub(super) fn evaluation<'a>(
    case: &Case<'a>,
    index: usize,
    clause: &Expectation,
    subject: &str,
) -> Result<&'a Evaluation, Message> {
    /// So many subjects are named beside one that is not there.
    const NAMED: usize = 8;
    let judged: Vec<&Evaluation> =
        case.judgement.evaluations.iter().filter(|evaluation| evaluation.expectation == index).collect();
    let bare = |id: &str| id.split_once('/').map_or("", |(_, key)| key).to_owned();
    let exact = judged.iter().find(|evaluation| evaluation.subject.id == subject);
    if let Some(found) = exact {
        return Ok(found);
    }
    let found: Vec<&&Evaluation> = judged.iter().filter(|evaluation| bare(&evaluation.subject.id) == subject).collect();
    match found.as_slice() {
        [only] => Ok(only),
        [] if judged.is_empty() => Err(NO_SUBJECTS.with(args!["clause" => &clause.id])),
        [] => {
            let ids: Vec<String> = judged.iter().map(|evaluation| evaluation.subject.id.clone()).collect();
            let keys: Vec<String> = ids.iter().map(|id| bare(id)).collect();
            let near = nearest(subject, ids.iter().map(String::as_str)).first().map(|id| (*id).to_owned());
            let near = near.or_else(|| {
                let key = *nearest(subject, keys.iter().map(String::as_str)).first()?;
                ids.iter().find(|id| bare(id) == key).cloned()
            });
            let hint = near.map(|name| DID_YOU_MEAN.with(args!["name" => name]));
            let mut names: Vec<String> = ids.iter().take(NAMED).cloned().collect();
            if ids.len() > NAMED {
                names.push("…".to_owned());
            }
            Err(NO_SUBJECT.with(args!["clause" => &clause.id, "name" => subject, "hint" => hint, "names" => names]))
        }
        several => {
            let names: Vec<String> = several.iter().map(|evaluation| evaluation.subject.id.clone()).collect();
            Err(SEVERAL_SUBJECTS.with(args!["name" => subject, "names" => names]))
        }
    }
}
