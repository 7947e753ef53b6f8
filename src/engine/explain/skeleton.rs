//! The block to be filled in: exactly the fields that a clause and a kind need, what is known filled in, all prose blank.

use super::Asked;
use crate::args;
use crate::calendar::{Date, Duration};
use crate::edit::record::{Field, Record, Value};
use crate::engine::Case;
use crate::explanation::{Decider, NOT_KNOWN, deciders, may_have_an_owner, needed};
use crate::policy::{Expectation, ExplanationSet, KINDS, Softener, fingerprint};
use crate::text::{Lang, Message, Text};
use crate::verdict::{Finding, Truth};

/// Causes of an open point that are shown.
const MOST_CAUSES: usize = 5;
/// Fields of an explanation that a policy may need and that are not prose, in the order in which they are written.
const FIELDS: [&str; 8] = ["reason", "risk", "instead", "evidence", "plan", "conflicts_with", "where", "departs"];

/// What each kind says.
const SAYS: [(&str, Text); 8] = [
    ("transition", Text::new("not yet", "まだ実施していない")),
    ("alternative", Text::new("another way to the same aim", "同じ目的を別の方法で果たす")),
    ("infeasible", Text::new("cannot", "実施できない")),
    ("proportionality", Text::new("out of proportion here", "ここでは釣り合わない")),
    ("conflict", Text::new("another rule or contract forbids it", "他の規律や契約が禁じている")),
    ("confidentiality", Text::new("done, and cannot be shown here", "実施しているが、ここには示せない")),
    (
        "elsewhere",
        Text::new("done by another unit, or kept in another place", "他の部門で実施し、又は他の場所で保管している"),
    ),
    ("not-known", Text::new("we do not know yet", "まだ分からない")),
];

const FOUND: Text = Text::new("found: {cause}{place}", "判定: {cause}{place}");
const MORE: Text = Text::new("and {count} more", "ほか {count} 件");
const ACCEPTED: Text = Text::new(
    "one of these; `--kind` writes the fields that it needs:",
    "次のいずれか（`--kind` を付けると必要な欄を書き出します）:",
);
const KIND: Text = Text::new("{kind}: {says} (needs {fields})", "{kind}: {says}（必要な欄: {fields}）");
const LEAST: Text = Text::new("{meaning}; at least {count} words", "{meaning}（{count}語以上）");
const MAY_DECIDE: Text = Text::new("may decide: {names}", "決定できる役割: {names}");
const NOBODY: Text = Text::new(
    "no role of this manifest may decide; `roles` needs one whose function is {functions}",
    "決定できる役割がありません。`roles` に職能が {functions} の役割が必要です",
);
const LASTING: Text =
    Text::new("a role of `roles` whose function is {functions}", "`roles` の役割のうち、職能が {functions} のもの");
const ANY_FUNCTION: Text = Text::new("any", "任意のもの");
const NOBODY_ELSE: Text = Text::new(
    "not the owner of `{subject}`, nor who holds that role",
    "`{subject}` の責任者及びその担当者は決定できません",
);
const DECIDED: Text =
    Text::new("the day on which it was decided, not a day to come", "決定した日（将来の日付は書けません）");
const LAST_DAY: Text = Text::new(
    "the last day allowed if it is decided on {date} ({lasts})",
    "{date} に決定した場合に認められる最終日（{lasts}）",
);
const NO_LIMIT: Text = Text::new("the last day on which it holds", "有効な最後の日");

/// The kinds that a clause accepts for these findings.
pub(super) fn accepted(clause: &Expectation, set: Option<&ExplanationSet>, findings: &[&Finding]) -> Vec<&'static str> {
    let unknown = findings.iter().all(|finding| finding.truth != Truth::False);
    let in_set = |kind: &str| match set.and_then(|set| set.kinds.as_ref()) {
        Some(kinds) => kinds.iter().any(|known| known == kind),
        None => true,
    };
    let is_accepted = |kind: &str| match kind {
        // "We do not know" says nothing where it is known that something falls short.
        "not-known" => unknown,
        "proportionality" => in_set(kind) || clause.softener == Some(Softener::WithinReason),
        _ => in_set(kind),
    };
    KINDS.into_iter().filter(|kind| is_accepted(kind)).collect()
}

/// The block for one open point.
pub(super) fn record(case: &Case<'_>, asked: &Asked<'_>, finding: &Finding, id: &str, lang: Lang) -> Record {
    let set = asked.clause.set.and_then(|set| case.policies.sets.get(set));
    let writer = Writer { case, asked, set, lang };
    let unknown = finding.truth != Truth::False;
    let kind = asked.kind.or(unknown.then_some("not-known"));
    let text = |text: &str| Value::Text(text.to_owned());
    let mut first = Field::new("id", text(id));
    for note in writer.notes(finding) {
        first = first.note(note);
    }
    let about = format!("{}#{}", asked.clause.id, finding.label);
    let mut fields = vec![
        first,
        Field::new("expectation", text(&about)),
        Field::new("about", text(&asked.subject)),
        writer.kind(kind, finding),
    ];
    let (by_kind, least) = needed(kind.unwrap_or_default());
    let mut names: Vec<&str> = by_kind.to_vec();
    if let Some(set) = set {
        names.extend(set.needs.iter().map(String::as_str));
        if set.instead_with_evidence {
            names.extend(["instead", "evidence"]);
        }
    }
    for name in FIELDS.into_iter().filter(|name| names.contains(name)) {
        let value = if name == "evidence" { Value::BlankList } else { Value::BlankText };
        let words = writer.meaning("Explanation", name);
        let note = match name {
            "reason" if least > 0 => LEAST.with(args!["meaning" => words, "count" => least]).fill(lang),
            _ => words,
        };
        fields.push(Field::new(name, value).note(note));
    }
    fields.push(writer.decided(&names));
    fields.push(writer.until(kind));
    fields.push(Field::new("fingerprint", text(&fingerprint(case.policies, asked.clause))));
    Record { fields }
}

struct Writer<'a> {
    case: &'a Case<'a>,
    asked: &'a Asked<'a>,
    set: Option<&'a ExplanationSet>,
    lang: Lang,
}

impl Writer<'_> {
    /// What the point says, and what was found.
    fn notes(&self, finding: &Finding) -> Vec<String> {
        let (clause, lang) = (self.asked.clause, self.lang);
        let points = clause.points.iter().map(|point| (&point.label, &point.said));
        let all = points.chain(clause.evidence.iter().map(|evidence| (&evidence.label, &evidence.said)));
        let said = all.into_iter().find(|(label, _)| **label == finding.label).map_or(&clause.title, |(_, said)| said);
        let mut notes = vec![said.get(lang).to_owned()];
        for cause in finding.causes.iter().take(MOST_CAUSES) {
            let place = cause.manifest.map_or(String::new(), |span| {
                let source = self.case.sources.get(span.file);
                format!(" ({}:{})", source.path, source.position(span.start as usize).line)
            });
            notes.push(FOUND.with(args!["cause" => cause.message.clone(), "place" => place]).fill(lang));
        }
        let more = finding.causes.len().saturating_sub(MOST_CAUSES);
        if more > 0 {
            notes.push(MORE.with(args!["count" => more]).fill(lang));
        }
        notes
    }

    fn kind(&self, kind: Option<&str>, finding: &Finding) -> Field {
        if let Some(kind) = kind {
            return Field::new("kind", Value::Text(kind.to_owned()));
        }
        let mut field = Field::new("kind", Value::Blank).note(ACCEPTED.raw(self.lang));
        for kind in accepted(self.asked.clause, self.set, &[finding]) {
            let says = SAYS.iter().find(|(name, _)| *name == kind).map(|(_, says)| Message::plain(*says));
            let fields: Vec<String> = needed(kind).0.iter().map(|field| (*field).to_owned()).collect();
            field = field.note(KIND.with(args!["kind" => kind, "says" => says, "fields" => fields]).fill(self.lang));
        }
        field
    }

    /// Nobody has decided yet: a role is filled in only where no other may, and a day never.
    fn decided(&self, names: &[&str]) -> Field {
        let roles = deciders(self.case.policies, self.case.facts, self.set, &self.asked.subject);
        let shown = |role: &Decider| match &role.function {
            Some(function) => format!("{} ({function})", role.role),
            None => role.role.clone(),
        };
        let value = match roles.as_slice() {
            [only] => Value::Text(only.role.clone()),
            _ => Value::BlankText,
        };
        // Of what nobody can own, a system-owner decides nothing.
        let owned = may_have_an_owner(self.case.policies, &self.asked.subject);
        let mut functions = self.set.map(|set| set.decision_by.clone()).unwrap_or_default();
        if !owned && functions.iter().any(|function| function != "system-owner") {
            functions.retain(|function| function != "system-owner");
        }
        // That nobody may decide is no longer so once there is a role.
        let nobody = if self.asked.kept { LASTING } else { NOBODY };
        let note = if !roles.is_empty() {
            MAY_DECIDE.with(args!["names" => roles.iter().map(shown).collect::<Vec<_>>()])
        } else if functions.is_empty() {
            nobody.with(args!["functions" => Message::plain(ANY_FUNCTION)])
        } else {
            nobody.with(args!["functions" => functions])
        };
        let mut role = Field::new("role", value).note(note.fill(self.lang));
        if self.set.is_some_and(|set| set.four_eyes) {
            role = role.note(NOBODY_ELSE.with(args!["subject" => &self.asked.subject]).fill(self.lang));
        }
        let mut fields = vec![role];
        if names.contains(&"by") {
            fields.push(Field::new("by", Value::BlankText).note(self.meaning("Approval", "by")));
        }
        fields.push(Field::new("date", Value::Blank).note(DECIDED.raw(self.lang)));
        if names.contains(&"record") {
            fields.push(Field::new("record", Value::BlankText).note(self.meaning("Approval", "record")));
        }
        Field::new("decided", Value::Fields(fields))
    }

    fn until(&self, kind: Option<&str>) -> Field {
        let from = self.case.as_of;
        let by_kind = (kind == Some("not-known")).then_some(NOT_KNOWN);
        let limits = self.set.and_then(|set| set.lasts).into_iter().chain(by_kind);
        let last: Option<(Date, Duration)> =
            limits.map(|lasts| (from.plus(lasts), lasts)).min_by_key(|(date, _)| *date);
        match last {
            Some((date, lasts)) => {
                let args = args!["date" => from.to_string(), "lasts" => lasts.said()];
                Field::new("until", Value::Text(date.to_string())).note(LAST_DAY.with(args).fill(self.lang))
            }
            None => Field::new("until", Value::Blank).note(NO_LIMIT.raw(self.lang)),
        }
    }

    /// What the schema says of a field.
    fn meaning(&self, record: &str, field: &str) -> String {
        let schema = &self.case.policies.schema;
        let field = schema.find_record(record).and_then(|record| schema.find_field(record, field));
        let meaning = field.and_then(|field| schema.field(field).meaning.as_ref());
        meaning.map_or(String::new(), |said| said.get(self.lang).to_owned())
    }
}
