//! Headers, instruments, the schema, definitions and defaults.

use crate::args;
use crate::source::Span;

use super::super::codes;
use super::super::grammar::{Failure, Rule};
use super::super::tree::{
    At, Field, File, Header, Item, Member, PackHeader, Quoted, SetLine, TypeExpr, TypeKind, Word,
};
use super::{Lower, Node};

impl<'t> Lower<'t> {
    /// One header or item that the grammar has read.
    pub(super) fn item(&mut self, node: Node<'t>, file: &mut File) {
        let span = self.span(&node);
        let item = match node.as_rule() {
            Rule::pack_header | Rule::part_header | Rule::schema_header => {
                file.header = self.header(node);
                return;
            }
            Rule::use_pack => self.use_pack(node),
            Rule::instrument => self.instrument(node).map(Item::Instrument),
            Rule::clauses => self.clauses(node),
            Rule::record | Rule::manifest | Rule::extend => self.record(node),
            Rule::extend_words => self.extend_words(node),
            Rule::enumeration => self.enumeration(node),
            Rule::explanation_set => self.explanation_set(node),
            Rule::evidence_default => {
                let tests = node.into_inner().filter_map(|child| self.proof_test(child)).collect();
                Some(Item::EvidenceDefault { tests, span })
            }
            Rule::definition => self.definition(node),
            Rule::expectation => self.expectation(node).map(Item::Expectation),
            Rule::overlay => self.overlay(node).map(Item::Overlay),
            Rule::fixture => self.fixture(node).map(Item::Fixture),
            Rule::test => self.test(node).map(Item::Test),
            _ => None,
        };
        file.items.push(item.unwrap_or(Item::Broken(span)));
    }

    /// Something that stands once, a second time.
    pub(super) fn twice(&mut self, section: &str, span: Span) {
        self.report(&codes::SECTION_TWICE, args!["section" => section], span);
    }

    fn header(&mut self, node: Node<'t>) -> Option<Header> {
        let span = self.span(&node);
        match node.as_rule() {
            Rule::part_header => {
                let pack = node.into_inner().find(|child| child.as_rule() == Rule::dotted)?;
                Some(Header::Part { pack: self.word(&pack), span })
            }
            Rule::schema_header => {
                let mut inner = node.into_inner();
                let name = inner.find(|child| child.as_rule() == Rule::name)?;
                let version = inner.find(|child| child.as_rule() == Rule::integer)?;
                Some(Header::Schema { name: self.word(&name), version: self.integer(&version)?, span })
            }
            _ => self.pack_header(node).map(Header::Pack),
        }
    }

    fn pack_header(&mut self, node: Node<'t>) -> Option<PackHeader> {
        let span = self.span(&node);
        let (mut name, mut version, mut titles) = (None, None, Vec::new());
        let (mut language, mut schema, mut publisher, mut licence) = (None, None, None, None);
        for child in node.into_inner() {
            let place = self.span(&child);
            let full = match child.as_rule() {
                Rule::dotted => {
                    name = Some(self.word(&child));
                    None
                }
                Rule::version => {
                    version = Some(self.word(&child));
                    None
                }
                Rule::title => {
                    titles.extend(self.line(child));
                    None
                }
                Rule::pack_language => {
                    let full = language.is_some();
                    let number = child.into_inner().find(|child| child.as_rule() == Rule::language_edition);
                    language = number.and_then(|number| self.integer(&number));
                    full.then_some("language")
                }
                Rule::pack_schema => {
                    let full = schema.is_some();
                    let mut inner = child.into_inner();
                    let name = inner.find(|child| child.as_rule() == Rule::name).map(|name| self.word(&name));
                    let version = inner.next().and_then(|number| self.integer(&number));
                    schema = name.zip(version);
                    full.then_some("schema")
                }
                Rule::pack_publisher => self.once(&mut publisher, child).then_some("publisher"),
                Rule::pack_licence => self.once(&mut licence, child).then_some("licence"),
                _ => None,
            };
            if let Some(section) = full {
                self.twice(section, place);
            }
        }
        Some(PackHeader { name: name?, version: version?, titles, language, schema, publisher, licence, span })
    }

    /// Puts the text of a line into its place; true if there was one.
    pub(super) fn once(&mut self, slot: &mut Option<Quoted>, node: Node<'t>) -> bool {
        let full = slot.is_some();
        if let Some(text) = node.into_inner().find(|child| child.as_rule() == Rule::string) {
            *slot = Some(self.quoted(&text));
        }
        full
    }

    fn use_pack(&mut self, node: Node<'t>) -> Option<Item> {
        let span = self.span(&node);
        let (mut pack, mut version, mut from) = (None, None, None);
        for child in node.into_inner() {
            match child.as_rule() {
                Rule::dotted => pack = Some(self.word(&child)),
                Rule::version => version = Some(self.word(&child)),
                Rule::string => from = Some(self.quoted(&child)),
                _ => {}
            }
        }
        let pack = pack?;
        let version = version.unwrap_or_else(|| self.no_version(&pack, span));
        Some(Item::Use { pack, version, from, span })
    }

    /// Says that the version is missing; an empty one stands for any, so that nothing else is unknown because of it.
    fn no_version(&mut self, pack: &Word, item: Span) -> Word {
        let at = pack.span.end as usize;
        let failure = Failure { at: at - self.base, expected: vec![Rule::k_version], gave_up: false };
        self.unexpected(self.base, item.end as usize, &failure);
        Word { text: String::new(), span: Span::point(self.file, at) }
    }

    fn record(&mut self, node: Node<'t>) -> Option<Item> {
        let (rule, span) = (node.as_rule(), self.span(&node));
        let (mut name, mut noun, mut fields) = (None, None, Vec::new());
        for child in node.into_inner() {
            match child.as_rule() {
                Rule::type_name => name = Some(self.word(&child)),
                Rule::name => noun = Some(self.word(&child)),
                Rule::field => fields.extend(self.field(child)),
                _ => {}
            }
        }
        Some(match rule {
            Rule::record => Item::Record { name: name?, noun, fields, span },
            Rule::extend => Item::Extend { record: name?, fields, span },
            _ => Item::Manifest { fields, span },
        })
    }

    fn field(&mut self, node: Node<'t>) -> Option<Field> {
        let span = self.span(&node);
        let (mut name, mut required, mut ty, mut fallback, mut meaning) = (None, false, None, None, None);
        for child in node.into_inner() {
            match child.as_rule() {
                Rule::name => name = Some(self.word(&child)),
                Rule::k_required => required = true,
                Rule::r#type => ty = self.type_expr(child),
                Rule::path => fallback = Some(self.path(child)),
                Rule::said => meaning = self.sentence(child),
                _ => {}
            }
        }
        Some(Field { name: name?, required, ty: ty?, fallback, meaning, span })
    }

    fn type_expr(&mut self, node: Node<'t>) -> Option<TypeExpr> {
        let span = self.span(&node);
        let inner = node.into_inner().next()?;
        let kind = match inner.as_rule() {
            Rule::t_base => TypeKind::Base(self.word(&inner)),
            Rule::type_name => TypeKind::Named(self.word(&inner)),
            Rule::t_https => TypeKind::HttpsUrl,
            Rule::t_one_of => {
                let members = inner.into_inner().find(|child| child.as_rule() == Rule::members)?;
                TypeKind::OneOf(self.members(members))
            }
            rule => {
                let (mut least, mut item, mut named, mut base, mut pattern) = (None, None, None, None, None);
                for child in inner.into_inner() {
                    match child.as_rule() {
                        Rule::integer => least = Some(self.integer(&child)?.value),
                        Rule::r#type => item = self.type_expr(child),
                        Rule::type_name => named = Some(self.word(&child)),
                        Rule::t_base => base = Some(self.word(&child)),
                        Rule::string => pattern = Some(self.quoted(&child)),
                        _ => {}
                    }
                }
                match rule {
                    Rule::t_list => TypeKind::List { least, item: Box::new(item?) },
                    Rule::t_reference => TypeKind::Reference(named?),
                    Rule::t_partial => TypeKind::Partial(named?),
                    _ => match pattern {
                        Some(pattern) => TypeKind::Like { base: base?, pattern },
                        None => TypeKind::AtLeast { base: base?, characters: least? },
                    },
                }
            }
        };
        Some(TypeExpr { kind, span })
    }

    fn members(&mut self, node: Node<'t>) -> Vec<Member> {
        node.into_inner()
            .filter(|child| child.as_rule() == Rule::member)
            .filter_map(|child| self.member(child))
            .collect()
    }

    fn member(&mut self, node: Node<'t>) -> Option<Member> {
        let (mut word, mut synonyms, mut meaning) = (None, Vec::new(), None);
        for child in node.into_inner() {
            match child.as_rule() {
                Rule::name | Rule::string => word = Some(self.name_or_text(&child)),
                Rule::synonyms => {
                    for child in child.into_inner() {
                        if matches!(child.as_rule(), Rule::name | Rule::string) {
                            synonyms.push(self.name_or_text(&child));
                        }
                    }
                }
                Rule::said => meaning = self.sentence(child),
                Rule::member_ja => {
                    let ja = child.into_inner().find(|child| child.as_rule() == Rule::string);
                    let ja = ja.map(|ja| self.quoted(&ja));
                    meaning = word.clone().map(|Word { text, span }| super::super::tree::Sentence {
                        en: Quoted { text, span, inner: span },
                        ja,
                    });
                }
                _ => {}
            }
        }
        Some(Member { word: word?, synonyms, meaning })
    }

    fn name_or_text(&mut self, node: &Node<'t>) -> Word {
        match node.as_rule() {
            Rule::string => {
                let Quoted { text, span, .. } = self.quoted(node);
                Word { text, span }
            }
            _ => self.word(node),
        }
    }

    fn enumeration(&mut self, node: Node<'t>) -> Option<Item> {
        let span = self.span(&node);
        let name = node.clone().into_inner().find(|child| child.as_rule() == Rule::type_name)?;
        Some(Item::Enum { name: self.word(&name), members: self.members(node), span })
    }

    fn extend_words(&mut self, node: Node<'t>) -> Option<Item> {
        let span = self.span(&node);
        let (mut target, mut field, mut members) = (None, None, Vec::new());
        for child in node.into_inner() {
            match child.as_rule() {
                Rule::type_name => target = Some(self.word(&child)),
                Rule::name => field = Some(self.word(&child)),
                Rule::members => members = self.members(child),
                _ => {}
            }
        }
        Some(Item::ExtendWords { target: target?, field, members, span })
    }

    fn definition(&mut self, node: Node<'t>) -> Option<Item> {
        let span = self.span(&node);
        let (mut names, mut when) = (Vec::new(), None);
        for child in node.into_inner() {
            match child.as_rule() {
                Rule::name => names.push(self.word(&child)),
                Rule::cond | Rule::broken_cond => when = Some(self.cond(child)),
                _ => {}
            }
        }
        let [noun, word] = <[Word; 2]>::try_from(names).ok()?;
        Some(Item::Definition { noun, word, when: when?, span })
    }

    fn explanation_set(&mut self, node: Node<'t>) -> Option<Item> {
        let span = self.span(&node);
        let (mut name, mut lines) = (None, Vec::new());
        for child in node.into_inner() {
            match child.as_rule() {
                Rule::name => name = Some(self.word(&child)),
                Rule::set_four_eyes => lines.push(SetLine::FourEyes(self.span(&child))),
                Rule::set_decision => {
                    let functions = child.into_inner();
                    let functions = functions.filter(|child| matches!(child.as_rule(), Rule::name | Rule::other_text));
                    lines.push(SetLine::DecisionBy(functions.map(|child| self.function(&child)).collect()));
                }
                Rule::set_accepts => lines.push(SetLine::Accepts(self.words(child))),
                Rule::set_lasts => {
                    let duration = child.into_inner().find(|child| child.as_rule() == Rule::duration);
                    lines.extend(duration.and_then(|node| self.duration(&node)).map(SetLine::Lasts));
                }
                Rule::set_renewable => {
                    let place = self.span(&child);
                    let number = child.into_inner().find(|child| child.as_rule() == Rule::integer);
                    lines.extend(match number {
                        Some(number) => self.integer(&number).map(SetLine::Renewable),
                        None => Some(SetLine::Renewable(At { value: 0, span: place })),
                    });
                }
                Rule::set_needs => {
                    let place = self.span(&child);
                    let with_evidence = child.clone().into_inner().any(|child| child.as_rule() == Rule::k_evidence);
                    match self.words(child).pop() {
                        Some(field) if field.text == "departs" => {
                            self.report(&codes::NEEDS_DEPARTS, Vec::new(), place);
                        }
                        Some(field) => lines.push(SetLine::Needs { field, with_evidence }),
                        None => {}
                    }
                }
                _ => {}
            }
        }
        Some(Item::ExplanationSet { name: name?, lines, span })
    }
}
