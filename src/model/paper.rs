//! A paper: the merged record of all its mentions.

use super::digest::Announcement;
use super::identifier::{ArxivId, Doi};
use super::library::{DigestIndex, PaperIndex};
use super::link::Link;
use super::partial_date::PartialDate;
use super::prose::Prose;
use super::section::{Fact, Section};

/// The facts of one paper, merged from every digest that shows it. It has exactly one page.
#[derive(Debug, Clone, PartialEq)]
pub struct Paper {
    /// Name of its address: `[a-z0-9.-]`, at most 80 bytes, unlike every other paper's.
    pub key: String,
    /// Plain text with math spans.
    pub title: String,
    pub authors: Vec<String>,
    /// Whether there are authors whom no digest names (`et al.`).
    pub has_more_authors: bool,
    pub abstract_text: Option<Prose>,
    pub arxiv: Option<ArxivId>,
    pub doi: Option<Doi>,
    pub date: Option<PartialDate>,
    pub venue: Option<String>,
    /// The authors' comment on arXiv; plain text with math spans, on one line.
    pub comment: Option<String>,
    /// Path of a picture among the site's own files, which need not be there.
    pub picture: Option<String>,
    pub links: Vec<Link>,
    /// Keys under which it had its page before; sorted.
    pub former_keys: Vec<String>,
    /// Where it was shown, newest first; never empty, and never twice in one digest.
    pub mentions: Vec<Place>,
}

impl Paper {
    /// The digest that showed it last.
    pub fn newest_mention(&self) -> Place {
        self.mentions[0]
    }
}

/// Where a digest shows a paper.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Place {
    pub digest: DigestIndex,
    /// Position among the digest's papers, from 0.
    pub position: usize,
}

/// A paper within a finished digest.
#[derive(Debug, Clone, PartialEq)]
pub struct PlacedPaper {
    pub paper: PaperIndex,
    pub votes: Option<u64>,
    /// Markdown.
    pub note: Option<String>,
    /// How arXiv announced it on that day.
    pub announcement: Option<Announcement>,
    /// The digest's own texts about the paper, in its order.
    pub sections: Vec<Section>,
    /// Scores and other short facts that the digest gives, in its order.
    pub facts: Vec<Fact>,
}
