//! Prints a table of statements that nobody made: an invented debate, to try networks and their pictures on.
//!
//! ```text
//! cargo run --release --example invented_debate > debate.csv
//! sayso graph --rows debate.csv --one-mode subtract --normalise average --color camp --output debate.svg
//! ```
//!
//! 150 bodies of three camps and six countries speak on 24 concepts over two years. A camp is mostly of one mind, and few bodies
//! speak often. The same numbers come out on every machine.

use std::fmt::Write as _;

/// How many bodies speak.
const BODIES: usize = 150;

/// How many statements they make.
const STATEMENTS: usize = 1_500;

const PLACES: [&str; 25] = [
    "Northern", "Southern", "Upper", "Lower", "Old", "New", "Great", "Little", "Coastal", "Inland",
    "Eastern", "Western", "Central", "United", "Free", "Royal", "Civic", "Rural", "Urban",
    "Harbour", "River", "Valley", "Island", "Mountain", "Lake",
];

const KINDS: [&str; 6] = ["Ministry", "Union", "Association", "Institute", "Company", "Council"];

const FIELDS: [&str; 10] = [
    "Fisheries",
    "Ports",
    "Energy",
    "Wind Power",
    "Trade",
    "Labour",
    "the Coast",
    "Tourism",
    "Shipping",
    "Birds",
];

const COUNTRIES: [&str; 6] = ["Arland", "Bessia", "Corvania", "Dorne", "Elvia", "Fenmark"];

const CAMPS: [&str; 3] = ["Builders", "Guardians", "Undecided"];

const CONCEPTS: [&str; 24] = [
    "The wind farm should be built",
    "Fishing grounds must stay open",
    "The port needs a second quay",
    "Birds are in danger",
    "Power will be cheaper",
    "Jobs will come",
    "Jobs will be lost",
    "The permit was lawful",
    "The inquiry was fair",
    "Residents were not heard",
    "Tourists will stay away",
    "The cable is safe",
    "The state should pay",
    "The company should pay",
    "A referendum is needed",
    "The deadline must hold",
    "Noise is a burden",
    "The law must be changed",
    "The report is sound",
    "The seabed will recover",
    "Compensation is enough",
    "Shipping lanes are safe",
    "Other sites are better",
    "The plan should be dropped",
];

#[expect(clippy::print_stdout, reason = "an example shows what it made")]
pub(crate) fn main() {
    println!("{}", table());
}

/// Returns the table as CSV.
pub(crate) fn table() -> String {
    let mut text = String::from("id,who,type,country,camp,what,qualifier,document,time\n");
    let mut chance = Chance(7);
    for id in 1..=STATEMENTS {
        // All speak once. Then, the product of two numbers is small more often than not: few bodies speak often.
        let drawn = chance.below(BODIES) * chance.below(BODIES) / BODIES;
        let body = if id <= BODIES { id - 1 } else { drawn };
        let camp = body % 3;
        let day = chance.below(730);
        // Each camp has eight concepts of its own, and speaks of those of others now and then.
        let own = chance.below(8) * 3 + camp;
        let concept = if chance.below(100) < 62 { own } else { chance.below(24) };
        let leaning = (concept + 2 * camp) % 3 != 1;
        let is_for = if chance.below(100) < 88 { leaning } else { !leaning };
        let month = day / 365 * 12 + day % 365 * 12 / 365;
        writeln!(
            text,
            "{id},{},{},{},{},{},{},d{},{}-{:02}-{:02}",
            name(body),
            KINDS[body % 6],
            COUNTRIES[body / 3 % 6],
            CAMPS[camp],
            CONCEPTS[concept],
            if is_for { "yes" } else { "no" },
            day * 3 + id % 3,
            2024 + month / 12,
            month % 12 + 1,
            day % 28 + 1,
        )
        .expect("a string takes all");
    }
    text.trim_end().to_owned()
}

fn name(body: usize) -> String {
    let place = PLACES[body % 25];
    let kind = KINDS[body % 6];
    format!("{place} {kind} of {}", FIELDS[body / 5 % 10])
}

/// Numbers that look drawn by lot (Knuth's linear congruential generator).
struct Chance(u64);

impl Chance {
    fn below(&mut self, limit: usize) -> usize {
        self.0 =
            self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        let upper = u32::try_from(self.0 >> 33).unwrap_or_default();
        upper as usize % limit
    }
}
