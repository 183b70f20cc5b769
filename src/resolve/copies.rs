//! Copies: documents whose texts are nearly the same, as when outlets print what an agency wrote.
//!
//! Texts are compared by shingles: five words in a row. One is a copy of another where it shares most of the shingles of
//! the shorter: cut, with words changed, or with a line of the agency in front. Only texts that share some of a
//! sample of their shingles are compared, and each pair that is compared is compared in full.

use std::collections::BTreeMap;

use rayon::prelude::*;

use crate::model::Confidence;
use crate::model::Copy;
use crate::model::Date;
use crate::model::DocumentKey;

/// A document that may be a copy.
#[derive(Clone, Debug)]
pub struct Printed<'a> {
    /// The document.
    pub key: &'a DocumentKey,
    /// When it was published, where that is known.
    pub date: Option<Date>,
    /// Its text.
    pub text: String,
}

const WORDS: usize = 5;
/// A text with fewer shingles says too little to be known again.
const FEWEST: usize = 12;
/// A copy shares so many hundredths of the shingles of the shorter text.
const ENOUGH: usize = 80;
/// One shingle in so many is looked for elsewhere; of a short text more.
const SAMPLE: u64 = 4;
const LONG: usize = 200;
/// With so many texts that stand after it and share a shingle is each compared.
const NEXT: usize = 24;

/// Returns for each copy the earliest text that it goes back to, sorted.
pub fn copies(documents: &[Printed<'_>]) -> Vec<Copy> {
    let mut order: Vec<&Printed> = documents.iter().collect();
    order.sort_by_key(|printed| (printed.date.is_none(), printed.date, printed.key));
    let shingles: Vec<Vec<u64>> = order.par_iter().map(|printed| shingles(&printed.text)).collect();
    let pairs = candidates(&shingles);
    let alike: Vec<(usize, usize, usize)> = pairs
        .into_par_iter()
        .filter_map(|(one, other)| {
            let overlap = overlap(&shingles[one], &shingles[other]);
            (overlap >= ENOUGH).then_some((one, other, overlap))
        })
        .collect();
    let mut copies = grouped(order.len(), &alike)
        .into_iter()
        .map(|(copy, (original, overlap))| Copy {
            document: order[copy].key.clone(),
            original: order[original].key.clone(),
            score: Confidence::hundredths(u8::try_from(overlap).unwrap_or(100)),
        })
        .collect::<Vec<_>>();
    copies.sort();
    copies
}

/// Returns for each text but the first of its group the first of it, and the best overlap with one before it.
fn grouped(texts: usize, alike: &[(usize, usize, usize)]) -> BTreeMap<usize, (usize, usize)> {
    let mut roots: Vec<usize> = (0..texts).collect();
    let mut best: BTreeMap<usize, usize> = BTreeMap::new();
    for &(one, other, _) in alike {
        let (one, other) = (root(&mut roots, one), root(&mut roots, other));
        let (first, second) = (one.min(other), one.max(other));
        roots[second] = first;
    }
    for &(one, other, overlap) in alike {
        for text in [one, other] {
            let known = best.entry(text).or_default();
            *known = overlap.max(*known);
        }
    }
    let copies = best.into_iter().map(|(text, overlap)| (text, (root(&mut roots, text), overlap)));
    copies.filter(|(text, (root, _))| text != root).collect()
}

fn root(roots: &mut [usize], mut text: usize) -> usize {
    while roots[text] != text {
        roots[text] = roots[roots[text]];
        text = roots[text];
    }
    text
}

/// Returns the pairs of texts that share a sampled shingle, the first before the second, each once.
fn candidates(shingles: &[Vec<u64>]) -> Vec<(usize, usize)> {
    let mut places: Vec<(u64, usize)> = Vec::new();
    for (text, shingles) in shingles.iter().enumerate() {
        let is_short = shingles.len() < LONG;
        let sampled = shingles.iter().filter(|shingle| is_short || *shingle % SAMPLE == 0);
        places.extend(sampled.map(|&shingle| (shingle, text)));
    }
    places.par_sort_unstable();
    let mut pairs: Vec<(usize, usize)> = Vec::new();
    for block in places.chunk_by(|one, other| one.0 == other.0) {
        for (place, &(_, one)) in block.iter().enumerate() {
            let next = block[place + 1..].iter().take(NEXT);
            pairs.extend(next.map(|&(_, other)| (one, other)));
        }
    }
    pairs.par_sort_unstable();
    pairs.dedup();
    pairs
}

/// Returns the hashes of the shingles of a text, sorted, each once; none of a text with too few.
fn shingles(text: &str) -> Vec<u64> {
    let words: Vec<u64> = text
        .split(|letter: char| !letter.is_alphanumeric())
        .filter(|word| !word.is_empty())
        .map(|word| hash(word.chars().flat_map(char::to_lowercase)))
        .collect();
    let mut shingles: Vec<u64> = words.windows(WORDS).map(mixed).collect();
    shingles.sort_unstable();
    shingles.dedup();
    if shingles.len() < FEWEST {
        shingles.clear();
    }
    shingles
}

/// Returns a hash by Fowler, Noll and Vo (FNV-1a).
fn hash(letters: impl Iterator<Item = char>) -> u64 {
    letters.fold(0xcbf2_9ce4_8422_2325, |hash, letter| {
        (hash ^ u64::from(letter)).wrapping_mul(0x0100_0000_01b3)
    })
}

/// Mixes the hashes of words in their order, so that all bits count.
fn mixed(words: &[u64]) -> u64 {
    let hash = words.iter().fold(0_u64, |hash, &word| {
        (hash.rotate_left(23) ^ word).wrapping_mul(0x9e37_79b9_7f4a_7c15)
    });
    (hash ^ (hash >> 29)).wrapping_mul(0xbf58_476d_1ce4_e5b9) >> 3
}

/// Returns how many hundredths of the shingles of the shorter text the other has, too.
fn overlap(one: &[u64], other: &[u64]) -> usize {
    let (mut left, mut right) = (one.iter().peekable(), other.iter().peekable());
    let mut shared = 0;
    while let (Some(first), Some(second)) = (left.peek(), right.peek()) {
        match first.cmp(second) {
            std::cmp::Ordering::Less => drop(left.next()),
            std::cmp::Ordering::Greater => drop(right.next()),
            std::cmp::Ordering::Equal => {
                shared += 1;
                left.next();
                right.next();
            }
        }
    }
    100 * shared / one.len().min(other.len()).max(1)
}

#[cfg(test)]
mod tests;
