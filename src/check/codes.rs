//! What can be wrong with a policy that reads well: names, types, strengths, and the account that loosening owes.

use crate::diagnostic::{Code, Level};
use crate::text::Text;

mod clauses;
mod conditions;
mod instruments;
mod names;
mod overlays;

pub use clauses::*;
pub use conditions::*;
pub use instruments::*;
pub use names::*;
pub use overlays::*;

const fn error(id: &'static str, message: Text, why: Text, help: Text) -> Code {
    Code { id, level: Level::Error, stops: true, message, why, help }
}

const WHY_NAMES: Text = Text::new(
    "every name is checked before any manifest is read, so that no clause passes because of a slip",
    "書き誤りのために期待事項が素通りしないよう、名前はマニフェストを読む前に全て検査します",
);

/// Every row of this layer.
pub static ALL: &[&Code] = &[
    &UNKNOWN_PACK,
    &PACK_TWICE,
    &HEADER_INCOMPLETE,
    &UNKNOWN_LANGUAGE,
    &UNKNOWN_SCHEMA,
    &NO_SCHEMA,
    &DECLARED_TWICE,
    &EXTENSION_REDEFINES,
    &UNKNOWN_TYPE,
    &NOT_EXTENSIBLE,
    &UNKNOWN_WORD,
    &UNKNOWN_INSTRUMENT,
    &UNKNOWN_ROW,
    &OLD_NUMBER,
    &NUMBER_ALONE,
    &BEYOND_LAST,
    &SUPERSEDED_EDITION,
    &OTHER_DATE,
    &OTHER_INSTRUMENT,
    &OTHER_ROW,
    &ABOVE_KNOWN,
    &STRENGTH_UNBOUND,
    &UNKNOWN_NOUN,
    &NESTED_NOUN,
    &UNKNOWN_NAME,
    &UNKNOWN_FIELD,
    &NO_PARTS,
    &THROUGH_LIST,
    &WORD_ALONE,
    &READS_EXPLANATIONS,
    &NOT_A_LIST,
    &WRONG_TYPE,
    &WRONG_VALUE,
    &NO_SUCH_VALUE,
    &UNKNOWN_ENUM_WORD,
    &TEXT_UNQUOTED,
    &UNKNOWN_DEFINITION,
    &DEFINED_LATER,
    &DEFINITION_GROWS,
    &AMBIGUOUS,
    &BINDER_HIDES,
    &TOO_DEEP,
    &NOT_A_DOCUMENT,
    &NOT_A_DATE_FIELD,
    &OVERCLAIMS,
    &MIXED_STRENGTH,
    &NO_ROOM_FOR_REASON,
    &EXAMPLE_DECIDES,
    &SECTION_MISSING,
    &NO_JAPANESE,
    &UNTRANSLATED,
    &NO_SENTENCE,
    &LABEL_TWICE,
    &UNKNOWN_SET,
    &MUST_EXPLAINED,
    &UNKNOWN_IN_TEST,
    &NOTHING_NOTED,
    &UNKNOWN_CLAUSE,
    &WRONG_DIRECTION,
    &NO_ACCOUNT,
    &PLACEHOLDER,
    &BINDING_LOOSENED,
    &OVERLAY_TWICE,
    &OVERLAY_SIBLINGS,
    &OVERLAY_OWN,
    &OVERLAY_DROPPED,
    &OVERLAY_OLD_ID,
    &OVERLAY_IDLE,
    &UNCARRIED,
    &SET_DIRECTION,
    &UNKNOWN_LABEL,
    &NOTHING_LEFT,
    &ACCOUNT_THIN,
    &ACCOUNT_STOCK,
    &ACCOUNT_COPIED,
    &ACCOUNT_RESTATES,
    &ACCOUNT_ENDS_FIRST,
    &ACCOUNT_TOO_LONG,
    &CYCLIC_USE,
];
