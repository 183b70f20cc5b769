//! Finds statements with trained models: which words are cues, what around them is source and content, what is
//! done in saying it, and how far that can be trusted. The rules speak first; the models read what they found.

mod addressees;
mod advice;
mod attribution;
mod cues;
mod decide;
mod drafts;
mod examples;
mod explanation;
mod scene;
mod sides;
mod spans;
mod trees;
mod trust;

pub use attribution::Attribution;
pub use cues::Candidate;
pub use cues::Features;
pub use cues::candidates;
pub use cues::features as cue_features;
pub use cues::key;
pub use decide::Parts;
pub use drafts::ACTS;
pub use drafts::Draft;
pub use drafts::Drafter;
pub use drafts::act_features;
pub use examples::Annotated;
pub use examples::Example;
pub use examples::Rightness;
pub use examples::StatementExample;
pub use examples::are_right;
pub use examples::examples;
pub use examples::keys;
pub use explanation::CueExplanation;
pub use explanation::CueOutcome;
pub use scene::Scene;
pub use scene::form;
pub use sides::Judge;
pub use sides::Proposal;
pub use sides::is_by_rule;
pub use spans::Around;
pub use spans::LABELS;
pub use spans::PARTS;
pub use spans::Part;
pub use spans::Window;
pub use spans::before;
pub use spans::transitions;

pub(super) use advice::find as recommendations;
pub(super) use attribution::statements;
pub(super) use explanation::explanation;
pub(super) use sides::count;
pub(super) use sides::proposals;
pub(super) use sides::stances;

#[cfg(test)]
#[expect(clippy::single_range_in_vec_init, reason = "parts are lists of ranges of words")]
mod tests;
