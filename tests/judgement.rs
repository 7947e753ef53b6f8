//! What a whole check says of copied facts, of files that a manifest names, and of the grace period.
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

use tadashi::diagnostic::Level;
use tadashi::engine::Checked;
use tadashi::text::Lang;
use tadashi::workspace::memory::Memory;

fn check(files: &[(&str, &str)]) -> Checked {
    let memory = files.iter().fold(Memory::default(), |memory, (path, text)| memory.with(path, *text));
    common::check_files(&memory, None)
}

/// Codes of what cannot be judged, with the path of their first place.
fn stops(checked: &Checked) -> Vec<(&str, &str)> {
    let stopping = checked.report.findings.iter().filter(|finding| finding.code.stops);
    stopping
        .map(|finding| {
            let place = finding.labels.first().map(|label| &*checked.sources.get(label.span.file).path);
            (finding.code.id, place.unwrap_or_default())
        })
        .collect()
}

/// How many findings there are of a verdict, at a level.
fn count(checked: &Checked, verdict: &str, level: Level) -> usize {
    let of = |finding: &&tadashi::diagnostic::Diagnostic| {
        finding.level == level && finding.about.as_ref().and_then(|about| about.verdict) == Some(verdict)
    };
    checked.report.findings.iter().filter(of).count()
}

const MANIFEST: &str = "tadashi: 1
organisation: { name: E, acts_as: [business-user] }
systems: [ { id: s, stage: deployed, affected: [], purpose: TBD } ]
models: []
";

fn with_grace(grace: &str) -> Checked {
    check(&[("ai-governance.yaml", &format!("{MANIFEST}adoption: {grace}\n"))])
}

#[test]
fn in_the_grace_period_an_unknown_is_a_warning() {
    let before = check(&[("ai-governance.yaml", MANIFEST)]);
    let (errors, warnings) = (count(&before, "unknown", Level::Error), count(&before, "unknown", Level::Warning));
    assert!(errors > 5);
    // As of 2026-07-01: the last of 180 days, and the first day.
    for until in ["2026-12-28", "2026-07-01"] {
        let after = with_grace(&format!("{{ until: {until}, because: First year. }}"));
        assert_eq!(count(&after, "unknown", Level::Error), 0, "{until}");
        assert_eq!(count(&after, "unknown", Level::Warning), errors + warnings, "{until}");
        assert_eq!(count(&after, "deviates", Level::Error), count(&before, "deviates", Level::Error));
        let said = after.report.findings.iter().flat_map(|finding| finding.reasons(Lang::En));
        assert!(said.into_iter().any(|why| why.contains(&format!("a warning until {until}"))));
    }
}

#[test]
fn a_grace_period_that_is_not_granted() {
    for (grace, code) in [
        ("{ until: 2026-12-29, because: First year. }", "judgement/grace-too-long"),
        ("{ until: 2026-06-30, because: First year. }", "judgement/grace-over"),
        ("{ until: 2026-12-01 }", "judgement/grace-unreasoned"),
        ("{ until: 2026-12-01, because: TBD }", "judgement/grace-unreasoned"),
        ("{ because: First year. }", "judgement/grace-unreasoned"),
    ] {
        let checked = with_grace(grace);
        assert_eq!(checked.report.findings.iter().filter(|finding| finding.code.id == code).count(), 1, "{grace}");
        assert!(count(&checked, "unknown", Level::Error) > 5, "{grace}");
    }
}

#[test]
fn what_another_repository_keeps_is_judged_there() {
    let copy = "tadashi: 1\norganisation: { name: E }\nvendors: [ { id: v } ]\nsystems: [ { id: other } ]\n";
    let own = "tadashi: 1\nfacts: [f.yaml]\nmodels: []\ndatasets: []\nincidents: []\nsystems: [ { id: s, supplied_by: v } ]\n";
    let checked = check(&[("ai-governance.yaml", own), ("f.yaml", copy)]);
    let judged = |subject| checked.report.judged.iter().filter(move |one| one.subject == subject);
    for subject in ["organisation", "vendor/v", "system/other"] {
        assert!(judged(subject).count() > 0, "{subject}");
        assert!(judged(subject).all(|one| one.verdict.word() == "not-applicable"), "{subject}");
    }
    assert!(judged("system/s").any(|one| one.verdict.word() == "unknown"));
    assert!(checked.report.summary.elsewhere > 5);
}

#[test]
fn a_file_that_cannot_be_read_is_told_where_it_is_named() {
    for (line, stop) in [
        ("facts: [f.yaml]", "workspace/not-found"),
        ("include: [a.yaml]", "workspace/not-found"),
        ("include: [../a.yaml]", "manifest/path-outside"),
        ("include: [a/*.yaml]", "engine/pattern-matches-nothing"),
    ] {
        let checked = check(&[("ai-governance.yaml", &format!("{MANIFEST}{line}\n"))]);
        assert_eq!(stops(&checked), [(stop, "ai-governance.yaml")], "{line}");
    }
}

#[test]
fn the_default_place_of_explanations_may_be_named_where_there_are_none() {
    let found = |explanations: &str| {
        let settings = format!("packs = [\"acme\"]\nexplanations = [\"{explanations}\"]\n");
        let checked = check(&[
            ("tadashi.toml", &settings),
            ("acme/00.tadashi", common::ACME),
            ("ai-governance.yaml", "tadashi: 1\nsystems: [ { id: s, purpose: Answers questions. } ]\n"),
        ]);
        checked.report.findings.iter().map(|finding| finding.code.id).collect::<Vec<_>>()
    };
    assert_eq!(found("governance/explanations/*.yaml"), [""; 0]);
    assert_eq!(found("x/*.yaml"), ["engine/pattern-matches-nothing"]);
}

#[test]
fn statistics_name_the_fact_that_several_expectations_wait_for() {
    let checked = check(&[(
        "ai-governance.yaml",
        "tadashi: 1
organisation: { name: Example KK, acts_as: [business-user] }
systems:
  - id: minutes
    purpose: Drafts minutes of internal meetings.
    stage: deployed
    users: [staff]
    impact: routine
",
    )]);
    let text = common::write(&checked, "statistics");
    for row in [
        "1 error[judgement/gate-not-said] system.affected",
        "1 error[judgement/list-not-said] models",
        "1 error[jp.aigb/accountable-person]",
    ] {
        assert!(text.lines().any(|line| line.trim_start() == row), "{row}\n{text}");
    }
    let waiting = |line: &&str| line.contains("[judgement/");
    assert!(text.lines().filter(waiting).all(|line| line.split_whitespace().count() == 3), "{text}");
}
