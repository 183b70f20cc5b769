//! Files of what is expected: compared, or with `UPDATE_EXPECT=1` written anew, so that the difference is reviewed like code.

use std::fs;
use std::path::Path;

/// Returns what is wrong with a file of what is expected, if it does not hold what came out.
pub(crate) fn fault(file: &Path, content: &str) -> Option<String> {
    if is_updating() {
        fs::write(file, content).unwrap();
        return None;
    }
    let expected = fs::read_to_string(file).unwrap_or_default();
    let line = first_difference(&expected, content)?;
    let at = |text: &str| text.lines().nth(line).unwrap_or("nothing more").to_owned();
    let (expected, content) = (at(&expected), at(content));
    let file = file.strip_prefix(env!("CARGO_MANIFEST_DIR")).unwrap_or(file).display();
    Some(format!("{file}, line {}\n  expected {expected}\n  came     {content}", line + 1))
}

/// Returns the first line, counted from 0, in which two texts differ.
fn first_difference(first: &str, second: &str) -> Option<usize> {
    if first == second {
        return None;
    }
    let same =
        first.split('\n').zip(second.split('\n')).take_while(|(first, second)| first == second);
    Some(same.count())
}

/// Returns whether what is expected is to be written instead of compared.
#[expect(
    clippy::disallowed_methods,
    reason = "a test is told by the environment to write instead of compare"
)]
pub(crate) fn is_updating() -> bool {
    std::env::var("UPDATE_EXPECT").is_ok_and(|value| value == "1")
}

#[test]
fn the_first_difference_is_told() {
    assert_eq!(first_difference("a\nb\n", "a\nb\n"), None);
    assert_eq!(first_difference("a\nb\n", "a\nc\n"), Some(1));
    assert_eq!(first_difference("a\nb\n", "a\nb"), Some(2));
    assert_eq!(first_difference("", "a"), Some(0));
}
