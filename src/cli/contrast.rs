//! `sayso contrast`: what somebody says themselves beside what others say they say, and what changed on the way.

use std::collections::BTreeMap;
use std::io::Write;

use anyhow::anyhow;
use sayso::pipeline::Engine;
use sayso::projection::versions;
use sayso::projection::versions::Change;
use sayso::projection::versions::Version;
use sayso::query;
use sayso::query::Answers;
use sayso::query::Table;
use sayso::rdf::Term;

use super::Outcome;
use super::confidence::ConfidenceOption;
use super::report;
use super::store;
use super::store::StoreOption;

/// Whose words.
#[derive(Debug, clap::Args)]
#[command(after_help = "\
Own words are the sentences and statements of documents in the agent's own voice; where there are none, the earliest report \
stands for them. Each report is set beside the words that it goes back to: verbatim, truncated, spliced of several \
sentences, altered, or paraphrased, with the words that differ, hedges that were dropped, and how the cue presents it.

Examples:
  sayso contrast \"Roman Vasilenko\"
  sayso query own-and-reported who=Vasilenko")]
pub(crate) struct Arguments {
    /// The agent's name or a part of it
    agent: String,
    #[command(flatten)]
    confidence: ConfidenceOption,
    #[command(flatten)]
    store: StoreOption,
}

/// Words of an agent.
#[derive(Clone, Default)]
struct Said {
    is_own: bool,
    words: String,
    cue: String,
    is_quoted: bool,
    factuality: String,
    told: Option<String>,
    document: String,
    date: String,
}

/// Prints what each agent of the name says, and is said to say.
pub(crate) fn run(arguments: &Arguments) -> anyhow::Result<Outcome> {
    let opened = arguments.confidence.open(&arguments.store)?;
    let mut settings = store::settings(&opened);
    let question = query::question("own-and-reported").ok_or_else(|| anyhow!("it is shipped"))?;
    let values = [("who".to_owned(), arguments.agent.clone())];
    settings.bindings = question.bindings(&values, &settings)?;
    let Answers::Solutions(table) = query::run(opened.dataset(), &question.text, &settings)? else {
        return Err(anyhow!("queries/questions/own-and-reported.rq is a SELECT"));
    };
    let speakers = speakers(&table);
    if speakers.is_empty() {
        report::note(&format!(
            "nobody in the store whose words are known is called {:?}",
            arguments.agent
        ));
        return Ok(Outcome::Incomplete);
    }
    let mut output = anstream::stdout().lock();
    for (place, (speaker, said)) in speakers.iter().enumerate() {
        if place > 0 {
            writeln!(output)?;
        }
        writeln!(output, "{speaker}")?;
        tell(&mut output, said)?;
    }
    Ok(Outcome::Done)
}

/// Returns what each speaker said, in the order of date, document and place; the pieces of one statement are one.
fn speakers(table: &Table) -> BTreeMap<String, Vec<Said>> {
    let cell = |row: &[Option<Term>], name: &str| {
        let value = table.column(name).and_then(|column| row.get(column)?.clone());
        match value {
            Some(Term::Literal(literal)) => literal.value().to_owned(),
            Some(Term::NamedNode(node)) => node.as_str().to_owned(),
            _ => String::new(),
        }
    };
    let mut speakers: BTreeMap<String, Vec<(String, Said)>> = BTreeMap::new();
    for row in &table.rows {
        let text = |name: &str| cell(row, name);
        let told = text("told");
        let said = Said {
            is_own: text("voice") == "own",
            words: text("words").split_whitespace().collect::<Vec<_>>().join(" "),
            cue: text("cue"),
            is_quoted: matches!(text("quotation").as_str(), "Direct" | "Mixed"),
            factuality: text("factuality"),
            told: (!told.is_empty()).then_some(told),
            document: text("document"),
            date: text("date"),
        };
        let of = speakers.entry(text("speaker")).or_default();
        let statement = text("statement");
        match of.iter_mut().find(|(known, _)| *known == statement) {
            None => of.push((statement, said)),
            Some((_, known)) if !known.words.contains(&said.words) => {
                known.words = format!("{} … {}", known.words, said.words);
            }
            Some(_) => {}
        }
    }
    let only = |of: Vec<(String, Said)>| of.into_iter().map(|(_, said)| said).collect();
    speakers.into_iter().map(|(speaker, of)| (speaker, only(of))).collect()
}

fn tell(output: &mut impl Write, said: &[Said]) -> anyhow::Result<()> {
    let hedges = &Engine::built_in().lexicon.claims.hedges;
    let (own, reported): (Vec<&Said>, Vec<&Said>) = said.iter().partition(|said| said.is_own);
    writeln!(output, "  {} of their own, {} reported", own.len(), reported.len())?;
    let mut versions: BTreeMap<usize, Vec<(usize, Version)>> = BTreeMap::new();
    let mut rest = Vec::new();
    for (place, &report) in reported.iter().enumerate() {
        let earlier = if own.is_empty() { earlier(&reported, place) } else { Vec::new() };
        let words: Vec<&str> = own.iter().chain(&earlier).map(|said| said.words.as_str()).collect();
        match versions::version(&report.words, report.is_quoted, &words, hedges) {
            Some(version) if own.is_empty() => {
                writeln!(output, "\n  first: {}", shown(earlier[version.own]))?;
                writeln!(output, "    {}", changed(report, &version))?;
            }
            Some(version) => versions.entry(version.own).or_default().push((place, version)),
            None => rest.push(report),
        }
    }
    for (place, reports) in versions {
        writeln!(output, "\n  own: {}", shown(own[place]))?;
        for (report, version) in reports {
            writeln!(output, "    {}", changed(reported[report], &version))?;
        }
    }
    if !rest.is_empty() {
        writeln!(output, "\n  only reported:")?;
    }
    for report in rest {
        writeln!(output, "    {}", shown(report))?;
    }
    Ok(())
}

/// Returns the reports of other documents that are earlier than one.
fn earlier<'a>(reported: &[&'a Said], place: usize) -> Vec<&'a Said> {
    let one = reported[place];
    let is_earlier = |other: &&&Said| {
        !other.date.is_empty() && other.date < one.date && other.document != one.document
    };
    reported.iter().filter(is_earlier).copied().collect()
}

fn shown(said: &Said) -> String {
    let date = if said.date.is_empty() { String::new() } else { format!(", {}", said.date) };
    let told = said.told.as_ref().map(|told| format!(", told by {told}")).unwrap_or_default();
    format!("{} ({}{date}{told})", said.words, said.document)
}

/// Returns a report with what changed on the way.
fn changed(report: &Said, version: &Version) -> String {
    let mut changes = vec![version.change.name().to_owned()];
    if matches!(version.change, Change::Altered | Change::Paraphrased) {
        let words = [("left out", &version.left_out), ("added", &version.added)];
        let words = words.into_iter().filter(|(_, words)| !words.is_empty());
        changes.extend(words.map(|(how, words)| format!("{how}: {}", words.join(" "))));
    }
    if !version.hedges_dropped.is_empty() {
        changes.push(format!("hedge dropped: {}", version.hedges_dropped.join(" ")));
    }
    if !matches!(report.factuality.as_str(), "" | "Stated" | "Unasserted") {
        changes.push(format!(
            "stated, told as {} ({})",
            report.factuality.to_lowercase(),
            report.cue
        ));
    }
    format!("{}: {}", changes.join("; "), shown(report))
}

#[cfg(test)]
mod tests {
    use super::Said;
    use super::tell;

    #[track_caller]
    fn check(said: &[Said], expected: &str) {
        let mut output = Vec::new();
        tell(&mut output, said).expect("memory can be written to");
        assert_eq!(String::from_utf8(output).expect("it is text"), expected);
    }

    fn said(is_own: bool, words: &str, document: &str, date: &str) -> Said {
        Said {
            is_own,
            words: words.to_owned(),
            is_quoted: true,
            document: document.to_owned(),
            date: date.to_owned(),
            ..Said::default()
        }
    }

    #[test]
    fn reports_stand_under_the_words_they_go_back_to() {
        let own = said(true, "The pier may close in the spring of next year", "a/op-ed", "2031");
        let report = Said {
            cue: "admitted".to_owned(),
            factuality: "Admitted".to_owned(),
            is_quoted: false,
            ..said(false, "the pier will close in spring", "a/news", "2032")
        };
        let other = said(false, "bread is dear in winter", "a/news", "");
        let expected = "  1 of their own, 2 reported

  own: The pier may close in the spring of next year (a/op-ed, 2031)
    paraphrased; left out: may the of next year; added: will; hedge dropped: may; stated, told as admitted (admitted): the pier will close in spring (a/news, 2032)

  only reported:
    bread is dear in winter (a/news)
";
        check(&[own, report, other], expected);
    }

    #[test]
    fn the_earliest_report_stands_for_own_words() {
        let first = said(false, "the pier is safe for all", "a/first", "2031-01-01");
        let second = said(false, "the pier is safe", "a/second", "2031-02-01");
        let expected = "  0 of their own, 2 reported

  first: the pier is safe for all (a/first, 2031-01-01)
    truncated: the pier is safe (a/second, 2031-02-01)

  only reported:
    the pier is safe for all (a/first, 2031-01-01)
";
        check(&[first, second], expected);
    }
}
