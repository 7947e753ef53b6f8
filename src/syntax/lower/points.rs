//! Points and evidence lines.

use super::super::codes;
use super::super::grammar::Rule;
use super::super::tree::{Evidence, EvidenceEvery, EvidenceTest, Point};
use super::{Lower, Node};

impl<'t> Lower<'t> {
    pub(super) fn point(&mut self, node: Node<'t>) -> Option<Point> {
        let span = self.span(&node);
        if node.as_rule() == Rule::broken_point {
            self.again(Rule::point_entry, span);
            return None;
        }
        let (mut label, mut sentence, mut cond) = (None, None, None);
        for child in node.into_inner() {
            match child.as_rule() {
                Rule::name => label = Some(self.word(&child)),
                Rule::said => sentence = self.sentence(child),
                Rule::cond | Rule::broken_cond => cond = Some(self.cond(child)),
                _ => {}
            }
        }
        Some(Point { label: label?, sentence, cond: cond?, span })
    }

    pub(super) fn evidence(&mut self, node: Node<'t>) -> Vec<Evidence> {
        let mut lines = Vec::new();
        for child in node.into_inner() {
            match child.as_rule() {
                Rule::proof => lines.extend(self.proof(child)),
                Rule::broken_point => {
                    let span = self.span(&child);
                    self.again(Rule::proof_entry, span);
                }
                _ => {}
            }
        }
        lines
    }

    fn proof(&mut self, node: Node<'t>) -> Option<Evidence> {
        let span = self.span(&node);
        let (mut label, mut sentence, mut every) = (None, None, None);
        let (mut path, mut tests, mut when) = (None, Vec::new(), None);
        for child in node.into_inner() {
            match child.as_rule() {
                Rule::name => label = Some(self.word(&child)),
                Rule::said => sentence = self.sentence(child),
                Rule::proof_every => every = self.proof_every(child),
                Rule::path => path = Some(self.path(child)),
                Rule::cond => when = Some(self.cond(child)),
                Rule::refused_proof => {
                    let word = child.into_inner().next()?;
                    let place = self.span(&word);
                    let code = if word.as_rule() == Rule::k_link { &codes::LINK } else { &codes::EACH_FILE };
                    self.report(code, Vec::new(), place);
                    return None;
                }
                Rule::refused_test => {
                    let mut words = child.into_inner();
                    let (first, second) = (words.next()?, words.next()?);
                    let place = self.span(&first).to(self.span(&second));
                    let shared = second.as_rule() == Rule::k_shared;
                    self.report(if shared { &codes::NOT_SHARED } else { &codes::MENTIONS_ALL }, Vec::new(), place);
                }
                _ => tests.extend(self.proof_test(child)),
            }
        }
        Some(Evidence { label: label?, sentence, every, path: path?, tests, when, span })
    }

    fn proof_every(&mut self, node: Node<'t>) -> Option<EvidenceEvery> {
        let (mut binder, mut list, mut filter) = (None, None, None);
        for child in node.into_inner() {
            match child.as_rule() {
                Rule::name => binder = Some(self.word(&child)),
                Rule::path => list = Some(self.path(child)),
                Rule::slot => filter = Some(self.slot(child)),
                _ => {}
            }
        }
        Some(EvidenceEvery { binder: binder?, list: list?, filter })
    }

    /// What a document must hold; none for another node.
    pub(super) fn proof_test(&mut self, node: Node<'t>) -> Option<EvidenceTest> {
        match node.as_rule() {
            Rule::test_words => {
                let number = node.into_inner().find(|child| child.as_rule() == Rule::integer)?;
                self.integer(&number).map(EvidenceTest::Words)
            }
            Rule::test_reviewed => {
                let duration = node.into_inner().find(|child| child.as_rule() == Rule::duration)?;
                self.duration(&duration).map(EvidenceTest::Reviewed)
            }
            Rule::test_mentions => {
                let texts = node.into_inner().filter(|child| child.as_rule() == Rule::string);
                Some(EvidenceTest::Mentions(texts.map(|text| self.quoted(&text)).collect()))
            }
            _ => None,
        }
    }
}
