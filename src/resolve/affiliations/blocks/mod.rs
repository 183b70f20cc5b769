//! Posts in the blocks at a document's edges: who signs, who is to be asked, who wrote it, whose words it has.
//!
//! > *Yours sincerely,* | **Jane Smith** | **Director-General, World Health Organization**; *Media contact:* **Anna Roe,
//! > spokesperson, ODIHR**; *By* **John Doe, political editor, The Times**; *Statement by* **Jane Roe, Envoy of the Quartet**

mod lines;
mod names;
mod notes;
mod openers;
mod parts;
mod one;

use std::ops::Range;

use crate::model::Confidence;
use crate::model::EntityType;
use crate::model::Resolution;

use super::FoundAffiliation;
use super::OpenPost;
use crate::resolve::cast::Cast;
use crate::resolve::passage::Passage;
use lines::Line;
use one::One;
use one::Said;
use openers::Opener;
use parts::Part;

/// What the blocks of a document tell.
#[derive(Default)]
pub(in crate::resolve) struct Blocks {
    pub(super) posts: Vec<FoundAffiliation>,
    pub(super) open: Vec<OpenPost>,
    /// Whose words a heading says the text has, or who signs it, where one person alone does.
    pub(in crate::resolve) speaker: Option<usize>,
}

/// Names are added for so many lines at most.
const MOST_NAMED: usize = 64;
/// So many lines, without a gap between them, tell of one person.
const LINES_OF_ONE: usize = 5;

/// Reads the blocks of a document; names that only their place in a block tells join the cast.
pub(in crate::resolve) fn find(passage: Passage, cast: &mut Cast) -> Blocks {
    let lines = lines::of(passage);
    let mut reader = Reader {
        passage,
        named: 0,
        blocks: Blocks::default(),
        signatories: Vec::new(),
        speaker: None,
        author: None,
    };
    let mut at = 0;
    while at < lines.len() {
        at = reader.read(cast, &lines, at).max(at + 1);
    }
    let Reader { mut blocks, mut signatories, speaker, author, .. } = reader;
    signatories.dedup_by(|one, other| cast.are_same(*one, *other));
    let signatory = if let &[only] = signatories.as_slice() { Some(only) } else { None };
    blocks.speaker = speaker.or(signatory);
    blocks.posts.extend(notes::find(passage, cast, author.or(blocks.speaker)));
    blocks
}

struct Reader<'a> {
    passage: Passage<'a>,
    /// For how many lines names were added.
    named: usize,
    blocks: Blocks,
    signatories: Vec<usize>,
    /// Whose words a heading says that they are.
    speaker: Option<usize>,
    /// Whom a byline names.
    author: Option<usize>,
}

impl Reader<'_> {
    /// Reads the block that begins with a line, if one does, and returns the line after it.
    fn read(&mut self, cast: &mut Cast, lines: &[Line], at: usize) -> usize {
        let line = &lines[at];
        let Some(opened) = openers::open(self.passage, lines, at) else {
            return self.plain(cast, lines, at);
        };
        match opened.opener {
            Opener::Closing | Opener::Contact => self.list(cast, lines, at, &opened),
            Opener::Byline | Opener::Heading => {
                let mut one = One::new(opened.opener);
                self.take(cast, &mut one, opened.rest.clone());
                if one.persons.is_empty() {
                    return at + 1;
                }
                let next = self.go_on(cast, &mut one, lines, at + 1, line.tokens.end);
                let first = one.persons.first().copied();
                if opened.opener == Opener::Byline {
                    self.author = self.author.or(first);
                } else {
                    self.speaker = self.speaker.or(first);
                }
                self.finish(cast, one);
                next
            }
            Opener::Dash => {
                let mut one = One::new(opened.opener);
                if self.take(cast, &mut one, opened.rest) == Taken::Whole {
                    self.finish(cast, one);
                }
                at + 1
            }
        }
    }

    /// Reads a line that is nothing but a person with a post or a body.
    fn plain(&mut self, cast: &mut Cast, lines: &[Line], at: usize) -> usize {
        let line = &lines[at];
        if line.is_long || !openers::stands_alone(lines, at) {
            return at + 1;
        }
        let tokens = lines::without_bullet(self.passage, line.tokens.clone());
        let parts = lines::parts(self.passage, tokens.clone());
        if parts.len() < 2 || parts::persons(self.passage, cast, &parts[0]).is_none() {
            return at + 1;
        }
        self.name(cast, &parts);
        let mut one = One { certainty: 75, rule: "line-of-name", ..One::new(Opener::Dash) };
        let is_sure = |one: &One| {
            let mut found = one.found.iter();
            found.all(|(post, body, _)| {
                post.is_some() || parts::is_surely_body(self.passage, cast, *body)
            })
        };
        if self.take(cast, &mut one, tokens) == Taken::Whole && is_sure(&one) {
            self.finish(cast, one);
        }
        at + 1
    }

    /// Reads the persons after "Yours sincerely" or "Contact", each in a line or some lines.
    fn list(
        &mut self,
        cast: &mut Cast,
        lines: &[Line],
        at: usize,
        opened: &openers::Opened,
    ) -> usize {
        let mut next = at + 1;
        let mut tokens = opened.rest.clone();
        loop {
            let is_line = tokens.is_empty();
            if is_line {
                let Some(line) = lines.get(next).filter(|line| !line.is_long) else { return next };
                tokens = lines::without_bullet(self.passage, line.tokens.clone());
                next += 1;
            }
            let below = lines.iter().skip(next).take(LINES_OF_ONE);
            let below = below.take_while(|line| !line.is_long && !line.is_after_gap);
            let below = below.flat_map(|line| lines::parts(self.passage, line.tokens.clone()));
            let parts = lines::parts(self.passage, tokens.clone()).into_iter().chain(below);
            self.name(cast, &parts.collect::<Vec<_>>());
            let mut one = One::new(opened.opener);
            self.take(cast, &mut one, tokens.clone());
            if one.persons.is_empty() {
                return next - usize::from(is_line);
            }
            if opened.opener == Opener::Closing {
                self.signatories.extend(&one.persons);
            }
            next = self.go_on(cast, &mut one, lines, next, tokens.end);
            self.finish(cast, one);
            tokens = 0..0;
        }
    }

    /// Lets the parts of some lines be names, so many lines at most.
    fn name(&mut self, cast: &mut Cast, parts: &[Range<usize>]) {
        if self.named < MOST_NAMED {
            self.named += 1;
            names::add(self.passage, cast, parts);
        }
    }

    /// Reads the lines right below a person's that go on with posts and bodies.
    fn go_on(
        &mut self,
        cast: &mut Cast,
        one: &mut One,
        lines: &[Line],
        first: usize,
        after: usize,
    ) -> usize {
        let mut next = first;
        while let Some(line) = lines.get(next).filter(|_| next < first + LINES_OF_ONE) {
            if line.is_after_gap || line.is_long || line.tokens.start < after {
                break;
            }
            let parts = lines::parts(self.passage, line.tokens.clone());
            self.name(cast, &parts);
            let mut below = one.clone();
            below.is_below = true;
            if self.take(cast, &mut below, line.tokens.clone()) != Taken::Whole {
                break;
            }
            *one = below;
            next += 1;
        }
        next
    }

    /// Takes the parts of some tokens, up to the first that fits nothing.
    fn take(&self, cast: &Cast, one: &mut One, tokens: Range<usize>) -> Taken {
        let mut covered = tokens.start;
        for part in lines::parts(self.passage, tokens) {
            if part.start < covered {
                continue;
            }
            match parts::read(self.passage, cast, part.clone()) {
                Part::Persons(persons) if one.persons.is_empty() => {
                    covered = persons
                        .iter()
                        .map(|&person| cast.candidates[person].tokens.end)
                        .max()
                        .unwrap_or(0);
                    one.persons = persons;
                }
                Part::Post(post) if !one.persons.is_empty() || one.rule == "heading" => {
                    one.post(cast, post);
                }
                _ if one.persons.is_empty() => return Taken::Part,
                Part::Body(body) => one.body(cast, body),
                Part::Detail => {}
                Part::Persons(_) | Part::Post(_) | Part::Other => return Taken::Part,
            }
        }
        Taken::Whole
    }

    /// Keeps what was found of a person; the words for a post that describe somebody mean that person.
    fn finish(&mut self, cast: &mut Cast, one: One) {
        let One { persons, pending, found, rule, certainty, .. } = one;
        for &person in &persons {
            for post in &pending {
                let (words, role) = (post.words.clone(), post.role.clone());
                self.blocks.open.push(OpenPost { person, words, role });
            }
            for (role, body, end) in &found {
                let own = cast.candidates[person].tokens.clone();
                let start = role.as_ref().map_or(own.start, |post| post.words.start.min(own.start));
                let Some(span) = self.passage.span(start..(*end).max(own.end)) else { continue };
                let (role, body) = (role.as_ref().map(|post| post.role.clone()), *body);
                let confidence = Confidence::hundredths(certainty);
                self.blocks.posts.push(FoundAffiliation {
                    person,
                    role,
                    body,
                    span,
                    confidence,
                    rule,
                });
            }
        }
        if let &[person] = persons.as_slice()
            && self.named < MOST_NAMED
        {
            self.named += 1;
            let posts = found.iter().filter_map(|(post, ..)| post.as_ref()).chain(&pending);
            for post in posts {
                join_description(self.passage, cast, person, post);
            }
        }
    }
}

/// Joins the words for a post that stand beside a name and describe somebody with the name.
fn join_description(passage: Passage, cast: &mut Cast, person: usize, post: &Said) {
    let Some(described) = cast.starting_at(passage, post.words.start) else { return };
    let candidate = &cast.candidates[described];
    let is_free = candidate.is_described
        && cast.entity_type(described) == Some(EntityType::Person)
        && !cast.facts(described).is_named;
    if is_free && !names::has_others(cast, described) {
        cast.join(described, person, Resolution::Description, "block");
    }
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Taken {
    Whole,
    Part,
}
