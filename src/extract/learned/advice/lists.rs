//! Lists of recommendations: the items under a heading, and sentences with a label of their own.
//!
//! > **PRIORITY RECOMMENDATIONS** 1. *The Ministry* **should** publish the results. (b) **Repeal** Article 4. ·
//! > **Recommendation 3**: *Parliament* should adopt the bill.

use std::ops::Range;

use crate::extract::learned::scene::Scene;
use crate::extract::statement;
use crate::model::FoundRecommendation;
use crate::model::FoundStatement;
use crate::model::ListedRecommendation;
use crate::model::Span;
use crate::model::Voice;

use super::Duty;
use super::prose;
use super::terms;

/// A heading has at most so many words.
const HEADING: usize = 14;
/// A number or letter in front of an item takes at most so many words.
const MARKER: usize = 6;
/// So many paragraphs without an item end a list.
const GAP: usize = 3;

/// What the headings above say of the items under them.
#[derive(Clone, Copy, Default)]
struct Section {
    priority: Option<Span>,
    to: Option<Span>,
    /// How many paragraphs stood without an item.
    gap: usize,
}

/// What an item of a list is.
enum Item {
    /// A statement that recommends.
    Told,
    /// A sentence that does.
    Listed(ListedRecommendation),
}

/// Returns the items of lists that lie in no statement that recommends, and gives those statements the priority of
/// their heading.
pub(super) fn find(scene: &Scene, statements: &mut [FoundStatement]) -> Vec<ListedRecommendation> {
    let mut listed = Vec::new();
    let mut section: Option<Section> = None;
    for paragraph in paragraphs(scene) {
        if let Some(opened) = heading(scene, &paragraph, section) {
            section = Some(opened);
            continue;
        }
        let (start, labelled) = item_start(scene, &paragraph);
        let is_marked = start > paragraph.start;
        let under = section.unwrap_or_default();
        let found = if section.is_some() || labelled {
            sentences(scene, start..paragraph.end)
                .find_map(|sentence| item(scene, sentence, is_marked, &under, statements))
        } else {
            None
        };
        let is_item = found.is_some();
        if let Some(Item::Listed(recommended)) = found {
            listed.push(recommended);
        }
        section = section.and_then(|section| next(scene, &paragraph, section, is_item));
    }
    listed
}

/// Returns the section after a paragraph: what is no item may end it.
fn next(
    scene: &Scene,
    paragraph: &Range<usize>,
    section: Section,
    is_item: bool,
) -> Option<Section> {
    if is_item {
        return Some(Section { gap: 0, ..section });
    }
    let is_heading = paragraph.len() <= HEADING && !ends_sentence(scene, paragraph);
    let gap = section.gap + 1;
    // "Legal Framework", "To the Ministry of Justice:" go on with the list; a second such line ends it.
    (gap < if is_heading { 2 } else { GAP }).then_some(Section { gap, ..section })
}

/// Returns the words of each paragraph.
fn paragraphs(scene: &Scene) -> Vec<Range<usize>> {
    let mut found: Vec<(usize, Range<usize>)> = Vec::new();
    for sentence in &scene.reading.analysis.sentences {
        match found.last_mut() {
            Some((number, words)) if *number == sentence.paragraph => {
                words.end = sentence.words.end;
            }
            _ => found.push((sentence.paragraph, sentence.words.clone())),
        }
    }
    found.into_iter().map(|(_, words)| words).filter(|words| !words.is_empty()).collect()
}

/// Returns the section that a heading opens, or that a line goes on with: "To the Ministry of Justice:".
fn heading(scene: &Scene, words: &Range<usize>, section: Option<Section>) -> Option<Section> {
    if words.len() > HEADING {
        return None;
    }
    let last = scene.text(words.end - 1);
    let is_line = last != "." && last != "?" && last != ";" && last != "!";
    let (start, _) = item_start(scene, words);
    let end = if last == ":" { words.end - 1 } else { words.end };
    let lower = |at: usize| scene.text(at).to_lowercase();
    let advice = &scene.reading.lexicon.advice;
    if is_line && section.is_some() && last == ":" && lower(start) == "to" {
        return Some(Section { to: addressed(scene, start + 1..end), gap: 0, ..section? });
    }
    let noun = (start..end).find(|&at| advice.headings.contains(&lower(at))).filter(|_| is_line)?;
    let ends = noun + 1 == end;
    let is_to = !ends && matches!(lower(noun + 1).as_str(), "to" | "for");
    let is_nominal = (start..noun).all(|at| !matches!(scene.upos(at), "VERB" | "AUX" | "PRON"));
    if !(ends || is_to) || !is_nominal {
        return None;
    }
    let has_priority = (start..noun).any(|at| advice.priority_headings.contains(&lower(at)));
    let priority = if has_priority { scene.span(&(start..noun + 1)) } else { None };
    let to = if is_to { addressed(scene, noun + 2..end) } else { None };
    Some(Section { priority, to, gap: 0 })
}

/// Returns the words for whom a heading names, without an article's mark.
fn addressed(scene: &Scene, words: Range<usize>) -> Option<Span> {
    let span = scene.span(&words)?;
    statement::is_somebody(scene.reading, span).then_some(span)
}

fn ends_sentence(scene: &Scene, words: &Range<usize>) -> bool {
    words.clone().next_back().is_some_and(|last| matches!(scene.text(last), "." | ";" | "!" | "?"))
}

/// Returns where an item begins after its number, letter, dash or label, and whether a label says what it is.
///
/// > **1.** The … · **(b)** The … · **•** The … · **A.2** The … · **Recommendation 3:** The …
fn item_start(scene: &Scene, words: &Range<usize>) -> (usize, bool) {
    let text = |at: usize| if at < words.end { scene.text(at) } else { "" };
    let first = text(words.start);
    let labels = &scene.reading.lexicon.advice.labels;
    let is_label = labels.contains(&first.to_lowercase());
    let mut at = words.start + usize::from(is_label);
    let limit = words.end.min(words.start + MARKER);
    if matches!(first, "•" | "-" | "–" | "—" | "*" | "·" | "▪" | "‣" | "○" | "●") {
        return (words.start + 1, false);
    }
    let mut is_marked = false;
    let mut has_number = false;
    while at < limit {
        let word = text(at);
        let is_number = is_number(word);
        let closes = matches!(word, "." | ")" | ":" | "–" | "-") || word.ends_with(['.', ')']);
        if matches!(word, "(" | "[" | "no" | "No" | "No.") && !has_number {
            at += 1;
        } else if is_number && !has_number {
            has_number = true;
            is_marked |= closes;
            at += 1;
        } else if has_number && closes {
            is_marked = true;
            at += 1;
        } else {
            break;
        }
    }
    // "2024 was a year …" has no mark, "3 Publish the results" has none either, but a label is mark enough.
    if has_number && (is_marked || is_label) && at < words.end {
        (at, is_label)
    } else {
        (words.start, false)
    }
}

/// > **3**, **3.**, **b**, **iv**, **A.2**
fn is_number(word: &str) -> bool {
    let bare = word.trim_end_matches(['.', ')']);
    let digits = |part: &str| {
        !part.is_empty() && part.len() <= 3 && part.bytes().all(|byte| byte.is_ascii_digit())
    };
    let roman = |part: &str| {
        !part.is_empty()
            && part.len() <= 6
            && part.bytes().all(|byte| matches!(byte.to_ascii_lowercase(), b'i' | b'v' | b'x'))
    };
    let letter =
        |part: &str| part.len() == 1 && part.bytes().all(|byte| byte.is_ascii_alphabetic());
    !bare.is_empty() && bare.split('.').all(|part| digits(part) || roman(part) || letter(part))
}

/// Returns the sentences of a paragraph from a word on.
fn sentences<'a>(
    scene: &'a Scene,
    words: Range<usize>,
) -> impl Iterator<Item = Range<usize>> + use<'a> {
    let first = scene.sentence(words.start);
    let last = scene.sentence(words.end.saturating_sub(1));
    (first..=last).map(move |number| {
        let sentence = scene.words_of_sentence(number);
        sentence.start.max(words.start)..sentence.end.min(words.end)
    })
}

/// Returns what a sentence of an item recommends; inside, nothing where a statement says it already.
fn item(
    scene: &Scene,
    words: Range<usize>,
    is_marked: bool,
    under: &Section,
    statements: &mut [FoundStatement],
) -> Option<Item> {
    let whole = scene.span(&words)?;
    let mut inside = statements.iter_mut().filter(|statement| {
        statement.recommendation.is_some() && statement.cue.iter().any(|&cue| whole.contains(cue))
    });
    if let Some(statement) = inside.next() {
        let source = statement.source;
        if let Some(recommendation) =
            statement.recommendation.as_mut().filter(|_| !matches!(source, Voice::Words(_)))
        {
            recommendation.priority = recommendation.priority.or(under.priority);
            recommendation.to = recommendation.to.or(under.to);
        }
        return Some(Item::Told);
    }
    let (duty, rule) = match duty(scene, &words) {
        Some(duty) => (duty, "listed-duty"),
        None if is_marked && is_order(scene, &words) => (Duty::default(), "listed-order"),
        None => return None,
    };
    let content = without_stop(scene, &words)?;
    let recommendation = FoundRecommendation {
        to: duty.to.or(under.to),
        priority: terms::priority(scene, &[], &[content]).or(under.priority),
        deadline: terms::deadline(scene, &[content]),
        rule,
    };
    Some(Item::Listed(ListedRecommendation { content, recommendation }))
}

/// Returns who should do what the first main clause with "should" says.
fn duty(scene: &Scene, words: &Range<usize>) -> Option<Duty> {
    let duties = &scene.reading.lexicon.advice.duties;
    let helpers = words.clone().filter(|&at| duties.contains(&*scene.text(at).to_lowercase()));
    let mut verbs = helpers.filter_map(|helper| scene.head(helper));
    let is_main = |&verb: &usize| !matches!(scene.base(verb), "acl" | "advcl" | "csubj");
    let verb = verbs.find(is_main)?;
    prose::duty(scene, verb, words).or_else(|| behind_label(scene, verb, words))
}

/// Returns who should do what an item says whose label was taken for the subject: "Recommendation 3: *Parliament* should …".
fn behind_label(scene: &Scene, verb: usize, words: &Range<usize>) -> Option<Duty> {
    let advice = &scene.reading.lexicon.advice;
    let subject = scene.child(verb, "nsubj").filter(|&subject| subject < words.start)?;
    let helper = scene.children(verb).find(|&child| {
        child > subject && advice.duties.contains(&*scene.text(child).to_lowercase())
    })?;
    let is_so = scene.upos(verb) == "VERB" && !advice.likely.contains(scene.lemma(verb));
    let to = scene.span(&(words.start..helper)).filter(|_| is_so)?;
    statement::is_somebody(scene.reading, to).then_some(Duty { to: Some(to) })
}

/// Returns whether an item is an order: "**Repeal** Article 4", "**Urgently ensure** that …".
fn is_order(scene: &Scene, words: &Range<usize>) -> bool {
    let is_adverb = |at: &usize| scene.upos(*at) == "ADV";
    let Some(first) = words.clone().take(3).find(|at| !is_adverb(at)) else { return false };
    let orders = &scene.reading.lexicon.advice.orders;
    let has_object = matches!(
        scene.upos(first + 1),
        "DET"
            | "ADJ"
            | "NOUN"
            | "PROPN"
            | "PRON"
            | "SCONJ"
            | "ADP"
            | "NUM"
            | "VERB"
            | "ADV"
            | "PART"
    );
    orders.contains(&scene.text(first).to_lowercase()) && words.len() > 2 && has_object
}

fn without_stop(scene: &Scene, words: &Range<usize>) -> Option<Span> {
    let is_stop = |at: usize| matches!(scene.text(at), "." | ";" | ",");
    let end = words.clone().rev().find(|&at| !is_stop(at))? + 1;
    scene.span(&(words.start..end))
}
