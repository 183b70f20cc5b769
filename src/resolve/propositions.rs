//! Propositions: what a statement holds, its words made even and its mentions replaced by entities.
//!
//! > that *the OSCE* **was satisfied with the vote**: `[e=…] is satisfied with vote`

use std::collections::BTreeMap;

use crate::model::Proposition;
use crate::model::PropositionPart;
use crate::model::QuotationKind;
use crate::model::Span;
use crate::model::TokenKind;
use crate::model::WordClass;

use super::voices::Voices;

/// A proposition has at most so many words; what is longer is cut, and means something in its document only.
const LONGEST: usize = 160;

/// Returns what some words hold; `ids` gives the ids of the entities, by the first candidate of each.
pub(super) fn of(
    voices: &Voices,
    ids: &BTreeMap<usize, String>,
    content: &[Span],
    quotation: QuotationKind,
) -> Proposition {
    let mut proposition = Proposition::default();
    for &piece in content {
        let tokens = voices.passage.tokens_in(piece);
        let mut index = tokens.start;
        while index < tokens.end {
            if proposition.parts.len() >= LONGEST {
                proposition.is_local = true;
                return proposition;
            }
            index = take(voices, ids, index, tokens.end, quotation, &mut proposition);
        }
    }
    proposition
}

/// Takes a mention or a word; returns the token after it.
fn take(
    voices: &Voices,
    ids: &BTreeMap<usize, String>,
    index: usize,
    limit: usize,
    quotation: QuotationKind,
    proposition: &mut Proposition,
) -> usize {
    let (passage, cast) = (voices.passage, &voices.cast);
    if let Some(found) = cast.starting_at(passage, index)
        && cast.candidates[found].tokens.end <= limit
        && let Some(id) = ids.get(&cast.root(found))
    {
        proposition.is_local |= !cast.facts(found).is_named;
        let entity = PropositionPart::Entity(id.clone());
        if proposition.parts.last() != Some(&entity) {
            proposition.parts.push(entity);
        }
        return cast.candidates[found].tokens.end.max(index + 1);
    }
    let token = passage.analysis.tokens[index];
    if let Some((meant, _, _)) = voices.taken_up.get(&token.span)
        && let &[only] = meant.as_slice()
        && let Some(id) = ids.get(&cast.root(only))
    {
        proposition.is_local |= !cast.facts(only).is_named;
        proposition.parts.push(PropositionPart::Entity(id.clone()));
        return index + 1;
    }
    if matches!(token.kind, TokenKind::Mark | TokenKind::QuotationMark) {
        return index + 1;
    }
    let lower = passage.lower(index);
    let classes = passage.classes(index);
    if !classes.has(WordClass::Article) && lower != "'" {
        proposition.is_local |= classes.has(WordClass::ContextWord);
        let word = passage.lexicon.names.evened(&lower);
        let is_repeated = quotation != QuotationKind::Direct;
        let word = if is_repeated { passage.lexicon.names.unshifted(word) } else { word };
        proposition.parts.push(PropositionPart::Word(word.to_owned()));
    }
    index + 1
}
