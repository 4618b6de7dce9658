//! The time, for rooms that must not look at a clock themselves.

use jiff::Timestamp;
use std::time::Duration;

/// The clock of the person who runs the program.
pub trait Clock: Sync {
    fn now(&self) -> Timestamp;

    /// Waits.
    fn sleep(&self, span: Duration);
}
