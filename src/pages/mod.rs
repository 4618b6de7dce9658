//! Planning: a library in, pages out.
//!
//! A [`Page`] is an address and what it shows; its template follows from that. Everything that
//! decides an address is in [`permalinks`], everything that cuts a list into pages in
//! [`pagination`], which files there are that are no HTML in [`mod@file`] and [`cards`], which parts the
//! search index has in [`search`]; [`collisions`] makes sure, before anything is rendered, that no
//! two pages want one address.

pub mod cards;
pub mod collisions;
pub mod file;
pub mod pagination;
pub mod permalinks;
pub mod search;

use crate::diagnostic::Diagnostic;
use crate::model::declaration::StandingPage;
use crate::model::library::{AuthorIndex, DigestIndex, Library, PaperIndex, TopicIndex};
use file::File;
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
pub struct Extras<'a> {
    pub cards: cards::Options,
    pub search: search::Options,
    /// Absolute address of the root, with a final slash.
    pub base_url: Option<&'a str>,
    /// Whether each day with papers is also there as the newsletter that readers get.
    pub newsletters: bool,
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
    Authors,
    Author(AuthorIndex),
    Trending,
    /// A week, a month or a year, by its position among the periods.
    Period(usize),
    Archive,
    /// What a reader keeps on the own device; the page holds nothing of it.
    Reading,
    /// How readers get what is new.
    Subscribe,
    Search,
    Digest(DigestIndex),
    /// The digests of a day as they are sent by mail; the first of them.
    Newsletter(DigestIndex),
    /// A standing page, by its position.
    Standing(usize),
    NotFound,
    /// An address that moved, and the path that it moved to.
    Redirect(String),
    /// What is no HTML.
    File(File),
}

impl Shows {
    /// The template that renders the page; `None` for what is no HTML.
    pub fn template(&self) -> Option<&'static str> {
        Some(match self {
            Self::Index => "index.html",
            Self::Paper(_) => "paper.html",
            Self::Topics => "topics.html",
            Self::Topic { .. } => "topic.html",
            Self::Authors => "authors.html",
            Self::Author(_) => "author.html",
            Self::Trending => "trending.html",
            Self::Period(_) => "period.html",
            Self::Archive => "archive.html",
            Self::Reading => "reading.html",
            Self::Subscribe => "subscribe.html",
            Self::Search => "search.html",
            Self::Digest(_) => "digest.html",
            Self::Newsletter(_) => "email/newsletter.html",
            Self::Standing(_) => "page.html",
            Self::NotFound => "404.html",
            Self::Redirect(_) => "redirect.html",
            Self::File(_) => return None,
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
    extras: Extras<'_>,
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
    // Whoever wrote such a page before there was one has the last word.
    let is_written = |path: &str| {
        standing
            .iter()
            .any(|page| permalinks::standing(page) == path)
    };
    if !is_written(permalinks::SUBSCRIBE) {
        pages.push(page(permalinks::SUBSCRIBE, Shows::Subscribe));
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
    }
    if extras.newsletters {
        for index in library.first_of_days() {
            let path = permalinks::newsletter(library.digest(index).date);
            pages.push(page(&path, Shows::Newsletter(index)));
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
    }
    if !library.authors.is_empty() {
        pages.push(page(permalinks::AUTHORS, Shows::Authors));
    }
    for (index, author) in library.authors.iter().enumerate() {
        let shows = Shows::Author(AuthorIndex(index));
        pages.push(page(&permalinks::author(author), shows));
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
    let of_file = |file: File| page(&permalinks::of_file(file, library), Shows::File(file));
    pages.extend(file::all(library, &extras).into_iter().map(of_file));
    if extras.base_url.is_some() {
        let sitemap = file::sitemap(&pages);
        pages.extend(sitemap.into_iter().map(of_file));
    }
    let redirects = redirects(library, &pages);
    pages.extend(redirects);
    let faults = collisions::find(&pages, library, standing);
    Plan { pages, faults }
}

/// Leaves out the files in whose place the site has one of its own.
pub fn give_way<'a>(pages: &mut Vec<Page>, own: impl Iterator<Item = &'a str>) {
    let own: std::collections::HashSet<&str> = own.collect();
    pages.retain(|page| match page.shows {
        Shows::File(file) => !(file.gives_way() && own.contains(page.path.as_str())),
        _ => true,
    });
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
