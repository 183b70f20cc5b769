//! The threads that answer. Queries follow their text with the stack, so each thread has much of it; it costs nothing until it is used.
//!
//! A job goes to the thread that was last busy: it still has the memory that it used.

use std::collections::VecDeque;
use std::io;
use std::sync::Arc;
use std::sync::Mutex;
use std::sync::MutexGuard;
use std::sync::mpsc;
use std::sync::mpsc::Receiver;
use std::sync::mpsc::Sender;
use std::thread;

use crate::query::STACK_SIZE;

/// Something to be done.
type Job = Box<dyn FnOnce() + Send>;

/// Threads that do one job after the other.
pub(super) struct Workers {
    desk: Arc<Mutex<Desk>>,
}

/// Where jobs and threads meet.
#[derive(Default)]
struct Desk {
    /// Threads without a job, the last that was busy at the end.
    idle: Vec<Sender<Job>>,
    /// Jobs without a thread.
    waiting: VecDeque<Job>,
}

/// How many may wait; more are told that there are too many.
const WAITING: usize = 1024;

impl Workers {
    /// Starts threads.
    pub(super) fn start(count: usize) -> io::Result<Self> {
        let desk = Arc::new(Mutex::new(Desk::default()));
        for number in 0..count {
            let (sender, jobs) = mpsc::channel();
            let own = Arc::clone(&desk);
            thread::Builder::new()
                .name(format!("answers-{number}"))
                .stack_size(STACK_SIZE)
                .spawn(move || work(&own, &sender, &jobs))?;
        }
        Ok(Self { desk })
    }

    /// Brings a job; returns whether there is room for it.
    pub(super) fn bring(&self, job: impl FnOnce() + Send + 'static) -> bool {
        let job: Job = Box::new(job);
        let mut desk = at(&self.desk);
        if let Some(thread) = desk.idle.pop() {
            return thread.send(job).is_ok();
        }
        let has_room = desk.waiting.len() < WAITING;
        if has_room {
            desk.waiting.push_back(job);
        }
        has_room
    }
}

fn work(desk: &Mutex<Desk>, own: &Sender<Job>, jobs: &Receiver<Job>) {
    loop {
        let mut here = at(desk);
        let job = here.waiting.pop_front();
        if job.is_none() {
            here.idle.push(own.clone());
        }
        drop(here);
        match job.map_or_else(|| jobs.recv(), Ok) {
            Ok(job) => job(),
            Err(_) => return,
        }
    }
}

fn at(desk: &Mutex<Desk>) -> MutexGuard<'_, Desk> {
    desk.lock().expect("no thread panics at the desk")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn all_jobs_are_done() {
        let workers = Workers::start(3).unwrap();
        let (sender, done) = mpsc::channel();
        for number in 0..100 {
            let sender = sender.clone();
            assert!(workers.bring(move || sender.send(number).unwrap()));
        }
        drop(sender);
        let mut numbers: Vec<i32> = done.iter().collect();
        numbers.sort_unstable();
        assert_eq!(numbers, (0..100).collect::<Vec<_>>());
    }

    #[test]
    fn too_many_are_turned_away() {
        let workers = Workers::start(0).unwrap();
        assert!((0..WAITING).all(|_| workers.bring(|| ())));
        assert!(!workers.bring(|| ()));
    }
}
