//! Versions: what became of somebody's words on the way to those who report them. Words as reported and words as said
//! come in, how they differ goes out.
//!
//! A report goes back to the agent's own words, where there are any in the store, else to the earliest report of another
//! document. Only words that share some with a report are looked at, so that the work grows with the reports.

use std::collections::BTreeMap;
use std::collections::BTreeSet;

use rayon::prelude::*;

use crate::model::AnnotatedDocument;
use crate::model::AnnotatedStatement;
use crate::model::Change;
use crate::model::CodePointSpan;
use crate::model::Date;
use crate::model::DocumentKey;
use crate::model::Factuality;
use crate::model::Links;
use crate::model::QuotationKind;
use crate::model::Reworded;

/// Which of the words that were said are reported, and how.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Version {
    /// The place of what was said.
    own: usize,
    /// How it was changed.
    change: Change,
    /// Words that were said and are not reported, in their order.
    left_out: Vec<String>,
    /// Words that are reported and were not said, in their order.
    added: Vec<String>,
    /// Hedges among the words left out.
    hedges_dropped: Vec<String>,
}

/// A statement or own words with its words.
struct Said {
    node: (DocumentKey, String),
    date: Option<Date>,
    words: String,
    is_own: bool,
    is_quoted: bool,
    told_as: Option<Factuality>,
}

/// Returns what became of the words of each agent in the reports of others. `text` gives the text of a document by its place.
pub fn versions(
    documents: &[AnnotatedDocument],
    links: &Links,
    hedges: &BTreeSet<String>,
    text: impl Fn(usize) -> String + Sync,
) -> Vec<Reworded> {
    let gathered: Vec<Vec<(String, Said)>> = documents
        .par_iter()
        .enumerate()
        .map(|(number, document)| said(document, links, &text(number)))
        .collect();
    let mut by_agent: BTreeMap<String, Vec<Said>> = BTreeMap::new();
    for (agent, said) in gathered.into_iter().flatten() {
        by_agent.entry(agent).or_default().push(said);
    }
    let all: Vec<&Vec<Said>> = by_agent.values().filter(|said| said.len() > 1).collect();
    let mut found: Vec<Reworded> =
        all.par_iter().flat_map_iter(|said| reworded(said, hedges)).collect();
    found.sort();
    found.dedup_by(|one, other| one.report == other.report && one.said == other.said);
    found
}

/// Returns what a document says of the words of each agent.
fn said(document: &AnnotatedDocument, links: &Links, text: &str) -> Vec<(String, Said)> {
    let key = super::links::document_key(document);
    let starts: Vec<usize> =
        text.char_indices().map(|(byte, _)| byte).chain([text.len()]).collect();
    let words = |spans: &[CodePointSpan]| {
        let pieces = spans
            .iter()
            .filter_map(|span| text.get(*starts.get(span.start)?..*starts.get(span.end)?));
        pieces.collect::<Vec<_>>().join(" … ")
    };
    let agents = |id: &str| {
        links.agents_of.get(&(key.clone(), id.to_owned())).map_or(&[][..], Vec::as_slice)
    };
    let mut all = Vec::new();
    let statements = document.statements.iter().filter(|it| !(it.negated || it.modal || it.hedged));
    for statement in statements {
        for agent in agents(&statement.id) {
            let is_own = statement.depth == Some(0) || is_own(document, statement, agent, &agents);
            let told = statement
                .factuality
                .filter(|how| !matches!(how, Factuality::Stated | Factuality::Unasserted));
            let said = Said {
                node: (key.clone(), statement.id.clone()),
                date: document.date,
                words: words(&statement.content_spans),
                is_own,
                is_quoted: statement.quote.is_some_and(|quote| quote != QuotationKind::Indirect),
                told_as: told,
            };
            all.push((agent.clone(), said));
        }
    }
    for own in &document.own_words {
        for agent in agents(&own.id) {
            let said = Said {
                node: (key.clone(), own.id.clone()),
                date: document.date,
                words: words(&[own.span]),
                is_own: true,
                is_quoted: false,
                told_as: None,
            };
            all.push((agent.clone(), said));
        }
    }
    all
}

/// Returns whether a statement that stands in others of a document in somebody's own voice is told by nobody else.
///
/// > in an op-ed by *Lee*: "I said then that **we would come**"
fn is_own<'a>(
    document: &AnnotatedDocument,
    statement: &AnnotatedStatement,
    agent: &str,
    agents: &impl Fn(&str) -> &'a [String],
) -> bool {
    const DEEPEST: usize = 16;
    let mut above = statement.within.as_deref();
    for _ in 0..DEEPEST {
        let Some(outer) = above.and_then(|id| document.statements.iter().find(|it| it.id == id))
        else {
            return false;
        };
        if !agents(&outer.id).iter().any(|by| by == agent) {
            return false;
        }
        if outer.depth == Some(0) {
            return true;
        }
        above = outer.within.as_deref();
    }
    false
}

/// A word that stands in more sentences of an agent tells nothing of which is meant.
const FREQUENT: usize = 300;
/// So many sentences that share most words with a report are compared with it.
const NEAREST: usize = 16;
/// So many of its words has a sentence to share to be one.
const SHARED: usize = 2;

/// Returns what became of the words of one agent.
fn reworded(all: &[Said], hedges: &BTreeSet<String>) -> Vec<Reworded> {
    let has_own = all.iter().any(|said| said.is_own);
    let sources: Vec<&Said> = all.iter().filter(|said| said.is_own || !has_own).collect();
    let mut places: BTreeMap<String, Vec<usize>> = BTreeMap::new();
    for (place, said) in sources.iter().enumerate() {
        for word in of(&said.words).into_iter().collect::<BTreeSet<_>>() {
            places.entry(word).or_default().push(place);
        }
    }
    places.retain(|_, found| found.len() <= FREQUENT);
    let reports = all.iter().filter(|said| !said.is_own);
    reports.filter_map(|report| version_of(report, &sources, &places, hedges)).collect()
}

fn version_of(
    report: &Said,
    sources: &[&Said],
    places: &BTreeMap<String, Vec<usize>>,
    hedges: &BTreeSet<String>,
) -> Option<Reworded> {
    let mut shared: BTreeMap<usize, usize> = BTreeMap::new();
    for word in of(&report.words).into_iter().collect::<BTreeSet<_>>() {
        for &place in places.get(&word).into_iter().flatten() {
            *shared.entry(place).or_default() += 1;
        }
    }
    let is_source = |said: &Said| {
        let is_earlier = || {
            let dates = said.date.zip(report.date);
            said.node.0 != report.node.0 && dates.is_some_and(|(one, other)| one < other)
        };
        said.node != report.node && (said.is_own || is_earlier())
    };
    let mut near: Vec<(usize, usize)> = shared
        .into_iter()
        .filter(|&(place, count)| count >= SHARED && is_source(sources[place]))
        .collect();
    near.sort_by_key(|&(place, count)| (std::cmp::Reverse(count), place));
    near.truncate(NEAREST);
    near.sort_by_key(|&(place, _)| place);
    let words: Vec<&str> = near.iter().map(|&(place, _)| sources[place].words.as_str()).collect();
    let version = version(&report.words, report.is_quoted, &words, hedges)?;
    let said = sources[near[version.own].0];
    Some(Reworded {
        report: report.node.clone(),
        said: said.node.clone(),
        change: version.change,
        left_out: version.left_out,
        added: version.added,
        hedges_dropped: version.hedges_dropped,
        told_as: report.told_as.filter(|_| said.told_as != report.told_as),
    })
}

/// Fewer words can be anybody's.
const FEWEST: usize = 3;
/// So many hundredths of the reported words were said where they are altered, or only told in other words.
const ALTERED: usize = 75;
const PARAPHRASED: usize = 50;
/// Longer texts are compared up to here.
const LONGEST: usize = 400;

/// Returns what reported words go back to among the sentences that were said, if anything.
fn version(
    reported: &str,
    is_quoted: bool,
    said: &[&str],
    hedges: &BTreeSet<String>,
) -> Option<Version> {
    let pieces: Vec<Vec<String>> = pieces(reported);
    let words: Vec<String> = pieces.concat();
    if words.len() < FEWEST {
        return None;
    }
    let said: Vec<Vec<String>> = said.iter().map(|text| of(text)).collect();
    if let Some((own, change)) = same(&pieces, &said) {
        return Some(differing(own, change, &words, &said[own], hedges));
    }
    let common = |own: &Vec<String>| common(&words, own).len();
    let (own, shared) = said
        .iter()
        .enumerate()
        .map(|(place, own)| (place, common(own)))
        .max_by_key(|&(place, shared)| (shared, std::cmp::Reverse(place)))?;
    let share = 100 * shared / words.len();
    let change = if share >= ALTERED && is_quoted {
        Change::Altered
    } else if share >= PARAPHRASED && shared >= FEWEST {
        Change::Paraphrased
    } else {
        return None;
    };
    Some(differing(own, change, &words, &said[own], hedges))
}

/// Returns the sentence in which all pieces stand word by word, or the first of those in which each does.
fn same(pieces: &[Vec<String>], said: &[Vec<String>]) -> Option<(usize, Change)> {
    let has =
        |own: &[String], piece: &[String]| own.windows(piece.len()).any(|window| window == piece);
    let whole = (0..said.len()).find(|&own| pieces.iter().all(|piece| has(&said[own], piece)));
    if let Some(own) = whole {
        let is_all = pieces.len() == 1 && pieces[0].len() == said[own].len();
        return Some((own, if is_all { Change::Verbatim } else { Change::Truncated }));
    }
    let places: Option<Vec<usize>> = pieces
        .iter()
        .map(|piece| (0..said.len()).find(|&own| piece.len() >= FEWEST && has(&said[own], piece)))
        .collect();
    Some((*places?.first()?, Change::Spliced))
}

fn differing(
    own: usize,
    change: Change,
    words: &[String],
    said: &[String],
    hedges: &BTreeSet<String>,
) -> Version {
    let common = common(words, said);
    let kept: BTreeSet<usize> = common.iter().map(|(_, said)| *said).collect();
    let told: BTreeSet<usize> = common.iter().map(|(told, _)| *told).collect();
    let without = |words: &[String], places: &BTreeSet<usize>| -> Vec<String> {
        let left = words.iter().enumerate().filter(|(place, _)| !places.contains(place));
        left.map(|(_, word)| word.clone()).collect()
    };
    let left_out = without(said, &kept);
    // A hedge before or among the words that are kept was theirs; one in another part of the sentence was not.
    let last = kept.last().copied().unwrap_or_default();
    let dropped = said[..last.min(said.len())].iter().enumerate();
    let dropped = dropped.filter(|(place, word)| !kept.contains(place) && hedges.contains(*word));
    let hedges_dropped = dropped.map(|(_, word)| word.clone()).collect();
    Version { own, change, left_out, added: without(words, &told), hedges_dropped }
}

/// Returns the places of the longest row of words that both have in the same order.
fn common(one: &[String], other: &[String]) -> Vec<(usize, usize)> {
    let one = &one[..one.len().min(LONGEST)];
    let other = &other[..other.len().min(LONGEST)];
    let width = other.len() + 1;
    let mut lengths = vec![0_u16; (one.len() + 1) * width];
    for (row, word) in one.iter().enumerate().rev() {
        for (column, said) in other.iter().enumerate().rev() {
            let at = row * width + column;
            lengths[at] = if word == said {
                lengths[at + width + 1] + 1
            } else {
                lengths[at + width].max(lengths[at + 1])
            };
        }
    }
    let (mut row, mut column) = (0, 0);
    let mut common = Vec::new();
    while row < one.len() && column < other.len() {
        let at = row * width + column;
        if one[row] == other[column] {
            common.push((row, column));
            (row, column) = (row + 1, column + 1);
        } else if lengths[at + width] >= lengths[at + 1] {
            row += 1;
        } else {
            column += 1;
        }
    }
    common
}

/// Returns the words of each part of a text between marks of omission.
fn pieces(text: &str) -> Vec<Vec<String>> {
    let even = text.replace("[...]", "…").replace("[…]", "…").replace("...", "…");
    let pieces = even.split('…').map(of);
    pieces.filter(|piece| !piece.is_empty()).collect()
}

fn of(text: &str) -> Vec<String> {
    let parts =
        text.split(|letter: char| !letter.is_alphanumeric() && letter != '’' && letter != '\'');
    let words = parts.map(|word| word.trim_matches(['’', '\'']).to_lowercase());
    words.filter(|word| !word.is_empty()).collect()
}

#[cfg(test)]
mod tests {
    use super::version;
    use super::versions;
    use crate::model::AnnotatedDocument;
    use crate::model::AnnotatedStatement;
    use crate::model::Change;
    use crate::model::CodePointSpan;
    use crate::model::Factuality;
    use crate::model::Links;

    const SAID: [&str; 2] = [
        "I think the council may close the old harbour next year, if the money does not come.",
        "The ferry will stay, and nobody will pay more for it.",
    ];

    #[track_caller]
    fn check(reported: &str, is_quoted: bool, expected: Option<(usize, Change, &str)>) {
        let hedges = ["may", "think", "if"].map(str::to_owned).into();
        let found = version(reported, is_quoted, &SAID, &hedges);
        let found = found.map(|it| (it.own, it.change, it.hedges_dropped.join(" ")));
        let expected = expected.map(|(own, change, hedges)| (own, change, hedges.to_owned()));
        assert_eq!(found, expected, "{reported}");
    }

    #[test]
    fn quotations_are_whole_cut_spliced_or_altered() {
        check(
            "\"The ferry will stay, and nobody will pay more for it.\"",
            true,
            Some((1, Change::Verbatim, "")),
        );
        check("\"nobody will pay more\"", true, Some((1, Change::Truncated, "")));
        check("the ferry will stay … pay more for it", true, Some((1, Change::Truncated, "")));
        check(
            "the ferry will stay … if the money does not come",
            true,
            Some((1, Change::Spliced, "")),
        );
        check("nobody will pay less for it", true, Some((1, Change::Altered, "")));
    }

    #[test]
    fn a_hedge_may_be_dropped_on_the_way() {
        check(
            "the council will close the old harbour next year",
            false,
            Some((0, Change::Paraphrased, "think may")),
        );
        check("the council may close the old harbour", true, Some((0, Change::Truncated, "think")));
    }

    #[test]
    fn what_was_never_said_has_no_version() {
        check("bread is dear in winter", true, None);
        check("the ferry", true, None);
    }

    fn told(id: &str, at: (usize, usize), depth: u8, within: Option<&str>) -> AnnotatedStatement {
        AnnotatedStatement {
            id: id.to_owned(),
            content_spans: vec![CodePointSpan { start: at.0, end: at.1 }],
            depth: Some(depth),
            within: within.map(str::to_owned),
            ..AnnotatedStatement::default()
        }
    }

    /// Returns what became of the words of one agent: of whom each statement is says its id, `x…` being others.
    fn reworded_in(documents: &[(AnnotatedDocument, &str)]) -> Vec<String> {
        let accounts: Vec<AnnotatedDocument> = documents.iter().map(|it| it.0.clone()).collect();
        let mut links = Links::default();
        for document in &accounts {
            let key = crate::resolve::links::document_key(document);
            for statement in &document.statements {
                let agent = if statement.id.starts_with('x') { "other" } else { "lee" };
                let of = vec![agent.to_owned()];
                links.agents_of.insert((key.clone(), statement.id.clone()), of);
            }
        }
        let hedges = ["may".to_owned()].into();
        let found = versions(&accounts, &links, &hedges, |number| documents[number].1.to_owned());
        let shown = found.iter().map(|it| {
            let (report, said) = (&it.report, &it.said);
            let hedges = it.hedges_dropped.join(" ");
            format!("{} of {}: {:?} {hedges} {:?}", report.0.id, said.0.id, it.change, it.told_as)
        });
        shown.collect()
    }

    fn document(id: &str, date: &str, statements: Vec<AnnotatedStatement>) -> AnnotatedDocument {
        AnnotatedDocument {
            id: id.to_owned(),
            date: date.parse().ok(),
            statements,
            ..AnnotatedDocument::default()
        }
    }

    #[test]
    fn reports_go_back_to_own_words_and_tell_what_was_dropped() {
        let own = "the harbour may close next spring";
        let told_of = "the harbour will close next spring";
        let mut report = told("s=1", (0, told_of.len()), 1, None);
        report.factuality = Some(Factuality::Admitted);
        let documents = [
            (document("op-ed", "2031", vec![told("s=1", (0, own.len()), 0, None)]), own),
            (document("news", "2032", vec![report]), told_of),
        ];
        assert_eq!(reworded_in(&documents), ["news of op-ed: Paraphrased may Some(Admitted)"]);
    }

    #[test]
    fn what_somebody_says_of_themselves_in_their_own_document_is_their_own() {
        let text = "I said the harbour may close next spring";
        let nested = |outer: &str| {
            let inner = told("s=2", (7, text.len()), 1, Some(outer));
            let outer = told(outer, (0, text.len()), u8::from(outer.starts_with('x')), None);
            (document("op-ed", "2031", vec![outer, inner]), text)
        };
        assert_eq!(reworded_in(&[nested("s=1")]), Vec::<String>::new());
        let news = "the harbour may close next spring";
        let report = |nest: &str| {
            let report = told("s=9", (0, news.len()), 1, None);
            reworded_in(&[nested(nest), (document("news", "2032", vec![report]), news)])
        };
        assert_eq!(report("s=1"), ["news of op-ed: Truncated  None"]);
        // Told by another there, it is the earliest report.
        assert_eq!(report("x=1"), ["news of op-ed: Verbatim  None"]);
    }

    #[test]
    fn undated_reports_go_back_to_nothing() {
        let text = "the harbour may close next spring";
        let given = |id: &str, date: &str| {
            (document(id, date, vec![told("s=1", (0, text.len()), 1, None)]), text)
        };
        assert_eq!(reworded_in(&[given("a", ""), given("b", "2031")]), Vec::<String>::new());
    }
}
