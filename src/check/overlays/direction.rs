//! Which way each line of an overlay goes, measured at the clause as the layers below have left it.

use crate::args;
use crate::check::codes;
use crate::check::expectations::Context;
use crate::diagnostic::{Diagnostic, Level};
use crate::policy::{Expectation, ExplanationSet, LineAgainst, Modality, Overlay, OverlayKind, Strength};
use crate::source::Span;
use crate::syntax::tree;
use crate::text::{Message, Text};

const OTHER_WORD: Text = Text::new("write it in an overlay that goes that way", "その向きの上乗せに書いてください");
const LEVEL: Text = Text::new("name a level that lies that way", "その向きにある重大度を書いてください");
const MODALITY: Text = Text::new("name a modality that lies that way", "その向きにある強さを書いてください");
const ONLY_NOTES: Text = Text::new(
    "a `may` gives notes only; raise it with `to should`",
    "`may` は注記を示すだけです。`to should` で引き上げてください",
);
const EARLIER: Text = Text::new(
    "name an earlier beginning or a later end than the clause has",
    "期待事項より早い開始日又は遅い終了日を書いてください",
);
const NO_END: Text = Text::new(
    "take the line away: what tightens has no end; what is to end is decided when it ends",
    "この行を消してください。厳しくする上乗せに期限はありません",
);
const WHOLE: Text = Text::new(
    "take the line away: a `drop` takes the whole clause and changes nothing else",
    "この行を消してください。`drop` は期待事項全体を外すもので、ほかの変更はできません",
);
const NO_SOURCE: Text = Text::new(
    "take the line away: what loosens rests on its account, not on a source",
    "この行を消してください。緩和の根拠は出典ではなく、その理由等です",
);

/// Says of each line that goes against the word of its overlay, and of each that changes nothing.
pub(super) fn check(
    context: &Context<'_>,
    tree: &tree::Overlay,
    made: &Overlay,
    present: &Expectation,
    diagnostics: &mut Vec<Diagnostic>,
) {
    let before = diagnostics.len();
    let mut direction = Direction { context, tree, made, present, diagnostics };
    match made.kind {
        OverlayKind::Tighten => direction.tighten(),
        OverlayKind::Relax => direction.relax(),
        OverlayKind::Drop => direction.only_the_account(),
    }
    // What a line says wrongly has been told, and the line is something that the overlay says.
    let wrong =
        tree.level.is_some() || tree.explanation.is_some() || !tree.also.is_empty() || !tree.evidence.is_empty();
    let says_something =
        wrong || !made.lines(made.set.map(|_| "")).is_empty() || !tree.cites.is_empty() || made.force.is_some();
    if made.kind != OverlayKind::Drop && !says_something && !tree.torn && diagnostics.len() == before {
        let line = format!("{} {}", made.kind.word(), present.id);
        let args = args!["line" => line, "clause" => &present.id];
        diagnostics.push(Diagnostic::new(&codes::OVERLAY_IDLE, args).at(made.head));
    }
}

struct Direction<'a> {
    context: &'a Context<'a>,
    tree: &'a tree::Overlay,
    made: &'a Overlay,
    present: &'a Expectation,
    diagnostics: &'a mut Vec<Diagnostic>,
}

impl<'a> Direction<'a> {
    fn against(&mut self, line: impl Into<String>, span: Span, advice: Text) {
        const TIGHTEN: Text = Text::new("tighten", "厳しく");
        const RELAX: Text = Text::new("relax", "緩和");
        const DROP: Text = Text::new("drop", "削除");
        let kind = match self.made.kind {
            OverlayKind::Tighten => TIGHTEN,
            OverlayKind::Relax => RELAX,
            OverlayKind::Drop => DROP,
        };
        let args = args![
            "line" => line.into(), "kind" => kind.with(Vec::new()), "clause" => &self.present.id,
            "advice" => advice.with(Vec::new()),
        ];
        self.diagnostics.push(Diagnostic::new(&codes::WRONG_DIRECTION, args).at(span));
    }

    fn idle(&mut self, line: impl Into<String>, span: Span) {
        let args = args!["line" => line.into(), "clause" => &self.present.id];
        self.diagnostics.push(Diagnostic::new(&codes::OVERLAY_IDLE, args).at(span));
    }

    fn tighten(&mut self) {
        let tree = self.tree;
        if let (Some(level), Some(word)) = (self.made.level, &tree.level) {
            let line = format!("level {}", level.word());
            let is_may = self.made.modality.unwrap_or(self.present.modality) == Modality::May;
            if level < self.present.level {
                self.against(line, word.span, LEVEL);
            } else if is_may && level > Level::Note {
                self.against(line, word.span, ONLY_NOTES);
            } else if level == self.present.level {
                self.idle(line, word.span);
            }
        }
        if let Some(to) = tree.modality {
            let line = format!("to {}", to.value.word());
            if to.value < self.present.modality {
                self.against(line, to.span, MODALITY);
            } else if to.value == self.present.modality {
                self.idle(line, to.span);
            } else if !self.is_carried(to.value) {
                let args = args!["line" => line, "clause" => &self.present.id];
                self.diagnostics.push(Diagnostic::new(&codes::UNCARRIED, args).at(to.span));
            }
        }
        self.set();
        self.force();
        if let Some(label) = tree.without.first() {
            self.against(format!("without {}", label.text), label.span, OTHER_WORD);
        }
        if let Some(only) = &tree.only {
            self.against("only where …", only.span, OTHER_WORD);
        }
        if let Some(until) = tree.until {
            self.against(format!("until {}", until.value), until.span, NO_END);
        }
    }

    /// Whether a source carries a stronger modality: a new `must` always rests on a row of its own.
    fn is_carried(&self, to: Modality) -> bool {
        let mut rows = self.made.citations.iter().filter_map(|cited| Some(self.context.set.cited(*cited)?.1));
        match to {
            Modality::Must => rows.any(|row| row.strength == Strength::Law),
            _ => self.present.strength.carries(to) || rows.any(|row| row.strength.carries(to)),
        }
    }

    fn force(&mut self) {
        let (Some(force), Some(tree)) = (self.made.force, &self.tree.force) else { return };
        let (mine, present) = (force, self.present.force);
        let line = |what: &str, date: String| format!("{what} {date}");
        if let Some(announced) = tree.announced {
            self.against(line("announced", announced.value.to_string()), announced.span, EARLIER);
        }
        let Some(from) = tree.from else { return };
        let begins = line("in force from", from.value.to_string());
        let always = present.from.is_none() && present.announced.is_none();
        let later = present.from.is_some_and(|date| from.value > date);
        let shorter = mine.until.is_some_and(|until| present.until.is_none_or(|end| until < end));
        if always || later {
            self.against(begins, from.span, EARLIER);
        } else if let (true, Some(until)) = (shorter, tree.until) {
            self.against(format!("{begins} until {}", until.value), until.span, EARLIER);
        } else if present.wider(mine) == present {
            self.idle(begins, from.span);
        }
    }

    fn relax(&mut self) {
        let tree = self.tree;
        if let (Some(level), Some(word)) = (self.made.level, &tree.level) {
            let line = format!("level {}", level.word());
            match level.cmp(&self.present.level) {
                std::cmp::Ordering::Greater => self.against(line, word.span, LEVEL),
                std::cmp::Ordering::Equal => self.idle(line, word.span),
                std::cmp::Ordering::Less => {}
            }
        }
        if let Some(to) = tree.modality {
            let line = format!("to {}", to.value.word());
            match to.value.cmp(&self.present.modality) {
                std::cmp::Ordering::Greater => self.against(line, to.span, MODALITY),
                std::cmp::Ordering::Equal => self.idle(line, to.span),
                std::cmp::Ordering::Less => {}
            }
        }
        self.set();
        self.not_stricter(OTHER_WORD);
    }

    /// Lines that only ever make stricter.
    fn not_stricter(&mut self, advice: Text) {
        let tree = self.tree;
        if let Some(point) = tree.also.first() {
            self.against(format!("also {}", point.label.text), point.span, advice);
        }
        if let Some(line) = tree.evidence.first() {
            self.against(format!("evidence {}", line.label.text), line.span, advice);
        }
        let date = tree.force.as_ref().and_then(|force| force.from.or(force.announced));
        if let Some(date) = date {
            self.against(format!("in force from {}", date.value), date.span, advice);
        }
        if let Some(cites) = tree.cites.first() {
            self.against(format!("cites {}", cites.handle.text), cites.span, NO_SOURCE);
        }
    }

    fn only_the_account(&mut self) {
        let tree = self.tree;
        if let Some(word) = &tree.level {
            self.against(format!("level {}", word.text), word.span, WHOLE);
        }
        if let Some(to) = tree.modality {
            self.against(format!("to {}", to.value.word()), to.span, WHOLE);
        }
        if let Some(name) = &tree.explanation {
            self.against(format!("explanation {}", name.text), name.span, WHOLE);
        }
        if let Some(label) = tree.without.first() {
            self.against(format!("without {}", label.text), label.span, WHOLE);
        }
        if let Some(only) = &tree.only {
            self.against("only where …", only.span, WHOLE);
        }
        self.not_stricter(WHOLE);
    }

    /// The explanation set, line by line.
    fn set(&mut self) {
        let sets = &self.context.set.sets;
        let (Some(name), Some(new)) = (&self.tree.explanation, self.made.set.and_then(|set| sets.get(set))) else {
            return;
        };
        let tighten = self.made.kind == OverlayKind::Tighten;
        let to = self.made.modality.unwrap_or(self.present.modality);
        if to == Modality::Must {
            self.diagnostics.push(Diagnostic::new(&codes::MUST_EXPLAINED, Vec::new()).at(name.span));
            return;
        }
        // Any set is looser than none accepted, and stricter than nothing asked.
        let Some(old) = self.present.set.and_then(|set| sets.get(set)) else {
            if !tighten && self.present.modality != Modality::Must {
                self.against(format!("explanation {}", name.text), name.span, OTHER_WORD);
            }
            return;
        };
        let wrong = if tighten { new.less_than(old) } else { old.less_than(new) };
        if wrong.is_empty() {
            let other_way = if tighten { old.less_than(new) } else { new.less_than(old) };
            if other_way.is_empty() {
                self.idle(format!("explanation {}", name.text), name.span);
            }
            return;
        }
        self.set_against(name, new, old, wrong, tighten);
    }

    fn set_against(
        &mut self,
        name: &tree::Word,
        new: &ExplanationSet,
        old: &ExplanationSet,
        wrong: Vec<LineAgainst>,
        tighten: bool,
    ) {
        const TIGHTEN: Text = Text::new("tighten", "厳しく");
        const RELAX: Text = Text::new("relax", "緩和");
        let lines: Vec<Message> = wrong
            .into_iter()
            .map(|line| if tighten { (line.less, line.more) } else { (line.more, line.less) })
            .map(set_line)
            .collect();
        let kind = if tighten { TIGHTEN } else { RELAX };
        let args = args![
            "set" => &name.text, "kind" => kind.with(Vec::new()), "clause" => &self.present.id, "lines" => lines,
        ];
        let diagnostic = Diagnostic::new(&codes::SET_DIRECTION, args);
        self.diagnostics.push(diagnostic.at(name.span).at(new.span).at(old.span));
    }
}

/// A line of the new set against that of the present one.
fn set_line((new, old): (Option<String>, Option<String>)) -> Message {
    const BOTH: Text = Text::new("`{new}` in place of `{old}`", "`{old}` が `{new}` になります");
    const MORE: Text = Text::new("`{new}`, which was not asked", "`{new}` が加わります");
    const LESS: Text = Text::new("it has no `{old}`", "`{old}` がありません");
    match (new, old) {
        (Some(new), Some(old)) => BOTH.with(args!["new" => new, "old" => old]),
        (Some(new), None) => MORE.with(args!["new" => new]),
        (None, old) => LESS.with(args!["old" => old.unwrap_or_default()]),
    }
}
