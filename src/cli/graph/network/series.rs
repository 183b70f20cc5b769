//! Networks over time: one file for each, numbered, or one dynamic GEXF for all.

use std::path::Path;
use std::path::PathBuf;

use anyhow::Context;
use anyhow::anyhow;
use clap::ValueEnum;
use sayso::export::graph;
use sayso::export::graph::Dated;
use sayso::export::graph::Panel;
use sayso::projection::Drawing;
use sayso::projection::network;
use sayso::projection::network::Frame;
use sayso::projection::network::Kernel;
use sayso::projection::network::Options;
use sayso::projection::network::Series;
use sayso::projection::network::Table;
use sayso::projection::network::Unit;
use sayso::projection::network::Windows;

use super::super::measures::MeasureOptions;
use super::super::pictures::PictureOption;
use super::super::pictures::PictureOptions;
use crate::cli::Outcome;
use crate::cli::report;

/// How time is cut.
#[derive(Debug, clap::Args)]
#[group(skip)]
pub(crate) struct SeriesOptions {
    /// Make a network of each window of time, and write them to numbered files
    #[arg(long, value_enum, value_name = "UNIT", requires = "network", conflicts_with = "open")]
    windows: Option<UnitOption>,
    /// How many units, or statements, a window has
    #[arg(long, value_name = "N", default_value = "1", requires = "windows", value_parser = clap::value_parser!(u32).range(1..))]
    window_size: u32,
    /// By how many units, or statements, each window begins later [default: the size, so that windows do not overlap]
    #[arg(long, value_name = "N", requires = "windows", value_parser = clap::value_parser!(u32).range(1..))]
    window_step: Option<u32>,
    /// Let all statements count by how near they are to each unit, with the window's size as bandwidth
    #[arg(
        long,
        value_enum,
        value_name = "KIND",
        requires = "windows",
        conflicts_with = "window_step"
    )]
    kernel: Option<KernelOption>,
    /// Write all windows into one dynamic GEXF
    #[arg(long, requires = "windows")]
    dynamic: bool,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum UnitOption {
    /// So many statements, in the order of their times
    Events,
    /// Seconds, in universal time
    Second,
    /// Minutes
    Minute,
    /// Hours
    Hour,
    /// Days
    Day,
    /// Weeks, from Monday
    Week,
    /// Months
    Month,
    /// Quarters of a year
    Quarter,
    /// Years
    Year,
}

#[derive(Clone, Copy, Debug, ValueEnum)]
enum KernelOption {
    /// All alike up to half the bandwidth
    Uniform,
    /// Less by the square of the distance, up to half the bandwidth
    Epanechnikov,
    /// Less by the distance, up to half the bandwidth
    Triangular,
    /// By the normal curve, whose deviation is half the bandwidth
    Gaussian,
}

impl SeriesOptions {
    /// Returns what a window is called: by its unit, or from when to when it reaches where it has several.
    fn name(&self, frame: &Frame) -> String {
        let is_one = self.window_size == 1 || self.kernel.is_some();
        if is_one
            || matches!(
                self.windows,
                Some(UnitOption::Second | UnitOption::Minute | UnitOption::Hour)
            )
        {
            return frame.name.clone();
        }
        let [since, until] = [frame.since, frame.until].map(network::stamp);
        let day = |stamp: &str| stamp.chars().take("2023-03-25".len()).collect::<String>();
        format!("{} to {}", day(&since), day(&until))
    }

    /// Returns how time is cut, if it is.
    pub(crate) fn windows(&self) -> anyhow::Result<Option<Windows>> {
        let Some(unit) = self.windows else { return Ok(None) };
        if unit == UnitOption::Events && self.kernel.is_some() {
            return Err(report::hinted(
                anyhow!("a kernel needs a unit of time"),
                "--windows day, week, month or another with --kernel",
            ));
        }
        Ok(Some(Windows {
            unit: unit.named(),
            size: self.window_size,
            step: self.window_step.unwrap_or(self.window_size),
            kernel: self.kernel.map(KernelOption::named),
        }))
    }
}

impl UnitOption {
    fn named(self) -> Option<Unit> {
        match self {
            Self::Events => None,
            Self::Second => Some(Unit::Second),
            Self::Minute => Some(Unit::Minute),
            Self::Hour => Some(Unit::Hour),
            Self::Day => Some(Unit::Day),
            Self::Week => Some(Unit::Week),
            Self::Month => Some(Unit::Month),
            Self::Quarter => Some(Unit::Quarter),
            Self::Year => Some(Unit::Year),
        }
    }
}

impl KernelOption {
    fn named(self) -> Kernel {
        match self {
            Self::Uniform => Kernel::Uniform,
            Self::Epanechnikov => Kernel::Epanechnikov,
            Self::Triangular => Kernel::Triangular,
            Self::Gaussian => Kernel::Gaussian,
        }
    }
}

/// Where a series goes, and as what.
pub(crate) struct Target<'a> {
    pub(crate) format: graph::Format,
    /// None for standard output.
    pub(crate) file: Option<&'a Path>,
}

/// Makes the networks of all windows and writes them.
pub(crate) fn written(
    (options, measured, pictures): (&SeriesOptions, &MeasureOptions, &PictureOptions),
    windows: &Windows,
    table: &Table,
    counted: &Options,
    drawing: &Drawing,
    target: &Target<'_>,
) -> anyhow::Result<Outcome> {
    let series = network::series(table, counted, windows).map_err(super::hint)?;
    tell(&series);
    let Some(first) = series.frames.first() else {
        report::warning("no statement has a date that is precise enough; nothing is written");
        return Ok(Outcome::Incomplete);
    };
    let mut drawing = first.network.drawing(drawing);
    pictures.entitle(&mut drawing);
    if pictures.picture == PictureOption::Sheet {
        let picture =
            sheet(&series, (table, counted), &mut drawing, (options, measured, pictures))?;
        let picture = super::super::as_picture(picture, target.format)?;
        super::super::put(&picture, target.file)?;
        return Ok(Outcome::Done);
    }
    if pictures.picture != PictureOption::Network {
        return Err(super::super::pictures::unfit(pictures.picture));
    }
    if options.dynamic {
        dynamic(&series, table, &drawing, target, measured)?;
    } else {
        numbered(&series, table, &drawing, target, (measured, pictures))?;
    }
    Ok(Outcome::Done)
}

fn tell(series: &Series) {
    if series.undated > 0 {
        let count = report::counted(series.undated, "statement");
        report::note(&format!(
            "{count} in no window: without a date, or with one that is too vague"
        ));
    }
}

fn dynamic(
    series: &Series,
    table: &Table,
    drawing: &Drawing,
    target: &Target<'_>,
    measured: &MeasureOptions,
) -> anyhow::Result<()> {
    if target.format != graph::Format::Gexf {
        return Err(report::hinted(
            anyhow!("only GEXF holds a graph over time"),
            "--format gexf, or an output that ends so; without --dynamic, each window has a file of any format",
        ));
    }
    let dated = series.frames.iter().map(|frame| {
        let mut graph = frame.network.graph(&table.names);
        frame.network.describe(&mut graph, table);
        measured.apply(&mut graph, &mut drawing.clone(), false);
        Dated { since: frame.since, until: frame.until, graph }
    });
    let dated: Vec<Dated> = dated.collect();
    let mut bytes = Vec::new();
    graph::write_dynamic(&dated, drawing, &mut bytes).context("cannot write the graph")?;
    super::super::put(&bytes, target.file)
}

/// Returns the networks of all windows side by side, placed as in the network of all times.
fn sheet(
    series: &Series,
    (table, counted): (&Table, &Options),
    drawing: &mut Drawing,
    (options, measured, pictures): (&SeriesOptions, &MeasureOptions, &PictureOptions),
) -> anyhow::Result<Vec<u8>> {
    let network = network::network(table, counted).map_err(super::hint)?;
    let mut whole = network.graph(&table.names);
    network.describe(&mut whole, table);
    drawing.caption = network.description();
    measured.apply(&mut whole, drawing, pictures.is_measured());
    pictures.join(&mut whole, drawing);
    let panels: Vec<Panel> = series
        .frames
        .iter()
        .map(|frame| {
            let mut graph = frame.network.graph(&table.names);
            measured.apply(&mut graph, &mut drawing.clone(), false);
            Panel { name: options.name(frame), graph }
        })
        .collect();
    pictures.sheet(&whole, &panels, drawing)
}

fn numbered(
    series: &Series,
    table: &Table,
    drawing: &Drawing,
    target: &Target<'_>,
    (measured, pictures): (&MeasureOptions, &PictureOptions),
) -> anyhow::Result<()> {
    let Some(path) = target.file else {
        return Err(report::hinted(
            anyhow!("the networks of several windows need several files"),
            "--output net.svg writes net-1-2023-01.svg and so on; --dynamic --format gexf prints one for all",
        ));
    };
    let width = series.frames.len().to_string().len();
    for (place, frame) in series.frames.iter().enumerate() {
        let mut drawing = drawing.clone();
        drawing.title = format!("{} ({})", drawing.title, frame.name);
        drawing.question.description = frame.network.description();
        drawing.caption = frame.network.description();
        let file = numbered_path(path, place + 1, width, &frame.name);
        let mut graph = frame.network.graph(&table.names);
        frame.network.describe(&mut graph, table);
        measured.apply(&mut graph, &mut drawing, pictures.is_measured());
        pictures.join(&mut graph, &mut drawing);
        super::super::write(&graph, (&drawing, &pictures.style()), target.format, Some(&file))?;
    }
    Ok(())
}

/// Returns the name of a window's file: `net-07-2023-07.svg`. No system forbids what is in it.
fn numbered_path(path: &Path, number: usize, width: usize, name: &str) -> PathBuf {
    let stem = path.file_stem().unwrap_or_default().to_string_lossy();
    let extension = path.extension().map(|extension| format!(".{}", extension.to_string_lossy()));
    let name = name.replace(':', "");
    path.with_file_name(format!("{stem}-{number:0width$}-{name}{}", extension.unwrap_or_default()))
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use super::numbered_path;

    #[test]
    fn files_are_numbered() {
        let check = |path: &str, name: &str, expected: &str| {
            assert_eq!(numbered_path(Path::new(path), 7, 2, name), Path::new(expected));
        };
        check("a/net.graphml", "2023-07", "a/net-07-2023-07.graphml");
        check("net", "2023-07-01T10:00:00Z", "net-07-2023-07-01T100000Z");
    }
}
