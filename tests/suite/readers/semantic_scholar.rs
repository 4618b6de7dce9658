//! Answers of the Semantic Scholar API.

use super::hold_to_snapshots;

#[test]
fn fixtures_read_as_expected() {
    hold_to_snapshots("semantic-scholar");
}
