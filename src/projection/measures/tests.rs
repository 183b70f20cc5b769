use super::Adjacency;
use super::Balance;
use super::Figure;
use super::Grouping;
use super::Linkage;
use super::Sign;

/// Reads `a-b a-c:2` as an undirected graph over the letters.
fn graph(edges: &str) -> Adjacency {
    made(edges, false)
}

fn made(edges: &str, directed: bool) -> Adjacency {
    let place = |name: &str| usize::from(name.as_bytes()[0] - b'a');
    let edges: Vec<(usize, usize, f64)> = edges
        .split_whitespace()
        .map(|edge| {
            let (ends, weight) = edge.split_once(':').unwrap_or((edge, "1"));
            let (from, to) = ends.split_once('-').unwrap();
            (place(from), place(to), weight.parse().unwrap())
        })
        .collect();
    let last = edges.iter().map(|(from, to, _)| from.max(to) + 1).max().unwrap_or(0);
    Adjacency::new(last, directed, edges.into_iter())
}

fn check(found: &[f64], expected: &[f64]) {
    let is_near = |(left, right): (&f64, &f64)| (left - right).abs() < 1e-9;
    let fits = found.len() == expected.len() && found.iter().zip(expected).all(is_near);
    assert!(fits, "found {found:?}, expected {expected:?}");
}

#[test]
fn who_stands_between_is_on_the_paths_of_others() {
    check(&super::betweenness(&graph("a-b b-c b-d")), &[0.0, 1.0, 0.0, 0.0]);
    // Of the two ways round a square, each counts half.
    check(&super::betweenness(&graph("a-b b-c c-d d-a")), &[1.0 / 6.0; 4]);
    // A strong tie is a short way.
    check(&super::betweenness(&graph("a-b:4 b-c:4 a-c:1")), &[0.0, 1.0, 0.0]);
    // Three thirds are one.
    check(&super::betweenness(&graph("a-b:3 b-c:3 c-d:3 a-d:1")), &[0.0, 0.5, 0.5, 0.0]);
}

#[test]
fn who_is_close_reaches_many_soon() {
    check(&super::closeness(&graph("a-b b-c")), &[2.0 / 3.0, 1.0, 2.0 / 3.0]);
    check(&super::closeness(&graph("a-b:2 c-c")), &[1.0, 1.0, 0.0]);
    // With directions, who is reached counts.
    check(&super::closeness(&made("a-b b-c", true)), &[0.0, 0.5, 2.0 / 3.0]);
}

#[test]
fn prestige_comes_from_others() {
    let half = 0.5_f64;
    check(&super::eigenvector(&graph("a-b b-c")), &[half, half.sqrt(), half]);
    check(&super::eigenvector(&graph("a-a")), &[0.0]);
    check(&super::page_rank(&made("a-b b-a", true)), &[0.5, 0.5]);
    // r(b) = 0.15/2 + 0.85 (r(a) + r(b)/2), as b leads nowhere.
    let second = 0.925 / 1.425;
    check(&super::page_rank(&made("a-b", true)), &[1.0 - second, second]);
}

#[test]
fn structure_is_counted() {
    let two = graph("a-b b-c a-c d-e");
    assert_eq!(super::components(&two), [0, 0, 0, 1, 1]);
    check(&[super::density(&two), super::density(&made("a-b b-a b-c", true))], &[0.4, 0.5]);
    let signed = |positive: &str, negative: &str| {
        let balance = super::balance(&graph(positive), &graph(negative));
        let Balance { balanced, triangles } = balance.all;
        (balanced, triangles)
    };
    assert_eq!(signed("a-b a-c b-c", "a-a c-c"), (1, 1));
    assert_eq!(signed("a-b c-c", "a-c b-c"), (1, 1));
    assert_eq!(signed("a-b a-c", "b-c"), (0, 1));
    assert_eq!(signed("c-c", "a-b a-c b-c"), (0, 1));
    let index = super::external_internal(&graph("a-b:3 b-c"), &[0, 0, 1]);
    check(&[index.unwrap()], &[-0.5]);
    assert_eq!(super::external_internal(&graph("a-a"), &[0]), None);
}

#[test]
fn two_triangles_are_two_communities() {
    let barbell = graph("a-b b-c a-c c-d d-e e-f d-f");
    let groups = super::communities(&barbell, 7);
    assert_eq!(groups, [0, 0, 0, 1, 1, 1]);
    check(&[super::modularity(&barbell, &groups)], &[5.0 / 14.0]);
    assert_eq!(groups, super::communities(&barbell, 8));
    assert_eq!(super::communities(&graph("a-a c-c"), 1), [0, 1, 2]);
}

#[test]
fn near_groups_are_joined_first() {
    let distances = super::distances(&graph("a-b:4 b-c:2 c-d:3"));
    let told = |linkage| -> Vec<(usize, usize, f64, usize)> {
        let merges = super::clusters(distances.clone(), linkage).into_iter();
        merges.map(|merge| (merge.left, merge.right, merge.height, merge.size)).collect()
    };
    let first = [(0, 1, 0.0, 2), (2, 3, 0.25, 2)];
    assert_eq!(told(Linkage::Single), [first[0], first[1], (4, 5, 0.5, 4)]);
    assert_eq!(told(Linkage::Complete), [first[0], first[1], (4, 5, 1.0, 4)]);
    assert_eq!(told(Linkage::Average), [first[0], first[1], (4, 5, 0.875, 4)]);
    let merges = super::clusters(distances, Linkage::Single);
    assert_eq!(super::cut(4, &merges, 2), [0, 0, 1, 1]);
    assert_eq!(
        super::newick(&["a", "b's", "c", "d"], &merges),
        "(('a':0.000000,'b''s':0.000000):0.500000,('c':0.250000,'d':0.250000):0.250000);"
    );
    assert_eq!(super::newick(&["a"], &[]), "'a':0.000000;".replace(":0.000000", ""));
}

#[test]
fn squares_of_distances_join_the_near() {
    // Of (1, 2, 5) on a line: 1 and 2 at 1; then √((2 · 4² + 2 · 3² − 1²) / 3).
    let line = [1.0_f64, 2.0, 5.0];
    let distances = line.map(|one| line.map(|other| (one - other).abs()).to_vec()).to_vec();
    let merges = super::clusters(distances, Linkage::Ward);
    let heights: Vec<f64> = merges.iter().map(|merge| merge.height).collect();
    check(&heights, &[1.0, (49.0_f64 / 3.0).sqrt()]);
}

#[test]
fn every_method_finds_two_triangles() {
    let barbell = graph("a-b:2 b-c:2 a-c:2 c-d d-e:2 e-f:2 d-f:2");
    for method in Grouping::ALL {
        let groups = super::grouped(&barbell, method, 7);
        if method == Grouping::Concor {
            // c and d are joined with different others than the rest.
            assert_eq!(groups.len(), 6);
        } else {
            assert_eq!(groups, [0, 0, 0, 1, 1, 1], "{}", method.name());
        }
        assert_eq!(super::grouped(&graph("a-a c-c"), method, 1).len(), 3);
        assert!(super::grouped(&graph(""), method, 1).is_empty());
    }
}

#[test]
fn who_is_joined_with_the_same_is_one_block() {
    // a, b, c are joined with d, e, f only.
    let two = graph("a-d a-e a-f b-d b-e b-f c-d c-e c-f");
    let blocks = super::concor::divisions(&two);
    assert_eq!(super::communities::numbered(&blocks[0]), [0, 0, 0, 1, 1, 1]);
}

#[test]
fn edges_between_groups_are_on_most_paths() {
    let between = super::edge_betweenness(&graph("a-b b-c a-c c-d"));
    // Of six pairs, three have d at an end.
    check(&[between[&(2, 3)], between[&(3, 2)], between[&(0, 1)]], &[0.5, 0.5, 1.0 / 6.0]);
    check(&[super::edge_betweenness(&made("a-b b-c", true))[&(0, 1)]], &[1.0 / 3.0]);
}

#[test]
fn triangles_are_counted_at_nodes_and_edges() {
    let triangles = super::balance(&graph("a-b b-c b-d d-d"), &graph("a-c c-d d-d"));
    let told = |balance: Balance| (balance.balanced, balance.triangles);
    // a b c has one enmity, and so has b c d.
    assert_eq!(told(triangles.all), (0, 2));
    assert_eq!(triangles.nodes.iter().map(|node| node.triangles).collect::<Vec<_>>(), [1, 2, 2, 1]);
    assert_eq!(told(triangles.pairs[&(1, 2)]), (0, 2));
    assert_eq!(triangles.pairs.get(&(0, 3)), None);
    assert_eq!(Balance::default().share(), None);
}

#[test]
fn strong_edges_are_the_backbone() {
    check(&[super::disparity(8.0, 3, 10.0), super::disparity(1.0, 1, 1.0)], &[0.04, 1.0]);
    let star = graph("a-b:8 a-c a-d");
    let found = super::of_edge(&star, 1, 0).unwrap();
    check(&[found], &[0.04]);
    assert_eq!(super::of_edge(&star, 1, 2), None);
}

#[test]
fn spectra_are_of_the_true_laplacian() {
    let matrix = |edges: &str| -> Vec<Vec<f64>> {
        let graph = graph(edges);
        let mut matrix = vec![vec![0.0; graph.len()]; graph.len()];
        for (node, list) in graph.to.iter().enumerate() {
            for &(other, weight) in list {
                matrix[node][other] = weight;
            }
        }
        matrix
    };
    let ring = matrix("a-b b-c c-d d-e e-f f-a");
    let triangles = matrix("a-b b-c c-a d-e e-f f-d");
    let twelfths = |parts: [f64; 6]| parts.map(|part| part / 12.0);
    check(&super::spectrum(&ring, false), &twelfths([4.0, 3.0, 3.0, 1.0, 1.0, 0.0]));
    check(&super::spectrum(&triangles, false), &twelfths([3.0, 3.0, 3.0, 3.0, 0.0, 0.0]));
    // DNA cannot tell the two apart.
    check(&super::spectrum(&ring, true), &twelfths([2.0; 6]));
    check(&super::spectrum(&triangles, true), &twelfths([2.0; 6]));
    let spectra = [&ring, &triangles].map(|graph| super::spectrum(graph, false));
    check(&[super::loss(&spectra[0], &spectra[1])], &[(1.0 + 2.0 + 1.0) / 12.0]);
    check(&super::eigenvalues(vec![vec![2.0, 1.0], vec![1.0, 2.0]]), &[3.0, 1.0]);
    check(&super::eigenvalues(vec![vec![0.0; 3]; 3]), &[0.0; 3]);
    check(&super::eigenvalues(vec![]), &[]);
    let distances = super::spectral_distances(&[ring, triangles], false);
    check(&distances[0], &[0.0, (1.0 + 2.0 + 1.0) / 12.0]);
}

#[test]
fn origins_are_independent_or_rest_on_one() {
    let told = |edges: &str| -> Vec<(usize, Option<usize>, Option<usize>)> {
        let found = super::origins(&made(edges, true)).into_iter();
        found.map(|origins| (origins.independent, origins.rests_on, origins.cycle)).collect()
    };
    // Two papers have it from two agencies, and those from one release.
    let on_one = (1, Some(3), None);
    assert_eq!(told("a-b a-c b-d c-d"), [on_one, on_one, on_one, (0, None, None)]);
    // With a second witness, nothing is what all rests on.
    assert_eq!(told("a-b a-c b-d c-e")[0], (2, None, None));
    // Three ways, of which two need the same: a path must be turned to find the second.
    assert_eq!(told("a-b a-c b-d b-e c-d")[0], (2, None, None));
    // Who have it from one another only have no origin.
    assert_eq!(told("a-b b-a"), [(0, None, Some(0)), (0, None, Some(0))]);
    assert_eq!(told("a-b b-a b-c")[0], (1, Some(2), Some(0)));
}

/// Two camps of some actors that agree within and disagree between.
fn camps(count: usize) -> (Vec<Vec<f64>>, Vec<Vec<f64>>) {
    let cell = |same: bool| {
        move |one: usize| -> Vec<f64> {
            let of = |other: usize| one != other && (one % 2 == other % 2) == same;
            (0..count).map(|other| f64::from(u8::from(of(other)))).collect()
        }
    };
    ((0..count).map(cell(true)).collect(), (0..count).map(cell(false)).collect())
}

#[test]
fn camps_are_found_exactly_and_by_search() {
    for count in [6, 26] {
        let (agree, disagree) = camps(count);
        let found = super::polarization(&agree, &disagree, 1, false);
        assert_eq!(found.exact, count == 6);
        let expected: Vec<usize> = (0..count).map(|actor| actor % 2).collect();
        assert_eq!(found.camps, expected);
        // DNA takes the division that fits least for the best.
        let worst = super::polarization(&agree, &disagree, 1, true);
        assert!(worst.deviation > found.deviation && worst.camps != expected);
    }
    assert!(super::polarization(&[], &[], 1, false).deviation.abs() < 1e-9);
}

#[test]
fn phases_are_of_networks_that_are_alike() {
    let matrix =
        |weight: f64| vec![vec![0.0, weight, 1.0], vec![weight, 0.0, 0.0], vec![1.0, 0.0, 0.0]];
    let over_time = [0.0, 0.1, 9.0, 8.0].map(matrix);
    let distances = super::distances_over_time(&over_time);
    assert_eq!(super::phases(&distances, Linkage::Average), [0, 0, 1, 1]);
    check(&[distances[0][0], distances[0][2]], &[0.0, 1.8]);
    assert_eq!(super::phases(&[], Linkage::Average), [0; 0]);
}

#[test]
fn figures_have_nine_digits() {
    let check = |figure: Figure, expected: &str| assert_eq!(figure.to_string(), expected);
    check(Figure::real(1.0 / 3.0), "0.333333333");
    check(Figure::real(-2.5), "-2.5");
    check(Figure::real(0.0), "0.0");
    check(Figure::Whole(3), "3");
}

#[test]
fn signs_choose_edges() {
    use crate::projection::Edge;
    use crate::projection::Graph;
    use crate::projection::Node;
    use crate::projection::network::Fixed;
    let mut graph = Graph::new();
    let [one, other] = [graph.add_node(Node::default()), graph.add_node(Node::default())];
    let edge = |qualifier: &'static str, weight| Edge {
        qualifier: qualifier.into(),
        measured: Some(Fixed(weight)),
        ..Edge::default()
    };
    graph.add_edge(one, other, edge("positive", 2_000_000));
    graph.add_edge(one, other, edge("negative", -500_000));
    let weights = |sign| Adjacency::of(&graph, false, sign).to[0].clone();
    assert_eq!(weights(Sign::All), [(1, 2.5)]);
    assert_eq!(weights(Sign::Positive), [(1, 2.0)]);
    assert_eq!(weights(Sign::Negative), [(1, 0.5)]);
    super::measure(&mut graph, &super::Settings::default());
    assert_eq!(graph[one].measures[0], ("degree", Figure::Whole(1)));
    let names: Vec<&str> = super::whole(&graph, &super::Settings::default())
        .into_iter()
        .map(|(name, _)| name)
        .collect();
    assert_eq!(names.len(), 9, "{names:?}");
}
