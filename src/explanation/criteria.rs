//! What an explanation is asked for, criterion by criterion: noted by the function that decides, while it decides.

use crate::text::{Message, Text};

use super::Fault;

/// One criterion and what an explanation came to by it.
#[derive(Clone, Debug, PartialEq)]
pub struct Check {
    /// What is asked.
    pub asks: Message,
    /// What is wrong by it; none where it is not asked of this explanation.
    pub faults: Option<Vec<Fault>>,
}

pub(super) const NAMES: Text =
    Text::new("names a clause, a point and subjects that exist", "実在する期待事項、項目及び対象を示している");
pub(super) const ADMISSIBLE: Text =
    Text::new("the clause can be explained: it is no `must`", "説明が認められる期待事項である（`must` でない）");
pub(super) const NEEDED: Text = Text::new(
    "is needed: what it names is open, and it speaks of each open point",
    "必要とされている（示した事項が未充足で、未充足の各項目に触れている）",
);
pub(super) const KIND: Text = Text::new("has a kind that is accepted and fits", "認められ、かつ実情に合う種類である");
pub(super) const FIELDS: Text = Text::new("has the fields asked for: {fields}", "求められる欄がある: {fields}");
pub(super) const SAYS: Text =
    Text::new("says something in every field, in no two the same", "どの欄にも内容があり、欄どうしで繰り返していない");
pub(super) const LONG: Text = Text::new(
    "says something in every field, in no two the same; `reason` has {count} words",
    "どの欄にも内容があり、欄どうしで繰り返していない。`reason` は{count}語以上である",
);
pub(super) const SAMENESS: Text = Text::new("does not repeat another explanation", "別の説明と同じ文言を用いていない");
pub(super) const OWN: Text = Text::new("does not say the clause again", "期待事項の文言の言い換えでない");
pub(super) const EVIDENCE: Text =
    Text::new("its documents are there and say something", "示した文書が存在し、内容がある");
pub(super) const DECIDED: Text =
    Text::new("was decided by a role of the manifest", "マニフェストにある役割が決定している");
pub(super) const DECIDED_BY: Text = Text::new(
    "was decided by a role with one of these functions: {functions}",
    "次の機能を持つ役割が決定している: {functions}",
);
pub(super) const FOUR_EYES: Text = Text::new(
    "was decided by a role of the manifest other than the owner",
    "責任者以外の、マニフェストにある役割が決定している",
);
pub(super) const FOUR_EYES_BY: Text = Text::new(
    "was decided by a role other than the owner, with one of these functions: {functions}",
    "責任者以外で、次の機能を持つ役割が決定している: {functions}",
);
pub(super) const RENEWED: Text =
    Text::new("each renewal was decided and says what changed", "各更新に決定者があり、変わった点を記している");
pub(super) const RENEWED_AT_MOST: Text = Text::new(
    "was renewed not more often than allowed ({count}); each renewal was decided and says what changed",
    "更新は{count}回までで、各更新に決定者があり、変わった点を記している",
);
pub(super) const DATED: Text = Text::new("says when it was decided and when it ends", "決定日及び期限を記している");
pub(super) const IN_ORDER: Text = Text::new("ends after it was decided", "期限が決定日より後である");
pub(super) const LASTS: Text = Text::new("ends within {lasts} of the decision", "決定から{lasts}以内に終わる");
pub(super) const LIMITED: Text = Text::new("ends within the limit of its set", "定められた期間内に終わる");
pub(super) const RUNS: Text =
    Text::new("has not ended, and does not within {days} days", "期限が過ぎておらず、{days}日以内にも到来しない");
pub(super) const SAME_CLAUSE: Text =
    Text::new("was written for the clause as it is now", "現在の期待事項に対して書かれている");
