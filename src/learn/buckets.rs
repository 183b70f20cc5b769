//! Rows in buckets: the layout that models and tables share.
//!
//! ```text
//! u32 buckets │ u32 where each bucket begins, and the end │ rows
//! ```
//!
//! A key's high bits name its bucket; its low bits, the check, stand at the head of its row.

use std::borrow::Cow;
use std::hint::black_box;
use std::ops::Range;

use super::ModelError;

const ROWS_IN_A_BUCKET: usize = 4;
/// Bytes of a count or a place.
const COUNT: usize = 4;

/// Rows of bytes, found by the high bits of a key.
#[derive(Clone, Debug)]
pub(super) struct Buckets {
    bytes: Cow<'static, [u8]>,
    count: u32,
    offsets: usize,
    rows: usize,
}

impl Buckets {
    /// Reads buckets that begin at a place in bytes.
    pub(super) fn read(bytes: Cow<'static, [u8]>, place: usize) -> Result<Self, ModelError> {
        let count = bytes.get(place..).and_then(<[u8]>::split_first_chunk);
        let count = u32::from_le_bytes(*count.ok_or(ModelError::Broken)?.0);
        let offsets = place + COUNT;
        let rows = offsets + (count as usize + 1) * COUNT;
        if count == 0 || bytes.len() < rows {
            return Err(ModelError::Broken);
        }
        Ok(Self { bytes, count, offsets, rows })
    }

    /// Returns the rows of the bucket of a key; none where the bytes are broken.
    pub(super) fn bucket(&self, key: u64) -> &[u8] {
        self.rows_of(self.place_of(key))
    }

    /// Returns the rows of the buckets of some keys. All are asked of memory before the first one is needed, so that it
    /// brings them at the same time rather than one after the other.
    pub(super) fn buckets_of<const KEYS: usize>(&self, keys: &[u64; KEYS]) -> [&[u8]; KEYS] {
        let places = keys.map(|key| self.place_of(key));
        let buckets = places.map(|place| self.rows_of(place));
        let first = |bucket: &[u8]| bucket.first().copied().unwrap_or(0);
        black_box(buckets.iter().fold(0, |sum, bucket| sum ^ first(bucket)));
        buckets
    }

    /// Returns where the rows of the bucket of a key begin and end.
    fn place_of(&self, key: u64) -> Range<usize> {
        let row = |place: usize| {
            let bytes = self.bytes.get(place..).and_then(<[u8]>::first_chunk);
            self.rows + u32::from_le_bytes(*bytes.unwrap_or(&[0; COUNT])) as usize
        };
        let place = self.offsets + bucket_of(key, self.count) * COUNT;
        row(place)..row(place + COUNT)
    }

    fn rows_of(&self, place: Range<usize>) -> &[u8] {
        self.bytes.get(place).unwrap_or(&[])
    }
}

/// Adds buckets of rows to bytes; what a row says, its check included, is told by its key.
pub(super) fn write(bytes: &mut Vec<u8>, rows: &[(u64, Vec<u8>)]) {
    let count = u32::try_from(rows.len() / ROWS_IN_A_BUCKET + 1).expect("rows are fewer");
    let mut buckets = vec![Vec::new(); count as usize];
    for (key, row) in rows {
        buckets[bucket_of(*key, count)].extend(row);
    }
    bytes.extend(count.to_le_bytes());
    let mut place = 0;
    for bucket in &buckets {
        bytes.extend(u32::try_from(place).expect("a model is smaller").to_le_bytes());
        place += bucket.len();
    }
    bytes.extend(u32::try_from(place).expect("a model is smaller").to_le_bytes());
    bytes.extend(buckets.iter().flatten());
}

/// Returns what tells a key from others of its bucket.
pub(super) fn check_of<const BYTES: usize>(key: u64) -> [u8; BYTES] {
    let bytes = key.to_le_bytes();
    std::array::from_fn(|place| bytes[place])
}

fn bucket_of(key: u64, count: u32) -> usize {
    let number = ((key >> 32) * u64::from(count)) >> 32;
    usize::try_from(number).unwrap_or(0)
}
