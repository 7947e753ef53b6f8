//! The tree of one policy file, as it is written: names unresolved, every part with its span.
//!
//! There is always a tree. An item that could not be read is [`Item::Broken`], a refused or broken condition is
//! [`CondKind::Broken`]; in both cases a diagnostic has been given, and later stages stay silent about them.

use crate::calendar::{Date, Duration};
use crate::source::Span;

/// A name, word or handle, with its place.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Word {
    /// As written.
    pub text: String,
    /// Where.
    pub span: Span,
}

/// A text in quotes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Quoted {
    /// Its value: escapes resolved; of a `"""` text the common indent and the blank first and last line are gone.
    pub text: String,
    /// Where, quotes included.
    pub span: Span,
    /// Where, without the quotes; the raw text of a `"""` block, e.g. the YAML of a fixture.
    pub inner: Span,
}

/// A sentence and its Japanese twin: `"…" ja "…"`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sentence {
    /// English.
    pub en: Quoted,
    /// Japanese.
    pub ja: Option<Quoted>,
}

/// `title "…"`, `title ja "…"`, `help "…"`: one line in one language.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Line {
    /// `ja` or `en`; none means English.
    pub lang: Option<Word>,
    /// The text.
    pub text: Quoted,
    /// The whole line.
    pub span: Span,
}

/// A value with its place.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct At<T> {
    /// The value.
    pub value: T,
    /// Where.
    pub span: Span,
}

/// A file of policies, schema, overlay or tests.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct File {
    /// What opens it; none where it could not be read.
    pub header: Option<Header>,
    /// In the order of the text.
    pub items: Vec<Item>,
}

/// What opens a file.
#[derive(Clone, Debug, PartialEq)]
pub enum Header {
    /// `pack jp.aigb version 1.2.0 { … }`
    Pack(PackHeader),
    /// `part of jp.aigb`
    Part {
        /// The pack.
        pack: Word,
        /// The header.
        span: Span,
    },
    /// `schema ai-governance version 1`
    Schema {
        /// The schema.
        name: Word,
        /// Its version.
        version: At<u32>,
        /// The header.
        span: Span,
    },
}

/// `pack NAME version V { … }`
#[derive(Clone, Debug, PartialEq)]
pub struct PackHeader {
    /// The pack.
    pub name: Word,
    /// `1.2.0`
    pub version: Word,
    /// In English and Japanese.
    pub titles: Vec<Line>,
    /// Edition of the language.
    pub language: Option<At<u32>>,
    /// The schema it speaks about.
    pub schema: Option<(Word, At<u32>)>,
    /// Who publishes it.
    pub publisher: Option<Quoted>,
    /// Its licence.
    pub licence: Option<Quoted>,
    /// The header.
    pub span: Span,
}

/// One item of a file.
#[derive(Clone, Debug, PartialEq)]
pub enum Item {
    /// `use PACK version V from "PATH"`; `from` may be left out for an embedded or vendored pack.
    Use {
        /// The pack.
        pack: Word,
        /// The version.
        version: Word,
        /// Where it stands.
        from: Option<Quoted>,
        /// The item.
        span: Span,
    },
    /// `instrument HANDLE { … }`
    Instrument(Instrument),
    /// `clauses of HANDLE { … }`
    Clauses {
        /// The instrument.
        handle: Word,
        /// Its rows.
        rows: Vec<ClauseRow>,
        /// The item.
        span: Span,
    },
    /// `record R called noun { … }`
    Record {
        /// Name of the type.
        name: Word,
        /// `called noun`
        noun: Option<Word>,
        /// Its fields.
        fields: Vec<Field>,
        /// The item.
        span: Span,
    },
    /// `manifest { … }`
    Manifest {
        /// The top-level blocks.
        fields: Vec<Field>,
        /// The item.
        span: Span,
    },
    /// `enum E { … }`
    Enum {
        /// Name of the type.
        name: Word,
        /// Its words.
        members: Vec<Member>,
        /// The item.
        span: Span,
    },
    /// `extend R { … }`
    Extend {
        /// The record.
        record: Word,
        /// New fields.
        fields: Vec<Field>,
        /// The item.
        span: Span,
    },
    /// `extend E with [ … ]`, `extend R.field with [ … ]`
    ExtendWords {
        /// The enum, or the record of the field.
        target: Word,
        /// The field whose `one of` grows.
        field: Option<Word>,
        /// New words.
        members: Vec<Member>,
        /// The item.
        span: Span,
    },
    /// `by default explanation NAME { … }`
    ExplanationSet {
        /// `ordinary`, `strict`, …
        name: Word,
        /// Its lines.
        lines: Vec<SetLine>,
        /// The item.
        span: Span,
    },
    /// `by default evidence …`
    EvidenceDefault {
        /// The tests.
        tests: Vec<EvidenceTest>,
        /// The item.
        span: Span,
    },
    /// `a NOUN is WORD when CONDITION`
    Definition {
        /// The noun of a record.
        noun: Word,
        /// The word defined.
        word: Word,
        /// When it is so.
        when: Cond,
        /// The item.
        span: Span,
    },
    /// `expectation ID { … }`
    Expectation(Expectation),
    /// `tighten X { … }`, `relax X { … }`, `drop X { … }`
    Overlay(Overlay),
    /// `fixture NAME … """…"""`
    Fixture(Fixture),
    /// `test "…" { … }`
    Test(Test),
    /// An item that could not be read; a diagnostic says why.
    Broken(Span),
}

/// `instrument HANDLE { … }`
#[derive(Clone, Debug, PartialEq)]
pub struct Instrument {
    /// `AIGB`
    pub handle: Word,
    /// Titles in English and Japanese.
    pub titles: Vec<Line>,
    /// Who issued it.
    pub issuer: Option<Quoted>,
    /// Edition, and its date.
    pub edition: Option<(Quoted, Option<At<Date>>)>,
    /// Its address.
    pub url: Option<Quoted>,
    /// `statute`, `guidance`, …
    pub status: Option<Word>,
    /// The item.
    pub span: Span,
}

/// A row of `clauses of`.
#[derive(Clone, Debug, PartialEq)]
pub struct ClauseRow {
    /// `"Part 2, C. 3) ②"`
    pub id: Quoted,
    /// What it is about.
    pub subject: Sentence,
    /// `important`
    pub strength: Word,
    /// `consider`
    pub softener: Option<Word>,
    /// `maps to HANDLE "…"`
    pub maps: Vec<(Word, Quoted)>,
    /// The row.
    pub span: Span,
}

/// A field of a record.
#[derive(Clone, Debug, PartialEq)]
pub struct Field {
    /// Its key.
    pub name: Word,
    /// Without it the record says nothing.
    pub required: bool,
    /// What it holds.
    pub ty: TypeExpr,
    /// `else organisation.acts_as`: where the value comes from when it is not said.
    pub fallback: Option<Path>,
    /// What it means.
    pub meaning: Option<Sentence>,
    /// The field.
    pub span: Span,
}

/// A type as written.
#[derive(Clone, Debug, PartialEq)]
pub struct TypeExpr {
    /// Which.
    pub kind: TypeKind,
    /// Where.
    pub span: Span,
}

/// The kinds of types.
#[derive(Clone, Debug, PartialEq)]
pub enum TypeKind {
    /// `list of [at least N] T`
    List {
        /// Least number of items.
        least: Option<u32>,
        /// Their type.
        item: Box<TypeExpr>,
    },
    /// `reference to R`
    Reference(Word),
    /// `partial R`
    Partial(Word),
    /// `one of [w, …]`
    OneOf(Vec<Member>),
    /// `https url`
    HttpsUrl,
    /// `text at least N characters`
    AtLeast {
        /// `text`, `prose`, `path`, `key`
        base: Word,
        /// How many characters.
        characters: u32,
    },
    /// `text like "SYS-####"`
    Like {
        /// `text`, `key`, …
        base: Word,
        /// The pattern.
        pattern: Quoted,
    },
    /// `text`, `date`, … by its word
    Base(Word),
    /// A record or enum
    Named(Word),
}

/// A word of an enum.
#[derive(Clone, Debug, PartialEq)]
pub struct Member {
    /// The word; kebab-case, or quoted text.
    pub word: Word,
    /// Other vocabularies' words, answered with a hint.
    pub synonyms: Vec<Word>,
    /// What it means; for `word ja "…"` only the Japanese name is given and `en` is the word.
    pub meaning: Option<Sentence>,
}

/// A line of an explanation set.
#[derive(Clone, Debug, PartialEq)]
pub enum SetLine {
    /// `needs FIELD`, `needs instead with evidence`
    Needs {
        /// The field.
        field: Word,
        /// `with evidence`
        with_evidence: bool,
    },
    /// `needs decision by F or G`
    DecisionBy(Vec<Word>),
    /// `needs decision by someone other than the owner`
    FourEyes(Span),
    /// `lasts at most P`
    Lasts(At<Duration>),
    /// `renewable N times`, `not renewable` (0)
    Renewable(At<u32>),
    /// `accepts kinds [ … ]`
    Accepts(Vec<Word>),
}

/// `expectation ID { … }`
#[derive(Clone, Debug, PartialEq)]
pub struct Expectation {
    /// Its id.
    pub name: Word,
    /// English and Japanese.
    pub titles: Vec<Line>,
    /// What it rests on.
    pub cites: Vec<Cites>,
    /// Since when.
    pub force: Option<Force>,
    /// To whom; none where it could not be read.
    pub applies: Option<Applies>,
    /// How strong; none where it could not be read.
    pub modality: Option<At<Modality>>,
    /// The points that decide.
    pub points: Vec<Point>,
    /// The points of a trailing `may`.
    pub notes: Vec<Point>,
    /// The documents.
    pub evidence: Vec<Evidence>,
    /// `explanation NAME`
    pub explanation: Option<Word>,
    /// Old ids.
    pub formerly: Vec<Word>,
    /// What to do.
    pub help: Vec<Line>,
    /// The item.
    pub span: Span,
}

/// `cites HANDLE "row"`
#[derive(Clone, Debug, PartialEq)]
pub struct Cites {
    /// The instrument.
    pub handle: Word,
    /// The row.
    pub row: Quoted,
    /// The line.
    pub span: Span,
}

/// `announced D`, `in force from D until D`
#[derive(Clone, Debug, PartialEq)]
pub struct Force {
    /// When it was made known.
    pub announced: Option<At<Date>>,
    /// First day in force.
    pub from: Option<At<Date>>,
    /// Last day in force.
    pub until: Option<At<Date>>,
    /// The lines.
    pub span: Span,
}

/// `applies to …`
#[derive(Clone, Debug, PartialEq)]
pub struct Applies {
    /// The noun; none for `the organisation`.
    pub noun: Option<Word>,
    /// `where …`
    pub filter: Option<Cond>,
    /// The line.
    pub span: Span,
}

/// How strong an expectation is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Modality {
    /// Gives notes.
    May,
    /// Comply or explain.
    Should,
    /// Binds.
    Must,
}

impl Modality {
    /// The word of the language.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::May => "may",
            Self::Should => "should",
            Self::Must => "must",
        }
    }
}

/// `- label "sentence" ja "…": CONDITION`
#[derive(Clone, Debug, PartialEq)]
pub struct Point {
    /// Its label.
    pub label: Word,
    /// What it says.
    pub sentence: Option<Sentence>,
    /// The condition.
    pub cond: Cond,
    /// The point.
    pub span: Span,
}

/// `- label "…" ja "…": [for every b in L [where C],] file PATH …`
#[derive(Clone, Debug, PartialEq)]
pub struct Evidence {
    /// Its label.
    pub label: Word,
    /// What it says.
    pub sentence: Option<Sentence>,
    /// `for every b in L where C`
    pub every: Option<EvidenceEvery>,
    /// The document.
    pub path: Path,
    /// What it must hold.
    pub tests: Vec<EvidenceTest>,
    /// `when C`
    pub when: Option<Cond>,
    /// The line.
    pub span: Span,
}

/// `for every b in L where C` of an evidence line.
#[derive(Clone, Debug, PartialEq)]
pub struct EvidenceEvery {
    /// The binder.
    pub binder: Word,
    /// The list.
    pub list: Path,
    /// `where …`
    pub filter: Option<Cond>,
}

/// What a document must hold.
#[derive(Clone, Debug, PartialEq)]
pub enum EvidenceTest {
    /// `at least N words`
    Words(At<u32>),
    /// `reviewed within the last P`
    Reviewed(At<Duration>),
    /// `mentions any of [ … ]`
    Mentions(Vec<Quoted>),
}

/// A condition.
#[derive(Clone, Debug, PartialEq)]
pub struct Cond {
    /// Which.
    pub kind: CondKind,
    /// Where, without surrounding blanks; with its parentheses where it has some.
    pub span: Span,
}

/// The kinds of conditions.
#[derive(Clone, Debug, PartialEq)]
pub enum CondKind {
    /// `A and B and …`: at least two.
    And(Vec<Cond>),
    /// `A or B or …`: at least two.
    Or(Vec<Cond>),
    /// `not ( A )`
    Not(Box<Cond>),
    /// `if A then B`
    If {
        /// A
        when: Box<Cond>,
        /// B
        then: Box<Cond>,
    },
    /// `A unless B`
    Unless {
        /// A
        then: Box<Cond>,
        /// B
        unless: Box<Cond>,
    },
    /// `for every b in L where C, D`
    ForEvery {
        /// b
        binder: Word,
        /// L
        list: ListExpr,
        /// C
        filter: Option<Box<Cond>>,
        /// D
        body: Box<Cond>,
    },
    /// `for the latest b in L by DATE where C, D`
    ForLatest {
        /// b
        binder: Word,
        /// L
        list: Path,
        /// The date field.
        by: Word,
        /// C
        filter: Option<Box<Cond>>,
        /// D
        body: Box<Cond>,
    },
    /// `there is a b in L where C` and its like
    There {
        /// How many.
        quantity: Quantity,
        /// b; may be a plural word.
        binder: Word,
        /// L
        list: Path,
        /// C
        filter: Option<Box<Cond>>,
    },
    /// `x is …`
    Is {
        /// x
        path: Path,
        /// What is said of it.
        relation: Relation,
    },
    /// A phrase that was refused; a diagnostic says why.
    Broken,
}

/// How many there are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Quantity {
    /// `there is a`
    Some,
    /// `there is no`
    None,
    /// `there are at least n`
    AtLeast(u32),
    /// `there are at most n`
    AtMost(u32),
}

/// What `for every` runs over.
#[derive(Clone, Debug, PartialEq)]
pub enum ListExpr {
    /// A list of the manifest.
    Path(Path),
    /// `[a, b, c]`
    Words(ValueList),
}

/// `[a, b, "c"]`
#[derive(Clone, Debug, PartialEq)]
pub struct ValueList {
    /// Its values.
    pub values: Vec<Operand>,
    /// With its brackets.
    pub span: Span,
}

/// A literal list or a path to one.
#[derive(Clone, Debug, PartialEq)]
pub enum Set {
    /// `[a, b]`
    Values(ValueList),
    /// `model.forbids`
    Path(Path),
}

/// `system.oversight.mode`
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Path {
    /// At least one.
    pub segments: Vec<Word>,
    /// The whole.
    pub span: Span,
}

/// What is said of a path. One variant a row of [`crate::check`].
#[derive(Clone, Debug, PartialEq)]
pub enum Relation {
    /// `is [not] stated`
    Stated {
        /// `not`
        negated: bool,
    },
    /// `is stated or declined`
    StatedOrDeclined,
    /// `is [not] declined`
    Declined {
        /// `not`
        negated: bool,
    },
    /// `is stated in at least N words`
    StatedInWords(At<u32>),
    /// `states [or declines] all of [f, g]`
    StatesAll {
        /// `or declines`
        or_declines: bool,
        /// Names of fields.
        fields: ValueList,
    },
    /// `is w`, `is not w`; w may be a definition or something in scope
    Is {
        /// `not`
        negated: bool,
        /// w
        value: Operand,
    },
    /// `is one of [ … ]`
    OneOf(ValueList),
    /// `is none of [ … ]`
    NoneOf(ValueList),
    /// `includes w`
    Includes(Operand),
    /// `includes all of L`
    IncludesAll(Set),
    /// `includes any of L`
    IncludesAny(Set),
    /// `includes none of L`
    IncludesNone(Set),
    /// `includes or declines all of [w, v]`
    IncludesOrDeclinesAll(ValueList),
    /// `is at least n`
    AtLeast(Operand),
    /// `is at most n`
    AtMost(Operand),
    /// `is before D`
    Before(Operand),
    /// `is after D`
    After(Operand),
    /// `is on or before D`
    OnOrBefore(Operand),
    /// `is on or after D`
    OnOrAfter(Operand),
    /// `is within the last P`; P a duration or a path to one
    WithinLast(Operand),
    /// `is within the next P`
    WithinNext(Operand),
    /// `is within P before y`
    WithinBefore(At<Duration>, Operand),
    /// `is within P after y`
    WithinAfter(At<Duration>, Operand),
    /// `is due within P after y`
    DueWithin(At<Duration>, Operand),
}

/// A value on the right of a relation.
#[derive(Clone, Debug, PartialEq)]
pub enum Operand {
    /// A bare word: a word of the type, a thing in scope or a definition.
    Word(Word),
    /// A path with at least one dot.
    Path(Path),
    /// `"text"`
    Text(Quoted),
    /// `3`, `0.5`
    Number(At<f64>),
    /// `80%`
    Percent(At<f64>),
    /// `2026-03-31`
    Date(At<Date>),
    /// `12 months`
    Duration(At<Duration>),
    /// `true`, `false`
    Boolean(At<bool>),
    /// `today`
    Today(Span),
    /// A value that could not be read, e.g. 2026-02-30; a diagnostic says why.
    Broken(Span),
}

impl Operand {
    /// Where it stands.
    #[must_use]
    pub fn span(&self) -> Span {
        match self {
            Self::Word(word) => word.span,
            Self::Path(path) => path.span,
            Self::Text(text) => text.span,
            Self::Number(at) | Self::Percent(at) => at.span,
            Self::Date(at) => at.span,
            Self::Duration(at) => at.span,
            Self::Boolean(at) => at.span,
            Self::Today(span) | Self::Broken(span) => *span,
        }
    }
}

/// `tighten`, `relax` or `drop` of a clause of another pack.
#[derive(Clone, Debug, PartialEq)]
pub struct Overlay {
    /// Which way.
    pub kind: OverlayKind,
    /// `jp.aigb`
    pub pack: Word,
    /// `human-judgement`
    pub clause: Word,
    /// `level error`
    pub level: Option<Word>,
    /// `to must`
    pub modality: Option<At<Modality>>,
    /// `cites HANDLE "row"`
    pub cites: Vec<Cites>,
    /// `also` points
    pub also: Vec<Point>,
    /// More evidence.
    pub evidence: Vec<Evidence>,
    /// `explanation SET`
    pub explanation: Option<Word>,
    /// Other force.
    pub force: Option<Force>,
    /// `without point, …`
    pub without: Vec<Word>,
    /// `only where C`
    pub only: Option<Cond>,
    /// `because "…" ja "…"`
    pub because: Option<Sentence>,
    /// `decided by F on D`
    pub decided: Option<(Word, At<Date>)>,
    /// `until D`
    pub until: Option<At<Date>>,
    /// The item.
    pub span: Span,
}

/// Which way an overlay goes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum OverlayKind {
    /// Only stricter.
    Tighten,
    /// Only looser, with an account.
    Relax,
    /// Takes the clause away, with an account.
    Drop,
}

/// `fixture NAME on D with file … """yaml"""`
#[derive(Clone, Debug, PartialEq)]
pub struct Fixture {
    /// Its name.
    pub name: Word,
    /// The as-of date.
    pub on: Option<At<Date>>,
    /// Files that exist.
    pub files: Vec<WithFile>,
    /// The manifest.
    pub yaml: Quoted,
    /// The item.
    pub span: Span,
}

/// `test "…" { … }`
#[derive(Clone, Debug, PartialEq)]
pub struct Test {
    /// What it shows.
    pub name: Quoted,
    /// The as-of date, if not the fixture's.
    pub on: Option<At<Date>>,
    /// What is judged.
    pub given: Given,
    /// `but …`
    pub changes: Vec<Change>,
    /// Files that exist; one of the fixture's path replaces it.
    pub files: Vec<WithFile>,
    /// What is expected.
    pub expects: Vec<Expect>,
    /// The item.
    pub span: Span,
}

/// What a test judges.
#[derive(Clone, Debug, PartialEq)]
pub enum Given {
    /// A fixture.
    Fixture(Word),
    /// A manifest of its own.
    Yaml(Quoted),
}

/// `but PATH is VALUE`, `but without PATH`
#[derive(Clone, Debug, PartialEq)]
pub struct Change {
    /// The place.
    pub target: Target,
    /// What is put there; none takes it away.
    pub value: Option<ChangeValue>,
    /// The line.
    pub span: Span,
}

/// `systems[hr].oversight.mode`
#[derive(Clone, Debug, PartialEq)]
pub struct Target {
    /// At least one.
    pub steps: Vec<TargetStep>,
    /// The whole.
    pub span: Span,
}

/// `systems[hr]`
#[derive(Clone, Debug, PartialEq)]
pub struct TargetStep {
    /// The key.
    pub key: Word,
    /// An id, or a place from 1.
    pub pick: Option<Word>,
}

/// What a `but` puts in a place.
#[derive(Clone, Debug, PartialEq)]
pub enum ChangeValue {
    /// One value.
    Value(Operand),
    /// A list.
    List(ValueList),
    /// `declined "why"`
    Declined(Quoted),
    /// `"""yaml"""`
    Yaml(Quoted),
}

/// `with file "p" of N words reviewed D containing "…"`
#[derive(Clone, Debug, PartialEq)]
pub struct WithFile {
    /// Its path.
    pub path: Quoted,
    /// How many words.
    pub words: Option<At<u32>>,
    /// When it was reviewed.
    pub reviewed: Option<At<Date>>,
    /// A text in it.
    pub containing: Option<Quoted>,
    /// The whole.
    pub span: Span,
}

/// What a test expects.
#[derive(Clone, Debug, PartialEq)]
pub enum Expect {
    /// `expect CLAUSE for SUBJECT VERDICT [, noting a, b]`
    Verdict {
        /// The clause.
        clause: Word,
        /// `system/hr`, `organisation`
        subject: Word,
        /// What it comes to.
        verdict: Expected,
        /// Exactly these `may` points are not met.
        noting: Vec<Word>,
        /// The line.
        span: Span,
    },
    /// `expect explanation EX-1 is STATE [for lack of f, g]`
    Explanation {
        /// Its id.
        id: Word,
        /// The state.
        state: Word,
        /// The fields that lack.
        lacking: Vec<Word>,
        /// The line.
        span: Span,
    },
    /// `expect nothing else`
    NothingElse(Span),
}

/// A verdict as a test writes it.
#[derive(Clone, Debug, PartialEq)]
pub enum Expected {
    /// `complies`, `would comply`
    Complies {
        /// `would`: of a clause not yet in force.
        preview: bool,
    },
    /// `deviates at a, b [and is unknown at c]`, `would deviate at a`
    Deviates {
        /// The labels that deviate.
        at: Vec<Word>,
        /// The labels that are unknown besides.
        unknown: Vec<Word>,
        /// `would`
        preview: bool,
    },
    /// `is unknown at a`, `would be unknown at a`
    Unknown {
        /// The labels.
        at: Vec<Word>,
        /// `would`
        preview: bool,
    },
    /// `is explained`
    Explained,
    /// `does not apply`
    NotApplicable,
    /// `is not in force`
    NotInForce,
}
