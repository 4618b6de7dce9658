//! Markdown and HTML digests.
//!
//! 1. [`front_matter`] is taken off.
//! 2. `documented` is asked first: whether the document is meant in the form that Offprint documents and
//!    writes, with `##` headings as papers and bullets beneath them.
//! 3. Any other document is read by its structure, which is [`foreign`]'s work.
//! 4. Where that finds nothing, the documented form has the last word: a title alone is enough there.

mod documented;
mod fields;
mod references;
mod sections;

use super::document;
use super::foreign::{self, Parts};
use super::front_matter;
use super::intake::{Intake, no_papers};
use super::source::Source;
use super::{Format, Options, Reading};

/// The entry in the table of formats.
pub const FORMAT: Format = Format {
    name: "Markdown",
    recognise,
    parse: read,
};

/// The entry for whole pages of HTML.
pub const HTML: Format = Format {
    name: "HTML",
    recognise: recognise_html,
    parse: read_html,
};

/// How much of a file is looked at, in bytes, for what tells Markdown.
const BEGINNING: usize = 64 * 1024;

/// Extensions of other kinds, whose files may well have a line that begins with `## ` or `---`.
const OTHERS: &[&str] = &[
    "json", "jsonl", "ndjson", "xml", "rss", "atom", "bib", "csv", "tsv", "yaml", "yml", "toml",
    "html", "htm", "ris", "tex",
];

fn recognise(source: &Source<'_>) -> Result<(), String> {
    if source.is_markdown() {
        return Ok(());
    }
    let extension = source.extension();
    let beginning = &source.text[..source.text.floor_char_boundary(BEGINNING)];
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

fn recognise_html(source: &Source<'_>) -> Result<(), String> {
    let beginning = source.text.trim_start();
    let beginning = beginning[..beginning.floor_char_boundary(200)].to_ascii_lowercase();
    let is_page = beginning.starts_with("<!doctype html") || beginning.starts_with("<html");
    let is_named =
        matches!(source.extension().as_str(), "html" | "htm") && beginning.starts_with('<');
    if is_page || is_named {
        Ok(())
    } else {
        Err("it does not begin as a page of HTML".to_owned())
    }
}

fn read(source: &Source<'_>, options: Options) -> Reading {
    let document = match front_matter::split(source) {
        Ok(document) => document,
        Err(fault) => return Reading::unreadable(fault),
    };
    let is_draft = document.flag("draft") && !options.drafts;
    let parts = Parts::find(document::of_markdown(document.body));
    let starts: Vec<usize> = parts.starts().collect();
    if documented::is_meant(&document, &starts) {
        return documented::read(source, &document, is_draft);
    }
    foreign::read(source, &document, &parts, is_draft)
        .unwrap_or_else(|| documented::read(source, &document, is_draft))
}

fn read_html(source: &Source<'_>, _options: Options) -> Reading {
    let Ok(document) = front_matter::split(source) else {
        return Intake::new(source).leave_out();
    };
    let parts = Parts::find(document::of_html(document.body));
    foreign::read(source, &document, &parts, false).unwrap_or_else(|| {
        let mut intake = Intake::new(source);
        intake.diagnose(no_papers("nothing on this page has the form of a paper"), 0);
        intake.leave_out()
    })
}
