//! Topic JSON, whose values are rows of Markdown.

use super::hold_to_snapshots;

#[test]
fn fixtures_read_as_expected() {
    hold_to_snapshots("topic-json");
}
