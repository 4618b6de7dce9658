//! What a build reads from one file, and how much of the file that is.
//!
//! The file is read as a build reads it. Left out: what becomes of its records beside those of other
//! files.

use super::content::{self, Part};
use crate::diagnostic::{Diagnostic, Severity};
use crate::readers::record::words::count_words;
use crate::readers::source::Source;
use crate::readers::{Format, Options, Reading, doubt};

/// What one file is and holds.
#[derive(Debug, Default)]
pub struct Inspection {
    /// Name of the format, or what else the file is; none where it cannot be read.
    pub format: Option<&'static str>,
    /// Its title, where it is a topic or a page.
    pub title: Option<String>,
    pub reading: Reading,
    /// Whether the file has no date, so that a build leaves its digests out; theirs mean nothing then.
    pub is_undated: bool,
    /// Share of the words of the file that are used, from 0 to 1; none for files that are no digests.
    pub coverage: Option<f64>,
}

impl Inspection {
    /// A file that cannot be read.
    pub fn unreadable(fault: Diagnostic) -> Self {
        Self {
            reading: Reading::unreadable(fault),
            ..Self::default()
        }
    }

    /// How many records of it are in its digests.
    pub fn mentions(&self) -> usize {
        mentions(&self.reading)
    }
}

/// Reads a text under the name of its file. The file is taken for one of a site where its path has the
/// folder `content`.
pub fn inspect(name: &str, text: &str, options: Options) -> Inspection {
    let place = name.rfind("/content/").map_or(name, |at| &name[at + 1..]);
    let source = Source::new(name, text);
    let part = match content::part_of(place, &source, options) {
        Ok(part) => part,
        Err(fault) => return Inspection::unreadable(fault),
    };
    let read = Inspection {
        format: Some(part.format()),
        ..Inspection::default()
    };
    match part {
        Part::Digests(format, reading) => {
            let (reading, is_undated) = match undated(&source, format, &reading, options) {
                Some(reading) => (reading, true),
                None => (reading, false),
            };
            Inspection {
                coverage: Some(coverage(&source, &reading)),
                reading,
                is_undated,
                ..read
            }
        }
        Part::Section(reading) => Inspection { reading, ..read },
        Part::Topic(topic) => Inspection {
            title: Some(topic.title),
            ..read
        },
        Part::Page(page) => Inspection {
            title: page.map(|page| page.title),
            ..read
        },
        Part::Authors(_) => read,
        Part::Unreadable(fault) => Inspection::unreadable(fault),
    }
}

/// What would be read from a file that is left out for want of a date; none for other files.
fn undated(
    source: &Source<'_>,
    format: &Format,
    reading: &Reading,
    options: Options,
) -> Option<Reading> {
    let is_undated = |fault: &Diagnostic| fault.code == Some("no-date");
    if !reading.digests.is_empty() || !reading.diagnostics.iter().any(is_undated) {
        return None;
    }
    let name = format!("1970-01-01-{}", source.file_name());
    let mut dated = format.read(&Source::new(&name, source.text), options);
    dated.diagnostics.clone_from(&reading.diagnostics);
    for digest in &mut dated.digests {
        source.name.clone_into(&mut digest.source);
    }
    Some(dated)
}

/// Share of the words of a file that are used.
///
/// In a format with fields the names of the fields are words too, and nobody misses them: there the
/// words of all values are compared with those of the reading report, as long as every record was
/// read.
fn coverage(source: &Source<'_>, reading: &Reading) -> f64 {
    let is_error =
        |fault: &Diagnostic| fault.severity == Severity::Error && fault.code != Some("no-date");
    let is_whole =
        mentions(reading) == reading.records && !reading.diagnostics.iter().any(is_error);
    if !reading.is_by_structure && is_whole {
        let mut used = 0;
        for digest in &reading.digests {
            doubt::texts_of(digest, &mut |text| used += count_words(text));
        }
        let all = used + reading.report.lost_words();
        if all > 0 {
            return narrow(used) / narrow(all);
        }
    }
    doubt::share_used(source.text, reading)
}

fn narrow(count: usize) -> f64 {
    f64::from(u32::try_from(count).unwrap_or(u32::MAX))
}

fn mentions(reading: &Reading) -> usize {
    let digests = reading.digests.iter();
    digests.map(|digest| digest.mentions.len()).sum()
}
