//! Texts for properties: pieces of sentences put together, and strings of any characters.

use proptest::prelude::Strategy;
use proptest::prelude::any;
use proptest::prop_oneof;
use proptest::sample::select;
use proptest::strategy::ValueTree;
use proptest::test_runner::TestRunner;
use sayso::model::Document;
use sayso::model::DocumentKey;
use sayso::pipeline;
use sayso::pipeline::Engine;

/// Pieces that rules look for, in the shapes in which they come apart.
const PIECES: &[&str] = &[
    "The Harbour Council ",
    "Ilse Marant ",
    "Dr. Ilse Marant, mayor of Port Elin, ",
    "Tomas Bele, chairman of the Dockers Union, ",
    "Foreign Minister of Kenya Amina Odero ",
    "Coast Watch (CW) ",
    "CW ",
    "She ",
    "they ",
    "We ",
    "I ",
    "the Dockers\u{2019} Union\u{2019}s ",
    "Officials ",
    "\u{41e}skar Vale ",
    "Владимир Козлов ",
    "said ",
    "said that ",
    "did not say whether ",
    "told reporters that ",
    "according to ",
    "According to ",
    "reportedly ",
    "am confident that ",
    "warned that ",
    "promised to ",
    "called on ",
    "recommended that ",
    "welcomed ",
    "condemned ",
    "praised ",
    "thanked ",
    "support ",
    "'s recommendation to ",
    "the pier was unsafe",
    "the vote was free and fair",
    "the report",
    "the silence of Brussels",
    "repair the pier",
    "nothing was hidden",
    "would be a welcome step",
    "12,345.67 ",
    "No. 7 ",
    "U.S. ",
    "e.g. ",
    "5 May 2023",
    "“",
    "”",
    "\"",
    "‘",
    "’",
    "'",
    "«",
    "»",
    "„",
    "(",
    ")",
    "[",
    "—",
    " – ",
    ", ",
    ". ",
    ".",
    "? ",
    "! ",
    "…",
    ": ",
    "; ",
    "\n",
    "\n\n",
    "\r\n",
    "\r\n\r\n",
    "\t",
    "\u{a0}",
    "\u{2028}",
    "\u{200b}",
    "\u{feff}",
    "\u{202e}",
    "e\u{301}",
    "İ",
    "ß",
    "ﬁ",
    "😀",
    "👩\u{200d}🚀",
    "🇰🇿",
    "選挙は自由だった。",
    "قال المراقبون",
    "देश",
    "\u{0}",
    "None\n",
    "Source: Harbour News\n",
    "- ",
    "# ",
    "* ",
];

/// Returns texts of up to so many pieces, and now and then of any characters at all.
pub(crate) fn texts(pieces: usize) -> impl Strategy<Value = String> {
    let of_pieces =
        proptest::collection::vec(select(PIECES), 0..pieces).prop_map(|pieces| pieces.concat());
    let between = proptest::collection::vec(
        prop_oneof![4 => select(PIECES).prop_map(str::to_owned), 1 => any::<String>()],
        0..pieces / 2 + 1,
    );
    prop_oneof![
        6 => of_pieces,
        2 => between.prop_map(|pieces| pieces.concat()),
        1 => any::<String>(),
    ]
}

/// Properties of texts in which nothing is ever found would say little.
#[test]
fn texts_give_findings_of_every_kind() {
    let mut runner = TestRunner::deterministic();
    let strategy = texts(60);
    let mut found = [0; 6];
    for _ in 0..300 {
        let text = strategy.new_tree(&mut runner).unwrap().current();
        let key = DocumentKey { corpus: "any".to_owned(), id: "text".to_owned() };
        let account = pipeline::account(&Document::of_text(key, text), Engine::built_in());
        let counts = [
            account.statements.len(),
            account.statements.iter().filter(|statement| statement.within.is_some()).count(),
            account
                .statements
                .iter()
                .filter(|statement| statement.addressee_span.is_some())
                .count(),
            account.stances.len(),
            account.affiliations.len(),
            account.notes.len(),
        ];
        found.iter_mut().zip(counts).for_each(|(sum, count)| *sum += count);
    }
    assert!(found.iter().all(|&count| count > 10), "{found:?}");
}
