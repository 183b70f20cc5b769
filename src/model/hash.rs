//! Names made of content: SHA-256 in hexadecimal, and short keys.

use std::fmt;
use std::fmt::Display;
use std::fmt::Formatter;

use serde::Deserialize;
use serde::Serialize;
use sha2::Digest;

/// The SHA-256 of some bytes, as 64 lower-case hexadecimal digits.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String")]
pub struct Sha256(String);

impl Sha256 {
    /// Hashes bytes.
    pub fn of(bytes: impl AsRef<[u8]>) -> Self {
        Self(hexadecimal(&sha2::Sha256::digest(bytes.as_ref())))
    }

    /// Returns the 64 digits.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// Hashes bytes that come piece by piece.
#[derive(Clone, Debug, Default)]
pub struct Hasher(sha2::Sha256);

impl Hasher {
    /// Adds bytes.
    pub fn update(&mut self, bytes: &[u8]) {
        self.0.update(bytes);
    }

    /// Returns the hash of all bytes added.
    pub fn finish(self) -> Sha256 {
        Sha256(hexadecimal(&self.0.finalize()))
    }
}

impl TryFrom<String> for Sha256 {
    type Error = String;

    fn try_from(digits: String) -> Result<Self, String> {
        let well_formed = digits.len() == 64
            && digits.bytes().all(|digit| matches!(digit, b'0'..=b'9' | b'a'..=b'f'));
        if well_formed {
            Ok(Self(digits))
        } else {
            Err(format!("{digits:?} is no SHA-256 in lower-case hexadecimal"))
        }
    }
}

impl Display for Sha256 {
    fn fmt(&self, formatter: &mut Formatter<'_>) -> fmt::Result {
        formatter.write_str(&self.0)
    }
}

/// Returns the first `digits` hexadecimal digits of the hash of some parts, each ended by a zero byte.
pub fn key<'a>(digits: usize, parts: impl IntoIterator<Item = &'a str>) -> String {
    let mut hasher = sha2::Sha256::new();
    for part in parts {
        hasher.update(part.as_bytes());
        hasher.update([0]);
    }
    let mut key = hexadecimal(&hasher.finalize());
    key.truncate(digits);
    key
}

fn hexadecimal(bytes: &[u8]) -> String {
    use std::fmt::Write;
    bytes.iter().fold(String::with_capacity(bytes.len() * 2), |mut digits, byte| {
        write!(digits, "{byte:02x}").expect("a string takes all that is written");
        digits
    })
}

#[cfg(test)]
mod tests {
    use super::Hasher;
    use super::Sha256;
    use super::key;

    #[test]
    fn hashes_are_those_of_the_standard() {
        let abc = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";
        assert_eq!(Sha256::of("abc").as_str(), abc);
        assert!(Sha256::try_from(abc.to_owned()).is_ok());
        assert!(Sha256::try_from(abc.to_uppercase()).is_err());
    }

    #[test]
    fn pieces_have_the_hash_of_the_whole() {
        let mut hasher = Hasher::default();
        hasher.update(b"a");
        hasher.update(b"bc");
        assert_eq!(hasher.finish(), Sha256::of("abc"));
    }

    #[test]
    fn keys_tell_parts_apart() {
        assert_eq!(key(16, ["ab", "c"]).len(), 16);
        assert_ne!(key(16, ["ab", "c"]), key(16, ["a", "bc"]));
    }
}
