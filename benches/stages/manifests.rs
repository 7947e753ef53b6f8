//! Manifests for measurements: about 190 lines and 7 KB each, the same on every machine, some with planted defects.

use std::fmt::Write as _;

/// Small numbers that look random and never change.
pub struct Numbers(u64);

impl Numbers {
    /// The numbers of a seed.
    pub fn new(seed: u64) -> Self {
        Self(seed.wrapping_mul(0x9E37_79B9_7F4A_7C15) | 1)
    }

    /// A number below `below`.
    pub fn next(&mut self, below: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        usize::try_from(self.0 >> 16).unwrap_or(0) % below.max(1)
    }

    fn pick<'a>(&mut self, of: &[&'a str]) -> &'a str {
        of.get(self.next(of.len())).copied().unwrap_or_default()
    }
}

/// Lines of a system and what a planted defect puts in their place, where the result is judged.
const SHORT: [(&str, &str); 6] = [
    ("    upstream: { within: true", "    upstream: { within: false"),
    ("    personal_data: true\n", ""),
    ("    affected: [applicants]\n", ""),
    ("      can_stop: true\n", "      can_stop: false\n"),
    ("      covers: [safety, bias, security, privacy]\n", ""),
    ("      document: governance/notice.md\n", ""),
];

/// The same, where the result is malformed and its manifest is not judged.
const MALFORMED: [(&str, &str); 3] = [
    ("    owner: lead\n", "    owner: leed\n"),
    ("    stage: deployed\n", "    stage: released\n"),
    ("      method: append-only store\n", "      methods: append-only store\n"),
];

const WORK: [&str; 6] = [
    "a decision on small business loans to a loan officer, who decides",
    "the next step of a support case to the person who answers it",
    "which invoices a clerk looks at first",
    "the routing of a delivery to the planner on duty",
    "a summary of a long contract to the person who reads it",
    "a weld to look at again to the inspector",
];

/// A manifest; the seed decides its words, and of a hundred systems `share` have one to three defects. A large manifest
/// has none by which it would not be judged.
pub fn manifest(seed: usize, systems: usize, share: usize) -> String {
    let mut numbers = Numbers::new(seed as u64 + 1);
    let mut text = head(seed);
    for index in 0..systems {
        let mut system = system(index, &mut numbers);
        if numbers.next(100) < share {
            for _ in 0..=numbers.next(3) {
                let defects = if systems < 10 && numbers.next(8) == 0 { &MALFORMED[..] } else { &SHORT[..] };
                if let Some((sound, planted)) = defects.get(numbers.next(defects.len())) {
                    system = system.replace(sound, planted);
                }
            }
        }
        text.push_str(&system);
    }
    text.push_str(TAIL);
    text
}

fn head(seed: usize) -> String {
    format!(
        "tadashi: 1

organisation:
  name: {{ en: Example Unit {seed:05} KK, ja: 例示ユニット{seed:05}株式会社 }}
  kind: company
  acts_as: [provider, business-user]
  countries: [JP]
  timezone: Asia/Tokyo
  policy: governance/text.md
  privacy:
    policy: {{ url: \"https://unit-{seed}.example/privacy\" }}
    purposes:
      - {{ id: answers, says: {{ en: To answer questions of customers., ja: お客様からのお問い合わせに回答するため }} }}
      - {{ id: screening, says: {{ en: To examine applications., ja: 審査のため }} }}
  feedback: ai@unit-{seed}.example
  incident_handling: {{ procedure: governance/text.md, contact: incident@unit-{seed}.example, exercised: 2026-03-03 }}
  training:
    - {{ date: 2026-02-10, audiences: [executives, developers, operators, reviewers], topics: [literacy, automation-bias], completed: 86% }}
  reviews:
    held:
      - {{ date: 2026-04-20, by: officer, minutes: governance/text.md, looked_at: [risks, incidents, explanations] }}
    next: 2026-10-15
    changes:
      - {{ what: AI Guidelines for Business 1.2, date: 2026-03-31, reanalysed: 2026-04-20 }}
  records: {{ held_by: this repository, kept: 7 years }}
  statement:
    document: governance/text.md
    since: 2025-01-01
    until: 2025-12-31
    published: 2026-02-27
    told: [public, suppliers]
    covers: [human-centric, safety, fairness, privacy, security, transparency, accountability, education, fair-competition, innovation]

roles:
  - {{ id: officer, function: ai-officer, title: AI officer }}
  - {{ id: counsel, function: legal, title: Legal counsel }}
  - {{ id: lead, function: system-owner, title: Head of the desk, team: desk }}

systems:
"
    )
}

fn system(index: usize, numbers: &mut Numbers) -> String {
    let mut text = String::new();
    let (work, month) = (numbers.pick(&WORK), numbers.next(5) + 1);
    let _ = write!(
        text,
        "  - id: sys-{index:04}
    name: Assistant {index}
    purpose: Suggests {work}.
    stage: deployed
    acts_as: [developer, provider, business-user]
    owner: lead
    users: [staff]
    affected: [applicants]
    regions: [JP]
    areas: [credit]
    impact: {{ level: significant, touches: [money], reliance: assists, undoable: true }}
    models: [scorer]
    personal_data: true
    limits:
      - Firms younger than one year
      - Amounts over {amount} million yen
    out_of_scope:
      - Any use for hiring or for insurance
      - A refusal without a person
    safeguards: [confidence-shown, human-approval]
    terms: governance/text-{document}.md
    risk:
      report: governance/text-{document}.md
      covers: [safety, bias, security, privacy]
      treatment: [reduce, accept]
      accepted: {{ role: officer, date: 2026-05-12 }}
    fairness:
      process: governance/text-{document}.md
      sources: [algorithm, training-data, user-behaviour]
      inputs: [age]
    oversight:
      mode: in-the-loop
      reviewers: [lead]
      can_stop: true
      against_automation_bias: [own-view-first, disagreement-logged]
      procedure: governance/text-{document}.md
      appeal: {{ contact: appeal@unit.example, overdue: 0, counted: 2026-06-30 }}
    notice:
      document: governance/notice.md
      says: [ai-is-used, scope, limits, contact, changes]
      languages: [ja]
      shown: before-use
      reaches: [users, affected-people]
    logs:
      keeps: [inputs, outputs, decisions, overrides, model-version, training-runs]
      because: Causes, recurrence and liability can be shown from them.
      method: append-only store
      frequency: every-event
      kept: 3 years
    monitoring:
      measures: [approval rate by region, share of overruled suggestions]
      every: 6 months
      checked: 2026-0{month}-10
    evaluations:
      - date: 2026-0{month}-20
        method: test-set
        about: [fairness, accuracy]
        attributes: [age, residency]
        by: internal
        report: governance/text-{document}.md
        open_findings: 0
    upstream: {{ within: true, checked: 2026-05-12 }}
    changes: {{ document: governance/text-{document}.md, gives_reasons: true }}
",
        amount = numbers.next(50) + 1,
        document = index % 3,
    );
    text
}

const TAIL: &str = "
models:
  - id: scorer
    origin: in-house
    released: 2025-09-01
    advanced: false
    base: []
    intended_use: Small business loans in Japan
    limits: [Firms younger than one year]
    datasets: [loans]
    evaluations:
      - date: 2026-05-20
        method: test-set
        about: [accuracy]
        by: internal

datasets:
  - id: loans
    name: Closed loans 2015 to 2024
    used_for: [training]
    as_of: 2024-12-31
    sources: [own-records]
    method: Export of closed loan files; cases of fraud left out.
    contains: [identifiers, financial]
    personal: { of_whom: [applicants], purposes: [screening], acquired: from-the-person, basis: [purpose-told] }
    screened_for: { declined: Our own loan files; nothing in them comes from the web. }
    screening: Each file was closed by two people.

vendors: []
flows: []
incidents: []
";

/// A document that the manifests name as evidence of most things.
pub const DOCUMENT: &str = "---
reviewed: 2026-05-10
---
# How we use AI

We are responsible for the outputs of our systems. The AI officer keeps a list of them and looks at each before it is
used and once a year after that. A person decides on every application; the system suggests and gives its reasons. The
person reads the file before the suggestion, and writes down why where the two differ. Bias is looked for by age and by
residency in every evaluation; what is found goes to the head of the desk, who stops the system where it must be. An
incident is reported to the officer on the same day and to the authority within thirty days; people who were affected
are told. Records are kept for seven years, and the public is told of changes with their reasons. Questions go to the
address that stands in every letter, where a person answers within ten working days.
";

/// A notice in Japanese.
pub const NOTICE: &str = "# AIの利用について

当社では、お申込みの審査にAIを利用しています。AIは担当者の判断を補助するものであり、最終的な判断は担当者が行います。
AIの判断には誤りが含まれることがあります。利用の範囲は小規模事業者向けの融資の審査に限られます。
結果についてご不明な点がある場合は、お問い合わせ窓口までご連絡ください。担当者が内容を確認し、ご説明いたします。
";
