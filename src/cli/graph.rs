//! `sayso graph`: the rows of a graph query as a picture, or as a file for programs that draw and count.

mod measures;
mod network;
mod pictures;
mod validity;

use std::fmt::Write as _;
use std::fs;
use std::io;
use std::io::IsTerminal;
use std::io::Read;
use std::io::Write;
use std::path::Path;
use std::path::PathBuf;

use anyhow::Context;
use anyhow::anyhow;
use clap::ValueEnum;
use sayso::export::graph;
use sayso::pipeline;
use sayso::projection;
use sayso::projection::Drawing;
use sayso::projection::Graph;
use sayso::projection::ProjectionError;
use sayso::projection::network::Options;
use sayso::projection::network::Table;
use sayso::query;
use sayso::query::ParameterKind;
use sayso::query::QueryError;
use sayso::store::Store;

use measures::MeasureOptions;
use network::NetworkOptions;
use network::series;
use pictures::PictureOption;
use pictures::PictureOptions;

use super::Outcome;
use super::confidence::ConfidenceOption;
use super::output;
use super::report;
use super::store;
use super::store::StoreOption;

/// What to draw.
#[derive(Debug, clap::Args)]
#[command(
    after_help = "Examples:\n  sayso graph --list\n  sayso graph endorsements --output sides.svg\n  \
    sayso graph provenance --set document=kz-mfa-2023-03-25 --output sources.png\n  \
    sayso graph who-quotes-whom --format graphml > quotes.graphml\n  \
    sayso graph stances --one-mode congruence --normalise average --output agree.svg\n  \
    sayso graph stances --one-mode conflict --who organization --open ODIHR Kazakhstan\n  \
    sayso graph --rows study.dna --one-mode congruence --normalise average --who person --output camps.svg\n  \
    sayso graph stances --two-mode subtract --validate gold.jsonl\n  \
    sayso graph --rows coded.csv --two-mode subtract --duplicates document --output positions.gexf\n  \
    sayso graph stances --one-mode subtract --windows month --dynamic --output months.gexf\n  \
    sayso graph stances --one-mode congruence --color country --size betweenness --theme dark --output agree.png\n  \
    sayso graph stances --two-mode subtract --picture heat-map --title \"Who is for what\" --output matrix.svg\n  \
    sayso graph stances --one-mode congruence --windows month --picture sheet --output months.svg\n\n\
    A graph query has one row for each piece of evidence: ?from ?to ?evidence, and where it likes ?qualifier ?time ?document \
    ?label ?fromType ?toType. Rows with the same ends and qualifier make one edge, which counts its evidence and names it.\n\n\
    A discourse network is made of such rows or of a table with the columns who and what, and where it likes qualifier, id, document, \
    time and text: --one-mode joins ?from with ?from over ?to, --two-mode ?from with ?to. Any other variable or column serves for --who, \
    --what, --qualifier, --keep and --drop. So do organization and country in every graph query: where who speaks belonged at the \
    document's date, by a post told in the same document, else by the registry, else by the document nearest in time. A database of the Discourse Network \
    Analyzer and its list of events are read as they are: organizations on concepts, by agreement, where nothing else is said. \
    All variables are columns, and so are the document's fields (document_author) and what is said of values (organization.Type)."
)]
pub(crate) struct Arguments {
    /// The name of a graph, a file with a graph query, or - for standard input
    #[arg(required_unless_present_any = ["list", "rows"])]
    graph: Option<String>,
    /// What to write; where not given, what the output's extension says, or else svg
    #[arg(long, value_enum)]
    format: Option<Format>,
    /// Where to write; - or nothing for standard output
    #[arg(long, short, value_name = "FILE")]
    output: Option<PathBuf>,
    /// With csv: write the table of nodes, not that of edges
    #[arg(long)]
    nodes: bool,
    /// Gives a parameter of the graph query a value; may be repeated
    #[arg(long = "set", value_name = "NAME=VALUE", value_parser = assignment)]
    values: Vec<(String, String)>,
    /// Add the stances that members of a group have by the group's own, as the registry knows them at the document's date
    #[arg(long)]
    via_group: bool,
    /// Leave only so many edges, the strongest
    #[arg(long, value_name = "N", conflicts_with = "windows")]
    strongest: Option<usize>,
    /// List the graphs that can be drawn by name, with their parameters
    #[arg(long, conflicts_with_all = ["values", "format", "output", "nodes", "strongest", "minimum", "network"])]
    list: bool,
    #[command(flatten)]
    confidence: ConfidenceOption,
    #[command(flatten)]
    store: StoreOption,
    #[command(flatten)]
    network: NetworkOptions,
    #[command(flatten)]
    measures: MeasureOptions,
    #[command(flatten)]
    pictures: PictureOptions,
}

/// What can be written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum Format {
    /// The language of Graphviz
    Dot,
    /// A picture of lines and text
    Svg,
    /// A picture of pixels
    Png,
    /// For Gephi, networkx, igraph, Cytoscape, yEd
    Graphml,
    /// For visone, with places, colours and shapes
    Visone,
    /// Gephi's own, with places and colours
    Gexf,
    /// A table of edges, or of nodes with --nodes
    Csv,
    /// The table of weights, who speaks in rows
    Matrix,
    /// Node-link JSON, for networkx and d3
    Json,
    /// Cytoscape's JSON
    Cyjs,
    /// Pajek's networks
    #[value(alias = "net")]
    Pajek,
    /// UCINET's DL
    Dl,
    /// The statements of the network, one a row, as the Discourse Network Analyzer lists events
    Events,
}

/// Draws the graph, or prints which can be drawn.
pub(crate) fn run(arguments: &Arguments) -> anyhow::Result<Outcome> {
    if let Some(path) = &arguments.network.rows {
        return of_rows(arguments, path);
    }
    let Some(name) = arguments.graph.as_deref().filter(|_| !arguments.list) else {
        io::stdout().lock().write_all(listed(arguments.graph.as_deref())?.as_bytes())?;
        return Ok(Outcome::Done);
    };
    let format = format(arguments)?;
    if arguments.network.options().is_none() {
        refuse_events(arguments, "--two-mode ignore with the graph's name makes a network")?;
    }
    let mut drawing = drawing(name)?;
    let opened = arguments.confidence.open(&arguments.store)?;
    let mut settings = store::settings(&opened);
    let mut values = with_documents(&drawing, &arguments.values, &opened)?;
    values.extend(arguments.via_group.then(|| ("viaGroup".to_owned(), "true".to_owned())));
    settings.bindings =
        drawing.question.bindings(&values, &settings).map_err(|error| hint(error, name))?;
    let is_whole = opened.problems().is_empty();
    let whole = if is_whole { Outcome::Done } else { Outcome::Incomplete };
    drawing.tell_values(&arguments.values);
    drawing.tell_confidence(arguments.confidence.minimum());
    if let Some(options) = network_options(arguments) {
        let table = network::asked(&drawing, &opened, &settings, &options).map_err(graph_hint)?;
        return Ok(network_of(arguments, &table, &drawing, Some(&opened))?.and(whole));
    }
    let ask =
        |query: &str, settings: &query::Settings| query::run(opened.dataset(), query, settings);
    let filter = arguments.network.filter();
    let mut graph =
        projection::project_some(&drawing, &filter, &ask, &settings).map_err(graph_hint)?;
    warn_of_nothing(&graph, name);
    drawing.tell_filter(&filter);
    finished(arguments, &mut graph, drawing, format)?;
    Ok(whole)
}

/// Returns how a network is counted, and what those who speak carry.
fn network_options(arguments: &Arguments) -> Option<Options> {
    let attributes = arguments.pictures.attributes();
    arguments.network.options().map(|options| Options { attributes, ..options })
}

/// Draws the network of a table.
fn of_rows(arguments: &Arguments, path: &Path) -> anyhow::Result<Outcome> {
    let (table, drawing) = network::rows(path, arguments.network.statement_type.as_deref())?;
    network_of(arguments, &table, &drawing, None)
}

/// Draws a network, or opens one of its edges.
fn network_of(
    arguments: &Arguments,
    table: &Table,
    drawing: &Drawing,
    opened: Option<&Store>,
) -> anyhow::Result<Outcome> {
    let format = format(arguments)?;
    let options = network_options(arguments).unwrap_or_default();
    if let Some(windows) = arguments.network.series.windows()? {
        refuse_events(
            arguments,
            "a list of events is of all windows at once: leave out --windows",
        )?;
        let target = series::Target { format, file: file(arguments) };
        if arguments.measures.table.is_some() {
            let rows = arguments.measures.over_time(table, &options, &windows)?;
            put(measures::csv(&rows).as_bytes(), file(arguments))?;
            return Ok(Outcome::Done);
        }
        let cut = (&arguments.network.series, &arguments.measures, &arguments.pictures);
        return series::written(cut, &windows, table, &options, drawing, &target);
    }
    let network = network::made(table, &options)?;
    if arguments.format == Some(Format::Events) {
        put(&network::events(table, &network, opened)?, file(arguments))?;
        return Ok(Outcome::Done);
    }
    if let Some(outcome) = network::opened(&arguments.network, table, &network, opened)? {
        return Ok(outcome);
    }
    if let Some(rows) = arguments.measures.of_network(&network, table, &options)? {
        put(measures::csv(&rows).as_bytes(), file(arguments))?;
        return Ok(Outcome::Done);
    }
    if let Some(path) = &arguments.network.validate {
        let rows = arguments.network.rows.as_deref();
        let (network, options) = (&network, &options);
        let found = validity::Found { network, table, options, store: opened, rows };
        let kind = arguments.network.statement_type.as_deref();
        let figures = validity::compared(&found, path, kind)?;
        put(measures::csv(&measures::summary(&figures)).as_bytes(), file(arguments))?;
        return Ok(Outcome::Done);
    }
    if arguments.pictures.picture == PictureOption::Bars {
        if network.statements.is_empty() {
            report::warning("no statement is left; the picture is empty");
        }
        let picture = arguments.pictures.bars(&network, table, network.drawing(drawing))?;
        put(&as_picture(picture, format)?, file(arguments))?;
        return Ok(Outcome::Done);
    }
    let mut graph = network.graph(&table.names);
    network.describe(&mut graph, table);
    if arguments.pictures.shows_camps(table) {
        arguments.measures.mark_camps(&mut graph, &network, (table, &options))?;
    }
    warn_of_nothing(&graph, &drawing.name);
    finished(arguments, &mut graph, network.drawing(drawing), format)?;
    Ok(Outcome::Done)
}

/// Measures a graph and writes it, or a table of it.
fn finished(
    arguments: &Arguments,
    graph: &mut Graph,
    mut drawing: Drawing,
    format: graph::Format,
) -> anyhow::Result<()> {
    arguments.measures.apply(graph, &mut drawing, arguments.pictures.is_measured());
    if let Some(most) = arguments.strongest {
        let taken = projection::strongest(graph, most);
        if taken > 0 {
            report::note(&format!("{} left out", report::counted(taken, "weaker edge")));
        }
    }
    arguments.pictures.join(graph, &mut drawing);
    arguments.pictures.entitle(&mut drawing);
    arguments.pictures.warn(graph);
    if arguments.measures.table.is_some() {
        let rows = arguments.measures.of_graph(graph, &drawing)?;
        return put(measures::csv(&rows).as_bytes(), file(arguments));
    }
    let style = arguments.pictures.style();
    let picture = match arguments.pictures.picture {
        PictureOption::Network => return write(graph, (&drawing, &style), format, file(arguments)),
        PictureOption::Dendrogram => arguments.measures.dendrogram(graph, &drawing, &style)?,
        PictureOption::HeatMap => {
            let mut picture = Vec::new();
            graph::write_heat_map(graph, &drawing, style.theme, &mut picture)?;
            picture
        }
        other => return Err(pictures::unfit(other)),
    };
    put(&as_picture(picture, format)?, file(arguments))
}

/// Returns a picture in SVG as the format that is asked for.
fn as_picture(picture: Vec<u8>, format: graph::Format) -> anyhow::Result<Vec<u8>> {
    match format {
        graph::Format::Svg => Ok(picture),
        graph::Format::Png => {
            let mut pixels = Vec::new();
            graph::write_pixels(&picture, &mut pixels).context("cannot draw the picture")?;
            Ok(pixels)
        }
        _ => Err(report::hinted(
            anyhow!("this picture is no graph"),
            "--format svg or png, or an output that ends so",
        )),
    }
}

fn refuse_events(arguments: &Arguments, hint: &str) -> anyhow::Result<()> {
    if arguments.format == Some(Format::Events) {
        return Err(report::hinted(anyhow!("events are the statements of one network"), hint));
    }
    Ok(())
}

fn warn_of_nothing(graph: &Graph, name: &str) {
    if graph.edge_count() == 0 {
        report::warning(&format!("the graph {name} has no edge here; what is written is empty"));
    }
}

impl Format {
    fn named(self) -> graph::Format {
        match self {
            Self::Dot => graph::Format::Dot,
            Self::Svg => graph::Format::Svg,
            Self::Png => graph::Format::Png,
            Self::Graphml => graph::Format::GraphMl,
            Self::Gexf => graph::Format::Gexf,
            // Events are written from the statements, wherever there are some.
            Self::Csv | Self::Events => graph::Format::Csv,
            Self::Json => graph::Format::Json,
            Self::Visone => graph::Format::Visone,
            Self::Matrix => graph::Format::Matrix,
            Self::Cyjs => graph::Format::Cytoscape,
            Self::Pajek => graph::Format::Pajek,
            Self::Dl => graph::Format::Dl,
        }
    }
}

/// Puts a document's identifier where one is wanted and its id, or its corpus and id, are given.
fn with_documents(
    drawing: &Drawing,
    values: &[(String, String)],
    opened: &Store,
) -> anyhow::Result<Vec<(String, String)>> {
    let base = pipeline::base_of(opened.manifest());
    let is_document = |name: &str| {
        let mut parameters = drawing.question.parameters.iter();
        name == "document"
            && parameters.any(|known| known.name == name && known.kind == ParameterKind::Iri)
    };
    let mut found = values.to_vec();
    for (name, value) in &mut found {
        if is_document(name) {
            let (key, _) = store::document(opened, value)?;
            base.document(key).as_str().clone_into(value);
        }
    }
    Ok(found)
}

/// Returns the file to write; none for standard output.
fn file(arguments: &Arguments) -> Option<&Path> {
    arguments.output.as_deref().filter(|path| *path != Path::new("-"))
}

/// Returns the format that is asked for, or that the output's extension names.
fn format(arguments: &Arguments) -> anyhow::Result<graph::Format> {
    let named = match (arguments.format, file(arguments)) {
        _ if arguments.measures.table.is_some() || arguments.network.validate.is_some() => {
            graph::Format::Csv
        }
        (Some(format), _) => format.named(),
        (None, Some(file)) => by_extension(file)?,
        (None, None) if arguments.nodes => graph::Format::Csv,
        (None, None) => graph::Format::Svg,
    };
    match (named, arguments.nodes) {
        (graph::Format::Csv, true) => Ok(graph::Format::CsvNodes),
        (_, true) => Err(report::hinted(
            anyhow!("--nodes is for tables"),
            "the other formats have nodes and edges in one file; --format csv --nodes writes the table of nodes",
        )),
        (graph::Format::Png, _) if file(arguments).is_none() && io::stdout().is_terminal() => {
            Err(report::hinted(
                anyhow!("a terminal shows no PNG"),
                "--output FILE.png writes it to a file",
            ))
        }
        (named, false) => Ok(named),
    }
}

fn by_extension(output: &Path) -> anyhow::Result<graph::Format> {
    let extension = output.extension().and_then(|extension| extension.to_str()).unwrap_or_default();
    graph::Format::of_extension(extension).ok_or_else(|| {
        report::hinted(
            anyhow!("{} does not say what to write", output.display()),
            "--format takes dot, svg, png, graphml, gexf, csv, json, cyjs, net or dl; so does the output's extension",
        )
    })
}

/// Finds the drawing of a name, or reads one from a file or standard input.
fn drawing(name: &str) -> anyhow::Result<Drawing> {
    if let Some(drawing) = projection::drawing(name) {
        return Ok(drawing);
    }
    let is_file = name.contains(['/', '\\', '.']) || Path::new(name).is_file();
    let text = match name {
        "-" => {
            let mut text = String::new();
            io::stdin().read_to_string(&mut text).context("cannot read standard input")?;
            text
        }
        _ if is_file => fs::read_to_string(name)
            .with_context(|| format!("cannot read {name}"))
            .map_err(report::path_hint)?,
        _ => return Err(unknown(name)),
    };
    let stem = Path::new(name).file_stem().and_then(|stem| stem.to_str()).unwrap_or(name);
    Ok(Drawing::parse(stem, &text)?)
}

fn unknown(name: &str) -> anyhow::Error {
    let names: Vec<String> = projection::drawings().into_iter().map(|known| known.name).collect();
    let hint =
        format!("there are {}; a graph query of your own is read from a file", names.join(", "));
    report::hinted(anyhow!("there is no graph {name:?}"), hint)
}

/// Says what to do about values that do not fit.
fn hint(error: QueryError, name: &str) -> anyhow::Error {
    let hint = match &error {
        QueryError::UnknownParameter { .. } | QueryError::WrongType { .. } => {
            format!("sayso graph {name} --list shows its parameters")
        }
        QueryError::MissingValue { name: parameter, .. } => {
            format!("sayso graph {name} --set {parameter}=…")
        }
        QueryError::TwoValues { name: parameter } => format!("give --set {parameter}=… once"),
        _ => return error.into(),
    };
    report::hinted(error, hint)
}

/// Says what to do about answers that make no graph.
fn graph_hint(error: ProjectionError) -> anyhow::Error {
    match error {
        ProjectionError::NoRows | ProjectionError::NoVariable { .. } => report::hinted(
            error,
            "a graph query is a SELECT with ?from ?to ?evidence; sayso graph --help has the others",
        ),
        ProjectionError::Query(error) => error.into(),
        ProjectionError::Time { .. } => error.into(),
    }
}

/// Writes the whole at once, so that a file is there as a whole or not at all.
fn write(
    graph: &Graph,
    (drawing, style): (&Drawing, &graph::Style),
    format: graph::Format,
    output: Option<&Path>,
) -> anyhow::Result<()> {
    let mut bytes = Vec::new();
    graph::draw(graph, drawing, style, format, &mut bytes).context("cannot draw the graph")?;
    put(&bytes, output)
}

/// Puts bytes into a file, or prints them.
fn put(bytes: &[u8], output: Option<&Path>) -> anyhow::Result<()> {
    if let Some(path) = output {
        return output::write_whole(path, |file| file.write_all(bytes))
            .with_context(|| format!("cannot write {}", path.display()))
            .map_err(|error| report::output_hint(error, path));
    }
    let mut stdout = io::stdout().lock();
    stdout.write_all(bytes)?;
    stdout.flush()?;
    Ok(())
}

/// Reads `name=value`; the value may be empty and may hold further signs of equality.
fn assignment(text: &str) -> Result<(String, String), String> {
    match text.split_once('=') {
        Some((name, value)) if !name.is_empty() => Ok((name.to_owned(), value.to_owned())),
        _ => Err("a value is given as NAME=VALUE".to_owned()),
    }
}

/// Returns the graphs with their parameters, or only those of a name.
fn listed(name: Option<&str>) -> anyhow::Result<String> {
    let mut list = String::new();
    for drawing in projection::drawings() {
        if name.is_some_and(|name| name != drawing.name) {
            continue;
        }
        writeln!(list, "{}\n    {}", drawing.name, drawing.title)?;
        for parameter in &drawing.question.parameters {
            let kind = parameter.kind.to_string().to_uppercase();
            let need = if parameter.default.is_none() { " (needed)" } else { "" };
            let description = &parameter.description;
            writeln!(list, "    --set {}={kind}  {description}{need}", parameter.name)?;
        }
    }
    match name {
        Some(name) if list.is_empty() => Err(unknown(name)),
        _ => Ok(list),
    }
}

#[cfg(test)]
mod tests {
    use clap::Parser;

    use super::Arguments;
    use super::format;
    use super::graph;

    #[derive(Parser)]
    struct Line {
        #[command(flatten)]
        arguments: Arguments,
    }

    fn check(line: &str, expected: Result<graph::Format, &str>) {
        let words = std::iter::once("graph").chain(line.split_whitespace());
        let line = Line::try_parse_from(words).unwrap();
        let found = format(&line.arguments).map_err(|error| error.to_string());
        assert_eq!(found, expected.map_err(str::to_owned));
    }

    #[test]
    fn formats_are_given_or_guessed() {
        check("endorsements", Ok(graph::Format::Svg));
        check("endorsements --output a/b.GraphML", Ok(graph::Format::GraphMl));
        check("endorsements --output -", Ok(graph::Format::Svg));
        check("endorsements --output a.txt --format dot", Ok(graph::Format::Dot));
        check("endorsements --output a.txt", Err("a.txt does not say what to write"));
        check("endorsements --output png", Err("png does not say what to write"));
    }

    #[test]
    fn nodes_are_a_table() {
        check("endorsements --nodes", Ok(graph::Format::CsvNodes));
        check("endorsements --nodes --output a.csv", Ok(graph::Format::CsvNodes));
        check("endorsements --nodes --output a.svg", Err("--nodes is for tables"));
    }
}
