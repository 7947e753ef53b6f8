//! What a mistake may come from, whatever it is: a full-width sign, a sample that nobody filled in.

use super::Binder;
use crate::diagnostic::{Diagnostic, Level};
use crate::manifest::{codes, wide};
use crate::text::{Message, Text};

const DOTS: Text = Text::new("replace the `…` with what holds", "`…` を実際の内容に置き換えてください");

impl Binder<'_> {
    /// Adds to the advice of a mistake what the text at its place shows.
    pub(super) fn hint(&self, mut diagnostic: Diagnostic) -> Diagnostic {
        let (Level::Error, Some(place)) = (diagnostic.level, diagnostic.place()) else { return diagnostic };
        let source = self.facts.document.source(place.file).unwrap_or_default();
        let text = source.get(place.range()).unwrap_or_default();
        let line = text.lines().next().unwrap_or_default();
        if line.is_ascii() {
            return diagnostic;
        }
        let mut hints = Vec::new();
        if text.contains('…') {
            hints.push(Message::plain(DOTS));
        }
        // Texts of any length and language may hold what looks like a sign; it is not what is wrong with them.
        if ![&codes::TOO_SHORT, &codes::DUPLICATE_ID, &codes::REPEATED_WORD].contains(&diagnostic.code) {
            hints.extend(wide::in_value(line));
        }
        if !hints.is_empty() && diagnostic.help.is_empty() {
            // WHY both: the advice of the row holds as well.
            let own = Message { text: diagnostic.code.help, args: diagnostic.args.clone() };
            hints.push(own);
        }
        diagnostic.help.splice(0..0, hints);
        diagnostic
    }
}
