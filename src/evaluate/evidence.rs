//! Whether a document shows a point (language.md 6): it is named, it is there, it says enough, and it was reviewed.

use crate::calendar::{Duration, When};
use crate::manifest::facts::Found;
use crate::manifest::node::NodeId;
use crate::paper::{Content, Paper};
use crate::policy::Evidence;
use crate::schema::RecordId;
use crate::source::Span;
use crate::text::{Args, Message, Text};
use crate::verdict::{Cause, Truth};
use crate::words;

use super::blame::Sink;
use super::cause::Draft;
use super::compare::{before, between, minus};
use super::gists::Gists;
use super::lookup::{Bound, Env, Judge, Place, Presented};
use super::messages as say;
use super::spot::Spot;
use super::truth::{inside, item_in, item_type};

/// How an evidence line came out.
#[derive(Default)]
pub(super) struct Shown {
    /// None where it is not asked (`when` does not hold).
    pub truth: Option<Truth>,
    pub causes: Vec<Cause>,
    /// Files that were read, and where each is named.
    pub files: Vec<(String, Option<Span>)>,
    pub not_inspected: bool,
    pub declined: bool,
    pub vacuous: bool,
}

/// What gathers while one line is judged.
struct Gather<'s> {
    line: &'s Evidence,
    accepts_reason: bool,
    truth: Option<Truth>,
    sink: Sink<'s>,
    files: Vec<(String, Option<Span>)>,
    not_inspected: bool,
    declined: bool,
}

impl<'s> Gather<'s> {
    fn new(line: &'s Evidence, accepts_reason: bool, gists: &'s Gists) -> Self {
        Self {
            line,
            accepts_reason,
            truth: None,
            sink: Sink::new(gists),
            files: Vec::new(),
            not_inspected: false,
            declined: false,
        }
    }

    fn add(&mut self, truth: Truth) {
        self.truth = Some(self.truth.unwrap_or(Truth::True).and(truth));
    }
}

impl<'a> Judge<'a> {
    /// Judges an evidence line; every document that fails is a cause.
    pub fn evidence(&self, env: Env<'_>, line: &Evidence, accepts_reason: bool) -> Shown {
        let mut gather = Gather::new(line, accepts_reason, self.gists);
        if self.belongs(env, line.when.as_ref()) == Truth::False {
            return Shown::default();
        }
        let mut vacuous = false;
        match &line.every {
            None => self.one(env, &mut gather),
            Some(every) => match self.items(env, &every.list) {
                Ok(items) => {
                    vacuous = items.is_empty();
                    gather.truth = Some(Truth::True);
                    let bound: Vec<Bound<'_>> = self.bound(items, item_type(&every.list)).collect();
                    for bound in bound {
                        let item = item_in(env, every.slot, bound);
                        let env = inside(env, &item);
                        match (self.belongs(env, every.filter.as_ref()), &every.filter) {
                            (Truth::False, _) => {}
                            (Truth::Unknown, Some(filter)) if !self.fits(env, line, accepts_reason) => {
                                gather.add(Truth::Unknown);
                                self.blame_gate(env, filter, true, &mut gather.sink);
                            }
                            (Truth::Unknown, _) => {}
                            _ => self.one(env, &mut gather),
                        }
                    }
                }
                Err(truth) => {
                    gather.add(truth);
                    self.list_open(env, line.span, &every.list, truth, &mut gather.sink);
                }
            },
        }
        let truth = gather.truth;
        let Gather { sink, files, not_inspected, declined, .. } = gather;
        let mut causes = sink.finish();
        if truth == Some(Truth::False) {
            causes.retain(|cause| cause.truth == Truth::False);
        }
        Shown { truth, causes, files, not_inspected, declined, vacuous }
    }

    /// Whether the document would do, so that it does not matter whether it is asked.
    fn fits(&self, env: Env<'_>, line: &Evidence, accepts_reason: bool) -> bool {
        let mut trial = Gather::new(line, accepts_reason, self.gists);
        self.document(env, &mut trial);
        trial.truth == Some(Truth::True)
    }

    /// The document of the subject or of one item.
    fn one(&self, env: Env<'_>, gather: &mut Gather<'_>) {
        let line = gather.line;
        match (self.belongs(env, line.when.as_ref()), &line.when) {
            (Truth::False, _) => {}
            (Truth::Unknown, Some(when)) if !self.fits(env, line, gather.accepts_reason) => {
                gather.add(Truth::Unknown);
                self.blame_gate(env, when, true, &mut gather.sink);
            }
            _ => self.document(env, gather),
        }
    }

    fn document(&self, env: Env<'_>, gather: &mut Gather<'_>) {
        let line = gather.line;
        let path = &line.path;
        let trail = self.walk(env, path);
        match trail.place {
            Place::Declined(_) if gather.accepts_reason => {
                gather.declined = true;
                gather.add(Truth::True);
            }
            Place::Declined(_) => {
                gather.add(Truth::False);
                self.list_open(env, line.span, path, Truth::False, &mut gather.sink);
            }
            Place::Absent => {
                gather.add(Truth::Silent);
                gather.sink.push(self.missing(env, line.span, path, Truth::Silent, say::NOT_SAID));
            }
            Place::Node(node) if self.is_null(node) => {
                gather.add(Truth::False);
                let (message, help) = self.unstated(node, &path.ty, &path.text);
                let draft = Draft::new(Truth::False, line.span, self.spot(env, path), message);
                gather.sink.push(draft.help(help));
            }
            Place::Node(node) => match self.document_record(&path.ty) {
                Some(record) => self.presented_as(env, trail.record.unwrap_or(node), record, gather),
                // A field that is a bare path.
                None => {
                    let text = self.facts.document.text(node).unwrap_or_default();
                    self.file(self.spot(env, path), text, None, gather);
                }
            },
            Place::Dangling(_) | Place::Malformed(_) | Place::Unknown | Place::Word(_) => {
                gather.add(Truth::Unknown);
                self.list_open(env, line.span, path, Truth::Unknown, &mut gather.sink);
            }
        }
    }

    fn presented_as(&self, env: Env<'_>, node: NodeId, record: RecordId, gather: &mut Gather<'_>) {
        let line = gather.line;
        let spot = self.spot(env, &line.path);
        // With a record, its own field is the place; with an anchor or default, where that is used.
        let at = |value: NodeId| if spot.origin.is_some() { spot } else { self.node_spot(value) };
        if let Some(at) = self.unread_review(node, record).filter(|_| line.reviewed.is_some()) {
            return self.unread(at, gather);
        }
        let reviewed = self.reviewed(node, record);
        match self.presented(node, record) {
            Presented::File(value, text) => self.file(at(value), text, reviewed, gather),
            Presented::Elsewhere(value, text) if words::is_placeholder(text) => {
                let args = vec![("found", text.into()), ("path", (&line.path.text).into())];
                self.fault(at(value), Truth::False, say::PLACEHOLDER, args, Some(say::FILL), gather);
            }
            Presented::Elsewhere(value, text) => {
                gather.not_inspected = true;
                gather.add(Truth::True);
                // What its entry says of a review can still be judged; silence cannot.
                if reviewed.is_some() {
                    self.review(at(value), text, reviewed, gather);
                }
            }
            Presented::Declined(_) if gather.accepts_reason => {
                gather.declined = true;
                gather.add(Truth::True);
            }
            Presented::Declined(why) => {
                let reason = self.facts.declined(why).unwrap_or_default();
                let args = vec![("path", (&line.path.text).into()), ("reason", reason.into())];
                self.fault(at(why), Truth::False, say::DECLINED, args, None, gather);
            }
            Presented::Malformed(at) => self.unread(at, gather),
            Presented::Nothing => {
                let gap = self.facts.gap(self.facts.document.target(node));
                gather.add(Truth::Silent);
                let message = say::NO_DOCUMENT.with(vec![("path", (&line.path.text).into())]);
                let spot = Spot { manifest: Some(gap), origin: spot.origin };
                let steps = line.path.steps.iter().map(|field| &*self.schema.field(*field).name);
                let missing: Vec<&str> = steps.chain(["file"]).collect();
                let draft = Draft::new(Truth::Silent, line.span, spot, message);
                let help = Message::plain(say::NAME_DOCUMENT);
                gather.sink.push(Draft { missing: Some(missing.join(".")), ..draft }.help(help));
            }
        }
    }

    /// Something that cannot be read keeps the document from being judged.
    fn unread(&self, at: NodeId, gather: &mut Gather<'_>) {
        gather.add(Truth::Unknown);
        gather.sink.push(self.malformed(gather.line.span, at, &gather.line.path.text));
    }

    fn unread_review(&self, node: NodeId, record: RecordId) -> Option<NodeId> {
        let field = self.schema.find_field(record, "reviewed")?;
        match self.facts.field(self.schema, node, record, field) {
            Found::Malformed(at) => Some(at),
            _ => None,
        }
    }

    /// The `reviewed` field of a document's entry.
    pub fn reviewed(&self, node: NodeId, record: RecordId) -> Option<When> {
        let field = self.schema.find_field(record, "reviewed")?;
        match self.facts.field(self.schema, node, record, field) {
            Found::Value(value) => self.when(value),
            _ => None,
        }
    }

    fn file(&self, spot: Spot, file: &str, reviewed: Option<When>, gather: &mut Gather<'_>) {
        if words::is_placeholder(file) {
            let args = vec![("found", file.into()), ("path", (&gather.line.path.text).into())];
            return self.fault(spot, Truth::False, say::PLACEHOLDER, args, Some(say::FILL), gather);
        }
        let named = || -> Args { vec![("file", file.into())] };
        let (text, help) = match self.paper(file) {
            Paper::Read(content) => return self.content(spot, file, content, reviewed, gather),
            Paper::NotText => {
                gather.not_inspected = true;
                gather.add(Truth::True);
                return self.review(spot, file, reviewed, gather);
            }
            Paper::Unreadable => {
                return self.fault(spot, Truth::Unknown, say::UNREADABLE_FILE, named(), None, gather);
            }
            Paper::Missing => (say::NO_FILE, Some(say::ADD_FILE)),
            Paper::Outside => (say::OUTSIDE, None),
            Paper::NotAFile => (say::NOT_A_FILE, None),
            Paper::TooLarge(limit) => {
                let args = vec![("file", file.into()), ("limit", (*limit).into())];
                return self.fault(spot, Truth::False, say::TOO_LARGE, args, Some(say::SHORTEN), gather);
            }
        };
        self.fault(spot, Truth::False, text, named(), help, gather);
    }

    fn content(&self, spot: Spot, file: &str, content: &Content, reviewed: Option<When>, gather: &mut Gather<'_>) {
        let line = gather.line;
        gather.add(Truth::True);
        gather.files.push((file.to_owned(), spot.origin.or(spot.manifest)));
        let mut args: Args = vec![("file", file.into())];
        if content.placeholder {
            self.fault(spot, Truth::False, say::FILE_PLACEHOLDER, args.clone(), Some(say::FILL_FILE), gather);
        } else if content.words == 0 {
            self.fault(spot, Truth::False, say::FILE_EMPTY, args.clone(), None, gather);
        } else if content.words < line.words as usize {
            let short =
                vec![("file", file.into()), ("count", content.words.into()), ("least", (line.words as usize).into())];
            self.fault(spot, Truth::False, say::FILE_SHORT, short, None, gather);
        }
        if !line.mentions.is_empty() && !line.mentions.iter().any(|word| mentions(&content.text, word)) {
            let words: Vec<String> = line.mentions.iter().map(|word| format!("`{word}`")).collect();
            args.push(("expected", words.into()));
            self.fault(spot, Truth::False, say::FILE_LACKS, args, None, gather);
        }
        self.review(spot, file, reviewed.or(content.reviewed), gather);
    }

    fn review(&self, spot: Spot, file: &str, reviewed: Option<When>, gather: &mut Gather<'_>) {
        let Some(period) = gather.line.reviewed else { return };
        let Some(reviewed) = reviewed else {
            let args = vec![("file", file.into())];
            return self.fault(spot, Truth::Unknown, say::NOT_REVIEWED, args, Some(say::DATE_REVIEW), gather);
        };
        let today: When = self.today.into();
        let truth = between(reviewed, minus(today, period), today);
        let (text, help) = match truth {
            Truth::True => return,
            Truth::False if before(today, reviewed) == Truth::True => (say::REVIEW_LATER, None),
            Truth::False => (say::REVIEW_STALE, None),
            _ => (say::PARTIAL, Some(say::WHOLE_DATE)),
        };
        let args = review_args(reviewed, period, today);
        self.fault(spot, truth, text, args, help, gather);
    }

    fn fault(&self, spot: Spot, truth: Truth, text: Text, args: Args, help: Option<Text>, gather: &mut Gather<'_>) {
        gather.add(truth);
        let span: Span = gather.line.span;
        let draft = Draft::new(truth, span, spot, text.with(args));
        gather.sink.push(draft.help(help.map(Message::plain)));
    }
}

fn review_args(reviewed: When, period: Duration, today: When) -> Args {
    let found = match reviewed.first == reviewed.last {
        true => reviewed.first.to_string(),
        false => format!("{}–{}", reviewed.first, reviewed.last),
    };
    vec![("found", found.into()), ("period", period.said().into()), ("day", today.first.to_string().into())]
}

/// Whether a text contains a phrase, whatever the case.
fn mentions(text: &str, phrase: &str) -> bool {
    text.contains(phrase) || text.to_lowercase().contains(&phrase.to_lowercase())
}
