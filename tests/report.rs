//! Every output, on reports made by hand.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on fails")]

use tadashi::args;
use tadashi::calendar::Date;
use tadashi::diagnostic::{About, Code, Diagnostic, Edit, Level};
use tadashi::explanation::State;
use tadashi::policy::{Life, OverlayKind};
use tadashi::report::{
    DecidedBy, ExplanationLine, Judged, Loosened, OUTPUTS, PackLine, Report, Style, Summary, Told, Unapplied,
};
use tadashi::source::{FileId, SourceMap, Span};
use tadashi::text::{Lang, Message, Said, Text};
use tadashi::verdict::Verdict;

static UNKNOWN_KEY: Code = Code {
    id: "manifest/unknown-key",
    level: Level::Error,
    stops: true,
    message: Text::new("`{key}` is not a key of a system{hint}", "`{key}` はシステムのキーではありません{hint}"),
    why: Text::new(
        "a key that nothing reads would silently say nothing",
        "読まれないキーは、書いても何も述べたことになりません",
    ),
    help: Text::new("write `{known}`, or remove the key", "`{known}` と書くか、キーを消してください"),
};

static DEVIATES: Code = Code {
    id: "judgement/deviates",
    level: Level::Error,
    stops: false,
    message: Text::new("{subject} deviates at {points}", "{subject} は {points} で不適合です"),
    why: Text::new("", ""),
    help: Text::new("", ""),
};

fn message(en: &'static str, ja: &'static str) -> Message {
    Message::plain(Text::new(en, ja))
}

fn span(sources: &SourceMap, file: FileId, needle: &str) -> Span {
    let at = sources.get(file).text.find(needle).unwrap();
    Span::new(file, at, at + needle.len())
}

fn report(findings: Vec<Diagnostic>) -> Report {
    Report {
        as_of: Date::parse("2026-07-01").unwrap(),
        manifests: vec!["ai-governance.yaml".to_owned()],
        packs: vec![PackLine {
            name: "jp.aigb".to_owned(),
            version: "1.2.0".to_owned(),
            origin: "embedded",
            folder: None,
            hash: Some("sha256:9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08".to_owned()),
        }],
        told: Told::default(),
        findings,
        next: None,
        judged: Vec::new(),
        explanations: Vec::new(),
        loosened: Vec::new(),
        unapplied: Vec::new(),
        summary: Summary::default(),
        without_explanations: false,
        grace: None,
        without_overlays: false,
        open_but_lowered: 0,
        explained_fails: false,
    }
}

fn write(name: &str, report: &Report, sources: &SourceMap, lang: Lang, color: bool) -> String {
    let output = OUTPUTS.iter().find(|output| output.name == name).unwrap();
    let mut out = Vec::new();
    let style = Style { lang, color, width: 100, fail_on: Level::Error };
    (output.write)(report, sources, &style, &mut out).unwrap();
    String::from_utf8(out).unwrap()
}

fn graphical(findings: Vec<Diagnostic>, sources: &SourceMap, lang: Lang) -> String {
    write("graphical", &report(findings), sources, lang, false)
}

/// One of everything: an unknown key, and a deviation that two files tell of.
fn story() -> (SourceMap, Report) {
    let mut sources = SourceMap::default();
    let manifest = sources.add(
        "ai-governance.yaml",
        "tadashi: 1\nsystems:\n  - id: credit\n    stgae: in-use\n    oversight: { mode: 自動, review: 2026-01-10 }\n",
    );
    let policy = sources.add(
        "policies/jp.aigb/human.tadashi",
        "expectation human-judgement\n  should \"A person decides\" ja \"人が判断する\"\n    mode: system.oversight.mode is one of [person, review]\n",
    );
    let unknown = Diagnostic::new(
        &UNKNOWN_KEY,
        args!["key" => "stgae", "hint" => message("; did you mean `stage`?", "。`stage` のことですか?"), "known" => "stage"],
    )
    .at(span(&sources, manifest, "stgae"))
    .fix(
        message("write `stage`", "`stage` と書く"),
        vec![Edit { span: span(&sources, manifest, "stgae"), text: "stage".to_owned() }],
    );
    let mut deviates =
        Diagnostic::new(&DEVIATES, args!["subject" => "system/credit", "points" => vec!["mode".to_owned()]])
            .label(span(&sources, manifest, "自動"), message("found `自動`", "`自動` と書かれています"))
            .label(
                span(&sources, policy, "system.oversight.mode is one of [person, review]"),
                message("expected one of person, review", "person、review のいずれかが求められています"),
            )
            .why(message(
                "AI Guidelines for Business v1.2, U-2)ii: a person decides where it matters",
                "AI事業者ガイドライン v1.2 U-2)ii: 重要な判断には人が関与する",
            ))
            .help(message(
                "write `mode: review`, or explain the deviation",
                "`mode: review` と書くか、説明を書いてください",
            ));
    deviates.about = Some(Box::new(About {
        expectations: vec!["jp.aigb/human-judgement".into()],
        points: vec!["mode".into()],
        subjects: vec!["system/credit".to_owned()],
        explanation: None,
        verdict: Some("deviates"),
    }));
    let mut report = report(vec![unknown, deviates]);
    report.judged.push(Judged {
        manifest: "ai-governance.yaml".to_owned(),
        expectation: "jp.aigb/human-judgement".into(),
        subject: "system/credit".to_owned(),
        verdict: Verdict::Deviates,
        preview: None,
        deviates: vec!["mode".into()],
        unknown: Vec::new(),
        notes: Vec::new(),
        vacuous: false,
        not_inspected: Vec::new(),
        declined: Vec::new(),
        explained_by: Vec::new(),
        decided_by: DecidedBy { pack: "acme.ai".to_owned(), overlay: Some(OverlayKind::Relax) },
    });
    report.unapplied.push(Unapplied {
        pack: "jp.aigb".to_owned(),
        clauses: vec!["jp.aigb/hiroshima-principles".to_owned()],
        of: 108,
    });
    report.loosened.push(Loosened {
        pack: "acme.ai".to_owned(),
        kind: OverlayKind::Relax,
        expectation: "jp.aigb/human-judgement".into(),
        changes: vec!["level warning".to_owned()],
        because: Said {
            en: "The group has 30 staff; a weekly reading group stands in.".into(),
            ja: Some("従業員30名のため、毎週の勉強会で代える。".into()),
        },
        function: "ai-officer".to_owned(),
        decided: Date::parse("2026-05-20").unwrap(),
        until: Date::parse("2027-03-31").unwrap(),
        life: Life::Runs,
        place: span(&sources, policy, "expectation human-judgement"),
    });
    report.explanations.push(ExplanationLine {
        id: "EX-1".to_owned(),
        state: State::Accepted,
        expectation: "jp.aigb/rated-people#ask".to_owned(),
        until: Date::parse("2026-09-30").ok(),
    });
    report.summary = Summary {
        complies: 24,
        explained: 4,
        next_end: Date::parse("2026-09-30").ok(),
        deviates: 1,
        unknown: 1,
        not_applicable: 12,
        not_in_force: 0,
        elsewhere: 2,
    };
    (sources, report)
}

#[test]
fn a_story_in_every_output_and_language() {
    let (sources, report) = story();
    for output in OUTPUTS {
        for (word, lang) in [("en", Lang::En), ("ja", Lang::Ja)] {
            let name = format!("story-{}-{word}", output.name);
            insta::assert_snapshot!(name, write(output.name, &report, &sources, lang, false));
        }
    }
    assert!(write("graphical", &report, &sources, Lang::En, true).contains("\u{1b}[31merror[manifest/unknown-key]:"));
    assert!(!write("concise", &report, &sources, Lang::En, true).contains('\u{1b}'));
}

#[test]
fn the_example_of_the_documentation_is_the_output() {
    let (sources, report) = story();
    let page = include_str!("../docs/json.md");
    let example = page.split("```json\n").nth(1).and_then(|rest| rest.split("```").next()).unwrap();
    assert_eq!(example, write("json", &report, &sources, Lang::En, false));
}

#[test]
fn nothing_found() {
    let sources = SourceMap::default();
    let mut quiet = report(Vec::new());
    quiet.summary.complies = 1;
    insta::assert_snapshot!(write("graphical", &quiet, &sources, Lang::En, false), @"
    1 expectation: 1 complies
    nothing found
    as of 2026-07-01; pack jp.aigb 1.2.0; 1 manifest
    ");
    insta::assert_snapshot!(write("concise", &quiet, &sources, Lang::Ja, false), @"
    期待事項 1 件: 適合 1
    指摘はありません
    2026-07-01 時点 / パック: jp.aigb 1.2.0 / マニフェスト 1 件
    ");
    let mut empty = report(Vec::new());
    empty.manifests.clear();
    empty.packs.clear();
    insta::assert_snapshot!(write("concise", &empty, &sources, Lang::En, false), @"
    nothing found
    as of 2026-07-01; no pack; 0 manifests
    ");
}

#[test]
fn wide_letters_tabs_and_several_places_of_a_line() {
    let mut sources = SourceMap::default();
    let file = sources.add("統治/表.yaml", "名前: 東京信用\n\tkey:\tvalue\tｶﾅ x 👨 y\nlast: 1");
    let place = |needle: &str| span(&sources, file, needle);
    let finding = Diagnostic::new(&UNKNOWN_KEY, args!["key" => "x", "hint" => None::<Message>, "known" => "y"])
        .label(place("東京"), message("here", "ここ"))
        .label(place("value"), message("a tab before it", "前にタブ"))
        .label(place("ｶﾅ"), message("half width", "半角"))
        .label(place("y\n"), message("up to the end of the line", "行末まで"))
        .label(place("ue\tｶ"), message("overlaps", "重なり"))
        .at(place("last"));
    insta::assert_snapshot!(graphical(vec![finding], &sources, Lang::Ja));
}

#[test]
fn long_lines_are_cut_and_ends_are_shown() {
    let mut sources = SourceMap::default();
    let long = format!("first: 1\nlist: [{}needle, {}]\nlast:\n", "長い, ".repeat(10_000), "x, ".repeat(30_000));
    let file = sources.add("long.yaml", long.as_str());
    let end = sources.add("end.yaml", "a: 1\nb:");
    let lines = sources.add("lines.yaml", "system:\n  a: 1\n  b: 2\n  c: 3\nnext:\n");
    let many = sources.add("many.yaml", format!("system:\n{}", "  a: 1\n".repeat(30)));
    let new = || Diagnostic::new(&UNKNOWN_KEY, args!["key" => "x", "hint" => None::<Message>, "known" => "y"]);
    let findings = vec![
        new().at(span(&sources, file, "needle")).label(span(&sources, file, "first"), message("far away", "遠い")),
        new().label(Span::point(file, long.len()), message("nothing comes after", "この後に何もない")),
        new().label(Span::point(end, 7), message("the value would go here", "値はここに入る")),
        new().at(Span::new(end, 3, 4_000)).at(Span::point(end, 9_999)),
        new().label(span(&sources, lines, "a: 1\n  b: 2\n"), message("two lines", "2行")),
        new().label(Span::new(many, 0, 200), message("thirty lines", "30行")),
        new().at(Span::new(file, 9, 100_000)),
    ];
    insta::assert_snapshot!(graphical(findings, &sources, Lang::En));
}

#[test]
fn no_control_character_reaches_a_terminal() {
    let mut sources = SourceMap::default();
    let file = sources.add("a\u{1b}[2J.yaml", "\u{FEFF}key: \u{1b}[31mred\u{202e}txet\u{0}\rx\u{85}\u{2028} end\n");
    let text = "\u{1b}]0;title\u{7}\u{202e}\n";
    let finding = Diagnostic::new(
        &UNKNOWN_KEY,
        args!["key" => text, "hint" => None::<Message>, "known" => vec![text.to_owned()]],
    )
    .label(span(&sources, file, "end"), Text::new("{t}", "{t}").with(args!["t" => text]))
    .at(span(&sources, file, "key"));
    for name in ["graphical", "concise"] {
        let out = write(name, &report(vec![finding.clone()]), &sources, Lang::En, false);
        let bad = |c: char| tadashi::text::is_hidden(c) && c != '\n';
        assert!(!out.chars().any(bad), "{out:?}");
        insta::assert_snapshot!(format!("control-{name}"), out);
    }
    let json = write("json", &report(vec![finding]), &sources, Lang::En, false);
    let value: serde_json::Value = serde_json::from_str(&json).unwrap();
    assert_eq!(value["findings"][0]["args"]["key"], text);
    assert_eq!(value["findings"][0]["labels"][1]["column"], 1);
}

#[test]
fn a_file_that_could_not_be_read_and_a_finding_of_many_places() {
    let mut sources = SourceMap::default();
    let gone = sources.add("gone.yaml", "");
    let many = sources.add("many.yaml", (0..400).map(|n| format!("- id: s{n}\n  x: {n}\n\n\n")).collect::<String>());
    let new = || Diagnostic::new(&UNKNOWN_KEY, args!["key" => "x", "hint" => None::<Message>, "known" => "y"]);
    let mut places = new();
    for n in 0..400 {
        places = places.at(span(&sources, many, &format!("x: {n}\n")));
    }
    places.about = Some(Box::new(About {
        expectations: (1..6).map(|n| format!("jp.aigb/clause-{n}").into()).collect(),
        ..About::default()
    }));
    insta::assert_snapshot!(graphical(vec![new().at(Span::point(gone, 0)), new(), places], &sources, Lang::En));
}

#[test]
fn thousands_of_findings_in_a_large_text() {
    let mut sources = SourceMap::default();
    let text: String = (0..40_000).map(|n| format!("- id: 対象{n:05} # comment\n")).collect();
    let file = sources.add("large.yaml", text.as_str());
    let line = text.len() / 40_000;
    let new = |n: usize| {
        Diagnostic::new(&UNKNOWN_KEY, args!["key" => n, "hint" => None::<Message>, "known" => "y"]).at(Span::new(
            file,
            n * 20 * line + 2,
            n * 20 * line + 4,
        ))
    };
    let report = report((0..2_000).map(new).collect());
    assert_eq!(write("graphical", &report, &sources, Lang::En, false).matches("error[").count(), 2_000);
    assert_eq!(write("concise", &report, &sources, Lang::Ja, false).lines().count(), 2_003);
}

#[test]
fn any_labels_can_be_drawn() {
    // Every pair of stretches of a text with letters of one, two, three and four bytes, line breaks and tabs.
    let mut sources = SourceMap::default();
    let text = "aé\t東\r\n👨b\n\nend";
    let file = sources.add("a", text);
    let mut findings = Vec::new();
    for start in 0..=text.len() + 1 {
        for end in start..=text.len() + 2 {
            for other in 0..=text.len() {
                findings.push(
                    Diagnostic::new(&DEVIATES, args!["subject" => "s", "points" => Vec::<String>::new()])
                        .at(Span::new(file, start, end))
                        .label(Span::new(file, other, other + 3), message("m", "m")),
                );
            }
        }
    }
    let out = graphical(findings, &sources, Lang::En);
    assert!(!out.contains("Failed to read"));
}

/// What is written, and the longest piece in which it came.
#[derive(Default)]
struct Pieces {
    all: Vec<u8>,
    longest: usize,
}

impl std::io::Write for Pieces {
    fn write(&mut self, bytes: &[u8]) -> std::io::Result<usize> {
        self.all.extend_from_slice(bytes);
        self.longest = self.longest.max(bytes.len());
        Ok(bytes.len())
    }

    fn flush(&mut self) -> std::io::Result<()> {
        Ok(())
    }
}

fn written(report: &Report, sources: &SourceMap, format: &str, lang: Lang) -> Pieces {
    let output = OUTPUTS.iter().find(|output| output.name == format).unwrap();
    let style = Style { lang, color: false, width: 100, fail_on: Level::Error };
    let mut pieces = Pieces::default();
    (output.write)(report, sources, &style, &mut pieces).unwrap();
    pieces
}

#[test]
fn a_report_is_written_finding_by_finding() {
    let mut sources = SourceMap::default();
    let file = sources.add("ai-governance.yaml", "stage: 展開\n".repeat(3_000));
    let finding = |line: usize| {
        let args = args!["key" => "stage", "hint" => "", "known" => "step"];
        Diagnostic::new(&UNKNOWN_KEY, args).at(Span::new(file, line * 14, line * 14 + 5))
    };
    let report = report((0..3_000).map(finding).collect());
    for lang in [Lang::En, Lang::Ja] {
        for output in &OUTPUTS {
            let pieces = written(&report, &sources, output.name, lang);
            assert!(pieces.longest < 2_000, "{}: {}", output.name, pieces.longest);
            // Statistics name each sort once.
            if output.name.starts_with("statistics") {
                continue;
            }
            assert!(pieces.all.len() > 150_000, "{}: {}", output.name, pieces.all.len());
        }
    }
}

#[test]
fn one_finding_is_short_whatever_it_is_about() {
    let mut sources = SourceMap::default();
    let line: String = (0..100_000).map(|index| format!("{{ id: s{index}, stage: 展開 }}, ")).collect();
    let file = sources.add("ai-governance.yaml", format!("systems: [{line}]\n"));
    let places: Vec<usize> = sources.get(file).text.match_indices("展").map(|(at, _)| at).collect();
    let subjects: Vec<String> = (0..10_000).map(|index| format!("system/s{index}")).collect();
    let said = message("the stage\u{202e}", "段階\u{202e}");
    let mut finding = Diagnostic::new(&DEVIATES, args!["subject" => subjects.clone(), "points" => "stage"]);
    for at in places.iter().skip(50_000).take(10_000) {
        finding = finding.label(Span::new(file, *at, at + 6), said.clone());
    }
    let subjects = About { subjects, ..About::default() };
    finding.about = Some(Box::new(subjects));
    let report = report(vec![finding]);
    for lang in [Lang::En, Lang::Ja] {
        let text = |format| String::from_utf8(written(&report, &sources, format, lang).all).unwrap();
        let (concise, graphical, json) = (text("concise"), text("graphical"), text("json"));
        let more = if lang == Lang::En { "and 9950 more" } else { "ほか 9950 件" };
        assert!(concise.len() < 3_000 && concise.contains(more), "{concise}");
        assert!(graphical.len() < 16_000 && graphical.lines().count() < 120, "{graphical}");
        assert!(graphical.contains("[ai-governance.yaml:1:1"), "{graphical}");
        let value: serde_json::Value = serde_json::from_str(&json).unwrap();
        let labels = value["findings"][0]["labels"].as_array().unwrap();
        assert_eq!(labels.len(), 10_000);
        let column = sources.get(file).position(places[50_007]).column;
        assert_eq!(labels[7]["column"], column);
        assert_eq!(value["findings"][0]["about"]["subjects"][9_999], "system/s9999");
    }
}
