//! Stops a question that takes too long.

use std::sync::mpsc;
use std::sync::mpsc::RecvTimeoutError;
use std::sync::mpsc::Sender;
use std::thread;
use std::time::Duration;

use crate::query::Settings;

/// Stops what runs with some settings once its time is over; nothing more happens once it is dropped.
pub(super) struct Deadline {
    _open: Sender<()>,
}

impl Deadline {
    /// Returns a deadline for all that runs with some settings, or with copies of them.
    pub(super) fn new(settings: &Settings, limit: Duration) -> Self {
        let (open, closed) = mpsc::channel();
        let cancellation = settings.cancellation.clone();
        thread::spawn(move || {
            if closed.recv_timeout(limit) == Err(RecvTimeoutError::Timeout) {
                cancellation.cancel();
            }
        });
        Self { _open: open }
    }
}
