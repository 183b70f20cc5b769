//! What a text is read with: word lists and models.

use std::sync::LazyLock;

use crate::analyse::Syntax;
use crate::extract::Attribution;
use crate::model::Lexicon;

/// All that the program knows of the language.
#[derive(Clone, Debug)]
pub struct Engine {
    /// Word lists.
    pub lexicon: Lexicon,
    /// The models that analysis needs.
    pub syntax: Syntax,
    /// The models that extraction needs.
    pub attribution: Attribution,
}

impl Engine {
    /// Returns the engine that is built into the program; it is made once.
    pub fn built_in() -> &'static Self {
        static BUILT_IN: LazyLock<Engine> = LazyLock::new(|| Engine {
            lexicon: Lexicon::built_in(),
            syntax: Syntax::built_in(),
            attribution: Attribution::built_in(),
        });
        &BUILT_IN
    }
}
