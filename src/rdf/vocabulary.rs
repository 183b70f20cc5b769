//! The terms that stand in the graph: ours, one module per kind, and those of others. `ontology/sayso.ttl`
//! says what ours mean; a test holds the two together.

/// Declares a module with one constant per term, and a list of them all.
macro_rules! vocabulary {
    ($(#[$comment:meta])* $module:ident, $prefix:literal = $namespace:literal; $($constant:ident $local:literal)*) => {
        $(#[$comment])*
        pub mod $module {
            use oxigraph::model::NamedNodeRef;

            $(
                #[doc = concat!("`", $prefix, ":", $local, "`")]
                pub const $constant: NamedNodeRef<'static> =
                    NamedNodeRef::new_unchecked(concat!($namespace, $local));
            )*

            /// Every term of this module.
            pub const TERMS: &[NamedNodeRef<'static>] = &[$($constant),*];
        }
    };
}

/// The namespace of our own terms.
pub const NAMESPACE: &str = "https://w3id.org/sayso/ns#";

/// Every prefix that queries, exports and people may use without declaring it, with its namespace.
pub const PREFIXES: &[(&str, &str)] = &[
    ("cito", "http://purl.org/spar/cito/"),
    ("dcterms", "http://purl.org/dc/terms/"),
    ("oa", "http://www.w3.org/ns/oa#"),
    ("org", "http://www.w3.org/ns/org#"),
    ("owl", "http://www.w3.org/2002/07/owl#"),
    ("prov", "http://www.w3.org/ns/prov#"),
    ("rdf", "http://www.w3.org/1999/02/22-rdf-syntax-ns#"),
    ("rdfs", "http://www.w3.org/2000/01/rdf-schema#"),
    ("sayso", NAMESPACE),
    ("schema", "https://schema.org/"),
    ("sh", "http://www.w3.org/ns/shacl#"),
    ("skos", "http://www.w3.org/2004/02/skos/core#"),
    ("xsd", "http://www.w3.org/2001/XMLSchema#"),
];

vocabulary! {
    /// Our classes: the nouns.
    class, "sayso" = "https://w3id.org/sayso/ns#";
    DOCUMENT "Document"
    TEXT "Text"
    SPAN "Span"
    MENTION "Mention"
    ENTITY "Entity"
    AGENT "Agent"
    PERSON "Person"
    ORGANIZATION "Organization"
    GROUP "Group"
    PLACE "Place"
    EVENT "Event"
    WORK "Work"
    AFFILIATION "Affiliation"
    STATEMENT "Statement"
    RECOMMENDATION "Recommendation"
    OWN_WORDS "OwnWords"
    CLAIM "Claim"
    STANCE "Stance"
    ENDORSEMENT "Endorsement"
    CRITICISM "Criticism"
    JOIN "Join"
    REFUSAL "Refusal"
    CORRECTION "Correction"
    COMPARISON "Comparison"
    RESTATEMENT "Restatement"
    CONTRADICTION "Contradiction"
    CODING "Coding"
    COPY "Copy"
    REPEAT "Repeat"
    ANSWER "Answer"
    VERSION "Version"
    DERIVED_STANCE "DerivedStance"
    POSITION "Position"
    HAND_CODED "HandCoded"
    CODED_VALUE "CodedValue"
    RUN "Run"
}

vocabulary! {
    /// Our properties.
    property, "sayso" = "https://w3id.org/sayso/ns#";
    CORPUS "corpus"
    FILE "file"
    UNDATED "undated"
    PLACE_TEXT "placeText"
    GENRE "genre"
    FILE_HASH "fileHash"
    ENCODING "encoding"
    TEXT "text"
    AUTHOR "author"
    NOTE "note"
    SHA256 "sha256"
    LENGTH "length"
    START "start"
    END "end"
    EXACT "exact"
    PAGE "page"
    NAME_TEXT "nameText"
    ENTITY "entity"
    SPAN "span"
    RESOLUTION "resolution"
    RULE "rule"
    CONFIDENCE "confidence"
    PERSON "person"
    ROLE_TEXT "roleText"
    OF "of"
    ATTESTED_ON "attestedOn"
    HAPPENED_ON "happenedOn"
    HAPPENED_IN "happenedIn"
    SAID_ON "saidOn"
    SOURCE "source"
    SOURCE_KIND "sourceKind"
    ACT "act"
    FACTUALITY "factuality"
    STRENGTH "strength"
    REPORTER_POLARITY "reporterPolarity"
    QUOTATION "quotation"
    ADDRESSEE "addressee"
    RECOMMENDED_TO "recommendedTo"
    RECOMMENDED_TO_SPAN "recommendedToSpan"
    PRIORITY_SPAN "prioritySpan"
    DEADLINE "deadline"
    DEADLINE_SPAN "deadlineSpan"
    RECOMMENDATION_RULE "recommendationRule"
    ANSWER "answer"
    RECOMMENDER "recommender"
    REPORTED_BY "reportedBy"
    DEPTH "depth"
    SOURCE_SPAN "sourceSpan"
    CUE_SPAN "cueSpan"
    CONTENT_SPAN "contentSpan"
    ADDRESSEE_SPAN "addresseeSpan"
    NEGATED "negated"
    MODAL "modal"
    HEDGED "hedged"
    CONDITIONAL "conditional"
    HOLDER "holder"
    HOLDER_SPAN "holderSpan"
    TARGET "target"
    TARGET_SPAN "targetSpan"
    POLARITY "polarity"
    KIND "kind"
    IN_STATEMENT "inStatement"
    SAME_AGENT "sameAgent"
    AGENT "agent"
    TARGET_AGENT "targetAgent"
    FIRST "first"
    SECOND "second"
    REASON "reason"
    DECISION "decision"
    FINDING "finding"
    DECIDED_TYPE "decidedType"
    DECIDED_LABEL "decidedLabel"
    CLAIM "claim"
    RESTATES "restates"
    CONTRADICTS "contradicts"
    SCORE "score"
    WORDS "words"
    COPY_OF "copyOf"
    REPEATS "repeats"
    ANSWERS_TO "answersTo"
    CHANGE "change"
    LEFT_OUT "leftOut"
    ADDED "added"
    HEDGE_DROPPED "hedgeDropped"
    TOLD_AS "toldAs"
    VIA_GROUP "viaGroup"
    DERIVED_FROM "derivedFrom"
    MEMBERSHIP "membership"
    ABOUT_ONESELF "aboutOneself"
    PRO_FORM "proForm"
    CONTRA_FORM "contraForm"
    TOPIC "topic"
    CONCEPT "concept"
    AGREEMENT "agreement"
    CODED_IN "codedIn"
    CODED_VALUE "codedValue"
    PROGRAM "program"
    CODERS_NOTE "codersNote"
    SECTION "section"
    STATEMENT_TYPE "statementType"
    TYPE_TEXT "typeText"
    VALUE "value"
    VARIABLE "variable"
    SAYS "says"
    ENDORSES "endorses"
    CRITICISES "criticises"
    RECOMMENDS_TO "recommendsTo"
    REPORTEDLY_SAYS "reportedlySays"
    REPORTEDLY_ENDORSES "reportedlyEndorses"
    REPORTEDLY_CRITICISES "reportedlyCriticises"
    REPORTEDLY_RECOMMENDS_TO "reportedlyRecommendsTo"
    VERSION "version"
    LEXICON_HASH "lexiconHash"
    REGISTRY_HASH "registryHash"
    SYNTAX_HASH "syntaxHash"
    NAMING_HASH "namingHash"
    ATTRIBUTION_HASH "attributionHash"
    OPTION "option"
}

vocabulary! {
    /// Our values: what a property with a closed list can say.
    value, "sayso" = "https://w3id.org/sayso/ns#";
    ISSUED_STATEMENT "IssuedStatement"
    OP_ED "OpEd"
    PRESS_RELEASE "PressRelease"
    NEWS "News"
    REPORT "Report"
    SPEECH "Speech"
    TRANSCRIPT "Transcript"
    NAMED "Named"
    ACRONYM "Acronym"
    ALIAS "Alias"
    DESCRIPTION "Description"
    PRONOUN "Pronoun"
    AUTHOR_VOICE "AuthorVoice"
    OPEN "Open"
    NAMED_SOURCE "NamedSource"
    ANONYMOUS_SOURCE "AnonymousSource"
    UNKNOWN_SOURCE "UnknownSource"
    AUTHOR_SOURCE "AuthorSource"
    ASSERTIVE "Assertive"
    DIRECTIVE "Directive"
    COMMISSIVE "Commissive"
    EXPRESSIVE "Expressive"
    STATED "Stated"
    CLAIMED "Claimed"
    PRESUPPOSED "Presupposed"
    ADMITTED "Admitted"
    DENIED "Denied"
    UNASSERTED "Unasserted"
    WEAK "Weak"
    STRONG "Strong"
    DIRECT "Direct"
    INDIRECT "Indirect"
    MIXED "Mixed"
    POSITIVE "Positive"
    NEGATIVE "Negative"
    WELCOMES "Welcomes"
    PRAISES "Praises"
    SUPPORTS "Supports"
    THANKS "Thanks"
    CONGRATULATES "Congratulates"
    CRITICISES "Criticises"
    CONDEMNS "Condemns"
    REJECTS "Rejects"
    REGRETS "Regrets"
    ASSESSES "Assesses"
    AGREES "Agrees"
    DISAGREES "Disagrees"
    SUPPORTED "Supported"
    TAKEN_UP "TakenUp"
    TURNED_DOWN "TurnedDown"
    VERBATIM "Verbatim"
    TRUNCATED "Truncated"
    SPLICED "Spliced"
    ALTERED "Altered"
    PARAPHRASED "Paraphrased"
    SAME "Same"
    NOT_SAME "NotSame"
    DESCRIBED "Described"
    ACCEPTED "Accepted"
    REJECTED "Rejected"
    CORRECTED "Corrected"
}

vocabulary! {
    /// The lists that our values stand in.
    scheme, "sayso" = "https://w3id.org/sayso/ns#";
    GENRES "Genres"
    RESOLUTIONS "Resolutions"
    SOURCE_KINDS "SourceKinds"
    ACTS "Acts"
    FACTUALITIES "Factualities"
    STRENGTHS "Strengths"
    QUOTATIONS "Quotations"
    POLARITIES "Polarities"
    STANCE_KINDS "StanceKinds"
    AGREEMENTS "Agreements"
    ANSWERS "Answers"
    CHANGES "Changes"
    DECISIONS "Decisions"
}

vocabulary! {
    /// RDF.
    rdf, "rdf" = "http://www.w3.org/1999/02/22-rdf-syntax-ns#";
    TYPE "type"
    REIFIES "reifies"
}

vocabulary! {
    /// RDF Schema.
    rdfs, "rdfs" = "http://www.w3.org/2000/01/rdf-schema#";
    LABEL "label"
}

vocabulary! {
    /// Dublin Core.
    dcterms, "dcterms" = "http://purl.org/dc/terms/";
    IDENTIFIER "identifier"
    TITLE "title"
    PUBLISHER "publisher"
    CREATOR "creator"
    DATE "date"
    LANGUAGE "language"
}

vocabulary! {
    /// PROV-O.
    prov, "prov" = "http://www.w3.org/ns/prov#";
    ACTIVITY "Activity"
    WAS_GENERATED_BY "wasGeneratedBy"
    WAS_DERIVED_FROM "wasDerivedFrom"
}

vocabulary! {
    /// schema.org.
    schema, "schema" = "https://schema.org/";
    URL "url"
    START_DATE "startDate"
    END_DATE "endDate"
}

vocabulary! {
    /// The Organization Ontology.
    org, "org" = "http://www.w3.org/ns/org#";
    MEMBERSHIP "Membership"
    MEMBER "member"
    ORGANIZATION "organization"
    MEMBER_OF "memberOf"
}

vocabulary! {
    /// SKOS.
    skos, "skos" = "http://www.w3.org/2004/02/skos/core#";
    CONCEPT "Concept"
    PREF_LABEL "prefLabel"
    DEFINITION "definition"
    IN_SCHEME "inScheme"
    BROADER "broader"
    ALT_LABEL "altLabel"
    NOTATION "notation"
    EXACT_MATCH "exactMatch"
}

vocabulary! {
    /// Web Annotation.
    oa, "oa" = "http://www.w3.org/ns/oa#";
    ANNOTATION "Annotation"
    SPECIFIC_RESOURCE "SpecificResource"
    TEXT_POSITION_SELECTOR "TextPositionSelector"
    TEXT_QUOTE_SELECTOR "TextQuoteSelector"
    HAS_BODY "hasBody"
    HAS_TARGET "hasTarget"
    HAS_SOURCE "hasSource"
    HAS_SELECTOR "hasSelector"
    MOTIVATED_BY "motivatedBy"
    LINKING "linking"
    CLASSIFYING "classifying"
    START "start"
    END "end"
    EXACT "exact"
    PREFIX "prefix"
    SUFFIX "suffix"
}

vocabulary! {
    /// XML Schema datatypes.
    xsd, "xsd" = "http://www.w3.org/2001/XMLSchema#";
    ANY_URI "anyURI"
    DATE "date"
    DECIMAL "decimal"
    G_YEAR "gYear"
    G_YEAR_MONTH "gYearMonth"
    NON_NEGATIVE_INTEGER "nonNegativeInteger"
}

#[cfg(test)]
mod tests {
    use super::NAMESPACE;
    use super::PREFIXES;
    use super::class;
    use super::dcterms;
    use super::oa;
    use super::org;
    use super::property;
    use super::prov;
    use super::rdf;
    use super::rdfs;
    use super::schema;
    use super::scheme;
    use super::skos;
    use super::value;
    use super::xsd;

    #[test]
    fn every_term_stands_in_a_namespace_with_a_prefix() {
        let others = [rdf::TERMS, rdfs::TERMS, dcterms::TERMS, prov::TERMS, schema::TERMS];
        let more = [skos::TERMS, oa::TERMS, org::TERMS, xsd::TERMS];
        for term in others.into_iter().chain(more).flatten() {
            let namespaces = PREFIXES.iter().filter(|(_, space)| term.as_str().starts_with(space));
            assert_eq!(namespaces.count(), 1, "{term}");
        }
        for term in
            [class::TERMS, property::TERMS, value::TERMS, scheme::TERMS].iter().flat_map(|t| *t)
        {
            assert!(term.as_str().starts_with(NAMESPACE), "{term}");
        }
    }

    #[test]
    fn prefixes_are_sorted() {
        assert!(PREFIXES.is_sorted());
    }
}
