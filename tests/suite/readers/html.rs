//! Digests that were saved as pages of HTML.

use super::hold_to_snapshots;

#[test]
fn fixtures_read_as_expected() {
    hold_to_snapshots("html");
}
