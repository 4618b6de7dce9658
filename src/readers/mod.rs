//! Readers: one file in, digests out.
//!
//! Every reader is a pure function from text to [`Reading`]; none touches a disk or knows
//! another. What a format calls the fields of a paper ends in a [`raw_record::RawRecord`], and
//! [`record`] alone turns that into the model. The steps for a file:
//!
//! 1. [`recognise`] asks each [`Format`] in turn, by content first, by extension second.
//! 2. The format's `read` takes the text apart and fills raw records.
//! 3. [`intake::Intake`] makes mentions of them, or skips them with a reason.
//!
//! Adding a format is adding one file here and one line to [`FORMATS`].

pub mod anchors;
pub mod authors;
pub mod bibtex;
mod categories;
pub mod csv;
mod cursor;
pub mod dates;
pub mod dating;
pub mod declarations;
pub mod empty;
pub mod front_matter;
pub mod intake;
pub mod json;
pub mod keywords;
pub mod labelled;
pub mod loose;
pub mod markdown;
pub mod placeholders;
pub mod preprint;
pub mod raw_record;
pub mod record;
pub mod ris;
pub mod space;
pub mod tagged;
pub mod tex;
pub mod trending_text;
pub mod xml;
pub mod yaml;
mod yaml_text;

use crate::diagnostic::Diagnostic;
use crate::model::date::{self, Date};
use crate::model::digest::Digest;

/// A file as readers see it.
#[derive(Debug, Clone, Copy)]
pub struct Input<'a> {
    /// Path relative to the site's root, with `/`.
    pub name: &'a str,
    pub text: &'a str,
}

impl Input<'_> {
    /// The date that the file's path tells.
    pub fn date(&self) -> Option<Date> {
        date::in_path(self.name)
    }

    /// Extension in lower case, without the dot.
    pub fn extension(&self) -> String {
        let name = self.name.rsplit('/').next().unwrap_or(self.name);
        name.rsplit_once('.')
            .map_or_else(String::new, |(_, extension)| extension.to_lowercase())
    }
}

/// What a reader makes of one file.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Reading {
    /// Finished digests; a draft is in none of them.
    pub digests: Vec<Digest>,
    /// Records found, good and bad.
    pub records: usize,
    /// Faults of the file and of its records.
    pub diagnostics: Vec<Diagnostic>,
}

impl Reading {
    /// A file of which nothing can be used.
    pub fn unreadable(diagnostic: Diagnostic) -> Self {
        Self {
            diagnostics: vec![diagnostic.shortened()],
            ..Self::default()
        }
    }
}

impl Reading {
    /// One reading of several, as of a file with several digests.
    pub fn joined(readings: Vec<Self>) -> Self {
        let mut joined = Self::default();
        for reading in readings {
            joined.digests.extend(reading.digests);
            joined.records += reading.records;
            joined.diagnostics.extend(reading.diagnostics);
        }
        joined
    }
}

/// What readers are told from outside.
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
    pub recognise: fn(Input<'_>) -> Result<(), String>,
    pub read: fn(Input<'_>, Options) -> Reading,
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
    xml::atom::FORMAT,
    xml::rss::FORMAT,
    xml::oai::FORMAT,
    csv::FORMAT,
    labelled::FORMAT,
    yaml::FORMAT,
    markdown::FORMAT,
    trending_text::FORMAT,
];

/// The format of a file.
///
/// # Errors
/// A diagnostic that lists what was tried and why each said no.
pub fn recognise(input: Input<'_>) -> Result<&'static Format, Diagnostic> {
    // Formats that say no for one reason are named together.
    let mut refusals: Vec<(String, Vec<&str>)> = Vec::new();
    for format in FORMATS {
        match (format.recognise)(input) {
            Ok(()) => return Ok(format),
            // That a file is not empty is no news to anybody.
            Err(_) if format.name == empty::FORMAT.name => {}
            Err(reason) => match refusals.iter_mut().find(|(known, _)| *known == reason) {
                Some((_, names)) => names.push(format.name),
                None => refusals.push((reason, vec![format.name])),
            },
        }
    }
    if let Some(fault) = json::syntax_fault(input).or_else(|| xml::syntax_fault(input)) {
        return Err(fault);
    }
    let mut help = String::from("tried were");
    for (reason, names) in refusals {
        help.push_str(&format!("\n        {}: {reason}", names.join(", ")));
    }
    help.push_str(
        "\n        convert it to the Markdown form of the README, or begin its name with `_` to leave it out",
    );
    Err(Diagnostic::error("no reader knows this file")
        .in_file(input.name)
        .at_line(input.text, 1)
        .help(help))
}
