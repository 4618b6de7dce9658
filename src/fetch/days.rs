//! Which days are fetched, and where days begin.

use crate::model::date::Date;
use jiff::civil::{DateTime, Weekday};
use jiff::tz::TimeZone;
use jiff::{Span, Timestamp};

/// How many days back a missed one is caught up.
pub const LONGEST: i32 = 30;

/// New York, where arXiv's days begin. The rules of its daylight saving time hold since 2007
/// (15 U.S.C. 260a).
pub fn new_york() -> TimeZone {
    TimeZone::posix("EST5EDT,M3.2.0,M11.1.0").expect("the rule has the form of POSIX")
}

/// The day of a moment in UTC.
pub fn utc(now: Timestamp) -> Date {
    TimeZone::UTC.to_datetime(now).date()
}

/// The days from `newest`, which may have been fetched while it went on, to `today`.
pub fn since(newest: Date, today: Date) -> Vec<Date> {
    let earliest = back(today, LONGEST);
    let mut days = Vec::new();
    let mut day = newest.max(earliest).min(today);
    while day <= today {
        days.push(day);
        day = forth(day);
    }
    days
}

/// The working days between two days, both left out, at most [`LONGEST`] days before the second.
pub fn between(newest: Date, today: Date) -> Vec<Date> {
    let days = since(newest, today).into_iter();
    days.filter(|day| newest < *day && *day < today && !is_weekend(*day))
        .collect()
}

/// When papers have to be submitted to be announced on a day: from the first moment up to the second.
///
/// arXiv takes papers until 14:00 in New York; what came in between two such hours of working days is
/// announced together in the evening, and in feeds after midnight (info.arxiv.org/help/availability.html).
pub fn submitted_for(day: Date) -> (Timestamp, Timestamp) {
    let end = working_day_before(day);
    let begin = working_day_before(end);
    (cut_off(begin), cut_off(end))
}

fn cut_off(day: Date) -> Timestamp {
    let moment = DateTime::from_parts(day, jiff::civil::time(14, 0, 0, 0));
    let zoned = new_york().to_ambiguous_timestamp(moment).compatible();
    zoned.expect("the years of arXiv are years that there are")
}

fn working_day_before(day: Date) -> Date {
    let mut before = back(day, 1);
    while is_weekend(before) {
        before = back(before, 1);
    }
    before
}

/// Whether nobody announces anything.
pub fn is_weekend(day: Date) -> bool {
    matches!(day.weekday(), Weekday::Saturday | Weekday::Sunday)
}

fn back(day: Date, days: i32) -> Date {
    day.saturating_sub(Span::new().days(days))
}

/// The next day.
pub fn forth(day: Date) -> Date {
    day.saturating_add(Span::new().days(1))
}

/// The day before.
pub fn before(day: Date) -> Date {
    back(day, 1)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::date;

    #[test]
    fn what_is_announced_after_a_weekend_was_submitted_before_it() {
        for (day, from, to) in [
            // In winter New York is five hours behind, in summer four.
            ("2026-11-23", "2026-11-19T19:00:00Z", "2026-11-20T19:00:00Z"),
            ("2026-11-24", "2026-11-20T19:00:00Z", "2026-11-23T19:00:00Z"),
            ("2026-11-25", "2026-11-23T19:00:00Z", "2026-11-24T19:00:00Z"),
            ("2026-07-01", "2026-06-29T18:00:00Z", "2026-06-30T18:00:00Z"),
        ] {
            let (begin, end) = submitted_for(date::parse(day).expect("a date"));
            assert_eq!(
                (begin.to_string(), end.to_string()),
                (from.to_owned(), to.to_owned()),
                "{day}"
            );
        }
    }

    #[test]
    fn missed_days_are_caught_up_so_far_back() {
        let day = |text: &str| date::parse(text).expect("a date");
        let days = since(day("2026-11-20"), day("2026-11-23"));
        assert_eq!(days.len(), 4);
        assert_eq!(since(day("2020-01-01"), day("2026-11-23")).len(), 31);
        assert_eq!(
            since(day("2027-01-01"), day("2026-11-23")),
            [day("2026-11-23")]
        );
        assert_eq!(
            between(day("2026-11-20"), day("2026-11-25")),
            [day("2026-11-23"), day("2026-11-24")]
        );
        assert_eq!(between(day("2026-11-25"), day("2026-11-25")), []);
    }
}
