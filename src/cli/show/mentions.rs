//! Whom words mean, as `sayso show` marks it: one number for one entity, and the rules that tell.

use std::collections::BTreeMap;

use sayso::export::marks;
use sayso::model::AnnotatedDocument;
use sayso::model::CodePoints;

use super::super::report::counted;

/// Lines are broken after so many characters.
const WIDTH: usize = 80;
/// What a line that goes on begins with.
const INDENT: &str = "       ";

/// Returns lines for each entity, the words that mean it by rule, and one for the words that stay open.
pub(super) fn legend(text: &str, account: &AnnotatedDocument) -> Vec<String> {
    let points = CodePoints::new(text);
    let mut ordered: Vec<(usize, &str)> =
        marks::numbers(account).into_iter().map(|(entity, number)| (number, entity)).collect();
    ordered.sort_unstable();
    let mut lines = Vec::new();
    for (number, id) in ordered {
        let Some(entity) = account.entities.iter().find(|entity| entity.id == id) else { continue };
        let word = entity.entity_type.word();
        let forms = forms(text, &points, account, Some(id));
        let mark = format!("{{{number}}}");
        lines.extend(wrapped(&format!("{mark:>5}  {}, {word}: {forms}", entity.name)));
    }
    let open = account.open_mentions();
    if open > 0 {
        let forms = forms(text, &points, account, None);
        let words = counted(open, "mention");
        lines.extend(wrapped(&format!("{:>5}  {words} of nobody known: {forms}", "{?}")));
    }
    lines
}

/// Returns the words that mean an entity, by rule: "surname: Lee (2); same-sentence: he, his".
fn forms(
    text: &str,
    points: &CodePoints<'_>,
    account: &AnnotatedDocument,
    entity: Option<&str>,
) -> String {
    let mut rules: Vec<&str> = Vec::new();
    let mut counts: BTreeMap<(&str, &str), usize> = BTreeMap::new();
    let mut order: Vec<(&str, &str)> = Vec::new();
    for mention in account.mentions.iter().filter(|mention| mention.entity.as_deref() == entity) {
        let form = (mention.rule.as_str(), marks::words(text, points, mention.span));
        if !rules.contains(&form.0) {
            rules.push(form.0);
        }
        let count = counts.entry(form).or_default();
        *count += 1;
        if *count == 1 {
            order.push(form);
        }
    }
    let of_rule = |rule: &&str| {
        let forms = order.iter().filter(|(other, _)| other == rule).map(|form| {
            let tidy = form.1.split_whitespace().collect::<Vec<_>>().join(" ");
            if counts[form] > 1 { format!("{tidy} ({})", counts[form]) } else { tidy }
        });
        format!("{rule}: {}", forms.collect::<Vec<_>>().join(", "))
    };
    rules.iter().map(of_rule).collect::<Vec<_>>().join("; ")
}

/// Breaks a line between words.
fn wrapped(line: &str) -> Vec<String> {
    let mut lines = Vec::new();
    let head: String = line.chars().take_while(|letter| *letter == ' ').collect();
    let mut current = head;
    let mut length = current.chars().count();
    for word in line.split_whitespace() {
        let letters = word.chars().count();
        let is_empty = current.trim().is_empty();
        if !is_empty && length + 1 + letters > WIDTH {
            lines.push(std::mem::replace(&mut current, INDENT.to_owned()));
            length = INDENT.len();
        } else if !is_empty {
            // The mark and the name stand in columns.
            let gap = if current.trim_start().ends_with('}') && lines.is_empty() && length <= 5 {
                "  "
            } else {
                " "
            };
            current.push_str(gap);
            length += gap.len();
        }
        current.push_str(word);
        length += letters;
    }
    lines.push(current);
    lines
}

#[cfg(test)]
mod tests {
    use super::legend;
    use super::wrapped;
    use sayso::export::marks;
    use sayso::model::AnnotatedDocument;

    fn account() -> AnnotatedDocument {
        serde_json::from_str(
            r#"{"id": "d", "author": null, "affiliations": [], "statements": [], "stances": [],
                "entities": [{"id": "e=1", "type": "person", "name": "Ana Lee", "names": ["Ana Lee", "Lee"]},
                    {"id": "e=2", "type": "person", "name": "Bo", "names": ["Bo"]}],
                "mentions": [
                    {"start": 0, "end": 7, "entity": "e=1", "resolution": "named", "rule": "name"},
                    {"start": 12, "end": 14, "entity": "e=2", "resolution": "named", "rule": "name"},
                    {"start": 20, "end": 24, "entity": "e=1", "resolution": "pronoun", "rule": "both"},
                    {"start": 20, "end": 24, "entity": "e=2", "resolution": "pronoun", "rule": "both"},
                    {"start": 30, "end": 32, "entity": null, "resolution": "open", "rule": "no-antecedent"}]}"#,
        )
        .expect("the test's own JSON")
    }

    #[test]
    fn one_number_for_one_entity() {
        let marks: Vec<String> = marks::mentions(&account()).into_values().collect();
        assert_eq!(marks, ["1", "2", "1+2", "?"]);
    }

    #[test]
    fn each_entity_has_its_words_by_rule() {
        let lines = legend("Ana Lee and Bo said they knew it.", &account());
        let expected = [
            "  {1}  Ana Lee, person: name: Ana Lee; both: they",
            "  {2}  Bo, person: name: Bo; both: they",
            "  {?}  1 mention of nobody known: no-antecedent: it",
        ];
        assert_eq!(lines, expected);
    }

    #[test]
    fn long_lines_are_broken_between_words() {
        let lines = wrapped(&format!("  {{1}}  {}", "word ".repeat(40)));
        assert!(
            lines.len() > 1 && lines.iter().all(|line| line.chars().count() <= 80),
            "{lines:?}"
        );
        assert!(lines[0].starts_with("  {1}  word"));
        assert!(lines[1].starts_with("       word"));
    }
}
