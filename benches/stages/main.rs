//! How long each stage takes, beside a parse-only floor of the same run: `just bench`.
//!
//! The floor is the work no reader can avoid: the events of the YAML parser over the same texts. Medians of several
//! rounds. Times move with the machine, ratios to the floor hardly do. With `--write FOLDER NUMBER SHARE` the manifests
//! are written to a folder instead, for measurements of the whole program; with a further number they have so many
//! systems. With `--write-twenty FOLDER NUMBER SHARE` those of the twenty rules are written. With `--floor FOLDER [THREADS]`
//! the files below a folder are read and parsed, and the milliseconds are printed.

#![expect(
    clippy::print_stdout,
    clippy::expect_used,
    clippy::disallowed_methods,
    reason = "a measurement prints its table and stops where its own input is wrong"
)]

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::{Duration, Instant};

use tadashi::calendar::Date;
use tadashi::diagnostic::{Diagnostic, Level};
use tadashi::engine::{self, Options, packs};
use tadashi::limits::Limits;
use tadashi::manifest::node::Document;
use tadashi::manifest::{self, Role};
use tadashi::policy::PolicySet;
use tadashi::report::{OUTPUTS, Report, Style};
use tadashi::source::SourceMap;
use tadashi::text::Lang;
use tadashi::workspace::disk::Disk;
use tadashi::workspace::memory::Memory;
use tadashi::{check, embedded, evaluate, explanation, findings, syntax, workspace};

mod manifests;
mod twenty;
mod twin;

/// Of a hundred systems, so many have planted defects.
const SHARE: usize = 15;

const STYLE: Style = Style { lang: Lang::En, color: false, width: 100, fail_on: Level::Error };

const DOCUMENTS: [(&str, &str); 5] = [
    ("governance/text.md", manifests::DOCUMENT),
    ("governance/text-0.md", manifests::DOCUMENT),
    ("governance/text-1.md", manifests::DOCUMENT),
    ("governance/text-2.md", manifests::DOCUMENT),
    ("governance/notice.md", manifests::NOTICE),
];

fn main() {
    let arguments: Vec<String> = std::env::args().skip(1).filter(|argument| argument != "--bench").collect();
    if let [write, folder, manifests, share, systems @ ..] = arguments.as_slice()
        && write == "--write"
    {
        let number = |text: &String| text.parse().expect("a number of manifests, of a hundred, or of systems");
        return write_all(Path::new(folder), number(manifests), number(share), systems.first().map_or(3, number));
    }
    if let [write, folder, number, share] = arguments.as_slice()
        && write == "--write-twenty"
    {
        let number = number.parse().expect("a number of manifests");
        return write_twenty(Path::new(folder), number, share.parse().expect("a share of a hundred"));
    }
    if let [floor, folder, threads @ ..] = arguments.as_slice()
        && floor == "--floor"
    {
        let threads = threads.first().map_or(1, |threads| threads.parse().expect("a number of threads"));
        return floor_of(Path::new(folder), threads);
    }
    let columns = [
        Column::new("1 file", 101, many(1)),
        Column::new("100 files", 15, many(100)),
        Column::new("2,000 files", 5, many(2_000)),
        Column::new("1,000 systems", 9, vec![manifests::manifest(0, 1_000, SHARE)]),
        Column::new("3,000 systems", 5, vec![manifests::manifest(0, 3_000, SHARE)]),
        Column::new("10,000 systems", 3, vec![manifests::manifest(0, 10_000, SHARE)]),
    ];
    println!("Each stage in milliseconds, and as a ratio to the floor of its column.\n");
    print!("{:24}", "");
    for column in &columns {
        print!("{:>20}", column.name);
    }
    println!();
    row("size, kB", &columns, |column| format!("{:.0}", column.bytes as f64 / 1_000.0));
    row("findings", &columns, |column| column.findings.to_string());
    for stage in STAGES {
        row(stage, &columns, |column| column.cell(stage));
    }
    println!();
    start_up();
    println!();
    outputs();
    println!();
    twenty_rules();
}

fn many(number: usize) -> Vec<String> {
    (0..number).map(|seed| manifests::manifest(seed, 3, SHARE)).collect()
}

fn row(name: &str, columns: &[Column], cell: impl Fn(&Column) -> String) {
    print!("{name:24}");
    for column in columns {
        print!("{:>20}", cell(column));
    }
    println!();
}

const FLOOR: &str = "floor: parser events";
const SUM: &str = "sum of stages";
const WHOLE: &str = "a whole check";
const STAGES: [&str; 10] =
    [FLOOR, "load, tree", "bind", "papers", "evaluate", "reconcile", "findings", "report, concise", SUM, WHOLE];

/// The medians of one set of manifests.
struct Column {
    name: &'static str,
    bytes: usize,
    findings: usize,
    times: BTreeMap<&'static str, Duration>,
}

impl Column {
    fn new(name: &'static str, rounds: usize, texts: Vec<String>) -> Self {
        let mut files = documents();
        let mut paths = Vec::new();
        for (index, text) in texts.iter().enumerate() {
            let path = format!("unit-{index:05}/ai-governance.yaml");
            files = files.with(&path, text.as_str());
            paths.push(path);
        }
        let mut rows: BTreeMap<&'static str, Vec<Duration>> = BTreeMap::new();
        let mut findings = 0;
        for _ in 0..rounds {
            let start = Instant::now();
            for text in &texts {
                floor(text);
            }
            rows.entry(FLOOR).or_default().push(start.elapsed());
            let mut clock = Clock::default();
            findings = stages(&files, &paths, &mut clock);
            rows.entry(SUM).or_default().push(clock.spent.values().sum());
            for (stage, spent) in clock.spent {
                rows.entry(stage).or_default().push(spent);
            }
            let start = Instant::now();
            whole(&files);
            rows.entry(WHOLE).or_default().push(start.elapsed());
        }
        let times = rows.into_iter().map(|(stage, times)| (stage, median(times))).collect();
        Self { name, bytes: texts.iter().map(String::len).sum(), findings, times }
    }

    fn cell(&self, stage: &str) -> String {
        let time = |stage: &str| self.times.get(stage).copied().unwrap_or_default();
        format!("{:.3}  {:5.2}", milliseconds(time(stage)), time(stage).as_secs_f64() / time(FLOOR).as_secs_f64())
    }
}

/// Time by stage.
#[derive(Default)]
struct Clock {
    spent: BTreeMap<&'static str, Duration>,
}

impl Clock {
    fn time<T>(&mut self, stage: &'static str, work: impl FnOnce() -> T) -> T {
        let start = Instant::now();
        let done = work();
        *self.spent.entry(stage).or_default() += start.elapsed();
        done
    }
}

fn floor(text: &str) {
    let mut parser = saphyr_parser::Parser::new_from_str(text);
    while let Some(Ok((event, _))) = parser.next_event() {
        if std::hint::black_box(event) == saphyr_parser::Event::StreamEnd {
            break;
        }
    }
}

/// What the engine does with each manifest, stage by stage.
fn stages(files: &Memory, paths: &[String], clock: &mut Clock) -> usize {
    let limits = Limits::default();
    let day = as_of();
    let mut sources = SourceMap::default();
    let policies = &load(&mut sources);
    let mut found: Vec<Diagnostic> = Vec::new();
    let mut shelf = workspace::Shelf::default();
    for path in paths {
        let mut document = Document::default();
        let (root, file) = clock.time("load, tree", || {
            let file = workspace::load(files, &mut sources, path, &limits, "file-bytes").expect("a readable file");
            let text = sources.get(file).text.clone();
            let parsed = manifest::parse_into(&mut document, file, &text, &manifest::YAML, &limits);
            (parsed.into_value(&mut found).expect("a sound text"), file)
        });
        let malformed = found.len();
        let facts = clock.time("bind", || {
            let bound = manifest::bind(&policies.schema, document, &[(root, file, Role::Main)], &limits);
            bound.into_value(&mut found)
        });
        if found.iter().skip(malformed).any(|finding| finding.code.stops) {
            continue;
        }
        let papers =
            clock.time("papers", || shelf.papers(files, facts.papers().iter().map(|(_, path)| &**path), &limits));
        let evaluated = clock.time("evaluate", || evaluate::evaluate(policies, &facts, &papers, day));
        let mut evaluations = evaluated.expect("a judgement within its limit");
        let (explanations, assessments) = clock.time("reconcile", || {
            let explanations = explanation::read(&policies.schema, &facts).into_value(&mut found);
            let assessed = explanation::reconcile(policies, &facts, &papers, &mut evaluations, &explanations, day);
            (explanations, assessed)
        });
        let judgement = tadashi::judge::Judgement { evaluations, explanations, assessments, gave_up: None };
        clock.time("findings", || found.extend(findings::findings(policies, &judgement)));
        clock.time("evaluate", || drop((judgement, papers, facts)));
    }
    let mut report = Report::new(day);
    report.findings = found;
    clock.time("report, concise", || write("concise", &report, &sources));
    report.findings.len()
}

/// What a command does, with the policies read anew.
fn whole(files: &Memory) {
    let options = Options { as_of: Some(as_of()), ..Options::default() };
    let checked = engine::check(files, &[String::new()], &options);
    write("concise", &checked.report, &checked.sources);
}

fn write(format: &str, report: &Report, sources: &SourceMap) -> usize {
    let output = OUTPUTS.iter().find(|output| output.name == format).expect("a known output");
    let mut out = Vec::new();
    (output.write)(report, sources, &STYLE, &mut out).expect("a vector takes all");
    out.len()
}

/// Reads and parses every `.yaml` below a folder, and prints the median of several rounds in milliseconds.
fn floor_of(folder: &Path, threads: usize) {
    let mut times = Vec::new();
    for _ in 0..5 {
        let start = Instant::now();
        let mut files = Vec::new();
        yaml_below(folder, &mut files);
        let next = AtomicUsize::new(0);
        std::thread::scope(|scope| {
            for _ in 0..threads {
                scope.spawn(|| {
                    while let Some(file) = files.get(next.fetch_add(1, Ordering::Relaxed)) {
                        floor(&std::fs::read_to_string(file).expect("a text that can be read"));
                    }
                });
            }
        });
        times.push(start.elapsed());
    }
    println!("{:.3}", milliseconds(median(times)));
}

fn yaml_below(folder: &Path, files: &mut Vec<PathBuf>) {
    for entry in std::fs::read_dir(folder).expect("a folder that can be read") {
        let path = entry.expect("an entry that can be read").path();
        if path.is_dir() {
            yaml_below(&path, files);
        } else if path.extension().is_some_and(|extension| extension == "yaml") {
            files.push(path);
        }
    }
}

/// What is paid once, before the first manifest.
fn start_up() {
    let limits = Limits::default();
    let mut rows: BTreeMap<&'static str, Vec<Duration>> = BTreeMap::new();
    for _ in 0..31 {
        let mut sources = SourceMap::default();
        let mut clock = Clock::default();
        let pack = embedded::newest(embedded::DEFAULT_PACK).map_or(&[][..], |folder| folder.files);
        let files = embedded::schema().iter().chain(pack).copied();
        let texts: Vec<_> = files.map(|(path, text)| (sources.add(path, text), text)).collect();
        let trees: Vec<_> = clock.time("syntax", || {
            texts.iter().map(|(file, text)| syntax::parse_clauses(*file, text, &limits).value).collect()
        });
        clock.time("check", || check::check(&trees, &sources, &Limits::default()));
        clock.time("both, as a command", || load(&mut SourceMap::default()));
        for (part, spent) in clock.spent {
            rows.entry(part).or_default().push(spent);
        }
    }
    println!("Start-up: the schema and {}, in milliseconds.\n", embedded::DEFAULT_PACK);
    for (part, times) in rows {
        println!("{part:24}{:>12.3}", milliseconds(median(times)));
    }
}

/// Many findings: one file in which every system has defects.
fn outputs() {
    println!("Outputs: one file, every system with defects, in milliseconds.\n");
    print!("{:24}{:>12}", "systems", "findings");
    for output in OUTPUTS {
        print!("{:>12}", output.name);
    }
    println!("{:>12}", "check");
    for systems in [1_000, 3_000, 10_000] {
        let files = documents().with("ai-governance.yaml", manifests::manifest(1, systems, 100));
        let options = Options { as_of: Some(as_of()), ..Options::default() };
        let start = Instant::now();
        let checked = engine::check(&files, &[String::new()], &options);
        let judged = start.elapsed();
        let findings = checked.report.findings.len();
        print!("{systems:<24}{findings:>12}");
        for output in OUTPUTS {
            let times = (0..3).map(|_| {
                let start = Instant::now();
                write(output.name, &checked.report, &checked.sources);
                start.elapsed()
            });
            print!("{:>12.1}", milliseconds(median(times.collect())));
        }
        println!("{:>12.1}", milliseconds(judged));
    }
}

fn load(sources: &mut SourceMap) -> PolicySet {
    let origins = [packs::Origin::Named { name: embedded::DEFAULT_PACK, place: None }];
    let mut diagnostics = Vec::new();
    let loaded = packs::load(
        &Memory::default(),
        &origins,
        packs::Extent::Clauses,
        sources,
        &Limits::default(),
        &mut diagnostics,
    );
    assert!(diagnostics.is_empty(), "the embedded packs are sound");
    loaded.policies
}

fn documents() -> Memory {
    DOCUMENTS.iter().fold(Memory::default(), |files, (path, text)| files.with(path, *text))
}

fn write_all(folder: &Path, number: usize, share: usize, systems: usize) {
    let put = |path: &str, text: &str| {
        let path = folder.join(path);
        std::fs::create_dir_all(path.parent().expect("a folder")).expect("a folder that can be made");
        std::fs::write(path, text).expect("a file that can be written");
    };
    for (path, text) in DOCUMENTS {
        put(path, text);
    }
    for seed in 0..number {
        put(&format!("unit-{seed:05}/ai-governance.yaml"), &manifests::manifest(seed, systems, share));
    }
}

/// The twenty rules over 100 and 2,000 manifests: the whole check beside the floor.
fn twenty_rules() {
    println!("The twenty rules: a whole check in milliseconds, and as a ratio to the floor on one thread.\n");
    println!("{:24}{:>12}{:>12}{:>20}{:>20}", "manifests", "findings", FLOOR, "1 thread", "2 threads");
    let disk = Disk::new(Path::new(env!("CARGO_MANIFEST_DIR"))).expect("the folder of the project");
    for number in [100, 2_000] {
        let units: Vec<(String, Option<usize>)> = (0..number).map(|unit| twenty::unit(unit, SHARE)).collect();
        let files = units.iter().enumerate().fold(Memory::default(), |files, (unit, (text, _))| {
            files.with(&format!("group-{:02}/unit-{unit:05}.yaml", unit / 100), text.as_str())
        });
        let mut times: [Vec<Duration>; 3] = Default::default();
        for _ in 0..5 {
            let [floors, one, two] = &mut times;
            let start = Instant::now();
            units.iter().for_each(|(text, _)| floor(text));
            floors.push(start.elapsed());
            for (threads, times) in [(1, one), (2, two)] {
                let options = Options {
                    as_of: Date::parse("2026-06-30").ok(),
                    config: Some((&disk, "benches/twenty/tadashi.toml")),
                    packs: vec![packs::Origin::Given { files: &disk, path: "benches/twenty" }],
                    threads: Some(threads),
                    only_counts: true,
                    ..Options::default()
                };
                let start = Instant::now();
                let checked = engine::check(&files, &[String::new()], &options);
                write("statistics", &checked.report, &checked.sources);
                times.push(start.elapsed());
                let planted = units.iter().filter(|(_, rule)| rule.is_some()).count();
                assert_eq!(checked.report.findings.len(), planted, "each planted defect is one finding");
            }
        }
        let [floor, one, two] = times.map(|times| milliseconds(median(times)));
        let planted = units.iter().filter(|(_, rule)| rule.is_some()).count();
        let cell = |time: f64| format!("{time:.1}  {:5.2}", time / floor);
        println!("{number:<24}{planted:>12}{floor:>12.1}{:>20}{:>20}", cell(one), cell(two));
    }
}

/// Writes manifests of the twenty rules, and beside the folder how often each rule is broken.
fn write_twenty(folder: &Path, number: usize, share: usize) {
    let mut counts = [0_usize; 20];
    let twin = folder.with_extension("json");
    for unit in 0..number {
        let (text, rule) = twenty::unit(unit, share);
        let group = folder.join(format!("group-{:03}", unit / 100));
        std::fs::create_dir_all(&group).expect("a folder that can be made");
        std::fs::write(group.join(format!("unit-{unit:05}.yaml")), &text).expect("a file that can be written");
        std::fs::create_dir_all(&twin).expect("a folder that can be made");
        std::fs::write(twin.join(format!("unit-{unit:05}.json")), twin::json(&text))
            .expect("a file that can be written");
        if let Some(count) = rule.and_then(|rule| counts.get_mut(rule - 1)) {
            *count += 1;
        }
    }
    let rules = counts.iter().enumerate().map(|(at, count)| (format!("R{:02}", at + 1), (*count).into()));
    let findings: serde_json::Map<String, serde_json::Value> = rules.collect();
    let expected = serde_json::json!({ "findings": findings, "total": counts.iter().sum::<usize>() });
    std::fs::write(folder.with_extension("expected.json"), format!("{expected}\n"))
        .expect("a file that can be written");
}

fn as_of() -> Date {
    Date::parse("2026-07-01").expect("a date")
}

fn median(mut times: Vec<Duration>) -> Duration {
    times.sort_unstable();
    times.get(times.len() / 2).copied().unwrap_or_default()
}

fn milliseconds(time: Duration) -> f64 {
    time.as_secs_f64() * 1_000.0
}
