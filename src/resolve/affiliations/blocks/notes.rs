//! What a document says at its end of who wrote it.
//!
//! > *Jane Smith* **is a senior fellow at the Brookings Institution**; *About the author:* *John Doe* **is director of
//! > the Fund**; **The writer is** **director of the Centre for European Reform**

use crate::model::Confidence;
use crate::model::EntityType;
use crate::model::WordClass;
use crate::resolve::affiliations::FoundAffiliation;
use crate::resolve::cast::Cast;
use crate::resolve::passage::Passage;

use super::parts;

/// Notes stand among the last so many sentences.
const LAST: usize = 6;
const RULE: &str = "author-note";

/// Finds the posts that the last sentences tell of the author or of somebody named.
pub(super) fn find(passage: Passage, cast: &Cast, author: Option<usize>) -> Vec<FoundAffiliation> {
    let sentences = passage.analysis.sentences.iter().rev().take(LAST);
    let posts = sentences.filter_map(|sentence| {
        let copula = sentence
            .tokens
            .clone()
            .take(14)
            .find(|&at| matches!(passage.lower(at).as_ref(), "is" | "was"))?;
        let subject = sentence.tokens.start..copula;
        let person = named(passage, cast, subject.clone())
            .or_else(|| author.filter(|_| is_author(passage, subject)))?;
        let mut first = copula + 1;
        if first < sentence.tokens.end && passage.has(first, WordClass::Article) {
            first += 1;
        }
        let end = (first..sentence.tokens.end)
            .find(|&at| {
                matches!(passage.word(at), "," | ";" | "." | "(")
                    || passage.lower(at) == "and" && is_second(passage, at)
            })
            .unwrap_or(sentence.tokens.end);
        let post = parts::post(passage, cast, &(first..end))?;
        let body = post.body?;
        let whole =
            passage.span(subject_start(passage, cast, person, sentence.tokens.start)..end)?;
        Some(FoundAffiliation {
            person,
            role: Some(post.role),
            body,
            span: whole,
            confidence: Confidence::hundredths(80),
            rule: RULE,
        })
    });
    posts.collect()
}

/// Returns whether a second post begins after "and": "and **a former adviser**".
fn is_second(passage: Passage, joint: usize) -> bool {
    joint + 1 < passage.len() && passage.has(joint + 1, WordClass::Article)
}

fn subject_start(passage: Passage, cast: &Cast, person: usize, start: usize) -> usize {
    let own = cast.candidates[person].tokens.start;
    let sentence_end = passage.sentence_end(start);
    if (start..sentence_end).contains(&own) { own } else { start }
}

/// Returns the person that the words before "is" name, behind a label at most: "About the author: **Jane Smith**".
fn named(passage: Passage, cast: &Cast, subject: std::ops::Range<usize>) -> Option<usize> {
    let label = subject.clone().rev().find(|&at| passage.word(at) == ":");
    let first = label.map_or(subject.start, |label| label + 1);
    let mut ending = cast.all_ending_at(passage, subject.end).into_iter();
    let is_alone = |index: &usize| {
        let candidate = &cast.candidates[*index];
        !candidate.is_described
            && cast.entity_type(*index) == Some(EntityType::Person)
            && candidate.tokens.start >= first
            && (first..candidate.tokens.start).all(|at| parts::is_honorific(passage, at))
    };
    ending.find(is_alone)
}

fn is_author(passage: Passage, subject: std::ops::Range<usize>) -> bool {
    let words: Vec<_> = subject.map(|at| passage.lower(at)).collect();
    let words: Vec<&str> = words.iter().map(AsRef::as_ref).collect();
    matches!(words.as_slice(), ["the", "author" | "writer"] | ["the", "present", "author"])
}
