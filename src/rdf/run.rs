//! Describes runs: what produced the documents' graphs.

use super::Base;
use super::Quads;
use super::literal;
use super::vocabulary::class;
use super::vocabulary::property;
use super::vocabulary::prov;
use super::vocabulary::rdf;
use crate::model::Run;

/// Describes runs.
///
/// ```turtle
/// <run/…> a prov:Activity , sayso:Run ; sayso:version "0.1.0" ; sayso:lexiconHash "…" ;
///     sayso:registryHash "…" ; sayso:syntaxHash "…" ; sayso:namingHash "…" ;
///     sayso:attributionHash "…" ; sayso:option "name=value" .
/// ```
pub(super) fn describe(base: &Base, runs: &[Run], quads: &mut Quads) {
    for run in runs {
        let node = base.run(&run.key());
        quads.say(&node, rdf::TYPE, prov::ACTIVITY);
        quads.say(&node, rdf::TYPE, class::RUN);
        quads.say(&node, property::VERSION, literal::text(&run.version));
        quads.say(&node, property::LEXICON_HASH, literal::text(run.lexicon.as_str()));
        let models = [
            (property::REGISTRY_HASH, &run.registry),
            (property::SYNTAX_HASH, &run.syntax),
            (property::NAMING_HASH, &run.naming),
            (property::ATTRIBUTION_HASH, &run.attribution),
        ];
        for (property, hash) in models {
            if let Some(hash) = hash {
                quads.say(&node, property, literal::text(hash.as_str()));
            }
        }
        for option in &run.options {
            quads.say(&node, property::OPTION, literal::text(option));
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::model::Run;
    use crate::model::Sha256;
    use crate::rdf::Base;
    use crate::rdf::runs;
    use crate::rdf::testing;

    #[test]
    fn a_run_twice_is_a_run_once() {
        let run = testing::run();
        let expected = format!(
            r#"GRAPH <graph/runs> {{ <run/{}> a prov:Activity , sayso:Run ; sayso:version "0.1.0" ;
                sayso:lexiconHash "{}" ; sayso:option "model=none" . }}"#,
            run.key(),
            run.lexicon,
        );
        testing::check_quads(&runs(&Base::default(), &[run.clone(), run]), &expected);
    }

    #[test]
    fn models_are_named_by_their_hashes() {
        let (syntax, naming) = (Sha256::of("trees"), Sha256::of("names"));
        let attribution = Sha256::of("cues");
        let run = Run {
            syntax: Some(syntax.clone()),
            naming: Some(naming.clone()),
            attribution: Some(attribution.clone()),
            ..testing::run()
        };
        let expected = format!(
            r#"GRAPH <graph/runs> {{ <run/{}> a prov:Activity , sayso:Run ; sayso:version "0.1.0" ; sayso:lexiconHash "{}" ;
                sayso:syntaxHash "{syntax}" ; sayso:namingHash "{naming}" ; sayso:attributionHash "{attribution}" ; sayso:option "model=none" . }}"#,
            run.key(),
            run.lexicon,
        );
        testing::check_quads(&runs(&Base::default(), &[run]), &expected);
    }
}
