//! Input that nobody means well: every case is answered, clearly and in bounded time, and nothing passes in silence.
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
#[path = "hostile/folder.rs"]
mod folder;
#[path = "hostile/gate.rs"]
mod gate;
#[path = "hostile/marks.rs"]
mod marks;
#[path = "hostile/sizes.rs"]
mod sizes;
#[path = "hostile/streams.rs"]
mod streams;
#[path = "hostile/texts.rs"]
mod texts;

use std::fs;
use std::path::Path;

use tadashi::calendar::Date;
use tadashi::diagnostic::Level;
use tadashi::engine::{self, Checked, Options};
use tadashi::source::Span;
use tadashi::text::{Lang, is_hidden};
use tadashi::workspace::Files;
use tadashi::workspace::disk::Disk;
use tadashi::workspace::memory::Memory;

/// What holds for every report, in every format and language; gives the exit code.
fn is_sound(files: &dyn Files, what: &dyn Fn() -> String) -> u8 {
    let options = Options { as_of: Date::parse(common::AS_OF).ok(), lang: Some(Lang::En), ..Options::default() };
    let mut checked = engine::check(files, &[String::new()], &options);
    let exit = checked.report.exit_code(checked.fail_on);
    spans_are_true(&checked, what);
    is_told(&checked, exit, what);
    for lang in [Lang::En, Lang::Ja] {
        checked.lang = lang;
        for format in ["graphical", "concise", "json"] {
            let text = common::write(&checked, format);
            let raw = text.chars().find(|c| *c != '\n' && is_hidden(*c));
            assert_eq!(raw, None, "{format} holds it raw: {}", what());
            if format == "json" {
                let value: serde_json::Value = serde_json::from_str(&text).unwrap();
                assert_eq!(value["exit_code"], exit, "{}", what());
                let findings = value["findings"].as_array().map_or(0, Vec::len);
                assert!(findings >= checked.report.findings.len().min(1), "{}", what());
            }
        }
    }
    exit
}

/// Whether the exit code is what the findings come to, and what was not judged is among them.
fn is_told(checked: &Checked, exit: u8, what: &dyn Fn() -> String) {
    let findings = &checked.report.findings;
    let stops = findings.iter().any(|finding| finding.code.stops && finding.level == Level::Error);
    assert_eq!(exit == 2, stops, "{}", what());
    let fails = findings.iter().any(|finding| finding.level >= checked.fail_on);
    assert_eq!(exit > 0, fails || stops, "{}", what());
    // Nothing passes that was not judged.
    assert!(exit == 2 || !checked.report.manifests.is_empty(), "{}", what());
    assert!(exit == 2 || !checked.report.packs.is_empty(), "{}", what());
}

fn spans_are_true(checked: &Checked, what: &dyn Fn() -> String) {
    let is_true = |span: Span| {
        let text = &checked.sources.get(span.file).text;
        text.get(span.range()).is_some()
    };
    for finding in &checked.report.findings {
        let edits = finding.fix.iter().flat_map(|fix| &fix.edits).map(|edit| edit.span);
        for span in finding.labels.iter().map(|label| label.span).chain(edits) {
            assert!(is_true(span), "{}: {span:?} in {}", finding.code.id, what());
        }
    }
}

/// Numbers that look random and are the same in every run (xorshift).
struct Dice(u64);

impl Dice {
    fn roll(&mut self, sides: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        (self.0 % sides.max(1) as u64) as usize
    }

    fn pick<'t>(&mut self, among: &[&'t str]) -> &'t str {
        among[self.roll(among.len())]
    }
}

const VALUES: [&str; 34] = [
    "null",
    "~",
    "",
    "[]",
    "{}",
    "[[]]",
    "[{}]",
    "{a: {}}",
    "true",
    "no",
    "0",
    "-1",
    "1e999",
    ".nan",
    "0x7fffffff",
    "99999999999999999999999999",
    "9999-99-99",
    "0000-01-01",
    "9999-12-31",
    "2026",
    "2026-02",
    "2026-02-30",
    "P1Y",
    "99999999 years",
    "\"\"",
    "\" \"",
    "\"\\e[31m\\u202e\\uFFFF\\0\"",
    "あ",
    "*a",
    "&a x",
    "!!str 1",
    "|\n  x",
    "../x",
    "<<",
];

const WORDS: [&str; 30] = [
    "(",
    ")",
    "[",
    "]",
    "{",
    "}",
    "\"",
    "\"\"\"",
    ":",
    ",",
    "-",
    "and",
    "or",
    "not (",
    "unless",
    "if",
    "then",
    "for every a in",
    "there is a b in",
    "where",
    "is",
    "stated",
    "within the last 99999999999 years",
    "9999-99-99",
    "at least 0",
    "\u{1b}[31m",
    "\u{202e}",
    "（",
    "=",
    "system",
];

/// One change of a text: of a line, of a value behind a colon, of a word, or of a byte.
fn mutate(text: &str, dice: &mut Dice, policy: bool) -> String {
    let mut lines: Vec<String> = text.split('\n').map(str::to_owned).collect();
    let (at, other) = (dice.roll(lines.len()), dice.roll(lines.len()));
    match dice.roll(8) {
        0 => {
            lines.remove(at);
        }
        1 => lines.insert(at, lines[other].clone()),
        2 => lines.swap(at, other),
        3 => lines[at] = format!("{}{}", " ".repeat(dice.roll(5)), lines[at].trim_start()),
        4 => {
            let cut = lines[at].char_indices().map(|(cut, _)| cut).nth(dice.roll(lines[at].chars().count()));
            lines[at].truncate(cut.unwrap_or(0));
        }
        5 | 6 if !policy => {
            if let Some((key, _)) = lines[at].split_once(": ") {
                lines[at] = format!("{key}: {}", dice.pick(&VALUES));
            } else if let Some((dash, _)) = lines[at].split_once("- ") {
                lines[at] = format!("{dash}- {}", dice.pick(&VALUES));
            }
        }
        5 | 6 => {
            let mut words: Vec<&str> = lines[at].split(' ').collect();
            let word = dice.roll(words.len());
            if dice.roll(2) == 0 {
                words[word] = dice.pick(&WORDS);
            } else {
                words.insert(word, dice.pick(&WORDS));
            }
            lines[at] = words.join(" ");
        }
        _ => {
            let place = lines[at].char_indices().map(|(cut, _)| cut).nth(dice.roll(lines[at].chars().count()));
            lines[at].insert_str(place.unwrap_or(0), dice.pick(if policy { &WORDS } else { &VALUES }));
        }
    }
    lines.join("\n")
}

/// How often each text is changed; `TADASHI_MUTATIONS` asks for more.
fn rounds(usual: usize) -> usize {
    std::env::var("TADASHI_MUTATIONS").ok().and_then(|times| times.parse().ok()).unwrap_or(usual)
}

fn memory(folder: &Path, under: &str) -> Memory {
    let disk = Disk::new(folder).unwrap();
    let paths = disk.walk(under).paths;
    paths.iter().fold(Memory::default(), |memory, path| memory.with(path, disk.read(path, usize::MAX).unwrap()))
}

#[test]
fn changed_manifests_are_answered() {
    let seed = std::env::var("TADASHI_SEED").ok().and_then(|seed| seed.parse().ok()).unwrap_or(1);
    for example in common::examples() {
        let files = memory(&example, "");
        for path in ["ai-governance.yaml", "systems/matching/ai-system.yaml", "tadashi.toml"] {
            let Ok(text) = fs::read_to_string(example.join(path)) else { continue };
            let mut dice = Dice(0x9E37_79B9_7F4A_7C15 ^ seed);
            for round in 0..rounds(2) {
                let mut changed = text.clone();
                for _ in 0..=dice.roll(3) {
                    changed = mutate(&changed, &mut dice, false);
                }
                let show = || format!("{} round {round}:\n{changed}", example.display());
                is_sound(&files.clone().with(path, changed.as_str()), &show);
            }
        }
    }
}

#[test]
fn changed_policies_are_answered() {
    let seed = std::env::var("TADASHI_SEED").ok().and_then(|seed| seed.parse().ok()).unwrap_or(1);
    let files = memory(&common::root(), "policies/jp.aigb")
        .with("tadashi.toml", "root = true\npacks = [\"policies/jp.aigb\"]\n")
        .with("ai-governance.yaml", fs::read(common::root().join("examples/lender/ai-governance.yaml")).unwrap());
    let mut dice = Dice(0x2545_F491_4F6C_DD1D ^ seed);
    // A part of them each time; the seed chooses which.
    let paths = files.walk("policies").paths;
    for path in paths.into_iter().skip(seed as usize % 4).step_by(4 / rounds(1).min(4)) {
        let Ok(text) = fs::read_to_string(common::root().join(&path)) else { continue };
        for round in 0..rounds(1) {
            let mut changed = text.clone();
            for _ in 0..=dice.roll(3) {
                changed = mutate(&changed, &mut dice, true);
            }
            let show = || format!("{path} round {round}:\n{changed}");
            let files = files.clone().with(&path, changed.as_str());
            is_sound(&files, &show);
            let options = Options { as_of: Date::parse(common::AS_OF).ok(), ..Options::default() };
            spans_are_true(&engine::test(&files, &options).checked, &show);
        }
    }
}

/// The lines of a text that say `key: value` on their own, outside of longer texts.
fn pairs(text: &str) -> Vec<usize> {
    let lines: Vec<&str> = text.split('\n').collect();
    let indent = |line: &str| line.len() - line.trim_start().len();
    let mut longer: Option<usize> = None;
    let mut found = Vec::new();
    for (at, line) in lines.iter().enumerate() {
        if line.trim().is_empty() {
            continue;
        }
        if longer.is_some_and(|above| indent(line) > above) {
            continue;
        }
        longer = None;
        let words = line.trim_start();
        let Some((key, value)) = words.split_once(':') else { continue };
        let is_key = key.chars().all(|c| c.is_ascii_lowercase() || c == '_');
        // A value of several lines: everything further in belongs to it.
        let first = value.trim().chars().next();
        if matches!(first, Some('|' | '>')) {
            longer = Some(indent(line));
            continue;
        }
        let next = lines.iter().skip(at + 1).find(|line| !line.trim().is_empty());
        let ends = next.is_none_or(|next| indent(next) <= indent(line));
        if is_key && ends && first.is_some_and(|first| first.is_alphanumeric() || first == '"') {
            found.push(at);
        }
    }
    found
}

/// An example as files, judged by a small pack; the text of its manifest, and the lines that can be changed.
fn lender() -> (Memory, String, Vec<usize>) {
    let files = memory(&common::root().join("examples/lender"), "");
    let files = files.with("tadashi.toml", "root = true\npacks = [\"acme\"]\n");
    let files = files.with("acme/a.tadashi", pack("system.purpose is stated"));
    let text = String::from_utf8(files.read("ai-governance.yaml", usize::MAX).unwrap()).unwrap();
    let lines = pairs(&text);
    assert!(lines.len() > 50, "{}", lines.len());
    (files, text, lines)
}

#[test]
fn a_change_that_must_be_told_is_told_wherever_it_is_made() {
    let (files, text, lines) = lender();
    let before = codes_of(&files);
    assert!(is_sound(&files, &|| "the example".to_owned()) < 2, "{before:?}");
    let step = (lines.len() / rounds(12)).max(1);
    for at in lines.iter().copied().step_by(step) {
        let all: Vec<&str> = text.split('\n').collect();
        let with = |changed: &str, line: &str| {
            let mut all = all.clone();
            all.insert(at + 1, line);
            let show = format!("line {}: {changed} `{line}`", at + 1);
            (files.clone().with("ai-governance.yaml", all.join("\n")), show)
        };
        let indent = " ".repeat(all[at].len() - all[at].trim_start().len());
        // The same key again.
        let (twice, show) = with("again", all[at]);
        assert!(codes_of(&twice).contains(&"manifest/duplicate-key"), "{show}: {:?}", codes_of(&twice));
        assert_eq!(is_sound(&twice, &|| show.clone()), 2);
        // A key that nothing knows.
        let unknown = format!("{indent}zzqx: 1");
        let (unknown, show) = with("unknown", &unknown);
        assert_eq!(is_sound(&unknown, &|| show.clone()), 2, "{show}: {:?}", codes_of(&unknown));
        // A comment and an empty line say nothing.
        let comment = format!("{indent}# zzqx: [\n");
        let (same, show) = with("comment", &comment);
        assert_eq!(codes_of(&same), before, "{show}");
        // A value that is no value of anything.
        let mut changed = all.clone();
        let (key, _) = all[at].split_once(':').unwrap();
        let value = format!("{key}: {{ zzqx: {{ zzqx: 1 }} }}");
        changed[at] = &value;
        let wrong = files.clone().with("ai-governance.yaml", changed.join("\n"));
        assert_eq!(is_sound(&wrong, &|| value.clone()), 2, "{value}: {:?}", codes_of(&wrong));
    }
}

const MANIFEST: &str = "tadashi: 1\norganisation:\n  name: A\n";

/// A pack of one clause with a condition.
fn pack(condition: &str) -> String {
    format!(
        "pack acme version 1.0.0 {{\n  title \"A\"\n  title ja \"A\"\n  language 1\n  schema ai-governance 1\n  publisher \"x\"\n  licence \"y\"\n}}\n\
         instrument X {{\n  title \"X\"\n  title ja \"X\"\n  issuer \"x\"\n  edition \"1\"\n  status guidance\n}}\n\
         clauses of X {{\n  \"1\" \"a\" ja \"a\" strength should\n}}\n\
         expectation e {{\n  title \"t\"\n  title ja \"t\"\n  cites X \"1\"\n  applies to each system\n  should\n    - a \"b\" ja \"b\": {condition}\n}}\n"
    )
}

fn codes_of(files: &dyn Files) -> Vec<&'static str> {
    let checked = common::check_files(files, Some(Lang::En));
    checked.report.findings.iter().map(|finding| finding.code.id).collect()
}

#[test]
fn manifests_that_stop_name_the_reason() {
    let deep = 100_000;
    let cases: Vec<(&str, Vec<u8>, &str)> = vec![
        ("ai-governance.yaml", Vec::new(), "manifest/empty"),
        ("ai-governance.yaml", b"# nothing\n".to_vec(), "manifest/empty"),
        ("ai-governance.yaml", b" \n\n".to_vec(), "manifest/empty"),
        ("ai-governance.yaml", b"---\n...\n".to_vec(), "manifest/empty"),
        ("ai-governance.yaml", b"a\n".to_vec(), "manifest/not-a-mapping"),
        ("ai-governance.yaml", format!("{MANIFEST}---\na: 1\n").into(), "manifest/second-document"),
        ("ai-governance.yaml", format!("{MANIFEST}organisation: {{}}\n").into(), "manifest/duplicate-key"),
        (
            "ai-governance.yaml",
            b"tadashi: 1\norganisation:\n  <<: {name: B, name: C}\n".to_vec(),
            "manifest/duplicate-key",
        ),
        (
            "ai-governance.yaml",
            b"tadashi: 1\norganisation:\n  <<: {name: B}\n  <<: {name: C}\n".to_vec(),
            "manifest/duplicate-key",
        ),
        ("ai-governance.yaml", b"tadashi: 1\na: \xff\n".to_vec(), "workspace/not-utf8"),
        ("ai-governance.yaml", b"t\0a\0".to_vec(), "workspace/utf-16"),
        ("ai-governance.yaml", b"tadashi: 1\na: \0\n".to_vec(), "workspace/nul-byte"),
        ("ai-governance.yaml", format!("tadashi: 1\nsystems: {}", "[".repeat(deep)).into(), "manifest/too-deep"),
        ("ai-governance.yaml", format!("tadashi: 1\nsystems:\n  {}x", "- ".repeat(deep)).into(), "manifest/too-deep"),
        ("ai-governance.json", format!("{{\"tadashi\":1,\"a\":{}", "[".repeat(deep)).into(), "manifest/too-deep"),
        ("ai-governance.toml", format!("tadashi = 1\na = {}", "[".repeat(deep)).into(), "manifest/too-deep"),
        ("ai-governance.yaml", format!("tadashi: 1\n{}: 1\n", "k".repeat(64 << 10)).into(), "manifest/too-long"),
        ("ai-governance.yaml", format!("{MANIFEST}include: [ai-governance.yaml]\n").into(), "engine/included-twice"),
        ("ai-governance.yaml", format!("{MANIFEST}include: [\"../*.yaml\"]\n").into(), "manifest/path-outside"),
        ("ai-governance.yaml", format!("{MANIFEST}include: [/etc/passwd]\n").into(), "manifest/bad-path"),
    ];
    for (path, bytes, expected) in cases {
        let shown = String::from_utf8_lossy(&bytes[..bytes.len().min(60)]).into_owned();
        // One clause is enough, and read faster than the embedded ones.
        let files = Memory::default().with(path, bytes).with("acme/a.tadashi", pack("system.name is stated"));
        let files = files.with("tadashi.toml", "packs = [\"acme\"]\n");
        let found = codes_of(&files);
        assert!(found.contains(&expected), "{shown}: {found:?}");
        assert_eq!(is_sound(&files, &|| shown.clone()), 2, "{shown}");
    }
}

#[test]
fn one_mistake_ten_thousand_times_is_told_a_few_times() {
    let manifest = format!("tadashi: 1\n{}", "k: 1\n".repeat(10_000));
    let found = codes_of(&Memory::default().with("ai-governance.yaml", manifest));
    assert!(found.contains(&"manifest/duplicate-key") && found.len() < 500, "{}", found.len());

    let files = Memory::default().with("ai-governance.yaml", MANIFEST).with("tadashi.toml", "packs = [\"acme\"]\n");
    let policy = pack(&format!("system.name is one of [{}]", vec!["a"; 10_000].join(", ")));
    let found = codes_of(&files.with("acme/a.tadashi", policy));
    assert!(found.contains(&"syntax/more-mistakes") && found.len() < 500, "{}", found.len());
}

#[test]
fn conditions_that_nest_without_brackets_are_bounded_on_a_small_stack() {
    let conditions = [
        "there is a b in organisation.training where ",
        "for every when in organisation.training, ",
        "for every expect in organisation.training, ",
        "there is a when in organisation.training where ",
        "for\n# a comment\nevery b in organisation.training, ",
        "if system.name is stated then ",
    ];
    for condition in conditions {
        let policy = pack(&format!("{}system.name is stated", condition.repeat(3_000)));
        let files = Memory::default().with("ai-governance.yaml", MANIFEST).with("tadashi.toml", "packs = [\"acme\"]\n");
        let files = files.with("acme/a.tadashi", policy);
        assert!(codes_of(&files).contains(&"syntax/too-deep"), "{condition}: {:?}", codes_of(&files));
    }
    // What a test expects opens no level, nor does one definition after another.
    let policy = format!(
        "{}{}",
        pack("system.name is stated"),
        (0..100)
            .map(|n| format!("a system is x{n} when if system.name is stated then system.name is stated\n"))
            .collect::<String>()
    );
    let files = Memory::default().with("ai-governance.yaml", MANIFEST).with("tadashi.toml", "packs = [\"acme\"]\n");
    assert!(!codes_of(&files.with("acme/a.tadashi", policy)).contains(&"syntax/too-deep"));
}

#[test]
fn definitions_that_double_at_every_step_are_refused() {
    let first = "a system is x0 when system.purpose is stated\n".to_owned();
    let twice = |n: usize| format!("a system is x{} when system is x{n} or not (system is x{n})\n", n + 1);
    let once = |n: usize| format!("a system is x{} when system is x{n}\n", n + 1);
    for (steps, of) in [(40, &twice as &dyn Fn(usize) -> String), (3_000, &once)] {
        let definitions: String = std::iter::once(first.clone()).chain((0..steps).map(of)).collect();
        let base = pack("system is x9");
        let (head, clause) = base.split_at(base.find("expectation").unwrap());
        let manifest = format!("{MANIFEST}systems:\n- {{id: s, name: Credit}}\n");
        let files = Memory::default().with("ai-governance.yaml", manifest).with("tadashi.toml", "packs = [\"acme\"]\n");
        let files = files.with("acme/a.tadashi", format!("{head}{definitions}{clause}"));
        assert!(codes_of(&files).contains(&"check/definition-grows"), "{:?}", codes_of(&files));
    }
}

#[test]
fn what_could_steer_a_terminal_is_never_raw() {
    let steering = "\u{1b}[31m\u{202e}\u{2066}\u{ffff}\u{200b}\u{9b}\u{7}";
    let escaped = "\\e[31m\\u202e\\u2066\\uFFFF\\u200b\\x9b\\a\\0";
    let manifest = format!(
        "{MANIFEST}  \"{escaped}\": 1\nsystems:\n- {{id: \"{escaped}\", name: \"{escaped}\", stage: \"{escaped}\", purpose: \"{escaped}\"}}\nexplanations:\n- {{id: \"{escaped}\", expectation: \"{escaped}\"}}\ninclude: [\"*.yml\"]\n"
    );
    let files = Memory::default().with("ai-governance.yaml", manifest).with(&format!("{steering}.yml"), "nmae: x\n");
    assert_eq!(is_sound(&files, &|| "a manifest".to_owned()), 2);
    let files = Memory::default().with("ai-governance.yaml", MANIFEST).with("tadashi.toml", "packs = [\"acme\"]\n");
    let policy = pack("system.name is stated")
        .replace("\"t\"", &format!("\"{steering}\""))
        .replace("is stated", &format!("is {steering}"));
    is_sound(&files.with("acme/a.tadashi", policy), &|| "a policy".to_owned());
}

#[test]
#[cfg(unix)]
fn what_has_the_name_of_a_manifest_and_is_no_file_is_not_passed_over() {
    let root = std::env::temp_dir().join(format!("tadashi-odd-{}", std::process::id()));
    for folder in ["aside", "away", "dangling", "folder/ai-governance.yaml", "inside", "loop"] {
        fs::create_dir_all(root.join(folder)).unwrap();
    }
    fs::write(root.join("ai-governance.yaml"), MANIFEST).unwrap();
    fs::write(root.join("real.yaml"), MANIFEST).unwrap();
    let link = |to: &str, from: &str| std::os::unix::fs::symlink(to, root.join(from)).unwrap();
    link("/etc/hostname", "away/ai-governance.yaml");
    link("nowhere", "dangling/ai-governance.yaml");
    link("../real.yaml", "aside/ai-governance.yaml");
    link("../ai-governance.yaml", "inside/ai-governance.yaml");
    link("ai-governance.yaml", "loop/ai-governance.yaml");
    let disk = Disk::new(&root).unwrap();
    let checked = common::check_files(&disk, None);
    let exit = is_sound(&disk, &|| "odd files".to_owned());
    // A link to what is judged says nothing new; one to what is judged nowhere stops by itself.
    for folder in ["away", "dangling", "folder", "loop"] {
        fs::remove_dir_all(root.join(folder)).unwrap();
    }
    let linked = |checked: &Checked| -> Vec<String> {
        let linked = checked.report.findings.iter().filter(|finding| finding.code.id == "engine/linked-manifest");
        linked.map(|finding| finding.message(Lang::En)).collect()
    };
    let alone = common::check_files(&disk, None);
    assert_eq!((linked(&alone).len(), alone.report.exit_code(Level::Error)), (1, 2));
    assert!(linked(&alone)[0].starts_with("`aside/ai-governance.yaml` is a link"), "{:?}", linked(&alone));
    fs::write(root.join("tadashi.toml"), "manifests = [\"*.yaml\"]\n").unwrap();
    assert_eq!(linked(&common::check_files(&disk, None)), Vec::<String>::new());
    fs::write(root.join("tadashi.toml"), "manifests = [\"*/ai-governance.yaml\", \"ai-governance.yaml\"]\n").unwrap();
    assert_eq!(linked(&common::check_files(&disk, None)), linked(&alone));
    let bytes = disk.read("ai-governance.yaml", usize::MAX);
    fs::remove_dir_all(&root).unwrap();
    let mut told: Vec<&str> = checked.report.findings.iter().map(|finding| finding.code.id).collect();
    told.retain(|code| code.starts_with("workspace/") || *code == "engine/linked-manifest");
    told.sort_unstable();
    assert_eq!(
        told,
        [
            "engine/linked-manifest",
            "workspace/not-a-file",
            "workspace/not-found",
            "workspace/outside",
            "workspace/unreadable"
        ]
    );
    assert_eq!(exit, 2);
    assert_eq!(bytes.map(|bytes| bytes.len()), Ok(MANIFEST.len()));
}
