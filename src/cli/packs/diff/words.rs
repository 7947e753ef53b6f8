//! The comparison for people, in two languages: clauses first, then the verdicts that move, equal moves joined.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use crate::engine::diff::{Change, ClauseChange, Difference, Fate, Move, Outcome, Place, Way};
use crate::policy::OverlayKind;
use crate::text::{Lang, Str, Text, visible};
use crate::verdict::Verdict;

/// Places of equal moves that are named; of further ones only the number is said.
const NAMED: usize = 3;

const CLAUSES: Text = Text::new("clauses", "期待事項");
const IN_TESTS: Text = Text::new("verdicts in the scenes of tests", "テストの場面での判定");
const IN_MANIFESTS: Text = Text::new("verdicts in manifests", "マニフェストでの判定");
const UNJUDGED: Text = Text::new("scenes that the second pack cannot judge", "比較先のパックで判定できない場面");
const STRICTER: Text = Text::new("stricter", "厳しくなる");
const LOOSER: Text = Text::new("looser", "緩くなる");
const OTHER: Text = Text::new("different", "異なる");
const ADDED: Text = Text::new("added", "追加");
const REMOVED: Text = Text::new("removed", "削除");
const NOT_JUDGED: Text = Text::new("not judged", "判定なし");

/// All of it.
pub(super) fn write(difference: &Difference, lang: Lang) -> String {
    let words = Words { lang };
    let mut out = format!("{}\n", words.head(difference));
    words.section(&mut out, CLAUSES, difference.clauses.iter().map(|clause| words.clause(clause)).collect());
    let (tests, manifests): (Vec<&Move>, Vec<&Move>) =
        difference.moves.iter().partition(|moved| matches!(moved.place, Place::Test(..)));
    words.section(&mut out, IN_TESTS, words.moves(&tests));
    words.section(&mut out, IN_MANIFESTS, words.moves(&manifests));
    let unjudged = difference.unjudged.iter().map(|name| format!("  {}\n", visible(name)));
    words.section(&mut out, UNJUDGED, unjudged.collect());
    let _ = writeln!(out, "\n{}", words.summary(difference));
    out
}

struct Words {
    lang: Lang,
}

impl Words {
    fn section(&self, out: &mut String, title: Text, parts: Vec<String>) {
        if !parts.is_empty() {
            let _ = write!(out, "\n{}\n{}", title.raw(self.lang), parts.concat());
        }
    }

    fn head(&self, difference: &Difference) -> String {
        let pack = |(name, version): &(String, String)| format!("{} {}", visible(name), visible(version));
        let (from, to, day) = (pack(&difference.from), pack(&difference.to), difference.as_of);
        match self.lang {
            Lang::En => format!("{from} -> {to}, as of {day}"),
            Lang::Ja => format!("{from} → {to}（{day} 時点）"),
        }
    }

    fn way(&self, way: Way) -> &'static str {
        match way {
            Way::Stricter => STRICTER.raw(self.lang),
            Way::Looser => LOOSER.raw(self.lang),
            Way::Other => OTHER.raw(self.lang),
        }
    }

    fn arrow(&self) -> &'static str {
        if self.lang == Lang::Ja { "→" } else { "->" }
    }

    fn clause(&self, clause: &ClauseChange) -> String {
        let mut line = format!("  {}", visible(&clause.id));
        line.push_str(&match (&clause.fate, self.lang) {
            (Fate::Added, _) => format!(" [{}] {}", self.way(Way::Stricter), ADDED.raw(self.lang)),
            (Fate::Removed, _) => format!(" [{}] {}", self.way(Way::Looser), REMOVED.raw(self.lang)),
            (Fate::Renamed(old), Lang::En) => format!(": was {}", visible(old)),
            (Fate::Renamed(old), Lang::Ja) => format!(": 旧 {}", visible(old)),
            (Fate::Kept, _) => String::new(),
        });
        if let Some((by, kind)) = clause.decided_by.as_ref().and_then(|by| Some((by, by.overlay?))) {
            let done = match kind {
                OverlayKind::Tighten => Text::new("tightened by", "により厳しくされる"),
                OverlayKind::Relax => Text::new("relaxed by", "により緩和される"),
                OverlayKind::Drop => Text::new("dropped by", "により削除される"),
            };
            line.push_str(&match self.lang {
                Lang::En => format!(" ({} {})", done.en, visible(&by.pack)),
                Lang::Ja => format!("（{} {}）", visible(&by.pack), done.ja),
            });
        }
        line.push('\n');
        for change in &clause.changes {
            let _ = writeln!(line, "    {}", self.change(change));
        }
        line
    }

    fn change(&self, change: &Change) -> String {
        let what = match self.lang {
            Lang::En => change.what.clone(),
            Lang::Ja => japanese(&change.what),
        };
        let (from, to) = (change.from.as_deref().map(visible), change.to.as_deref().map(visible));
        let said = match (from, to) {
            (Some(from), Some(to)) => format!("{from} {} {to}", self.arrow()),
            (None, Some(to)) => format!("{}: {to}", ADDED.raw(self.lang)),
            (Some(from), None) => format!("{}: {from}", REMOVED.raw(self.lang)),
            (None, None) => String::new(),
        };
        format!("{} [{}] {said}", visible(&what), self.way(change.way))
    }

    /// Moves of one clause between the same outcomes are one, with where they are.
    fn moves(&self, moves: &[&Move]) -> Vec<String> {
        type Key<'a> = (&'a str, Way, Option<&'a Outcome>, Option<&'a Outcome>);
        let mut groups: BTreeMap<Key<'_>, Vec<&Move>> = BTreeMap::new();
        for moved in moves {
            let key = (moved.expectation.as_str(), moved.way, moved.from.as_ref(), moved.to.as_ref());
            groups.entry(key).or_default().push(moved);
        }
        let group = |((clause, way, from, to), moves): (Key<'_>, Vec<&Move>)| {
            let mut out = format!(
                "  {} [{}] {} {} {}\n",
                visible(clause),
                self.way(way),
                self.outcome(from),
                self.arrow(),
                self.outcome(to)
            );
            let places: Vec<String> = moves.iter().take(NAMED).map(|moved| self.place(moved)).collect();
            let more = moves.len().saturating_sub(NAMED);
            let rest = match (more, self.lang) {
                (0, _) => String::new(),
                (_, Lang::En) => format!(", and {more} more"),
                (_, Lang::Ja) => format!("、ほか {more} か所"),
            };
            let comma = if self.lang == Lang::Ja { "、" } else { ", " };
            let _ = writeln!(out, "    {}{rest}", places.join(comma));
            out
        };
        groups.into_iter().map(group).collect()
    }

    fn place(&self, moved: &Move) -> String {
        let subject = visible(&moved.subject);
        match (&moved.place, self.lang) {
            (Place::Test(_, name), Lang::En) => format!("{subject} in \"{}\"", visible(name)),
            (Place::Test(_, name), Lang::Ja) => format!("「{}」の {subject}", visible(name)),
            (Place::Manifest(path), Lang::En) => format!("{subject} in {}", visible(path)),
            (Place::Manifest(path), Lang::Ja) => format!("{} の {subject}", visible(path)),
        }
    }

    fn outcome(&self, outcome: Option<&Outcome>) -> String {
        let Some(outcome) = outcome else { return NOT_JUDGED.raw(self.lang).to_owned() };
        let word = match outcome.verdict {
            Verdict::Complies => Text::new("complies", "適合"),
            Verdict::Explained => Text::new("explained", "説明あり"),
            Verdict::Deviates => Text::new("deviates", "不適合"),
            Verdict::Unknown => Text::new("unknown", "不明"),
            Verdict::NotApplicable => Text::new("not applicable", "適用対象外"),
            Verdict::NotInForce => Text::new("not in force", "効力期間外"),
        };
        let mut labels: Vec<&str> = outcome.deviates.iter().map(Str::as_str).collect();
        let unknown: Vec<String> = outcome.unknown.iter().map(|label| format!("{label}?")).collect();
        labels.extend(unknown.iter().map(String::as_str));
        let level = outcome.level.map(|level| level.name(self.lang));
        match (labels.is_empty(), level) {
            (false, Some(level)) => format!("{} ({level}: {})", word.raw(self.lang), visible(&labels.join(", "))),
            _ => word.raw(self.lang).to_owned(),
        }
    }

    fn summary(&self, difference: &Difference) -> String {
        let count = |way: Way| difference.moves.iter().filter(|moved| moved.way == way).count();
        let fate = |word: &str| difference.clauses.iter().filter(|clause| clause.fate.word() == word).count();
        let (stricter, looser, other) = (count(Way::Stricter), count(Way::Looser), count(Way::Other));
        let (changed, renamed, added, removed) = (fate("changed"), fate("renamed"), fate("added"), fate("removed"));
        let (scenes, manifests) = (difference.scenes, difference.manifests.len());
        match self.lang {
            Lang::En => format!(
                "verdicts: {stricter} stricter, {looser} looser, {other} different; \
                 clauses: {changed} changed, {renamed} renamed, {added} added, {removed} removed\n\
                 judged by both: {scenes} scene{} of tests, {manifests} manifest{}",
                plural(scenes),
                plural(manifests)
            ),
            Lang::Ja => format!(
                "判定: 厳しくなる {stricter}、緩くなる {looser}、異なる {other} / \
                 期待事項: 変更 {changed}、改名 {renamed}、追加 {added}、削除 {removed}\n\
                 両方で判定: テストの場面 {scenes} 件、マニフェスト {manifests} 件"
            ),
        }
    }
}

/// The first word of what changed, in Japanese; a label after it stays.
fn japanese(what: &str) -> String {
    const WORDS: [(&str, &str); 10] = [
        ("modality", "強さ"),
        ("level", "重大度"),
        ("source", "出典"),
        ("applies to", "対象"),
        ("only where", "対象の限定"),
        ("in force", "効力期間"),
        ("point", "項目"),
        ("note", "注記"),
        ("evidence", "証跡"),
        ("explanation", "説明の組"),
    ];
    let known = WORDS.iter().find_map(|(en, ja)| what.strip_prefix(en).map(|rest| format!("{ja}{rest}")));
    known.unwrap_or_else(|| what.to_owned())
}

const fn plural(number: usize) -> &'static str {
    if number == 1 { "" } else { "s" }
}
