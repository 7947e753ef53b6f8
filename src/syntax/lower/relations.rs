//! What is said of a path.

use crate::args;
use crate::source::Span;

use super::super::codes;
use super::super::grammar::Rule;
use super::super::tree::{At, Cond, CondKind, Operand, Path, Relation, Set};
use super::{Lower, Node};

/// The keywords of a relation.
struct Keywords(Vec<Rule>);

impl Keywords {
    fn of(node: &Node<'_>) -> Self {
        Self(node.clone().into_inner().map(|child| child.as_rule()).collect())
    }

    fn has(&self, rule: Rule) -> bool {
        self.0.contains(&rule)
    }
}

impl<'t> Lower<'t> {
    pub(super) fn predicate(&mut self, node: Node<'t>) -> Cond {
        let span = self.span(&node);
        let mut inner = node.into_inner();
        let Some(path) = inner.next() else { return Self::broken(span) };
        let path = self.path(path);
        let Some(what) = inner.find(|child| child.as_rule() != Rule::k_is) else { return Self::broken(span) };
        let relation = match what.as_rule() {
            Rule::bare => {
                let shown = self.slice(path.span.start as usize, path.span.end as usize).to_owned();
                self.report(&codes::BARE, args!["path" => shown], path.span);
                None
            }
            Rule::refused_relation => {
                self.refused_relation(&path, what);
                None
            }
            Rule::refused_is => self.refused_is(&path, what),
            _ => self.relation(what),
        };
        match relation {
            Some(relation) => Cond { kind: CondKind::Is { path, relation }, span },
            None => Self::broken(span),
        }
    }

    fn relation(&mut self, node: Node<'t>) -> Option<Relation> {
        let words = Keywords::of(&node);
        let negated = words.has(Rule::k_not);
        match node.as_rule() {
            Rule::r_stated if words.has(Rule::k_declined) => Some(Relation::StatedOrDeclined),
            Rule::r_stated if words.has(Rule::k_words) => {
                let number = node.into_inner().find(|child| child.as_rule() == Rule::integer)?;
                self.integer(&number).map(Relation::StatedInWords)
            }
            Rule::r_stated => Some(Relation::Stated { negated }),
            Rule::r_declined => Some(Relation::Declined { negated }),
            Rule::r_one_of => {
                if negated && let Some(of) = node.clone().into_inner().find(|child| child.as_rule() == Rule::k_of) {
                    let place = Span { end: self.span(&of).end, ..self.span(&node) };
                    self.report(&codes::NOT_ONE_OF, Vec::new(), place);
                }
                let list = node.into_inner().find(|child| child.as_rule() == Rule::value_list)?;
                let list = self.operands(list);
                Some(if negated { Relation::NoneOf(list) } else { Relation::OneOf(list) })
            }
            Rule::r_none_of => {
                let list = node.into_inner().find(|child| child.as_rule() == Rule::value_list)?;
                Some(Relation::NoneOf(self.operands(list)))
            }
            Rule::r_bound => self.bound(node, words.has(Rule::k_least)),
            Rule::r_within => self.within(node, &words),
            Rule::r_due => {
                let (duration, operand) = self.span_and_place(node);
                Some(Relation::DueWithin(duration?, operand?))
            }
            Rule::r_when => {
                let operand = self.last_operand(node)?;
                Some(match (words.has(Rule::k_on), words.has(Rule::k_before)) {
                    (false, true) => Relation::Before(operand),
                    (false, false) => Relation::After(operand),
                    (true, true) => Relation::OnOrBefore(operand),
                    (true, false) => Relation::OnOrAfter(operand),
                })
            }
            Rule::r_equal => self.last_operand(node).map(|value| Relation::Is { negated, value }),
            Rule::includes => self.includes(node, &words),
            Rule::states => {
                let or_declines = words.has(Rule::k_declines);
                let list = node.into_inner().find(|child| child.as_rule() == Rule::value_list)?;
                Some(Relation::StatesAll { or_declines, fields: self.operands(list) })
            }
            _ => None,
        }
    }

    fn last_operand(&mut self, node: Node<'t>) -> Option<Operand> {
        let operand = node.into_inner().filter(Self::is_operand).last()?;
        Some(self.operand(operand))
    }

    fn bound(&mut self, node: Node<'t>, least: bool) -> Option<Relation> {
        let refused = node.clone().into_inner().find(|child| child.as_rule() == Rule::refused_words);
        if let Some(words) = refused {
            let span = self.span(&words);
            let number = words.into_inner().find(|child| child.as_rule() == Rule::integer)?;
            let count = self.integer(&number)?;
            let shown = count.value as usize;
            self.report(&codes::STATED_WORDS, args!["count" => shown], span);
            return least.then_some(Relation::StatedInWords(count));
        }
        let operand = self.last_operand(node)?;
        Some(if least { Relation::AtLeast(operand) } else { Relation::AtMost(operand) })
    }

    fn within(&mut self, node: Node<'t>, words: &Keywords) -> Option<Relation> {
        if words.has(Rule::refused_count) {
            let count = node.into_inner().find(|child| child.as_rule() == Rule::refused_count)?;
            self.refused_count(&count);
            return None;
        }
        if words.has(Rule::k_of) {
            let of = node.into_inner().find(|child| child.as_rule() == Rule::k_of)?;
            let span = self.span(&of);
            self.report(&codes::WITHIN_OF, Vec::new(), span);
            return None;
        }
        if words.has(Rule::k_the) {
            let last = words.has(Rule::k_last);
            let operand = self.last_operand(node)?;
            return Some(if last { Relation::WithinLast(operand) } else { Relation::WithinNext(operand) });
        }
        let (duration, operand) = self.span_and_place(node);
        let (duration, operand) = (duration?, operand?);
        Some(match words.has(Rule::k_before) {
            true => Relation::WithinBefore(duration, operand),
            false => Relation::WithinAfter(duration, operand),
        })
    }

    /// The duration of a sentence, and the day it is counted from.
    fn span_and_place(&mut self, node: Node<'t>) -> (Option<At<crate::calendar::Duration>>, Option<Operand>) {
        let mut operands = node.into_inner().filter(Self::is_operand);
        let duration = operands.next().and_then(|node| self.duration(&node));
        (duration, operands.next().map(|node| self.operand(node)))
    }

    fn includes(&mut self, node: Node<'t>, words: &Keywords) -> Option<Relation> {
        if words.has(Rule::k_declines) {
            let list = node.into_inner().find(|child| child.as_rule() == Rule::value_list)?;
            return Some(Relation::IncludesOrDeclinesAll(self.operands(list)));
        }
        if !words.has(Rule::k_of) {
            return self.last_operand(node).map(Relation::Includes);
        }
        let set = node.into_inner().find(|child| matches!(child.as_rule(), Rule::value_list | Rule::path))?;
        let set = match set.as_rule() {
            Rule::path => Set::Path(self.path(set)),
            _ => Set::Values(self.operands(set)),
        };
        Some(match (words.has(Rule::k_all), words.has(Rule::k_any)) {
            (true, _) => Relation::IncludesAll(set),
            (_, true) => Relation::IncludesAny(set),
            _ => Relation::IncludesNone(set),
        })
    }

    /// Phrases after `is` that are refused; where the meaning is clear, it is given.
    fn refused_is(&mut self, path: &Path, node: Node<'t>) -> Option<Relation> {
        let span = self.span(&node);
        let refused = node.into_inner().next()?;
        let words = Keywords::of(&refused);
        match refused.as_rule() {
            Rule::refused_sign => {
                let sign = refused.into_inner().next()?;
                let place = self.span(&sign);
                self.report(&codes::SYMBOL, args!["symbol" => sign.as_str()], place);
                None
            }
            Rule::refused_not_when => {
                let (word, wanted) = match (words.has(Rule::k_before), words.has(Rule::k_on)) {
                    (true, false) => ("before", "is on or after"),
                    (false, false) => ("after", "is on or before"),
                    (true, true) => ("on or before", "is after"),
                    (false, true) => ("on or after", "is before"),
                };
                let (mut place, end) = (span, refused.clone().into_inner());
                if let Some(last) = end.filter(|child| matches!(child.as_rule(), Rule::k_before | Rule::k_after)).last()
                {
                    place.end = self.span(&last).end;
                }
                self.report(&codes::NOT_WHEN, args!["word" => word, "wanted" => wanted], place);
                let operand = self.last_operand(refused)?;
                Some(match wanted {
                    "is on or after" => Relation::OnOrAfter(operand),
                    "is on or before" => Relation::OnOrBefore(operand),
                    "is after" => Relation::After(operand),
                    _ => Relation::Before(operand),
                })
            }
            Rule::refused_not_bound => {
                let shown = self.slice(path.span.start as usize, path.span.end as usize).to_owned();
                let mut children = refused.into_inner();
                let not = children.next()?;
                let word = children.next()?;
                let place = self.span(&not).to(self.span(&word));
                self.report(&codes::NOT_BOUND, args!["word" => word.as_str(), "path" => shown], place);
                None
            }
            Rule::refused_more => {
                let mut children = refused.into_inner();
                let (more, than) = (children.next()?, children.next()?);
                let place = self.span(&more).to(self.span(&than));
                self.report(&codes::MORE_THAN, args!["word" => more.as_str()], place);
                None
            }
            Rule::refused_declared => {
                self.report(&codes::DECLARED, args!["word" => "declared"], span);
                Some(Relation::Stated { negated: words.has(Rule::k_not) })
            }
            _ => {
                let duration = refused.into_inner().find(|child| child.as_rule() == Rule::duration)?;
                let shown = duration.as_str().split_whitespace().collect::<Vec<_>>().join(" ");
                self.report(&codes::NEAR_TODAY, args!["duration" => shown], span);
                None
            }
        }
    }
}
