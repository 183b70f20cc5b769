//! Model files: named sections behind a mark, a version and a checksum.
//!
//! ```text
//! "sayso model 1\n" │ u64 checksum of the rest │ u32 sections │ (u16 name length, name, u64 length)… │ sections
//! ```

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::ops::Range;

use super::Model;
use super::Table;
use super::hash::hash_of_bytes;

const MARK: &[u8] = b"sayso model 1\n";
const MOST_SECTIONS: u32 = 1000;

/// A model file. Where it is part of the program, its sections are read where they lie.
#[derive(Clone, Debug)]
pub struct Archive {
    bytes: Cow<'static, [u8]>,
    sections: BTreeMap<String, Range<usize>>,
}

/// What is wrong with a model file.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum ModelError {
    /// It is another kind of file, or of another version.
    #[error("this is no model file of this version")]
    Unknown,
    /// Its bytes are not those that were written.
    #[error("the model file is broken")]
    Broken,
    /// A section is missing.
    #[error("the model file has no section {0}")]
    Missing(String),
}

impl Archive {
    /// Reads a model file.
    pub fn read(bytes: impl Into<Cow<'static, [u8]>>) -> Result<Self, ModelError> {
        let bytes = bytes.into();
        let rest = bytes.strip_prefix(MARK).ok_or(ModelError::Unknown)?;
        let (checksum, rest) = rest.split_first_chunk().ok_or(ModelError::Broken)?;
        if hash_of_bytes(rest) != u64::from_le_bytes(*checksum) {
            return Err(ModelError::Broken);
        }
        let sections = sections(rest, bytes.len() - rest.len()).ok_or(ModelError::Broken)?;
        Ok(Self { bytes, sections })
    }

    /// Returns the bytes of a section.
    pub fn section(&self, name: &str) -> Result<Cow<'static, [u8]>, ModelError> {
        let missing = || ModelError::Missing(name.to_owned());
        let range = self.sections.get(name).ok_or_else(missing)?.clone();
        match &self.bytes {
            Cow::Borrowed(bytes) => bytes.get(range).map(Cow::Borrowed),
            Cow::Owned(bytes) => bytes.get(range).map(|section| Cow::Owned(section.to_vec())),
        }
        .ok_or(ModelError::Broken)
    }

    /// Returns the model of a section.
    pub fn model(&self, name: &str) -> Result<Model, ModelError> {
        Model::read(self.section(name)?)
    }

    /// Returns the table of a section.
    pub fn table(&self, name: &str) -> Result<Table, ModelError> {
        Table::read(self.section(name)?)
    }
}

/// Returns where each section stands in the whole file.
fn sections(bytes: &[u8], offset: usize) -> Option<BTreeMap<String, Range<usize>>> {
    let mut reader = Reader { bytes, place: 0 };
    let count = reader.number::<4>()?;
    let mut lengths = Vec::new();
    for _ in 0..count.min(u64::from(MOST_SECTIONS)) {
        let length = reader.number::<2>()?;
        let name = reader.take(length)?.to_vec();
        lengths.push((String::from_utf8(name).ok()?, reader.number::<8>()?));
    }
    let mut sections = BTreeMap::new();
    for (name, length) in lengths {
        let start = reader.place;
        reader.take(length)?;
        sections.insert(name, offset + start..offset + reader.place);
    }
    Some(sections)
}

struct Reader<'a> {
    bytes: &'a [u8],
    place: usize,
}

impl<'a> Reader<'a> {
    fn take(&mut self, length: u64) -> Option<&'a [u8]> {
        let end = self.place.checked_add(usize::try_from(length).ok()?)?;
        let taken = self.bytes.get(self.place..end)?;
        self.place = end;
        Some(taken)
    }

    fn number<const BYTES: usize>(&mut self) -> Option<u64> {
        let bytes = self.take(BYTES as u64)?;
        Some(bytes.iter().rev().fold(0, |number, byte| (number << 8) | u64::from(*byte)))
    }
}

/// Puts sections together to a model file.
#[derive(Debug, Default)]
pub struct ArchiveWriter {
    sections: BTreeMap<String, Vec<u8>>,
}

impl ArchiveWriter {
    /// Returns a writer without sections.
    pub fn new() -> Self {
        Self::default()
    }

    /// Adds a section.
    pub fn add(&mut self, name: &str, bytes: Vec<u8>) {
        self.sections.insert(name.to_owned(), bytes);
    }

    /// Returns the bytes of the file.
    pub fn finish(self) -> Vec<u8> {
        let count = u32::try_from(self.sections.len()).unwrap_or(u32::MAX);
        assert!(count <= MOST_SECTIONS, "a model file has few sections");
        let mut rest = Vec::new();
        rest.extend(count.to_le_bytes());
        for (name, bytes) in &self.sections {
            rest.extend(u16::try_from(name.len()).expect("names are short").to_le_bytes());
            rest.extend(name.as_bytes());
            rest.extend((bytes.len() as u64).to_le_bytes());
        }
        rest.extend(self.sections.values().flatten());
        let checksum = hash_of_bytes(&rest);
        [MARK, &checksum.to_le_bytes(), &rest].concat()
    }
}

#[cfg(test)]
mod tests {
    use super::Archive;
    use super::ArchiveWriter;
    use super::ModelError;

    fn file() -> Vec<u8> {
        let mut writer = ArchiveWriter::new();
        writer.add("one", vec![1, 2, 3]);
        writer.add("none", vec![]);
        writer.finish()
    }

    #[test]
    fn what_was_written_is_read() {
        let archive = Archive::read(file()).unwrap();
        assert_eq!(*archive.section("one").unwrap(), [1, 2, 3]);
        assert_eq!(archive.section("none").unwrap().len(), 0);
        assert_eq!(archive.section("two"), Err(ModelError::Missing("two".to_owned())));
    }

    #[test]
    fn every_broken_byte_is_noticed() {
        for place in 0..file().len() {
            let mut broken = file();
            broken[place] ^= 1;
            assert!(Archive::read(broken).is_err(), "{place}");
            assert!(Archive::read(file()[..place].to_vec()).is_err(), "{place}");
        }
    }
}
