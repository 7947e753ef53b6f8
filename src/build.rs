//! Compiles the packs under `policies/` and the templates of documents into the binary. A folder of packs is one entry
//! with the name and version that its header says, so that choosing a pack parses none; and each policy comes with its
//! tree, so that no run parses again what was parsed when the tool was built.

// The parser is that of the library: the same files, without what stands above them.
#![allow(dead_code, clippy::all, missing_docs, unused_imports, reason = "the library lints its own files")]

mod calendar;
mod diagnostic;
mod limits;
mod source;
mod syntax;
mod text;

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
    let out = PathBuf::from(env::var_os("OUT_DIR").unwrap_or_default());
    let mut folders: BTreeMap<String, (Header, String, String, Vec<String>)> = BTreeMap::new();
    for (relative, file) in found(root, "policies", "tadashi")? {
        let Some((folder, _)) = relative.strip_prefix("policies/").and_then(|path| path.split_once('/')) else {
            continue;
        };
        let (header, table, trees, instruments) = folders.entry(folder.to_owned()).or_default();
        #[expect(clippy::disallowed_methods, reason = "a build script reads the sources")]
        let text = fs::read_to_string(&file)?;
        if let Some(found) = pack_header(&text) {
            *header = found;
        }
        let handles = text.lines().filter_map(|line| line.strip_prefix("instrument ")?.split_whitespace().next());
        instruments.extend(handles.map(str::to_owned));
        let _ = write!(table, "({relative:?}, include_str!({:?})), ", file.display().to_string());
        let tree = out.join(relative.replace('/', "-")).with_extension("tree");
        fs::write(&tree, stored(&text))?;
        let _ = write!(trees, "include_bytes!({:?}), ", tree.display().to_string());
    }
    let mut table = String::from("pub(crate) static FOLDERS: &[Folder] = &[\n");
    for (folder, ((name, version), files, trees, instruments)) in folders {
        let _ = writeln!(
            table,
            "    Folder {{ folder: {folder:?}, name: {name:?}, version: {version:?}, files: &[{files}], instruments: &{instruments:?}, trees: &[{trees}] }},"
        );
    }
    Ok(table + "];\n")
}

/// The tree of a policy without its tests; nothing for one that has a mistake, which the tool then reports itself.
fn stored(text: &str) -> Vec<u8> {
    let read = syntax::parse_clauses(source::FileId(0), text, &limits::Limits::default());
    if read.diagnostics.is_empty() { postcard::to_stdvec(&read.value).unwrap_or_default() } else { Vec::new() }
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
