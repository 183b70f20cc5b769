//! What the lines of one person tell: posts with their bodies, and posts that wait for one.

use std::ops::Range;

use crate::model::EntityType;
use crate::resolve::cast::Cast;

use super::openers::Opener;
use super::parts;

/// The words of a post.
#[derive(Clone, Debug)]
pub(super) struct Said {
    pub(super) words: Range<usize>,
    pub(super) role: String,
}

/// What is read of one person, or of two who share a line.
#[derive(Clone, Debug)]
pub(super) struct One {
    pub(super) persons: Vec<usize>,
    /// Posts of which no body is told yet.
    pub(super) pending: Vec<Said>,
    /// Posts with bodies, and where the words for both end.
    pub(super) found: Vec<(Option<Said>, usize, usize)>,
    /// Whether a body is told.
    pub(super) is_told: bool,
    /// Whether lines below the person's are read.
    pub(super) is_below: bool,
    pub(super) rule: &'static str,
    pub(super) certainty: u8,
}

impl One {
    pub(super) fn new(opener: Opener) -> Self {
        let (rule, certainty) = opener.rule();
        Self {
            persons: Vec::new(),
            pending: Vec::new(),
            found: Vec::new(),
            is_told: false,
            is_below: false,
            rule,
            certainty,
        }
    }

    pub(super) fn post(&mut self, cast: &Cast, post: parts::Post) {
        let said = Said { words: post.words.clone(), role: post.role };
        match post.body {
            Some(body) => {
                let end = cast.candidates[body].tokens.end.max(post.words.end);
                self.found.push((Some(said), body, end));
                self.is_told = true;
            }
            None if !is_opened(&self.pending, &said) => self.pending.push(said),
            None => {}
        }
    }

    /// Takes a body for the posts before it, or, where there is none, for the person. A place tells a post only where
    /// it is a country in the same line: below, it is an address.
    pub(super) fn body(&mut self, cast: &Cast, body: usize) {
        let end = cast.candidates[body].tokens.end;
        let is_place = cast.entity_type(body) == Some(EntityType::Place);
        if is_place && (self.is_below || !cast.facts(body).is_country) {
            return;
        }
        let pending = std::mem::take(&mut self.pending);
        if pending.is_empty() && !self.is_told && !is_place {
            self.found.push((None, body, end));
        }
        self.is_told |= !pending.is_empty() || !is_place;
        self.found.extend(pending.into_iter().map(|said| (Some(said), body, end)));
    }
}

/// Returns whether a post with the same words is open.
fn is_opened(pending: &[Said], said: &Said) -> bool {
    pending.iter().any(|other| other.role.eq_ignore_ascii_case(&said.role))
}
