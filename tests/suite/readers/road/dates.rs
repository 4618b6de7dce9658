//! Dates.

use super::taken;
use serde_json::json;

#[test]
fn dates_are_read_as_exactly_as_they_are_written() {
    for (date, expected) in [
        ("2026-06-29", "2026-06-29"),
        ("2026-06-29T17:59:59Z", "2026-06-29"),
        ("2026-06-29T17:59:59.000Z", "2026-06-29"),
        ("2020-06-30T09:15:18.Z", "2020-06-30"),
        ("2026-06-29 17:59:59+00:00", "2026-06-29"),
        ("2026-06-29T17:59:59+08:00", "2026-06-29"),
        ("2026/06/29", "2026-06-29"),
        ("2026/6/9", "2026-06-09"),
        ("2026.06.29", "2026-06-29"),
        ("20260629", "2026-06-29"),
        ("Mon, 29 Jun 2026 04:40:06 +0000", "2026-06-29"),
        ("Mon, 29 Jun 2026 00:00:00 GMT", "2026-06-29"),
        ("29 Jun 2026", "2026-06-29"),
        ("29 June, 2026", "2026-06-29"),
        ("June 29, 2026", "2026-06-29"),
        ("Jun 29th 2026", "2026-06-29"),
        ("1-Apr-2026", "2026-04-01"),
        (
            "[Submitted on 29 Jun 2026 (v1), last revised 1 Jul 2026]",
            "2026-06-29",
        ),
        ("2026年7月28日（v1）", "2026-07-28"),
        ("2026年7月", "2026-07"),
        ("2026年", "2026"),
        ("jun 2017", "2017-06"),
        ("June 2017", "2017-06"),
        ("2017-06", "2017-06"),
        ("2017/06", "2017-06"),
        ("2017", "2017"),
        (" 2017 ", "2017"),
        ("Spring 2017", "2017"),
        ("", ""),
        ("N/A", ""),
        ("null", ""),
        ("Unknown", ""),
    ] {
        let (mention, said) = taken(&json!({"date": date}));
        let found = mention
            .record
            .date
            .map_or(String::new(), |date| date.to_string());
        assert_eq!(found, expected, "{date:?}");
        assert!(said.is_empty(), "{date:?}: {said:?}");
    }
    let (mention, said) = taken(&json!({"year": 2017}));
    assert_eq!(
        mention.record.date.map(|date| date.to_string()).as_deref(),
        Some("2017")
    );
    assert!(said.is_empty(), "{said:?}");
}

#[test]
fn a_date_that_is_none_is_said_and_nothing_is_made_up_for_it() {
    for (date, fault) in [
        ("2026-02-30", "there is no day 2026-02-30"),
        ("2026-13-01", "there is no day 2026-13-01"),
        ("30 Feb 2026", "there is no day 2026-02-30"),
        ("2026年13月1日", "there is no day 2026-13-01"),
        ("2026-00", "there is no day 2026-00"),
        ("03/04/26", "`03/04/26` is not a date"),
        ("26-06-29", "`26-06-29` is not a date"),
        ("29/06", "`29/06` is not a date"),
        ("yesterday", "`yesterday` is not a date"),
        ("2 days ago", "`2 days ago` is not a date"),
        ("1782691200", "`1782691200` is not a date"),
    ] {
        let (mention, said) = taken(&json!({"date": date}));
        assert_eq!(mention.record.date, None, "{date:?}");
        assert_eq!(
            said,
            [format!("{fault}; the paper is shown without a date")],
            "{date:?}"
        );
    }
}
