//! Input that is too large, too deep or too much: each refused by a limit with a name, on a small stack as well.

use std::fs::File;

use tadashi::engine::{self, Options};
use tadashi::text::Lang;
use tadashi::workspace::Files;
use tadashi::workspace::memory::Memory;

use super::folder::{Folder, MANIFEST};
use super::{codes_of, is_sound, pack};
use crate::common;

/// Stacks in KiB on which a debug build must do; a release build takes less than a quarter. A program on Windows has
/// 1 MiB, a thread 2 MiB.
const POLICY_STACK: usize = 1 << 10;
const MANIFEST_STACK: usize = 3 << 9;

/// Runs on a stack of so many kibibytes.
fn on_a_stack<T: Send>(kibibytes: usize, run: impl FnOnce() -> T + Send) -> T {
    std::thread::scope(|scope| {
        let thread = std::thread::Builder::new().stack_size(kibibytes << 10).spawn_scoped(scope, run);
        thread.unwrap().join().unwrap()
    })
}

fn acme(manifest: &str, settings: &str, policy: &str) -> Memory {
    Memory::default()
        .with("ai-governance.yaml", manifest)
        .with("tadashi.toml", format!("packs = [\"acme\"]\n{settings}"))
        .with("acme/a.tadashi", policy)
}

fn concise(files: &dyn Files) -> String {
    common::write(&common::check_files(files, Some(Lang::En)), "concise")
}

#[test]
fn a_file_beyond_its_limit_is_not_read() {
    // Sparse: 2 GiB by what it says, nothing on the disk.
    for (path, limit) in [
        ("ai-governance.yaml", "file-bytes"),
        ("acme/b.tadashi", "policy-bytes"),
        ("tadashi.toml", "file-bytes"),
        ("tadashi.lock", "file-bytes"),
        ("governance/explanations/a.yaml", "file-bytes"),
        ("governance/explanations/b.md", "file-bytes"),
    ] {
        let folder = Folder::repository("sparse");
        folder.file(path, "");
        File::options().write(true).open(folder.path(path)).unwrap().set_len(2 << 30).unwrap();
        let disk = tadashi::workspace::disk::Disk::new(&folder.0).unwrap();
        let checked = common::check_files(&disk, Some(Lang::En));
        let found: Vec<&str> = checked.report.findings.iter().map(|finding| finding.code.id).collect();
        assert!(found.contains(&"workspace/too-large"), "{path}: {found:?}");
        assert_eq!(checked.report.exit_code(checked.fail_on), 2, "{path}");
        assert!(common::write(&checked, "graphical").contains(&format!("raise `{limit}` under")), "{path}");
    }
}

#[test]
fn limits_can_be_raised_and_lowered_where_they_can_be_kept() {
    let long = format!(
        "tadashi: 1\norganisation:\n  name: {}\nsystems:\n- {{id: s, name: B, purpose: Why.}}\n",
        "k".repeat(2 << 20)
    );
    let sound = pack("system.name is stated");
    assert!(codes_of(&acme(&long, "", &sound)).contains(&"manifest/too-long"));
    assert!(!codes_of(&acme(&long, "[limits]\nscalar-bytes = 3000000\n", &sound)).contains(&"manifest/too-long"));
    for (settings, is_refused) in [
        ("depth = 250", false),
        ("depth = 251", true),
        ("file-bytes = 1073741824", false),
        ("file-bytes = 4294967297", true),
        ("file-bytes = 18446744073709551615", true),
        ("policy-depth = 100000", true),
        ("definition-levels = 10", true),
        ("archive-bytes = 1", true),
        ("nodes = 10", false),
        ("judgement-steps = 18446744073709551615", false),
    ] {
        let files = acme(MANIFEST, &format!("[limits]\n{settings}\n"), &sound);
        assert_eq!(codes_of(&files).contains(&"workspace/config-limit"), is_refused, "{settings}");
        assert_eq!(
            is_sound(&files, &|| settings.to_owned()) == 2,
            is_refused || settings.starts_with("nodes"),
            "{settings}"
        );
    }
}

#[test]
fn keys_and_lines_of_a_megabyte_and_more_are_refused() {
    let long = "k".repeat((1 << 20) + 1);
    for (manifest, is_long) in [
        (format!("tadashi: 1\n{long}: 1\n"), true),
        (format!("tadashi: 1\n\"{long}\": 1\n"), true),
        (format!("tadashi: 1\n? {long}\n: 1\n"), true),
        (format!("tadashi: 1\norganisation:\n  name: {long}\n"), true),
        (format!("tadashi: 1\norganisation:\n  name: |\n    {long}\n"), true),
        (format!("tadashi: 1\norganisation:\n  name: [{long}, {long}]\n"), true),
        // A long comment is nothing.
        (format!("tadashi: 1\norganisation:\n  name: A # {long}\nsystems: []\n"), false),
    ] {
        let files = acme(&manifest, "", &pack("system.name is stated"));
        assert_eq!(codes_of(&files).contains(&"manifest/too-long"), is_long, "{}", &manifest[..40]);
    }
    for (path, text) in [
        ("ai-governance.json", format!("{{\"tadashi\": 1, \"{long}\": 1}}")),
        ("ai-governance.jsonc", format!("{{\"tadashi\": 1, \"organisation\": {{\"name\": \"{long}\"}}}}")),
        ("ai-governance.toml", format!("tadashi = 1\n{long} = 1\n")),
        ("ai-governance.md", format!("---\ntadashi: 1\norganisation:\n  name: {long}\n---\n")),
    ] {
        let files = Memory::default().with(path, text).with("tadashi.toml", "packs = [\"acme\"]\n");
        let files = files.with("acme/a.tadashi", pack("system.name is stated"));
        assert!(codes_of(&files).contains(&"manifest/too-long"), "{path}");
    }
}

#[test]
fn the_deepest_manifest_that_is_allowed_is_read_on_a_small_stack() {
    let opened = |open: &str, close: &str, depth: usize| format!("{}1{}", open.repeat(depth), close.repeat(depth));
    for depth in [240, 100_000] {
        let texts = [
            ("yaml", format!("tadashi: 1\norganisation: {}\n", opened("[", "]", depth))),
            ("yaml", format!("tadashi: 1\norganisation: {}\n", opened("{a: ", "}", depth))),
            ("yaml", format!("tadashi: 1\norganisation:\n  {}x\n", "- ".repeat(depth))),
            ("json", format!("{{\"tadashi\": 1, \"organisation\": {}}}", opened("[", "]", depth))),
            ("json", format!("{{\"tadashi\": 1, \"organisation\": {}}}", opened("{\"a\": ", "}", depth))),
            ("jsonc", format!("{{\"tadashi\": 1, /**/ \"organisation\": {}}}", opened("[", ",]", depth))),
            // What the parser takes for the end of a comment, and for a part of a text.
            ("jsonc", format!("{{\"tadashi\": 1, \"o\": //\r{}}}", opened("[", "]", depth))),
            ("json", format!("{{\"tadashi\": 1, \"o\": \"a\n\", \"x\": {}}}", opened("[", "]", depth))),
            ("toml", format!("tadashi = 1\norganisation = {}\n", opened("[", "]", depth))),
            ("toml", format!("tadashi = 1\norganisation = {}\n", opened("{a = ", "}", depth))),
            ("toml", format!("tadashi = 1\norganisation{} = 1\n", ".a".repeat(depth))),
            ("toml", format!("tadashi = 1\n[organisation{}]\n", ".a".repeat(depth))),
            ("md", format!("---\ntadashi: 1\norganisation: {}\n---\n", opened("[", "]", depth))),
        ];
        for (extension, text) in texts {
            let files = Memory::default()
                .with(&format!("ai-governance.{extension}"), text.as_str())
                .with("tadashi.toml", "packs = [\"acme\"]\n[limits]\ndepth = 250\n")
                .with("acme/a.tadashi", pack("system.name is stated"));
            let shown = || format!("{extension} {}", &text[..40]);
            let found = on_a_stack(MANIFEST_STACK, || codes_of(&files));
            let is_deep = depth > 250 || extension == "toml";
            assert_eq!(found.contains(&"manifest/too-deep"), is_deep, "{}: {found:?}", shown());
            assert!(found.iter().any(|code| code.starts_with("manifest/")), "{}: {found:?}", shown());
        }
    }
}

#[test]
fn aliases_that_multiply_are_refused_however_they_are_used() {
    let names: Vec<char> = ('a'..='k').collect();
    let lists: String = names
        .windows(2)
        .map(|pair| format!("- &{} [{}]\n", pair[1], vec![format!("*{}", pair[0]); 9].join(", ")))
        .collect();
    let maps: String = names
        .windows(2)
        .map(|pair| {
            let merged: Vec<String> = (0..9).map(|n| format!("{}{n}: *{}", pair[1], pair[0])).collect();
            format!("- &{} {{{}}}\n", pair[1], merged.join(", "))
        })
        .collect();
    let merges: String = (0..2_000).map(|n| format!("- {{<<: *big, id: s{n}}}\n")).collect();
    let big: Vec<String> = (0..200).map(|n| format!("k{n}: 1")).collect();
    for (what, manifest) in [
        ("lists", format!("tadashi: 1\nx:\n- &a [x, x]\n{lists}systems: *k\n")),
        ("mappings", format!("tadashi: 1\nx:\n- &a {{id: x}}\n{maps}organisation: *k\n")),
        ("items", format!("tadashi: 1\nx:\n- &a [x, x]\n{lists}systems:\n- {{id: s, name: A, kinds: *k}}\n")),
        ("merges", format!("tadashi: 1\nx: &big {{{}}}\nsystems:\n{merges}", big.join(", "))),
    ] {
        let files = acme(&manifest, "", &pack("system.name is stated"));
        let found = codes_of(&files);
        assert_eq!(is_sound(&files, &|| what.to_owned()), 2, "{what}: {found:?}");
        if what != "mappings" {
            assert!(
                found.contains(&"manifest/alias-expansion") || found.contains(&"manifest/wrong-type"),
                "{what}: {found:?}"
            );
        }
        if what == "merges" {
            assert!(found.contains(&"manifest/alias-expansion"), "{what}: {found:?}");
        }
    }
}

/// Conditions in which every part may hold a whole condition, and which a reader could take in two ways.
fn awkward(depth: usize) -> Vec<String> {
    let around =
        |open: &str, close: &str| format!("{}system.purpose is stated{}", open.repeat(depth), close.repeat(depth));
    vec![
        around("(", ")"),
        around("not (", ")"),
        around("(system.name is stated and ", ")"),
        around("(system.name is stated or (", "))"),
        around("((", ") and system.name is stated)"),
        around("(", " or system.name is stated)"),
        around("(", " unless system.name is stated)"),
        around("(", ""),
        around("(", "]"),
        around("if (", ") then system.name is stated"),
        around("if (", ") thn system.name is stated"),
        around("for every a in system.evaluations where (", "), a.name is stated"),
        around("there is an a in system.evaluations where (", ")"),
        around("for every a in [x, ", "]"),
        format!("system.name is one of {}a{}", "[".repeat(depth), "]".repeat(depth)),
        format!("{}system.purpose is stated", "not ".repeat(depth * 50)),
        format!("{}system.purpose is stated", "if system.name is stated then ".repeat(depth)),
        format!("system.name is \"{}", "\\\"".repeat(depth * 50)),
        format!("system.name is \"\"\"{}", "\"\" ".repeat(depth * 50)),
        format!("system.name is one of [{}", "\"a\", ".repeat(depth * 50)),
        format!("system.name {}", "is within the last ".repeat(depth * 20)),
        format!("system{} is stated", ".name".repeat(depth * 50)),
    ]
}

#[test]
fn awkward_policies_say_the_same_on_every_stack() {
    let mut conditions = [31, 2_000].map(awkward).concat();
    conditions.push(vec!["system.purpose is stated"; 999].join(" and "));
    conditions.push(vec!["system.purpose is stated"; 1_001].join(" or "));
    conditions.push(vec!["system.purpose is stated"; 100_000].join(" and "));
    conditions.push(format!("({})", vec!["system.purpose is stated and system.name is stated"; 400].join(") or (")));
    conditions.push(format!("system.name is one of [{}]", ",".repeat(5_000)));
    conditions.push(format!("system.name {}", "is ".repeat(2_000)));
    for condition in conditions {
        let files = acme(MANIFEST, "", &pack(&condition));
        let small = on_a_stack(POLICY_STACK, || concise(&files));
        let large = on_a_stack(16 << 10, || concise(&files));
        assert_eq!(small, large, "{}", &condition[..condition.len().min(200)]);
    }
}

#[test]
fn the_deepest_judgement_that_is_allowed_is_made_on_a_small_stack() {
    for depth in [3, 30] {
        for (open, close) in
            [("not (", ")"), ("(system.name is stated and ", ")"), ("(system.name is declined or ", ")")]
        {
            let around = |inner: &str| format!("{}{inner}{}", open.repeat(depth), close.repeat(depth));
            let levels = if depth == 3 { 25 } else { 32 };
            let definitions: String = (1..=levels)
                .map(|n| format!("a system is x{n} when {}\n", around(&format!("system is x{}", n - 1))))
                .collect();
            let base = pack(&format!("system is x{levels}"));
            let (head, clause) = base.split_at(base.find("expectation").unwrap());
            let policy = format!("{head}a system is x0 when system.purpose is stated\n{definitions}{clause}");
            let files = acme(MANIFEST, "", &policy);
            let small = on_a_stack(POLICY_STACK, || concise(&files));
            let large = on_a_stack(16 << 10, || concise(&files));
            assert_eq!(small, large, "{open}");
            // Definitions inside one another, each as deep as a condition may be, would be too deep together.
            assert_eq!(small.contains("[check/definition-grows]"), depth == 30, "{small}");
        }
    }
}

#[test]
fn quantifiers_that_multiply_through_definitions_are_given_up() {
    let names: Vec<String> = (0..8).map(|n| format!("s{n}")).collect();
    let systems: String = names
        .iter()
        .map(|id| {
            format!("- {{id: {id}, name: Credit, purpose: To judge credit., builds_on: [{}]}}\n", names.join(", "))
        })
        .collect();
    let manifest = format!("tadashi: 1\norganisation:\n  name: A\nsystems:\n{systems}");
    let steps = [
        "for every b in system.builds_on, b is x{n}",
        "(for every b in system.builds_on, b is x{n}) and (for every c in system.builds_on, c is x{n})",
        "there are at least 9 b in system.builds_on where b is x{n}",
        "not (there is a b in system.builds_on where not (b is x{n}))",
    ];
    for step in steps {
        let definitions: String = (1..=32)
            .map(|n| format!("a system is x{n} when {}\n", step.replace("{n}", &(n - 1).to_string())))
            .collect();
        for last in ["system.purpose is stated", "system.limits is stated"] {
            let base = pack("system is x32");
            let (head, clause) = base.split_at(base.find("expectation").unwrap());
            let policy = format!("{head}a system is x0 when {last}\n{definitions}{clause}");
            // The limit by default takes a debug build too long; it is the same way.
            let files = acme(&manifest, "[limits]\njudgement-steps = 20000\n", &policy);
            let found = codes_of(&files);
            if found.iter().any(|code| code.starts_with("check/")) {
                assert_eq!(found, ["check/definition-grows"], "{step}");
            } else {
                assert_eq!(found, ["judgement/too-many-steps"], "{step}: {last}");
            }
            assert_eq!(is_sound(&files, &|| step.to_owned()), 2, "{step}");
            // Its explanations are not said to be needless, and nothing is mended.
            let explained =
                format!("{manifest}explanations:\n- {{id: EX-1, expectation: acme/e, about: [system/s0]}}\n");
            let files = files.with("ai-governance.yaml", explained.as_str());
            let options = Options::default();
            assert_eq!(engine::fix::fix(&files, &[String::new()], &options).changes, [], "{step}");
        }
    }
}

#[test]
fn a_judgement_within_its_steps_is_made() {
    let manifest = format!("{MANIFEST}- {{id: t, name: B, purpose: To judge credit., builds_on: [s, t]}}\n");
    let policy = pack("for every b in system.builds_on, b.purpose is stated");
    let with = |steps: usize| codes_of(&acme(&manifest, &format!("[limits]\njudgement-steps = {steps}\n"), &policy));
    assert_eq!(with(10), ["judgement/too-many-steps"]);
    assert!(!with(1_000).contains(&"judgement/too-many-steps"), "{:?}", with(1_000));
}

#[test]
fn what_very_many_points_say_of_one_place_is_counted() {
    let points: String =
        (0..300).map(|n| format!("    - p{n} \"x {n}\" ja \"x\": system.name is \"n{n}\"\n")).collect();
    let base = pack("system.purpose is stated");
    let files = acme(MANIFEST, "", &format!("{}{points}}}\n", base.trim_end().trim_end_matches('}')));
    let said = common::write(&common::check_files(&files, Some(Lang::En)), "graphical");
    assert!(said.contains("and 250 more places"), "{}", &said[said.len().saturating_sub(600)..]);
}

#[test]
fn policies_of_very_many_items_are_bounded() {
    let items = |n: usize| (0..n).map(|n| format!("instrument X{n} {{ title \"a\" }}\n")).collect::<String>();
    let base = pack("system.name is stated");
    for (what, policy, expected) in [
        ("items", format!("{base}{}", items(5_000)), "syntax/more-mistakes"),
        ("words", format!("{base}{}", "nonsense ".repeat(20_000)), "syntax/"),
        ("an endless text", format!("{base}title \"\"\"{}", "a \" b ".repeat(100_000)), "syntax/unclosed-text"),
        ("an endless line", base.replace("\"t\"", &format!("\"{}\"", "t".repeat(1 << 20))), ""),
        ("brackets", format!("{base}{}", "{".repeat(200_000)), "syntax/"),
        ("closing brackets", format!("{base}{}", "} ".repeat(20_000)), "syntax/stray-bracket"),
        ("only comments", "# nothing\n".repeat(20_000), "syntax/no-header"),
    ] {
        let files = acme(MANIFEST, "", &policy);
        let found = codes_of(&files);
        assert!(found.len() < 1_000, "{what}: {}", found.len());
        assert!(expected.is_empty() || found.iter().any(|code| code.starts_with(expected)), "{what}: {found:?}");
    }
}

#[test]
fn circles_are_refused() {
    let base = pack("system is a");
    let (head, clause) = base.split_at(base.find("expectation").unwrap());
    for definitions in [
        "a system is a when system is a\n",
        "a system is a when system is b\na system is b when system is a\n",
        "a system is a when not (system is b)\na system is b when not (system is a)\n",
    ] {
        let files = acme(MANIFEST, "", &format!("{head}{definitions}{clause}"));
        assert!(codes_of(&files).contains(&"check/defined-later"), "{definitions}: {:?}", codes_of(&files));
        assert_eq!(is_sound(&files, &|| definitions.to_owned()), 2);
    }
    // Packs that use one another.
    let using = |name: &str, other: &str| {
        let header = format!("pack {name} version 1.0.0 {{");
        pack("system.name is stated")
            .replace("pack acme version 1.0.0 {", &format!("{header}\n  use {other} 1.0"))
            .replace("instrument X", &format!("instrument {}", name.to_uppercase()))
            .replace("of X", &format!("of {}", name.to_uppercase()))
            .replace("cites X", &format!("cites {}", name.to_uppercase()))
    };
    let files = Memory::default()
        .with("ai-governance.yaml", MANIFEST)
        .with("tadashi.toml", "packs = [\"one\", \"two\"]\n")
        .with("one/a.tadashi", using("one", "two"))
        .with("two/a.tadashi", using("two", "one"));
    assert_eq!(is_sound(&files, &|| "packs that use one another".to_owned()), 2, "{:?}", codes_of(&files));
    // Files that include one another.
    let files = acme("tadashi: 1\ninclude: [b.yaml]\n", "", &pack("system.name is stated"))
        .with("b.yaml", "include: [ai-governance.yaml, b.yaml]\n");
    assert!(codes_of(&files).contains(&"engine/included-twice"), "{:?}", codes_of(&files));
    // Very many files.
    let files = (0..30).fold(
        acme("tadashi: 1\ninclude: [\"m/*.yaml\"]\n", "[limits]\nincludes = 20\n", &pack("system.name is stated")),
        |files, n| files.with(&format!("m/{n}.yaml"), "organisation: {}\n"),
    );
    assert!(codes_of(&files).contains(&"engine/too-many-includes"), "{:?}", codes_of(&files));
    assert_eq!(is_sound(&files, &|| "includes".to_owned()), 2);
}
