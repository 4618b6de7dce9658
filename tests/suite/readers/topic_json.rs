//! Topic JSON, whose values are rows of Markdown.

use super::{adds_up, changed_fixture, hold_to_snapshots, read};
use proptest::prelude::*;

#[test]
fn fixtures_read_as_expected() {
    hold_to_snapshots("topic-json");
}

proptest! {
    #[test]
    fn any_rows_are_read_without_panic(rows in prop::collection::vec("(\\||\\*\\*|- |, |null|\\[a\\]\\(https://a\\.b/c\\)|2026-01-0[1-9]|[a-z ]|\\PC){0,20}", 0..5)) {
        let rows: serde_json::Map<_, _> = rows.into_iter().enumerate()
            .map(|(n, row)| (format!("2601.9000{n}"), serde_json::Value::from(format!("|{row}"))))
            .collect();
        let text = serde_json::json!({"A topic": rows}).to_string();
        adds_up(&read("content/2026-11-23.json", &text));
        adds_up(&read("content/archive.json", &text));
    }

    #[test]
    fn any_change_is_read_without_panic(
        name in prop::sample::select(vec!["cv-daily.json", "2026-01-05-rows.json", "lists.json"]),
        at in 0.0..1.0f64, length in 0..60usize, piece in "([{}\\[\\]\",:|*\\\\-]|\n|\\PC){0,5}",
    ) {
        let text = changed_fixture(&format!("topic-json/{name}"), at, length, &piece);
        adds_up(&read("content/2026-11-23.json", &text));
        adds_up(&read("content/archive.json", &text));
    }
}
