//! Numbers that look like chance and are always the same.

/// A row of numbers that is told by its seed, as `SplitMix64` does.
pub(super) struct Chance(u64);

impl Chance {
    /// Returns the row of a seed.
    pub(super) fn new(seed: u64) -> Self {
        Self(seed)
    }

    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mixed = (self.0 ^ (self.0 >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        let mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        mixed ^ (mixed >> 31)
    }

    /// Returns a number below a limit.
    pub(super) fn below(&mut self, limit: usize) -> usize {
        let scaled = (u128::from(self.next()) * limit as u128) >> 64;
        usize::try_from(scaled).expect("the limit is a usize")
    }

    /// Returns true so many times in a hundred.
    pub(super) fn percent(&mut self, percent: usize) -> bool {
        self.below(100) < percent
    }

    /// Puts items in another order.
    pub(super) fn shuffle<T>(&mut self, items: &mut [T]) {
        for last in (1..items.len()).rev() {
            items.swap(last, self.below(last + 1));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::Chance;

    #[test]
    fn a_seed_tells_the_row() {
        let mut items: Vec<usize> = (0..10).collect();
        Chance::new(1).shuffle(&mut items);
        let mut again: Vec<usize> = (0..10).collect();
        Chance::new(1).shuffle(&mut again);
        assert_eq!(items, again);
        items.sort_unstable();
        assert_eq!(items, (0..10).collect::<Vec<_>>());
    }

    #[test]
    fn a_share_is_kept() {
        let mut chance = Chance::new(7);
        let count = (0..10_000).filter(|_| chance.percent(90)).count();
        assert!((8_800..9_200).contains(&count), "{count}");
    }
}
