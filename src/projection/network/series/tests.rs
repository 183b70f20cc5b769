use proptest::prelude::Strategy;
use proptest::prelude::prop_assert;
use proptest::prelude::prop_assert_eq;
use proptest::prelude::prop_oneof;
use proptest::proptest;
use proptest::sample::select;

use super::Kernel;
use super::Series;
use super::Unit;
use super::Windows;
use super::series;
use crate::projection::network::Fixed;
use crate::projection::network::Method;
use crate::projection::network::NetworkError;
use crate::projection::network::Normalisation;
use crate::projection::network::OneMode;
use crate::projection::network::Options;
use crate::projection::network::Scale;
use crate::projection::network::Table;
use crate::projection::network::TwoMode;
use crate::projection::network::network;

const ROWS: &str = "\
1|Ada|dam|1|2023-01-02
2|Bo|dam|1|2023-01-30
3|Ada|dam|0|2023-02-01
4|Bo|dam|0|2023-02-01
5|Cy|dam|0|2023-04-02
6|Cy|dam|1|2023
7|Cy|dam|1|";

fn table(rows: &str) -> Table {
    let cells = |row: &str| row.split('|').map(str::to_owned).collect();
    Table {
        columns: cells("id|who|what|qualifier|time"),
        rows: rows.lines().map(cells).collect(),
        ..Table::default()
    }
}

fn units(unit: Unit, size: u32) -> Windows {
    Windows { unit: Some(unit), size, step: size, kernel: None }
}

fn events(size: u32) -> Windows {
    Windows { unit: None, size, step: size, kernel: None }
}

fn smooth(unit: Unit, size: u32, kernel: Kernel) -> Windows {
    Windows { kernel: Some(kernel), ..units(unit, size) }
}

fn one(mode: OneMode) -> Options {
    Options { method: Method::OneMode(mode), ..Options::default() }
}

fn two(mode: TwoMode) -> Options {
    Options { method: Method::TwoMode(mode), ..Options::default() }
}

fn dna(options: Options) -> Options {
    Options { dna: true, ..options }
}

fn made(rows: &str, options: &Options, windows: &Windows) -> Series {
    series(&table(rows), options, windows).unwrap()
}

/// Tells each network: its name, its statements, and its ties with their weights, to which their shares add up.
fn told(series: &Series, options: &Options) -> Vec<String> {
    let frame = |frame: &super::Frame| {
        let network = &frame.network;
        let is_one = matches!(options.method, Method::OneMode(_));
        let others = if is_one { &network.who } else { &network.what };
        let ids: Vec<&str> = network.statements.iter().map(|statement| statement.id).collect();
        let mut told = vec![format!("{}: {}", frame.name, ids.join(" "))];
        for tie in &network.ties {
            let parts = network.contributions(*tie);
            assert_eq!(Fixed(parts.iter().map(|part| part.share.0).sum()), tie.fixed());
            told.push(format!("{}-{} {}", network.who[tie.from], others[tie.to], tie.fixed()));
        }
        told.join(", ")
    };
    series.frames.iter().map(frame).collect()
}

fn check(rows: &str, options: &Options, windows: &Windows, expected: &[&str]) -> Series {
    let series = made(rows, options, windows);
    assert_eq!(told(&series, options), expected, "{windows:?}");
    series
}

#[test]
fn calendar_windows_part_time() {
    let options = one(OneMode::Congruence);
    let expected = ["2023-01: 1 2, Ada-Bo 1", "2023-02: 3 4, Ada-Bo 1", "2023-03: ", "2023-04: 5"];
    let series = check(ROWS, &options, &units(Unit::Month, 1), &expected);
    assert_eq!((series.undated, series.frames[0].network.who.len()), (2, 2));
    assert_eq!(super::stamp(series.frames[1].until), "2023-02-28T23:59:59Z");
    let expected = ["2023-Q1: 1 2 3 4, Ada-Bo 2", "2023-Q2: 5"];
    check(ROWS, &options, &units(Unit::Quarter, 1), &expected);
    let expected = ["2023: 6 1 2 3 4 5, Ada-Bo 2, Ada-Cy 2, Bo-Cy 2"];
    check(ROWS, &options, &units(Unit::Year, 1), &expected);
    let sliding = Windows { step: 1, ..units(Unit::Month, 2) };
    let expected =
        ["2023-01: 1 2 3 4, Ada-Bo 2", "2023-02: 3 4, Ada-Bo 1", "2023-03: 5", "2023-04: 5"];
    check(ROWS, &options, &sliding, &expected);
}

#[test]
fn windows_of_dna_are_centred() {
    let days = "1|Ada|dam|1|2023-01-01\n2|Bo|dam|1|2023-01-02\n\
                3|Ada|dam|1|2023-01-03\n4|Bo|dam|1|2023-01-04";
    let right = one(OneMode::Congruence);
    let both = ["2023-01-02T00:00:00Z: 1 2 3, Ada-Bo 2", "2023-01-03T00:00:00Z: 2 3 4, Ada-Bo 2"];
    // Lengths of 2 and 3 days are the same.
    check(days, &dna(right.clone()), &units(Unit::Day, 2), &both);
    check(days, &dna(right.clone()), &units(Unit::Day, 3), &both);
    let expected = ["2023-01-01: 1 2, Ada-Bo 1", "2023-01-03: 3 4, Ada-Bo 1"];
    check(days, &right, &units(Unit::Day, 2), &expected);
    // A window of one day holds what was said in one second.
    let hours = "1|Ada|dam|1|2023-01-01 10:00:00\n2|Bo|dam|1|2023-01-01 12:00:00\n\
                 3|Bo|dam|1|2023-01-02 10:00:00";
    let expected = ["2023-01-01T10:00:00Z: 1", "2023-01-02T10:00:00Z: 3"];
    check(hours, &dna(right.clone()), &units(Unit::Day, 1), &expected);
    let expected = ["2023-01-01: 1 2, Ada-Bo 1", "2023-01-02: 3"];
    check(hours, &right, &units(Unit::Day, 1), &expected);
}

#[test]
fn event_windows_have_their_size() {
    let options = one(OneMode::Ignore);
    let expected =
        ["0001-2023-01-02: 1 2, Ada-Bo 1", "0002-2023-02-01: 3 4, Ada-Bo 1", "0003-2023-04-02: 5"];
    check(ROWS, &options, &events(2), &expected);
    let expected = [
        "0001-2023-01-02: 1 2 3 4, Ada-Bo 4",
        "0002-2023-01-30: 2 3 4 5, Ada-Bo 2, Ada-Cy 1, Bo-Cy 2",
    ];
    check(ROWS, &options, &Windows { step: 1, ..events(4) }, &expected);
    // DNA makes one of five of a window of four, and one of three of a window of two.
    let expected = ["0001-2023-01-02: 1 2 3 4 5, Ada-Bo 4, Ada-Cy 2, Bo-Cy 2"];
    check(ROWS, &dna(options.clone()), &events(4), &expected);
    let expected = [
        "0001-2023-01-02: 1 2 3, Ada-Bo 2",
        "0002-2023-01-30: 2 3 4, Ada-Bo 2",
        "0003-2023-02-01: 3 4 5, Ada-Bo 1, Ada-Cy 1, Bo-Cy 1",
    ];
    check(ROWS, &dna(options), &events(2), &expected);
}

#[test]
fn near_statements_count_more() {
    let rows = "1|Ada|dam|1|2023-01-01\n2|Bo|dam|1|2023-01-02\n3|Bo|dam|0|2023-01-03";
    let windows = smooth(Unit::Day, 4, Kernel::Triangular);
    // At one day from the middle, 1 − 2/4; at two, nothing.
    let expected = [
        "2023-01-01: 1 2, Ada-dam 1, Bo-dam 0.500000",
        "2023-01-02: 1 2 3, Ada-dam 0.500000, Bo-dam 0.500000",
        "2023-01-03: 2 3, Bo-dam -0.500000",
    ];
    check(rows, &two(TwoMode::Subtract), &windows, &expected);
    // √(1 · ½) on the first day, √(½ · 1) on the second.
    let expected = [
        "2023-01-01: 1 2, Ada-Bo 0.707107",
        "2023-01-02: 1 2 3, Ada-Bo 0.707107",
        "2023-01-03: 2 3",
    ];
    let series = check(rows, &one(OneMode::Congruence), &windows, &expected);
    assert_eq!(series.frames[2].network.who, ["Ada", "Bo"]);
    // By (1 + ½) / 2, and by (½ + 1 + ½) / 2.
    let average = Options { normalisation: Normalisation::Average, ..one(OneMode::Congruence) };
    let expected = [
        "2023-01-01: 1 2, Ada-Bo 0.942809",
        "2023-01-02: 1 2 3, Ada-Bo 0.707107",
        "2023-01-03: 2 3",
    ];
    check(rows, &average, &windows, &expected);
    let everywhere = made(rows, &two(TwoMode::Ignore), &smooth(Unit::Day, 4, Kernel::Gaussian));
    assert!(everywhere.frames.iter().all(|frame| frame.network.statements.len() == 3));
    let cosine = Options { normalisation: Normalisation::Cosine, ..one(OneMode::Congruence) };
    let fault = series_fault(rows, &cosine, &windows);
    assert_eq!(fault, "a kernel goes neither with combined levels nor with this normalisation");
    made(rows, &dna(cosine), &windows);
}

fn series_fault(rows: &str, options: &Options, windows: &Windows) -> String {
    let fault: NetworkError = super::series(&table(rows), options, windows).unwrap_err();
    fault.to_string()
}

#[test]
fn the_triangle_of_dna_leans_and_its_only_level_is_the_first() {
    let rows = "1|Ada|dam|1|2023-01-01\n2|Ada|dam|1|2023-01-02\n3|Ada|dam|1|2023-01-03";
    let windows = smooth(Unit::Day, 2, Kernel::Triangular);
    // The day before counts 0 and the day after 2; as all agree, the only level stands where no does.
    let expected = ["2023-01-02T00:00:00Z: 2 3, Ada-dam -3"];
    check(rows, &dna(two(TwoMode::Subtract)), &windows, &expected);
    let expected =
        ["2023-01-01: 1, Ada-dam 1", "2023-01-02: 2, Ada-dam 1", "2023-01-03: 3, Ada-dam 1"];
    check(rows, &two(TwoMode::Subtract), &windows, &expected);
}

#[test]
fn kernels_of_dna_take_the_places_of_numbers() {
    let rows = "1|Ada|dam|10|2023-01-02\n2|Bo|dam|2|2023-01-02\n3|Cy|dam|-2|2023-01-02\n\
                4|Dee|road|2|2023-01-01\n5|Dee|road|2|2023-01-03";
    let windows = smooth(Unit::Day, 2, Kernel::Uniform);
    let options = Options { scale: Some(Scale::Integer), ..one(OneMode::Congruence) };
    // 1 − 8/12 and 1 − 4/12, by ½.
    let found = told(&made(rows, &options, &windows), &options);
    assert_eq!(found[1], "2023-01-02: 4 1 2 3 5, Ada-Bo 0.166667, Bo-Cy 0.333333");
    // By letters, -2 stands before 10 before 2.
    let expected = ["2023-01-02T00:00:00Z: 4 1 2 3 5, Ada-Bo 0.250000, Ada-Cy 0.250000"];
    check(rows, &dna(options.clone()), &windows, &expected);
    // A second is no unit for it.
    let seconds = smooth(Unit::Second, 2, Kernel::Uniform);
    assert!(made(rows, &dna(options), &seconds).frames.is_empty());
}

#[test]
fn nobody_looks_at_a_million_windows() {
    let fault = series_fault(ROWS, &one(OneMode::Ignore), &units(Unit::Second, 1));
    assert_eq!(fault, "7776000 windows are too many; 10000 is the most");
}

fn rows() -> impl Strategy<Value = String> {
    let row = ("[A-D]", "[x-z]", 0..2_u8, 1..=12_u8, 1..=28_u8, 0..24_u8);
    let row = row.prop_map(|(who, what, agrees, month, day, hour)| {
        format!("|{who}|{what}|{agrees}|2023-{month:02}-{day:02} {hour:02}:00:00")
    });
    proptest::collection::vec(row, 1..40).prop_map(|rows| rows.join("\n"))
}

fn any_windows() -> impl Strategy<Value = Windows> {
    let unit = select(vec![Unit::Day, Unit::Week, Unit::Month, Unit::Quarter, Unit::Year]);
    prop_oneof![
        (unit, 1..9_u32).prop_map(|(unit, size)| units(unit, size)),
        (1..9_u32).prop_map(events),
    ]
}

fn any_options() -> impl Strategy<Value = Options> {
    let method = select(vec![
        Method::OneMode(OneMode::Ignore),
        Method::OneMode(OneMode::Congruence),
        Method::OneMode(OneMode::Subtract),
        Method::TwoMode(TwoMode::Ignore),
        Method::TwoMode(TwoMode::Subtract),
        Method::TwoMode(TwoMode::Combine),
    ]);
    let normalisation = select(vec![
        Normalisation::No,
        Normalisation::Average,
        Normalisation::Cosine,
        Normalisation::Activity,
        Normalisation::Prominence,
    ]);
    let scale = select(vec![None, Some(Scale::Integer), Some(Scale::Text)]);
    (method, normalisation, scale, proptest::bool::ANY).prop_map(
        |(method, normalisation, scale, dna)| Options {
            method,
            normalisation,
            scale,
            dna,
            ..Options::default()
        },
    )
}

fn any_kernels() -> impl Strategy<Value = Windows> {
    let kernel =
        select(vec![Kernel::Uniform, Kernel::Epanechnikov, Kernel::Triangular, Kernel::Gaussian]);
    let unit = select(vec![Unit::Week, Unit::Month, Unit::Quarter, Unit::Year]);
    (unit, 1..9_u32, kernel).prop_map(|(unit, size, kernel)| smooth(unit, size, kernel))
}

proptest! {
    #[test]
    fn shares_add_up_at_any_time(
        rows in rows(),
        options in any_options(),
        windows in prop_oneof![any_windows(), any_kernels()],
    ) {
        if let Ok(series) = series(&table(&rows), &options, &windows) {
            // Telling them holds every weight against the sum of its shares.
            told(&series, &options);
        }
    }

    #[test]
    fn windows_partition(rows in rows(), windows in any_windows()) {
        let options = two(TwoMode::Subtract);
        let (mut ids, mut sum) = (Vec::new(), 0);
        for frame in made(&rows, &options, &windows).frames {
            ids.extend(frame.network.statements.iter().map(|statement| statement.id.to_owned()));
            sum += frame.network.ties.iter().map(|tie| tie.fixed().0).sum::<i64>();
        }
        ids.sort();
        let mut expected: Vec<String> =
            (1..=rows.lines().count()).map(|number| number.to_string()).collect();
        expected.sort();
        prop_assert_eq!(ids, expected);
        let whole = network(&table(&rows), &options).unwrap();
        prop_assert_eq!(sum, whole.ties.iter().map(|tie| tie.fixed().0).sum::<i64>());
    }

    #[test]
    fn windows_follow_one_another(rows in rows(), windows in any_windows()) {
        for pair in made(&rows, &one(OneMode::Ignore), &windows).frames.windows(2) {
            let is_of_units = windows.unit.is_some();
            let follows = pair[0].until + 1 == pair[1].since;
            prop_assert!(follows || (!is_of_units && pair[0].until <= pair[1].since));
        }
    }
}
