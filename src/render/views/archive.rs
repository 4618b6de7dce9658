//! What templates see of the archive.

use super::DigestCard;
use serde::Serialize;

/// A year of the archive.
#[derive(Debug, Clone, Serialize)]
pub struct YearView {
    pub year: i16,
    /// The page that looks back on the year, where a digest of it has papers.
    pub path: Option<String>,
    pub digest_count: usize,
    /// Papers that the year's digests show, each once.
    pub paper_count: usize,
    /// Newest first.
    pub months: Vec<MonthView>,
}

/// A month of the archive.
#[derive(Debug, Clone, Serialize)]
pub struct MonthView {
    /// `November 2026`.
    pub name: String,
    /// `2026-11`.
    pub month: String,
    /// The page that looks back on the month, where a digest of it has papers.
    pub path: Option<String>,
    /// Newest first.
    pub digests: Vec<DigestCard>,
    /// Its days as a calendar, weeks from Monday; a day of another month is none of its cells.
    pub weeks: Vec<[DayView; 7]>,
}

/// A day in a month's calendar; `day` is none where the cell belongs to another month.
#[derive(Debug, Clone, Default, Serialize)]
pub struct DayView {
    pub day: Option<i8>,
    /// ISO date.
    pub date: Option<String>,
    /// The digest of the day, or the first of several.
    pub path: Option<String>,
    /// Papers of all digests of the day.
    pub paper_count: usize,
    /// From 1 to 4 by the number of papers, against the fullest day of the archive; 0 without any.
    pub level: u8,
}
