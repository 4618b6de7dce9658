//! Digests and their mentions, as the input gives them.

use super::date::Date;
use super::identifier::{ArxivId, Doi};
use super::link::Link;
use super::partial_date::PartialDate;
use super::prose::Prose;
use super::section::{Fact, Section};

/// One dated edition, as one file gives it.
#[derive(Debug, Clone, PartialEq)]
pub struct Digest {
    pub date: Date,
    /// Plain text with math spans.
    pub title: Option<String>,
    /// Markdown.
    pub introduction: Option<String>,
    /// In the order of the file.
    pub mentions: Vec<Mention>,
    /// Whether the file is the page of one paper, as blogs have it. Such files of one day and one
    /// folder are a digest together.
    pub is_single: bool,
    /// The file, or the folder of several, relative to the site's root, with `/`.
    pub source: String,
}

/// A paper as one digest shows it.
#[derive(Debug, Clone, PartialEq)]
pub struct Mention {
    /// Votes that this digest gave.
    pub votes: Option<u64>,
    /// What the editor says about the paper in this digest, in Markdown.
    pub note: Option<String>,
    /// How arXiv announced it on that day, where the input says so.
    pub announcement: Option<Announcement>,
    /// The digest's own texts about the paper, in its order.
    pub sections: Vec<Section>,
    /// Scores and other short facts that the digest gives, in its order.
    pub facts: Vec<Fact>,
    pub record: Record,
    /// Line of the file on which the record begins, from 1.
    pub line: usize,
}

/// How arXiv announces a paper.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Announcement {
    /// For the first time.
    New,
    /// For the first time, in another category than its own.
    Cross,
    /// Again, in a new version.
    Replacement,
}

/// The facts of one paper as one digest gives them, read and cleaned but not merged.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Record {
    /// Plain text with math spans; empty where a digest cites a paper by its identifier alone.
    pub title: String,
    pub authors: Vec<String>,
    /// Whether there are authors whom the digest does not name (`et al.`).
    pub has_more_authors: bool,
    pub abstract_text: Option<Prose>,
    pub arxiv: Option<ArxivId>,
    pub doi: Option<Doi>,
    /// The paper's own date, which is not the digest's.
    pub date: Option<PartialDate>,
    pub venue: Option<String>,
    /// The authors' comment on arXiv ("12 pages, 3 figures, accepted at ..."); plain text with math
    /// spans, on one line.
    pub comment: Option<String>,
    /// Path of a picture among the site's own files.
    pub picture: Option<String>,
    pub links: Vec<Link>,
    /// Names of topics as the input writes them.
    pub topics: Vec<String>,
    /// Keys under which this paper had its page before.
    pub former_keys: Vec<String>,
}

impl Record {
    /// Adds a link, unless there is one to the same address.
    pub fn add_link(&mut self, link: Link) {
        if !self.links.iter().any(|known| known.is_same(&link)) {
            self.links.push(link);
        }
    }
}
