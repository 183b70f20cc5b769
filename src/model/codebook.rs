//! A codebook: topics, and concepts that somebody can agree or disagree with.

/// Topics and concepts of one file.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Codebook {
    /// The name of its file.
    pub file: String,
    /// Its text.
    pub text: String,
    /// What it has, by identifier.
    pub concepts: Vec<Concept>,
}

/// A topic, or a concept, which is a proposition.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct Concept {
    /// Its identifier.
    pub iri: String,
    /// What it is called; of a concept, the proposition.
    pub label: String,
    /// Words that show that a claim is about it.
    pub cues: Vec<String>,
    /// What belongs to it.
    pub definition: Option<String>,
    /// The schemes that it stands in, by identifier.
    pub schemes: Vec<String>,
    /// What is wider, by identifier.
    pub broader: Vec<String>,
    /// Words that agree with it.
    pub pro: Vec<String>,
    /// Words that disagree with it.
    pub contra: Vec<String>,
}

impl Concept {
    /// Returns whether somebody can agree or disagree with it.
    pub fn is_proposition(&self) -> bool {
        !self.pro.is_empty() || !self.contra.is_empty()
    }
}

/// That a claim has a topic.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Coding {
    /// The claim's key.
    pub claim: String,
    /// The topic, by identifier.
    pub topic: String,
    /// The words that tell it, as the claim has them.
    pub words: String,
}

/// What a statement holds of a concept.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Position {
    /// The document.
    pub document: super::DocumentKey,
    /// The statement or own words, by its id there.
    pub statement: String,
    /// The concept, by identifier.
    pub concept: String,
    /// Whether it agrees; else it disagrees.
    pub agrees: bool,
    /// The words that tell it, as the claim has them.
    pub words: String,
    /// The rule that found it.
    pub rule: &'static str,
}
