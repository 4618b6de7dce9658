//! The JSON of the daily-papers API.

use super::{adds_up, hold_to_snapshots, read};
use crate::site_test::{SiteTest, manifest_folder, shared_data};
use offprint::diagnostic::Severity;
use offprint::model::date;
use proptest::prelude::*;
use std::collections::BTreeSet;
use std::fs;

#[test]
fn fixtures_read_as_expected() {
    hold_to_snapshots("huggingface");
}

#[test]
fn pseudo_tags_and_scripts_are_text_on_the_page() {
    let site = SiteTest::new().fixture("huggingface/2024-05-27.json", "content/2024-05-27.json");
    site.build().succeeds().has_account(2, 2, 0, 0);
    site.page("papers/2405.90001.html")
        .says("A Title That Was Wrapped by arXiv")
        .says("&lt;think")
        .says("&lt;former architecture. It links")
        .says("$1 million and costs $5")
        .does_not_say("<think")
        .does_not_say("<math")
        .does_not_say("Ben Sample");
    site.page("papers/2405.90002.html")
        .says("&lt;script")
        .does_not_say("<script>alert");
}

#[test]
fn every_record_of_the_real_days_is_a_paper() {
    let Some(folder) = shared_data("hf") else {
        return;
    };
    let mut records = 0;
    let mut ids = BTreeSet::new();
    for entry in fs::read_dir(folder).expect("it can be listed") {
        let path = entry.expect("it can be listed").path();
        let name = path
            .file_name()
            .expect("it has a name")
            .to_string_lossy()
            .into_owned();
        let text = fs::read_to_string(&path).expect("it is UTF-8");
        let reading = read(&format!("content/{name}"), &text);
        adds_up(&reading);
        records += reading.records;
        for diagnostic in &reading.diagnostics {
            assert_ne!(
                diagnostic.severity,
                Severity::Error,
                "{}",
                diagnostic.to_text()
            );
        }
        for digest in &reading.digests {
            assert_eq!(Some(digest.date), date::in_path(&name));
            assert_eq!(reading.records, digest.mentions.len(), "{name}");
            for mention in &digest.mentions {
                let record = &mention.record;
                let title = record.title.as_str();
                assert!(
                    !title.contains(['\n', '\r']) && !title.contains("  "),
                    "{title:?}"
                );
                assert!(record.authors.iter().all(|name| !name.trim().is_empty()));
                ids.insert(record.arxiv.clone().expect("every one has an arXiv id"));
                // The line is that on which the record begins.
                let line = text.lines().nth(mention.line - 1).unwrap_or_default();
                assert!(
                    line.trim_start().starts_with(['{', '[']),
                    "{name}:{}",
                    mention.line
                );
            }
        }
    }
    assert_eq!((records, ids.len()), (5841, 5841));
}

#[test]
fn cut_at_any_byte_it_is_reported_and_never_half_read() {
    let path = manifest_folder().join("tests/fixtures/huggingface/2025-12-31.json");
    let text = fs::read_to_string(path).expect("the fixture is there");
    let whole = text.trim_end();
    for (cut, _) in whole.char_indices().skip(1) {
        let reading = read("content/2025-12-31.json", &whole[..cut]);
        assert!(reading.digests.is_empty(), "cut at {cut}");
        assert_eq!(
            reading.diagnostics[0].severity,
            Severity::Error,
            "cut at {cut}"
        );
        assert!(reading.diagnostics[0].line.is_some(), "cut at {cut}");
    }
}

proptest! {
    #[test]
    fn any_values_are_read_without_panic(papers in prop::collection::vec(any_item(), 0..6)) {
        let text = serde_json::to_string_pretty(&papers).expect("JSON can be written");
        adds_up(&read("content/2026-11-23.json", &text));
    }

    #[test]
    fn any_text_is_read_without_panic(text in "\\[[\\[\\]{}\",:a-z0-9 \n]{0,60}") {
        adds_up(&read("content/2026-11-23.json", &text));
    }
}

/// Items with some of the fields, of any kind.
fn any_item() -> impl Strategy<Value = serde_json::Value> {
    use super::any_value;
    let fields = (
        any_value(),
        any_value(),
        any_value(),
        any_value(),
        any_value(),
        any_value(),
    );
    prop_oneof![
        1 => any_value(),
        4 => fields.prop_map(|(id, title, authors, upvotes, keywords, outer)| {
            serde_json::json!({
                "paper": {
                    "id": id, "title": title, "authors": authors, "upvotes": upvotes,
                    "ai_keywords": keywords, "summary": outer,
                },
                "title": outer, "publishedAt": outer,
            })
        }),
    ]
}
