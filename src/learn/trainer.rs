//! The averaged perceptron: adds to the right class and takes from the wrong one wherever a guess was wrong. The
//! average of all weights that there ever were becomes the model.

use super::Linear;
use super::model;

/// Weights in training. Integers only, so that the same examples in the same order give the same model.
pub struct Trainer {
    classes: usize,
    now: i64,
    slots: Vec<Slot>,
    used: usize,
    cells: Vec<Cell>,
}

/// A place in the open-addressing table: a feature and its row of cells.
#[derive(Clone, Copy, Default)]
struct Slot {
    feature: u64,
    start: u32,
    length: u16,
    capacity: u16,
    updates: u32,
}

/// A class of a feature: its weight now, and the sum of its changes, each times the moment of the change.
#[derive(Clone, Copy, Default)]
struct Cell {
    class: u16,
    weight: i32,
    changes: i64,
}

const SMALLEST_TABLE: usize = 1 << 10;

impl Trainer {
    /// Returns a trainer without weights for at most 256 classes.
    pub fn new(classes: usize) -> Self {
        assert!((1..=256).contains(&classes), "a model has 1 to 256 classes");
        let slots = vec![Slot::default(); SMALLEST_TABLE];
        Self { classes, now: 1, slots, used: 0, cells: Vec::new() }
    }

    /// Learns from one example: its features, its right class, and the class that was guessed.
    pub fn learn(&mut self, features: &[u64], right: usize, guessed: usize) {
        self.step();
        if right == guessed {
            return;
        }
        for feature in features {
            let slot = self.slot_for(*feature);
            self.slots[slot].updates = self.slots[slot].updates.saturating_add(1);
            self.change(slot, right, 1);
            self.change(slot, guessed, -1);
        }
    }

    /// Goes on to the next example.
    pub fn step(&mut self) {
        self.now += 1;
    }

    /// Adds to the weight that a feature has for a class.
    pub fn add(&mut self, feature: u64, class: usize, amount: i32) {
        let slot = self.slot_for(feature);
        self.slots[slot].updates = self.slots[slot].updates.saturating_add(1);
        self.change(slot, class, amount);
    }

    /// Begins again from nothing. What was learned before stays part of the average, as of several models in one.
    pub fn restart(&mut self) {
        for cell in &mut self.cells {
            cell.changes -= i64::from(cell.weight) * self.now;
            cell.weight = 0;
        }
    }

    /// Returns the model: averages of the weights of features that changed at least so often.
    pub fn freeze(&self, min_updates: u32) -> Vec<u8> {
        let mut rows: Vec<(u64, Vec<(usize, i64)>)> = self
            .slots
            .iter()
            .filter(|slot| slot.length > 0 && slot.updates >= min_updates)
            .map(|slot| (slot.feature, self.averages(slot)))
            .collect();
        rows.sort_unstable();
        model::write(self.classes, &rows)
    }

    /// Returns the averages of a row, all times the number of examples.
    fn averages(&self, slot: &Slot) -> Vec<(usize, i64)> {
        let cells = self.row(slot).iter();
        let average = |cell: &Cell| i64::from(cell.weight) * self.now - cell.changes;
        let mut averages: Vec<(usize, i64)> =
            cells.map(|cell| (usize::from(cell.class), average(cell))).collect();
        averages.retain(|average| average.1 != 0);
        averages.sort_unstable();
        averages
    }

    fn row(&self, slot: &Slot) -> &[Cell] {
        let start = slot.start as usize;
        &self.cells[start..start + usize::from(slot.length)]
    }

    fn change(&mut self, slot: usize, class: usize, amount: i32) {
        let cell = self.cell_for(slot, class);
        let cell = &mut self.cells[cell];
        cell.weight += amount;
        cell.changes += i64::from(amount) * self.now;
    }

    /// Returns the place of a cell; rows that outgrow their place move to the end.
    fn cell_for(&mut self, slot: usize, class: usize) -> usize {
        let class = u16::try_from(class).expect("classes are few");
        let slot = &mut self.slots[slot];
        let start = slot.start as usize;
        let length = usize::from(slot.length);
        let row = &self.cells[start..start + length];
        if let Some(found) = row.iter().position(|cell| cell.class == class) {
            return start + found;
        }
        if slot.length == slot.capacity {
            let capacity = if length == 0 { 2 } else { length * 2 };
            let moved = self.cells.len();
            self.cells.extend_from_within(start..start + length);
            self.cells.resize(moved + capacity, Cell::default());
            slot.start = u32::try_from(moved).expect("weights fit in memory");
            slot.capacity = u16::try_from(capacity).expect("rows are short");
        }
        let place = slot.start as usize + length;
        slot.length += 1;
        self.cells[place] = Cell { class, ..Cell::default() };
        place
    }

    fn slot_for(&mut self, feature: u64) -> usize {
        if self.used * 2 > self.slots.len() {
            self.grow();
        }
        let slot = find(&self.slots, feature);
        if self.slots[slot].length == 0 && self.slots[slot].feature != feature {
            self.slots[slot].feature = feature;
            self.used += 1;
        }
        slot
    }

    fn grow(&mut self) {
        let mut slots = vec![Slot::default(); self.slots.len() * 2];
        for slot in self.slots.iter().filter(|slot| slot.length > 0) {
            let place = find(&slots, slot.feature);
            slots[place] = *slot;
        }
        self.slots = slots;
    }
}

impl Linear for Trainer {
    fn classes(&self) -> usize {
        self.classes
    }

    fn add_scores(&self, features: &[u64], scores: &mut [i32]) {
        for feature in features {
            for cell in self.row(&self.slots[find(&self.slots, *feature)]) {
                scores[usize::from(cell.class)] += cell.weight;
            }
        }
    }
}

/// Returns the slot of a feature, or the empty one where it would stand.
fn find(slots: &[Slot], feature: u64) -> usize {
    let mask = slots.len() - 1;
    let mut place = usize::try_from(feature >> 20).unwrap_or(0) & mask;
    while slots[place].length > 0 && slots[place].feature != feature {
        place = (place + 1) & mask;
    }
    place
}

#[cfg(test)]
mod tests {
    use super::Trainer;
    use crate::learn::Linear;
    use crate::learn::Model;
    use crate::learn::best;
    use crate::learn::feature;

    /// Learns that the remainder by three is the class, one feature for each number and one that is noise.
    fn trained() -> Trainer {
        let mut trainer = Trainer::new(3);
        for number in (0..300).chain(0..300) {
            let features = features(number);
            let mut scores = [0; 3];
            trainer.add_scores(&features, &mut scores);
            trainer.learn(&features, usize::try_from(number % 3).unwrap(), best(&scores));
        }
        trainer
    }

    fn features(number: u64) -> [u64; 2] {
        [feature(0, &[number]), feature(1, &[number % 7])]
    }

    fn right(linear: &impl Linear) -> usize {
        let is_right = |number: &u64| {
            let mut scores = [0; 3];
            linear.add_scores(&features(*number), &mut scores);
            best(&scores) as u64 == number % 3
        };
        (0..300).filter(is_right).count()
    }

    #[test]
    fn what_was_learned_is_known() {
        assert!(right(&trained()) > 280, "{}", right(&trained()));
    }

    #[test]
    fn a_frozen_model_decides_as_its_trainer() {
        let model = Model::read(trained().freeze(1).into()).unwrap();
        assert_eq!(model.classes(), 3);
        assert!(right(&model) > 260, "{}", right(&model));
    }

    #[test]
    fn several_runs_decide_together() {
        let mut trainer = trained();
        trainer.restart();
        assert!(right(&trainer) < 150, "a new run knows nothing: {}", right(&trainer));
        let model = Model::read(trainer.freeze(1).into()).unwrap();
        assert!(right(&model) > 260, "{}", right(&model));
    }

    #[test]
    fn the_same_examples_give_the_same_bytes() {
        assert_eq!(trained().freeze(1), trained().freeze(1));
        assert!(trained().freeze(2).len() < trained().freeze(1).len());
    }
}
