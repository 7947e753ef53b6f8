//! Every pack that could be named here, with what is known of it.

use super::Collected;
use crate::embedded;
use crate::engine::locked::hold;
use crate::engine::packs::{Member, Stands};
use crate::engine::{Checked, Options, Run};
use crate::limits::Limits;
use crate::syntax;
use crate::syntax::tree::{self, Header, Item};
use crate::text::{Said, Str};
use crate::workspace::configuration::FILE;
use crate::workspace::lock::{self, Found, codes};
use crate::workspace::{Files, digest};

/// A pack of a list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Line {
    /// How tadashi.toml names it: `jp.aigb`, `jp.aigb@1.1.0`, `policies/acme`.
    pub spelling: String,
    /// `jp.aigb`
    pub name: String,
    /// `1.2.0`
    pub version: String,
    /// Its title.
    pub title: Said,
    /// `embedded`, `vendored` or `folder`.
    pub origin: &'static str,
    /// Where it stands in the repository.
    pub folder: Option<String>,
    /// How many expectations it has.
    pub expectations: usize,
    /// How many overlays it has.
    pub overlays: usize,
    /// Whether a configuration of this repository judges by it.
    pub active: bool,
    /// How it stands to the lock.
    pub lock: State,
    /// The hash of its contents.
    pub hash: String,
}

/// How a pack stands to the lock.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum State {
    /// The lock holds it as it is.
    Locked,
    /// It is not as the lock holds it.
    Changed,
    /// The lock should hold it, and does not.
    NotLocked,
    /// It needs no entry.
    Free,
}

impl State {
    /// The word of the JSON output.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::Locked => "locked",
            Self::Changed => "changed",
            Self::NotLocked => "not-locked",
            Self::Free => "free",
        }
    }
}

/// Every embedded and vendored pack, and the repository's own: by name, the newest version first.
#[must_use]
pub fn list(files: &dyn Files, options: &Options<'_>) -> (Vec<Line>, Checked) {
    let mut run = Run::new(files, options);
    let Collected { members, active, .. } = run.collect();
    let found = run.lock().clone();
    let mut lines: Vec<Line> = Vec::new();
    for (at, (member, _)) in members.iter().enumerate() {
        let texts: Vec<&str> = member.files.iter().map(|(_, file)| &*run.sources.get(*file).text).collect();
        let (title, [expectations, overlays]) = read(&member.name, &texts);
        let (origin, folder) = match &member.stands {
            Stands::Embedded => ("embedded", None),
            Stands::Vendored(folder) => ("vendored", Some(folder.clone())),
            Stands::Own(folder) | Stands::Given(folder) => ("folder", Some(folder.clone())),
        };
        lines.push(Line {
            spelling: spelling(member),
            name: member.name.clone(),
            version: member.version.clone(),
            title,
            origin,
            folder,
            expectations,
            overlays,
            active: at < active,
            lock: state(member, &found, &run),
            hash: member.hash(&run.sources),
        });
    }
    for pack in embedded::packs() {
        if lines.iter().any(|line| line.origin == "embedded" && line.name == pack.name && line.version == pack.version)
        {
            continue;
        }
        let texts: Vec<&str> = pack.files.iter().map(|(_, text)| *text).collect();
        let (title, [expectations, overlays]) = read(pack.name, &texts);
        let hashes: Vec<(String, String)> =
            pack.relative_files().map(|(path, text)| (path.to_owned(), digest::of_text(text))).collect();
        lines.push(Line {
            spelling: pack.spelling(),
            name: pack.name.to_owned(),
            version: pack.version.to_owned(),
            title,
            origin: "embedded",
            folder: None,
            expectations,
            overlays,
            active: false,
            lock: State::Free,
            hash: digest::of_files(&hashes),
        });
    }
    lines.sort_by(|a, b| {
        let versions = crate::policy::version::order(&b.version, &a.version);
        a.name.cmp(&b.name).then(versions).then(b.origin.cmp(a.origin))
    });
    // A list says what is wrong with itself, not with every manifest of the repository.
    let sources = &run.sources;
    run.findings.retain(|finding| {
        let path = finding.place().map_or("", |place| sources.get(place.file).path.as_str());
        [FILE, lock::FILE, ""].contains(&path) || path.starts_with(lock::VENDORED)
    });
    run.once();
    (lines, run.finish(""))
}

fn spelling(member: &Member) -> String {
    match &member.stands {
        Stands::Embedded => embedded::find(&member.name, &member.version)
            .map_or_else(|| member.name.clone(), embedded::Folder::spelling),
        Stands::Vendored(folder) if folder.starts_with(lock::PACKS) => member.name.clone(),
        Stands::Vendored(folder) | Stands::Own(folder) | Stands::Given(folder) => folder.clone(),
    }
}

fn state(member: &Member, found: &Found, run: &Run<'_>) -> State {
    match hold(member, found, &run.sources) {
        Ok(Some(_)) => State::Locked,
        Ok(None) => State::Free,
        Err(fault) if fault.code.id == codes::CHANGED.id || fault.code.id == codes::EMBEDDED_CHANGED.id => {
            State::Changed
        }
        Err(_) => State::NotLocked,
    }
}

/// The title of a pack and the numbers of its expectations and overlays, by its texts alone.
fn read(name: &str, texts: &[&str]) -> (Said, [usize; 2]) {
    let (mut title, mut clauses, mut overlays) = (Said::default(), 0, 0);
    let mut sources = crate::source::SourceMap::default();
    let trees: Vec<_> = texts
        .iter()
        .map(|text| {
            let file = sources.add("", *text);
            syntax::parse_clauses(file, text, &Limits::default()).value
        })
        .collect();
    for tree in &trees {
        let is_of = match &tree.header {
            Some(Header::Pack(header)) => {
                if header.name.text == name {
                    title = said(&header.titles);
                }
                header.name.text == name
            }
            Some(Header::Part { pack, .. }) => pack.text == name,
            Some(Header::Schema { .. }) | None => false,
        };
        if is_of {
            clauses += tree.items.iter().filter(|item| matches!(item, Item::Expectation(_))).count();
            overlays += tree.items.iter().filter(|item| matches!(item, Item::Overlay(_))).count();
        }
    }
    (title, [clauses, overlays])
}

fn said(lines: &[tree::Line]) -> Said {
    let is_ja = |line: &&tree::Line| line.lang.as_ref().is_some_and(|lang| lang.text == "ja");
    let text = |line: &tree::Line| Str::from(&line.text.text);
    Said {
        en: lines.iter().find(|line| !is_ja(line)).map(text).unwrap_or_default(),
        ja: lines.iter().find(is_ja).map(text),
    }
}
