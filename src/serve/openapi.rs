//! The description of the JSON behind the pages, in `OpenAPI` 3.1. It is made of a table; a test holds the table to the pages.

use schemars::SchemaGenerator;
use schemars::generate::SchemaSettings;
use serde_json::Map;
use serde_json::Value;
use serde_json::json;

use super::Request;
use super::pages;

/// A page whose data can be had.
struct Path {
    /// Its address, without `/api`.
    address: &'static str,
    summary: &'static str,
    /// What may stand behind the question mark.
    parameters: &'static [Parameter],
}

/// A name behind the question mark.
struct Parameter {
    name: &'static str,
    /// `text`, `texts`, `number`, `confidence`, or words of which it is one.
    kind: &'static str,
    description: &'static str,
}

const MINIMUM: Parameter = Parameter {
    name: "min",
    kind: "confidence",
    description: "Leaves out findings of which the program is less sure",
};

const PATHS: &[Path] = &[
    Path { address: "/overview", summary: "What is in the store", parameters: &[MINIMUM] },
    Path {
        address: "/documents",
        summary: "The documents",
        parameters: &[SOUGHT, sorted("date title statements stances"), PAGE, MINIMUM],
    },
    Path {
        address: "/documents/{corpus}/{id}",
        summary: "A document: its text in segments, with every finding",
        parameters: &[MINIMUM],
    },
    Path {
        address: "/agents",
        summary: "Who and what is named",
        parameters: &[SOUGHT, TYPE, sorted("documents name statements stances"), PAGE, MINIMUM],
    },
    Path { address: "/agents/{key}", summary: "An agent", parameters: &[MINIMUM] },
    Path {
        address: "/claims",
        summary: "The claims",
        parameters: &[SOUGHT, sorted("documents words restated contradicted"), PAGE, MINIMUM],
    },
    Path { address: "/claims/{key}", summary: "A claim", parameters: &[MINIMUM] },
    Path {
        address: "/search",
        summary: "Names, titles and words that have some words",
        parameters: &[SOUGHT, MINIMUM],
    },
    Path {
        address: "/review",
        summary: "What people decided, and how far they agree",
        parameters: &[],
    },
    Path { address: "/about", summary: "What the store is made of", parameters: &[] },
    Path {
        address: "/ask",
        summary: "The questions that can be asked, and the answers to a query",
        parameters: &[QUERY, SURE],
    },
    Path {
        address: "/ask/{name}",
        summary: "A question with its answers; each parameter of the question may be given by its name",
        parameters: &[SURE],
    },
    Path { address: "/networks", summary: "The graphs that can be drawn", parameters: &[] },
    Path {
        address: "/networks/{name}",
        summary: "A graph, drawn, with the options of sayso graph; a parameter of its query has the name set.NAME",
        parameters: GRAPH,
    },
];

/// The same as [`MINIMUM`], by the name that the command line has.
const SURE: Parameter = Parameter { name: "min-confidence", ..MINIMUM };

const fn option(name: &'static str, description: &'static str) -> Parameter {
    Parameter { name, kind: "text", description }
}

/// What a graph can be asked for; every option of its page.
const GRAPH: &[Parameter] = &[
    option("one-mode", "Joins those who speak: congruence, conflict, subtract or ignore"),
    option("two-mode", "Joins them with what they speak of: subtract, combine or ignore"),
    option("who", "The column of those who speak"),
    option("what", "The column of what they speak of"),
    option("qualifier", "The column of how they stand to it"),
    option("qualifier-kind", "What that is: boolean, integer or text"),
    option("normalise", "What weights are divided by"),
    option("duplicates", "Within what repetitions count once"),
    option("min-statements", "In how many statements each node must be"),
    option("isolates", "Shows those, too, who have no edge"),
    option("dna-compat", "Counts as the Discourse Network Analyzer does"),
    option("keep", "Keeps only rows with this value, column=value"),
    option("drop", "Leaves out rows with this value, column=value"),
    option("since", "The first date that counts"),
    option("until", "The last date that counts"),
    SURE,
    option("strongest", "How many edges are left at most"),
    Parameter {
        name: "open",
        kind: "texts",
        description: "The identifier of a node that is opened to its evidence, or the two of an edge",
    },
    option("as", "The kind of the edge that is opened, where two nodes have several"),
];

const SOUGHT: Parameter =
    Parameter { name: "q", kind: "text", description: "Words that are looked for" };

/// Returns how a list can be ordered.
const fn sorted(orders: &'static str) -> Parameter {
    Parameter { name: "sort", kind: orders, description: "How the list is ordered" }
}

const TYPE: Parameter = Parameter {
    name: "type",
    kind: "person organization group place event work",
    description: "Only those of a type",
};

const PAGE: Parameter = Parameter {
    name: "page",
    kind: "number",
    description: "Which page of the list, counted from 1",
};

const QUERY: Parameter = Parameter {
    name: "query",
    kind: "text",
    description: "A query in SPARQL over all graphs of the store",
};

/// Where decisions are sent, and what is done with them.
const DECISIONS: &[(&str, &str)] = &[
    ("/review", "Decides on a finding; its document is built anew before the answer"),
    (
        "/review/identity",
        "Decides who is who; what needs more than one document is made anew before the answer",
    ),
];

/// Returns the description.
pub(super) fn description() -> Value {
    let mut settings = SchemaSettings::draft2020_12();
    settings.definitions_path = "/components/schemas".into();
    settings.meta_schema = None;
    let mut read = settings.clone().for_serialize().into_generator();
    let mut sent = settings.for_deserialize().into_generator();
    let pages =
        PATHS.iter().map(|path| (format!("/api{}", path.address), described(path, &mut read)));
    let mut paths: Map<String, Value> = pages.collect();
    for (address, summary) in DECISIONS {
        paths.insert((*address).to_owned(), decision(address, summary, &mut sent));
    }
    paths["/review"]["get"] = json!({
        "operationId": "reviewPage",
        "summary": "The page of all decisions",
        "responses": { "200": {
            "description": "The page",
            "content": { "text/html": { "schema": { "type": "string" } } },
        } },
    });
    let mut schemas = sent.take_definitions(true);
    schemas.extend(read.take_definitions(true));
    schemas.insert(
        "Error".to_owned(),
        json!({
            "type": "object",
            "properties": { "error": { "type": "string" } },
            "required": ["error"],
        }),
    );
    schemas.insert(
        "Done".to_owned(),
        json!({
            "type": "object",
            "properties": { "done": { "const": true } },
            "required": ["done"],
        }),
    );
    json!({
        "openapi": "3.1.0",
        "info": {
            "title": "sayso",
            "summary": "Who said what, who sides with whom, and in which words",
            "description": "The data of the pages. SPARQL is answered at /query. Decisions need the token that the site was started with.",
            "version": env!("CARGO_PKG_VERSION"),
            "license": { "name": "MIT OR Apache-2.0", "identifier": "MIT OR Apache-2.0" },
        },
        "paths": paths,
        "components": {
            "schemas": schemas,
            "securitySchemes": { "token": { "type": "http", "scheme": "bearer" } },
        },
    })
}

fn described(path: &Path, generator: &mut SchemaGenerator) -> Value {
    let places =
        path.address.split('/').filter_map(|part| part.strip_prefix('{')?.strip_suffix('}'));
    let places = places.map(|name| {
        json!({ "name": name, "in": "path", "required": true, "schema": { "type": "string", "minLength": 1 } })
    });
    let named = path.parameters.iter().map(|parameter| {
        json!({
            "name": parameter.name,
            "in": "query",
            "description": parameter.description,
            "schema": schema(parameter.kind),
        })
    });
    let parameters: Vec<Value> = places.chain(named).collect();
    let data = pages::schema(path.address, generator).to_value();
    json!({ "get": {
        "operationId": operation(path.address),
        "summary": path.summary,
        "parameters": parameters,
        "responses": {
            "200": answer("The data of the page", &data),
            "400": answer("The address says something that cannot be", &named_schema("Error")),
            "404": answer("Nothing is called so", &named_schema("Error")),
            "503": answer("The answer took too long", &named_schema("Error")),
        },
    } })
}

fn decision(address: &str, summary: &str, generator: &mut SchemaGenerator) -> Value {
    let sent = pages::schema_of_decision(address, generator).to_value();
    let told = |description: &str| json!({ "description": description, "content": { "text/plain": { "schema": { "type": "string" } } } });
    let refused = |description: &str| answer(description, &named_schema("Error"));
    json!({ "post": {
        "operationId": format!("{}Decide", operation(address)),
        "summary": summary,
        "security": [{ "token": [] }],
        "requestBody": { "required": true, "content": { "application/json": { "schema": sent } } },
        "responses": {
            "200": answer("It is decided", &named_schema("Done")),
            "400": refused("This is no decision, or it contradicts others"),
            "401": told("The token is missing or another one"),
            "403": told("Nobody may write here, or another site sends it"),
            "404": refused("There is no such finding"),
            "500": refused("The files beside the corpus, or the store, cannot be written"),
            "409": refused("The store was built otherwise, a file beside the corpus is broken, or another program writes"),
        },
    } })
}

fn schema(kind: &str) -> Value {
    match kind {
        "confidence" => json!({ "type": "number", "minimum": 0, "maximum": 1, "multipleOf": 0.01 }),
        "number" => json!({ "type": "integer", "minimum": 1, "maximum": u32::MAX }),
        "text" => json!({ "type": "string" }),
        "texts" => json!({ "type": "array", "items": { "type": "string" } }),
        words => json!({ "enum": words.split(' ').collect::<Vec<&str>>() }),
    }
}

/// Returns the name of a number that a request gives without a value or more than once.
pub(super) fn misgiven(request: &Request) -> Option<&'static str> {
    let parameters = PATHS.iter().flat_map(|path| path.parameters);
    let mut numbers =
        parameters.filter(|parameter| matches!(parameter.kind, "number" | "confidence"));
    let is_misgiven = |name: &str| {
        let mut values = request.query.iter().filter(|(known, _)| known == name);
        values.next().is_some_and(|(_, value)| value.is_empty()) || values.next().is_some()
    };
    numbers.find(|parameter| is_misgiven(parameter.name)).map(|parameter| parameter.name)
}

fn answer(description: &str, schema: &Value) -> Value {
    json!({ "description": description, "content": { "application/json": { "schema": schema } } })
}

fn named_schema(name: &str) -> Value {
    json!({ "$ref": format!("#/components/schemas/{name}") })
}

/// Returns `networksName` for `/networks/{name}`.
fn operation(address: &str) -> String {
    let words = address.split(|letter: char| !letter.is_ascii_alphanumeric());
    let mut name = String::new();
    for word in words.filter(|word| !word.is_empty()) {
        let (first, rest) = word.split_at(1);
        name.push_str(&if name.is_empty() { first.to_owned() } else { first.to_ascii_uppercase() });
        name.push_str(rest);
    }
    name
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    /// Returns the addresses that `pages::view` and what it leaves to others tell apart, as they stand in its source.
    fn addresses() -> BTreeSet<String> {
        let source = include_str!("pages/mod.rs");
        let (_, view) = source.split_once("pub(super) fn view(").unwrap();
        let (view, _) = view.split_once("\n/// Does what").unwrap();
        let patterns = view.lines().filter_map(|line| line.trim().split_once(" => "));
        let patterns = patterns.flat_map(|(patterns, _)| patterns.split(" | "));
        let patterns = patterns.filter_map(|pattern| pattern.strip_prefix('[')?.strip_suffix(']'));
        patterns.filter(|pattern| !pattern.is_empty()).map(address).collect()
    }

    /// Returns `/documents/{corpus}/{id}` for `"documents", corpus, id @ ..`.
    fn address(pattern: &str) -> String {
        let parts = pattern.split(", ").map(|part| match part.strip_prefix('"') {
            Some(literal) => format!("/{}", literal.trim_end_matches('"')),
            None => format!("/{{{}}}", part.trim_end_matches(" @ ..")),
        });
        parts.collect()
    }

    #[test]
    fn every_page_is_described_and_nothing_else() {
        let described: BTreeSet<String> =
            PATHS.iter().map(|path| path.address.to_owned()).collect();
        assert_eq!(described, addresses());
    }

    #[test]
    fn every_option_of_a_graph_is_described() {
        let described: Vec<&str> = GRAPH.iter().map(|parameter| parameter.name).collect();
        let options = crate::serve::pages::options_of_graphs();
        assert_eq!(described[..options.len()], options);
        assert_eq!(described[options.len()..], ["open", "as"]);
    }

    #[test]
    fn operations_have_names_of_their_own() {
        let names: BTreeSet<String> = PATHS.iter().map(|path| operation(path.address)).collect();
        assert_eq!(names.len(), PATHS.len());
        assert_eq!(operation("/networks/{name}"), "networksName");
    }
}
