//! Commands as one types them.

/// Returns a word as a shell takes it.
pub(super) fn quoted(word: &str) -> String {
    let is_plain = |letter: char| letter.is_ascii_alphanumeric() || "-_./=:,@+".contains(letter);
    if !word.is_empty() && word.chars().all(is_plain) {
        return word.to_owned();
    }
    format!("'{}'", word.replace('\'', r"'\''"))
}

#[cfg(test)]
mod tests {
    use super::quoted;

    #[test]
    fn words_are_safe_in_a_shell() {
        assert_eq!(quoted("it's; rm -r *"), r"'it'\''s; rm -r *'");
        assert_eq!(quoted(""), "''");
        assert_eq!(quoted("Жанна"), "'Жанна'");
    }
}
