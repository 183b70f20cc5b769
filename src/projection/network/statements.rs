//! The statements of a network in few bytes each: their words stand one behind the other in one text.

use std::sync::Arc;

/// A statement that counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Coded<'network> {
    /// Its identifier; the number of its row where it has none.
    pub id: &'network str,
    /// Where in the names of those who speak its speaker stands.
    pub who: usize,
    /// Where in the names of what is spoken of its concept stands.
    pub what: usize,
    /// Which level of the qualifier it has; one beyond the last where it has none.
    pub level: usize,
    /// The qualifier as written.
    pub qualifier: &'network str,
    /// The identifier of its document, where it has one.
    pub document: &'network str,
    /// Its time as written.
    pub time: &'network str,
    /// Its words, where the table has them.
    pub text: &'network str,
}

/// Statements in their order.
#[derive(Clone, Debug, Default)]
pub struct Statements {
    packed: Vec<Packed>,
    words: Arc<String>,
}

/// A statement whose words stand somewhere else.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Packed {
    start: usize,
    lengths: [u32; 5],
    who: u32,
    what: u32,
    level: u32,
}

impl Statements {
    /// Returns how many there are.
    pub fn len(&self) -> usize {
        self.packed.len()
    }

    /// Returns whether there is none.
    pub fn is_empty(&self) -> bool {
        self.packed.is_empty()
    }

    /// Returns the statement at a place.
    pub fn get(&self, place: usize) -> Coded<'_> {
        let packed = &self.packed[place];
        let mut start = packed.start;
        let [id, qualifier, document, time, text] = packed.lengths.map(|length| {
            let end = start + length as usize;
            let part = &self.words[start..end];
            start = end;
            part
        });
        let (who, what, level) = (packed.who as usize, packed.what as usize, packed.level as usize);
        Coded { id, who, what, level, qualifier, document, time, text }
    }

    /// Returns all in their order.
    pub fn iter(&self) -> impl Iterator<Item = Coded<'_>> {
        (0..self.len()).map(|place| self.get(place))
    }

    /// Returns who, what and level of a statement.
    pub(super) fn cell(&self, place: usize) -> (usize, usize, usize) {
        let packed = &self.packed[place];
        (packed.who as usize, packed.what as usize, packed.level as usize)
    }

    /// Returns who, what and level of all, close together.
    pub(super) fn cells(&self) -> Vec<[u32; 3]> {
        self.packed.iter().map(|packed| [packed.who, packed.what, packed.level]).collect()
    }

    /// Returns the statements at these places, in this order.
    pub(super) fn at(&self, places: impl Iterator<Item = usize>) -> Self {
        let packed = places.map(|place| self.packed[place]).collect();
        Self { packed, words: Arc::clone(&self.words) }
    }

    /// Changes who, what and level of all.
    pub(super) fn renumber(
        &mut self,
        new: impl Fn((usize, usize, usize)) -> (usize, usize, usize),
    ) {
        for place in 0..self.packed.len() {
            let (who, what, level) = new(self.cell(place));
            let packed = &mut self.packed[place];
            (packed.who, packed.what, packed.level) = (number(who), number(what), number(level));
        }
    }

    /// Adds a statement behind the others.
    pub(super) fn push(&mut self, coded: Coded<'_>) {
        let parts = [coded.id, coded.qualifier, coded.document, coded.time, coded.text];
        let start = self.words.len();
        Arc::make_mut(&mut self.words).extend(parts);
        self.packed.push(Packed {
            start,
            lengths: parts.map(|part| number(part.len())),
            who: number(coded.who),
            what: number(coded.what),
            level: number(coded.level),
        });
    }
}

impl PartialEq for Statements {
    /// Compares the statements, wherever their words stand.
    fn eq(&self, other: &Self) -> bool {
        self.iter().eq(other.iter())
    }
}

fn number(place: usize) -> u32 {
    u32::try_from(place).expect("that many are not in memory")
}
