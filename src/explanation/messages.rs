//! The faults of an explanation in words, one row a fault; a code of the state lists them.

use crate::text::Text;

pub(super) const NO_EXPECTATION: Text =
    Text::new("no expectation `{name}`{hint}", "期待事項 `{name}` はありません{hint}");
pub(super) const NO_POINT: Text =
    Text::new("`{clause}` has no point `{name}`{hint}", "`{clause}` に項目 `{name}` はありません{hint}");
pub(super) const NO_SUBJECT: Text = Text::new("no subject `{name}`{hint}", "対象 `{name}` はありません{hint}");
pub(super) const PATTERN: Text = Text::new(
    "`{name}` is a pattern; subjects are named one by one",
    "`{name}` はパターンです。対象は一つずつ書きます",
);
pub(super) const MUST: Text = Text::new("`{clause}` is a `must`", "`{clause}` は `must` です");
pub(super) const KIND_REFUSED: Text = Text::new(
    "explanation `{set}` accepts the kinds {kinds}, not `{kind}`",
    "説明 `{set}` が認める種類は {kinds} で、`{kind}` は認められません",
);
pub(super) const MISSING: Text = Text::new("`{field}` is missing", "`{field}` がありません");
pub(super) const PLACEHOLDER: Text =
    Text::new("`{field}` is only a placeholder, `{text}`", "`{field}` は仮の記入 `{text}` のままです");
pub(super) const SHORT: Text =
    Text::new("`{field}` has {count} of {least} words", "`{field}` は{least}語必要ですが{count}語です");
pub(super) const NO_KIND: Text = Text::new("no kind `{name}`{hint}", "種類 `{name}` はありません{hint}");
pub(super) const SEVERAL_OPEN: Text = Text::new(
    "of `{subject}` several points are open, and it does not speak of each: {points}",
    "`{subject}` では複数の項目が未充足ですが、それぞれに触れていません: {points}",
);
pub(super) const NO_FILE: Text = Text::new("the evidence `{path}` does not exist", "証跡 `{path}` がありません");
pub(super) const NO_READING: Text = Text::new("the evidence `{path}` cannot be read", "証跡 `{path}` を読めません");
pub(super) const EMPTY_FILE: Text =
    Text::new("the evidence `{path}` holds no text of its own", "証跡 `{path}` に内容がありません");
pub(super) const TOO_FAR: Text = Text::new(
    "`{field}` {end} is more than {days} days after the decision; {last} is the last day",
    "`{field}` {end} は決定日から{days}日を超えています。{last} が最終日です",
);
pub(super) const NO_ROLE: Text = Text::new("no role is called `{name}`{hint}", "役割 `{name}` はありません{hint}");
pub(super) const NO_FUNCTION: Text = Text::new(
    "role `{role}` says no `function`; the decision is by {functions}",
    "役割 `{role}` に `function` がありません。決定できるのは {functions} です",
);
pub(super) const WRONG_FUNCTION: Text = Text::new(
    "role `{role}` is `{function}`; the decision is by {functions}",
    "役割 `{role}` は `{function}` です。決定できるのは {functions} です",
);
pub(super) const NOT_THE_OWNER: Text = Text::new(
    "role `{role}` decides as system-owner, but does not own `{subject}`",
    "役割 `{role}` は system-owner として決定していますが、`{subject}` の責任者ではありません",
);
pub(super) const FOUR_EYES: Text = Text::new(
    "role `{role}` owns `{subject}`; somebody else decides",
    "役割 `{role}` は `{subject}` の責任者です。別の者が決定します",
);
pub(super) const SAME_HOLDER: Text = Text::new(
    "`{holder}` also owns `{subject}`; somebody else decides",
    "`{holder}` は `{subject}` の責任者でもあります。別の者が決定します",
);
pub(super) const NOBODY: Text =
    Text::new("`{field}` names nobody, `{text}`", "`{field}` の `{text}` は氏名ではありません");
pub(super) const NOT_YET: Text = Text::new(
    "`{field}` {date} is after {today}, the day of this judgement",
    "`{field}` {date} は判定日 {today} より後です",
);
pub(super) const ENDS_FIRST: Text =
    Text::new("`{field}` {end} is before the decision of {date}", "`{field}` {end} は決定日 {date} より前です");
pub(super) const TOO_LONG: Text = Text::new(
    "`{field}` {end} is beyond {lasts} from {from}; {last} is the last day",
    "`{field}` {end} は {from} から{lasts}を超えています。{last} が最終日です",
);
pub(super) const PAST: Text = Text::new("`{field}` {end} was its last day", "`{field}` {end} が最終日でした");
pub(super) const SOON: Text =
    Text::new("`{field}` {end} is its last day, in {days} days", "`{field}` {end} が最終日で、残り{days}日です");
pub(super) const ALL_COMPLY: Text = Text::new("everything it names complies now", "示された事項は全て適合しています");
pub(super) const ONLY_MAY: Text = Text::new("`{name}` is only a `may`", "`{name}` は `may` です");
pub(super) const NO_PACK: Text =
    Text::new("no pack `{name}` takes part in this run", "パック `{name}` は今回の判定に使われていません");
pub(super) const NOT_APPLICABLE: Text =
    Text::new("`{clause}` does not apply to `{subject}`", "`{clause}` は `{subject}` に適用されません");
pub(super) const NOT_IN_FORCE: Text = Text::new("`{clause}` is not in force", "`{clause}` は現在効力を有しません");
pub(super) const NOT_OPEN: Text =
    Text::new("there is nothing to explain for {subjects}", "{subjects} については説明すべき事項がありません");
pub(super) const DROPPED: Text =
    Text::new("`{clause}` is dropped by `{pack}`", "`{clause}` は `{pack}` により削除されています");
pub(super) const TAKEN_AWAY: Text =
    Text::new("`{name}` is taken away by `{pack}`", "`{name}` は `{pack}` により外されています");
pub(super) const IS_DONE: Text = Text::new(
    "kind `{kind}` says that it cannot be done, and the manifest says that it is done for {subjects}",
    "種類 `{kind}` は実施できないとしていますが、マニフェストでは {subjects} について実施済みです",
);
pub(super) const NOT_DONE: Text = Text::new(
    "kind `{kind}` says that it is done, and the manifest of `{subject}` says otherwise: {points}",
    "種類 `{kind}` は実施済みとしていますが、`{subject}` の記載はそうなっていません: {points}",
);
pub(super) const IS_KNOWN: Text = Text::new(
    "kind `not-known` is for what is unknown, and the manifest says that it is not so",
    "種類 `not-known` は不明な事項のためのもので、マニフェストには不適合と読める記載があります",
);
pub(super) const COPY: Text =
    Text::new("`{field}` says word for word what `{id}` says", "`{field}` は `{id}` と一字一句同じです");
pub(super) const COPIED: Text = Text::new(
    "`{field}` stands word for word in {count} more, the first of them `{id}`",
    "`{field}` と一字一句同じ文が、`{id}` をはじめ他の{count}件にあります",
);
pub(super) const ALIKE: Text =
    Text::new("`{field}` says nearly what `{id}` says", "`{field}` は `{id}` とほぼ同じです");
pub(super) const SAME_FIELD: Text =
    Text::new("`{field}` says again what `{other}` says", "`{field}` は `{other}` の繰返しです");
pub(super) const RESTATES: Text = Text::new(
    "`{field}` says in the words of the clause what is asked",
    "`{field}` は期待事項の文言を繰り返しています",
);
pub(super) const FILLER: Text = Text::new(
    "`{field}` has {count} words, of which only {different} are different",
    "`{field}` は{count}語ですが、異なる語は{different}語だけです",
);
pub(super) const TOO_OFTEN: Text =
    Text::new("renewed {count} times, of {most} that are allowed", "更新は{most}回までですが{count}回行われています");
pub(super) const UNCHANGED: Text =
    Text::new("`renewals.changed` says what an earlier renewal says", "`renewals.changed` は以前の更新と同じです");
pub(super) const CHANGED_NOTHING: Text =
    Text::new("`renewals.changed` says again what `{field}` says", "`renewals.changed` は `{field}` の繰返しです");
pub(super) const RENEWED_FIRST: Text = Text::new(
    "the renewal of {date} is before the decision of {decided}",
    "{date} の更新は決定日 {decided} より前です",
);
pub(super) const HELD_BY_NOBODY: Text = Text::new(
    "role `{role}` is held by nobody, `{text}`",
    "役割 `{role}` の担当者欄は `{text}` で、氏名ではありません",
);
pub(super) const NO_OWNER: Text = Text::new(
    "`{subject}` says no `owner`, so nobody can tell that somebody else decided",
    "`{subject}` に `owner` がないため、別の者が決定したことを確かめられません",
);
pub(super) const CHANGED: Text = Text::new(
    "`{clause}` has changed since it was written; its `fingerprint` is `{print}` now",
    "`{clause}` は記載後に変わりました。現在の `fingerprint` は `{print}` です",
);
pub(super) const CHANGED_UNTIL: Text = Text::new(
    "`{clause}` has changed since it was written; its `fingerprint` is `{print}` now, and {last} is the last day to look again",
    "`{clause}` は記載後に変わりました。現在の `fingerprint` は `{print}` で、見直しの最終日は {last} です",
);
pub(super) const CHANGED_LONG_AGO: Text = Text::new(
    "`{clause}` has changed since it was written; its `fingerprint` is `{print}` now, and {last} was the last day to look again",
    "`{clause}` は記載後に変わりました。現在の `fingerprint` は `{print}` で、見直しの最終日は {last} でした",
);
pub(super) const THIN_FILE: Text = Text::new(
    "the evidence `{path}` has fewer than {least} words of its own",
    "証跡 `{path}` の内容は{least}語に達しません",
);
pub(super) const FEW: Text = Text::new(
    "`{field}` has {count} different words, of {least} at least",
    "`{field}` の異なる語は{count}語で、少なくとも{least}語必要です",
);
pub(super) const OWN_INPUT: Text = Text::new(
    "the evidence `{path}` is what is judged here, and shows nothing of it",
    "証跡 `{path}` は判定の対象そのものであり、証跡になりません",
);
pub(super) const BLANK_PRINT: Text = Text::new("`fingerprint` is blank", "`fingerprint` が空です");
pub(super) const RENEWED_LATE: Text = Text::new(
    "the renewal of {date} came after {last}, the last day of what it renews",
    "{date} の更新は、更新前の最終日 {last} より後です",
);
pub(super) const NOBODY_CAN_TELL: Text = Text::new(
    "role `{role}` has no `holder`, so nobody can tell that somebody other than the owner of `{subject}` decided",
    "役割 `{role}` に `holder` がないため、`{subject}` の責任者とは別の者が決定したことを確かめられません",
);
