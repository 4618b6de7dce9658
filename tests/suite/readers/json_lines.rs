//! JSON Lines: the schema of daily-arXiv, and those of others.

use super::{adds_up, any_record, changed_fixture, hold_to_snapshots, read};
use crate::site_test::manifest_folder;
use proptest::prelude::*;
use std::fs;

#[test]
fn fixtures_read_as_expected() {
    hold_to_snapshots("json-lines");
}

#[test]
fn broken_lines_cost_no_other_and_are_told_by_their_number() {
    let text = "{\"title\": \"A\", \"id\": \"2601.90001\"}\n{\"title\":\n{\"title\": \"B\", \"id\": \"2601.90002\"}\n";
    let reading = read("content/2026-01-05.jsonl", text);
    assert_eq!((reading.records, reading.digests[0].mentions.len()), (3, 2));
    assert_eq!(reading.digests[0].mentions[1].line, 3);
    assert_eq!(reading.diagnostics[0].line, Some(2));
}

#[test]
fn cut_at_any_byte_all_lines_but_the_last_are_read() {
    let path = manifest_folder().join("tests/fixtures/json-lines/2026-01-05.jsonl");
    let text = fs::read_to_string(path).expect("the fixture is there");
    let first = text.find('\n').expect("it has lines");
    for (cut, _) in text.char_indices().filter(|(cut, _)| *cut > first + 1) {
        let reading = read("content/2026-01-05.jsonl", &text[..cut]);
        adds_up(&reading);
        let whole = text[..cut].matches('\n').count();
        assert!(reading.digests[0].mentions.len() >= whole, "cut at {cut}");
    }
}

proptest! {
    #[test]
    fn any_lines_are_read_without_panic(
        records in prop::collection::vec(any_record(), 1..6),
        junk in "[{}\\[\\]\",:a-z0-9 ]{0,30}",
        at in 0..6usize,
    ) {
        let mut lines: Vec<String> = records.iter().map(ToString::to_string).collect();
        lines.insert(at.min(lines.len()), junk);
        adds_up(&read("content/2026-11-23.jsonl", &lines.join("\n")));
        adds_up(&read("content/undated.jsonl", &lines.join("\n")));
    }

    #[test]
    fn any_change_is_read_without_panic(
        name in prop::sample::select(vec!["2026-01-05.jsonl", "2026-01-06-broken-among-good.jsonl", "2026-01-07-other-names.jsonl"]),
        at in 0.0..1.0f64, length in 0..60usize, piece in "([{}\\[\\]\",:'\\\\]|\n|\\PC){0,5}",
    ) {
        let text = changed_fixture(&format!("json-lines/{name}"), at, length, &piece);
        adds_up(&read("content/2026-11-23.jsonl", &text));
    }
}
