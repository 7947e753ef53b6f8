//! Which manifests a run judges, and what it says of those it does not.

use crate::args;
use crate::diagnostic::Diagnostic;
use crate::engine::{Run, codes};
use crate::workspace::configuration::{self, Configuration};
use crate::workspace::folders::Manifests;
use crate::workspace::{self, Kind, discovery};

/// Files or clauses that one message names.
const NAMED: usize = 5;

/// The first of some names, for a message.
pub(super) fn first_of(names: &[String]) -> Vec<String> {
    let more = (names.len() > NAMED).then(|| "…".to_owned());
    names.iter().take(NAMED).map(|name| format!("`{name}`")).chain(more).collect()
}

impl Run<'_> {
    /// The manifests that the targets name or hold, sorted, each once.
    pub(super) fn discover(&mut self, targets: &[String]) -> Vec<String> {
        let mut found = Vec::new();
        for target in targets {
            match self.files.stat(target) {
                Ok(Kind::File) => {
                    self.folders.ask(target.rsplit_once('/').map_or("", |(folder, _)| folder));
                    found.push(target.clone());
                }
                Ok(Kind::Directory) => {
                    self.folders.ask(target);
                    let here = self.discover_below(target);
                    if here.is_empty() {
                        let shown = if target.is_empty() { "." } else { target };
                        let mut finding = Diagnostic::new(&codes::NO_MANIFEST, args!["path" => shown]);
                        let files = self.folders.files_in(target);
                        let near: Vec<String> =
                            files.iter().filter(|path| discovery::is_nearly_manifest(path)).cloned().collect();
                        if !near.is_empty() {
                            finding = finding.help(codes::NEARLY_NAMED.with(args!["names" => first_of(&near)]));
                        }
                        self.findings.push(finding);
                    }
                    found.extend(here);
                }
                Ok(Kind::Other) => {
                    let problem = workspace::Problem::NotAFile { path: target.clone() };
                    self.findings.push(workspace::codes::diagnose(&problem, "file-bytes"));
                }
                Err(problem) => self.findings.push(workspace::codes::diagnose(&problem, "file-bytes")),
            }
        }
        found.sort_unstable();
        found.dedup();
        found
    }

    pub(super) fn discover_below(&mut self, folder: &str) -> Vec<String> {
        let config = self.configuration_of(folder);
        let Some(patterns) = &config.manifests else {
            let below = self.folders.manifests(folder, None);
            self.report_problems();
            self.report_odd(below.odd);
            if !below.found.paths.is_empty() {
                self.nearly_named.extend(below.others);
            }
            return below.found.paths.into_iter().filter(|path| !self.is_nested(path, folder)).collect();
        };
        let globs: Vec<&str> = patterns.iter().map(|pattern| pattern.text.as_str()).collect();
        let Manifests { found, others, odd } = self.folders.manifests(folder, Some(&globs));
        self.report_problems();
        self.report_odd(odd);
        for pattern in found.empty.iter().filter_map(|index| patterns.get(*index)) {
            let args = args!["pattern" => &pattern.text];
            self.findings.push(Diagnostic::new(&codes::PATTERN_MATCHES_NOTHING, args).at(pattern.span));
        }
        if let Some(first) = patterns.first() {
            let ours = others.into_iter().filter(|path| !self.is_nested(path, folder)).collect();
            self.left_out.push((ours, first.span));
        }
        found.paths
    }

    /// Says which files have nearly the name of a manifest, and are no part of one.
    pub(super) fn report_nearly_named(&mut self) {
        let mut paths = std::mem::take(&mut self.nearly_named);
        paths.sort_unstable();
        paths.dedup();
        for path in paths.into_iter().filter(|path| !self.parts.contains(path)) {
            let (folder, name) = path.rsplit_once('/').map_or(("", path.as_str()), |(folder, name)| (folder, name));
            let ending = name.rsplit('.').next().unwrap_or_default().to_lowercase();
            let slash = if folder.is_empty() { "" } else { "/" };
            let right = format!("{folder}{slash}{}.{ending}", discovery::STEM);
            self.findings.push(Diagnostic::new(&codes::NEARLY_A_MANIFEST, args!["path" => path, "right" => right]));
        }
    }

    /// Says which files with the name of a manifest were neither named nor included.
    pub(super) fn report_left_out(&mut self) {
        for (mut paths, span) in std::mem::take(&mut self.left_out) {
            paths.retain(|path| !self.parts.contains(path));
            if !paths.is_empty() {
                let args = args!["names" => first_of(&paths), "count" => paths.len()];
                self.findings.push(Diagnostic::new(&codes::MANIFESTS_LEFT_OUT, args).at(span));
            }
        }
    }

    /// Says where the settings of a manifest leave out packs of those above them; once for each settings.
    pub(super) fn report_fewer_packs(&mut self, path: &str, config: &Configuration) {
        if self.options.no_config || !self.options.packs.is_empty() || config.root {
            return;
        }
        let Some(nearest) = self.nearest(path).filter(|nearest| nearest != configuration::FILE) else { return };
        let pack = |name: &str| workspace::normalise(name).unwrap_or_else(|_| name.to_owned());
        let here: Vec<String> = self.pack_names(config).iter().map(|name| pack(name)).collect();
        let (mut gone, mut at) = (Vec::new(), nearest.clone());
        while let Some((folder, _)) = at.rsplit_once('/') {
            let above = folder.rsplit_once('/').map_or(String::new(), |(above, _)| format!("{above}/"));
            let Some(settings) = self.nearest(&format!("{above}.")) else { break };
            let config = self.configuration(&settings);
            gone.extend(self.pack_names(&config).into_iter().filter(|name| !here.contains(&pack(name))));
            if config.root {
                break;
            }
            at = settings;
        }
        let mut names: Vec<String> = gone.iter().map(|name| format!("`{name}`")).collect();
        names.sort_unstable();
        names.dedup();
        let mut diagnostic = Diagnostic::new(&codes::FEWER_PACKS, args!["path" => nearest, "names" => names.clone()]);
        if let Some(first) = config.packs.as_ref().and_then(|packs| packs.first()) {
            diagnostic = diagnostic.at(first.span);
        }
        if !names.is_empty() && !self.findings.contains(&diagnostic) {
            self.findings.push(diagnostic);
        }
    }

    /// What looks like a manifest and is not judged must not pass in silence; whether a link leads to one that is judged
    /// is known at the end.
    fn report_odd(&mut self, odd: Vec<String>) {
        for path in odd {
            match self.files.stat(&path) {
                Ok(Kind::File) => self.linked.push(path),
                Ok(_) => self.folders.say([workspace::Problem::NotAFile { path }]),
                Err(problem) => self.folders.say([problem]),
            }
        }
        self.report_problems();
    }

    /// Says which links have the name of a manifest and lead to none that was judged.
    pub(super) fn report_linked(&mut self) {
        let mut linked = std::mem::take(&mut self.linked);
        linked.sort_unstable();
        linked.dedup();
        for path in linked {
            let target = self.files.leads_to(&path);
            if !target.is_ok_and(|target| self.report.manifests.contains(&target)) {
                self.findings.push(Diagnostic::new(&codes::LINKED_MANIFEST, args!["path" => path]));
            }
        }
    }

    /// Whether a manifest belongs to a repository below the folder asked for, which then is noted.
    pub(super) fn is_nested(&mut self, path: &str, folder: &str) -> bool {
        if !self.configuration(path).root {
            return false;
        }
        let Some(nearest) = self.nearest(path) else { return false };
        let root = nearest.rsplit_once('/').map_or("", |(root, _)| root);
        let nested = root.len() > folder.len();
        if nested {
            let args = args!["path" => path, "folder" => root];
            self.findings.push(Diagnostic::new(&codes::NESTED_ROOT, args));
        }
        nested
    }

    /// The path of the nearest configuration.
    pub(super) fn nearest(&mut self, path: &str) -> Option<String> {
        // What is given for the whole tree stands in no folder of it.
        if self.options.config.is_some() {
            return None;
        }
        let nearest = self.folders.nearest(path);
        self.report_problems();
        nearest
    }

    pub(super) fn report_problems(&mut self) {
        let problems = self.folders.problems();
        self.findings.extend(problems.iter().map(|problem| workspace::codes::diagnose(problem, "file-bytes")));
    }
}
