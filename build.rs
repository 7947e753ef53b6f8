//! Compiles every file under `policies/` into the binary: one entry a folder, with the name and version that its
//! header says, so that choosing a pack parses none.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::{env, fs, io};

fn main() -> io::Result<()> {
    let root = PathBuf::from(env::var_os("CARGO_MANIFEST_DIR").unwrap_or_default());
    let policies = root.join("policies");
    println!("cargo::rerun-if-changed={}", policies.display());
    let mut files = Vec::new();
    collect(&policies, &mut files)?;
    files.sort();
    let mut folders: BTreeMap<String, (Header, String)> = BTreeMap::new();
    for file in files {
        let relative = file.strip_prefix(&root).unwrap_or(&file).to_string_lossy().replace('\\', "/");
        let Some((folder, _)) = relative.strip_prefix("policies/").and_then(|path| path.split_once('/')) else {
            continue;
        };
        let (header, table) = folders.entry(folder.to_owned()).or_default();
        #[expect(clippy::disallowed_methods, reason = "a build script reads the sources")]
        let text = fs::read_to_string(&file)?;
        if let Some(found) = pack_header(&text) {
            *header = found;
        }
        let _ = write!(table, "({relative:?}, include_str!({:?})), ", file.display().to_string());
    }
    let mut table = String::from("pub(crate) static FOLDERS: &[Folder] = &[\n");
    for (folder, ((name, version), files)) in folders {
        let _ = writeln!(
            table,
            "    Folder {{ folder: {folder:?}, name: {name:?}, version: {version:?}, files: &[{files}] }},"
        );
    }
    table.push_str("];\n");
    fs::write(PathBuf::from(env::var_os("OUT_DIR").unwrap_or_default()).join("embedded.rs"), table)
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

fn collect(folder: &Path, files: &mut Vec<PathBuf>) -> io::Result<()> {
    #[expect(clippy::disallowed_methods, reason = "a build script reads the sources")]
    let entries = fs::read_dir(folder)?;
    for entry in entries {
        let path = entry?.path();
        if path.is_dir() {
            collect(&path, files)?;
        } else if path.extension().is_some_and(|extension| extension == "tadashi") {
            files.push(path);
        }
    }
    Ok(())
}
