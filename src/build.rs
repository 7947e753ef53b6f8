//! Compiles the packs under `policies/` and the templates of documents into the binary. A folder of packs is one entry
//! with the name and version that its header says, so that choosing a pack parses none. Each policy comes with its tree,
//! and each pack with what the tree is checked to, so that no run does again what was done when the tool was built.

// The parser and the checker are those of the library: the same files, without what stands above them.
#![allow(dead_code, clippy::all, missing_docs, unused_imports, reason = "the library lints its own files")]
#![allow(unfulfilled_lint_expectations, reason = "nothing is public in a build script")]

mod calendar;
mod check;
mod diagnostic;
mod limits;
mod policy;
mod schema;
mod source;
mod syntax;
mod text;
mod words;

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::{env, fs, io};

fn main() -> io::Result<()> {
    let root = PathBuf::from(env::var_os("CARGO_MANIFEST_DIR").unwrap_or_default());
    let tables = packs(&root)? + &templates(&root)?;
    fs::write(PathBuf::from(env::var_os("OUT_DIR").unwrap_or_default()).join("embedded.rs"), tables)
}

/// One entry a folder of `policies/`.
fn packs(root: &Path) -> io::Result<String> {
    let mut folders: BTreeMap<String, Vec<Policy>> = BTreeMap::new();
    for (relative, file) in found(root, "policies", "tadashi")? {
        let Some((folder, _)) = relative.strip_prefix("policies/").and_then(|path| path.split_once('/')) else {
            continue;
        };
        #[expect(clippy::disallowed_methods, reason = "a build script reads the sources")]
        let text = fs::read_to_string(&file)?;
        folders.entry(folder.to_owned()).or_default().push(Policy { relative: relative.clone(), file, text });
    }
    let (mut table, mut texts) = (String::from("pub(crate) static FOLDERS: &[Folder] = &[\n"), text::Pool::default());
    let schema = folders.get("schema").map_or(&[][..], Vec::as_slice);
    // Every pack speaks of the schema, so its texts stand first.
    checked(schema.iter(), &mut texts);
    for (folder, policies) in &folders {
        let (name, version) = policies.iter().filter_map(|policy| pack_header(&policy.text)).last().unwrap_or_default();
        let lines = policies.iter().flat_map(|policy| policy.text.lines());
        let instruments: Vec<&str> =
            lines.filter_map(|line| line.strip_prefix("instrument ")?.split_whitespace().next()).collect();
        let (mut files, mut trees) = (String::new(), String::new());
        for Policy { relative, file, text } in policies {
            let _ = write!(files, "({relative:?}, include_str!({:?})), ", file.display().to_string());
            let tree = tree(source::FileId(0), text);
            let tree = tree.and_then(|tree| postcard::to_stdvec(&tree).ok()).unwrap_or_default();
            let _ = write!(trees, "{}, ", stored(&format!("{}.tree", relative.replace('/', "-")), &tree)?);
        }
        let around = if folder == "schema" { &[] } else { schema };
        let checked = stored(&format!("{folder}.checked"), &checked(policies.iter().chain(around), &mut texts))?;
        let _ = writeln!(
            table,
            "    Folder {{ folder: {folder:?}, name: {name:?}, version: {version:?}, files: &[{files}], instruments: &{instruments:?}, trees: &[{trees}], checked: {checked} }},"
        );
    }
    let texts = stored("texts", texts.text().as_bytes())?.replace("include_bytes!", "include_str!");
    Ok(format!("{table}];\n/// The texts of all `checked`.\nstatic TEXTS: &str = {texts};\n"))
}

/// A file of a pack.
struct Policy {
    /// Relative to the root, with `/`.
    relative: String,
    /// Where it is.
    file: PathBuf,
    text: String,
}

/// Writes what a run shall find, and gives the expression that finds it.
fn stored(name: &str, bytes: &[u8]) -> io::Result<String> {
    let path = PathBuf::from(env::var_os("OUT_DIR").unwrap_or_default()).join(name);
    fs::write(&path, bytes)?;
    Ok(format!("include_bytes!({:?})", path.display().to_string()))
}

/// The tree of a policy without its tests; none for one that has a mistake, which the tool then reports itself.
fn tree(file: source::FileId, text: &str) -> Option<syntax::tree::File> {
    let read = syntax::parse_clauses(file, text, &limits::Limits::default());
    read.diagnostics.is_empty().then_some(read.value)
}

/// What the files of a pack and those of the schema are checked to; spans count the files from 0, texts go to `texts`.
/// Nothing where a file has a mistake, or uses another pack, which a run may take from elsewhere.
fn checked<'a>(policies: impl Iterator<Item = &'a Policy>, texts: &mut text::Pool) -> Vec<u8> {
    let mut sources = source::SourceMap::default();
    let trees = policies.map(|policy| tree(sources.add(&*policy.relative, &*policy.text), &policy.text));
    let Some(trees) = trees.collect::<Option<Vec<_>>>() else { return Vec::new() };
    if trees.iter().flat_map(|tree| &tree.items).any(|item| matches!(item, syntax::tree::Item::Use { .. })) {
        return Vec::new();
    }
    let set = check::check(&trees, &sources, &limits::Limits::default());
    if !set.diagnostics.is_empty() {
        return Vec::new();
    }
    texts.while_storing(|| postcard::to_stdvec(&set.value)).unwrap_or_default()
}

/// One entry a file of `templates/`.
fn templates(root: &Path) -> io::Result<String> {
    let mut table = String::from("pub(crate) static TEMPLATES: &[(&str, &str)] = &[\n");
    for (relative, file) in found(root, "templates", "md")? {
        let _ = writeln!(table, "    ({relative:?}, include_str!({:?})),", file.display().to_string());
    }
    Ok(table + "];\n")
}

/// The files of a folder that have an extension: relative to the root with `/`, and where they are; sorted.
fn found(root: &Path, folder: &str, extension: &str) -> io::Result<Vec<(String, PathBuf)>> {
    println!("cargo::rerun-if-changed={}", root.join(folder).display());
    let mut files = Vec::new();
    collect(&root.join(folder), extension, &mut files)?;
    files.sort();
    let relative = |file: &Path| file.strip_prefix(root).unwrap_or(file).to_string_lossy().replace('\\', "/");
    Ok(files.into_iter().map(|file| (relative(&file), file)).collect())
}

/// The name and the version of a pack; both empty for the schema.
type Header = (String, String);

/// What `pack NAME version V {` says, where a file begins with it.
fn pack_header(text: &str) -> Option<Header> {
    let mut lines = text.lines().map(str::trim).filter(|line| !line.is_empty() && !line.starts_with('#'));
    let mut words = lines.next()?.split_whitespace();
    match (words.next()?, words.next()?, words.next()?, words.next()?) {
        ("pack", name, "version", version) => Some((name.to_owned(), version.trim_end_matches('{').to_owned())),
        _ => None,
    }
}

fn collect(folder: &Path, wanted: &str, files: &mut Vec<PathBuf>) -> io::Result<()> {
    #[expect(clippy::disallowed_methods, reason = "a build script reads the sources")]
    let entries = fs::read_dir(folder)?;
    for entry in entries {
        let path = entry?.path();
        if path.is_dir() {
            collect(&path, wanted, files)?;
        } else if path.extension().is_some_and(|extension| extension == wanted) {
            files.push(path);
        }
    }
    Ok(())
}
