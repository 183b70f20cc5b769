//! Statements that recommend: by their cue, or because their content says what should be done.

use std::ops::Range;

use crate::extract::learned::scene::Scene;
use crate::extract::learned::trees;
use crate::extract::statement;
use crate::model::Act;
use crate::model::Class;
use crate::model::Cue;
use crate::model::CueKind;
use crate::model::Factuality;
use crate::model::FoundRecommendation;
use crate::model::FoundStatement;
use crate::model::Span;
use crate::model::Voice;

use super::Duty;
use super::terms;

/// Returns what a statement recommends, if it does.
pub(super) fn recommendation(
    scene: &Scene,
    statement: &FoundStatement,
) -> Option<FoundRecommendation> {
    // "*It* is recommended | that courts publish all decisions"
    let pieces = statement.content.iter().map(|&piece| scene.words_in(piece));
    let content = pieces.rev().max_by_key(ExactSizeIterator::len)?;
    let cue = scene.words_in(*statement.cue.first()?);
    let head = scene.head_of(&cue)?;
    if statement.is_negated || asks(scene, &content) {
        return None;
    }
    let (duty, rule) = match by_cue(scene, statement, head, &content) {
        Some(duty) => (duty, "recommending-cue"),
        None => (by_duty(scene, statement, head, &content)?, "should"),
    };
    Some(FoundRecommendation {
        to: duty.to,
        priority: terms::priority(scene, &statement.cue, &statement.content),
        deadline: terms::deadline(scene, &statement.content),
        rule,
    })
}

fn asks(scene: &Scene, content: &Range<usize>) -> bool {
    let near = content.end.saturating_sub(2).max(content.start)..content.end + 1;
    near.into_iter().any(|at| scene.text(at) == "?")
}

/// > *The Mission* **recommends** that … · **urged** *the council* to act · **call** for reforms
fn by_cue(
    scene: &Scene,
    statement: &FoundStatement,
    head: usize,
    content: &Range<usize>,
) -> Option<Duty> {
    let cue = entry(scene, head)?;
    let is_so =
        cue.recommends && statement.act == Act::Directive && may_recommend(scene, statement, head);
    if !is_so || !is_deed(scene, cue, content) {
        return None;
    }
    let addressee = statement.addressee.filter(|&span| may_act(scene, span, content));
    Some(Duty { to: addressee.or_else(|| actor(scene, content)) })
}

/// Returns whether words can name who is to do something: no deed, and not what is called for.
///
/// > called for *adherence to the law* · urged *bold action* to …
fn may_act(scene: &Scene, span: Span, content: &Range<usize>) -> bool {
    let words = scene.words_in(span);
    let Some(head) = scene.head_of(&words) else { return false };
    let token = scene.words.get(head).map_or(0, |word| word.token as usize);
    let is_deed = scene.reading.is(token, Class::Abstract)
        && scene.upos(head) == "NOUN"
        && !statement::is_somebody(scene.reading, span);
    let clause = scene.head_of(content);
    let is_object = clause.is_some_and(|of| words.contains(&of));
    // Who does what the content says is told by its verb: "that *the ministry* publish the results", not "that *salt* be iodised".
    let is_subject = content.contains(&head);
    let is_thing = matches!(scene.xpos(head), "WDT" | "DT") || scene.lemma(head) == "it";
    let is_passive = clause
        .is_some_and(|of| scene.children(of).any(|child| scene.relation(child) == "aux:pass"));
    !is_deed && !is_object && !is_subject && !is_thing && !is_passive
}

/// Returns the entry of a cue, by its head and the words that follow it.
fn entry<'a>(scene: &'a Scene, head: usize) -> Option<&'a Cue> {
    let kind = match scene.upos(head) {
        "NOUN" | "PROPN" => CueKind::Noun,
        "VERB" | "AUX" => CueKind::Verb,
        _ => return None,
    };
    let behind = [scene.text(head + 1), scene.text(head + 2)];
    let word = scene.text(head).to_lowercase();
    scene.reading.lexicon.cues.meaning(&word, kind, &behind, Act::Directive)
}

/// Returns whether a content is something to do: an infinitive, a clause, a gerund, or a noun for a deed.
fn is_deed(scene: &Scene, cue: &Cue, content: &Range<usize>) -> bool {
    let Some(head) = scene.head_of(content) else { return false };
    let is_told = scene.children(head).any(|child| {
        scene.xpos(child) == "MD"
            && !scene.reading.lexicon.advice.duties.contains(scene.text(child))
    });
    if is_told {
        return false;
    }
    let has_verb = |at: usize| {
        matches!(scene.xpos(at), "VB" | "VBP" | "VBG")
            || scene.children(at).any(|child| {
                scene.base(child) == "aux"
                    && scene.reading.lexicon.advice.duties.contains(scene.text(child))
            })
    };
    if matches!(scene.upos(head), "VERB" | "AUX" | "ADJ") || scene.child(head, "cop").is_some() {
        let verb = scene.child(head, "cop").unwrap_or(head);
        let is_passive = scene.children(head).any(|child| scene.xpos(child) == "VB");
        return has_verb(verb) || has_verb(head) || is_passive;
    }
    if !matches!(scene.upos(head), "NOUN") {
        return false;
    }
    let word = scene.text(head).to_lowercase();
    let token = scene.words.get(head).map_or(0, |word| word.token as usize);
    let is_abstract = scene.reading.is(token, Class::Abstract);
    let advice = &scene.reading.lexicon.advice;
    let is_called_for =
        cue.then.last().is_some_and(|then| then == "for") || cue.kind == CueKind::Noun;
    (is_abstract || is_called_for) && !advice.not_deeds.contains(word.as_str())
}

/// Returns who does what a content says, where its verb is active and its subject is somebody.
fn actor(scene: &Scene, content: &Range<usize>) -> Option<Span> {
    let clause = scene.head_of(content)?;
    let subject = scene.children(clause).find(|&child| scene.relation(child) == "nsubj")?;
    let words = trees::phrase(scene, subject);
    let is_so = content.contains(&subject) && is_somebody(scene, subject, &words);
    is_so.then(|| scene.span(&words)).flatten()
}

fn is_somebody(scene: &Scene, noun: usize, words: &Range<usize>) -> bool {
    if scene.upos(noun) == "PRON" {
        return matches!(
            scene.lemma(noun).to_lowercase().as_str(),
            "we" | "they" | "he" | "she" | "you"
        );
    }
    scene.span(words).is_some_and(|span| statement::is_somebody(scene.reading, span))
}

/// Returns whether a source can recommend: somebody, or nobody who is named where the cue speaks without a source.
///
/// > *The Mission* recommends … · *Many* recommend … · It is **recommended** that … ; not: *warm weather* encouraged many to …
fn may_recommend(scene: &Scene, statement: &FoundStatement, head: usize) -> bool {
    let span = match statement.source {
        Voice::Words(span) => span,
        Voice::Unknown => {
            return scene.reading.lexicon.advice.impersonal.contains(scene.lemma(head));
        }
        Voice::Author | Voice::SourceOf(_) => return true,
    };
    let words = scene.words_in(span);
    let is_pronoun =
        words.len() == 1 && matches!(scene.upos(words.start), "PRON" | "DET" | "ADJ" | "NUM");
    is_pronoun || statement::is_somebody(scene.reading, span)
}

/// > *Lee* **said** *the council* **should** act. · *Lee* said the bridge **should** be closed.
fn by_duty(
    scene: &Scene,
    statement: &FoundStatement,
    head: usize,
    content: &Range<usize>,
) -> Option<Duty> {
    let advice = &scene.reading.lexicon.advice;
    let is_denied = statement.manner.factuality == Factuality::Denied;
    let is_advising = !advice.not_advising.contains(scene.lemma(head));
    let may_advise = statement.source != Voice::Unknown && may_recommend(scene, statement, head);
    if is_denied || !is_advising || !may_advise {
        return None;
    }
    let verb = scene.head_of(content)?;
    duty(scene, verb, content)
}

/// Returns who should do what a verb says, if that tells what is right to do and not what is likely.
pub(super) fn duty(scene: &Scene, verb: usize, within: &Range<usize>) -> Option<Duty> {
    let advice = &scene.reading.lexicon.advice;
    let helper = scene.children(verb).find(|&child| {
        scene.base(child) == "aux" && advice.duties.contains(&*scene.text(child).to_lowercase())
    })?;
    let subject = scene.children(verb).find(|&child| scene.base(child) == "nsubj")?;
    let is_apart = |at: usize| matches!(scene.upos(at), "NOUN" | "PROPN" | "PRON" | "DET");
    let is_clause = subject < helper
        && helper < verb
        && within.contains(&subject)
        && !(helper + 1..verb).any(is_apart);
    let is_bound = scene.children(verb).any(|child| {
        matches!(
            scene.text(child).to_lowercase().as_str(),
            "if" | "whether" | "what" | "how" | "why" | "when" | "where" | "who"
        )
    });
    let is_past = scene
        .children(verb)
        .any(|child| scene.base(child) == "aux" && scene.lemma(child) == "have");
    if !is_clause
        || is_bound
        || is_past
        || scene.upos(verb) != "VERB"
        || scene.child(verb, "cop").is_some()
    {
        return None;
    }
    let is_passive = scene.relation(subject) == "nsubj:pass"
        || scene.children(verb).any(|child| scene.relation(child) == "aux:pass");
    if is_passive {
        let is_so = scene.xpos(verb) == "VBN"
            && !advice.likely.contains(scene.lemma(verb))
            && scene.upos(subject) != "PRON";
        return is_so.then(Duty::default);
    }
    let words = trees::phrase(scene, subject);
    let is_so = is_somebody(scene, subject, &words) && !advice.likely.contains(scene.lemma(verb));
    is_so.then(|| Duty { to: scene.span(&words) })
}
