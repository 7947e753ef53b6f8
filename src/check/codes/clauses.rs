//! Clauses and tests: what they claim and lack.

use super::{WHY_NAMES, error};
use crate::diagnostic::{Code, Level};
use crate::text::Text;

/// Claims more than its source.
pub static OVERCLAIMS: Code = error(
    "check/modality-overclaims",
    Text::new(
        "`{modality}` claims more than a source that says `{strength}`",
        "`{modality}` は、`{strength}` とする出典より強い表現です",
    ),
    Text::new(
        "an expectation is never stronger than the verb of its source",
        "期待事項は、出典の表現より強くなりません",
    ),
    Text::new("write `{most}`", "`{most}` と書いてください"),
);
/// Sources of several strengths.
pub static MIXED_STRENGTH: Code = error(
    "check/mixed-strength",
    Text::new(
        "its sources differ in {what} ({list}); split it, so that each clause claims what its source says",
        "出典の{what}が異なります（{list}）。出典ごとに期待事項を分けてください",
    ),
    Text::new("one verdict cannot carry two strengths", "一つの判定に二つの強さを持たせることはできません"),
    Text::new("write one expectation for each", "それぞれに期待事項を書いてください"),
);
/// A softened source, and a point without room for a reason.
pub static NO_ROOM_FOR_REASON: Code = error(
    "check/no-room-for-reason",
    Text::new(
        "the source says `{softener}`; the point must also accept a recorded reason",
        "出典は `{softener}` としています。この項目は、記録された理由も認める必要があります",
    ),
    Text::new("the softener of the source belongs to what is asked", "出典の緩和表現は、求める内容の一部です"),
    Text::new(
        "write `… is stated or declined`, or add `or … is declined`",
        "`… is stated or declined` と書くか、`or … is declined` を加えてください",
    ),
);
/// An example that decides.
pub static EXAMPLE_DECIDES: Code = error(
    "check/example-decides",
    Text::new(
        "the source gives this only as an example; write the points under `may`",
        "出典はこれを例として挙げているだけです。項目は `may` の下に書いてください",
    ),
    Text::new(
        "what a source lists as examples is not asked of everybody",
        "出典が例示するものは、全員に求められているわけではありません",
    ),
    Text::new("write `may` instead of `{modality}`", "`{modality}` を `may` に変えてください"),
);
/// A section that an expectation must have.
pub static SECTION_MISSING: Code = error(
    "check/section-missing",
    Text::new("`{name}` has no `{section}`", "`{name}` に `{section}` がありません"),
    Text::new(
        "a clause says what it is called, what it rests on, whom it concerns and what it asks",
        "期待事項には、題名、出典、対象及び求める内容が必要です",
    ),
    Text::new("add `{section} {example}`", "`{section} {example}` を加えてください"),
);
/// A sentence without its twin.
pub static NO_JAPANESE: Code = error(
    "check/no-japanese",
    Text::new("{what} `{name}` has no Japanese sentence", "{what} `{name}` に日本語の文がありません"),
    Text::new(
        "every sentence that a reader sees exists in both languages",
        "読み手が目にする文は、必ず両方の言語で書きます",
    ),
    Text::new("write `ja \"…\"` after it", "その後に `ja \"…\"` を書いてください"),
);
/// A sentence that a report may show, in one language only.
pub static UNTRANSLATED: Code = Code {
    id: "check/untranslated",
    level: Level::Warning,
    stops: false,
    message: Text::new("{what} `{name}` has no Japanese sentence", "{what} `{name}` に日本語の文がありません"),
    why: Text::new("a reader of the Japanese report sees English here", "日本語の報告で、ここだけ英語になります"),
    help: Text::new("write `ja \"…\"` after it", "その後に `ja \"…\"` を書いてください"),
};
/// A point that says nothing to a person.
pub static NO_SENTENCE: Code = error(
    "check/no-sentence",
    Text::new("point `{name}` has no sentence", "項目 `{name}` に説明の文がありません"),
    Text::new("a report reads the sentence to whoever has to act", "報告では、対応する人にこの文を示します"),
    Text::new(
        "write `- {name} \"what it says\" ja \"…\": …`",
        "`- {name} \"what it says\" ja \"…\": …` と書いてください",
    ),
);
/// Two labels of one clause.
pub static LABEL_TWICE: Code = error(
    "check/label-twice",
    Text::new("{clause}: two points are called `{label}`", "{clause}: `{label}` という項目が二つあります"),
    Text::new("explanations and tests name points by their label", "説明とテストは、項目をラベルで指します"),
    Text::new(
        "rename one; `applies` is taken by the scope",
        "どちらかの名前を変えてください。`applies` は適用範囲のために使われています",
    ),
);
/// A set that is not there.
pub static UNKNOWN_SET: Code = error(
    "check/unknown-set",
    Text::new("no explanation set is called `{name}`{hint}", "`{name}` という説明の組はありません{hint}"),
    WHY_NAMES,
    Text::new(
        "declare it: `by default explanation {name} { … }`",
        "`by default explanation {name} { … }` と宣言してください",
    ),
);
/// A `must` that could be explained away.
pub static MUST_EXPLAINED: Code = error(
    "check/must-explained",
    Text::new("a `must` takes no explanation", "`must` に説明は認められません"),
    Text::new(
        "what binds is not settled by an account of why it is not done",
        "拘束力のある定めは、守らない理由を述べても満たされません",
    ),
    Text::new("take the line `explanation …` away", "`explanation …` の行を消してください"),
);
/// A test that names nothing.
pub static UNKNOWN_IN_TEST: Code = error(
    "check/unknown-in-test",
    Text::new(
        "the test names {what} `{name}`, which does not exist{hint}",
        "テストが指す{what} `{name}` は存在しません{hint}",
    ),
    Text::new("a test of nothing would always pass", "存在しないものを指すテストは、何も確かめません"),
    Text::new("name one of {names}", "{names} のいずれかを書いてください"),
);
/// A test that expects a note of a clause without any.
pub static NOTHING_NOTED: Code = error(
    "check/nothing-noted",
    Text::new(
        "`{clause}` has no block `may` at its end, so it notes nothing",
        "`{clause}` の末尾に `may` がないため、注記はありません",
    ),
    Text::new(
        "`noting` is for what may be left undone; points that decide are met, open or unknown",
        "`noting` は、行わなくてもよい事項のためのものです。判定する項目には、適合・不適合・不明のいずれかを書きます",
    ),
    Text::new("write `deviates at …` or `is unknown at …`", "`deviates at …` 又は `is unknown at …` と書いてください"),
);
