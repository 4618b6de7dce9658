//! Markdown digests: the documented form, and the forms that people and scripts give them.
//!
//! 1. [`front_matter`] is taken off.
//! 2. `wild` looks for papers that show by evidence what they are, whatever their shape. It refuses
//!    a document that is meant in the documented form, and one without any evidence.
//! 3. `documented` reads what is left: `##` headings are papers, with bullets beneath them.

mod documented;
mod fields;
mod references;
mod sections;
mod wild;

use super::front_matter;
use super::intake::Intake;
use super::{Format, Input, Options, Reading};
use crate::diagnostic::Diagnostic;

/// The entry in the table of formats.
pub const FORMAT: Format = Format {
    name: "Markdown",
    recognise,
    read,
};

/// How much of a file is looked at, in bytes, for what tells Markdown.
const BEGINNING: usize = 64 * 1024;

/// Extensions of other kinds, whose files may well have a line that begins with `## ` or `---`.
const OTHERS: &[&str] = &[
    "json", "jsonl", "ndjson", "xml", "rss", "atom", "bib", "csv", "tsv", "yaml", "yml", "toml",
    "html", "htm", "ris", "tex",
];

fn recognise(input: Input<'_>) -> Result<(), String> {
    let extension = input.extension();
    if matches!(extension.as_str(), "md" | "markdown") {
        return Ok(());
    }
    let beginning = &input.text[..input.text.floor_char_boundary(BEGINNING)];
    let looks_like_it = front_matter::fence(beginning).is_some()
        || beginning.lines().any(|line| line.starts_with("## "));
    if !looks_like_it {
        Err("it has no front matter and no headings".to_owned())
    } else if OTHERS.contains(&extension.as_str()) {
        Err(format!("a .{extension} file is of another kind"))
    } else {
        Ok(())
    }
}

fn read(input: Input<'_>, options: Options) -> Reading {
    let document = match front_matter::split(input) {
        Ok(document) => document,
        Err(fault) => return Reading::unreadable(fault),
    };
    let is_draft = document.flag("draft") && !options.drafts;
    wild::read(input, &document, is_draft)
        .unwrap_or_else(|| documented::read(input, &document, is_draft))
}

/// The reading of a draft whose records have been counted.
fn left_out(mut intake: Intake<'_>, count: usize) -> Reading {
    let papers = if count == 1 { "paper" } else { "papers" };
    let note = format!("this digest is a draft; {count} {papers} left out");
    intake.report(
        Diagnostic::note(note).help("`--drafts` publishes it too"),
        1,
    );
    intake.leave_out()
}
