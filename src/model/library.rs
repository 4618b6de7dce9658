//! All papers, digests and topics of a site.

use super::author::Author;
use super::date::Date;
use super::paper::{Paper, Place, PlacedPaper};
use super::period::Period;
use super::prose::Prose;
use super::related::Related;
use super::timeline::Timeline;
use super::topic::Topic;
use super::trend::{Changes, Trend};

/// Position of a paper in [`Library::papers`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct PaperIndex(pub usize);

/// Position of a digest in [`Library::digests`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct DigestIndex(pub usize);

/// Position of a topic in [`Library::topics`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct TopicIndex(pub usize);

/// Position of an author in [`Library::authors`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct AuthorIndex(pub usize);

/// A digest whose mentions have found their papers.
#[derive(Debug, Clone, PartialEq)]
pub struct Edition {
    pub date: Date,
    /// Name of its address: the date, with a slug behind it where one day has several.
    pub slug: String,
    /// Plain text with math spans.
    pub title: Option<String>,
    /// Markdown.
    pub introduction: Option<String>,
    /// In the digest's order, each paper once.
    pub papers: Vec<PlacedPaper>,
    /// The file, relative to the site's root, with `/`.
    pub source: String,
}

/// Everything that a site shows, cross-referenced by index. Facts that were read live in
/// [`Paper`]; what was worked out from them lives in tables beside it.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Library {
    /// By key.
    pub papers: Vec<Paper>,
    /// Oldest first; several of one day by slug.
    pub digests: Vec<Edition>,
    /// By name, without regard to case.
    pub topics: Vec<Topic>,
    /// For each paper its topics, in the order in which its digests name them; found ones behind
    /// them, the fittest first.
    pub topics_of: Vec<Vec<TopicIndex>>,
    /// For each paper how many of these, from the front, are told by declarations and digests.
    pub told_of: Vec<usize>,
    /// For each paper the largest number of votes that a digest gave.
    pub votes_of: Vec<Option<u64>>,
    /// For each paper those nearest to it, the nearest first, at most five.
    pub related_of: Vec<Vec<Related>>,
    /// By family name; none where authors have no pages.
    pub authors: Vec<Author>,
    /// For each paper and each name in it the author, where that has a page.
    pub authors_of: Vec<Vec<Option<AuthorIndex>>>,
    pub trend: Trend,
    /// For each digest the papers that were trending on its day, by the digests up to then, the highest
    /// score first; at most fifty.
    pub leaders_of: Vec<Vec<PaperIndex>>,
    /// For each digest what changed against the one before, where the two have papers in common.
    pub changes_of: Vec<Option<Changes>>,
    /// Oldest first; of those that begin together the longest first.
    pub periods: Vec<Period>,
    /// None where all digests are of one day.
    pub timeline: Option<Timeline>,
    /// For each topic how many of its papers first came in each step of the timeline.
    pub course_of: Vec<Vec<u32>>,
}

/// The texts that say what a paper is about: its abstract; where no digest gives one, the sections of
/// the newest digest that has any. `mentions` are those of the paper, newest first.
pub fn main_texts<'a>(
    abstract_text: Option<&'a Prose>,
    mentions: &[Place],
    digests: &'a [Edition],
) -> Vec<&'a Prose> {
    if let Some(text) = abstract_text {
        return vec![text];
    }
    let sections = mentions
        .iter()
        .map(|place| &digests[place.digest.0].papers[place.position].sections)
        .find(|sections| !sections.is_empty());
    let sections = sections.into_iter().flatten();
    sections.map(|section| &section.text).collect()
}

impl Library {
    /// The texts that say what a paper is about, as [`main_texts`] has them.
    pub fn main_texts(&self, index: PaperIndex) -> Vec<&Prose> {
        let paper = self.paper(index);
        main_texts(paper.abstract_text.as_ref(), &paper.mentions, &self.digests)
    }

    /// The text of which lists show the beginning: the first of the main texts.
    pub fn main_text(&self, index: PaperIndex) -> Option<&Prose> {
        self.main_texts(index).first().copied()
    }

    pub fn paper(&self, index: PaperIndex) -> &Paper {
        &self.papers[index.0]
    }

    /// The date of the digest that showed the paper at this position first.
    pub fn first_shown(&self, paper: usize) -> Date {
        let mentions = &self.papers[paper].mentions;
        let first = mentions[mentions.len() - 1];
        self.digest(first.digest).date
    }

    pub fn digest(&self, index: DigestIndex) -> &Edition {
        &self.digests[index.0]
    }

    pub fn author(&self, index: AuthorIndex) -> &Author {
        &self.authors[index.0]
    }

    pub fn topic(&self, index: TopicIndex) -> &Topic {
        &self.topics[index.0]
    }

    /// Of each day that has papers the first digest, the oldest day first.
    pub fn first_of_days(&self) -> impl Iterator<Item = DigestIndex> {
        let days = self.digests.chunk_by(|a, b| a.date == b.date);
        let mut first = 0;
        days.filter_map(move |of_day| {
            let index = DigestIndex(first);
            first += of_day.len();
            let has_papers = of_day.iter().any(|digest| !digest.papers.is_empty());
            has_papers.then_some(index)
        })
    }

    /// All digests of the day of one.
    pub fn of_same_day(&self, digest: DigestIndex) -> &[Edition] {
        let date = self.digest(digest).date;
        let first = self.digests.partition_point(|other| other.date < date);
        let end = self.digests.partition_point(|other| other.date <= date);
        &self.digests[first..end]
    }

    /// The newest digest with papers; of several on one day the first, to which the day's address
    /// leads.
    pub fn newest_digest(&self) -> Option<DigestIndex> {
        let newest = self
            .digests
            .iter()
            .rfind(|digest| !digest.papers.is_empty())
            .or(self.digests.last())?
            .date;
        let first_of_day = self.digests.partition_point(|d| d.date < newest);
        let on_the_day = (first_of_day..self.digests.len())
            .take_while(|&index| self.digests[index].date == newest)
            .find(|&index| !self.digests[index].papers.is_empty());
        Some(DigestIndex(on_the_day.unwrap_or(first_of_day)))
    }
}
