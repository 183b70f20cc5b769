//! Puts one state after the other into a store, and prints the number of each when it is committed.
//!
//! `.ci/outside/store-crash` kills it at random times, and looks at what is left.
//!
//! ```sh
//! cargo run --example store_states -- FOLDER FIRST
//! ```

use std::env;
use std::error::Error;
use std::io;
use std::io::Write;
use std::path::Path;

use oxigraph::model::Literal;
use oxigraph::model::NamedNode;
use oxigraph::model::Quad;
use sayso::model::AnnotatedDocument;
use sayso::model::DocumentKey;
use sayso::model::Run;
use sayso::model::Sha256;
use sayso::store::NewDocument;
use sayso::store::StoreError;
use sayso::store::Writer;

fn main() -> Result<(), Box<dyn Error>> {
    let arguments: Vec<String> = env::args().collect();
    let [_, folder, first] = &arguments[..] else { return Err("FOLDER and FIRST, please".into()) };
    for state in first.parse()?.. {
        write(Path::new(folder), state)?;
        writeln!(io::stdout(), "{state}")?;
    }
    Ok(())
}

/// Commits a state: every document says which it is, and one of them is longer in each.
fn write(folder: &Path, state: usize) -> Result<(), StoreError> {
    let mut writer = Writer::open(folder)?;
    for number in 0..8 {
        put(&writer, state, &format!("document-{number}"), &format!("state {state}"))?;
    }
    put(&writer, state, "long", &format!("state {state}\n").repeat(50 * state))?;
    writer.put_graph("links", &[quad("links", &format!("state {state}"))], 0)?;
    writer.commit()?;
    Ok(())
}

fn put(writer: &Writer, state: usize, id: &str, text: &str) -> Result<(), StoreError> {
    let account = AnnotatedDocument { id: format!("{id} in {state}"), ..Default::default() };
    writer.put_document(&NewDocument {
        key: &DocumentKey { corpus: "states".to_owned(), id: id.to_owned() },
        file: &format!("state-{state}"),
        file_hash: &Sha256::of(text),
        metadata_hash: &Sha256::of("{}"),
        run: &Run {
            version: "0".to_owned(),
            lexicon: Sha256::of(""),
            registry: None,
            syntax: None,
            naming: None,
            attribution: None,
            options: Vec::new(),
        },
        text,
        account: &account,
        quads: &[quad(id, text)],
        notes: 0,
        extracted: true,
    })
}

fn quad(name: &str, text: &str) -> Quad {
    let node = |name: &str| NamedNode::new_unchecked(format!("http://example.org/{name}"));
    Quad::new(node("somebody"), node("says"), Literal::from(text), node(name))
}
