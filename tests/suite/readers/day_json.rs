//! JSON of a day: papers within objects of every shape.

use super::hold_to_snapshots;

#[test]
fn fixtures_read_as_expected() {
    hold_to_snapshots("day-json");
}
