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
    /// The folder that holds it, as it is written.
    folder: PathBuf,
    /// The packs that it names.
    packs: Vec<String>,
    root: bool,
}

impl Given {
    /// Looks up what a configuration names; what is wrong with its text is said when it is used.
    pub fn find(file: &Path) -> Result<Self, Problem> {
        let (disk, path) = Disk::of(file)?;
        if disk.stat(&path)? != Kind::File {
            return Err(Problem::NotAFile { path: file.to_string_lossy().into_owned() });
        }
        let bytes = disk.read(&path, Limits::default().get("file-bytes"))?;
        let text = String::from_utf8_lossy(&bytes);
        let Configuration { root, packs, .. } = configuration::read(FileId(0), &text).value;
        let folder = file.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
        let packs = match packs {
            Some(packs) => packs.into_iter().map(|pack| pack.text).collect(),
            None => vec![embedded::DEFAULT_PACK.to_owned()],
        };
        Ok(Self { disk, path, folder: folder.to_path_buf(), packs, root })
    }

    /// Its packs: embedded ones by name, all others as folders relative to its own. What one of these uses stands in the
    /// repository of the configuration, if the pack does.
    pub fn packs(&self, judged: &Disk) -> Result<Vec<Pack>, Problem> {
        // WHY: a configuration put into the judged tree does not trust what stands around its folder.
        let is_around = judged.root().starts_with(self.disk.root());
        let home = if is_around { Disk::new(&self.folder)?.seen_at(&self.folder) } else { self.disk.clone() };
        let packs = self.packs.iter().map(|name| {
            let (pack, asked) = version::split(name);
            if embedded::find(pack, asked).is_some() {
                return Ok(Pack::Embedded(name.clone()));
            }
            let place = self.folder.join(name);
            match home.inside(&place) {
                Ok(inside) => Ok(Pack::Elsewhere(home.clone(), inside)),
                Err(_) => Disk::of(&place).map(|(disk, inside)| Pack::Elsewhere(disk, inside)),
            }
        });
        packs.collect()
    }

    /// The repository of some paths: with `root = true` the folder of the first of them.
    pub fn locate(&self, paths: &[PathBuf]) -> Result<(Disk, Vec<String>), Problem> {
        let here = [PathBuf::from(".")];
        Disk::locate_given(if paths.is_empty() { &here } else { paths }, self.root)
    }
}
