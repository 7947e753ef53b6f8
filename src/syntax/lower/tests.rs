//! Fixtures and tests.

use super::super::grammar::Rule;
use super::super::tree::{
    Change, ChangeValue, Expect, Expected, Fixture, Given, Target, TargetStep, Test, WithFile, Word,
};
use super::{Lower, Node};
use crate::calendar::Date;
use crate::syntax::tree::At;

impl<'t> Lower<'t> {
    pub(super) fn fixture(&mut self, node: Node<'t>) -> Option<Fixture> {
        let span = self.span(&node);
        let (mut name, mut on, mut files, mut yaml) = (None, None, Vec::new(), None);
        for child in node.into_inner() {
            match child.as_rule() {
                Rule::name => name = Some(self.word(&child)),
                Rule::on_date => on = self.on_date(child),
                Rule::with_file => files.extend(self.with_file(child)),
                Rule::string => yaml = Some(self.quoted(&child)),
                _ => {}
            }
        }
        Some(Fixture { name: name?, on, files, yaml: yaml?, span })
    }

    pub(super) fn test(&mut self, node: Node<'t>) -> Option<Test> {
        let span = self.span(&node);
        let (mut name, mut on, mut given) = (None, None, None);
        let (mut changes, mut files, mut expects) = (Vec::new(), Vec::new(), Vec::new());
        for child in node.into_inner() {
            match child.as_rule() {
                Rule::string => name = Some(self.quoted(&child)),
                Rule::on_date => on = self.on_date(child),
                Rule::given => given = self.given(child),
                Rule::change => changes.extend(self.change(child)),
                Rule::with_file => files.extend(self.with_file(child)),
                Rule::expect => expects.extend(self.expect(child)),
                _ => {}
            }
        }
        Some(Test { name: name?, on, given: given?, changes, files, expects, span })
    }

    fn on_date(&mut self, node: Node<'t>) -> Option<At<Date>> {
        let date = node.into_inner().find(|child| child.as_rule() == Rule::date)?;
        self.date(&date)
    }

    fn given(&mut self, node: Node<'t>) -> Option<Given> {
        let what = node.into_inner().find(|child| matches!(child.as_rule(), Rule::name | Rule::string))?;
        Some(match what.as_rule() {
            Rule::name => Given::Fixture(self.word(&what)),
            _ => Given::Yaml(self.quoted(&what)),
        })
    }

    fn with_file(&mut self, node: Node<'t>) -> Option<WithFile> {
        let span = self.span(&node);
        let (mut path, mut words, mut reviewed, mut containing) = (None, None, None, None);
        for child in node.into_inner() {
            match child.as_rule() {
                Rule::string if path.is_none() => path = Some(self.quoted(&child)),
                Rule::string => containing = Some(self.quoted(&child)),
                Rule::integer => words = self.integer(&child),
                Rule::date => reviewed = self.date(&child),
                _ => {}
            }
        }
        Some(WithFile { path: path?, words, reviewed, containing, span })
    }

    fn change(&mut self, node: Node<'t>) -> Option<Change> {
        let span = self.span(&node);
        let (mut target, mut value) = (None, None);
        for child in node.into_inner() {
            match child.as_rule() {
                Rule::target => target = Some(self.target(child)),
                Rule::change_declined => {
                    let why = child.into_inner().find(|child| child.as_rule() == Rule::string)?;
                    value = Some(ChangeValue::Declined(self.quoted(&why)));
                }
                Rule::value_list => value = Some(ChangeValue::List(self.value_list(child))),
                Rule::string if child.as_str().starts_with("\"\"\"") => {
                    value = Some(ChangeValue::Yaml(self.quoted(&child)));
                }
                _ if Self::is_operand(&child) => value = Some(ChangeValue::Value(self.value(child))),
                _ => {}
            }
        }
        Some(Change { target: target?, value, span })
    }

    fn target(&mut self, node: Node<'t>) -> Target {
        let span = self.span(&node);
        let mut steps = Vec::new();
        for step in node.into_inner() {
            let mut inner = step.into_inner();
            if let Some(key) = inner.next() {
                steps.push(TargetStep { key: self.word(&key), pick: inner.next().map(|pick| self.word(&pick)) });
            }
        }
        Target { steps, span }
    }

    fn expect(&mut self, node: Node<'t>) -> Option<Expect> {
        let span = self.span(&node);
        let what = node.into_inner().find(|child| child.as_rule() != Rule::k_expect)?;
        match what.as_rule() {
            Rule::expect_nothing => Some(Expect::NothingElse(span)),
            Rule::expect_explanation => {
                let (mut id, mut state, mut lacking) = (None, None, Vec::new());
                for child in what.into_inner() {
                    match child.as_rule() {
                        Rule::record_id => id = Some(self.word(&child)),
                        Rule::name => state = Some(self.word(&child)),
                        Rule::labels => lacking = self.words(child),
                        _ => {}
                    }
                }
                Some(Expect::Explanation { id: id?, state: state?, lacking, span })
            }
            _ => {
                let (mut clause, mut subject, mut verdict, mut noting) = (None, None, None, Vec::new());
                for child in what.into_inner() {
                    match child.as_rule() {
                        Rule::name | Rule::expect_of => clause = Some(self.word(&child)),
                        Rule::subject => subject = Some(self.word(&child)),
                        Rule::noting => {
                            let labels = child.into_inner().find(|child| child.as_rule() == Rule::labels);
                            noting = labels.map(|labels| self.words(labels)).unwrap_or_default();
                        }
                        Rule::k_for => {}
                        _ => verdict = Some(self.verdict(child)),
                    }
                }
                Some(Expect::Verdict { clause: clause?, subject: subject?, verdict: verdict?, noting, span })
            }
        }
    }

    fn verdict(&self, node: Node<'t>) -> Expected {
        let rule = node.as_rule();
        let preview = rule == Rule::v_would;
        let (mut lists, mut words): (Vec<Vec<Word>>, Vec<Rule>) = (Vec::new(), Vec::new());
        for child in node.into_inner() {
            match child.as_rule() {
                Rule::labels => lists.push(self.words(child)),
                other => words.push(other),
            }
        }
        let mut lists = lists.into_iter();
        let mut next = || lists.next().unwrap_or_default();
        let has = |rule| words.contains(&rule);
        match rule {
            Rule::v_not_applicable => Expected::NotApplicable,
            Rule::v_is if has(Rule::k_explained) => Expected::Explained,
            Rule::v_is if has(Rule::k_force) => Expected::NotInForce,
            Rule::v_deviates => Expected::Deviates { at: next(), unknown: next(), preview },
            Rule::v_would if has(Rule::k_deviate) => Expected::Deviates { at: next(), unknown: next(), preview },
            Rule::v_is => Expected::Unknown { at: next(), preview },
            Rule::v_would if has(Rule::k_unknown) => Expected::Unknown { at: next(), preview },
            _ => Expected::Complies { preview },
        }
    }
}
