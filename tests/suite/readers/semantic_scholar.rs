//! Answers of the Semantic Scholar API.

use super::{adds_up, any_record, changed_fixture, format_of, hold_to_snapshots, read};
use proptest::prelude::*;
use serde_json::{Value, json};

#[test]
fn fixtures_read_as_expected() {
    hold_to_snapshots("semantic-scholar");
}

#[test]
fn papers_that_cite_and_are_cited_are_no_records() {
    let citing = vec![json!({"paperId": "c", "title": "A Paper that Cites", "year": 2024}); 1_000];
    let paper = json!({"paperId": "a", "title": "A Paper", "year": 1950, "citations": citing, "references": citing});
    let text = paper.to_string();
    assert_eq!(
        format_of("content/a.json", &text),
        Some("Semantic Scholar JSON")
    );
    assert_eq!(read("content/2026-11-23.json", &text).records, 1);
}

proptest! {
    #[test]
    fn any_answer_is_read_without_panic(papers in prop::collection::vec(any_record(), 0..5)) {
        let papers: Vec<Value> = papers.into_iter().map(|mut paper| {
            if let Some(fields) = paper.as_object_mut() {
                fields.insert("paperId".to_owned(), json!("0018ce3d"));
            }
            paper
        }).collect();
        for list in ["data", "recommendedPapers"] {
            let text = json!({"paperId": "x", list: papers}).to_string();
            adds_up(&read("content/2026-11-23.json", &text));
        }
    }

    #[test]
    fn any_change_is_read_without_panic(
        name in prop::sample::select(vec!["paper.json", "2026-03-01-search.json", "2026-03-02-recommended.json"]),
        at in 0.0..1.0f64, length in 0..60usize, piece in "([{}\\[\\]\",:\\\\]|null|\n|\\PC){0,5}",
    ) {
        let text = changed_fixture(&format!("semantic-scholar/{name}"), at, length, &piece);
        adds_up(&read("content/2026-11-23.json", &text));
    }
}
