//! The sentences that a condition may say of a path, one row each: what stands on the left, and what it means.
//!
//! The type checker, `tadashi show`, the docs and the hints all read this table.

use crate::schema::{Schema, Type};
use crate::syntax::tree::Relation;
use crate::text::{Message, Said, Text};

/// What must stand on the left of a relation.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Needs {
    /// Anything.
    Anything,
    /// A record.
    Record,
    /// Text or prose.
    Prose,
    /// One value: not a list.
    One,
    /// A list.
    List,
    /// A number, percentage or duration.
    Measure,
    /// A date.
    Date,
}

impl Needs {
    /// Whether a type will do.
    #[must_use]
    pub fn takes(self, ty: &Type) -> bool {
        match self {
            Self::Anything => true,
            Self::Record => matches!(ty, Type::Record(_) | Type::Reference(_) | Type::Partial(_)),
            Self::Prose => matches!(ty, Type::Text(_) | Type::Prose(_)),
            Self::One => !matches!(ty, Type::List { .. }),
            Self::List => matches!(ty, Type::List { .. }),
            Self::Measure => matches!(ty, Type::Number | Type::Percentage | Type::Duration),
            Self::Date => matches!(ty, Type::Date),
        }
    }

    /// In words.
    #[must_use]
    pub const fn text(self) -> Text {
        match self {
            Self::Anything => Text::new("anything", "任意の値"),
            Self::Record => Text::new("a record", "レコード"),
            Self::Prose => Text::new("a text", "文章"),
            Self::One => Text::new("a single value", "単一の値"),
            Self::List => Text::new("a list", "一覧"),
            Self::Measure => Text::new("a number, percentage or duration", "数値、割合又は期間"),
            Self::Date => Text::new("a date", "日付"),
        }
    }
}

/// One sentence of the language.
#[derive(Debug)]
pub struct Row {
    /// How it is written, after the path.
    pub form: &'static str,
    /// What stands on the left.
    pub needs: Needs,
    /// What it means.
    pub meaning: Text,
    /// A sentence that uses it.
    pub example: &'static str,
}

const fn row(form: &'static str, needs: Needs, meaning: Text, example: &'static str) -> Row {
    Row { form, needs, meaning, example }
}

/// Every relation, in the order of language.md 5.1.
pub const RELATIONS: [Row; 25] = [
    row(
        "is stated",
        Needs::Anything,
        Text::new(
            "something is said there: no blank, no placeholder, no empty list; a document whose file exists and is filled in; a reference that resolves",
            "何かが述べられている（空欄、仮の語、空の一覧ではない。文書はファイルがあり、記入されている。参照は解決できる）",
        ),
        "system.owner is stated",
    ),
    row(
        "is not stated",
        Needs::Anything,
        Text::new("nothing is said there; also when the key is absent", "何も述べられていない（キーがない場合も含む）"),
        "vendors is not stated",
    ),
    row(
        "is stated or declined",
        Needs::Anything,
        Text::new(
            "something is said there, or a reason stands in its place",
            "述べられているか、代わりに理由が記されている",
        ),
        "organisation.policy is stated or declined",
    ),
    row(
        "is declined",
        Needs::Anything,
        Text::new("a reason stands in its place", "代わりに理由が記されている"),
        "system.oversight.mode is declined",
    ),
    row(
        "is stated in at least N words",
        Needs::Prose,
        Text::new(
            "it is a text of at least so many words; two CJK letters count as one",
            "指定の語数以上の文章である（漢字かなは2字で1語）",
        ),
        "system.logs.because is stated in at least 12 words",
    ),
    row(
        "states all of",
        Needs::Record,
        Text::new("each of these fields is stated", "挙げた項目が全て述べられている"),
        "system.logs states all of [method, kept]",
    ),
    row(
        "states or declines all of",
        Needs::Record,
        Text::new("each of these fields is stated or declined", "挙げた項目が全て述べられているか、理由が記されている"),
        "system.logs states or declines all of [method, kept]",
    ),
    row(
        "is",
        Needs::One,
        Text::new(
            "it equals this value, is this thing, or fits this definition",
            "この値に等しい、このものである、又はこの定義に当たる",
        ),
        "system.stage is deployed",
    ),
    row(
        "is not",
        Needs::One,
        Text::new("it is known and differs", "述べられていて、異なる"),
        "flow.country is not \"JP\"",
    ),
    row(
        "is one of",
        Needs::One,
        Text::new("it equals one of these values", "いずれかの値に等しい"),
        "system.stage is one of [pilot, deployed]",
    ),
    row(
        "is none of",
        Needs::One,
        Text::new("it is known and equals none of these values", "述べられていて、いずれの値とも異なる"),
        "system.stage is none of [planned, retired]",
    ),
    row(
        "includes",
        Needs::List,
        Text::new("the list holds this value", "一覧がこの値を含む"),
        "system.acts_as includes provider",
    ),
    row(
        "includes all of",
        Needs::List,
        Text::new("the list holds every one of these", "一覧がこれらを全て含む"),
        "review.looked_at includes all of [risks, explanations]",
    ),
    row(
        "includes any of",
        Needs::List,
        Text::new("the list holds at least one of these", "一覧がこれらのいずれかを含む"),
        "system.users includes any of [consumers, public]",
    ),
    row(
        "includes none of",
        Needs::List,
        Text::new("the list holds not one of these", "一覧がこれらをいずれも含まない"),
        "system.areas includes none of model.forbids",
    ),
    row(
        "includes or declines all of",
        Needs::List,
        Text::new(
            "the list holds each of these, or declines it with a reason",
            "一覧がこれらを全て含むか、含まないものに理由が記されている",
        ),
        "system.logs.keeps includes or declines all of [inputs, outputs]",
    ),
    row(
        "is at least",
        Needs::Measure,
        Text::new(
            "it is this much or more; durations compare days with weeks and months with years",
            "これ以上である（日と週、月と年を比べる）",
        ),
        "round.completed is at least 80%",
    ),
    row(
        "is at most",
        Needs::Measure,
        Text::new("it is this much or less", "これ以下である"),
        "system.monitoring.every is at most 12 months",
    ),
    row(
        "is before / is after",
        Needs::Date,
        Text::new("the day is earlier, or later", "その日より前、又は後である"),
        "review.date is after 2026-01-01",
    ),
    row(
        "is on or before / is on or after",
        Needs::Date,
        Text::new("the day is the same or earlier, or later", "その日以前、又は以後である"),
        "organisation.reviews.next is on or after today",
    ),
    row(
        "is within the last",
        Needs::Date,
        Text::new(
            "the day lies in the time that ends on the as-of date, both ends included; a future date never",
            "判定日までの期間内である（両端を含む。将来の日付は含まない）",
        ),
        "round.date is within the last 12 months",
    ),
    row(
        "is within the next",
        Needs::Date,
        Text::new(
            "the day lies in the time that begins on the as-of date, both ends included",
            "判定日からの期間内である（両端を含む）",
        ),
        "organisation.reviews.next is within the next 6 months",
    ),
    row(
        "is within P before",
        Needs::Date,
        Text::new(
            "the day lies in the time that ends on that day, both ends included",
            "その日までの期間内である（両端を含む）",
        ),
        "evaluation.date is within 6 months before model.released",
    ),
    row(
        "is within P after",
        Needs::Date,
        Text::new(
            "the day lies in the time that begins on that day, both ends included",
            "その日からの期間内である（両端を含む）",
        ),
        "review.date is within 3 months after change.date",
    ),
    row(
        "is due within P after",
        Needs::Date,
        Text::new(
            "done in time; while the time runs, not having it done is no fault",
            "期限内に行われている。期限前であれば、未了でもよい",
        ),
        "incident.reported is due within 3 days after incident.detected",
    ),
];

/// The row of a sentence.
#[must_use]
pub fn row_of(relation: &Relation) -> &'static Row {
    let form = match relation {
        Relation::Stated { negated: false } => "is stated",
        Relation::Stated { negated: true } => "is not stated",
        Relation::StatedOrDeclined => "is stated or declined",
        Relation::Declined { .. } => "is declined",
        Relation::StatedInWords(_) => "is stated in at least N words",
        Relation::StatesAll { or_declines: false, .. } => "states all of",
        Relation::StatesAll { or_declines: true, .. } => "states or declines all of",
        Relation::Is { negated: false, .. } => "is",
        Relation::Is { negated: true, .. } => "is not",
        Relation::OneOf(_) => "is one of",
        Relation::NoneOf(_) => "is none of",
        Relation::Includes(_) => "includes",
        Relation::IncludesAll(_) => "includes all of",
        Relation::IncludesAny(_) => "includes any of",
        Relation::IncludesNone(_) => "includes none of",
        Relation::IncludesOrDeclinesAll(_) => "includes or declines all of",
        Relation::AtLeast(_) => "is at least",
        Relation::AtMost(_) => "is at most",
        Relation::Before(_) | Relation::After(_) => "is before / is after",
        Relation::OnOrBefore(_) | Relation::OnOrAfter(_) => "is on or before / is on or after",
        Relation::WithinLast(_) => "is within the last",
        Relation::WithinNext(_) => "is within the next",
        Relation::WithinBefore(..) => "is within P before",
        Relation::WithinAfter(..) => "is within P after",
        Relation::DueWithin(..) => "is due within P after",
    };
    const FIRST: &Row = &RELATIONS[0];
    // INVARIANT: every form above stands in the table (tested below), so the fallback is never taken.
    RELATIONS.iter().find(|row| row.form == form).unwrap_or(FIRST)
}

/// A type in words, as a message names it: "prose", "a list of text", "a date".
#[must_use]
pub fn describe(schema: &Schema, ty: &Type) -> Message {
    let said = |en: &str, ja: &str| {
        const ONE: Text = Text::new("{name}", "{name}");
        ONE.with(crate::args!["name" => Said { en: en.into(), ja: Some(ja.into()) }])
    };
    match ty {
        Type::Text(_) => said("text", "文字列"),
        Type::Prose(_) => said("prose", "文章"),
        Type::Number => said("a number", "数値"),
        Type::Percentage => said("a percentage", "割合"),
        Type::Boolean => said("yes or no", "真偽値"),
        Type::Date => said("a date", "日付"),
        Type::Duration => said("a duration", "期間"),
        Type::Path(_) => said("a path", "パス"),
        Type::Url { .. } => said("an address", "アドレス"),
        Type::Key(_) => said("an id", "識別子"),
        Type::Language => said("a language", "言語"),
        Type::Country => said("a country", "国"),
        Type::Person => said("a person's name", "氏名"),
        Type::Email => said("an e-mail address", "メールアドレス"),
        Type::Word(id) => {
            let words = &schema.words(*id).words;
            let list: Vec<&str> = words.iter().map(|word| word.word.as_str()).collect();
            let list = list.join(", ");
            said(&format!("one of [{list}]"), &format!("[{list}] のいずれか"))
        }
        Type::Reference(id) => {
            let name = &schema.record(*id).name;
            said(&format!("a reference to {name}"), &format!("{name} への参照"))
        }
        Type::Record(id) | Type::Partial(id) => {
            let name = &schema.record(*id).name;
            said(&format!("a record {name}"), &format!("レコード {name}"))
        }
        Type::List { .. } => said("a list", "一覧"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_form_of_the_source_stands_in_the_table() {
        let source = include_str!("relations.rs");
        let forms = source
            .lines()
            .filter_map(|line| line.trim().strip_prefix("Relation::"))
            .filter_map(|line| line.split("=> \"").nth(1));
        let mut count = 0;
        for form in forms {
            let form = form.trim_end_matches("\",");
            assert!(RELATIONS.iter().any(|row| row.form == form), "{form}");
            count += 1;
        }
        assert_eq!(count, RELATIONS.len());
    }
}
