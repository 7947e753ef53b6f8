//! The states of explanations as diagnostics: one row a state, whose message lists all that is wrong.

use rustc_hash::FxHashSet;

use crate::args;
use crate::diagnostic::{About, Code, Diagnostic, Label, Level};
use crate::explanation::reconcile::{parts, split_id};
use crate::explanation::{Assessment, Explanation, Remark, RemarkKind, State};
use crate::policy::{Ids, PolicySet};
use crate::text::{Message, Str, Text};

/// A row; none of these stops a run.
macro_rules! state {
    ($name:ident, $id:literal, $level:ident, $message:expr, $why:expr, $help:expr) => {
        #[doc = concat!("The row of `", $id, "`.")]
        pub static $name: Code =
            Code { id: $id, level: Level::$level, stops: false, message: $message, why: $why, help: $help };
    };
}

mod help;
mod remarks;
pub use remarks::{
    BUDGET_OF_NO_PACK, FORMERLY, HEADING_SLIP, HEADING_TWICE, NOT_A_RECORD, NOTHING_OWN, OVER_BUDGET, STOCK_PHRASE,
};

state!(
    DANGLING,
    "explanation/dangling",
    Error,
    Text::new("explanation `{id}` is dangling: {faults}", "説明 `{id}` の参照先がありません: {faults}"),
    Text::new(
        "an explanation of something that does not exist explains nothing, and what it was meant for stays open",
        "存在しないものの説明は何も説明せず、本来の対象は未充足のままです"
    ),
    Text::new(
        "write `expectation` as `pack/clause#point` and `about` as `noun/id` or `organisation`",
        "`expectation` は `pack/clause#point`、`about` は `noun/id` 又は `organisation` と書いてください"
    )
);
state!(
    INADMISSIBLE,
    "explanation/inadmissible",
    Error,
    Text::new("explanation `{id}` is inadmissible: {faults}", "説明 `{id}` は認められません: {faults}"),
    Text::new(
        "what binds cannot be explained away, and a clause may refuse a kind of explanation",
        "拘束力のある事項は説明で代えられず、期待事項は説明の種類を限ることができます"
    ),
    Text::new(
        "meet the expectation, or choose a kind that it accepts and that is true",
        "期待事項を満たすか、認められている種類のうち事実に合うものを選んでください"
    )
);
state!(
    INSUFFICIENT,
    "explanation/insufficient",
    Error,
    Text::new("explanation `{id}` is insufficient: {faults}", "説明 `{id}` は不十分です: {faults}"),
    Text::new(
        "a reader learns why, what stays open and until when only if each field says it",
        "理由、残るリスク及び期限は、各欄に書かれて初めて読み手に伝わります"
    ),
    Text::new("write each field that is named here in your own words", "ここに示した各欄を自らの言葉で書いてください")
);
state!(
    UNAPPROVED,
    "explanation/unapproved",
    Error,
    Text::new("explanation `{id}` is unapproved: {faults}", "説明 `{id}` は承認されていません: {faults}"),
    Text::new(
        "somebody who may decide has to answer for a deviation",
        "不適合には、決定権のある者が責任を負う必要があります"
    ),
    Text::new(
        "write in `decided.role`, or in `by` of the renewal, the id of a role of `roles` whose `function` may decide",
        "`decided.role`（更新では `by`）に、決定できる `function` を持つ `roles` の役割の id を書いてください"
    )
);
state!(
    CONTRADICTORY,
    "explanation/contradictory",
    Error,
    Text::new("explanation `{id}` contradicts itself: {faults}", "説明 `{id}` は矛盾しています: {faults}"),
    Text::new(
        "dates that cannot follow one another, or an explanation and a manifest of which one is wrong, tell a reader nothing",
        "前後の合わない日付や、マニフェストと食い違う説明からは、読み手は何も知ることができません"
    ),
    Text::new(
        "correct the date, or the manifest, or take a kind that is true; delete it if it is no longer so",
        "日付又はマニフェストを直すか、事実に合う種類にしてください。もはや当てはまらなければ削除してください"
    )
);
state!(
    BOILERPLATE,
    "explanation/boilerplate",
    Error,
    Text::new("explanation `{id}` is boilerplate: {faults}", "説明 `{id}` は定型文です: {faults}"),
    Text::new(
        "words that fit everywhere say nothing of this subject",
        "どこにでも当てはまる文からは、この対象のことは分かりません"
    ),
    Text::new(
        "where one account covers several subjects, name them all in `about` of one explanation, and leave out `#point` where \
         it covers several points; else write what is so for this subject only",
        "一つの理由が複数の対象に当てはまるなら、一つの説明の `about` にまとめ、複数の項目に当てはまるなら `#項目` を省いてください。\
         そうでなければ、この対象に限って言えることを書いてください"
    )
);
state!(
    PERPETUAL,
    "explanation/perpetual",
    Error,
    Text::new("explanation `{id}` is perpetual: {faults}", "説明 `{id}` は繰り返し更新されています: {faults}"),
    Text::new(
        "what is renewed again and again, or without change, is no longer for a time",
        "繰り返し、又は変化のないまま更新される説明は、期間を定めたものとはいえません"
    ),
    Text::new(
        "meet the expectation, or write in `changed` what is different now",
        "期待事項を満たすか、`changed` に今回変わった点を書いてください"
    )
);
state!(
    OUTDATED,
    "explanation/outdated",
    Warning,
    Text::new(
        "explanation `{id}` is outdated: {faults}",
        "説明 `{id}` は現在の期待事項に対するものではありません: {faults}"
    ),
    Text::new(
        "what is asked is no longer what was explained; it holds for 90 days from the day the lock took the pack",
        "求められている内容が、説明したものと変わっています。ロックにパックを取り込んだ日から90日間に限り有効です"
    ),
    Text::new(
        "read the clause, correct the explanation, have it decided again, and write the new `fingerprint`",
        "期待事項を読み、説明を改めて決定し直し、新たな `fingerprint` を書いてください"
    )
);
state!(
    RESTATING,
    "explanation/restating",
    Warning,
    Text::new("explanation `{id}` restates the clause: {faults}", "説明 `{id}` は期待事項の言い換えです: {faults}"),
    Text::new(
        "a reader knows what is asked, and looks for why it is not so here",
        "読み手が知りたいのは、求められている内容ではなく、ここで満たされていない理由です"
    ),
    Text::new("write why, in your own words", "理由を自らの言葉で書いてください")
);
state!(
    OVER_LONG,
    "explanation/over-long",
    Error,
    Text::new("explanation `{id}` lasts too long: {faults}", "説明 `{id}` の期間は長すぎます: {faults}"),
    Text::new(
        "an explanation is looked at again before it becomes a habit",
        "説明は、慣行となる前に見直す必要があります"
    ),
    Text::new(
        "write an earlier date, and decide anew when it has come",
        "より早い日付を書き、その日に改めて決定してください"
    )
);
state!(
    EXPIRED,
    "explanation/expired",
    Error,
    Text::new("explanation `{id}` has expired: {faults}", "説明 `{id}` は期限切れです: {faults}"),
    Text::new(
        "it was accepted for a time, and that time is over",
        "期間を定めて認められた説明であり、その期間は過ぎています"
    ),
    Text::new(
        "meet the expectation, or have the explanation decided again with a new date",
        "期待事項を満たすか、新たな日付で説明を決定し直してください"
    )
);
state!(
    EXPIRES_SOON,
    "explanation/expires-soon",
    Warning,
    Text::new("explanation `{id}` expires soon: {faults}", "説明 `{id}` はまもなく期限切れになります: {faults}"),
    Text::new("from the next day on what it explains is open", "翌日から、説明している事項は未充足になります"),
    Text::new(
        "meet the expectation before then, or have the explanation decided again",
        "それまでに期待事項を満たすか、説明を決定し直してください"
    )
);
state!(
    OVER_BROAD,
    "explanation/over-broad",
    Warning,
    Text::new("explanation `{id}` is over-broad: {faults}", "説明 `{id}` の範囲は広すぎます: {faults}"),
    Text::new(
        "a subject that is named without need would be excused without anybody having looked at it",
        "必要のない対象を挙げると、検討されないまま将来の不適合が許されます"
    ),
    Text::new("take these subjects out of `about`", "これらの対象を `about` から除いてください")
);
state!(
    OVERTAKEN,
    "explanation/overtaken",
    Warning,
    Text::new("explanation `{id}` is overtaken: {faults}", "説明 `{id}` は不要になりました: {faults}"),
    Text::new("an explanation that nothing needs hides those that count", "不要な説明は、必要な説明を見えにくくします"),
    Text::new("delete it", "削除してください")
);
state!(
    UNUSED,
    "explanation/unused",
    Warning,
    Text::new("explanation `{id}` is unused: {faults}", "説明 `{id}` は使われていません: {faults}"),
    Text::new(
        "only what is asked and not met needs an explanation",
        "説明が必要なのは、求められていて満たされていない事項だけです"
    ),
    Text::new("delete it, or correct what it names", "削除するか、示す期待事項又は対象を直してください")
);
const WRITE: Text = Text::new("write `{text}`", "`{text}` と書く");

/// Every row of this layer.
pub static ALL: &[&Code] = &[
    &DANGLING,
    &INADMISSIBLE,
    &INSUFFICIENT,
    &UNAPPROVED,
    &CONTRADICTORY,
    &OVER_LONG,
    &EXPIRED,
    &EXPIRES_SOON,
    &OVER_BROAD,
    &OVERTAKEN,
    &UNUSED,
    &BOILERPLATE,
    &PERPETUAL,
    &OUTDATED,
    &RESTATING,
    &FORMERLY,
    &STOCK_PHRASE,
    &NOTHING_OWN,
    &HEADING_SLIP,
    &HEADING_TWICE,
    &NOT_A_RECORD,
    &OVER_BUDGET,
    &BUDGET_OF_NO_PACK,
];

/// What there is to say about explanations: one diagnostic for each that is not simply accepted. One of a pack that
/// takes no part in the run is only noted.
#[must_use]
pub fn diagnostics(policies: &PolicySet, explanations: &[Explanation], assessments: &[Assessment]) -> Vec<Diagnostic> {
    let mut found = Vec::new();
    let spoken = Spoken { policies, ids: Ids::of(policies) };
    for assessment in assessments {
        let Some(explanation) = explanations.get(assessment.explanation) else { continue };
        found.extend(row(assessment.state).map(|code| spoken.state(code, explanation, assessment)));
        found.extend(spoken.old_id(explanation, assessment));
        found.extend(assessment.remarks.iter().map(|remark| spoken.worth_a_look(explanation, assessment, remark)));
    }
    found
}

const fn row(state: State) -> Option<&'static Code> {
    Some(match state {
        State::Dangling => &DANGLING,
        State::Inadmissible => &INADMISSIBLE,
        State::Insufficient => &INSUFFICIENT,
        State::Unapproved => &UNAPPROVED,
        State::Contradictory => &CONTRADICTORY,
        State::OverLong => &OVER_LONG,
        State::Expired => &EXPIRED,
        State::ExpiresSoon => &EXPIRES_SOON,
        State::OverBroad => &OVER_BROAD,
        State::Overtaken => &OVERTAKEN,
        State::Unused => &UNUSED,
        State::Copied | State::Boilerplate => &BOILERPLATE,
        State::Perpetual => &PERPETUAL,
        State::Lapsed | State::Outdated => &OUTDATED,
        State::Restating => &RESTATING,
        State::Accepted => return None,
    })
}

/// How loud a state is; none for one that is accepted.
#[must_use]
pub fn level(state: State) -> Option<Level> {
    let code = row(state)?;
    Some(match state {
        State::Boilerplate => Level::Warning,
        State::Lapsed => Level::Error,
        _ => code.level,
    })
}

/// What findings about explanations are made with.
struct Spoken<'a> {
    policies: &'a PolicySet,
    ids: Ids<'a>,
}

impl<'a> Spoken<'a> {
    fn worth_a_look(&self, explanation: &Explanation, assessment: &Assessment, remark: &Remark) -> Diagnostic {
        let id = &explanation.id.value;
        let diagnostic = match &remark.kind {
            RemarkKind::Stock(phrases) => {
                let phrases: Vec<String> = phrases.iter().map(|phrase| format!("`{phrase}`")).collect();
                Diagnostic::new(&STOCK_PHRASE, args!["id" => id, "phrases" => phrases])
            }
            RemarkKind::NothingOwn => Diagnostic::new(&NOTHING_OWN, args!["id" => id]),
        };
        let mut diagnostic = diagnostic.at(remark.span);
        diagnostic.about = Some(Box::new(self.about(explanation, assessment.state)));
        diagnostic
    }

    fn state(&self, code: &'static Code, explanation: &Explanation, assessment: &Assessment) -> Diagnostic {
        let faults: Vec<_> = assessment.faults.iter().map(|fault| fault.message.clone()).collect();
        let mut diagnostic = Diagnostic::new(code, args!["id" => &explanation.id.value, "faults" => faults]);
        let mut places = FxHashSet::default();
        for fault in &assessment.faults {
            // What is missing has no place of its own: the explanation's id stands for it, once.
            if places.insert(fault.span) {
                diagnostic.labels.push(Label { span: fault.span, message: Some(fault.message.clone()) });
            }
        }
        // Each fault is advised upon by itself: what settles the gravest may leave the others.
        for fault in &assessment.faults {
            let help = help::help(fault).or_else(|| row(fault.state).map(|code| Message::plain(code.help)));
            diagnostic.help.extend(help.filter(|help| !diagnostic.help.contains(help)));
        }
        if let Some(level) = level(assessment.state) {
            diagnostic.level = level;
        }
        if assessment.state == State::Unused && self.elsewhere(explanation) {
            diagnostic.level = Level::Note;
        }
        diagnostic.about = Some(Box::new(self.about(explanation, assessment.state)));
        diagnostic
    }

    fn old_id(&self, explanation: &Explanation, assessment: &Assessment) -> Option<Diagnostic> {
        let expectation = explanation.expectation.as_ref()?;
        let (id, _) = parts(&expectation.value);
        if self.ids.find(id).is_some() {
            return None;
        }
        let clause = self.renamed(id)?;
        let args = args!["id" => &explanation.id.value, "old" => id, "new" => clause];
        let mut diagnostic = Diagnostic::new(&FORMERLY, args).at(expectation.span);
        // Plain or between quotes, the written id is that of the value; where it is not, nobody can say which bytes it is.
        let written = expectation.span.range().len();
        let quotes = written.saturating_sub(expectation.value.len());
        let blanks = expectation.value.len() - expectation.value.trim_start().len();
        if matches!(quotes, 0 | 2) {
            let start = expectation.span.range().start + quotes / 2 + blanks;
            let span = crate::source::Span::new(expectation.span.file, start, start + id.len());
            let title = WRITE.with(args!["text" => clause]);
            diagnostic = diagnostic.fix(title, vec![crate::diagnostic::Edit { span, text: clause.to_owned() }]);
        }
        diagnostic.about = Some(Box::new(self.about(explanation, assessment.state)));
        Some(diagnostic)
    }

    /// The clause that had an id before.
    fn renamed(&self, id: &str) -> Option<&'a str> {
        let index = *self.ids.formerly(id).first()?;
        Some(&self.policies.expectations.get(index)?.id)
    }

    fn elsewhere(&self, explanation: &Explanation) -> bool {
        let Some(expectation) = &explanation.expectation else { return false };
        let (pack, _) = split_id(parts(&expectation.value).0);
        pack.is_some_and(|pack| !self.policies.packs.iter().any(|known| known.name == pack))
    }

    fn about(&self, explanation: &Explanation, state: State) -> About {
        let (id, label) = explanation.expectation.as_ref().map_or(("", None), |text| parts(&text.value));
        let clause = self.renamed(id).filter(|_| self.ids.find(id).is_none()).unwrap_or(id);
        About {
            expectations: Some(clause).filter(|id| !id.is_empty()).map(Str::from).into_iter().collect(),
            points: label.map(Str::from).into_iter().collect(),
            subjects: explanation.about.iter().map(|subject| subject.value.clone()).collect(),
            explanation: Some(explanation.id.value.clone()),
            verdict: Some(state.word()),
        }
    }
}
