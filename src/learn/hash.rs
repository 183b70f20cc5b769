//! Numbers for words and features, the same on every machine.

const ODD: u64 = 0x9e37_79b9_7f4a_7c15;

/// Returns a number for a string.
pub fn hash(text: &str) -> u64 {
    hash_of_bytes(text.as_bytes())
}

/// Returns a number for bytes.
pub(super) fn hash_of_bytes(bytes: &[u8]) -> u64 {
    let mut state = (bytes.len() as u64 + 1).wrapping_mul(ODD);
    let (words, rest) = bytes.as_chunks::<8>();
    for word in words {
        state = mix(state, u64::from_le_bytes(*word));
    }
    if !rest.is_empty() {
        let last = rest.iter().rev().fold(0, |word, byte| (word << 8) | u64::from(*byte));
        state = mix(state, last);
    }
    finish(state)
}

/// Returns a number for a feature: a template, and what stands in it.
pub fn feature(template: u64, parts: &[u64]) -> u64 {
    finish(parts.iter().fold((template + 1).wrapping_mul(ODD), |state, part| mix(state, *part)))
}

fn mix(state: u64, word: u64) -> u64 {
    (state ^ word).wrapping_mul(ODD).rotate_left(29)
}

fn finish(state: u64) -> u64 {
    let state = (state ^ (state >> 32)).wrapping_mul(ODD);
    state ^ (state >> 29)
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::feature;
    use super::hash;

    #[test]
    fn numbers_never_change() {
        assert_eq!(hash(""), 0xab16_9ebd_5d0c_32dc);
        assert_eq!(hash("said"), 0x0cd6_62a3_8ed4_fc82);
        assert_eq!(feature(7, &[1, 2]), 0x1fdc_dfe2_ee85_64e7);
    }

    #[test]
    fn order_length_and_template_count() {
        let numbers: BTreeSet<u64> = [
            feature(0, &[]),
            feature(0, &[0]),
            feature(0, &[0, 0]),
            feature(0, &[1, 2]),
            feature(0, &[2, 1]),
            feature(1, &[1, 2]),
            hash("a"),
            hash("a\0"),
            hash("abcdefgh"),
            hash("abcdefgh\0"),
        ]
        .into();
        assert_eq!(numbers.len(), 10);
    }

    #[test]
    fn small_numbers_spread() {
        let low: BTreeSet<u64> = (0..4096).map(|part| feature(3, &[part]) & 0xffff).collect();
        let high: BTreeSet<u64> = (0..4096).map(|part| feature(3, &[part]) >> 48).collect();
        assert!(low.len() > 3900 && high.len() > 3900, "{} {}", low.len(), high.len());
    }
}
