//! Rows in buckets: the layout that models and tables share.
//!
//! ```text
//! u32 buckets │ u32 where each bucket begins, and the end │ rows
//! ```
//!
//! A key's high bits name its bucket; its low bits, the check, stand at the head of its row.

use std::borrow::Cow;

use super::ModelError;

const ROWS_IN_A_BUCKET: usize = 4;
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
        let rows = offsets + (count as usize + 1) * 4;
        if count == 0 || bytes.len() < rows {
            return Err(ModelError::Broken);
        }
        Ok(Self { bytes, count, offsets, rows })
    }

    /// Returns the rows of the bucket of a key; none where the bytes are broken.
    pub(super) fn bucket(&self, key: u64) -> &[u8] {
        let bytes: &[u8] = &self.bytes;
        let place = self.offsets + bucket_of(key, self.count) * 4;
        let Some((start, rest)) = bytes.get(place..).and_then(<[u8]>::split_first_chunk) else {
            return &[];
        };
        let Some((end, _)) = rest.split_first_chunk() else { return &[] };
        let start = self.rows + u32::from_le_bytes(*start) as usize;
        let end = self.rows + u32::from_le_bytes(*end) as usize;
        bytes.get(start..end).unwrap_or(&[])
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
