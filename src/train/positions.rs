//! How well positions are told: annotated pairs of a content and a concept come in, with what is right.

use std::collections::BTreeMap;

use serde::Deserialize;

use super::claims::Content;
use super::claims::read;
use crate::model::CodePointSpan;
use crate::model::Codebook;
use crate::model::DocumentKey;
use crate::model::Judgements;
use crate::model::Lexicon;
use crate::resolve;

/// A content and a concept, with what two annotators hold.
#[derive(Clone, Debug, Deserialize)]
pub struct ConceptPair {
    /// Its name.
    pub id: String,
    /// The concept, by the last part of its identifier.
    pub concept: String,
    /// The content.
    #[serde(flatten)]
    pub content: Content,
    /// Its cue.
    #[serde(default)]
    pub cue_spans: Vec<CodePointSpan>,
    /// What the annotators hold.
    pub labels: [Side; 2],
}

/// What a statement holds of a concept.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Side {
    /// It agrees.
    Agree,
    /// It disagrees.
    Disagree,
    /// It takes no side.
    None,
}

impl Side {
    /// All of them.
    pub const ALL: [Self; 3] = [Self::Agree, Self::Disagree, Self::None];
}

/// What was found of a pair, and by which words.
#[derive(Clone, Debug)]
pub struct FoundSide {
    /// The pair.
    pub pair: ConceptPair,
    /// What was found.
    pub found: Side,
    /// The claim.
    pub claim: String,
    /// The words that tell it.
    pub words: String,
}

/// Returns what is found of each pair.
pub fn found(
    pairs: Vec<ConceptPair>,
    texts: &BTreeMap<String, String>,
    codebooks: Vec<Codebook>,
) -> Vec<FoundSide> {
    let mut lexicon = Lexicon::built_in();
    lexicon.codebooks = codebooks;
    let contents = pairs.iter().map(|pair| (&pair.content, pair.cue_spans.as_slice()));
    let documents = read(contents, texts, &lexicon);
    let identity = resolve::identity(&documents, &lexicon, &Judgements::default())
        .expect("nobody decides anything");
    let links = resolve::links(&documents, &identity, &lexicon);
    let find = |pair: ConceptPair| {
        let document = documents.iter().find(|it| it.id == pair.content.document);
        let mut statements = document.into_iter().flat_map(|document| &document.statements);
        let statement = statements.find(|it| it.content_spans == pair.content.content_spans);
        let id = statement.map(|statement| statement.id.as_str()).unwrap_or_default();
        let key = DocumentKey { corpus: "pairs".to_owned(), id: pair.content.document.clone() };
        let position = links.positions.iter().find(|position| {
            position.document == key
                && position.statement == id
                && position.concept.ends_with(&format!("#{}", pair.concept))
        });
        let claim = links.claim_of.get(&(key, id.to_owned()));
        let claim = links.claims.iter().find(|it| Some(&it.key) == claim);
        let side = |agrees: bool| if agrees { Side::Agree } else { Side::Disagree };
        FoundSide {
            found: position.map_or(Side::None, |position| side(position.agrees)),
            words: position.map(|position| position.words.clone()).unwrap_or_default(),
            claim: claim.map(|claim| claim.label.clone()).unwrap_or_default(),
            pair,
        }
    };
    pairs.into_iter().map(find).collect()
}
