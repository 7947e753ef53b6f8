//! A small schema, a reader of flow YAML, and short names for conditions.

use super::read::facts;
use crate::calendar::{Date, Duration};
use crate::diagnostic::Level;
use crate::manifest::Facts;
use crate::paper::{Content, Paper, Papers};
use crate::policy::{
    Cond, CondKind, Definition, Each, Expectation, Force, ListOf, Modality, Path, Point, PolicySet, Quantity, Relation,
    Root, Scope, Slot, Strength, Value,
};
use crate::schema::{Enum, EnumId, EnumWord, Field, FieldId, Record, RecordId, Refined, Schema, Type};
use crate::source::{FileId, Span};
use crate::text::{Lang, Said};
use crate::verdict::{Cause, Evaluation, Truth, Verdict};

use super::super::gists::Gists;
use super::super::lookup::{Bound, Env, Judge, Steps};

pub const MANIFEST: FileId = FileId(0);
pub const POLICY: FileId = FileId(1);

/// `name: type` a line, below `record Name noun`.
const SHAPES: &str = "
record manifest -
 organisation Organisation
 roles [Role]
 systems [System]
 flows [Flow]
record Organisation organisation
 name text
 policy Document
 acts_as [Word]
record System system
 id key
 name text
 purpose text
 stage Word
 users [Word]
 count number
 share percentage
 ok boolean
 date date
 start date
 kept duration
 impact Impact
 doc Document
 owner @Role
 reviewers [@Role]
 tests [Test]
 notes [text]
record Impact -
 level Word
 reliance Word
 because text
record Role role
 id key
 function Word
 trained date
record Flow flow
 id key
 owner @Role
record Test test
 date date
 method Word
 report Document
record Document -
 file path
 url url
 held_by text
 reviewed date
";

pub const SYSTEM: &str = "System";

pub fn schema() -> Schema {
    let mut schema = Schema::default();
    schema.enums.push(Enum {
        name: "Word".into(),
        words: ["none", "pilot", "deployed", "low", "high"]
            .map(|word| EnumWord { word: word.into(), synonyms: Vec::new(), meaning: None })
            .to_vec(),
    });
    let span = Span::point(POLICY, 0);
    let lines = || SHAPES.lines().filter(|line| !line.is_empty());
    for line in lines().filter_map(|line| line.strip_prefix("record ")) {
        let (name, noun) = line.split_once(' ').unwrap();
        schema.records.push(Record {
            name: name.into(),
            noun: (noun != "-").then(|| noun.into()),
            fields: Vec::new(),
            key: None,
            list: None,
            shared: None,
            span,
        });
    }
    let mut record = RecordId(0);
    let mut next = 0;
    for line in lines() {
        if line.starts_with("record ") {
            record = RecordId(next);
            next += 1;
            continue;
        }
        let (name, ty) = line.trim().split_once(' ').unwrap();
        let id = FieldId(schema.fields.len() as u16);
        let ty = type_of(&schema, ty);
        if matches!(ty, Type::Key(_)) {
            schema.records[record.0 as usize].key = Some(id);
        }
        schema.records[record.0 as usize].fields.push(id);
        let name = name.into();
        schema.fields.push(Field { name, record, ty, required: false, fallback: None, meaning: None, span });
    }
    schema
}

fn type_of(schema: &Schema, ty: &str) -> Type {
    if let Some(item) = ty.strip_prefix('[') {
        return Type::List { item: Box::new(type_of(schema, item.trim_end_matches(']'))), least: 0 };
    }
    if let Some(target) = ty.strip_prefix('@') {
        return Type::Reference(schema.find_record(target).unwrap());
    }
    match ty {
        "text" => Type::Text(Refined::default()),
        "key" => Type::Key(Refined::default()),
        "path" => Type::Path(Refined::default()),
        "url" => Type::Url { https: true },
        "number" => Type::Number,
        "percentage" => Type::Percentage,
        "boolean" => Type::Boolean,
        "date" => Type::Date,
        "duration" => Type::Duration,
        "Word" => Type::Word(EnumId(0)),
        record => Type::Record(schema.find_record(record).unwrap()),
    }
}

/// A manifest, papers, definitions and clauses to be judged on 2026-07-01.
pub struct World {
    steps: Steps,
    gists: Gists,
    pub policies: PolicySet,
    pub facts: Facts,
    pub papers: Papers,
    pub today: Date,
    pub text: String,
}

pub fn date(text: &str) -> Date {
    Date::parse(text).unwrap()
}

pub fn months(count: u32) -> Duration {
    Duration::parse(&format!("{count} months")).unwrap()
}

pub fn days(count: u32) -> Duration {
    Duration::parse(&format!("{count} days")).unwrap()
}

/// One system with these fields, and two roles.
pub fn system(fields: &str) -> World {
    world(&format!("{{ systems: [{{ id: s, {fields} }}], {ROLES} }}"))
}

pub const ROLES: &str = "roles: [{ id: lead, function: high, trained: 2026-01-01 }, { id: legal, function: low }]";

pub fn world(text: &str) -> World {
    let policies = PolicySet { schema: schema(), ..PolicySet::default() };
    let facts = facts(&policies.schema, text);
    let steps = Steps::of(&policies);
    World {
        steps,
        gists: Gists::default(),
        policies,
        facts,
        papers: Papers::new(),
        today: date("2026-07-01"),
        text: text.to_owned(),
    }
}

impl World {
    pub fn on(mut self, day: &str) -> Self {
        self.today = date(day);
        self
    }

    pub fn paper(mut self, path: &str, text: &str) -> Self {
        self.papers.insert(path.to_owned(), Paper::Read(Content::read(text).into()));
        self
    }

    pub fn file(mut self, path: &str, paper: Paper) -> Self {
        self.papers.insert(path.to_owned(), paper);
        self
    }

    pub fn define(mut self, record: &str, word: &str, cond: Cond) -> Self {
        let record = self.policies.schema.find_record(record).unwrap();
        let span = Span::point(POLICY, 900);
        self.policies.definitions.push(Definition { pack: 0, record, word: word.to_owned(), cond, span });
        self
    }

    pub fn judge(&self) -> Judge<'_> {
        let kept = (&self.steps, &self.gists);
        Judge::new(&self.policies, &self.facts, &self.papers, self.today, kept)
    }

    fn first(&self) -> Env<'_> {
        let schema = &self.policies.schema;
        let list = schema.find_field(Schema::ROOT, "systems").unwrap();
        let list = self.facts.entry(self.facts.root().unwrap(), list).unwrap().value;
        Env::of(Bound::record(self.facts.document.items(list)[0]))
    }

    /// Of a condition, for the first system. Its causes must agree with it.
    pub fn truth(&self, cond: &Cond) -> Truth {
        let (judge, env) = (self.judge(), self.first());
        let truth = judge.truth(env, cond);
        let causes = judge.causes(env, cond);
        assert_eq!(causes.is_empty(), truth == Truth::True, "{truth:?}: {causes:#?}");
        truth
    }

    pub fn causes(&self, cond: &Cond) -> Vec<Cause> {
        self.judge().causes(self.first(), cond)
    }

    pub fn clause(mut self, expectation: Expectation) -> Self {
        self.policies.expectations.push(expectation);
        self
    }

    pub fn evaluate(&self) -> Vec<Evaluation> {
        crate::evaluate::evaluate(&self.policies, &self.facts, &self.papers, self.today).unwrap()
    }

    /// Verdict and open labels of each evaluation.
    pub fn verdicts(&self) -> Vec<(String, Verdict, String)> {
        self.evaluate()
            .into_iter()
            .map(|e| {
                let labels: Vec<&str> = e.open.iter().map(|finding| finding.label.as_str()).collect();
                (e.subject.id, e.verdict, labels.join(", "))
            })
            .collect()
    }

    pub fn slice(&self, span: Option<Span>) -> &str {
        let span = span.unwrap();
        assert_eq!(span.file, MANIFEST);
        &self.text[span.range()]
    }
}

pub fn said(cause: &Cause) -> String {
    cause.message.fill(Lang::En)
}

pub fn help(cause: &Cause) -> String {
    cause.help.as_ref().map(|help| help.fill(Lang::En)).unwrap_or_default()
}

/// A span of the policy that is told from others by where it begins.
pub fn at(start: usize) -> Span {
    Span::new(POLICY, start, start + 1)
}

pub fn path(text: &str) -> Path {
    path_from(text, None)
}

/// `system.impact.level`, `item.date` (slot 0 of the list given), `roles`, `organisation.policy`.
pub fn path_from(text: &str, item: Option<(Slot, &Path)>) -> Path {
    let schema = schema();
    let mut parts = text.split('.');
    let first = parts.next().unwrap();
    let (root, mut ty) = match (first, item) {
        ("item", Some((slot, list))) => (Root::Item(slot), list.ty.item().unwrap().clone()),
        _ => match schema.find_field(Schema::ROOT, first) {
            Some(block) => (Root::Block(block), schema.field(block).ty.clone()),
            None => {
                let record = schema.find_noun(first).unwrap();
                (Root::Subject(record), Type::Record(record))
            }
        },
    };
    let mut steps = Vec::new();
    for part in parts {
        let field = schema.find_field(ty.record().unwrap(), part).unwrap();
        ty = schema.field(field).ty.clone();
        steps.push(field);
    }
    Path { root, steps, ty, text: text.into(), span: at(0) }
}

pub fn is(path: Path, relation: Relation) -> Cond {
    Cond { kind: CondKind::Is { path, relation }, span: at(0) }
}

pub fn sys(field: &str, relation: Relation) -> Cond {
    is(path(&format!("system.{field}")), relation)
}

pub fn field(record: &str, name: &str) -> FieldId {
    let schema = schema();
    schema.find_field(schema.find_record(record).unwrap(), name).unwrap()
}

pub fn text(word: &str) -> Value {
    Value::Text(word.into())
}

pub fn words(words: &[&str]) -> Vec<Value> {
    words.iter().map(|word| text(word)).collect()
}

pub fn eq(word: &str) -> Relation {
    Relation::OneOf { negated: false, values: words(&[word]) }
}

pub const STATED: Relation = Relation::Stated { negated: false };

pub fn cond(kind: CondKind) -> Cond {
    Cond { kind, span: at(0) }
}

pub fn placed(mut cond: Cond, start: usize) -> Cond {
    cond.span = at(start);
    cond
}

pub fn and(parts: Vec<Cond>) -> Cond {
    cond(CondKind::And(parts))
}

pub fn or(parts: Vec<Cond>) -> Cond {
    cond(CondKind::Or(parts))
}

pub fn not(inner: Cond) -> Cond {
    cond(CondKind::Not(Box::new(inner)))
}

pub fn if_then(when: Cond, then: Cond) -> Cond {
    cond(CondKind::If { when: Box::new(when), unless: false, then: Box::new(then) })
}

pub fn every(list: &str, filter: Option<Cond>, body: Cond) -> Cond {
    let filter = filter.map(Box::new);
    cond(CondKind::ForEvery { slot: 0, list: ListOf::Path(Box::new(path(list))), filter, body: Box::new(body) })
}

pub fn latest(list: &str, by: FieldId, filter: Option<Cond>, body: Cond) -> Cond {
    let filter = filter.map(Box::new);
    cond(CondKind::ForLatest { slot: 0, list: path(list), by, filter, body: Box::new(body) })
}

pub fn there(quantity: Quantity, list: &str, filter: Option<Cond>) -> Cond {
    cond(CondKind::There { quantity, slot: 0, list: path(list), filter: filter.map(Box::new) })
}

/// A sentence about a field of the item in slot 0.
pub fn item(list: &str, field: &str, relation: Relation) -> Cond {
    let text = if field.is_empty() { "item".to_owned() } else { format!("item.{field}") };
    is(path_from(&text, Some((0, &path(list)))), relation)
}

pub fn point(label: &str, cond: Cond) -> Point {
    let said = Said { en: label.into(), ja: None };
    Point { label: label.into(), said, cond, label_span: at(0), span: at(0) }
}

pub fn each_system(filter: Option<Cond>) -> Scope {
    let schema = schema();
    let record = schema.find_record(SYSTEM).unwrap();
    let list = schema.find_field(Schema::ROOT, "systems").unwrap();
    Scope { each: Some(Each { record, list }), filter, only: Vec::new(), span: at(500) }
}

pub fn the_organisation(filter: Option<Cond>) -> Scope {
    Scope { each: None, filter, only: Vec::new(), span: at(500) }
}

pub fn clause(scope: Scope, points: Vec<Point>) -> Expectation {
    Expectation {
        pack: 0,
        name: "c".into(),
        id: "p/c".into(),
        title: Said::default(),
        citations: Vec::new(),
        strength: Strength::Should,
        softener: None,
        modality: Modality::Should,
        level: Level::Error,
        force: Force::default(),
        scope,
        points,
        notes: Vec::new(),
        evidence: Vec::new(),
        set: None,
        formerly: Vec::new(),
        help: None,
        layers: Vec::new(),
        name_span: at(0),
        span: at(0),
    }
}
