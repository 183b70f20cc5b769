//! How sure a rule or model is of a finding.

use std::fmt;
use std::fmt::Display;
use std::fmt::Formatter;
use std::str::FromStr;

use serde::Deserialize;
use serde::Deserializer;
use serde::Serialize;
use serde::Serializer;

/// A share from 0 to 1, kept in hundredths so that it is the same on every machine.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Confidence(u8);

impl Confidence {
    /// Returns a confidence of so many hundredths, at most 100.
    pub const fn hundredths(hundredths: u8) -> Self {
        Self(if hundredths > 100 { 100 } else { hundredths })
    }

    /// Returns it in hundredths.
    pub const fn in_hundredths(self) -> u8 {
        self.0
    }
}

impl Display for Confidence {
    fn fmt(&self, formatter: &mut Formatter<'_>) -> fmt::Result {
        write!(formatter, "{}.{:02}", self.0 / 100, self.0 % 100)
    }
}

/// Why something is no confidence.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("a confidence is a number from 0 to 1 with at most two decimals, such as 0.85")]
pub struct ConfidenceError;

impl FromStr for Confidence {
    type Err = ConfidenceError;

    /// Reads `0`, `0.8`, `0.85` or `1`.
    fn from_str(written: &str) -> Result<Self, ConfidenceError> {
        let (whole, decimals) = written.split_once('.').unwrap_or((written, "0"));
        let is_number = |part: &str| part.bytes().all(|byte| byte.is_ascii_digit());
        if !matches!(whole, "0" | "1") || !matches!(decimals.len(), 1 | 2) || !is_number(decimals) {
            return Err(ConfidenceError);
        }
        let hundredths = format!("{whole}{decimals:0<2}").parse().map_err(|_| ConfidenceError)?;
        if hundredths > 100 { Err(ConfidenceError) } else { Ok(Self(hundredths)) }
    }
}

impl Serialize for Confidence {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_f64(f64::from(self.0) / 100.0)
    }
}

impl<'de> Deserialize<'de> for Confidence {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let share = f64::deserialize(deserializer)?;
        if !(0.0..=1.0).contains(&share) {
            return Err(serde::de::Error::custom("a confidence lies between 0 and 1"));
        }
        #[expect(
            clippy::cast_possible_truncation,
            clippy::cast_sign_loss,
            reason = "the share was checked"
        )]
        let hundredths = (share * 100.0).round() as u8;
        Ok(Self(hundredths))
    }
}

#[cfg(test)]
mod tests {
    use super::Confidence;

    #[test]
    fn a_confidence_has_two_decimals_at_most() {
        let check = |written: &str, expected: Option<u8>| {
            let read = written.parse().ok();
            assert_eq!(read, expected.map(Confidence::hundredths), "{written:?}");
        };
        check("0", Some(0));
        check("0.8", Some(80));
        check("0.85", Some(85));
        check("0.05", Some(5));
        check("1", Some(100));
        check("1.00", Some(100));
        for none in
            ["", ".8", "1.", "0.855", "1.01", "2", "-0.1", "+1", "80%", "0,8", "NaN", "1e0", "٠.٨"]
        {
            check(none, None);
        }
    }
}
