//! Manifests of the twenty-rule benchmark, the same on every machine, and the defects planted in them.

use std::fmt::Write as _;

/// A change of the sound manifest that breaks one rule.
#[derive(Debug)]
pub struct Defect {
    /// The rule, from 1 to 20.
    pub rule: usize,
    /// What stands in the sound manifest.
    pub here: &'static str,
    /// What stands in its place.
    pub there: &'static str,
}

impl Defect {
    const fn new(rule: usize, here: &'static str, there: &'static str) -> Self {
        Self { rule, here, there }
    }
}

/// A manifest in which every rule has something to say and nothing is wrong.
pub const SOUND: &str = "schema: ai-governance/v1
organisation: { name: Harbour office, contact: desk@harbour.example, country: NO }
governance_lead: { name: Kim Berg, email: kim@harbour.example }
vendors:
  - { id: VEN-001, name: Quay Models, dpa_signed: true }
  - { id: VEN-002, name: Crane Data, dpa_signed: true }
systems:
  - id: SYS-0001
    name: Berths
    purpose: Proposes a berth for every ship that arrives
    description: |
      It reads the tide tables.
      A pilot decides.
    risk_tier: high
    status: production
    owner: { name: Kim Berg, email: kim@harbour.example }
    vendor: VEN-001
    risk_assessment: { date: \"2026-02-03\", score: 41 }
    human_oversight: { required: true, role: pilot }
    transparency: { notice_url: https://harbour.example/berths, languages: [en, nb] }
    monitoring: { interval_days: 30, metrics: [accuracy, overrides] }
    incidents:
      - { id: INC-1, date: \"2026-03-01\", severity: low, status: closed, root_cause: an old tide table }
      - { id: INC-2, date: \"2026-06-20\", severity: medium, status: open }
    exemptions: []
  - id: SYS-0002
    name: Invoices
    purpose: Reads the invoices of suppliers for the ledger
    risk_tier: limited
    status: pilot
    owner: { name: Ida Moen, email: ida@harbour.example }
    vendor: VEN-002
    transparency: { notice_url: https://harbour.example/invoices }
    monitoring: { interval_days: 365, metrics: [accuracy, complaints] }
    incidents: []
    exemptions:
      - { rule: R13, reason: The supplier measures it until autumn, approved_by: Kim Berg, expires: \"2026-06-30\" }
  - id: SYS-0003
    name: Crowds
    purpose: Counts the people on the ferry quay at night
    risk_tier: prohibited
    status: retired
    owner: { name: Ida Moen, email: ida@harbour.example }
";

/// Every defect that is planted.
pub const DEFECTS: [Defect; 36] = [
    Defect::new(1, "schema: ai-governance/v1", "schema: ai-governance/v2"),
    Defect::new(1, "schema: ai-governance/v1\n", ""),
    Defect::new(2, "desk@harbour.example", "ask at the quay"),
    Defect::new(2, ", contact: desk@harbour.example", ""),
    Defect::new(3, "systems:\n", "systems: []\nnothing:\n"),
    Defect::new(4, "SYS-0001", "berths"),
    Defect::new(5, "Reads the invoices of suppliers for the ledger", "Reads invoices"),
    Defect::new(6, "risk_tier: limited", "risk_tier: moderate"),
    Defect::new(6, "    risk_tier: high\n", ""),
    Defect::new(7, "status: retired", "status: production\n    monitoring: { interval_days: 7, metrics: [a, b] }"),
    Defect::new(8, "email: kim@harbour.example }\n    vendor", "email: kim }\n    vendor"),
    Defect::new(8, "    owner: { name: Kim Berg, email: kim@harbour.example }\n", ""),
    Defect::new(9, "    risk_assessment: { date: \"2026-02-03\", score: 41 }\n", ""),
    Defect::new(10, "2026-02-03", "2025-06-29"),
    Defect::new(10, "date: \"2026-02-03\", ", ""),
    Defect::new(11, "required: true", "required: false"),
    Defect::new(11, ", role: pilot", ""),
    Defect::new(12, "https://harbour.example/berths", "ftp://harbour.example/berths"),
    Defect::new(12, "https://harbour.example/invoices", "http://harbour.example/invoices"),
    Defect::new(12, "    transparency: { notice_url: https://harbour.example/invoices }\n", ""),
    Defect::new(13, "interval_days: 30", "interval_days: 91"),
    Defect::new(13, "interval_days: 30, ", ""),
    Defect::new(14, "[accuracy, complaints]", "[accuracy]"),
    Defect::new(14, ", metrics: [accuracy, complaints]", ""),
    Defect::new(15, "vendor: VEN-002", "vendor: VEN-003"),
    Defect::new(16, "Crane Data, dpa_signed: true", "Crane Data, dpa_signed: false"),
    Defect::new(16, "Crane Data, dpa_signed: true", "Crane Data"),
    Defect::new(16, "Crane Data, dpa_signed: true", "Crane Data, dpa_signed: yes"),
    Defect::new(17, "severity: medium", "severity: grave"),
    Defect::new(17, ", root_cause: an old tide table", ""),
    Defect::new(18, "The supplier measures it until autumn", "later"),
    Defect::new(18, ", approved_by: Kim Berg", ""),
    Defect::new(18, ", expires: \"2026-06-30\"", ""),
    Defect::new(19, "expires: \"2026-06-30\"", "expires: \"2026-06-29\""),
    Defect::new(20, "SYS-0002", "SYS-0001"),
    Defect::new(20, "SYS-0003", "SYS-0002"),
];

/// A manifest with a defect planted where it is first possible.
pub fn planted(manifest: &str, defect: &Defect) -> String {
    assert!(manifest.contains(defect.here), "R{:02}: {}", defect.rule, defect.here);
    let text = manifest.replacen(defect.here, defect.there, 1);
    // A manifest without systems has none of what stands below them.
    match text.split_once("nothing:\n") {
        Some((above, _)) => above.to_owned(),
        None => text,
    }
}

/// Systems that each manifest of the benchmark has beside those of the sound one, to make about 7 KB.
const MORE: usize = 7;

/// The manifest of a unit, and the rule that it breaks; of a hundred units, about so many break one.
pub fn unit(number: usize, share: usize) -> (String, Option<usize>) {
    let mut text = SOUND.replace("Harbour office", &format!("Harbour office {number}"));
    for system in 4..4 + MORE {
        let _ = write!(
            text,
            "  - id: SYS-{system:04}
    name: Crane {number} {system}
    purpose: Proposes the order in which crane {system} unloads
    description: |
      The system proposes an order and never acts alone, because a crane driver accepts, changes or rejects it.
      It reads the list of containers, the weather of the day and the hours of those who work on the quay.
      What it proposed and what was done is kept for a year, and looked at by the harbour office every month.
    risk_tier: minimal
    status: production
    owner:
      name: Ida Moen
      email: ida@harbour.example
      team: quay
    vendor: VEN-002
    model:
      family: gradient-boosting
      version: \"{system}.{number}\"
      hosted: on-premises
    monitoring:
      interval_days: 30
      metrics: [accuracy, overrides, drift]
    exemptions: []
"
        );
    }
    let mixed = number.wrapping_mul(0x9E37_79B1) >> 7;
    if mixed % 100 >= share {
        return (text, None);
    }
    let defect = DEFECTS.iter().cycle().nth(mixed / 100 % DEFECTS.len());
    defect.map_or((text.clone(), None), |defect| (planted(&text, defect), Some(defect.rule)))
}
