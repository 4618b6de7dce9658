//! Offprint's own JSON.

use super::{adds_up, any_value, hold_to_snapshots, read};
use crate::site_test::SiteTest;
use offprint::diagnostic::Severity;
use proptest::prelude::*;

#[test]
fn fixtures_read_as_expected() {
    hold_to_snapshots("offprint-json");
}

#[test]
fn what_a_build_writes_reads_back_to_the_same_site() {
    let first = SiteTest::new()
        .file("offprint.toml", "[topics]\nmin_papers = 1\n")
        .fixture("markdown/toml-front-matter.md", "content/one.md")
        .fixture("markdown/2026-11-23-headings.md", "content/2026-11-22.md")
        .fixture("markdown/2026-11-23-fields.md", "content/2026-11-21.md")
        .fixture("markdown/2026-11-23-references.md", "content/2026-11-20.md")
        .fixture("huggingface/2024-05-27.json", "content/2024-05-27.json")
        .fixture("trending-text/2026-11-23.txt", "content/2026-11-19.txt");
    first.build().succeeds();
    for base_url in ["", "https://example.org/papers/"] {
        let config = format!("base_url = \"{base_url}\"\n[topics]\nmin_papers = 1\n");
        first.write("offprint.toml", &config);
        first.build().succeeds();
        let second = SiteTest::new().file("offprint.toml", &config);
        for (path, bytes) in first.tree() {
            if path.starts_with("digests/") && path.ends_with(".json") {
                second.write(&format!("content/{path}"), bytes);
            }
        }
        second.build().succeeds();
        let (first, second) = (first.tree(), second.tree());
        assert!(first.keys().eq(second.keys()));
        for (path, bytes) in &first {
            // The account counts mentions, of which there is one a digest by now.
            if path != "manifest.json" {
                let (was, is) = (
                    String::from_utf8_lossy(bytes),
                    String::from_utf8_lossy(&second[path]),
                );
                assert_eq!(was, is, "{path}");
            }
        }
    }
}

#[test]
fn windows_and_one_line_forms_read_the_same() {
    let text =
        "{\n\"date\": \"2026-11-23\",\n\"papers\": [\n{\"title\": \"A\",\n\"abstract\": \"B\"}\n]}";
    let unix = read("content/a.json", text);
    let windows = read("content/a.json", &text.replace('\n', "\r\n"));
    assert_eq!(unix, windows);
    assert_eq!(unix.digests[0].mentions[0].line, 4);
}

#[test]
fn cut_at_any_byte_it_is_reported_and_never_half_read() {
    let text = r#"{"date": "2026-11-23", "papers": [{"title": "A é"}, {"title": "B"}]}"#;
    for (cut, _) in text.char_indices().skip(1) {
        let reading = read("content/2026-11-23.json", &text[..cut]);
        assert!(reading.digests.is_empty(), "cut at {cut}");
        assert_eq!(
            reading.diagnostics[0].severity,
            Severity::Error,
            "cut at {cut}"
        );
        let place = (reading.diagnostics[0].line, reading.diagnostics[0].column);
        assert!(
            matches!(place, (Some(1), Some(_))),
            "cut at {cut}: {place:?}"
        );
    }
}

proptest! {
    #[test]
    fn any_values_are_read_without_panic(
        papers in prop::collection::vec(any_paper(), 0..6),
        date in any_value(),
    ) {
        let object = serde_json::json!({"date": date, "title": date, "papers": papers});
        let text = serde_json::to_string_pretty(&object).expect("JSON can be written");
        adds_up(&read("content/2026-11-23.json", &text));
        adds_up(&read("content/undated.json", &text));
    }
}

/// Papers with some of the fields, of any kind.
fn any_paper() -> impl Strategy<Value = serde_json::Value> {
    let name = prop::sample::select(vec![
        "id",
        "key",
        "title",
        "authors",
        "abstract",
        "summary",
        "date",
        "venue",
        "url",
        "links",
        "code",
        "topics",
        "votes",
        "note",
        "former_keys",
        "arxiv",
        "doi",
    ]);
    prop_oneof![
        1 => any_value(),
        4 => prop::collection::vec((name, any_value()), 0..8).prop_map(|fields| {
            let fields = fields.into_iter().map(|(name, value)| (name.to_owned(), value));
            serde_json::Value::Object(fields.collect())
        }),
    ]
}
