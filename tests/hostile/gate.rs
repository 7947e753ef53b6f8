//! Manifests and packs made so that a check in a pipeline would pass them over.
#![cfg(unix)]

use std::fs;
use std::os::unix::fs::symlink;

use super::common::ACME;
use super::folder::{Folder, MANIFEST, Said};

/// A pack of one clause that [`MANIFEST`] meets.
fn weak() -> String {
    ACME.replace("system.purpose", "system.name")
}

/// A pack of one clause with an instrument of its own.
fn of_name(name: &str, text: &str) -> String {
    text.replace("pack acme", &format!("pack {name}")).replace("RULES", "OTHERS").replace("Acme rules", name)
}

/// A pack that [`MANIFEST`] meets by itself, and that uses another.
fn using(other: &str) -> String {
    weak().replace("instrument RULES", &format!("use {other}\ninstrument RULES"))
}

fn refused(said: &Said, code: &str, path: &str) {
    let text = format!("{}{}", said.out, said.err);
    assert_eq!(said.code, Some(2), "{path}: {text}");
    assert!(text.contains(&format!("[{code}]")) && text.contains(&format!("`{path}`")), "{path}: {text}");
}

#[test]
fn what_a_given_pack_uses_is_not_taken_from_the_judged_tree() {
    let folder = Folder::new("gate-uses");
    folder.file("gate/tadashi.toml", "packs = [\"acme\"]\n").file("gate/acme/a.tadashi", using("jp.aigb version 1.2"));
    folder.file("repo/tadashi.toml", "root = true\npacks = [\"jp.aigb\", \"own\"]\n");
    folder.file("repo/ai-governance.yaml", MANIFEST);
    let copy = of_name("jp.aigb", &weak()).replace("version 1.0.0", "version 1.2.0");
    folder.file("repo/.tadashi/packs/jp.aigb/a.tadashi", copy);
    folder.file("repo/own/a.tadashi", of_name("own", &using("jp.aigb version 1.2")).replace("OTHERS", "OWN"));
    let repo = |arguments: &str| folder.shell("cd repo", arguments);
    assert_eq!(repo("packs update").code, Some(0));
    assert_eq!(repo("check").code, Some(0));
    let said = repo("check --config ../gate/tadashi.toml");
    assert_eq!(said.code, Some(1), "{}", said.out);
    assert!(said.out.contains("policies/jp.aigb/") && !said.out.contains(".tadashi/packs"), "{}", said.out);
    // Nor if the configuration was put into that tree.
    for path in ["tadashi.toml", "acme/a.tadashi"] {
        folder.file(&format!("repo/.gate/{path}"), fs::read(folder.path("gate").join(path)).unwrap());
    }
    for said in
        [repo("check --config .gate/tadashi.toml"), folder.shell("cd repo/.gate", "check .. --config tadashi.toml")]
    {
        assert_eq!(said.code, Some(1), "{}{}", said.out, said.err);
        assert!(said.out.contains("policies/jp.aigb/") && !said.out.contains(".tadashi/packs"), "{}", said.out);
    }
    // What the judged tree uses under that name does not stand for it either.
    let said = repo("check --pack ./own --pack ../gate/acme");
    refused(&said, "engine/two-places", ".tadashi/packs/jp.aigb");
}

#[test]
fn a_folder_that_a_given_pack_uses_stands_beside_it() {
    let folder = Folder::new("gate-from");
    folder.file("gate/tadashi.toml", "packs = [\"acme\"]\n");
    folder.file("gate/acme/a.tadashi", using("base version 1 from \"vendor/base\""));
    folder.file("gate/vendor/base/b.tadashi", of_name("base", ACME));
    folder.file("repo/ai-governance.yaml", MANIFEST).file("repo/vendor/base/b.tadashi", of_name("base", &weak()));
    let said = folder.run(&["check", "repo", "--config", "gate/tadashi.toml"]);
    assert_eq!(said.code, Some(1), "{}", said.out);
    assert!(said.out.contains("base/purpose"), "{}", said.out);
    fs::remove_dir_all(folder.path("gate/vendor")).unwrap();
    refused(&folder.run(&["check", "repo", "--config", "gate/tadashi.toml"]), "workspace/not-found", "vendor/base");
}

#[test]
fn a_manifest_that_another_names_as_shared_facts_is_judged() {
    let folder = Folder::repository("gate-facts");
    folder.file("bad/ai-governance.yaml", MANIFEST);
    folder.file("ai-governance.yaml", "tadashi: 1\nfacts: [bad/ai-governance.yaml]\nsystems: []\n");
    assert_eq!(folder.run(&["packs", "update"]).code, Some(0));
    for paths in [&["."][..], &["bad/ai-governance.yaml"], &["ai-governance.yaml", "bad/ai-governance.yaml"]] {
        for threads in ["1", "2"] {
            let said = folder.run(&[&["check", "--threads", threads], paths].concat());
            assert_eq!(said.code, Some(1), "{paths:?}: {}{}", said.out, said.err);
            assert!(said.out.contains("bad/ai-governance.yaml:5"), "{paths:?}: {}", said.out);
        }
    }
    // A copy under another name is judged where it is kept.
    fs::rename(folder.path("bad/ai-governance.yaml"), folder.path("bad/shared.yaml")).unwrap();
    folder.file(
        "ai-governance.yaml",
        "tadashi: 1\nfacts: [bad/shared.yaml]\nsystems: [{id: t, purpose: To answer questions of customers.}]\n",
    );
    assert_eq!(folder.run(&["packs", "update"]).code, Some(0));
    let said = folder.run(&["check"]);
    assert_eq!(said.code, Some(0), "{}", said.out);
    assert!(said.out.contains("1 judged in another repository"), "{}", said.out);
}

#[test]
fn a_file_of_a_pack_is_read_whatever_git_ignores() {
    let folder = Folder::repository("gate-ignored");
    let (head, clause) = ACME.split_at(ACME.find("expectation").unwrap());
    folder.file("acme/a.tadashi", weak()).file("acme/deep/strict.tadashi", {
        let strict = clause.replace("expectation purpose", "expectation strict");
        format!("part of acme\n{strict}")
    });
    assert!(head.contains("instrument"));
    for rules in ["", "strict.tadashi\n", "deep\n", "/acme/\n", "*\n"] {
        folder.file(".gitignore", rules);
        let said = folder.run(&["check", "ai-governance.yaml"]);
        assert_eq!(said.code, Some(1), "{rules}: {}{}", said.out, said.err);
        assert!(said.out.contains("acme/strict"), "{rules}: {}", said.out);
    }
}

#[test]
fn what_has_the_name_of_a_policy_and_is_no_file_is_not_passed_over() {
    let folder = Folder::repository("gate-odd");
    folder.file("acme/a.tadashi", weak()).file("aside/b.txt", "part of acme\n");
    assert_eq!(folder.run(&["check"]).code, Some(0));
    let path = folder.path("acme/strict.tadashi");
    for (target, code) in [
        ("../aside/b.txt", "workspace/not-a-file"),
        ("../aside", "workspace/not-a-file"),
        ("/dev/zero", "workspace/outside"),
        ("nowhere", "workspace/not-found"),
    ] {
        symlink(target, &path).unwrap();
        refused(&folder.run(&["check"]), code, "acme/strict.tadashi");
        fs::remove_file(&path).unwrap();
    }
    assert!(std::process::Command::new("mkfifo").arg(&path).status().unwrap().success());
    refused(&folder.run(&["check"]), "workspace/not-a-file", "acme/strict.tadashi");
    fs::remove_file(&path).unwrap();
    fs::create_dir(&path).unwrap();
    refused(&folder.run(&["check"]), "workspace/not-a-file", "acme/strict.tadashi");
}

#[test]
fn a_link_that_is_named_does_not_lead_to_another_repository() {
    let folder = Folder::new("gate-links");
    let good = MANIFEST.replace("name: Credit scoring", "purpose: Scores the credit of customers who ask for a loan.");
    for repository in ["judged", "other"] {
        folder.file(&format!("{repository}/tadashi.toml"), "root = true\npacks = [\"acme\"]\n");
        folder.file(&format!("{repository}/acme/a.tadashi"), ACME);
    }
    folder.file("other/ai-governance.yaml", &good);
    for (to, from) in
        [("../other/ai-governance.yaml", "ai-governance.yaml"), ("../other", "out"), ("/etc/passwd", "passwd.yaml")]
    {
        symlink(to, folder.path("judged").join(from)).unwrap();
    }
    for path in ["ai-governance.yaml", "out", "out/ai-governance.yaml", "passwd.yaml"] {
        refused(&folder.shell("cd judged", &format!("check {path}")), "workspace/outside", path);
    }
    // Another repository may be named as it is, also below a link that stands in none.
    symlink("other", folder.path("linked")).unwrap();
    for path in ["../other", "../other/ai-governance.yaml", "../linked/ai-governance.yaml"] {
        let said = folder.shell("cd judged", &format!("check {path}"));
        assert_eq!(said.code, Some(0), "{path}: {}{}", said.out, said.err);
    }
}

#[test]
fn what_a_pattern_of_a_manifest_names_is_not_passed_over() {
    use std::os::unix::ffi::OsStrExt as _;
    let folder = Folder::repository("gate-patterns");
    folder.file("acme/a.tadashi", weak()).file("ai-governance.yaml", "tadashi: 1\ninclude: [\"systems/**/*.yaml\"]\n");
    folder.file("systems/a.yaml", MANIFEST).file("aside/b.txt", "tadashi: 1\nsystems:\n  - id: bare\n");
    // A folder of another name is no more than a folder.
    folder.file("systems/more/README", "");
    assert_eq!(folder.run(&["check"]).code, Some(0));
    let path = folder.path("systems/b.yaml");
    for (target, code) in
        [("../aside", "workspace/not-a-file"), ("/dev/zero", "workspace/outside"), ("nowhere", "workspace/not-found")]
    {
        symlink(target, &path).unwrap();
        refused(&folder.run(&["check"]), code, "systems/b.yaml");
        fs::remove_file(&path).unwrap();
    }
    fs::create_dir(&path).unwrap();
    refused(&folder.run(&["check"]), "workspace/not-a-file", "systems/b.yaml");
    fs::remove_dir(&path).unwrap();
    for target in ["../aside", "/"] {
        let link = folder.path("systems/linked");
        symlink(target, &link).unwrap();
        let code = if target == "/" { "workspace/outside" } else { "workspace/linked-folder" };
        refused(&folder.run(&["check"]), code, "systems/linked");
        fs::remove_file(&link).unwrap();
    }
    let judged = |said: &Said| said.code == Some(1) && said.out.contains("system/bare");
    // A link within the repository is read as the file that it leads to.
    symlink("../aside/b.txt", &path).unwrap();
    let said = folder.run(&["check"]);
    assert!(judged(&said), "{}{}", said.out, said.err);
    fs::remove_file(&path).unwrap();
    // What git tracks is no less part of the manifest where it is ignored too.
    folder.file("systems/b.yaml", fs::read(folder.path("aside/b.txt")).unwrap()).file(".gitignore", "b.yaml\n");
    assert_eq!(folder.run(&["check"]).code, Some(0));
    let said = folder.shell("git init -q . && git add -f systems/b.yaml", "check");
    assert!(judged(&said), "{}{}", said.out, said.err);
    fs::remove_file(&path).unwrap();
    let unnamed = folder.path("systems").join(std::ffi::OsStr::from_bytes(b"b\xff.yaml"));
    fs::write(unnamed, "tadashi: 1\n").unwrap();
    refused(&folder.run(&["check"]), "workspace/name-not-unicode", "systems/b\u{fffd}.yaml");
}

#[test]
fn a_folder_in_the_place_of_a_manifest_is_told_once() {
    let folder = Folder::new("gate-folder");
    folder.file("ai-governance.yaml/x", "");
    let said = folder.run(&["check"]);
    refused(&said, "workspace/not-a-file", "ai-governance.yaml");
    assert_eq!(said.out.matches("[workspace/not-a-file]").count(), 1, "{}", said.out);
}

#[test]
fn a_link_or_a_name_does_not_hide_a_part_of_a_pack() {
    use std::os::unix::ffi::OsStrExt as _;
    let folder = Folder::repository("gate-parts");
    folder.file("acme/a.tadashi", weak()).file("aside/b.tadashi", "part of acme\n").file("aside/c.txt", "");
    symlink("../aside/c.txt", folder.path("acme/notes")).unwrap();
    assert_eq!(folder.run(&["check"]).code, Some(0));
    let link = folder.path("acme/more");
    for (target, code) in [("../aside", "workspace/linked-folder"), ("/", "workspace/outside")] {
        symlink(target, &link).unwrap();
        refused(&folder.run(&["check"]), code, "acme/more");
        fs::remove_file(&link).unwrap();
    }
    let unnamed = folder.path("acme").join(std::ffi::OsStr::from_bytes(b"b\xff.tadashi"));
    fs::write(unnamed, "part of acme\n").unwrap();
    refused(&folder.run(&["check"]), "workspace/name-not-unicode", "acme/b\u{fffd}.tadashi");
}

#[test]
fn what_stands_in_another_repository_is_named_with_where_that_is() {
    let folder = Folder::repository("gate-named");
    folder.file("gate/tadashi.toml", "root = true\npacks = [\"rules\"]\n").file("gate/rules/a.tadashi", ACME);
    folder.file("repo/tadashi.toml", "root = true\n").file("repo/ai-governance.yaml", MANIFEST);
    let named = |arguments: &str, path: &str| {
        let said = folder.shell("cd repo", arguments);
        assert!(said.out.contains(&format!("{path}:")), "{arguments}: {}{}", said.out, said.err);
    };
    named("check --config ../gate/tadashi.toml", "[../gate/rules/a.tadashi");
    named("check --pack ../gate/rules", "[../gate/rules/a.tadashi");
    // One of the judged repository has its own path.
    let said = folder.run(&["check", "--config", "./gate/tadashi.toml", "repo"]);
    assert!(said.out.contains("[gate/rules/a.tadashi:"), "{}{}", said.out, said.err);
}

#[test]
fn settings_below_others_take_nothing_away_unsaid() {
    let folder = Folder::repository("gate-settings");
    folder.file("tadashi.toml", "root = true\npacks = [\"acme\", \"soft\"]\n");
    folder.file("soft/a.tadashi", of_name("soft", &weak()));
    folder.file("a/b/ai-governance.yaml", MANIFEST);
    for settings in ["", "packs = [\"soft\"]\n"] {
        folder.file("a/b/tadashi.toml", settings);
        let said = folder.run(&["check", "a/b"]);
        assert!(said.out.contains("[engine/fewer-packs]") && said.out.contains("`acme`"), "{settings}: {}", said.out);
    }
    // Nor where others stand between them and the root.
    folder.file("tadashi.toml", "root = true\npacks = [\"soft\"]\n");
    folder.file("a/tadashi.toml", "packs = [\"soft\", \"acme\"]\n");
    let said = folder.run(&["check", "a/b"]);
    assert!(said.out.contains("[engine/fewer-packs]") && said.out.contains("`acme`"), "{}", said.out);
    // And nobody who includes a manifest decides by what it is judged.
    folder.file("a/b/tadashi.toml", "packs = [\"soft\", \"acme\"]\n");
    for manifest in ["tadashi: 1\nsystems: []\n", "tadashi: 1\ninclude: [a/b/ai-governance.yaml]\n"] {
        folder.file("ai-governance.yaml", manifest);
        let said = folder.run(&["check"]);
        assert_eq!(said.code, Some(1), "{manifest}: {}{}", said.out, said.err);
        assert!(said.out.contains("acme/purpose"), "{manifest}: {}", said.out);
    }
}

#[test]
fn a_misspelt_name_is_said_beside_manifests_that_are_found() {
    let folder = Folder::repository("gate-misspelt");
    folder.file("acme/a.tadashi", weak());
    folder.file("docs/AI-Governance.md", "# Ours\n").file("aims.yaml", "").file("ai.yaml", "");
    assert_eq!(folder.run(&["check"]).code, Some(0));
    for name in
        ["AI-Governance.yaml", "ai_governance.yml", "ai-governance.JSON", "aigovernance.toml", "ai-governance.yaml.txt"]
    {
        let path = format!("b/{name}");
        folder.file(&path, MANIFEST);
        refused(&folder.run(&["check"]), "engine/nearly-a-manifest", &path);
        // Whoever names the file knows it.
        folder.file("ai-governance.yaml", format!("{MANIFEST}include: [\"{path}\"]\n"));
        let said = folder.run(&["check"]);
        assert!(!said.out.contains("nearly-a-manifest"), "{}", said.out);
        folder.file("ai-governance.yaml", MANIFEST).file(".gitignore", "b\n");
        assert_eq!(folder.run(&["check"]).code, Some(0), "{name}");
        fs::remove_file(folder.path(".gitignore")).unwrap();
        fs::remove_file(folder.path(&path)).unwrap();
    }
}

#[test]
fn the_order_of_paths_and_a_path_named_twice_change_nothing() {
    let folder = Folder::repository("gate-order");
    folder.file("a/ai-governance.yaml", MANIFEST).file("b/ai-governance.yaml", MANIFEST).file("c/none.txt", "");
    let mild = ACME.replace("strength should", "strength desirable").replace("\n  should\n", "\n  may\n");
    folder.file("acme/a.tadashi", mild);
    folder.file("b/tadashi.toml", "packs = [\"acme\"]\nfail_on = \"note\"\n");
    let first = folder.run(&["check", "a", "b", "c"]);
    for paths in [["b", "c", "a"], ["c", "a", "b"]] {
        let said = folder.run(&[&["check"][..], &paths].concat());
        assert_eq!((said.out, said.code), (first.out.clone(), first.code), "{paths:?}");
    }
    let twice = folder.run(&["check", "a", "b", "c", "a", "b", "c"]);
    assert_eq!((twice.out, twice.code), (first.out, first.code));
    // The strictest threshold holds.
    assert_eq!(folder.run(&["check", "a"]).code, Some(0));
    assert_eq!(folder.run(&["check", "a", "b"]).code, Some(1));
}
