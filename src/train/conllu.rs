//! Treebanks in CoNLL-U: sentences with their trees, and the text that they were taken from.
//!
//! ```text
//! # newpar
//! 1-2  don't  _     _     _    _  _  _         _  _
//! 1    do     do    AUX   VBP  …  3  aux       _  _
//! 2    n't    not   PART  RB   …  3  advmod    _  _
//! 3    know   know  VERB  VB   …  0  root      _  SpaceAfter=No
//! ```

use std::ops::Range;

use crate::model::Relation;
use crate::model::Upos;
use crate::model::Xpos;

/// A document of a treebank.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct TreebankText {
    /// Its name in the treebank.
    pub id: String,
    /// Its text: a blank line between paragraphs, as little space as possible elsewhere.
    pub text: String,
    /// Its sentences in order.
    pub sentences: Vec<TreebankSentence>,
}

/// A sentence of a treebank.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct TreebankSentence {
    /// Its words in order.
    pub words: Vec<TreebankWord>,
}

/// A word of a treebank.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TreebankWord {
    /// Where it stands in the text, in bytes.
    pub place: Range<usize>,
    /// The word as the treebank writes it.
    pub form: String,
    /// Its lemma.
    pub lemma: String,
    /// Its part of speech.
    pub upos: Upos,
    /// Its tag.
    pub xpos: Xpos,
    /// Its head, as an index into the sentence's words.
    pub head: Option<usize>,
    /// Its relation to the head.
    pub relation: Relation,
    /// Which mentions begin and end with it, as GUM's `Entity=` has them: `(3-person-new-…` `3)`.
    pub entities: String,
}

/// What is wrong with a treebank.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("line {line} is not CoNLL-U")]
pub struct TreebankError {
    /// The line, counted from 1.
    pub line: usize,
}

/// Reads a treebank.
pub fn read(source: &str) -> Result<Vec<TreebankText>, TreebankError> {
    let mut reader = Reader::default();
    for (number, line) in source.lines().enumerate() {
        reader.line(line).ok_or(TreebankError { line: number + 1 })?;
    }
    reader.end_of_sentence();
    reader.texts.retain(|text| !text.sentences.is_empty());
    Ok(reader.texts)
}

#[derive(Default)]
struct Reader {
    texts: Vec<TreebankText>,
    words: Vec<TreebankWord>,
    /// The number of the last word of a token of several, and whether a space follows it.
    several: Option<(usize, bool)>,
    gap: &'static str,
}

impl Reader {
    fn line(&mut self, line: &str) -> Option<()> {
        if line.is_empty() {
            self.end_of_sentence();
        } else if line.starts_with("# newdoc") || self.texts.is_empty() {
            let id = line.split_once('=').map_or("", |(_, id)| id.trim()).to_owned();
            self.texts.push(TreebankText { id, ..TreebankText::default() });
            self.gap = "";
        } else if line.starts_with("# newpar") {
            self.gap = if self.text().is_empty() { "" } else { "\n\n" };
        }
        if line.is_empty() || line.starts_with('#') {
            return Some(());
        }
        let fields: Vec<&str> = line.split('\t').collect();
        let [id, form, lemma, upos, xpos, _, head, relation, _, misc] = fields[..] else {
            return None;
        };
        let has_gap = !misc.split('|').any(|property| property == "SpaceAfter=No");
        let entities = misc.split('|').find_map(|property| property.strip_prefix("Entity="));
        if let Some((_, last)) = id.split_once('-') {
            self.several = Some((last.parse().ok()?, has_gap));
        } else if !id.contains('.') {
            let place = self.append(form, self.has_gap(id.parse().ok()?, has_gap));
            self.words.push(TreebankWord {
                place,
                form: form.to_owned(),
                lemma: lemma.to_owned(),
                upos: Upos::named(upos)?,
                xpos: Xpos::named(xpos)?,
                head: head.parse::<usize>().ok()?.checked_sub(1),
                relation: relation_named(relation)?,
                entities: entities.unwrap_or_default().to_owned(),
            });
        }
        Some(())
    }

    fn text(&mut self) -> &mut String {
        &mut self.texts.last_mut().expect("a text was begun").text
    }

    /// Adds a token to the text; returns where it stands.
    fn append(&mut self, form: &str, has_gap: bool) -> Range<usize> {
        let gap = std::mem::replace(&mut self.gap, if has_gap { " " } else { "" });
        let text = self.text();
        text.push_str(gap);
        let start = text.len();
        text.push_str(form);
        start..text.len()
    }

    /// Returns whether a space follows a word: inside a token of several words there is none.
    fn has_gap(&self, id: usize, has_gap: bool) -> bool {
        match self.several {
            Some((last, _)) if id < last => false,
            Some((last, has_gap)) if id == last => has_gap,
            _ => has_gap,
        }
    }

    fn end_of_sentence(&mut self) {
        let words = std::mem::take(&mut self.words);
        self.several = None;
        if let Some(text) = self.texts.last_mut()
            && !words.is_empty()
        {
            text.sentences.push(TreebankSentence { words });
        }
    }
}

/// Returns a relation; one with a subtype that is not known counts without it.
fn relation_named(name: &str) -> Option<Relation> {
    let base = name.split(':').next().unwrap_or(name);
    Relation::named(name).or_else(|| Relation::named(base))
}

#[cfg(test)]
mod tests {
    use super::read;

    const TREEBANK: &str = "\
# newdoc id = one
# newpar
1-2\tDon't\t_\t_\t_\t_\t_\t_\t_\t_
1\tDo\tdo\tAUX\tVBP\t_\t3\taux\t_\t_
2\tn't\tnot\tPART\tRB\t_\t3\tadvmod\t_\t_
3\tgo\tgo\tVERB\tVB\t_\t0\troot\t_\tSpaceAfter=No
3.1\tgo\tgo\tVERB\tVB\t_\t_\t_\t_\t_
4\t.\t.\tPUNCT\t.\t_\t3\tpunct:new\t_\t_

1\tNo\tno\tINTJ\tUH\t_\t0\troot\t_\t_

# newpar
1\tYes\tyes\tINTJ\tUH\t_\t0\troot\t_\t_

# newdoc id = two
1\tSo\tso\tADV\tRB\t_\t0\troot\t_\t_
";

    #[test]
    fn texts_are_put_together_again() {
        let texts = read(TREEBANK).unwrap();
        let found: Vec<&str> = texts.iter().map(|text| text.text.as_str()).collect();
        assert_eq!(found, ["Don't go. No\n\nYes", "So"]);
        assert_eq!(texts[0].sentences.len(), 3);
    }

    #[test]
    fn words_know_their_place_and_head() {
        let texts = read(TREEBANK).unwrap();
        let words = &texts[0].sentences[0].words;
        let shown: Vec<(&str, Option<usize>)> =
            words.iter().map(|word| (&texts[0].text[word.place.clone()], word.head)).collect();
        assert_eq!(shown, [("Do", Some(2)), ("n't", Some(2)), ("go", None), (".", Some(2))]);
        assert_eq!(words[3].relation.name(), "punct");
    }

    #[test]
    fn a_fault_is_told_with_its_line() {
        assert_eq!(read("# newdoc\n1\tNo\n").unwrap_err().line, 2);
        assert!(read("1\tNo\tno\tWORD\tUH\t_\t0\troot\t_\t_\n").is_err());
        assert_eq!(read("").unwrap(), []);
    }
}
