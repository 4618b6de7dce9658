//! Taking the records of one digest file: the account of its records, and the finished digest.
//!
//! What becomes of a single record is decided in [`record`]; here records are counted, faults get
//! their place in the file, and the digest its date.

use super::dating;
use super::record::{self, RawRecord};
use super::space::folded;
use super::{Input, Reading};
use crate::diagnostic::Diagnostic;
use crate::model::date;
use crate::model::digest::{Digest, Mention};
use crate::model::partial_date::PartialDate;
use std::collections::BTreeMap;

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
    /// A line and where it begins.
    counted: (usize, usize),
}

impl<'a> Intake<'a> {
    pub fn new(input: Input<'a>) -> Self {
        Self {
            input,
            mentions: Vec::new(),
            records: 0,
            diagnostics: Vec::new(),
            counted: (1, 0),
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
        // The line alone is handed over: a file with a fault a line is not to be counted for each.
        let from_the_line = &self.input.text[self.start_of(spot.line)..];
        let mut pointed = match spot.column.or(diagnostic.column) {
            Some(column) => diagnostic.at(from_the_line, 1, column),
            None => diagnostic.at_line(from_the_line, 1),
        };
        pointed.line = Some(spot.line);
        self.diagnostics.push(pointed.in_file(self.input.name));
    }

    /// Where a line begins, counted from the one that was asked for before.
    fn start_of(&mut self, line: usize) -> usize {
        let line = line.max(1);
        let (mut at_line, mut start) = self.counted;
        if line < at_line {
            (at_line, start) = (1, 0);
        }
        let behind = &self.input.text.as_bytes()[start..];
        if let Some(lines) = line.checked_sub(at_line).filter(|lines| *lines > 0) {
            let end = memchr::memchr_iter(b'\n', behind).nth(lines - 1);
            start = end.map_or(self.input.text.len(), |end| start + end + 1);
        }
        self.counted = (line, start);
        start
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

    /// The finished reading of a file with one digest, dated by [`dating::day`].
    ///
    /// A file without papers and without an introduction makes no digest, which is a warning:
    /// nightly jobs leave such files on days without papers.
    pub fn finish(mut self, head: Head) -> Reading {
        let introduction = head.introduction.filter(|text| !text.trim().is_empty());
        if self.mentions.is_empty() && introduction.is_none() {
            if self.records == 0 {
                self.report(no_papers("there are no papers in this file"), 1);
            }
            return self.leave_out();
        }
        let date = match dating::day(self.input, head.date, &self.mentions) {
            Ok((date, warning)) => {
                if let Some(warning) = warning {
                    self.report(warning, 1);
                }
                date
            }
            Err(fault) => {
                self.report(fault, 1);
                return self.leave_out();
            }
        };
        let digest = Digest {
            date,
            title: head
                .title
                .map(|title| folded(&title))
                .filter(|t| !t.is_empty()),
            introduction,
            mentions: std::mem::take(&mut self.mentions),
            is_single: head.is_single,
            source: self.input.name.to_owned(),
        };
        Reading {
            digests: vec![digest],
            ..self.leave_out()
        }
    }

    /// The finished reading of an archive, which holds papers of many days: a digest a day. Where
    /// the path tells a date, the file is one digest all the same; papers without a day of their
    /// own stand in the newest digest.
    pub fn finish_by_day(mut self) -> Reading {
        let newest = self.mentions.iter().filter_map(day_of).max();
        let Some(newest) = newest.filter(|_| self.input.date().is_none()) else {
            return self.finish(Head::default());
        };
        let mut days: BTreeMap<_, Vec<Mention>> = BTreeMap::new();
        for mention in std::mem::take(&mut self.mentions) {
            let day = day_of(&mention).unwrap_or(newest);
            days.entry(day).or_default().push(mention);
        }
        let digests = days.into_iter().map(|(date, mentions)| Digest {
            date,
            title: None,
            introduction: None,
            mentions,
            is_single: false,
            source: self.input.name.to_owned(),
        });
        Reading {
            digests: digests.collect(),
            ..self.leave_out()
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

fn day_of(mention: &Mention) -> Option<date::Date> {
    mention.record.date.and_then(PartialDate::exact)
}
