//! The schema and the packs that the binary carries, by the name of their folder under `policies/`.

use crate::check;
use crate::limits::Limits;
use crate::schema::Schema;
use crate::source::SourceMap;
use crate::syntax;
use crate::text::Lang;

include!(concat!(env!("OUT_DIR"), "/embedded.rs"));

/// The folder of the schema.
pub const SCHEMA: &str = "schema";

/// The pack that a check judges by when nothing else is said.
pub const DEFAULT_PACK: &str = "jp.aigb";

/// Paths and texts of an embedded pack or of [`SCHEMA`]; empty if there is none of that name.
pub fn files(name: &str) -> impl Iterator<Item = (&'static str, &'static str)> {
    FILES.iter().copied().filter(move |(path, _)| folder(path) == Some(name))
}

/// The schema of the manifest, without what packs add to it.
#[must_use]
pub fn schema() -> Schema {
    let (limits, mut sources) = (Limits::default(), SourceMap::default());
    let trees = files(SCHEMA).map(|(path, text)| syntax::parse(sources.add(path, text), text, &limits).value);
    let trees: Vec<_> = trees.collect();
    check::check(&trees, &sources, &limits).value.schema
}

/// Templates of documents in a language: the names and texts of the files under `templates/`.
pub fn templates(lang: Lang) -> impl Iterator<Item = (&'static str, &'static str)> {
    let folder = if lang == Lang::Ja { "templates/ja/" } else { "templates/en/" };
    TEMPLATES.iter().filter_map(move |(path, text)| Some((path.strip_prefix(folder)?, *text)))
}

/// The names of the embedded packs, sorted.
#[must_use]
pub fn packs() -> Vec<&'static str> {
    let mut names: Vec<&str> =
        FILES.iter().filter_map(|(path, _)| folder(path)).filter(|name| *name != SCHEMA).collect();
    names.dedup();
    names
}

/// `jp.aigb` of `policies/jp.aigb/00-pack.tadashi`.
fn folder(path: &str) -> Option<&str> {
    path.strip_prefix("policies/")?.split_once('/').map(|(folder, _)| folder)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_default_pack_and_the_schema_are_there() {
        assert!(packs().contains(&DEFAULT_PACK));
        assert!(files(SCHEMA).next().is_some());
    }
}
