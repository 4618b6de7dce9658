//! Bibliographies: BibTeX and BibLaTeX.
//!
//! 1. `entries` takes the file apart, with the `scanner`.
//! 2. `library` puts `@string`s into fields, and lets entries inherit by `xdata` and `crossref`.
//! 3. `work` makes a raw record of an entry: `names` and `dates` put people and dates into their
//!    reading order, `text` resolves TeX with the rest of what is peculiar to exports.
//!
//! Left out: `file`, `annote`, `owner` and other fields that are their owner's alone, notes, pages
//! and volumes. `@set` and `@xdata` are no works and not counted.

mod dates;
mod entries;
mod library;
mod names;
mod scanner;
mod text;
mod work;

use super::intake::{Head, Intake};
use super::{Format, Input, Options, Reading};
use crate::diagnostic::Diagnostic;
use entries::{Entry, Item};
use library::Library;
use work::Fields;

/// The entry in the table of formats.
pub const FORMAT: Format = Format {
    name: "BibTeX",
    recognise,
    read,
};

/// A file of another name is a bibliography if nothing but comments stands before its first entry.
fn recognise(input: Input<'_>) -> Result<(), String> {
    if matches!(input.extension().as_str(), "bib" | "bibtex" | "biblatex") {
        return Ok(());
    }
    let mut lines = input.text.lines().map(str::trim);
    let first = lines.find(|line| !line.is_empty() && !line.starts_with('%'));
    if first.is_some_and(|line| scanner::head(line).is_some()) {
        Ok(())
    } else {
        Err("it does not begin with an entry such as `@article{`".to_owned())
    }
}

fn read(input: Input<'_>, _options: Options) -> Reading {
    let entries = entries::entries(input.text);
    let works = entries.items.iter().filter_map(|item| match item {
        Item::Entry(entry) => Some(entry),
        Item::Broken { .. } | Item::Fault { .. } => None,
    });
    let library = Library::new(input.text.len(), &entries.strings, works);
    let mut intake = Intake::new(input);
    for item in &entries.items {
        match item {
            Item::Broken { line, fault } => {
                intake.skip(&format!("{fault}; this record is left out"), *line);
            }
            Item::Fault { line, fault } => {
                intake.report(Diagnostic::warning(fault.clone()), *line);
            }
            Item::Entry(entry) if is_no_work(&entry.kind) => {}
            Item::Entry(entry) => take(&mut intake, &library, entry),
        }
    }
    intake.finish(Head {
        date: input.date(),
        ..Head::default()
    })
}

/// Entries that hold fields of others, lists of entries, and settings.
fn is_no_work(kind: &str) -> bool {
    matches!(kind, "xdata" | "set" | "control" | "ieeetranbstctl")
}

fn take(intake: &mut Intake<'_>, library: &Library<'_, '_>, entry: &Entry<'_>) {
    let mut fields = Fields::new(library, entry);
    let raw = work::raw_record(&mut fields);
    for (field, name) in fields.undefined {
        let fault = format!("no `@string` defines `{name}`; the field `{field}` is left out");
        let help = "put the text into braces, or define the name before it is used";
        intake.report(Diagnostic::warning(fault).help(help), entry.line);
    }
    if let Some(fault) = &entry.fault {
        intake.report(Diagnostic::warning(fault.clone()), entry.line);
    }
    intake.take(raw, entry.line);
}
