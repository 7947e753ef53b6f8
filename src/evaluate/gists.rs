//! What causes come to, kept once.

use std::cell::RefCell;
use std::sync::Arc;

use rustc_hash::{FxHashMap, FxHashSet};

use crate::schema::FieldId;
use crate::text::Message;
use crate::verdict::Gist;

/// What the causes found so far come to: many systems that leave out one key have as many causes, and one gist.
#[derive(Clone, Debug, Default)]
pub(super) struct Gists {
    known: RefCell<FxHashSet<Arc<Gist>>>,
    /// What to type where these keys are missing, one in the other.
    helps: RefCell<FxHashMap<Vec<FieldId>, Option<Arc<Message>>>>,
}

impl Gists {
    /// A gist, or the equal one that there is.
    pub fn shared(&self, gist: Gist) -> Arc<Gist> {
        let mut known = self.known.borrow_mut();
        if let Some(known) = known.get(&gist) {
            return Arc::clone(known);
        }
        let gist = Arc::new(gist);
        known.insert(Arc::clone(&gist));
        gist
    }

    /// What to type where keys are missing, made once.
    pub fn help(
        &self,
        missing: Vec<FieldId>,
        make: impl FnOnce(&[FieldId]) -> Option<Message>,
    ) -> Option<Arc<Message>> {
        let mut helps = self.helps.borrow_mut();
        let help = helps.entry(missing);
        help.or_insert_with_key(|missing| make(missing).map(Arc::new)).clone()
    }
}
