//! Features in a row: each has the number of its template.

use crate::learn::feature;

/// A list of features that is being filled in.
pub(super) struct Features<'a> {
    list: &'a mut Vec<u64>,
    template: u64,
}

impl<'a> Features<'a> {
    /// Returns an empty list; templates are numbered from `first` on.
    pub(super) fn new(list: &'a mut Vec<u64>, first: u64) -> Self {
        list.clear();
        Self { list, template: first }
    }

    /// Adds a feature of the next template.
    pub(super) fn add(&mut self, parts: &[u64]) {
        self.list.push(feature(self.template, parts));
        self.template += 1;
    }

    /// Adds a feature of a template for each bit.
    pub(super) fn add_bits(&mut self, template: u64, bits: u64) {
        let numbers = (0..u64::BITS).filter(|bit| bits >> bit & 1 == 1);
        self.list.extend(numbers.map(|bit| feature(template, &[u64::from(bit)])));
    }
}
