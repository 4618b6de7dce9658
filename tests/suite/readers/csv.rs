//! Tables of comma-separated values, and of others.

use super::{adds_up, changed_fixture, hold_to_snapshots, read};
use proptest::prelude::*;

#[test]
fn fixtures_read_as_expected() {
    hold_to_snapshots("csv");
}

#[test]
fn quotes_that_never_close_cost_linear_time() {
    let text = format!("title,authors\n{}", "A,\"B\nC,\"D \"E\n".repeat(50_000));
    let begun = std::time::Instant::now();
    adds_up(&read("content/2026-11-23.csv", &text));
    assert!(begun.elapsed() < std::time::Duration::from_secs(20));
}

proptest! {
    #[test]
    fn any_table_is_read_without_panic(
        text in "([a-z]{1,4}|[,;\t|\"]|\r?\n|https://arxiv.org/abs/2601.90001|2026-01-02|\\['a', 'b'\\]|\\PC){0,40}",
        header in prop::sample::select(vec![
            "title,authors,url\n", "title;authors;url\r\n", "title\tauthors\n", "\"title\",\"date\"\n", "title|url\n",
        ]),
    ) {
        let text = format!("{header}{text}");
        adds_up(&read("content/2026-11-23.csv", &text));
        adds_up(&read("content/undated.csv", &text));
    }

    #[test]
    fn any_change_is_read_without_panic(
        name in prop::sample::select(vec!["2026-04-01.csv", "lists-2026-04-06.csv", "windows-2026-04-05.csv", "unclosed-2026-04-07.csv"]),
        at in 0.0..1.0f64, length in 0..40usize, piece in "([,;\"\\[\\]']|\r?\n|\\PC){0,5}",
    ) {
        let text = changed_fixture(&format!("csv/{name}"), at, length, &piece);
        adds_up(&read("content/2026-11-23.csv", &text));
    }
}
