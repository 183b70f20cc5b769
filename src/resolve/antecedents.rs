//! Antecedents: whom the pronouns of the third person mean, all over a text.
//!
//! > *Ms Lee* resigned. **She** said that **her** successor …; *the OSCE* … **it** noted; *Lee and Kim* … **they**
//!
//! Who is talked of is remembered with how much: more as a subject than as an object, more now than some sentences ago
//! (after Lappin and Leass 1994, "An Algorithm for Pronominal Anaphora Resolution"). A pronoun means whoever is talked of
//! most and fits in person, number, gender and animacy. Common nouns that are nobody of the cast are remembered, too: a
//! pronoun that means one of them is not somebody else.

use std::cmp::Reverse;
use std::collections::BTreeMap;

use crate::model::EntityType;
use crate::model::FoundStatement;
use crate::model::QuotationKind;
use crate::model::Span;
use crate::model::Voice;
use crate::model::WordClass;

use super::cast::Cast;
use super::cast::Gender;
use super::passage::Passage;
use super::trees;
use super::trees::Part;

/// Whom pronouns mean, by their tokens.
pub(super) type Antecedents = BTreeMap<usize, Antecedent>;

/// Whom a pronoun means, and the rule that tells.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Antecedent {
    pub(super) meant: Referent,
    pub(super) rule: &'static str,
}

/// Who or what is talked of.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Referent {
    /// Somebody of the cast, by the first candidate that means them.
    Cast(usize),
    /// Several of the cast that stand in one list: "Lee and Kim".
    Several(Vec<usize>),
    /// A noun that is nobody of the cast, as a word.
    Noun(usize),
}

/// Whom a pronoun can mean.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    Man,
    Woman,
    Thing,
    Several,
}

/// A pronoun reaches back over at most so many sentences.
const SENTENCES: usize = 3;
/// … and so many nouns.
const NOUNS: usize = 80;

/// A list has at most so many members.
const LONGEST_LIST: usize = 12;
/// How much more is talked of somebody for being taken up again.
const AGAIN: u32 = 8;

/// What somebody is talked of by, once.
struct Heard {
    referent: Referent,
    word: usize,
    sentence: usize,
    part: Part,
    /// Whether the words name who says something.
    speaks: bool,
    quotation: Option<usize>,
}

/// A pronoun whose antecedent is looked for.
struct Pronoun {
    /// Its word.
    at: usize,
    kind: Kind,
    sentence: usize,
    quotation: Option<usize>,
    /// The words for who says the quotation around it.
    quoted: Option<Span>,
    /// Whether it is who says something.
    speaks: bool,
}

/// Finds whom each pronoun of the third person means.
pub(super) fn find(
    passage: Passage,
    cast: &mut Cast,
    statements: &[FoundStatement],
) -> Antecedents {
    let names = names(passage, cast);
    let said = Said::new(statements);
    let mut scene = Scene { passage, cast, said, heard: Vec::new(), found: Antecedents::new() };
    for (number, sentence) in passage.analysis.sentences.iter().enumerate() {
        for word in sentence.words.clone() {
            scene.hear(number, word, names.get(&word).copied());
        }
    }
    scene.found
}

/// Returns the longest candidate of each word that is the head of one.
fn names(passage: Passage, cast: &Cast) -> BTreeMap<usize, usize> {
    let mut names = BTreeMap::new();
    for index in cast.in_order() {
        let tokens = &cast.candidates[index].tokens;
        if let Some(head) = trees::head_of(passage, tokens) {
            names.entry(head).or_insert(index);
        }
    }
    names
}

/// Who says what in quotation marks, and which words name who says something.
struct Said {
    /// The contents in quotation marks, by where they begin; each with the words for who says them.
    quoted: BTreeMap<usize, (Span, Span)>,
    /// The words for who says something, by where they begin.
    sources: BTreeMap<usize, Span>,
}

impl Said {
    fn new(statements: &[FoundStatement]) -> Self {
        let mut said = Self { quoted: BTreeMap::new(), sources: BTreeMap::new() };
        for statement in statements {
            let Voice::Words(source) = statement.source else { continue };
            said.sources.insert(source.start(), source);
            if statement.quotation == QuotationKind::Direct {
                let pieces = statement.content.iter();
                said.quoted.extend(pieces.map(|&piece| (piece.start(), (piece, source))));
            }
        }
        said
    }

    /// Returns the words for who says what stands at a byte.
    fn speaker_at(&self, byte: usize) -> Option<Span> {
        let (_, &(piece, source)) = self.quoted.range(..=byte).next_back()?;
        (piece.end() > byte).then_some(source)
    }

    fn is_source(&self, span: Span) -> bool {
        let near = self.sources.range(..=span.start()).next_back();
        near.is_some_and(|(_, source)| source.end() >= span.end())
    }
}

struct Scene<'a, 'cast> {
    passage: Passage<'a>,
    cast: &'cast mut Cast,
    said: Said,
    heard: Vec<Heard>,
    found: Antecedents,
}

impl Scene<'_, '_> {
    /// Remembers a noun, or finds whom a pronoun means.
    fn hear(&mut self, sentence: usize, at: usize, name: Option<usize>) {
        let word = self.passage.analysis.words[at];
        if let Some(index) = name {
            let root = self.cast.root(index);
            self.remember(Referent::Cast(root), sentence, at);
            self.remember_list(sentence, at, root);
            return;
        }
        let token = word.token as usize;
        let kind = kind(self.passage, token);
        if let Some(kind) = kind.filter(|_| !word.relation.is("expl")) {
            if let Some((referent, rule)) = self.antecedent(sentence, at, kind) {
                self.tell_gender(&referent, kind);
                self.remember(referent.clone(), sentence, at);
                self.found.insert(token, Antecedent { meant: referent, rule });
            }
            return;
        }
        let is_head = !trees::is(&word, &["compound", "flat", "fixed", "goeswith"]);
        if word.upos.name() == "NOUN" && is_head && !self.is_named(word.span) {
            self.remember(Referent::Noun(at), sentence, at);
        }
    }

    /// Returns whether a word is a part of somebody's name.
    fn is_named(&self, span: Span) -> bool {
        let near = self.cast.before(span.start() + 1).take(3);
        near.into_iter().any(|index| self.cast.candidates[index].span.contains(span))
    }

    fn remember(&mut self, referent: Referent, sentence: usize, word: usize) {
        let span = self.passage.analysis.words[word].span;
        self.heard.push(Heard {
            part: trees::part(self.passage, word),
            speaks: self.said.is_source(span),
            referent,
            word,
            sentence,
            quotation: quotation_at(self.passage, span.start()),
        });
    }

    /// Remembers those who stand in a list together.
    fn remember_list(&mut self, sentence: usize, word: usize, root: usize) {
        let first = trees::first_conjunct(self.passage, word);
        if first == word {
            return;
        }
        let before =
            self.heard.iter().rev().take(NOUNS).find(|heard| {
                heard.word == first && matches!(heard.referent, Referent::Several(_))
            });
        let before = before
            .or_else(|| self.heard.iter().rev().take(NOUNS).find(|heard| heard.word == first));
        let members = match before.map(|heard| &heard.referent) {
            Some(Referent::Several(members)) => members.clone(),
            Some(Referent::Cast(only)) => vec![*only],
            _ => return,
        };
        if !members.contains(&root) && members.len() < LONGEST_LIST {
            let members = members.into_iter().chain([root]).collect();
            self.remember(Referent::Several(members), sentence, first);
        }
    }

    /// Notes whether somebody is a man or a woman, where a pronoun tells.
    fn tell_gender(&mut self, referent: &Referent, kind: Kind) {
        let gender = match kind {
            Kind::Man => Gender::Male,
            Kind::Woman => Gender::Female,
            Kind::Thing | Kind::Several => return,
        };
        if let &Referent::Cast(index) = referent {
            self.cast.tell_gender(index, gender);
        }
    }

    /// Returns who is talked of most and fits.
    fn antecedent(
        &self,
        sentence: usize,
        at: usize,
        kind: Kind,
    ) -> Option<(Referent, &'static str)> {
        let word = self.passage.analysis.words[at];
        if is_reflexive(&self.passage.lower(word.token as usize)) {
            let own = self.subject_of(at, kind);
            if own.is_some() {
                return own.map(|own| (own, "reflexive"));
            }
        }
        if let Some(own) = self.reporter(at, kind) {
            return Some((own, "reporting-subject"));
        }
        let pronoun = Pronoun {
            at,
            kind,
            sentence,
            quotation: quotation_at(self.passage, word.span.start()),
            quoted: self.said.speaker_at(word.span.start()),
            speaks: self.said.is_source(word.span),
        };
        self.most_talked_of(&pronoun)
    }

    /// Returns who is talked of most of those who fit.
    fn most_talked_of(&self, pronoun: &Pronoun) -> Option<(Referent, &'static str)> {
        let mut scores: BTreeMap<&Referent, (u32, &Heard)> = BTreeMap::new();
        let near = self.heard.iter().rev().take(NOUNS);
        for heard in near.take_while(|heard| heard.sentence + SENTENCES >= pronoun.sentence) {
            if self.may_be(heard, pronoun) {
                let weight = self.weight(heard, pronoun);
                let entry = scores.entry(&heard.referent).or_insert((0, heard));
                entry.0 = if entry.0 == 0 { weight } else { entry.0.max(weight) + AGAIN };
            }
        }
        let best = scores.iter().max_by_key(|(referent, (score, _))| (*score, Reverse(*referent)));
        best.map(|(referent, (_, last))| {
            let rule = match pronoun.sentence - last.sentence {
                0 => "same-sentence",
                _ if last.speaks && pronoun.speaks => "last-speaker",
                1 => "sentence-before",
                _ => "further-before",
            };
            ((*referent).clone(), rule)
        })
    }

    /// Returns how much somebody was talked of where they were heard, as a pronoun sees it.
    fn weight(&self, heard: &Heard, pronoun: &Pronoun) -> u32 {
        let speaks = match (heard.speaks, pronoun.speaks) {
            (true, true) => 120,
            (true, false) => 40,
            (false, _) => 0,
        };
        let mut weight = (part_weight(heard.part) + speaks) >> (pronoun.sentence - heard.sentence);
        if heard.quotation.is_some() && heard.quotation != pronoun.quotation {
            weight /= 2;
        }
        if pronoun.kind == Kind::Several && !self.is_several(heard) {
            weight -= weight / 4;
        }
        weight + self.agreement(&heard.referent, pronoun.kind)
    }

    fn may_be(&self, heard: &Heard, pronoun: &Pronoun) -> bool {
        self.fits(heard, pronoun.kind)
            && !self.is_apart(heard, pronoun)
            && (!pronoun.speaks || self.can_speak(&heard.referent, pronoun.kind))
    }

    /// Returns the subject of a verb in whose clause a pronoun is the subject: "*Lee* said that **he** …".
    fn reporter(&self, at: usize, kind: Kind) -> Option<Referent> {
        let passage = self.passage;
        let words = &passage.analysis.words;
        if trees::part(passage, at) != Part::Subject {
            return None;
        }
        let mut verb = trees::governor(passage, at)?;
        if words[verb].relation.is("conj") {
            verb = trees::first_conjunct(passage, verb);
        }
        if !words[verb].relation.is("ccomp") {
            return None;
        }
        let mut outer = trees::parent(passage, verb)?;
        let near = || self.heard.iter().rev().take(NOUNS);
        let is_subject_of =
            |heard: &Heard, verb: usize| trees::is_subject_of(passage, heard.word, verb);
        if !near().any(|heard| is_subject_of(heard, outer)) && words[outer].relation.is("conj") {
            outer = trees::first_conjunct(passage, outer);
        }
        let subject = near().find(|heard| is_subject_of(heard, outer))?;
        (self.fits(subject, kind) && !matches!(subject.referent, Referent::Noun(_)))
            .then(|| subject.referent.clone())
    }

    /// Returns how much more somebody fits who is named, and whose gender is known.
    fn agreement(&self, referent: &Referent, kind: Kind) -> u32 {
        let &Referent::Cast(index) = referent else { return 0 };
        let facts = self.cast.facts(index);
        let is_person = matches!(kind, Kind::Man | Kind::Woman);
        let knows = if is_person && facts.gender.is_some() { 15 } else { 0 };
        let is_one_body =
            kind == Kind::Several && facts.entity_type() == Some(EntityType::Organization);
        knows + if facts.is_named && !is_one_body { 25 } else { 0 }
    }

    /// Returns whether somebody can say something: no event, no thing.
    fn can_speak(&self, referent: &Referent, kind: Kind) -> bool {
        match referent {
            &Referent::Cast(index) => {
                let facts = self.cast.facts(index);
                match facts.entity_type() {
                    Some(EntityType::Event) | None => false,
                    Some(EntityType::Place) => facts.is_country,
                    Some(_) => true,
                }
            }
            Referent::Several(_) => true,
            // "The evaluation … **It** also finds …"
            Referent::Noun(_) if kind == Kind::Thing => true,
            &Referent::Noun(noun) => {
                let word = self.passage.analysis.words[noun].span.of(self.passage.text);
                super::voices::acts(&word.to_lowercase(), word.ends_with('s'))
            }
        }
    }

    /// Returns the subject of the clause in which a reflexive pronoun stands.
    fn subject_of(&self, at: usize, kind: Kind) -> Option<Referent> {
        let governor = trees::governor(self.passage, at)?;
        let near = self.heard.iter().rev().take(NOUNS);
        let mut subjects =
            near.filter(|heard| trees::is_subject_of(self.passage, heard.word, governor));
        subjects.find(|heard| self.fits(heard, kind)).map(|heard| heard.referent.clone())
    }

    /// Returns whether a pronoun cannot mean somebody: another part of its own clause, or who speaks in the quotation
    /// around it.
    ///
    /// > *Lee* thanked **her**. · "**He** is right", *Lee* said.
    fn is_apart(&self, heard: &Heard, pronoun: &Pronoun) -> bool {
        let words = &self.passage.analysis.words;
        if pronoun.quoted.is_some_and(|speaker| speaker.contains(words[heard.word].span)) {
            return true;
        }
        let is_part = |part: Part| matches!(part, Part::Subject | Part::Object | Part::Oblique);
        let own = trees::part(self.passage, pronoun.at);
        if !is_part(heard.part) || !is_part(own) {
            return false;
        }
        let governors = [heard.word, pronoun.at].map(|word| trees::governor(self.passage, word));
        let [Some(theirs), Some(verb)] = governors else { return false };
        let is_doer = || heard.part == Part::Subject && self.shares_subject(theirs, verb);
        theirs == verb || own != Part::Subject && is_doer()
    }

    /// Returns whether a verb without a subject takes that of another.
    ///
    /// > *Lee* met Kim and **urged** her · *Lee* came **to invite** her · *Lee* took the opportunity **to invite** her
    fn shares_subject(&self, theirs: usize, verb: usize) -> bool {
        const CLAUSES: usize = 4;
        let mut at = verb;
        for _ in 0..CLAUSES {
            if at == theirs {
                return at != verb;
            }
            match trees::lends_subject(self.passage, at) {
                Some(lender) => at = lender,
                None => return false,
            }
        }
        false
    }

    /// Returns whether words mean several: a list, a group, a plural; "they" may also mean one body.
    fn is_several(&self, heard: &Heard) -> bool {
        let is_group = match heard.referent {
            Referent::Cast(index) => self.cast.entity_type(index) == Some(EntityType::Group),
            Referent::Several(_) => true,
            Referent::Noun(_) => false,
        };
        is_group || self.is_plural(heard.word)
    }

    fn is_plural(&self, word: usize) -> bool {
        matches!(self.passage.analysis.words[word].xpos.name(), "NNS" | "NNPS")
    }

    fn fits(&self, heard: &Heard, kind: Kind) -> bool {
        let is_plural = self.is_plural(heard.word);
        match &heard.referent {
            Referent::Several(_) => kind == Kind::Several,
            &Referent::Cast(index) => {
                let facts = self.cast.facts(index);
                match (kind, facts.entity_type()) {
                    (Kind::Man, Some(EntityType::Person)) => facts.gender != Some(Gender::Female),
                    (Kind::Woman, Some(EntityType::Person)) => facts.gender != Some(Gender::Male),
                    (Kind::Thing, Some(EntityType::Person | EntityType::Group))
                    | (Kind::Man | Kind::Woman, _) => false,
                    (Kind::Thing, _) => facts.is_named || !is_plural,
                    (Kind::Several, Some(EntityType::Group | EntityType::Organization)) => true,
                    (Kind::Several, _) => is_plural && !facts.is_named,
                }
            }
            &Referent::Noun(noun) => {
                let token = self.passage.analysis.words[noun].token as usize;
                let is_person =
                    self.passage.classes(token).has_any(&[WordClass::Role, WordClass::PersonNoun]);
                match kind {
                    Kind::Thing => !is_plural && !is_person,
                    Kind::Several => is_plural,
                    Kind::Man | Kind::Woman => false,
                }
            }
        }
    }
}

fn part_weight(part: Part) -> u32 {
    match part {
        Part::Subject => 180,
        Part::Object => 150,
        Part::Oblique => 130,
        Part::Modifier => 125,
        Part::Other => 120,
    }
}

/// Returns whom a pronoun of the third person can mean.
pub(super) fn kind(passage: Passage, token: usize) -> Option<Kind> {
    let kinds = [
        (WordClass::He, Kind::Man),
        (WordClass::She, Kind::Woman),
        (WordClass::It, Kind::Thing),
        (WordClass::They, Kind::Several),
    ];
    let classes = passage.classes(token);
    kinds.into_iter().find(|&(class, _)| classes.has(class)).map(|(_, kind)| kind)
}

fn is_reflexive(lower: &str) -> bool {
    lower.ends_with("self") || lower.ends_with("selves")
}

/// Returns the quotation in which a byte stands, as an index.
pub(super) fn quotation_at(passage: Passage, byte: usize) -> Option<usize> {
    let quotations = &passage.analysis.quotations;
    let at =
        quotations.partition_point(|quotation| quotation.span.start() <= byte).checked_sub(1)?;
    let quotation = &quotations[at];
    (quotation.span.end() > byte && !quotation.is_scare).then_some(at)
}
