//! What an account of loosening comes to on a day. None of it stops a run: the clause of the upstream pack is there.

use crate::diagnostic::{Code, Level};
use crate::text::Text;

const fn warning(id: &'static str, message: Text, why: Text, help: Text) -> Code {
    Code { id, level: Level::Warning, stops: false, message, why, help }
}

/// An account whose last day is past.
pub static EXPIRED: Code = warning(
    "overlay/expired",
    Text::new(
        "`{kind} {clause}` ended on {date}; the clause is judged as if this overlay were not there",
        "`{kind} {clause}` は {date} で終了しました。この上乗せはないものとして判定します",
    ),
    Text::new(
        "loosening is granted for a time, and ends with it; renewing it is a new decision",
        "緩和は期限を定めて認められ、期限とともに終わります。延長には新たな決定が必要です",
    ),
    Text::new(
        "take the overlay away; or decide anew, and write `decided by …` and `until …` of that decision",
        "この上乗せを消すか、改めて決定し、その決定の `decided by …` と `until …` を書いてください",
    ),
);
/// An account that ends soon.
pub static EXPIRES_SOON: Code = warning(
    "overlay/expires-soon",
    Text::new(
        "`{kind} {clause}` ends on {date}, in {days} days",
        "`{kind} {clause}` は {date} で終了します（残り{days}日）",
    ),
    Text::new(
        "the day after, the clause of `{pack}` is judged again as that pack has it (30 days ahead is our own choice)",
        "翌日からは、`{pack}` の期待事項がそのまま判定に戻ります（30日前の通知は当ツールの目安）",
    ),
    Text::new(
        "do what the clause asks, or have it decided anew with a later `until`",
        "期待事項の求めに応じるか、改めて決定して `until` を延ばしてください",
    ),
);
/// An account that is given on a later day.
pub static NOT_YET_DECIDED: Code = warning(
    "overlay/not-yet-decided",
    Text::new(
        "`{kind} {clause}` is decided on {date}, after {today}, the day of this judgement; it changes nothing yet",
        "`{kind} {clause}` の決定日 {date} は判定日 {today} より後です。まだ適用しません",
    ),
    Text::new("nothing is loosened before somebody decides it", "決定される前に緩和されることはありません"),
    Text::new(
        "write the day of the decision, or judge as of a later day with `--as-of`",
        "実際の決定日を書くか、`--as-of` でより後の日を指定してください",
    ),
);
/// A function that no role has.
pub static NOBODY_DECIDES: Code = warning(
    "overlay/nobody-decides",
    Text::new(
        "`{kind} {clause}` is decided by `{function}`, and no role of this manifest has that function",
        "`{kind} {clause}` は `{function}` の決定によりますが、この機能を持つ役割がマニフェストにありません",
    ),
    Text::new(
        "a decision that nobody here can have taken is hard to answer for; the overlay holds all the same, because the role may be kept in another repository",
        "ここに決定できる者がいなければ、その決定の責任を問えません。役割は別のリポジトリにある場合もあるため、上乗せ自体は適用します",
    ),
    Text::new(
        "add the role under `roles:` with `function: {function}`, or correct `decided by`",
        "`roles:` に `function: {function}` の役割を加えるか、`decided by` を直してください",
    ),
);

/// Every row of this layer.
pub static ALL: &[&Code] = &[&EXPIRED, &EXPIRES_SOON, &NOT_YET_DECIDED, &NOBODY_DECIDES];
