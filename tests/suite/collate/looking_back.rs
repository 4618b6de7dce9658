//! Weeks, months and years, and topics over time.

use super::library;
use offprint::model::date::{self, Date};
use offprint::model::period::Span;
use offprint::model::timeline::{Timeline, Unit};
use std::fmt::Write as _;

fn day(text: &str) -> Date {
    date::parse(text).expect("a date")
}

#[test]
fn spans_have_the_names_of_their_addresses() {
    let names = |text: &str| Span::all_of(day(text)).map(|span| span.to_string());
    assert_eq!(names("2026-11-23"), ["2026-W48", "2026-11", "2026"]);
    // A week belongs to the year of its Thursday.
    assert_eq!(names("2027-01-01"), ["2026-W53", "2027-01", "2027"]);
}

#[test]
fn a_month_says_what_rose_what_fell_and_what_is_new() {
    let digest = |topics: [(&str, usize); 3]| {
        let mut text = String::new();
        for (topic, papers) in topics {
            for number in 0..papers {
                let _ = writeln!(
                    text,
                    "## {topic} {number} {papers}\n- Topics: {topic}\n- Votes: {number}\n"
                );
            }
        }
        text
    };
    let october = digest([("Rows", 12), ("Columns", 3), ("Trees", 0)]);
    let november = digest([("Rows", 2), ("Columns", 13), ("Trees", 4)]);
    let library = library(&[("2026-10-05.md", &october), ("2026-11-23.md", &november)]);
    let spans: Vec<String> = library
        .periods
        .iter()
        .map(|period| period.span.to_string())
        .collect();
    assert_eq!(
        spans,
        ["2026", "2026-10", "2026-W41", "2026-11", "2026-W48"]
    );
    let month = &library.periods[3];
    let names = |topics: Vec<offprint::model::library::TopicIndex>| -> Vec<String> {
        topics
            .into_iter()
            .map(|topic| library.topic(topic).name.clone())
            .collect()
    };
    let of = |shifts: &[offprint::model::period::Shift]| {
        names(shifts.iter().map(|shift| shift.topic).collect())
    };
    assert_eq!(month.before, Some(Span::Month(2026, 10)));
    assert_eq!(of(&month.rose), ["Columns", "Trees"]);
    assert_eq!(of(&month.fell), ["Rows"]);
    assert_eq!(names(month.new_topics.clone()), ["Trees"]);
    assert_eq!(month.paper_count, 19);
    assert!(month.has_votes);
    assert_eq!(library.paper(month.top[0]).title, "Columns 12 13");
    // Nothing came before the first.
    assert!(library.periods[1].rose.is_empty() && library.periods[1].new_topics.is_empty());
}

#[test]
fn a_timeline_has_steps_that_can_be_seen() {
    let unit = |last: &str| Timeline::between(day("2026-01-01"), day(last)).map(|line| line.unit);
    assert_eq!(unit("2026-01-01"), None);
    assert_eq!(unit("2026-01-20"), Some(Unit::Day));
    assert_eq!(unit("2027-03-01"), Some(Unit::Week));
    assert_eq!(unit("2030-03-01"), Some(Unit::Month));
    assert_eq!(unit("2046-03-01"), Some(Unit::Year));
    let weeks = Timeline::between(day("2026-11-20"), day("2027-02-01")).expect("two days");
    // A Friday and the Monday after it.
    assert_eq!(
        (
            weeks.step_of(day("2026-11-20")),
            weeks.step_of(day("2026-11-23"))
        ),
        (0, 1)
    );
    assert_eq!(weeks.steps(), weeks.step_of(day("2027-02-01")) + 1);
}
