//! In which order nodes stand in their columns: so that few edges cross.

/// How often columns are put in order, forth and back.
const SWEEPS: usize = 24;

/// Columns of points, and edges between points of neighbouring columns.
#[derive(Clone, Debug, Default)]
pub(super) struct Columns {
    /// The points of each column from top to bottom.
    pub(super) points: Vec<Vec<usize>>,
    /// For each point, those of the column before that it is joined to.
    pub(super) before: Vec<Vec<usize>>,
    /// For each point, those of the column after that it is joined to.
    pub(super) after: Vec<Vec<usize>>,
}

/// Orders every column by the middle of each point's neighbours, forth and back, and keeps the best.
pub(super) fn improve(columns: &mut Columns) {
    let mut best = (crossings(columns), columns.points.clone());
    for sweep in 0..SWEEPS {
        if best.0 == 0 {
            break;
        }
        for step in 0..columns.points.len() {
            let forth = sweep % 2 == 0;
            let column = if forth { step } else { columns.points.len() - 1 - step };
            sort(columns, column, forth);
        }
        let count = crossings(columns);
        if count < best.0 {
            best = (count, columns.points.clone());
        }
    }
    columns.points = best.1;
}

fn sort(columns: &mut Columns, column: usize, forth: bool) {
    let places = places(columns);
    let neighbours = if forth { &columns.before } else { &columns.after };
    let mut points: Vec<(f64, usize)> = columns.points[column]
        .iter()
        .map(|&point| (mean(&neighbours[point], &places).unwrap_or(places[point]), point))
        .collect();
    points.sort_by(|left, right| left.0.total_cmp(&right.0));
    columns.points[column] = points.into_iter().map(|(_, point)| point).collect();
}

/// Returns the place of every point in its column, between 0 and 1: columns differ in length.
#[expect(clippy::cast_precision_loss, reason = "a column has fewer points than that")]
fn places(columns: &Columns) -> Vec<f64> {
    let mut places = vec![0.0; columns.before.len()];
    for column in &columns.points {
        for (place, &point) in column.iter().enumerate() {
            places[point] = (place as f64 + 0.5) / column.len() as f64;
        }
    }
    places
}

/// Returns the mean of some points' values.
#[expect(clippy::cast_precision_loss, reason = "a point has fewer neighbours than that")]
pub(super) fn mean(points: &[usize], values: &[f64]) -> Option<f64> {
    let sum: f64 = points.iter().map(|&point| values[point]).sum();
    (!points.is_empty()).then(|| sum / points.len() as f64)
}

/// Counts the pairs of edges that cross, in time of edges × the logarithm of a column's length.
pub(super) fn crossings(columns: &Columns) -> usize {
    let mut rank = vec![0; columns.before.len()];
    for column in &columns.points {
        for (place, &point) in column.iter().enumerate() {
            rank[point] = place;
        }
    }
    let mut count = 0;
    for (index, column) in columns.points.iter().enumerate() {
        let next = columns.points.get(index + 1).map_or(0, Vec::len);
        let mut tree = vec![0_usize; next + 1];
        let mut ends = 0;
        for &point in column {
            let mut places: Vec<usize> = columns.after[point].iter().map(|&to| rank[to]).collect();
            places.sort_unstable();
            for &place in &places {
                count += ends - up_to(&tree, place);
            }
            for place in places {
                add(&mut tree, place);
                ends += 1;
            }
        }
    }
    count
}

/// Fenwick's tree: counts the ends that were added at a place or before.
fn up_to(tree: &[usize], place: usize) -> usize {
    let (mut index, mut sum) = (place + 1, 0);
    while index > 0 {
        sum += tree[index];
        index &= index - 1;
    }
    sum
}

fn add(tree: &mut [usize], place: usize) {
    let mut index = place + 1;
    while index < tree.len() {
        tree[index] += 1;
        index += index & index.wrapping_neg();
    }
}

#[cfg(test)]
mod tests {
    use super::Columns;
    use super::crossings;
    use super::improve;

    fn columns(points: &[&[usize]], edges: &[(usize, usize)]) -> Columns {
        let count = points.iter().map(|column| column.len()).sum();
        let mut columns = Columns {
            points: points.iter().map(|column| column.to_vec()).collect(),
            before: vec![Vec::new(); count],
            after: vec![Vec::new(); count],
        };
        for &(from, to) in edges {
            columns.after[from].push(to);
            columns.before[to].push(from);
        }
        columns
    }

    #[test]
    fn crossings_are_counted() {
        assert_eq!(crossings(&columns(&[&[0, 1], &[2, 3]], &[(0, 3), (1, 2)])), 1);
        assert_eq!(crossings(&columns(&[&[0, 1], &[2, 3]], &[(0, 2), (1, 3)])), 0);
        assert_eq!(crossings(&columns(&[&[0, 1], &[2, 3]], &[(0, 2), (0, 3), (1, 2), (1, 3)])), 1);
        assert_eq!(crossings(&columns(&[&[0, 1], &[2]], &[(0, 2), (1, 2)])), 0);
    }

    #[test]
    fn crossings_that_need_not_be_are_gone() {
        let edges = [(0, 5), (1, 4), (2, 3), (3, 8), (4, 7), (5, 6)];
        let mut columns = columns(&[&[0, 1, 2], &[3, 4, 5], &[6, 7, 8]], &edges);
        assert!(crossings(&columns) > 0);
        improve(&mut columns);
        assert_eq!(crossings(&columns), 0);
    }
}
