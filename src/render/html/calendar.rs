//! A month's days as a calendar: a week a row, from Monday.

use crate::model::date::Date;
use crate::render::views::{DayView, DigestCard};

/// Shades of a day with papers.
const LEVELS: usize = 4;

/// The weeks of the month that `digests` are of, newest first as they stand in the archive; `fullest`
/// is the largest number of papers that a day of the archive has.
pub fn weeks(first: Date, digests: &[DigestCard], fullest: usize) -> Vec<[DayView; 7]> {
    let first = first.first_of_month();
    let lead = usize::try_from(first.weekday().to_monday_zero_offset()).unwrap_or(0);
    let days = usize::try_from(first.days_in_month()).unwrap_or(0);
    let mut weeks: Vec<[DayView; 7]> = (0..(lead + days).div_ceil(7))
        .map(|_| Default::default())
        .collect();
    for index in 0..days {
        let cell = &mut weeks[(lead + index) / 7][(lead + index) % 7];
        cell.day = i8::try_from(index + 1).ok();
    }
    // The first digest of a day is the last of it in a list that begins with the newest.
    for digest in digests {
        let Ok(index) = usize::try_from(digest.day - 1) else {
            continue;
        };
        let cell = &mut weeks[(lead + index) / 7][(lead + index) % 7];
        cell.date = Some(digest.date.clone());
        cell.path = Some(digest.path.clone());
        cell.paper_count += digest.paper_count;
        cell.level = level(cell.paper_count, fullest);
    }
    weeks
}

/// From 1 to [`LEVELS`] by the share of the fullest day; 0 without papers.
fn level(papers: usize, fullest: usize) -> u8 {
    let level = (papers * LEVELS).div_ceil(fullest.max(1)).min(LEVELS);
    u8::try_from(level).unwrap_or(0)
}
