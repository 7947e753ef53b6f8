//! Overlays: what they name, which way they go, and the account that loosening owes.

use super::{WHY_NAMES, error};
use crate::diagnostic::{Code, Level};
use crate::text::Text;

/// An overlay of nothing.
pub static UNKNOWN_CLAUSE: Code = error(
    "check/unknown-clause",
    Text::new(
        "pack `{pack}` has no expectation `{name}`{hint}",
        "パック `{pack}` に期待事項 `{name}` はありません{hint}",
    ),
    WHY_NAMES,
    Text::new("`tadashi show {pack}` lists its expectations", "`tadashi show {pack}` で一覧を確かめられます"),
);
/// An overlay that goes the other way.
pub static WRONG_DIRECTION: Code = error(
    "check/wrong-direction",
    Text::new("`{line}` does not {kind} `{clause}`", "`{line}` は `{clause}` を{kind}するものではありません"),
    Text::new(
        "`tighten` only makes stricter and `relax` only looser, so that a reader can trust the word",
        "`tighten` は厳しくするだけ、`relax` は緩めるだけです。読み手はこの語を信頼します",
    ),
    Text::new("{advice}", "{advice}"),
);
/// A stronger modality that no source carries.
pub static UNCARRIED: Code = error(
    "check/uncarried",
    Text::new("no source carries `{line}` of `{clause}`", "`{clause}` の `{line}` を裏付ける出典がありません"),
    Text::new(
        "a clause is never stronger than what it rests on, and its own source says less",
        "期待事項は根拠より強くなりません。元の出典はそれより弱い表現です",
    ),
    Text::new(
        "cite the row that carries it from then on, `cites HANDLE \"…\"`; a `must` rests on one of strength `law`, also of an internal decision",
        "以後の根拠となる条項を `cites HANDLE \"…\"` で引用してください。`must` の根拠は強さ `law` の条項です（内部決定でも可）",
    ),
);
/// A set that goes the other way in one of its lines.
pub static SET_DIRECTION: Code = error(
    "check/set-direction",
    Text::new(
        "`explanation {set}` does not only {kind} `{clause}`: {lines}",
        "`explanation {set}` は `{clause}` を{kind}するだけのものではありません: {lines}",
    ),
    Text::new(
        "sets are compared line by line; a line that goes the other way would hide behind the others",
        "説明の組は行ごとに比べます。逆向きの行が、ほかの行に隠れてしまうためです",
    ),
    Text::new(
        "name a set, or write one with `by default explanation NAME { … }`, of which every line goes that way",
        "全ての行がその向きにある組を指定するか、`by default explanation NAME { … }` で書いてください",
    ),
);
/// Loosening without its account.
pub static NO_ACCOUNT: Code = error(
    "check/no-account",
    Text::new("a `{kind}` says why, in words of its own", "`{kind}` には、実質のある理由が必要です"),
    Text::new("loosening is an explanation at the level of the pack", "緩和は、パック単位の説明です"),
    Text::new("add `{line}`", "`{line}` を加えてください"),
);
/// A placeholder instead of a reason.
pub static PLACEHOLDER: Code = error(
    "check/placeholder-account",
    Text::new(
        "`{text}` is a placeholder, not the reason of this `{kind}`",
        "`{text}` は仮の記入であり、この `{kind}` の理由になりません",
    ),
    Text::new(
        "a reason is what readers of the overlay can agree or disagree with",
        "理由は、上乗せを読む人がその当否を判断するためのものです",
    ),
    Text::new("write in its place why it is so here", "ここでそうする理由に書き換えてください"),
);
/// Loosening what a statute says.
pub static BINDING_LOOSENED: Code = error(
    "check/binding-loosened",
    Text::new(
        "`{clause}` rests on {instrument}, a {status}; it cannot be loosened",
        "`{clause}` は{instrument}（{status}）に基づくため、緩和できません",
    ),
    Text::new("an organisation cannot set a statute or regulation aside", "法律や規則を組織が外すことはできません"),
    Text::new("take this `{kind}` away", "この `{kind}` を消してください"),
);
/// Two overlays of one clause.
pub static OVERLAY_TWICE: Code = error(
    "check/overlay-twice",
    Text::new("`{clause}` is changed twice in this pack", "このパックで `{clause}` が二度変更されています"),
    Text::new("there is no last one that wins", "後に書いた方が優先されることはありません"),
    Text::new("join the two", "一つにまとめてください"),
);
/// Overlays of one clause in packs that do not build on one another.
pub static OVERLAY_SIBLINGS: Code = error(
    "check/overlay-siblings",
    Text::new(
        "`{clause}` is changed by `{pack}` and by `{other}`, and neither uses the other",
        "`{clause}` が `{pack}` と `{other}` の両方で変更されていますが、どちらも他方を使っていません",
    ),
    Text::new(
        "overlays are applied in the order of `use`; between these two there is none",
        "上乗せは `use` の順に適用します。この二つには順序がありません",
    ),
    Text::new(
        "write `use {other} …` in `{pack}`, or leave one of the two out",
        "`{pack}` に `use {other} …` と書くか、どちらかを外してください",
    ),
);
/// An overlay of a clause of its own pack.
pub static OVERLAY_OWN: Code = error(
    "check/overlay-own",
    Text::new("`{clause}` is a clause of this pack itself", "`{clause}` はこのパック自身の期待事項です"),
    Text::new("an overlay changes what another pack says", "上乗せは、ほかのパックの定めを変えるものです"),
    Text::new("change the clause where it stands", "期待事項そのものを直してください"),
);
/// An overlay of a clause that a layer below has dropped.
pub static OVERLAY_DROPPED: Code = error(
    "check/overlay-dropped",
    Text::new("`{clause}` is dropped by `{pack}`", "`{clause}` は `{pack}` で削除されています"),
    Text::new("nothing is left of it to be changed", "変更する対象が残っていません"),
    Text::new(
        "write a clause of your own, or take this `{kind}` away",
        "自らの期待事項を書くか、この `{kind}` を消してください",
    ),
);
/// An overlay that names a clause as it was called formerly.
pub static OVERLAY_OLD_ID: Code = Code {
    id: "check/overlay-old-id",
    level: Level::Note,
    stops: false,
    message: Text::new("`{old}` is called `{clause}` now", "`{old}` は現在 `{clause}` という名称です"),
    why: Text::new(
        "old ids keep matching, so that nothing is lost when a clause is renamed",
        "名称が変わっても失われないよう、旧名も引き続き有効です",
    ),
    help: Text::new("write `{clause}`", "`{clause}` と書いてください"),
};
/// An overlay, or a line of one, that is so already.
pub static OVERLAY_IDLE: Code = Code {
    id: "check/overlay-changes-nothing",
    level: Level::Warning,
    stops: false,
    message: Text::new("`{line}` changes nothing in `{clause}`", "`{line}` は `{clause}` を何も変えません"),
    why: Text::new(
        "a reader would take the clause for a changed one",
        "読み手は、期待事項が変更されていると受け取ります",
    ),
    help: Text::new("take it away", "消してください"),
};
/// A point that the clause does not have.
pub static UNKNOWN_LABEL: Code = error(
    "check/unknown-label",
    Text::new(
        "`{clause}` has no deciding point or evidence `{name}`{hint}",
        "`{clause}` に、判定する項目又は証跡 `{name}` はありません{hint}",
    ),
    WHY_NAMES,
    Text::new("name one of {names}", "{names} のいずれかを書いてください"),
);
/// Every point taken away.
pub static NOTHING_LEFT: Code = error(
    "check/nothing-left",
    Text::new("nothing that decides is left of `{clause}`", "`{clause}` に、判定する項目が残っていません"),
    Text::new("a clause without points would always comply", "項目のない期待事項は、常に適合になってしまいます"),
    Text::new(
        "keep a point, or write `drop {clause}` with the same account",
        "項目を残すか、同じ理由等を付けて `drop {clause}` と書いてください",
    ),
);
/// A reason of a few words.
pub static ACCOUNT_THIN: Code = error(
    "check/account-thin",
    Text::new(
        "`because` of `{kind} {clause}` has {count} words; {least} are needed",
        "`{kind} {clause}` の `because` は{count}語です。{least}語以上が必要です",
    ),
    Text::new(
        "loosening is an explanation at the level of the pack (the least number of words is our own choice)",
        "緩和は、パック単位の説明です（最少の語数は当ツールの定めです）",
    ),
    Text::new(
        "say what is different here: size, use, what is done in its place",
        "規模、用途、代わりに行うことなど、ここに固有の事情を書いてください",
    ),
);
/// A reason that would fit anybody.
pub static ACCOUNT_STOCK: Code = error(
    "check/account-stock-phrase",
    Text::new(
        "`because` of `{kind} {clause}` says `{phrase}`, which would fit any organisation",
        "`{kind} {clause}` の `because` にある `{phrase}` は、どの組織にも当てはまる決まり文句です",
    ),
    Text::new("a phrase gives no account of a decision", "決まり文句は、決定の説明になりません"),
    Text::new(
        "say what is different here: size, use, what is done in its place",
        "規模、用途、代わりに行うことなど、ここに固有の事情を書いてください",
    ),
);
/// The same reason twice.
pub static ACCOUNT_COPIED: Code = error(
    "check/account-copied",
    Text::new(
        "`because` of `{kind} {clause}` has {how} words as that of `{other}`",
        "`{kind} {clause}` の `because` は `{other}` のものと{how}です",
    ),
    Text::new(
        "one reason for several clauses seldom says why of each",
        "一つの理由で、複数の期待事項それぞれの事情を述べることは、まれです",
    ),
    Text::new("say of each clause why it is loosened", "期待事項ごとに、緩和する理由を書いてください"),
);
/// A reason that says the clause again.
pub static ACCOUNT_RESTATES: Code = Code {
    id: "check/account-restates",
    level: Level::Warning,
    stops: false,
    message: Text::new(
        "`because` of `{kind} {clause}` mostly says the clause again",
        "`{kind} {clause}` の `because` は、期待事項の文の繰り返しが中心です",
    ),
    why: Text::new("what the clause asks is no reason to ask less", "期待事項の内容は、求めを減らす理由になりません"),
    help: Text::new(
        "say what is different here: size, use, what is done in its place",
        "規模、用途、代わりに行うことなど、ここに固有の事情を書いてください",
    ),
};
/// An account that ends before it begins.
pub static ACCOUNT_ENDS_FIRST: Code = error(
    "check/account-ends-first",
    Text::new("`until {until}` is before the decision of {on}", "`until {until}` は決定日 {on} より前です"),
    Text::new("an account that never runs loosens nothing", "一度も有効にならない緩和は、意味を持ちません"),
    Text::new("correct one of the two dates", "どちらかの日付を直してください"),
);
/// An account that lasts too long.
pub static ACCOUNT_TOO_LONG: Code = error(
    "check/account-too-long",
    Text::new(
        "`until {until}` is more than 12 months after the decision of {on}; {last} is the last day",
        "`until {until}` は決定日 {on} から12か月を超えています。{last} が最終日です",
    ),
    Text::new(
        "what is loosened is looked at again each year (the length is our own choice)",
        "緩和は毎年見直します（期間は当ツールの定めです）",
    ),
    Text::new(
        "write `until {last}` or an earlier day, and decide anew before it",
        "`until {last}` 又はそれ以前の日を書き、期限までに改めて決定してください",
    ),
);
/// Packs that use one another.
pub static CYCLIC_USE: Code = error(
    "check/cyclic-use",
    Text::new("packs use one another in a circle: {packs}", "パックが循環して使われています: {packs}"),
    Text::new(
        "overlays are applied in the order of `use`, and a circle has none",
        "上乗せは `use` の順に適用しますが、循環には順序がありません",
    ),
    Text::new("take one of these `use` lines away", "いずれかの `use` の行を消してください"),
);
