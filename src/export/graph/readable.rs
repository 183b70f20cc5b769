//! What every picture of dots keeps to, read from its SVG: names cover neither one another nor the dots of others.

use std::collections::BTreeSet;

use resvg::usvg;
use resvg::usvg::roxmltree::Document;

use super::Format;
use super::Style;
use super::Theme;
use super::draw;
use super::letters;
use super::samples;
use crate::projection::Drawing;
use crate::projection::Edge;
use crate::projection::Graph;
use crate::projection::Marks;
use crate::projection::Mode;
use crate::projection::Node;
use crate::projection::measures::Figure;

const SIZES: [usize; 4] = [5, 20, 40, 60];

/// Which of a number of nodes are joined, and whether one is against the other.
type Shape = fn(usize) -> Vec<(usize, usize, bool)>;

const SHAPES: [(&str, Shape); 8] = [
    ("ring", |nodes| (0..nodes).map(|node| (node, (node + 1) % nodes, false)).collect()),
    ("star", |nodes| (1..nodes).map(|node| (0, node, node % 3 == 0)).collect()),
    ("tree", |nodes| (1..nodes).map(|node| (node / 3, node, false)).collect()),
    ("sparse", |nodes| some(nodes, 97)),
    ("dense", |nodes| some(nodes, 3)),
    ("whole", |nodes| some(nodes, 1)),
    ("islands", |nodes| {
        (0..nodes)
            .filter(|node| node % 5 < 3)
            .map(|node| (node, (node + 1) % nodes, false))
            .collect()
    }),
    ("alone", |_| Vec::new()),
];

/// Joins one pair in so many, spread over all.
fn some(nodes: usize, one_in: usize) -> Vec<(usize, usize, bool)> {
    let pairs = (0..nodes).flat_map(|to| (0..to).map(move |from| (from, to)));
    let pairs = pairs.filter(|(from, to)| (from * 31 + to * 17) % one_in == 0);
    pairs.map(|(from, to)| (from, to, (from + to) % 5 == 0)).collect()
}

const WORDS: [&str; 9] = [
    "Office",
    "for Democratic Institutions",
    "Ministry",
    "of Foreign Affairs",
    "Observers",
    "НАТО",
    "منظمة",
    "Donaudampfschifffahrtsgesellschaft",
    "Li",
];

fn graph(nodes: usize, shape: Shape, two_modes: bool) -> Graph {
    let mut graph = Graph::new();
    for place in 0..nodes {
        let words = 1 + place * 7 % 5;
        let label: Vec<&str> = (0..words).map(|word| WORDS[(place + word * 4) % 9]).collect();
        let mode = if two_modes && place % 2 == 1 { Mode::What } else { Mode::Who };
        graph.add_node(Node {
            iri: format!("a:{place}"),
            label: label.join(" "),
            kind: ["Person", "Organization", ""][place % 3].to_owned(),
            mode,
            measures: vec![("statements", Figure::Whole(1 + place * place % 90))],
            ..Node::default()
        });
    }
    for (from, to, is_against) in shape(nodes) {
        let side = if is_against { "negative" } else { "positive" };
        let evidence: BTreeSet<String> = (0..=from % 3).map(|place| place.to_string()).collect();
        let ends = [from, to].map(petgraph::graph::NodeIndex::new);
        graph.add_edge(ends[0], ends[1], Edge::on(side, evidence));
    }
    graph
}

fn picture(graph: &Graph, style: &Style) -> String {
    let drawing = Drawing { marks: Marks::Dots, directed: false, ..samples::drawing() };
    let mut out = Vec::new();
    draw(graph, &drawing, style, Format::Svg, &mut out).unwrap();
    String::from_utf8(out).unwrap()
}

/// Left, top, right and bottom.
type Area = [f64; 4];

/// Where a text stands, and to which node it belongs.
type Text = (Area, Option<usize>);

/// Where a dot stands, and of which node it is.
type Dot = (Area, usize);

/// Returns where all texts of a picture stand, as they are drawn, and which node each belongs to; and the dots of all nodes.
fn areas(svg: &str) -> (Vec<Text>, Vec<Dot>) {
    let document = Document::parse(svg).unwrap();
    let numbers = |text: &str| -> Vec<f64> {
        text.split([' ', '(', ')']).filter_map(|part| part.parse().ok()).collect()
    };
    let (mut owners, mut dots, mut count) = (Vec::new(), Vec::new(), 0);
    for element in document.descendants().filter(usvg::roxmltree::Node::is_element) {
        let is_node = |one: &usvg::roxmltree::Node<'_, '_>| one.attribute("class") == Some("node");
        if is_node(&element) {
            count += 1;
        }
        let node = element.ancestors().find(is_node).map(|_| count - 1);
        if element.has_tag_name("text") {
            owners.push(node);
        }
        let Some(node) = node else { continue };
        let group = element.ancestors().find_map(|one| one.attribute("transform")).unwrap();
        let shift = numbers(group);
        let value = |name: &str| element.attribute(name).unwrap().parse::<f64>().unwrap();
        if element.has_tag_name("circle") {
            let (x, y, r) = (value("cx") + shift[0], value("cy") + shift[1], value("r"));
            dots.push(([x - r, y - r, x + r, y + r], node));
        }
        if element.has_tag_name("rect") {
            let (x, y, side) = (value("x") + shift[0], value("y") + shift[1], value("width"));
            dots.push(([x, y, x + side, y + side], node));
        }
    }
    let tree = usvg::Tree::from_str(svg, &letters::options()).unwrap();
    let mut texts = Vec::new();
    collect(tree.root(), &mut texts);
    assert_eq!(texts.len(), owners.len());
    (texts.into_iter().zip(owners).collect(), dots)
}

fn collect(group: &usvg::Group, texts: &mut Vec<Area>) {
    for node in group.children() {
        match node {
            usvg::Node::Group(group) => collect(group, texts),
            usvg::Node::Text(text) => {
                let area = text.abs_bounding_box();
                texts.push([area.left(), area.top(), area.right(), area.bottom()].map(f64::from));
            }
            _ => {}
        }
    }
}

/// Areas may touch: the boxes of letters are a little higher than what is drawn of them.
fn overlap(one: &Area, other: &Area) -> bool {
    let within =
        |low: usize, high: usize| one[low] + 1.5 < other[high] && other[low] + 1.5 < one[high];
    within(0, 2) && within(1, 3)
}

/// Checks a picture and returns how many names are in it.
fn check(what: &str, svg: &str) -> usize {
    let (texts, dots) = areas(svg);
    let tree = usvg::Tree::from_str(svg, &letters::options()).unwrap();
    let page = tree.size();
    for (place, (area, owner)) in texts.iter().enumerate() {
        let is_inside = area[0] >= 0.0
            && area[1] >= 0.0
            && area[2] <= f64::from(page.width())
            && area[3] <= f64::from(page.height());
        assert!(is_inside, "{what}: text {place} at {area:?}");
        for (other, (met, _)) in texts[..place].iter().enumerate() {
            assert!(!overlap(area, met), "{what}: texts {other} and {place}: {met:?} {area:?}");
        }
        for (dot, node) in &dots {
            let is_own = *owner == Some(*node);
            assert!(is_own || !overlap(area, dot), "{what}: text {place} and dot {node}");
        }
    }
    for (place, (dot, _)) in dots.iter().enumerate() {
        assert!(dots[..place].iter().all(|(other, _)| !overlap(dot, other)), "{what}: dot {place}");
    }
    texts.iter().filter(|(_, owner)| owner.is_some()).count()
}

#[test]
fn no_names_overlap_up_to_sixty_nodes() {
    for (name, shape) in SHAPES {
        for nodes in SIZES {
            for two_modes in [false, true] {
                let svg = picture(&graph(nodes, shape, two_modes), &Style::default());
                let what = format!("{name} of {nodes}, two modes {two_modes}");
                assert_eq!(check(&what, &svg), nodes, "{what}");
                assert!(!svg.contains("not shown"), "{what}");
            }
        }
    }
}

#[test]
fn above_sixty_the_least_central_go_without_and_are_counted() {
    for (name, shape) in SHAPES {
        let svg = picture(&graph(130, shape, false), &Style::default());
        assert_eq!(check(name, &svg), 60, "{name}");
        assert!(svg.contains("The names of the 70 nodes with the least statements are not shown."));
    }
}

#[test]
fn the_named_are_the_most_central() {
    let graph = graph(90, SHAPES[1].1, false);
    let svg = picture(&graph, &Style { size: Some("degree".to_owned()), ..Style::default() });
    let document = Document::parse(&svg).unwrap();
    let is_hub = |node: &usvg::roxmltree::Node<'_, '_>| node.attribute("data-iri") == Some("a:0");
    let hub = document.descendants().find(is_hub).unwrap();
    assert!(hub.children().any(|child| child.has_tag_name("text")));
}

#[test]
fn boxes_do_not_overlap_either() {
    let drawing = Drawing { directed: false, ..samples::drawing() };
    for (name, shape) in SHAPES {
        for nodes in SIZES {
            let mut out = Vec::new();
            let graph = graph(nodes, shape, false);
            draw(&graph, &drawing, &Style::default(), Format::Svg, &mut out).unwrap();
            let svg = String::from_utf8(out).unwrap();
            let (texts, _) = areas(&svg);
            let names: Vec<_> = texts.iter().filter(|(_, owner)| owner.is_some()).collect();
            for (place, (area, owner)) in names.iter().enumerate() {
                let met = names[..place]
                    .iter()
                    .find(|(other, node)| node != owner && overlap(area, other));
                assert_eq!(met, None, "{name} of {nodes}: {area:?}");
            }
        }
    }
}

#[test]
fn pictures_are_light_and_dark_and_the_same_again() {
    let graph = graph(20, SHAPES[3].1, true);
    for theme in [Theme::Light, Theme::Dark] {
        let style = Style { theme, ..Style::default() };
        let svg = picture(&graph, &style);
        assert!(svg.contains(theme.ground()) && svg.contains(theme.ink()));
        assert_eq!(svg, picture(&graph, &style));
        let other = if theme == Theme::Light { Theme::Dark } else { Theme::Light };
        assert!(!svg.contains(other.ground()));
    }
}

#[test]
#[should_panic(expected = "texts 0 and 1")]
fn what_overlaps_is_seen() {
    let node = |x: u32| {
        format!(
            r#"<g class="node"><circle cx="{x}" cy="9" r="4"/><text x="{x}" y="30">Ada Bo</text></g>"#
        )
    };
    let svg = format!(
        r#"<svg xmlns="http://www.w3.org/2000/svg" width="300" height="90" font-family="Noto Sans"><g transform="translate(20 20)">{}{}</g></svg>"#,
        node(30),
        node(50)
    );
    check("two", &svg);
}
