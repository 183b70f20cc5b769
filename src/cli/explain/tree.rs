//! Draws the tree of a sentence beside its words.
//!
//! ```text
//!   ┌─╴ She
//! ──┼   said
//!   │ ┌─╴ it
//!   └─┴ …
//! ```

use std::collections::VecDeque;

/// So many levels are drawn; what hangs deeper is drawn at the last.
const LEVELS: usize = 10;

/// Returns for each word the line in front of it; lines are as wide as their words are deep. `heads` are places among the
/// words, none for a root.
///
/// Each word is visited once and has a line of bounded length, so that a long sentence takes no long time.
pub(super) fn draw(heads: &[Option<usize>]) -> Vec<String> {
    let tree = Tree::new(heads);
    (0..heads.len()).map(|word| tree.line(word)).collect()
}

struct Tree {
    /// The first and the last word that hangs directly on a word, itself included.
    reach: Vec<(usize, usize)>,
    /// The words from the root down to a word, itself included, the first of them only.
    path: Vec<Vec<usize>>,
    /// How deep a word hangs.
    depth: Vec<usize>,
}

impl Tree {
    fn new(heads: &[Option<usize>]) -> Self {
        let size = heads.len();
        let mut reach: Vec<(usize, usize)> = (0..size).map(|word| (word, word)).collect();
        let mut children: Vec<Vec<usize>> = vec![Vec::new(); size];
        let mut open = VecDeque::new();
        let mut path = vec![Vec::new(); size];
        let mut depth = vec![0; size];
        for (word, head) in heads.iter().enumerate() {
            if let Some(head) = head.filter(|head| *head < size && *head != word) {
                children[head].push(word);
                reach[head] = (reach[head].0.min(word), reach[head].1.max(word));
            } else {
                path[word] = vec![word];
                open.push_back(word);
            }
        }
        while let Some(head) = open.pop_front() {
            for &child in &children[head] {
                depth[child] = depth[head] + 1;
                let own = (depth[child] < LEVELS).then_some(child);
                path[child] = path[head].iter().copied().chain(own).collect();
                open.push_back(child);
            }
        }
        Self { reach, path, depth }
    }

    /// Returns the lines of those above a word that pass it, its own branch, and the branches that it has.
    fn line(&self, word: usize) -> String {
        let path = &self.path[word];
        let drawn = self.depth[word].min(LEVELS - 1);
        let mut line = String::new();
        for (level, &above) in path.iter().take(drawn).enumerate() {
            let (first, last) = self.reach[above];
            let is_parent = level + 1 == drawn;
            line.push_str(match (is_parent, word) {
                (false, word) if first < word && word < last => "│ ",
                (false, _) => "  ",
                (true, word) if word <= first => "┌─",
                (true, word) if word >= last => "└─",
                (true, _) => "├─",
            });
        }
        let (first, last) = self.reach[word];
        let is_deep = self.depth[word] >= LEVELS;
        line.push(match (first < word, word < last) {
            _ if is_deep => '…',
            (true, true) => '┼',
            (true, false) => '┴',
            (false, true) => '┬',
            (false, false) => '╴',
        });
        line
    }
}

#[cfg(test)]
mod tests {
    use super::draw;

    fn check(heads: &[Option<usize>], expected: &[&str]) {
        assert_eq!(draw(heads), expected);
    }

    /// > She said it was fair
    #[test]
    fn branches_lead_from_head_to_word() {
        check(&[Some(1), None, Some(4), Some(4), Some(1)], &["┌─╴", "┼", "│ ┌─╴", "│ ├─╴", "└─┴"]);
    }

    #[test]
    fn a_sentence_may_have_several_roots_or_none() {
        check(&[None, None], &["╴", "╴"]);
        check(&[], &[]);
        check(&[Some(1), Some(0)], &["┬", "┴"]);
        check(&[Some(7)], &["╴"]);
    }

    #[test]
    fn a_deep_tree_has_short_lines() {
        let heads: Vec<Option<usize>> = (0..20_000_usize).map(|word| word.checked_sub(1)).collect();
        let lines = draw(&heads);
        assert!(lines.iter().all(|line| line.chars().count() < 25), "{:?}", &lines[..20]);
    }
}
