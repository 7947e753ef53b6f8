//! The summary in words: counts, never a percentage, because nothing that is missing is a part of a score.

use std::io;

use super::{PackLine, Report, Style, Summary, Tally, Unapplied};
use crate::args;
use crate::diagnostic::Level;
use crate::text::{Lang, Text, visible};

/// Said above the counts, so that nobody takes them for those of the manifest as it is.
const WITHOUT_EXPLANATIONS: Text = Text::new(
    "judged as if no explanation had been given (--without-explanations)",
    "説明がないものとして判定しました（--without-explanations）",
);

/// Said above the counts too: a warning would else pass for the whole of what is missing.
const IN_GRACE: Text = Text::new(
    "until {date} what is unknown is only a warning (`adoption`)",
    "{date} までは、不明な事項を警告として扱います（`adoption`）",
);

/// The same for what overlays loosen.
const WITHOUT_OVERLAYS: Text = Text::new(
    "judged as if no overlay loosened anything (--without-overlays)",
    "上乗せによる緩和や削除がないものとして判定しました（--without-overlays）",
);

/// Writes the closing lines of a report.
pub(super) fn write(report: &Report, style: &Style, out: &mut dyn io::Write) -> io::Result<()> {
    lines(report, style).iter().try_for_each(|line| writeln!(out, "{line}"))
}

/// The closing lines of a report: what the expectations came to, the findings, and by what it was judged.
fn lines(report: &Report, style: &Style) -> Vec<String> {
    let mut lines = Vec::new();
    let stopped = report.exit_code(style.fail_on) == 2;
    if report.without_explanations {
        lines.push(WITHOUT_EXPLANATIONS.raw(style.lang).to_owned());
    }
    if let Some(day) = report.grace {
        lines.push(IN_GRACE.with(args!["date" => day.to_string()]).fill(style.lang));
    }
    if report.without_overlays {
        lines.push(WITHOUT_OVERLAYS.raw(style.lang).to_owned());
    }
    // WHY: "no expectation applies" would be wrong of a manifest that could not be judged.
    let verdicts = !stopped || report.summary != Summary::default();
    if verdicts && !report.manifests.is_empty() {
        lines.push(expectations(&report.summary, style.lang));
        lines.extend(unapplied(&report.unapplied, style.lang));
    }
    lines.push(findings(report.tally(), style.lang));
    if report.explained_fails && report.open_but_lowered > 0 {
        let open = report.open_but_lowered;
        lines.push(match style.lang {
            Lang::En => format!("{open} open where an overlay lowered the level or modality (--fail-on explained)"),
            Lang::Ja => format!("上乗せにより重大度又は強さが下げられた未達 {open} 件（--fail-on explained）"),
        });
    }
    if stopped {
        lines.push(match style.lang {
            Lang::En => "part of the input could not be judged".to_owned(),
            Lang::Ja => "判定できなかった入力があります".to_owned(),
        });
    }
    lines.extend(report.loosened.iter().map(|loosened| super::sentence(&loosened.line(style.lang))));
    lines.push(basis(report, style.lang));
    lines
}

/// "31 expectations: 24 comply, 4 explained (next ends 2026-09-30), 2 deviate, 1 unknown; 12 not applicable"
pub(super) fn expectations(summary: &Summary, lang: Lang) -> String {
    let Summary { complies, explained, next_end, deviates, unknown, not_applicable, not_in_force, elsewhere } =
        *summary;
    let judged = complies + explained + deviates + unknown;
    match lang {
        Lang::En => {
            let ends = next_end.map(|day| format!(" (next ends {day})")).unwrap_or_default();
            let main = join(
                [
                    (complies, format!("{complies} {}", if complies == 1 { "complies" } else { "comply" })),
                    (explained, format!("{explained} explained{ends}")),
                    (deviates, format!("{deviates} {}", if deviates == 1 { "deviates" } else { "deviate" })),
                    (unknown, format!("{unknown} unknown")),
                ],
                ", ",
            );
            let beside = join(
                [
                    (not_applicable, format!("{not_applicable} not applicable")),
                    (not_in_force, format!("{not_in_force} not in force")),
                    (elsewhere, format!("{elsewhere} judged in another repository")),
                ],
                ", ",
            );
            let head = match judged {
                0 => "no expectation applies".to_owned(),
                1 => format!("1 expectation: {main}"),
                _ => format!("{judged} expectations: {main}"),
            };
            if beside.is_empty() { head } else { format!("{head}; {beside}") }
        }
        Lang::Ja => {
            let ends = next_end.map(|day| format!("（次の期限 {day}）")).unwrap_or_default();
            let main = join(
                [
                    (complies, format!("適合 {complies}")),
                    (explained, format!("説明あり {explained}{ends}")),
                    (deviates, format!("不適合 {deviates}")),
                    (unknown, format!("不明 {unknown}")),
                ],
                "、",
            );
            let beside = join(
                [
                    (not_applicable, format!("適用対象外 {not_applicable}")),
                    (not_in_force, format!("効力期間外 {not_in_force}")),
                    (elsewhere, format!("別のリポジトリで判定 {elsewhere}")),
                ],
                "、",
            );
            let head = match judged {
                0 => "適用される期待事項はありません".to_owned(),
                _ => format!("期待事項 {judged} 件: {main}"),
            };
            if beside.is_empty() { head } else { format!("{head}（ほかに {beside}）") }
        }
    }
}

/// "expectations that apply to nothing here: 33 of 108 of jp.aigb"
fn unapplied(packs: &[Unapplied], lang: Lang) -> Option<String> {
    let each = |Unapplied { pack, clauses, of }: &Unapplied| match lang {
        Lang::En => format!("{} of {of} of {pack}", clauses.len()),
        Lang::Ja => format!("{pack} {of} 件中 {} 件", clauses.len()),
    };
    let each: Vec<String> = packs.iter().map(each).collect();
    (!each.is_empty()).then(|| match lang {
        Lang::En => format!("expectations that apply to nothing here: {}", each.join(", ")),
        Lang::Ja => format!("ここに適用対象のない期待事項: {}", each.join("、")),
    })
}

/// "4 errors, 1 note", or that there is nothing.
fn findings(tally: Tally, lang: Lang) -> String {
    let Tally { errors, warnings, notes, .. } = tally;
    let nothing = errors + warnings + notes == 0;
    match lang {
        Lang::En if nothing => "nothing found".to_owned(),
        Lang::Ja if nothing => "指摘はありません".to_owned(),
        Lang::En => {
            let some = |number: usize, word: &str| (number, format!("{number} {word}{}", plural(number)));
            join([some(errors, "error"), some(warnings, "warning"), some(notes, "note")], ", ")
        }
        Lang::Ja => {
            let some = |number: usize, level: Level| (number, format!("{} {number} 件", level.name(lang)));
            join([some(errors, Level::Error), some(warnings, Level::Warning), some(notes, Level::Note)], "、")
        }
    }
}

/// "as of 2026-07-01; packs jp.aigb 1.2.0; 2 manifests"
fn basis(report: &Report, lang: Lang) -> String {
    // A folder that has the name of an embedded pack is not that pack.
    let borrowed = |pack: &PackLine| {
        let folder = pack.folder.as_ref().filter(|_| pack.origin == "folder")?;
        crate::embedded::newest(&pack.name).map(|_| match lang {
            Lang::En => format!(" (folder {})", visible(folder)),
            Lang::Ja => format!("（フォルダ {}）", visible(folder)),
        })
    };
    let named = |pack: &PackLine| {
        format!("{} {}{}", visible(&pack.name), visible(&pack.version), borrowed(pack).unwrap_or_default())
    };
    let packs: Vec<String> = report.packs.iter().map(named).collect();
    let manifests = report.manifests.len();
    match lang {
        Lang::En => {
            let packs = match packs.as_slice() {
                [] => "no pack".to_owned(),
                [one] => format!("pack {one}"),
                many => format!("packs {}", many.join(", ")),
            };
            format!("as of {}; {packs}; {manifests} manifest{}", report.as_of, plural(manifests))
        }
        Lang::Ja => {
            let packs = if packs.is_empty() { "なし".to_owned() } else { packs.join("、") };
            format!("{} 時点 / パック: {packs} / マニフェスト {manifests} 件", report.as_of)
        }
    }
}

const fn plural(number: usize) -> &'static str {
    if number == 1 { "" } else { "s" }
}

fn join<const N: usize>(parts: [(usize, String); N], comma: &str) -> String {
    let some: Vec<String> = parts.into_iter().filter(|(number, _)| *number > 0).map(|(_, words)| words).collect();
    some.join(comma)
}
