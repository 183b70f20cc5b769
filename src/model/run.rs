//! A run: what produced a graph.

use serde::Deserialize;
use serde::Serialize;

use super::Sha256;
use super::key;

/// Which version, word lists, models and options produced a graph. No clock enters it.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Run {
    /// The program's version.
    pub version: String,
    /// The hash of the lexicon, and of the registry that is built into the program.
    pub lexicon: Sha256,
    /// The hash of the registries that a user brought, if any.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub registry: Option<Sha256>,
    /// The hash of the models of words and sentences, where there were any.
    #[serde(default)]
    pub syntax: Option<Sha256>,
    /// The hash of the models of names, where there were any.
    #[serde(default)]
    pub naming: Option<Sha256>,
    /// The hash of the models of who said what, where there were any.
    #[serde(default)]
    pub attribution: Option<Sha256>,
    /// The options that change what is found, as `name=value`, sorted.
    pub options: Vec<String>,
}

impl Run {
    /// Returns 16 hexadecimal digits that name the run.
    pub fn key(&self) -> String {
        let parts = [
            self.version.as_str(),
            self.lexicon.as_str(),
            hash(self.registry.as_ref()),
            hash(self.syntax.as_ref()),
            hash(self.naming.as_ref()),
            hash(self.attribution.as_ref()),
        ];
        key(16, parts.into_iter().chain(self.options.iter().map(String::as_str)))
    }
}

fn hash(model: Option<&Sha256>) -> &str {
    model.map_or("", Sha256::as_str)
}

#[cfg(test)]
mod tests {
    use super::Run;
    use super::Sha256;

    #[test]
    fn other_models_make_another_run() {
        let run = |syntax: Option<&str>, naming: Option<&str>, attribution: Option<&str>| Run {
            version: "0".to_owned(),
            lexicon: Sha256::of(""),
            registry: None,
            syntax: syntax.map(Sha256::of),
            naming: naming.map(Sha256::of),
            attribution: attribution.map(Sha256::of),
            options: Vec::new(),
        };
        let runs = [
            run(None, None, None),
            run(Some("a"), None, None),
            run(None, Some("a"), None),
            run(None, None, Some("a")),
            run(Some("a"), Some("a"), Some("a")),
            run(Some("a"), Some("b"), Some("a")),
            run(Some("a"), Some("a"), Some("b")),
            Run { registry: Some(Sha256::of("a")), ..run(None, None, None) },
        ];
        let mut keys: Vec<String> = runs.iter().map(Run::key).collect();
        keys.sort();
        keys.dedup();
        assert_eq!(keys.len(), runs.len());
    }
}
