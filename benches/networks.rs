//! Coded rows → discourse networks: how long it takes, how much memory it needs, and how both grow.
//!
//! `cargo bench --bench networks` prints a line for each network of 62,500 to 1,000,000 rows in memory: seconds from rows of text,
//! from statements whose names are numbers, and for the graph of it, and the most memory so far;
//! `cargo bench --bench networks -- 250000` of that many. `benches/networks.py` compares it with scipy.
//!
//! Of 10,000 who speak and 1,000 concepts, the first of each are met most: the n-th a n-th as often as the first. There
//! are ten fields of politics; who speaks and what is spoken of belong to one, so that there are at most five million ties.

use std::fs;
use std::sync::Arc;
use std::time::Instant;

use sayso::projection::network;
use sayso::projection::network::Method;
use sayso::projection::network::Network;
use sayso::projection::network::OneMode;
use sayso::projection::network::Options;
use sayso::projection::network::Table;
use sayso::projection::network::TwoMode;

const FIELDS: u64 = 10;
const WHO: u64 = 10_000;
const WHAT: u64 = 1_000;

const NETWORKS: &[(&str, Method)] = &[
    ("two-mode", Method::TwoMode(TwoMode::Subtract)),
    ("congruence", Method::OneMode(OneMode::Congruence)),
];

#[expect(clippy::print_stdout, reason = "a benchmark tells what it measured")]
fn main() {
    let given: Vec<u64> = std::env::args().filter_map(|word| word.parse().ok()).collect();
    let sizes =
        if given.is_empty() { vec![62_500, 125_000, 250_000, 500_000, 1_000_000] } else { given };
    println!("rows\tnetwork\tties\tmillionths\tseconds\tnumbered\tgraph\tpeak_mb");
    for rows in sizes {
        let table = table(rows);
        for (name, method) in NETWORKS {
            report(name, *method, &table);
        }
    }
}

#[expect(clippy::print_stdout, reason = "a benchmark tells what it measured")]
fn report(name: &str, method: Method, table: &Table) {
    let options = Options { method, ..Options::default() };
    let start = Instant::now();
    let network = network::network(table, &options).expect("the rows can be counted");
    let counted = start.elapsed();
    let start = Instant::now();
    assert_eq!(network.again().ties.len(), network.ties.len());
    let again = start.elapsed();
    let start = Instant::now();
    let graph = network.graph(&table.names);
    let drawn = start.elapsed();
    assert_eq!(graph.edge_count(), network.ties.len());
    let sum: i64 = network.ties.iter().map(|tie| tie.fixed().0.abs()).sum();
    println!(
        "{}\t{name}\t{}\t{sum}\t{:.3}\t{:.3}\t{:.3}\t{}",
        table.rows.len(),
        network.ties.len(),
        counted.as_secs_f64(),
        again.as_secs_f64(),
        drawn.as_secs_f64(),
        peak().unwrap_or_default()
    );
    drop::<Arc<Network>>(network);
}

/// Returns the most megabytes that the program has had, where the system tells.
fn peak() -> Option<u64> {
    let status = fs::read_to_string("/proc/self/status").ok()?;
    let line = status.lines().find(|line| line.starts_with("VmHWM:"))?;
    let kilobytes: u64 = line.split_whitespace().nth(1)?.parse().ok()?;
    Some(kilobytes / 1024)
}

fn table(rows: u64) -> Table {
    let (who, what) = (zipf(WHO), zipf(WHAT / FIELDS));
    let row = |place: u64| {
        let drawn = |salt: u64| mixed(place * 4 + salt);
        let (who, rank) = (picked(&who, drawn(0)), picked(&what, drawn(1)));
        let what = rank * FIELDS + who % FIELDS;
        let camp = (who / FIELDS + rank) % 2;
        let agrees = if drawn(2) % 4 == 0 { 1 - camp } else { camp };
        let day = drawn(3) % 3650;
        vec![
            place.to_string(),
            format!("speaker {who}"),
            format!("concept {what}"),
            agrees.to_string(),
            format!("document {}", place / 20),
            format!("{}-{:02}-{:02}", 2014 + day / 365, day % 365 / 31 + 1, day % 28 + 1),
        ]
    };
    let columns = ["id", "who", "what", "qualifier", "document", "time"].map(str::to_owned).into();
    Table { columns, rows: (0..rows).map(row).collect(), ..Table::default() }
}

/// Returns the running sums of whole weights that fall like one over the rank.
fn zipf(count: u64) -> Vec<u64> {
    let weights = (1..=count).map(|rank| 1_000_000_000 / rank);
    weights
        .scan(0, |sum, weight| {
            *sum += weight;
            Some(*sum)
        })
        .collect()
}

fn picked(sums: &[u64], drawn: u64) -> u64 {
    let total = sums.last().copied().unwrap_or(1);
    let place = sums.partition_point(|sum| *sum <= drawn % total);
    u64::try_from(place).expect("places are small")
}

/// Returns the next number of the generator `SplitMix64`.
fn mixed(number: u64) -> u64 {
    let mut mixed = number.wrapping_add(1).wrapping_mul(0x9E37_79B9_7F4A_7C15);
    mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
    mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
    mixed ^ (mixed >> 31)
}
