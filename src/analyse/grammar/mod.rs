//! Grammar: the tag, lemma and head of every word. Words and sentences come in, trees go out.

pub(crate) mod forms;
mod truecase;
pub(crate) mod tagger;
pub(crate) mod lemmas;
pub(crate) mod state;
pub(crate) mod features;
pub(crate) mod parser;

use std::borrow::Cow;
use std::collections::HashMap;

use crate::model::Cues;
use crate::model::Relation;
use crate::model::Sentence;
use crate::model::SentenceKind;
use crate::model::Upos;
use crate::model::Word;
use crate::model::Xpos;

use super::syntax::Syntax;
use super::words::Part;
use forms::Form;
use parser::Parser;
use truecase::Truecaser;

/// Returns the words of a text with their grammar, and their lemmas; tells each sentence which words are its own, and
/// those in title case that they are headlines.
pub(super) fn find(
    text: &str,
    parts: &[Part],
    sentences: &mut [Sentence],
    syntax: &Syntax,
    cues: &Cues,
) -> (Vec<Word>, Vec<String>) {
    let mut next = 0;
    for sentence in sentences.iter_mut() {
        let first = |from: usize, token: usize| {
            from + parts[from..].iter().take_while(|part| (part.token as usize) < token).count()
        };
        let start = first(next, sentence.tokens.start);
        next = first(start, sentence.tokens.end);
        sentence.words = start..next;
    }
    let words =
        |sentence: &Sentence| parts[sentence.words.clone()].iter().map(|part| part.span.of(text));
    let mut truecaser = Truecaser::new(syntax, cues);
    let titles: Vec<bool> =
        sentences.iter().map(|sentence| truecaser.is_title_case(words(sentence))).collect();
    let mut reader = Reader::new(text, syntax);
    if titles.contains(&true) {
        for (sentence, is_title) in sentences.iter_mut().zip(&titles) {
            if *is_title {
                sentence.kind = SentenceKind::Headline;
            } else {
                truecaser.count(words(sentence));
            }
        }
    }
    next = 0;
    for (sentence, is_title) in sentences.iter().zip(titles) {
        let own = &parts[sentence.words.clone()];
        reader.words.extend(parts[next..sentence.words.start].iter().map(without_grammar));
        reader.read(own, is_title.then_some(&truecaser));
        next = sentence.words.end;
    }
    reader.words.extend(parts[next..].iter().map(without_grammar));
    (reader.words, reader.lemmas)
}

/// A word with its grammar, in a sentence whose words were given.
pub(crate) struct GivenWord {
    pub(crate) upos: Upos,
    pub(crate) xpos: Xpos,
    pub(crate) lemma: String,
    pub(crate) head: Option<usize>,
    pub(crate) relation: Relation,
}

/// Returns the grammar of a sentence whose words are given.
pub(super) fn of_words(words: &[&str], syntax: &Syntax) -> Vec<GivenWord> {
    let forms: Vec<Form> = words.iter().map(|word| Form::of(word)).collect();
    let tags = tagger::tags(&forms, &syntax.dictionary, &syntax.tagger);
    let lower: Vec<u64> = forms.iter().map(Form::word).collect();
    let sentence = features::Sentence { words: &lower, tags: &tags };
    let tree = Parser::new(&syntax.moves, &syntax.relations).tree(&sentence);
    let word = |((word, tag), (head, relation)): ((&&str, &u16), (Option<u32>, Relation))| {
        let (upos, xpos) = syntax.parts_of_speech(*tag);
        let mut lemma = String::new();
        syntax.lemmas.find(word, *tag, &mut lemma);
        GivenWord { upos, xpos, lemma, head: head.map(|head| head as usize), relation }
    };
    words.iter().zip(&tags).zip(tree).map(word).collect()
}

/// Returns a word outside all sentences.
fn without_grammar(part: &Part) -> Word {
    Word {
        span: part.span,
        token: part.token,
        upos: Upos::named("X").expect("it is listed"),
        xpos: Xpos::named("FW").expect("it is listed"),
        lemma: u32::MAX,
        head: None,
        relation: Relation::ROOT,
    }
}

/// Reads sentence after sentence.
struct Reader<'a> {
    text: &'a str,
    syntax: &'a Syntax,
    parser: Parser<'a, crate::learn::Model, crate::learn::Model>,
    words: Vec<Word>,
    lemmas: Vec<String>,
    numbers: HashMap<String, u32>,
    known: HashMap<(u64, u16), u32>,
}

impl<'a> Reader<'a> {
    fn new(text: &'a str, syntax: &'a Syntax) -> Self {
        Self {
            text,
            syntax,
            parser: Parser::new(&syntax.moves, &syntax.relations),
            words: Vec::new(),
            lemmas: Vec::new(),
            numbers: HashMap::new(),
            known: HashMap::new(),
        }
    }

    /// Reads a sentence; one in title case as if it were prose.
    fn read(&mut self, parts: &[Part], truecaser: Option<&Truecaser<'_>>) {
        let written = |part: &Part| {
            let word = part.span.of(self.text);
            let small = truecaser.and_then(|truecaser| truecaser.small(word));
            small.map_or(Cow::Borrowed(word), Cow::Owned)
        };
        let words: Vec<Cow<'_, str>> = parts.iter().map(written).collect();
        let forms: Vec<Form> = words.iter().map(|word| Form::of(word)).collect();
        let tags = tagger::tags(&forms, &self.syntax.dictionary, &self.syntax.tagger);
        let lower: Vec<u64> = forms.iter().map(Form::word).collect();
        let sentence = features::Sentence { words: &lower, tags: &tags };
        let tree = self.parser.tree(&sentence);
        let offset = u32::try_from(self.words.len()).expect("words fit in memory");
        let words = words.iter().zip(&forms).zip(&tags);
        for ((part, ((word, form), tag)), (head, relation)) in parts.iter().zip(words).zip(tree) {
            let (upos, xpos) = self.syntax.parts_of_speech(*tag);
            let lemma = self.lemma(word, form, *tag);
            let head = head.map(|head| offset + head);
            let (span, token) = (part.span, part.token);
            self.words.push(Word { span, token, upos, xpos, lemma, head, relation });
        }
    }

    fn lemma(&mut self, word: &str, form: &Form, tag: u16) -> u32 {
        if let Some(known) = self.known.get(&(form.raw, tag)) {
            return *known;
        }
        let mut lemma = String::new();
        self.syntax.lemmas.find(word, tag, &mut lemma);
        let next = u32::try_from(self.lemmas.len()).expect("words fit in memory");
        let number = *self.numbers.entry(lemma.clone()).or_insert(next);
        if number == next {
            self.lemmas.push(lemma);
        }
        self.known.insert((form.raw, tag), number);
        number
    }
}

#[cfg(test)]
mod tests {
    use crate::analyse;
    use crate::analyse::syntax;
    use crate::model::Analysis;
    use crate::model::Document;
    use crate::model::DocumentKey;
    use crate::model::Lexicon;

    fn analysis(text: &str) -> Analysis {
        let key = DocumentKey { corpus: String::new(), id: String::new() };
        let document = Document::of_text(key, text.to_owned());
        analyse::text(
            &document,
            &Lexicon::built_in(),
            syntax::tests::built_in(),
            &analyse::Naming::none(),
        )
    }

    /// Compares words as `word/lemma/tag/relation→head`.
    fn check(text: &str, expected: &str) {
        let analysis = analysis(text);
        let shown: Vec<String> = analysis
            .words
            .iter()
            .enumerate()
            .map(|(number, word)| {
                let head = word.head.map_or("", |head| analysis.words[head as usize].span.of(text));
                let (word, lemma) = (word.span.of(text), analysis.lemma(number));
                let (tag, relation) =
                    (analysis.words[number].xpos.name(), analysis.words[number].relation.name());
                format!("{word}/{lemma}/{tag}/{relation}→{head}")
            })
            .collect();
        assert_eq!(shown.join(" "), expected);
    }

    #[test]
    fn words_have_lemmas_tags_and_heads() {
        check(
            "The minister said it rained.",
            "The/the/DT/det→minister minister/minister/NN/nsubj→said said/say/VBD/root→ \
             it/it/PRP/nsubj→rained rained/rain/VBD/ccomp→said ./././punct→said",
        );
    }

    #[test]
    fn capitals_and_curly_marks_do_not_hide_who_speaks() {
        for text in ["“We won,” Lee said.", "\"We won,\" Lee said.", "LEE SAID WE WON"] {
            let analysis = analysis(text);
            let said = analysis.words.iter().position(|word| {
                word.span.of(text).eq_ignore_ascii_case("said") && word.upos.name() == "VERB"
            });
            let lee = analysis.words.iter().find(|word| {
                word.span.of(text).eq_ignore_ascii_case("lee") && word.relation.is("nsubj")
            });
            assert!(lee.is_some_and(|lee| lee.head.map(|head| head as usize) == said), "{text}");
        }
    }

    /// Words lie in their tokens, heads in the sentence, and every sentence is one tree.
    fn check_trees(text: &str) {
        let analysis = analysis(text);
        for word in &analysis.words {
            let token = analysis.tokens[word.token as usize].span;
            assert!(token.start() <= word.span.start() && word.span.end() <= token.end());
        }
        for sentence in &analysis.sentences {
            let words = &analysis.words[sentence.words.clone()];
            assert!(!words.is_empty());
            assert_eq!(words.iter().filter(|word| word.head.is_none()).count(), 1);
            for place in sentence.words.clone() {
                let mut at = place;
                let mut steps = 0;
                while let Some(head) = analysis.words[at].head {
                    at = head as usize;
                    steps += 1;
                    assert!(sentence.words.contains(&at) && steps <= words.len(), "{text}");
                }
            }
        }
    }

    #[test]
    fn any_text_has_trees() {
        for text in [
            "",
            ".",
            "…",
            "well-known non-profit and/or 5km—cannot; U.S.-led 3/4 (a) [b] «c» 🏳️‍🌈",
            "al - Abadi said\n\nA HEADLINE\n- one\n- two\n“open \"and 'open",
            "Я сказал: «нет». 他说了。\u{200f}\u{feff}\u{0}",
            "No. 5. No! 1. Two\n2. Three :-) ;)",
        ] {
            check_trees(text);
        }
    }

    #[test]
    fn a_sentence_of_many_words_is_a_tree() {
        check_trees(&"and he said that \"".repeat(2_000));
        check_trees(&"(".repeat(3_000));
        check_trees(&"x".repeat(100_000));
    }
}
