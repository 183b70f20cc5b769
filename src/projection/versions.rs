//! Versions: what became of somebody's words on the way to those who report them. Words as reported and words as said
//! come in, how they differ goes out.

use std::collections::BTreeSet;

/// How reported words stand to those that were said.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Change {
    /// All words are the same.
    Verbatim,
    /// The words are the same, but not all are there.
    Truncated,
    /// Words of several sentences stand as one.
    Spliced,
    /// Most words are the same, some are others.
    Altered,
    /// It is told in other words.
    Paraphrased,
}

impl Change {
    /// Returns its name.
    pub fn name(self) -> &'static str {
        match self {
            Self::Verbatim => "verbatim",
            Self::Truncated => "truncated",
            Self::Spliced => "spliced",
            Self::Altered => "altered",
            Self::Paraphrased => "paraphrased",
        }
    }
}

/// Which of the words that were said are reported, and how.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Version {
    /// The place of what was said.
    pub own: usize,
    /// How it was changed.
    pub change: Change,
    /// Words that were said and are not reported, in their order.
    pub left_out: Vec<String>,
    /// Words that are reported and were not said, in their order.
    pub added: Vec<String>,
    /// Hedges among the words left out.
    pub hedges_dropped: Vec<String>,
}

/// Fewer words can be anybody's.
const FEWEST: usize = 3;
/// So many hundredths of the reported words were said where they are altered, or only told in other words.
const ALTERED: usize = 75;
const PARAPHRASED: usize = 50;
/// Longer texts are compared up to here.
const LONGEST: usize = 400;

/// Returns what reported words go back to among the sentences that were said, if anything.
pub fn version(
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
    use super::Change;
    use super::version;

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
}
