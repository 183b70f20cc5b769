//! Stances told by a verb or noun that takes sides.
//!
//! > *The Minister* **welcomed** *the report*. · *The report* was **welcomed** by *the Minister*. ·
//! > *The Minister* expressed **gratitude** to *the mission*.

use super::attitudes;
use super::content;
use super::holders::Holders;
use super::nominal_cues;
use super::nominal_cues::Owner;
use super::noun_phrases;
use super::occurrence;
use super::occurrence::Group;
use super::reading::Reading;
use super::reading::Tokens;
use super::statement;
use crate::model::Class;
use crate::model::Confidence;
use crate::model::Form;
use crate::model::FoundStance;
use crate::model::StanceKind;
use crate::model::StanceUse;
use crate::model::StanceWord;
use crate::model::Voice;

/// Finds the stances of verbs and nouns.
pub(super) fn find(reading: &Reading, holders: &Holders) -> Vec<FoundStance> {
    let mut found = Vec::new();
    for head in 0..reading.words.len() {
        let mut entries = reading.words[head].stances.iter();
        let first = entries.find_map(|&(number, form)| {
            let word = &reading.lexicon.stances.stances[number];
            let is_whole = occurrence::is_followed_by(reading, head, &word.then)
                && occurrence::is_after(reading, head, &word.after);
            let place = Place::new(reading, head, word).filter(|_| is_whole)?;
            let sided = match word.use_as {
                StanceUse::Act => verb(reading, holders, word, form, place),
                StanceUse::Noun => noun(reading, word, place),
                StanceUse::Quality | StanceUse::Epithet => None,
            };
            Some((word, place, sided?))
        });
        if let Some((word, place, sided)) = first {
            let make = |&target| make(reading, holders, word, place, &sided, target);
            found.extend(sided.targets.iter().filter_map(make));
        }
    }
    found
}

/// Who takes sides on what.
struct Sided {
    group: Group,
    holder: Voice,
    targets: Vec<Tokens>,
}

/// Where a word that takes sides stands.
#[derive(Clone, Copy)]
struct Place {
    head: usize,
    end: usize,
    low: usize,
    high: usize,
}

impl Place {
    fn new(reading: &Reading, head: usize, word: &StanceWord) -> Option<Self> {
        reading.sentence_of(head)?;
        let (low, high) = reading.bounds(head);
        let end = head + 1 + word.then.len();
        (end <= high).then_some(Self { head, end, low, high })
    }
}

/// > *The Minister* **welcomed** *the report*.
fn verb(
    reading: &Reading,
    holders: &Holders,
    word: &StanceWord,
    form: Form,
    place: Place,
) -> Option<Sided> {
    let Place { head, end, low, high } = place;
    let group = occurrence::group(reading, low, head, form);
    if !occurrence::is_verb(reading, low, head, form, group) && !is_meant(reading, head, form) {
        return None;
    }
    let by = (reading.is(end, Class::Agent))
        .then(|| noun_phrases::starting_at(reading, end + 1, high))
        .flatten();
    let is_reduced = matches!(form, Form::Past | Form::PastParticiple) && by.is_some();
    if group.is_passive || is_reduced {
        let comma = group.start.checked_sub(1).filter(|&at| reading.text_at(at) == ",");
        let target = match comma {
            Some(comma) if is_reduced => noun_phrases::ending_at(reading, low, comma)?,
            _ => noun_phrases::subject(reading, low, group.start)?,
        };
        let holder = statement::voice(reading, Some(by?));
        return Some(Sided { group, holder, targets: vec![target] });
    }
    if is_deed(reading, word, form, group) {
        return None;
    }
    let targets = targets(reading, word, content::skip_adverbs(reading, end, high), high);
    if means_other(reading, word, *targets.first()?) {
        return None;
    }
    let holder = holder(reading, holders, place, group, form)?;
    Some(Sided { group, holder, targets })
}

/// Returns whether a verb tells a deed, not a side taken: "a fund to *support* schools", "…, *supporting* them".
fn is_deed(reading: &Reading, word: &StanceWord, form: Form, group: Group) -> bool {
    let is_wished = group.start > 0 && reading.is(group.start - 1, Class::Wish);
    let is_running = form == Form::Ing && !is_meant(reading, group.start, form);
    word.weak && (group.is_infinitive && !is_wished || is_running)
}

/// > *We* are committed to **supporting** *Ghana*
fn is_meant(reading: &Reading, head: usize, form: Form) -> bool {
    form == Form::Ing
        && head > 1
        && reading.is(head - 1, Class::InfinitiveMarker)
        && reading.is(head - 2, Class::Wish)
}

/// Returns the noun phrases that begin at a token: "welcomed *the report* and *the Minister's answer*".
fn targets(reading: &Reading, word: &StanceWord, start: usize, high: usize) -> Vec<Tokens> {
    let mut targets = Vec::new();
    let mut start = start;
    while let Some(phrase) = noun_phrases::starting_at(reading, start, high) {
        let whole = if is_object(reading, start) {
            (start, start + 1)
        } else {
            noun_phrases::extended(reading, phrase, high)
        };
        let target = without_reason(reading, word, whole);
        if is_subject(reading, phrase) || !targets.is_empty() && opens_clause(reading, whole.1) {
            break;
        }
        targets.push(target);
        match next_item(reading, whole).filter(|_| target == whole) {
            Some(next) => start = next,
            None => break,
        }
    }
    targets
}

/// Returns where one more target of a list begins: after a short one, with an article or a name.
fn next_item(reading: &Reading, (start, end): Tokens) -> Option<usize> {
    let is_short = !(start..end)
        .any(|at| reading.is(at, Class::Preposition) && !reading.is(at, Class::Charge));
    let comma = end + usize::from(reading.text_at(end) == ",");
    let is_likewise =
        ["as", "well", "as"].iter().zip(comma..).all(|(word, at)| reading.text_at(at) == *word);
    let next = if is_likewise { comma + 3 } else { comma + 1 };
    let is_joined = is_likewise || reading.is(comma, Class::And);
    let opens = reading.is(next, Class::Determiner)
        || reading.word(next).is_some_and(|word| word.is_capital() && word.is_open());
    ((is_short || is_likewise) && is_joined && opens).then_some(next)
}

/// Returns whether a word is a pronoun that means the target alone: "commended *him* on his leadership".
fn is_object(reading: &Reading, at: usize) -> bool {
    let classes = reading.words[at].classes;
    classes.has(Class::Object) && !classes.has(Class::Determiner)
}

/// Returns whether a phrase is a pronoun that opens a clause: "regret *we* were late".
fn is_subject(reading: &Reading, (start, end): Tokens) -> bool {
    let word = reading.words[start];
    end == start + 1
        && word.is(Class::Subject)
        && !word.classes.has_any(&[Class::Object, Class::Determiner])
}

/// Returns whether a verb stands where a phrase ends, so that the phrase is its subject.
fn opens_clause(reading: &Reading, end: usize) -> bool {
    let verb = noun_phrases::is_verbal_cue(reading, end);
    verb || reading.word(end).is_some_and(|word| {
        word.classes.has_any(&[Class::Finite, Class::Past, Class::Adverb, Class::Be])
    })
}

/// Leaves out what somebody is thanked or blamed for: "thanked *the observers* for their work".
fn without_reason(reading: &Reading, word: &StanceWord, (start, end): Tokens) -> Tokens {
    let has_reason =
        !matches!(word.kind, StanceKind::Welcomes | StanceKind::Supports | StanceKind::Rejects);
    let opens_reason = |at: usize| {
        has_reason && reading.is(at, Class::Reason)
            || word.reason.iter().any(|reason| reason == reading.text_at(at))
    };
    let reason = (start + 1..end).find(|&at| opens_reason(at));
    (start, reason.unwrap_or(end))
}

/// Returns whether a verb with a person means something else here: "welcomed *her to* the palace".
fn means_other(reading: &Reading, word: &StanceWord, target: Tokens) -> bool {
    let first = &reading.words[target.0];
    let is_person = first.is_capital() || first.is(Class::Object);
    let is_listed = |at: usize| word.not_before.iter().any(|after| reading.text_at(at) == after);
    let is_deed = (target.0..target.1).any(|at| reading.is(at, Class::PossessiveMark));
    is_person && !is_deed && (target.0..=target.1).any(is_listed)
}

/// Returns whose verb it is; of one that opens a sentence ("Thank you"), whoever speaks.
fn holder(
    reading: &Reading,
    holders: &Holders,
    place: Place,
    group: Group,
    form: Form,
) -> Option<Voice> {
    let Place { head, low, .. } = place;
    let is_bare = form == Form::Base && !group.has_auxiliary;
    if is_bare && occurrence::opens_clause(reading, head) {
        return holders.speaking_at(reading, head);
    }
    let phrase = if group.is_infinitive {
        let_speak(reading, group.start)
            .or_else(|| noun_phrases::of_clause(reading, low, group.start))
    } else if form == Form::Ing && !group.has_auxiliary {
        noun_phrases::of_participle(reading, low, head)
    } else {
        noun_phrases::of_coordinated(reading, low, group.start)
            .or_else(|| noun_phrases::subject(reading, low, group.start))
    };
    match phrase {
        Some(phrase) => Some(statement::voice(reading, Some(phrase))),
        None => holders.speaking_at(reading, head),
    }
}

/// > allow *me* also to **thank** the mission
fn let_speak(reading: &Reading, start: usize) -> Option<Tokens> {
    let skips =
        |at: &usize| reading.is(*at, Class::InfinitiveMarker) || reading.is(*at, Class::Adverb);
    let me = (0..start).rev().find(|at| !skips(at)).filter(|&at| at > 0)?;
    let lets = reading.text_at(me - 1).to_lowercase();
    let is_let =
        matches!(lets.as_str(), "allow" | "permit") && matches!(reading.text_at(me), "me" | "us");
    is_let.then_some((me, me + 1))
}

/// > *We* are **grateful** to *the mission*.
fn of_adjective(reading: &Reading, place: Place) -> Option<Owner> {
    let copula = attitudes::copula_before(reading, place.low, place.head)?;
    let phrase = noun_phrases::subject(reading, place.low, copula)?;
    Some(Owner { phrase, cue_start: copula })
}

/// > *The Minister* expressed **gratitude** to *the mission*. · the **support** of *the voters* for *the plan*
fn noun(reading: &Reading, word: &StanceWord, place: Place) -> Option<Sided> {
    let is_help = place.head > place.low
        && !word.not_after.is_empty()
        && occurrence::is_after(reading, place.head, &word.not_after);
    if is_help {
        return None;
    }
    // "was *shocked* by the acts of …" tells what shocks, not who is shocked.
    if word.before_target.iter().any(|before| before == "by") {
        return borne(reading, word, place);
    }
    if let Some(received) = received(reading, place) {
        return Some(received);
    }
    if reading.is(place.end, Class::Owner) {
        return given(reading, word, place).or_else(|| borne(reading, word, place));
    }
    borne(reading, word, place).or_else(|| given(reading, word, place))
}

/// > the **support** of *the voters* for *the plan* · **criticism** of *the plan* by *the voters*
fn given(reading: &Reading, word: &StanceWord, place: Place) -> Option<Sided> {
    let start = place.end + 1;
    let is_target_first = is_before_target(reading, word, place.end);
    let opens_clause = (place.low..place.head).all(|at| noun_phrases::is_nominal(reading, at));
    let is_joined = is_target_first && opens_clause || reading.is(place.end, Class::Owner);
    let first = is_joined.then(|| noun_phrases::starting_at(reading, start, place.high))??;
    let whole = noun_phrases::extended(reading, first, place.high);
    let second = (start + 1..whole.1).find(|&at| {
        if is_target_first {
            reading.is(at, Class::Agent) || reading.text_at(at) == "from"
        } else {
            is_before_target(reading, word, at)
        }
    })?;
    let (front, back) = ((start, second), (second + 1, whole.1));
    let (holder, target) = if is_target_first { (back, front) } else { (front, back) };
    let holder = statement::voice(reading, Some(holder));
    Some(Sided { group: Group::default(), holder, targets: vec![target] })
}

/// > *The plan* drew **criticism** from *the voters*.
fn received(reading: &Reading, place: Place) -> Option<Sided> {
    const ADJECTIVES: usize = 4;
    let is_from =
        reading.is(place.end, Class::Agent) || matches!(reading.text_at(place.end), "from" | "of");
    let from = is_from.then(|| noun_phrases::starting_at(reading, place.end + 1, place.high))??;
    let floor = place.low.max(place.head.saturating_sub(ADJECTIVES));
    let is_verb = |at: usize| {
        reading.lexicon.stances.receivers.iter().any(|verb| verb == reading.text_at(at))
    };
    let mut verb = (floor..place.head).rev().find(|&at| {
        is_verb(at) || !reading.words[at].is_open() && !reading.is(at, Class::Determiner)
    })?;
    if !is_verb(verb) || reading.text_at(place.end) == "of" && !is_held(reading, place.head) {
        return None;
    }
    if reading.is(verb, Class::Preposition) {
        verb = verb.checked_sub(1).filter(|&verb| verb > place.low)?;
    }
    let group = occurrence::group(reading, place.low, verb, Form::Past);
    let target = noun_phrases::of_coordinated(reading, place.low, group.start)
        .or_else(|| noun_phrases::subject(reading, place.low, group.start))?;
    let holder = statement::voice(reading, Some(from));
    Some(Sided { group: Group { is_passive: false, ..group }, holder, targets: vec![target] })
}

/// > has **the backing** of *the voters*
fn is_held(reading: &Reading, head: usize) -> bool {
    head > 0 && (head.saturating_sub(3)..head).any(|at| reading.is(at, Class::Determiner))
}

fn is_before_target(reading: &Reading, word: &StanceWord, at: usize) -> bool {
    word.before_target.iter().any(|before| before == reading.text_at(at))
}

/// > *The Minister* expressed **gratitude** to *the mission*.
fn borne(reading: &Reading, word: &StanceWord, place: Place) -> Option<Sided> {
    let place = gone(reading, place);
    let start = place.end + 1;
    let is_verb = reading.is(start, Class::Participle)
        || reading.is(place.end, Class::InfinitiveMarker)
            && content::is_infinitive(reading, place.end);
    if is_verb || !is_before_target(reading, word, place.end) {
        return None;
    }
    let targets = targets(reading, word, start, place.high);
    let owner = of_adjective(reading, place)
        .or_else(|| nominal_cues::owner(reading, place.low, place.head))?;
    let holder = statement::voice(reading, Some(owner.phrase));
    let is_negated = (owner.cue_start..place.head).any(|at| reading.is(at, Class::Negation));
    Some(Sided { group: Group { is_negated, ..Group::default() }, holder, targets })
}

/// Steps over the verb of what goes to somebody: "our **thoughts** *are* with the families", "his **heart** *went out* to them".
fn gone(reading: &Reading, place: Place) -> Place {
    let mut end = place.end;
    if matches!(
        reading.text_at(end),
        "go" | "goes" | "went" | "are" | "is" | "were" | "was" | "remain"
    ) {
        end += 1;
        end += usize::from(reading.text_at(end) == "out");
    }
    let is_told = matches!(reading.text_at(end), "to" | "with");
    if is_told && end > place.end { Place { end, ..place } } else { place }
}

fn make(
    reading: &Reading,
    holders: &Holders,
    word: &StanceWord,
    place: Place,
    sided: &Sided,
    target: Tokens,
) -> Option<FoundStance> {
    let Sided { group, holder, .. } = *sided;
    let target = reading.span(target.0, target.1)?;
    let holds_itself = matches!(holder, Voice::Words(span) if span.overlaps(target));
    if holds_itself || !statement::may_speak(reading, holder) || is_question(reading, place) {
        return None;
    }
    let is_act = word.use_as == StanceUse::Act;
    Some(FoundStance {
        holder,
        cue: reading.span(place.head, place.end)?,
        target,
        polarity: word.polarity,
        kind: word.kind,
        statement: holders.statement_at(place.head),
        is_negated: group.is_negated,
        is_modal: group.is_modal,
        is_conditional: is_conditional(reading, place),
        confidence: Confidence::hundredths(if is_act { 85 } else { 75 }),
        rule: if is_act { "act" } else { "nominal-act" },
    })
}

/// Returns whether the sentence asks: "Do you support the bill?"
fn is_question(reading: &Reading, place: Place) -> bool {
    let last = reading.sentence_of(place.head).map_or(0, |sentence| sentence.tokens.end);
    (place.head..last.min(place.high + 1)).any(|at| reading.text_at(at) == "?")
}

/// Returns whether a condition opens the clause.
fn is_conditional(reading: &Reading, place: Place) -> bool {
    const WINDOW: usize = 20;
    let floor = place.low.max(place.head.saturating_sub(WINDOW));
    let comma = (floor..place.head).rev().find(|&at| reading.text_at(at) == ",");
    (comma.unwrap_or(floor)..place.head).any(|at| reading.is(at, Class::Condition))
}
