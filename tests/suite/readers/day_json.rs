//! JSON of a day: papers within objects of every shape.

use super::{adds_up, any_record, changed_fixture, hold_to_snapshots, read};
use proptest::prelude::*;
use serde_json::{Value, json};

#[test]
fn fixtures_read_as_expected() {
    hold_to_snapshots("day-json");
}

#[test]
fn deep_and_wide_files_are_read_in_linear_time() {
    let deep = format!("{}1{}", "{\"data\":".repeat(100_000), "}".repeat(100_000));
    assert!(read("content/2026-01-01.json", &deep).digests.is_empty());
    let wide = json!({"data": vec![json!({"title": "A", "authors": ["B"]}); 50_000]}).to_string();
    let begun = std::time::Instant::now();
    assert_eq!(read("content/2026-01-01.json", &wide).records, 50_000);
    assert!(begun.elapsed() < std::time::Duration::from_secs(20));
}

proptest! {
    #[test]
    fn any_shape_around_papers_is_read_without_panic(value in any_shape()) {
        let text = serde_json::to_string_pretty(&value).expect("JSON can be written");
        adds_up(&read("content/2026-11-23.json", &text));
        adds_up(&read("content/undated.json", &text));
    }

    #[test]
    fn any_change_is_read_without_panic(
        name in prop::sample::select(vec![
            "2026-02-01-papers-and-count.json", "2026-02-03-insights.json", "2026-02-04-wrapper.json",
            "bare-list-2026-02-05.json", "by-topic-and-date.json",
        ]),
        at in 0.0..1.0f64, length in 0..60usize, piece in "([{}\\[\\]\",:\\\\]|null|\n|\\PC){0,5}",
    ) {
        let text = changed_fixture(&format!("day-json/{name}"), at, length, &piece);
        adds_up(&read("content/2026-11-23.json", &text));
    }
}

/// Records within lists and objects of every kind.
fn any_shape() -> impl Strategy<Value = Value> {
    let name = || {
        prop::sample::select(vec![
            "papers",
            "data",
            "items",
            "results",
            "cs.LG",
            "2026-11-22",
            "2026-11-21",
            "2601.90001",
            "insights",
            "status",
            "date",
            "title",
            "generated_at",
            "feed",
        ])
    };
    any_record().prop_recursive(3, 24, 4, move |inner| {
        prop_oneof![
            prop::collection::vec(inner.clone(), 0..4).prop_map(Value::from),
            prop::collection::vec((name(), inner), 0..4).prop_map(|fields| {
                Value::Object(
                    fields
                        .into_iter()
                        .map(|(name, value)| (name.to_owned(), value))
                        .collect(),
                )
            }),
        ]
    })
}
