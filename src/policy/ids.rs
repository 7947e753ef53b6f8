//! Clauses by the ids that people write, for those who look up many: each in one step.

use rustc_hash::FxHashMap;

use crate::policy::PolicySet;

/// The clauses of some policies by their ids, present and former.
pub struct Ids<'a> {
    now: FxHashMap<&'a str, usize>,
    formerly: FxHashMap<String, Vec<usize>>,
}

impl<'a> Ids<'a> {
    /// Of all clauses that are judged.
    #[must_use]
    pub fn of(policies: &'a PolicySet) -> Self {
        let (mut now, mut formerly) = (FxHashMap::default(), FxHashMap::<String, Vec<usize>>::default());
        for (index, clause) in policies.expectations.iter().enumerate() {
            now.entry(clause.id.as_str()).or_insert(index);
            let pack = clause.id.split_once('/').map_or("", |(pack, _)| pack);
            for old in &clause.formerly {
                formerly.entry(format!("{pack}/{old}")).or_default().push(index);
            }
        }
        Self { now, formerly }
    }

    /// The clause that has an id now, as [`PolicySet::find`] finds it.
    #[must_use]
    pub fn find(&self, id: &str) -> Option<usize> {
        self.now.get(id).copied()
    }

    /// The clauses that had an id, in their order.
    #[must_use]
    pub fn formerly(&self, id: &str) -> &[usize] {
        self.formerly.get(id).map_or(&[], Vec::as_slice)
    }

    /// The clause that has an id now, else the first that had it.
    #[must_use]
    pub fn now_or_formerly(&self, id: &str) -> Option<usize> {
        self.find(id).or_else(|| self.formerly(id).first().copied())
    }
}
