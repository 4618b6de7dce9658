//! The time that a library spans, in steps.

use super::date::Date;

/// Steps of a calendar from a library's first digest to its last.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Timeline {
    pub unit: Unit,
    /// The days of the first and the last digest.
    pub first: Date,
    pub last: Date,
}

/// The length of a step.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Unit {
    Day,
    /// From Monday to Sunday.
    Week,
    Month,
    Year,
}

/// Most steps of a timeline; more than that are drawn too thin to be seen.
const MOST: i32 = 80;

impl Timeline {
    /// The timeline from one day to another, in the shortest steps that are not too many: days for
    /// a month, weeks for a year and a half, then months; none where the two days are one.
    pub fn between(first: Date, last: Date) -> Option<Self> {
        let timeline = |unit| Self { unit, first, last };
        if first >= last {
            return None;
        }
        if timeline(Unit::Day).steps() <= 31 {
            return Some(timeline(Unit::Day));
        }
        let fitting = [Unit::Week, Unit::Month]
            .into_iter()
            .find(|unit| timeline(*unit).index(last) < MOST);
        Some(timeline(fitting.unwrap_or(Unit::Year)))
    }

    /// Number of steps, one at least.
    pub fn steps(&self) -> usize {
        self.step_of(self.last) + 1
    }

    /// The step that a day is in, from 0; a day before the first is in step 0.
    pub fn step_of(&self, day: Date) -> usize {
        usize::try_from(self.index(day)).unwrap_or(0)
    }

    fn index(&self, day: Date) -> i32 {
        let days = |from: Date| (day - from).get_days();
        let months = |date: Date| i32::from(date.year()) * 12 + i32::from(date.month());
        match self.unit {
            Unit::Day => days(self.first),
            Unit::Week => {
                let monday = i32::from(self.first.weekday().to_monday_zero_offset());
                (days(self.first) + monday).div_euclid(7)
            }
            Unit::Month => months(day) - months(self.first),
            Unit::Year => i32::from(day.year()) - i32::from(self.first.year()),
        }
    }
}
