//! One verdict in words, for a terminal.

use crate::report::{Style, hanging};
use crate::text::{Lang, Str, Text};
use crate::verdict::Verdict;

use super::super::layers::Layer;
use super::super::words;
use super::{Criterion, Document, Part, Reason, Shown, Told, Value, Why};

const EXPECTATION: Text = Text::new("expectation:", "期待事項:");
const SUBJECT: Text = Text::new("subject:", "対象:");
const VERDICT: Text = Text::new("verdict:", "判定:");
const WOULD_BE: Text = Text::new("once in force:", "効力発生後:");
const AIM: Text = Text::new("aim:", "目的:");
const SOURCE: Text = Text::new("source:", "出典:");
const ASKS: Text = Text::new("asks:", "求め方:");
const FORCE: Text = Text::new("in force:", "効力:");
const CONCERNS: Text = Text::new("concerns:", "適用:");
const MANIFEST: Text = Text::new("manifest:", "マニフェスト:");
const ALWAYS: Text = Text::new("without dates", "期間の定めなし");
const EVERYBODY: Text = Text::new("every one of them", "全ての対象に適用");
const ALL: Text = Text::new("all of these", "次の全て");
const ANY: Text = Text::new("one of these", "次のいずれか");
const NOT: Text = Text::new("not this", "次でないこと");
const IF: Text = Text::new("where the first holds, the second", "前者が成り立つ場合に後者");
const UNLESS: Text = Text::new("unless the first holds, the second", "前者が成り立つ場合を除き後者");
const EMPTY: Text = Text::new("an empty list: it holds of nothing", "空の一覧のため、該当するものがありません");
const DECLINED: Text =
    Text::new("holds by a recorded reason, which the source allows", "出典が認める理由の記録により充足");
const NOT_INSPECTED: Text = Text::new("presented, not inspected", "提示のみ。内容は確認していません");
const DOCUMENT: Text = Text::new("document", "文書");
const NEEDS: Text = Text::new("asked:", "要件:");
const CAUSE: Text = Text::new("because:", "理由:");
const EXPLANATION: Text = Text::new("explanation:", "説明:");
const CLAUSE_ASKS: Text = Text::new("the clause asks", "期待事項");
const DECIDED: Text = Text::new("decided", "決定");
const UNTIL: Text = Text::new("until", "期限");
const WORTH: Text = Text::new("worth", "評価");
const LAYER: Text = Text::new("layer:", "層:");
const DECIDED_BY: Text = Text::new("decided by:", "決定した層:");
const ONLY_WHERE: Text = Text::new("only where, by `{pack}`:", "`{pack}` による限定:");
const LEFT_OUT: Text = Text::new("it is left out", "適用対象から外れます");
const STAYS: Text =
    Text::new("that is not known, so the clause stays", "成否が不明のため、期待事項は引き続き適用されます");
const DROPPED: Text = Text::new("not judged: the clause is dropped", "判定なし（期待事項の削除）");
const NO_EXPLANATION: Text = Text::new("no explanation names it", "これを対象とする説明はありません");

/// Writes it.
#[must_use]
pub fn write(why: &Why, style: &Style) -> String {
    let mut page = Page { out: String::new(), style, lang: style.lang };
    page.head(why);
    page.scope(why);
    for part in &why.parts {
        page.part(part);
    }
    page.taken(why);
    page.explanations(why);
    page.verdict(why);
    page.out
}

struct Page<'a> {
    out: String,
    style: &'a Style,
    lang: Lang,
}

impl Page<'_> {
    fn line(&mut self, indent: usize, head: &str, words: &str) {
        self.out.push_str(&hanging(indent, head, words, self.style));
    }

    fn row(&mut self, indent: usize, head: Text, words: &str) {
        self.line(indent, head.raw(self.lang), words);
    }

    fn say(&self, text: Text) -> &'static str {
        text.raw(self.lang)
    }

    fn bracketed(&self, words: &str) -> String {
        if self.lang == Lang::Ja { format!("（{words}）") } else { format!(" ({words})") }
    }

    fn head(&mut self, why: &Why) {
        let point = why.point.as_ref().map(|point| format!("#{point}")).unwrap_or_default();
        self.row(0, EXPECTATION, &format!("`{}{point}`{}", why.expectation, self.bracketed(&why.pack)));
        self.row(0, SUBJECT, &format!("`{}`", why.subject));
        self.row(
            0,
            MANIFEST,
            &match self.lang {
                Lang::En => format!("{}, as of {}", why.manifest, why.as_of),
                Lang::Ja => format!("{}（{} 時点）", why.manifest, why.as_of),
            },
        );
        self.row(0, AIM, &why.title);
        for source in &why.sources {
            let edition = source.edition.as_ref().map(|edition| self.bracketed(edition)).unwrap_or_default();
            let softener = source.softener.map(|word| format!(", `{word}`")).unwrap_or_default();
            let (instrument, row, subject) = (&source.instrument, &source.row, &source.subject);
            let (status, strength) = (&source.status, source.strength);
            self.row(
                0,
                SOURCE,
                &match self.lang {
                    Lang::En => format!("{instrument}{edition}, {row}: {subject} ({status}, `{strength}`{softener})"),
                    Lang::Ja => format!("{instrument}{edition} {row}「{subject}」（{status}、`{strength}`{softener}）"),
                },
            );
        }
        self.row(
            0,
            ASKS,
            &match self.lang {
                Lang::En => format!("`{}` (level of a finding: {})", why.modality, why.level),
                Lang::Ja => format!("`{}`（指摘の重大度: {}）", why.modality, why.level),
            },
        );
        let force = &why.force;
        let dates = [
            (&force.announced, Text::new("announced", "公表")),
            (&force.from, Text::new("from", "開始")),
            (&force.until, Text::new("until", "終了")),
        ];
        let dates: Vec<String> =
            dates.iter().filter_map(|(date, word)| Some(format!("{} {}", self.say(*word), date.as_ref()?))).collect();
        let dates = if dates.is_empty() { self.say(ALWAYS).to_owned() } else { dates.join(", ") };
        self.row(0, FORCE, &dates);
        self.layers(why);
    }

    /// The overlays of the clause, and which layer decided it.
    fn layers(&mut self, why: &Why) {
        if why.layers.is_empty() {
            return;
        }
        for layer in &why.layers {
            self.layer(layer);
        }
        let by = &why.decided_by;
        let overlay = by.overlay.map(|overlay| self.bracketed(&format!("`{overlay}`"))).unwrap_or_default();
        self.row(0, DECIDED_BY, &format!("`{}`{overlay}", by.pack));
    }

    fn layer(&mut self, layer: &Layer) {
        let changes: Vec<String> = layer.changes.iter().map(|line| format!("`{line}`")).collect();
        let place = layer.place.as_ref().map(|place| self.bracketed(&format!("`{place}`"))).unwrap_or_default();
        let by = match self.lang {
            Lang::En => format!("{} `{}`", self.say(layer.by()), layer.pack),
            Lang::Ja => format!("`{}` による{}", layer.pack, self.say(layer.by())),
        };
        let changes = if changes.is_empty() { String::new() } else { format!(": {}", self.list(&changes)) };
        self.row(0, LAYER, &format!("{by}{changes}{place}"));
        if let Some(because) = &layer.because {
            self.row(2, CAUSE, because);
        }
        let function = layer.decided_by.as_ref().map(|function| format!("`{function}`"));
        let decided: Vec<String> = layer.decided.iter().cloned().chain(function).collect();
        if !decided.is_empty() {
            self.line(2, &format!("{}:", self.say(DECIDED)), &self.list(&decided));
        }
        if let Some(until) = &layer.until {
            let idle = layer.idle().map(|idle| self.bracketed(self.say(idle))).unwrap_or_default();
            self.line(2, &format!("{}:", self.say(UNTIL)), &format!("{until}{idle}"));
        }
    }

    fn list(&self, words: &[String]) -> String {
        words.join(if self.lang == Lang::Ja { "、" } else { ", " })
    }

    fn scope(&mut self, why: &Why) {
        self.row(0, CONCERNS, &format!("`{}`", why.scope.says));
        match &why.scope.condition {
            Some(condition) => self.shown(2, condition),
            None if why.of.is_none() => {}
            None => self.line(2, "", self.say(EVERYBODY)),
        }
        for only in &why.scope.only {
            self.line(2, &ONLY_WHERE.raw(self.lang).replace("{pack}", &only.pack), "");
            self.shown(4, &only.condition);
            if only.leaves_out {
                self.line(4, "-", self.say(LEFT_OUT));
            } else if only.condition.truth != "holds" {
                self.line(4, "-", self.say(STAYS));
            }
        }
        self.causes(2, &why.scope.causes);
    }

    /// What overlays in effect took away of the clause.
    fn taken(&mut self, why: &Why) {
        for layer in why.layers.iter().filter(|layer| layer.holds) {
            let asked = |label: &&Str| why.point.as_ref().is_none_or(|point| point == *label);
            for label in layer.taken.iter().filter(asked) {
                let line = match self.lang {
                    Lang::En => format!("`{label}`: taken away by `{}`", layer.pack),
                    Lang::Ja => format!("`{label}`: `{}` により除外", layer.pack),
                };
                self.out.push('\n');
                self.line(0, &line, "");
            }
        }
    }

    fn part(&mut self, part: &Part) {
        self.out.push('\n');
        let kind = match part.kind {
            "evidence" => Text::new("evidence", "証跡"),
            "note" => Text::new("may", "任意"),
            _ => Text::new("point", "項目"),
        };
        let added = part.added_by.as_ref().map(|pack| match self.lang {
            Lang::En => self.bracketed(&format!("added by `{pack}`")),
            Lang::Ja => self.bracketed(&format!("`{pack}` による追加")),
        });
        let head = format!("{} `{}`{}: {}", self.say(kind), part.label, added.unwrap_or_default(), self.say(part.met));
        self.line(0, &head, "");
        self.line(2, "", &part.says);
        if let Some(condition) = &part.condition {
            self.shown(2, condition);
        }
        if !part.needs.is_empty() && part.truth.is_some() {
            self.row(2, NEEDS, &self.list(&part.needs));
        }
        for document in &part.documents {
            self.document(document);
        }
        for (holds, text) in [(part.vacuous, EMPTY), (part.declined, DECLINED), (part.not_inspected, NOT_INSPECTED)] {
            if holds {
                self.line(2, "-", self.say(text));
            }
        }
        self.causes(2, &part.causes);
    }

    fn document(&mut self, document: &Document) {
        let mut facts = Vec::new();
        facts.extend(document.words.map(|words| match self.lang {
            Lang::En => format!("{words} word{}", if words == 1 { "" } else { "s" }),
            Lang::Ja => format!("{words}語"),
        }));
        facts.extend(document.reviewed.as_ref().map(|day| match self.lang {
            Lang::En => format!("reviewed {day}"),
            Lang::Ja => format!("見直し {day}"),
        }));
        let facts = if facts.is_empty() { String::new() } else { self.bracketed(&facts.join(", ")) };
        let file = document.file.as_ref().map(|file| format!("{} `{file}`{facts}", self.say(DOCUMENT)));
        self.line(2, "-", &self.value(&document.named));
        if let Some(file) = file {
            self.line(4, "", &file);
        }
    }

    /// A condition: its answer, its sentence, what the manifest says, and what it is made of.
    fn shown(&mut self, indent: usize, shown: &Shown) {
        let made_of = match shown.what {
            "all" => Some(ALL),
            "any" => Some(ANY),
            "not" => Some(NOT),
            "if" => Some(IF),
            "unless" => Some(UNLESS),
            _ => None,
        };
        let item = if shown.what == "item" { shown.values.first() } else { None };
        let sentence = match made_of {
            Some(text) => self.say(text).to_owned(),
            None => format!("`{}`{}", shown.sentence, item.map(|value| self.place(value)).unwrap_or_default()),
        };
        let answer = format!("{}:", self.say(shown.answer));
        self.line(indent, &answer, &sentence);
        for value in shown.values.iter().filter(|_| item.is_none()) {
            self.line(indent + 4, "-", &self.value(value));
        }
        for part in &shown.parts {
            self.shown(indent + 2, part);
        }
        if shown.more > 0 {
            let more = match self.lang {
                Lang::En => format!("and {} more", shown.more),
                Lang::Ja => format!("ほか {} 件", shown.more),
            };
            self.line(indent + 2, "", &more);
        }
    }

    /// "`system.stage`: `deployed` (ai-governance.yaml:37:12)"
    fn value(&self, value: &Value) -> String {
        let text = value.value.as_deref().unwrap_or_default();
        let says = match (value.is, self.lang) {
            ("said", _) => format!("`{text}`"),
            ("items", Lang::En) => format!("{text} item{}", if text == "1" { "" } else { "s" }),
            ("items", Lang::Ja) => format!("{text} 件"),
            ("declined", Lang::En) => format!("declined: {text}"),
            ("declined", Lang::Ja) => format!("見送り: {text}"),
            ("dangling", Lang::En) => format!("`{text}`, which is nowhere"),
            ("dangling", Lang::Ja) => format!("`{text}`（存在しません）"),
            ("not-said", Lang::En) => "not said".to_owned(),
            ("not-said", Lang::Ja) => "記載なし".to_owned(),
            (_, Lang::En) => "not known".to_owned(),
            (_, Lang::Ja) => "不明".to_owned(),
        };
        format!("`{}`: {says}{}", value.path, self.place(value))
    }

    fn place(&self, value: &Value) -> String {
        let Some(place) = &value.place else { return String::new() };
        let origin = value.origin.as_ref().map(|origin| match self.lang {
            Lang::En => format!(", written at `{origin}`"),
            Lang::Ja => format!("、値は `{origin}`"),
        });
        self.bracketed(&format!("`{place}`{}", origin.unwrap_or_default()))
    }

    fn causes(&mut self, indent: usize, causes: &[Reason]) {
        for cause in causes {
            let place = cause.place.as_ref().map(|place| self.bracketed(&format!("`{place}`"))).unwrap_or_default();
            self.row(indent, CAUSE, &format!("{}{place}", cause.message));
            if let Some(help) = &cause.help {
                self.row(indent + 2, Text::new("help:", "対処:"), help);
            }
        }
    }

    fn explanations(&mut self, why: &Why) {
        self.out.push('\n');
        if why.explanations.is_empty() {
            if matches!(why.of, Some(Verdict::Deviates | Verdict::Unknown)) {
                self.line(0, "", self.say(NO_EXPLANATION));
                self.out.push('\n');
            }
            return;
        }
        for told in &why.explanations {
            self.told(why, told);
            self.out.push('\n');
        }
    }

    fn told(&mut self, why: &Why, told: &Told) {
        let names = format!("`{}` {}{}", told.id, told.expectation, self.bracketed(&format!("`{}`", told.place)));
        self.row(0, EXPLANATION, &names);
        let colon = |text: &str| format!("{text}:");
        self.line(2, &colon(self.say(CLAUSE_ASKS)), &why.title);
        for part in why.parts.iter().filter(|part| part.truth.is_some_and(|truth| truth != "holds")) {
            if told.expectation.split_once('#').is_none_or(|(_, label)| label.trim() == part.label)
                && part.kind != "note"
            {
                self.line(4, &format!("`{}`", part.label), &part.says);
            }
        }
        for field in &told.says {
            self.line(2, &colon(&field.title), &field.text);
        }
        if let (Some(kind), Some(says)) = (&told.kind, &told.kind_says) {
            self.line(2, &colon(self.say(Text::new("kind", "種類"))), &format!("`{kind}`{}", self.bracketed(says)));
        }
        let role = told.role.as_ref().map(|role| format!("`{role}`"));
        let decided: Vec<String> = told.decided.iter().cloned().chain(role).chain(told.by.clone()).collect();
        if !decided.is_empty() {
            self.line(2, &colon(self.say(DECIDED)), &self.list(&decided));
        }
        if let Some(until) = &told.until {
            self.line(2, &colon(self.say(UNTIL)), until);
        }
        for criterion in &told.criteria {
            self.criterion(criterion);
        }
        for remark in &told.remarks {
            self.row(4, Text::new("note:", "注記:"), remark);
        }
        let worth = format!("`{}`{}", told.state, self.bracketed(self.say(told.worth)));
        self.line(2, &colon(self.say(WORTH)), &worth);
    }

    fn criterion(&mut self, criterion: &Criterion) {
        let outcome = match criterion.outcome {
            "met" => Text::new("met:", "充足:"),
            "missed" => Text::new("missed:", "未充足:"),
            "reported" => Text::new("reported:", "要確認:"),
            _ => Text::new("not asked:", "対象外:"),
        };
        self.line(4, self.say(outcome), &criterion.criterion);
        for fault in &criterion.faults {
            self.line(8, "-", fault);
        }
    }

    fn verdict(&mut self, why: &Why) {
        self.row(0, VERDICT, self.say(why.of.map_or(DROPPED, words::verdict)));
        if let Some(preview) = why.would_be {
            self.row(0, WOULD_BE, self.say(words::verdict(preview)));
        }
    }
}
