//! Text with each field behind its name.

use super::hold_to_snapshots;

#[test]
fn fixtures_read_as_expected() {
    hold_to_snapshots("labelled-text");
}
