//! The repository on the disk: what is found, what is refused, and that nothing outside is opened.

#![expect(clippy::unwrap_used, clippy::indexing_slicing, reason = "a test that cannot go on fails")]

use std::fs;
use std::num::NonZeroUsize;
use std::path::{Path, PathBuf};

use tadashi::diagnostic::Level;
use tadashi::engine::{self, Options};
use tadashi::text::Lang;
use tadashi::workspace::disk::Disk;
use tadashi::workspace::{Files, Kind, Problem, Search, Walked, Wanted, discovery};

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
    assert_eq!((disk.root(), paths), (root("repo").as_path(), vec!["a".to_owned(), "a/b/m.yaml".to_owned()]));
    let (disk, paths) = locate(&["repo/story/m.yaml"]).unwrap();
    assert_eq!((disk.root(), paths), (root("repo/story").as_path(), vec!["m.yaml".to_owned()]));
    let (_, paths) = locate(&["repo/a/.."]).unwrap();
    assert_eq!(paths, [""]);
    assert!(matches!(locate(&["repo/a", "bare/m.yaml"]), Err(Problem::Outside { .. })));
    assert!(matches!(locate(&["repo/none"]), Err(Problem::NotFound { .. })));
    assert!(matches!(Disk::new(Path::new("/none/at/all")), Err(Problem::NotFound { .. })));
}

#[cfg(unix)]
#[test]
fn a_link_that_is_named_stays_in_its_repository() {
    use std::os::unix::fs::symlink;
    let folder = Folder::new("named-links");
    folder.file("repo/.git/HEAD", "").file("repo/a/m.yaml", "").file("other/.git/HEAD", "").file("other/m.yaml", "");
    folder.file("repo/nested/tadashi.toml", "root = true\n").file("repo/nested/m.yaml", "").file("bare/a/m.yaml", "");
    let link = |to: &str, from: &str| symlink(to, folder.0.join(from)).unwrap();
    link("a/m.yaml", "repo/inside.yaml");
    link("a", "repo/inside");
    link("../other/m.yaml", "repo/out.yaml");
    link("../other", "repo/out");
    link("out", "repo/chain");
    link("/etc/passwd", "repo/passwd");
    link("nested/m.yaml", "repo/nested.yaml");
    link("other", "linked");
    link("..", "bare/up");
    link("../other/m.yaml", "bare/m.yaml");
    link("a/m.yaml", "bare/inside.yaml");
    let locate = |path: &str| Disk::locate(&[folder.0.join(path)]);
    for path in ["out.yaml", "out", "out/", "out/.", "out/m.yaml", "chain", "chain/m.yaml", "passwd", "nested.yaml"] {
        assert!(matches!(locate(&format!("repo/{path}")), Err(Problem::LinkOut { .. })), "{path}");
    }
    assert!(matches!(locate("bare/m.yaml"), Err(Problem::LinkOut { .. })));
    let real = fs::canonicalize(&folder.0).unwrap();
    for (path, root, inside) in [
        ("repo/inside.yaml", "repo", "a/m.yaml"),
        ("repo/inside", "repo", "a"),
        ("repo/inside/m.yaml", "repo", "a/m.yaml"),
        ("repo/inside/../nested/m.yaml", "repo/nested", "m.yaml"),
        // The folder above is a link, and stands in no repository.
        ("linked/m.yaml", "other", "m.yaml"),
        ("bare/up/repo/a", "repo", "a"),
        ("bare/a/m.yaml", "bare/a", "m.yaml"),
        ("bare/inside.yaml", "bare/a", "m.yaml"),
    ] {
        let (disk, paths) = locate(path).unwrap();
        assert_eq!((disk.root(), paths), (real.join(root).as_path(), vec![inside.to_owned()]), "{path}");
    }
    // Who gives a configuration may keep it behind a link.
    let (disk, inside) = Disk::of(&folder.0.join("repo/out.yaml")).unwrap();
    assert_eq!((disk.root(), inside.as_str()), (real.join("other").as_path(), "m.yaml"));
}

/// Numbers from a seed, the same on every machine.
struct Dice(u64);

impl Dice {
    fn below(&mut self, most: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        usize::try_from(self.0 >> 33).unwrap() % most
    }

    fn one<'a>(&mut self, of: &[&'a str]) -> &'a str {
        of[self.below(of.len())]
    }
}

/// What the walker of ripgrep finds with the same settings.
fn by_ripgrep(root: &Path, under: &str) -> Vec<String> {
    let target = root.join(under);
    let walk = ignore::WalkBuilder::new(root)
        .hidden(false)
        .parents(false)
        .ignore(false)
        .git_global(false)
        .git_exclude(false)
        .require_git(false)
        .filter_entry(move |entry| {
            let path = entry.path();
            entry.file_name() != ".git" && (path.starts_with(&target) || target.starts_with(path))
        })
        .build();
    let files = walk.map(Result::unwrap).filter(|entry| entry.file_type().unwrap().is_file());
    let name = |path: &Path| path.strip_prefix(root).unwrap().to_str().unwrap().to_owned();
    let mut paths: Vec<String> = files.map(|entry| name(entry.path())).collect();
    paths.sort();
    paths
}

#[test]
fn a_walk_finds_what_ripgrep_finds_however_many_threads_walk() {
    const RULES: [&str; 16] = [
        "a",
        "b/",
        "/c",
        "*.x",
        "!*.x",
        "!a",
        "d/*",
        "!d/e",
        "**/e",
        "e/**",
        "\u{FEFF}b",
        "# a",
        "[ab].y",
        "!b/",
        "c/d",
        "\\!a",
    ];
    for seed in 0..12 {
        let folder = Folder::new(&format!("like-ripgrep-{seed}"));
        let mut dice = Dice(seed);
        let mut folders = vec![String::new()];
        for _ in 0..60 {
            let below = folders[dice.below(folders.len())].clone();
            let path =
                format!("{below}{}{}/", dice.one(&["a", "b", "c", "d", "e", ".h"]), dice.one(&["", "", "2", ".x"]));
            if !folders.contains(&path) {
                folders.push(path);
            }
        }
        for path in &folders {
            for name in ["a", "b.x", "a.y", "ai-governance.yaml"] {
                if dice.below(2) == 0 && !folders.contains(&format!("{path}{name}/")) {
                    folder.file(&format!("{path}{name}"), "");
                }
            }
            if dice.below(4) == 0 {
                let rules: Vec<&str> = (0..3).map(|_| dice.one(&RULES)).collect();
                folder.file(&format!("{path}.gitignore"), &rules.join("\n"));
            }
        }
        let disk = folder.disk();
        let root = fs::canonicalize(&folder.0).unwrap();
        let expected = by_ripgrep(&root, "");
        assert!(expected.len() > 10, "{seed}");
        for threads in [1, 2, 7] {
            let search = Search {
                under: "",
                asked: None,
                tracked: false,
                ignored: false,
                threads: NonZeroUsize::new(threads),
                wanted: &Every,
            };
            assert_eq!(disk.seek(&search).paths, expected, "{seed}");
        }
        let below = folders.iter().map(|path| path.trim_end_matches('/')).filter(|path| root.join(path).is_dir());
        for path in below.step_by(7) {
            assert_eq!(disk.walk(path).paths, by_ripgrep(&root, path), "{seed} {path}");
        }
    }
}

struct Every;

impl Wanted for Every {
    fn takes(&self, _path: &str) -> bool {
        true
    }

    fn is_odd(&self, path: &str, _is_folder: bool) -> bool {
        discovery::is_manifest(path)
    }
}

struct Manifests;

impl Wanted for Manifests {
    fn takes(&self, path: &str) -> bool {
        discovery::is_manifest(path)
    }

    fn is_odd(&self, path: &str, _is_folder: bool) -> bool {
        discovery::is_manifest(path)
    }

    fn enters(&self, folder: &str) -> bool {
        folder != "closed"
    }

    fn notes(&self, name: &str) -> bool {
        name == "tadashi.toml"
    }
}

fn seek(disk: &Disk, under: &str, asked: Option<&str>) -> Walked {
    disk.seek(&Search { under, asked, tracked: true, ignored: false, threads: None, wanted: &Manifests })
}

#[test]
fn a_search_gives_what_is_wanted_and_says_what_it_notes() {
    let folder = Folder::new("search");
    folder.file(".gitignore", "tadashi.toml\nout/\n").file("a/ai-governance.yaml", "").file("a/other.yaml", "");
    folder.file("a/tadashi.toml", "").file("closed/ai-governance.yaml", "").file("out/tadashi.toml", "");
    let found = seek(&folder.disk(), "", None);
    assert_eq!((found.paths, found.noted), (vec!["a/ai-governance.yaml".into()], vec!["a/tadashi.toml".into()]));
    assert_eq!((found.odd.len(), found.problems.len(), found.tracked.len()), (0, 0, 0));
}

#[test]
fn a_folder_that_was_asked_for_is_looked_through_though_git_ignores_it() {
    let folder = Folder::new("asked");
    folder.file(".gitignore", "/target/\n/all/**\n").file("target/.gitignore", "*\n");
    folder.file("target/data/x/ai-governance.yaml", "").file("target/data/.gitignore", "own/\n");
    folder.file("target/data/own/ai-governance.yaml", "").file("all/a/ai-governance.yaml", "");
    let disk = folder.disk();
    let paths = |under: &str, asked| seek(&disk, under, asked).paths;
    assert_eq!(paths("", Some("")), Vec::<String>::new());
    assert_eq!(paths("target/data", None), Vec::<String>::new());
    assert_eq!(paths("target/data", Some("target/data")), ["target/data/x/ai-governance.yaml"]);
    assert_eq!(paths("target/data/x", Some("target/data")), ["target/data/x/ai-governance.yaml"]);
    assert_eq!(paths("target/data/own", Some("target/data")), Vec::<String>::new());
    assert_eq!(paths("all/a", Some("all/a")), ["all/a/ai-governance.yaml"]);
}

#[cfg(unix)]
#[test]
fn rules_are_read_from_files_only_and_links_never_loop() {
    use std::os::unix::fs::symlink;
    let outside = Folder::new("rules-outside");
    outside.file("rules", "ai-governance.yaml\n").file("b/ai-governance.yaml", "");
    let folder = Folder::new("rules");
    folder.file("a/ai-governance.yaml", "").file("b/ai-governance.yaml", "").file("c/ai-governance.json/x", "");
    symlink(outside.0.join("rules"), folder.0.join("a/.gitignore")).unwrap();
    let pipe = folder.0.join("b/.gitignore");
    assert!(std::process::Command::new("mkfifo").arg(&pipe).status().is_ok_and(|status| status.success()));
    symlink("..", folder.0.join("a/up")).unwrap();
    symlink(&folder.0, folder.0.join("b/around")).unwrap();
    symlink(&outside.0, folder.0.join("c/elsewhere")).unwrap();
    symlink("../a/ai-governance.yaml", folder.0.join("c/ai-governance.yaml")).unwrap();
    let found = seek(&folder.disk(), "", None);
    assert_eq!(found.paths, ["a/ai-governance.yaml", "b/ai-governance.yaml"]);
    assert_eq!(found.odd, ["c/ai-governance.json", "c/ai-governance.yaml"]);
    assert_eq!(found.problems, []);
    let large = format!("{}\nai-governance.yaml\n", "x".repeat(1 << 20));
    folder.file("d/ai-governance.yaml", "").file("d/.gitignore", &large);
    let found = seek(&folder.disk(), "d", None);
    assert_eq!(found.paths, ["d/ai-governance.yaml"]);
    assert_eq!(found.problems, [Problem::TooLarge { path: "d/.gitignore".to_owned(), limit: 1 << 20 }]);
}

/// The bytes of `.git/index` in version 2, with an entry a path.
fn index(paths: &[&str]) -> Vec<u8> {
    index_of(&paths.iter().map(|path| path.as_bytes()).collect::<Vec<_>>())
}

fn index_of(paths: &[&[u8]]) -> Vec<u8> {
    let mut bytes = b"DIRC\0\0\0\x02\0\0\0".to_vec();
    bytes.push(u8::try_from(paths.len()).unwrap());
    for path in paths {
        let start = bytes.len();
        bytes.extend([0; 62]);
        bytes.extend(*path);
        bytes.push(0);
        bytes.resize(start + (bytes.len() - start).next_multiple_of(8), 0);
    }
    bytes.extend([0xFF; 20]);
    bytes
}

#[test]
fn what_git_tracks_is_found_though_it_ignores_it() {
    let folder = Folder::new("tracked");
    folder.file(".gitignore", "hidden/\n").file("a/ai-governance.yaml", "").file("hidden/ai-governance.yaml", "");
    folder.file("hidden/other.yaml", "").file("hidden/untracked/ai-governance.yaml", "");
    fs::create_dir(folder.0.join(".git")).unwrap();
    let disk = folder.disk();
    assert_eq!(seek(&disk, "", None).tracked, Vec::<String>::new());
    let paths = ["a/ai-governance.yaml", "gone/ai-governance.yaml", "hidden/ai-governance.yaml", "hidden/other.yaml"];
    fs::write(folder.0.join(".git/index"), index(&paths)).unwrap();
    let found = seek(&disk, "", None);
    assert_eq!((found.paths, found.problems), (vec!["a/ai-governance.yaml".to_owned()], vec![]));
    assert_eq!(found.tracked, ["hidden/ai-governance.yaml"]);
    assert_eq!(seek(&disk, "a", None).tracked, Vec::<String>::new());
    fs::write(folder.0.join(".git/index"), "DIRC\0\0\0\x09").unwrap();
    let found = seek(&disk, "", None);
    assert_eq!(found.problems, [Problem::NotUnderstood { path: ".git/index".to_owned() }]);
    assert_eq!(found.paths, ["a/ai-governance.yaml"]);
}

/// The manifests that a check of some targets judges, and the codes of what it finds of the files.
fn judged(disk: &Disk, targets: &[&str]) -> (Vec<String>, Vec<&'static str>) {
    let targets: Vec<String> = targets.iter().map(|target| (*target).to_owned()).collect();
    let checked = engine::check(disk, &targets, &Options::default());
    let codes = checked.report.findings.iter().map(|finding| finding.code.id);
    (
        checked.report.manifests.clone(),
        codes.filter(|id| id.starts_with("workspace/") || id.starts_with("engine/")).collect(),
    )
}

#[test]
fn a_check_judges_what_was_asked_for_and_what_git_tracks_though_git_ignores_it() {
    let manifest = "tadashi: 1\norganisation:\n  name: A\n";
    let folder = Folder::new("judged");
    folder.file(".gitignore", "/target/\nhidden/\n").file("target/data/x/ai-governance.yaml", manifest);
    folder.file("target/data/tadashi.toml", "manifests = [\"target/data/*/ai-governance.yaml\"]\n");
    folder.file("hidden/ai-governance.yaml", manifest).file("a/ai-governance.yaml", manifest);
    let disk = folder.disk();
    assert_eq!(judged(&disk, &["target/data"]), (vec!["target/data/x/ai-governance.yaml".to_owned()], vec![]));
    assert_eq!(judged(&disk, &[""]), (vec!["a/ai-governance.yaml".to_owned()], vec![]));
    folder.file(".git/HEAD", "");
    fs::write(folder.0.join(".git/index"), index(&["a/ai-governance.yaml", "hidden/ai-governance.yaml"])).unwrap();
    let both = vec!["a/ai-governance.yaml".to_owned(), "hidden/ai-governance.yaml".to_owned()];
    assert_eq!(judged(&disk, &[""]), (both, vec![]));
    fs::write(folder.0.join(".git/index"), "DIRC").unwrap();
    let only = || vec!["a/ai-governance.yaml".to_owned()];
    assert_eq!(judged(&disk, &[""]), (only(), vec!["workspace/git-index"]));
    // Nothing is ignored there, so that nothing can be left out.
    assert_eq!(judged(&disk, &["a"]), (only(), vec![]));
    // Present, and no file.
    fs::remove_file(folder.0.join(".git/index")).unwrap();
    fs::create_dir(folder.0.join(".git/index")).unwrap();
    let checked = engine::check(&disk, &[String::new()], &Options::default());
    let told = checked.report.findings.iter().find(|finding| finding.code.id == "workspace/git-index").unwrap();
    assert_eq!(told.level, Level::Warning);
    assert_eq!(told.message(Lang::En), "the list of tracked files in `.git/index` cannot be read");
}

#[test]
fn what_git_tracks_is_found_where_the_root_is_a_part_of_its_work_tree() {
    let folder = Folder::new("tracked-above");
    for path in ["app/bad/ai-governance.yaml", "app2/bad/ai-governance.yaml", "bad/ai-governance.yaml"] {
        folder.file(path, "");
    }
    folder.file("app/tadashi.toml", "root = true\n").file("app/.gitignore", "bad\n").file(".git/HEAD", "");
    let paths = ["app/bad/ai-governance.yaml", "app2/bad/ai-governance.yaml", "bad/ai-governance.yaml"];
    fs::write(folder.0.join(".git/index"), index(&paths)).unwrap();
    let (disk, inside) = Disk::locate(&[folder.0.join("app")]).unwrap();
    assert_eq!(inside, [""]);
    let found = seek(&disk, "", None);
    assert_eq!((found.paths, found.tracked), (vec![], vec!["bad/ai-governance.yaml".to_owned()]));
    fs::write(folder.0.join(".git/index"), "DIRC").unwrap();
    assert_eq!(seek(&disk, "", None).problems, [Problem::NotUnderstood { path: "../.git/index".to_owned() }]);
}

#[test]
fn what_git_tracks_is_found_in_a_linked_work_tree_and_in_a_submodule() {
    let folder = Folder::new("tracked-linked");
    let tree = |name: &str, gitdir: &str| {
        folder.file(&format!("{name}/.gitignore"), "bad\n").file(&format!("{name}/bad/ai-governance.yaml"), "");
        folder.file(&format!("{name}/.git"), &format!("gitdir: {gitdir}\n"));
        Disk::new(&folder.0.join(name)).unwrap()
    };
    let absolute = fs::canonicalize(&folder.0).unwrap();
    for place in ["main/.git/worktrees/a", "main/.git/modules/b", "bare.git/worktrees/c", "elsewhere/d"] {
        folder.file(&format!("{place}/HEAD"), "");
        fs::write(folder.0.join(place).join("index"), index(&["bad/ai-governance.yaml"])).unwrap();
    }
    for (name, gitdir) in [
        ("a", format!("{}/main/.git/worktrees/a", absolute.display())),
        ("b", "../main/.git/modules/b".to_owned()),
        ("c", "../bare.git/worktrees/c".to_owned()),
    ] {
        let found = seek(&tree(name, &gitdir), "", None);
        assert_eq!((found.tracked, found.problems), (vec!["bad/ai-governance.yaml".to_owned()], vec![]), "{name}");
    }
    for odd in ["../elsewhere/d", "../main/.git/worktrees", "../main/.git/worktrees/none", "../main/.git", "", "/"] {
        let found = seek(&tree("odd", odd), "", None);
        assert_eq!(found.tracked, Vec::<String>::new(), "{odd}");
        assert_eq!(found.problems, [Problem::NotUnderstood { path: ".git".to_owned() }], "{odd}");
    }
    folder.file("odd/.git", "nothing");
    assert_eq!(seek(&Disk::new(&folder.0.join("odd")).unwrap(), "", None).problems.len(), 1);
}

#[cfg(target_os = "linux")]
#[test]
fn a_manifest_below_a_name_that_is_not_unicode_stops_the_check_ignored_or_not() {
    use std::ffi::OsStr;
    use std::os::unix::ffi::OsStrExt as _;
    let folder = Folder::new("not-unicode");
    let odd = folder.0.join("a").join(OsStr::from_bytes(b"\xFF"));
    fs::create_dir_all(odd.join("b")).unwrap();
    fs::write(odd.join("b/ai-governance.yaml"), "").unwrap();
    folder.file("ai-governance.yaml", "tadashi: 1\norganisation:\n  name: A\n").file(".git/HEAD", "");
    let disk = folder.disk();
    let check = || {
        let checked = engine::check(&disk, &[String::new()], &Options::default());
        let told = checked.report.findings.iter().filter(|finding| finding.code.id == "workspace/name-not-unicode");
        let told: Vec<String> = told.map(|finding| finding.message(Lang::En)).collect();
        (told, checked.report.exit_code(Level::Error) == 2)
    };
    let folders = ["a/\u{FFFD}", "a/\u{FFFD}/b"].map(|path| format!("the name of `{path}` is not Unicode"));
    assert_eq!(check(), (folders.to_vec(), true));
    folder.file(".gitignore", "/a/\n");
    assert_eq!(check(), (vec![], false));
    let git = |paths: &[&[u8]]| fs::write(folder.0.join(".git/index"), index_of(paths)).unwrap();
    git(&[b"a/\xFF/b/ai-governance.yaml", b"a/\xFF/b/other.yaml", b"a/\xFE/ai-governance.yaml"]);
    assert_eq!(check(), (folders[..1].to_vec(), true));
    git(&[b"a/\xFF/b/other.yaml", b"a/\xFE/ai-governance.yaml"]);
    assert_eq!(check(), (vec![], false));
    // A tracked name that no path can spell.
    folder.file("a/c\\d/ai-governance.yaml", "");
    git(&[b"a/c\\d/ai-governance.yaml"]);
    let problems = seek(&disk, "", None).problems;
    assert_eq!(problems, [Problem::Malformed { path: "a/c\\d/ai-governance.yaml".to_owned() }]);
}
