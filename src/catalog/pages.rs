//! The parts of docs/ and of the READMEs that are printed from the tables they describe.
//!
//! A page holds `<!-- printed: NAME -->` and `<!-- end -->`; what stands between them is [`printed`] of that name.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;

use super::{codes, shelf};
use crate::check::relations::{RELATIONS, describe};
use crate::embedded;
use crate::explanation::{self, State, needed};
use crate::limits::{BOUNDS, LIMITS};
use crate::policy::{
    Cond, CondKind, FUNCTIONS, KINDS, ListOf, Path, PolicySet, Relation, Root, Softener, Status, Strength,
};
use crate::schema::{FieldId, Schema, Type};
use crate::text::{Lang, Said, Text};
use crate::workspace::configuration;

/// The text of a printed part; none if there is no part of that name.
#[must_use]
pub fn printed(name: &str, policies: &PolicySet) -> Option<String> {
    Some(match name {
        "sentences" => sentences(),
        "strengths" => strengths(),
        "softeners" => softeners(),
        "kinds" => kinds(),
        "functions" => FUNCTIONS.map(|word| format!("`{word}`")).join(", ") + "\n",
        "states" => states(),
        "state words" => state_words(),
        "codes" => code_table(),
        "limits" => limits(),
        "bounds" => bounds(),
        "settings en" => settings(Lang::En),
        "settings ja" => settings(Lang::Ja),
        "schema" => schema(policies),
        "packs en" => packs(Lang::En),
        "packs ja" => packs(Lang::Ja),
        _ => return None,
    })
}

/// A cell of a table: no bar or line break ends it early.
fn cell(text: &str) -> String {
    text.replace('|', "\\|").replace('\n', " ")
}

fn sentences() -> String {
    let mut out = "| sentence | of | means | 意味 | example |\n|---|---|---|---|---|\n".to_owned();
    for row in &RELATIONS {
        let (means, of) = (row.meaning, row.needs.text());
        let _ = writeln!(
            out,
            "| `x {}` | {} | {} | {} | `{}` |",
            row.form,
            of.en,
            cell(means.en),
            cell(means.ja),
            row.example
        );
    }
    out
}

fn strengths() -> String {
    let mut out = "| strength | strongest modality | level of a finding |\n|---|---|---|\n".to_owned();
    for (word, strength) in Strength::ALL {
        let _ = writeln!(out, "| `{word}` | `{}` | {} |", strength.modality().word(), strength.level().word());
    }
    out
}

fn softeners() -> String {
    let mut out = "| softener | a recorded reason is as good as the thing |\n|---|---|\n".to_owned();
    for (word, softener) in Softener::ALL {
        let _ = writeln!(out, "| `{word}` | {} |", if softener.accepts_reason() { "yes" } else { "no" });
    }
    out
}

fn kinds() -> String {
    let mut out = "| kind | needs besides | least words of `reason`, where there is one |\n|---|---|---|\n".to_owned();
    for kind in KINDS {
        let (fields, words) = needed(kind);
        let fields: Vec<String> = fields.iter().map(|field| format!("`{field}`")).collect();
        let words = if words == 0 { String::new() } else { words.to_string() };
        let _ = writeln!(out, "| `{kind}` | {} | {words} |", fields.join(", "));
    }
    out
}

fn states() -> String {
    let mut out = "| state | level | a verdict may rest on it | why it matters | what to do | 対処 |\n|---|---|---|---|---|---|\n".to_owned();
    for (word, state) in State::ALL {
        let code = codes().find(|code| code.id.strip_prefix("explanation/") == Some(word));
        let level = explanation::codes::level(state).map_or("", crate::diagnostic::Level::word);
        let (why, help, ja) =
            code.map_or(("everything holds", "", ""), |code| (code.why.en, code.help.en, code.help.ja));
        let holds = if state.holds() { "yes" } else { "no" };
        let _ = writeln!(out, "| `{word}` | {level} | {holds} | {} | {} | {} |", cell(why), cell(help), cell(ja));
    }
    out
}

/// The words of the states, the gravest first; two of them stand for two states.
fn state_words() -> String {
    let mut words: Vec<String> = Vec::new();
    for (word, _) in State::ALL {
        let word = format!("`{word}`");
        if !words.contains(&word) {
            words.push(word);
        }
    }
    words.join(", ") + "\n"
}

fn code_table() -> String {
    let mut out = String::new();
    let mut layer = "";
    for code in codes() {
        let own = code.id.split('/').next().unwrap_or_default();
        if own != layer {
            layer = own;
            let _ = writeln!(out, "{}## {layer}\n", if out.is_empty() { "" } else { "\n" });
        }
        let exit = if code.stops { "2" } else { "1" };
        let _ = writeln!(out, "### `{}`\n\n{}, exit {exit}\n", code.id, code.level.word());
        for (en, ja, text) in
            [("message", "内容", code.message), ("why", "理由", code.why), ("help", "対処", code.help)]
        {
            let Text { en: english, ja: japanese } = text;
            let _ = writeln!(out, "- {en}: {}\n- {ja}: {}", html(english), html(japanese));
        }
        out.push('\n');
    }
    while out.ends_with("\n\n") {
        out.pop();
    }
    out
}

/// Outside of backticks, `<` would begin a tag.
fn html(text: &str) -> String {
    let parts = text.split('`').enumerate();
    let parts: Vec<String> =
        parts.map(|(index, part)| if index % 2 == 0 { part.replace('<', "&lt;") } else { part.to_owned() }).collect();
    parts.join("`").replace('\n', " ")
}

fn limits() -> String {
    let mut out = "| name | default | at most | bounds | 意味 |\n|---|---|---|---|---|\n".to_owned();
    for limit in LIMITS {
        let most = match limit.most() {
            None => "fixed".to_owned(),
            Some(u64::MAX) => String::new(),
            Some(most) => most.to_string(),
        };
        let (en, ja) = (limit.meaning.en, limit.meaning.ja);
        let _ = writeln!(out, "| `{}` | {} | {most} | {en} | {ja} |", limit.name, limit.default);
    }
    out
}

fn bounds() -> String {
    let mut out = "| of | is | bounds | 意味 |\n|---|---|---|---|\n".to_owned();
    for bound in BOUNDS {
        let _ = writeln!(out, "| {} | {} | {} | {} |", bound.name, bound.value, bound.meaning.en, bound.meaning.ja);
    }
    out
}

fn settings(lang: Lang) -> String {
    const HEAD: Text = Text::new("| key | takes | sets | example |", "| キー | 値 | 設定する内容 | 例 |");
    let mut out = format!("{}\n|---|---|---|---|\n", HEAD.raw(lang));
    for setting in configuration::settings() {
        let (expected, about) = (setting.expected.raw(lang), setting.about.raw(lang));
        let _ = writeln!(out, "| `{}` | {expected} | {} | `{}` |", setting.key, cell(about), setting.example);
    }
    out
}

/// Every embedded pack with the instruments that its clauses cite.
fn packs(lang: Lang) -> String {
    const HEAD: Text = Text::new(
        "| pack | version | expectations | instruments | status | by default |",
        "| パック | 版 | 期待事項 | 規範文書 | 状態 | 既定 |",
    );
    const ON: Text = Text::new("on", "使用");
    const OFF: Text = Text::new("off", "使用しない");
    let mut out = format!("{}\n|---|---|---|---|---|---|\n", HEAD.raw(lang));
    for folder in embedded::packs() {
        let (policies, _) = shelf::read(folder);
        let cited: BTreeSet<usize> =
            policies.expectations.iter().flat_map(|clause| &clause.citations).map(|cited| cited.instrument).collect();
        let cited: Vec<_> = cited.into_iter().filter_map(|index| policies.instruments.get(index)).collect();
        let titles: Vec<&str> = cited.iter().map(|instrument| instrument.title.get(lang)).collect();
        let statuses: BTreeSet<Status> = cited.iter().map(|instrument| instrument.status).collect();
        let statuses: Vec<String> = statuses.into_iter().map(|status| format!("`{}`", status.word())).collect();
        let on = if folder.spelling() == embedded::DEFAULT_PACK { ON } else { OFF };
        let _ = writeln!(
            out,
            "| `{}` | {} | {} | {} | {} | {} |",
            folder.spelling(),
            folder.version,
            policies.expectations.len(),
            cell(&titles.join(if lang == Lang::Ja { "、" } else { "; " })),
            statuses.join(", "),
            on.raw(lang),
        );
    }
    out
}

fn both(said: &Said) -> (&str, &str) {
    (said.get(Lang::En), said.get(Lang::Ja))
}

fn schema(policies: &PolicySet) -> String {
    let schema = &policies.schema;
    let shelves: Vec<Shelf> = embedded::names().into_iter().filter_map(embedded::newest).map(Shelf::of).collect();
    let mut out = String::new();
    let mut unread: Vec<String> = Vec::new();
    for (index, record) in schema.records.iter().enumerate() {
        let noun = record.noun.as_ref().map_or(String::new(), |noun| format!(" (`{noun}`)"));
        let _ = writeln!(out, "{}## {}{noun}\n", if index == 0 { "" } else { "\n" }, record.name);
        out.push_str("| field | type | means | 意味 | read by |\n|---|---|---|---|---|\n");
        let mut rest = Vec::new();
        for id in &record.fields {
            let readers = read_by(&shelves, &record.name, &schema.field(*id).name);
            field(schema, *id, &readers, &mut out);
            rest.extend(readers.is_empty().then(|| format!("`{}`", schema.field(*id).name)));
        }
        if !rest.is_empty() {
            unread.push(format!("- {}: {}", record.name, rest.join(", ")));
        }
    }
    added(schema, &shelves, &mut out);
    let _ = writeln!(out, "\n## Fields that no expectation of ours reads\n\n{}\n", UNREAD);
    let _ = writeln!(out, "{}", unread.join("\n"));
    let _ = writeln!(out, "\n## Lists of words");
    for words in &schema.enums {
        let _ = writeln!(out, "\n### {}\n\n| word | means | 意味 | also called |\n|---|---|---|---|", words.name);
        for word in &words.words {
            let (en, ja) = word.meaning.as_ref().map_or(("", ""), both);
            let _ = writeln!(out, "| `{}` | {} | {} | {} |", word.word, cell(en), cell(ja), word.synonyms.join(", "));
        }
    }
    out
}

const UNREAD: &str = "They exist for one of three reasons. The tool itself reads them: what binds files, roles, documents, dates and explanations \
together. Or readers do: names, ids and remarks that a report shows. Or they are facts that packs of your own may ask for.";

/// An embedded pack, and which of its expectations read each field: by the name of the record and of the field.
struct Shelf {
    name: &'static str,
    policies: PolicySet,
    readers: BTreeMap<(String, String), BTreeSet<String>>,
}

impl Shelf {
    fn of(folder: &'static embedded::Folder) -> Self {
        let (policies, _) = shelf::read(folder);
        let mut found = BTreeMap::new();
        let readers = readers(&policies);
        for record in &policies.schema.records {
            for id in &record.fields {
                let names: BTreeSet<String> = readers.get(id).into_iter().flatten().map(|&name| name.into()).collect();
                found.insert((record.name.to_string(), policies.schema.field(*id).name.to_string()), names);
            }
        }
        Self { name: folder.name, policies, readers: found }
    }
}

/// The expectations that read a field, by their pack: a few by name, the others counted.
fn read_by(shelves: &[Shelf], record: &str, field: &str) -> String {
    const NAMED: usize = 3;
    let key = (record.to_owned(), field.to_owned());
    let of_pack = |shelf: &Shelf| {
        let names = shelf.readers.get(&key).filter(|names| !names.is_empty())?;
        let named: Vec<String> = names.iter().take(NAMED).map(|name| format!("`{name}`")).collect();
        let more = names.len().saturating_sub(NAMED);
        let more = if more == 0 { String::new() } else { format!(" and {more} more") };
        Some(format!("{}: {}{more}", shelf.name, named.join(", ")))
    };
    shelves.iter().filter_map(of_pack).collect::<Vec<_>>().join("; ")
}

/// The fields that packs add to the schema, each under the pack that does.
fn added(schema: &Schema, shelves: &[Shelf], out: &mut String) {
    out.push_str("\n## Fields that packs add\n\n| field | type | means | 意味 | read by |\n|---|---|---|---|---|\n");
    for shelf in shelves {
        let own = &shelf.policies.schema;
        for record in &own.records {
            let base = schema.records.iter().find(|known| known.name == record.name);
            let is_new = |id: &&FieldId| {
                let names = base.into_iter().flat_map(|base| &base.fields).map(|id| &schema.field(*id).name);
                !names.into_iter().any(|name| *name == own.field(**id).name)
            };
            for id in record.fields.iter().filter(is_new) {
                let readers = read_by(shelves, &record.name, &own.field(*id).name);
                let readers = if readers.is_empty() { shelf.name.to_owned() } else { readers };
                let mut line = String::new();
                field(own, *id, &readers, &mut line);
                let _ = write!(out, "| `{}.{}", record.name, line.trim_start_matches("| `"));
            }
        }
    }
}

fn field(schema: &Schema, id: FieldId, readers: &str, out: &mut String) {
    let field = schema.field(id);
    let (en, ja) = field.meaning.as_ref().map_or(("", ""), both);
    let required = if field.required { ", required" } else { "" };
    let ty = cell(&type_name(schema, &field.ty, Lang::En));
    let _ = writeln!(out, "| `{}` | {ty}{required} | {} | {} | {readers} |", field.name, cell(en), cell(ja));
}

pub(super) fn type_name(schema: &Schema, ty: &Type, lang: Lang) -> String {
    let ja = lang == Lang::Ja;
    match ty {
        Type::List { item, .. } if ja => format!("{}の一覧", type_name(schema, item, lang)),
        Type::List { item, .. } => format!("list of {}", type_name(schema, item, lang)),
        Type::Word(words) if ja => format!("{} の語", schema.words(*words).name),
        Type::Word(words) => format!("word of {}", schema.words(*words).name),
        Type::Reference(record) if ja => format!("{} の ID", schema.record(*record).name),
        Type::Reference(record) => format!("id of {}", schema.record(*record).name),
        Type::Record(record) => schema.record(*record).name.to_string(),
        Type::Partial(record) if ja => format!("{} の一部", schema.record(*record).name),
        Type::Partial(record) => format!("part of {}", schema.record(*record).name),
        other => describe(schema, other).fill(lang),
    }
}

/// The names of the expectations whose verdict looks at a field, by the field.
pub(super) fn readers(policies: &PolicySet) -> BTreeMap<FieldId, BTreeSet<&str>> {
    let mut readers: BTreeMap<FieldId, BTreeSet<&str>> = BTreeMap::new();
    for clause in &policies.expectations {
        let mut read = Read { policies, fields: BTreeSet::new() };
        read.fields.extend(clause.scope.each.map(|each| each.list));
        clause.scope.filter.iter().chain(&clause.scope.only).for_each(|cond| read.cond(cond));
        clause.points.iter().chain(&clause.notes).for_each(|point| read.cond(&point.cond));
        for evidence in &clause.evidence {
            read.path(&evidence.path);
            evidence.when.iter().for_each(|cond| read.cond(cond));
            if let Some(every) = &evidence.every {
                read.path(&every.list);
                every.filter.iter().for_each(|cond| read.cond(cond));
            }
        }
        for field in read.fields {
            readers.entry(field).or_default().insert(&clause.name);
        }
    }
    readers
}

struct Read<'a> {
    policies: &'a PolicySet,
    fields: BTreeSet<FieldId>,
}

impl Read<'_> {
    fn path(&mut self, path: &Path) {
        if let Root::Block(field) = path.root {
            self.fields.insert(field);
        }
        self.fields.extend(&path.steps);
    }

    /// A definition uses only earlier ones, so this ends.
    fn cond(&mut self, cond: &Cond) {
        match &cond.kind {
            CondKind::And(parts) | CondKind::Or(parts) => parts.iter().for_each(|part| self.cond(part)),
            CondKind::Not(inner) => self.cond(inner),
            CondKind::If { when, then, .. } => {
                self.cond(when);
                self.cond(then);
            }
            CondKind::ForEvery { list, filter, body, .. } => {
                if let ListOf::Path(path) = list {
                    self.path(path);
                }
                filter.iter().for_each(|cond| self.cond(cond));
                self.cond(body);
            }
            CondKind::ForLatest { list, by, filter, body, .. } => {
                self.path(list);
                self.fields.insert(*by);
                filter.iter().for_each(|cond| self.cond(cond));
                self.cond(body);
            }
            CondKind::There { list, filter, .. } => {
                self.path(list);
                filter.iter().for_each(|cond| self.cond(cond));
            }
            CondKind::Is { path, relation } => {
                self.path(path);
                self.relation(relation);
            }
        }
    }

    fn relation(&mut self, relation: &Relation) {
        match relation {
            Relation::StatesAll { fields, .. } => self.fields.extend(fields),
            Relation::Meets { definition, .. } => {
                if let Some(definition) = self.policies.definitions.get(*definition) {
                    self.cond(&definition.cond);
                }
            }
            Relation::Same { thing: Root::Block(field), .. } => {
                self.fields.insert(*field);
            }
            _ => {}
        }
        relation.paths().into_iter().for_each(|path| self.path(path));
    }
}
