//! The skeleton of an explanation, for `tadashi explain`: what is asked for is looked up among what was judged, then a
//! block is made for each open point that nobody has explained, and put where the answer says.
//!
//! Writes no file: gives changes that were judged as if they had been written.

use crate::args;
use crate::diagnostic::{Diagnostic, did_you_mean, nearest};
use crate::edit::record::Record;
use crate::engine::{Case, Checked, Options, check_each, language};
use crate::explanation::{Explanation, State, parts};
use crate::policy::{Expectation, KINDS, Modality};
use crate::text::{Lang, Message, Str};
use crate::verdict::{Evaluation, Finding, Verdict};
use crate::workspace::Files;
use crate::workspace::changed::Change;

pub mod codes;
mod place;
mod skeleton;

pub use place::Blank;
pub(crate) use place::is_locked;

/// What is to be explained, and where that is to be written.
#[derive(Clone, Debug, Default)]
pub struct Question<'a> {
    /// `jp.aigb/x`, `x` where only one pack has it, `x#point`.
    pub expectation: &'a str,
    /// `system/credit`, `credit` where only one subject has that id, `organisation`.
    pub subject: &'a str,
    /// One of [`KINDS`]; else `not-known` for what is unknown, and left blank for what deviates.
    pub kind: Option<&'a str>,
    /// Its id; else the next `EX-n`.
    pub id: Option<&'a str>,
    /// A path of the repository; else nothing is changed.
    pub into: Option<&'a str>,
}

/// Blocks to be filled in.
pub struct Skeleton {
    /// One for each open point.
    pub records: Vec<Record>,
    /// The manifest they belong to.
    pub manifest: String,
    /// What to write; nothing where no place was named.
    pub changes: Vec<Change>,
    /// What a person has to fill in there.
    pub blanks: Vec<Blank>,
}

/// What came of a question.
pub struct Explained {
    /// The check on which it rests.
    pub checked: Checked,
    /// The blocks, or why there are none: what `stops` is a wrong question or an input that could not be judged.
    pub result: Result<Skeleton, Vec<Diagnostic>>,
}

/// Writes the skeleton of an explanation for what is open in the manifests at or below the targets.
#[must_use]
pub fn explain(files: &dyn Files, targets: &[String], options: &Options<'_>, question: &Question<'_>) -> Explained {
    let lang = language(files, targets, options);
    let mut looks = Vec::new();
    let checked = check_each(files, targets, options, &mut |case| looks.push(look(case, question, lang)));
    let result = choose(looks, question, &checked).and_then(|draft| {
        let Some(into) = question.into else {
            let Draft { records, manifest, .. } = draft;
            return Ok(Skeleton { records, manifest, changes: Vec::new(), blanks: Vec::new() });
        };
        place::place(files, targets, options, draft, into, lang).map_err(|refusal| vec![*refusal])
    });
    Explained { checked, result }
}

/// A value, or why there is none.
type Refusable<T> = Result<T, Box<Diagnostic>>;

/// What is asked about, found in one manifest.
struct Asked<'a> {
    clause: &'a Expectation,
    subject: String,
    kind: Option<&'static str>,
    /// Whether the block is written into a file, where what is said outlives the day.
    kept: bool,
}

/// Blocks that have no place yet.
struct Draft {
    records: Vec<Record>,
    clause: String,
    labels: Vec<Str>,
    manifest: String,
    /// The ids of the explanations that are there.
    known: Vec<String>,
    /// Copies of other repositories' facts.
    locked: Vec<String>,
}

/// What one manifest has to say to a question.
struct Look {
    manifest: String,
    /// The subjects there are.
    subjects: Vec<String>,
    /// Those that the question could mean.
    meant: Vec<String>,
    /// For the only one that it could mean: blocks, or why there are none.
    result: Refusable<Draft>,
}

fn look(case: &Case<'_>, question: &Question<'_>, lang: Lang) -> Look {
    let subjects = subjects(case);
    let has = |subject: &&String| match subject.split_once('/') {
        Some((_, id)) => id == question.subject,
        None => false,
    };
    let meant: Vec<String> = match subjects.iter().find(|subject| *subject == question.subject) {
        Some(exact) => vec![exact.clone()],
        None => subjects.iter().filter(has).cloned().collect(),
    };
    let result = clause(case, question.expectation).and_then(|(clause, label)| {
        let subject = meant.first().cloned().unwrap_or_default();
        draft(case, clause, label, subject, question, lang)
    });
    Look { manifest: case.path.to_owned(), subjects, meant, result }
}

/// The one answer of all manifests.
fn choose(looks: Vec<Look>, question: &Question<'_>, checked: &Checked) -> Result<Draft, Vec<Diagnostic>> {
    let unread = || checked.report.findings.iter().filter(|finding| finding.code.stops).cloned();
    if looks.is_empty() {
        return Err(unread().collect());
    }
    let name = question.subject;
    let subjects: Vec<String> = looks.iter().flat_map(|look| look.subjects.iter().cloned()).collect();
    let mut meant: Vec<String> = looks.iter().flat_map(|look| look.meant.iter().cloned()).collect();
    meant.sort_unstable();
    meant.dedup();
    let (mut drafts, mut refusals) = (Vec::new(), Vec::new());
    for look in looks {
        match look.result {
            Ok(draft) if !look.meant.is_empty() => drafts.push((look.manifest, draft)),
            Ok(_) => {}
            // A name that is wrong everywhere is told first; what a manifest without that subject says, not at all.
            Err(refusal) if refusal.code.stops || !look.meant.is_empty() => refusals.push(*refusal),
            Err(_) => {}
        }
    }
    let all_stop = refusals.iter().all(|refusal| refusal.code.stops);
    if let (true, true, Some(wrong)) = (drafts.is_empty(), all_stop, refusals.first()) {
        return Err(vec![wrong.clone()]);
    }
    refusals.sort_by_key(|refusal| refusal.code.stops);
    match meant.as_slice() {
        [] => {
            let near =
                near_subject(name, &subjects).map(|near| crate::diagnostic::DID_YOU_MEAN.with(args!["name" => near]));
            let unknown = Diagnostic::new(&codes::NO_SUBJECT_CALLED, args!["name" => name, "hint" => near]);
            return Err(std::iter::once(unknown).chain(unread()).collect());
        }
        [_] => {}
        several => {
            let args = args!["name" => name, "names" => several.to_vec()];
            return Err(vec![Diagnostic::new(&codes::SEVERAL_SUBJECTS, args)]);
        }
    }
    if drafts.len() > 1 {
        let manifests: Vec<String> = drafts.iter().map(|(manifest, _)| manifest.clone()).collect();
        return Err(vec![Diagnostic::new(&codes::SEVERAL_MANIFESTS, args!["name" => name, "names" => manifests])]);
    }
    match drafts.pop() {
        Some((_, draft)) => Ok(draft),
        // What could not be read may be what was asked about.
        None => Err(refusals.into_iter().take(1).chain(unread()).collect()),
    }
}

/// The subject nearest to a name, whether or not its noun was typed.
fn near_subject<'a>(name: &str, subjects: &'a [String]) -> Option<&'a str> {
    if let Some(near) = nearest(name, subjects.iter().map(String::as_str)).first() {
        return Some(near);
    }
    let ids = subjects.iter().filter_map(|subject| Some(subject.split_once('/')?.1));
    let id = nearest(name.split_once('/').map_or(name, |(_, id)| id), ids.clone()).first().copied();
    // The noun may be wrong and the id right.
    let id = id.or_else(|| ids.clone().find(|id| name.ends_with(&format!("/{id}"))))?;
    subjects.iter().map(String::as_str).find(|subject| subject.split_once('/').is_some_and(|(_, known)| known == id))
}

/// Every subject of a manifest, sorted.
fn subjects(case: &Case<'_>) -> Vec<String> {
    let schema = &case.policies.schema;
    let records = (0u16..).zip(&schema.records).filter(|(_, record)| record.list.is_some());
    let mut all: Vec<String> = records
        .filter_map(|(index, record)| Some((crate::schema::RecordId(index), record.noun.as_deref()?)))
        .flat_map(|(record, noun)| case.facts.ids(record).map(move |id| format!("{noun}/{id}")))
        .collect();
    all.push("organisation".to_owned());
    all.sort_unstable();
    all
}

/// The clause and the point that a name means.
fn clause<'a>(case: &Case<'a>, written: &str) -> Refusable<(&'a Expectation, Option<String>)> {
    let (id, label) = parts(written);
    let clauses = &case.policies.expectations;
    let pack = |clause: &Expectation| clause.id.split_once('/').map_or(String::new(), |(pack, _)| pack.to_owned());
    let was =
        |clause: &Expectation| clause.formerly.iter().any(|old| old == id || format!("{}/{old}", pack(clause)) == id);
    let exact = clauses.iter().filter(|clause| clause.id == id || clause.name == id);
    let mut found: Vec<&Expectation> = exact.collect();
    if found.is_empty() {
        found = clauses.iter().filter(|clause| was(clause)).collect();
    }
    let clause = match found.as_slice() {
        [only] => *only,
        [] => {
            let ids = clauses.iter().map(|clause| clause.id.as_str());
            let hint = if id.contains('/') {
                None
            } else {
                did_you_mean(id, clauses.iter().map(|clause| clause.name.as_str()))
            };
            let packs: Vec<String> = case.policies.packs.iter().map(|pack| pack.name.clone()).collect();
            let args = args!["name" => id, "hint" => hint.or_else(|| did_you_mean(id, ids)), "packs" => packs];
            return Err(Box::new(Diagnostic::new(&codes::NO_EXPECTATION_CALLED, args)));
        }
        several => {
            let names: Vec<String> = several.iter().map(|clause| format!("`{}`", clause.id)).collect();
            let args = args!["name" => id, "names" => names];
            return Err(Box::new(Diagnostic::new(&codes::SEVERAL_EXPECTATIONS, args)));
        }
    };
    let Some(label) = label else { return Ok((clause, None)) };
    let notes = clause.notes.iter().map(|point| point.label.as_str());
    if !clause.decides(label) && !notes.clone().any(|note| note == label) {
        let points = clause.points.iter().map(|point| point.label.as_str());
        let labels: Vec<&str> = points.chain(clause.evidence.iter().map(|evidence| evidence.label.as_str())).collect();
        let hint = did_you_mean(label, labels.iter().copied());
        let names: Vec<String> = labels.iter().map(|label| format!("`{label}`")).collect();
        let args = args!["clause" => &clause.id, "name" => label, "hint" => hint, "names" => names];
        return Err(Box::new(Diagnostic::new(&codes::NO_POINT_CALLED, args)));
    }
    Ok((clause, Some(label.to_owned())))
}

/// The blocks for a clause and a subject that exist.
fn draft(
    case: &Case<'_>,
    clause: &Expectation,
    label: Option<String>,
    subject: String,
    question: &Question<'_>,
    lang: Lang,
) -> Refusable<Draft> {
    let open = open(case, clause, label.as_deref(), &subject)?;
    let set = clause.set.and_then(|set| case.policies.sets.get(set));
    let accepted = skeleton::accepted(clause, set, &open);
    let kind = match question.kind {
        None => None,
        Some(kind) => match accepted.iter().find(|accepted| **accepted == kind) {
            Some(kind) => Some(*kind),
            None => {
                let hint = if KINDS.contains(&kind) { None } else { did_you_mean(kind, accepted.iter().copied()) };
                let names: Vec<String> = accepted.iter().map(|kind| format!("`{kind}`")).collect();
                let args = args!["clause" => &clause.id, "name" => kind, "hint" => hint, "names" => names];
                return Err(Box::new(Diagnostic::new(&codes::NO_KIND_CALLED, args)));
            }
        },
    };
    let known: Vec<String> =
        case.judgement.explanations.iter().map(|explanation| explanation.id.value.clone()).collect();
    let labels: Vec<Str> = open.iter().map(|finding| finding.label.clone()).collect();
    let ids = match question.id {
        None => next_ids(&known, open.len()),
        Some(_) if open.len() > 1 => return Err(one_point(&clause.id, &labels)),
        Some(id) => {
            let is_sign = |c: char| c.is_alphanumeric() || matches!(c, '-' | '_' | '.');
            let free = next_ids(&known, 1).into_iter().next().unwrap_or_default();
            if id.is_empty() || !id.chars().all(is_sign) || known.iter().any(|known| known == id) {
                return Err(Box::new(Diagnostic::new(&codes::BAD_ID, args!["name" => id, "free" => free])));
            }
            vec![id.to_owned()]
        }
    };
    let asked = Asked { clause, subject, kind, kept: question.into.is_some() };
    let records =
        open.iter().zip(&ids).map(|(finding, id)| skeleton::record(case, &asked, finding, id, lang)).collect();
    let vendored = case.facts.vendored.iter().map(|file| case.sources.get(*file).path.clone()).collect();
    Ok(Draft {
        records,
        clause: clause.id.to_string(),
        labels,
        manifest: case.path.to_owned(),
        known,
        locked: vendored,
    })
}

fn one_point(clause: &str, labels: &[Str]) -> Box<Diagnostic> {
    let first = labels.first().cloned().unwrap_or_default();
    Box::new(Diagnostic::new(
        &codes::ONE_POINT,
        args!["names" => labels.to_vec(), "clause" => clause, "first" => first],
    ))
}

/// The open points that no explanation speaks of.
fn open<'a>(case: &Case<'a>, clause: &Expectation, label: Option<&str>, subject: &str) -> Refusable<Vec<&'a Finding>> {
    let nothing = |reason: Message| Box::new(Diagnostic::new(&codes::NOTHING, args!["reason" => reason]));
    let about = || args!["clause" => &clause.id, "subject" => subject];
    let is_note = label.is_some_and(|label| !clause.decides(label));
    if clause.modality == Modality::May || is_note {
        let name =
            label.filter(|_| is_note).map_or_else(|| clause.id.to_string(), |label| format!("{}#{label}", clause.id));
        return Err(nothing(codes::ONLY_MAY.with(args!["clause" => name])));
    }
    let evaluation = evaluation(case, clause, subject).ok_or_else(|| {
        nothing(
            codes::FOR_ANOTHER.with(args!["clause" => &clause.id, "whom" => whom(case, clause), "subject" => subject]),
        )
    })?;
    match evaluation.verdict {
        Verdict::Complies => return Err(nothing(codes::COMPLIES.with(about()))),
        Verdict::NotApplicable => return Err(nothing(codes::NOT_APPLICABLE.with(about()))),
        Verdict::NotInForce => return Err(nothing(codes::NOT_IN_FORCE.with(args!["clause" => &clause.id]))),
        Verdict::Explained | Verdict::Deviates | Verdict::Unknown => {}
    }
    if clause.modality == Modality::Must {
        let cited = clause.citations.iter().filter_map(|citation| case.policies.cited(*citation));
        let sources: Vec<String> = cited.map(|(instrument, row)| format!("{} {}", instrument.handle, row.id)).collect();
        return Err(Box::new(Diagnostic::new(&codes::BINDS, args!["clause" => &clause.id, "source" => sources])));
    }
    let asked: Vec<&Finding> =
        evaluation.open.iter().filter(|finding| label.is_none_or(|label| finding.label == label)).collect();
    if let (Some(label), true) = (label, asked.is_empty()) {
        let names: Vec<String> = evaluation.open.iter().map(|finding| format!("`{}`", finding.label)).collect();
        let args = args!["clause" => &clause.id, "subject" => subject, "point" => label, "names" => names];
        return Err(nothing(codes::POINT_MET.with(args)));
    }
    let speaks = |explanation: &Explanation, finding: &Finding| {
        let written = explanation.expectation.as_ref().map_or("", |expectation| expectation.value.as_str());
        let (id, point) = parts(written);
        let named = id == clause.id
            || clause
                .formerly
                .iter()
                .any(|old| id.strip_suffix(old.as_str()).is_some_and(|pack| clause.id.strip_prefix(pack).is_some()));
        named
            && point.is_none_or(|point| point == finding.label)
            && explanation.about.iter().any(|about| about.value.trim() == subject)
    };
    let explained =
        |finding: &Finding| case.judgement.explanations.iter().position(|explanation| speaks(explanation, finding));
    let free: Vec<&Finding> = asked.iter().copied().filter(|finding| explained(finding).is_none()).collect();
    if let (true, Some(finding)) = (free.is_empty(), asked.first()) {
        let index = explained(finding).unwrap_or_default();
        let state = case.judgement.assessment(index).map_or(State::Accepted, |assessment| assessment.state);
        let found = case.judgement.explanations.get(index);
        let id = found.map(|explanation| explanation.id.value.clone()).unwrap_or_default();
        let name = format!("{}#{}", clause.id, finding.label);
        let mut already = Diagnostic::new(&codes::ALREADY, args!["id" => id, "name" => name, "state" => state.word()]);
        if let Some(explanation) = found {
            already = already.at(explanation.id.span);
        }
        return Err(Box::new(already));
    }
    Ok(free)
}

fn evaluation<'a>(case: &Case<'a>, clause: &Expectation, subject: &str) -> Option<&'a Evaluation> {
    let index = case.policies.find(&clause.id)?;
    case.judgement.of_clause(index).iter().find(|evaluation| evaluation.subject.id == subject)
}

/// The noun of those whom a clause concerns.
fn whom(case: &Case<'_>, clause: &Expectation) -> String {
    let noun = clause.scope.each.and_then(|each| case.policies.schema.record(each.record).noun.clone());
    format!("`{}`", noun.unwrap_or_else(|| "organisation".into()))
}

/// The next ids after the greatest `EX-n` there is, with as many digits.
fn next_ids(known: &[String], count: usize) -> Vec<String> {
    let digits = known.iter().filter_map(|id| id.strip_prefix("EX-"));
    let digits = digits.filter(|digits| !digits.is_empty() && digits.bytes().all(|byte| byte.is_ascii_digit()));
    let numbers =
        digits.filter_map(|digits| Some((digits.parse::<u64>().ok().filter(|n| *n < u64::MAX / 2)?, digits.len())));
    let (greatest, width) = numbers.max().unwrap_or((0, 1));
    (greatest + 1..).take(count).map(|number| format!("EX-{number:0width$}")).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ids_go_on_where_they_are() {
        let next =
            |known: &[&str], count| next_ids(&known.iter().map(|id| (*id).to_owned()).collect::<Vec<_>>(), count);
        assert_eq!(next(&[], 2), ["EX-1", "EX-2"]);
        assert_eq!(next(&["EX-9", "EX-3", "other", "EX-", "EX-x", "EX-99999999999999999999"], 1), ["EX-10"]);
        assert_eq!(next(&["EX-007"], 1), ["EX-008"]);
    }
}
