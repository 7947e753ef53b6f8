//! What could steer a terminal or turn a line never reaches one, whichever command tells it.

use super::folder::Folder;
use tadashi::text::is_hidden;

/// Colours, a turn of the line, an isolate, a width of zero, C1, a bell, a lone carriage return, a tag, no character.
const STEERING: &str =
    "\u{1b}[31m\u{202e}\u{2066}\u{200b}\u{9b}1m\u{7}\r\u{e0041}\u{ffff}\u{ad}\u{61c}\u{180e}\u{3164}";
/// The same for a quoted text of YAML.
const ESCAPED: &str = "\\e[31m\\u202e\\u2066\\u200b\\x9b1m\\a\\r\\U000e0041\\uffff\\xad\\u061c\\u180e\\u3164\\0\\x7f\\u2028\\u2029\\ufeff\\u0085";

fn is_clean(folder: &Folder, arguments: &[&str]) {
    let said = folder.run(arguments);
    let is_calendar = arguments.contains(&"ics");
    // Lines of a calendar end in both.
    let out = if is_calendar { said.out.replace("\r\n", "\n") } else { said.out.clone() };
    let text = out + &said.err;
    let raw = text.chars().find(|c| *c != '\n' && is_hidden(*c));
    assert_eq!(raw.map(|c| c.escape_unicode().to_string()), None, "{arguments:?}: {text:?}");
    assert!(matches!(said.code, Some(0..=2)), "{arguments:?}: {:?} {text}", said.code);
    let is_json = arguments.windows(2).any(|pair| pair == ["--format", "json"]);
    if is_json && !said.out.is_empty() {
        serde_json::from_str::<serde_json::Value>(&said.out).unwrap();
    }
}

fn policy() -> String {
    crate::common::ACME
        .replace("\"The purpose is said\"", &format!("\"T {STEERING} t\""))
        .replace("\"目的を示す\"", &format!("\"目{STEERING}的\""))
        .replace("says what it is for", &format!("says {STEERING} what"))
        .replace("\"Acme rules\"", &format!("\"Acme {STEERING} rules\""))
        .replace("\"1\" \"purpose\"", &format!("\"1\" \"pur{STEERING}pose\""))
        .replace("publisher \"Acme\"", &format!("publisher \"Ac{STEERING}me\""))
        .replace("\n  title \"Acme\"", &format!("\n  title \"Acme {STEERING}\""))
        .replace("\"1\"", &format!("\"1{STEERING}\""))
        .replace('\r', "")
}

fn manifest() -> String {
    format!(
        "tadashi: 1
organisation:
  name: \"{ESCAPED}\"
  \"{ESCAPED}\": x
systems:
- {{id: s, name: \"{ESCAPED}\", stage: \"{ESCAPED}\"}}
- {{id: \"t{ESCAPED}\", name: \"{ESCAPED}\", purpose: \"{ESCAPED} it does much\", owner: \"{ESCAPED}\"}}
roles:
- {{id: lead, name: \"{ESCAPED}\", function: high}}
explanations:
- id: \"EX{ESCAPED}\"
  expectation: acme/purpose
  about: [system/s]
  kind: not-known
  reason: \"{ESCAPED} we do not know it yet {ESCAPED} and look at it in the months to come\"
  by: lead
  until: 2026-12-31
"
    )
}

const ASKED: [&[&str]; 22] = [
    &["check", "--format", "graphical"],
    &["check", "--format", "concise"],
    &["check", "--format", "json"],
    &["check", "--lang", "ja"],
    &["check", "--next"],
    &["check", "--diff"],
    &["why", "purpose", "system/s"],
    &["why", "purpose", "s", "--format", "json"],
    &["why", "purpose", "none"],
    &["explain", "acme/purpose", "system/s"],
    &["explain", "acme/purpose", "none"],
    &["report"],
    &["report", "--public", "--lang", "ja"],
    &["report", "--format", "json"],
    &["report", "--upcoming"],
    &["report", "--upcoming", "--format", "ics"],
    &["report", "--upcoming", "--format", "json"],
    &["show", "acme/purpose"],
    &["show", "RULES", "--lang", "ja"],
    &["test", "acme"],
    &["packs", "list"],
    &["packs", "diff", "acme", "jp.aigb", "--format", "json"],
];

#[test]
fn nothing_that_a_file_says_steers_the_terminal() {
    let folder = Folder::repository("marks");
    folder.file("acme/a.tadashi", policy());
    let known =
        manifest().replace(&format!("  \"{ESCAPED}\": x\n"), "").replace(&format!(", stage: \"{ESCAPED}\""), "");
    let raw: String = STEERING.chars().filter(|c| *c != '\u{ffff}').collect();
    for text in [
        manifest(),
        known.replace(&format!("id: \"t{ESCAPED}\""), "id: t"),
        known,
        // Where the reader of YAML stops, and quotes what stands there.
        format!("tadashi: 1\n{raw}: [\n"),
        format!("tadashi: 1\norganisation: *{raw}\n"),
        format!("tadashi: 1\norganisation: !{raw} x\n"),
        format!("tadashi: 1\n# {raw}\norganisation: {{nmae: A}}\n"),
    ] {
        folder.file("ai-governance.yaml", text);
        for arguments in ASKED {
            is_clean(&folder, arguments);
        }
    }
}

#[test]
fn nor_the_name_of_a_folder() {
    let folder = Folder::repository("marks-folder");
    folder.file("b\u{1b}[31m\u{202e}\rX\n# y/ai-governance.yaml", manifest());
    for arguments in &ASKED[..19] {
        is_clean(&folder, arguments);
    }
}

#[test]
fn nor_what_a_reader_of_toml_or_json_quotes() {
    let folder = Folder::repository("marks-formats");
    let text = STEERING.replace('\r', "");
    for (path, bytes) in [
        ("ai-governance.json", format!("{{\"tadashi\": 1, {text}: 1}}")),
        ("ai-governance.json", format!("{{\"tadashi\": 1, \"{text}\": \\{text}}}")),
        ("ai-governance.toml", format!("tadashi = 1\n{text} = 1\n")),
        ("ai-governance.toml", format!("tadashi = 1\n\"a{text}\" = {text}\n\"a\" = \"\\{text}\"\n")),
        ("ai-governance.md", format!("---\ntadashi: 1\n{text}: [\n---\n")),
        ("tadashi.toml", format!("root = true\npacks = [\"acme\"]\n{text}\n")),
        (
            "tadashi.toml",
            "root = true\npacks = [\"a\\u001B\\u202E\"]\n\"b\\u001B\" = 1\nlanguage = \"\\u202E\"\n".to_owned(),
        ),
        (
            "tadashi.toml",
            "root = true\npacks = [\"acme\"]\nmanifests = [\"\\u001B\\u202E[\", \"\\u202E*.yaml\"]\n".to_owned(),
        ),
        ("tadashi.lock", format!("version = 1\n\"{text}\" = {text}\n")),
        ("acme/a.tadashi", format!("{}\n{text}\nexpectation {text} {{ }}\n", policy())),
        ("acme/a.tadashi", policy().replace("system.purpose is stated", &format!("system.{text} is {text}"))),
        ("governance/explanations/a.md", format!("---\nid: {text}\n{text}: 1\n---\n")),
    ] {
        let before = std::fs::read(folder.path(path)).ok();
        folder.file(path, bytes);
        for arguments in [&ASKED[0], &ASKED[1], &ASKED[2], &ASKED[9], &ASKED[11], &ASKED[19]] {
            is_clean(&folder, arguments);
        }
        match before {
            Some(bytes) => {
                folder.file(path, bytes);
            }
            None => std::fs::remove_file(folder.path(path)).unwrap(),
        }
    }
}

#[test]
#[cfg(unix)]
fn nor_what_a_path_or_an_argument_says() {
    let folder = Folder::repository("marks-names");
    let name: String = STEERING.replace('/', "");
    folder.file(&format!("{name}/ai-governance.yaml"), "tadashi: 1\norganisation: {nmae: x}\n");
    folder.file(&format!("{name}/{name}.yaml"), "tadashi: 1\norganisation: {nmae: x}\n");
    folder.file(&format!("packs/{name}/a.tadashi"), "pack x {");
    for arguments in &ASKED[..6] {
        is_clean(&folder, arguments);
    }
    let (nowhere, folder_of) = (format!("./{name}/none"), format!("./packs/{name}"));
    let (file, option) = (format!("{name}/{name}.yaml"), format!("--{name}"));
    let of = name.as_str();
    for arguments in [
        &["check", of][..],
        &["check", &nowhere],
        &["check", &file],
        &["check", "--pack", of],
        &["check", "--pack", &folder_of],
        &["check", "--format", of],
        &["check", "--as-of", of],
        &["check", "--lang", of],
        &["check", "--color", "always", "--lang", of],
        &["check", &option],
        &[of],
        &[of, of],
        &["show", of],
        &["why", of, of],
        &["explain", of, of],
        &["explain", "acme/purpose", "system/s", "--into", of],
        &["explain", "acme/purpose", "system/s", "--kind", of],
        &["explain", "acme/purpose", "system/s", "--id", of],
        &["test", of],
        &["test", &folder_of],
        &["packs", "add", of],
        &["packs", "add", &folder_of],
        &["packs", "diff", of, of],
        &["packs", of],
        &["report", "--within", of, "--upcoming"],
        &["init", of, "--system", of],
        &["man", &nowhere],
        &["completions", of],
        &["help", of],
    ] {
        is_clean(&folder, arguments);
    }
}
