//! The camps of a network: who agrees with whom against whom.

use super::Network;
use crate::projection::measures;
use crate::projection::measures::Polarization;

/// Divides those who speak into two camps, by a network of their congruence and one of their conflict. Both must be of the same
/// statements; none if they are not of the same people.
pub fn camps(congruence: &Network, conflict: &Network, seed: u64) -> Option<Polarization> {
    if congruence.who != conflict.who {
        return None;
    }
    let (agree, disagree) = (congruence.matrix(), conflict.matrix());
    Some(measures::polarization(&agree, &disagree, seed, congruence.options.dna))
}

#[cfg(test)]
mod tests {
    use crate::projection::network::Method;
    use crate::projection::network::Normalisation;
    use crate::projection::network::OneMode;
    use crate::projection::network::Options;
    use crate::projection::network::Table;
    use crate::projection::network::network;

    const ROWS: &str = "\
Ada|dam|1\nAda|road|0\nBo|dam|1\nBo|road|0\nCy|dam|0\nCy|road|1\nDee|dam|0\nDee|road|1\nDee|wind|1\nAda|wind|1";

    fn table() -> Table {
        let cells = |row: &str| row.split('|').map(str::to_owned).collect();
        Table {
            columns: cells("who|what|qualifier"),
            rows: ROWS.lines().map(cells).collect(),
            ..Table::default()
        }
    }

    fn options(mode: OneMode, dna: bool) -> Options {
        let normalisation = Normalisation::Average;
        Options { method: Method::OneMode(mode), normalisation, dna, ..Options::default() }
    }

    #[test]
    fn who_agrees_is_in_one_camp_but_not_for_dna() {
        let found = |dna| {
            let of = |mode| network(&table(), &options(mode, dna)).unwrap();
            super::camps(&of(OneMode::Congruence), &of(OneMode::Conflict), 1).unwrap()
        };
        let (ours, theirs) = (found(false), found(true));
        assert_eq!((&ours.camps, ours.exact), (&vec![0, 0, 1, 1], true));
        assert_ne!(theirs.camps, [0, 0, 1, 1]);
        // Σ C is 58/15 and Σ F 98/15, so 29/60 is expected within and 49/120 between; the differences add up to 26/5.
        assert!((ours.deviation - 0.25).abs() < 1e-6, "{ours:?}");
        assert!(theirs.deviation > ours.deviation);
    }

    /// Of the whole, a path of 2, 1 and 2, the Laplacian has 3 ± √5, 4 and 0.
    #[test]
    fn concepts_that_change_nothing_go_first() {
        let unweighted =
            Options { normalisation: Normalisation::No, ..options(OneMode::Congruence, false) };
        let backbone = network(&table(), &unweighted).unwrap().nested_backbone();
        let order: Vec<&str> = backbone.iter().map(|removal| removal.what.as_str()).collect();
        assert_eq!(order, ["dam", "wind", "road"]);
        let losses: Vec<String> =
            backbone.iter().map(|removal| format!("{:.6}", removal.loss)).collect();
        assert_eq!(losses, ["0.133333", "0.200000", "1.000000"]);
        assert!(backbone[2].loss_of_removed < 1e-9);
    }
}
