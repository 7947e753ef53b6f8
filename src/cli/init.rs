//! `tadashi init`: a first manifest, from a few questions.

use std::io::{self, BufRead, Write as _};
use std::path::{Path, PathBuf};

use clap::Args;

use super::Streams;
use super::options::{Color, Look};
use crate::diagnostic::Level;
use crate::embedded;
use crate::engine::init::{Question, id, keys_of, manifest, questions};
use crate::report::write_findings;
use crate::schema::Schema;
use crate::source::SourceMap;
use crate::text::{Lang, Text};
use crate::workspace::configuration::LANGUAGES;
use crate::workspace::disk::Disk;
use crate::workspace::write::Created;
use crate::workspace::{Problem, codes};

/// Write a first manifest
///
/// Asks nine questions about your organisation and its first AI system; an empty answer leaves the fact open, as a
/// comment in the file. Nothing that is there already is overwritten.
#[derive(Debug, Args)]
pub(super) struct Init {
    /// The folder that gets `ai-governance.yaml` [default: this folder]
    #[arg(value_name = "FOLDER")]
    folder: Option<PathBuf>,
    /// Ask nothing: every fact stays open
    #[arg(long)]
    yes: bool,
    /// Id of the first system [default: made of the name of the folder]
    #[arg(long, value_name = "ID")]
    system: Option<String>,
    /// Also write templates of the documents that evidence asks for, below `governance/`
    #[arg(long)]
    documents: bool,
    /// Language of questions, comments and templates
    #[arg(long, value_name = "LANG", value_parser = super::options::lang(), default_value = LANGUAGES[0].0)]
    lang: Lang,
}

const FILE: &str = "ai-governance.yaml";

const THERE: Text =
    Text::new("`{path}` is there already; it was left as it is", "`{path}` は既にあります。変更していません");
const WRITTEN: Text = Text::new("wrote `{path}`", "`{path}` を書きました");
const FOR: Text =
    Text::new("  filled in, it is named at {keys}\n", "  記入したら、マニフェストの {keys} に記載してください\n");
const THEN: Text = Text::new(
    "Now fill in what you know. `tadashi check --next` names the fact that settles most.",
    "分かることを書き足してください。`tadashi check --next` が、最も多くを解決する事実を示します。",
);
const TEMPLATES: Text = Text::new(
    "A template counts as evidence only once its blanks are filled.",
    "ひな形は、空欄を埋めるまで証跡とは認められません。",
);
const BAD_ID: Text = Text::new(
    "error: `{id}` is no id; write small letters, digits and hyphens, a letter first: `{made}`",
    "エラー: `{id}` はIDになりません。英小文字で始め、英小文字、数字、ハイフンで書いてください（例: `{made}`）",
);

impl Init {
    pub fn run(&self, streams: &mut Streams<'_>) -> io::Result<u8> {
        self.run_with(streams, &mut io::stdin().lock())
    }

    fn run_with(&self, streams: &mut Streams<'_>, input: &mut dyn BufRead) -> io::Result<u8> {
        let folder = self.folder.clone().unwrap_or_else(|| PathBuf::from("."));
        let system = self.system.clone().unwrap_or_else(|| name_of(&folder));
        if id(&system) != system {
            let said = BAD_ID.with(crate::args!["id" => &system, "made" => id(&system)]);
            streams.err.print(&format!("{}\n", said.fill(self.lang)))?;
            return Ok(2);
        }
        let path = folder.join(FILE);
        // Before anything is asked: nobody answers nine questions for nothing.
        if path.symlink_metadata().is_ok() {
            if self.documents {
                self.say(streams, THERE, &path)?;
                return self.write_documents(streams, &folder);
            }
            let said = THERE.with(crate::args!["path" => shown(&path)]);
            streams.err.print(&format!("{}\n", said.fill(self.lang)))?;
            return Ok(2);
        }
        let schema = embedded::manifest_schema();
        let answers = if self.yes { Vec::new() } else { ask(&schema, self.lang, streams, input)? };
        let text = manifest(&schema, &system, &answers, self.lang);
        if self.write(streams, &folder, FILE, &text)? != Some(Created::Written) {
            return Ok(2);
        }
        let code = if self.documents { self.write_documents(streams, &folder)? } else { 0 };
        streams.out.print(&format!("{}\n", THEN.raw(self.lang)))?;
        Ok(code)
    }

    /// Writes the templates that are not there yet; gives the exit code.
    fn write_documents(&self, streams: &mut Streams<'_>, folder: &Path) -> io::Result<u8> {
        let mut code = 0;
        for (name, text) in embedded::templates(self.lang) {
            match self.write(streams, folder, &format!("governance/{name}"), text)? {
                Some(Created::Written) => {
                    let keys: Vec<String> = keys_of(name).iter().map(|key| format!("`{key}`")).collect();
                    streams.out.print(&FOR.with(crate::args!["keys" => keys]).fill(self.lang))?;
                }
                Some(Created::Exists) => {}
                None => code = 2,
            }
        }
        streams.out.print(&format!("{}\n", TEMPLATES.raw(self.lang)))?;
        Ok(code)
    }

    /// Writes a file; one that is there stays. None where it cannot be written, which is said.
    fn write(&self, streams: &mut Streams<'_>, folder: &Path, file: &str, text: &str) -> io::Result<Option<Created>> {
        let path = folder.join(file);
        match Disk::made(folder).and_then(|disk| disk.create(file, text.as_bytes())) {
            Ok(Created::Written) => self.say(streams, WRITTEN, &path).map(|()| Some(Created::Written)),
            Ok(Created::Exists) => self.say(streams, THERE, &path).map(|()| Some(Created::Exists)),
            Err(problem) => self.refuse(streams, &problem).map(|()| None),
        }
    }

    fn refuse(&self, streams: &mut Streams<'_>, problem: &Problem) -> io::Result<()> {
        let look = Look { lang: Some(self.lang), color: Color::Auto };
        let style = look.style(&streams.err, self.lang, Level::Error);
        let refusal = [codes::diagnose(problem, "file-bytes")];
        write_findings(&refusal, &SourceMap::default(), &style, &mut streams.err)
    }

    fn say(&self, streams: &mut Streams<'_>, text: Text, path: &Path) -> io::Result<()> {
        let said = text.with(crate::args!["path" => shown(path)]);
        streams.out.print(&format!("{}\n", said.fill(self.lang)))
    }
}

/// A path as people see it: without the `./` of this folder.
fn shown(path: &Path) -> String {
    let path = path.strip_prefix(".").unwrap_or(path);
    crate::text::visible(&path.to_string_lossy()).into_owned()
}

fn name_of(folder: &Path) -> String {
    let real = folder.canonicalize().unwrap_or_default();
    id(&real.file_name().unwrap_or_default().to_string_lossy())
}

/// The answers, in the order of the questions; after the end of the input all stay open.
fn ask(
    schema: &Schema,
    lang: Lang,
    streams: &mut Streams<'_>,
    input: &mut dyn BufRead,
) -> io::Result<Vec<Option<String>>> {
    let mut answers = Vec::new();
    for question in questions(schema) {
        write!(streams.out, "\n{}\n", question.text(lang))?;
        for (number, (word, meaning)) in question.choices(lang).into_iter().enumerate() {
            let meaning = if meaning.is_empty() { meaning } else { format!("  {meaning}") };
            writeln!(streams.out, "  {:>2}) {word}{meaning}", number + 1)?;
        }
        answers.push(answer(&question, lang, streams, input)?);
    }
    streams.out.print("\n")?;
    Ok(answers)
}

fn answer(
    question: &Question<'_>,
    lang: Lang,
    streams: &mut Streams<'_>,
    input: &mut dyn BufRead,
) -> io::Result<Option<String>> {
    loop {
        streams.out.print(&format!("  [{}] > ", question.hint(lang)))?;
        let mut line = String::new();
        if input.read_line(&mut line)? == 0 {
            return Ok(None);
        }
        match question.read(&line) {
            Ok(answer) => return Ok(answer),
            Err(why) => writeln!(streams.out, "  {}", why.fill(lang))?,
        }
    }
}

#[cfg(test)]
#[expect(clippy::disallowed_methods, reason = "a test reads what was written")]
mod tests {
    use super::*;
    use crate::cli::Stream;
    use crate::engine::{Options, check};
    use crate::workspace::disk::Disk;

    /// What a person sees, and the exit code.
    fn run(init: &Init, typed: &str) -> (String, u8) {
        let (mut out, mut err) = (Vec::new(), Vec::new());
        let mut streams = Streams { out: Stream::new(&mut out, false), err: Stream::new(&mut err, false) };
        let code = init.run_with(&mut streams, &mut typed.as_bytes()).unwrap();
        drop(streams);
        (String::from_utf8(out).unwrap() + &String::from_utf8(err).unwrap(), code)
    }

    fn init(name: &str, lang: Lang) -> Init {
        let folder = std::env::temp_dir().join(format!("tadashi-init-{}-{name}", std::process::id()));
        let _ = std::fs::remove_dir_all(&folder);
        std::fs::create_dir_all(&folder).unwrap();
        Init { folder: Some(folder), yes: false, system: None, documents: false, lang }
    }

    /// The findings of a check of the folder, and its exit code.
    fn checked(init: &Init) -> (Vec<String>, u8) {
        let disk = Disk::new(init.folder.as_ref().unwrap()).unwrap();
        let checked = check(&disk, &[String::new()], &Options::default());
        let codes = checked.report.findings.iter().map(|finding| finding.code.id.to_owned()).collect();
        (codes, checked.report.exit_code(checked.fail_on))
    }

    #[test]
    fn whatever_is_answered_the_manifest_can_be_judged() {
        let odd = "\"A: B\" #1 & {c} \\ \u{202e}\n審査: [x, y] - z\n4\n1,2\n1、4\n0\n2\nはい\nlead\n";
        for (name, typed) in
            [("none", ""), ("skipped", "\n\n\n\n\n\n\n\n\n"), ("odd", odd), ("partly", "Example KK\n\n9\n4\n")]
        {
            for lang in [Lang::En, Lang::Ja] {
                let init = init(&format!("{name}-{lang:?}"), lang);
                let (out, code) = run(&init, typed);
                assert_eq!(code, 0, "{name}: {out}");
                let (codes, exit) = checked(&init);
                assert_eq!(exit, 1, "{name}: {codes:?}");
                assert!(codes.iter().all(|code| code.starts_with("judgement/")), "{name}: {codes:?}");
                std::fs::remove_dir_all(init.folder.unwrap()).unwrap();
            }
        }
    }

    #[test]
    fn answers_are_written_and_wrong_ones_asked_for_again() {
        let init = init("answers", Lang::En);
        let (out, _) =
            run(&init, "TBD\nExample KK\nAnswers.\nnine\n4\nprovider\n4\nnone\nroutine\nmaybe\nno\nLead\nlead\n");
        for said in
            ["`TBD` is only a placeholder", "`nine` is none of the words", "type yes or no", "an id has small letters"]
        {
            assert!(out.contains(said), "{said}: {out}");
        }
        let text = std::fs::read_to_string(init.folder.as_ref().unwrap().join(FILE)).unwrap();
        for line in [
            "  name: \"Example KK\"",
            "  - id: lead",
            "    stage: deployed",
            "    users: [consumers]",
            "    affected: []",
            "    impact: routine",
            "    personal_data: false",
            "    owner: lead",
        ] {
            assert!(text.lines().any(|written| written == line), "{line}: {text}");
        }
        std::fs::remove_dir_all(init.folder.unwrap()).unwrap();
    }

    #[test]
    fn what_is_there_stays() {
        let mut init = init("there", Lang::En);
        init.yes = true;
        init.documents = true;
        let notice = init.folder.as_ref().unwrap().join("governance/notice.md");
        std::fs::create_dir_all(notice.parent().unwrap()).unwrap();
        std::fs::write(&notice, "ours").unwrap();
        let (out, code) = run(&init, "");
        assert!(code == 0 && out.contains("notice.md` is there already"), "{out}");
        assert!(
            out.contains("supplier-record.md`\n  filled in, it is named at `vendor.supervision`, `vendor."),
            "{out}"
        );
        assert_eq!(std::fs::read_to_string(&notice).unwrap(), "ours");
        // A template that is missing is added beside a manifest that is there.
        std::fs::remove_file(notice.with_file_name("ai-policy.md")).unwrap();
        let (out, code) = run(&init, "");
        assert!(code == 0 && out.contains("ai-governance.yaml` is there already"), "{out}");
        assert_eq!(out.matches("wrote `").count(), 1, "{out}");
        init.documents = false;
        let (out, code) = run(&init, "");
        assert!(code == 2 && out.contains("ai-governance.yaml` is there already"), "{out}");
        init.system = Some("No Id".to_owned());
        assert_eq!(run(&init, "").1, 2);
        std::fs::remove_dir_all(init.folder.unwrap()).unwrap();
    }

    #[cfg(unix)]
    #[test]
    fn nothing_is_written_through_a_link() {
        let mut init = init("link", Lang::En);
        let folder = init.folder.clone().unwrap();
        let elsewhere = folder.with_extension("elsewhere");
        std::fs::create_dir_all(&elsewhere).unwrap();
        std::os::unix::fs::symlink(&elsewhere, folder.join("governance")).unwrap();
        (init.yes, init.documents) = (true, true);
        let (out, code) = run(&init, "");
        assert!(code == 2 && out.contains("wrote `") && out.contains("governance/"), "{out}");
        assert!(std::fs::read_dir(&elsewhere).unwrap().next().is_none(), "{out}");
        std::fs::remove_dir_all(folder).unwrap();
        std::fs::remove_dir_all(elsewhere).unwrap();
    }
}
