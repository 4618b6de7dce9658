//! Tables of comma-separated values, and of others.

use super::hold_to_snapshots;

#[test]
fn fixtures_read_as_expected() {
    hold_to_snapshots("csv");
}
