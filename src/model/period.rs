//! Weeks, months and years of digests.

use super::date::Date;
use super::library::{PaperIndex, TopicIndex};
use std::fmt;
use std::ops::Range;

/// A week, a month or a year of the calendar.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Span {
    Year(i16),
    /// Months are counted from 1.
    Month(i16, i8),
    /// A week of ISO 8601, which belongs to the year of its Thursday.
    Week(i16, i8),
}

impl Span {
    /// The week, the month and the year of a day.
    pub fn all_of(date: Date) -> [Self; 3] {
        let week = date.iso_week_date();
        [
            Self::Week(week.year(), week.week()),
            Self::Month(date.year(), date.month()),
            Self::Year(date.year()),
        ]
    }

    /// The month that a week or the year that a month is in, as far as a reader would look for it.
    pub fn is_within(self, larger: Self) -> bool {
        match (self, larger) {
            (Self::Month(year, _), Self::Year(of)) => year == of,
            _ => false,
        }
    }
}

/// The name of its address: `2026-W47`, `2026-11` or `2026`.
impl fmt::Display for Span {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Year(year) => write!(f, "{year:04}"),
            Self::Month(year, month) => write!(f, "{year:04}-{month:02}"),
            Self::Week(year, week) => write!(f, "{year:04}-W{week:02}"),
        }
    }
}

/// What the digests of a span show, taken together.
#[derive(Debug, Clone, PartialEq)]
pub struct Period {
    pub span: Span,
    /// Its digests, by position.
    pub digests: Range<usize>,
    /// Papers that they show, each once.
    pub paper_count: usize,
    /// Those with the most votes; where there are none, those with the best places.
    pub top: Vec<PaperIndex>,
    pub has_votes: bool,
    /// The span of the same kind that is compared with.
    pub before: Option<Span>,
    /// Topics with a clearly larger or smaller share of the papers than in the span before, the
    /// clearest first.
    pub rose: Vec<Shift>,
    pub fell: Vec<Shift>,
    /// Topics whose first paper came in this span, the largest first.
    pub new_topics: Vec<TopicIndex>,
}

/// How many papers of two spans are on a topic.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Shift {
    pub topic: TopicIndex,
    pub before: usize,
    pub now: usize,
}
