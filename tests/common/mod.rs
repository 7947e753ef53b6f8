//! What the tests over folders share: cases, and a report of each in any format.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::string_slice,
    clippy::disallowed_methods,
    reason = "a test that cannot read its files, or meets what it does not expect, fails"
)]
#![allow(dead_code, reason = "each test binary uses a part of it")]

use std::fs;
use std::path::{Path, PathBuf};

use tadashi::calendar::Date;
use tadashi::diagnostic::Diagnostic;
use tadashi::engine::{self, Checked, Options, Telling};
use tadashi::report::{OUTPUTS, Style};
use tadashi::source::SourceMap;
use tadashi::text::Lang;
use tadashi::workspace::Files;
use tadashi::workspace::disk::Disk;

/// The day as of which every case is judged.
pub const AS_OF: &str = "2026-07-01";

/// A pack with one expectation, `acme/purpose#said`.
pub const ACME: &str = "pack acme version 1.0.0 {
  title \"Acme\"
  title ja \"アクメ\"
  language 1
  schema ai-governance 1
  publisher \"Acme\"
  licence \"Apache-2.0\"
}
instrument RULES { title \"Acme rules\" title ja \"アクメ規程\" issuer \"Acme\" edition \"1\" dated 2026-01-01 status guidance }
clauses of RULES { \"1\" \"purpose\" ja \"目的\" strength should }
by default explanation ordinary { lasts at most 12 months }
expectation purpose {
  title \"The purpose is said\"
  title ja \"目的を示す\"
  cites RULES \"1\"
  applies to each system
  should
    - said \"says what it is for\" ja \"目的を示している\": system.purpose is stated
}
";

/// The root of the project.
pub fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

/// Every folder two levels below `tests/ui`, sorted.
pub fn ui_cases() -> Vec<PathBuf> {
    let areas = folders(&root().join("tests/ui"));
    areas.iter().flat_map(|area| folders(area)).collect()
}

/// Every example, sorted.
pub fn examples() -> Vec<PathBuf> {
    folders(&root().join("examples"))
}

/// Folders in a folder, sorted.
pub fn folders(path: &Path) -> Vec<PathBuf> {
    let entries = fs::read_dir(path).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
    let mut found: Vec<PathBuf> = entries.map(|entry| entry.unwrap().path()).filter(|path| path.is_dir()).collect();
    found.sort();
    found
}

/// A folder as people name it: the last two parts of its path.
pub fn name(case: &Path) -> String {
    let parts: Vec<_> = case.iter().map(|part| part.to_string_lossy().into_owned()).collect();
    parts[parts.len() - 2..].join("/")
}

/// Checks a folder as if it were a repository.
pub fn check(case: &Path, lang: Option<Lang>) -> Checked {
    let disk = Disk::new(case).unwrap();
    check_files(&disk, lang)
}

/// Checks a file system from its root.
pub fn check_files(files: &dyn Files, lang: Option<Lang>) -> Checked {
    let options = Options { as_of: Date::parse(AS_OF).ok(), lang, ..Options::default() };
    engine::check(files, &[String::new()], &options)
}

/// Checks these manifests, in this order.
pub fn check_targets(files: &dyn Files, targets: &[String]) -> Checked {
    let options = Options { as_of: Date::parse(AS_OF).ok(), lang: Some(Lang::En), ..Options::default() };
    engine::check(files, targets, &options)
}

/// A check whose findings are written as they come, with what is written at its end; in English.
pub fn told(files: &dyn Files, format: &str, threads: usize) -> String {
    let output = OUTPUTS.iter().find(|output| output.name == format).unwrap();
    let findings = output.findings.unwrap();
    let (as_of, lang, threads) = (Date::parse(AS_OF).ok(), Some(Lang::En), Some(threads));
    let options = Options { as_of, lang, threads, only_counts: true, ..Options::default() };
    let style = |fail_on| Style { lang: Lang::En, color: false, width: 100, fail_on };
    let words = |found: &[Diagnostic], sources: &SourceMap, _: Lang, fail_on| {
        let mut words = Vec::new();
        findings(found, sources, &style(fail_on), &mut words).unwrap();
        words
    };
    let mut out = Vec::new();
    let mut take = |words: &[u8]| {
        out.extend_from_slice(words);
        Ok(())
    };
    let telling = Telling { words: &words, take: &mut take };
    let checked = engine::check_telling(files, &[String::new()], &options, telling).unwrap();
    (output.write)(&checked.report, &checked.sources, &style(checked.fail_on), &mut out).unwrap();
    String::from_utf8(out).unwrap()
}

/// A report in words, without colour.
pub fn write(checked: &Checked, format: &str) -> String {
    let output = OUTPUTS.iter().find(|output| output.name == format).unwrap();
    let style = Style { lang: checked.lang, color: false, width: 100, fail_on: checked.fail_on };
    let mut out = Vec::new();
    (output.write)(&checked.report, &checked.sources, &style, &mut out).unwrap();
    String::from_utf8(out).unwrap()
}
