//! Taking the records of one digest file: the account of its records, and the finished digest.
//!
//! What becomes of a single record is decided in [`record`]; here records are counted, faults get
//! their place in the file, and the digest its date.

use super::cursor::Cursor;
use super::dating;
use super::raw_record::RawRecord;
use super::record::{self};
use super::space::folded;
use super::{Input, Reading};
use crate::diagnostic::{Diagnostic, Severity};
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
    /// How many more there would be.
    unsaid: usize,
    cursor: Cursor<'a>,
}

/// How many faults of one file are told. Who has more looks for what they have in common; a file of
/// a million broken records would bury those of all others.
const MOST_TOLD: usize = 1_000;

/// How many topics a digest gives to each of its papers.
const MOST_TOPICS: usize = 30;

impl<'a> Intake<'a> {
    pub fn new(input: Input<'a>) -> Self {
        Self {
            input,
            mentions: Vec::new(),
            records: 0,
            diagnostics: Vec::new(),
            unsaid: 0,
            cursor: Cursor::new(input.text),
        }
    }

    /// Takes the record that begins at a spot; one without a title is skipped.
    pub fn take(&mut self, raw: RawRecord<'_>, spot: impl Into<Spot>) {
        let spot = spot.into();
        self.enter(record::mention(raw, spot.line), spot);
    }

    /// Enters what [`record::mention`] made of the record that begins at a spot.
    pub fn enter(&mut self, made: Option<(Mention, Vec<Diagnostic>)>, spot: impl Into<Spot>) {
        let spot = spot.into();
        let Some((mention, faults)) = made else {
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

    /// Reports something at a spot of the file. Only the first thousand faults are told.
    pub fn report(&mut self, diagnostic: Diagnostic, spot: impl Into<Spot>) {
        if self.diagnostics.len() >= MOST_TOLD && diagnostic.severity != Severity::Error {
            self.unsaid += 1;
            return;
        }
        let spot = spot.into();
        let column = spot.column.or(diagnostic.column);
        let (part, part_column) = self.cursor.part(spot.line, column);
        let diagnostic = diagnostic.shortened().in_file(self.input.name);
        self.diagnostics
            .push(diagnostic.at_part(spot.line, column, part, part_column));
    }

    /// Adds topics of the whole digest to each of its papers.
    pub fn add_topics(&mut self, topics: &[String]) {
        let (sound, long): (Vec<_>, Vec<_>) = topics
            .iter()
            .partition(|topic| topic.len() <= record::LONGEST_TOPIC);
        if !long.is_empty() || sound.len() > MOST_TOPICS {
            let fault = format!(
                "a digest has no more than {MOST_TOPICS} topics of {} bytes; the others are left out",
                record::LONGEST_TOPIC
            );
            self.report(Diagnostic::warning(fault), 1);
        }
        let topics = &sound[..sound.len().min(MOST_TOPICS)];
        for mention in &mut self.mentions {
            for topic in topics {
                if !mention.record.topics.contains(topic) {
                    mention.record.topics.push((*topic).clone());
                }
            }
        }
    }

    /// The finished reading of a file with one digest, dated by [`dating::day`].
    ///
    /// A file without papers and without an introduction makes no digest, which is a warning:
    /// nightly jobs leave such files on days without papers.
    pub fn finish(mut self, head: Head) -> Reading {
        Reading {
            digests: self.close(head).into_iter().collect(),
            ..self.leave_out()
        }
    }

    /// The digest of what has been taken since the last one, for a file with several digests.
    pub fn close(&mut self, head: Head) -> Option<Digest> {
        let introduction = head.introduction.filter(|text| !text.trim().is_empty());
        if self.mentions.is_empty() && introduction.is_none() {
            if self.records == 0 {
                self.report(no_papers("there are no papers in this file"), 1);
            }
            return None;
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
                self.mentions.clear();
                return None;
            }
        };
        Some(Digest {
            date,
            title: head
                .title
                .map(|title| folded(&title))
                .filter(|t| !t.is_empty()),
            introduction,
            mentions: std::mem::take(&mut self.mentions),
            is_single: head.is_single,
            source: self.input.name.to_owned(),
        })
    }

    /// Leaves out what has been taken since the last digest, for a reason that has been reported.
    pub fn forget(&mut self) {
        self.mentions.clear();
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
    pub fn leave_out(mut self) -> Reading {
        if self.unsaid > 0 {
            let unsaid = format!("{} more faults of this file are not listed", self.unsaid);
            self.diagnostics.push(
                Diagnostic::warning(unsaid)
                    .in_file(self.input.name)
                    .at_line(self.input.text, 1)
                    .help("mend what the listed ones have in common, and build again"),
            );
        }
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
