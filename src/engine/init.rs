//! A first manifest: the questions whose answers most clauses wait for, and the text that says them.
//!
//! Takes the schema and answers; gives YAML. What was not answered stands there as a comment with the words it may be.

use std::fmt::Write as _;

use crate::args;
use crate::schema::{FieldId, RecordId, Schema, Type};
use crate::text::{Lang, Message, Text, json};
use crate::words;

/// One question about the organisation or its first system.
pub struct Question<'a> {
    schema: &'a Schema,
    field: FieldId,
    asked: &'static Asked,
}

/// What is asked, and where the answer stands.
struct Asked {
    /// `System` or `Organisation`
    record: &'static str,
    field: &'static str,
    question: Text,
}

const ASKED: [Asked; 9] = [
    Asked {
        record: "Organisation",
        field: "name",
        question: Text::new("What is your organisation called?", "組織の名称は何ですか"),
    },
    Asked {
        record: "System",
        field: "purpose",
        question: Text::new(
            "What does your first AI system do, and for whom?",
            "最初のAIシステムは、誰のために何をしますか",
        ),
    },
    Asked {
        record: "System", field: "stage", question: Text::new("Where is it in its life?", "どの段階にありますか")
    },
    Asked {
        record: "System",
        field: "acts_as",
        question: Text::new("What are you for it?", "そのシステムについて、どの立場ですか"),
    },
    Asked { record: "System", field: "users", question: Text::new("Who uses it?", "誰が使いますか") },
    Asked {
        record: "System",
        field: "affected",
        question: Text::new(
            "Whom does its output affect, besides those who use it?",
            "使う人のほかに、出力は誰に影響しますか",
        ),
    },
    Asked {
        record: "System",
        field: "impact",
        question: Text::new("How much can it affect a person?", "人にどの程度影響し得ますか"),
    },
    Asked {
        record: "System",
        field: "personal_data",
        question: Text::new("Does it handle personal data?", "個人データを取り扱いますか"),
    },
    Asked {
        record: "System",
        field: "owner",
        question: Text::new(
            "Which role answers for it (an id such as system-lead)?",
            "責任を負う役割はどれですか（system-lead のようなID）",
        ),
    },
];

/// The questions, in the order in which they are asked.
pub fn questions(schema: &Schema) -> Vec<Question<'_>> {
    let found = |asked: &'static Asked| {
        let field = schema.find_field(schema.find_record(asked.record)?, asked.field)?;
        Some(Question { schema, field, asked })
    };
    ASKED.iter().filter_map(found).collect()
}

/// Why an answer will not do.
const NO_WORD: Text = Text::new(
    "`{typed}` is none of the words; type numbers or words, with commas",
    "`{typed}` は選択肢にありません。番号か語をカンマで区切って入力してください",
);
const ONE_ONLY: Text = Text::new("one word only", "一つだけ選んでください");
const YES_OR_NO: Text = Text::new("type yes or no", "「はい」又は「いいえ」で答えてください");
const PLACEHOLDER: Text = Text::new(
    "`{typed}` is only a placeholder; leave it empty if you do not know yet",
    "`{typed}` は仮の記入です。未定なら空のままにしてください",
);
const NO_ID: Text = Text::new(
    "an id has small letters, digits and hyphens, and begins with a letter",
    "IDには英小文字、数字及びハイフンを用い、英字で始めてください",
);

impl Question<'_> {
    /// What is asked.
    #[must_use]
    pub fn text(&self, lang: Lang) -> &str {
        self.asked.question.raw(lang)
    }

    /// The words to choose from, with what they mean; empty for a free answer.
    #[must_use]
    pub fn choices(&self, lang: Lang) -> Vec<(String, String)> {
        let Some(words) = self.words() else { return Vec::new() };
        let said = |word: &crate::schema::EnumWord| {
            let meaning = word.meaning.as_ref().map(|meaning| meaning.get(lang).to_owned());
            (word.word.to_string(), meaning.filter(|meaning| *meaning != word.word).unwrap_or_default())
        };
        words.iter().map(said).collect()
    }

    /// How to answer.
    #[must_use]
    pub fn hint(&self, lang: Lang) -> &'static str {
        const SEVERAL: Text = Text::new(
            "numbers with commas; 0 for none; empty if not known",
            "番号をカンマ区切りで。該当なしは0、未定なら空のまま",
        );
        const ONE: Text = Text::new("a number; empty if not known", "番号を一つ。未定なら空のまま");
        const YES_NO: Text = Text::new("yes or no; empty if not known", "はい・いいえ。未定なら空のまま");
        const FREE: Text = Text::new("empty if not known", "未定なら空のまま");
        let hint = match (self.ty(), self.words()) {
            (Type::Boolean, _) => YES_NO,
            (Type::List { .. }, Some(_)) => SEVERAL,
            (_, Some(_)) => ONE,
            _ => FREE,
        };
        hint.raw(lang)
    }

    /// The YAML of an answer; none where nothing was answered.
    ///
    /// # Errors
    /// The answer is none of the words, or no answer.
    pub fn read(&self, typed: &str) -> Result<Option<String>, Message> {
        let typed = typed.trim();
        if typed.is_empty() {
            return Ok(None);
        }
        let Some(words) = self.words() else { return self.free(typed).map(Some) };
        let list = matches!(self.ty(), Type::List { .. });
        if list && matches!(typed, "0" | "none" | "なし" | "該当なし" | "[]") {
            return Ok(Some("[]".to_owned()));
        }
        let mut chosen: Vec<&str> = Vec::new();
        for part in typed.split([',', '、', '，']).map(str::trim).filter(|part| !part.is_empty()) {
            let number = part.parse::<usize>().ok().and_then(|number| words.get(number.checked_sub(1)?));
            let word = number.or_else(|| words.iter().find(|word| word.word.eq_ignore_ascii_case(part)));
            let Some(word) = word else { return Err(NO_WORD.with(args!["typed" => part])) };
            if !chosen.contains(&word.word.as_str()) {
                chosen.push(&word.word);
            }
        }
        match (list, chosen.as_slice()) {
            (_, []) => Ok(None),
            (true, _) => Ok(Some(format!("[{}]", chosen.join(", ")))),
            (false, [only]) => Ok(Some((*only).to_owned())),
            (false, _) => Err(Message::plain(ONE_ONLY)),
        }
    }

    fn free(&self, typed: &str) -> Result<String, Message> {
        if *self.ty() == Type::Boolean {
            return match typed.to_lowercase().as_str() {
                "yes" | "y" | "true" | "はい" | "1" => Ok("true".to_owned()),
                "no" | "n" | "false" | "いいえ" | "0" => Ok("false".to_owned()),
                _ => Err(Message::plain(YES_OR_NO)),
            };
        }
        if words::is_placeholder(typed) {
            return Err(PLACEHOLDER.with(args!["typed" => typed]));
        }
        if matches!(self.ty(), Type::Reference(_)) {
            return if id(typed) == typed { Ok(typed.to_owned()) } else { Err(Message::plain(NO_ID)) };
        }
        Ok(quoted(typed))
    }

    fn ty(&self) -> &Type {
        &self.schema.field(self.field).ty
    }

    /// The words of an enum, a list of them, or of the first field of a record.
    fn words(&self) -> Option<&[crate::schema::EnumWord]> {
        let ty = self.ty();
        let ty = match ty {
            Type::Record(record) => &self.schema.field(*self.schema.record(*record).fields.first()?).ty,
            _ => ty.item().unwrap_or(ty),
        };
        match ty {
            Type::Word(id) => Some(&self.schema.words(*id).words),
            _ => None,
        }
    }
}

/// An id out of a name: `My Repo` becomes `my-repo`; `system` where nothing is left.
#[must_use]
pub fn id(name: &str) -> String {
    let mut out = String::new();
    for c in name.to_lowercase().chars() {
        if c.is_ascii_alphanumeric() {
            out.push(c);
        } else if !out.is_empty() && !out.ends_with('-') {
            out.push('-');
        }
    }
    let out = out.trim_matches('-').trim_start_matches(|c: char| c.is_ascii_digit() || c == '-');
    if out.is_empty() { "system".to_owned() } else { out.to_owned() }
}

/// The text of a first manifest, from the answers in the order of [`questions`].
#[must_use]
pub fn manifest(schema: &Schema, system: &str, answers: &[Option<String>], lang: Lang) -> String {
    let questions = questions(schema);
    let answer = |record: &str, field: &str| {
        let at =
            questions.iter().position(|question| question.asked.record == record && question.asked.field == field)?;
        answers.get(at)?.as_deref()
    };
    let mut out = HEAD.raw(lang).to_owned();
    out.push_str("tadashi: 1\n");
    match answer("Organisation", "name") {
        Some(name) => _ = writeln!(out, "organisation:\n  name: {name}"),
        None => out.push_str("# organisation:\n#   name:\n"),
    }
    if let Some(owner) = answer("System", "owner") {
        _ = writeln!(out, "roles:\n  - id: {owner}\n    function: system-owner");
    }
    _ = writeln!(out, "systems:\n  - id: {system}");
    let record = schema.find_record("System");
    for question in questions.iter().filter(|question| question.asked.record == "System") {
        let name = question.asked.field;
        _ = writeln!(out, "    # {}", comment(schema, record, question, lang));
        match answer("System", name) {
            Some(value) => _ = writeln!(out, "    {name}: {value}"),
            None => _ = writeln!(out, "    # {name}:"),
        }
    }
    out
}

/// The first lines of a manifest.
const HEAD: Text = Text::new(
    "# AI governance manifest. What is not said here is unknown; `[]` says that there is none.\n\
     # A line that begins with `#` is a fact that expectations wait for. `tadashi check --next` names the next one.\n",
    "# AIガバナンスのマニフェスト。書かれていないことは不明として扱われ、`[]` は「該当なし」を表します。\n\
     # `#` で始まる行は、期待事項が待っている事実です。次に書くべきものは `tadashi check --next` が示します。\n",
);

fn comment(schema: &Schema, record: Option<RecordId>, question: &Question<'_>, lang: Lang) -> String {
    const MOST: usize = 12;
    let meaning = record.and_then(|record| schema.find_field(record, question.asked.field));
    let meaning = meaning.and_then(|field| schema.field(field).meaning.as_ref());
    let mut out = meaning.map_or_else(String::new, |meaning| meaning.get(lang).to_owned());
    let choices = question.choices(lang);
    if !choices.is_empty() {
        let more = if choices.len() > MOST { ", …" } else { "" };
        let names: Vec<String> = choices.into_iter().take(MOST).map(|(word, _)| word).collect();
        _ = write!(out, ": {}{more}", names.join(", "));
    }
    out
}

/// The keys that take the document of each template.
const TEMPLATE_KEYS: [(&str, &[&str]); 7] = [
    ("ai-policy.md", &["organisation.policy"]),
    ("deployment-dossier.md", &["system.documents", "system.approved.record"]),
    ("incident-procedure.md", &["organisation.incident_handling.procedure", "organisation.privacy.breach"]),
    ("notice.md", &["system.notice.document"]),
    ("oversight-procedure.md", &["system.oversight.procedure"]),
    ("risk-assessment.md", &["system.risk.report"]),
    ("supplier-record.md", &["vendor.supervision", "vendor.contract.document"]),
];

/// The keys that take the document of a template, by its name.
#[must_use]
pub fn keys_of(template: &str) -> &'static [&'static str] {
    TEMPLATE_KEYS.iter().find(|(name, _)| *name == template).map_or(&[], |(_, keys)| keys)
}

/// A text as YAML takes it, whatever stands in it: the form of JSON.
fn quoted(text: &str) -> String {
    json(&text).unwrap_or_default().trim().to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_template_has_keys_that_take_a_document() {
        let schema = crate::embedded::manifest_schema();
        let document = schema.find_record("Document").unwrap();
        let names: Vec<&str> = crate::embedded::templates(Lang::En).map(|(name, _)| name).collect();
        assert_eq!(names, TEMPLATE_KEYS.map(|(name, _)| name));
        for key in TEMPLATE_KEYS.iter().flat_map(|(_, keys)| *keys) {
            let (noun, path) = key.split_once('.').unwrap();
            let is_of = |record: &crate::schema::Record| record.name.eq_ignore_ascii_case(noun);
            let first = schema.records.iter().position(is_of).unwrap();
            let taken = path.split('.').fold(RecordId(u16::try_from(first).unwrap()), |record, name| {
                let ty = &schema.field(schema.find_field(record, name).unwrap()).ty;
                ty.item().unwrap_or(ty).record().unwrap()
            });
            assert_eq!(taken, document, "{key}");
        }
    }

    #[test]
    fn an_id_out_of_a_name() {
        for (name, made) in
            [("My Repo", "my-repo"), ("2024_chat", "chat"), ("審査", "system"), ("a--b", "a-b"), ("", "system")]
        {
            assert_eq!(id(name), made, "{name}");
        }
    }
}
