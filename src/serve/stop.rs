//! How those who answer learn that they may stop.

use std::fmt;
use std::sync::Arc;
use std::sync::OnceLock;

use crate::query::CancellationToken;

/// Why an answer is not finished.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Reason {
    /// Nobody waits for it any more.
    Left,
    /// It took too long.
    Time,
    /// It took too much memory.
    Memory,
}

/// Shared by one who answers and one who may stop that.
#[derive(Clone, Default)]
pub struct Stop {
    token: CancellationToken,
    reason: Arc<OnceLock<Reason>>,
}

impl Stop {
    /// Says that the answer need not be finished; the first reason stays.
    pub fn stop(&self, reason: Reason) {
        self.reason.get_or_init(|| reason);
        self.token.cancel();
    }

    /// Returns why the answer need not be finished.
    pub fn reason(&self) -> Option<Reason> {
        self.reason.get().copied()
    }

    /// Returns what queries are stopped with.
    pub fn token(&self) -> CancellationToken {
        self.token.clone()
    }
}

impl fmt::Debug for Stop {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "{:?}", self.reason())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_first_reason_stays() {
        let stop = Stop::default();
        assert_eq!((stop.reason(), stop.token().is_cancelled()), (None, false));
        stop.clone().stop(Reason::Time);
        stop.stop(Reason::Left);
        assert_eq!((stop.reason(), stop.token().is_cancelled()), (Some(Reason::Time), true));
    }
}
