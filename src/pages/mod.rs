//! Planning: a library in, pages out.
//!
//! A [`Page`] is an address and what it shows; its template follows from that. Everything that
//! decides an address is in [`permalinks`], everything that cuts a list into pages in
//! [`pagination`], which pictures there are in [`cards`], which parts the search index has in
//! [`search`]; [`collisions`] makes sure, before anything is rendered, that no two pages want one
//! address.

pub mod cards;
pub mod collisions;
pub mod pagination;
pub mod permalinks;
pub mod search;

use crate::diagnostic::Diagnostic;
use crate::model::declaration::StandingPage;
use crate::model::library::{DigestIndex, Library, PaperIndex, TopicIndex};
use cards::Card;
use serde::Deserialize;

/// The `[pages]` table.
#[derive(Debug, Clone, PartialEq, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Options {
    /// Papers on one page of a topic.
    pub per_page: usize,
}

impl Default for Options {
    fn default() -> Self {
        Self { per_page: 50 }
    }
}

/// What a site has beside the pages that every site has.
#[derive(Debug, Clone, Copy)]
pub struct Extras {
    pub cards: cards::Options,
    pub search: search::Options,
    /// Whether the site has an address. Feeds and share cards need absolute addresses, so there are
    /// none without.
    pub has_address: bool,
}

/// An address and what it shows.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Page {
    /// Path from the root of the site, with `/`.
    pub path: String,
    pub shows: Shows,
}

/// What a page shows.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Shows {
    Index,
    Paper(PaperIndex),
    Topics,
    /// One page of a topic's papers; pages are numbered from 1.
    Topic {
        topic: TopicIndex,
        number: usize,
    },
    /// A topic's newest papers as an Atom feed.
    TopicFeed(TopicIndex),
    Trending,
    /// A week, a month or a year, by its position among the periods.
    Period(usize),
    Archive,
    /// What a reader keeps on the own device; the page holds nothing of it.
    Reading,
    Search,
    Digest(DigestIndex),
    /// A digest for machines, for reference managers, for language models.
    DigestJson(DigestIndex),
    DigestBibtex(DigestIndex),
    DigestMarkdown(DigestIndex),
    /// A picture for sharing.
    Card(Card),
    /// A standing page, by its position.
    Standing(usize),
    NotFound,
    /// An address that moved, and the path that it moved to.
    Redirect(String),
}

impl Shows {
    /// The template that renders the page; `None` for what is no HTML.
    pub fn template(&self) -> Option<&'static str> {
        Some(match self {
            Self::Index => "index.html",
            Self::Paper(_) => "paper.html",
            Self::Topics => "topics.html",
            Self::Topic { .. } => "topic.html",
            Self::Trending => "trending.html",
            Self::Period(_) => "period.html",
            Self::Archive => "archive.html",
            Self::Reading => "reading.html",
            Self::Search => "search.html",
            Self::Digest(_) => "digest.html",
            Self::Standing(_) => "page.html",
            Self::NotFound => "404.html",
            Self::Redirect(_) => "redirect.html",
            Self::TopicFeed(_)
            | Self::DigestJson(_)
            | Self::DigestBibtex(_)
            | Self::DigestMarkdown(_)
            | Self::Card(_) => return None,
        })
    }
}

/// Every page of a site.
#[derive(Debug)]
pub struct Plan {
    pub pages: Vec<Page>,
    /// An error for each address that two pages want; such a plan cannot be published.
    pub faults: Vec<Diagnostic>,
}

/// Plans every page of a site, in a fixed order.
pub fn plan(
    library: &Library,
    standing: &[StandingPage],
    options: &Options,
    extras: Extras,
) -> Plan {
    let page = |path: &str, shows| Page {
        path: path.to_owned(),
        shows,
    };
    let mut pages = vec![
        page(permalinks::INDEX, Shows::Index),
        page(permalinks::NOT_FOUND, Shows::NotFound),
        page(permalinks::TOPICS, Shows::Topics),
        page(permalinks::TRENDING, Shows::Trending),
        page(permalinks::ARCHIVE, Shows::Archive),
        page(permalinks::READING, Shows::Reading),
    ];
    if extras.search.enabled && !library.papers.is_empty() {
        pages.push(page(permalinks::SEARCH, Shows::Search));
    }
    for (index, standing) in standing.iter().enumerate() {
        pages.push(page(
            &permalinks::standing(standing),
            Shows::Standing(index),
        ));
    }
    for (index, digest) in library.digests.iter().enumerate() {
        let index = DigestIndex(index);
        pages.push(page(&permalinks::digest(digest), Shows::Digest(index)));
        for (extension, shows) in [
            ("json", Shows::DigestJson(index)),
            ("bib", Shows::DigestBibtex(index)),
            ("md", Shows::DigestMarkdown(index)),
        ] {
            // A digest without papers has no entries, and no file may be empty.
            if extension != "bib" || !digest.papers.is_empty() {
                pages.push(page(&permalinks::digest_file(digest, extension), shows));
            }
        }
    }
    for (index, topic) in library.topics.iter().enumerate() {
        let topic_index = TopicIndex(index);
        for number in 1..=pagination::page_count(topic.papers.len(), options.per_page) {
            let shows = Shows::Topic {
                topic: topic_index,
                number,
            };
            pages.push(page(&permalinks::topic(topic, number), shows));
        }
        // A feed has to say when it was updated, and one without papers never was.
        if extras.has_address && !topic.papers.is_empty() {
            let shows = Shows::TopicFeed(topic_index);
            pages.push(page(&permalinks::topic_feed(topic), shows));
        }
    }
    for (index, period) in library.periods.iter().enumerate() {
        pages.push(page(&permalinks::span(period.span), Shows::Period(index)));
    }
    for (index, paper) in library.papers.iter().enumerate() {
        pages.push(page(
            &permalinks::paper(&paper.key),
            Shows::Paper(PaperIndex(index)),
        ));
    }
    if extras.has_address {
        let cards = cards::of(library, &extras.cards).into_iter();
        pages.extend(cards.map(|card| page(&permalinks::card(card, library), Shows::Card(card))));
    }
    let redirects = redirects(library, &pages);
    pages.extend(redirects);
    let faults = collisions::find(&pages, library, standing);
    Plan { pages, faults }
}

/// Old addresses of papers whose key changed, and the bare date of a day with several digests. An
/// old address that something else has now is not taken from it.
fn redirects(library: &Library, pages: &[Page]) -> Vec<Page> {
    let mut taken: std::collections::HashSet<String> =
        pages.iter().map(|page| page.path.clone()).collect();
    let former = library.papers.iter().flat_map(|paper| {
        let target = permalinks::paper(&paper.key);
        paper
            .former_keys
            .iter()
            .map(move |key| (permalinks::paper(key), target.clone()))
    });
    let days = library
        .digests
        .iter()
        .map(|digest| (permalinks::day(digest.date), permalinks::digest(digest)));
    let mut redirects = Vec::new();
    for (path, target) in former.chain(days) {
        if taken.insert(path.clone()) {
            redirects.push(Page {
                path,
                shows: Shows::Redirect(target),
            });
        }
    }
    redirects
}
