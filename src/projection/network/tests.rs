use std::collections::BTreeMap;
use std::sync::Arc;

use proptest::prelude::Just;
use proptest::prelude::Strategy;
use proptest::prelude::prop_assert_eq;
use proptest::proptest;

use super::Duplicates;
use super::Exact;
use super::Fixed;
use super::Method;
use super::Network;
use super::NetworkError;
use super::Normalisation;
use super::OneMode;
use super::Options;
use super::Scale;
use super::Table;
use super::TwoMode;
use super::network;

/// Three who speak of three plans; all weights below are worked out by hand.
///
/// ```text
///        dam           road         wind
/// Ada    + +           −
/// Bo     + −           −            +
/// Cy                   + +          −
/// ```
const ROWS: &str = "\
1|Ada|dam|1|d1|2023-01-01
2|Ada|dam|1|d1|2023-01-02
3|Ada|road|0|d2|2023-02-01
4|Bo|dam|1|d2|2023-02-01
5|Bo|dam|0|d3|2024-02-01
6|Bo|road|0|d3|2024-02-01
7|Bo|wind|1|d3|2024-02-01
8|Cy|road|1|d4|2024-03-01
9|Cy|road|1|d5|2025-03-02
10|Cy|wind|0|d5|2025-03-02";

fn table(rows: &str) -> Table {
    let cells = |row: &str| row.split('|').map(str::to_owned).collect();
    Table {
        columns: cells("id|who|what|qualifier|document|time"),
        rows: rows.lines().map(cells).collect(),
        ..Table::default()
    }
}

fn made(rows: &str, options: &Options) -> Arc<Network> {
    network(&table(rows), options).unwrap()
}

fn ties(network: &Network) -> Vec<String> {
    let is_one = matches!(network.options.method, Method::OneMode(_));
    let others = if is_one { &network.who } else { &network.what };
    let line =
        |tie: &super::Tie| format!("{} {} {}", network.who[tie.from], others[tie.to], tie.fixed());
    network.ties.iter().map(line).collect()
}

fn check(rows: &str, options: &Options, expected: &[&str]) -> Arc<Network> {
    let network = made(rows, options);
    assert_eq!(ties(&network), expected, "{options:?}");
    for tie in &network.ties {
        let shares = network.contributions(*tie).into_iter().map(|part| part.share.0);
        assert_eq!(Fixed(shares.sum()), tie.fixed());
    }
    network
}

fn one(mode: OneMode, normalisation: Normalisation) -> Options {
    Options { method: Method::OneMode(mode), normalisation, ..Options::default() }
}

fn two(mode: TwoMode, normalisation: Normalisation) -> Options {
    Options { method: Method::TwoMode(mode), normalisation, ..Options::default() }
}

#[test]
fn one_mode_counts_pairs_on_the_same_concept() {
    use Normalisation::No;
    check(ROWS, &one(OneMode::Ignore, No), &["Ada Bo 5", "Ada Cy 2", "Bo Cy 3"]);
    check(ROWS, &one(OneMode::Congruence, No), &["Ada Bo 3"]);
    check(ROWS, &one(OneMode::Conflict, No), &["Ada Bo 2", "Ada Cy 2", "Bo Cy 3"]);
    check(ROWS, &one(OneMode::Subtract, No), &["Ada Bo 1", "Ada Cy -2", "Bo Cy -3"]);
}

#[test]
fn one_mode_is_divided() {
    // Ada has 3 statements, Bo 4; (3 + 4) / 2 and 3 · 4.
    check(ROWS, &one(OneMode::Congruence, Normalisation::Average), &["Ada Bo 0.857143"]);
    check(ROWS, &one(OneMode::Congruence, Normalisation::DnaCosine), &["Ada Bo 0.250000"]);
    // dam +: 2 · 1; dam −: 1 of Bo; road −: 1 · 1; wind +: 1 of Bo.
    check(ROWS, &one(OneMode::Congruence, Normalisation::Jaccard), &["Ada Bo 0.600000"]);
    // √((4 + 1) · (4 + 1 + 1)) = √30.
    check(
        ROWS,
        &one(OneMode::Ignore, Normalisation::Cosine),
        &["Ada Bo 0.912871", "Ada Cy 0.400000", "Bo Cy 0.547723"],
    );
}

#[test]
fn two_modes_count_statements() {
    use Normalisation::Activity;
    use Normalisation::No;
    use Normalisation::Prominence;
    let ignore = |normalisation| two(TwoMode::Ignore, normalisation);
    let pairs = ["Ada dam", "Ada road", "Bo dam", "Bo road", "Bo wind", "Cy road", "Cy wind"];
    let with = |weights: [&str; 7]| -> Vec<String> {
        pairs.iter().zip(weights).map(|(pair, weight)| format!("{pair} {weight}")).collect()
    };
    let check_all = |options: &Options, weights: [&str; 7]| {
        assert_eq!(ties(&made(ROWS, options)), with(weights), "{options:?}");
    };
    check_all(&ignore(No), ["2", "1", "2", "1", "1", "2", "1"]);
    check_all(
        &ignore(Activity),
        ["0.666667", "0.333333", "0.500000", "0.250000", "0.250000", "0.666667", "0.333333"],
    );
    check_all(
        &ignore(Prominence),
        ["0.500000", "0.250000", "0.500000", "0.250000", "0.500000", "0.500000", "0.500000"],
    );
    check_all(&two(TwoMode::Combine, No), ["1", "2", "3", "2", "1", "1", "2"]);
    check(
        ROWS,
        &two(TwoMode::Subtract, No),
        &["Ada dam 2", "Ada road -1", "Bo road -1", "Bo wind 1", "Cy road 2", "Cy wind -1"],
    );
    check(
        ROWS,
        &Options { kept: vec![("who".into(), "Bo".into())], ..two(TwoMode::Subtract, Activity) },
        &["Bo road -0.250000", "Bo wind 0.250000"],
    );
}

#[test]
fn numbers_agree_by_degrees() {
    let rows = "1|Ada|dam|2||\n2|Bo|dam|-1||\n3|Cy|dam|-2||";
    let no = Normalisation::No;
    let congruence = ["Ada Bo 0.250000", "Bo Cy 0.750000"];
    let network = check(rows, &one(OneMode::Congruence, no), &congruence);
    assert_eq!(network.exact(network.ties[0]), Exact { numerator: 1, denominator: 4 });
    check(rows, &one(OneMode::Conflict, no), &["Ada Bo 0.750000", "Ada Cy 1", "Bo Cy 0.250000"]);
    check(rows, &two(TwoMode::Subtract, no), &["Ada dam 2", "Bo dam -1", "Cy dam -2"]);
}

#[test]
fn words_agree_or_not() {
    let rows = "1|Ada|dam|hope||\n2|Bo|dam|fear||\n3|Bo|dam|hope||\n4|Bo|road|fear||";
    let no = Normalisation::No;
    check(rows, &one(OneMode::Congruence, no), &["Ada Bo 1"]);
    check(rows, &one(OneMode::Conflict, no), &["Ada Bo 1"]);
    // DNA counts Bo's two fears, of the dam and of the road.
    let dna = |mode| Options { dna: true, ..one(mode, no) };
    check(rows, &dna(OneMode::Conflict), &["Ada Bo 2"]);
    let network = check(rows, &dna(OneMode::Subtract), &["Ada Bo -1"]);
    assert_eq!(network.evidence(network.ties[0]), [0, 1, 2, 3]);
}

#[test]
fn duplicates_have_their_periods() {
    let rows = "1|Ada|dam|1|a|2023-01-02\n2|Ada|dam|1|a|2023-01-08\n3|Ada|dam|1|b|2023-01-09\n\
                4|Ada|dam|1|b|2024-01-02\n5|Ada|dam|0|b|2024-01-02\n6|Ada|dam|1||";
    let count = |duplicates, dna, mode| {
        let options = Options { duplicates, dna, ..two(mode, Normalisation::No) };
        made(rows, &options).statements.len()
    };
    let qualified = |duplicates| count(duplicates, false, TwoMode::Subtract);
    assert_eq!(qualified(Duplicates::Include), 6);
    assert_eq!(qualified(Duplicates::Document), 4);
    assert_eq!(qualified(Duplicates::Week), 5);
    assert_eq!(qualified(Duplicates::Month), 4);
    assert_eq!(qualified(Duplicates::Year), 4);
    assert_eq!(qualified(Duplicates::Range), 2);
    // Without a qualifier, both sides of a thing are the same.
    assert_eq!(count(Duplicates::Range, false, TwoMode::Ignore), 1);
    // DNA takes January 2024 for January 2023, and week 1 for week 1.
    assert_eq!(count(Duplicates::Month, true, TwoMode::Subtract), 3);
    assert_eq!(count(Duplicates::Week, true, TwoMode::Subtract), 4);
}

#[test]
fn large_numbers_are_duplicates_but_not_for_dna() {
    let rows = "1|Ada|dam|500|a|\n2|Ada|dam|500|a|\n3|Ada|dam|5|a|\n4|Ada|dam|5|a|";
    let options =
        Options { duplicates: Duplicates::Document, ..two(TwoMode::Subtract, Normalisation::No) };
    check(rows, &options, &["Ada dam 505"]);
    check(rows, &Options { dna: true, ..options }, &["Ada dam 1005"]);
}

#[test]
fn filters_look_at_any_column() {
    let pairs = |pairs: &[(&str, &str)]| -> Vec<(String, String)> {
        pairs.iter().map(|&(column, value)| (column.to_owned(), value.to_owned())).collect()
    };
    let ignore = one(OneMode::Ignore, Normalisation::No);
    let kept = pairs(&[("who", "Ada"), ("who", "Bo"), ("what", "dam")]);
    check(ROWS, &Options { kept, ..ignore.clone() }, &["Ada Bo 4"]);
    let dropped = pairs(&[("document", "d5"), ("what", "dam")]);
    let options = Options { dropped, ..ignore.clone() };
    check(ROWS, &options, &["Ada Bo 1", "Ada Cy 1", "Bo Cy 1"]);
    let since = Some("2024".parse().unwrap());
    check(ROWS, &Options { since, ..ignore.clone() }, &["Bo Cy 3"]);
    let until = Some("2024-02".parse().unwrap());
    check(ROWS, &Options { until, ..ignore.clone() }, &["Ada Bo 5"]);
    let frequent = Options { minimum: 4, ..ignore.clone() };
    check(ROWS, &frequent, &[]);
    let isolates = Options { isolates: true, ..frequent };
    assert_eq!(made(ROWS, &isolates).who, ["Ada", "Bo", "Cy"]);
}

#[test]
fn what_cannot_be_is_told() {
    let empty = Table { columns: Vec::new(), ..table("") };
    assert_eq!(
        network(&empty, &Options::default()).unwrap_err().to_string(),
        "there is no column \"qualifier\" in a table without columns"
    );
    let fault = |options: &Options| network(&table(ROWS), options).unwrap_err().to_string();
    let who = Options { who: Some("party".to_owned()), ..Options::default() };
    assert_eq!(
        fault(&who),
        "there is no column \"party\" among id, who, what, qualifier, document, time"
    );
    let activity = one(OneMode::Ignore, Normalisation::Activity);
    assert!(matches!(network(&table(ROWS), &activity), Err(NetworkError::Normalisation)));
    let scale = Options { scale: Some(Scale::Integer), ..Options::default() };
    made(ROWS, &scale);
    let time = network(&table("1|Ada|dam|1|d|soon"), &Options::default()).unwrap_err();
    assert!(time.to_string().starts_with("\"soon\" is no date"));
}

#[test]
fn a_statement_counts_once_for_each_name() {
    let rows = "1|Ada|dam|1||\n1|Ada|dam|1||\n1|Bo|dam|1||";
    check(rows, &two(TwoMode::Ignore, Normalisation::No), &["Ada dam 1", "Bo dam 1"]);
}

fn rows() -> impl Strategy<Value = Vec<Vec<String>>> {
    let row = ("[A-D]", "[x-z]", -2..=2_i8, "[p-r]", 1..=28_u8).prop_map(
        |(who, what, qualifier, document, day)| {
            vec![who, what, qualifier.to_string(), document, format!("2024-02-{day:02}")]
        },
    );
    proptest::collection::vec(row, 0..40).prop_map(|mut rows| {
        for (place, row) in rows.iter_mut().enumerate() {
            row.insert(0, place.to_string());
        }
        rows
    })
}

fn any_options() -> impl Strategy<Value = Options> {
    use proptest::prelude::prop_oneof;
    use proptest::sample::select;
    let one_mode = (
        select(vec![OneMode::Ignore, OneMode::Congruence, OneMode::Conflict, OneMode::Subtract]),
        select(vec![
            Normalisation::No,
            Normalisation::Average,
            Normalisation::Jaccard,
            Normalisation::Cosine,
            Normalisation::DnaCosine,
        ]),
    );
    let two_mode = (
        select(vec![TwoMode::Ignore, TwoMode::Subtract, TwoMode::Combine]),
        select(vec![Normalisation::No, Normalisation::Activity, Normalisation::Prominence]),
    );
    let either = prop_oneof![
        one_mode.prop_map(|(mode, normalisation)| one(mode, normalisation)),
        two_mode.prop_map(|(mode, normalisation)| two(mode, normalisation)),
    ];
    let duplicates = select(vec![Duplicates::Include, Duplicates::Document, Duplicates::Week]);
    let scale = prop_oneof![Just(None), Just(Some(Scale::Text))];
    (either, duplicates, scale, proptest::bool::ANY)
        .prop_map(|(options, duplicates, scale, dna)| Options { duplicates, scale, dna, ..options })
}

fn of_rows(rows: Vec<Vec<String>>, options: &Options) -> Arc<Network> {
    network(&Table { rows, ..table("") }, options).unwrap()
}

proptest! {
    #[test]
    fn the_order_of_rows_does_not_matter(
        (rows, shuffled) in rows().prop_flat_map(|rows| (Just(rows.clone()), Just(rows).prop_shuffle())),
        options in any_options(),
    ) {
        let there = of_rows(rows, &options);
        let back = of_rows(shuffled, &options);
        prop_assert_eq!(&there.statements, &back.statements);
        prop_assert_eq!(&there.ties, &back.ties);
    }

    #[test]
    fn contributions_add_up_and_come_from_the_evidence(rows in rows(), options in any_options()) {
        let network = of_rows(rows, &options);
        for tie in &network.ties {
            let parts = network.contributions(*tie);
            let sum: i64 = parts.iter().map(|part| part.share.0).sum();
            prop_assert_eq!(Fixed(sum), tie.fixed());
            let mut named: Vec<usize> =
                parts.iter().flat_map(|part| [part.left, part.right]).flatten().collect();
            named.sort_unstable();
            named.dedup();
            prop_assert_eq!(named, network.evidence(*tie));
        }
    }

    #[test]
    fn congruence_and_conflict_make_ignore(rows in rows()) {
        let made = |mode| of_rows(rows.clone(), &one(mode, Normalisation::No));
        let range = made(OneMode::Congruence).levels.range();
        let weights = |mode| -> BTreeMap<(usize, usize), i128> {
            let whole = |weight: Exact| weight.numerator * range / weight.denominator;
            let network = made(mode);
            let ties = network.ties.iter();
            ties.map(|tie| ((tie.from, tie.to), whole(network.exact(*tie)))).collect()
        };
        let mut sum = weights(OneMode::Congruence);
        for (ends, weight) in weights(OneMode::Conflict) {
            *sum.entry(ends).or_default() += weight;
        }
        prop_assert_eq!(sum, weights(OneMode::Ignore));
    }
}
