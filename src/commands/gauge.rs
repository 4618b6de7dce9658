//! The clock and the memory of the process, for parts of a build that are measured apart.

use crate::model::gauge::Gauge;
use std::sync::LazyLock;
use std::time::{Duration, Instant};

pub const GAUGE: Gauge = Gauge { time, peak_memory };

/// Since the first reading.
fn time() -> Duration {
    static BEGINNING: LazyLock<Instant> = LazyLock::new(Instant::now);
    BEGINNING.elapsed()
}

/// Linux tells it in a file (man 5 proc_pid_status), other systems only by means that are not safe.
fn peak_memory() -> Option<u64> {
    let status = std::fs::read_to_string("/proc/self/status").ok()?;
    let line = status.lines().find(|line| line.starts_with("VmHWM:"))?;
    let kilobytes: u64 = line.split_whitespace().nth(1)?.parse().ok()?;
    Some(kilobytes * 1024)
}
