//! Python's `repr`, as lines and in a list of JSON.

use super::hold_to_snapshots;

#[test]
fn fixtures_read_as_expected() {
    hold_to_snapshots("python");
}
