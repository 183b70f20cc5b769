//! A disk that fails when told to: for tests of what a crash leaves behind.

use std::cell::RefCell;
use std::io;
use std::path::Path;
use std::path::PathBuf;

use super::disk::Step;

/// Which steps fail, counted from 0.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Failing {
    Never,
    /// One step, as on a disk that is full for a moment.
    Only(usize),
    /// A step and all after it, as when the power goes.
    From(usize),
}

#[derive(Debug)]
struct Disk {
    failing: Failing,
    steps: Vec<(Step, PathBuf)>,
}

thread_local! {
    static DISK: RefCell<Disk> = const { RefCell::new(Disk { failing: Failing::Never, steps: Vec::new() }) };
}

/// Does some work on this thread with a failing disk; returns its result and every step it came to.
pub(super) fn with<T>(failing: Failing, work: impl FnOnce() -> T) -> (T, Vec<(Step, PathBuf)>) {
    DISK.replace(Disk { failing, steps: Vec::new() });
    let result = work();
    let disk = DISK.replace(Disk { failing: Failing::Never, steps: Vec::new() });
    (result, disk.steps)
}

pub(super) fn about_to(step: Step, path: &Path) -> io::Result<()> {
    DISK.with_borrow_mut(|disk| {
        let number = disk.steps.len();
        disk.steps.push((step, path.to_owned()));
        let fails = match disk.failing {
            Failing::Never => false,
            Failing::Only(failing) => number == failing,
            Failing::From(failing) => number >= failing,
        };
        if fails { Err(io::Error::from(io::ErrorKind::StorageFull)) } else { Ok(()) }
    })
}
