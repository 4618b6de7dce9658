//! RIS, which the README takes to show how a format is added.

use super::{adds_up, hold_to_snapshots, read};
use crate::site_test::manifest_folder;
use proptest::prelude::*;
use std::fs;

#[test]
fn fixtures_read_as_expected() {
    hold_to_snapshots("ris");
}

#[test]
fn the_readme_shows_how_a_format_is_added() {
    let text = |path: &str| fs::read_to_string(manifest_folder().join(path)).unwrap();
    let (readme, reader, table) = (
        text("README.md"),
        text("src/readers/ris.rs"),
        text("src/readers/mod.rs"),
    );
    assert!(readme.contains("### Adding a format"));
    assert!(table.contains("    ris::FORMAT,\n"));
    for name in [
        "recognise",
        "Intake::new(source)",
        "intake.take(",
        "Head::default()",
    ] {
        assert!(readme.contains(name) && reader.contains(name), "{name}");
    }
}

/// A record with a `#` at each place where prose may stand.
const WITH_PROSE: &str = "TY  - JOUR\nTI  - #\nAU  - #\nAB  - #\n#\nN1  - #\nT2  - #\nJO  - #\nKW  - #\n\
    PB  - #\nCY  - #\nC1  - #\nU1  - #\nA2  - #\nER  - \n#\n";

proptest! {
    #[test]
    fn every_word_arrives_or_is_reported(prose in super::xml::prose()) {
        super::xml::holds_every_word("content/2026-11-23.ris", WITH_PROSE, &prose);
    }

    #[test]
    fn any_lines_are_read_without_panic(
        lines in prop::collection::vec("(TY|TI|AU|AB|PY|DO|ER|UR|xx)(  -)? ?[ -~]{0,20}", 0..12),
    ) {
        adds_up(&read("content/2026-11-23.ris", &lines.join("\n")));
    }
}
