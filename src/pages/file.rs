//! Files of a site that are no HTML: for feed readers, reference managers, search engines, language
//! models and other programs.
//!
//! Those that hold absolute addresses (feeds, pictures for sharing, the sitemap, OpenSearch) are only
//! there where the site has an address.

use super::cards::{self, Card};
use super::{Extras, Page, Shows, permalinks};
use crate::model::library::{AuthorIndex, DigestIndex, Library, TopicIndex};

/// Papers of `papers.json` at most; a larger library is in a file a year.
const LARGEST_LIST: usize = 2000;

/// Addresses of one sitemap at most (sitemaps.org/protocol.html).
pub const LARGEST_SITEMAP: usize = 50_000;

/// Longest path of a site for which `robots.txt` is read: RFC 9309 knows the one of the host alone.
const ROOT: &str = "/";

/// A file, and what it holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum File {
    /// A picture for sharing.
    Card(Card),
    Feed(Feed),
    /// All topic feeds, as feed readers take them in: OPML.
    FeedList,
    Export(Collection, Form),
    /// The whole library; where that is large, the list of its years.
    Papers,
    /// The papers that were first shown in a year.
    PapersOf(i16),
    /// The addresses of all pages; where these are many, the list of its parts.
    Sitemap,
    /// A part of it, from 1.
    SitemapPart(usize),
    Robots,
    OpenSearch,
    /// What a language model should know of the site (llmstxt.org).
    Llms,
}

/// A feed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Feed {
    /// The newest papers, as Atom.
    Site,
    /// The same as JSON Feed.
    SiteJson,
    /// The newest digests.
    Digests,
    /// The newest papers of a topic.
    Topic(TopicIndex),
    /// The newest papers of an author.
    Author(AuthorIndex),
}

/// Papers that are exported together.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Collection {
    Digest(DigestIndex),
    Topic(TopicIndex),
}

/// How papers are exported.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Form {
    /// Offprint's own form, which reads back.
    Json,
    /// For people and for language models.
    Markdown,
    Bibtex,
    Ris,
    Csl,
}

impl Form {
    /// Those for reference managers, which have an entry a paper: without papers there is none.
    pub const CITATIONS: [Self; 3] = [Self::Bibtex, Self::Ris, Self::Csl];

    /// How the name of such a file ends.
    pub fn extension(self) -> &'static str {
        match self {
            Self::Json => "json",
            Self::Markdown => "md",
            Self::Bibtex => "bib",
            Self::Ris => "ris",
            Self::Csl => "csljson",
        }
    }
}

impl File {
    /// Whether a file of the site's own in the same place wins.
    pub fn gives_way(self) -> bool {
        matches!(self, Self::Robots | Self::OpenSearch | Self::Llms)
    }
}

/// Every file but the sitemap, which lists what else there is.
pub fn all(library: &Library, extras: &Extras<'_>) -> Vec<File> {
    let mut files = Vec::new();
    for (index, digest) in library.digests.iter().enumerate() {
        let digest_of = Collection::Digest(DigestIndex(index));
        files.extend([Form::Json, Form::Markdown].map(|form| File::Export(digest_of, form)));
        if !digest.papers.is_empty() {
            files.extend(Form::CITATIONS.map(|form| File::Export(digest_of, form)));
        }
    }
    for (index, topic) in library.topics.iter().enumerate() {
        if topic.papers.is_empty() {
            continue;
        }
        let topic_of = Collection::Topic(TopicIndex(index));
        files.extend(Form::CITATIONS.map(|form| File::Export(topic_of, form)));
        if extras.base_url.is_some() {
            files.push(File::Feed(Feed::Topic(TopicIndex(index))));
        }
    }
    if !library.papers.is_empty() {
        files.extend([File::Papers, File::Llms]);
        if is_in_years(library) {
            files.extend(years(library).into_iter().map(File::PapersOf));
        }
    }
    files.extend(with_address(library, extras));
    files
}

/// Files with absolute addresses.
fn with_address(library: &Library, extras: &Extras<'_>) -> Vec<File> {
    let Some(base_url) = extras.base_url else {
        return Vec::new();
    };
    let mut files: Vec<File> = cards::of(library, &extras.cards)
        .into_iter()
        .map(File::Card)
        .collect();
    // A feed has to say when it was updated, and one without papers never was.
    if !library.papers.is_empty() {
        files.extend([Feed::Site, Feed::SiteJson, Feed::Digests].map(File::Feed));
    }
    let authors = (0..library.authors.len()).map(AuthorIndex);
    files.extend(authors.map(|author| File::Feed(Feed::Author(author))));
    if library.topics.iter().any(|topic| !topic.papers.is_empty()) {
        files.push(File::FeedList);
    }
    if extras.search.enabled && !library.papers.is_empty() {
        files.push(File::OpenSearch);
    }
    if permalinks::base_path(base_url) == ROOT {
        files.push(File::Robots);
    }
    files
}

/// Whether `papers.json` lists years, and does not hold the papers.
pub fn is_in_years(library: &Library) -> bool {
    library.papers.len() > LARGEST_LIST
}

/// The years in which papers were first shown, oldest first.
pub fn years(library: &Library) -> Vec<i16> {
    let mut years: Vec<i16> = (0..library.papers.len())
        .map(|index| library.first_shown(index).year())
        .collect();
    years.sort_unstable();
    years.dedup();
    years
}

/// The sitemap of these pages, and its parts where it has several.
pub fn sitemap(pages: &[Page]) -> Vec<File> {
    let listed = pages.iter().filter(|page| is_listed(&page.shows)).count();
    let parts = listed.div_ceil(LARGEST_SITEMAP);
    let mut files = vec![File::Sitemap];
    if parts > 1 {
        files.extend((1..=parts).map(File::SitemapPart));
    }
    files
}

/// Whether search engines are to know a page.
pub fn is_listed(shows: &Shows) -> bool {
    !matches!(
        shows,
        Shows::NotFound
            | Shows::Redirect(_)
            | Shows::Reading
            | Shows::Newsletter(_)
            | Shows::File(_)
    )
}
