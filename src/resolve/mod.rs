//! Resolves references: inside a document, who "she" is; across documents, which entities and claims are one.
//!
//! Findings come in, an [`Account`] goes out; of all annotated documents an [`Identity`](crate::model::Identity)
//! and [`Links`](crate::model::Links) are made. What no rule is sure of stays open.

mod forms;
mod passage;
mod trees;
mod cast;
mod events;
mod sieves;
mod author;
mod turns;
mod antecedents;
mod pronouns;
mod voices;
mod nesting;
mod affiliations;
mod propositions;
mod recommendations;
mod answers;
mod statements;
mod stances;
mod whole;
mod corrections;
mod entities;
mod identity;
mod claims;
mod positions;
mod copies;
mod ledger;
mod groups;
mod versions;
mod links;

use std::collections::BTreeMap;

use crate::model::Account;
use crate::model::Analysis;
use crate::model::CodePoints;
use crate::model::Document;
use crate::model::Findings;
use crate::model::FoundStance;
use crate::model::Lexicon;
use crate::model::Stance;
use crate::model::Statement;

use affiliations::FoundAffiliation;
use author::Author;
use cast::Cast;
use passage::Passage;
use statements::Voiced;
use voices::Voices;

pub use claims::Thresholds;
pub use copies::Printed;
pub use copies::copies;
pub use corrections::corrected;
pub use identity::identity;
pub use links::links;
pub use links::links_with;
pub use versions::versions;

/// Returns what a document says, with references resolved inside it.
pub fn document(
    document: &Document,
    analysis: &Analysis,
    findings: Findings,
    lexicon: &Lexicon,
) -> Account {
    Heard::new(document, analysis, &findings, lexicon).account(findings)
}

/// Who speaks in a text, and in each of its statements, whatever stances are found in it.
pub struct Heard<'a> {
    document: &'a Document,
    voices: Voices<'a>,
    parents: Vec<Option<usize>>,
    voiced: Vec<Voiced>,
    author: Author,
    posts: Vec<FoundAffiliation>,
}

impl<'a> Heard<'a> {
    /// Tells who speaks in the statements of `findings`.
    pub fn new(
        document: &'a Document,
        analysis: &'a Analysis,
        findings: &Findings,
        lexicon: &'a Lexicon,
    ) -> Self {
        let passage = Passage { text: &document.text, analysis, lexicon };
        let found = &findings.statements;
        let mut cast = Cast::new(passage);
        events::place_and_date(passage, &mut cast);
        sieves::run(passage, &mut cast);
        let turns = turns::find(passage, &mut cast);
        affiliations::tell_persons(passage, &mut cast);
        let blocks = affiliations::blocks(passage, &mut cast);
        let author = author::find(document, passage, &mut cast, &turns, blocks.speaker);
        let posts = affiliations::find(passage, &cast, blocks);
        let bodies = posts.iter().rev().map(|post| (cast.root(post.person), post.body)).collect();
        let antecedents = antecedents::find(passage, &mut cast, found);
        let mut voices = Voices {
            passage,
            cast,
            antecedents,
            author: author.speaker,
            turns,
            bodies,
            heard: BTreeMap::new(),
            taken_up: BTreeMap::new(),
            apart: Vec::new(),
        };
        let parents = nesting::parents(found);
        let voiced = statements::voice(&mut voices, found, &parents);
        Self { document, voices, parents, voiced, author, posts }
    }

    /// Returns for each stance numbers for whoever holds it, the same for the same; none where that stays open.
    pub fn holders(&self, stances: &[FoundStance]) -> Vec<Vec<usize>> {
        if stances.is_empty() {
            return Vec::new();
        }
        stances::holders(self.voices.clone(), stances, &self.voiced)
    }

    /// Returns what the document says; `findings` have the statements that were heard.
    pub fn account(self, findings: Findings) -> Account {
        self.write(findings, stances::once)
    }

    /// Returns the same with all that was found to be a stance, in the order in which it was found, however alike.
    pub fn undecided(self, findings: Findings) -> Account {
        self.write(findings, |_, _, stances| stances)
    }

    fn write(
        self,
        findings: Findings,
        once: fn(&Voices, &[Statement], Vec<Stance>) -> Vec<Stance>,
    ) -> Account {
        let Self { document, mut voices, parents, voiced, author, posts } = self;
        let listed = recommendations::listed(document, &mut voices, &findings, &voiced);
        let sides = stances::voice(&mut voices, &findings, &voiced);
        pronouns::take_up_rest(&mut voices, &findings.statements, &voiced);
        entities::mark_used(&mut voices, &voiced, &sides, &posts);
        recommendations::mark_used(&mut voices, &listed);
        let ids = entities::ids(&voices);
        let points = CodePoints::new(&document.text);
        let statements =
            statements::write(&voices, &ids, &points, &findings.statements, &parents, &voiced);
        let stances = stances::write(&voices, &ids, &points, &findings, &statements, &sides);
        Account {
            stances: once(&voices, &statements, stances),
            own_words: statements::own_words(&voices, &ids, &points, author, &findings, &listed),
            statements: statements::once(statements),
            affiliations: entities::affiliations(&voices, &ids, posts),
            author: author.speaker.and_then(|speaker| ids.get(&voices.cast.root(speaker)).cloned()),
            mentions: entities::mentions(&voices, &ids),
            entities: entities::write(&voices, &ids),
            notes: document.notes.iter().cloned().chain(findings.notes).collect(),
        }
    }
}
