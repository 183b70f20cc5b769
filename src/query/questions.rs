//! The questions that come with the program: the files of `queries/questions`, by the names of the files.

use super::Question;

/// Lists questions by name, with the text of the file of that name.
macro_rules! shipped {
    ($($name:literal)*) => {
        &[$(($name, include_str!(concat!("../../queries/questions/", $name, ".rq")))),*]
    };
}

/// Names and texts, in the order in which a newcomer reads them.
const SHIPPED: &[(&str, &str)] = shipped! {
    "who-says-what"
    "who-sides-with-whom"
    "what-each-says-of"
    "what-others-say-of"
    "what-somebody-says-themselves"
    "statements-with"
    "direct-quotations"
    "recommendations"
    "promises"
    "who-thanks-whom"
    "disagreements"
    "shared-claims"
    "ladder-of-a-claim"
    "denied-or-doubtful"
    "without-named-source"
    "most-quoted"
    "documents"
    "sources-of-documents"
    "undated-documents"
    "counts"
    "agents"
    "affiliations"
    "names-joined"
    "names-kept-apart"
    "notes"
    "how-it-was-made"
};

/// Returns every shipped question with its name, in reading order.
pub fn questions() -> impl Iterator<Item = (&'static str, Question)> {
    SHIPPED.iter().map(|(name, text)| (*name, parsed(text)))
}

/// Returns the shipped question of a name.
pub fn question(name: &str) -> Option<Question> {
    SHIPPED.iter().find(|row| row.0 == name).map(|row| parsed(row.1))
}

/// Returns up to three names of shipped questions that are like a name, the likest first.
pub fn questions_like(name: &str) -> Vec<&'static str> {
    let mut likely: Vec<(usize, &str)> = SHIPPED
        .iter()
        .map(|row| (distance(name, row.0), row.0))
        .filter(|(distance, known)| *distance <= known.len() / 4 || shares_a_word(name, known))
        .collect();
    likely.sort_unstable();
    likely.into_iter().take(3).map(|(_, known)| known).collect()
}

fn parsed(text: &str) -> Question {
    Question::parse(text).expect("the headers of shipped questions can be read")
}

/// Returns whether two names share a word of some weight.
fn shares_a_word(name: &str, known: &str) -> bool {
    name.split(['-', '_', ' '])
        .any(|word| word.len() > 4 && known.split('-').any(|other| other == word))
}

/// Returns how many letters must be added, dropped or changed to make one name of another.
fn distance(from: &str, to: &str) -> usize {
    let to: Vec<char> = to.chars().collect();
    let mut above: Vec<usize> = (0..=to.len()).collect();
    for (row, letter) in from.chars().take(100).enumerate() {
        let mut diagonal = row;
        above[0] = row + 1;
        for (column, other) in to.iter().enumerate() {
            let changed = diagonal + usize::from(letter != *other);
            diagonal = above[column + 1];
            above[column + 1] = changed.min(diagonal + 1).min(above[column] + 1);
        }
    }
    above[to.len()]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_mistyped_name_has_near_ones() {
        let check =
            |name: &str, expected: &[&str]| assert_eq!(questions_like(name), expected, "{name}");
        check("who-say-what", &["who-says-what"]);
        check("recomendations", &["recommendations"]);
        check("claim", &["ladder-of-a-claim"]);
        check("zzz", &[]);
        check(&"z".repeat(100_000), &[]);
    }

    #[test]
    fn letters_are_counted() {
        assert_eq!(distance("", "abc"), 3);
        assert_eq!(distance("kitten", "sitting"), 3);
        assert_eq!(distance("é", "e"), 1);
    }

    #[test]
    fn every_question_says_what_it_answers() {
        for (name, question) in questions() {
            assert!(!question.summary.is_empty() && !question.description.is_empty(), "{name}");
            assert!(
                question.parameters.iter().all(|parameter| !parameter.description.is_empty()),
                "{name}"
            );
        }
        assert!(question("who-says-what").is_some() && question("who").is_none());
    }
}
