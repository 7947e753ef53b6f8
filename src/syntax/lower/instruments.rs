//! Instruments and their tables of clauses, from pairs to the tree.

use super::{Lower, Node};
use crate::syntax::grammar::Rule;
use crate::syntax::tree::{ClauseRow, Instrument, Item, Quoted};

impl<'t> Lower<'t> {
    pub(super) fn instrument(&mut self, node: Node<'t>) -> Option<Instrument> {
        let span = self.span(&node);
        let (mut handle, mut titles, mut issuer) = (None, Vec::new(), None);
        let (mut edition, mut url, mut status) = (None, None, None);
        let (mut articles, mut replaces) = (None, Vec::new());
        for child in node.into_inner() {
            let place = self.span(&child);
            let full = match child.as_rule() {
                Rule::handle => {
                    handle = Some(self.word(&child));
                    None
                }
                Rule::title => {
                    titles.extend(self.line(child));
                    None
                }
                Rule::instrument_issuer => self.once(&mut issuer, child).then_some("issuer"),
                Rule::instrument_url => self.once(&mut url, child).then_some("url"),
                Rule::instrument_edition => {
                    let full = edition.is_some();
                    let (mut text, mut date) = (None, None);
                    for part in child.into_inner() {
                        match part.as_rule() {
                            Rule::string => text = Some(self.quoted(&part)),
                            Rule::date => date = self.date(&part),
                            _ => {}
                        }
                    }
                    edition = text.map(|text| (text, date));
                    full.then_some("edition")
                }
                Rule::instrument_status => {
                    let full = status.is_some();
                    status =
                        child.into_inner().find(|part| part.as_rule() == Rule::status).map(|word| self.word(&word));
                    full.then_some("status")
                }
                Rule::instrument_articles => {
                    let full = articles.is_some();
                    articles =
                        child.into_inner().find(|part| part.as_rule() == Rule::integer).and_then(|n| self.integer(&n));
                    full.then_some("articles")
                }
                Rule::instrument_replaces => {
                    replaces.extend(self.strings(child));
                    None
                }
                _ => None,
            };
            if let Some(section) = full {
                self.twice(section, place);
            }
        }
        Some(Instrument { handle: handle?, titles, issuer, edition, url, status, articles, replaces, span })
    }

    pub(super) fn clauses(&mut self, node: Node<'t>) -> Option<Item> {
        let span = self.span(&node);
        let (mut handle, mut rows) = (None, Vec::new());
        for child in node.into_inner() {
            match child.as_rule() {
                Rule::handle => handle = Some(self.word(&child)),
                Rule::clause_row => rows.extend(self.clause_row(child)),
                _ => {}
            }
        }
        Some(Item::Clauses { handle: handle?, rows, span })
    }

    fn clause_row(&mut self, node: Node<'t>) -> Option<ClauseRow> {
        let span = self.span(&node);
        let (mut id, mut subject, mut strength, mut softener) = (None, None, None, None);
        let (mut maps, mut formerly) = (Vec::new(), Vec::new());
        for child in node.into_inner() {
            match child.as_rule() {
                Rule::string => id = Some(self.quoted(&child)),
                Rule::said => subject = self.sentence(child),
                Rule::strength => strength = Some(self.word(&child)),
                Rule::softener => softener = Some(self.word(&child)),
                Rule::row_map => {
                    let mut inner = child.into_inner();
                    if let (Some(handle), Some(row)) = (inner.next(), inner.next()) {
                        maps.push((self.word(&handle), self.quoted(&row)));
                    }
                }
                Rule::row_formerly => formerly.extend(self.strings(child)),
                _ => {}
            }
        }
        Some(ClauseRow { id: id?, subject: subject?, strength: strength?, softener, maps, formerly, span })
    }

    /// The quoted texts of a line.
    fn strings(&mut self, node: Node<'t>) -> Vec<Quoted> {
        node.into_inner().filter(|part| part.as_rule() == Rule::string).map(|part| self.quoted(&part)).collect()
    }
}
