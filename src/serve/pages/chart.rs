//! Small drawings of numbers over time: bars up for what is, or is for, and down for what is against.

use std::collections::BTreeMap;

use schemars::JsonSchema;
use serde::Serialize;

/// A drawing of bars.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub(super) struct Chart {
    width: usize,
    height: usize,
    /// Where the line stands from which bars rise and hang.
    base: usize,
    bars: Vec<Bar>,
    ticks: Vec<Tick>,
    /// The greatest number.
    most: usize,
    /// Whether each bar has its number at its end.
    has_numbers: bool,
}

impl Chart {
    /// Returns the only period that it shows; nothing where there are several.
    pub(super) fn only_period(&self) -> Option<String> {
        let first = self.bars.first()?;
        (!self.is_telling()).then(|| first.period.clone())
    }

    /// Returns whether it shows more than one period.
    pub(super) fn is_telling(&self) -> bool {
        self.bars.iter().any(|bar| bar.period != self.bars[0].period)
    }
}

#[derive(Clone, Debug, Serialize, JsonSchema)]
struct Bar {
    x: usize,
    y: usize,
    width: usize,
    height: usize,
    is_negative: bool,
    period: String,
    count: usize,
}

#[derive(Clone, Debug, Serialize, JsonSchema)]
struct Tick {
    x: usize,
    label: String,
}

const WIDTH: usize = 640;
const TALL: usize = 72;
/// Room for what stands below; letters are as tall as 19 where the drawing is shown at half its size.
const MARGIN: usize = 24;
/// So much room is above the bars for their numbers, which as many bars have.
const ABOVE: usize = 20;
const NUMBERED: usize = 24;
/// From so many years on, months are not told apart.
const MANY_YEARS: i64 = 3;

/// Draws how many of dates, `2023-03-25` or less precise, are in each month or year; nothing without any dates.
pub(super) fn over_time<'dates>(dates: impl Iterator<Item = (&'dates str, bool)>) -> Option<Chart> {
    let dates: Vec<(&str, bool)> = dates.filter(|(date, _)| year(date).is_some()).collect();
    let years = || dates.iter().filter_map(|(date, _)| year(date));
    let (first, last) = (years().min()?, years().max()?);
    let has_months = dates.iter().all(|(date, _)| month(date).is_some());
    let by_month = has_months && last - first < MANY_YEARS;
    let period = |date: &str| {
        let year = year(date).unwrap_or_default();
        if by_month { year * 12 + month(date).unwrap_or(1) - 1 } else { year }
    };
    let mut counts: BTreeMap<i64, [usize; 2]> = BTreeMap::new();
    for (date, is_negative) in &dates {
        counts.entry(period(date)).or_default()[usize::from(*is_negative)] += 1;
    }
    Some(drawn(&counts, by_month))
}

fn year(date: &str) -> Option<i64> {
    date.get(..4)?.parse().ok()
}

fn month(date: &str) -> Option<i64> {
    date.get(5..7)?.parse().ok()
}

fn drawn(counts: &BTreeMap<i64, [usize; 2]>, by_month: bool) -> Chart {
    let first = counts.keys().next().copied().unwrap_or_default();
    let last = counts.keys().next_back().copied().unwrap_or_default();
    let periods = usize::try_from(last - first + 1).unwrap_or(1);
    let step = (WIDTH / periods).clamp(1, 48);
    let most = counts.values().flatten().copied().max().unwrap_or(1).max(1);
    let has_negative = counts.values().any(|[_, negative]| *negative > 0);
    let base = ABOVE + TALL + 2;
    let name = |period: i64| {
        if by_month {
            format!("{}-{:02}", period / 12, period % 12 + 1)
        } else {
            period.to_string()
        }
    };
    let mut bars = Vec::new();
    for (&period, numbers) in counts {
        let x = usize::try_from(period - first).unwrap_or(0) * WIDTH.min(step * periods) / periods;
        for (side, &count) in numbers.iter().enumerate().filter(|(_, count)| **count > 0) {
            let height = (count * TALL).div_ceil(most);
            let is_negative = side == 1;
            bars.push(Bar {
                x,
                y: if is_negative { base + 1 } else { base - height },
                width: step.saturating_sub(step / 8 + 1).max(1),
                height,
                is_negative,
                period: name(period),
                count,
            });
        }
    }
    let below = if has_negative { TALL + ABOVE } else { 0 };
    let every = periods.div_ceil(WIDTH / 64).max(1);
    let ticks = (0..periods).step_by(every).map(|place| Tick {
        x: place * WIDTH.min(step * periods) / periods,
        label: name(first + i64::try_from(place).unwrap_or(0)),
    });
    Chart {
        width: WIDTH,
        height: base + below + MARGIN,
        base,
        has_numbers: bars.len() <= NUMBERED,
        bars,
        ticks: ticks.collect(),
        most,
    }
}

#[cfg(test)]
mod tests {
    use super::over_time;

    #[track_caller]
    fn check(dates: &[&str], expected: &[&str]) {
        let chart = over_time(dates.iter().map(|date| (*date, false)));
        let bars = chart.map(|chart| chart.bars).unwrap_or_default();
        let told: Vec<String> =
            bars.iter().map(|bar| format!("{} {}", bar.period, bar.count)).collect();
        assert_eq!(told, expected);
    }

    #[test]
    fn few_years_are_told_by_month() {
        check(&["2023-03-25", "2023-03", "2022-12-01"], &["2022-12 1", "2023-03 2"]);
    }

    #[test]
    fn many_years_or_vague_dates_are_told_by_year() {
        check(&["2003-03-25", "2023-03-25"], &["2003 1", "2023 1"]);
        check(&["2023", "2023-03-25"], &["2023 2"]);
    }

    #[test]
    fn without_dates_nothing_is_drawn() {
        check(&["", "soon"], &[]);
    }
}
