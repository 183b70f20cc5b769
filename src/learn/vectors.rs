//! Vectors: for each of many words a few small numbers, near to those of words that are used alike.
//!
//! A model file with the sections `keys`, sorted numbers of the words of eight bytes each, and `rows`, for each word a
//! byte for each of its numbers.

use std::borrow::Cow;
use std::collections::BTreeMap;

use super::Archive;
use super::ArchiveWriter;
use super::ModelError;

const KEY: usize = 8;

/// Vectors of words, all with as many numbers.
#[derive(Clone, Debug, Default)]
pub struct Vectors {
    bytes: Cow<'static, [u8]>,
    keys: Cow<'static, [u8]>,
    rows: Cow<'static, [u8]>,
    dimensions: usize,
}

impl Vectors {
    /// Reads the vectors that lie in the bytes of a file.
    pub fn read(bytes: impl Into<Cow<'static, [u8]>>) -> Result<Self, ModelError> {
        let bytes = bytes.into();
        let archive = Archive::read(bytes.clone())?;
        let (keys, rows) = (archive.section("keys")?, archive.section("rows")?);
        let count = keys.len() / KEY;
        let is_whole = keys.len().is_multiple_of(KEY) && rows.len().is_multiple_of(count.max(1));
        if !is_whole {
            return Err(ModelError::Broken);
        }
        Ok(Self { bytes, dimensions: rows.len() / count.max(1), keys, rows })
    }

    /// Returns the bytes of a file with some vectors, by the [`hash`](super::hash) of the word.
    ///
    /// # Panics
    /// Where one has more numbers than another.
    pub fn write(vectors: &BTreeMap<u64, Vec<i8>>) -> Vec<u8> {
        let dimensions = vectors.values().next().map_or(0, Vec::len);
        assert!(vectors.values().all(|row| row.len() == dimensions), "rows are as long");
        let mut writer = ArchiveWriter::new();
        writer.add("keys", vectors.keys().flat_map(|key| key.to_le_bytes()).collect());
        writer
            .add("rows", vectors.values().flatten().map(|number| number.cast_unsigned()).collect());
        writer.finish()
    }

    /// Returns the bytes of the file.
    pub fn bytes(&self) -> &[u8] {
        &self.bytes
    }

    /// Returns how many numbers each word has.
    pub fn dimensions(&self) -> usize {
        self.dimensions
    }

    /// Returns the numbers of a word by its [`hash`](super::hash).
    pub fn of(&self, word: u64) -> Option<impl Iterator<Item = i8> + '_> {
        let keys = self.keys.as_chunks::<KEY>().0;
        let at = keys.binary_search_by_key(&word, |key| u64::from_le_bytes(*key)).ok()?;
        let row = self.rows.get(at * self.dimensions..(at + 1) * self.dimensions)?;
        Some(row.iter().map(|byte| byte.cast_signed()))
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use super::Vectors;
    use crate::learn::ArchiveWriter;
    use crate::learn::ModelError;

    #[test]
    fn what_was_written_is_read() {
        let rows = BTreeMap::from([(9, vec![1, -2]), (3, vec![127, -128]), (u64::MAX, vec![0, 7])]);
        let vectors = Vectors::read(Vectors::write(&rows)).unwrap();
        assert_eq!(vectors.dimensions(), 2);
        for (word, row) in rows {
            assert_eq!(vectors.of(word).unwrap().collect::<Vec<_>>(), row);
        }
        assert!(vectors.of(4).is_none());
        assert!(Vectors::default().of(4).is_none());
    }

    #[test]
    fn a_row_that_is_cut_is_noticed() {
        let mut writer = ArchiveWriter::new();
        writer.add("keys", vec![0; 16]);
        writer.add("rows", vec![0; 5]);
        assert_eq!(Vectors::read(writer.finish()).err(), Some(ModelError::Broken));
    }
}
