//! From treebanks to the models that analysis reads sentences with.

use crate::analyse::grammar::forms::Form;
use crate::learn::ArchiveWriter;
use crate::model::Lexicon;
use crate::model::Upos;
use crate::model::Xpos;

use super::boundaries;
use super::conllu::TreebankSentence;
use super::conllu::TreebankText;
use super::parsing;
use super::splitting;
use super::tagging;

const PARSING: parsing::Settings = parsing::Settings { epochs: 10, min_updates: 3 };

/// Returns the model file that is learned from the texts of treebanks.
pub fn syntax(texts: &[TreebankText], lexicon: &Lexicon) -> Vec<u8> {
    let mut archive = ArchiveWriter::new();
    splitting::learn(texts, &lexicon.words, &mut archive);

    let sentences: Vec<&TreebankSentence> = texts.iter().flat_map(|text| &text.sentences).collect();
    let pairs = tagging::pairs(&sentences);
    archive.add("tagger.tags", pairs.iter().flat_map(|pair| bytes_of_pair(*pair)).collect());
    let examples = tagging::examples(&sentences, &pairs);
    let tags = tagging::jackknifed(&examples, pairs.len());
    let learned = tagging::learn(&examples, pairs.len());
    let dictionary = learned.dictionary();
    let boundaries = boundaries::learn(texts, &lexicon.words, &dictionary);
    archive.add("sentences.boundaries", boundaries);
    archive.add("tagger.dictionary", learned.dictionary);
    archive.add("tagger.model", learned.model);
    let (rules, edits) = tagging::lemmas(&sentences, &examples);
    archive.add("lemmas.rules", rules);
    archive.add("lemmas.edits", edits);

    let trees: Vec<parsing::Example> = sentences
        .iter()
        .zip(examples)
        .zip(tags)
        .map(|((sentence, example), tags)| tree(sentence, &example, tags))
        .collect();
    let (moves, relations) = parsing::learn(&trees, PARSING);
    archive.add("parser.moves", moves);
    archive.add("parser.relations", relations);
    archive.finish()
}

fn bytes_of_pair((upos, xpos): (Upos, Xpos)) -> [u8; 2] {
    [upos.number(), xpos.number()].map(|number| u8::try_from(number).expect("tags are few"))
}

fn tree(
    sentence: &TreebankSentence,
    example: &tagging::Example,
    tags: Vec<u16>,
) -> parsing::Example {
    let words = example.forms.iter().map(Form::word).collect();
    let heads: Vec<Option<usize>> = sentence.words.iter().map(|word| word.head).collect();
    let relations = sentence.words.iter().map(|word| word.relation).collect();
    parsing::Example::new(words, tags, &heads, relations)
}

#[cfg(test)]
mod tests {
    use super::syntax;
    use crate::analyse::Syntax;
    use crate::model::Lexicon;
    use crate::train::conllu;
    use crate::train::scoring;

    const SENTENCE: &str = "\
1\tHe\the\tPRON\tPRP\t_\t2\tnsubj\t_\t_
2\tleft\tleave\tVERB\tVBD\t_\t0\troot\t_\tSpaceAfter=No
3\t.\t.\tPUNCT\t.\t_\t2\tpunct\t_\t_

1\tShe\tshe\tPRON\tPRP\t_\t2\tnsubj\t_\t_
2\tsaid\tsay\tVERB\tVBD\t_\t0\troot\t_\t_
3\tso\tso\tADV\tRB\t_\t2\tadvmod\t_\tSpaceAfter=No
4\t.\t.\tPUNCT\t.\t_\t2\tpunct\t_\t_

";

    #[test]
    fn a_small_treebank_is_learned_the_same_each_time() {
        let lexicon = Lexicon::built_in();
        let texts = conllu::read(&SENTENCE.repeat(8)).unwrap();
        let model = syntax(&texts, &lexicon);
        assert!(model == syntax(&texts, &lexicon));
        let score = scoring::score(&texts, &lexicon, &Syntax::read(model).unwrap());
        assert_eq!(score.given.words.gold, 56);
        assert_eq!(score.raw.words.both, 56);
    }
}
