//! Which treebanks a model was learned from, whose they are, and the card that says so.

use crate::model::Sha256;

use super::Card;
use super::Data;
use super::conllu;
use super::conllu::TreebankError;
use super::conllu::TreebankText;

/// A file of a treebank.
#[derive(Clone, Debug)]
pub struct Treebank {
    /// The name of the file.
    pub name: String,
    /// The hash of its bytes.
    pub sha256: Sha256,
    /// Its documents.
    pub texts: Vec<TreebankText>,
}

impl Treebank {
    /// Reads a file.
    pub fn read(name: &str, source: &str) -> Result<Self, TreebankError> {
        let texts = conllu::read(source)?;
        Ok(Self { name: name.to_owned(), sha256: Sha256::of(source), texts })
    }

    /// Returns how many words it has.
    fn words(&self) -> usize {
        let sentences = self.texts.iter().flat_map(|text| &text.sentences);
        sentences.map(|sentence| sentence.words.len()).sum()
    }

    fn data(&self) -> Data {
        let origin = ORIGINS.iter().find(|origin| self.name.starts_with(origin.0));
        let origin = origin.map_or("of unknown origin", |origin| origin.1);
        Data {
            name: format!("{} ({} words)", self.name, self.words()),
            sha256: Some(self.sha256.as_str().to_owned()),
            licence: origin.to_owned(),
        }
    }
}

/// Whose treebanks are, by how the names of their files begin.
const ORIGINS: &[(&str, &str)] = &[
    (
        "gum-",
        "GUM, the Georgetown University Multilayer corpus (Zeldes 2017, \"The GUM Corpus: Creating Multilayer \
         Resources in the Classroom\", https://github.com/amir-zeldes/gum), genres academic, bio, court, interview, \
         news, speech, textbook, vlog and voyage only: annotations CC BY 4.0; texts CC BY or public domain, those of \
         bio and voyage CC BY-SA 3.0",
    ),
    (
        "ewt-",
        "UD_English-EWT, the English Web Treebank (Silveira et al. 2014, \"A Gold Standard Dependency Corpus for \
         English\", https://github.com/UniversalDependencies/UD_English-EWT): annotations CC BY-SA 4.0; portions of \
         the texts (c) 2012 Google Inc., (c) 2011 Yahoo! Inc., the Trustees of the University of Pennsylvania and \
         other authors",
    ),
];

/// Returns the card of a model that was learned from treebanks.
pub fn syntax_card(model: &[u8], treebanks: &[Treebank], figures: Vec<String>) -> Card {
    Card {
        title: "Finds words, sentences, tags, lemmas and trees".to_owned(),
        file: "syntax.model".to_owned(),
        size: model.len(),
        sha256: Sha256::of(model).as_str().to_owned(),
        licence: "CC BY-SA 4.0".to_owned(),
        command: "sayso train syntax --treebanks DIR".to_owned(),
        figures,
        data: treebanks.iter().map(Treebank::data).collect(),
    }
}

#[cfg(test)]
mod tests {
    use super::Treebank;
    use super::syntax_card;

    #[test]
    fn a_card_says_whose_the_words_are() {
        let line = "1\tNo\tno\tINTJ\tUH\t_\t0\troot\t_\t_\n";
        let treebanks =
            ["ewt-train.conllu", "x.conllu"].map(|name| Treebank::read(name, line).unwrap());
        let card = syntax_card(b"bytes", &treebanks, vec![]);
        assert_eq!(card.fault(b"bytes"), None);
        assert_eq!(card.data[0].name, "ewt-train.conllu (1 words)");
        assert!(card.data[0].licence.contains("CC BY-SA 4.0"));
        assert_eq!(card.data[1].licence, "of unknown origin");
    }
}
