//! The orders in which examples are learned.
//!
//! A model that is learned in one order leans toward what came last. So each is learned several times from nothing, in
//! orders that look like chance and are always the same, and the average of these runs is kept (bagging after
//! Breiman 1996, of orders and not of samples).

use super::chance::Chance;

/// So many runs make most models.
pub(super) const RUNS: u32 = 4;

/// Returns for each run the places of the examples in the order in which they are learned, all once in each epoch.
pub(super) fn runs(
    count: u32,
    examples: usize,
    epochs: usize,
) -> impl Iterator<Item = impl Iterator<Item = usize>> {
    (0..count).map(move |run| {
        let mut chance = Chance::new(run.into());
        let mut order: Vec<usize> = (0..examples).collect();
        (0..epochs).flat_map(move |_| {
            chance.shuffle(&mut order);
            order.clone()
        })
    })
}

#[cfg(test)]
mod tests {
    use super::RUNS;
    use super::runs;

    #[test]
    fn each_run_has_all_examples_in_an_order_of_its_own() {
        let orders: Vec<Vec<usize>> = runs(RUNS, 20, 3).map(Iterator::collect).collect();
        assert_eq!(orders, runs(RUNS, 20, 3).map(Iterator::collect).collect::<Vec<Vec<usize>>>());
        assert_eq!(u32::try_from(orders.len()), Ok(RUNS));
        assert_ne!(orders[0], orders[1]);
        for epoch in orders.iter().flat_map(|run| run.chunks(20)) {
            let mut sorted = epoch.to_vec();
            sorted.sort_unstable();
            assert_eq!(sorted, (0..20).collect::<Vec<_>>());
        }
    }
}
