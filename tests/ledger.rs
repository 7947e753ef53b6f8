//! The ledger of what the source texts ask: no row is missing, what is encoded is encoded where it says, and strength,
//! table and pack say the same. `docs/coverage.md` is printed from it.
#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::disallowed_methods,
    reason = "a test that cannot read its files, or meets what it does not expect, fails"
)]

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::{env, fs};

use tadashi::embedded;
use tadashi::engine::{Options, packs::Origin, policies};
use tadashi::policy::{Expectation, Modality, PolicySet, Row};
use tadashi::workspace::memory::Memory;

/// Rows whose text was read, that were read in a secondary source, and that rest on general knowledge.
const READ: [(&str, usize); 3] = [("V", 267), ("V2", 53), ("U", 6)];

/// Why a row may stand without an expectation.
const REASONS: [&str; 5] =
    ["not machine-checkable", "not addressed to organisations", "not verified", "duplicate of", "other"];

/// A line of `policies/ledger.tsv`.
struct Line {
    row: String,
    encoded: bool,
    targets: Vec<String>,
    instrument: String,
    clauses: Vec<String>,
    strengths: BTreeSet<String>,
    read: String,
}

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).to_path_buf()
}

fn ledger() -> Vec<Line> {
    let text = fs::read_to_string(root().join("policies/ledger.tsv")).unwrap();
    let parts = |text: &str| text.split("; ").map(str::to_owned).collect::<Vec<_>>();
    let line = |line: &str| {
        let columns: Vec<&str> = line.split('\t').collect();
        assert_eq!(columns.len(), 7, "{line}");
        assert!(["encoded", "not-encoded"].contains(&columns[1]), "{line}");
        let encoded = columns[1] == "encoded";
        Line {
            row: columns[0].to_owned(),
            encoded,
            targets: if encoded { parts(columns[2]) } else { vec![columns[2].to_owned()] },
            instrument: columns[3].to_owned(),
            clauses: parts(columns[4]),
            strengths: parts(columns[5]).into_iter().collect(),
            read: columns[6].to_owned(),
        }
    };
    text.lines().skip(1).map(line).collect()
}

/// Every embedded pack by itself, the newest version of each.
fn packs() -> BTreeMap<String, PolicySet> {
    let load = |name: &str| {
        let packs = vec![Origin::Named { name, place: None }];
        let (found, checked) = policies(&Memory::default(), &Options { packs, ..Options::default() });
        assert!(checked.report.findings.is_empty(), "{name}: {:?}", checked.report.findings);
        (name.to_owned(), found.unwrap())
    };
    embedded::names().into_iter().map(load).collect()
}

fn strength(row: &Row) -> String {
    let softener = row.softener.map(|softener| format!(" ({})", softener.word())).unwrap_or_default();
    format!("{}{softener}", row.strength.word())
}

/// The rows of every instrument, by handle and id.
fn tables(packs: &BTreeMap<String, PolicySet>) -> BTreeMap<(String, String), String> {
    let instruments = packs.values().flat_map(|policies| &policies.instruments);
    let rows = instruments.flat_map(|instrument| instrument.rows.iter().map(move |row| (instrument, row)));
    rows.map(|(instrument, row)| ((instrument.handle.clone(), row.id.to_string()), strength(row))).collect()
}

fn find<'a>(packs: &'a BTreeMap<String, PolicySet>, id: &str) -> Option<(&'a PolicySet, &'a Expectation)> {
    let policies = packs.get(id.split_once('/')?.0)?;
    Some((policies, &policies.expectations[policies.find(id)?]))
}

/// The handles and ids of the rows that an expectation cites.
fn cited(policies: &PolicySet, expectation: &Expectation) -> BTreeSet<(String, String)> {
    let rows = expectation.citations.iter().filter_map(|citation| policies.cited(*citation));
    rows.map(|(instrument, row)| (instrument.handle.clone(), row.id.to_string())).collect()
}

#[test]
fn no_row_is_missing_or_twice() {
    let ledger = ledger();
    let rows: BTreeSet<&str> = ledger.iter().map(|line| line.row.as_str()).collect();
    assert_eq!(rows.len(), ledger.len());
    for (read, count) in READ {
        assert_eq!(ledger.iter().filter(|line| line.read == read).count(), count, "{read}");
    }
    assert_eq!(ledger.len(), READ.iter().map(|(_, count)| count).sum::<usize>());
}

#[test]
fn each_row_stands_in_its_table_with_its_strength() {
    let tables = tables(&packs());
    for line in ledger() {
        let mut found = BTreeSet::new();
        for clause in &line.clauses {
            let known = tables.get(&(line.instrument.clone(), clause.clone()));
            found.insert(known.unwrap_or_else(|| panic!("{}: no row \"{clause}\"", line.row)).clone());
        }
        assert_eq!(found, line.strengths, "{}", line.row);
    }
}

#[test]
fn what_is_encoded_is_asked_by_a_point_that_cites_it() {
    let packs = packs();
    for line in ledger().iter().filter(|line| line.encoded) {
        for target in &line.targets {
            let (id, label) = target.split_once('#').unwrap_or_else(|| panic!("{}: no point in `{target}`", line.row));
            let (policies, expectation) = find(&packs, id).unwrap_or_else(|| panic!("{}: no `{id}`", line.row));
            let noted = expectation.notes.iter().any(|note| note.label == label);
            assert!(noted || expectation.decides(label), "{}: `{id}` has no point `{label}`", line.row);
            let cited = cited(policies, expectation);
            let cites = line.clauses.iter().any(|clause| cited.contains(&(line.instrument.clone(), clause.clone())));
            assert!(cites, "{}: `{id}` cites none of {:?}, but {cited:?}", line.row, line.clauses);
        }
    }
}

#[test]
fn what_is_not_encoded_says_why() {
    let rows: BTreeSet<String> = ledger().into_iter().map(|line| line.row).collect();
    for line in ledger().iter().filter(|line| !line.encoded) {
        let why = &line.targets[0];
        assert!(REASONS.iter().any(|reason| why.starts_with(reason)), "{}: {why}", line.row);
        if let Some(other) = why.strip_prefix("duplicate of ") {
            let other = other.split([':', ';', ',', ' ']).next().unwrap_or_default();
            assert!(rows.contains(other), "{}: no row `{other}`", line.row);
        }
    }
}

#[test]
fn every_expectation_is_in_the_ledger_or_cites_what_is_no_row_of_it() {
    let ledger = ledger();
    let listed = |handle: &str, id: &str| {
        ledger.iter().any(|line| line.instrument == handle && line.clauses.iter().any(|clause| clause == id))
    };
    let targets: BTreeSet<&str> = ledger
        .iter()
        .flat_map(|line| line.targets.iter().filter_map(|target| target.split_once('#').map(|(id, _)| id)))
        .collect();
    for policies in packs().values() {
        for expectation in &policies.expectations {
            let is_target = targets.contains(expectation.id.as_str());
            let beyond = cited(policies, expectation).iter().all(|(handle, id)| !listed(handle, id));
            assert!(is_target || beyond, "`{}` is not in the ledger", expectation.id);
        }
    }
}

#[test]
fn no_expectation_is_stronger_than_its_source() {
    for policies in packs().values() {
        for expectation in &policies.expectations {
            let rows: Vec<&Row> =
                expectation.citations.iter().filter_map(|citation| Some(policies.cited(*citation)?.1)).collect();
            let strongest = rows.iter().map(|row| row.strength.modality()).min_by_key(|modality| match modality {
                Modality::Must => 0,
                Modality::Should => 1,
                Modality::May => 2,
            });
            let rank = |modality: Modality| {
                matches!(modality, Modality::Must) as u8 * 2 + matches!(modality, Modality::Should) as u8
            };
            assert!(rank(expectation.modality) <= rank(strongest.unwrap()), "{}", expectation.id);
            assert!(!rows.is_empty());
        }
    }
}

#[test]
fn coverage_is_printed_from_the_ledger() {
    let path = root().join("docs/coverage.md");
    let page = page();
    if env::var_os("TADASHI_WRITE_DOCS").is_some() {
        fs::write(&path, &page).unwrap();
    }
    let written = fs::read_to_string(&path).unwrap_or_default();
    assert!(written == page, "docs/coverage.md is not what the ledger says; run `just docs`");
}

/// The page: counts by instrument, then every row.
fn page() -> String {
    let ledger = ledger();
    let mut instruments: Vec<&str> = Vec::new();
    for line in &ledger {
        if !instruments.contains(&line.instrument.as_str()) {
            instruments.push(&line.instrument);
        }
    }
    let mut out = String::from(HEAD);
    for instrument in &instruments {
        let of = |test: &dyn Fn(&Line) -> bool| {
            ledger.iter().filter(|line| line.instrument == **instrument && test(line)).count()
        };
        let because = |reason: &str| of(&|line| !line.encoded && line.targets[0].starts_with(reason));
        _ = writeln!(
            out,
            "| {instrument} | {} | {} | {} | {} | {} | {} | {} |",
            of(&|_| true),
            of(&|line| line.encoded),
            because(REASONS[0]),
            because(REASONS[1]),
            because(REASONS[2]),
            because(REASONS[3]),
            because(REASONS[4]),
        );
    }
    for instrument in instruments {
        _ = writeln!(
            out,
            "\n## {instrument}\n\n| row | clause | strength | read | encoded by, or why not |\n|---|---|---|---|---|"
        );
        for line in ledger.iter().filter(|line| line.instrument == instrument) {
            let strengths: Vec<&str> = line.strengths.iter().map(String::as_str).collect();
            let targets: Vec<String> = line
                .targets
                .iter()
                .map(|target| if line.encoded { format!("`{target}`") } else { target.clone() })
                .collect();
            _ = writeln!(
                out,
                "| {} | {} | {} | {} | {} |",
                line.row,
                line.clauses.join("; "),
                strengths.join("; "),
                line.read,
                targets.join(", ").replace('|', "\\|")
            );
        }
    }
    out
}

const HEAD: &str = "\
# What the packs cover

Every row of the source texts that was collected for these packs, and what became of it. Printed from `policies/ledger.tsv`; a test compares rows, tables and packs.

*Read* says how: `V` the text of the clause was read; `V2` it was read in a secondary source that quotes or lists the text; `U` general knowledge, which no expectation cites as read.
Rows are paraphrases. Nothing here is legal advice, and no number says how well an organisation does.

| instrument | rows | encoded | not machine-checkable | not addressed to organisations | not verified | duplicate | other |
|---|---|---|---|---|---|---|---|
";
