//! JSON Lines: the schema of daily-arXiv, and those of others.

use super::hold_to_snapshots;

#[test]
fn fixtures_read_as_expected() {
    hold_to_snapshots("json-lines");
}
