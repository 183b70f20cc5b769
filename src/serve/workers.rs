//! The threads that answer. Queries follow their text with the stack, so each thread has much of it; it costs nothing until it is used.

use std::io;
use std::sync::Arc;
use std::sync::Mutex;
use std::sync::mpsc;
use std::sync::mpsc::Receiver;
use std::sync::mpsc::SyncSender;
use std::thread;

use crate::query::STACK_SIZE;

/// Something to be done.
type Job = Box<dyn FnOnce() + Send>;

/// Threads that do one job after the other.
#[derive(Clone)]
pub(super) struct Workers {
    jobs: SyncSender<Job>,
}

/// How many may wait; more are told that there are too many.
const WAITING: usize = 1024;

impl Workers {
    /// Starts threads. They end when nobody can bring jobs any more.
    pub(super) fn start(count: usize) -> io::Result<Self> {
        let (jobs, waiting) = mpsc::sync_channel(WAITING);
        let waiting = Arc::new(Mutex::new(waiting));
        for number in 0..count {
            let waiting = Arc::clone(&waiting);
            thread::Builder::new().name(format!("answers-{number}")).stack_size(STACK_SIZE).spawn(
                move || {
                    while let Some(job) = next(&waiting) {
                        job()
                    }
                },
            )?;
        }
        Ok(Self { jobs })
    }

    /// Brings a job; returns whether there is room for it.
    pub(super) fn bring(&self, job: impl FnOnce() + Send + 'static) -> bool {
        self.jobs.try_send(Box::new(job)).is_ok()
    }
}

fn next(waiting: &Mutex<Receiver<Job>>) -> Option<Job> {
    waiting.lock().expect("no thread panics while it waits").recv().ok()
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
            assert!(workers.bring(move || drop(sender.send(number))));
        }
        drop(sender);
        let mut numbers: Vec<i32> = done.iter().collect();
        numbers.sort_unstable();
        assert_eq!(numbers, (0..100).collect::<Vec<_>>());
    }
}
