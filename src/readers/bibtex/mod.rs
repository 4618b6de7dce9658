//! Bibliographies: BibTeX and BibLaTeX.
//!
//! 1. `entries` splits the file, with the `scanner`.
//! 2. `library` resolves `@string`s, and lets entries inherit by `xdata` and `crossref`.
//! 3. `work` gives the fields of an entry their roles: `names` puts people into their reading order, `text`
//!    resolves TeX with the rest of what is peculiar to exports.
//!
//! Left out: files and dates of reference managers, pages, volumes and other fields for programs, which are
//! in the reading report. `@set` and `@xdata` are no works and not counted.

mod entries;
mod library;
mod names;
mod scanner;
mod text;
mod work;

use super::intake::{Head, Intake};
use super::report::{Reason, Unused};
use super::source::Source;
use super::{Format, Options, Reading};
use crate::diagnostic::Diagnostic;
use entries::{Entry, Item};
use library::Library;
use std::borrow::Cow;

/// The entry in the table of formats.
pub const FORMAT: Format = Format {
    name: "BibTeX",
    recognise,
    parse,
};

/// A file of another name is a bibliography if nothing but comments stands before its first entry.
fn recognise(source: &Source<'_>) -> Result<(), String> {
    if matches!(source.extension().as_str(), "bib" | "bibtex" | "biblatex") {
        return Ok(());
    }
    let mut lines = source.text.lines().map(str::trim);
    let first = lines.find(|line| !line.is_empty() && !line.starts_with('%'));
    if first.is_some_and(|line| scanner::head(line).is_some()) {
        Ok(())
    } else {
        Err("it does not begin with an entry such as `@article{`".to_owned())
    }
}

fn parse(source: &Source<'_>, _options: Options) -> Reading {
    let entries = entries::entries(source.text);
    let works = entries.items.iter().filter_map(|item| match item {
        Item::Entry(entry) => Some(entry),
        Item::Broken { .. } | Item::Fault { .. } => None,
    });
    let library = Library::new(source.text.len(), &entries.strings, works);
    let mut intake = Intake::new(source);
    for comment in &entries.comments {
        intake.unused(&unused("comment", comment, Reason::Boilerplate));
    }
    for item in &entries.items {
        match item {
            Item::Broken {
                offset,
                fault,
                source,
            } => {
                intake.unused(&unused("record", source, Reason::Broken));
                intake.skip(&format!("{fault}; this record is left out"), *offset);
            }
            Item::Fault { offset, fault } => warn(&mut intake, fault.clone(), *offset),
            Item::Entry(entry) if is_no_work(&entry.kind) => {}
            Item::Entry(entry) => take(&mut intake, &library, entry),
        }
    }
    intake.finish(Head::default())
}

fn unused<'a>(name: &'a str, text: &'a str, reason: Reason) -> Unused<'a> {
    let (name, text) = (Cow::Borrowed(name), Cow::Borrowed(text));
    Unused { name, text, reason }
}

fn warn(intake: &mut Intake<'_>, fault: String, offset: usize) {
    intake.diagnose(Diagnostic::warning(fault).code("broken-entry"), offset);
}

/// Entries that hold fields of others, lists of entries, and settings.
fn is_no_work(kind: &str) -> bool {
    matches!(kind, "xdata" | "set" | "control" | "ieeetranbstctl")
}

fn take(intake: &mut Intake<'_>, library: &Library<'_, '_>, entry: &Entry<'_>) {
    let mut undefined = Vec::new();
    let fields = library.fields(entry, &mut undefined);
    for (field, name) in undefined {
        let fault = format!("no `@string` defines `{name}`; the field `{field}` is left out");
        let fault = Diagnostic::warning(fault)
            .code("undefined-string")
            .help("put the text into braces, or define the name before it is used");
        intake.diagnose(fault, entry.offset);
    }
    if let Some(fault) = &entry.fault {
        warn(intake, fault.clone(), entry.offset);
    }
    intake.take(work::raw_record(fields, &entry.kind), entry.offset);
}
