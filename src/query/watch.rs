//! Makes a query see that it is to stop where the evaluator does not look.
//!
//! The evaluator looks whenever it reads the store. It does not where it sorts, where it lets every row meet every other, and where
//! it makes one text of several. There, `<watch>()` is asked for each comparison, row and text: a function that has no value, and that
//! unwinds out of the evaluator once the query is cancelled. Rows are sorted by it first, and texts become `COALESCE(<watch>(), text)`:
//! both are otherwise what they were.

use std::collections::BTreeSet;
use std::mem;
use std::panic;

use oxigraph::sparql::CancellationToken;
use oxigraph::sparql::SparqlEvaluator;
use oxigraph::sparql::Variable;
use spargebra::Query;
use spargebra::algebra::Expression;
use spargebra::algebra::Function;
use spargebra::algebra::GraphPattern;
use spargebra::algebra::OrderExpression;
use spargebra::term::NamedNodePattern;
use spargebra::term::TermPattern;
use spargebra::term::TriplePattern;

use crate::rdf::NamedNode;

/// The name of the function that has no value.
const WATCH: &str = "https://w3id.org/sayso/ns#watch";

/// A variable that no query can name, and that is never bound.
const UNBOUND: &str = "sayso watch";

/// What is thrown out of the evaluator.
pub(super) struct Stopped;

/// Returns an evaluator that knows the function.
pub(super) fn evaluator(cancellation: CancellationToken) -> SparqlEvaluator {
    let watched = cancellation.clone();
    let watch = move |_: &[_]| {
        if watched.is_cancelled() {
            panic::resume_unwind(Box::new(Stopped));
        }
        None
    };
    let evaluator = SparqlEvaluator::new().with_cancellation_token(cancellation);
    evaluator.with_custom_function(NamedNode::new_unchecked(WATCH), watch)
}

/// Puts the function where a query may be long without reading the store.
pub(super) fn watch(query: &mut Query) {
    match query {
        Query::Select { pattern, .. }
        | Query::Construct { pattern, .. }
        | Query::Describe { pattern, .. }
        | Query::Ask { pattern, .. } => watch_group(pattern),
    }
}

/// Watches the rows of a query or a query in it, below what is done with all of them.
fn watch_group(pattern: &mut GraphPattern) {
    match pattern {
        GraphPattern::OrderBy { inner, expression } => {
            // Rows are compared by the first key always, and by others only where it is the same: of all rows it has no value.
            expression.insert(0, OrderExpression::Asc(asked()));
            watch_group(inner);
        }
        GraphPattern::Extend { inner, expression, .. } => {
            watch_text(expression);
            watch_group(inner);
        }
        GraphPattern::Project { inner, .. }
        | GraphPattern::Distinct { inner }
        | GraphPattern::Reduced { inner }
        | GraphPattern::Slice { inner, .. }
        | GraphPattern::Group { inner, .. } => watch_group(inner),
        rows => watch_rows(rows),
    }
}

/// Watches each row where rows may meet that nothing holds together: they are as many as all of one times all of the others. Others are
/// found by reading the store.
fn watch_rows(pattern: &mut GraphPattern) {
    watch_parts(pattern);
    if unrelated(pattern) > 2 {
        let inner = mem::replace(pattern, GraphPattern::Bgp { patterns: Vec::new() });
        *pattern = GraphPattern::Extend {
            inner: Box::new(inner),
            variable: Variable::new_unchecked(UNBOUND),
            expression: asked(),
        };
    }
}

fn watch_parts(pattern: &mut GraphPattern) {
    match pattern {
        GraphPattern::Join { left, right }
        | GraphPattern::LeftJoin { left, right, .. }
        | GraphPattern::Lateral { left, right }
        | GraphPattern::Minus { left, right } => {
            watch_parts(left);
            watch_parts(right);
        }
        GraphPattern::Union { left, right } => {
            watch_rows(left);
            watch_rows(right);
        }
        GraphPattern::Filter { expr, inner } => {
            if unrelated(inner) > 2 {
                watch_conditions(expr);
            }
            watch_parts(inner);
        }
        GraphPattern::Extend { inner, expression, .. } => {
            watch_text(expression);
            watch_parts(inner);
        }
        GraphPattern::Graph { inner, .. } | GraphPattern::Service { inner, .. } => {
            watch_parts(inner);
        }
        GraphPattern::Project { .. }
        | GraphPattern::Distinct { .. }
        | GraphPattern::Reduced { .. }
        | GraphPattern::Slice { .. }
        | GraphPattern::Group { .. }
        | GraphPattern::OrderBy { .. } => watch_group(pattern),
        GraphPattern::Bgp { .. } | GraphPattern::Path { .. } | GraphPattern::Values { .. } => {}
    }
}

fn asked() -> Expression {
    Expression::FunctionCall(Function::Custom(NamedNode::new_unchecked(WATCH)), Vec::new())
}

fn watch_expression(expression: &mut Expression) {
    let inner = mem::replace(expression, Expression::Coalesce(Vec::new()));
    *expression = Expression::Coalesce(vec![asked(), inner]);
}

/// Watches each condition by itself, so that each is still tried as soon as it can be.
fn watch_conditions(expression: &mut Expression) {
    match expression {
        Expression::And(left, right) => {
            watch_conditions(left);
            watch_conditions(right);
        }
        condition => watch_expression(condition),
    }
}

/// Watches what makes long texts of short ones.
fn watch_text(expression: &mut Expression) {
    if matches!(expression, Expression::FunctionCall(Function::Concat | Function::Replace, _)) {
        watch_expression(expression);
    }
}

/// Returns into how many parts without a common variable a pattern falls.
pub(super) fn unrelated(pattern: &GraphPattern) -> usize {
    let mut leaves = Vec::new();
    find_leaves(pattern, &mut leaves);
    let mut parts: Vec<BTreeSet<String>> = Vec::new();
    for mut leaf in leaves.into_iter().filter(|leaf| !leaf.is_empty()) {
        let (met, apart) = parts.into_iter().partition(|part| !part.is_disjoint(&leaf));
        parts = apart;
        leaf.extend(Vec::into_iter(met).flatten());
        parts.push(leaf);
    }
    parts.len()
}

fn find_leaves(pattern: &GraphPattern, leaves: &mut Vec<BTreeSet<String>>) {
    match pattern {
        GraphPattern::Bgp { patterns } => leaves.extend(patterns.iter().map(names)),
        GraphPattern::Path { subject, object, .. } => {
            leaves.push([name(subject), name(object)].into_iter().flatten().collect());
        }
        GraphPattern::Join { left, right }
        | GraphPattern::LeftJoin { left, right, .. }
        | GraphPattern::Lateral { left, right } => {
            find_leaves(left, leaves);
            find_leaves(right, leaves);
        }
        GraphPattern::Minus { left: inner, .. }
        | GraphPattern::Filter { inner, .. }
        | GraphPattern::Extend { inner, .. } => find_leaves(inner, leaves),
        GraphPattern::Graph { name, inner } => {
            let first = leaves.len();
            find_leaves(inner, leaves);
            if let NamedNodePattern::Variable(variable) = name {
                for leaf in &mut leaves[first..] {
                    leaf.insert(variable.as_str().to_owned());
                }
            }
        }
        other => {
            let mut names = BTreeSet::new();
            other
                .on_in_scope_variable(|variable| drop(names.replace(variable.as_str().to_owned())));
            leaves.push(names);
        }
    }
}

/// Returns the names of the variables and blank nodes of a triple.
pub(super) fn names(triple: &TriplePattern) -> BTreeSet<String> {
    let names = [name(&triple.subject), name(&triple.object)];
    let mut names: BTreeSet<String> = names.into_iter().flatten().collect();
    if let NamedNodePattern::Variable(variable) = &triple.predicate {
        names.insert(variable.as_str().to_owned());
    }
    names
}

/// Returns the name of a variable or a blank node.
pub(super) fn name(term: &TermPattern) -> Option<String> {
    match term {
        TermPattern::Variable(variable) => Some(variable.as_str().to_owned()),
        TermPattern::BlankNode(node) => Some(node.to_string()),
        TermPattern::NamedNode(_) | TermPattern::Literal(_) | TermPattern::Triple(_) => None,
    }
}

#[cfg(test)]
mod tests {
    use std::thread;
    use std::time::Duration;

    use oxigraph::model::GraphName;
    use oxigraph::model::Literal;
    use oxigraph::model::Quad;
    use oxigraph::sparql::QueryResults;
    use oxigraph::store::Store;
    use spargebra::SparqlParser;

    use super::*;
    use crate::query::Prepared;
    use crate::query::QueryError;
    use crate::query::Settings;

    #[test]
    fn parts_without_a_common_variable_are_counted() {
        let check = |group: &str, expected: usize| {
            let query = format!("SELECT * {{ {group} FILTER(1 = 1) }}");
            let Query::Select { pattern, .. } = SparqlParser::new().parse_query(&query).unwrap()
            else {
                panic!("{query} is a SELECT")
            };
            assert_eq!(unrelated(&rows(pattern)), expected, "{group}");
        };
        check("?a ?b ?c . ?c ?d ?e", 1);
        check("?a <x:p> ?c . ?b <x:p> ?d", 2);
        check("?a <x:p> ?c . ?b <x:p> ?d . ?c <x:p> ?d", 1);
        check("?a <x:p> [ <x:q> ?b ] . ?c <x:p>/<x:q>+ ?d", 2);
        check("GRAPH ?g { ?a <x:p> 1 } GRAPH ?g { ?b <x:p> 1 } OPTIONAL { ?c <x:p> 1 }", 2);
        check("VALUES ?a { 1 } { SELECT ?b { ?b <x:p> ?c } } <x:a> <x:p> 1", 2);
    }

    fn rows(pattern: GraphPattern) -> GraphPattern {
        match pattern {
            GraphPattern::Project { inner, .. } => *inner,
            other => other,
        }
    }

    /// Cancels a query that would take hours after a moment.
    fn check(query: &str) {
        let settings = Settings::default();
        let dataset = Store::new().unwrap();
        let node = |name: &str| NamedNode::new_unchecked(format!("http://x/{name}"));
        for number in 0..2000 {
            let quad =
                Quad::new(node("a"), node("b"), Literal::from(number), GraphName::DefaultGraph);
            dataset.insert(&quad).unwrap();
        }
        let prepared = Prepared::new(query, &settings).unwrap();
        thread::spawn(move || {
            thread::sleep(Duration::from_millis(300));
            settings.cancellation.cancel();
        });
        let answered = prepared.answer(&dataset, |results| {
            if let QueryResults::Solutions(rows) = results {
                rows.map(|row| row.map(drop)).collect::<Result<Vec<()>, _>>()?;
            }
            Ok::<_, QueryError>(())
        });
        assert!(matches!(answered, Err(QueryError::Cancelled)), "{query}");
    }

    #[test]
    fn a_query_stops_wherever_it_is() {
        let three = "?a <http://x/b> ?x . ?c <http://x/b> ?y . ?d <http://x/b> ?z .";
        let apart = "<http://x/a> ?p ?x . <http://x/a> ?q ?y . <http://x/a> ?r ?z .";
        let text = "BIND(SHA512(CONCAT(STR(?x), STR(?y))) AS ?key)";
        for query in [
            format!("SELECT (COUNT(*) AS ?n) {{ {three} }}"),
            format!("SELECT * {{ {apart} FILTER(?x + ?y + ?z < 0) }}"),
            format!("SELECT * {{ {{ SELECT ?z (COUNT(*) AS ?n) {{ {apart} }} GROUP BY ?z }} }}"),
            format!("ASK {{ {apart} FILTER(?x + ?y + ?z < 0 && ?x > 0) }}"),
            format!(
                "SELECT * {{ <http://x/a> <http://x/b> ?x , ?y . FILTER(?x < 300 && ?y < 300) {text} }} \
                 ORDER BY SHA512(SHA512(SHA512(SHA512(?key))))"
            ),
        ] {
            check(&query);
        }
    }

    #[test]
    fn what_is_watched_answers_the_same() {
        let dataset = Store::new().unwrap();
        let query = "SELECT ?a ?text (COUNT(*) AS ?n) { VALUES ?a { 2 1 1 } VALUES ?b { 3 4 } VALUES ?c { 5 6 } \
                     BIND(CONCAT(\"a\", STR(?a)) AS ?text) FILTER(?a < ?b && ?c > ?b && ?unbound != 1 || ?c = 6) } \
                     GROUP BY ?a ?text ORDER BY ?unbound DESC(?a) ?n";
        let shown = |results: QueryResults<'_>| {
            let QueryResults::Solutions(rows) = results else { panic!("rows") };
            rows.map(|row| format!("{:?}", row.unwrap())).collect::<Vec<_>>()
        };
        let watched = Prepared::new(query, &Settings::default()).unwrap();
        let watched =
            watched.answer(&dataset, |results| Ok::<_, QueryError>(shown(results))).unwrap();
        let plain = SparqlEvaluator::new().parse_query(query).unwrap();
        assert_eq!(watched, shown(plain.on_store(&dataset).execute().unwrap()));
        assert_eq!(watched.len(), 2);
    }
}
