//! Grammar of words after Universal Dependencies (<https://universaldependencies.org>): parts of speech, tags of
//! the Penn Treebank, and relations in a tree.

use super::Span;

/// A syntactic word: the unit of tags and trees. Where a token is hyphenated it has several: `well|-|known`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Word {
    /// Where it stands.
    pub span: Span,
    /// The token that it is, or is part of, as an index into [`Analysis::tokens`](super::Analysis::tokens).
    pub token: u32,
    /// Its part of speech.
    pub upos: Upos,
    /// Its tag in the Penn Treebank's set.
    pub xpos: Xpos,
    /// Its lemma, as an index into [`Analysis::lemmas`](super::Analysis::lemmas).
    pub lemma: u32,
    /// The word that it depends on, as an index into [`Analysis::words`](super::Analysis::words); none for a root.
    pub head: Option<u32>,
    /// How it depends on its head.
    pub relation: Relation,
}

macro_rules! names {
    ($(#[$comment:meta])* $type:ident: $($name:literal)*) => {
        $(#[$comment])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub struct $type(u8);

        impl $type {
            /// All of them, in the order of their numbers.
            pub const NAMES: &[&str] = &[$($name),*];

            /// Returns the one with a name, if there is one.
            pub fn named(name: &str) -> Option<Self> {
                Self::NAMES.iter().position(|known| *known == name).and_then(Self::numbered)
            }

            /// Returns the one with a number, if there is one.
            pub fn numbered(number: usize) -> Option<Self> {
                (number < Self::NAMES.len()).then(|| u8::try_from(number).ok()).flatten().map(Self)
            }

            /// Returns its number.
            pub const fn number(self) -> usize {
                self.0 as usize
            }

            /// Returns its name.
            pub const fn name(self) -> &'static str {
                Self::NAMES[self.0 as usize]
            }
        }
    };
}

names! {
    /// A universal part of speech.
    Upos:
    "ADJ" "ADP" "ADV" "AUX" "CCONJ" "DET" "INTJ" "NOUN" "NUM" "PART" "PRON" "PROPN" "PUNCT" "SCONJ" "SYM" "VERB" "X"
}

names! {
    /// A part of speech of the Penn Treebank.
    Xpos:
    "NN" "IN" "DT" "NNP" "JJ" "PRP" "." "RB" "," "NNS" "VB" "CC" "VBD" "VBP" "VBZ" "CD" "VBN" "VBG" "TO" "PRP$" "MD"
    "-RRB-" "-LRB-" ":" "WDT" "UH" "WRB" "HYPH" "``" "''" "WP" "POS" "RP" "NNPS" "JJR" "JJS" "EX" "RBR" "SYM" "NFP"
    "FW" "$" "GW" "ADD" "PDT" "RBS" "LS" "AFX" "WP$"
}

names! {
    /// A relation of a word to its head, with its subtype.
    Relation:
    "root" "punct" "case" "det" "nsubj" "advmod" "amod" "obj" "obl" "conj" "nmod" "compound" "cc" "mark" "aux" "cop"
    "nmod:poss" "advcl" "xcomp" "flat" "acl:relcl" "ccomp" "acl" "appos" "aux:pass" "nummod" "parataxis" "nsubj:pass"
    "nmod:unmarked" "obl:unmarked" "discourse" "compound:prt" "expl" "fixed" "iobj" "list" "obl:agent" "dep"
    "nmod:desc" "csubj" "nsubj:outer" "advcl:relcl" "det:predet" "vocative" "reparandum" "goeswith" "cc:preconj"
    "orphan" "dislocated" "csubj:pass" "csubj:outer"
}

impl Relation {
    /// The relation of a word without a head.
    pub const ROOT: Self = Self(0);
    /// The relation of a mark.
    pub const PUNCT: Self = Self(1);

    /// Returns its name without the subtype.
    pub fn base(self) -> &'static str {
        let name = self.name();
        name.split_once(':').map_or(name, |(base, _)| base)
    }

    /// Returns whether its name, without the subtype, is this one.
    pub fn is(self, base: &str) -> bool {
        self.base() == base
    }
}

#[cfg(test)]
mod tests {
    use super::Relation;
    use super::Upos;
    use super::Xpos;

    #[test]
    fn names_and_numbers_belong_together() {
        for (number, name) in Relation::NAMES.iter().enumerate() {
            assert_eq!(Relation::named(name).map(Relation::number), Some(number), "{name}");
        }
        assert_eq!(Xpos::named("VBD").map(Xpos::name), Some("VBD"));
        assert_eq!(Upos::named("VBD"), None);
        assert_eq!(Upos::numbered(Upos::NAMES.len()), None);
    }

    #[test]
    fn a_subtype_can_be_left_out() {
        let relation = Relation::named("nsubj:pass").expect("it is listed");
        assert!(relation.is("nsubj") && !relation.is("nsubj:pass"));
        assert!(Relation::ROOT.is("root") && Relation::PUNCT.is("punct"));
    }
}
