//! What verdicts, truths, kinds and states are called in prose.

use crate::explanation::State;
use crate::text::Text;
use crate::verdict::{Truth, Verdict};

/// What a verdict is called.
pub(super) const fn verdict(verdict: Verdict) -> Text {
    match verdict {
        Verdict::Complies => Text::new("complies", "適合"),
        Verdict::Explained => Text::new("explained", "説明あり"),
        Verdict::Deviates => Text::new("deviates", "不適合"),
        Verdict::Unknown => Text::new("unknown", "不明"),
        Verdict::NotApplicable => Text::new("not applicable", "適用対象外"),
        Verdict::NotInForce => Text::new("not in force", "効力期間外"),
    }
}

/// The word of a truth in JSON.
pub(super) const fn truth_word(truth: Truth) -> &'static str {
    match truth {
        Truth::True => "holds",
        Truth::False => "does-not-hold",
        Truth::Silent => "not-said",
        Truth::Unknown => "not-known",
    }
}

/// How a condition came out.
pub(super) const fn truth(truth: Truth) -> Text {
    match truth {
        Truth::True => Text::new("yes", "はい"),
        Truth::False => Text::new("no", "いいえ"),
        Truth::Silent => Text::new("not said", "記載なし"),
        Truth::Unknown => Text::new("not known", "不明"),
    }
}

/// How a point or evidence came out.
pub(super) const fn met(truth: Option<Truth>) -> Text {
    match truth {
        Some(Truth::True) => Text::new("met", "充足"),
        Some(Truth::False) => Text::new("not met", "未充足"),
        Some(Truth::Silent) => Text::new("not said", "記載なし"),
        Some(Truth::Unknown) => Text::new("not known", "不明"),
        None => Text::new("not asked", "対象外"),
    }
}

/// What a kind of explanation says.
pub(super) fn kind(kind: &str) -> Text {
    match kind {
        "transition" => Text::new("not yet", "移行中"),
        "alternative" => Text::new("another way to the same aim", "代替策"),
        "infeasible" => Text::new("cannot be done", "実施不能"),
        "proportionality" => Text::new("out of proportion here", "比例性"),
        "conflict" => Text::new("another rule or contract stands against it", "他の規律との抵触"),
        "confidentiality" => Text::new("done, and cannot be shown here", "秘密保持"),
        "elsewhere" => Text::new("done by another unit or kept in another place", "他部門で実施"),
        "not-known" => Text::new("not known yet", "未確認"),
        _ => Text::new("no known kind", "種類不明"),
    }
}

/// What a prose field of an explanation is called, in the order in which a reader takes them.
pub(super) const FIELDS: [(&str, Text); 8] = [
    ("departs", Text::new("departs", "実施しない内容")),
    ("reason", Text::new("why", "理由")),
    ("risk", Text::new("risk", "残るリスク")),
    ("instead", Text::new("instead", "代替策")),
    ("plan", Text::new("plan", "計画")),
    ("conflicts_with", Text::new("stands against it", "抵触する規定")),
    ("where", Text::new("where it is kept", "保管者・開示先")),
    ("revisit_when", Text::new("looked at again when", "見直しの契機")),
];

/// What a state of an explanation means for the verdict.
pub(super) const fn holds(state: State) -> Text {
    if state.holds() {
        Text::new("it holds", "有効")
    } else {
        Text::new("it does not hold", "有効ではありません")
    }
}
