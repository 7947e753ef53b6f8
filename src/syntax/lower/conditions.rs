//! Conditions: joining, quantifiers, `if` and `unless`.

use crate::args;
use crate::source::Span;
use crate::text::{Message, Text};

use super::super::codes;
use super::super::expected;
use super::super::grammar::Rule;
use super::super::tree::{Cond, CondKind, ListExpr, Quantity, Relation};
use super::{Lower, Node};

/// The keyword before a unit of joined sentences.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Join {
    None,
    And,
    Or,
}

impl Join {
    pub(super) const fn word(self) -> &'static str {
        match self {
            Self::Or => "or",
            Self::And | Self::None => "and",
        }
    }
}

impl<'t> Lower<'t> {
    pub(super) fn broken(span: Span) -> Cond {
        Cond { kind: CondKind::Broken, span }
    }

    /// A condition, or what could not be read of one.
    pub(super) fn cond(&mut self, node: Node<'t>) -> Cond {
        let span = self.span(&node);
        if node.as_rule() == Rule::broken_cond {
            self.again(Rule::cond_entry, span);
            return Self::broken(span);
        }
        let mut inner = node.into_inner().peekable();
        match inner.peek().map(Node::as_rule) {
            Some(Rule::for_every | Rule::for_latest | Rule::if_then | Rule::there) => {
                let Some(node) = inner.next() else { return Self::broken(span) };
                let sentence = match node.as_rule() {
                    Rule::for_every => self.for_every(node),
                    Rule::for_latest => self.for_latest(node),
                    Rule::if_then => self.if_then(node),
                    _ => self.there(node),
                };
                match inner.next() {
                    Some(joined) => {
                        self.refused_joined(&joined);
                        Self::broken(span)
                    }
                    None => sentence,
                }
            }
            Some(Rule::refused_start) => {
                if let Some(node) = inner.next() {
                    self.refused_start(node);
                }
                Self::broken(span)
            }
            _ => self.joined(inner, span),
        }
    }

    /// A `where`, or the first half of `if`.
    pub(super) fn slot(&mut self, node: Node<'t>) -> Cond {
        let span = self.span(&node);
        let mut inner = node.into_inner().peekable();
        match inner.next_if(|node| node.as_rule() == Rule::there) {
            Some(there) => self.there(there),
            None => self.joined(inner, span),
        }
    }

    /// Sentences with `and` and `or` between them, and at most one `unless`.
    fn joined(&mut self, nodes: impl Iterator<Item = Node<'t>>, span: Span) -> Cond {
        let mut groups: Vec<Vec<Cond>> = vec![Vec::new()];
        let (mut join, mut unless, mut word_said) = (Join::None, None, false);
        for node in nodes {
            match node.as_rule() {
                Rule::k_and => join = Join::And,
                Rule::k_or => {
                    join = Join::Or;
                    groups.push(Vec::new());
                }
                Rule::k_unless => {}
                Rule::slot => unless = Some(self.slot(node)),
                Rule::refused_except => {
                    let place = node.into_inner().find(|child| child.as_rule() == Rule::k_except);
                    let place = place.map_or(span, |word| self.span(&word));
                    self.report(&codes::EXCEPT, Vec::new(), place);
                    return Self::broken(span);
                }
                _ => {
                    let last = groups.iter().flatten().last();
                    let unit = match self.bare_word(&node, join, last, &mut word_said) {
                        Some(broken) => broken,
                        None => self.unit(node, join),
                    };
                    if let Some(group) = groups.last_mut() {
                        group.push(unit);
                    }
                }
            }
        }
        let ands = groups.into_iter().filter_map(|group| many(group, CondKind::And)).collect();
        let then = many(ands, CondKind::Or).unwrap_or(Self::broken(span));
        match unless {
            Some(unless) => {
                let span = then.span.to(unless.span);
                Cond { kind: CondKind::Unless { then: Box::new(then), unless: Box::new(unless) }, span }
            }
            None => then,
        }
    }

    /// `… or on-the-loop`: a word where a sentence was to begin. Of several in a row one is reported.
    fn bare_word(&mut self, node: &Node<'t>, join: Join, last: Option<&Cond>, said: &mut bool) -> Option<Cond> {
        let mut inner = node.clone().into_inner();
        let path = inner.next()?;
        let bare = inner.next().is_some_and(|next| next.as_rule() == Rule::bare);
        if !bare || join == Join::None || path.as_str().contains('.') {
            return None;
        }
        let code = match last.map(|cond| &cond.kind) {
            Some(CondKind::Is { relation: Relation::Is { .. } | Relation::OneOf(_) | Relation::NoneOf(_), .. }) => {
                &codes::OR_WORD
            }
            Some(CondKind::Is { relation: Relation::Includes(_), .. }) => &codes::INCLUDES_WORD,
            Some(CondKind::Broken) if *said => return Some(Self::broken(self.span(&path))),
            _ => return None,
        };
        *said = true;
        let span = self.span(&path);
        self.report(code, args!["join" => join.word(), "word" => path.as_str()], span);
        Some(Self::broken(span))
    }

    fn unit(&mut self, node: Node<'t>, join: Join) -> Cond {
        let span = self.span(&node);
        match node.as_rule() {
            Rule::group => match node.into_inner().find(|child| child.as_rule() == Rule::cond) {
                Some(inner) => Cond { span, ..self.cond(inner) },
                None => Self::broken(span),
            },
            Rule::negation => match node.into_inner().find(|child| child.as_rule() == Rule::cond) {
                Some(inner) => Cond { kind: CondKind::Not(Box::new(self.cond(inner))), span },
                None => Self::broken(span),
            },
            Rule::predicate => self.predicate(node),
            Rule::refused_not => {
                let word = node.into_inner().next().map_or(span, |word| self.span(&word));
                self.report(&codes::BARE_NOT, Vec::new(), word);
                Self::broken(span)
            }
            Rule::refused_nested => {
                self.refused_nested(node, join);
                Self::broken(span)
            }
            _ => {
                self.refused_again(node, join);
                Self::broken(span)
            }
        }
    }

    fn for_every(&mut self, node: Node<'t>) -> Cond {
        let span = self.span(&node);
        let before = self.diagnostics.len();
        let (mut binder, mut list, mut filter, mut body) = (None, None, None, None);
        for child in node.into_inner() {
            match child.as_rule() {
                Rule::name => binder = Some(self.word(&child)),
                Rule::path => list = Some(ListExpr::Path(self.path(child))),
                Rule::value_list => list = Some(ListExpr::Words(self.value_list(child))),
                Rule::slot => filter = Some(Box::new(self.slot(child))),
                Rule::cond => body = Some(self.cond(child)),
                _ => {}
            }
        }
        let body = self.body(body, "for every", expected::COMMA_AND_CONDITION, span, before);
        match (binder, list) {
            (Some(binder), Some(list)) => Cond { kind: CondKind::ForEvery { binder, list, filter, body }, span },
            _ => Self::broken(span),
        }
    }

    fn for_latest(&mut self, node: Node<'t>) -> Cond {
        let span = self.span(&node);
        let before = self.diagnostics.len();
        let (mut names, mut list, mut filter, mut body) = (Vec::new(), None, None, None);
        for child in node.into_inner() {
            match child.as_rule() {
                Rule::name => names.push(self.word(&child)),
                Rule::path => list = Some(self.path(child)),
                Rule::slot => filter = Some(Box::new(self.slot(child))),
                Rule::cond => body = Some(self.cond(child)),
                _ => {}
            }
        }
        let body = self.body(body, "for the latest", expected::COMMA_AND_CONDITION, span, before);
        match (<[_; 2]>::try_from(names), list) {
            (Ok([binder, by]), Some(list)) => {
                Cond { kind: CondKind::ForLatest { binder, list, by, filter, body }, span }
            }
            _ => Self::broken(span),
        }
    }

    fn if_then(&mut self, node: Node<'t>) -> Cond {
        let span = self.span(&node);
        let before = self.diagnostics.len();
        let (mut when, mut then) = (None, None);
        for child in node.into_inner() {
            match child.as_rule() {
                Rule::slot => when = Some(Box::new(self.slot(child))),
                Rule::cond => then = Some(self.cond(child)),
                _ => {}
            }
        }
        let then = self.body(then, "if", expected::THEN, span, before);
        match when {
            Some(when) => Cond { kind: CondKind::If { when, then }, span },
            None => Self::broken(span),
        }
    }

    /// The second half of a sentence. It can be missing without a word only where a refused phrase has taken it.
    fn body(&mut self, body: Option<Cond>, word: &str, wanted: Text, span: Span, before: usize) -> Box<Cond> {
        let end = Span::point(self.file, span.end as usize);
        Box::new(body.unwrap_or_else(|| {
            if self.diagnostics.len() == before {
                self.report(&codes::NO_BODY, args!["word" => word, "expected" => Message::plain(wanted)], end);
            }
            Self::broken(end)
        }))
    }

    fn there(&mut self, node: Node<'t>) -> Cond {
        let span = self.span(&node);
        let (mut quantity, mut binder, mut list, mut filter) = (None, None, None, None);
        for child in node.into_inner() {
            match child.as_rule() {
                Rule::q_none => quantity = Some(Quantity::None),
                Rule::q_some => quantity = Some(Quantity::Some),
                Rule::q_at_least => quantity = self.last_integer(child).map(Quantity::AtLeast),
                Rule::q_at_most => quantity = self.last_integer(child).map(Quantity::AtMost),
                Rule::name => binder = Some(self.word(&child)),
                Rule::path => list = Some(self.path(child)),
                Rule::slot => filter = Some(Box::new(self.slot(child))),
                _ => {}
            }
        }
        match (quantity, binder, list) {
            (Some(quantity), Some(binder), Some(list)) => {
                Cond { kind: CondKind::There { quantity, binder, list, filter }, span }
            }
            _ => Self::broken(span),
        }
    }

    /// The number among the children of a node.
    pub(super) fn last_integer(&mut self, node: Node<'_>) -> Option<u32> {
        let number = node.into_inner().filter(|child| child.as_rule() == Rule::integer).last()?;
        self.integer(&number).map(|at| at.value)
    }
}

/// One condition as itself, several as one of many.
fn many(mut conds: Vec<Cond>, kind: fn(Vec<Cond>) -> CondKind) -> Option<Cond> {
    if conds.len() < 2 {
        return conds.pop();
    }
    let span = conds.first()?.span.to(conds.last()?.span);
    Some(Cond { kind: kind(conds), span })
}
