//! What has a value where the evaluator asks a pattern: which parts of a group it reads first, and what they bind.

use std::collections::BTreeSet;

use spargebra::algebra::GraphPattern;
use spargebra::algebra::PropertyPathExpression;
use spargebra::term::NamedNodePattern;
use spargebra::term::TermPattern;
use spargebra::term::TriplePattern;

use super::watch::name;
use super::watch::names;
use super::watch::unrelated;

/// Names of variables and blank nodes that have a value in each row.
pub(super) type Bound = BTreeSet<String>;

/// Returns whether a part of a group is taken for smaller than any path without beginning, and so read before it.
pub(super) fn is_read_first(leaf: &GraphPattern) -> bool {
    match leaf {
        GraphPattern::Bgp { patterns } => patterns.iter().any(is_rooted),
        GraphPattern::Path { subject, object, .. } => is_ground(subject) || is_ground(object),
        GraphPattern::Values { .. } => true,
        // Larger ones may be taken for larger than a path.
        GraphPattern::LeftJoin { left: inner, .. }
        | GraphPattern::Extend { inner, .. }
        | GraphPattern::Filter { inner, .. }
        | GraphPattern::Distinct { inner }
        | GraphPattern::Project { inner, .. } => match &**inner {
            GraphPattern::Bgp { patterns } => patterns.len() == 1 && patterns.iter().any(is_rooted),
            inner => !matches!(inner, GraphPattern::Path { .. }) && is_read_first(inner),
        },
        _ => false,
    }
}

fn is_rooted(triple: &TriplePattern) -> bool {
    let has_predicate = matches!(triple.predicate, NamedNodePattern::NamedNode(_));
    has_predicate || is_ground(&triple.subject) || is_ground(&triple.object)
}

fn is_ground(term: &TermPattern) -> bool {
    matches!(term, TermPattern::NamedNode(_) | TermPattern::Literal(_))
}

/// Returns how many repetitions lie in each other at most.
pub(super) fn depth(path: &PropertyPathExpression) -> usize {
    match path {
        PropertyPathExpression::ZeroOrMore(inner) | PropertyPathExpression::OneOrMore(inner) => {
            depth(inner) + 1
        }
        PropertyPathExpression::Reverse(inner) | PropertyPathExpression::ZeroOrOne(inner) => {
            depth(inner)
        }
        PropertyPathExpression::Sequence(left, right)
        | PropertyPathExpression::Alternative(left, right) => depth(left).max(depth(right)),
        PropertyPathExpression::NamedNode(_) | PropertyPathExpression::NegatedPropertySet(_) => 0,
    }
}

/// A path with more steps may be taken for too large.
const WIDEST: usize = 8;

/// Returns how many steps a path names.
fn width(path: &PropertyPathExpression) -> usize {
    match path {
        PropertyPathExpression::ZeroOrMore(inner)
        | PropertyPathExpression::OneOrMore(inner)
        | PropertyPathExpression::Reverse(inner)
        | PropertyPathExpression::ZeroOrOne(inner) => width(inner),
        PropertyPathExpression::Sequence(left, right)
        | PropertyPathExpression::Alternative(left, right) => width(left) + width(right),
        PropertyPathExpression::NamedNode(_) | PropertyPathExpression::NegatedPropertySet(_) => 1,
    }
}

/// Returns whether the evaluator asks a pattern row by row of what stands before it: it is neither asked by itself, nor does it hold
/// parts that nothing connects, nor is it taken for too large.
pub(super) fn is_piece(pattern: &GraphPattern) -> bool {
    fn is_plain(pattern: &GraphPattern) -> bool {
        match pattern {
            GraphPattern::Bgp { .. } | GraphPattern::Values { .. } => true,
            GraphPattern::Path { path, .. } => depth(path) < 2 && width(path) < WIDEST,
            GraphPattern::Join { left, right } | GraphPattern::Union { left, right } => {
                is_plain(left) && is_plain(right)
            }
            GraphPattern::Filter { inner, .. } | GraphPattern::Graph { inner, .. } => {
                is_plain(inner)
            }
            _ => false,
        }
    }
    is_plain(pattern) && unrelated(pattern) < 2
}

/// Returns the names that have a value in each row of a pattern.
pub(super) fn bound(pattern: &GraphPattern) -> Bound {
    match pattern {
        GraphPattern::Bgp { patterns } => patterns.iter().flat_map(names).collect(),
        GraphPattern::Path { subject, object, .. } => {
            [name(subject), name(object)].into_iter().flatten().collect()
        }
        GraphPattern::Join { left, right } | GraphPattern::Lateral { left, right } => {
            bound(left).union(&bound(right)).cloned().collect()
        }
        GraphPattern::Union { left, right } => {
            bound(left).intersection(&bound(right)).cloned().collect()
        }
        GraphPattern::Graph { name, inner } => {
            let mut names = bound(inner);
            if let NamedNodePattern::Variable(variable) = name {
                names.insert(variable.as_str().to_owned());
            }
            names
        }
        GraphPattern::Values { variables, bindings } => variables
            .iter()
            .enumerate()
            .filter(|(place, _)| bindings.iter().all(|row| row[*place].is_some()))
            .map(|(_, variable)| variable.as_str().to_owned())
            .collect(),
        GraphPattern::Project { inner, variables }
        | GraphPattern::Group { inner, variables, .. } => {
            let names: Bound =
                variables.iter().map(|variable| variable.as_str().to_owned()).collect();
            bound(inner).intersection(&names).cloned().collect()
        }
        GraphPattern::LeftJoin { left: inner, .. }
        | GraphPattern::Minus { left: inner, .. }
        | GraphPattern::Filter { inner, .. }
        | GraphPattern::Extend { inner, .. }
        | GraphPattern::OrderBy { inner, .. }
        | GraphPattern::Distinct { inner }
        | GraphPattern::Reduced { inner }
        | GraphPattern::Slice { inner, .. } => bound(inner),
        GraphPattern::Service { .. } => Bound::new(),
    }
}
