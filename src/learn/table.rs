//! Tables from keys to numbers, read where they lie.

use std::borrow::Cow;
use std::collections::BTreeMap;

use super::ModelError;
use super::buckets;
use super::buckets::Buckets;

const CHECK: usize = 3;
const ROW: usize = CHECK + 2;

/// A table from keys to numbers. One key in four million that is not in it is taken for another.
#[derive(Clone, Debug)]
pub struct Table {
    buckets: Buckets,
}

impl Table {
    /// Returns the table that lies in bytes.
    pub fn read(bytes: Cow<'static, [u8]>) -> Result<Self, ModelError> {
        Ok(Self { buckets: Buckets::read(bytes, 0)? })
    }

    /// Returns the bytes of a table.
    pub fn write(entries: &BTreeMap<u64, u16>) -> Vec<u8> {
        let row = |key: u64, value: u16| {
            let mut row = buckets::check_of::<CHECK>(key).to_vec();
            row.extend(value.to_le_bytes());
            (key, row)
        };
        let rows: Vec<(u64, Vec<u8>)> =
            entries.iter().map(|(key, value)| row(*key, *value)).collect();
        let mut bytes = Vec::new();
        buckets::write(&mut bytes, &rows);
        bytes
    }

    /// Returns the number of a key.
    pub fn get(&self, key: u64) -> Option<u16> {
        let check = buckets::check_of::<CHECK>(key);
        let (rows, _) = self.buckets.bucket(key).as_chunks::<ROW>();
        let found = rows.iter().find(|row| row[..CHECK] == check)?;
        Some(u16::from_le_bytes([found[CHECK], found[CHECK + 1]]))
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use super::Table;
    use crate::learn::feature;

    #[test]
    fn what_was_put_in_is_found() {
        let entries: BTreeMap<u64, u16> =
            (0..500).map(|number| (feature(0, &[u64::from(number)]), number)).collect();
        let table = Table::read(Table::write(&entries).into()).unwrap();
        for number in 0..1000 {
            let expected = (number < 500).then_some(number);
            assert_eq!(table.get(feature(0, &[u64::from(number)])), expected);
        }
    }

    #[test]
    fn broken_bytes_never_panic() {
        assert!(Table::read(vec![1, 0].into()).is_err());
        let whole = Table::write(&(0..9).map(|number| (u64::MAX / 9 * number, 1)).collect());
        for place in 0..whole.len() {
            let mut broken = whole.clone();
            broken[place] ^= 0xff;
            let Ok(table) = Table::read(broken.into()) else { continue };
            let found = (0..20).filter_map(|number| table.get(u64::MAX / 20 * number));
            assert!(found.count() <= 20);
        }
    }
}
