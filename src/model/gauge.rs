//! How time and memory are read by rooms that must not look themselves.

use std::time::Duration;

/// What the command line lends to the build, so that a part of it can be measured apart.
#[derive(Debug, Clone, Copy)]
pub struct Gauge {
    /// Since some fixed moment.
    pub time: fn() -> Duration,
    /// The most memory that the process has had at once, in bytes, where the system tells.
    pub peak_memory: fn() -> Option<u64>,
}

impl Gauge {
    /// A gauge that always reads nothing.
    pub const NONE: Self = Self {
        time: || Duration::ZERO,
        peak_memory: || None,
    };
}
