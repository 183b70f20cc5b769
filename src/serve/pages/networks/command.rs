//! The address and the command that make the same graph.

use super::choices::Choices;
use super::choices::OPTIONS;
use super::choices::SET;
use crate::serve::address;
use crate::serve::command::quoted;

/// Returns the part of an address behind its question mark, with that mark; nothing where nothing is asked for.
pub(super) fn query(choices: &Choices, more: &[(&str, &str)]) -> String {
    let given = choices.given.iter().map(|(name, value)| (name.as_str(), value.as_str()));
    let pairs = given.chain(more.iter().copied());
    let pairs = pairs.map(|(name, value)| (name.to_owned(), value.to_owned()));
    address::query(&pairs.collect::<Vec<_>>())
}

/// Returns the command that makes a graph, `sayso graph stances --one-mode congruence --output stances.svg`.
pub(super) fn command(name: &str, choices: &Choices, last: &[&str]) -> String {
    let mut words = vec!["sayso".to_owned(), "graph".to_owned(), quoted(name)];
    for (name, value) in &choices.given {
        match name.strip_prefix(SET) {
            Some(parameter) => {
                words.extend(["--set".to_owned(), quoted(&format!("{parameter}={value}"))]);
            }
            None if OPTIONS.iter().any(|option| option.name == name && option.is_flag) => {
                words.push(format!("--{name}"));
            }
            // A value that begins with a dash would be taken for an option.
            None if value.starts_with('-') => words.push(quoted(&format!("--{name}={value}"))),
            None => words.push(format!("--{name} {}", quoted(value))),
        }
    }
    words.extend(last.iter().map(|word| quoted(word)));
    words.join(" ")
}

#[cfg(test)]
mod tests {
    use super::command;
    use super::query;
    use crate::projection;
    use crate::serve::Request;
    use crate::serve::pages::networks::choices::Choices;

    fn check(asked: &str, expected: &str, address: &str) {
        let drawing = projection::drawing("stances").unwrap();
        let request = Request::get(&format!("/networks/stances?{asked}"));
        let choices = Choices::read(&request, &drawing).unwrap();
        assert_eq!(command("stances", &choices, &["--output", "a.svg"]), expected);
        assert_eq!(query(&choices, &[]), address);
    }

    #[test]
    fn commands_and_addresses_say_the_same() {
        check("", "sayso graph stances --output a.svg", "");
        check(
            "one-mode=congruence&isolates=yes&set.in=a%20b&keep=from%3DJo",
            "sayso graph stances --set 'in=a b' --one-mode congruence --isolates --keep from=Jo --output a.svg",
            "?set.in=a%20b&one-mode=congruence&isolates=yes&keep=from%3DJo",
        );
    }
}
