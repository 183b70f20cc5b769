//! `sayso contrast`: what somebody says themselves beside what others say they say, and what changed on the way.

use std::collections::BTreeMap;
use std::io::Write;

use anyhow::anyhow;
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
stands for them. Each report is set beside the words that it goes back to, as the store's build found it: verbatim, \
truncated, spliced of several sentences, altered, or paraphrased, with the words that differ, hedges that were dropped, and \
how the cue presents it.

Examples:
  sayso contrast \"Roman Vasilenko\"
  sayso query own-and-reported --set who=Vasilenko
  sayso query what-changed --set change=altered")]
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
    statement: String,
    is_own: bool,
    words: String,
    cue: String,
    told: Option<String>,
    document: String,
    date: String,
    version: Option<Version>,
}

/// What became of words in a report.
#[derive(Clone, Default)]
struct Version {
    /// The statement or own words that it goes back to.
    of: String,
    change: String,
    left_out: String,
    added: String,
    hedge_dropped: String,
    told_as: String,
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
    let mut speakers: BTreeMap<String, Vec<Said>> = BTreeMap::new();
    for row in &table.rows {
        let text = |name: &str| cell(row, name);
        let told = text("told");
        let said = Said {
            statement: text("statement"),
            is_own: text("voice") == "own",
            words: text("words").split_whitespace().collect::<Vec<_>>().join(" "),
            cue: text("cue"),
            told: (!told.is_empty()).then_some(told),
            document: text("document"),
            date: text("date"),
            version: version(text),
        };
        let of = speakers.entry(text("speaker")).or_default();
        match of.iter_mut().find(|known| known.statement == said.statement) {
            None => of.push(said),
            Some(known) if !known.words.contains(&said.words) => {
                known.words = format!("{} … {}", known.words, said.words);
            }
            Some(_) => {}
        }
    }
    speakers
}

fn version(text: impl Fn(&str) -> String) -> Option<Version> {
    let of = Some(text("of")).filter(|of| !of.is_empty())?;
    Some(Version {
        of,
        change: text("change"),
        left_out: text("leftOut"),
        added: text("added"),
        hedge_dropped: text("hedgeDropped"),
        told_as: text("toldAs"),
    })
}

fn tell(output: &mut impl Write, said: &[Said]) -> anyhow::Result<()> {
    let (own, reported): (Vec<&Said>, Vec<&Said>) = said.iter().partition(|said| said.is_own);
    writeln!(output, "  {} of their own, {} reported", own.len(), reported.len())?;
    let mut rest = Vec::new();
    let mut versions: BTreeMap<usize, Vec<(&Said, &Version)>> = BTreeMap::new();
    let sources: BTreeMap<&str, usize> =
        said.iter().enumerate().map(|(place, said)| (said.statement.as_str(), place)).collect();
    for report in reported {
        let version = report.version.as_ref();
        match version.and_then(|version| Some((*sources.get(version.of.as_str())?, version))) {
            Some((place, version)) => versions.entry(place).or_default().push((report, version)),
            None => rest.push(report),
        }
    }
    for (place, reports) in versions {
        let whose = if said[place].is_own { "own" } else { "first" };
        writeln!(output, "\n  {whose}: {}", shown(&said[place]))?;
        for (report, version) in reports {
            writeln!(output, "    {}", changed(report, version))?;
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

fn shown(said: &Said) -> String {
    let date = if said.date.is_empty() { String::new() } else { format!(", {}", said.date) };
    let told = said.told.as_ref().map(|told| format!(", told by {told}")).unwrap_or_default();
    format!("{} ({}{date}{told})", said.words, said.document)
}

/// Returns a report with what changed on the way.
fn changed(report: &Said, version: &Version) -> String {
    let mut changes = vec![version.change.clone()];
    if matches!(version.change.as_str(), "altered" | "paraphrased") {
        let words = [("left out", &version.left_out), ("added", &version.added)];
        let words = words.into_iter().filter(|(_, words)| !words.is_empty());
        changes.extend(words.map(|(how, words)| format!("{how}: {words}")));
    }
    if !version.hedge_dropped.is_empty() {
        changes.push(format!("hedge dropped: {}", version.hedge_dropped));
    }
    if !version.told_as.is_empty() {
        changes.push(format!("stated, told as {} ({})", version.told_as, report.cue));
    }
    format!("{}: {}", changes.join("; "), shown(report))
}

#[cfg(test)]
mod tests {
    use super::Said;
    use super::Version;
    use super::tell;

    #[track_caller]
    fn check(said: &[Said], expected: &str) {
        let mut output = Vec::new();
        tell(&mut output, said).expect("memory can be written to");
        assert_eq!(String::from_utf8(output).expect("it is text"), expected);
    }

    fn said(is_own: bool, words: &str, document: &str, date: &str) -> Said {
        Said {
            statement: document.to_owned(),
            is_own,
            words: words.to_owned(),
            document: document.to_owned(),
            date: date.to_owned(),
            ..Said::default()
        }
    }

    fn version(of: &str, change: &str) -> Version {
        Version { of: of.to_owned(), change: change.to_owned(), ..Version::default() }
    }

    #[test]
    fn reports_stand_under_the_words_they_go_back_to() {
        let own = said(true, "The pier may close in the spring of next year", "a/op-ed", "2031");
        let report = Said {
            cue: "admitted".to_owned(),
            version: Some(Version {
                left_out: "may the of next year".to_owned(),
                added: "will".to_owned(),
                hedge_dropped: "may".to_owned(),
                told_as: "admitted".to_owned(),
                ..version("a/op-ed", "paraphrased")
            }),
            ..said(false, "the pier will close in spring", "a/news", "2032")
        };
        let other = said(false, "bread is dear in winter", "a/other", "");
        let expected = "  1 of their own, 2 reported

  own: The pier may close in the spring of next year (a/op-ed, 2031)
    paraphrased; left out: may the of next year; added: will; hedge dropped: may; stated, told as admitted (admitted): the pier will close in spring (a/news, 2032)

  only reported:
    bread is dear in winter (a/other)
";
        check(&[own, report, other], expected);
    }

    #[test]
    fn the_earliest_report_stands_for_own_words() {
        let first = said(false, "the pier is safe for all", "a/first", "2031-01-01");
        let second = Said {
            version: Some(version("a/first", "truncated")),
            ..said(false, "the pier is safe", "a/second", "2031-02-01")
        };
        let expected = "  0 of their own, 2 reported

  first: the pier is safe for all (a/first, 2031-01-01)
    truncated: the pier is safe (a/second, 2031-02-01)

  only reported:
    the pier is safe for all (a/first, 2031-01-01)
";
        check(&[first, second], expected);
    }
}
