//! What a judgement can find; the words around a clause, its source and its open points.

use crate::diagnostic::{Code, Level};
use crate::text::Text;

const fn finding(id: &'static str, level: Level, message: Text, why: Text, help: Text) -> Code {
    Code { id, level, stops: false, message, why, help }
}

/// A clause is not met.
pub static DEVIATES: Code = finding(
    "judgement/deviates",
    Level::Error,
    Text::new("{subjects}: deviates at {points}", "{subjects}: 次の項目を満たしていません: {points}"),
    Text::new(
        "what the manifest says falls short of the expectation, or says no",
        "マニフェストの記載が期待事項に足りないか、「否」と述べています",
    ),
    Text::new("{explain}", "{explain}"),
);
/// A grace period that is over.
pub static GRACE_OVER: Code = finding(
    "judgement/grace-over",
    Level::Note,
    Text::new("the grace period ended on {date}", "猶予期間は{date}に終わりました"),
    Text::new("what is unknown counts in full again", "述べられていない事項は、再び本来の重大度で扱われます"),
    Text::new("take `adoption` away", "`adoption` を消してください"),
);
/// A grace period beyond what is granted.
pub static GRACE_TOO_LONG: Code = finding(
    "judgement/grace-too-long",
    Level::Warning,
    Text::new(
        "the grace period until {date} is not granted: it would last longer than {most} days",
        "{date}までの猶予は認められません。{most}日を超えています",
    ),
    Text::new("a grace period is for the first months", "猶予は導入当初の数か月のためのものです"),
    Text::new("write an earlier day under `adoption.until`", "`adoption.until` により早い日を書いてください"),
);
/// A grace period without its end or its reason.
pub static GRACE_UNREASONED: Code = finding(
    "judgement/grace-unreasoned",
    Level::Warning,
    Text::new(
        "the grace period is not granted: it does not say until when and why",
        "猶予は認められません。末日又は理由が述べられていません",
    ),
    Text::new("a grace period is an account too", "猶予にも理由の説明が必要です"),
    Text::new("write `until` and `because` under `adoption`", "`adoption` に `until` と `because` を書いてください"),
);
/// A clause cannot be judged.
pub static UNKNOWN: Code = finding(
    "judgement/unknown",
    Level::Error,
    Text::new("{subjects}: is unknown at {points}", "{subjects}: 次の項目について述べられていません: {points}"),
    Text::new(
        "silence is never a pass: what is not said is as open as what is not done",
        "沈黙は適合とみなしません。述べられていないことは、行われていないことと同じく未解決です",
    ),
    Text::new("{explain}", "{explain}"),
);
/// Some points are not met, others cannot be judged.
pub static DEVIATES_AND_UNKNOWN: Code = finding(
    "judgement/deviates-and-unknown",
    Level::Error,
    Text::new(
        "{subjects}: deviates at {points}; and is unknown at {unknown}",
        "{subjects}: 次の項目を満たしていません: {points}。次の項目については述べられていません: {unknown}",
    ),
    Text::new(
        "every open point is listed, so that one look settles all",
        "一度で全て対応できるよう、未解決の項目を全て挙げています",
    ),
    Text::new("{explain}", "{explain}"),
);
/// A fact that decides whether clauses apply.
pub static GATE_NOT_SAID: Code = finding(
    "judgement/gate-not-said",
    Level::Error,
    Text::new("{subject}: `{path}` is not said; {waiting}", "{subject}: `{path}` が述べられていません。{waiting}"),
    Text::new(
        "without it nobody knows which expectations concern this subject",
        "これがないと、どの期待事項が当てはまるか分かりません",
    ),
    Text::new("waiting: {expectations}", "待っている期待事項: {expectations}"),
);
/// A list that is not there.
pub static LIST_NOT_SAID: Code = finding(
    "judgement/list-not-said",
    Level::Error,
    Text::new("`{path}` is not said; {waiting}", "`{path}` が述べられていません。{waiting}"),
    Text::new(
        "an absent list says nothing; an empty one says that there is none",
        "一覧がないのは何も述べていないことであり、空の一覧は「ない」と述べることです",
    ),
    Text::new(
        "write `{path}: []` if there is none, or list what there is; waiting: {expectations}",
        "なければ `{path}: []` と書き、あれば列挙してください。待っている期待事項: {expectations}",
    ),
);
/// The organisation's facts are not there.
pub static ORGANISATION_NOT_SAID: Code = finding(
    "judgement/organisation-not-said",
    Level::Error,
    Text::new("`organisation` is not said; {waiting}", "`organisation` が述べられていません。{waiting}"),
    Text::new(
        "the organisation is judged where its facts are written, or copied in under `facts`",
        "組織については、その事実が書かれた場所、又は `facts` で取り込まれた場所で判定します",
    ),
    Text::new(
        "write `organisation: { name: … }` here, or name the copy: `facts: [{ file: .tadashi/facts/NAME.yaml }]`; waiting: {expectations}",
        "ここに `organisation: { name: … }` と書くか、写しを `facts: [{ file: .tadashi/facts/NAME.yaml }]` で指定してください。待っている期待事項: {expectations}",
    ),
);
/// An own threshold or example is not met.
pub static NOTE: Code = finding(
    "judgement/note",
    Level::Note,
    Text::new(
        "{subjects}: not met, and not required: {points}",
        "{subjects}: 必須ではありませんが、満たしていません: {points}",
    ),
    Text::new(
        "points under `may` are examples of the source or thresholds of the pack; they decide nothing",
        "`may` の項目は出典の例示又はパック独自の目安であり、判定には影響しません",
    ),
    Text::new("nothing needs to be done", "対応は任意です"),
);
/// A clause that comes into force later.
pub static PREVIEW: Code = finding(
    "judgement/preview",
    Level::Note,
    Text::new(
        "{subjects}: {when} would be open at {points}",
        "{subjects}: {when}、次の項目が未解決になります: {points}",
    ),
    Text::new("the clause is announced and not yet in force", "この期待事項は予告されたもので、まだ適用されていません"),
    Text::new("nothing needs to be done yet", "まだ対応の必要はありません"),
);

/// One file for several subjects.
pub static EVIDENCE_SHARED: Code = finding(
    "judgement/evidence-shared",
    Level::Note,
    Text::new(
        "`{file}` is the evidence `{label}` of {count} subjects: {subjects}",
        "`{file}` が{count}件の対象に共通の証跡 `{label}` とされています: {subjects}",
    ),
    Text::new(
        "one text for several subjects seldom says what is true of each; from four on this is a warning (our own choice)",
        "一つの文書で複数の対象それぞれの実情を述べることは、まれです。4件以上は警告とします（当ツールの目安）",
    ),
    Text::new(
        "say in the file what holds for which, or write one for each",
        "文書の中で対象ごとに書き分けるか、対象ごとに文書を作ってください",
    ),
);

/// Every row of this layer.
pub static ALL: &[&Code] = &[
    &DEVIATES,
    &GRACE_OVER,
    &GRACE_TOO_LONG,
    &GRACE_UNREASONED,
    &UNKNOWN,
    &DEVIATES_AND_UNKNOWN,
    &GATE_NOT_SAID,
    &EVIDENCE_SHARED,
    &LIST_NOT_SAID,
    &ORGANISATION_NOT_SAID,
    &NOTE,
    &PREVIEW,
];

/// "from 2026-10-01", of a preview.
pub const FROM: Text = Text::new("from {date}", "{date} から");
/// The condition under which a sentence is asked.
pub const BECAUSE: Text = Text::new("asked under this condition", "この条件の下で求められています");
/// Of a preview without a date.
pub const ANNOUNCED: Text = Text::new("once in force, it", "適用されると");
/// A label and what it says.
pub const POINT: Text = Text::new("`{label}` ({said})", "`{label}`（{said}）");
/// How many wait, one.
pub const ONE_WAITS: Text = Text::new("1 expectation waits for it", "1件の期待事項がこれを待っています");
/// How many wait, several.
pub const SEVERAL_WAIT: Text = Text::new("{count} expectations wait for it", "{count}件の期待事項がこれを待っています");
/// A text as it is.
pub const AS_SAID: Text = Text::new("{text}", "{text}");
/// The source that a clause rests on.
pub const SOURCE: Text = Text::new(
    "{instrument}, {row}, “{subject}” (worded as `{strength}`{softener}; {status})",
    "{instrument} {row}「{subject}」（表現の強さ `{strength}`{softener}、{status}）",
);
/// The places that one label stands for.
pub const ALL_OF: Text = Text::new("{all}", "{all}");
/// The softener of the source.
pub const SOFTENED: Text = Text::new(", softened by `{word}`", "、緩和 `{word}`");
/// The way out of a `should`.
pub const EXPLAIN: Text = Text::new(
    "or explain it under `explanations:` with `expectation: {reference}` and `about: {subject}`",
    "又は `explanations:` に `expectation: {reference}` 及び `about: {subject}` を書いて説明してください",
);
/// The way out of a `should` that is only unknown.
pub const EXPLAIN_UNKNOWN: Text = Text::new(
    "or say that it is not known yet: under `explanations:`, `kind: not-known` with `expectation: {reference}` and `about: {subject}`",
    "まだ分からない場合は、`explanations:` に `kind: not-known`、`expectation: {reference}` 及び `about: {subject}` を書いてください",
);
/// A `must` has no such way out.
pub const BINDING: Text = Text::new(
    "the source binds, so an explanation does not settle it; it must be done, or not apply",
    "出典に拘束力があるため、説明では解決しません。実施するか、対象から外れる必要があります",
);
/// Where a value comes from.
pub const ORIGIN: Text = Text::new("which comes from here", "値の出所");
/// Places left out.
pub const MORE: Text = Text::new("and {count} more places", "他に{count}か所あります");
/// Why an unknown is but a warning.
pub const IN_GRACE: Text = Text::new(
    "a warning until {date}, the last day of the grace period of `adoption`",
    "{date}（`adoption` の猶予の末日）までは警告として扱います",
);
