//! Links
use crate::model::AnnotatedDocument;
use crate::model::Identity;
use crate::model::Links;
/// Returns links.
pub fn links(_documents: &[AnnotatedDocument], _identity: &Identity) -> Links {
    Links::default()
}
