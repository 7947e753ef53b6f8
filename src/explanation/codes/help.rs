//! What to type for a fault that is not settled by what its state advises.

use crate::args;
use crate::explanation::Fault;
use crate::explanation::messages as m;
use crate::policy::KINDS;
use crate::text::{Message, Text};

const LABELS: Text = Text::new(
    "write each of {points} as a word in a prose field such as `risk`, or write one explanation for each, with `#` and its label behind the expectation",
    "{points} の各語を `risk` などの文中に書くか、期待事項の後に `#` と項目名を付けて、項目ごとに説明を書いてください",
);
const ONE_KIND: Text = Text::new("write one of {kinds}", "次のいずれかを書いてください: {kinds}");
const DOCUMENT: Text = Text::new(
    "name a document of this repository that shows it in its own words, or write that file",
    "内容のあるリポジトリ内の文書を示すか、そのファイルを作ってください",
);
const EARLIER: Text =
    Text::new("write a day that is not after the last day named here", "ここに示した最終日以前の日付を書いてください");
const PRINT: Text = Text::new(
    "delete `fingerprint`, and let `tadashi check --fix` add it",
    "`fingerprint` を削除し、`tadashi check --fix` で書き足してください",
);
const DATE: Text = Text::new(
    "write the day on which it was decided; a decision to come is none yet",
    "実際に決定した日を書いてください。将来の決定は、まだ決定ではありません",
);
const NAME: Text =
    Text::new("write the name of who decided, or delete the field", "決定者の氏名を書くか、欄を削除してください");
const HOLDER: Text = Text::new(
    "write in `holder` of the role who holds it; an owner and a decider are told apart by that",
    "役割の `holder` に担当者の氏名を書いてください。責任者と決定者とは、これにより区別します",
);
const OWNER: Text =
    Text::new("write in `owner` the id of the role that owns it", "`owner` に責任者の役割の id を書いてください");
const MEET: Text = Text::new(
    "meet the expectation; no further renewal is allowed, whatever has changed",
    "期待事項を満たしてください。変化があっても、これ以上の更新はできません",
);
const ANEW: Text = Text::new(
    "what has ended is not renewed: decide anew, write that day in `decided.date`, and delete the renewals",
    "期限を過ぎた説明は更新できません。改めて決定してその日を `decided.date` に書き、更新を削除してください",
);
const BINDS: Text = Text::new(
    "meet the expectation, and delete the explanation; no kind explains a `must`",
    "期待事項を満たし、説明を削除してください。`must` は、どの種類の説明でも代えられません",
);

/// What to type for a fault; none where the advice of its state will do.
pub(super) fn help(fault: &Fault) -> Option<Message> {
    let text = fault.message.text;
    let plain = |among: &[Text], help: Text| among.contains(&text).then(|| Message::plain(help));
    if text == m::SEVERAL_OPEN {
        return Some(LABELS.with(fault.message.args.clone()));
    }
    if text == m::NO_KIND {
        return Some(ONE_KIND.with(args!["kinds" => KINDS.map(|kind| format!("`{kind}`")).to_vec()]));
    }
    plain(&[m::NO_FILE, m::NO_READING, m::EMPTY_FILE, m::THIN_FILE, m::OWN_INPUT], DOCUMENT)
        .or_else(|| plain(&[m::TOO_FAR], EARLIER))
        .or_else(|| plain(&[m::BLANK_PRINT], PRINT))
        .or_else(|| plain(&[m::NOT_YET], DATE))
        .or_else(|| plain(&[m::NOBODY], NAME))
        .or_else(|| plain(&[m::HELD_BY_NOBODY, m::NOBODY_CAN_TELL], HOLDER))
        .or_else(|| plain(&[m::NO_OWNER], OWNER))
        .or_else(|| plain(&[m::TOO_OFTEN], MEET))
        .or_else(|| plain(&[m::RENEWED_LATE], ANEW))
        .or_else(|| plain(&[m::MUST], BINDS))
}
