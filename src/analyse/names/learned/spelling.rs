//! How the words of a stretch and its neighbours are written.

use std::ops::Range;

use crate::analyse::grammar::forms::Form;

use super::scene::Scene;

/// So many tokens to either side of a stretch are looked at.
const BESIDE: usize = 2;

/// The letters of the words of a stretch and of those beside it.
pub(crate) struct Spelling {
    first: usize,
    forms: Vec<Form>,
}

impl Scene<'_> {
    /// Returns how the words of a stretch are written.
    pub(crate) fn spelling(&self, stretch: &Range<usize>) -> Spelling {
        let first = stretch.start.saturating_sub(BESIDE);
        let last = (stretch.end + BESIDE).min(self.words.tokens.len());
        Spelling { first, forms: (first..last).map(|at| Form::of(self.words.word(at))).collect() }
    }
}

impl Spelling {
    /// Returns the letters of a token that is near.
    pub(super) fn of(&self, token: usize) -> Option<&Form> {
        self.forms.get(token.checked_sub(self.first)?)
    }
}
