//! A network over time: one of each window, or one for each moment with near statements counting more.
//!
//! A window of the calendar begins where its unit begins and is some units long; one of events is some statements long.
//! Where each begins behind the one before, they part the statements: each is in one window. What is dated less precisely
//! than that is in none, and counted.
//!
//! DNA centres its windows: of the calendar, on a moment that moves from the first statement by one unit, with half the
//! length, rounded down, on each side, so that lengths of 2 and 3 are the same and one of 1 holds what was said in that very
//! second; of events, on a statement, so that a length of 100 is one of 101. It draws lots among statements of one second;
//! here their order decides, also with [`super::Options::dna`].
//!
//! With a kernel K and a bandwidth of w units, a statement d units away has the weight K(2d / w). In two modes weights take
//! the place of counts. In one mode a pair of statements counts √(K · K'), so that the weight of a tie is
//! Σ √(K K') t(k, l), t as in the parent module; the average divides by the sums of K. DNA leans its triangle, counts only
//! moments that are half a bandwidth from both ends, has none where the unit is a second, and takes the places of the
//! qualifiers among those that occur, by their letters, for their numbers: where all agree, they count as if they disagreed.

mod calendar;
mod kernel;

pub use calendar::Unit;
pub use calendar::stamp;
pub use kernel::Kernel;

use std::collections::BTreeSet;
use std::sync::Arc;

use super::Method;
use super::Network;
use super::NetworkError;
use super::Normalisation;
use super::Options;
use super::Table;
use super::TwoMode;
use super::levels::Levels;
use super::levels::Scale;
use super::moment::Moment;
use super::network;
use super::part::Masses;
use super::part::Part;

/// How many networks a series may have.
const MOST: i64 = 10_000;

/// How time is cut.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Windows {
    /// In what windows are measured; statements where there is no unit.
    pub unit: Option<Unit>,
    /// How many units, or statements, a window or a bandwidth has; at least 1.
    pub size: u32,
    /// By how many each window begins later than the one before; at least 1.
    pub step: u32,
    /// How statements near a moment count; in windows, all count alike.
    pub kernel: Option<Kernel>,
}

/// A network of some time.
#[derive(Clone, Debug)]
pub struct Frame {
    /// What it is called: `2023-03`.
    pub name: String,
    /// Its first second, from 1970 in universal time.
    pub since: i64,
    /// Its last second.
    pub until: i64,
    /// The network.
    pub network: Arc<Network>,
}

/// Networks in the order of time.
#[derive(Clone, Debug)]
pub struct Series {
    /// The networks.
    pub frames: Vec<Frame>,
    /// How many statements are dated too vaguely, or not at all, to be in one.
    pub undated: usize,
}

/// Makes the networks of a table over time.
pub fn series(table: &Table, options: &Options, windows: &Windows) -> Result<Series, NetworkError> {
    let options = match windows.kernel {
        Some(_) => smoothed(options)?,
        None => options.clone(),
    };
    let whole = network(table, &options)?;
    let mut dated = Dated::of(&whole, windows);
    let undated = whole.statements.len() - dated.0.len();
    let frames = match (windows.unit, windows.kernel) {
        (Some(unit), Some(kernel)) => dated.moments(&whole, unit, windows.size, kernel)?,
        (Some(unit), None) if options.dna => dated.centred(&whole, unit, windows.size)?,
        (Some(unit), None) => dated.calendar(&whole, unit, windows)?,
        (None, _) if options.dna => dated.around(&whole, windows.size)?,
        (None, _) => dated.events(&whole, windows)?,
    };
    Ok(Series { frames, undated })
}

/// Returns the options of a network whose statements are weighed; DNA replaces what does not go with that.
fn smoothed(options: &Options) -> Result<Options, NetworkError> {
    let mut options = options.clone();
    let is_combined = options.method == Method::TwoMode(TwoMode::Combine);
    let is_odd = matches!(
        options.normalisation,
        Normalisation::Jaccard | Normalisation::Cosine | Normalisation::DnaCosine
    );
    if (is_combined || is_odd) && !options.dna {
        return Err(NetworkError::Smoothed);
    }
    if is_combined {
        options.method = Method::TwoMode(TwoMode::Subtract);
    }
    if is_odd {
        options.normalisation = Normalisation::Average;
    }
    if options.dna && matches!(options.method, Method::TwoMode(_)) {
        options.normalisation = Normalisation::No;
    }
    Ok(options)
}

/// The places of statements whose time is precise enough, with their first second, in their order.
struct Dated(Vec<(usize, i64)>);

impl Dated {
    fn of(network: &Network, windows: &Windows) -> Self {
        let dated = (0..network.statements.len()).filter_map(|place| {
            let moment: Moment = network.statements.get(place).time.parse().ok()?;
            let (first, last) = calendar::extent(moment);
            let is_precise = match windows.unit {
                None => first == last,
                Some(unit) => unit.of(first) == unit.of(last),
            };
            is_precise.then_some((place, first))
        });
        Self(dated.collect())
    }

    fn ends(&self) -> Option<(i64, i64)> {
        let seconds = || self.0.iter().map(|(_, second)| *second);
        seconds().min().zip(seconds().max())
    }

    /// Returns the statements between two seconds, both included.
    fn between(&self, first: i64, last: i64) -> Vec<usize> {
        let is_in = |(_, second): &&(usize, i64)| (first..=last).contains(second);
        self.0.iter().filter(is_in).map(|(place, _)| *place).collect()
    }

    fn calendar(
        &mut self,
        network: &Network,
        unit: Unit,
        windows: &Windows,
    ) -> Result<Vec<Frame>, NetworkError> {
        let Some((first, last)) = self.ends() else { return Ok(Vec::new()) };
        // Statements stand in the order of their times already, but what has a vaguer date stands at its beginning.
        self.0.sort_by_key(|(place, second)| (*second, *place));
        let (size, step) = (i64::from(windows.size), i64::from(windows.step));
        let (first, last) = (unit.of(first), unit.of(last));
        few((last - first) / step)?;
        let mut frames = Vec::new();
        let mut number = first;
        while number <= last {
            let (since, until) = (unit.start(number), unit.start(number + size) - 1);
            let from = self.0.partition_point(|(_, second)| *second < since);
            let to = self.0.partition_point(|(_, second)| *second <= until);
            let mut places: Vec<usize> = self.0[from..to].iter().map(|(place, _)| *place).collect();
            places.sort_unstable();
            let network = network.part(&Part::of(places));
            frames.push(Frame { name: unit.name(number), since, until, network });
            number += step;
        }
        Ok(frames)
    }

    /// Returns DNA's windows: centred, a unit apart, within the first and the last statement.
    fn centred(
        &self,
        network: &Network,
        unit: Unit,
        size: u32,
    ) -> Result<Vec<Frame>, NetworkError> {
        let Some((first, last)) = self.ends() else { return Ok(Vec::new()) };
        few(unit.between(first, last))?;
        let half = i64::from(size / 2);
        let mut frames = Vec::new();
        for number in 0..=unit.between(first, last) {
            let centre = unit.later(first, number);
            let (since, until) = (unit.later(centre, -half), unit.later(centre, half));
            if since >= first && until <= last {
                let network = network.part(&Part::of(self.between(since, until)));
                frames.push(Frame { name: stamp(centre), since, until, network });
            }
        }
        Ok(frames)
    }

    fn events(&self, network: &Network, windows: &Windows) -> Result<Vec<Frame>, NetworkError> {
        let (size, step) = (windows.size as usize, windows.step as usize);
        few(i64::try_from(self.0.len() / step).unwrap_or(MOST))?;
        let mut frames = Vec::new();
        let mut start = 0;
        while start < self.0.len() {
            let end = (start + size).min(self.0.len());
            frames.push(self.frame(network, start, end, frames.len() + 1));
            if end == self.0.len() {
                break;
            }
            start += step;
        }
        Ok(frames)
    }

    /// Returns DNA's windows: around each statement as many before it as behind it.
    fn around(&self, network: &Network, size: u32) -> Result<Vec<Frame>, NetworkError> {
        let half = (size / 2) as usize;
        let count = self.0.len().saturating_sub(2 * half);
        few(i64::try_from(count).unwrap_or(MOST))?;
        let frame = |start| self.frame(network, start, start + 2 * half + 1, start + 1);
        Ok((0..count).map(frame).collect())
    }

    fn frame(&self, network: &Network, start: usize, end: usize, number: usize) -> Frame {
        let part = &self.0[start..end];
        let network = network.part(&Part::of(part.iter().map(|(place, _)| *place).collect()));
        let (since, until) = (part[0].1, part[part.len() - 1].1);
        let name = format!("{number:04}-{}", Unit::Day.name(Unit::Day.of(since)));
        Frame { name, since, until, network }
    }

    /// Returns a network for each unit, with all names, in which statements count by how near they are.
    fn moments(
        &self,
        network: &Network,
        unit: Unit,
        size: u32,
        kernel: Kernel,
    ) -> Result<Vec<Frame>, NetworkError> {
        let Some((first, last)) = self.ends() else { return Ok(Vec::new()) };
        let dna = network.options.dna;
        if dna && unit == Unit::Second {
            return Ok(Vec::new());
        }
        let size = if dna { size + size % 2 } else { size };
        let half = if dna { i64::from(size / 2) } else { 0 };
        let count = if dna { unit.between(first, last) } else { unit.of(last) - unit.of(first) };
        few(count)?;
        let levels = dna.then(|| places_of_levels(network));
        let mut frames = Vec::new();
        for number in half..=count - half {
            let at =
                if dna { unit.later(first, number) } else { unit.start(unit.of(first) + number) };
            let distance = |second: i64| {
                if dna { unit.between(second, at) } else { unit.of(at) - unit.of(second) }
            };
            let weighed = self.0.iter().map(|&(place, second)| {
                (place, kernel.at(2.0 * real(distance(second)) / f64::from(size), dna))
            });
            let mut part = Part { all_names: true, ..Part::default() };
            let mut masses = Masses::default();
            for (place, weight) in weighed {
                let value = kernel::billionths(weight);
                if value > 0 {
                    part.places.push(place);
                    masses.values.push(value);
                    masses.roots.push(kernel::billionths(weight.sqrt()));
                }
            }
            part.masses = Some(masses);
            part.levels.clone_from(&levels);
            let name = if dna { stamp(at) } else { unit.name(unit.of(at)) };
            let until = if dna { at } else { unit.start(unit.of(at) + 1) - 1 };
            frames.push(Frame { name, since: at, until, network: network.part(&part) });
        }
        Ok(frames)
    }
}

#[expect(clippy::cast_precision_loss, reason = "distances in units of time are small")]
fn real(distance: i64) -> f64 {
    distance as f64
}

fn few(count: i64) -> Result<(), NetworkError> {
    if count < MOST { Ok(()) } else { Err(NetworkError::Windows { count, most: MOST }) }
}

/// Returns the levels that DNA has with a kernel, and which of them each level is: the places of the qualifiers that occur, by
/// their letters.
fn places_of_levels(network: &Network) -> (Levels, Vec<usize>) {
    let count = network.levels.count();
    if network.levels.scale == Scale::Text {
        return (network.levels.clone(), (0..=count).collect());
    }
    let name = |level: usize| network.levels.values[level].to_string();
    let met: BTreeSet<(String, usize)> = network
        .statements
        .iter()
        .filter(|statement| statement.level < count)
        .map(|statement| (name(statement.level), statement.level))
        .collect();
    let mut places = vec![0; count + 1];
    for (place, (_, level)) in met.iter().enumerate() {
        places[*level] = place;
    }
    places[count] = met.len();
    let values = (0..).take(met.len()).collect();
    (Levels { scale: network.levels.scale, values, words: Vec::new() }, places)
}

#[cfg(test)]
mod tests;
