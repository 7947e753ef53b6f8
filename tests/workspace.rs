//! The repository on the disk: what is found, what is refused, and that nothing outside is opened.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on fails")]

use std::fs;
use std::path::{Path, PathBuf};

use tadashi::workspace::disk::Disk;
use tadashi::workspace::{Files, Kind, Problem, discovery};

/// A folder of its own for each test, removed at its end.
struct Folder(PathBuf);

impl Folder {
    fn new(name: &str) -> Self {
        let path = std::env::temp_dir().join(format!("tadashi-{}-{name}", std::process::id()));
        let _ = fs::remove_dir_all(&path);
        fs::create_dir_all(&path).unwrap();
        Self(path)
    }

    fn file(&self, path: &str, text: &str) -> &Self {
        let path = self.0.join(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
        self
    }

    fn disk(&self) -> Disk {
        Disk::new(&self.0).unwrap()
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        let _ = fs::remove_dir_all(&self.0);
    }
}

#[test]
fn a_walk_is_sorted_and_leaves_out_what_git_ignores() {
    let folder = Folder::new("walk");
    folder
        .file(".gitignore", "/built/\n*.tmp\n")
        .file("b/ai-governance.yaml", "")
        .file("b/.gitignore", "local/\n")
        .file("b/local/ai-governance.yaml", "")
        .file("built/ai-governance.yaml", "")
        .file("a.tmp", "")
        .file(".github/ai-governance.yaml", "")
        .file(".git/config", "")
        .file(".ignore", "b/\n")
        .file("名簿/ai-governance.yaml", "");
    let disk = folder.disk();
    let all = disk.walk("");
    assert_eq!(all.problems, []);
    assert_eq!(
        all.paths,
        [
            ".github/ai-governance.yaml",
            ".gitignore",
            ".ignore",
            "b/.gitignore",
            "b/ai-governance.yaml",
            "名簿/ai-governance.yaml"
        ]
    );
    assert_eq!(disk.walk("./b/").paths, ["b/.gitignore", "b/ai-governance.yaml"]);
    assert!(matches!(disk.walk("none").problems.as_slice(), [Problem::NotFound { .. }]));
    assert!(matches!(disk.walk("../x").problems.as_slice(), [Problem::Outside { .. }]));
    let manifests: Vec<&String> = all.paths.iter().filter(|path| discovery::is_manifest(path)).collect();
    assert_eq!(manifests.len(), 3);
}

#[cfg(unix)]
#[test]
fn links_pipes_and_folders() {
    use std::os::unix::fs::symlink;
    let outside = Folder::new("outside");
    outside.file("secret.md", "not yours");
    let folder = Folder::new("links");
    folder.file("docs/policy.md", "ours").file("docs/large.md", "12345");
    symlink(folder.0.join("docs/policy.md"), folder.0.join("inside.md")).unwrap();
    symlink(outside.0.join("secret.md"), folder.0.join("leak.md")).unwrap();
    symlink(&outside.0, folder.0.join("leak")).unwrap();
    symlink("loop", folder.0.join("loop")).unwrap();
    let pipe = folder.0.join("pipe");
    assert!(std::process::Command::new("mkfifo").arg(&pipe).status().is_ok_and(|status| status.success()));

    let disk = folder.disk();
    assert_eq!(disk.read("inside.md", 10), Ok(b"ours".to_vec()));
    assert!(matches!(disk.read("leak.md", 10), Err(Problem::Outside { .. })));
    assert!(matches!(disk.read("leak/secret.md", 10), Err(Problem::Outside { .. })));
    assert!(matches!(disk.read("leak/none.md", 10), Err(Problem::Outside { .. })));
    assert!(matches!(disk.stat("leak/secret.md"), Err(Problem::Outside { .. })));
    assert!(matches!(disk.read("../links/inside.md", 10), Err(Problem::Outside { .. })));
    assert!(matches!(disk.read("/etc/passwd", 10), Err(Problem::Outside { .. })));
    assert!(matches!(disk.read("loop", 10), Err(Problem::Unreadable { .. })));
    assert!(matches!(disk.read("pipe", 10), Err(Problem::NotAFile { .. })));
    assert!(matches!(disk.read("docs", 10), Err(Problem::NotAFile { .. })));
    assert!(matches!(disk.read("docs/none.md", 10), Err(Problem::NotFound { .. })));
    assert!(matches!(disk.read("docs/policy.md/x", 10), Err(Problem::NotFound { .. })));
    assert_eq!(disk.read("docs/large.md", 4), Err(Problem::TooLarge { path: "docs/large.md".to_owned(), limit: 4 }));
    assert_eq!(disk.read("docs/large.md", 5), Ok(b"12345".to_vec()));
    assert_eq!(
        (disk.stat("pipe"), disk.stat("docs"), disk.stat(".")),
        (Ok(Kind::Other), Ok(Kind::Directory), Ok(Kind::Directory))
    );
    let walked = disk.walk("");
    assert_eq!(walked.paths, ["docs/large.md", "docs/policy.md"]);
}

#[test]
fn the_root_of_a_path() {
    let folder = Folder::new("root");
    folder.file("repo/.git/HEAD", "").file("repo/a/b/m.yaml", "").file("repo/story/tadashi.toml", "root = true\n");
    folder.file("repo/story/m.yaml", "").file("repo/a/tadashi.toml", "root = false\n").file("bare/m.yaml", "");
    let locate = |paths: &[&str]| {
        let paths: Vec<PathBuf> = paths.iter().map(|path| folder.0.join(path)).collect();
        Disk::locate(&paths)
    };
    let real = fs::canonicalize(&folder.0).unwrap();
    let root = |path: &str| real.join(path);
    let (disk, paths) = locate(&["repo/a/b/m.yaml", "repo/a"]).unwrap();
    assert_eq!((disk.root(), paths), (root("repo").as_path(), vec!["a/b/m.yaml".to_owned(), "a".to_owned()]));
    let (disk, paths) = locate(&["repo/story/m.yaml"]).unwrap();
    assert_eq!((disk.root(), paths), (root("repo/story").as_path(), vec!["m.yaml".to_owned()]));
    let (_, paths) = locate(&["repo/a/.."]).unwrap();
    assert_eq!(paths, [""]);
    assert!(matches!(locate(&["repo/a", "bare/m.yaml"]), Err(Problem::Outside { .. })));
    assert!(matches!(locate(&["repo/none"]), Err(Problem::NotFound { .. })));
    assert!(matches!(Disk::new(Path::new("/none/at/all")), Err(Problem::NotFound { .. })));
}
