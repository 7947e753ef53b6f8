//! What is said of explanations beside their states: words, ids, records, a budget.

use crate::diagnostic::{Code, Level};
use crate::text::Text;

state!(
    FORMERLY,
    "explanation/old-id",
    Note,
    Text::new(
        "explanation `{id}` names `{old}`, which is called `{new}` now",
        "説明 `{id}` が示す `{old}` は、現在 `{new}` という名称です"
    ),
    Text::new("old ids keep matching", "旧 id も引き続き有効です"),
    Text::new("write `{new}`", "`{new}` と書いてください")
);

state!(
    STOCK_PHRASE,
    "explanation/stock-phrase",
    Note,
    Text::new(
        "explanation `{id}` uses phrases that would fit any organisation: {phrases}",
        "説明 `{id}` に、どの組織にも当てはまる言い回しがあります: {phrases}"
    ),
    Text::new(
        "such a phrase keeps a reader from seeing what is meant",
        "このような言い回しでは、何を指すのか読み手に伝わりません"
    ),
    Text::new("say which, how much or by when", "どれを、どれだけ、いつまでに、を書いてください")
);
state!(
    NOTHING_OWN,
    "explanation/nothing-of-its-own",
    Note,
    Text::new(
        "explanation `{id}` names nothing of its own: no id of the manifest, no number, date or file",
        "説明 `{id}` には、マニフェストの id、数、日付、ファイルのいずれも挙げられていません"
    ),
    Text::new("what names nothing could stand anywhere", "何も挙げない文は、どこにでも当てはまります"),
    Text::new(
        "name the system, the number or the document that you mean",
        "対象のシステム、数、文書などを挙げてください"
    )
);
state!(
    HEADING_SLIP,
    "explanation/heading-slip",
    Warning,
    Text::new(
        "the heading `{heading}` is not read; did you mean `{name}`?",
        "見出し `{heading}` は読み取られません。`{name}` のことですか?"
    ),
    Text::new(
        "only the text under a known heading counts as the explanation",
        "説明として読まれるのは、決まった見出しの下の文章だけです"
    ),
    Text::new(
        "write `{name}`, or another heading that is not so near to it",
        "`{name}` と書くか、これと紛らわしくない見出しにしてください"
    )
);
state!(
    OVER_BUDGET,
    "explanation/over-budget",
    Error,
    Text::new(
        "{count} explanations of `{pack}` hold, of {most} that the budget allows",
        "`{pack}` について有効な説明は{count}件で、定めた上限{most}件を超えています"
    ),
    Text::new(
        "the more is explained, the less the pack is followed; this is your own limit",
        "説明が増えるほど、パックは守られなくなります。この上限は自ら定めたものです"
    ),
    Text::new(
        "meet what can be met, or raise the number in `budget` of tadashi.toml",
        "満たせるものから満たすか、tadashi.toml の `budget` の数を改めてください"
    )
);
state!(
    BUDGET_OF_NO_PACK,
    "explanation/budget-of-no-pack",
    Warning,
    Text::new(
        "a budget is set for `{pack}`, and no such pack takes part{hint}",
        "`{pack}` の上限が定められていますが、そのパックは判定に使われていません{hint}"
    ),
    Text::new(
        "a limit that bounds nothing looks like one that is kept",
        "何も制限しない上限は、守られているように見えます"
    ),
    Text::new(
        "write the name of a pack of `packs`, or delete the line",
        "`packs` にあるパックの名前を書くか、この行を削除してください"
    )
);
/// The row of `explanation/heading-twice`.
pub static HEADING_TWICE: Code = Code {
    id: "explanation/heading-twice",
    level: Level::Error,
    stops: true,
    message: Text::new(
        "the heading `{heading}` gives `{field}` a second time",
        "見出し `{heading}` により `{field}` が二度書かれています",
    ),
    why: Text::new("nobody can tell which of the two holds", "どちらが有効か判断できません"),
    help: Text::new("join the two texts under one heading", "二つの文章を一つの見出しにまとめてください"),
};
state!(
    NOT_A_RECORD,
    "explanation/not-a-record",
    Warning,
    Text::new(
        "`{path}` has no front matter, and is not read as an explanation",
        "`{path}` にはフロントマターがないため、説明として読まれません"
    ),
    Text::new(
        "what was written there explains nothing as long as its fields are not known",
        "各欄が分からない限り、そこに書かれたものは説明になりません"
    ),
    Text::new(
        "begin it with `---`, the fields and `---`; or keep it elsewhere, or call it README.md",
        "冒頭に `---`、各欄、`---` を書くか、別の場所に置くか、README.md という名前にしてください"
    )
);
