//! What a run of tests has to say: names that nobody knows stop it, outcomes that differ fail it, gaps are warnings.

use crate::diagnostic::{Code, Level};
use crate::text::Text;

/// A test names a clause that its pack does not have.
pub static NO_CLAUSE: Code = stops(
    "test/no-clause",
    Text::new("no expectation is called `{name}`{hint}", "期待事項 `{name}` はありません{hint}"),
    Text::new("a test of nothing would always pass", "対象のないテストは常に合格してしまいます"),
    Text::new(
        "write the name of an expectation of this pack, or `pack/name` of one that it overlays and does not drop",
        "このパックの期待事項の名称、又は（削除していない）上乗せの対象を `pack/name` の形で書いてください",
    ),
);
/// A test names a subject that the clause was not judged for.
pub static NO_SUBJECT: Code = stops(
    "test/no-subject",
    Text::new(
        "`{clause}` is not judged for `{name}`: its manifest has no such subject{hint}",
        "`{clause}` は `{name}` について判定されません。マニフェストにその対象がありません{hint}",
    ),
    Text::new("a test of nothing would always pass", "対象のないテストは常に合格してしまいます"),
    Text::new(
        "write `noun/id` as in the fixture, or `organisation` where a whole list is not said",
        "フィクスチャのとおり `noun/id` と書くか、一覧全体が述べられていない場合は `organisation` と書いてください",
    ),
);
/// A test names an explanation that its manifest does not hold.
pub static NO_EXPLANATION: Code = stops(
    "test/no-explanation",
    Text::new("the manifest holds no explanation `{name}`{hint}", "マニフェストに説明 `{name}` はありません{hint}"),
    Text::new("a test of nothing would always pass", "対象のないテストは常に合格してしまいます"),
    Text::new(
        "write it under `explanations` of the fixture, or with `but explanations is`",
        "フィクスチャの `explanations` に書くか、`but explanations is` で加えてください",
    ),
);
/// A test names a state that explanations do not have.
pub static NO_STATE: Code = stops(
    "test/no-state",
    Text::new("no state of an explanation is called `{name}`{hint}", "説明の状態に `{name}` はありません{hint}"),
    Text::new("a test of nothing would always pass", "対象のないテストは常に合格してしまいます"),
    Text::new(
        "write a state such as `accepted`, `insufficient` or `expired`",
        "`accepted`、`insufficient`、`expired` などの状態を書いてください",
    ),
);
/// A test is given a fixture that does not exist.
pub static NO_FIXTURE: Code = stops(
    "test/no-fixture",
    Text::new("no fixture is called `{name}`", "フィクスチャ `{name}` はありません"),
    Text::new("a test needs a manifest to judge", "テストには判定するマニフェストが必要です"),
    Text::new("write the name of a fixture of this pack", "このパックのフィクスチャの名称を書いてください"),
);
/// Neither a test nor its fixture says the day.
pub static NO_DAY: Code = stops(
    "test/no-day",
    Text::new("test `{test}` does not say the day it is judged on", "テスト `{test}` に判定日がありません"),
    Text::new(
        "a test that takes today's date changes its outcome by itself",
        "当日の日付による判定は、日がたつと結果が変わります",
    ),
    Text::new(
        "write `on 2026-07-01` in the test or its fixture",
        "テスト又はフィクスチャに `on 2026-07-01` のように書いてください",
    ),
);
/// A change names a field that the schema does not have.
pub static NO_FIELD: Code = stops(
    "test/no-field",
    Text::new("`{record}` has no field `{name}`{hint}", "`{record}` に項目 `{name}` はありません{hint}"),
    Text::new("a change of nothing tests nothing", "何も変えない変更では何も確かめられません"),
    Text::new("write a field of the schema", "スキーマにある項目を書いてください"),
);
/// A change picks an item that a list does not have.
pub static NO_ITEM: Code = stops(
    "test/no-item",
    Text::new("`{list}` has no item `{pick}`{hint}", "`{list}` に `{pick}` はありません{hint}"),
    Text::new("a change of nothing tests nothing", "何も変えない変更では何も確かめられません"),
    Text::new("write the id of an item, or its place from 1", "要素の id 又は1から数えた位置を書いてください"),
);
/// A change takes away, or goes into, what is not there.
pub static NOTHING_THERE: Code = stops(
    "test/nothing-there",
    Text::new("nothing stands at `{target}` to be changed", "`{target}` には変更できる値がありません"),
    Text::new("a change of nothing tests nothing", "何も変えない変更では何も確かめられません"),
    Text::new(
        "write a place that the fixture has; pick an item of a list as `systems[hr]`",
        "フィクスチャにある場所を書いてください。一覧の要素は `systems[hr]` のように示します",
    ),
);

/// A verdict is not the one that a test expects.
pub static VERDICT_DIFFERS: Code = fails(
    "test/verdict-differs",
    Text::new(
        "test `{test}`: expected that `{clause}` for `{subject}` {expected}, but it {actual}",
        "テスト `{test}`: `{subject}` に対する `{clause}` の判定は「{expected}」のはずですが「{actual}」です",
    ),
    Text::new(
        "either the expectation says something else than was meant, or the test does",
        "期待事項又はテストのいずれかが、意図と異なることを述べています",
    ),
    Text::new("correct the condition or the test", "条件又はテストを直してください"),
);
/// The state of an explanation is not the one that a test expects.
pub static EXPLANATION_DIFFERS: Code = fails(
    "test/explanation-differs",
    Text::new(
        "test `{test}`: expected explanation `{id}` to be {expected}{lack}, but it is {actual}{because}",
        "テスト `{test}`: 説明 `{id}` の状態は {expected}{lack} のはずですが {actual}{because} です",
    ),
    Text::new(
        "either the explanation is worth something else than was meant, or the test is wrong",
        "説明の評価又はテストのいずれかが、意図と異なります",
    ),
    Text::new("correct the explanation, its set or the test", "説明、その要件又はテストを直してください"),
);
/// Something is open that a test with `expect nothing else` does not name.
pub static SOMETHING_ELSE: Code = fails(
    "test/something-else",
    Text::new(
        "test `{test}`: expected nothing else, but `{clause}` for `{subject}` {actual}",
        "テスト `{test}`: 他に指摘はないはずですが、`{subject}` に対する `{clause}` の判定は「{actual}」です",
    ),
    Text::new("the test says that nothing else is open", "テストは、他に未充足の事項がないと述べています"),
    Text::new(
        "add what is missing to the fixture, or expect this verdict",
        "フィクスチャに不足分を書くか、この判定を期待する行を加えてください",
    ),
);

/// A clause that no test speaks of.
pub static NEVER_TESTED: Code = gap(
    "test/never-tested",
    Text::new("no test speaks of `{clause}`", "`{clause}` のテストがありません"),
    Text::new(
        "write a test where it complies and one where it deviates",
        "適合するテストと不適合となるテストを書いてください",
    ),
);
/// An overlay that no test of its pack speaks of.
pub static OVERLAY_NEVER_TESTED: Code = gap(
    "test/overlay-never-tested",
    Text::new(
        "no test of this pack speaks of `{clause}`, which it changes by `{kind}`",
        "`{kind}` で変更した `{clause}` について、このパックのテストがありません",
    ),
    Text::new(
        "write a test with `expect {clause} for …` that shows what is other now",
        "変更の結果を示す `expect {clause} for …` を含むテストを書いてください",
    ),
);
/// A clause that no test shows to comply.
pub static NEVER_COMPLIES: Code = gap(
    "test/never-complies",
    Text::new("no test shows `{clause}` to comply", "`{clause}` が適合となるテストがありません"),
    Text::new(
        "write a test with `expect {clause} for … complies`",
        "`expect {clause} for … complies` を含むテストを書いてください",
    ),
);
/// A clause that no test shows to be open.
pub static NEVER_OPEN: Code = gap(
    "test/never-open",
    Text::new(
        "no test shows `{clause}` to deviate or to be unknown",
        "`{clause}` が不適合又は不明となるテストがありません",
    ),
    Text::new(
        "write a test with `expect {clause} for … deviates at …`",
        "`expect {clause} for … deviates at …` を含むテストを書いてください",
    ),
);
/// A clause with a `where` that no test shows not to apply.
pub static NEVER_OUT_OF_SCOPE: Code = gap(
    "test/never-out-of-scope",
    Text::new("no test shows where `{clause}` does not apply", "`{clause}` が適用対象外となるテストがありません"),
    Text::new(
        "write a test with `expect {clause} for … does not apply`",
        "`expect {clause} for … does not apply` を含むテストを書いてください",
    ),
);
/// A point that no test shows to be open.
pub static POINT_NEVER_OPEN: Code = gap(
    "test/point-never-open",
    Text::new("no test shows `{clause}` open at `{point}`", "`{clause}` の `{point}` が未充足となるテストがありません"),
    Text::new("write a test in which `{point}` is not met", "`{point}` が満たされないテストを書いてください"),
);

/// Every row of this layer.
pub static ALL: &[&Code] = &[
    &NO_CLAUSE,
    &NO_SUBJECT,
    &NO_EXPLANATION,
    &NO_STATE,
    &NO_FIXTURE,
    &NO_DAY,
    &NO_FIELD,
    &NO_ITEM,
    &NOTHING_THERE,
    &VERDICT_DIFFERS,
    &EXPLANATION_DIFFERS,
    &SOMETHING_ELSE,
    &NEVER_TESTED,
    &OVERLAY_NEVER_TESTED,
    &NEVER_COMPLIES,
    &NEVER_OPEN,
    &NEVER_OUT_OF_SCOPE,
    &POINT_NEVER_OPEN,
];

const fn stops(id: &'static str, message: Text, why: Text, help: Text) -> Code {
    Code { id, level: Level::Error, stops: true, message, why, help }
}

const fn fails(id: &'static str, message: Text, why: Text, help: Text) -> Code {
    Code { id, level: Level::Error, stops: false, message, why, help }
}

const fn gap(id: &'static str, message: Text, help: Text) -> Code {
    let why = Text::new(
        "a condition that is never seen to fail may never fail",
        "満たされない場合を確かめていない条件は、常に満たされるものかもしれません",
    );
    Code { id, level: Level::Warning, stops: false, message, why, help }
}
