//! Markdown digests.

use super::{adds_up, hold_to_snapshots, read, read_with};
use offprint::diagnostic::Severity;
use offprint::readers::Options;
use proptest::prelude::*;

#[test]
fn fixtures_read_as_expected() {
    hold_to_snapshots("markdown");
}

#[test]
fn windows_line_ends_and_a_last_line_without_one_change_nothing() {
    let text = "+++\ntitle = \"T\"\ndate = 2026-11-23\n+++\nHello\n\n## One\n- Votes: 3\n\nText.";
    let unix = read("content/a.md", text);
    let windows = read("content/a.md", &text.replace('\n', "\r\n"));
    assert_eq!(unix.digests, windows.digests);
    assert_eq!(unix.digests[0].mentions[0].votes, Some(3));
}

#[test]
fn the_date_comes_from_the_front_matter_else_from_the_path() {
    let dated = "+++\ndate = 2026-11-01\n+++\n## A\n";
    for (name, text, expected) in [
        ("content/2026-11-23.md", dated, "2026-11-01"),
        ("content/2026-11-23.md", "## A\n", "2026-11-23"),
        ("content/20261123.md", "## A\n", "2026-11-23"),
        ("content/2026/11/23.md", "## A\n", "2026-11-23"),
        ("content/2026/11/23/vision.md", "## A\n", "2026-11-23"),
        ("content/2026-11-22/2026-11-23.md", "## A\n", "2026-11-23"),
    ] {
        let reading = read(name, text);
        assert_eq!(reading.digests[0].date.to_string(), expected, "{name}");
    }
}

#[test]
fn drafts_are_read_when_asked_for_and_counted_when_not() {
    let text = "---\ndate: 2026-11-23\ndraft: true\n---\n## One\n\n## Two\n";
    let left_out = read("content/a.md", text);
    assert_eq!((left_out.records, left_out.digests.len()), (2, 0));
    assert_eq!(left_out.diagnostics[0].severity, Severity::Note);
    let read = read_with("content/a.md", text, Options { drafts: true });
    assert_eq!(read.digests[0].mentions.len(), 2);
    assert!(read.diagnostics.is_empty());
}

proptest! {
    #[test]
    fn any_text_is_read_without_panic(text in any_markdown()) {
        adds_up(&read("content/2026-11-23.md", &text));
        adds_up(&read("content/undated.md", &text));
    }
}

/// Pieces of digests in any order.
fn any_markdown() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        3 => ".{0,30}",
        1 => prop::sample::select(vec![
            "+++", "---", "date = 2026-11-23", "date: 2026-11-23", "title: x", "draft: true",
            "# A title", "## A paper", "## [A paper](https://arxiv.org/abs/2601.00001)", "##", "## ",
            "A paper\n---", "- Authors: A, B and C", "- Votes: many", "- Code: x", "  - nested",
            "  more", "- **Code:** <https://x.example>", "- Athors: x", "", "\t- x", "```",
            "[a]: https://a.example", "[^a]: note [^b]", "[^b]: x", "text[^a] [a] [b][a]", "> ## q",
            "$x$ and $5", "| a | b |\n|---|---|", "<div>", "\\# \\$", "\u{202e}\u{0}\u{7f}",
        ]).prop_map(str::to_owned),
    ];
    prop::collection::vec(piece, 0..16).prop_map(|pieces| pieces.join("\n"))
}
