//! Blocks: only claims of one document, or that share one of their rarest words, are compared, so that the work grows
//! with the claims, not with their pairs.

use rayon::prelude::*;

use super::Held;

/// By so many of its rarest words is a claim found.
const RAREST: usize = 5;
/// In a larger block, and in a document, a claim is compared with so many that stand after it only.
const LARGEST: usize = 48;
const NEXT_IN_BLOCK: usize = 12;
const NEXT_IN_DOCUMENT: usize = 60;

/// Returns what a comparison gives for pairs of claims that may be alike, sorted by pair.
pub(super) fn compared<T: Send + Ord>(
    claims: &[Held],
    stems: usize,
    compare: impl Fn(usize, usize, bool) -> Option<T> + Sync,
) -> Vec<T> {
    let mut found = within_documents(claims, &compare);
    found.extend(across(claims, stems, &compare));
    found.par_sort_unstable();
    found.dedup();
    found
}

fn within_documents<T: Send>(
    claims: &[Held],
    compare: &(impl Fn(usize, usize, bool) -> Option<T> + Sync),
) -> Vec<T> {
    let mut places: Vec<(u32, u32)> = Vec::with_capacity(claims.len());
    for (index, claim) in claims.iter().enumerate() {
        let index = super::number(index);
        places.extend(claim.documents.iter().map(|&document| (document, index)));
    }
    places.par_sort_unstable();
    let next = |place: usize| {
        let (document, one) = places[place];
        let after = places[place + 1..].iter().take(NEXT_IN_DOCUMENT);
        let others = after.take_while(move |(other, _)| *other == document);
        others.filter_map(move |&(_, other)| compare(one as usize, other as usize, true))
    };
    (0..places.len()).into_par_iter().flat_map_iter(next).collect()
}

fn across<T: Send>(
    claims: &[Held],
    stems: usize,
    compare: &(impl Fn(usize, usize, bool) -> Option<T> + Sync),
) -> Vec<T> {
    let keys = rarest(claims, stems);
    let mut places: Vec<(u32, u32)> = Vec::with_capacity(claims.len() * RAREST);
    for (index, keys) in keys.iter().enumerate() {
        places.extend(keys.iter().map(|&key| (key, super::number(index))));
    }
    places.par_sort_unstable();
    let blocks: Vec<&[(u32, u32)]> = places.chunk_by(|one, other| one.0 == other.0).collect();
    let of_block = |block: &&[(u32, u32)]| in_block(claims, &keys, block, compare);
    blocks.par_iter().flat_map_iter(of_block).collect()
}

fn in_block<T>(
    claims: &[Held],
    keys: &[Vec<u32>],
    block: &[(u32, u32)],
    compare: &impl Fn(usize, usize, bool) -> Option<T>,
) -> Vec<T> {
    let mut members: Vec<usize> = block.iter().map(|(_, claim)| *claim as usize).collect();
    let is_large = members.len() > LARGEST;
    if is_large {
        members.sort_unstable_by(|&one, &other| keys[one].cmp(&keys[other]).then(one.cmp(&other)));
    }
    let next = if is_large { NEXT_IN_BLOCK } else { LARGEST };
    let mut found = Vec::new();
    for (place, &one) in members.iter().enumerate() {
        for &other in members[place + 1..].iter().take(next) {
            let (first, second) = (one.min(other), one.max(other));
            if !claims[first].shares_document(&claims[second]) {
                found.extend(compare(first, second, false));
            }
        }
    }
    found
}

/// Returns the rarest stems of each claim that another has, too.
fn rarest(claims: &[Held], stems: usize) -> Vec<Vec<u32>> {
    let mut counts = vec![0_u32; stems];
    for claim in claims {
        for word in &claim.bag {
            counts[word.stem as usize] += 1;
        }
    }
    let of_claim = |claim: &Held| {
        let mut keys: Vec<(u32, u32)> = claim
            .bag
            .iter()
            .map(|word| (counts[word.stem as usize], word.stem))
            .filter(|(count, _)| *count > 1)
            .collect();
        keys.sort_unstable();
        keys.truncate(RAREST);
        keys.into_iter().map(|(_, stem)| stem).collect()
    };
    claims.par_iter().map(of_claim).collect()
}
