//! Compiles the policies and the templates of documents into the binary: tables of paths and texts, sorted by path.

use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::{env, fs, io};

fn main() -> io::Result<()> {
    let root = PathBuf::from(env::var_os("CARGO_MANIFEST_DIR").unwrap_or_default());
    let policies = table(&root, "FILES", "policies", "tadashi")?;
    let templates = table(&root, "TEMPLATES", "templates", "md")?;
    let out = PathBuf::from(env::var_os("OUT_DIR").unwrap_or_default()).join("embedded.rs");
    fs::write(out, policies + &templates)
}

/// The files of a folder that have an extension, as a table in Rust.
fn table(root: &Path, name: &str, folder: &str, extension: &str) -> io::Result<String> {
    let folder = root.join(folder);
    println!("cargo::rerun-if-changed={}", folder.display());
    let mut files = Vec::new();
    collect(&folder, extension, &mut files)?;
    files.sort();
    let mut table = format!("pub(crate) static {name}: &[(&str, &str)] = &[\n");
    for file in files {
        let relative = file.strip_prefix(root).unwrap_or(&file).to_string_lossy().replace('\\', "/");
        let _ = writeln!(table, "    ({relative:?}, include_str!({:?})),", file.display().to_string());
    }
    table.push_str("];\n");
    Ok(table)
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
