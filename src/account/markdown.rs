//! The register as Markdown. What people wrote is text there, and nothing else: no heading, link, list or HTML.

use std::fmt::Write as _;

use crate::text::{Lang, Text, visible, visible_lines};

use super::layers::Layer;
use super::statement::{Account, Clause, Explained, Instrument, Open, Point, Statement};
use super::why::Source;
use super::words;

const TITLE: Text = Text::new("Statement on AI governance", "AIガバナンスに関する報告");
const UNNAMED: Text = Text::new("organisation not named", "組織名の記載なし");
const FACTS: Text = Text::new(
    "This page states what a manifest says and what that comes to under the expectations named. It is a statement of facts; it is no legal advice and no certificate.",
    "本書は、マニフェストの記載と、記載の期待事項に照らした判定結果を示すものです。事実の記述であり、法的助言でも認証でもありません。",
);
const PUBLIC: Text = Text::new(
    "Explanations kept internal, names of persons, documents and the values found are left out.",
    "内部限りの説明、個人名、文書名及び確認した値は省いています。",
);
const PACKS: Text = Text::new("Judged by", "判定に用いたパック");
const MANIFEST: Text = Text::new("Manifest", "マニフェスト");
const AS_OF: Text = Text::new("As of", "判定日");
const COUNTS: Text = Text::new("Result", "結果");
const SOURCE: Text = Text::new("Source", "出典");
const CLAUSE: Text = Text::new("Expectation", "期待事項");
const COMPLIES: Text = Text::new("Complies", "適合");
const EXPLAINED: Text = Text::new("Explained", "説明あり");
const DEPARTS: Text = Text::new("Departs from", "満たしていない項目");
const INTERNAL: Text = Text::new("explained internally", "内部限りの説明あり");
const DECIDED: Text = Text::new("Decided", "決定");
const KIND: Text = Text::new("Kind", "種類");
const UNTIL: Text = Text::new("Until", "期限");
const EVIDENCE: Text = Text::new("Evidence", "証跡");
const NOT_IN_FORCE: Text = Text::new("Not in force", "効力期間外");
const NOT_CONCERNED: Text = Text::new("Not applicable", "適用対象外");
const ELSEWHERE: Text = Text::new("Judged in another repository", "別のリポジトリで判定");
const IDLE: Text = Text::new("Applicable to no subject here", "該当する対象のない期待事項");
const LAYER: Text = Text::new("Changed", "変更");
const BECAUSE: Text = Text::new("Reason", "理由");
/// Beside what nobody is asked for.
const NOTED: Text = Text::new("not required, noted only", "任意であり、注記のみ");
const LOOSENED: Text = Text::new("Loosened by the organisation", "組織が緩和した期待事項");

/// The register of each manifest, one after the other.
#[must_use]
pub fn write(statements: &[Statement], lang: Lang) -> String {
    let pages: Vec<String> =
        statements.iter().map(|statement| Page { out: String::new(), lang }.of(statement)).collect();
    visible_lines(&pages.join("\n"))
}

/// A text in which nothing is Markdown or HTML.
fn text(words: &str) -> String {
    let mut out = String::with_capacity(words.len() + 8);
    let mut rest = words;
    while let Some(c) = rest.chars().next() {
        let after = rest.get(c.len_utf8()..).unwrap_or_default();
        // Addresses would become links by themselves.
        let address = c == ':' && after.starts_with("//") || c == '.' && ends_with_www(&out) || c == '@';
        if address
            || matches!(c, '\\' | '`' | '*' | '_' | '{' | '}' | '[' | ']' | '<' | '>' | '#' | '|' | '~' | '&' | '$')
        {
            out.push('\\');
        }
        out.push(c);
        rest = after;
    }
    out
}

fn ends_with_www(text: &str) -> bool {
    let tail: Vec<char> = text.chars().rev().take(3).collect();
    tail.len() == 3 && tail.iter().all(|c| c.eq_ignore_ascii_case(&'w'))
}

/// A text as code, whatever backticks are in it.
fn code(words: &str) -> String {
    let words = &*visible(words);
    let longest = words.split(|c| c != '`').map(str::len).max().unwrap_or(0);
    let fence = "`".repeat(longest + 1);
    if words.starts_with('`') || words.ends_with('`') {
        format!("{fence} {words} {fence}")
    } else {
        format!("{fence}{words}{fence}")
    }
}

/// A sentence of a report, in which code stands in backticks. Whatever a value in it holds, each stretch between
/// backticks is code or text and nothing else.
fn message(words: &str) -> String {
    if words.matches('`').count() % 2 == 1 {
        return text(words);
    }
    let parts = words.split('`').enumerate().filter(|(_, part)| !part.is_empty());
    parts.map(|(index, part)| if index % 2 == 1 { code(part) } else { text(part) }).collect()
}

struct Page {
    out: String,
    lang: Lang,
}

impl Page {
    fn say(&self, text: Text) -> &'static str {
        text.raw(self.lang)
    }

    fn heading(&mut self, level: &str, words: &str) {
        let _ = write!(self.out, "\n{level} {words}\n\n");
    }

    fn line(&mut self, line: &str) {
        let _ = writeln!(self.out, "{}", line.trim_end());
    }

    /// "- **Why:** text", so many steps in.
    fn item(&mut self, depth: usize, head: &str, words: &str) {
        let _ = writeln!(self.out, "{}- **{head}:** {words}", "  ".repeat(depth));
    }

    fn list(&self, words: &[String]) -> String {
        words.join(if self.lang == Lang::Ja { "、" } else { ", " })
    }

    fn bracketed(&self, words: &str) -> String {
        if self.lang == Lang::Ja { format!("（{words}）") } else { format!(" ({words})") }
    }

    fn of(mut self, statement: &Statement) -> String {
        let name = statement.organisation.as_ref().map_or(self.say(UNNAMED).to_owned(), |name| text(name));
        self.line(&format!("# {}: {name}", self.say(TITLE)));
        self.line("");
        self.item(0, self.say(AS_OF), &statement.as_of);
        let packs: Vec<String> = statement
            .packs
            .iter()
            .map(|pack| {
                let titled = self.bracketed(&text(&pack.title));
                format!("{} {}{titled}", code(&pack.name), text(&pack.version))
            })
            .collect();
        self.item(0, self.say(PACKS), &self.list(&packs));
        self.item(0, self.say(MANIFEST), &code(&statement.manifest));
        self.item(0, self.say(COUNTS), &statement.counts);
        if let Some(until) = &statement.grace {
            self.line(&match self.lang {
                Lang::En => format!("- What is not said counts as a warning until {until} (`adoption`)."),
                Lang::Ja => format!("- 記載のない事項は {until} まで警告として扱います（`adoption`）。"),
            });
        }
        self.line("");
        self.line(self.say(FACTS));
        if statement.public {
            self.line(self.say(PUBLIC));
        }
        self.loosened(statement);
        for instrument in &statement.instruments {
            self.instrument(instrument);
        }
        self.out
    }

    fn loosened(&mut self, statement: &Statement) {
        if statement.loosened.is_empty() {
            return;
        }
        self.heading("##", self.say(LOOSENED));
        for loosened in &statement.loosened {
            let title = loosened.title.as_ref().map(|title| text(title)).unwrap_or_default();
            self.line(&format!("- {}: {title}", code(&loosened.expectation)));
            let by = self.layer(loosened);
            self.item(1, self.say(LAYER), &by);
            if let Some(because) = &loosened.because {
                self.item(1, self.say(BECAUSE), &text(because));
            }
            let decided: Vec<String> =
                loosened.decided.iter().cloned().chain(loosened.decided_by.iter().map(|by| code(by))).collect();
            if !decided.is_empty() {
                self.item(1, self.say(DECIDED), &self.list(&decided));
            }
            if let Some(until) = &loosened.until {
                let idle = loosened.idle().map(|idle| self.bracketed(self.say(idle))).unwrap_or_default();
                self.item(1, self.say(UNTIL), &format!("{until}{idle}"));
            }
        }
    }

    /// "relaxed by `acme.ai`: `level warning`"
    fn layer(&self, layer: &Layer) -> String {
        let by = match self.lang {
            Lang::En => format!("{} {}", self.say(layer.by()), code(&layer.pack)),
            Lang::Ja => format!("{} による{}", code(&layer.pack), self.say(layer.by())),
        };
        let changes: Vec<String> = layer.changes.iter().map(|line| code(line)).collect();
        if changes.is_empty() { by } else { format!("{by}: {}", self.list(&changes)) }
    }

    fn instrument(&mut self, instrument: &Instrument) {
        self.heading("##", &text(&instrument.title));
        let facts: Vec<String> = instrument.facts.iter().map(|fact| text(fact)).collect();
        self.line(&facts.join(" / "));
        for clause in &instrument.clauses {
            self.clause(clause);
        }
        if !instrument.idle.is_empty() {
            let ids: Vec<String> = instrument.idle.iter().map(|id| code(id)).collect();
            let line = format!("\n**{}:** {}", self.say(IDLE), self.list(&ids));
            self.line(&line);
        }
    }

    fn source(&self, source: &Source) -> String {
        let softener = source.softener.map(|word| format!(", {}", code(word))).unwrap_or_default();
        let (row, subject, strength) = (text(&source.row), text(&source.subject), code(source.strength));
        let instrument = text(&source.instrument);
        match self.lang {
            Lang::En => format!("{instrument}, {row}: {subject} ({strength}{softener})"),
            Lang::Ja => format!("{instrument} {row}「{subject}」（{strength}{softener}）"),
        }
    }

    fn clause(&mut self, clause: &Clause) {
        self.heading("###", &text(&clause.title));
        let modality = if clause.modality == "may" {
            let only = self.say(Text::new("`may`: asked of nobody, noted only", "`may`: 任意。注記のみ"));
            self.bracketed(only)
        } else {
            self.bracketed(&code(clause.modality))
        };
        self.item(0, self.say(CLAUSE), &format!("{}{modality}", code(&clause.id)));
        for source in &clause.sources {
            self.item(0, self.say(SOURCE), &self.source(source));
        }
        for layer in &clause.layers {
            let by = self.layer(layer);
            self.item(0, self.say(LAYER), &by);
        }
        if !clause.complies.is_empty() {
            let subjects: Vec<String> = clause
                .complies
                .iter()
                .map(|one| {
                    let mut notes = Vec::new();
                    if one.vacuous {
                        notes.push(self.say(Text::new("by an empty list", "空の一覧による")).to_owned());
                    }
                    for (labels, words) in [
                        (&one.declined, Text::new("by a recorded reason:", "理由の記録による:")),
                        (&one.not_inspected, Text::new("presented, not inspected:", "提示のみ:")),
                    ] {
                        if !labels.is_empty() {
                            let labels: Vec<String> = labels.iter().map(|label| code(label)).collect();
                            notes.push(format!("{} {}", self.say(words), self.list(&labels)));
                        }
                    }
                    let notes = if notes.is_empty() { String::new() } else { self.bracketed(&self.list(&notes)) };
                    format!("{}{notes}", code(&one.subject))
                })
                .collect();
            self.item(0, self.say(COMPLIES), &self.list(&subjects));
        }
        for explained in &clause.explained {
            self.explained(explained);
        }
        for open in &clause.open {
            self.open(open, clause.modality == "may");
        }
        self.previews(clause);
        for (count, head) in [(clause.not_applicable, NOT_CONCERNED), (clause.elsewhere, ELSEWHERE)] {
            if count > 0 {
                let subjects = match self.lang {
                    Lang::En => format!("{count} subject{}", if count == 1 { "" } else { "s" }),
                    Lang::Ja => format!("{count} 件"),
                };
                self.item(0, self.say(head), &subjects);
            }
        }
    }

    fn previews(&mut self, clause: &Clause) {
        if clause.not_in_force.is_empty() {
            return;
        }
        let subjects: Vec<String> = clause
            .not_in_force
            .iter()
            .map(|preview| match (preview.of, self.lang) {
                (Some(verdict), Lang::En) => {
                    format!("{} (would be: {})", code(&preview.subject), words::verdict(verdict).raw(self.lang))
                }
                (Some(verdict), Lang::Ja) => {
                    format!(
                        "{}（効力発生後の判定: {}）",
                        code(&preview.subject),
                        words::verdict(verdict).raw(self.lang)
                    )
                }
                (None, _) => code(&preview.subject),
            })
            .collect();
        let from = clause.from.as_ref().map(|from| match self.lang {
            Lang::En => format!("from {from}: "),
            Lang::Ja => format!("{from} から: "),
        });
        let line = format!("{}{}", from.unwrap_or_default(), self.list(&subjects));
        self.item(0, self.say(NOT_IN_FORCE), &line);
    }

    fn explained(&mut self, explained: &Explained) {
        let internal = explained.accounts.iter().any(|account| account.internal && account.id.is_none());
        let how = if internal { self.bracketed(self.say(INTERNAL)) } else { String::new() };
        self.item(0, self.say(EXPLAINED), &format!("{}{how}", code(&explained.subject)));
        for point in &explained.points {
            self.item(1, self.say(DEPARTS), &self.point(point));
        }
        for account in &explained.accounts {
            self.account(account);
        }
    }

    fn account(&mut self, account: &Account) {
        for field in &account.says {
            let mut title = field.title.clone();
            if let Some(first) = title.get_mut(..1) {
                first.make_ascii_uppercase();
            }
            self.item(1, &title, &text(&field.text));
        }
        if let (Some(kind), Some(says)) = (&account.kind, &account.kind_says) {
            self.item(1, self.say(KIND), &format!("{}{}", code(kind), self.bracketed(says)));
        }
        if !account.evidence.is_empty() {
            let evidence: Vec<String> = account.evidence.iter().map(|one| code(one)).collect();
            self.item(1, self.say(EVIDENCE), &self.list(&evidence));
        } else if account.documents > 0 {
            let count = match self.lang {
                Lang::En => format!("{} document{}", account.documents, if account.documents == 1 { "" } else { "s" }),
                Lang::Ja => format!("文書 {} 件", account.documents),
            };
            self.item(1, self.say(EVIDENCE), &count);
        }
        let decided = account.decided.clone().into_iter();
        let decided: Vec<String> =
            decided.chain([&account.role, &account.by].into_iter().flatten().map(|who| text(who))).collect();
        if !decided.is_empty() {
            self.item(1, self.say(DECIDED), &self.list(&decided));
        }
        if let Some(until) = &account.until {
            // What holds as it should goes without saying.
            let reported = account.state.filter(|state| *state != "accepted");
            let marks: Vec<String> = account.id.iter().map(String::as_str).chain(reported).map(code).collect();
            let marks = if marks.is_empty() { String::new() } else { self.bracketed(&self.list(&marks)) };
            self.item(1, self.say(UNTIL), &format!("{until}{marks}"));
        }
    }

    fn open(&mut self, open: &Open, noted: bool) {
        let mut verdict = words::verdict(open.of).raw(self.lang).to_owned();
        if let Some(first) = verdict.get_mut(..1) {
            first.make_ascii_uppercase();
        }
        let noted = if noted { self.bracketed(self.say(NOTED)) } else { String::new() };
        self.item(0, &verdict, &format!("{}{noted}", code(&open.subject)));
        for point in &open.points {
            let met = self.bracketed(self.say(point.met));
            let causes = if point.causes.is_empty() {
                String::new()
            } else {
                let causes: Vec<String> = point.causes.iter().map(|cause| message(cause)).collect();
                format!(": {}", causes.join(if self.lang == Lang::Ja { "。" } else { "; " }))
            };
            let line = format!("  - {}{met}{causes}", self.point(point));
            self.line(&line);
        }
        for refused in &open.refused {
            let id = refused.id.as_ref().map(|id| format!(" {}", code(id))).unwrap_or_default();
            let line = match self.lang {
                Lang::En => format!("  - an explanation does not hold:{id} ({})", code(refused.state)),
                Lang::Ja => format!("  - 説明は有効ではありません:{id}（{}）", code(refused.state)),
            };
            self.line(&line);
        }
    }

    fn point(&self, point: &Point) -> String {
        format!("{} {}", code(&point.label), text(&point.says))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_people_wrote_is_text() {
        assert_eq!(text("<b>*x*</b> [a](b) # | `c`"), r"\<b\>\*x\*\</b\> \[a\](b) \# \| \`c\`");
        assert_eq!(text("https://x.example www.x.example a@b.c"), r"https\://x.example www\.x.example a\@b.c");
        assert_eq!(text("10:30, 審査。"), "10:30, 審査。");
    }

    #[test]
    fn a_message_keeps_its_code() {
        assert_eq!(message("`a.b` is not said <x>"), r"`a.b` is not said \<x\>");
        assert_eq!(message("found `a`<b>`c`"), r"found `a`\<b\>`c`");
        assert_eq!(message("an odd ` <b>"), r"an odd \` \<b\>");
    }

    #[test]
    fn code_holds_any_backtick() {
        assert_eq!(code("a"), "`a`");
        assert_eq!(code("a``b"), "```a``b```");
        assert_eq!(code("`"), "`` ` ``");
    }
}
