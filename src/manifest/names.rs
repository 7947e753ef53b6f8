//! What messages call the kinds of values and the types of fields.

use crate::manifest::node::Kind;
use crate::schema::Type;
use crate::text::Text;

/// What stands there.
pub(super) fn of_kind(kind: &Kind) -> Text {
    match kind {
        Kind::Null => Text::new("nothing", "空の値"),
        Kind::Boolean(_) => Text::new("a boolean", "真偽値"),
        Kind::Number(_) => Text::new("a number", "数"),
        Kind::Text(_) => Text::new("a text", "文字列"),
        Kind::Sequence(_) => Text::new("a list", "一覧"),
        Kind::Mapping(_) | Kind::Alias(_) => Text::new("a mapping", "マッピング"),
    }
}

/// What is expected.
pub(super) fn of_type(ty: &Type) -> Text {
    match ty {
        Type::Text(_) | Type::Prose(_) => Text::new("a text", "文字列"),
        Type::Number => Text::new("a number", "数"),
        Type::Percentage => Text::new("a percentage", "百分率"),
        Type::Boolean => Text::new("`true` or `false`", "`true` 又は `false`"),
        Type::Date => Text::new("a date", "日付"),
        Type::Duration => Text::new("a duration", "期間"),
        Type::Path(_) => Text::new("a path", "パス"),
        Type::Url { .. } => Text::new("a web address", "ウェブのアドレス"),
        Type::Key(_) => Text::new("an id", "id"),
        Type::Language => Text::new("a language tag", "言語タグ"),
        Type::Country => Text::new("a country code", "国コード"),
        Type::Person => Text::new("a person's name", "人の名前"),
        Type::Email => Text::new("an e-mail address", "メールアドレス"),
        Type::Word(_) => Text::new("a word", "語"),
        Type::Reference(_) => Text::new("the id of a record", "項目の id"),
        Type::Record(_) | Type::Partial(_) => Text::new("a mapping", "マッピング"),
        Type::List { .. } => Text::new("a list", "一覧"),
    }
}
