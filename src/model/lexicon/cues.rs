//! Words that say that something was expressed: `data/lexicon/cues.toml`.

use std::collections::BTreeMap;

use serde::Deserialize;

use crate::model::Act;
use crate::model::Factuality;
use crate::model::Manner;
use crate::model::Polarity;
use crate::model::Strength;

/// Cues by the word that they are found by.
#[derive(Clone, Debug, Deserialize)]
#[serde(from = "CueFile")]
pub struct Cues {
    /// All cues, verbs first.
    pub cues: Vec<Cue>,
    /// For each word: the cues that it may be the head of, the longest first, and the form of the head; only those
    /// that say what they take, which rules look for.
    pub by_word: BTreeMap<String, Vec<(usize, Form)>>,
    /// For each word: all cues that it may be the head of, the longest first.
    meanings: BTreeMap<String, Vec<(usize, Form)>>,
}

impl Cues {
    /// Returns the cue that a lemma or another form heads, by whatever it was found: of several the longest whose words
    /// follow, and of those the first that is of the act, or else the first.
    ///
    /// > "point" as a verb before "out that" is *point out*; as a noun it is no cue
    pub fn meaning(&self, head: &str, kind: CueKind, behind: &[&str], act: Act) -> Option<&Cue> {
        let entries = self.meanings.get(head)?;
        let fits = |cue: &&Cue| {
            cue.kind == kind
                && cue.then.len() <= behind.len()
                && cue.then.iter().zip(behind).all(|(then, word)| then == word)
        };
        let cues: Vec<&Cue> =
            entries.iter().map(|&(number, _)| &self.cues[number]).filter(fits).collect();
        let longest = cues.first()?.then.len();
        let is_so = |cue: &&&Cue| cue.act == act || cue.acts.values().any(|&other| other == act);
        let mut same = cues.iter().take_while(|cue| cue.then.len() == longest);
        same.find(is_so).or(cues.first()).copied()
    }

    /// Returns how a cue that was found by whatever presents its content; plainly, where no entry has it.
    pub fn manner(&self, head: &str, kind: CueKind, behind: &[&str], act: Act) -> Manner {
        match self.meaning(head, kind, behind, act) {
            Some(cue) => cue.manner(act),
            None => Manner { factuality: act.factuality(None), ..Manner::default() },
        }
    }
}

/// A cue: its head, what comes with it, and what may follow.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
#[expect(clippy::struct_excessive_bools, reason = "each is a property of its own of the word")]
pub struct Cue {
    /// What kind of word the head is.
    #[serde(skip, default)]
    pub kind: CueKind,
    /// The forms of the head: of a verb base, third person, past, past participle, -ing; else singular, plural.
    pub forms: String,
    /// Words that follow the head and belong to the cue: "out" of "pointed out".
    #[serde(default)]
    pub then: Vec<String>,
    /// What may follow as content; where nothing is said, no rule looks for the cue.
    #[serde(default)]
    pub takes: Vec<Complement>,
    /// The prepositions that may begin the content, where it takes one.
    #[serde(default)]
    pub prepositions: Vec<String>,
    /// What is done in saying it.
    #[serde(default = "assertive")]
    pub act: Act,
    /// What is done instead where this follows.
    #[serde(default)]
    pub acts: BTreeMap<Complement, Act>,
    /// Whether somebody may stand between the cue and the content: "told reporters that".
    #[serde(default)]
    pub addressee: bool,
    /// Whether nothing is said with it but to somebody: "told that" is no clause of its own.
    #[serde(default)]
    pub ditransitive: bool,
    /// Whether the passive without a source speaks: "is expected to".
    #[serde(default)]
    pub passive: bool,
    /// Whether it recommends.
    #[serde(default)]
    pub recommends: bool,
    /// Whether it doubts what it reports.
    #[serde(default)]
    pub hedges: bool,
    /// Whether the word often means something else.
    #[serde(default)]
    pub weak: bool,
    /// What it tells of the content's truth, where the content is said to be so; left to the source unless given.
    #[serde(default)]
    pub factuality: Option<Factuality>,
    /// How strongly the act is done.
    #[serde(default)]
    pub strength: Strength,
    /// What the reporter lets be known by choosing the word.
    #[serde(default)]
    pub reporter: Option<Polarity>,
}

impl Cue {
    /// Returns what is done where a complement follows.
    pub fn act_with(&self, complement: Complement) -> Act {
        self.acts.get(&complement).copied().unwrap_or(self.act)
    }

    /// Returns how the cue presents a content with which an act is done.
    pub fn manner(&self, act: Act) -> Manner {
        Manner {
            factuality: act.factuality(self.factuality),
            strength: self.strength,
            reporter: self.reporter,
        }
    }
}

/// What kind of word heads a cue.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum CueKind {
    /// "said".
    #[default]
    Verb,
    /// "confident", after a form of "be".
    Adjective,
    /// "claim".
    Noun,
    /// "reportedly".
    Adverb,
    /// "according to".
    Preposition,
}

/// A form of a cue's head.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Form {
    /// "say", or a word without other forms.
    Base,
    /// "says", "claims".
    Third,
    /// "said" as a past form.
    Past,
    /// "said", "written" as a participle only.
    PastParticiple,
    /// "saying".
    Ing,
}

/// What may follow a cue as content.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Complement {
    /// Words in quotation marks.
    Quotation,
    /// A clause with or without "that".
    Clause,
    /// A clause with "that" only.
    That,
    /// A question: "whether", "how".
    Question,
    /// "to" and a verb.
    Infinitive,
    /// Somebody and "to" and a verb.
    Order,
    /// A noun phrase that says something.
    Phrase,
    /// Something and "as": "described it as".
    As,
    /// Somebody and "of" or "for": "accused him of".
    Blame,
    /// Something and what it is called: "called it a success".
    Naming,
    /// A verb with -ing.
    Gerund,
    /// What a preposition begins: "commitment to", "call for".
    Preposition,
}

const fn assertive() -> Act {
    Act::Assertive
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct CueFile {
    verb: Vec<Cue>,
    adjective: Vec<Cue>,
    noun: Vec<Cue>,
    adverb: Vec<Cue>,
    preposition: Vec<Cue>,
}

impl From<CueFile> for Cues {
    fn from(file: CueFile) -> Self {
        let lists = [
            (CueKind::Verb, file.verb),
            (CueKind::Adjective, file.adjective),
            (CueKind::Noun, file.noun),
            (CueKind::Adverb, file.adverb),
            (CueKind::Preposition, file.preposition),
        ];
        let mut cues = Vec::new();
        for (kind, list) in lists {
            cues.extend(list.into_iter().map(|cue| Cue { kind, ..cue }));
        }
        let meanings = index(
            cues.iter().map(|cue| (cue.kind == CueKind::Verb, cue.forms.as_str(), cue.then.len())),
        );
        let is_sought = |&(number, _): &(usize, Form)| !cues[number].takes.is_empty();
        let mut by_word = meanings.clone();
        for entries in by_word.values_mut() {
            entries.retain(is_sought);
        }
        by_word.retain(|_, entries| !entries.is_empty());
        Self { cues, by_word, meanings }
    }
}

/// Lists entries by each form of their head, the longest first.
pub(super) fn index<'a>(
    entries: impl Iterator<Item = (bool, &'a str, usize)>,
) -> BTreeMap<String, Vec<(usize, Form)>> {
    let mut by_word: BTreeMap<String, Vec<(usize, usize, Form)>> = BTreeMap::new();
    for (number, (is_verb, forms, length)) in entries.enumerate() {
        for (word, form) in forms_of(is_verb, forms) {
            by_word.entry(word.to_owned()).or_default().push((length, number, form));
        }
    }
    let sorted = |mut list: Vec<(usize, usize, Form)>| {
        list.sort_by_key(|&(length, number, _)| (std::cmp::Reverse(length), number));
        list.into_iter().map(|(_, number, form)| (number, form)).collect()
    };
    by_word.into_iter().map(|(word, list)| (word, sorted(list))).collect()
}

/// Returns the forms that a line lists, but no participle that is like the past; "-" stands for no form.
fn forms_of(is_verb: bool, forms: &str) -> Vec<(&str, Form)> {
    const OF_VERB: [Form; 5] =
        [Form::Base, Form::Third, Form::Past, Form::PastParticiple, Form::Ing];
    const OF_OTHERS: [Form; 2] = [Form::Base, Form::Third];
    let names = if is_verb { &OF_VERB[..] } else { &OF_OTHERS[..] };
    let mut found: Vec<(&str, Form)> = Vec::new();
    for (word, &form) in forms.split_whitespace().zip(names) {
        if !found.contains(&(word, Form::Past)) || form != Form::PastParticiple {
            found.push((word, form));
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::CueKind;
    use super::CueKind::Noun;
    use super::CueKind::Verb;
    use crate::model::Act;
    use crate::model::Factuality;
    use crate::model::Lexicon;
    use crate::model::Manner;
    use crate::model::Polarity;
    use crate::model::Strength;

    #[track_caller]
    fn check(head: &str, kind: CueKind, behind: &[&str], act: Act, expected: Factuality) -> Manner {
        let manner = Lexicon::built_in().cues.manner(head, kind, behind, act);
        assert_eq!(manner.factuality, expected, "{head}");
        manner
    }

    #[test]
    fn a_cue_tells_of_the_truth_of_its_content() {
        check("say", Verb, &["that"], Act::Assertive, Factuality::Stated);
        check("reveal", Verb, &["that"], Act::Assertive, Factuality::Presupposed);
        check("admission", Noun, &["that"], Act::Assertive, Factuality::Admitted);
        check("refuted", Verb, &["the"], Act::Assertive, Factuality::Denied);
        let boast = check("boasted", Verb, &["that"], Act::Assertive, Factuality::Stated);
        assert_eq!(boast.reporter, Some(Polarity::Negative));
        check("hopes", Verb, &["to"], Act::Expressive, Factuality::Unasserted);
    }

    #[test]
    fn what_is_asked_or_promised_is_not_said_to_be_so() {
        let claim = check("claim", Verb, &["to"], Act::Commissive, Factuality::Unasserted);
        assert_eq!(claim.strength, Strength::Plain);
        let vow = check("vow", Verb, &["to"], Act::Commissive, Factuality::Unasserted);
        assert_eq!(vow.strength, Strength::Strong);
    }

    #[test]
    fn the_words_behind_and_the_act_choose_among_entries() {
        check("point", Verb, &["out", "that"], Act::Assertive, Factuality::Presupposed);
        check("point", Verb, &["at"], Act::Assertive, Factuality::Stated);
        check("point", Noun, &["out"], Act::Assertive, Factuality::Stated);
        let cues = Lexicon::built_in().cues;
        let act = |act| cues.meaning("suggest", Verb, &[], act).map(|cue| cue.act);
        assert_eq!(act(Act::Assertive), Some(Act::Assertive));
        assert_eq!(act(Act::Directive), Some(Act::Directive));
        assert_eq!(cues.meaning("walk", Verb, &[], Act::Assertive).map(|cue| cue.act), None);
    }

    #[test]
    fn rules_look_only_for_cues_that_say_what_they_take() {
        let cues = Lexicon::built_in().cues;
        assert!(cues.by_word.contains_key("claim") && !cues.by_word.contains_key("refute"));
        assert!(cues.cues.iter().all(|cue| cue.passive <= !cue.takes.is_empty()));
    }
}
