//! Every mistake that a manifest can have, with its words in both languages.

mod binding;
mod reading;

pub use binding::*;
pub use reading::*;

use crate::diagnostic::{Code, Level};
use crate::text::Text;

/// Every row of this layer.
pub static ALL: &[&Code] = &[
    &EMPTY,
    &SYNTAX,
    &DUPLICATE_KEY,
    &SECOND_DOCUMENT,
    &TAG,
    &UNKNOWN_ALIAS,
    &ALIAS_IN_ITSELF,
    &MERGE,
    &KEY_NOT_TEXT,
    &TOO_DEEP,
    &TOO_LONG,
    &TOO_MANY,
    &ALIAS_EXPANSION,
    &NO_FRONT_MATTER,
    &NOT_A_MAPPING,
    &NO_MANIFEST,
    &FORMAT_MISSING,
    &FORMAT_NUMBER,
    &UNKNOWN_KEY,
    &WRONG_TYPE,
    &UNKNOWN_WORD,
    &SYNONYM,
    &BAD_DATE,
    &BAD_DURATION,
    &BAD_PERCENTAGE,
    &BAD_COUNTRY,
    &BAD_LANGUAGE,
    &BAD_EMAIL,
    &BAD_URL,
    &NOT_HTTPS,
    &BAD_PATH,
    &PATH_OUTSIDE,
    &TOO_SHORT,
    &NOT_LIKE,
    &TOO_FEW,
    &MISSING_KEY,
    &DANGLING,
    &BLANK_ID,
    &DUPLICATE_ID,
    &REPEATED_WORD,
    &DECLINED_REASON,
    &DECLINED_REQUIRED,
    &UNQUOTED,
    &NOT_A_LIST,
    &TEXT_LANGUAGE,
    &NOT_A_BOOLEAN,
    &YES_OR_NO,
    &BLOCK_TWICE,
    &OVERRIDES_SHARED,
    &MORE,
    &MORE_HINTS,
];

const fn error(id: &'static str, message: Text, why: Text, help: Text) -> Code {
    Code { id, level: Level::Error, stops: true, message, why, help }
}

const fn warning(id: &'static str, message: Text, why: Text, help: Text) -> Code {
    Code { id, level: Level::Warning, stops: false, message, why, help }
}
