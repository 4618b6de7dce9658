//! Dates and counts as people write them. Left out: languages other than English.

use crate::model::date::{Date, MONTHS};
use crate::model::digest::Announcement;
use crate::model::partial_date::PartialDate;

/// `23 November 2026`.
pub fn date(date: Date) -> String {
    format!("{} {}", date.day(), month(date))
}

/// `November 2026`.
pub fn month(date: Date) -> String {
    month_of(date.year(), date.month())
}

/// `23 November 2026`, `November 2026` or `2026`, as it is known.
pub fn partial_date(partial: PartialDate) -> String {
    match (partial.exact(), partial.month()) {
        (Some(day), _) => date(day),
        (None, Some(month)) => month_of(partial.year(), month),
        (None, None) => partial.year().to_string(),
    }
}

fn month_of(year: i16, month: i8) -> String {
    let name = usize::try_from(month - 1)
        .ok()
        .and_then(|index| MONTHS.get(index));
    format!("{} {year}", name.copied().unwrap_or_default())
}

/// The word of templates and exports for how arXiv announced a paper; what is new needs none.
pub fn announcement(announcement: Announcement) -> Option<&'static str> {
    match announcement {
        Announcement::New => None,
        Announcement::Cross => Some("cross"),
        Announcement::Replacement => Some("replacement"),
    }
}

/// `1 paper`, `116 papers`.
pub fn count(number: usize, noun: &str) -> String {
    if number == 1 {
        format!("1 {noun}")
    } else {
        format!("{number} {noun}s")
    }
}

/// A part of all in per cent: `15%`, below ten with one decimal where it is not whole.
pub fn share(part: usize, all: usize) -> String {
    let per_mille = (part * 1000 + all / 2).checked_div(all).unwrap_or(0);
    let (whole, tenths) = (per_mille / 10, per_mille % 10);
    if whole >= 10 || tenths == 0 {
        format!("{}%", (per_mille + 5) / 10)
    } else {
        format!("{whole}.{tenths}%")
    }
}
