//! Whole phrases: a description with what its tree hangs before and after its head noun.
//!
//! > **some** veterans, attacks **against the Iraqi people**

use std::ops::Range;

use crate::model::Relation;
use crate::model::Span;
use crate::model::Word;
use crate::model::WordClass;

use super::passage::Passage;

/// No phrase goes on over more words before or after its head.
const LONGEST: usize = 12;
/// So many steps up the tree are taken.
const STEPS: usize = 6;

/// Relations of what belongs to a noun and stands after it.
const AFTER: &[&str] = &["nmod", "nmod:unmarked", "acl", "flat"];
/// Relations of what belongs to a noun and stands before it.
const BEFORE: &[&str] = &["amod", "compound", "nummod", "det", "advmod", "nmod:desc", "flat"];

/// Returns the longer phrases of a description: with what stands before it, after it, and both.
pub(super) fn phrases(passage: Passage, tokens: &Range<usize>) -> Vec<Span> {
    let words = &passage.analysis.words;
    let before = |word: &Word| (word.token as usize) < tokens.end;
    let Some(head) = words.partition_point(before).checked_sub(1) else { return Vec::new() };
    let start = start(passage, head, tokens.start);
    let end = end(passage, head, tokens.end);
    let mut phrases = vec![start..tokens.end, tokens.start..end, start..end];
    phrases.retain(|phrase| phrase != tokens);
    phrases.dedup();
    phrases.into_iter().filter_map(|phrase| passage.span(phrase)).collect()
}

/// Returns where the phrase begins that ends with a noun, articles and owners left out.
fn start(passage: Passage, head: usize, first: usize) -> usize {
    let words = &passage.analysis.words;
    let mut start = first;
    for word in words[..head].iter().rev().take(LONGEST) {
        let token = word.token as usize;
        if token >= start {
            continue;
        }
        let opens = passage.classes(token).has_any(&[WordClass::Article, WordClass::Definite]);
        if opens || passage.is_possessive(token) || !hangs(words, word, head, BEFORE) {
            break;
        }
        start = token;
    }
    start
}

/// Returns where the phrase ends that begins with a noun; a mark ends it. A finite verb in it is a wrong tree.
fn end(passage: Passage, head: usize, first: usize) -> usize {
    let words = &passage.analysis.words;
    let noun = words.get(head).map_or("", |word| passage.word(word.token as usize));
    let is_proper = noun.starts_with(char::is_uppercase);
    let mut end = first;
    // "a report noting | that it was calm": what a participle says does not hang on it.
    let mut is_open = false;
    for word in words.iter().skip(head + 1).take(LONGEST) {
        let token = word.token as usize;
        let is_mark = word.relation == Relation::PUNCT && passage.word(token) != "-";
        // "thanked the observers | for their work", whatever the tree hangs it under, but "the NGO for Development".
        let is_reason = !is_proper && matches!(passage.lower(token).as_ref(), "for" | "through");
        // "ordered the company | to pay"
        let is_infinitive = word.xpos.name() == "TO";
        if is_mark || is_reason || is_infinitive || !hangs(words, word, head, AFTER) {
            break;
        }
        if matches!(word.xpos.name(), "VBD" | "VBP" | "VBZ" | "MD") {
            return first;
        }
        is_open = word.xpos.name() == "VBG";
        end = token + 1;
    }
    if is_open { first } else { end }
}

/// Returns whether a word hangs under another one by a relation that is listed.
fn hangs(words: &[Word], word: &Word, head: usize, listed: &[&str]) -> bool {
    let mut word = word;
    for _ in 0..STEPS {
        let Some(parent) = word.head.map(|parent| parent as usize) else { return false };
        if parent == head {
            return listed.contains(&word.relation.name());
        }
        let Some(next) = words.get(parent) else { return false };
        word = next;
    }
    false
}

#[cfg(test)]
mod tests {
    use super::phrases;
    use crate::model::Analysis;
    use crate::model::Lexicon;
    use crate::model::Relation;
    use crate::model::Span;
    use crate::model::Token;
    use crate::model::TokenKind;
    use crate::model::Upos;
    use crate::model::Word;
    use crate::model::Xpos;
    use crate::resolve::passage::Passage;

    /// Checks the longer phrases of the word marked with *, from words as `word/relation/head`, counted from 0,
    /// with the tag behind where it is no noun.
    fn check(sentence: &str, expected: &[&str]) {
        let mut text = String::new();
        let mut analysis = Analysis::default();
        let mut head_token = 0;
        for (number, part) in sentence.split(' ').enumerate() {
            let parts: Vec<&str> = part.split('/').collect();
            let word = parts[0].trim_start_matches('*');
            if parts[0].starts_with('*') {
                head_token = number;
            }
            if number > 0 {
                text.push(' ');
            }
            let start = text.len();
            text.push_str(word);
            let span = Span::new(&text, start, text.len()).unwrap();
            analysis.tokens.push(Token { span, kind: TokenKind::Word });
            analysis.words.push(Word {
                span,
                token: u32::try_from(number).unwrap(),
                upos: Upos::named("NOUN").unwrap(),
                xpos: Xpos::named(parts.get(3).unwrap_or(&"NN")).unwrap(),
                lemma: 0,
                head: parts[2].parse().ok(),
                relation: Relation::named(parts[1]).unwrap(),
            });
        }
        let lexicon = Lexicon::built_in();
        let passage = Passage { text: &text, analysis: &analysis, lexicon: &lexicon };
        let found: Vec<&str> = phrases(passage, &(head_token..head_token + 1))
            .into_iter()
            .map(|span| span.of(&text))
            .collect();
        assert_eq!(found, expected, "in {sentence:?}");
    }

    #[test]
    fn a_phrase_has_what_hangs_before_and_after() {
        check(
            "recent/amod/1 *attacks/root/- against/case/3 civilians/nmod/1",
            &["recent attacks", "attacks against civilians", "recent attacks against civilians"],
        );
        check("some/det/1 *residents/root/-", &["some residents"]);
    }

    #[test]
    fn articles_and_verbs_stay_out() {
        check("the/det/1 *attacks/nsubj/2 failed/root/-", &[]);
        check("a/det/1 *report/obj/- noting/acl/1/VBG that/mark/4 it/root/-", &[]);
        check("they/nsubj/1 saw/root/- *attacks/obj/1 yesterday/advmod/1", &[]);
    }
}
