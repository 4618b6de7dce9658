//! When a paper came out, as far as it is known: often a year and no more.
//!
//! A bibliography that says `1950` says nothing of a day, and no day is made up for it.

use super::date::Date;
use std::fmt;

/// A year, a month of a year, or a day. Ordered by time; what is less exact comes first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct PartialDate {
    year: i16,
    month: Option<i8>,
    day: Option<i8>,
}

impl PartialDate {
    /// A year alone, from 1 to 9999.
    pub fn of_year(year: i16) -> Option<Self> {
        (1..=9999).contains(&year).then_some(Self {
            year,
            month: None,
            day: None,
        })
    }

    /// A month, from 1 to 12, of a year.
    pub fn of_month(year: i16, month: i8) -> Option<Self> {
        let date = Self::of_year(year)?;
        (1..=12).contains(&month).then_some(Self {
            month: Some(month),
            ..date
        })
    }

    pub fn year(self) -> i16 {
        self.year
    }

    /// From 1 to 12.
    pub fn month(self) -> Option<i8> {
        self.month
    }

    /// The date, where the day is known.
    pub fn exact(self) -> Option<Date> {
        Date::new(self.year, self.month?, self.day?).ok()
    }

    /// The first day that it can mean.
    pub fn first_day(self) -> Date {
        let (month, day) = (self.month.unwrap_or(1), self.day.unwrap_or(1));
        Date::new(self.year, month, day).unwrap_or(Date::MIN)
    }

    /// Whether the other date says the same and more: `2017-06` after `2017`.
    pub fn is_refined_by(self, other: Self) -> bool {
        self.year == other.year
            && self.month.is_none_or(|month| other.month == Some(month))
            && self.day.is_none()
            && self != other
    }
}

impl From<Date> for PartialDate {
    fn from(date: Date) -> Self {
        Self {
            year: date.year(),
            month: Some(date.month()),
            day: Some(date.day()),
        }
    }
}

/// The forms of ISO 8601: `2017`, `2017-06`, `2017-06-15`.
impl fmt::Display for PartialDate {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:04}", self.year)?;
        if let Some(month) = self.month {
            write!(f, "-{month:02}")?;
        }
        if let Some(day) = self.day {
            write!(f, "-{day:02}")?;
        }
        Ok(())
    }
}
