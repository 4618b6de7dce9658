//! Atom, RSS and OAI-PMH.

use super::hold_to_snapshots;

#[test]
fn atom_fixtures_read_as_expected() {
    hold_to_snapshots("atom");
}

#[test]
fn rss_fixtures_read_as_expected() {
    hold_to_snapshots("rss");
}

#[test]
fn oai_fixtures_read_as_expected() {
    hold_to_snapshots("oai-pmh");
}
