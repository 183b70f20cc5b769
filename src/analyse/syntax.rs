//! The models that analysis reads sentences with.

use std::borrow::Cow;
use std::sync::OnceLock;

use crate::learn::Archive;
use crate::learn::Model;
use crate::learn::ModelError;
use crate::model::Sha256;
use crate::model::Upos;
use crate::model::WordLists;
use crate::model::Xpos;

use super::boundaries::Boundaries;
use super::grammar::lemmas::Lemmas;
use super::grammar::tagger::Dictionary;
use super::words::Splits;

const BUILT_IN: &[u8] = include_bytes!("../../data/models/syntax.model");

/// The models of words and sentences.
#[derive(Clone, Debug)]
pub struct Syntax {
    bytes: Cow<'static, [u8]>,
    hash: OnceLock<Sha256>,
    pub(crate) splits: Splits,
    pub(crate) boundaries: Model,
    pub(crate) tags: Vec<(Upos, Xpos)>,
    pub(crate) dictionary: Dictionary,
    pub(crate) tagger: Model,
    pub(crate) lemmas: Lemmas,
    pub(crate) moves: Model,
    pub(crate) relations: Model,
}

impl Syntax {
    /// Returns the models that are built into the program.
    pub fn built_in() -> Self {
        Self::read(BUILT_IN).expect("the program is built with its models")
    }

    /// Reads the models that lie in the bytes of a file.
    pub fn read(bytes: impl Into<Cow<'static, [u8]>>) -> Result<Self, ModelError> {
        let bytes = bytes.into();
        let archive = Archive::read(bytes.clone())?;
        let edits = archive.section("lemmas.edits")?;
        let edits = std::str::from_utf8(&edits).map_err(|_| ModelError::Broken)?;
        Ok(Self {
            bytes,
            hash: OnceLock::new(),
            splits: Splits {
                model: archive.model("words.splits")?,
                contractions: archive.table("words.contractions")?,
            },
            boundaries: archive.model("sentences.boundaries")?,
            tags: tags(&archive.section("tagger.tags")?).ok_or(ModelError::Broken)?,
            dictionary: Dictionary(archive.table("tagger.dictionary")?),
            tagger: archive.model("tagger.model")?,
            lemmas: Lemmas::read(archive.table("lemmas.rules")?, edits),
            moves: archive.model("parser.moves")?,
            relations: archive.model("parser.relations")?,
        })
    }

    /// Returns the hash of the file that the models were read from.
    pub fn hash(&self) -> Sha256 {
        self.hash.get_or_init(|| Sha256::of(&self.bytes)).clone()
    }

    /// Returns what tells where sentences end.
    pub(super) fn boundaries<'a>(&'a self, words: &'a WordLists) -> Boundaries<'a> {
        Boundaries { model: &self.boundaries, dictionary: &self.dictionary, words }
    }

    /// Returns the parts of speech that a tag of the tagger stands for.
    pub(crate) fn parts_of_speech(&self, tag: u16) -> (Upos, Xpos) {
        self.tags.get(usize::from(tag)).copied().unwrap_or(self.tags[0])
    }
}

/// Reads pairs of numbers of parts of speech; there is at least one.
fn tags(bytes: &[u8]) -> Option<Vec<(Upos, Xpos)>> {
    let pairs = bytes.as_chunks::<2>().0.iter();
    let tags: Option<Vec<(Upos, Xpos)>> = pairs
        .map(|[upos, xpos]| {
            Some((Upos::numbered(usize::from(*upos))?, Xpos::numbered(usize::from(*xpos))?))
        })
        .collect();
    tags.filter(|tags| !tags.is_empty())
}

#[cfg(test)]
pub(super) mod tests {
    use std::sync::LazyLock;

    use super::Syntax;

    /// Returns the built-in models, read once for all tests.
    pub(in crate::analyse) fn built_in() -> &'static Syntax {
        static BUILT_IN: LazyLock<Syntax> = LazyLock::new(Syntax::built_in);
        &BUILT_IN
    }

    #[test]
    fn other_bytes_are_no_models() {
        assert!(Syntax::read(b"something else".as_slice()).is_err());
        assert!(Syntax::read(super::BUILT_IN[..1000].to_vec()).is_err());
    }
}
