//! Which column each node of a layered drawing stands in: after all that points at it.

use std::collections::VecDeque;

/// The columns of a graph and the edges as the layout sees them.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Ranks {
    /// The column of each node.
    pub(super) of: Vec<usize>,
    /// For each edge, whether it runs against the columns since it would close a circle.
    pub(super) is_reversed: Vec<bool>,
}

/// Ranks the nodes of a graph; loops count for nothing.
pub(super) fn find(nodes: usize, links: &[(usize, usize)]) -> Ranks {
    let is_reversed = closing(nodes, links);
    let forward: Vec<(usize, usize)> = links
        .iter()
        .zip(&is_reversed)
        .filter(|((from, to), _)| from != to)
        .map(|(&(from, to), &reversed)| if reversed { (to, from) } else { (from, to) })
        .collect();
    Ranks { of: longest_paths(nodes, &forward), is_reversed }
}

/// Finds the edges that close a circle, walking from nodes that nothing points at first.
fn closing(nodes: usize, links: &[(usize, usize)]) -> Vec<bool> {
    let mut outgoing: Vec<Vec<usize>> = vec![Vec::new(); nodes];
    let mut incoming = vec![0_usize; nodes];
    for (edge, &(from, to)) in links.iter().enumerate() {
        outgoing[from].push(edge);
        incoming[to] += usize::from(from != to);
    }
    let mut starts: Vec<usize> = (0..nodes).collect();
    starts.sort_by_key(|&node| incoming[node] > 0);

    let (mut seen, mut open) = (vec![false; nodes], vec![false; nodes]);
    let mut is_reversed = vec![false; links.len()];
    for start in starts {
        let mut path = if seen[start] { Vec::new() } else { vec![(start, 0)] };
        while let Some((node, step)) = path.pop() {
            (seen[node], open[node]) = (true, true);
            let Some(&edge) = outgoing[node].get(step) else {
                open[node] = false;
                continue;
            };
            path.push((node, step + 1));
            let to = links[edge].1;
            is_reversed[edge] = open[to] && to != node;
            if !seen[to] {
                path.push((to, 0));
            }
        }
    }
    is_reversed
}

/// Ranks by the longest path to each node; then what nothing points at moves next to what it points at.
fn longest_paths(nodes: usize, links: &[(usize, usize)]) -> Vec<usize> {
    let mut outgoing: Vec<Vec<usize>> = vec![Vec::new(); nodes];
    let mut incoming = vec![0_usize; nodes];
    for &(from, to) in links {
        outgoing[from].push(to);
        incoming[to] += 1;
    }
    let sources: Vec<usize> = (0..nodes).filter(|&node| incoming[node] == 0).collect();
    let mut ranks = vec![0; nodes];
    let mut queue = VecDeque::from(sources.clone());
    while let Some(node) = queue.pop_front() {
        for &to in &outgoing[node] {
            ranks[to] = ranks[to].max(ranks[node] + 1);
            incoming[to] -= 1;
            if incoming[to] == 0 {
                queue.push_back(to);
            }
        }
    }
    for node in sources {
        let nearest = outgoing[node].iter().map(|&to| ranks[to]).min();
        ranks[node] = nearest.map_or(0, |rank: usize| rank.saturating_sub(1));
    }
    ranks
}

#[cfg(test)]
mod tests {
    use super::find;

    fn check(nodes: usize, links: &[(usize, usize)], ranks: &[usize], reversed: &[bool]) {
        let found = find(nodes, links);
        assert_eq!(found.of, ranks);
        assert_eq!(found.is_reversed, reversed);
    }

    #[test]
    fn nodes_stand_after_all_that_points_at_them() {
        check(4, &[(0, 1), (1, 2), (0, 2), (3, 2)], &[0, 1, 2, 1], &[false; 4]);
    }

    #[test]
    fn circles_are_opened() {
        check(3, &[(0, 1), (1, 2), (2, 0)], &[0, 1, 2], &[false, false, true]);
        check(3, &[(1, 0), (0, 1), (2, 1)], &[2, 1, 0], &[false, true, false]);
    }

    #[test]
    fn loops_and_lonely_nodes_are_no_trouble() {
        check(2, &[(0, 0)], &[0, 0], &[false]);
        check(0, &[], &[], &[]);
    }

    #[test]
    fn a_long_path_needs_no_deep_recursion() {
        let links: Vec<(usize, usize)> = (0..200_000).map(|node| (node, node + 1)).collect();
        assert_eq!(find(200_001, &links).of[200_000], 200_000);
    }
}
