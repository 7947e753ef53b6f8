//! What can be mended without a person: words that have one right spelling, explanations that nothing needs, prints that
//! are missing. Gives changes that were judged as if they had been written; writes none.

use std::collections::{BTreeMap, BTreeSet};

use rustc_hash::{FxHashMap, FxHashSet};

use crate::args;
use crate::calendar::Date;
use crate::diagnostic::{Code, Edit};
use crate::edit::{self, Sheet};
use crate::engine::explain::is_locked;
use crate::engine::{Case, Checked, Options, check_each};
use crate::explanation::{Explanation, State, holds_more, parts};
use crate::limits::Limits;
use crate::manifest::codes;
use crate::policy::{Expectation, Ids, Modality, fingerprint};
use crate::source::{FileId, SourceMap, SourceText, Span};
use crate::text::{Message, Text};
use crate::verdict::{Evaluation, Verdict};
use crate::workspace::changed::{Change, Changed};
use crate::workspace::{self, Files};

/// Times that what is mended is judged anew; one mistake may hide another.
const ROUNDS: usize = 12;

/// Mistakes for which nothing else of a manifest is told.
const HIDES: [&Code; 2] = [&codes::FORMAT_MISSING, &codes::FORMAT_NUMBER];

const REMOVED: Text = Text::new("removes explanation `{id}`: {state}", "説明 `{id}` を削除（{state}）");
const KEPT: Text = Text::new(
    "leaves explanation `{id}` ({state}) where it is, because the file holds other text too; remove it by hand",
    "説明 `{id}`（{state}）は、ファイルにほかの文章もあるため残します。手作業で削除してください",
);
const PRINTED: Text = Text::new(
    "adds to explanation `{id}` the print of the expectation it was accepted for",
    "説明 `{id}` に、認められた期待事項の照合値を追加",
);

/// What was mended.
pub struct Fixed {
    /// The check of the files as they would be.
    pub checked: Checked,
    /// What to write, by path.
    pub changes: Vec<Change>,
    /// What each change does, with the path.
    pub done: Vec<(String, Message)>,
}

/// Mends what is found in the manifests at or below the targets.
#[must_use]
pub fn fix(files: &dyn Files, targets: &[String], options: &Options<'_>) -> Fixed {
    let mut mender = Mender { files: Changed::new(files), locked: BTreeSet::new(), empties: false, done: Vec::new() };
    let (mut checked, mut seen) = mender.check(targets, options);
    let mut steps = STEPS.iter().copied();
    let mut step = steps.next();
    for _ in 0..ROUNDS {
        let Some(now) = step else { break };
        let before = (mender.files.clone(), mender.done.len());
        if !now(&mut mender, &checked, &seen, options) {
            step = steps.next();
            continue;
        }
        // What a line at the top hides is wrong without it too.
        let reveals =
            checked.report.findings.iter().any(|finding| finding.fix.is_some() && HIDES.contains(&finding.code));
        let stops = |checked: &Checked| checked.report.findings.iter().filter(|finding| finding.code.stops).count();
        let (after, saw) = mender.check(targets, options);
        if stops(&after) > stops(&checked) && !reveals {
            mender.files = before.0;
            mender.done.truncate(before.1);
            // A file that the settings name cannot go; it can be emptied.
            if std::mem::replace(&mut mender.empties, true) {
                step = steps.next();
            }
            continue;
        }
        (checked, seen) = (after, saw);
    }
    Fixed { checked, changes: mender.files.changes(), done: mender.done }
}

/// One sort of mending: whether it changed anything.
type Step = fn(&mut Mender<'_>, &Checked, &[Seen], &Options<'_>) -> bool;

/// In their order: an explanation is judged only where everything can be read.
const STEPS: [Step; 3] = [
    |mender, checked, seen, options| mender.spelling(checked, seen, options),
    |mender, checked, seen, options| mender.removals(checked, seen, options),
    |mender, checked, seen, options| mender.prints(checked, seen, options),
];

/// An explanation as one manifest saw it.
struct Seen {
    path: String,
    span: Span,
    id: String,
    state: State,
    /// Nothing of this manifest needs it, nor will.
    idle: bool,
    /// The print of its clause, where it holds.
    print: Option<String>,
}

struct Mender<'a> {
    files: Changed<'a>,
    /// Copies of other repositories' facts.
    locked: BTreeSet<String>,
    /// Whether a file of which nothing is left is emptied instead of deleted.
    empties: bool,
    done: Vec<(String, Message)>,
}

impl Mender<'_> {
    fn check(&mut self, targets: &[String], options: &Options<'_>) -> (Checked, Vec<Seen>) {
        let (mut seen, mut locked) = (Vec::new(), BTreeSet::new());
        let checked = check_each(&self.files, targets, options, &mut |case| {
            locked.extend(case.facts.vendored.iter().map(|file| case.sources.get(*file).path.clone()));
            seen.extend(look(case));
        });
        self.locked.extend(locked);
        (checked, seen)
    }

    fn read(&self, path: &str) -> Option<SourceText> {
        if is_locked(path) || self.locked.contains(path) {
            return None;
        }
        let mut sources = SourceMap::default();
        let file = workspace::load(&self.files, &mut sources, path, &Limits::default(), "file-bytes").ok()?;
        Some(sources.get(file).text.clone())
    }

    /// Findings that have one right answer. Of changes that overlap the first is made, the others in the next round.
    fn spelling(&mut self, checked: &Checked, _: &[Seen], _: &Options<'_>) -> bool {
        let mut edits: BTreeMap<&str, Vec<(&Edit, &Message)>> = BTreeMap::new();
        let mut taken = Taken::default();
        for finding in &checked.report.findings {
            let (Some(fix), Some(place)) = (&finding.fix, finding.place()) else { continue };
            let path = checked.sources.get(place.file).path.as_str();
            // What stands elsewhere, at an anchor, may mean something else to others.
            let near = |edit: &Edit| {
                edit.span.file == place.file && edit.span.end >= place.start && edit.span.start <= place.end
            };
            if fix.edits.iter().all(|edit| near(edit) && !taken.touches(edit.span)) {
                fix.edits.iter().for_each(|edit| taken.add(edit.span));
                edits.entry(path).or_default().extend(fix.edits.iter().map(|edit| (edit, &fix.title)));
            }
        }
        let mut changed = false;
        for (path, edits) in edits {
            let Some(text) = self.read(path) else { continue };
            let list: Vec<Edit> = edits.iter().map(|(edit, _)| (*edit).clone()).collect();
            let Some(after) = edit::apply(&text, &list).filter(|after| **after != *text) else { continue };
            if Sheet::read(path, &after, &Limits::default()).is_none() {
                continue;
            }
            let mut titles: Vec<Message> = edits.iter().map(|(_, title)| (*title).clone()).collect();
            titles.dedup();
            self.done.extend(titles.into_iter().map(|title| (path.to_owned(), title)));
            self.files.set(path, Some(text.to_string()), Some(after));
            changed = true;
        }
        changed
    }

    /// Explanations that nothing needs; only where every manifest was judged by all that it is configured with.
    fn removals(&mut self, checked: &Checked, seen: &[Seen], options: &Options<'_>) -> bool {
        let as_if = options.without_explanations || options.without_overlays;
        let partial = options.no_config || !options.packs.is_empty() || as_if;
        if partial || checked.report.findings.iter().any(|finding| finding.code.stops) {
            return false;
        }
        let mut files: BTreeMap<&str, BTreeMap<(u32, u32), Vec<&Seen>>> = BTreeMap::new();
        for one in seen {
            let places = files.entry(&one.path).or_default();
            places.entry((one.span.start, one.span.end)).or_default().push(one);
        }
        let mut changed = false;
        for (path, places) in files {
            // A file may be read by several manifests: none of them needs it.
            let idle = places.into_iter().filter(|(_, all)| all.iter().all(|one| one.idle));
            let idle: Vec<((u32, u32), &Seen)> = idle.filter_map(|(place, all)| Some((place, *all.first()?))).collect();
            if idle.is_empty() {
                continue;
            }
            let limits = Limits::default();
            let Some(text) = self.read(path) else { continue };
            let Some(sheet) = Sheet::read(path, &text, &limits) else { continue };
            let mut indices: FxHashMap<(u32, u32), usize> = FxHashMap::default();
            for (index, span) in sheet.explanations().iter().enumerate() {
                indices.entry((span.start, span.end)).or_insert(index);
            }
            let gone: Vec<(usize, &Seen)> =
                idle.into_iter().filter_map(|(place, one)| Some((*indices.get(&place)?, one))).collect();
            let indices: Vec<usize> = gone.iter().map(|(index, _)| *index).collect();
            let (after, refused) = sheet.without(path, &indices, &limits);
            let refused: FxHashSet<usize> = refused.into_iter().collect();
            if path.ends_with(".md") && after.is_none() && holds_more(&text) {
                let kept = |one: &Seen| KEPT.with(args!["id" => &one.id, "state" => one.state.word()]);
                // A later round says it once more; such a file holds one explanation.
                for said in gone.iter().map(|(_, one)| (path.to_owned(), kept(one))) {
                    if !self.done.contains(&said) {
                        self.done.push(said);
                    }
                }
                continue;
            }
            let removed: Vec<&Seen> =
                gone.iter().filter(|(index, _)| !refused.contains(index)).map(|(_, one)| *one).collect();
            if removed.is_empty() {
                continue;
            }
            let after = after.or_else(|| (self.empties && !path.ends_with(".md")).then(|| "[]\n".to_owned()));
            self.done.extend(removed.into_iter().map(|one| {
                let message = REMOVED.with(args!["id" => &one.id, "state" => one.state.word()]);
                (path.to_owned(), message)
            }));
            self.files.set(path, Some(text.to_string()), after);
            changed = true;
        }
        changed
    }

    /// The prints of clauses, for explanations that hold and have none.
    fn prints(&mut self, _: &Checked, seen: &[Seen], options: &Options<'_>) -> bool {
        if options.without_explanations || options.without_overlays {
            return false;
        }
        let limits = Limits::default();
        let mut files: BTreeMap<&str, BTreeMap<&str, &str>> = BTreeMap::new();
        for one in seen {
            if let Some(print) = &one.print {
                files.entry(&one.path).or_default().insert(&one.id, print);
            }
        }
        let mut changed = false;
        for (path, prints) in files {
            let Some(before) = self.read(path) else { continue };
            let Some(after) = Sheet::read(path, &before, &limits)
                .map(|sheet| sheet.with_field(path, "fingerprint", &prints, &limits))
            else {
                continue;
            };
            let Some((after, ids)) = after else { continue };
            self.done.extend(ids.into_iter().map(|id| (path.to_owned(), PRINTED.with(args!["id" => id]))));
            self.files.set(path, Some(before.to_string()), Some(after));
            changed = true;
        }
        changed
    }
}

/// Stretches of texts that are to be changed, none of which touches another: the end of each, by its file and start.
#[derive(Default)]
struct Taken(BTreeMap<(FileId, u32), u32>);

impl Taken {
    /// Whether a stretch overlaps one of them or stands right beside one.
    fn touches(&self, span: Span) -> bool {
        let before = self.0.range((span.file, 0)..=(span.file, span.end)).next_back();
        before.is_some_and(|(_, end)| *end >= span.start)
    }

    fn add(&mut self, span: Span) {
        let end = self.0.entry((span.file, span.start)).or_default();
        *end = span.end.max(*end);
    }
}

/// Every explanation that a manifest has.
fn look(case: &Case<'_>) -> Vec<Seen> {
    let ids = Ids::of(case.policies);
    let evaluations = case.judgement.evaluations.iter();
    let judged: FxHashMap<(usize, &str), &Evaluation> =
        evaluations.rev().map(|one| ((one.expectation, one.subject.id.as_str()), one)).collect();
    let seen = case.judgement.assessments.iter().filter_map(|assessment| {
        let explanation = case.judgement.explanations.get(assessment.explanation)?;
        let clause = clause(case, &ids, explanation);
        let idle = matches!(assessment.state, State::Overtaken | State::Unused)
            && clause.is_some_and(|(index, clause, label)| {
                let evaluation = |subject: &str| judged.get(&(index, subject)).copied();
                is_idle(case.as_of, evaluation, explanation, clause, label)
            });
        let for_this = |(_, clause, _): &(usize, &Expectation, Option<&str>)| {
            let taken = case.policies.packs.get(clause.pack).and_then(|pack| pack.taken);
            is_of_these_words(taken, explanation.decided_last(case.as_of))
        };
        let print = clause.filter(|_| assessment.state.holds() && explanation.fingerprint.is_none()).filter(for_this);
        Some(Seen {
            path: case.sources.get(explanation.span.file).path.clone(),
            span: explanation.span,
            id: explanation.id.value.clone(),
            state: assessment.state,
            idle,
            print: print.map(|(_, clause, _)| fingerprint(case.policies, clause)),
        })
    });
    seen.collect()
}

/// Whether a decision was about the clause as the lock has it: what was decided before it was taken may have been about
/// other words, and a person looks again.
fn is_of_these_words(taken: Option<Date>, decided: Option<Date>) -> bool {
    taken.is_none_or(|day| decided.is_some_and(|decided| decided >= day))
}

/// The clause and point that an explanation names, by present ids alone: an old one is spelt anew first.
fn clause<'a>(
    case: &Case<'a>,
    ids: &Ids<'_>,
    explanation: &'a Explanation,
) -> Option<(usize, &'a Expectation, Option<&'a str>)> {
    let (id, label) = parts(&explanation.expectation.as_ref()?.value);
    let index = ids.find(id)?;
    Some((index, case.policies.expectations.get(index)?, label))
}

/// Whether nothing needs an explanation and nothing will: it was judged for each of its subjects. What is not in force
/// yet, or is judged in another repository, may be needed.
fn is_idle<'a>(
    as_of: Date,
    evaluation: impl Fn(&str) -> Option<&'a Evaluation>,
    explanation: &Explanation,
    clause: &Expectation,
    label: Option<&str>,
) -> bool {
    if clause.modality == Modality::May || label.is_some_and(|label| !clause.decides(label)) {
        return true;
    }
    let over = clause.force.until.is_some_and(|last| last < as_of);
    !explanation.about.is_empty()
        && explanation.about.iter().all(|about| {
            evaluation(about.value.trim()).is_some_and(|evaluation| match evaluation.verdict {
                Verdict::Complies => true,
                Verdict::NotApplicable => !evaluation.elsewhere,
                Verdict::NotInForce => over,
                Verdict::Explained | Verdict::Deviates | Verdict::Unknown => {
                    label.is_some_and(|label| evaluation.open.iter().all(|finding| finding.label != label))
                }
            })
        })
}

#[cfg(test)]
mod tests {
    use super::{Taken, is_of_these_words};
    use crate::calendar::Date;
    use crate::source::{FileId, Span};

    #[test]
    fn changes_do_not_touch() {
        let span = |file, start, end| Span::new(FileId(file), start, end);
        let mut taken = Taken::default();
        for at in [10, 30, 20] {
            taken.add(span(0, at, at + 5));
        }
        for free in [span(0, 0, 9), span(0, 16, 19), span(0, 26, 29), span(0, 36, 99), span(1, 12, 13)] {
            assert!(!taken.touches(free), "{free:?}");
        }
        for held in [span(0, 9, 10), span(0, 12, 13), span(0, 15, 15), span(0, 16, 20), span(0, 0, 99)] {
            assert!(taken.touches(held), "{held:?}");
        }
    }

    #[test]
    fn no_print_for_a_decision_before_the_lock_took_the_pack() {
        let day = |text: &str| Date::parse(text).ok();
        assert!(is_of_these_words(None, day("2026-06-01")));
        assert!(is_of_these_words(day("2026-06-01"), day("2026-06-01")));
        assert!(
            !is_of_these_words(day("2026-06-02"), day("2026-06-01")) && !is_of_these_words(day("2026-06-02"), None)
        );
    }
}
