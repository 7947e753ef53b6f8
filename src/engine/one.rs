//! One manifest from its path to its findings: its own file, what it includes, its explanations, its documents.

use std::sync::Arc;

use rustc_hash::FxHashSet;

use crate::args;
use crate::calendar::Date;
use crate::diagnostic::{Diagnostic, Level};
use crate::engine::applied::applies;
use crate::engine::discover::first_of;
use crate::engine::ground::{Ground, Layered};
use crate::engine::locked::hold_file;
use crate::engine::{Case, codes, sort};
use crate::explanation::{self, State};
use crate::findings::{self, Next};
use crate::judge::{GraceState, Judgement, grace, judge};
use crate::manifest::node::{Document, Kind, NodeId};
use crate::manifest::{self, Facts, Role, front_matter};
use crate::overlay;
use crate::policy::{Modality, PolicySet};
use crate::report::{DecidedBy, ExplanationLine, Judged, Loosened, Summary};
use crate::schema::Schema;
use crate::schema::shapes::normal_path;
use crate::source::{FileId, SourceMap, Span};
use crate::verdict::{Truth, Verdict};
use crate::workspace;
use crate::workspace::configuration::{Configuration, EXPLANATIONS};

/// One manifest on its way to its findings, apart from all others: threads share nothing but the [`Ground`].
pub(super) struct One<'g> {
    ground: &'g Ground<'g>,
    /// The texts of this manifest, above those of the ground.
    pub sources: SourceMap,
    pub findings: Vec<Diagnostic>,
    /// Files that are part of it.
    pub parts: Vec<String>,
    /// Copies of other repositories' facts, with where they are named.
    pub copies: Vec<(String, FileId, Span)>,
}

/// What one manifest came to.
pub(super) struct Outcome {
    /// Every finding, in the order of their places.
    pub findings: Vec<Diagnostic>,
    /// The texts that these speak of, above those of the ground.
    pub sources: SourceMap,
    /// Files that are part of it and need no judgement of their own.
    pub parts: Vec<String>,
    /// Its verdicts; none if it could not be judged.
    pub verdicts: Option<Verdicts>,
}

/// The verdicts on one manifest, and what is said of all it was judged by.
pub(super) struct Verdicts {
    pub as_of: Date,
    /// What it was judged by, and which clauses of that apply to something.
    pub policies: Arc<PolicySet>,
    pub applies: Option<Vec<bool>>,
    pub summary: Summary,
    pub grace: Option<Date>,
    pub open_but_lowered: usize,
    pub next: Option<Next>,
    pub judged: Vec<Judged>,
    pub explanations: Vec<ExplanationLine>,
    /// What there is to say of accounts of loosening: the same for many manifests, and said once.
    pub accounts: Vec<Diagnostic>,
    pub loosened: Vec<Loosened>,
}

impl<'g> One<'g> {
    pub(super) fn new(ground: &'g Ground<'g>) -> Self {
        Self {
            ground,
            sources: SourceMap::above(&ground.sources),
            findings: Vec::new(),
            parts: Vec::new(),
            copies: Vec::new(),
        }
    }

    /// Judges one manifest, and keeps only the texts that its findings speak of.
    pub(super) fn judge(
        mut self,
        policies: &Layered,
        path: &str,
        config: &Configuration,
        each: &mut dyn FnMut(&Case<'_>),
    ) -> Outcome {
        let verdicts = self.verdicts(policies, path, config, each);
        let Self { mut findings, mut sources, parts, .. } = self;
        let next = verdicts.as_ref().and_then(|verdicts| verdicts.next.as_ref()).map(|next| &next.diagnostic);
        let spoken_of: FxHashSet<FileId> = findings.iter().chain(next).flat_map(Diagnostic::files).collect();
        if spoken_of.is_empty() {
            sources = SourceMap::above(&self.ground.sources);
        }
        sources.release(|file| !spoken_of.contains(&file));
        sort(&mut findings, &sources);
        Outcome { findings, sources, parts, verdicts }
    }

    fn verdicts(
        &mut self,
        policies: &Layered,
        path: &str,
        config: &Configuration,
        each: &mut dyn FnMut(&Case<'_>),
    ) -> Option<Verdicts> {
        let facts = self.facts(&policies.loaded, path, config)?;
        let as_of = self.as_of(&policies.loaded, &facts);
        let layered = policies.on(as_of);
        let policies = &*layered;
        let options = self.ground.options;
        let papers = self.ground.papers(&facts, &config.limits);
        let explanations = explanation::read(&policies.schema, &facts).into_value(&mut self.findings);
        let judgement = judge(policies, &facts, &papers, explanations, as_of);
        let mut found = findings::findings(policies, &judgement);
        let granted = grace(&policies.schema, &facts, as_of);
        let of_grace = granted.and_then(|grace| findings::with_grace(&mut found, grace));
        self.findings.extend(found.into_iter().chain(of_grace));
        let spoken = explanation::codes::diagnostics(policies, &judgement.explanations, &judgement.assessments);
        self.findings.extend(spoken);
        let budget =
            explanation::over_budget(policies, &config.budgets, &judgement.explanations, &judgement.assessments);
        self.findings.extend(budget);
        let mut verdicts = Verdicts {
            as_of,
            policies: Arc::clone(&layered),
            applies: applies(policies, &judgement),
            summary: Summary::default(),
            grace: match granted.map(|grace| grace.state) {
                Some(GraceState::Runs(until)) => Some(until),
                _ => None,
            },
            open_but_lowered: 0,
            next: options.next.then(|| findings::next(policies, &judgement)).flatten(),
            judged: Vec::new(),
            explanations: Vec::new(),
            accounts: Vec::new(),
            loosened: Vec::new(),
        };
        if !policies.overlays.is_empty() {
            let said = overlay::accounts(policies, as_of).into_iter().chain(overlay::deciders(policies, &facts, as_of));
            verdicts.accounts = said.collect();
            verdicts.loosened = Loosened::all(policies, as_of);
        }
        verdicts.record(policies, path, &judgement, options.only_counts);
        each(&Case {
            path,
            policies,
            facts: &facts,
            papers: &papers,
            judgement: &judgement,
            sources: &self.sources,
            as_of,
        });
        Some(verdicts)
    }

    /// The as-of date: as asked for, else today where the organisation is, else today in UTC.
    fn as_of(&mut self, policies: &PolicySet, facts: &Facts) -> Date {
        if let Some(date) = self.ground.options.as_of {
            return date;
        }
        let schema = &policies.schema;
        let zone = schema.find_field(crate::schema::Schema::ROOT, "organisation").and_then(|block| {
            let organisation = facts.entry(facts.root()?, block)?.value;
            let zone = schema.find_field(schema.field(block).ty.record()?, "timezone")?;
            let value = facts.entry(organisation, zone)?.value;
            Some((facts.document.text(value)?.to_owned(), facts.document.span(value)))
        });
        match zone {
            None => Date::today(self.ground.options.now, None),
            Some((name, place)) => {
                if !Date::is_zone(&name) {
                    self.findings.push(Diagnostic::new(&codes::UNKNOWN_TIMEZONE, args!["name" => &name]).at(place));
                }
                Date::today(self.ground.options.now, Some(&name))
            }
        }
    }

    /// The manifest and its parts, bound to the schema; none if a text of them cannot be read, or says what none may
    /// guess at. All else that is malformed is not known, and the rest is judged.
    fn facts(&mut self, policies: &PolicySet, path: &str, config: &Configuration) -> Option<Facts> {
        let before = self.findings.len();
        let mut document = Document::default();
        let mut parts = vec![self.part(&mut document, path, Role::Main, config)?];
        // What else is read is a matter of the schema.
        let names = |key| declares(&policies.schema, key);
        if names("include") || names("facts") {
            self.include(&mut document, &mut parts, path, config);
            self.hold_copies();
        }
        if !self.ground.options.without_explanations && names("explanations") {
            self.explanation_files(&mut document, &mut parts, path, config);
        }
        let unread = self.findings.get(before..).unwrap_or_default();
        let stopped = unread.iter().any(|finding| finding.code.stops && finding.level == Level::Error);
        let facts = manifest::bind(&policies.schema, document, &parts, &config.limits).into_value(&mut self.findings);
        (!stopped && !facts.broken).then_some(facts)
    }

    pub(super) fn part(
        &mut self,
        document: &mut Document,
        path: &str,
        role: Role,
        config: &Configuration,
    ) -> Option<(NodeId, FileId, Role)> {
        let file = match workspace::load(self.ground.files, &mut self.sources, path, &config.limits, "file-bytes") {
            Ok(file) => file,
            Err(diagnostic) => {
                self.findings.push(*diagnostic);
                return None;
            }
        };
        let format = manifest::format_of(path).unwrap_or(&manifest::YAML);
        let text = self.sources.get(file).text.clone();
        let root = manifest::parse_into(document, file, &text, format, &config.limits).into_value(&mut self.findings);
        let left_out = self.ground.options.without_explanations;
        root.map(|root| (if left_out { explanation::without(document, root) } else { root }, file, role))
    }

    /// Everything that `include` and `facts` name, also in included files; each file counts once.
    pub(super) fn include(
        &mut self,
        document: &mut Document,
        parts: &mut Vec<(NodeId, FileId, Role)>,
        path: &str,
        config: &Configuration,
    ) {
        let limit = config.limits.get("includes");
        let mut taken = FxHashSet::from_iter([path.to_owned()]);
        let settings = self.settings(path);
        let mut at = 0;
        while let Some(&(root, _, role)) = parts.get(at) {
            at += 1;
            // A copy of another repository's facts brings facts, not further files.
            if role == Role::Vendored {
                continue;
            }
            for (pattern, place, role) in named(document, root) {
                // That a path leaves the repository is said where it is bound.
                if normal_path(&pattern).is_err() {
                    continue;
                }
                for path in self.included(&pattern, place) {
                    if taken.contains(&path) {
                        self.findings.push(Diagnostic::new(&codes::INCLUDED_TWICE, args!["path" => path]).at(place));
                        continue;
                    }
                    if taken.len() > limit {
                        self.findings
                            .push(Diagnostic::new(&codes::TOO_MANY_INCLUDES, args!["limit" => limit]).at(place));
                        return;
                    }
                    let before = self.findings.len();
                    let part = self.part(document, &path, role, config);
                    // What stands there was copied, also where `include` names it.
                    let is_copy = role == Role::Vendored || path.starts_with(workspace::lock::VENDORED);
                    if let Some((_, file, _)) = part.filter(|_| is_copy) {
                        self.copies.push((path.clone(), file, place));
                    }
                    // A file that cannot be read is named where it is included.
                    for finding in self.findings.iter_mut().skip(before).filter(|_| part.is_none()) {
                        finding.labels.insert(0, crate::diagnostic::Label { span: place, message: None });
                    }
                    parts.extend(part);
                    // What is shared is judged where it is kept: in this repository too, if it is a manifest here.
                    // Nor does who includes it decide by what a manifest with settings of its own is judged.
                    if role != Role::Vendored && self.settings(&path) == settings {
                        self.parts.push(path.clone());
                    }
                    taken.insert(path);
                }
            }
        }
    }

    /// The settings that a file is judged by.
    fn settings(&self, path: &str) -> Option<String> {
        let options = self.ground.options;
        if options.no_config || options.config.is_some() { None } else { self.ground.folders.nearest(path) }
    }

    /// Holds the copies of other repositories' facts to the lock.
    fn hold_copies(&mut self) {
        for (path, file, place) in &self.copies {
            let held = hold_file(path, &self.sources.get(*file).text, *place, &self.ground.lock);
            self.findings.extend(held.err().map(|diagnostic| *diagnostic));
        }
    }

    fn included(&mut self, pattern: &str, place: Span) -> Vec<String> {
        // A path out of the repository is refused when the manifest is bound.
        if workspace::normalise(pattern).is_err() {
            return Vec::new();
        }
        let expanded = self.ground.folders.expand(pattern);
        if !expanded.empty.is_empty() {
            let args = args!["pattern" => pattern];
            self.findings.push(Diagnostic::new(&codes::PATTERN_MATCHES_NOTHING, args).at(place));
        }
        for (_, detail) in &expanded.faulty {
            let args = args!["glob" => pattern, "detail" => detail];
            self.findings.push(Diagnostic::new(&workspace::codes::CONFIG_BAD_GLOB, args).at(place));
        }
        expanded.paths
    }

    /// Explanations in files of their own: those that the configuration names, else those beside the manifest.
    fn explanation_files(
        &mut self,
        document: &mut Document,
        parts: &mut Vec<(NodeId, FileId, Role)>,
        path: &str,
        config: &Configuration,
    ) {
        let beside = path.rsplit_once('/').map_or(String::new(), |(folder, _)| format!("{folder}/"));
        let globs: Vec<(String, Option<Span>)> = match &config.explanations {
            Some(written) => written.iter().map(|glob| (glob.text.clone(), Some(glob.span))).collect(),
            None => EXPLANATIONS.map(|glob| (format!("{beside}{glob}"), None)).into(),
        };
        for (glob, place) in globs {
            let expanded = self.ground.folders.expand(&glob);
            // The default by its name is no more to be there than without it.
            let place = place.filter(|_| !EXPLANATIONS.contains(&glob.as_str()));
            if let (Some(place), false) = (place, expanded.empty.is_empty()) {
                let args = args!["pattern" => &glob];
                self.findings.push(Diagnostic::new(&codes::PATTERN_MATCHES_NOTHING, args).at(place));
            }
            for path in expanded.paths {
                if let Some((root, file)) = self.explanation_file(document, &path, config) {
                    parts.push((explanation::wrap(document, root), file, Role::Included));
                }
            }
        }
        if config.explanations.is_none() {
            self.explanations_left_out(&beside);
        }
    }

    /// Says which files look like explanations and stand where none is looked for: in a folder whose name lacks a letter, or
    /// in a format that explanations are not read in.
    fn explanations_left_out(&mut self, beside: &str) {
        const ASIDE: [(&str, &[&str]); 2] = [
            ("governance/explanation", &[".yaml", ".yml", ".md"]),
            ("governance/explanations", &[".json", ".jsonc", ".toml", ".txt"]),
        ];
        let mut paths = Vec::new();
        for (folder, endings) in ASIDE {
            let files = self.ground.folders.files_in(&format!("{beside}{folder}"));
            let is_meant = |path: &&String| {
                let name = path.rsplit('/').next().unwrap_or(path).to_lowercase();
                endings.iter().any(|ending| name.ends_with(ending)) && !name.starts_with("readme")
            };
            paths.extend(files.iter().filter(is_meant).cloned());
        }
        if !paths.is_empty() {
            let folder = format!("{beside}governance/explanations/");
            let args = args!["names" => first_of(&paths), "count" => paths.len(), "folder" => folder];
            self.findings.push(Diagnostic::new(&codes::EXPLANATIONS_LEFT_OUT, args));
        }
    }

    /// The root of one of them. In Markdown a file without front matter is no record: a README is left alone, of another
    /// it is said.
    fn explanation_file(
        &mut self,
        document: &mut Document,
        path: &str,
        config: &Configuration,
    ) -> Option<(NodeId, FileId)> {
        let name = path.rsplit('/').next().unwrap_or(path).to_lowercase();
        if !name.ends_with(".md") {
            return self.part(document, path, Role::Included, config).map(|(root, file, _)| (root, file));
        }
        let loaded = workspace::load(self.ground.files, &mut self.sources, path, &config.limits, "file-bytes");
        let file = match loaded {
            Ok(file) => file,
            Err(diagnostic) => {
                self.findings.push(*diagnostic);
                return None;
            }
        };
        let text = self.sources.get(file).text.clone();
        if front_matter::range(&text).is_none() {
            if name != "readme.md" {
                let place = Span::point(file, 0);
                let said = Diagnostic::new(&explanation::codes::NOT_A_RECORD, args!["path" => path]).at(place);
                self.findings.push(said);
            }
            return None;
        }
        let format = manifest::format_of(path).unwrap_or(&manifest::YAML);
        let root =
            manifest::parse_into(document, file, &text, format, &config.limits).into_value(&mut self.findings)?;
        let record = explanation::record(document, root, file, path).into_value(&mut self.findings);
        Some((record, file))
    }
}

impl Verdicts {
    /// Verdicts and explanations, for outputs that list them all.
    fn record(&mut self, policies: &PolicySet, path: &str, judgement: &Judgement, only_counts: bool) {
        let summary = &mut self.summary;
        for evaluation in &judgement.evaluations {
            let Some(clause) = policies.expectations.get(evaluation.expectation) else { continue };
            summary.add(evaluation);
            let open = match evaluation.verdict {
                Verdict::Deviates | Verdict::Unknown => true,
                Verdict::Complies => clause.modality == Modality::May && !evaluation.notes.is_empty(),
                Verdict::Explained | Verdict::NotApplicable | Verdict::NotInForce => false,
            };
            if open && policies.quietened(clause) {
                self.open_but_lowered += 1;
            }
            if only_counts {
                continue;
            }
            let labels = |truth: Truth| {
                let open = evaluation.open.iter();
                open.filter(|finding| (finding.truth == Truth::False) == (truth == Truth::False))
                    .map(|finding| finding.label.clone())
                    .collect()
            };
            let explained = evaluation.explained_by.iter().filter_map(|at| judgement.explanations.get(*at));
            self.judged.push(Judged {
                manifest: path.to_owned(),
                expectation: clause.id.clone(),
                subject: evaluation.subject.id.clone(),
                verdict: evaluation.verdict,
                preview: evaluation.preview,
                deviates: labels(Truth::False),
                unknown: labels(Truth::Unknown),
                notes: evaluation.notes.iter().map(|finding| finding.label.clone()).collect(),
                vacuous: evaluation.vacuous,
                not_inspected: evaluation.not_inspected.clone(),
                declined: evaluation.declined.clone(),
                explained_by: explained.map(|explanation| explanation.id.value.clone()).collect(),
                decided_by: DecidedBy::of(policies, clause),
            });
        }
        for assessment in &judgement.assessments {
            let Some(explanation) = judgement.explanations.get(assessment.explanation) else { continue };
            let last = explanation.until.as_ref().or(explanation.revisit_by.as_ref()).map(|until| until.value.last);
            if assessment.state.holds() && assessment.state != State::Unused {
                summary.next_end = summary.next_end.into_iter().chain(last).min();
            }
            self.explanations.push(ExplanationLine {
                id: explanation.id.value.clone(),
                state: assessment.state,
                expectation: explanation.expectation.as_ref().map(|e| e.value.clone()).unwrap_or_default(),
                until: last,
            });
        }
    }
}

/// Whether a manifest of a schema has a list of this name.
fn declares(schema: &Schema, key: &str) -> bool {
    let field = (!schema.records.is_empty()).then(|| schema.find_field(Schema::ROOT, key)).flatten();
    field.is_some_and(|field| schema.field(field).ty.item().is_some())
}

/// The patterns of `include` and the files of `facts`, with their places.
fn named(document: &Document, root: NodeId) -> Vec<(String, Span, Role)> {
    let list = |key: &str| document.get(root, key).map_or(&[][..], |list| document.items(list));
    let texts = |items: &[NodeId], role: Role| -> Vec<(String, Span, Role)> {
        let path = |item: &NodeId| match document.kind(*item) {
            Kind::Mapping(_) => document.get(*item, "file"),
            _ => Some(*item),
        };
        let paths = items.iter().filter_map(path);
        paths.filter_map(|item| Some((document.text(item)?.to_owned(), document.span(item), role))).collect()
    };
    let mut all = texts(list("include"), Role::Included);
    all.extend(texts(list("facts"), Role::Vendored));
    all
}
