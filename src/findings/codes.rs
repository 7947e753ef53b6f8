//! What a judgement can find; the words around a clause, its source and its open points.

use crate::diagnostic::{Code, Level};
use crate::policy::Status;
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
        "マニフェストの記載が、期待事項に足りないか、反しています",
    ),
    Text::new(
        "do what is missing and say so in the manifest, or explain why not under `explanations:`",
        "足りないことを実施してマニフェストに記すか、実施しない理由を `explanations:` に記してください",
    ),
);
/// Judging took more steps than a limit allows.
pub static TOO_MANY_STEPS: Code = Code {
    id: "judgement/too-many-steps",
    level: Level::Error,
    stops: true,
    message: Text::new(
        "the manifest could not be judged within {limit} steps; they ran out at `{clause}`",
        "{limit} ステップ以内にマニフェストを判定できませんでした（`{clause}` で上限に達しました）",
    ),
    why: Text::new(
        "every input is bounded, so that a check always ends soon; nothing of this manifest was judged",
        "検査が必ずすぐに終わるよう、判定の手間には上限があります。このマニフェストは何も判定していません",
    ),
    help: Text::new(
        "put fewer `for every` and `there is` inside one another, also through definitions, or raise `judgement-steps` under `[limits]` in `tadashi.toml`",
        "定義を通したものも含めて `for every` や `there is` の入れ子を減らすか、`tadashi.toml` の `[limits]` で `judgement-steps` を大きくしてください",
    ),
};
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
    Text::new("{subjects}: unknown at {points}", "{subjects}: 次の項目の記載がありません: {points}"),
    Text::new(
        "silence is never a pass: what is not said is as open as what is not done",
        "記載がないことは適合とみなしません。行われていない場合と同じく、未解決です",
    ),
    Text::new(
        "do what is missing and say so in the manifest, or explain why not under `explanations:`",
        "足りないことを実施してマニフェストに記すか、実施しない理由を `explanations:` に記してください",
    ),
);
/// Some points are not met, others cannot be judged.
pub static DEVIATES_AND_UNKNOWN: Code = finding(
    "judgement/deviates-and-unknown",
    Level::Error,
    Text::new(
        "{subjects}: deviates at {points}; unknown at {unknown}",
        "{subjects}: 次の項目を満たしていません: {points}。次の項目は記載がありません: {unknown}",
    ),
    Text::new(
        "every open point is listed, so that one look settles all",
        "一度で全て対応できるよう、未解決の項目を全て挙げています",
    ),
    Text::new(
        "do what is missing and say so in the manifest, or explain why not under `explanations:`",
        "足りないことを実施してマニフェストに記すか、実施しない理由を `explanations:` に記してください",
    ),
);
/// A fact that decides whether clauses apply.
pub static GATE_NOT_SAID: Code = finding(
    "judgement/gate-not-said",
    Level::Error,
    Text::new("{subject}: `{path}` is not said; {waiting}", "{subject}: `{path}` の記載がありません。{waiting}"),
    Text::new(
        "it decides whether these apply: {expectations}",
        "次の期待事項が当てはまるかどうかは、これによって決まります: {expectations}",
    ),
    Text::new("say `{path}` in the manifest", "マニフェストに `{path}` を書いてください"),
);
/// A fact of an entry, on which it rests whether clauses about the organisation apply.
pub static ENTRY_NOT_SAID: Code = finding(
    "judgement/entry-not-said",
    Level::Error,
    Text::new(
        "{subject}: an entry does not say `{path}`; {waiting}",
        "{subject}: `{path}` の記載がない要素があります。{waiting}",
    ),
    Text::new(
        "it decides whether these apply: {expectations}",
        "次の期待事項が当てはまるかどうかは、これによって決まります: {expectations}",
    ),
    Text::new("say `{path}` in each of these entries", "示した要素のそれぞれに `{path}` を書いてください"),
);
/// A list that is not there.
pub static LIST_NOT_SAID: Code = finding(
    "judgement/list-not-said",
    Level::Error,
    Text::new(
        "the list `{path}` of the manifest itself is not said; {waiting}",
        "マニフェスト直下の一覧 `{path}` の記載がありません。{waiting}",
    ),
    Text::new(
        "an absent list says nothing, an empty one says that there is none; waiting: {expectations}",
        "一覧がなければ有無が分かりません。空の一覧は「ない」ことを表します。待っている期待事項: {expectations}",
    ),
    Text::new(
        "at the left margin, write `{path}: []` if there is none, or list what there is",
        "なければ行頭から `{path}: []` と書き、あれば列挙してください",
    ),
);
/// The organisation's facts are not there.
pub static ORGANISATION_NOT_SAID: Code = finding(
    "judgement/organisation-not-said",
    Level::Error,
    Text::new("`organisation` is not said; {waiting}", "`organisation` の記載がありません。{waiting}"),
    Text::new(
        "the organisation is judged where its facts are written; waiting: {expectations}",
        "組織については、その事項を記載した場所で判定します。待っている期待事項: {expectations}",
    ),
    Text::new(
        "write `organisation: { name: … }` here; if another repository keeps it, name the copy: `facts: [{ file: .tadashi/facts/NAME.yaml }]`",
        "ここに `organisation: { name: … }` と書いてください。別のリポジトリで管理している場合は、写しを `facts: [{ file: .tadashi/facts/NAME.yaml }]` で指定してください",
    ),
);
/// An own threshold or example is not met.
pub static NOTE: Code = finding(
    "judgement/note",
    Level::Note,
    Text::new(
        "{subjects}: not met, and not required: {points}",
        "{subjects}: 必須ではありませんが、次の項目を満たしていません: {points}",
    ),
    Text::new(
        "points under `may` are examples of the source or thresholds of the pack; they decide nothing",
        "`may` の項目は出典の例示又はパック独自の目安であり、判定には影響しません",
    ),
    Text::new("this is not required; it may be left as it is", "対応は任意です"),
);
/// A clause that comes into force later.
pub static PREVIEW: Code = finding(
    "judgement/preview",
    Level::Note,
    Text::new("{subjects}: open {when}: {points}", "{subjects}: {when}、次の項目が未解決になります: {points}"),
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

/// The addition that settles most of what is unknown.
pub static NEXT: Code = finding(
    "judgement/next",
    Level::Note,
    Text::new(
        "next: say `{path}`{whose}; it alone settles {settles} of {unknown} unknown",
        "次の一歩: {whose}`{path}` を記載してください。不明{unknown}件のうち{settles}件はこれだけを待っています",
    ),
    Text::new("it is asked for by {expectations}", "{expectations} がこれを求めています"),
    Text::new("then run `tadashi check --next` again", "その後、`tadashi check --next` を再び実行してください"),
);
/// The addition that most wait for, where each waits for others too.
pub static NEXT_AMONG_OTHERS: Code = finding(
    "judgement/next-among-others",
    Level::Note,
    Text::new(
        "next: say `{path}`{whose}; with other facts it settles {waits} of {unknown} unknown",
        "次の一歩: {whose}`{path}` を記載してください。不明{unknown}件のうち{waits}件が、他の事項とともにこれを待っています",
    ),
    Text::new("it is asked for by {expectations}", "{expectations} がこれを求めています"),
    Text::new("then run `tadashi check --next` again", "その後、`tadashi check --next` を再び実行してください"),
);
/// Nothing is unknown.
pub static NEXT_NOTHING: Code = finding(
    "judgement/next-nothing",
    Level::Note,
    Text::new("next: nothing is unknown for want of a key", "次の一歩: 記載がないために不明な事項はありません"),
    Text::new(
        "what is left, if anything, deviates or is said in a way that cannot be judged",
        "残るものがあるとすれば、満たしていない事項か、判定できない書き方の事項です",
    ),
    Text::new("run `tadashi check` for the rest", "残りは `tadashi check` で確かめてください"),
);

/// Every row of this layer.
pub static ALL: &[&Code] = &[
    &TOO_MANY_STEPS,
    &DEVIATES,
    &GRACE_OVER,
    &GRACE_TOO_LONG,
    &GRACE_UNREASONED,
    &UNKNOWN,
    &DEVIATES_AND_UNKNOWN,
    &GATE_NOT_SAID,
    &EVIDENCE_SHARED,
    &ENTRY_NOT_SAID,
    &LIST_NOT_SAID,
    &ORGANISATION_NOT_SAID,
    &NOTE,
    &PREVIEW,
    &NEXT,
    &NEXT_AMONG_OTHERS,
    &NEXT_NOTHING,
];

/// "from 2026-10-01", of a preview.
pub const FROM: Text = Text::new("from {date}", "{date} から");
/// The condition under which a sentence is asked.
pub const BECAUSE: Text = Text::new("asked under this condition", "この条件の下で求められています");
/// The condition without which a sentence is asked.
pub const BECAUSE_NOT: Text = Text::new("asked where this does not hold", "これに当たらない場合に求められています");
/// Of a preview without a date.
pub const ANNOUNCED: Text = Text::new("once in force", "適用開始後");
/// The subjects of a finding.
pub const SUBJECTS: Text = Text::new("{subjects}", "{subjects}");
/// The first subjects of a finding that has many.
pub const SUBJECTS_AND_MORE: Text = Text::new("{subjects} and {more} more", "{subjects} ほか{more}件");
/// At the place where a missing fact would stand.
pub const NOT_SAID: Text = Text::new("`{path}` is not said", "`{path}` の記載がありません");
/// Whose fact is asked for.
pub const WHOSE: Text = Text::new(" for {subjects}", "{subjects} の ");
/// Where a fact of several records is said once.
pub const SHARED_BLOCK: Text =
    Text::new("say it once under `{block}:`, or for each", "`{block}:` に一度だけ書くか、それぞれに書いてください");
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
    "{instrument}, {row}, “{subject}” ({status}, `{strength}`{softener})",
    "{instrument} {row}「{subject}」（{status}、`{strength}`{softener}）",
);
/// An overlay that made the clause stricter.
pub const TIGHTENED: Text = Text::new("tightened by {pack}", "{pack} により厳しくされています");
/// An overlay that made the clause looser.
pub const RELAXED: Text = Text::new("relaxed by {pack}", "{pack} により緩和されています");
/// An overlay, and its reason.
pub const LAYER: Text = Text::new("{by}{because}", "{by}{because}");
/// The reason of an overlay.
pub const LAYER_BECAUSE: Text = Text::new(": {because}", "：{because}");
/// The places that one label stands for.
pub const ALL_OF: Text = Text::new("{all}", "{all}");
/// The softener of the source.
pub const SOFTENED: Text = Text::new(", `{word}`", "、`{word}`");
/// The way out of a `should`.
pub const EXPLAIN: Text = Text::new(
    "explain it under `explanations:`; `tadashi explain {reference} {subject}` writes the skeleton{several}",
    "`explanations:` で説明してください。`tadashi explain {reference} {subject}` でひな形を作成できます{several}",
);
/// Of a `may` clause.
pub const LEAVE: Text = Text::new("or leave it as it is: this is not required", "対応は任意です");
/// A way out beside others.
pub const OR: Text = Text::new("or {way}", "又は、{way}");
/// The way out of a `should` that is only unknown.
pub const EXPLAIN_UNKNOWN: Text = Text::new(
    "where it is not known yet, say so under `explanations:`; `tadashi explain {reference} {subject}` writes the skeleton{several}",
    "まだ分からない場合は、`explanations:` にその旨を書いてください。`tadashi explain {reference} {subject}` でひな形を作成できます{several}",
);
/// Of a way out that several subjects share.
pub const SHARED_WAY: Text = Text::new(", whose `about` may list the others", "（`about` には他の対象も列挙できます）");
/// A `must` has no such way out.
pub const BINDING: Text = Text::new(
    "the source binds, so an explanation does not settle it; it must be done, or not apply",
    "出典に拘束力があるため、説明では解決しません。実施するか、対象から外れる必要があります",
);
/// Where a value comes from.
pub const ORIGIN: Text = Text::new("the value comes from here", "この値によります");
/// Places left out.
pub const MORE: Text = Text::new("and {count} more places", "他に{count}か所あります");
/// Why an unknown is but a warning.
pub const IN_GRACE: Text = Text::new(
    "a warning until {date}, the last day of the grace period of `adoption`",
    "{date}（`adoption` の猶予の末日）までは警告として扱います",
);

/// What the status of an instrument is called.
#[must_use]
pub const fn status(status: Status) -> Text {
    match status {
        Status::Statute => Text::new("statute", "法律"),
        Status::Regulation => Text::new("regulation", "規則"),
        Status::Contract => Text::new("contract", "契約"),
        Status::Internal => Text::new("internal decision", "内部決定"),
        Status::Guidance => Text::new("guidance", "指針"),
        Status::CodeOfConduct => Text::new("code of conduct", "行動規範"),
        Status::Standard => Text::new("standard", "標準"),
        Status::Draft => Text::new("draft", "案"),
    }
}
