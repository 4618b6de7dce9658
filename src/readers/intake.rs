//! Taking the records of one digest file: the account of its records, and the finished digest.
//!
//! What becomes of a single record is decided in [`record`]; here records are counted, faults get
//! their place in the file, and the digest its date.

use super::record::{self, RawRecord};
use super::space::folded;
use super::{Input, Reading};
use crate::diagnostic::Diagnostic;
use crate::model::date;
use crate::model::digest::{Digest, Mention};

/// Where in its file something begins, from 1. The column is told where a line holds much.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Spot {
    pub line: usize,
    /// In characters.
    pub column: Option<usize>,
}

impl From<usize> for Spot {
    /// A line alone.
    fn from(line: usize) -> Self {
        Self { line, column: None }
    }
}

/// Takes the records of one digest file and keeps the account.
#[derive(Debug)]
pub struct Intake<'a> {
    input: Input<'a>,
    mentions: Vec<Mention>,
    records: usize,
    diagnostics: Vec<Diagnostic>,
}

impl<'a> Intake<'a> {
    pub fn new(input: Input<'a>) -> Self {
        Self {
            input,
            mentions: Vec::new(),
            records: 0,
            diagnostics: Vec::new(),
        }
    }

    /// Takes the record that begins at a spot; one without a title is skipped.
    pub fn take(&mut self, raw: RawRecord<'_>, spot: impl Into<Spot>) {
        let spot = spot.into();
        let Some((mention, faults)) = record::mention(raw, spot.line) else {
            self.skip("a record without a title is left out", spot);
            return;
        };
        self.records += 1;
        self.mentions.push(mention);
        for fault in faults {
            self.report(fault, spot);
        }
    }

    /// Counts a record that cannot be used, and says why.
    pub fn skip(&mut self, reason: &str, spot: impl Into<Spot>) {
        self.records += 1;
        self.report(Diagnostic::warning(reason), spot);
    }

    /// Counts a record that cannot be used and whose fault has been reported already.
    pub fn skip_reported(&mut self) {
        self.records += 1;
    }

    /// Reports something at a spot of the file.
    pub fn report(&mut self, diagnostic: Diagnostic, spot: impl Into<Spot>) {
        let spot = spot.into();
        let pointed = match spot.column.or(diagnostic.column) {
            Some(column) => diagnostic.at(self.input.text, spot.line, column),
            None => diagnostic.at_line(self.input.text, spot.line),
        };
        self.diagnostics.push(pointed.in_file(self.input.name));
    }

    /// Adds topics of the whole digest to each of its papers.
    pub fn add_topics(&mut self, topics: &[String]) {
        for mention in &mut self.mentions {
            for topic in topics {
                if !mention.record.topics.contains(topic) {
                    mention.record.topics.push(topic.clone());
                }
            }
        }
    }

    /// The finished reading of a file with one digest.
    ///
    /// Its date is what it says itself, else what its path tells, else the newest date inside its
    /// records; without any it is an error. A file without papers and without an introduction
    /// makes no digest, which is a warning: nightly jobs leave such files on days without papers.
    pub fn finish(mut self, head: Head) -> Reading {
        let introduction = head.introduction.filter(|text| !text.trim().is_empty());
        if self.mentions.is_empty() && introduction.is_none() {
            if self.records == 0 {
                self.report(no_papers("there are no papers in this file"), 1);
            }
            return self.leave_out();
        }
        let date = head
            .date
            .or_else(|| self.input.date())
            .or_else(|| self.mentions.iter().filter_map(|m| m.record.date).max());
        let Some(date) = date else {
            self.report(undated(self.input), 1);
            return self.leave_out();
        };
        let digest = Digest {
            date,
            title: head
                .title
                .map(|title| folded(&title))
                .filter(|t| !t.is_empty()),
            introduction,
            mentions: self.mentions,
            is_single: head.is_single,
            source: self.input.name.to_owned(),
        };
        Reading {
            digests: vec![digest],
            records: self.records,
            diagnostics: self.diagnostics,
        }
    }

    /// The reading of a file that makes no digest, for a reason that has been reported.
    pub fn leave_out(self) -> Reading {
        Reading {
            digests: Vec::new(),
            records: self.records,
            diagnostics: self.diagnostics,
        }
    }
}

/// What a digest says of itself.
#[derive(Debug, Clone, Default)]
pub struct Head {
    pub date: Option<date::Date>,
    /// Plain text with math spans.
    pub title: Option<String>,
    /// Markdown.
    pub introduction: Option<String>,
    /// Whether the file is the page of one paper, see [`Digest::is_single`].
    pub is_single: bool,
}

/// What to say of a file without papers.
pub fn no_papers(what: &str) -> Diagnostic {
    Diagnostic::warning(format!("{what}; it makes no digest"))
        .help("nothing is wrong if the day had no papers; a name that begins with `_` is left out")
}

/// What to say of a digest whose date nothing tells.
fn undated(input: Input<'_>) -> Diagnostic {
    let name = input.name.rsplit('/').next().unwrap_or(input.name);
    let impossible = date::impossible_in_name(input.name);
    let fault = match impossible {
        Some(day) => format!("there is no day {day}; the digest is left out"),
        None => "nothing tells the date of this digest; it is left out".to_owned(),
    };
    let is_markdown = matches!(input.extension().as_str(), "md" | "markdown");
    Diagnostic::error(fault).help(match (is_markdown, impossible) {
        (true, _) => {
            "put `date = 2026-11-23` into its front matter, or the date into its name".to_owned()
        }
        (false, Some(_)) => "put the right date into the file's name".to_owned(),
        (false, None) => format!("put the date into the file's name, as in 2026-11-23-{name}"),
    })
}
