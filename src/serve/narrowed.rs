//! The store without what the program is less sure of than somebody asks for.

use std::ops::Deref;
use std::sync::Arc;
use std::sync::Mutex;
use std::sync::PoisonError;

use crate::model::Confidence;
use crate::pipeline;
use crate::pipeline::BuildError;
use crate::store::Store;

/// So many stores are kept for those who ask again.
const MOST: usize = 3;

/// Stores that were asked for, the last at the end.
#[derive(Default)]
pub(super) struct Narrowed(Mutex<Vec<(Confidence, Arc<Store>)>>);

/// A store, whole or without what was less sure.
pub(super) enum Shown<'site> {
    Whole(&'site Store),
    Narrowed(Arc<Store>),
}

impl Deref for Shown<'_> {
    type Target = Store;

    fn deref(&self) -> &Store {
        match self {
            Self::Whole(store) => store,
            Self::Narrowed(store) => store,
        }
    }
}

impl Narrowed {
    /// Returns a store without what the program is less sure of; it is opened again for that, once.
    pub(super) fn at<'site>(
        &self,
        store: &'site Store,
        minimum: Confidence,
    ) -> Result<Shown<'site>, BuildError> {
        if minimum == Confidence::hundredths(0) {
            return Ok(Shown::Whole(store));
        }
        // Others who want the same wait for it here, and need not make it themselves.
        let mut known = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(place) = known.iter().position(|(confidence, _)| *confidence == minimum) {
            let found = known.remove(place);
            known.push(found.clone());
            return Ok(Shown::Narrowed(found.1));
        }
        let mut narrowed = Store::open(store.folder())?;
        pipeline::narrow(&mut narrowed, minimum)?;
        let narrowed = Arc::new(narrowed);
        if known.len() == MOST {
            known.remove(0);
        }
        known.push((minimum, Arc::clone(&narrowed)));
        Ok(Shown::Narrowed(narrowed))
    }
}
