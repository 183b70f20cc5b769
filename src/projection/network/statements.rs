//! The statements of a network in few bytes each: identifiers and words stand one behind the other in one text, and what many have
//! in common stands once.

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
    packed: Arc<Vec<Packed>>,
    words: Arc<Words>,
}

/// A statement whose words stand somewhere else.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Packed {
    /// Where its identifier begins, behind which its text stands, and how long they are.
    pub(super) start: usize,
    pub(super) id: u32,
    pub(super) text: u32,
    /// Which of the qualifiers, documents and times it has.
    pub(super) qualifier: u32,
    pub(super) document: u32,
    pub(super) time: u32,
    pub(super) who: u32,
    pub(super) what: u32,
    pub(super) level: u32,
}

/// What statements say in words.
#[derive(Clone, Debug, Default)]
pub(super) struct Words {
    /// Identifiers and texts.
    pub(super) text: String,
    pub(super) qualifiers: Vec<String>,
    pub(super) documents: Vec<String>,
    pub(super) times: Vec<String>,
}

impl Statements {
    /// Puts statements and their words together.
    pub(super) fn new(packed: Vec<Packed>, words: Words) -> Self {
        Self { packed: Arc::new(packed), words: Arc::new(words) }
    }

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
        let words = &*self.words;
        let middle = packed.start + packed.id as usize;
        Coded {
            id: &words.text[packed.start..middle],
            text: &words.text[middle..middle + packed.text as usize],
            qualifier: &words.qualifiers[packed.qualifier as usize],
            document: &words.documents[packed.document as usize],
            time: &words.times[packed.time as usize],
            who: packed.who as usize,
            what: packed.what as usize,
            level: packed.level as usize,
        }
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

    /// Returns which document each is in: none where it is in no known one.
    pub(super) fn documents(&self) -> Vec<Option<u32>> {
        let document = |packed: &Packed| {
            let is_known = !self.words.documents[packed.document as usize].is_empty();
            is_known.then_some(packed.document)
        };
        self.packed.iter().map(document).collect()
    }

    /// Returns the statements at some places, each once and in their order. All of them are not written anew.
    pub(super) fn at(&self, places: &[usize]) -> Self {
        if places.len() == self.len() {
            return self.clone();
        }
        let packed = places.iter().map(|&place| self.packed[place]).collect();
        Self { packed: Arc::new(packed), words: Arc::clone(&self.words) }
    }

    /// Changes who, what and level of all.
    pub(super) fn renumber(
        &mut self,
        new: impl Fn((usize, usize, usize)) -> (usize, usize, usize),
    ) {
        for packed in Arc::make_mut(&mut self.packed) {
            let cell = (packed.who as usize, packed.what as usize, packed.level as usize);
            let (who, what, level) = new(cell);
            (packed.who, packed.what, packed.level) = (number(who), number(what), number(level));
        }
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
