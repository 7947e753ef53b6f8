//! The only file that strings the stages together. (stub)

use crate::calendar::Date;
use crate::diagnostic::Level;
use crate::report::{Report, Summary};
use crate::source::SourceMap;
use crate::text::Lang;
use crate::workspace::Files;

/// What a run is asked for.
#[derive(Clone, Debug)]
pub struct Options {
    /// The day to judge as of; today where none is given.
    pub as_of: Option<Date>,
    /// Today, in UTC.
    pub today_utc: Date,
    /// Packs instead of those of the configuration.
    pub packs: Vec<String>,
    /// The language instead of that of the configuration.
    pub lang: Option<Lang>,
    /// The threshold instead of that of the configuration.
    pub fail_on: Option<Level>,
    /// Whether `tadashi.toml` is read.
    pub use_config: bool,
}

/// What a check came to.
#[derive(Debug)]
pub struct Checked {
    /// What there is to tell.
    pub report: Report,
    /// The texts it points into.
    pub sources: SourceMap,
    /// The language it is to be told in.
    pub lang: Lang,
    /// The level from which it fails.
    pub fail_on: Level,
}

/// Judges the manifests in files and folders.
#[must_use]
pub fn check(_files: &dyn Files, _targets: &[String], options: &Options) -> Checked {
    Checked {
        report: empty(options),
        sources: SourceMap::default(),
        lang: options.lang.unwrap_or_default(),
        fail_on: options.fail_on.unwrap_or(Level::Error),
    }
}

/// What the tests of packs came to.
#[derive(Debug)]
pub struct Tested {
    /// Tests that hold.
    pub passed: usize,
    /// Tests that do not.
    pub failed: usize,
    /// Their findings.
    pub report: Report,
    /// The texts it points into.
    pub sources: SourceMap,
    /// The language it is to be told in.
    pub lang: Lang,
}

/// Runs the tests of packs.
#[must_use]
pub fn test(_files: &dyn Files, _packs: &[String], options: &Options) -> Tested {
    let sources = SourceMap::default();
    Tested { passed: 0, failed: 0, report: empty(options), sources, lang: options.lang.unwrap_or_default() }
}

/// The JSON Schema of the manifest.
#[must_use]
pub fn schema_json() -> serde_json::Value {
    serde_json::json!({})
}

fn empty(options: &Options) -> Report {
    Report {
        as_of: options.as_of.unwrap_or(options.today_utc),
        manifests: Vec::new(),
        packs: Vec::new(),
        findings: Vec::new(),
        judged: Vec::new(),
        explanations: Vec::new(),
        summary: Summary::default(),
    }
}
