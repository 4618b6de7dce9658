//! Dates and counts as people write them. Left out: languages other than English.

use crate::model::date::Date;

const MONTHS: [&str; 12] = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
];

/// `23 November 2026`.
pub fn date(date: Date) -> String {
    format!("{} {}", date.day(), month(date))
}

/// `November 2026`.
pub fn month(date: Date) -> String {
    let index = usize::try_from(date.month() - 1).unwrap_or(0);
    format!("{} {}", MONTHS[index], date.year())
}

/// `1 paper`, `116 papers`.
pub fn count(number: usize, noun: &str) -> String {
    if number == 1 {
        format!("1 {noun}")
    } else {
        format!("{number} {noun}s")
    }
}
