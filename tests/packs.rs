//! Packs taken, locked and replaced through the command line, and what somebody could try to bring in with them.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::string_slice,
    clippy::disallowed_methods,
    reason = "a test that cannot read its files, or meets what it does not expect, fails"
)]

mod common;

use std::fs;
use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::process::Command;

use flate2::{Compression, write::GzEncoder};
use tadashi::calendar::Date;
use tadashi::embedded;
use tadashi::engine::packs::succession::succession;
use tadashi::engine::packs::{Extent, Origin, load};
use tadashi::engine::{self, Options};
use tadashi::limits::Limits;
use tadashi::policy::PolicySet;
use tadashi::source::SourceMap;
use tadashi::workspace::archive;
use tadashi::workspace::memory::Memory;
use zip::write::SimpleFileOptions;

/// A folder that is gone when the test ends.
struct Folder(PathBuf);

impl Folder {
    fn new(name: &str) -> Self {
        let path = std::env::temp_dir().join(format!("tadashi-packs-{}-{name}", std::process::id()));
        let _ = fs::remove_dir_all(&path);
        fs::create_dir_all(&path).unwrap();
        Self(path.canonicalize().unwrap())
    }

    /// A repository that judges by `acme.ai`.
    fn repository(name: &str) -> Self {
        let folder = Self::new(name);
        folder.write("tadashi.toml", "root = true\npacks = [\"acme.ai\"]\n");
        folder.write("ai-governance.yaml", "tadashi: 1\norganisation: { name: A }\nsystems: [ { id: desk } ]\n");
        folder
    }

    fn write(&self, path: &str, text: impl AsRef<[u8]>) -> PathBuf {
        let path = self.0.join(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(&path, text).unwrap();
        path
    }

    fn read(&self, path: &str) -> String {
        fs::read_to_string(self.0.join(path)).unwrap()
    }

    fn has(&self, path: &str) -> bool {
        fs::symlink_metadata(self.0.join(path)).is_ok()
    }

    /// Exit code, and both streams as one text.
    fn run(&self, arguments: &str) -> (i32, String) {
        let mut command = Command::new(env!("CARGO_BIN_EXE_tadashi"));
        let output = command.args(arguments.split(' ')).current_dir(&self.0).output().unwrap();
        let text = [output.stdout, output.stderr].map(|bytes| String::from_utf8(bytes).unwrap()).concat();
        (output.status.code().unwrap(), text)
    }

    fn ok(&self, arguments: &str) -> String {
        let (code, text) = self.run(arguments);
        assert_eq!(code, 0, "{arguments}: {text}");
        text
    }

    fn refused(&self, arguments: &str, code: &str) -> String {
        let (exit, text) = self.run(arguments);
        assert_eq!(exit, 2, "{arguments}: {text}");
        assert!(text.contains(&format!("[{code}]")), "{arguments} lacks {code}: {text}");
        text
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        let _ = fs::remove_dir_all(&self.0);
    }
}

fn clause(name: &str, more: &str) -> String {
    format!(
        r#"expectation {name} {{
  title "Each system has a name" title ja "各システムに名称がある"
  cites HOUSE "1"
  applies to each system
  should
    - it "is so" ja "そうである": system.name is stated
  {more}
}}
"#
    )
}

fn pack(name: &str, version: &str, clauses: &str) -> String {
    format!(
        r#"pack {name} version {version} {{
  title "Rules" title ja "規程"
  language 1
  schema ai-governance 1
}}
instrument HOUSE {{ title "Rules of {name}" title ja "規程" issuer "Us" edition "1" dated 2026-01-01 status internal }}
clauses of HOUSE {{ "1" "names" ja "名称"  strength important }}
{clauses}"#
    )
}

fn acme(version: &str) -> String {
    pack("acme.ai", version, &clause("named", ""))
}

fn tar_of(path: &Path, fill: impl FnOnce(&mut tar::Builder<GzEncoder<fs::File>>)) {
    let mut tar = tar::Builder::new(GzEncoder::new(fs::File::create(path).unwrap(), Compression::fast()));
    fill(&mut tar);
    tar.into_inner().unwrap().finish().unwrap();
}

/// An entry whose name is written as it is, whatever it says.
fn entry(kind: tar::EntryType, name: &str, size: u64) -> tar::Header {
    let mut header = tar::Header::new_gnu();
    header.as_gnu_mut().unwrap().name[..name.len()].copy_from_slice(name.as_bytes());
    header.set_entry_type(kind);
    header.set_size(size);
    header.set_mode(0o644);
    header.set_cksum();
    header
}

fn zip_of(path: &Path, entries: &[(&str, &str)]) {
    let mut zip = zip::ZipWriter::new(fs::File::create(path).unwrap());
    for (name, text) in entries {
        zip.start_file(*name, SimpleFileOptions::default()).unwrap();
        zip.write_all(text.as_bytes()).unwrap();
    }
    zip.finish().unwrap();
}

#[test]
fn a_folder_and_both_archives_are_the_same_pack() {
    let source = Folder::new("sources");
    source.write("acme-ai-3/policies/pack.tadashi", acme("3.0.0"));
    source.write("acme-ai-3/policies/README.md", "# Acme\n");
    source.write("acme-ai-3/policies/run.sh", "echo\n");
    let tar = source.0.join("acme.tar.gz");
    tar_of(&tar, |tar| tar.append_dir_all("./acme-ai-3", source.0.join("acme-ai-3")).unwrap());
    let zip = source.0.join("acme.zip");
    zip_of(&zip, &[("a/policies/README.md", "# Acme\n"), ("a/policies/pack.tadashi", &acme("3.0.0")), ("a/x.txt", "")]);
    let mut locks = Vec::new();
    for (at, path) in [source.0.join("acme-ai-3"), tar, zip].iter().enumerate() {
        let repository = Folder::repository(&format!("same-{at}"));
        let add = format!("packs add {} --as-of 2026-07-01 --from acme", path.display());
        assert!(repository.ok(&add).contains("took acme.ai 3.0.0"));
        assert!(repository.has(".tadashi/packs/acme.ai/README.md") && !repository.has(".tadashi/packs/acme.ai/run.sh"));
        assert!(!repository.has(".tadashi/.new-acme.ai") && !repository.has("..tadashi.lock.new"));
        locks.push(repository.read("tadashi.lock"));
        assert!(repository.ok(&add).contains("is here already"));
        assert!(repository.ok("packs verify").contains("1 pack,"));
        assert_eq!(repository.run("check --as-of 2026-07-01").0, 1);
        assert!(repository.ok("packs update --as-of 2026-08-01").contains("up to date"));
        assert_eq!(locks.last(), Some(&repository.read("tadashi.lock")));
    }
    assert!(locks.iter().all(|lock| *lock == locks[0]), "{locks:?}");
    assert!(locks[0].contains("taken = 2026-07-01"));
}

#[test]
fn a_change_behind_the_lock_is_seen_and_a_decided_one_taken() {
    let repository = Folder::repository("behind");
    let source = Folder::new("behind-source");
    source.write("pack.tadashi", acme("3.0.0"));
    repository.ok(&format!("packs add {} --as-of 2026-07-01", source.0.display()));
    let path = ".tadashi/packs/acme.ai/pack.tadashi";
    // How git checks a file out is no change.
    repository.write(path, acme("3.0.0").replace('\n', "\r\n"));
    repository.ok("packs verify");
    repository.write(path, acme("3.0.0").replace("stated", "not stated"));
    for command in ["check", "packs verify", "test", "show acme.ai/named"] {
        assert!(repository.refused(command, "lock/changed").contains("`pack.tadashi`"), "{command}");
    }
    assert!(repository.refused("check --lang ja", "lock/changed").contains("変更のあったファイル"));
    let before = repository.read("tadashi.lock");
    assert!(repository.ok("packs update --as-of 2026-08-01").contains("changed acme.ai 3.0.0"));
    assert!(
        before != repository.read("tadashi.lock") && repository.read("tadashi.lock").contains("taken = 2026-08-01")
    );
    repository.write(path, pack("acme.ai", "3.1.0", &clause("other", "")));
    let text = repository.refused("packs update", "packs/ids-lost");
    assert!(text.contains("`named`"), "{text}");
    repository.ok("packs update --force");
    repository.write(path, "pack acme.ai version 4 {\n");
    assert_eq!(repository.run("packs update").0, 2);
    repository.ok(&format!("packs add {} --force", source.0.display()));
    fs::remove_dir_all(repository.0.join(".tadashi")).unwrap();
    repository.write("tadashi.toml", "root = true\npacks = [\"jp.aigb\"]\n");
    assert!(repository.ok("packs update").contains("removed acme.ai 3.0.0"));
}

#[test]
fn a_newer_version_keeps_ids_and_says_what_it_changes() {
    let repository = Folder::repository("newer");
    let source = Folder::new("newer-source");
    let try_add = |text: &str, force: &str| {
        source.write("p/pack.tadashi", text);
        repository.run(&format!("packs add {}{force} --as-of 2026-07-01", source.0.join("p").display()))
    };
    assert_eq!(try_add(&acme("3.0.0"), "").0, 0);
    let two = |version, old: &str| pack("acme.ai", version, &[clause("fresh", ""), clause("again", old)].concat());
    let changed = acme("3.0.1").replace("name is stated", "owner is stated");
    let ids_lost = pack("acme.ai", "4.0.0", &clause("again", ""));
    let field =
        acme("3.1.0").replace("expectation named", "extend Role { trained : date \"t\" ja \"研\" }\nexpectation named");
    for (text, code, word) in [
        (acme("2.9.9"), "packs/not-newer", "2.9.9"),
        (acme("3.0.0") + "# other\n", "packs/not-newer", "3.0.0"),
        (ids_lost, "packs/ids-lost", "`named`"),
        (two("3.0.1", "formerly named"), "packs/version-too-low", "3.1.0: `fresh`"),
        (changed, "packs/version-too-low", "`named`"),
    ] {
        let (exit, said) = try_add(&text, "");
        assert!(exit == 2 && said.contains(code) && said.contains(word), "{said}");
        assert!(repository.read("tadashi.lock").contains("version = \"3.0.0\""));
    }
    assert_eq!(try_add(&field, "").0, 0);
    let (exit, said) = try_add(&acme("3.2.0"), "");
    assert!(exit == 2 && said.contains("`Role.trained`") && said.contains("4.0.0"), "{said}");
    assert_eq!(try_add(&two("4.0.0", "formerly named"), "").0, 0);
    // An id that was renamed once stays known.
    let (exit, said) = try_add(&pack("acme.ai", "4.1.0", &[clause("fresh", ""), clause("again", "")].concat()), "");
    assert!(exit == 2 && said.contains("`named`"), "{said}");
    let (exit, said) = try_add(&acme("1.0.0"), " --force");
    assert!(exit == 0 && said.contains("in place of 4.0.0") && said.contains("packs/not-newer"), "{said}");
    repository.ok("packs verify");
}

/// A pack with one overlay of a clause of the embedded one.
fn overlay_pack(version: &str, overlay: &str) -> String {
    pack("acme.ai", version, &clause("named", "")).replacen("\ninstrument", "\nuse jp.aigb version 1.2\ninstrument", 1)
        + overlay
}

#[test]
fn an_overlay_that_is_new_or_changed_needs_a_minor_step_and_what_loosens_is_said() {
    const ACCOUNT: &str =
        "because \"The two desks answer questions about opening hours and nothing else, until the move.\"
      ja \"移転までは二つの窓口が営業時間の質問に答えるだけであるため\"
      decided by ai-officer on 2026-06-20\n  until 2026-12-31\n}\n";
    let drop = format!("drop jp.aigb/use-limits {{\n{ACCOUNT}");
    let relax = format!("relax jp.aigb/use-limits {{ level note\n{ACCOUNT}");
    let repository = Folder::repository("overlays");
    let source = Folder::new("overlays-source");
    let try_add = |text: &str| {
        source.write("p/pack.tadashi", text);
        repository.run(&format!("packs add {} --as-of 2026-07-01", source.0.join("p").display()))
    };
    let (exit, said) = try_add(&overlay_pack("3.0.0", ""));
    assert!(exit == 0 && !said.contains("looser"), "{said}");
    let (exit, said) = try_add(&overlay_pack("3.0.1", &drop));
    assert!(exit == 2 && said.contains("packs/version-too-low") && said.contains("3.1.0"), "{said}");
    assert!(said.contains("`drop jp.aigb/use-limits until 2026-12-31`"), "{said}");
    let (exit, said) = try_add(&overlay_pack("3.1.0", &relax));
    let looser = "looser now: relax jp.aigb/use-limits until 2026-12-31; see `tadashi packs diff`";
    assert!(exit == 0 && said.contains(looser), "{said}");

    let path = ".tadashi/packs/acme.ai/pack.tadashi";
    let before = repository.read("tadashi.lock");
    // The words of a comment change no overlay; they are named as a changed file.
    repository.write(path, overlay_pack("3.1.0", &relax) + "# a remark\n");
    let said = repository.ok("packs update --as-of 2026-07-01");
    assert!(said.contains(path) && said.contains("packs diff") && !said.contains("looser now"), "{said}");
    for overlay in [&drop, &relax.replace("level note", "level note without misuse"), &relax.replace("12-31", "11-30")]
    {
        repository.write(path, overlay_pack("3.1.0", overlay));
        let (exit, said) = repository.run("packs update --as-of 2026-07-01");
        assert_eq!(exit, 2, "{said}");
        if !said.contains("check/") {
            assert!(said.contains("packs/version-too-low") && said.contains("looser now"), "{said}");
        }
    }
    repository.write(path, overlay_pack("3.2.0", &drop));
    let said = repository.ok("packs update --as-of 2026-07-01 --lang ja");
    assert!(said.contains("緩くなった点: drop jp.aigb/use-limits until 2026-12-31"), "{said}");
    assert_ne!(before, repository.read("tadashi.lock"));
    assert!(repository.ok("packs list").contains("1 expectation, 1 overlay "));
    assert!(repository.ok("packs list --lang ja").contains("期待事項 1 件、上乗せ 1 件"));
    assert!(repository.ok("packs list --format json").contains("\"overlays\": 1"));
    // An overlay that is gone is a change too, and no lost id.
    repository.write(path, overlay_pack("3.2.1", ""));
    repository.refused("packs update", "packs/version-too-low");
    repository.write(path, overlay_pack("3.3.0", ""));
    repository.ok("packs update --as-of 2026-07-01");
}

#[test]
fn what_is_no_sound_pack_is_refused_and_nothing_written() {
    let repository = Folder::repository("unsound");
    let source = Folder::new("unsound-source");
    source.write("empty/README.md", "# x\n");
    source.write("parts/a.tadashi", "part of acme.ai\n");
    source.write("two/a/a.tadashi", pack("a.a", "1", &clause("x", "")));
    source.write("two/b/b.tadashi", pack("b.b", "1", &clause("x", "")).replace("HOUSE", "HOME"));
    source.write("wrong/a.tadashi", acme("3").replace("system.name", "system.nam"));
    source.write("file.txt", "x");
    source.write("broken.tar.gz", "no gzip");
    source.write("broken.zip", "no zip");
    for (name, code) in [
        ("empty", "packs/no-pack"),
        ("two", "packs/several"),
        ("file.txt", "archive/unknown-format"),
        ("broken.tar.gz", "archive/unreadable"),
        ("broken.zip", "archive/unreadable"),
        ("none", "archive/unreadable"),
    ] {
        repository.refused(&format!("packs add {}", source.0.join(name).display()), code);
    }
    for name in ["parts", "wrong"] {
        assert_eq!(repository.run(&format!("packs add {}", source.0.join(name).display())).0, 2, "{name}");
    }
    assert!(!repository.has(".tadashi") && !repository.has("tadashi.lock"));
    repository.write("tadashi.lock", "version = 1\n<<<<<<<\n");
    source.write("p/pack.tadashi", acme("3"));
    repository.refused(&format!("packs add {}", source.0.join("p").display()), "lock/syntax");
    assert!(!repository.has(".tadashi"));
}

#[test]
fn archives_that_nobody_means_well_write_nothing() {
    let repository = Folder::repository("hostile");
    let source = Folder::new("hostile-source");
    let text = acme("3.0.0");
    let mut cases: Vec<(PathBuf, &str)> = Vec::new();
    for (at, name) in [
        "../../out.tadashi",
        "/out.tadashi",
        "a\\..\\out.tadashi",
        "C:/out.tadashi",
        "a/../../x.tadashi",
        "a\u{7}.tadashi",
        "nul. /x.tadashi",
    ]
    .iter()
    .enumerate()
    {
        let tar = source.0.join(format!("path-{at}.tar.gz"));
        tar_of(&tar, |tar| {
            tar.append(&entry(tar::EntryType::Regular, "p/pack.tadashi", text.len() as u64), text.as_bytes()).unwrap();
            tar.append(&entry(tar::EntryType::Regular, name, 1), &b"x"[..]).unwrap();
        });
        let zip = source.0.join(format!("path-{at}.zip"));
        zip_of(&zip, &[("p/pack.tadashi", &text), (name, "x")]);
        cases.extend([(tar, "archive/refused"), (zip, "archive/refused")]);
    }
    for kind in [
        tar::EntryType::Symlink,
        tar::EntryType::Link,
        tar::EntryType::Fifo,
        tar::EntryType::Char,
        tar::EntryType::Block,
    ] {
        let tar = source.0.join(format!("kind-{}.tar.gz", cases.len()));
        tar_of(&tar, |tar| {
            tar.append(&entry(tar::EntryType::Regular, "p/pack.tadashi", text.len() as u64), text.as_bytes()).unwrap();
            let mut header = entry(kind, "p/more.tadashi", 0);
            header.set_link_name("/etc/passwd").unwrap();
            header.set_cksum();
            tar.append(&header, &b""[..]).unwrap();
        });
        cases.push((tar, "archive/refused"));
    }
    let linked = source.0.join("linked.zip");
    let mut zip = zip::ZipWriter::new(fs::File::create(&linked).unwrap());
    zip.add_symlink("p/pack.tadashi", "/etc/passwd", SimpleFileOptions::default()).unwrap();
    zip.finish().unwrap();
    cases.push((linked, "archive/refused"));
    let capitals = source.0.join("capitals.zip");
    zip_of(&capitals, &[("p/pack.tadashi", &text), ("p/PACK.tadashi", "x")]);
    cases.push((capitals, "archive/twice"));
    let twice = source.0.join("twice.tar.gz");
    tar_of(&twice, |tar| {
        for _ in 0..2 {
            tar.append(&entry(tar::EntryType::Regular, "p/pack.tadashi", text.len() as u64), text.as_bytes()).unwrap();
        }
    });
    cases.push((twice, "archive/twice"));
    let lying = source.0.join("lying.tar.gz");
    tar_of(&lying, |tar| {
        tar.append(&entry(tar::EntryType::Regular, "p/pack.tadashi", u64::MAX >> 2), text.as_bytes()).unwrap();
    });
    cases.push((lying, "archive/unreadable"));
    for (path, code) in &cases {
        assert_eq!(archive::read(path, &Limits::default()).unwrap_err().code.id, *code, "{}", path.display());
    }
    for (path, code) in cases.iter().step_by(7) {
        repository.refused(&format!("packs add {}", path.display()), code);
        assert!(!repository.has(".tadashi") && !repository.has("tadashi.lock"), "{}", path.display());
    }
    assert!(!repository.0.parent().unwrap().join("out.tadashi").exists() && !Path::new("/out.tadashi").exists());
}

#[test]
fn archives_are_bounded_whatever_they_say_of_themselves() {
    let source = Folder::new("bounded");
    let mut limits = Limits::default();
    limits.set("archive-bytes", 100_000);
    limits.set("archive-files", 20);
    let code = |path: &Path| archive::read(path, &limits).unwrap_err().code.id;
    let zeros = vec![b' '; 1 << 20];
    let tar = source.0.join("bomb.tar.gz");
    tar_of(&tar, |tar| {
        tar.append(&entry(tar::EntryType::Regular, "p.tadashi", zeros.len() as u64), &zeros[..]).unwrap()
    });
    assert_eq!(code(&tar), "archive/too-large");
    // What is not kept is not read, and still bounded.
    let beside = source.0.join("beside.tar.gz");
    tar_of(&beside, |tar| {
        tar.append(&entry(tar::EntryType::Regular, "p.bin", zeros.len() as u64), &zeros[..]).unwrap();
        tar.append(&entry(tar::EntryType::Regular, "p.tadashi", 1), &b"x"[..]).unwrap();
    });
    assert_eq!(code(&beside), "archive/too-large");
    let zip = source.0.join("bomb.zip");
    zip_of(&zip, &[("p.tadashi", std::str::from_utf8(&zeros).unwrap())]);
    assert_eq!(code(&zip), "archive/too-large");
    let many = source.0.join("many.zip");
    let names: Vec<String> = (0..21).map(|at| format!("{at}.md")).collect();
    zip_of(&many, &names.iter().map(|name| (name.as_str(), "")).collect::<Vec<_>>());
    assert_eq!(code(&many), "archive/too-many");
    for name in &names {
        source.write(&format!("many/{name}"), "");
    }
    assert_eq!(code(&source.0.join("many")), "archive/too-many");
    source.write("big.zip", &zeros);
    assert_eq!(code(&source.0.join("big.zip")), "archive/too-large");
}

#[cfg(unix)]
#[test]
fn links_stand_for_nothing_that_is_locked() {
    use std::os::unix::fs::symlink;
    let repository = Folder::repository("links");
    let source = Folder::new("links-source");
    source.write("p/pack.tadashi", acme("3.0.0"));
    let add = format!("packs add {}", source.0.join("p").display());
    symlink("/etc/passwd", source.0.join("p/more.tadashi")).unwrap();
    repository.refused(&add, "archive/refused");
    fs::remove_file(source.0.join("p/more.tadashi")).unwrap();

    // The folders on the way lead elsewhere: nothing is written there.
    let outside = Folder::new("links-outside");
    symlink(&outside.0, repository.0.join(".tadashi")).unwrap();
    assert_eq!(repository.run(&add).0, 2);
    assert_eq!(fs::read_dir(&outside.0).unwrap().count(), 0);
    fs::remove_file(repository.0.join(".tadashi")).unwrap();

    repository.ok(&add);
    let folder = repository.0.join(".tadashi/packs/acme.ai");
    fs::rename(folder.join("pack.tadashi"), repository.0.join("pack.tadashi")).unwrap();
    symlink("../../../pack.tadashi", folder.join("pack.tadashi")).unwrap();
    assert_eq!(repository.run("check").0, 2);
    fs::remove_dir_all(&folder).unwrap();
    fs::create_dir(repository.0.join("aside")).unwrap();
    fs::rename(repository.0.join("pack.tadashi"), repository.0.join("aside/pack.tadashi")).unwrap();
    symlink("../../aside", &folder).unwrap();
    repository.refused("check", "engine/linked-pack");
    assert!(repository.refused("check --lang ja", "engine/linked-pack").contains("リンクです"));
    // What takes its place stands there itself.
    repository.ok(&format!("{add} --force"));
    assert!(fs::symlink_metadata(&folder).unwrap().is_dir() && repository.has("aside/pack.tadashi"));

    fs::rename(repository.0.join("tadashi.lock"), outside.0.join("tadashi.lock")).unwrap();
    symlink(outside.0.join("tadashi.lock"), repository.0.join("tadashi.lock")).unwrap();
    repository.refused("check", "workspace/outside");
    repository.ok("packs update");
    assert!(fs::symlink_metadata(repository.0.join("tadashi.lock")).unwrap().is_file());
}

#[test]
fn an_embedded_pack_that_is_not_as_it_was_is_a_warning() {
    let lock = |version: &str, hash: &str| {
        format!(
            "version = 1\n\n[[embedded]]\nname = \"jp.aigb\"\nversion = \"{version}\"\nhash = \"{hash}\"\ntaken = 2026-01-15\n"
        )
    };
    let zero = format!("sha256:{}", "0".repeat(64));
    let manifest = "tadashi: 1\norganisation: { name: A }\nsystems: []\n";
    let check = |lock: &str| {
        let files = Memory::default().with("ai-governance.yaml", manifest).with("tadashi.lock", lock);
        common::check_files(&files, None)
    };
    let told = |checked: &engine::Checked| -> Vec<(&str, String)> {
        let of_lock = checked.report.findings.iter().filter(|finding| finding.code.id.starts_with("lock/"));
        of_lock.map(|finding| (finding.code.id, finding.message(checked.lang))).collect()
    };
    let now = embedded::newest("jp.aigb").unwrap().version;
    let other = check(&lock("0.9.0", &zero));
    assert_eq!(
        told(&other),
        [(
            "lock/embedded-changed",
            format!("this program brings `jp.aigb` {now}, but the lock took 0.9.0 on 2026-01-15")
        )]
    );
    let same = check(&lock(now, &zero));
    assert!(told(&same)[0].1.contains("(sha256:000000000000)"), "{:?}", told(&same));
    assert_eq!(told(&check("version = 1\n"))[0].0, "lock/embedded-not-locked");
    let hash = same.report.packs[0].hash.clone().unwrap();
    assert_eq!(told(&check(&lock(now, &hash))), []);

    // The day counts only for the pack that was taken.
    for (hash, taken) in [(hash.as_str(), Some("2026-01-15")), (zero.as_str(), None)] {
        let files = Memory::default().with("tadashi.lock", lock(now, hash));
        let policies = engine::policies(&files, &Options::default()).0.unwrap();
        assert_eq!(policies.packs[0].taken.map(|day| day.to_string()).as_deref(), taken);
    }
}

/// A version of an embedded pack by itself.
fn embedded_pack(spelling: &str) -> (PolicySet, usize) {
    let (mut sources, mut diagnostics) = (SourceMap::default(), Vec::new());
    let origin = [Origin::Named { name: spelling, place: None }];
    let files = Memory::default();
    let loaded = load(&files, &origin, Extent::Clauses, &mut sources, &Limits::default(), &mut diagnostics);
    assert_eq!(diagnostics, [], "{spelling}");
    (loaded.policies, sources.len())
}

#[test]
fn each_version_of_an_embedded_pack_follows_the_one_before() {
    for pair in embedded::packs().windows(2).filter(|pair| pair[0].name == pair[1].name) {
        let [new, old] = [pair[0], pair[1]];
        let spelling = |folder: &embedded::Folder| format!("{}@{}", folder.name, folder.version);
        let (old_set, new_set) = (embedded_pack(&spelling(old)).0, embedded_pack(&spelling(new)).0);
        let faults = succession(new.name, &old_set, &new_set).faults(new.name, old.version, new.version);
        let said: Vec<String> = faults.iter().map(|fault| fault.message(tadashi::text::Lang::En)).collect();
        assert_eq!(said, Vec::<String>::new());
    }
}

#[test]
fn only_what_is_judged_by_is_read() {
    for folder in embedded::packs() {
        let (policies, texts) = embedded_pack(&format!("{}@{}", folder.name, folder.version));
        let uses = policies.packs.iter().filter_map(|pack| embedded::find(&pack.name, &pack.version));
        let expected: usize = uses.map(|used| used.files.len()).sum();
        assert_eq!(texts, expected + embedded::schema().len(), "{}", folder.folder);
    }
}

#[test]
fn every_pack_is_listed() {
    let repository = Folder::repository("listed");
    let source = Folder::new("listed-source");
    source.write("pack.tadashi", acme("3.0.0"));
    repository.ok(&format!("packs add {}", source.0.display()));
    repository.write("policies/own/own.tadashi", pack("own.rules", "1", &clause("x", "")).replace("HOUSE", "OWN"));
    repository.write("tadashi.toml", "root = true\npacks = [\"acme.ai\", \"policies/own\"]\n");
    let list: serde_json::Value = serde_json::from_str(&repository.ok("packs list --format json")).unwrap();
    let packs = list["packs"].as_array().unwrap();
    let find = |name: &str, version: &str| {
        packs.iter().find(|pack| pack["name"] == name && pack["version"] == version).unwrap_or_else(|| panic!("{name}"))
    };
    for folder in embedded::packs() {
        let line = find(folder.name, folder.version);
        assert!(line["expectations"].as_u64().unwrap() > 0 || folder.name != "jp.aigb");
        assert_eq!(
            (&line["origin"], &line["active"], &line["lock"]),
            (&"embedded".into(), &false.into(), &"free".into())
        );
    }
    let (acme, own) = (find("acme.ai", "3.0.0"), find("own.rules", "1"));
    assert_eq!((&acme["lock"], &acme["active"], &acme["origin"]), (&"locked".into(), &true.into(), &"vendored".into()));
    assert_eq!(
        (&own["lock"], &own["spelling"], &own["origin"]),
        (&"free".into(), &"policies/own".into(), &"folder".into())
    );
    let (text, japanese) = (repository.ok("packs list"), repository.ok("packs list --lang ja"));
    assert!(text.contains("* acme.ai") && text.contains("1 expectation ") && japanese.contains("期待事項 1 件"));
}

#[test]
fn the_example_copies_what_its_organisation_shares() {
    let (office, shop) =
        (common::root().join("examples/organisation"), common::root().join("examples/organisation-shop"));
    for (original, copy) in [
        ("policies/acme.ai/acme.tadashi", ".tadashi/packs/acme.ai/acme.tadashi"),
        ("shared/acme.yaml", ".tadashi/facts/acme.yaml"),
    ] {
        assert_eq!(fs::read_to_string(office.join(original)).unwrap(), fs::read_to_string(shop.join(copy)).unwrap());
    }
    for repository in [office, shop] {
        let disk = tadashi::workspace::disk::Disk::new(&repository).unwrap();
        let tested = engine::test(&disk, &Options::default());
        assert!(tested.passed > 0 && tested.failed == 0 && tested.checked.report.findings.is_empty());
        let verified = engine::vendoring::verify(&disk, &Options::default());
        assert_eq!(verified.checked.report.findings, []);
    }
}

#[test]
fn an_empty_list_of_a_copy_says_nothing_of_this_repository() {
    let copy = "tadashi: 1\norganisation: { name: Office }\nmodels: []\nincidents: []\n";
    let own = "tadashi: 1\nfacts: [.tadashi/facts/a.yaml]\nsystems: [ { id: desk, stage: deployed } ]\n";
    let unknown = |more: &str| {
        let files =
            Memory::default().with("ai-governance.yaml", format!("{own}{more}")).with(".tadashi/facts/a.yaml", copy);
        let options = Options { as_of: Date::parse("2026-07-01").ok(), ..Options::default() };
        let checked = engine::check(&files, &[String::new()], &options);
        checked.report.summary.unknown
    };
    let (silent, said) = (unknown(""), unknown("models: []\nincidents: []\n"));
    assert!(silent > said, "{silent} unknown without its own lists, {said} with them");
}

/// A repository that judges by `acme.ai`, taken and locked.
fn locked(name: &str) -> Folder {
    let repository = Folder::repository(name);
    let source = Folder::new(&format!("{name}-source"));
    source.write("pack.tadashi", acme("3.0.0"));
    repository.ok(&format!("packs add {}", source.0.display()));
    repository
}

#[cfg(unix)]
#[test]
fn a_link_does_not_lead_past_the_lock() {
    use std::os::unix::fs::symlink;
    let repository = locked("past");
    let copy = ".tadashi/packs/acme.ai";
    repository.write(&format!("{copy}/pack.tadashi"), acme("3.0.0").replace("stated", "not stated"));
    repository.write("policies/README.md", "");
    symlink(format!("../{copy}"), repository.0.join("policies/acme")).unwrap();
    symlink(format!("../{copy}/pack.tadashi"), repository.0.join("policies/one.tadashi")).unwrap();
    symlink(".tadashi", repository.0.join("hidden")).unwrap();
    for path in ["policies/acme", "policies/one.tadashi", "hidden/packs/acme.ai"] {
        repository.write("tadashi.toml", format!("root = true\npacks = [\"{path}\"]\n"));
        assert!(repository.refused("check", "engine/linked-folder").contains(copy), "{path}");
        repository.refused("check --lang ja", "engine/linked-folder");
    }
    // A name that begins like the folder it leads to is no folder below it.
    symlink("acme.ai", repository.0.join(".tadashi/packs/acme")).unwrap();
    repository.write("tadashi.toml", "root = true\npacks = [\".tadashi/packs/acme\"]\n");
    repository.refused("check", "engine/linked-pack");
    repository.write("sub/.tadashi/packs/acme.ai/pack.tadashi", acme("3.0.0"));
    repository.write("tadashi.toml", "root = true\npacks = [\"sub/.tadashi/packs/acme.ai\"]\n");
    repository.refused("check", "lock/other-folder");
}

#[test]
fn a_folder_does_not_pass_for_a_locked_pack() {
    let repository = locked("name");
    repository.write("policies/p.tadashi", acme("3.0.0"));
    repository.write("tadashi.toml", "root = true\npacks = [\"policies\"]\n");
    assert!(repository.refused("check", "lock/name-of-locked").contains("`policies`"));
    repository.refused("check --lang ja", "lock/name-of-locked");
    // Tests of a folder, and a comparison with the copy, are no judgement.
    let (_, text) = repository.run("packs diff .tadashi/packs/acme.ai policies");
    assert!(!text.contains("name-of-locked"), "{text}");
}

#[test]
fn a_folder_with_the_name_of_an_embedded_pack_is_named() {
    let repository = Folder::repository("borrowed");
    repository.write("policies/p.tadashi", pack("jp.aigb", "1.2.0", &clause("trivial", "")));
    repository.write("tadashi.toml", "root = true\npacks = [\"policies\"]\n");
    let (_, text) = repository.run("check");
    assert!(text.contains("warning[engine/name-of-embedded]"), "{text}");
    assert!(text.contains("pack jp.aigb 1.2.0 (folder policies)"), "{text}");
    let (_, text) = repository.run("check --lang ja");
    assert!(text.contains("jp.aigb 1.2.0（フォルダ policies）"), "{text}");
    let (_, text) = repository.run("test policies");
    assert!(!text.contains("name-of-embedded"), "{text}");
}

#[test]
fn a_part_belongs_to_the_folder_of_its_pack() {
    let repository = locked("part");
    repository.write("policies/own.tadashi", pack("own.rules", "1", "").replace("HOUSE", "HOME"));
    repository.write("policies/deep/part.tadashi", "part of own.rules\n");
    repository.write("tadashi.toml", "root = true\npacks = [\"acme.ai\", \"policies\"]\n");
    let (_, text) = repository.run("check");
    assert!(!text.contains("part-elsewhere"), "{text}");
    repository.write("policies/deep/part.tadashi", "part of acme.ai\n");
    assert!(repository.refused("check", "engine/part-elsewhere").contains("`policies/deep/part.tadashi`"));
    repository.refused("check --lang ja", "engine/part-elsewhere");
    repository.write("policies/deep/part.tadashi", "part of jp.aigb\n");
    repository.write("tadashi.toml", "root = true\npacks = [\"jp.aigb\", \"policies\"]\n");
    repository.refused("check", "engine/part-elsewhere");
}

#[test]
fn a_damaged_archive_is_refused() {
    let source = Folder::new("damaged");
    let text = acme("3.0.0");
    let code = |name: &str, bytes: &[u8]| {
        archive::read(&source.write(name, bytes), &Limits::default()).map(|_| ()).map_err(|refused| refused.code.id)
    };
    let gz = |plain: &[u8]| {
        let mut gz = GzEncoder::new(Vec::new(), Compression::fast());
        gz.write_all(plain).unwrap();
        gz.finish().unwrap()
    };
    let mut tar = tar::Builder::new(Vec::new());
    tar.append(&entry(tar::EntryType::Regular, "p.tadashi", text.len() as u64), text.as_bytes()).unwrap();
    let plain = tar.into_inner().unwrap();
    let whole = gz(&plain);
    assert_eq!(code("whole.tgz", &whole), Ok(()));
    let mut sum = whole.clone();
    let at = sum.len() - 8;
    sum[at] ^= 1;
    for (name, bytes) in [
        ("cut.tgz", whole[..whole.len() - 9].to_vec()),
        ("tail.tgz", whole[..whole.len() - 1].to_vec()),
        ("sum.tgz", sum),
        ("no-end.tgz", gz(&plain[..plain.len() - 1024])),
        ("one-block.tgz", gz(&plain[..plain.len() - 512])),
        ("behind.tgz", gz(&[plain.as_slice(), b"x"].concat())),
        ("second.tgz", [whole.clone(), gz(b"x")].concat()),
        ("trailing.tgz", [whole.as_slice(), b"x"].concat()),
    ] {
        assert_eq!(code(name, &bytes), Err("archive/unreadable"), "{name}");
    }
    let path = source.0.join("whole.zip");
    zip_of(&path, &[("p.tadashi", &text), ("q.tadashi", "x")]);
    let zip = fs::read(&path).unwrap();
    assert_eq!(code("sound.zip", &zip), Ok(()));
    let places: Vec<usize> = (0..zip.len()).filter(|at| zip[*at..].starts_with(b"q.tadashi")).collect();
    assert_eq!(places.len(), 2);
    for (name, changed) in [("local.zip", &places[..1]), ("central.zip", &places[1..]), ("same.zip", &places[..])] {
        let mut bytes = zip.clone();
        changed.iter().for_each(|at| bytes[*at] = b'p');
        assert_eq!(code(name, &bytes), Err("archive/unreadable"), "{name}");
    }
    zip_of(&path, &[("p.tadashi", &text), ("\u{e9}.md", "x"), ("e\u{301}.md", "y")]);
    assert_eq!(code("forms.zip", &fs::read(&path).unwrap()), Err("archive/twice"));
}

#[test]
fn where_there_is_no_lock_nothing_is_said_to_be_compared_with_it() {
    let repository = locked("no-lock");
    fs::remove_file(repository.0.join("tadashi.lock")).unwrap();
    let (code, text) = repository.run("packs verify");
    assert!(code == 2 && text.contains("lock/none") && !text.contains("compared with"), "{text}");
    fs::remove_dir_all(repository.0.join(".tadashi")).unwrap();
    repository.write("tadashi.toml", "root = true\npacks = [\"jp.aigb\"]\n");
    let (code, text) = repository.run("packs verify");
    assert!(code == 0 && text.contains("there is no tadashi.lock") && !text.contains("compared with"), "{text}");
    let (code, text) = repository.run("packs verify --lang ja");
    assert!(code == 0 && text.contains("tadashi.lock はありません"), "{text}");
}

#[test]
fn an_entry_that_nothing_uses_is_named() {
    let repository = locked("unused");
    let (_, text) = repository.run("packs verify");
    assert!(!text.contains("lock/unused"), "{text}");
    repository.write("tadashi.toml", "root = true\npacks = [\"jp.aigb\"]\n");
    let (_, text) = repository.run("packs verify");
    assert!(text.contains("warning[lock/unused]") && text.contains("`acme.ai`"), "{text}");
    let (_, text) = repository.run("packs verify --lang ja");
    assert!(text.contains("警告[lock/unused]"), "{text}");
}
