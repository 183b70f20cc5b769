//! The questions that come with the program: the files of `queries/questions`, by the names of the files.

use super::Question;

/// Lists questions by name, with the text of the file of that name.
macro_rules! shipped {
    ($($name:literal)*) => {
        &[$(($name, include_str!(concat!("../../queries/questions/", $name, ".rq")))),*]
    };
}

/// Names and texts, in the order in which a newcomer reads them: sides, statements, claims, sources, names, documents.
const SHIPPED: &[(&str, &str)] = shipped! {
    "who-sides-with-whom"
    "disagreements"
    "who-thanks-whom"
    "who-says-what"
    "what-each-says-of"
    "what-others-say-of"
    "what-somebody-says-themselves"
    "statements-with"
    "direct-quotations"
    "recommendations"
    "promises"
    "shared-claims"
    "claims-that-meet"
    "topics-of-claims"
    "positions"
    "own-and-reported"
    "what-changed"
    "corroboration"
    "copies"
    "ladder-of-a-claim"
    "claims-admissions-denials"
    "denied-or-doubtful"
    "without-named-source"
    "most-quoted"
    "agents"
    "affiliations"
    "organisation-on"
    "events"
    "names-joined"
    "names-kept-apart"
    "people-decided"
    "members"
    "documents"
    "undated-documents"
    "sources-of-documents"
    "counts"
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
        .map(|row| (distance(name, row.0), row))
        .filter(|(distance, (known, text))| {
            *distance <= known.len() / 4
                || shares_a_word(name, known)
                || shares_a_word(name, &parsed(text).summary)
        })
        .map(|(distance, row)| (distance, row.0))
        .collect();
    likely.sort_unstable();
    likely.into_iter().take(3).map(|(_, known)| known).collect()
}

fn parsed(text: &str) -> Question {
    Question::parse(text).expect("the headers of shipped questions can be read")
}

/// Returns whether two texts share the beginning of a word of some weight, as "endorsements" and "endorses" do.
fn shares_a_word(name: &str, known: &str) -> bool {
    let beginnings = |text: &str| -> Vec<String> {
        let words = text.split(|letter: char| !letter.is_alphanumeric());
        let beginnings = words.map(|word| word.chars().take(BEGINNING).collect::<String>());
        beginnings.filter(|word| word.chars().count() == BEGINNING).collect()
    };
    let known = beginnings(&known.to_lowercase());
    beginnings(&name.to_lowercase()).iter().any(|word| known.contains(word))
}

/// So many letters of a word tell what it is about.
const BEGINNING: usize = 5;

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
        check("claim", &["shared-claims", "corroboration", "claims-that-meet"]);
        check("endorsements", &["who-sides-with-whom"]);
        check("Quotes", &["most-quoted"]);
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
