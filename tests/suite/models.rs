//! Every model file stands beside a card that knows its bytes, and whose data it was made of.

use std::fs;
use std::path::Path;

use sayso::train::Card;

#[test]
fn every_model_matches_its_card() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("data/models");
    let mut models = 0;
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.extension().is_none_or(|extension| extension != "model") {
            continue;
        }
        let card = fs::read_to_string(path.with_extension("card.toml")).unwrap();
        let card = Card::from_toml(&card).unwrap();
        assert_eq!(Some(card.file.as_ref()), path.file_name().unwrap().to_str());
        assert_eq!(card.fault(&fs::read(&path).unwrap()), None);
        assert!(!card.licence.is_empty() && !card.data.is_empty());
        models += 1;
    }
    assert!(models > 0);
}
