//! Pictures as people make them: those of the documentation, which are drawn anew here, and the options that shape them.

use std::fs;
use std::path::Path;

use super::expected;
use super::program::Program;

#[path = "../../examples/invented_debate.rs"]
#[expect(dead_code, reason = "the example's main function is for people")]
mod example;

/// The pictures of an invented debate in `docs/`, and the options that draw them.
const PICTURES: &[(&str, &str)] = &[
    (
        "debate.svg",
        "--one-mode subtract --normalise average --disparity 0.04 --color camp --title An_invented_debate:_150_bodies_of_three_camps",
    ),
    (
        "debate-dark.svg",
        "--two-mode subtract --min-statements 19 --color camp --theme dark --title Who_is_for_and_against_what",
    ),
    (
        "debate-matrix.svg",
        "--two-mode subtract --min-statements 14 --picture heat-map --title Who_is_for_and_against_what,_as_a_matrix",
    ),
    (
        "debate-bars.svg",
        "--two-mode subtract --picture bars --title What_is_agreed_and_disagreed_with",
    ),
    (
        "debate-tree.svg",
        "--one-mode congruence --normalise average --min-statements 14 --picture dendrogram --title Who_is_like_whom",
    ),
    (
        "debate-sheet.svg",
        "--one-mode congruence --normalise average --min-statements 20 --color camp --windows quarter --window-size 2 --picture sheet --title Agreement_over_time",
    ),
];

/// The largest picture that a page should load.
const LARGEST: usize = 300_000;

fn debate() -> Program {
    let program = Program::new();
    fs::write(program.folder.path().join("debate.csv"), example::table()).unwrap();
    let coded = "who,what,qualifier,document,time,organization,country,club\n\
                 Ada,dam,yes,post,2023-01-05,Water Board,Kenya,Rowers\nBo,dam,yes,post,2023-02-05,,Chad,\n\
                 Cy,dyke,no,mail,2023-02-06,,Chad,\nDi,sea,no,mail,2021,,,\n";
    fs::write(program.folder.path().join("coded.csv"), coded).unwrap();
    program
}

/// Runs the program on a table and returns what it prints; a low line in a word is a space.
fn drawn(program: &Program, rows: &str, options: &str) -> Vec<u8> {
    let words = options.split_whitespace().map(|word| match word {
        word if word.starts_with("--") => word.to_owned(),
        word => word.replace('_', " "),
    });
    let arguments = ["graph", "--rows", rows].map(str::to_owned).into_iter().chain(words);
    let output = program.command(arguments).output().unwrap();
    let errors = String::from_utf8_lossy(&output.stderr);
    assert_eq!(output.status.code(), Some(0), "{options}: {errors}");
    output.stdout
}

fn text(program: &Program, options: &str) -> String {
    String::from_utf8(drawn(program, "coded.csv", options)).unwrap()
}

#[test]
fn pictures_of_the_documentation_are_what_the_program_draws() {
    let program = debate();
    let mut faults = Vec::new();
    for (name, options) in PICTURES {
        let picture = String::from_utf8(drawn(&program, "debate.csv", options)).unwrap();
        assert!(picture.len() < LARGEST, "{name} has {} bytes", picture.len());
        let file = Path::new(env!("CARGO_MANIFEST_DIR")).join("docs").join(name);
        faults.extend(expected::fault(&file, &picture));
    }
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}

#[test]
fn every_picture_is_drawn_in_pixels_too() {
    let program = debate();
    for picture in ["network", "heat-map", "bars", "dendrogram", "sheet --windows month"] {
        let options = format!("--two-mode subtract --theme dark --format png --picture {picture}");
        assert_eq!(drawn(&program, "coded.csv", &options)[..4], *b"\x89PNG", "{picture}");
    }
}

#[test]
fn who_is_joined_with_nobody_stays_or_goes() {
    let program = debate();
    let check = |options: &str, expected: &str| {
        let nodes =
            text(&program, &format!("--one-mode congruence --format csv --nodes {options}"));
        let names: Vec<&str> =
            nodes.lines().skip(1).filter_map(|line| line.split(',').nth(1)).collect();
        assert_eq!(names.join(" "), expected, "{options}");
    };
    check("", "Ada Bo Cy Di");
    check("--joined", "Ada Bo");
    check("--drop what=dam", "Cy Di");
    check("--drop what=dam --isolates", "Ada Bo Cy Di");
    check("--drop what=dam --isolates --joined", "");
    let picture = text(&program, "--one-mode congruence --joined");
    assert!(picture.contains("Without 2 that are joined with nothing."));
}

#[test]
fn nodes_carry_where_they_belong_and_how_often_they_speak() {
    let program = debate();
    let check = |options: &str, expected: &[&str]| {
        let file = text(&program, &format!("--two-mode subtract --color club {options}"));
        for part in expected {
            assert!(file.contains(part), "{part} is not in {file}");
        }
    };
    check(
        "--format csv --nodes",
        &[
            "Id,Label,Kind,mode,organization,country,club,statements,documents\n",
            "Ada,Ada,,who,Water Board,Kenya,Rowers,1,1\n",
            "dam,dam,,what,,,,2,1\n",
        ],
    );
    check(
        "--format graphml",
        &[
            r#"<key id="node_country" for="node" attr.name="country" attr.type="string"/>"#,
            r#"<data key="node_country">Kenya</data>"#,
            r#"<data key="node_organization">Water Board</data>"#,
            r#"<data key="node_mode">what</data>"#,
            r#"<data key="node_statements">2</data>"#,
        ],
    );
    check(
        "--format gexf",
        &[
            r#"<attribute id="node_country" title="country" type="string"/>"#,
            r#"<attvalue for="node_country" value="Chad"/>"#,
            r#"<attvalue for="node_club" value="Rowers"/>"#,
            r#"<attvalue for="node_documents" value="1"/>"#,
        ],
    );
    check("--format json", &[r#""country": "Kenya""#, r#""statements": 2"#]);
    check("--format dot", &[r#""data_country"="Kenya""#, "shape=square"]);
    check("--format svg", &[">colour: club<", ">Rowers<", ">none known<", ">area: statements<"]);
}

#[test]
fn pictures_say_what_was_counted_and_left_out() {
    let program = debate();
    let told = text(
        &program,
        "--two-mode subtract --keep country=Kenya --since 2020 --duplicates document --title Mine",
    );
    assert!(told.contains("<title>Mine</title>"));
    let caption = "2 nodes, 1 edge, 1 piece of evidence. Two modes, pro less con of 1 statement, each once in a document. \
                   Only country Kenya. Since 2020.";
    let words = |text: &str| text.split_whitespace().collect::<Vec<_>>().join(" ");
    let shown: Vec<&str> = told
        .lines()
        .filter(|line| line.contains("font-size=\"12\" text-anchor=\"start\""))
        .filter_map(|line| line.split('>').nth(1)?.split('<').next())
        .collect();
    assert!(words(&shown.join(" ")).starts_with(caption), "{shown:?}");
}

#[test]
fn pictures_that_do_not_go_together_are_refused() {
    let program = debate();
    let check = |options: &str, expected: &str| {
        let arguments = ["graph", "--rows", "coded.csv"].into_iter().chain(options.split(' '));
        let output = program.command(arguments).output().unwrap();
        assert_eq!(output.status.code(), Some(2), "{options}");
        let errors = String::from_utf8_lossy(&output.stderr).into_owned();
        assert!(errors.contains(&format!("error: {expected}\n")), "{errors}");
    };
    check("--one-mode ignore --picture sheet", "a sheet shows networks over time");
    check(
        "--one-mode ignore --windows month --picture bars --output a.svg",
        "bars are of the statements of a discourse network",
    );
    check("--one-mode ignore --picture heat-map --format gexf", "this picture is no graph");
}
