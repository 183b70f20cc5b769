//! Whether the program's confidence means something: how much is right of what it is so sure of.

use crate::model::Confidence;

use super::super::figures::quotient;

/// The findings of one tenth of confidence.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Tenth {
    /// Which one: 8 is 0.8 to 0.89, and 9 goes up to 1.
    pub tenth: u8,
    /// How many there are.
    pub findings: usize,
    /// How many of them are right.
    pub right: usize,
}

impl Tenth {
    /// Returns the share that is right.
    pub fn share(self) -> f64 {
        quotient(self.right, self.findings)
    }
}

/// Findings by the tenth of their confidence.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Tenths([Tenth; 10]);

impl Tenths {
    /// Counts a finding; one without a confidence tells nothing.
    pub(super) fn add(&mut self, confidence: Option<Confidence>, is_right: bool) {
        let Some(confidence) = confidence else { return };
        let tenth = &mut self.0[usize::from(confidence.in_hundredths() / 10).min(9)];
        tenth.findings += 1;
        tenth.right += usize::from(is_right);
    }

    /// Returns the tenths in which something was found, the surest first.
    pub(super) fn found(&self) -> Vec<Tenth> {
        let tenths = (0..).zip(&self.0).map(|(tenth, counted)| Tenth { tenth, ..*counted });
        let mut found: Vec<Tenth> = tenths.filter(|tenth| tenth.findings > 0).collect();
        found.reverse();
        found
    }
}
