//! What a test judges: the manifest of its fixture with its changes, its virtual files and its day.
//!
//! The YAML of a fixture is read in its place in the policy file, so that every span points there.

use rustc_hash::FxHashMap;

use crate::args;
use crate::calendar::{Date, When};
use crate::diagnostic::{Diagnostic, Level, Outcome};
use crate::limits::Limits;
use crate::manifest::node::{Document, Kind, NodeId};
use crate::manifest::{Facts, Role, YAML, bind, codes as manifest_codes, parse_into};
use crate::paper::{Content, Paper, Papers};
use crate::policy::{PolicySet, Test};
use crate::source::{SourceMap, SourceText, Span};
use crate::syntax::tree::{Given, Quoted, WithFile};
use crate::testing::change::Editor;
use crate::testing::codes;

/// Words of a virtual file that does not say how many it has: enough for any evidence.
const WORDS: u32 = 1000;

/// What the tests of one pack share.
pub(super) struct Stage<'a> {
    /// Whose schema and fixtures these are.
    pub(super) policies: &'a PolicySet,
    sources: &'a SourceMap,
    limits: &'a Limits,
    /// Fixtures that were read, by index.
    fixtures: FxHashMap<usize, Result<(Document, NodeId), Vec<Diagnostic>>>,
}

/// A manifest ready to be judged.
pub(super) struct Scene {
    pub(super) facts: Facts,
    pub(super) papers: Papers,
    pub(super) as_of: Date,
}

impl<'a> Stage<'a> {
    pub(super) fn new(policies: &'a PolicySet, sources: &'a SourceMap, limits: &'a Limits) -> Self {
        Self { policies, sources, limits, fixtures: FxHashMap::default() }
    }

    /// What a test judges.
    ///
    /// # Errors
    /// What of it cannot be judged.
    pub(super) fn scene(&mut self, test: &Test) -> Result<Scene, Vec<Diagnostic>> {
        let fixture = test.fixture.and_then(|index| self.policies.fixtures.get(index));
        let name = &test.tree.name;
        let Some(as_of) = test.tree.on.or(fixture.and_then(|fixture| fixture.tree.on)) else {
            return Err(vec![Diagnostic::new(&codes::NO_DAY, args!["test" => &name.text]).at(name.span)]);
        };
        let (mut document, mut root) = match (&test.tree.given, test.fixture, fixture) {
            (Given::Yaml(yaml), ..) => read(self.sources, yaml, self.limits)?,
            (Given::Fixture(_), Some(index), Some(fixture)) => {
                let (sources, limits) = (self.sources, self.limits);
                self.fixtures.entry(index).or_insert_with(|| read(sources, &fixture.tree.yaml, limits)).clone()?
            }
            (Given::Fixture(word), ..) => {
                return Err(vec![Diagnostic::new(&codes::NO_FIXTURE, args!["name" => &word.text]).at(word.span)]);
            }
        };
        let mut editor = Editor {
            document: &mut document,
            schema: &self.policies.schema,
            sources: self.sources,
            limits: self.limits,
            as_of: as_of.value,
        };
        for change in &test.tree.changes {
            root = editor.apply(root, change)?;
        }
        document.root = Some(root);
        let file = document.span(root).file;
        let facts = sound(bind(&self.policies.schema, document, &[(root, file, Role::Main)], self.limits))?;
        let files = fixture.map_or(&[] as &[WithFile], |fixture| &fixture.tree.files).iter().chain(&test.tree.files);
        let papers = papers(&facts, files);
        Ok(Scene { facts, papers, as_of: as_of.value })
    }
}

fn read(sources: &SourceMap, yaml: &Quoted, limits: &Limits) -> Result<(Document, NodeId), Vec<Diagnostic>> {
    let mut document = Document::default();
    let root = read_yaml(&mut document, sources, yaml, limits)?;
    Ok((document, root))
}

/// Reads the YAML between quotes into a document.
///
/// # Errors
/// What is wrong with it.
pub(super) fn read_yaml(
    document: &mut Document,
    sources: &SourceMap,
    yaml: &Quoted,
    limits: &Limits,
) -> Result<NodeId, Vec<Diagnostic>> {
    let file = yaml.inner.file;
    let whole = &sources.get(file).text;
    // The policy's own text is what slices are taken from; the reader is given blanks in place of all before the YAML.
    if !document.texts().iter().any(|(known, _)| *known == file) {
        document.add_text(file, whole.clone());
    }
    let blanks = whole.as_bytes().iter().take(yaml.inner.start as usize);
    let mut text: String = blanks.map(|byte| if *byte == b'\n' { '\n' } else { ' ' }).collect();
    text.push_str(sources.slice(yaml.inner));
    let before = document.root;
    let root = sound(parse_into(document, file, &SourceText::from(text), &YAML, limits))?;
    document.root = before;
    Ok(root.unwrap_or_else(|| document.push(Span::point(file, yaml.inner.start as usize), Kind::Null)))
}

/// The value, unless something stops.
fn sound<T>(outcome: Outcome<T>) -> Result<T, Vec<Diagnostic>> {
    // What a dangling id comes to is said by the language: a sentence is false, an explanation is unapproved.
    let stops = |diagnostic: &Diagnostic| {
        diagnostic.code.stops && diagnostic.level == Level::Error && diagnostic.code.id != manifest_codes::DANGLING.id
    };
    if outcome.diagnostics.iter().any(stops) {
        return Err(outcome.diagnostics.into_iter().filter(stops).collect());
    }
    Ok(outcome.value)
}

/// The files of a test, and of every other document that the manifest names that it is missing.
fn papers<'a>(facts: &Facts, files: impl Iterator<Item = &'a WithFile>) -> Papers {
    let mut papers: Papers = facts.papers().iter().map(|(_, path)| (path.to_string(), Paper::Missing)).collect();
    papers.extend(files.map(|file| (file.path.text.clone(), Paper::Read(content(file).into()))));
    papers
}

fn content(file: &WithFile) -> Content {
    Content {
        text: file.containing.as_ref().map(|text| text.text.clone()).unwrap_or_default(),
        words: file.words.map_or(WORDS, |words| words.value) as usize,
        reviewed: file.reviewed.map(|day| When::from(day.value)),
        placeholder: false,
    }
}
