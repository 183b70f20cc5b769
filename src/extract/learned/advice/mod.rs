//! Recommendations: which statements recommend, which sentences of lists do, who is to do it, how soon, and until when.
//!
//! > *The Mission* **recommends** that *the Ministry* publish the results **by the end of 2025**. · *Lee* said *the council*
//! > **should** act. · **Recommendations** 1. *The Ministry* **should** publish the results.

mod prose;
mod lists;
mod terms;
#[cfg(test)]
mod tests;

use crate::model::FoundStatement;
use crate::model::ListedRecommendation;
use crate::model::Span;

use super::scene::Scene;

/// What somebody is to do, and the words for who, where there are some.
#[derive(Clone, Copy, Debug, Default)]
struct Duty {
    to: Option<Span>,
}

/// Notes what statements recommend, and returns the sentences of lists that do and lie in no statement that does.
pub(in crate::extract) fn find(
    scene: &Scene,
    statements: &mut [FoundStatement],
) -> Vec<ListedRecommendation> {
    for statement in statements.iter_mut() {
        statement.recommendation = prose::recommendation(scene, statement);
    }
    lists::find(scene, statements)
}
