//! The same name, whatever its spelling; known names by whom the registry says they name.
//!
//! > the **U.S.** … the **United States**; **Оwen Murphy** *with a Cyrillic letter* … **Owen Murphy**

use std::collections::BTreeMap;

use crate::model::EntityType;
use crate::model::Resolution;

use crate::resolve::cast::Cast;
use crate::resolve::forms;
use crate::resolve::passage::Passage;

/// Joins names that fold to one form.
pub(super) fn join(passage: Passage, cast: &mut Cast) {
    let mut firsts: BTreeMap<String, usize> = BTreeMap::new();
    for index in super::named(cast) {
        let key = key(cast, index);
        match firsts.get(&key) {
            Some(&first) => {
                let is_alias = !is_alike(passage, cast, first, index);
                let resolution = if is_alias { Resolution::Alias } else { Resolution::Named };
                cast.join(
                    index,
                    first,
                    resolution,
                    if is_alias { "known-name" } else { "same-name" },
                );
            }
            None => {
                firsts.insert(key, index);
            }
        }
    }
}

fn key(cast: &Cast, index: usize) -> String {
    let key = &cast.candidates[index].key;
    match cast.entity_type(index) {
        Some(EntityType::Person) => key.clone(),
        _ => forms::even(key),
    }
}

fn is_alike(passage: Passage, cast: &Cast, first: usize, index: usize) -> bool {
    let form = |index: usize| forms::fold(cast.candidates[index].span.of(passage.text));
    form(first) == form(index)
}
