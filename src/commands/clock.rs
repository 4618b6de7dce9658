//! The clock on the wall.

use crate::model::clock::Clock;
use crate::model::date::Date;
use jiff::Timestamp;
use jiff::tz::TimeZone;
use std::time::Duration;

/// The clock of this machine.
#[derive(Debug)]
pub struct Wall;

impl Clock for Wall {
    fn now(&self) -> Timestamp {
        Timestamp::now()
    }

    fn sleep(&self, span: Duration) {
        std::thread::sleep(span);
    }
}

/// Today, in UTC: nightly runs are planned by it.
pub fn today() -> Date {
    TimeZone::UTC.to_datetime(Wall.now()).date()
}
