//! Gives a beginning to each path that repeats and has none.
//!
//! The evaluator finds all pairs of nodes that such a path connects before it hands on the first, and sees meanwhile neither that the
//! query is cancelled nor how much memory it takes. So `?a <p>* ?b` becomes `LATERAL`: each node of the graph in its turn, and what the
//! path leads to from there, or of `<p>+` each node from which its first step leads somewhere. Where the rest of a group, read first, says
//! where the path begins or ends, it stays what it is.

use std::mem;

use spargebra::Query;
use spargebra::algebra::AggregateExpression;
use spargebra::algebra::Expression;
use spargebra::algebra::GraphPattern;
use spargebra::algebra::OrderExpression;
use spargebra::algebra::PropertyPathExpression;
use spargebra::term::NamedNodePattern;
use spargebra::term::TermPattern;
use spargebra::term::TriplePattern;
use spargebra::term::Variable;

use super::reach::Bound;
use super::reach::bound;
use super::reach::depth;
use super::reach::is_piece;
use super::reach::is_read_first;

/// Variables that no query can name.
const BEYOND: [&str; 2] = ["sayso path predicate", "sayso path object"];

/// Gives a beginning to the paths of a query.
pub(super) fn begin(query: &mut Query) {
    match query {
        Query::Select { pattern, .. }
        | Query::Construct { pattern, .. }
        | Query::Describe { pattern, .. }
        | Query::Ask { pattern, .. } => Scope::default().begin(pattern),
    }
}

/// What holds where a pattern stands.
#[derive(Clone, Default)]
struct Scope {
    /// What has a value before the pattern is asked.
    bound: Bound,
    /// The variable of the graph that is asked.
    graph: Option<Variable>,
}

impl Scope {
    fn begin(&self, pattern: &mut GraphPattern) {
        match pattern {
            GraphPattern::Path { .. } | GraphPattern::Join { .. } => self.begin_group(pattern),
            GraphPattern::LeftJoin { left, right, expression } => {
                self.begin(left);
                // The right side is asked row by row where it is one connected piece, and by itself else.
                let left = bound(left);
                let scope = if is_piece(right) { self.with(left.clone()) } else { self.apart() };
                scope.begin(right);
                let inner = bound(right);
                if let Some(condition) = expression {
                    self.with(left.iter().chain(&inner).cloned()).begin_expression(condition);
                }
            }
            GraphPattern::Lateral { left, right } => {
                self.begin(left);
                self.with(bound(left)).begin(right);
            }
            GraphPattern::Filter { expr, inner } => {
                self.begin(inner);
                self.with(bound(inner)).begin_expression(expr);
            }
            GraphPattern::Extend { inner, expression, .. } => {
                self.begin(inner);
                self.with(bound(inner)).begin_expression(expression);
            }
            GraphPattern::Union { left, right } => {
                self.begin(left);
                self.begin(right);
            }
            GraphPattern::Graph { name, inner } => {
                let graph = match name {
                    NamedNodePattern::Variable(variable) => Some(variable.clone()),
                    NamedNodePattern::NamedNode(_) => None,
                };
                Self { bound: self.bound.clone(), graph }.begin(inner);
            }
            GraphPattern::Minus { left, right } => {
                self.begin(left);
                self.apart().begin(right);
            }
            GraphPattern::OrderBy { inner, expression } => {
                self.begin(inner);
                let scope = self.with(bound(inner));
                for OrderExpression::Asc(key) | OrderExpression::Desc(key) in expression {
                    scope.begin_expression(key);
                }
            }
            GraphPattern::Group { inner, aggregates, .. } => {
                self.apart().begin(inner);
                let scope = self.apart().with(bound(inner));
                for (_, aggregate) in aggregates {
                    if let AggregateExpression::FunctionCall { expr, .. } = aggregate {
                        scope.begin_expression(expr);
                    }
                }
            }
            GraphPattern::Project { inner, .. }
            | GraphPattern::Distinct { inner }
            | GraphPattern::Reduced { inner }
            | GraphPattern::Slice { inner, .. } => self.apart().begin(inner),
            GraphPattern::Bgp { .. }
            | GraphPattern::Values { .. }
            | GraphPattern::Service { .. } => {}
        }
    }

    fn with(&self, more: impl IntoIterator<Item = String>) -> Self {
        let bound = self.bound.iter().cloned().chain(more).collect();
        Self { bound, graph: self.graph.clone() }
    }

    /// Returns the scope of what is asked by itself.
    fn apart(&self) -> Self {
        Self { bound: Bound::new(), graph: self.graph.clone() }
    }

    /// Gives a beginning to the paths of a group, where nothing else in it gives one.
    fn begin_group(&self, group: &mut GraphPattern) {
        let mut leaves = Vec::new();
        find_leaves(group, &mut leaves);
        if leaves.iter().any(|leaf| repeats(leaf)) {
            for leaf in &mut leaves {
                name_nodes(leaf);
            }
        }
        let reached = self.reached(&leaves);
        for leaf in leaves {
            match leaf {
                GraphPattern::Path { .. } => {
                    if repeats(leaf) && bound(leaf).is_disjoint(&reached) {
                        self.begin_path(leaf);
                    }
                }
                leaf if is_piece(leaf) => self.with(reached.iter().cloned()).begin(leaf),
                leaf => self.apart().begin(leaf),
            }
        }
    }

    /// Returns what has a value in a group before a path without beginning is asked.
    fn reached(&self, leaves: &[&mut GraphPattern]) -> Bound {
        let mut reached = self.bound.clone();
        let first = leaves.iter().filter(|leaf| is_read_first(leaf));
        reached.extend(first.flat_map(|leaf| bound(leaf)));
        let mut rest: Vec<Bound> = leaves.iter().map(|leaf| bound(leaf)).collect();
        loop {
            let (met, apart): (Vec<Bound>, Vec<Bound>) =
                rest.into_iter().partition(|names| !names.is_disjoint(&reached));
            if met.is_empty() {
                return reached;
            }
            reached.extend(met.into_iter().flatten());
            rest = apart;
        }
    }

    /// Turns a path into one that is asked from each node of its graph.
    fn begin_path(&self, leaf: &mut GraphPattern) {
        let GraphPattern::Path { subject, object, .. } = &*leaf else { return };
        let start = [subject, object].into_iter().find_map(|end| match end {
            TermPattern::Variable(variable) => Some(variable.clone()),
            _ => None,
        });
        let Some(start) = start else { return };
        let path = mem::replace(leaf, GraphPattern::Bgp { patterns: Vec::new() });
        let [predicate, other] = BEYOND.map(Variable::new_unchecked);
        let triple = |subject: &Variable, object: &Variable| GraphPattern::Bgp {
            patterns: vec![TriplePattern {
                subject: subject.clone().into(),
                predicate: predicate.clone().into(),
                object: object.clone().into(),
            }],
        };
        let nodes = first_step(&path, &start, &other).unwrap_or_else(|| GraphPattern::Union {
            left: Box::new(triple(&start, &other)),
            right: Box::new(triple(&other, &start)),
        });
        let variables = self.graph.iter().chain([&start]).cloned().collect();
        let nodes = GraphPattern::Project { inner: Box::new(nodes), variables };
        let nodes = GraphPattern::Distinct { inner: Box::new(nodes) };
        *leaf = GraphPattern::Lateral { left: Box::new(nodes), right: Box::new(path) };
    }

    /// Gives a beginning to the paths of the patterns that an expression asks for.
    fn begin_expression(&self, expression: &mut Expression) {
        match expression {
            Expression::Exists(pattern) => self.begin(pattern),
            Expression::Or(left, right)
            | Expression::And(left, right)
            | Expression::Equal(left, right)
            | Expression::SameTerm(left, right)
            | Expression::Greater(left, right)
            | Expression::GreaterOrEqual(left, right)
            | Expression::Less(left, right)
            | Expression::LessOrEqual(left, right)
            | Expression::Add(left, right)
            | Expression::Subtract(left, right)
            | Expression::Multiply(left, right)
            | Expression::Divide(left, right) => {
                self.begin_expression(left);
                self.begin_expression(right);
            }
            Expression::UnaryPlus(inner)
            | Expression::UnaryMinus(inner)
            | Expression::Not(inner) => self.begin_expression(inner),
            Expression::If(condition, yes, no) => {
                for part in [condition, yes, no] {
                    self.begin_expression(part);
                }
            }
            Expression::In(one, others) => {
                self.begin_expression(one);
                for other in others {
                    self.begin_expression(other);
                }
            }
            Expression::Coalesce(parts) | Expression::FunctionCall(_, parts) => {
                for part in parts {
                    self.begin_expression(part);
                }
            }
            Expression::NamedNode(_)
            | Expression::Literal(_)
            | Expression::Variable(_)
            | Expression::Bound(_) => {}
        }
    }
}

fn find_leaves<'a>(pattern: &'a mut GraphPattern, leaves: &mut Vec<&'a mut GraphPattern>) {
    match pattern {
        GraphPattern::Join { left, right } => {
            find_leaves(left, leaves);
            find_leaves(right, leaves);
        }
        leaf => leaves.push(leaf),
    }
}

/// Returns what a path that goes at least one step begins with, seen from the end that it is asked from; none for other paths.
fn first_step(path: &GraphPattern, start: &Variable, other: &Variable) -> Option<GraphPattern> {
    let GraphPattern::Path { subject, path: PropertyPathExpression::OneOrMore(step), .. } = path
    else {
        return None;
    };
    if depth(step) > 0 {
        return None;
    }
    let ends =
        if *subject == TermPattern::from(start.clone()) { [start, other] } else { [other, start] };
    let [subject, object] = ends.map(|end| TermPattern::from(end.clone()));
    Some(GraphPattern::Path { subject, path: (**step).clone(), object })
}

/// Makes variables of the blank nodes of a pattern, which are variables that no other group can name.
fn name_nodes(leaf: &mut GraphPattern) {
    let name_node = |term: &mut TermPattern| {
        if let TermPattern::BlankNode(node) = term {
            *term = Variable::new_unchecked(format!("sayso path {node}")).into();
        }
    };
    match leaf {
        GraphPattern::Bgp { patterns } => {
            for triple in patterns {
                name_node(&mut triple.subject);
                name_node(&mut triple.object);
            }
        }
        GraphPattern::Path { subject, object, .. } => {
            name_node(subject);
            name_node(object);
        }
        _ => {}
    }
}

/// Returns whether a path goes on as long as it can.
fn repeats(leaf: &GraphPattern) -> bool {
    matches!(leaf, GraphPattern::Path { path, .. } if depth(path) > 0)
}

#[cfg(test)]
mod tests {
    use std::thread;
    use std::time::Duration;

    use oxigraph::model::GraphName;
    use oxigraph::model::NamedNode;
    use oxigraph::model::Quad;
    use oxigraph::sparql::CancellationToken;
    use oxigraph::sparql::QueryResults;
    use oxigraph::sparql::SparqlEvaluator;
    use oxigraph::store::Store;
    use spargebra::SparqlParser;

    use super::*;

    fn read(query: &str) -> Query {
        let parser = SparqlParser::new().with_prefix("", "http://x/").unwrap();
        parser.parse_query(query).unwrap()
    }

    /// Returns nodes in two graphs, each with edges to those at some distances.
    fn dataset(nodes: u32, distances: &[u32]) -> Store {
        let store = Store::new().unwrap();
        let node = |name: String| NamedNode::new_unchecked(format!("http://x/{name}"));
        for at in 0..nodes {
            for (place, distance) in distances.iter().enumerate() {
                let ends = [at, (at * 7 + distance) % nodes].map(|at| node(format!("n{at}")));
                let [subject, object] = ends;
                let predicate = node(["p", "q"][place % 2].to_owned());
                let graph = node(format!("g{}", at % 2));
                store.insert(&Quad::new(subject, predicate, object, graph)).unwrap();
            }
        }
        store
    }

    fn answer(
        store: &Store,
        query: Query,
        token: CancellationToken,
    ) -> Result<Vec<String>, String> {
        let mut prepared = SparqlEvaluator::new().with_cancellation_token(token).for_query(query);
        if prepared.dataset().is_default_dataset() {
            prepared.dataset_mut().set_default_graph(vec![
                GraphName::from(NamedNode::new_unchecked("http://x/g0")),
                NamedNode::new_unchecked("http://x/g1").into(),
            ]);
        }
        let results = prepared.on_store(store).execute().map_err(|error| error.to_string())?;
        let mut rows = match results {
            QueryResults::Solutions(rows) => rows
                .map(|row| {
                    row.map(|row| {
                        let mut pairs: Vec<String> = row
                            .iter()
                            .map(|(variable, term)| format!("{variable} {term}"))
                            .collect();
                        pairs.sort();
                        pairs.join(" ")
                    })
                    .map_err(|error| error.to_string())
                })
                .collect::<Result<Vec<String>, String>>()?,
            QueryResults::Boolean(is_so) => vec![is_so.to_string()],
            QueryResults::Graph(_) => panic!("no graph is asked for"),
        };
        rows.sort();
        Ok(rows)
    }

    /// Checks whether a path of a query is given a beginning, and that the answer stays the same.
    fn check(query: &str, is_begun: bool) {
        let store = dataset(12, &[1, 3]);
        let plain = read(query);
        let mut begun = plain.clone();
        begin(&mut begun);
        assert_eq!(begun.to_string().contains("LATERAL"), is_begun, "{query} is {begun}");
        let expected = answer(&store, plain, CancellationToken::new()).unwrap();
        assert!(!expected.is_empty(), "{query}");
        assert_eq!(answer(&store, begun, CancellationToken::new()).unwrap(), expected, "{query}");
    }

    #[test]
    fn a_path_without_beginning_is_given_one() {
        check("SELECT * { ?a :p* ?b }", true);
        check("SELECT (COUNT(*) AS ?n) { ?a (:p/:q)+ ?b }", true);
        check("SELECT * { GRAPH ?g { ?a :p+ ?b } }", true);
        check("SELECT ?a { GRAPH :g1 { ?a (:p|!:p)* ?b } } ORDER BY ?b", true);
        check("SELECT * { ?a :p* ?a }", true);
        check("SELECT * { ?a :p+ ?a }", true);
        check("SELECT * { [] (:p|^:q)+ ?b }", true);
        check("SELECT * { GRAPH ?g { ?a (:p?)+ ?b } }", true);
        check("ASK { GRAPH ?g { ?g :p* ?b } }", true);
        check("SELECT ?a ?c { ?a :p+ ?b . ?b :q* ?c }", true);
        check("ASK { [] :p+ [] }", true);
        check("SELECT ?a { ?a :p+ _:x . _:x :q+ [] }", true);
        check("SELECT * { ?a :p ?b . ?c :q+ ?d FILTER(?a = :n1 && ?c = ?b) }", true);
        check("SELECT * { ?a ?r ?b . ?b :p+ ?c }", true);
        check("SELECT * { VALUES ?a { UNDEF :n1 } ?a :p+ ?b }", true);
        check("SELECT * { :n1 :p ?a MINUS { ?b :p+ ?b } }", true);
        check("SELECT * { ?a :p ?b OPTIONAL { ?b ((:p+)*|:q)* ?c } }", true);
        check("SELECT * { ?a :p :n3 BIND(EXISTS { ?c :q+ ?d } AS ?is) }", true);
        check("SELECT * { { ?a :p :n3 } UNION { ?a :p+ ?b } }", true);
        check("SELECT * { ?a :p ?b { SELECT ?b { ?b :p+ ?c } } }", true);
        check("SELECT (SUM(IF(EXISTS { ?x :p+ ?y }, 1, 0)) AS ?n) { ?a :p ?b }", true);
    }

    #[test]
    fn a_path_with_a_beginning_stays() {
        check("SELECT * { :n1 :p* ?b }", false);
        check("SELECT * { ?a :p+ :n1 }", false);
        check("SELECT * { ?a :p ?b . ?b :q* ?c . ?c :p+ ?d }", false);
        check("SELECT * { VALUES ?a { :n1 :n2 } ?a :p+ ?b }", false);
        check("SELECT * { ?a :p ?b OPTIONAL { ?b :p+ ?c } }", false);
        check("SELECT * { ?a :p ?b OPTIONAL { ?b :q ?d } ?b :p+ ?c }", false);
        check("SELECT * { ?a :p ?b FILTER EXISTS { ?b :p+ :n1 } }", false);
        check("SELECT * { ?a :p ?b FILTER(?b = :n3 || EXISTS { ?b :q+ ?c }) }", false);
        check("SELECT * { ?a :p :n3 . { ?a :p+ ?c } UNION { ?a :q* ?c } }", false);
        check("SELECT * { ?a (:p|:q)/:p ?b }", false);
    }

    #[test]
    fn a_path_sees_that_it_is_to_stop() {
        let store = dataset(3000, &[1, 3, 5, 7, 11, 13]);
        let mut query = read("SELECT (COUNT(*) AS ?n) { ?a (:p|!:p)* ?b . ?c (:p|!:p)* ?d }");
        begin(&mut query);
        let token = CancellationToken::new();
        let other = token.clone();
        thread::spawn(move || {
            thread::sleep(Duration::from_millis(300));
            other.cancel();
        });
        let error = answer(&store, query, token).unwrap_err();
        assert!(error.contains("cancelled"), "{error}");
    }
}
