//! Taking the records of one digest file: the account of its records, the reading report, and the
//! finished digest.
//!
//! What becomes of a single record is decided in [`record`]; here records are counted, faults get
//! their place in the file, and the digest its date.

use super::doubt;
use super::record::space::folded;
use super::record::{self, LONGEST_TOPIC, Made, RawRecord};
use super::report::{Reason, Report, Unused};
use super::source::Source;
use super::{Reading, dating};
use crate::diagnostic::{Diagnostic, Severity};
use crate::model::date::Date;
use crate::model::digest::{Digest, Mention};
use crate::model::partial_date::PartialDate;
use std::borrow::Cow;
use std::collections::BTreeMap;

/// Takes the records of one digest file and keeps the account.
#[derive(Debug)]
pub struct Intake<'a> {
    source: &'a Source<'a>,
    mentions: Vec<Mention>,
    records: usize,
    report: Report,
    diagnostics: Vec<Diagnostic>,
    /// How many more there would be.
    unlisted: usize,
}

/// How many faults of one file are listed. Who has more looks for what they have in common; a file of
/// a million broken records would bury those of all others.
const MOST_LISTED: usize = 1_000;

/// How many topics a digest gives to each of its papers.
const MOST_TOPICS: usize = 30;

impl<'a> Intake<'a> {
    pub fn new(source: &'a Source<'a>) -> Self {
        Self {
            source,
            mentions: Vec::new(),
            records: 0,
            report: Report::default(),
            diagnostics: Vec::new(),
            unlisted: 0,
        }
    }

    /// Makes room for so many records as are expected, within what the file can hold.
    pub fn reserve(&mut self, records: usize) {
        const SMALLEST: usize = 500;
        let most = self.source.text.len() / SMALLEST;
        self.mentions.reserve(records.min(most));
    }

    /// Takes the record that begins at an offset; one without a title is skipped.
    pub fn take(&mut self, raw: RawRecord<'_>, offset: usize) {
        self.enter(record::mention(raw), offset);
    }

    /// Enters what [`record::mention`] made of the record that begins at an offset.
    pub fn enter(&mut self, made: Made<'_>, offset: usize) {
        for unused in &made.unused {
            self.report.add(unused);
        }
        let Some(mut mention) = made.mention else {
            self.skip("a record without a title is left out", offset);
            return;
        };
        self.records += 1;
        mention.line = self.source.position(offset).line;
        self.mentions.push(mention);
        for fault in made.faults {
            self.diagnose(fault, offset);
        }
    }

    /// Counts a record that cannot be used, and says why.
    pub fn skip(&mut self, reason: &str, offset: usize) {
        self.records += 1;
        self.diagnose(Diagnostic::warning(reason).code("record-left-out"), offset);
    }

    /// Counts a record that is not a paper, says why, and enters its texts in the reading report.
    pub fn reject(&mut self, raw: RawRecord<'_>, why: &str, offset: usize) {
        for field in raw.fields {
            let mut texts = Vec::new();
            record::text::push_texts(field.value, &mut texts);
            for text in texts {
                self.report.add(&Unused {
                    name: field.name.clone(),
                    text,
                    reason: Reason::NoPaper,
                });
            }
        }
        self.skip(why, offset);
    }

    /// Counts a record that cannot be used and whose fault has been reported already.
    pub fn skip_reported(&mut self) {
        self.records += 1;
    }

    /// Enters a text that is not used in the reading report.
    pub fn unused(&mut self, unused: &Unused<'_>) {
        self.report.add(unused);
    }

    /// How many mentions have been taken since the last digest.
    pub fn count(&self) -> usize {
        self.mentions.len()
    }

    /// Reports something at an offset of the file. Only the first thousand faults are listed.
    pub fn diagnose(&mut self, diagnostic: Diagnostic, offset: usize) {
        if self.diagnostics.len() >= MOST_LISTED && diagnostic.severity != Severity::Error {
            self.unlisted += 1;
            return;
        }
        self.diagnostics.push(self.source.point(diagnostic, offset));
    }

    /// Adds topics of the whole digest to each of its papers.
    pub fn add_topics(&mut self, topics: &[String]) {
        let (sound, long): (Vec<_>, Vec<_>) = topics
            .iter()
            .partition(|topic| topic.len() <= LONGEST_TOPIC);
        if !long.is_empty() || sound.len() > MOST_TOPICS {
            let fault = format!(
                "a digest has no more than {MOST_TOPICS} topics of {LONGEST_TOPIC} bytes; the others are left out"
            );
            self.diagnose(Diagnostic::warning(fault).code("too-many"), 0);
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

    /// The finished reading of a file with one digest, dated by `dating::day`.
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
                self.diagnose(no_papers("there are no papers in this file"), 0);
            }
            return None;
        }
        let date = match dating::day(self.source, head.date, &self.mentions) {
            Ok((date, warning)) => {
                if let Some(warning) = warning {
                    self.diagnose(warning, 0);
                }
                date
            }
            Err(_) if self.mentions.is_empty() && self.records == 0 => {
                self.diagnose(no_papers("there are no papers in this file"), 0);
                self.unused(&Unused {
                    name: Cow::Borrowed("text"),
                    text: Cow::Owned(introduction.unwrap_or_default()),
                    reason: Reason::NoDigest,
                });
                return None;
            }
            Err(fault) => {
                self.diagnose(fault, 0);
                self.mentions.clear();
                return None;
            }
        };
        for (line, doubt) in doubt::separate_shared_ids(&mut self.mentions) {
            let offset = self.source.offset_at(0, line, 1);
            self.diagnose(doubt, offset);
        }
        Some(Digest {
            date,
            title: head
                .title
                .map(|title| folded(&title))
                .filter(|t| !t.is_empty()),
            introduction,
            mentions: std::mem::take(&mut self.mentions),
            is_single: head.is_single,
            source: self.source.name.to_owned(),
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
        let Some(newest) = newest.filter(|_| self.source.date().is_none()) else {
            return self.finish(Head::default());
        };
        let mut days: BTreeMap<_, Vec<Mention>> = BTreeMap::new();
        for mention in std::mem::take(&mut self.mentions) {
            let day = day_of(&mention).unwrap_or(newest);
            days.entry(day).or_default().push(mention);
        }
        let mut digests = Vec::with_capacity(days.len());
        for (date, mentions) in days {
            self.mentions = mentions;
            digests.extend(self.close(Head {
                date: Some(date),
                ..Head::default()
            }));
        }
        Reading {
            digests,
            ..self.leave_out()
        }
    }

    /// The reading of a file that makes no digest, for a reason that has been reported.
    pub fn leave_out(mut self) -> Reading {
        if self.unlisted > 0 {
            let rest = format!("{} more faults of this file are not listed", self.unlisted);
            let rest = Diagnostic::warning(rest)
                .code("more-faults")
                .help("fix what the listed ones have in common, and build again");
            self.diagnostics.push(self.source.point(rest, 0));
        }
        Reading {
            digests: Vec::new(),
            records: self.records,
            report: self.report,
            diagnostics: self.diagnostics,
            is_by_structure: false,
        }
    }
}

/// What a digest says of itself.
#[derive(Debug, Clone, Default)]
pub struct Head {
    pub date: Option<Date>,
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
        .code("no-papers")
        .help("nothing is wrong if the day had no papers; a name that begins with `_` is left out")
}

fn day_of(mention: &Mention) -> Option<Date> {
    mention.record.date.and_then(PartialDate::exact)
}
