//! The tokens of a SPARQL text, as far as it takes to know what is a string, a comment, an IRI, and what is not.

use super::QueryError;

/// How deep brackets and signs may nest: the parser follows them with its own stack.
const DEPTH_LIMIT: usize = 100;

/// How many tokens a query may have outside its blocks of data.
const LENGTH_LIMIT: usize = 5000;

/// A piece of a query that means something.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Token<'a> {
    pub(super) kind: Kind,
    /// Where it begins, in bytes.
    pub(super) start: usize,
    pub(super) text: &'a str,
}

impl Token<'_> {
    /// Returns where it ends, in bytes.
    pub(super) fn end(&self) -> usize {
        self.start + self.text.len()
    }

    /// Returns whether it is a given keyword, in any case.
    pub(super) fn is_word(&self, word: &str) -> bool {
        self.kind == Kind::Word && self.text.eq_ignore_ascii_case(word)
    }

    /// Returns whether it is a given sign.
    pub(super) fn is_sign(&self, sign: &str) -> bool {
        self.kind == Kind::Sign && self.text == sign
    }
}

/// What a token is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    /// A string with its quotation marks, short or long.
    String,
    /// `<…>`.
    Iri,
    /// `?name` or `$name`.
    Variable,
    /// A keyword, a name, a number, a language tag.
    Word,
    /// One character of anything else.
    Sign,
}

/// Cuts a query into tokens; white space and comments are between them.
pub(super) fn tokens(query: &str) -> impl Iterator<Item = Token<'_>> {
    let mut start = 0;
    std::iter::from_fn(move || {
        start += length_of_gap(&query[start..]);
        let rest = &query[start..];
        let (kind, length) = first(rest)?;
        let token = Token { kind, start, text: &rest[..length] };
        start += length;
        Some(token)
    })
}

/// Returns whether the outermost query orders its rows.
pub(super) fn is_ordered(query: &str) -> bool {
    let mut depth = 0_usize;
    let mut before_is_order = false;
    for token in tokens(query) {
        match token.text {
            "{" => depth += 1,
            "}" => depth = depth.saturating_sub(1),
            _ if depth == 0 && before_is_order && token.is_word("by") => return true,
            _ => {}
        }
        before_is_order = token.is_word("order");
    }
    false
}

/// Refuses what would exhaust the parser's stack: deep nesting, and endless chains such as `1 + 1 + …`, which it nests.
pub(super) fn check_size(query: &str) -> Result<(), QueryError> {
    let line = |start: usize| query[..start].matches('\n').count() + 1;
    let mut depth = 0_usize;
    let mut signs = 0_usize;
    let mut length = 0_usize;
    let mut data = Data::Outside;
    for token in tokens(query) {
        match token.text {
            "{" | "(" | "[" if token.kind == Kind::Sign => depth += 1,
            "}" | ")" | "]" if token.kind == Kind::Sign => depth = depth.saturating_sub(1),
            _ => {}
        }
        let is_prefix = token.kind == Kind::Sign && "!-+^".contains(token.text);
        signs = if is_prefix { signs + 1 } else { 0 };
        if depth + signs > DEPTH_LIMIT {
            return Err(QueryError::TooDeep { line: line(token.start), limit: DEPTH_LIMIT });
        }
        data = data.after(&token);
        length += usize::from(data != Data::Inside);
        if length > LENGTH_LIMIT {
            return Err(QueryError::TooLong { line: line(token.start), limit: LENGTH_LIMIT });
        }
    }
    Ok(())
}

/// Where a token stands, seen from blocks of data: these may be as long as they like.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Data {
    Outside,
    /// Behind `VALUES`, before the brace.
    Before,
    Inside,
}

impl Data {
    fn after(self, token: &Token<'_>) -> Self {
        match self {
            Self::Outside if token.is_word("values") => Self::Before,
            Self::Before if token.is_sign("{") => Self::Inside,
            Self::Before | Self::Inside if token.is_sign("}") => Self::Outside,
            _ => self,
        }
    }
}

fn length_of_gap(text: &str) -> usize {
    let mut rest = text;
    loop {
        rest = rest.trim_start_matches([' ', '\t', '\r', '\n']);
        if !rest.starts_with('#') {
            return text.len() - rest.len();
        }
        rest = &rest[rest.find(['\r', '\n']).unwrap_or(rest.len())..];
    }
}

fn first(text: &str) -> Option<(Kind, usize)> {
    let letter = text.chars().next()?;
    let found = match letter {
        '"' | '\'' => Some((Kind::String, length_of_string(text))),
        '<' => length_of_iri(text).map(|length| (Kind::Iri, length)),
        '?' | '$' => Some((Kind::Variable, 1 + length_while(&text[1..], is_name)))
            .filter(|(_, length)| *length > 1),
        '@' => Some((Kind::Word, 1 + length_while(&text[1..], is_in_word))),
        _ => Some((Kind::Word, length_of_word(text))).filter(|(_, length)| *length > 0),
    };
    found.or(Some((Kind::Sign, letter.len_utf8())))
}

fn is_name(letter: char) -> bool {
    letter.is_alphanumeric()
        || matches!(letter, '_' | '\u{B7}' | '\u{300}'..='\u{36F}' | '\u{203F}' | '\u{2040}')
}

fn is_in_word(letter: char) -> bool {
    is_name(letter) || matches!(letter, '-' | '.' | ':' | '%')
}

fn length_while(text: &str, accept: fn(char) -> bool) -> usize {
    text.find(|letter| !accept(letter)).unwrap_or(text.len())
}

/// A word may hold any character after a backslash: `ex:a\#b`.
fn length_of_word(text: &str) -> usize {
    let starts = |letter: char| is_name(letter) || letter == ':';
    if !text.starts_with(starts) {
        return 0;
    }
    let mut length = 0;
    loop {
        length += length_while(&text[length..], is_in_word);
        let mut after = text[length..].chars();
        match (after.next(), after.next()) {
            (Some('\\'), Some(escaped)) => length += 1 + escaped.len_utf8(),
            _ => return length,
        }
    }
}

fn length_of_iri(text: &str) -> Option<usize> {
    let forbidden = |letter: char| letter <= ' ' || "<\"{}|^`".contains(letter);
    let end = text[1..].find(|letter| letter == '>' || forbidden(letter))? + 1;
    text[end..].starts_with('>').then_some(end + 1)
}

/// A string that is never closed goes on to the end of the query.
fn length_of_string(text: &str) -> usize {
    let mark = &text[..1];
    let long = mark.repeat(3);
    let closing = if text.starts_with(&long) { long.as_str() } else { mark };
    let mut position = closing.len();
    while let Some(rest) = text.get(position..).filter(|rest| !rest.is_empty()) {
        if rest.starts_with(closing) {
            return position + closing.len();
        }
        let mut letters = rest.chars();
        let letter = letters.next().map_or(0, char::len_utf8);
        let escaped = if rest.starts_with('\\') { letters.next() } else { None };
        position += letter + escaped.map_or(0, char::len_utf8);
    }
    text.len()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(query: &str, expected: &[(Kind, &str)]) {
        let found: Vec<_> = tokens(query).map(|token| (token.kind, token.text)).collect();
        assert_eq!(found, expected, "{query}");
    }

    #[test]
    fn what_looks_like_a_variable_in_a_string_an_iri_or_a_comment_is_none() {
        check("'?x' # ?y\n<urn:?z>", &[(Kind::String, "'?x'"), (Kind::Iri, "<urn:?z>")]);
        check(
            r#""""a "?x" b""" $y"#,
            &[(Kind::String, r#""""a "?x" b""""#), (Kind::Variable, "$y")],
        );
        check(r#""\"?x" ?y"#, &[(Kind::String, r#""\"?x""#), (Kind::Variable, "?y")]);
        check(r"ex:a\#b ?y", &[(Kind::Word, r"ex:a\#b"), (Kind::Variable, "?y")]);
    }

    #[test]
    fn a_lesser_sign_is_no_iri() {
        let expected = [(Kind::Variable, "?a"), (Kind::Sign, "<"), (Kind::Variable, "?b")];
        check("?a < ?b", &expected);
        check("?a<?b", &expected);
        check("ex:p?", &[(Kind::Word, "ex:p"), (Kind::Sign, "?")]);
    }

    #[test]
    fn any_text_is_cut_to_its_end() {
        for query in ["\"never closed \\", "'''", "<", "\\", "é?ü", "#", "\"\\é", "@", "?"] {
            let last = tokens(query).last();
            assert!(last.is_none_or(|token| token.end() == query.len()), "{query}");
        }
    }

    #[test]
    fn an_inner_order_does_not_order_the_rows() {
        assert!(is_ordered("SELECT ?x { ?x ?y ?z } order\nby ?x"));
        assert!(!is_ordered("SELECT ?x { { SELECT ?x { ?x ?y ?z } ORDER BY ?x } }"));
        assert!(!is_ordered("SELECT ?x { ?x ?y ' } ORDER BY ' } # ORDER BY ?x"));
    }

    #[test]
    fn a_query_that_nests_without_end_is_refused() {
        let deep = format!("ASK {}", "{".repeat(100_000));
        assert!(matches!(check_size(&deep), Err(QueryError::TooDeep { line: 1, .. })));
        let signs = format!("ASK {{ FILTER(\n{}?x) }}", "!".repeat(100_000));
        assert!(matches!(check_size(&signs), Err(QueryError::TooDeep { line: 2, .. })));
        assert!(check_size(&"{".repeat(20)).is_ok());
        let long = format!("ASK {{ FILTER(1\n{}) }}", "+ 1 ".repeat(100_000));
        assert!(matches!(check_size(&long), Err(QueryError::TooLong { line: 2, .. })));
        let data = format!("ASK {{ VALUES (?x ?y) {{ {} }} }}", "(1 2) ".repeat(100_000));
        assert!(check_size(&data).is_ok());
        assert!(check_size(&format!("ASK {{ ?x ?y '{}' }}", "(".repeat(1000))).is_ok());
    }
}
