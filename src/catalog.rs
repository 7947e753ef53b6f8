//! Everything that has a name, in one place, as pages that `tadashi show` prints and docs/ are made from.
//!
//! Gathers the tables of all layers; holds none of its own.

use std::fmt::Write as _;

use crate::args;
use crate::check::relations::{self, describe};
use crate::diagnostic::{AS_IT_IS, Code, nearest};
use crate::limits::LIMITS;
use crate::policy::{Expectation, ExplanationSet, Instrument, Modality, Overlay, Point, PolicySet, Row};
use crate::schema::{EnumId, FieldId, RecordId, Type};
use crate::source::{SourceMap, Span};
use crate::text::{Lang, Message, Said, Text, visible, visible_lines};
use crate::{check, engine, explanation, findings, manifest, overlay, syntax, testing, workspace};

pub mod pages;
mod shelf;
mod words;

/// Every diagnostic of every layer, in the order of the layers.
pub fn codes() -> impl Iterator<Item = &'static Code> {
    let layers: [&[&'static Code]; 13] = [
        syntax::codes::ALL,
        check::codes::ALL,
        manifest::codes::ALL,
        overlay::codes::ALL,
        explanation::codes::ALL,
        testing::codes::ALL,
        findings::codes::ALL,
        workspace::codes::ALL,
        workspace::lock::codes::ALL,
        workspace::archive::codes::ALL,
        engine::codes::ALL,
        engine::explain::codes::ALL,
        engine::packs::codes::ALL,
    ];
    layers.into_iter().flatten().copied()
}

/// The page of a clause, point, pack, instrument, row, record, field, list of words, sentence, limit or code; `sources`
/// holds the texts of the policies. What they do not have is looked for in the embedded packs.
#[must_use]
pub fn show(policies: &PolicySet, sources: &SourceMap, id: &str, lang: Lang) -> Option<String> {
    let page = Page { policies, sources, lang };
    let found = page
        .of_pack(id)
        .or_else(|| page.shape(id))
        .or_else(|| page.sentence(id))
        .or_else(|| words::page(policies, id, lang))
        .or_else(|| codes().find(|code| code.id == id).map(|code| code_page(code, lang)))
        .or_else(|| {
            LIMITS
                .iter()
                .find(|limit| limit.name == id)
                .map(|limit| format!("{} = {}\n\n{}\n", limit.name, limit.default, limit.meaning.raw(lang)))
        })
        .or_else(|| shelf::page(policies, id, lang));
    found.map(|page| visible_lines(&page))
}

/// So many letters have to be typed before names are offered that have them as a part.
const NAMED_IN: usize = 4;

/// Names that could have been meant, best first, at most three.
#[must_use]
pub fn suggestions(policies: &PolicySet, id: &str) -> Vec<String> {
    let mut names: Vec<String> = codes().map(|code| code.id.to_owned()).collect();
    names.extend(words::all().map(str::to_owned));
    for clause in &policies.expectations {
        names.push(clause.id.to_string());
        names.push(clause.name.to_string());
    }
    names.extend(policies.packs.iter().map(|pack| pack.name.clone()));
    names.extend(policies.instruments.iter().map(|instrument| instrument.handle.clone()));
    names.extend(policies.schema.records.iter().map(|record| record.name.to_string()));
    names.extend(policies.schema.enums.iter().map(|words| words.name.to_string()));
    let schema = &policies.schema;
    for record in &schema.records {
        let fields = record.fields.iter().map(|field| &schema.field(*field).name);
        names.extend(record.noun.iter().chain([&record.name]).flat_map(|of| {
            let fields = fields.clone();
            fields.map(move |field| format!("{of}.{field}"))
        }));
    }
    names.extend(
        schema.records.first().into_iter().flat_map(|root| &root.fields).map(|f| schema.field(*f).name.to_string()),
    );
    names.extend(relations::RELATIONS.iter().map(|row| row.form.to_owned()));
    names.extend(LIMITS.iter().map(|limit| limit.name.to_owned()));
    names.extend(shelf::names(policies));
    let near: Vec<String> = nearest(id, names.iter().map(String::as_str)).into_iter().map(str::to_owned).collect();
    if !near.is_empty() || id.chars().count() < NAMED_IN {
        return near;
    }
    // No name is spelt so; one may have it as a part, or be the last part of it.
    let id = id.to_ascii_lowercase();
    let last = id.rsplit(['/', '.']).next().filter(|last| last.len() >= NAMED_IN);
    let has = |name: &&String| {
        let name = name.to_ascii_lowercase();
        name.contains(&id) || last == Some(name.as_str())
    };
    let mut named: Vec<&String> = names.iter().filter(has).collect();
    named.sort_by_key(|name| name.len());
    named.dedup();
    named.into_iter().take(3).cloned().collect()
}

/// What a diagnostic means, why it matters and what to do.
#[must_use]
pub fn code_page(code: &Code, lang: Lang) -> String {
    let (why, help) = (WHY.raw(lang), HELP.raw(lang));
    let exit = if code.stops { STOPS } else { FINDS };
    format!(
        "{} ({})\n\n{}\n\n{why}: {}\n{help}: {}\n{}\n",
        code.id,
        code.level.name(lang),
        code.message.raw(lang),
        code.why.raw(lang),
        code.help.raw(lang),
        exit.raw(lang),
    )
}

const WHY: Text = Text::new("why", "理由");
const HELP: Text = Text::new("help", "対処");
const STOPS: Text = Text::new("the input cannot be judged: exit code 2", "入力を判定できません（終了コード 2）");
const FINDS: Text = Text::new("a finding: exit code 1 from --fail-on on", "指摘です（--fail-on 以上で終了コード 1）");
const SOURCE: Text = Text::new("source", "出典");
const APPLIES: Text = Text::new("applies to", "対象");
const ORGANISATION: Text = Text::new("the organisation", "組織");
const EVIDENCE: Text = Text::new("evidence", "証跡");
const EXPLANATION: Text = Text::new("explanation", "説明");
const MAPS: Text = Text::new("same topic", "関連する条項");
const OVERLAY: Text = Text::new("overlay", "上乗せ");
const FORCE: Text = Text::new("in force", "適用");
const SYNONYMS: Text = Text::new("also called", "別の呼び方");
const WHERE: Text = Text::new("where", "適用条件");
const WHEN: Text = Text::new("when", "条件");
const CLAUSES: Text = Text::new("clauses in its table", "条項表の条項数");
const READ_BY: Text = Text::new("read by", "参照する期待事項");
const EXPECTATIONS: Text = Text::new("expectations", "期待事項");

struct Page<'a> {
    policies: &'a PolicySet,
    sources: &'a SourceMap,
    lang: Lang,
}

impl Page<'_> {
    fn said<'a>(&self, said: &'a Said) -> std::borrow::Cow<'a, str> {
        visible(said.get(self.lang))
    }

    /// What packs bring: a clause, point, pack, instrument or row.
    fn of_pack(&self, id: &str) -> Option<String> {
        self.clause_or_point(id).or_else(|| self.pack(id)).or_else(|| self.instrument(id))
    }

    /// A place of a policy as it is written there, on one line and without remarks.
    fn written(&self, span: Span) -> String {
        let lines = self.sources.get(span.file).slice(span).lines().map(str::trim);
        let lines: Vec<&str> = lines.filter(|line| !line.starts_with('#')).collect();
        visible(&lines.join(" ")).into_owned()
    }

    fn clause_or_point(&self, id: &str) -> Option<String> {
        let (clause, point) = id.split_once('#').map_or((id, None), |(clause, point)| (clause, Some(point)));
        let clause = self.policies.expectations.iter().find(|known| known.id == clause || known.name == clause)?;
        match point {
            None => Some(self.clause(clause)),
            Some(label) => {
                let points = clause.points.iter().chain(&clause.notes);
                let points = points.map(|point| (&point.label, &point.said, point.cond.span));
                let evidence = clause.evidence.iter();
                let evidence = evidence.map(|evidence| (&evidence.label, &evidence.said, evidence.span));
                let (_, said, span) = points.chain(evidence).find(|(own, ..)| *own == label)?;
                Some(format!("{}#{label}\n\n{}\n\n  {}\n", clause.id, self.said(said), self.written(span)))
            }
        }
    }

    fn clause(&self, clause: &Expectation) -> String {
        let mut out = format!(
            "{} ({}, {})\n\n{}\n\n",
            clause.id,
            clause.modality.word(),
            clause.level.name(self.lang),
            self.said(&clause.title)
        );
        for citation in &clause.citations {
            if let Some((instrument, row)) = self.policies.cited(*citation) {
                let _ = writeln!(out, "{}: {}", SOURCE.raw(self.lang), self.cited(instrument, row));
            }
        }
        let noun = clause.scope.each.map(|each| self.policies.schema.record(each.record));
        let noun = noun.and_then(|record| record.noun.as_deref()).unwrap_or(ORGANISATION.raw(self.lang));
        let _ = writeln!(out, "{}: {noun}", APPLIES.raw(self.lang));
        for filter in clause.scope.filter.iter().chain(&clause.scope.only) {
            let _ = writeln!(out, "{}: {}", WHERE.raw(self.lang), self.written(filter.span));
        }
        if let Some(from) = clause.force.from.or(clause.force.announced) {
            let _ = writeln!(out, "{}: {from}", FORCE.raw(self.lang));
        }
        out.push('\n');
        let _ = writeln!(out, "{}", clause.modality.word());
        let point = |out: &mut String, point: &Point| {
            let _ = writeln!(out, "  - {}: {}", point.label, self.said(&point.said));
            let _ = writeln!(out, "      {}", self.written(point.cond.span));
        };
        clause.points.iter().for_each(|own| point(&mut out, own));
        if !clause.notes.is_empty() {
            let _ = writeln!(out, "{}", Modality::May.word());
            clause.notes.iter().for_each(|note| point(&mut out, note));
        }
        if !clause.evidence.is_empty() {
            let _ = writeln!(out, "{}", EVIDENCE.raw(self.lang));
            for evidence in &clause.evidence {
                let _ = writeln!(out, "  - {}: {} ({})", evidence.label, self.said(&evidence.said), evidence.path.text);
                if let Some(when) = &evidence.when {
                    let _ = writeln!(out, "      {}: {}", WHEN.raw(self.lang), self.written(when.span));
                }
            }
        }
        if let Some(set) = clause.set.and_then(|set| self.policies.sets.get(set)) {
            let _ = writeln!(out, "{}: {}", EXPLANATION.raw(self.lang), self.explained(set));
        }
        for overlay in self.policies.overlays.iter().filter(|overlay| overlay.id() == clause.id) {
            let _ = writeln!(out, "{}: {}", OVERLAY.raw(self.lang), self.overlay(overlay));
        }
        if let Some(help) = &clause.help {
            let _ = writeln!(out, "\n{}: {}", HELP.raw(self.lang), self.said(help));
        }
        out
    }

    /// What an overlay changes, and its account, as the policy says it.
    fn overlay(&self, overlay: &Overlay) -> String {
        let pack = self.policies.packs.get(overlay.pack).map_or("", |pack| pack.name.as_str());
        let set = overlay.set.and_then(|set| self.policies.sets.get(set)).map(|set| set.name.as_str());
        let mut lines = overlay.lines(set);
        lines.extend(overlay.decided.as_ref().map(|(function, date)| format!("decided by {function} on {date}")));
        lines.extend(overlay.until.map(|until| format!("until {until}")));
        format!("{pack}, {}: {}", overlay.kind.word(), lines.join("; "))
    }

    /// What an explanation of the clause needs besides what its kind asks.
    fn explained(&self, set: &ExplanationSet) -> String {
        const DECIDED: Text = Text::new("needs decision by {functions}", "決定できる職能は {functions}");
        const FOUR_EYES: Text = Text::new("needs decision by someone other than the owner", "責任者以外の者が決定する");
        const NEEDS: Text = Text::new("needs {field}", "`{field}` が必要");
        const LASTS: Text = Text::new("lasts at most {lasts}", "期間は{lasts}以内");
        const RENEWABLE: Text = Text::new("renewable {count}", "更新は{count}回まで");
        const KINDS: Text = Text::new("accepts kinds [{kinds}]", "認められる種類は [{kinds}]");
        const OR: Text = Text::new(" or ", "、");
        let mut lines = vec![AS_IT_IS.with(args!["words" => &set.name])];
        if !set.decision_by.is_empty() {
            lines.push(DECIDED.with(args!["functions" => set.decision_by.join(OR.raw(self.lang))]));
        }
        lines.extend(set.four_eyes.then(|| Message::plain(FOUR_EYES)));
        lines.extend(set.needs.iter().map(|field| NEEDS.with(args!["field" => field])));
        lines.extend(set.lasts.map(|lasts| LASTS.with(args!["lasts" => lasts.said()])));
        lines.extend(set.renewable.map(|count| RENEWABLE.with(args!["count" => count as usize])));
        lines.extend(set.kinds.as_ref().map(|kinds| KINDS.with(args!["kinds" => kinds.clone()])));
        let lines: Vec<String> = lines.iter().map(|line| line.fill(self.lang)).collect();
        lines.join(if self.lang == Lang::Ja { "。" } else { "; " })
    }

    fn cited(&self, instrument: &Instrument, row: &Row) -> String {
        let softener = row.softener.map_or(String::new(), |softener| format!(", {}", softener.word()));
        let title = self.said(&instrument.title);
        format!("{title}, {}: {} ({}{softener})", row.id, self.said(&row.subject), row.strength.word())
    }

    fn pack(&self, id: &str) -> Option<String> {
        let index = self.policies.packs.iter().position(|pack| pack.name == id)?;
        let pack = self.policies.packs.get(index)?;
        let mut out = format!("{} {}\n\n{}\n\n", pack.name, pack.version, self.said(&pack.title));
        for instrument in self.policies.instruments.iter().filter(|known| known.packs.contains(&index)) {
            out.push_str(&self.head(instrument));
            let _ = writeln!(out, "{}: {}\n", CLAUSES.raw(self.lang), instrument.rows.len());
        }
        let _ = writeln!(out, "{}", EXPECTATIONS.raw(self.lang));
        for clause in self.policies.expectations.iter().filter(|clause| clause.pack == index) {
            let _ = writeln!(out, "  {} ({}): {}", clause.name, clause.modality.word(), self.said(&clause.title));
        }
        Some(out)
    }

    /// `AIGB`, or `AIGB Part 2, C. 3) ②`.
    fn instrument(&self, id: &str) -> Option<String> {
        let (handle, row) =
            id.split_once(' ').map_or((id, None), |(handle, row)| (handle, Some(row.trim_matches('"'))));
        let instrument = self.policies.instruments.iter().find(|known| known.handle == handle)?;
        if let Some(row) = row {
            // A number without the words in brackets names all its rows.
            let exact = instrument.rows.iter().any(|known| known.id == row);
            let asked = |known: &&Row| known.id == row || !exact && known.number() == row;
            let mut out = String::new();
            for row in instrument.rows.iter().filter(asked) {
                let _ = writeln!(out, "{}", self.cited(instrument, row));
                if !row.maps.is_empty() {
                    let maps: Vec<String> = row.maps.iter().map(|(handle, id)| format!("{handle} {id}")).collect();
                    let _ = writeln!(out, "{}: {}", MAPS.raw(self.lang), maps.join("; "));
                }
            }
            return (!out.is_empty()).then_some(out);
        }
        let mut out = self.head(instrument) + "\n";
        for row in &instrument.rows {
            let softener = row.softener.map_or(String::new(), |softener| format!(", {}", softener.word()));
            let _ = writeln!(out, "  {}: {} ({}{softener})", row.id, self.said(&row.subject), row.strength.word());
        }
        Some(out)
    }

    /// Title, status, issuer, edition, date and address of an instrument.
    fn head(&self, instrument: &Instrument) -> String {
        let mut facts: Vec<String> = instrument.issuer.iter().chain(&instrument.edition).cloned().collect();
        let dated = instrument.dated.map(|date| date.to_string());
        // Many an edition is named by its day.
        facts.extend(dated.filter(|date| !instrument.edition.as_ref().is_some_and(|edition| edition.contains(date))));
        facts.extend(instrument.url.clone());
        let (title, status) = (self.said(&instrument.title), instrument.status.word());
        format!("{}: {title} ({status})\n{}\n", instrument.handle, visible(&facts.join("; ")))
    }

    /// A record (`System`, `system`), a field (`system.stage`) or a list of words (`Stage`).
    fn shape(&self, id: &str) -> Option<String> {
        let schema = &self.policies.schema;
        let record_of = |name: &str| schema.find_record(name).or_else(|| schema.find_noun(name));
        if let Some(words) = schema.find_enum(id) {
            return Some(self.words(words));
        }
        if let Some(record) = record_of(id) {
            return Some(self.record(record));
        }
        if let Some(block) = schema.find_field(crate::schema::Schema::ROOT, id) {
            return Some(self.field(id, block));
        }
        let mut parts = id.split('.');
        let first = parts.next()?;
        let mut record = record_of(first).or_else(|| {
            let block = schema.find_field(crate::schema::Schema::ROOT, first)?;
            schema.field(block).ty.record()
        });
        let mut field = None;
        for part in parts {
            let found = schema.find_field(record?, part)?;
            record = schema.field(found).ty.record().or(schema.field(found).ty.item().and_then(Type::record));
            field = Some(found);
        }
        Some(self.field(id, field?))
    }

    /// A field, with the record that it holds or lists.
    fn field(&self, id: &str, field: FieldId) -> String {
        let schema = &self.policies.schema;
        let declared = schema.field(field);
        let mut out = format!("{id}: {}\n", pages::type_name(schema, &declared.ty, self.lang));
        if let Some(meaning) = &declared.meaning {
            let _ = writeln!(out, "\n{}", self.said(meaning));
        }
        if let Type::Word(words) = declared.ty.item().unwrap_or(&declared.ty) {
            let _ = write!(out, "\n{}", self.words(*words));
        }
        if let Some(readers) = pages::readers(self.policies).get(&field) {
            let readers: Vec<&str> = readers.iter().copied().collect();
            let _ = writeln!(out, "\n{}: {}", READ_BY.raw(self.lang), readers.join(", "));
        }
        if let Type::Record(record) | Type::Partial(record) = declared.ty.item().unwrap_or(&declared.ty) {
            let _ = write!(out, "\n{}", self.record(*record));
        }
        out
    }

    fn record(&self, id: RecordId) -> String {
        let schema = &self.policies.schema;
        let record = schema.record(id);
        let mut out = format!("{}\n\n", record.name);
        for field in &record.fields {
            let field = schema.field(*field);
            let meaning = field.meaning.as_ref().map_or(String::new(), |meaning| format!(": {}", self.said(meaning)));
            let _ = writeln!(out, "  {} ({}){meaning}", field.name, describe(schema, &field.ty).fill(self.lang));
        }
        out
    }

    fn words(&self, id: EnumId) -> String {
        let words = self.policies.schema.words(id);
        let mut out = format!("{}\n\n", words.name);
        for word in &words.words {
            let meaning = word.meaning.as_ref().map_or(String::new(), |meaning| format!(": {}", self.said(meaning)));
            let synonyms = match word.synonyms.as_slice() {
                [] => String::new(),
                synonyms => format!(" ({}: {})", SYNONYMS.raw(self.lang), synonyms.join(", ")),
            };
            let _ = writeln!(out, "  {}{meaning}{synonyms}", word.word);
        }
        out
    }

    fn sentence(&self, id: &str) -> Option<String> {
        let row = relations::RELATIONS.iter().find(|row| row.form == id)?;
        let lang = self.lang;
        Some(format!("x {}\n\n{}\n\n  {}\n", row.form, row.meaning.raw(lang), row.example))
    }
}
