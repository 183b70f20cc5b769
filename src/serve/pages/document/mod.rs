//! A document: its text as it was, every finding marked in it and told beside it.

mod about;
mod blocks;
mod findings;
mod who;

use schemars::JsonSchema;
use serde::Serialize;

use crate::model::AnnotatedDocument;
use crate::model::CodePoints;
use crate::model::Confidence;
use crate::model::DocumentKey;
use crate::pipeline;
use crate::pipeline::Decided;

use super::PageError;
use super::Site;
use super::View;
use about::About;
use blocks::Block;
use who::Cast;
use who::Meant;
use who::Post;

#[derive(Serialize, JsonSchema)]
pub(super) struct Page {
    #[serde(flatten)]
    about: About,
    #[schemars(with = "f64")]
    minimum: Confidence,
    /// How many findings the program is less sure of.
    left_out: usize,
    statements: usize,
    stances: usize,
    blocks: Vec<Block>,
    who: Vec<Meant>,
    posts: Vec<Post>,
    /// Words that mean nobody known.
    open: Vec<String>,
}

/// Returns the page of a document; of `min` on in confidence.
pub(super) fn view(
    site: &Site,
    corpus: &str,
    id: &str,
    minimum: Confidence,
) -> Result<View, PageError> {
    let key = DocumentKey { corpus: corpus.to_owned(), id: id.to_owned() };
    let unknown = || PageError::Unknown { what: "document", name: key.to_string() };
    let entry = site.store().manifest().documents.get(&key).ok_or_else(unknown)?;
    let mut account = site.store().account(&key)?;
    let left_out = account.leave_out_below(minimum);
    let text = site.store().text(&entry.text)?;
    let about = about::of(site, &key)?;
    let title = about.title.clone();
    let cast = Cast::of(site, &key)?;
    let decided = pipeline::decisions_on(site.store(), &key)?;
    let read =
        Read { decided: &decided, text: &text, points: CodePoints::new(&text), account: &account };
    let page = Page {
        about,
        minimum,
        left_out: left_out.statements + left_out.stances,
        statements: account.statements.len(),
        stances: account.stances.len(),
        blocks: blocks::of(&read, &cast),
        who: who::meant(&read, &cast),
        posts: who::posts(site, &key)?,
        open: who::open(&read),
    };
    Ok(View::new("document.html", title, &page))
}

/// A document that is being shown.
struct Read<'read> {
    text: &'read str,
    points: CodePoints<'read>,
    account: &'read AnnotatedDocument,
    decided: &'read [Decided],
}
