//! YAML: a file a paper, lists, objects and documents.

use super::hold_to_snapshots;

#[test]
fn fixtures_read_as_expected() {
    hold_to_snapshots("yaml");
}
