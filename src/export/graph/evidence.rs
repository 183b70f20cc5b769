//! What stands behind an edge, in a form that stays small: at most fifty identifiers, their number,
//! and the hash of them all.

use crate::model::Sha256;

/// How many identifiers are written out.
const LISTED: usize = 50;

/// The evidence of an edge as it is exported.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Evidence<'edge> {
    /// How many pieces there are.
    pub(super) count: usize,
    /// The first identifiers in their order.
    pub(super) listed: Vec<&'edge str>,
    /// SHA-256 of all identifiers in their order, each ended by a line feed.
    pub(super) hash: Sha256,
}

impl<'edge> Evidence<'edge> {
    pub(super) fn new(identifiers: &[&'edge str]) -> Self {
        let lines: String = identifiers.iter().flat_map(|id| [id, "\n"]).collect();
        Self {
            count: identifiers.len(),
            listed: identifiers.iter().copied().take(LISTED).collect(),
            hash: Sha256::of(lines),
        }
    }

    /// Returns how many identifiers are left out.
    pub(super) fn unlisted(&self) -> usize {
        self.count - self.listed.len()
    }

    /// Returns the listed identifiers in one text. They contain no space, being IRIs.
    pub(super) fn joined(&self) -> String {
        self.listed.join(" ")
    }

    /// Returns the listed identifiers, one a line, and how many more there are.
    pub(super) fn lines(&self) -> String {
        let lines = self.listed.join("\n");
        match self.unlisted() {
            0 => lines,
            more => format!("{lines}\nand {more} more (SHA-256 of all: {})", self.hash),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::Evidence;
    use crate::model::Sha256;

    fn identifiers(count: usize) -> Vec<String> {
        (0..count).map(|number| format!("id:{number:03}")).collect()
    }

    #[test]
    fn few_are_written_out() {
        let identifiers = identifiers(2);
        let identifiers: Vec<&str> = identifiers.iter().map(String::as_str).collect();
        let evidence = Evidence::new(&identifiers);
        assert_eq!(evidence.joined(), "id:000 id:001");
        assert_eq!(evidence.hash, Sha256::of("id:000\nid:001\n"));
        assert_eq!(evidence.lines(), "id:000\nid:001");
    }

    #[test]
    fn many_are_counted() {
        let identifiers = identifiers(51);
        let identifiers: Vec<&str> = identifiers.iter().map(String::as_str).collect();
        let evidence = Evidence::new(&identifiers);
        assert_eq!((evidence.count, evidence.listed.len(), evidence.unlisted()), (51, 50, 1));
        assert!(evidence.lines().contains("and 1 more (SHA-256 of all: "));
        assert_ne!(evidence.hash, Evidence::new(&identifiers[..50]).hash);
    }
}
