//! Readers: one file in, digests and a reading report out.
//!
//! Each layer knows those below it and no other:
//!
//! 1. [`source`]: the text of a file and its line index.
//! 2. A *format* knows syntax and nothing about papers. It yields fields (a name or a role, a value) in
//!    records, each with its offset. [`recognise`] asks each [`Format`] in turn, by content first and by
//!    extension second.
//! 3. [`vocabulary`]: one table from names, in every language and format, to roles.
//! 4. [`record`]: the fields of a record to a mention. The only place with rules about identifiers,
//!    people, dates, links, TeX and white space.
//! 5. [`intake`]: counts records, places faults, dates the digest; `envelope`: what stands around records.
//! 6. [`report`]: what is not used, and why; [`doubt`]: readings that are probably wrong.
//!
//! Every reader is a pure function; none touches a disk or knows another. Adding a format is adding one
//! file here and one line to [`FORMATS`].

mod bibtex;
mod csv;
mod dating;
pub mod declarations;
mod document;
pub mod doubt;
mod empty;
mod envelope;
mod foreign;
pub mod front_matter;
pub mod intake;
mod json;
mod labelled;
mod markdown;
mod python;
pub mod record;
pub mod report;
mod ris;
pub mod source;
pub mod tagged;
mod trending_text;
pub mod value;
pub mod vocabulary;
mod xml;
mod yaml;
mod yaml_text;

use crate::diagnostic::Diagnostic;
use crate::model::digest::Digest;
use report::Report;
use source::Source;

/// What a reader makes of one file.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Reading {
    /// Finished digests; a draft is in none of them.
    pub digests: Vec<Digest>,
    /// Records found, good and bad.
    pub records: usize,
    /// What is not used, and why.
    pub report: Report,
    /// Faults of the file and of its records.
    pub diagnostics: Vec<Diagnostic>,
    /// Whether records were found by where their texts stand, so that a reading may be wrong
    /// although nothing in the file is.
    pub is_by_structure: bool,
}

impl Reading {
    /// A file of which nothing can be used.
    pub fn unreadable(diagnostic: Diagnostic) -> Self {
        Self {
            diagnostics: vec![diagnostic.shortened()],
            ..Self::default()
        }
    }

    /// One reading of several, as of a file with several digests.
    pub fn joined(readings: Vec<Self>) -> Self {
        let mut joined = Self::default();
        for reading in readings {
            joined.digests.extend(reading.digests);
            joined.records += reading.records;
            joined.report.extend(reading.report);
            joined.diagnostics.extend(reading.diagnostics);
            joined.is_by_structure |= reading.is_by_structure;
        }
        joined
    }
}

/// What readers are given from outside.
#[derive(Debug, Clone, Copy, Default)]
pub struct Options {
    /// Whether digests marked as drafts are read.
    pub drafts: bool,
}

/// A kind of digest file.
#[derive(Debug, Clone, Copy)]
pub struct Format {
    /// Name that `--verbose` and `--json` print.
    pub name: &'static str,
    /// Whether the file is of this kind; where not, why.
    pub recognise: fn(&Source<'_>) -> Result<(), String>,
    /// Reads the file; [`Format::read`] adds what is in doubt.
    pub parse: fn(&Source<'_>, Options) -> Reading,
}

impl Format {
    /// Reads a file of this kind.
    pub fn read(&self, source: &Source<'_>, options: Options) -> Reading {
        let mut reading = (self.parse)(source, options);
        if !reading.digests.is_empty() {
            let doubts = doubt::doubts(source, &reading);
            reading.diagnostics.extend(doubts);
        }
        reading
    }
}

/// Every format, in the order in which they are asked.
pub const FORMATS: &[Format] = &[
    empty::FORMAT,
    json::huggingface::FORMAT,
    json::offprint::FORMAT,
    json::topic_rows::FORMAT,
    json::day::SEMANTIC_SCHOLAR,
    json::day::PYTHON_LIST,
    json::lines::FORMAT,
    json::lines::PYTHON,
    json::zotero::FORMAT,
    json::csl::FORMAT,
    json::day::FORMAT,
    bibtex::FORMAT,
    ris::FORMAT,
    xml::feed::ATOM,
    xml::feed::RSS,
    xml::oai::FORMAT,
    csv::FORMAT,
    labelled::FORMAT,
    yaml::FORMAT,
    markdown::FORMAT,
    markdown::HTML,
    trending_text::FORMAT,
];

/// The format of a file.
///
/// # Errors
/// A diagnostic that lists what was tried and why each said no.
pub fn recognise(source: &Source<'_>) -> Result<&'static Format, Diagnostic> {
    // Formats that say no for one reason are named together.
    let mut refusals: Vec<(String, Vec<&str>)> = Vec::new();
    for format in FORMATS {
        match (format.recognise)(source) {
            Ok(()) => return Ok(format),
            // That a file is not empty is no news to anybody.
            Err(_) if format.name == empty::FORMAT.name => {}
            Err(reason) => match refusals.iter_mut().find(|(known, _)| *known == reason) {
                Some((_, names)) => names.push(format.name),
                None => refusals.push((reason, vec![format.name])),
            },
        }
    }
    if let Some(fault) = json::syntax_fault(source).or_else(|| xml::syntax_fault(source)) {
        return Err(fault);
    }
    let mut help = String::from("tried:");
    for (reason, names) in refusals {
        help.push_str(&format!("\n        {}: {reason}", names.join(", ")));
    }
    help.push_str(
        "\n        convert it to the Markdown form of the README, or begin its name with `_` to leave it out",
    );
    let fault = Diagnostic::error("no reader knows this file")
        .code("unknown-format")
        .help(help);
    Err(source.point(fault, 0))
}
