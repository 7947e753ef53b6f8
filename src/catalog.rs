//! Every code, relation, format and output in one place. (stub)

use crate::text::Lang;

/// The page of an id.
#[must_use]
pub fn show(_id: &str, _lang: Lang) -> Option<String> {
    None
}

/// Ids that could have been meant.
#[must_use]
pub fn suggestions(_id: &str) -> Vec<String> {
    Vec::new()
}
