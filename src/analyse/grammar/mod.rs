//! Grammar: the tag, lemma and head of every word. Words and sentences come in, trees go out.

pub(crate) mod forms;
pub(crate) mod tagger;
pub(crate) mod lemmas;
pub(crate) mod state;
pub(crate) mod features;
pub(crate) mod parser;

use std::collections::HashMap;

use crate::model::Relation;
use crate::model::Sentence;
use crate::model::Upos;
use crate::model::Word;
use crate::model::Xpos;

use super::syntax::Syntax;
use super::words::Part;
use forms::Form;
use parser::Parser;

/// Returns the words of a text with their grammar, and their lemmas; tells each sentence which words are its own.
pub(super) fn find(
    text: &str,
    parts: &[Part],
    sentences: &mut [Sentence],
    syntax: &Syntax,
) -> (Vec<Word>, Vec<String>) {
    let mut reader = Reader::new(text, syntax);
    let mut next = 0;
    for sentence in sentences {
        let first = |from: usize, token: usize| {
            from + parts[from..].iter().take_while(|part| (part.token as usize) < token).count()
        };
        let start = first(next, sentence.tokens.start);
        let end = first(start, sentence.tokens.end);
        reader.words.extend(parts[next..start].iter().map(without_grammar));
        sentence.words = start..end;
        reader.read(&parts[start..end]);
        next = end;
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

    fn read(&mut self, parts: &[Part]) {
        let forms: Vec<Form> = parts.iter().map(|part| Form::of(part.span.of(self.text))).collect();
        let tags = tagger::tags(&forms, &self.syntax.dictionary, &self.syntax.tagger);
        let lower: Vec<u64> = forms.iter().map(Form::word).collect();
        let sentence = features::Sentence { words: &lower, tags: &tags };
        let tree = self.parser.tree(&sentence);
        let offset = u32::try_from(self.words.len()).expect("words fit in memory");
        for (((part, form), tag), (head, relation)) in parts.iter().zip(&forms).zip(&tags).zip(tree)
        {
            let (upos, xpos) = self.syntax.parts_of_speech(*tag);
            let lemma = self.lemma(part, form, *tag);
            let head = head.map(|head| offset + head);
            let (span, token) = (part.span, part.token);
            self.words.push(Word { span, token, upos, xpos, lemma, head, relation });
        }
    }

    fn lemma(&mut self, part: &Part, form: &Form, tag: u16) -> u32 {
        if let Some(known) = self.known.get(&(form.raw, tag)) {
            return *known;
        }
        let mut lemma = String::new();
        self.syntax.lemmas.find(part.span.of(self.text), tag, &mut lemma);
        let next = u32::try_from(self.lemmas.len()).expect("words fit in memory");
        let number = *self.numbers.entry(lemma.clone()).or_insert(next);
        if number == next {
            self.lemmas.push(lemma);
        }
        self.known.insert((form.raw, tag), number);
        number
    }
}
