//! How well the mentions of a treebank are put together: its coreference against that of an account.
//!
//! GUM marks every mention in the column MISC: `Entity=(3-person-new-ssnns-cf1-2-ana` opens a mention of entity 3, `3)`
//! closes it. Compared are the named mentions, whose head is a proper noun, and the pronominal ones, which are one
//! pronoun; the rest – abstract things, common nouns – is not asked for. A mention of the account and one of the
//! treebank are twins where the account's words lie within the treebank's and hold its head, or the end of the name
//! that begins with it: GUM's mentions have articles, titles, appositions and relative clauses inside them, ours do not.

use std::cmp::Reverse;
use std::collections::BTreeMap;
use std::ops::Range;

use crate::model::Account;
use crate::model::Resolution;
use crate::score::BCubed;
use crate::score::b_cubed;

use super::conllu::TreebankSentence;
use super::conllu::TreebankText;

/// A mention as a treebank has it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TreebankMention {
    /// Where it stands, in bytes.
    pub place: Range<usize>,
    /// The word on which its other words depend.
    pub head: Range<usize>,
    /// The end of the name that begins with the head: "*Ana* **Lee**"; else the head.
    pub end_of_head: Range<usize>,
    /// The entity that it means, as the treebank names it.
    pub entity: String,
    /// What it is.
    pub kind: MentionKind,
}

/// What words mean somebody or something.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum MentionKind {
    /// Words whose head is a proper noun.
    Named,
    /// One pronoun.
    Pronominal,
    /// Other words.
    Other,
}

/// Returns the mentions of a text in the order in which they end.
pub fn mentions(text: &TreebankText) -> Vec<TreebankMention> {
    text.sentences.iter().flat_map(mentions_in).collect()
}

fn mentions_in(sentence: &TreebankSentence) -> Vec<TreebankMention> {
    let mut open: Vec<(&str, usize)> = Vec::new();
    let mut found = Vec::new();
    for (at, word) in sentence.words.iter().enumerate() {
        for mark in marks(&word.entities) {
            let entity = entity(mark);
            if mark.starts_with('(') {
                open.push((entity, at));
            }
            if mark.ends_with(')')
                && let Some(opened) = open.iter().rposition(|(other, _)| *other == entity)
            {
                let (entity, start) = open.remove(opened);
                found.push(mention(sentence, entity, start..at + 1));
            }
        }
    }
    found
}

/// Splits `(1-person-new(2-place-new)3)` into what opens and what closes.
fn marks(entities: &str) -> Vec<&str> {
    let mut marks = Vec::new();
    let mut start = 0;
    for (at, letter) in entities.char_indices() {
        if letter == '(' && at > start {
            marks.push(&entities[start..at]);
            start = at;
        } else if letter == ')' {
            marks.push(&entities[start..=at]);
            start = at + 1;
        }
    }
    if start < entities.len() {
        marks.push(&entities[start..]);
    }
    marks
}

/// Returns the entity's name: what stands before the first hyphen, without the number of a part, `[1/2]`.
fn entity(mark: &str) -> &str {
    let inner = mark.trim_start_matches('(').trim_end_matches(')');
    inner.split(['-', '[']).next().unwrap_or_default()
}

fn mention(sentence: &TreebankSentence, entity: &str, words: Range<usize>) -> TreebankMention {
    let depends_outside =
        |at: &usize| sentence.words[*at].head.is_none_or(|head| !words.contains(&head));
    let head = words.clone().find(depends_outside).unwrap_or(words.start);
    let kind = match sentence.words[head].upos.name() {
        "PROPN" => MentionKind::Named,
        "PRON" if words.len() == 1 => MentionKind::Pronominal,
        _ => MentionKind::Other,
    };
    let is_flat = |at: &usize| {
        sentence.words[*at].head == Some(head) && sentence.words[*at].relation.is("flat")
    };
    let end_of_head = words.clone().rev().find(is_flat).unwrap_or(head);
    let place = sentence.words[words.start].place.start..sentence.words[words.end - 1].place.end;
    TreebankMention {
        place,
        head: sentence.words[head].place.clone(),
        end_of_head: sentence.words[end_of_head].place.clone(),
        entity: entity.to_owned(),
        kind,
    }
}

/// Which of a treebank's mentions are asked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Asked {
    /// All named and pronominal ones.
    All,
    /// Those that mean the same as another one that is asked for.
    Repeated,
}

/// Compares the mentions of a text with those of an account of it.
pub fn score(text: &TreebankText, account: &Account, asked: Asked) -> BCubed {
    let annotated = mentions(text);
    let is_asked = kept(&annotated, asked);
    let entities: Vec<&str> = annotated.iter().map(|mention| mention.entity.as_str()).collect();
    let numbers = numbers(&entities);
    let key = (0..annotated.len()).filter(|&at| is_asked[at]).map(|at| (at, numbers[at])).collect();
    let found = found(account);
    let means: Vec<(&[&str], bool)> =
        found.iter().map(|found| (found.entities.as_slice(), found.is_with_others)).collect();
    let clusters = self::numbers(&means);
    let mut response = BTreeMap::new();
    for (at, (twin, found)) in twins(&annotated, &found).into_iter().zip(&found).enumerate() {
        let name = match twin {
            Some(twin) if is_asked[twin] => twin,
            Some(_) => continue,
            None if found.is_described => continue,
            None => annotated.len() + at,
        };
        // What stays open means nothing that another one means.
        let cluster =
            if found.entities.is_empty() { found_alone(&clusters, at) } else { clusters[at] };
        response.insert(name, cluster);
    }
    b_cubed(&key, &response)
}

/// Words of an account, and the entities that they mean: several for "they", none where they stay open.
struct FoundMention<'account> {
    place: Range<usize>,
    entities: Vec<&'account str>,
    is_described: bool,
    /// "We" are not the same as "I", though the speaker is one of them.
    is_with_others: bool,
}

fn found(account: &Account) -> Vec<FoundMention<'_>> {
    let mut found: Vec<FoundMention<'_>> = Vec::new();
    for mention in &account.mentions {
        let place = mention.span.start()..mention.span.end();
        let is_new = found.last().is_none_or(|last| last.place != place);
        if is_new {
            let is_described = mention.resolution == Resolution::Description;
            let is_with_others = mention.rule == "speaker-and-others";
            let entities = Vec::new();
            found.push(FoundMention { place, entities, is_described, is_with_others });
        }
        let last = found.last_mut().expect("one was just put there");
        last.entities.extend(mention.entity.as_deref());
    }
    found
}

fn found_alone(clusters: &[usize], at: usize) -> usize {
    clusters.len() + at
}

/// Numbers what is equal alike.
fn numbers<Name: Ord + Copy>(names: &[Name]) -> Vec<usize> {
    let mut known = BTreeMap::new();
    names
        .iter()
        .map(|&name| {
            let next = known.len();
            *known.entry(name).or_insert(next)
        })
        .collect()
}

fn kept(annotated: &[TreebankMention], asked: Asked) -> Vec<bool> {
    let is_kind = |mention: &TreebankMention| mention.kind != MentionKind::Other;
    let mut uses: BTreeMap<&str, usize> = BTreeMap::new();
    for mention in annotated.iter().filter(|mention| is_kind(mention)) {
        *uses.entry(mention.entity.as_str()).or_default() += 1;
    }
    let is_repeated = |mention: &TreebankMention| {
        asked == Asked::All || uses.get(mention.entity.as_str()).is_some_and(|&uses| uses > 1)
    };
    annotated.iter().map(|mention| is_kind(mention) && is_repeated(mention)).collect()
}

/// Returns the treebank's mention for each of the account's: the smallest around it whose head it holds. The longest
/// of the account's choose first.
fn twins(annotated: &[TreebankMention], found: &[FoundMention<'_>]) -> Vec<Option<usize>> {
    let ends = annotated.iter().enumerate();
    let mut by_end: Vec<(usize, usize)> =
        ends.map(|(at, mention)| (mention.end_of_head.end, at)).collect();
    let heads = annotated.iter().enumerate();
    by_end.extend(heads.map(|(at, mention)| (mention.head.end, at)));
    by_end.sort_unstable();
    by_end.dedup();
    let mut order: Vec<usize> = (0..found.len()).collect();
    order.sort_by_key(|&at| (Reverse(found[at].place.len()), found[at].place.start));
    let mut is_taken = vec![false; annotated.len()];
    let mut twins = vec![None; found.len()];
    for at in order {
        let place = &found[at].place;
        let first = by_end.partition_point(|&(end, _)| end <= place.start);
        let inside = by_end[first..].iter().take_while(|&&(end, _)| end <= place.end);
        let around = inside.map(|&(_, other)| other).filter(|&other| {
            let around = &annotated[other].place;
            around.start <= place.start && place.end <= around.end && !is_taken[other]
        });
        twins[at] = around.min_by_key(|&other| (annotated[other].place.len(), other));
        if let Some(twin) = twins[at] {
            is_taken[twin] = true;
        }
    }
    twins
}

#[cfg(test)]
mod tests {
    use super::Asked;
    use super::MentionKind;
    use super::mentions;
    use super::score;
    use crate::model::Account;
    use crate::model::Mention;
    use crate::model::Resolution;
    use crate::model::Span;
    use crate::train::conllu;

    /// "Ms. Ana Lee of Spain left. She knows the city."
    const TREEBANK: &str = "\
1\tMs.\tMs.\tPROPN\tNNP\t_\t6\tnsubj\t_\tEntity=(1-person-new-ssnns-cf1-1,2,3-coref
2\tAna\tAna\tPROPN\tNNP\t_\t1\tflat\t_\t_
3\tLee\tLee\tPROPN\tNNP\t_\t1\tflat\t_\t_
4\tof\tof\tADP\tIN\t_\t5\tcase\t_\t_
5\tSpain\tSpain\tPROPN\tNNP\t_\t1\tnmod\t_\tEntity=(2-place-new-nnnnn-cf2-1-coref-Spain)1)
6\tleft\tleave\tVERB\tVBD\t_\t0\troot\t_\tSpaceAfter=No
7\t.\t.\tPUNCT\t.\t_\t6\tpunct\t_\t_

1\tShe\tshe\tPRON\tPRP\t_\t2\tnsubj\t_\tEntity=(1-person-giv:act-ssnns-cf1-1-ana)
2\tknows\tknow\tVERB\tVBZ\t_\t0\troot\t_\t_
3\tthe\tthe\tDET\tDT\t_\t4\tdet\t_\tEntity=(3-place-new-nnnnn-cf2-2-sgl
4\tcity\tcity\tNOUN\tNN\t_\t2\tobj\t_\tEntity=3)|SpaceAfter=No
5\t.\t.\tPUNCT\t.\t_\t2\tpunct\t_\t_
";

    #[test]
    fn mentions_nest_and_know_their_head() {
        let text = &conllu::read(TREEBANK).unwrap()[0];
        let shown: Vec<(&str, &str, MentionKind)> = mentions(text)
            .iter()
            .map(|mention| {
                (&text.text[mention.place.clone()], &text.text[mention.head.clone()], mention.kind)
            })
            .collect();
        let expected = [
            ("Spain", "Spain", MentionKind::Named),
            ("Ms. Ana Lee of Spain", "Ms.", MentionKind::Named),
            ("She", "She", MentionKind::Pronominal),
            ("the city", "city", MentionKind::Other),
        ];
        assert_eq!(shown, expected);
    }

    fn check(found: &[(&str, Option<&str>)], asked: Asked, expected: (f64, f64)) {
        let text = &conllu::read(TREEBANK).unwrap()[0];
        let mentions = found.iter().map(|&(words, entity)| {
            let start = text.text.find(words).expect("words of the text");
            Mention {
                span: Span::new(&text.text, start, start + words.len()).expect("inside"),
                entity: entity.map(str::to_owned),
                resolution: Resolution::Named,
                rule: "test",
            }
        });
        let account = Account { mentions: mentions.collect(), ..Account::default() };
        let score = score(text, &account, asked);
        assert_eq!((score.precision().unwrap(), score.recall().unwrap()), expected);
    }

    #[test]
    fn twins_share_the_head() {
        let right = [("Ms. Ana Lee", Some("a")), ("Spain", Some("b")), ("She", Some("a"))];
        check(&right, Asked::All, (1.0, 1.0));
        check(&right, Asked::Repeated, (1.0, 1.0));
        let untitled = [("Ana Lee", Some("a")), ("Spain", Some("b")), ("She", Some("a"))];
        check(&untitled, Asked::All, (1.0, 1.0));
        // Without the head it is no twin: two mentions stand alone, one in a cluster is one too many.
        let headless = [("Ana", Some("a")), ("Spain", Some("b")), ("She", Some("a"))];
        check(&headless, Asked::All, ((0.5 + 0.5 + 1.0 + 1.0) / 4.0, 2.0 / 3.0));
    }

    #[test]
    fn what_is_not_asked_for_does_not_count() {
        let wrong = [("Ms. Ana Lee", Some("a")), ("She", Some("a")), ("the city", Some("a"))];
        check(&wrong, Asked::All, (1.0, 1.0));
        check(&wrong, Asked::Repeated, (1.0, 1.0));
    }

    #[test]
    fn open_words_stand_alone() {
        let open = [("Ms. Ana Lee", None), ("Spain", Some("b")), ("She", None)];
        check(&open, Asked::All, (1.0, 2.0 / 3.0));
        check(&open, Asked::Repeated, (1.0, 0.5));
    }
}
