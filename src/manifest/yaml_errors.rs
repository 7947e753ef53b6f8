//! The YAML parser's complaints, in plain words.

use crate::text::Text;

/// What a complaint comes to.
pub(super) enum Reason {
    /// An alias without an anchor.
    UnknownAlias,
    /// Nested beyond what the parser takes.
    TooDeep,
    /// A tag with a prefix that nothing declares.
    UnknownTag,
    /// A colon where no key can be.
    NoKeyHere(Text),
    /// Anything else.
    Other(Text),
}

/// Turns a complaint of the parser into a reason.
pub(super) fn read(info: &str) -> Reason {
    let has = |part: &str| info.contains(part);
    if has("unknown anchor") {
        return Reason::UnknownAlias;
    }
    if has("recursion limit") {
        return Reason::TooDeep;
    }
    if has("handle wasn't declared") {
        return Reason::UnknownTag;
    }
    if has("mapping values are not allowed") || has("illegal placement of ':'") || has("simple key expect") {
        return Reason::NoKeyHere(if has("simple key") { NO_COLON } else { COLON });
    }
    let known = ROWS.iter().find(|(part, _)| has(part));
    Reason::Other(known.map_or(OTHER, |(_, text)| *text))
}

const COLON: Text = Text::new(
    "a `:` cannot stand here; is the line indented like its neighbours, or does the text need quotes?",
    "ここに `:` は書けません。字下げが前後の行とそろっているか、文字列に引用符が要らないか確かめてください",
);
const NO_COLON: Text = Text::new("a `:` is missing behind a key", "キーの後に `:` がありません");
/// A line before the document that is not the one that may stand there.
pub(super) const DIRECTIVE: Text = Text::new(
    "manifests are written in YAML 1.2, so a line that begins with `%` can only be `%YAML 1.2`",
    "マニフェストは YAML 1.2 で書くため、`%` で始まる行に書けるのは `%YAML 1.2` だけです",
);
/// A line that a tab indents.
pub(super) const TAB: Text =
    Text::new("a tab cannot indent; use spaces", "タブで字下げはできません。空白を使ってください");
/// A sign of a Japanese keyboard.
pub(super) const WIDE: Text =
    Text::new("a full-width sign has no meaning here", "全角の記号は、ここでは意味を持ちません");
const OTHER: Text = Text::new("nothing that stands here has a meaning", "ここに書かれたものは意味を持ちません");

/// Part of the parser's words, and ours; the first that fits.
const ROWS: [(&str, Text); 22] = [
    ("found unexpected end of stream", Text::new("this quote is never closed", "この引用符が閉じられていません")),
    (
        "found unexpected document indicator",
        Text::new(
            "this quote is not closed before the document ends",
            "文書が終わるまでにこの引用符が閉じられていません",
        ),
    ),
    (
        "invalid trailing content",
        Text::new("something stands behind a closing quote", "閉じた引用符の後に余分な文字があります"),
    ),
    (
        "unknown escape character",
        Text::new(
            "no such escape; write `\\\\` for a backslash",
            "このようなエスケープはありません。円記号(バックスラッシュ)は `\\\\` と書いてください",
        ),
    ),
    (
        "hexadecimal number",
        Text::new("hexadecimal digits are missing behind this escape", "エスケープの後に16進数の数字が足りません"),
    ),
    ("Unicode character escape", Text::new("this escape names no character", "このエスケープに当たる文字はありません")),
    (
        "expected ',' or '}'",
        Text::new("a `,` or `}` is missing before this place", "この前に `,` 又は `}` がありません"),
    ),
    (
        "expected ',' or ']'",
        Text::new("a `,` or `]` is missing before this place", "この前に `,` 又は `]` がありません"),
    ),
    (
        "expected node content",
        Text::new(
            "a value is missing here; is a bracket left open?",
            "ここに値がありません。括弧が閉じられているか確かめてください",
        ),
    ),
    ("misplaced bracket", Text::new("this bracket closes nothing", "対応する開き括弧がありません")),
    (
        "did not find expected key",
        Text::new(
            "a key is expected here; is the line indented like its neighbours?",
            "ここにはキーが必要です。字下げが前後の行とそろっているか確かめてください",
        ),
    ),
    (
        "expected '-' indicator",
        Text::new(
            "a `-` is expected here; is the line indented like its neighbours?",
            "ここには `-` が必要です。字下げが前後の行とそろっているか確かめてください",
        ),
    ),
    ("tab", TAB),
    (
        "unexpected character",
        Text::new(
            "a text cannot begin with this character; put it in quotes",
            "文字列はこの文字で始められません。引用符で囲んでください",
        ),
    ),
    ("unprintable", Text::new("a control character stands here", "制御文字があります")),
    (
        "byte order mark",
        Text::new("a byte-order mark stands inside the text", "テキストの途中にバイト順マークがあります"),
    ),
    (
        "block sequence entries are not allowed",
        Text::new(
            "a list cannot begin here; put it on a line of its own",
            "ここから一覧は始められません。改行して書いてください",
        ),
    ),
    (
        "only valid inside a block",
        Text::new("a `-` cannot stand inside brackets", "角括弧や波括弧の中に `-` は書けません"),
    ),
    (
        "indentation",
        Text::new("this line is not indented as its neighbours are", "この行の字下げが前後の行とそろっていません"),
    ),
    (
        "indented",
        Text::new("this line is not indented as its neighbours are", "この行の字下げが前後の行とそろっていません"),
    ),
    (
        "comment intercepting",
        Text::new("a comment cuts a text of several lines", "複数行の文字列がコメントで途切れています"),
    ),
    ("directive", DIRECTIVE),
];
