//! YAML: a file a paper, lists, objects and documents.

use super::{adds_up, any_record, changed_fixture, hold_to_snapshots, read};
use proptest::prelude::*;
use serde_json::json;

#[test]
fn fixtures_read_as_expected() {
    hold_to_snapshots("yaml");
}

#[test]
fn a_large_list_is_read_whole_and_in_linear_time() {
    let item =
        "- title: A Title\n  authors: [Ana Example, Ben Sample]\n  tags: [a, b, c, d, e, f]\n";
    let begun = std::time::Instant::now();
    let reading = read("content/2026-11-23.yaml", &item.repeat(30_000));
    assert_eq!((reading.records, reading.diagnostics.len()), (30_000, 0));
    assert!(begun.elapsed() < std::time::Duration::from_secs(30));
}

#[test]
fn depth_and_aliases_are_limited() {
    for text in [
        format!("title: A\nx: {}", "[".repeat(100_000)),
        format!("title: A\nx: {}", "{a: ".repeat(100_000)),
        format!(
            "title: A\n{}",
            (0..1_000)
                .map(|n| format!("{}- \n", " ".repeat(n)))
                .collect::<String>()
        ),
    ] {
        let reading = read("content/2026-11-23.yaml", &text);
        assert!(reading.digests.is_empty());
        assert!(reading.diagnostics[0].line.is_some());
    }
}

proptest! {
    #[test]
    fn any_value_is_read_without_panic(records in prop::collection::vec(any_record(), 1..4)) {
        // JSON is YAML.
        for value in [json!(records), json!({"papers": records}), records[0].clone()] {
            adds_up(&read("content/2026-11-23.yaml", &value.to_string()));
        }
        let documents: Vec<String> = records.iter().map(ToString::to_string).collect();
        adds_up(&read("content/2026-11-23.yaml", &documents.join("\n---\n")));
    }

    #[test]
    fn any_text_is_read_without_panic(text in "(- |  |title: |authors: |---\n|\\.\\.\\.\n|[a-z]{1,3}|[:#&*!|>'\"\\[\\]{},]|\r?\n|\\PC){0,40}") {
        adds_up(&read("content/2026-11-23.yaml", &text));
        adds_up(&read("content/undated.yml", &format!("- title: A\n{text}")));
    }

    #[test]
    fn any_change_is_read_without_panic(
        name in prop::sample::select(vec![
            "2026-05-01-one-paper.yaml", "2026-05-02-list.yml", "wrapper.yaml", "2026-05-04-documents.yaml",
            "2026-05-07-aliases.yaml", "2026-05-11-broken-item.yaml", "2026-05-12-topics.yaml",
        ]),
        at in 0.0..1.0f64, length in 0..40usize, piece in "([:#&*!|>'\"\\[\\]{},-]|---|\n|\\PC){0,5}",
    ) {
        let text = changed_fixture(&format!("yaml/{name}"), at, length, &piece);
        adds_up(&read("content/2026-11-23.yaml", &text));
    }
}
