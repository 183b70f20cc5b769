//! Nesting: the statement in whose content another one stands.
//!
//! > A said that **B warned that …**: *the warning stands within what A said*

use crate::model::FoundStatement;
use crate::model::Span;

/// A content that begins before and ends after a cue is looked for among so many that are open.
const REACH: usize = 64;

/// Returns for each statement the one whose content holds it, as an index. A parent says more than its
/// child, so that no chain of parents comes back.
pub(super) fn parents(statements: &[FoundStatement]) -> Vec<Option<usize>> {
    let mut pieces: Vec<(Span, usize)> = statements
        .iter()
        .enumerate()
        .flat_map(|(index, statement)| statement.content.iter().map(move |&piece| (piece, index)))
        .collect();
    pieces.sort_by_key(|&(piece, index)| (piece.start(), std::cmp::Reverse(piece.end()), index));
    let mut anchors: Vec<(Span, usize)> = (0..statements.len())
        .filter_map(|index| Some((anchor(&statements[index])?, index)))
        .collect();
    anchors.sort();
    let mut parents = vec![None; statements.len()];
    let mut open: Vec<(Span, usize)> = Vec::new();
    let mut pieces = pieces.into_iter().peekable();
    for (anchor, index) in anchors {
        while let Some(piece) = pieces.next_if(|(piece, _)| piece.start() <= anchor.start()) {
            while open.last().is_some_and(|(last, _)| last.end() <= piece.0.start()) {
                open.pop();
            }
            open.push(piece);
        }
        let holds = |&&(piece, other): &&(Span, usize)| {
            piece.contains(anchor) && is_larger(statements, other, index)
        };
        parents[index] = open.iter().rev().take(REACH).find(holds).map(|&(_, other)| other);
    }
    parents
}

/// Returns how deep each statement stands: 0 for one that no other holds.
pub(super) fn levels(parents: &[Option<usize>]) -> Vec<usize> {
    let mut levels: Vec<Option<usize>> = vec![None; parents.len()];
    for index in 0..parents.len() {
        let mut chain = Vec::new();
        let mut at = index;
        let base = loop {
            if let Some(level) = levels[at] {
                break level + 1;
            }
            chain.push(at);
            match parents[at] {
                Some(parent) => at = parent,
                None => break 0,
            }
        };
        for (step, &member) in chain.iter().rev().enumerate() {
            levels[member] = Some(base + step);
        }
    }
    levels.into_iter().flatten().collect()
}

/// Returns the words that place a statement: its cue, else its content.
fn anchor(statement: &FoundStatement) -> Option<Span> {
    statement.cue.first().or(statement.content.first()).copied()
}

fn is_larger(statements: &[FoundStatement], parent: usize, child: usize) -> bool {
    let size = |index: usize| -> usize {
        statements[index].content.iter().map(|piece| piece.end() - piece.start()).sum()
    };
    parent != child && (size(parent), child) > (size(child), parent)
}

#[cfg(test)]
mod tests {
    use super::levels;
    use super::parents;
    use crate::model::Act;
    use crate::model::Confidence;
    use crate::model::FoundStatement;
    use crate::model::Manner;
    use crate::model::QuotationKind;
    use crate::model::Span;
    use crate::model::Voice;

    fn statement(cue: Option<(usize, usize)>, content: &[(usize, usize)]) -> FoundStatement {
        let text = "x".repeat(1000);
        let span = |&(start, end): &(usize, usize)| Span::new(&text, start, end).expect("inside");
        FoundStatement {
            source: Voice::Unknown,
            cue: cue.iter().map(span).collect(),
            content: content.iter().map(span).collect(),
            quotation: QuotationKind::Indirect,
            act: Act::Assertive,
            manner: Manner::default(),
            addressee: None,
            is_negated: false,
            is_modal: false,
            is_hedged: false,
            recommendation: None,
            confidence: Confidence::hundredths(90),
            rule: "test",
        }
    }

    fn check(statements: &[FoundStatement], expected: &[Option<usize>], depths: &[usize]) {
        let parents = parents(statements);
        assert_eq!(parents, expected);
        assert_eq!(levels(&parents), depths);
    }

    #[test]
    fn the_innermost_content_holds() {
        check(
            &[
                statement(Some((5, 8)), &[(10, 90)]),
                statement(Some((20, 25)), &[(30, 80)]),
                statement(Some((40, 45)), &[(50, 60)]),
                statement(Some((95, 99)), &[(100, 110)]),
            ],
            &[None, Some(0), Some(1), None],
            &[0, 1, 2, 0],
        );
    }

    #[test]
    fn contents_in_pieces_hold_in_each() {
        check(
            &[
                statement(Some((20, 25)), &[(0, 19), (30, 60)]),
                statement(Some((35, 38)), &[(40, 50)]),
            ],
            &[None, Some(0)],
            &[0, 1],
        );
    }

    #[test]
    fn no_two_hold_each_other() {
        check(
            &[statement(Some((10, 12)), &[(20, 60)]), statement(Some((30, 32)), &[(5, 25)])],
            &[None, Some(0)],
            &[0, 1],
        );
        check(&[statement(Some((10, 12)), &[(5, 60)])], &[None], &[0]);
    }

    #[test]
    fn many_open_contents_take_no_quadratic_time() {
        let nested: Vec<FoundStatement> = (0..400)
            .map(|depth| statement(Some((depth, depth + 1)), &[(depth + 1, 999 - depth)]))
            .collect();
        assert_eq!(levels(&parents(&nested)).last(), Some(&399));
    }
}
