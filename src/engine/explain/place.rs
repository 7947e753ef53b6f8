//! Where a skeleton is written: the manifest, a file of explanations, a Markdown record. Each change is judged as if it
//! had been written, and refused where the explanation would not be read or anything else would change.

use super::{Draft, Refusable, Skeleton, codes, one_point};
use crate::args;
use crate::diagnostic::Diagnostic;
use crate::edit::Sheet;
use crate::edit::record::{Field, Record, Value};
use crate::engine::{Options, check_each};
use crate::limits::Limits;
use crate::source::SourceMap;
use crate::text::{Lang, Text};
use crate::workspace::changed::Changed;
use crate::workspace::{Files, Kind, codes as world, normalise};

/// Something that a person has to fill in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Blank {
    /// The explanation.
    pub id: String,
    /// The file.
    pub path: String,
    /// The line, from 1.
    pub line: u32,
    /// The field: `plan`, `decided.role`.
    pub field: String,
    /// What belongs there.
    pub wants: String,
}

/// The headings of a Markdown record.
const HEADINGS: [(&str, Text); 7] = [
    ("reason", Text::new("Reason", "理由")),
    ("risk", Text::new("Risk", "残るリスク")),
    ("instead", Text::new("Instead", "代替策")),
    ("plan", Text::new("Plan", "計画")),
    ("conflicts_with", Text::new("Conflicts with", "抵触する規定")),
    ("where", Text::new("Where", "保管場所")),
    ("departs", Text::new("Departs", "実施しない内容")),
];

/// Puts the blocks of a draft into a path of the repository.
pub(super) fn place(
    files: &dyn Files,
    targets: &[String],
    options: &Options<'_>,
    draft: Draft,
    into: &str,
    lang: Lang,
) -> Refusable<Skeleton> {
    let folder = into.ends_with('/');
    let path = normalise(into).map_err(|problem| Box::new(world::diagnose(&problem, "file-bytes")))?;
    if is_locked(&path) || draft.locked.contains(&path) {
        return Err(Box::new(Diagnostic::new(&codes::LOCKED, args!["path" => path])));
    }
    let limits = Limits::default();
    let mut changed = Changed::new(files);
    if folder || files.stat(&path) == Ok(Kind::Directory) {
        for record in &draft.records {
            let path = format!("{path}/{}.yaml", id(record));
            add(files, &mut changed, &draft, std::slice::from_ref(record), &path, lang, &limits)?;
        }
    } else {
        add(files, &mut changed, &draft, &draft.records, &path, lang, &limits)?;
    }
    verify(&changed, targets, options, &draft, &path)?;
    let changes = changed.changes();
    let mut blanks = Vec::new();
    for change in &changes {
        let text = change.after.as_deref().unwrap_or_default();
        blanks.extend(draft.records.iter().flat_map(|record| self::blanks(record, &change.path, text, lang, &limits)));
    }
    let Draft { records, manifest, .. } = draft;
    Ok(Skeleton { records, manifest, changes, blanks })
}

/// Whether a path is a copy that a lock holds, or no text of this repository at all.
pub(crate) fn is_locked(path: &str) -> bool {
    path == "tadashi.lock" || path.split('/').any(|part| matches!(part, ".tadashi" | ".git"))
}

fn id(record: &Record) -> &str {
    match record.fields.first().map(|field| &field.value) {
        Some(Value::Text(id)) => id,
        _ => "",
    }
}

fn add(
    files: &dyn Files,
    changed: &mut Changed<'_>,
    draft: &Draft,
    records: &[Record],
    path: &str,
    lang: Lang,
    limits: &Limits,
) -> Refusable<()> {
    let refused = || Box::new(Diagnostic::new(&codes::NO_PLACE, args!["path" => path]));
    let extension = path.rsplit_once('.').map_or("", |(_, extension)| extension);
    if files.stat(path).is_ok() {
        let mut sources = SourceMap::default();
        let file = crate::workspace::load(files, &mut sources, path, limits, "file-bytes")?;
        let before = sources.get(file).text.to_string();
        let after = Sheet::read(path, &before, limits).and_then(|sheet| sheet.with(path, records, limits));
        changed.set(path, Some(before), Some(after.ok_or_else(refused)?));
        return Ok(());
    }
    let text = match (extension, records) {
        ("yaml" | "yml", _) => Record::list(records, ""),
        ("md", [record]) => record.markdown(&HEADINGS.map(|(field, words)| (field, words.raw(lang)))),
        ("md", _) => return Err(one_point(&draft.clause, &draft.labels)),
        _ => return Err(refused()),
    };
    changed.set(path, None, Some(text));
    Ok(())
}

/// Judges the repository as it would be: the manifest still reads well, has all explanations that it had, and the new.
fn verify(
    changed: &Changed<'_>,
    targets: &[String],
    options: &Options<'_>,
    draft: &Draft,
    path: &str,
) -> Refusable<()> {
    let mut ids: Option<Vec<String>> = None;
    let checked = check_each(changed, targets, options, &mut |case| {
        if case.path == draft.manifest {
            let all = case.judgement.explanations.iter();
            ids = Some(all.map(|explanation| explanation.id.value.clone()).collect());
        }
    });
    let Some(ids) = ids else {
        let reason = checked.report.findings.iter().find(|finding| finding.code.stops);
        let refusal = Diagnostic::new(&codes::NO_PLACE, args!["path" => path]);
        return Err(Box::new(match reason {
            Some(reason) => refusal.why(crate::diagnostic::AS_IT_IS.with(args!["words" => crate::text::Said {
                en: reason.message(Lang::En).into(),
                ja: Some(reason.message(Lang::Ja).into()),
            }])),
            None => refusal,
        }));
    };
    let new: Vec<&str> = draft.records.iter().map(id).collect();
    let (added, kept): (Vec<&String>, Vec<&String>) = ids.iter().partition(|id| new.contains(&id.as_str()));
    if added.len() != new.len() {
        let beside = draft.manifest.rsplit_once('/').map_or(String::new(), |(folder, _)| format!("{folder}/"));
        let folder = format!("{beside}governance/explanations/");
        let args = args!["path" => path, "manifest" => &draft.manifest, "folder" => folder];
        return Err(Box::new(Diagnostic::new(&codes::NOT_READ, args)));
    }
    let same = kept.len() == draft.known.len() && draft.known.iter().all(|known| kept.contains(&known));
    if same { Ok(()) } else { Err(Box::new(Diagnostic::new(&codes::NO_PLACE, args!["path" => path]))) }
}

/// What is blank of a record in a text that holds it.
fn blanks(record: &Record, path: &str, text: &str, lang: Lang, limits: &Limits) -> Vec<Blank> {
    let id = id(record);
    let mut sources = SourceMap::default();
    let file = sources.add(path, text);
    let Some(places) = Sheet::read(path, text, limits).and_then(|sheet| sheet.places(id)) else { return Vec::new() };
    let heading = |name: &str| {
        let (_, words) = HEADINGS.iter().find(|(field, _)| *field == name)?;
        text.find(&format!("\n## {}\n", words.raw(lang))).map(|at| at + 1)
    };
    let mut found = Vec::new();
    let mut visit = |name: String, field: &Field| {
        if field.value.is_blank() {
            let at = places.iter().find(|(known, _)| *known == name).map(|(_, at)| *at);
            // What a format cannot leave blank is a comment in the block.
            let at = at.or_else(|| heading(&name)).or(places.first().map(|(_, at)| *at)).unwrap_or_default();
            let line = sources.get(file).position(at).line;
            let wants = field.notes.first().cloned().unwrap_or_default();
            found.push(Blank { id: id.to_owned(), path: path.to_owned(), line, field: name, wants });
        }
    };
    for field in &record.fields {
        visit(field.name.to_owned(), field);
        if let Value::Fields(inner) = &field.value {
            for inner in inner {
                visit(format!("{}.{}", field.name, inner.name), inner);
            }
        }
    }
    found
}
