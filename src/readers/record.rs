//! The single road from what a format calls the fields of a paper to the model.
//!
//! Readers fill a [`RawRecord`] with text as they find it and hand it to an [`Intake`]. Here,
//! and nowhere else, white space is folded, identifiers are found in ids and addresses, links are
//! told apart by what they lead to, and a record that cannot become a paper is skipped with its
//! reason. Left out: merging, which is collating's work.

use super::space::{folded, joined, unwrapped};
use super::{Input, Reading};
use crate::diagnostic::Diagnostic;
use crate::markup::address;
use crate::model::date;
use crate::model::digest::{Digest, Mention, Prose, Record};
use crate::model::identifier::{ArxivId, Doi};
use crate::model::link::{Link, LinkKind};
use crate::model::slug;
use std::borrow::Cow;

/// A paper as a reader finds it: every field optional, nothing cleaned.
#[derive(Debug, Clone, Default)]
pub struct RawRecord<'a> {
    /// Plain text with math spans.
    pub title: Cow<'a, str>,
    pub authors: Vec<Cow<'a, str>>,
    pub body: Body<'a>,
    /// The editor's note, in Markdown.
    pub note: Option<Cow<'a, str>>,
    /// Identifiers in any form: arXiv ids, DOIs, or addresses of either.
    pub ids: Vec<Cow<'a, str>>,
    /// Addresses, with what they lead to where the format says so.
    pub addresses: Vec<(Option<LinkKind>, Cow<'a, str>)>,
    pub date: Option<Cow<'a, str>>,
    pub venue: Option<Cow<'a, str>>,
    pub topics: Vec<Cow<'a, str>>,
    pub votes: Option<u64>,
    pub former_keys: Vec<Cow<'a, str>>,
}

/// The abstract of a raw record.
#[derive(Debug, Clone, Default)]
pub enum Body<'a> {
    #[default]
    None,
    /// Imported text, perhaps wrapped over lines.
    Plain(Cow<'a, str>),
    /// An editor's Markdown.
    Markdown(Cow<'a, str>),
}

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
        let title = folded(&raw.title);
        if title.is_empty() {
            self.skip("a record without a title is left out", spot);
            return;
        }
        self.records += 1;
        let mention = self.mention(raw, title, spot);
        self.mentions.push(mention);
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

    fn mention(&mut self, raw: RawRecord<'_>, title: String, spot: Spot) -> Mention {
        let mut record = Record {
            title,
            authors: raw.authors.iter().map(|name| folded(name)).collect(),
            abstract_text: prose(raw.body),
            venue: raw
                .venue
                .map(|venue| folded(&venue))
                .filter(|v| !v.is_empty()),
            topics: topics(&raw.topics),
            ..Record::default()
        };
        record.authors.retain(|name| !name.is_empty());
        for id in &raw.ids {
            identify(&mut record, id);
        }
        for (kind, address) in &raw.addresses {
            self.add_address(&mut record, *kind, &joined(address), spot);
        }
        if let Some(text) = raw.date.filter(|text| !text.trim().is_empty()) {
            match date::parse(&text) {
                Ok(date) => record.date = Some(date),
                Err(fault) => self.report(
                    Diagnostic::warning(format!("{fault}; the paper is shown without a date"))
                        .help("write dates as YYYY-MM-DD"),
                    spot,
                ),
            }
        }
        for key in raw.former_keys.iter().map(|key| folded(key)) {
            if slug::is_key(&key) {
                record.former_keys.push(key);
            } else if !key.is_empty() {
                self.report(
                    Diagnostic::warning(format!("`{key}` is no former address of a paper"))
                        .help("write the name of its page: `example` for papers/example.html"),
                    spot,
                );
            }
        }
        let note = raw.note.map(|note| note.trim().to_owned());
        Mention {
            votes: raw.votes,
            note: note.filter(|note| !note.is_empty()),
            record,
            line: spot.line,
        }
    }

    fn add_address(
        &mut self,
        record: &mut Record,
        kind: Option<LinkKind>,
        address: &str,
        spot: Spot,
    ) {
        // An address that leads to code is not the paper's, also where it is a DOI.
        if address.is_empty() || (kind.is_none() && identify(record, address)) {
            return;
        }
        if !address::is_web(address) {
            self.report(
                Diagnostic::warning(format!(
                    "`{address}` is not a web address; the link is left out"
                ))
                .help("addresses begin with https:// or http://"),
                spot,
            );
            return;
        }
        let Some(kind) = kind.or_else(|| LinkKind::of_address(address)) else {
            return;
        };
        record.add_link(Link {
            kind,
            url: address::encoded(address),
        });
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

/// Reads an identifier into the record; says whether it was one.
fn identify(record: &mut Record, text: &str) -> bool {
    if let Some(arxiv) = ArxivId::parse(text) {
        record.arxiv.get_or_insert(arxiv);
        return true;
    }
    if let Some(doi) = Doi::parse(text) {
        record.doi.get_or_insert(doi);
        return true;
    }
    false
}

fn topics(names: &[Cow<'_, str>]) -> Vec<String> {
    let mut topics: Vec<String> = Vec::with_capacity(names.len());
    for name in names {
        let name = folded(name);
        if !name.is_empty() && !topics.contains(&name) {
            topics.push(name);
        }
    }
    topics
}

fn prose(body: Body<'_>) -> Option<Prose> {
    match body {
        Body::None => None,
        Body::Plain(text) => {
            let text = unwrapped(&text);
            (!text.is_empty()).then_some(Prose::Plain(text))
        }
        Body::Markdown(text) => {
            let text = text.trim_matches(['\n', '\r']).trim_end();
            (!text.trim().is_empty()).then(|| Prose::Markdown(text.to_owned()))
        }
    }
}
