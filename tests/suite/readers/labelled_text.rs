//! Text with each field behind its name.

use super::{adds_up, changed_fixture, hold_to_snapshots, read};
use proptest::prelude::*;

#[test]
fn fixtures_read_as_expected() {
    hold_to_snapshots("labelled-text");
}

proptest! {
    #[test]
    fn any_text_is_read_without_panic(
        text in "(Title: |PDF: |Summary: |Authors: |Note: |标题：|---\n|[a-z]{1,4}|https://arxiv.org/abs/2601.90001|[:：*=]|\r?\n|\\PC){0,40}",
    ) {
        let text = format!("Title: A\nSummary: B\n{text}");
        adds_up(&read("content/2026-11-23.txt", &text));
        adds_up(&read("content/undated.txt", &text));
    }

    #[test]
    fn any_change_is_read_without_panic(
        name in prop::sample::select(vec!["papers_2026-06-01.txt", "2026-06-02-without-rules.txt", "2026-06-03-other-signs.txt"]),
        at in 0.0..1.0f64, length in 0..40usize, piece in "([:：*=-]|Title:|\n|\\PC){0,5}",
    ) {
        let text = changed_fixture(&format!("labelled-text/{name}"), at, length, &piece);
        adds_up(&read("content/2026-11-23.txt", &text));
    }
}
