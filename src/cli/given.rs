//! A configuration that the command line names: whoever types it is trusted, and nothing of the judged tree overrides it.

use std::path::{Path, PathBuf};

use super::check::Pack;
use crate::embedded;
use crate::limits::Limits;
use crate::policy::version;
use crate::source::FileId;
use crate::workspace::configuration::{self, Configuration};
use crate::workspace::disk::Disk;
use crate::workspace::{Files as _, Kind, Problem};

/// A configuration from the command line, and where it stands.
pub(super) struct Given {
    /// What it stands in.
    pub disk: Disk,
    /// Its path there.
    pub path: String,
    /// Its packs: embedded ones by name, all others as folders relative to its own.
    pub packs: Vec<Pack>,
    root: bool,
}

impl Given {
    /// Looks up what a configuration names; what is wrong with its text is said when it is used.
    pub fn find(file: &Path) -> Result<Self, Problem> {
        let (disk, paths) = Disk::locate(&[file.to_path_buf()])?;
        let path = paths.into_iter().next().unwrap_or_default();
        if disk.stat(&path)? != Kind::File {
            return Err(Problem::NotAFile { path: file.to_string_lossy().into_owned() });
        }
        let bytes = disk.read(&path, Limits::default().get("file-bytes"))?;
        let text = String::from_utf8_lossy(&bytes);
        let Configuration { root, packs, .. } = configuration::read(FileId(0), &text).value;
        let folder = file.parent().unwrap_or(Path::new(""));
        let names: Vec<String> = match packs {
            Some(packs) => packs.into_iter().map(|pack| pack.text).collect(),
            None => vec![embedded::DEFAULT_PACK.to_owned()],
        };
        let packs = names.into_iter().map(|name| {
            let (pack, asked) = version::split(&name);
            if embedded::find(pack, asked).is_some() {
                return Ok(Pack::Embedded(name));
            }
            let (elsewhere, paths) = Disk::locate(&[folder.join(&name)])?;
            Ok(Pack::Elsewhere(elsewhere, paths.into_iter().next().unwrap_or_default()))
        });
        let packs = packs.collect::<Result<Vec<_>, Problem>>()?;
        Ok(Self { disk, path, packs, root })
    }

    /// The repository of some paths: with `root = true` the folder of the first of them.
    pub fn locate(&self, paths: &[PathBuf]) -> Result<(Disk, Vec<String>), Problem> {
        let here = [PathBuf::from(".")];
        Disk::locate_given(if paths.is_empty() { &here } else { paths }, self.root)
    }
}
