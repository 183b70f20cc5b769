//! The site without what the program is less sure of than somebody asks for.

use std::ops::Deref;
use std::sync::Arc;
use std::sync::Mutex;
use std::sync::PoisonError;

use crate::model::Confidence;
use crate::pipeline::BuildError;
use crate::pipeline::Narrowing;
use crate::store::Store;

use super::Site;

/// So many are kept for those who ask again.
const MOST: usize = 3;

/// Sites that were asked for, the last at the end.
#[derive(Default)]
pub(super) struct Narrowed(Mutex<Vec<Arc<Site>>>);

/// A site, whole or without what was less sure.
pub(super) enum Shown<'site> {
    Whole(&'site Site),
    Narrowed(Arc<Site>),
}

impl Deref for Shown<'_> {
    type Target = Site;

    fn deref(&self) -> &Site {
        match self {
            Self::Whole(site) => site,
            Self::Narrowed(site) => site,
        }
    }
}

impl Narrowed {
    /// Returns a site without what the program is less sure of; its store is opened again for that, once.
    pub(super) fn at<'site>(
        &self,
        site: &'site Site,
        minimum: Confidence,
    ) -> Result<Shown<'site>, BuildError> {
        if minimum <= site.minimum() {
            return Ok(Shown::Whole(site));
        }
        // Others who want the same wait for it here, and need not make it themselves.
        let mut known = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let place = known.iter().position(|known| known.minimum() == minimum);
        let found = match place.map(|place| known.remove(place)) {
            Some(found) => found,
            None => Arc::new(made(site, minimum)?),
        };
        if known.len() == MOST {
            known.remove(0);
        }
        known.push(Arc::clone(&found));
        Ok(Shown::Narrowed(found))
    }
}

fn made(site: &Site, minimum: Confidence) -> Result<Site, BuildError> {
    let (store, narrowing) =
        rayon::join(|| Store::open(site.store().folder()), || Narrowing::of(site.store(), minimum));
    let mut store = store?;
    narrowing?.carry_out(&mut store)?;
    Ok(site.with(store, minimum))
}
