//! A limit to memory: what the program takes more than when it was idle is the queries' own, and the oldest of them is stopped
//! first. The system is asked, since the evaluator does not say what its sorts, groups and joins hold; only Linux tells.

use std::fs;
use std::hint;
use std::sync::Mutex;

use super::stop::Reason;
use super::stop::Stop;

/// The answers that are being made, the oldest first.
#[derive(Default)]
pub(super) struct Running {
    answers: Mutex<Answers>,
}

#[derive(Default)]
struct Answers {
    stops: Vec<(u64, Stop)>,
    next: u64,
    /// What the program took when it last was idle.
    idle: Option<usize>,
}

impl Running {
    /// Counts an answer in; the number counts it out.
    pub(super) fn begin(&self, stop: Stop) -> u64 {
        let mut answers = self.answers.lock().expect("no thread panics while it counts");
        let number = answers.next;
        answers.next += 1;
        answers.stops.push((number, stop));
        number
    }

    /// Counts an answer out.
    pub(super) fn end(&self, number: u64) {
        let mut answers = self.answers.lock().expect("no thread panics while it counts");
        answers.stops.retain(|(known, _)| *known != number);
    }

    /// Returns whether no answer is being made.
    pub(super) fn is_idle(&self) -> bool {
        self.answers.lock().expect("no thread panics while it counts").stops.is_empty()
    }

    /// Stops the oldest answer that is not stopped where the program took more than a limit since it was idle.
    pub(super) fn watch(&self, resident: usize, limit: usize) {
        let mut answers = self.answers.lock().expect("no thread panics while it counts");
        let idle = *answers.idle.get_or_insert(resident);
        if answers.stops.is_empty() {
            answers.idle = Some(resident);
        } else if resident.saturating_sub(idle) > limit {
            let oldest = answers.stops.iter().find(|(_, stop)| stop.reason().is_none());
            if let Some((_, stop)) = oldest {
                stop.stop(Reason::Memory);
            }
        }
    }
}

/// Gives freed memory back to the system, so that what queries took does not count as what the idle program takes.
///
/// The allocator does so only while it is asked for memory, some time after that was freed; a large block is asked of the system's, not of
/// what a thread has kept for itself. It is never touched, and takes no memory.
pub(super) fn give_back() {
    const LARGE: usize = 64 << 20;
    drop(hint::black_box(Vec::<u8>::with_capacity(LARGE)));
}

/// Returns how many bytes of memory the program takes, where the system says.
pub(super) fn resident() -> Option<usize> {
    let status = fs::read_to_string("/proc/self/status").ok()?;
    let line = status.lines().find_map(|line| line.strip_prefix("VmRSS:"))?;
    let kilobytes: usize = line.trim().strip_suffix(" kB")?.parse().ok()?;
    Some(kilobytes << 10)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_oldest_is_stopped_first() {
        let running = Running::default();
        running.watch(100, 50);
        let (first, second) = (Stop::default(), Stop::default());
        let number = running.begin(first.clone());
        running.begin(second.clone());
        running.watch(150, 50);
        assert_eq!((first.reason(), second.reason()), (None, None));
        running.watch(151, 50);
        assert_eq!((first.reason(), second.reason()), (Some(Reason::Memory), None));
        running.watch(151, 50);
        assert_eq!(second.reason(), Some(Reason::Memory));
        running.end(number);
    }

    #[test]
    fn what_stays_when_all_is_answered_counts_as_idle() {
        let running = Running::default();
        running.watch(100, 50);
        running.watch(300, 50);
        let stop = Stop::default();
        running.begin(stop.clone());
        running.watch(340, 50);
        assert_eq!(stop.reason(), None);
    }
}
